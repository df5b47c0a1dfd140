"use strict";
exports.id = 718;
exports.ids = [718,549];
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

755:
((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

__webpack_require__.d(__webpack_exports__, {
at: () => (killChildren),
dy: () => (describeResult),
mB: () => (runProgram)
});
var node_diagnostics_channel__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(3053);
var node_diagnostics_channel__WEBPACK_IMPORTED_MODULE_0___default = __webpack_require__.n(node_diagnostics_channel__WEBPACK_IMPORTED_MODULE_0__);
var node_fs__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(3024);
var node_fs__WEBPACK_IMPORTED_MODULE_1___default = __webpack_require__.n(node_fs__WEBPACK_IMPORTED_MODULE_1__);
var _actions_exec__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(9529);
var _runner_mask_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(7084);
var _runner_step_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(7770);
var _source_secret_inputs_js__WEBPACK_IMPORTED_MODULE_6__ = __webpack_require__(5263);
var _text_disarm_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(404);







const OUTPUT_CHARACTERS = 16_384;
const STDOUT_BYTES = 1_048_576;
const SECRET_VARIABLES = new Set(_source_secret_inputs_js__WEBPACK_IMPORTED_MODULE_6__/* .SECRET_INPUTS */ .p.map((input) => `INPUT_${input.toUpperCase()}`));
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
			!/^(?:INPUT_|STATE_|ACTIONS_|DOCKER_AUTH_CONFIG$)/i.test(name) &&
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
function describeResult({ exitCode, output }) {
	const ending = exitCode === null ? 'was ended by a signal' : `ended with exit code ${exitCode}`;
	const text = (0,_text_disarm_js__WEBPACK_IMPORTED_MODULE_5__/* .disarm */ .J)((0,_runner_mask_js__WEBPACK_IMPORTED_MODULE_3__/* .redact */ .E$)(withoutNoise(output)));
	return text === '' ? `${ending} and printed nothing.` : `${ending}: ${text}`;
}
function withoutNoise(output) {
	const lines = output.split(/\r?\n/).filter((line) => line.trim() !== '');
	const telling = lines.filter((line) => !/^(?:WARNING|time=.*level=(?:warning|info))/i.test(line));
	return (telling.length === 0 ? lines : telling).join(' ');
}


}),

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

