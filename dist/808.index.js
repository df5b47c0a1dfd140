export const id = 808;
export const ids = [808,983];
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

/***/ 6678:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   A: () => (/* binding */ LINKS)
/* harmony export */ });
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
    privateNetwork: 'https://cloud.ibm.com/docs/Registry?topic=Registry-troubleshoot-private',
    quota: 'https://cloud.ibm.com/docs/Registry?topic=Registry-troubleshoot-quota',
    regions: 'https://cloud.ibm.com/docs/Registry?topic=Registry-registry_overview#registry_regions',
    reusableWorkflows: 'https://docs.github.com/actions/how-tos/reuse-automations/reuse-workflows',
    runnerProxy: 'https://docs.github.com/actions/how-tos/manage-runners/self-hosted-runners/use-proxy-servers',
    scope: 'https://cloud.ibm.com/docs/Registry?topic=Registry-troubleshoot-scope',
    serviceIdKeys: 'https://cloud.ibm.com/docs/iam?topic=iam-serviceidapikeys',
    serviceIds: 'https://cloud.ibm.com/docs/iam?topic=iam-serviceids',
    status: 'https://cloud.ibm.com/status',
    trustedProfiles: 'https://cloud.ibm.com/docs/iam?topic=iam-create-trusted-profile',
    workflowSyntax: 'https://docs.github.com/actions/reference/workflows-and-actions/workflow-syntax',
};


/***/ }),

/***/ 2378:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   B: () => (/* binding */ Deadline)
/* harmony export */ });
/* harmony import */ var node_timers_promises__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(8500);
/* harmony import */ var node_timers_promises__WEBPACK_IMPORTED_MODULE_0___default = /*#__PURE__*/__webpack_require__.n(node_timers_promises__WEBPACK_IMPORTED_MODULE_0__);
/* harmony import */ var _errors_action_error_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(2714);
/* harmony import */ var _errors_links_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(6678);



class Deadline {
    #seconds;
    #endsAt;
    constructor(seconds) {
        this.#seconds = seconds;
        this.#endsAt = performance.now() + seconds * 1000;
    }
    remainingMs() {
        return Math.max(0, this.#endsAt - performance.now());
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
            problem: `${what} gave no usable answer within ${this.#seconds} seconds.${before}`,
            fix: 'Run the job again; raise the input `timeout` if the network is slow; check that a firewall or proxy lets this machine reach the host.',
            link: _errors_links_js__WEBPACK_IMPORTED_MODULE_2__/* .LINKS */ .A.connection,
        });
    }
}


/***/ }),

/***/ 6808:
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
    const { fetchRegistryToken, mintCredentials } = await Promise.all(/* import() */[__webpack_require__.e(283), __webpack_require__.e(185)]).then(__webpack_require__.bind(__webpack_require__, 2283));
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

var names = __webpack_require__(3424);
var mod = __webpack_require__(1916);
;// CONCATENATED MODULE: ./src/registry/image-reference.ts
const COMPONENT = '[a-z0-9]+(?:(?:\\.|_|__|-+)[a-z0-9]+)*';
const TAG = '[A-Za-z0-9_][A-Za-z0-9_.-]{0,127}';
const DIGEST = 'sha256:[a-f0-9]{64}';
const IMAGE = new RegExp(`^(?<repository>${COMPONENT}(?:/${COMPONENT})+)(?::(?<tag>${TAG}))?(?:@(?<digest>${DIGEST}))?$`);
function parseImage(text) {
    const groups = IMAGE.exec(text)?.groups;
    const repository = groups?.['repository'];
    if (repository === undefined) {
        return undefined;
    }
    return { repository, reference: groups?.['digest'] ?? groups?.['tag'] ?? 'latest' };
}

;// CONCATENATED MODULE: ./src/registry/regions.ts
const REGIONS = [
    { name: 'global', host: 'icr.io', deprecatedHost: 'registry.bluemix.net' },
    { name: 'us-south', host: 'us.icr.io', deprecatedHost: 'registry.ng.bluemix.net' },
    {
        name: 'eu-gb',
        host: 'uk.icr.io',
        formerName: 'uk-south',
        deprecatedHost: 'registry.eu-gb.bluemix.net',
    },
    {
        name: 'eu-de',
        host: 'de.icr.io',
        formerName: 'eu-central',
        deprecatedHost: 'registry.eu-de.bluemix.net',
    },
    {
        name: 'au-syd',
        host: 'au.icr.io',
        formerName: 'ap-south',
        deprecatedHost: 'registry.au-syd.bluemix.net',
    },
    { name: 'jp-tok', host: 'jp.icr.io', formerName: 'ap-north' },
    { name: 'jp-osa', host: 'jp2.icr.io' },
    { name: 'ca-tor', host: 'ca.icr.io' },
    { name: 'ca-mon', host: 'ca2.icr.io' },
    { name: 'br-sao', host: 'br.icr.io' },
    { name: 'eu-es', host: 'es.icr.io' },
    { name: 'in-che', host: 'in.icr.io' },
    { name: 'in-mum', host: 'in2.icr.io' },
];

