import { G as escapeUntrusted, K as quoteUntrusted, V as LIMITS, W as linesBelow } from "./base.mjs";
import { et as notCompared, q as Recorder, t as readFile } from "./every-action.mjs";
import { Pn as linkNamedBy, Wn as parseLink, Xr as compareCodePoints, Zt as readDirectoryNotes, b as keyIdOf, ln as checkLink, tr as readSignedMetadata } from "./intoto.mjs";
import { L as productForms, N as SignatureChecker, l as pemKeyIds } from "./intoto-verification.mjs";
import { n as jsonText } from "./reporting-json-text.mjs";
import { i as failureLines, t as productsAtHand } from "./every-verification.mjs";
import { t as NODE_PORTS } from "./signing-node-ports.mjs";
import { c as print, o as note, s as pathFrom, u as EXIT } from "./command-line.mjs";
import { t as shellWord } from "./cli-shell-word.mjs";
import { n as comparisonSettings, t as COMPARISON_FLAGS } from "./cli-comparison-flags.mjs";
import { n as CliError } from "./cli-codes.mjs";
import { At as isOfHome, Dt as artifactNameOfDirectory, Mt as parseDirectory, Ot as flawOfLeftOut, wt as recordDirectories, xt as NO_DIRECTORIES } from "./every-stage.mjs";
import { x as RecordingError } from "./hashing.mjs";
import { _ as verificationKeys, u as STEP_NAME_FLAG } from "./cli-signing-flags.mjs";
import { basename, join, posix } from "node:path";
const { lstatSync } = process.getBuiltinModule("node:fs");
// src/cli/installed-at-hand.ts
/**
* Hashes the directories within the paths of a request that a link has as one product each, as `run` hashes them: without
* what the link says was left out, and nothing else. Those of the home lie within no path.
*
* @throws DEPENDENCY_NOT_DIRECTORY, RECORD_ codes
*/
async function installedAtHand(recorder, link, { paths, baseDirectory, lstripPaths }) {
	const found = lstripPaths.length > 0 ? [] : installedIn(link, paths, baseDirectory);
	if (found.length === 0) return {
		...NO_DIRECTORIES,
		paths
	};
	const recorded = await recordDirectories(recorder, found, {
		workspace: baseDirectory,
		home: ""
	});
	return {
		...recorded,
		paths: paths.filter((path) => !recorded.apart.has(shortest(path)))
	};
}
/** Whether a path is a directory of a list, or holds one. */
function holdsDirectory(path, directories) {
	return [...directories].some((directory) => isWithin(directory, shortest(path)));
}
function installedIn({ products, environment }, paths, baseDirectory) {
	const notes = readDirectoryNotes(environment, "products") ?? /* @__PURE__ */ new Map();
	const named = paths.map(shortest);
	const found = [];
	for (const [name, leftOut] of notes) {
		const path = pathNamed(name);
		if (path === void 0 || !products.has(name)) continue;
		if (leftOut.some((line) => flawOfLeftOut(line) !== void 0)) continue;
		if (!named.some((one) => isWithin(path, one))) continue;
		if (lstatSync(join(baseDirectory, path), { throwIfNoEntry: false })?.isDirectory() !== true) continue;
		found.push({
			path,
			line: {
				text: path,
				leftOut
			},
			kind: "directory"
		});
	}
	return found.length > LIMITS.installedDirectories ? [] : found;
}
/** A directory of the workspace that a name of an artifact means; a link may come from anybody. */
function pathNamed(name) {
	const scheme = artifactNameOfDirectory("");
	if (!name.startsWith(scheme)) return void 0;
	const path = name.slice(scheme.length);
	const read = parseDirectory(path);
	return "text" in read && read.text === path && !isOfHome(read) ? path : void 0;
}
const shortest = (path) => posix.normalize(path.replaceAll("\\", "/")).replace(/(?<=.)\/$/, "");
const isWithin = (path, outer) => outer === "." || path === outer || path.startsWith(`${outer}/`);
// src/cli/compare-files.ts
/**
* @throws PATH_NOT_COMPARED for a path that is left out, or was named and gave no file; DEPENDENCY_NOT_DIRECTORY; every other
* RECORD_ code
*/
async function compareFiles({ products, environment }, paths, { settings, named }) {
	const tracking = productsAtHand(productForms(environment, products), settings);
	const { files, twice, leftOut } = await filesAt({
		products,
		environment
	}, paths, {
		settings,
		named,
		tracking
	});
	const names = [...files.keys()].sort(compareCodePoints);
	return {
		compared: files.size,
		leftOut,
		onlyInProducts: [...products.paths()].filter((path) => !files.has(path)),
		notInProducts: names.filter((path) => !products.has(path)),
		differ: names.filter((path) => products.has(path) && (twice.has(path) || files.get(path) !== products.get(path)))
	};
}
/** Each path by itself, so that one which gives nothing is noticed. */
async function filesAt(link, paths, { settings, named, tracking }) {
	const twice = /* @__PURE__ */ new Set();
	const hidden = /* @__PURE__ */ new Map();
	const recorder = new Recorder();
	try {
		const installed = await installedAtHand(recorder, link, {
			...settings,
			paths
		});
		const { paths: walked, apart } = installed;
		for (const [line, number] of installed.leftOut) hidden.set(line, number);
		const files = new Map(installed.artifacts);
		for (const path of walked) {
			const holds = holdsDirectory(path, apart);
			const { artifacts, leftOut } = await recordPath(recorder, {
				...settings,
				paths: [path],
				apart,
				named: holds ? "by-listing" : "by-caller"
			}, tracking);
			if (named && artifacts.size === 0 && !holds) throw nothingIn(path, leftOut);
			for (const [pattern, number] of leftOut) hidden.set(pattern, (hidden.get(pattern) ?? 0) + number);
			for (const [name, digests] of artifacts) {
				if ((files.get(name) ?? digests) !== digests) twice.add(name);
				files.set(name, digests);
			}
		}
		return {
			files,
			twice,
			leftOut: hidden
		};
	} finally {
		await recorder.close();
	}
}
/** What cannot be compared because it is left out is told under one code, by whichever way it is noticed. */
async function recordPath(recorder, request, tracking) {
	try {
		return await recorder.record(request, tracking);
	} catch (error) {
		if (!(error instanceof RecordingError) || error.code !== "RECORD_EXCLUDED") throw error;
		throw new CliError("PATH_NOT_COMPARED", error.message, {
			at: error.at,
			hint: error.hint,
			cause: error
		});
	}
}
function nothingIn(path, leftOut) {
	const patterns = [...leftOut.keys()].map((pattern) => quoteUntrusted(pattern));
	return patterns.length > 0 ? new CliError("PATH_NOT_COMPARED", `Every file in ${quoteUntrusted(path)} is left out, by ${patterns.join(", ")}.`, { hint: "Exclude less, or do not name the directory." }) : new CliError("PATH_NOT_COMPARED", `There is no file in ${quoteUntrusted(path)} to compare.`, { hint: "Check the path, and whether what makes the files ran before; or do not name it." });
}
// src/cli/commands/match-products.ts
const matchProducts = {
	spec: {
		name: "match-products",
		summary: "compare files with the products of a link",
		description: "Exit status 0: the files are exactly the products of the step, and its link is one that verification would take:\nsigned by every key given, of that step, of a command that succeeded. 1: they are not. 2: could not tell.\nWithout --step-name the name of the file says which step the link must be of (STEP.12345678.link); where the file\nis called otherwise, the link itself does. A product dir:DIR that the step installed (run --installs) is compared as a\nwhole where DIR lies within the paths; with --lstrip-paths, and in the home of the user, it is not.",
		flags: [
			{
				long: "link",
				short: "l",
				takes: "one",
				value: "FILE",
				help: "the link"
			},
			{
				...STEP_NAME_FLAG,
				help: "name of the step that the link must be of"
			},
			{
				long: "paths",
				short: "p",
				takes: "many",
				value: "PATH",
				help: "files and directories to compare (default: .)"
			},
			{
				long: "verification-keys",
				takes: "many",
				value: "FILE",
				help: "public keys (PEM); each must have signed the link"
			},
			...COMPARISON_FLAGS,
			{
				long: "json",
				takes: "nothing",
				help: "print the differences as JSON"
			},
			{
				long: "quiet",
				short: "q",
				takes: "nothing",
				help: "print nothing; the exit status tells"
			}
		],
		examples: ["in-toto-actions match-products -l links/package.1f2e3d4c.link -n package --verification-keys ci.pub -p app-1.0.0.tgz"]
	},
	run: async (parsed, console) => {
		const source = parsed.required("link");
		const file = readFile(pathFrom(console, source), LIMITS.linkBytes);
		const metadata = readSignedMetadata(file, {
			source,
			maxBytes: LIMITS.linkBytes,
			bytes: NODE_PORTS.bytes
		});
		const keys = verificationKeys(parsed, console);
		const unsigned = await missingSigners(metadata, keys);
		const link = parseLink(metadata.payload);
		const { name } = link.link;
		const { step, saidBy } = demandedStep(parsed.one("step-name"), linkNamedBy(basename(source)), name);
		const failures = checkLink(link, step, escapeUntrusted(source)).map((failure) => withFlag(failure, saidBy, name));
		const paths = parsed.has("paths") ? parsed.many("paths") : ["."];
		const settings = {
			...comparisonSettings(parsed, console),
			emptyPath: "recorded"
		};
		const answer = {
			step,
			saidBy,
			keys,
			unsigned,
			failures,
			found: await compareFiles(link.link, paths, {
				settings,
				named: parsed.has("paths")
			})
		};
		tell(answer, parsed, console);
		return matches(answer) ? EXIT.yes : EXIT.no;
	}
};
/** @param claimed the step that the link says it is of */
function demandedStep(flag, fileName, claimed) {
	if (flag !== void 0) return {
		step: flag,
		saidBy: "flag"
	};
	return fileName === void 0 ? {
		step: claimed,
		saidBy: "link"
	} : {
		step: fileName,
		saidBy: "file name"
	};
}
/** Where the flag named the step, the flag may be what is wrong. */
function withFlag(failure, saidBy, claimed) {
	if (failure.code !== "LINK_NAME_MISMATCH" || saidBy !== "flag") return failure;
	const hint = `Give the link of the step that you named, or give --step-name ${escapeUntrusted(shellWord(claimed))}.`;
	return {
		...failure,
		hint
	};
}
async function missingSigners(metadata, keys) {
	const checker = new SignatureChecker(metadata, "strict", NODE_PORTS.signatures);
	const missing = [];
	for (const key of keys) if (await checker.check(key, pemKeyIds(key), true) !== "valid") missing.push(key);
	return missing;
}
/** No file and no product agree, and prove nothing. */
function matches(answer) {
	return wrongs(answer).length === 0 && answer.failures.length === 0;
}
function wrongs({ unsigned, found }) {
	const { compared, onlyInProducts, notInProducts, differ } = found;
	return [
		{
			code: "LINK_SIGNATURE_MISSING",
			lines: unsigned.map((key) => `The link is not signed by key ${keyIdOf(key, "current")}`),
			hint: "Give the key of whom you trust to perform the step, or the link that this key signed."
		},
		{
			code: "PRODUCT_MISSING",
			lines: onlyInProducts.map((path) => `Only in products: ${escapeUntrusted(path)}`),
			hint: "Get all products of the step, or look at --paths, --base-path, --lstrip-paths and --exclude."
		},
		{
			code: "PRODUCT_UNKNOWN",
			lines: notInProducts.map((path) => `Not in products: ${escapeUntrusted(path)}`),
			hint: "Remove what the step did not make, or name with --paths what is to be compared, as the link spells it."
		},
		{
			code: "PRODUCT_DIFFERS",
			lines: differ.map((path) => `Hashes differ: ${escapeUntrusted(path)}`),
			hint: "Do not use these files: they are not what the step recorded."
		},
		{
			code: "PRODUCT_NONE",
			lines: compared > 0 ? [] : [`There is no file${onlyInProducts.length === 0 ? " and no product" : ""} to compare.`],
			hint: "Check the paths, --base-path and --exclude."
		}
	].filter(({ lines }) => lines.length > 0);
}
function tell(answer, parsed, console) {
	const { step, saidBy, keys, failures, found } = answer;
	const { leftOut } = found;
	const hidden = leftOut.size === 0 ? [] : [notCompared(leftOut, "the products")];
	if (parsed.has("json")) {
		print(console, jsonText(answerJson(answer, hidden)));
		return;
	}
	if (parsed.has("quiet")) return;
	const wrong = wrongs(answer);
	for (const failure of failures) for (const line of failureLines(failure)) print(console, line);
	for (const line of wrong.flatMap(({ lines }) => lines)) print(console, line);
	const what = found.compared === 1 ? "The file is the product" : `The ${found.compared} files are the products`;
	if (matches(answer)) print(console, `${what} of step "${escapeUntrusted(step)}".`);
	else note(console, `No match with the products of step ${quoteUntrusted(step)}: ${codesOf(answer).join(", ")}.`);
	for (const { code, hint } of wrong) {
		if (wrong.length > 1) note(console, `${code}:`);
		for (const line of linesBelow({
			code,
			hint
		}, "terminal")) note(console, line);
	}
	for (const message of hidden) note(console, `warning FILES_EXCLUDED: ${message}`);
	if (keys.length === 0) note(console, "warning: the signature of the link was not checked; give --verification-keys.");
	const who = {
		flag: void 0,
		"file name": "the link's file name alone says",
		link: "the link itself says"
	}[saidBy];
	if (who !== void 0) note(console, `warning: ${who} that it is of step ${quoteUntrusted(step)}; demand it with --step-name.`);
}
function answerJson(answer, hidden) {
	const { step, saidBy, keys, unsigned, failures, found } = answer;
	const { leftOut, ...files } = found;
	return {
		matches: matches(answer),
		codes: codesOf(answer),
		step,
		stepSaidBy: saidBy,
		...files,
		excluded: Object.fromEntries(leftOut),
		warnings: hidden.map((message) => ({
			code: "FILES_EXCLUDED",
			message
		})),
		signatureChecked: keys.length > 0,
		signatureMissing: unsigned.map((key) => keyIdOf(key, "current")),
		linkFailures: failures.map(({ code, message, hint }) => ({
			code,
			message,
			hint
		}))
	};
}
function codesOf(answer) {
	return [...new Set([...answer.failures, ...wrongs(answer)].map(({ code }) => code))];
}
export { matchProducts };
