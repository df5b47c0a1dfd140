"use strict";
exports.id = 203;
exports.ids = [203];
exports.modules = {

/***/ 960:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {


__webpack_require__.d(__webpack_exports__, {
  x: () => (/* binding */ ApiKeys),
  Q: () => (/* binding */ roundUpToMinute)
});

var refusal = __webpack_require__(5424);
var mask = __webpack_require__(7084);
var json = __webpack_require__(1789);
var action_error = __webpack_require__(2714);
var links = __webpack_require__(6678);
var http_reply = __webpack_require__(2656);
var iam_error = __webpack_require__(3067);
;// CONCATENATED MODULE: ./src/iam/api-key-error.ts





const LIMIT = /\b(?:maximum|limit|too many|exceed)/i;
function explainKeyRefusal(reply, intent) {
    const { status, transactionId } = reply;
    const said = `${intent}: ${(0,refusal/* describeReply */.CS)(reply)}`;
    const { message = '' } = (0,http_reply/* readServiceError */.Y)(reply.body);
    if (status >= 400 && status < 500 && status !== 429 && LIMIT.test(message)) {
        return new action_error/* ActionError */.l('key-limit-reached', {
            problem: `The service ID has as many API keys as IBM Cloud allows, which is 20. ${said}`,
            fix: 'Run the action `sweep` of this repository (best every night) to delete keys that lost jobs have left behind; give several service IDs in `service-id`, of which one is picked at random; or use `mint: access-token`, which needs no key, for many jobs at a time.',
            link: links/* LINKS */.A.apiKeyLimit,
            transactionId,
        });
    }
    switch (status) {
        case 403:
            return new action_error/* ActionError */.l('keys-not-permitted', {
                problem: `The identity has no right to manage API keys of this service ID. ${said}`,
                fix: 'Give it the role Operator on this service ID (service "IAM Identity Service"), and, where the settings of the account restrict who creates API keys, the creator role of that service as well (Manage > Access (IAM) > Settings).',
                link: links/* LINKS */.A.serviceIdKeys,
                transactionId,
            });
        case 404:
            return new action_error/* ActionError */.l('service-id-not-found', {
                problem: `There is no such service ID or API key in the account of the credential. ${said}`,
                fix: 'Compare `service-id` with `ibmcloud iam service-ids`, in the account that the credential belongs to.',
                link: links/* LINKS */.A.serviceIds,
                transactionId,
            });
        case 409:
            return new action_error/* ActionError */.l('identity-locked', {
                problem: `The service ID or the API key is locked, or is being changed by somebody else. ${said}`,
                fix: 'Unlock it (`ibmcloud iam service-id-unlock`, `service-api-key-unlock`), or give another service ID: nothing can be made for, or deleted from, a locked one.',
                link: links/* LINKS */.A.serviceIdKeys,
                transactionId,
            });
        default:
            return (0,iam_error/* explainIamRefusal */.J3)(reply, intent, undefined);
    }
}

;// CONCATENATED MODULE: ./src/iam/api-keys.ts




const PAGE_SIZE = 100;
const MOST_PAGES = 50;
const MINUTE_MS = 60_000;
class ApiKeys {
    #http;
    #url;
    #iamToken;
    constructor(http, iamUrl, iamToken) {
        this.#http = http;
        this.#url = `${iamUrl}/v1/apikeys`;
        this.#iamToken = iamToken;
    }
    async create({ name, description, iamId, expiresAt }) {
        const accountId = this.#iamToken.claims?.accountId;
        const body = {
            name,
            description,
            iam_id: iamId,
            ...(accountId === undefined ? {} : { account_id: accountId }),
            store_value: false,
            action_when_leaked: 'delete',
            expires_at: formatMinute(expiresAt),
        };
        const reply = await this.#http.send({
            method: 'POST',
            url: this.#url,
            headers: { ...this.#headers(), 'content-type': 'application/json' },
            body: JSON.stringify(body),
        }, { repeat: 'when-refused' });
        if (reply.status !== 200 && reply.status !== 201) {
            throw explainKeyRefusal(reply, `No API key was made for ${iamId}`);
        }
        const object = (0,json/* parseJsonObject */.dw)(reply.body) ?? {};
        const value = (0,json/* stringMember */.sk)(object, 'apikey');
        if (value !== undefined) {
            (0,mask/* mask */.dK)(value, 'iamapikey');
        }
        const id = readId(object);
        const end = readMinute(object, 'expires_at');
        if (value === undefined || id === undefined || end === undefined || end > expiresAt) {
            throw (0,refusal/* unreadableReply */.KF)(reply, 'an API key that ends as it was asked for');
        }
        return { id, value, expiresAt: end };
    }
    async list(iamId, name) {
        const query = new URLSearchParams({
            iam_id: iamId,
            scope: 'entity',
            pagesize: String(PAGE_SIZE),
            filter: `name sw "${name}"`,
        });
        const keys = new Map();
        for (let page = 1; page <= MOST_PAGES; page += 1) {
            const reply = await this.#send('GET', `?${query}`);
            if (reply.status !== 200) {
                throw explainKeyRefusal(reply, `The API keys of ${iamId} were not listed`);
            }
            const { listed, next } = readPage(reply);
            for (const key of listed.filter((candidate) => candidate.name.startsWith(name))) {
                keys.set(key.id, key);
            }
            if (next === undefined || next === query.get('pagetoken')) {
                break;
            }
            query.set('pagetoken', next);
        }
        return [...keys.values()];
    }
    async findId(value) {
        const headers = { ...this.#headers(), 'iam-apikey': value };
        const request = { method: 'GET', url: `${this.#url}/details`, headers };
        const reply = await this.#http.send(request, { repeat: 'always' });
        if (reply.status === 403 || reply.status === 404) {
            return undefined;
        }
        if (reply.status !== 200) {
            throw explainKeyRefusal(reply, 'The API key that was given was not looked up');
        }
        const id = readId((0,json/* parseJsonObject */.dw)(reply.body) ?? {});
        if (id === undefined) {
            throw (0,refusal/* unreadableReply */.KF)(reply, 'an API key');
        }
        return id;
    }
    async delete(id) {
        const reply = await this.#send('DELETE', `/${encodeURIComponent(id)}`);
        if (reply.status === 404) {
            return 'gone';
        }
        if (reply.status < 200 || reply.status > 299) {
            throw explainKeyRefusal(reply, `The API key ${id} was not deleted`);
        }
        if (/html/i.test(reply.headers['content-type'] ?? '')) {
            throw (0,refusal/* unreadableReply */.KF)(reply, 'an answer of IAM');
        }
        return 'revoked';
    }
    #headers() {
        return { accept: 'application/json', authorization: `Bearer ${this.#iamToken.value}` };
    }
    #send(method, path) {
        return this.#http.send({ method, url: `${this.#url}${path}`, headers: this.#headers() }, { repeat: 'always' });
    }
}
function roundUpToMinute(time) {
    return new Date(Math.ceil(time / MINUTE_MS) * MINUTE_MS);
}
function readPage(reply) {
    const object = (0,json/* parseJsonObject */.dw)(reply.body) ?? {};
    const keys = object['apikeys'];
    if (!Array.isArray(keys)) {
        throw (0,refusal/* unreadableReply */.KF)(reply, 'a list of API keys');
    }
    const next = (0,json/* stringMember */.sk)(object, 'next') ?? '';
    return {
        listed: keys.filter(json/* isJsonObject */.OW).flatMap(readKey),
        next: URL.canParse(next)
            ? (new URL(next).searchParams.get('pagetoken') ?? undefined)
            : undefined,
    };
}
function readKey(object) {
    const id = readId(object);
    return id === undefined
        ? []
        : [
            {
                id,
                name: (0,json/* stringMember */.sk)(object, 'name') ?? '',
                description: (0,json/* stringMember */.sk)(object, 'description') ?? '',
                isLocked: object['locked'] === true,
                createdAt: readMinute(object, 'created_at'),
                expiresAt: readMinute(object, 'expires_at'),
            },
        ];
}
function readId(object) {
    const id = (0,json/* stringMember */.sk)(object, 'id');
    return id !== undefined && /^ApiKey-[\w-]{1,64}$/.test(id) ? id : undefined;
}
function formatMinute(time) {
    return `${time.toISOString().slice(0, 16)}+0000`;
}
function readMinute(object, name) {
    const text = (0,json/* stringMember */.sk)(object, name)?.replace(/\+0000$/, 'Z');
    const time = new Date(text ?? Number.NaN);
    return Number.isNaN(time.getTime()) ? undefined : time;
}


