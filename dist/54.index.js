exports.id = 54;
exports.ids = [54];
exports.modules = {

3251:
((module) => {

class ProxyAgent {
  constructor() {
	throw new Error(
	  'undici is not part of this action: HttpClient.getAgentDispatcher() cannot be used here.',
	);
  }
}

module.exports = { ProxyAgent };


}),

5781:
((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

"use strict";
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

8902:
((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

"use strict";
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

8787:
((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

"use strict";
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


}),

5764:
((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

"use strict";
__webpack_require__.r(__webpack_exports__);

__webpack_require__.d(__webpack_exports__, {
  Requests: () => (/* reexport */ Requests),
  checkPulls: () => (/* reexport */ checkPulls),
  explainClientFailure: () => (/* reexport */ explainClientFailure),
  fileClient: () => (/* reexport */ fileClient),
  isTransientFailure: () => (/* reexport */ isTransientFailure)
});

var action_error = __webpack_require__(2714);
var links = __webpack_require__(6678);
var registry_error = __webpack_require__(8787);
var program_result = __webpack_require__(5781);
;// CONCATENATED MODULE: ./src/client/client-error.ts




const TRANSIENT = /\b(?:408|429|50\d)\b|bad gateway|service unavailable|gateway timeout|internal server error|too ?many ?requests|connection reset|connection refused|broken pipe|\bEOF\b|i\/o timeout|TLS handshake timeout|Client\.Timeout|context deadline exceeded|temporary failure|server misbehaving|network is unreachable|no route to host/i;
const LOST_CHALLENGE = /login attempt to \S+ failed with status: 401/;
const RATE_LIMIT = /\b429\b|too ?many ?requests/i;
const PROXY_REFUSAL = /proxyconnect|proxy authentication required|\b407\b|": Forbidden\s*$/i;
function isTransientFailure(output) {
	return TRANSIENT.test(output) || LOST_CHALLENGE.test(output);
}
function explainClientFailure({ client, host, username }, result) {
	const { output } = result;
	const said = `\`${client} login ${host}\` ${(0,program_result/* describeResult */.d)(result)}`;
	const known = (0,registry_error/* findKnownRefusal */.NV)(output, username);
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
	if (PROXY_REFUSAL.test(output)) {
		return new action_error/* ActionError */.l('proxy-refused', {
			problem: `The proxy did not connect ${client} to ${host}. ${said}`,
			fix: `Allow ${host}:443 in the proxy and check HTTPS_PROXY and NO_PROXY. Docker's daemon, if one runs, has a proxy of its own.`,
			link: links/* LINKS */.A.runnerProxy,
		});
	}
	if (RATE_LIMIT.test(output)) {
		return new action_error/* ActionError */.l('rate-limited', {
			problem: `${host} is receiving too many requests. ${said}`,
			fix: 'Start fewer jobs at the same time, or run this one again in some minutes.',
			link: links/* LINKS */.A.status,
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

var refusal = __webpack_require__(5424);
var mask = __webpack_require__(7084);
var disarm = __webpack_require__(404);
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

var external_node_tls_ = __webpack_require__(1692);
var lib = __webpack_require__(8972);
var describe = __webpack_require__(2206);
;// CONCATENATED MODULE: ./package.json
const package_namespaceObject = JSON.parse('{"UU":"icr-login","rE":"1.0.0"}');
;// CONCATENATED MODULE: ./src/product.ts

const USER_AGENT = `${package_namespaceObject.UU}/${package_namespaceObject.rE}`;

;// CONCATENATED MODULE: ./src/http/network-error.ts



class NetworkError extends Error {
	name = 'NetworkError';
	host;
	isTransient;
	isUnsent;
	constructor(host, cause) {
		super((0,describe/* quoteError */.PI)(cause), { cause });
		this.host = host;
		this.isTransient = !isLasting(cause, this.message);
		this.isUnsent = UNSENT_CODES.has(codeOf(cause)) || PROXY_FAILURE.test(this.message);
	}
}
const UNSENT_CODES = new Set(['EAI_AGAIN', 'ECONNREFUSED', 'ENOTFOUND']);
const PROXY_FAILURE = /tunneling socket could not be established/;
const CERTIFICATE_CODES = /CERT|UNABLE_TO_|ERR_TLS|SELF_SIGNED|ERR_SSL/;
const network_error_PROXY_REFUSAL = /tunneling socket could not be established, statusCode=(\d{3})/;
const TRANSIENT_PROXY_STATUS = /^(?:408|429|5\d\d)$/;
function codeOf(error) {
	return error instanceof Error && 'code' in error ? String(error.code) : '';
}
function isLasting(cause, message) {
	const proxyStatus = network_error_PROXY_REFUSAL.exec(message)?.[1];
	if (proxyStatus !== undefined) {
		return !TRANSIENT_PROXY_STATUS.test(proxyStatus);
	}
	const code = codeOf(cause);
	return code === 'ENOTFOUND' || code === 'EMSGSIZE' || CERTIFICATE_CODES.test(code);
}
function explainNetworkError(error) {
	const { host, message, cause } = error;
	const code = codeOf(cause);
	if (PROXY_FAILURE.test(message)) {
		return new action_error/* ActionError */.l('proxy-refused', {
			problem: `The proxy of this machine did not connect to ${host}: ${message}`,
			fix: `Allow ${host}:443 in the proxy, check the address and the credentials in HTTPS_PROXY, or add ${host} to NO_PROXY if it is reached directly.`,
			link: links/* LINKS */.A.runnerProxy,
			cause,
		});
	}
	if (CERTIFICATE_CODES.test(code)) {
		return new action_error/* ActionError */.l('certificate-not-trusted', {
			problem: `The certificate of ${host} is not trusted (${code}): ${message}`,
			fix: 'If a proxy inspects TLS, set NODE_EXTRA_CA_CERTS to the file with its certificate authority for the whole runner. If not, somebody may be in between: do not go on.',
			link: links/* LINKS */.A.runnerProxy,
			cause,
		});
	}
	if (code === 'ENOTFOUND') {
		return new action_error/* ActionError */.l('host-unknown', {
			problem: `The host ${host} is not known to the name service of this machine.`,
			fix: 'Check the spelling in `region` or `iam-url`. Private hosts are known only where the runner is connected to the IBM Cloud private network.',
			link: links/* LINKS */.A.connection,
			cause,
		});
	}
	return new action_error/* ActionError */.l('network-failed', {
		problem: `There was no usable reply from ${host}: ${message}`,
		fix: 'Run the job again. If it stays, check that the firewall of the runner lets it reach this host on port 443.',
		link: links/* LINKS */.A.connection,
		cause,
	});
}

;// CONCATENATED MODULE: ./src/http/proxy.ts


const ADDRESSES = ['https_proxy', 'HTTPS_PROXY'];
const EXCEPTIONS = ['no_proxy', 'NO_PROXY'];
function prepareProxy(environment = process.env) {
	for (const name of ADDRESSES) {
		const value = environment[name] ?? '';
		const address = value === '' || value.includes('://') ? value : `http://${value}`;
		if (address !== '' && !isUsable(address)) {
			throw new action_error/* ActionError */.l('proxy-refused', {
				problem: `${name} is not the address of a proxy.`,
				fix: 'Give it as http://host:port, or http://user:password@host:port; write % in the password as %25, and @ as %40.',
				link: links/* LINKS */.A.runnerProxy,
			});
		}
		if (address !== value) {
			environment[name] = address;
		}
	}
	for (const name of EXCEPTIONS) {
		const hosts = environment[name];
		if (hosts !== undefined) {
			environment[name] = hosts.replace(/(?<![^\s,])\*\./g, '.');
		}
	}
}
function isUsable(address) {
	try {
		const { hostname, username, password } = new URL(address);
		decodeURIComponent(username);
		decodeURIComponent(password);
		return hostname !== '';
	}
	catch {
		return false;
	}
}

var http_reply = __webpack_require__(2656);
var retry = __webpack_require__(8902);
;// CONCATENATED MODULE: ./src/http/transport.ts


const REPLY_BYTES = 4 * 1024 * 1024;
async function exchange(client, { method, url, headers, body }, timeoutMs) {
	const { host } = new URL(url);
	const response = client.request(method, url, body ?? null, { ...headers });
	let timer;
	const timeout = new Promise((_resolve, reject) => {
		const error = new Error(`no reply within ${Math.round(timeoutMs / 1000)} s`);
		timer = setTimeout(() => reject(error), timeoutMs);
	});
	try {
		const answer = await Promise.race([response, timeout]);
		const text = await Promise.race([readBody(answer), timeout]);
		const replyHeaders = joinValues(answer.message.headers);
		return {
			host,
			status: Number(answer.message.statusCode),
			headers: replyHeaders,
			body: text,
			transactionId: (0,http_reply/* readTransactionId */._5)(replyHeaders, text),
		};
	}
	catch (error) {
		response.then(({ message }) => message.destroy()).catch(() => undefined);
		throw new NetworkError(host, error);
	}
	finally {
		clearTimeout(timer);
	}
}
class ReplyTooLong extends Error {
	code = 'EMSGSIZE';
}
async function readBody({ message }) {
	const chunks = [];
	let size = 0;
	for await (const chunk of message) {
		const bytes = Buffer.from(chunk);
		size += bytes.length;
		if (size > REPLY_BYTES) {
			throw new ReplyTooLong(`the reply is longer than ${REPLY_BYTES} bytes`);
		}
		chunks.push(bytes);
	}
	return Buffer.concat(chunks).toString('utf8');
}
function joinValues(headers) {
	return Object.fromEntries(Object.entries(headers).map(([name, value]) => [name, String(value)]));
}

;// CONCATENATED MODULE: ./src/http/requests.ts











const TRY_MS = 20_000;
const RETRY_AFTER_CAP_SECONDS = 30;
const TRIES = 10;
const FIRST_DELAY_MS = 300;
const LONGEST_DELAY_MS = 8_000;
class BusyReply extends Error {
	reply;
	constructor(reply) {
		super(`HTTP ${reply.status} from ${reply.host}`);
		this.reply = reply;
	}
}
class Requests {
	#deadline;
	#client;
	constructor(deadline) {
		this.#deadline = deadline;
		preparePlatform();
		setTimeout(external_node_tls_.createSecureContext, 1).unref();
		this.#client = new lib/* HttpClient */.Qq(USER_AGENT, [], {
			allowRedirects: false,
			allowRetries: false,
			keepAlive: true,
			maxSockets: 100,
			socketTimeout: TRY_MS,
		});
	}
	async send(request, { repeat }) {
		const { host } = new URL(request.url);
		let lastFailure;
		const mayHelp = async (error) => {
			lastFailure = (0,describe/* describeError */.Uc)(error);
			return mayRepeat(error, repeat) && (await this.#waitAsTold(error));
		};
		const sending = (0,retry/* retry */.L)(() => this.#try(request, lastFailure), {
			tries: TRIES,
			firstDelayMs: FIRST_DELAY_MS,
			longestDelayMs: LONGEST_DELAY_MS,
			mayHelp,
		});
		try {
			return await this.#deadline.race(sending, host, () => lastFailure);
		}
		catch (error) {
			if (error instanceof BusyReply) {
				return error.reply;
			}
			throw error instanceof NetworkError ? explainNetworkError(error) : error;
		}
	}
	async #try(request, lastFailure) {
		if (this.#deadline.remainingMs() === 0) {
			throw this.#deadline.expired(new URL(request.url).host, lastFailure);
		}
		const reply = await exchange(this.#client, request, TRY_MS);
		if (reply.status >= 300 && reply.status < 400) {
			throw refuseRedirect(reply);
		}
		if ((0,http_reply/* isBusy */.A5)(reply)) {
			throw new BusyReply(reply);
		}
		return reply;
	}
	async #waitAsTold(error) {
		const seconds = error instanceof BusyReply ? retryAfterSeconds(error.reply) : 0;
		const milliseconds = Math.min(seconds, RETRY_AFTER_CAP_SECONDS) * 1000;
		if (milliseconds >= this.#deadline.remainingMs()) {
			return false;
		}
		await this.#deadline.sleep(milliseconds);
		return true;
	}
}
function preparePlatform() {
	delete process.env['NODE_TLS_REJECT_UNAUTHORIZED'];
	process.noDeprecation = true;
	prepareProxy();
}
function mayRepeat(error, repeat) {
	if (error instanceof BusyReply) {
		return repeat === 'always' || error.reply.status === 429;
	}
	return (error instanceof NetworkError && error.isTransient && (repeat === 'always' || error.isUnsent));
}
function retryAfterSeconds({ headers }) {
	const value = headers['retry-after'] ?? '';
	const seconds = /^\d+$/.test(value) ? Number(value) : (Date.parse(value) - Date.now()) / 1000;
	return Number.isFinite(seconds) ? Math.max(0, seconds) : 0;
}
function refuseRedirect({ host, status, transactionId }) {
	return new action_error/* ActionError */.l('redirect-refused', {
		problem: `${host} answered with a redirect (HTTP ${status}). A redirect is never followed: the credential would be sent along.`,
		fix: 'Check whether a proxy or a login page of your network answers in place of IBM Cloud, and let this host through.',
		link: links/* LINKS */.A.connection,
		transactionId,
	});
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
			? `The login works, but it cannot pull ${image}: ${(0,describe/* describeError */.Uc)(error)}`
			: `Whether this login can pull ${image} is not known: ${(0,describe/* describeError */.Uc)(error)}`;
	}
}

;// CONCATENATED MODULE: ./src/remote.ts






})

};
;