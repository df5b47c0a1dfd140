export const id = 669;
export const ids = [669,983];
export const modules = {

/***/ 6846:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   N_: () => (/* binding */ deleteDirectory),
/* harmony export */   c1: () => (/* binding */ createDirectory),
/* harmony export */   l6: () => (/* binding */ nameDirectory)
/* harmony export */ });
/* harmony import */ var node_crypto__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(7598);
/* harmony import */ var node_crypto__WEBPACK_IMPORTED_MODULE_0___default = /*#__PURE__*/__webpack_require__.n(node_crypto__WEBPACK_IMPORTED_MODULE_0__);
/* harmony import */ var node_fs__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(3024);
/* harmony import */ var node_fs__WEBPACK_IMPORTED_MODULE_1___default = /*#__PURE__*/__webpack_require__.n(node_fs__WEBPACK_IMPORTED_MODULE_1__);
/* harmony import */ var node_path__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(6760);
/* harmony import */ var node_path__WEBPACK_IMPORTED_MODULE_2___default = /*#__PURE__*/__webpack_require__.n(node_path__WEBPACK_IMPORTED_MODULE_2__);
/* harmony import */ var _runner_job_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(6417);




const MARKER = '.icr-login';
function nameDirectory() {
    return (0,node_path__WEBPACK_IMPORTED_MODULE_2__.join)((0,_runner_job_js__WEBPACK_IMPORTED_MODULE_3__/* .temporaryDirectory */ .De)(), `icr-login-${(0,node_crypto__WEBPACK_IMPORTED_MODULE_0__.randomBytes)(8).toString('hex')}`);
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


/***/ }),

/***/ 3669:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

__webpack_require__.r(__webpack_exports__);

