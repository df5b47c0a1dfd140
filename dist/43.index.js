"use strict";
exports.id = 43;
exports.ids = [43];
exports.modules = {

4043:
((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

__webpack_require__.r(__webpack_exports__);

__webpack_require__.d(__webpack_exports__, {
  reportLogin: () => (/* reexport */ reportLogin),
  setLoginOutputs: () => (/* reexport */ setLoginOutputs),
  setRegistryOutputs: () => (/* reexport */ setRegistryOutputs),
  wordLogin: () => (/* reexport */ wordLogin)
});

var core = __webpack_require__(1078);
;// CONCATENATED MODULE: ./src/runner/outputs.ts

const LOGIN_OUTPUTS = (/* unused pure expression or super */ null && ([
	'registry',
	'registries',
	'username',
	'password',
	'logged-in',
	'credential-id',
	'credential-ids',
	'expires-at',
	'account-id',
	'config-path',
]));
function setOutputs(outputs) {
	for (const [name, value] of Object.entries(outputs)) {
		if (value !== undefined) {
			(0,core/* setOutput */.uH)(name, value);
		}
	}
}

;// CONCATENATED MODULE: ./src/report/login-outputs.ts

function setRegistryOutputs(registries) {
	setOutputs({ ...nameRegistries(registries), 'logged-in': 'false' });
}
function nameRegistries(registries) {
	const hosts = registries.map(({ host }) => host);
	return { registry: registries[0].host, registries: JSON.stringify(hosts) };
}
async function setLoginOutputs(report) {
	const { session, logins, client, configs } = report;
	const { inputs, source } = session;
	const minted = listMinted(report);
	const ends = logins.flatMap(({ credential: { expiresAt } }) => expiresAt?.getTime() ?? []);
	const [first] = logins;
	const knowsAccount = session.hasIamToken() || source.kind.input === 'access-token';
	const claims = knowsAccount ? (await session.iamToken()).claims : undefined;
	setOutputs({
		...nameRegistries(inputs.registries),
		username: first?.credential.username,
		password: inputs.exportPassword ? first?.credential.secret : undefined,
		'logged-in': String(client !== undefined),
		'credential-id': minted[0]?.id,
		'credential-ids': JSON.stringify(minted),
		'expires-at': ends.length === 0 ? undefined : new Date(Math.min(...ends)).toISOString(),
		'account-id': claims?.accountId,
		'config-path': configs[0]?.path,
	});
}
function listMinted({ session, logins, }) {
	return session.state.value.minted.flatMap(({ mint, place, id }) => {
		if (id === undefined) {
			return [];
		}
		const hosts = mint === 'registry-token' ? [place] : logins.map(({ registry }) => registry.host);
		return hosts.map((registry) => ({ registry, id }));
	});
}

var names = __webpack_require__(3424);
var registry_registry = __webpack_require__(7936);
var disarm = __webpack_require__(404);
var report_summary = __webpack_require__(7994);
;// CONCATENATED MODULE: ./src/report/login-report.ts





function wordLogin(report) {
	return { log: wordLog(report), summary: wordSummary(report) };
}
function reportLogin({ log, summary }) {
	for (const line of log) {
		(0,core/* info */.pq)(line);
	}
	(0,report_summary/* writeSummary */.S)(summary);
}
function wordLog(report) {
	const { session, logins, client } = report;
	const lines = logins.map(({ registry, credential: { username, label, expiresAt } }) => {
		const end = expiresAt === undefined ? '' : `, until ${expiresAt.toISOString()}`;
		const action = client === undefined ? 'Credential for' : 'Logged in to';
		return `${action} ${(0,registry_registry/* nameRegistry */.$)(registry)} as ${username}: ${label}${end}.`;
	});
	if (client !== undefined) {
		const places = listPlaces(report).map(disarm/* disarm */.J).join(' and ');
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
	const revoked = (0,names/* isRevocable */.of)(inputs.mint) && inputs.revoke;
	if (undone && revoked) {
		return 'When the job ends, the login is undone and what was minted is revoked.';
	}
	if (undone) {
		return (0,names/* isRevocable */.of)(inputs.mint)
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
		(0,registry_registry/* nameRegistry */.$)(registry),
		`${username}: ${label}`,
		expiresAt?.toISOString() ?? 'no end known',
		places.length === 0 ? 'nowhere' : places.join(', '),
	]);
	return [
		'### IBM Cloud Container Registry',
		'',
		'| Registry | Credential | Until | Written to |',
		'|---|---|---|---|',
		...rows.map((row) => `| ${row.map(disarm/* escapeMarkdown */.F).join(' | ')} |`),
		'',
		describeEnd(session, places.length > 0),
		'',
	];
}

;// CONCATENATED MODULE: ./src/report/login.ts




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