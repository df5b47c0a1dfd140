/******/ (() => { // webpackBootstrap
/******/ 	var __webpack_modules__ = ({

/***/ 916:
/***/ ((__unused_webpack_module, exports) => {

"use strict";
var __webpack_unused_export__;

__webpack_unused_export__ = true;
exports.Io = __webpack_unused_export__ = void 0;
var peq = new Uint32Array(0x10000);
var myers_32 = function (a, b) {
    var n = a.length;
    var m = b.length;
    var lst = 1 << (n - 1);
    var pv = -1;
    var mv = 0;
    var sc = n;
    var i = n;
    while (i--) {
        peq[a.charCodeAt(i)] |= 1 << i;
    }
    for (i = 0; i < m; i++) {
        var eq = peq[b.charCodeAt(i)];
        var xv = eq | mv;
        eq |= ((eq & pv) + pv) ^ pv;
        mv |= ~(eq | pv);
        pv &= eq;
        if (mv & lst) {
            sc++;
        }
        if (pv & lst) {
            sc--;
        }
        mv = (mv << 1) | 1;
        pv = (pv << 1) | ~(xv | mv);
        mv &= xv;
    }
    i = n;
    while (i--) {
        peq[a.charCodeAt(i)] = 0;
    }
    return sc;
};
var myers_x = function (b, a) {
    var n = a.length;
    var m = b.length;
    var mhc = [];
    var phc = [];
    var hsize = Math.ceil(n / 32);
    var vsize = Math.ceil(m / 32);
    for (var i = 0; i < hsize; i++) {
        phc[i] = -1;
        mhc[i] = 0;
    }
    var j = 0;
    for (; j < vsize - 1; j++) {
        var mv_1 = 0;
        var pv_1 = -1;
        var start_1 = j * 32;
        var vlen_1 = Math.min(32, m) + start_1;
        for (var k = start_1; k < vlen_1; k++) {
            peq[b.charCodeAt(k)] |= 1 << k;
        }
        for (var i = 0; i < n; i++) {
            var eq = peq[a.charCodeAt(i)];
            var pb = (phc[(i / 32) | 0] >>> i) & 1;
            var mb = (mhc[(i / 32) | 0] >>> i) & 1;
            var xv = eq | mv_1;
            var xh = ((((eq | mb) & pv_1) + pv_1) ^ pv_1) | eq | mb;
            var ph = mv_1 | ~(xh | pv_1);
            var mh = pv_1 & xh;
            if ((ph >>> 31) ^ pb) {
                phc[(i / 32) | 0] ^= 1 << i;
            }
            if ((mh >>> 31) ^ mb) {
                mhc[(i / 32) | 0] ^= 1 << i;
            }
            ph = (ph << 1) | pb;
            mh = (mh << 1) | mb;
            pv_1 = mh | ~(xv | ph);
            mv_1 = ph & xv;
        }
        for (var k = start_1; k < vlen_1; k++) {
            peq[b.charCodeAt(k)] = 0;
        }
    }
    var mv = 0;
    var pv = -1;
    var start = j * 32;
    var vlen = Math.min(32, m - start) + start;
    for (var k = start; k < vlen; k++) {
        peq[b.charCodeAt(k)] |= 1 << k;
    }
    var score = m;
    for (var i = 0; i < n; i++) {
        var eq = peq[a.charCodeAt(i)];
        var pb = (phc[(i / 32) | 0] >>> i) & 1;
        var mb = (mhc[(i / 32) | 0] >>> i) & 1;
        var xv = eq | mv;
        var xh = ((((eq | mb) & pv) + pv) ^ pv) | eq | mb;
        var ph = mv | ~(xh | pv);
        var mh = pv & xh;
        score += (ph >>> (m - 1)) & 1;
        score -= (mh >>> (m - 1)) & 1;
        if ((ph >>> 31) ^ pb) {
            phc[(i / 32) | 0] ^= 1 << i;
        }
        if ((mh >>> 31) ^ mb) {
            mhc[(i / 32) | 0] ^= 1 << i;
        }
        ph = (ph << 1) | pb;
        mh = (mh << 1) | mb;
        pv = mh | ~(xv | ph);
        mv = ph & xv;
    }
    for (var k = start; k < vlen; k++) {
        peq[b.charCodeAt(k)] = 0;
    }
    return score;
};
var distance = function (a, b) {
    if (a.length < b.length) {
        var tmp = b;
        b = a;
        a = tmp;
    }
    if (b.length === 0) {
        return a.length;
    }
    if (a.length <= 32) {
        return myers_32(a, b);
    }
    return myers_x(a, b);
};
exports.Io = distance;
var closest = function (str, arr) {
    var min_distance = Infinity;
    var min_index = 0;
    for (var i = 0; i < arr.length; i++) {
        var dist = distance(str, arr[i]);
        if (dist < min_distance) {
            min_distance = dist;
            min_index = i;
        }
    }
    return arr[min_index];
};
__webpack_unused_export__ = closest;


/***/ }),

/***/ 964:
/***/ ((module) => {

"use strict";


module.exports = clone

var getPrototypeOf = Object.getPrototypeOf || function (obj) {
  return obj.__proto__
}

function clone (obj) {
  if (obj === null || typeof obj !== 'object')
    return obj

  if (obj instanceof Object)
    var copy = { __proto__: getPrototypeOf(obj) }
  else
    var copy = Object.create(null)

  Object.getOwnPropertyNames(obj).forEach(function (key) {
    Object.defineProperty(copy, key, Object.getOwnPropertyDescriptor(obj, key))
  })

  return copy
}


/***/ }),

/***/ 744:
/***/ ((module, __unused_webpack_exports, __nccwpck_require__) => {

var fs = __nccwpck_require__(896)
var polyfills = __nccwpck_require__(501)
var legacy = __nccwpck_require__(270)
var clone = __nccwpck_require__(964)

var util = __nccwpck_require__(23)

/* istanbul ignore next - node 0.x polyfill */
var gracefulQueue
var previousSymbol

/* istanbul ignore else - node 0.x polyfill */
if (typeof Symbol === 'function' && typeof Symbol.for === 'function') {
  gracefulQueue = Symbol.for('graceful-fs.queue')
  // This is used in testing by future versions
  previousSymbol = Symbol.for('graceful-fs.previous')
} else {
  gracefulQueue = '___graceful-fs.queue'
  previousSymbol = '___graceful-fs.previous'
}

function noop () {}

function publishQueue(context, queue) {
  Object.defineProperty(context, gracefulQueue, {
    get: function() {
      return queue
    }
  })
}

var debug = noop
if (util.debuglog)
  debug = util.debuglog('gfs4')
else if (/\bgfs4\b/i.test(process.env.NODE_DEBUG || ''))
  debug = function() {
    var m = util.format.apply(util, arguments)
    m = 'GFS4: ' + m.split(/\n/).join('\nGFS4: ')
    console.error(m)
  }

// Once time initialization
if (!fs[gracefulQueue]) {
  // This queue can be shared by multiple loaded instances
  var queue = global[gracefulQueue] || []
  publishQueue(fs, queue)

  // Patch fs.close/closeSync to shared queue version, because we need
  // to retry() whenever a close happens *anywhere* in the program.
  // This is essential when multiple graceful-fs instances are
  // in play at the same time.
  fs.close = (function (fs$close) {
    function close (fd, cb) {
      return fs$close.call(fs, fd, function (err) {
        // This function uses the graceful-fs shared queue
        if (!err) {
          resetQueue()
        }

        if (typeof cb === 'function')
          cb.apply(this, arguments)
      })
    }

    Object.defineProperty(close, previousSymbol, {
      value: fs$close
    })
    return close
  })(fs.close)

  fs.closeSync = (function (fs$closeSync) {
    function closeSync (fd) {
      // This function uses the graceful-fs shared queue
      fs$closeSync.apply(fs, arguments)
      resetQueue()
    }

    Object.defineProperty(closeSync, previousSymbol, {
      value: fs$closeSync
    })
    return closeSync
  })(fs.closeSync)

  if (/\bgfs4\b/i.test(process.env.NODE_DEBUG || '')) {
    process.on('exit', function() {
      debug(fs[gracefulQueue])
      __nccwpck_require__(613).equal(fs[gracefulQueue].length, 0)
    })
  }
}

if (!global[gracefulQueue]) {
  publishQueue(global, fs[gracefulQueue]);
}

module.exports = patch(clone(fs))
if (process.env.TEST_GRACEFUL_FS_GLOBAL_PATCH && !fs.__patched) {
    module.exports = patch(fs)
    fs.__patched = true;
}

function patch (fs) {
  // Everything that references the open() function needs to be in here
  polyfills(fs)
  fs.gracefulify = patch

  fs.createReadStream = createReadStream
  fs.createWriteStream = createWriteStream
  var fs$readFile = fs.readFile
  fs.readFile = readFile
  function readFile (path, options, cb) {
    if (typeof options === 'function')
      cb = options, options = null

    return go$readFile(path, options, cb)

    function go$readFile (path, options, cb, startTime) {
      return fs$readFile(path, options, function (err) {
        if (err && (err.code === 'EMFILE' || err.code === 'ENFILE'))
          enqueue([go$readFile, [path, options, cb], err, startTime || Date.now(), Date.now()])
        else {
          if (typeof cb === 'function')
            cb.apply(this, arguments)
        }
      })
    }
  }

  var fs$writeFile = fs.writeFile
  fs.writeFile = writeFile
  function writeFile (path, data, options, cb) {
    if (typeof options === 'function')
      cb = options, options = null

    return go$writeFile(path, data, options, cb)

    function go$writeFile (path, data, options, cb, startTime) {
      return fs$writeFile(path, data, options, function (err) {
        if (err && (err.code === 'EMFILE' || err.code === 'ENFILE'))
          enqueue([go$writeFile, [path, data, options, cb], err, startTime || Date.now(), Date.now()])
        else {
          if (typeof cb === 'function')
            cb.apply(this, arguments)
        }
      })
    }
  }

  var fs$appendFile = fs.appendFile
  if (fs$appendFile)
    fs.appendFile = appendFile
  function appendFile (path, data, options, cb) {
    if (typeof options === 'function')
      cb = options, options = null

    return go$appendFile(path, data, options, cb)

    function go$appendFile (path, data, options, cb, startTime) {
      return fs$appendFile(path, data, options, function (err) {
        if (err && (err.code === 'EMFILE' || err.code === 'ENFILE'))
          enqueue([go$appendFile, [path, data, options, cb], err, startTime || Date.now(), Date.now()])
        else {
          if (typeof cb === 'function')
            cb.apply(this, arguments)
        }
      })
    }
  }

  var fs$copyFile = fs.copyFile
  if (fs$copyFile)
    fs.copyFile = copyFile
  function copyFile (src, dest, flags, cb) {
    if (typeof flags === 'function') {
      cb = flags
      flags = 0
    }
    return go$copyFile(src, dest, flags, cb)

    function go$copyFile (src, dest, flags, cb, startTime) {
      return fs$copyFile(src, dest, flags, function (err) {
        if (err && (err.code === 'EMFILE' || err.code === 'ENFILE'))
          enqueue([go$copyFile, [src, dest, flags, cb], err, startTime || Date.now(), Date.now()])
        else {
          if (typeof cb === 'function')
            cb.apply(this, arguments)
        }
      })
    }
  }

  var fs$readdir = fs.readdir
  fs.readdir = readdir
  var noReaddirOptionVersions = /^v[0-5]\./
  function readdir (path, options, cb) {
    if (typeof options === 'function')
      cb = options, options = null

    var go$readdir = noReaddirOptionVersions.test(process.version)
      ? function go$readdir (path, options, cb, startTime) {
        return fs$readdir(path, fs$readdirCallback(
          path, options, cb, startTime
        ))
      }
      : function go$readdir (path, options, cb, startTime) {
        return fs$readdir(path, options, fs$readdirCallback(
          path, options, cb, startTime
        ))
      }

    return go$readdir(path, options, cb)

    function fs$readdirCallback (path, options, cb, startTime) {
      return function (err, files) {
        if (err && (err.code === 'EMFILE' || err.code === 'ENFILE'))
          enqueue([
            go$readdir,
            [path, options, cb],
            err,
            startTime || Date.now(),
            Date.now()
          ])
        else {
          if (files && files.sort)
            files.sort()

          if (typeof cb === 'function')
            cb.call(this, err, files)
        }
      }
    }
  }

  if (process.version.substr(0, 4) === 'v0.8') {
    var legStreams = legacy(fs)
    ReadStream = legStreams.ReadStream
    WriteStream = legStreams.WriteStream
  }

  var fs$ReadStream = fs.ReadStream
  if (fs$ReadStream) {
    ReadStream.prototype = Object.create(fs$ReadStream.prototype)
    ReadStream.prototype.open = ReadStream$open
  }

  var fs$WriteStream = fs.WriteStream
  if (fs$WriteStream) {
    WriteStream.prototype = Object.create(fs$WriteStream.prototype)
    WriteStream.prototype.open = WriteStream$open
  }

  Object.defineProperty(fs, 'ReadStream', {
    get: function () {
      return ReadStream
    },
    set: function (val) {
      ReadStream = val
    },
    enumerable: true,
    configurable: true
  })
  Object.defineProperty(fs, 'WriteStream', {
    get: function () {
      return WriteStream
    },
    set: function (val) {
      WriteStream = val
    },
    enumerable: true,
    configurable: true
  })

  // legacy names
  var FileReadStream = ReadStream
  Object.defineProperty(fs, 'FileReadStream', {
    get: function () {
      return FileReadStream
    },
    set: function (val) {
      FileReadStream = val
    },
    enumerable: true,
    configurable: true
  })
  var FileWriteStream = WriteStream
  Object.defineProperty(fs, 'FileWriteStream', {
    get: function () {
      return FileWriteStream
    },
    set: function (val) {
      FileWriteStream = val
    },
    enumerable: true,
    configurable: true
  })

  function ReadStream (path, options) {
    if (this instanceof ReadStream)
      return fs$ReadStream.apply(this, arguments), this
    else
      return ReadStream.apply(Object.create(ReadStream.prototype), arguments)
  }

  function ReadStream$open () {
    var that = this
    open(that.path, that.flags, that.mode, function (err, fd) {
      if (err) {
        if (that.autoClose)
          that.destroy()

        that.emit('error', err)
      } else {
        that.fd = fd
        that.emit('open', fd)
        that.read()
      }
    })
  }

  function WriteStream (path, options) {
    if (this instanceof WriteStream)
      return fs$WriteStream.apply(this, arguments), this
    else
      return WriteStream.apply(Object.create(WriteStream.prototype), arguments)
  }

  function WriteStream$open () {
    var that = this
    open(that.path, that.flags, that.mode, function (err, fd) {
      if (err) {
        that.destroy()
        that.emit('error', err)
      } else {
        that.fd = fd
        that.emit('open', fd)
      }
    })
  }

  function createReadStream (path, options) {
    return new fs.ReadStream(path, options)
  }

  function createWriteStream (path, options) {
    return new fs.WriteStream(path, options)
  }

  var fs$open = fs.open
  fs.open = open
  function open (path, flags, mode, cb) {
    if (typeof mode === 'function')
      cb = mode, mode = null

    return go$open(path, flags, mode, cb)

    function go$open (path, flags, mode, cb, startTime) {
      return fs$open(path, flags, mode, function (err, fd) {
        if (err && (err.code === 'EMFILE' || err.code === 'ENFILE'))
          enqueue([go$open, [path, flags, mode, cb], err, startTime || Date.now(), Date.now()])
        else {
          if (typeof cb === 'function')
            cb.apply(this, arguments)
        }
      })
    }
  }

  return fs
}

function enqueue (elem) {
  debug('ENQUEUE', elem[0].name, elem[1])
  fs[gracefulQueue].push(elem)
  retry()
}

// keep track of the timeout between retry() calls
var retryTimer

// reset the startTime and lastTime to now
// this resets the start of the 60 second overall timeout as well as the
// delay between attempts so that we'll retry these jobs sooner
function resetQueue () {
  var now = Date.now()
  for (var i = 0; i < fs[gracefulQueue].length; ++i) {
    // entries that are only a length of 2 are from an older version, don't
    // bother modifying those since they'll be retried anyway.
    if (fs[gracefulQueue][i].length > 2) {
      fs[gracefulQueue][i][3] = now // startTime
      fs[gracefulQueue][i][4] = now // lastTime
    }
  }
  // call retry to make sure we're actively processing the queue
  retry()
}

function retry () {
  // clear the timer and remove it to help prevent unintended concurrency
  clearTimeout(retryTimer)
  retryTimer = undefined

  if (fs[gracefulQueue].length === 0)
    return

  var elem = fs[gracefulQueue].shift()
  var fn = elem[0]
  var args = elem[1]
  // these items may be unset if they were added by an older graceful-fs
  var err = elem[2]
  var startTime = elem[3]
  var lastTime = elem[4]

  // if we don't have a startTime we have no way of knowing if we've waited
  // long enough, so go ahead and retry this item now
  if (startTime === undefined) {
    debug('RETRY', fn.name, args)
    fn.apply(null, args)
  } else if (Date.now() - startTime >= 60000) {
    // it's been more than 60 seconds total, bail now
    debug('TIMEOUT', fn.name, args)
    var cb = args.pop()
    if (typeof cb === 'function')
      cb.call(null, err)
  } else {
    // the amount of time between the last attempt and right now
    var sinceAttempt = Date.now() - lastTime
    // the amount of time between when we first tried, and when we last tried
    // rounded up to at least 1
    var sinceStart = Math.max(lastTime - startTime, 1)
    // backoff. wait longer than the total time we've been retrying, but only
    // up to a maximum of 100ms
    var desiredDelay = Math.min(sinceStart * 1.2, 100)
    // it's been long enough since the last retry, do it again
    if (sinceAttempt >= desiredDelay) {
      debug('RETRY', fn.name, args)
      fn.apply(null, args.concat([startTime]))
    } else {
      // if we can't do this job yet, push it to the end of the queue
      // and let the next iteration check again
      fs[gracefulQueue].push(elem)
    }
  }

  // schedule our next run if one isn't already scheduled
  if (retryTimer === undefined) {
    retryTimer = setTimeout(retry, 0)
  }
}


/***/ }),

/***/ 270:
/***/ ((module, __unused_webpack_exports, __nccwpck_require__) => {

var Stream = (__nccwpck_require__(203).Stream)

module.exports = legacy

function legacy (fs) {
  return {
    ReadStream: ReadStream,
    WriteStream: WriteStream
  }

  function ReadStream (path, options) {
    if (!(this instanceof ReadStream)) return new ReadStream(path, options);

    Stream.call(this);

    var self = this;

    this.path = path;
    this.fd = null;
    this.readable = true;
    this.paused = false;

    this.flags = 'r';
    this.mode = 438; /*=0666*/
    this.bufferSize = 64 * 1024;

    options = options || {};

    // Mixin options into this
    var keys = Object.keys(options);
    for (var index = 0, length = keys.length; index < length; index++) {
      var key = keys[index];
      this[key] = options[key];
    }

    if (this.encoding) this.setEncoding(this.encoding);

    if (this.start !== undefined) {
      if ('number' !== typeof this.start) {
        throw TypeError('start must be a Number');
      }
      if (this.end === undefined) {
        this.end = Infinity;
      } else if ('number' !== typeof this.end) {
        throw TypeError('end must be a Number');
      }

      if (this.start > this.end) {
        throw new Error('start must be <= end');
      }

      this.pos = this.start;
    }

    if (this.fd !== null) {
      process.nextTick(function() {
        self._read();
      });
      return;
    }

    fs.open(this.path, this.flags, this.mode, function (err, fd) {
      if (err) {
        self.emit('error', err);
        self.readable = false;
        return;
      }

      self.fd = fd;
      self.emit('open', fd);
      self._read();
    })
  }

  function WriteStream (path, options) {
    if (!(this instanceof WriteStream)) return new WriteStream(path, options);

    Stream.call(this);

    this.path = path;
    this.fd = null;
    this.writable = true;

    this.flags = 'w';
    this.encoding = 'binary';
    this.mode = 438; /*=0666*/
    this.bytesWritten = 0;

    options = options || {};

    // Mixin options into this
    var keys = Object.keys(options);
    for (var index = 0, length = keys.length; index < length; index++) {
      var key = keys[index];
      this[key] = options[key];
    }

    if (this.start !== undefined) {
      if ('number' !== typeof this.start) {
        throw TypeError('start must be a Number');
      }
      if (this.start < 0) {
        throw new Error('start must be >= zero');
      }

      this.pos = this.start;
    }

    this.busy = false;
    this._queue = [];

    if (this.fd === null) {
      this._open = fs.open;
      this._queue.push([this._open, this.path, this.flags, this.mode, undefined]);
      this.flush();
    }
  }
}


/***/ }),

/***/ 501:
/***/ ((module, __unused_webpack_exports, __nccwpck_require__) => {

var constants = __nccwpck_require__(140)

var origCwd = process.cwd
var cwd = null

var platform = process.env.GRACEFUL_FS_PLATFORM || process.platform

process.cwd = function() {
  if (!cwd)
    cwd = origCwd.call(process)
  return cwd
}
try {
  process.cwd()
} catch (er) {}

// This check is needed until node.js 12 is required
if (typeof process.chdir === 'function') {
  var chdir = process.chdir
  process.chdir = function (d) {
    cwd = null
    chdir.call(process, d)
  }
  if (Object.setPrototypeOf) Object.setPrototypeOf(process.chdir, chdir)
}

module.exports = patch

function patch (fs) {
  // (re-)implement some things that are known busted or missing.

  // lchmod, broken prior to 0.6.2
  // back-port the fix here.
  if (constants.hasOwnProperty('O_SYMLINK') &&
      process.version.match(/^v0\.6\.[0-2]|^v0\.5\./)) {
    patchLchmod(fs)
  }

  // lutimes implementation, or no-op
  if (!fs.lutimes) {
    patchLutimes(fs)
  }

  // https://github.com/isaacs/node-graceful-fs/issues/4
  // Chown should not fail on einval or eperm if non-root.
  // It should not fail on enosys ever, as this just indicates
  // that a fs doesn't support the intended operation.

  fs.chown = chownFix(fs.chown)
  fs.fchown = chownFix(fs.fchown)
  fs.lchown = chownFix(fs.lchown)

  fs.chmod = chmodFix(fs.chmod)
  fs.fchmod = chmodFix(fs.fchmod)
  fs.lchmod = chmodFix(fs.lchmod)

  fs.chownSync = chownFixSync(fs.chownSync)
  fs.fchownSync = chownFixSync(fs.fchownSync)
  fs.lchownSync = chownFixSync(fs.lchownSync)

  fs.chmodSync = chmodFixSync(fs.chmodSync)
  fs.fchmodSync = chmodFixSync(fs.fchmodSync)
  fs.lchmodSync = chmodFixSync(fs.lchmodSync)

  fs.stat = statFix(fs.stat)
  fs.fstat = statFix(fs.fstat)
  fs.lstat = statFix(fs.lstat)

  fs.statSync = statFixSync(fs.statSync)
  fs.fstatSync = statFixSync(fs.fstatSync)
  fs.lstatSync = statFixSync(fs.lstatSync)

  // if lchmod/lchown do not exist, then make them no-ops
  if (fs.chmod && !fs.lchmod) {
    fs.lchmod = function (path, mode, cb) {
      if (cb) process.nextTick(cb)
    }
    fs.lchmodSync = function () {}
  }
  if (fs.chown && !fs.lchown) {
    fs.lchown = function (path, uid, gid, cb) {
      if (cb) process.nextTick(cb)
    }
    fs.lchownSync = function () {}
  }

  // on Windows, A/V software can lock the directory, causing this
  // to fail with an EACCES or EPERM if the directory contains newly
  // created files.  Try again on failure, for up to 60 seconds.

  // Set the timeout this long because some Windows Anti-Virus, such as Parity
  // bit9, may lock files for up to a minute, causing npm package install
  // failures. Also, take care to yield the scheduler. Windows scheduling gives
  // CPU to a busy looping process, which can cause the program causing the lock
  // contention to be starved of CPU by node, so the contention doesn't resolve.
  if (platform === "win32") {
    fs.rename = typeof fs.rename !== 'function' ? fs.rename
    : (function (fs$rename) {
      function rename (from, to, cb) {
        var start = Date.now()
        var backoff = 0;
        fs$rename(from, to, function CB (er) {
          if (er
              && (er.code === "EACCES" || er.code === "EPERM" || er.code === "EBUSY")
              && Date.now() - start < 60000) {
            setTimeout(function() {
              fs.stat(to, function (stater, st) {
                if (stater && stater.code === "ENOENT")
                  fs$rename(from, to, CB);
                else
                  cb(er)
              })
            }, backoff)
            if (backoff < 100)
              backoff += 10;
            return;
          }
          if (cb) cb(er)
        })
      }
      if (Object.setPrototypeOf) Object.setPrototypeOf(rename, fs$rename)
      return rename
    })(fs.rename)
  }

  // if read() returns EAGAIN, then just try it again.
  fs.read = typeof fs.read !== 'function' ? fs.read
  : (function (fs$read) {
    function read (fd, buffer, offset, length, position, callback_) {
      var callback
      if (callback_ && typeof callback_ === 'function') {
        var eagCounter = 0
        callback = function (er, _, __) {
          if (er && er.code === 'EAGAIN' && eagCounter < 10) {
            eagCounter ++
            return fs$read.call(fs, fd, buffer, offset, length, position, callback)
          }
          callback_.apply(this, arguments)
        }
      }
      return fs$read.call(fs, fd, buffer, offset, length, position, callback)
    }

    // This ensures `util.promisify` works as it does for native `fs.read`.
    if (Object.setPrototypeOf) Object.setPrototypeOf(read, fs$read)
    return read
  })(fs.read)

  fs.readSync = typeof fs.readSync !== 'function' ? fs.readSync
  : (function (fs$readSync) { return function (fd, buffer, offset, length, position) {
    var eagCounter = 0
    while (true) {
      try {
        return fs$readSync.call(fs, fd, buffer, offset, length, position)
      } catch (er) {
        if (er.code === 'EAGAIN' && eagCounter < 10) {
          eagCounter ++
          continue
        }
        throw er
      }
    }
  }})(fs.readSync)

  function patchLchmod (fs) {
    fs.lchmod = function (path, mode, callback) {
      fs.open( path
             , constants.O_WRONLY | constants.O_SYMLINK
             , mode
             , function (err, fd) {
        if (err) {
          if (callback) callback(err)
          return
        }
        // prefer to return the chmod error, if one occurs,
        // but still try to close, and report closing errors if they occur.
        fs.fchmod(fd, mode, function (err) {
          fs.close(fd, function(err2) {
            if (callback) callback(err || err2)
          })
        })
      })
    }

    fs.lchmodSync = function (path, mode) {
      var fd = fs.openSync(path, constants.O_WRONLY | constants.O_SYMLINK, mode)

      // prefer to return the chmod error, if one occurs,
      // but still try to close, and report closing errors if they occur.
      var threw = true
      var ret
      try {
        ret = fs.fchmodSync(fd, mode)
        threw = false
      } finally {
        if (threw) {
          try {
            fs.closeSync(fd)
          } catch (er) {}
        } else {
          fs.closeSync(fd)
        }
      }
      return ret
    }
  }

  function patchLutimes (fs) {
    if (constants.hasOwnProperty("O_SYMLINK") && fs.futimes) {
      fs.lutimes = function (path, at, mt, cb) {
        fs.open(path, constants.O_SYMLINK, function (er, fd) {
          if (er) {
            if (cb) cb(er)
            return
          }
          fs.futimes(fd, at, mt, function (er) {
            fs.close(fd, function (er2) {
              if (cb) cb(er || er2)
            })
          })
        })
      }

      fs.lutimesSync = function (path, at, mt) {
        var fd = fs.openSync(path, constants.O_SYMLINK)
        var ret
        var threw = true
        try {
          ret = fs.futimesSync(fd, at, mt)
          threw = false
        } finally {
          if (threw) {
            try {
              fs.closeSync(fd)
            } catch (er) {}
          } else {
            fs.closeSync(fd)
          }
        }
        return ret
      }

    } else if (fs.futimes) {
      fs.lutimes = function (_a, _b, _c, cb) { if (cb) process.nextTick(cb) }
      fs.lutimesSync = function () {}
    }
  }

  function chmodFix (orig) {
    if (!orig) return orig
    return function (target, mode, cb) {
      return orig.call(fs, target, mode, function (er) {
        if (chownErOk(er)) er = null
        if (cb) cb.apply(this, arguments)
      })
    }
  }

  function chmodFixSync (orig) {
    if (!orig) return orig
    return function (target, mode) {
      try {
        return orig.call(fs, target, mode)
      } catch (er) {
        if (!chownErOk(er)) throw er
      }
    }
  }


  function chownFix (orig) {
    if (!orig) return orig
    return function (target, uid, gid, cb) {
      return orig.call(fs, target, uid, gid, function (er) {
        if (chownErOk(er)) er = null
        if (cb) cb.apply(this, arguments)
      })
    }
  }

  function chownFixSync (orig) {
    if (!orig) return orig
    return function (target, uid, gid) {
      try {
        return orig.call(fs, target, uid, gid)
      } catch (er) {
        if (!chownErOk(er)) throw er
      }
    }
  }

  function statFix (orig) {
    if (!orig) return orig
    // Older versions of Node erroneously returned signed integers for
    // uid + gid.
    return function (target, options, cb) {
      if (typeof options === 'function') {
        cb = options
        options = null
      }
      function callback (er, stats) {
        if (stats) {
          if (stats.uid < 0) stats.uid += 0x100000000
          if (stats.gid < 0) stats.gid += 0x100000000
        }
        if (cb) cb.apply(this, arguments)
      }
      return options ? orig.call(fs, target, options, callback)
        : orig.call(fs, target, callback)
    }
  }

  function statFixSync (orig) {
    if (!orig) return orig
    // Older versions of Node erroneously returned signed integers for
    // uid + gid.
    return function (target, options) {
      var stats = options ? orig.call(fs, target, options)
        : orig.call(fs, target)
      if (stats) {
        if (stats.uid < 0) stats.uid += 0x100000000
        if (stats.gid < 0) stats.gid += 0x100000000
      }
      return stats;
    }
  }

  // ENOSYS means that the fs doesn't support the op. Just ignore
  // that, because it doesn't matter.
  //
  // if there's no getuid, or if getuid() is something other
  // than 0, and the error is EINVAL or EPERM, then just ignore
  // it.
  //
  // This specific case is a silent failure in cp, install, tar,
  // and most other unix tools that manage permissions.
  //
  // When running as root, or if other types of errors are
  // encountered, then it's strict.
  function chownErOk (er) {
    if (!er)
      return true

    if (er.code === "ENOSYS")
      return true

    var nonroot = !process.getuid || process.getuid() !== 0
    if (nonroot) {
      if (er.code === "EINVAL" || er.code === "EPERM")
        return true
    }

    return false
  }
}


/***/ }),

/***/ 807:
/***/ ((module, exports, __nccwpck_require__) => {

(function (factory) {
    if ( true && typeof module.exports === "object") {
        var v = factory(require, exports);
        if (v !== undefined) module.exports = v;
    }
    else if (typeof define === "function" && define.amd) {
        define(["require", "exports", "./format", "./parser"], factory);
    }
})(function () {
    /*---------------------------------------------------------------------------------------------
     *  Copyright (c) Microsoft Corporation. All rights reserved.
     *  Licensed under the MIT License. See License.txt in the project root for license information.
     *--------------------------------------------------------------------------------------------*/
    'use strict';
    Object.defineProperty(exports, "__esModule", ({ value: true }));
    exports.isWS = exports.applyEdit = exports.setProperty = exports.removeProperty = void 0;
    const format_1 = __nccwpck_require__(612);
    const parser_1 = __nccwpck_require__(152);
    function removeProperty(text, path, options) {
        return setProperty(text, path, void 0, options);
    }
    exports.removeProperty = removeProperty;
    function setProperty(text, originalPath, value, options) {
        const path = originalPath.slice();
        const errors = [];
        const root = (0, parser_1.parseTree)(text, errors);
        let parent = void 0;
        let lastSegment = void 0;
        while (path.length > 0) {
            lastSegment = path.pop();
            parent = (0, parser_1.findNodeAtLocation)(root, path);
            if (parent === void 0 && value !== void 0) {
                if (typeof lastSegment === 'string') {
                    value = { [lastSegment]: value };
                }
                else {
                    value = [value];
                }
            }
            else {
                break;
            }
        }
        if (!parent) {
            // empty document
            if (value === void 0) { // delete
                throw new Error('Can not delete in empty document');
            }
            return withFormatting(text, { offset: root ? root.offset : 0, length: root ? root.length : 0, content: JSON.stringify(value) }, options);
        }
        else if (parent.type === 'object' && typeof lastSegment === 'string' && Array.isArray(parent.children)) {
            const existing = (0, parser_1.findNodeAtLocation)(parent, [lastSegment]);
            if (existing !== void 0) {
                if (value === void 0) { // delete
                    if (!existing.parent) {
                        throw new Error('Malformed AST');
                    }
                    const propertyIndex = parent.children.indexOf(existing.parent);
                    let removeBegin;
                    let removeEnd = existing.parent.offset + existing.parent.length;
                    if (propertyIndex > 0) {
                        // remove the comma of the previous node
                        let previous = parent.children[propertyIndex - 1];
                        removeBegin = previous.offset + previous.length;
                    }
                    else {
                        removeBegin = parent.offset + 1;
                        if (parent.children.length > 1) {
                            // remove the comma of the next node
                            let next = parent.children[1];
                            removeEnd = next.offset;
                        }
                    }
                    return withFormatting(text, { offset: removeBegin, length: removeEnd - removeBegin, content: '' }, options);
                }
                else {
                    // set value of existing property
                    return withFormatting(text, { offset: existing.offset, length: existing.length, content: JSON.stringify(value) }, options);
                }
            }
            else {
                if (value === void 0) { // delete
                    return []; // property does not exist, nothing to do
                }
                const newProperty = `${JSON.stringify(lastSegment)}: ${JSON.stringify(value)}`;
                const index = options.getInsertionIndex ? options.getInsertionIndex(parent.children.map(p => p.children[0].value)) : parent.children.length;
                let edit;
                if (index > 0) {
                    let previous = parent.children[index - 1];
                    edit = { offset: previous.offset + previous.length, length: 0, content: ',' + newProperty };
                }
                else if (parent.children.length === 0) {
                    edit = { offset: parent.offset + 1, length: 0, content: newProperty };
                }
                else {
                    edit = { offset: parent.offset + 1, length: 0, content: newProperty + ',' };
                }
                return withFormatting(text, edit, options);
            }
        }
        else if (parent.type === 'array' && typeof lastSegment === 'number' && Array.isArray(parent.children)) {
            const insertIndex = lastSegment;
            if (insertIndex === -1) {
                // Insert
                const newProperty = `${JSON.stringify(value)}`;
                let edit;
                if (parent.children.length === 0) {
                    edit = { offset: parent.offset + 1, length: 0, content: newProperty };
                }
                else {
                    const previous = parent.children[parent.children.length - 1];
                    edit = { offset: previous.offset + previous.length, length: 0, content: ',' + newProperty };
                }
                return withFormatting(text, edit, options);
            }
            else if (value === void 0 && parent.children.length >= 0) {
                // Removal
                const removalIndex = lastSegment;
                const toRemove = parent.children[removalIndex];
                let edit;
                if (parent.children.length === 1) {
                    // only item
                    edit = { offset: parent.offset + 1, length: parent.length - 2, content: '' };
                }
                else if (parent.children.length - 1 === removalIndex) {
                    // last item
                    let previous = parent.children[removalIndex - 1];
                    let offset = previous.offset + previous.length;
                    let parentEndOffset = parent.offset + parent.length;
                    edit = { offset, length: parentEndOffset - 2 - offset, content: '' };
                }
                else {
                    edit = { offset: toRemove.offset, length: parent.children[removalIndex + 1].offset - toRemove.offset, content: '' };
                }
                return withFormatting(text, edit, options);
            }
            else if (value !== void 0) {
                let edit;
                const newProperty = `${JSON.stringify(value)}`;
                if (!options.isArrayInsertion && parent.children.length > lastSegment) {
                    const toModify = parent.children[lastSegment];
                    edit = { offset: toModify.offset, length: toModify.length, content: newProperty };
                }
                else if (parent.children.length === 0 || lastSegment === 0) {
                    edit = { offset: parent.offset + 1, length: 0, content: parent.children.length === 0 ? newProperty : newProperty + ',' };
                }
                else {
                    const index = lastSegment > parent.children.length ? parent.children.length : lastSegment;
                    const previous = parent.children[index - 1];
                    edit = { offset: previous.offset + previous.length, length: 0, content: ',' + newProperty };
                }
                return withFormatting(text, edit, options);
            }
            else {
                throw new Error(`Can not ${value === void 0 ? 'remove' : (options.isArrayInsertion ? 'insert' : 'modify')} Array index ${insertIndex} as length is not sufficient`);
            }
        }
        else {
            throw new Error(`Can not add ${typeof lastSegment !== 'number' ? 'index' : 'property'} to parent of type ${parent.type}`);
        }
    }
    exports.setProperty = setProperty;
    function withFormatting(text, edit, options) {
        if (!options.formattingOptions) {
            return [edit];
        }
        // apply the edit
        let newText = applyEdit(text, edit);
        // format the new text
        let begin = edit.offset;
        let end = edit.offset + edit.content.length;
        if (edit.length === 0 || edit.content.length === 0) { // insert or remove
            while (begin > 0 && !(0, format_1.isEOL)(newText, begin - 1)) {
                begin--;
            }
            while (end < newText.length && !(0, format_1.isEOL)(newText, end)) {
                end++;
            }
        }
        const edits = (0, format_1.format)(newText, { offset: begin, length: end - begin }, { ...options.formattingOptions, keepLines: false });
        // apply the formatting edits and track the begin and end offsets of the changes
        for (let i = edits.length - 1; i >= 0; i--) {
            const edit = edits[i];
            newText = applyEdit(newText, edit);
            begin = Math.min(begin, edit.offset);
            end = Math.max(end, edit.offset + edit.length);
            end += edit.content.length - edit.length;
        }
        // create a single edit with all changes
        const editLength = text.length - (newText.length - end) - begin;
        return [{ offset: begin, length: editLength, content: newText.substring(begin, end) }];
    }
    function applyEdit(text, edit) {
        return text.substring(0, edit.offset) + edit.content + text.substring(edit.offset + edit.length);
    }
    exports.applyEdit = applyEdit;
    function isWS(text, offset) {
        return '\r\n \t'.indexOf(text.charAt(offset)) !== -1;
    }
    exports.isWS = isWS;
});


/***/ }),

/***/ 612:
/***/ ((module, exports, __nccwpck_require__) => {

(function (factory) {
    if ( true && typeof module.exports === "object") {
        var v = factory(require, exports);
        if (v !== undefined) module.exports = v;
    }
    else if (typeof define === "function" && define.amd) {
        define(["require", "exports", "./scanner", "./string-intern"], factory);
    }
})(function () {
    /*---------------------------------------------------------------------------------------------
     *  Copyright (c) Microsoft Corporation. All rights reserved.
     *  Licensed under the MIT License. See License.txt in the project root for license information.
     *--------------------------------------------------------------------------------------------*/
    'use strict';
    Object.defineProperty(exports, "__esModule", ({ value: true }));
    exports.isEOL = exports.format = void 0;
    const scanner_1 = __nccwpck_require__(525);
    const string_intern_1 = __nccwpck_require__(579);
    function format(documentText, range, options) {
        let initialIndentLevel;
        let formatText;
        let formatTextStart;
        let rangeStart;
        let rangeEnd;
        if (range) {
            rangeStart = range.offset;
            rangeEnd = rangeStart + range.length;
            formatTextStart = rangeStart;
            while (formatTextStart > 0 && !isEOL(documentText, formatTextStart - 1)) {
                formatTextStart--;
            }
            let endOffset = rangeEnd;
            while (endOffset < documentText.length && !isEOL(documentText, endOffset)) {
                endOffset++;
            }
            formatText = documentText.substring(formatTextStart, endOffset);
            initialIndentLevel = computeIndentLevel(formatText, options);
        }
        else {
            formatText = documentText;
            initialIndentLevel = 0;
            formatTextStart = 0;
            rangeStart = 0;
            rangeEnd = documentText.length;
        }
        const eol = getEOL(options, documentText);
        const eolFastPathSupported = string_intern_1.supportedEols.includes(eol);
        let numberLineBreaks = 0;
        let indentLevel = 0;
        let indentValue;
        if (options.insertSpaces) {
            indentValue = string_intern_1.cachedSpaces[options.tabSize || 4] ?? repeat(string_intern_1.cachedSpaces[1], options.tabSize || 4);
        }
        else {
            indentValue = '\t';
        }
        const indentType = indentValue === '\t' ? '\t' : ' ';
        let scanner = (0, scanner_1.createScanner)(formatText, false);
        let hasError = false;
        function newLinesAndIndent() {
            if (numberLineBreaks > 1) {
                return repeat(eol, numberLineBreaks) + repeat(indentValue, initialIndentLevel + indentLevel);
            }
            const amountOfSpaces = indentValue.length * (initialIndentLevel + indentLevel);
            if (!eolFastPathSupported || amountOfSpaces > string_intern_1.cachedBreakLinesWithSpaces[indentType][eol].length) {
                return eol + repeat(indentValue, initialIndentLevel + indentLevel);
            }
            if (amountOfSpaces <= 0) {
                return eol;
            }
            return string_intern_1.cachedBreakLinesWithSpaces[indentType][eol][amountOfSpaces];
        }
        function scanNext() {
            let token = scanner.scan();
            numberLineBreaks = 0;
            while (token === 15 /* SyntaxKind.Trivia */ || token === 14 /* SyntaxKind.LineBreakTrivia */) {
                if (token === 14 /* SyntaxKind.LineBreakTrivia */ && options.keepLines) {
                    numberLineBreaks += 1;
                }
                else if (token === 14 /* SyntaxKind.LineBreakTrivia */) {
                    numberLineBreaks = 1;
                }
                token = scanner.scan();
            }
            hasError = token === 16 /* SyntaxKind.Unknown */ || scanner.getTokenError() !== 0 /* ScanError.None */;
            return token;
        }
        const editOperations = [];
        function addEdit(text, startOffset, endOffset) {
            if (!hasError && (!range || (startOffset < rangeEnd && endOffset > rangeStart)) && documentText.substring(startOffset, endOffset) !== text) {
                editOperations.push({ offset: startOffset, length: endOffset - startOffset, content: text });
            }
        }
        let firstToken = scanNext();
        if (options.keepLines && numberLineBreaks > 0) {
            addEdit(repeat(eol, numberLineBreaks), 0, 0);
        }
        if (firstToken !== 17 /* SyntaxKind.EOF */) {
            let firstTokenStart = scanner.getTokenOffset() + formatTextStart;
            let initialIndent = (indentValue.length * initialIndentLevel < 20) && options.insertSpaces
                ? string_intern_1.cachedSpaces[indentValue.length * initialIndentLevel]
                : repeat(indentValue, initialIndentLevel);
            addEdit(initialIndent, formatTextStart, firstTokenStart);
        }
        while (firstToken !== 17 /* SyntaxKind.EOF */) {
            let firstTokenEnd = scanner.getTokenOffset() + scanner.getTokenLength() + formatTextStart;
            let secondToken = scanNext();
            let replaceContent = '';
            let needsLineBreak = false;
            while (numberLineBreaks === 0 && (secondToken === 12 /* SyntaxKind.LineCommentTrivia */ || secondToken === 13 /* SyntaxKind.BlockCommentTrivia */)) {
                let commentTokenStart = scanner.getTokenOffset() + formatTextStart;
                addEdit(string_intern_1.cachedSpaces[1], firstTokenEnd, commentTokenStart);
                firstTokenEnd = scanner.getTokenOffset() + scanner.getTokenLength() + formatTextStart;
                needsLineBreak = secondToken === 12 /* SyntaxKind.LineCommentTrivia */;
                replaceContent = needsLineBreak ? newLinesAndIndent() : '';
                secondToken = scanNext();
            }
            if (secondToken === 2 /* SyntaxKind.CloseBraceToken */) {
                if (firstToken !== 1 /* SyntaxKind.OpenBraceToken */) {
                    indentLevel--;
                }
                ;
                if (options.keepLines && numberLineBreaks > 0 || !options.keepLines && firstToken !== 1 /* SyntaxKind.OpenBraceToken */) {
                    replaceContent = newLinesAndIndent();
                }
                else if (options.keepLines) {
                    replaceContent = string_intern_1.cachedSpaces[1];
                }
            }
            else if (secondToken === 4 /* SyntaxKind.CloseBracketToken */) {
                if (firstToken !== 3 /* SyntaxKind.OpenBracketToken */) {
                    indentLevel--;
                }
                ;
                if (options.keepLines && numberLineBreaks > 0 || !options.keepLines && firstToken !== 3 /* SyntaxKind.OpenBracketToken */) {
                    replaceContent = newLinesAndIndent();
                }
                else if (options.keepLines) {
                    replaceContent = string_intern_1.cachedSpaces[1];
                }
            }
            else {
                switch (firstToken) {
                    case 3 /* SyntaxKind.OpenBracketToken */:
                    case 1 /* SyntaxKind.OpenBraceToken */:
                        indentLevel++;
                        if (options.keepLines && numberLineBreaks > 0 || !options.keepLines) {
                            replaceContent = newLinesAndIndent();
                        }
                        else {
                            replaceContent = string_intern_1.cachedSpaces[1];
                        }
                        break;
                    case 5 /* SyntaxKind.CommaToken */:
                        if (options.keepLines && numberLineBreaks > 0 || !options.keepLines) {
                            replaceContent = newLinesAndIndent();
                        }
                        else {
                            replaceContent = string_intern_1.cachedSpaces[1];
                        }
                        break;
                    case 12 /* SyntaxKind.LineCommentTrivia */:
                        replaceContent = newLinesAndIndent();
                        break;
                    case 13 /* SyntaxKind.BlockCommentTrivia */:
                        if (numberLineBreaks > 0) {
                            replaceContent = newLinesAndIndent();
                        }
                        else if (!needsLineBreak) {
                            replaceContent = string_intern_1.cachedSpaces[1];
                        }
                        break;
                    case 6 /* SyntaxKind.ColonToken */:
                        if (options.keepLines && numberLineBreaks > 0) {
                            replaceContent = newLinesAndIndent();
                        }
                        else if (!needsLineBreak) {
                            replaceContent = string_intern_1.cachedSpaces[1];
                        }
                        break;
                    case 10 /* SyntaxKind.StringLiteral */:
                        if (options.keepLines && numberLineBreaks > 0) {
                            replaceContent = newLinesAndIndent();
                        }
                        else if (secondToken === 6 /* SyntaxKind.ColonToken */ && !needsLineBreak) {
                            replaceContent = '';
                        }
                        break;
                    case 7 /* SyntaxKind.NullKeyword */:
                    case 8 /* SyntaxKind.TrueKeyword */:
                    case 9 /* SyntaxKind.FalseKeyword */:
                    case 11 /* SyntaxKind.NumericLiteral */:
                    case 2 /* SyntaxKind.CloseBraceToken */:
                    case 4 /* SyntaxKind.CloseBracketToken */:
                        if (options.keepLines && numberLineBreaks > 0) {
                            replaceContent = newLinesAndIndent();
                        }
                        else {
                            if ((secondToken === 12 /* SyntaxKind.LineCommentTrivia */ || secondToken === 13 /* SyntaxKind.BlockCommentTrivia */) && !needsLineBreak) {
                                replaceContent = string_intern_1.cachedSpaces[1];
                            }
                            else if (secondToken !== 5 /* SyntaxKind.CommaToken */ && secondToken !== 17 /* SyntaxKind.EOF */) {
                                hasError = true;
                            }
                        }
                        break;
                    case 16 /* SyntaxKind.Unknown */:
                        hasError = true;
                        break;
                }
                if (numberLineBreaks > 0 && (secondToken === 12 /* SyntaxKind.LineCommentTrivia */ || secondToken === 13 /* SyntaxKind.BlockCommentTrivia */)) {
                    replaceContent = newLinesAndIndent();
                }
            }
            if (secondToken === 17 /* SyntaxKind.EOF */) {
                if (options.keepLines && numberLineBreaks > 0) {
                    replaceContent = newLinesAndIndent();
                }
                else {
                    replaceContent = options.insertFinalNewline ? eol : '';
                }
            }
            const secondTokenStart = scanner.getTokenOffset() + formatTextStart;
            addEdit(replaceContent, firstTokenEnd, secondTokenStart);
            firstToken = secondToken;
        }
        return editOperations;
    }
    exports.format = format;
    function repeat(s, count) {
        let result = '';
        for (let i = 0; i < count; i++) {
            result += s;
        }
        return result;
    }
    function computeIndentLevel(content, options) {
        let i = 0;
        let nChars = 0;
        const tabSize = options.tabSize || 4;
        while (i < content.length) {
            let ch = content.charAt(i);
            if (ch === string_intern_1.cachedSpaces[1]) {
                nChars++;
            }
            else if (ch === '\t') {
                nChars += tabSize;
            }
            else {
                break;
            }
            i++;
        }
        return Math.floor(nChars / tabSize);
    }
    function getEOL(options, text) {
        for (let i = 0; i < text.length; i++) {
            const ch = text.charAt(i);
            if (ch === '\r') {
                if (i + 1 < text.length && text.charAt(i + 1) === '\n') {
                    return '\r\n';
                }
                return '\r';
            }
            else if (ch === '\n') {
                return '\n';
            }
        }
        return (options && options.eol) || '\n';
    }
    function isEOL(text, offset) {
        return '\r\n'.indexOf(text.charAt(offset)) !== -1;
    }
    exports.isEOL = isEOL;
});


/***/ }),

/***/ 152:
/***/ ((module, exports, __nccwpck_require__) => {

(function (factory) {
    if ( true && typeof module.exports === "object") {
        var v = factory(require, exports);
        if (v !== undefined) module.exports = v;
    }
    else if (typeof define === "function" && define.amd) {
        define(["require", "exports", "./scanner"], factory);
    }
})(function () {
    /*---------------------------------------------------------------------------------------------
     *  Copyright (c) Microsoft Corporation. All rights reserved.
     *  Licensed under the MIT License. See License.txt in the project root for license information.
     *--------------------------------------------------------------------------------------------*/
    'use strict';
    Object.defineProperty(exports, "__esModule", ({ value: true }));
    exports.getNodeType = exports.stripComments = exports.visit = exports.findNodeAtOffset = exports.contains = exports.getNodeValue = exports.getNodePath = exports.findNodeAtLocation = exports.parseTree = exports.parse = exports.getLocation = void 0;
    const scanner_1 = __nccwpck_require__(525);
    var ParseOptions;
    (function (ParseOptions) {
        ParseOptions.DEFAULT = {
            allowTrailingComma: false
        };
    })(ParseOptions || (ParseOptions = {}));
    /**
     * For a given offset, evaluate the location in the JSON document. Each segment in the location path is either a property name or an array index.
     */
    function getLocation(text, position) {
        const segments = []; // strings or numbers
        const earlyReturnException = new Object();
        let previousNode = undefined;
        const previousNodeInst = {
            value: {},
            offset: 0,
            length: 0,
            type: 'object',
            parent: undefined
        };
        let isAtPropertyKey = false;
        function setPreviousNode(value, offset, length, type) {
            previousNodeInst.value = value;
            previousNodeInst.offset = offset;
            previousNodeInst.length = length;
            previousNodeInst.type = type;
            previousNodeInst.colonOffset = undefined;
            previousNode = previousNodeInst;
        }
        try {
            visit(text, {
                onObjectBegin: (offset, length) => {
                    if (position <= offset) {
                        throw earlyReturnException;
                    }
                    previousNode = undefined;
                    isAtPropertyKey = position > offset;
                    segments.push(''); // push a placeholder (will be replaced)
                },
                onObjectProperty: (name, offset, length) => {
                    if (position < offset) {
                        throw earlyReturnException;
                    }
                    setPreviousNode(name, offset, length, 'property');
                    segments[segments.length - 1] = name;
                    if (position <= offset + length) {
                        throw earlyReturnException;
                    }
                },
                onObjectEnd: (offset, length) => {
                    if (position <= offset) {
                        throw earlyReturnException;
                    }
                    previousNode = undefined;
                    segments.pop();
                },
                onArrayBegin: (offset, length) => {
                    if (position <= offset) {
                        throw earlyReturnException;
                    }
                    previousNode = undefined;
                    segments.push(0);
                },
                onArrayEnd: (offset, length) => {
                    if (position <= offset) {
                        throw earlyReturnException;
                    }
                    previousNode = undefined;
                    segments.pop();
                },
                onLiteralValue: (value, offset, length) => {
                    if (position < offset) {
                        throw earlyReturnException;
                    }
                    setPreviousNode(value, offset, length, getNodeType(value));
                    if (position <= offset + length) {
                        throw earlyReturnException;
                    }
                },
                onSeparator: (sep, offset, length) => {
                    if (position <= offset) {
                        throw earlyReturnException;
                    }
                    if (sep === ':' && previousNode && previousNode.type === 'property') {
                        previousNode.colonOffset = offset;
                        isAtPropertyKey = false;
                        previousNode = undefined;
                    }
                    else if (sep === ',') {
                        const last = segments[segments.length - 1];
                        if (typeof last === 'number') {
                            segments[segments.length - 1] = last + 1;
                        }
                        else {
                            isAtPropertyKey = true;
                            segments[segments.length - 1] = '';
                        }
                        previousNode = undefined;
                    }
                }
            });
        }
        catch (e) {
            if (e !== earlyReturnException) {
                throw e;
            }
        }
        return {
            path: segments,
            previousNode,
            isAtPropertyKey,
            matches: (pattern) => {
                let k = 0;
                for (let i = 0; k < pattern.length && i < segments.length; i++) {
                    if (pattern[k] === segments[i] || pattern[k] === '*') {
                        k++;
                    }
                    else if (pattern[k] !== '**') {
                        return false;
                    }
                }
                return k === pattern.length;
            }
        };
    }
    exports.getLocation = getLocation;
    /**
     * Parses the given text and returns the object the JSON content represents. On invalid input, the parser tries to be as fault tolerant as possible, but still return a result.
     * Therefore always check the errors list to find out if the input was valid.
     */
    function parse(text, errors = [], options = ParseOptions.DEFAULT) {
        let currentProperty = null;
        let currentParent = [];
        const previousParents = [];
        function onValue(value) {
            if (Array.isArray(currentParent)) {
                currentParent.push(value);
            }
            else if (currentProperty !== null) {
                currentParent[currentProperty] = value;
            }
        }
        const visitor = {
            onObjectBegin: () => {
                const object = {};
                onValue(object);
                previousParents.push(currentParent);
                currentParent = object;
                currentProperty = null;
            },
            onObjectProperty: (name) => {
                currentProperty = name;
            },
            onObjectEnd: () => {
                currentParent = previousParents.pop();
            },
            onArrayBegin: () => {
                const array = [];
                onValue(array);
                previousParents.push(currentParent);
                currentParent = array;
                currentProperty = null;
            },
            onArrayEnd: () => {
                currentParent = previousParents.pop();
            },
            onLiteralValue: onValue,
            onError: (error, offset, length) => {
                errors.push({ error, offset, length });
            }
        };
        visit(text, visitor, options);
        return currentParent[0];
    }
    exports.parse = parse;
    /**
     * Parses the given text and returns a tree representation the JSON content. On invalid input, the parser tries to be as fault tolerant as possible, but still return a result.
     */
    function parseTree(text, errors = [], options = ParseOptions.DEFAULT) {
        let currentParent = { type: 'array', offset: -1, length: -1, children: [], parent: undefined }; // artificial root
        function ensurePropertyComplete(endOffset) {
            if (currentParent.type === 'property') {
                currentParent.length = endOffset - currentParent.offset;
                currentParent = currentParent.parent;
            }
        }
        function onValue(valueNode) {
            currentParent.children.push(valueNode);
            return valueNode;
        }
        const visitor = {
            onObjectBegin: (offset) => {
                currentParent = onValue({ type: 'object', offset, length: -1, parent: currentParent, children: [] });
            },
            onObjectProperty: (name, offset, length) => {
                currentParent = onValue({ type: 'property', offset, length: -1, parent: currentParent, children: [] });
                currentParent.children.push({ type: 'string', value: name, offset, length, parent: currentParent });
            },
            onObjectEnd: (offset, length) => {
                ensurePropertyComplete(offset + length); // in case of a missing value for a property: make sure property is complete
                currentParent.length = offset + length - currentParent.offset;
                currentParent = currentParent.parent;
                ensurePropertyComplete(offset + length);
            },
            onArrayBegin: (offset, length) => {
                currentParent = onValue({ type: 'array', offset, length: -1, parent: currentParent, children: [] });
            },
            onArrayEnd: (offset, length) => {
                currentParent.length = offset + length - currentParent.offset;
                currentParent = currentParent.parent;
                ensurePropertyComplete(offset + length);
            },
            onLiteralValue: (value, offset, length) => {
                onValue({ type: getNodeType(value), offset, length, parent: currentParent, value });
                ensurePropertyComplete(offset + length);
            },
            onSeparator: (sep, offset, length) => {
                if (currentParent.type === 'property') {
                    if (sep === ':') {
                        currentParent.colonOffset = offset;
                    }
                    else if (sep === ',') {
                        ensurePropertyComplete(offset);
                    }
                }
            },
            onError: (error, offset, length) => {
                errors.push({ error, offset, length });
            }
        };
        visit(text, visitor, options);
        const result = currentParent.children[0];
        if (result) {
            delete result.parent;
        }
        return result;
    }
    exports.parseTree = parseTree;
    /**
     * Finds the node at the given path in a JSON DOM.
     */
    function findNodeAtLocation(root, path) {
        if (!root) {
            return undefined;
        }
        let node = root;
        for (let segment of path) {
            if (typeof segment === 'string') {
                if (node.type !== 'object' || !Array.isArray(node.children)) {
                    return undefined;
                }
                let found = false;
                for (const propertyNode of node.children) {
                    if (Array.isArray(propertyNode.children) && propertyNode.children[0].value === segment && propertyNode.children.length === 2) {
                        node = propertyNode.children[1];
                        found = true;
                        break;
                    }
                }
                if (!found) {
                    return undefined;
                }
            }
            else {
                const index = segment;
                if (node.type !== 'array' || index < 0 || !Array.isArray(node.children) || index >= node.children.length) {
                    return undefined;
                }
                node = node.children[index];
            }
        }
        return node;
    }
    exports.findNodeAtLocation = findNodeAtLocation;
    /**
     * Gets the JSON path of the given JSON DOM node
     */
    function getNodePath(node) {
        if (!node.parent || !node.parent.children) {
            return [];
        }
        const path = getNodePath(node.parent);
        if (node.parent.type === 'property') {
            const key = node.parent.children[0].value;
            path.push(key);
        }
        else if (node.parent.type === 'array') {
            const index = node.parent.children.indexOf(node);
            if (index !== -1) {
                path.push(index);
            }
        }
        return path;
    }
    exports.getNodePath = getNodePath;
    /**
     * Evaluates the JavaScript object of the given JSON DOM node
     */
    function getNodeValue(node) {
        switch (node.type) {
            case 'array':
                return node.children.map(getNodeValue);
            case 'object':
                const obj = Object.create(null);
                for (let prop of node.children) {
                    const valueNode = prop.children[1];
                    if (valueNode) {
                        obj[prop.children[0].value] = getNodeValue(valueNode);
                    }
                }
                return obj;
            case 'null':
            case 'string':
            case 'number':
            case 'boolean':
                return node.value;
            default:
                return undefined;
        }
    }
    exports.getNodeValue = getNodeValue;
    function contains(node, offset, includeRightBound = false) {
        return (offset >= node.offset && offset < (node.offset + node.length)) || includeRightBound && (offset === (node.offset + node.length));
    }
    exports.contains = contains;
    /**
     * Finds the most inner node at the given offset. If includeRightBound is set, also finds nodes that end at the given offset.
     */
    function findNodeAtOffset(node, offset, includeRightBound = false) {
        if (contains(node, offset, includeRightBound)) {
            const children = node.children;
            if (Array.isArray(children)) {
                for (let i = 0; i < children.length && children[i].offset <= offset; i++) {
                    const item = findNodeAtOffset(children[i], offset, includeRightBound);
                    if (item) {
                        return item;
                    }
                }
            }
            return node;
        }
        return undefined;
    }
    exports.findNodeAtOffset = findNodeAtOffset;
    /**
     * Parses the given text and invokes the visitor functions for each object, array and literal reached.
     */
    function visit(text, visitor, options = ParseOptions.DEFAULT) {
        const _scanner = (0, scanner_1.createScanner)(text, false);
        // Important: Only pass copies of this to visitor functions to prevent accidental modification, and
        // to not affect visitor functions which stored a reference to a previous JSONPath
        const _jsonPath = [];
        // Depth of onXXXBegin() callbacks suppressed. onXXXEnd() decrements this if it isn't 0 already.
        // Callbacks are only called when this value is 0.
        let suppressedCallbacks = 0;
        function toNoArgVisit(visitFunction) {
            return visitFunction ? () => suppressedCallbacks === 0 && visitFunction(_scanner.getTokenOffset(), _scanner.getTokenLength(), _scanner.getTokenStartLine(), _scanner.getTokenStartCharacter()) : () => true;
        }
        function toOneArgVisit(visitFunction) {
            return visitFunction ? (arg) => suppressedCallbacks === 0 && visitFunction(arg, _scanner.getTokenOffset(), _scanner.getTokenLength(), _scanner.getTokenStartLine(), _scanner.getTokenStartCharacter()) : () => true;
        }
        function toOneArgVisitWithPath(visitFunction) {
            return visitFunction ? (arg) => suppressedCallbacks === 0 && visitFunction(arg, _scanner.getTokenOffset(), _scanner.getTokenLength(), _scanner.getTokenStartLine(), _scanner.getTokenStartCharacter(), () => _jsonPath.slice()) : () => true;
        }
        function toBeginVisit(visitFunction) {
            return visitFunction ?
                () => {
                    if (suppressedCallbacks > 0) {
                        suppressedCallbacks++;
                    }
                    else {
                        let cbReturn = visitFunction(_scanner.getTokenOffset(), _scanner.getTokenLength(), _scanner.getTokenStartLine(), _scanner.getTokenStartCharacter(), () => _jsonPath.slice());
                        if (cbReturn === false) {
                            suppressedCallbacks = 1;
                        }
                    }
                }
                : () => true;
        }
        function toEndVisit(visitFunction) {
            return visitFunction ?
                () => {
                    if (suppressedCallbacks > 0) {
                        suppressedCallbacks--;
                    }
                    if (suppressedCallbacks === 0) {
                        visitFunction(_scanner.getTokenOffset(), _scanner.getTokenLength(), _scanner.getTokenStartLine(), _scanner.getTokenStartCharacter());
                    }
                }
                : () => true;
        }
        const onObjectBegin = toBeginVisit(visitor.onObjectBegin), onObjectProperty = toOneArgVisitWithPath(visitor.onObjectProperty), onObjectEnd = toEndVisit(visitor.onObjectEnd), onArrayBegin = toBeginVisit(visitor.onArrayBegin), onArrayEnd = toEndVisit(visitor.onArrayEnd), onLiteralValue = toOneArgVisitWithPath(visitor.onLiteralValue), onSeparator = toOneArgVisit(visitor.onSeparator), onComment = toNoArgVisit(visitor.onComment), onError = toOneArgVisit(visitor.onError);
        const disallowComments = options && options.disallowComments;
        const allowTrailingComma = options && options.allowTrailingComma;
        function scanNext() {
            while (true) {
                const token = _scanner.scan();
                switch (_scanner.getTokenError()) {
                    case 4 /* ScanError.InvalidUnicode */:
                        handleError(14 /* ParseErrorCode.InvalidUnicode */);
                        break;
                    case 5 /* ScanError.InvalidEscapeCharacter */:
                        handleError(15 /* ParseErrorCode.InvalidEscapeCharacter */);
                        break;
                    case 3 /* ScanError.UnexpectedEndOfNumber */:
                        handleError(13 /* ParseErrorCode.UnexpectedEndOfNumber */);
                        break;
                    case 1 /* ScanError.UnexpectedEndOfComment */:
                        if (!disallowComments) {
                            handleError(11 /* ParseErrorCode.UnexpectedEndOfComment */);
                        }
                        break;
                    case 2 /* ScanError.UnexpectedEndOfString */:
                        handleError(12 /* ParseErrorCode.UnexpectedEndOfString */);
                        break;
                    case 6 /* ScanError.InvalidCharacter */:
                        handleError(16 /* ParseErrorCode.InvalidCharacter */);
                        break;
                }
                switch (token) {
                    case 12 /* SyntaxKind.LineCommentTrivia */:
                    case 13 /* SyntaxKind.BlockCommentTrivia */:
                        if (disallowComments) {
                            handleError(10 /* ParseErrorCode.InvalidCommentToken */);
                        }
                        else {
                            onComment();
                        }
                        break;
                    case 16 /* SyntaxKind.Unknown */:
                        handleError(1 /* ParseErrorCode.InvalidSymbol */);
                        break;
                    case 15 /* SyntaxKind.Trivia */:
                    case 14 /* SyntaxKind.LineBreakTrivia */:
                        break;
                    default:
                        return token;
                }
            }
        }
        function handleError(error, skipUntilAfter = [], skipUntil = []) {
            onError(error);
            if (skipUntilAfter.length + skipUntil.length > 0) {
                let token = _scanner.getToken();
                while (token !== 17 /* SyntaxKind.EOF */) {
                    if (skipUntilAfter.indexOf(token) !== -1) {
                        scanNext();
                        break;
                    }
                    else if (skipUntil.indexOf(token) !== -1) {
                        break;
                    }
                    token = scanNext();
                }
            }
        }
        function parseString(isValue) {
            const value = _scanner.getTokenValue();
            if (isValue) {
                onLiteralValue(value);
            }
            else {
                onObjectProperty(value);
                // add property name afterwards
                _jsonPath.push(value);
            }
            scanNext();
            return true;
        }
        function parseLiteral() {
            switch (_scanner.getToken()) {
                case 11 /* SyntaxKind.NumericLiteral */:
                    const tokenValue = _scanner.getTokenValue();
                    let value = Number(tokenValue);
                    if (isNaN(value)) {
                        handleError(2 /* ParseErrorCode.InvalidNumberFormat */);
                        value = 0;
                    }
                    onLiteralValue(value);
                    break;
                case 7 /* SyntaxKind.NullKeyword */:
                    onLiteralValue(null);
                    break;
                case 8 /* SyntaxKind.TrueKeyword */:
                    onLiteralValue(true);
                    break;
                case 9 /* SyntaxKind.FalseKeyword */:
                    onLiteralValue(false);
                    break;
                default:
                    return false;
            }
            scanNext();
            return true;
        }
        function parseProperty() {
            if (_scanner.getToken() !== 10 /* SyntaxKind.StringLiteral */) {
                handleError(3 /* ParseErrorCode.PropertyNameExpected */, [], [2 /* SyntaxKind.CloseBraceToken */, 5 /* SyntaxKind.CommaToken */]);
                return false;
            }
            parseString(false);
            if (_scanner.getToken() === 6 /* SyntaxKind.ColonToken */) {
                onSeparator(':');
                scanNext(); // consume colon
                if (!parseValue()) {
                    handleError(4 /* ParseErrorCode.ValueExpected */, [], [2 /* SyntaxKind.CloseBraceToken */, 5 /* SyntaxKind.CommaToken */]);
                }
            }
            else {
                handleError(5 /* ParseErrorCode.ColonExpected */, [], [2 /* SyntaxKind.CloseBraceToken */, 5 /* SyntaxKind.CommaToken */]);
            }
            _jsonPath.pop(); // remove processed property name
            return true;
        }
        function parseObject() {
            onObjectBegin();
            scanNext(); // consume open brace
            let needsComma = false;
            while (_scanner.getToken() !== 2 /* SyntaxKind.CloseBraceToken */ && _scanner.getToken() !== 17 /* SyntaxKind.EOF */) {
                if (_scanner.getToken() === 5 /* SyntaxKind.CommaToken */) {
                    if (!needsComma) {
                        handleError(4 /* ParseErrorCode.ValueExpected */, [], []);
                    }
                    onSeparator(',');
                    scanNext(); // consume comma
                    if (_scanner.getToken() === 2 /* SyntaxKind.CloseBraceToken */ && allowTrailingComma) {
                        break;
                    }
                }
                else if (needsComma) {
                    handleError(6 /* ParseErrorCode.CommaExpected */, [], []);
                }
                if (!parseProperty()) {
                    handleError(4 /* ParseErrorCode.ValueExpected */, [], [2 /* SyntaxKind.CloseBraceToken */, 5 /* SyntaxKind.CommaToken */]);
                }
                needsComma = true;
            }
            onObjectEnd();
            if (_scanner.getToken() !== 2 /* SyntaxKind.CloseBraceToken */) {
                handleError(7 /* ParseErrorCode.CloseBraceExpected */, [2 /* SyntaxKind.CloseBraceToken */], []);
            }
            else {
                scanNext(); // consume close brace
            }
            return true;
        }
        function parseArray() {
            onArrayBegin();
            scanNext(); // consume open bracket
            let isFirstElement = true;
            let needsComma = false;
            while (_scanner.getToken() !== 4 /* SyntaxKind.CloseBracketToken */ && _scanner.getToken() !== 17 /* SyntaxKind.EOF */) {
                if (_scanner.getToken() === 5 /* SyntaxKind.CommaToken */) {
                    if (!needsComma) {
                        handleError(4 /* ParseErrorCode.ValueExpected */, [], []);
                    }
                    onSeparator(',');
                    scanNext(); // consume comma
                    if (_scanner.getToken() === 4 /* SyntaxKind.CloseBracketToken */ && allowTrailingComma) {
                        break;
                    }
                }
                else if (needsComma) {
                    handleError(6 /* ParseErrorCode.CommaExpected */, [], []);
                }
                if (isFirstElement) {
                    _jsonPath.push(0);
                    isFirstElement = false;
                }
                else {
                    _jsonPath[_jsonPath.length - 1]++;
                }
                if (!parseValue()) {
                    handleError(4 /* ParseErrorCode.ValueExpected */, [], [4 /* SyntaxKind.CloseBracketToken */, 5 /* SyntaxKind.CommaToken */]);
                }
                needsComma = true;
            }
            onArrayEnd();
            if (!isFirstElement) {
                _jsonPath.pop(); // remove array index
            }
            if (_scanner.getToken() !== 4 /* SyntaxKind.CloseBracketToken */) {
                handleError(8 /* ParseErrorCode.CloseBracketExpected */, [4 /* SyntaxKind.CloseBracketToken */], []);
            }
            else {
                scanNext(); // consume close bracket
            }
            return true;
        }
        function parseValue() {
            switch (_scanner.getToken()) {
                case 3 /* SyntaxKind.OpenBracketToken */:
                    return parseArray();
                case 1 /* SyntaxKind.OpenBraceToken */:
                    return parseObject();
                case 10 /* SyntaxKind.StringLiteral */:
                    return parseString(true);
                default:
                    return parseLiteral();
            }
        }
        scanNext();
        if (_scanner.getToken() === 17 /* SyntaxKind.EOF */) {
            if (options.allowEmptyContent) {
                return true;
            }
            handleError(4 /* ParseErrorCode.ValueExpected */, [], []);
            return false;
        }
        if (!parseValue()) {
            handleError(4 /* ParseErrorCode.ValueExpected */, [], []);
            return false;
        }
        if (_scanner.getToken() !== 17 /* SyntaxKind.EOF */) {
            handleError(9 /* ParseErrorCode.EndOfFileExpected */, [], []);
        }
        return true;
    }
    exports.visit = visit;
    /**
     * Takes JSON with JavaScript-style comments and remove
     * them. Optionally replaces every none-newline character
     * of comments with a replaceCharacter
     */
    function stripComments(text, replaceCh) {
        let _scanner = (0, scanner_1.createScanner)(text), parts = [], kind, offset = 0, pos;
        do {
            pos = _scanner.getPosition();
            kind = _scanner.scan();
            switch (kind) {
                case 12 /* SyntaxKind.LineCommentTrivia */:
                case 13 /* SyntaxKind.BlockCommentTrivia */:
                case 17 /* SyntaxKind.EOF */:
                    if (offset !== pos) {
                        parts.push(text.substring(offset, pos));
                    }
                    if (replaceCh !== undefined) {
                        parts.push(_scanner.getTokenValue().replace(/[^\r\n]/g, replaceCh));
                    }
                    offset = _scanner.getPosition();
                    break;
            }
        } while (kind !== 17 /* SyntaxKind.EOF */);
        return parts.join('');
    }
    exports.stripComments = stripComments;
    function getNodeType(value) {
        switch (typeof value) {
            case 'boolean': return 'boolean';
            case 'number': return 'number';
            case 'string': return 'string';
            case 'object': {
                if (!value) {
                    return 'null';
                }
                else if (Array.isArray(value)) {
                    return 'array';
                }
                return 'object';
            }
            default: return 'null';
        }
    }
    exports.getNodeType = getNodeType;
});


/***/ }),

/***/ 525:
/***/ ((module, exports) => {

(function (factory) {
    if ( true && typeof module.exports === "object") {
        var v = factory(require, exports);
        if (v !== undefined) module.exports = v;
    }
    else if (typeof define === "function" && define.amd) {
        define(["require", "exports"], factory);
    }
})(function () {
    /*---------------------------------------------------------------------------------------------
     *  Copyright (c) Microsoft Corporation. All rights reserved.
     *  Licensed under the MIT License. See License.txt in the project root for license information.
     *--------------------------------------------------------------------------------------------*/
    'use strict';
    Object.defineProperty(exports, "__esModule", ({ value: true }));
    exports.createScanner = void 0;
    /**
     * Creates a JSON scanner on the given text.
     * If ignoreTrivia is set, whitespaces or comments are ignored.
     */
    function createScanner(text, ignoreTrivia = false) {
        const len = text.length;
        let pos = 0, value = '', tokenOffset = 0, token = 16 /* SyntaxKind.Unknown */, lineNumber = 0, lineStartOffset = 0, tokenLineStartOffset = 0, prevTokenLineStartOffset = 0, scanError = 0 /* ScanError.None */;
        function scanHexDigits(count, exact) {
            let digits = 0;
            let value = 0;
            while (digits < count || !exact) {
                let ch = text.charCodeAt(pos);
                if (ch >= 48 /* CharacterCodes._0 */ && ch <= 57 /* CharacterCodes._9 */) {
                    value = value * 16 + ch - 48 /* CharacterCodes._0 */;
                }
                else if (ch >= 65 /* CharacterCodes.A */ && ch <= 70 /* CharacterCodes.F */) {
                    value = value * 16 + ch - 65 /* CharacterCodes.A */ + 10;
                }
                else if (ch >= 97 /* CharacterCodes.a */ && ch <= 102 /* CharacterCodes.f */) {
                    value = value * 16 + ch - 97 /* CharacterCodes.a */ + 10;
                }
                else {
                    break;
                }
                pos++;
                digits++;
            }
            if (digits < count) {
                value = -1;
            }
            return value;
        }
        function setPosition(newPosition) {
            pos = newPosition;
            value = '';
            tokenOffset = 0;
            token = 16 /* SyntaxKind.Unknown */;
            scanError = 0 /* ScanError.None */;
        }
        function scanNumber() {
            let start = pos;
            if (text.charCodeAt(pos) === 48 /* CharacterCodes._0 */) {
                pos++;
            }
            else {
                pos++;
                while (pos < text.length && isDigit(text.charCodeAt(pos))) {
                    pos++;
                }
            }
            if (pos < text.length && text.charCodeAt(pos) === 46 /* CharacterCodes.dot */) {
                pos++;
                if (pos < text.length && isDigit(text.charCodeAt(pos))) {
                    pos++;
                    while (pos < text.length && isDigit(text.charCodeAt(pos))) {
                        pos++;
                    }
                }
                else {
                    scanError = 3 /* ScanError.UnexpectedEndOfNumber */;
                    return text.substring(start, pos);
                }
            }
            let end = pos;
            if (pos < text.length && (text.charCodeAt(pos) === 69 /* CharacterCodes.E */ || text.charCodeAt(pos) === 101 /* CharacterCodes.e */)) {
                pos++;
                if (pos < text.length && text.charCodeAt(pos) === 43 /* CharacterCodes.plus */ || text.charCodeAt(pos) === 45 /* CharacterCodes.minus */) {
                    pos++;
                }
                if (pos < text.length && isDigit(text.charCodeAt(pos))) {
                    pos++;
                    while (pos < text.length && isDigit(text.charCodeAt(pos))) {
                        pos++;
                    }
                    end = pos;
                }
                else {
                    scanError = 3 /* ScanError.UnexpectedEndOfNumber */;
                }
            }
            return text.substring(start, end);
        }
        function scanString() {
            let result = '', start = pos;
            while (true) {
                if (pos >= len) {
                    result += text.substring(start, pos);
                    scanError = 2 /* ScanError.UnexpectedEndOfString */;
                    break;
                }
                const ch = text.charCodeAt(pos);
                if (ch === 34 /* CharacterCodes.doubleQuote */) {
                    result += text.substring(start, pos);
                    pos++;
                    break;
                }
                if (ch === 92 /* CharacterCodes.backslash */) {
                    result += text.substring(start, pos);
                    pos++;
                    if (pos >= len) {
                        scanError = 2 /* ScanError.UnexpectedEndOfString */;
                        break;
                    }
                    const ch2 = text.charCodeAt(pos++);
                    switch (ch2) {
                        case 34 /* CharacterCodes.doubleQuote */:
                            result += '\"';
                            break;
                        case 92 /* CharacterCodes.backslash */:
                            result += '\\';
                            break;
                        case 47 /* CharacterCodes.slash */:
                            result += '/';
                            break;
                        case 98 /* CharacterCodes.b */:
                            result += '\b';
                            break;
                        case 102 /* CharacterCodes.f */:
                            result += '\f';
                            break;
                        case 110 /* CharacterCodes.n */:
                            result += '\n';
                            break;
                        case 114 /* CharacterCodes.r */:
                            result += '\r';
                            break;
                        case 116 /* CharacterCodes.t */:
                            result += '\t';
                            break;
                        case 117 /* CharacterCodes.u */:
                            const ch3 = scanHexDigits(4, true);
                            if (ch3 >= 0) {
                                result += String.fromCharCode(ch3);
                            }
                            else {
                                scanError = 4 /* ScanError.InvalidUnicode */;
                            }
                            break;
                        default:
                            scanError = 5 /* ScanError.InvalidEscapeCharacter */;
                    }
                    start = pos;
                    continue;
                }
                if (ch >= 0 && ch <= 0x1f) {
                    if (isLineBreak(ch)) {
                        result += text.substring(start, pos);
                        scanError = 2 /* ScanError.UnexpectedEndOfString */;
                        break;
                    }
                    else {
                        scanError = 6 /* ScanError.InvalidCharacter */;
                        // mark as error but continue with string
                    }
                }
                pos++;
            }
            return result;
        }
        function scanNext() {
            value = '';
            scanError = 0 /* ScanError.None */;
            tokenOffset = pos;
            lineStartOffset = lineNumber;
            prevTokenLineStartOffset = tokenLineStartOffset;
            if (pos >= len) {
                // at the end
                tokenOffset = len;
                return token = 17 /* SyntaxKind.EOF */;
            }
            let code = text.charCodeAt(pos);
            // trivia: whitespace
            if (isWhiteSpace(code)) {
                do {
                    pos++;
                    value += String.fromCharCode(code);
                    code = text.charCodeAt(pos);
                } while (isWhiteSpace(code));
                return token = 15 /* SyntaxKind.Trivia */;
            }
            // trivia: newlines
            if (isLineBreak(code)) {
                pos++;
                value += String.fromCharCode(code);
                if (code === 13 /* CharacterCodes.carriageReturn */ && text.charCodeAt(pos) === 10 /* CharacterCodes.lineFeed */) {
                    pos++;
                    value += '\n';
                }
                lineNumber++;
                tokenLineStartOffset = pos;
                return token = 14 /* SyntaxKind.LineBreakTrivia */;
            }
            switch (code) {
                // tokens: []{}:,
                case 123 /* CharacterCodes.openBrace */:
                    pos++;
                    return token = 1 /* SyntaxKind.OpenBraceToken */;
                case 125 /* CharacterCodes.closeBrace */:
                    pos++;
                    return token = 2 /* SyntaxKind.CloseBraceToken */;
                case 91 /* CharacterCodes.openBracket */:
                    pos++;
                    return token = 3 /* SyntaxKind.OpenBracketToken */;
                case 93 /* CharacterCodes.closeBracket */:
                    pos++;
                    return token = 4 /* SyntaxKind.CloseBracketToken */;
                case 58 /* CharacterCodes.colon */:
                    pos++;
                    return token = 6 /* SyntaxKind.ColonToken */;
                case 44 /* CharacterCodes.comma */:
                    pos++;
                    return token = 5 /* SyntaxKind.CommaToken */;
                // strings
                case 34 /* CharacterCodes.doubleQuote */:
                    pos++;
                    value = scanString();
                    return token = 10 /* SyntaxKind.StringLiteral */;
                // comments
                case 47 /* CharacterCodes.slash */:
                    const start = pos - 1;
                    // Single-line comment
                    if (text.charCodeAt(pos + 1) === 47 /* CharacterCodes.slash */) {
                        pos += 2;
                        while (pos < len) {
                            if (isLineBreak(text.charCodeAt(pos))) {
                                break;
                            }
                            pos++;
                        }
                        value = text.substring(start, pos);
                        return token = 12 /* SyntaxKind.LineCommentTrivia */;
                    }
                    // Multi-line comment
                    if (text.charCodeAt(pos + 1) === 42 /* CharacterCodes.asterisk */) {
                        pos += 2;
                        const safeLength = len - 1; // For lookahead.
                        let commentClosed = false;
                        while (pos < safeLength) {
                            const ch = text.charCodeAt(pos);
                            if (ch === 42 /* CharacterCodes.asterisk */ && text.charCodeAt(pos + 1) === 47 /* CharacterCodes.slash */) {
                                pos += 2;
                                commentClosed = true;
                                break;
                            }
                            pos++;
                            if (isLineBreak(ch)) {
                                if (ch === 13 /* CharacterCodes.carriageReturn */ && text.charCodeAt(pos) === 10 /* CharacterCodes.lineFeed */) {
                                    pos++;
                                }
                                lineNumber++;
                                tokenLineStartOffset = pos;
                            }
                        }
                        if (!commentClosed) {
                            pos++;
                            scanError = 1 /* ScanError.UnexpectedEndOfComment */;
                        }
                        value = text.substring(start, pos);
                        return token = 13 /* SyntaxKind.BlockCommentTrivia */;
                    }
                    // just a single slash
                    value += String.fromCharCode(code);
                    pos++;
                    return token = 16 /* SyntaxKind.Unknown */;
                // numbers
                case 45 /* CharacterCodes.minus */:
                    value += String.fromCharCode(code);
                    pos++;
                    if (pos === len || !isDigit(text.charCodeAt(pos))) {
                        return token = 16 /* SyntaxKind.Unknown */;
                    }
                // found a minus, followed by a number so
                // we fall through to proceed with scanning
                // numbers
                case 48 /* CharacterCodes._0 */:
                case 49 /* CharacterCodes._1 */:
                case 50 /* CharacterCodes._2 */:
                case 51 /* CharacterCodes._3 */:
                case 52 /* CharacterCodes._4 */:
                case 53 /* CharacterCodes._5 */:
                case 54 /* CharacterCodes._6 */:
                case 55 /* CharacterCodes._7 */:
                case 56 /* CharacterCodes._8 */:
                case 57 /* CharacterCodes._9 */:
                    value += scanNumber();
                    return token = 11 /* SyntaxKind.NumericLiteral */;
                // literals and unknown symbols
                default:
                    // is a literal? Read the full word.
                    while (pos < len && isUnknownContentCharacter(code)) {
                        pos++;
                        code = text.charCodeAt(pos);
                    }
                    if (tokenOffset !== pos) {
                        value = text.substring(tokenOffset, pos);
                        // keywords: true, false, null
                        switch (value) {
                            case 'true': return token = 8 /* SyntaxKind.TrueKeyword */;
                            case 'false': return token = 9 /* SyntaxKind.FalseKeyword */;
                            case 'null': return token = 7 /* SyntaxKind.NullKeyword */;
                        }
                        return token = 16 /* SyntaxKind.Unknown */;
                    }
                    // some
                    value += String.fromCharCode(code);
                    pos++;
                    return token = 16 /* SyntaxKind.Unknown */;
            }
        }
        function isUnknownContentCharacter(code) {
            if (isWhiteSpace(code) || isLineBreak(code)) {
                return false;
            }
            switch (code) {
                case 125 /* CharacterCodes.closeBrace */:
                case 93 /* CharacterCodes.closeBracket */:
                case 123 /* CharacterCodes.openBrace */:
                case 91 /* CharacterCodes.openBracket */:
                case 34 /* CharacterCodes.doubleQuote */:
                case 58 /* CharacterCodes.colon */:
                case 44 /* CharacterCodes.comma */:
                case 47 /* CharacterCodes.slash */:
                    return false;
            }
            return true;
        }
        function scanNextNonTrivia() {
            let result;
            do {
                result = scanNext();
            } while (result >= 12 /* SyntaxKind.LineCommentTrivia */ && result <= 15 /* SyntaxKind.Trivia */);
            return result;
        }
        return {
            setPosition: setPosition,
            getPosition: () => pos,
            scan: ignoreTrivia ? scanNextNonTrivia : scanNext,
            getToken: () => token,
            getTokenValue: () => value,
            getTokenOffset: () => tokenOffset,
            getTokenLength: () => pos - tokenOffset,
            getTokenStartLine: () => lineStartOffset,
            getTokenStartCharacter: () => tokenOffset - prevTokenLineStartOffset,
            getTokenError: () => scanError,
        };
    }
    exports.createScanner = createScanner;
    function isWhiteSpace(ch) {
        return ch === 32 /* CharacterCodes.space */ || ch === 9 /* CharacterCodes.tab */;
    }
    function isLineBreak(ch) {
        return ch === 10 /* CharacterCodes.lineFeed */ || ch === 13 /* CharacterCodes.carriageReturn */;
    }
    function isDigit(ch) {
        return ch >= 48 /* CharacterCodes._0 */ && ch <= 57 /* CharacterCodes._9 */;
    }
    var CharacterCodes;
    (function (CharacterCodes) {
        CharacterCodes[CharacterCodes["lineFeed"] = 10] = "lineFeed";
        CharacterCodes[CharacterCodes["carriageReturn"] = 13] = "carriageReturn";
        CharacterCodes[CharacterCodes["space"] = 32] = "space";
        CharacterCodes[CharacterCodes["_0"] = 48] = "_0";
        CharacterCodes[CharacterCodes["_1"] = 49] = "_1";
        CharacterCodes[CharacterCodes["_2"] = 50] = "_2";
        CharacterCodes[CharacterCodes["_3"] = 51] = "_3";
        CharacterCodes[CharacterCodes["_4"] = 52] = "_4";
        CharacterCodes[CharacterCodes["_5"] = 53] = "_5";
        CharacterCodes[CharacterCodes["_6"] = 54] = "_6";
        CharacterCodes[CharacterCodes["_7"] = 55] = "_7";
        CharacterCodes[CharacterCodes["_8"] = 56] = "_8";
        CharacterCodes[CharacterCodes["_9"] = 57] = "_9";
        CharacterCodes[CharacterCodes["a"] = 97] = "a";
        CharacterCodes[CharacterCodes["b"] = 98] = "b";
        CharacterCodes[CharacterCodes["c"] = 99] = "c";
        CharacterCodes[CharacterCodes["d"] = 100] = "d";
        CharacterCodes[CharacterCodes["e"] = 101] = "e";
        CharacterCodes[CharacterCodes["f"] = 102] = "f";
        CharacterCodes[CharacterCodes["g"] = 103] = "g";
        CharacterCodes[CharacterCodes["h"] = 104] = "h";
        CharacterCodes[CharacterCodes["i"] = 105] = "i";
        CharacterCodes[CharacterCodes["j"] = 106] = "j";
        CharacterCodes[CharacterCodes["k"] = 107] = "k";
        CharacterCodes[CharacterCodes["l"] = 108] = "l";
        CharacterCodes[CharacterCodes["m"] = 109] = "m";
        CharacterCodes[CharacterCodes["n"] = 110] = "n";
        CharacterCodes[CharacterCodes["o"] = 111] = "o";
        CharacterCodes[CharacterCodes["p"] = 112] = "p";
        CharacterCodes[CharacterCodes["q"] = 113] = "q";
        CharacterCodes[CharacterCodes["r"] = 114] = "r";
        CharacterCodes[CharacterCodes["s"] = 115] = "s";
        CharacterCodes[CharacterCodes["t"] = 116] = "t";
        CharacterCodes[CharacterCodes["u"] = 117] = "u";
        CharacterCodes[CharacterCodes["v"] = 118] = "v";
        CharacterCodes[CharacterCodes["w"] = 119] = "w";
        CharacterCodes[CharacterCodes["x"] = 120] = "x";
        CharacterCodes[CharacterCodes["y"] = 121] = "y";
        CharacterCodes[CharacterCodes["z"] = 122] = "z";
        CharacterCodes[CharacterCodes["A"] = 65] = "A";
        CharacterCodes[CharacterCodes["B"] = 66] = "B";
        CharacterCodes[CharacterCodes["C"] = 67] = "C";
        CharacterCodes[CharacterCodes["D"] = 68] = "D";
        CharacterCodes[CharacterCodes["E"] = 69] = "E";
        CharacterCodes[CharacterCodes["F"] = 70] = "F";
        CharacterCodes[CharacterCodes["G"] = 71] = "G";
        CharacterCodes[CharacterCodes["H"] = 72] = "H";
        CharacterCodes[CharacterCodes["I"] = 73] = "I";
        CharacterCodes[CharacterCodes["J"] = 74] = "J";
        CharacterCodes[CharacterCodes["K"] = 75] = "K";
        CharacterCodes[CharacterCodes["L"] = 76] = "L";
        CharacterCodes[CharacterCodes["M"] = 77] = "M";
        CharacterCodes[CharacterCodes["N"] = 78] = "N";
        CharacterCodes[CharacterCodes["O"] = 79] = "O";
        CharacterCodes[CharacterCodes["P"] = 80] = "P";
        CharacterCodes[CharacterCodes["Q"] = 81] = "Q";
        CharacterCodes[CharacterCodes["R"] = 82] = "R";
        CharacterCodes[CharacterCodes["S"] = 83] = "S";
        CharacterCodes[CharacterCodes["T"] = 84] = "T";
        CharacterCodes[CharacterCodes["U"] = 85] = "U";
        CharacterCodes[CharacterCodes["V"] = 86] = "V";
        CharacterCodes[CharacterCodes["W"] = 87] = "W";
        CharacterCodes[CharacterCodes["X"] = 88] = "X";
        CharacterCodes[CharacterCodes["Y"] = 89] = "Y";
        CharacterCodes[CharacterCodes["Z"] = 90] = "Z";
        CharacterCodes[CharacterCodes["asterisk"] = 42] = "asterisk";
        CharacterCodes[CharacterCodes["backslash"] = 92] = "backslash";
        CharacterCodes[CharacterCodes["closeBrace"] = 125] = "closeBrace";
        CharacterCodes[CharacterCodes["closeBracket"] = 93] = "closeBracket";
        CharacterCodes[CharacterCodes["colon"] = 58] = "colon";
        CharacterCodes[CharacterCodes["comma"] = 44] = "comma";
        CharacterCodes[CharacterCodes["dot"] = 46] = "dot";
        CharacterCodes[CharacterCodes["doubleQuote"] = 34] = "doubleQuote";
        CharacterCodes[CharacterCodes["minus"] = 45] = "minus";
        CharacterCodes[CharacterCodes["openBrace"] = 123] = "openBrace";
        CharacterCodes[CharacterCodes["openBracket"] = 91] = "openBracket";
        CharacterCodes[CharacterCodes["plus"] = 43] = "plus";
        CharacterCodes[CharacterCodes["slash"] = 47] = "slash";
        CharacterCodes[CharacterCodes["formFeed"] = 12] = "formFeed";
        CharacterCodes[CharacterCodes["tab"] = 9] = "tab";
    })(CharacterCodes || (CharacterCodes = {}));
});


/***/ }),

/***/ 579:
/***/ ((module, exports) => {

(function (factory) {
    if ( true && typeof module.exports === "object") {
        var v = factory(require, exports);
        if (v !== undefined) module.exports = v;
    }
    else if (typeof define === "function" && define.amd) {
        define(["require", "exports"], factory);
    }
})(function () {
    "use strict";
    Object.defineProperty(exports, "__esModule", ({ value: true }));
    exports.supportedEols = exports.cachedBreakLinesWithSpaces = exports.cachedSpaces = void 0;
    exports.cachedSpaces = new Array(20).fill(0).map((_, index) => {
        return ' '.repeat(index);
    });
    const maxCachedValues = 200;
    exports.cachedBreakLinesWithSpaces = {
        ' ': {
            '\n': new Array(maxCachedValues).fill(0).map((_, index) => {
                return '\n' + ' '.repeat(index);
            }),
            '\r': new Array(maxCachedValues).fill(0).map((_, index) => {
                return '\r' + ' '.repeat(index);
            }),
            '\r\n': new Array(maxCachedValues).fill(0).map((_, index) => {
                return '\r\n' + ' '.repeat(index);
            }),
        },
        '\t': {
            '\n': new Array(maxCachedValues).fill(0).map((_, index) => {
                return '\n' + '\t'.repeat(index);
            }),
            '\r': new Array(maxCachedValues).fill(0).map((_, index) => {
                return '\r' + '\t'.repeat(index);
            }),
            '\r\n': new Array(maxCachedValues).fill(0).map((_, index) => {
                return '\r\n' + '\t'.repeat(index);
            }),
        }
    };
    exports.supportedEols = ['\n', '\r', '\r\n'];
});


/***/ }),

/***/ 547:
/***/ ((module, exports, __nccwpck_require__) => {

(function (factory) {
    if ( true && typeof module.exports === "object") {
        var v = factory(require, exports);
        if (v !== undefined) module.exports = v;
    }
    else if (typeof define === "function" && define.amd) {
        define(["require", "exports", "./impl/format", "./impl/edit", "./impl/scanner", "./impl/parser"], factory);
    }
})(function () {
    /*---------------------------------------------------------------------------------------------
     *  Copyright (c) Microsoft Corporation. All rights reserved.
     *  Licensed under the MIT License. See License.txt in the project root for license information.
     *--------------------------------------------------------------------------------------------*/
    'use strict';
    Object.defineProperty(exports, "__esModule", ({ value: true }));
    exports.applyEdits = exports.modify = exports.format = exports.printParseErrorCode = exports.ParseErrorCode = exports.stripComments = exports.visit = exports.getNodeValue = exports.getNodePath = exports.findNodeAtOffset = exports.findNodeAtLocation = exports.parseTree = exports.parse = exports.getLocation = exports.SyntaxKind = exports.ScanError = exports.createScanner = void 0;
    const formatter = __nccwpck_require__(612);
    const edit = __nccwpck_require__(807);
    const scanner = __nccwpck_require__(525);
    const parser = __nccwpck_require__(152);
    /**
     * Creates a JSON scanner on the given text.
     * If ignoreTrivia is set, whitespaces or comments are ignored.
     */
    exports.createScanner = scanner.createScanner;
    var ScanError;
    (function (ScanError) {
        ScanError[ScanError["None"] = 0] = "None";
        ScanError[ScanError["UnexpectedEndOfComment"] = 1] = "UnexpectedEndOfComment";
        ScanError[ScanError["UnexpectedEndOfString"] = 2] = "UnexpectedEndOfString";
        ScanError[ScanError["UnexpectedEndOfNumber"] = 3] = "UnexpectedEndOfNumber";
        ScanError[ScanError["InvalidUnicode"] = 4] = "InvalidUnicode";
        ScanError[ScanError["InvalidEscapeCharacter"] = 5] = "InvalidEscapeCharacter";
        ScanError[ScanError["InvalidCharacter"] = 6] = "InvalidCharacter";
    })(ScanError || (exports.ScanError = ScanError = {}));
    var SyntaxKind;
    (function (SyntaxKind) {
        SyntaxKind[SyntaxKind["OpenBraceToken"] = 1] = "OpenBraceToken";
        SyntaxKind[SyntaxKind["CloseBraceToken"] = 2] = "CloseBraceToken";
        SyntaxKind[SyntaxKind["OpenBracketToken"] = 3] = "OpenBracketToken";
        SyntaxKind[SyntaxKind["CloseBracketToken"] = 4] = "CloseBracketToken";
        SyntaxKind[SyntaxKind["CommaToken"] = 5] = "CommaToken";
        SyntaxKind[SyntaxKind["ColonToken"] = 6] = "ColonToken";
        SyntaxKind[SyntaxKind["NullKeyword"] = 7] = "NullKeyword";
        SyntaxKind[SyntaxKind["TrueKeyword"] = 8] = "TrueKeyword";
        SyntaxKind[SyntaxKind["FalseKeyword"] = 9] = "FalseKeyword";
        SyntaxKind[SyntaxKind["StringLiteral"] = 10] = "StringLiteral";
        SyntaxKind[SyntaxKind["NumericLiteral"] = 11] = "NumericLiteral";
        SyntaxKind[SyntaxKind["LineCommentTrivia"] = 12] = "LineCommentTrivia";
        SyntaxKind[SyntaxKind["BlockCommentTrivia"] = 13] = "BlockCommentTrivia";
        SyntaxKind[SyntaxKind["LineBreakTrivia"] = 14] = "LineBreakTrivia";
        SyntaxKind[SyntaxKind["Trivia"] = 15] = "Trivia";
        SyntaxKind[SyntaxKind["Unknown"] = 16] = "Unknown";
        SyntaxKind[SyntaxKind["EOF"] = 17] = "EOF";
    })(SyntaxKind || (exports.SyntaxKind = SyntaxKind = {}));
    /**
     * For a given offset, evaluate the location in the JSON document. Each segment in the location path is either a property name or an array index.
     */
    exports.getLocation = parser.getLocation;
    /**
     * Parses the given text and returns the object the JSON content represents. On invalid input, the parser tries to be as fault tolerant as possible, but still return a result.
     * Therefore, always check the errors list to find out if the input was valid.
     */
    exports.parse = parser.parse;
    /**
     * Parses the given text and returns a tree representation the JSON content. On invalid input, the parser tries to be as fault tolerant as possible, but still return a result.
     */
    exports.parseTree = parser.parseTree;
    /**
     * Finds the node at the given path in a JSON DOM.
     */
    exports.findNodeAtLocation = parser.findNodeAtLocation;
    /**
     * Finds the innermost node at the given offset. If includeRightBound is set, also finds nodes that end at the given offset.
     */
    exports.findNodeAtOffset = parser.findNodeAtOffset;
    /**
     * Gets the JSON path of the given JSON DOM node
     */
    exports.getNodePath = parser.getNodePath;
    /**
     * Evaluates the JavaScript object of the given JSON DOM node
     */
    exports.getNodeValue = parser.getNodeValue;
    /**
     * Parses the given text and invokes the visitor functions for each object, array and literal reached.
     */
    exports.visit = parser.visit;
    /**
     * Takes JSON with JavaScript-style comments and remove
     * them. Optionally replaces every none-newline character
     * of comments with a replaceCharacter
     */
    exports.stripComments = parser.stripComments;
    var ParseErrorCode;
    (function (ParseErrorCode) {
        ParseErrorCode[ParseErrorCode["InvalidSymbol"] = 1] = "InvalidSymbol";
        ParseErrorCode[ParseErrorCode["InvalidNumberFormat"] = 2] = "InvalidNumberFormat";
        ParseErrorCode[ParseErrorCode["PropertyNameExpected"] = 3] = "PropertyNameExpected";
        ParseErrorCode[ParseErrorCode["ValueExpected"] = 4] = "ValueExpected";
        ParseErrorCode[ParseErrorCode["ColonExpected"] = 5] = "ColonExpected";
        ParseErrorCode[ParseErrorCode["CommaExpected"] = 6] = "CommaExpected";
        ParseErrorCode[ParseErrorCode["CloseBraceExpected"] = 7] = "CloseBraceExpected";
        ParseErrorCode[ParseErrorCode["CloseBracketExpected"] = 8] = "CloseBracketExpected";
        ParseErrorCode[ParseErrorCode["EndOfFileExpected"] = 9] = "EndOfFileExpected";
        ParseErrorCode[ParseErrorCode["InvalidCommentToken"] = 10] = "InvalidCommentToken";
        ParseErrorCode[ParseErrorCode["UnexpectedEndOfComment"] = 11] = "UnexpectedEndOfComment";
        ParseErrorCode[ParseErrorCode["UnexpectedEndOfString"] = 12] = "UnexpectedEndOfString";
        ParseErrorCode[ParseErrorCode["UnexpectedEndOfNumber"] = 13] = "UnexpectedEndOfNumber";
        ParseErrorCode[ParseErrorCode["InvalidUnicode"] = 14] = "InvalidUnicode";
        ParseErrorCode[ParseErrorCode["InvalidEscapeCharacter"] = 15] = "InvalidEscapeCharacter";
        ParseErrorCode[ParseErrorCode["InvalidCharacter"] = 16] = "InvalidCharacter";
    })(ParseErrorCode || (exports.ParseErrorCode = ParseErrorCode = {}));
    function printParseErrorCode(code) {
        switch (code) {
            case 1 /* ParseErrorCode.InvalidSymbol */: return 'InvalidSymbol';
            case 2 /* ParseErrorCode.InvalidNumberFormat */: return 'InvalidNumberFormat';
            case 3 /* ParseErrorCode.PropertyNameExpected */: return 'PropertyNameExpected';
            case 4 /* ParseErrorCode.ValueExpected */: return 'ValueExpected';
            case 5 /* ParseErrorCode.ColonExpected */: return 'ColonExpected';
            case 6 /* ParseErrorCode.CommaExpected */: return 'CommaExpected';
            case 7 /* ParseErrorCode.CloseBraceExpected */: return 'CloseBraceExpected';
            case 8 /* ParseErrorCode.CloseBracketExpected */: return 'CloseBracketExpected';
            case 9 /* ParseErrorCode.EndOfFileExpected */: return 'EndOfFileExpected';
            case 10 /* ParseErrorCode.InvalidCommentToken */: return 'InvalidCommentToken';
            case 11 /* ParseErrorCode.UnexpectedEndOfComment */: return 'UnexpectedEndOfComment';
            case 12 /* ParseErrorCode.UnexpectedEndOfString */: return 'UnexpectedEndOfString';
            case 13 /* ParseErrorCode.UnexpectedEndOfNumber */: return 'UnexpectedEndOfNumber';
            case 14 /* ParseErrorCode.InvalidUnicode */: return 'InvalidUnicode';
            case 15 /* ParseErrorCode.InvalidEscapeCharacter */: return 'InvalidEscapeCharacter';
            case 16 /* ParseErrorCode.InvalidCharacter */: return 'InvalidCharacter';
        }
        return '<unknown ParseErrorCode>';
    }
    exports.printParseErrorCode = printParseErrorCode;
    /**
     * Computes the edit operations needed to format a JSON document.
     *
     * @param documentText The input text
     * @param range The range to format or `undefined` to format the full content
     * @param options The formatting options
     * @returns The edit operations describing the formatting changes to the original document following the format described in {@linkcode EditResult}.
     * To apply the edit operations to the input, use {@linkcode applyEdits}.
     */
    function format(documentText, range, options) {
        return formatter.format(documentText, range, options);
    }
    exports.format = format;
    /**
     * Computes the edit operations needed to modify a value in the JSON document.
     *
     * @param documentText The input text
     * @param path The path of the value to change. The path represents either to the document root, a property or an array item.
     * If the path points to an non-existing property or item, it will be created.
     * @param value The new value for the specified property or item. If the value is undefined,
     * the property or item will be removed.
     * @param options Options
     * @returns The edit operations describing the changes to the original document, following the format described in {@linkcode EditResult}.
     * To apply the edit operations to the input, use {@linkcode applyEdits}.
     */
    function modify(text, path, value, options) {
        return edit.setProperty(text, path, value, options);
    }
    exports.modify = modify;
    /**
     * Applies edits to an input string.
     * @param text The input text
     * @param edits Edit operations following the format described in {@linkcode EditResult}.
     * @returns The text with the applied edits.
     * @throws An error if the edit operations are not well-formed as described in {@linkcode EditResult}.
     */
    function applyEdits(text, edits) {
        let sortedEdits = edits.slice(0).sort((a, b) => {
            const diff = a.offset - b.offset;
            if (diff === 0) {
                return a.length - b.length;
            }
            return diff;
        });
        let lastModifiedOffset = text.length;
        for (let i = sortedEdits.length - 1; i >= 0; i--) {
            let e = sortedEdits[i];
            if (e.offset + e.length <= lastModifiedOffset) {
                text = edit.applyEdit(text, e);
            }
            else {
                throw new Error('Overlapping edit');
            }
            lastModifiedOffset = e.offset;
        }
        return text;
    }
    exports.applyEdits = applyEdits;
});


/***/ }),

/***/ 648:
/***/ ((module, __unused_webpack_exports, __nccwpck_require__) => {

"use strict";


const lockfile = __nccwpck_require__(743);
const { toPromise, toSync, toSyncOptions } = __nccwpck_require__(271);

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


/***/ }),

/***/ 271:
/***/ ((module, __unused_webpack_exports, __nccwpck_require__) => {

"use strict";


const fs = __nccwpck_require__(744);

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

// ----------------------------------------------------------

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
    // Shallow clone options because we are oging to mutate them
    options = { ...options };

    // Transform fs to use the sync methods instead
    options.fs = createSyncFs(options.fs || fs);

    // Retries are not allowed because it requires the flow to be sync
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


/***/ }),

/***/ 743:
/***/ ((module, __unused_webpack_exports, __nccwpck_require__) => {

"use strict";


const path = __nccwpck_require__(928);
const fs = __nccwpck_require__(744);
const retry = __nccwpck_require__(546);
const onExit = __nccwpck_require__(627);
const mtimePrecision = __nccwpck_require__(747);

const locks = {};

function getLockFile(file, options) {
    return options.lockfilePath || `${file}.lock`;
}

function resolveCanonicalPath(file, options, callback) {
    if (!options.realpath) {
        return callback(null, path.resolve(file));
    }

    // Use realpath to resolve symlinks
    // It also resolves relative paths
    options.fs.realpath(file, callback);
}

function acquireLock(file, options, callback) {
    const lockfilePath = getLockFile(file, options);

    // Use mkdir to create the lockfile (atomic operation)
    options.fs.mkdir(lockfilePath, (err) => {
        if (!err) {
            // At this point, we acquired the lock!
            // Probe the mtime precision
            return mtimePrecision.probe(lockfilePath, options.fs, (err, mtime, mtimePrecision) => {
                // If it failed, try to remove the lock..
                /* istanbul ignore if */
                if (err) {
                    options.fs.rmdir(lockfilePath, () => {});

                    return callback(err);
                }

                callback(null, mtime, mtimePrecision);
            });
        }

        // If error is not EEXIST then some other error occurred while locking
        if (err.code !== 'EEXIST') {
            return callback(err);
        }

        // Otherwise, check if lock is stale by analyzing the file mtime
        if (options.stale <= 0) {
            return callback(Object.assign(new Error('Lock file is already being held'), { code: 'ELOCKED', file }));
        }

        options.fs.stat(lockfilePath, (err, stat) => {
            if (err) {
                // Retry if the lockfile has been removed (meanwhile)
                // Skip stale check to avoid recursiveness
                if (err.code === 'ENOENT') {
                    return acquireLock(file, { ...options, stale: 0 }, callback);
                }

                return callback(err);
            }

            if (!isLockStale(stat, options)) {
                return callback(Object.assign(new Error('Lock file is already being held'), { code: 'ELOCKED', file }));
            }

            // If it's stale, remove it and try again!
            // Skip stale check to avoid recursiveness
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
    // Remove lockfile, ignoring ENOENT errors
    options.fs.rmdir(getLockFile(file, options), (err) => {
        if (err && err.code !== 'ENOENT') {
            return callback(err);
        }

        callback();
    });
}

function updateLock(file, options) {
    const lock = locks[file];

    // Just for safety, should never happen
    /* istanbul ignore if */
    if (lock.updateTimeout) {
        return;
    }

    lock.updateDelay = lock.updateDelay || options.update;
    lock.updateTimeout = setTimeout(() => {
        lock.updateTimeout = null;

        // Stat the file to check if mtime is still ours
        // If it is, we can still recover from a system sleep or a busy event loop
        options.fs.stat(lock.lockfilePath, (err, stat) => {
            const isOverThreshold = lock.lastUpdate + options.stale < Date.now();

            // If it failed to update the lockfile, keep trying unless
            // the lockfile was deleted or we are over the threshold
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

                // Ignore if the lock was released
                if (lock.released) {
                    return;
                }

                // If it failed to update the lockfile, keep trying unless
                // the lockfile was deleted or we are over the threshold
                if (err) {
                    if (err.code === 'ENOENT' || isOverThreshold) {
                        return setLockAsCompromised(file, lock, Object.assign(err, { code: 'ECOMPROMISED' }));
                    }

                    lock.updateDelay = 1000;

                    return updateLock(file, options);
                }

                // All ok, keep updating..
                lock.mtime = mtime;
                lock.lastUpdate = Date.now();
                lock.updateDelay = null;
                updateLock(file, options);
            });
        });
    }, lock.updateDelay);

    // Unref the timer so that the nodejs process can exit freely
    // This is safe because all acquired locks will be automatically released
    // on process exit

    // We first check that `lock.updateTimeout.unref` exists because some users
    // may be using this module outside of NodeJS (e.g., in an electron app),
    // and in those cases `setTimeout` return an integer.
    /* istanbul ignore else */
    if (lock.updateTimeout.unref) {
        lock.updateTimeout.unref();
    }
}

function setLockAsCompromised(file, lock, err) {
    // Signal the lock has been released
    lock.released = true;

    // Cancel lock mtime update
    // Just for safety, at this point updateTimeout should be null
    /* istanbul ignore if */
    if (lock.updateTimeout) {
        clearTimeout(lock.updateTimeout);
    }

    if (locks[file] === lock) {
        delete locks[file];
    }

    lock.options.onCompromised(err);
}

// ----------------------------------------------------------

function lock(file, options, callback) {
    /* istanbul ignore next */
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

    // Resolve to a canonical file path
    resolveCanonicalPath(file, options, (err, file) => {
        if (err) {
            return callback(err);
        }

        // Attempt to acquire the lock
        const operation = retry.operation(options.retries);

        operation.attempt(() => {
            acquireLock(file, options, (err, mtime, mtimePrecision) => {
                if (operation.retry(err)) {
                    return;
                }

                if (err) {
                    return callback(operation.mainError());
                }

                // We now own the lock
                const lock = locks[file] = {
                    lockfilePath: getLockFile(file, options),
                    mtime,
                    mtimePrecision,
                    options,
                    lastUpdate: Date.now(),
                };

                // We must keep the lock fresh to avoid staleness
                updateLock(file, options);

                callback(null, (releasedCallback) => {
                    if (lock.released) {
                        return releasedCallback &&
                            releasedCallback(Object.assign(new Error('Lock is already released'), { code: 'ERELEASED' }));
                    }

                    // Not necessary to use realpath twice when unlocking
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

    // Resolve to a canonical file path
    resolveCanonicalPath(file, options, (err, file) => {
        if (err) {
            return callback(err);
        }

        // Skip if the lock is not acquired
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

    // Resolve to a canonical file path
    resolveCanonicalPath(file, options, (err, file) => {
        if (err) {
            return callback(err);
        }

        // Check if lockfile exists
        options.fs.stat(getLockFile(file, options), (err, stat) => {
            if (err) {
                // If does not exist, file is not locked. Otherwise, callback with error
                return err.code === 'ENOENT' ? callback(null, false) : callback(err);
            }

            // Otherwise, check if lock is stale by analyzing the file mtime
            return callback(null, !isLockStale(stat, options));
        });
    });
}

function getLocks() {
    return locks;
}

// Remove acquired locks on exit
/* istanbul ignore next */
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


/***/ }),

/***/ 747:
/***/ ((module) => {

"use strict";


const cacheSymbol = Symbol();

function probe(file, fs, callback) {
    const cachedPrecision = fs[cacheSymbol];

    if (cachedPrecision) {
        return fs.stat(file, (err, stat) => {
            /* istanbul ignore if */
            if (err) {
                return callback(err);
            }

            callback(null, stat.mtime, cachedPrecision);
        });
    }

    // Set mtime by ceiling Date.now() to seconds + 5ms so that it's "not on the second"
    const mtime = new Date((Math.ceil(Date.now() / 1000) * 1000) + 5);

    fs.utimes(file, mtime, mtime, (err) => {
        /* istanbul ignore if */
        if (err) {
            return callback(err);
        }

        fs.stat(file, (err, stat) => {
            /* istanbul ignore if */
            if (err) {
                return callback(err);
            }

            const precision = stat.mtime.getTime() % 1000 === 0 ? 's' : 'ms';

            // Cache the precision in a non-enumerable way
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


/***/ }),

/***/ 546:
/***/ ((module, __unused_webpack_exports, __nccwpck_require__) => {

module.exports = __nccwpck_require__(84);

/***/ }),

/***/ 84:
/***/ ((__unused_webpack_module, exports, __nccwpck_require__) => {

var RetryOperation = __nccwpck_require__(538);

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

  // sort the array numerically ascending
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


/***/ }),

/***/ 538:
/***/ ((module) => {

function RetryOperation(timeouts, options) {
  // Compatibility for the old (timeouts, retryForever) signature
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
      // retry forever, only keep last error
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


/***/ }),

/***/ 627:
/***/ ((module, __unused_webpack_exports, __nccwpck_require__) => {

// Note: since nyc uses this module to output coverage, any lines
// that are in the direct sync flow of nyc's outputCoverage are
// ignored, since we can never get coverage for them.
// grab a reference to node's real process object right away
var process = global.process

const processOk = function (process) {
  return process &&
    typeof process === 'object' &&
    typeof process.removeListener === 'function' &&
    typeof process.emit === 'function' &&
    typeof process.reallyExit === 'function' &&
    typeof process.listeners === 'function' &&
    typeof process.kill === 'function' &&
    typeof process.pid === 'number' &&
    typeof process.on === 'function'
}

// some kind of non-node environment, just no-op
/* istanbul ignore if */
if (!processOk(process)) {
  module.exports = function () {
    return function () {}
  }
} else {
  var assert = __nccwpck_require__(613)
  var signals = __nccwpck_require__(430)
  var isWin = /^win/i.test(process.platform)

  var EE = __nccwpck_require__(434)
  /* istanbul ignore if */
  if (typeof EE !== 'function') {
    EE = EE.EventEmitter
  }

  var emitter
  if (process.__signal_exit_emitter__) {
    emitter = process.__signal_exit_emitter__
  } else {
    emitter = process.__signal_exit_emitter__ = new EE()
    emitter.count = 0
    emitter.emitted = {}
  }

  // Because this emitter is a global, we have to check to see if a
  // previous version of this library failed to enable infinite listeners.
  // I know what you're about to say.  But literally everything about
  // signal-exit is a compromise with evil.  Get used to it.
  if (!emitter.infinite) {
    emitter.setMaxListeners(Infinity)
    emitter.infinite = true
  }

  module.exports = function (cb, opts) {
    /* istanbul ignore if */
    if (!processOk(global.process)) {
      return function () {}
    }
    assert.equal(typeof cb, 'function', 'a callback must be provided for exit handler')

    if (loaded === false) {
      load()
    }

    var ev = 'exit'
    if (opts && opts.alwaysLast) {
      ev = 'afterexit'
    }

    var remove = function () {
      emitter.removeListener(ev, cb)
      if (emitter.listeners('exit').length === 0 &&
          emitter.listeners('afterexit').length === 0) {
        unload()
      }
    }
    emitter.on(ev, cb)

    return remove
  }

  var unload = function unload () {
    if (!loaded || !processOk(global.process)) {
      return
    }
    loaded = false

    signals.forEach(function (sig) {
      try {
        process.removeListener(sig, sigListeners[sig])
      } catch (er) {}
    })
    process.emit = originalProcessEmit
    process.reallyExit = originalProcessReallyExit
    emitter.count -= 1
  }
  module.exports.unload = unload

  var emit = function emit (event, code, signal) {
    /* istanbul ignore if */
    if (emitter.emitted[event]) {
      return
    }
    emitter.emitted[event] = true
    emitter.emit(event, code, signal)
  }

  // { <signal>: <listener fn>, ... }
  var sigListeners = {}
  signals.forEach(function (sig) {
    sigListeners[sig] = function listener () {
      /* istanbul ignore if */
      if (!processOk(global.process)) {
        return
      }
      // If there are no other listeners, an exit is coming!
      // Simplest way: remove us and then re-send the signal.
      // We know that this will kill the process, so we can
      // safely emit now.
      var listeners = process.listeners(sig)
      if (listeners.length === emitter.count) {
        unload()
        emit('exit', null, sig)
        /* istanbul ignore next */
        emit('afterexit', null, sig)
        /* istanbul ignore next */
        if (isWin && sig === 'SIGHUP') {
          // "SIGHUP" throws an `ENOSYS` error on Windows,
          // so use a supported signal instead
          sig = 'SIGINT'
        }
        /* istanbul ignore next */
        process.kill(process.pid, sig)
      }
    }
  })

  module.exports.signals = function () {
    return signals
  }

  var loaded = false

  var load = function load () {
    if (loaded || !processOk(global.process)) {
      return
    }
    loaded = true

    // This is the number of onSignalExit's that are in play.
    // It's important so that we can count the correct number of
    // listeners on signals, and don't wait for the other one to
    // handle it instead of us.
    emitter.count += 1

    signals = signals.filter(function (sig) {
      try {
        process.on(sig, sigListeners[sig])
        return true
      } catch (er) {
        return false
      }
    })

    process.emit = processEmit
    process.reallyExit = processReallyExit
  }
  module.exports.load = load

  var originalProcessReallyExit = process.reallyExit
  var processReallyExit = function processReallyExit (code) {
    /* istanbul ignore if */
    if (!processOk(global.process)) {
      return
    }
    process.exitCode = code || /* istanbul ignore next */ 0
    emit('exit', process.exitCode, null)
    /* istanbul ignore next */
    emit('afterexit', process.exitCode, null)
    /* istanbul ignore next */
    originalProcessReallyExit.call(process, process.exitCode)
  }

  var originalProcessEmit = process.emit
  var processEmit = function processEmit (ev, arg) {
    if (ev === 'exit' && processOk(global.process)) {
      /* istanbul ignore else */
      if (arg !== undefined) {
        process.exitCode = arg
      }
      var ret = originalProcessEmit.apply(this, arguments)
      /* istanbul ignore next */
      emit('exit', process.exitCode, null)
      /* istanbul ignore next */
      emit('afterexit', process.exitCode, null)
      /* istanbul ignore next */
      return ret
    } else {
      return originalProcessEmit.apply(this, arguments)
    }
  }
}


/***/ }),

/***/ 430:
/***/ ((module) => {

// This is not the set of all possible signals.
//
// It IS, however, the set of all signals that trigger
// an exit on either Linux or BSD systems.  Linux is a
// superset of the signal names supported on BSD, and
// the unknown signals just fail to register, so we can
// catch that easily enough.
//
// Don't bother with SIGKILL.  It's uncatchable, which
// means that we can't fire any callbacks anyway.
//
// If a user does happen to register a handler on a non-
// fatal signal like SIGWINCH or something, and then
// exit, it'll end up firing `process.emit('exit')`, so
// the handler will be fired anyway.
//
// SIGBUS, SIGFPE, SIGSEGV and SIGILL, when not raised
// artificially, inherently leave the process in a
// state from which it is not safe to try and enter JS
// listeners.
module.exports = [
  'SIGABRT',
  'SIGALRM',
  'SIGHUP',
  'SIGINT',
  'SIGTERM'
]

if (process.platform !== 'win32') {
  module.exports.push(
    'SIGVTALRM',
    'SIGXCPU',
    'SIGXFSZ',
    'SIGUSR2',
    'SIGTRAP',
    'SIGSYS',
    'SIGQUIT',
    'SIGIOT'
    // should detect profiler and enable/disable accordingly.
    // see #21
    // 'SIGPROF'
  )
}

if (process.platform === 'linux') {
  module.exports.push(
    'SIGIO',
    'SIGPOLL',
    'SIGPWR',
    'SIGSTKFLT',
    'SIGUNUSED'
  )
}


/***/ }),

/***/ 855:
/***/ ((module, __unused_webpack_exports, __nccwpck_require__) => {

"use strict";


var childProcess = __nccwpck_require__(317);
var spawn = childProcess.spawn;
var exec = childProcess.exec;

module.exports = function (pid, signal, callback) {
    if (typeof signal === 'function' && callback === undefined) {
        callback = signal;
        signal = undefined;
    }

    pid = parseInt(pid);
    if (Number.isNaN(pid)) {
        if (callback) {
            return callback(new Error("pid must be a number"));
        } else {
            throw new Error("pid must be a number");
        }
    }

    var tree = {};
    var pidsToProcess = {};
    tree[pid] = [];
    pidsToProcess[pid] = 1;

    switch (process.platform) {
    case 'win32':
        exec('taskkill /pid ' + pid + ' /T /F', callback);
        break;
    case 'darwin':
        buildProcessTree(pid, tree, pidsToProcess, function (parentPid) {
          return spawn('pgrep', ['-P', parentPid]);
        }, function () {
            killAll(tree, signal, callback);
        });
        break;
    // case 'sunos':
    //     buildProcessTreeSunOS(pid, tree, pidsToProcess, function () {
    //         killAll(tree, signal, callback);
    //     });
    //     break;
    default: // Linux
        buildProcessTree(pid, tree, pidsToProcess, function (parentPid) {
          return spawn('ps', ['-o', 'pid', '--no-headers', '--ppid', parentPid]);
        }, function () {
            killAll(tree, signal, callback);
        });
        break;
    }
};

function killAll (tree, signal, callback) {
    var killed = {};
    try {
        Object.keys(tree).forEach(function (pid) {
            tree[pid].forEach(function (pidpid) {
                if (!killed[pidpid]) {
                    killPid(pidpid, signal);
                    killed[pidpid] = 1;
                }
            });
            if (!killed[pid]) {
                killPid(pid, signal);
                killed[pid] = 1;
            }
        });
    } catch (err) {
        if (callback) {
            return callback(err);
        } else {
            throw err;
        }
    }
    if (callback) {
        return callback();
    }
}

function killPid(pid, signal) {
    try {
        process.kill(parseInt(pid, 10), signal);
    }
    catch (err) {
        if (err.code !== 'ESRCH') throw err;
    }
}

function buildProcessTree (parentPid, tree, pidsToProcess, spawnChildProcessesList, cb) {
    var ps = spawnChildProcessesList(parentPid);
    var allData = '';
    ps.stdout.on('data', function (data) {
        var data = data.toString('ascii');
        allData += data;
    });

    var onClose = function (code) {
        delete pidsToProcess[parentPid];

        if (code != 0) {
            // no more parent processes
            if (Object.keys(pidsToProcess).length == 0) {
                cb();
            }
            return;
        }

        allData.match(/\d+/g).forEach(function (pid) {
          pid = parseInt(pid, 10);
          tree[parentPid].push(pid);
          tree[pid] = [];
          pidsToProcess[pid] = 1;
          buildProcessTree(pid, tree, pidsToProcess, spawnChildProcessesList, cb);
        });
    };

    ps.on('close', onClose);
}


/***/ }),

/***/ 770:
/***/ ((module, __unused_webpack_exports, __nccwpck_require__) => {

module.exports = __nccwpck_require__(218);


/***/ }),

/***/ 218:
/***/ ((__unused_webpack_module, exports, __nccwpck_require__) => {

"use strict";
var __webpack_unused_export__;


var net = __nccwpck_require__(278);
var tls = __nccwpck_require__(756);
var http = __nccwpck_require__(611);
var https = __nccwpck_require__(692);
var events = __nccwpck_require__(434);
var assert = __nccwpck_require__(613);
var util = __nccwpck_require__(23);


exports.httpOverHttp = httpOverHttp;
exports.httpsOverHttp = httpsOverHttp;
exports.httpOverHttps = httpOverHttps;
exports.httpsOverHttps = httpsOverHttps;


function httpOverHttp(options) {
  var agent = new TunnelingAgent(options);
  agent.request = http.request;
  return agent;
}

function httpsOverHttp(options) {
  var agent = new TunnelingAgent(options);
  agent.request = http.request;
  agent.createSocket = createSecureSocket;
  agent.defaultPort = 443;
  return agent;
}

function httpOverHttps(options) {
  var agent = new TunnelingAgent(options);
  agent.request = https.request;
  return agent;
}

function httpsOverHttps(options) {
  var agent = new TunnelingAgent(options);
  agent.request = https.request;
  agent.createSocket = createSecureSocket;
  agent.defaultPort = 443;
  return agent;
}


function TunnelingAgent(options) {
  var self = this;
  self.options = options || {};
  self.proxyOptions = self.options.proxy || {};
  self.maxSockets = self.options.maxSockets || http.Agent.defaultMaxSockets;
  self.requests = [];
  self.sockets = [];

  self.on('free', function onFree(socket, host, port, localAddress) {
    var options = toOptions(host, port, localAddress);
    for (var i = 0, len = self.requests.length; i < len; ++i) {
      var pending = self.requests[i];
      if (pending.host === options.host && pending.port === options.port) {
        // Detect the request to connect same origin server,
        // reuse the connection.
        self.requests.splice(i, 1);
        pending.request.onSocket(socket);
        return;
      }
    }
    socket.destroy();
    self.removeSocket(socket);
  });
}
util.inherits(TunnelingAgent, events.EventEmitter);

TunnelingAgent.prototype.addRequest = function addRequest(req, host, port, localAddress) {
  var self = this;
  var options = mergeOptions({request: req}, self.options, toOptions(host, port, localAddress));

  if (self.sockets.length >= this.maxSockets) {
    // We are over limit so we'll add it to the queue.
    self.requests.push(options);
    return;
  }

  // If we are under maxSockets create a new one.
  self.createSocket(options, function(socket) {
    socket.on('free', onFree);
    socket.on('close', onCloseOrRemove);
    socket.on('agentRemove', onCloseOrRemove);
    req.onSocket(socket);

    function onFree() {
      self.emit('free', socket, options);
    }

    function onCloseOrRemove(err) {
      self.removeSocket(socket);
      socket.removeListener('free', onFree);
      socket.removeListener('close', onCloseOrRemove);
      socket.removeListener('agentRemove', onCloseOrRemove);
    }
  });
};

TunnelingAgent.prototype.createSocket = function createSocket(options, cb) {
  var self = this;
  var placeholder = {};
  self.sockets.push(placeholder);

  var connectOptions = mergeOptions({}, self.proxyOptions, {
    method: 'CONNECT',
    path: options.host + ':' + options.port,
    agent: false,
    headers: {
      host: options.host + ':' + options.port
    }
  });
  if (options.localAddress) {
    connectOptions.localAddress = options.localAddress;
  }
  if (connectOptions.proxyAuth) {
    connectOptions.headers = connectOptions.headers || {};
    connectOptions.headers['Proxy-Authorization'] = 'Basic ' +
        new Buffer(connectOptions.proxyAuth).toString('base64');
  }

  debug('making CONNECT request');
  var connectReq = self.request(connectOptions);
  connectReq.useChunkedEncodingByDefault = false; // for v0.6
  connectReq.once('response', onResponse); // for v0.6
  connectReq.once('upgrade', onUpgrade);   // for v0.6
  connectReq.once('connect', onConnect);   // for v0.7 or later
  connectReq.once('error', onError);
  connectReq.end();

  function onResponse(res) {
    // Very hacky. This is necessary to avoid http-parser leaks.
    res.upgrade = true;
  }

  function onUpgrade(res, socket, head) {
    // Hacky.
    process.nextTick(function() {
      onConnect(res, socket, head);
    });
  }

  function onConnect(res, socket, head) {
    connectReq.removeAllListeners();
    socket.removeAllListeners();

    if (res.statusCode !== 200) {
      debug('tunneling socket could not be established, statusCode=%d',
        res.statusCode);
      socket.destroy();
      var error = new Error('tunneling socket could not be established, ' +
        'statusCode=' + res.statusCode);
      error.code = 'ECONNRESET';
      options.request.emit('error', error);
      self.removeSocket(placeholder);
      return;
    }
    if (head.length > 0) {
      debug('got illegal response body from proxy');
      socket.destroy();
      var error = new Error('got illegal response body from proxy');
      error.code = 'ECONNRESET';
      options.request.emit('error', error);
      self.removeSocket(placeholder);
      return;
    }
    debug('tunneling connection has established');
    self.sockets[self.sockets.indexOf(placeholder)] = socket;
    return cb(socket);
  }

  function onError(cause) {
    connectReq.removeAllListeners();

    debug('tunneling socket could not be established, cause=%s\n',
          cause.message, cause.stack);
    var error = new Error('tunneling socket could not be established, ' +
                          'cause=' + cause.message);
    error.code = 'ECONNRESET';
    options.request.emit('error', error);
    self.removeSocket(placeholder);
  }
};

TunnelingAgent.prototype.removeSocket = function removeSocket(socket) {
  var pos = this.sockets.indexOf(socket)
  if (pos === -1) {
    return;
  }
  this.sockets.splice(pos, 1);

  var pending = this.requests.shift();
  if (pending) {
    // If we have pending requests and a socket gets closed a new one
    // needs to be created to take over in the pool for the one that closed.
    this.createSocket(pending, function(socket) {
      pending.request.onSocket(socket);
    });
  }
};

function createSecureSocket(options, cb) {
  var self = this;
  TunnelingAgent.prototype.createSocket.call(self, options, function(socket) {
    var hostHeader = options.request.getHeader('host');
    var tlsOptions = mergeOptions({}, self.options, {
      socket: socket,
      servername: hostHeader ? hostHeader.replace(/:.*$/, '') : options.host
    });

    // 0 is dummy port for v0.6
    var secureSocket = tls.connect(0, tlsOptions);
    self.sockets[self.sockets.indexOf(socket)] = secureSocket;
    cb(secureSocket);
  });
}


function toOptions(host, port, localAddress) {
  if (typeof host === 'string') { // since v0.10
    return {
      host: host,
      port: port,
      localAddress: localAddress
    };
  }
  return host; // for v0.11 or later
}

function mergeOptions(target) {
  for (var i = 1, len = arguments.length; i < len; ++i) {
    var overrides = arguments[i];
    if (typeof overrides === 'object') {
      var keys = Object.keys(overrides);
      for (var j = 0, keyLen = keys.length; j < keyLen; ++j) {
        var k = keys[j];
        if (overrides[k] !== undefined) {
          target[k] = overrides[k];
        }
      }
    }
  }
  return target;
}


var debug;
if (process.env.NODE_DEBUG && /\btunnel\b/.test(process.env.NODE_DEBUG)) {
  debug = function() {
    var args = Array.prototype.slice.call(arguments);
    if (typeof args[0] === 'string') {
      args[0] = 'TUNNEL: ' + args[0];
    } else {
      args.unshift('TUNNEL:');
    }
    console.error.apply(console, args);
  }
} else {
  debug = function() {};
}
__webpack_unused_export__ = debug; // for test


/***/ }),

/***/ 613:
/***/ ((module) => {

"use strict";
module.exports = require("assert");

/***/ }),

/***/ 317:
/***/ ((module) => {

"use strict";
module.exports = require("child_process");

/***/ }),

/***/ 140:
/***/ ((module) => {

"use strict";
module.exports = require("constants");

/***/ }),

/***/ 434:
/***/ ((module) => {

"use strict";
module.exports = require("events");

/***/ }),

/***/ 896:
/***/ ((module) => {

"use strict";
module.exports = require("fs");

/***/ }),

/***/ 611:
/***/ ((module) => {

"use strict";
module.exports = require("http");

/***/ }),

/***/ 692:
/***/ ((module) => {

"use strict";
module.exports = require("https");

/***/ }),

/***/ 278:
/***/ ((module) => {

"use strict";
module.exports = require("net");

/***/ }),

/***/ 928:
/***/ ((module) => {

"use strict";
module.exports = require("path");

/***/ }),

/***/ 203:
/***/ ((module) => {

"use strict";
module.exports = require("stream");

/***/ }),

/***/ 756:
/***/ ((module) => {

"use strict";
module.exports = require("tls");

/***/ }),

/***/ 23:
/***/ ((module) => {

"use strict";
module.exports = require("util");

/***/ })

/******/ 	});
/************************************************************************/
/******/ 	// The module cache
/******/ 	var __webpack_module_cache__ = {};
/******/ 	
/******/ 	// The require function
/******/ 	function __nccwpck_require__(moduleId) {
/******/ 		// Check if module is in cache
/******/ 		var cachedModule = __webpack_module_cache__[moduleId];
/******/ 		if (cachedModule !== undefined) {
/******/ 			return cachedModule.exports;
/******/ 		}
/******/ 		// Create a new module (and put it into the cache)
/******/ 		var module = __webpack_module_cache__[moduleId] = {
/******/ 			// no module.id needed
/******/ 			// no module.loaded needed
/******/ 			exports: {}
/******/ 		};
/******/ 	
/******/ 		// Execute the module function
/******/ 		var threw = true;
/******/ 		try {
/******/ 			__webpack_modules__[moduleId](module, module.exports, __nccwpck_require__);
/******/ 			threw = false;
/******/ 		} finally {
/******/ 			if(threw) delete __webpack_module_cache__[moduleId];
/******/ 		}
/******/ 	
/******/ 		// Return the exports of the module
/******/ 		return module.exports;
/******/ 	}
/******/ 	
/************************************************************************/
/******/ 	/* webpack/runtime/asset-relocator-loader */
/******/ 	if (typeof __nccwpck_require__ !== 'undefined') __nccwpck_require__.ab = __dirname + "/";
/******/ 	
/******/ 	/* webpack/runtime/compat get default export */
/******/ 	(() => {
/******/ 		// getDefaultExport function for compatibility with non-harmony modules
/******/ 		__nccwpck_require__.n = (module) => {
/******/ 			var getter = module && module.__esModule ?
/******/ 				() => (module['default']) :
/******/ 				() => (module);
/******/ 			__nccwpck_require__.d(getter, { a: getter });
/******/ 			return getter;
/******/ 		};
/******/ 	})();
/******/ 	
/******/ 	/* webpack/runtime/create fake namespace object */
/******/ 	(() => {
/******/ 		var getProto = Object.getPrototypeOf ? (obj) => (Object.getPrototypeOf(obj)) : (obj) => (obj.__proto__);
/******/ 		var leafPrototypes;
/******/ 		// create a fake namespace object
/******/ 		// mode & 1: value is a module id, require it
/******/ 		// mode & 2: merge all properties of value into the ns
/******/ 		// mode & 4: return value when already ns object
/******/ 		// mode & 16: return value when it's Promise-like
/******/ 		// mode & 8|1: behave like require
/******/ 		__nccwpck_require__.t = function(value, mode) {
/******/ 			if(mode & 1) value = this(value);
/******/ 			if(mode & 8) return value;
/******/ 			if(typeof value === 'object' && value) {
/******/ 				if((mode & 4) && value.__esModule) return value;
/******/ 				if((mode & 16) && typeof value.then === 'function') return value;
/******/ 			}
/******/ 			var ns = Object.create(null);
/******/ 			__nccwpck_require__.r(ns);
/******/ 			var def = {};
/******/ 			leafPrototypes = leafPrototypes || [null, getProto({}), getProto([]), getProto(getProto)];
/******/ 			for(var current = mode & 2 && value; typeof current == 'object' && !~leafPrototypes.indexOf(current); current = getProto(current)) {
/******/ 				Object.getOwnPropertyNames(current).forEach((key) => (def[key] = () => (value[key])));
/******/ 			}
/******/ 			def['default'] = () => (value);
/******/ 			__nccwpck_require__.d(ns, def);
/******/ 			return ns;
/******/ 		};
/******/ 	})();
/******/ 	
/******/ 	/* webpack/runtime/define property getters */
/******/ 	(() => {
/******/ 		// define getter functions for harmony exports
/******/ 		__nccwpck_require__.d = (exports, definition) => {
/******/ 			for(var key in definition) {
/******/ 				if(__nccwpck_require__.o(definition, key) && !__nccwpck_require__.o(exports, key)) {
/******/ 					Object.defineProperty(exports, key, { enumerable: true, get: definition[key] });
/******/ 				}
/******/ 			}
/******/ 		};
/******/ 	})();
/******/ 	
/******/ 	/* webpack/runtime/hasOwnProperty shorthand */
/******/ 	(() => {
/******/ 		__nccwpck_require__.o = (obj, prop) => (Object.prototype.hasOwnProperty.call(obj, prop))
/******/ 	})();
/******/ 	
/******/ 	/* webpack/runtime/make namespace object */
/******/ 	(() => {
/******/ 		// define __esModule on exports
/******/ 		__nccwpck_require__.r = (exports) => {
/******/ 			if(typeof Symbol !== 'undefined' && Symbol.toStringTag) {
/******/ 				Object.defineProperty(exports, Symbol.toStringTag, { value: 'Module' });
/******/ 			}
/******/ 			Object.defineProperty(exports, '__esModule', { value: true });
/******/ 		};
/******/ 	})();
/******/ 	
/************************************************************************/
var __webpack_exports__ = {};
// This entry need to be wrapped in an IIFE because it need to be in strict mode.
(() => {
"use strict";

;// CONCATENATED MODULE: external "os"
const external_os_namespaceObject = require("os");
;// CONCATENATED MODULE: ./node_modules/@actions/core/lib/utils.js
// We use any as a valid input type
/* eslint-disable @typescript-eslint/no-explicit-any */
/**
 * Sanitizes an input into a string so it can be passed into issueCommand safely
 * @param input input to sanitize into a string
 */
function utils_toCommandValue(input) {
    if (input === null || input === undefined) {
        return '';
    }
    else if (typeof input === 'string' || input instanceof String) {
        return input;
    }
    return JSON.stringify(input);
}
/**
 *
 * @param annotationProperties
 * @returns The command properties to send with the actual annotation command
 * See IssueCommandProperties: https://github.com/actions/runner/blob/main/src/Runner.Worker/ActionCommandManager.cs#L646
 */
function utils_toCommandProperties(annotationProperties) {
    if (!Object.keys(annotationProperties).length) {
        return {};
    }
    return {
        title: annotationProperties.title,
        file: annotationProperties.file,
        line: annotationProperties.startLine,
        endLine: annotationProperties.endLine,
        col: annotationProperties.startColumn,
        endColumn: annotationProperties.endColumn
    };
}
//# sourceMappingURL=utils.js.map
;// CONCATENATED MODULE: ./node_modules/@actions/core/lib/command.js


/**
 * Issues a command to the GitHub Actions runner
 *
 * @param command - The command name to issue
 * @param properties - Additional properties for the command (key-value pairs)
 * @param message - The message to include with the command
 * @remarks
 * This function outputs a specially formatted string to stdout that the Actions
 * runner interprets as a command. These commands can control workflow behavior,
 * set outputs, create annotations, mask values, and more.
 *
 * Command Format:
 *   ::name key=value,key=value::message
 *
 * @example
 * ```typescript
 * // Issue a warning annotation
 * issueCommand('warning', {}, 'This is a warning message');
 * // Output: ::warning::This is a warning message
 *
 * // Set an environment variable
 * issueCommand('set-env', { name: 'MY_VAR' }, 'some value');
 * // Output: ::set-env name=MY_VAR::some value
 *
 * // Add a secret mask
 * issueCommand('add-mask', {}, 'secretValue123');
 * // Output: ::add-mask::secretValue123
 * ```
 *
 * @internal
 * This is an internal utility function that powers the public API functions
 * such as setSecret, warning, error, and exportVariable.
 */
function command_issueCommand(command, properties, message) {
    const cmd = new Command(command, properties, message);
    process.stdout.write(cmd.toString() + external_os_namespaceObject.EOL);
}
function command_issue(name, message = '') {
    command_issueCommand(name, {}, message);
}
const CMD_STRING = '::';
class Command {
    constructor(command, properties, message) {
        if (!command) {
            command = 'missing.command';
        }
        this.command = command;
        this.properties = properties;
        this.message = message;
    }
    toString() {
        let cmdStr = CMD_STRING + this.command;
        if (this.properties && Object.keys(this.properties).length > 0) {
            cmdStr += ' ';
            let first = true;
            for (const key in this.properties) {
                if (this.properties.hasOwnProperty(key)) {
                    const val = this.properties[key];
                    if (val) {
                        if (first) {
                            first = false;
                        }
                        else {
                            cmdStr += ',';
                        }
                        cmdStr += `${key}=${escapeProperty(val)}`;
                    }
                }
            }
        }
        cmdStr += `${CMD_STRING}${escapeData(this.message)}`;
        return cmdStr;
    }
}
function escapeData(s) {
    return utils_toCommandValue(s)
        .replace(/%/g, '%25')
        .replace(/\r/g, '%0D')
        .replace(/\n/g, '%0A');
}
function escapeProperty(s) {
    return utils_toCommandValue(s)
        .replace(/%/g, '%25')
        .replace(/\r/g, '%0D')
        .replace(/\n/g, '%0A')
        .replace(/:/g, '%3A')
        .replace(/,/g, '%2C');
}
//# sourceMappingURL=command.js.map
;// CONCATENATED MODULE: external "crypto"
const external_crypto_namespaceObject = require("crypto");
// EXTERNAL MODULE: external "fs"
var external_fs_ = __nccwpck_require__(896);
;// CONCATENATED MODULE: ./node_modules/@actions/core/lib/file-command.js
// For internal use, subject to change.
// We use any as a valid input type
/* eslint-disable @typescript-eslint/no-explicit-any */




function file_command_issueFileCommand(command, message) {
    const filePath = process.env[`GITHUB_${command}`];
    if (!filePath) {
        throw new Error(`Unable to find environment variable for file command ${command}`);
    }
    if (!fs.existsSync(filePath)) {
        throw new Error(`Missing file at path: ${filePath}`);
    }
    fs.appendFileSync(filePath, `${toCommandValue(message)}${os.EOL}`, {
        encoding: 'utf8'
    });
}
function file_command_prepareKeyValueMessage(key, value) {
    const delimiter = `ghadelimiter_${crypto.randomUUID()}`;
    const convertedValue = toCommandValue(value);
    // These should realistically never happen, but just in case someone finds a
    // way to exploit uuid generation let's not allow keys or values that contain
    // the delimiter.
    if (key.includes(delimiter)) {
        throw new Error(`Unexpected input: name should not contain the delimiter "${delimiter}"`);
    }
    if (convertedValue.includes(delimiter)) {
        throw new Error(`Unexpected input: value should not contain the delimiter "${delimiter}"`);
    }
    return `${key}<<${delimiter}${os.EOL}${convertedValue}${os.EOL}${delimiter}`;
}
//# sourceMappingURL=file-command.js.map
// EXTERNAL MODULE: external "path"
var external_path_ = __nccwpck_require__(928);
// EXTERNAL MODULE: external "http"
var external_http_ = __nccwpck_require__(611);
var external_http_namespaceObject = /*#__PURE__*/__nccwpck_require__.t(external_http_, 2);
// EXTERNAL MODULE: external "https"
var external_https_ = __nccwpck_require__(692);
var external_https_namespaceObject = /*#__PURE__*/__nccwpck_require__.t(external_https_, 2);
;// CONCATENATED MODULE: ./node_modules/@actions/http-client/lib/proxy.js
function getProxyUrl(reqUrl) {
    const usingSsl = reqUrl.protocol === 'https:';
    if (checkBypass(reqUrl)) {
        return undefined;
    }
    const proxyVar = (() => {
        if (usingSsl) {
            return process.env['https_proxy'] || process.env['HTTPS_PROXY'];
        }
        else {
            return process.env['http_proxy'] || process.env['HTTP_PROXY'];
        }
    })();
    if (proxyVar) {
        try {
            return new DecodedURL(proxyVar);
        }
        catch (_a) {
            if (!proxyVar.startsWith('http://') && !proxyVar.startsWith('https://'))
                return new DecodedURL(`http://${proxyVar}`);
        }
    }
    else {
        return undefined;
    }
}
function checkBypass(reqUrl) {
    if (!reqUrl.hostname) {
        return false;
    }
    const reqHost = reqUrl.hostname;
    if (isLoopbackAddress(reqHost)) {
        return true;
    }
    const noProxy = process.env['no_proxy'] || process.env['NO_PROXY'] || '';
    if (!noProxy) {
        return false;
    }
    // Determine the request port
    let reqPort;
    if (reqUrl.port) {
        reqPort = Number(reqUrl.port);
    }
    else if (reqUrl.protocol === 'http:') {
        reqPort = 80;
    }
    else if (reqUrl.protocol === 'https:') {
        reqPort = 443;
    }
    // Format the request hostname and hostname with port
    const upperReqHosts = [reqUrl.hostname.toUpperCase()];
    if (typeof reqPort === 'number') {
        upperReqHosts.push(`${upperReqHosts[0]}:${reqPort}`);
    }
    // Compare request host against noproxy
    for (const upperNoProxyItem of noProxy
        .split(',')
        .map(x => x.trim().toUpperCase())
        .filter(x => x)) {
        if (upperNoProxyItem === '*' ||
            upperReqHosts.some(x => x === upperNoProxyItem ||
                x.endsWith(`.${upperNoProxyItem}`) ||
                (upperNoProxyItem.startsWith('.') &&
                    x.endsWith(`${upperNoProxyItem}`)))) {
            return true;
        }
    }
    return false;
}
function isLoopbackAddress(host) {
    const hostLower = host.toLowerCase();
    return (hostLower === 'localhost' ||
        hostLower.startsWith('127.') ||
        hostLower.startsWith('[::1]') ||
        hostLower.startsWith('[0:0:0:0:0:0:0:1]'));
}
class DecodedURL extends URL {
    constructor(url, base) {
        super(url, base);
        this._decodedUsername = decodeURIComponent(super.username);
        this._decodedPassword = decodeURIComponent(super.password);
    }
    get username() {
        return this._decodedUsername;
    }
    get password() {
        return this._decodedPassword;
    }
}
//# sourceMappingURL=proxy.js.map
// EXTERNAL MODULE: ./node_modules/tunnel/index.js
var tunnel = __nccwpck_require__(770);
;// CONCATENATED MODULE: external "node:https"
const external_node_https_namespaceObject = require("node:https");
;// CONCATENATED MODULE: ./node_modules/@actions/http-client/lib/index.js
/* eslint-disable @typescript-eslint/no-explicit-any */
var __awaiter = (undefined && undefined.__awaiter) || function (thisArg, _arguments, P, generator) {
    function adopt(value) { return value instanceof P ? value : new P(function (resolve) { resolve(value); }); }
    return new (P || (P = Promise))(function (resolve, reject) {
        function fulfilled(value) { try { step(generator.next(value)); } catch (e) { reject(e); } }
        function rejected(value) { try { step(generator["throw"](value)); } catch (e) { reject(e); } }
        function step(result) { result.done ? resolve(result.value) : adopt(result.value).then(fulfilled, rejected); }
        step((generator = generator.apply(thisArg, _arguments || [])).next());
    });
};





var HttpCodes;
(function (HttpCodes) {
    HttpCodes[HttpCodes["OK"] = 200] = "OK";
    HttpCodes[HttpCodes["MultipleChoices"] = 300] = "MultipleChoices";
    HttpCodes[HttpCodes["MovedPermanently"] = 301] = "MovedPermanently";
    HttpCodes[HttpCodes["ResourceMoved"] = 302] = "ResourceMoved";
    HttpCodes[HttpCodes["SeeOther"] = 303] = "SeeOther";
    HttpCodes[HttpCodes["NotModified"] = 304] = "NotModified";
    HttpCodes[HttpCodes["UseProxy"] = 305] = "UseProxy";
    HttpCodes[HttpCodes["SwitchProxy"] = 306] = "SwitchProxy";
    HttpCodes[HttpCodes["TemporaryRedirect"] = 307] = "TemporaryRedirect";
    HttpCodes[HttpCodes["PermanentRedirect"] = 308] = "PermanentRedirect";
    HttpCodes[HttpCodes["BadRequest"] = 400] = "BadRequest";
    HttpCodes[HttpCodes["Unauthorized"] = 401] = "Unauthorized";
    HttpCodes[HttpCodes["PaymentRequired"] = 402] = "PaymentRequired";
    HttpCodes[HttpCodes["Forbidden"] = 403] = "Forbidden";
    HttpCodes[HttpCodes["NotFound"] = 404] = "NotFound";
    HttpCodes[HttpCodes["MethodNotAllowed"] = 405] = "MethodNotAllowed";
    HttpCodes[HttpCodes["NotAcceptable"] = 406] = "NotAcceptable";
    HttpCodes[HttpCodes["ProxyAuthenticationRequired"] = 407] = "ProxyAuthenticationRequired";
    HttpCodes[HttpCodes["RequestTimeout"] = 408] = "RequestTimeout";
    HttpCodes[HttpCodes["Conflict"] = 409] = "Conflict";
    HttpCodes[HttpCodes["Gone"] = 410] = "Gone";
    HttpCodes[HttpCodes["TooManyRequests"] = 429] = "TooManyRequests";
    HttpCodes[HttpCodes["InternalServerError"] = 500] = "InternalServerError";
    HttpCodes[HttpCodes["NotImplemented"] = 501] = "NotImplemented";
    HttpCodes[HttpCodes["BadGateway"] = 502] = "BadGateway";
    HttpCodes[HttpCodes["ServiceUnavailable"] = 503] = "ServiceUnavailable";
    HttpCodes[HttpCodes["GatewayTimeout"] = 504] = "GatewayTimeout";
})(HttpCodes || (HttpCodes = {}));
var Headers;
(function (Headers) {
    Headers["Accept"] = "accept";
    Headers["ContentType"] = "content-type";
})(Headers || (Headers = {}));
var MediaTypes;
(function (MediaTypes) {
    MediaTypes["ApplicationJson"] = "application/json";
})(MediaTypes || (MediaTypes = {}));
/**
 * Returns the proxy URL, depending upon the supplied url and proxy environment variables.
 * @param serverUrl  The server URL where the request will be sent. For example, https://api.github.com
 */
function lib_getProxyUrl(serverUrl) {
    const proxyUrl = pm.getProxyUrl(new URL(serverUrl));
    return proxyUrl ? proxyUrl.href : '';
}
const HttpRedirectCodes = [
    HttpCodes.MovedPermanently,
    HttpCodes.ResourceMoved,
    HttpCodes.SeeOther,
    HttpCodes.TemporaryRedirect,
    HttpCodes.PermanentRedirect
];
const HttpResponseRetryCodes = [
    HttpCodes.BadGateway,
    HttpCodes.ServiceUnavailable,
    HttpCodes.GatewayTimeout
];
const RetryableHttpVerbs = ['OPTIONS', 'GET', 'DELETE', 'HEAD'];
const ExponentialBackoffCeiling = 10;
const ExponentialBackoffTimeSlice = 5;
class HttpClientError extends Error {
    constructor(message, statusCode) {
        super(message);
        this.name = 'HttpClientError';
        this.statusCode = statusCode;
        Object.setPrototypeOf(this, HttpClientError.prototype);
    }
}
class HttpClientResponse {
    constructor(message) {
        this.message = message;
    }
    readBody() {
        return __awaiter(this, void 0, void 0, function* () {
            return new Promise((resolve) => __awaiter(this, void 0, void 0, function* () {
                let output = Buffer.alloc(0);
                this.message.on('data', (chunk) => {
                    output = Buffer.concat([output, chunk]);
                });
                this.message.on('end', () => {
                    resolve(output.toString());
                });
            }));
        });
    }
    readBodyBuffer() {
        return __awaiter(this, void 0, void 0, function* () {
            return new Promise((resolve) => __awaiter(this, void 0, void 0, function* () {
                const chunks = [];
                this.message.on('data', (chunk) => {
                    chunks.push(chunk);
                });
                this.message.on('end', () => {
                    resolve(Buffer.concat(chunks));
                });
            }));
        });
    }
}
function isHttps(requestUrl) {
    const parsedUrl = new URL(requestUrl);
    return parsedUrl.protocol === 'https:';
}
class lib_HttpClient {
    constructor(userAgent, handlers, requestOptions) {
        this._ignoreSslError = false;
        this._allowRedirects = true;
        this._allowRedirectDowngrade = false;
        this._maxRedirects = 50;
        this._allowRetries = false;
        this._maxRetries = 1;
        this._keepAlive = false;
        this._disposed = false;
        this.userAgent = this._getUserAgentWithOrchestrationId(userAgent);
        this.handlers = handlers || [];
        this.requestOptions = requestOptions;
        if (requestOptions) {
            if (requestOptions.ignoreSslError != null) {
                this._ignoreSslError = requestOptions.ignoreSslError;
            }
            this._socketTimeout = requestOptions.socketTimeout;
            if (requestOptions.allowRedirects != null) {
                this._allowRedirects = requestOptions.allowRedirects;
            }
            if (requestOptions.allowRedirectDowngrade != null) {
                this._allowRedirectDowngrade = requestOptions.allowRedirectDowngrade;
            }
            if (requestOptions.maxRedirects != null) {
                this._maxRedirects = Math.max(requestOptions.maxRedirects, 0);
            }
            if (requestOptions.keepAlive != null) {
                this._keepAlive = requestOptions.keepAlive;
            }
            if (requestOptions.allowRetries != null) {
                this._allowRetries = requestOptions.allowRetries;
            }
            if (requestOptions.maxRetries != null) {
                this._maxRetries = requestOptions.maxRetries;
            }
        }
    }
    options(requestUrl, additionalHeaders) {
        return __awaiter(this, void 0, void 0, function* () {
            return this.request('OPTIONS', requestUrl, null, additionalHeaders || {});
        });
    }
    get(requestUrl, additionalHeaders) {
        return __awaiter(this, void 0, void 0, function* () {
            return this.request('GET', requestUrl, null, additionalHeaders || {});
        });
    }
    del(requestUrl, additionalHeaders) {
        return __awaiter(this, void 0, void 0, function* () {
            return this.request('DELETE', requestUrl, null, additionalHeaders || {});
        });
    }
    post(requestUrl, data, additionalHeaders) {
        return __awaiter(this, void 0, void 0, function* () {
            return this.request('POST', requestUrl, data, additionalHeaders || {});
        });
    }
    patch(requestUrl, data, additionalHeaders) {
        return __awaiter(this, void 0, void 0, function* () {
            return this.request('PATCH', requestUrl, data, additionalHeaders || {});
        });
    }
    put(requestUrl, data, additionalHeaders) {
        return __awaiter(this, void 0, void 0, function* () {
            return this.request('PUT', requestUrl, data, additionalHeaders || {});
        });
    }
    head(requestUrl, additionalHeaders) {
        return __awaiter(this, void 0, void 0, function* () {
            return this.request('HEAD', requestUrl, null, additionalHeaders || {});
        });
    }
    sendStream(verb, requestUrl, stream, additionalHeaders) {
        return __awaiter(this, void 0, void 0, function* () {
            return this.request(verb, requestUrl, stream, additionalHeaders);
        });
    }
    /**
     * Gets a typed object from an endpoint
     * Be aware that not found returns a null.  Other errors (4xx, 5xx) reject the promise
     */
    getJson(requestUrl_1) {
        return __awaiter(this, arguments, void 0, function* (requestUrl, additionalHeaders = {}) {
            additionalHeaders[Headers.Accept] = this._getExistingOrDefaultHeader(additionalHeaders, Headers.Accept, MediaTypes.ApplicationJson);
            const res = yield this.get(requestUrl, additionalHeaders);
            return this._processResponse(res, this.requestOptions);
        });
    }
    postJson(requestUrl_1, obj_1) {
        return __awaiter(this, arguments, void 0, function* (requestUrl, obj, additionalHeaders = {}) {
            const data = JSON.stringify(obj, null, 2);
            additionalHeaders[Headers.Accept] = this._getExistingOrDefaultHeader(additionalHeaders, Headers.Accept, MediaTypes.ApplicationJson);
            additionalHeaders[Headers.ContentType] =
                this._getExistingOrDefaultContentTypeHeader(additionalHeaders, MediaTypes.ApplicationJson);
            const res = yield this.post(requestUrl, data, additionalHeaders);
            return this._processResponse(res, this.requestOptions);
        });
    }
    putJson(requestUrl_1, obj_1) {
        return __awaiter(this, arguments, void 0, function* (requestUrl, obj, additionalHeaders = {}) {
            const data = JSON.stringify(obj, null, 2);
            additionalHeaders[Headers.Accept] = this._getExistingOrDefaultHeader(additionalHeaders, Headers.Accept, MediaTypes.ApplicationJson);
            additionalHeaders[Headers.ContentType] =
                this._getExistingOrDefaultContentTypeHeader(additionalHeaders, MediaTypes.ApplicationJson);
            const res = yield this.put(requestUrl, data, additionalHeaders);
            return this._processResponse(res, this.requestOptions);
        });
    }
    patchJson(requestUrl_1, obj_1) {
        return __awaiter(this, arguments, void 0, function* (requestUrl, obj, additionalHeaders = {}) {
            const data = JSON.stringify(obj, null, 2);
            additionalHeaders[Headers.Accept] = this._getExistingOrDefaultHeader(additionalHeaders, Headers.Accept, MediaTypes.ApplicationJson);
            additionalHeaders[Headers.ContentType] =
                this._getExistingOrDefaultContentTypeHeader(additionalHeaders, MediaTypes.ApplicationJson);
            const res = yield this.patch(requestUrl, data, additionalHeaders);
            return this._processResponse(res, this.requestOptions);
        });
    }
    /**
     * Makes a raw http request.
     * All other methods such as get, post, patch, and request ultimately call this.
     * Prefer get, del, post and patch
     */
    request(verb, requestUrl, data, headers) {
        return __awaiter(this, void 0, void 0, function* () {
            if (this._disposed) {
                throw new Error('Client has already been disposed.');
            }
            const parsedUrl = new URL(requestUrl);
            let info = this._prepareRequest(verb, parsedUrl, headers);
            // Only perform retries on reads since writes may not be idempotent.
            const maxTries = this._allowRetries && RetryableHttpVerbs.includes(verb)
                ? this._maxRetries + 1
                : 1;
            let numTries = 0;
            let response;
            do {
                response = yield this.requestRaw(info, data);
                // Check if it's an authentication challenge
                if (response &&
                    response.message &&
                    response.message.statusCode === HttpCodes.Unauthorized) {
                    let authenticationHandler;
                    for (const handler of this.handlers) {
                        if (handler.canHandleAuthentication(response)) {
                            authenticationHandler = handler;
                            break;
                        }
                    }
                    if (authenticationHandler) {
                        return authenticationHandler.handleAuthentication(this, info, data);
                    }
                    else {
                        // We have received an unauthorized response but have no handlers to handle it.
                        // Let the response return to the caller.
                        return response;
                    }
                }
                let redirectsRemaining = this._maxRedirects;
                while (response.message.statusCode &&
                    HttpRedirectCodes.includes(response.message.statusCode) &&
                    this._allowRedirects &&
                    redirectsRemaining > 0) {
                    const redirectUrl = response.message.headers['location'];
                    if (!redirectUrl) {
                        // if there's no location to redirect to, we won't
                        break;
                    }
                    const parsedRedirectUrl = new URL(redirectUrl);
                    if (parsedUrl.protocol === 'https:' &&
                        parsedUrl.protocol !== parsedRedirectUrl.protocol &&
                        !this._allowRedirectDowngrade) {
                        throw new Error('Redirect from HTTPS to HTTP protocol. This downgrade is not allowed for security reasons. If you want to allow this behavior, set the allowRedirectDowngrade option to true.');
                    }
                    // we need to finish reading the response before reassigning response
                    // which will leak the open socket.
                    yield response.readBody();
                    // strip authorization header if redirected to a different hostname
                    if (parsedRedirectUrl.hostname !== parsedUrl.hostname) {
                        for (const header in headers) {
                            // header names are case insensitive
                            if (header.toLowerCase() === 'authorization') {
                                delete headers[header];
                            }
                        }
                    }
                    // let's make the request with the new redirectUrl
                    info = this._prepareRequest(verb, parsedRedirectUrl, headers);
                    response = yield this.requestRaw(info, data);
                    redirectsRemaining--;
                }
                if (!response.message.statusCode ||
                    !HttpResponseRetryCodes.includes(response.message.statusCode)) {
                    // If not a retry code, return immediately instead of retrying
                    return response;
                }
                numTries += 1;
                if (numTries < maxTries) {
                    yield response.readBody();
                    yield this._performExponentialBackoff(numTries);
                }
            } while (numTries < maxTries);
            return response;
        });
    }
    /**
     * Needs to be called if keepAlive is set to true in request options.
     */
    dispose() {
        if (this._agent) {
            this._agent.destroy();
        }
        this._disposed = true;
    }
    /**
     * Raw request.
     * @param info
     * @param data
     */
    requestRaw(info, data) {
        return __awaiter(this, void 0, void 0, function* () {
            return new Promise((resolve, reject) => {
                function callbackForResult(err, res) {
                    if (err) {
                        reject(err);
                    }
                    else if (!res) {
                        // If `err` is not passed, then `res` must be passed.
                        reject(new Error('Unknown error'));
                    }
                    else {
                        resolve(res);
                    }
                }
                this.requestRawWithCallback(info, data, callbackForResult);
            });
        });
    }
    /**
     * Raw request with callback.
     * @param info
     * @param data
     * @param onResult
     */
    requestRawWithCallback(info, data, onResult) {
        if (typeof data === 'string') {
            if (!info.options.headers) {
                info.options.headers = {};
            }
            info.options.headers['Content-Length'] = Buffer.byteLength(data, 'utf8');
        }
        let callbackCalled = false;
        function handleResult(err, res) {
            if (!callbackCalled) {
                callbackCalled = true;
                onResult(err, res);
            }
        }
        const req = info.httpModule.request(info.options, (msg) => {
            const res = new HttpClientResponse(msg);
            handleResult(undefined, res);
        });
        let socket;
        req.on('socket', sock => {
            socket = sock;
        });
        // If we ever get disconnected, we want the socket to timeout eventually
        req.setTimeout(this._socketTimeout || 3 * 60000, () => {
            if (socket) {
                socket.end();
            }
            handleResult(new Error(`Request timeout: ${info.options.path}`));
        });
        req.on('error', function (err) {
            // err has statusCode property
            // res should have headers
            handleResult(err);
        });
        if (data && typeof data === 'string') {
            req.write(data, 'utf8');
        }
        if (data && typeof data !== 'string') {
            data.on('close', function () {
                req.end();
            });
            data.pipe(req);
        }
        else {
            req.end();
        }
    }
    /**
     * Gets an http agent. This function is useful when you need an http agent that handles
     * routing through a proxy server - depending upon the url and proxy environment variables.
     * @param serverUrl  The server URL where the request will be sent. For example, https://api.github.com
     */
    getAgent(serverUrl) {
        const parsedUrl = new URL(serverUrl);
        return this._getAgent(parsedUrl);
    }
    getAgentDispatcher(serverUrl) {
        const parsedUrl = new URL(serverUrl);
        const proxyUrl = getProxyUrl(parsedUrl);
        const useProxy = proxyUrl && proxyUrl.hostname;
        if (!useProxy) {
            return;
        }
        return this._getProxyAgentDispatcher(parsedUrl, proxyUrl);
    }
    _prepareRequest(method, requestUrl, headers) {
        const info = {};
        info.parsedUrl = requestUrl;
        const usingSsl = info.parsedUrl.protocol === 'https:';
        info.httpModule = usingSsl ? external_https_namespaceObject : external_http_namespaceObject;
        const defaultPort = usingSsl ? 443 : 80;
        info.options = {};
        info.options.host = info.parsedUrl.hostname;
        info.options.port = info.parsedUrl.port
            ? parseInt(info.parsedUrl.port)
            : defaultPort;
        info.options.path =
            (info.parsedUrl.pathname || '') + (info.parsedUrl.search || '');
        info.options.method = method;
        info.options.headers = this._mergeHeaders(headers);
        if (this.userAgent != null) {
            info.options.headers['user-agent'] = this.userAgent;
        }
        info.options.agent = this._getAgent(info.parsedUrl);
        // gives handlers an opportunity to participate
        if (this.handlers) {
            for (const handler of this.handlers) {
                handler.prepareRequest(info.options);
            }
        }
        return info;
    }
    _mergeHeaders(headers) {
        if (this.requestOptions && this.requestOptions.headers) {
            return Object.assign({}, lowercaseKeys(this.requestOptions.headers), lowercaseKeys(headers || {}));
        }
        return lowercaseKeys(headers || {});
    }
    /**
     * Gets an existing header value or returns a default.
     * Handles converting number header values to strings since HTTP headers must be strings.
     * Note: This returns string | string[] since some headers can have multiple values.
     * For headers that must always be a single string (like Content-Type), use the
     * specialized _getExistingOrDefaultContentTypeHeader method instead.
     */
    _getExistingOrDefaultHeader(additionalHeaders, header, _default) {
        let clientHeader;
        if (this.requestOptions && this.requestOptions.headers) {
            const headerValue = lowercaseKeys(this.requestOptions.headers)[header];
            if (headerValue) {
                clientHeader =
                    typeof headerValue === 'number' ? headerValue.toString() : headerValue;
            }
        }
        const additionalValue = additionalHeaders[header];
        if (additionalValue !== undefined) {
            return typeof additionalValue === 'number'
                ? additionalValue.toString()
                : additionalValue;
        }
        if (clientHeader !== undefined) {
            return clientHeader;
        }
        return _default;
    }
    /**
     * Specialized version of _getExistingOrDefaultHeader for Content-Type header.
     * Always returns a single string (not an array) since Content-Type should be a single value.
     * Converts arrays to comma-separated strings and numbers to strings to ensure type safety.
     * This was split from _getExistingOrDefaultHeader to provide stricter typing for callers
     * that assign the result to places expecting a string (e.g., additionalHeaders[Headers.ContentType]).
     */
    _getExistingOrDefaultContentTypeHeader(additionalHeaders, _default) {
        let clientHeader;
        if (this.requestOptions && this.requestOptions.headers) {
            const headerValue = lowercaseKeys(this.requestOptions.headers)[Headers.ContentType];
            if (headerValue) {
                if (typeof headerValue === 'number') {
                    clientHeader = String(headerValue);
                }
                else if (Array.isArray(headerValue)) {
                    clientHeader = headerValue.join(', ');
                }
                else {
                    clientHeader = headerValue;
                }
            }
        }
        const additionalValue = additionalHeaders[Headers.ContentType];
        // Return the first non-undefined value, converting numbers or arrays to strings if necessary
        if (additionalValue !== undefined) {
            if (typeof additionalValue === 'number') {
                return String(additionalValue);
            }
            else if (Array.isArray(additionalValue)) {
                return additionalValue.join(', ');
            }
            else {
                return additionalValue;
            }
        }
        if (clientHeader !== undefined) {
            return clientHeader;
        }
        return _default;
    }
    _getAgent(parsedUrl) {
        let agent;
        const proxyUrl = getProxyUrl(parsedUrl);
        const useProxy = proxyUrl && proxyUrl.hostname;
        if (this._keepAlive && useProxy) {
            agent = this._proxyAgent;
        }
        if (!useProxy) {
            agent = this._agent;
        }
        // if agent is already assigned use that agent.
        if (agent) {
            return agent;
        }
        const usingSsl = parsedUrl.protocol === 'https:';
        let maxSockets = 100;
        if (this.requestOptions) {
            maxSockets = this.requestOptions.maxSockets || external_http_.globalAgent.maxSockets;
        }
        // This is `useProxy` again, but we need to check `proxyURl` directly for TypeScripts's flow analysis.
        if (proxyUrl && proxyUrl.hostname) {
            const agentOptions = {
                maxSockets,
                keepAlive: this._keepAlive,
                proxy: Object.assign(Object.assign({}, ((proxyUrl.username || proxyUrl.password) && {
                    proxyAuth: `${proxyUrl.username}:${proxyUrl.password}`
                })), { host: proxyUrl.hostname, port: proxyUrl.port })
            };
            let tunnelAgent;
            const overHttps = proxyUrl.protocol === 'https:';
            if (usingSsl) {
                tunnelAgent = overHttps ? tunnel.httpsOverHttps : tunnel.httpsOverHttp;
            }
            else {
                tunnelAgent = overHttps ? tunnel.httpOverHttps : tunnel.httpOverHttp;
            }
            agent = tunnelAgent(agentOptions);
            this._proxyAgent = agent;
        }
        // if tunneling agent isn't assigned create a new agent
        if (!agent) {
            const options = { keepAlive: this._keepAlive, maxSockets };
            agent = usingSsl ? new external_https_.Agent(options) : new external_http_.Agent(options);
            this._agent = agent;
        }
        if (usingSsl && this._ignoreSslError) {
            // we don't want to set NODE_TLS_REJECT_UNAUTHORIZED=0 since that will affect request for entire process
            // http.RequestOptions doesn't expose a way to modify RequestOptions.agent.options
            // we have to cast it to any and change it directly
            agent.options = Object.assign(agent.options || {}, {
                rejectUnauthorized: false
            });
        }
        return agent;
    }
    _getProxyAgentDispatcher(parsedUrl, proxyUrl) {
        let proxyAgent;
        if (this._keepAlive) {
            proxyAgent = this._proxyAgentDispatcher;
        }
        // if agent is already assigned use that agent.
        if (proxyAgent) {
            return proxyAgent;
        }
        const usingSsl = parsedUrl.protocol === 'https:';
        proxyAgent = new external_node_https_namespaceObject.ProxyAgent(Object.assign({ uri: proxyUrl.href, pipelining: !this._keepAlive ? 0 : 1 }, ((proxyUrl.username || proxyUrl.password) && {
            token: `Basic ${Buffer.from(`${proxyUrl.username}:${proxyUrl.password}`).toString('base64')}`
        })));
        this._proxyAgentDispatcher = proxyAgent;
        if (usingSsl && this._ignoreSslError) {
            // we don't want to set NODE_TLS_REJECT_UNAUTHORIZED=0 since that will affect request for entire process
            // http.RequestOptions doesn't expose a way to modify RequestOptions.agent.options
            // we have to cast it to any and change it directly
            proxyAgent.options = Object.assign(proxyAgent.options.requestTls || {}, {
                rejectUnauthorized: false
            });
        }
        return proxyAgent;
    }
    _getUserAgentWithOrchestrationId(userAgent) {
        const baseUserAgent = userAgent || 'actions/http-client';
        const orchId = process.env['ACTIONS_ORCHESTRATION_ID'];
        if (orchId) {
            // Sanitize the orchestration ID to ensure it contains only valid characters
            // Valid characters: 0-9, a-z, _, -, .
            const sanitizedId = orchId.replace(/[^a-z0-9_.-]/gi, '_');
            return `${baseUserAgent} actions_orchestration_id/${sanitizedId}`;
        }
        return baseUserAgent;
    }
    _performExponentialBackoff(retryNumber) {
        return __awaiter(this, void 0, void 0, function* () {
            retryNumber = Math.min(ExponentialBackoffCeiling, retryNumber);
            const ms = ExponentialBackoffTimeSlice * Math.pow(2, retryNumber);
            return new Promise(resolve => setTimeout(() => resolve(), ms));
        });
    }
    _processResponse(res, options) {
        return __awaiter(this, void 0, void 0, function* () {
            return new Promise((resolve, reject) => __awaiter(this, void 0, void 0, function* () {
                const statusCode = res.message.statusCode || 0;
                const response = {
                    statusCode,
                    result: null,
                    headers: {}
                };
                // not found leads to null obj returned
                if (statusCode === HttpCodes.NotFound) {
                    resolve(response);
                }
                // get the result from the body
                function dateTimeDeserializer(key, value) {
                    if (typeof value === 'string') {
                        const a = new Date(value);
                        if (!isNaN(a.valueOf())) {
                            return a;
                        }
                    }
                    return value;
                }
                let obj;
                let contents;
                try {
                    contents = yield res.readBody();
                    if (contents && contents.length > 0) {
                        if (options && options.deserializeDates) {
                            obj = JSON.parse(contents, dateTimeDeserializer);
                        }
                        else {
                            obj = JSON.parse(contents);
                        }
                        response.result = obj;
                    }
                    response.headers = res.message.headers;
                }
                catch (err) {
                    // Invalid resource (contents not json);  leaving result obj null
                }
                // note that 3xx redirects are handled by the http layer.
                if (statusCode > 299) {
                    let msg;
                    // if exception/error in body, attempt to get better error
                    if (obj && obj.message) {
                        msg = obj.message;
                    }
                    else if (contents && contents.length > 0) {
                        // it may be the case that the exception is in the body message as string
                        msg = contents;
                    }
                    else {
                        msg = `Failed request: (${statusCode})`;
                    }
                    const err = new HttpClientError(msg, statusCode);
                    err.result = response.result;
                    reject(err);
                }
                else {
                    resolve(response);
                }
            }));
        });
    }
}
const lowercaseKeys = (obj) => Object.keys(obj).reduce((c, k) => ((c[k.toLowerCase()] = obj[k]), c), {});
//# sourceMappingURL=index.js.map
;// CONCATENATED MODULE: ./node_modules/@actions/http-client/lib/auth.js
var auth_awaiter = (undefined && undefined.__awaiter) || function (thisArg, _arguments, P, generator) {
    function adopt(value) { return value instanceof P ? value : new P(function (resolve) { resolve(value); }); }
    return new (P || (P = Promise))(function (resolve, reject) {
        function fulfilled(value) { try { step(generator.next(value)); } catch (e) { reject(e); } }
        function rejected(value) { try { step(generator["throw"](value)); } catch (e) { reject(e); } }
        function step(result) { result.done ? resolve(result.value) : adopt(result.value).then(fulfilled, rejected); }
        step((generator = generator.apply(thisArg, _arguments || [])).next());
    });
};
class BasicCredentialHandler {
    constructor(username, password) {
        this.username = username;
        this.password = password;
    }
    prepareRequest(options) {
        if (!options.headers) {
            throw Error('The request has no headers');
        }
        options.headers['Authorization'] = `Basic ${Buffer.from(`${this.username}:${this.password}`).toString('base64')}`;
    }
    // This handler cannot handle 401
    canHandleAuthentication() {
        return false;
    }
    handleAuthentication() {
        return auth_awaiter(this, void 0, void 0, function* () {
            throw new Error('not implemented');
        });
    }
}
class auth_BearerCredentialHandler {
    constructor(token) {
        this.token = token;
    }
    // currently implements pre-authorization
    // TODO: support preAuth = false where it hooks on 401
    prepareRequest(options) {
        if (!options.headers) {
            throw Error('The request has no headers');
        }
        options.headers['Authorization'] = `Bearer ${this.token}`;
    }
    // This handler cannot handle 401
    canHandleAuthentication() {
        return false;
    }
    handleAuthentication() {
        return auth_awaiter(this, void 0, void 0, function* () {
            throw new Error('not implemented');
        });
    }
}
class PersonalAccessTokenCredentialHandler {
    constructor(token) {
        this.token = token;
    }
    // currently implements pre-authorization
    // TODO: support preAuth = false where it hooks on 401
    prepareRequest(options) {
        if (!options.headers) {
            throw Error('The request has no headers');
        }
        options.headers['Authorization'] = `Basic ${Buffer.from(`PAT:${this.token}`).toString('base64')}`;
    }
    // This handler cannot handle 401
    canHandleAuthentication() {
        return false;
    }
    handleAuthentication() {
        return auth_awaiter(this, void 0, void 0, function* () {
            throw new Error('not implemented');
        });
    }
}
//# sourceMappingURL=auth.js.map
;// CONCATENATED MODULE: ./node_modules/@actions/core/lib/oidc-utils.js
var oidc_utils_awaiter = (undefined && undefined.__awaiter) || function (thisArg, _arguments, P, generator) {
    function adopt(value) { return value instanceof P ? value : new P(function (resolve) { resolve(value); }); }
    return new (P || (P = Promise))(function (resolve, reject) {
        function fulfilled(value) { try { step(generator.next(value)); } catch (e) { reject(e); } }
        function rejected(value) { try { step(generator["throw"](value)); } catch (e) { reject(e); } }
        function step(result) { result.done ? resolve(result.value) : adopt(result.value).then(fulfilled, rejected); }
        step((generator = generator.apply(thisArg, _arguments || [])).next());
    });
};



class oidc_utils_OidcClient {
    static createHttpClient(allowRetry = true, maxRetry = 10) {
        const requestOptions = {
            allowRetries: allowRetry,
            maxRetries: maxRetry
        };
        return new HttpClient('actions/oidc-client', [new BearerCredentialHandler(oidc_utils_OidcClient.getRequestToken())], requestOptions);
    }
    static getRequestToken() {
        const token = process.env['ACTIONS_ID_TOKEN_REQUEST_TOKEN'];
        if (!token) {
            throw new Error('Unable to get ACTIONS_ID_TOKEN_REQUEST_TOKEN env variable');
        }
        return token;
    }
    static getIDTokenUrl() {
        const runtimeUrl = process.env['ACTIONS_ID_TOKEN_REQUEST_URL'];
        if (!runtimeUrl) {
            throw new Error('Unable to get ACTIONS_ID_TOKEN_REQUEST_URL env variable');
        }
        return runtimeUrl;
    }
    static getCall(id_token_url) {
        return oidc_utils_awaiter(this, void 0, void 0, function* () {
            var _a;
            const httpclient = oidc_utils_OidcClient.createHttpClient();
            const res = yield httpclient
                .getJson(id_token_url)
                .catch(error => {
                throw new Error(`Failed to get ID Token. \n 
        Error Code : ${error.statusCode}\n 
        Error Message: ${error.message}`);
            });
            const id_token = (_a = res.result) === null || _a === void 0 ? void 0 : _a.value;
            if (!id_token) {
                throw new Error('Response json body do not have ID Token field');
            }
            return id_token;
        });
    }
    static getIDToken(audience) {
        return oidc_utils_awaiter(this, void 0, void 0, function* () {
            try {
                // New ID Token is requested from action service
                let id_token_url = oidc_utils_OidcClient.getIDTokenUrl();
                if (audience) {
                    const encodedAudience = encodeURIComponent(audience);
                    id_token_url = `${id_token_url}&audience=${encodedAudience}`;
                }
                debug(`ID token url is ${id_token_url}`);
                const id_token = yield oidc_utils_OidcClient.getCall(id_token_url);
                setSecret(id_token);
                return id_token;
            }
            catch (error) {
                throw new Error(`Error message: ${error.message}`);
            }
        });
    }
}
//# sourceMappingURL=oidc-utils.js.map
;// CONCATENATED MODULE: ./node_modules/@actions/core/lib/summary.js
var summary_awaiter = (undefined && undefined.__awaiter) || function (thisArg, _arguments, P, generator) {
    function adopt(value) { return value instanceof P ? value : new P(function (resolve) { resolve(value); }); }
    return new (P || (P = Promise))(function (resolve, reject) {
        function fulfilled(value) { try { step(generator.next(value)); } catch (e) { reject(e); } }
        function rejected(value) { try { step(generator["throw"](value)); } catch (e) { reject(e); } }
        function step(result) { result.done ? resolve(result.value) : adopt(result.value).then(fulfilled, rejected); }
        step((generator = generator.apply(thisArg, _arguments || [])).next());
    });
};


const { access, appendFile, writeFile: summary_writeFile } = external_fs_.promises;
const SUMMARY_ENV_VAR = 'GITHUB_STEP_SUMMARY';
const SUMMARY_DOCS_URL = 'https://docs.github.com/actions/using-workflows/workflow-commands-for-github-actions#adding-a-job-summary';
class Summary {
    constructor() {
        this._buffer = '';
    }
    /**
     * Finds the summary file path from the environment, rejects if env var is not found or file does not exist
     * Also checks r/w permissions.
     *
     * @returns step summary file path
     */
    filePath() {
        return summary_awaiter(this, void 0, void 0, function* () {
            if (this._filePath) {
                return this._filePath;
            }
            const pathFromEnv = process.env[SUMMARY_ENV_VAR];
            if (!pathFromEnv) {
                throw new Error(`Unable to find environment variable for $${SUMMARY_ENV_VAR}. Check if your runtime environment supports job summaries.`);
            }
            try {
                yield access(pathFromEnv, external_fs_.constants.R_OK | external_fs_.constants.W_OK);
            }
            catch (_a) {
                throw new Error(`Unable to access summary file: '${pathFromEnv}'. Check if the file has correct read/write permissions.`);
            }
            this._filePath = pathFromEnv;
            return this._filePath;
        });
    }
    /**
     * Wraps content in an HTML tag, adding any HTML attributes
     *
     * @param {string} tag HTML tag to wrap
     * @param {string | null} content content within the tag
     * @param {[attribute: string]: string} attrs key-value list of HTML attributes to add
     *
     * @returns {string} content wrapped in HTML element
     */
    wrap(tag, content, attrs = {}) {
        const htmlAttrs = Object.entries(attrs)
            .map(([key, value]) => ` ${key}="${value}"`)
            .join('');
        if (!content) {
            return `<${tag}${htmlAttrs}>`;
        }
        return `<${tag}${htmlAttrs}>${content}</${tag}>`;
    }
    /**
     * Writes text in the buffer to the summary buffer file and empties buffer. Will append by default.
     *
     * @param {SummaryWriteOptions} [options] (optional) options for write operation
     *
     * @returns {Promise<Summary>} summary instance
     */
    write(options) {
        return summary_awaiter(this, void 0, void 0, function* () {
            const overwrite = !!(options === null || options === void 0 ? void 0 : options.overwrite);
            const filePath = yield this.filePath();
            const writeFunc = overwrite ? summary_writeFile : appendFile;
            yield writeFunc(filePath, this._buffer, { encoding: 'utf8' });
            return this.emptyBuffer();
        });
    }
    /**
     * Clears the summary buffer and wipes the summary file
     *
     * @returns {Summary} summary instance
     */
    clear() {
        return summary_awaiter(this, void 0, void 0, function* () {
            return this.emptyBuffer().write({ overwrite: true });
        });
    }
    /**
     * Returns the current summary buffer as a string
     *
     * @returns {string} string of summary buffer
     */
    stringify() {
        return this._buffer;
    }
    /**
     * If the summary buffer is empty
     *
     * @returns {boolen} true if the buffer is empty
     */
    isEmptyBuffer() {
        return this._buffer.length === 0;
    }
    /**
     * Resets the summary buffer without writing to summary file
     *
     * @returns {Summary} summary instance
     */
    emptyBuffer() {
        this._buffer = '';
        return this;
    }
    /**
     * Adds raw text to the summary buffer
     *
     * @param {string} text content to add
     * @param {boolean} [addEOL=false] (optional) append an EOL to the raw text (default: false)
     *
     * @returns {Summary} summary instance
     */
    addRaw(text, addEOL = false) {
        this._buffer += text;
        return addEOL ? this.addEOL() : this;
    }
    /**
     * Adds the operating system-specific end-of-line marker to the buffer
     *
     * @returns {Summary} summary instance
     */
    addEOL() {
        return this.addRaw(external_os_namespaceObject.EOL);
    }
    /**
     * Adds an HTML codeblock to the summary buffer
     *
     * @param {string} code content to render within fenced code block
     * @param {string} lang (optional) language to syntax highlight code
     *
     * @returns {Summary} summary instance
     */
    addCodeBlock(code, lang) {
        const attrs = Object.assign({}, (lang && { lang }));
        const element = this.wrap('pre', this.wrap('code', code), attrs);
        return this.addRaw(element).addEOL();
    }
    /**
     * Adds an HTML list to the summary buffer
     *
     * @param {string[]} items list of items to render
     * @param {boolean} [ordered=false] (optional) if the rendered list should be ordered or not (default: false)
     *
     * @returns {Summary} summary instance
     */
    addList(items, ordered = false) {
        const tag = ordered ? 'ol' : 'ul';
        const listItems = items.map(item => this.wrap('li', item)).join('');
        const element = this.wrap(tag, listItems);
        return this.addRaw(element).addEOL();
    }
    /**
     * Adds an HTML table to the summary buffer
     *
     * @param {SummaryTableCell[]} rows table rows
     *
     * @returns {Summary} summary instance
     */
    addTable(rows) {
        const tableBody = rows
            .map(row => {
            const cells = row
                .map(cell => {
                if (typeof cell === 'string') {
                    return this.wrap('td', cell);
                }
                const { header, data, colspan, rowspan } = cell;
                const tag = header ? 'th' : 'td';
                const attrs = Object.assign(Object.assign({}, (colspan && { colspan })), (rowspan && { rowspan }));
                return this.wrap(tag, data, attrs);
            })
                .join('');
            return this.wrap('tr', cells);
        })
            .join('');
        const element = this.wrap('table', tableBody);
        return this.addRaw(element).addEOL();
    }
    /**
     * Adds a collapsable HTML details element to the summary buffer
     *
     * @param {string} label text for the closed state
     * @param {string} content collapsable content
     *
     * @returns {Summary} summary instance
     */
    addDetails(label, content) {
        const element = this.wrap('details', this.wrap('summary', label) + content);
        return this.addRaw(element).addEOL();
    }
    /**
     * Adds an HTML image tag to the summary buffer
     *
     * @param {string} src path to the image you to embed
     * @param {string} alt text description of the image
     * @param {SummaryImageOptions} options (optional) addition image attributes
     *
     * @returns {Summary} summary instance
     */
    addImage(src, alt, options) {
        const { width, height } = options || {};
        const attrs = Object.assign(Object.assign({}, (width && { width })), (height && { height }));
        const element = this.wrap('img', null, Object.assign({ src, alt }, attrs));
        return this.addRaw(element).addEOL();
    }
    /**
     * Adds an HTML section heading element
     *
     * @param {string} text heading text
     * @param {number | string} [level=1] (optional) the heading level, default: 1
     *
     * @returns {Summary} summary instance
     */
    addHeading(text, level) {
        const tag = `h${level}`;
        const allowedTag = ['h1', 'h2', 'h3', 'h4', 'h5', 'h6'].includes(tag)
            ? tag
            : 'h1';
        const element = this.wrap(allowedTag, text);
        return this.addRaw(element).addEOL();
    }
    /**
     * Adds an HTML thematic break (<hr>) to the summary buffer
     *
     * @returns {Summary} summary instance
     */
    addSeparator() {
        const element = this.wrap('hr', null);
        return this.addRaw(element).addEOL();
    }
    /**
     * Adds an HTML line break (<br>) to the summary buffer
     *
     * @returns {Summary} summary instance
     */
    addBreak() {
        const element = this.wrap('br', null);
        return this.addRaw(element).addEOL();
    }
    /**
     * Adds an HTML blockquote to the summary buffer
     *
     * @param {string} text quote text
     * @param {string} cite (optional) citation url
     *
     * @returns {Summary} summary instance
     */
    addQuote(text, cite) {
        const attrs = Object.assign({}, (cite && { cite }));
        const element = this.wrap('blockquote', text, attrs);
        return this.addRaw(element).addEOL();
    }
    /**
     * Adds an HTML anchor tag to the summary buffer
     *
     * @param {string} text link text/content
     * @param {string} href hyperlink
     *
     * @returns {Summary} summary instance
     */
    addLink(text, href) {
        const element = this.wrap('a', text, { href });
        return this.addRaw(element).addEOL();
    }
}
const _summary = new Summary();
/**
 * @deprecated use `core.summary`
 */
const markdownSummary = (/* unused pure expression or super */ null && (_summary));
const summary = (/* unused pure expression or super */ null && (_summary));
//# sourceMappingURL=summary.js.map
;// CONCATENATED MODULE: ./node_modules/@actions/core/lib/path-utils.js

/**
 * toPosixPath converts the given path to the posix form. On Windows, \\ will be
 * replaced with /.
 *
 * @param pth. Path to transform.
 * @return string Posix path.
 */
function toPosixPath(pth) {
    return pth.replace(/[\\]/g, '/');
}
/**
 * toWin32Path converts the given path to the win32 form. On Linux, / will be
 * replaced with \\.
 *
 * @param pth. Path to transform.
 * @return string Win32 path.
 */
function toWin32Path(pth) {
    return pth.replace(/[/]/g, '\\');
}
/**
 * toPlatformPath converts the given path to a platform-specific path. It does
 * this by replacing instances of / and \ with the platform-specific path
 * separator.
 *
 * @param pth The path to platformize.
 * @return string The platform-specific path.
 */
function toPlatformPath(pth) {
    return pth.replace(/[/\\]/g, path.sep);
}
//# sourceMappingURL=path-utils.js.map
;// CONCATENATED MODULE: external "string_decoder"
const external_string_decoder_namespaceObject = require("string_decoder");
// EXTERNAL MODULE: external "events"
var external_events_ = __nccwpck_require__(434);
// EXTERNAL MODULE: external "child_process"
var external_child_process_ = __nccwpck_require__(317);
// EXTERNAL MODULE: external "assert"
var external_assert_ = __nccwpck_require__(613);
;// CONCATENATED MODULE: ./node_modules/@actions/io/lib/io-util.js
var io_util_awaiter = (undefined && undefined.__awaiter) || function (thisArg, _arguments, P, generator) {
    function adopt(value) { return value instanceof P ? value : new P(function (resolve) { resolve(value); }); }
    return new (P || (P = Promise))(function (resolve, reject) {
        function fulfilled(value) { try { step(generator.next(value)); } catch (e) { reject(e); } }
        function rejected(value) { try { step(generator["throw"](value)); } catch (e) { reject(e); } }
        function step(result) { result.done ? resolve(result.value) : adopt(result.value).then(fulfilled, rejected); }
        step((generator = generator.apply(thisArg, _arguments || [])).next());
    });
};


const { chmod, copyFile, lstat, mkdir: io_util_mkdir, open: io_util_open, readdir, rename, rm, rmdir, stat: io_util_stat, symlink: io_util_symlink, unlink } = external_fs_.promises;
// export const {open} = 'fs'
const IS_WINDOWS = process.platform === 'win32';
/**
 * Custom implementation of readlink to ensure Windows junctions
 * maintain trailing backslash for backward compatibility with Node.js < 24
 *
 * In Node.js 20, Windows junctions (directory symlinks) always returned paths
 * with trailing backslashes. Node.js 24 removed this behavior, which breaks
 * code that relied on this format for path operations.
 *
 * This implementation restores the Node 20 behavior by adding a trailing
 * backslash to all junction results on Windows.
 */
function readlink(fsPath) {
    return io_util_awaiter(this, void 0, void 0, function* () {
        const result = yield fs.promises.readlink(fsPath);
        // On Windows, restore Node 20 behavior: add trailing backslash to all results
        // since junctions on Windows are always directory links
        if (IS_WINDOWS && !result.endsWith('\\')) {
            return `${result}\\`;
        }
        return result;
    });
}
// See https://github.com/nodejs/node/blob/d0153aee367422d0858105abec186da4dff0a0c5/deps/uv/include/uv/win.h#L691
const UV_FS_O_EXLOCK = 0x10000000;
const READONLY = external_fs_.constants.O_RDONLY;
function exists(fsPath) {
    return io_util_awaiter(this, void 0, void 0, function* () {
        try {
            yield io_util_stat(fsPath);
        }
        catch (err) {
            if (err.code === 'ENOENT') {
                return false;
            }
            throw err;
        }
        return true;
    });
}
function isDirectory(fsPath_1) {
    return io_util_awaiter(this, arguments, void 0, function* (fsPath, useStat = false) {
        const stats = useStat ? yield io_util_stat(fsPath) : yield lstat(fsPath);
        return stats.isDirectory();
    });
}
/**
 * On OSX/Linux, true if path starts with '/'. On Windows, true for paths like:
 * \, \hello, \\hello\share, C:, and C:\hello (and corresponding alternate separator cases).
 */
function isRooted(p) {
    p = normalizeSeparators(p);
    if (!p) {
        throw new Error('isRooted() parameter "p" cannot be empty');
    }
    if (IS_WINDOWS) {
        return (p.startsWith('\\') || /^[A-Z]:/i.test(p) // e.g. \ or \hello or \\hello
        ); // e.g. C: or C:\hello
    }
    return p.startsWith('/');
}
/**
 * Best effort attempt to determine whether a file exists and is executable.
 * @param filePath    file path to check
 * @param extensions  additional file extensions to try
 * @return if file exists and is executable, returns the file path. otherwise empty string.
 */
function tryGetExecutablePath(filePath, extensions) {
    return io_util_awaiter(this, void 0, void 0, function* () {
        let stats = undefined;
        try {
            // test file exists
            stats = yield io_util_stat(filePath);
        }
        catch (err) {
            if (err.code !== 'ENOENT') {
                // eslint-disable-next-line no-console
                console.log(`Unexpected error attempting to determine if executable file exists '${filePath}': ${err}`);
            }
        }
        if (stats && stats.isFile()) {
            if (IS_WINDOWS) {
                // on Windows, test for valid extension
                const upperExt = external_path_.extname(filePath).toUpperCase();
                if (extensions.some(validExt => validExt.toUpperCase() === upperExt)) {
                    return filePath;
                }
            }
            else {
                if (isUnixExecutable(stats)) {
                    return filePath;
                }
            }
        }
        // try each extension
        const originalFilePath = filePath;
        for (const extension of extensions) {
            filePath = originalFilePath + extension;
            stats = undefined;
            try {
                stats = yield io_util_stat(filePath);
            }
            catch (err) {
                if (err.code !== 'ENOENT') {
                    // eslint-disable-next-line no-console
                    console.log(`Unexpected error attempting to determine if executable file exists '${filePath}': ${err}`);
                }
            }
            if (stats && stats.isFile()) {
                if (IS_WINDOWS) {
                    // preserve the case of the actual file (since an extension was appended)
                    try {
                        const directory = external_path_.dirname(filePath);
                        const upperName = external_path_.basename(filePath).toUpperCase();
                        for (const actualName of yield readdir(directory)) {
                            if (upperName === actualName.toUpperCase()) {
                                filePath = external_path_.join(directory, actualName);
                                break;
                            }
                        }
                    }
                    catch (err) {
                        // eslint-disable-next-line no-console
                        console.log(`Unexpected error attempting to determine the actual case of the file '${filePath}': ${err}`);
                    }
                    return filePath;
                }
                else {
                    if (isUnixExecutable(stats)) {
                        return filePath;
                    }
                }
            }
        }
        return '';
    });
}
function normalizeSeparators(p) {
    p = p || '';
    if (IS_WINDOWS) {
        // convert slashes on Windows
        p = p.replace(/\//g, '\\');
        // remove redundant slashes
        return p.replace(/\\\\+/g, '\\');
    }
    // remove redundant slashes
    return p.replace(/\/\/+/g, '/');
}
// on Mac/Linux, test the execute bit
//     R   W  X  R  W X R W X
//   256 128 64 32 16 8 4 2 1
function isUnixExecutable(stats) {
    return ((stats.mode & 1) > 0 ||
        ((stats.mode & 8) > 0 &&
            process.getgid !== undefined &&
            stats.gid === process.getgid()) ||
        ((stats.mode & 64) > 0 &&
            process.getuid !== undefined &&
            stats.uid === process.getuid()));
}
// Get the path of cmd.exe in windows
function getCmdPath() {
    var _a;
    return (_a = process.env['COMSPEC']) !== null && _a !== void 0 ? _a : `cmd.exe`;
}
//# sourceMappingURL=io-util.js.map
;// CONCATENATED MODULE: ./node_modules/@actions/io/lib/io.js
var io_awaiter = (undefined && undefined.__awaiter) || function (thisArg, _arguments, P, generator) {
    function adopt(value) { return value instanceof P ? value : new P(function (resolve) { resolve(value); }); }
    return new (P || (P = Promise))(function (resolve, reject) {
        function fulfilled(value) { try { step(generator.next(value)); } catch (e) { reject(e); } }
        function rejected(value) { try { step(generator["throw"](value)); } catch (e) { reject(e); } }
        function step(result) { result.done ? resolve(result.value) : adopt(result.value).then(fulfilled, rejected); }
        step((generator = generator.apply(thisArg, _arguments || [])).next());
    });
};



/**
 * Copies a file or folder.
 * Based off of shelljs - https://github.com/shelljs/shelljs/blob/9237f66c52e5daa40458f94f9565e18e8132f5a6/src/cp.js
 *
 * @param     source    source path
 * @param     dest      destination path
 * @param     options   optional. See CopyOptions.
 */
function io_cp(source_1, dest_1) {
    return io_awaiter(this, arguments, void 0, function* (source, dest, options = {}) {
        const { force, recursive, copySourceDirectory } = readCopyOptions(options);
        const destStat = (yield ioUtil.exists(dest)) ? yield ioUtil.stat(dest) : null;
        // Dest is an existing file, but not forcing
        if (destStat && destStat.isFile() && !force) {
            return;
        }
        // If dest is an existing directory, should copy inside.
        const newDest = destStat && destStat.isDirectory() && copySourceDirectory
            ? path.join(dest, path.basename(source))
            : dest;
        if (!(yield ioUtil.exists(source))) {
            throw new Error(`no such file or directory: ${source}`);
        }
        const sourceStat = yield ioUtil.stat(source);
        if (sourceStat.isDirectory()) {
            if (!recursive) {
                throw new Error(`Failed to copy. ${source} is a directory, but tried to copy without recursive flag.`);
            }
            else {
                yield cpDirRecursive(source, newDest, 0, force);
            }
        }
        else {
            if (path.relative(source, newDest) === '') {
                // a file cannot be copied to itself
                throw new Error(`'${newDest}' and '${source}' are the same file`);
            }
            yield io_copyFile(source, newDest, force);
        }
    });
}
/**
 * Moves a path.
 *
 * @param     source    source path
 * @param     dest      destination path
 * @param     options   optional. See MoveOptions.
 */
function mv(source_1, dest_1) {
    return io_awaiter(this, arguments, void 0, function* (source, dest, options = {}) {
        if (yield ioUtil.exists(dest)) {
            let destExists = true;
            if (yield ioUtil.isDirectory(dest)) {
                // If dest is directory copy src into dest
                dest = path.join(dest, path.basename(source));
                destExists = yield ioUtil.exists(dest);
            }
            if (destExists) {
                if (options.force == null || options.force) {
                    yield rmRF(dest);
                }
                else {
                    throw new Error('Destination already exists');
                }
            }
        }
        yield mkdirP(path.dirname(dest));
        yield ioUtil.rename(source, dest);
    });
}
/**
 * Remove a path recursively with force
 *
 * @param inputPath path to remove
 */
function rmRF(inputPath) {
    return io_awaiter(this, void 0, void 0, function* () {
        if (ioUtil.IS_WINDOWS) {
            // Check for invalid characters
            // https://docs.microsoft.com/en-us/windows/win32/fileio/naming-a-file
            if (/[*"<>|]/.test(inputPath)) {
                throw new Error('File path must not contain `*`, `"`, `<`, `>` or `|` on Windows');
            }
        }
        try {
            // note if path does not exist, error is silent
            yield ioUtil.rm(inputPath, {
                force: true,
                maxRetries: 3,
                recursive: true,
                retryDelay: 300
            });
        }
        catch (err) {
            throw new Error(`File was unable to be removed ${err}`);
        }
    });
}
/**
 * Make a directory.  Creates the full path with folders in between
 * Will throw if it fails
 *
 * @param   fsPath        path to create
 * @returns Promise<void>
 */
function mkdirP(fsPath) {
    return io_awaiter(this, void 0, void 0, function* () {
        ok(fsPath, 'a path argument must be provided');
        yield ioUtil.mkdir(fsPath, { recursive: true });
    });
}
/**
 * Returns path of a tool had the tool actually been invoked.  Resolves via paths.
 * If you check and the tool does not exist, it will throw.
 *
 * @param     tool              name of the tool
 * @param     check             whether to check if tool exists
 * @returns   Promise<string>   path to tool
 */
function which(tool, check) {
    return io_awaiter(this, void 0, void 0, function* () {
        if (!tool) {
            throw new Error("parameter 'tool' is required");
        }
        // recursive when check=true
        if (check) {
            const result = yield which(tool, false);
            if (!result) {
                if (IS_WINDOWS) {
                    throw new Error(`Unable to locate executable file: ${tool}. Please verify either the file path exists or the file can be found within a directory specified by the PATH environment variable. Also verify the file has a valid extension for an executable file.`);
                }
                else {
                    throw new Error(`Unable to locate executable file: ${tool}. Please verify either the file path exists or the file can be found within a directory specified by the PATH environment variable. Also check the file mode to verify the file is executable.`);
                }
            }
            return result;
        }
        const matches = yield findInPath(tool);
        if (matches && matches.length > 0) {
            return matches[0];
        }
        return '';
    });
}
/**
 * Returns a list of all occurrences of the given tool on the system path.
 *
 * @returns   Promise<string[]>  the paths of the tool
 */
function findInPath(tool) {
    return io_awaiter(this, void 0, void 0, function* () {
        if (!tool) {
            throw new Error("parameter 'tool' is required");
        }
        // build the list of extensions to try
        const extensions = [];
        if (IS_WINDOWS && process.env['PATHEXT']) {
            for (const extension of process.env['PATHEXT'].split(external_path_.delimiter)) {
                if (extension) {
                    extensions.push(extension);
                }
            }
        }
        // if it's rooted, return it if exists. otherwise return empty.
        if (isRooted(tool)) {
            const filePath = yield tryGetExecutablePath(tool, extensions);
            if (filePath) {
                return [filePath];
            }
            return [];
        }
        // if any path separators, return empty
        if (tool.includes(external_path_.sep)) {
            return [];
        }
        // build the list of directories
        //
        // Note, technically "where" checks the current directory on Windows. From a toolkit perspective,
        // it feels like we should not do this. Checking the current directory seems like more of a use
        // case of a shell, and the which() function exposed by the toolkit should strive for consistency
        // across platforms.
        const directories = [];
        if (process.env.PATH) {
            for (const p of process.env.PATH.split(external_path_.delimiter)) {
                if (p) {
                    directories.push(p);
                }
            }
        }
        // find all matches
        const matches = [];
        for (const directory of directories) {
            const filePath = yield tryGetExecutablePath(external_path_.join(directory, tool), extensions);
            if (filePath) {
                matches.push(filePath);
            }
        }
        return matches;
    });
}
function readCopyOptions(options) {
    const force = options.force == null ? true : options.force;
    const recursive = Boolean(options.recursive);
    const copySourceDirectory = options.copySourceDirectory == null
        ? true
        : Boolean(options.copySourceDirectory);
    return { force, recursive, copySourceDirectory };
}
function cpDirRecursive(sourceDir, destDir, currentDepth, force) {
    return io_awaiter(this, void 0, void 0, function* () {
        // Ensure there is not a run away recursive copy
        if (currentDepth >= 255)
            return;
        currentDepth++;
        yield mkdirP(destDir);
        const files = yield ioUtil.readdir(sourceDir);
        for (const fileName of files) {
            const srcFile = `${sourceDir}/${fileName}`;
            const destFile = `${destDir}/${fileName}`;
            const srcFileStat = yield ioUtil.lstat(srcFile);
            if (srcFileStat.isDirectory()) {
                // Recurse
                yield cpDirRecursive(srcFile, destFile, currentDepth, force);
            }
            else {
                yield io_copyFile(srcFile, destFile, force);
            }
        }
        // Change the mode for the newly created directory
        yield ioUtil.chmod(destDir, (yield ioUtil.stat(sourceDir)).mode);
    });
}
// Buffered file copy
function io_copyFile(srcFile, destFile, force) {
    return io_awaiter(this, void 0, void 0, function* () {
        if ((yield ioUtil.lstat(srcFile)).isSymbolicLink()) {
            // unlink/re-link it
            try {
                yield ioUtil.lstat(destFile);
                yield ioUtil.unlink(destFile);
            }
            catch (e) {
                // Try to override file permission
                if (e.code === 'EPERM') {
                    yield ioUtil.chmod(destFile, '0666');
                    yield ioUtil.unlink(destFile);
                }
                // other errors = it doesn't exist, no work to do
            }
            // Copy over symlink
            const symlinkFull = yield ioUtil.readlink(srcFile);
            yield ioUtil.symlink(symlinkFull, destFile, ioUtil.IS_WINDOWS ? 'junction' : null);
        }
        else if (!(yield ioUtil.exists(destFile)) || force) {
            yield ioUtil.copyFile(srcFile, destFile);
        }
    });
}
//# sourceMappingURL=io.js.map
;// CONCATENATED MODULE: external "timers"
const external_timers_namespaceObject = require("timers");
;// CONCATENATED MODULE: ./node_modules/@actions/exec/lib/toolrunner.js
var toolrunner_awaiter = (undefined && undefined.__awaiter) || function (thisArg, _arguments, P, generator) {
    function adopt(value) { return value instanceof P ? value : new P(function (resolve) { resolve(value); }); }
    return new (P || (P = Promise))(function (resolve, reject) {
        function fulfilled(value) { try { step(generator.next(value)); } catch (e) { reject(e); } }
        function rejected(value) { try { step(generator["throw"](value)); } catch (e) { reject(e); } }
        function step(result) { result.done ? resolve(result.value) : adopt(result.value).then(fulfilled, rejected); }
        step((generator = generator.apply(thisArg, _arguments || [])).next());
    });
};







/* eslint-disable @typescript-eslint/unbound-method */
const toolrunner_IS_WINDOWS = process.platform === 'win32';
/*
 * Class for running command line tools. Handles quoting and arg parsing in a platform agnostic way.
 */
class ToolRunner extends external_events_.EventEmitter {
    constructor(toolPath, args, options) {
        super();
        if (!toolPath) {
            throw new Error("Parameter 'toolPath' cannot be null or empty.");
        }
        this.toolPath = toolPath;
        this.args = args || [];
        this.options = options || {};
    }
    _debug(message) {
        if (this.options.listeners && this.options.listeners.debug) {
            this.options.listeners.debug(message);
        }
    }
    _getCommandString(options, noPrefix) {
        const toolPath = this._getSpawnFileName();
        const args = this._getSpawnArgs(options);
        let cmd = noPrefix ? '' : '[command]'; // omit prefix when piped to a second tool
        if (toolrunner_IS_WINDOWS) {
            // Windows + cmd file
            if (this._isCmdFile()) {
                cmd += toolPath;
                for (const a of args) {
                    cmd += ` ${a}`;
                }
            }
            // Windows + verbatim
            else if (options.windowsVerbatimArguments) {
                cmd += `"${toolPath}"`;
                for (const a of args) {
                    cmd += ` ${a}`;
                }
            }
            // Windows (regular)
            else {
                cmd += this._windowsQuoteCmdArg(toolPath);
                for (const a of args) {
                    cmd += ` ${this._windowsQuoteCmdArg(a)}`;
                }
            }
        }
        else {
            // OSX/Linux - this can likely be improved with some form of quoting.
            // creating processes on Unix is fundamentally different than Windows.
            // on Unix, execvp() takes an arg array.
            cmd += toolPath;
            for (const a of args) {
                cmd += ` ${a}`;
            }
        }
        return cmd;
    }
    _processLineBuffer(data, strBuffer, onLine) {
        try {
            let s = strBuffer + data.toString();
            let n = s.indexOf(external_os_namespaceObject.EOL);
            while (n > -1) {
                const line = s.substring(0, n);
                onLine(line);
                // the rest of the string ...
                s = s.substring(n + external_os_namespaceObject.EOL.length);
                n = s.indexOf(external_os_namespaceObject.EOL);
            }
            return s;
        }
        catch (err) {
            // streaming lines to console is best effort.  Don't fail a build.
            this._debug(`error processing line. Failed with error ${err}`);
            return '';
        }
    }
    _getSpawnFileName() {
        if (toolrunner_IS_WINDOWS) {
            if (this._isCmdFile()) {
                return process.env['COMSPEC'] || 'cmd.exe';
            }
        }
        return this.toolPath;
    }
    _getSpawnArgs(options) {
        if (toolrunner_IS_WINDOWS) {
            if (this._isCmdFile()) {
                let argline = `/D /S /C "${this._windowsQuoteCmdArg(this.toolPath)}`;
                for (const a of this.args) {
                    argline += ' ';
                    argline += options.windowsVerbatimArguments
                        ? a
                        : this._windowsQuoteCmdArg(a);
                }
                argline += '"';
                return [argline];
            }
        }
        return this.args;
    }
    _endsWith(str, end) {
        return str.endsWith(end);
    }
    _isCmdFile() {
        const upperToolPath = this.toolPath.toUpperCase();
        return (this._endsWith(upperToolPath, '.CMD') ||
            this._endsWith(upperToolPath, '.BAT'));
    }
    _windowsQuoteCmdArg(arg) {
        // for .exe, apply the normal quoting rules that libuv applies
        if (!this._isCmdFile()) {
            return this._uvQuoteCmdArg(arg);
        }
        // otherwise apply quoting rules specific to the cmd.exe command line parser.
        // the libuv rules are generic and are not designed specifically for cmd.exe
        // command line parser.
        //
        // for a detailed description of the cmd.exe command line parser, refer to
        // http://stackoverflow.com/questions/4094699/how-does-the-windows-command-interpreter-cmd-exe-parse-scripts/7970912#7970912
        // need quotes for empty arg
        if (!arg) {
            return '""';
        }
        // determine whether the arg needs to be quoted
        const cmdSpecialChars = [
            ' ',
            '\t',
            '&',
            '(',
            ')',
            '[',
            ']',
            '{',
            '}',
            '^',
            '=',
            ';',
            '!',
            "'",
            '+',
            ',',
            '`',
            '~',
            '|',
            '<',
            '>',
            '"'
        ];
        let needsQuotes = false;
        for (const char of arg) {
            if (cmdSpecialChars.some(x => x === char)) {
                needsQuotes = true;
                break;
            }
        }
        // short-circuit if quotes not needed
        if (!needsQuotes) {
            return arg;
        }
        // the following quoting rules are very similar to the rules that by libuv applies.
        //
        // 1) wrap the string in quotes
        //
        // 2) double-up quotes - i.e. " => ""
        //
        //    this is different from the libuv quoting rules. libuv replaces " with \", which unfortunately
        //    doesn't work well with a cmd.exe command line.
        //
        //    note, replacing " with "" also works well if the arg is passed to a downstream .NET console app.
        //    for example, the command line:
        //          foo.exe "myarg:""my val"""
        //    is parsed by a .NET console app into an arg array:
        //          [ "myarg:\"my val\"" ]
        //    which is the same end result when applying libuv quoting rules. although the actual
        //    command line from libuv quoting rules would look like:
        //          foo.exe "myarg:\"my val\""
        //
        // 3) double-up slashes that precede a quote,
        //    e.g.  hello \world    => "hello \world"
        //          hello\"world    => "hello\\""world"
        //          hello\\"world   => "hello\\\\""world"
        //          hello world\    => "hello world\\"
        //
        //    technically this is not required for a cmd.exe command line, or the batch argument parser.
        //    the reasons for including this as a .cmd quoting rule are:
        //
        //    a) this is optimized for the scenario where the argument is passed from the .cmd file to an
        //       external program. many programs (e.g. .NET console apps) rely on the slash-doubling rule.
        //
        //    b) it's what we've been doing previously (by deferring to node default behavior) and we
        //       haven't heard any complaints about that aspect.
        //
        // note, a weakness of the quoting rules chosen here, is that % is not escaped. in fact, % cannot be
        // escaped when used on the command line directly - even though within a .cmd file % can be escaped
        // by using %%.
        //
        // the saving grace is, on the command line, %var% is left as-is if var is not defined. this contrasts
        // the line parsing rules within a .cmd file, where if var is not defined it is replaced with nothing.
        //
        // one option that was explored was replacing % with ^% - i.e. %var% => ^%var^%. this hack would
        // often work, since it is unlikely that var^ would exist, and the ^ character is removed when the
        // variable is used. the problem, however, is that ^ is not removed when %* is used to pass the args
        // to an external program.
        //
        // an unexplored potential solution for the % escaping problem, is to create a wrapper .cmd file.
        // % can be escaped within a .cmd file.
        let reverse = '"';
        let quoteHit = true;
        for (let i = arg.length; i > 0; i--) {
            // walk the string in reverse
            reverse += arg[i - 1];
            if (quoteHit && arg[i - 1] === '\\') {
                reverse += '\\'; // double the slash
            }
            else if (arg[i - 1] === '"') {
                quoteHit = true;
                reverse += '"'; // double the quote
            }
            else {
                quoteHit = false;
            }
        }
        reverse += '"';
        return reverse.split('').reverse().join('');
    }
    _uvQuoteCmdArg(arg) {
        // Tool runner wraps child_process.spawn() and needs to apply the same quoting as
        // Node in certain cases where the undocumented spawn option windowsVerbatimArguments
        // is used.
        //
        // Since this function is a port of quote_cmd_arg from Node 4.x (technically, lib UV,
        // see https://github.com/nodejs/node/blob/v4.x/deps/uv/src/win/process.c for details),
        // pasting copyright notice from Node within this function:
        //
        //      Copyright Joyent, Inc. and other Node contributors. All rights reserved.
        //
        //      Permission is hereby granted, free of charge, to any person obtaining a copy
        //      of this software and associated documentation files (the "Software"), to
        //      deal in the Software without restriction, including without limitation the
        //      rights to use, copy, modify, merge, publish, distribute, sublicense, and/or
        //      sell copies of the Software, and to permit persons to whom the Software is
        //      furnished to do so, subject to the following conditions:
        //
        //      The above copyright notice and this permission notice shall be included in
        //      all copies or substantial portions of the Software.
        //
        //      THE SOFTWARE IS PROVIDED "AS IS", WITHOUT WARRANTY OF ANY KIND, EXPRESS OR
        //      IMPLIED, INCLUDING BUT NOT LIMITED TO THE WARRANTIES OF MERCHANTABILITY,
        //      FITNESS FOR A PARTICULAR PURPOSE AND NONINFRINGEMENT. IN NO EVENT SHALL THE
        //      AUTHORS OR COPYRIGHT HOLDERS BE LIABLE FOR ANY CLAIM, DAMAGES OR OTHER
        //      LIABILITY, WHETHER IN AN ACTION OF CONTRACT, TORT OR OTHERWISE, ARISING
        //      FROM, OUT OF OR IN CONNECTION WITH THE SOFTWARE OR THE USE OR OTHER DEALINGS
        //      IN THE SOFTWARE.
        if (!arg) {
            // Need double quotation for empty argument
            return '""';
        }
        if (!arg.includes(' ') && !arg.includes('\t') && !arg.includes('"')) {
            // No quotation needed
            return arg;
        }
        if (!arg.includes('"') && !arg.includes('\\')) {
            // No embedded double quotes or backslashes, so I can just wrap
            // quote marks around the whole thing.
            return `"${arg}"`;
        }
        // Expected input/output:
        //   input : hello"world
        //   output: "hello\"world"
        //   input : hello""world
        //   output: "hello\"\"world"
        //   input : hello\world
        //   output: hello\world
        //   input : hello\\world
        //   output: hello\\world
        //   input : hello\"world
        //   output: "hello\\\"world"
        //   input : hello\\"world
        //   output: "hello\\\\\"world"
        //   input : hello world\
        //   output: "hello world\\" - note the comment in libuv actually reads "hello world\"
        //                             but it appears the comment is wrong, it should be "hello world\\"
        let reverse = '"';
        let quoteHit = true;
        for (let i = arg.length; i > 0; i--) {
            // walk the string in reverse
            reverse += arg[i - 1];
            if (quoteHit && arg[i - 1] === '\\') {
                reverse += '\\';
            }
            else if (arg[i - 1] === '"') {
                quoteHit = true;
                reverse += '\\';
            }
            else {
                quoteHit = false;
            }
        }
        reverse += '"';
        return reverse.split('').reverse().join('');
    }
    _cloneExecOptions(options) {
        options = options || {};
        const result = {
            cwd: options.cwd || process.cwd(),
            env: options.env || process.env,
            silent: options.silent || false,
            windowsVerbatimArguments: options.windowsVerbatimArguments || false,
            failOnStdErr: options.failOnStdErr || false,
            ignoreReturnCode: options.ignoreReturnCode || false,
            delay: options.delay || 10000
        };
        result.outStream = options.outStream || process.stdout;
        result.errStream = options.errStream || process.stderr;
        return result;
    }
    _getSpawnOptions(options, toolPath) {
        options = options || {};
        const result = {};
        result.cwd = options.cwd;
        result.env = options.env;
        result['windowsVerbatimArguments'] =
            options.windowsVerbatimArguments || this._isCmdFile();
        if (options.windowsVerbatimArguments) {
            result.argv0 = `"${toolPath}"`;
        }
        return result;
    }
    /**
     * Exec a tool.
     * Output will be streamed to the live console.
     * Returns promise with return code
     *
     * @param     tool     path to tool to exec
     * @param     options  optional exec options.  See ExecOptions
     * @returns   number
     */
    exec() {
        return toolrunner_awaiter(this, void 0, void 0, function* () {
            // root the tool path if it is unrooted and contains relative pathing
            if (!isRooted(this.toolPath) &&
                (this.toolPath.includes('/') ||
                    (toolrunner_IS_WINDOWS && this.toolPath.includes('\\')))) {
                // prefer options.cwd if it is specified, however options.cwd may also need to be rooted
                this.toolPath = external_path_.resolve(process.cwd(), this.options.cwd || process.cwd(), this.toolPath);
            }
            // if the tool is only a file name, then resolve it from the PATH
            // otherwise verify it exists (add extension on Windows if necessary)
            this.toolPath = yield which(this.toolPath, true);
            return new Promise((resolve, reject) => toolrunner_awaiter(this, void 0, void 0, function* () {
                this._debug(`exec tool: ${this.toolPath}`);
                this._debug('arguments:');
                for (const arg of this.args) {
                    this._debug(`   ${arg}`);
                }
                const optionsNonNull = this._cloneExecOptions(this.options);
                if (!optionsNonNull.silent && optionsNonNull.outStream) {
                    optionsNonNull.outStream.write(this._getCommandString(optionsNonNull) + external_os_namespaceObject.EOL);
                }
                const state = new ExecState(optionsNonNull, this.toolPath);
                state.on('debug', (message) => {
                    this._debug(message);
                });
                if (this.options.cwd && !(yield exists(this.options.cwd))) {
                    return reject(new Error(`The cwd: ${this.options.cwd} does not exist!`));
                }
                const fileName = this._getSpawnFileName();
                const cp = external_child_process_.spawn(fileName, this._getSpawnArgs(optionsNonNull), this._getSpawnOptions(this.options, fileName));
                let stdbuffer = '';
                if (cp.stdout) {
                    cp.stdout.on('data', (data) => {
                        if (this.options.listeners && this.options.listeners.stdout) {
                            this.options.listeners.stdout(data);
                        }
                        if (!optionsNonNull.silent && optionsNonNull.outStream) {
                            optionsNonNull.outStream.write(data);
                        }
                        stdbuffer = this._processLineBuffer(data, stdbuffer, (line) => {
                            if (this.options.listeners && this.options.listeners.stdline) {
                                this.options.listeners.stdline(line);
                            }
                        });
                    });
                }
                let errbuffer = '';
                if (cp.stderr) {
                    cp.stderr.on('data', (data) => {
                        state.processStderr = true;
                        if (this.options.listeners && this.options.listeners.stderr) {
                            this.options.listeners.stderr(data);
                        }
                        if (!optionsNonNull.silent &&
                            optionsNonNull.errStream &&
                            optionsNonNull.outStream) {
                            const s = optionsNonNull.failOnStdErr
                                ? optionsNonNull.errStream
                                : optionsNonNull.outStream;
                            s.write(data);
                        }
                        errbuffer = this._processLineBuffer(data, errbuffer, (line) => {
                            if (this.options.listeners && this.options.listeners.errline) {
                                this.options.listeners.errline(line);
                            }
                        });
                    });
                }
                cp.on('error', (err) => {
                    state.processError = err.message;
                    state.processExited = true;
                    state.processClosed = true;
                    state.CheckComplete();
                });
                cp.on('exit', (code) => {
                    state.processExitCode = code;
                    state.processExited = true;
                    this._debug(`Exit code ${code} received from tool '${this.toolPath}'`);
                    state.CheckComplete();
                });
                cp.on('close', (code) => {
                    state.processExitCode = code;
                    state.processExited = true;
                    state.processClosed = true;
                    this._debug(`STDIO streams have closed for tool '${this.toolPath}'`);
                    state.CheckComplete();
                });
                state.on('done', (error, exitCode) => {
                    if (stdbuffer.length > 0) {
                        this.emit('stdline', stdbuffer);
                    }
                    if (errbuffer.length > 0) {
                        this.emit('errline', errbuffer);
                    }
                    cp.removeAllListeners();
                    if (error) {
                        reject(error);
                    }
                    else {
                        resolve(exitCode);
                    }
                });
                if (this.options.input) {
                    if (!cp.stdin) {
                        throw new Error('child process missing stdin');
                    }
                    cp.stdin.end(this.options.input);
                }
            }));
        });
    }
}
/**
 * Convert an arg string to an array of args. Handles escaping
 *
 * @param    argString   string of arguments
 * @returns  string[]    array of arguments
 */
function argStringToArray(argString) {
    const args = [];
    let inQuotes = false;
    let escaped = false;
    let arg = '';
    function append(c) {
        // we only escape double quotes.
        if (escaped && c !== '"') {
            arg += '\\';
        }
        arg += c;
        escaped = false;
    }
    for (let i = 0; i < argString.length; i++) {
        const c = argString.charAt(i);
        if (c === '"') {
            if (!escaped) {
                inQuotes = !inQuotes;
            }
            else {
                append(c);
            }
            continue;
        }
        if (c === '\\' && escaped) {
            append(c);
            continue;
        }
        if (c === '\\' && inQuotes) {
            escaped = true;
            continue;
        }
        if (c === ' ' && !inQuotes) {
            if (arg.length > 0) {
                args.push(arg);
                arg = '';
            }
            continue;
        }
        append(c);
    }
    if (arg.length > 0) {
        args.push(arg.trim());
    }
    return args;
}
class ExecState extends external_events_.EventEmitter {
    constructor(options, toolPath) {
        super();
        this.processClosed = false; // tracks whether the process has exited and stdio is closed
        this.processError = '';
        this.processExitCode = 0;
        this.processExited = false; // tracks whether the process has exited
        this.processStderr = false; // tracks whether stderr was written to
        this.delay = 10000; // 10 seconds
        this.done = false;
        this.timeout = null;
        if (!toolPath) {
            throw new Error('toolPath must not be empty');
        }
        this.options = options;
        this.toolPath = toolPath;
        if (options.delay) {
            this.delay = options.delay;
        }
    }
    CheckComplete() {
        if (this.done) {
            return;
        }
        if (this.processClosed) {
            this._setResult();
        }
        else if (this.processExited) {
            this.timeout = (0,external_timers_namespaceObject.setTimeout)(ExecState.HandleTimeout, this.delay, this);
        }
    }
    _debug(message) {
        this.emit('debug', message);
    }
    _setResult() {
        // determine whether there is an error
        let error;
        if (this.processExited) {
            if (this.processError) {
                error = new Error(`There was an error when attempting to execute the process '${this.toolPath}'. This may indicate the process failed to start. Error: ${this.processError}`);
            }
            else if (this.processExitCode !== 0 && !this.options.ignoreReturnCode) {
                error = new Error(`The process '${this.toolPath}' failed with exit code ${this.processExitCode}`);
            }
            else if (this.processStderr && this.options.failOnStdErr) {
                error = new Error(`The process '${this.toolPath}' failed because one or more lines were written to the STDERR stream`);
            }
        }
        // clear the timeout
        if (this.timeout) {
            clearTimeout(this.timeout);
            this.timeout = null;
        }
        this.done = true;
        this.emit('done', error, this.processExitCode);
    }
    static HandleTimeout(state) {
        if (state.done) {
            return;
        }
        if (!state.processClosed && state.processExited) {
            const message = `The STDIO streams did not close within ${state.delay / 1000} seconds of the exit event from process '${state.toolPath}'. This may indicate a child process inherited the STDIO streams and has not yet exited.`;
            state._debug(message);
        }
        state._setResult();
    }
}
//# sourceMappingURL=toolrunner.js.map
;// CONCATENATED MODULE: ./node_modules/@actions/exec/lib/exec.js
var exec_awaiter = (undefined && undefined.__awaiter) || function (thisArg, _arguments, P, generator) {
    function adopt(value) { return value instanceof P ? value : new P(function (resolve) { resolve(value); }); }
    return new (P || (P = Promise))(function (resolve, reject) {
        function fulfilled(value) { try { step(generator.next(value)); } catch (e) { reject(e); } }
        function rejected(value) { try { step(generator["throw"](value)); } catch (e) { reject(e); } }
        function step(result) { result.done ? resolve(result.value) : adopt(result.value).then(fulfilled, rejected); }
        step((generator = generator.apply(thisArg, _arguments || [])).next());
    });
};


/**
 * Exec a command.
 * Output will be streamed to the live console.
 * Returns promise with return code
 *
 * @param     commandLine        command to execute (can include additional args). Must be correctly escaped.
 * @param     args               optional arguments for tool. Escaping is handled by the lib.
 * @param     options            optional exec options.  See ExecOptions
 * @returns   Promise<number>    exit code
 */
function exec_exec(commandLine, args, options) {
    return exec_awaiter(this, void 0, void 0, function* () {
        const commandArgs = argStringToArray(commandLine);
        if (commandArgs.length === 0) {
            throw new Error(`Parameter 'commandLine' cannot be null or empty.`);
        }
        // Path to tool to execute should be first arg
        const toolPath = commandArgs[0];
        args = commandArgs.slice(1).concat(args || []);
        const runner = new ToolRunner(toolPath, args, options);
        return runner.exec();
    });
}
/**
 * Exec a command and get the output.
 * Output will be streamed to the live console.
 * Returns promise with the exit code and collected stdout and stderr
 *
 * @param     commandLine           command to execute (can include additional args). Must be correctly escaped.
 * @param     args                  optional arguments for tool. Escaping is handled by the lib.
 * @param     options               optional exec options.  See ExecOptions
 * @returns   Promise<ExecOutput>   exit code, stdout, and stderr
 */
function getExecOutput(commandLine, args, options) {
    return exec_awaiter(this, void 0, void 0, function* () {
        var _a, _b;
        let stdout = '';
        let stderr = '';
        //Using string decoder covers the case where a mult-byte character is split
        const stdoutDecoder = new StringDecoder('utf8');
        const stderrDecoder = new StringDecoder('utf8');
        const originalStdoutListener = (_a = options === null || options === void 0 ? void 0 : options.listeners) === null || _a === void 0 ? void 0 : _a.stdout;
        const originalStdErrListener = (_b = options === null || options === void 0 ? void 0 : options.listeners) === null || _b === void 0 ? void 0 : _b.stderr;
        const stdErrListener = (data) => {
            stderr += stderrDecoder.write(data);
            if (originalStdErrListener) {
                originalStdErrListener(data);
            }
        };
        const stdOutListener = (data) => {
            stdout += stdoutDecoder.write(data);
            if (originalStdoutListener) {
                originalStdoutListener(data);
            }
        };
        const listeners = Object.assign(Object.assign({}, options === null || options === void 0 ? void 0 : options.listeners), { stdout: stdOutListener, stderr: stdErrListener });
        const exitCode = yield exec_exec(commandLine, args, Object.assign(Object.assign({}, options), { listeners }));
        //flush any remaining characters
        stdout += stdoutDecoder.end();
        stderr += stderrDecoder.end();
        return {
            exitCode,
            stdout,
            stderr
        };
    });
}
//# sourceMappingURL=exec.js.map
;// CONCATENATED MODULE: ./node_modules/@actions/core/lib/platform.js
var platform_awaiter = (undefined && undefined.__awaiter) || function (thisArg, _arguments, P, generator) {
    function adopt(value) { return value instanceof P ? value : new P(function (resolve) { resolve(value); }); }
    return new (P || (P = Promise))(function (resolve, reject) {
        function fulfilled(value) { try { step(generator.next(value)); } catch (e) { reject(e); } }
        function rejected(value) { try { step(generator["throw"](value)); } catch (e) { reject(e); } }
        function step(result) { result.done ? resolve(result.value) : adopt(result.value).then(fulfilled, rejected); }
        step((generator = generator.apply(thisArg, _arguments || [])).next());
    });
};


const getWindowsInfo = () => platform_awaiter(void 0, void 0, void 0, function* () {
    const { stdout: version } = yield exec.getExecOutput('powershell -command "(Get-CimInstance -ClassName Win32_OperatingSystem).Version"', undefined, {
        silent: true
    });
    const { stdout: name } = yield exec.getExecOutput('powershell -command "(Get-CimInstance -ClassName Win32_OperatingSystem).Caption"', undefined, {
        silent: true
    });
    return {
        name: name.trim(),
        version: version.trim()
    };
});
const getMacOsInfo = () => platform_awaiter(void 0, void 0, void 0, function* () {
    var _a, _b, _c, _d;
    const { stdout } = yield exec.getExecOutput('sw_vers', undefined, {
        silent: true
    });
    const version = (_b = (_a = stdout.match(/ProductVersion:\s*(.+)/)) === null || _a === void 0 ? void 0 : _a[1]) !== null && _b !== void 0 ? _b : '';
    const name = (_d = (_c = stdout.match(/ProductName:\s*(.+)/)) === null || _c === void 0 ? void 0 : _c[1]) !== null && _d !== void 0 ? _d : '';
    return {
        name,
        version
    };
});
const getLinuxInfo = () => platform_awaiter(void 0, void 0, void 0, function* () {
    const { stdout } = yield exec.getExecOutput('lsb_release', ['-i', '-r', '-s'], {
        silent: true
    });
    const [name, version] = stdout.trim().split('\n');
    return {
        name,
        version
    };
});
const platform = external_os_namespaceObject.platform();
const arch = external_os_namespaceObject.arch();
const isWindows = platform === 'win32';
const isMacOS = platform === 'darwin';
const isLinux = platform === 'linux';
function getDetails() {
    return platform_awaiter(this, void 0, void 0, function* () {
        return Object.assign(Object.assign({}, (yield (isWindows
            ? getWindowsInfo()
            : isMacOS
                ? getMacOsInfo()
                : getLinuxInfo()))), { platform,
            arch,
            isWindows,
            isMacOS,
            isLinux });
    });
}
//# sourceMappingURL=platform.js.map
;// CONCATENATED MODULE: ./node_modules/@actions/core/lib/core.js
var core_awaiter = (undefined && undefined.__awaiter) || function (thisArg, _arguments, P, generator) {
    function adopt(value) { return value instanceof P ? value : new P(function (resolve) { resolve(value); }); }
    return new (P || (P = Promise))(function (resolve, reject) {
        function fulfilled(value) { try { step(generator.next(value)); } catch (e) { reject(e); } }
        function rejected(value) { try { step(generator["throw"](value)); } catch (e) { reject(e); } }
        function step(result) { result.done ? resolve(result.value) : adopt(result.value).then(fulfilled, rejected); }
        step((generator = generator.apply(thisArg, _arguments || [])).next());
    });
};






/**
 * The code to exit an action
 */
var ExitCode;
(function (ExitCode) {
    /**
     * A code indicating that the action was successful
     */
    ExitCode[ExitCode["Success"] = 0] = "Success";
    /**
     * A code indicating that the action was a failure
     */
    ExitCode[ExitCode["Failure"] = 1] = "Failure";
})(ExitCode || (ExitCode = {}));
//-----------------------------------------------------------------------
// Variables
//-----------------------------------------------------------------------
/**
 * Sets env variable for this action and future actions in the job
 * @param name the name of the variable to set
 * @param val the value of the variable. Non-string values will be converted to a string via JSON.stringify
 */
// eslint-disable-next-line @typescript-eslint/no-explicit-any
function core_exportVariable(name, val) {
    const convertedVal = toCommandValue(val);
    process.env[name] = convertedVal;
    const filePath = process.env['GITHUB_ENV'] || '';
    if (filePath) {
        return issueFileCommand('ENV', prepareKeyValueMessage(name, val));
    }
    issueCommand('set-env', { name }, convertedVal);
}
/**
 * Registers a secret which will get masked from logs
 *
 * @param secret - Value of the secret to be masked
 * @remarks
 * This function instructs the Actions runner to mask the specified value in any
 * logs produced during the workflow run. Once registered, the secret value will
 * be replaced with asterisks (***) whenever it appears in console output, logs,
 * or error messages.
 *
 * This is useful for protecting sensitive information such as:
 * - API keys
 * - Access tokens
 * - Authentication credentials
 * - URL parameters containing signatures (SAS tokens)
 *
 * Note that masking only affects future logs; any previous appearances of the
 * secret in logs before calling this function will remain unmasked.
 *
 * @example
 * ```typescript
 * // Register an API token as a secret
 * const apiToken = "abc123xyz456";
 * setSecret(apiToken);
 *
 * // Now any logs containing this value will show *** instead
 * console.log(`Using token: ${apiToken}`); // Outputs: "Using token: ***"
 * ```
 */
function core_setSecret(secret) {
    command_issueCommand('add-mask', {}, secret);
}
/**
 * Prepends inputPath to the PATH (for this action and future actions)
 * @param inputPath
 */
function addPath(inputPath) {
    const filePath = process.env['GITHUB_PATH'] || '';
    if (filePath) {
        issueFileCommand('PATH', inputPath);
    }
    else {
        issueCommand('add-path', {}, inputPath);
    }
    process.env['PATH'] = `${inputPath}${path.delimiter}${process.env['PATH']}`;
}
/**
 * Gets the value of an input.
 * Unless trimWhitespace is set to false in InputOptions, the value is also trimmed.
 * Returns an empty string if the value is not defined.
 *
 * @param     name     name of the input to get
 * @param     options  optional. See InputOptions.
 * @returns   string
 */
function getInput(name, options) {
    const val = process.env[`INPUT_${name.replace(/ /g, '_').toUpperCase()}`] || '';
    if (options && options.required && !val) {
        throw new Error(`Input required and not supplied: ${name}`);
    }
    if (options && options.trimWhitespace === false) {
        return val;
    }
    return val.trim();
}
/**
 * Gets the values of an multiline input.  Each value is also trimmed.
 *
 * @param     name     name of the input to get
 * @param     options  optional. See InputOptions.
 * @returns   string[]
 *
 */
function getMultilineInput(name, options) {
    const inputs = getInput(name, options)
        .split('\n')
        .filter(x => x !== '');
    if (options && options.trimWhitespace === false) {
        return inputs;
    }
    return inputs.map(input => input.trim());
}
/**
 * Gets the input value of the boolean type in the YAML 1.2 "core schema" specification.
 * Support boolean input list: `true | True | TRUE | false | False | FALSE` .
 * The return value is also in boolean type.
 * ref: https://yaml.org/spec/1.2/spec.html#id2804923
 *
 * @param     name     name of the input to get
 * @param     options  optional. See InputOptions.
 * @returns   boolean
 */
function getBooleanInput(name, options) {
    const trueValue = ['true', 'True', 'TRUE'];
    const falseValue = ['false', 'False', 'FALSE'];
    const val = getInput(name, options);
    if (trueValue.includes(val))
        return true;
    if (falseValue.includes(val))
        return false;
    throw new TypeError(`Input does not meet YAML 1.2 "Core Schema" specification: ${name}\n` +
        `Support boolean input list: \`true | True | TRUE | false | False | FALSE\``);
}
/**
 * Sets the value of an output.
 *
 * @param     name     name of the output to set
 * @param     value    value to store. Non-string values will be converted to a string via JSON.stringify
 */
// eslint-disable-next-line @typescript-eslint/no-explicit-any
function setOutput(name, value) {
    const filePath = process.env['GITHUB_OUTPUT'] || '';
    if (filePath) {
        return issueFileCommand('OUTPUT', prepareKeyValueMessage(name, value));
    }
    process.stdout.write(os.EOL);
    issueCommand('set-output', { name }, toCommandValue(value));
}
/**
 * Enables or disables the echoing of commands into stdout for the rest of the step.
 * Echoing is disabled by default if ACTIONS_STEP_DEBUG is not set.
 *
 */
function setCommandEcho(enabled) {
    issue('echo', enabled ? 'on' : 'off');
}
//-----------------------------------------------------------------------
// Results
//-----------------------------------------------------------------------
/**
 * Sets the action status to failed.
 * When the action exits it will be with an exit code of 1
 * @param message add error issue message
 */
function setFailed(message) {
    process.exitCode = ExitCode.Failure;
    error(message);
}
//-----------------------------------------------------------------------
// Logging Commands
//-----------------------------------------------------------------------
/**
 * Gets whether Actions Step Debug is on or not
 */
function isDebug() {
    return process.env['RUNNER_DEBUG'] === '1';
}
/**
 * Writes debug message to user log
 * @param message debug message
 */
function core_debug(message) {
    command_issueCommand('debug', {}, message);
}
/**
 * Adds an error issue
 * @param message error issue message. Errors will be converted to string via toString()
 * @param properties optional properties to add to the annotation.
 */
function error(message, properties = {}) {
    command_issueCommand('error', utils_toCommandProperties(properties), message instanceof Error ? message.toString() : message);
}
/**
 * Adds a warning issue
 * @param message warning issue message. Errors will be converted to string via toString()
 * @param properties optional properties to add to the annotation.
 */
function core_warning(message, properties = {}) {
    command_issueCommand('warning', utils_toCommandProperties(properties), message instanceof Error ? message.toString() : message);
}
/**
 * Adds a notice issue
 * @param message notice issue message. Errors will be converted to string via toString()
 * @param properties optional properties to add to the annotation.
 */
function core_notice(message, properties = {}) {
    issueCommand('notice', toCommandProperties(properties), message instanceof Error ? message.toString() : message);
}
/**
 * Writes info to log with console.log.
 * @param message info message
 */
function core_info(message) {
    process.stdout.write(message + external_os_namespaceObject.EOL);
}
/**
 * Begin an output group.
 *
 * Output until the next `groupEnd` will be foldable in this group
 *
 * @param name The name of the output group
 */
function startGroup(name) {
    issue('group', name);
}
/**
 * End an output group.
 */
function endGroup() {
    issue('endgroup');
}
/**
 * Wrap an asynchronous function call in a group.
 *
 * Returns the same type as the function itself.
 *
 * @param name The name of the group
 * @param fn The function to wrap in the group
 */
function group(name, fn) {
    return core_awaiter(this, void 0, void 0, function* () {
        startGroup(name);
        let result;
        try {
            result = yield fn();
        }
        finally {
            endGroup();
        }
        return result;
    });
}
//-----------------------------------------------------------------------
// Wrapper action state
//-----------------------------------------------------------------------
/**
 * Saves state for current action, the state can only be retrieved by this action's post job execution.
 *
 * @param     name     name of the state to store
 * @param     value    value to store. Non-string values will be converted to a string via JSON.stringify
 */
// eslint-disable-next-line @typescript-eslint/no-explicit-any
function core_saveState(name, value) {
    const filePath = process.env['GITHUB_STATE'] || '';
    if (filePath) {
        return issueFileCommand('STATE', prepareKeyValueMessage(name, value));
    }
    issueCommand('save-state', { name }, toCommandValue(value));
}
/**
 * Gets the value of an state set by this action's main execution.
 *
 * @param     name     name of the state to get
 * @returns   string
 */
function core_getState(name) {
    return process.env[`STATE_${name}`] || '';
}
function getIDToken(aud) {
    return core_awaiter(this, void 0, void 0, function* () {
        return yield OidcClient.getIDToken(aud);
    });
}
/**
 * Summary exports
 */

/**
 * @deprecated use core.summary
 */

/**
 * Path exports
 */

/**
 * Platform utilities exports
 */

//# sourceMappingURL=core.js.map
;// CONCATENATED MODULE: external "node:util"
const external_node_util_namespaceObject = require("node:util");
;// CONCATENATED MODULE: ./src/text/disarm.ts

/** The most characters of untrusted text that are shown. */
const SHOWN_CHARACTERS = 500;
/** The most characters that are processed. Longer text is cut first. */
const READ_CHARACTERS = 20_000;
/**
 * Makes text from a server, a child process or a file safe to print.
 *
 * The runner executes `##[command]` anywhere in a line and `::command::` at its start, on stdout and on stderr, so both
 * markers are broken. Control, formatting (bidirectional, zero-width) and line-separating characters become a space,
 * and terminal sequences are removed. The result is one line, cut after 500 characters.
 */
function disarm_disarm(text) {
    const line = (0,external_node_util_namespaceObject.stripVTControlCharacters)(text.slice(0, READ_CHARACTERS))
        .replace(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\s]+/gu, ' ')
        .replace(/#(?=#)/g, '# ')
        .replace(/:(?=:)/g, ': ')
        .trim();
    return line.length > SHOWN_CHARACTERS
        ? `${line.slice(0, SHOWN_CHARACTERS).toWellFormed()}…`
        : line;
}
/** Disarms and escapes one line for the job summary, where GitHub renders Markdown and HTML. */
function escapeMarkdown(text) {
    return disarm_disarm(text).replace(/[\\`*_{}[\]()<>#+!|~&@$-]/g, (character) => `&#${character.charCodeAt(0)};`);
}

;// CONCATENATED MODULE: ./src/errors/links.ts
/** External pages that errors and notices link to. */
const links_LINKS = {
    accessTokens: 'https://cloud.ibm.com/docs/Registry?topic=Registry-registry_access',
    apiKeyLimit: 'https://cloud.ibm.com/docs/account?topic=account-known-issues',
    apiKeys: 'https://cloud.ibm.com/docs/iam?topic=iam-manapikey',
    authentication: 'https://cloud.ibm.com/docs/Registry?topic=Registry-troubleshoot-auth-req',
    connection: 'https://cloud.ibm.com/docs/Registry?topic=Registry-troubleshoot-connect',
    debugLogging: 'https://docs.github.com/actions/how-tos/monitor-workflows/enable-debug-logging',
    dependabotSecrets: 'https://docs.github.com/code-security/dependabot/working-with-dependabot/configuring-access-to-private-registries-for-dependabot',
    docker: 'https://docs.docker.com/engine/install/',
    dockerConfig: 'https://docs.docker.com/reference/cli/docker/#configuration-files',
    dockerCredentialStores: 'https://docs.docker.com/reference/cli/docker/login/#credential-stores',
    forkSecrets: 'https://docs.github.com/actions/security-for-github-actions/security-guides/using-secrets-in-github-actions',
    ipAddresses: 'https://cloud.ibm.com/docs/Registry?topic=Registry-registry_iam_ip',
    podman: 'https://podman.io/docs/installation',
    podmanHelpers: 'https://github.com/containers/image/blob/main/docs/containers-registries.conf.5.md',
    privateNetwork: 'https://cloud.ibm.com/docs/Registry?topic=Registry-troubleshoot-private',
    quota: 'https://cloud.ibm.com/docs/Registry?topic=Registry-troubleshoot-quota',
    regions: 'https://cloud.ibm.com/docs/Registry?topic=Registry-registry_overview#registry_regions',
    reusableWorkflows: 'https://docs.github.com/actions/how-tos/reuse-automations/reuse-workflows',
    runner: 'https://docs.github.com/actions/how-tos/manage-runners/self-hosted-runners/monitor-and-troubleshoot',
    runnerProxy: 'https://docs.github.com/actions/how-tos/manage-runners/self-hosted-runners/use-proxy-servers',
    scope: 'https://cloud.ibm.com/docs/Registry?topic=Registry-troubleshoot-scope',
    serviceIdKeys: 'https://cloud.ibm.com/docs/iam?topic=iam-serviceidapikeys',
    serviceIds: 'https://cloud.ibm.com/docs/iam?topic=iam-serviceids',
    status: 'https://cloud.ibm.com/status',
    trustedProfiles: 'https://cloud.ibm.com/docs/iam?topic=iam-create-trusted-profile',
};
/**
 * Links to a page of this action's documentation, in the release that is running.
 *
 * @param path relative to `docs/`.
 * @returns `undefined` if the runner doesn't say which action and release this is, as with `uses: ./`.
 */
function linkToDocs(path, environment = process.env) {
    const { GITHUB_SERVER_URL, GITHUB_ACTION_REPOSITORY, GITHUB_ACTION_REF } = environment;
    if (!(GITHUB_SERVER_URL && GITHUB_ACTION_REPOSITORY && GITHUB_ACTION_REF)) {
        return undefined;
    }
    // These are variables of the job, so only what looks like the address of a release is printed.
    const base = `${GITHUB_SERVER_URL}/${GITHUB_ACTION_REPOSITORY}/blob/${GITHUB_ACTION_REF}`;
    return RELEASE.test(base) ? `${base}/docs/${path}` : undefined;
}
/** The address of a release: server, owner, name and ref. */
const RELEASE = /^https:\/\/[\w.-]+(?::\d+)?\/[\w.-]+\/[\w.-]+\/blob\/[\w./-]+$/;

;// CONCATENATED MODULE: ./src/errors/action-error.ts

/** A failure that names its cause, its fix and its entry in the documentation. Its message is safe to print. */
class action_error_ActionError extends Error {
    name = 'ActionError';
    code;
    explanation;
    constructor(code, explanation) {
        super(compose(code, explanation), { cause: explanation.cause });
        this.code = code;
        this.explanation = explanation;
    }
}
function compose(code, { problem, fix, link, transactionId }) {
    const entry = `troubleshooting.md#${code}`;
    const more = linkToDocs(entry) ?? `docs/${entry} in the repository of icr-login`;
    const lines = [problem, fix, `More: ${more} (icr-login: ${code})`];
    if (link !== undefined) {
        lines.push(`See also: ${link}`);
    }
    if (transactionId !== undefined) {
        lines.push(`IBM transaction ID: ${transactionId}`);
    }
    return lines.join('\n');
}
/** Whether an error is an {@link ActionError} with one of the codes. */
function action_error_hasCode(error, ...codes) {
    return error instanceof action_error_ActionError && codes.includes(error.code);
}

;// CONCATENATED MODULE: ./src/errors/describe.ts



/**
 * Describes anything that was thrown, so that it can be printed. The message of an {@link ActionError} is used
 * unchanged. Any other message is not trusted, so it is disarmed.
 */
function describe_describeError(error) {
    const explained = explainSystemError(error);
    return (explained instanceof action_error_ActionError ? explained : explainUnexpected(explained)).message;
}
/** Describes an error on one line, for a list of several failures. */
function summarizeError(error) {
    const explained = explainSystemError(error);
    return explained instanceof action_error_ActionError ? explained.explanation.problem : describe_quoteError(explained);
}
/** Explains errors of the operating system that nothing else has explained, in most cases a full disk. */
function explainSystemError(error) {
    if (error instanceof action_error_ActionError || !(error instanceof Error && 'syscall' in error)) {
        return error;
    }
    return new action_error_ActionError('runner-not-writable', {
        problem: `A file operation on the runner failed: ${describe_quoteError(error)}`,
        fix: "Free some disk space, and check that the runner's user can write to RUNNER_TEMP and to everything in it.",
        link: links_LINKS.runner,
        cause: error,
    });
}
/** Explains an error that this action does not expect, in most cases because of a fault in its code. */
function explainUnexpected(error) {
    return new action_error_ActionError('unexpected-error', {
        problem: `Something unexpected happened: ${describe_quoteError(error)}`,
        fix: 'Run the job again. If that does not help, open an issue in the repository of icr-login, with the log of a run with step debug logging.',
        link: links_LINKS.debugLogging,
        cause: error,
    });
}
/** Quotes the message of an error, disarmed and without advice. */
function describe_quoteError(error) {
    return disarm_disarm(readMessage(error));
}
/** If a host has several addresses, the error of Node.js has no message, but contains the error of each address. */
function readMessage(error) {
    if (error instanceof AggregateError && error.message === '') {
        return error.errors.map(readMessage).join('; ');
    }
    return error instanceof Error ? error.message : String(error);
}

;// CONCATENATED MODULE: ./src/errors/failures.ts

/** The failures of several independent tasks. Each is reported on its own. */
class SeveralFailures extends Error {
    name = 'SeveralFailures';
    failures;
    constructor(failures) {
        super(failures.map(describe_describeError).join('\n'));
        this.failures = failures;
    }
}
/**
 * Throws the failures of independent tasks, if there are any.
 *
 * @throws the only failure unchanged, or all of them as one error for {@link listFailures}.
 */
function failures_throwFailures(failures) {
    const [first, ...others] = failures.flatMap(listFailures);
    if (others.length > 0) {
        throw new SeveralFailures([first, ...others]);
    }
    if (first !== undefined) {
        throw first;
    }
}
/** Lists the failures in an error. Several that have the same description are listed once. */
function listFailures(error) {
    if (!(error instanceof SeveralFailures)) {
        return [error];
    }
    return [...new Map(error.failures.map((one) => [describe_describeError(one), one])).values()];
}

;// CONCATENATED MODULE: external "node:fs"
const external_node_fs_namespaceObject = require("node:fs");
;// CONCATENATED MODULE: external "node:fs/promises"
const promises_namespaceObject = require("node:fs/promises");
;// CONCATENATED MODULE: external "node:os"
const external_node_os_namespaceObject = require("node:os");
var external_node_os_default = /*#__PURE__*/__nccwpck_require__.n(external_node_os_namespaceObject);
;// CONCATENATED MODULE: external "node:path"
const external_node_path_namespaceObject = require("node:path");
;// CONCATENATED MODULE: ./node_modules/cockatiel/dist/backoff/DelegateBackoff.js
class DelegateBackoff {
    fn;
    /**
     * Backoff that delegates to a user-provided function. The function takes
     * the backoff context, and can optionally take (and return) a state value
     * that will be passed into subsequent backoff requests.
     */
    constructor(fn) {
        this.fn = fn;
    }
    /**
     * @inheritdoc
     */
    next(context) {
        return instance(this.fn).next(context);
    }
}
const instance = (fn, state, current = 0) => ({
    duration: current,
    next(context) {
        const result = fn(context, state);
        return typeof result === 'number'
            ? instance(fn, state, result)
            : instance(fn, result.state, result.delay);
    },
});
//# sourceMappingURL=DelegateBackoff.js.map
;// CONCATENATED MODULE: ./node_modules/cockatiel/dist/backoff/ConstantBackoff.js
class ConstantBackoff {
    interval;
    /**
     * Backoff that returns a constant interval.
     */
    constructor(interval) {
        this.interval = interval;
    }
    /**
     * @inheritdoc
     */
    next() {
        return ConstantBackoff_instance(this.interval);
    }
}
const ConstantBackoff_instance = (interval) => ({
    duration: interval,
    next() {
        return this;
    },
});
//# sourceMappingURL=ConstantBackoff.js.map
;// CONCATENATED MODULE: ./node_modules/cockatiel/dist/errors/TaskCancelledError.js
class TaskCancelledError extends Error {
    message;
    isTaskCancelledError = true;
    /**
     * Error thrown when a task is cancelled.
     */
    constructor(message = 'Operation cancelled') {
        super(message);
        this.message = message;
    }
}
//# sourceMappingURL=TaskCancelledError.js.map
;// CONCATENATED MODULE: ./node_modules/cockatiel/dist/common/Event.js

const noopDisposable = { dispose: () => undefined };
var Event;
(function (Event) {
    /**
     * Adds a handler that handles one event on the emitter.
     */
    Event.once = (event, listener) => {
        let syncDispose = false;
        let disposable;
        disposable = event(value => {
            listener(value);
            if (disposable) {
                disposable.dispose();
            }
            else {
                syncDispose = true; // callback can fire before disposable is returned
            }
        });
        if (syncDispose) {
            disposable.dispose();
            return noopDisposable; // no reason to keep the ref around
        }
        return disposable;
    };
    /**
     * Returns a promise that resolves when the event fires, or when cancellation
     * is requested, whichever happens first.
     */
    Event.toPromise = (event, signal) => {
        if (!signal) {
            return new Promise(resolve => Event.once(event, resolve));
        }
        if (signal.aborted) {
            return Promise.reject(new TaskCancelledError());
        }
        const toDispose = [];
        return new Promise((resolve, reject) => {
            const abortEvt = Event_onAbort(signal);
            toDispose.push(abortEvt);
            toDispose.push(abortEvt.event(() => {
                reject(new TaskCancelledError());
            }));
            toDispose.push(Event.once(event, data => {
                resolve(data);
            }));
        }).finally(() => {
            for (const d of toDispose) {
                d.dispose();
            }
        });
    };
})(Event || (Event = {}));
/** Creates an Event that fires when the signal is aborted. */
const Event_onAbort = (signal) => {
    const evt = new OneShotEvent();
    if (signal.aborted) {
        evt.emit(signal.reason);
        return { event: evt.addListener, dispose: () => { } };
    }
    const dispose = () => signal.removeEventListener('abort', l);
    // @types/node is currently missing the event types on AbortSignal
    const l = () => {
        evt.emit(signal.reason);
        dispose();
    };
    signal.addEventListener('abort', l);
    return { event: evt.addListener, dispose };
};
/**
 * Base event emitter. Calls listeners when data is emitted.
 */
class EventEmitter {
    listeners;
    /**
     * Event<T> function.
     */
    addListener = listener => this.addListenerInner(listener);
    /**
     * Gets the number of event listeners.
     */
    get size() {
        if (!this.listeners) {
            return 0;
        }
        else if (typeof this.listeners === 'function') {
            return 1;
        }
        else {
            return this.listeners.length;
        }
    }
    /**
     * Emits event data.
     */
    emit(value) {
        if (!this.listeners) {
            // no-op
        }
        else if (typeof this.listeners === 'function') {
            this.listeners(value);
        }
        else {
            for (const listener of this.listeners) {
                listener(value);
            }
        }
    }
    addListenerInner(listener) {
        if (!this.listeners) {
            this.listeners = listener;
        }
        else if (typeof this.listeners === 'function') {
            this.listeners = [this.listeners, listener];
        }
        else {
            this.listeners.push(listener);
        }
        return { dispose: () => this.removeListener(listener) };
    }
    removeListener(listener) {
        if (!this.listeners) {
            return;
        }
        if (typeof this.listeners === 'function') {
            if (this.listeners === listener) {
                this.listeners = undefined;
            }
            return;
        }
        const index = this.listeners.indexOf(listener);
        if (index === -1) {
            return;
        }
        if (this.listeners.length === 2) {
            this.listeners = index === 0 ? this.listeners[1] : this.listeners[0];
        }
        else {
            this.listeners = this.listeners.slice(0, index).concat(this.listeners.slice(index + 1));
        }
    }
}
/**
 * An event emitter that memorizes and instantly re-emits its last value
 * to attached listeners.
 */
class MemorizingEventEmitter extends (/* unused pure expression or super */ null && (EventEmitter)) {
    /**
     * Last emitted value, wrapped in an object so that we can correctly detect
     * emission of 'undefined' values.
     */
    lastValue;
    /**
     * Gets whether this emitter has yet emitted any event.
     */
    get hasEmitted() {
        return !!this.lastValue;
    }
    /**
     * @inheritdoc
     */
    addListener = listener => {
        const disposable = this.addListenerInner(listener);
        if (this.lastValue) {
            listener(this.lastValue.value);
        }
        return disposable;
    };
    /**
     * @inheritdoc
     */
    emit(value) {
        this.lastValue = { value };
        super.emit(value);
    }
}
/**
 * An event emitter that fires a value once and removes all
 * listeners automatically after doing so.
 */
class OneShotEvent extends EventEmitter {
    /**
     * Last emitted value, wrapped in an object so that we can correctly detect
     * emission of 'undefined' values.
     */
    lastValue;
    /**
     * @inheritdoc
     */
    addListener = listener => {
        if (this.lastValue) {
            listener(this.lastValue.value);
            return noopDisposable;
        }
        else {
            return this.addListenerInner(listener);
        }
    };
    /**
     * @inheritdoc
     */
    emit(value) {
        this.lastValue = { value };
        super.emit(value);
        this.listeners = undefined;
    }
}
//# sourceMappingURL=Event.js.map
;// CONCATENATED MODULE: ./node_modules/cockatiel/dist/common/Executor.js

const returnOrThrow = (failure) => {
    if ('error' in failure) {
        throw failure.error;
    }
    if ('success' in failure) {
        return failure.success;
    }
    return failure.value;
};
const makeStopwatch = () => {
    if (typeof performance !== 'undefined') {
        const start = performance.now();
        return () => performance.now() - start;
    }
    else {
        const start = process.hrtime.bigint();
        return () => Number(process.hrtime.bigint() - start) / 1000000; // ns->ms
    }
};
class Executor_ExecuteWrapper {
    errorFilter;
    resultFilter;
    successEmitter = new EventEmitter();
    failureEmitter = new EventEmitter();
    onSuccess = this.successEmitter.addListener;
    onFailure = this.failureEmitter.addListener;
    constructor(errorFilter = () => false, resultFilter = () => false) {
        this.errorFilter = errorFilter;
        this.resultFilter = resultFilter;
    }
    clone() {
        return new Executor_ExecuteWrapper(this.errorFilter, this.resultFilter);
    }
    async invoke(fn, ...args) {
        const stopwatch = this.successEmitter.size || this.failureEmitter.size ? makeStopwatch() : null;
        try {
            const value = await fn(...args);
            if (!this.resultFilter(value)) {
                if (stopwatch) {
                    this.successEmitter.emit({ duration: stopwatch() });
                }
                return { success: value };
            }
            if (stopwatch) {
                this.failureEmitter.emit({ duration: stopwatch(), handled: true, reason: { value } });
            }
            return { value };
        }
        catch (error) {
            const handled = this.errorFilter(error);
            if (stopwatch) {
                this.failureEmitter.emit({ duration: stopwatch(), handled, reason: { error } });
            }
            if (!handled) {
                throw error;
            }
            return { error };
        }
    }
}
//# sourceMappingURL=Executor.js.map
;// CONCATENATED MODULE: ./node_modules/cockatiel/dist/common/abort.js

const neverAbortedSignal = new AbortController().signal;
const cancelledSrc = new AbortController();
cancelledSrc.abort();
const abortedSignal = cancelledSrc.signal;
const noop = () => { };
/**
 * Creates a new AbortController that is aborted when the parent signal aborts.
 * @private
 */
const deriveAbortController = (signal) => {
    const ctrl = new AbortController();
    let dispose = noop;
    if (!signal) {
        return { ctrl, dispose };
    }
    if (signal.aborted) {
        ctrl.abort(signal.reason);
    }
    else {
        const abortEvt = onAbort(signal);
        abortEvt.event((reason) => ctrl.abort(reason));
        dispose = abortEvt.dispose;
    }
    return { ctrl, dispose };
};
//# sourceMappingURL=abort.js.map
;// CONCATENATED MODULE: ./node_modules/cockatiel/dist/NoopPolicy.js


/**
 * A no-op policy, useful for unit tests and stubs.
 */
class NoopPolicy {
    executor = new Executor_ExecuteWrapper();
    onSuccess = this.executor.onSuccess;
    onFailure = this.executor.onFailure;
    async execute(fn, signal = neverAbortedSignal) {
        return returnOrThrow(await this.executor.invoke(fn, { signal }));
    }
}
//# sourceMappingURL=NoopPolicy.js.map
;// CONCATENATED MODULE: ./node_modules/cockatiel/dist/RetryPolicy.js



const delay = (duration, unref) => new Promise(resolve => {
    const timer = setTimeout(resolve, duration);
    if (unref) {
        timer.unref();
    }
});
class RetryPolicy {
    options;
    executor;
    onGiveUpEmitter = new EventEmitter();
    onRetryEmitter = new EventEmitter();
    /**
     * @inheritdoc
     */
    get onSuccess() {
        return this.executor.onSuccess;
    }
    /**
     * @inheritdoc
     */
    get onFailure() {
        return this.executor.onFailure;
    }
    /**
     * Emitter that fires when we retry a call, before any backoff.
     *
     */
    onRetry = this.onRetryEmitter.addListener;
    /**
     * Emitter that fires when we're no longer retrying a call and are giving up.
     */
    onGiveUp = this.onGiveUpEmitter.addListener;
    constructor(options, executor) {
        this.options = options;
        this.executor = executor;
    }
    /**
     * When retrying, a referenced timer is created. This means the Node.js event
     * loop is kept active while we're delaying a retried call. Calling this
     * method on the retry builder will unreference the timer, allowing the
     * process to exit even if a retry might still be pending.
     */
    dangerouslyUnref() {
        return new RetryPolicy({ ...this.options, unref: true }, this.executor.clone());
    }
    /**
     * Executes the given function with retries.
     * @param fn Function to run
     * @returns a Promise that resolves or rejects with the function results.
     */
    async execute(fn, signal = neverAbortedSignal) {
        const factory = this.options.backoff || new ConstantBackoff(0);
        let backoff;
        for (let retries = 0;; retries++) {
            const result = await this.executor.invoke(fn, { attempt: retries, signal });
            if ('success' in result) {
                return result.success;
            }
            if (!signal.aborted && retries < this.options.maxAttempts) {
                const context = { attempt: retries + 1, signal, result };
                backoff = backoff ? backoff.next(context) : factory.next(context);
                const delayDuration = backoff.duration;
                const delayPromise = delay(delayDuration, !!this.options.unref);
                // A little sneaky reordering here lets us use Sinon's fake timers
                // when we get an emission in our tests.
                this.onRetryEmitter.emit({ ...result, delay: delayDuration, attempt: retries + 1 });
                await delayPromise;
                continue;
            }
            this.onGiveUpEmitter.emit(result);
            if ('error' in result) {
                throw result.error;
            }
            return result.value;
        }
    }
}
//# sourceMappingURL=RetryPolicy.js.map
;// CONCATENATED MODULE: ./node_modules/cockatiel/dist/Policy.js








const typeFilter = (cls, predicate) => predicate ? (v) => v instanceof cls && predicate(v) : (v) => v instanceof cls;
const always = () => true;
const never = () => false;
class Policy {
    options;
    /**
     * Factory that builds a base set of filters that can be used in circuit
     * breakers, retries, etc.
     */
    constructor(options) {
        this.options = options;
    }
    /**
     * Allows the policy to additionally handles errors of the given type.
     *
     * @param cls Class constructor to check that the error is an instance of.
     * @param predicate If provided, a function to be called with the error
     * which should return "true" if we want to handle this error.
     * @example
     * ```js
     * // retry both network errors and response errors with a 503 status code
     * new Policy()
     *  .orType(NetworkError)
     *  .orType(ResponseError, err => err.statusCode === 503)
     *  .retry()
     *  .attempts(3)
     *  .execute(() => getJsonFrom('https://example.com'));
     * ```
     */
    orType(cls, predicate) {
        const filter = typeFilter(cls, predicate);
        return new Policy({
            ...this.options,
            errorFilter: e => this.options.errorFilter(e) || filter(e),
        });
    }
    /**
     * Allows the policy to additionally handles errors that pass the given
     * predicate function.
     *
     * @param predicate Takes any thrown error, and returns true if it should
     * be retried by this policy.
     * @example
     * ```js
     * // only retry if the error has a "shouldBeRetried" property set
     * new Policy()
     *  .orWhen(err => err.shouldBeRetried === true)
     *  .retry()
     *  .attempts(3)
     *  .execute(() => getJsonFrom('https://example.com'));
     * ```
     */
    orWhen(predicate) {
        return new Policy({
            ...this.options,
            errorFilter: e => this.options.errorFilter(e) || predicate(e),
        });
    }
    /**
     * Adds handling for return values. The predicate will be called with
     * the return value of the executed function,
     *
     * @param predicate Takes the returned value, and returns true if it
     * should be retried by this policy.
     * @example
     * ```js
     * // retry when the response status code is a 5xx
     * new Policy()
     *  .orResultWhen(res => res.statusCode >= 500)
     *  .retry()
     *  .attempts(3)
     *  .execute(() => getJsonFrom('https://example.com'));
     * ```
     */
    orWhenResult(predicate) {
        return new Policy({
            ...this.options,
            resultFilter: r => this.options.resultFilter(r) || predicate(r),
        });
    }
    /**
     * Adds handling for return values. The predicate will be called with
     * the return value of the executed function,
     *
     * @param predicate Takes the returned value, and returns true if it
     * should be retried by this policy.
     * @example
     * ```js
     * // retry when the response status code is a 5xx
     * new Policy()
     *  .orResultType(res => res.statusCode >= 500)
     *  .retry()
     *  .attempts(3)
     *  .execute(() => getJsonFrom('https://example.com'));
     * ```
     */
    orResultType(cls, predicate) {
        const filter = typeFilter(cls, predicate);
        return new Policy({
            ...this.options,
            resultFilter: r => this.options.resultFilter(r) || filter(r),
        });
    }
}
const Policy_noop = new NoopPolicy();
/**
 * A policy that handles all errors.
 */
const handleAll = new Policy({ errorFilter: always, resultFilter: never });
/**
 * See {@link Policy.orType} for usage.
 */
function handleType(cls, predicate) {
    return new Policy({ errorFilter: typeFilter(cls, predicate), resultFilter: never });
}
/**
 * See {@link Policy.orWhen} for usage.
 */
function handleWhen(predicate) {
    return new Policy({ errorFilter: predicate, resultFilter: never });
}
/**
 * See {@link Policy.orResultType} for usage.
 */
function handleResultType(cls, predicate) {
    return new Policy({ errorFilter: never, resultFilter: typeFilter(cls, predicate) });
}
/**
 * See {@link Policy.orWhenResult} for usage.
 */
function handleWhenResult(predicate) {
    return new Policy({ errorFilter: never, resultFilter: predicate });
}
/**
 * Creates a bulkhead--a policy that limits the number of concurrent calls.
 */
function bulkhead(limit, queue = 0) {
    return new BulkheadPolicy(limit, queue);
}
/**
 * A decorator that can be used to wrap class methods and apply the given
 * policy to them. It also adds the last argument normally given in
 * {@link Policy.execute} as the last argument in the function call.
 * For example:
 *
 * ```ts
 * import { usePolicy, retry, handleAll } from 'cockatiel';
 *
 * const retry = retry(handleAll, { maxAttempts: 3 });
 *
 * class Database {
 *   @usePolicy(retry)
 *   public getUserInfo(userId, context, cancellationToken) {
 *     console.log('Retry attempt number', context.attempt);
 *     // implementation here
 *   }
 * }
 *
 * const db = new Database();
 * db.getUserInfo(3).then(info => console.log('User 3 info:', info))
 * ```
 *
 * Note that it will force the return type to be a Promise, since that's
 * what policies return.
 */
function usePolicy(policy) {
    return (_target, _key, descriptor) => {
        const inner = descriptor.value;
        if (typeof inner !== 'function') {
            throw new Error(`Can only decorate functions with @cockatiel, got ${typeof inner}`);
        }
        descriptor.value = function (...args) {
            const signal = args[args.length - 1] instanceof AbortSignal ? args.pop() : undefined;
            return policy.execute(context => inner.apply(this, [...args, context]), signal);
        };
    };
}
/**
 * Creates a timeout policy.
 * @param duration - How long to wait before timing out execute()'d functions
 * @param strategy - Strategy for timeouts, "Cooperative" or "Aggressive".
 * A {@link CancellationToken} will be pass to any executed function, and in
 * cooperative timeouts we'll simply wait for that function to return or
 * throw. In aggressive timeouts, we'll immediately throw a
 * {@link TaskCancelledError} when the timeout is reached, in addition to
 * marking the passed token as failed.
 */
function timeout(duration, strategyOrOpts) {
    return new TimeoutPolicy(duration, typeof strategyOrOpts === 'string' ? { strategy: strategyOrOpts } : strategyOrOpts);
}
function wrap(...p) {
    return {
        _altReturn: undefined,
        onFailure: p[0].onFailure,
        onSuccess: p[0].onSuccess,
        wrapped: p,
        execute(fn, signal) {
            const run = (context, i) => i === p.length
                ? fn(context)
                : p[i].execute(next => run({ ...context, ...next }, i + 1), context.signal);
            return Promise.resolve(run({ signal }, 0));
        },
    };
}
/**
 * Creates a retry policy. The options should contain the backoff strategy to
 * use. Included strategies are:
 *  - {@link ConstantBackoff}
 *  - {@link ExponentialBackoff}
 *  - {@link IterableBackoff}
 *  - {@link DelegateBackoff} (advanced)
 *
 * For example:
 *
 * ```
 * import { handleAll, retry } from 'cockatiel';
 *
 * const policy = retry(handleAll, { backoff: new ExponentialBackoff() });
 * ```
 *
 * You can optionally pass in the `attempts` to limit the maximum number of
 * retry attempts per call.
 */
function Policy_retry(policy, opts) {
    return new RetryPolicy({ backoff: opts.backoff || new ConstantBackoff(0), maxAttempts: opts.maxAttempts ?? Infinity }, new Executor_ExecuteWrapper(policy.options.errorFilter, policy.options.resultFilter));
}
/**
 * Returns a circuit breaker for the policy. **Important**: you should share
 * your circuit breaker between executions of whatever function you're
 * wrapping for it to function!
 *
 * ```ts
 * import { SamplingBreaker, Policy } from 'cockatiel';
 *
 * // Break if more than 20% of requests fail in a 30 second time window:
 * const breaker = Policy
 *  .handleAll()
 *  .circuitBreaker(10_000, new SamplingBreaker(0.2, 30 * 1000));
 *
 * export function handleRequest() {
 *   return breaker.execute(() => getInfoFromDatabase());
 * }
 * ```
 *
 * @param halfOpenAfter Time after failures to try to open the circuit
 * breaker again.
 * @param breaker The circuit breaker to use. This package exports
 * ConsecutiveBreaker and SamplingBreakers for you to use.
 */
function circuitBreaker(policy, opts) {
    return new CircuitBreakerPolicy(opts, new ExecuteWrapper(policy.options.errorFilter, policy.options.resultFilter));
}
/**
 * Falls back to the given value in the event of an error.
 *
 * ```ts
 * import { Policy } from 'cockatiel';
 *
 * const fallback = Policy
 *  .handleType(DatabaseError)
 *  .fallback(() => getStaleData());
 *
 * export function handleRequest() {
 *   return fallback.execute(() => getInfoFromDatabase());
 * }
 * ```
 *
 * @param toValue Value to fall back to, or a function that creates the
 * value to return (any may return a promise)
 */
function fallback(policy, valueOrFactory) {
    return new FallbackPolicy(new ExecuteWrapper(policy.options.errorFilter, policy.options.resultFilter), 
    // not technically type-safe, since if they actually want to _return_
    // a function, that gets lost here. We'll just advice in the docs to
    // use a higher-order function if necessary.
    (typeof valueOrFactory === 'function' ? valueOrFactory : () => valueOrFactory));
}
//# sourceMappingURL=Policy.js.map
;// CONCATENATED MODULE: ./src/time/retry.ts

/** Announces the next try in the log: `trying again in 3 s (attempt 2)`. */
function retry_nameRetry({ delayMs, attempt }) {
    const seconds = Math.max(1, Math.round(delayMs / 1000));
    return `trying again in ${seconds} s (attempt ${attempt})`;
}
/** A failure after which another try may help. */
class MayHelp extends Error {
    name = 'MayHelp';
}
/**
 * Does work, and repeats it while that may help, with exponential back-off and full jitter.
 *
 * @throws the error of the last try.
 */
async function retry_retry(work, { tries, firstDelayMs, longestDelayMs, mayHelp, leastDelayMs, onRetry }) {
    let last;
    const backoff = new DelegateBackoff(({ attempt }) => {
        const longest = Math.min(firstDelayMs * 2 ** (attempt - 1), longestDelayMs);
        return Math.random() * longest + (leastDelayMs?.(last) ?? 0);
    });
    const policy = Policy_retry(handleWhen((error) => error instanceof MayHelp), { maxAttempts: tries - 1, backoff });
    policy.onRetry(({ delay, attempt }) => onRetry?.({ error: last, delayMs: delay, attempt: attempt + 1 }));
    try {
        return await policy.execute(async () => {
            try {
                return await work();
            }
            catch (error) {
                last = error;
                throw (await mayHelp(error)) ? new MayHelp() : error;
            }
        });
    }
    catch (error) {
        throw error instanceof MayHelp ? last : error;
    }
}

;// CONCATENATED MODULE: ./src/files/files.ts





/*
 * Every change of a file or a directory goes through here. Windows refuses to rename, remove or replace a file that is
 * open in any process, for example in an antivirus or in another job. So on Windows, each change is tried again for
 * about two seconds.
 */
/** In a sticky directory, users can remove and replace their own files only. */
const STICKY_BIT = 0o1000;
/** Readable by its owner alone. */
const files_PRIVATE_FILE = 0o600;
const files_PRIVATE_DIRECTORY = 0o700;
/** More links and missing directories in a row than any real path has. */
const STEPS_FOLLOWED = 100;
/* v8 ignore next 2 -- Windows does not have it. */
/** Opens a pipe without waiting for a writer. */
const WITHOUT_BLOCKING = external_node_fs_namespaceObject.constants.O_NONBLOCK ?? 0;
/** How many times a directory is created that another job removes at the same moment. */
const DIRECTORY_TRIES = 5;
/** Much longer than any file that this action needs. A longer one could use up the memory. */
const LONGEST_BYTES = 4 * 1024 * 1024;
/** How many bytes one read returns at most. */
const CHUNK_BYTES = 64 * 1024;
/** The codes with which Windows refuses to change a file that is open elsewhere, or is being deleted. */
const OPEN_ELSEWHERE = ['EACCES', 'EBUSY', 'EPERM'];
/** About two seconds with the delays below, which are half as long on average. */
const TRIES = 20;
const FIRST_DELAY_MS = 20;
const LONGEST_DELAY_MS = 250;
/** Whether an error comes from the file system and has one of the codes. */
function files_isFileError(error, ...codes) {
    return error instanceof Error && 'code' in error && codes.includes(String(error.code));
}
/** There is a directory, a pipe, a socket or a device instead of a file, or anything else instead of a directory. */
class NotAFile extends Error {
    name = 'NotAFile';
    code = 'ENOTFILE';
    /** Makes this look like an error of the system, which is how it is explained. */
    syscall = 'open';
    constructor(path, expected = 'regular file') {
        super(`${path} is not a ${expected}`);
    }
}
/** A file that is too long to be read. */
class FileTooLong extends Error {
    code = 'EFBIG';
    syscall = 'read';
}
/**
 * Makes a change. On Windows, tries again for about two seconds while the file is open elsewhere.
 *
 * @throws the error of the last try.
 */
function whileOpenElsewhere(change, system = (0,external_node_os_namespaceObject.platform)()) {
    return retry_retry(change, {
        tries: TRIES,
        firstDelayMs: FIRST_DELAY_MS,
        longestDelayMs: LONGEST_DELAY_MS,
        mayHelp: (error) => system === 'win32' && files_isFileError(error, ...OPEN_ELSEWHERE),
    });
}
/**
 * Reads a file. A pipe does not block this.
 *
 * @returns its bytes, or `undefined` if there is no such file.
 * @throws NotAFile for anything except a regular file, and an error with the code EFBIG for more than 4 MiB.
 */
async function files_readIfThere(path) {
    try {
        return await whileOpenElsewhere(() => readFile(path));
    }
    catch (error) {
        if (files_isFileError(error, 'ENOENT')) {
            return undefined;
        }
        throw error;
    }
}
async function readFile(path) {
    if (!(await (0,promises_namespaceObject.stat)(path)).isFile()) {
        throw new NotAFile(path);
    }
    // The path may name something else by now, so the open file is checked again.
    const file = await (0,promises_namespaceObject.open)(path, external_node_fs_namespaceObject.constants.O_RDONLY | WITHOUT_BLOCKING);
    try {
        const status = await file.stat();
        /* v8 ignore next 3 -- Only if another process replaces the file at this very moment. */
        if (!status.isFile()) {
            throw new NotAFile(path);
        }
        // The size is not reliable: some files in /proc report 0 and are endless.
        const content = new Content(path);
        for (let isMore = true; isMore;) {
            const chunk = Buffer.alloc(CHUNK_BYTES);
            const { bytesRead } = await file.read(chunk);
            isMore = content.add(chunk.subarray(0, bytesRead));
        }
        return content.bytes;
    }
    catch (error) {
        throw nameFile(path, error);
    }
    finally {
        await file.close();
    }
}
/**
 * Reads a file synchronously.
 *
 * @throws as {@link readIfThere}, and an error with the code ENOENT if the file does not exist.
 */
function readAtOnce(path) {
    if (!(0,external_node_fs_namespaceObject.statSync)(path).isFile()) {
        throw new NotAFile(path);
    }
    const file = (0,external_node_fs_namespaceObject.openSync)(path, external_node_fs_namespaceObject.constants.O_RDONLY | WITHOUT_BLOCKING);
    try {
        const content = new Content(path);
        for (let isMore = true; isMore;) {
            const chunk = Buffer.alloc(CHUNK_BYTES);
            isMore = content.add(chunk.subarray(0, (0,external_node_fs_namespaceObject.readSync)(file, chunk)));
        }
        return content.bytes;
    }
    finally {
        (0,external_node_fs_namespaceObject.closeSync)(file);
    }
}
/** The part of a file that has been read so far. */
class Content {
    #path;
    #chunks = [];
    #length = 0;
    constructor(path) {
        this.#path = path;
    }
    get bytes() {
        return Buffer.concat(this.#chunks);
    }
    /**
     * @returns whether there may be more.
     * @throws FileTooLong
     */
    add(chunk) {
        this.#chunks.push(chunk);
        this.#length += chunk.length;
        if (this.#length > LONGEST_BYTES) {
            throw new FileTooLong(`${this.#path} is longer than ${LONGEST_BYTES} bytes`);
        }
        return chunk.length > 0;
    }
}
/** Adds the path to an error of the system that does not have it. */
function nameFile(path, error) {
    if (error instanceof Error && !error.message.includes(path)) {
        error.message = `${error.message} '${path}'`;
    }
    return error;
}
/** Whether reading from a path could take forever: from a pipe, a device, or a file in /proc that is endless or blocks. */
function isEndless(path) {
    try {
        readAtOnce(path);
        return false;
    }
    catch (error) {
        // Otherwise, the file does not exist, or this user cannot read it.
        return files_isFileError(error, 'ENOTFILE', 'EFBIG', 'EAGAIN');
    }
}
/** Lists the names in a directory. There are none if it does not exist, is not a directory, or cannot be read. */
function files_listNames(path) {
    try {
        return (0,external_node_fs_namespaceObject.readdirSync)(path);
    }
    catch {
        return [];
    }
}
/** Replaces a file by another one atomically. */
async function replaceFile(from, to) {
    await whileOpenElsewhere(() => (0,promises_namespaceObject.rename)(from, to));
}
/** A file of another user in a sticky directory. */
class NotReplaceable extends (/* unused pure expression or super */ null && (Error)) {
    code = 'EPERM';
    syscall = 'rename';
}
/**
 * Checks that the sticky bit of the directory does not prevent a file from being replaced.
 *
 * @throws an error with the code EPERM if the file belongs to another user and its directory is sticky, as /tmp is.
 */
async function files_refuseSticky(path) {
    /* v8 ignore next -- Windows has no such users, and no sticky bit. */
    const user = process.geteuid?.() ?? 0;
    const [file, directory] = await Promise.all([path, dirname(path)].map((one) => stat(one).catch(() => undefined)));
    const isSticky = ((directory?.mode ?? 0) & STICKY_BIT) !== 0;
    const isOurs = user === 0 || [file?.uid, directory?.uid].includes(user);
    if (isSticky && file !== undefined && !isOurs) {
        throw new NotReplaceable(`${path} belongs to another user, and its directory is sticky`);
    }
}
/** Removes a file, if it exists. */
async function files_removeFile(path) {
    await whileOpenElsewhere(() => (0,promises_namespaceObject.rm)(path, { force: true }));
}
/** Removes a file, or a directory with its content, if it exists. */
async function removeTree(path) {
    await whileOpenElsewhere(() => (0,promises_namespaceObject.rm)(path, { recursive: true, force: true }));
}
/** Resolves all symbolic links in a path, even if the last one points to nothing yet. */
async function files_resolveLinks(path, steps = 0) {
    try {
        // Unlike the other variants, `native` returns a path as Windows itself writes it.
        return external_node_fs_namespaceObject.realpathSync.native(path);
    }
    catch (error) {
        if (!files_isFileError(error, 'ENOENT') || steps === STEPS_FOLLOWED) {
            throw error;
        }
    }
    const target = await readLinkTarget(path);
    if (target !== undefined) {
        return files_resolveLinks((0,external_node_path_namespaceObject.resolve)((0,external_node_path_namespaceObject.dirname)(path), target), steps + 1);
    }
    return (0,external_node_path_namespaceObject.join)(await files_resolveLinks((0,external_node_path_namespaceObject.dirname)(path), steps + 1), (0,external_node_path_namespaceObject.basename)(path));
}
async function readLinkTarget(path) {
    try {
        return await (0,promises_namespaceObject.readlink)(path);
    }
    catch {
        // Nothing exists there, or it is not a link.
        return undefined;
    }
}
/**
 * Creates a directory that only its owner can read, and missing directories above it. Each gets the owner of its parent
 * directory: what root creates in a user's home directory must not lock that user out.
 *
 * @returns the topmost directory that was created, or `undefined` if the directory existed.
 * @throws NotAFile if the path is not a directory, or an error of the file system.
 */
async function files_makeDirectory(path) {
    const missing = await listMissing(path);
    for (const directory of missing) {
        try {
            await whileOpenElsewhere(() => mkdir(directory, { mode: files_PRIVATE_DIRECTORY }));
            await files_giveToOwnerOf(dirname(directory), directory);
        }
        catch (error) {
            // Another job was faster.
            if (!files_isFileError(error, 'EEXIST')) {
                throw error;
            }
        }
    }
    if (!(await stat(path)).isDirectory()) {
        throw new NotAFile(path, 'directory');
    }
    return missing[0];
}
/**
 * Runs work in a directory that is created if it is missing. If another job removes the directory meanwhile, both are
 * repeated. If the work fails, the directories that were created for it are removed.
 *
 * @param work receives the topmost directory that was created.
 */
async function files_inDirectory(path, work) {
    let made;
    for (let tries = 1;; tries += 1) {
        try {
            made = (await files_makeDirectory(path)) ?? made;
            return await work(made);
        }
        catch (error) {
            if (files_isFileError(error, 'ENOENT') && tries < DIRECTORY_TRIES) {
                continue;
            }
            if (made !== undefined) {
                await files_removeEmptyDirectories(path, made);
            }
            throw error;
        }
    }
}
/** Whether a path is the directory, or is somewhere inside it. */
function isWithin(path, directory) {
    const way = (0,external_node_path_namespaceObject.relative)(directory, path);
    return way === '' || !(way === '..' || way.startsWith(`..${external_node_path_namespaceObject.sep}`) || (0,external_node_path_namespaceObject.isAbsolute)(way));
}
/** Lists the directories of a path that do not exist, topmost first. */
async function listMissing(path) {
    try {
        await (0,promises_namespaceObject.lstat)(path);
        return [];
    }
    catch (error) {
        if (!files_isFileError(error, 'ENOENT')) {
            throw error;
        }
    }
    const parent = (0,external_node_path_namespaceObject.dirname)(path);
    /* v8 ignore next -- Only a missing Windows drive has no parent directory. */
    return parent === path ? [path] : [...(await listMissing(parent)), path];
}
/** Gives a file or directory the owner and group of another one, if the system allows it. */
async function files_giveToOwnerOf(model, path) {
    const { uid, gid } = await (0,promises_namespaceObject.stat)(model);
    const own = await (0,promises_namespaceObject.stat)(path);
    if (own.uid === uid && own.gid === gid) {
        return;
    }
    try {
        await (0,promises_namespaceObject.chown)(path, uid, gid);
    }
    catch {
        // Only root can change the owner.
    }
}
/** Removes a directory and those above it, up to the topmost one, as long as they are empty. */
async function files_removeEmptyDirectories(path, topmost) {
    try {
        await whileOpenElsewhere(() => (0,promises_namespaceObject.rmdir)(path));
    }
    catch {
        // The directory is not empty, is already removed, or this user may not remove it.
        return;
    }
    if (path !== topmost && path.startsWith(topmost)) {
        await files_removeEmptyDirectories((0,external_node_path_namespaceObject.dirname)(path), topmost);
    }
}

;// CONCATENATED MODULE: ./src/runner/step.ts




/** How long the work on cancel may take. It must end before the runner sends SIGTERM, 7.5 s after SIGINT. */
const CANCEL_MS = 3_000;
const onCancel = new Set();
/** Runs a main step. An error fails the step, and each of several failures is an error in the log. */
function runMain(work) {
    endOnCancel();
    return run(work, (error) => setFailed(describe_describeError(error)));
}
/**
 * Runs a post step. An error is a warning, so that it never fails the job. If the runner shuts down, nothing runs after
 * this step, so it continues until it has finished or is killed, 10 s after the first signal.
 */
function runPost(work) {
    const goOn = () => undefined;
    process.on('SIGINT', goOn);
    process.on('SIGTERM', goOn);
    return run(work, (error) => warning(`The login could not be undone: ${describeError(error)}`));
}
async function run(work, report) {
    // Without a handler, a write that exceeds the file size limit ends the process. With one, it fails with an error,
    // which this action explains.
    process.on('SIGXFSZ', () => undefined);
    try {
        await work();
    }
    catch (error) {
        listFailures(error).forEach(report);
    }
    endSoon();
}
/** Registers work to do when the job is canceled. The work has three seconds. */
function whenCancelled(work) {
    onCancel.add(work);
}
/**
 * When a job is canceled, the runner sends SIGINT, and SIGTERM after 7.5 s, to this process but not to its children
 * (actions/runner, `ProcessInvoker.cs`). The post step still runs and does the rest.
 */
function endOnCancel() {
    const stop = () => {
        const exit = () => end(1);
        setTimeout(exit, CANCEL_MS);
        Promise.allSettled([...onCancel].map(async (work) => work())).then(exit, exit);
    };
    process.once('SIGINT', stop);
    process.once('SIGTERM', stop);
}
/**
 * Ends the process as soon as its output is written. Otherwise, an abandoned connection, for example in the middle of a
 * handshake with a proxy, would keep the process running.
 */
function endSoon() {
    process.stdout.write('', () => end(Number(process.exitCode ?? 0)));
}
/**
 * Ends this process. Node.js reads the file in NODE_EXTRA_CA_CERTS in a thread and waits for that thread on exit. If a
 * step of the job has named a pipe there, that would take forever. So `execve` replaces this process by one that exits.
 */
function end(code) {
    /* v8 ignore next 2 -- What was counted is lost with the process. */
    if (isEndless(process.env['NODE_EXTRA_CA_CERTS'] ?? '')) {
        process.execve?.(process.execPath, [process.execPath, '-e', `process.exit(${code})`], {});
    }
    process.exit(code);
}

;// CONCATENATED MODULE: ./package.json
const package_namespaceObject = /*#__PURE__*/JSON.parse('{"UU":"icr-login","rE":"1.0.0"}');
;// CONCATENATED MODULE: ./src/time/deadline.ts


/** Returns the time of a monotonic clock, in milliseconds: no one can set it. */
function deadline_now() {
    return performance.now();
}
/** Puts a duration into words, in whole seconds and at least one. */
function nameTime(seconds) {
    const rounded = Math.max(1, Math.round(seconds));
    return rounded === 1 ? '1 second' : `${rounded} seconds`;
}
/** The time limit for all network requests of a step together, see the input `timeout`. */
class Deadline {
    #seconds;
    #endsAt;
    /** @param seconds the limit, from now. */
    constructor(seconds) {
        this.#seconds = seconds;
        this.#endsAt = deadline_now() + seconds * 1000;
    }
    /**
     * How many milliseconds are left; 0 after the deadline.
     *
     * @param graceMs by how much the deadline is extended.
     */
    remainingMs(graceMs = 0) {
        return Math.max(0, this.#endsAt + graceMs - deadline_now());
    }
    /** A deadline after half of the remaining time, for a first try that must leave time for an alternative. */
    half() {
        return new Deadline(this.remainingMs() / 2000);
    }
    /**
     * Settles like the work, or rejects at the deadline. The work itself is not stopped.
     *
     * @param what names the work in the message: `IBM Cloud IAM`.
     * @param lastFailure is called at the deadline, and says what went wrong before.
     * @throws ActionError `timed-out`
     */
    async race(work, what, lastFailure = () => undefined) {
        let timer;
        const end = new Promise((_resolve, reject) => {
            timer = setTimeout(() => reject(this.expired(what, lastFailure())), this.remainingMs());
        });
        try {
            return await Promise.race([work, end]);
        }
        finally {
            clearTimeout(timer);
        }
    }
    /** Makes the error for work that did not end before the deadline. */
    expired(what, lastFailure) {
        const before = lastFailure === undefined ? '' : ` The last attempt ended with: ${lastFailure}`;
        return new action_error_ActionError('timed-out', {
            problem: `No usable answer from ${what} within ${nameTime(this.#seconds)}.${before}`,
            fix: 'Check that a firewall or proxy lets this machine connect to the host, and run the job again. If the network is slow, raise the input `timeout`.',
            link: links_LINKS.connection,
        });
    }
}

;// CONCATENATED MODULE: ./src/http/proxy.ts


const ADDRESSES = ['https_proxy', 'HTTPS_PROXY'];
/** How to write the address of a proxy. */
const ADDRESS_ADVICE = 'Give it as http://host:port, or http://user:password@host:port, without quotes or spaces. In the username and the password, percent-encode every special character: % is %25, @ is %40, # is %23, / is %2F, and \\ is %5C.';
const EXCEPTIONS = ['no_proxy', 'NO_PROXY'];
/**
 * Converts the proxy variables to the forms that `@actions/http-client` supports. For an address without `http://`
 * (which `curl` and Docker accept) or one that cannot be decoded, it would bypass the proxy with the secrets. In
 * exceptions, it supports `.icr.io`, but not `*.icr.io`.
 *
 * @throws ActionError `proxy-refused` for an address that cannot be used. The error does not repeat the address, which
 * may contain a password.
 */
function prepareProxy(environment = process.env) {
    const prepared = readProxies(environment);
    for (const name of ADDRESSES) {
        const address = prepared[name] ?? '';
        if (/^socks/i.test(address)) {
            throw refuseProxy(`${name} is a SOCKS proxy. Docker can use such a proxy, but this action cannot.`, 'Set HTTPS_PROXY to the address of an HTTP proxy, or add the hosts of IBM Cloud to NO_PROXY if the runner can connect to them directly.');
        }
        if (address !== '' && !isUsable(address)) {
            throw refuseProxy(`${name} is not the address of a proxy.`, ADDRESS_ADVICE);
        }
    }
    Object.assign(environment, prepared);
}
/** The proxy variables that are set, in the forms that `@actions/http-client` supports. */
function readProxies(environment = process.env) {
    const read = (names, prepare) => names.flatMap((name) => {
        const value = environment[name];
        return value === undefined ? [] : [[name, prepare(value)]];
    });
    return Object.fromEntries([
        ...read(ADDRESSES, (value) => value === '' || value.includes('://') ? value : `http://${value}`),
        ...read(EXCEPTIONS, (value) => value.replace(/(?<![^\s,])\*\./g, '.')),
    ]);
}
/**
 * Finds the variable of a proxy whose address is invalid, for example because of a trailing space. The container clients
 * are written in Go, which ignores such a proxy silently.
 */
function findUnusableProxy(environment = process.env) {
    return ADDRESSES.find((name) => {
        const value = environment[name] ?? '';
        const address = value.includes('://') ? value : `http://${value}`;
        return value !== '' && (/\s/.test(value) || !isUsable(address));
    });
}
function refuseProxy(problem, fix) {
    return new action_error_ActionError('proxy-refused', { problem, fix, link: links_LINKS.runnerProxy });
}
function isUsable(address) {
    try {
        const { protocol, hostname, username, password, pathname, search, hash } = new URL(address);
        decodeURIComponent(username);
        decodeURIComponent(password);
        // In `domain\user:password@proxy`, Node.js reads the domain as the host, and the rest as a path.
        const isCut = `${pathname}${search}${hash}`.includes('@');
        // The parser of URLs accepts a host in quotes.
        return !isCut && /^https?:$/.test(protocol) && /^[\w.:[\]-]+$/.test(hostname);
    }
    catch {
        // This is not a URL, or its credentials cannot be decoded.
        return false;
    }
}
/** What clients say about a proxy that was contacted with TLS and does not support it. */
const PLAIN_PROXY = /first record does not look like a TLS handshake|wrong version number|EPROTO/;
/** Advises on a proxy without TLS. Returns `undefined` if the client's message is about something else. */
function adviseOnPlainProxy(words) {
    return PLAIN_PROXY.test(words)
        ? 'Start the value of HTTPS_PROXY with http://. The HTTPS in its name refers to the requests, but this proxy itself does not use TLS.'
        : undefined;
}
/**
 * Supports proxies with an IPv6 address. For `http://[::1]:3128`, `@actions/http-client` keeps the brackets, and
 * Node.js would search for a host of that name.
 */
const UNWRAP_IPV6 = {
    prepareRequest: ({ agent }) => {
        const proxy = agent?.proxyOptions;
        if (proxy?.host?.startsWith('[') === true) {
            proxy.host = proxy.host.slice(1, -1);
        }
    },
    canHandleAuthentication: () => false,
    /* v8 ignore next -- The type requires it, but the client calls it only if `canHandleAuthentication` returns true. */
    handleAuthentication: () => Promise.reject(new Error('A reply is never answered twice.')),
};
/** Names the proxy of the environment in a sentence, without its password: `the proxy 10.0.0.1:3128`. */
function nameProxy(environment = process.env) {
    const address = ADDRESSES.map((name) => environment[name]).find((value) => value) ?? '';
    const url = address.includes('://') ? address : `http://${address}`;
    return URL.canParse(url) && address !== '' ? `the proxy ${new URL(url).host}` : 'the proxy';
}

;// CONCATENATED MODULE: ./src/http/network-error.ts




/** A request that got no reply. The server may have processed it anyway, unless it was never sent. */
class NetworkError extends Error {
    name = 'NetworkError';
    host;
    /** Whether sending it again may help. */
    isTransient;
    /** Whether it is certain that the request was not sent, because there was no connection. */
    isUnsent;
    constructor(host, cause) {
        // Quoted, not described: a socket error is a system error too, and would be explained as one of the file system.
        super(describe_quoteError(cause), { cause });
        this.host = host;
        this.isTransient = !isLasting(cause, this.message);
        this.isUnsent = isUnconnected(cause) || PROXY_FAILURE.test(this.message);
    }
}
/** What Node.js does before it sends anything: it resolves the host and opens a connection. */
const CONNECTING = new Set(['connect', 'getaddrinfo']);
/** Whether there was no connection. Errors of an open connection can have the same codes. */
function isUnconnected(cause) {
    return cause instanceof AggregateError
        ? cause.errors.every(isUnconnected)
        : cause instanceof Error && 'syscall' in cause && CONNECTING.has(cause.syscall);
}
/** What the package `tunnel` says if the proxy does not open a tunnel. */
const PROXY_FAILURE = /tunneling socket could not be established/;
/** The name of the proxy cannot be resolved. */
const PROXY_UNKNOWN = /cause=getaddrinfo ENOTFOUND/;
/** The proxy was contacted with TLS, but does not support it or is not trusted. */
const PROXY_TLS = /cause=.{0,200}(?:wrong version number|EPROTO|certificate)/;
/** The machine itself forbids the connection. */
const FORBIDDEN_CODES = new Set(['EACCES', 'EPERM']);
/** The host has no address, or its name service fails. On Alpine Linux, a name service that refuses to answer is EAI_FAIL. */
const NAME_SERVICE_CODES = new Set(['EAI_AGAIN', 'EAI_FAIL', 'ENOTFOUND']);
/** The certificate is not valid at the time that this machine's clock shows. */
const WRONG_TIME = new Set(['CERT_HAS_EXPIRED', 'CERT_NOT_YET_VALID']);
/** The default host of IAM, which no user has typed. */
const IAM_HOST = 'iam.cloud.ibm.com';
const CERTIFICATE_CODES = /CERT|UNABLE_TO_|ERR_TLS|SELF_SIGNED|ERR_SSL|HOSTNAME_MISMATCH/;
/**
 * The codes of certificates that Node.js does not accept even from a trusted authority. Some proxies that inspect TLS
 * make them, for example with SHA-1, for which the code is `UNSPECIFIED`.
 */
const UNACCEPTABLE_CODES = new Set([
    'INVALID_CA',
    'INVALID_PURPOSE',
    'PATH_LENGTH_EXCEEDED',
    'UNSPECIFIED',
]);
function isOfCertificate(code) {
    return CERTIFICATE_CODES.test(code) || UNACCEPTABLE_CODES.has(code);
}
const PROXY_REFUSAL = /tunneling socket could not be established, statusCode=(\d{3})/;
const TRANSIENT_PROXY_STATUS = /^(?:408|429|5\d\d)$/;
function codeOf(error) {
    return error instanceof Error && 'code' in error ? String(error.code) : '';
}
function isLasting(cause, message) {
    const proxyStatus = PROXY_REFUSAL.exec(message)?.[1];
    if (proxyStatus !== undefined) {
        return !TRANSIENT_PROXY_STATUS.test(proxyStatus);
    }
    if (PROXY_FAILURE.test(message)) {
        // Another try would fail in the same way.
        return PROXY_UNKNOWN.test(message) || PROXY_TLS.test(message);
    }
    // ENOTFOUND is the final answer of a name service. If the name service itself fails, the code is EAI_AGAIN.
    const code = codeOf(cause);
    const isForGood = code === 'ENOTFOUND' || code === 'EMSGSIZE' || FORBIDDEN_CODES.has(code);
    return isForGood || isOfCertificate(code);
}
/** Explains a request that got no reply, after the last try. */
function explainNetworkError(error) {
    const { host, message, cause } = error;
    const code = codeOf(cause);
    if (PROXY_FAILURE.test(message)) {
        return explainProxy(error);
    }
    if (isOfCertificate(code)) {
        return explainCertificate(error, code);
    }
    if (NAME_SERVICE_CODES.has(code)) {
        return explainUnknownHost(host, { isOfTable: host === IAM_HOST, cause });
    }
    if (FORBIDDEN_CODES.has(code)) {
        return new action_error_ActionError('network-failed', {
            problem: `This machine blocked the connection to ${host}: ${message}`,
            fix: 'Check its firewall and its security software, and whether the runner is in a sandbox that forbids connections.',
            link: links_LINKS.runner,
            cause,
        });
    }
    return new action_error_ActionError('network-failed', {
        problem: `There was no usable reply from ${host}: ${message}`,
        fix: 'Run the job again. If it fails again, check that the firewall of the runner allows connections to this host on port 443.',
        link: links_LINKS.connection,
        cause,
    });
}
function explainProxy({ host, message, cause }) {
    const name = nameProxy();
    return new action_error_ActionError('proxy-refused', PROXY_UNKNOWN.test(message)
        ? {
            problem: `This machine cannot resolve the host of ${name}, so it did not connect to ${host}: ${message}`,
            fix: `Correct HTTPS_PROXY, or add ${host} to NO_PROXY if the runner can connect to it directly.`,
            link: links_LINKS.runnerProxy,
            cause,
        }
        : {
            problem: `The proxy of this machine did not connect to ${host}: ${message}`,
            fix: adviseOnPlainProxy(message) ??
                `Allow ${host}:443 in ${name}, check the address and the credentials in HTTPS_PROXY, or add ${host} to NO_PROXY if the runner can connect to it directly.`,
            link: links_LINKS.runnerProxy,
            cause,
        });
}
function explainCertificate({ host, message, cause }, code) {
    return new action_error_ActionError('certificate-not-trusted', {
        problem: `The certificate of ${host} is not trusted (${code}): ${message}`,
        ...adviseOnCertificate(code),
        cause,
    });
}
function adviseOnCertificate(code) {
    if (WRONG_TIME.has(code)) {
        return {
            fix: 'Compare the clock of this machine with the right time (`date --utc`) and set it. If the clock is right, something else is answering instead of IBM Cloud: do not continue.',
            link: links_LINKS.runner,
        };
    }
    const intercepted = 'If not, someone may be intercepting the connection: do not continue.';
    return UNACCEPTABLE_CODES.has(code)
        ? {
            fix: `If a proxy inspects TLS, ask its operator for certificates that meet today's requirements: a key of at least 2048 bits, SHA-256, and a certificate authority that is marked as one. ${intercepted}`,
            link: links_LINKS.runnerProxy,
        }
        : {
            fix: `If a proxy inspects TLS, set NODE_EXTRA_CA_CERTS to the file with its certificate authority for the whole runner. ${intercepted}`,
            link: links_LINKS.runnerProxy,
        };
}
/** Explains a host that this machine cannot resolve. */
function explainUnknownHost(host, { isOfTable, said, cause }) {
    const isPrivate = host.startsWith('private.');
    const problem = isOfTable && !isPrivate
        ? `This machine cannot resolve ${host}: its name service (DNS) cannot find the host, or does not respond.`
        : `This machine cannot resolve ${host}.`;
    const spelling = isOfTable ? '' : 'Check the spelling in `region` or `iam-url`. ';
    const network = isOfTable && !isPrivate
        ? "Check the DNS settings of the runner and of the job's container. Behind a proxy, set HTTPS_PROXY."
        : 'Private hosts resolve only on the IBM Cloud private network.';
    return new action_error_ActionError('host-unknown', {
        problem: said === undefined ? problem : `${problem} ${said}`,
        fix: `${spelling}${network}`,
        link: links_LINKS.connection,
        cause,
    });
}

;// CONCATENATED MODULE: ./src/runner/mask.ts

/** Shorter values are not masked, because `***` would then replace harmless text in the log. */
const MASKED_CHARACTERS = 8;
/** What the runner masks in the log. */
const masked = new Set();
/** Further forms of the secrets, to find them in text that the runner does not mask. */
const mask_hidden = new Set();
/**
 * Masks a secret in the log, before its first use. This covers the value itself, and the base64 of `user:secret` that
 * Docker configs and HTTP Basic authentication contain. (The runner adds the base64, URL and JSON forms of each.)
 *
 * @param usernames the Docker usernames that the secret may be used with.
 */
function mask(secret, ...usernames) {
    if (secret.length < MASKED_CHARACTERS) {
        return;
    }
    for (const form of [secret, ...usernames.map((username) => mask_encodeBasic(username, secret))]) {
        if (!masked.has(form)) {
            masked.add(form);
            core_setSecret(form);
        }
    }
    mask_hide(secret);
}
/** Keeps every form of a secret from child processes. The runner is not told, so it does not mask the secret. */
function mask_hide(secret) {
    if (secret.length < MASKED_CHARACTERS) {
        return;
    }
    mask_hidden.add(secret).add(encodeURIComponent(secret)).add(JSON.stringify(secret).slice(1, -1));
    for (const before of [0, 1, 2]) {
        for (const encoding of ['base64', 'base64url']) {
            mask_hidden.add(encodeInside(secret, before, encoding));
        }
    }
}
/** The part that the base64 of any text contains if the secret follows 3n + `before` other bytes of that text. */
function encodeInside(secret, before, encoding) {
    const bytes = Buffer.concat([Buffer.alloc(before), Buffer.from(secret)]);
    // The characters at both ends also depend on the bytes around the secret.
    const start = before === 0 ? 0 : before + 1;
    const whole = Math.floor(bytes.length / 3) * 4;
    return bytes.toString(encoding).slice(start, whole);
}
/** Base64 of `user:secret`. */
function mask_encodeBasic(username, secret) {
    return Buffer.from(`${username}:${secret}`).toString('base64');
}
/** Masks in a text what {@link mask} masks in the log. Use it before text is cut: the runner masks only whole ones. */
function redact(text) {
    return [...masked].reduce((rest, secret) => rest.replaceAll(secret, '***'), text);
}
/** How many layers of encoding are decoded to find a secret. */
const LAYERS = 3;
/** Whether a text contains, in any form, a secret that was passed to {@link mask} or {@link hide}. */
function containsSecret(text, layers = LAYERS) {
    return ([...masked, ...mask_hidden].some((secret) => text.includes(secret)) ||
        (layers > 0 && listDecoded(text).some((decoded) => containsSecret(decoded, layers - 1))));
}
/** What a text may decode to. For example, a Kubernetes pull secret has base64 in JSON in base64. */
function listDecoded(text) {
    // Programs wrap long base64.
    const joined = text.replace(/\s+/g, '');
    return [
        ...[text, joined].flatMap((one) => decodeRuns(one, /[\w+/-]{12,}/g, 'base64')),
        ...decodeRuns(joined, /(?:[0-9a-f]{2}){8,}/gi, 'hex'),
        // Unlike `decodeURIComponent`, this accepts a `%` that does not start an escape.
        ...(text.includes('%') ? [text.replace(/(?:%[0-9a-f]{2})+/gi, decodeEscapes)] : []),
    ];
}
function decodeRuns(text, run, encoding) {
    return [...text.matchAll(run)].map(([found]) => Buffer.from(found, encoding).toString());
}
function decodeEscapes(escapes) {
    return Buffer.from(escapes.replaceAll('%', ''), 'hex').toString();
}

;// CONCATENATED MODULE: ./node_modules/valibot/dist/index.mjs
//#region src/storages/globalConfig/globalConfig.ts
let store$4;
const DEFAULT_CONFIG = {
	lang: void 0,
	message: void 0,
	abortEarly: void 0,
	abortPipeEarly: void 0
};
/**
* Sets the global configuration.
*
* @param config The configuration.
*/
function setGlobalConfig(config$1) {
	store$4 = {
		...store$4,
		...config$1
	};
}
/**
* Returns the global configuration.
*
* @param config The config to merge.
*
* @returns The configuration.
*/
/* @__NO_SIDE_EFFECTS__ */
function getGlobalConfig(config$1) {
	if (!config$1 && !store$4) return DEFAULT_CONFIG;
	return {
		lang: config$1?.lang ?? store$4?.lang,
		message: config$1?.message,
		abortEarly: config$1?.abortEarly ?? store$4?.abortEarly,
		abortPipeEarly: config$1?.abortPipeEarly ?? store$4?.abortPipeEarly
	};
}
/**
* Deletes the global configuration.
*/
function deleteGlobalConfig() {
	store$4 = void 0;
}

//#endregion
//#region src/storages/globalMessage/globalMessage.ts
let store$3;
/**
* Sets a global error message.
*
* @param message The error message.
* @param lang The language of the message.
*/
function setGlobalMessage(message$1, lang) {
	if (!store$3) store$3 = /* @__PURE__ */ new Map();
	store$3.set(lang, message$1);
}
/**
* Returns a global error message.
*
* @param lang The language of the message.
*
* @returns The error message.
*/
/* @__NO_SIDE_EFFECTS__ */
function getGlobalMessage(lang) {
	return store$3?.get(lang);
}
/**
* Deletes a global error message.
*
* @param lang The language of the message.
*/
function deleteGlobalMessage(lang) {
	store$3?.delete(lang);
}

//#endregion
//#region src/storages/schemaMessage/schemaMessage.ts
let store$2;
/**
* Sets a schema error message.
*
* @param message The error message.
* @param lang The language of the message.
*/
function setSchemaMessage(message$1, lang) {
	if (!store$2) store$2 = /* @__PURE__ */ new Map();
	store$2.set(lang, message$1);
}
/**
* Returns a schema error message.
*
* @param lang The language of the message.
*
* @returns The error message.
*/
/* @__NO_SIDE_EFFECTS__ */
function getSchemaMessage(lang) {
	return store$2?.get(lang);
}
/**
* Deletes a schema error message.
*
* @param lang The language of the message.
*/
function deleteSchemaMessage(lang) {
	store$2?.delete(lang);
}

//#endregion
//#region src/storages/specificMessage/specificMessage.ts
let store$1;
/**
* Sets a specific error message.
*
* @param reference The identifier reference.
* @param message The error message.
* @param lang The language of the message.
*/
function setSpecificMessage(reference, message$1, lang) {
	if (!store$1) store$1 = /* @__PURE__ */ new Map();
	if (!store$1.get(reference)) store$1.set(reference, /* @__PURE__ */ new Map());
	store$1.get(reference).set(lang, message$1);
}
/**
* Returns a specific error message.
*
* @param reference The identifier reference.
* @param lang The language of the message.
*
* @returns The error message.
*/
/* @__NO_SIDE_EFFECTS__ */
function getSpecificMessage(reference, lang) {
	return store$1?.get(reference)?.get(lang);
}
/**
* Deletes a specific error message.
*
* @param reference The identifier reference.
* @param lang The language of the message.
*/
function deleteSpecificMessage(reference, lang) {
	store$1?.get(reference)?.delete(lang);
}

//#endregion
//#region src/utils/_stringify/_stringify.ts
/**
* Stringifies an unknown input to a literal or type string.
*
* @param input The unknown input.
*
* @returns A literal or type string.
*
* @internal
*/
/* @__NO_SIDE_EFFECTS__ */
function _stringify(input) {
	const type = typeof input;
	if (type === "string") return `"${input}"`;
	if (type === "number" || type === "bigint" || type === "boolean") return `${input}`;
	if (type === "object" || type === "function") return (input && Object.getPrototypeOf(input)?.constructor?.name) ?? "null";
	return type;
}

//#endregion
//#region src/utils/_addIssue/_addIssue.ts
/**
* Adds an issue to the dataset.
*
* @param context The issue context.
* @param label The issue label.
* @param dataset The input dataset.
* @param config The configuration.
* @param other The optional props.
*
* @internal
*/
function _addIssue(context, label, dataset, config$1, other) {
	const input = other && "input" in other ? other.input : dataset.value;
	const expected = other?.expected ?? context.expects ?? null;
	const received = other?.received ?? /* @__PURE__ */ _stringify(input);
	const issue = {
		kind: context.kind,
		type: context.type,
		input,
		expected,
		received,
		message: `Invalid ${label}: ${expected ? `Expected ${expected} but r` : "R"}eceived ${received}`,
		requirement: context.requirement,
		path: other?.path,
		issues: other?.issues,
		lang: config$1.lang,
		abortEarly: config$1.abortEarly,
		abortPipeEarly: config$1.abortPipeEarly
	};
	const isSchema = context.kind === "schema";
	const message$1 = other?.message ?? context.message ?? /* @__PURE__ */ getSpecificMessage(context.reference, issue.lang) ?? (isSchema ? /* @__PURE__ */ getSchemaMessage(issue.lang) : null) ?? config$1.message ?? /* @__PURE__ */ getGlobalMessage(issue.lang);
	if (message$1 !== void 0) issue.message = typeof message$1 === "function" ? message$1(issue) : message$1;
	if (isSchema) dataset.typed = false;
	if (dataset.issues) dataset.issues.push(issue);
	else dataset.issues = [issue];
}

//#endregion
//#region src/utils/_cloneDataset/_cloneDataset.ts
/**
* Creates a shallow copy of a dataset.
*
* Hint: The `value` is copied by reference, but the `issues` array, its issues
* and their `path` arrays are cloned to avoid reusing mutable dataset state
* across multiple runs. Mutating a returned object or array value can
* therefore affect later cache hits that reuse the same cached output.
*
* @param dataset The output dataset.
*
* @returns The copied output dataset.
*/
/* @__NO_SIDE_EFFECTS__ */
function _cloneDataset(dataset) {
	return {
		typed: dataset.typed,
		value: dataset.value,
		issues: dataset.issues?.map((issue) => ({
			...issue,
			path: issue.path && [...issue.path]
		}))
	};
}

//#endregion
//#region src/utils/_formatCase/_formatCase.ts
/**
* Splits a string into lowercase words and rejoins them with the given
* separator and capitalization rules.
*
* Words are separated by `_`, `-` and ASCII whitespace, as well as by case
* and acronym boundaries. Whether the first or subsequent words are
* capitalized is controlled by `capFirst` and `capRest`.
*
* Hint: Implemented in a single pass that emits directly to the result
* string to avoid an intermediate `string[]` allocation. ASCII chars are
* classified via char codes to skip `.toLowerCase()` and `.toUpperCase()`
* method calls in the common case.
*
* Hint: Digits are treated as a separate character class, so `item2Name`
* yields `item2` and `name` rather than `item`, `2` and `name`.
*
* @param input The input string.
* @param separator The string inserted between words.
* @param capFirst Whether to capitalize the first word.
* @param capRest Whether to capitalize subsequent words.
*
* @returns The formatted string.
*
* @internal
*/
/* @__NO_SIDE_EFFECTS__ */
function _formatCase(input, separator, capFirst, capRest) {
	let result = "";
	let firstWord = true;
	let start = 0;
	let prev = 0;
	let prevPrev = 0;
	const flush = (end) => {
		if (end > start) {
			let word = input.slice(start, end).toLowerCase();
			if (firstWord ? capFirst : capRest) {
				const firstCode = word.charCodeAt(0);
				if (firstCode >= 97 && firstCode <= 122) word = String.fromCharCode(firstCode - 32) + word.slice(1);
				else {
					const charLen = firstCode >= 55296 && firstCode <= 56319 ? 2 : 1;
					word = word.slice(0, charLen).toUpperCase() + word.slice(charLen);
				}
			}
			result += firstWord ? word : separator + word;
			firstWord = false;
		}
	};
	for (let index = 0; index < input.length; index++) {
		const code = input.charCodeAt(index);
		let type;
		if (code === 32 || code === 9 || code === 10 || code === 11 || code === 12 || code === 13 || code === 45 || code === 95) {
			flush(index);
			start = index + 1;
			type = 0;
		} else if (code < 128) type = code >= 65 && code <= 90 ? 1 : code >= 97 && code <= 122 ? 2 : 3;
		else {
			const char = input[index];
			const charLower = char.toLowerCase();
			type = charLower === char.toUpperCase() ? 3 : char === charLower ? 2 : 1;
		}
		if (type === 1 && (prev === 2 || prev === 3) && index > start) {
			flush(index);
			start = index;
		} else if (type === 2 && prev === 1 && prevPrev === 1 && index - 1 > start) {
			flush(index - 1);
			start = index - 1;
		}
		prevPrev = prev;
		prev = type;
	}
	flush(input.length);
	return result;
}

//#endregion
//#region src/utils/_getByteCount/_getByteCount.ts
let textEncoder;
/**
* Returns the byte count of the input.
*
* @param input The input to be measured.
*
* @returns The byte count.
*
* @internal
*/
/* @__NO_SIDE_EFFECTS__ */
function _getByteCount(input) {
	if (!textEncoder) textEncoder = new TextEncoder();
	return textEncoder.encode(input).length;
}

//#endregion
//#region src/utils/_getCodePointCount/_getCodePointCount.ts
/**
* Returns the code point count of the input.
*
* @param input The input to be measured.
*
* @returns The code point count.
*
* @internal
*/
/* @__NO_SIDE_EFFECTS__ */
function _getCodePointCount(input) {
	let count = input.length;
	const lengthMinus1 = input.length - 1;
	for (let i = 0; i < lengthMinus1;) if (input.codePointAt(i) <= 65535) i++;
	else {
		i += 2;
		count--;
	}
	return count;
}

//#endregion
//#region src/utils/_getGraphemeCount/_getGraphemeCount.ts
let segmenter;
/**
* Returns the grapheme count of the input.
*
* @param input The input to be measured.
*
* @returns The grapheme count.
*
* @internal
*/
/* @__NO_SIDE_EFFECTS__ */
function _getGraphemeCount(input) {
	if (!segmenter) segmenter = new Intl.Segmenter();
	const segments = segmenter.segment(input);
	let count = 0;
	for (const _ of segments) count++;
	return count;
}

//#endregion
//#region src/utils/_getLastMetadata/_getLastMetadata.ts
/**
* Returns the last top-level value of a given metadata type from a schema
* using a breadth-first search that starts with the last item in the pipeline.
*
* @param schema The schema to search.
* @param type The metadata type.
*
* @returns The value, if any.
*
* @internal
*/
/* @__NO_SIDE_EFFECTS__ */
function _getLastMetadata(schema, type) {
	if ("pipe" in schema) {
		const nestedSchemas = [];
		for (let index = schema.pipe.length - 1; index >= 0; index--) {
			const item = schema.pipe[index];
			if (item.kind === "schema" && "pipe" in item) nestedSchemas.push(item);
			else if (item.kind === "metadata" && item.type === type) return item[type];
		}
		for (const nestedSchema of nestedSchemas) {
			const result = /* @__PURE__ */ _getLastMetadata(nestedSchema, type);
			if (result !== void 0) return result;
		}
	}
}

//#endregion
//#region src/utils/_getWordCount/_getWordCount.ts
let store;
/**
* Returns the word count of the input.
*
* @param locales The locales to be used.
* @param input The input to be measured.
*
* @returns The word count.
*
* @internal
*/
/* @__NO_SIDE_EFFECTS__ */
function _getWordCount(locales, input) {
	if (!store) store = /* @__PURE__ */ new Map();
	const key = String(locales);
	let segmenter$1 = store.get(key);
	if (!segmenter$1) {
		segmenter$1 = new Intl.Segmenter(locales, { granularity: "word" });
		store.set(key, segmenter$1);
	}
	const segments = segmenter$1.segment(input);
	let count = 0;
	for (const segment of segments) if (segment.isWordLike) count++;
	return count;
}

//#endregion
//#region src/utils/_isLuhnAlgo/_isLuhnAlgo.ts
/**
* Non-digit regex.
*/
const NON_DIGIT_REGEX = /\D/gu;
/**
* Checks whether a string with numbers corresponds to the luhn algorithm.
*
* @param input The input to be checked.
*
* @returns Whether input is valid.
*
* @internal
*/
/* @__NO_SIDE_EFFECTS__ */
function _isLuhnAlgo(input) {
	const number$1 = input.replace(NON_DIGIT_REGEX, "");
	let length$1 = number$1.length;
	let bit = 1;
	let sum = 0;
	while (length$1) {
		const value$1 = +number$1[--length$1];
		bit ^= 1;
		sum += bit ? [
			0,
			2,
			4,
			6,
			8,
			1,
			3,
			5,
			7,
			9
		][value$1] : value$1;
	}
	return sum % 10 === 0;
}

//#endregion
//#region src/utils/_isSameValueZero/_isSameValueZero.ts
/**
* Compares two values using the SameValueZero algorithm, which treats `NaN`
* as equal to itself unlike `===`.
*
* @param value1 The first value.
* @param value2 The second value.
*
* @returns Whether the values are equal.
*
* @internal
*/
/* @__NO_SIDE_EFFECTS__ */
function _isSameValueZero(value1, value2) {
	return value1 === value2 || Number.isNaN(value1) && Number.isNaN(value2);
}

//#endregion
//#region src/utils/_isValidObjectKey/_isValidObjectKey.ts
/**
* Disallows inherited object properties and prevents object prototype
* pollution by disallowing certain keys.
*
* @param object The object to check.
* @param key The key to check.
*
* @returns Whether the key is allowed.
*
* @internal
*/
/* @__NO_SIDE_EFFECTS__ */
function _isValidObjectKey(object$1, key) {
	return Object.prototype.hasOwnProperty.call(object$1, key) && key !== "__proto__" && key !== "prototype" && key !== "constructor";
}

//#endregion
//#region src/utils/_isValueMatch/_isValueMatch.ts
/**
* Checks whether a value matches a value action requirement.
*
* @param requirement The value action requirement.
* @param value The value to check.
*
* @returns Whether the value matches the requirement.
*
* @internal
*/
/* @__NO_SIDE_EFFECTS__ */
function _isValueMatch(requirement, value$1) {
	return Number.isNaN(requirement) && Number.isNaN(value$1) || requirement <= value$1 && requirement >= value$1;
}

//#endregion
//#region src/utils/_joinExpects/_joinExpects.ts
/**
* Joins multiple `expects` values with the given separator.
*
* @param values The `expects` values.
* @param separator The separator.
*
* @returns The joined `expects` property.
*
* @internal
*/
/* @__NO_SIDE_EFFECTS__ */
function _joinExpects(values$1, separator) {
	const list = [...new Set(values$1)];
	if (list.length > 1) return `(${list.join(` ${separator} `)})`;
	return list[0] ?? "never";
}

//#endregion
//#region src/utils/_standardSchema/_standardSchema.ts
/**
* Eagerly creates and attaches the Standard Schema properties of a schema.
*
* Hint: The contextual `this` type includes the standard properties that are
* attached before the schema is returned.
*
* @param schema The schema to attach standard properties to.
*
* @returns The schema with standard properties attached.
*
* @internal
*/
function _standardSchema(schema) {
	schema["~standard"] = {
		version: 1,
		vendor: "valibot",
		validate: (value$1) => schema["~run"]({ value: value$1 }, /* @__PURE__ */ getGlobalConfig())
	};
	return schema;
}

//#endregion
//#region src/utils/entriesFromList/entriesFromList.ts
/**
* Creates an object entries definition from a list of keys and a schema.
*
* @param list A list of keys.
* @param schema The schema of the keys.
*
* @returns The object entries.
*/
/* @__NO_SIDE_EFFECTS__ */
function entriesFromList(list, schema) {
	const entries$1 = {};
	for (const key of list) entries$1[key] = schema;
	return entries$1;
}

//#endregion
//#region src/utils/entriesFromObjects/entriesFromObjects.ts
/* @__NO_SIDE_EFFECTS__ */
function entriesFromObjects(schemas) {
	const entries$1 = {};
	for (const schema of schemas) Object.assign(entries$1, schema.entries);
	return entries$1;
}

//#endregion
//#region src/utils/getDotPath/getDotPath.ts
/* @__NO_SIDE_EFFECTS__ */
function getDotPath(issue) {
	if (issue.path) {
		let key = "";
		for (const item of issue.path) if (typeof item.key === "string" || typeof item.key === "number") if (key) key += `.${item.key}`;
		else key += item.key;
		else return null;
		return key;
	}
	return null;
}

//#endregion
//#region src/utils/isOfKind/isOfKind.ts
/**
* A generic type guard to check the kind of an object.
*
* @param kind The kind to check for.
* @param object The object to check.
*
* @returns Whether it matches.
*/
/* @__NO_SIDE_EFFECTS__ */
function isOfKind(kind, object$1) {
	return object$1.kind === kind;
}

//#endregion
//#region src/utils/isOfType/isOfType.ts
/**
* A generic type guard to check the type of an object.
*
* @param type The type to check for.
* @param object The object to check.
*
* @returns Whether it matches.
*/
/* @__NO_SIDE_EFFECTS__ */
function isOfType(type, object$1) {
	return object$1.type === type;
}

//#endregion
//#region src/utils/ValiError/ValiError.ts
/**
* A Valibot error with useful information.
*/
var ValiError = class extends Error {
	/**
	* Creates a Valibot error with useful information.
	*
	* @param issues The error issues.
	*/
	constructor(issues) {
		super(issues[0].message);
		this.name = "ValiError";
		this.issues = issues;
	}
};

//#endregion
//#region src/utils/isValiError/isValiError.ts
/**
* A type guard to check if an error is a ValiError.
*
* @param error The error to check.
*
* @returns Whether its a ValiError.
*/
/* @__NO_SIDE_EFFECTS__ */
function isValiError(error) {
	return error instanceof ValiError;
}

//#endregion
//#region src/actions/args/args.ts
/* @__NO_SIDE_EFFECTS__ */
function args(schema) {
	return {
		kind: "transformation",
		type: "args",
		reference: args,
		async: false,
		schema,
		"~run"(dataset, config$1) {
			const func = dataset.value;
			dataset.value = (...args_) => {
				const argsDataset = this.schema["~run"]({ value: args_ }, config$1);
				if (argsDataset.issues) throw new ValiError(argsDataset.issues);
				return func(...argsDataset.value);
			};
			return dataset;
		}
	};
}

//#endregion
//#region src/actions/args/argsAsync.ts
/* @__NO_SIDE_EFFECTS__ */
function argsAsync(schema) {
	return {
		kind: "transformation",
		type: "args",
		reference: argsAsync,
		async: false,
		schema,
		"~run"(dataset, config$1) {
			const func = dataset.value;
			dataset.value = async (...args$1) => {
				const argsDataset = await schema["~run"]({ value: args$1 }, config$1);
				if (argsDataset.issues) throw new ValiError(argsDataset.issues);
				return func(...argsDataset.value);
			};
			return dataset;
		}
	};
}

//#endregion
//#region src/actions/await/awaitAsync.ts
/**
* Creates an await transformation action.
*
* @returns An await action.
*/
/* @__NO_SIDE_EFFECTS__ */
function awaitAsync() {
	return {
		kind: "transformation",
		type: "await",
		reference: awaitAsync,
		async: true,
		async "~run"(dataset) {
			dataset.value = await dataset.value;
			return dataset;
		}
	};
}

//#endregion
//#region src/regex.ts
/**
* [Base64](https://en.wikipedia.org/wiki/Base64) regex.
*/
const BASE64_REGEX = /^(?:[\da-z+/]{4})*(?:[\da-z+/]{2}==|[\da-z+/]{3}=)?$/iu;
/**
* [BIC](https://en.wikipedia.org/wiki/ISO_9362) regex.
*/
const BIC_REGEX = /^[A-Z]{6}(?!00)[\dA-Z]{2}(?:[\dA-Z]{3})?$/u;
/**
* [Cuid2](https://github.com/paralleldrive/cuid2) regex.
*/
const CUID2_REGEX = /^[a-z][\da-z]*$/u;
/**
* [Decimal](https://en.wikipedia.org/wiki/Decimal) regex.
*/
const DECIMAL_REGEX = /^[+-]?(?:\d*\.)?\d+$/u;
/**
* [Digits](https://en.wikipedia.org/wiki/Numerical_digit) regex.
*/
const DIGITS_REGEX = /^\d+$/u;
/**
* [Domain name](https://en.wikipedia.org/wiki/Domain_name) regex.
*
* Hint: We decided against the `i` flag for better JSON Schema compatibility.
* ASCII-only validation. Internationalized domain names (IDNs) are not
* supported, including Punycode-encoded labels.
*/
const DOMAIN_REGEX = /^(?=.{1,253}$)(?:(?![Xx][Nn]--)[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?\.)+[A-Za-z]{2,63}$/u;
/**
* [Email address](https://en.wikipedia.org/wiki/Email_address) regex.
*
* Hint: We decided against the `i` flag to avoid matching non-ASCII characters.
*/
const EMAIL_REGEX = /^[\w+-]+(?:\.[\w+-]+)*@[\da-zA-Z]+(?:[.-][\da-zA-Z]+)*\.[a-zA-Z]{2,}$/u;
/**
* Emoji regex from [emoji-regex-xs](https://github.com/slevithan/emoji-regex-xs) v1.0.0 (MIT license).
*
* Hint: We decided against the newer `/^\p{RGI_Emoji}+$/v` regex because it is
* not supported in older runtimes and does not match all emoji.
*/
const EMOJI_REGEX = /^(?:[\u{1F1E6}-\u{1F1FF}]{2}|\u{1F3F4}[\u{E0061}-\u{E007A}]{2}[\u{E0030}-\u{E0039}\u{E0061}-\u{E007A}]{1,3}\u{E007F}|(?:\p{Emoji}\uFE0F\u20E3?|\p{Emoji_Modifier_Base}\p{Emoji_Modifier}?|(?![\p{Emoji_Modifier_Base}\u{1F1E6}-\u{1F1FF}])\p{Emoji_Presentation})(?:\u200D(?:\p{Emoji}\uFE0F\u20E3?|\p{Emoji_Modifier_Base}\p{Emoji_Modifier}?|(?![\p{Emoji_Modifier_Base}\u{1F1E6}-\u{1F1FF}])\p{Emoji_Presentation}))*)+$/u;
/**
* [Hexadecimal](https://en.wikipedia.org/wiki/Hexadecimal) regex.
*
* Hint: We decided against the `i` flag for better JSON Schema compatibility.
*/
const HEXADECIMAL_REGEX = /^(?:0[hx])?[\da-fA-F]+$/u;
/**
* [Hex color](https://en.wikipedia.org/wiki/Web_colors#Hex_triplet) regex.
*
* Hint: We decided against the `i` flag for better JSON Schema compatibility.
*/
const HEX_COLOR_REGEX = /^#(?:[\da-fA-F]{3,4}|[\da-fA-F]{6}|[\da-fA-F]{8})$/u;
/**
* [IMEI](https://en.wikipedia.org/wiki/International_Mobile_Equipment_Identity) regex.
*/
const IMEI_REGEX = /^\d{15}$|^\d{2}-\d{6}-\d{6}-\d$/u;
/**
* [IPv4](https://en.wikipedia.org/wiki/IPv4) regex.
*/
const IPV4_REGEX = /^(?:(?:[1-9]|1\d|2[0-4])?\d|25[0-5])(?:\.(?:(?:[1-9]|1\d|2[0-4])?\d|25[0-5])){3}$/u;
/**
* [IPv6](https://en.wikipedia.org/wiki/IPv6) regex.
*/
const IPV6_REGEX = /^(?:(?:[\da-f]{1,4}:){7}[\da-f]{1,4}|(?:[\da-f]{1,4}:){1,7}:|(?:[\da-f]{1,4}:){1,6}:[\da-f]{1,4}|(?:[\da-f]{1,4}:){1,5}(?::[\da-f]{1,4}){1,2}|(?:[\da-f]{1,4}:){1,4}(?::[\da-f]{1,4}){1,3}|(?:[\da-f]{1,4}:){1,3}(?::[\da-f]{1,4}){1,4}|(?:[\da-f]{1,4}:){1,2}(?::[\da-f]{1,4}){1,5}|[\da-f]{1,4}:(?::[\da-f]{1,4}){1,6}|:(?:(?::[\da-f]{1,4}){1,7}|:)|fe80:(?::[\da-f]{0,4}){0,4}%[\da-z]+|::(?:f{4}(?::0{1,4})?:)?(?:(?:25[0-5]|(?:2[0-4]|1?\d)?\d)\.){3}(?:25[0-5]|(?:2[0-4]|1?\d)?\d)|(?:[\da-f]{1,4}:){1,4}:(?:(?:25[0-5]|(?:2[0-4]|1?\d)?\d)\.){3}(?:25[0-5]|(?:2[0-4]|1?\d)?\d))$/iu;
/**
* [IP](https://en.wikipedia.org/wiki/IP_address) regex.
*/
const IP_REGEX = /^(?:(?:[1-9]|1\d|2[0-4])?\d|25[0-5])(?:\.(?:(?:[1-9]|1\d|2[0-4])?\d|25[0-5])){3}$|^(?:(?:[\da-f]{1,4}:){7}[\da-f]{1,4}|(?:[\da-f]{1,4}:){1,7}:|(?:[\da-f]{1,4}:){1,6}:[\da-f]{1,4}|(?:[\da-f]{1,4}:){1,5}(?::[\da-f]{1,4}){1,2}|(?:[\da-f]{1,4}:){1,4}(?::[\da-f]{1,4}){1,3}|(?:[\da-f]{1,4}:){1,3}(?::[\da-f]{1,4}){1,4}|(?:[\da-f]{1,4}:){1,2}(?::[\da-f]{1,4}){1,5}|[\da-f]{1,4}:(?::[\da-f]{1,4}){1,6}|:(?:(?::[\da-f]{1,4}){1,7}|:)|fe80:(?::[\da-f]{0,4}){0,4}%[\da-z]+|::(?:f{4}(?::0{1,4})?:)?(?:(?:25[0-5]|(?:2[0-4]|1?\d)?\d)\.){3}(?:25[0-5]|(?:2[0-4]|1?\d)?\d)|(?:[\da-f]{1,4}:){1,4}:(?:(?:25[0-5]|(?:2[0-4]|1?\d)?\d)\.){3}(?:25[0-5]|(?:2[0-4]|1?\d)?\d))$/iu;
/**
* [ISO 8601](https://en.wikipedia.org/wiki/ISO_8601) date regex.
*/
const ISO_DATE_REGEX = /^\d{4}-(?:0[1-9]|1[0-2])-(?:[12]\d|0[1-9]|3[01])$/u;
/**
* [ISO 8601](https://en.wikipedia.org/wiki/ISO_8601) date-time regex.
*/
const ISO_DATE_TIME_REGEX = /^\d{4}-(?:0[1-9]|1[0-2])-(?:[12]\d|0[1-9]|3[01])[T ](?:0\d|1\d|2[0-3]):[0-5]\d$/u;
/**
* [ISO 8601](https://en.wikipedia.org/wiki/ISO_8601) date-time with seconds regex.
*/
const ISO_DATE_TIME_SECOND_REGEX = /^\d{4}-(?:0[1-9]|1[0-2])-(?:[12]\d|0[1-9]|3[01])[T ](?:0\d|1\d|2[0-3])(?::[0-5]\d){2}$/u;
/**
* [ISO 8601](https://en.wikipedia.org/wiki/ISO_8601) time regex.
*/
const ISO_TIME_REGEX = /^(?:0\d|1\d|2[0-3]):[0-5]\d$/u;
/**
* [ISO 8601](https://en.wikipedia.org/wiki/ISO_8601) time with seconds regex.
*/
const ISO_TIME_SECOND_REGEX = /^(?:0\d|1\d|2[0-3])(?::[0-5]\d){2}$/u;
/**
* [ISO 8601](https://en.wikipedia.org/wiki/ISO_8601) timestamp regex. Allows a
* space as a date/time separator and an optional space before the UTC offset.
*/
const ISO_TIMESTAMP_REGEX = /^\d{4}-(?:0[1-9]|1[0-2])-(?:[12]\d|0[1-9]|3[01])[T ](?:0\d|1\d|2[0-3])(?::[0-5]\d){2}(?:\.\d{1,9})?(?:Z| ?[+-](?:0\d|1\d|2[0-3])(?::?[0-5]\d)?)$/u;
/**
* [ISO 8601](https://en.wikipedia.org/wiki/ISO_8601) week regex.
*/
const ISO_WEEK_REGEX = /^\d{4}-W(?:0[1-9]|[1-4]\d|5[0-3])$/u;
/**
* [JWS compact serialization](https://datatracker.ietf.org/doc/html/rfc7515#section-3.1)
* regex.
*
* Hint: Empty payload and signature segments are allowed because the
* Base64URL-encoded representation of an empty octet sequence is an empty
* string.
*/
const JWS_COMPACT_REGEX = /^(?:[\w-]{2,3}|(?:[\w-]{4})+(?:[\w-]{2,3})?)\.(?:[\w-]{2,3}|(?:[\w-]{4})+(?:[\w-]{2,3})?)?\.(?:[\w-]{2,3}|(?:[\w-]{4})+(?:[\w-]{2,3})?)?$/u;
/**
* [ISRC](https://en.wikipedia.org/wiki/International_Standard_Recording_Code) regex.
*/
const ISRC_REGEX = /^(?:[A-Z]{2}[A-Z\d]{3}\d{7}|[A-Z]{2}-[A-Z\d]{3}-\d{2}-\d{5})$/u;
/**
* [KSUID](https://github.com/segmentio/ksuid) regex.
*/
const KSUID_REGEX = /^[a-zA-Z0-9]{27}$/u;
/**
* [MAC](https://en.wikipedia.org/wiki/MAC_address) 48 bit regex.
*
* Hint: We decided against the `i` flag for better JSON Schema compatibility.
*/
const MAC48_REGEX = /^(?:[\da-fA-F]{2}:){5}[\da-fA-F]{2}$|^(?:[\da-fA-F]{2}-){5}[\da-fA-F]{2}$|^(?:[\da-fA-F]{4}\.){2}[\da-fA-F]{4}$/u;
/**
* [MAC](https://en.wikipedia.org/wiki/MAC_address) 64 bit regex.
*
* Hint: We decided against the `i` flag for better JSON Schema compatibility.
*/
const MAC64_REGEX = /^(?:[\da-fA-F]{2}:){7}[\da-fA-F]{2}$|^(?:[\da-fA-F]{2}-){7}[\da-fA-F]{2}$|^(?:[\da-fA-F]{4}\.){3}[\da-fA-F]{4}$|^(?:[\da-fA-F]{4}:){3}[\da-fA-F]{4}$/u;
/**
* [MAC](https://en.wikipedia.org/wiki/MAC_address) regex.
*
* Hint: We decided against the `i` flag for better JSON Schema compatibility.
*/
const MAC_REGEX = /^(?:[\da-fA-F]{2}:){5}[\da-fA-F]{2}$|^(?:[\da-fA-F]{2}-){5}[\da-fA-F]{2}$|^(?:[\da-fA-F]{4}\.){2}[\da-fA-F]{4}$|^(?:[\da-fA-F]{2}:){7}[\da-fA-F]{2}$|^(?:[\da-fA-F]{2}-){7}[\da-fA-F]{2}$|^(?:[\da-fA-F]{4}\.){3}[\da-fA-F]{4}$|^(?:[\da-fA-F]{4}:){3}[\da-fA-F]{4}$/u;
/**
* [Nano ID](https://github.com/ai/nanoid) regex.
*/
const NANO_ID_REGEX = /^[\w-]+$/u;
/**
* [Octal](https://en.wikipedia.org/wiki/Octal) regex.
*/
const OCTAL_REGEX = /^(?:0o)?[0-7]+$/u;
/**
* [RFC 5322 email address](https://datatracker.ietf.org/doc/html/rfc5322#section-3.4.1) regex.
*
* Hint: This regex was taken from the [HTML Living Standard Specification](https://html.spec.whatwg.org/multipage/input.html#valid-e-mail-address) and does not perfectly represent RFC 5322.
*/
const RFC_EMAIL_REGEX = /^[a-zA-Z0-9.!#$%&'*+\/=?^_`{|}~-]+@[a-zA-Z0-9](?:[a-zA-Z0-9-]{0,61}[a-zA-Z0-9])?(?:\.[a-zA-Z0-9](?:[a-zA-Z0-9-]{0,61}[a-zA-Z0-9])?)*$/;
/**
* [Slug](https://en.wikipedia.org/wiki/Clean_URL#Slug) regex.
*/
const SLUG_REGEX = /^[\da-z]+(?:[-_][\da-z]+)*$/u;
/**
* [ULID](https://github.com/ulid/spec) regex.
*
* Hint: We decided against the `i` flag for better JSON Schema compatibility.
* Hint: The first character is restricted to `[0-7]` because the 48-bit
* timestamp cannot exceed 2^48-1, making the maximum valid ULID
* `7ZZZZZZZZZZZZZZZZZZZZZZZZZ` in Crockford's Base32 encoding.
*/
const ULID_REGEX = /^[0-7][\da-hjkmnp-tv-zA-HJKMNP-TV-Z]{25}$/u;
/**
* [UUID](https://en.wikipedia.org/wiki/Universally_unique_identifier) regex.
*/
const UUID_REGEX = /^[\da-f]{8}(?:-[\da-f]{4}){3}-[\da-f]{12}$/iu;

//#endregion
//#region src/actions/base64/base64.ts
/* @__NO_SIDE_EFFECTS__ */
function base64(message$1) {
	return {
		kind: "validation",
		type: "base64",
		reference: base64,
		async: false,
		expects: null,
		requirement: BASE64_REGEX,
		message: message$1,
		"~run"(dataset, config$1) {
			if (dataset.typed && !this.requirement.test(dataset.value)) _addIssue(this, "Base64", dataset, config$1);
			return dataset;
		}
	};
}

//#endregion
//#region src/actions/bic/bic.ts
/* @__NO_SIDE_EFFECTS__ */
function bic(message$1) {
	return {
		kind: "validation",
		type: "bic",
		reference: bic,
		async: false,
		expects: null,
		requirement: BIC_REGEX,
		message: message$1,
		"~run"(dataset, config$1) {
			if (dataset.typed && !this.requirement.test(dataset.value)) _addIssue(this, "BIC", dataset, config$1);
			return dataset;
		}
	};
}

//#endregion
//#region src/actions/brand/brand.ts
/**
* Creates a brand transformation action.
*
* @param name The brand name.
*
* @returns A brand action.
*/
/* @__NO_SIDE_EFFECTS__ */
function brand(name) {
	return {
		kind: "transformation",
		type: "brand",
		reference: brand,
		async: false,
		name,
		"~run"(dataset) {
			return dataset;
		}
	};
}

//#endregion
//#region src/actions/bytes/bytes.ts
/* @__NO_SIDE_EFFECTS__ */
function bytes(requirement, message$1) {
	return {
		kind: "validation",
		type: "bytes",
		reference: bytes,
		async: false,
		expects: `${requirement}`,
		requirement,
		message: message$1,
		"~run"(dataset, config$1) {
			if (dataset.typed) {
				const length$1 = /* @__PURE__ */ _getByteCount(dataset.value);
				if (length$1 !== this.requirement) _addIssue(this, "bytes", dataset, config$1, { received: `${length$1}` });
			}
			return dataset;
		}
	};
}

//#endregion
//#region src/actions/check/check.ts
/* @__NO_SIDE_EFFECTS__ */
function check(requirement, message$1) {
	return {
		kind: "validation",
		type: "check",
		reference: check,
		async: false,
		expects: null,
		requirement,
		message: message$1,
		"~run"(dataset, config$1) {
			if (dataset.typed && !this.requirement(dataset.value)) _addIssue(this, "input", dataset, config$1);
			return dataset;
		}
	};
}

//#endregion
//#region src/actions/check/checkAsync.ts
/* @__NO_SIDE_EFFECTS__ */
function checkAsync(requirement, message$1) {
	return {
		kind: "validation",
		type: "check",
		reference: checkAsync,
		async: true,
		expects: null,
		requirement,
		message: message$1,
		async "~run"(dataset, config$1) {
			if (dataset.typed && !await this.requirement(dataset.value)) _addIssue(this, "input", dataset, config$1);
			return dataset;
		}
	};
}

//#endregion
//#region src/actions/checkItems/checkItems.ts
/* @__NO_SIDE_EFFECTS__ */
function checkItems(requirement, message$1) {
	return {
		kind: "validation",
		type: "check_items",
		reference: checkItems,
		async: false,
		expects: null,
		requirement,
		message: message$1,
		"~run"(dataset, config$1) {
			if (dataset.typed) for (let index = 0; index < dataset.value.length; index++) {
				const item = dataset.value[index];
				if (!this.requirement(item, index, dataset.value)) _addIssue(this, "item", dataset, config$1, {
					input: item,
					path: [{
						type: "array",
						origin: "value",
						input: dataset.value,
						key: index,
						value: item
					}]
				});
			}
			return dataset;
		}
	};
}

//#endregion
//#region src/actions/checkItems/checkItemsAsync.ts
/* @__NO_SIDE_EFFECTS__ */
function checkItemsAsync(requirement, message$1) {
	return {
		kind: "validation",
		type: "check_items",
		reference: checkItemsAsync,
		async: true,
		expects: null,
		requirement,
		message: message$1,
		async "~run"(dataset, config$1) {
			if (dataset.typed) {
				const requirementResults = await Promise.all(dataset.value.map(this.requirement));
				for (let index = 0; index < dataset.value.length; index++) if (!requirementResults[index]) {
					const item = dataset.value[index];
					_addIssue(this, "item", dataset, config$1, {
						input: item,
						path: [{
							type: "array",
							origin: "value",
							input: dataset.value,
							key: index,
							value: item
						}]
					});
				}
			}
			return dataset;
		}
	};
}

//#endregion
//#region src/actions/codePoints/codePoints.ts
/* @__NO_SIDE_EFFECTS__ */
function codePoints(requirement, message$1) {
	return {
		kind: "validation",
		type: "code_points",
		reference: codePoints,
		async: false,
		expects: `${requirement}`,
		requirement,
		message: message$1,
		"~run"(dataset, config$1) {
			if (dataset.typed) {
				const count = /* @__PURE__ */ _getCodePointCount(dataset.value);
				if (count !== this.requirement) _addIssue(this, "code points", dataset, config$1, { received: `${count}` });
			}
			return dataset;
		}
	};
}

//#endregion
//#region src/actions/creditCard/creditCard.ts
/**
* Credit card regex.
*/
const CREDIT_CARD_REGEX = /^(?:\d{13,19}|\d{4}(?: \d{3,6}){2,4}|\d{4}(?:-\d{3,6}){2,4})$/u;
/**
* Sanitize regex.
*/
const SANITIZE_REGEX = /[- ]/gu;
/**
* Provider regex list.
*/
const PROVIDER_REGEX_LIST = (/* unused pure expression or super */ null && ([
	/^3[47]\d{13}$/u,
	/^3(?:0[0-5]|[68]\d)\d{11,13}$/u,
	/^6(?:011|5\d{2})\d{12,15}$/u,
	/^(?:2131|1800|35\d{3})\d{11}$/u,
	/^(?:5[1-5]\d{2}|222\d|22[3-9]\d|2[3-6]\d{2}|27[01]\d|2720)\d{12}$/u,
	/^(?:6[27]\d{14,17}|81\d{14,17})$/u,
	/^4\d{12}(?:\d{3,6})?$/u
]));
/* @__NO_SIDE_EFFECTS__ */
function creditCard(message$1) {
	return {
		kind: "validation",
		type: "credit_card",
		reference: creditCard,
		async: false,
		expects: null,
		requirement(input) {
			let sanitized;
			return CREDIT_CARD_REGEX.test(input) && (sanitized = input.replace(SANITIZE_REGEX, "")) && PROVIDER_REGEX_LIST.some((regex$1) => regex$1.test(sanitized)) && /* @__PURE__ */ _isLuhnAlgo(sanitized);
		},
		message: message$1,
		"~run"(dataset, config$1) {
			if (dataset.typed && !this.requirement(dataset.value)) _addIssue(this, "credit card", dataset, config$1);
			return dataset;
		}
	};
}

//#endregion
//#region src/actions/cuid2/cuid2.ts
/* @__NO_SIDE_EFFECTS__ */
function cuid2(message$1) {
	return {
		kind: "validation",
		type: "cuid2",
		reference: cuid2,
		async: false,
		expects: null,
		requirement: CUID2_REGEX,
		message: message$1,
		"~run"(dataset, config$1) {
			if (dataset.typed && !this.requirement.test(dataset.value)) _addIssue(this, "Cuid2", dataset, config$1);
			return dataset;
		}
	};
}

//#endregion
//#region src/actions/decimal/decimal.ts
/* @__NO_SIDE_EFFECTS__ */
function decimal(message$1) {
	return {
		kind: "validation",
		type: "decimal",
		reference: decimal,
		async: false,
		expects: null,
		requirement: DECIMAL_REGEX,
		message: message$1,
		"~run"(dataset, config$1) {
			if (dataset.typed && !this.requirement.test(dataset.value)) _addIssue(this, "decimal", dataset, config$1);
			return dataset;
		}
	};
}

//#endregion
//#region src/actions/description/description.ts
/**
* Creates a description metadata action.
*
* @param description_ The description text.
*
* @returns A description action.
*/
/* @__NO_SIDE_EFFECTS__ */
function description(description_) {
	return {
		kind: "metadata",
		type: "description",
		reference: description,
		description: description_
	};
}

//#endregion
//#region src/actions/digits/digits.ts
/* @__NO_SIDE_EFFECTS__ */
function digits(message$1) {
	return {
		kind: "validation",
		type: "digits",
		reference: digits,
		async: false,
		expects: null,
		requirement: DIGITS_REGEX,
		message: message$1,
		"~run"(dataset, config$1) {
			if (dataset.typed && !this.requirement.test(dataset.value)) _addIssue(this, "digits", dataset, config$1);
			return dataset;
		}
	};
}

//#endregion
//#region src/actions/domain/domain.ts
/* @__NO_SIDE_EFFECTS__ */
function domain(message$1) {
	return {
		kind: "validation",
		type: "domain",
		reference: domain,
		expects: null,
		async: false,
		requirement: DOMAIN_REGEX,
		message: message$1,
		"~run"(dataset, config$1) {
			if (dataset.typed && !this.requirement.test(dataset.value)) _addIssue(this, "domain", dataset, config$1);
			return dataset;
		}
	};
}

//#endregion
//#region src/actions/email/email.ts
/* @__NO_SIDE_EFFECTS__ */
function email(message$1) {
	return {
		kind: "validation",
		type: "email",
		reference: email,
		expects: null,
		async: false,
		requirement: EMAIL_REGEX,
		message: message$1,
		"~run"(dataset, config$1) {
			if (dataset.typed && !this.requirement.test(dataset.value)) _addIssue(this, "email", dataset, config$1);
			return dataset;
		}
	};
}

//#endregion
//#region src/actions/emoji/emoji.ts
/* @__NO_SIDE_EFFECTS__ */
function emoji(message$1) {
	return {
		kind: "validation",
		type: "emoji",
		reference: emoji,
		async: false,
		expects: null,
		requirement: EMOJI_REGEX,
		message: message$1,
		"~run"(dataset, config$1) {
			if (dataset.typed && !this.requirement.test(dataset.value)) _addIssue(this, "emoji", dataset, config$1);
			return dataset;
		}
	};
}

//#endregion
//#region src/actions/empty/empty.ts
/* @__NO_SIDE_EFFECTS__ */
function empty(message$1) {
	return {
		kind: "validation",
		type: "empty",
		reference: empty,
		async: false,
		expects: "0",
		message: message$1,
		"~run"(dataset, config$1) {
			if (dataset.typed && dataset.value.length > 0) _addIssue(this, "length", dataset, config$1, { received: `${dataset.value.length}` });
			return dataset;
		}
	};
}

//#endregion
//#region src/actions/endsWith/endsWith.ts
/* @__NO_SIDE_EFFECTS__ */
function endsWith(requirement, message$1) {
	return {
		kind: "validation",
		type: "ends_with",
		reference: endsWith,
		async: false,
		expects: `"${requirement}"`,
		requirement,
		message: message$1,
		"~run"(dataset, config$1) {
			if (dataset.typed && !dataset.value.endsWith(this.requirement)) _addIssue(this, "end", dataset, config$1, { received: `"${dataset.value.slice(-this.requirement.length)}"` });
			return dataset;
		}
	};
}

//#endregion
//#region src/actions/entries/entries.ts
/* @__NO_SIDE_EFFECTS__ */
function entries(requirement, message$1) {
	return {
		kind: "validation",
		type: "entries",
		reference: entries,
		async: false,
		expects: `${requirement}`,
		requirement,
		message: message$1,
		"~run"(dataset, config$1) {
			if (!dataset.typed) return dataset;
			const count = Object.keys(dataset.value).length;
			if (dataset.typed && count !== this.requirement) _addIssue(this, "entries", dataset, config$1, { received: `${count}` });
			return dataset;
		}
	};
}

//#endregion
//#region src/actions/everyItem/everyItem.ts
/* @__NO_SIDE_EFFECTS__ */
function everyItem(requirement, message$1) {
	return {
		kind: "validation",
		type: "every_item",
		reference: everyItem,
		async: false,
		expects: null,
		requirement,
		message: message$1,
		"~run"(dataset, config$1) {
			if (dataset.typed && !dataset.value.every(this.requirement)) _addIssue(this, "item", dataset, config$1);
			return dataset;
		}
	};
}

//#endregion
//#region src/actions/examples/examples.ts
/**
* Creates an examples metadata action.
*
* @param examples_ The examples.
*
* @returns An examples action.
*
* @beta
*/
/* @__NO_SIDE_EFFECTS__ */
function examples(examples_) {
	return {
		kind: "metadata",
		type: "examples",
		reference: examples,
		examples: examples_
	};
}

//#endregion
//#region src/actions/excludes/excludes.ts
/* @__NO_SIDE_EFFECTS__ */
function excludes(requirement, message$1) {
	const received = /* @__PURE__ */ _stringify(requirement);
	return {
		kind: "validation",
		type: "excludes",
		reference: excludes,
		async: false,
		expects: `!${received}`,
		requirement,
		message: message$1,
		"~run"(dataset, config$1) {
			if (dataset.typed && dataset.value.includes(this.requirement)) _addIssue(this, "content", dataset, config$1, { received });
			return dataset;
		}
	};
}

//#endregion
//#region src/actions/filterItems/filterItems.ts
/* @__NO_SIDE_EFFECTS__ */
function filterItems(operation) {
	return {
		kind: "transformation",
		type: "filter_items",
		reference: filterItems,
		async: false,
		operation,
		"~run"(dataset) {
			dataset.value = dataset.value.filter(this.operation);
			return dataset;
		}
	};
}

//#endregion
//#region src/actions/findItem/findItem.ts
/* @__NO_SIDE_EFFECTS__ */
function findItem(operation) {
	return {
		kind: "transformation",
		type: "find_item",
		reference: findItem,
		async: false,
		operation,
		"~run"(dataset) {
			dataset.value = dataset.value.find(this.operation);
			return dataset;
		}
	};
}

//#endregion
//#region src/actions/finite/finite.ts
/* @__NO_SIDE_EFFECTS__ */
function finite(message$1) {
	return {
		kind: "validation",
		type: "finite",
		reference: finite,
		async: false,
		expects: null,
		requirement: Number.isFinite,
		message: message$1,
		"~run"(dataset, config$1) {
			if (dataset.typed && !this.requirement(dataset.value)) _addIssue(this, "finite", dataset, config$1);
			return dataset;
		}
	};
}

//#endregion
//#region src/actions/flavor/flavor.ts
/**
* Creates a flavor transformation action.
*
* @param name The flavor name.
*
* @returns A flavor action.
*
* @beta
*/
/* @__NO_SIDE_EFFECTS__ */
function flavor(name) {
	return {
		kind: "transformation",
		type: "flavor",
		reference: flavor,
		async: false,
		name,
		"~run"(dataset) {
			return dataset;
		}
	};
}

//#endregion
//#region src/actions/graphemes/graphemes.ts
/* @__NO_SIDE_EFFECTS__ */
function graphemes(requirement, message$1) {
	return {
		kind: "validation",
		type: "graphemes",
		reference: graphemes,
		async: false,
		expects: `${requirement}`,
		requirement,
		message: message$1,
		"~run"(dataset, config$1) {
			if (dataset.typed) {
				const count = /* @__PURE__ */ _getGraphemeCount(dataset.value);
				if (count !== this.requirement) _addIssue(this, "graphemes", dataset, config$1, { received: `${count}` });
			}
			return dataset;
		}
	};
}

//#endregion
//#region src/actions/gtValue/gtValue.ts
/* @__NO_SIDE_EFFECTS__ */
function gtValue(requirement, message$1) {
	return {
		kind: "validation",
		type: "gt_value",
		reference: gtValue,
		async: false,
		expects: `>${requirement instanceof Date ? requirement.toJSON() : /* @__PURE__ */ _stringify(requirement)}`,
		requirement,
		message: message$1,
		"~run"(dataset, config$1) {
			if (dataset.typed && !(dataset.value > this.requirement)) _addIssue(this, "value", dataset, config$1, { received: dataset.value instanceof Date ? dataset.value.toJSON() : /* @__PURE__ */ _stringify(dataset.value) });
			return dataset;
		}
	};
}

//#endregion
//#region src/actions/guard/guard.ts
/* @__NO_SIDE_EFFECTS__ */
function guard(requirement, message$1) {
	return {
		kind: "transformation",
		type: "guard",
		reference: guard,
		async: false,
		requirement,
		message: message$1,
		"~run"(dataset, config$1) {
			if (dataset.typed && !this.requirement(dataset.value)) {
				_addIssue(this, "input", dataset, config$1);
				dataset.typed = false;
			}
			return dataset;
		}
	};
}

//#endregion
//#region src/actions/hash/hash.ts
/**
* Hash lengths object.
*/
const HASH_LENGTHS = {
	md4: 32,
	md5: 32,
	sha1: 40,
	sha256: 64,
	sha384: 96,
	sha512: 128,
	ripemd128: 32,
	ripemd160: 40,
	tiger128: 32,
	tiger160: 40,
	tiger192: 48,
	crc32: 8,
	crc32b: 8,
	adler32: 8
};
/* @__NO_SIDE_EFFECTS__ */
function hash(types, message$1) {
	return {
		kind: "validation",
		type: "hash",
		reference: hash,
		expects: null,
		async: false,
		requirement: RegExp(types.map((type) => `^[a-fA-F0-9]{${HASH_LENGTHS[type]}}$`).join("|"), "u"),
		message: message$1,
		"~run"(dataset, config$1) {
			if (dataset.typed && !this.requirement.test(dataset.value)) _addIssue(this, "hash", dataset, config$1);
			return dataset;
		}
	};
}

//#endregion
//#region src/actions/hexadecimal/hexadecimal.ts
/* @__NO_SIDE_EFFECTS__ */
function hexadecimal(message$1) {
	return {
		kind: "validation",
		type: "hexadecimal",
		reference: hexadecimal,
		async: false,
		expects: null,
		requirement: HEXADECIMAL_REGEX,
		message: message$1,
		"~run"(dataset, config$1) {
			if (dataset.typed && !this.requirement.test(dataset.value)) _addIssue(this, "hexadecimal", dataset, config$1);
			return dataset;
		}
	};
}

//#endregion
//#region src/actions/hexColor/hexColor.ts
/* @__NO_SIDE_EFFECTS__ */
function hexColor(message$1) {
	return {
		kind: "validation",
		type: "hex_color",
		reference: hexColor,
		async: false,
		expects: null,
		requirement: HEX_COLOR_REGEX,
		message: message$1,
		"~run"(dataset, config$1) {
			if (dataset.typed && !this.requirement.test(dataset.value)) _addIssue(this, "hex color", dataset, config$1);
			return dataset;
		}
	};
}

//#endregion
//#region src/actions/imei/imei.ts
/* @__NO_SIDE_EFFECTS__ */
function imei(message$1) {
	return {
		kind: "validation",
		type: "imei",
		reference: imei,
		async: false,
		expects: null,
		requirement(input) {
			return IMEI_REGEX.test(input) && /* @__PURE__ */ _isLuhnAlgo(input);
		},
		message: message$1,
		"~run"(dataset, config$1) {
			if (dataset.typed && !this.requirement(dataset.value)) _addIssue(this, "IMEI", dataset, config$1);
			return dataset;
		}
	};
}

//#endregion
//#region src/actions/includes/includes.ts
/* @__NO_SIDE_EFFECTS__ */
function includes(requirement, message$1) {
	const expects = /* @__PURE__ */ _stringify(requirement);
	return {
		kind: "validation",
		type: "includes",
		reference: includes,
		async: false,
		expects,
		requirement,
		message: message$1,
		"~run"(dataset, config$1) {
			if (dataset.typed && !dataset.value.includes(this.requirement)) _addIssue(this, "content", dataset, config$1, { received: `!${expects}` });
			return dataset;
		}
	};
}

//#endregion
//#region src/actions/integer/integer.ts
/* @__NO_SIDE_EFFECTS__ */
function integer(message$1) {
	return {
		kind: "validation",
		type: "integer",
		reference: integer,
		async: false,
		expects: null,
		requirement: Number.isInteger,
		message: message$1,
		"~run"(dataset, config$1) {
			if (dataset.typed && !this.requirement(dataset.value)) _addIssue(this, "integer", dataset, config$1);
			return dataset;
		}
	};
}

//#endregion
//#region src/actions/ip/ip.ts
/* @__NO_SIDE_EFFECTS__ */
function ip(message$1) {
	return {
		kind: "validation",
		type: "ip",
		reference: ip,
		async: false,
		expects: null,
		requirement: IP_REGEX,
		message: message$1,
		"~run"(dataset, config$1) {
			if (dataset.typed && !this.requirement.test(dataset.value)) _addIssue(this, "IP", dataset, config$1);
			return dataset;
		}
	};
}

//#endregion
//#region src/actions/ipv4/ipv4.ts
/* @__NO_SIDE_EFFECTS__ */
function ipv4(message$1) {
	return {
		kind: "validation",
		type: "ipv4",
		reference: ipv4,
		async: false,
		expects: null,
		requirement: IPV4_REGEX,
		message: message$1,
		"~run"(dataset, config$1) {
			if (dataset.typed && !this.requirement.test(dataset.value)) _addIssue(this, "IPv4", dataset, config$1);
			return dataset;
		}
	};
}

//#endregion
//#region src/actions/ipv6/ipv6.ts
/* @__NO_SIDE_EFFECTS__ */
function ipv6(message$1) {
	return {
		kind: "validation",
		type: "ipv6",
		reference: ipv6,
		async: false,
		expects: null,
		requirement: IPV6_REGEX,
		message: message$1,
		"~run"(dataset, config$1) {
			if (dataset.typed && !this.requirement.test(dataset.value)) _addIssue(this, "IPv6", dataset, config$1);
			return dataset;
		}
	};
}

//#endregion
//#region src/actions/isbn/utils/_isIsbn10.ts
/**
* [Validates an ISBN-10](https://en.wikipedia.org/wiki/ISBN#ISBN-10_check_digits).
*
* @param input The input value.
*
* @returns `true` if the input is a valid ISBN-10, `false` otherwise.
*
* @internal
*/
function _isIsbn10(input) {
	const digits$1 = input.split("").map((c) => c === "X" ? 10 : parseInt(c));
	let sum = 0;
	for (let i = 0; i < 10; i++) sum += digits$1[i] * (10 - i);
	return sum % 11 === 0;
}

//#endregion
//#region src/actions/isbn/utils/_isIsbn13.ts
/**
* [Validates an ISBN-13](https://en.wikipedia.org/wiki/ISBN#ISBN-13_check_digit_calculation).
*
* @param input The input value.
*
* @returns `true` if the input is a valid ISBN-13, `false` otherwise.
*
* @internal
*/
function _isIsbn13(input) {
	const digits$1 = input.split("").map((c) => parseInt(c));
	let sum = 0;
	for (let i = 0; i < 13; i++) sum += digits$1[i] * (i % 2 === 0 ? 1 : 3);
	return sum % 10 === 0;
}

//#endregion
//#region src/actions/isbn/isbn.ts
/**
* ISBN separator regex.
*/
const ISBN_SEPARATOR_REGEX = /[- ]/gu;
/**
* ISBN-10 detection regex.
*/
const ISBN_10_DETECTION_REGEX = /^\d{9}[\dX]$/u;
/**
* ISBN-13 detection regex.
*/
const ISBN_13_DETECTION_REGEX = /^\d{13}$/u;
/* @__NO_SIDE_EFFECTS__ */
function isbn(message$1) {
	return {
		kind: "validation",
		type: "isbn",
		reference: isbn,
		async: false,
		expects: null,
		requirement(input) {
			const replacedInput = input.replace(ISBN_SEPARATOR_REGEX, "");
			if (ISBN_10_DETECTION_REGEX.test(replacedInput)) return _isIsbn10(replacedInput);
			else if (ISBN_13_DETECTION_REGEX.test(replacedInput)) return _isIsbn13(replacedInput);
			return false;
		},
		message: message$1,
		"~run"(dataset, config$1) {
			if (dataset.typed && !this.requirement(dataset.value)) _addIssue(this, "ISBN", dataset, config$1);
			return dataset;
		}
	};
}

//#endregion
//#region src/actions/isrc/isrc.ts
/* @__NO_SIDE_EFFECTS__ */
function isrc(message$1) {
	return {
		kind: "validation",
		type: "isrc",
		reference: isrc,
		async: false,
		expects: null,
		requirement: ISRC_REGEX,
		message: message$1,
		"~run"(dataset, config$1) {
			if (dataset.typed && !this.requirement.test(dataset.value)) _addIssue(this, "ISRC", dataset, config$1);
			return dataset;
		}
	};
}

//#endregion
//#region src/actions/isoDate/isoDate.ts
/* @__NO_SIDE_EFFECTS__ */
function isoDate(message$1) {
	return {
		kind: "validation",
		type: "iso_date",
		reference: isoDate,
		async: false,
		expects: null,
		requirement: ISO_DATE_REGEX,
		message: message$1,
		"~run"(dataset, config$1) {
			if (dataset.typed && !this.requirement.test(dataset.value)) _addIssue(this, "date", dataset, config$1);
			return dataset;
		}
	};
}

//#endregion
//#region src/actions/isoDateTime/isoDateTime.ts
/* @__NO_SIDE_EFFECTS__ */
function isoDateTime(message$1) {
	return {
		kind: "validation",
		type: "iso_date_time",
		reference: isoDateTime,
		async: false,
		expects: null,
		requirement: ISO_DATE_TIME_REGEX,
		message: message$1,
		"~run"(dataset, config$1) {
			if (dataset.typed && !this.requirement.test(dataset.value)) _addIssue(this, "date-time", dataset, config$1);
			return dataset;
		}
	};
}

//#endregion
//#region src/actions/isoDateTimeSecond/isoDateTimeSecond.ts
/* @__NO_SIDE_EFFECTS__ */
function isoDateTimeSecond(message$1) {
	return {
		kind: "validation",
		type: "iso_date_time_second",
		reference: isoDateTimeSecond,
		async: false,
		expects: null,
		requirement: ISO_DATE_TIME_SECOND_REGEX,
		message: message$1,
		"~run"(dataset, config$1) {
			if (dataset.typed && !this.requirement.test(dataset.value)) _addIssue(this, "date-time-second", dataset, config$1);
			return dataset;
		}
	};
}

//#endregion
//#region src/actions/isoTime/isoTime.ts
/* @__NO_SIDE_EFFECTS__ */
function isoTime(message$1) {
	return {
		kind: "validation",
		type: "iso_time",
		reference: isoTime,
		async: false,
		expects: null,
		requirement: ISO_TIME_REGEX,
		message: message$1,
		"~run"(dataset, config$1) {
			if (dataset.typed && !this.requirement.test(dataset.value)) _addIssue(this, "time", dataset, config$1);
			return dataset;
		}
	};
}

//#endregion
//#region src/actions/isoTimeSecond/isoTimeSecond.ts
/* @__NO_SIDE_EFFECTS__ */
function isoTimeSecond(message$1) {
	return {
		kind: "validation",
		type: "iso_time_second",
		reference: isoTimeSecond,
		async: false,
		expects: null,
		requirement: ISO_TIME_SECOND_REGEX,
		message: message$1,
		"~run"(dataset, config$1) {
			if (dataset.typed && !this.requirement.test(dataset.value)) _addIssue(this, "time-second", dataset, config$1);
			return dataset;
		}
	};
}

//#endregion
//#region src/actions/isoTimestamp/isoTimestamp.ts
/* @__NO_SIDE_EFFECTS__ */
function isoTimestamp(message$1) {
	return {
		kind: "validation",
		type: "iso_timestamp",
		reference: isoTimestamp,
		async: false,
		expects: null,
		requirement: ISO_TIMESTAMP_REGEX,
		message: message$1,
		"~run"(dataset, config$1) {
			if (dataset.typed && !this.requirement.test(dataset.value)) _addIssue(this, "timestamp", dataset, config$1);
			return dataset;
		}
	};
}

//#endregion
//#region src/actions/isoWeek/isoWeek.ts
/* @__NO_SIDE_EFFECTS__ */
function isoWeek(message$1) {
	return {
		kind: "validation",
		type: "iso_week",
		reference: isoWeek,
		async: false,
		expects: null,
		requirement: ISO_WEEK_REGEX,
		message: message$1,
		"~run"(dataset, config$1) {
			if (dataset.typed && !this.requirement.test(dataset.value)) _addIssue(this, "week", dataset, config$1);
			return dataset;
		}
	};
}

//#endregion
//#region src/actions/jwsCompact/jwsCompact.ts
/* @__NO_SIDE_EFFECTS__ */
function jwsCompact(message$1) {
	return {
		kind: "validation",
		type: "jws_compact",
		reference: jwsCompact,
		async: false,
		expects: null,
		requirement: JWS_COMPACT_REGEX,
		message: message$1,
		"~run"(dataset, config$1) {
			if (dataset.typed && !this.requirement.test(dataset.value)) _addIssue(this, "JWS compact", dataset, config$1);
			return dataset;
		}
	};
}

//#endregion
//#region src/actions/ksuid/ksuid.ts
/* @__NO_SIDE_EFFECTS__ */
function ksuid(message$1) {
	return {
		kind: "validation",
		type: "ksuid",
		reference: ksuid,
		async: false,
		expects: null,
		requirement: KSUID_REGEX,
		message: message$1,
		"~run"(dataset, config$1) {
			if (dataset.typed && !this.requirement.test(dataset.value)) _addIssue(this, "KSUID", dataset, config$1);
			return dataset;
		}
	};
}

//#endregion
//#region src/actions/length/length.ts
/* @__NO_SIDE_EFFECTS__ */
function dist_length(requirement, message$1) {
	return {
		kind: "validation",
		type: "length",
		reference: dist_length,
		async: false,
		expects: `${requirement}`,
		requirement,
		message: message$1,
		"~run"(dataset, config$1) {
			if (dataset.typed && dataset.value.length !== this.requirement) _addIssue(this, "length", dataset, config$1, { received: `${dataset.value.length}` });
			return dataset;
		}
	};
}

//#endregion
//#region src/actions/ltValue/ltValue.ts
/* @__NO_SIDE_EFFECTS__ */
function ltValue(requirement, message$1) {
	return {
		kind: "validation",
		type: "lt_value",
		reference: ltValue,
		async: false,
		expects: `<${requirement instanceof Date ? requirement.toJSON() : /* @__PURE__ */ _stringify(requirement)}`,
		requirement,
		message: message$1,
		"~run"(dataset, config$1) {
			if (dataset.typed && !(dataset.value < this.requirement)) _addIssue(this, "value", dataset, config$1, { received: dataset.value instanceof Date ? dataset.value.toJSON() : /* @__PURE__ */ _stringify(dataset.value) });
			return dataset;
		}
	};
}

//#endregion
//#region src/actions/mac/mac.ts
/* @__NO_SIDE_EFFECTS__ */
function mac(message$1) {
	return {
		kind: "validation",
		type: "mac",
		reference: mac,
		async: false,
		expects: null,
		requirement: MAC_REGEX,
		message: message$1,
		"~run"(dataset, config$1) {
			if (dataset.typed && !this.requirement.test(dataset.value)) _addIssue(this, "MAC", dataset, config$1);
			return dataset;
		}
	};
}

//#endregion
//#region src/actions/mac48/mac48.ts
/* @__NO_SIDE_EFFECTS__ */
function mac48(message$1) {
	return {
		kind: "validation",
		type: "mac48",
		reference: mac48,
		async: false,
		expects: null,
		requirement: MAC48_REGEX,
		message: message$1,
		"~run"(dataset, config$1) {
			if (dataset.typed && !this.requirement.test(dataset.value)) _addIssue(this, "48-bit MAC", dataset, config$1);
			return dataset;
		}
	};
}

//#endregion
//#region src/actions/mac64/mac64.ts
/* @__NO_SIDE_EFFECTS__ */
function mac64(message$1) {
	return {
		kind: "validation",
		type: "mac64",
		reference: mac64,
		async: false,
		expects: null,
		requirement: MAC64_REGEX,
		message: message$1,
		"~run"(dataset, config$1) {
			if (dataset.typed && !this.requirement.test(dataset.value)) _addIssue(this, "64-bit MAC", dataset, config$1);
			return dataset;
		}
	};
}

//#endregion
//#region src/actions/mapItems/mapItems.ts
/* @__NO_SIDE_EFFECTS__ */
function mapItems(operation) {
	return {
		kind: "transformation",
		type: "map_items",
		reference: mapItems,
		async: false,
		operation,
		"~run"(dataset) {
			dataset.value = dataset.value.map(this.operation);
			return dataset;
		}
	};
}

//#endregion
//#region src/actions/maxBytes/maxBytes.ts
/* @__NO_SIDE_EFFECTS__ */
function maxBytes(requirement, message$1) {
	return {
		kind: "validation",
		type: "max_bytes",
		reference: maxBytes,
		async: false,
		expects: `<=${requirement}`,
		requirement,
		message: message$1,
		"~run"(dataset, config$1) {
			if (dataset.typed) {
				const length$1 = /* @__PURE__ */ _getByteCount(dataset.value);
				if (length$1 > this.requirement) _addIssue(this, "bytes", dataset, config$1, { received: `${length$1}` });
			}
			return dataset;
		}
	};
}

//#endregion
//#region src/actions/maxCodePoints/maxCodePoints.ts
/* @__NO_SIDE_EFFECTS__ */
function maxCodePoints(requirement, message$1) {
	return {
		kind: "validation",
		type: "max_code_points",
		reference: maxCodePoints,
		async: false,
		expects: `<=${requirement}`,
		requirement,
		message: message$1,
		"~run"(dataset, config$1) {
			if (dataset.typed) {
				const count = /* @__PURE__ */ _getCodePointCount(dataset.value);
				if (count > this.requirement) _addIssue(this, "code points", dataset, config$1, { received: `${count}` });
			}
			return dataset;
		}
	};
}

//#endregion
//#region src/actions/maxEntries/maxEntries.ts
/* @__NO_SIDE_EFFECTS__ */
function maxEntries(requirement, message$1) {
	return {
		kind: "validation",
		type: "max_entries",
		reference: maxEntries,
		async: false,
		expects: `<=${requirement}`,
		requirement,
		message: message$1,
		"~run"(dataset, config$1) {
			if (!dataset.typed) return dataset;
			const count = Object.keys(dataset.value).length;
			if (dataset.typed && count > this.requirement) _addIssue(this, "entries", dataset, config$1, { received: `${count}` });
			return dataset;
		}
	};
}

//#endregion
//#region src/actions/maxGraphemes/maxGraphemes.ts
/* @__NO_SIDE_EFFECTS__ */
function maxGraphemes(requirement, message$1) {
	return {
		kind: "validation",
		type: "max_graphemes",
		reference: maxGraphemes,
		async: false,
		expects: `<=${requirement}`,
		requirement,
		message: message$1,
		"~run"(dataset, config$1) {
			if (dataset.typed) {
				const count = /* @__PURE__ */ _getGraphemeCount(dataset.value);
				if (count > this.requirement) _addIssue(this, "graphemes", dataset, config$1, { received: `${count}` });
			}
			return dataset;
		}
	};
}

//#endregion
//#region src/actions/maxLength/maxLength.ts
/* @__NO_SIDE_EFFECTS__ */
function maxLength(requirement, message$1) {
	return {
		kind: "validation",
		type: "max_length",
		reference: maxLength,
		async: false,
		expects: `<=${requirement}`,
		requirement,
		message: message$1,
		"~run"(dataset, config$1) {
			if (dataset.typed && dataset.value.length > this.requirement) _addIssue(this, "length", dataset, config$1, { received: `${dataset.value.length}` });
			return dataset;
		}
	};
}

//#endregion
//#region src/actions/maxSize/maxSize.ts
/* @__NO_SIDE_EFFECTS__ */
function maxSize(requirement, message$1) {
	return {
		kind: "validation",
		type: "max_size",
		reference: maxSize,
		async: false,
		expects: `<=${requirement}`,
		requirement,
		message: message$1,
		"~run"(dataset, config$1) {
			if (dataset.typed && dataset.value.size > this.requirement) _addIssue(this, "size", dataset, config$1, { received: `${dataset.value.size}` });
			return dataset;
		}
	};
}

//#endregion
//#region src/actions/maxValue/maxValue.ts
/* @__NO_SIDE_EFFECTS__ */
function maxValue(requirement, message$1) {
	return {
		kind: "validation",
		type: "max_value",
		reference: maxValue,
		async: false,
		expects: `<=${requirement instanceof Date ? requirement.toJSON() : /* @__PURE__ */ _stringify(requirement)}`,
		requirement,
		message: message$1,
		"~run"(dataset, config$1) {
			if (dataset.typed && !(dataset.value <= this.requirement)) _addIssue(this, "value", dataset, config$1, { received: dataset.value instanceof Date ? dataset.value.toJSON() : /* @__PURE__ */ _stringify(dataset.value) });
			return dataset;
		}
	};
}

//#endregion
//#region src/actions/maxWords/maxWords.ts
/* @__NO_SIDE_EFFECTS__ */
function maxWords(locales, requirement, message$1) {
	return {
		kind: "validation",
		type: "max_words",
		reference: maxWords,
		async: false,
		expects: `<=${requirement}`,
		locales,
		requirement,
		message: message$1,
		"~run"(dataset, config$1) {
			if (dataset.typed) {
				const count = /* @__PURE__ */ _getWordCount(this.locales, dataset.value);
				if (count > this.requirement) _addIssue(this, "words", dataset, config$1, { received: `${count}` });
			}
			return dataset;
		}
	};
}

//#endregion
//#region src/actions/metadata/metadata.ts
/**
* Creates a custom metadata action.
*
* @param metadata_ The metadata object.
*
* @returns A metadata action.
*/
/* @__NO_SIDE_EFFECTS__ */
function metadata(metadata_) {
	return {
		kind: "metadata",
		type: "metadata",
		reference: metadata,
		metadata: metadata_
	};
}

//#endregion
//#region src/actions/mimeType/mimeType.ts
/* @__NO_SIDE_EFFECTS__ */
function mimeType(requirement, message$1) {
	return {
		kind: "validation",
		type: "mime_type",
		reference: mimeType,
		async: false,
		expects: /* @__PURE__ */ _joinExpects(requirement.map((option) => `"${option}"`), "|"),
		requirement,
		message: message$1,
		"~run"(dataset, config$1) {
			if (dataset.typed && !this.requirement.includes(dataset.value.type)) _addIssue(this, "MIME type", dataset, config$1, { received: `"${dataset.value.type}"` });
			return dataset;
		}
	};
}

//#endregion
//#region src/actions/minBytes/minBytes.ts
/* @__NO_SIDE_EFFECTS__ */
function minBytes(requirement, message$1) {
	return {
		kind: "validation",
		type: "min_bytes",
		reference: minBytes,
		async: false,
		expects: `>=${requirement}`,
		requirement,
		message: message$1,
		"~run"(dataset, config$1) {
			if (dataset.typed) {
				const length$1 = /* @__PURE__ */ _getByteCount(dataset.value);
				if (length$1 < this.requirement) _addIssue(this, "bytes", dataset, config$1, { received: `${length$1}` });
			}
			return dataset;
		}
	};
}

//#endregion
//#region src/actions/minCodePoints/minCodePoints.ts
/* @__NO_SIDE_EFFECTS__ */
function minCodePoints(requirement, message$1) {
	return {
		kind: "validation",
		type: "min_code_points",
		reference: minCodePoints,
		async: false,
		expects: `>=${requirement}`,
		requirement,
		message: message$1,
		"~run"(dataset, config$1) {
			if (dataset.typed) {
				const count = /* @__PURE__ */ _getCodePointCount(dataset.value);
				if (count < this.requirement) _addIssue(this, "code points", dataset, config$1, { received: `${count}` });
			}
			return dataset;
		}
	};
}

//#endregion
//#region src/actions/minEntries/minEntries.ts
/* @__NO_SIDE_EFFECTS__ */
function minEntries(requirement, message$1) {
	return {
		kind: "validation",
		type: "min_entries",
		reference: minEntries,
		async: false,
		expects: `>=${requirement}`,
		requirement,
		message: message$1,
		"~run"(dataset, config$1) {
			if (!dataset.typed) return dataset;
			const count = Object.keys(dataset.value).length;
			if (dataset.typed && count < this.requirement) _addIssue(this, "entries", dataset, config$1, { received: `${count}` });
			return dataset;
		}
	};
}

//#endregion
//#region src/actions/minGraphemes/minGraphemes.ts
/* @__NO_SIDE_EFFECTS__ */
function minGraphemes(requirement, message$1) {
	return {
		kind: "validation",
		type: "min_graphemes",
		reference: minGraphemes,
		async: false,
		expects: `>=${requirement}`,
		requirement,
		message: message$1,
		"~run"(dataset, config$1) {
			if (dataset.typed) {
				const count = /* @__PURE__ */ _getGraphemeCount(dataset.value);
				if (count < this.requirement) _addIssue(this, "graphemes", dataset, config$1, { received: `${count}` });
			}
			return dataset;
		}
	};
}

//#endregion
//#region src/actions/minLength/minLength.ts
/* @__NO_SIDE_EFFECTS__ */
function minLength(requirement, message$1) {
	return {
		kind: "validation",
		type: "min_length",
		reference: minLength,
		async: false,
		expects: `>=${requirement}`,
		requirement,
		message: message$1,
		"~run"(dataset, config$1) {
			if (dataset.typed && dataset.value.length < this.requirement) _addIssue(this, "length", dataset, config$1, { received: `${dataset.value.length}` });
			return dataset;
		}
	};
}

//#endregion
//#region src/actions/minSize/minSize.ts
/* @__NO_SIDE_EFFECTS__ */
function minSize(requirement, message$1) {
	return {
		kind: "validation",
		type: "min_size",
		reference: minSize,
		async: false,
		expects: `>=${requirement}`,
		requirement,
		message: message$1,
		"~run"(dataset, config$1) {
			if (dataset.typed && dataset.value.size < this.requirement) _addIssue(this, "size", dataset, config$1, { received: `${dataset.value.size}` });
			return dataset;
		}
	};
}

//#endregion
//#region src/actions/minValue/minValue.ts
/* @__NO_SIDE_EFFECTS__ */
function minValue(requirement, message$1) {
	return {
		kind: "validation",
		type: "min_value",
		reference: minValue,
		async: false,
		expects: `>=${requirement instanceof Date ? requirement.toJSON() : /* @__PURE__ */ _stringify(requirement)}`,
		requirement,
		message: message$1,
		"~run"(dataset, config$1) {
			if (dataset.typed && !(dataset.value >= this.requirement)) _addIssue(this, "value", dataset, config$1, { received: dataset.value instanceof Date ? dataset.value.toJSON() : /* @__PURE__ */ _stringify(dataset.value) });
			return dataset;
		}
	};
}

//#endregion
//#region src/actions/minWords/minWords.ts
/* @__NO_SIDE_EFFECTS__ */
function minWords(locales, requirement, message$1) {
	return {
		kind: "validation",
		type: "min_words",
		reference: minWords,
		async: false,
		expects: `>=${requirement}`,
		locales,
		requirement,
		message: message$1,
		"~run"(dataset, config$1) {
			if (dataset.typed) {
				const count = /* @__PURE__ */ _getWordCount(this.locales, dataset.value);
				if (count < this.requirement) _addIssue(this, "words", dataset, config$1, { received: `${count}` });
			}
			return dataset;
		}
	};
}

//#endregion
//#region src/actions/multipleOf/multipleOf.ts
/* @__NO_SIDE_EFFECTS__ */
function multipleOf(requirement, message$1) {
	return {
		kind: "validation",
		type: "multiple_of",
		reference: multipleOf,
		async: false,
		expects: `%${requirement}`,
		requirement,
		message: message$1,
		"~run"(dataset, config$1) {
			if (dataset.typed && dataset.value % this.requirement != 0) _addIssue(this, "multiple", dataset, config$1);
			return dataset;
		}
	};
}

//#endregion
//#region src/actions/nanoid/nanoid.ts
/* @__NO_SIDE_EFFECTS__ */
function nanoid(message$1) {
	return {
		kind: "validation",
		type: "nanoid",
		reference: nanoid,
		async: false,
		expects: null,
		requirement: NANO_ID_REGEX,
		message: message$1,
		"~run"(dataset, config$1) {
			if (dataset.typed && !this.requirement.test(dataset.value)) _addIssue(this, "Nano ID", dataset, config$1);
			return dataset;
		}
	};
}

//#endregion
//#region src/actions/nonEmpty/nonEmpty.ts
/* @__NO_SIDE_EFFECTS__ */
function nonEmpty(message$1) {
	return {
		kind: "validation",
		type: "non_empty",
		reference: nonEmpty,
		async: false,
		expects: "!0",
		message: message$1,
		"~run"(dataset, config$1) {
			if (dataset.typed && dataset.value.length === 0) _addIssue(this, "length", dataset, config$1, { received: "0" });
			return dataset;
		}
	};
}

//#endregion
//#region src/actions/normalize/normalize.ts
/* @__NO_SIDE_EFFECTS__ */
function normalize(form) {
	return {
		kind: "transformation",
		type: "normalize",
		reference: normalize,
		async: false,
		form,
		"~run"(dataset) {
			dataset.value = dataset.value.normalize(this.form);
			return dataset;
		}
	};
}

//#endregion
//#region src/actions/notBytes/notBytes.ts
/* @__NO_SIDE_EFFECTS__ */
function notBytes(requirement, message$1) {
	return {
		kind: "validation",
		type: "not_bytes",
		reference: notBytes,
		async: false,
		expects: `!${requirement}`,
		requirement,
		message: message$1,
		"~run"(dataset, config$1) {
			if (dataset.typed) {
				const length$1 = /* @__PURE__ */ _getByteCount(dataset.value);
				if (length$1 === this.requirement) _addIssue(this, "bytes", dataset, config$1, { received: `${length$1}` });
			}
			return dataset;
		}
	};
}

//#endregion
//#region src/actions/notCodePoints/notCodePoints.ts
/* @__NO_SIDE_EFFECTS__ */
function notCodePoints(requirement, message$1) {
	return {
		kind: "validation",
		type: "not_code_points",
		reference: notCodePoints,
		async: false,
		expects: `!${requirement}`,
		requirement,
		message: message$1,
		"~run"(dataset, config$1) {
			if (dataset.typed) {
				const count = /* @__PURE__ */ _getCodePointCount(dataset.value);
				if (count === this.requirement) _addIssue(this, "code points", dataset, config$1, { received: `${count}` });
			}
			return dataset;
		}
	};
}

//#endregion
//#region src/actions/notEntries/notEntries.ts
/* @__NO_SIDE_EFFECTS__ */
function notEntries(requirement, message$1) {
	return {
		kind: "validation",
		type: "not_entries",
		reference: notEntries,
		async: false,
		expects: `!${requirement}`,
		requirement,
		message: message$1,
		"~run"(dataset, config$1) {
			if (!dataset.typed) return dataset;
			const count = Object.keys(dataset.value).length;
			if (dataset.typed && count === this.requirement) _addIssue(this, "entries", dataset, config$1, { received: `${count}` });
			return dataset;
		}
	};
}

//#endregion
//#region src/actions/notGraphemes/notGraphemes.ts
/* @__NO_SIDE_EFFECTS__ */
function notGraphemes(requirement, message$1) {
	return {
		kind: "validation",
		type: "not_graphemes",
		reference: notGraphemes,
		async: false,
		expects: `!${requirement}`,
		requirement,
		message: message$1,
		"~run"(dataset, config$1) {
			if (dataset.typed) {
				const count = /* @__PURE__ */ _getGraphemeCount(dataset.value);
				if (count === this.requirement) _addIssue(this, "graphemes", dataset, config$1, { received: `${count}` });
			}
			return dataset;
		}
	};
}

//#endregion
//#region src/actions/notLength/notLength.ts
/* @__NO_SIDE_EFFECTS__ */
function notLength(requirement, message$1) {
	return {
		kind: "validation",
		type: "not_length",
		reference: notLength,
		async: false,
		expects: `!${requirement}`,
		requirement,
		message: message$1,
		"~run"(dataset, config$1) {
			if (dataset.typed && dataset.value.length === this.requirement) _addIssue(this, "length", dataset, config$1, { received: `${dataset.value.length}` });
			return dataset;
		}
	};
}

//#endregion
//#region src/actions/notSize/notSize.ts
/* @__NO_SIDE_EFFECTS__ */
function notSize(requirement, message$1) {
	return {
		kind: "validation",
		type: "not_size",
		reference: notSize,
		async: false,
		expects: `!${requirement}`,
		requirement,
		message: message$1,
		"~run"(dataset, config$1) {
			if (dataset.typed && dataset.value.size === this.requirement) _addIssue(this, "size", dataset, config$1, { received: `${dataset.value.size}` });
			return dataset;
		}
	};
}

//#endregion
//#region src/actions/notValue/notValue.ts
/* @__NO_SIDE_EFFECTS__ */
function notValue(requirement, message$1) {
	return {
		kind: "validation",
		type: "not_value",
		reference: notValue,
		async: false,
		expects: requirement instanceof Date ? `!${requirement.toJSON()}` : `!${/* @__PURE__ */ _stringify(requirement)}`,
		requirement,
		message: message$1,
		"~run"(dataset, config$1) {
			if (dataset.typed && /* @__PURE__ */ _isValueMatch(this.requirement, dataset.value)) _addIssue(this, "value", dataset, config$1, { received: dataset.value instanceof Date ? dataset.value.toJSON() : /* @__PURE__ */ _stringify(dataset.value) });
			return dataset;
		}
	};
}

//#endregion
//#region src/actions/notValues/notValues.ts
/* @__NO_SIDE_EFFECTS__ */
function notValues(requirement, message$1) {
	return {
		kind: "validation",
		type: "not_values",
		reference: notValues,
		async: false,
		expects: `!${/* @__PURE__ */ _joinExpects(requirement.map((value$1) => value$1 instanceof Date ? value$1.toJSON() : /* @__PURE__ */ _stringify(value$1)), "|")}`,
		requirement,
		message: message$1,
		"~run"(dataset, config$1) {
			if (dataset.typed && this.requirement.some((requirement$1) => /* @__PURE__ */ _isValueMatch(requirement$1, dataset.value))) _addIssue(this, "value", dataset, config$1, { received: dataset.value instanceof Date ? dataset.value.toJSON() : /* @__PURE__ */ _stringify(dataset.value) });
			return dataset;
		}
	};
}

//#endregion
//#region src/actions/notWords/notWords.ts
/* @__NO_SIDE_EFFECTS__ */
function notWords(locales, requirement, message$1) {
	return {
		kind: "validation",
		type: "not_words",
		reference: notWords,
		async: false,
		expects: `!${requirement}`,
		locales,
		requirement,
		message: message$1,
		"~run"(dataset, config$1) {
			if (dataset.typed) {
				const count = /* @__PURE__ */ _getWordCount(this.locales, dataset.value);
				if (count === this.requirement) _addIssue(this, "words", dataset, config$1, { received: `${count}` });
			}
			return dataset;
		}
	};
}

//#endregion
//#region src/actions/octal/octal.ts
/* @__NO_SIDE_EFFECTS__ */
function octal(message$1) {
	return {
		kind: "validation",
		type: "octal",
		reference: octal,
		async: false,
		expects: null,
		requirement: OCTAL_REGEX,
		message: message$1,
		"~run"(dataset, config$1) {
			if (dataset.typed && !this.requirement.test(dataset.value)) _addIssue(this, "octal", dataset, config$1);
			return dataset;
		}
	};
}

//#endregion
//#region src/actions/parseBoolean/parseBoolean.ts
const TRUTHY = (/* unused pure expression or super */ null && ([
	true,
	1,
	"true",
	"1",
	"yes",
	"y",
	"on",
	"enabled"
]));
const FALSY = (/* unused pure expression or super */ null && ([
	false,
	0,
	"false",
	"0",
	"no",
	"n",
	"off",
	"disabled"
]));
/* @__NO_SIDE_EFFECTS__ */
function parseBoolean(config$1, message$1) {
	const normalize$1 = (v) => typeof v === "string" ? v.toLowerCase() : v;
	const truthyRaw = config$1?.truthy ?? TRUTHY;
	const falsyRaw = config$1?.falsy ?? FALSY;
	const truthy = config$1?.truthy ? config$1.truthy.map(normalize$1) : TRUTHY;
	const falsy = config$1?.falsy ? config$1.falsy.map(normalize$1) : FALSY;
	return {
		kind: "transformation",
		type: "parse_boolean",
		reference: parseBoolean,
		expects: /* @__PURE__ */ _joinExpects([...truthyRaw, ...falsyRaw].map(_stringify), "|"),
		config: config$1,
		message: message$1,
		async: false,
		"~run"(dataset, config$2) {
			const input = normalize$1(dataset.value);
			if (truthy.includes(input)) dataset.value = true;
			else if (falsy.includes(input)) dataset.value = false;
			else {
				_addIssue(this, "boolean", dataset, config$2);
				dataset.typed = false;
			}
			return dataset;
		}
	};
}

//#endregion
//#region src/actions/parseJson/parseJson.ts
/* @__NO_SIDE_EFFECTS__ */
function dist_parseJson(config$1, message$1) {
	return {
		kind: "transformation",
		type: "parse_json",
		reference: dist_parseJson,
		config: config$1,
		message: message$1,
		async: false,
		"~run"(dataset, config$2) {
			try {
				dataset.value = JSON.parse(dataset.value, this.config?.reviver);
			} catch (error) {
				if (error instanceof Error) {
					_addIssue(this, "JSON", dataset, config$2, { received: `"${error.message}"` });
					dataset.typed = false;
				} else throw error;
			}
			return dataset;
		}
	};
}

//#endregion
//#region src/actions/partialCheck/utils/_isPartiallyTyped/_isPartiallyTyped.ts
/**
* Checks if a dataset is partially typed.
*
* @param dataset The dataset to check.
* @param paths The paths to check.
*
* @returns Whether it is partially typed.
*
* @internal
*/
/* @__NO_SIDE_EFFECTS__ */
function _isPartiallyTyped(dataset, paths) {
	if (dataset.issues) for (const path of paths) for (const issue of dataset.issues) {
		let typed = false;
		const bound = Math.min(path.length, issue.path?.length ?? 0);
		for (let index = 0; index < bound; index++) if (path[index] !== issue.path[index].key && (path[index] !== "$" || issue.path[index].type !== "array")) {
			typed = true;
			break;
		}
		if (!typed) return false;
	}
	return true;
}

//#endregion
//#region src/actions/partialCheck/partialCheck.ts
/* @__NO_SIDE_EFFECTS__ */
function partialCheck(paths, requirement, message$1) {
	return {
		kind: "validation",
		type: "partial_check",
		reference: partialCheck,
		async: false,
		expects: null,
		paths,
		requirement,
		message: message$1,
		"~run"(dataset, config$1) {
			if ((dataset.typed || /* @__PURE__ */ _isPartiallyTyped(dataset, paths)) && !this.requirement(dataset.value)) _addIssue(this, "input", dataset, config$1);
			return dataset;
		}
	};
}

//#endregion
//#region src/actions/partialCheck/partialCheckAsync.ts
/* @__NO_SIDE_EFFECTS__ */
function partialCheckAsync(paths, requirement, message$1) {
	return {
		kind: "validation",
		type: "partial_check",
		reference: partialCheckAsync,
		async: true,
		expects: null,
		paths,
		requirement,
		message: message$1,
		async "~run"(dataset, config$1) {
			if ((dataset.typed || /* @__PURE__ */ _isPartiallyTyped(dataset, paths)) && !await this.requirement(dataset.value)) _addIssue(this, "input", dataset, config$1);
			return dataset;
		}
	};
}

//#endregion
//#region src/actions/rawCheck/rawCheck.ts
/**
* Creates a raw check validation action.
*
* @param action The validation action.
*
* @returns A raw check action.
*/
/* @__NO_SIDE_EFFECTS__ */
function rawCheck(action) {
	return {
		kind: "validation",
		type: "raw_check",
		reference: rawCheck,
		async: false,
		expects: null,
		"~run"(dataset, config$1) {
			action({
				dataset,
				config: config$1,
				addIssue: (info) => _addIssue(this, info?.label ?? "input", dataset, config$1, info)
			});
			return dataset;
		}
	};
}

//#endregion
//#region src/actions/rawCheck/rawCheckAsync.ts
/**
* Creates a raw check validation action.
*
* @param action The validation action.
*
* @returns A raw check action.
*/
/* @__NO_SIDE_EFFECTS__ */
function rawCheckAsync(action) {
	return {
		kind: "validation",
		type: "raw_check",
		reference: rawCheckAsync,
		async: true,
		expects: null,
		async "~run"(dataset, config$1) {
			await action({
				dataset,
				config: config$1,
				addIssue: (info) => _addIssue(this, info?.label ?? "input", dataset, config$1, info)
			});
			return dataset;
		}
	};
}

//#endregion
//#region src/actions/rawTransform/rawTransform.ts
/**
* Creates a raw transformation action.
*
* @param action The transformation action.
*
* @returns A raw transform action.
*/
/* @__NO_SIDE_EFFECTS__ */
function rawTransform(action) {
	return {
		kind: "transformation",
		type: "raw_transform",
		reference: rawTransform,
		async: false,
		"~run"(dataset, config$1) {
			const output = action({
				dataset,
				config: config$1,
				addIssue: (info) => _addIssue(this, info?.label ?? "input", dataset, config$1, info),
				NEVER: null
			});
			if (dataset.issues) dataset.typed = false;
			else dataset.value = output;
			return dataset;
		}
	};
}

//#endregion
//#region src/actions/rawTransform/rawTransformAsync.ts
/**
* Creates a raw transformation action.
*
* @param action The transformation action.
*
* @returns A raw transform action.
*/
/* @__NO_SIDE_EFFECTS__ */
function rawTransformAsync(action) {
	return {
		kind: "transformation",
		type: "raw_transform",
		reference: rawTransformAsync,
		async: true,
		async "~run"(dataset, config$1) {
			const output = await action({
				dataset,
				config: config$1,
				addIssue: (info) => _addIssue(this, info?.label ?? "input", dataset, config$1, info),
				NEVER: null
			});
			if (dataset.issues) dataset.typed = false;
			else dataset.value = output;
			return dataset;
		}
	};
}

//#endregion
//#region src/actions/readonly/readonly.ts
/* @__NO_SIDE_EFFECTS__ */
function readonly() {
	return {
		kind: "transformation",
		type: "readonly",
		reference: readonly,
		async: false,
		"~run"(dataset) {
			return dataset;
		}
	};
}

//#endregion
//#region src/actions/reduceItems/reduceItems.ts
/* @__NO_SIDE_EFFECTS__ */
function reduceItems(operation, initial) {
	return {
		kind: "transformation",
		type: "reduce_items",
		reference: reduceItems,
		async: false,
		operation,
		initial,
		"~run"(dataset) {
			dataset.value = dataset.value.reduce(this.operation, this.initial);
			return dataset;
		}
	};
}

//#endregion
//#region src/actions/regex/regex.ts
/* @__NO_SIDE_EFFECTS__ */
function regex(requirement, message$1) {
	return {
		kind: "validation",
		type: "regex",
		reference: regex,
		async: false,
		expects: `${requirement}`,
		requirement,
		message: message$1,
		"~run"(dataset, config$1) {
			if (dataset.typed && !this.requirement.test(dataset.value)) _addIssue(this, "format", dataset, config$1);
			return dataset;
		}
	};
}

//#endregion
//#region src/actions/returns/returns.ts
/* @__NO_SIDE_EFFECTS__ */
function returns(schema) {
	return {
		kind: "transformation",
		type: "returns",
		reference: returns,
		async: false,
		schema,
		"~run"(dataset, config$1) {
			const func = dataset.value;
			dataset.value = (...args_) => {
				const returnsDataset = this.schema["~run"]({ value: func(...args_) }, config$1);
				if (returnsDataset.issues) throw new ValiError(returnsDataset.issues);
				return returnsDataset.value;
			};
			return dataset;
		}
	};
}

//#endregion
//#region src/actions/returns/returnsAsync.ts
/* @__NO_SIDE_EFFECTS__ */
function returnsAsync(schema) {
	return {
		kind: "transformation",
		type: "returns",
		reference: returnsAsync,
		async: false,
		schema,
		"~run"(dataset, config$1) {
			const func = dataset.value;
			dataset.value = async (...args_) => {
				const returnsDataset = await this.schema["~run"]({ value: await func(...args_) }, config$1);
				if (returnsDataset.issues) throw new ValiError(returnsDataset.issues);
				return returnsDataset.value;
			};
			return dataset;
		}
	};
}

//#endregion
//#region src/actions/rfcEmail/rfcEmail.ts
/* @__NO_SIDE_EFFECTS__ */
function rfcEmail(message$1) {
	return {
		kind: "validation",
		type: "rfc_email",
		reference: rfcEmail,
		expects: null,
		async: false,
		requirement: RFC_EMAIL_REGEX,
		message: message$1,
		"~run"(dataset, config$1) {
			if (dataset.typed && !this.requirement.test(dataset.value)) _addIssue(this, "email", dataset, config$1);
			return dataset;
		}
	};
}

//#endregion
//#region src/actions/safeInteger/safeInteger.ts
/* @__NO_SIDE_EFFECTS__ */
function safeInteger(message$1) {
	return {
		kind: "validation",
		type: "safe_integer",
		reference: safeInteger,
		async: false,
		expects: null,
		requirement: Number.isSafeInteger,
		message: message$1,
		"~run"(dataset, config$1) {
			if (dataset.typed && !this.requirement(dataset.value)) _addIssue(this, "safe integer", dataset, config$1);
			return dataset;
		}
	};
}

//#endregion
//#region src/actions/size/size.ts
/* @__NO_SIDE_EFFECTS__ */
function size(requirement, message$1) {
	return {
		kind: "validation",
		type: "size",
		reference: size,
		async: false,
		expects: `${requirement}`,
		requirement,
		message: message$1,
		"~run"(dataset, config$1) {
			if (dataset.typed && dataset.value.size !== this.requirement) _addIssue(this, "size", dataset, config$1, { received: `${dataset.value.size}` });
			return dataset;
		}
	};
}

//#endregion
//#region src/actions/slug/slug.ts
/* @__NO_SIDE_EFFECTS__ */
function slug(message$1) {
	return {
		kind: "validation",
		type: "slug",
		reference: slug,
		async: false,
		expects: null,
		requirement: SLUG_REGEX,
		message: message$1,
		"~run"(dataset, config$1) {
			if (dataset.typed && !this.requirement.test(dataset.value)) _addIssue(this, "slug", dataset, config$1);
			return dataset;
		}
	};
}

//#endregion
//#region src/actions/someItem/someItem.ts
/* @__NO_SIDE_EFFECTS__ */
function someItem(requirement, message$1) {
	return {
		kind: "validation",
		type: "some_item",
		reference: someItem,
		async: false,
		expects: null,
		requirement,
		message: message$1,
		"~run"(dataset, config$1) {
			if (dataset.typed && !dataset.value.some(this.requirement)) _addIssue(this, "item", dataset, config$1);
			return dataset;
		}
	};
}

//#endregion
//#region src/actions/sortItems/sortItems.ts
/* @__NO_SIDE_EFFECTS__ */
function sortItems(operation) {
	return {
		kind: "transformation",
		type: "sort_items",
		reference: sortItems,
		async: false,
		operation,
		"~run"(dataset) {
			dataset.value = dataset.value.sort(this.operation);
			return dataset;
		}
	};
}

//#endregion
//#region src/actions/startsWith/startsWith.ts
/* @__NO_SIDE_EFFECTS__ */
function startsWith(requirement, message$1) {
	return {
		kind: "validation",
		type: "starts_with",
		reference: startsWith,
		async: false,
		expects: `"${requirement}"`,
		requirement,
		message: message$1,
		"~run"(dataset, config$1) {
			if (dataset.typed && !dataset.value.startsWith(this.requirement)) _addIssue(this, "start", dataset, config$1, { received: `"${dataset.value.slice(0, this.requirement.length)}"` });
			return dataset;
		}
	};
}

//#endregion
//#region src/actions/stringifyJson/stringifyJson.ts
/* @__NO_SIDE_EFFECTS__ */
function stringifyJson(config$1, message$1) {
	return {
		kind: "transformation",
		type: "stringify_json",
		reference: stringifyJson,
		message: message$1,
		config: config$1,
		async: false,
		"~run"(dataset, config$2) {
			try {
				const output = JSON.stringify(dataset.value, this.config?.replacer, this.config?.space);
				if (output === void 0) {
					_addIssue(this, "JSON", dataset, config$2);
					dataset.typed = false;
				} else dataset.value = output;
			} catch (error) {
				if (error instanceof Error) {
					_addIssue(this, "JSON", dataset, config$2, { received: `"${error.message}"` });
					dataset.typed = false;
				} else throw error;
			}
			return dataset;
		}
	};
}

//#endregion
//#region src/actions/title/title.ts
/**
* Creates a title metadata action.
*
* @param title_ The title text.
*
* @returns A title action.
*/
/* @__NO_SIDE_EFFECTS__ */
function title(title_) {
	return {
		kind: "metadata",
		type: "title",
		reference: title,
		title: title_
	};
}

//#endregion
//#region src/actions/toBigint/toBigint.ts
/* @__NO_SIDE_EFFECTS__ */
function toBigint(message$1) {
	return {
		kind: "transformation",
		type: "to_bigint",
		reference: toBigint,
		async: false,
		message: message$1,
		"~run"(dataset, config$1) {
			try {
				dataset.value = BigInt(dataset.value);
			} catch {
				_addIssue(this, "bigint", dataset, config$1);
				dataset.typed = false;
			}
			return dataset;
		}
	};
}

//#endregion
//#region src/actions/toBoolean/toBoolean.ts
/**
* Creates a to boolean transformation action.
*
* @returns A to boolean action.
*
* @beta
*/
/* @__NO_SIDE_EFFECTS__ */
function toBoolean() {
	return {
		kind: "transformation",
		type: "to_boolean",
		reference: toBoolean,
		async: false,
		"~run"(dataset) {
			dataset.value = Boolean(dataset.value);
			return dataset;
		}
	};
}

//#endregion
//#region src/actions/toCamelCase/toCamelCase.ts
/**
* Creates a to camel case transformation action.
*
* Words are separated by `_`, `-` and ASCII whitespace, as well as by case
* and acronym boundaries.
*
* Hint: Acronym runs are normalized to lowercase (e.g. `parseURLValue` →
* `parseUrlValue`) and digits stay attached to the preceding token (e.g.
* `item2Name` → `item2Name`).
*
* @returns A to camel case action.
*
* @beta
*/
/* @__NO_SIDE_EFFECTS__ */
function toCamelCase() {
	return {
		kind: "transformation",
		type: "to_camel_case",
		reference: toCamelCase,
		async: false,
		"~run"(dataset) {
			dataset.value = /* @__PURE__ */ _formatCase(dataset.value, "", false, true);
			return dataset;
		}
	};
}

//#endregion
//#region src/actions/toDate/toDate.ts
/* @__NO_SIDE_EFFECTS__ */
function toDate(message$1) {
	return {
		kind: "transformation",
		type: "to_date",
		reference: toDate,
		async: false,
		message: message$1,
		"~run"(dataset, config$1) {
			try {
				dataset.value = new Date(dataset.value);
				if (isNaN(dataset.value)) {
					_addIssue(this, "date", dataset, config$1, { received: "\"Invalid Date\"" });
					dataset.typed = false;
				}
			} catch {
				_addIssue(this, "date", dataset, config$1);
				dataset.typed = false;
			}
			return dataset;
		}
	};
}

//#endregion
//#region src/actions/toKebabCase/toKebabCase.ts
/**
* Creates a to kebab case transformation action.
*
* Words are separated by `_`, `-` and ASCII whitespace, as well as by case
* and acronym boundaries.
*
* Hint: Acronym runs are normalized to lowercase (e.g. `parseURLValue` →
* `parse-url-value`) and digits stay attached to the preceding token (e.g.
* `item2Name` → `item2-name`).
*
* @returns A to kebab case action.
*
* @beta
*/
/* @__NO_SIDE_EFFECTS__ */
function toKebabCase() {
	return {
		kind: "transformation",
		type: "to_kebab_case",
		reference: toKebabCase,
		async: false,
		"~run"(dataset) {
			dataset.value = /* @__PURE__ */ _formatCase(dataset.value, "-", false, false);
			return dataset;
		}
	};
}

//#endregion
//#region src/actions/toLowerCase/toLowerCase.ts
/**
* Creates a to lower case transformation action.
*
* @returns A to lower case action.
*/
/* @__NO_SIDE_EFFECTS__ */
function toLowerCase() {
	return {
		kind: "transformation",
		type: "to_lower_case",
		reference: toLowerCase,
		async: false,
		"~run"(dataset) {
			dataset.value = dataset.value.toLowerCase();
			return dataset;
		}
	};
}

//#endregion
//#region src/actions/toMaxValue/toMaxValue.ts
/**
* Creates a to max value transformation action.
*
* @param requirement The maximum value.
*
* @returns A to max value action.
*/
/* @__NO_SIDE_EFFECTS__ */
function toMaxValue(requirement) {
	return {
		kind: "transformation",
		type: "to_max_value",
		reference: toMaxValue,
		async: false,
		requirement,
		"~run"(dataset) {
			dataset.value = dataset.value > this.requirement ? this.requirement : dataset.value;
			return dataset;
		}
	};
}

//#endregion
//#region src/actions/toMinValue/toMinValue.ts
/**
* Creates a to min value transformation action.
*
* @param requirement The minimum value.
*
* @returns A to min value action.
*/
/* @__NO_SIDE_EFFECTS__ */
function toMinValue(requirement) {
	return {
		kind: "transformation",
		type: "to_min_value",
		reference: toMinValue,
		async: false,
		requirement,
		"~run"(dataset) {
			dataset.value = dataset.value < this.requirement ? this.requirement : dataset.value;
			return dataset;
		}
	};
}

//#endregion
//#region src/actions/toNumber/toNumber.ts
/* @__NO_SIDE_EFFECTS__ */
function toNumber(message$1) {
	return {
		kind: "transformation",
		type: "to_number",
		reference: toNumber,
		async: false,
		message: message$1,
		"~run"(dataset, config$1) {
			try {
				dataset.value = Number(dataset.value);
				if (isNaN(dataset.value)) {
					_addIssue(this, "number", dataset, config$1);
					dataset.typed = false;
				}
			} catch {
				_addIssue(this, "number", dataset, config$1);
				dataset.typed = false;
			}
			return dataset;
		}
	};
}

//#endregion
//#region src/actions/toPascalCase/toPascalCase.ts
/**
* Creates a to pascal case transformation action.
*
* Words are separated by `_`, `-` and ASCII whitespace, as well as by case
* and acronym boundaries.
*
* Hint: Acronym runs are normalized to lowercase (e.g. `parseURLValue` →
* `ParseUrlValue`) and digits stay attached to the preceding token (e.g.
* `item2Name` → `Item2Name`).
*
* @returns A to pascal case action.
*
* @beta
*/
/* @__NO_SIDE_EFFECTS__ */
function toPascalCase() {
	return {
		kind: "transformation",
		type: "to_pascal_case",
		reference: toPascalCase,
		async: false,
		"~run"(dataset) {
			dataset.value = /* @__PURE__ */ _formatCase(dataset.value, "", true, true);
			return dataset;
		}
	};
}

//#endregion
//#region src/actions/toSnakeCase/toSnakeCase.ts
/**
* Creates a to snake case transformation action.
*
* Words are separated by `_`, `-` and ASCII whitespace, as well as by case
* and acronym boundaries.
*
* Hint: Acronym runs are normalized to lowercase (e.g. `parseURLValue` →
* `parse_url_value`) and digits stay attached to the preceding token (e.g.
* `item2Name` → `item2_name`).
*
* @returns A to snake case action.
*
* @beta
*/
/* @__NO_SIDE_EFFECTS__ */
function toSnakeCase() {
	return {
		kind: "transformation",
		type: "to_snake_case",
		reference: toSnakeCase,
		async: false,
		"~run"(dataset) {
			dataset.value = /* @__PURE__ */ _formatCase(dataset.value, "_", false, false);
			return dataset;
		}
	};
}

//#endregion
//#region src/actions/toString/toString.ts
/* @__NO_SIDE_EFFECTS__ */
function dist_toString(message$1) {
	return {
		kind: "transformation",
		type: "to_string",
		reference: dist_toString,
		async: false,
		message: message$1,
		"~run"(dataset, config$1) {
			try {
				dataset.value = String(dataset.value);
			} catch {
				_addIssue(this, "string", dataset, config$1);
				dataset.typed = false;
			}
			return dataset;
		}
	};
}

//#endregion
//#region src/actions/toUpperCase/toUpperCase.ts
/**
* Creates a to upper case transformation action.
*
* @returns A to upper case action.
*/
/* @__NO_SIDE_EFFECTS__ */
function toUpperCase() {
	return {
		kind: "transformation",
		type: "to_upper_case",
		reference: toUpperCase,
		async: false,
		"~run"(dataset) {
			dataset.value = dataset.value.toUpperCase();
			return dataset;
		}
	};
}

//#endregion
//#region src/actions/transform/transform.ts
/**
* Creates a custom transformation action.
*
* @param operation The transformation operation.
*
* @returns A transform action.
*/
/* @__NO_SIDE_EFFECTS__ */
function transform(operation) {
	return {
		kind: "transformation",
		type: "transform",
		reference: transform,
		async: false,
		operation,
		"~run"(dataset) {
			dataset.value = this.operation(dataset.value);
			return dataset;
		}
	};
}

//#endregion
//#region src/actions/transform/transformAsync.ts
/**
* Creates a custom transformation action.
*
* @param operation The transformation operation.
*
* @returns A transform action.
*/
/* @__NO_SIDE_EFFECTS__ */
function transformAsync(operation) {
	return {
		kind: "transformation",
		type: "transform",
		reference: transformAsync,
		async: true,
		operation,
		async "~run"(dataset) {
			dataset.value = await this.operation(dataset.value);
			return dataset;
		}
	};
}

//#endregion
//#region src/actions/trim/trim.ts
/**
* Creates a trim transformation action.
*
* @returns A trim action.
*/
/* @__NO_SIDE_EFFECTS__ */
function trim() {
	return {
		kind: "transformation",
		type: "trim",
		reference: trim,
		async: false,
		"~run"(dataset) {
			dataset.value = dataset.value.trim();
			return dataset;
		}
	};
}

//#endregion
//#region src/actions/trimEnd/trimEnd.ts
/**
* Creates a trim end transformation action.
*
* @returns A trim end action.
*/
/* @__NO_SIDE_EFFECTS__ */
function trimEnd() {
	return {
		kind: "transformation",
		type: "trim_end",
		reference: trimEnd,
		async: false,
		"~run"(dataset) {
			dataset.value = dataset.value.trimEnd();
			return dataset;
		}
	};
}

//#endregion
//#region src/actions/trimStart/trimStart.ts
/**
* Creates a trim start transformation action.
*
* @returns A trim start action.
*/
/* @__NO_SIDE_EFFECTS__ */
function trimStart() {
	return {
		kind: "transformation",
		type: "trim_start",
		reference: trimStart,
		async: false,
		"~run"(dataset) {
			dataset.value = dataset.value.trimStart();
			return dataset;
		}
	};
}

//#endregion
//#region src/actions/ulid/ulid.ts
/* @__NO_SIDE_EFFECTS__ */
function ulid(message$1) {
	return {
		kind: "validation",
		type: "ulid",
		reference: ulid,
		async: false,
		expects: null,
		requirement: ULID_REGEX,
		message: message$1,
		"~run"(dataset, config$1) {
			if (dataset.typed && !this.requirement.test(dataset.value)) _addIssue(this, "ULID", dataset, config$1);
			return dataset;
		}
	};
}

//#endregion
//#region src/actions/url/url.ts
/* @__NO_SIDE_EFFECTS__ */
function url(message$1) {
	return {
		kind: "validation",
		type: "url",
		reference: url,
		async: false,
		expects: null,
		requirement(input) {
			try {
				if (URL.canParse) return URL.canParse(input);
				new URL(input);
				return true;
			} catch {
				return false;
			}
		},
		message: message$1,
		"~run"(dataset, config$1) {
			if (dataset.typed && !this.requirement(dataset.value)) _addIssue(this, "URL", dataset, config$1);
			return dataset;
		}
	};
}

//#endregion
//#region src/actions/uuid/uuid.ts
/* @__NO_SIDE_EFFECTS__ */
function uuid(message$1) {
	return {
		kind: "validation",
		type: "uuid",
		reference: uuid,
		async: false,
		expects: null,
		requirement: UUID_REGEX,
		message: message$1,
		"~run"(dataset, config$1) {
			if (dataset.typed && !this.requirement.test(dataset.value)) _addIssue(this, "UUID", dataset, config$1);
			return dataset;
		}
	};
}

//#endregion
//#region src/actions/value/value.ts
/* @__NO_SIDE_EFFECTS__ */
function value(requirement, message$1) {
	return {
		kind: "validation",
		type: "value",
		reference: value,
		async: false,
		expects: requirement instanceof Date ? requirement.toJSON() : /* @__PURE__ */ _stringify(requirement),
		requirement,
		message: message$1,
		"~run"(dataset, config$1) {
			if (dataset.typed && !/* @__PURE__ */ _isValueMatch(this.requirement, dataset.value)) _addIssue(this, "value", dataset, config$1, { received: dataset.value instanceof Date ? dataset.value.toJSON() : /* @__PURE__ */ _stringify(dataset.value) });
			return dataset;
		}
	};
}

//#endregion
//#region src/actions/values/values.ts
/* @__NO_SIDE_EFFECTS__ */
function values(requirement, message$1) {
	return {
		kind: "validation",
		type: "values",
		reference: values,
		async: false,
		expects: `${/* @__PURE__ */ _joinExpects(requirement.map((value$1) => value$1 instanceof Date ? value$1.toJSON() : /* @__PURE__ */ _stringify(value$1)), "|")}`,
		requirement,
		message: message$1,
		"~run"(dataset, config$1) {
			if (dataset.typed && !this.requirement.some((requirement$1) => /* @__PURE__ */ _isValueMatch(requirement$1, dataset.value))) _addIssue(this, "value", dataset, config$1, { received: dataset.value instanceof Date ? dataset.value.toJSON() : /* @__PURE__ */ _stringify(dataset.value) });
			return dataset;
		}
	};
}

//#endregion
//#region src/actions/words/words.ts
/* @__NO_SIDE_EFFECTS__ */
function words(locales, requirement, message$1) {
	return {
		kind: "validation",
		type: "words",
		reference: words,
		async: false,
		expects: `${requirement}`,
		locales,
		requirement,
		message: message$1,
		"~run"(dataset, config$1) {
			if (dataset.typed) {
				const count = /* @__PURE__ */ _getWordCount(this.locales, dataset.value);
				if (count !== this.requirement) _addIssue(this, "words", dataset, config$1, { received: `${count}` });
			}
			return dataset;
		}
	};
}

//#endregion
//#region src/const.ts
const ABORT_EARLY_CONFIG = { abortEarly: true };

//#endregion
//#region src/methods/assert/assert.ts
/**
* Checks if the input matches the schema. As this is an assertion function, it
* can be used as a type guard.
*
* @param schema The schema to be used.
* @param input The input to be tested.
*/
function assert(schema, input) {
	const issues = schema["~run"]({ value: input }, ABORT_EARLY_CONFIG).issues;
	if (issues) throw new ValiError(issues);
}

//#endregion
//#region src/methods/cache/_LruCache.ts
/**
* Efficient LRU cache using Map iteration order.
*/
var _LruCache = class {
	constructor(config$1) {
		this.refCount = 0;
		this.maxSize = config$1?.maxSize ?? 1e3;
		this.maxAge = config$1?.maxAge ?? Infinity;
		this.hasMaxAge = isFinite(this.maxAge);
	}
	/**
	* Stringifies an unknown input to a cache key component.
	*
	* @param input The unknown input.
	*
	* @returns A cache key component.
	*/
	stringify(input) {
		const type = typeof input;
		if (type === "string") return `"${input}"`;
		if (type === "number" || type === "boolean") return `${input}`;
		if (type === "bigint") return `${input}n`;
		if (type === "object" || type === "function") {
			if (input) {
				this.refIds ?? (this.refIds = /* @__PURE__ */ new WeakMap());
				let id = this.refIds.get(input);
				if (!id) {
					id = ++this.refCount;
					this.refIds.set(input, id);
				}
				return `#${id}`;
			}
			return "null";
		}
		return type;
	}
	/**
	* Creates a cache key from input and config.
	*
	* @param input The input value.
	* @param config The parse configuration.
	*
	* @returns The cache key.
	*/
	key(input, config$1 = {}) {
		return `${this.stringify(input)}|${this.stringify(config$1.lang)}|${this.stringify(config$1.message)}|${this.stringify(config$1.abortEarly)}|${this.stringify(config$1.abortPipeEarly)}`;
	}
	/**
	* Gets a value from the cache by key.
	*
	* @param key The cache key.
	*
	* @returns The cached value.
	*/
	get(key) {
		if (!this.store) return void 0;
		const entry = this.store.get(key);
		if (!entry) return void 0;
		if (this.hasMaxAge && Date.now() - entry[1] > this.maxAge) {
			this.store.delete(key);
			return;
		}
		this.store.delete(key);
		this.store.set(key, entry);
		return entry[0];
	}
	/**
	* Sets a value in the cache by key.
	*
	* @param key The cache key.
	* @param value The cached value.
	*/
	set(key, value$1) {
		this.store ?? (this.store = /* @__PURE__ */ new Map());
		this.store.delete(key);
		const timestamp = this.hasMaxAge ? Date.now() : 0;
		this.store.set(key, [value$1, timestamp]);
		if (this.store.size > this.maxSize) this.store.delete(this.store.keys().next().value);
	}
	/**
	* Clears all entries from the cache.
	*/
	clear() {
		this.store?.clear();
	}
};

//#endregion
//#region src/methods/cache/cache.ts
/* @__NO_SIDE_EFFECTS__ */
function cache(schema, config$1) {
	return _standardSchema({
		...schema,
		cacheConfig: config$1,
		cache: new _LruCache(config$1),
		"~run"(dataset, runConfig) {
			const key = this.cache.key(dataset.value, runConfig);
			let outputDataset = this.cache.get(key);
			if (!outputDataset) this.cache.set(key, outputDataset = schema["~run"](dataset, runConfig));
			return /* @__PURE__ */ _cloneDataset(outputDataset);
		}
	});
}

//#endregion
//#region src/methods/cache/cacheAsync.ts
/* @__NO_SIDE_EFFECTS__ */
function cacheAsync(schema, config$1) {
	let activeRuns;
	return _standardSchema({
		...schema,
		async: true,
		cacheConfig: config$1,
		cache: new _LruCache(config$1),
		async "~run"(dataset, runConfig) {
			const key = this.cache.key(dataset.value, runConfig);
			const cached = this.cache.get(key);
			if (cached) return /* @__PURE__ */ _cloneDataset(cached);
			let promise$1 = activeRuns?.get(key);
			if (!promise$1) {
				activeRuns ?? (activeRuns = /* @__PURE__ */ new Map());
				promise$1 = Promise.resolve(schema["~run"](dataset, runConfig));
				activeRuns.set(key, promise$1);
			}
			try {
				const outputDataset = await promise$1;
				this.cache.set(key, outputDataset);
				return /* @__PURE__ */ _cloneDataset(outputDataset);
			} finally {
				activeRuns?.delete(key);
			}
		}
	});
}

//#endregion
//#region src/methods/config/config.ts
/**
* Changes the local configuration of a schema.
*
* @param schema The schema to configure.
* @param config The parse configuration.
*
* @returns The configured schema.
*/
/* @__NO_SIDE_EFFECTS__ */
function config(schema, config$1) {
	return _standardSchema({
		...schema,
		"~run"(dataset, config_) {
			return schema["~run"](dataset, {
				...config_,
				...config$1
			});
		}
	});
}

//#endregion
//#region src/methods/getFallback/getFallback.ts
/**
* Returns the fallback value of the schema.
*
* @param schema The schema to get it from.
* @param dataset The output dataset if available.
* @param config The config if available.
*
* @returns The fallback value.
*/
/* @__NO_SIDE_EFFECTS__ */
function getFallback(schema, dataset, config$1) {
	return typeof schema.fallback === "function" ? schema.fallback(dataset, config$1) : schema.fallback;
}

//#endregion
//#region src/methods/fallback/fallback.ts
/**
* Returns a fallback value as output if the input does not match the schema.
*
* @param schema The schema to catch.
* @param fallback The fallback value.
*
* @returns The passed schema.
*/
/* @__NO_SIDE_EFFECTS__ */
function dist_fallback(schema, fallback$1) {
	return _standardSchema({
		...schema,
		fallback: fallback$1,
		"~run"(dataset, config$1) {
			const outputDataset = schema["~run"](dataset, config$1);
			return outputDataset.issues ? {
				typed: true,
				value: /* @__PURE__ */ getFallback(this, outputDataset, config$1)
			} : outputDataset;
		}
	});
}

//#endregion
//#region src/methods/fallback/fallbackAsync.ts
/* @__NO_SIDE_EFFECTS__ */
function fallbackAsync(schema, fallback$1) {
	return _standardSchema({
		...schema,
		fallback: fallback$1,
		async: true,
		async "~run"(dataset, config$1) {
			const outputDataset = await schema["~run"](dataset, config$1);
			return outputDataset.issues ? {
				typed: true,
				value: await /* @__PURE__ */ getFallback(this, outputDataset, config$1)
			} : outputDataset;
		}
	});
}

//#endregion
//#region src/methods/flatten/flatten.ts
/* @__NO_SIDE_EFFECTS__ */
function flatten(issues) {
	const flatErrors = {};
	for (const issue of issues) if (issue.path) {
		const dotPath = /* @__PURE__ */ getDotPath(issue);
		if (dotPath) {
			if (!flatErrors.nested) flatErrors.nested = {};
			if (Object.prototype.hasOwnProperty.call(flatErrors.nested, dotPath)) flatErrors.nested[dotPath].push(issue.message);
			else flatErrors.nested[dotPath] = [issue.message];
		} else if (flatErrors.other) flatErrors.other.push(issue.message);
		else flatErrors.other = [issue.message];
	} else if (flatErrors.root) flatErrors.root.push(issue.message);
	else flatErrors.root = [issue.message];
	return flatErrors;
}

//#endregion
//#region src/methods/forward/forward.ts
/**
* Forwards the issues of the passed validation action.
*
* @param action The validation action.
* @param path The path to forward the issues to.
*
* @returns The modified action.
*/
/* @__NO_SIDE_EFFECTS__ */
function forward(action, path) {
	return {
		...action,
		"~run"(dataset, config$1) {
			const prevIssues = dataset.issues && [...dataset.issues];
			dataset = action["~run"](dataset, config$1);
			if (dataset.issues) {
				for (const issue of dataset.issues) if (!prevIssues?.includes(issue)) {
					let pathInput = dataset.value;
					for (const key of path) {
						const pathValue = pathInput[key];
						const pathItem = {
							type: "unknown",
							origin: "value",
							input: pathInput,
							key,
							value: pathValue
						};
						if (issue.path) issue.path.push(pathItem);
						else issue.path = [pathItem];
						if (!pathValue) break;
						pathInput = pathValue;
					}
				}
			}
			return dataset;
		}
	};
}

//#endregion
//#region src/methods/forward/forwardAsync.ts
/**
* Forwards the issues of the passed validation action.
*
* @param action The validation action.
* @param path The path to forward the issues to.
*
* @returns The modified action.
*/
/* @__NO_SIDE_EFFECTS__ */
function forwardAsync(action, path) {
	return {
		...action,
		async: true,
		async "~run"(dataset, config$1) {
			const prevIssues = dataset.issues && [...dataset.issues];
			dataset = await action["~run"](dataset, config$1);
			if (dataset.issues) {
				for (const issue of dataset.issues) if (!prevIssues?.includes(issue)) {
					let pathInput = dataset.value;
					for (const key of path) {
						const pathValue = pathInput[key];
						const pathItem = {
							type: "unknown",
							origin: "value",
							input: pathInput,
							key,
							value: pathValue
						};
						if (issue.path) issue.path.push(pathItem);
						else issue.path = [pathItem];
						if (!pathValue) break;
						pathInput = pathValue;
					}
				}
			}
			return dataset;
		}
	};
}

//#endregion
//#region src/methods/getDefault/getDefault.ts
/**
* Returns the default value of the schema.
*
* @param schema The schema to get it from.
* @param dataset The input dataset if available.
* @param config The config if available.
*
* @returns The default value.
*/
/* @__NO_SIDE_EFFECTS__ */
function getDefault(schema, dataset, config$1) {
	return typeof schema.default === "function" ? schema.default(dataset, config$1) : schema.default;
}

//#endregion
//#region src/methods/getDefaults/getDefaults.ts
/**
* Returns the default values of the schema.
*
* Hint: The difference to `getDefault` is that for object and tuple schemas
* this function recursively returns the default values of the subschemas
* instead of `undefined`.
*
* @param schema The schema to get them from.
*
* @returns The default values.
*/
/* @__NO_SIDE_EFFECTS__ */
function getDefaults(schema) {
	if ("entries" in schema) {
		const object$1 = {};
		for (const key in schema.entries) object$1[key] = /* @__PURE__ */ getDefaults(schema.entries[key]);
		return object$1;
	}
	if ("items" in schema) return schema.items.map(getDefaults);
	return /* @__PURE__ */ getDefault(schema);
}

//#endregion
//#region src/methods/getDefaults/getDefaultsAsync.ts
/**
* Returns the default values of the schema.
*
* Hint: The difference to `getDefault` is that for object and tuple schemas
* this function recursively returns the default values of the subschemas
* instead of `undefined`.
*
* @param schema The schema to get them from.
*
* @returns The default values.
*/
/* @__NO_SIDE_EFFECTS__ */
async function getDefaultsAsync(schema) {
	if ("entries" in schema) return Object.fromEntries(await Promise.all(Object.entries(schema.entries).map(async ([key, value$1]) => [key, await /* @__PURE__ */ getDefaultsAsync(value$1)])));
	if ("items" in schema) return Promise.all(schema.items.map(getDefaultsAsync));
	return /* @__PURE__ */ getDefault(schema);
}

//#endregion
//#region src/methods/getDescription/getDescription.ts
/**
* Returns the description of the schema.
*
* If multiple descriptions are defined, the last one of the highest level is
* returned. If no description is defined, `undefined` is returned.
*
* @param schema The schema to get the description from.
*
* @returns The description, if any.
*
* @beta
*/
/* @__NO_SIDE_EFFECTS__ */
function getDescription(schema) {
	return /* @__PURE__ */ _getLastMetadata(schema, "description");
}

//#endregion
//#region src/methods/getExamples/getExamples.ts
/**
* Returns the examples of a schema.
*
* If multiple examples are defined, it concatenates them using depth-first
* search. If no examples are defined, an empty array is returned.
*
* @param schema The schema to get the examples from.
*
* @returns The examples, if any.
*
* @beta
*/
/* @__NO_SIDE_EFFECTS__ */
function getExamples(schema) {
	const examples$1 = [];
	function depthFirstCollect(schema$1) {
		if ("pipe" in schema$1) {
			for (const item of schema$1.pipe) if (item.kind === "schema" && "pipe" in item) depthFirstCollect(item);
			else if (item.kind === "metadata" && item.type === "examples") for (const example of item.examples) examples$1.push(example);
		}
	}
	depthFirstCollect(schema);
	return examples$1;
}

//#endregion
//#region src/methods/getFallbacks/getFallbacks.ts
/**
* Returns the fallback values of the schema.
*
* Hint: The difference to `getFallback` is that for object and tuple schemas
* this function recursively returns the fallback values of the subschemas
* instead of `undefined`.
*
* @param schema The schema to get them from.
*
* @returns The fallback values.
*/
/* @__NO_SIDE_EFFECTS__ */
function getFallbacks(schema) {
	if ("entries" in schema) {
		const object$1 = {};
		for (const key in schema.entries) object$1[key] = /* @__PURE__ */ getFallbacks(schema.entries[key]);
		return object$1;
	}
	if ("items" in schema) return schema.items.map(getFallbacks);
	return /* @__PURE__ */ getFallback(schema);
}

//#endregion
//#region src/methods/getFallbacks/getFallbacksAsync.ts
/**
* Returns the fallback values of the schema.
*
* Hint: The difference to `getFallback` is that for object and tuple schemas
* this function recursively returns the fallback values of the subschemas
* instead of `undefined`.
*
* @param schema The schema to get them from.
*
* @returns The fallback values.
*/
/* @__NO_SIDE_EFFECTS__ */
async function getFallbacksAsync(schema) {
	if ("entries" in schema) return Object.fromEntries(await Promise.all(Object.entries(schema.entries).map(async ([key, value$1]) => [key, await /* @__PURE__ */ getFallbacksAsync(value$1)])));
	if ("items" in schema) return Promise.all(schema.items.map(getFallbacksAsync));
	return /* @__PURE__ */ getFallback(schema);
}

//#endregion
//#region src/methods/getMetadata/getMetadata.ts
/**
* Returns the metadata of a schema.
*
* If multiple metadata are defined, it shallowly merges them using depth-first
* search. If no metadata is defined, an empty object is returned.
*
* @param schema Schema to get the metadata from.
*
* @returns The metadata, if any.
*
* @beta
*/
/* @__NO_SIDE_EFFECTS__ */
function getMetadata(schema) {
	const result = {};
	function depthFirstMerge(schema$1) {
		if ("pipe" in schema$1) {
			for (const item of schema$1.pipe) if (item.kind === "schema" && "pipe" in item) depthFirstMerge(item);
			else if (item.kind === "metadata" && item.type === "metadata") Object.assign(result, item.metadata);
		}
	}
	depthFirstMerge(schema);
	return result;
}

//#endregion
//#region src/methods/getTitle/getTitle.ts
/**
* Returns the title of the schema.
*
* If multiple titles are defined, the last one of the highest level is
* returned. If no title is defined, `undefined` is returned.
*
* @param schema The schema to get the title from.
*
* @returns The title, if any.
*
* @beta
*/
/* @__NO_SIDE_EFFECTS__ */
function getTitle(schema) {
	return /* @__PURE__ */ _getLastMetadata(schema, "title");
}

//#endregion
//#region src/methods/is/is.ts
/**
* Checks if the input matches the schema. By using a type predicate, this
* function can be used as a type guard.
*
* @param schema The schema to be used.
* @param input The input to be tested.
*
* @returns Whether the input matches the schema.
*/
/* @__NO_SIDE_EFFECTS__ */
function is(schema, input) {
	return !schema["~run"]({ value: input }, ABORT_EARLY_CONFIG).issues;
}

//#endregion
//#region src/schemas/any/any.ts
/**
* Creates an any schema.
*
* Hint: This schema function exists only for completeness and is not
* recommended in practice. Instead, `unknown` should be used to accept
* unknown data.
*
* @returns An any schema.
*/
/* @__NO_SIDE_EFFECTS__ */
function any() {
	return _standardSchema({
		kind: "schema",
		type: "any",
		reference: any,
		expects: "any",
		async: false,
		"~run"(dataset) {
			dataset.typed = true;
			return dataset;
		}
	});
}

//#endregion
//#region src/schemas/array/array.ts
/* @__NO_SIDE_EFFECTS__ */
function array(item, message$1) {
	return _standardSchema({
		kind: "schema",
		type: "array",
		reference: array,
		expects: "Array",
		async: false,
		item,
		message: message$1,
		"~run"(dataset, config$1) {
			const input = dataset.value;
			if (Array.isArray(input)) {
				dataset.typed = true;
				dataset.value = [];
				for (let key = 0; key < input.length; key++) {
					const value$1 = input[key];
					const itemDataset = this.item["~run"]({ value: value$1 }, config$1);
					if (itemDataset.issues) {
						const pathItem = {
							type: "array",
							origin: "value",
							input,
							key,
							value: value$1
						};
						for (const issue of itemDataset.issues) {
							if (issue.path) issue.path.unshift(pathItem);
							else issue.path = [pathItem];
							dataset.issues?.push(issue);
						}
						if (!dataset.issues) dataset.issues = itemDataset.issues;
						if (config$1.abortEarly) {
							dataset.typed = false;
							break;
						}
					}
					if (!itemDataset.typed) dataset.typed = false;
					dataset.value.push(itemDataset.value);
				}
			} else _addIssue(this, "type", dataset, config$1);
			return dataset;
		}
	});
}

//#endregion
//#region src/schemas/array/arrayAsync.ts
/* @__NO_SIDE_EFFECTS__ */
function arrayAsync(item, message$1) {
	return _standardSchema({
		kind: "schema",
		type: "array",
		reference: arrayAsync,
		expects: "Array",
		async: true,
		item,
		message: message$1,
		async "~run"(dataset, config$1) {
			const input = dataset.value;
			if (Array.isArray(input)) {
				dataset.typed = true;
				dataset.value = [];
				const itemDatasets = await Promise.all(input.map((value$1) => this.item["~run"]({ value: value$1 }, config$1)));
				for (let key = 0; key < itemDatasets.length; key++) {
					const itemDataset = itemDatasets[key];
					if (itemDataset.issues) {
						const pathItem = {
							type: "array",
							origin: "value",
							input,
							key,
							value: input[key]
						};
						for (const issue of itemDataset.issues) {
							if (issue.path) issue.path.unshift(pathItem);
							else issue.path = [pathItem];
							dataset.issues?.push(issue);
						}
						if (!dataset.issues) dataset.issues = itemDataset.issues;
						if (config$1.abortEarly) {
							dataset.typed = false;
							break;
						}
					}
					if (!itemDataset.typed) dataset.typed = false;
					dataset.value.push(itemDataset.value);
				}
			} else _addIssue(this, "type", dataset, config$1);
			return dataset;
		}
	});
}

//#endregion
//#region src/schemas/bigint/bigint.ts
/* @__NO_SIDE_EFFECTS__ */
function bigint(message$1) {
	return _standardSchema({
		kind: "schema",
		type: "bigint",
		reference: bigint,
		expects: "bigint",
		async: false,
		message: message$1,
		"~run"(dataset, config$1) {
			if (typeof dataset.value === "bigint") dataset.typed = true;
			else _addIssue(this, "type", dataset, config$1);
			return dataset;
		}
	});
}

//#endregion
//#region src/schemas/blob/blob.ts
/* @__NO_SIDE_EFFECTS__ */
function blob(message$1) {
	return _standardSchema({
		kind: "schema",
		type: "blob",
		reference: blob,
		expects: "Blob",
		async: false,
		message: message$1,
		"~run"(dataset, config$1) {
			if (dataset.value instanceof Blob) dataset.typed = true;
			else _addIssue(this, "type", dataset, config$1);
			return dataset;
		}
	});
}

//#endregion
//#region src/schemas/boolean/boolean.ts
/* @__NO_SIDE_EFFECTS__ */
function dist_boolean(message$1) {
	return _standardSchema({
		kind: "schema",
		type: "boolean",
		reference: dist_boolean,
		expects: "boolean",
		async: false,
		message: message$1,
		"~run"(dataset, config$1) {
			if (typeof dataset.value === "boolean") dataset.typed = true;
			else _addIssue(this, "type", dataset, config$1);
			return dataset;
		}
	});
}

//#endregion
//#region src/schemas/custom/custom.ts
/* @__NO_SIDE_EFFECTS__ */
function custom(check$1, message$1) {
	return _standardSchema({
		kind: "schema",
		type: "custom",
		reference: custom,
		expects: "unknown",
		async: false,
		check: check$1,
		message: message$1,
		"~run"(dataset, config$1) {
			if (this.check(dataset.value)) dataset.typed = true;
			else _addIssue(this, "type", dataset, config$1);
			return dataset;
		}
	});
}

//#endregion
//#region src/schemas/custom/customAsync.ts
/* @__NO_SIDE_EFFECTS__ */
function customAsync(check$1, message$1) {
	return _standardSchema({
		kind: "schema",
		type: "custom",
		reference: customAsync,
		expects: "unknown",
		async: true,
		check: check$1,
		message: message$1,
		async "~run"(dataset, config$1) {
			if (await this.check(dataset.value)) dataset.typed = true;
			else _addIssue(this, "type", dataset, config$1);
			return dataset;
		}
	});
}

//#endregion
//#region src/schemas/date/date.ts
/* @__NO_SIDE_EFFECTS__ */
function date(message$1) {
	return _standardSchema({
		kind: "schema",
		type: "date",
		reference: date,
		expects: "Date",
		async: false,
		message: message$1,
		"~run"(dataset, config$1) {
			if (dataset.value instanceof Date) if (!isNaN(dataset.value)) dataset.typed = true;
			else _addIssue(this, "type", dataset, config$1, { received: "\"Invalid Date\"" });
			else _addIssue(this, "type", dataset, config$1);
			return dataset;
		}
	});
}

//#endregion
//#region src/schemas/enum/enum.ts
/* @__NO_SIDE_EFFECTS__ */
function enum_(enum__, message$1) {
	const options = [];
	for (const key in enum__) if (`${+key}` !== key || typeof enum__[key] !== "string" || !Object.is(enum__[enum__[key]], +key)) options.push(enum__[key]);
	return _standardSchema({
		kind: "schema",
		type: "enum",
		reference: enum_,
		expects: /* @__PURE__ */ _joinExpects(options.map(_stringify), "|"),
		async: false,
		enum: enum__,
		options,
		message: message$1,
		"~run"(dataset, config$1) {
			if (this.options.includes(dataset.value)) dataset.typed = true;
			else _addIssue(this, "type", dataset, config$1);
			return dataset;
		}
	});
}

//#endregion
//#region src/schemas/exactOptional/exactOptional.ts
/* @__NO_SIDE_EFFECTS__ */
function exactOptional(wrapped, default_) {
	return _standardSchema({
		kind: "schema",
		type: "exact_optional",
		reference: exactOptional,
		expects: wrapped.expects,
		async: false,
		wrapped,
		default: default_,
		"~run"(dataset, config$1) {
			return this.wrapped["~run"](dataset, config$1);
		}
	});
}

//#endregion
//#region src/schemas/exactOptional/exactOptionalAsync.ts
/* @__NO_SIDE_EFFECTS__ */
function exactOptionalAsync(wrapped, default_) {
	return _standardSchema({
		kind: "schema",
		type: "exact_optional",
		reference: exactOptionalAsync,
		expects: wrapped.expects,
		async: true,
		wrapped,
		default: default_,
		async "~run"(dataset, config$1) {
			return this.wrapped["~run"](dataset, config$1);
		}
	});
}

//#endregion
//#region src/schemas/file/file.ts
/* @__NO_SIDE_EFFECTS__ */
function file(message$1) {
	return _standardSchema({
		kind: "schema",
		type: "file",
		reference: file,
		expects: "File",
		async: false,
		message: message$1,
		"~run"(dataset, config$1) {
			if (dataset.value instanceof File) dataset.typed = true;
			else _addIssue(this, "type", dataset, config$1);
			return dataset;
		}
	});
}

//#endregion
//#region src/schemas/function/function.ts
/* @__NO_SIDE_EFFECTS__ */
function function_(message$1) {
	return _standardSchema({
		kind: "schema",
		type: "function",
		reference: function_,
		expects: "Function",
		async: false,
		message: message$1,
		"~run"(dataset, config$1) {
			if (typeof dataset.value === "function") dataset.typed = true;
			else _addIssue(this, "type", dataset, config$1);
			return dataset;
		}
	});
}

//#endregion
//#region src/schemas/instance/instance.ts
/* @__NO_SIDE_EFFECTS__ */
function dist_instance(class_, message$1) {
	return _standardSchema({
		kind: "schema",
		type: "instance",
		reference: dist_instance,
		expects: class_.name,
		async: false,
		class: class_,
		message: message$1,
		"~run"(dataset, config$1) {
			if (dataset.value instanceof this.class) dataset.typed = true;
			else _addIssue(this, "type", dataset, config$1);
			return dataset;
		}
	});
}

//#endregion
//#region src/schemas/intersect/utils/_merge/_merge.ts
/**
* Merges two values into one single output.
*
* @param value1 First value.
* @param value2 Second value.
*
* @returns The merge dataset.
*
* @internal
*/
/* @__NO_SIDE_EFFECTS__ */
function _merge(value1, value2) {
	if (typeof value1 === typeof value2) {
		if (/* @__PURE__ */ _isSameValueZero(value1, value2) || value1 instanceof Date && value2 instanceof Date && /* @__PURE__ */ _isSameValueZero(+value1, +value2)) return { value: value1 };
		if (value1 && value2 && value1.constructor === Object && value2.constructor === Object) {
			const nextValue = {
				...value1,
				...value2
			};
			for (const key in value2) if (Object.prototype.hasOwnProperty.call(value1, key) && Object.prototype.hasOwnProperty.call(value2, key)) {
				const dataset = /* @__PURE__ */ _merge(value1[key], value2[key]);
				if (dataset.issue) return dataset;
				nextValue[key] = dataset.value;
			}
			return { value: nextValue };
		}
		if (Array.isArray(value1) && Array.isArray(value2)) {
			if (value1.length === value2.length) {
				const nextValue = [...value1];
				for (let index = 0; index < value1.length; index++) {
					const dataset = /* @__PURE__ */ _merge(value1[index], value2[index]);
					if (dataset.issue) return dataset;
					nextValue[index] = dataset.value;
				}
				return { value: nextValue };
			}
		}
	}
	return { issue: true };
}

//#endregion
//#region src/schemas/intersect/intersect.ts
/* @__NO_SIDE_EFFECTS__ */
function intersect(options, message$1) {
	return _standardSchema({
		kind: "schema",
		type: "intersect",
		reference: intersect,
		expects: /* @__PURE__ */ _joinExpects(options.map((option) => option.expects), "&"),
		async: false,
		options,
		message: message$1,
		"~run"(dataset, config$1) {
			if (this.options.length) {
				const input = dataset.value;
				let outputs;
				dataset.typed = true;
				for (const schema of this.options) {
					const optionDataset = schema["~run"]({ value: input }, config$1);
					if (optionDataset.issues) {
						if (dataset.issues) for (const issue of optionDataset.issues) dataset.issues.push(issue);
						else dataset.issues = optionDataset.issues;
						if (config$1.abortEarly) {
							dataset.typed = false;
							break;
						}
					}
					if (!optionDataset.typed) dataset.typed = false;
					if (dataset.typed) if (outputs) outputs.push(optionDataset.value);
					else outputs = [optionDataset.value];
				}
				if (dataset.typed) {
					dataset.value = outputs[0];
					for (let index = 1; index < outputs.length; index++) {
						const mergeDataset = /* @__PURE__ */ _merge(dataset.value, outputs[index]);
						if (mergeDataset.issue) {
							_addIssue(this, "type", dataset, config$1, { received: "unknown" });
							break;
						}
						dataset.value = mergeDataset.value;
					}
				}
			} else _addIssue(this, "type", dataset, config$1);
			return dataset;
		}
	});
}

//#endregion
//#region src/schemas/intersect/intersectAsync.ts
/* @__NO_SIDE_EFFECTS__ */
function intersectAsync(options, message$1) {
	return _standardSchema({
		kind: "schema",
		type: "intersect",
		reference: intersectAsync,
		expects: /* @__PURE__ */ _joinExpects(options.map((option) => option.expects), "&"),
		async: true,
		options,
		message: message$1,
		async "~run"(dataset, config$1) {
			if (this.options.length) {
				const input = dataset.value;
				let outputs;
				dataset.typed = true;
				const optionDatasets = await Promise.all(this.options.map((schema) => schema["~run"]({ value: input }, config$1)));
				for (const optionDataset of optionDatasets) {
					if (optionDataset.issues) {
						if (dataset.issues) for (const issue of optionDataset.issues) dataset.issues.push(issue);
						else dataset.issues = optionDataset.issues;
						if (config$1.abortEarly) {
							dataset.typed = false;
							break;
						}
					}
					if (!optionDataset.typed) dataset.typed = false;
					if (dataset.typed) if (outputs) outputs.push(optionDataset.value);
					else outputs = [optionDataset.value];
				}
				if (dataset.typed) {
					dataset.value = outputs[0];
					for (let index = 1; index < outputs.length; index++) {
						const mergeDataset = /* @__PURE__ */ _merge(dataset.value, outputs[index]);
						if (mergeDataset.issue) {
							_addIssue(this, "type", dataset, config$1, { received: "unknown" });
							break;
						}
						dataset.value = mergeDataset.value;
					}
				}
			} else _addIssue(this, "type", dataset, config$1);
			return dataset;
		}
	});
}

//#endregion
//#region src/schemas/lazy/lazy.ts
/**
* Creates a lazy schema.
*
* @param getter The schema getter.
*
* @returns A lazy schema.
*/
/* @__NO_SIDE_EFFECTS__ */
function lazy(getter) {
	return _standardSchema({
		kind: "schema",
		type: "lazy",
		reference: lazy,
		expects: "unknown",
		async: false,
		getter,
		"~run"(dataset, config$1) {
			return this.getter(dataset.value)["~run"](dataset, config$1);
		}
	});
}

//#endregion
//#region src/schemas/lazy/lazyAsync.ts
/**
* Creates a lazy schema.
*
* @param getter The schema getter.
*
* @returns A lazy schema.
*/
/* @__NO_SIDE_EFFECTS__ */
function lazyAsync(getter) {
	return _standardSchema({
		kind: "schema",
		type: "lazy",
		reference: lazyAsync,
		expects: "unknown",
		async: true,
		getter,
		async "~run"(dataset, config$1) {
			return (await this.getter(dataset.value))["~run"](dataset, config$1);
		}
	});
}

//#endregion
//#region src/schemas/literal/literal.ts
/* @__NO_SIDE_EFFECTS__ */
function literal(literal_, message$1) {
	return _standardSchema({
		kind: "schema",
		type: "literal",
		reference: literal,
		expects: /* @__PURE__ */ _stringify(literal_),
		async: false,
		literal: literal_,
		message: message$1,
		"~run"(dataset, config$1) {
			if (/* @__PURE__ */ _isSameValueZero(dataset.value, this.literal)) dataset.typed = true;
			else _addIssue(this, "type", dataset, config$1);
			return dataset;
		}
	});
}

//#endregion
//#region src/schemas/looseObject/looseObject.ts
/* @__NO_SIDE_EFFECTS__ */
function looseObject(entries$1, message$1) {
	return _standardSchema({
		kind: "schema",
		type: "loose_object",
		reference: looseObject,
		expects: "Object",
		async: false,
		entries: entries$1,
		message: message$1,
		"~run"(dataset, config$1) {
			const input = dataset.value;
			if (input && typeof input === "object") {
				dataset.typed = true;
				dataset.value = {};
				for (const key in this.entries) {
					const valueSchema = this.entries[key];
					if (key in input || (valueSchema.type === "exact_optional" || valueSchema.type === "optional" || valueSchema.type === "nullish") && valueSchema.default !== void 0) {
						const value$1 = key in input ? input[key] : /* @__PURE__ */ getDefault(valueSchema);
						const valueDataset = valueSchema["~run"]({ value: value$1 }, config$1);
						if (valueDataset.issues) {
							const pathItem = {
								type: "object",
								origin: "value",
								input,
								key,
								value: value$1
							};
							for (const issue of valueDataset.issues) {
								if (issue.path) issue.path.unshift(pathItem);
								else issue.path = [pathItem];
								dataset.issues?.push(issue);
							}
							if (!dataset.issues) dataset.issues = valueDataset.issues;
							if (config$1.abortEarly) {
								dataset.typed = false;
								break;
							}
						}
						if (!valueDataset.typed) dataset.typed = false;
						dataset.value[key] = valueDataset.value;
					} else if (valueSchema.fallback !== void 0) dataset.value[key] = /* @__PURE__ */ getFallback(valueSchema);
					else if (valueSchema.type !== "exact_optional" && valueSchema.type !== "optional" && valueSchema.type !== "nullish") {
						_addIssue(this, "key", dataset, config$1, {
							input: void 0,
							expected: `"${key}"`,
							path: [{
								type: "object",
								origin: "key",
								input,
								key,
								value: input[key]
							}]
						});
						if (config$1.abortEarly) break;
					}
				}
				if (!dataset.issues || !config$1.abortEarly) {
					for (const key in input) if (/* @__PURE__ */ _isValidObjectKey(input, key) && !Object.prototype.hasOwnProperty.call(this.entries, key)) dataset.value[key] = input[key];
				}
			} else _addIssue(this, "type", dataset, config$1);
			return dataset;
		}
	});
}

//#endregion
//#region src/schemas/looseObject/looseObjectAsync.ts
/* @__NO_SIDE_EFFECTS__ */
function looseObjectAsync(entries$1, message$1) {
	return _standardSchema({
		kind: "schema",
		type: "loose_object",
		reference: looseObjectAsync,
		expects: "Object",
		async: true,
		entries: entries$1,
		message: message$1,
		async "~run"(dataset, config$1) {
			const input = dataset.value;
			if (input && typeof input === "object") {
				dataset.typed = true;
				dataset.value = {};
				const valueDatasets = await Promise.all(Object.entries(this.entries).map(async ([key, valueSchema]) => {
					if (key in input || (valueSchema.type === "exact_optional" || valueSchema.type === "optional" || valueSchema.type === "nullish") && valueSchema.default !== void 0) {
						const value$1 = key in input ? input[key] : await /* @__PURE__ */ getDefault(valueSchema);
						return [
							key,
							value$1,
							valueSchema,
							await valueSchema["~run"]({ value: value$1 }, config$1)
						];
					}
					return [
						key,
						input[key],
						valueSchema,
						null
					];
				}));
				for (const [key, value$1, valueSchema, valueDataset] of valueDatasets) if (valueDataset) {
					if (valueDataset.issues) {
						const pathItem = {
							type: "object",
							origin: "value",
							input,
							key,
							value: value$1
						};
						for (const issue of valueDataset.issues) {
							if (issue.path) issue.path.unshift(pathItem);
							else issue.path = [pathItem];
							dataset.issues?.push(issue);
						}
						if (!dataset.issues) dataset.issues = valueDataset.issues;
						if (config$1.abortEarly) {
							dataset.typed = false;
							break;
						}
					}
					if (!valueDataset.typed) dataset.typed = false;
					dataset.value[key] = valueDataset.value;
				} else if (valueSchema.fallback !== void 0) dataset.value[key] = await /* @__PURE__ */ getFallback(valueSchema);
				else if (valueSchema.type !== "exact_optional" && valueSchema.type !== "optional" && valueSchema.type !== "nullish") {
					_addIssue(this, "key", dataset, config$1, {
						input: void 0,
						expected: `"${key}"`,
						path: [{
							type: "object",
							origin: "key",
							input,
							key,
							value: value$1
						}]
					});
					if (config$1.abortEarly) break;
				}
				if (!dataset.issues || !config$1.abortEarly) {
					for (const key in input) if (/* @__PURE__ */ _isValidObjectKey(input, key) && !Object.prototype.hasOwnProperty.call(this.entries, key)) dataset.value[key] = input[key];
				}
			} else _addIssue(this, "type", dataset, config$1);
			return dataset;
		}
	});
}

//#endregion
//#region src/schemas/looseTuple/looseTuple.ts
/* @__NO_SIDE_EFFECTS__ */
function looseTuple(items, message$1) {
	return _standardSchema({
		kind: "schema",
		type: "loose_tuple",
		reference: looseTuple,
		expects: "Array",
		async: false,
		items,
		message: message$1,
		"~run"(dataset, config$1) {
			const input = dataset.value;
			if (Array.isArray(input)) {
				dataset.typed = true;
				dataset.value = [];
				for (let key = 0; key < this.items.length; key++) {
					const value$1 = input[key];
					const itemDataset = this.items[key]["~run"]({ value: value$1 }, config$1);
					if (itemDataset.issues) {
						const pathItem = {
							type: "array",
							origin: "value",
							input,
							key,
							value: value$1
						};
						for (const issue of itemDataset.issues) {
							if (issue.path) issue.path.unshift(pathItem);
							else issue.path = [pathItem];
							dataset.issues?.push(issue);
						}
						if (!dataset.issues) dataset.issues = itemDataset.issues;
						if (config$1.abortEarly) {
							dataset.typed = false;
							break;
						}
					}
					if (!itemDataset.typed) dataset.typed = false;
					dataset.value.push(itemDataset.value);
				}
				if (!dataset.issues || !config$1.abortEarly) for (let key = this.items.length; key < input.length; key++) dataset.value.push(input[key]);
			} else _addIssue(this, "type", dataset, config$1);
			return dataset;
		}
	});
}

//#endregion
//#region src/schemas/looseTuple/looseTupleAsync.ts
/* @__NO_SIDE_EFFECTS__ */
function looseTupleAsync(items, message$1) {
	return _standardSchema({
		kind: "schema",
		type: "loose_tuple",
		reference: looseTupleAsync,
		expects: "Array",
		async: true,
		items,
		message: message$1,
		async "~run"(dataset, config$1) {
			const input = dataset.value;
			if (Array.isArray(input)) {
				dataset.typed = true;
				dataset.value = [];
				const itemDatasets = await Promise.all(this.items.map(async (item, key) => {
					const value$1 = input[key];
					return [
						key,
						value$1,
						await item["~run"]({ value: value$1 }, config$1)
					];
				}));
				for (const [key, value$1, itemDataset] of itemDatasets) {
					if (itemDataset.issues) {
						const pathItem = {
							type: "array",
							origin: "value",
							input,
							key,
							value: value$1
						};
						for (const issue of itemDataset.issues) {
							if (issue.path) issue.path.unshift(pathItem);
							else issue.path = [pathItem];
							dataset.issues?.push(issue);
						}
						if (!dataset.issues) dataset.issues = itemDataset.issues;
						if (config$1.abortEarly) {
							dataset.typed = false;
							break;
						}
					}
					if (!itemDataset.typed) dataset.typed = false;
					dataset.value.push(itemDataset.value);
				}
				if (!dataset.issues || !config$1.abortEarly) for (let key = this.items.length; key < input.length; key++) dataset.value.push(input[key]);
			} else _addIssue(this, "type", dataset, config$1);
			return dataset;
		}
	});
}

//#endregion
//#region src/schemas/map/map.ts
/* @__NO_SIDE_EFFECTS__ */
function map(key, value$1, message$1) {
	return _standardSchema({
		kind: "schema",
		type: "map",
		reference: map,
		expects: "Map",
		async: false,
		key,
		value: value$1,
		message: message$1,
		"~run"(dataset, config$1) {
			const input = dataset.value;
			if (input instanceof Map) {
				dataset.typed = true;
				dataset.value = /* @__PURE__ */ new Map();
				for (const [inputKey, inputValue] of input) {
					const keyDataset = this.key["~run"]({ value: inputKey }, config$1);
					if (keyDataset.issues) {
						const pathItem = {
							type: "map",
							origin: "key",
							input,
							key: inputKey,
							value: inputValue
						};
						for (const issue of keyDataset.issues) {
							if (issue.path) issue.path.unshift(pathItem);
							else issue.path = [pathItem];
							dataset.issues?.push(issue);
						}
						if (!dataset.issues) dataset.issues = keyDataset.issues;
						if (config$1.abortEarly) {
							dataset.typed = false;
							break;
						}
					}
					const valueDataset = this.value["~run"]({ value: inputValue }, config$1);
					if (valueDataset.issues) {
						const pathItem = {
							type: "map",
							origin: "value",
							input,
							key: inputKey,
							value: inputValue
						};
						for (const issue of valueDataset.issues) {
							if (issue.path) issue.path.unshift(pathItem);
							else issue.path = [pathItem];
							dataset.issues?.push(issue);
						}
						if (!dataset.issues) dataset.issues = valueDataset.issues;
						if (config$1.abortEarly) {
							dataset.typed = false;
							break;
						}
					}
					if (!keyDataset.typed || !valueDataset.typed) dataset.typed = false;
					dataset.value.set(keyDataset.value, valueDataset.value);
				}
			} else _addIssue(this, "type", dataset, config$1);
			return dataset;
		}
	});
}

//#endregion
//#region src/schemas/map/mapAsync.ts
/* @__NO_SIDE_EFFECTS__ */
function mapAsync(key, value$1, message$1) {
	return _standardSchema({
		kind: "schema",
		type: "map",
		reference: mapAsync,
		expects: "Map",
		async: true,
		key,
		value: value$1,
		message: message$1,
		async "~run"(dataset, config$1) {
			const input = dataset.value;
			if (input instanceof Map) {
				dataset.typed = true;
				dataset.value = /* @__PURE__ */ new Map();
				const datasets = await Promise.all([...input].map(([inputKey, inputValue]) => Promise.all([
					inputKey,
					inputValue,
					this.key["~run"]({ value: inputKey }, config$1),
					this.value["~run"]({ value: inputValue }, config$1)
				])));
				for (const [inputKey, inputValue, keyDataset, valueDataset] of datasets) {
					if (keyDataset.issues) {
						const pathItem = {
							type: "map",
							origin: "key",
							input,
							key: inputKey,
							value: inputValue
						};
						for (const issue of keyDataset.issues) {
							if (issue.path) issue.path.unshift(pathItem);
							else issue.path = [pathItem];
							dataset.issues?.push(issue);
						}
						if (!dataset.issues) dataset.issues = keyDataset.issues;
						if (config$1.abortEarly) {
							dataset.typed = false;
							break;
						}
					}
					if (valueDataset.issues) {
						const pathItem = {
							type: "map",
							origin: "value",
							input,
							key: inputKey,
							value: inputValue
						};
						for (const issue of valueDataset.issues) {
							if (issue.path) issue.path.unshift(pathItem);
							else issue.path = [pathItem];
							dataset.issues?.push(issue);
						}
						if (!dataset.issues) dataset.issues = valueDataset.issues;
						if (config$1.abortEarly) {
							dataset.typed = false;
							break;
						}
					}
					if (!keyDataset.typed || !valueDataset.typed) dataset.typed = false;
					dataset.value.set(keyDataset.value, valueDataset.value);
				}
			} else _addIssue(this, "type", dataset, config$1);
			return dataset;
		}
	});
}

//#endregion
//#region src/schemas/nan/nan.ts
/* @__NO_SIDE_EFFECTS__ */
function nan(message$1) {
	return _standardSchema({
		kind: "schema",
		type: "nan",
		reference: nan,
		expects: "NaN",
		async: false,
		message: message$1,
		"~run"(dataset, config$1) {
			if (Number.isNaN(dataset.value)) dataset.typed = true;
			else _addIssue(this, "type", dataset, config$1);
			return dataset;
		}
	});
}

//#endregion
//#region src/schemas/never/never.ts
/* @__NO_SIDE_EFFECTS__ */
function dist_never(message$1) {
	return _standardSchema({
		kind: "schema",
		type: "never",
		reference: dist_never,
		expects: "never",
		async: false,
		message: message$1,
		"~run"(dataset, config$1) {
			_addIssue(this, "type", dataset, config$1);
			return dataset;
		}
	});
}

//#endregion
//#region src/schemas/nonNullable/nonNullable.ts
/* @__NO_SIDE_EFFECTS__ */
function nonNullable(wrapped, message$1) {
	return _standardSchema({
		kind: "schema",
		type: "non_nullable",
		reference: nonNullable,
		expects: "!null",
		async: false,
		wrapped,
		message: message$1,
		"~run"(dataset, config$1) {
			if (dataset.value !== null) dataset = this.wrapped["~run"](dataset, config$1);
			if (dataset.value === null) _addIssue(this, "type", dataset, config$1);
			return dataset;
		}
	});
}

//#endregion
//#region src/schemas/nonNullable/nonNullableAsync.ts
/* @__NO_SIDE_EFFECTS__ */
function nonNullableAsync(wrapped, message$1) {
	return _standardSchema({
		kind: "schema",
		type: "non_nullable",
		reference: nonNullableAsync,
		expects: "!null",
		async: true,
		wrapped,
		message: message$1,
		async "~run"(dataset, config$1) {
			if (dataset.value !== null) dataset = await this.wrapped["~run"](dataset, config$1);
			if (dataset.value === null) _addIssue(this, "type", dataset, config$1);
			return dataset;
		}
	});
}

//#endregion
//#region src/schemas/nonNullish/nonNullish.ts
/* @__NO_SIDE_EFFECTS__ */
function nonNullish(wrapped, message$1) {
	return _standardSchema({
		kind: "schema",
		type: "non_nullish",
		reference: nonNullish,
		expects: "(!null & !undefined)",
		async: false,
		wrapped,
		message: message$1,
		"~run"(dataset, config$1) {
			if (!(dataset.value === null || dataset.value === void 0)) dataset = this.wrapped["~run"](dataset, config$1);
			if (dataset.value === null || dataset.value === void 0) _addIssue(this, "type", dataset, config$1);
			return dataset;
		}
	});
}

//#endregion
//#region src/schemas/nonNullish/nonNullishAsync.ts
/* @__NO_SIDE_EFFECTS__ */
function nonNullishAsync(wrapped, message$1) {
	return _standardSchema({
		kind: "schema",
		type: "non_nullish",
		reference: nonNullishAsync,
		expects: "(!null & !undefined)",
		async: true,
		wrapped,
		message: message$1,
		async "~run"(dataset, config$1) {
			if (!(dataset.value === null || dataset.value === void 0)) dataset = await this.wrapped["~run"](dataset, config$1);
			if (dataset.value === null || dataset.value === void 0) _addIssue(this, "type", dataset, config$1);
			return dataset;
		}
	});
}

//#endregion
//#region src/schemas/nonOptional/nonOptional.ts
/* @__NO_SIDE_EFFECTS__ */
function nonOptional(wrapped, message$1) {
	return _standardSchema({
		kind: "schema",
		type: "non_optional",
		reference: nonOptional,
		expects: "!undefined",
		async: false,
		wrapped,
		message: message$1,
		"~run"(dataset, config$1) {
			if (dataset.value !== void 0) dataset = this.wrapped["~run"](dataset, config$1);
			if (dataset.value === void 0) _addIssue(this, "type", dataset, config$1);
			return dataset;
		}
	});
}

//#endregion
//#region src/schemas/nonOptional/nonOptionalAsync.ts
/* @__NO_SIDE_EFFECTS__ */
function nonOptionalAsync(wrapped, message$1) {
	return _standardSchema({
		kind: "schema",
		type: "non_optional",
		reference: nonOptionalAsync,
		expects: "!undefined",
		async: true,
		wrapped,
		message: message$1,
		async "~run"(dataset, config$1) {
			if (dataset.value !== void 0) dataset = await this.wrapped["~run"](dataset, config$1);
			if (dataset.value === void 0) _addIssue(this, "type", dataset, config$1);
			return dataset;
		}
	});
}

//#endregion
//#region src/schemas/null/null.ts
/* @__NO_SIDE_EFFECTS__ */
function null_(message$1) {
	return _standardSchema({
		kind: "schema",
		type: "null",
		reference: null_,
		expects: "null",
		async: false,
		message: message$1,
		"~run"(dataset, config$1) {
			if (dataset.value === null) dataset.typed = true;
			else _addIssue(this, "type", dataset, config$1);
			return dataset;
		}
	});
}

//#endregion
//#region src/schemas/nullable/nullable.ts
/* @__NO_SIDE_EFFECTS__ */
function nullable(wrapped, default_) {
	return _standardSchema({
		kind: "schema",
		type: "nullable",
		reference: nullable,
		expects: `(${wrapped.expects} | null)`,
		async: false,
		wrapped,
		default: default_,
		"~run"(dataset, config$1) {
			if (dataset.value === null) {
				if (this.default !== void 0) dataset.value = /* @__PURE__ */ getDefault(this, dataset, config$1);
				if (dataset.value === null) {
					dataset.typed = true;
					return dataset;
				}
			}
			return this.wrapped["~run"](dataset, config$1);
		}
	});
}

//#endregion
//#region src/schemas/nullable/nullableAsync.ts
/* @__NO_SIDE_EFFECTS__ */
function nullableAsync(wrapped, default_) {
	return _standardSchema({
		kind: "schema",
		type: "nullable",
		reference: nullableAsync,
		expects: `(${wrapped.expects} | null)`,
		async: true,
		wrapped,
		default: default_,
		async "~run"(dataset, config$1) {
			if (dataset.value === null) {
				if (this.default !== void 0) dataset.value = await /* @__PURE__ */ getDefault(this, dataset, config$1);
				if (dataset.value === null) {
					dataset.typed = true;
					return dataset;
				}
			}
			return this.wrapped["~run"](dataset, config$1);
		}
	});
}

//#endregion
//#region src/schemas/nullish/nullish.ts
/* @__NO_SIDE_EFFECTS__ */
function nullish(wrapped, default_) {
	return _standardSchema({
		kind: "schema",
		type: "nullish",
		reference: nullish,
		expects: `(${wrapped.expects} | null | undefined)`,
		async: false,
		wrapped,
		default: default_,
		"~run"(dataset, config$1) {
			if (dataset.value === null || dataset.value === void 0) {
				if (this.default !== void 0) dataset.value = /* @__PURE__ */ getDefault(this, dataset, config$1);
				if (dataset.value === null || dataset.value === void 0) {
					dataset.typed = true;
					return dataset;
				}
			}
			return this.wrapped["~run"](dataset, config$1);
		}
	});
}

//#endregion
//#region src/schemas/nullish/nullishAsync.ts
/* @__NO_SIDE_EFFECTS__ */
function nullishAsync(wrapped, default_) {
	return _standardSchema({
		kind: "schema",
		type: "nullish",
		reference: nullishAsync,
		expects: `(${wrapped.expects} | null | undefined)`,
		async: true,
		wrapped,
		default: default_,
		async "~run"(dataset, config$1) {
			if (dataset.value === null || dataset.value === void 0) {
				if (this.default !== void 0) dataset.value = await /* @__PURE__ */ getDefault(this, dataset, config$1);
				if (dataset.value === null || dataset.value === void 0) {
					dataset.typed = true;
					return dataset;
				}
			}
			return this.wrapped["~run"](dataset, config$1);
		}
	});
}

//#endregion
//#region src/schemas/number/number.ts
/* @__NO_SIDE_EFFECTS__ */
function number(message$1) {
	return _standardSchema({
		kind: "schema",
		type: "number",
		reference: number,
		expects: "number",
		async: false,
		message: message$1,
		"~run"(dataset, config$1) {
			if (typeof dataset.value === "number" && !isNaN(dataset.value)) dataset.typed = true;
			else _addIssue(this, "type", dataset, config$1);
			return dataset;
		}
	});
}

//#endregion
//#region src/schemas/object/object.ts
/* @__NO_SIDE_EFFECTS__ */
function object(entries$1, message$1) {
	return _standardSchema({
		kind: "schema",
		type: "object",
		reference: object,
		expects: "Object",
		async: false,
		entries: entries$1,
		message: message$1,
		"~run"(dataset, config$1) {
			const input = dataset.value;
			if (input && typeof input === "object") {
				dataset.typed = true;
				dataset.value = {};
				for (const key in this.entries) {
					const valueSchema = this.entries[key];
					if (key in input || (valueSchema.type === "exact_optional" || valueSchema.type === "optional" || valueSchema.type === "nullish") && valueSchema.default !== void 0) {
						const value$1 = key in input ? input[key] : /* @__PURE__ */ getDefault(valueSchema);
						const valueDataset = valueSchema["~run"]({ value: value$1 }, config$1);
						if (valueDataset.issues) {
							const pathItem = {
								type: "object",
								origin: "value",
								input,
								key,
								value: value$1
							};
							for (const issue of valueDataset.issues) {
								if (issue.path) issue.path.unshift(pathItem);
								else issue.path = [pathItem];
								dataset.issues?.push(issue);
							}
							if (!dataset.issues) dataset.issues = valueDataset.issues;
							if (config$1.abortEarly) {
								dataset.typed = false;
								break;
							}
						}
						if (!valueDataset.typed) dataset.typed = false;
						dataset.value[key] = valueDataset.value;
					} else if (valueSchema.fallback !== void 0) dataset.value[key] = /* @__PURE__ */ getFallback(valueSchema);
					else if (valueSchema.type !== "exact_optional" && valueSchema.type !== "optional" && valueSchema.type !== "nullish") {
						_addIssue(this, "key", dataset, config$1, {
							input: void 0,
							expected: `"${key}"`,
							path: [{
								type: "object",
								origin: "key",
								input,
								key,
								value: input[key]
							}]
						});
						if (config$1.abortEarly) break;
					}
				}
			} else _addIssue(this, "type", dataset, config$1);
			return dataset;
		}
	});
}

//#endregion
//#region src/schemas/object/objectAsync.ts
/* @__NO_SIDE_EFFECTS__ */
function objectAsync(entries$1, message$1) {
	return _standardSchema({
		kind: "schema",
		type: "object",
		reference: objectAsync,
		expects: "Object",
		async: true,
		entries: entries$1,
		message: message$1,
		async "~run"(dataset, config$1) {
			const input = dataset.value;
			if (input && typeof input === "object") {
				dataset.typed = true;
				dataset.value = {};
				const valueDatasets = await Promise.all(Object.entries(this.entries).map(async ([key, valueSchema]) => {
					if (key in input || (valueSchema.type === "exact_optional" || valueSchema.type === "optional" || valueSchema.type === "nullish") && valueSchema.default !== void 0) {
						const value$1 = key in input ? input[key] : await /* @__PURE__ */ getDefault(valueSchema);
						return [
							key,
							value$1,
							valueSchema,
							await valueSchema["~run"]({ value: value$1 }, config$1)
						];
					}
					return [
						key,
						input[key],
						valueSchema,
						null
					];
				}));
				for (const [key, value$1, valueSchema, valueDataset] of valueDatasets) if (valueDataset) {
					if (valueDataset.issues) {
						const pathItem = {
							type: "object",
							origin: "value",
							input,
							key,
							value: value$1
						};
						for (const issue of valueDataset.issues) {
							if (issue.path) issue.path.unshift(pathItem);
							else issue.path = [pathItem];
							dataset.issues?.push(issue);
						}
						if (!dataset.issues) dataset.issues = valueDataset.issues;
						if (config$1.abortEarly) {
							dataset.typed = false;
							break;
						}
					}
					if (!valueDataset.typed) dataset.typed = false;
					dataset.value[key] = valueDataset.value;
				} else if (valueSchema.fallback !== void 0) dataset.value[key] = await /* @__PURE__ */ getFallback(valueSchema);
				else if (valueSchema.type !== "exact_optional" && valueSchema.type !== "optional" && valueSchema.type !== "nullish") {
					_addIssue(this, "key", dataset, config$1, {
						input: void 0,
						expected: `"${key}"`,
						path: [{
							type: "object",
							origin: "key",
							input,
							key,
							value: value$1
						}]
					});
					if (config$1.abortEarly) break;
				}
			} else _addIssue(this, "type", dataset, config$1);
			return dataset;
		}
	});
}

//#endregion
//#region src/schemas/objectWithRest/objectWithRest.ts
/* @__NO_SIDE_EFFECTS__ */
function objectWithRest(entries$1, rest, message$1) {
	return _standardSchema({
		kind: "schema",
		type: "object_with_rest",
		reference: objectWithRest,
		expects: "Object",
		async: false,
		entries: entries$1,
		rest,
		message: message$1,
		"~run"(dataset, config$1) {
			const input = dataset.value;
			if (input && typeof input === "object") {
				dataset.typed = true;
				dataset.value = {};
				for (const key in this.entries) {
					const valueSchema = this.entries[key];
					if (key in input || (valueSchema.type === "exact_optional" || valueSchema.type === "optional" || valueSchema.type === "nullish") && valueSchema.default !== void 0) {
						const value$1 = key in input ? input[key] : /* @__PURE__ */ getDefault(valueSchema);
						const valueDataset = valueSchema["~run"]({ value: value$1 }, config$1);
						if (valueDataset.issues) {
							const pathItem = {
								type: "object",
								origin: "value",
								input,
								key,
								value: value$1
							};
							for (const issue of valueDataset.issues) {
								if (issue.path) issue.path.unshift(pathItem);
								else issue.path = [pathItem];
								dataset.issues?.push(issue);
							}
							if (!dataset.issues) dataset.issues = valueDataset.issues;
							if (config$1.abortEarly) {
								dataset.typed = false;
								break;
							}
						}
						if (!valueDataset.typed) dataset.typed = false;
						dataset.value[key] = valueDataset.value;
					} else if (valueSchema.fallback !== void 0) dataset.value[key] = /* @__PURE__ */ getFallback(valueSchema);
					else if (valueSchema.type !== "exact_optional" && valueSchema.type !== "optional" && valueSchema.type !== "nullish") {
						_addIssue(this, "key", dataset, config$1, {
							input: void 0,
							expected: `"${key}"`,
							path: [{
								type: "object",
								origin: "key",
								input,
								key,
								value: input[key]
							}]
						});
						if (config$1.abortEarly) break;
					}
				}
				if (!dataset.issues || !config$1.abortEarly) {
					for (const key in input) if (/* @__PURE__ */ _isValidObjectKey(input, key) && !Object.prototype.hasOwnProperty.call(this.entries, key)) {
						const valueDataset = this.rest["~run"]({ value: input[key] }, config$1);
						if (valueDataset.issues) {
							const pathItem = {
								type: "object",
								origin: "value",
								input,
								key,
								value: input[key]
							};
							for (const issue of valueDataset.issues) {
								if (issue.path) issue.path.unshift(pathItem);
								else issue.path = [pathItem];
								dataset.issues?.push(issue);
							}
							if (!dataset.issues) dataset.issues = valueDataset.issues;
							if (config$1.abortEarly) {
								dataset.typed = false;
								break;
							}
						}
						if (!valueDataset.typed) dataset.typed = false;
						dataset.value[key] = valueDataset.value;
					}
				}
			} else _addIssue(this, "type", dataset, config$1);
			return dataset;
		}
	});
}

//#endregion
//#region src/schemas/objectWithRest/objectWithRestAsync.ts
/* @__NO_SIDE_EFFECTS__ */
function objectWithRestAsync(entries$1, rest, message$1) {
	return _standardSchema({
		kind: "schema",
		type: "object_with_rest",
		reference: objectWithRestAsync,
		expects: "Object",
		async: true,
		entries: entries$1,
		rest,
		message: message$1,
		async "~run"(dataset, config$1) {
			const input = dataset.value;
			if (input && typeof input === "object") {
				dataset.typed = true;
				dataset.value = {};
				const [normalDatasets, restDatasets] = await Promise.all([Promise.all(Object.entries(this.entries).map(async ([key, valueSchema]) => {
					if (key in input || (valueSchema.type === "exact_optional" || valueSchema.type === "optional" || valueSchema.type === "nullish") && valueSchema.default !== void 0) {
						const value$1 = key in input ? input[key] : await /* @__PURE__ */ getDefault(valueSchema);
						return [
							key,
							value$1,
							valueSchema,
							await valueSchema["~run"]({ value: value$1 }, config$1)
						];
					}
					return [
						key,
						input[key],
						valueSchema,
						null
					];
				})), Promise.all(Object.entries(input).filter(([key]) => /* @__PURE__ */ _isValidObjectKey(input, key) && !Object.prototype.hasOwnProperty.call(this.entries, key)).map(async ([key, value$1]) => [
					key,
					value$1,
					await this.rest["~run"]({ value: value$1 }, config$1)
				]))]);
				for (const [key, value$1, valueSchema, valueDataset] of normalDatasets) if (valueDataset) {
					if (valueDataset.issues) {
						const pathItem = {
							type: "object",
							origin: "value",
							input,
							key,
							value: value$1
						};
						for (const issue of valueDataset.issues) {
							if (issue.path) issue.path.unshift(pathItem);
							else issue.path = [pathItem];
							dataset.issues?.push(issue);
						}
						if (!dataset.issues) dataset.issues = valueDataset.issues;
						if (config$1.abortEarly) {
							dataset.typed = false;
							break;
						}
					}
					if (!valueDataset.typed) dataset.typed = false;
					dataset.value[key] = valueDataset.value;
				} else if (valueSchema.fallback !== void 0) dataset.value[key] = await /* @__PURE__ */ getFallback(valueSchema);
				else if (valueSchema.type !== "exact_optional" && valueSchema.type !== "optional" && valueSchema.type !== "nullish") {
					_addIssue(this, "key", dataset, config$1, {
						input: void 0,
						expected: `"${key}"`,
						path: [{
							type: "object",
							origin: "key",
							input,
							key,
							value: value$1
						}]
					});
					if (config$1.abortEarly) break;
				}
				if (!dataset.issues || !config$1.abortEarly) for (const [key, value$1, valueDataset] of restDatasets) {
					if (valueDataset.issues) {
						const pathItem = {
							type: "object",
							origin: "value",
							input,
							key,
							value: value$1
						};
						for (const issue of valueDataset.issues) {
							if (issue.path) issue.path.unshift(pathItem);
							else issue.path = [pathItem];
							dataset.issues?.push(issue);
						}
						if (!dataset.issues) dataset.issues = valueDataset.issues;
						if (config$1.abortEarly) {
							dataset.typed = false;
							break;
						}
					}
					if (!valueDataset.typed) dataset.typed = false;
					dataset.value[key] = valueDataset.value;
				}
			} else _addIssue(this, "type", dataset, config$1);
			return dataset;
		}
	});
}

//#endregion
//#region src/schemas/optional/optional.ts
/* @__NO_SIDE_EFFECTS__ */
function optional(wrapped, default_) {
	return _standardSchema({
		kind: "schema",
		type: "optional",
		reference: optional,
		expects: `(${wrapped.expects} | undefined)`,
		async: false,
		wrapped,
		default: default_,
		"~run"(dataset, config$1) {
			if (dataset.value === void 0) {
				if (this.default !== void 0) dataset.value = /* @__PURE__ */ getDefault(this, dataset, config$1);
				if (dataset.value === void 0) {
					dataset.typed = true;
					return dataset;
				}
			}
			return this.wrapped["~run"](dataset, config$1);
		}
	});
}

//#endregion
//#region src/schemas/optional/optionalAsync.ts
/* @__NO_SIDE_EFFECTS__ */
function optionalAsync(wrapped, default_) {
	return _standardSchema({
		kind: "schema",
		type: "optional",
		reference: optionalAsync,
		expects: `(${wrapped.expects} | undefined)`,
		async: true,
		wrapped,
		default: default_,
		async "~run"(dataset, config$1) {
			if (dataset.value === void 0) {
				if (this.default !== void 0) dataset.value = await /* @__PURE__ */ getDefault(this, dataset, config$1);
				if (dataset.value === void 0) {
					dataset.typed = true;
					return dataset;
				}
			}
			return this.wrapped["~run"](dataset, config$1);
		}
	});
}

//#endregion
//#region src/schemas/picklist/picklist.ts
/* @__NO_SIDE_EFFECTS__ */
function picklist(options, message$1) {
	return _standardSchema({
		kind: "schema",
		type: "picklist",
		reference: picklist,
		expects: /* @__PURE__ */ _joinExpects(options.map(_stringify), "|"),
		async: false,
		options,
		message: message$1,
		"~run"(dataset, config$1) {
			if (this.options.includes(dataset.value)) dataset.typed = true;
			else _addIssue(this, "type", dataset, config$1);
			return dataset;
		}
	});
}

//#endregion
//#region src/schemas/promise/promise.ts
/* @__NO_SIDE_EFFECTS__ */
function promise(message$1) {
	return _standardSchema({
		kind: "schema",
		type: "promise",
		reference: promise,
		expects: "Promise",
		async: false,
		message: message$1,
		"~run"(dataset, config$1) {
			if (dataset.value instanceof Promise) dataset.typed = true;
			else _addIssue(this, "type", dataset, config$1);
			return dataset;
		}
	});
}

//#endregion
//#region src/schemas/record/record.ts
/* @__NO_SIDE_EFFECTS__ */
function record(key, value$1, message$1) {
	return _standardSchema({
		kind: "schema",
		type: "record",
		reference: record,
		expects: "Object",
		async: false,
		key,
		value: value$1,
		message: message$1,
		"~run"(dataset, config$1) {
			const input = dataset.value;
			if (input && typeof input === "object") {
				dataset.typed = true;
				dataset.value = {};
				for (const entryKey in input) if (/* @__PURE__ */ _isValidObjectKey(input, entryKey)) {
					const entryValue = input[entryKey];
					const keyDataset = this.key["~run"]({ value: entryKey }, config$1);
					if (keyDataset.issues) {
						const pathItem = {
							type: "object",
							origin: "key",
							input,
							key: entryKey,
							value: entryValue
						};
						for (const issue of keyDataset.issues) {
							issue.path = [pathItem];
							dataset.issues?.push(issue);
						}
						if (!dataset.issues) dataset.issues = keyDataset.issues;
						if (config$1.abortEarly) {
							dataset.typed = false;
							break;
						}
					}
					const valueDataset = this.value["~run"]({ value: entryValue }, config$1);
					if (valueDataset.issues) {
						const pathItem = {
							type: "object",
							origin: "value",
							input,
							key: entryKey,
							value: entryValue
						};
						for (const issue of valueDataset.issues) {
							if (issue.path) issue.path.unshift(pathItem);
							else issue.path = [pathItem];
							dataset.issues?.push(issue);
						}
						if (!dataset.issues) dataset.issues = valueDataset.issues;
						if (config$1.abortEarly) {
							dataset.typed = false;
							break;
						}
					}
					if (!keyDataset.typed || !valueDataset.typed) dataset.typed = false;
					if (keyDataset.typed) dataset.value[keyDataset.value] = valueDataset.value;
				}
			} else _addIssue(this, "type", dataset, config$1);
			return dataset;
		}
	});
}

//#endregion
//#region src/schemas/record/recordAsync.ts
/* @__NO_SIDE_EFFECTS__ */
function recordAsync(key, value$1, message$1) {
	return _standardSchema({
		kind: "schema",
		type: "record",
		reference: recordAsync,
		expects: "Object",
		async: true,
		key,
		value: value$1,
		message: message$1,
		async "~run"(dataset, config$1) {
			const input = dataset.value;
			if (input && typeof input === "object") {
				dataset.typed = true;
				dataset.value = {};
				const datasets = await Promise.all(Object.entries(input).filter(([key$1]) => /* @__PURE__ */ _isValidObjectKey(input, key$1)).map(([entryKey, entryValue]) => Promise.all([
					entryKey,
					entryValue,
					this.key["~run"]({ value: entryKey }, config$1),
					this.value["~run"]({ value: entryValue }, config$1)
				])));
				for (const [entryKey, entryValue, keyDataset, valueDataset] of datasets) {
					if (keyDataset.issues) {
						const pathItem = {
							type: "object",
							origin: "key",
							input,
							key: entryKey,
							value: entryValue
						};
						for (const issue of keyDataset.issues) {
							issue.path = [pathItem];
							dataset.issues?.push(issue);
						}
						if (!dataset.issues) dataset.issues = keyDataset.issues;
						if (config$1.abortEarly) {
							dataset.typed = false;
							break;
						}
					}
					if (valueDataset.issues) {
						const pathItem = {
							type: "object",
							origin: "value",
							input,
							key: entryKey,
							value: entryValue
						};
						for (const issue of valueDataset.issues) {
							if (issue.path) issue.path.unshift(pathItem);
							else issue.path = [pathItem];
							dataset.issues?.push(issue);
						}
						if (!dataset.issues) dataset.issues = valueDataset.issues;
						if (config$1.abortEarly) {
							dataset.typed = false;
							break;
						}
					}
					if (!keyDataset.typed || !valueDataset.typed) dataset.typed = false;
					if (keyDataset.typed) dataset.value[keyDataset.value] = valueDataset.value;
				}
			} else _addIssue(this, "type", dataset, config$1);
			return dataset;
		}
	});
}

//#endregion
//#region src/schemas/set/set.ts
/* @__NO_SIDE_EFFECTS__ */
function set(value$1, message$1) {
	return _standardSchema({
		kind: "schema",
		type: "set",
		reference: set,
		expects: "Set",
		async: false,
		value: value$1,
		message: message$1,
		"~run"(dataset, config$1) {
			const input = dataset.value;
			if (input instanceof Set) {
				dataset.typed = true;
				dataset.value = /* @__PURE__ */ new Set();
				for (const inputValue of input) {
					const valueDataset = this.value["~run"]({ value: inputValue }, config$1);
					if (valueDataset.issues) {
						const pathItem = {
							type: "set",
							origin: "value",
							input,
							key: null,
							value: inputValue
						};
						for (const issue of valueDataset.issues) {
							if (issue.path) issue.path.unshift(pathItem);
							else issue.path = [pathItem];
							dataset.issues?.push(issue);
						}
						if (!dataset.issues) dataset.issues = valueDataset.issues;
						if (config$1.abortEarly) {
							dataset.typed = false;
							break;
						}
					}
					if (!valueDataset.typed) dataset.typed = false;
					dataset.value.add(valueDataset.value);
				}
			} else _addIssue(this, "type", dataset, config$1);
			return dataset;
		}
	});
}

//#endregion
//#region src/schemas/set/setAsync.ts
/* @__NO_SIDE_EFFECTS__ */
function setAsync(value$1, message$1) {
	return _standardSchema({
		kind: "schema",
		type: "set",
		reference: setAsync,
		expects: "Set",
		async: true,
		value: value$1,
		message: message$1,
		async "~run"(dataset, config$1) {
			const input = dataset.value;
			if (input instanceof Set) {
				dataset.typed = true;
				dataset.value = /* @__PURE__ */ new Set();
				const valueDatasets = await Promise.all([...input].map(async (inputValue) => [inputValue, await this.value["~run"]({ value: inputValue }, config$1)]));
				for (const [inputValue, valueDataset] of valueDatasets) {
					if (valueDataset.issues) {
						const pathItem = {
							type: "set",
							origin: "value",
							input,
							key: null,
							value: inputValue
						};
						for (const issue of valueDataset.issues) {
							if (issue.path) issue.path.unshift(pathItem);
							else issue.path = [pathItem];
							dataset.issues?.push(issue);
						}
						if (!dataset.issues) dataset.issues = valueDataset.issues;
						if (config$1.abortEarly) {
							dataset.typed = false;
							break;
						}
					}
					if (!valueDataset.typed) dataset.typed = false;
					dataset.value.add(valueDataset.value);
				}
			} else _addIssue(this, "type", dataset, config$1);
			return dataset;
		}
	});
}

//#endregion
//#region src/schemas/strictObject/strictObject.ts
/* @__NO_SIDE_EFFECTS__ */
function strictObject(entries$1, message$1) {
	return _standardSchema({
		kind: "schema",
		type: "strict_object",
		reference: strictObject,
		expects: "Object",
		async: false,
		entries: entries$1,
		message: message$1,
		"~run"(dataset, config$1) {
			const input = dataset.value;
			if (input && typeof input === "object") {
				dataset.typed = true;
				dataset.value = {};
				for (const key in this.entries) {
					const valueSchema = this.entries[key];
					if (key in input || (valueSchema.type === "exact_optional" || valueSchema.type === "optional" || valueSchema.type === "nullish") && valueSchema.default !== void 0) {
						const value$1 = key in input ? input[key] : /* @__PURE__ */ getDefault(valueSchema);
						const valueDataset = valueSchema["~run"]({ value: value$1 }, config$1);
						if (valueDataset.issues) {
							const pathItem = {
								type: "object",
								origin: "value",
								input,
								key,
								value: value$1
							};
							for (const issue of valueDataset.issues) {
								if (issue.path) issue.path.unshift(pathItem);
								else issue.path = [pathItem];
								dataset.issues?.push(issue);
							}
							if (!dataset.issues) dataset.issues = valueDataset.issues;
							if (config$1.abortEarly) {
								dataset.typed = false;
								break;
							}
						}
						if (!valueDataset.typed) dataset.typed = false;
						dataset.value[key] = valueDataset.value;
					} else if (valueSchema.fallback !== void 0) dataset.value[key] = /* @__PURE__ */ getFallback(valueSchema);
					else if (valueSchema.type !== "exact_optional" && valueSchema.type !== "optional" && valueSchema.type !== "nullish") {
						_addIssue(this, "key", dataset, config$1, {
							input: void 0,
							expected: `"${key}"`,
							path: [{
								type: "object",
								origin: "key",
								input,
								key,
								value: input[key]
							}]
						});
						if (config$1.abortEarly) break;
					}
				}
				if (!dataset.issues || !config$1.abortEarly) {
					for (const key in input) if (!Object.prototype.hasOwnProperty.call(this.entries, key)) {
						_addIssue(this, "key", dataset, config$1, {
							input: key,
							expected: "never",
							path: [{
								type: "object",
								origin: "key",
								input,
								key,
								value: input[key]
							}]
						});
						break;
					}
				}
			} else _addIssue(this, "type", dataset, config$1);
			return dataset;
		}
	});
}

//#endregion
//#region src/schemas/strictObject/strictObjectAsync.ts
/* @__NO_SIDE_EFFECTS__ */
function strictObjectAsync(entries$1, message$1) {
	return _standardSchema({
		kind: "schema",
		type: "strict_object",
		reference: strictObjectAsync,
		expects: "Object",
		async: true,
		entries: entries$1,
		message: message$1,
		async "~run"(dataset, config$1) {
			const input = dataset.value;
			if (input && typeof input === "object") {
				dataset.typed = true;
				dataset.value = {};
				const valueDatasets = await Promise.all(Object.entries(this.entries).map(async ([key, valueSchema]) => {
					if (key in input || (valueSchema.type === "exact_optional" || valueSchema.type === "optional" || valueSchema.type === "nullish") && valueSchema.default !== void 0) {
						const value$1 = key in input ? input[key] : await /* @__PURE__ */ getDefault(valueSchema);
						return [
							key,
							value$1,
							valueSchema,
							await valueSchema["~run"]({ value: value$1 }, config$1)
						];
					}
					return [
						key,
						input[key],
						valueSchema,
						null
					];
				}));
				for (const [key, value$1, valueSchema, valueDataset] of valueDatasets) if (valueDataset) {
					if (valueDataset.issues) {
						const pathItem = {
							type: "object",
							origin: "value",
							input,
							key,
							value: value$1
						};
						for (const issue of valueDataset.issues) {
							if (issue.path) issue.path.unshift(pathItem);
							else issue.path = [pathItem];
							dataset.issues?.push(issue);
						}
						if (!dataset.issues) dataset.issues = valueDataset.issues;
						if (config$1.abortEarly) {
							dataset.typed = false;
							break;
						}
					}
					if (!valueDataset.typed) dataset.typed = false;
					dataset.value[key] = valueDataset.value;
				} else if (valueSchema.fallback !== void 0) dataset.value[key] = await /* @__PURE__ */ getFallback(valueSchema);
				else if (valueSchema.type !== "exact_optional" && valueSchema.type !== "optional" && valueSchema.type !== "nullish") {
					_addIssue(this, "key", dataset, config$1, {
						input: void 0,
						expected: `"${key}"`,
						path: [{
							type: "object",
							origin: "key",
							input,
							key,
							value: value$1
						}]
					});
					if (config$1.abortEarly) break;
				}
				if (!dataset.issues || !config$1.abortEarly) {
					for (const key in input) if (!Object.prototype.hasOwnProperty.call(this.entries, key)) {
						_addIssue(this, "key", dataset, config$1, {
							input: key,
							expected: "never",
							path: [{
								type: "object",
								origin: "key",
								input,
								key,
								value: input[key]
							}]
						});
						break;
					}
				}
			} else _addIssue(this, "type", dataset, config$1);
			return dataset;
		}
	});
}

//#endregion
//#region src/schemas/strictTuple/strictTuple.ts
/* @__NO_SIDE_EFFECTS__ */
function strictTuple(items, message$1) {
	return _standardSchema({
		kind: "schema",
		type: "strict_tuple",
		reference: strictTuple,
		expects: "Array",
		async: false,
		items,
		message: message$1,
		"~run"(dataset, config$1) {
			const input = dataset.value;
			if (Array.isArray(input)) {
				dataset.typed = true;
				dataset.value = [];
				for (let key = 0; key < this.items.length; key++) {
					const value$1 = input[key];
					const itemDataset = this.items[key]["~run"]({ value: value$1 }, config$1);
					if (itemDataset.issues) {
						const pathItem = {
							type: "array",
							origin: "value",
							input,
							key,
							value: value$1
						};
						for (const issue of itemDataset.issues) {
							if (issue.path) issue.path.unshift(pathItem);
							else issue.path = [pathItem];
							dataset.issues?.push(issue);
						}
						if (!dataset.issues) dataset.issues = itemDataset.issues;
						if (config$1.abortEarly) {
							dataset.typed = false;
							break;
						}
					}
					if (!itemDataset.typed) dataset.typed = false;
					dataset.value.push(itemDataset.value);
				}
				if (!(dataset.issues && config$1.abortEarly) && this.items.length < input.length) _addIssue(this, "type", dataset, config$1, {
					input: input[this.items.length],
					expected: "never",
					path: [{
						type: "array",
						origin: "value",
						input,
						key: this.items.length,
						value: input[this.items.length]
					}]
				});
			} else _addIssue(this, "type", dataset, config$1);
			return dataset;
		}
	});
}

//#endregion
//#region src/schemas/strictTuple/strictTupleAsync.ts
/* @__NO_SIDE_EFFECTS__ */
function strictTupleAsync(items, message$1) {
	return _standardSchema({
		kind: "schema",
		type: "strict_tuple",
		reference: strictTupleAsync,
		expects: "Array",
		async: true,
		items,
		message: message$1,
		async "~run"(dataset, config$1) {
			const input = dataset.value;
			if (Array.isArray(input)) {
				dataset.typed = true;
				dataset.value = [];
				const itemDatasets = await Promise.all(this.items.map(async (item, key) => {
					const value$1 = input[key];
					return [
						key,
						value$1,
						await item["~run"]({ value: value$1 }, config$1)
					];
				}));
				for (const [key, value$1, itemDataset] of itemDatasets) {
					if (itemDataset.issues) {
						const pathItem = {
							type: "array",
							origin: "value",
							input,
							key,
							value: value$1
						};
						for (const issue of itemDataset.issues) {
							if (issue.path) issue.path.unshift(pathItem);
							else issue.path = [pathItem];
							dataset.issues?.push(issue);
						}
						if (!dataset.issues) dataset.issues = itemDataset.issues;
						if (config$1.abortEarly) {
							dataset.typed = false;
							break;
						}
					}
					if (!itemDataset.typed) dataset.typed = false;
					dataset.value.push(itemDataset.value);
				}
				if (!(dataset.issues && config$1.abortEarly) && this.items.length < input.length) _addIssue(this, "type", dataset, config$1, {
					input: input[this.items.length],
					expected: "never",
					path: [{
						type: "array",
						origin: "value",
						input,
						key: this.items.length,
						value: input[this.items.length]
					}]
				});
			} else _addIssue(this, "type", dataset, config$1);
			return dataset;
		}
	});
}

//#endregion
//#region src/schemas/string/string.ts
/* @__NO_SIDE_EFFECTS__ */
function string(message$1) {
	return _standardSchema({
		kind: "schema",
		type: "string",
		reference: string,
		expects: "string",
		async: false,
		message: message$1,
		"~run"(dataset, config$1) {
			if (typeof dataset.value === "string") dataset.typed = true;
			else _addIssue(this, "type", dataset, config$1);
			return dataset;
		}
	});
}

//#endregion
//#region src/schemas/symbol/symbol.ts
/* @__NO_SIDE_EFFECTS__ */
function symbol(message$1) {
	return _standardSchema({
		kind: "schema",
		type: "symbol",
		reference: symbol,
		expects: "symbol",
		async: false,
		message: message$1,
		"~run"(dataset, config$1) {
			if (typeof dataset.value === "symbol") dataset.typed = true;
			else _addIssue(this, "type", dataset, config$1);
			return dataset;
		}
	});
}

//#endregion
//#region src/schemas/tuple/tuple.ts
/* @__NO_SIDE_EFFECTS__ */
function tuple(items, message$1) {
	return _standardSchema({
		kind: "schema",
		type: "tuple",
		reference: tuple,
		expects: "Array",
		async: false,
		items,
		message: message$1,
		"~run"(dataset, config$1) {
			const input = dataset.value;
			if (Array.isArray(input)) {
				dataset.typed = true;
				dataset.value = [];
				for (let key = 0; key < this.items.length; key++) {
					const value$1 = input[key];
					const itemDataset = this.items[key]["~run"]({ value: value$1 }, config$1);
					if (itemDataset.issues) {
						const pathItem = {
							type: "array",
							origin: "value",
							input,
							key,
							value: value$1
						};
						for (const issue of itemDataset.issues) {
							if (issue.path) issue.path.unshift(pathItem);
							else issue.path = [pathItem];
							dataset.issues?.push(issue);
						}
						if (!dataset.issues) dataset.issues = itemDataset.issues;
						if (config$1.abortEarly) {
							dataset.typed = false;
							break;
						}
					}
					if (!itemDataset.typed) dataset.typed = false;
					dataset.value.push(itemDataset.value);
				}
			} else _addIssue(this, "type", dataset, config$1);
			return dataset;
		}
	});
}

//#endregion
//#region src/schemas/tuple/tupleAsync.ts
/* @__NO_SIDE_EFFECTS__ */
function tupleAsync(items, message$1) {
	return _standardSchema({
		kind: "schema",
		type: "tuple",
		reference: tupleAsync,
		expects: "Array",
		async: true,
		items,
		message: message$1,
		async "~run"(dataset, config$1) {
			const input = dataset.value;
			if (Array.isArray(input)) {
				dataset.typed = true;
				dataset.value = [];
				const itemDatasets = await Promise.all(this.items.map(async (item, key) => {
					const value$1 = input[key];
					return [
						key,
						value$1,
						await item["~run"]({ value: value$1 }, config$1)
					];
				}));
				for (const [key, value$1, itemDataset] of itemDatasets) {
					if (itemDataset.issues) {
						const pathItem = {
							type: "array",
							origin: "value",
							input,
							key,
							value: value$1
						};
						for (const issue of itemDataset.issues) {
							if (issue.path) issue.path.unshift(pathItem);
							else issue.path = [pathItem];
							dataset.issues?.push(issue);
						}
						if (!dataset.issues) dataset.issues = itemDataset.issues;
						if (config$1.abortEarly) {
							dataset.typed = false;
							break;
						}
					}
					if (!itemDataset.typed) dataset.typed = false;
					dataset.value.push(itemDataset.value);
				}
			} else _addIssue(this, "type", dataset, config$1);
			return dataset;
		}
	});
}

//#endregion
//#region src/schemas/tupleWithRest/tupleWithRest.ts
/* @__NO_SIDE_EFFECTS__ */
function tupleWithRest(items, rest, message$1) {
	return _standardSchema({
		kind: "schema",
		type: "tuple_with_rest",
		reference: tupleWithRest,
		expects: "Array",
		async: false,
		items,
		rest,
		message: message$1,
		"~run"(dataset, config$1) {
			const input = dataset.value;
			if (Array.isArray(input)) {
				dataset.typed = true;
				dataset.value = [];
				for (let key = 0; key < this.items.length; key++) {
					const value$1 = input[key];
					const itemDataset = this.items[key]["~run"]({ value: value$1 }, config$1);
					if (itemDataset.issues) {
						const pathItem = {
							type: "array",
							origin: "value",
							input,
							key,
							value: value$1
						};
						for (const issue of itemDataset.issues) {
							if (issue.path) issue.path.unshift(pathItem);
							else issue.path = [pathItem];
							dataset.issues?.push(issue);
						}
						if (!dataset.issues) dataset.issues = itemDataset.issues;
						if (config$1.abortEarly) {
							dataset.typed = false;
							break;
						}
					}
					if (!itemDataset.typed) dataset.typed = false;
					dataset.value.push(itemDataset.value);
				}
				if (!dataset.issues || !config$1.abortEarly) for (let key = this.items.length; key < input.length; key++) {
					const value$1 = input[key];
					const itemDataset = this.rest["~run"]({ value: value$1 }, config$1);
					if (itemDataset.issues) {
						const pathItem = {
							type: "array",
							origin: "value",
							input,
							key,
							value: value$1
						};
						for (const issue of itemDataset.issues) {
							if (issue.path) issue.path.unshift(pathItem);
							else issue.path = [pathItem];
							dataset.issues?.push(issue);
						}
						if (!dataset.issues) dataset.issues = itemDataset.issues;
						if (config$1.abortEarly) {
							dataset.typed = false;
							break;
						}
					}
					if (!itemDataset.typed) dataset.typed = false;
					dataset.value.push(itemDataset.value);
				}
			} else _addIssue(this, "type", dataset, config$1);
			return dataset;
		}
	});
}

//#endregion
//#region src/schemas/tupleWithRest/tupleWithRestAsync.ts
/* @__NO_SIDE_EFFECTS__ */
function tupleWithRestAsync(items, rest, message$1) {
	return _standardSchema({
		kind: "schema",
		type: "tuple_with_rest",
		reference: tupleWithRestAsync,
		expects: "Array",
		async: true,
		items,
		rest,
		message: message$1,
		async "~run"(dataset, config$1) {
			const input = dataset.value;
			if (Array.isArray(input)) {
				dataset.typed = true;
				dataset.value = [];
				const [normalDatasets, restDatasets] = await Promise.all([Promise.all(this.items.map(async (item, key) => {
					const value$1 = input[key];
					return [
						key,
						value$1,
						await item["~run"]({ value: value$1 }, config$1)
					];
				})), Promise.all(input.slice(this.items.length).map(async (value$1, key) => {
					return [
						key + this.items.length,
						value$1,
						await this.rest["~run"]({ value: value$1 }, config$1)
					];
				}))]);
				for (const [key, value$1, itemDataset] of normalDatasets) {
					if (itemDataset.issues) {
						const pathItem = {
							type: "array",
							origin: "value",
							input,
							key,
							value: value$1
						};
						for (const issue of itemDataset.issues) {
							if (issue.path) issue.path.unshift(pathItem);
							else issue.path = [pathItem];
							dataset.issues?.push(issue);
						}
						if (!dataset.issues) dataset.issues = itemDataset.issues;
						if (config$1.abortEarly) {
							dataset.typed = false;
							break;
						}
					}
					if (!itemDataset.typed) dataset.typed = false;
					dataset.value.push(itemDataset.value);
				}
				if (!dataset.issues || !config$1.abortEarly) for (const [key, value$1, itemDataset] of restDatasets) {
					if (itemDataset.issues) {
						const pathItem = {
							type: "array",
							origin: "value",
							input,
							key,
							value: value$1
						};
						for (const issue of itemDataset.issues) {
							if (issue.path) issue.path.unshift(pathItem);
							else issue.path = [pathItem];
							dataset.issues?.push(issue);
						}
						if (!dataset.issues) dataset.issues = itemDataset.issues;
						if (config$1.abortEarly) {
							dataset.typed = false;
							break;
						}
					}
					if (!itemDataset.typed) dataset.typed = false;
					dataset.value.push(itemDataset.value);
				}
			} else _addIssue(this, "type", dataset, config$1);
			return dataset;
		}
	});
}

//#endregion
//#region src/schemas/undefined/undefined.ts
/* @__NO_SIDE_EFFECTS__ */
function undefined_(message$1) {
	return _standardSchema({
		kind: "schema",
		type: "undefined",
		reference: undefined_,
		expects: "undefined",
		async: false,
		message: message$1,
		"~run"(dataset, config$1) {
			if (dataset.value === void 0) dataset.typed = true;
			else _addIssue(this, "type", dataset, config$1);
			return dataset;
		}
	});
}

//#endregion
//#region src/schemas/undefinedable/undefinedable.ts
/* @__NO_SIDE_EFFECTS__ */
function undefinedable(wrapped, default_) {
	return _standardSchema({
		kind: "schema",
		type: "undefinedable",
		reference: undefinedable,
		expects: `(${wrapped.expects} | undefined)`,
		async: false,
		wrapped,
		default: default_,
		"~run"(dataset, config$1) {
			if (dataset.value === void 0) {
				if (this.default !== void 0) dataset.value = /* @__PURE__ */ getDefault(this, dataset, config$1);
				if (dataset.value === void 0) {
					dataset.typed = true;
					return dataset;
				}
			}
			return this.wrapped["~run"](dataset, config$1);
		}
	});
}

//#endregion
//#region src/schemas/undefinedable/undefinedableAsync.ts
/* @__NO_SIDE_EFFECTS__ */
function undefinedableAsync(wrapped, default_) {
	return _standardSchema({
		kind: "schema",
		type: "undefinedable",
		reference: undefinedableAsync,
		expects: `(${wrapped.expects} | undefined)`,
		async: true,
		wrapped,
		default: default_,
		async "~run"(dataset, config$1) {
			if (dataset.value === void 0) {
				if (this.default !== void 0) dataset.value = await /* @__PURE__ */ getDefault(this, dataset, config$1);
				if (dataset.value === void 0) {
					dataset.typed = true;
					return dataset;
				}
			}
			return this.wrapped["~run"](dataset, config$1);
		}
	});
}

//#endregion
//#region src/schemas/union/utils/_subIssues/_subIssues.ts
/**
* Returns the sub issues of the provided datasets for the union issue.
*
* @param datasets The datasets.
*
* @returns The sub issues.
*
* @internal
*/
/* @__NO_SIDE_EFFECTS__ */
function _subIssues(datasets) {
	let issues;
	if (datasets) for (const dataset of datasets) if (issues) for (const issue of dataset.issues) issues.push(issue);
	else issues = dataset.issues;
	return issues;
}

//#endregion
//#region src/schemas/union/union.ts
/* @__NO_SIDE_EFFECTS__ */
function union(options, message$1) {
	return _standardSchema({
		kind: "schema",
		type: "union",
		reference: union,
		expects: /* @__PURE__ */ _joinExpects(options.map((option) => option.expects), "|"),
		async: false,
		options,
		message: message$1,
		"~run"(dataset, config$1) {
			let validDataset;
			let typedDatasets;
			let untypedDatasets;
			for (const schema of this.options) {
				const optionDataset = schema["~run"]({ value: dataset.value }, config$1);
				if (optionDataset.typed) if (optionDataset.issues) if (typedDatasets) typedDatasets.push(optionDataset);
				else typedDatasets = [optionDataset];
				else {
					validDataset = optionDataset;
					break;
				}
				else if (untypedDatasets) untypedDatasets.push(optionDataset);
				else untypedDatasets = [optionDataset];
			}
			if (validDataset) return validDataset;
			if (typedDatasets) {
				if (typedDatasets.length === 1) return typedDatasets[0];
				_addIssue(this, "type", dataset, config$1, { issues: /* @__PURE__ */ _subIssues(typedDatasets) });
				dataset.typed = true;
			} else if (untypedDatasets?.length === 1) return untypedDatasets[0];
			else _addIssue(this, "type", dataset, config$1, { issues: /* @__PURE__ */ _subIssues(untypedDatasets) });
			return dataset;
		}
	});
}

//#endregion
//#region src/schemas/union/unionAsync.ts
/* @__NO_SIDE_EFFECTS__ */
function unionAsync(options, message$1) {
	return _standardSchema({
		kind: "schema",
		type: "union",
		reference: unionAsync,
		expects: /* @__PURE__ */ _joinExpects(options.map((option) => option.expects), "|"),
		async: true,
		options,
		message: message$1,
		async "~run"(dataset, config$1) {
			let validDataset;
			let typedDatasets;
			let untypedDatasets;
			for (const schema of this.options) {
				const optionDataset = await schema["~run"]({ value: dataset.value }, config$1);
				if (optionDataset.typed) if (optionDataset.issues) if (typedDatasets) typedDatasets.push(optionDataset);
				else typedDatasets = [optionDataset];
				else {
					validDataset = optionDataset;
					break;
				}
				else if (untypedDatasets) untypedDatasets.push(optionDataset);
				else untypedDatasets = [optionDataset];
			}
			if (validDataset) return validDataset;
			if (typedDatasets) {
				if (typedDatasets.length === 1) return typedDatasets[0];
				_addIssue(this, "type", dataset, config$1, { issues: /* @__PURE__ */ _subIssues(typedDatasets) });
				dataset.typed = true;
			} else if (untypedDatasets?.length === 1) return untypedDatasets[0];
			else _addIssue(this, "type", dataset, config$1, { issues: /* @__PURE__ */ _subIssues(untypedDatasets) });
			return dataset;
		}
	});
}

//#endregion
//#region src/schemas/unknown/unknown.ts
/**
* Creates a unknown schema.
*
* @returns A unknown schema.
*/
/* @__NO_SIDE_EFFECTS__ */
function unknown() {
	return _standardSchema({
		kind: "schema",
		type: "unknown",
		reference: unknown,
		expects: "unknown",
		async: false,
		"~run"(dataset) {
			dataset.typed = true;
			return dataset;
		}
	});
}

//#endregion
//#region src/schemas/variant/variant.ts
/* @__NO_SIDE_EFFECTS__ */
function variant(key, options, message$1) {
	return _standardSchema({
		kind: "schema",
		type: "variant",
		reference: variant,
		expects: "Object",
		async: false,
		key,
		options,
		message: message$1,
		"~run"(dataset, config$1) {
			const input = dataset.value;
			if (input && typeof input === "object") {
				let outputDataset;
				let maxDiscriminatorPriority = 0;
				let invalidDiscriminatorKey = this.key;
				let expectedDiscriminators = [];
				const parseOptions = (variant$1, allKeys) => {
					for (const schema of variant$1.options) {
						if (schema.type === "variant") parseOptions(schema, new Set(allKeys).add(schema.key));
						else {
							let keysAreValid = true;
							let currentPriority = 0;
							for (const currentKey of allKeys) {
								const discriminatorSchema = schema.entries[currentKey];
								if (currentKey in input ? discriminatorSchema["~run"]({
									typed: false,
									value: input[currentKey]
								}, ABORT_EARLY_CONFIG).issues : discriminatorSchema.type !== "exact_optional" && discriminatorSchema.type !== "optional" && discriminatorSchema.type !== "nullish") {
									keysAreValid = false;
									if (invalidDiscriminatorKey !== currentKey && (maxDiscriminatorPriority < currentPriority || maxDiscriminatorPriority === currentPriority && currentKey in input && !(invalidDiscriminatorKey in input))) {
										maxDiscriminatorPriority = currentPriority;
										invalidDiscriminatorKey = currentKey;
										expectedDiscriminators = [];
									}
									if (invalidDiscriminatorKey === currentKey) expectedDiscriminators.push(schema.entries[currentKey].expects);
									break;
								}
								currentPriority++;
							}
							if (keysAreValid) {
								const optionDataset = schema["~run"]({ value: input }, config$1);
								if (!outputDataset || !outputDataset.typed && optionDataset.typed) outputDataset = optionDataset;
							}
						}
						if (outputDataset && !outputDataset.issues) break;
					}
				};
				parseOptions(this, new Set([this.key]));
				if (outputDataset) return outputDataset;
				_addIssue(this, "type", dataset, config$1, {
					input: input[invalidDiscriminatorKey],
					expected: /* @__PURE__ */ _joinExpects(expectedDiscriminators, "|"),
					path: [{
						type: "object",
						origin: "value",
						input,
						key: invalidDiscriminatorKey,
						value: input[invalidDiscriminatorKey]
					}]
				});
			} else _addIssue(this, "type", dataset, config$1);
			return dataset;
		}
	});
}

//#endregion
//#region src/schemas/variant/variantAsync.ts
/* @__NO_SIDE_EFFECTS__ */
function variantAsync(key, options, message$1) {
	return _standardSchema({
		kind: "schema",
		type: "variant",
		reference: variantAsync,
		expects: "Object",
		async: true,
		key,
		options,
		message: message$1,
		async "~run"(dataset, config$1) {
			const input = dataset.value;
			if (input && typeof input === "object") {
				let outputDataset;
				let maxDiscriminatorPriority = 0;
				let invalidDiscriminatorKey = this.key;
				let expectedDiscriminators = [];
				const parseOptions = async (variant$1, allKeys) => {
					for (const schema of variant$1.options) {
						if (schema.type === "variant") await parseOptions(schema, new Set(allKeys).add(schema.key));
						else {
							let keysAreValid = true;
							let currentPriority = 0;
							for (const currentKey of allKeys) {
								const discriminatorSchema = schema.entries[currentKey];
								if (currentKey in input ? (await discriminatorSchema["~run"]({
									typed: false,
									value: input[currentKey]
								}, ABORT_EARLY_CONFIG)).issues : discriminatorSchema.type !== "exact_optional" && discriminatorSchema.type !== "optional" && discriminatorSchema.type !== "nullish") {
									keysAreValid = false;
									if (invalidDiscriminatorKey !== currentKey && (maxDiscriminatorPriority < currentPriority || maxDiscriminatorPriority === currentPriority && currentKey in input && !(invalidDiscriminatorKey in input))) {
										maxDiscriminatorPriority = currentPriority;
										invalidDiscriminatorKey = currentKey;
										expectedDiscriminators = [];
									}
									if (invalidDiscriminatorKey === currentKey) expectedDiscriminators.push(schema.entries[currentKey].expects);
									break;
								}
								currentPriority++;
							}
							if (keysAreValid) {
								const optionDataset = await schema["~run"]({ value: input }, config$1);
								if (!outputDataset || !outputDataset.typed && optionDataset.typed) outputDataset = optionDataset;
							}
						}
						if (outputDataset && !outputDataset.issues) break;
					}
				};
				await parseOptions(this, new Set([this.key]));
				if (outputDataset) return outputDataset;
				_addIssue(this, "type", dataset, config$1, {
					input: input[invalidDiscriminatorKey],
					expected: /* @__PURE__ */ _joinExpects(expectedDiscriminators, "|"),
					path: [{
						type: "object",
						origin: "value",
						input,
						key: invalidDiscriminatorKey,
						value: input[invalidDiscriminatorKey]
					}]
				});
			} else _addIssue(this, "type", dataset, config$1);
			return dataset;
		}
	});
}

//#endregion
//#region src/schemas/void/void.ts
/* @__NO_SIDE_EFFECTS__ */
function void_(message$1) {
	return _standardSchema({
		kind: "schema",
		type: "void",
		reference: void_,
		expects: "void",
		async: false,
		message: message$1,
		"~run"(dataset, config$1) {
			if (dataset.value === void 0) dataset.typed = true;
			else _addIssue(this, "type", dataset, config$1);
			return dataset;
		}
	});
}

//#endregion
//#region src/methods/keyof/keyof.ts
/* @__NO_SIDE_EFFECTS__ */
function keyof(schema, message$1) {
	return /* @__PURE__ */ picklist(Object.keys(schema.entries), message$1);
}

//#endregion
//#region src/methods/message/message.ts
/**
* Changes the local message configuration of a schema.
*
* @param schema The schema to configure.
* @param message_ The error message.
*
* @returns The configured schema.
*/
/* @__NO_SIDE_EFFECTS__ */
function message(schema, message_) {
	return _standardSchema({
		...schema,
		"~run"(dataset, config$1) {
			return schema["~run"](dataset, {
				...config$1,
				message: message_
			});
		}
	});
}

//#endregion
//#region src/methods/omit/omit.ts
/**
* Creates a modified copy of an object schema that does not contain the
* selected entries.
*
* @param schema The schema to omit from.
* @param keys The selected entries.
*
* @returns An object schema.
*/
/* @__NO_SIDE_EFFECTS__ */
function omit(schema, keys) {
	const entries$1 = { ...schema.entries };
	for (const key of keys) delete entries$1[key];
	return _standardSchema({
		...schema,
		entries: entries$1
	});
}

//#endregion
//#region src/methods/parse/parse.ts
/**
* Parses an unknown input based on a schema.
*
* @param schema The schema to be used.
* @param input The input to be parsed.
* @param config The parse configuration.
*
* @returns The parsed input.
*/
function parse(schema, input, config$1) {
	const dataset = schema["~run"]({ value: input }, /* @__PURE__ */ getGlobalConfig(config$1));
	if (dataset.issues) throw new ValiError(dataset.issues);
	return dataset.value;
}

//#endregion
//#region src/methods/parse/parseAsync.ts
/**
* Parses an unknown input based on a schema.
*
* @param schema The schema to be used.
* @param input The input to be parsed.
* @param config The parse configuration.
*
* @returns The parsed input.
*/
async function parseAsync(schema, input, config$1) {
	const dataset = await schema["~run"]({ value: input }, /* @__PURE__ */ getGlobalConfig(config$1));
	if (dataset.issues) throw new ValiError(dataset.issues);
	return dataset.value;
}

//#endregion
//#region src/methods/parser/parser.ts
/* @__NO_SIDE_EFFECTS__ */
function parser(schema, config$1) {
	const func = (input) => parse(schema, input, config$1);
	func.schema = schema;
	func.config = config$1;
	return func;
}

//#endregion
//#region src/methods/parser/parserAsync.ts
/* @__NO_SIDE_EFFECTS__ */
function parserAsync(schema, config$1) {
	const func = (input) => parseAsync(schema, input, config$1);
	func.schema = schema;
	func.config = config$1;
	return func;
}

//#endregion
//#region src/methods/partial/partial.ts
/* @__NO_SIDE_EFFECTS__ */
function partial(schema, keys) {
	const entries$1 = {};
	for (const key in schema.entries) entries$1[key] = !keys || keys.includes(key) ? /* @__PURE__ */ optional(schema.entries[key]) : schema.entries[key];
	return _standardSchema({
		...schema,
		entries: entries$1
	});
}

//#endregion
//#region src/methods/partial/partialAsync.ts
/* @__NO_SIDE_EFFECTS__ */
function partialAsync(schema, keys) {
	const entries$1 = {};
	for (const key in schema.entries) entries$1[key] = !keys || keys.includes(key) ? /* @__PURE__ */ optionalAsync(schema.entries[key]) : schema.entries[key];
	return _standardSchema({
		...schema,
		entries: entries$1
	});
}

//#endregion
//#region src/methods/pick/pick.ts
/**
* Creates a modified copy of an object schema that contains only the selected
* entries.
*
* @param schema The schema to pick from.
* @param keys The selected entries.
*
* @returns An object schema.
*/
/* @__NO_SIDE_EFFECTS__ */
function pick(schema, keys) {
	const entries$1 = {};
	for (const key of keys) entries$1[key] = schema.entries[key];
	return _standardSchema({
		...schema,
		entries: entries$1
	});
}

//#endregion
//#region src/methods/pipe/pipe.ts
/* @__NO_SIDE_EFFECTS__ */
function pipe(...pipe$1) {
	return _standardSchema({
		...pipe$1[0],
		pipe: pipe$1,
		"~run"(dataset, config$1) {
			for (const item of pipe$1) if (item.kind !== "metadata") {
				if (dataset.issues && (item.kind === "schema" || item.kind === "transformation")) {
					dataset.typed = false;
					break;
				}
				if (!dataset.issues || !config$1.abortEarly && !config$1.abortPipeEarly) dataset = item["~run"](dataset, config$1);
			}
			return dataset;
		}
	});
}

//#endregion
//#region src/methods/pipe/pipeAsync.ts
/* @__NO_SIDE_EFFECTS__ */
function pipeAsync(...pipe$1) {
	return _standardSchema({
		...pipe$1[0],
		pipe: pipe$1,
		async: true,
		async "~run"(dataset, config$1) {
			for (const item of pipe$1) if (item.kind !== "metadata") {
				if (dataset.issues && (item.kind === "schema" || item.kind === "transformation")) {
					dataset.typed = false;
					break;
				}
				if (!dataset.issues || !config$1.abortEarly && !config$1.abortPipeEarly) dataset = await item["~run"](dataset, config$1);
			}
			return dataset;
		}
	});
}

//#endregion
//#region src/methods/required/required.ts
/* @__NO_SIDE_EFFECTS__ */
function required(schema, arg2, arg3) {
	const keys = Array.isArray(arg2) ? arg2 : void 0;
	const message$1 = Array.isArray(arg2) ? arg3 : arg2;
	const entries$1 = {};
	for (const key in schema.entries) entries$1[key] = !keys || keys.includes(key) ? /* @__PURE__ */ nonOptional(schema.entries[key], message$1) : schema.entries[key];
	return _standardSchema({
		...schema,
		entries: entries$1
	});
}

//#endregion
//#region src/methods/required/requiredAsync.ts
/* @__NO_SIDE_EFFECTS__ */
function requiredAsync(schema, arg2, arg3) {
	const keys = Array.isArray(arg2) ? arg2 : void 0;
	const message$1 = Array.isArray(arg2) ? arg3 : arg2;
	const entries$1 = {};
	for (const key in schema.entries) entries$1[key] = !keys || keys.includes(key) ? /* @__PURE__ */ nonOptionalAsync(schema.entries[key], message$1) : schema.entries[key];
	return _standardSchema({
		...schema,
		entries: entries$1
	});
}

//#endregion
//#region src/methods/safeParse/safeParse.ts
/**
* Parses an unknown input based on a schema.
*
* @param schema The schema to be used.
* @param input The input to be parsed.
* @param config The parse configuration.
*
* @returns The parse result.
*/
/* @__NO_SIDE_EFFECTS__ */
function safeParse(schema, input, config$1) {
	const dataset = schema["~run"]({ value: input }, /* @__PURE__ */ getGlobalConfig(config$1));
	return {
		typed: dataset.typed,
		success: !dataset.issues,
		output: dataset.value,
		issues: dataset.issues
	};
}

//#endregion
//#region src/methods/safeParse/safeParseAsync.ts
/**
* Parses an unknown input based on a schema.
*
* @param schema The schema to be used.
* @param input The input to be parsed.
* @param config The parse configuration.
*
* @returns The parse result.
*/
/* @__NO_SIDE_EFFECTS__ */
async function safeParseAsync(schema, input, config$1) {
	const dataset = await schema["~run"]({ value: input }, /* @__PURE__ */ getGlobalConfig(config$1));
	return {
		typed: dataset.typed,
		success: !dataset.issues,
		output: dataset.value,
		issues: dataset.issues
	};
}

//#endregion
//#region src/methods/safeParser/safeParser.ts
/* @__NO_SIDE_EFFECTS__ */
function safeParser(schema, config$1) {
	const func = (input) => /* @__PURE__ */ safeParse(schema, input, config$1);
	func.schema = schema;
	func.config = config$1;
	return func;
}

//#endregion
//#region src/methods/safeParser/safeParserAsync.ts
/* @__NO_SIDE_EFFECTS__ */
function safeParserAsync(schema, config$1) {
	const func = (input) => /* @__PURE__ */ safeParseAsync(schema, input, config$1);
	func.schema = schema;
	func.config = config$1;
	return func;
}

//#endregion
//#region src/methods/summarize/summarize.ts
/**
* Summarize the error messages of issues in a pretty-printable multi-line string.
*
* @param issues The list of issues.
*
* @returns A summary of the issues.
*
* @beta
*/
/* @__NO_SIDE_EFFECTS__ */
function summarize(issues) {
	let summary = "";
	for (const issue of issues) {
		if (summary) summary += "\n";
		summary += `× ${issue.message}`;
		const dotPath = /* @__PURE__ */ getDotPath(issue);
		if (dotPath) summary += `\n  → at ${dotPath}`;
	}
	return summary;
}

//#endregion
//#region src/methods/unwrap/unwrap.ts
/**
* Unwraps the wrapped schema.
*
* @param schema The schema to be unwrapped.
*
* @returns The unwrapped schema.
*/
/* @__NO_SIDE_EFFECTS__ */
function unwrap(schema) {
	return schema.wrapped;
}

//#endregion

;// CONCATENATED MODULE: ./src/text/json.ts
/** Whether a value is a JSON object, not an array or `null`. */
function json_isJsonObject(value) {
    return typeof value === 'object' && value !== null && !Array.isArray(value);
}
/** Deeper than any JSON that this action needs. A recursive function would run out of stack on much deeper JSON. */
const DEEPEST = 500;
/** Whether the brackets of a text are nested deeper than in any JSON that this action needs. */
function isTooDeep(text) {
    return findDepth(text, 0, (depth) => depth > DEEPEST) !== undefined;
}
/** How many braces of a text are tried as the start of an object: each try may read the whole text. */
const MOST_TRIES = 100;
/** Finds the JSON objects in a text that may have other words before, between and after them. */
function* findObjects(text) {
    let start = text.indexOf('{');
    for (let tries = 0; start !== -1 && tries < MOST_TRIES; tries += 1) {
        const end = findEnd(text, start);
        const object = end === undefined ? undefined : parseJsonObject(text.slice(start, end));
        if (object !== undefined) {
            yield object;
        }
        start = text.indexOf('{', object === undefined ? start + 1 : end);
    }
}
/** Returns the position after the bracket that closes the one at the start. */
function findEnd(text, start) {
    return findDepth(text, start, (depth) => depth === 0);
}
/** Returns the position after the first character at which the depth of the brackets outside strings matches. */
function findDepth(text, start, matches) {
    let depth = 0;
    let isInString = false;
    // A single pass, because a regular expression would start again at every quote that is not closed.
    for (let index = start; index < text.length; index += 1) {
        const character = text[index];
        if (character === '"') {
            isInString = !isInString;
        }
        else if (isInString) {
            index += character === '\\' ? 1 : 0;
        }
        else if (character === '{' || character === '[') {
            depth += 1;
        }
        else if (character === '}' || character === ']') {
            depth -= 1;
        }
        if (matches(depth)) {
            return index + 1;
        }
    }
    return undefined;
}
/** Parses JSON text. Returns `undefined` if the text is not JSON, or is nested too deeply. */
function json_parseJson(text) {
    try {
        return isTooDeep(text) ? undefined : JSON.parse(text);
    }
    catch {
        // The caller decides what it means that the text is not JSON.
        return undefined;
    }
}
/** Parses a JSON object. Returns `undefined` if the text is not JSON, or is not an object. */
function parseJsonObject(text) {
    const value = json_parseJson(text);
    return json_isJsonObject(value) ? value : undefined;
}

;// CONCATENATED MODULE: ./src/text/schemas.ts


/*
 * Optional members of data from outside. A member that is missing or has another type is `undefined`, and does not
 * invalidate the rest.
 */
/** Text that is not empty. */
const optionalText = dist_fallback(optional(pipe(string(), nonEmpty())), undefined);
/** A finite number. */
const optionalNumber = dist_fallback(optional(pipe(number(), finite())), undefined);
/*
 * JSON objects. Unlike Valibot's own schemas, these reject arrays, as does Go's decoder, with which Docker and Podman
 * read their files.
 */
/** Makes a schema for an object with these members. Other members are ignored. */
function objectOf(members, message = 'an object') {
    return pipe(custom(json_isJsonObject, message), object(members));
}
/** Makes a schema for an object with members of any name. */
function recordOf(value, message = 'an object') {
    return pipe(custom(json_isJsonObject, message), record(string(), value));
}

;// CONCATENATED MODULE: ./src/http/reply.ts



/** Whether another try may help after this reply. */
function isBusy({ status }) {
    return status === 408 || status === 429 || status >= 500;
}
/** Whether a reply says that the request was done. */
function isGood({ status }) {
    return status >= 200 && status <= 299;
}
/** When the server sent the reply, by its own clock, in milliseconds; `undefined` without a readable `Date` header. */
function readDate({ headers }) {
    const date = Date.parse(headers['date'] ?? '');
    return Number.isNaN(date) ? undefined : date;
}
/** Reads the body of a reply. Returns `undefined` if the body does not match the schema. */
function readBody(schema, { body }) {
    const { success, output } = safeParse(schema, json_parseJson(body));
    return success ? output : undefined;
}
/**
 * A refusal in each of the shapes that IBM Cloud uses. IAM's token service has `errorCode` and `errorMessage`; IAM's
 * other services and the metadata service have `errors[]` with `message_code` or `code`. The registry has
 * `errors[].code` at `/v2/` and `/oauth/token`, and `code` and `message` in its API. IAM's `errorDetails` is left
 * alone: it has been seen to contain the API key.
 */
const RefusalSchema = object({
    errorCode: optionalText,
    errorMessage: optionalText,
    code: optionalText,
    message: optionalText,
    errors: dist_fallback(optional(array(object({ message_code: optionalText, code: optionalText, message: optionalText }))), undefined),
    'request-id': optionalText,
});
/** A longer message from a service is cut before it is searched. */
const MESSAGE_CHARACTERS = 4_000;
/** Reads the code and the message of a refusal. */
function readServiceError(body) {
    const { success, output } = safeParse(RefusalSchema, json_parseJson(body));
    if (!success) {
        return { code: undefined, message: undefined };
    }
    const { errorCode, errorMessage, code, message, errors } = output;
    const first = errors?.[0];
    return {
        code: errorCode ?? first?.message_code ?? first?.code ?? code,
        message: (errorMessage ?? first?.message ?? message)?.slice(0, MESSAGE_CHARACTERS),
    };
}
const TRANSACTION_HEADERS = ['transaction-id', 'x-correlation-id', 'x-request-id'];
/** Reads the ID that IBM's support asks for from the headers, or from the body of an error of the registry. */
function readTransactionId(headers, body) {
    const named = TRANSACTION_HEADERS.map((name) => headers[name]).find((value) => value !== undefined);
    const refusal = safeParse(RefusalSchema, json_parseJson(body));
    const id = named ?? (refusal.success ? refusal.output['request-id'] : undefined);
    // Only what looks like an ID is repeated, because headers are not trusted.
    return id !== undefined && /^[\w.:-]{1,100}$/.test(id) ? id : undefined;
}

;// CONCATENATED MODULE: ./src/http/refusal.ts





/** What to do about a service that answers with a server error. */
const STATUS_ADVICE = {
    fix: "Check IBM Cloud's status page, and run the job again later.",
    link: links_LINKS.status,
};
/** What to do about a service that receives too many requests. */
const RATE_ADVICE = {
    fix: 'Run fewer jobs at the same time, or run this job again in a few minutes.',
    link: links_LINKS.status,
};
/** Advises on a 408, 429 or 5xx after the last try. */
function adviseOnBusyReply({ status }) {
    return status === 429 ? RATE_ADVICE : STATUS_ADVICE;
}
/** Advice on a refusal that is a web page. A proxy that inspects TLS sends one for a host that it does not allow. */
const PAGE_ADVICE = 'The answer is a web page: a proxy or firewall of your network may have sent it instead of IBM Cloud.';
/** Whether a reply is a web page. */
function isWebPage({ body }) {
    return /^\s*</.test(body);
}
/** The longest error code that is repeated. IBM's codes have about ten characters. */
const CODE_CHARACTERS = 40;
/** Describes a reply on one line that is safe to print: `HTTP 400 from us.icr.io BXNIM0415E "…"`. */
function describeReply({ status, host, body }) {
    const { code, message } = readServiceError(body);
    const parts = [`HTTP ${status} from ${host}`];
    if (code !== undefined) {
        parts.push(disarm_disarm(redact(code)).slice(0, CODE_CHARACTERS));
    }
    if (message !== undefined) {
        parts.push(`"${disarm_disarm(redact(message))}"`);
    }
    return parts.join(' ');
}
/**
 * Explains the reply to the last try if it reports too many requests (429) or a server error (408, 5xx).
 *
 * @param service its name, at the start of a sentence.
 * @param intent what was tried, at the start of a sentence.
 * @returns `undefined` for any other status.
 */
function explainBusyReply(reply, service, intent) {
    const said = `${intent}: ${describeReply(reply)}`;
    const { transactionId, status } = reply;
    if (status === 429) {
        return new action_error_ActionError('rate-limited', {
            problem: `${service} received too many requests. ${said}`,
            ...RATE_ADVICE,
            transactionId,
        });
    }
    if (status === 408 || status >= 500) {
        return new action_error_ActionError('service-failed', {
            problem: `${service} answered with a server error. ${said}`,
            ...STATUS_ADVICE,
            transactionId,
        });
    }
    return undefined;
}
/**
 * Makes the error for a reply with a good status whose body cannot be read.
 *
 * @param what was expected instead: `an access token`.
 */
function unreadableReply(reply, what) {
    return new action_error_ActionError('reply-invalid', {
        problem: `${reply.host} answered with something that is not ${what} (HTTP ${reply.status}).`,
        fix: 'Check whether a proxy or a login page on your network is answering instead of IBM Cloud. If not, run the job again.',
        link: links_LINKS.connection,
        transactionId: reply.transactionId,
    });
}

;// CONCATENATED MODULE: ./src/http/transport.ts


/** The longest reply that is read. The longest real one is a list of tokens. */
const REPLY_BYTES = 4 * 1024 * 1024;
/**
 * Sends a request once, through the proxy that the environment names, and reads the complete reply.
 *
 * @param timeoutMs the limit for connection, request and reply together.
 * @throws NetworkError if there is no complete reply.
 */
async function exchange(client, { method, url, headers, body }, timeoutMs) {
    const { host } = new URL(url);
    const response = client.request(method, url, body ?? null, { ...headers });
    let timer;
    const timeout = new Promise((_resolve, reject) => {
        const error = new Error(`no reply within ${Math.round(timeoutMs / 1000)} s`);
        timer = setTimeout(() => reject(error), timeoutMs);
    });
    try {
        const answer = await Promise.race([response, timeout]);
        const text = await Promise.race([readText(answer.message, REPLY_BYTES), timeout]);
        const replyHeaders = joinValues(answer.message.headers);
        return {
            host,
            status: Number(answer.message.statusCode),
            headers: replyHeaders,
            body: text,
            transactionId: readTransactionId(replyHeaders, text),
        };
    }
    catch (error) {
        // If the reply still arrives, no one needs it.
        response.then(({ message }) => message.destroy()).catch(() => undefined);
        throw new NetworkError(host, error);
    }
    finally {
        clearTimeout(timer);
    }
}
/** No reply of IBM Cloud is this long, and another try would not get a shorter one. */
class ReplyTooLong extends Error {
    code = 'EMSGSIZE';
}
/**
 * Reads the body of a reply. The client's own `readBody()` never settles if the connection ends during a reply.
 *
 * @throws an error of the connection, or one with the code EMSGSIZE for a longer reply.
 */
async function readText(message, longestBytes) {
    const chunks = [];
    let size = 0;
    for await (const chunk of message) {
        const bytes = Buffer.from(chunk);
        size += bytes.length;
        if (size > longestBytes) {
            throw new ReplyTooLong(`the reply is longer than ${longestBytes} bytes`);
        }
        chunks.push(bytes);
    }
    return Buffer.concat(chunks).toString('utf8');
}
/** Joins the values of repeated headers. Node.js has already joined all of them except `Set-Cookie`. */
function joinValues(headers) {
    return Object.fromEntries(Object.entries(headers).map(([name, value]) => [name, String(value)]));
}

;// CONCATENATED MODULE: external "node:tls"
const external_node_tls_namespaceObject = require("node:tls");
;// CONCATENATED MODULE: external "node:crypto"
const external_node_crypto_namespaceObject = require("node:crypto");
;// CONCATENATED MODULE: ./src/text/fingerprint.ts


/** Computes the salted SHA-256 of a text, in hexadecimal digits. It does not reveal a secret in the text. */
function fingerprint_fingerprint(salt, text) {
    return (0,external_node_crypto_namespaceObject.createHash)('sha256').update(salt).update('\0').update(text).digest('hex');
}
/**
 * Computes the fingerprint of an entry, which does not reveal the secret in it. The order of members and whitespace do
 * not count, because other programs may format the same login differently.
 *
 * @param entry JSON text of an entry of `auths`, or of a credential helper.
 */
function fingerprintEntry(salt, entry) {
    const members = Object.entries(parseJsonObject(entry) ?? {});
    const known = members.sort(([a], [b]) => (a < b ? -1 : 1));
    return fingerprint_fingerprint(salt, JSON.stringify(known));
}

;// CONCATENATED MODULE: ./src/http/trust.ts







/** Variables that decide which proxy a request goes through on its way to IBM Cloud. */
const PROXIES = ['HTTPS_PROXY', 'https_proxy', 'NO_PROXY', 'no_proxy'];
/** Variables that name a file with certificates or settings. The content of the file counts. */
const FILES = ['NODE_EXTRA_CA_CERTS', 'SSL_CERT_FILE', 'OPENSSL_CONF'];
/** A variable that names a directory of certificates. */
const DIRECTORY = 'SSL_CERT_DIR';
/** The variable that makes Node.js trust the certificates of the system. The content of these counts. */
const SYSTEM = 'NODE_USE_SYSTEM_CA';
/** Variables that can send a container client to another daemon or to other settings. */
const CLIENTS = [
    'DOCKER_HOST',
    'DOCKER_TLS',
    'DOCKER_TLS_VERIFY',
    'DOCKER_CERT_PATH',
    'CONTAINER_HOST',
    'CONTAINER_CONNECTION',
    'CONTAINERS_CONF',
    'CONTAINERS_CONF_OVERRIDE',
    'CONTAINERS_REGISTRIES_CONF',
    'CONTAINERS_REGISTRIES_CONF_OVERRIDE',
    // The name of the variable before podman 6.
    'REGISTRIES_CONFIG_PATH',
    // Podman reads its settings from these directories, and they can name a proxy and certificates.
    'HOME',
    'XDG_CONFIG_HOME',
];
/** Every variable that is compared. */
const NAMES = [...PROXIES, DIRECTORY, ...FILES, SYSTEM, ...CLIENTS];
/** Reads what this process trusts to connect to IBM Cloud. */
function trust_readTrusted(environment = process.env) {
    // The first request of a step changes the variables to these forms, which is no change of what is trusted.
    const proxies = readProxies(environment);
    return Object.fromEntries([
        ...PROXIES.map((name) => [name, proxies[name]]),
        [DIRECTORY, environment[DIRECTORY]],
        ...FILES.map((name) => [name, digest(readNamed(environment[name]))]),
        [SYSTEM, digest(listSystemCertificates(environment))],
    ]);
}
/** Reads what the container clients that this process starts also trust. */
function trust_readTrustedByClients(environment = process.env) {
    return Object.fromEntries(CLIENTS.map((name) => [name, environment[name]]));
}
/**
 * Fingerprints what is trusted. Every step of a job can set these variables for later steps, and so intercept their
 * connections.
 */
function trust_fingerprintTrust(salt, values) {
    return Object.fromEntries(Object.entries(values).flatMap(([name, text]) => text ? [[name, fingerprint_fingerprint(salt, text)]] : []));
}
/** Long content is read and hashed once, even if it is compared with many fingerprints. */
function digest(text) {
    return text ? fingerprint_fingerprint('', text) : undefined;
}
/**
 * Refuses a pipe, a device or an endless file instead of a file with certificates. Node.js would block the whole process
 * while it reads from there, so not even the time limit of the step could end it.
 *
 * @throws ActionError `certificate-not-trusted`
 */
function refuseBlockingCertificates(environment = process.env) {
    for (const name of ['NODE_EXTRA_CA_CERTS', ...(environment[SYSTEM] ? ['SSL_CERT_FILE'] : [])]) {
        const path = environment[name];
        if (path && isEndless(path)) {
            throw new action_error_ActionError('certificate-not-trusted', {
                problem: `The variable ${name} names ${disarm_disarm(path)}, which is not a regular file, or is too large.`,
                fix: 'Set the variable to the path of a file with certificates, or remove the variable.',
                link: links_LINKS.runnerProxy,
            });
        }
    }
}
/** Removes what only container clients trust. */
function withoutClients(trust) {
    return Object.fromEntries(Object.entries(trust).filter(([name]) => !CLIENTS.includes(name)));
}
/** Lists the names of the variables that have changed, been added or been removed. Other names are ignored. */
function listChanges(before, now) {
    return NAMES.filter((name) => before[name] !== now[name]);
}
function readNamed(path) {
    try {
        return path && readAtOnce(path).toString('latin1');
    }
    catch {
        // A file that cannot be read cannot be trusted by this process. Its path still counts.
        return path;
    }
}
function listSystemCertificates(environment) {
    const { [SYSTEM]: value, SSL_CERT_FILE: file } = environment;
    return value && !(file && isEndless(file))
        ? [value, ...(0,external_node_tls_namespaceObject.getCACertificates)('system')].join('\n')
        : value;
}

;// CONCATENATED MODULE: ./src/http/http.ts














/** Identifies this action to IBM Cloud in every request. */
const USER_AGENT = `${package_namespaceObject.UU}/${package_namespaceObject.rE}`;
/** The limit for one try, so that a reply which never comes leaves time for another try. */
const TRY_MS = 20_000;
/** The longest `Retry-After` that is honored. */
const RETRY_AFTER_CAP_SECONDS = 30;
const http_TRIES = 10;
const http_FIRST_DELAY_MS = 300;
const http_LONGEST_DELAY_MS = 8_000;
/** A reply after which another try may help: 408, 429 or 5xx. */
class BusyReply extends Error {
    name = 'BusyReply';
    reply;
    constructor(reply) {
        super(`HTTP ${reply.status} from ${reply.host}`);
        this.reply = reply;
    }
}
/**
 * Sends all requests to IBM Cloud. It always uses TLS and retries temporary failures, within one deadline for all
 * requests. It never follows a redirect, because the client would send the body with the key to the new host.
 *
 * It uses the proxy in `HTTPS_PROXY`, except for the hosts in `NO_PROXY`, and also trusts the certificates in
 * `NODE_EXTRA_CA_CERTS`.
 */
class Http {
    deadline;
    #client;
    #clockOffsetMs;
    constructor(deadline) {
        this.deadline = deadline;
    }
    /**
     * How far IBM Cloud's clock is ahead of this machine's by the last reply, accurate to the second; `undefined` before
     * the first reply.
     */
    get clockOffsetMs() {
        return this.#clockOffsetMs;
    }
    /**
     * Sends a request, and repeats it after network errors, 408, 429 and 5xx, with exponential back-off and full jitter.
     * `Retry-After` is honored up to 30 seconds.
     *
     * @returns the reply, which may be a refusal: 4xx, or 5xx after the last try.
     * @throws ActionError if there is no reply, if the deadline passes, or for a redirect.
     */
    async send(request, { repeat }) {
        const { host } = new URL(request.url);
        let lastFailure;
        const describeLast = () => lastFailure === undefined ? undefined : summarizeError(lastFailure);
        const sending = retry_retry(() => this.#try(request, describeLast), {
            tries: http_TRIES,
            firstDelayMs: http_FIRST_DELAY_MS,
            longestDelayMs: http_LONGEST_DELAY_MS,
            mayHelp: (error) => {
                // If the deadline passes right before a try, the try before it still decides about the advice.
                lastFailure = action_error_hasCode(error, 'timed-out') ? lastFailure : error;
                return mayRepeat(error, repeat) && retryAfterMs(error) < this.deadline.remainingMs();
            },
            leastDelayMs: retryAfterMs,
            onRetry: (next) => core_info(announce(host, next)),
        });
        try {
            return await this.deadline.race(sending, host, describeLast);
        }
        catch (error) {
            if (error instanceof BusyReply) {
                return error.reply;
            }
            if (action_error_hasCode(error, 'timed-out')) {
                throw adviseAfterTimeout(error, lastFailure);
            }
            throw error instanceof NetworkError ? explainNetworkError(error) : error;
        }
    }
    async #try(request, describeLast) {
        const { host, pathname } = new URL(request.url);
        if (this.deadline.remainingMs() === 0) {
            // No one waits for the reply any more, so the request must not create anything.
            throw this.deadline.expired(host, describeLast());
        }
        this.#client ??= openClient();
        const startedMs = deadline_now();
        const note = (outcome) => core_debug(`${request.method} ${host}${pathname}: ${outcome}, ${Math.round(deadline_now() - startedMs)} ms`);
        const reply = await exchange(this.#client, request, TRY_MS).catch((error) => {
            note(summarizeError(error));
            throw error;
        });
        note(reply.status);
        const date = readDate(reply);
        this.#clockOffsetMs = date === undefined ? this.#clockOffsetMs : date - Date.now();
        if (reply.status >= 300 && reply.status < 400) {
            throw refuseRedirect(reply);
        }
        if (isBusy(reply)) {
            throw new BusyReply(reply);
        }
        return reply;
    }
}
function openClient() {
    // A job that turns off certificate checks does not mean them for the secrets that are sent here.
    delete process.env['NODE_TLS_REJECT_UNAUTHORIZED'];
    // The package `tunnel` encodes proxy credentials in a deprecated way, and Node.js would warn about that in the log.
    process.noDeprecation = true;
    prepareProxy();
    refuseBlockingCertificates();
    return new lib_HttpClient(USER_AGENT, [UNWRAP_IPV6], {
        allowRedirects: false,
        allowRetries: false,
        keepAlive: true,
        maxSockets: 100,
        socketTimeout: TRY_MS,
    });
}
function mayRepeat(error, repeat) {
    if (error instanceof BusyReply) {
        return repeat === 'always' || error.reply.status === 429;
    }
    return (error instanceof NetworkError && error.isTransient && (repeat === 'always' || error.isUnsent));
}
/** Advises on the result of the last try, because that says more than the timeout. */
function adviseAfterTimeout(error, lastFailure) {
    const { explanation } = error;
    if (lastFailure instanceof BusyReply) {
        const { reply } = lastFailure;
        const { transactionId } = reply;
        return new action_error_ActionError('timed-out', {
            ...explanation,
            ...adviseOnBusyReply(reply),
            transactionId,
        });
    }
    if (lastFailure instanceof NetworkError) {
        const last = explainNetworkError(lastFailure);
        const { fix, link } = last.code === 'network-failed' ? explanation : last.explanation;
        return new action_error_ActionError('timed-out', { ...explanation, fix, link });
    }
    return error;
}
/** How long the server asked to wait, up to what is honored; 0 if it did not ask. */
function retryAfterMs(error) {
    if (!(error instanceof BusyReply)) {
        return 0;
    }
    const { reply } = error;
    const value = reply.headers['retry-after'] ?? '';
    // The server gives a time by its own clock.
    const sentAt = readDate(reply) ?? Date.now();
    const seconds = /^\d+$/.test(value) ? Number(value) : (Date.parse(value) - sentAt) / 1000;
    const honored = Math.min(Math.max(0, seconds), RETRY_AFTER_CAP_SECONDS);
    return Number.isFinite(seconds) ? honored * 1000 : 0;
}
/** `us.icr.io answered 503; trying again in 3 s (attempt 2)` */
function announce(host, next) {
    const { error } = next;
    const what = error instanceof BusyReply
        ? `${host} answered ${error.reply.status}`
        : `${host} did not answer (${summarizeError(error)})`;
    return `${what}; ${retry_nameRetry(next)}`;
}
function refuseRedirect({ host, status, transactionId }) {
    return new action_error_ActionError('redirect-refused', {
        problem: `${host} answered with a redirect (HTTP ${status}). The action never follows a redirect, because it would send the credential along.`,
        fix: 'Check whether a proxy or a login page on your network is answering instead of IBM Cloud, and allow the runner to connect to this host.',
        link: links_LINKS.connection,
        transactionId,
    });
}

;// CONCATENATED MODULE: ./node_modules/jwt-decode/build/esm/index.js
class InvalidTokenError extends Error {
}
InvalidTokenError.prototype.name = "InvalidTokenError";
function b64DecodeUnicode(str) {
    return decodeURIComponent(atob(str).replace(/(.)/g, (m, p) => {
        let code = p.charCodeAt(0).toString(16).toUpperCase();
        if (code.length < 2) {
            code = "0" + code;
        }
        return "%" + code;
    }));
}
function base64UrlDecode(str) {
    let output = str.replace(/-/g, "+").replace(/_/g, "/");
    switch (output.length % 4) {
        case 0:
            break;
        case 2:
            output += "==";
            break;
        case 3:
            output += "=";
            break;
        default:
            throw new Error("base64 string is not of the correct length");
    }
    try {
        return b64DecodeUnicode(output);
    }
    catch (err) {
        return atob(output);
    }
}
function jwtDecode(token, options) {
    if (typeof token !== "string") {
        throw new InvalidTokenError("Invalid token specified: must be a string");
    }
    options || (options = {});
    const pos = options.header === true ? 0 : 1;
    const part = token.split(".")[pos];
    if (typeof part !== "string") {
        throw new InvalidTokenError(`Invalid token specified: missing part #${pos + 1}`);
    }
    let decoded;
    try {
        decoded = base64UrlDecode(part);
    }
    catch (e) {
        throw new InvalidTokenError(`Invalid token specified: invalid base64 for part #${pos + 1} (${e.message})`);
    }
    try {
        return JSON.parse(decoded);
    }
    catch (e) {
        throw new InvalidTokenError(`Invalid token specified: invalid json for part #${pos + 1} (${e.message})`);
    }
}

;// CONCATENATED MODULE: ./src/iam/claims.ts



const seconds = dist_fallback(optional(pipe(number(), minValue(1), transform((value) => new Date(value * 1000)), date())), undefined);
/** Source of the names: IBM Cloud Docs, "Token exchange", and `iam_token.go` of the CLI SDK. */
const PayloadSchema = objectOf({
    jti: optionalText,
    account: dist_fallback(optional(object({ bss: optionalText })), undefined),
    iss: optionalText,
    iam_id: optionalText,
    iat: seconds,
    exp: seconds,
});
/**
 * Reads the claims of a JSON Web Token.
 *
 * @returns `undefined` if the text isn't such a token.
 */
function readClaims(token) {
    let payload;
    try {
        payload = jwtDecode(token);
    }
    catch {
        // This is not a JWT, or its payload is not JSON. The caller decides what that means.
        return undefined;
    }
    const { success, output } = safeParse(PayloadSchema, payload);
    return success
        ? {
            id: output.jti,
            accountId: output.account?.bss,
            issuer: output.iss,
            iamId: output.iam_id,
            issuedAt: output.iat,
            expiresAt: output.exp,
        }
        : undefined;
}

;// CONCATENATED MODULE: ./src/text/mistake.ts
/** Typical mistakes in pasted or templated secrets, with advice. A correct secret may look like this too. */
const MISTAKES = [
    [
        like(/^["'`“”‘’]|["'`“”‘’][,;]?$/),
        'The secret starts or ends with a quotation mark: store it without quotes.',
    ],
    [
        like(/^(?:export\s|set\s|\$env:)?[A-Za-z_][\w.-]{0,60}\s?=\s?[^=\s]/i),
        'The secret looks like NAME=value: store only the value, without the name and the equals sign.',
    ],
    [
        like(/^[A-Za-z_][\w-]{0,60}:(?!\/\/)/),
        'The secret starts with a name and a colon: store only what follows the colon.',
    ],
    [
        like(/^\$[({]?\w/),
        'The secret starts with a dollar sign, like a variable that was not replaced with its value: write `$' +
            '{{ secrets.NAME }}` in the workflow.',
    ],
    [
        like(/^(?:\$?\{\{|(?:secrets|vars|env|inputs|github|steps|needs)\.\w|%\w+%$|<[^>]*>$|op:\/\/|@\S)/i),
        'The secret looks like the name of a secret or variable that was not replaced with its value: write `$' +
            '{{ secrets.NAME }}` in the workflow.',
    ],
    [like(/^[{[]/), 'The secret is JSON: store only the credential that is in it.'],
    [
        like(/^(?:gh[oprsu]_|github_pat_|glpat-|dckr_[a-z]{3}_|AKIA[A-Z0-9]|npm_|pypi-|xox[a-z]-)/),
        'The secret looks like a credential for another service: store an IBM Cloud credential.',
    ],
    [
        isEncoded,
        'The secret is base64 text, as Kubernetes and Docker store it: store only the decoded credential, without a username.',
    ],
    [
        like(/[^\s\x21-\x7e]|\\/),
        'The secret contains a character that IBM Cloud credentials never contain, perhaps an invisible one: copy it again, as plain text.',
    ],
];
function like(shape) {
    return (secret) => shape.test(secret);
}
/** A shorter text is not treated as encoded: random characters may decode to readable text by chance. */
const LEAST_BYTES = 20;
function isEncoded(secret) {
    const isBase64 = secret.length % 4 === 0 && /^[A-Za-z0-9+/]+={0,2}$/.test(secret);
    const decoded = isBase64 ? Buffer.from(secret, 'base64').toString('latin1') : '';
    return decoded.length >= LEAST_BYTES && /^[\s\x21-\x7e]+$/.test(decoded);
}
/**
 * Describes a mistake that a refused secret seems to contain, without repeating any of the secret. Returns `undefined`
 * if nothing looks wrong.
 */
function findMistake(secret) {
    return MISTAKES.find(([isLike]) => isLike(secret))?.[1];
}

;// CONCATENATED MODULE: ./src/iam/iam-error.ts





const GET_TOKEN = 'Get a new one right before this step: an IAM access token is valid for an hour at most. With `api-key`, the action gets its own.';
const VALIDITY = 'that the secret is a valid credential for the right account.';
const KNOWN_REFUSALS = [
    {
        code: 'api-key-not-found',
        codes: ['BXNIM0415E'],
        problem: 'IBM Cloud cannot find this API key: it was deleted, or the value is wrong or incomplete.',
        fix: 'Create an API key (`ibmcloud iam service-api-key-create`) and store the whole value as a secret.',
        link: links_LINKS.apiKeys,
    },
    {
        code: 'api-key-disabled',
        codes: ['BXNIM0462E', 'BXNIM0420E', 'BXNIM0434E'],
        text: /disabled|blocked/i,
        problem: 'This API key is disabled or blocked.',
        fix: 'Find out who disabled it and why (it may have leaked), then enable it or create another one.',
        link: links_LINKS.apiKeys,
    },
    {
        code: 'ip-not-allowed',
        codes: ['BXNIM0430E'],
        problem: 'The account does not allow this identity to log in from the IP address of the runner.',
        fix: 'Add the address of the runner to the allowed IP addresses of the account or the identity, or use a runner inside that range.',
        link: links_LINKS.ipAddresses,
    },
    {
        code: 'identity-suspended',
        codes: ['BXNIM0436E', 'BXNIM0410E'],
        text: /suspended/i,
        problem: 'The identity behind the credential is suspended in the account, or is no longer a member of it.',
        fix: 'Ask an administrator of the account to activate it, or use the API key of a service ID.',
        link: links_LINKS.apiKeys,
    },
    {
        code: 'token-expired',
        codes: ['BXNIM0408E'],
        text: /\btoken\b[^.]{0,80}\bexpired\b/i,
        problem: 'The token has expired.',
        fix: GET_TOKEN,
        link: links_LINKS.accessTokens,
    },
    {
        code: 'api-key-expired',
        codes: [],
        text: /expired/i,
        problem: 'The credential has expired.',
        fix: 'Create a new one and replace the secret.',
        link: links_LINKS.apiKeys,
    },
];
/**
 * Explains a refusal from IAM.
 *
 * @param intent what was tried, as the start of a sentence: `The API key was not exchanged for an access token`.
 * @param accountId the account that the request required.
 */
function explainIamRefusal(reply, intent, accountId, given = {}) {
    const error = explainRefusal(reply, intent, accountId);
    const { explanation, code } = error;
    const now = readDate(reply) ?? Date.now();
    const { apiKey = '', expiresAt } = given;
    const hasExpired = expiresAt !== undefined && expiresAt.getTime() <= now;
    if (hasExpired && (code === 'credential-refused' || code === 'token-expired')) {
        const problem = `The access token expired at ${expiresAt.toISOString()}. ${explanation.problem}`;
        return new action_error_ActionError('token-expired', { ...explanation, fix: GET_TOKEN, problem });
    }
    const mistake = findMistake(apiKey);
    const isOfKey = code === 'api-key-not-found' || code === 'credential-refused';
    return mistake !== undefined && isOfKey
        ? new action_error_ActionError(code, { ...explanation, fix: `${mistake} ${explanation.fix}` })
        : error;
}
function explainRefusal(reply, intent, accountId) {
    const { code, message } = readServiceError(reply.body);
    const said = describeReply(reply);
    const { transactionId } = reply;
    const known = KNOWN_REFUSALS.find(({ codes, text }) => codes.includes(code ?? '') || text?.test(message ?? ''));
    if (known !== undefined) {
        return new action_error_ActionError(known.code, {
            ...known,
            problem: `${known.problem} ${intent}: ${said}`,
            transactionId,
        });
    }
    // Which code IAM uses for this is not documented.
    if (accountId !== undefined && reply.status < 500 && /\baccounts?\b/i.test(message ?? '')) {
        const problem = `The credential does not belong to the account ${accountId}, as \`account-id\` requires. ${intent}: ${said}`;
        return iam_error_accountMismatch(problem, transactionId);
    }
    const busy = explainBusyReply(reply, 'IBM Cloud IAM', intent);
    if (busy !== undefined) {
        return busy;
    }
    return new action_error_ActionError('credential-refused', {
        problem: `IBM Cloud IAM refused the request. ${intent}: ${said}`,
        fix: isWebPage(reply) ? `${PAGE_ADVICE} Otherwise, check ${VALIDITY}` : `Check ${VALIDITY}`,
        link: links_LINKS.apiKeys,
        transactionId,
    });
}
/** Explains why IAM did not return an access token of a trusted profile. */
function explainProfileRefusal(reply, intent, accountId, given) {
    const error = explainIamRefusal(reply, intent, accountId, given);
    if (error.code !== 'credential-refused') {
        return error;
    }
    // Which codes IAM uses is not documented.
    return new action_error_ActionError('profile-not-assumable', {
        problem: `The trusted profile does not exist, or does not trust this identity. ${intent}: ${describeReply(reply)}`,
        fix: 'Compare the ID with `ibmcloud iam trusted-profiles`. Let the profile trust the service ID (`ibmcloud iam trusted-profile-identity-create`), or the compute resource (`ibmcloud iam trusted-profile-link-create`, `trusted-profile-rule-create`).',
        link: links_LINKS.trustedProfiles,
        transactionId: reply.transactionId,
    });
}
/** Makes the error for a credential that does not belong to the account in the input `account-id`. */
function iam_error_accountMismatch(problem, transactionId) {
    return new action_error_ActionError('account-mismatch', {
        problem,
        fix: 'Use a credential of that account, or correct `account-id`. Nothing was created or written.',
        link: links_LINKS.accessTokens,
        transactionId,
    });
}

;// CONCATENATED MODULE: ./src/iam/iam.ts








const TokenSchema = object({ access_token: string() });
const GRANT = 'urn:ibm:params:oauth:grant-type';
/**
 * The token service of IBM Cloud IAM.
 *
 * Source: IAM Identity API, `POST /identity/token`.
 */
class Iam {
    #http;
    #url;
    /** The endpoint must not have a trailing slash: `https://iam.cloud.ibm.com`. */
    constructor(http, url) {
        this.#http = http;
        this.#url = url;
    }
    /** The time limit for all network requests of the step together. */
    get deadline() {
        return this.#http.deadline;
    }
    /**
     * Exchanges an API key for an access token. No client authentication is sent, so that IAM does not issue a refresh
     * token.
     *
     * @param accountId lets IAM refuse a key of another account.
     * @throws ActionError if IAM refuses, or cannot be reached in time.
     */
    async exchangeApiKey(apiKey, accountId) {
        const form = new URLSearchParams({ grant_type: `${GRANT}:apikey`, apikey: apiKey });
        const intent = 'The API key was not exchanged for an access token';
        return this.#requestToken({ form, intent, accountId, given: { apiKey } });
    }
    /** Exchanges an access token for a token of a trusted profile. The profile must trust the identity of the token. */
    async assumeProfile(accessToken, profile) {
        const form = new URLSearchParams({
            grant_type: `${GRANT}:assume`,
            access_token: accessToken,
            ...nameProfile(profile),
        });
        const intent = `The trusted profile ${profile.id} was not assumed`;
        const given = { expiresAt: readClaims(accessToken)?.expiresAt };
        return this.#requestToken({ form, intent, profile, given });
    }
    /** Exchanges the token of a compute resource for a token of a trusted profile. */
    async exchangeComputeToken(computeToken, profile, accountId) {
        const form = new URLSearchParams({
            grant_type: `${GRANT}:cr-token`,
            cr_token: computeToken,
            ...nameProfile(profile),
        });
        const intent = `This compute resource did not get a token for the trusted profile ${profile.id}`;
        return this.#requestToken({ form, intent, profile, accountId });
    }
    /**
     * Finds out how far IBM Cloud's clock is ahead of this machine's, in milliseconds. Credentials expire by that clock.
     *
     * If the token was issued just now, its offset is returned. Otherwise, this sends a request that needs no permission.
     */
    async readClockOffset({ clockOffsetMs }) {
        if (clockOffsetMs !== undefined) {
            return clockOffsetMs;
        }
        const request = { method: 'GET', url: `${this.#url}/identity/keys` };
        const date = readDate(await this.#http.send(request, { repeat: 'always' }));
        return date === undefined ? 0 : date - Date.now();
    }
    async #requestToken({ form, intent, accountId, profile, given = {}, }) {
        const reply = await this.#http.send({
            method: 'POST',
            url: `${this.#url}/identity/token`,
            headers: {
                ...(accountId === undefined ? {} : { 'ibm-cloud-tenant': accountId }),
                accept: 'application/json',
                'content-type': 'application/x-www-form-urlencoded',
            },
            body: form.toString(),
        }, { repeat: 'always' });
        if (reply.status !== 200) {
            throw profile === undefined
                ? explainIamRefusal(reply, intent, accountId, given)
                : explainProfileRefusal(reply, intent, accountId, given);
        }
        return readToken(reply);
    }
}
/**
 * Reads an access token that was issued just now, and masks it.
 *
 * @throws ActionError `reply-invalid`
 */
function readToken(reply) {
    const value = readBody(TokenSchema, reply)?.access_token;
    if (value !== undefined) {
        mask(value, 'iambearer');
    }
    const claims = value === undefined ? undefined : readClaims(value);
    if (value === undefined || claims === undefined) {
        throw unreadableReply(reply, 'an access token');
    }
    const { issuedAt } = claims;
    const clockOffsetMs = issuedAt === undefined ? undefined : issuedAt.getTime() - Date.now();
    return { value, claims, clockOffsetMs };
}
function nameProfile({ id, crn }) {
    return crn === undefined ? { profile_id: id } : { profile_crn: crn };
}
/**
 * Refuses a credential of another account.
 *
 * @param accountId the input `account-id`.
 * @throws ActionError `account-mismatch`, or `account-unknown` if the token does not say which account it is for.
 */
function refuseOtherAccount({ claims }, accountId) {
    const actual = claims?.accountId?.toLowerCase();
    if (actual === undefined) {
        throw new ActionError('account-unknown', {
            problem: 'The credential does not say which account it belongs to, so `account-id` cannot be checked.',
            fix: 'Use an API key or an access token for an account, or remove `account-id`.',
            link: LINKS.accessTokens,
        });
    }
    if (actual !== accountId) {
        throw accountMismatch(`The credential belongs to the account ${actual}, not to ${accountId} as \`account-id\` requires.`);
    }
}

// EXTERNAL MODULE: ./node_modules/fastest-levenshtein/mod.js
var mod = __nccwpck_require__(916);
;// CONCATENATED MODULE: ./src/registry/image-reference.ts
// The grammar of distribution/reference: lower-case path components, then a tag or a digest.
const COMPONENT = '[a-z0-9]+(?:(?:\\.|_|__|-+)[a-z0-9]+)*';
const TAG = '[A-Za-z0-9_][A-Za-z0-9_.-]{0,127}';
const DIGEST = 'sha256:[a-f0-9]{64}';
const IMAGE = new RegExp(`^(?<repository>${COMPONENT}(?:/${COMPONENT})+)(?::(?<tag>${TAG}))?(?:@(?<digest>${DIGEST}))?$`);
const NAMESPACE = new RegExp(`^${COMPONENT}$`);
/** Whether the text after the host is only a namespace, which `docker login` accepts too. */
function isNamespace(text) {
    return NAMESPACE.test(text);
}
/**
 * Parses the text after the host in an image reference (`ns/app:1`, `ns/app@sha256:…`).
 *
 * @returns the image. Its reference is the digest, else the tag, else `latest`. `undefined` if the text is not an
 * image, or is only a namespace.
 */
function parseImage(text) {
    const groups = IMAGE.exec(text)?.groups;
    const repository = groups?.['repository'];
    if (repository === undefined) {
        return undefined;
    }
    return { repository, reference: groups?.['digest'] ?? groups?.['tag'] ?? 'latest' };
}

;// CONCATENATED MODULE: ./src/registry/regions.ts
/**
 * The regions in the order of IBM's table.
 *
 * Source: IBM Cloud Docs, Container Registry, "Regions" and "Accessing your namespaces" (August 2026).
 * A region that is not here yet can be used by its host.
 */
const REGIONS = [
    { name: 'global', host: 'icr.io', deprecatedHost: 'registry.bluemix.net' },
    { name: 'us-south', host: 'us.icr.io', deprecatedHost: 'registry.ng.bluemix.net' },
    {
        name: 'eu-gb',
        host: 'uk.icr.io',
        formerName: 'uk-south',
        deprecatedHost: 'registry.eu-gb.bluemix.net',
    },
    {
        name: 'eu-de',
        host: 'de.icr.io',
        formerName: 'eu-central',
        deprecatedHost: 'registry.eu-de.bluemix.net',
    },
    {
        name: 'au-syd',
        host: 'au.icr.io',
        formerName: 'ap-south',
        deprecatedHost: 'registry.au-syd.bluemix.net',
    },
    { name: 'jp-tok', host: 'jp.icr.io', formerName: 'ap-north' },
    { name: 'jp-osa', host: 'jp2.icr.io' },
    { name: 'ca-tor', host: 'ca.icr.io' },
    { name: 'ca-mon', host: 'ca2.icr.io' },
    { name: 'br-sao', host: 'br.icr.io' },
    { name: 'eu-es', host: 'es.icr.io' },
    { name: 'in-che', host: 'in.icr.io' },
    { name: 'in-mum', host: 'in2.icr.io' },
];

;// CONCATENATED MODULE: ./src/registry/registry-host.ts

const PRIVATE = 'private.';
// Only one label before icr.io, because `dd0.us.icr.io` serves layers and isn't a registry.
const ICR_HOST = /^(?:private\.)?(?:[a-z0-9](?:[a-z0-9-]*[a-z0-9])?\.)?icr\.io$/;
/** The Entitled Registry, which is another product, and its staging environment. */
const ENTITLED_HOST = /^(?:private\.)?cp\.(?:[a-z0-9-]{1,20}\.)?icr\.io$/;
/** Washington DC, by its name or as a host. Of the well-known regions, only this one has no registry of its own. */
const US_EAST = /^(?:(?:private\.)?us-east\.icr\.io|us-east)$/;
/** Whether a host belongs to IBM Cloud Container Registry, even if its region is newer than this version. */
function isIcrHost(host) {
    const isOther = isEntitledHost(host) || isUsEast(host) || findMeantHost(host) !== undefined;
    return ICR_HOST.test(host) && !isOther;
}
/** Whether a region or a host is that of us-east, which has no registry. */
function isUsEast(name) {
    return US_EAST.test(name);
}
/** Whether a host is the Entitled Registry. */
function isEntitledHost(host) {
    return ENTITLED_HOST.test(host);
}
/** Finds the registry host that is meant by a host with a region's name, such as `us-south.icr.io`. */
function findMeantHost(host) {
    const [, prefix = '', label] = /^(private\.)?([a-z0-9-]{1,40})\.icr\.io$/.exec(host) ?? [];
    const region = REGIONS.find(({ name, formerName }) => [name, formerName].includes(label));
    return label === undefined || region === undefined ? undefined : `${prefix}${region.host}`;
}
/** Whether a host is a registry that this action logs in to, including the deprecated hosts. */
function isRegistryHost(host) {
    return isIcrHost(host) || REGIONS.some(({ deprecatedHost }) => deprecatedHost === host);
}
/** Whether a host, or its public host, is in the table of regions, so that its spelling is right. */
function isTableHost(host) {
    return REGIONS.some((region) => region.host === identifyRegistry(host));
}
/** Returns the private-network host of a registry for its public host. */
function toPrivateHost(host) {
    return `${PRIVATE}${host}`;
}
/** Returns the current public host for any host of a registry, see `Registry.id`. */
function identifyRegistry(host) {
    const deprecated = REGIONS.find(({ deprecatedHost }) => deprecatedHost === host);
    return deprecated?.host ?? (host.startsWith(PRIVATE) ? host.slice(PRIVATE.length) : host);
}

;// CONCATENATED MODULE: ./src/registry/resolve-registries.ts







/** Longer values are not repeated in an error, because someone may have put a secret into the wrong input. */
const REPEATED_CHARACTERS = 40;
/** The most edits between two names that count as similar. */
const SIMILAR_EDITS = 4;
/** How IBM's toolchains write a region: `ibm:yp:us-south`. */
const TOOLCHAIN = /^ibm:yp:/i;
/** An internet host, perhaps with a port, or any host with a port. */
const HOST = /^(?:(?:[a-z0-9][a-z0-9-]*\.)+[a-z]{2,}(?::\d{1,5})?|[a-z0-9.-]+:\d{1,5})$/;
/** Other registries that users log in to. No similar name is suggested: `ghcr.io` is only two edits from `icr.io`. */
const OTHER_REGISTRY = /^(?:(?:[a-z0-9-]+\.)*(?:docker\.io|docker\.com|ghcr\.io|quay\.io|gcr\.io|pkg\.dev|azurecr\.io|amazonaws\.com|ecr\.aws|gitlab\.com|redhat\.(?:io|com)|microsoft\.com|nvcr\.io|k8s\.io))$/;
/** Explains how to log in to the Entitled Registry; relative to `docs/`. */
const ENTITLED_RECIPE = 'recipes.md#the-entitled-registry-alongside-icr';
/** Other characters with which users separate or enclose a list. */
const SEPARATORS = /[\s;|[\]"']+|^-(?=\s)/;
/**
 * Resolves the input `region`.
 *
 * @param text one or more entries, separated by commas or new lines. Each is a region, a former region name, `global`,
 * a registry host or an image reference. The case of regions and hosts does not matter.
 * @returns one registry for each host, in the given order. The images of repeated hosts are merged.
 * @throws ActionError `region-unknown` for anything else, `conflicting-inputs` for `private` with a
 * deprecated host, `input-invalid` for an empty list.
 */
function resolveRegistries(text, { privateNetwork }) {
    const entries = text.split(/[,\n]/).map((entry) => entry.trim());
    const given = entries.filter((entry) => entry !== '');
    const notices = new Set();
    const byHost = new Map();
    for (const entry of given) {
        const registry = resolveEntry(entry, privateNetwork, notices);
        const earlier = byHost.get(registry.host);
        const images = [...(earlier?.images ?? []), ...registry.images];
        byHost.set(registry.host, { ...registry, images });
    }
    const [first, ...others] = byHost.values();
    if (first === undefined) {
        throw new action_error_ActionError('input-invalid', {
            problem: 'The input `region` is empty.',
            fix: `Give a region (${REGIONS.map(({ name }) => name).join(', ')}) or a registry host such as us.icr.io.`,
            link: links_LINKS.regions,
        });
    }
    return { registries: [first, ...others], notices: [...notices] };
}
function resolveEntry(given, privateNetwork, notices) {
    const entry = given.replace(TOOLCHAIN, '').replace(/(?<!\/)\/+$/, '');
    const slash = entry.indexOf('/');
    const name = (slash === -1 ? entry : entry.slice(0, slash)).toLowerCase();
    const region = slash === -1 ? findRegion(name) : undefined;
    const host = region?.host ?? name;
    const deprecated = REGIONS.find(({ deprecatedHost }) => deprecatedHost === host);
    if (deprecated === undefined && !isIcrHost(host)) {
        throw refuseEntry(entry, name);
    }
    const images = slash === -1 ? [] : readImages(entry, slash);
    if (deprecated !== undefined) {
        return resolveDeprecated({ host, region: deprecated, images, privateNetwork, notices });
    }
    const id = identifyRegistry(host);
    const known = REGIONS.find((candidate) => candidate.host === id);
    if (known === undefined) {
        notices.add(`${host} is not in this action's table of registries. It is used as given: it may be a new region, or IBM's staging.`);
    }
    return { host: privateNetwork ? toPrivateHost(id) : host, id, region: known?.name, images };
}
function findRegion(name) {
    return REGIONS.find((region) => region.name === name || region.formerName === name);
}
function readImages(entry, slash) {
    const path = entry.slice(slash + 1);
    if (isNamespace(path)) {
        return [];
    }
    const image = parseImage(path);
    if (image === undefined) {
        throw new action_error_ActionError('input-invalid', {
            problem: `${nameEntry(entry)} starts with a registry host, but isn't an image reference.`,
            fix: 'Give the host alone (us.icr.io), or a whole image reference in lower case (us.icr.io/namespace/repository:tag).',
            link: links_LINKS.regions,
        });
    }
    return [image];
}
function resolveDeprecated({ host, region, images, privateNetwork, notices, }) {
    if (privateNetwork) {
        throw new action_error_ActionError('conflicting-inputs', {
            problem: `\`private\` does not work with \`region\`: ${host} has no private host.`,
            fix: `Set \`region: ${region.name}\`, or use the current host, ${region.host}.`,
            link: links_LINKS.privateNetwork,
        });
    }
    notices.add(`${host} has been deprecated since 2019. The same registry is now ${region.host}: use that, or \`region: ${region.name}\`.`);
    return { host, id: region.host, region: region.name, images };
}
function refuseEntry(entry, name) {
    if (isUsEast(name)) {
        return unknownRegion('The region us-east has no registry.', 'Use the one that has your namespace: `global` (icr.io) or `us-south` (us.icr.io).');
    }
    if (isEntitledHost(name)) {
        return unknownRegion(`${name} is the IBM Entitled Registry, which is a different product with different credentials.`, 'This action logs in to IBM Cloud Container Registry. For entitled software, use docker/login-action alongside this action, with the username `cp` and your entitlement key.', linkToDocs(ENTITLED_RECIPE));
    }
    const meant = findMeantHost(name);
    if (meant !== undefined) {
        return unknownRegion(`${name} isn't a registry host: did you mean ${meant}?`, 'Give the region alone (us-south), or the host of its registry (us.icr.io).');
    }
    if (/^[a-z][a-z0-9+-]*:\/\//i.test(entry)) {
        return unknownRegion('An entry of the input `region` is a URL.', 'Give the host alone, for example us.icr.io, without https:// or another scheme.');
    }
    if (/(?:^|\s)#/.test(entry)) {
        return unknownRegion(`${nameEntry(entry)} contains a comment.`, 'Remove the comment: in a block of YAML (`|`), `#` is part of the value.');
    }
    const region = findRegion(name);
    if (region !== undefined) {
        return unknownRegion(`${nameEntry(entry)} is an image reference with a region instead of its host.`, `Write it with the host, ${region.host}, or give the region alone.`);
    }
    const words = entry.toLowerCase().split(SEPARATORS).filter(Boolean);
    if (words.length > 0 && words.every((word) => findRegion(word) || isIcrHost(word))) {
        return unknownRegion(`${nameEntry(entry)} isn't a list of regions.`, 'Separate the regions by commas or new lines, without brackets, quotes or dashes: us-south, eu-de.');
    }
    const hosts = /[.:@]/.test(name);
    const problem = `${nameEntry(entry)} isn't ${hosts ? 'a host' : 'a region'} of IBM Cloud Container Registry.`;
    const near = OTHER_REGISTRY.test(name) ? [] : findNear(name);
    if (!HOST.test(name)) {
        return unknownRegion(problem, suggest(near));
    }
    // The name of another registry may differ by a few letters only, such as lscr.io.
    const elsewhere = 'For another registry, use docker/login-action alongside this action.';
    return unknownRegion(problem, near.length === 0 ? elsewhere : `${suggest(near)} ${elsewhere}`);
}
function unknownRegion(problem, fix, link = links_LINKS.regions) {
    return new action_error_ActionError('region-unknown', { problem, fix, link });
}
function nameEntry(entry) {
    return entry.length > REPEATED_CHARACTERS
        ? 'A value in the input `region`, which is not repeated here because it may be a secret in the wrong input,'
        : `"${disarm_disarm(entry)}" in the input \`region\``;
}
/** Finds the known names that are nearest to an unknown one, at most three. */
function findNear(name) {
    const names = REGIONS.flatMap((region) => [
        region.name,
        region.host,
        region.formerName ?? region.name,
    ]);
    return [...new Set(names)]
        .map((candidate) => ({
        candidate,
        edits: (0,mod/* distance */.Io)(name.slice(0, REPEATED_CHARACTERS), candidate),
    }))
        .filter(({ candidate, edits }) => edits <= Math.min(SIMILAR_EDITS, candidate.length / 2))
        .sort((a, b) => a.edits - b.edits)
        .slice(0, 3)
        .map(({ candidate }) => candidate);
}
/** Suggests the nearest names first, then lists all regions, so that users need not search for them. */
function suggest(near) {
    const all = `The regions are ${REGIONS.map((region) => region.name).join(', ')}.`;
    return near.length === 0 ? all : `Did you mean ${near.join(', ')}? ${all}`;
}

;// CONCATENATED MODULE: ./src/credentials/source.ts
/** The inputs for the secret of a source, in the order of `action.yml`. */
const source_SECRET_INPUTS = [
    'api-key',
    'access-token',
    'registry-token',
    'refresh-token',
];
/** Makes the credential for a secret that is stored unchanged. */
function storeGiven({ username, label, expiresAt }, secret) {
    return {
        kind: 'stored',
        credential: {
            username,
            secret,
            expiresAt: expiresAt(secret),
            label: `the ${label} that you passed in`,
        },
    };
}

;// CONCATENATED MODULE: ./src/inputs/names.ts


/** Every input of the login action, in the order of `action.yml`. */
const LOGIN_INPUTS = [
    'region',
    'private',
    ...source_SECRET_INPUTS,
    'registry-token-id',
    'trusted-profile',
    'mint',
    'service-id',
    'access',
    'lifetime',
    'description',
    'revoke',
    'client',
    'config',
    'logout',
    'on-missing-credentials',
    'account-id',
    'timeout',
    'iam-url',
    'export-password',
];
/** Every input of the action `sweep`, in the order of its `action.yml`. */
const SWEEP_INPUTS = (/* unused pure expression or super */ null && ([
    'api-key',
    'access-token',
    'trusted-profile',
    'kind',
    'service-id',
    'region',
    'older-than',
    'dry-run',
    'account-id',
    'timeout',
    'iam-url',
]));
/** Every input of the action `logout`, in the order of its `action.yml`. */
const LOGOUT_INPUTS = (/* unused pure expression or super */ null && ([
    'region',
    'api-key',
    'access-token',
    'trusted-profile',
    'timeout',
    'iam-url',
]));
/** Reads an input and trims it. Returns `undefined` if it is empty, which cannot be distinguished from "not given". */
function names_readInput(name) {
    const value = getInput(name);
    return value === '' ? undefined : value;
}

;// CONCATENATED MODULE: ./src/inputs/values.ts



/** Longer values are not repeated in an error, because someone may have put a secret into the wrong input. */
const values_REPEATED_CHARACTERS = 20;
/**
 * Reads an input whose value is one of a closed set.
 *
 * @throws ActionError `input-invalid` that lists the allowed values.
 */
function readChoice(name, choices, byDefault) {
    const value = readInput(name);
    if (value === undefined) {
        return byDefault;
    }
    const choice = choices.find((candidate) => candidate === value);
    if (choice === undefined) {
        throw invalidInput(name, value, `Allowed values: ${choices.join(', ')}. The default is ${byDefault}.`);
    }
    return choice;
}
/** Reads an input that is `true` or `false`. Any other value is an error. */
function readBoolean(name, byDefault) {
    return readChoice(name, ['true', 'false'], byDefault ? 'true' : 'false') === 'true';
}
/** The range and the default of the input `timeout`. */
const values_TIMEOUT_SECONDS = { least: 1, most: 3600, byDefault: 60 };
/** Reads the input `timeout`: a whole number of seconds within its range. */
function readTimeout() {
    const { least, most, byDefault } = values_TIMEOUT_SECONDS;
    const value = names_readInput('timeout');
    if (value === undefined) {
        return byDefault;
    }
    const seconds = /^\d{1,6}$/.test(value) ? Number(value) : Number.NaN;
    if (!(seconds >= least && seconds <= most)) {
        const allowed = `Give a whole number of seconds from ${least} to ${most}; the default is ${byDefault}.`;
        throw invalidInput('timeout', value, allowed);
    }
    return seconds;
}
/** Makes the error for an invalid value of an input. Only a short value is repeated. */
function invalidInput(name, value, fix) {
    const shown = value.length > values_REPEATED_CHARACTERS
        ? 'has a value that is too long to be repeated here (it may be a secret in the wrong input)'
        : `cannot be "${disarm_disarm(value)}"`;
    return new action_error_ActionError('input-invalid', {
        problem: `The input \`${name}\` ${shown}.`,
        fix,
    });
}

;// CONCATENATED MODULE: ./src/inputs/iam-url.ts

const PUBLIC_IAM = 'https://iam.cloud.ibm.com';
// This is on the network of the virtual private cloud. The classic network has one host for each region, for `iam-url`.
const PRIVATE_IAM = 'https://private.iam.cloud.ibm.com';
const iam_url_IAM_HOST = /^(?:(?:[a-z0-9-]+\.)*iam\.cloud\.ibm\.com|iam\.test\.cloud\.ibm\.com)$/;
/**
 * Chooses the IAM endpoint.
 *
 * @param value the input `iam-url`.
 * @returns the endpoint without a trailing slash.
 * @throws ActionError `input-invalid` for anything except https and one of IBM's own hosts, because the API key is sent
 * there.
 */
function iam_url_resolveIamUrl(value, privateNetwork) {
    if (value === undefined) {
        return privateNetwork ? PRIVATE_IAM : PUBLIC_IAM;
    }
    const url = URL.canParse(value) ? new URL(value) : undefined;
    const origin = url === undefined ? undefined : `https://${url.hostname}`;
    const isBare = origin !== undefined && [origin, `${origin}/`].includes(value.toLowerCase());
    if (url === undefined || origin === undefined || !isBare || !iam_url_IAM_HOST.test(url.hostname)) {
        const name = 'iam-url';
        throw invalidInput(name, value, `Give an endpoint of IBM Cloud IAM and nothing else, for example ${PUBLIC_IAM} or ${PRIVATE_IAM}.`);
    }
    return origin;
}

;// CONCATENATED MODULE: ./src/iam/trusted-profile.ts
const UUID = '[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}';
const ID = new RegExp(`^(?:iam-)?Profile-(?<uuid>${UUID})$`, 'i');
const CRN = new RegExp(`^crn:v1:[a-z]+:[a-z]+:iam-identity::a/(?<account>[0-9a-f]{32})::profile:Profile-(?<uuid>${UUID})$`, 'i');
/**
 * Reads the ID or the CRN of a trusted profile.
 *
 * @returns `undefined` if the text is neither.
 */
function parseTrustedProfile(text) {
    const groups = (CRN.exec(text) ?? ID.exec(text))?.groups;
    const uuid = groups?.['uuid'];
    if (uuid === undefined) {
        return undefined;
    }
    const id = `Profile-${uuid.toLowerCase()}`;
    const accountId = groups?.['account']?.toLowerCase();
    return { id, crn: accountId === undefined ? undefined : text, accountId };
}

;// CONCATENATED MODULE: ./src/inputs/identities.ts




const SERVICE_ID = /^(?:iam-)?ServiceId-([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})$/i;
/**
 * Reads the input `service-id`: one or more service IDs, separated by commas or new lines, with or without `iam-`.
 *
 * @returns their IAM IDs (`iam-ServiceId-…`), without duplicates.
 * @throws ActionError `input-invalid`, without the value, which may be a secret in the wrong input.
 */
function readServiceIds() {
    const entries = readEntries();
    const ids = entries.filter((entry) => entry !== '').map(toIamId);
    if (ids.includes(undefined)) {
        throw new ActionError('input-invalid', {
            problem: "An entry of the input `service-id` isn't the ID of a service ID.",
            fix: 'Give the ID that `ibmcloud iam service-ids` shows (ServiceId- and a UUID), not the name. Separate several by commas or new lines.',
            link: LINKS.serviceIds,
        });
    }
    return [...new Set(ids.filter((id) => id !== undefined))];
}
/** Returns the IAM ID of a service ID, `undefined` for anything else. */
function toIamId(entry) {
    const uuid = SERVICE_ID.exec(entry)?.[1];
    return uuid === undefined ? undefined : `iam-ServiceId-${uuid.toLowerCase()}`;
}
/** Returns a service ID as the user typed it, for messages. */
function typedServiceId(iamId) {
    return readEntries().find((entry) => toIamId(entry) === iamId) ?? iamId;
}
function readEntries() {
    return (readInput('service-id') ?? '').split(/[,\n]/).map((entry) => entry.trim());
}
/**
 * Reads the input `trusted-profile`: an ID or a CRN.
 *
 * @throws ActionError `input-invalid`, without the value, which may be a secret in the wrong input.
 */
function readTrustedProfile() {
    const text = names_readInput('trusted-profile');
    const profile = text === undefined ? undefined : parseTrustedProfile(text);
    if (text !== undefined && profile === undefined) {
        throw new action_error_ActionError('input-invalid', {
            problem: 'The input `trusted-profile` is neither the ID nor the CRN of a trusted profile.',
            fix: 'Give the ID (Profile- and a UUID) or the whole CRN that `ibmcloud iam trusted-profile NAME` shows, not the name.',
            link: links_LINKS.trustedProfiles,
        });
    }
    return profile;
}
/** Reads the input `account-id`. The IDs of IBM Cloud accounts have 32 hexadecimal digits. */
function readAccountId() {
    const value = readInput('account-id');
    if (value !== undefined && !/^[0-9a-f]{32}$/i.test(value)) {
        throw new ActionError('input-invalid', {
            problem: "The input `account-id` isn't the ID of an IBM Cloud account.",
            fix: 'Use the 32 hexadecimal digits that `ibmcloud target` shows. In the console, they are under "Account settings".',
            link: LINKS.accessTokens,
        });
    }
    return value?.toLowerCase();
}

;// CONCATENATED MODULE: ./src/credentials/pasted.ts


/** The file that the IBM Cloud console offers to download for a new key: `{"name": …, "apikey": …}`. */
const KeyFileSchema = object({ apikey: pipe(string(), trim(), nonEmpty()) });
/** What `ibmcloud iam oauth-tokens --output json` prints, or IAM's reply to a request for a token. */
const TokenFileSchema = union([
    object({ iam_token: pipe(string(), trim(), nonEmpty()) }),
    object({ access_token: pipe(string(), trim(), nonEmpty()) }),
]);
/** Reads a pasted API key: the key itself, with or without a leading `Bearer `, or the file from the console. */
function cleanApiKey(text) {
    const file = safeParse(KeyFileSchema, json_parseJson(text));
    return file.success ? file.output.apikey : cleanToken(text);
}
/** Reads a pasted access token: the token itself, the line that the CLI prints, or the JSON of the CLI or of IAM. */
function cleanAccessToken(text) {
    const { success, output } = safeParse(TokenFileSchema, json_parseJson(text));
    if (!success) {
        return cleanToken(text);
    }
    return cleanToken('iam_token' in output ? output.iam_token : output.access_token);
}
/** Removes the prefix that a token has in a header (`Bearer `) or in the output of the CLI (`IAM token:  Bearer `). */
function cleanToken(text) {
    return text.replace(/^iam token:\s*/i, '').replace(/^bearer\s+/i, '');
}

;// CONCATENATED MODULE: ./src/credentials/access-token.ts



const NO_TOKEN = {
    problem: 'The input `access-token` is not an IAM access token.',
    fix: 'Give the token that `ibmcloud iam oauth-tokens` or IAM returns: three parts joined by dots. An API key belongs in `api-key`, a refresh token in `refresh-token`.',
};
/** An IAM access token. */
const accessToken = {
    input: 'access-token',
    label: 'IAM access token',
    username: 'iambearer',
    clean: cleanAccessToken,
    reject: (secret) => (readClaims(secret) === undefined ? NO_TOKEN : undefined),
    expiresAt: (secret) => readClaims(secret)?.expiresAt,
    authorize: async ({ secret, profile }, iam) => profile === undefined
        ? { value: secret, claims: readClaims(secret), clockOffsetMs: undefined }
        : iam.assumeProfile(secret, profile),
    credential: ({ secret, profile }) => profile === undefined
        ? storeGiven(accessToken, secret)
        : {
            kind: 'exchanged',
            label: `an IAM access token of the trusted profile ${profile.id}, assumed with the access token that you passed in`,
        },
};

;// CONCATENATED MODULE: ./src/credentials/api-key.ts



/** Keys that IBM Cloud generates have 44 characters, and keys that users choose have at least 32. */
const SHORTEST_KEY = 20;
/** Matches the ID of a key or of its owner, which users confuse with the key. */
const api_key_ID = /^(?:(?:ApiKey|(?:iam-)?(?:ServiceId|Profile))-[0-9a-f-]{36}|crn:v1:.*)$/i;
/** Matches the start of a JSON Web Token: the rest may have been lost. */
const TOKEN = /^eyJ[\w-]{10,}\.[\w-]/;
const STORE_VALUE = 'Store the whole value that was shown when the key was created, not its name or its ID.';
/** An API key of a user or of a service ID. */
const apiKey = {
    input: 'api-key',
    label: 'API key',
    username: 'iamapikey',
    clean: cleanApiKey,
    reject: (secret) => {
        if (secret.length < SHORTEST_KEY) {
            return {
                problem: `The API key has ${secret.length} characters; IBM Cloud API keys are longer than that.`,
                fix: STORE_VALUE,
            };
        }
        if (api_key_ID.test(secret)) {
            return { problem: 'The input `api-key` has an ID, not an API key.', fix: STORE_VALUE };
        }
        return readClaims(secret) === undefined && !TOKEN.test(secret)
            ? undefined
            : {
                problem: 'The input `api-key` has a token, not an API key.',
                fix: 'Give an IAM access token in `access-token`, a registry token in `registry-token`.',
            };
    },
    expiresAt: () => undefined,
    authorize: async ({ secret, profile }, iam, accountId) => {
        if (profile === undefined) {
            return iam.exchangeApiKey(secret, accountId);
        }
        // The account of the profile counts. The key may belong to another one.
        const { value } = await iam.exchangeApiKey(secret, undefined);
        return iam.assumeProfile(value, profile);
    },
    credential: ({ secret, profile }) => profile === undefined
        ? storeGiven(apiKey, secret)
        : {
            kind: 'stored',
            credential: {
                // The registry assumes the profile. Source: IBM Cloud Docs, Container Registry, "Using trusted profiles".
                username: profile.id,
                secret,
                expiresAt: undefined,
                label: `the API key itself, with which IBM Cloud assumes the trusted profile ${profile.id}`,
            },
        },
};

;// CONCATENATED MODULE: external "node:http"
const external_node_http_namespaceObject = require("node:http");
;// CONCATENATED MODULE: ./src/iam/metadata.ts















/** The limit for each request until the service is known to be IBM's. On other machines, no one should wait longer. */
const IDENTIFY_MS = 2_000;
/** The limit for the access token, which the service itself requests from IAM. */
const TOKEN_MS = 20_000;
/** The most requests to a busy service. */
const metadata_TRIES = 3;
const metadata_FIRST_DELAY_MS = 500;
const metadata_LONGEST_DELAY_MS = 2_000;
const metadata_REPLY_BYTES = 64 * 1024;
/** How long the token of the machine itself is valid. It is used only once. */
const TOKEN_SECONDS = 300;
/** Source: IBM Cloud Docs, VPC, "About the instance metadata service"; `ibm-cloud-sdk-core`. Newest first. */
const VERSIONS = [
    { date: '2025-08-26', tokenPath: '/identity/v1/token', iamPath: '/identity/v1/iam_tokens' },
    {
        date: '2022-03-01',
        tokenPath: '/instance_identity/v1/token',
        iamPath: '/instance_identity/v1/iam_token',
    },
];
/** This machine has no metadata service of IBM Cloud. */
class NoMetadata extends Error {
    name = 'NoMetadata';
}
/** The metadata service cannot answer now. */
class Busy extends Error {
    name = 'Busy';
}
const MachineTokenSchema = object({ access_token: pipe(string(), nonEmpty()) });
/**
 * Gets an IAM access token of a trusted profile from the metadata service of a virtual server.
 *
 * @param baseUrls where the service may answer, without a trailing slash. They are tried one after another.
 * @throws NoMetadata if none answers within two seconds. ActionError if the service refuses the profile, or returns no
 * token within another 20 seconds or before the deadline of the step.
 */
async function fetchMetadataToken(baseUrls, profile, deadline) {
    const reasons = [];
    for (const baseUrl of baseUrls) {
        const link = { baseUrl, agent: openAgent(baseUrl), deadline };
        try {
            const { version, token } = await identify(link, profile);
            return await fetchIamToken(link, version, token, profile);
        }
        catch (error) {
            if (!(error instanceof NoMetadata)) {
                throw error;
            }
            reasons.push(error.message);
        }
        finally {
            link.agent.destroy();
        }
    }
    throw new NoMetadata(reasons.join(' '));
}
function openAgent(baseUrl) {
    return isSecure(baseUrl)
        ? // A job that turns off certificate checks does not mean this connection.
            new external_node_https_namespaceObject.Agent({ rejectUnauthorized: true })
        : new external_node_http_namespaceObject.Agent();
}
function isSecure(baseUrl) {
    return baseUrl.startsWith('https:');
}
/** Gets the token of the machine itself, in the newest version that the service supports. */
async function identify(link, { id }) {
    let said = '';
    for (const version of VERSIONS) {
        const reply = await sendPatiently(link, {
            method: 'PUT',
            path: `${version.tokenPath}?version=${version.date}`,
            headers: { 'metadata-flavor': 'ibm' },
            body: { expires_in: TOKEN_SECONDS },
            limitMs: IDENTIFY_MS,
        }).catch((error) => {
            throw error instanceof Busy ? noIdentity(id, error.message) : error;
        });
        const token = readBody(MachineTokenSchema, reply)?.access_token;
        if (reply.status === 200 && token !== undefined) {
            mask(token);
            return { version, token };
        }
        said = describeReply(reply);
    }
    throw new NoMetadata(`the service there is not IBM's. ${said}`);
}
async function fetchIamToken(link, { iamPath, date }, token, { id, crn }) {
    const reply = await sendPatiently(link, {
        method: 'POST',
        path: `${iamPath}?version=${date}`,
        headers: { authorization: `Bearer ${token}` },
        body: { trusted_profile: crn === undefined ? { id } : { crn } },
        limitMs: TOKEN_MS,
    }).catch((error) => {
        throw noToken(id, describe_quoteError(error));
    });
    if (readServiceError(reply.body).code === 'profile_not_linked') {
        throw new action_error_ActionError('profile-not-assumable', {
            problem: `The trusted profile ${id} isn't linked to this virtual server. ${describeReply(reply)}`,
            fix: 'Link them (`ibmcloud iam trusted-profile-link-create`), in the account that the server belongs to.',
            link: links_LINKS.trustedProfiles,
        });
    }
    if (!isGood(reply)) {
        throw new action_error_ActionError('profile-not-assumable', {
            problem: `The metadata service returned no token for the trusted profile ${id}. ${describeReply(reply)}`,
            fix: 'Let the profile trust this virtual server (`ibmcloud iam trusted-profile-link-create` or `trusted-profile-rule-create`), in the account that the server belongs to.',
            link: links_LINKS.trustedProfiles,
        });
    }
    return readToken(reply);
}
function noIdentity(profileId, reason) {
    return new action_error_ActionError('service-failed', {
        problem: `The metadata service on this machine was too busy to return a token for the trusted profile ${profileId}: ${reason}`,
        fix: "Run the job again. If that does not help, check IBM Cloud's status page.",
        link: links_LINKS.status,
    });
}
function noToken(profileId, reason) {
    return new action_error_ActionError('service-failed', {
        problem: `This virtual server has an identity, but its metadata service returned no token for the trusted profile ${profileId}: ${reason}`,
        fix: "Run the job again. If that does not help, check IBM Cloud's status page.",
        link: links_LINKS.status,
    });
}
/** Sends a request again if the service is busy: it limits how often a machine may ask. */
async function sendPatiently(link, call) {
    const attempt = async () => {
        const reply = await send(link, call);
        if (isBusy(reply)) {
            throw new Busy(describeReply(reply));
        }
        return reply;
    };
    return retry_retry(attempt, {
        tries: metadata_TRIES,
        firstDelayMs: metadata_FIRST_DELAY_MS,
        longestDelayMs: metadata_LONGEST_DELAY_MS,
        mayHelp: (error) => error instanceof Busy,
        onRetry: (next) => core_info(`The metadata service is busy; ${retry_nameRetry(next)}`),
    });
}
async function send({ baseUrl, agent, deadline }, call) {
    const limitMs = Math.ceil(Math.min(call.limitMs, deadline.remainingMs()));
    const signal = AbortSignal.timeout(limitMs);
    const url = new URL(`${baseUrl}${call.path}`);
    const headers = {
        ...call.headers,
        accept: 'application/json',
        'content-type': 'application/json',
    };
    try {
        const response = await new Promise((resolve, reject) => {
            const open = isSecure(baseUrl) ? external_node_https_namespaceObject.request : external_node_http_namespaceObject.request;
            const sent = open(url, { method: call.method, agent, signal, headers }, resolve);
            sent.once('error', reject);
            sent.end(JSON.stringify(call.body));
        });
        return {
            host: url.host,
            status: Number(response.statusCode),
            headers: {},
            body: await readText(response, metadata_REPLY_BYTES),
            transactionId: undefined,
        };
    }
    catch (error) {
        throw new NoMetadata(signal.aborted
            ? `nothing answered at ${url.host} within ${nameTime(limitMs / 1000)}.`
            : `${url.host}: ${disarm_disarm(String(error))}.`);
    }
}

;// CONCATENATED MODULE: ./src/iam/compute-token.ts





/**
 * Source of the files and their order: IBM's `ibm-cloud-sdk-core`, `ContainerAuthenticator`. Source of the addresses:
 * IBM Cloud Docs, VPC, "About the instance metadata service". With "secure access" enabled, only the second answers.
 */
const IBM_CLOUD = {
    tokenFiles: [
        '/var/run/secrets/tokens/vault-token',
        '/var/run/secrets/tokens/sa-token',
        '/var/run/secrets/codeengine.cloud.ibm.com/compute-resource-token/token',
    ],
    metadataUrls: ['http://169.254.169.254', 'https://api.metadata.cloud.ibm.com'],
};
/**
 * Gets an IAM access token of a trusted profile for the compute resource that this process runs on. In a pod of
 * Kubernetes Service, OpenShift or Code Engine, it uses the token in a file. On a virtual server of VPC, it uses the
 * metadata service.
 *
 * @param accountId lets IAM refuse another account. The metadata service does not support this.
 * @throws ActionError `no-compute-identity` if the machine has no identity, or another code if IAM refuses.
 */
async function obtainComputeToken(profile, iam, accountId, { tokenFiles, metadataUrls } = IBM_CLOUD) {
    for (const path of tokenFiles) {
        const token = await compute_token_readToken(path);
        if (token !== undefined) {
            mask(token);
            return iam.exchangeComputeToken(token, profile, accountId);
        }
    }
    try {
        return await fetchMetadataToken(metadataUrls, profile, iam.deadline);
    }
    catch (error) {
        throw error instanceof NoMetadata ? explainNoIdentity(error) : error;
    }
}
async function compute_token_readToken(path) {
    try {
        const token = String((await files_readIfThere(path)) ?? '').trim();
        return token === '' ? undefined : token;
    }
    catch {
        // This user cannot read it, or it is not a file. Another place may have a token.
        return undefined;
    }
}
function explainNoIdentity({ message }) {
    const host = process.env['RUNNER_ENVIRONMENT'] === 'github-hosted'
        ? "GitHub hosts this runner, so it isn't a compute resource of IBM Cloud."
        : "This runner isn't a compute resource of IBM Cloud, or has no identity.";
    return new action_error_ActionError('no-compute-identity', {
        problem: `\`trusted-profile\` is the only credential, so the identity must be that of the runner's machine. ${host} There is no token file of Kubernetes Service, OpenShift or Code Engine, and no metadata service of a virtual server: ${message}`,
        fix: 'Set `api-key` or `access-token` too (if you did, that secret is empty), or use a self-hosted runner on IBM Cloud whose resource the profile trusts. On a virtual server, enable its metadata service. Inside a container on it, the service answers only if its response hop limit is more than 1, and with "secure access", only over HTTPS. In Kubernetes, mount a service account token at /var/run/secrets/tokens/sa-token.',
        link: links_LINKS.trustedProfiles,
    });
}

;// CONCATENATED MODULE: ./src/credentials/compute-identity.ts

/**
 * The identity that IBM Cloud gives to the machine or pod that the runner runs on. It is a trusted profile and needs no
 * secret.
 */
const computeIdentity = {
    input: 'trusted-profile',
    label: 'trusted profile of the compute resource',
    username: 'iambearer',
    authorize: async ({ profile }, iam, accountId) => {
        if (profile === undefined) {
            throw new TypeError('A compute resource needs to know which trusted profile to use.');
        }
        return obtainComputeToken(profile, iam, accountId);
    },
    credential: ({ profile }) => ({
        kind: 'exchanged',
        label: `an IAM access token of the trusted profile ${profile?.id}, taken from this compute resource`,
    }),
};

;// CONCATENATED MODULE: ./src/credentials/refresh-token.ts


/** What IAM returns instead of a refresh token, for example for an API key. */
const NONE = 'not_supported';
/** An IAM refresh token, as `ibmcloud cr login` stores it. It does not contain its expiry. */
const refreshToken = {
    input: 'refresh-token',
    label: 'IAM refresh token',
    username: 'iamrefresh',
    clean: cleanToken,
    reject: (secret) => secret === NONE
        ? {
            problem: `The input \`refresh-token\` is "${NONE}", which IAM returns where it issues no refresh token.`,
            fix: 'Give the access token of the same reply in `access-token`, or the API key itself in `api-key`.',
        }
        : undefined,
    expiresAt: () => undefined,
    authorize: undefined,
    credential: ({ secret }) => storeGiven(refreshToken, secret),
};

;// CONCATENATED MODULE: ./src/registry/registry-error.ts






const CHECK_SECRET = 'Check that the secret is complete, and is what this input expects (an API key, an access token, a refresh token or a registry token). It must not have expired or been deleted, and its account must use the registry in this region.';
// Source: IBM Cloud Docs, Container Registry, "Using trusted profiles", which shows the API key of a service ID only.
const CHECK_PROFILE = 'IBM documents this login for API keys of service IDs only: with the key of a user, add `mint: access-token`. If the key is right, check that the trusted profile exists (`ibmcloud iam trusted-profiles`), and that it trusts the identity of the key (`ibmcloud iam trusted-profile-identity-create`). Otherwise, check that the key is complete, and has not expired or been deleted.';
// An access token is valid for at most 60 minutes. Source: IBM Cloud Docs, "Setting login session limits".
const CHECK_ACCESS_TOKEN = 'If you passed in the access token, get it in the same job, right before this step: it expires after an hour at most. If it has not expired, check that it is complete, and that its account uses the registry in this region.';
const CHECK_REGISTRY_TOKEN = "IBM's public service has not accepted registry tokens since 19 August 2021: log in with `api-key` (preferably the key of a service ID that has only the Reader role). Where they still work, check that the token is complete, is for this region, and has not expired or been revoked.";
/** Source: IBM Cloud Docs, Container Registry, "Troubleshooting". */
const registry_error_KNOWN_REFUSALS = [
    {
        code: 'private-only',
        text: /private-only access/i,
        problem: 'The account allows access over the private network only.',
        fix: 'Set `private: true` and run on a machine that is connected to the IBM Cloud private network.',
        link: links_LINKS.privateNetwork,
    },
    {
        code: 'quota-exceeded',
        text: /exceeded its [a-z ]{0,60}quota/i,
        problem: 'The account has used up its quota for image storage, or for pull traffic this month.',
        fix: 'Raise the quota (`ibmcloud cr quota-set`), or upgrade the plan. If it is the storage quota, you can also delete images.',
        link: links_LINKS.quota,
    },
    {
        code: 'account-not-authorized',
        text: /CRG0009E|not authorized to access the specified account/i,
        problem: 'The credential cannot use the registry in this account.',
        fix: 'Use a credential of the account that owns the namespace, and give its identity a role for Container Registry.',
        link: links_LINKS.authentication,
    },
    {
        code: 'not-permitted',
        text: /CRG0020E|insufficient scope|not authorized to access the specified resource/i,
        problem: 'The identity lacks a role for what was requested, or a context-based restriction forbids it.',
        fix: 'Assign the identity the Reader role (to push, Writer; to manage registry tokens, Manager) on Container Registry in this region or for the namespace.',
        link: links_LINKS.scope,
    },
    {
        code: 'credential-refused',
        text: /CRG0014E|authenticating your request with IBM Cloud/i,
        problem: 'The registry could not authenticate the credential with IBM Cloud IAM.',
        fix: CHECK_SECRET,
        link: links_LINKS.authentication,
    },
];
/** Finds the refusal that a text reports. The text is from the body of a reply, or the output of a container client. */
function findKnownRefusal(text) {
    return registry_error_KNOWN_REFUSALS.find((refusal) => refusal.text.test(text));
}
/**
 * Explains a refusal from a registry.
 *
 * @param intent what was tried, as the start of a sentence: `The login to us.icr.io failed`.
 * @param credential what was sent, if the request was a login.
 * @param authorityEndsAt when the token expires that was sent, if the request was not a login.
 */
function explainRegistryRefusal(reply, intent, credential, authorityEndsAt) {
    const { code, message } = readServiceError(reply.body);
    const { transactionId, host } = reply;
    const refused = {
        host,
        credential,
        authorityEndsAt,
        said: `${intent}: ${describeReply(reply)}`,
        now: readDate(reply),
        transactionId,
        isPage: isWebPage(reply),
    };
    const known = findKnownRefusal(`${code ?? ''} ${message ?? ''}`);
    if (known !== undefined) {
        return explainKnownRefusal(known, refused);
    }
    return (explainBusyReply(reply, `The registry ${host}`, intent) ?? explainRefusedCredential(refused));
}
/** Explains a refusal that {@link findKnownRefusal} has found. */
function explainKnownRefusal(known, refused) {
    if (known.code === 'credential-refused') {
        return explainRefusedCredential(refused, known.problem);
    }
    const { said, transactionId } = refused;
    return new action_error_ActionError(known.code, {
        ...known,
        problem: `${known.problem} ${said}`,
        transactionId,
    });
}
/**
 * Explains a refused username and password. The registry answers 400 if the two do not match, and 401 or 403 otherwise,
 * so the advice depends on the username and the secret instead of the status.
 */
function explainRefusedCredential({ host, credential, authorityEndsAt, said, now = Date.now(), transactionId, isPage }, problem = `The registry ${host} refused the credential.`) {
    const end = credential === undefined ? authorityEndsAt : readEnd(credential);
    if (end !== undefined && end.getTime() <= now) {
        return new action_error_ActionError('token-expired', {
            problem: `The token expired at ${end.toISOString()}, so the registry ${host} refused it. ${said}`,
            fix: adviseOn(credential?.username ?? 'iambearer'),
            link: links_LINKS.accessTokens,
            transactionId,
        });
    }
    const mistake = findMistake(credential?.secret ?? '');
    const advice = adviseOn(credential?.username);
    return new action_error_ActionError('credential-refused', {
        problem: `${problem} ${said}`,
        fix: [isPage === true ? PAGE_ADVICE : '', mistake ?? '', advice].filter(Boolean).join(' '),
        link: links_LINKS.authentication,
        transactionId,
    });
}
/** When the secret expires, if it is a token that contains its expiry. */
function readEnd({ username, secret }) {
    const isToken = username === 'iambearer' || username === 'token';
    return isToken ? readClaims(secret)?.expiresAt : undefined;
}
function adviseOn(username) {
    if (username?.startsWith('Profile-') === true) {
        return CHECK_PROFILE;
    }
    if (username === 'iambearer') {
        return CHECK_ACCESS_TOKEN;
    }
    return username === 'token' ? CHECK_REGISTRY_TOKEN : CHECK_SECRET;
}

;// CONCATENATED MODULE: ./src/registry/send.ts



/**
 * Sends a request to a registry, like {@link Http.send}. If a host in the table of regions does not resolve, its
 * spelling is right. `Http` does not have that table, so its error is replaced here.
 */
async function sendToRegistry(http, request, options) {
    try {
        return await http.send(request, options);
    }
    catch (error) {
        const { host } = new URL(request.url);
        if (error instanceof action_error_ActionError && error.code === 'host-unknown' && isTableHost(host)) {
            throw explainUnknownHost(host, { isOfTable: true, cause: error.explanation.cause });
        }
        throw error;
    }
}

;// CONCATENATED MODULE: ./src/registry/registry-tokens.ts









/** How long a registry token without `permanent` is valid. */
const REGISTRY_TOKEN_LIFETIME_MS = 24 * 60 * 60 * 1000;
/** Matches the ID of a registry token: only characters that are safe in a URL, in the log and in a command. */
const REGISTRY_TOKEN_ID = /^[\w-]{1,64}$/;
const IssuedSchema = object({ token: pipe(string(), nonEmpty()) });
/** Ignores entries that are not tokens. */
const ListSchema = object({
    tokens: array(dist_fallback(optional(object({
        _id: pipe(string(), regex(REGISTRY_TOKEN_ID)),
        secondary_owner: optionalText,
        expiry: optionalNumber,
    })), undefined)),
});
/** Statuses of an API that no longer exists. */
const GONE = new Set([404, 405, 410, 501]);
/**
 * Adds, lists, gets and removes registry tokens of one registry.
 *
 * Source: bluemix-go, `registryv1/tokens.go`. IBM's public service has discontinued this API. What it answers today is
 * not documented, so all statuses that can mean "gone" are recognized.
 */
class registry_tokens_RegistryTokens {
    #http;
    #host;
    #authorityEndsAt;
    #headers;
    /**
     * @param iamToken authorizes all requests.
     * @throws ActionError `account-unknown`, see {@link readAccount}.
     */
    constructor(http, host, iamToken) {
        this.#http = http;
        this.#host = host;
        this.#authorityEndsAt = iamToken.claims?.expiresAt;
        this.#headers = {
            accept: 'application/json',
            account: readAccount(iamToken),
            authorization: `Bearer ${iamToken.value}`,
        };
    }
    /**
     * Creates a token. The request is not repeated after a lost reply, because that could create a second token.
     *
     * @returns the value of the token, masked.
     * @throws ActionError if the registry refuses, or cannot be reached in time.
     */
    async add({ description, access, permanent }) {
        const query = new URLSearchParams({
            description,
            permanent: String(permanent),
            write: String(access === 'read-write'),
        });
        const url = `${this.#url('')}?${query}`;
        const reply = await sendToRegistry(this.#http, { method: 'POST', url, headers: this.#headers, body: '' }, { repeat: 'when-refused' });
        return this.#readValue(reply, 'No registry token was created');
    }
    /** Fetches the value of an existing token, and masks it. */
    async get(id) {
        const reply = await this.#send('GET', id);
        if (reply.status === 404) {
            throw new action_error_ActionError('registry-token-not-found', {
                problem: `${this.#host} has no registry token with the ID in \`registry-token-id\`: it was removed, or it belongs to another account or region, or the registry no longer offers registry tokens. ${describeReply(reply)}`,
                fix: 'Compare the ID with the list of registry tokens of this region, or log in with `api-key`.',
                link: links_LINKS.accessTokens,
                transactionId: reply.transactionId,
            });
        }
        return this.#readValue(reply, 'The registry token was not fetched');
    }
    /** Lists the account's tokens in this registry. */
    async list() {
        const reply = await this.#send('GET', '');
        if (reply.status !== 200) {
            throw this.#refuse(reply, 'The registry tokens were not listed');
        }
        const list = readBody(ListSchema, reply);
        if (list === undefined) {
            throw unreadableReply(reply, 'a list of registry tokens');
        }
        return list.tokens.flatMap((token) => {
            if (token === undefined) {
                return [];
            }
            const { _id: id, secondary_owner: description = '', expiry } = token;
            // 0 stands for no expiry in other APIs of IBM Cloud. Whether it does here is not documented.
            const expiresAt = expiry ? new Date(expiry * 1000) : undefined;
            return [{ id, description, expiresAt }];
        });
    }
    /** Removes a token. Returns `gone` if the registry cannot find the ID. */
    async remove(id) {
        const reply = await this.#send('DELETE', id);
        const isGone = reply.status === 404 || reply.status === 410;
        if (!isGone && !isGood(reply)) {
            throw this.#refuse(reply, `The registry token ${id} was not revoked`);
        }
        if (/html/i.test(reply.headers['content-type'] ?? '')) {
            throw unreadableReply(reply, 'an answer from the registry');
        }
        return isGone ? 'gone' : 'revoked';
    }
    #refuse(reply, intent) {
        return explainRegistryRefusal(reply, intent, undefined, this.#authorityEndsAt);
    }
    #url(id) {
        const base = `https://${this.#host}/api/v1/tokens`;
        return id === '' ? base : `${base}/${encodeURIComponent(id)}`;
    }
    #send(method, id) {
        return sendToRegistry(this.#http, { method, url: this.#url(id), headers: this.#headers }, { repeat: 'always' });
    }
    #readValue(reply, intent) {
        if (!isGood(reply)) {
            throw isDiscontinued(reply)
                ? explainDiscontinued(reply, intent)
                : this.#refuse(reply, intent);
        }
        const value = readBody(IssuedSchema, reply)?.token;
        if (value === undefined) {
            throw unreadableReply(reply, 'a registry token');
        }
        mask(value, 'token');
        return value;
    }
}
/**
 * Reads the account from an IAM access token. Every request about registry tokens must name it.
 *
 * @throws ActionError `account-unknown` if the token does not name an account.
 */
function readAccount({ claims }) {
    const account = claims?.accountId;
    if (account === undefined) {
        throw new action_error_ActionError('account-unknown', {
            problem: 'The IAM access token does not say which account it belongs to, and registry tokens belong to an account.',
            fix: 'Use the API key of a service ID, or an access token for an account (`ibmcloud target -c ACCOUNT_ID`).',
            link: links_LINKS.accessTokens,
        });
    }
    return account;
}
function isDiscontinued({ status, body }) {
    return GONE.has(status) || /discontinued/i.test(body);
}
function explainDiscontinued(reply, intent) {
    return new action_error_ActionError('registry-tokens-discontinued', {
        problem: `${intent}: this registry no longer offers registry tokens. IBM Cloud stopped issuing them on 1 July 2019 and accepting them on 19 August 2021. ${describeReply(reply)}`,
        fix: 'Instead of `mint: registry-token`, use `mint: api-key`, and set `service-id` to a service ID with the Reader role. Instead of `registry-token-id`, log in with `api-key`.',
        link: links_LINKS.accessTokens,
        transactionId: reply.transactionId,
    });
}

;// CONCATENATED MODULE: ./src/credentials/registry-token.ts




/**
 * A registry token. IBM's public service stopped issuing them on 1 July 2019, and stopped accepting them on
 * 19 August 2021.
 */
const registryToken = {
    input: 'registry-token',
    label: 'registry token',
    username: 'token',
    clean: cleanToken,
    reject: () => undefined,
    expiresAt: (secret) => readClaims(secret)?.expiresAt,
    authorize: undefined,
    credential: ({ secret }) => storeGiven(registryToken, secret),
};
/**
 * Fetches the value of an existing registry token.
 *
 * @param host the host of its registry.
 * @param iamToken authorizes the request.
 * @throws ActionError if the registry refuses, or cannot be reached in time.
 */
async function fetchRegistryToken(http, host, iamToken, id) {
    const secret = await new RegistryTokens(http, host, iamToken).get(id);
    return {
        username: registryToken.username,
        secret,
        expiresAt: registryToken.expiresAt(secret),
        label: `the registry token ${id}, fetched for this job`,
    };
}

;// CONCATENATED MODULE: ./src/credentials/source-kinds.ts





/** Every kind of source with a secret in an input. */
const source_kinds_SOURCE_KINDS = [
    apiKey,
    accessToken,
    registryToken,
    refreshToken,
];
/** The kind of source without a secret. */
const SECRETLESS_KIND = computeIdentity;

;// CONCATENATED MODULE: ./src/inputs/missing-credentials.ts





const SKIP_HINT = 'To let the job continue without a login, set `on-missing-credentials: skip` and test the output `logged-in`.';
const DEPENDABOT = {
    because: 'This run was started by Dependabot, which sees Dependabot secrets only.',
    fix: 'Add the secret under Settings > Secrets and variables > Dependabot as well.',
    link: links_LINKS.dependabotSecrets,
};
const FORK = {
    because: 'This run is for a pull request from a fork, so GitHub passes no secrets to it.',
    fix: '',
    link: links_LINKS.forkSecrets,
};
const NOT_SET = {
    because: 'The secret that the workflow passes does not exist, its name is misspelled, or it belongs to an environment that this job does not name in `environment:`. In a reusable workflow, secrets arrive only if the caller passes them (`secrets: inherit`, or each by name).',
    fix: `Compare the name in \${{ secrets.… }} with Settings > Secrets and variables > Actions, and check the caller's \`secrets:\`.`,
    link: links_LINKS.reusableWorkflows,
};
/**
 * Events whose runs get no Actions secrets if Dependabot caused them. Runs of all other events do, for example of
 * `pull_request_target` and `workflow_run`.
 *
 * Source: GitHub Docs, "Dependabot on GitHub Actions".
 */
const DEPENDABOT_EVENTS = new Set([
    'create',
    'deployment',
    'deployment_status',
    'pull_request',
    'pull_request_review',
    'pull_request_review_comment',
    'push',
]);
/**
 * Explains why the credential is empty, as far as GitHub's event reveals the reason.
 *
 * @param lack details. The defaults are those of the login action.
 */
function explainMissingCredentials(environment = process.env, { profileId, inputs = SECRET_INPUTS, otherwise = SKIP_HINT } = {}) {
    const { because, fix, link } = findReason(environment);
    const names = inputs.map((input) => `\`${input}\``).join(', ');
    const alone = profileId === undefined
        ? ''
        : ` On its own, \`trusted-profile\` would give the code of this run the identity of the runner, so ${profileId} was not used.`;
    return new ActionError('missing-credentials', {
        problem: `No credential was given: ${names} are all empty.${alone} ${because}`,
        fix: `${fix} ${otherwise}`.trim(),
        link,
    });
}
/**
 * Whether the code of this run is not trusted, because it comes from a fork or from Dependabot. A pull request whose
 * origin is unclear counts as one from a fork.
 */
function isUntrustedRun(environment = process.env) {
    const name = environment['GITHUB_EVENT_NAME'] ?? '';
    const isPullRequest = name.startsWith('pull_request') && name !== 'pull_request_target';
    const isUnclear = isPullRequest && !isFromRepository(readEvent(environment['GITHUB_EVENT_PATH']));
    return isUnclear || findReason(environment) !== NOT_SET;
}
function findReason(environment) {
    const name = environment['GITHUB_EVENT_NAME'];
    // Dependabot's branches are in the repository itself, so this comes first.
    if (environment['GITHUB_ACTOR'] === 'dependabot[bot]' && DEPENDABOT_EVENTS.has(name)) {
        return DEPENDABOT;
    }
    // Runs of `pull_request_target` get secrets, no matter who opened the pull request.
    return name !== 'pull_request_target' && isFromFork(readEvent(environment['GITHUB_EVENT_PATH']))
        ? FORK
        : NOT_SET;
}
function readEvent(path) {
    try {
        return parseJsonObject(String(readAtOnce(path ?? ''))) ?? {};
    }
    catch {
        // Without the event, as on a runner that is not GitHub's, the general reason is used.
        return {};
    }
}
/** Whether a pull request comes from another repository. If the fork was deleted meanwhile, its repository is null. */
function isFromFork(event) {
    const { head, base } = readRepositories(event);
    return base !== undefined && head !== base;
}
/** Whether a pull request comes from the repository itself. */
function isFromRepository(event) {
    const { head, base } = readRepositories(event);
    return base !== undefined && head === base;
}
/** Reads the names of both repositories of a pull request from its event. */
function readRepositories({ pull_request: pullRequest }) {
    return json_isJsonObject(pullRequest)
        ? { head: repositoryOf(pullRequest['head']), base: repositoryOf(pullRequest['base']) }
        : {};
}
function repositoryOf(side) {
    const repository = json_isJsonObject(side) ? side['repo'] : undefined;
    return json_isJsonObject(repository) ? repository['full_name'] : undefined;
}

;// CONCATENATED MODULE: ./src/inputs/source.ts









/**
 * Reads all secrets that were given and masks them in all forms, before anything else can fail or print.
 *
 * @param inputs the inputs for secrets that the action has.
 */
function readSecrets(inputs = source_SECRET_INPUTS) {
    return source_kinds_SOURCE_KINDS.filter(({ input }) => inputs.includes(input)).flatMap((kind) => {
        const text = names_readInput(kind.input);
        if (text === undefined) {
            return [];
        }
        const secret = kind.clean(text);
        // A secret with whitespace inside is refused below, but its parts are still secret. Each is masked separately,
        // because the runner would mask every line of a longer value, even a single brace.
        for (const part of secret.split(/\s+/)) {
            mask(part, kind.username);
        }
        return [{ kind, secret }];
    });
}
/** Keeps the secret inputs of a post step from child processes. The runner has evaluated and masked them again. */
function hideSecrets() {
    for (const { input, clean } of SOURCE_KINDS) {
        const text = readInput(input) ?? '';
        hide(text);
        hide(clean(text));
    }
}
/**
 * Refuses a secret that cannot be what its input says. The message never repeats it.
 *
 * @throws ActionError `token-invalid`
 */
function validateSecret({ kind, secret }) {
    const rejection = /\s/.test(secret)
        ? innerWhiteSpace(kind, secret)
        : (rejectEntitlementKey(kind, secret) ?? kind.reject(secret));
    if (rejection !== undefined) {
        throw new action_error_ActionError('token-invalid', { ...rejection, link: links_LINKS.accessTokens });
    }
}
/** An entitlement key for IBM's software is a JSON Web Token too, but not a credential of IBM Cloud. */
function rejectEntitlementKey({ input }, secret) {
    return readClaims(secret)?.issuer === 'IBM Marketplace'
        ? {
            problem: `The input \`${input}\` contains an entitlement key for IBM software, which works only with cp.icr.io.`,
            fix: 'Use an IBM Cloud API key here. For entitled software, use docker/login-action alongside this action, with the username `cp`.',
        }
        : undefined;
}
function innerWhiteSpace({ input }, secret) {
    const fix = 'Store the value again, on one line and with nothing else.';
    const mistake = findMistake(secret);
    return {
        problem: `The secret in \`${input}\` contains whitespace.`,
        fix: mistake === undefined ? fix : `${mistake} ${fix}`,
    };
}
/**
 * Chooses the source from the inputs.
 *
 * @returns `undefined` if nothing was given that can be used. A trusted profile on its own is not used for the code of
 * a fork or of Dependabot, because it would give that code the identity of the runner.
 * @throws ActionError `several-credentials` that names them.
 */
function chooseSource(secrets, profile) {
    const [first, ...others] = secrets;
    if (first === undefined) {
        return profile === undefined || isUntrustedRun()
            ? undefined
            : { kind: SECRETLESS_KIND, secret: '', profile };
    }
    if (others.length > 0) {
        const names = secrets.map(({ kind }) => `\`${kind.input}\``).join(' and ');
        throw new action_error_ActionError('several-credentials', {
            problem: `The inputs ${names} were given together. A login uses exactly one credential.`,
            fix: 'Keep the one that you want to log in with, and remove the rest.',
            link: links_LINKS.accessTokens,
        });
    }
    return { ...first, profile };
}

;// CONCATENATED MODULE: ./src/inputs/logout-inputs.ts






/**
 * Reads and validates all inputs of `logout`, before anything is undone. Secrets are masked before anything else.
 *
 * @throws ActionError that names the input, what is wrong with it and the fix.
 */
function readLogoutInputs() {
    const secrets = readSecrets(['api-key', 'access-token']);
    const region = names_readInput('region');
    const inputs = {
        registries: region === undefined
            ? undefined
            : resolveRegistries(region, { privateNetwork: false }).registries,
        timeoutSeconds: readTimeout(),
        iamUrl: iam_url_resolveIamUrl(names_readInput('iam-url'), false),
    };
    const source = chooseSource(secrets, readTrustedProfile());
    secrets.forEach(validateSecret);
    return { ...inputs, source };
}

;// CONCATENATED MODULE: ./src/runner/job.ts





/** The directory that the runner empties at the start and at the end of a job. Without RUNNER_TEMP, the system's. */
function job_temporaryDirectory(environment = process.env) {
    const directory = environment['RUNNER_TEMP'];
    // Each step has its own working directory, so the state needs absolute paths.
    return directory === undefined || directory === '' ? (0,external_node_os_namespaceObject.tmpdir)() : (0,external_node_path_namespaceObject.resolve)(directory);
}
/** The path of the marker of this step's job. The marker may not exist. */
function markerPath(directory = job_temporaryDirectory()) {
    return (0,external_node_path_namespaceObject.join)(directory, 'icr-login-job');
}
/** Finds the marker of this job. The first use of this action in a job creates it. */
async function markJob(directory = job_temporaryDirectory()) {
    await makeDirectory(directory);
    const marker = markerPath(directory);
    try {
        await writeFile(marker, randomUUID(), { flag: 'wx', mode: PRIVATE_FILE });
        await giveToOwnerOf(directory, marker);
    }
    catch (error) {
        if (!isFileError(error, 'EEXIST')) {
            throw error;
        }
    }
    /* v8 ignore next -- Only if another process removes the marker at this very moment. */
    const id = String((await readIfThere(marker)) ?? '');
    if (id !== '') {
        return { marker, id, directory: await job_identify(directory), tracking: trackingId() };
    }
    // The marker is empty, because the disk was full when it was created.
    await removeFile(marker);
    return markJob(directory);
}
/**
 * Whether it is certain that a job has ended: the directory of its marker is the recorded one, and the marker is gone
 * or belongs to another job. If the directory cannot be read from here, nothing is certain.
 */
async function isOver({ marker, id, directory }) {
    if (directory === undefined) {
        return false;
    }
    try {
        if (!isSame(directory, await job_identify((0,external_node_path_namespaceObject.dirname)(marker)))) {
            return false;
        }
        return String(await files_readIfThere(marker)) !== id;
    }
    catch {
        // A marker that cannot be read proves nothing.
        return false;
    }
}
function trackingId() {
    return process.env['RUNNER_TRACKING_ID'] || undefined;
}
/** Whether the runner says that a job is not that of this step. All jobs of a matrix have the same name and run. */
function isOther({ tracking }) {
    const own = trackingId();
    return tracking !== undefined && own !== undefined && tracking !== own;
}
/** Whether a job has, or had, its marker at the same place as this step, and so runs or ran on this runner. */
async function isHere({ marker, directory }) {
    try {
        return (marker === markerPath() &&
            directory !== undefined &&
            isSame(directory, await job_identify((0,external_node_path_namespaceObject.dirname)(marker))));
    }
    catch {
        return false;
    }
}
async function job_identify(path) {
    const { dev, ino } = await (0,promises_namespaceObject.stat)(path, { bigint: true });
    return { device: String(dev), inode: String(ino) };
}
function isSame(one, other) {
    return one.device === other.device && one.inode === other.inode;
}
/** The run in words, for marks and the journal: `octo/app run 12/1 job build`. */
function job_describeRun(environment = process.env) {
    const read = (name) => environment[name]?.replace(/\s+/g, '-') || 'unknown';
    const run = `${read('GITHUB_RUN_ID')}/${read('GITHUB_RUN_ATTEMPT')}`;
    return `${read('GITHUB_REPOSITORY')} run ${run} job ${read('GITHUB_JOB')}`;
}

;// CONCATENATED MODULE: ./src/stores/config-bytes.ts

/** The byte order marks that Windows editors write, and the encoding of what follows. */
const MARKS = [
    { mark: Buffer.from([0xef, 0xbb, 0xbf]), encoding: 'latin1' },
    { mark: Buffer.from([0xff, 0xfe]), encoding: 'utf16le' },
    { mark: Buffer.from([0xfe, 0xff]), encoding: 'utf16be' },
];
/**
 * Decodes the bytes of a config. Except in UTF-16, each byte becomes one character: they need not be valid UTF-8,
 * and those that are not edited must stay as they are.
 */
function decodeConfig(bytes = Buffer.alloc(0)) {
    const marked = MARKS.find(({ mark }) => bytes.subarray(0, mark.length).equals(mark));
    const { mark, encoding } = marked ?? { mark: Buffer.alloc(0), encoding: guessEncoding(bytes) };
    const whole = decode(bytes.subarray(mark.length), encoding);
    const { text, rest } = splitRest(whole);
    return {
        text: text.trim() === '' ? '{}' : text,
        isForeign: marked !== undefined || encoding !== 'latin1' || rest !== '',
        encode: (next) => Buffer.concat([mark, encode(next + rest, encoding)]),
    };
}
/** In UTF-16, one byte of each ASCII character is zero. A config starts with two of them. */
function guessEncoding([first, second]) {
    if (first === 0 && second !== 0) {
        return 'utf16be';
    }
    return first !== undefined && second === 0 ? 'utf16le' : 'latin1';
}
/** Splits a text into its JSON object and the rest, such as a second object, or zero bytes after a crash. */
function splitRest(text) {
    const start = text.indexOf('{');
    const end = start === -1 || json_parseJson(text) !== undefined ? undefined : findEnd(text, start);
    const object = text.slice(0, end);
    return end !== undefined && json_parseJson(object) !== undefined
        ? { text: object, rest: text.slice(end) }
        : { text, rest: '' };
}
function decode(bytes, encoding) {
    return encoding === 'utf16be' ? swap(bytes).toString('utf16le') : bytes.toString(encoding);
}
function encode(text, encoding) {
    return encoding === 'utf16be' ? swap(Buffer.from(text, 'utf16le')) : Buffer.from(text, encoding);
}
/** Swaps the two bytes of each UTF-16 code unit, without an incomplete one at the end. */
function swap(bytes) {
    return Buffer.from(bytes.subarray(0, bytes.length - (bytes.length % 2))).swap16();
}

;// CONCATENATED MODULE: ./src/stores/config-path.ts


/** The user's Docker config: `$DOCKER_CONFIG/config.json`, else `~/.docker/config.json`. */
function config_path_dockerConfigPath(environment = process.env) {
    const folder = environment['DOCKER_CONFIG'];
    return (0,external_node_path_namespaceObject.join)(folder === undefined || folder === '' ? (0,external_node_path_namespaceObject.join)(homeDirectory(), '.docker') : folder, 'config.json');
}
/**
 * The files in which podman, buildah and skopeo look for a login before they read Docker's config: those that they
 * write themselves, and one in the user's configuration directory.
 *
 * Source: containers-auth.json(5).
 */
function podmanAuthPaths(environment = process.env, system = (0,external_node_os_namespaceObject.platform)(), uid = process.getuid?.()) {
    const byDefault = (0,external_node_path_namespaceObject.join)(homeDirectory(), '.config');
    const kept = (0,external_node_path_namespaceObject.join)(environment['XDG_CONFIG_HOME'] || byDefault, 'containers', 'auth.json');
    if (system !== 'linux') {
        return [(0,external_node_path_namespaceObject.join)(byDefault, 'containers', 'auth.json'), kept];
    }
    const runtime = environment['XDG_RUNTIME_DIR'];
    if (runtime !== undefined && runtime !== '') {
        return [(0,external_node_path_namespaceObject.join)(runtime, 'containers', 'auth.json'), kept];
    }
    // Rootless podman sets XDG_RUNTIME_DIR itself; buildah and skopeo do not.
    const session = uid === 0 ? [] : [`/run/user/${uid}/containers/auth.json`];
    return [...session, `/run/containers/${uid}/auth.json`, kept];
}
/**
 * The user's home directory. In a container without HOME whose user is not in its passwd file, it is `/`, as for
 * Docker.
 */
function homeDirectory(system = (external_node_os_default())) {
    try {
        return system.homedir() || system.userInfo().homedir;
    }
    catch {
        return '/';
    }
}
/** The files in which podman, buildah and skopeo look first: `$REGISTRY_AUTH_FILE` alone, if it is set. */
function config_path_podmanLoginPaths(environment = process.env) {
    const named = environment['REGISTRY_AUTH_FILE'];
    return named === undefined || named === '' ? podmanAuthPaths(environment) : [named];
}

// EXTERNAL MODULE: ./node_modules/jsonc-parser/lib/umd/main.js
var main = __nccwpck_require__(547);
;// CONCATENATED MODULE: ./src/stores/docker-config.ts




/*
 * Docker's config as Docker reads it, with Go's `encoding/json`. Member names are not case-sensitive: of several that
 * differ only in case, the last one counts, and objects are merged. A member of the wrong type makes Docker ignore
 * the whole file.
 *
 * Source: docker/cli, `cli/config/configfile/file.go`.
 */
const docker_config_string = nullable(string('a string'));
const docker_config_text = nullish(docker_config_string);
const texts = nullish(recordOf(docker_config_string, 'an object of strings'));
const list = nullish(array(docker_config_string, 'an array of strings'));
/** An entry of `auths`. */
const ENTRY = {
    auth: nullish(pipe(string('a string'), check(isAuth, 'base64 of `user:secret`'))),
    username: docker_config_text,
    password: docker_config_text,
    email: docker_config_text,
    serveraddress: docker_config_text,
    identitytoken: docker_config_text,
    registrytoken: docker_config_text,
};
/** An entry of `proxies`. */
const PROXY = { httpProxy: docker_config_text, httpsProxy: docker_config_text, noProxy: docker_config_text, ftpProxy: docker_config_text, allProxy: docker_config_text };
const CONFIG = {
    auths: nullish(recordOf(nullable(objectOf(ENTRY)), 'an object of logins')),
    credHelpers: texts,
    credsStore: docker_config_text,
    HttpHeaders: texts,
    aliases: texts,
    features: texts,
    plugins: nullish(recordOf(nullable(recordOf(docker_config_string, 'an object of strings')), 'an object of objects')),
    proxies: nullish(recordOf(nullable(objectOf(PROXY)), 'an object of objects')),
    pruneFilters: list,
    cliPluginsExtraDirs: list,
    currentContext: docker_config_text,
    detachKeys: docker_config_text,
    experimental: docker_config_text,
    psFormat: docker_config_text,
    imagesFormat: docker_config_text,
    networksFormat: docker_config_text,
    pluginsFormat: docker_config_text,
    volumesFormat: docker_config_text,
    statsFormat: docker_config_text,
    serviceInspectFormat: docker_config_text,
    servicesFormat: docker_config_text,
    tasksFormat: docker_config_text,
    secretFormat: docker_config_text,
    configFormat: docker_config_text,
    nodesFormat: docker_config_text,
};
const ConfigSchema = object(CONFIG);
/**
 * Reads the text of a config.
 *
 * @returns `undefined` if it is not a JSON object.
 */
function docker_config_readDockerConfig(source) {
    const root = parseObject(source);
    if (root === undefined) {
        return undefined;
    }
    const { value, replaced } = readObject(root, []);
    const issues = [
        ...listIssues(value),
        // Docker decodes only the last `auth`, but each of them must have the right type.
        ...replaced.flatMap(listIssues).filter(({ kind }) => kind === 'schema'),
    ];
    const flaws = issues.map(({ path = [], message }) => ({
        path: path.map(({ key }) => String(key)),
        expected: message,
    }));
    return { members: value, flaws: uniqueBy(flaws, ({ path }) => JSON.stringify(path)) };
}
function listIssues(members) {
    return safeParse(ConfigSchema, members).issues ?? [];
}
function uniqueBy(items, key) {
    return [...new Map(items.map((item) => [key(item), item])).values()];
}
/** The syntax tree of a JSON object, `undefined` for any other text. */
function parseObject(source) {
    // For invalid JSON, `parseTree` would return the part that it understands.
    const root = json_isJsonObject(json_parseJson(source)) ? (0,main.parseTree)(source) : undefined;
    return root?.type === 'object' ? root : undefined;
}
/** The credential helper of a host, empty for the config file. */
function findHelper({ members }, host) {
    const { credHelpers } = members;
    // An entry turns `credsStore` off for the host, even if it is empty or `null`.
    const isNamed = json_isJsonObject(credHelpers) && Object.hasOwn(credHelpers, host);
    return isNamed ? String(credHelpers[host] ?? '') : docker_config_findStore({ members });
}
/** The credential helper for all hosts (`credsStore`), empty for none. */
function docker_config_findStore({ members }) {
    return String(members['credsStore'] ?? '');
}
/** Folds the case of a member name as Go does when it compares names. */
function foldName(name) {
    // A character of a name is a byte of the file, unless it was written as an escape (`\\u017f`).
    const isBytes = !/[^\0-\xff]/.test(name);
    const text = isBytes ? Buffer.from(name, 'latin1').toString('utf8') : name;
    // The long s is the only letter that folds to ASCII, but is not changed by `toLowerCase`.
    return text.toLowerCase().replaceAll('\u017f', 's');
}
/** @param path the names that lead to the object, as Docker spells them. */
function readObject(node, path) {
    // Not an object, because a member may be called `__proto__`.
    const members = new Map();
    const replaced = [];
    for (const [given, child] of propertiesOf(node)) {
        const name = spell(given, namesAt(path));
        const isObject = child.type === 'object' && path.length < docker_config_DEEPEST;
        const inner = isObject
            ? readObject(child, [...path, name])
            : { value: (0,main.getNodeValue)(child), replaced: [] };
        replaced.push(...inner.replaced.map((value) => ({ [name]: value })));
        const earlier = members.get(name);
        if (earlier !== undefined) {
            replaced.push({ [name]: earlier });
        }
        members.set(name, docker_config_join(earlier, inner.value, path));
    }
    const kept = [...members].filter(([, value]) => path.length > 0 || value !== null);
    return { value: Object.fromEntries(kept), replaced };
}
/** Merges two values of one member as Docker's decoder does. */
function docker_config_join(earlier, value, path) {
    if (path.length === 0 && json_isJsonObject(earlier) && json_isJsonObject(value)) {
        return { ...earlier, ...value };
    }
    // A later `null` clears a map or a list, but not a string, except in a map.
    const keepsEarlier = path.length === 0 || isStruct(path);
    return value === null && keepsEarlier && typeof earlier === 'string' ? earlier : value;
}
const docker_config_NAMES = Object.keys(CONFIG);
/** Members whose entries are objects with known member names. */
const INNER_NAMES = new Map([
    ['auths', Object.keys(ENTRY)],
    ['proxies', Object.keys(PROXY)],
]);
/** The depth of the deepest objects that Docker knows. */
const docker_config_DEEPEST = 2;
function isStruct(path) {
    return path.length === 2 && INNER_NAMES.has(path[0]);
}
function namesAt(path) {
    if (path.length === 0) {
        return docker_config_NAMES;
    }
    return (path.length === 2 ? INNER_NAMES.get(path[0]) : undefined) ?? [];
}
function spell(name, names) {
    return names.find((candidate) => foldName(candidate) === foldName(name)) ?? name;
}
/* v8 ignore next 5 -- The parser gives an object children, and each of them a name. */
function propertiesOf({ children = [] }) {
    return children.flatMap(({ children: pair = [] }) => {
        const [name, value] = pair;
        return value === undefined ? [] : [[String(name?.value), value]];
    });
}
/** Whether Docker can decode an `auth`. It treats an empty one as none. */
function isAuth(value) {
    return (value === '' ||
        (isBase64(value) && Buffer.from(value, 'base64').toString('latin1').indexOf(':') > 0));
}
/** Whether Go's decoder accepts a text as base64. It skips line breaks. */
function isBase64(text) {
    const encoded = text.replace(/[\r\n]/g, '');
    return encoded.length % 4 === 0 && /^[A-Za-z0-9+/]*={0,2}$/.test(encoded);
}

;// CONCATENATED MODULE: ./src/runner/private-directory.ts






/*
 * All calls here are synchronous, because a canceled step must delete its directory before its process ends.
 */
/** The name of a file that says: this directory belongs to this action and may be deleted. */
const private_directory_MARKER = '.icr-login';
const PREFIX = 'icr-login-';
const CHECK_PREFIX = `${PREFIX}check-`;
/** Windows does not delete an open file, so Node.js tries again for about two seconds. */
const REMOVE_OPTIONS = { recursive: true, force: true, maxRetries: 6, retryDelay: 100 };
/** Chooses a path for a private directory of this step. Nothing is created yet. */
function private_directory_nameDirectory() {
    return join(temporaryDirectory(), `${PREFIX}${randomBytes(8).toString('hex')}`);
}
/** Lists the private directories of this job, except those of checks. */
function listDirectories() {
    return files_listNames(job_temporaryDirectory())
        .filter((name) => name.startsWith(PREFIX) && !name.startsWith(CHECK_PREFIX))
        .map((name) => (0,external_node_path_namespaceObject.join)(job_temporaryDirectory(), name))
        .filter(isOurs);
}
/**
 * Creates a directory for the checks of this step, which only its owner can read. By its name, the post step finds and
 * deletes what a killed step left behind.
 */
function makeCheckDirectory() {
    mkdirSync(temporaryDirectory(), { recursive: true });
    const path = mkdtempSync(join(temporaryDirectory(), CHECK_PREFIX));
    writeFileSync(join(path, private_directory_MARKER), '');
    return path;
}
/**
 * Deletes the directories of all checks. No check can be running during a post step: each runner has its own temporary
 * directory and runs the steps of a job one after another.
 *
 * @throws every failure, after it has tried to delete every directory.
 */
function deleteCheckDirectories() {
    const failures = [];
    for (const name of listNames(temporaryDirectory())) {
        if (name.startsWith(CHECK_PREFIX)) {
            try {
                private_directory_deleteDirectory(join(temporaryDirectory(), name));
            }
            catch (error) {
                failures.push(error);
            }
        }
    }
    throwFailures(failures);
}
/** Creates a private directory, which only its owner can read, and the directories above it. */
function private_directory_createDirectory(path) {
    mkdirSync(dirname(path), { recursive: true });
    mkdirSync(path, { mode: PRIVATE_DIRECTORY });
    writeFileSync(join(path, private_directory_MARKER), '');
}
/**
 * Deletes a directory with its content. It must be in the runner's temporary directory, and have this action's marker
 * or the name of a check directory. Links are not followed. The marker is deleted last, so that a directory which
 * cannot be deleted completely can be found again.
 *
 * @returns whether there was such a directory.
 * @throws an error of the file system if something cannot be deleted.
 */
function private_directory_deleteDirectory(path) {
    if (!isOurs(path)) {
        return false;
    }
    for (const name of listNames(path).filter((entry) => entry !== private_directory_MARKER)) {
        rmSync(join(path, name), REMOVE_OPTIONS);
    }
    rmSync(path, REMOVE_OPTIONS);
    return true;
}
function isOurs(path) {
    const names = files_listNames(path);
    if (!names.includes(private_directory_MARKER) && !(0,external_node_path_namespaceObject.basename)(path).startsWith(CHECK_PREFIX)) {
        return false;
    }
    const isDirectory = (0,external_node_fs_namespaceObject.lstatSync)(path, { throwIfNoEntry: false })?.isDirectory() === true;
    return isDirectory && (0,external_node_path_namespaceObject.dirname)((0,external_node_fs_namespaceObject.realpathSync)(path)) === (0,external_node_fs_namespaceObject.realpathSync)(job_temporaryDirectory());
}

;// CONCATENATED MODULE: ./src/runner/variables.ts

/** Lists the new and the previous values of variables that are about to be set. */
function variables_planVariables(values, environment = process.env) {
    return Object.entries(values).map(([name, value]) => ({
        name,
        value,
        before: environment[name] ?? '',
    }));
}
/** Sets variables for the following steps of the job. */
function exportVariables(variables) {
    for (const { name, value } of variables) {
        exportVariable(name, value);
    }
}
/**
 * Restores variables, unless a later step has changed them. The runner cannot unset a variable, so one that was not set
 * before is then empty.
 */
function variables_restoreVariables(variables) {
    for (const { name, value, before } of variables) {
        if (process.env[name] === value) {
            exportVariable(name, before);
        }
    }
}

;// CONCATENATED MODULE: ./src/stores/config-error.ts







const ELSEWHERE = 'or set DOCKER_CONFIG for the job to another directory, for example one in RUNNER_TEMP.';
/** Explains a config that is not JSON as Docker writes it. Never quotes the file, because it contains secrets. */
function config_error_malformedConfig(path, text) {
    return new action_error_ActionError('config-malformed', {
        problem: `${disarm_disarm(path)} is not a Docker config: ${describeFlaw(text)}. It was not changed.`,
        fix: `Correct the file, or move it away, ${ELSEWHERE} \`config: isolated\` does not help here: it starts from a copy of this file.`,
        link: links_LINKS.dockerConfig,
    });
}
function describeFlaw(text) {
    if (isTooDeep(text)) {
        return 'its JSON is nested too deeply';
    }
    if (json_parseJson(text) !== undefined) {
        return 'it, or its `auths`, is not a JSON object';
    }
    // JSON.parse does not tell the position.
    const errors = [];
    (0,main.parse)(text, errors, { disallowComments: true });
    const before = text.slice(0, errors[0]?.offset);
    const column = before.length - before.lastIndexOf('\n');
    return `its JSON is invalid, see line ${before.split('\n').length}, column ${column}`;
}
/** Members that Docker ignores since version 29. Buildx, Compose, Helm and others may contain the code of an older one. */
const REMOVED = /^experimental$|^auths\..*\.email$/;
/** Explains a config with a member of the wrong type: Docker would ignore the whole file, with the new login. */
function unreadableMember(path, { path: names, expected }) {
    const readers = REMOVED.test(names.join('.'))
        ? 'Docker before version 29, and clients that contain its code,'
        : 'Docker';
    return new ActionError('config-malformed', {
        problem: `${readers} cannot load ${disarm(path)}: \`${disarm(names.join('.'))}\` must be ${expected}. The file was not changed, because Docker would not find any login in it.`,
        fix: `Correct or remove that member. Or use \`config: isolated\`, which leaves it out, ${ELSEWHERE}`,
        link: LINKS.dockerConfig,
    });
}
/**
 * Explains an error of the file system or of a lock.
 *
 * @returns an ActionError `config-busy` or `config-not-writable`, or any other error unchanged.
 */
function config_error_explainFileError(path, error) {
    if (files_isFileError(error, 'ELOCKED', 'ECHANGED')) {
        return new action_error_ActionError('config-busy', {
            problem: `Another job or program kept ${disarm_disarm(path)} locked, or kept changing it, until \`timeout\` was over.`,
            fix: `Use \`config: isolated\`, run the job again, raise the input \`timeout\`, ${ELSEWHERE}`,
            link: links_LINKS.dockerConfig,
            cause: error,
        });
    }
    if (error instanceof Error && 'syscall' in error) {
        return new action_error_ActionError('config-not-writable', {
            problem: `${disarm_disarm(path)} cannot be read or changed: ${disarm_disarm(error.message)}`,
            fix: adviseOnAccess(path, error),
            link: links_LINKS.dockerConfig,
            cause: error,
        });
    }
    return error;
}
function adviseOnAccess(path, error) {
    // What cannot be read cannot be copied either, so `config: isolated` would not help.
    if (error instanceof NotAFile) {
        return `Remove it, or replace it with a file, ${ELSEWHERE}`;
    }
    if (error instanceof FileTooLong) {
        return `Remove it, or replace it with a shorter file, ${ELSEWHERE}`;
    }
    if (files_isFileError(error, 'ENOTDIR', 'ELOOP')) {
        return `Correct this path, ${ELSEWHERE}`;
    }
    // A private config is in this directory.
    if (isWithin(path, job_temporaryDirectory())) {
        return 'Free some space on the disk that contains RUNNER_TEMP, and give the user of the runner write access to that directory.';
    }
    return `Use \`config: isolated\`. Otherwise, give the user of the runner write access to the file and its directory, free disk space, ${ELSEWHERE}`;
}

;// CONCATENATED MODULE: ./src/stores/private-config.ts













const private_config_CONFIG = 'config.json';
/** The error codes of files that this user may not read. */
const NOT_ALLOWED = (/* unused pure expression or super */ null && (['EACCES', 'EPERM']));
/**
 * Plans a private config with everything from the user's own: plug-ins, contexts, builders, proxies, credential helpers
 * of other hosts, and every login that is in a file. That includes the logins and credential helpers in podman's own
 * files, because podman, buildah and skopeo would no longer read those. Left out are `credsStore`, the credential helpers
 * of `hosts`, and what Docker cannot read.
 *
 * @param hosts the hosts to log in to.
 * @param edit chooses what to copy of a file.
 * @throws ActionError `config-malformed`, `config-not-writable`
 */
async function planPrivateConfig(hosts, edit) {
    const source = dockerConfigPath();
    const config = await readUsersConfig(source, edit);
    reportFlaws(source, config.flaws);
    const readable = config.flaws.reduce(leaveOut, config.members);
    const { credsStore: _, credHelpers, auths, ...kept } = readable;
    const helpers = membersOf(credHelpers).filter(([host]) => !hosts.includes(host));
    const own = membersOf(auths);
    const logins = own.filter(([, entry]) => isJsonObject(entry) && Object.keys(entry).length > 0);
    const inHelper = own
        .map(([host]) => host)
        .filter((host) => !isNamed(logins, host) && !isNamed(membersOf(credHelpers), host));
    reportHelper(findStore(config), inHelper);
    const podmans = (await Promise.all(podmanLoginPaths().map((path) => readPodmans(path, edit)))).toReversed();
    // Docker would start one of podman's helpers even for a host whose login is in its own config.
    const podmanHelpers = podmans
        .flatMap((podman) => podman.helpers)
        .filter(([host]) => !hosts.includes(host) && !isNamed(logins, host));
    const allHelpers = [...podmanHelpers, ...helpers];
    const text = JSON.stringify({
        ...kept,
        ...(allHelpers.length > 0 ? { credHelpers: Object.fromEntries(allHelpers) } : {}),
        auths: Object.fromEntries([
            ...podmans.flatMap((podman) => podman.logins.toReversed()),
            ...logins,
        ]),
    }, undefined, 2);
    const directory = nameDirectory();
    const path = join(directory, private_config_CONFIG);
    return {
        saved: {
            directory,
            variables: planVariables({ DOCKER_CONFIG: directory, REGISTRY_AUTH_FILE: path }),
        },
        path,
        create: () => createConfig(path, `${text}\n`, source),
    };
}
/** Lists the paths of the private configs of this job. */
function listPrivateConfigs() {
    return listDirectories().map((directory) => (0,external_node_path_namespaceObject.join)(directory, private_config_CONFIG));
}
/** Deletes a private config, with every login in it, and restores the variables that pointed to it. */
function removePrivateConfig({ directory, variables }) {
    try {
        if (deleteDirectory(directory)) {
            info(`Deleted the private config of the job with its logins (${disarm(directory)}).`);
        }
        else if (existsSync(join(directory, private_config_CONFIG))) {
            warning(`The private config of the job was not deleted, because a step has replaced its directory or removed the marker of this action there. Its logins stay in ${disarm(directory)} until the runner empties RUNNER_TEMP.`);
        }
    }
    finally {
        restoreVariables(variables);
    }
}
async function readUsersConfig(path, edit) {
    let bytes;
    try {
        bytes = await readIfThere(path);
    }
    catch (error) {
        if (!isFileError(error, ...NOT_ALLOWED)) {
            throw explainFileError(path, error);
        }
        // In most cases, `sudo docker login` created it. Docker continues without it, too.
        notice(`The runner's user does not have permission to read ${disarm(path)}, so the private config of this job contains nothing from it.`);
    }
    const text = bytes === undefined ? '' : String(await edit(path, bytes));
    const config = readDockerConfig(text.trim() === '' ? '{}' : text);
    if (config === undefined) {
        throw malformedConfig(path, text);
    }
    return config;
}
function reportFlaws(path, flaws) {
    if (flaws.length > 0) {
        const names = flaws.map((flaw) => `\`${disarm(flaw.path.join('.'))}\` (must be ${flaw.expected})`);
        notice(`The private config of this job leaves out what Docker cannot read in ${disarm(path)}: ${names.join(', ')}.`);
    }
}
function reportHelper(helper, hosts) {
    if (helper !== '') {
        const names = hosts.length === 0 ? '' : ` (${hosts.map(disarm).join(', ')})`;
        notice(`The private config of this job does not use the credential helper "${disarm(helper)}", so the logins that are stored there${names} are not in it.`);
    }
}
/** The members without the flaw. Of `auths` or `features`, only the flawed entry is left out. */
function leaveOut(members, { path }) {
    const [name = '', inner] = path;
    const { [name]: value, ...others } = members;
    if (inner === undefined || !isJsonObject(value)) {
        return others;
    }
    const rest = Object.entries(value).filter(([key]) => key !== inner);
    return { ...members, [name]: Object.fromEntries(rest) };
}
/**
 * Creates the directory and the config in it, which only their owner may read. Copies the other files of the user's
 * directory into it, and links its subdirectories.
 *
 * @param source the path of the user's own config.
 */
async function createConfig(path, text, source) {
    const directory = dirname(path);
    try {
        createDirectory(directory);
        await writeFile(path, text, { mode: PRIVATE_FILE });
        const folder = dirname(source);
        // The logins in podman's own files are in the config already, as far as they may be copied.
        const podmans = await Promise.all(podmanLoginPaths().map(resolveReadable));
        for (const name of listNames(folder).filter((candidate) => isShared(candidate, basename(source)))) {
            const file = join(folder, name);
            if (isReadable(file) && !podmans.includes(realpathSync.native(file))) {
                await share(file, join(directory, name));
            }
        }
    }
    catch (error) {
        throw explainFileError(path, error);
    }
}
/** Resolves the links in a path, as far as this user can read them. */
async function resolveReadable(path) {
    return resolveLinks(path).catch(() => path);
}
/** Reads from one of podman's own files what Docker can read too. Returns nothing if podman cannot read the file. */
async function readPodmans(path, edit) {
    const bytes = await readIfThere(path).catch(() => undefined);
    if (bytes === undefined) {
        return { logins: [], helpers: [] };
    }
    const text = String(await edit(path, bytes));
    const { members = {}, flaws = [] } = readDockerConfig(text) ?? {};
    const read = flaws.filter(({ path: [name = ''] }) => PODMANS.includes(name));
    reportFlaws(path, read);
    const { auths, credHelpers } = read.reduce(leaveOut, members);
    return { logins: membersOf(auths), helpers: membersOf(credHelpers) };
}
/** The members that podman reads. */
const PODMANS = (/* unused pure expression or super */ null && (['auths', 'credHelpers']));
function membersOf(value) {
    return isJsonObject(value) ? Object.entries(value) : [];
}
function isNamed(members, name) {
    return members.some(([candidate]) => candidate === name);
}
/** Not the config, nor the files that this action, or Docker while it writes the config, puts next to a config. */
function isShared(name, config) {
    const rest = name.startsWith(config) ? name.slice(config.length) : undefined;
    const isOfDocker = rest !== undefined && /^\d*$/.test(rest);
    return name !== MARKER && !isOfDocker && !name.includes('.icr-login-');
}
/** Dangling links, and files that this user may not read, as `sudo docker` leaves them, are useless to clients. */
function isReadable(path) {
    try {
        accessSync(path, constants.R_OK);
        return true;
    }
    catch {
        return false;
    }
}
/**
 * Copies a file, and links a directory. Windows lets only administrators create links to files, but anyone can create
 * a junction to a directory. If that fails, for example for a network share, the directory is copied, too. Anything
 * else, such as a socket, is left out.
 */
async function share(path, place) {
    const target = realpathSync(path);
    const status = statSync(target);
    if (status.isFile()) {
        await copy(target, place, status.mode);
    }
    else if (status.isDirectory()) {
        /* v8 ignore next -- Only Windows refuses to make a junction. */
        await symlink(target, place, 'junction').catch(() => cp(target, place, { recursive: true }));
    }
}
/** Copies a file, unless it is too long to belong to a config: a copy of it could fill the disk. */
async function copy(path, place, mode) {
    let bytes;
    try {
        bytes = await readIfThere(path);
    }
    catch (error) {
        notice(`The private config of this job leaves out a file: ${quoteError(error)}.`);
        return;
    }
    /* v8 ignore next -- It is missing only if someone removes it at this very moment. */
    await writeFile(place, bytes ?? '', { mode });
}

;// CONCATENATED MODULE: ./src/logins/dead.ts

const DAY_MS = 24 * 60 * 60 * 1000;
/** The longest a job can run on a self-hosted runner. Source: GitHub Docs, "Actions limits". */
const LONGEST_JOB_MS = 5 * DAY_MS;
/** How far off a clock may be that was never compared with IBM Cloud's. */
const MARGIN_MS = 5 * DAY_MS;
/**
 * Whether it is certain that no one needs the login of a record anymore: its credential has expired, its job has
 * ended, or it is older than any job can be. If in doubt, `false`.
 *
 * @param clockOffsetMs how far IBM Cloud's clock is ahead of this machine's, if known.
 */
async function isDead(record, clockOffsetMs) {
    const { job, at, expiresAt } = record;
    const now = Date.now();
    const margin = clockOffsetMs === undefined ? MARGIN_MS : 0;
    const offset = clockOffsetMs ?? 0;
    if (expiresAt !== undefined && Date.parse(expiresAt) + margin <= now + offset) {
        return true;
    }
    // `at` comes from this machine's clock, which may have been as wrong then as it is now, or right.
    const age = now + Math.min(0, offset) - Date.parse(at);
    if (age >= LONGEST_JOB_MS + margin) {
        return true;
    }
    // For a record of this same job, a missing marker proves nothing: a step may have deleted it.
    return !isNamedLikeThis(record) && (await isOver(job));
}
/**
 * Whether a record belongs to this step's own job: by its marker or, if that was lost, by repository, run, attempt
 * and job. In both cases, its marker must have been in the temporary directory of this runner.
 *
 * @param marker what the marker of this step's job contains, `undefined` if there is none.
 */
async function isOwn(record, marker) {
    const { job } = record;
    const isMarked = marker !== undefined && job.id === marker;
    return (isMarked || isNamedLikeThis(record)) && (await isHere(job));
}
/** Whether repository, run, attempt and job are those of this step, as far as the runner does not tell them apart. */
function isNamedLikeThis({ job, run }) {
    return run === job_describeRun() && !isOther(job);
}

;// CONCATENATED MODULE: ./src/minting/mark.ts


/** Matches a complete mark at the end of a description. */
const MARK_AT_END = /icr-login (?<repository>\S+) run (?<run>[^\s/]+)\/(?<attempt>[^\s/]+) job \S+ at (?<at>\d{4}-\d\d-\d\dT\d\d:\d\dZ) lifetime (?<lifetime>\d{1,4}[mhd]|never) (?<random>[0-9a-f]{32})$/;
/** Matches one complete mark and nothing else. */
const MARK = new RegExp(`^${MARK_AT_END.source}`);
/**
 * Makes a mark that no other credential has: words that tell people whose credential it is, then 128 random bits. It
 * is saved before the request that creates the credential, and every try sends the same mark.
 *
 * @param lifetime as it was requested: `24h` or `never`.
 */
function makeMark(lifetime, now = new Date()) {
    const minute = `${now.toISOString().slice(0, 16)}Z`;
    const random = randomBytes(16).toString('hex');
    return `icr-login ${describeRun()} at ${minute} lifetime ${lifetime} ${random}`;
}
/** Whether a mark was made in this run, attempt and job. */
function isOwnMark(mark) {
    return MARK.test(mark) && mark.startsWith(`icr-login ${job_describeRun()} at `);
}
/** Makes the description of a credential: the user's text on one line, followed by the mark. */
function describeMarked(words, mark) {
    const line = words?.replace(/[\p{Cc}\s]+/gu, ' ').trim();
    return line === undefined || line === '' ? mark : `${line} ${mark}`;
}
/** Reads the mark at the end of a description. Returns `undefined` if there is none. */
function readMark(description) {
    const match = MARK_AT_END.exec(description);
    if (match === null) {
        return undefined;
    }
    // Every match contains all groups.
    const words = match.groups;
    const at = new Date(words.at);
    return Number.isNaN(at.getTime()) ? undefined : { ...words, text: match[0], at };
}
/** Makes the name of an API key from the run, the attempt and the random digits of its mark. */
function nameMarked({ run, attempt, random }) {
    const toNumber = (text) => (/^\d+$/.test(text) ? text : '0');
    return `${NAME_PREFIX}${toNumber(run)}-${toNumber(attempt)}-${random}`;
}
/** The start of the name of every API key that this action creates. */
const NAME_PREFIX = 'icr-login-';

;// CONCATENATED MODULE: ./src/minting/minted.ts



/** The kinds of credential that the input `mint` can name. */
const MINT_NAMES = (/* unused pure expression or super */ null && (['api-key', 'access-token', 'registry-token']));
/** The kinds that can be found and revoked. IAM cannot revoke an access token. */
const REVOCABLE_MINTS = (/* unused pure expression or super */ null && (['api-key', 'registry-token']));
/** Whether what the input `mint` asks for can be revoked when the job ends. */
function isRevocable(mint) {
    return REVOCABLE_MINTS.some((name) => name === mint);
}
/** A complete mark, because a part of it could match other credentials too. */
const mark = pipe(string(), regex(MARK));
/** Validates a {@link MintedMark}. Members that a newer version has added are kept. */
const MintedMarkSchema = variant('mint', [
    looseObject({
        mint: literal('api-key'),
        place: pipe(string(), regex(/^iam-ServiceId-[\w-]{1,64}$/i)),
        mark,
    }),
    looseObject({
        mint: literal('registry-token'),
        place: pipe(string(), check(isRegistryHost)),
        mark,
    }),
]);
/** Whether a credential of this record may still be valid. */
function mayBeValid({ outcome, lostReplies }) {
    return outcome === 'intended' || outcome === 'issued' || lostReplies > 0;
}

;// CONCATENATED MODULE: ./src/logins/kept.ts

const PLACE = /^https:\/\/[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}\.icr-login\.invalid\//;
/**
 * A new name under which a credential helper keeps its previous entry for a host. No registry can have a name under
 * `.invalid` (RFC 2606), so no client ever sends that entry anywhere. The random part is in the hostname, because
 * clients and some helpers ignore the rest of a URL.
 */
function nameKept(host) {
    return `https://${randomUUID()}.icr-login.invalid/${host}`;
}
/**
 * Whether a text is such a name for a host. Every step of a job can write the journal, so a name in it must not
 * lead this action to move or remove any other login of a credential helper.
 */
function isKeptName(text, host) {
    return PLACE.test(text) && text.replace(PLACE, '') === host;
}

;// CONCATENATED MODULE: ./src/logins/journal.ts










/*
 * What each login replaced, so that it can be restored. Every step of a job can write this file, so it is read
 * through these schemas, and whatever this action would not have written is ignored. Members that a newer version
 * has added are kept.
 */
/** What a login replaced. */
const ReplacedSchema = looseObject({
    /**
     * The JSON text of the previous entry; missing if there was none. For a credential helper, this is the name under
     * which the helper itself keeps the previous entry, so that its secret is never written to disk.
     */
    entry: optionalText,
    /** The ID of the record of the login that wrote the previous entry, if this action did. */
    record: optionalText,
});
const DirectorySchema = looseObject({ device: string(), inode: string() });
/** One login: what it wrote, what that replaced, and which job it belongs to. */
const recordMembers = {
    id: pipe(string(), nonEmpty()),
    host: pipe(string(), check(isRegistryHost)),
    /** The credential helper that has the entry; missing for the config file. */
    store: optional(pipe(string(), regex(/^[\w.-]+$/))),
    /** Salted SHA-256 of the entry that the login wrote, see `fingerprint.ts`. */
    fingerprint: pipe(string(), nonEmpty()),
    replaced: ReplacedSchema,
    /** See `Job`. */
    job: looseObject({
        marker: pipe(string(), nonEmpty()),
        id: pipe(string(), nonEmpty()),
        directory: dist_fallback(optional(DirectorySchema), undefined),
        tracking: optionalText,
    }),
    /** The run, as `describeRun` names it: `octo/app run 12/1 job build`. */
    run: dist_fallback(string(), ''),
    /** When the record was created, ISO 8601. */
    at: dist_fallback(string(), ''),
    /** When its credential expires, ISO 8601. */
    expiresAt: optionalText,
    /** Fingerprints of what its step trusted to reach IBM Cloud, with the ID as the salt; see `trust.ts`. */
    trust: dist_fallback(optional(record(string(), string())), undefined),
};
const RecordSchema = pipe(looseObject({
    ...recordMembers,
    /** What was minted for it. */
    minted: optional(MintedMarkSchema),
}), check(isReplaceable));
/** A record whose `minted` may be damaged: its login is undone anyway. */
const UnmintedSchema = pipe(looseObject(recordMembers), check(isReplaceable));
/** An entry is restored exactly as it was recorded, so it must be valid for its store. */
function isReplaceable({ host, store, replaced: { entry } }) {
    return (entry === undefined ||
        (store === undefined ? isEntry(json_parseJson(entry)) : isKeptName(entry, host)));
}
/** Docker ignores the whole config if an entry is anything else. */
function isEntry(value) {
    return value === null || json_isJsonObject(value);
}
/** What did not exist before the first login, and is removed with the last one. */
const CreatedSchema = looseObject({
    file: dist_fallback(dist_boolean(), false),
    /** The text of a file that contained only whitespace. */
    blank: dist_fallback(optional(pipe(string(), regex(/^\s*$/))), undefined),
    /** The topmost directory that was created. */
    directory: optionalText,
    /** Whether `auths` was missing, or was the JSON text in `authsBefore`. */
    auths: dist_fallback(dist_boolean(), false),
    authsBefore: dist_fallback(optional(pipe(string(), regex(/^null$/))), undefined),
});
/** All logins of one config that have not been undone yet, in the order they were made. */
const JournalSchema = looseObject({
    version: literal(1),
    salt: pipe(string(), nonEmpty()),
    created: CreatedSchema,
    records: array(unknown()),
});
/** For a config in which nothing was missing before the first login. */
const journal_NOTHING_CREATED = {
    file: false,
    blank: undefined,
    directory: undefined,
    auths: false,
    authsBefore: undefined,
};
/** The path of the journal of a config. */
function journal_journalPath(configPath) {
    return `${configPath}.icr-login-journal`;
}
/** The text to write to the file of a journal. */
function formatJournal(journal) {
    return `${JSON.stringify(journal, undefined, 2)}\n`;
}
/** Parses the text of a journal, without what is damaged. */
function parseJournal(text) {
    const read = safeParse(JournalSchema, json_parseJson(text));
    if (!read.success) {
        return { journal: emptyJournal(), damage: 'all' };
    }
    const { records, ...journal } = read.output;
    const parsed = records.map(parseRecord);
    const damage = parsed.every(({ isWhole }) => isWhole) ? 'none' : 'records';
    const known = parsed.flatMap(({ record }) => record ?? []);
    return { journal: { ...journal, records: known }, damage };
}
function parseRecord(value) {
    const whole = safeParse(RecordSchema, value);
    if (whole.success) {
        return { record: whole.output, isWhole: true };
    }
    const rest = safeParse(UnmintedSchema, value);
    const record = rest.success ? { ...rest.output, minted: undefined } : undefined;
    return { record, isWhole: false };
}
/** A journal without records, with a new salt. */
function emptyJournal() {
    return {
        version: 1,
        salt: (0,external_node_crypto_namespaceObject.randomBytes)(16).toString('hex'),
        created: journal_NOTHING_CREATED,
        records: [],
    };
}
/**
 * Reads the journal of a config, an empty one if there is none yet.
 *
 * @returns also the bytes of its file, `undefined` if there is none.
 */
async function readJournal(configPath) {
    const bytes = await files_readIfThere(journal_journalPath(configPath));
    return bytes === undefined
        ? { journal: emptyJournal(), damage: 'none', bytes }
        : { ...parseJournal(bytes.toString('utf8')), bytes };
}
/** The configs whose damaged journals have been reported. */
const warned = new Set();
/** Warns that the journal of a config is damaged, once for each config. */
function journal_warnOfDamage(configPath, damage) {
    if (damage !== 'none' && !warned.has(configPath)) {
        warned.add(configPath);
        const flaw = damage === 'all'
            ? 'is damaged, so a new one is started'
            : 'has records that this action did not write, which are ignored';
        core_warning(`${disarm_disarm(journal_journalPath(configPath))} ${flaw}. Logins that have not been undone yet stay in ${disarm_disarm(configPath)}. To remove them, run \`docker logout HOST\` for each registry host.`);
    }
}
/** Whether the journal of a config may have one of these records. Does not need the lock. */
async function hasRecords(configPath, ids) {
    try {
        const bytes = await readIfThere(journal_journalPath(configPath));
        if (bytes === undefined) {
            return false;
        }
        const { journal, damage } = parseJournal(bytes.toString('utf8'));
        return damage !== 'none' || journal.records.some(({ id }) => ids.includes(id));
    }
    catch {
        // A journal that cannot be read may have them.
        return true;
    }
}

;// CONCATENATED MODULE: ./src/stores/config-text.ts

/**
 * The text of a Docker config, for edits. Only the bytes of an entry change, and removing an inserted entry restores
 * exactly the previous bytes: an entry is inserted before its siblings, with the same indentation.
 */
class ConfigText {
    text;
    #root;
    constructor(text, root) {
        this.text = text;
        this.#root = root;
    }
    /**
     * Parses a text.
     *
     * @returns `undefined` unless it is a JSON object whose `auths`, if there is one, is an object or `null`.
     */
    static parse(text) {
        const root = parseObject(text);
        if (root === undefined) {
            return undefined;
        }
        const parsed = new ConfigText(text, root);
        return ['object', 'null', undefined].includes(parsed.#auths?.type) ? parsed : undefined;
    }
    /** Whether this is an object with nothing in it. */
    get isEmpty() {
        return config_text_propertiesOf(this.#root).length === 0;
    }
    /** The JSON text of the value of `auths`, `undefined` if there is none. */
    get auths() {
        const auths = this.#auths;
        return auths === undefined ? undefined : slice(this.text, auths);
    }
    /** The JSON text of a host's entry in `auths`, `undefined` if there is none. */
    read(host) {
        const auths = this.#auths;
        const entry = auths === undefined ? undefined : findValue(auths, host);
        return entry === undefined ? undefined : slice(this.text, entry);
    }
    /** Sets a host's entry. Creates `auths` if it is missing or `null`. */
    write(host, entry) {
        const auths = this.#auths;
        const alone = `{${JSON.stringify(host)}: ${entry}}`;
        if (auths === undefined) {
            return edited(insert(this.text, this.#root, 'auths', alone));
        }
        if (auths.type !== 'object') {
            return edited(replace(this.text, auths, alone));
        }
        const current = findValue(auths, host);
        return edited(current === undefined
            ? insert(this.text, auths, host, entry)
            : replace(this.text, current, entry));
    }
    /** Removes a host's entry, if there is one. */
    remove(host) {
        const auths = this.#auths;
        return auths === undefined ? this : edited(remove(this.text, auths, findIndex(auths, host)));
    }
    /**
     * Restores `auths` to what it was before the first entry. Does nothing while it still has an entry.
     *
     * @param before its JSON text (`null`), `undefined` if there was no `auths`.
     */
    restoreAuths(before) {
        const auths = this.#auths;
        if (auths?.type !== 'object' || config_text_propertiesOf(auths).length > 0) {
            return this;
        }
        return edited(before === undefined
            ? remove(this.text, this.#root, findAuthsIndex(this.#root))
            : replace(this.text, auths, before));
    }
    /** The value of `auths`. Docker ignores the case of the name. */
    get #auths() {
        return config_text_propertiesOf(this.#root)[findAuthsIndex(this.#root)]?.children?.[1];
    }
}
/** @throws TypeError if what was inserted is not JSON. */
function edited(text) {
    const config = ConfigText.parse(text);
    if (config === undefined) {
        throw new TypeError('This edit would make the config unreadable.');
    }
    return config;
}
function findAuthsIndex(root) {
    return config_text_propertiesOf(root).findLastIndex(({ children }) => foldName(String(children?.[0]?.value)) === 'auths');
}
function slice(text, { offset, length }) {
    return text.slice(offset, offset + length);
}
function replace(text, { offset, length }, value) {
    return text.slice(0, offset) + value + text.slice(offset + length);
}
/** The properties of an object; none for an `auths` that is `null`. */
function config_text_propertiesOf({ children = [] }) {
    return children;
}
/** If a key is repeated, the last one counts, as it does for Docker. */
function findIndex(object, key) {
    return config_text_propertiesOf(object).findLastIndex(({ children }) => children?.[0]?.value === key);
}
function findValue(object, key) {
    return config_text_propertiesOf(object)[findIndex(object, key)]?.children?.[1];
}
function endOf({ offset, length }) {
    return offset + length;
}
function insert(text, object, key, value) {
    const start = object.offset + 1;
    const next = config_text_propertiesOf(object)[0];
    const property = `${JSON.stringify(key)}: ${value}`;
    const inserted = next === undefined ? property : `${text.slice(start, next.offset)}${property},`;
    return text.slice(0, start) + inserted + text.slice(start);
}
function remove(text, object, index) {
    const properties = config_text_propertiesOf(object);
    const property = properties[index];
    if (property === undefined) {
        return text;
    }
    const previous = properties[index - 1];
    const next = properties[index + 1];
    const previousEnd = previous === undefined ? object.offset + 1 : endOf(previous);
    // Between two properties there is only a comma and whitespace.
    if (next === undefined) {
        return text.slice(0, previousEnd) + text.slice(endOf(property));
    }
    const start = previous === undefined ? previousEnd : text.indexOf(',', previousEnd) + 1;
    return text.slice(0, start) + text.slice(text.indexOf(',', endOf(property)) + 1);
}

;// CONCATENATED MODULE: ./src/runner/find-program.ts



/** The extensions that Windows assumes if PATHEXT is not set. */
const WINDOWS_EXTENSIONS = '.COM;.EXE;.BAT;.CMD';
/**
 * Finds a program on the PATH as a shell does, but ignores empty entries, which mean the current directory. The program
 * must be executable. It need not be readable.
 *
 * @returns its absolute path, or `undefined`.
 */
function findProgram(name, environment = process.env, system = (0,external_node_os_namespaceObject.platform)()) {
    const isWindows = system === 'win32';
    const entries = (environment['PATH'] ?? '').split(external_node_path_namespaceObject.delimiter);
    // Windows accepts quotes around a directory, and a program's name without its extension.
    const directories = isWindows ? entries.map((entry) => entry.replaceAll('"', '')) : entries;
    const extensions = isWindows ? (environment['PATHEXT'] || WINDOWS_EXTENSIONS).split(';') : [''];
    const program = directories
        .filter((directory) => directory !== '')
        .flatMap((directory) => extensions.map((extension) => (0,external_node_path_namespaceObject.join)(directory, `${name}${extension}`)))
        .find(isProgram);
    return program === undefined ? undefined : (0,external_node_path_namespaceObject.resolve)(program);
}
function isProgram(path) {
    try {
        (0,external_node_fs_namespaceObject.accessSync)(path, external_node_fs_namespaceObject.constants.X_OK);
        return (0,external_node_fs_namespaceObject.statSync)(path).isFile();
    }
    catch {
        return false;
    }
}

;// CONCATENATED MODULE: external "node:diagnostics_channel"
const external_node_diagnostics_channel_namespaceObject = require("node:diagnostics_channel");
// EXTERNAL MODULE: ./node_modules/tree-kill/index.js
var tree_kill = __nccwpck_require__(855);
var tree_kill_default = /*#__PURE__*/__nccwpck_require__.n(tree_kill);
;// CONCATENATED MODULE: ./src/runner/process-tree.ts



/**
 * Kills a process immediately, with everything that it has started.
 *
 * `tree-kill` runs `taskkill` on Windows and `pgrep` on macOS. On Linux it would need `ps`, which slim containers do
 * not have, so there the processes are read from `/proc`.
 */
async function killTree(pid) {
    if (pid === undefined) {
        return;
    }
    /* v8 ignore start -- Coverage is measured on Linux. */
    if ((0,external_node_os_namespaceObject.platform)() !== 'linux') {
        // A failure means that the process has already ended.
        await new Promise((resolve) => tree_kill_default()(pid, 'SIGKILL', () => resolve()));
        return;
    }
    /* v8 ignore stop */
    killLinuxTree(pid);
}
/** Kills the process before its children, because it could start more of them. */
function killLinuxTree(pid) {
    for (const one of listTree(pid)) {
        try {
            process.kill(one, 'SIGKILL');
        }
        catch {
            // It has already ended.
        }
    }
}
function listTree(pid) {
    return [pid, ...listChildren(pid).flatMap(listTree)];
}
/** Lists the children of all threads, because the kernel lists them by thread. */
function listChildren(pid) {
    const threads = orNothing(() => (0,external_node_fs_namespaceObject.readdirSync)(`/proc/${pid}/task`));
    return threads.flatMap((id) => orNothing(() => (0,external_node_fs_namespaceObject.readFileSync)(`/proc/${pid}/task/${id}/children`, 'utf8').split(' '))
        .filter((text) => text !== '')
        .map(Number));
}
/** A process or a thread may already have ended, and not every kernel has the file `children`. */
function orNothing(list) {
    try {
        return list();
    }
    catch {
        return [];
    }
}

;// CONCATENATED MODULE: ./src/runner/program.ts






/** How much of the end of the output is kept for the error message. Clients print the cause last. */
const OUTPUT_CHARACTERS = 16_384;
/** More than any login prints. A program that never stops printing must not use up the memory. */
const STDOUT_BYTES = 1_048_576;
const running = new Set();
let isWatching = false;
/**
 * Runs a program to its end through @actions/exec. Its output is not printed, and its environment contains no secret.
 *
 * @throws ActionError `timed-out`, after the program is killed with everything that it has started.
 */
async function runProgram(program) {
    const { what, path, args, input, deadline, environment } = program;
    watchChildren();
    let output = '';
    const keep = (data) => {
        output = (output + data.toString('utf8')).slice(-OUTPUT_CHARACTERS);
    };
    const stdout = [];
    let bytes = 0;
    const keepAll = (data) => {
        keep(data);
        bytes += data.length;
        if (bytes <= STDOUT_BYTES) {
            stdout.push(data);
        }
    };
    const ending = exec_exec(`"${path}"`, [...args], {
        env: { ...childEnvironment(process.env), ...environment },
        ignoreReturnCode: true,
        input: Buffer.from(input),
        listeners: { stdout: keepAll, stderr: keep },
        silent: true,
    });
    try {
        // The types of @actions/exec say `number`, but after a signal the exit code is `null`.
        const exitCode = await deadline.race(ending, what);
        return { exitCode, output, stdout: Buffer.concat(stdout).toString('utf8') };
    }
    catch (error) {
        await killChildren();
        throw error;
    }
}
/**
 * Kills every child process that still runs, with everything that it has started: a credential helper would outlive the
 * `docker` that started it.
 */
async function killChildren() {
    await Promise.all([...running].map(({ pid }) => killTree(pid)));
}
/**
 * Keeps track of child processes, so that they can be killed when the step is canceled. @actions/exec does not expose
 * them, but Node.js announces each one on a diagnostics channel.
 */
function watchChildren() {
    if (isWatching) {
        return;
    }
    isWatching = true;
    whenCancelled(killChildren);
    (0,external_node_diagnostics_channel_namespaceObject.subscribe)('child_process', (message) => {
        const { process: child } = message;
        running.add(child);
        child.once('exit', () => running.delete(child));
        // A program that ends before it has read its input must not crash this step with EPIPE.
        queueMicrotask(() => child.stdin?.on('error', () => undefined));
    });
}
/**
 * Makes the environment of a child process: without the inputs, the state and the tokens of this step, and without any
 * variable that contains one of its secrets. DOCKER_AUTH_CONFIG would override the config that the check uses. The
 * context that DOCKER_CONTEXT names does not exist there, and a login needs no daemon.
 */
function childEnvironment(environment) {
    const entries = Object.entries(environment).filter((entry) => {
        const [name, value] = entry;
        return (value !== undefined &&
            !/^(?:INPUT_|STATE_|ACTIONS_|DOCKER_(?:AUTH_CONFIG|CONTEXT)$)/i.test(name) &&
            !containsSecret(value));
    });
    return Object.fromEntries(entries);
}
/** Describes on one line how a program ended and what it printed, without secrets. */
function describeResult({ exitCode, output }) {
    const ending = exitCode === null ? 'was ended by a signal' : `ended with exit code ${exitCode}`;
    const text = disarm_disarm(redact(hideUserInfo(readTellingLines(output).join(' '))));
    return text === '' ? `${ending} and printed nothing.` : `${ending}: ${text}`;
}
/**
 * The lines that describe a failure, or all lines if there are none. Docker and Podman also print warnings that have
 * nothing to do with it.
 */
function readTellingLines(output) {
    const lines = output.split(/\r?\n/).filter((line) => line.trim() !== '');
    const telling = lines.filter((line) => !/^(?:WARNING|time=.*level=(?:warning|info))/i.test(line));
    return telling.length === 0 ? lines : telling;
}
/** A program may print the address of a proxy with its password. */
function hideUserInfo(text) {
    return text.replace(/:\/\/[^\s/"']{0,500}@/g, '://***@');
}

;// CONCATENATED MODULE: ./src/stores/credential-helper.ts










/** A helper that takes longer is waiting for a person, for example to unlock a keychain. */
const LONGEST_SECONDS = 15;
/** How a helper says that it has no entry. Docker expects this text, and all of Docker's own helpers print it. */
const NOT_FOUND = /credentials not found in native keychain/i;
const AnswerSchema = object({ username: nullish(string(), ''), secret: string() });
/** The helpers that did not finish, most often because time ran out. They are not started again. */
const hung = new Map();
/**
 * Opens a credential helper by its program `docker-credential-<name>`. An entry is the answer of its `get` without
 * the server URL: `{"Username": …, "Secret": …}`. Each write or removal is verified by reading the entry again,
 * because some helpers report a success that did not happen.
 *
 * @throws ActionError `credential-store` if there is no such program. The methods throw it if the helper fails.
 */
async function openCredentialHelper(name, deadline) {
    const program = `docker-credential-${name}`;
    // Anything but a plain name could lead to a program in a directory of someone else's choice.
    const path = /^[\w.-]+$/.test(name) ? findProgram(program) : undefined;
    if (path === undefined) {
        throw storeFailed(name, `Its program \`${disarm_disarm(program)}\` is not on the PATH of this step.`);
    }
    const call = (verb, input) => callHelper({ name, path, verb, input, deadline });
    const read = async (host) => {
        const result = await call('get', host);
        if (NOT_FOUND.test(result.stdout)) {
            return undefined;
        }
        if (result.exitCode !== 0) {
            // Helpers print errors to standard output, which may also contain a secret.
            const isSecret = result.stdout.includes('{');
            throw refused(name, 'get', isSecret ? { ...result, output: '' } : result);
        }
        return readAnswer(name, result.stdout);
    };
    return {
        read,
        write: async (host, entry) => {
            const login = { ServerURL: host, ...parseJsonObject(entry) };
            const result = await call('store', JSON.stringify(login));
            if (result.exitCode !== 0) {
                const output = withoutSecret(result.output, String(login['Secret']));
                throw refused(name, 'store', { ...result, output });
            }
            if ((await read(host)) !== entry) {
                throw notKept(name, host);
            }
        },
        remove: async (host) => {
            // Some helpers fail if there is nothing to erase.
            const result = await call('erase', host);
            if ((await read(host)) !== undefined) {
                throw refused(name, 'erase', result);
            }
        },
    };
}
async function callHelper({ name, path, verb, input, deadline }) {
    const before = hung.get(name);
    if (before !== undefined) {
        throw before;
    }
    // At most half of the remaining time: the rest is for undoing what was done before.
    const limit = new Deadline(Math.min(LONGEST_SECONDS, deadline.remainingMs() / 2000));
    const what = nameCall(name, verb);
    try {
        return await runProgram({ what, path, args: [verb], input, deadline: limit });
    }
    catch (error) {
        const failure = storeFailed(name, summarizeError(error));
        hung.set(name, failure);
        throw failure;
    }
}
/**
 * Parses the answer of `get` as Docker does: ignores the case of member names, and what follows the object. The answer
 * is never quoted, because it contains a secret.
 */
function readAnswer(name, text) {
    // Some helpers print lines of their own first, perhaps with braces in them.
    for (const object of findObjects(text)) {
        const members = Object.entries(object).map(([key, value]) => [foldName(key), value]);
        const { success, output } = safeParse(AnswerSchema, Object.fromEntries(members));
        if (success) {
            const { username: Username, secret: Secret } = output;
            return `${Username}${Secret}` === '' ? undefined : JSON.stringify({ Username, Secret });
        }
    }
    throw storeFailed(name, `${nameCall(name, 'get')} returned something that is not a login.`);
}
/** Removes a secret from text. It can be that of someone else's entry, which the log does not mask. */
function withoutSecret(text, secret) {
    const inJson = JSON.stringify(secret).slice(1, -1);
    return text.replaceAll(secret, '***').replaceAll(inJson, '***');
}
function refused(name, verb, result) {
    return storeFailed(name, `${nameCall(name, verb)} ${describeResult(result)}`);
}
function nameCall(name, verb) {
    return `\`docker-credential-${name} ${verb}\``;
}
/** The entry of a login, as JSON text in the format of a credential helper. */
function credential_helper_formatHelperEntry({ username, secret }) {
    return JSON.stringify({ Username: username, Secret: secret });
}
/**
 * Explains the failure of a credential helper.
 *
 * @param problem what went wrong, safe to print.
 */
function storeFailed(name, problem) {
    return new action_error_ActionError('credential-store', {
        problem: `The credential helper "${disarm_disarm(name)}", which the Docker config names, failed. ${problem}`,
        fix: 'Repair or unlock the credential helper, or add `config: isolated`, which gives the job a private Docker config without a credential helper.',
        link: links_LINKS.dockerCredentialStores,
    });
}
/** Explains a credential helper that reports that it stored a login, but then returns another one or none. */
function notKept(name, host) {
    return storeFailed(name, `It reported that it stored the login to ${host}, but it did not.`);
}
/** Explains why a credential helper is not asked to remove a login: only a helper that the config names is started. */
function notNamed(name, host) {
    return new action_error_ActionError('credential-store', {
        problem: `The config no longer names the credential helper "${disarm_disarm(name)}" for ${host}, so it was not started. It may still have the login.`,
        fix: `Name it in the config again and run \`docker logout ${host}\`, or remove the entry with the helper itself.`,
        link: links_LINKS.dockerCredentialStores,
    });
}

;// CONCATENATED MODULE: ./src/logins/chain.ts
/**
 * Undoes one record.
 *
 * The records of a place form a chain: each one says what it replaced. Undoing the top record restores the
 * entry below it. Undoing a record further down relinks the chain: the record above it now replaces what the
 * undone one had replaced, so that a dead login is never restored.
 *
 * The top is the last record whose entry is in the store. A process that was killed after it wrote the journal,
 * but before it wrote the entry, leaves a record above the top.
 *
 * @param records all records, in the order they were created, including `record`.
 * @param current the fingerprint of the current entry, `undefined` if there is none.
 */
function undoRecord(records, record, current) {
    const others = records.filter(({ id }) => id !== record.id);
    const linked = others.map((other) => other.replaced.record === record.id ? { ...other, replaced: record.replaced } : other);
    if (findTop(records, record, current)?.id === record.id) {
        return { records: linked, change: { kind: 'restore', entry: record.replaced.entry } };
    }
    const isLast = records.findLast(isAt(record))?.id === record.id;
    return { records: linked, change: { kind: isLast ? 'foreign' : 'covered' } };
}
/**
 * Finds what a new login replaces.
 *
 * @param entry the current entry in the form that the record keeps, see {@link Replaced}.
 * @param current the fingerprint of the current entry, `undefined` if there is none.
 */
function findReplaced(records, place, entry, current) {
    return { entry, record: findTop(records, place, current)?.id };
}
/** The record of the login that is in the store now: the last one, if several wrote the same entry. */
function findTop(records, place, current) {
    return records.filter(isAt(place)).findLast(({ fingerprint }) => fingerprint === current);
}
/**
 * Makes an entry permanent (`logout: false`): the first record of the chain now says that it replaced this entry,
 * so undoing the whole chain restores it.
 */
function putAtBottom(records, place, entry) {
    const bottom = records.find(isAt(place));
    return records.map((record) => record.id === bottom?.id ? { ...record, replaced: { entry, record: undefined } } : record);
}
/** Returns a predicate that tests whether a record is about a place. */
function isAt({ host, store }) {
    return (record) => record.host === host && record.store === store;
}

;// CONCATENATED MODULE: ./src/logins/lost-logins.ts





/**
 * Lists the hosts of logins that a step of this job wrote, and whose records were lost: a step may have removed the
 * journal. Only logins that are still in the config, or in the credential helper that it names, are listed.
 *
 * @param saved what the steps of this job saved about this config.
 * @param text the text of the config.
 */
async function listLost(saved, text, { records }, deadline) {
    const isThere = async ({ host, store, fingerprint }, salt) => {
        const entry = store === undefined
            ? ConfigText.parse(text)?.read(host)
            : await readFromHelper(text, host, store, deadline);
        return entry !== undefined && fingerprintEntry(salt, entry) === fingerprint;
    };
    const hosts = [];
    for (const { entries, salt } of saved) {
        for (const entry of entries) {
            const isRecorded = records.some(isAt({ store: undefined, ...entry }));
            if (!isRecorded && (await isThere(entry, salt))) {
                hosts.push(entry.host);
            }
        }
    }
    return hosts;
}
/** Reads an entry from a credential helper, if the config names that helper for the host and it works. */
async function readFromHelper(text, host, store, deadline) {
    const config = docker_config_readDockerConfig(text);
    if (config === undefined || findHelper(config, host) !== store) {
        return undefined;
    }
    try {
        return await (await openCredentialHelper(store, deadline)).read(host);
    }
    catch {
        // A helper that fails now has most likely failed to store the login, too.
        return undefined;
    }
}

;// CONCATENATED MODULE: ./src/logins/own-logins.ts















/**
 * Finds every login of this job that has not been undone, in every config that the clients read. A config that
 * cannot be read is skipped with a warning, so that the others are still found.
 *
 * @param saved what earlier steps saved: a step may have pointed the clients to other configs since, or have removed
 * records.
 * @param deadline the search takes half of the remaining time at most.
 * @returns the configs in the order in which to undo their logins, without those that have none.
 */
async function findOwnLogins(saved, deadline) {
    const searching = deadline.half();
    const marker = await readMarker();
    const found = new Map();
    const privates = new Set(listPrivateConfigs());
    // These few are always searched: a step may have deleted the saved states, or added many files to them.
    const usual = [config_path_dockerConfigPath(), ...config_path_podmanLoginPaths(), config_path_dockerConfigPath({})];
    for (const candidate of new Set([...usual, ...saved.map(({ path }) => path), ...privates])) {
        if (searching.remainingMs() === 0 && !usual.includes(candidate)) {
            core_warning('There was no time to look for logins in all configs of this job. Those that were not found stay until the job ends.');
            break;
        }
        try {
            for (const path of await listPlaces(candidate)) {
                const isPrivate = privates.has(candidate) || found.get(path)?.isPrivate === true;
                const own = await search(path, { saved, marker, deadline: searching });
                found.set(path, { path, isPrivate, ...own });
            }
        }
        catch (error) {
            const place = disarm_disarm(candidate);
            core_warning(`${place} could not be checked. If this job has a login there, it stays until the job ends. ${describe_quoteError(error)}`);
        }
    }
    return [...found.values()].filter(({ records, doubtful, unrecorded }) => records.length + doubtful.length + unrecorded.length > 0);
}
/**
 * The paths next to which the journal of a config can be: that of the file and, if someone has moved the file since
 * and left a symbolic link, that of the link.
 */
async function listPlaces(config) {
    const directory = await files_resolveLinks((0,external_node_path_namespaceObject.dirname)(config));
    return new Set([await files_resolveLinks(config), (0,external_node_path_namespaceObject.join)(directory, (0,external_node_path_namespaceObject.basename)(config))]);
}
async function search(path, { saved, marker, deadline }) {
    const { journal, damage } = await readJournal(path);
    journal_warnOfDamage(path, damage);
    const { text } = decodeConfig(await files_readIfThere(path));
    const own = saved.filter((logins) => logins.path === path);
    const lost = await listLost(own, text, journal, deadline);
    const { records, doubtful } = await chooseOwn(journal.records, marker);
    return {
        records,
        salt: journal.salt,
        doubtful: [...new Set([...doubtful, ...lost])],
        unrecorded: listUnrecorded(text, journal).filter((host) => !lost.includes(host)),
    };
}
async function chooseOwn(all, marker) {
    const verdicts = await Promise.all(all.map((record) => isOwn(record, marker)));
    const places = await Promise.all(all.map(({ job }) => isHere(job)));
    const records = all.filter((_, index) => verdicts[index] === true);
    const doubtful = all
        .filter((record, index) => record.run === job_describeRun() || places[index] === true)
        .filter((record) => !records.includes(record))
        .map(({ host }) => host);
    return { records, doubtful };
}
/** The registry hosts that the text of a config has a login to, but its journal has no record of. */
function listUnrecorded(text, { records }) {
    const auths = docker_config_readDockerConfig(text)?.members['auths'];
    const hosts = Object.entries(json_isJsonObject(auths) ? auths : {}).flatMap(([host, entry]) => isRegistryHost(host) && json_isJsonObject(entry) && Object.keys(entry).length > 0 ? [host] : []);
    return hosts.filter((host) => !records.some((record) => record.host === host));
}
/** What the marker of this step's job contains, `undefined` if there is none. */
async function readMarker() {
    try {
        const bytes = await files_readIfThere(markerPath());
        return bytes?.toString();
    }
    catch {
        // This action only creates regular files.
        return undefined;
    }
}

;// CONCATENATED MODULE: ./src/logins/created.ts




/**
 * Notes what did not exist before the first login in the journal, so that undoing the last one removes it.
 *
 * @param made the topmost directory that was created for this login, if any.
 */
function noteCreated({ disk, content, journal }, made) {
    const before = journal.created;
    const { auths } = content;
    const hasAuths = auths?.startsWith('{') === true;
    const original = disk.config?.toString('latin1');
    return {
        ...before,
        file: before.file || original === undefined,
        blank: before.blank ?? (original?.trim() === '' ? original : undefined),
        directory: before.directory ?? made,
        auths: before.auths || !hasAuths,
        authsBefore: before.authsBefore ?? (hasAuths ? undefined : auths),
    };
}
/**
 * The text to write. Once no record is left, it lacks what was created for the first login, unless someone else
 * has added something to that.
 *
 * @returns `undefined` if there must be no file.
 */
function created_textToWrite({ content, journal, disk }) {
    const isMissing = disk.config === undefined && content.isEmpty;
    if (journal.records.length > 0) {
        return isMissing ? undefined : content.text;
    }
    const { created } = journal;
    const restored = created.auths ? content.restoreAuths(created.authsBefore) : content;
    if (!restored.isEmpty) {
        return restored.text;
    }
    if (created.file || isMissing) {
        return undefined;
    }
    return created.blank ?? restored.text;
}
/**
 * Whether a directory that the journal names may be removed once it is empty. Every step of a job can write the
 * journal, so only a directory that this action could have created qualifies. It is above the config, and contains
 * neither the home, temporary or working directory, nor the workspace.
 */
function mayRemoveDirectory(directory, configPath) {
    const kept = [
        homeDirectory(),
        job_temporaryDirectory(),
        process.cwd(),
        process.env['GITHUB_WORKSPACE'],
    ];
    return (isWithin(configPath, directory) &&
        kept.every((place) => place === undefined || !isWithin(place, directory)));
}
/**
 * The topmost directory above a config that may be removed once it is empty, `undefined` for none. A home
 * directory stays, even if it was created for the login.
 *
 * @param made the topmost directory that was created; nothing above it is removed.
 */
function findTopmost(made, configPath) {
    let topmost;
    let directory = (0,external_node_path_namespaceObject.dirname)(configPath);
    while (isWithin(directory, made) && mayRemoveDirectory(directory, configPath)) {
        topmost = directory;
        directory = (0,external_node_path_namespaceObject.dirname)(directory);
    }
    return topmost;
}

;// CONCATENATED MODULE: ./src/stores/file-store.ts

/**
 * The entries in `auths` of a config. Changes only its text in memory, which is written to disk later, together with
 * the journal.
 */
class FileStore {
    content;
    constructor(content) {
        this.content = content;
    }
    async read(host) {
        return this.content.read(host);
    }
    async write(host, entry) {
        this.content = this.content.write(host, entry);
    }
    async remove(host) {
        this.content = this.content.remove(host);
    }
}
/** The entry that Docker writes into its config for a login. */
function file_store_formatFileEntry({ username, secret }) {
    return JSON.stringify({ auth: encodeBasic(username, secret) });
}

;// CONCATENATED MODULE: ./src/logins/entry-store.ts



/**
 * The stores of the entries of one config: its own text, and credential helpers. The text is edited in memory and
 * committed together with the journal; a credential helper changes immediately.
 */
class entry_store_EntryStores {
    #file;
    #deadline;
    #lock;
    #helpers = new Map();
    /**
     * @param content the text of the config.
     * @param lock the lock of the config.
     */
    constructor(content, deadline, lock) {
        this.#file = new FileStore(content);
        this.#deadline = deadline;
        this.#lock = lock;
    }
    /** The text of the config with all changes so far. */
    get content() {
        return this.#file.content;
    }
    /**
     * Opens a store.
     *
     * @param name the name of a credential helper, `undefined` for the config file.
     * @throws ActionError `credential-store` if the program of the helper is not on the PATH.
     */
    async open(name) {
        if (name === undefined) {
            return this.#file;
        }
        const opened = this.#helpers.get(name) ?? this.#openHelper(name);
        this.#helpers.set(name, opened);
        return opened;
    }
    /**
     * If this process was suspended between two calls, another job may have stored its login: each change first proves
     * that this process still holds the lock. Entries that a helper keeps under a name of this action belong to one
     * record, so removing one needs no proof.
     */
    async #openHelper(name) {
        const { read, write, remove } = await openCredentialHelper(name, this.#deadline);
        return {
            read,
            write: async (host, entry) => {
                await this.#lock.prove();
                await write(host, entry);
            },
            remove: async (host) => {
                if (isRegistryHost(host)) {
                    await this.#lock.prove();
                }
                await remove(host);
            },
        };
    }
}
/** The entry of a login, as JSON text in the format of its store. */
function formatEntry(store, credential) {
    return store === undefined ? formatFileEntry(credential) : formatHelperEntry(credential);
}

;// CONCATENATED MODULE: ./src/files/prepared-file.ts





const PERMISSION_BITS = 0o777;
const GROUP_BITS = 0o070;
/** Stands between the name of a file and random hexadecimal digits in the name of its temporary file. */
const INFIX = '.icr-login-';
/**
 * Writes the new content of a file to a temporary file in the same directory, and flushes it to the disk. So other
 * programs see the complete old or new content and never a part of it, even after a power failure.
 *
 * Owner and group are kept if the system allows it. If the group cannot be kept, the new group gets no more permissions
 * than everyone.
 */
async function prepared_file_prepareFile(path, content, access = { ownerOf: path, keepsMode: true }) {
    const temporary = nameTemporary(path);
    const discard = () => files_removeFile(temporary);
    try {
        // O_EXCL: a link that someone has placed under this name is not followed.
        const flags = external_node_fs_namespaceObject.constants.O_WRONLY | external_node_fs_namespaceObject.constants.O_CREAT | external_node_fs_namespaceObject.constants.O_EXCL;
        const file = await whileOpenElsewhere(() => (0,promises_namespaceObject.open)(temporary, flags, files_PRIVATE_FILE));
        try {
            await file.writeFile(content);
            const owner = (await statIfThere(access.ownerOf)) ?? (await (0,promises_namespaceObject.stat)((0,external_node_path_namespaceObject.dirname)(access.ownerOf)));
            const hasGroup = await giveTo(file, owner);
            const old = access.keepsMode ? await statIfThere(path) : undefined;
            if (old !== undefined) {
                await file.chmod(limitMode(old.mode, hasGroup));
            }
            await file.sync();
        }
        finally {
            await file.close();
        }
    }
    catch (error) {
        await discard();
        throw error;
    }
    return { commit: () => replaceFile(temporary, path), discard };
}
/**
 * Prepares to remove a file. As with {@link prepareFile}, `commit` fails if another process has removed what was
 * prepared: it moves the file into a temporary directory, then deletes that.
 */
async function prepareRemoval(path) {
    const directory = nameTemporary(path);
    const discard = () => removeTree(directory);
    await whileOpenElsewhere(() => (0,promises_namespaceObject.mkdir)(directory, { mode: files_PRIVATE_DIRECTORY }));
    try {
        await files_giveToOwnerOf((0,external_node_path_namespaceObject.dirname)(path), directory);
        /* v8 ignore start -- Only if another process removes the directory at this very moment. */
    }
    catch (error) {
        await discard();
        throw error;
    }
    /* v8 ignore stop */
    return {
        commit: async () => {
            await replaceFile(path, (0,external_node_path_namespaceObject.join)(directory, (0,external_node_path_namespaceObject.basename)(path)));
            await discard();
        },
        discard,
    };
}
/** Chooses a temporary name for the new content of a file. */
function nameTemporary(path) {
    return `${path}${INFIX}${(0,external_node_crypto_namespaceObject.randomBytes)(6).toString('hex')}`;
}
/**
 * Removes what other processes have prepared for a file and not committed, because it can contain a login. If such a
 * process still runs, its `commit` fails.
 */
async function removeLeftovers(path) {
    const directory = (0,external_node_path_namespaceObject.dirname)(path);
    const prefix = `${(0,external_node_path_namespaceObject.basename)(path)}${INFIX}`;
    const names = await (0,promises_namespaceObject.readdir)(directory);
    const leftovers = names.filter((name) => name.startsWith(prefix) && /^[0-9a-f]{12}$/.test(name.slice(prefix.length)));
    for (const name of leftovers) {
        await removeTree((0,external_node_path_namespaceObject.join)(directory, name));
    }
}
async function statIfThere(path) {
    try {
        return await (0,promises_namespaceObject.stat)(path);
    }
    catch (error) {
        if (files_isFileError(error, 'ENOENT')) {
            return undefined;
        }
        throw error;
    }
}
/**
 * Gives a file an owner and a group, if the system allows it.
 *
 * @returns whether it now has the group.
 */
async function giveTo(file, { uid, gid }) {
    const now = await file.stat();
    if (now.uid === uid && now.gid === gid) {
        return true;
    }
    return (await changeOwner(file, uid, gid)) || (await changeOwner(file, now.uid, gid));
}
/** Only root can give a file away; others can give it to a group that they are in. */
async function changeOwner(file, uid, gid) {
    try {
        await file.chown(uid, gid);
        return true;
    }
    catch {
        return false;
    }
}
function limitMode(mode, hasGroup) {
    const others = mode & 0o007;
    const group = hasGroup ? mode & GROUP_BITS : mode & (others << 3);
    return ((mode & ~GROUP_BITS) | group) & PERMISSION_BITS;
}

;// CONCATENATED MODULE: external "node:timers/promises"
const external_node_timers_promises_namespaceObject = require("node:timers/promises");
// EXTERNAL MODULE: ./node_modules/proper-lockfile/index.js
var proper_lockfile = __nccwpck_require__(648);
var proper_lockfile_default = /*#__PURE__*/__nccwpck_require__.n(proper_lockfile);
;// CONCATENATED MODULE: ./src/stores/lock.ts








/** How often work is tried if its lock keeps being broken: each time, this process was suspended for too long. */
const lock_TRIES = 5;
/** A lock without a heartbeat for this long is broken. */
const STALE_MS = 4_000;
const HEARTBEAT_MS = 1_000;
/** Work waits at least this long, even if the step has less time left: enough to break the lock of a dead process. */
const LEAST_PATIENCE_MS = STALE_MS + 1_000;
/** A shorter wait is not announced. */
const SILENT_WAIT_MS = 1_000;
/** The longest wait after the time limit of the step, even if it needs several locks one after the other. */
const GRACE_MS = 4_000;
const SHORTEST_WAIT_MS = 5;
const LONGEST_WAIT_MS = 60;
/** Another process has broken the lock, because this process was suspended or sent no heartbeat for too long. */
class LockLost extends Error {
    name = 'LockLost';
    code = 'ECHANGED';
    constructor() {
        super('Another process has broken the lock.');
    }
}
/**
 * Runs work while no other use of this action, in any process, runs work under the same lock. Work that throws
 * {@link LockLost} runs again under a new lock.
 *
 * @param path a directory that is created and removed again. Its parent must exist.
 * @throws an error with the code ELOCKED if the lock does not become free in time; or what the work throws.
 */
async function withLock(path, deadline, work) {
    for (let tries = 1;; tries += 1) {
        // At most half of the time: if the lock stays taken, the rest is for revoking what was minted.
        const least = Math.min(LEAST_PATIENCE_MS, deadline.remainingMs(GRACE_MS));
        const endsAt = deadline_now() + Math.max(deadline.remainingMs() / 2, least);
        const held = await acquire(path, endsAt);
        try {
            return await work(held);
        }
        catch (error) {
            if (!(error instanceof LockLost) || tries === lock_TRIES) {
                throw error;
            }
        }
        finally {
            await held.release();
        }
    }
}
/** proper-lockfile's own retries would also repeat what waiting cannot fix, such as a read-only directory. */
async function acquire(path, endsAt) {
    const watch = new Watch(path);
    const guard = new Watch(`${path}-breaking`);
    const announceAt = deadline_now() + SILENT_WAIT_MS;
    let isAnnounced = false;
    for (let wait = SHORTEST_WAIT_MS;; wait = Math.min(wait * 2, LONGEST_WAIT_MS)) {
        try {
            return await take(path);
        }
        catch (error) {
            if (!files_isFileError(error, 'ELOCKED') || deadline_now() > endsAt) {
                throw error;
            }
        }
        if (!isAnnounced && deadline_now() >= announceAt) {
            isAnnounced = true;
            const seconds = Math.ceil((endsAt - deadline_now()) / 1000);
            core_info(`Another job has locked ${disarm_disarm(path)}. Waiting for up to ${seconds} s.`);
        }
        if (await watch.isDead()) {
            await breakLock(watch, guard);
        }
        // Jobs that wait must not all try again at the same moment.
        await (0,external_node_timers_promises_namespaceObject.setTimeout)(wait * (0.5 + Math.random() / 2));
    }
}
async function take(path) {
    const release = await lockDirectory(path);
    const holder = holderOf(path);
    const token = (0,external_node_crypto_namespaceObject.randomUUID)();
    try {
        // `wx` overwrites nothing, follows no link and writes to no pipe, whatever someone has put there.
        await files_removeFile(holder);
        await (0,promises_namespaceObject.writeFile)(holder, token, { flag: 'wx', mode: files_PRIVATE_FILE });
    }
    catch (error) {
        /* v8 ignore next -- The first failure is the one to report. */
        await release().catch(() => undefined);
        throw error;
    }
    const isOwn = async () => String(await files_readIfThere(holder)) === token;
    return {
        prove: async () => {
            if (!(await isOwn())) {
                throw new LockLost();
            }
        },
        release: async () => {
            try {
                if (await isOwn()) {
                    await files_removeFile(holder);
                    await release();
                }
            }
            catch {
                // If the lock is no longer ours, there is nothing to release.
            }
        },
    };
}
/** The path of a file next to the lock, with a random token that identifies its holder. */
function holderOf(path) {
    return `${path}-holder`;
}
function lockDirectory(path) {
    return whileOpenElsewhere(() => proper_lockfile_default().lock(path, {
        lockfilePath: path,
        realpath: false,
        // proper-lockfile would judge a stale lock by the clock of this machine, and break it without protection: if
        // two processes find it stale, the second removes the lock that the first has just taken.
        stale: Number.POSITIVE_INFINITY,
        update: HEARTBEAT_MS,
        // Not needed: the holder checks that it still has the lock before it puts anything in place.
        onCompromised: () => undefined,
    }));
}
/**
 * Detects a dead lock by its heartbeat, a modification time that no longer changes. It is not compared with a clock:
 * those of two machines that share a home directory may differ, and a lock may be dated in the future.
 */
class Watch {
    path;
    #seen = '';
    #sinceMs = deadline_now();
    constructor(path) {
        this.path = path;
    }
    /** @throws NotAFile for anything but a directory, because no process would ever remove it. */
    async isDead() {
        const seen = await this.#look();
        if (seen !== this.#seen) {
            this.#seen = seen;
            this.#sinceMs = deadline_now();
        }
        return seen !== '' && deadline_now() - this.#sinceMs >= STALE_MS;
    }
    async #look() {
        try {
            const { ino, mtimeNs } = await lstatDirectory(this.path);
            return `${ino} ${mtimeNs}`;
        }
        catch (error) {
            /* v8 ignore next 3 -- Only if the lock is released at this very moment. */
            if (files_isFileError(error, 'ENOENT')) {
                return '';
            }
            throw error;
        }
    }
}
async function lstatDirectory(path) {
    const stats = await (0,promises_namespaceObject.lstat)(path, { bigint: true });
    if (!stats.isDirectory()) {
        throw new NotAFile(path, 'directory');
    }
    return stats;
}
/** Removes the lock of a dead process: under a second lock, and only if it is still the same one. */
async function breakLock(dead, guard) {
    let release;
    try {
        release = await lockDirectory(guard.path);
    }
    catch {
        // Another process is breaking the lock, or died while it did.
        if (await guard.isDead()) {
            await (0,promises_namespaceObject.rm)(guard.path, { recursive: true, force: true });
        }
        return;
    }
    try {
        if (await dead.isDead()) {
            // The file of the holder first: if that still runs after all, it must not mistake the next lock for its own.
            await files_removeFile(holderOf(dead.path));
            await (0,promises_namespaceObject.rm)(dead.path, { recursive: true, force: true });
        }
    }
    finally {
        await release();
    }
}

;// CONCATENATED MODULE: ./src/logins/open-config.ts









/** How often work is tried while other programs, which do not use the lock, keep changing a file. */
const open_config_TRIES = 10;
/** More than the entries of a few logins need. */
const ROOM_BYTES = 16_384;
/** Another program has changed the config or the journal since it was read. */
class ChangedMeanwhile extends Error {
    name = 'ChangedMeanwhile';
    code = 'ECHANGED';
}
/**
 * Runs work on a config while no other use of this action changes it. Work can run several times: it starts over
 * if another program, such as Docker, changes the config before it is written, and if the lock was lost.
 *
 * @param path the real path, without symbolic links. Its directory must exist.
 * @throws ActionError `config-malformed`, with nothing changed; or an error with the code ELOCKED or ECHANGED if
 * the config stays locked or keeps changing, see `explainFileError`.
 */
async function withConfig(path, deadline, work) {
    return withLock(`${path}.icr-login-lock`, deadline, async (lock) => {
        for (let tries = 1;; tries += 1) {
            try {
                return await work(await openConfig(path, lock));
            }
            catch (error) {
                if (!(error instanceof ChangedMeanwhile) || tries === open_config_TRIES) {
                    throw error;
                }
            }
        }
    });
}
async function openConfig(path, lock) {
    const file = await files_resolveLinks(path);
    // Before anything is read: an earlier holder of the lock may only have been suspended. When it resumes, it must
    // not put in place what it prepared while it held the lock.
    await removeLeftovers(file);
    await removeLeftovers(journal_journalPath(path));
    const config = await files_readIfThere(file);
    const { journal, damage, bytes } = await readJournal(path);
    const decoded = decodeConfig(config);
    return {
        path,
        content: parseConfig(path, decoded),
        journal,
        disk: { file, decoded, config, journal: bytes, damage, lock },
    };
}
function parseConfig(path, { text }) {
    const content = ConfigText.parse(text);
    if (content === undefined) {
        throw config_error_malformedConfig(path, text);
    }
    return content;
}
/** The fingerprint of a host's entry in the text, `undefined` if there is none. */
function currentFingerprint({ content, journal }, host) {
    const entry = content.read(host);
    return entry === undefined ? undefined : fingerprintEntry(journal.salt, entry);
}
/**
 * Writes the config and the journal, each atomically. A journal without records is removed, and a file that does
 * not change is left alone. Nothing is put in place unless this process still holds the lock and both files are as
 * they were read; otherwise, {@link withConfig} starts over.
 *
 * @returns the config as it is now, for more work under the same lock.
 */
async function open_config_commit({ config, text, order }) {
    const { path, journal, disk } = config;
    const bytes = toBytes(config, text);
    const journalBytes = journal.records.length === 0 ? undefined : Buffer.from(formatJournal(journal));
    const files = [
        {
            path: journal_journalPath(path),
            before: disk.journal,
            after: journalBytes,
            access: { ownerOf: disk.file, keepsMode: false },
        },
        {
            path: disk.file,
            before: disk.config,
            after: bytes,
            access: { ownerOf: disk.file, keepsMode: true },
        },
    ];
    const changes = files.filter(({ before, after }) => !open_config_isSame(before, after));
    const steps = [];
    try {
        for (const change of changes) {
            steps.push({ change, file: await prepare(change) });
        }
        for (const file of files) {
            await refuseChanged(file.path, file.before);
        }
        for (const { change, file } of order === 'journal-first' ? steps : steps.toReversed()) {
            await disk.lock.prove();
            // The only race left with other programs is between these two calls.
            await refuseChanged(change.path, change.before);
            await file.commit();
        }
    }
    catch (error) {
        // If one file cannot be written, to a full disk for example, the other must not stay behind: it has a login.
        await Promise.allSettled(steps.map(({ file }) => file.discard()));
        // A lost lock explains any other failure, and lets the work start over.
        await disk.lock.prove();
        throw error;
    }
    const decoded = decodeConfig(bytes);
    return {
        ...config,
        content: parseConfig(path, decoded),
        disk: { ...disk, decoded, config: bytes, journal: journalBytes },
    };
}
/** The bytes of a text: exactly those that were read, if it has not changed. */
function toBytes({ disk }, text) {
    if (text === undefined) {
        return undefined;
    }
    const isUntouched = text === disk.decoded.text && (disk.config !== undefined || text === '{}');
    return isUntouched ? disk.config : disk.decoded.encode(text);
}
async function prepare({ path, after, access }) {
    return after === undefined ? prepareRemoval(path) : prepared_file_prepareFile(path, after, access);
}
async function refuseChanged(path, before) {
    if (!open_config_isSame(await files_readIfThere(path), before)) {
        throw new ChangedMeanwhile(`${path} has been changed by another program.`);
    }
}
function open_config_isSame(one, other) {
    return one === undefined || other === undefined ? one === other : one.equals(other);
}
/**
 * Checks that the config can be written: creates its directory if it is missing, takes the lock, reads both files,
 * and writes a temporary file of the size that the config will have. Then removes everything that it created.
 *
 * @throws ActionError `config-malformed`, `config-not-writable` or `config-busy`, as writing would.
 */
async function tryConfig(path, deadline) {
    const directory = dirname(path);
    try {
        const topmost = await inDirectory(directory, async (made) => {
            await withConfig(path, deadline, async ({ disk }) => {
                await refuseSticky(disk.file);
                await refuseSticky(journalPath(path));
                const bytes = (disk.config?.length ?? 0) + ROOM_BYTES;
                const { discard } = await prepareFile(disk.file, Buffer.alloc(bytes));
                await discard();
            });
            return made;
        });
        if (topmost !== undefined) {
            await removeEmptyDirectories(directory, topmost);
        }
    }
    catch (error) {
        throw explainFileError(path, error);
    }
}

;// CONCATENATED MODULE: ./src/logins/undo-records.ts





/**
 * Undoes records one after the other, in the text of the config and in credential helpers. A credential helper
 * changes immediately, even if a later record fails. A record that fails stays in the journal.
 */
async function undo_records_undoRecords(opened, { dead, ids, deadline }, stores, applied = new Map()) {
    const undone = [];
    const failures = [];
    const later = [];
    let { journal } = opened;
    // Every step of a job can write the journal: thousands of records must not take the time of the others.
    const timeForDead = deadline.half();
    for (const [index, id] of [...dead, ...ids].entries()) {
        const isLate = index < dead.length && timeForDead.remainingMs() === 0;
        const record = isLate ? undefined : journal.records.find((candidate) => candidate.id === id);
        if (record === undefined) {
            continue;
        }
        try {
            refuseForeignStore(opened.content, record);
            const store = await stores.open(record.store);
            const { records, change, entry } = await undoIn(store, journal, record, applied);
            const next = { ...journal, records };
            const names = listForgotten(journal, next);
            const forget = async () => {
                for (const name of names) {
                    await store.remove(name);
                }
            };
            if (change.kind === 'covered') {
                // Until the journal is written, the record above still names the kept entry.
                later.push(forget);
            }
            else {
                // Otherwise, if the step were stopped, an entry would be kept that no record names.
                await forget();
            }
            journal = next;
            undone.push({ id, host: record.host, store: record.store, ...nameOutcome(change, entry) });
        }
        catch (error) {
            failures.push(noteFailure(id, error));
        }
    }
    const forget = async () => {
        await Promise.allSettled(later.map((work) => work()));
    };
    return { journal, undone, failures, forget };
}
/**
 * What a failure means for one record.
 *
 * @throws LockLost: then the work starts over, with what another job has stored since.
 */
function noteFailure(id, error) {
    if (error instanceof LockLost) {
        throw error;
    }
    return { id, error };
}
/**
 * Refuses a credential helper that the config does not name: every step of a job can write the journal, and must
 * not be able to start a program of its choice with it.
 *
 * @throws ActionError `credential-store` if the config does not name the credential helper for the host.
 */
function refuseForeignStore({ text }, { host, store }) {
    if (store === undefined) {
        return;
    }
    const config = docker_config_readDockerConfig(text);
    if (config === undefined || findHelper(config, host) !== store) {
        throw notNamed(store, host);
    }
}
/** Undoes one record in the store that has the entry. */
async function undoIn(store, { records, salt }, record, applied) {
    const earlier = applied.get(record.id);
    const entry = earlier === undefined ? await store.read(record.host) : earlier.entry;
    const current = entry === undefined ? undefined : fingerprintEntry(salt, entry);
    const undone = undoRecord(records, record, current);
    const change = earlier?.change ?? (await apply(store, record, undone.change, { salt, current }));
    if (record.store !== undefined) {
        applied.set(record.id, { change, entry });
    }
    return { records: undone.records, change, entry };
}
async function apply(store, { host, store: name, replaced }, change, { salt, current }) {
    if (change.kind === 'covered' || change.kind === 'unwritten') {
        return change;
    }
    if (replaced.entry === undefined) {
        if (change.kind === 'restore') {
            await store.remove(host);
        }
        return change;
    }
    const before = name === undefined ? replaced.entry : await store.read(replaced.entry);
    // A credential helper keeps the previous entry before it stores the login. If it keeps none, the login was never
    // stored, and the current entry only looks like ours.
    if (before === undefined) {
        return change.kind === 'restore' ? { kind: 'foreign' } : { kind: 'unwritten' };
    }
    if (change.kind === 'restore') {
        await store.write(host, before);
        return change;
    }
    return fingerprintEntry(salt, before) === current ? { kind: 'unwritten' } : change;
}
/** The names of entries that credential helpers keep for the first journal, and no longer for the second. */
function listForgotten(before, after) {
    const needed = listKept(after);
    return listKept(before).filter((name) => !needed.includes(name));
}
function listKept({ records }) {
    return records.flatMap(({ store, replaced }) => store === undefined ? [] : (replaced.entry ?? []));
}
function nameOutcome(change, entry) {
    switch (change.kind) {
        case 'covered':
            return { outcome: 'covered', left: entry };
        case 'unwritten':
            return { outcome: 'unwritten' };
        case 'foreign':
            return entry === undefined ? { outcome: 'gone' } : { outcome: 'replaced', left: entry };
        default:
            return change.entry === undefined
                ? { outcome: 'removed' }
                : { outcome: 'restored', left: change.entry };
    }
}

;// CONCATENATED MODULE: ./src/logins/undo-unrecorded.ts





/** The journal without those records of a step that someone has changed to another host or store. */
function leaveOutChanged(journal, { entries }) {
    const isChanged = (record) => entries.some((entry) => entry.id === record.id && !isAt(entry)(record));
    return journal.records.some(isChanged)
        ? { ...journal, records: journal.records.filter((record) => !isChanged(record)) }
        : journal;
}
/**
 * Removes entries of a step that are still there after its records were undone: their records were missing, or
 * someone had changed them. What the entries had replaced is not known in that case.
 *
 * An entry that a record of another job also names is left, because that job still needs it.
 *
 * @param earlier the result of undoing the records.
 * @returns the same, updated.
 */
async function undoUnrecorded({ content, journal: before }, written, stores, earlier) {
    let { journal } = earlier;
    const undone = new Map(earlier.undone.map((one) => [one.id, one]));
    const failures = [...earlier.failures];
    for (const entry of written.entries.filter(({ id }) => !failures.some((one) => one.id === id))) {
        try {
            const done = undone.get(entry.id);
            if (done === undefined || done.left !== undefined) {
                refuseForeignStore(content, entry);
                const store = await stores.open(entry.store);
                journal = done === undefined ? await forget(journal, entry, written.salt, store) : journal;
                const left = done === undefined ? await store.read(entry.host) : done.left;
                const isOurs = left !== undefined && isOf(entry, left, written.salt);
                if (isOurs && (done?.outcome === 'restored' || !isRecorded(before, entry, left))) {
                    undone.set(entry.id, await removeUnlessNeeded(journal, entry, left, store, done));
                }
            }
        }
        catch (error) {
            failures.push(noteFailure(entry.id, error));
        }
    }
    return { ...earlier, journal, undone: [...undone.values()], failures };
}
/** Whether the record of an entry matches it: then, undoing the record did what was right. */
function isRecorded({ records, salt }, { id }, left) {
    return records.some((record) => record.id === id && record.fingerprint === fingerprintEntry(salt, left));
}
/** Removes an entry that is still there, or says why it stays. */
async function removeUnlessNeeded({ records, salt }, { id, host, store: name }, left, store, done) {
    if (await isNeeded(records, { host, store: name }, fingerprintEntry(salt, left))) {
        return { id, host, store: name, outcome: 'covered' };
    }
    if (done?.outcome === 'restored') {
        // The journal says that an equal entry was there before. It may be right: a login with the same credential and
        // `logout: false`.
        return { ...done, outcome: 'kept' };
    }
    await store.remove(host);
    return { id, host, store: name, outcome: 'unrecorded' };
}
/**
 * Whether another job needs the entry. Other records of this job do not count: its later uses have been undone by
 * now, and after an earlier use with the same credential, this step would not have written the entry.
 */
async function isNeeded(records, place, fingerprint) {
    const marker = await readMarker();
    const needing = records
        .filter(isAt(place))
        .filter((record) => record.fingerprint === fingerprint);
    const verdicts = await Promise.all(needing.map((record) => isOwn(record, marker)));
    return verdicts.includes(false);
}
/** Makes sure that undoing another login does not restore an entry whose own record is missing. */
async function forget(journal, entry, salt, store) {
    const records = [];
    for (const record of journal.records) {
        const { entry: before } = record.replaced;
        const mayRestore = isAt(entry)(record) && before !== undefined;
        const text = mayRestore && record.store !== undefined ? await store.read(before) : before;
        if (mayRestore && text !== undefined && isOf(entry, text, salt)) {
            if (record.store !== undefined) {
                await store.remove(before);
            }
            records.push({
                ...record,
                replaced: { ...record.replaced, entry: undefined, record: undefined },
            });
        }
        else {
            records.push(record);
        }
    }
    return records.some((record, index) => record !== journal.records[index])
        ? { ...journal, records }
        : journal;
}
function isOf({ fingerprint }, text, salt) {
    return fingerprintEntry(salt, text) === fingerprint;
}

;// CONCATENATED MODULE: ./src/logins/undo-logins.ts















/**
 * Undoes logins, the last one first, and the logins of finished jobs in the same config. A record that is no longer
 * in the journal was undone before and is skipped, unless its entry is still there.
 *
 * @param salt the salt of the fingerprints in `entries`.
 * @returns the result for `logins` alone. A credential helper that fails does not stop the others.
 * @throws ActionError if the config cannot be read or written, or if another program wrote it at the same moment, so
 * that it may still contain a login.
 */
async function undoLogins(logins, options, salt = '') {
    const { path, missingDirectory } = logins;
    const directory = (0,external_node_path_namespaceObject.dirname)(path);
    const done = [];
    const applied = new Map();
    try {
        if ((await listMissing(directory)).length > 0) {
            return { undone: [], failures: [] };
        }
        const { topmost, failures } = await withConfig(path, options.deadline, (config) => undo(config, { logins, salt, done, applied }, options));
        const made = topmost ?? missingDirectory;
        const removed = made === undefined ? undefined : findTopmost(made, path);
        if (removed !== undefined) {
            await files_removeEmptyDirectories(directory, removed);
        }
        return { undone: done, failures };
    }
    catch (error) {
        throw config_error_explainFileError(path, error);
    }
}
async function undo(opened, { logins, salt, done, applied }, options) {
    journal_warnOfDamage(opened.path, opened.disk.damage);
    const { records: ids, entries = [] } = logins;
    const written = { entries, salt };
    const stores = new entry_store_EntryStores(opened.content, options.deadline, opened.disk.lock);
    const trusted = { ...opened, journal: leaveOutChanged(opened.journal, written) };
    const dead = await listDead(trusted.journal, ids, options);
    const { deadline } = options;
    const toUndo = { dead, ids: ids.toReversed(), deadline };
    const recorded = await undo_records_undoRecords(trusted, toUndo, stores, applied);
    const { journal, undone, failures, forget } = await undoUnrecorded(trusted, written, stores, recorded);
    if (undone.length > 0 || journal !== opened.journal) {
        const config = { ...opened, journal, content: stores.content };
        const text = created_textToWrite(config);
        await open_config_commit({ config, text, order: 'config-first' });
        await forget();
        const own = undone.filter(({ id }) => ids.includes(id));
        done.push(...own);
        await undo_logins_confirm(config, text, own);
    }
    const topmost = journal.records.length === 0 ? journal.created.directory : undefined;
    const isOwn = ({ id }) => ids.includes(id);
    return { failures: failures.filter(isOwn).map(({ error }) => error), topmost };
}
/**
 * Undoes the dead logins of a config and commits that before anything else is written: if the step is killed
 * midway, the records of what is still in the config must not be lost.
 *
 * @returns the config as it is now.
 */
async function clearDead(opened, options) {
    warnOfDamage(opened.path, opened.disk.damage);
    const stores = new EntryStores(opened.content, options.deadline, opened.disk.lock);
    const dead = await listDead(opened.journal, [], options);
    const { journal, undone, forget } = await undoRecords(opened, { dead, ids: [], deadline: options.deadline }, stores);
    if (undone.length === 0) {
        return opened;
    }
    const config = { ...opened, journal, content: stores.content };
    const cleared = await commit({ config, text: textToWrite(config), order: 'config-first' });
    await forget();
    const { directory } = journal.created;
    // Without a record, the config is as it was before the first login, so what is created from now on is noted from
    // scratch. Only the directory that was created then still exists.
    const created = journal.records.length === 0 ? { ...NOTHING_CREATED, directory } : journal.created;
    return { ...cleared, journal: { ...journal, created } };
}
async function listDead({ records }, spared, { clockOffsetMs }) {
    const verdicts = await Promise.all(records.map((record) => isDead(record, clockOffsetMs)));
    return records
        .filter(({ id }, index) => verdicts[index] === true && !spared.includes(id))
        .map(({ id }) => id);
}
/** Reads the config again: a program that does not use the lock may meanwhile have written its older copy. */
async function undo_logins_confirm({ disk, journal }, written, undone) {
    const { text } = decodeConfig(await files_readIfThere(disk.file));
    const found = ConfigText.parse(text);
    const expected = ConfigText.parse(written?.trim() || '{}');
    // Another program may have rewritten the same entries in its own format, which is no fault.
    const read = (content, host) => content && currentFingerprint({ content, journal }, host);
    const wrong = undone.filter(({ host, store }) => store === undefined && (found === undefined || read(found, host) !== read(expected, host)));
    if (wrong.length > 0) {
        const hosts = wrong.map(({ host }) => host).join(', ');
        const commands = wrong.map(({ host }) => `\`docker logout ${host}\``).join(' and ');
        throw new action_error_ActionError('config-busy', {
            problem: `Another program wrote ${disarm_disarm(disk.file)} while the login was being removed, so the file may still contain its login to ${hosts}.`,
            fix: `If the file still has it, remove it with ${commands}. To avoid this, use \`config: isolated\`.`,
            link: links_LINKS.dockerConfig,
        });
    }
}

;// CONCATENATED MODULE: ./src/minting/issue.ts



const issue_TRIES = 4;
const issue_FIRST_DELAY_MS = 250;
const issue_LONGEST_DELAY_MS = 4_000;
/**
 * Issues one credential. If a reply is lost, the credential may exist, but its value is unknown. It is then found
 * by its mark and deleted, and the request is sent again.
 *
 * @param note saves each change, so that the post step knows what to search for.
 * @throws ActionError if the service refuses, or if no reply arrives that can be used.
 */
async function issueCredential(mint, intent, note) {
    let lostReplies = 0;
    const clearLost = async (error) => {
        if (!isReplyLost(error)) {
            return false;
        }
        lostReplies += 1;
        note({ lostReplies });
        const deleted = await issue_revokeFound(mint, intent.mark).catch(() => undefined);
        lostReplies -= Math.min(lostReplies, deleted ?? 0);
        note({ lostReplies });
        return deleted !== undefined;
    };
    let issued;
    try {
        issued = await retry(() => mint.issue(intent), {
            tries: issue_TRIES,
            firstDelayMs: issue_FIRST_DELAY_MS,
            longestDelayMs: issue_LONGEST_DELAY_MS,
            mayHelp: clearLost,
            onRetry: (next) => info(`The reply was lost, and what the request may have created was deleted; ${nameRetry(next)}`),
        });
    }
    catch (error) {
        note({ outcome: 'refused' });
        throw error;
    }
    // Outside the `try` block: if this cannot be saved, for example on a full disk, the credential still exists, and
    // the record must not say `refused`.
    note({
        outcome: 'issued',
        id: issued.id,
        issuedAt: new Date().toISOString(),
        expiresAt: issued.credential.expiresAt?.toISOString(),
        // Without an ID it can only be found by its mark.
        lostReplies: issued.id === undefined ? lostReplies + 1 : lostReplies,
    });
    return issued;
}
/**
 * Deletes every credential that carries the mark. One that is listed but cannot be found when it is deleted does not
 * count: lists can be out of date, and a new credential may not have reached every part of IBM Cloud.
 *
 * @param done IDs to skip. The IDs of deleted credentials are added.
 * @returns how many were deleted.
 * @throws ActionError if the service refuses or does not reply.
 */
async function issue_revokeFound(mint, mark, done = new Set()) {
    const found = (await mint.find(mark)).filter(({ id }) => !done.has(id));
    const revocations = await Promise.allSettled(found.map(({ id }) => mint.revoke(id)));
    const revoked = found.filter((_, index) => {
        const revocation = revocations[index];
        return revocation?.status === 'fulfilled' && revocation.value === 'revoked';
    });
    for (const { id } of revoked) {
        done.add(id);
    }
    const failure = revocations.find(({ status }) => status === 'rejected');
    if (failure?.status === 'rejected') {
        throw failure.reason;
    }
    return revoked.length;
}
/** Whether the service may have created the credential although the request failed. */
function isReplyLost(error) {
    return hasCode(error, 'network-failed', 'timed-out', 'service-failed', 'reply-invalid');
}

;// CONCATENATED MODULE: ./src/minting/access-token.ts

/** The longest time that a job can run on a GitHub-hosted runner. */
const JOB_HOURS = 6;
/** Mints IAM access tokens. They leave no record, because IAM can neither list nor revoke them. */
const accessTokenMint = {
    label: 'IAM access token',
    plan: ({ registries }, iamUrl) => [{ places: [new URL(iamUrl).host], registries }],
    open: (_host, { iamToken }) => ({
        // Every mint gets an IAM token first, and that token is already the credential.
        issue: async () => {
            const expiresAt = iamToken.claims?.expiresAt;
            const until = expiresAt === undefined ? 'within an hour' : `at ${expiresAt.toISOString()}`;
            core_info(`Minted an IAM access token: it expires ${until}. IAM cannot revoke it before that.`);
            core_warning(`The access token expires ${until}, but a job may run for ${JOB_HOURS} hours. To pull or push after that, use this action again right before you do, or use \`mint: api-key\`.`);
            return {
                id: undefined,
                credential: {
                    username: 'iambearer',
                    secret: iamToken.value,
                    expiresAt,
                    label: 'an IAM access token minted for this job, which cannot be revoked',
                },
            };
        },
    }),
};

;// CONCATENATED MODULE: ./src/iam/api-key-error.ts





/** Match IAM's messages for a reached limit, which are not documented, but not those for a name that is too long. */
const LIMITS = [
    /\b(?:maximum|limit|quota|too many|no more|more than \d+|already has \d+|exceed\w*)\b[^.]{0,100}\bAPI ?keys(?![a-z])/i,
    /\bAPI ?keys(?![a-z])[^.]{0,100}\b(?:limit|maximum|quota|exceed)/i,
    /\bAPI ?key (?:count|limit|number|quota)\b/i,
    /(?<!\brate )\blimit (?:\w+ ){0,5}(?:exceeded|reached)\b/i,
];
/**
 * Explains a refusal from IAM of a request about API keys.
 *
 * @param intent what was tried, as the start of a sentence: `No API key was created for iam-ServiceId-…`.
 * @param given what authorized the request.
 */
function explainKeyRefusal(reply, intent, given = {}) {
    const { status, transactionId } = reply;
    const said = `${intent}: ${describeReply(reply)}`;
    const { message = '' } = readServiceError(reply.body);
    if (status >= 400 &&
        status < 500 &&
        status !== 429 &&
        LIMITS.some((limit) => limit.test(message))) {
        return new action_error_ActionError('key-limit-reached', {
            problem: `The service ID cannot have another API key. The limit is 20 unless IBM has raised it for the account. All repositories that use the service ID share it. ${said}`,
            fix: 'Add another service ID to `service-id`, or run the action `sweep`, which deletes the keys that interrupted jobs left behind. By default, it keeps keys that are younger than their `lifetime`, so set `older-than` too. To avoid this error, run `sweep` every night, list more service IDs, use `mint: access-token` with a trusted profile, or ask IBM to raise the limit.',
            link: links_LINKS.apiKeyLimit,
            transactionId,
        });
    }
    // The status of a web page says nothing about the service ID, because IAM did not send it.
    switch (isWebPage(reply) ? undefined : status) {
        case 403:
            return new action_error_ActionError('keys-not-permitted', {
                problem: `The identity cannot manage API keys of this service ID. ${said}`,
                fix: 'Assign it the Operator role on this service ID (service "IAM Identity Service"). IBM\'s documentation says that this is enough. If it is not, assign Administrator.',
                link: links_LINKS.serviceIdKeys,
                transactionId,
            });
        case 404:
            return new action_error_ActionError('service-id-not-found', {
                problem: `There is no such service ID or API key in the account of the credential. ${said}`,
                fix: 'Compare `service-id` with `ibmcloud iam service-ids`, in the account that the credential belongs to.',
                link: links_LINKS.serviceIds,
                transactionId,
            });
        case 409:
            return new action_error_ActionError('identity-locked', {
                problem: `The service ID or the API key is locked, or someone else is changing it. ${said}`,
                fix: 'Run the job again. If that does not help, unlock it (`ibmcloud iam service-id-unlock`, `service-api-key-unlock`), or use another service ID. While it is locked, its keys cannot be created or deleted.',
                link: links_LINKS.serviceIdKeys,
                transactionId,
            });
        default:
            return explainIamRefusal(reply, intent, undefined, given);
    }
}

;// CONCATENATED MODULE: ./src/iam/api-keys.ts






/** The largest page that IAM returns. */
const PAGE_SIZE = 100;
/** An identity has 20 keys by default. A server that always names a next page must not be followed forever. */
const MOST_PAGES = 50;
const MINUTE_MS = 60_000;
const minute = dist_fallback(optional(pipe(string(), transform((text) => new Date(text.replace(/\+0000$/, 'Z'))), date())), undefined);
const KeySchema = object({
    // Only characters that are safe in a URL and in the log.
    id: pipe(string(), regex(/^ApiKey-[\w-]{1,64}$/)),
    name: optionalText,
    description: optionalText,
    locked: dist_fallback(dist_boolean(), false),
    created_at: minute,
    expires_at: minute,
});
const IssuedKeySchema = object({ ...KeySchema.entries, apikey: optionalText });
const ServiceIdSchema = object({ group_id: optionalText });
/** Ignores entries that are not API keys. */
const PageSchema = object({
    apikeys: array(dist_fallback(optional(KeySchema), undefined)),
    next: optionalText,
});
/**
 * Creates, lists, identifies and deletes API keys in IAM.
 *
 * Source: IAM Identity API, `/v1/apikeys`.
 */
class ApiKeys {
    #http;
    #url;
    #iamToken;
    #groups = new Map();
    /**
     * @param iamUrl the endpoint without a trailing slash.
     * @param iamToken authorizes all requests.
     */
    constructor(http, iamUrl, iamToken) {
        this.#http = http;
        this.#url = `${iamUrl}/v1/apikeys`;
        this.#iamToken = iamToken;
    }
    /**
     * Creates a key. IAM does not store its value, and deletes the key if the value is found in public. The request is
     * not repeated after a lost reply, because that could create a second key.
     *
     * @returns the key. Its value is masked.
     * @throws ActionError if IAM refuses, cannot be reached in time, or returns a key that expires later than requested.
     */
    async create({ name, description, iamId, expiresAt }) {
        const accountId = this.#iamToken.claims?.accountId;
        const body = {
            name,
            description,
            iam_id: iamId,
            ...(accountId === undefined ? {} : { account_id: accountId }),
            store_value: false,
            action_when_leaked: 'delete',
            expires_at: formatMinute(expiresAt),
        };
        const reply = await this.#http.send({
            method: 'POST',
            url: this.#url,
            headers: { ...this.#headers(), 'content-type': 'application/json' },
            body: JSON.stringify(body),
        }, { repeat: 'when-refused' });
        if (reply.status !== 200 && reply.status !== 201) {
            throw this.#refuse(reply, `No API key was created for ${iamId}`);
        }
        const key = readBody(IssuedKeySchema, reply);
        if (key?.apikey !== undefined) {
            mask(key.apikey, 'iamapikey');
        }
        const end = key?.expires_at;
        // A key that is valid for longer than requested is not acceptable. After this error, the caller deletes it.
        if (key?.apikey === undefined || end === undefined || end > expiresAt) {
            throw unreadableReply(reply, 'an API key that expires as requested');
        }
        return { id: key.id, value: key.apikey, expiresAt: end };
    }
    /**
     * Lists keys of one service ID. According to IAM's API definition, only the default group is searched if no group is
     * named. What that means for a service ID in another group is not confirmed. So if no key is found, this searches
     * again with the group of the service ID.
     *
     * @param name the start of the names. IAM may return more than matches, so the keys are filtered here too.
     * @throws ActionError if IAM refuses, or cannot be reached in time.
     */
    async list(iamId, name) {
        const keys = await this.#listGroup(iamId, name, undefined);
        if (keys.length > 0) {
            return keys;
        }
        const groupId = await this.#findGroup(iamId);
        return groupId === undefined ? keys : this.#listGroup(iamId, name, groupId);
    }
    async #listGroup(iamId, name, groupId) {
        const query = new URLSearchParams({
            iam_id: iamId,
            scope: 'entity',
            pagesize: String(PAGE_SIZE),
            filter: `name sw "${name}"`,
            ...(groupId === undefined ? {} : { group_id: groupId }),
        });
        const keys = new Map();
        for (let page = 1; page <= MOST_PAGES; page += 1) {
            const reply = await this.#send('GET', `?${query}`);
            if (reply.status !== 200) {
                throw this.#refuse(reply, `The API keys of ${iamId} were not listed`);
            }
            const { listed, next } = readPage(reply);
            for (const key of listed.filter((candidate) => candidate.name.startsWith(name))) {
                keys.set(key.id, key);
            }
            if (next === undefined || next === query.get('pagetoken')) {
                break;
            }
            query.set('pagetoken', next);
        }
        return [...keys.values()];
    }
    /** Finds the group of a service ID, if it has one and this identity can read it. It is requested only once. */
    #findGroup(iamId) {
        const known = this.#groups.get(iamId) ?? this.#askForGroup(iamId);
        this.#groups.set(iamId, known);
        return known;
    }
    async #askForGroup(iamId) {
        const id = encodeURIComponent(iamId.replace(/^iam-/, ''));
        const url = `${this.#url.replace(/apikeys$/, 'serviceids')}/${id}?show_group_id=true`;
        const request = { method: 'GET', url, headers: this.#headers() };
        // Reading the service ID needs another permission than listing its keys. Without it, the first list is used.
        const reply = await this.#http.send(request, { repeat: 'always' }).catch(() => undefined);
        return reply?.status === 200 ? readBody(ServiceIdSchema, reply)?.group_id : undefined;
    }
    /**
     * Finds the ID of the key with this value.
     *
     * @returns `undefined` if this identity cannot read the key. Then it cannot delete the key either.
     */
    async findId(value) {
        const headers = { ...this.#headers(), 'iam-apikey': value };
        const request = { method: 'GET', url: `${this.#url}/details`, headers };
        const reply = await this.#http.send(request, { repeat: 'always' });
        if (reply.status === 403 || reply.status === 404) {
            return undefined;
        }
        if (reply.status !== 200) {
            throw this.#refuse(reply, 'The API key that was given was not looked up');
        }
        const key = readBody(KeySchema, reply);
        if (key === undefined) {
            throw unreadableReply(reply, 'an API key');
        }
        return key.id;
    }
    /** Deletes a key. Returns `gone` if IAM cannot find the ID: the key is already deleted, or too new. */
    async delete(id) {
        const reply = await this.#send('DELETE', `/${encodeURIComponent(id)}`);
        const isGone = reply.status === 404;
        if (!isGone && !isGood(reply)) {
            throw this.#refuse(reply, `The API key ${id} was not deleted`);
        }
        if (/html/i.test(reply.headers['content-type'] ?? '')) {
            throw unreadableReply(reply, 'an answer from IAM');
        }
        return isGone ? 'gone' : 'revoked';
    }
    #refuse(reply, intent) {
        return explainKeyRefusal(reply, intent, { expiresAt: this.#iamToken.claims?.expiresAt });
    }
    #headers() {
        return { accept: 'application/json', authorization: `Bearer ${this.#iamToken.value}` };
    }
    #send(method, path) {
        return this.#http.send({ method, url: `${this.#url}${path}`, headers: this.#headers() }, { repeat: 'always' });
    }
}
/** Rounds a time up to a whole minute, because the expiry of an API key has no seconds. */
function roundUpToMinute(time) {
    return new Date(Math.ceil(time / MINUTE_MS) * MINUTE_MS);
}
function readPage(reply) {
    const page = readBody(PageSchema, reply);
    if (page === undefined) {
        throw unreadableReply(reply, 'a list of API keys');
    }
    const next = page.next ?? '';
    return {
        listed: page.apikeys.flatMap((key) => (key === undefined ? [] : [toListed(key)])),
        next: URL.canParse(next)
            ? (new URL(next).searchParams.get('pagetoken') ?? undefined)
            : undefined,
    };
}
function toListed(key) {
    return {
        id: key.id,
        name: key.name ?? '',
        description: key.description ?? '',
        isLocked: key.locked,
        createdAt: key.created_at,
        expiresAt: key.expires_at,
    };
}
/** Formats a time as `2026-11-20T22:48+0000`, the only format that IAM uses. */
function formatMinute(time) {
    return `${time.toISOString().slice(0, 16)}+0000`;
}

;// CONCATENATED MODULE: ./src/minting/api-key.ts


/** How long IAM may not find a key that it has just created with a 201. */
const SETTLE_MS = 15_000;
/** Mints API keys of a service ID, whose IAM policies decide what the keys can do. */
const apiKeyMint = {
    label: 'API key',
    needsClock: true,
    settleMs: SETTLE_MS,
    // An expired key still counts toward the limit of 20 for its service ID.
    vanishes: false,
    plan: ({ serviceIds, registries }) => {
        const [first, ...others] = shuffle(serviceIds);
        return first === undefined ? [] : [{ places: [first, ...others], registries }];
    },
    endOf: (lifetimeMs, now) => lifetimeMs === undefined ? undefined : roundUpToMinute(now + lifetimeMs),
    locate: (iamId) => `of ${iamId}`,
    explainByHand,
    open: (iamId, { http, iamUrl, iamToken }) => {
        const keys = new ApiKeys(http, iamUrl, iamToken);
        return {
            issue: async ({ mark, description, endsAt }) => {
                const name = nameKey(mark);
                if (endsAt === undefined) {
                    throw new TypeError('An API key for one job must expire.');
                }
                const { id, value, expiresAt } = await keys.create({
                    name,
                    description,
                    iamId,
                    expiresAt: endsAt,
                });
                return {
                    id,
                    credential: {
                        username: 'iamapikey',
                        secret: value,
                        expiresAt,
                        label: `an API key of ${iamId}, minted for this job`,
                        isNew: true,
                    },
                };
            },
            find: async (text) => {
                const listed = await keys.list(iamId, text === undefined ? NAME_PREFIX : nameKey(text));
                return listed.flatMap(({ id, name, description, createdAt, expiresAt, isLocked }) => {
                    const mark = readMark(description);
                    const isOurs = mark !== undefined &&
                        name === nameMarked(mark) &&
                        (text === undefined || mark.text === text);
                    const found = isOurs
                        ? { id, name, mark, createdAt: createdAt ?? mark.at, expiresAt, isLocked }
                        : undefined;
                    return found ?? [];
                });
            },
            identify: (secret) => keys.findId(secret),
            revoke: (id) => keys.delete(id),
        };
    },
};
function nameKey(text) {
    const mark = readMark(text);
    if (mark === undefined) {
        throw new TypeError('The saved record of a minted API key has no mark.');
    }
    return nameMarked(mark);
}
/** Jobs that start at the same time must not all choose the same service ID. */
function shuffle(members) {
    return members
        .map((member) => ({ member, order: Math.random() }))
        .sort((a, b) => a.order - b.order)
        .map(({ member }) => member);
}
function explainByHand({ place, id, mark }) {
    const serviceId = place.replace(/^iam-/, '');
    return id === undefined
        ? `\`ibmcloud iam service-api-key-delete ${nameKey(mark)} ${serviceId}\` (there may be several of that name; \`ibmcloud iam service-api-keys ${serviceId}\` lists them)`
        : `\`ibmcloud iam service-api-key-delete ${id} ${serviceId}\``;
}

;// CONCATENATED MODULE: ./src/minting/registry-token.ts



/** Mints registry tokens, one for each registry. */
const registryTokenMint = {
    label: 'registry token',
    needsClock: false,
    settleMs: 0,
    vanishes: true,
    plan: ({ registries }) => groupByRegistry(registries),
    endOf: (lifetimeMs, now) => (lifetimeMs === undefined ? undefined : new Date(now + lifetimeMs)),
    locate: (host) => `at ${host}`,
    explainByHand: registry_token_explainByHand,
    open: (host, { http, iamToken }) => {
        const tokens = new registry_tokens_RegistryTokens(http, host, iamToken);
        return {
            issue: async ({ description, access, endsAt }) => {
                const permanent = endsAt === undefined;
                const secret = await tokens.add({ description, access, permanent });
                const claims = readClaims(secret);
                const rights = access === 'read' ? 'read-only' : 'read and write';
                const end = claims?.expiresAt ?? new Date(Date.now() + REGISTRY_TOKEN_LIFETIME_MS);
                return {
                    // The ID of a registry token is the `jti` claim of its value (source: bluemix-go).
                    id: REGISTRY_TOKEN_ID.test(claims?.id ?? '') ? claims?.id : undefined,
                    credential: {
                        username: 'token',
                        secret,
                        expiresAt: permanent ? undefined : end,
                        label: `a registry token minted for this job, ${rights} in every namespace of the account there`,
                    },
                };
            },
            find: async (text) => {
                const listed = await tokens.list();
                return listed.flatMap(({ id, description, expiresAt }) => {
                    const mark = readMark(description);
                    return mark === undefined || (text !== undefined && mark.text !== text)
                        ? []
                        : [{ id, name: undefined, mark, createdAt: mark.at, expiresAt, isLocked: false }];
                });
            },
            revoke: (id) => tokens.remove(id),
        };
    },
};
/** Plans one token for each registry, because all hosts of a registry accept the same token. */
function groupByRegistry(registries) {
    const plans = new Map();
    for (const registry of registries) {
        const plan = plans.get(registry.id) ?? { places: [registry.host], registries: [] };
        plans.set(registry.id, { ...plan, registries: [...plan.registries, registry] });
    }
    return [...plans.values()];
}
/** Explains this with `curl`, because the IBM Cloud CLI no longer has a command for registry tokens. */
function registry_token_explainByHand({ place, accountId, id, mark }) {
    const url = `https://${place}/api/v1/tokens`;
    const curl = (request) => `\`curl --header "Authorization: $(ibmcloud iam oauth-tokens --output json | jq --raw-output .iam_token)" --header "Account: ${accountId}" ${request}\``;
    return id === undefined
        ? `look for the mark "${mark}" in the output of ${curl(url)}, and delete that token by its ID with \`--request DELETE ${url}/ID\``
        : curl(`--request DELETE ${url}/${id}`);
}

;// CONCATENATED MODULE: ./src/minting/mint-kinds.ts



/** Every kind of credential that can be minted. */
const KINDS = {
    'api-key': apiKeyMint,
    'access-token': accessTokenMint,
    'registry-token': registryTokenMint,
};
function findMintKind(name) {
    return KINDS[name];
}

;// CONCATENATED MODULE: ./src/minting/revoke.ts






/** How long to search for a credential: IBM Cloud may not find it just after it has answered 201. */
const SEARCH_MS = 15_000;
const revoke_FIRST_DELAY_MS = 250;
const revoke_LONGEST_DELAY_MS = 3_000;
/**
 * Revokes the credentials that were created for a record. If a reply was lost or the main step died, this searches for
 * everything that carries the mark, with back-off, for up to 15 seconds.
 *
 * @throws ActionError if the service refuses or cannot be reached in time.
 */
async function revokeRecord(record, options) {
    const { id, mark, outcome, lostReplies } = record;
    const done = new Set();
    let known;
    if (outcome === 'issued' && id !== undefined) {
        known = await revokeKnown(id, record, options);
        done.add(id);
    }
    // A main step that died had one more request in progress than those whose replies were lost.
    let missing = lostReplies + (outcome === 'intended' ? 1 : 0);
    if (missing === 0) {
        return { known, isMissing: false };
    }
    try {
        await repeat(SEARCH_MS, options.deadline, async () => {
            missing -= await revokeFound(options.mint, mark, done);
            return missing <= 0;
        });
    }
    catch (error) {
        // If an ID is known, this error would be reported for that credential, whose result is already clear.
        if (known === undefined) {
            throw error;
        }
    }
    return { known, isMissing: missing > 0 };
}
/** Revokes a credential by its ID. A new one that is not found may appear later, so this tries until it has settled. */
async function revokeKnown(id, { issuedAt }, { mint, settleMs, deadline }) {
    const ageMs = issuedAt === undefined ? 0 : Math.max(0, Date.now() - Date.parse(issuedAt));
    let answer = 'none';
    try {
        const hadTime = await repeat(settleMs - ageMs, deadline, async () => {
            answer = await mint.revoke(id);
            return answer === 'revoked';
        });
        if (answer === 'revoked') {
            return answer;
        }
        return hadTime ? 'gone' : 'unknown';
    }
    catch (error) {
        // The deadline passed during another try.
        if (answer === 'none' || !hasCode(error, 'timed-out')) {
            throw error;
        }
        return 'unknown';
    }
}
/**
 * Does work once, and then again with back-off until it returns `true` or the time is up.
 *
 * @returns whether the deadline allows the full time.
 */
async function repeat(milliseconds, deadline, work) {
    const hasTime = deadline.remainingMs() > milliseconds;
    const endsAt = now() + Math.min(milliseconds, deadline.remainingMs());
    for (let delay = revoke_FIRST_DELAY_MS;; delay = Math.min(delay * 2, revoke_LONGEST_DELAY_MS)) {
        if ((await work()) || now() + delay > endsAt) {
            return hasTime;
        }
        await sleep(delay);
    }
}
/**
 * Revokes the credential that carries a mark. Every step of the job can write the journal that names it. So nothing is
 * revoked unless its mark shows that this action minted it, and the IAM token is sent to IBM Cloud only. A failure is
 * one warning, because the post step tries again.
 */
async function revokeByMark({ mint, place, mark }, context) {
    const kind = findMintKind(mint);
    const name = `${kind.label} ${kind.locate(place)}`;
    try {
        const count = await issue_revokeFound(kind.open(place, context), mark);
        const text = count > 0
            ? `Revoked the ${name}.`
            : `No ${name} with the mark of this job was found. The post step searches again.`;
        return { level: 'info', text };
    }
    catch (error) {
        const text = `The ${name} will not be revoked before the job ends. ${describe_describeError(error)}`;
        return { level: 'warning', text };
    }
}

;// CONCATENATED MODULE: ./src/runner/message.ts

/** Prints messages in this order. */
function printMessages(messages) {
    for (const { level, text } of messages) {
        (level === 'info' ? core_info : core_warning)(text);
    }
}

;// CONCATENATED MODULE: ./src/steps/cleanup-report.ts





const SENTENCES = {
    removed: 'removed the login',
    restored: 'restored the login that was there before',
    kept: 'left the login, because the journal says that it was there before this step too',
    covered: 'left the entry, because another use of this action needs it and removes it later',
    gone: 'left the entry alone, because someone else has changed or removed it since',
    unwritten: 'left the entry as it was, because the step was stopped before it wrote the login, or because a login with `logout: false` has replaced it since',
    replaced: 'left the entry alone, because someone else has changed or removed it since',
    unrecorded: 'removed the login, although its record was missing from the journal: what was there before is not known',
};
/**
 * Reports what was done with the logins in one config.
 *
 * @throws every failure, if some could not be undone.
 */
function reportUndone({ path, records }, { undone, failures }) {
    const shown = disarm_disarm(path);
    for (const { host, store, outcome, left } of undone) {
        const place = store === undefined ? shown : `credential helper "${disarm_disarm(store)}"`;
        const text = `${host}: ${SENTENCES[outcome]} (${place}).`;
        if (outcome === 'replaced' || outcome === 'kept') {
            core_warning(`${text} ${explainLeft(host, left)}`);
        }
        else {
            (outcome === 'unrecorded' ? core_warning : core_info)(text);
        }
    }
    failures_throwFailures(failures);
    if (undone.length < records.length) {
        core_info(`${shown}: no record of ${undone.length === 0 ? 'the login' : 'the rest'} is left. It was undone earlier, or never written.`);
    }
}
/** The username in an entry of a Docker config or of a credential helper. It tells who logged in. */
const EntrySchema = union([
    pipe(object({ auth: string() }), transform(({ auth }) => Buffer.from(auth, 'base64').toString('utf8').split(':')[0])),
    pipe(object({ Username: string() }), transform(({ Username }) => Username)),
]);
function explainLeft(host, entry = '') {
    const { success, output } = safeParse(EntrySchema, json_parseJson(entry));
    const cause = success && output === 'iamrefresh'
        ? 'It comes from `ibmcloud cr login`, and nothing removes it.'
        : 'Nothing removes it when the job ends.';
    return `${cause} To remove it, run \`docker logout ${host}\`.`;
}

;// CONCATENATED MODULE: ./src/runner/state.ts




/** The only name in the state file. The runner passes its value to the post step as `STATE_icr-login`. */
const NAME = 'icr-login';
/** The start of the name of the file that the runner gives a step for its state. Source: actions/runner, `FileCommandManager.cs`. */
const FILE_PREFIX = 'save_state_';
/** More than a job has steps. More files can only be there to slow this action down. */
const MOST_FILES = 1_000;
/** More than all steps of a job save. */
const MOST_BYTES = 64 * 1024 * 1024;
/** Saves text for the post step. The runner keeps it readable on the disk until the job ends. */
function state_keepState(text) {
    saveState(NAME, text);
}
/** Reads the text that the main step saved last. Returns `undefined` if there is none. */
function state_readState() {
    const text = getState(NAME);
    return text === '' ? undefined : text;
}
/**
 * Lists the text that each step of this job saved last under the name of this action, as far as it is still on the disk.
 * The runner itself sets GITHUB_STATE for each step, so no other step can change where this looks.
 */
async function listKeptStates() {
    const own = process.env['GITHUB_STATE'];
    if (!own) {
        return [];
    }
    const folder = (0,external_node_path_namespaceObject.dirname)(own);
    const names = await (0,promises_namespaceObject.readdir)(folder).catch(() => []);
    const files = names.filter((name) => name.startsWith(FILE_PREFIX)).slice(0, MOST_FILES);
    const states = [];
    let length = 0;
    for (const name of files) {
        // The runner creates only readable files.
        const bytes = await files_readIfThere((0,external_node_path_namespaceObject.join)(folder, name)).catch(() => undefined);
        length += bytes?.length ?? 0;
        if (length > MOST_BYTES) {
            break;
        }
        states.push(...findLast(String(bytes ?? '')));
    }
    return states;
}
/** Finds what was saved last. The text is not split into lines, because there can be millions of them. */
function findLast(text) {
    const saved = `\n${text}`;
    const head = saved.lastIndexOf(`\n${NAME}<<`);
    if (head === -1) {
        return [];
    }
    const start = saved.indexOf('\n', head + 1);
    const end = saved.indexOf('\n', start + 1);
    // Someone may have cut the file off.
    return [start === -1 || end === -1 ? '' : saved.slice(start + 1, end).replace(/\r$/, '')];
}

;// CONCATENATED MODULE: ./src/steps/saved-state.ts















const saved_state_text = pipe(string(), nonEmpty());
/** A credential that may have been created, see `MintedRecord`. */
const mintedMembers = {
    accountId: optionalText,
    outcome: picklist(['intended', 'issued', 'refused', 'revoked']),
    /** Only characters that are safe in a URL and in the log. */
    id: optional(pipe(string(), regex(/^[\w-]{1,80}$/))),
    issuedAt: optionalText,
    expiresAt: optionalText,
    lostReplies: dist_fallback(pipe(number(), integer()), 0),
};
const MintedSchema = intersect([MintedMarkSchema, object(mintedMembers)]);
/** The logins of one config, see `LoginsToUndo`. */
const LoginsSchema = object({
    path: pipe(saved_state_text, check(external_node_path_namespaceObject.isAbsolute)),
    records: array(string()),
    missingDirectory: optionalText,
    entries: dist_fallback(optional(array(object({
        id: saved_state_text,
        host: pipe(string(), check(isRegistryHost)),
        store: optional(saved_state_text),
        fingerprint: saved_state_text,
    }))), undefined),
});
/** See `SavedPrivateConfig`. */
const PrivateConfigSchema = object({
    directory: pipe(saved_state_text, check(isInTemporaryDirectory)),
    variables: array(object({
        name: picklist(['DOCKER_CONFIG', 'REGISTRY_AUTH_FILE']),
        value: saved_state_text,
        before: dist_fallback(string(), ''),
    })),
});
/**
 * What the post step needs to know. The runner keeps state files readable until the job ends, so nothing here is a
 * secret, with one exception: `accessToken`.
 */
const StateSchema = object({
    version: literal(1),
    /** Nothing was started, so there is nothing to undo. */
    skipped: dist_fallback(dist_boolean(), false),
    timeoutSeconds: pipe(number(), minValue(values_TIMEOUT_SECONDS.least), maxValue(values_TIMEOUT_SECONDS.most)),
    /** Only an address that the input `iam-url` accepts, because secrets are sent there. */
    iamUrl: pipe(string(), check(isIamUrl)),
    accountId: optionalText,
    salt: saved_state_text,
    /** The name of the input with the source. */
    sourceInput: optionalText,
    /** The ID or CRN of the trusted profile that was assumed. */
    profile: optionalText,
    /** An IAM access token. It is saved in composite actions only, where the inputs of the post step are unreliable. */
    accessToken: optionalText,
    /** What the main step and its clients trusted, see `trust.ts`. Earlier versions did not save it. */
    trust: optional(record(string(), string())),
    /** A salted fingerprint of the source's secret, which earlier versions saved instead of a seal. */
    sourceFingerprint: optionalText,
    /** How far IBM Cloud's clock is ahead of this machine's, if known. */
    clockOffsetMs: dist_fallback(optional(number()), undefined),
    /** `false` after a login with `revoke: false`: what a step minted that then failed or was stopped is of no use. */
    revoke: dist_fallback(dist_boolean(), true),
    minted: array(MintedSchema),
    logins: array(LoginsSchema),
    /** The private config of the job, with the variables that point to it. */
    isolation: dist_fallback(optional(PrivateConfigSchema), undefined),
});
function isInTemporaryDirectory(path) {
    return path === (0,external_node_path_namespaceObject.join)(job_temporaryDirectory(), (0,external_node_path_namespaceObject.basename)(path));
}
function isIamUrl(url) {
    try {
        return iam_url_resolveIamUrl(url, false) === url;
    }
    catch {
        return false;
    }
}
/**
 * Reads what the main step saved.
 *
 * @returns `undefined` if nothing was saved, because the main step did not start.
 * @throws ActionError `saved-state-invalid` if the saved text is not a state of this version.
 */
function readSavedState() {
    const saved = readState();
    if (saved === undefined) {
        return undefined;
    }
    const { success, output } = v.safeParse(StateSchema, parseJson(saved));
    if (!success) {
        throw new ActionError('saved-state-invalid', {
            problem: 'The saved state of this step is damaged, or another version of this action saved it, so nothing was undone.',
            fix: 'To remove its logins, run `docker logout HOST` for each registry host. What was minted expires after its `lifetime`. To revoke it earlier, run `sweep` with `older-than`.',
            link: LINKS.runner,
        });
    }
    return output;
}
/** Lists what earlier logins of this job trusted, from the states that their steps saved. */
async function listSavedTrust() {
    return (await listSavedStates()).flatMap(({ trust, salt, logins, minted, isolation }) => {
        // A step that failed has undone its work, so correcting the proxy and trying again is allowed.
        const isLogin = logins.length > 0 || isolation !== undefined || minted.some(mayBeValid);
        return isLogin && trust !== undefined ? [{ trust, salt }] : [];
    });
}
/** Lists what earlier steps of this job wrote to configs. */
async function listSavedLogins() {
    return (await listSavedStates()).flatMap(({ logins, salt }) => logins.map(({ path, entries = [] }) => ({ path, entries, salt })));
}
async function listSavedStates() {
    const states = (await listKeptStates()).map((text) => safeParse(StateSchema, json_parseJson(text)));
    return states.flatMap(({ success, output }) => (success ? [output] : []));
}
/**
 * Whether a main step with this secret saved the state, and no one has changed it since. Only someone who already knows
 * the secret could forge a state that sends it elsewhere.
 */
function isSealedWith(secret) {
    const { seal: found, ...state } = v.parse(v.looseObject({}), parseJson(String(readState())));
    if (secret === '') {
        return false;
    }
    return found === undefined
        ? state['sourceFingerprint'] === fingerprint(String(state['salt']), secret)
        : found === seal(state, secret);
}
/** Seals the state with an HMAC that cannot be computed without the secret, and does not reveal it. */
function seal(state, secret) {
    return createHmac('sha256', secret).update(JSON.stringify(state)).digest('hex');
}
/** Keeps the state of this step and saves every change immediately. */
class StateKeeper {
    #state;
    #secret;
    /** Saves the state of a step that has not done anything yet. */
    constructor({ source, timeoutSeconds, iamUrl, accountId }) {
        const salt = randomBytes(16).toString('hex');
        this.#secret = source?.secret ?? '';
        this.#state = {
            version: 1,
            timeoutSeconds,
            iamUrl,
            accountId,
            revoke: true,
            skipped: true,
            salt,
            sourceInput: source?.kind.input,
            profile: source?.profile?.crn ?? source?.profile?.id,
            accessToken: undefined,
            trust: fingerprintTrust(salt, { ...readTrusted(), ...readTrustedByClients() }),
            clockOffsetMs: undefined,
            minted: [],
            logins: [],
            isolation: undefined,
        };
        this.#save();
    }
    get value() {
        return this.#state;
    }
    /** Saves a change, and that the step has started something that may need to be undone. */
    update(change) {
        this.#state = { ...this.#state, skipped: false, ...change };
        this.#save();
    }
    intend(minted, clockOffsetMs) {
        this.update({ minted, clockOffsetMs });
    }
    note(mark, change) {
        const minted = this.#state.minted.map((record) => record.mark === mark ? { ...record, ...change } : record);
        this.update({ minted });
    }
    #save() {
        keepState(JSON.stringify({ ...this.#state, seal: seal(this.#state, this.#secret) }));
    }
}
/** Saves that nothing was done. It must come first in a step, so that no forged state can replace this step's own. */
function saveNothing() {
    new StateKeeper({
        timeoutSeconds: TIMEOUT_SECONDS.byDefault,
        iamUrl: resolveIamUrl(undefined, false),
        accountId: undefined,
        source: undefined,
    });
}

;// CONCATENATED MODULE: ./src/steps/watch-trust.ts









/**
 * Checks that the variables which decide where secrets go have not changed since the earlier logins of this job. The
 * check is limited: a step that changes them can change the journal too.
 *
 * @param startsClient whether this step passes a secret to a container client.
 * @throws ActionError `environment-changed`
 */
async function watchTrust(startsClient) {
    const changes = new Set();
    // Once: every step can add thousands of records to compare with.
    const now = { ...trust_readTrusted(), ...(startsClient ? trust_readTrustedByClients() : {}) };
    for (const { trust, salt } of [...(await listSavedTrust()), ...(await listRecordedTrust())]) {
        const before = startsClient ? trust : withoutClients(trust);
        const names = listChanges(before, trust_fingerprintTrust(salt, now));
        for (const name of names) {
            changes.add(name);
        }
    }
    refuseChanges([...changes], 'an earlier login of this job');
}
/**
 * Lists what earlier logins of this job trusted, from the journals. These complement the saved states: a step may have
 * emptied RUNNER_TEMP, where the states are, or changed a variable so that this step finds another journal.
 */
async function listRecordedTrust() {
    const marker = await readMarker();
    const found = [];
    for (const path of [config_path_dockerConfigPath(), ...config_path_podmanLoginPaths()]) {
        for (const record of await listRecords(path)) {
            if (record.trust !== undefined && (await isOwn(record, marker))) {
                found.push({ trust: record.trust, salt: record.id });
            }
        }
    }
    return found;
}
async function listRecords(path) {
    try {
        return (await readJournal(await files_resolveLinks(path))).journal.records;
    }
    catch {
        // A journal that cannot be read has no records to compare with.
        return [];
    }
}
/**
 * Refuses to send a secret if variables have changed.
 *
 * @param changes the names of the variables that have changed.
 * @param since what they were compared with, for the message.
 * @throws ActionError `environment-changed`
 */
function refuseChanges(changes, since) {
    if (changes.length > 0) {
        throw new action_error_ActionError('environment-changed', {
            problem: `A step of this job has changed ${changes.join(', ')} since ${since}, so no secret was sent.`,
            fix: 'Find out which step did that. If the change is intended, make it before the first use of this action, or set the variable for the whole job.',
            link: links_LINKS.runnerProxy,
        });
    }
}

;// CONCATENATED MODULE: ./src/steps/logout.ts



















/** The action `logout`: undoes logins of this job before the job ends, and revokes what was minted for them. */
async function logout() {
    const inputs = readLogoutInputs();
    const deadline = new Deadline(inputs.timeoutSeconds);
    // This compares variables with the records of the logins, so it must start before they are removed.
    const trust = watchTrust(false);
    trust.catch(() => undefined);
    const own = await findOwnLogins(await listSavedLogins(), deadline);
    warnOfDoubt(own);
    const ending = own
        .map((logins) => choose(logins, inputs))
        .filter(({ records }) => records.length > 0);
    if (ending.length === 0) {
        reportNothing(own);
        return;
    }
    // At the same time: a locked config must not keep a credential valid.
    const revoking = revoke(inputs, findUnused(own, ending), trust, deadline);
    const failures = [];
    for (const logins of ending) {
        await logout_end(logins, deadline).catch((error) => failures.push(error));
    }
    // Not earlier: undoing a login in a private config can restore such a copy.
    for (const copying of own.filter(({ isPrivate }) => isPrivate)) {
        for (const logins of ending.filter(({ path }) => path !== copying.path)) {
            await endCopies(copying, logins, deadline).catch((error) => failures.push(error));
        }
    }
    printMessages(await revoking);
    failures_throwFailures(failures);
}
function reportNothing(own) {
    const hosts = new Set(own.flatMap(({ records }) => records.map(({ host }) => disarm_disarm(host))));
    if (hosts.size > 0) {
        core_warning(`No login was undone: this job is not logged in to any registry in \`region\`. It is still logged in to ${[...hosts].join(', ')}.`);
        return;
    }
    const unrecorded = own.filter((logins) => logins.unrecorded.length > 0);
    for (const { path, unrecorded: names } of unrecorded) {
        // A step may have removed the journal with their records.
        core_warning(`No login was undone: ${disarm_disarm(path)} has logins to ${names.join(', ')} that are not recorded as logins of this job, so they stay. To remove them, run \`docker logout HOST\` for each of these hosts.`);
    }
    if (unrecorded.length === 0 && own.length === 0) {
        core_info('This job has no login, so there is nothing to undo.');
    }
}
/** Warns of logins whose job is uncertain, because the job's marker or a record was changed or lost. */
function warnOfDoubt(own) {
    for (const { path, doubtful } of own.filter((logins) => logins.doubtful.length > 0)) {
        core_warning(`${disarm_disarm(path)} has logins to ${doubtful.join(', ')} that this job may have made, but their records do not prove it. They stay until the job that made them ends. To remove them now, run \`docker logout HOST\` for each of these hosts.`);
    }
}
async function logout_end({ path, records }, deadline) {
    const logins = { path, records: records.map(({ id }) => id), missingDirectory: undefined };
    reportUndone(logins, await undoLogins(logins, { deadline, clockOffsetMs: undefined }));
}
/** Removes what a private config has copied of logins in another config. */
async function endCopies({ path }, { records, salt }, deadline) {
    if (deadline.remainingMs() === 0) {
        throw new action_error_ActionError('timed-out', {
            problem: `There was no time to remove copies of the logins from ${disarm_disarm(path)}. They stay until the job ends.`,
            fix: 'Raise the input `timeout` of this step.',
        });
    }
    // Logins in a credential helper are not copied. An equal login that was there before the job's own one stays.
    const entries = records.filter(({ store, replaced: { entry }, fingerprint }) => store === undefined &&
        !(entry !== undefined && fingerprintEntry(salt, entry) === fingerprint));
    const logins = { path, records: entries.map(({ id }) => id), entries };
    const { undone } = await undoLogins(logins, { deadline, clockOffsetMs: undefined }, salt);
    for (const { host } of undone) {
        core_info(`${host}: removed the copy of the login (${disarm_disarm(path)}).`);
    }
}
function choose({ records, ...own }, { registries }) {
    const ids = registries?.map(({ id }) => id);
    const isNamed = ({ host }) => ids === undefined || ids.includes(identifyRegistry(host));
    return { ...own, records: records.filter(isNamed) };
}
/** Lists what was minted for the logins that end and is not used by a login that stays. */
function findUnused(own, ending) {
    const ended = ending.flatMap(({ records }) => records);
    const isEnded = ({ id }) => ended.some((record) => record.id === id);
    const kept = own.flatMap(({ records }) => records).filter((record) => !isEnded(record));
    const used = new Set(kept.map(({ minted }) => minted?.mark));
    const unused = ended
        .flatMap(({ minted }) => minted ?? [])
        // Every step of a job can write the journal, so nothing of another job is revoked.
        .filter(({ mark }) => isOwnMark(mark) && !used.has(mark));
    return [...new Map(unused.map((minted) => [minted.mark, minted])).values()];
}
async function revoke({ source, iamUrl }, minted, trust, deadline) {
    if (minted.length === 0) {
        return [];
    }
    const authorize = source?.kind.authorize;
    if (source === undefined || authorize === undefined) {
        const text = 'What was minted for the login will not be revoked before the job ends. To revoke it now, pass `logout` the credential that you passed to the login.';
        return [{ level: 'warning', text }];
    }
    const http = new Http(deadline);
    let iamToken;
    try {
        await trust;
        iamToken = await authorize(source, new Iam(http, iamUrl), undefined);
    }
    catch (error) {
        const text = `What was minted for the login will not be revoked before the job ends. ${describe_describeError(error)}`;
        return [{ level: 'warning', text }];
    }
    return Promise.all(minted.map((mark) => revokeByMark(mark, { http, iamUrl, iamToken })));
}

;// CONCATENATED MODULE: ./src/logout.ts


/** The action `logout`, which undoes logins before the job ends. */
void runMain(logout);

})();

module.exports = __webpack_exports__;
/******/ })()
;