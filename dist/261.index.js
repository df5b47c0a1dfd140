"use strict";
exports.id = 261;
exports.ids = [261];
exports.modules = {

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
var _source_source_kinds_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(5633);
var _text_json_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(1789);





const SKIP_HINT = 'To let the job go on without a login, set `on-missing-credentials: skip` and test the output `logged-in`.';
const DEPENDABOT = {
	because: 'This run was started by Dependabot, which sees Dependabot secrets only.',
	fix: `Add the secret under Settings > Secrets and variables > Dependabot as well. ${SKIP_HINT}`,
	link: _errors_links_js__WEBPACK_IMPORTED_MODULE_2__/* .LINKS */ .A.dependabotSecrets,
};
const FORK = {
	because: 'This run is for a pull request from a fork, to which GitHub gives no secrets.',
	fix: SKIP_HINT,
	link: _errors_links_js__WEBPACK_IMPORTED_MODULE_2__/* .LINKS */ .A.forkSecrets,
};
const NOT_SET = {
	because: 'The secret behind it is not set, is misspelt, or belongs to an environment that this job does not name in `environment:`. In a reusable workflow, secrets arrive only if the caller passes them (`secrets: inherit`, or each by name).',
	fix: `Compare the name in \${{ secrets.… }} with Settings > Secrets and variables > Actions, and look at the caller's \`secrets:\`. ${SKIP_HINT}`,
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
function explainMissingCredentials(environment = process.env, profileId) {
	const { because, fix, link } = findReason(environment);
	const inputs = _source_source_kinds_js__WEBPACK_IMPORTED_MODULE_3__/* .SOURCE_KINDS */ .s.map(({ input }) => `\`${input}\``).join(', ');
	const alone = profileId === undefined
		? ''
		: ` Alone, \`trusted-profile\` would hand the identity of the runner to the code of this run, so ${profileId} was not taken.`;
	return new _errors_action_error_js__WEBPACK_IMPORTED_MODULE_1__/* .ActionError */ .l('missing-credentials', {
		problem: `No credential was given: ${inputs} are all empty.${alone} ${because}`,
		fix,
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

};
;