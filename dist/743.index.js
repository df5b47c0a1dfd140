"use strict";
exports.id = 743;
exports.ids = [743];
exports.modules = {

4125:
((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

__webpack_require__.d(__webpack_exports__, {
K: () => (findProgram)
});
var node_fs__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(3024);
var node_fs__WEBPACK_IMPORTED_MODULE_0___default = __webpack_require__.n(node_fs__WEBPACK_IMPORTED_MODULE_0__);
var node_os__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(8161);
var node_os__WEBPACK_IMPORTED_MODULE_1___default = __webpack_require__.n(node_os__WEBPACK_IMPORTED_MODULE_1__);
var node_path__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(6760);
var node_path__WEBPACK_IMPORTED_MODULE_2___default = __webpack_require__.n(node_path__WEBPACK_IMPORTED_MODULE_2__);



function findProgram(name, environment = process.env, system = (0,node_os__WEBPACK_IMPORTED_MODULE_1__.platform)()) {
	const directories = (environment['PATH'] ?? '').split(node_path__WEBPACK_IMPORTED_MODULE_2__.delimiter).filter((path) => path !== '');
	const endings = system === 'win32' ? (environment['PATHEXT'] ?? '').split(';') : [''];
	return directories
		.flatMap((directory) => endings.map((ending) => (0,node_path__WEBPACK_IMPORTED_MODULE_2__.join)(directory, `${name}${ending}`)))
		.find(isProgram);
}
function isProgram(path) {
	try {
		if ((0,node_fs__WEBPACK_IMPORTED_MODULE_0__.statSync)(path, { throwIfNoEntry: false })?.isFile() !== true) {
			return false;
		}
		(0,node_fs__WEBPACK_IMPORTED_MODULE_0__.accessSync)(path, node_fs__WEBPACK_IMPORTED_MODULE_0__.constants.X_OK);
		return true;
	}
	catch {
		return false;
	}
}


}),

5781:
((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

__webpack_require__.d(__webpack_exports__, {
d: () => (describeResult)
});
var _runner_mask_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(7084);
var _text_disarm_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(404);


function describeResult({ exitCode, output }) {
	const ending = exitCode === null ? 'was ended by a signal' : `ended with exit code ${exitCode}`;
	const text = (0,_text_disarm_js__WEBPACK_IMPORTED_MODULE_1__/* .disarm */ .J)((0,_runner_mask_js__WEBPACK_IMPORTED_MODULE_0__/* .redact */ .E$)(withoutNoise(output)));
	return text === '' ? `${ending} and printed nothing.` : `${ending}: ${text}`;
}
function withoutNoise(output) {
	const lines = output.split(/\r?\n/).filter((line) => line.trim() !== '');
	const telling = lines.filter((line) => !/^(?:WARNING|time=.*level=(?:warning|info))/i.test(line));
	return (telling.length === 0 ? lines : telling).join(' ');
}


}),

755:
((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

__webpack_require__.d(__webpack_exports__, {
at: () => (killChildren),
mB: () => (runProgram)
});
var node_diagnostics_channel__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(3053);
var node_diagnostics_channel__WEBPACK_IMPORTED_MODULE_0___default = __webpack_require__.n(node_diagnostics_channel__WEBPACK_IMPORTED_MODULE_0__);
var node_fs__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(3024);
var node_fs__WEBPACK_IMPORTED_MODULE_1___default = __webpack_require__.n(node_fs__WEBPACK_IMPORTED_MODULE_1__);
var _actions_exec__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(9529);
var _runner_mask_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(7084);
var _runner_step_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(7770);
var _source_secret_inputs_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(5263);






const OUTPUT_CHARACTERS = 16_384;
const STDOUT_BYTES = 1_048_576;
const SECRET_VARIABLES = new Set(_source_secret_inputs_js__WEBPACK_IMPORTED_MODULE_5__/* .SECRET_INPUTS */ .p.map((input) => `INPUT_${input.toUpperCase()}`));
const SECRET_CHARACTERS = 20;
const starting = new Set();
const running = new Set();
let isWatching = false;
async function runProgram(program) {
	const { what, path, args, input, deadline, onStart, explainWait } = program;
	watchChildren();
	starting.add(onStart);
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
	const ending = (0,_actions_exec__WEBPACK_IMPORTED_MODULE_2__/* .exec */ .m)(`"${path}"`, [...args], {
		env: childEnvironment(process.env),
		ignoreReturnCode: true,
		input: Buffer.from(input),
		listeners: { stdout: keepAll, stderr: keep },
		silent: true,
	});
	try {
		const exitCode = await deadline.race(ending, what);
		return { exitCode, output, stdout: Buffer.concat(stdout).toString('utf8') };
	}
	catch (error) {
		const isWaiting = killChildren();
		throw isWaiting && explainWait !== undefined ? explainWait() : error;
	}
}
function killChildren() {
	const parents = [...running].filter(({ pid }) => killChildrenOf(pid));
	for (const child of running) {
		child.kill('SIGKILL');
	}
	return parents.length > 0;
}
function killChildrenOf(pid) {
	const children = listChildren(pid);
	for (const child of children) {
		killChildrenOf(child);
		try {
			process.kill(child, 'SIGKILL');
		}
		catch {
		}
	}
	return children.length > 0;
}
function listChildren(pid) {
	const threads = orNothing(() => (0,node_fs__WEBPACK_IMPORTED_MODULE_1__.readdirSync)(`/proc/${pid}/task`));
	return threads.flatMap((id) => orNothing(() => (0,node_fs__WEBPACK_IMPORTED_MODULE_1__.readFileSync)(`/proc/${pid}/task/${id}/children`, 'utf8').split(' '))
		.filter((text) => text !== '')
		.map(Number));
}
function orNothing(list) {
	try {
		return list();
	}
	catch {
		return [];
	}
}
function watchChildren() {
	if (isWatching) {
		return;
	}
	isWatching = true;
	(0,_runner_step_js__WEBPACK_IMPORTED_MODULE_4__/* .whenCancelled */ .MR)(killChildren);
	(0,node_diagnostics_channel__WEBPACK_IMPORTED_MODULE_0__.subscribe)('child_process', (message) => {
		const { process: child } = message;
		running.add(child);
		setImmediate(() => {
			for (const onStart of starting) {
				onStart();
			}
			starting.clear();
		});
		child.once('exit', () => running.delete(child));
		queueMicrotask(() => child.stdin?.on('error', () => undefined));
	});
}
function childEnvironment(environment) {
	const variables = Object.entries(environment);
	const given = variables.flatMap(([name, value = '']) => SECRET_VARIABLES.has(name.toUpperCase()) ? listSecrets(value) : []);
	const entries = variables.filter((entry) => {
		const [name, value] = entry;
		return (value !== undefined &&
			!/^(?:INPUT_|STATE_|ACTIONS_|DOCKER_(?:AUTH_CONFIG|CONTEXT)$)/i.test(name) &&
			!(0,_runner_mask_js__WEBPACK_IMPORTED_MODULE_3__/* .containsSecret */ .At)(value) &&
			!given.some((secret) => value.includes(secret)));
	});
	return Object.fromEntries(entries);
}
function listSecrets(input) {
	const whole = input.trim();
	const words = whole.split(/[\s"]+/).filter((word) => word.length >= SECRET_CHARACTERS);
	return whole.length < _runner_mask_js__WEBPACK_IMPORTED_MODULE_3__/* .MASKED_CHARACTERS */ .bB ? words : [whole, ...words];
}


}),

6743:
((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

__webpack_require__.r(__webpack_exports__);

__webpack_require__.d(__webpack_exports__, {
  logInToStores: () => (/* reexport */ logInToStores),
  openCredentialHelper: () => (/* reexport */ openCredentialHelper),
  undoStored: () => (/* reexport */ undoStored)
});

var find_program = __webpack_require__(4125);
var program = __webpack_require__(755);
var program_result = __webpack_require__(5781);
var describe = __webpack_require__(2206);
var http_deadline = __webpack_require__(2378);
var disarm = __webpack_require__(404);
var json = __webpack_require__(1789);
var action_error = __webpack_require__(2714);
var links = __webpack_require__(6678);
;// CONCATENATED MODULE: ./src/store/store-error.ts



function storeFailed(name, problem) {
	return new action_error/* ActionError */.l('credential-store', {
		problem: `The Docker config hands the login to the credential store "${(0,disarm/* disarm */.J)(name)}", which failed. ${problem}`,
		fix: 'Repair or unlock the store, or add `config: isolated`: the job gets a private Docker config, without a credential store.',
		link: links/* LINKS */.A.dockerCredentialStores,
	});
}
function notKept(name, host) {
	return storeFailed(name, `It says that it keeps the login of ${host}, and does not.`);
}

;// CONCATENATED MODULE: ./src/store/credential-helper.ts








const LONGEST_SECONDS = 15;
const NOT_FOUND = /credentials not found in native keychain/i;
const hung = new Map();
async function openCredentialHelper(name, deadline) {
	const program = `docker-credential-${name}`;
	const path = /^[\w.-]+$/.test(name) ? (0,find_program/* findProgram */.K)(program) : undefined;
	if (path === undefined) {
		throw storeFailed(name, `Its program \`${(0,disarm/* disarm */.J)(program)}\` is not on the PATH of this step.`);
	}
	const call = (verb, input) => callHelper({ name, path, verb, input, deadline });
	const read = async (host) => {
		const result = await call('get', host);
		if (NOT_FOUND.test(result.stdout)) {
			return undefined;
		}
		if (result.exitCode !== 0) {
			const isSecret = result.stdout.includes('{');
			throw refused(name, 'get', isSecret ? { ...result, output: '' } : result);
		}
		return readAnswer(name, result.stdout);
	};
	return {
		read,
		write: async (host, entry) => {
			const login = { ServerURL: host, ...(0,json/* parseJsonObject */.dw)(entry) };
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
	const limit = new http_deadline/* Deadline */.B2(Math.min(LONGEST_SECONDS, deadline.remainingMs() / 2000));
	const what = nameCall(name, verb);
	const onStart = () => undefined;
	try {
		return await (0,program/* runProgram */.mB)({ what, path, args: [verb], input, deadline: limit, onStart });
	}
	catch (error) {
		const failure = storeFailed(name, (0,describe/* summarizeError */.Gg)(error));
		hung.set(name, failure);
		throw failure;
	}
}
function readAnswer(name, text) {
	const { Username, Secret } = (0,json/* parseJsonObject */.dw)(text) ?? {};
	if (typeof Username !== 'string' || typeof Secret !== 'string') {
		throw storeFailed(name, `${nameCall(name, 'get')} answered something that is no login.`);
	}
	return `${Username}${Secret}` === '' ? undefined : JSON.stringify({ Username, Secret });
}
function withoutSecret(text, secret) {
	const inJson = JSON.stringify(secret).slice(1, -1);
	return text.replaceAll(secret, '***').replaceAll(inJson, '***');
}
function refused(name, verb, result) {
	return storeFailed(name, `${nameCall(name, verb)} ${(0,program_result/* describeResult */.d)(result)}`);
}
function nameCall(name, verb) {
	return `\`docker-credential-${name} ${verb}\``;
}

var external_node_crypto_ = __webpack_require__(7598);
var runner_job = __webpack_require__(6417);
var config_error = __webpack_require__(4288);
;// CONCATENATED MODULE: ./src/journal/undo-stored.ts

async function undoStored(opened, ids, deadline) {
	const { findDead, nameOutcome, undoIn } = await loadJournal();
	const isDead = findDead(ids);
	const dead = opened.journal.records.filter(isDead).map(({ id }) => id);
	const undone = [];
	const failures = [];
	let config = opened;
	for (const id of [...dead, ...ids.toReversed()]) {
		const record = config.journal.records.find((candidate) => candidate.id === id);
		if (record?.store === undefined) {
			continue;
		}
		const isOwn = ids.includes(id);
		try {
			const store = await openCredentialHelper(record.store, deadline);
			const { journal, change } = await undoIn(store, config.journal, record);
			const next = { ...config, journal };
			const forget = () => forgetKept(store, config.journal, journal);
			if (change.kind === 'covered') {
				await commitJournal(next);
				await forget();
			}
			else {
				await forget();
				await commitJournal(next);
			}
			config = next;
			undone.push(...(isOwn ? [nameOutcome(record, change)] : []));
		}
		catch (error) {
			failures.push(...(isOwn ? [error] : []));
		}
	}
	return { config, undone, failures };
}
function loadJournal() {
	return Promise.resolve(/* import() */).then(__webpack_require__.bind(__webpack_require__, 2839));
}
async function commitJournal(config) {
	const { commit } = await loadJournal();
	commit({ config, text: config.original, order: 'journal-first' });
}
async function forgetKept(store, before, after) {
	const needed = listKept(after);
	for (const name of listKept(before).filter((candidate) => !needed.includes(candidate))) {
		await store.remove(name);
	}
}
function listKept({ records }) {
	return records.flatMap(({ store, replaced }) => store === undefined ? [] : (replaced.entry ?? []));
}

;// CONCATENATED MODULE: ./src/journal/log-in-to-stores.ts






async function logInToStores(options) {
	const { session, client, plans, logins, check } = options;
	const { inputs, state, http } = session;
	const { newLogin, writeEverywhere } = await loadJournal();
	const job = (0,runner_job/* markJob */.dX)();
	const stored = plans
		.filter(({ stores }) => stores.size > 0)
		.map((plan) => ({
		plan,
		session,
		job,
		logins: logins.flatMap((login) => {
			const store = plan.stores.get(login.registry.host);
			const entry = formatEntry(login);
			return store === undefined ? [] : [{ ...newLogin({ ...login, entry }, state), store }];
		}),
	}));
	let checked = [];
	if (client.name !== 'docker') {
		checked = await check(client, logins, http.deadline);
	}
	for (const each of stored) {
		await writeStored(each, async (stores) => {
			if (client.name === 'docker') {
				const limit = http.deadline.half();
				checked = await check(handOver(client, each.plan, limit), logins, limit);
				await log_in_to_stores_confirm(stores);
			}
			else {
				await writeAll(stores);
			}
		});
	}
	const files = plans.filter(({ hosts }) => hosts.length > 0);
	await writeEverywhere(session, files, checked);
	if (!inputs.logout) {
		for (const each of stored) {
			await makeLasting(each);
		}
		state.update({ logins: [] });
	}
}
function formatEntry({ credential: { username, secret } }) {
	return JSON.stringify({ Username: username, Secret: secret });
}
function handOver(client, { stores }, deadline) {
	const describe = (name) => ({
		name,
		deadline,
		explain: (problem) => storeFailed(name, problem),
	});
	return {
		...client,
		check: (registry, credential) => {
			const name = stores.get(registry.host);
			return client.check(registry, credential, name === undefined ? undefined : describe(name));
		},
	};
}
async function writeStored({ plan: { path }, session: { state, http }, job, logins }, work) {
	const { withConfig } = await loadJournal();
	const records = logins.map(({ id }) => id);
	state.update({ logins: [...state.value.logins, { path, records, missingDirectory: undefined }] });
	try {
		await withConfig(path, http.deadline, async (opened) => {
			const { config } = await undoStored(opened, [], http.deadline);
			const stores = await openStores(logins, http.deadline);
			await keep(config, stores, job);
			await work(stores);
		});
	}
	catch (error) {
		throw (0,config_error/* explainFileError */.Y)(path, error);
	}
}
function openStores(logins, deadline) {
	const opening = logins.map(async (login) => ({
		login,
		store: await openCredentialHelper(login.store, deadline),
	}));
	return Promise.all(opening);
}
async function keep(config, stores, job) {
	const { addRecord } = await loadJournal();
	let { journal } = config;
	const copies = [];
	for (const { login, store } of stores) {
		const before = await store.read(login.host);
		const kept = nameKept(login.host);
		if (before !== undefined) {
			copies.push(() => store.write(kept, before));
		}
		const found = { job, before, kept: before === undefined ? undefined : kept };
		journal = addRecord(journal, login, found);
	}
	await commitJournal({ ...config, journal });
	for (const copy of copies) {
		await copy();
	}
}
function nameKept(host) {
	return `https://${(0,external_node_crypto_.randomUUID)()}.icr-login.invalid/${host}`;
}
async function writeAll(stores) {
	for (const { login, store } of stores) {
		await store.write(login.host, login.entry);
	}
}
async function log_in_to_stores_confirm(stores) {
	for (const { login, store } of stores) {
		if ((await store.read(login.host)) !== login.entry) {
			throw notKept(login.store, login.host);
		}
	}
}
async function makeLasting({ plan, session, logins }) {
	const { putAtBottom, withConfig } = await loadJournal();
	const { deadline } = session.http;
	await withConfig(plan.path, deadline, async (config) => {
		let { journal } = config;
		for (const { login, store } of await openStores(logins, deadline)) {
			const kept = nameKept(login.host);
			const others = journal.records.filter(({ id }) => id !== login.id);
			const next = { ...journal, records: putAtBottom(others, login, kept) };
			if (next.records.some(({ replaced }) => replaced.entry === kept)) {
				await store.write(kept, login.entry);
			}
			await forgetKept(store, journal, next);
			journal = next;
		}
		await commitJournal({ ...config, journal });
	});
}

;// CONCATENATED MODULE: ./src/journal/stored-logins.ts





}),

7084:
((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

__webpack_require__.d(__webpack_exports__, {
At: () => (containsSecret),
E$: () => (redact),
bB: () => (MASKED_CHARACTERS),
dK: () => (mask),
rY: () => (encodeBasic)
});
var _actions_core__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(1078);

const MASKED_CHARACTERS = 8;
const masked = new Set();
function mask(secret, ...usernames) {
	if (secret.length < MASKED_CHARACTERS) {
		return;
	}
	for (const form of [secret, ...usernames.map((username) => encodeBasic(username, secret))]) {
		if (!masked.has(form)) {
			masked.add(form);
			(0,_actions_core__WEBPACK_IMPORTED_MODULE_0__/* .setSecret */ .Pq)(form);
		}
	}
}
function encodeBasic(username, secret) {
	return Buffer.from(`${username}:${secret}`).toString('base64');
}
function redact(text) {
	return [...masked].reduce((rest, secret) => rest.replaceAll(secret, '***'), text);
}
function containsSecret(text) {
	return [...masked].some((secret) => text.includes(secret));
}


}),

5263:
((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

__webpack_require__.d(__webpack_exports__, {
p: () => (SECRET_INPUTS)
});
const SECRET_INPUTS = [
	'api-key',
	'access-token',
	'registry-token',
	'refresh-token',
];


})

};
;