;// CONCATENATED MODULE: ./src/registry/resolve-registries.ts






const REPEATED_CHARACTERS = 40;
const SIMILAR_EDITS = 4;
const PRIVATE = 'private.';
const ICR_HOST = /^(?:private\.)?(?:[a-z0-9](?:[a-z0-9-]*[a-z0-9])?\.)?icr\.io$/;
function resolveRegistries(text, { privateNetwork }) {
    const entries = text.split(/[,\n]/).map((entry) => entry.trim());
    const given = entries.filter((entry) => entry !== '');
    const notices = new Set();
    const byHost = new Map();
    for (const entry of given) {
        const registry = resolveEntry(entry, privateNetwork, notices);
        const earlier = byHost.get(registry.host);
        const images = [...(earlier?.images ?? []), ...registry.images];
        byHost.set(registry.host, { ...registry, images });
    }
    const [first, ...others] = byHost.values();
    if (first === undefined) {
        throw new action_error/* ActionError */.l('input-invalid', {
            problem: 'The input `region` is empty.',
            fix: `Give a region (${REGIONS.map(({ name }) => name).join(', ')}) or a registry host such as us.icr.io.`,
            link: links/* LINKS */.A.regions,
        });
    }
    return { registries: [first, ...others], notices: [...notices] };
}
function resolveEntry(entry, privateNetwork, notices) {
    const slash = entry.indexOf('/');
    const name = (slash === -1 ? entry : entry.slice(0, slash)).toLowerCase();
    const region = slash === -1 ? findRegion(name) : undefined;
    const host = region?.host ?? name;
    const deprecated = REGIONS.find(({ deprecatedHost }) => deprecatedHost === host);
    if (deprecated === undefined && !isRegistryHost(host)) {
        throw refuseEntry(entry, name);
    }
    const images = slash === -1 ? [] : [readImage(entry, slash)];
    if (deprecated !== undefined) {
        return resolveDeprecated({ host, region: deprecated, images, privateNetwork, notices });
    }
    const id = host.startsWith(PRIVATE) ? host.slice(PRIVATE.length) : host;
    const known = REGIONS.find((candidate) => candidate.host === id);
    if (known === undefined) {
        notices.add(`${host} is not in this action's table of registries. It is used as given: a region may be newer than this version.`);
    }
    return { host: privateNetwork ? `${PRIVATE}${id}` : host, id, region: known?.name, images };
}
function findRegion(name) {
    return REGIONS.find((region) => region.name === name || region.formerName === name);
}
function isRegistryHost(host) {
    return ICR_HOST.test(host) && !/^(?:private\.)?cp\./.test(host);
}
function readImage(entry, slash) {
    const image = parseImage(entry.slice(slash + 1));
    if (image === undefined) {
        throw new action_error/* ActionError */.l('input-invalid', {
            problem: `${nameEntry(entry)} starts with a registry host, but is no image reference.`,
            fix: 'Give the host alone (us.icr.io), or a whole image reference in lower case (us.icr.io/namespace/repository:tag).',
            link: links/* LINKS */.A.regions,
        });
    }
    return image;
}
function resolveDeprecated({ host, region, images, privateNetwork, notices, }) {
    if (privateNetwork) {
        throw new action_error/* ActionError */.l('conflicting-inputs', {
            problem: `The inputs \`private\` and \`region\` contradict each other: ${host} has no private host.`,
            fix: `Use the region's name (${region.name}) or its host of today (${region.host}) in \`region\`.`,
            link: links/* LINKS */.A.privateNetwork,
        });
    }
    notices.add(`${host} is deprecated since 2019. The same registry is ${region.host} today: please use that, or \`region: ${region.name}\`.`);
    return { host, id: region.host, region: region.name, images };
}
function refuseEntry(entry, name) {
    if (name === 'us-east') {
        return unknownRegion('The region us-east has no registry.', 'Use `global` (icr.io) or `us-south` (us.icr.io), wherever your namespace is.');
    }
    if (/^(?:private\.)?cp\.icr\.io$/.test(name)) {
        return unknownRegion(`${name} is the IBM Entitled Registry, another product with other credentials.`, 'This action logs in to IBM Cloud Container Registry. For entitled software, log in with the user name `cp` and your entitlement key.');
    }
    if (/^https?:$/.test(name)) {
        return unknownRegion('An entry of the input `region` is a URL.', 'Give the host alone, for example us.icr.io, without https:// in front.');
    }
    const hosts = /[.:@]/.test(name);
    return unknownRegion(`${nameEntry(entry)} is ${hosts ? 'no host' : 'no region'} of IBM Cloud Container Registry.`, suggest(name));
}
function unknownRegion(problem, fix) {
    return new action_error/* ActionError */.l('region-unknown', { problem, fix, link: links/* LINKS */.A.regions });
}
function nameEntry(entry) {
    return entry.length > REPEATED_CHARACTERS
        ? 'A value in the input `region`, which is not repeated here because it may be a secret in the wrong input,'
        : `"${(0,disarm/* disarm */.J)(entry)}" in the input \`region\``;
}
function suggest(name) {
    const names = REGIONS.flatMap((region) => [
        region.name,
        region.host,
        region.formerName ?? region.name,
    ]);
    const near = [...new Set(names)]
        .map((candidate) => ({
        candidate,
        edits: (0,mod/* distance */.Io)(name.slice(0, REPEATED_CHARACTERS), candidate),
    }))
        .filter(({ candidate, edits }) => edits <= Math.min(SIMILAR_EDITS, candidate.length / 2))
        .sort((a, b) => a.edits - b.edits)
        .slice(0, 3)
        .map(({ candidate }) => candidate);
    const all = `The regions are ${REGIONS.map((region) => region.name).join(', ')}.`;
    return near.length === 0 ? all : `Did you mean ${near.join(', ')}? ${all}`;
}

