"use strict";
exports.id = 454;
exports.ids = [454];
exports.modules = {

/***/ 6454:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {


__webpack_require__.d(__webpack_exports__, {
  fetchRegistryToken: () => (/* reexport */ fetchRegistryToken),
  mintRegistryTokens: () => (/* reexport */ mintRegistryTokens),
  revokeDue: () => (/* reexport */ revokeDue),
  undoAtOnce: () => (/* reexport */ undoAtOnce)
});

var action_error = __webpack_require__(2714);
var links = __webpack_require__(6678);
var refusal = __webpack_require__(5424);
var mask = __webpack_require__(7084);
var json = __webpack_require__(1789);
var registry_error = __webpack_require__(8787);
;// CONCATENATED MODULE: ./src/registry/registry-tokens.ts






const REGISTRY_TOKEN_LIFETIME_MS = 24 * 60 * 60 * 1000;
const GONE = new Set([404, 405, 410, 501]);
class RegistryTokens {
    #http;
    #host;
    #headers;
    constructor(http, host, iamToken) {
        this.#http = http;
        this.#host = host;
        this.#headers = {
            accept: 'application/json',
            account: readAccount(iamToken),
            authorization: `Bearer ${iamToken.value}`,
        };
    }
    async add({ description, access, permanent }) {
        const query = new URLSearchParams({
            description,
            permanent: String(permanent),
            write: String(access === 'read-write'),
        });
        const url = `${this.#url('')}?${query}`;
        const reply = await this.#http.send({ method: 'POST', url, headers: this.#headers, body: '' }, { repeat: 'when-refused' });
        return this.#readValue(reply, 'A registry token was not made');
    }
    async get(id) {
        const reply = await this.#send('GET', id);
        if (reply.status === 404) {
            throw new action_error/* ActionError */.l('registry-token-not-found', {
                problem: `${this.#host} has no registry token with the ID in \`registry-token-id\`: it was removed, belongs to another account or region, or the registry offers registry tokens no more. ${(0,refusal/* describeReply */.CS)(reply)}`,
                fix: 'Compare the ID with the list of registry tokens of this region, or log in with `api-key`.',
                link: links/* LINKS */.A.accessTokens,
                transactionId: reply.transactionId,
            });
        }
        return this.#readValue(reply, 'The registry token was not fetched');
    }
    async list() {
        const reply = await this.#send('GET', '');
        if (reply.status !== 200) {
            throw (0,registry_error/* explainRegistryRefusal */.R6)(reply, 'The registry tokens were not listed');
        }
        const tokens = (0,json/* parseJsonObject */.dw)(reply.body)?.['tokens'];
        if (!Array.isArray(tokens)) {
            throw (0,refusal/* unreadableReply */.KF)(reply, 'a list of registry tokens');
        }
        return tokens.filter(json/* isJsonObject */.OW).flatMap((token) => {
            const id = (0,json/* stringMember */.sk)(token, '_id');
            const description = (0,json/* stringMember */.sk)(token, 'secondary_owner') ?? '';
            return id === undefined ? [] : [{ id, description }];
        });
    }
    async remove(id) {
        const reply = await this.#send('DELETE', id);
        if (reply.status === 404 || reply.status === 410) {
            return 'gone';
        }
        if (reply.status < 200 || reply.status > 299) {
            throw (0,registry_error/* explainRegistryRefusal */.R6)(reply, `The registry token ${id} was not revoked`);
        }
        if (/html/i.test(reply.headers['content-type'] ?? '')) {
            throw (0,refusal/* unreadableReply */.KF)(reply, 'an answer of the registry');
        }
        return 'revoked';
    }
    #url(id) {
        const base = `https://${this.#host}/api/v1/tokens`;
        return id === '' ? base : `${base}/${encodeURIComponent(id)}`;
    }
    #send(method, id) {
        return this.#http.send({ method, url: this.#url(id), headers: this.#headers }, { repeat: 'always' });
    }
    #readValue(reply, intent) {
        if (reply.status < 200 || reply.status > 299) {
            throw isDiscontinued(reply)
                ? explainDiscontinued(reply, intent)
                : (0,registry_error/* explainRegistryRefusal */.R6)(reply, intent);
        }
        const value = (0,json/* stringMember */.sk)((0,json/* parseJsonObject */.dw)(reply.body) ?? {}, 'token');
        if (value === undefined) {
            throw (0,refusal/* unreadableReply */.KF)(reply, 'a registry token');
        }
        (0,mask/* mask */.dK)(value, 'token');
        return value;
    }
}
function readAccount({ claims }) {
    const account = claims?.accountId;
    if (account === undefined) {
        throw new action_error/* ActionError */.l('account-unknown', {
            problem: 'The IAM access token does not say which account it belongs to, and registry tokens belong to one.',
            fix: 'Use the API key of a service ID, or an access token that was made for an account (`ibmcloud target -c ACCOUNT_ID`).',
            link: links/* LINKS */.A.accessTokens,
        });
    }
    return account;
}
function isDiscontinued({ status, body }) {
    return GONE.has(status) || /discontinued/i.test(body);
}
function explainDiscontinued(reply, intent) {
    return new action_error/* ActionError */.l('registry-tokens-discontinued', {
        problem: `${intent}: this registry does not offer registry tokens any more. IBM Cloud stopped issuing them on 1 July 2019 and accepting them on 19 August 2021. ${(0,refusal/* describeReply */.CS)(reply)}`,
        fix: 'Log in with `api-key` (best the key of a service ID that has only the Reader role) or with `access-token`, and remove `mint: registry-token`.',
        link: links/* LINKS */.A.accessTokens,
        transactionId: reply.transactionId,
    });
}