/***/ }),

/***/ 6364:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   P: () => (/* binding */ loadMintKind)
/* harmony export */ });
const KINDS = {
    'api-key': async () => (await __webpack_require__.e(/* import() */ 786).then(__webpack_require__.bind(__webpack_require__, 8786))).apiKeyMint,
    'access-token': async () => (await __webpack_require__.e(/* import() */ 640).then(__webpack_require__.bind(__webpack_require__, 1640))).accessTokenMint,
    'registry-token': async () => (await __webpack_require__.e(/* import() */ 993).then(__webpack_require__.bind(__webpack_require__, 6993))).registryTokenMint,
};
function loadMintKind(name) {
    return KINDS[name]();
}


/***/ }),

/***/ 1203:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

__webpack_require__.r(__webpack_exports__);

__webpack_require__.d(__webpack_exports__, {
  sweep: () => (/* binding */ sweep)
});

var core = __webpack_require__(1078);
var action_error = __webpack_require__(2714);
var links = __webpack_require__(6678);
var deadline = __webpack_require__(2378);
var http_http = __webpack_require__(8942);
var iam_iam = __webpack_require__(9640);
var names = __webpack_require__(3424);
var resolve_registries = __webpack_require__(5328);
var iam_url = __webpack_require__(1212);
var identities = __webpack_require__(9803);
var inputs_inputs = __webpack_require__(4261);
var lifetime = __webpack_require__(746);
var missing_credentials = __webpack_require__(5134);
var inputs_names = __webpack_require__(5585);
var secret = __webpack_require__(3373);
var inputs_source = __webpack_require__(4620);
var values = __webpack_require__(8463);
;// CONCATENATED MODULE: ./src/inputs/sweep-inputs.ts













