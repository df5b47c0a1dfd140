"use strict";
exports.id = 617;
exports.ids = [617];
exports.modules = {

8694:
((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

__webpack_require__.d(__webpack_exports__, {
l: () => (Http)
});
var _load_remote_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(9370);

class Http {
	deadline;
	#requests;
	constructor(deadline) {
		this.deadline = deadline;
	}
	async send(request, options) {
		const remote = await (0,_load_remote_js__WEBPACK_IMPORTED_MODULE_0__/* .loadRemote */ .d)();
		this.#requests ??= new remote.Requests(this.deadline);
		return this.#requests.send(request, options);
	}
}


}),

5424:
((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

__webpack_require__.d(__webpack_exports__, {
CS: () => (describeReply),
KF: () => (unreadableReply),
PG: () => (explainBusyReply)
});
var _errors_action_error_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(2714);
var _errors_links_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(6678);
var _runner_mask_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(7084);
var _text_disarm_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(404);
var _reply_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(2656);





const CODE_CHARACTERS = 40;
function describeReply({ status, host, body }) {
	const { code, message } = (0,_reply_js__WEBPACK_IMPORTED_MODULE_4__/* .readServiceError */ .Y)(body);
	const parts = [`HTTP ${status} from ${host}`];
	if (code !== undefined) {
		parts.push((0,_text_disarm_js__WEBPACK_IMPORTED_MODULE_3__/* .disarm */ .J)(code).slice(0, CODE_CHARACTERS));
	}
	if (message !== undefined) {
		parts.push(`"${(0,_text_disarm_js__WEBPACK_IMPORTED_MODULE_3__/* .disarm */ .J)((0,_runner_mask_js__WEBPACK_IMPORTED_MODULE_2__/* .redact */ .E$)(message))}"`);
	}
	return parts.join(' ');
}
function explainBusyReply(reply, service, intent) {
	const said = `${intent}: ${describeReply(reply)}`;
	const { transactionId, status } = reply;
	if (status === 429) {
		return new _errors_action_error_js__WEBPACK_IMPORTED_MODULE_0__/* .ActionError */ .l('rate-limited', {
			problem: `${service} is receiving too many requests. ${said}`,
			fix: 'Start fewer jobs at the same time, or run this one again in some minutes.',
			link: _errors_links_js__WEBPACK_IMPORTED_MODULE_1__/* .LINKS */ .A.status,
			transactionId,
		});
	}
	if (status === 408 || status >= 500) {
		return new _errors_action_error_js__WEBPACK_IMPORTED_MODULE_0__/* .ActionError */ .l('service-failed', {
			problem: `${service} has a problem of its own. ${said}`,
			fix: 'Look at the status page of IBM Cloud and run the job again.',
			link: _errors_links_js__WEBPACK_IMPORTED_MODULE_1__/* .LINKS */ .A.status,
			transactionId,
		});
	}
	return undefined;
}
function unreadableReply(reply, what) {
	return new _errors_action_error_js__WEBPACK_IMPORTED_MODULE_0__/* .ActionError */ .l('reply-invalid', {
		problem: `${reply.host} answered with something that is not ${what} (HTTP ${reply.status}).`,
		fix: 'Check whether a proxy or a login page of your network answers in place of IBM Cloud; if not, run the job again.',
		link: _errors_links_js__WEBPACK_IMPORTED_MODULE_1__/* .LINKS */ .A.connection,
		transactionId: reply.transactionId,
	});
}


}),

2656:
((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

__webpack_require__.d(__webpack_exports__, {
Y: () => (readServiceError),
_: () => (readTransactionId)
});
var _text_json_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(1789);

const TRANSACTION_HEADERS = ['transaction-id', 'x-correlation-id', 'x-request-id'];
function readTransactionId(headers, body) {
	const named = TRANSACTION_HEADERS.map((name) => headers[name]).find((value) => value !== undefined);
	const id = named ?? (0,_text_json_js__WEBPACK_IMPORTED_MODULE_0__/* .stringMember */ .sk)((0,_text_json_js__WEBPACK_IMPORTED_MODULE_0__/* .parseJsonObject */ .dw)(body) ?? {}, 'request-id');
	return id !== undefined && /^[\w.:-]{1,100}$/.test(id) ? id : undefined;
}
function readServiceError(body) {
	const object = (0,_text_json_js__WEBPACK_IMPORTED_MODULE_0__/* .parseJsonObject */ .dw)(body) ?? {};
	const errors = object['errors'];
	const first = Array.isArray(errors) ? errors[0] : undefined;
	const inner = (0,_text_json_js__WEBPACK_IMPORTED_MODULE_0__/* .isJsonObject */ .OW)(first) ? first : {};
	return {
		code: (0,_text_json_js__WEBPACK_IMPORTED_MODULE_0__/* .stringMember */ .sk)(object, 'errorCode') ??
			(0,_text_json_js__WEBPACK_IMPORTED_MODULE_0__/* .stringMember */ .sk)(inner, 'message_code') ??
			(0,_text_json_js__WEBPACK_IMPORTED_MODULE_0__/* .stringMember */ .sk)(inner, 'code') ??
			(0,_text_json_js__WEBPACK_IMPORTED_MODULE_0__/* .stringMember */ .sk)(object, 'code'),
		message: (0,_text_json_js__WEBPACK_IMPORTED_MODULE_0__/* .stringMember */ .sk)(object, 'errorMessage') ??
			(0,_text_json_js__WEBPACK_IMPORTED_MODULE_0__/* .stringMember */ .sk)(inner, 'message') ??
			(0,_text_json_js__WEBPACK_IMPORTED_MODULE_0__/* .stringMember */ .sk)(object, 'message'),
	};
}


}),

6613:
((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {


__webpack_require__.d(__webpack_exports__, {
  I: () => (readClaims)
});

;// CONCATENATED MODULE: ./node_modules/jwt-decode/build/esm/index.js
class InvalidTokenError extends Error {
}
InvalidTokenError.prototype.name = "InvalidTokenError";
function b64DecodeUnicode(str) {
	return decodeURIComponent(atob(str).replace(/(.)/g, (m, p) => {
		let code = p.charCodeAt(0).toString(16).toUpperCase();
		if (code.length < 2) {
			code = "0" + code;
		}
		return "%" + code;
	}));
}
function base64UrlDecode(str) {
	let output = str.replace(/-/g, "+").replace(/_/g, "/");
	switch (output.length % 4) {
		case 0:
			break;
		case 2:
			output += "==";
			break;
		case 3:
			output += "=";
			break;
		default:
			throw new Error("base64 string is not of the correct length");
	}
	try {
		return b64DecodeUnicode(output);
	}
	catch (err) {
		return atob(output);
	}
}
function jwtDecode(token, options) {
	if (typeof token !== "string") {
		throw new InvalidTokenError("Invalid token specified: must be a string");
	}
	options || (options = {});
	const pos = options.header === true ? 0 : 1;
	const part = token.split(".")[pos];
	if (typeof part !== "string") {
		throw new InvalidTokenError(`Invalid token specified: missing part #${pos + 1}`);
	}
	let decoded;
	try {
		decoded = base64UrlDecode(part);
	}
	catch (e) {
		throw new InvalidTokenError(`Invalid token specified: invalid base64 for part #${pos + 1} (${e.message})`);
	}
	try {
		return JSON.parse(decoded);
	}
	catch (e) {
		throw new InvalidTokenError(`Invalid token specified: invalid json for part #${pos + 1} (${e.message})`);
	}
}

var json = __webpack_require__(1789);
;// CONCATENATED MODULE: ./src/iam/claims.ts


function readClaims(token) {
	let payload;
	try {
		payload = jwtDecode(token);
	}
	catch {
		return undefined;
	}
	if (!(0,json/* isJsonObject */.OW)(payload)) {
		return undefined;
	}
	const account = payload['account'];
	return {
		id: (0,json/* stringMember */.sk)(payload, 'jti'),
		accountId: (0,json/* isJsonObject */.OW)(account) ? (0,json/* stringMember */.sk)(account, 'bss') : undefined,
		iamId: (0,json/* stringMember */.sk)(payload, 'iam_id'),
		issuedAt: readDate(payload, 'iat'),
		expiresAt: readDate(payload, 'exp'),
	};
}
function readDate(payload, name) {
	const seconds = (0,json/* numberMember */.eJ)(payload, name) ?? 0;
	const date = new Date(seconds * 1000);
	return seconds > 0 && !Number.isNaN(date.getTime()) ? date : undefined;
}


}),

3067:
((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

__webpack_require__.d(__webpack_exports__, {
A5: () => (accountMismatch),
H: () => (explainProfileRefusal),
J3: () => (explainIamRefusal)
});
var _errors_action_error_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(2714);
var _errors_links_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(6678);
var _http_refusal_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(5424);
var _http_reply_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(2656);




const KNOWN_REFUSALS = [
	{
		code: 'api-key-not-found',
		codes: ['BXNIM0415E'],
		problem: 'IBM Cloud does not know this API key: it is misspelt, cut off or deleted.',
		fix: 'Create an API key (`ibmcloud iam service-api-key-create`) and store the whole value as a secret.',
		link: _errors_links_js__WEBPACK_IMPORTED_MODULE_1__/* .LINKS */ .A.apiKeys,
	},
	{
		code: 'api-key-disabled',
		codes: ['BXNIM0462E', 'BXNIM0420E', 'BXNIM0434E'],
		text: /disabled|blocked/i,
		problem: 'This API key is disabled or blocked.',
		fix: 'Find out who disabled it and why (it may have leaked), then enable it or create another one.',
		link: _errors_links_js__WEBPACK_IMPORTED_MODULE_1__/* .LINKS */ .A.apiKeys,
	},
	{
		code: 'ip-not-allowed',
		codes: ['BXNIM0430E'],
		problem: 'The account does not allow this identity to log in from the IP address of the runner.',
		fix: 'Add the address of the runner to the allowed IP addresses of the account or the identity, or use a runner inside that range.',
		link: _errors_links_js__WEBPACK_IMPORTED_MODULE_1__/* .LINKS */ .A.ipAddresses,
	},
	{
		code: 'identity-suspended',
		codes: ['BXNIM0436E', 'BXNIM0410E'],
		text: /suspended/i,
		problem: 'The identity behind the credential is suspended in the account, or not a member of it any more.',
		fix: 'Ask an administrator of the account to activate it, or use the API key of a service ID.',
		link: _errors_links_js__WEBPACK_IMPORTED_MODULE_1__/* .LINKS */ .A.apiKeys,
	},
	{
		code: 'token-expired',
		codes: ['BXNIM0408E'],
		text: /\btoken\b.*\bexpired\b/i,
		problem: 'The token has expired.',
		fix: 'Get a new one right before this step: an IAM access token lives for an hour at most. With `api-key` the action gets its own.',
		link: _errors_links_js__WEBPACK_IMPORTED_MODULE_1__/* .LINKS */ .A.accessTokens,
	},
	{
		code: 'api-key-expired',
		codes: [],
		text: /expired/i,
		problem: 'The credential has expired.',
		fix: 'Create a new one and replace the secret.',
		link: _errors_links_js__WEBPACK_IMPORTED_MODULE_1__/* .LINKS */ .A.apiKeys,
	},
];
function explainIamRefusal(reply, intent, accountId) {
	const { code, message } = (0,_http_reply_js__WEBPACK_IMPORTED_MODULE_3__/* .readServiceError */ .Y)(reply.body);
	const said = (0,_http_refusal_js__WEBPACK_IMPORTED_MODULE_2__/* .describeReply */ .CS)(reply);
	const { transactionId } = reply;
	const known = KNOWN_REFUSALS.find(({ codes, text }) => codes.includes(code ?? '') || text?.test(message ?? ''));
	if (known !== undefined) {
		return new _errors_action_error_js__WEBPACK_IMPORTED_MODULE_0__/* .ActionError */ .l(known.code, {
			...known,
			problem: `${known.problem} ${intent}: ${said}`,
			transactionId,
		});
	}
	if (accountId !== undefined && reply.status < 500 && /\baccounts?\b/i.test(message ?? '')) {
		const problem = `The credential does not belong to the account ${accountId}, as \`account-id\` demands. ${intent}: ${said}`;
		return accountMismatch(problem, transactionId);
	}
	const busy = (0,_http_refusal_js__WEBPACK_IMPORTED_MODULE_2__/* .explainBusyReply */ .PG)(reply, 'IBM Cloud IAM', intent);
	if (busy !== undefined) {
		return busy;
	}
	return new _errors_action_error_js__WEBPACK_IMPORTED_MODULE_0__/* .ActionError */ .l('credential-refused', {
		problem: `IBM Cloud IAM refused the request. ${intent}: ${said}`,
		fix: 'Check that the secret holds a valid credential of the right account.',
		link: _errors_links_js__WEBPACK_IMPORTED_MODULE_1__/* .LINKS */ .A.apiKeys,
		transactionId,
	});
}
function explainProfileRefusal(reply, intent, accountId) {
	const error = explainIamRefusal(reply, intent, accountId);
	if (error.code !== 'credential-refused') {
		return error;
	}
	return new _errors_action_error_js__WEBPACK_IMPORTED_MODULE_0__/* .ActionError */ .l('profile-not-assumable', {
		problem: `The trusted profile does not exist, or does not trust this identity. ${intent}: ${(0,_http_refusal_js__WEBPACK_IMPORTED_MODULE_2__/* .describeReply */ .CS)(reply)}`,
		fix: 'Compare the ID with `ibmcloud iam trusted-profiles`. Let the profile trust the service ID (`ibmcloud iam trusted-profile-identity-create`), or the compute resource (`ibmcloud iam trusted-profile-link-create`, `trusted-profile-rule-create`).',
		link: _errors_links_js__WEBPACK_IMPORTED_MODULE_1__/* .LINKS */ .A.trustedProfiles,
		transactionId: reply.transactionId,
	});
}
function accountMismatch(problem, transactionId) {
	return new _errors_action_error_js__WEBPACK_IMPORTED_MODULE_0__/* .ActionError */ .l('account-mismatch', {
		problem,
		fix: 'Use a credential of that account, or correct `account-id`. Nothing was made and nothing was written.',
		link: _errors_links_js__WEBPACK_IMPORTED_MODULE_1__/* .LINKS */ .A.accessTokens,
		transactionId,
	});
}


}),

9640:
((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

__webpack_require__.d(__webpack_exports__, {
A: () => (readToken),
I: () => (Iam)
});
var _http_refusal_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(5424);
var _runner_mask_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(7084);
var _text_json_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(1789);
var _claims_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(6613);
var _iam_error_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(3067);





const GRANT = 'urn:ibm:params:oauth:grant-type';
class Iam {
	#http;
	#url;
	constructor(http, url) {
		this.#http = http;
		this.#url = url;
	}
	get deadline() {
		return this.#http.deadline;
	}
	async exchangeApiKey(apiKey, accountId) {
		const form = new URLSearchParams({ grant_type: `${GRANT}:apikey`, apikey: apiKey });
		const intent = 'The API key was not exchanged for an access token';
		return this.#requestToken({ form, intent, accountId });
	}
	async assumeProfile(accessToken, profile) {
		const form = new URLSearchParams({
			grant_type: `${GRANT}:assume`,
			access_token: accessToken,
			...nameProfile(profile),
		});
		const intent = `The trusted profile ${profile.id} was not assumed`;
		return this.#requestToken({ form, intent, profile });
	}
	async exchangeComputeToken(computeToken, profile, accountId) {
		const form = new URLSearchParams({
			grant_type: `${GRANT}:cr-token`,
			cr_token: computeToken,
			...nameProfile(profile),
		});
		const intent = `The trusted profile ${profile.id} was not given to this compute resource`;
		return this.#requestToken({ form, intent, profile, accountId });
	}
	async readClockOffset({ clockOffsetMs }) {
		if (clockOffsetMs !== undefined) {
			return clockOffsetMs;
		}
		const request = { method: 'GET', url: `${this.#url}/identity/keys` };
		const { headers } = await this.#http.send(request, { repeat: 'always' });
		const offset = Date.parse(String(headers['date'])) - Date.now();
		return Number.isNaN(offset) ? 0 : offset;
	}
	async #requestToken({ form, intent, accountId, profile }) {
		const reply = await this.#http.send({
			method: 'POST',
			url: `${this.#url}/identity/token`,
			headers: {
				...(accountId === undefined ? {} : { 'ibm-cloud-tenant': accountId }),
				accept: 'application/json',
				'content-type': 'application/x-www-form-urlencoded',
			},
			body: form.toString(),
		}, { repeat: 'always' });
		if (reply.status !== 200) {
			throw profile === undefined
				? (0,_iam_error_js__WEBPACK_IMPORTED_MODULE_3__/* .explainIamRefusal */ .J3)(reply, intent, accountId)
				: (0,_iam_error_js__WEBPACK_IMPORTED_MODULE_3__/* .explainProfileRefusal */ .H)(reply, intent, accountId);
		}
		return readToken(reply);
	}
}
function readToken(reply) {
	const value = (0,_text_json_js__WEBPACK_IMPORTED_MODULE_4__/* .stringMember */ .sk)((0,_text_json_js__WEBPACK_IMPORTED_MODULE_4__/* .parseJsonObject */ .dw)(reply.body) ?? {}, 'access_token') ?? '';
	(0,_runner_mask_js__WEBPACK_IMPORTED_MODULE_1__/* .mask */ .dK)(value, 'iambearer');
	const claims = (0,_claims_js__WEBPACK_IMPORTED_MODULE_2__/* .readClaims */ .I)(value);
	if (claims === undefined) {
		throw (0,_http_refusal_js__WEBPACK_IMPORTED_MODULE_0__/* .unreadableReply */ .KF)(reply, 'an access token');
	}
	const { issuedAt } = claims;
	const clockOffsetMs = issuedAt === undefined ? undefined : issuedAt.getTime() - Date.now();
	return { value, claims, clockOffsetMs };
}
function nameProfile({ id, crn }) {
	return crn === undefined ? { profile_id: id } : { profile_crn: crn };
}


}),

