"use strict";
exports.id = 549;
exports.ids = [549];
exports.modules = {

4288:
((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

__webpack_require__.d(__webpack_exports__, {
Y: () => (explainFileError),
m: () => (malformedConfig)
});
var _errors_action_error_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(2714);
var _errors_links_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(6678);
var _text_disarm_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(404);
var _text_json_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(1789);
var _files_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(1146);





const ELSEWHERE = 'or point the variable DOCKER_CONFIG of the job to a directory of its own, such as one below RUNNER_TEMP.';
async function malformedConfig(path, text) {
	return new _errors_action_error_js__WEBPACK_IMPORTED_MODULE_0__/* .ActionError */ .l('config-malformed', {
		problem: `${path} is not a Docker config: ${await describeFlaw(text)}. It was left as it is.`,
		fix: `Repair or remove the file, ${ELSEWHERE}`,
		link: _errors_links_js__WEBPACK_IMPORTED_MODULE_1__/* .LINKS */ .A.dockerConfig,
	});
}
async function describeFlaw(text) {
	if ((0,_text_json_js__WEBPACK_IMPORTED_MODULE_4__/* .parseJson */ .qF)(text) !== undefined) {
		return 'it is no JSON object, or its `auths` is none';
	}
	const { parse } = await __webpack_require__.e(/* import() */ 152).then(__webpack_require__.t.bind(__webpack_require__, 5152, 23));
	const errors = [];
	parse(text, errors, { disallowComments: true });
	const before = text.slice(0, errors[0]?.offset);
	const column = before.length - before.lastIndexOf('\n');
	return `it is no JSON, see line ${before.split('\n').length}, column ${column}`;
}
function explainFileError(path, error) {
	if ((0,_files_js__WEBPACK_IMPORTED_MODULE_3__/* .isFileError */ .lz)(error, 'ELOCKED', 'ECHANGED')) {
		return new _errors_action_error_js__WEBPACK_IMPORTED_MODULE_0__/* .ActionError */ .l('config-busy', {
			problem: `${path} is being written by other jobs or programs all the time, and the turn of this step did not come.`,
			fix: `Run the job again, raise the input \`timeout\`, ${ELSEWHERE}`,
			link: _errors_links_js__WEBPACK_IMPORTED_MODULE_1__/* .LINKS */ .A.dockerConfig,
			cause: error,
		});
	}
	if (error instanceof Error && 'syscall' in error) {
		return new _errors_action_error_js__WEBPACK_IMPORTED_MODULE_0__/* .ActionError */ .l('config-not-writable', {
			problem: `${path} cannot be read or changed: ${(0,_text_disarm_js__WEBPACK_IMPORTED_MODULE_2__/* .disarm */ .J)(error.message)}`,
			fix: `Give the user of the runner the right to change the file and its directory, make room on the disk, ${ELSEWHERE}`,
			link: _errors_links_js__WEBPACK_IMPORTED_MODULE_1__/* .LINKS */ .A.dockerConfig,
			cause: error,
		});
	}
	return error;
}


}),

1348:
((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

__webpack_require__.d(__webpack_exports__, {
BZ: () => (readAsConfig),
Hf: () => (CONFIG_ENCODING),
kH: () => (isConfigText),
o4: () => (parseConfig),
w4: () => (findEntry)
});
var _text_json_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(1789);

const CONFIG_ENCODING = 'latin1';
function readAsConfig(text) {
	return text === undefined || text.trim() === '' ? '{}' : text;
}
function parseConfig(text) {
	const config = (0,_text_json_js__WEBPACK_IMPORTED_MODULE_0__/* .parseJsonObject */ .dw)(text);
	const auths = config?.['auths'];
	return auths === undefined || auths === null || (0,_text_json_js__WEBPACK_IMPORTED_MODULE_0__/* .isJsonObject */ .OW)(auths) ? config : undefined;
}
function isConfigText(text) {
	return parseConfig(text) !== undefined;
}
function findEntry(text, host) {
	const auths = (0,_text_json_js__WEBPACK_IMPORTED_MODULE_0__/* .parseJsonObject */ .dw)(text)?.['auths'];
	const entry = (0,_text_json_js__WEBPACK_IMPORTED_MODULE_0__/* .isJsonObject */ .OW)(auths) ? auths[host] : undefined;
	return (0,_text_json_js__WEBPACK_IMPORTED_MODULE_0__/* .isJsonObject */ .OW)(entry) ? entry : undefined;
}


})

};
;