__webpack_require__.d(__webpack_exports__, {
  login: () => (/* binding */ login)
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
    const reasons = failures.map((failure) => (0,describe/* summarizeError */.G)(failure.error)).join('\n');
    return new action_error/* ActionError */.l(error.code, {
        ...error.explanation,
        problem: `${failures.length} of ${count} registries refused the login (${refused}), so none was written.\n${reasons}`,
    });
}

var external_node_fs_ = __webpack_require__(3024);
var io = __webpack_require__(8701);
var links = __webpack_require__(6678);
var step = __webpack_require__(7770);
var external_node_path_ = __webpack_require__(6760);
var backoff = __webpack_require__(1675);
var config_text = __webpack_require__(1983);
var registry_error = __webpack_require__(8787);
var mask = __webpack_require__(7084);
var disarm = __webpack_require__(404);
;// CONCATENATED MODULE: ./src/client/client-error.ts





const TRANSIENT = /\b(?:408|429|50\d)\b|too ?many ?requests|connection reset|connection refused|broken pipe|\bEOF\b|i\/o timeout|TLS handshake timeout|Client\.Timeout|context deadline exceeded|temporary failure|server misbehaving|network is unreachable|no route to host/i;
const LOST_CHALLENGE = /login attempt to \S+ failed with status: 401/;
function isTransientFailure(output) {
    return TRANSIENT.test(output) || LOST_CHALLENGE.test(output);
}
function explainClientFailure({ client, host, username }, result) {
    const { output } = result;
    const said = `\`${client} login ${host}\` ${describeResult(result)}`;
    const known = (0,registry_error/* findKnownRefusal */.NV)(output);
    if (known !== undefined) {
        return new action_error/* ActionError */.l(known.code, { ...known, problem: `${known.problem} ${said}` });
    }
    if (/x509|certificate/i.test(output)) {
        return new action_error/* ActionError */.l('certificate-not-trusted', {
            problem: `${client} does not trust the certificate of ${host}. ${said}`,
            fix: `If a proxy inspects TLS, add its certificate authority to the system's store (or SSL_CERT_FILE), and to Docker's daemon if one runs: it has certificates of its own. \`client: file\` uses NODE_EXTRA_CA_CERTS instead.`,
            link: links/* LINKS */.A.runnerProxy,
        });
    }
    if (/no such host/i.test(output)) {
        return new action_error/* ActionError */.l('host-unknown', {
            problem: `The host ${host} is not known to the name service. ${said}`,
            fix: 'Check the spelling in `region`. Private hosts are known only where the runner is connected to the IBM Cloud private network.',
            link: links/* LINKS */.A.connection,
        });
    }
    if (/proxyconnect|proxy authentication required|\b407\b/i.test(output)) {
        return new action_error/* ActionError */.l('proxy-refused', {
            problem: `The proxy did not connect ${client} to ${host}. ${said}`,
            fix: `Allow ${host}:443 in the proxy and check HTTPS_PROXY and NO_PROXY. Docker's daemon, if one runs, has a proxy of its own.`,
            link: links/* LINKS */.A.runnerProxy,
        });
    }
    if (TRANSIENT.test(output)) {
        return new action_error/* ActionError */.l('service-failed', {
            problem: `${host} could not be reached by ${client}, in several tries. ${said}`,
            fix: "Run the job again. If Docker's daemon runs, it does the login with its own proxy, certificates and a limit of 15 seconds: `client: file` goes without it.",
            link: links/* LINKS */.A.connection,
        });
    }
    if (/\b40[013]\b|unauthorized|denied|incorrect username or password|invalid username/i.test(output)) {
        return new action_error/* ActionError */.l('credential-refused', (0,registry_error/* refusedCredential */.Ik)(host, said, username));
    }
    return new action_error/* ActionError */.l('check-failed', {
        problem: `${client} could not log in. ${said}`,
        fix: 'Read what the client says; if a signal ended it, the machine may have run out of memory. `client: file` needs no container client and may tell more.',
        link: links/* LINKS */.A.authentication,
    });
}
function describeResult({ exitCode, output }) {
    const ending = exitCode === null ? 'was ended by a signal' : `ended with exit code ${exitCode}`;
    const text = (0,disarm/* disarm */.J)((0,mask/* redact */.E$)(withoutNoise(output)));
    return text === '' ? `${ending} and printed nothing.` : `${ending}: ${text}`;
}
function withoutNoise(output) {
    const lines = output.split(/\r?\n/).filter((line) => line.trim() !== '');
    const telling = lines.filter((line) => !/^(?:WARNING|time=.*level=(?:warning|info))/i.test(line));
    return (telling.length === 0 ? lines : telling).join(' ');
}

var private_directory = __webpack_require__(6846);
var external_node_diagnostics_channel_ = __webpack_require__(3053);
var exec = __webpack_require__(5334);
;// CONCATENATED MODULE: ./src/client/program.ts



const OUTPUT_CHARACTERS = 16_384;
const running = new Set();
let isWatching = false;
async function runProgram(program) {
    const { what, path, args, input, deadline } = program;
    watchChildren();
    let output = '';
    const keep = (data) => {
        output = (output + data.toString('utf8')).slice(-OUTPUT_CHARACTERS);
    };
    const ending = (0,exec/* exec */.m)(`"${path}"`, [...args], {
        env: childEnvironment(process.env),
        ignoreReturnCode: true,
        input: Buffer.from(input),
        listeners: { stdout: keep, stderr: keep },
        silent: true,
    });
    try {
        const exitCode = await deadline.race(ending, what);
        return { exitCode, output };
    }
    catch (error) {
        killChildren();
        throw error;
    }
}
function killChildren() {
    for (const child of running) {
        child.kill('SIGKILL');
    }
}
function watchChildren() {
    if (isWatching) {
        return;
    }
    isWatching = true;
    (0,external_node_diagnostics_channel_.subscribe)('child_process', (message) => {
        const { process: child } = message;
        running.add(child);
        child.once('exit', () => running.delete(child));
        queueMicrotask(() => child.stdin?.on('error', () => undefined));
    });
}
function childEnvironment(environment) {
    const entries = Object.entries(environment).filter((entry) => entry[1] !== undefined &&
        !/^(?:INPUT_|STATE_|ACTIONS_|DOCKER_AUTH_CONFIG$)/i.test(entry[0]) &&
        !(0,mask/* containsSecret */.At)(entry[1]));
    return Object.fromEntries(entries);
}

;// CONCATENATED MODULE: ./src/client/container-client.ts









const container_client_FIRST_DELAY_MS = 500;
const container_client_LONGEST_DELAY_MS = 8_000;
const TRIES = 6;
function containerClient(program) {
    return {
        name: program.name,
        dispose: () => {
            killChildren();
            (0,private_directory/* deleteDirectory */.N_)(program.directory);
        },
        check: async (registry, credential) => {
            const directory = (0,external_node_path_.join)(program.directory, registry.host);
            (0,external_node_fs_.mkdirSync)(directory, { mode: 0o700 });
            try {
                return await logIn(program, directory, registry, credential);
            }
            finally {
                (0,external_node_fs_.rmSync)(directory, { recursive: true, force: true });
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
    const config = (0,external_node_path_.join)(directory, 'config.json');
    (0,external_node_fs_.writeFileSync)(config, JSON.stringify({ auths: { [host]: {} } }), { mode: 0o600 });
    const args = [...loginArguments(program.name, directory, config, credential.username), host];
    const what = `${program.name} login ${host}`;
    const tryOnce = async () => {
        const { path, deadline } = program;
        const result = await runProgram({ what, path, args, input: credential.secret, deadline });
        if (result.exitCode !== 0 && isTransientFailure(result.output)) {
            throw new TransientFailure(result);
        }
        return result;
    };
    const attempts = (0,backoff.backOff)(tryOnce, {
        jitter: 'full',
        startingDelay: container_client_FIRST_DELAY_MS,
        maxDelay: container_client_LONGEST_DELAY_MS,
        numOfAttempts: TRIES,
        retry: (error) => error instanceof TransientFailure && program.deadline.remainingMs() > 0,
    });
    const result = await program.deadline.race(attempts, what).catch(resultOf);
    if (result.exitCode !== 0) {
        const { username } = credential;
        throw explainClientFailure({ client: program.name, host, username }, result);
    }
    const entry = (0,config_text/* readEntry */.hB)((0,external_node_fs_.readFileSync)(config, 'utf8'), host);
    if (entry === undefined || entry === '{}') {
        throw new action_error/* ActionError */.l('check-failed', {
            problem: `${program.name} says that it logged in to ${host}, but wrote no login.`,
            fix: 'Use `client: file`, which needs no container client, and report the version of the client.',
            link: links/* LINKS */.A.dockerConfig,
        });
    }
    return entry;
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

var refusal = __webpack_require__(5424);
var json = __webpack_require__(1789);
;// CONCATENATED MODULE: ./src/registry/registry-auth.ts







async function authenticate(http, host, credential, scope) {
    const known = tokenUrl(`https://${host}/oauth/token`, 'registry', scope);
    let reply = await requestToken(http, known, credential);
    if (reply.status === 404) {
        const { realm, service } = await askForRealm(http, host);
        reply = await requestToken(http, tokenUrl(realm, service, scope), credential);
    }
    if (reply.status !== 200) {
        throw (0,registry_error/* explainRegistryRefusal */.R6)(reply, `The login to ${host} failed`, credential.username);
    }
    const object = (0,json/* parseJsonObject */.dw)(reply.body) ?? {};
    const bearer = (0,json/* stringMember */.sk)(object, 'token') ?? (0,json/* stringMember */.sk)(object, 'access_token');
    if (bearer === undefined) {
        throw (0,refusal/* unreadableReply */.KF)(reply, 'a token of the registry');
    }
    (0,mask/* mask */.dK)(bearer);
    return bearer;
}
function tokenUrl(realm, service, scope) {
    const url = new URL(realm);
    url.searchParams.set('service', service);
    if (scope !== undefined) {
        url.searchParams.set('scope', scope);
    }
    return url.href;
}
function requestToken(http, url, credential) {
    const basic = (0,mask/* encodeBasic */.rY)(credential.username, credential.secret);
    const headers = { accept: 'application/json', authorization: `Basic ${basic}` };
    return http.send({ method: 'GET', url, headers }, { repeat: 'always' });
}
async function askForRealm(http, host) {
    const url = `https://${host}/v2/`;
    const reply = await http.send({ method: 'GET', url }, { repeat: 'always' });
    const challenge = parseChallenge(reply.headers['www-authenticate'] ?? '');
    if (challenge === undefined) {
        throw (0,refusal/* unreadableReply */.KF)(reply, 'the challenge of a registry');
    }
    const { protocol, host: realmHost, username } = new URL(challenge.realm);
    if (protocol !== 'https:' || realmHost !== host || username !== '') {
        throw new action_error/* ActionError */.l('realm-foreign', {
            problem: `${host} asked for the credential to be sent to ${(0,disarm/* disarm */.J)(challenge.realm)}. It was not sent.`,
            fix: 'Check whether a proxy of your network answers in place of IBM Cloud, and report this to IBM if it does not.',
            link: links/* LINKS */.A.connection,
            transactionId: reply.transactionId,
        });
    }
    return challenge;
}
function parseChallenge(header) {
    const parameters = new Map();
    for (const match of header.matchAll(/(\w+)=(?:"([^"]*)"|([^",\s]+))/g)) {
        parameters.set(String(match[1]).toLowerCase(), match[2] ?? String(match[3]));
    }
    const realm = parameters.get('realm') ?? '';
    return /^bearer\s/i.test(header) && URL.canParse(realm)
        ? { realm, service: parameters.get('service') ?? 'registry' }
        : undefined;
}

;// CONCATENATED MODULE: ./src/client/client.ts
function formatEntry(basic) {
    return JSON.stringify({ auth: basic });
}

;// CONCATENATED MODULE: ./src/client/file.ts



function fileClient(http) {
    return {
        name: 'file',
        dispose: () => undefined,
        check: async ({ host }, credential) => {
            await authenticate(http, host, credential);
            return formatEntry((0,mask/* encodeBasic */.rY)(credential.username, credential.secret));
        },
    };
}

;// CONCATENATED MODULE: ./src/client/choose-client.ts








const SCRIPT_BYTES = 512;
async function chooseClient(session) {
    const { client: choice } = session.inputs;
    if (choice === 'none') {
        return undefined;
    }
    const docker = choice === 'docker' || choice === 'auto' ? await (0,io/* which */.K7)('docker', false) : '';
    if (docker !== '' && !isPodmanInDisguise(docker)) {
        return openContainerClient(session, 'docker', docker);
    }
    const podman = choice === 'podman' || choice === 'auto' ? await (0,io/* which */.K7)('podman', false) : '';
    if (podman !== '') {
        return openContainerClient(session, 'podman', podman);
    }
    if (choice === 'docker' || choice === 'podman') {
        throw missingClient(choice, docker);
    }
    return fileClient(session.http);
}
function openContainerClient({ state, http }, name, path) {
    const directory = (0,private_directory/* nameDirectory */.l6)();
    state.update({ directory });
    (0,private_directory/* createDirectory */.c1)(directory);
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
    const isDisguised = choice === 'docker' && docker !== '';
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

;// CONCATENATED MODULE: ./src/credential/obtain-credentials.ts

async function obtainCredentials(session) {
    const { mint, registryTokenId } = session.inputs;
    if (mint === 'none' && registryTokenId === undefined) {
        return logInWith(session, await useGiven(session));
    }
    const { fetchRegistryToken, mintCredentials } = await Promise.all(/* import() */[__webpack_require__.e(409), __webpack_require__.e(185)]).then(__webpack_require__.bind(__webpack_require__, 4409));
    return mint === 'none'
        ? logInWith(session, await fetchRegistryToken(session, registryTokenId ?? ''))
        : mintCredentials(session, mint);
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
;// CONCATENATED MODULE: ./src/registry/pull-check.ts





const MANIFEST_TYPES = [
    'application/vnd.oci.image.index.v1+json',
    'application/vnd.oci.image.manifest.v1+json',
    'application/vnd.docker.distribution.manifest.list.v2+json',
    'application/vnd.docker.distribution.manifest.v2+json',
].join(', ');
const REFUSED = new Set([400, 401, 403]);
const REFUSALS = [
    'account-not-authorized',
    'credential-refused',
    'not-permitted',
    'private-only',
    'quota-exceeded',
];
async function checkPulls(http, { host, images }, credential) {
    const warnings = await Promise.all(images.map((image) => checkPull(http, host, image, credential)));
    return warnings.filter((warning) => warning !== undefined);
}
async function checkPull(http, host, { repository, reference }, credential) {
    const image = `${host}/${repository}`;
    try {
        const bearer = await authenticate(http, host, credential, `repository:${repository}:pull`);
        const reply = await http.send({
            method: 'HEAD',
            url: `https://${host}/v2/${repository}/manifests/${reference}`,
            headers: { accept: MANIFEST_TYPES, authorization: `Bearer ${bearer}` },
        }, { repeat: 'always' });
        if (reply.status === 200 || reply.status === 404) {
            return undefined;
        }
        const said = (0,refusal/* describeReply */.CS)(reply);
        return REFUSED.has(reply.status)
            ? `The login works, but it cannot pull ${image}: ${said}. Give the identity the Reader role for this namespace. More: ${links/* LINKS */.A.scope}`
            : `Whether this login can pull ${image} is not known: ${said}`;
    }
    catch (error) {
        return (0,action_error/* hasCode */.u)(error, ...REFUSALS)
            ? `The login works, but it cannot pull ${image}: ${(0,describe/* describeError */.U)(error)}`
            : `Whether this login can pull ${image} is not known: ${(0,describe/* describeError */.U)(error)}`;
    }
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
    const hosts = registries.map(({ host }) => host);
    setOutputs({
        registry: registries[0].host,
        registries: JSON.stringify(hosts),
        'logged-in': 'false',
    });
}
async function setLoginOutputs(report) {
    const { session, logins, client, paths } = report;
    const { inputs, source } = session;
    const minted = listMinted(report);
    const ends = logins.flatMap(({ credential: { expiresAt } }) => expiresAt?.getTime() ?? []);
    const [first] = logins;
    const knowsAccount = session.hasIamToken() || source.kind.input === 'access-token';
    const claims = knowsAccount ? (await session.iamToken()).claims : undefined;
    setOutputs({
        username: first?.credential.username,
        password: inputs.exportPassword ? first?.credential.secret : undefined,
        'logged-in': String(client !== undefined),
        'credential-id': minted[0]?.id,
        'credential-ids': JSON.stringify(minted),
        'expires-at': ends.length === 0 ? undefined : new Date(Math.min(...ends)).toISOString(),
        'account-id': claims?.accountId,
        'config-path': paths[0],
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
;// CONCATENATED MODULE: ./src/report/login-report.ts




async function reportLogin(report) {
    const { session, logins, client, paths } = report;
    for (const { registry, credential } of logins) {
        const { username, label, expiresAt } = credential;
        const end = expiresAt === undefined ? '' : `, until ${expiresAt.toISOString()}`;
        const action = client === undefined ? 'Credential for' : 'Logged in to';
        (0,core/* info */.pq)(`${action} ${nameRegistry(registry)} as ${username}: ${label}${end}.`);
    }
    if (client !== undefined) {
        (0,core/* info */.pq)(`Checked with ${nameClient(client)}, written to ${paths.join(' and ')}.`);
    }
    (0,core/* info */.pq)(describeEnd(session, client !== undefined));
    await summarize(report);
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
async function summarize({ session, logins, paths }) {
    if (!process.env['GITHUB_STEP_SUMMARY']) {
        return;
    }
    const rows = logins.map(({ registry, credential: { username, label, expiresAt } }) => [
        nameRegistry(registry),
        `${username}: ${label}`,
        expiresAt?.toISOString() ?? 'no end known',
        paths.length === 0 ? 'nowhere' : paths.join(', '),
    ]);
    const lines = [
        '### IBM Cloud Container Registry',
        '',
        '| Registry | Credential | Until | Written to |',
        '|---|---|---|---|',
        ...rows.map((row) => `| ${row.map(disarm/* escapeMarkdown */.F).join(' | ')} |`),
        '',
        describeEnd(session, paths.length > 0),
        '',
    ];
    await core/* summary */.z.addRaw(lines.join('\n'), true).write();
}

var src_session = __webpack_require__(2927);
;// CONCATENATED MODULE: ./src/login.ts










async function login() {
    const inputs = (0,inputs_inputs/* readInputs */.Ko)();
    for (const text of inputs.notices) {
        (0,core/* notice */.lm)(text);
    }
    setRegistryOutputs(inputs.registries);
    if (inputs.source === undefined) {
        skipLogin(inputs);
    }
    else {
        await login_logIn((0,src_session/* openSession */.fA)(inputs, inputs.source));
    }
}
function skipLogin(inputs) {
    (0,src_session/* startState */.Y1)(inputs, undefined);
    const reason = (0,missing_credentials/* explainMissingCredentials */.U)(process.env, inputs.profile?.id);
    if (inputs.onMissingCredentials === 'fail') {
        throw reason;
    }
    (0,core/* info */.pq)(`Not logged in, as \`on-missing-credentials: skip\` asks for. ${reason.explanation.problem}`);
}
async function login_logIn(session) {
    const client = await chooseClient(session);
    const { planConfigs, writeEverywhere } = await Promise.all(/* import() */[__webpack_require__.e(648), __webpack_require__.e(190)]).then(__webpack_require__.bind(__webpack_require__, 7190));
    const configs = client === undefined ? [] : await planConfigs(client.name, session.inputs.registries);
    try {
        await (0,src_session/* refuseOtherAccount */.ys)(session);
        const logins = await obtainCredentials(session);
        if (client !== undefined) {
            const checked = await checkEverywhere(client, logins, session.http.deadline);
            await writeEverywhere(session, configs, checked);
            await warnOfPulls(session, logins);
        }
        const report = {
            session,
            logins,
            client: client?.name,
            paths: configs.map(({ path }) => path),
        };
        await setLoginOutputs(report);
        await reportLogin(report);
    }
    catch (error) {
        const { undoAtOnce } = await Promise.all(/* import() */[__webpack_require__.e(409), __webpack_require__.e(185)]).then(__webpack_require__.bind(__webpack_require__, 4409));
        await undoAtOnce(session);
        throw error;
    }
    finally {
        client?.dispose();
    }
}
async function warnOfPulls(session, logins) {
    const named = logins.filter(({ registry }) => registry.images.length > 0);
    if (named.length === 0) {
        return;
    }
    const warnings = named.map(({ registry, credential }) => checkPulls(session.http, registry, credential));
    for (const text of (await Promise.all(warnings)).flat()) {
        (0,core/* warning */.$e)(text);
    }
}


/***/ }),

/***/ 8787:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Ik: () => (/* binding */ refusedCredential),
/* harmony export */   NV: () => (/* binding */ findKnownRefusal),
/* harmony export */   R6: () => (/* binding */ explainRegistryRefusal)
/* harmony export */ });
/* harmony import */ var _errors_action_error_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(2714);
/* harmony import */ var _errors_links_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(6678);
/* harmony import */ var _http_refusal_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(5424);
/* harmony import */ var _http_reply_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(2656);




const KNOWN_REFUSALS = [
    {
        code: 'private-only',
        text: /private-only access/i,
        problem: 'The account allows access over the private network only.',
        fix: 'Set `private: true` and run on a machine that is connected to the IBM Cloud private network.',
        link: _errors_links_js__WEBPACK_IMPORTED_MODULE_1__/* .LINKS */ .A.privateNetwork,
    },
    {
        code: 'quota-exceeded',
        text: /exceeded its .*quota/i,
        problem: 'The account has used up its quota of pull traffic or storage for this month.',
        fix: 'Raise the quota (`ibmcloud cr quota-set`), upgrade the plan, or delete images.',
        link: _errors_links_js__WEBPACK_IMPORTED_MODULE_1__/* .LINKS */ .A.quota,
    },
    {
        code: 'account-not-authorized',
        text: /CRG0009E|not authorized to access the specified account/i,
        problem: 'The credential may not use the registry for this account.',
        fix: 'Use a credential of the account that owns the namespace, and give its identity a role for Container Registry.',
        link: _errors_links_js__WEBPACK_IMPORTED_MODULE_1__/* .LINKS */ .A.authentication,
    },
    {
        code: 'not-permitted',
        text: /CRG0020E|insufficient scope|not authorized to access the specified resource/i,
        problem: 'The identity has no right to what was asked for, or a context-based restriction forbids it.',
        fix: 'Give the identity the Reader role (Writer to push, Manager to manage registry tokens) for Container Registry in this region or for the namespace.',
        link: _errors_links_js__WEBPACK_IMPORTED_MODULE_1__/* .LINKS */ .A.scope,
    },
    {
        code: 'credential-refused',
        text: /CRG0014E|authenticating your request with IBM Cloud/i,
        problem: 'The registry could not authenticate the credential with IBM Cloud IAM.',
        fix: 'Check that the secret is whole, of the right kind for its input, and neither expired nor deleted.',
        link: _errors_links_js__WEBPACK_IMPORTED_MODULE_1__/* .LINKS */ .A.authentication,
    },
];
function findKnownRefusal(text) {
    return KNOWN_REFUSALS.find((refusal) => refusal.text.test(text));
}
function explainRegistryRefusal(reply, intent, username) {
    const { code, message } = (0,_http_reply_js__WEBPACK_IMPORTED_MODULE_3__/* .readServiceError */ .Y)(reply.body);
    const said = `${intent}: ${(0,_http_refusal_js__WEBPACK_IMPORTED_MODULE_2__/* .describeReply */ .CS)(reply)}`;
    const { transactionId, host } = reply;
    const known = findKnownRefusal(`${code ?? ''} ${message ?? ''}`);
    if (known !== undefined) {
        const problem = `${known.problem} ${said}`;
        return new _errors_action_error_js__WEBPACK_IMPORTED_MODULE_0__/* .ActionError */ .l(known.code, { ...known, problem, transactionId });
    }
    return ((0,_http_refusal_js__WEBPACK_IMPORTED_MODULE_2__/* .explainBusyReply */ .PG)(reply, `The registry ${host}`, intent) ??
        new _errors_action_error_js__WEBPACK_IMPORTED_MODULE_0__/* .ActionError */ .l('credential-refused', {
            ...refusedCredential(host, said, username),
            transactionId,
        }));
}
function refusedCredential(host, said, username) {
    return {
        problem: `The registry ${host} refused the credential. ${said}`,
        fix: username === 'token' ? CHECK_REGISTRY_TOKEN : CHECK_SECRET,
        link: _errors_links_js__WEBPACK_IMPORTED_MODULE_1__/* .LINKS */ .A.authentication,
    };
}
const CHECK_SECRET = 'Check that the secret is whole, belongs to this input (API key, access token, refresh token, registry token), is neither expired nor deleted, and that its account uses the registry in this region.';
const CHECK_REGISTRY_TOKEN = "IBM's public service has not accepted registry tokens since 19 August 2021: log in with `api-key` (best the key of a service ID that has only the Reader role). Where they still work, check that the token is whole, of this region, and neither expired nor revoked.";


/***/ }),

/***/ 6417:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   De: () => (/* binding */ temporaryDirectory),
/* harmony export */   PU: () => (/* binding */ isOver),
/* harmony export */   dX: () => (/* binding */ markJob),
/* harmony export */   vZ: () => (/* binding */ describeRun)
/* harmony export */ });
/* harmony import */ var node_crypto__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(7598);
/* harmony import */ var node_crypto__WEBPACK_IMPORTED_MODULE_0___default = /*#__PURE__*/__webpack_require__.n(node_crypto__WEBPACK_IMPORTED_MODULE_0__);
/* harmony import */ var node_fs__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(3024);
/* harmony import */ var node_fs__WEBPACK_IMPORTED_MODULE_1___default = /*#__PURE__*/__webpack_require__.n(node_fs__WEBPACK_IMPORTED_MODULE_1__);
/* harmony import */ var node_os__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(8161);
/* harmony import */ var node_os__WEBPACK_IMPORTED_MODULE_2___default = /*#__PURE__*/__webpack_require__.n(node_os__WEBPACK_IMPORTED_MODULE_2__);
/* harmony import */ var node_path__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(6760);
/* harmony import */ var node_path__WEBPACK_IMPORTED_MODULE_3___default = /*#__PURE__*/__webpack_require__.n(node_path__WEBPACK_IMPORTED_MODULE_3__);
/* harmony import */ var _store_files_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(1146);