var inputs_names = __webpack_require__(5585);
;// CONCATENATED MODULE: ./src/inputs/combinations.ts




function checkCombinations(inputs) {
    const conflict = conflictOfSource(inputs) ??
        conflictOfAccount(inputs) ??
        conflictOfTokenId(inputs) ??
        conflictOfMint(inputs) ??
        conflictOfKey(inputs) ??
        conflictOfRevocation(inputs) ??
        conflictOfClient(inputs) ??
        conflictOfPassword(inputs);
    if (conflict !== undefined) {
        const [first, second] = conflict.inputs;
        throw new action_error/* ActionError */.l('conflicting-inputs', {
            problem: `The inputs \`${first}\` and \`${second}\` contradict each other: ${conflict.why}`,
            fix: conflict.fix,
            link: links/* LINKS */.A.workflowSyntax,
        });
    }
}
function isGiven(name) {
    return (0,inputs_names/* readInput */.R)(name) !== undefined;
}
function conflictOfSource({ source, mint, accountId }) {
    if (source === undefined) {
        return undefined;
    }
    const { input, label, authorize } = source.kind;
    if (authorize !== undefined) {
        return mint === 'none' || source.kind.mints.includes(mint)
            ? undefined
            : {
                inputs: [input, `mint: ${mint}`],
                why: `what is stored without \`mint\` is an access token already: nothing has to be minted.`,
                fix: `Remove \`mint\`, or choose \`mint: api-key\`.`,
            };
    }
    const why = `a ${label} cannot get an IAM access token.`;
    const fix = `Give \`api-key\` or \`access-token\` instead of \`${input}\`, or remove the other input.`;
    if (mint !== 'none') {
        return { inputs: [input, `mint: ${mint}`], why, fix };
    }
    if (accountId !== undefined) {
        const unknown = `the account of a ${label} cannot be known.`;
        return { inputs: [input, 'account-id'], why: unknown, fix };
    }
    const useless = ['trusted-profile', 'registry-token-id', 'iam-url'].find(isGiven);
    return useless === undefined ? undefined : { inputs: [input, useless], why, fix };
}
function conflictOfAccount({ profile, accountId }) {
    const owner = profile?.accountId;
    return owner === undefined || accountId === undefined || owner === accountId
        ? undefined
        : {
            inputs: ['trusted-profile', 'account-id'],
            why: 'the CRN of the trusted profile names another account.',
            fix: 'Correct one of them.',
        };
}
function conflictOfTokenId(inputs) {
    const { registryTokenId, mint, registries, exportPassword } = inputs;
    if (registryTokenId === undefined) {
        return undefined;
    }
    if (mint !== 'none') {
        return {
            inputs: ['registry-token-id', `mint: ${mint}`],
            why: 'one uses an existing token, the other makes a new credential.',
            fix: 'Remove one of them.',
        };
    }
    if (exportPassword) {
        return conflictOfExport('registry-token-id');
    }
    return countRegistries(registries) === 1
        ? undefined
        : {
            inputs: ['registry-token-id', 'region'],
            why: 'a registry token belongs to one registry, and several were given.',
            fix: 'Use one step for each region.',
        };
}
function countRegistries(registries) {
    return new Set(registries.map(({ id }) => id)).size;
}
function conflictOfMint({ mint, revoke }) {
    if (mint === 'none') {
        const given = ['service-id', 'access', 'lifetime', 'description'].find(isGiven);
        const useless = given ?? (revoke ? undefined : 'revoke: false');
        return useless === undefined
            ? undefined
            : {
                inputs: [useless, 'mint: none'],
                why: 'the first is about a credential that is minted, and none is.',
                fix: `Remove \`${useless}\`, or choose what to mint.`,
            };
    }
    if (mint === 'access-token') {
        const given = ['lifetime', 'description'].find(isGiven);
        const useless = given ?? (revoke ? undefined : 'revoke: false');
        if (useless !== undefined) {
            return {
                inputs: [useless, 'mint: access-token'],
                why: 'IAM decides how long an access token lives and what it carries, and cannot revoke one.',
                fix: `Remove \`${useless}\`, or mint something else.`,
            };
        }
    }
    if (mint !== 'api-key' && isGiven('service-id')) {
        return {
            inputs: ['service-id', `mint: ${mint}`],
            why: 'only an API key is made for a service ID.',
            fix: 'Remove `service-id`, or choose `mint: api-key`.',
        };
    }
    return mint !== 'registry-token' && isGiven('access')
        ? {
            inputs: ['access', `mint: ${mint}`],
            why: 'what it may do is decided by the IAM policies of its identity: the role Reader to pull, Writer to push.',
            fix: 'Remove `access`.',
        }
        : undefined;
}
function conflictOfKey({ mint, serviceIds, lifetime }) {
    if (mint !== 'api-key') {
        return undefined;
    }
    if (serviceIds.length === 0) {
        return {
            inputs: ['mint: api-key', 'service-id'],
            why: 'the key is made for a service ID, and none was given.',
            fix: 'Give the ID of a service ID that has only the roles that the job needs (`ibmcloud iam service-ids`).',
        };
    }
    return lifetime?.milliseconds === undefined
        ? {
            inputs: ['lifetime: never', 'mint: api-key'],
            why: 'a key for one job always ends, even if nothing revokes it.',
            fix: 'Give a time such as `6h`.',
        }
        : undefined;
}
function conflictOfRevocation({ mint, logout, revoke }) {
    return (0,names/* isRevocable */.of)(mint) && !logout && revoke
        ? {
            inputs: ['logout: false', `mint: ${mint}`],
            why: 'the login would stay, with a credential that is revoked at the end of the job.',
            fix: 'Remove `logout: false`, or add `revoke: false` to keep the credential alive as well.',
        }
        : undefined;
}
function conflictOfClient(inputs) {
    const { client, mint, registryTokenId, exportPassword, logout, source } = inputs;
    if (client !== 'none') {
        return undefined;
    }
    if (registryTokenId !== undefined) {
        return {
            inputs: ['client: none', 'registry-token-id'],
            why: 'the token would be fetched and written nowhere.',
            fix: 'Remove `registry-token-id`, or choose a client.',
        };
    }
    if (mint !== 'none' && !exportPassword) {
        return {
            inputs: ['client: none', `mint: ${mint}`],
            why: 'the minted credential would be written nowhere.',
            fix: 'Add `export-password: true`, or choose a client.',
        };
    }
    if (source?.kind.credential(source).kind === 'exchanged' && !exportPassword) {
        return {
            inputs: ['client: none', 'trusted-profile'],
            why: 'the token of the profile would be written nowhere.',
            fix: 'Add `export-password: true`, or choose a client.',
        };
    }
    return logout
        ? undefined
        : {
            inputs: ['client: none', 'logout: false'],
            why: 'nothing is logged in, so there is nothing to keep.',
            fix: 'Remove `logout: false`, or choose a client.',
        };
}
function conflictOfPassword(inputs) {
    const { exportPassword, mint, registries, source } = inputs;
    if (!exportPassword) {
        return undefined;
    }
    const isStored = source?.kind.credential(source).kind === 'stored';
    if (mint === 'none' && isStored) {
        return conflictOfExport('mint: none');
    }
    return mint === 'registry-token' && countRegistries(registries) > 1
        ? {
            inputs: ['export-password', 'region'],
            why: 'each registry has a registry token of its own, and there is one output.',
            fix: 'Use one step for each region.',
        }
        : undefined;
}
function conflictOfExport(other) {
    return {
        inputs: ['export-password', other],
        why: 'only a credential that this step made becomes an output, never the secret it was given.',
        fix: 'Choose what to mint, or use the secret itself where you need it.',
    };
}

