"use strict";
exports.id = 640;
exports.ids = [640];
exports.modules = {

1640:
((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

__webpack_require__.r(__webpack_exports__);
__webpack_require__.d(__webpack_exports__, {
accessTokenMint: () => (accessTokenMint)
});
var _actions_core__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(1078);

const JOB_HOURS = 6;
const accessTokenMint = {
	label: 'IAM access token',
	plan: ({ iamUrl, registries }) => [{ places: [new URL(iamUrl).host], registries }],
	open: (_host, { iamToken }) => ({
		issue: async () => {
			const expiresAt = iamToken.claims?.expiresAt;
			const until = expiresAt === undefined ? 'within an hour' : `at ${expiresAt.toISOString()}`;
			(0,_actions_core__WEBPACK_IMPORTED_MODULE_0__/* .info */ .pq)(`Minted an IAM access token: it ends ${until}. IAM has no way to revoke it before that.`);
			(0,_actions_core__WEBPACK_IMPORTED_MODULE_0__/* .warning */ .$e)(`The access token ends ${until}, and a job may run for ${JOB_HOURS} hours. What pulls or pushes later than that needs another login: use this action again right before it, or \`mint: api-key\`.`);
			return {
				id: undefined,
				credential: {
					username: 'iambearer',
					secret: iamToken.value,
					expiresAt,
					label: 'IAM access token minted for this job (it cannot be revoked, it only ends)',
				},
			};
		},
	}),
};


})

};
;