function readSweepInputs() {
    const secrets = (0,secret/* readSecrets */.q)();
    const profile = (0,identities/* readTrustedProfile */.d)();
    const kind = (0,values/* readChoice */.Kf)('kind', names/* REVOCABLE_MINTS */.gu, 'api-key');
    const inputs = {
        kind,
        places: readPlaces(kind),
        olderThan: readOlderThan(),
        dryRun: (0,values/* readBoolean */.Vf)('dry-run', false),
        accountId: (0,inputs_inputs/* readAccountId */.VM)(),
        timeoutSeconds: (0,values/* readSeconds */.UW)('timeout', inputs_inputs/* TIMEOUT_SECONDS */.yj),
        iamUrl: (0,iam_url/* resolveIamUrl */.z)((0,inputs_names/* readInput */.R5)('iam-url'), false),
    };
    const source = (0,inputs_source/* chooseSource */.L)(secrets, profile);
    if (source === undefined) {
        throw (0,missing_credentials/* explainMissingCredentials */.U)(process.env, profile?.id);
    }
    secrets.forEach(secret/* validateSecret */.x);
    return { ...inputs, source };
}
const PLACE_INPUTS = {
    'api-key': { own: 'service-id', other: 'region' },
    'registry-token': { own: 'region', other: 'service-id' },
};
function readPlaces(kind) {
    const { own, other } = PLACE_INPUTS[kind];
    if ((0,inputs_names/* readInput */.R5)(other) !== undefined) {
        throw contradiction(other, kind, `what is looked for is told by \`${own}\`.`);
    }
    if ((0,inputs_names/* readInput */.R5)(own) === undefined) {
        throw contradiction(own, kind, 'nobody says where to look.');
    }
    if (kind === 'api-key') {
        return (0,identities/* readServiceIds */.G)();
    }
    const { registries } = (0,resolve_registries/* resolveRegistries */.G)((0,inputs_names/* readInput */.R5)('region') ?? '', { privateNetwork: false });
    const hosts = new Map(registries.toReversed().map(({ id, host }) => [id, host]));
    return [...hosts.values()];
}
function contradiction(input, kind, why) {
    return new action_error/* ActionError */.l('conflicting-inputs', {
        problem: `The inputs \`${input}\` and \`kind: ${kind}\` contradict each other: ${why}`,
        fix: 'Give `service-id` for API keys, `region` for registry tokens.',
        link: links/* LINKS */.A.workflowSyntax,
    });
}
function readOlderThan() {
    const text = (0,inputs_names/* readInput */.R5)('older-than');
    const age = text === undefined ? undefined : (0,lifetime/* parseLifetime */.$)(text);
    if (text !== undefined && age === undefined) {
        throw (0,values/* invalidInput */.aY)('older-than', text, 'Give a number of minutes, hours or days: `90m`, `6h`, `7d`.');
    }
    return age;
}

