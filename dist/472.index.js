"use strict";
exports.id = 472;
exports.ids = [617, 261, 472];
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
	const { code, message } = (0,_reply_js__WEBPACK_IMPORTED_MODULE_4__/* .readServiceError */ .Yo)(body);
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
A5: () => (isBusy),
Yo: () => (readServiceError),
_5: () => (readTransactionId)
});
var _text_json_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(1789);

function isBusy({ status }) {
	return status === 408 || status === 429 || status >= 500;
}
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
	const { code, message } = (0,_http_reply_js__WEBPACK_IMPORTED_MODULE_3__/* .readServiceError */ .Yo)(reply.body);
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
	return Promise.all(/* import() */[__webpack_require__.e(972), __webpack_require__.e(54)]).then(__webpack_require__.bind(__webpack_require__, 5764));
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
const ID = /^(?:ApiKey|(?:iam-)?(?:ServiceId|Profile))-[0-9a-f-]{36}$/i;
const STORE_VALUE = 'Store the whole value that was shown when the key was created, not its name or its ID.';
const apiKey = {
	input: 'api-key',
	label: 'API key',
	username: 'iamapikey',
	mints: ['api-key', 'access-token', 'registry-token'],
	takesProfile: true,
	clean: (text) => (0,json/* stringMember */.sk)((0,json/* parseJsonObject */.dw)(text) ?? {}, 'apikey')?.trim() ?? (0,strip_bearer/* stripBearer */.W)(text),
	reject: (secret) => {
		if (secret.length < SHORTEST_KEY) {
			return {
				problem: `The API key has ${secret.length} characters; no API key of IBM Cloud is that short.`,
				fix: STORE_VALUE,
			};
		}
		if (ID.test(secret)) {
			return { problem: 'The input `api-key` has an ID, not an API key.', fix: STORE_VALUE };
		}
		return (0,claims/* readClaims */.I)(secret) === undefined
			? undefined
			: {
				problem: 'The input `api-key` has a token, not an API key.',
				fix: 'Give an IAM access token in `access-token`, a registry token in `registry-token`.',
			};
	},
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

,

1916:
((__unused_webpack_module, exports) => {

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


}),

1212:
((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

__webpack_require__.d(__webpack_exports__, {
z: () => (resolveIamUrl)
});
var _values_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(8463);

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
		throw (0,_values_js__WEBPACK_IMPORTED_MODULE_0__/* .invalidInput */ .aY)(name, value, `Give an endpoint of IBM Cloud IAM and nothing else, for example ${PUBLIC_IAM} or ${PRIVATE_IAM}.`);
	}
	return origin;
}


}),

9803:
((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

__webpack_require__.d(__webpack_exports__, {
G: () => (readServiceIds),
d: () => (readTrustedProfile)
});
var _errors_action_error_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(2714);
var _errors_links_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(6678);
var _iam_trusted_profile_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(5070);
var _names_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(5585);




const SERVICE_ID = /^(?:iam-)?(ServiceId-[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})$/i;
function readServiceIds() {
	const entries = ((0,_names_js__WEBPACK_IMPORTED_MODULE_3__/* .readInput */ .R5)('service-id') ?? '').split(/[,\n]/).map((entry) => entry.trim());
	const ids = entries.filter((entry) => entry !== '').map((entry) => SERVICE_ID.exec(entry)?.[1]);
	if (ids.includes(undefined)) {
		throw new _errors_action_error_js__WEBPACK_IMPORTED_MODULE_0__/* .ActionError */ .l('input-invalid', {
			problem: 'An entry of the input `service-id` is no ID of a service ID.',
			fix: 'Give the ID that `ibmcloud iam service-ids` shows (ServiceId- and a UUID), not its name; several are separated by commas or new lines.',
			link: _errors_links_js__WEBPACK_IMPORTED_MODULE_1__/* .LINKS */ .A.serviceIds,
		});
	}
	return [...new Set(ids.map((id) => `iam-${id}`))];
}
function readTrustedProfile() {
	const text = (0,_names_js__WEBPACK_IMPORTED_MODULE_3__/* .readInput */ .R5)('trusted-profile');
	const profile = text === undefined ? undefined : (0,_iam_trusted_profile_js__WEBPACK_IMPORTED_MODULE_2__/* .parseTrustedProfile */ .y)(text);
	if (text !== undefined && profile === undefined) {
		throw new _errors_action_error_js__WEBPACK_IMPORTED_MODULE_0__/* .ActionError */ .l('input-invalid', {
			problem: 'The input `trusted-profile` is neither the ID nor the CRN of a trusted profile.',
			fix: 'Give the ID (Profile- and a UUID) or the whole CRN that `ibmcloud iam trusted-profile NAME` shows, not its name.',
			link: _errors_links_js__WEBPACK_IMPORTED_MODULE_1__/* .LINKS */ .A.trustedProfiles,
		});
	}
	return profile;
}


}),