4718:
((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

__webpack_require__.r(__webpack_exports__);

__webpack_require__.d(__webpack_exports__, {
  login: () => (login)
});

var core = __webpack_require__(1078);
var action_error = __webpack_require__(2714);
var describe = __webpack_require__(2206);
;// CONCATENATED MODULE: ./src/registry/registry.ts
function nameRegistry({ host, region }) {
	return region === undefined ? host : `${host} (${region})`;
}
function listHosts(registries) {
	return registries.map(({ host }) => host).join(', ');
}

;// CONCATENATED MODULE: ./src/client/check-everywhere.ts



const FIRST_DELAY_MS = 300;
const LONGEST_DELAY_MS = 3_000;
const RESERVE_MS = 2_000;
async function checkEverywhere(client, logins, deadline) {
	const results = await Promise.all(logins.map((login) => check(client, login, deadline)));
	const failures = results.filter((result) => 'error' in result);
	const [first] = failures;
	if (first !== undefined) {
		throw explainFailures(first, failures, logins.length);
	}
	return results.filter((result) => 'entry' in result);
}
async function check(client, login, deadline) {
	const { registry, credential } = login;
	for (let delay = FIRST_DELAY_MS;; delay = Math.min(delay * 2, LONGEST_DELAY_MS)) {
		try {
			return { ...login, entry: await client.check(registry, credential) };
		}
		catch (error) {
			const mayBeUnknown = credential.isNew === true && (0,action_error/* hasCode */.u)(error, 'credential-refused');
			if (!mayBeUnknown || deadline.remainingMs() < delay + RESERVE_MS) {
				return { registry, error };
			}
		}
		await deadline.sleep(delay * (0.5 + Math.random() / 2));
	}
}
function explainFailures({ error }, failures, count) {
	if (count === 1 || !(error instanceof action_error/* ActionError */.l)) {
		return error;
	}
	const refused = listHosts(failures.map(({ registry }) => registry));
	const reasons = failures.map((failure) => (0,describe/* summarizeError */.Gg)(failure.error)).join('\n');
	return new action_error/* ActionError */.l(error.code, {
		...error.explanation,
		problem: `${failures.length} of ${count} registries refused the login (${refused}), so none was written.\n${reasons}`,
	});
}

var external_node_fs_ = __webpack_require__(3024);
var links = __webpack_require__(6678);
var load_remote = __webpack_require__(9370);
var step = __webpack_require__(7770);
var external_node_path_ = __webpack_require__(6760);
var retry = __webpack_require__(8902);
var read_config = __webpack_require__(1348);
var private_directory = __webpack_require__(6846);
var client_program = __webpack_require__(755);
;// CONCATENATED MODULE: ./src/client/container-client.ts









const container_client_FIRST_DELAY_MS = 500;
const container_client_LONGEST_DELAY_MS = 8_000;
const TRIES = 6;
const STORE_FAILED = /error (?:saving|storing) credentials/i;
function containerClient(program) {
	const { promise: waiting, resolve: wait } = Promise.withResolvers();
	return {
		name: program.name,
		waiting,
		dispose: () => {
			(0,client_program/* killChildren */.at)();
			(0,private_directory/* deleteDirectory */.N_)(program.directory);
		},
		check: async (registry, credential, store) => {
			const directory = (0,external_node_path_.join)(program.directory, registry.host);
			(0,external_node_fs_.mkdirSync)(directory, { recursive: true, mode: 0o700 });
			try {
				return await logIn({ ...program, onStart: wait, store }, directory, registry, credential);
			}
			finally {
				wait();
			}
		},
	};
}
class TransientFailure extends Error {
	result;
	constructor(result) {
		super('The client met a failure that may pass.');
		this.result = result;
	}
}
async function logIn(program, directory, { host }, credential) {
	const { store } = program;
	const config = (0,external_node_path_.join)(directory, 'config.json');
	const text = { auths: { [host]: {} }, credHelpers: store && { [host]: store.name } };
	(0,external_node_fs_.writeFileSync)(config, JSON.stringify(text), { mode: 0o600 });
	const args = [...loginArguments(program.name, directory, config, credential.username), host];
	const what = `${program.name} login ${host}`;
	let lastFailure;
	const tryOnce = async () => {
		const result = await (0,client_program/* runProgram */.mB)({
			...program,
			deadline: store?.deadline ?? program.deadline,
			what: store === undefined ? what : `${what} with the credential store "${store.name}"`,
			args,
			input: credential.secret,
			explainWait: store && (() => store.explain(`\`${what}\` waited for it in vain.`)),
		});
		if (store !== undefined && STORE_FAILED.test(result.output)) {
			throw store.explain(`\`${what}\` ${(0,client_program/* describeResult */.dy)(result)}`);
		}
		if (result.exitCode !== 0 && (await (0,load_remote/* loadRemote */.d)()).isTransientFailure(result.output)) {
			lastFailure = (0,client_program/* describeResult */.dy)(result).replace(/^ended with /, '');
			throw new TransientFailure(result);
		}
		return result;
	};
	const attempts = (0,retry/* retry */.L)(tryOnce, {
		tries: TRIES,
		firstDelayMs: container_client_FIRST_DELAY_MS,
		longestDelayMs: container_client_LONGEST_DELAY_MS,
		mayHelp: (error) => error instanceof TransientFailure && program.deadline.remainingMs() > 0,
	});
	const result = await program.deadline.race(attempts, what, () => lastFailure).catch(resultOf);
	if (result.exitCode !== 0) {
		const { username } = credential;
		const { explainClientFailure } = await (0,load_remote/* loadRemote */.d)();
		throw explainClientFailure({ client: program.name, host, username }, result);
	}
	if (store !== undefined) {
		return '{}';
	}
	const entry = (0,read_config/* findEntry */.w4)((0,external_node_fs_.readFileSync)(config, 'utf8'), host);
	if (entry === undefined || Object.keys(entry).length === 0) {
		throw new action_error/* ActionError */.l('check-failed', {
			problem: `${program.name} says that it logged in to ${host}, but wrote no login.`,
			fix: 'Use `client: file`, which needs no container client, and report the version of the client.',
			link: links/* LINKS */.A.dockerConfig,
		});
	}
	return JSON.stringify(entry);
}
function resultOf(error) {
	if (error instanceof TransientFailure) {
		return error.result;
	}
	throw error;
}
function loginArguments(name, directory, config, username) {
	const login = ['--username', username, '--password-stdin'];
	return name === 'docker'
		? ['--config', directory, 'login', ...login]
		: ['login', '--authfile', config, ...login];
}

var find_program = __webpack_require__(4125);
;// CONCATENATED MODULE: ./src/client/choose-client.ts








const SCRIPT_BYTES = 512;
async function chooseClient(session) {
	const { client: choice } = session.inputs;
	if (choice === 'none') {
		return undefined;
	}
	const docker = choice === 'docker' || choice === 'auto' ? (0,find_program/* findProgram */.K)('docker') : undefined;
	if (docker !== undefined && !isPodmanInDisguise(docker)) {
		return openContainerClient(session, 'docker', docker);
	}
	const podman = choice === 'podman' || choice === 'auto' ? (0,find_program/* findProgram */.K)('podman') : undefined;
	if (podman !== undefined) {
		return openContainerClient(session, 'podman', podman);
	}
	if (choice === 'docker' || choice === 'podman') {
		throw missingClient(choice, docker);
	}
	const { fileClient } = await (0,load_remote/* loadRemote */.d)();
	return fileClient(session.http);
}
function openContainerClient({ http }, name, path) {
	const directory = (0,private_directory/* makeCheckDirectory */.iQ)();
	const client = containerClient({ name, path, directory, deadline: http.deadline });
	(0,step/* whenCancelled */.MR)(client.dispose);
	return client;
}
function isPodmanInDisguise(path) {
	const start = Buffer.alloc(SCRIPT_BYTES);
	const file = (0,external_node_fs_.openSync)(path, 'r');
	try {
		(0,external_node_fs_.readSync)(file, start);
	}
	finally {
		(0,external_node_fs_.closeSync)(file);
	}
	const text = start.toString('latin1');
	return text.startsWith('#!') && /podman"? "\$@"/.test(text);
}
function missingClient(choice, docker) {
	const isDisguised = choice === 'docker' && docker !== undefined;
	return new action_error/* ActionError */.l('client-missing', {
		problem: isDisguised
			? `\`client: docker\` was asked for, but ${docker} is podman under another name.`
			: `\`client: ${choice}\` was asked for, but ${choice} is not on the PATH of this step.`,
		fix: isDisguised
			? 'Use `client: podman` or `client: auto`, or install Docker.'
			: `Install ${choice} on the runner or in the job's container, or use \`client: auto\` or \`client: file\`, which needs no container client.`,
		link: links/* LINKS */.A[choice],
	});
}

var load_minting = __webpack_require__(3411);
var mint_kinds = __webpack_require__(6364);
;// CONCATENATED MODULE: ./src/credential/obtain-credentials.ts



async function obtainCredentials(session) {
	const { mint, registryTokenId } = session.inputs;
	if (registryTokenId !== undefined) {
		const { fetchRegistryToken } = await (0,mint_kinds/* loadRegistryTokens */.o)();
		return logInWith(session, await fetchRegistryToken(session, registryTokenId));
	}
	if (mint === 'none') {
		return logInWith(session, await useGiven(session));
	}
	const { mintCredentials } = await (0,load_minting/* loadMinting */.v)();
	return mintCredentials(session, mint);
}
function logInWith({ inputs }, credential) {
	return inputs.registries.map((registry) => ({ registry, credential }));
}
async function useGiven({ source, inputs, iamToken }) {
	const given = source.kind.credential(source);
	if (given.kind === 'exchanged') {
		const { value, claims } = await iamToken();
		const expiresAt = claims?.expiresAt;
		return { username: 'iambearer', secret: value, expiresAt, label: given.label };
	}
	const { credential } = given;
	const { expiresAt, label } = credential;
	if (expiresAt !== undefined && expiresAt.getTime() <= Date.now()) {
		const { label: name, input } = source.kind;
		(0,core/* warning */.$e)(`By the clock of this machine, the ${name} in \`${input}\` ended at ${expiresAt.toISOString()}.`);
	}
	return inputs.client === 'none'
		? credential
		: { ...credential, label: `${label}, stored as it is` };
}

var inputs_inputs = __webpack_require__(4261);
var missing_credentials = __webpack_require__(5134);
var config_error = __webpack_require__(4288);
var config_path = __webpack_require__(2295);
var files = __webpack_require__(1146);
var inspect_config = __webpack_require__(5364);
var external_node_os_ = __webpack_require__(8161);
;// CONCATENATED MODULE: ./src/store/podman-helpers.ts





const SYSTEM_FOLDER = '/etc/containers';
const HELPERS_FIRST = /^\s*credential-helpers\s*=\s*\[(?!\s*(?:["']containers-auth\.json["']|\]))/m;
function refusePodmanHelpers(environment = process.env, systemFolder = SYSTEM_FOLDER) {
	const home = environment['XDG_CONFIG_HOME'] || (0,external_node_path_.join)((0,external_node_os_.homedir)(), '.config');
	const folders = [(0,external_node_path_.join)(home, 'containers'), systemFolder];
	const files = folders.map((folder) => (0,external_node_path_.join)(folder, 'registries.conf'));
	const named = environment['CONTAINERS_REGISTRIES_CONF'];
	const used = named ? [named] : files.filter((path) => (0,external_node_fs_.existsSync)(path)).slice(0, 1);
	const added = folders.map((folder) => (0,external_node_path_.join)(folder, 'registries.conf.d')).flatMap(listFiles);
	const path = [...used, ...added].find((file) => HELPERS_FIRST.test(readReadable(file)));
	if (path !== undefined) {
		throw new action_error/* ActionError */.l('credential-store', {
			problem: `${path} names \`credential-helpers\`: podman would hand the login to a credential store that this action could not take it from again.`,
			fix: 'Put "containers-auth.json" first in that list, or use `client: docker` or `client: file`.',
			link: links/* LINKS */.A.podmanHelpers,
		});
	}
}
function listFiles(folder) {
	return listNames(folder)
		.filter((name) => name.endsWith('.conf'))
		.map((name) => (0,external_node_path_.join)(folder, name));
}
function listNames(folder) {
	try {
		return (0,external_node_fs_.readdirSync)(folder);
	}
	catch {
		return [];
	}
}
function readReadable(path) {
	try {
		return (0,external_node_fs_.readFileSync)(path, 'utf8');
	}
	catch {
		return '';
	}
}

;// CONCATENATED MODULE: ./src/journal/plan-configs.ts








async function planConfigs(client, { registries, config }, deadline) {
	if (process.env['DOCKER_AUTH_CONFIG']) {
		(0,core/* warning */.$e)('The variable DOCKER_AUTH_CONFIG is set: docker 28.3 and later take logins from it before they look into the config that this step writes.');
	}
	if (client === 'podman') {
		refusePodmanHelpers();
	}
	if (config === 'isolated') {
		const { planIsolatedConfig } = await __webpack_require__.e(/* import() */ 860).then(__webpack_require__.bind(__webpack_require__, 6860));
		const hosts = registries.map(({ host }) => host);
		const isolated = await planIsolatedConfig(hosts);
		return [
			{ path: isolated.path, missingDirectory: undefined, hosts, stores: new Map(), isolated },
		];
	}
	const byPath = new Map();
	for (const { host } of registries) {
		const path = (0,config_path/* locateConfig */.p0)(client, host);
		byPath.set(path, [...(byPath.get(path) ?? []), host]);
		warnOfShadows(host, path, client);
	}
	return Promise.all([...byPath].map(async ([path, hostsOfPath]) => {
		const stores = await (0,inspect_config/* inspectConfig */.l)(path, hostsOfPath, client);
		await findHelpers(stores, deadline);
		const plan = planConfig(path);
		return { ...plan, hosts: hostsOfPath.filter((host) => !stores.has(host)), stores };
	}));
}
function warnOfShadows(host, path, client) {
	const shadow = client === 'podman' ? undefined : (0,config_path/* findShadow */.wy)(host, path);
	if (shadow !== undefined) {
		(0,core/* warning */.$e)(`${shadow} has a login to ${host} of its own. podman, buildah and skopeo look there first and will not use the one written to ${path}. \`client: podman\` writes there.`);
	}
}
async function findHelpers(stores, deadline) {
	if (stores.size > 0) {
		const { loadStores } = await Promise.all(/* import() */[__webpack_require__.e(152), __webpack_require__.e(648), __webpack_require__.e(327)]).then(__webpack_require__.bind(__webpack_require__, 2839));
		const { openCredentialHelper } = await loadStores();
		const names = new Set(stores.values());
		await Promise.all([...names].map((name) => openCredentialHelper(name, deadline)));
	}
}
function planConfig(path) {
	try {
		const real = (0,files/* resolveLinks */.Ap)(path);
		return { path: real, missingDirectory: findMissing((0,external_node_path_.dirname)(real)) };
	}
	catch (error) {
		throw (0,config_error/* explainFileError */.Y)(path, error);
	}
}
function findMissing(directory) {
	if ((0,external_node_fs_.existsSync)(directory)) {
		return undefined;
	}
	return findMissing((0,external_node_path_.dirname)(directory)) ?? directory;
}

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
		return `${action} ${nameRegistry(registry)} as ${username}: ${label}${end}.`;
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
		nameRegistry(registry),
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

var src_session = __webpack_require__(2927);
;// CONCATENATED MODULE: ./src/login.ts












async function login() {
	const inputs = (0,inputs_inputs/* readInputs */.Ko)();
	for (const text of inputs.notices) {
		(0,core/* notice */.lm)(text);
	}
	try {
		await (inputs.source === undefined
			? skipLogin(inputs)
			: login_logIn((0,src_session/* openSession */.fA)(inputs, inputs.source)));
	}
	catch (error) {
		setRegistryOutputs(inputs.registries);
		throw error;
	}
}
async function skipLogin(inputs) {
	(0,src_session/* startState */.Y1)(inputs, undefined).save();
	const reason = (0,missing_credentials/* explainMissingCredentials */.U)(process.env, inputs.profile?.id);
	if (inputs.onMissingCredentials === 'fail') {
		throw reason;
	}
	setRegistryOutputs(inputs.registries);
	(0,core/* info */.pq)(`Not logged in, as \`on-missing-credentials: skip\` asks for. ${reason.explanation.problem}`);
}
async function login_logIn(session) {
	const client = await chooseClient(session);
	const configs = client === undefined
		? []
		: await planConfigs(client.name, session.inputs, session.http.deadline);
	try {
		await (0,src_session/* refuseOtherAccount */.ys)(session);
		const logins = await obtainCredentials(session);
		const report = { session, logins, client: client?.name, configs };
		const words = client === undefined ? wordLogin(report) : await checkAndWrite(client, report);
		await setLoginOutputs(report);
		reportLogin(words);
	}
	catch (error) {
		const { undoAtOnce } = await (0,load_minting/* loadMinting */.v)();
		await undoAtOnce(session);
		throw error;
	}
	finally {
		client?.dispose();
	}
}
async function checkAndWrite(client, report) {
	const { session, logins, configs } = report;
	const check = (...given) => checkEverywhere(...given).finally(client.dispose);
	if (configs.some(({ stores }) => stores.size > 0)) {
		const { loadStores, words } = await prepareEnd(report);
		const { logInToStores } = await loadStores();
		await logInToStores({ session, client, plans: configs, logins, check });
		await warnOfPulls(session, logins);
		return words;
	}
	const [checked, { words, writeEverywhere }] = await Promise.all([
		check(client, logins, session.http.deadline),
		client.waiting.then(() => prepareEnd(report)),
	]);
	await writeEverywhere(session, configs, checked);
	await warnOfPulls(session, logins);
	return words;
}
async function prepareEnd(report) {
	report.session.state.save();
	const { loadStores, writeEverywhere } = await Promise.all(/* import() */[__webpack_require__.e(152), __webpack_require__.e(648), __webpack_require__.e(327)]).then(__webpack_require__.bind(__webpack_require__, 2839));
	return { loadStores, writeEverywhere, words: wordLogin(report) };
}
async function warnOfPulls(session, logins) {
	const named = logins.filter(({ registry }) => registry.images.length > 0);
	if (named.length === 0) {
		return;
	}
	const { checkPulls } = await (0,load_remote/* loadRemote */.d)();
	const warnings = named.map(({ registry, credential }) => checkPulls(session.http, registry, credential));
	for (const text of (await Promise.all(warnings)).flat()) {
		(0,core/* warning */.$e)(text);
	}
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


}),

2927:
((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

__webpack_require__.d(__webpack_exports__, {
Gq: () => (authorize),
Y1: () => (startState),
fA: () => (openSession),
ys: () => (refuseOtherAccount)
});
var node_crypto__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(7598);
var node_crypto__WEBPACK_IMPORTED_MODULE_0___default = __webpack_require__.n(node_crypto__WEBPACK_IMPORTED_MODULE_0__);
var _errors_action_error_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(2714);
var _errors_links_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(6678);
var _http_deadline_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(2378);
var _http_http_js__WEBPACK_IMPORTED_MODULE_8__ = __webpack_require__(8694);
var _iam_iam_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(9640);
var _iam_iam_error_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(3067);
var _journal_fingerprint_js__WEBPACK_IMPORTED_MODULE_6__ = __webpack_require__(3847);
var _runner_state_js__WEBPACK_IMPORTED_MODULE_7__ = __webpack_require__(6003);









function openSession(inputs, source) {
	const http = new _http_http_js__WEBPACK_IMPORTED_MODULE_8__/* .Http */ .l(new _http_deadline_js__WEBPACK_IMPORTED_MODULE_3__/* .Deadline */ .B(inputs.timeoutSeconds));
	const iam = new _iam_iam_js__WEBPACK_IMPORTED_MODULE_4__/* .Iam */ .I(http, inputs.iamUrl);
	let token;
	return {
		inputs,
		source,
		http,
		state: startState(inputs, source),
		iamToken: () => {
			token ??= authorize(source, iam, inputs.accountId);
			return token;
		},
		hasIamToken: () => token !== undefined,
	};
}
async function authorize(source, iam, accountId) {
	const { label, authorize: exchange } = source.kind;
	if (exchange === undefined) {
		throw new TypeError(`A ${label} has no IAM access token.`);
	}
	return exchange(source, iam, accountId);
}
function startState(inputs, source) {
	return new _runner_state_js__WEBPACK_IMPORTED_MODULE_7__/* .StateKeeper */ .o(() => emptyState(inputs, source));
}
function emptyState(inputs, source) {
	const salt = (0,node_crypto__WEBPACK_IMPORTED_MODULE_0__.randomBytes)(16).toString('hex');
	return {
		version: 1,
		skipped: source === undefined,
		timeoutSeconds: inputs.timeoutSeconds,
		iamUrl: inputs.iamUrl,
		accountId: inputs.accountId,
		salt,
		sourceInput: source?.kind.input,
		sourceFingerprint: source === undefined ? undefined : (0,_journal_fingerprint_js__WEBPACK_IMPORTED_MODULE_6__/* .fingerprint */ .R)(salt, source.secret),
		profile: source?.profile?.crn ?? source?.profile?.id,
		accessToken: undefined,
		clockOffsetMs: 0,
		revoke: inputs.revoke,
		minted: [],
		logins: [],
		isolation: undefined,
	};
}
async function refuseOtherAccount({ inputs, iamToken, }) {
	if (inputs.accountId === undefined) {
		return;
	}
	const { claims } = await iamToken();
	const actual = claims?.accountId?.toLowerCase();
	if (actual === undefined) {
		throw new _errors_action_error_js__WEBPACK_IMPORTED_MODULE_1__/* .ActionError */ .l('account-unknown', {
			problem: 'The credential does not say which account it belongs to, so `account-id` cannot be checked.',
			fix: 'Use an API key, or an access token that was made for an account; or remove `account-id`.',
			link: _errors_links_js__WEBPACK_IMPORTED_MODULE_2__/* .LINKS */ .A.accessTokens,
		});
	}
	if (actual !== inputs.accountId) {
		throw (0,_iam_iam_error_js__WEBPACK_IMPORTED_MODULE_5__/* .accountMismatch */ .A5)(`The credential belongs to the account ${actual}, not to ${inputs.accountId} as \`account-id\` demands.`);
	}
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
	return (0,node_path__WEBPACK_IMPORTED_MODULE_2__.join)(folder === undefined || folder === '' ? (0,node_path__WEBPACK_IMPORTED_MODULE_2__.join)((0,node_os__WEBPACK_IMPORTED_MODULE_1__.homedir)(), '.docker') : folder, 'config.json');
}
function podmanAuthPaths(environment = process.env, system = (0,node_os__WEBPACK_IMPORTED_MODULE_1__.platform)()) {
	const byDefault = (0,node_path__WEBPACK_IMPORTED_MODULE_2__.join)((0,node_os__WEBPACK_IMPORTED_MODULE_1__.homedir)(), '.config');
	const kept = (0,node_path__WEBPACK_IMPORTED_MODULE_2__.join)(environment['XDG_CONFIG_HOME'] || byDefault, 'containers', 'auth.json');
	if (system !== 'linux') {
		return [(0,node_path__WEBPACK_IMPORTED_MODULE_2__.join)(byDefault, 'containers', 'auth.json'), kept];
	}
	const runtime = environment['XDG_RUNTIME_DIR'];
	return runtime === undefined || runtime === ''
		? [`/run/containers/${(0,node_os__WEBPACK_IMPORTED_MODULE_1__.userInfo)().uid}/auth.json`, kept]
		: [(0,node_path__WEBPACK_IMPORTED_MODULE_2__.join)(runtime, 'containers', 'auth.json'), kept];
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

5364:
((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

__webpack_require__.d(__webpack_exports__, {
X: () => (readConfig),
l: () => (inspectConfig)
});
var _actions_core__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(1078);
var _text_json_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(1789);
var _config_error_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(4288);
var _files_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(1146);
var _read_config_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(1348);





async function inspectConfig(path, hosts, client) {
	const config = await readConfig(path, _read_config_js__WEBPACK_IMPORTED_MODULE_3__/* .CONFIG_ENCODING */ .Hf);
	const found = hosts.map((host) => [host, findStore(config, host, client)]);
	const isInFile = found.some(([, store]) => store === '');
	if (client === 'podman' && isInFile && (0,_text_json_js__WEBPACK_IMPORTED_MODULE_4__/* .stringMember */ .sk)(config, 'credsStore') !== undefined) {
		(0,_actions_core__WEBPACK_IMPORTED_MODULE_0__/* .notice */ .lm)(`${path} hands logins to a credential store (\`credsStore\`) that podman, buildah and skopeo do not look into. This login is for them, so it is written to a file.`);
	}
	return new Map(found.filter(([, store]) => store !== ''));
}
function findStore(config, host, client) {
	const helpers = config['credHelpers'];
	const helper = (0,_text_json_js__WEBPACK_IMPORTED_MODULE_4__/* .isJsonObject */ .OW)(helpers) ? helpers[host] : undefined;
	const store = client === 'podman' ? undefined : config['credsStore'];
	return String((helper === undefined ? store : helper) ?? '');
}
async function readConfig(path, encoding) {
	let text;
	try {
		text = (0,_read_config_js__WEBPACK_IMPORTED_MODULE_3__/* .readAsConfig */ .BZ)((0,_files_js__WEBPACK_IMPORTED_MODULE_2__/* .readIfThere */ .qC)(path, encoding));
	}
	catch (error) {
		throw (0,_config_error_js__WEBPACK_IMPORTED_MODULE_1__/* .explainFileError */ .Y)(path, error);
	}
	const config = (0,_read_config_js__WEBPACK_IMPORTED_MODULE_3__/* .parseConfig */ .o4)(text);
	if (config === undefined) {
		throw await (0,_config_error_js__WEBPACK_IMPORTED_MODULE_1__/* .malformedConfig */ .m)(path, text);
	}
	return config;
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