"use strict";
exports.id = 203;
exports.ids = [203];
exports.modules = {

7994:
((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

__webpack_require__.d(__webpack_exports__, {
S: () => (writeSummary)
});
var node_fs__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(3024);
var node_fs__WEBPACK_IMPORTED_MODULE_0___default = __webpack_require__.n(node_fs__WEBPACK_IMPORTED_MODULE_0__);
var _actions_core__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(1078);
var _errors_describe_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(2206);



function writeSummary(lines) {
	const path = process.env['GITHUB_STEP_SUMMARY'];
	if (!path) {
		return;
	}
	try {
		(0,node_fs__WEBPACK_IMPORTED_MODULE_0__.appendFileSync)(path, `${lines.join('\n')}\n`);
	}
	catch (error) {
		(0,_actions_core__WEBPACK_IMPORTED_MODULE_1__/* .warning */ .$e)(`The job summary was not written. ${(0,_errors_describe_js__WEBPACK_IMPORTED_MODULE_2__/* .describeError */ .Uc)(error)}`);
	}
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

1203:
((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

__webpack_require__.r(__webpack_exports__);

__webpack_require__.d(__webpack_exports__, {
  sweep: () => (sweep)
});

var core = __webpack_require__(1078);
var action_error = __webpack_require__(2714);
var links = __webpack_require__(6678);
var deadline = __webpack_require__(2378);
var http_http = __webpack_require__(8694);
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
		throw (0,missing_credentials/* explainMissingCredentials */.U)(process.env, {
			profileId: profile?.id,
			inputs: ['api-key', 'access-token'],
			otherwise: 'Sweep by `schedule:` or `workflow_dispatch:`: those runs get the secrets.',
		});
	}
	secrets.forEach(secret/* validateSecret */.x);
	return { ...inputs, source };
}
const PLACE_INPUTS = {
	'api-key': { own: 'service-id', other: 'region' },
	'registry-token': { own: 'region', other: 'service-id' },
};
const WHERE = 'Give `service-id` for API keys, `region` for registry tokens.';
function readPlaces(kind) {
	const { own, other } = PLACE_INPUTS[kind];
	if ((0,inputs_names/* readInput */.R5)(other) !== undefined) {
		throw new action_error/* ActionError */.l('conflicting-inputs', {
			problem: `The inputs \`${other}\` and \`kind: ${kind}\` contradict each other: where to look is told by \`${own}\`.`,
			fix: WHERE,
			link: links/* LINKS */.A.workflowSyntax,
		});
	}
	if (kind === 'api-key') {
		const serviceIds = (0,identities/* readServiceIds */.G)();
		if (serviceIds.length === 0) {
			throw nowhere(own);
		}
		return serviceIds;
	}
	const text = (0,inputs_names/* readInput */.R5)(own);
	if (text === undefined) {
		throw nowhere(own);
	}
	const { registries } = (0,resolve_registries/* resolveRegistries */.G)(text, { privateNetwork: false });
	const hosts = new Map(registries.toReversed().map(({ id, host }) => [id, host]));
	return [...hosts.values()];
}
function nowhere(input) {
	return new action_error/* ActionError */.l('input-invalid', {
		problem: `The input \`${input}\` is empty, so there is nowhere to look.`,
		fix: WHERE,
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
var summary = __webpack_require__(7994);
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
function reportSweep(kind, swept, now) {
	if (swept.length === 0) {
		(0,core/* info */.pq)(`There is no ${kind.label} that this action has minted.`);
	}
	const rows = swept.map((one) => describe(one, now).map(disarm/* disarm */.J));
	if (rows.length > 0) {
		for (const line of alignColumns([HEAD, ...rows])) {
			(0,core/* info */.pq)(line);
		}
	}
	const table = [
		`| ${HEAD.join(' | ')} |`,
		`|${'---|'.repeat(HEAD.length)}`,
		...rows.map((row) => `| ${row.map(disarm/* escapeMarkdown */.F).join(' | ')} |`),
	];
	const nothing = ['Nothing that this action has minted was found.'];
	(0,summary/* writeSummary */.S)([`### Sweep: ${kind.label}s`, '', ...(rows.length === 0 ? nothing : table), '']);
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
	const widen = (cell, column) => cell.padEnd(Math.max(...rows.map((row) => String(row[column]).length)));
	return rows.map((row) => row.map(widen).join('  ').trimEnd());
}

var errors_describe = __webpack_require__(2206);
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
	const { source } = inputs;
	const mayBeOwn = source.kind.input === inputs.kind && found.length > 0;
	const ownId = mayBeOwn ? await mint.identify?.(source.secret) : undefined;
	const rules = { now, olderThan: inputs.olderThan, ownId };
	const sweeping = found.map(async (one) => {
		const verdict = judge(one, rules);
		const isDue = verdict === 'due' && !inputs.dryRun;
		const outcome = isDue ? await revoke(sweep, place, mint, one) : 'listed';
		return { place, found: one, verdict, outcome };
	});
	return Promise.all(sweeping);
}
async function revoke({ kind, context }, place, mint, { id, mark }) {
	try {
		return await mint.revoke(id);
	}
	catch (error) {
		const accountId = context.iamToken.claims?.accountId;
		const byHand = kind.explainByHand({ place, accountId, id, mark: mark.text });
		(0,core/* warning */.$e)(`The ${kind.label} ${id} ${kind.locate(place)} was not revoked. ${(0,errors_describe/* describeError */.Uc)(error)}\nTo revoke it by hand: ${byHand}.`);
		return 'failed';
	}
}

;// CONCATENATED MODULE: ./src/sweep.ts











async function sweep() {
	const inputs = readSweepInputs();
	const http = new http_http/* Http */.l(new deadline/* Deadline */.B2(inputs.timeoutSeconds));
	const iam = new iam_iam/* Iam */.I(http, inputs.iamUrl);
	const iamToken = await (0,session/* authorize */.Gq)(inputs.source, iam, inputs.accountId);
	await (0,session/* refuseOtherAccount */.ys)({ inputs, iamToken: async () => iamToken });
	const now = Date.now() + (await iam.readClockOffset(iamToken));
	const kind = await (0,mint_kinds/* loadMintKind */.P)(inputs.kind);
	const context = { http, iamUrl: inputs.iamUrl, iamToken };
	const results = await Promise.allSettled(inputs.places.map((place) => sweepPlace({ inputs, kind, context, now }, place)));
	const swept = results.flatMap((result) => (result.status === 'fulfilled' ? result.value : []));
	reportSweep(kind, swept, now);
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


})

};
;