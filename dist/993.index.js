export const id = 993;
export const ids = [993];
export const modules = {

/***/ 6993:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

__webpack_require__.r(__webpack_exports__);
/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   registryTokenMint: () => (/* binding */ registryTokenMint)
/* harmony export */ });
/* harmony import */ var _iam_claims_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(4220);
/* harmony import */ var _registry_registry_tokens_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(7111);
/* harmony import */ var _mark_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(2791);



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
        const tokens = new _registry_registry_tokens_js__WEBPACK_IMPORTED_MODULE_1__/* .RegistryTokens */ .QL(http, host, iamToken);
        return {
            issue: async ({ description, access, endsAt }) => {
                const permanent = endsAt === undefined;
                const secret = await tokens.add({ description, access, permanent });
                const claims = (0,_iam_claims_js__WEBPACK_IMPORTED_MODULE_0__/* .readClaims */ .I)(secret);
                const rights = access === 'read' ? 'read-only' : 'read and write';
                const end = claims?.expiresAt ?? new Date(Date.now() + _registry_registry_tokens_js__WEBPACK_IMPORTED_MODULE_1__/* .REGISTRY_TOKEN_LIFETIME_MS */ .b0);
                return {
                    id: claims?.id,
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
                    const mark = (0,_mark_js__WEBPACK_IMPORTED_MODULE_2__/* .readMark */ .Mp)(description);
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
    const ids = new Set(registries.map(({ id }) => id));
    return [...ids].map((id) => {
        const group = registries.filter((registry) => registry.id === id);
        return { places: [group[0]?.host ?? id], registries: group };
    });
}
function explainByHand({ place, accountId, id, mark }) {
    const url = `https://${place}/api/v1/tokens`;
    const curl = `curl --header "Authorization: $(ibmcloud iam oauth-tokens --output json | jq --raw-output .iam_token)" --header "Account: ${accountId}"`;
    return id === undefined
        ? `look for the mark "${mark}" in \`${curl} ${url}\`, and remove its ID with \`--request DELETE ${url}/ID\``
        : `\`${curl} --request DELETE ${url}/${id}\``;
}


/***/ })

};
