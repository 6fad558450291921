import { i as commandWords, l as runAction, n as readRunContext, r as runBindingOf } from "./chunks/run-context.mjs";
import { C as unsignedLinkFileName, D as readSignedMetadata, I as parseLink, at as readWorkflowArtifactName, ct as LIMITS, dt as escapeUntrusted, ft as quoteUntrusted, g as checkLink, j as readRunBinding, ot as workflowArtifactPrefix, pt as InTotoError, st as writeWorkflowArtifactName, tt as isJsonObject } from "./chunks/intoto.mjs";
import { r as begunDigest, t as SHELLS } from "./chunks/begin-stage.mjs";
import { t as checkStepName } from "./chunks/write-link.mjs";
import { t as Inputs } from "./chunks/inputs.mjs";
import { a as report, i as linkOutputs, n as signAndWrite, r as warnOfEnvironment, t as readSigning } from "./chunks/stage-signing.mjs";
import { basename, join } from "node:path";
import { randomUUID } from "node:crypto";
import { mkdirSync, readFileSync, rmSync } from "node:fs";
// src/actions/sign-stage.ts
const LONGEST_RETENTION_DAYS = 400;
/** The job differs, and what only the other one knew. */
const SHARED_FACTS = [
	"id",
	"attempt",
	"repository",
	"repository_id",
	"commit",
	"ref",
	"workflow",
	"event"
];
/** @throws INPUT_, RUNNER_, SIGNING_, KEY_, KEYLESS_, BUNDLE_ and ARTIFACT_ codes, SIGN_REFUSED */
async function signStage(runner, environment) {
	const context = readRunContext(environment);
	const reader = new Inputs(runner);
	const signing = readSigning(reader, context, environment);
	if (signing.kind === "later") throw new InTotoError("INPUT_INVALID", "The input sign cannot be used: this action is the one that signs.", {
		at: "input sign",
		hint: "Say keyless, key or auto."
	});
	const inputs = readInputs(reader);
	warnOfEnvironment(runner, environment);
	const directory = join(context.temporary, `in-toto-${randomUUID()}`);
	const unpacked = join(directory, "unsigned");
	mkdirSync(unpacked, { recursive: true });
	try {
		const { RunArtifacts } = await import("./chunks/run-artifacts.mjs");
		const artifacts = new RunArtifacts(directory);
		const { link, name } = await fetchUnsigned(inputs, artifacts, unpacked);
		checkRecorded(link, name, inputs, context);
		const { path, signedBy } = await signAndWrite(signing, link, directory, {
			context,
			environment,
			runner
		});
		const stored = await artifacts.upload({
			name: writeWorkflowArtifactName({
				...name,
				kind: "link"
			}),
			files: [path],
			root: directory,
			retentionDays: inputs.retentionDays
		});
		const outputs = linkOutputs(link, path, stored);
		for (const [output, value] of Object.entries(outputs)) runner.output(output, value);
		await report(runner, link, {
			signing,
			summary: inputs.summary
		}, {
			linkFile: basename(path),
			signedBy,
			handedOver: 0,
			outputs
		});
	} finally {
		rmSync(directory, {
			recursive: true,
			force: true
		});
	}
}
function readInputs(inputs) {
	const step = inputs.required("step-name");
	checkStepName(step);
	return {
		step,
		command: commandWords(inputs.choice("shell", SHELLS), inputs.text("run")),
		artifactId: inputs.required("link-artifact-id"),
		artifactDigest: inputs.required("link-artifact-digest"),
		begunDigest: inputs.required("begun-digest"),
		retentionDays: inputs.number("retention-days", LONGEST_RETENTION_DAYS),
		summary: inputs.choice("summary", [
			"auto",
			"always",
			"never"
		])
	};
}
/** The one workflow artifact that the other job stored, by its id, and as its digest says. */
async function fetchUnsigned({ step, artifactId, artifactDigest }, artifacts, directory) {
	const stored = (await artifacts.list(workflowArtifactPrefix("unsigned"))).find(({ id }) => id === artifactId);
	const name = stored === void 0 ? void 0 : readWorkflowArtifactName(stored.name);
	if (stored === void 0 || name === void 0) throw refused(step, `there is no workflow artifact ${quoteUntrusted(artifactId, 40)} with an unsigned link`);
	if (stored.digest !== artifactDigest) throw refused(step, `its workflow artifact has another digest than the job that recorded it told`);
	const bounds = {
		packedBytes: LIMITS.linkArtifactBytes,
		bytes: LIMITS.linkBytes,
		files: 1
	};
	const [file, ...more] = await artifacts.unpack(stored, directory, bounds);
	if (file === void 0 || more.length > 0 || file !== unsignedLinkFileName(step)) throw refused(step, `its workflow artifact holds ${quoteUntrusted(file ?? "nothing")} and not its link`);
	const metadata = readSignedMetadata(readFileSync(join(directory, file)), {
		source: file,
		maxBytes: LIMITS.linkBytes
	});
	if (metadata.signatures.length > 0) throw refused(step, "its link is signed already");
	const parsed = parseLink(metadata.payload);
	const [flaw] = checkLink(parsed, step, escapeUntrusted(file));
	if (flaw !== void 0) throw refused(step, flaw.message);
	if (name.step !== step) throw refused(step, `its workflow artifact is named as one of ${quoteUntrusted(name.step)}`);
	return {
		link: parsed.link,
		name
	};
}
function checkRecorded(link, name, { step, command, begunDigest: begun }, context) {
	if (JSON.stringify(link.command) !== JSON.stringify(command)) throw refused(step, "its link names another command than the one that this job was told");
	if (command.length > 0 && link.byproducts.get("return-value") !== 0) throw refused(step, "its link does not say that its command succeeded");
	if (begunDigest(link) !== begun) throw refused(step, "its link says something else of the time before the command ran than was recorded then");
	const claimed = readRunBinding(link.environment);
	const own = runBindingOf(context);
	const differs = SHARED_FACTS.filter((fact) => claimed === void 0 || claimed === "malformed" || claimed[fact] !== own[fact]);
	if (differs.length > 0) throw refused(step, `its link is of another run (${differs.join(", ")}); if this job alone ran again, run all again`);
	const { job } = claimed;
	if (name.job !== job || name.attempt !== context.attempt) throw refused(step, `its workflow artifact is named as one of job ${quoteUntrusted(name.job)}, attempt ${name.attempt}`);
	const checkout = link.environment.get("checkout");
	if (checkout !== void 0 && !(isJsonObject(checkout) && checkout.get("commit") === context.sha)) throw refused(step, "its link names another commit that was checked out than the one of the run");
}
function refused(step, what) {
	return new InTotoError("SIGN_REFUSED", `Step ${quoteUntrusted(step)} is not signed: ${what}.`, { hint: "Find out what the job that recorded it did. Nothing was signed." });
}
// src/actions/sign.ts
await runAction(signStage);
export {};
