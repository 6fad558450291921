import { R as StagesError, dt as runAction, it as withScratch, m as sparsePatterns, p as coneDirectory, q as Recorder } from "./chunks/every-action.mjs";
import { C as tellKnownFolders, Nt as stagePorts, O as refuseInputs, P as holdsOne, Q as knownAtEnd, T as tellInstalledChanges, W as checkRecordedDirectory, Y as endDirectories, Z as besideWorkspace, bt as stageSettings, et as productsRecorder, f as planOfBegun, g as tellKept, h as keptInGit, i as changedSteering, l as FOUND_PROGRAMS, mt as endStep, n as markEnded, pt as demandFiles, r as tellOverlap, s as steeringOf, u as readStageRecording, x as findLayout } from "./chunks/every-stage.mjs";
import { Ht as canClaimOnly, Qr as jsonObject, p as writeWorkflowArtifactName, vn as readRunBinding } from "./chunks/intoto.mjs";
import { G as escapeUntrusted, K as quoteUntrusted, M as isGitId, P as listed, V as LIMITS, _ as BaseError, c as NONE, d as oneOf, l as invalid, o as FILE_NONE, s as Inputs } from "./chunks/base.mjs";
import { C as placeOfCheckout, T as checkedOutCommit, a as readHandOverLines, b as addsSource, c as handOverProducts, i as readStoring, n as productsToHandOver, o as readSigning, r as tellHandedOver, t as storeLink, w as recordCheckout, x as endedWholeCheckout, y as withCheckout } from "./chunks/end-and-sign.mjs";
import { n as endWhole, t as tellLeftBehind } from "./chunks/stages-left-behind.mjs";
import { join } from "node:path";
const { rmSync } = process.getBuiltinModule("node:fs");
// src/stages/inputs/outcome-inputs.ts
const OUTCOMES = [
	"success",
	"failure",
	"cancelled",
	"skipped"
];
/** What to do where no outcome came. */
const TELL_OUTCOME = "Give end the outcome of the workflow step that runs the command: `outcomes: ${{ steps.ID.outcome }}`, where ID is the `id:` of that workflow step. Take outcome, not conclusion, which says success after a failure under continue-on-error.";
/** None where nobody tells of any. @throws INPUT_MISSING, INPUT_INVALID */
function readOutcomes(inputs) {
	return (inputs.control("outcomes", "none", `Give end the outcome of the workflow step that runs the command: \`outcomes: \${{ steps.ID.outcome }}\`, where ID is the \`id:\` of that workflow step. Take outcome, not conclusion, which says success after a failure under continue-on-error. Only where begin names no command, \`none\` will do.`)?.match(/\S+/g) ?? []).map(outcomeOf);
}
function outcomeOf(word) {
	const outcome = OUTCOMES.find((candidate) => candidate === word);
	if (outcome !== void 0) return outcome;
	throw invalid("outcomes", `a workflow step ends with ${oneOf(OUTCOMES)}, not with ${quoteUntrusted(word, 100)}`, TELL_OUTCOME);
}
// src/stages/environment-changed.ts
/** How many names and reasons are told. */
const MOST_NAMES = 10;
const MOST_REASONS = 3;
const BY = "Likely cause: the command, or a workflow step between begin and end,";
const EARLIER = "Put that before begin, in a workflow step of its own, or set it within the command alone.";
const ALONE = "Set it by `env:` of that workflow step alone, or before begin.";
/** Who usually sets what steers this, and what to do then. */
const REMEDIES = {
	libraries: `${BY} sets tools up, as setup-python does with LD_LIBRARY_PATH. ${EARLIER}`,
	code: `${BY} writes it to GITHUB_ENV for programs of its own. ${ALONE}`,
	command: `${BY} sets up a shell or an interpreter. ${EARLIER}`,
	git: `${BY} writes it to GITHUB_ENV for calls of git of its own. ${ALONE}`,
	services: `${BY} sets up a proxy, certificates or a service. Set it for the whole job, or in a workflow step before begin.`,
	places: `${BY} writes it to GITHUB_ENV for programs of its own. ${ALONE}`,
	run: "Only the runner may set it. Find out which command writes it to GITHUB_ENV.",
	program: `${BY} installs a program, or adds its directory to GITHUB_PATH. Put that before begin, in a workflow step of its own.`
};
const OF_REQUEST = "Only the runner may set it; it does so with `permissions: id-token: write`. Find out which command writes it to GITHUB_ENV.";
/** The error for what `changedSteering` found. */
function environmentChanged(changed) {
	const names = listed(changed, MOST_NAMES, shown);
	const reasons = changed.slice(0, MOST_REASONS).map(reasonOf);
	const remedies = new Set(changed.map(remedyOf));
	return new StagesError("ENVIRONMENT_CHANGED", `While the step ran, ${names} changed for the actions after it; what is signed could be watched or led elsewhere.`, { hint: [
		...reasons,
		...remedies,
		"Nothing was signed."
	].join(" ") });
}
function shown(what) {
	const [kind, name = ""] = what.split(" ");
	if (kind === "PATH" && name !== "") return `PATH (another ${name} is found)`;
	return kind === "program" ? `the program ${name}` : escapeUntrusted(what, 100);
}
function reasonOf(what) {
	const [kind, name = ""] = what.split(" ");
	if (kind === "PATH" || kind === "program") return `The program ${name} ${FOUND_PROGRAMS[name] ?? "runs these actions"}.`;
	return `${escapeUntrusted(what, 100)} ${steeringOf(what)?.reason ?? "steers these actions"}.`;
}
function remedyOf(what) {
	if (/^ACTIONS_ID_TOKEN_REQUEST_/i.test(what)) return OF_REQUEST;
	if (/^(LD|DYLD)_/i.test(what)) return REMEDIES.libraries;
	return REMEDIES[steeringOf(what)?.steers ?? "program"];
}
// src/stages/check-end.ts
/** The run that the stage began in must be the one that it ends in. @throws RECORDING_OTHER */
function checkSameRun({ link }, ended, path) {
	const begun = readRunBinding(link.environment);
	if (begun !== void 0 && begun !== "malformed" && [
		"id",
		"attempt",
		"repository",
		"commit",
		"job"
	].every((fact) => begun[fact] === ended[fact])) return;
	throw new StagesError("RECORDING_OTHER", "The recording that the step began with belongs to another run or job.", {
		at: escapeUntrusted(path),
		hint: "Call begin and end in one job, and hand the outputs of begin to end."
	});
}
/** An end that is told which step it ends takes no other one. @throws RECORDING_OTHER */
function checkSameStep({ link }, step, path) {
	if (step === void 0 || step === link.name) return;
	throw new StagesError("RECORDING_OTHER", `The recording is the beginning of step ${quoteUntrusted(link.name)}, and step ${quoteUntrusted(step)} was to end.`, {
		at: escapeUntrusted(path),
		hint: `Take recording and recording-digest from the begin of step ${quoteUntrusted(step)}. Nothing was signed.`
	});
}
/**
* What an earlier workflow step puts into the environment through GITHUB_ENV reaches this action, too.
*
* @throws ENVIRONMENT_CHANGED
*/
function checkSteering({ steering }, environment) {
	const changed = changedSteering(steering, environment);
	if (changed.length > 0) throw environmentChanged(changed);
}
/**
* Only what is seen to have succeeded may be said to have. A step that names its command is believed to have run it only
* when its outcome is told.
*
* @throws JOB_NOT_SUCCESSFUL
*/
function checkOutcomes({ demandsOutcome, link }, outcomes) {
	const odd = outcomes.find((outcome) => outcome !== "success" && outcome !== "skipped");
	const successes = outcomes.filter((outcome) => outcome === "success").length;
	const isNamed = link.command.length > 0;
	const missing = demandsOutcome ? successes !== 1 : (isNamed || outcomes.length > 0) && successes === 0;
	if (odd === void 0 && !missing) return;
	if (odd === void 0 && outcomes.length === 0) throw outcomesMissing(link);
	throw new StagesError("JOB_NOT_SUCCESSFUL", odd === void 0 ? `${successes} commands of the step succeeded where ${demandsOutcome ? "exactly one" : "one"} was expected, so no link is made.` : `A command of the step ended with ${quoteUntrusted(odd)}, so no link is made.`, { hint: "Look at the workflow steps before this one. Only what succeeded is signed." });
}
function outcomesMissing({ name, command }) {
	return new StagesError("JOB_NOT_SUCCESSFUL", `Step ${quoteUntrusted(name)} names the command ${quoteUntrusted(command.join(" "))}, and end was not told whether it succeeded, so no link is made.`, {
		at: "input outcomes",
		hint: `${TELL_OUTCOME} Where nothing runs, leave \`run\` of begin empty.`
	});
}
// src/stages/expected-commit.ts
/** Whether the checkout is of the repository that the run belongs to; another one has commits of its own. */
function isOwnRepository({ repository }, { binding }) {
	return repository === "" || repository.toLowerCase() === (binding.repository ?? "").toLowerCase();
}
/**
* Demands that the commit which is checked out is the one that was expected.
*
* @param directory where it is checked out, for the message
* @throws CHECKOUT_COMMIT_OTHER; INPUT_INVALID for `commit: head` in a run that is of no pull request
*/
function checkCommit(found, inputs, run, directory) {
	const expected = expectedCommit(inputs, run);
	if (found === expected) return;
	throw new StagesError("CHECKOUT_COMMIT_OTHER", `Commit ${quoteUntrusted(found, 80)} is checked out, and ${MEANINGS[inputs.commit.kind]} is ${quoteUntrusted(expected, 80)}.`, {
		at: escapeUntrusted(directory),
		hint: `${hintFor(found, inputs, run)} Nothing was signed.`
	});
}
const MEANINGS = {
	run: "the commit of the run",
	head: "the tip of the pull request, which `commit: head` expects,",
	id: "the commit that `commit` expects"
};
function expectedCommit({ commit }, { binding, headCommit }) {
	if (commit.kind === "id") return commit.id;
	if (commit.kind === "run") return binding.commit ?? "";
	if (headCommit !== "") return headCommit;
	throw new BaseError("INPUT_INVALID", "The input commit cannot be used: `head` is the tip of a pull request, and this run is of none.", {
		at: "input commit",
		hint: "Write `commit: run`, or choose by event: `commit: ${{ github.event_name == 'pull_request' && 'head' || 'run' }}`."
	});
}
function hintFor(found, { commit, ref }, { headCommit }) {
	if (commit.kind === "run" && found === headCommit) return "It is the tip of the pull request. If that is what the pipeline builds, write `commit: head` at this stage and at the gate.";
	if (commit.kind !== "id" && ref !== "") return `\`ref\` asks for ${quoteUntrusted(ref, 100)}. If that is what the pipeline builds, say so at this stage and at the gate: \`commit: ${escapeUntrusted(found, 80)}\`, or an expression that gives it, like \`commit: \${{ needs.JOB.outputs.commit }}\`. Else leave \`ref\` away.`;
	if (commit.kind === "id" && ref === "") return "Give the checkout the same: `ref:` takes the id of a commit, too.";
	return `Most often actions/checkout checked nothing out, and what lay there before is there still: an earlier workflow step can make it skip its work (\`STATE_isPost\` through GITHUB_ENV), or moved HEAD. Put this stage before all others of the job, and look at what runs before it.`;
}
// src/stages/ended-link.ts
/**
* @throws RECORD_ and SOURCE_ codes, SCRATCH_PRESENT, INSTALLED_NOTHING, DEPENDENCY_NOT_DIRECTORY, RECORDING_NOTHING,
* CHECKOUT_DIFFERS, CHECKOUT_COMMIT_OTHER, INPUT_INVALID, GIT_FAILED
*/
async function endedLink(recording, inputs, ports, recorder) {
	const { exclude, link, layout } = recording;
	const { workspace } = ports.run;
	const planned = planOfBegun(layout, link.name);
	const isTracked = planned && holdsOne(link.materials.paths());
	const directories = await endDirectories(recorder, recording.directories, {
		workspace,
		isCheckout: inputs.checkout !== void 0,
		isTracked
	});
	const request = {
		products: inputs.products,
		settings: stageSettings(workspace, exclude),
		directories,
		byproducts: jsonObject(inputs.outcomes.length > 0 ? { "return-value": 0 } : {})
	};
	const ended = inputs.checkout === void 0 ? {
		link: await endedStep({
			link,
			request,
			recording,
			planned
		}, ports, recorder),
		layout: layout?.found?.text
	} : await endedCheckout(inputs.checkout, {
		link,
		request,
		recording
	}, ports, recorder);
	demandFiles(ended.link);
	return ended;
}
async function endedStep({ link, request, recording, planned }, { runner, environment, run }, recorder) {
	const { source, takenOver } = recording.commit;
	const { workspace } = run;
	const known = knownAtEnd(takenOver, link);
	const beside = besideWorkspace(workspace, environment);
	const below = {
		environment,
		commit: run.binding.commit
	};
	if (planned === void 0) return endStep(productsRecorder({
		recorder,
		workspace,
		source,
		known,
		runner,
		beside,
		below
	}), link, request);
	const products = productsRecorder({
		recorder,
		workspace,
		source: "auto",
		known,
		runner,
		beside
	});
	const ended = await endWhole(products, link, {
		...planned,
		workspace,
		request
	});
	tellLeftBehind(ended, planned.plan, runner);
	const { home } = recording.directories;
	tellInstalledChanges(link, recording.layout?.installed ?? /* @__PURE__ */ new Map(), {
		workspace,
		home
	}, runner);
	if (planned.plan.takes === void 0) tellKnownFolders(link.name, ended.products, runner);
	return ended;
}
async function endedCheckout(inputs, { link, request, recording }, { runner, environment, run }, recorder) {
	const { encodings, sparse, repository } = inputs;
	const { workspace } = run;
	const place = placeOfCheckout(workspace, request.products);
	const { directory } = place;
	const commit = await checkedOutCommit(directory, environment);
	const isOwn = isOwnRepository(inputs, run);
	if (isOwn) checkCommit(commit, inputs, run, directory);
	const kept = keptInGit(directory, run.binding.ref);
	tellKept(kept, runner, "warning");
	const { path: layout, file: layoutFile } = recording.layout ?? {
		path: void 0,
		file: void 0
	};
	const found = await findLayout({
		layout,
		layoutFile
	}, {
		directory,
		workspace,
		environment,
		runner
	});
	const isWhole = addsSource(link.name, found, {
		place,
		isOwn,
		sparse
	});
	const tracked = isWhole ? "recorded" : "all";
	const beside = { record: async (listing) => {
		const recorded = await recordCheckout(recorder, listing, {
			place,
			commit,
			environment,
			encodings,
			sparse,
			tracked
		});
		for (const news of recorded.told) runner.log(news);
		return isOwn ? recorded : {
			...recorded,
			claim: void 0
		};
	} };
	if (isWhole) refuseInputs({
		step: link.name,
		takes: void 0,
		from: found?.from ?? ""
	}, recording);
	const ended = isWhole ? await endedWholeCheckout(beside, link, {
		workspace,
		request
	}) : await endStep(beside, link, {
		...request,
		products: [place.name]
	});
	const checkout = {
		commit,
		repository: isOwn ? void 0 : repository,
		kept: kept.map(({ name }) => name)
	};
	const travels = found?.intents === void 0 ? void 0 : found.text;
	return {
		link: {
			...ended,
			environment: withCheckout(ended.environment, checkout)
		},
		layout: travels
	};
}
// src/stages/inputs/checkout-inputs.ts
/** @throws INPUT_MISSING, INPUT_INVALID */
function readCheckoutInputs(inputs) {
	return {
		commit: readExpectedCommit(inputs),
		encodings: inputs.choice("encodings", ["demanded", "told"]),
		ref: inputs.text("ref"),
		repository: inputs.text("repository"),
		sparse: readSparse(inputs)
	};
}
/** @throws INPUT_MISSING, INPUT_INVALID */
function readExpectedCommit(inputs) {
	const value = inputs.control("commit", "run");
	if (value === void 0) return { kind: "run" };
	if (value === "head") return { kind: "head" };
	if (isGitId(value)) return {
		kind: "id",
		id: value
	};
	throw invalid("commit", `it takes run, head or the id of a commit, 40 or 64 digits in lower case, not ${quoteUntrusted(value, 100)}`, "A branch or tag may move, so it names no commit. Find out in a job before which commit it is (`git rev-parse`), and write `commit: ${{ needs.JOB.outputs.commit }}`.");
}
/**
* As actions/checkout reads them. Whether patterns are directories is asked only where there are some.
*
* @throws INPUT_INVALID
*/
function readSparse(inputs) {
	const patterns = inputs.lines("sparse-checkout");
	if (patterns.length === 0) return void 0;
	const cone = /^(?:true)?$/i.test(inputs.text("sparse-checkout-cone-mode"));
	const odd = cone ? patterns.find((line) => coneDirectory(line) === void 0) : void 0;
	if (odd === void 0) return bounded({
		patterns,
		cone
	});
	throw invalid("sparse-checkout", `${quoteUntrusted(odd, 200)} names no directory of the repository`, "Write each directory from the top of the repository, without `..` and without a dot at its end, like `src/lib`.");
}
/** @throws INPUT_INVALID for more than a link may name */
function bounded(sparse) {
	if (sparse.patterns.length <= LIMITS.sparsePatterns && canClaimOnly(sparsePatterns(sparse))) return sparse;
	throw invalid("sparse-checkout", `its patterns have more than ${LIMITS.sparsePatterns} lines, or more than ${LIMITS.sparseWildcards} characters behind their wildcards`, "Name directories further up, or leave the input away and check out all files.");
}
// src/stages/inputs/end-inputs.ts
/** @throws INPUT_, KEY_ and SIGNING_ codes, JOB_NOT_SUCCESSFUL */
function readEndInputs(source, facts) {
	const inputs = new Inputs(source);
	const signing = readSigning(inputs, facts);
	checkJobStatus(inputs.text("job-status"));
	return {
		step: inputs.control("step-name", NONE),
		recording: inputs.required("recording", NOT_BEGUN),
		digest: inputs.required("recording-digest", NOT_BEGUN),
		outcomes: readOutcomes(inputs),
		products: inputs.controlLines("products", { itself: FILE_NONE }),
		checkout: readCheckout(inputs),
		signing,
		...readStoring(inputs),
		handOver: readHandOver(inputs)
	};
}
/** Both are read in any case: what is wrong with them would show as soon as the other word is written. */
function readCheckout(inputs) {
	const source = inputs.choice("product-source", ["paths", "git"]);
	const checkout = readCheckoutInputs(inputs);
	if (source === "git") return checkout;
	if (checkout.commit.kind === "run") return void 0;
	throw invalid("commit", "only a checkout has a commit that it expects", "Leave it away, or write `product-source: git` where the products are a checkout.");
}
function checkJobStatus(status) {
	if (status === "success") return;
	if (status === "") throw new StagesError("JOB_NOT_SUCCESSFUL", "The input job-status is empty, which does not say that the job is a success, so no link is made.", {
		at: "input job-status",
		hint: "Leave job-status away: its default is the status of the job."
	});
	throw new StagesError("JOB_NOT_SUCCESSFUL", `The job is ${quoteUntrusted(status)}, so no link is made.`, { hint: "Look at the workflow step that failed. Only what succeeded is signed." });
}
const NOT_BEGUN = "Call the begin action first, give it an `id:`, and check that `steps.ID.outputs` names this id: `recording: ${{ steps.begin.outputs.recording }}`. A begin that was skipped gives nothing, either.";
/** An empty input hands nothing over, which a later job that takes over finds out: it is no control. */
function readHandOver(inputs) {
	return inputs.lines("hand-over").length === 0 ? [] : readHandOverLines(inputs);
}
// src/stages/end-stage.ts
/**
* @throws INPUT_, RECORD_, RECORDING_, SOURCE_, CHECKOUT_, HAND_OVER_, FILE_, SIGNING_, KEY_, KEYLESS_, BUNDLE_,
* TRUSTED_ROOT_ and ARTIFACT_ codes, JOB_NOT_SUCCESSFUL, ENVIRONMENT_CHANGED, GIT_FAILED, WORKING_DIRECTORY_OUTSIDE,
* SCRATCH_PRESENT, INSTALLED_NOTHING, DEPENDENCY_NOT_DIRECTORY
*/
async function endStage(ports) {
	const { runner, run, identity } = ports;
	const inputs = readEndInputs(runner, {
		run,
		canIdentify: identity.isAvailable
	});
	const recording = readStageRecording(inputs.recording, inputs.digest);
	try {
		checkEnd(recording, inputs, ports);
		await endRecording(recording, inputs, ports);
	} finally {
		markEnded(recording, run);
	}
}
function checkEnd(recording, inputs, { run, environment }) {
	checkSameRun(recording, run.binding, inputs.recording);
	checkSameStep(recording, inputs.step, inputs.recording);
	checkSteering(recording, environment);
	checkRecordedDirectory(run.workspace, recording.link.environment);
	checkOutcomes(recording, inputs.outcomes);
}
async function endRecording(recording, inputs, ports) {
	const { runner, run } = ports;
	const recorder = new Recorder();
	try {
		await withScratch(run.temporary, async (directory) => {
			const ended = await endedLink(recording, inputs, ports, recorder);
			const { signing, retentionDays, summary } = inputs;
			const others = markEnded(recording, run);
			await tellOverlap(runner, ended.link.name, others, {
				when: "end",
				summary: summary !== "never"
			});
			const artifacts = await ports.artifacts(directory);
			const place = {
				recording,
				inputs,
				run,
				directory,
				artifacts
			};
			const { link, files } = await handOver(place, ended, recorder, runner);
			const name = artifactName(signing.kind === "later" ? "unsigned" : "link", place);
			await storeLink({
				link,
				handedOver: files,
				signing,
				name,
				retentionDays,
				summary,
				directory,
				artifacts
			}, ports);
		});
	} finally {
		await recorder.close();
		rmSync(inputs.recording, { force: true });
	}
}
function artifactName(kind, { recording, run }) {
	const { job, attempt } = run;
	return writeWorkflowArtifactName({
		kind,
		step: recording.link.name,
		job,
		matrix: recording.matrix,
		attempt
	});
}
async function handOver(place, { link, layout }, recorder, runner) {
	const { recording, inputs, run, directory, artifacts } = place;
	const selected = productsToHandOver(link, inputs.handOver, planOfBegun(recording.layout, link.name)?.plan);
	if (selected === void 0) return {
		link,
		files: 0,
		bytes: 0
	};
	const handedOver = await handOverProducts({
		link,
		patterns: selected,
		layout,
		workspace: run.workspace,
		directory: join(directory, "products"),
		recorder,
		artifacts,
		name: artifactName("products", place),
		retentionDays: inputs.retentionDays
	});
	tellHandedOver(link.name, handedOver, inputs.handOver, runner);
	return handedOver;
}
// src/actions/end.ts
await runAction((runner, environment) => endStage(stagePorts(runner, environment)));
export {};
