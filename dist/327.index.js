exports.id = 327;
exports.ids = [327];
exports.modules = {

4632:
((module, __unused_webpack_exports, __webpack_require__) => {

module.exports = __webpack_require__(3024);


}),

350:
((module) => {

module.exports = (onExit) => {
  process.on('exit', onExit);
};


}),

723:
((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

"use strict";
__webpack_require__.d(__webpack_exports__, {
HY: () => (journalPath),
a0: () => (readJournal),
jO: () => (hasRecords)
});
var node_crypto__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(7598);
var node_crypto__WEBPACK_IMPORTED_MODULE_0___default = __webpack_require__.n(node_crypto__WEBPACK_IMPORTED_MODULE_0__);
var _actions_core__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(1078);
var _store_files_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(1146);
var _journal_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(280);




function journalPath(configPath) {
	return `${configPath}.icr-login-journal`;
}
function readJournal(configPath) {
	const path = journalPath(configPath);
	const text = (0,_store_files_js__WEBPACK_IMPORTED_MODULE_2__/* .readIfThere */ .qC)(path);
	const journal = text === undefined ? emptyJournal() : (0,_journal_js__WEBPACK_IMPORTED_MODULE_3__/* .parseJournal */ .z8)(text);
	if (journal !== undefined) {
		return journal;
	}
	(0,_actions_core__WEBPACK_IMPORTED_MODULE_1__/* .warning */ .$e)(`${path} is damaged and starts anew. Logins that were still to be undone stay in ${configPath}; \`docker logout\` removes them.`);
	return emptyJournal();
}
function emptyJournal() {
	return {
		version: 1,
		salt: (0,node_crypto__WEBPACK_IMPORTED_MODULE_0__.randomBytes)(16).toString('hex'),
		created: _journal_js__WEBPACK_IMPORTED_MODULE_3__/* .NOTHING_CREATED */ .Vc,
		records: [],
	};
}
function hasRecords(configPath, ids) {
	try {
		const text = (0,_store_files_js__WEBPACK_IMPORTED_MODULE_2__/* .readIfThere */ .qC)(journalPath(configPath));
		const records = text === undefined ? [] : (0,_journal_js__WEBPACK_IMPORTED_MODULE_3__/* .parseJournal */ .z8)(text)?.records;
		return records === undefined || records.some(({ id }) => ids.includes(id));
	}
	catch {
		return true;
	}
}


}),

280:
((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

"use strict";

__webpack_require__.d(__webpack_exports__, {
  Vc: () => (NOTHING_CREATED),
  ts: () => (formatJournal),
  z8: () => (parseJournal)
});

var json = __webpack_require__(1789);
var names = __webpack_require__(3424);
;// CONCATENATED MODULE: ./src/mint/minted-mark.ts


function parseMintedMark(object) {
	const mint = names/* REVOCABLE_MINTS */.gu.find((candidate) => candidate === object['mint']);
	const place = (0,json/* stringMember */.sk)(object, 'place');
	const mark = (0,json/* stringMember */.sk)(object, 'mark');
	return mint && place && mark ? { mint, place, mark } : undefined;
}

;// CONCATENATED MODULE: ./src/journal/journal.ts


const NOTHING_CREATED = {
	file: false,
	blank: undefined,
	directory: undefined,
	auths: false,
	authsBefore: undefined,
};
function formatJournal(journal) {
	return `${JSON.stringify(journal, undefined, 2)}\n`;
}
function parseJournal(text) {
	const object = (0,json/* parseJsonObject */.dw)(text);
	const created = object?.['created'];
	const records = object?.['records'];
	const salt = object === undefined ? undefined : (0,json/* stringMember */.sk)(object, 'salt');
	if (object?.['version'] !== 1 || salt === undefined || !(0,json/* isJsonObject */.OW)(created)) {
		return undefined;
	}
	const read = Array.isArray(records) ? records.map(parseRecord) : [undefined];
	const whole = read.filter((record) => record !== undefined);
	return whole.length === read.length
		? { version: 1, salt, created: parseCreated(created), records: whole }
		: undefined;
}
function parseCreated(created) {
	return {
		file: created['file'] === true,
		blank: typeof created['blank'] === 'string' ? created['blank'] : undefined,
		directory: (0,json/* stringMember */.sk)(created, 'directory'),
		auths: created['auths'] === true,
		authsBefore: (0,json/* stringMember */.sk)(created, 'authsBefore'),
	};
}
function parseRecord(value) {
	if (!(0,json/* isJsonObject */.OW)(value) || !(0,json/* isJsonObject */.OW)(value['job']) || !(0,json/* isJsonObject */.OW)(value['replaced'])) {
		return undefined;
	}
	const id = (0,json/* stringMember */.sk)(value, 'id');
	const host = (0,json/* stringMember */.sk)(value, 'host');
	const fingerprint = (0,json/* stringMember */.sk)(value, 'fingerprint');
	const marker = (0,json/* stringMember */.sk)(value['job'], 'marker');
	const jobId = (0,json/* stringMember */.sk)(value['job'], 'id');
	if (!(id && host && fingerprint && marker && jobId)) {
		return undefined;
	}
	return {
		id,
		host,
		store: (0,json/* stringMember */.sk)(value, 'store'),
		fingerprint,
		replaced: {
			entry: (0,json/* stringMember */.sk)(value['replaced'], 'entry'),
			record: (0,json/* stringMember */.sk)(value['replaced'], 'record'),
		},
		job: { marker, id: jobId },
		run: (0,json/* stringMember */.sk)(value, 'run') ?? '',
		at: (0,json/* stringMember */.sk)(value, 'at') ?? '',
		expiresAt: (0,json/* stringMember */.sk)(value, 'expiresAt'),
		minted: (0,json/* isJsonObject */.OW)(value['minted']) ? parseMintedMark(value['minted']) : undefined,
	};
}


}),

2839:
((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

"use strict";
__webpack_require__.r(__webpack_exports__);

__webpack_require__.d(__webpack_exports__, {
  addRecord: () => (/* reexport */ addRecord),
  commit: () => (/* reexport */ commit),
  findDead: () => (/* reexport */ findDead),
  loadStores: () => (/* reexport */ loadStores),
  nameOutcome: () => (/* reexport */ nameOutcome),
  newLogin: () => (/* reexport */ newLogin),
  putAtBottom: () => (/* reexport */ putAtBottom),
  undoIn: () => (/* reexport */ undoIn),
  undoLogins: () => (/* reexport */ undoLogins),
  withConfig: () => (/* reexport */ withConfig),
  writeEverywhere: () => (/* reexport */ writeEverywhere)
});

;// CONCATENATED MODULE: ./src/journal/chain.ts
function undoRecord(records, record, current) {
	const others = records.filter(({ id }) => id !== record.id);
	const linked = others.map((other) => other.replaced.record === record.id ? { ...other, replaced: record.replaced } : other);
	if (findStanding(records, record, current)?.id === record.id) {
		return { records: linked, change: { kind: 'restore', entry: record.replaced.entry } };
	}
	const isLast = records.findLast(isAt(record))?.id === record.id;
	return { records: linked, change: { kind: isLast ? 'foreign' : 'covered' } };
}
function findReplaced(records, place, entry, current) {
	return { entry, record: findStanding(records, place, current)?.id };
}
function findStanding(records, place, current) {
	return records.filter(isAt(place)).findLast(({ fingerprint }) => fingerprint === current);
}
function putAtBottom(records, place, entry) {
	const bottom = records.find(isAt(place));
	return records.map((record) => record.id === bottom?.id ? { ...record, replaced: { entry, record: undefined } } : record);
}
function isAt({ host, store }) {
	return (record) => record.host === host && record.store === store;
}

var runner_job = __webpack_require__(6417);
var parser = __webpack_require__(5152);
;// CONCATENATED MODULE: ./src/store/config-text.ts

function readEntry(text, host) {
	const auths = findValue(parse(text), 'auths');
	const entry = auths === undefined ? undefined : findValue(auths, host);
	return entry === undefined ? undefined : slice(text, entry);
}
function readAuths(text) {
	const auths = findValue(parse(text), 'auths');
	return auths === undefined ? undefined : slice(text, auths);
}
function writeEntry(text, host, entry) {
	const root = parse(text);
	const auths = findValue(root, 'auths');
	if (auths === undefined) {
		return insert(text, root, 'auths', `{${JSON.stringify(host)}: ${entry}}`);
	}
	if (auths.type !== 'object') {
		return replace(text, auths, `{${JSON.stringify(host)}: ${entry}}`);
	}
	const current = findValue(auths, host);
	return current === undefined ? insert(text, auths, host, entry) : replace(text, current, entry);
}
function removeEntry(text, host) {
	const auths = findValue(parse(text), 'auths');
	return auths === undefined ? text : remove(text, auths, host);
}
function restoreAuths(text, before) {
	const root = parse(text);
	const auths = findValue(root, 'auths');
	if (auths?.type !== 'object' || propertiesOf(auths).length > 0) {
		return text;
	}
	return before === undefined ? remove(text, root, 'auths') : replace(text, auths, before);
}
function isEmptyObject(text) {
	return propertiesOf(parse(text)).length === 0;
}
function parse(text) {
	const root = (0,parser.parseTree)(text);
	if (root?.type !== 'object') {
		throw new TypeError('The text of a config has to be checked before it is edited.');
	}
	return root;
}
function slice(text, { offset, length }) {
	return text.slice(offset, offset + length);
}
function replace(text, { offset, length }, value) {
	return text.slice(0, offset) + value + text.slice(offset + length);
}
function propertiesOf({ children = [] }) {
	return children;
}
function findIndex(object, key) {
	return propertiesOf(object).findLastIndex(({ children }) => children?.[0]?.value === key);
}
function findValue(object, key) {
	return propertiesOf(object)[findIndex(object, key)]?.children?.[1];
}
function endOf({ offset, length }) {
	return offset + length;
}
function insert(text, object, key, value) {
	const start = object.offset + 1;
	const next = propertiesOf(object)[0];
	const property = `${JSON.stringify(key)}: ${value}`;
	const inserted = next === undefined ? property : `${text.slice(start, next.offset)}${property},`;
	return text.slice(0, start) + inserted + text.slice(start);
}
function remove(text, object, key) {
	const properties = propertiesOf(object);
	const index = findIndex(object, key);
	const property = properties[index];
	if (property === undefined) {
		return text;
	}
	const previous = properties[index - 1];
	const next = properties[index + 1];
	const previousEnd = previous === undefined ? object.offset + 1 : endOf(previous);
	if (next === undefined) {
		return text.slice(0, previousEnd) + text.slice(endOf(property));
	}
	const start = previous === undefined ? previousEnd : text.indexOf(',', previousEnd) + 1;
	return text.slice(0, start) + text.slice(text.indexOf(',', endOf(property)) + 1);
}

;// CONCATENATED MODULE: ./src/store/config-file.ts

class ConfigFile {
	text;
	constructor(text) {
		this.text = text;
	}
	async read(host) {
		return readEntry(this.text, host);
	}
	async write(host, entry) {
		this.text = writeEntry(this.text, host, entry);
	}
	async remove(host) {
		this.text = removeEntry(this.text, host);
	}
}

var fingerprint = __webpack_require__(3847);
;// CONCATENATED MODULE: ./src/journal/edit.ts





async function undoIn(store, journal, record) {
	const entry = await store.read(record.host);
	const current = entry === undefined ? undefined : (0,fingerprint/* fingerprintEntry */.J)(journal.salt, entry);
	const { records, change } = undoRecord(journal.records, record, current);
	return { journal: { ...journal, records }, change: await apply(store, record, change) };
}
async function apply(store, { host, store: name }, change) {
	if (change.kind !== 'restore') {
		return change;
	}
	if (change.entry === undefined) {
		await store.remove(host);
		return change;
	}
	const entry = name === undefined ? change.entry : await store.read(change.entry);
	if (entry === undefined) {
		return { kind: 'foreign' };
	}
	await store.write(host, entry);
	return change;
}
async function undoInText(config, record) {
	const file = new ConfigFile(config.text);
	const { journal, change } = await undoIn(file, config.journal, record);
	return { config: { ...config, journal, text: file.text }, change };
}
function nameOutcome({ host, store }, change) {
	if (change.kind !== 'restore') {
		return { host, store, outcome: change.kind };
	}
	return { host, store, outcome: change.entry === undefined ? 'removed' : 'restored' };
}
function findDead(spared, now = Date.now()) {
	const over = new Map();
	return ({ id, job, expiresAt }) => {
		if (spared.includes(id)) {
			return false;
		}
		const key = `${job.marker}\n${job.id}`;
		over.set(key, over.get(key) ?? (0,runner_job/* isOver */.PU)(job));
		return over.get(key) === true || (expiresAt !== undefined && Date.parse(expiresAt) <= now);
	};
}
async function undoDead(opened, spared) {
	const isDead = findDead(spared);
	const find = ({ journal }) => journal.records.find((record) => record.store === undefined && isDead(record));
	let config = opened;
	let dead = find(config);
	while (dead !== undefined) {
		({ config } = await undoInText(config, dead));
		dead = find(config);
	}
	return config;
}
function textToWrite({ text, journal, original }) {
	const isMissing = original === undefined && isEmptyObject(text);
	if (journal.records.length > 0) {
		return isMissing ? undefined : text;
	}
	const { created } = journal;
	const restored = created.auths ? restoreAuths(text, created.authsBefore) : text;
	if (!isEmptyObject(restored)) {
		return restored;
	}
	if (created.file || isMissing) {
		return undefined;
	}
	return created.blank ?? restored;
}

;// CONCATENATED MODULE: ./src/journal/load-stores.ts
function loadStores() {
	return __webpack_require__.e(/* import() */ 743).then(__webpack_require__.bind(__webpack_require__, 6743));
}

;// CONCATENATED MODULE: ./src/journal/new-record.ts



function addRecord(journal, login, { job, before, kept }) {
	const { salt } = journal;
	const others = journal.records.filter(({ id }) => id !== login.id);
	const current = before === undefined ? undefined : (0,fingerprint/* fingerprintEntry */.J)(salt, before);
	const record = {
		id: login.id,
		host: login.host,
		store: login.store,
		fingerprint: (0,fingerprint/* fingerprintEntry */.J)(salt, login.entry),
		replaced: findReplaced(others, login, kept, current),
		job,
		run: (0,runner_job/* describeRun */.vZ)(),
		at: new Date().toISOString(),
		expiresAt: login.expiresAt?.toISOString(),
		minted: login.minted,
	};
	return { ...journal, records: [...others, record] };
}

var external_node_fs_ = __webpack_require__(3024);
var config_error = __webpack_require__(4288);
var files = __webpack_require__(1146);
var promises_ = __webpack_require__(8500);
var proper_lockfile = __webpack_require__(3648);
var proper_lockfile_default = __webpack_require__.n(proper_lockfile);
var deadline = __webpack_require__(2378);
;// CONCATENATED MODULE: ./src/store/lock.ts





const STALE_MS = 5_000;
const SIGN_OF_LIFE_MS = 1_000;
const LEAST_PATIENCE_MS = 2 * STALE_MS;
const LOCK_FS = { mkdirSync: external_node_fs_.mkdirSync, realpathSync: external_node_fs_.realpathSync, rmdirSync: external_node_fs_.rmdirSync, statSync: external_node_fs_.statSync, utimesSync: external_node_fs_.utimesSync };
const SHORTEST_WAIT_MS = 5;
const LONGEST_WAIT_MS = 60;
async function withLock(path, deadline, work) {
	const patienceMs = Math.max(deadline.remainingMs() / 2, LEAST_PATIENCE_MS);
	const release = await acquire(path, patienceMs);
	try {
		return await work();
	}
	finally {
		try {
			release();
		}
		catch {
		}
	}
}
async function acquire(path, patienceMs) {
	const endsAt = (0,deadline/* now */.tB)() + patienceMs;
	for (let wait = SHORTEST_WAIT_MS;; wait = Math.min(wait * 2, LONGEST_WAIT_MS)) {
		try {
			return take(path);
		}
		catch (error) {
			if (!(0,files/* isFileError */.lz)(error, 'ELOCKED') || (0,deadline/* now */.tB)() > endsAt) {
				throw error;
			}
		}
		breakIfDead(path);
		await (0,promises_.setTimeout)(wait * (0.5 + Math.random() / 2));
	}
}
function take(path) {
	return proper_lockfile_default().lockSync(path, {
		lockfilePath: path,
		fs: LOCK_FS,
		realpath: false,
		stale: Number.POSITIVE_INFINITY,
		update: SIGN_OF_LIFE_MS,
		onCompromised: () => undefined,
	});
}
function breakIfDead(path) {
	if (!isDead(path)) {
		return;
	}
	const guard = `${path}-breaking`;
	let release;
	try {
		release = take(guard);
	}
	catch {
		breakIfDead(guard);
		return;
	}
	if (isDead(path)) {
		(0,external_node_fs_.rmSync)(path, { recursive: true, force: true });
	}
	release();
}
function isDead(path) {
	const stats = (0,external_node_fs_.statSync)(path, { throwIfNoEntry: false });
	return stats !== undefined && stats.mtimeMs < Date.now() - STALE_MS;
}

var external_node_crypto_ = __webpack_require__(7598);
var external_node_path_ = __webpack_require__(6760);
;// CONCATENATED MODULE: ./src/store/prepared-file.ts




const PERMISSION_BITS = 0o777;
const INFIX = '.icr-login-';
function prepareFile(path, text, encoding = 'utf8') {
	const temporary = `${path}${INFIX}${(0,external_node_crypto_.randomBytes)(6).toString('hex')}`;
	const discard = () => (0,external_node_fs_.rmSync)(temporary, { force: true });
	const old = (0,external_node_fs_.statSync)(path, { throwIfNoEntry: false });
	try {
		const flags = external_node_fs_.constants.O_WRONLY | external_node_fs_.constants.O_CREAT | external_node_fs_.constants.O_EXCL;
		const file = (0,external_node_fs_.openSync)(temporary, flags, files/* PRIVATE_FILE */.rQ);
		try {
			(0,external_node_fs_.writeFileSync)(file, text, encoding);
			if (old !== undefined) {
				keepOwner(file, old);
				(0,external_node_fs_.fchmodSync)(file, old.mode & PERMISSION_BITS);
			}
			(0,external_node_fs_.fsyncSync)(file);
		}
		finally {
			(0,external_node_fs_.closeSync)(file);
		}
	}
	catch (error) {
		discard();
		throw error;
	}
	return { commit: () => (0,external_node_fs_.renameSync)(temporary, path), discard };
}
function removeLeftovers(path) {
	const directory = (0,external_node_path_.dirname)(path);
	const prefix = `${(0,external_node_path_.basename)(path)}${INFIX}`;
	const names = (0,external_node_fs_.readdirSync)(directory);
	const leftovers = names.filter((name) => name.startsWith(prefix) && /^[0-9a-f]{12}$/.test(name.slice(prefix.length)));
	for (const name of leftovers) {
		(0,external_node_fs_.rmSync)((0,external_node_path_.join)(directory, name), { force: true });
	}
}
function keepOwner(file, { uid, gid }) {
	const now = (0,external_node_fs_.fstatSync)(file);
	if (now.uid !== uid || now.gid !== gid) {
		(0,external_node_fs_.fchownSync)(file, uid, gid);
	}
}

var read_config = __webpack_require__(1348);
var journal_journal = __webpack_require__(280);
var journal_file = __webpack_require__(723);
;// CONCATENATED MODULE: ./src/journal/open-config.ts










const TRIES = 10;
class ChangedMeanwhile extends Error {
	code = 'ECHANGED';
}
async function withConfig(path, deadline, work) {
	return withLock(`${path}.icr-login-lock`, deadline, async () => {
		for (let tries = 1;; tries += 1) {
			try {
				return await work(await openConfig(path));
			}
			catch (error) {
				if (!(error instanceof ChangedMeanwhile) || tries === TRIES) {
					throw error;
				}
			}
		}
	});
}
async function openConfig(path) {
	removeLeftovers(path);
	removeLeftovers((0,journal_file/* journalPath */.HY)(path));
	const original = (0,files/* readIfThere */.qC)(path, read_config/* CONFIG_ENCODING */.Hf);
	const journal = (0,journal_file/* readJournal */.a0)(path);
	const text = (0,read_config/* readAsConfig */.BZ)(original);
	if (!(0,read_config/* isConfigText */.kH)(text)) {
		throw await (0,config_error/* malformedConfig */.m)(path, text);
	}
	return { path, text, original, journal };
}
function currentFingerprint({ text, journal }, host) {
	const entry = readEntry(text, host);
	return entry === undefined ? undefined : (0,fingerprint/* fingerprintEntry */.J)(journal.salt, entry);
}
function commit({ config, text, order }) {
	const { path, original, journal } = config;
	const steps = [];
	try {
		steps.push(prepareJournal((0,journal_file/* journalPath */.HY)(path), journal));
		steps.push(prepareConfig(path, original, text));
		for (const step of order === 'journal-first' ? steps : steps.toReversed()) {
			step.commit();
		}
	}
	catch (error) {
		for (const step of steps) {
			step.discard();
		}
		throw error;
	}
}
function prepareJournal(path, journal) {
	return journal.records.length === 0 ? removal(path) : prepareFile(path, (0,journal_journal/* formatJournal */.ts)(journal));
}
function prepareConfig(path, original, text) {
	if (text === original) {
		return NOTHING;
	}
	const prepared = text === undefined ? removal(path) : prepareFile(path, text, read_config/* CONFIG_ENCODING */.Hf);
	return {
		...prepared,
		commit: () => {
			if ((0,files/* readIfThere */.qC)(path, read_config/* CONFIG_ENCODING */.Hf) !== original) {
				throw new ChangedMeanwhile(`${path} has been changed by another program.`);
			}
			prepared.commit();
		},
	};
}
const NOTHING = { commit: () => undefined, discard: () => undefined };
function removal(path) {
	return { ...NOTHING, commit: () => (0,external_node_fs_.rmSync)(path, { force: true }) };
}

;// CONCATENATED MODULE: ./src/journal/undo-in-stores.ts

async function undoInStores(opened, ids, deadline) {
	if (opened.journal.records.every(({ store }) => store === undefined)) {
		return { config: opened, undone: [], failures: [] };
	}
	const { undoStored } = await loadStores();
	return undoStored(opened, ids, deadline);
}

;// CONCATENATED MODULE: ./src/journal/undo-logins.ts








async function undoLogins({ path, records, missingDirectory }, deadline) {
	const directory = (0,external_node_path_.dirname)(path);
	if (!(0,external_node_fs_.existsSync)(directory)) {
		return { undone: [], failure: undefined };
	}
	const stored = [];
	try {
		const { topmost, ...result } = await withConfig(path, deadline, (config) => undo(config, records, deadline, stored));
		const made = topmost ?? missingDirectory;
		if (made !== undefined) {
			(0,files/* removeEmptyDirectories */.f1)(directory, made);
		}
		return result;
	}
	catch (error) {
		throw (0,config_error/* explainFileError */.Y)(path, error);
	}
}
async function undo(opened, ids, deadline, stored) {
	const inStores = await undoInStores(opened, ids, deadline);
	stored.push(...inStores.undone);
	let config = await undoDead(inStores.config, ids);
	const undone = [];
	for (const id of ids.toReversed()) {
		const record = config.journal.records.find((candidate) => candidate.id === id);
		if (record !== undefined && record.store === undefined) {
			const { config: next, change } = await undoInText(config, record);
			config = next;
			undone.push(nameOutcome(record, change));
		}
	}
	const { journal } = config;
	if (journal.records.length < opened.journal.records.length) {
		const text = textToWrite(config);
		commit({ config, text, order: 'config-first' });
		undo_logins_confirm(config, (0,read_config/* readAsConfig */.BZ)(text), undone);
	}
	const topmost = journal.records.length === 0 ? journal.created.directory : undefined;
	return { undone: [...stored, ...undone], failure: inStores.failures[0], topmost };
}
function undo_logins_confirm(config, written, undone) {
	const { path } = config;
	const now = (0,read_config/* readAsConfig */.BZ)((0,files/* readIfThere */.qC)(path, read_config/* CONFIG_ENCODING */.Hf));
	const read = (text, host) => currentFingerprint({ ...config, text }, host);
	const wrong = undone.filter(({ host }) => !(0,read_config/* isConfigText */.kH)(now) || read(now, host) !== read(written, host));
	if (wrong.length > 0) {
		const hosts = wrong.map(({ host }) => host).join(', ');
		throw new Error(`${path} was written by another program at the same moment; its login to ${hosts} may still be there.`);
	}
}

var undo_isolation = __webpack_require__(7681);
var variables = __webpack_require__(4863);
;// CONCATENATED MODULE: ./src/journal/write-logins.ts












const DIRECTORY_TRIES = 5;
async function writeLogins(path, logins, options) {
	const directory = (0,external_node_path_.dirname)(path);
	let made;
	for (let tries = 1;; tries += 1) {
		try {
			made = (0,files/* makeDirectory */.Oh)(directory) ?? made;
			await withConfig(path, options.deadline, (config) => write(config, logins, options, made));
			return;
		}
		catch (error) {
			if ((0,files/* isFileError */.lz)(error, 'ENOENT') && tries < DIRECTORY_TRIES) {
				continue;
			}
			if (made !== undefined) {
				(0,files/* removeEmptyDirectories */.f1)(directory, made);
			}
			throw (0,config_error/* explainFileError */.Y)(path, error);
		}
	}
}
async function write(opened, logins, options, made) {
	const config = await clearDead(opened, options.deadline);
	const created = noteCreated(config, made);
	let edited = { ...config, journal: { ...config.journal, created } };
	for (const login of logins) {
		edited = await add(edited, login, options);
	}
	commit({ config: edited, text: edited.text, order: 'journal-first' });
}
async function clearDead(opened, deadline) {
	const stored = await undoInStores(opened, [], deadline);
	const cleared = await undoDead(stored.config, []);
	if (cleared.journal.records.length === opened.journal.records.length) {
		return opened;
	}
	const text = textToWrite(cleared);
	commit({ config: cleared, text, order: 'config-first' });
	const { journal } = cleared;
	const { directory } = journal.created;
	const created = journal.records.length === 0 ? { ...journal_journal/* NOTHING_CREATED */.Vc, directory } : journal.created;
	return { ...cleared, text: (0,read_config/* readAsConfig */.BZ)(text), original: text, journal: { ...journal, created } };
}
async function add(config, login, { job, keep }) {
	const file = new ConfigFile(config.text);
	const before = await file.read(login.host);
	const { journal } = config;
	const next = keep
		? { ...journal, records: putAtBottom(journal.records, login, login.entry) }
		: addRecord(journal, login, { job, before, kept: before });
	await file.write(login.host, login.entry);
	return { ...config, text: file.text, journal: next };
}
function noteCreated({ original, text, journal }, made) {
	const before = journal.created;
	const auths = readAuths(text);
	const hasAuths = auths?.startsWith('{') === true;
	return {
		file: before.file || original === undefined,
		blank: before.blank ?? (original?.trim() === '' ? original : undefined),
		directory: before.directory ?? made,
		auths: before.auths || !hasAuths,
		authsBefore: before.authsBefore ?? (hasAuths ? undefined : auths),
	};
}

;// CONCATENATED MODULE: ./src/journal/write-everywhere.ts






async function writeEverywhere(session, plans, checked) {
	const { inputs, state, http } = session;
	const writes = plans.map((plan) => ({
		plan,
		logins: checked
			.filter(({ registry }) => plan.hosts.includes(registry.host))
			.map((login) => newLogin(login, state)),
	}));
	const isolated = plans.find((plan) => plan.isolated !== undefined)?.isolated;
	if (inputs.logout) {
		const logins = writes.map(({ plan, logins }) => ({
			path: plan.path,
			missingDirectory: plan.missingDirectory,
			records: logins.map(({ id }) => id),
		}));
		state.update({ logins: [...state.value.logins, ...logins], isolation: isolated?.saved });
	}
	const job = (0,runner_job/* markJob */.dX)();
	const options = { job, keep: !inputs.logout, deadline: http.deadline };
	try {
		isolated?.create();
		for (const { plan, logins } of writes) {
			await writeLogins(plan.path, logins, options);
		}
	}
	catch (error) {
		forgetUnwritten(state);
		if (isolated !== undefined && !inputs.logout) {
			(0,undo_isolation/* undoIsolation */.D)(isolated.saved);
		}
		throw error;
	}
	(0,variables/* exportVariables */.qY)(isolated?.saved.variables ?? []);
}
function forgetUnwritten(state) {
	const { logins } = state.value;
	state.update({ logins: logins.filter(({ path, records }) => (0,journal_file/* hasRecords */.jO)(path, records)) });
}
function newLogin({ registry, credential, entry }, state) {
	const { expiresAt, mark } = credential;
	const minted = state.value.minted.find((record) => record.mark === mark);
	return {
		id: (0,external_node_crypto_.randomUUID)(),
		host: registry.host,
		entry,
		expiresAt,
		minted: minted && { mint: minted.mint, place: minted.place, mark: minted.mark },
	};
}

;// CONCATENATED MODULE: ./src/journal/logins.ts









})

};
;