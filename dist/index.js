(() => { // webpackBootstrap
	"use strict";
	var __webpack_modules__ = ({

6846:
((__unused_webpack_module, __webpack_exports__, __nccwpck_require__) => {

__nccwpck_require__.d(__webpack_exports__, {
N_: () => (deleteDirectory),
c1: () => (createDirectory),
iQ: () => (makeCheckDirectory),
l6: () => (nameDirectory),
tl: () => (MARKER),
zz: () => (deleteCheckDirectories)
});
var node_crypto__WEBPACK_IMPORTED_MODULE_0__ = __nccwpck_require__(7598);
var node_crypto__WEBPACK_IMPORTED_MODULE_0___default = __nccwpck_require__.n(node_crypto__WEBPACK_IMPORTED_MODULE_0__);
var node_fs__WEBPACK_IMPORTED_MODULE_1__ = __nccwpck_require__(3024);
var node_fs__WEBPACK_IMPORTED_MODULE_1___default = __nccwpck_require__.n(node_fs__WEBPACK_IMPORTED_MODULE_1__);
var node_path__WEBPACK_IMPORTED_MODULE_2__ = __nccwpck_require__(6760);
var node_path__WEBPACK_IMPORTED_MODULE_2___default = __nccwpck_require__.n(node_path__WEBPACK_IMPORTED_MODULE_2__);
var _runner_job_js__WEBPACK_IMPORTED_MODULE_3__ = __nccwpck_require__(6417);




const MARKER = '.icr-login';
const CHECK_PREFIX = 'icr-login-check-';
function nameDirectory() {
	return (0,node_path__WEBPACK_IMPORTED_MODULE_2__.join)((0,_runner_job_js__WEBPACK_IMPORTED_MODULE_3__/* .temporaryDirectory */ .De)(), `icr-login-${(0,node_crypto__WEBPACK_IMPORTED_MODULE_0__.randomBytes)(8).toString('hex')}`);
}
function makeCheckDirectory() {
	const path = (0,node_fs__WEBPACK_IMPORTED_MODULE_1__.mkdtempSync)((0,node_path__WEBPACK_IMPORTED_MODULE_2__.join)((0,_runner_job_js__WEBPACK_IMPORTED_MODULE_3__/* .temporaryDirectory */ .De)(), CHECK_PREFIX));
	(0,node_fs__WEBPACK_IMPORTED_MODULE_1__.writeFileSync)((0,node_path__WEBPACK_IMPORTED_MODULE_2__.join)(path, MARKER), '');
	return path;
}
function deleteCheckDirectories() {
	const directory = process.env['RUNNER_TEMP'] ?? '';
	if (!(0,node_fs__WEBPACK_IMPORTED_MODULE_1__.existsSync)(directory)) {
		return;
	}
	for (const name of (0,node_fs__WEBPACK_IMPORTED_MODULE_1__.readdirSync)(directory)) {
		if (name.startsWith(CHECK_PREFIX)) {
			deleteDirectory((0,node_path__WEBPACK_IMPORTED_MODULE_2__.join)(directory, name));
		}
	}
}
function createDirectory(path) {
	(0,node_fs__WEBPACK_IMPORTED_MODULE_1__.mkdirSync)(path, { mode: 0o700 });
	(0,node_fs__WEBPACK_IMPORTED_MODULE_1__.writeFileSync)((0,node_path__WEBPACK_IMPORTED_MODULE_2__.join)(path, MARKER), '');
}
function deleteDirectory(path) {
	if (!(0,node_fs__WEBPACK_IMPORTED_MODULE_1__.existsSync)((0,node_path__WEBPACK_IMPORTED_MODULE_2__.join)(path, MARKER)) || !(0,node_fs__WEBPACK_IMPORTED_MODULE_1__.lstatSync)(path).isDirectory()) {
		return false;
	}
	const inside = (0,node_path__WEBPACK_IMPORTED_MODULE_2__.relative)((0,node_fs__WEBPACK_IMPORTED_MODULE_1__.realpathSync)((0,_runner_job_js__WEBPACK_IMPORTED_MODULE_3__/* .temporaryDirectory */ .De)()), (0,node_fs__WEBPACK_IMPORTED_MODULE_1__.realpathSync)(path));
	if (inside === '' || inside.startsWith('..') || inside.includes(node_path__WEBPACK_IMPORTED_MODULE_2__.sep)) {
		return false;
	}
	(0,node_fs__WEBPACK_IMPORTED_MODULE_1__.rmSync)(path, { recursive: true, force: true });
	return true;
}


}),

2714:
((__unused_webpack_module, __webpack_exports__, __nccwpck_require__) => {

__nccwpck_require__.d(__webpack_exports__, {
l: () => (ActionError),
u: () => (hasCode)
});
class ActionError extends Error {
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
	const lines = [problem, fix, `More: ${link} (icr-login: ${code})`];
	if (transactionId !== undefined) {
		lines.push(`IBM transaction ID: ${transactionId}`);
	}
	return lines.join('\n');
}
function hasCode(error, ...codes) {
	return error instanceof ActionError && codes.includes(error.code);
}


}),

2206:
((__unused_webpack_module, __webpack_exports__, __nccwpck_require__) => {

__nccwpck_require__.d(__webpack_exports__, {
Gg: () => (summarizeError),
PI: () => (quoteError),
Uc: () => (describeError)
});
var _text_disarm_js__WEBPACK_IMPORTED_MODULE_0__ = __nccwpck_require__(404);
var _action_error_js__WEBPACK_IMPORTED_MODULE_1__ = __nccwpck_require__(2714);
var _links_js__WEBPACK_IMPORTED_MODULE_2__ = __nccwpck_require__(6678);



function describeError(error) {
	const explained = explainSystemError(error);
	return explained instanceof _action_error_js__WEBPACK_IMPORTED_MODULE_1__/* .ActionError */ .l ? explained.message : quoteError(explained);
}
function summarizeError(error) {
	const explained = explainSystemError(error);
	return explained instanceof _action_error_js__WEBPACK_IMPORTED_MODULE_1__/* .ActionError */ .l ? explained.explanation.problem : quoteError(explained);
}
function explainSystemError(error) {
	if (error instanceof _action_error_js__WEBPACK_IMPORTED_MODULE_1__/* .ActionError */ .l || !(error instanceof Error && 'syscall' in error)) {
		return error;
	}
	return new _action_error_js__WEBPACK_IMPORTED_MODULE_1__/* .ActionError */ .l('runner-not-writable', {
		problem: `The machine of the runner did not let this step do its work: ${quoteError(error)}`,
		fix: 'Make room on its disk, and check that the user of the runner may write to RUNNER_TEMP and to what is in it.',
		link: _links_js__WEBPACK_IMPORTED_MODULE_2__/* .LINKS */ .A.runner,
		cause: error,
	});
}
function quoteError(error) {
	return (0,_text_disarm_js__WEBPACK_IMPORTED_MODULE_0__/* .disarm */ .J)(error instanceof Error ? error.message : String(error));
}


}),

6678:
((__unused_webpack_module, __webpack_exports__, __nccwpck_require__) => {

__nccwpck_require__.d(__webpack_exports__, {
A: () => (LINKS)
});
const LINKS = {
	accessTokens: 'https://cloud.ibm.com/docs/Registry?topic=Registry-registry_access',
	apiKeyLimit: 'https://cloud.ibm.com/docs/account?topic=account-known-issues',
	apiKeys: 'https://cloud.ibm.com/docs/iam?topic=iam-manapikey',
	authentication: 'https://cloud.ibm.com/docs/Registry?topic=Registry-troubleshoot-auth-req',
	connection: 'https://cloud.ibm.com/docs/Registry?topic=Registry-troubleshoot-connect',
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
	workflowSyntax: 'https://docs.github.com/actions/reference/workflows-and-actions/workflow-syntax',
};


}),

2378:
((__unused_webpack_module, __webpack_exports__, __nccwpck_require__) => {

__nccwpck_require__.d(__webpack_exports__, {
B2: () => (Deadline),
nO: () => (nameTime),
tB: () => (now)
});
var node_timers_promises__WEBPACK_IMPORTED_MODULE_0__ = __nccwpck_require__(8500);
var node_timers_promises__WEBPACK_IMPORTED_MODULE_0___default = __nccwpck_require__.n(node_timers_promises__WEBPACK_IMPORTED_MODULE_0__);
var _errors_action_error_js__WEBPACK_IMPORTED_MODULE_1__ = __nccwpck_require__(2714);
var _errors_links_js__WEBPACK_IMPORTED_MODULE_2__ = __nccwpck_require__(6678);



function now() {
	return process.uptime() * 1000;
}
function nameTime(seconds) {
	const rounded = Math.max(1, Math.round(seconds));
	return rounded === 1 ? '1 second' : `${rounded} seconds`;
}
class Deadline {
	#seconds;
	#endsAt;
	constructor(seconds) {
		this.#seconds = seconds;
		this.#endsAt = now() + seconds * 1000;
	}
	remainingMs() {
		return Math.max(0, this.#endsAt - now());
	}
	half() {
		return new Deadline(this.remainingMs() / 2000);
	}
	async sleep(milliseconds) {
		await (0,node_timers_promises__WEBPACK_IMPORTED_MODULE_0__.setTimeout)(Math.min(milliseconds, this.remainingMs()));
	}
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
	expired(what, lastFailure) {
		const before = lastFailure === undefined ? '' : ` The last try ended with: ${lastFailure}`;
		return new _errors_action_error_js__WEBPACK_IMPORTED_MODULE_1__/* .ActionError */ .l('timed-out', {
			problem: `${what} gave no usable answer within ${nameTime(this.#seconds)}.${before}`,
			fix: 'Run the job again; raise the input `timeout` if the network is slow; check that a firewall or proxy lets this machine reach the host.',
			link: _errors_links_js__WEBPACK_IMPORTED_MODULE_2__/* .LINKS */ .A.connection,
		});
	}
}


}),

7681:
((__unused_webpack_module, __webpack_exports__, __nccwpck_require__) => {

__nccwpck_require__.d(__webpack_exports__, {
D: () => (undoIsolation)
});
var _actions_core__WEBPACK_IMPORTED_MODULE_0__ = __nccwpck_require__(1078);
var _client_private_directory_js__WEBPACK_IMPORTED_MODULE_1__ = __nccwpck_require__(6846);
var _runner_variables_js__WEBPACK_IMPORTED_MODULE_2__ = __nccwpck_require__(4863);



function undoIsolation({ directory, variables }) {
	(0,_runner_variables_js__WEBPACK_IMPORTED_MODULE_2__/* .restoreVariables */ .se)(variables);
	if ((0,_client_private_directory_js__WEBPACK_IMPORTED_MODULE_1__/* .deleteDirectory */ .N_)(directory)) {
		(0,_actions_core__WEBPACK_IMPORTED_MODULE_0__/* .info */ .pq)(`Deleted the private config of the job with its logins (${directory}).`);
	}
}


}),

5185:
((__unused_webpack_module, __webpack_exports__, __nccwpck_require__) => {

__nccwpck_require__.d(__webpack_exports__, {
_: () => (isToRevoke)
});
function isToRevoke({ outcome, lostReplies }) {
	return outcome === 'intended' || outcome === 'issued' || lostReplies > 0;
}


}),

3411:
((__unused_webpack_module, __webpack_exports__, __nccwpck_require__) => {

__nccwpck_require__.d(__webpack_exports__, {
v: () => (loadMinting)
});
function loadMinting() {
	return Promise.all(/* import() */[__nccwpck_require__.e(617), __nccwpck_require__.e(813)]).then(__nccwpck_require__.bind(__nccwpck_require__, 8813));
}


}),

3424:
((__unused_webpack_module, __webpack_exports__, __nccwpck_require__) => {

__nccwpck_require__.d(__webpack_exports__, {
Mg: () => (MINT_NAMES),
gu: () => (REVOCABLE_MINTS),
of: () => (isRevocable)
});
const MINT_NAMES = ['api-key', 'access-token', 'registry-token'];
const REVOCABLE_MINTS = ['api-key', 'registry-token'];
function isRevocable(mint) {
	return REVOCABLE_MINTS.some((name) => name === mint);
}


}),

4161:
((__unused_webpack_module, __webpack_exports__, __nccwpck_require__) => {

__nccwpck_require__.d(__webpack_exports__, {
s: () => (reportUndone)
});
var _actions_core__WEBPACK_IMPORTED_MODULE_0__ = __nccwpck_require__(1078);
var _text_disarm_js__WEBPACK_IMPORTED_MODULE_1__ = __nccwpck_require__(404);


const SENTENCES = {
	removed: 'removed the login',
	restored: 'put the login back that was there before',
	covered: 'left the entry, because another use of this action needs it; its own end removes it',
	foreign: 'left the entry alone, because somebody else has changed or removed it since',
};
function reportUndone({ path, records }, { undone, failure }) {
	const shown = (0,_text_disarm_js__WEBPACK_IMPORTED_MODULE_1__/* .disarm */ .J)(path);
	for (const { host, store, outcome } of undone) {
		const place = store === undefined ? shown : `credential store "${(0,_text_disarm_js__WEBPACK_IMPORTED_MODULE_1__/* .disarm */ .J)(store)}"`;
		(0,_actions_core__WEBPACK_IMPORTED_MODULE_0__/* .info */ .pq)(`${host}: ${SENTENCES[outcome]} (${place}).`);
	}
	if (failure !== undefined) {
		throw failure;
	}
	if (undone.length < records.length) {
		(0,_actions_core__WEBPACK_IMPORTED_MODULE_0__/* .info */ .pq)(`${shown}: no record of ${undone.length === 0 ? 'the login' : 'the rest'} is left. It was undone before, or never written.`);
	}
}


}),

6417:
((__unused_webpack_module, __webpack_exports__, __nccwpck_require__) => {

__nccwpck_require__.d(__webpack_exports__, {
Ar: () => (markerPath),
De: () => (temporaryDirectory),
PU: () => (isOver),
dX: () => (markJob),
vZ: () => (describeRun)
});
var node_crypto__WEBPACK_IMPORTED_MODULE_0__ = __nccwpck_require__(7598);
var node_crypto__WEBPACK_IMPORTED_MODULE_0___default = __nccwpck_require__.n(node_crypto__WEBPACK_IMPORTED_MODULE_0__);
var node_fs__WEBPACK_IMPORTED_MODULE_1__ = __nccwpck_require__(3024);
var node_fs__WEBPACK_IMPORTED_MODULE_1___default = __nccwpck_require__.n(node_fs__WEBPACK_IMPORTED_MODULE_1__);
var node_os__WEBPACK_IMPORTED_MODULE_2__ = __nccwpck_require__(8161);
var node_os__WEBPACK_IMPORTED_MODULE_2___default = __nccwpck_require__.n(node_os__WEBPACK_IMPORTED_MODULE_2__);
var node_path__WEBPACK_IMPORTED_MODULE_3__ = __nccwpck_require__(6760);
var node_path__WEBPACK_IMPORTED_MODULE_3___default = __nccwpck_require__.n(node_path__WEBPACK_IMPORTED_MODULE_3__);
var _store_files_js__WEBPACK_IMPORTED_MODULE_4__ = __nccwpck_require__(1146);





function temporaryDirectory(environment = process.env) {
	const directory = environment['RUNNER_TEMP'];
	return directory === undefined || directory === '' ? (0,node_os__WEBPACK_IMPORTED_MODULE_2__.tmpdir)() : directory;
}
function markerPath(directory = temporaryDirectory()) {
	return (0,node_path__WEBPACK_IMPORTED_MODULE_3__.join)(directory, 'icr-login-job');
}
function markJob(directory = temporaryDirectory()) {
	(0,node_fs__WEBPACK_IMPORTED_MODULE_1__.mkdirSync)(directory, { recursive: true });
	const marker = markerPath(directory);
	try {
		(0,node_fs__WEBPACK_IMPORTED_MODULE_1__.writeFileSync)(marker, (0,node_crypto__WEBPACK_IMPORTED_MODULE_0__.randomUUID)(), { flag: 'wx', mode: 0o600 });
	}
	catch (error) {
		if (!(0,_store_files_js__WEBPACK_IMPORTED_MODULE_4__/* .isFileError */ .lz)(error, 'EEXIST')) {
			throw error;
		}
	}
	const id = (0,node_fs__WEBPACK_IMPORTED_MODULE_1__.readFileSync)(marker, 'utf8');
	if (id !== '') {
		return { marker, id };
	}
	(0,node_fs__WEBPACK_IMPORTED_MODULE_1__.rmSync)(marker);
	return markJob(directory);
}
function isOver({ marker, id }) {
	try {
		return (0,node_fs__WEBPACK_IMPORTED_MODULE_1__.readFileSync)(marker, 'utf8') !== id;
	}
	catch {
		return true;
	}
}
function describeRun(environment = process.env) {
	const read = (name) => environment[name]?.replace(/\s+/g, '-') || 'unknown';
	const run = `${read('GITHUB_RUN_ID')}/${read('GITHUB_RUN_ATTEMPT')}`;
	return `${read('GITHUB_REPOSITORY')} run ${run} job ${read('GITHUB_JOB')}`;
}


}),

6003:
((__unused_webpack_module, __webpack_exports__, __nccwpck_require__) => {

__nccwpck_require__.d(__webpack_exports__, {
o: () => (StateKeeper),
r: () => (readSavedState)
});
var _actions_core__WEBPACK_IMPORTED_MODULE_0__ = __nccwpck_require__(1078);
var _mint_names_js__WEBPACK_IMPORTED_MODULE_2__ = __nccwpck_require__(3424);
var _text_json_js__WEBPACK_IMPORTED_MODULE_1__ = __nccwpck_require__(1789);



const NAME = 'icr-login';
class StateKeeper {
	#start;
	#state;
	constructor(start) {
		this.#start = start;
	}
	get value() {
		this.#state ??= this.#start();
		return this.#state;
	}
	update(change) {
		this.#state = { ...this.value, ...change };
		this.save();
	}
	updateMinted(mark, change) {
		const minted = this.value.minted.map((record) => record.mark === mark ? { ...record, ...change } : record);
		this.update({ minted });
	}
	save() {
		(0,_actions_core__WEBPACK_IMPORTED_MODULE_0__/* .saveState */ .LZ)(NAME, JSON.stringify(this.value));
	}
}
function readSavedState() {
	const text = (0,_actions_core__WEBPACK_IMPORTED_MODULE_0__/* .getState */ .Gu)(NAME);
	if (text === '') {
		return undefined;
	}
	const state = parseState((0,_text_json_js__WEBPACK_IMPORTED_MODULE_1__/* .parseJsonObject */ .dw)(text));
	if (state === undefined) {
		throw new TypeError('The saved state of this step is damaged, or another version saved it.');
	}
	return state;
}
function parseState(object) {
	if (object?.['version'] !== 1) {
		return undefined;
	}
	const timeoutSeconds = (0,_text_json_js__WEBPACK_IMPORTED_MODULE_1__/* .numberMember */ .eJ)(object, 'timeoutSeconds');
	const iamUrl = (0,_text_json_js__WEBPACK_IMPORTED_MODULE_1__/* .stringMember */ .sk)(object, 'iamUrl');
	const salt = (0,_text_json_js__WEBPACK_IMPORTED_MODULE_1__/* .stringMember */ .sk)(object, 'salt');
	const minted = parseList(object['minted'], parseMinted);
	const logins = parseList(object['logins'], parseLogins);
	if (timeoutSeconds === undefined || !iamUrl || !salt || !minted || !logins) {
		return undefined;
	}
	return {
		version: 1,
		skipped: object['skipped'] === true,
		timeoutSeconds,
		iamUrl,
		accountId: (0,_text_json_js__WEBPACK_IMPORTED_MODULE_1__/* .stringMember */ .sk)(object, 'accountId'),
		salt,
		sourceInput: (0,_text_json_js__WEBPACK_IMPORTED_MODULE_1__/* .stringMember */ .sk)(object, 'sourceInput'),
		sourceFingerprint: (0,_text_json_js__WEBPACK_IMPORTED_MODULE_1__/* .stringMember */ .sk)(object, 'sourceFingerprint'),
		profile: (0,_text_json_js__WEBPACK_IMPORTED_MODULE_1__/* .stringMember */ .sk)(object, 'profile'),
		accessToken: (0,_text_json_js__WEBPACK_IMPORTED_MODULE_1__/* .stringMember */ .sk)(object, 'accessToken'),
		clockOffsetMs: (0,_text_json_js__WEBPACK_IMPORTED_MODULE_1__/* .numberMember */ .eJ)(object, 'clockOffsetMs') ?? 0,
		revoke: object['revoke'] !== false,
		minted,
		logins,
		isolation: (0,_text_json_js__WEBPACK_IMPORTED_MODULE_1__/* .isJsonObject */ .OW)(object['isolation']) ? parseIsolation(object['isolation']) : undefined,
	};
}
function parseIsolation(object) {
	const directory = (0,_text_json_js__WEBPACK_IMPORTED_MODULE_1__/* .stringMember */ .sk)(object, 'directory');
	const variables = parseList(object['variables'], parseVariable);
	return directory && variables ? { directory, variables } : undefined;
}
function parseVariable(member) {
	const name = (0,_text_json_js__WEBPACK_IMPORTED_MODULE_1__/* .stringMember */ .sk)(member, 'name');
	const value = (0,_text_json_js__WEBPACK_IMPORTED_MODULE_1__/* .stringMember */ .sk)(member, 'value');
	return name && value ? { name, value, before: (0,_text_json_js__WEBPACK_IMPORTED_MODULE_1__/* .stringMember */ .sk)(member, 'before') ?? '' } : undefined;
}
function parseList(value, parse) {
	const members = Array.isArray(value) ? value : [undefined];
	const parsed = members.map((member) => ((0,_text_json_js__WEBPACK_IMPORTED_MODULE_1__/* .isJsonObject */ .OW)(member) ? parse(member) : undefined));
	const whole = parsed.filter((member) => member !== undefined);
	return whole.length === parsed.length ? whole : undefined;
}
const OUTCOMES = ['intended', 'issued', 'refused', 'revoked'];
function parseMinted(member) {
	const mint = _mint_names_js__WEBPACK_IMPORTED_MODULE_2__/* .REVOCABLE_MINTS */ .gu.find((candidate) => candidate === member['mint']);
	const place = (0,_text_json_js__WEBPACK_IMPORTED_MODULE_1__/* .stringMember */ .sk)(member, 'place');
	const mark = (0,_text_json_js__WEBPACK_IMPORTED_MODULE_1__/* .stringMember */ .sk)(member, 'mark');
	const outcome = OUTCOMES.find((candidate) => candidate === member['outcome']);
	if (!mint || !place || !mark || !outcome) {
		return undefined;
	}
	return {
		mint,
		place,
		accountId: (0,_text_json_js__WEBPACK_IMPORTED_MODULE_1__/* .stringMember */ .sk)(member, 'accountId'),
		mark,
		outcome,
		id: (0,_text_json_js__WEBPACK_IMPORTED_MODULE_1__/* .stringMember */ .sk)(member, 'id'),
		issuedAt: (0,_text_json_js__WEBPACK_IMPORTED_MODULE_1__/* .stringMember */ .sk)(member, 'issuedAt'),
		expiresAt: (0,_text_json_js__WEBPACK_IMPORTED_MODULE_1__/* .stringMember */ .sk)(member, 'expiresAt'),
		lostReplies: (0,_text_json_js__WEBPACK_IMPORTED_MODULE_1__/* .numberMember */ .eJ)(member, 'lostReplies') ?? 0,
	};
}
function parseLogins(member) {
	const path = (0,_text_json_js__WEBPACK_IMPORTED_MODULE_1__/* .stringMember */ .sk)(member, 'path');
	const records = member['records'];
	if (path === undefined || !Array.isArray(records)) {
		return undefined;
	}
	return {
		path,
		records: records.filter((id) => typeof id === 'string'),
		missingDirectory: (0,_text_json_js__WEBPACK_IMPORTED_MODULE_1__/* .stringMember */ .sk)(member, 'missingDirectory'),
	};
}


}),

7770:
((__unused_webpack_module, __webpack_exports__, __nccwpck_require__) => {

__nccwpck_require__.d(__webpack_exports__, {
MR: () => (whenCancelled),
VN: () => (runMain),
a2: () => (runPost)
});
var _actions_core__WEBPACK_IMPORTED_MODULE_0__ = __nccwpck_require__(1078);
var _errors_describe_js__WEBPACK_IMPORTED_MODULE_1__ = __nccwpck_require__(2206);


const onCancel = new Set();
async function runMain(work) {
	endOnCancel();
	try {
		await work();
	}
	catch (error) {
		(0,_actions_core__WEBPACK_IMPORTED_MODULE_0__/* .setFailed */ .C1)((0,_errors_describe_js__WEBPACK_IMPORTED_MODULE_1__/* .describeError */ .Uc)(error));
	}
	endSoon();
}
async function runPost(work) {
	endOnCancel();
	try {
		await work();
	}
	catch (error) {
		(0,_actions_core__WEBPACK_IMPORTED_MODULE_0__/* .warning */ .$e)(`The login could not be undone: ${(0,_errors_describe_js__WEBPACK_IMPORTED_MODULE_1__/* .describeError */ .Uc)(error)}`);
	}
	endSoon();
}
function whenCancelled(work) {
	onCancel.add(work);
}
function endOnCancel() {
	const end = () => {
		for (const work of onCancel) {
			work();
		}
		process.exit(1);
	};
	process.once('SIGINT', end);
	process.once('SIGTERM', end);
	process.on('SIGXFSZ', () => undefined);
}
function endSoon() {
	process.stdout.write('', () => process.exit());
}


}),

4863:
((__unused_webpack_module, __webpack_exports__, __nccwpck_require__) => {

__nccwpck_require__.d(__webpack_exports__, {
LK: () => (planVariables),
qY: () => (exportVariables),
se: () => (restoreVariables)
});
var _actions_core__WEBPACK_IMPORTED_MODULE_0__ = __nccwpck_require__(1078);

function planVariables(values, environment = process.env) {
	return Object.entries(values).map(([name, value]) => ({
		name,
		value,
		before: environment[name] ?? '',
	}));
}
function exportVariables(variables) {
	for (const { name, value } of variables) {
		(0,_actions_core__WEBPACK_IMPORTED_MODULE_0__/* .exportVariable */ .dN)(name, value);
	}
}
function restoreVariables(variables) {
	for (const { name, value, before } of variables) {
		if (process.env[name] === value) {
			(0,_actions_core__WEBPACK_IMPORTED_MODULE_0__/* .exportVariable */ .dN)(name, before);
		}
	}
}


}),

1146:
((__unused_webpack_module, __webpack_exports__, __nccwpck_require__) => {

__nccwpck_require__.d(__webpack_exports__, {
Ap: () => (resolveLinks),
Oh: () => (makeDirectory),
f1: () => (removeEmptyDirectories),
lz: () => (isFileError),
qC: () => (readIfThere),
rQ: () => (PRIVATE_FILE)
});
var node_fs__WEBPACK_IMPORTED_MODULE_0__ = __nccwpck_require__(3024);
var node_fs__WEBPACK_IMPORTED_MODULE_0___default = __nccwpck_require__.n(node_fs__WEBPACK_IMPORTED_MODULE_0__);
var node_path__WEBPACK_IMPORTED_MODULE_1__ = __nccwpck_require__(6760);
var node_path__WEBPACK_IMPORTED_MODULE_1___default = __nccwpck_require__.n(node_path__WEBPACK_IMPORTED_MODULE_1__);


const PRIVATE_FILE = 0o600;
const PRIVATE_DIRECTORY = 0o700;
const STEPS_FOLLOWED = 100;
function isFileError(error, ...codes) {
	return error instanceof Error && 'code' in error && codes.includes(String(error.code));
}
function readIfThere(path, encoding = 'utf8') {
	try {
		return (0,node_fs__WEBPACK_IMPORTED_MODULE_0__.readFileSync)(path, encoding);
	}
	catch (error) {
		if (isFileError(error, 'ENOENT')) {
			return undefined;
		}
		throw error;
	}
}
function resolveLinks(path, steps = 0) {
	try {
		return node_fs__WEBPACK_IMPORTED_MODULE_0__.realpathSync.native(path);
	}
	catch (error) {
		if (!isFileError(error, 'ENOENT') || steps === STEPS_FOLLOWED) {
			throw error;
		}
	}
	const target = readLinkTarget(path);
	if (target !== undefined) {
		return resolveLinks((0,node_path__WEBPACK_IMPORTED_MODULE_1__.resolve)((0,node_path__WEBPACK_IMPORTED_MODULE_1__.dirname)(path), target), steps + 1);
	}
	return (0,node_path__WEBPACK_IMPORTED_MODULE_1__.join)(resolveLinks((0,node_path__WEBPACK_IMPORTED_MODULE_1__.dirname)(path), steps + 1), (0,node_path__WEBPACK_IMPORTED_MODULE_1__.basename)(path));
}
function readLinkTarget(path) {
	try {
		return (0,node_fs__WEBPACK_IMPORTED_MODULE_0__.readlinkSync)(path);
	}
	catch {
		return undefined;
	}
}
function makeDirectory(path) {
	return (0,node_fs__WEBPACK_IMPORTED_MODULE_0__.mkdirSync)(path, { recursive: true, mode: PRIVATE_DIRECTORY });
}
function removeEmptyDirectories(path, topmost) {
	try {
		(0,node_fs__WEBPACK_IMPORTED_MODULE_0__.rmdirSync)(path);
	}
	catch {
		return;
	}
	if (path !== topmost && path.startsWith(topmost)) {
		removeEmptyDirectories((0,node_path__WEBPACK_IMPORTED_MODULE_1__.dirname)(path), topmost);
	}
}


}),

404:
((__unused_webpack_module, __webpack_exports__, __nccwpck_require__) => {


__nccwpck_require__.d(__webpack_exports__, {
  J: () => (disarm),
  F: () => (escapeMarkdown)
});

;// CONCATENATED MODULE: external "node:util"
const external_node_util_namespaceObject = require("node:util");
;// CONCATENATED MODULE: ./src/text/disarm.ts

const SHOWN_CHARACTERS = 500;
function disarm(text) {
	const line = (0,external_node_util_namespaceObject.stripVTControlCharacters)(text)
		.replace(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\s]+/gu, ' ')
		.replace(/#(?=#)/g, '# ')
		.replace(/:(?=:)/g, ': ')
		.trim();
	return line.length > SHOWN_CHARACTERS
		? `${line.slice(0, SHOWN_CHARACTERS).toWellFormed()}…`
		: line;
}
function escapeMarkdown(text) {
	return disarm(text).replace(/[\\`*_{}[\]()<>#+!|~&@$-]/g, (character) => `&#${character.charCodeAt(0)};`);
}


}),

1789:
((__unused_webpack_module, __webpack_exports__, __nccwpck_require__) => {

__nccwpck_require__.d(__webpack_exports__, {
OW: () => (isJsonObject),
dw: () => (parseJsonObject),
eJ: () => (numberMember),
qF: () => (parseJson),
sk: () => (stringMember)
});
function isJsonObject(value) {
	return typeof value === 'object' && value !== null && !Array.isArray(value);
}
function parseJson(text) {
	try {
		return JSON.parse(text);
	}
	catch {
		return undefined;
	}
}
function parseJsonObject(text) {
	const value = parseJson(text);
	return isJsonObject(value) ? value : undefined;
}
function stringMember(object, name) {
	const value = object[name];
	return typeof value === 'string' && value !== '' ? value : undefined;
}
function numberMember(object, name) {
	const value = object[name];
	return typeof value === 'number' && Number.isFinite(value) ? value : undefined;
}


}),

2613:
((module) => {

module.exports = new Proxy({}, { get: (_, member) => (member === '__esModule' ? undefined : require("assert")[member]) });

}),

4434:
((module) => {

module.exports = require("events");

}),

9896:
((module) => {

module.exports = require("fs");

}),

8611:
((module) => {

module.exports = require("http");

}),

5692:
((module) => {

module.exports = require("https");

}),

9278:
((module) => {

module.exports = require("net");

}),

7598:
((module) => {

module.exports = new Proxy({}, { get: (_, member) => (member === '__esModule' ? undefined : require("node:crypto")[member]) });

}),

3053:
((module) => {

module.exports = require("node:diagnostics_channel");

}),

3024:
((module) => {

module.exports = require("node:fs");

}),

1455:
((module) => {

module.exports = require("node:fs/promises");

}),

7067:
((module) => {

module.exports = require("node:http");

}),

8161:
((module) => {

module.exports = require("node:os");

}),

6760:
((module) => {

module.exports = require("node:path");

}),

8500:
((module) => {

module.exports = require("node:timers/promises");

}),

1692:
((module) => {

module.exports = require("node:tls");

}),

857:
((module) => {

module.exports = require("os");

}),

6928:
((module) => {

module.exports = require("path");

}),

4756:
((module) => {

module.exports = require("tls");

}),

9023:
((module) => {

module.exports = require("util");

}),

1078:
((__unused_webpack___webpack_module__, __webpack_exports__, __nccwpck_require__) => {


__nccwpck_require__.d(__webpack_exports__, {
  dN: () => (exportVariable),
  V4: () => (getInput),
  Gu: () => (getState),
  pq: () => (info),
  lm: () => (notice),
  LZ: () => (saveState),
  C1: () => (setFailed),
  uH: () => (setOutput),
  Pq: () => (core_setSecret),
  $e: () => (warning)
});


var external_os_ = __nccwpck_require__(857);
;// CONCATENATED MODULE: ./node_modules/@actions/core/lib/utils.js
function toCommandValue(input) {
	if (input === null || input === undefined) {
		return '';
	}
	else if (typeof input === 'string' || input instanceof String) {
		return input;
	}
	return JSON.stringify(input);
}
function toCommandProperties(annotationProperties) {
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
;// CONCATENATED MODULE: ./node_modules/@actions/core/lib/command.js


function command_issueCommand(command, properties, message) {
	const cmd = new Command(command, properties, message);
	process.stdout.write(cmd.toString() + external_os_.EOL);
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
	return toCommandValue(s)
		.replace(/%/g, '%25')
		.replace(/\r/g, '%0D')
		.replace(/\n/g, '%0A');
}
function escapeProperty(s) {
	return toCommandValue(s)
		.replace(/%/g, '%25')
		.replace(/\r/g, '%0D')
		.replace(/\n/g, '%0A')
		.replace(/:/g, '%3A')
		.replace(/,/g, '%2C');
}
;// CONCATENATED MODULE: external "crypto"
const external_crypto_namespaceObject = new Proxy({}, { get: (_, member) => (member === '__esModule' ? undefined : require("crypto")[member]) });
var external_fs_ = __nccwpck_require__(9896);
;// CONCATENATED MODULE: ./node_modules/@actions/core/lib/file-command.js




function file_command_issueFileCommand(command, message) {
	const filePath = process.env[`GITHUB_${command}`];
	if (!filePath) {
		throw new Error(`Unable to find environment variable for file command ${command}`);
	}
	if (!external_fs_.existsSync(filePath)) {
		throw new Error(`Missing file at path: ${filePath}`);
	}
	external_fs_.appendFileSync(filePath, `${toCommandValue(message)}${external_os_.EOL}`, {
		encoding: 'utf8'
	});
}
function prepareKeyValueMessage(key, value) {
	const delimiter = `ghadelimiter_${external_crypto_namespaceObject.randomUUID()}`;
	const convertedValue = toCommandValue(value);
	if (key.includes(delimiter)) {
		throw new Error(`Unexpected input: name should not contain the delimiter "${delimiter}"`);
	}
	if (convertedValue.includes(delimiter)) {
		throw new Error(`Unexpected input: value should not contain the delimiter "${delimiter}"`);
	}
	return `${key}<<${delimiter}${external_os_.EOL}${convertedValue}${external_os_.EOL}${delimiter}`;
}
var external_path_ = __nccwpck_require__(6928);
;// CONCATENATED MODULE: ./node_modules/@actions/core/lib/oidc-utils.js
var __awaiter = (undefined && undefined.__awaiter) || function (thisArg, _arguments, P, generator) {
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
		return __awaiter(this, void 0, void 0, function* () {
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
		return __awaiter(this, void 0, void 0, function* () {
			try {
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


const { access, appendFile, writeFile } = external_fs_.promises;
const SUMMARY_ENV_VAR = 'GITHUB_STEP_SUMMARY';
const SUMMARY_DOCS_URL = 'https://docs.github.com/actions/using-workflows/workflow-commands-for-github-actions#adding-a-job-summary';
class Summary {
	constructor() {
		this._buffer = '';
	}
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
	wrap(tag, content, attrs = {}) {
		const htmlAttrs = Object.entries(attrs)
			.map(([key, value]) => ` ${key}="${value}"`)
			.join('');
		if (!content) {
			return `<${tag}${htmlAttrs}>`;
		}
		return `<${tag}${htmlAttrs}>${content}</${tag}>`;
	}
	write(options) {
		return summary_awaiter(this, void 0, void 0, function* () {
			const overwrite = !!(options === null || options === void 0 ? void 0 : options.overwrite);
			const filePath = yield this.filePath();
			const writeFunc = overwrite ? writeFile : appendFile;
			yield writeFunc(filePath, this._buffer, { encoding: 'utf8' });
			return this.emptyBuffer();
		});
	}
	clear() {
		return summary_awaiter(this, void 0, void 0, function* () {
			return this.emptyBuffer().write({ overwrite: true });
		});
	}
	stringify() {
		return this._buffer;
	}
	isEmptyBuffer() {
		return this._buffer.length === 0;
	}
	emptyBuffer() {
		this._buffer = '';
		return this;
	}
	addRaw(text, addEOL = false) {
		this._buffer += text;
		return addEOL ? this.addEOL() : this;
	}
	addEOL() {
		return this.addRaw(external_os_.EOL);
	}
	addCodeBlock(code, lang) {
		const attrs = Object.assign({}, (lang && { lang }));
		const element = this.wrap('pre', this.wrap('code', code), attrs);
		return this.addRaw(element).addEOL();
	}
	addList(items, ordered = false) {
		const tag = ordered ? 'ol' : 'ul';
		const listItems = items.map(item => this.wrap('li', item)).join('');
		const element = this.wrap(tag, listItems);
		return this.addRaw(element).addEOL();
	}
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
	addDetails(label, content) {
		const element = this.wrap('details', this.wrap('summary', label) + content);
		return this.addRaw(element).addEOL();
	}
	addImage(src, alt, options) {
		const { width, height } = options || {};
		const attrs = Object.assign(Object.assign({}, (width && { width })), (height && { height }));
		const element = this.wrap('img', null, Object.assign({ src, alt }, attrs));
		return this.addRaw(element).addEOL();
	}
	addHeading(text, level) {
		const tag = `h${level}`;
		const allowedTag = ['h1', 'h2', 'h3', 'h4', 'h5', 'h6'].includes(tag)
			? tag
			: 'h1';
		const element = this.wrap(allowedTag, text);
		return this.addRaw(element).addEOL();
	}
	addSeparator() {
		const element = this.wrap('hr', null);
		return this.addRaw(element).addEOL();
	}
	addBreak() {
		const element = this.wrap('br', null);
		return this.addRaw(element).addEOL();
	}
	addQuote(text, cite) {
		const attrs = Object.assign({}, (cite && { cite }));
		const element = this.wrap('blockquote', text, attrs);
		return this.addRaw(element).addEOL();
	}
	addLink(text, href) {
		const element = this.wrap('a', text, { href });
		return this.addRaw(element).addEOL();
	}
}
const _summary = new Summary();
const markdownSummary = (/* unused pure expression or super */ null && (_summary));
const summary = (/* unused pure expression or super */ null && (_summary));
;// CONCATENATED MODULE: ./node_modules/@actions/core/lib/path-utils.js

function toPosixPath(pth) {
	return pth.replace(/[\\]/g, '/');
}
function toWin32Path(pth) {
	return pth.replace(/[/]/g, '\\');
}
function toPlatformPath(pth) {
	return pth.replace(/[/\\]/g, path.sep);
}
var lib_exec = __nccwpck_require__(9529);
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
const platform = external_os_.platform();
const arch = external_os_.arch();
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






var ExitCode;
(function (ExitCode) {
	ExitCode[ExitCode["Success"] = 0] = "Success";
	ExitCode[ExitCode["Failure"] = 1] = "Failure";
})(ExitCode || (ExitCode = {}));
function exportVariable(name, val) {
	const convertedVal = toCommandValue(val);
	process.env[name] = convertedVal;
	const filePath = process.env['GITHUB_ENV'] || '';
	if (filePath) {
		return file_command_issueFileCommand('ENV', prepareKeyValueMessage(name, val));
	}
	command_issueCommand('set-env', { name }, convertedVal);
}
function core_setSecret(secret) {
	command_issueCommand('add-mask', {}, secret);
}
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
function getMultilineInput(name, options) {
	const inputs = getInput(name, options)
		.split('\n')
		.filter(x => x !== '');
	if (options && options.trimWhitespace === false) {
		return inputs;
	}
	return inputs.map(input => input.trim());
}
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
function setOutput(name, value) {
	const filePath = process.env['GITHUB_OUTPUT'] || '';
	if (filePath) {
		return file_command_issueFileCommand('OUTPUT', prepareKeyValueMessage(name, value));
	}
	process.stdout.write(external_os_.EOL);
	command_issueCommand('set-output', { name }, toCommandValue(value));
}
function setCommandEcho(enabled) {
	issue('echo', enabled ? 'on' : 'off');
}
function setFailed(message) {
	process.exitCode = ExitCode.Failure;
	error(message);
}
function isDebug() {
	return process.env['RUNNER_DEBUG'] === '1';
}
function core_debug(message) {
	issueCommand('debug', {}, message);
}
function error(message, properties = {}) {
	command_issueCommand('error', toCommandProperties(properties), message instanceof Error ? message.toString() : message);
}
function warning(message, properties = {}) {
	command_issueCommand('warning', toCommandProperties(properties), message instanceof Error ? message.toString() : message);
}
function notice(message, properties = {}) {
	command_issueCommand('notice', toCommandProperties(properties), message instanceof Error ? message.toString() : message);
}
function info(message) {
	process.stdout.write(message + external_os_.EOL);
}
function startGroup(name) {
	issue('group', name);
}
function endGroup() {
	issue('endgroup');
}
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
function saveState(name, value) {
	const filePath = process.env['GITHUB_STATE'] || '';
	if (filePath) {
		return file_command_issueFileCommand('STATE', prepareKeyValueMessage(name, value));
	}
	command_issueCommand('save-state', { name }, toCommandValue(value));
}
function getState(name) {
	return process.env[`STATE_${name}`] || '';
}
function getIDToken(aud) {
	return core_awaiter(this, void 0, void 0, function* () {
		return yield OidcClient.getIDToken(aud);
	});
}





}),

9529:
((__unused_webpack___webpack_module__, __webpack_exports__, __nccwpck_require__) => {


__nccwpck_require__.d(__webpack_exports__, {
  m: () => (exec)
});


;// CONCATENATED MODULE: external "string_decoder"
const external_string_decoder_namespaceObject = require("string_decoder");
var external_os_ = __nccwpck_require__(857);
var external_events_ = __nccwpck_require__(4434);
;// CONCATENATED MODULE: external "child_process"
const external_child_process_namespaceObject = new Proxy({}, { get: (_, member) => (member === '__esModule' ? undefined : require("child_process")[member]) });
var external_path_ = __nccwpck_require__(6928);
var external_assert_ = __nccwpck_require__(2613);
var external_fs_ = __nccwpck_require__(9896);
;// CONCATENATED MODULE: ./node_modules/@actions/io/lib/io-util.js
var __awaiter = (undefined && undefined.__awaiter) || function (thisArg, _arguments, P, generator) {
	function adopt(value) { return value instanceof P ? value : new P(function (resolve) { resolve(value); }); }
	return new (P || (P = Promise))(function (resolve, reject) {
		function fulfilled(value) { try { step(generator.next(value)); } catch (e) { reject(e); } }
		function rejected(value) { try { step(generator["throw"](value)); } catch (e) { reject(e); } }
		function step(result) { result.done ? resolve(result.value) : adopt(result.value).then(fulfilled, rejected); }
		step((generator = generator.apply(thisArg, _arguments || [])).next());
	});
};


const { chmod, copyFile, lstat, mkdir, open: io_util_open, readdir, rename, rm, rmdir, stat, symlink, unlink } = external_fs_.promises;
const IS_WINDOWS = process.platform === 'win32';
function readlink(fsPath) {
	return __awaiter(this, void 0, void 0, function* () {
		const result = yield fs.promises.readlink(fsPath);
		if (IS_WINDOWS && !result.endsWith('\\')) {
			return `${result}\\`;
		}
		return result;
	});
}
const UV_FS_O_EXLOCK = 0x10000000;
const READONLY = external_fs_.constants.O_RDONLY;
function exists(fsPath) {
	return __awaiter(this, void 0, void 0, function* () {
		try {
			yield stat(fsPath);
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
	return __awaiter(this, arguments, void 0, function* (fsPath, useStat = false) {
		const stats = useStat ? yield stat(fsPath) : yield lstat(fsPath);
		return stats.isDirectory();
	});
}
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
function tryGetExecutablePath(filePath, extensions) {
	return __awaiter(this, void 0, void 0, function* () {
		let stats = undefined;
		try {
			stats = yield stat(filePath);
		}
		catch (err) {
			if (err.code !== 'ENOENT') {
				console.log(`Unexpected error attempting to determine if executable file exists '${filePath}': ${err}`);
			}
		}
		if (stats && stats.isFile()) {
			if (IS_WINDOWS) {
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
		const originalFilePath = filePath;
		for (const extension of extensions) {
			filePath = originalFilePath + extension;
			stats = undefined;
			try {
				stats = yield stat(filePath);
			}
			catch (err) {
				if (err.code !== 'ENOENT') {
					console.log(`Unexpected error attempting to determine if executable file exists '${filePath}': ${err}`);
				}
			}
			if (stats && stats.isFile()) {
				if (IS_WINDOWS) {
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
		p = p.replace(/\//g, '\\');
		return p.replace(/\\\\+/g, '\\');
	}
	return p.replace(/\/\/+/g, '/');
}
function isUnixExecutable(stats) {
	return ((stats.mode & 1) > 0 ||
		((stats.mode & 8) > 0 &&
			process.getgid !== undefined &&
			stats.gid === process.getgid()) ||
		((stats.mode & 64) > 0 &&
			process.getuid !== undefined &&
			stats.uid === process.getuid()));
}
function getCmdPath() {
	var _a;
	return (_a = process.env['COMSPEC']) !== null && _a !== void 0 ? _a : `cmd.exe`;
}
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



function cp(source_1, dest_1) {
	return io_awaiter(this, arguments, void 0, function* (source, dest, options = {}) {
		const { force, recursive, copySourceDirectory } = readCopyOptions(options);
		const destStat = (yield ioUtil.exists(dest)) ? yield ioUtil.stat(dest) : null;
		if (destStat && destStat.isFile() && !force) {
			return;
		}
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
				throw new Error(`'${newDest}' and '${source}' are the same file`);
			}
			yield io_copyFile(source, newDest, force);
		}
	});
}
function mv(source_1, dest_1) {
	return io_awaiter(this, arguments, void 0, function* (source, dest, options = {}) {
		if (yield ioUtil.exists(dest)) {
			let destExists = true;
			if (yield ioUtil.isDirectory(dest)) {
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
function rmRF(inputPath) {
	return io_awaiter(this, void 0, void 0, function* () {
		if (ioUtil.IS_WINDOWS) {
			if (/[*"<>|]/.test(inputPath)) {
				throw new Error('File path must not contain `*`, `"`, `<`, `>` or `|` on Windows');
			}
		}
		try {
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
function mkdirP(fsPath) {
	return io_awaiter(this, void 0, void 0, function* () {
		ok(fsPath, 'a path argument must be provided');
		yield ioUtil.mkdir(fsPath, { recursive: true });
	});
}
function which(tool, check) {
	return io_awaiter(this, void 0, void 0, function* () {
		if (!tool) {
			throw new Error("parameter 'tool' is required");
		}
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
function findInPath(tool) {
	return io_awaiter(this, void 0, void 0, function* () {
		if (!tool) {
			throw new Error("parameter 'tool' is required");
		}
		const extensions = [];
		if (IS_WINDOWS && process.env['PATHEXT']) {
			for (const extension of process.env['PATHEXT'].split(external_path_.delimiter)) {
				if (extension) {
					extensions.push(extension);
				}
			}
		}
		if (isRooted(tool)) {
			const filePath = yield tryGetExecutablePath(tool, extensions);
			if (filePath) {
				return [filePath];
			}
			return [];
		}
		if (tool.includes(external_path_.sep)) {
			return [];
		}
		const directories = [];
		if (process.env.PATH) {
			for (const p of process.env.PATH.split(external_path_.delimiter)) {
				if (p) {
					directories.push(p);
				}
			}
		}
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
				yield cpDirRecursive(srcFile, destFile, currentDepth, force);
			}
			else {
				yield io_copyFile(srcFile, destFile, force);
			}
		}
		yield ioUtil.chmod(destDir, (yield ioUtil.stat(sourceDir)).mode);
	});
}
function io_copyFile(srcFile, destFile, force) {
	return io_awaiter(this, void 0, void 0, function* () {
		if ((yield ioUtil.lstat(srcFile)).isSymbolicLink()) {
			try {
				yield ioUtil.lstat(destFile);
				yield ioUtil.unlink(destFile);
			}
			catch (e) {
				if (e.code === 'EPERM') {
					yield ioUtil.chmod(destFile, '0666');
					yield ioUtil.unlink(destFile);
				}
			}
			const symlinkFull = yield ioUtil.readlink(srcFile);
			yield ioUtil.symlink(symlinkFull, destFile, ioUtil.IS_WINDOWS ? 'junction' : null);
		}
		else if (!(yield ioUtil.exists(destFile)) || force) {
			yield ioUtil.copyFile(srcFile, destFile);
		}
	});
}
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







const toolrunner_IS_WINDOWS = process.platform === 'win32';
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
			if (this._isCmdFile()) {
				cmd += toolPath;
				for (const a of args) {
					cmd += ` ${a}`;
				}
			}
			else if (options.windowsVerbatimArguments) {
				cmd += `"${toolPath}"`;
				for (const a of args) {
					cmd += ` ${a}`;
				}
			}
			else {
				cmd += this._windowsQuoteCmdArg(toolPath);
				for (const a of args) {
					cmd += ` ${this._windowsQuoteCmdArg(a)}`;
				}
			}
		}
		else {
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
			let n = s.indexOf(external_os_.EOL);
			while (n > -1) {
				const line = s.substring(0, n);
				onLine(line);
				s = s.substring(n + external_os_.EOL.length);
				n = s.indexOf(external_os_.EOL);
			}
			return s;
		}
		catch (err) {
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
		if (!this._isCmdFile()) {
			return this._uvQuoteCmdArg(arg);
		}
		if (!arg) {
			return '""';
		}
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
		if (!needsQuotes) {
			return arg;
		}
		let reverse = '"';
		let quoteHit = true;
		for (let i = arg.length; i > 0; i--) {
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
		// pasting copyright notice from Node within this function:
		//      Copyright Joyent, Inc. and other Node contributors. All rights reserved.
		//      The above copyright notice and this permission notice shall be included in
		//      AUTHORS OR COPYRIGHT HOLDERS BE LIABLE FOR ANY CLAIM, DAMAGES OR OTHER
		if (!arg) {
			return '""';
		}
		if (!arg.includes(' ') && !arg.includes('\t') && !arg.includes('"')) {
			return arg;
		}
		if (!arg.includes('"') && !arg.includes('\\')) {
			return `"${arg}"`;
		}
		let reverse = '"';
		let quoteHit = true;
		for (let i = arg.length; i > 0; i--) {
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
	exec() {
		return toolrunner_awaiter(this, void 0, void 0, function* () {
			if (!isRooted(this.toolPath) &&
				(this.toolPath.includes('/') ||
					(toolrunner_IS_WINDOWS && this.toolPath.includes('\\')))) {
				this.toolPath = external_path_.resolve(process.cwd(), this.options.cwd || process.cwd(), this.toolPath);
			}
			this.toolPath = yield which(this.toolPath, true);
			return new Promise((resolve, reject) => toolrunner_awaiter(this, void 0, void 0, function* () {
				this._debug(`exec tool: ${this.toolPath}`);
				this._debug('arguments:');
				for (const arg of this.args) {
					this._debug(`   ${arg}`);
				}
				const optionsNonNull = this._cloneExecOptions(this.options);
				if (!optionsNonNull.silent && optionsNonNull.outStream) {
					optionsNonNull.outStream.write(this._getCommandString(optionsNonNull) + external_os_.EOL);
				}
				const state = new ExecState(optionsNonNull, this.toolPath);
				state.on('debug', (message) => {
					this._debug(message);
				});
				if (this.options.cwd && !(yield exists(this.options.cwd))) {
					return reject(new Error(`The cwd: ${this.options.cwd} does not exist!`));
				}
				const fileName = this._getSpawnFileName();
				const cp = external_child_process_namespaceObject.spawn(fileName, this._getSpawnArgs(optionsNonNull), this._getSpawnOptions(this.options, fileName));
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
function argStringToArray(argString) {
	const args = [];
	let inQuotes = false;
	let escaped = false;
	let arg = '';
	function append(c) {
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


function exec(commandLine, args, options) {
	return exec_awaiter(this, void 0, void 0, function* () {
		const commandArgs = argStringToArray(commandLine);
		if (commandArgs.length === 0) {
			throw new Error(`Parameter 'commandLine' cannot be null or empty.`);
		}
		const toolPath = commandArgs[0];
		args = commandArgs.slice(1).concat(args || []);
		const runner = new ToolRunner(toolPath, args, options);
		return runner.exec();
	});
}
function getExecOutput(commandLine, args, options) {
	return exec_awaiter(this, void 0, void 0, function* () {
		var _a, _b;
		let stdout = '';
		let stderr = '';
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
		const exitCode = yield exec(commandLine, args, Object.assign(Object.assign({}, options), { listeners }));
		stdout += stdoutDecoder.end();
		stderr += stderrDecoder.end();
		return {
			exitCode,
			stdout,
			stderr
		};
	});
}

})

	});

	var __webpack_module_cache__ = {};
	
	function __nccwpck_require__(moduleId) {
		var cachedModule = __webpack_module_cache__[moduleId];
		if (cachedModule !== undefined) {
			return cachedModule.exports;
		}
		var module = __webpack_module_cache__[moduleId] = {
			exports: {}
		};
	
		var threw = true;
		try {
			__webpack_modules__[moduleId].call(module.exports, module, module.exports, __nccwpck_require__);
			threw = false;
		} finally {
			if(threw) delete __webpack_module_cache__[moduleId];
		}
	
		return module.exports;
	}
	
	__nccwpck_require__.m = __webpack_modules__;
	

	if (typeof __nccwpck_require__ !== 'undefined') __nccwpck_require__.ab = __dirname + "/";
	
	(() => {
		__nccwpck_require__.n = (module) => {
			var getter = module && module.__esModule ?
				() => (module['default']) :
				() => (module);
			__nccwpck_require__.d(getter, { a: getter });
			return getter;
		};
	})();
	
	(() => {
		var getProto = Object.getPrototypeOf ? (obj) => (Object.getPrototypeOf(obj)) : (obj) => (obj.__proto__);
		var leafPrototypes;
		__nccwpck_require__.t = function(value, mode) {
			if(mode & 1) value = this(value);
			if(mode & 8) return value;
			if(typeof value === 'object' && value) {
				if((mode & 4) && value.__esModule) return value;
				if((mode & 16) && typeof value.then === 'function') return value;
			}
			var ns = Object.create(null);
			__nccwpck_require__.r(ns);
			var def = {};
			leafPrototypes = leafPrototypes || [null, getProto({}), getProto([]), getProto(getProto)];
			for(var current = mode & 2 && value; typeof current == 'object' && !~leafPrototypes.indexOf(current); current = getProto(current)) {
				Object.getOwnPropertyNames(current).forEach((key) => (def[key] = () => (value[key])));
			}
			def['default'] = () => (value);
			__nccwpck_require__.d(ns, def);
			return ns;
		};
	})();
	
	(() => {
		__nccwpck_require__.d = (exports, definition) => {
			for(var key in definition) {
				if(__nccwpck_require__.o(definition, key) && !__nccwpck_require__.o(exports, key)) {
					Object.defineProperty(exports, key, { enumerable: true, get: definition[key] });
				}
			}
		};
	})();
	
	(() => {
		__nccwpck_require__.f = {};
		__nccwpck_require__.e = (chunkId) => {
			return Promise.all(Object.keys(__nccwpck_require__.f).reduce((promises, key) => {
				__nccwpck_require__.f[key](chunkId, promises);
				return promises;
			}, []));
		};
	})();
	
	(() => {
		__nccwpck_require__.u = (chunkId) => {
			return ([261, 617].includes(chunkId) ? 472 : chunkId) + ".index.js";
		};
	})();
	
	(() => {
		__nccwpck_require__.o = (obj, prop) => (Object.prototype.hasOwnProperty.call(obj, prop))
	})();
	
	(() => {
		__nccwpck_require__.r = (exports) => {
			if(typeof Symbol !== 'undefined' && Symbol.toStringTag) {
				Object.defineProperty(exports, Symbol.toStringTag, { value: 'Module' });
			}
			Object.defineProperty(exports, '__esModule', { value: true });
		};
	})();
	
	(() => {
		
		var installedChunks = {
			792: 1
		};
		
		
		var installChunk = (chunk) => {
			var moreModules = chunk.modules, chunkIds = chunk.ids, runtime = chunk.runtime;
			for(var moduleId in moreModules) {
				if(__nccwpck_require__.o(moreModules, moduleId)) {
					__nccwpck_require__.m[moduleId] = moreModules[moduleId];
				}
			}
			if(runtime) runtime(__nccwpck_require__);
			for(var i = 0; i < chunkIds.length; i++)
				installedChunks[chunkIds[i]] = 1;
		
		};
		
		__nccwpck_require__.f.require = (chunkId, promises) => {
			if(!installedChunks[chunkId]) {
				if(true) { // all chunks have JS
					installChunk(require("./" + __nccwpck_require__.u(chunkId)));
				} else installedChunks[chunkId] = 1;
			}
		};
		
		
		
	})();
	

var __webpack_exports__ = {};
__nccwpck_require__.r(__webpack_exports__);

__nccwpck_require__.d(__webpack_exports__, {
  cleanup: () => (src_cleanup),
  login: () => (login),
  logout: () => (logout),
  sweep: () => (sweep)
});

var core = __nccwpck_require__(1078);
var private_directory = __nccwpck_require__(6846);
var describe = __nccwpck_require__(2206);
var http_deadline = __nccwpck_require__(2378);
var undo_isolation = __nccwpck_require__(7681);
var is_to_revoke = __nccwpck_require__(5185);
var load_minting = __nccwpck_require__(3411);
var cleanup_report = __nccwpck_require__(4161);
var runner_state = __nccwpck_require__(6003);
;// CONCATENATED MODULE: ./src/cleanup.ts









async function cleanup() {
	await attempt('A private directory could not be deleted', async () => (0,private_directory/* deleteCheckDirectories */.zz)());
	const state = (0,runner_state/* readSavedState */.r)();
	if (state === undefined || state.skipped) {
		(0,core/* info */.pq)('Nothing was logged in, so there is nothing to undo.');
		return;
	}
	await attempt('The login could not be undone', () => undoLogins(state));
	await attempt('The private config could not be taken away', () => undoIsolated(state));
	await attempt('What was minted could not be revoked', () => revokeMinted(state));
}
async function attempt(failure, work) {
	try {
		await work();
	}
	catch (error) {
		(0,core/* warning */.$e)(`${failure}: ${(0,describe/* describeError */.Uc)(error)}`);
	}
}
async function undoLogins(state) {
	if (state.logins.length === 0 || state.isolation !== undefined) {
		return;
	}
	const deadline = new http_deadline/* Deadline */.B2(state.timeoutSeconds);
	const { undoLogins: undo } = await Promise.all(/* import() */[__nccwpck_require__.e(152), __nccwpck_require__.e(648), __nccwpck_require__.e(327), __nccwpck_require__.e(419)]).then(__nccwpck_require__.bind(__nccwpck_require__, 2839));
	for (const logins of state.logins) {
		const failure = `The logins in ${logins.path} could not be undone (\`docker logout\` removes them by hand)`;
		await attempt(failure, async () => (0,cleanup_report/* reportUndone */.s)(logins, await undo(logins, deadline)));
	}
}
async function undoIsolated({ isolation }) {
	if (isolation !== undefined) {
		(0,undo_isolation/* undoIsolation */.D)(isolation);
	}
}
async function revokeMinted(state) {
	const due = state.minted.filter(is_to_revoke/* isToRevoke */._);
	if (due.length === 0) {
		return;
	}
	const { nameMinted, revokeDue } = await (0,load_minting/* loadMinting */.v)();
	if (!state.revoke) {
		const names = await Promise.all(due.map(nameMinted));
		(0,core/* info */.pq)(`Left alive, as \`revoke: false\` asks for: ${names.join(', ')}.`);
		return;
	}
	await revokeDue(state, new http_deadline/* Deadline */.B2(state.timeoutSeconds));
}

var step = __nccwpck_require__(7770);
;// CONCATENATED MODULE: ./src/index.ts


async function login() {
	await (0,step/* runMain */.VN)(async () => (await Promise.all(/* import() */[__nccwpck_require__.e(617), __nccwpck_require__.e(261), __nccwpck_require__.e(472)]).then(__nccwpck_require__.bind(__nccwpck_require__, 3472))).login());
}
async function src_cleanup() {
	await (0,step/* runPost */.a2)(cleanup);
}
async function sweep() {
	await (0,step/* runMain */.VN)(async () => (await Promise.all(/* import() */[__nccwpck_require__.e(617), __nccwpck_require__.e(261), __nccwpck_require__.e(203)]).then(__nccwpck_require__.bind(__nccwpck_require__, 1203))).sweep());
}
async function logout() {
	await (0,step/* runMain */.VN)(async () => (await Promise.all(/* import() */[__nccwpck_require__.e(152), __nccwpck_require__.e(648), __nccwpck_require__.e(327), __nccwpck_require__.e(617), __nccwpck_require__.e(261), __nccwpck_require__.e(292)]).then(__nccwpck_require__.bind(__nccwpck_require__, 7197))).logout());
}

module.exports = __webpack_exports__;
})()
;