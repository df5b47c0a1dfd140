"use strict";
exports.id = 94;
exports.ids = [94,549];
exports.modules = {

/***/ 1916:
/***/ ((__unused_webpack_module, exports) => {

var __webpack_unused_export__;

__webpack_unused_export__ = true;
exports.Io = __webpack_unused_export__ = void 0;
var peq = new Uint32Array(0x10000);
var myers_32 = function (a, b) {
    var n = a.length;
    var m = b.length;
    var lst = 1 << (n - 1);
    var pv = -1;
    var mv = 0;
    var sc = n;
    var i = n;
    while (i--) {
        peq[a.charCodeAt(i)] |= 1 << i;
    }
    for (i = 0; i < m; i++) {
        var eq = peq[b.charCodeAt(i)];
        var xv = eq | mv;
        eq |= ((eq & pv) + pv) ^ pv;
        mv |= ~(eq | pv);
        pv &= eq;
        if (mv & lst) {
            sc++;
        }
        if (pv & lst) {
            sc--;
        }
        mv = (mv << 1) | 1;
        pv = (pv << 1) | ~(xv | mv);
        mv &= xv;
    }
    i = n;
    while (i--) {
        peq[a.charCodeAt(i)] = 0;
    }
    return sc;
};
var myers_x = function (b, a) {
    var n = a.length;
    var m = b.length;
    var mhc = [];
    var phc = [];
    var hsize = Math.ceil(n / 32);
    var vsize = Math.ceil(m / 32);
    for (var i = 0; i < hsize; i++) {
        phc[i] = -1;
        mhc[i] = 0;
    }
    var j = 0;
    for (; j < vsize - 1; j++) {
        var mv_1 = 0;
        var pv_1 = -1;
        var start_1 = j * 32;
        var vlen_1 = Math.min(32, m) + start_1;
        for (var k = start_1; k < vlen_1; k++) {
            peq[b.charCodeAt(k)] |= 1 << k;
        }
        for (var i = 0; i < n; i++) {
            var eq = peq[a.charCodeAt(i)];
            var pb = (phc[(i / 32) | 0] >>> i) & 1;
            var mb = (mhc[(i / 32) | 0] >>> i) & 1;
            var xv = eq | mv_1;
            var xh = ((((eq | mb) & pv_1) + pv_1) ^ pv_1) | eq | mb;
            var ph = mv_1 | ~(xh | pv_1);
            var mh = pv_1 & xh;
            if ((ph >>> 31) ^ pb) {
                phc[(i / 32) | 0] ^= 1 << i;
            }
            if ((mh >>> 31) ^ mb) {
                mhc[(i / 32) | 0] ^= 1 << i;
            }
            ph = (ph << 1) | pb;
            mh = (mh << 1) | mb;
            pv_1 = mh | ~(xv | ph);
            mv_1 = ph & xv;
        }
        for (var k = start_1; k < vlen_1; k++) {
            peq[b.charCodeAt(k)] = 0;
        }
    }
    var mv = 0;
    var pv = -1;
    var start = j * 32;
    var vlen = Math.min(32, m - start) + start;
    for (var k = start; k < vlen; k++) {
        peq[b.charCodeAt(k)] |= 1 << k;
    }
    var score = m;
    for (var i = 0; i < n; i++) {
        var eq = peq[a.charCodeAt(i)];
        var pb = (phc[(i / 32) | 0] >>> i) & 1;
        var mb = (mhc[(i / 32) | 0] >>> i) & 1;
        var xv = eq | mv;
        var xh = ((((eq | mb) & pv) + pv) ^ pv) | eq | mb;
        var ph = mv | ~(xh | pv);
        var mh = pv & xh;
        score += (ph >>> (m - 1)) & 1;
        score -= (mh >>> (m - 1)) & 1;
        if ((ph >>> 31) ^ pb) {
            phc[(i / 32) | 0] ^= 1 << i;
        }
        if ((mh >>> 31) ^ mb) {
            mhc[(i / 32) | 0] ^= 1 << i;
        }
        ph = (ph << 1) | pb;
        mh = (mh << 1) | mb;
        pv = mh | ~(xv | ph);
        mv = ph & xv;
    }
    for (var k = start; k < vlen; k++) {
        peq[b.charCodeAt(k)] = 0;
    }
    return score;
};
var distance = function (a, b) {
    if (a.length < b.length) {
        var tmp = b;
        b = a;
        a = tmp;
    }
    if (b.length === 0) {
        return a.length;
    }
    if (a.length <= 32) {
        return myers_32(a, b);
    }
    return myers_x(a, b);
};
exports.Io = distance;
var closest = function (str, arr) {
    var min_distance = Infinity;
    var min_index = 0;
    for (var i = 0; i < arr.length; i++) {
        var dist = distance(str, arr[i]);
        if (dist < min_distance) {
            min_distance = dist;
            min_index = i;
        }
    }
    return arr[min_index];
};
__webpack_unused_export__ = closest;


/***/ }),

/***/ 5094:
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



async function checkEverywhere(client, logins) {
    const results = await Promise.all(logins.map((login) => check(client, login)));
    const failures = results.filter((result) => 'error' in result);
    const [first] = failures;
    if (first !== undefined) {
        throw explainFailures(first, failures, logins.length);
    }
    return results.filter((result) => 'entry' in result);
}
async function check(client, login) {
    try {
        return { ...login, entry: await client.check(login.registry, login.credential) };
    }
    catch (error) {
        return { registry: login.registry, error };
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
var retry = __webpack_require__(8902);
var read_config = __webpack_require__(1348);
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
const starting = new Set();
const running = new Set();
let isWatching = false;
async function runProgram(program) {
    const { what, path, args, input, deadline, onStart } = program;
    watchChildren();
    starting.add(onStart);
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
    const entries = Object.entries(environment).filter((entry) => entry[1] !== undefined &&
        !/^(?:INPUT_|STATE_|ACTIONS_|DOCKER_AUTH_CONFIG$)/i.test(entry[0]) &&
        !(0,mask/* containsSecret */.At)(entry[1]));
    return Object.fromEntries(entries);
}

;// CONCATENATED MODULE: ./src/client/container-client.ts









const FIRST_DELAY_MS = 500;
const LONGEST_DELAY_MS = 8_000;
const TRIES = 6;
function containerClient(program) {
    const { promise: waiting, resolve: wait } = Promise.withResolvers();
    return {
        name: program.name,
        waiting,
        dispose: () => {
            killChildren();
            (0,private_directory/* deleteDirectory */.N_)(program.directory);
        },
        check: async (registry, credential) => {
            const directory = (0,external_node_path_.join)(program.directory, registry.host);
            (0,external_node_fs_.mkdirSync)(directory, { mode: 0o700 });
            try {
                return await logIn({ ...program, onStart: wait }, directory, registry, credential);
            }
            finally {
                wait();
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
        const result = await runProgram({ ...program, what, args, input: credential.secret });
        if (result.exitCode !== 0 && isTransientFailure(result.output)) {
            throw new TransientFailure(result);
        }
        return result;
    };
    const attempts = (0,retry/* retry */.L)(tryOnce, {
        tries: TRIES,
        firstDelayMs: FIRST_DELAY_MS,
        longestDelayMs: LONGEST_DELAY_MS,
        mayHelp: (error) => error instanceof TransientFailure && program.deadline.remainingMs() > 0,
    });
    const result = await program.deadline.race(attempts, what).catch(resultOf);
    if (result.exitCode !== 0) {
        const { username } = credential;
        throw explainClientFailure({ client: program.name, host, username }, result);
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
    const { promise: waiting, resolve: wait } = Promise.withResolvers();
    return {
        name: 'file',
        waiting,
        dispose: () => undefined,
        check: async ({ host }, credential) => {
            const authenticating = authenticate(http, host, credential);
            setImmediate(wait);
            await authenticating;
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
    const { mint, registryTokenId, registries } = session.inputs;
    if (mint === 'none' && registryTokenId === undefined) {
        const credential = useGiven(session);
        return registries.map((registry) => ({ registry, credential }));
    }
    const { fetchRegistryToken, mintRegistryTokens } = await __webpack_require__.e(/* import() */ 454).then(__webpack_require__.bind(__webpack_require__, 6454));
    if (registryTokenId === undefined) {
        return mintRegistryTokens(session);
    }
    const credential = await fetchRegistryToken(session, registryTokenId);
    return registries.map((registry) => ({ registry, credential }));
}
function useGiven({ source, inputs }) {
    const { kind, secret } = source;
    const expiresAt = kind.expiresAt(secret);
    if (expiresAt !== undefined && expiresAt.getTime() <= Date.now()) {
        (0,core/* warning */.$e)(`By the clock of this machine, the ${kind.label} in \`${kind.input}\` ended at ${expiresAt.toISOString()}.`);
    }
    return {
        username: kind.username,
        secret,
        expiresAt,
        label: `the ${kind.label} that was given${inputs.client === 'none' ? '' : ', stored as it is'}`,
    };
}

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

var names = __webpack_require__(5585);
;// CONCATENATED MODULE: ./src/inputs/combinations.ts



function checkCombinations(inputs) {
    const conflict = conflictOfSource(inputs) ??
        conflictOfTokenId(inputs) ??
        conflictOfMint(inputs) ??
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
    return (0,names/* readInput */.R)(name) !== undefined;
}
function conflictOfSource({ source, mint, accountId }) {
    if (source === undefined || source.kind.authorize !== undefined) {
        return undefined;
    }
    const { input, label } = source.kind;
    const why = `a ${label} cannot get an IAM access token.`;
    const fix = `Give \`api-key\` or \`access-token\` instead of \`${input}\`, or remove the other input.`;
    if (mint !== 'none') {
        return { inputs: [input, `mint: ${mint}`], why, fix };
    }
    if (accountId !== undefined) {
        const unknown = `the account of a ${label} cannot be known.`;
        return { inputs: [input, 'account-id'], why: unknown, fix };
    }
    const useless = ['registry-token-id', 'iam-url'].find(isGiven);
    return useless === undefined ? undefined : { inputs: [input, useless], why, fix };
}
function conflictOfTokenId({ registryTokenId, mint, registries }) {
    if (registryTokenId === undefined) {
        return undefined;
    }
    if (mint !== 'none') {
        return {
            inputs: ['registry-token-id', `mint: ${mint}`],
            why: 'one uses an existing token, the other makes a new one.',
            fix: 'Remove one of them.',
        };
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
function conflictOfMint({ mint, logout, revoke }) {
    if (mint === 'none') {
        const given = ['access', 'lifetime', 'description'].find(isGiven);
        const useless = given ?? (revoke ? undefined : 'revoke: false');
        return useless === undefined
            ? undefined
            : {
                inputs: [useless, 'mint: none'],
                why: 'the first is about a credential that is minted, and none is.',
                fix: `Remove \`${useless}\`, or choose what to mint.`,
            };
    }
    if (!logout && revoke) {
        return {
            inputs: ['logout: false', `mint: ${mint}`],
            why: 'the login would stay, with a credential that is revoked at the end of the job.',
            fix: 'Remove `logout: false`, or add `revoke: false` to keep the credential alive as well.',
        };
    }
    return undefined;
}
function conflictOfClient(inputs) {
    const { client, config, mint, registryTokenId, exportPassword, logout } = inputs;
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
    if (config === 'isolated') {
        return {
            inputs: ['client: none', 'config: isolated'],
            why: 'nothing is logged in, so no config is needed for it.',
            fix: 'Remove `config: isolated`, or choose a client.',
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
function conflictOfPassword({ exportPassword, mint, registries }) {
    if (!exportPassword) {
        return undefined;
    }
    if (mint === 'none') {
        return {
            inputs: ['export-password', 'mint: none'],
            why: 'only a credential that this step made becomes an output, never the secret it was given.',
            fix: 'Choose what to mint, or use the secret itself where you need it.',
        };
    }
    return countRegistries(registries) > 1
        ? {
            inputs: ['export-password', 'region'],
            why: 'each registry has a registry token of its own, and there is one output.',
            fix: 'Use one step for each region.',
        }
        : undefined;
}

;// CONCATENATED MODULE: ./src/inputs/values.ts




const values_REPEATED_CHARACTERS = 20;
function readChoice(name, choices, byDefault) {
    const value = (0,names/* readInput */.R)(name);
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
    const value = (0,names/* readInput */.R)(name);
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

;// CONCATENATED MODULE: ./src/inputs/lifetime.ts



function readRegistryTokenLifetime() {
    const value = (0,names/* readInput */.R)('lifetime') ?? '24h';
    if (value !== '24h' && value !== 'never') {
        throw new action_error/* ActionError */.l('input-invalid', {
            problem: 'The input `lifetime` has a value that registry tokens cannot have.',
            fix: 'A registry token lives `24h` (the default) or, with `lifetime: never`, until it is revoked.',
            link: links/* LINKS */.A.accessTokens,
        });
    }
    return value;
}

var source_kinds = __webpack_require__(9639);
;// CONCATENATED MODULE: ./src/inputs/secret.ts





function readSecrets() {
    return source_kinds/* SOURCE_KINDS */.s.flatMap((kind) => {
        const text = (0,names/* readInput */.R)(kind.input);
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

;// CONCATENATED MODULE: ./src/inputs/inputs.ts









const TIMEOUT_SECONDS = { least: 1, most: 3600, byDefault: 60 };
function readInputs() {
    const sources = readSecrets();
    const privateNetwork = readBoolean('private', false);
    const region = (0,names/* readInput */.R)('region') ?? '';
    const inputs = {
        ...resolveRegistries(region, { privateNetwork }),
        source: onlySource(sources),
        registryTokenId: readRegistryTokenId(),
        mint: readChoice('mint', ['none', 'registry-token'], 'none'),
        access: readChoice('access', ['read', 'read-write'], 'read'),
        lifetime: readRegistryTokenLifetime(),
        description: (0,names/* readInput */.R)('description'),
        revoke: readBoolean('revoke', true),
        client: readChoice('client', ['auto', 'docker', 'podman', 'file', 'none'], 'auto'),
        config: readChoice('config', ['shared', 'isolated'], 'shared'),
        logout: readBoolean('logout', true),
        onMissingCredentials: readChoice('on-missing-credentials', ['fail', 'skip'], 'fail'),
        accountId: readAccountId(),
        timeoutSeconds: readSeconds('timeout', TIMEOUT_SECONDS),
        iamUrl: resolveIamUrl((0,names/* readInput */.R)('iam-url'), privateNetwork),
        exportPassword: readBoolean('export-password', false),
    };
    if (inputs.source !== undefined) {
        validateSecret(inputs.source);
    }
    checkCombinations(inputs);
    return inputs;
}
function onlySource(sources) {
    if (sources.length > 1) {
        const names = sources.map(({ kind }) => `\`${kind.input}\``).join(' and ');
        throw new action_error/* ActionError */.l('several-credentials', {
            problem: `The inputs ${names} were given together. A login uses exactly one credential.`,
            fix: 'Keep the one to log in with and remove the other.',
            link: links/* LINKS */.A.accessTokens,
        });
    }
    return sources[0];
}
function readAccountId() {
    const value = (0,names/* readInput */.R)('account-id');
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
    const value = (0,names/* readInput */.R)('registry-token-id');
    if (value !== undefined && !/^[\w-]{1,64}$/.test(value)) {
        throw new action_error/* ActionError */.l('input-invalid', {
            problem: 'The input `registry-token-id` is no ID of a registry token.',
            fix: 'Give the ID from the list of registry tokens (a UUID). The value of a token belongs in `registry-token`.',
            link: links/* LINKS */.A.accessTokens,
        });
    }
    return value;
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
function explainMissingCredentials(environment = process.env) {
    const { because, fix, link } = findReason(environment);
    const inputs = source_kinds/* SOURCE_KINDS */.s.map(({ input }) => `\`${input}\``).join(', ');
    return new action_error/* ActionError */.l('missing-credentials', {
        problem: `No credential was given: ${inputs} are all empty. ${because}`,
        fix,
        link,
    });
}
function findReason(environment) {
    const name = environment['GITHUB_EVENT_NAME'];
    if (environment['GITHUB_ACTOR'] === 'dependabot[bot]' && DEPENDABOT_EVENTS.has(name)) {
        return DEPENDABOT;
    }
    const event = readEvent(environment['GITHUB_EVENT_PATH']);
    return name !== 'pull_request_target' && isFromFork(event) ? FORK : NOT_SET;
}
function readEvent(path) {
    try {
        return (0,json/* parseJsonObject */.dw)((0,external_node_fs_.readFileSync)(path ?? '', 'utf8')) ?? {};
    }
    catch {
        return {};
    }
}
function isFromFork({ pull_request: pullRequest }) {
    if (!(0,json/* isJsonObject */.OW)(pullRequest)) {
        return false;
    }
    const head = repositoryOf(pullRequest['head']);
    const base = repositoryOf(pullRequest['base']);
    return base !== undefined && head !== base;
}
function repositoryOf(side) {
    const repository = (0,json/* isJsonObject */.OW)(side) ? side['repo'] : undefined;
    return (0,json/* isJsonObject */.OW)(repository) ? repository['full_name'] : undefined;
}

var config_error = __webpack_require__(4288);
var config_path = __webpack_require__(2295);
var files = __webpack_require__(1146);
;// CONCATENATED MODULE: ./src/store/inspect-config.ts







async function inspectConfig(path, hosts) {
    let original;
    try {
        original = await (0,files/* readIfThere */.qC)(path, read_config/* CONFIG_ENCODING */.Hf);
    }
    catch (error) {
        throw (0,config_error/* explainFileError */.Y)(path, error);
    }
    const text = (0,read_config/* readAsConfig */.BZ)(original);
    if (!(0,read_config/* isConfigText */.kH)(text)) {
        throw await (0,config_error/* malformedConfig */.m)(path, text);
    }
    const config = (0,json/* parseJsonObject */.dw)(text) ?? {};
    const store = (0,json/* stringMember */.sk)(config, 'credsStore');
    if (store !== undefined) {
        throw storeInTheWay(path, `"credsStore": "${(0,disarm/* disarm */.J)(store)}"`);
    }
    const helpers = config['credHelpers'];
    const host = hosts.find((name) => (0,json/* isJsonObject */.OW)(helpers) && helpers[name] !== undefined);
    if (host !== undefined) {
        throw storeInTheWay(path, `a "credHelpers" entry for ${host}`);
    }
}
function storeInTheWay(path, what) {
    return new action_error/* ActionError */.l('credential-store', {
        problem: `${path} has ${what}: clients would look for the login in that credential store and not in the file.`,
        fix: 'Add `config: isolated`: the job gets a private Docker config, without a credential store. This version does not write to credential stores.',
        link: links/* LINKS */.A.dockerCredentialStores,
    });
}

;// CONCATENATED MODULE: ./src/journal/plan-configs.ts







async function planConfigs(client, { registries, config }) {
    if (process.env['DOCKER_AUTH_CONFIG']) {
        (0,core/* warning */.$e)('The variable DOCKER_AUTH_CONFIG is set: docker 28.3 and later take logins from it before they look into the config that this step writes.');
    }
    if (config === 'isolated') {
        const { planIsolatedConfig } = await __webpack_require__.e(/* import() */ 479).then(__webpack_require__.bind(__webpack_require__, 6860));
        const hosts = registries.map(({ host }) => host);
        const isolated = await planIsolatedConfig(hosts);
        return [{ path: isolated.path, missingDirectory: undefined, hosts, isolated }];
    }
    const byPath = new Map();
    for (const { host } of registries) {
        const path = (0,config_path/* locateConfig */.p0)(client, host);
        byPath.set(path, [...(byPath.get(path) ?? []), host]);
        warnOfShadows(host, path, client);
    }
    return Promise.all([...byPath].map(async ([path, hostsOfPath]) => {
        await inspectConfig(path, hostsOfPath);
        return planConfig(path, hostsOfPath);
    }));
}
function warnOfShadows(host, path, client) {
    const shadow = client === 'podman' ? undefined : (0,config_path/* findShadow */.wy)(host, path);
    if (shadow !== undefined) {
        (0,core/* warning */.$e)(`${shadow} has a login to ${host} of its own. podman, buildah and skopeo look there first and will not use the one written to ${path}. \`client: podman\` writes there.`);
    }
}
async function planConfig(path, hosts) {
    try {
        const real = await (0,files/* resolveLinks */.Ap)(path);
        return { path: real, missingDirectory: findMissing((0,external_node_path_.dirname)(real)), hosts };
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
    const { inputs, state, source } = session;
    const minted = state.value.minted.flatMap(({ id, host }) => id === undefined ? [] : [{ id, host }]);
    const ends = logins.flatMap(({ credential: { expiresAt } }) => expiresAt?.getTime() ?? []);
    const [first] = logins;
    const knowsAccount = inputs.mint !== 'none' ||
        inputs.registryTokenId !== undefined ||
        inputs.accountId !== undefined ||
        source.kind.input === 'access-token';
    const claims = knowsAccount ? (await session.iamToken()).claims : undefined;
    setOutputs({
        username: first?.credential.username,
        password: inputs.exportPassword ? first?.credential.secret : undefined,
        'logged-in': String(client !== undefined),
        'credential-id': minted[0]?.id,
        'credential-ids': JSON.stringify(minted.map(({ id, host }) => ({ registry: host, id }))),
        'expires-at': ends.length === 0 ? undefined : new Date(Math.min(...ends)).toISOString(),
        'account-id': claims?.accountId,
        'config-path': paths[0],
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
    const revoked = inputs.mint !== 'none' && inputs.revoke;
    if (undone && revoked) {
        return 'When the job ends, the login is undone and what was minted is revoked.';
    }
    if (undone) {
        return inputs.mint === 'none'
            ? 'When the job ends, the login is undone.'
            : 'When the job ends, the login is undone; what was minted stays alive (`revoke: false`).';
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
                    : authorize(source.secret, iam, inputs.accountId);
            return token;
        },
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
        accessToken: undefined,
        revoke: inputs.revoke,
        minted: [],
        logins: [],
        directory: undefined,
        isolation: undefined,
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
        throw (0,iam_error/* accountMismatch */.A)(`The credential belongs to the account ${actual}, not to ${inputs.accountId} as \`account-id\` demands.`);
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
    const reason = explainMissingCredentials();
    if (inputs.onMissingCredentials === 'fail') {
        throw reason;
    }
    (0,core/* info */.pq)(`Not logged in, as \`on-missing-credentials: skip\` asks for. ${reason.explanation.problem}`);
}
async function login_logIn(session) {
    const client = await chooseClient(session);
    const configs = client === undefined ? [] : await planConfigs(client.name, session.inputs);
    try {
        await refuseOtherAccount(session);
        const logins = await obtainCredentials(session);
        if (client !== undefined) {
            const [checked, { writeEverywhere }] = await Promise.all([
                checkEverywhere(client, logins),
                client.waiting.then(() => Promise.all(/* import() */[__webpack_require__.e(547), __webpack_require__.e(648), __webpack_require__.e(223)]).then(__webpack_require__.bind(__webpack_require__, 1223))),
            ]);
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
        const { undoAtOnce } = await __webpack_require__.e(/* import() */ 454).then(__webpack_require__.bind(__webpack_require__, 6454));
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

/***/ 4288:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Y: () => (/* binding */ explainFileError),
/* harmony export */   m: () => (/* binding */ malformedConfig)
/* harmony export */ });
/* harmony import */ var _errors_action_error_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(2714);
/* harmony import */ var _errors_links_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(6678);
/* harmony import */ var _text_disarm_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(404);
/* harmony import */ var _text_json_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(1789);
/* harmony import */ var _files_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(1146);





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
    const { parse } = await __webpack_require__.e(/* import() */ 547).then(__webpack_require__.t.bind(__webpack_require__, 9547, 23));
    const errors = [];
    parse(text, errors, { disallowComments: true });
    const before = text.slice(0, errors[0]?.offset).split('\n');
    return `it is no JSON, see line ${before.length}, column ${(before.at(-1) ?? '').length + 1}`;
}
function explainFileError(path, error) {
    if ((0,_files_js__WEBPACK_IMPORTED_MODULE_3__/* .isFileError */ .lz)(error, 'ELOCKED')) {
        return new _errors_action_error_js__WEBPACK_IMPORTED_MODULE_0__/* .ActionError */ .l('config-busy', {
            problem: `${path} is being written by other jobs all the time, and its turn did not come.`,
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


/***/ }),

/***/ 2295:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Dq: () => (/* binding */ podmanLoginPaths),
/* harmony export */   Q1: () => (/* binding */ dockerConfigPath),
/* harmony export */   p0: () => (/* binding */ locateConfig),
/* harmony export */   wy: () => (/* binding */ findShadow)
/* harmony export */ });
/* harmony import */ var node_fs__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(3024);
/* harmony import */ var node_fs__WEBPACK_IMPORTED_MODULE_0___default = /*#__PURE__*/__webpack_require__.n(node_fs__WEBPACK_IMPORTED_MODULE_0__);
/* harmony import */ var node_os__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(8161);
/* harmony import */ var node_os__WEBPACK_IMPORTED_MODULE_1___default = /*#__PURE__*/__webpack_require__.n(node_os__WEBPACK_IMPORTED_MODULE_1__);
/* harmony import */ var node_path__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(6760);
/* harmony import */ var node_path__WEBPACK_IMPORTED_MODULE_2___default = /*#__PURE__*/__webpack_require__.n(node_path__WEBPACK_IMPORTED_MODULE_2__);
/* harmony import */ var _read_config_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(1348);




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
        return (0,_read_config_js__WEBPACK_IMPORTED_MODULE_3__/* .findEntry */ .w4)(text, host) !== undefined;
    }
    catch {
        return false;
    }
}


/***/ }),

/***/ 1348:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   BZ: () => (/* binding */ readAsConfig),
/* harmony export */   Hf: () => (/* binding */ CONFIG_ENCODING),
/* harmony export */   kH: () => (/* binding */ isConfigText),
/* harmony export */   w4: () => (/* binding */ findEntry)
/* harmony export */ });
/* harmony import */ var _text_json_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(1789);

const CONFIG_ENCODING = 'latin1';
function readAsConfig(text) {
    return text === undefined || text.trim() === '' ? '{}' : text;
}
function isConfigText(text) {
    const value = (0,_text_json_js__WEBPACK_IMPORTED_MODULE_0__/* .parseJson */ .qF)(text);
    if (!(0,_text_json_js__WEBPACK_IMPORTED_MODULE_0__/* .isJsonObject */ .OW)(value)) {
        return false;
    }
    const auths = value['auths'];
    return auths === undefined || auths === null || (0,_text_json_js__WEBPACK_IMPORTED_MODULE_0__/* .isJsonObject */ .OW)(auths);
}
function findEntry(text, host) {
    const auths = (0,_text_json_js__WEBPACK_IMPORTED_MODULE_0__/* .parseJsonObject */ .dw)(text)?.['auths'];
    const entry = (0,_text_json_js__WEBPACK_IMPORTED_MODULE_0__/* .isJsonObject */ .OW)(auths) ? auths[host] : undefined;
    return (0,_text_json_js__WEBPACK_IMPORTED_MODULE_0__/* .isJsonObject */ .OW)(entry) ? entry : undefined;
}


/***/ })

};
;