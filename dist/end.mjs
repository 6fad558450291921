import { l as runAction, n as readRunContext, r as runBindingOf, s as stageSettings, t as canIdentify } from "./chunks/run-context.mjs";
import { A as readRunBinding, at as writeWorkflowArtifactName, ct as quoteUntrusted, et as jsonObject, g as keyIdOf, lt as InTotoError, ot as LIMITS, st as escapeUntrusted } from "./chunks/intoto.mjs";
import { t as Recorder } from "./chunks/record-artifacts.mjs";
import { n as loadPrivateKey } from "./chunks/key-signer.mjs";
import { i as artifactsDigest, n as selectProducts, r as withHandOver } from "./chunks/hand-over.mjs";
import { t as readStageRecording } from "./chunks/stage-recording.mjs";
import { i as recordedNothing, r as endStep } from "./chunks/step-recording.mjs";
import { n as writeLink } from "./chunks/write-link.mjs";
import { n as invalid, t as Inputs } from "./chunks/inputs.mjs";
import { t as readFile } from "./chunks/read-file.mjs";
import { basename, join, posix, resolve } from "node:path";
import { createHash, randomUUID } from "node:crypto";
import { mkdirSync, readFileSync, rmSync } from "node:fs";
// src/actions/keyless-inputs.ts
const CONSENT = "yes, publish";
/** @throws INPUT_INVALID */
function readKeylessInputs(inputs) {
	const consent = inputs.text("publish-private-names");
	if (consent !== "" && consent !== CONSENT) throw invalid("publish-private-names", `${quoteUntrusted(consent, 60)} is not "${CONSENT}"`);
	return {
		kind: "keyless",
		choice: inputs.choice("sigstore", [
			"auto",
			"public-good",
			"github",
			"custom"
		]),
		publishPrivateNames: consent === CONSENT,
		fulcioUrl: inputs.text("fulcio-url"),
		logUrl: inputs.text("rekor-url"),
		logVersion: inputs.choice("rekor-version", ["1", "2"]) === "1" ? 1 : 2,
		timestampUrl: inputs.text("timestamp-url"),
		trustedRoot: inputs.text("trusted-root")
	};
}
/** Signs a link as the workflow that runs. @throws KEYLESS_, BUNDLE_ and TRUSTED_ROOT_ codes, FILE_UNREADABLE */
async function signAsWorkflow(keyless, link, directory, { context, environment, runner }) {
	const [{ signLinkKeyless }, { chooseInstance }, { readTokenClaims }, { trustedRoots }, { httpPost }, { requestIdentityToken }] = await Promise.all([
		import("./chunks/sign-link-keyless.mjs"),
		import("./chunks/instance.mjs"),
		import("./chunks/token-claims.mjs"),
		import("./chunks/trusted-roots.mjs"),
		import("./chunks/http-post.mjs"),
		import("./chunks/identity-token.mjs")
	]);
	const [trust] = keyless.choice === "custom" && keyless.trustedRoot !== "" ? await trustedRoots(keyless.trustedRoot, (path) => readFile(resolve(context.workspace, path), LIMITS.smallFileBytes)) : [];
	const token = await requestIdentityToken(environment, (secret) => runner.mask(secret));
	const instance = chooseInstance({
		...keyless,
		trust
	}, readTokenClaims(token).visibility);
	runner.log(`Signing with the Sigstore instance ${instance.name}.`);
	return signLinkKeyless({
		link,
		directory,
		serverUrl: context.serverUrl,
		token,
		instance,
		post: httpPost,
		run: runBindingOf(context)
	});
}
// src/actions/end-stage.ts
const LONGEST_RETENTION_DAYS = 400;
/** @throws INPUT_, RUNNER_, RECORD_, RECORDING_, SIGNING_, KEY_, ARTIFACT_ codes, JOB_NOT_SUCCESSFUL, GIT_FAILED */
async function endStage(runner, environment) {
	const context = readRunContext(environment);
	const inputs = readInputs(runner, context, environment);
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
			surroundings: {
				context,
				environment,
				runner
			},
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
function readInputs(runner, context, environment) {
	const inputs = new Inputs(runner);
	const signing = readSigning(inputs, context, environment);
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
function readSigning(inputs, { origin }, environment) {
	const mode = inputs.choice("sign", [
		"auto",
		"key",
		"keyless",
		"none"
	]);
	const pem = inputs.secret("signing-key");
	const passphrase = inputs.secret("signing-key-passphrase");
	const keyless = readKeylessInputs(inputs);
	if (mode === "none") return { kind: "nobody" };
	if (mode === "keyless") return canIdentify(environment) || origin === "own" ? keyless : { kind: "nobody" };
	if (pem === "") {
		if (mode === "auto" && canIdentify(environment)) return keyless;
		if (mode === "auto" && origin !== "own") return { kind: "nobody" };
		throw new InTotoError("SIGNING_KEY_MISSING", "The link is to be signed, and the input signing-key is empty.", {
			at: "input signing-key",
			hint: "Give the private key from a secret, or `permissions: id-token: write` to sign as the workflow. If the secret exists, see whether this job may read it (environments, Dependabot secrets). To store unsigned links on purpose, say `sign: none`; no gate accepts them."
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
		kind: "key",
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
async function store({ link, recording, inputs, surroundings, directory, artifacts }) {
	const { retentionDays, handOver, signing } = inputs;
	const { context } = surroundings;
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
	const { path, signedBy } = await signAndWrite(signing, link, directory, surroundings);
	const { id, digest } = await artifacts.upload({
		name: nameOf("link"),
		files: [path],
		root: directory,
		retentionDays
	});
	return {
		linkFile: basename(path),
		signedBy,
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
async function signAndWrite(signing, link, directory, surroundings) {
	if (signing.kind === "keyless") {
		const { path, certificate } = await signAsWorkflow(signing, link, directory, surroundings);
		return {
			path,
			signedBy: certificate.subject
		};
	}
	const key = signing.kind === "key" ? signing : void 0;
	return {
		path: writeLink({
			link,
			directory,
			format: "dsse",
			signing: key
		}),
		signedBy: key?.keyId
	};
}
async function report(runner, link, { summary }, stored) {
	const { linkFile, handedOver, signedBy, outputs } = stored;
	const by = signedBy === void 0 ? "nobody (unsigned)" : escapeUntrusted(signedBy);
	if (signedBy === void 0) runner.annotate("warning", "Unsigned link", `The link of step ${quoteUntrusted(link.name)} is not signed, so it proves nothing. The gate can give advice on it, and never passes it.`);
	runner.log(`Step ${quoteUntrusted(link.name)}: ${link.materials.size} materials, ${link.products.size} products${handedOver > 0 ? `, ${handedOver} of them handed over` : ""}; signed by ${by}; stored as workflow artifact ${outputs["link-artifact-id"] ?? ""}.`);
	if (summary === "never" || summary === "auto" && signedBy !== void 0) return;
	const { stageSummary } = await import("./chunks/stage-summary.mjs");
	await runner.summary(stageSummary({
		step: link.name,
		linkFile,
		linkDigest: outputs["link-digest"] ?? "",
		materials: link.materials.size,
		products: link.products.size,
		signedBy
	}));
}
// src/actions/end.ts
await runAction(endStage);
export {};
