"use strict";
exports.id = 813;
exports.ids = [813];
exports.modules = {

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

9931:
((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

__webpack_require__.d(__webpack_exports__, {
D: () => (issueCredential),
d: () => (revokeFound)
});
var _errors_action_error_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(2714);
var _http_retry_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(8902);


const TRIES = 4;
const FIRST_DELAY_MS = 250;
const LONGEST_DELAY_MS = 4_000;
async function issueCredential(mint, intent, note) {
	let lostReplies = 0;
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
	let issued;
	try {
		issued = await (0,_http_retry_js__WEBPACK_IMPORTED_MODULE_1__/* .retry */ .L)(() => mint.issue(intent), {
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
	note({
		outcome: 'issued',
		id: issued.id,
		issuedAt: new Date().toISOString(),
		expiresAt: issued.credential.expiresAt?.toISOString(),
		lostReplies: issued.id === undefined ? lostReplies + 1 : lostReplies,
	});
	return issued;
}
async function revokeFound(mint, mark, done = new Set()) {
	const found = (await mint.find(mark)).filter(({ id }) => !done.has(id));
	const revocations = await Promise.all(found.map(({ id }) => mint.revoke(id)));
	const revoked = found.filter((_, index) => revocations[index] === 'revoked');
	for (const { id } of revoked) {
		done.add(id);
	}
	return revoked.length;
}
function isReplyLost(error) {
	return (0,_errors_action_error_js__WEBPACK_IMPORTED_MODULE_0__/* .hasCode */ .u)(error, 'network-failed', 'timed-out', 'service-failed', 'reply-invalid');
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


}),

8813:
((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

__webpack_require__.r(__webpack_exports__);

__webpack_require__.d(__webpack_exports__, {
  mintCredentials: () => (/* reexport */ mintCredentials),
  nameMinted: () => (/* reexport */ nameMinted),
  revokeDue: () => (/* reexport */ revokeDue),
  undoAtOnce: () => (/* reexport */ undoAtOnce)
});

var core = __webpack_require__(1078);
var action_error = __webpack_require__(2714);
var iam_claims = __webpack_require__(6613);
var iam = __webpack_require__(9640);
var issue = __webpack_require__(9931);
var mint_mark = __webpack_require__(2791);
var mint_kinds = __webpack_require__(6364);
var names = __webpack_require__(3424);
;// CONCATENATED MODULE: ./src/mint/mint-credentials.ts








async function mintCredentials(session, name) {
	const { inputs, http } = session;
	const context = { http, iamUrl: inputs.iamUrl, iamToken: await session.iamToken() };
	if ((0,names/* isRevocable */.of)(name)) {
		return mintRevocable(session, name, context);
	}
	const kind = await (0,mint_kinds/* loadMintKind */.P)(name);
	const issuing = kind.plan(inputs).map(async (plan) => {
		const intent = { mark: '', description: '', access: inputs.access, endsAt: undefined };
		const { credential } = await kind.open(plan.places[0], context).issue(intent);
		return toLogins(plan, credential);
	});
	return (await Promise.all(issuing)).flat();
}
async function mintRevocable(session, name, context) {
	const { inputs, state, source } = session;
	const kind = await (0,mint_kinds/* loadMintKind */.P)(name);
	warnOfShortAuthority(session);
	const clockOffsetMs = await readClock(session, kind, context);
	const plans = markPlans(session, kind, context, Date.now() + clockOffsetMs);
	const keepsToken = inputs.revoke && source.secret !== '' && process.env['GITHUB_ACTION_PATH'];
	state.update({
		clockOffsetMs,
		minted: plans.map((plan) => intendRecord(name, plan, context)),
		accessToken: keepsToken ? context.iamToken.value : undefined,
	});
	const issuing = plans.map(async (plan) => {
		const { mark } = plan.intent;
		const { credential } = await issueSomewhere(session.state, kind, plan);
		return toLogins(plan, { ...credential, mark });
	});
	return (await firstFailureLast(issuing)).flat();
}
async function readClock({ http }, { needsClock }, { iamToken, iamUrl }) {
	return needsClock
		? new iam/* Iam */.I(http, iamUrl).readClockOffset(iamToken)
		: (iamToken.clockOffsetMs ?? 0);
}
function markPlans({ inputs }, kind, context, now) {
	const { lifetime, description, access } = inputs;
	const endsAt = kind.endOf(lifetime.milliseconds, now);
	return kind.plan(inputs).map((plan) => {
		const mark = (0,mint_mark/* makeMark */.oO)(lifetime.text, new Date(now));
		const intent = { mark, description: (0,mint_mark/* describeMarked */.MF)(description, mark), access, endsAt };
		const open = (place) => ({ place, mint: kind.open(place, context) });
		const [first, ...others] = plan.places;
		return { ...plan, intent, first: open(first), others: others.map(open) };
	});
}
function intendRecord(mint, { first, intent }, { iamToken }) {
	return {
		mint,
		place: first.place,
		accountId: iamToken.claims?.accountId,
		mark: intent.mark,
		outcome: 'intended',
		id: undefined,
		issuedAt: undefined,
		expiresAt: intent.endsAt?.toISOString(),
		lostReplies: 0,
	};
}
async function issueSomewhere(state, kind, { first, others, intent }) {
	const { mark } = intent;
	const note = (change) => state.updateMinted(mark, change);
	const waiting = [...others];
	let { place, mint } = first;
	for (;;) {
		try {
			const issued = await (0,issue/* issueCredential */.D)(mint, intent, note);
			reportIssued(kind, place, issued);
			return issued;
		}
		catch (error) {
			const next = waiting.shift();
			const lost = state.value.minted.find((record) => record.mark === mark)?.lostReplies;
			if (next === undefined || lost !== 0 || !(0,action_error/* hasCode */.u)(error, 'key-limit-reached')) {
				throw error;
			}
			(0,core/* info */.pq)(`There is no room for another ${kind.label} ${kind.locate(place)}.`);
			({ place, mint } = next);
			note({ place, outcome: 'intended' });
		}
	}
}
function toLogins({ registries }, credential) {
	return registries.map((registry) => ({ registry, credential }));
}
async function firstFailureLast(works) {
	await Promise.allSettled(works);
	return Promise.all(works);
}
function reportIssued(kind, place, { id, credential }) {
	const end = credential.expiresAt?.toISOString();
	(0,core/* info */.pq)(`Minted a${/^[AEIOU]/.test(kind.label) ? 'n' : ''} ${kind.label} ${kind.locate(place)}: ID ${id ?? 'unknown'}, ${end === undefined ? 'never ends by itself' : `ends ${end}`}.`);
}
function warnOfShortAuthority({ inputs, source }) {
	const expiresAt = source.kind.input === 'access-token' ? (0,iam_claims/* readClaims */.I)(source.secret)?.expiresAt : undefined;
	if (inputs.revoke && expiresAt !== undefined) {
		(0,core/* warning */.$e)(`The access token ends at ${expiresAt.toISOString()}. If the job is still running then, its end cannot revoke what is minted now. With \`api-key\` it can.`);
	}
}

var describe = __webpack_require__(2206);
var http_http = __webpack_require__(8694);
var trusted_profile = __webpack_require__(5070);
var inputs_names = __webpack_require__(5585);
var fingerprint = __webpack_require__(3847);
var mask = __webpack_require__(7084);
var source_kinds = __webpack_require__(5633);
;// CONCATENATED MODULE: ./src/mint/authority.ts








async function findAuthority(state, http) {
	const kept = readKept(state);
	const source = findSource(state);
	const authorize = source?.kind.authorize;
	if (source === undefined || authorize === undefined) {
		return kept;
	}
	const ownHttp = kept === undefined ? http : new http_http/* Http */.l(http.deadline.half());
	try {
		return await authorize(source, new iam/* Iam */.I(ownHttp, state.iamUrl), state.accountId);
	}
	catch (error) {
		if (kept === undefined) {
			throw error;
		}
		return kept;
	}
}
function readKept({ accessToken, clockOffsetMs }) {
	if (accessToken === undefined) {
		return undefined;
	}
	(0,mask/* mask */.dK)(accessToken, 'iambearer');
	const claims = (0,iam_claims/* readClaims */.I)(accessToken);
	const now = Date.now() + clockOffsetMs;
	const hasEnded = claims?.expiresAt !== undefined && claims.expiresAt.getTime() <= now;
	return hasEnded ? undefined : { value: accessToken, claims, clockOffsetMs };
}
function findSource(state) {
	const { sourceInput, profile: text = '' } = state;
	const profile = (0,trusted_profile/* parseTrustedProfile */.y)(text);
	return sourceInput === source_kinds/* SECRETLESS_KIND */.D.input
		? { kind: source_kinds/* SECRETLESS_KIND */.D, secret: '', profile }
		: readSecretAgain(state, profile);
}
function readSecretAgain({ sourceInput, salt, sourceFingerprint }, profile) {
	const [source] = source_kinds/* SOURCE_KINDS */.s.filter(({ input }) => input === sourceInput).flatMap((kind) => {
		const text = (0,inputs_names/* readInput */.R5)(kind.input);
		if (text === undefined) {
			return [];
		}
		const secret = kind.clean(text);
		(0,mask/* mask */.dK)(secret, kind.username);
		return (0,fingerprint/* fingerprint */.R)(salt, secret) === sourceFingerprint ? [{ kind, secret, profile }] : [];
	});
	return source;
}

var is_to_revoke = __webpack_require__(5185);
var promises_ = __webpack_require__(8500);
var http_deadline = __webpack_require__(2378);
;// CONCATENATED MODULE: ./src/mint/revoke.ts




const SEARCH_MS = 15_000;
const FIRST_DELAY_MS = 250;
const LONGEST_DELAY_MS = 3_000;
async function revokeMinted(record, options) {
	const { id, mark, outcome, lostReplies } = record;
	const done = new Set();
	let known;
	if (outcome === 'issued' && id !== undefined) {
		known = await revokeKnown(id, record, options);
		done.add(id);
	}
	let missing = lostReplies + (outcome === 'intended' ? 1 : 0);
	if (missing === 0) {
		return { known, isMissing: false };
	}
	try {
		await repeat(SEARCH_MS, options.deadline, async () => {
			missing -= await (0,issue/* revokeFound */.d)(options.mint, mark, done);
			return missing <= 0;
		});
	}
	catch (error) {
		if (known === undefined) {
			throw error;
		}
	}
	return { known, isMissing: missing > 0 };
}
async function revokeKnown(id, { issuedAt }, { mint, settleMs, deadline }) {
	const ageMs = issuedAt === undefined ? 0 : Math.max(0, Date.now() - Date.parse(issuedAt));
	let answer = 'none';
	try {
		const hadTime = await repeat(settleMs - ageMs, deadline, async () => {
			answer = await mint.revoke(id);
			return answer === 'revoked';
		});
		if (answer === 'revoked') {
			return answer;
		}
		return hadTime ? 'gone' : 'unknown';
	}
	catch (error) {
		if (answer === 'none' || !(0,action_error/* hasCode */.u)(error, 'timed-out')) {
			throw error;
		}
		return 'unknown';
	}
}
async function repeat(milliseconds, deadline, work) {
	const hasTime = deadline.remainingMs() > milliseconds;
	const endsAt = (0,http_deadline/* now */.tB)() + Math.min(milliseconds, deadline.remainingMs());
	for (let delay = FIRST_DELAY_MS;; delay = Math.min(delay * 2, LONGEST_DELAY_MS)) {
		if ((await work()) || (0,http_deadline/* now */.tB)() + delay > endsAt) {
			return hasTime;
		}
		await (0,promises_.setTimeout)(delay);
	}
}

;// CONCATENATED MODULE: ./src/mint/revoke-due.ts







async function revokeDue(state, deadline) {
	const { minted, iamUrl, clockOffsetMs } = state;
	const due = minted.filter(is_to_revoke/* isToRevoke */._);
	const http = new http_http/* Http */.l(deadline);
	let iamToken;
	let reason = 'The secret that it was made with is not among the inputs of the post step, and no access token is left.';
	try {
		iamToken = await findAuthority(state, http);
	}
	catch (error) {
		reason = (0,describe/* describeError */.Uc)(error);
	}
	const now = Date.now() + clockOffsetMs;
	const revoking = { http, iamUrl, iamToken, now, reason };
	await Promise.all(due.map(async (record) => revokeOne(revoking, await (0,mint_kinds/* loadMintKind */.P)(record.mint), record)));
}
async function nameMinted({ mint, place, id }) {
	const { label, locate } = await (0,mint_kinds/* loadMintKind */.P)(mint);
	return `${label} ${id ?? 'of unknown ID'} ${locate(place)}`;
}
async function revokeOne({ http, iamUrl, iamToken, now, reason }, kind, record) {
	const { label, settleMs } = kind;
	const where = kind.locate(record.place);
	const name = `${label} ${record.id === undefined ? '' : `${record.id} `}${where}`;
	const hasEnded = record.expiresAt !== undefined && Date.parse(record.expiresAt) <= now;
	if (hasEnded && (kind.vanishes || iamToken === undefined)) {
		(0,core/* info */.pq)(`The ${name} has ended by itself.`);
		return;
	}
	if (iamToken === undefined) {
		(0,core/* warning */.$e)(`The ${name} was not revoked. ${reason}\n${explainByHand(kind, record)}`);
		return;
	}
	try {
		const mint = kind.open(record.place, { http, iamUrl, iamToken });
		const options = { mint, settleMs, deadline: http.deadline };
		const { known, isMissing } = await revokeMinted(record, options);
		if (known === 'unknown') {
			(0,core/* warning */.$e)(`The ${name} was made a moment ago, and IBM Cloud does not know it, or not yet: it may be alive.\n${explainByHand(kind, record)}`);
		}
		else if (known === 'gone') {
			(0,core/* info */.pq)(`The ${name} was gone already.`);
		}
		else if (known === 'revoked' || !isMissing) {
			(0,core/* info */.pq)(`Revoked the ${name}.`);
		}
		if (isMissing) {
			(0,core/* warning */.$e)(`${/^[AEIOU]/.test(label) ? 'An' : 'A'} ${label} may be alive ${where}: a reply of IBM Cloud was lost, or the main step was ended too early to read it, and nothing with the mark of this step was found there since.\n${explainByHand(kind, { ...record, id: undefined })}`);
		}
	}
	catch (error) {
		(0,core/* warning */.$e)(`The ${name} was not revoked. ${(0,describe/* describeError */.Uc)(error)}\n${explainByHand(kind, record)}`);
	}
}
function explainByHand(kind, record) {
	const { expiresAt } = record;
	const end = expiresAt === undefined ? 'It does not end by itself.' : `It ends by itself at ${expiresAt}.`;
	return `${end} To revoke it by hand: ${kind.explainByHand(record)}.`;
}

var undo_isolation = __webpack_require__(7681);
;// CONCATENATED MODULE: ./src/mint/undo-at-once.ts



async function undoAtOnce(session) {
	const { state, http } = session;
	const { undoLogins } = await Promise.all(/* import() */[__webpack_require__.e(152), __webpack_require__.e(648), __webpack_require__.e(327), __webpack_require__.e(549)]).then(__webpack_require__.bind(__webpack_require__, 2839));
	await Promise.allSettled(state.value.logins.map((logins) => undoLogins(logins, http.deadline)));
	await Promise.allSettled([
		undoIsolated(session),
		...state.value.minted.map((record) => revokeAgain(session, record)),
	]);
}
async function undoIsolated({ state }) {
	if (state.value.isolation !== undefined) {
		(0,undo_isolation/* undoIsolation */.D)(state.value.isolation);
	}
}
async function revokeAgain(session, record) {
	const { mark, mint, place, id, outcome } = record;
	if (outcome !== 'issued' || id === undefined) {
		return;
	}
	const { http, inputs, state } = session;
	const kind = await (0,mint_kinds/* loadMintKind */.P)(mint);
	const iamToken = await session.iamToken();
	const context = { http, iamUrl: inputs.iamUrl, iamToken };
	const revocation = await kind.open(place, context).revoke(id);
	if (revocation === 'revoked' || kind.settleMs === 0) {
		(0,core/* info */.pq)(`Revoked the ${kind.label} ${id} ${kind.locate(place)} again, because the login failed.`);
		state.updateMinted(mark, { outcome: 'revoked' });
	}
}

;// CONCATENATED MODULE: ./src/mint/minting.ts





})

};
;