;// CONCATENATED MODULE: ./src/inputs/values.ts




const values_REPEATED_CHARACTERS = 20;
function readChoice(name, choices, byDefault) {
    const value = (0,inputs_names/* readInput */.R)(name);
    if (value === undefined) {
        return byDefault;
    }
    const choice = choices.find((candidate) => candidate === value);
    if (choice === undefined) {
        throw invalidInput(name, value, `Allowed are ${choices.join(', ')}; the default is ${byDefault}.`);
    }
    return choice;
}
function readBoolean(name, byDefault) {
    return readChoice(name, ['true', 'false'], byDefault ? 'true' : 'false') === 'true';
}
function readSeconds(name, { least, most, byDefault }) {
    const value = (0,inputs_names/* readInput */.R)(name);
    if (value === undefined) {
        return byDefault;
    }
    const seconds = /^\d{1,6}$/.test(value) ? Number(value) : Number.NaN;
    if (!(seconds >= least && seconds <= most)) {
        const allowed = `Give a whole number of seconds from ${least} to ${most}; the default is ${byDefault}.`;
        throw invalidInput(name, value, allowed);
    }
    return seconds;
}
function invalidInput(name, value, fix) {
    const shown = value.length > values_REPEATED_CHARACTERS
        ? 'has a value that is too long to be repeated here (it may be a secret in the wrong input)'
        : `cannot be "${(0,disarm/* disarm */.J)(value)}"`;
    return new action_error/* ActionError */.l('input-invalid', {
        problem: `The input \`${name}\` ${shown}.`,
        fix,
        link: links/* LINKS */.A.workflowSyntax,
    });
}

