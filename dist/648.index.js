exports.id = 648;
exports.ids = [648];
exports.modules = {

3648:
((module, __unused_webpack_exports, __webpack_require__) => {

"use strict";


const lockfile = __webpack_require__(743);
const { toPromise, toSync, toSyncOptions } = __webpack_require__(3271);

async function lock(file, options) {
	const release = await toPromise(lockfile.lock)(file, options);

	return toPromise(release);
}

function lockSync(file, options) {
	const release = toSync(lockfile.lock)(file, toSyncOptions(options));

	return toSync(release);
}

function unlock(file, options) {
	return toPromise(lockfile.unlock)(file, options);
}

function unlockSync(file, options) {
	return toSync(lockfile.unlock)(file, toSyncOptions(options));
}

function check(file, options) {
	return toPromise(lockfile.check)(file, options);
}

function checkSync(file, options) {
	return toSync(lockfile.check)(file, toSyncOptions(options));
}

module.exports = lock;
module.exports.lock = lock;
module.exports.unlock = unlock;
module.exports.lockSync = lockSync;
module.exports.unlockSync = unlockSync;
module.exports.check = check;
module.exports.checkSync = checkSync;


}),

3271:
((module, __unused_webpack_exports, __webpack_require__) => {

"use strict";


const fs = __webpack_require__(4632);

function createSyncFs(fs) {
	const methods = ['mkdir', 'realpath', 'stat', 'rmdir', 'utimes'];
	const newFs = { ...fs };

	methods.forEach((method) => {
		newFs[method] = (...args) => {
			const callback = args.pop();
			let ret;

			try {
				ret = fs[`${method}Sync`](...args);
			} catch (err) {
				return callback(err);
			}

			callback(null, ret);
		};
	});

	return newFs;
}


function toPromise(method) {
	return (...args) => new Promise((resolve, reject) => {
		args.push((err, result) => {
			if (err) {
				reject(err);
			} else {
				resolve(result);
			}
		});

		method(...args);
	});
}

function toSync(method) {
	return (...args) => {
		let err;
		let result;

		args.push((_err, _result) => {
			err = _err;
			result = _result;
		});

		method(...args);

		if (err) {
			throw err;
		}

		return result;
	};
}

function toSyncOptions(options) {
	options = { ...options };

	options.fs = createSyncFs(options.fs || fs);

	if (
		(typeof options.retries === 'number' && options.retries > 0) ||
		(options.retries && typeof options.retries.retries === 'number' && options.retries.retries > 0)
	) {
		throw Object.assign(new Error('Cannot use retries with the sync api'), { code: 'ESYNC' });
	}

	return options;
}

module.exports = {
	toPromise,
	toSync,
	toSyncOptions,
};


}),

743:
((module, __unused_webpack_exports, __webpack_require__) => {

"use strict";


const path = __webpack_require__(6928);
const fs = __webpack_require__(4632);
const retry = __webpack_require__(5546);
const onExit = __webpack_require__(350);
const mtimePrecision = __webpack_require__(4747);

const locks = {};

function getLockFile(file, options) {
	return options.lockfilePath || `${file}.lock`;
}

function resolveCanonicalPath(file, options, callback) {
	if (!options.realpath) {
		return callback(null, path.resolve(file));
	}

	options.fs.realpath(file, callback);
}

function acquireLock(file, options, callback) {
	const lockfilePath = getLockFile(file, options);

	options.fs.mkdir(lockfilePath, (err) => {
		if (!err) {
			return mtimePrecision.probe(lockfilePath, options.fs, (err, mtime, mtimePrecision) => {
				if (err) {
					options.fs.rmdir(lockfilePath, () => {});

					return callback(err);
				}

				callback(null, mtime, mtimePrecision);
			});
		}

		if (err.code !== 'EEXIST') {
			return callback(err);
		}

		if (options.stale <= 0) {
			return callback(Object.assign(new Error('Lock file is already being held'), { code: 'ELOCKED', file }));
		}

		options.fs.stat(lockfilePath, (err, stat) => {
			if (err) {
				if (err.code === 'ENOENT') {
					return acquireLock(file, { ...options, stale: 0 }, callback);
				}

				return callback(err);
			}

			if (!isLockStale(stat, options)) {
				return callback(Object.assign(new Error('Lock file is already being held'), { code: 'ELOCKED', file }));
			}

			removeLock(file, options, (err) => {
				if (err) {
					return callback(err);
				}

				acquireLock(file, { ...options, stale: 0 }, callback);
			});
		});
	});
}

function isLockStale(stat, options) {
	return stat.mtime.getTime() < Date.now() - options.stale;
}

function removeLock(file, options, callback) {
	options.fs.rmdir(getLockFile(file, options), (err) => {
		if (err && err.code !== 'ENOENT') {
			return callback(err);
		}

		callback();
	});
}

function updateLock(file, options) {
	const lock = locks[file];

	if (lock.updateTimeout) {
		return;
	}

	lock.updateDelay = lock.updateDelay || options.update;
	lock.updateTimeout = setTimeout(() => {
		lock.updateTimeout = null;

		options.fs.stat(lock.lockfilePath, (err, stat) => {
			const isOverThreshold = lock.lastUpdate + options.stale < Date.now();

			if (err) {
				if (err.code === 'ENOENT' || isOverThreshold) {
					return setLockAsCompromised(file, lock, Object.assign(err, { code: 'ECOMPROMISED' }));
				}

				lock.updateDelay = 1000;

				return updateLock(file, options);
			}

			const isMtimeOurs = lock.mtime.getTime() === stat.mtime.getTime();

			if (!isMtimeOurs) {
				return setLockAsCompromised(
					file,
					lock,
					Object.assign(
						new Error('Unable to update lock within the stale threshold'),
						{ code: 'ECOMPROMISED' }
					));
			}

			const mtime = mtimePrecision.getMtime(lock.mtimePrecision);

			options.fs.utimes(lock.lockfilePath, mtime, mtime, (err) => {
				const isOverThreshold = lock.lastUpdate + options.stale < Date.now();

				if (lock.released) {
					return;
				}

				if (err) {
					if (err.code === 'ENOENT' || isOverThreshold) {
						return setLockAsCompromised(file, lock, Object.assign(err, { code: 'ECOMPROMISED' }));
					}

					lock.updateDelay = 1000;

					return updateLock(file, options);
				}

				lock.mtime = mtime;
				lock.lastUpdate = Date.now();
				lock.updateDelay = null;
				updateLock(file, options);
			});
		});
	}, lock.updateDelay);


	if (lock.updateTimeout.unref) {
		lock.updateTimeout.unref();
	}
}

function setLockAsCompromised(file, lock, err) {
	lock.released = true;

	if (lock.updateTimeout) {
		clearTimeout(lock.updateTimeout);
	}

	if (locks[file] === lock) {
		delete locks[file];
	}

	lock.options.onCompromised(err);
}


function lock(file, options, callback) {
	options = {
		stale: 10000,
		update: null,
		realpath: true,
		retries: 0,
		fs,
		onCompromised: (err) => { throw err; },
		...options,
	};

	options.retries = options.retries || 0;
	options.retries = typeof options.retries === 'number' ? { retries: options.retries } : options.retries;
	options.stale = Math.max(options.stale || 0, 2000);
	options.update = options.update == null ? options.stale / 2 : options.update || 0;
	options.update = Math.max(Math.min(options.update, options.stale / 2), 1000);

	resolveCanonicalPath(file, options, (err, file) => {
		if (err) {
			return callback(err);
		}

		const operation = retry.operation(options.retries);

		operation.attempt(() => {
			acquireLock(file, options, (err, mtime, mtimePrecision) => {
				if (operation.retry(err)) {
					return;
				}

				if (err) {
					return callback(operation.mainError());
				}

				const lock = locks[file] = {
					lockfilePath: getLockFile(file, options),
					mtime,
					mtimePrecision,
					options,
					lastUpdate: Date.now(),
				};

				updateLock(file, options);

				callback(null, (releasedCallback) => {
					if (lock.released) {
						return releasedCallback &&
							releasedCallback(Object.assign(new Error('Lock is already released'), { code: 'ERELEASED' }));
					}

					unlock(file, { ...options, realpath: false }, releasedCallback);
				});
			});
		});
	});
}

function unlock(file, options, callback) {
	options = {
		fs,
		realpath: true,
		...options,
	};

	resolveCanonicalPath(file, options, (err, file) => {
		if (err) {
			return callback(err);
		}

		const lock = locks[file];

		if (!lock) {
			return callback(Object.assign(new Error('Lock is not acquired/owned by you'), { code: 'ENOTACQUIRED' }));
		}

		lock.updateTimeout && clearTimeout(lock.updateTimeout); // Cancel lock mtime update
		lock.released = true; // Signal the lock has been released
		delete locks[file]; // Delete from locks

		removeLock(file, options, callback);
	});
}

function check(file, options, callback) {
	options = {
		stale: 10000,
		realpath: true,
		fs,
		...options,
	};

	options.stale = Math.max(options.stale || 0, 2000);

	resolveCanonicalPath(file, options, (err, file) => {
		if (err) {
			return callback(err);
		}

		options.fs.stat(getLockFile(file, options), (err, stat) => {
			if (err) {
				return err.code === 'ENOENT' ? callback(null, false) : callback(err);
			}

			return callback(null, !isLockStale(stat, options));
		});
	});
}

function getLocks() {
	return locks;
}

onExit(() => {
	for (const file in locks) {
		const options = locks[file].options;

		try { options.fs.rmdirSync(getLockFile(file, options)); } catch (e) { /* Empty */ }
	}
});

module.exports.lock = lock;
module.exports.unlock = unlock;
module.exports.check = check;
module.exports.getLocks = getLocks;


}),

4747:
((module) => {

"use strict";


const cacheSymbol = Symbol();

function probe(file, fs, callback) {
	const cachedPrecision = fs[cacheSymbol];

	if (cachedPrecision) {
		return fs.stat(file, (err, stat) => {
			if (err) {
				return callback(err);
			}

			callback(null, stat.mtime, cachedPrecision);
		});
	}

	const mtime = new Date((Math.ceil(Date.now() / 1000) * 1000) + 5);

	fs.utimes(file, mtime, mtime, (err) => {
		if (err) {
			return callback(err);
		}

		fs.stat(file, (err, stat) => {
			if (err) {
				return callback(err);
			}

			const precision = stat.mtime.getTime() % 1000 === 0 ? 's' : 'ms';

			Object.defineProperty(fs, cacheSymbol, { value: precision });

			callback(null, stat.mtime, precision);
		});
	});
}

function getMtime(precision) {
	let now = Date.now();

	if (precision === 's') {
		now = Math.ceil(now / 1000) * 1000;
	}

	return new Date(now);
}

module.exports.probe = probe;
module.exports.getMtime = getMtime;


}),

5546:
((module, __unused_webpack_exports, __webpack_require__) => {

module.exports = __webpack_require__(4703);

}),

4703:
((__unused_webpack_module, exports, __webpack_require__) => {

var RetryOperation = __webpack_require__(9538);

exports.operation = function(options) {
  var timeouts = exports.timeouts(options);
  return new RetryOperation(timeouts, {
	  forever: options && options.forever,
	  unref: options && options.unref,
	  maxRetryTime: options && options.maxRetryTime
  });
};

exports.timeouts = function(options) {
  if (options instanceof Array) {
	return [].concat(options);
  }

  var opts = {
	retries: 10,
	factor: 2,
	minTimeout: 1 * 1000,
	maxTimeout: Infinity,
	randomize: false
  };
  for (var key in options) {
	opts[key] = options[key];
  }

  if (opts.minTimeout > opts.maxTimeout) {
	throw new Error('minTimeout is greater than maxTimeout');
  }

  var timeouts = [];
  for (var i = 0; i < opts.retries; i++) {
	timeouts.push(this.createTimeout(i, opts));
  }

  if (options && options.forever && !timeouts.length) {
	timeouts.push(this.createTimeout(i, opts));
  }

  timeouts.sort(function(a,b) {
	return a - b;
  });

  return timeouts;
};

exports.createTimeout = function(attempt, opts) {
  var random = (opts.randomize)
	? (Math.random() + 1)
	: 1;

  var timeout = Math.round(random * opts.minTimeout * Math.pow(opts.factor, attempt));
  timeout = Math.min(timeout, opts.maxTimeout);

  return timeout;
};

exports.wrap = function(obj, options, methods) {
  if (options instanceof Array) {
	methods = options;
	options = null;
  }

  if (!methods) {
	methods = [];
	for (var key in obj) {
	  if (typeof obj[key] === 'function') {
		methods.push(key);
	  }
	}
  }

  for (var i = 0; i < methods.length; i++) {
	var method   = methods[i];
	var original = obj[method];

	obj[method] = function retryWrapper(original) {
	  var op       = exports.operation(options);
	  var args     = Array.prototype.slice.call(arguments, 1);
	  var callback = args.pop();

	  args.push(function(err) {
		if (op.retry(err)) {
		  return;
		}
		if (err) {
		  arguments[0] = op.mainError();
		}
		callback.apply(this, arguments);
	  });

	  op.attempt(function() {
		original.apply(obj, args);
	  });
	}.bind(obj, original);
	obj[method].options = options;
  }
};


}),

9538:
((module) => {

function RetryOperation(timeouts, options) {
  if (typeof options === 'boolean') {
	options = { forever: options };
  }

  this._originalTimeouts = JSON.parse(JSON.stringify(timeouts));
  this._timeouts = timeouts;
  this._options = options || {};
  this._maxRetryTime = options && options.maxRetryTime || Infinity;
  this._fn = null;
  this._errors = [];
  this._attempts = 1;
  this._operationTimeout = null;
  this._operationTimeoutCb = null;
  this._timeout = null;
  this._operationStart = null;

  if (this._options.forever) {
	this._cachedTimeouts = this._timeouts.slice(0);
  }
}
module.exports = RetryOperation;

RetryOperation.prototype.reset = function() {
  this._attempts = 1;
  this._timeouts = this._originalTimeouts;
}

RetryOperation.prototype.stop = function() {
  if (this._timeout) {
	clearTimeout(this._timeout);
  }

  this._timeouts       = [];
  this._cachedTimeouts = null;
};

RetryOperation.prototype.retry = function(err) {
  if (this._timeout) {
	clearTimeout(this._timeout);
  }

  if (!err) {
	return false;
  }
  var currentTime = new Date().getTime();
  if (err && currentTime - this._operationStart >= this._maxRetryTime) {
	this._errors.unshift(new Error('RetryOperation timeout occurred'));
	return false;
  }

  this._errors.push(err);

  var timeout = this._timeouts.shift();
  if (timeout === undefined) {
	if (this._cachedTimeouts) {
	  this._errors.splice(this._errors.length - 1, this._errors.length);
	  this._timeouts = this._cachedTimeouts.slice(0);
	  timeout = this._timeouts.shift();
	} else {
	  return false;
	}
  }

  var self = this;
  var timer = setTimeout(function() {
	self._attempts++;

	if (self._operationTimeoutCb) {
	  self._timeout = setTimeout(function() {
		self._operationTimeoutCb(self._attempts);
	  }, self._operationTimeout);

	  if (self._options.unref) {
		  self._timeout.unref();
	  }
	}

	self._fn(self._attempts);
  }, timeout);

  if (this._options.unref) {
	  timer.unref();
  }

  return true;
};

RetryOperation.prototype.attempt = function(fn, timeoutOps) {
  this._fn = fn;

  if (timeoutOps) {
	if (timeoutOps.timeout) {
	  this._operationTimeout = timeoutOps.timeout;
	}
	if (timeoutOps.cb) {
	  this._operationTimeoutCb = timeoutOps.cb;
	}
  }

  var self = this;
  if (this._operationTimeoutCb) {
	this._timeout = setTimeout(function() {
	  self._operationTimeoutCb();
	}, self._operationTimeout);
  }

  this._operationStart = new Date().getTime();

  this._fn(this._attempts);
};

RetryOperation.prototype.try = function(fn) {
  console.log('Using RetryOperation.try() is deprecated');
  this.attempt(fn);
};

RetryOperation.prototype.start = function(fn) {
  console.log('Using RetryOperation.start() is deprecated');
  this.attempt(fn);
};

RetryOperation.prototype.start = RetryOperation.prototype.try;

RetryOperation.prototype.errors = function() {
  return this._errors;
};

RetryOperation.prototype.attempts = function() {
  return this._attempts;
};

RetryOperation.prototype.mainError = function() {
  if (this._errors.length === 0) {
	return null;
  }

  var counts = {};
  var mainError = null;
  var mainErrorCount = 0;

  for (var i = 0; i < this._errors.length; i++) {
	var error = this._errors[i];
	var message = error.message;
	var count = (counts[message] || 0) + 1;

	counts[message] = count;

	if (count >= mainErrorCount) {
	  mainError = error;
	  mainErrorCount = count;
	}
  }

  return mainError;
};


})

};
;