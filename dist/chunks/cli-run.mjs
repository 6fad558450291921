import { F as count, G as escapeUntrusted, Z as PASSPHRASE_VARIABLE } from "./base.mjs";
import { Qr as jsonObject } from "./intoto.mjs";
import { q as Recorder } from "./every-action.mjs";
import { n as jsonText } from "./reporting-json-text.mjs";
import { n as exitStatusOf, r as runCommand, t as byproductsOf } from "./run-and-verify.mjs";
import { At as isOfHome, B as writeLink, Ct as recordDependencies, H as demandReadable, St as artifactNamesOf, Tt as recordInstalled, X as trackedIn, dt as beginStep, it as installedBefore, kt as homeIn, mt as endStep, w as installedOf, z as checkStepName } from "./every-stage.mjs";
import { i as usage, l as quieted, o as note, u as EXIT } from "./command-line.mjs";
import { a as METADATA_DIRECTORY_FLAG, b as basePath, c as RUN_FLAGS, f as linkSigner, h as runBinding, i as LINK_FORM_FLAGS, l as SIGNING_FLAGS, m as recordingSettings, o as MODES_FLAG, p as metadataDirectory, s as RECORDING_FLAGS, u as STEP_NAME_FLAG, v as warnOfNothing, y as wrapperFormat } from "./cli-signing-flags.mjs";
import { a as stepInIntents, c as tellChangedSource, i as linksOutside, n as LAYOUT_FLAG, r as checkPlaces, t as Progress } from "./cli-progress.mjs";
import { t as withCommandDirectory } from "./cli-command-directory.mjs";
import { h as parseDirectoryTexts } from "./begin-and-sign.mjs";
import { t as secondsFlag } from "./cli-seconds-flag.mjs";
import { dirname, join } from "node:path";
const { existsSync } = process.getBuiltinModule("node:fs");
// src/cli/package-flags.ts
const PACKAGE_FLAGS = [{
	long: "installs",
	takes: "many",
	value: "DIR",
	help: "directories that the command fills with packages, each one product dir:DIR; \"!LINE\" after one leaves out"
}, {
	long: "dependencies",
	takes: "many",
	value: "DIR",
	help: "directories of packages that the command uses, each one material dir:DIR"
}];
/** @throws USAGE, SCRATCH_PRESENT, DEPENDENCY_MISSING, DEPENDENCY_NOT_DIRECTORY, RECORD_ codes */
async function beginPackages(recorder, step, parsed, { environment }, workspace) {
	const [installs, dependencies] = [linesOf(parsed, "installs"), linesOf(parsed, "dependencies")];
	const places = {
		workspace,
		home: homeIn(environment)
	};
	if (places.home === "" && [...installs, ...dependencies].some(isOfHome)) throw usage("`~/\u2026` names the home of the user, and HOME is not set.");
	const begun = await recordDependencies(recorder, dependencies, places);
	const tracked = installs.length === 0 ? [] : await trackedAround(workspace, environment);
	const present = installedBefore({
		step,
		installs,
		places,
		apart: begun.apart,
		asked: "flag"
	}, tracked);
	if (present !== void 0) throw present;
	return {
		begun,
		end: async () => {
			const recorded = await recordInstalled(recorder, installs, places, begun.apart);
			return {
				recorded,
				apart: /* @__PURE__ */ new Set([...begun.apart, ...recorded.apart]),
				unrecorded: artifactNamesOf(begun)
			};
		}
	};
}
/** Tracked files at and below a directory, relative to it; it may lie deeper in a repository. */
async function trackedAround(workspace, environment) {
	let top = workspace;
	while (!existsSync(join(top, ".git")) && top !== dirname(top)) top = dirname(top);
	const below = top === workspace ? "" : `${workspace.slice(top.length).replace(/^[/\\]/, "").replaceAll("\\", "/")}/`;
	return (await trackedIn(top, environment)).filter((file) => file.startsWith(below)).map((file) => file.slice(below.length));
}
function linesOf(parsed, flag) {
	if (parsed.many(flag).includes("none")) throw usage(`--${flag} names no directory: \`none\` is a word of the actions.`, "Leave the flag out. A directory of that name is ./none.");
	return parseDirectoryTexts(parsed.many(flag), (what, hint) => usage(`--${flag} cannot be used: ${what}.`, hint));
}
// src/cli/commands/run.ts
const run = {
	spec: {
		name: "run",
		summary: "run a command as a step and write its link",
		description: "Records materials, runs the command, records products, and writes <step>.<first 8 of keyid>.link.\nA step in intents is recorded whole, as its layout says; -m and -p are refused then.\nThe exit status is the command's own. A command that fails leaves a link that says so; one that is\nkilled, or runs out of time, leaves none.",
		takesCommand: true,
		flags: [
			STEP_NAME_FLAG,
			LAYOUT_FLAG,
			{
				long: "materials",
				short: "m",
				takes: "many",
				value: "PATH",
				help: "files and directories before the command"
			},
			{
				long: "products",
				short: "p",
				takes: "many",
				value: "PATH",
				help: "files and directories after it"
			},
			...PACKAGE_FLAGS,
			...SIGNING_FLAGS,
			{
				long: "unsigned",
				takes: "nothing",
				help: "write <step>.link without a signature"
			},
			{
				long: "no-command",
				short: "x",
				takes: "nothing",
				help: "record only, run nothing"
			},
			{
				long: "record-streams",
				short: "s",
				takes: "nothing",
				help: "put what the command prints into the link too"
			},
			{
				long: "run-timeout",
				takes: "one",
				value: "SECONDS",
				help: "end the command after this time (default: never)"
			},
			METADATA_DIRECTORY_FLAG,
			...RECORDING_FLAGS,
			MODES_FLAG,
			...RUN_FLAGS,
			...LINK_FORM_FLAGS,
			{
				long: "json",
				takes: "nothing",
				help: "print what was written as JSON, to standard error"
			},
			{
				long: "quiet",
				short: "q",
				takes: "nothing",
				help: "print nothing of our own"
			}
		],
		examples: ["in-toto-actions run -n build -m src package.json -p dist --signing-key ci.pem -- npm run build"]
	},
	run: async (parsed, console) => {
		const name = parsed.required("step-name");
		checkStepName(name);
		const command = commandOf(parsed);
		const signing = linkSigner(parsed, console);
		if (signing === void 0 && !parsed.has("unsigned")) throw usage("--signing-key is missing.", "Give a private key (make one with `in-toto-actions key generate`), or --unsigned for a link that proves nothing.");
		if (signing !== void 0 && parsed.has("unsigned")) throw usage("--signing-key and --unsigned contradict each other.");
		const format = wrapperFormat(parsed);
		const timeoutMs = secondsFlag(parsed, "run-timeout");
		const quiet = parsed.has("quiet");
		const own = quiet ? quieted(console) : console;
		const halves = halvesOf(name, parsed, own);
		const directory = metadataDirectory(parsed, console, halves.links);
		if (halves.inIntents) await tellChangedSource(parsed.one("layout") ?? ".in-toto/root.layout", void 0, own);
		const recorder = new Recorder();
		const progress = new Progress(console, quiet);
		try {
			const onProgress = (files) => progress.show(`${name}: ${count(files, "file")} recorded`);
			const { begun: recorded, end } = await halves.begin(recorder, onProgress);
			const base = basePath(parsed, console);
			const begun = command === void 0 ? recorded : withCommandDirectory(recorded, base, console.directory);
			progress.end();
			if (command !== void 0) demandReadable(begun);
			const result = command === void 0 ? void 0 : await execute(command, parsed, console, timeoutMs);
			if (result !== void 0 && result.ended !== "exited") {
				note(console, `error: ${describeEnd(result)} No link was written.`);
				return exitStatusOf(result);
			}
			const byproducts = result === void 0 ? NO_BYPRODUCTS : byproductsOf(result);
			const link = await end(begun, {
				command: command ?? [],
				byproducts
			});
			progress.end();
			report(console, parsed, link, writeLink({
				link,
				directory,
				format,
				signing
			}));
			return result === void 0 ? EXIT.yes : exitStatusOf(result);
		} finally {
			progress.end();
			await recorder.close();
		}
	}
};
/** How the step is recorded: whole where a layout says so, else as flags say. */
function halvesOf(name, parsed, console) {
	const planned = stepInIntents(name, parsed, console);
	const settings = recordingSettings(parsed, console);
	const base = settings.baseDirectory;
	if (planned === void 0) return {
		inIntents: false,
		links: ".",
		begin: halvesByFlags(name, settings, parsed, console)
	};
	checkPlaces(parsed, console, base);
	return {
		inIntents: true,
		links: linksOutside(base),
		begin: async (recorder, onProgress) => {
			const { beginWholeStep, endWholeStep } = await import("./load-cli-step-halves.mjs");
			const whole = {
				step: name,
				planned,
				base,
				console,
				onProgress
			};
			const begun = await beginWholeStep(recorder, whole, runBinding(parsed));
			const installed = installedOf(begun, {
				workspace: base,
				home: homeIn(console.environment)
			});
			return {
				begun,
				end: (link, rest) => endWholeStep(recorder, link, {
					...whole,
					installed
				}, rest)
			};
		}
	};
}
function halvesByFlags(name, settings, parsed, console) {
	return async (recorder, onProgress) => {
		const withProgress = {
			...settings,
			onProgress
		};
		const packages = await beginPackages(recorder, name, parsed, console, settings.baseDirectory);
		return {
			begun: await beginStep(recorder, {
				name,
				materials: parsed.many("materials"),
				settings: withProgress,
				run: runBinding(parsed),
				directories: packages.begun
			}),
			end: async (link, rest) => endStep(recorder, link, {
				products: parsed.many("products"),
				settings: withProgress,
				directories: await packages.end(),
				...rest
			})
		};
	};
}
const NO_BYPRODUCTS = jsonObject({});
function commandOf(parsed) {
	const [program, ...words] = parsed.command ?? [];
	if (parsed.has("no-command")) {
		if (program !== void 0) throw usage("--no-command and a command contradict each other.");
		return;
	}
	if (program === void 0) throw usage("There is no command to run.", "Write it after \"--\", or give --no-command to record only.");
	return [program, ...words];
}
async function execute(command, parsed, console, timeoutMs) {
	const ownStreams = console.stdout === process.stdout;
	return runCommand({
		command,
		directory: console.directory,
		environment: console.environment,
		withheld: [PASSPHRASE_VARIABLE],
		streams: parsed.has("record-streams") ? "record" : "pass",
		timeoutMs,
		...ownStreams ? {} : {
			stdout: console.stdout,
			stderr: console.stderr
		}
	});
}
function describeEnd(result) {
	return result.ended === "killed" ? `The command was killed by ${result.signal}.` : "The command ran out of time and was ended.";
}
/** Standard output belongs to the command; what we say goes to standard error. */
function report(console, parsed, link, path) {
	if (parsed.has("json")) note(console, jsonText({
		link: path,
		materials: link.materials.size,
		products: link.products.size
	}, 0));
	else if (!parsed.has("quiet")) note(console, `${escapeUntrusted(path)}: ${count(link.materials.size, "material")}, ${count(link.products.size, "product")}`);
	warnOfNothing(link, console);
}
export { run };
