"use strict";
exports.id = 292;
exports.ids = [292,549];
exports.modules = {

8902:
((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

__webpack_require__.d(__webpack_exports__, {
L: () => (retry)
});
async function retry(work, { tries, firstDelayMs, longestDelayMs, mayHelp }) {
	try {
		return await work();
	}
	catch (error) {
		if (!(await mayHelp(error))) {
			throw error;
		}
	}
	const { backOff } = await __webpack_require__.e(/* import() */ 675).then(__webpack_require__.t.bind(__webpack_require__, 1675, 23));
	return backOff(work, {
		delayFirstAttempt: true,
		jitter: 'full',
		startingDelay: firstDelayMs,
		maxDelay: longestDelayMs,
		numOfAttempts: tries - 1,
		retry: mayHelp,
	});
}


}),

7197:
((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

__webpack_require__.r(__webpack_exports__);

__webpack_require__.d(__webpack_exports__, {
  logout: () => (logout)
});

var core = __webpack_require__(1078);
var describe = __webpack_require__(2206);
var http_deadline = __webpack_require__(2378);
var http_http = __webpack_require__(8694);
var iam = __webpack_require__(9640);
var resolve_registries = __webpack_require__(5328);
var iam_url = __webpack_require__(1212);
var identities = __webpack_require__(9803);
var inputs_inputs = __webpack_require__(4261);
var names = __webpack_require__(5585);
var secret = __webpack_require__(3373);
var inputs_source = __webpack_require__(4620);
var values = __webpack_require__(8463);
;// CONCATENATED MODULE: ./src/inputs/logout-inputs.ts








function readLogoutInputs() {
	const secrets = (0,secret/* readSecrets */.q)();
	const region = (0,names/* readInput */.R5)('region');
	const inputs = {
		registries: region === undefined
			? undefined
			: (0,resolve_registries/* resolveRegistries */.G)(region, { privateNetwork: false }).registries,
		timeoutSeconds: (0,values/* readSeconds */.UW)('timeout', inputs_inputs/* TIMEOUT_SECONDS */.yj),
		iamUrl: (0,iam_url/* resolveIamUrl */.z)((0,names/* readInput */.R5)('iam-url'), false),
	};
	const source = (0,inputs_source/* chooseSource */.L)(secrets, (0,identities/* readTrustedProfile */.d)());
	secrets.forEach(secret/* validateSecret */.x);
	return { ...inputs, source };
}

var journal_logins = __webpack_require__(2839);
var runner_job = __webpack_require__(6417);
var config_path = __webpack_require__(2295);
var files = __webpack_require__(1146);
var disarm = __webpack_require__(404);
var journal_file = __webpack_require__(723);
;// CONCATENATED MODULE: ./src/journal/own-logins.ts







function findOwnLogins() {
	const found = new Map();
	for (const candidate of [(0,config_path/* dockerConfigPath */.Q1)(), ...(0,config_path/* podmanLoginPaths */.Dq)()]) {
		try {
			const path = (0,files/* resolveLinks */.Ap)(candidate);
			const records = (0,journal_file/* readJournal */.a0)(path).records.filter(({ job }) => isOwn(job));
			found.set(path, { path, records });
		}
		catch (error) {
			const place = (0,disarm/* disarm */.J)(candidate);
			(0,core/* warning */.$e)(`${place} cannot be looked at: a login that this job may have there ends with the job. ${(0,describe/* quoteError */.PI)(error)}`);
		}
	}
	return [...found.values()].filter(({ records }) => records.length > 0);
}
function isOwn(job) {
	return job.marker === (0,runner_job/* markerPath */.Ar)() && !(0,runner_job/* isOver */.PU)(job);
}

var issue = __webpack_require__(9931);
var mint_kinds = __webpack_require__(6364);
;// CONCATENATED MODULE: ./src/mint/revoke-by-mark.ts





async function revokeByMark({ mint, place, mark }, context) {
	const kind = await (0,mint_kinds/* loadMintKind */.P)(mint);
	const name = `${kind.label} ${kind.locate(place)}`;
	try {
		if (mint === 'registry-token') {
			refuseForeignHost(place);
		}
		const count = await (0,issue/* revokeFound */.d)(kind.open(place, context), mark);
		(0,core/* info */.pq)(count > 0
			? `Revoked the ${name}.`
			: `No ${name} has the mark of this job any more, or not yet. The post step looks again.`);
	}
	catch (error) {
		(0,core/* warning */.$e)(`The ${name} is not revoked before the job ends. ${(0,describe/* describeError */.Uc)(error)}`);
	}
}
function refuseForeignHost(place) {
	const [{ host }] = (0,resolve_registries/* resolveRegistries */.G)(place, { privateNetwork: false }).registries;
	if (host !== place) {
		throw new TypeError('The journal names something that is no host of a registry.');
	}
}

var cleanup_report = __webpack_require__(4161);
;// CONCATENATED MODULE: ./src/logout.ts












async function logout() {
	const inputs = readLogoutInputs();
	const deadline = new http_deadline/* Deadline */.B2(inputs.timeoutSeconds);
	const own = findOwnLogins();
	const ending = own
		.map((logins) => choose(logins, inputs))
		.filter(({ records }) => records.length > 0);
	if (ending.length === 0) {
		reportNothing(own);
		return;
	}
	const undoing = await Promise.allSettled(ending.map((logins) => end(logins, deadline)));
	await revoke(inputs, findUnused(own, ending), deadline);
	const failure = undoing.find((result) => result.status === 'rejected');
	if (failure !== undefined) {
		throw failure.reason;
	}
}
function reportNothing(own) {
	const hosts = new Set(own.flatMap(({ records }) => records.map(({ host }) => (0,disarm/* disarm */.J)(host))));
	if (hosts.size === 0) {
		(0,core/* info */.pq)('This job has no login, so there is nothing to end.');
	}
	else {
		(0,core/* warning */.$e)(`No login was ended: this job has none of those in \`region\`. It is still logged in to ${[...hosts].join(', ')}.`);
	}
}
async function end({ path, records }, deadline) {
	const logins = { path, records: records.map(({ id }) => id), missingDirectory: undefined };
	(0,cleanup_report/* reportUndone */.s)(logins, await (0,journal_logins.undoLogins)(logins, deadline));
}
function choose({ path, records }, { registries }) {
	const ids = registries?.map(({ id }) => id);
	const isNamed = ({ host }) => ids === undefined || ids.includes((0,resolve_registries/* identifyRegistry */.E)(host));
	return { path, records: records.filter(isNamed) };
}
function findUnused(own, ending) {
	const ended = ending.flatMap(({ records }) => records);
	const isEnded = ({ id }) => ended.some((record) => record.id === id);
	const kept = own.flatMap(({ records }) => records).filter((record) => !isEnded(record));
	const used = new Set(kept.map(({ minted }) => minted?.mark));
	const unused = ended.flatMap(({ minted }) => minted ?? []).filter(({ mark }) => !used.has(mark));
	return [...new Map(unused.map((minted) => [minted.mark, minted])).values()];
}
async function revoke({ source, iamUrl }, minted, deadline) {
	if (minted.length === 0) {
		return;
	}
	const authorize = source?.kind.authorize;
	if (source === undefined || authorize === undefined) {
		(0,core/* warning */.$e)('What was minted for the login is not revoked before the job ends: give `logout` the credential that the login was made with.');
		return;
	}
	const http = new http_http/* Http */.l(deadline);
	let iamToken;
	try {
		iamToken = await authorize(source, new iam/* Iam */.I(http, iamUrl), undefined);
	}
	catch (error) {
		(0,core/* warning */.$e)(`What was minted for the login is not revoked before the job ends. ${(0,describe/* describeError */.Uc)(error)}`);
		return;
	}
	await Promise.all(minted.map((mark) => revokeByMark(mark, { http, iamUrl, iamToken })));
}


}),

9931:
((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

__webpack_require__.d(__webpack_exports__, {
D: () => (issueCredential),
d: () => (revokeFound)
});
var _errors_action_error_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(2714);
var _http_retry_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(8902);


const TRIES = 4;
const FIRST_DELAY_MS = 250;
const LONGEST_DELAY_MS = 4_000;
async function issueCredential(mint, intent, note) {
	let lostReplies = 0;
	const clearLost = async (error) => {
		if (!isReplyLost(error)) {
			return false;
		}
		lostReplies += 1;
		note({ lostReplies });
		const deleted = await revokeFound(mint, intent.mark).catch(() => undefined);
		lostReplies -= Math.min(lostReplies, deleted ?? 0);
		note({ lostReplies });
		return deleted !== undefined;
	};
	let issued;
	try {
		issued = await (0,_http_retry_js__WEBPACK_IMPORTED_MODULE_1__/* .retry */ .L)(() => mint.issue(intent), {
			tries: TRIES,
			firstDelayMs: FIRST_DELAY_MS,
			longestDelayMs: LONGEST_DELAY_MS,
			mayHelp: clearLost,
		});
	}
	catch (error) {
		note({ outcome: 'refused' });
		throw error;
	}
	note({
		outcome: 'issued',
		id: issued.id,
		issuedAt: new Date().toISOString(),
		expiresAt: issued.credential.expiresAt?.toISOString(),
		lostReplies: issued.id === undefined ? lostReplies + 1 : lostReplies,
	});
	return issued;
}
async function revokeFound(mint, mark, done = new Set()) {
	const found = (await mint.find(mark)).filter(({ id }) => !done.has(id));
	const revocations = await Promise.all(found.map(({ id }) => mint.revoke(id)));
	const revoked = found.filter((_, index) => revocations[index] === 'revoked');
	for (const { id } of revoked) {
		done.add(id);
	}
	return revoked.length;
}
function isReplyLost(error) {
	return (0,_errors_action_error_js__WEBPACK_IMPORTED_MODULE_0__/* .hasCode */ .u)(error, 'network-failed', 'timed-out', 'service-failed', 'reply-invalid');
}


}),

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

2295:
((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

__webpack_require__.d(__webpack_exports__, {
Dq: () => (podmanLoginPaths),
Q1: () => (dockerConfigPath),
RE: () => (homeDirectory),
p0: () => (locateConfig),
wy: () => (findShadow)
});
var node_fs__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(3024);
var node_fs__WEBPACK_IMPORTED_MODULE_0___default = __webpack_require__.n(node_fs__WEBPACK_IMPORTED_MODULE_0__);
var node_os__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(8161);
var node_os__WEBPACK_IMPORTED_MODULE_1___default = __webpack_require__.n(node_os__WEBPACK_IMPORTED_MODULE_1__);
var node_path__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(6760);
var node_path__WEBPACK_IMPORTED_MODULE_2___default = __webpack_require__.n(node_path__WEBPACK_IMPORTED_MODULE_2__);
var _text_json_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(1789);
var _read_config_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(1348);





function dockerConfigPath(environment = process.env) {
	const folder = environment['DOCKER_CONFIG'];
	return (0,node_path__WEBPACK_IMPORTED_MODULE_2__.join)(folder === undefined || folder === '' ? (0,node_path__WEBPACK_IMPORTED_MODULE_2__.join)(homeDirectory(), '.docker') : folder, 'config.json');
}
function podmanAuthPaths(environment = process.env, system = (0,node_os__WEBPACK_IMPORTED_MODULE_1__.platform)(), uid = process.getuid?.()) {
	const byDefault = (0,node_path__WEBPACK_IMPORTED_MODULE_2__.join)(homeDirectory(), '.config');
	const kept = (0,node_path__WEBPACK_IMPORTED_MODULE_2__.join)(environment['XDG_CONFIG_HOME'] || byDefault, 'containers', 'auth.json');
	if (system !== 'linux') {
		return [(0,node_path__WEBPACK_IMPORTED_MODULE_2__.join)(byDefault, 'containers', 'auth.json'), kept];
	}
	const runtime = environment['XDG_RUNTIME_DIR'];
	if (runtime !== undefined && runtime !== '') {
		return [(0,node_path__WEBPACK_IMPORTED_MODULE_2__.join)(runtime, 'containers', 'auth.json'), kept];
	}
	const session = uid === 0 ? [] : [`/run/user/${uid}/containers/auth.json`];
	return [...session, `/run/containers/${uid}/auth.json`, kept];
}
function homeDirectory(system = (node_os__WEBPACK_IMPORTED_MODULE_1___default())) {
	try {
		return system.homedir() || system.userInfo().homedir;
	}
	catch {
		return '/';
	}
}
function locateConfig(client, host, environment = process.env) {
	const authFile = environment['REGISTRY_AUTH_FILE'];
	if (client !== 'podman') {
		return dockerConfigPath(environment);
	}
	if (authFile !== undefined && authFile !== '') {
		return authFile;
	}
	const own = podmanAuthPaths(environment).find((path) => hasEntry(path, host));
	return own ?? dockerConfigPath(environment);
}
function podmanLoginPaths(environment = process.env) {
	const named = environment['REGISTRY_AUTH_FILE'];
	return named === undefined || named === '' ? podmanAuthPaths(environment) : [named];
}
function findShadow(host, configPath, environment = process.env) {
	return podmanLoginPaths(environment).find((path) => path !== configPath && hasEntry(path, host));
}
function hasEntry(path, host) {
	try {
		const text = (0,node_fs__WEBPACK_IMPORTED_MODULE_0__.existsSync)(path) ? (0,node_fs__WEBPACK_IMPORTED_MODULE_0__.readFileSync)(path, 'utf8') : '';
		const helpers = (0,_text_json_js__WEBPACK_IMPORTED_MODULE_3__/* .parseJsonObject */ .dw)(text)?.['credHelpers'];
		const hasHelper = (0,_text_json_js__WEBPACK_IMPORTED_MODULE_3__/* .isJsonObject */ .OW)(helpers) && helpers[host] !== undefined;
		return hasHelper || (0,_read_config_js__WEBPACK_IMPORTED_MODULE_4__/* .findEntry */ .w4)(text, host) !== undefined;
	}
	catch {
		return false;
	}
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