var mint_kinds = __webpack_require__(6364);
var session = __webpack_require__(2927);
var disarm = __webpack_require__(404);
;// CONCATENATED MODULE: ./src/sweep/report.ts


const HEAD = ['Name', 'Where', 'Repository', 'Run', 'Age', 'Ends', 'What was done'];
const OUTCOMES = {
    listed: 'nothing: left behind, to be revoked',
    revoked: 'revoked',
    gone: 'nothing: it was gone already',
    failed: 'not revoked, see the warning',
};
const REASONS = {
    young: 'nothing: its job may still run',
    locked: 'nothing: it is locked',
    own: 'nothing: it is the key that this sweep runs with',
};
const MINUTE_MS = 60_000;
const UNITS = [
    ['d', 24 * 60],
    ['h', 60],
];
async function reportSweep(kind, swept, now) {
    if (swept.length === 0) {
        (0,core/* info */.pq)(`There is no ${kind.label} that this action has minted.`);
    }
    const rows = swept.map((one) => describe(one, now).map(disarm/* disarm */.J));
    if (rows.length > 0) {
        for (const line of alignColumns([HEAD, ...rows])) {
            (0,core/* info */.pq)(line);
        }
    }
    if (process.env['GITHUB_STEP_SUMMARY']) {
        const lines = [
            `### Sweep: ${kind.label}s`,
            '',
            ...(rows.length === 0
                ? ['Nothing that this action has minted was found.']
                : [
                    `| ${HEAD.join(' | ')} |`,
                    `|${'---|'.repeat(HEAD.length)}`,
                    ...rows.map((row) => `| ${row.map(disarm/* escapeMarkdown */.F).join(' | ')} |`),
                ]),
            '',
        ];
        await core/* summary */.z.addRaw(lines.join('\n'), true).write();
    }
}
function describe({ place, found, verdict, outcome }, now) {
    const { id, name, mark, createdAt, expiresAt } = found;
    return [
        name ?? id,
        place,
        mark.repository,
        `${mark.run}/${mark.attempt}`,
        describeAge(now - createdAt.getTime()),
        expiresAt?.toISOString() ?? 'never',
        verdict === 'due' ? OUTCOMES[outcome] : REASONS[verdict],
    ];
}
function describeAge(milliseconds) {
    const minutes = Math.max(0, Math.floor(milliseconds / MINUTE_MS));
    const unit = UNITS.find(([, size]) => minutes >= 2 * size);
    return unit === undefined ? `${minutes} min` : `${Math.floor(minutes / unit[1])} ${unit[0]}`;
}
function alignColumns(rows) {
    const widths = HEAD.map((_, column) => Math.max(...rows.map((row) => row[column]?.length ?? 0)));
    return rows.map((row) => row
        .map((cell, column) => cell.padEnd(widths[column] ?? 0))
        .join('  ')
        .trimEnd());
}

var errors_describe = __webpack_require__(2206);
var api_keys = __webpack_require__(960);
;// CONCATENATED MODULE: ./src/sweep/judge.ts

