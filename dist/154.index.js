"use strict";
exports.id = 154;
exports.ids = [154];
exports.modules = {

4154:
((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

__webpack_require__.r(__webpack_exports__);
__webpack_require__.d(__webpack_exports__, {
reportLogin: () => (reportLogin),
wordLogin: () => (wordLogin)
});
var _actions_core__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(1078);
var _mint_names_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(3424);
var _registry_registry_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(7936);
var _text_disarm_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(404);
var _summary_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(7994);





function wordLogin(report) {
	return { log: wordLog(report), summary: wordSummary(report) };
}
function reportLogin({ log, summary }) {
	for (const line of log) {
		(0,_actions_core__WEBPACK_IMPORTED_MODULE_0__/* .info */ .pq)(line);
	}
	(0,_summary_js__WEBPACK_IMPORTED_MODULE_2__/* .writeSummary */ .S)(summary);
}
function wordLog(report) {
	const { session, logins, client } = report;
	const lines = logins.map(({ registry, credential: { username, label, expiresAt } }) => {
		const end = expiresAt === undefined ? '' : `, until ${expiresAt.toISOString()}`;
		const action = client === undefined ? 'Credential for' : 'Logged in to';
		return `${action} ${(0,_registry_registry_js__WEBPACK_IMPORTED_MODULE_3__/* .nameRegistry */ .$)(registry)} as ${username}: ${label}${end}.`;
	});
	if (client !== undefined) {
		const places = listPlaces(report).map(_text_disarm_js__WEBPACK_IMPORTED_MODULE_1__/* .disarm */ .J).join(' and ');
		lines.push(`Checked with ${nameClient(client)}, written to ${places}.`);
	}
	return [...lines, describeEnd(session, client !== undefined)];
}
function listPlaces({ configs }) {
	return configs.flatMap(({ path, hosts, stores }) => [
		...(hosts.length > 0 ? [path] : []),
		...[...new Set(stores.values())].map((name) => `the credential store "${name}"`),
	]);
}
function nameClient(client) {
	return client === 'file' ? 'one request to each registry (no container client)' : client;
}
function describeEnd({ inputs }, isLoggedIn) {
	const undone = isLoggedIn && inputs.logout;
	const revoked = (0,_mint_names_js__WEBPACK_IMPORTED_MODULE_4__/* .isRevocable */ .of)(inputs.mint) && inputs.revoke;
	if (undone && revoked) {
		return 'When the job ends, the login is undone and what was minted is revoked.';
	}
	if (undone) {
		return (0,_mint_names_js__WEBPACK_IMPORTED_MODULE_4__/* .isRevocable */ .of)(inputs.mint)
			? 'When the job ends, the login is undone; what was minted stays alive (`revoke: false`).'
			: 'When the job ends, the login is undone.';
	}
	if (revoked) {
		return 'When the job ends, what was minted is revoked.';
	}
	return 'Nothing is undone when the job ends.';
}
function wordSummary(report) {
	const { session, logins } = report;
	const places = listPlaces(report);
	const rows = logins.map(({ registry, credential: { username, label, expiresAt } }) => [
		(0,_registry_registry_js__WEBPACK_IMPORTED_MODULE_3__/* .nameRegistry */ .$)(registry),
		`${username}: ${label}`,
		expiresAt?.toISOString() ?? 'no end known',
		places.length === 0 ? 'nowhere' : places.join(', '),
	]);
	return [
		'### IBM Cloud Container Registry',
		'',
		'| Registry | Credential | Until | Written to |',
		'|---|---|---|---|',
		...rows.map((row) => `| ${row.map(_text_disarm_js__WEBPACK_IMPORTED_MODULE_1__/* .escapeMarkdown */ .F).join(' | ')} |`),
		'',
		describeEnd(session, places.length > 0),
		'',
	];
}


}),

7994:
((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

__webpack_require__.d(__webpack_exports__, {
S: () => (writeSummary)
});
var node_fs__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(3024);
var node_fs__WEBPACK_IMPORTED_MODULE_0___default = __webpack_require__.n(node_fs__WEBPACK_IMPORTED_MODULE_0__);
var _actions_core__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(1078);
var _errors_describe_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(2206);



function writeSummary(lines) {
	const path = process.env['GITHUB_STEP_SUMMARY'];
	if (!path) {
		return;
	}
	try {
		(0,node_fs__WEBPACK_IMPORTED_MODULE_0__.appendFileSync)(path, `${lines.join('\n')}\n`);
	}
	catch (error) {
		(0,_actions_core__WEBPACK_IMPORTED_MODULE_1__/* .warning */ .$e)(`The job summary was not written. ${(0,_errors_describe_js__WEBPACK_IMPORTED_MODULE_2__/* .describeError */ .Uc)(error)}`);
	}
}


})

};
;