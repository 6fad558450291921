import { t as __commonJSMin } from "./rolldown-runtime.mjs";
// \0lazy-https
var require__lazy_https = /* @__PURE__ */ __commonJSMin(((exports, module) => {
	module.exports = {
		get Agent() {
			return process.getBuiltinModule("node:https").Agent;
		},
		get get() {
			return process.getBuiltinModule("node:https").get;
		},
		get globalAgent() {
			return process.getBuiltinModule("node:https").globalAgent;
		},
		get request() {
			return process.getBuiltinModule("node:https").request;
		}
	};
}));
// \0lazy-tls
var require__lazy_tls = /* @__PURE__ */ __commonJSMin(((exports, module) => {
	module.exports = { get connect() {
		return process.getBuiltinModule("node:tls").connect;
	} };
}));
export { require__lazy_https as n, require__lazy_tls as t };
