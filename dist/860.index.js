"use strict";
exports.id = 860;
exports.ids = [860];
exports.modules = {

6860:
((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

__webpack_require__.d(__webpack_exports__, {
planIsolatedConfig: () => (planIsolatedConfig)
});
var node_fs__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(3024);
var node_fs__WEBPACK_IMPORTED_MODULE_0___default = __webpack_require__.n(node_fs__WEBPACK_IMPORTED_MODULE_0__);
var node_path__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(6760);
var node_path__WEBPACK_IMPORTED_MODULE_1___default = __webpack_require__.n(node_path__WEBPACK_IMPORTED_MODULE_1__);
var _actions_core__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(1078);
var _client_private_directory_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(6846);
var _runner_variables_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(4863);
var _store_config_error_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(4288);
var _store_config_path_js__WEBPACK_IMPORTED_MODULE_6__ = __webpack_require__(2295);
var _store_files_js__WEBPACK_IMPORTED_MODULE_7__ = __webpack_require__(1146);
var _store_inspect_config_js__WEBPACK_IMPORTED_MODULE_8__ = __webpack_require__(5364);
var _text_disarm_js__WEBPACK_IMPORTED_MODULE_9__ = __webpack_require__(404);
var _text_json_js__WEBPACK_IMPORTED_MODULE_10__ = __webpack_require__(1789);











const CONFIG = 'config.json';
async function planIsolatedConfig(hosts) {
	const source = (0,_store_config_path_js__WEBPACK_IMPORTED_MODULE_6__/* .dockerConfigPath */ .Q1)();
	const { credsStore, credHelpers, auths, ...kept } = await (0,_store_inspect_config_js__WEBPACK_IMPORTED_MODULE_8__/* .readConfig */ .X)(source, 'utf8');
	const helpers = membersOf(credHelpers).filter(([host]) => !hosts.includes(host));
	const own = membersOf(auths);
	const logins = own.filter(([, entry]) => (0,_text_json_js__WEBPACK_IMPORTED_MODULE_10__/* .isJsonObject */ .OW)(entry) && Object.keys(entry).length > 0);
	warnOfStore(credsStore, own.map(([host]) => host).filter((host) => !isNamed(logins, host)));
	const config = {
		...kept,
		...(helpers.length > 0 ? { credHelpers: Object.fromEntries(helpers) } : {}),
		auths: Object.fromEntries([...(0,_store_config_path_js__WEBPACK_IMPORTED_MODULE_6__/* .podmanLoginPaths */ .Dq)().flatMap(readLogins).toReversed(), ...logins]),
	};
	const directory = (0,_client_private_directory_js__WEBPACK_IMPORTED_MODULE_3__/* .nameDirectory */ .l6)();
	const path = (0,node_path__WEBPACK_IMPORTED_MODULE_1__.join)(directory, CONFIG);
	return {
		saved: {
			directory,
			variables: (0,_runner_variables_js__WEBPACK_IMPORTED_MODULE_4__/* .planVariables */ .LK)({ DOCKER_CONFIG: directory, REGISTRY_AUTH_FILE: path }),
		},
		path,
		create: () => createConfig(path, `${JSON.stringify(config, undefined, 2)}\n`, source),
	};
}
function createConfig(path, text, source) {
	const directory = (0,node_path__WEBPACK_IMPORTED_MODULE_1__.dirname)(path);
	try {
		(0,_client_private_directory_js__WEBPACK_IMPORTED_MODULE_3__/* .createDirectory */ .c1)(directory);
		(0,node_fs__WEBPACK_IMPORTED_MODULE_0__.writeFileSync)(path, text, { mode: _store_files_js__WEBPACK_IMPORTED_MODULE_7__/* .PRIVATE_FILE */ .rQ });
		const folder = (0,node_path__WEBPACK_IMPORTED_MODULE_1__.dirname)(source);
		const names = (0,node_fs__WEBPACK_IMPORTED_MODULE_0__.existsSync)(folder) ? (0,node_fs__WEBPACK_IMPORTED_MODULE_0__.readdirSync)(folder) : [];
		for (const name of names.filter((candidate) => isShared(candidate, (0,node_path__WEBPACK_IMPORTED_MODULE_1__.basename)(source)))) {
			if (isReadable((0,node_path__WEBPACK_IMPORTED_MODULE_1__.join)(folder, name))) {
				share((0,node_path__WEBPACK_IMPORTED_MODULE_1__.join)(folder, name), (0,node_path__WEBPACK_IMPORTED_MODULE_1__.join)(directory, name));
			}
		}
	}
	catch (error) {
		throw (0,_store_config_error_js__WEBPACK_IMPORTED_MODULE_5__/* .explainFileError */ .Y)(path, error);
	}
}
function readLogins(path) {
	try {
		return membersOf((0,_text_json_js__WEBPACK_IMPORTED_MODULE_10__/* .parseJsonObject */ .dw)((0,node_fs__WEBPACK_IMPORTED_MODULE_0__.readFileSync)(path, 'utf8'))?.['auths']);
	}
	catch {
		return [];
	}
}
function membersOf(value) {
	return (0,_text_json_js__WEBPACK_IMPORTED_MODULE_10__/* .isJsonObject */ .OW)(value) ? Object.entries(value) : [];
}
function isNamed(members, name) {
	return members.some(([candidate]) => candidate === name);
}
function warnOfStore(credsStore, hosts) {
	const store = (0,_text_json_js__WEBPACK_IMPORTED_MODULE_10__/* .stringMember */ .sk)({ credsStore }, 'credsStore');
	if (store !== undefined && hosts.length > 0) {
		(0,_actions_core__WEBPACK_IMPORTED_MODULE_2__/* .notice */ .lm)(`The private config of this job has no credential store, so the logins that are kept in "${(0,_text_disarm_js__WEBPACK_IMPORTED_MODULE_9__/* .disarm */ .J)(store)}" are not in it: ${hosts.map(_text_disarm_js__WEBPACK_IMPORTED_MODULE_9__/* .disarm */ .J).join(', ')}.`);
	}
}
function isShared(name, config) {
	const rest = name.startsWith(config) ? name.slice(config.length) : undefined;
	return name !== _client_private_directory_js__WEBPACK_IMPORTED_MODULE_3__/* .MARKER */ .tl && (rest === undefined || !/^(?:\d*|\.icr-login-.*)$/.test(rest));
}
function isReadable(path) {
	try {
		(0,node_fs__WEBPACK_IMPORTED_MODULE_0__.accessSync)(path, node_fs__WEBPACK_IMPORTED_MODULE_0__.constants.R_OK);
		return true;
	}
	catch {
		return false;
	}
}
function share(path, place) {
	const target = (0,node_fs__WEBPACK_IMPORTED_MODULE_0__.realpathSync)(path);
	const status = (0,node_fs__WEBPACK_IMPORTED_MODULE_0__.statSync)(target);
	if (status.isDirectory()) {
		(0,node_fs__WEBPACK_IMPORTED_MODULE_0__.symlinkSync)(target, place, 'junction');
	}
	else if (status.isFile()) {
		(0,node_fs__WEBPACK_IMPORTED_MODULE_0__.copyFileSync)(target, place);
	}
}


})

};
;