var registry_token = __webpack_require__(9586);
;// CONCATENATED MODULE: ./src/mint/fetch-registry-token.ts


async function fetchRegistryToken(session, id) {
    const [{ host }] = session.inputs.registries;
    const secret = await new RegistryTokens(session.http, host, await session.iamToken()).get(id);
    return {
        username: registry_token/* registryToken */.p.username,
        secret,
        expiresAt: registry_token/* registryToken */.p.expiresAt(secret),
        label: `the registry token ${id}, fetched for this job`,
    };
}

var core = __webpack_require__(1078);
var retry = __webpack_require__(8902);
;// CONCATENATED MODULE: ./src/mint/issue.ts


const TRIES = 4;
const FIRST_DELAY_MS = 250;
const LONGEST_DELAY_MS = 4_000;
async function issueCredential(mint, intent, note) {
    let lostReplies = 0;
    const tryOnce = async () => {
        const issued = await mint.issue(intent);
        note({
            outcome: 'issued',
            id: issued.id,
            expiresAt: issued.credential.expiresAt?.toISOString(),
            lostReplies: issued.id === undefined ? lostReplies + 1 : lostReplies,
        });
        return issued;
    };
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
    try {
        return await (0,retry/* retry */.L)(tryOnce, {
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
}
async function revokeFound(mint, mark) {
    const ids = await mint.find(mark);
    await Promise.all(ids.map((id) => mint.revoke(id)));
    return ids.length;
}
function isReplyLost(error) {
    return (0,action_error/* hasCode */.u)(error, 'network-failed', 'timed-out', 'service-failed', 'reply-invalid');
}

var external_node_crypto_ = __webpack_require__(7598);
var job = __webpack_require__(6417);
;// CONCATENATED MODULE: ./src/mint/mark.ts


function makeMark(lifetime, now = new Date()) {
    const minute = `${now.toISOString().slice(0, 16)}Z`;
    const random = (0,external_node_crypto_.randomBytes)(16).toString('hex');
    return `icr-login ${(0,job/* describeRun */.vZ)()} at ${minute} lifetime ${lifetime} ${random}`;
}
function describeMarked(words, mark) {
    const line = words?.replace(/[\p{Cc}\s]+/gu, ' ').trim();
    return line === undefined || line === '' ? mark : `${line} ${mark}`;
}

var iam_claims = __webpack_require__(6613);
;// CONCATENATED MODULE: ./src/mint/registry-token.ts


function registryTokenMint(http, host, iamToken) {
    const tokens = new RegistryTokens(http, host, iamToken);
    return {
        issue: async ({ description, access, permanent }) => {
            const secret = await tokens.add({ description, access, permanent });
            const claims = (0,iam_claims/* readClaims */.I)(secret);
            const rights = access === 'read' ? 'read-only' : 'read and write';
            return {
                id: claims?.id,
                credential: {
                    username: 'token',
                    secret,
                    expiresAt: permanent
                        ? undefined
                        : (claims?.expiresAt ?? new Date(Date.now() + REGISTRY_TOKEN_LIFETIME_MS)),
                    label: `registry token minted for this job, ${rights} in every namespace of the account there`,
                },
            };
        },
        find: async (mark) => {
            const listed = await tokens.list();
            return listed.filter(({ description }) => description.endsWith(mark)).map(({ id }) => id);
        },
        revoke: (id) => tokens.remove(id),
    };
}

;// CONCATENATED MODULE: ./src/mint/mint-registry-tokens.ts





async function mintRegistryTokens(session) {
    const { inputs, state, http } = session;
    const iamToken = await session.iamToken();
    const accountId = readAccount(iamToken);
    warnOfShortAuthority(session, iamToken.claims?.expiresAt);
    const plans = groupByRegistry(inputs.registries).map((registries) => {
        const [{ host }] = registries;
        const mint = registryTokenMint(http, host, iamToken);
        return { registries, host, mint, mark: makeMark(inputs.lifetime) };
    });
    state.update({
        minted: plans.map(({ host, mark }) => ({
            ...intendRecord(inputs.lifetime),
            host,
            accountId,
            mark,
        })),
        accessToken: inputs.revoke && process.env['GITHUB_ACTION_PATH'] ? iamToken.value : undefined,
    });
    const issuing = plans.map(async ({ registries, mark, mint, host }) => {
        const intent = {
            mark,
            description: describeMarked(inputs.description, mark),
            access: inputs.access,
            permanent: inputs.lifetime === 'never',
        };
        const note = (change) => state.updateMinted(mark, change);
        const issued = await issueCredential(mint, intent, note);
        reportIssued(host, issued);
        return registries.map((registry) => ({ registry, credential: issued.credential }));
    });
    return (await firstFailureLast(issuing)).flat();
}
function groupByRegistry(registries) {
    const groups = new Map();
    for (const registry of registries) {
        const group = groups.get(registry.id);
        if (group === undefined) {
            groups.set(registry.id, [registry]);
        }
        else {
            group.push(registry);
        }
    }
    return [...groups.values()];
}
async function firstFailureLast(works) {
    await Promise.allSettled(works);
    return Promise.all(works);
}
function intendRecord(lifetime) {
    const latestEnd = new Date(Date.now() + REGISTRY_TOKEN_LIFETIME_MS);
    return {
        mint: 'registry-token',
        outcome: 'intended',
        id: undefined,
        expiresAt: lifetime === 'never' ? undefined : latestEnd.toISOString(),
        lostReplies: 0,
    };
}
function reportIssued(host, { id, credential }) {
    const end = credential.expiresAt?.toISOString() ?? 'never ends by itself';
    (0,core/* info */.pq)(`Minted a registry token at ${host}: ID ${id ?? 'unknown'}, ${credential.expiresAt === undefined ? end : `ends ${end}`}.`);
}
function warnOfShortAuthority({ inputs, source }, expiresAt) {
    if (inputs.revoke && source.kind.input === 'access-token' && expiresAt !== undefined) {
        (0,core/* warning */.$e)(`The access token ends at ${expiresAt.toISOString()}. If the job is still running then, its end cannot revoke what is minted now. With \`api-key\` it can.`);
    }
}

var describe = __webpack_require__(2206);
var http_http = __webpack_require__(8942);
var iam = __webpack_require__(9640);
var names = __webpack_require__(5585);
var fingerprint = __webpack_require__(3847);
var source_kinds = __webpack_require__(9639);
;// CONCATENATED MODULE: ./src/mint/authority.ts







async function findAuthority(state, http) {
    const kept = readKept(state);
    if (kept === undefined) {
        return authorizeByInput(state, http);
    }
    try {
        return (await authorizeByInput(state, new http_http/* Http */.l(http.deadline.half()))) ?? kept;
    }
    catch {
        return kept;
    }
}
function readKept({ accessToken }) {
    if (accessToken === undefined) {
        return undefined;
    }
    (0,mask/* mask */.dK)(accessToken, 'iambearer');
    const claims = (0,iam_claims/* readClaims */.I)(accessToken);
    const end = claims?.expiresAt?.getTime() ?? Number.POSITIVE_INFINITY;
    return end > Date.now() ? { value: accessToken, claims } : undefined;
}
async function authorizeByInput(state, http) {
    const kind = source_kinds/* SOURCE_KINDS */.s.find(({ input }) => input === state.sourceInput);
    const text = kind === undefined ? undefined : (0,names/* readInput */.R)(kind.input);
    if (kind?.authorize === undefined || text === undefined) {
        return undefined;
    }
    const secret = kind.clean(text);
    (0,mask/* mask */.dK)(secret, kind.username);
    return (0,fingerprint/* fingerprint */.R)(state.salt, secret) === state.sourceFingerprint
        ? kind.authorize(secret, new iam/* Iam */.I(http, state.iamUrl), state.accountId)
        : undefined;
}

var is_to_revoke = __webpack_require__(5185);
var promises_ = __webpack_require__(8500);
var http_deadline = __webpack_require__(2378);
;// CONCATENATED MODULE: ./src/mint/revoke.ts



const SEARCH_MS = 15_000;
const revoke_FIRST_DELAY_MS = 250;
const revoke_LONGEST_DELAY_MS = 3_000;
async function revokeMinted(mint, record, deadline) {
    const { id, mark, outcome, lostReplies } = record;
    let revocation = 'gone';
    if (outcome === 'issued' && id !== undefined) {
        revocation = await mint.revoke(id);
    }
    const missing = lostReplies + (outcome === 'intended' ? 1 : 0);
    if (missing > 0) {
        const found = await searchAndRevoke(mint, mark, missing, deadline);
        revocation = found < missing ? 'not-found' : 'revoked';
    }
    return revocation;
}
async function searchAndRevoke(mint, mark, missing, deadline) {
    const endsAt = (0,http_deadline/* now */.t)() + Math.min(SEARCH_MS, deadline.remainingMs());
    let found = 0;
    for (let delay = revoke_FIRST_DELAY_MS;; delay = Math.min(delay * 2, revoke_LONGEST_DELAY_MS)) {
        found += await revokeFound(mint, mark);
        if (found >= missing || (0,http_deadline/* now */.t)() + delay > endsAt) {
            return found;
        }
        await (0,promises_.setTimeout)(delay);
    }
}

;// CONCATENATED MODULE: ./src/mint/revoke-due.ts







async function revokeDue(state, deadline) {
    const due = state.minted.filter(is_to_revoke/* isToRevoke */._);
    const http = new http_http/* Http */.l(deadline);
    let iamToken;
    let reason = 'The secret that it was made with is not among the inputs of the post step, and no access token is left.';
    try {
        iamToken = await findAuthority(state, http);
    }
    catch (error) {
        reason = (0,describe/* describeError */.U)(error);
    }
    await Promise.all(due.map((record) => revokeOne(http, iamToken, record, reason)));
}
async function revokeOne(http, iamToken, record, reason) {
    const name = `registry token ${record.id === undefined ? '' : `${record.id} `}at ${record.host}`;
    if (record.expiresAt !== undefined && Date.parse(record.expiresAt) <= Date.now()) {
        (0,core/* info */.pq)(`The ${name} has ended by itself.`);
        return;
    }
    if (iamToken === undefined) {
        (0,core/* warning */.$e)(`The ${name} was not revoked. ${reason}\n${explainByHand(record)}`);
        return;
    }
    try {
        const mint = registryTokenMint(http, record.host, iamToken);
        const revocation = await revokeMinted(mint, record, http.deadline);
        if (revocation === 'not-found') {
            (0,core/* warning */.$e)(`A registry token may be alive at ${record.host}: a reply of the registry was lost, or the main step was ended too early to read it, and no token with the mark of this step has appeared there since.\n${explainByHand({ ...record, id: undefined })}`);
        }
        else {
            (0,core/* info */.pq)(revocation === 'gone' ? `The ${name} was gone already.` : `Revoked the ${name}.`);
        }
    }
    catch (error) {
        (0,core/* warning */.$e)(`The ${name} was not revoked. ${(0,describe/* describeError */.U)(error)}\n${explainByHand(record)}`);
    }
}
function explainByHand({ host, accountId, id, mark, expiresAt }) {
    const end = expiresAt === undefined ? 'It does not end by itself.' : `It ends by itself at ${expiresAt}.`;
    const url = `https://${host}/api/v1/tokens`;
    const curl = `curl --header "Authorization: $(ibmcloud iam oauth-tokens --output json | jq --raw-output .iam_token)" --header "Account: ${accountId}"`;
    const command = id === undefined
        ? `look for the mark "${mark}" in \`${curl} ${url}\`, and remove its ID with \`--request DELETE ${url}/ID\``
        : `\`${curl} --request DELETE ${url}/${id}\``;
    return `${end} To revoke it by hand: ${command}.`;
}

var undo_isolation = __webpack_require__(7681);
;// CONCATENATED MODULE: ./src/mint/undo-at-once.ts



async function undoAtOnce(session) {
    const { state, http } = session;
    const { undoLogins } = await Promise.all(/* import() */[__webpack_require__.e(547), __webpack_require__.e(648), __webpack_require__.e(223), __webpack_require__.e(549)]).then(__webpack_require__.bind(__webpack_require__, 1223));
    await Promise.allSettled(state.value.logins.map((logins) => undoLogins(logins, http.deadline)));
    if (state.value.isolation !== undefined) {
        (0,undo_isolation/* undoIsolation */.D)(state.value.isolation);
    }
    await Promise.allSettled(state.value.minted.map(async ({ mark, host, id, outcome }) => {
        if (outcome === 'issued' && id !== undefined) {
            const mint = registryTokenMint(http, host, await session.iamToken());
            await mint.revoke(id);
            state.updateMinted(mark, { outcome: 'revoked' });
            (0,core/* info */.pq)(`Revoked the registry token ${id} at ${host} again, because the login failed.`);
        }
    }));
}

;// CONCATENATED MODULE: ./src/mint/minting.ts






/***/ })

};
;