export const id = 369;
export const ids = [369,983];
export const modules = {

/***/ 3847:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   J: () => (/* binding */ fingerprintEntry),
/* harmony export */   R: () => (/* binding */ fingerprint)
/* harmony export */ });
/* harmony import */ var node_crypto__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(7598);
/* harmony import */ var node_crypto__WEBPACK_IMPORTED_MODULE_0___default = /*#__PURE__*/__webpack_require__.n(node_crypto__WEBPACK_IMPORTED_MODULE_0__);
/* harmony import */ var _text_json_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(1789);


function fingerprintEntry(salt, entry) {
    const members = Object.entries((0,_text_json_js__WEBPACK_IMPORTED_MODULE_1__/* .parseJsonObject */ .dw)(entry) ?? {});
    const known = members.sort(([a], [b]) => (a < b ? -1 : 1));
    return fingerprint(salt, JSON.stringify(known));
}
function fingerprint(salt, text) {
    return (0,node_crypto__WEBPACK_IMPORTED_MODULE_0__.createHash)('sha256').update(salt).update('\0').update(text).digest('hex');
}


/***/ }),

/***/ 1983:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   BZ: () => (/* binding */ readAsConfig),
/* harmony export */   Hf: () => (/* binding */ CONFIG_ENCODING),
/* harmony export */   M5: () => (/* binding */ readAuths),
/* harmony export */   RI: () => (/* binding */ isEmptyObject),
/* harmony export */   YP: () => (/* binding */ restoreAuths),
/* harmony export */   b4: () => (/* binding */ removeEntry),
/* harmony export */   cD: () => (/* binding */ writeEntry),
/* harmony export */   hB: () => (/* binding */ readEntry),
/* harmony export */   kH: () => (/* binding */ isConfigText)
/* harmony export */ });
/* harmony import */ var jsonc_parser__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(9547);
/* harmony import */ var jsonc_parser__WEBPACK_IMPORTED_MODULE_0___default = /*#__PURE__*/__webpack_require__.n(jsonc_parser__WEBPACK_IMPORTED_MODULE_0__);
/* harmony import */ var _text_json_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(1789);


const CONFIG_ENCODING = 'latin1';
function readAsConfig(text) {
    return text === undefined || text.trim() === '' ? '{}' : text;
}
function isConfigText(text) {
    const value = (0,_text_json_js__WEBPACK_IMPORTED_MODULE_1__/* .parseJson */ .qF)(text);
    if (!(0,_text_json_js__WEBPACK_IMPORTED_MODULE_1__/* .isJsonObject */ .OW)(value)) {
        return false;
    }
    const auths = value['auths'];
    return auths === undefined || auths === null || (0,_text_json_js__WEBPACK_IMPORTED_MODULE_1__/* .isJsonObject */ .OW)(auths);
}
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
    if (auths?.type !== 'object' || (auths.children ?? []).length > 0) {
        return text;
    }
    return before === undefined ? remove(text, root, 'auths') : replace(text, auths, before);
}
function isEmptyObject(text) {
    return (parse(text).children ?? []).length === 0;
}
function parse(text) {
    const root = (0,jsonc_parser__WEBPACK_IMPORTED_MODULE_0__.parseTree)(text);
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
function propertiesOf(object) {
    return object.type === 'object' ? (object.children ?? []) : [];
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


/***/ })

};
