import { D as quoteUntrusted, E as escapeUntrusted, c as invalid, v as count, y as listed } from "./base.mjs";
import { r as withScratch } from "./github-run-context.mjs";
import { n as commandSteeringNames, r as steeringNames, v as stageSettings } from "./stages-steering-variables.mjs";
import { t as beginStep } from "./stages-step-recording.mjs";
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
async function beginWork(recorder, workspace, { step: name, command, materials, exclude, setup, workingDirectory, variables, run }) {
	const begun = await beginStep(recorder, {
		name,
		materials,
		settings: stageSettings(workspace, exclude),
		run
	});
	const { environment } = begun;
	return {
		...begun,
		command,
		environment: beginEnvironment({
			environment,
			setup,
			workingDirectory,
			variables
		})
	};
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
	if (odd === void 0) return identities;
	throw invalid("take-over-identities", `${quoteUntrusted(odd)} does not start with https://`, "Write identities as certificates have them, like https://github.com/OWNER/REPO/.github/workflows/FILE.yml@refs/heads/main.");
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
* Fetches products of a step and puts them into the workspace.
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
	await withScratch(run.temporary, async (temporary) => {
		runner.group(`Take over the products of step ${quoteUntrusted(step)}`);
		try {
			const { files, signed } = await takeOver({
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
export { readShell as a, readTakeOver as i, warnOfEnvironment as n, beginWork as o, takeOverProducts as r, beginEnvironment as s, warnOfCommandEnvironment as t };