;// CONCATENATED MODULE: ./src/inputs/iam-url.ts

const PUBLIC_IAM = 'https://iam.cloud.ibm.com';
const PRIVATE_IAM = 'https://private.iam.cloud.ibm.com';
const IAM_HOST = /^(?:(?:[a-z0-9-]+\.)*iam\.cloud\.ibm\.com|iam\.test\.cloud\.ibm\.com)$/;
function resolveIamUrl(value, privateNetwork) {
    if (value === undefined) {
        return privateNetwork ? PRIVATE_IAM : PUBLIC_IAM;
    }
    const url = URL.canParse(value) ? new URL(value) : undefined;
    const origin = url === undefined ? undefined : `https://${url.hostname}`;
    const isBare = origin !== undefined && [origin, `${origin}/`].includes(value.toLowerCase());
    if (url === undefined || origin === undefined || !isBare || !IAM_HOST.test(url.hostname)) {
        const name = 'iam-url';
        throw invalidInput(name, value, `Give an endpoint of IBM Cloud IAM and nothing else, for example ${PUBLIC_IAM} or ${PRIVATE_IAM}.`);
    }
    return origin;
}

var trusted_profile = __webpack_require__(5070);
;// CONCATENATED MODULE: ./src/inputs/identities.ts




const SERVICE_ID = /^(?:iam-)?(ServiceId-[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})$/i;
function readServiceIds() {
    const entries = ((0,inputs_names/* readInput */.R)('service-id') ?? '').split(/[,\n]/).map((entry) => entry.trim());
    const ids = entries.filter((entry) => entry !== '').map((entry) => SERVICE_ID.exec(entry)?.[1]);
    if (ids.includes(undefined)) {
        throw new action_error/* ActionError */.l('input-invalid', {
            problem: 'An entry of the input `service-id` is no ID of a service ID.',
            fix: 'Give the ID that `ibmcloud iam service-ids` shows (ServiceId- and a UUID), not its name; several are separated by commas or new lines.',
            link: links/* LINKS */.A.serviceIds,
        });
    }
    return [...new Set(ids.map((id) => `iam-${id}`))];
}
function readTrustedProfile() {
    const text = (0,inputs_names/* readInput */.R)('trusted-profile');
    const profile = text === undefined ? undefined : (0,trusted_profile/* parseTrustedProfile */.y)(text);
    if (text !== undefined && profile === undefined) {
        throw new action_error/* ActionError */.l('input-invalid', {
            problem: 'The input `trusted-profile` is neither the ID nor the CRN of a trusted profile.',
            fix: 'Give the ID (Profile- and a UUID) or the whole CRN that `ibmcloud iam trusted-profile NAME` shows, not its name.',
            link: links/* LINKS */.A.trustedProfiles,
        });
    }
    return profile;
}

;// CONCATENATED MODULE: ./src/inputs/lifetime.ts




const MINUTE_MS = 60_000;
const UNITS = {
    m: MINUTE_MS,
    h: 60 * MINUTE_MS,
    d: 24 * 60 * MINUTE_MS,
};
const KEY_LIFETIME = '6h';
const NEVER = { text: 'never', milliseconds: undefined };
const DAY = { text: '24h', milliseconds: 24 * 60 * MINUTE_MS };
function parseLifetime(text) {
    const [, digits = '', unit = ''] = /^(\d{1,4})([mhd])$/.exec(text) ?? [];
    const milliseconds = Number(digits) * (UNITS[unit] ?? 0);
    return milliseconds > 0 ? { text, milliseconds } : undefined;
}
function readLifetime(mint) {
    switch (mint) {
        case 'api-key':
            return readKeyLifetime();
        case 'registry-token':
            return readTokenLifetime();
        default:
            return undefined;
    }
}
function readKeyLifetime() {
    const text = (0,inputs_names/* readInput */.R)('lifetime') ?? KEY_LIFETIME;
    const lifetime = text === NEVER.text ? NEVER : parseLifetime(text);
    if (lifetime === undefined) {
        throw invalidInput('lifetime', text, `Give a number of minutes, hours or days, a minute at least: \`90m\`, \`${KEY_LIFETIME}\` (the default), \`7d\`.`);
    }
    return lifetime;
}
function readTokenLifetime() {
    const text = (0,inputs_names/* readInput */.R)('lifetime') ?? DAY.text;
    const lifetime = [DAY, NEVER].find((candidate) => candidate.text === text);
    if (lifetime === undefined) {
        throw new action_error/* ActionError */.l('input-invalid', {
            problem: 'The input `lifetime` has a value that registry tokens cannot have.',
            fix: 'A registry token lives `24h` (the default) or, with `lifetime: never`, until it is revoked.',
            link: links/* LINKS */.A.accessTokens,
        });
    }
    return lifetime;
}

