import { S as quoteUntrusted, g as LIMITS, x as escapeUntrusted } from "./base.mjs";
import { t as readFile } from "./files-read-file.mjs";
import { L as SignatureChecker, Vt as compareCodePoints, W as checkLink, b as keyIdOf, ct as parseLink, mt as readSignedMetadata, nt as linkNamedBy, y as pemKeyIds } from "./intoto.mjs";
import { n as jsonText } from "./reporting-json-text.mjs";
import { t as failureLines } from "./reporting-verdict-text.mjs";
import { t as NODE_PORTS } from "./signing-node-ports.mjs";
import { t as EXIT } from "./cli-command.mjs";
import { n as comparisonSettings, t as COMPARISON_FLAGS } from "./cli-comparison-flags.mjs";
import { n as CliError } from "./cli-codes.mjs";
import { t as Recorder } from "./recording-record-artifacts.mjs";
import { i as print, n as note, r as pathFrom } from "./cli-console.mjs";
import { u as STEP_NAME_FLAG, v as verificationKeys } from "./cli-signing-flags.mjs";
import { basename } from "node:path";
// src/cli/compare-files.ts
/** @throws PATH_NOT_COMPARED for a named path that gave no file, and every RECORD_ code */
async function compareFiles(products, paths, { settings, named }) {
	const { files, twice } = await filesAt(paths, settings, named);
	const names = [...files.keys()].sort(compareCodePoints);
	return {
		compared: files.size,
		onlyInProducts: [...products.paths()].filter((path) => !files.has(path)),
		notInProducts: names.filter((path) => !products.has(path)),
		differ: names.filter((path) => products.has(path) && (twice.has(path) || files.get(path) !== products.get(path)))
	};
}
/** Each path by itself, so that one which gives nothing is noticed. */
async function filesAt(paths, settings, named) {
	const files = /* @__PURE__ */ new Map();
	const twice = /* @__PURE__ */ new Set();
	const recorder = new Recorder();
	try {
		for (const path of paths) {
			const { artifacts } = await recorder.record({
				...settings,
				paths: [path]
			});
			if (named && artifacts.size === 0) throw notCompared(path);
			for (const [name, digests] of artifacts) {
				if ((files.get(name) ?? digests) !== digests) twice.add(name);
				files.set(name, digests);
			}
		}
		return {
			files,
			twice
		};
	} finally {
		await recorder.close();
	}
}
function notCompared(path) {
	return new CliError("PATH_NOT_COMPARED", `${quoteUntrusted(path)} was named, and no file of it was compared.`, { hint: "It holds no file, or --exclude leaves all of it out. Leave the path out, or change --exclude." });
}
// src/cli/commands/match-products.ts
const matchProducts = {
	spec: {
		name: "match-products",
		summary: "compare files with the products of a link",
		description: "Exit status 0: the files are exactly the products of the step, and its link is one that verification would take:\nsigned by every key given, of that step, of a command that succeeded. 1: they are not. 2: could not tell.\nWithout --step-name the link itself says which step it is of.",
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
		const { name, products } = link.link;
		const step = parsed.one("step-name") ?? linkNamedBy(basename(source)) ?? name;
		const answer = {
			step,
			claimed: name,
			keys,
			unsigned,
			failures: checkLink(link, step, escapeUntrusted(source)),
			found: await compareFiles(products, parsed.has("paths") ? parsed.many("paths") : ["."], {
				settings: {
					...comparisonSettings(parsed, console),
					emptyPath: "recorded"
				},
				named: parsed.has("paths")
			})
		};
		tell(answer, parsed, console);
		return matches(answer) ? EXIT.yes : EXIT.no;
	}
};
async function missingSigners(metadata, keys) {
	const checker = new SignatureChecker(metadata, "strict", NODE_PORTS.signatures);
	const missing = [];
	for (const key of keys) if (await checker.check(key, pemKeyIds(key), true) !== "valid") missing.push(key);
	return missing;
}
/** No file and no product agree, and prove nothing. */
function matches({ unsigned, failures, found }) {
	const { compared, onlyInProducts, notInProducts, differ } = found;
	return unsigned.length + failures.length + onlyInProducts.length + notInProducts.length + differ.length === 0 && compared > 0;
}
function tell(answer, parsed, console) {
	const { step, claimed, keys, unsigned, failures, found } = answer;
	if (parsed.has("json")) {
		const signatureMissing = unsigned.map((key) => keyIdOf(key, "current"));
		const linkFailures = failures.map(({ code, message, hint }) => ({
			code,
			message,
			hint
		}));
		const facts = {
			matches: matches(answer),
			step: claimed,
			...found,
			signatureChecked: keys.length > 0
		};
		print(console, jsonText({
			...facts,
			signatureMissing,
			linkFailures
		}));
		return;
	}
	if (parsed.has("quiet")) return;
	for (const line of wrongLines(answer)) print(console, line);
	const what = found.compared === 1 ? "The file is the product" : `The ${found.compared} files are the products`;
	if (matches(answer)) print(console, `${what} of step "${escapeUntrusted(step)}".`);
	else note(console, `No match with the products of step ${quoteUntrusted(step)}: ${codesOf(answer)}.`);
	if (keys.length === 0) note(console, "warning: the signature of the link was not checked; give --verification-keys.");
	if (!parsed.has("step-name")) note(console, `warning: the link says itself that it is of step ${quoteUntrusted(claimed)}; demand it with --step-name.`);
}
function wrongLines({ unsigned, failures, found }) {
	const { compared, onlyInProducts, notInProducts, differ } = found;
	return [
		...unsigned.map((key) => `The link is not signed by key ${keyIdOf(key, "current")}`),
		...failures.flatMap((failure) => failureLines(failure)),
		...onlyInProducts.map((path) => `Only in products: ${escapeUntrusted(path)}`),
		...notInProducts.map((path) => `Not in products: ${escapeUntrusted(path)}`),
		...differ.map((path) => `Hashes differ: ${escapeUntrusted(path)}`),
		...compared + onlyInProducts.length === 0 ? ["There is no file and no product to compare."] : []
	];
}
function codesOf({ unsigned, failures, found }) {
	const { compared, onlyInProducts, notInProducts, differ } = found;
	const codes = [
		...unsigned.length > 0 ? ["LINK_SIGNATURE_MISSING"] : [],
		...failures.map(({ code }) => code),
		...onlyInProducts.length > 0 ? ["PRODUCT_MISSING"] : [],
		...notInProducts.length > 0 ? ["PRODUCT_UNKNOWN"] : [],
		...differ.length > 0 ? ["PRODUCT_DIFFERS"] : [],
		...compared === 0 ? ["PRODUCT_NONE"] : []
	];
	return [...new Set(codes)].join(", ");
}
export { matchProducts };