function temporaryDirectory(environment = process.env) {
    const directory = environment['RUNNER_TEMP'];
    return directory === undefined || directory === '' ? (0,node_os__WEBPACK_IMPORTED_MODULE_2__.tmpdir)() : directory;
}
function markJob(directory = temporaryDirectory()) {
    (0,node_fs__WEBPACK_IMPORTED_MODULE_1__.mkdirSync)(directory, { recursive: true });
    const marker = (0,node_path__WEBPACK_IMPORTED_MODULE_3__.join)(directory, 'icr-login-job');
    try {
        (0,node_fs__WEBPACK_IMPORTED_MODULE_1__.writeFileSync)(marker, (0,node_crypto__WEBPACK_IMPORTED_MODULE_0__.randomUUID)(), { flag: 'wx', mode: 0o600 });
    }
    catch (error) {
        if (!(0,_store_files_js__WEBPACK_IMPORTED_MODULE_4__/* .isFileError */ .lz)(error, 'EEXIST')) {
            throw error;
        }
    }
    return { marker, id: (0,node_fs__WEBPACK_IMPORTED_MODULE_1__.readFileSync)(marker, 'utf8') };
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


/***/ }),

/***/ 1983:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   BZ: () => (/* binding */ readAsConfig),
/* harmony export */   Hf: () => (/* binding */ CONFIG_ENCODING),
/* harmony export */   M5: () => (/* binding */ readAuths),
/* harmony export */   RI: () => (/* binding */ isEmptyObject),
/* harmony export */   YP: () => (/* binding */ restoreAuths),
/* harmony export */   b4: () => (/* binding */ removeEntry),
/* harmony export */   cD: () => (/* binding */ writeEntry),
/* harmony export */   hB: () => (/* binding */ readEntry),
/* harmony export */   kH: () => (/* binding */ isConfigText)
/* harmony export */ });
/* harmony import */ var jsonc_parser__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(9547);
/* harmony import */ var jsonc_parser__WEBPACK_IMPORTED_MODULE_0___default = /*#__PURE__*/__webpack_require__.n(jsonc_parser__WEBPACK_IMPORTED_MODULE_0__);
/* harmony import */ var _text_json_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(1789);


