import { t as recordAsReference } from "./record-directory.mjs";
import { t as PASSPHRASE_VARIABLE } from "./key-signer.mjs";
import { n as inspectionEnvironment, t as CommandInspectionRunner } from "./command-inspection-runner.mjs";
import { n as verdictText, r as DirectoryLinkStore } from "./verdict-text.mjs";
import { G as writeJson, I as parseUtcSeconds, K as readJson, W as encodeLink, a as verifySupplyChain, i as withProducts, l as parseParameters, nt as digestPairs } from "./intoto.mjs";
import { n as LIMITS } from "./base.mjs";
import { t as Recorder } from "./record-artifacts.mjs";
import { n as jsonText } from "./json-text.mjs";
import { n as exitStatusOf, r as runCommand } from "./run-command.mjs";
import { t as writeFileAtomically } from "./write-file-atomically.mjs";
import { c as print, i as usage, s as pathFrom, t as EXIT } from "./command.mjs";
import { t as Progress } from "./progress.mjs";
import { t as readFile } from "./read-file.mjs";
import { a as layoutIdentities, i as keylessVerifier, t as IDENTITY_FLAGS } from "./keyless-flags.mjs";
import { a as RECORDING_FLAGS, f as recordingSettings, g as verificationKeys, m as secondsFlag } from "./signing-flags.mjs";
import { t as NODE_PORTS } from "./node-ports.mjs";
// src/reporting/verdict-json.ts
/** The verdict as a plain value. */
function verdictReport(verification) {
	return {
		verdict: verification.outcome,
		failures: verification.outcome === "failed" ? verification.failures : [],
		warnings: verification.warnings,
		steps: verification.items.map(({ trace, threshold, ...item }) => ({
			...item,
			threshold: Number(threshold),
			rules: trace.map(({ list, rule, before, consumed }) => ({
				list,
				rule: rule.tokens,
				before,
				consumed
			}))
		})),
		...verification.outcome === "passed" ? { products: Object.fromEntries([...verification.summary.products].map(([path, digests]) => [path, Object.fromEntries(digestPairs(digests))])) } : {}
	};
}
// src/cli/commands/verify.ts
const VERIFY_SPEC = {
	name: "verify",
	summary: "verify a supply chain against a layout",
	description: "Exit status 0: it verifies. 1: it does not, with every reason. 2: could not tell.\n--batch reads one JSON object a line, {\"id\": …, \"args\": [\"-l\", \"root.layout\", …]} with the arguments of verify, and\nwrites one line {\"id\",\"exit\",\"verdict\",\"failures\"} for each; its own exit status is 0 when all lines were answered.",
	flags: [
		{
			long: "layout",
			short: "l",
			takes: "one",
			value: "FILE",
			help: "the signed layout"
		},
		{
			long: "verification-keys",
			takes: "many",
			value: "FILE",
			help: "public keys (PEM); each must have signed the layout"
		},
		...IDENTITY_FLAGS,
		{
			long: "layout-digest",
			takes: "one",
			value: "HEX",
			help: "SHA-256 that the layout must have; keeps older signed layouts out"
		},
		{
			long: "link-dir",
			takes: "one",
			value: "DIR",
			help: "where the links are (default: here)"
		},
		{
			long: "products",
			short: "p",
			takes: "many",
			value: "PATH",
			help: "files that must be final products, byte for byte"
		},
		...RECORDING_FLAGS,
		{
			long: "parameters",
			takes: "one",
			value: "FILE",
			help: "JSON object of values for {placeholders} in the layout"
		},
		{
			long: "allow-inspections",
			takes: "nothing",
			help: "run the commands of the layout's inspections in this directory"
		},
		{
			long: "inspection-timeout",
			takes: "one",
			value: "SECONDS",
			help: "end an inspection after this time (default: never; 10 with --compat reference)"
		},
		{
			long: "compat",
			takes: "one",
			value: "strict|reference",
			help: "reference: only the checks of in-toto-python, inspections included (default: strict)"
		},
		{
			long: "at",
			takes: "one",
			value: "TIME",
			help: "verify as of YYYY-MM-DDTHH:MM:SSZ instead of now"
		},
		{
			long: "summary",
			takes: "one",
			value: "FILE",
			help: "write the summary link"
		},
		{
			long: "batch",
			takes: "one",
			value: "FILE",
			help: "verify many chains; - reads standard input"
		},
		{
			long: "json",
			takes: "nothing",
			help: "print the verdict as JSON"
		},
		{
			long: "quiet",
			short: "q",
			takes: "nothing",
			help: "print nothing; the exit status tells"
		}
	],
	examples: ["in-toto-actions verify -l root.layout --verification-keys owner.pub --link-dir links", "in-toto-actions verify -l root.layout --verification-keys owner.pub --link-dir links -p app-1.0.0.tgz"]
};
const verify = {
	spec: VERIFY_SPEC,
	run: async (parsed, console) => {
		const batch = parsed.one("batch");
		if (batch !== void 0) return (await import("./verify-batch.mjs")).verifyBatch(batch, console);
		const verification = await verifyFrom(parsed, console);
		if (parsed.has("json")) print(console, jsonText(verdictReport(verification)));
		else if (!parsed.has("quiet")) console.stdout.write(verdictText(verification, colourOf(console)));
		return verification.outcome === "passed" ? EXIT.yes : EXIT.no;
	}
};
/** Verifies as the flags of `verify` say. @throws USAGE and whatever reading the layout, keys and parameters throws */
async function verifyFrom(parsed, console) {
	const layoutPath = pathFrom(console, parsed.required("layout"));
	const compatibility = parsed.choice("compat", ["strict", "reference"]);
	const at = parsed.one("at");
	const time = at === void 0 ? console.now() : parseUtcSeconds(at);
	if (time === void 0) throw usage("--at takes a time of the form YYYY-MM-DDTHH:MM:SSZ.");
	const layout = readFile(layoutPath, LIMITS.layoutBytes);
	const keyless = await keylessVerifier(layout, parsed, console);
	const recorder = new Recorder();
	const progress = new Progress(console, parsed.has("quiet"));
	try {
		const verification = await verifySupplyChain({
			ports: NODE_PORTS,
			layout,
			layoutSource: parsed.required("layout"),
			layoutDigest: parsed.one("layout-digest"),
			layoutKeys: verificationKeys(parsed, console),
			layoutIdentities: layoutIdentities(parsed),
			keyless,
			links: new DirectoryLinkStore(pathFrom(console, parsed.one("link-dir") ?? ".")),
			now: time,
			parameters: parametersFrom(parsed, console),
			compatibility,
			inspections: inspectionRunner(parsed, console, recorder),
			onProgress: (done, all) => progress.show(`verifying step ${done + 1} of ${all}`)
		});
		progress.end();
		const complete = await compareProducts(verification, parsed, console, recorder);
		const summary = parsed.one("summary");
		if (summary !== void 0 && complete.outcome === "passed") writeFileAtomically(pathFrom(console, summary), `${writeJson(encodeLink(complete.summary))}\n`);
		if (at === void 0) return complete;
		const message = `Verified as of ${at}, not as of now; what has expired since counts as valid.`;
		return {
			...complete,
			warnings: [...complete.warnings, {
				code: "VERIFIED_AT_OTHER_TIME",
				message
			}]
		};
	} finally {
		progress.end();
		await recorder.close();
	}
}
/** Compares files at hand with the final products of a chain that verifies. */
async function compareProducts(verification, parsed, console, recorder) {
	if (!parsed.has("products") || verification.outcome === "failed") return verification;
	const { artifacts } = await recorder.record({
		...recordingSettings(parsed, console),
		paths: parsed.many("products")
	});
	return withProducts(verification, artifacts);
}
function parametersFrom(parsed, console) {
	const path = parsed.one("parameters");
	if (path === void 0) return void 0;
	const bytes = readFile(pathFrom(console, path), LIMITS.smallFileBytes);
	return parseParameters(readJson(bytes, {
		source: path,
		maxBytes: LIMITS.smallFileBytes
	}));
}
const REFERENCE_INSPECTION_TIMEOUT_MS = 1e4;
function inspectionRunner(parsed, console, recorder) {
	const reference = parsed.choice("compat", ["strict", "reference"]) === "reference";
	if (!reference && !parsed.has("allow-inspections")) return void 0;
	const timeoutMs = secondsFlag(parsed, "inspection-timeout") ?? (reference ? REFERENCE_INSPECTION_TIMEOUT_MS : void 0);
	return new CommandInspectionRunner({
		directory: console.directory,
		record: (directory) => recordAsReference(recorder, directory),
		runProgram: async (command, directory) => exitStatusOf(await runCommand({
			command,
			directory,
			environment: inspectionEnvironment(console.environment),
			withheld: [PASSPHRASE_VARIABLE],
			streams: "discard",
			timeoutMs
		})),
		keepLinks: reference ? writeFileAtomically : void 0
	});
}
function colourOf({ stdout, environment }) {
	return stdout.isTTY === true && (environment["NO_COLOR"] ?? "") === "" ? "ansi" : "plain";
}
export { verify as n, verifyFrom as r, VERIFY_SPEC as t };
