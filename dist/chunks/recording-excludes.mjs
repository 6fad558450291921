import { o as __toESM } from "./rolldown-runtime.mjs";
import { t as require_ignore } from "./ignore.mjs";
// src/recording/excludes.ts
var import_ignore = /* @__PURE__ */ __toESM(require_ignore(), 1);
const SIMPLE = /^[\w.~+@*-]+$/;
/** Compiles exclude patterns. */
function compileExcludes(patterns) {
	if (patterns.every((pattern) => SIMPLE.test(pattern))) return simpleExcludes(patterns);
	const matcher = (0, import_ignore.default)({
		ignorecase: false,
		allowRelativePaths: true
	}).add([...patterns]);
	const ignores = (path) => path !== "." && matcher.ignores(path.replace(/^\/+/, ""));
	return {
		path: (path) => path !== "." && (ignores(path) || ignores(`${path}/`)),
		entry: (path, _name, isDirectory) => ignores(isDirectory ? `${path}/` : path)
	};
}
/** The usual case, without a path matcher: tens of thousands of paths are tested. */
function simpleExcludes(patterns) {
	const alternatives = patterns.map((pattern) => pattern.replace(/[.+]/g, "\\$&").replace(/\*+/g, ".*"));
	const expression = new RegExp(`^(?:${alternatives.join("|")})$`, "su");
	const excluded = (name) => patterns.length > 0 && expression.test(name);
	return {
		path: (path) => path.split("/").some((name) => name !== "." && name !== ".." && excluded(name)),
		entry: (_path, name) => excluded(name)
	};
}
export { compileExcludes as t };