const CONFIG_ENCODING = 'latin1';
function readAsConfig(text) {
    return text === undefined || text.trim() === '' ? '{}' : text;
}
function isConfigText(text) {
    const value = (0,_text_json_js__WEBPACK_IMPORTED_MODULE_1__/* .parseJson */ .qF)(text);
    if (!(0,_text_json_js__WEBPACK_IMPORTED_MODULE_1__/* .isJsonObject */ .OW)(value)) {
        return false;
    }
    const auths = value['auths'];
    return auths === undefined || auths === null || (0,_text_json_js__WEBPACK_IMPORTED_MODULE_1__/* .isJsonObject */ .OW)(auths);
}
function readEntry(text, host) {
    const auths = findValue(parse(text), 'auths');
    const entry = auths === undefined ? undefined : findValue(auths, host);
    return entry === undefined ? undefined : slice(text, entry);
}
function readAuths(text) {
    const auths = findValue(parse(text), 'auths');
    return auths === undefined ? undefined : slice(text, auths);
}
function writeEntry(text, host, entry) {
    const root = parse(text);
    const auths = findValue(root, 'auths');
    if (auths === undefined) {
        return insert(text, root, 'auths', `{${JSON.stringify(host)}: ${entry}}`);
    }
    if (auths.type !== 'object') {
        return replace(text, auths, `{${JSON.stringify(host)}: ${entry}}`);
    }
    const current = findValue(auths, host);
    return current === undefined ? insert(text, auths, host, entry) : replace(text, current, entry);
}
function removeEntry(text, host) {
    const auths = findValue(parse(text), 'auths');
    return auths === undefined ? text : remove(text, auths, host);
}
function restoreAuths(text, before) {
    const root = parse(text);
    const auths = findValue(root, 'auths');
    if (auths?.type !== 'object' || (auths.children ?? []).length > 0) {
        return text;
    }
    return before === undefined ? remove(text, root, 'auths') : replace(text, auths, before);
}
function isEmptyObject(text) {
    return (parse(text).children ?? []).length === 0;
}
function parse(text) {
    const root = (0,jsonc_parser__WEBPACK_IMPORTED_MODULE_0__.parseTree)(text);
    if (root?.type !== 'object') {
        throw new TypeError('The text of a config has to be checked before it is edited.');
    }
    return root;
}
function slice(text, { offset, length }) {
    return text.slice(offset, offset + length);
}
function replace(text, { offset, length }, value) {
    return text.slice(0, offset) + value + text.slice(offset + length);
}
function propertiesOf(object) {
    return object.type === 'object' ? (object.children ?? []) : [];
}
function findIndex(object, key) {
    return propertiesOf(object).findLastIndex(({ children }) => children?.[0]?.value === key);
}
function findValue(object, key) {
    return propertiesOf(object)[findIndex(object, key)]?.children?.[1];
}
function endOf({ offset, length }) {
    return offset + length;
}
function insert(text, object, key, value) {
    const start = object.offset + 1;
    const next = propertiesOf(object)[0];
    const property = `${JSON.stringify(key)}: ${value}`;
    const inserted = next === undefined ? property : `${text.slice(start, next.offset)}${property},`;
    return text.slice(0, start) + inserted + text.slice(start);
}
function remove(text, object, key) {
    const properties = propertiesOf(object);
    const index = findIndex(object, key);
    const property = properties[index];
    if (property === undefined) {
        return text;
    }
    const previous = properties[index - 1];
    const next = properties[index + 1];
    const previousEnd = previous === undefined ? object.offset + 1 : endOf(previous);
    if (next === undefined) {
        return text.slice(0, previousEnd) + text.slice(endOf(property));
    }
    const start = previous === undefined ? previousEnd : text.indexOf(',', previousEnd) + 1;
    return text.slice(0, start) + text.slice(text.indexOf(',', endOf(property)) + 1);
}