var source_kinds = __webpack_require__(5633);
;// CONCATENATED MODULE: ./src/inputs/secret.ts





function readSecrets() {
    return source_kinds/* SOURCE_KINDS */.s.flatMap((kind) => {
        const text = (0,inputs_names/* readInput */.R)(kind.input);
        if (text === undefined) {
            return [];
        }
        const secret = kind.clean(text);
        for (const part of secret.split(/\s+/)) {
            (0,mask/* mask */.dK)(part, kind.username);
        }
        return [{ kind, secret }];
    });
}
function validateSecret({ kind, secret }) {
    const rejection = /\s/.test(secret) ? innerWhiteSpace(kind) : kind.reject(secret);
    if (rejection !== undefined) {
        throw new action_error/* ActionError */.l('token-invalid', { ...rejection, link: links/* LINKS */.A.accessTokens });
    }
}
function innerWhiteSpace({ input }) {
    return {
        problem: `The secret in \`${input}\` has white space inside.`,
        fix: 'Store the value again, in one line and with nothing else in it.',
    };
}

;// CONCATENATED MODULE: ./src/inputs/missing-credentials.ts





const SKIP_HINT = 'To let the job go on without a login, set `on-missing-credentials: skip` and test the output `logged-in`.';
const DEPENDABOT = {
    because: 'This run was started by Dependabot, which sees Dependabot secrets only.',
    fix: `Add the secret under Settings > Secrets and variables > Dependabot as well. ${SKIP_HINT}`,
    link: links/* LINKS */.A.dependabotSecrets,
};
const FORK = {
    because: 'This run is for a pull request from a fork, to which GitHub gives no secrets.',
    fix: SKIP_HINT,
    link: links/* LINKS */.A.forkSecrets,
};
const NOT_SET = {
    because: 'The secret behind it is not set, is misspelt, or belongs to an environment that this job does not name in `environment:`. In a reusable workflow, secrets arrive only if the caller passes them (`secrets: inherit`, or each by name).',
    fix: `Compare the name in \${{ secrets.… }} with Settings > Secrets and variables > Actions, and look at the caller's \`secrets:\`. ${SKIP_HINT}`,
    link: links/* LINKS */.A.reusableWorkflows,
};
const DEPENDABOT_EVENTS = new Set([
    'create',
    'deployment',
    'deployment_status',
    'pull_request',
    'pull_request_review',
    'pull_request_review_comment',
    'push',
]);
function explainMissingCredentials(environment = process.env, profileId) {
    const { because, fix, link } = findReason(environment);
    const inputs = source_kinds/* SOURCE_KINDS */.s.map(({ input }) => `\`${input}\``).join(', ');
    const alone = profileId === undefined
        ? ''
        : ` Alone, \`trusted-profile\` would hand the identity of the runner to the code of this run, so ${profileId} was not taken.`;
    return new action_error/* ActionError */.l('missing-credentials', {
        problem: `No credential was given: ${inputs} are all empty.${alone} ${because}`,
        fix,
        link,
    });
}
function isUntrustedRun(environment = process.env) {
    const name = environment['GITHUB_EVENT_NAME'] ?? '';
    const isPullRequest = name.startsWith('pull_request') && name !== 'pull_request_target';
    const isUnclear = isPullRequest && !isFromRepository(readEvent(environment['GITHUB_EVENT_PATH']));
    return isUnclear || findReason(environment) !== NOT_SET;
}
function findReason(environment) {
    const name = environment['GITHUB_EVENT_NAME'];
    if (environment['GITHUB_ACTOR'] === 'dependabot[bot]' && DEPENDABOT_EVENTS.has(name)) {
        return DEPENDABOT;
    }
    return name !== 'pull_request_target' && isFromFork(readEvent(environment['GITHUB_EVENT_PATH']))
        ? FORK
        : NOT_SET;
}
function readEvent(path) {
    try {
        return (0,json/* parseJsonObject */.dw)((0,external_node_fs_.readFileSync)(path ?? '', 'utf8')) ?? {};
    }
    catch {
        return {};
    }
}
function isFromFork(event) {
    const { head, base } = readRepositories(event);
    return base !== undefined && head !== base;
}
function isFromRepository(event) {
    const { head, base } = readRepositories(event);
    return base !== undefined && head === base;
}
function readRepositories({ pull_request: pullRequest }) {
    return (0,json/* isJsonObject */.OW)(pullRequest)
        ? { head: repositoryOf(pullRequest['head']), base: repositoryOf(pullRequest['base']) }
        : {};
}
function repositoryOf(side) {
    const repository = (0,json/* isJsonObject */.OW)(side) ? side['repo'] : undefined;
    return (0,json/* isJsonObject */.OW)(repository) ? repository['full_name'] : undefined;
}

