"use strict";
exports.id = 692;
exports.ids = [692];
exports.modules = {

3692:
((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

__webpack_require__.r(__webpack_exports__);

__webpack_require__.d(__webpack_exports__, {
  apiKeyMint: () => (apiKeyMint)
});

var refusal = __webpack_require__(5424);
var mask = __webpack_require__(7084);
var json = __webpack_require__(1789);
var action_error = __webpack_require__(2714);
var links = __webpack_require__(6678);
var http_reply = __webpack_require__(2656);
var iam_error = __webpack_require__(3067);
;// CONCATENATED MODULE: ./src/iam/api-key-error.ts





const LIMIT = /\b(?:maximum|limit|too many|exceed)[^.]*\bAPI ?keys?\b|\bAPI ?keys?\b[^.]*\b(?:limit|maximum|exceed)/i;
function explainKeyRefusal(reply, intent) {
	const { status, transactionId } = reply;
	const said = `${intent}: ${(0,refusal/* describeReply */.CS)(reply)}`;
	const { message = '' } = (0,http_reply/* readServiceError */.Yo)(reply.body);
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
				fix: 'Give it the role Administrator on this service ID (service "IAM Identity Service"), and, where the settings of the account restrict who creates API keys, the creator role of that service as well (Manage > Access (IAM) > Settings).',
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

var mint_mark = __webpack_require__(2791);
;// CONCATENATED MODULE: ./src/mint/api-key.ts


const SETTLE_MS = 15_000;
const apiKeyMint = {
	label: 'API key',
	needsClock: true,
	settleMs: SETTLE_MS,
	vanishes: false,
	plan: ({ serviceIds, registries }) => {
		const [first, ...others] = shuffle(serviceIds);
		return first === undefined ? [] : [{ places: [first, ...others], registries }];
	},
	endOf: (lifetimeMs, now) => lifetimeMs === undefined ? undefined : roundUpToMinute(now + lifetimeMs),
	locate: (iamId) => `of ${iamId}`,
	explainByHand,
	open: (iamId, { http, iamUrl, iamToken }) => {
		const keys = new ApiKeys(http, iamUrl, iamToken);
		return {
			issue: async ({ mark, description, endsAt }) => {
				const name = nameKey(mark);
				if (endsAt === undefined) {
					throw new TypeError('An API key for one job has to have an end.');
				}
				const { id, value, expiresAt } = await keys.create({
					name,
					description,
					iamId,
					expiresAt: endsAt,
				});
				return {
					id,
					credential: {
						username: 'iamapikey',
						secret: value,
						expiresAt,
						label: `API key of ${iamId}, minted for this job`,
						isNew: true,
					},
				};
			},
			find: async (text) => {
				const listed = await keys.list(iamId, text === undefined ? mint_mark/* NAME_PREFIX */.ve : nameKey(text));
				return listed.flatMap(({ id, name, description, createdAt, expiresAt, isLocked }) => {
					const mark = (0,mint_mark/* readMark */.Mp)(description);
					const isOurs = mark !== undefined &&
						name === (0,mint_mark/* nameMarked */.Wt)(mark) &&
						(text === undefined || description.endsWith(text));
					const found = isOurs
						? { id, name, mark, createdAt: createdAt ?? mark.at, expiresAt, isLocked }
						: undefined;
					return found ?? [];
				});
			},
			identify: (secret) => keys.findId(secret),
			revoke: (id) => keys.delete(id),
		};
	},
};
function nameKey(text) {
	const mark = (0,mint_mark/* readMark */.Mp)(text);
	if (mark === undefined) {
		throw new TypeError('What is saved of a minted API key has no mark.');
	}
	return (0,mint_mark/* nameMarked */.Wt)(mark);
}
function shuffle(members) {
	return members
		.map((member) => ({ member, order: Math.random() }))
		.sort((a, b) => a.order - b.order)
		.map(({ member }) => member);
}
function explainByHand({ place, id, mark }) {
	const serviceId = place.replace(/^iam-/, '');
	return id === undefined
		? `\`ibmcloud iam service-api-key-delete ${nameKey(mark)} ${serviceId}\` (there may be several of that name; \`ibmcloud iam service-api-keys ${serviceId}\` lists them)`
		: `\`ibmcloud iam service-api-key-delete ${id} ${serviceId}\``;
}


}),

2791:
((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

__webpack_require__.d(__webpack_exports__, {
MF: () => (describeMarked),
Mp: () => (readMark),
Wt: () => (nameMarked),
oO: () => (makeMark),
ve: () => (NAME_PREFIX)
});
var node_crypto__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(7598);
var node_crypto__WEBPACK_IMPORTED_MODULE_0___default = __webpack_require__.n(node_crypto__WEBPACK_IMPORTED_MODULE_0__);
var _runner_job_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(6417);


const MARK = /icr-login (?<repository>\S+) run (?<run>[^\s/]+)\/(?<attempt>[^\s/]+) job \S+ at (?<at>\d{4}-\d\d-\d\dT\d\d:\d\dZ) lifetime (?<lifetime>\d{1,4}[mhd]|never) (?<random>[0-9a-f]{32})$/;
function makeMark(lifetime, now = new Date()) {
	const minute = `${now.toISOString().slice(0, 16)}Z`;
	const random = (0,node_crypto__WEBPACK_IMPORTED_MODULE_0__.randomBytes)(16).toString('hex');
	return `icr-login ${(0,_runner_job_js__WEBPACK_IMPORTED_MODULE_1__/* .describeRun */ .vZ)()} at ${minute} lifetime ${lifetime} ${random}`;
}
function describeMarked(words, mark) {
	const line = words?.replace(/[\p{Cc}\s]+/gu, ' ').trim();
	return line === undefined || line === '' ? mark : `${line} ${mark}`;
}
function readMark(description) {
	const match = MARK.exec(description);
	if (match === null) {
		return undefined;
	}
	const words = match.groups;
	const at = new Date(words.at);
	return Number.isNaN(at.getTime()) ? undefined : { ...words, text: match[0], at };
}
function nameMarked({ run, attempt, random }) {
	const toNumber = (text) => (/^\d+$/.test(text) ? text : '0');
	return `${NAME_PREFIX}${toNumber(run)}-${toNumber(attempt)}-${random}`;
}
const NAME_PREFIX = 'icr-login-';


})

};
;