4261:
((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {


__webpack_require__.d(__webpack_exports__, {
  yj: () => (TIMEOUT_SECONDS),
  VM: () => (readAccountId),
  Ko: () => (readInputs)
});

var action_error = __webpack_require__(2714);
var links = __webpack_require__(6678);
var names = __webpack_require__(3424);
var resolve_registries = __webpack_require__(5328);
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
	return (0,inputs_names/* readInput */.R5)(name) !== undefined;
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
	return lifetime.milliseconds === undefined
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
	const { client, config, mint, registryTokenId, exportPassword, logout, source } = inputs;
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

var iam_url = __webpack_require__(1212);
var identities = __webpack_require__(9803);
var lifetime = __webpack_require__(746);
var secret = __webpack_require__(3373);
var source = __webpack_require__(4620);
var values = __webpack_require__(8463);
;// CONCATENATED MODULE: ./src/inputs/inputs.ts












const TIMEOUT_SECONDS = { least: 1, most: 3600, byDefault: 60 };
function readInputs() {
	const secrets = (0,secret/* readSecrets */.q)();
	const privateNetwork = (0,values/* readBoolean */.Vf)('private', false);
	const region = (0,inputs_names/* readInput */.R5)('region') ?? '';
	const mint = (0,values/* readChoice */.Kf)('mint', ['none', ...names/* MINT_NAMES */.Mg], 'none');
	const profile = (0,identities/* readTrustedProfile */.d)();
	const inputs = {
		...(0,resolve_registries/* resolveRegistries */.G)(region, { privateNetwork }),
		source: (0,source/* chooseSource */.L)(secrets, profile),
		profile,
		registryTokenId: readRegistryTokenId(),
		mint,
		serviceIds: (0,identities/* readServiceIds */.G)(),
		access: (0,values/* readChoice */.Kf)('access', ['read', 'read-write'], 'read'),
		lifetime: (0,lifetime/* readLifetime */.e)(mint),
		description: (0,inputs_names/* readInput */.R5)('description'),
		revoke: (0,values/* readBoolean */.Vf)('revoke', true),
		client: (0,values/* readChoice */.Kf)('client', ['auto', 'docker', 'podman', 'file', 'none'], 'auto'),
		config: (0,values/* readChoice */.Kf)('config', ['shared', 'isolated'], 'shared'),
		logout: (0,values/* readBoolean */.Vf)('logout', true),
		onMissingCredentials: (0,values/* readChoice */.Kf)('on-missing-credentials', ['fail', 'skip'], 'fail'),
		accountId: readAccountId(),
		timeoutSeconds: (0,values/* readSeconds */.UW)('timeout', TIMEOUT_SECONDS),
		iamUrl: (0,iam_url/* resolveIamUrl */.z)((0,inputs_names/* readInput */.R5)('iam-url'), privateNetwork),
		exportPassword: (0,values/* readBoolean */.Vf)('export-password', false),
	};
	secrets.forEach(secret/* validateSecret */.x);
	checkCombinations(inputs);
	return inputs;
}
function readAccountId() {
	const value = (0,inputs_names/* readInput */.R5)('account-id');
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
	const value = (0,inputs_names/* readInput */.R5)('registry-token-id');
	if (value !== undefined && !/^[\w-]{1,64}$/.test(value)) {
		throw new action_error/* ActionError */.l('input-invalid', {
			problem: 'The input `registry-token-id` is no ID of a registry token.',
			fix: 'Give the ID from the list of registry tokens (a UUID). The value of a token belongs in `registry-token`.',
			link: links/* LINKS */.A.accessTokens,
		});
	}
	return value;
}


}),

746:
((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

__webpack_require__.d(__webpack_exports__, {
$: () => (parseLifetime),
e: () => (readLifetime)
});
var _errors_action_error_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(2714);
var _errors_links_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(6678);
var _names_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(5585);
var _values_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(8463);




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
			return NEVER;
	}
}
function readKeyLifetime() {
	const text = (0,_names_js__WEBPACK_IMPORTED_MODULE_2__/* .readInput */ .R5)('lifetime') ?? KEY_LIFETIME;
	const lifetime = text === NEVER.text ? NEVER : parseLifetime(text);
	if (lifetime === undefined) {
		throw (0,_values_js__WEBPACK_IMPORTED_MODULE_3__/* .invalidInput */ .aY)('lifetime', text, `Give a number of minutes, hours or days, a minute at least: \`90m\`, \`${KEY_LIFETIME}\` (the default), \`7d\`.`);
	}
	return lifetime;
}
function readTokenLifetime() {
	const text = (0,_names_js__WEBPACK_IMPORTED_MODULE_2__/* .readInput */ .R5)('lifetime') ?? DAY.text;
	const lifetime = [DAY, NEVER].find((candidate) => candidate.text === text);
	if (lifetime === undefined) {
		throw new _errors_action_error_js__WEBPACK_IMPORTED_MODULE_0__/* .ActionError */ .l('input-invalid', {
			problem: 'The input `lifetime` has a value that registry tokens cannot have.',
			fix: 'A registry token lives `24h` (the default) or, with `lifetime: never`, until it is revoked.',
			link: _errors_links_js__WEBPACK_IMPORTED_MODULE_1__/* .LINKS */ .A.accessTokens,
		});
	}
	return lifetime;
}


}),