;// CONCATENATED MODULE: ./src/inputs/source.ts




function chooseSource(secrets, profile) {
    const [first, ...others] = secrets;
    if (first === undefined) {
        return profile === undefined || isUntrustedRun()
            ? undefined
            : { kind: source_kinds/* SECRETLESS_KIND */.D, secret: '', profile };
    }
    if (others.length > 0) {
        const names = secrets.map(({ kind }) => `\`${kind.input}\``).join(' and ');
        throw new action_error/* ActionError */.l('several-credentials', {
            problem: `The inputs ${names} were given together. A login uses exactly one credential.`,
            fix: 'Keep the one to log in with and remove the other.',
            link: links/* LINKS */.A.accessTokens,
        });
    }
    return { ...first, profile };
}

;// CONCATENATED MODULE: ./src/inputs/inputs.ts












const TIMEOUT_SECONDS = { least: 1, most: 3600, byDefault: 60 };
function readInputs() {
    const secrets = readSecrets();
    const privateNetwork = readBoolean('private', false);
    const region = (0,inputs_names/* readInput */.R)('region') ?? '';
    const mint = readChoice('mint', ['none', ...names/* MINT_NAMES */.Mg], 'none');
    const profile = readTrustedProfile();
    const inputs = {
        ...resolveRegistries(region, { privateNetwork }),
        source: chooseSource(secrets, profile),
        profile,
        registryTokenId: readRegistryTokenId(),
        mint,
        serviceIds: readServiceIds(),
        access: readChoice('access', ['read', 'read-write'], 'read'),
        lifetime: readLifetime(mint),
        description: (0,inputs_names/* readInput */.R)('description'),
        revoke: readBoolean('revoke', true),
        client: readChoice('client', ['auto', 'docker', 'podman', 'file', 'none'], 'auto'),
        logout: readBoolean('logout', true),
        onMissingCredentials: readChoice('on-missing-credentials', ['fail', 'skip'], 'fail'),
        accountId: readAccountId(),
        timeoutSeconds: readSeconds('timeout', TIMEOUT_SECONDS),
        iamUrl: resolveIamUrl((0,inputs_names/* readInput */.R)('iam-url'), privateNetwork),
        exportPassword: readBoolean('export-password', false),
    };
    secrets.forEach(validateSecret);
    checkCombinations(inputs);
    return inputs;
}
function readAccountId() {
    const value = (0,inputs_names/* readInput */.R)('account-id');
    if (value !== undefined && !/^[0-9a-f]{32}$/i.test(value)) {
        throw new action_error/* ActionError */.l('input-invalid', {
            problem: 'The input `account-id` is no ID of an IBM Cloud account.',
            fix: 'Give the 32 hexadecimal digits that `ibmcloud target` shows, or "Account settings" in the console.',
            link: links/* LINKS */.A.accessTokens,
        });
    }
    return value?.toLowerCase();
}
function readRegistryTokenId() {
    const value = (0,inputs_names/* readInput */.R)('registry-token-id');
    if (value !== undefined && !/^[\w-]{1,64}$/.test(value)) {
        throw new action_error/* ActionError */.l('input-invalid', {
            problem: 'The input `registry-token-id` is no ID of a registry token.',
            fix: 'Give the ID from the list of registry tokens (a UUID). The value of a token belongs in `registry-token`.',
            link: links/* LINKS */.A.accessTokens,
        });
    }
    return value;
}

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

var external_node_crypto_ = __webpack_require__(7598);
var deadline = __webpack_require__(2378);
var http_http = __webpack_require__(8942);
var iam_iam = __webpack_require__(9640);
var iam_error = __webpack_require__(3067);
var fingerprint = __webpack_require__(3847);
var state = __webpack_require__(6003);
;// CONCATENATED MODULE: ./src/session.ts









