"use strict";
exports.id = 425;
exports.ids = [425];
exports.modules = {

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


}),

425:
((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

__webpack_require__.r(__webpack_exports__);

__webpack_require__.d(__webpack_exports__, {
  fetchRegistryToken: () => (/* reexport */ fetchRegistryToken),
  registryTokenMint: () => (registryTokenMint)
});

var iam_claims = __webpack_require__(6613);
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
			const seconds = (0,json/* numberMember */.eJ)(token, 'expiry');
			const expiresAt = seconds === undefined ? undefined : new Date(seconds * 1000);
			return id === undefined ? [] : [{ id, description, expiresAt }];
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

var mint_mark = __webpack_require__(2791);
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

;// CONCATENATED MODULE: ./src/mint/registry-token.ts




const registryTokenMint = {
	label: 'registry token',
	needsClock: false,
	settleMs: 0,
	vanishes: true,
	plan: ({ registries }) => groupByRegistry(registries),
	endOf: (lifetimeMs, now) => (lifetimeMs === undefined ? undefined : new Date(now + lifetimeMs)),
	locate: (host) => `at ${host}`,
	explainByHand,
	open: (host, { http, iamToken }) => {
		const tokens = new RegistryTokens(http, host, iamToken);
		return {
			issue: async ({ description, access, endsAt }) => {
				const permanent = endsAt === undefined;
				const secret = await tokens.add({ description, access, permanent });
				const claims = (0,iam_claims/* readClaims */.I)(secret);
				const rights = access === 'read' ? 'read-only' : 'read and write';
				const end = claims?.expiresAt ?? new Date(Date.now() + REGISTRY_TOKEN_LIFETIME_MS);
				return {
					id: /^[\w-]{1,64}$/.test(claims?.id ?? '') ? claims?.id : undefined,
					credential: {
						username: 'token',
						secret,
						expiresAt: permanent ? undefined : end,
						label: `registry token minted for this job, ${rights} in every namespace of the account there`,
					},
				};
			},
			find: async (text) => {
				const listed = await tokens.list();
				return listed.flatMap(({ id, description, expiresAt }) => {
					const mark = (0,mint_mark/* readMark */.Mp)(description);
					const isWanted = text === undefined || description.endsWith(text);
					return mark === undefined || !isWanted
						? []
						: [{ id, name: undefined, mark, createdAt: mark.at, expiresAt, isLocked: false }];
				});
			},
			revoke: (id) => tokens.remove(id),
		};
	},
};
function groupByRegistry(registries) {
	const plans = new Map();
	for (const registry of registries) {
		const plan = plans.get(registry.id) ?? { places: [registry.host], registries: [] };
		plans.set(registry.id, { ...plan, registries: [...plan.registries, registry] });
	}
	return [...plans.values()];
}
function explainByHand({ place, accountId, id, mark }) {
	const url = `https://${place}/api/v1/tokens`;
	const curl = `curl --header "Authorization: $(ibmcloud iam oauth-tokens --output json | jq --raw-output .iam_token)" --header "Account: ${accountId}"`;
	return id === undefined
		? `look for the mark "${mark}" in \`${curl} ${url}\`, and remove its ID with \`--request DELETE ${url}/ID\``
		: `\`${curl} --request DELETE ${url}/${id}\``;
}


}),

8787:
((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

__webpack_require__.d(__webpack_exports__, {
Ik: () => (refusedCredential),
NV: () => (findKnownRefusal),
R6: () => (explainRegistryRefusal)
});
var _errors_action_error_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(2714);
var _errors_links_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(6678);
var _http_refusal_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(5424);
var _http_reply_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(2656);




const CHECK_SECRET = 'Check that the secret is whole, belongs to this input (API key, access token, refresh token, registry token), is neither expired nor deleted, and that its account uses the registry in this region.';
const CHECK_PROFILE = 'The API key may be right: check that the trusted profile exists (`ibmcloud iam trusted-profiles`), that it trusts the identity of the key (`ibmcloud iam trusted-profile-identity-create`), and that the key is whole, and neither expired nor deleted.';
const CHECK_ACCESS_TOKEN = 'If the access token was given, get it in the same job, right before this step: it ends after an hour at most. If it has not ended, check that it is whole, and that its account uses the registry in this region.';
const CHECK_REGISTRY_TOKEN = "IBM's public service has not accepted registry tokens since 19 August 2021: log in with `api-key` (best the key of a service ID that has only the Reader role). Where they still work, check that the token is whole, of this region, and neither expired nor revoked.";
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
		fix: CHECK_SECRET,
		link: _errors_links_js__WEBPACK_IMPORTED_MODULE_1__/* .LINKS */ .A.authentication,
	},
];
function findKnownRefusal(text, username) {
	const known = KNOWN_REFUSALS.find((refusal) => refusal.text.test(text));
	return known?.code === 'credential-refused' ? { ...known, fix: adviseOn(username) } : known;
}
function explainRegistryRefusal(reply, intent, username) {
	const { code, message } = (0,_http_reply_js__WEBPACK_IMPORTED_MODULE_3__/* .readServiceError */ .Yo)(reply.body);
	const said = `${intent}: ${(0,_http_refusal_js__WEBPACK_IMPORTED_MODULE_2__/* .describeReply */ .CS)(reply)}`;
	const { transactionId, host } = reply;
	const known = findKnownRefusal(`${code ?? ''} ${message ?? ''}`, username);
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
		fix: adviseOn(username),
		link: _errors_links_js__WEBPACK_IMPORTED_MODULE_1__/* .LINKS */ .A.authentication,
	};
}
function adviseOn(username) {
	if (username?.startsWith('Profile-') === true) {
		return CHECK_PROFILE;
	}
	if (username === 'iambearer') {
		return CHECK_ACCESS_TOKEN;
	}
	return username === 'token' ? CHECK_REGISTRY_TOKEN : CHECK_SECRET;
}


})

};
;