const judge_MINUTE_MS = 60_000;
function judge(found, { now, olderThan, ownId }) {
    if (found.id === ownId) {
        return 'own';
    }
    if (found.isLocked) {
        return 'locked';
    }
    const hasEnded = found.expiresAt !== undefined && found.expiresAt.getTime() <= now;
    const limitMs = (olderThan ?? (0,lifetime/* parseLifetime */.$)(found.mark.lifetime))?.milliseconds;
    const ageMs = now - found.createdAt.getTime() - judge_MINUTE_MS;
    return hasEnded || (limitMs !== undefined && ageMs >= limitMs) ? 'due' : 'young';
}

;// CONCATENATED MODULE: ./src/sweep/sweep-place.ts




async function sweepPlace(sweep, place) {
    const { kind, context, inputs, now } = sweep;
    const mint = kind.open(place, context);
    const found = await mint.find();
    const ownId = found.length === 0 ? undefined : await findOwnKey(sweep);
    const rules = { now, olderThan: inputs.olderThan, ownId };
    const sweeping = found.map(async (one) => {
        const verdict = judge(one, rules);
        const isDue = verdict === 'due' && !inputs.dryRun;
        const outcome = isDue ? await revoke(sweep, place, mint, one) : 'listed';
        return { place, found: one, verdict, outcome };
    });
    return Promise.all(sweeping);
}
async function findOwnKey({ inputs, context }) {
    const { kind, secret } = inputs.source;
    return kind.input === 'api-key' && inputs.kind === 'api-key'
        ? new api_keys/* ApiKeys */.x(context.http, context.iamUrl, context.iamToken).findId(secret)
        : undefined;
}
async function revoke({ kind, context }, place, mint, { id, mark }) {
    try {
        return await mint.revoke(id);
    }
    catch (error) {
        const accountId = context.iamToken.claims?.accountId;
        const byHand = kind.explainByHand({ place, accountId, id, mark: mark.text });
        (0,core/* warning */.$e)(`The ${kind.label} ${id} ${kind.locate(place)} was not revoked. ${(0,errors_describe/* describeError */.U)(error)}\nTo revoke it by hand: ${byHand}.`);
        return 'failed';
    }
}

;// CONCATENATED MODULE: ./src/sweep.ts











async function sweep() {
    const inputs = readSweepInputs();
    const http = new http_http/* Http */.l(new deadline/* Deadline */.B(inputs.timeoutSeconds));
    const iam = new iam_iam/* Iam */.I(http, inputs.iamUrl);
    const iamToken = await authorize(inputs, iam);
    await (0,session/* refuseOtherAccount */.ys)({ inputs, iamToken: async () => iamToken });
    const now = Date.now() + (await iam.readClockOffset(iamToken));
    const kind = await (0,mint_kinds/* loadMintKind */.P)(inputs.kind);
    const context = { http, iamUrl: inputs.iamUrl, iamToken };
    const results = await Promise.allSettled(inputs.places.map((place) => sweepPlace({ inputs, kind, context, now }, place)));
    const swept = results.flatMap((result) => (result.status === 'fulfilled' ? result.value : []));
    await reportSweep(kind, swept, now);
    const due = swept.filter(({ verdict }) => verdict === 'due');
    const revoked = due.filter(({ outcome }) => outcome === 'revoked');
    (0,core/* setOutput */.uH)('found', String(due.length));
    (0,core/* setOutput */.uH)('revoked', String(revoked.length));
    const unlisted = results.find((result) => result.status === 'rejected');
    if (unlisted !== undefined) {
        throw unlisted.reason;
    }
    const failures = due.filter(({ outcome }) => outcome === 'failed').length;
    if (failures > 0) {
        throw new action_error/* ActionError */.l('sweep-incomplete', {
            problem: `${failures} of ${due.length} credentials that were left behind could not be revoked; the warnings say why.`,
            fix: 'Run the commands that the warnings name, or give the identity the rights that it lacks.',
            link: links/* LINKS */.A.serviceIdKeys,
        });
    }
}
async function authorize({ source, accountId }, iam) {
    if (source.kind.authorize === undefined) {
        throw new TypeError(`A ${source.kind.label} has no IAM access token.`);
    }
    return source.kind.authorize(source, iam, accountId);
}


/***/ })

};
;