export const id = 185;
export const ids = [185];
export const modules = {

/***/ 5185:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   _: () => (/* binding */ isToRevoke)
/* harmony export */ });
function isToRevoke({ outcome, lostReplies }) {
    return outcome === 'intended' || outcome === 'issued' || lostReplies > 0;
}


/***/ })

};
