import { G as InTotoError, H as quoteUntrusted, I as LIMITS, V as escapeUntrusted } from "./base.mjs";
import { o as note, s as pathFrom } from "./command-line.mjs";
import { a as encodeLayout } from "./intoto-verification.mjs";
import { Ir as canonicalJson, Wr as KEY_ID_FORMS, et as intentsOf, h as LayoutFile } from "./intoto.mjs";
import { i as readPlainFile, wt as NODE_BYTES } from "./every-action.mjs";
import { n as readPublicKeyFile } from "./files-write-new-file.mjs";
import { t as shellWord } from "./cli-shell-word.mjs";
import { t as submodulesAround } from "./layouts-read-gitmodules.mjs";
import { dirname, join, resolve } from "node:path";
// src/cli/changed-source.ts
const DAY_MS = 864e5;
/** Where the source of a layout lies, as the layout was named. */
function sourceBeside(layout) {
	return join(dirname(layout), "layout.yml");
}
/** Notes that the source beside a signed layout makes another layout, or none. @param layout as it was named */
async function tellChangedSource(layout, repository, console) {
	const source = sourceBeside(layout);
	if (await isUnchanged({
		layout,
		source,
		repository
	}, console)) return;
	note(console, `note: ${shown(source)} is not what ${shown(layout)} was signed from; what was signed decides.\n${signingHint(source, layout)}`);
}
/** @param source as it was named */
function signingHint(source, layout) {
	const [from, to] = [source, layout].map((path) => escapeUntrusted(shellWord(path)));
	return `  fix: If ${shown(source)} is right, let an owner of the layout sign it: in-toto-actions layout sign ${from} -o ${to} --signing-key OWNER-KEY`;
}
const shown = (path) => quoteUntrusted(path, 200).slice(1, -1);
/** Also where it cannot be told: keys may be named from another directory, and a source is none before it is finished. */
async function isUnchanged({ layout, source, repository }, console) {
	const [path, signedPath] = [source, layout].map((one) => pathFrom(console, one));
	try {
		const bytes = readPlainFile(path, LIMITS.layoutBytes);
		const signedBytes = bytes && readPlainFile(signedPath, LIMITS.layoutBytes);
		if (signedBytes === void 0) return true;
		const signed = new LayoutFile(signedBytes, layout, NODE_BYTES).parsed().layout;
		const text = new TextDecoder("utf-8").decode(bytes);
		const { buildLayout } = await import("./load-layouts-build-layout.mjs");
		const build = (now, keyIdForm) => buildLayout({
			text,
			source,
			readKey: (key) => readPublicKeyFile(resolve(console.directory, key)),
			repository: repository ?? console.environment["GITHUB_REPOSITORY"],
			now,
			keyIdForm,
			submodules: submodulesAround(path)
		}).layout;
		const now = console.now();
		return KEY_ID_FORMS.some((form) => {
			const built = build(now, form);
			const expires = built.expires === build(now + DAY_MS, form).expires ? built.expires : signed.expires;
			return comparable({
				...built,
				expires
			}) === comparable(signed);
		});
	} catch (error) {
		if (error instanceof InTotoError) return true;
		throw error;
	}
}
/** What was written: other releases may make other rules of the same intents. */
function comparable(layout) {
	const intents = intentsOf(layout);
	const steps = layout.steps.map((step) => intents?.steps.has(step.name) === true ? {
		...step,
		expectedMaterials: [],
		expectedProducts: []
	} : step);
	return Buffer.from(canonicalJson(encodeLayout({
		...layout,
		steps
	}))).toString("latin1");
}
// src/cli/progress.ts
const PATIENCE_MS = 1e3;
const INTERVAL_MS = 100;
/** A line that shows progress on a terminal when work takes longer than a second, and leaves nothing behind. */
var Progress = class {
	#console;
	#shown;
	#start;
	#last = 0;
	#visible = false;
	constructor(console, quiet) {
		this.#console = console;
		this.#shown = !quiet && console.stderr.isTTY === true;
		this.#start = console.now();
	}
	show(text) {
		if (!this.#shown) return;
		const now = this.#console.now();
		if (now - this.#start < PATIENCE_MS || now - this.#last < INTERVAL_MS) return;
		this.#last = now;
		this.#visible = true;
		this.#console.stderr.write(`\r\u001b[K${text}`);
	}
	end() {
		if (this.#visible) this.#console.stderr.write("\r\x1B[K");
		this.#visible = false;
	}
};
export { tellChangedSource as i, signingHint as n, sourceBeside as r, Progress as t };