/***/ }),

/***/ 1146:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Ap: () => (/* binding */ resolveLinks),
/* harmony export */   Oh: () => (/* binding */ makeDirectory),
/* harmony export */   f1: () => (/* binding */ removeEmptyDirectories),
/* harmony export */   lz: () => (/* binding */ isFileError),
/* harmony export */   qC: () => (/* binding */ readIfThere),
/* harmony export */   rQ: () => (/* binding */ PRIVATE_FILE)
/* harmony export */ });
/* harmony import */ var node_fs_promises__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(1455);
/* harmony import */ var node_fs_promises__WEBPACK_IMPORTED_MODULE_0___default = /*#__PURE__*/__webpack_require__.n(node_fs_promises__WEBPACK_IMPORTED_MODULE_0__);
/* harmony import */ var node_path__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(6760);
/* harmony import */ var node_path__WEBPACK_IMPORTED_MODULE_1___default = /*#__PURE__*/__webpack_require__.n(node_path__WEBPACK_IMPORTED_MODULE_1__);


const PRIVATE_FILE = 0o600;
const PRIVATE_DIRECTORY = 0o700;
const LINKS_FOLLOWED = 40;
function isFileError(error, ...codes) {
    return error instanceof Error && 'code' in error && codes.includes(String(error.code));
}
async function readIfThere(path, encoding = 'utf8') {
    try {
        return await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_0__.readFile)(path, encoding);
    }
    catch (error) {
        if (isFileError(error, 'ENOENT')) {
            return undefined;
        }
        throw error;
    }
}
async function resolveLinks(path, depth = 0) {
    try {
        return await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_0__.realpath)(path);
    }
    catch (error) {
        if (!isFileError(error, 'ENOENT') || depth === LINKS_FOLLOWED) {
            throw error;
        }
    }
    const target = await readLinkTarget(path);
    if (target !== undefined) {
        return resolveLinks((0,node_path__WEBPACK_IMPORTED_MODULE_1__.resolve)((0,node_path__WEBPACK_IMPORTED_MODULE_1__.dirname)(path), target), depth + 1);
    }
    const parent = (0,node_path__WEBPACK_IMPORTED_MODULE_1__.dirname)(path);
    return parent === path ? path : (0,node_path__WEBPACK_IMPORTED_MODULE_1__.join)(await resolveLinks(parent, depth), (0,node_path__WEBPACK_IMPORTED_MODULE_1__.basename)(path));
}
async function readLinkTarget(path) {
    try {
        return (await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_0__.lstat)(path)).isSymbolicLink() ? await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_0__.readlink)(path) : undefined;
    }
    catch {
        return undefined;
    }
}
async function makeDirectory(path) {
    return await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_0__.mkdir)(path, { recursive: true, mode: PRIVATE_DIRECTORY });
}
async function removeEmptyDirectories(path, topmost) {
    try {
        await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_0__.rmdir)(path);
    }
    catch (error) {
        if (isFileError(error, 'ENOTEMPTY', 'EEXIST', 'ENOENT', 'EACCES', 'EPERM', 'EBUSY')) {
            return;
        }
        throw error;
    }
    if (path !== topmost && path.startsWith(topmost)) {
        await removeEmptyDirectories((0,node_path__WEBPACK_IMPORTED_MODULE_1__.dirname)(path), topmost);
    }
}


/***/ })

};
