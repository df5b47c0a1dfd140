"use strict";
exports.id = 675;
exports.ids = [675];
exports.modules = {

1675:
(function(__unused_webpack_module, exports, __webpack_require__) {


var __awaiter = (this && this.__awaiter) || function (thisArg, _arguments, P, generator) {
	function adopt(value) { return value instanceof P ? value : new P(function (resolve) { resolve(value); }); }
	return new (P || (P = Promise))(function (resolve, reject) {
		function fulfilled(value) { try { step(generator.next(value)); } catch (e) { reject(e); } }
		function rejected(value) { try { step(generator["throw"](value)); } catch (e) { reject(e); } }
		function step(result) { result.done ? resolve(result.value) : adopt(result.value).then(fulfilled, rejected); }
		step((generator = generator.apply(thisArg, _arguments || [])).next());
	});
};
var __generator = (this && this.__generator) || function (thisArg, body) {
	var _ = { label: 0, sent: function() { if (t[0] & 1) throw t[1]; return t[1]; }, trys: [], ops: [] }, f, y, t, g;
	return g = { next: verb(0), "throw": verb(1), "return": verb(2) }, typeof Symbol === "function" && (g[Symbol.iterator] = function() { return this; }), g;
	function verb(n) { return function (v) { return step([n, v]); }; }
	function step(op) {
		if (f) throw new TypeError("Generator is already executing.");
		while (_) try {
			if (f = 1, y && (t = op[0] & 2 ? y["return"] : op[0] ? y["throw"] || ((t = y["return"]) && t.call(y), 0) : y.next) && !(t = t.call(y, op[1])).done) return t;
			if (y = 0, t) op = [op[0] & 2, t.value];
			switch (op[0]) {
				case 0: case 1: t = op; break;
				case 4: _.label++; return { value: op[1], done: false };
				case 5: _.label++; y = op[1]; op = [0]; continue;
				case 7: op = _.ops.pop(); _.trys.pop(); continue;
				default:
					if (!(t = _.trys, t = t.length > 0 && t[t.length - 1]) && (op[0] === 6 || op[0] === 2)) { _ = 0; continue; }
					if (op[0] === 3 && (!t || (op[1] > t[0] && op[1] < t[3]))) { _.label = op[1]; break; }
					if (op[0] === 6 && _.label < t[1]) { _.label = t[1]; t = op; break; }
					if (t && _.label < t[2]) { _.label = t[2]; _.ops.push(op); break; }
					if (t[2]) _.ops.pop();
					_.trys.pop(); continue;
			}
			op = body.call(thisArg, _);
		} catch (e) { op = [6, e]; y = 0; } finally { f = t = 0; }
		if (op[0] & 5) throw op[1]; return { value: op[0] ? op[1] : void 0, done: true };
	}
};
Object.defineProperty(exports, "__esModule", ({ value: true }));
var options_1 = __webpack_require__(1917);
var delay_factory_1 = __webpack_require__(5616);
function backOff(request, options) {
	if (options === void 0) { options = {}; }
	return __awaiter(this, void 0, void 0, function () {
		var sanitizedOptions, backOff;
		return __generator(this, function (_a) {
			switch (_a.label) {
				case 0:
					sanitizedOptions = options_1.getSanitizedOptions(options);
					backOff = new BackOff(request, sanitizedOptions);
					return [4 /*yield*/, backOff.execute()];
				case 1: return [2 /*return*/, _a.sent()];
			}
		});
	});
}
exports.backOff = backOff;
var BackOff = /** @class */ (function () {
	function BackOff(request, options) {
		this.request = request;
		this.options = options;
		this.attemptNumber = 0;
	}
	BackOff.prototype.execute = function () {
		return __awaiter(this, void 0, void 0, function () {
			var e_1, shouldRetry;
			return __generator(this, function (_a) {
				switch (_a.label) {
					case 0:
						if (!!this.attemptLimitReached) return [3 /*break*/, 7];
						_a.label = 1;
					case 1:
						_a.trys.push([1, 4, , 6]);
						return [4 /*yield*/, this.applyDelay()];
					case 2:
						_a.sent();
						return [4 /*yield*/, this.request()];
					case 3: return [2 /*return*/, _a.sent()];
					case 4:
						e_1 = _a.sent();
						this.attemptNumber++;
						return [4 /*yield*/, this.options.retry(e_1, this.attemptNumber)];
					case 5:
						shouldRetry = _a.sent();
						if (!shouldRetry || this.attemptLimitReached) {
							throw e_1;
						}
						return [3 /*break*/, 6];
					case 6: return [3 /*break*/, 0];
					case 7: throw new Error("Something went wrong.");
				}
			});
		});
	};
	Object.defineProperty(BackOff.prototype, "attemptLimitReached", {
		get: function () {
			return this.attemptNumber >= this.options.numOfAttempts;
		},
		enumerable: true,
		configurable: true
	});
	BackOff.prototype.applyDelay = function () {
		return __awaiter(this, void 0, void 0, function () {
			var delay;
			return __generator(this, function (_a) {
				switch (_a.label) {
					case 0:
						delay = delay_factory_1.DelayFactory(this.options, this.attemptNumber);
						return [4 /*yield*/, delay.apply()];
					case 1:
						_a.sent();
						return [2 /*return*/];
				}
			});
		});
	};
	return BackOff;
}());

}),

5877:
(function(__unused_webpack_module, exports, __webpack_require__) {


var __extends = (this && this.__extends) || (function () {
	var extendStatics = function (d, b) {
		extendStatics = Object.setPrototypeOf ||
			({ __proto__: [] } instanceof Array && function (d, b) { d.__proto__ = b; }) ||
			function (d, b) { for (var p in b) if (b.hasOwnProperty(p)) d[p] = b[p]; };
		return extendStatics(d, b);
	};
	return function (d, b) {
		extendStatics(d, b);
		function __() { this.constructor = d; }
		d.prototype = b === null ? Object.create(b) : (__.prototype = b.prototype, new __());
	};
})();
Object.defineProperty(exports, "__esModule", ({ value: true }));
var delay_base_1 = __webpack_require__(4973);
var AlwaysDelay = /** @class */ (function (_super) {
	__extends(AlwaysDelay, _super);
	function AlwaysDelay() {
		return _super !== null && _super.apply(this, arguments) || this;
	}
	return AlwaysDelay;
}(delay_base_1.Delay));
exports.AlwaysDelay = AlwaysDelay;

}),

4973:
((__unused_webpack_module, exports, __webpack_require__) => {


Object.defineProperty(exports, "__esModule", ({ value: true }));
var jitter_factory_1 = __webpack_require__(8210);
var Delay = /** @class */ (function () {
	function Delay(options) {
		this.options = options;
		this.attempt = 0;
	}
	Delay.prototype.apply = function () {
		var _this = this;
		return new Promise(function (resolve) { return setTimeout(resolve, _this.jitteredDelay); });
	};
	Delay.prototype.setAttemptNumber = function (attempt) {
		this.attempt = attempt;
	};
	Object.defineProperty(Delay.prototype, "jitteredDelay", {
		get: function () {
			var jitter = jitter_factory_1.JitterFactory(this.options);
			return jitter(this.delay);
		},
		enumerable: true,
		configurable: true
	});
	Object.defineProperty(Delay.prototype, "delay", {
		get: function () {
			var constant = this.options.startingDelay;
			var base = this.options.timeMultiple;
			var power = this.numOfDelayedAttempts;
			var delay = constant * Math.pow(base, power);
			return Math.min(delay, this.options.maxDelay);
		},
		enumerable: true,
		configurable: true
	});
	Object.defineProperty(Delay.prototype, "numOfDelayedAttempts", {
		get: function () {
			return this.attempt;
		},
		enumerable: true,
		configurable: true
	});
	return Delay;
}());
exports.Delay = Delay;

}),

5616:
((__unused_webpack_module, exports, __webpack_require__) => {


Object.defineProperty(exports, "__esModule", ({ value: true }));
var skip_first_delay_1 = __webpack_require__(1519);
var always_delay_1 = __webpack_require__(5877);
function DelayFactory(options, attempt) {
	var delay = initDelayClass(options);
	delay.setAttemptNumber(attempt);
	return delay;
}
exports.DelayFactory = DelayFactory;
function initDelayClass(options) {
	if (!options.delayFirstAttempt) {
		return new skip_first_delay_1.SkipFirstDelay(options);
	}
	return new always_delay_1.AlwaysDelay(options);
}

}),

1519:
(function(__unused_webpack_module, exports, __webpack_require__) {


var __extends = (this && this.__extends) || (function () {
	var extendStatics = function (d, b) {
		extendStatics = Object.setPrototypeOf ||
			({ __proto__: [] } instanceof Array && function (d, b) { d.__proto__ = b; }) ||
			function (d, b) { for (var p in b) if (b.hasOwnProperty(p)) d[p] = b[p]; };
		return extendStatics(d, b);
	};
	return function (d, b) {
		extendStatics(d, b);
		function __() { this.constructor = d; }
		d.prototype = b === null ? Object.create(b) : (__.prototype = b.prototype, new __());
	};
})();
var __awaiter = (this && this.__awaiter) || function (thisArg, _arguments, P, generator) {
	function adopt(value) { return value instanceof P ? value : new P(function (resolve) { resolve(value); }); }
	return new (P || (P = Promise))(function (resolve, reject) {
		function fulfilled(value) { try { step(generator.next(value)); } catch (e) { reject(e); } }
		function rejected(value) { try { step(generator["throw"](value)); } catch (e) { reject(e); } }
		function step(result) { result.done ? resolve(result.value) : adopt(result.value).then(fulfilled, rejected); }
		step((generator = generator.apply(thisArg, _arguments || [])).next());
	});
};
var __generator = (this && this.__generator) || function (thisArg, body) {
	var _ = { label: 0, sent: function() { if (t[0] & 1) throw t[1]; return t[1]; }, trys: [], ops: [] }, f, y, t, g;
	return g = { next: verb(0), "throw": verb(1), "return": verb(2) }, typeof Symbol === "function" && (g[Symbol.iterator] = function() { return this; }), g;
	function verb(n) { return function (v) { return step([n, v]); }; }
	function step(op) {
		if (f) throw new TypeError("Generator is already executing.");
		while (_) try {
			if (f = 1, y && (t = op[0] & 2 ? y["return"] : op[0] ? y["throw"] || ((t = y["return"]) && t.call(y), 0) : y.next) && !(t = t.call(y, op[1])).done) return t;
			if (y = 0, t) op = [op[0] & 2, t.value];
			switch (op[0]) {
				case 0: case 1: t = op; break;
				case 4: _.label++; return { value: op[1], done: false };
				case 5: _.label++; y = op[1]; op = [0]; continue;
				case 7: op = _.ops.pop(); _.trys.pop(); continue;
				default:
					if (!(t = _.trys, t = t.length > 0 && t[t.length - 1]) && (op[0] === 6 || op[0] === 2)) { _ = 0; continue; }
					if (op[0] === 3 && (!t || (op[1] > t[0] && op[1] < t[3]))) { _.label = op[1]; break; }
					if (op[0] === 6 && _.label < t[1]) { _.label = t[1]; t = op; break; }
					if (t && _.label < t[2]) { _.label = t[2]; _.ops.push(op); break; }
					if (t[2]) _.ops.pop();
					_.trys.pop(); continue;
			}
			op = body.call(thisArg, _);
		} catch (e) { op = [6, e]; y = 0; } finally { f = t = 0; }
		if (op[0] & 5) throw op[1]; return { value: op[0] ? op[1] : void 0, done: true };
	}
};
Object.defineProperty(exports, "__esModule", ({ value: true }));
var delay_base_1 = __webpack_require__(4973);
var SkipFirstDelay = /** @class */ (function (_super) {
	__extends(SkipFirstDelay, _super);
	function SkipFirstDelay() {
		return _super !== null && _super.apply(this, arguments) || this;
	}
	SkipFirstDelay.prototype.apply = function () {
		return __awaiter(this, void 0, void 0, function () {
			return __generator(this, function (_a) {
				return [2 /*return*/, this.isFirstAttempt ? true : _super.prototype.apply.call(this)];
			});
		});
	};
	Object.defineProperty(SkipFirstDelay.prototype, "isFirstAttempt", {
		get: function () {
			return this.attempt === 0;
		},
		enumerable: true,
		configurable: true
	});
	Object.defineProperty(SkipFirstDelay.prototype, "numOfDelayedAttempts", {
		get: function () {
			return this.attempt - 1;
		},
		enumerable: true,
		configurable: true
	});
	return SkipFirstDelay;
}(delay_base_1.Delay));
exports.SkipFirstDelay = SkipFirstDelay;

}),

6589:
((__unused_webpack_module, exports) => {


Object.defineProperty(exports, "__esModule", ({ value: true }));
function fullJitter(delay) {
	var jitteredDelay = Math.random() * delay;
	return Math.round(jitteredDelay);
}
exports.fullJitter = fullJitter;

}),

8210:
((__unused_webpack_module, exports, __webpack_require__) => {


Object.defineProperty(exports, "__esModule", ({ value: true }));
var full_jitter_1 = __webpack_require__(6589);
var no_jitter_1 = __webpack_require__(2681);
function JitterFactory(options) {
	switch (options.jitter) {
		case "full":
			return full_jitter_1.fullJitter;
		case "none":
		default:
			return no_jitter_1.noJitter;
	}
}
exports.JitterFactory = JitterFactory;

}),

2681:
((__unused_webpack_module, exports) => {


Object.defineProperty(exports, "__esModule", ({ value: true }));
function noJitter(delay) {
	return delay;
}
exports.noJitter = noJitter;

}),

1917:
(function(__unused_webpack_module, exports) {


var __assign = (this && this.__assign) || function () {
	__assign = Object.assign || function(t) {
		for (var s, i = 1, n = arguments.length; i < n; i++) {
			s = arguments[i];
			for (var p in s) if (Object.prototype.hasOwnProperty.call(s, p))
				t[p] = s[p];
		}
		return t;
	};
	return __assign.apply(this, arguments);
};
Object.defineProperty(exports, "__esModule", ({ value: true }));
var defaultOptions = {
	delayFirstAttempt: false,
	jitter: "none",
	maxDelay: Infinity,
	numOfAttempts: 10,
	retry: function () { return true; },
	startingDelay: 100,
	timeMultiple: 2
};
function getSanitizedOptions(options) {
	var sanitized = __assign(__assign({}, defaultOptions), options);
	if (sanitized.numOfAttempts < 1) {
		sanitized.numOfAttempts = 1;
	}
	return sanitized;
}
exports.getSanitizedOptions = getSanitizedOptions;

})

};
;