function openSession(inputs, source) {
    const http = new http_http/* Http */.l(new deadline/* Deadline */.B(inputs.timeoutSeconds));
    const iam = new iam_iam/* Iam */.I(http, inputs.iamUrl);
    let token;
    const { authorize } = source.kind;
    return {
        inputs,
        source,
        http,
        state: startState(inputs, source),
        iamToken: () => {
            token ??=
                authorize === undefined
                    ? Promise.reject(new TypeError(`A ${source.kind.label} has no IAM access token.`))
                    : authorize(source, iam, inputs.accountId);
            return token;
        },
        hasIamToken: () => token !== undefined,
    };
}
function startState(inputs, source) {
    const salt = (0,external_node_crypto_.randomBytes)(16).toString('hex');
    return new state/* StateKeeper */.o({
        version: 1,
        skipped: source === undefined,
        timeoutSeconds: inputs.timeoutSeconds,
        iamUrl: inputs.iamUrl,
        accountId: inputs.accountId,
        salt,
        sourceInput: source?.kind.input,
        sourceFingerprint: source === undefined ? undefined : (0,fingerprint/* fingerprint */.R)(salt, source.secret),
        profile: source?.profile?.crn ?? source?.profile?.id,
        accessToken: undefined,
        revoke: inputs.revoke,
        minted: [],
        logins: [],
        directory: undefined,
    });
}
async function refuseOtherAccount({ inputs, iamToken }) {
    if (inputs.accountId === undefined) {
        return;
    }
    const { claims } = await iamToken();
    const actual = claims?.accountId?.toLowerCase();
    if (actual === undefined) {
        throw new action_error/* ActionError */.l('account-unknown', {
            problem: 'The credential does not say which account it belongs to, so `account-id` cannot be checked.',
            fix: 'Use an API key, or an access token that was made for an account; or remove `account-id`.',
            link: links/* LINKS */.A.accessTokens,
        });
    }
    if (actual !== inputs.accountId) {
        throw (0,iam_error/* accountMismatch */.A5)(`The credential belongs to the account ${actual}, not to ${inputs.accountId} as \`account-id\` demands.`);
    }
}

;// CONCATENATED MODULE: ./src/login.ts










async function login() {
    const inputs = readInputs();
    for (const text of inputs.notices) {
        (0,core/* notice */.lm)(text);
    }
    setRegistryOutputs(inputs.registries);
    if (inputs.source === undefined) {
        skipLogin(inputs);
    }
    else {
        await login_logIn(openSession(inputs, inputs.source));
    }
}
function skipLogin(inputs) {
    startState(inputs, undefined);
    const reason = explainMissingCredentials(process.env, inputs.profile?.id);
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
        await refuseOtherAccount(session);
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
        const { undoAtOnce } = await Promise.all(/* import() */[__webpack_require__.e(283), __webpack_require__.e(185)]).then(__webpack_require__.bind(__webpack_require__, 2283));
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

/***/ 3424:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Mg: () => (/* binding */ MINT_NAMES),
/* harmony export */   gu: () => (/* binding */ REVOCABLE_MINTS),
/* harmony export */   of: () => (/* binding */ isRevocable)
/* harmony export */ });
const MINT_NAMES = ['api-key', 'access-token', 'registry-token'];
const REVOCABLE_MINTS = ['api-key', 'registry-token'];
function isRevocable(mint) {
    return REVOCABLE_MINTS.some((name) => name === mint);
}


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

/***/ 6003:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   o: () => (/* binding */ StateKeeper),
/* harmony export */   r: () => (/* binding */ readSavedState)
/* harmony export */ });
/* harmony import */ var _actions_core__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(1078);
/* harmony import */ var _mint_names_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(3424);
/* harmony import */ var _text_json_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(1789);



const NAME = 'icr-login';
class StateKeeper {
    #state;
    constructor(state) {
        this.#state = state;
        this.#save();
    }
    get value() {
        return this.#state;
    }
    update(change) {
        this.#state = { ...this.#state, ...change };
        this.#save();
    }
    updateMinted(mark, change) {
        const minted = this.#state.minted.map((record) => record.mark === mark ? { ...record, ...change } : record);
        this.update({ minted });
    }
    #save() {
        (0,_actions_core__WEBPACK_IMPORTED_MODULE_0__/* .saveState */ .LZ)(NAME, JSON.stringify(this.#state));
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
        revoke: object['revoke'] !== false,
        minted,
        logins,
        directory: (0,_text_json_js__WEBPACK_IMPORTED_MODULE_1__/* .stringMember */ .sk)(object, 'directory'),
    };
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


/***/ }),

/***/ 1789:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   OW: () => (/* binding */ isJsonObject),
/* harmony export */   dw: () => (/* binding */ parseJsonObject),
/* harmony export */   eJ: () => (/* binding */ numberMember),
/* harmony export */   qF: () => (/* binding */ parseJson),
/* harmony export */   sk: () => (/* binding */ stringMember)
/* harmony export */ });
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


/***/ })

};
