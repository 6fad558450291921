import { c as runAction, n as runBindingOf, o as stageSettings, t as readRunContext } from "./chunks/run-context.mjs";
import { C as readRunBinding, H as jsonObject, X as quoteUntrusted, Y as escapeUntrusted, Z as InTotoError, f as keyIdOf, q as writeWorkflowArtifactName } from "./chunks/intoto.mjs";
import { t as Recorder } from "./chunks/record-artifacts.mjs";
import { n as loadPrivateKey } from "./chunks/key-signer.mjs";
import { i as artifactsDigest, n as selectProducts, r as withHandOver } from "./chunks/hand-over.mjs";
import { t as readStageRecording } from "./chunks/stage-recording.mjs";
import { i as recordedNothing, r as endStep } from "./chunks/step-recording.mjs";
import { n as writeLink } from "./chunks/write-link.mjs";
import { t as Inputs } from "./chunks/inputs.mjs";
import { basename, join, posix } from "node:path";
import { createHash, randomUUID } from "node:crypto";
import { mkdirSync, readFileSync, rmSync } from "node:fs";
// src/actions/end-stage.ts
const LONGEST_RETENTION_DAYS = 400;
/** @throws INPUT_, RUNNER_, RECORD_, RECORDING_, SIGNING_, KEY_, ARTIFACT_ codes, JOB_NOT_SUCCESSFUL, GIT_FAILED */
async function endStage(runner, environment) {
	const context = readRunContext(environment);
	const inputs = readInputs(runner, context);
	warnOfEnvironment(runner, environment);
	const recording = readStageRecording(inputs.recording, inputs.digest);
	checkRun(recording, context, inputs.recording);
	const recorder = new Recorder();
	const directory = join(context.temporary, `in-toto-${randomUUID()}`);
	mkdirSync(directory);
	try {
		const link = await completeLink(recording, inputs, context, environment, recorder);
		const { RunArtifacts } = await import("./chunks/run-artifacts.mjs");
		const stored = await store({
			link,
			recording,
			inputs,
			context,
			directory,
			artifacts: new RunArtifacts(directory)
		});
		for (const [name, value] of Object.entries(stored.outputs)) runner.output(name, value);
		await report(runner, link, inputs, stored);
	} finally {
		await recorder.close();
		rmSync(directory, {
			recursive: true,
			force: true
		});
		rmSync(inputs.recording, { force: true });
	}
}
function readInputs(runner, context) {
	const inputs = new Inputs(runner);
	const signing = readSigning(inputs, context);
	const status = inputs.text("job-status");
	if (status !== "success") throw new InTotoError("JOB_NOT_SUCCESSFUL", `The job is ${quoteUntrusted(status)}, so no link is made.`, { hint: "Look at the workflow step that failed. Only what succeeded is signed." });
	return {
		recording: inputs.required("recording"),
		digest: inputs.required("recording-digest"),
		products: inputs.lines("products"),
		productSource: inputs.choice("product-source", ["paths", "git"]),
		signing,
		summary: inputs.choice("summary", [
			"auto",
			"always",
			"never"
		]),
		retentionDays: inputs.number("retention-days", LONGEST_RETENTION_DAYS),
		handOver: inputs.lines("hand-over")
	};
}
/** Who signs. Undefined only where nothing is to be signed, or where a run without identity has no key. */
function readSigning(inputs, { origin }) {
	const mode = inputs.choice("sign", [
		"auto",
		"key",
		"none"
	]);
	const pem = inputs.secret("signing-key");
	const passphrase = inputs.secret("signing-key-passphrase");
	if (mode === "none") return void 0;
	if (pem === "") {
		if (mode === "auto" && origin !== "own") return void 0;
		throw new InTotoError("SIGNING_KEY_MISSING", "The link is to be signed, and the input signing-key is empty.", {
			at: "input signing-key",
			hint: "Give the private key from a secret. If the secret exists, see whether this job may read it (environments, Dependabot secrets). To store unsigned links on purpose, say `sign: none`; no gate accepts them."
		});
	}
	const signer = loadPrivateKey({
		pem,
		passphrase,
		source: "input signing-key"
	});
	const wanted = inputs.text("key-id");
	const forms = ["current", "legacy"].map((form) => [form, keyIdOf(signer.publicKey, form)]);
	const found = forms.find(([form, keyId]) => wanted === form || wanted === keyId);
	if (found !== void 0) return {
		signer,
		keyId: found[1]
	};
	throw new InTotoError("SIGNING_KEY_UNEXPECTED", `The signing key has the ids ${forms.map(([, keyId]) => keyId).join(" and ")}, not ${quoteUntrusted(wanted, 80)}.`, {
		at: "input key-id",
		hint: "Give the key that belongs to the id, or say current or legacy."
	});
}
/** What an earlier workflow step can put into the environment of this one to make it talk to somebody else. */
function warnOfEnvironment(runner, environment) {
	const names = [
		"LD_PRELOAD",
		"NODE_EXTRA_CA_CERTS",
		"NODE_TLS_REJECT_UNAUTHORIZED",
		"SSL_CERT_FILE"
	].filter((name) => (environment[name] ?? "") !== "");
	if (names.length === 0) return;
	runner.annotate("warning", "Unusual environment", `${names.join(", ")} is set for this action. If an earlier workflow step set it through GITHUB_ENV, that step could watch what is signed.`);
}
/** The run that the stage began in must be the one that it ends in. */
function checkRun({ link }, context, path) {
	const begun = readRunBinding(link.environment);
	const ended = runBindingOf(context);
	if (begun !== void 0 && begun !== "malformed" && [
		"id",
		"attempt",
		"repository",
		"commit",
		"job"
	].every((fact) => begun[fact] === ended[fact])) return;
	throw new InTotoError("RECORDING_TAMPERED", "The recording that the step began with belongs to another run or job.", {
		at: escapeUntrusted(path),
		hint: "Call begin and end in one job, and hand the outputs of begin to end."
	});
}
async function completeLink(recording, inputs, context, environment, recorder) {
	const settings = stageSettings(context.workspace, recording.exclude);
	const checkout = inputs.productSource === "git" ? await checkedOut(inputs.products, context, environment) : void 0;
	const ended = await endStep(recorder, recording.link, {
		products: checkout?.paths ?? inputs.products,
		settings,
		byproducts: jsonObject(recording.hasCommand ? { "return-value": 0 } : {})
	});
	if (recordedNothing(ended)) throw new InTotoError("RECORDING_NOTHING", `Step ${quoteUntrusted(ended.name)} recorded no file at all, so its link would say nothing.`, { hint: "Name files or directories in materials and products, and look at exclude." });
	const noted = checkout === void 0 ? ended.environment : new Map([...ended.environment, ["checkout", jsonObject({ commit: checkout.commit })]]);
	return {
		...ended,
		environment: inputs.handOver.length === 0 ? noted : withHandOver(noted, selectProducts(ended.products, inputs.handOver))
	};
}
/** The files that git tracks, relative to the workspace. */
async function checkedOut([directory = ".", ...more], { workspace }, environment) {
	if (more.length > 0) throw new InTotoError("INPUT_INVALID", "With product-source git, products names one directory.", {
		at: "input products",
		hint: "Name the directory of the checkout."
	});
	const { trackedFiles } = await import("./chunks/tracked-files.mjs");
	const { commit, paths } = await trackedFiles(join(workspace, directory), environment);
	return {
		commit,
		paths: paths.map((path) => `./${posix.join(directory.replaceAll("\\", "/"), path)}`)
	};
}
/** Stores products before the link, so that there is a link only for what is there. */
async function store({ link, recording, inputs, context, directory, artifacts }) {
	const { retentionDays, handOver, signing } = inputs;
	const nameOf = (kind) => writeWorkflowArtifactName({
		kind,
		step: link.name,
		job: context.job,
		matrix: recording.matrix,
		attempt: context.attempt
	});
	const handed = handOver.length === 0 ? void 0 : selectProducts(link.products, handOver);
	if (handed !== void 0) await artifacts.upload({
		name: nameOf("products"),
		files: [...handed.keys()].map((path) => join(context.workspace, path)),
		root: context.workspace,
		retentionDays
	});
	const path = writeLink({
		link,
		directory,
		format: "dsse",
		signing
	});
	const { id, digest } = await artifacts.upload({
		name: nameOf("link"),
		files: [path],
		root: directory,
		retentionDays
	});
	return {
		linkFile: basename(path),
		handedOver: handed?.size ?? 0,
		outputs: {
			"link-artifact-id": id,
			"link-artifact-digest": digest,
			"link-digest": `sha256:${createHash("sha256").update(readFileSync(path)).digest("hex")}`,
			"products-digest": artifactsDigest(link.products),
			"product-count": String(link.products.size)
		}
	};
}
async function report(runner, link, { signing, summary }, stored) {
	const { linkFile, handedOver, outputs } = stored;
	const by = signing === void 0 ? "nobody (unsigned)" : signing.keyId;
	if (signing === void 0) runner.annotate("warning", "Unsigned link", `The link of step ${quoteUntrusted(link.name)} is not signed, so it proves nothing. The gate can give advice on it, and never passes it.`);
	runner.log(`Step ${quoteUntrusted(link.name)}: ${link.materials.size} materials, ${link.products.size} products${handedOver > 0 ? `, ${handedOver} of them handed over` : ""}; signed by ${by}; stored as workflow artifact ${outputs["link-artifact-id"] ?? ""}.`);
	if (summary === "never" || summary === "auto" && signing !== void 0) return;
	const { stageSummary } = await import("./chunks/stage-summary.mjs");
	await runner.summary(stageSummary({
		step: link.name,
		linkFile,
		linkDigest: outputs["link-digest"] ?? "",
		materials: link.materials.size,
		products: link.products.size,
		signedBy: signing?.keyId
	}));
}
// src/actions/end.ts
await runAction(endStage);
export {};