5070:
((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

__webpack_require__.d(__webpack_exports__, {
y: () => (parseTrustedProfile)
});
const UUID = '[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}';
const ID = new RegExp(`^(?:iam-)?(?<id>Profile-${UUID})$`, 'i');
const CRN = new RegExp(`^crn:v1:[a-z]+:[a-z]+:iam-identity::a/(?<account>[0-9a-f]{32})::profile:(?<id>Profile-${UUID})$`, 'i');
function parseTrustedProfile(text) {
	const groups = (CRN.exec(text) ?? ID.exec(text))?.groups;
	const id = groups?.['id'];
	if (id === undefined) {
		return undefined;
	}
	const accountId = groups?.['account']?.toLowerCase();
	return { id, crn: accountId === undefined ? undefined : text, accountId };
}


}),

5585:
((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

__webpack_require__.d(__webpack_exports__, {
R5: () => (readInput)
});
var _actions_core__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(1078);
var _source_secret_inputs_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(5263);


const LOGIN_INPUTS = [
	'region',
	'private',
	..._source_secret_inputs_js__WEBPACK_IMPORTED_MODULE_1__/* .SECRET_INPUTS */ .p,
	'registry-token-id',
	'trusted-profile',
	'mint',
	'service-id',
	'access',
	'lifetime',
	'description',
	'revoke',
	'client',
	'config',
	'logout',
	'on-missing-credentials',
	'account-id',
	'timeout',
	'iam-url',
	'export-password',
];
const SWEEP_INPUTS = (/* unused pure expression or super */ null && ([
	'api-key',
	'access-token',
	'trusted-profile',
	'kind',
	'service-id',
	'region',
	'older-than',
	'dry-run',
	'account-id',
	'timeout',
	'iam-url',
]));
const LOGOUT_INPUTS = (/* unused pure expression or super */ null && ([
	'region',
	'api-key',
	'access-token',
	'trusted-profile',
	'timeout',
	'iam-url',
]));
function readInput(name) {
	const value = (0,_actions_core__WEBPACK_IMPORTED_MODULE_0__/* .getInput */ .V4)(name);
	return value === '' ? undefined : value;
}


}),

