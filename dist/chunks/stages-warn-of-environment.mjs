import { M as quoteUntrusted, S as count, b as isServerId, j as escapeUntrusted, s as invalid, v as listed } from "./base.mjs";
import { T as isOpenAddress, cn as isTooWide, gn as jsonObject, h as withTookOver, hn as isJsonObject } from "./intoto.mjs";
import { r as withScratch } from "./github-run-context.mjs";
import { N as stageSettings, n as commandSteeringNames, r as steeringNames } from "./stages-steering-variables.mjs";
import { o as NO_DIRECTORIES, t as beginStep } from "./stages-step-recording.mjs";
import { t as parseDirectoryTexts } from "./stages-parse-directory-texts.mjs";
import { t as readPublicKeys } from "./signing-keys-in-input.mjs";
// src/stages/begin-environment.ts
/** The environment of a link as a stage begins it. What is as usual is not written. */
function beginEnvironment({ environment, setup, workingDirectory, variables }) {
	return new Map([
		...environment,
		...setup === "" ? [] : [["setup", setup]],
		...workingDirectory === "." ? [] : [["working_directory", workingDirectory]],
		...variables.size === 0 ? [] : [["variables", variables]]
	]);
}
// src/stages/begin-work.ts
/**
* The beginning of a step: its materials, its command and where it runs. The job that works and the one that signs for it
* come to the same.
*
* @throws RECORD_ codes
*/
async function beginWork(recorder, workspace, work) {
	const { step: name, command, materials, exclude, run, taken, directories = NO_DIRECTORIES } = work;
	const settings = stageSettings(workspace, exclude);
	const begun = await beginStep(recorder, {
		name,
		materials,
		settings,
		run,
		directories
	});
	const known = beginEnvironment({
		...work,
		environment: begun.environment
	});
	return {
		...begun,
		command,
		environment: taken.length === 0 ? known : withTookOver(known, taken)
	};
}
// src/stages/cache-mode.ts
/** The words of `cache-mode`. */
const MODES = [
	"none",
	"read",
	"write",
	"write-only"
];
/** The mode that the environment tells; undefined where it tells none, or none that there is. */
function cacheMode(environment) {
	return asCacheMode(environment["ACTIONS_CACHE_MODE"]);
}
/** An environment of a link with the mode. */
function withCacheMode(environment, mode) {
	return mode === void 0 ? environment : new Map([...environment, ["caches", jsonObject({ mode })]]);
}
/** The mode that a link claims; `malformed` for a claim that is not written as we write it. */
function readCacheMode(environment) {
	const caches = environment.get("caches");
	if (caches === void 0) return void 0;
	if (!isJsonObject(caches) || caches.size !== 1) return "malformed";
	return asCacheMode(caches.get("mode")) ?? "malformed";
}
function asCacheMode(text) {
	return MODES.find((mode) => mode === text);
}
// src/stages/inputs/dependency-inputs.ts
/** How to write a directory that is called like the word for "off". */
const DIRECTORY_NONE = "A directory of that name is `./none`.";
/** @throws INPUT_MISSING, INPUT_INVALID */
function readDependencies(inputs) {
	const installs = parse("installs", inputs.controlLines("installs", { itself: DIRECTORY_NONE }));
	const dependencies = parse("dependencies", inputs.controlLines("dependencies", { itself: DIRECTORY_NONE }));
	const both = installs.find(({ text }) => dependencies.some((line) => line.text === text));
	if (both === void 0) return {
		installs,
		dependencies
	};
	throw invalid("dependencies", `${quoteUntrusted(both.text)} stands in installs, too`, "A stage installs a directory, or uses one that an earlier stage installed. Name it in one of the two.");
}
function parse(name, lines) {
	return parseDirectoryTexts(lines, (what, hint) => invalid(name, what, hint));
}
// src/stages/inputs/job-inputs.ts
/** The run with the job's id. Servers and runners that give jobs no id leave the input empty. @throws INPUT_INVALID */
function withCheckRunId(inputs, run) {
	const id = inputs.text("check-run-id");
	if (id === "") return run;
	if (isServerId(id)) return {
		...run,
		check_run_id: id
	};
	throw invalid("check-run-id", `${quoteUntrusted(id, 100)} is not an id of a job`, "Leave it away: its default is the id of the job that the stage runs in.");
}
// src/stages/inputs/shell-inputs.ts
const SHELLS = [
	"bash",
	"sh",
	"pwsh",
	"powershell",
	"python"
];
/** The shell that runs the command. @throws INPUT_INVALID */
function readShell(inputs) {
	return inputs.choice("shell", SHELLS);
}
// src/stages/inputs/take-over-inputs.ts
/** The word for the public half of the signing key. */
const OWN_KEY = "own-key";
/** The word for the workflow that the job belongs to. */
const OWN_WORKFLOW = "own-workflow";
/**
* The inputs about a step to take over from. They are read where nothing is taken over, too: one that is empty tells of
* a fault that would show as soon as something is.
*
* @param step undefined where nothing is taken over
* @throws INPUT_MISSING, INPUT_INVALID, KEY_ codes
*/
function readTakeOver(inputs, step, { ownKey, canIdentify }) {
	const given = inputs.control("take-over-keys", OWN_KEY);
	const keys = given === void 0 ? ownKey === void 0 ? [] : [ownKey] : readPublicKeys("take-over-keys", given);
	const identities = readIdentities(inputs);
	const trustedRoot = inputs.control("trusted-root", "carried") ?? "";
	const jobWorkflowRef = inputs.text("job-workflow-ref");
	if (step === void 0) return void 0;
	return {
		step,
		keys,
		canSign: ownKey !== void 0 || canIdentify,
		trustedRoot,
		identities,
		jobWorkflowRef
	};
}
/** Runs have addresses for identities; a reference as in `uses:` would fit none of them. */
function readIdentities(inputs) {
	const identities = inputs.controlLines("take-over-identities", { word: OWN_WORKFLOW });
	const odd = identities.find((identity) => !identity.startsWith("https://"));
	const atGitHub = /^https:\/\/(?:github\.com\/|[^/]*\*)/;
	const wide = identities.find((text) => isTooWide(text) || atGitHub.test(text) && isOpenAddress(text));
	if (wide !== void 0) throw invalid("take-over-identities", `${quoteUntrusted(wide)} may be the workflow of any repository: "**" before the "@" crosses every "/", and "*" for the owner is anybody`, "Name owner, repository and workflow before the \"@\", where \"*\" stops at \"/\".");
	if (odd === void 0) return identities;
	throw invalid("take-over-identities", `${quoteUntrusted(odd)} does not start with https://`, "Write identities as certificates have them, like https://github.com/OWNER/REPO/.github/workflows/FILE.yml@refs/heads/main.");
}
// src/stages/taken-products.ts
/** The links of what was taken over, for the link of the step. */
function linksTaken(taken) {
	return taken === void 0 ? [] : [taken.tookOver];
}
// src/stages/expected-signers.ts
/**
* The identities that were named, as patterns; where none were, the one by which the workflow of this job would sign,
* letter by letter.
*
* @param named the input take-over-identities
* @param jobWorkflowRef the input job-workflow-ref. Some runners leave it empty; then the workflow that was started
* stands for it.
*/
function expectedSigners(named, jobWorkflowRef, { serverUrl, workflowRef }) {
	if (named.length > 0) return {
		kind: "patterns",
		patterns: named
	};
	const ref = jobWorkflowRef === "" ? workflowRef : jobWorkflowRef;
	return ref === "" ? { kind: "unknown" } : {
		kind: "exact",
		identity: `${serverUrl}/${ref}`
	};
}
// src/stages/take-over-products.ts
/**
* Fetches products of a step, puts them into the workspace, and tells what the step that takes them knows of them.
*
* @throws TRUSTED_ROOT_, INPUT_ and FILE_ codes for a trusted root; what `takeOver` throws: TAKE_OVER_, ARTIFACT_, RECORD_,
* BUNDLE_, JSON_ and METADATA_ codes
*/
async function takeOverProducts({ step, keys, canSign, trustedRoot, identities, jobWorkflowRef }, recorder, { runner, run, artifacts, get }) {
	const [{ takeOver }, { BundleVerifier }, { fetchByTuf, trustedRoots }] = await Promise.all([
		import("./stages-take-over.mjs"),
		import("./load-sigstore-bundle-verifier.mjs"),
		import("./sigstore-roots-of-input.mjs")
	]);
	const roots = await trustedRoots(trustedRoot, void 0, fetchByTuf(get));
	return withScratch(run.temporary, async (temporary) => {
		runner.group(`Take over the products of step ${quoteUntrusted(step)}`);
		try {
			const { files, signed, ...taken } = await takeOver({
				step,
				artifacts: await artifacts(temporary),
				keys,
				unsigned: run.origin === "own" || canSign ? "refuse" : "accept",
				run: run.binding,
				signers: expectedSigners(identities, jobWorkflowRef, run),
				keyless: new BundleVerifier(roots),
				serverUrl: run.serverUrl,
				workspace: run.workspace,
				temporary,
				recorder
			});
			if (!signed) runner.annotate("warning", "Products of an unsigned step", `The link of step ${quoteUntrusted(step)} is not signed, since this run has no identity; its products were compared with it all the same.`);
			runner.log(`Step ${quoteUntrusted(step)}: ${count(files, "file")} taken over, as its link says.`);
			return taken;
		} finally {
			runner.endGroup();
		}
	});
}
// src/stages/warn-of-environment.ts
const MOST_NAMES = 10;
/** What an earlier workflow step can put into the environment of this one to make it talk to somebody else. */
function warnOfEnvironment(runner, environment) {
	const names = steeringNames(environment);
	if (names.length === 0) return;
	runner.annotate("warning", "Unusual environment", `${shown(names)} is set for this action. If an earlier workflow step set it through GITHUB_ENV, that step could watch what is signed.`);
}
/** What makes the command of a step do something else than its words say. */
function warnOfCommandEnvironment(runner, environment) {
	const names = commandSteeringNames(environment);
	if (names.length === 0) return;
	runner.annotate("warning", "Unusual environment", `${shown(names)} is set where the step begins, and makes shells or interpreters load code of somebody. The command may do other things than the link says. If no workflow step of yours sets it, find out which one does, through GITHUB_ENV.`);
}
function shown(names) {
	return listed(names, MOST_NAMES, (name) => escapeUntrusted(name, 100));
}
export { readTakeOver as a, readDependencies as c, withCacheMode as d, beginWork as f, linksTaken as i, cacheMode as l, warnOfEnvironment as n, readShell as o, beginEnvironment as p, takeOverProducts as r, withCheckRunId as s, warnOfCommandEnvironment as t, readCacheMode as u };