5134:
((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

__webpack_require__.d(__webpack_exports__, {
U: () => (explainMissingCredentials),
q: () => (isUntrustedRun)
});
var node_fs__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(3024);
var node_fs__WEBPACK_IMPORTED_MODULE_0___default = __webpack_require__.n(node_fs__WEBPACK_IMPORTED_MODULE_0__);
var _errors_action_error_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(2714);
var _errors_links_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(6678);
var _source_secret_inputs_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(5263);
var _text_json_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(1789);





const SKIP_HINT = 'To let the job go on without a login, set `on-missing-credentials: skip` and test the output `logged-in`.';
const DEPENDABOT = {
	because: 'This run was started by Dependabot, which sees Dependabot secrets only.',
	fix: 'Add the secret under Settings > Secrets and variables > Dependabot as well.',
	link: _errors_links_js__WEBPACK_IMPORTED_MODULE_2__/* .LINKS */ .A.dependabotSecrets,
};
const FORK = {
	because: 'This run is for a pull request from a fork, to which GitHub gives no secrets.',
	fix: '',
	link: _errors_links_js__WEBPACK_IMPORTED_MODULE_2__/* .LINKS */ .A.forkSecrets,
};
const NOT_SET = {
	because: 'The secret behind it is not set, is misspelt, or belongs to an environment that this job does not name in `environment:`. In a reusable workflow, secrets arrive only if the caller passes them (`secrets: inherit`, or each by name).',
	fix: `Compare the name in \${{ secrets.… }} with Settings > Secrets and variables > Actions, and look at the caller's \`secrets:\`.`,
	link: _errors_links_js__WEBPACK_IMPORTED_MODULE_2__/* .LINKS */ .A.reusableWorkflows,
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
function explainMissingCredentials(environment = process.env, { profileId, inputs = _source_secret_inputs_js__WEBPACK_IMPORTED_MODULE_3__/* .SECRET_INPUTS */ .p, otherwise = SKIP_HINT } = {}) {
	const { because, fix, link } = findReason(environment);
	const names = inputs.map((input) => `\`${input}\``).join(', ');
	const alone = profileId === undefined
		? ''
		: ` Alone, \`trusted-profile\` would hand the identity of the runner to the code of this run, so ${profileId} was not taken.`;
	return new _errors_action_error_js__WEBPACK_IMPORTED_MODULE_1__/* .ActionError */ .l('missing-credentials', {
		problem: `No credential was given: ${names} are all empty.${alone} ${because}`,
		fix: `${fix} ${otherwise}`.trim(),
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
		return (0,_text_json_js__WEBPACK_IMPORTED_MODULE_4__/* .parseJsonObject */ .dw)((0,node_fs__WEBPACK_IMPORTED_MODULE_0__.readFileSync)(path ?? '', 'utf8')) ?? {};
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
	return (0,_text_json_js__WEBPACK_IMPORTED_MODULE_4__/* .isJsonObject */ .OW)(pullRequest)
		? { head: repositoryOf(pullRequest['head']), base: repositoryOf(pullRequest['base']) }
		: {};
}
function repositoryOf(side) {
	const repository = (0,_text_json_js__WEBPACK_IMPORTED_MODULE_4__/* .isJsonObject */ .OW)(side) ? side['repo'] : undefined;
	return (0,_text_json_js__WEBPACK_IMPORTED_MODULE_4__/* .isJsonObject */ .OW)(repository) ? repository['full_name'] : undefined;
}


}),

3373:
((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

__webpack_require__.d(__webpack_exports__, {
q: () => (readSecrets),
x: () => (validateSecret)
});
var _errors_action_error_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(2714);
var _errors_links_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(6678);
var _runner_mask_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(7084);
var _source_source_kinds_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(5633);
var _names_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(5585);





function readSecrets() {
	return _source_source_kinds_js__WEBPACK_IMPORTED_MODULE_3__/* .SOURCE_KINDS */ .s.flatMap((kind) => {
		const text = (0,_names_js__WEBPACK_IMPORTED_MODULE_4__/* .readInput */ .R5)(kind.input);
		if (text === undefined) {
			return [];
		}
		const secret = kind.clean(text);
		for (const part of secret.split(/\s+/)) {
			(0,_runner_mask_js__WEBPACK_IMPORTED_MODULE_2__/* .mask */ .dK)(part, kind.username);
		}
		return [{ kind, secret }];
	});
}
function validateSecret({ kind, secret }) {
	const rejection = /\s/.test(secret) ? innerWhiteSpace(kind) : kind.reject(secret);
	if (rejection !== undefined) {
		throw new _errors_action_error_js__WEBPACK_IMPORTED_MODULE_0__/* .ActionError */ .l('token-invalid', { ...rejection, link: _errors_links_js__WEBPACK_IMPORTED_MODULE_1__/* .LINKS */ .A.accessTokens });
	}
}
function innerWhiteSpace({ input }) {
	return {
		problem: `The secret in \`${input}\` has white space inside.`,
		fix: 'Store the value again, in one line and with nothing else in it.',
	};
}


}),

4620:
((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

__webpack_require__.d(__webpack_exports__, {
L: () => (chooseSource)
});
var _errors_action_error_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(2714);
var _errors_links_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(6678);
var _source_source_kinds_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(5633);
var _missing_credentials_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(5134);




function chooseSource(secrets, profile) {
	const [first, ...others] = secrets;
	if (first === undefined) {
		return profile === undefined || (0,_missing_credentials_js__WEBPACK_IMPORTED_MODULE_3__/* .isUntrustedRun */ .q)()
			? undefined
			: { kind: _source_source_kinds_js__WEBPACK_IMPORTED_MODULE_2__/* .SECRETLESS_KIND */ .D, secret: '', profile };
	}
	if (others.length > 0) {
		const names = secrets.map(({ kind }) => `\`${kind.input}\``).join(' and ');
		throw new _errors_action_error_js__WEBPACK_IMPORTED_MODULE_0__/* .ActionError */ .l('several-credentials', {
			problem: `The inputs ${names} were given together. A login uses exactly one credential.`,
			fix: 'Keep the one to log in with and remove the other.',
			link: _errors_links_js__WEBPACK_IMPORTED_MODULE_1__/* .LINKS */ .A.accessTokens,
		});
	}
	return { ...first, profile };
}


}),

8463:
((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

__webpack_require__.d(__webpack_exports__, {
Kf: () => (readChoice),
UW: () => (readSeconds),
Vf: () => (readBoolean),
aY: () => (invalidInput)
});
var _errors_action_error_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(2714);
var _errors_links_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(6678);
var _text_disarm_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(404);
var _names_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(5585);




const REPEATED_CHARACTERS = 20;
function readChoice(name, choices, byDefault) {
	const value = (0,_names_js__WEBPACK_IMPORTED_MODULE_3__/* .readInput */ .R5)(name);
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
	const value = (0,_names_js__WEBPACK_IMPORTED_MODULE_3__/* .readInput */ .R5)(name);
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
	const shown = value.length > REPEATED_CHARACTERS
		? 'has a value that is too long to be repeated here (it may be a secret in the wrong input)'
		: `cannot be "${(0,_text_disarm_js__WEBPACK_IMPORTED_MODULE_2__/* .disarm */ .J)(value)}"`;
	return new _errors_action_error_js__WEBPACK_IMPORTED_MODULE_0__/* .ActionError */ .l('input-invalid', {
		problem: `The input \`${name}\` ${shown}.`,
		fix,
		link: _errors_links_js__WEBPACK_IMPORTED_MODULE_1__/* .LINKS */ .A.workflowSyntax,
	});
}


}),

5328:
((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {


__webpack_require__.d(__webpack_exports__, {
  E: () => (identifyRegistry),
  G: () => (resolveRegistries)
});

var mod = __webpack_require__(1916);
var action_error = __webpack_require__(2714);
var links = __webpack_require__(6678);
var disarm = __webpack_require__(404);
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
const SEPARATORS = /[\s;|[\]"']+/;
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
	const id = identifyRegistry(host);
	const known = REGIONS.find((candidate) => candidate.host === id);
	if (known === undefined) {
		notices.add(`${host} is not in this action's table of registries. It is used as given: a region may be newer than this version.`);
	}
	return { host: privateNetwork ? `${PRIVATE}${id}` : host, id, region: known?.name, images };
}
function identifyRegistry(host) {
	const deprecated = REGIONS.find(({ deprecatedHost }) => deprecatedHost === host);
	return deprecated?.host ?? (host.startsWith(PRIVATE) ? host.slice(PRIVATE.length) : host);
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
	const region = findRegion(name);
	if (region !== undefined) {
		return unknownRegion(`${nameEntry(entry)} is an image reference with a region in the place of its host.`, `Write it with the host, ${region.host}, or give the region alone.`);
	}
	const words = entry.toLowerCase().split(SEPARATORS).filter(Boolean);
	if (words.length > 0 && words.every((word) => findRegion(word) || isRegistryHost(word))) {
		return unknownRegion(`${nameEntry(entry)} is not separated as a list has to be.`, 'Separate the regions by commas or new lines, without brackets and quotes: us-south, eu-de.');
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


})

,

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

5781:
((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

__webpack_require__.d(__webpack_exports__, {
d: () => (describeResult)
});
var _runner_mask_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(7084);
var _text_disarm_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(404);


function describeResult({ exitCode, output }) {
	const ending = exitCode === null ? 'was ended by a signal' : `ended with exit code ${exitCode}`;
	const text = (0,_text_disarm_js__WEBPACK_IMPORTED_MODULE_1__/* .disarm */ .J)((0,_runner_mask_js__WEBPACK_IMPORTED_MODULE_0__/* .redact */ .E$)(withoutNoise(output)));
	return text === '' ? `${ending} and printed nothing.` : `${ending}: ${text}`;
}
function withoutNoise(output) {
	const lines = output.split(/\r?\n/).filter((line) => line.trim() !== '');
	const telling = lines.filter((line) => !/^(?:WARNING|time=.*level=(?:warning|info))/i.test(line));
	return (telling.length === 0 ? lines : telling).join(' ');
}


}),

755:
((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

__webpack_require__.d(__webpack_exports__, {
at: () => (killChildren),
mB: () => (runProgram)
});
var node_diagnostics_channel__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(3053);
var node_diagnostics_channel__WEBPACK_IMPORTED_MODULE_0___default = __webpack_require__.n(node_diagnostics_channel__WEBPACK_IMPORTED_MODULE_0__);
var node_fs__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(3024);
var node_fs__WEBPACK_IMPORTED_MODULE_1___default = __webpack_require__.n(node_fs__WEBPACK_IMPORTED_MODULE_1__);
var _actions_exec__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(9529);
var _runner_mask_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(7084);
var _runner_step_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(7770);
var _source_secret_inputs_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(5263);






const OUTPUT_CHARACTERS = 16_384;
const STDOUT_BYTES = 1_048_576;
const SECRET_VARIABLES = new Set(_source_secret_inputs_js__WEBPACK_IMPORTED_MODULE_5__/* .SECRET_INPUTS */ .p.map((input) => `INPUT_${input.toUpperCase()}`));
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
			!/^(?:INPUT_|STATE_|ACTIONS_|DOCKER_(?:AUTH_CONFIG|CONTEXT)$)/i.test(name) &&
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

3472:
((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

__webpack_require__.r(__webpack_exports__);

__webpack_require__.d(__webpack_exports__, {
  login: () => (login)
});

var core = __webpack_require__(1078);
var action_error = __webpack_require__(2714);
var describe = __webpack_require__(2206);
var registry = __webpack_require__(7936);
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
	const refused = (0,registry/* listHosts */._)(failures.map(({ registry }) => registry));
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
var program_result = __webpack_require__(5781);
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
			throw store.explain(`\`${what}\` ${(0,program_result/* describeResult */.d)(result)}`);
		}
		if (result.exitCode !== 0 && (await (0,load_remote/* loadRemote */.d)()).isTransientFailure(result.output)) {
			lastFailure = (0,program_result/* describeResult */.d)(result).replace(/^ended with /, '');
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
;// CONCATENATED MODULE: ./src/journal/plan-configs.ts







async function planConfigs(client, { registries, config }, deadline) {
	if (process.env['DOCKER_AUTH_CONFIG']) {
		(0,core/* warning */.$e)('The variable DOCKER_AUTH_CONFIG is set: docker 28.3 and later take logins from it before they look into the config that this step writes.');
	}
	if (client === 'podman') {
		const { refusePodmanHelpers } = await __webpack_require__.e(/* import() */ 516).then(__webpack_require__.bind(__webpack_require__, 5516));
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

;// CONCATENATED MODULE: ./src/report/load-report.ts
function loadReport() {
	return __webpack_require__.e(/* import() */ 154).then(__webpack_require__.bind(__webpack_require__, 4154));
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
	const reason = (0,missing_credentials/* explainMissingCredentials */.U)(process.env, { profileId: inputs.profile?.id });
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
		const words = client === undefined
			? (await loadReport()).wordLogin(report)
			: await checkAndWrite(client, report);
		await setLoginOutputs(report);
		const { reportLogin } = await loadReport();
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
	const { wordLogin } = await loadReport();
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

7936:
((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

__webpack_require__.d(__webpack_exports__, {
$: () => (nameRegistry),
_: () => (listHosts)
});
function nameRegistry({ host, region }) {
	return region === undefined ? host : `${host} (${region})`;
}
function listHosts(registries) {
	return registries.map(({ host }) => host).join(', ');
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
	const http = new _http_http_js__WEBPACK_IMPORTED_MODULE_8__/* .Http */ .l(new _http_deadline_js__WEBPACK_IMPORTED_MODULE_3__/* .Deadline */ .B2(inputs.timeoutSeconds));
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
RE: () => (homeDirectory),
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
	return (0,node_path__WEBPACK_IMPORTED_MODULE_2__.join)(folder === undefined || folder === '' ? (0,node_path__WEBPACK_IMPORTED_MODULE_2__.join)(homeDirectory(), '.docker') : folder, 'config.json');
}
function podmanAuthPaths(environment = process.env, system = (0,node_os__WEBPACK_IMPORTED_MODULE_1__.platform)(), uid = process.getuid?.()) {
	const byDefault = (0,node_path__WEBPACK_IMPORTED_MODULE_2__.join)(homeDirectory(), '.config');
	const kept = (0,node_path__WEBPACK_IMPORTED_MODULE_2__.join)(environment['XDG_CONFIG_HOME'] || byDefault, 'containers', 'auth.json');
	if (system !== 'linux') {
		return [(0,node_path__WEBPACK_IMPORTED_MODULE_2__.join)(byDefault, 'containers', 'auth.json'), kept];
	}
	const runtime = environment['XDG_RUNTIME_DIR'];
	if (runtime !== undefined && runtime !== '') {
		return [(0,node_path__WEBPACK_IMPORTED_MODULE_2__.join)(runtime, 'containers', 'auth.json'), kept];
	}
	const session = uid === 0 ? [] : [`/run/user/${uid}/containers/auth.json`];
	return [...session, `/run/containers/${uid}/auth.json`, kept];
}
function homeDirectory(system = (node_os__WEBPACK_IMPORTED_MODULE_1___default())) {
	try {
		return system.homedir() || system.userInfo().homedir;
	}
	catch {
		return '/';
	}
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