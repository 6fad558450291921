import { r as recordForInspection, t as recordAsReference } from "./recording-record-directory.mjs";
import { G as escapeUntrusted, K as quoteUntrusted, L as readSha256, M as isGitId, V as LIMITS, Y as InTotoError, Z as PASSPHRASE_VARIABLE } from "./base.mjs";
import { E as CommandInspectionRunner, T as inspectionProgram, b as chainOf, n as readableLayout, r as REPORT_FORMATS, w as withPlaces } from "./every-verification.mjs";
import { l as FORMAT_NAMES, o as checkLinkDirectory, s as DirectoryLinkStore } from "./gate-start.mjs";
import { Cr as compilePattern, cr as writeJson, lr as readJson, mr as parseParameters, u as encodeLink, xr as parseUtcSeconds, y as LayoutFile } from "./intoto.mjs";
import { a as verifySupplyChain } from "./intoto-verification.mjs";
import { V as openRepository, a as writeFileAtomically, q as Recorder, t as readFile, u as commitFiles } from "./every-action.mjs";
import { n as reportOfError, t as reportOf } from "./reporting-report-of.mjs";
import { i as usage, n as BATCH_FLAGS, o as note, r as parseArguments, s as pathFrom, u as EXIT } from "./command-line.mjs";
import { r as NODE_BYTES, t as sizePoolByCores } from "./node-bytes.mjs";
import { c as tellChangedSource, i as linksOutside, o as signingHint, s as sourceBeside, t as Progress } from "./cli-progress.mjs";
import { n as comparisonSettings, t as COMPARISON_FLAGS } from "./cli-comparison-flags.mjs";
import { t as withFilesAtHand } from "./cli-files-at-hand.mjs";
import { t as shellWord } from "./cli-shell-word.mjs";
import { a as layoutIdentities, i as keylessVerifier, t as IDENTITY_FLAGS } from "./cli-keyless-flags.mjs";
import { t as secondsFlag } from "./cli-seconds-flag.mjs";
import { _ as verificationKeys } from "./cli-signing-flags.mjs";
import { t as NODE_PORTS } from "./signing-node-ports.mjs";
import { relative, resolve } from "node:path";
const { existsSync } = process.getBuiltinModule("node:fs");
// src/cli/batch/last-layout.ts
/** Most bytes of a layout that is kept, so that no line leaves the next one much less memory. */
const KEPT_BYTES = 131072;
/** Reads layouts, and keeps what was read of the last one. What verifying it found is not kept. */
var LastLayout = class {
	#last;
	/**
	* The layout in a file, as it lies there now.
	*
	* @param source its name for messages
	* @throws FILE_UNREADABLE, JSON_TOO_LARGE
	*/
	read(path, source) {
		const bytes = readFile(path, LIMITS.layoutBytes);
		const last = this.#last;
		if (last?.source === source && NODE_BYTES.equal(last.bytes, bytes)) return last;
		const file = new LayoutFile(bytes, source, NODE_BYTES);
		this.#last = bytes.length <= KEPT_BYTES ? file : void 0;
		return file;
	}
};
// src/cli/commit-flag.ts
/** The commit that `--commit` expects, in lower case; undefined without the flag. @throws USAGE for anything but a whole id */
function expectedCommitFlag(parsed) {
	const text = parsed.one("commit");
	if (text === void 0) return void 0;
	const commit = text.toLowerCase();
	if (isGitId(commit)) return commit;
	throw usage(`--commit takes a commit of 40 or 64 hexadecimal digits, not ${quoteUntrusted(text, 100)}.`, "Give what `git rev-parse \"v1.2.3^{commit}\"` prints; a tag or branch can come to mean another commit.");
}
// src/cli/expectation-flags.ts
const FACT_FLAGS = {
	repository: {
		long: "repository",
		value: "OWNER/NAME",
		help: "the repository that every link must name as its own",
		fits: /^[^/\s]+\/[^/\s]+$/,
		example: "octo-org/greeter"
	},
	ref: {
		long: "ref",
		value: "REF",
		help: "the branch or tag of the run, in full: refs/heads/main, refs/tags/v1.2.3",
		fits: /^refs\/\S+$/,
		example: "refs/heads/main"
	},
	workflow: {
		long: "workflow",
		value: "FILE",
		help: "the workflow that ran: .github/workflows/release.yml, or with repository and ref as GitHub names it, OWNER/NAME/.github/workflows/release.yml@refs/heads/main",
		fits: /^(?:[^/\s@]+\/[^/\s@]+\/[^\s@]+@\S+|\.[a-z]+\/workflows\/[^\s@]+)$/,
		example: ".github/workflows/release.yml"
	},
	id: {
		long: "run-id",
		value: "ID",
		help: "the run, by the number in its address: \u2026/actions/runs/ID",
		fits: /^\d{1,20}$/,
		example: "9876543210"
	},
	event: {
		long: "event",
		value: "NAME",
		help: "what started the run: push, workflow_dispatch, release and so on",
		fits: /^[a-z_]+$/,
		example: "push"
	}
};
const FACTS = Object.keys(FACT_FLAGS);
const EXPECTATION_FLAGS = [
	{
		long: "commit",
		takes: "one",
		value: "SHA",
		help: "the commit that every claim about source must name, in full; where no link claims any, that of the run"
	},
	{
		long: "source",
		takes: "one",
		value: "DIR",
		help: "a clone of the repository, bare or not: its commit must have the files that the links claim"
	},
	{
		long: "source-pattern",
		takes: "many",
		value: "PATTERN",
		help: "with --source, a pattern of the sparse checkout that links may claim source for, in the order in which they name them"
	},
	...FACTS.map((fact) => {
		const { long, value, help } = FACT_FLAGS[fact];
		return {
			long,
			takes: "one",
			...value === void 0 ? {} : { value },
			help
		};
	})
];
/** @throws USAGE, GIT_FAILED */
function expectations(parsed, console) {
	const runFacts = {};
	for (const fact of FACTS) {
		const value = parsed.one(FACT_FLAGS[fact].long);
		if (value !== void 0) runFacts[fact] = demandForm(FACT_FLAGS[fact], value);
	}
	return {
		runFacts,
		source: expectedSource(parsed, console)
	};
}
/** @throws USAGE, GIT_FAILED where the directory is no repository */
function expectedSource(parsed, console) {
	const commit = expectedCommitFlag(parsed);
	const source = parsed.one("source");
	const patterns = parsed.many("source-pattern");
	if (source === void 0 && patterns.length > 0) throw usage("--source-pattern says what --source may be of, which is not given.", "Add --source DIR, or leave it out.");
	if (source === void 0) return commit === void 0 ? void 0 : {
		commit,
		claims: "optional"
	};
	const directory = pathFrom(console, source);
	const { environment } = console;
	openRepository(directory, environment);
	return {
		commit,
		claims: "demanded",
		only: patterns.length === 0 ? void 0 : patterns,
		checkedBy: `verify --source ${quoteUntrusted(source)}`,
		files: (wanted, only) => commitFiles({
			directory,
			commit: wanted,
			environment,
			...only === void 0 ? {} : { only }
		})
	};
}
/** @throws USAGE */
function demandForm({ long, value, fits, example }, text) {
	if (fits.test(text)) return text;
	throw usage(`--${long} takes ${value ?? ""} as GitHub writes it, not ${quoteUntrusted(text, 100)}.`, `Write it like this: --${long} ${example}`);
}
// src/cli/layout-place.ts
/**
* The source is looked for when a failure names a sentence, and only for its lines: nobody signed it.
*
* @param layout as it was named
*/
async function layoutPlaceOf({ failures }, layout, console) {
	const signed = {
		file: layout,
		steps: /* @__PURE__ */ new Map()
	};
	if (failures.every(({ statement }) => statement === void 0)) return signed;
	const file = sourceBeside(layout);
	try {
		const text = new TextDecoder().decode(readFile(pathFrom(console, file), LIMITS.layoutBytes));
		const { layoutLines } = await import("./layouts-step-lines.mjs");
		return {
			file,
			...layoutLines(text)
		};
	} catch (error) {
		if (error instanceof InTotoError) return signed;
		throw error;
	}
}
/**
* Notes that the source beside a layout is not what it was signed from, where it lacks a sentence that a failure names;
* whether it does.
*/
function tellOtherSource({ failures }, { file, statements }, layout, console) {
	if (statements === void 0 || statements.size === 0) return false;
	const lost = failures.find(({ statement, step }) => statement !== void 0 && step?.includes("/") !== true && !statements.has(statement));
	if (lost?.statement === void 0) return false;
	const [source, signed] = [file, layout].map((path) => quoteUntrusted(path, 200).slice(1, -1));
	note(console, `note: ${source} is not what ${signed} was signed from: it does not say ${quoteUntrusted(lost.statement)}.\n${signingHint(file, layout)}`);
	return true;
}
// src/cli/missing-links.ts
/** @param directory where links were looked for */
function withOtherPlace(verification, directory, console) {
	const other = linksOutside(pathFrom(console, "."));
	if (verification.outcome === "passed" || resolve(directory) === other || !existsSync(other)) return verification;
	const named = relative(pathFrom(console, "."), other).replaceAll("\\", "/");
	const hint = `\`run\` and \`record\` write links of steps in intents to ${quoteUntrusted(named)}, which is there: \`--link-dir ${escapeUntrusted(shellWord(named))}\`.`;
	const placed = (failure) => failure.code === "LINK_MISSING" ? {
		...failure,
		hint: `${hint} ${failure.hint}`
	} : failure;
	const [first, ...rest] = verification.failures;
	return {
		...verification,
		failures: [placed(first), ...rest.map(placed)]
	};
}
const RECORDED_OTHERWISE = ["RECORDING_UNKNOWN", "EXCLUDED_UNEXPECTED"];
/** Names the flag that records a step in intents as it is to be, where there is no checkout whose layout says so. */
function withLayoutFlag(verification) {
	if (verification.outcome === "passed") return verification;
	const told = (failure) => RECORDED_OTHERWISE.includes(failure.code) ? {
		...failure,
		hint: `${failure.hint} If you record by hand where no layout lies at .in-toto/root.layout, \`run\` and \`record\` need \`--layout FILE\`.`
	} : failure;
	const [first, ...rest] = verification.failures;
	return {
		...verification,
		failures: [told(first), ...rest.map(told)]
	};
}
// src/cli/verify-flags.ts
/** @throws USAGE, FILE_UNREADABLE and KEY_ codes for a key */
function verifyFlags(parsed, console) {
	const layoutSource = parsed.required("layout");
	const compatibility = parsed.choice("compat", ["strict", "reference"]);
	const at = parsed.one("at");
	const time = at === void 0 ? console.now() : parseUtcSeconds(at);
	if (time === void 0) throw usage("--at takes a time of the form YYYY-MM-DDTHH:MM:SSZ.");
	const inspectionTimeoutMs = secondsFlag(parsed, "inspection-timeout");
	secondsFlag(parsed, "batch-timeout");
	const identities = layoutIdentities(parsed);
	demandSigner(parsed);
	const expected = expectations(parsed, console);
	return {
		layoutSource,
		layoutPath: pathFrom(console, layoutSource),
		layoutDigest: layoutDigestOf(parsed),
		otherSteps: otherSteps(parsed),
		layoutIdentities: identities,
		compatibility,
		at,
		time,
		inspectionTimeoutMs,
		...expected,
		layoutKeys: verificationKeys(parsed, console)
	};
}
/** @throws USAGE */
function layoutDigestOf(parsed) {
	const text = parsed.one("layout-digest");
	if (text === void 0) return void 0;
	const digest = readSha256(text);
	if (digest !== void 0) return digest;
	throw usage(`--layout-digest takes a SHA-256 of 64 hexadecimal digits, not ${quoteUntrusted(text, 100)}.`, "Give what `sha256sum FILE` prints first, or what the gate shows as the digest of the layout.");
}
/** Without anybody to trust, no layout could ever verify. @throws USAGE */
function demandSigner(parsed) {
	if (parsed.has("verification-keys") || parsed.has("identity")) return;
	throw usage("Nothing says who must have signed the layout, so anybody could have written it.", "Give --verification-keys FILE with the public keys of its owners, or --identity IDENTITY where an identity signed it.");
}
/** @throws FILE_UNREADABLE */
function linkDirectory(parsed, console) {
	const directory = pathFrom(console, parsed.one("link-dir") ?? ".");
	checkLinkDirectory(directory, "--link-dir");
	return directory;
}
/** @throws USAGE */
function otherSteps(parsed) {
	const words = parsed.many("other-steps");
	if (words.includes("")) throw usage("--other-steps takes names of steps, and one is empty.");
	if (words.length === 1 && words[0] === "none") return [];
	if (words.includes("none")) throw usage("--other-steps takes none alone.", "A step of that name is [n]one.");
	return words.map(compilePattern);
}
/** @throws FILE_UNREADABLE, PARAMETER_ and JSON_ codes */
function parametersFrom(parsed, console) {
	const path = parsed.one("parameters");
	if (path === void 0) return void 0;
	const bytes = readFile(pathFrom(console, path), LIMITS.smallFileBytes);
	return parseParameters(readJson(bytes, {
		source: path,
		maxBytes: LIMITS.smallFileBytes
	}));
}
// src/cli/commands/verify.ts
const VERIFY_SPEC = {
	name: "verify",
	summary: "verify a supply chain against a layout",
	description: "Exit status 0: it verifies. 1: it does not, with every reason. 2: could not tell.\nLinks of any run of the pipeline verify, unless you say which one you mean: its --repository, --ref, --workflow, --event\nor --run-id, and its --commit. A link that omits one of these fails. With --source, the files of the commit are computed\nfrom a clone that you trust, and held against what the links claim; without it, the claims are not checked against a repository.\nLinks made with `run` or `record` name no repository or ref; only the stages do. For those links use --commit and --run-id,\nand leave out --repository and --ref. They name source, and --source goes with them, where the step is in intents.\n--batch reads one JSON object a line, {\"id\": \u2026, \"args\": [\"-l\", \"root.layout\", \u2026]} with the arguments of verify, and\nwrites one line {\"id\",\"exit\",\"verdict\",\"failures\"} for each; its own exit status is 0 when all lines were answered.",
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
			help: "SHA-256 that the layout must have, with or without sha256: before it; keeps older signed layouts out"
		},
		{
			long: "link-dir",
			takes: "one",
			value: "DIR",
			help: "where the links are (default: here)"
		},
		...EXPECTATION_FLAGS,
		{
			long: "other-steps",
			takes: "many",
			value: "NAME",
			help: "steps, by name or pattern, that may have links without standing in the layout (default: none)"
		},
		{
			long: "products",
			short: "p",
			takes: "many",
			value: "PATH",
			help: "files that must be final products, byte for byte"
		},
		...COMPARISON_FLAGS,
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
			help: `end an inspection after this time (default: ${LIMITS.inspectionMs / 1e3}; 10 with --compat reference)`
		},
		{
			long: "sublayout-inspections",
			takes: "nothing",
			help: "run those of layouts in the place of links, too, whose commands functionaries chose"
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
		...BATCH_FLAGS,
		{
			long: "format",
			takes: "one",
			value: FORMAT_NAMES.join("|"),
			help: `how the verdict is printed (default: text): ${FORMAT_NAMES.map((name) => `${name} for ${REPORT_FORMATS[name].audience}`).join(", ")}`
		},
		{
			long: "json",
			takes: "nothing",
			help: "print the verdict as JSON; the same as --format json"
		},
		{
			long: "quiet",
			short: "q",
			takes: "nothing",
			help: "print nothing; the exit status tells"
		}
	],
	examples: [
		"in-toto-actions verify -l root.layout --verification-keys owner.pub --link-dir links",
		"in-toto-actions verify -l root.layout --verification-keys owner.pub --link-dir links -p app-1.0.0.tgz",
		"in-toto-actions verify -l root.layout --verification-keys owner.pub --link-dir links --repository octo-org/app --ref refs/tags/v1.0.0 --commit \"$(git rev-parse v1.0.0^{commit})\" --source ."
	]
};
const verify = {
	spec: VERIFY_SPEC,
	run: async (parsed, console) => {
		if (parsed.has("batch")) {
			refuseBesideBatch(parsed);
			return (await import("./cli-verify-batch.mjs")).verifyOfBatch.run(parsed, console);
		}
		sizePoolByCores();
		if (parsed.has("batch-timeout")) throw usage("--batch-timeout is for the lines of --batch, which is missing.");
		const format = formatOf(parsed);
		const say = async (report) => {
			const { render } = REPORT_FORMATS[format];
			if (format === "text" && parsed.has("quiet")) return;
			const layout = parsed.one("layout") ?? "root.layout";
			const place = await layoutPlaceOf(report, layout, console);
			console.stdout.write(render(withPlaces(report, place), {
				colour: colourOf(console),
				place
			}));
			if (format === "text" && !tellOtherSource(report, place, layout, console)) await tellChangedSource(layout, parsed.one("repository"), console);
		};
		try {
			const { verification, layout } = await verifyFrom(parsed, console, new LastLayout());
			await say(reportOf(verification, chainOfFile(layout)));
			return verification.outcome === "passed" ? EXIT.yes : EXIT.no;
		} catch (error) {
			if (format !== "text" && !parsed.has("json")) await say(reportOfError(error));
			throw error;
		}
	}
};
const OF_PRINTING = [
	"format",
	"json",
	"quiet"
];
/** Somebody who says what all lines must be would believe that they are. @throws USAGE */
function refuseBesideBatch(parsed) {
	const other = VERIFY_SPEC.flags.find((flag) => !BATCH_FLAGS.includes(flag) && parsed.has(flag.long));
	if (other === void 0) return;
	throw OF_PRINTING.includes(other.long) ? usage(`--batch takes no --${other.long}: it answers each line in one way.`) : usage(`--batch takes no --${other.long}: each line has its own arguments. Write --${other.long} into the lines.`);
}
/** One line of a batch. @throws USAGE and what `verifyFrom` throws */
async function verifyLine(words, console, layouts) {
	const parsed = parseArguments(VERIFY_SPEC, words);
	if (parsed.has("batch") || parsed.has("help")) throw usage("A line of a batch takes neither --batch nor --help.");
	return (await verifyFrom(parsed, console, layouts)).verification;
}
/** The steps for the graph. A layout that cannot be read has none. */
function chainOfFile(file) {
	const layout = readableLayout(file);
	return layout === void 0 ? [] : chainOf(layout);
}
/** `--json` is an older name of one format. @throws USAGE */
function formatOf(parsed) {
	const format = parsed.choice("format", FORMAT_NAMES);
	if (!parsed.has("json")) return format;
	if (parsed.has("format") && format !== "json") throw usage(`--json and --format ${format} contradict each other.`);
	return "json";
}
/** Verifies as the flags of `verify` say. @throws USAGE and whatever reading the layout, keys and parameters throws */
async function verifyFrom(parsed, console, layouts) {
	const { at, time, layoutSource, layoutPath, inspectionTimeoutMs, ...demands } = verifyFlags(parsed, console);
	const layout = layouts.read(layoutPath, layoutSource);
	const keyless = await keylessVerifier(layout, parsed, console);
	const recorder = new Recorder();
	const progress = new Progress(console, parsed.has("quiet"));
	const directory = linkDirectory(parsed, console);
	const links = new DirectoryLinkStore(directory);
	const keyPaths = parsed.many("verification-keys").map((path) => pathFrom(console, path));
	const given = () => [
		layoutPath,
		...keyPaths,
		...links.filesRead
	];
	try {
		const verified = await verifySupplyChain({
			ports: NODE_PORTS,
			layout,
			layoutSource,
			...demands,
			keyless,
			links,
			now: time,
			parameters: parametersFrom(parsed, console),
			inspections: inspectionRunner(parsed, console, recorder, {
				given,
				timeoutMs: inspectionTimeoutMs
			}),
			inspectionsOf: parsed.has("sublayout-inspections") ? "all" : "root",
			onProgress: (done, all) => progress.show(`verifying step ${done + 1} of ${all}`)
		});
		progress.end();
		const verification = withLayoutFlag(withOtherPlace(verified, directory, console));
		const complete = parsed.has("products") ? await withFilesAtHand(verification, recorder, {
			...comparisonSettings(parsed, console),
			paths: parsed.many("products")
		}) : verification;
		const summary = parsed.one("summary");
		if (summary !== void 0 && complete.outcome === "passed") writeFileAtomically(pathFrom(console, summary), `${writeJson(encodeLink(complete.summary))}\n`);
		if (at === void 0) return {
			verification: complete,
			layout
		};
		const message = `Verified as of ${at}, not as of now: expiry dates are compared with that time.`;
		const warnings = [...complete.warnings, {
			code: "VERIFIED_AT_OTHER_TIME",
			message
		}];
		return {
			verification: {
				...complete,
				warnings
			},
			layout
		};
	} finally {
		progress.end();
		await recorder.close();
	}
}
const REFERENCE_INSPECTION_TIMEOUT_MS = 1e4;
/** @param how the paths of the files that this verification was given, and the time for one inspection in milliseconds */
function inspectionRunner(parsed, console, recorder, { given, timeoutMs }) {
	const reference = parsed.choice("compat", ["strict", "reference"]) === "reference";
	if (!reference && !parsed.has("allow-inspections")) {
		if (parsed.has("sublayout-inspections")) throw usage("--sublayout-inspections goes with --allow-inspections.");
		return;
	}
	return new CommandInspectionRunner({
		directory: console.directory,
		record: (directory) => reference ? recordAsReference(recorder, directory) : recordForInspection(recorder, directory, given()),
		runProgram: inspectionProgram({
			environment: console.environment,
			withheld: [PASSPHRASE_VARIABLE],
			timeoutMs: timeoutMs ?? (reference ? REFERENCE_INSPECTION_TIMEOUT_MS : LIMITS.inspectionMs),
			leaveNothing: true
		}),
		keepLinks: reference ? writeFileAtomically : void 0
	});
}
function colourOf({ stdout, environment }) {
	return stdout.isTTY === true && (environment["NO_COLOR"] ?? "") === "" ? "ansi" : "plain";
}
export { verifyLine as n, LastLayout as r, verify as t };