3847:
((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

__webpack_require__.d(__webpack_exports__, {
J: () => (fingerprintEntry),
R: () => (fingerprint)
});
var node_crypto__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(7598);
var node_crypto__WEBPACK_IMPORTED_MODULE_0___default = __webpack_require__.n(node_crypto__WEBPACK_IMPORTED_MODULE_0__);
var _text_json_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(1789);


function fingerprintEntry(salt, entry) {
	const members = Object.entries((0,_text_json_js__WEBPACK_IMPORTED_MODULE_1__/* .parseJsonObject */ .dw)(entry) ?? {});
	const known = members.sort(([a], [b]) => (a < b ? -1 : 1));
	return fingerprint(salt, JSON.stringify(known));
}
function fingerprint(salt, text) {
	return (0,node_crypto__WEBPACK_IMPORTED_MODULE_0__.createHash)('sha256').update(salt).update('\0').update(text).digest('hex');
}


}),

9370:
((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

__webpack_require__.d(__webpack_exports__, {
d: () => (loadRemote)
});
function loadRemote() {
	return Promise.all(/* import() */[__webpack_require__.e(972), __webpack_require__.e(286)]).then(__webpack_require__.bind(__webpack_require__, 8144));
}


}),

6364:
((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

__webpack_require__.d(__webpack_exports__, {
P: () => (loadMintKind),
o: () => (loadRegistryTokens)
});
function loadRegistryTokens() {
	return __webpack_require__.e(/* import() */ 425).then(__webpack_require__.bind(__webpack_require__, 425));
}
const KINDS = {
	'api-key': async () => (await __webpack_require__.e(/* import() */ 692).then(__webpack_require__.bind(__webpack_require__, 3692))).apiKeyMint,
	'access-token': async () => (await __webpack_require__.e(/* import() */ 640).then(__webpack_require__.bind(__webpack_require__, 1640))).accessTokenMint,
	'registry-token': async () => (await loadRegistryTokens()).registryTokenMint,
};
function loadMintKind(name) {
	return KINDS[name]();
}


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

9586:
((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

__webpack_require__.d(__webpack_exports__, {
p: () => (registryToken)
});
var _iam_claims_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(6613);
var _source_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(4396);
var _strip_bearer_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(301);



const registryToken = {
	input: 'registry-token',
	label: 'registry token',
	username: 'token',
	mints: [],
	takesProfile: false,
	clean: _strip_bearer_js__WEBPACK_IMPORTED_MODULE_1__/* .stripBearer */ .W,
	reject: () => undefined,
	expiresAt: (secret) => (0,_iam_claims_js__WEBPACK_IMPORTED_MODULE_0__/* .readClaims */ .I)(secret)?.expiresAt,
	authorize: undefined,
	credential: ({ secret }) => (0,_source_js__WEBPACK_IMPORTED_MODULE_2__/* .storeGiven */ .T)(registryToken, secret),
};


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


}),

5633:
((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {


__webpack_require__.d(__webpack_exports__, {
  D: () => (SECRETLESS_KIND),
  s: () => (SOURCE_KINDS)
});

var claims = __webpack_require__(6613);
var source = __webpack_require__(4396);
var strip_bearer = __webpack_require__(301);
;// CONCATENATED MODULE: ./src/source/access-token.ts



const NO_TOKEN = {
	problem: 'The input `access-token` is not an IAM access token.',
	fix: 'Give the token that `ibmcloud iam oauth-tokens` or IAM returns: three parts joined by dots. An API key belongs in `api-key`, a refresh token in `refresh-token`.',
};
const accessToken = {
	input: 'access-token',
	label: 'IAM access token',
	username: 'iambearer',
	mints: ['api-key', 'registry-token'],
	takesProfile: true,
	clean: strip_bearer/* stripBearer */.W,
	reject: (secret) => ((0,claims/* readClaims */.I)(secret) === undefined ? NO_TOKEN : undefined),
	expiresAt: (secret) => (0,claims/* readClaims */.I)(secret)?.expiresAt,
	authorize: async ({ secret, profile }, iam) => profile === undefined
		? { value: secret, claims: (0,claims/* readClaims */.I)(secret), clockOffsetMs: undefined }
		: iam.assumeProfile(secret, profile),
	credential: ({ secret, profile }) => profile === undefined
		? (0,source/* storeGiven */.T)(accessToken, secret)
		: {
			kind: 'exchanged',
			label: `an IAM access token of the trusted profile ${profile.id}, assumed with the one that was given`,
		},
};

var json = __webpack_require__(1789);
;// CONCATENATED MODULE: ./src/source/api-key.ts


const SHORTEST_KEY = 20;
const apiKey = {
	input: 'api-key',
	label: 'API key',
	username: 'iamapikey',
	mints: ['api-key', 'access-token', 'registry-token'],
	takesProfile: true,
	clean: (text) => (0,json/* stringMember */.sk)((0,json/* parseJsonObject */.dw)(text) ?? {}, 'apikey')?.trim() ?? text,
	reject: (secret) => secret.length < SHORTEST_KEY
		? {
			problem: `The API key has ${secret.length} characters; no API key of IBM Cloud is that short.`,
			fix: 'Store the whole value that was shown when the key was created, not its name or its ID.',
		}
		: undefined,
	expiresAt: () => undefined,
	authorize: async ({ secret, profile }, iam, accountId) => {
		if (profile === undefined) {
			return iam.exchangeApiKey(secret, accountId);
		}
		const { value } = await iam.exchangeApiKey(secret, undefined);
		return iam.assumeProfile(value, profile);
	},
	credential: ({ secret, profile }) => profile === undefined
		? (0,source/* storeGiven */.T)(apiKey, secret)
		: {
			kind: 'stored',
			credential: {
				username: profile.id,
				secret,
				expiresAt: undefined,
				label: `the API key itself, with which IBM Cloud assumes the trusted profile ${profile.id}`,
			},
		},
};

;// CONCATENATED MODULE: ./src/source/compute-identity.ts
const computeIdentity = {
	input: 'trusted-profile',
	label: 'trusted profile of the compute resource',
	username: 'iambearer',
	mints: ['api-key', 'registry-token'],
	takesProfile: true,
	authorize: async ({ profile }, iam, accountId) => {
		if (profile === undefined) {
			throw new TypeError('A compute resource has to be told which trusted profile to take.');
		}
		const { obtainComputeToken } = await __webpack_require__.e(/* import() */ 381).then(__webpack_require__.bind(__webpack_require__, 1381));
		return obtainComputeToken(profile, iam, accountId);
	},
	credential: ({ profile }) => ({
		kind: 'exchanged',
		label: `an IAM access token of the trusted profile ${profile?.id}, taken from this compute resource`,
	}),
};

;// CONCATENATED MODULE: ./src/source/refresh-token.ts


const refreshToken = {
	input: 'refresh-token',
	label: 'IAM refresh token',
	username: 'iamrefresh',
	mints: [],
	takesProfile: false,
	clean: strip_bearer/* stripBearer */.W,
	reject: () => undefined,
	expiresAt: () => undefined,
	authorize: undefined,
	credential: ({ secret }) => (0,source/* storeGiven */.T)(refreshToken, secret),
};

var registry_token = __webpack_require__(9586);
;// CONCATENATED MODULE: ./src/source/source-kinds.ts





const SOURCE_KINDS = [
	apiKey,
	accessToken,
	registry_token/* registryToken */.p,
	refreshToken,
];
const SECRETLESS_KIND = computeIdentity;


}),

4396:
((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

__webpack_require__.d(__webpack_exports__, {
T: () => (storeGiven)
});
function storeGiven({ username, label, expiresAt }, secret) {
	return {
		kind: 'stored',
		credential: {
			username,
			secret,
			expiresAt: expiresAt(secret),
			label: `the ${label} that was given`,
		},
	};
}


}),

301:
((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

__webpack_require__.d(__webpack_exports__, {
W: () => (stripBearer)
});
function stripBearer(text) {
	return text.replace(/^bearer\s+/i, '');
}


})

};
;