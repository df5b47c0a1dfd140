export const id = 931;
export const ids = [931,185];
export const modules = {

/***/ 5931:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

__webpack_require__.r(__webpack_exports__);

__webpack_require__.d(__webpack_exports__, {
  cleanup: () => (/* binding */ cleanup)
});

var core = __webpack_require__(1078);
var private_directory = __webpack_require__(6846);
var describe = __webpack_require__(2206);
var http_deadline = __webpack_require__(2378);
var is_to_revoke = __webpack_require__(5185);
;// CONCATENATED MODULE: ./src/report/cleanup-report.ts

const SENTENCES = {
    removed: 'removed the login',
    restored: 'put the login back that was there before',
    covered: 'left the entry, because another use of this action needs it; its own end removes it',
    foreign: 'left the entry alone, because somebody else has changed or removed it since',
};
function reportUndone({ path, records }, undone) {
    for (const { host, outcome } of undone) {
        (0,core/* info */.pq)(`${host}: ${SENTENCES[outcome]} (${path}).`);
    }
    if (undone.length < records.length) {
        (0,core/* info */.pq)(`${path}: no record of ${undone.length === 0 ? 'the login' : 'the rest'} is left. It was undone before, or never written.`);
    }
}

var runner_state = __webpack_require__(6003);
;// CONCATENATED MODULE: ./src/cleanup.ts







async function cleanup() {
    const state = (0,runner_state/* readSavedState */.r)();
    if (state === undefined || state.skipped) {
        (0,core/* info */.pq)('Nothing was logged in, so there is nothing to undo.');
        return;
    }
    await attempt('The login could not be undone', () => undoLogins(state));
    await attempt('A private directory could not be deleted', () => deletePrivateDirectory(state));
    await attempt('What was minted could not be revoked', () => revokeMinted(state));
}
async function attempt(failure, work) {
    try {
        await work();
    }
    catch (error) {
        (0,core/* warning */.$e)(`${failure}: ${(0,describe/* describeError */.U)(error)}`);
    }
}
async function undoLogins(state) {
    if (state.logins.length === 0) {
        return;
    }
    const deadline = new http_deadline/* Deadline */.B(state.timeoutSeconds);
    const { undoLogins: undo } = await Promise.all(/* import() */[__webpack_require__.e(547), __webpack_require__.e(648), __webpack_require__.e(190), __webpack_require__.e(369)]).then(__webpack_require__.bind(__webpack_require__, 7190));
    for (const logins of state.logins) {
        const failure = `The logins in ${logins.path} could not be undone (\`docker logout\` removes them by hand)`;
        await attempt(failure, async () => reportUndone(logins, await undo(logins, deadline)));
    }
}
async function deletePrivateDirectory({ directory }) {
    if (directory !== undefined) {
        (0,private_directory/* deleteDirectory */.N_)(directory);
    }
}
async function revokeMinted(state) {
    const due = state.minted.filter(is_to_revoke/* isToRevoke */._);
    if (due.length === 0) {
        return;
    }
    if (!state.revoke) {
        const ids = due.map(({ mint, id, place }) => `${mint} ${id ?? 'of unknown ID'} (${place})`);
        (0,core/* info */.pq)(`Left alive, as \`revoke: false\` asks for: ${ids.join(', ')}.`);
        return;
    }
    const { revokeDue } = await Promise.all(/* import() */[__webpack_require__.e(294), __webpack_require__.e(409), __webpack_require__.e(474)]).then(__webpack_require__.bind(__webpack_require__, 4409));
    await revokeDue(state, new http_deadline/* Deadline */.B(state.timeoutSeconds));
}


/***/ }),

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

/***/ 5185:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   _: () => (/* binding */ isToRevoke)
/* harmony export */ });
function isToRevoke({ outcome, lostReplies }) {
    return outcome === 'intended' || outcome === 'issued' || lostReplies > 0;
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
