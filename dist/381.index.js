"use strict";
exports.id = 381;
exports.ids = [381];
exports.modules = {

1381:
((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {


__webpack_require__.d(__webpack_exports__, {
  obtainComputeToken: () => (obtainComputeToken)
});

var promises_ = __webpack_require__(1455);
var action_error = __webpack_require__(2714);
var links = __webpack_require__(6678);
var mask = __webpack_require__(7084);
var external_node_http_ = __webpack_require__(7067);
var describe = __webpack_require__(2206);
var http_deadline = __webpack_require__(2378);
var refusal = __webpack_require__(5424);
var http_reply = __webpack_require__(2656);
var iam = __webpack_require__(9640);
var disarm = __webpack_require__(404);
var json = __webpack_require__(1789);
;// CONCATENATED MODULE: ./src/compute/metadata.ts











const IDENTIFY_MS = 2_000;
const TOKEN_MS = 20_000;
const REPLY_BYTES = 64 * 1024;
const TOKEN_SECONDS = 300;
const VERSIONS = [
	{ date: '2025-08-26', tokenPath: '/identity/v1/token', iamPath: '/identity/v1/iam_tokens' },
	{
		date: '2022-03-01',
		tokenPath: '/instance_identity/v1/token',
		iamPath: '/instance_identity/v1/iam_token',
	},
];
class NoMetadata extends Error {
	name = 'NoMetadata';
}
async function fetchMetadataToken(baseUrl, profile, deadline) {
	const link = { baseUrl, agent: new external_node_http_.Agent(), deadline };
	try {
		const { version, token } = await identify(link);
		return await fetchIamToken(link, version, token, profile);
	}
	finally {
		link.agent.destroy();
	}
}
async function identify(link) {
	let said = '';
	for (const version of VERSIONS) {
		const reply = await send(link, {
			method: 'PUT',
			path: `${version.tokenPath}?version=${version.date}`,
			headers: { 'metadata-flavor': 'ibm' },
			body: { expires_in: TOKEN_SECONDS },
			limitMs: IDENTIFY_MS,
		});
		const token = (0,json/* stringMember */.sk)((0,json/* parseJsonObject */.dw)(reply.body) ?? {}, 'access_token');
		if (reply.status === 200 && token !== undefined) {
			(0,mask/* mask */.dK)(token);
			return { version, token };
		}
		said = (0,refusal/* describeReply */.CS)(reply);
	}
	throw new NoMetadata(`what answers there is not IBM's. ${said}`);
}
async function fetchIamToken(link, { iamPath, date }, token, { id, crn }) {
	const reply = await send(link, {
		method: 'POST',
		path: `${iamPath}?version=${date}`,
		headers: { authorization: `Bearer ${token}` },
		body: { trusted_profile: crn === undefined ? { id } : { crn } },
		limitMs: TOKEN_MS,
	}).catch((error) => {
		throw noToken(id, (0,describe/* quoteError */.PI)(error));
	});
	if ((0,http_reply/* isBusy */.A5)(reply)) {
		throw noToken(id, (0,refusal/* describeReply */.CS)(reply));
	}
	if (reply.status < 200 || reply.status > 299) {
		throw new action_error/* ActionError */.l('profile-not-assumable', {
			problem: `The metadata service gave no token of the trusted profile ${id} to this virtual server. ${(0,refusal/* describeReply */.CS)(reply)}`,
			fix: 'Let the profile trust this virtual server (`ibmcloud iam trusted-profile-link-create` or `trusted-profile-rule-create`), in the account that the server belongs to.',
			link: links/* LINKS */.A.trustedProfiles,
		});
	}
	return (0,iam/* readToken */.A)(reply);
}
function noToken(profileId, reason) {
	return new action_error/* ActionError */.l('service-failed', {
		problem: `This virtual server has an identity, but its metadata service gave no token of the trusted profile ${profileId}: ${reason}`,
		fix: 'Run the job again, and look at the status of IBM Cloud if that does not help.',
		link: links/* LINKS */.A.status,
	});
}
async function send({ baseUrl, agent, deadline }, call) {
	const limitMs = Math.ceil(Math.min(call.limitMs, deadline.remainingMs()));
	const signal = AbortSignal.timeout(limitMs);
	const url = new URL(`${baseUrl}${call.path}`);
	const headers = {
		...call.headers,
		accept: 'application/json',
		'content-type': 'application/json',
	};
	try {
		const response = await new Promise((resolve, reject) => {
			const sent = (0,external_node_http_.request)(url, { method: call.method, agent, signal, headers }, resolve);
			sent.once('error', reject);
			sent.end(JSON.stringify(call.body));
		});
		return {
			host: url.host,
			status: Number(response.statusCode),
			headers: {},
			body: await readBody(response),
			transactionId: undefined,
		};
	}
	catch (error) {
		throw new NoMetadata(signal.aborted
			? `nothing answers at ${url.host} within ${(0,http_deadline/* nameTime */.nO)(limitMs / 1000)}.`
			: (0,disarm/* disarm */.J)(String(error)));
	}
}
async function readBody(response) {
	const chunks = [];
	let size = 0;
	for await (const chunk of response) {
		const bytes = Buffer.from(chunk);
		size += bytes.length;
		if (size > REPLY_BYTES) {
			throw new Error('the reply is longer than that of a metadata service');
		}
		chunks.push(bytes);
	}
	return Buffer.concat(chunks).toString('utf8');
}

;// CONCATENATED MODULE: ./src/compute/obtain-token.ts





const IBM_CLOUD = {
	tokenFiles: [
		'/var/run/secrets/tokens/vault-token',
		'/var/run/secrets/tokens/sa-token',
		'/var/run/secrets/codeengine.cloud.ibm.com/compute-resource-token/token',
	],
	metadataUrl: 'http://169.254.169.254',
};
async function obtainComputeToken(profile, iam, accountId, { tokenFiles, metadataUrl } = IBM_CLOUD) {
	for (const path of tokenFiles) {
		const token = await readToken(path);
		if (token !== undefined) {
			(0,mask/* mask */.dK)(token);
			return iam.exchangeComputeToken(token, profile, accountId);
		}
	}
	try {
		return await fetchMetadataToken(metadataUrl, profile, iam.deadline);
	}
	catch (error) {
		throw error instanceof NoMetadata ? explainNoIdentity(error) : error;
	}
}
async function readToken(path) {
	try {
		const token = (await (0,promises_.readFile)(path, 'utf8')).trim();
		return token === '' ? undefined : token;
	}
	catch {
		return undefined;
	}
}
function explainNoIdentity({ message }) {
	const host = process.env['RUNNER_ENVIRONMENT'] === 'github-hosted'
		? 'This runner is hosted by GitHub and no compute resource of IBM Cloud.'
		: 'This runner is no compute resource of IBM Cloud, or one without an identity.';
	return new action_error/* ActionError */.l('no-compute-identity', {
		problem: `\`trusted-profile\` stands alone, so it was to be taken from the machine of the runner. ${host} There is no token file of Kubernetes Service, OpenShift or Code Engine, and no metadata service of a virtual server: ${message}`,
		fix: 'Give `api-key` or `access-token` beside `trusted-profile` (if you did, that secret is empty); or use a self-hosted runner on IBM Cloud whose resource the profile trusts. On a virtual server, switch its metadata service on; in Kubernetes, mount a service account token at /var/run/secrets/tokens/sa-token.',
		link: links/* LINKS */.A.trustedProfiles,
	});
}


})

};
;