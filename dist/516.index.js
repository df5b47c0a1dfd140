"use strict";
exports.id = 516;
exports.ids = [516];
exports.modules = {

5516:
((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

__webpack_require__.d(__webpack_exports__, {
refusePodmanHelpers: () => (refusePodmanHelpers)
});
var node_fs__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(3024);
var node_fs__WEBPACK_IMPORTED_MODULE_0___default = __webpack_require__.n(node_fs__WEBPACK_IMPORTED_MODULE_0__);
var node_path__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(6760);
var node_path__WEBPACK_IMPORTED_MODULE_1___default = __webpack_require__.n(node_path__WEBPACK_IMPORTED_MODULE_1__);
var _errors_action_error_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(2714);
var _errors_links_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(6678);
var _config_path_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(2295);





const SYSTEM_FOLDER = '/etc/containers';
const HELPERS_FIRST = /^\s*credential-helpers\s*=\s*\[(?!\s*(?:["']containers-auth\.json["']|\]))/m;
function refusePodmanHelpers(environment = process.env, systemFolder = SYSTEM_FOLDER) {
	const home = environment['XDG_CONFIG_HOME'] || (0,node_path__WEBPACK_IMPORTED_MODULE_1__.join)((0,_config_path_js__WEBPACK_IMPORTED_MODULE_4__/* .homeDirectory */ .RE)(), '.config');
	const folders = [(0,node_path__WEBPACK_IMPORTED_MODULE_1__.join)(home, 'containers'), systemFolder];
	const files = folders.map((folder) => (0,node_path__WEBPACK_IMPORTED_MODULE_1__.join)(folder, 'registries.conf'));
	const named = environment['CONTAINERS_REGISTRIES_CONF'];
	const used = named ? [named] : files.filter((path) => (0,node_fs__WEBPACK_IMPORTED_MODULE_0__.existsSync)(path)).slice(0, 1);
	const added = folders.map((folder) => (0,node_path__WEBPACK_IMPORTED_MODULE_1__.join)(folder, 'registries.conf.d')).flatMap(listFiles);
	const path = [...used, ...added].find((file) => HELPERS_FIRST.test(readReadable(file)));
	if (path !== undefined) {
		throw new _errors_action_error_js__WEBPACK_IMPORTED_MODULE_2__/* .ActionError */ .l('credential-store', {
			problem: `${path} names \`credential-helpers\`: podman would hand the login to a credential store that this action could not take it from again.`,
			fix: 'Put "containers-auth.json" first in that list, or use `client: docker` or `client: file`.',
			link: _errors_links_js__WEBPACK_IMPORTED_MODULE_3__/* .LINKS */ .A.podmanHelpers,
		});
	}
}
function listFiles(folder) {
	return listNames(folder)
		.filter((name) => name.endsWith('.conf'))
		.map((name) => (0,node_path__WEBPACK_IMPORTED_MODULE_1__.join)(folder, name));
}
function listNames(folder) {
	try {
		return (0,node_fs__WEBPACK_IMPORTED_MODULE_0__.readdirSync)(folder);
	}
	catch {
		return [];
	}
}
function readReadable(path) {
	try {
		return (0,node_fs__WEBPACK_IMPORTED_MODULE_0__.readFileSync)(path, 'utf8');
	}
	catch {
		return '';
	}
}


})

};
;