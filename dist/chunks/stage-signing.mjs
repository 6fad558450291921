import { _ as keyIdOf, dt as escapeUntrusted, ft as quoteUntrusted, pt as InTotoError } from "./intoto.mjs";
import { r as runBindingOf, t as canIdentify } from "./run-context.mjs";
import { n as loadPrivateKey } from "./key-signer.mjs";
import { i as steeringNames } from "./stage-recording.mjs";
import { t as artifactsDigest } from "./products-digest.mjs";
import { n as writeLink } from "./write-link.mjs";
import { n as invalid } from "./inputs.mjs";
import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
// src/actions/stage-report.ts
/** What a stage tells of its link. */
function linkOutputs(link, path, { id, digest }) {
	return {
		"link-artifact-id": id,
		"link-artifact-digest": digest,
		"link-digest": `sha256:${createHash("sha256").update(readFileSync(path)).digest("hex")}`,
		"products-digest": artifactsDigest(link.products),
		"product-count": String(link.products.size)
	};
}
/** Says what was stored, in the log and where asked for in the summary. */
async function report(runner, link, { signing, summary }, stored) {
	const { linkFile, handedOver, signedBy, outputs } = stored;
	const by = signedBy === void 0 ? "nobody (unsigned)" : escapeUntrusted(signedBy);
	if (signing.kind === "later") {
		runner.log(`Step ${quoteUntrusted(link.name)} is recorded; its link waits for the job that signs it.`);
		return;
	}
	if (signedBy === void 0) runner.annotate("warning", "Unsigned link", `The link of step ${quoteUntrusted(link.name)} is not signed, so it proves nothing. The gate can give advice on it, and never passes it.`);
	runner.log(`Step ${quoteUntrusted(link.name)}: ${link.materials.size} materials, ${link.products.size} products${handedOver > 0 ? `, ${handedOver} of them handed over` : ""}; signed by ${by}; stored as workflow artifact ${outputs["link-artifact-id"] ?? ""}.`);
	if (summary === "never" || summary === "auto" && signedBy !== void 0) return;
	const { stageSummary } = await import("./stage-summary.mjs");
	await runner.summary(stageSummary({
		step: link.name,
		linkFile,
		linkDigest: outputs["link-digest"] ?? "",
		materials: link.materials.size,
		products: link.products.size,
		signedBy
	}));
}
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
		import("./sign-link-keyless.mjs"),
		import("./instance.mjs"),
		import("./token-claims.mjs"),
		import("./trusted-roots.mjs"),
		import("./http-post.mjs"),
		import("./identity-token.mjs")
	]);
	const trust = keyless.trustedRoot === "" ? [] : await trustedRoots(keyless.trustedRoot, void 0);
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
// src/actions/stage-signing.ts
/** @throws INPUT_, KEY_ and SIGNING_ codes */
function readSigning(inputs, { origin }, environment) {
	const mode = inputs.choice("sign", [
		"auto",
		"key",
		"keyless",
		"later",
		"none"
	]);
	const pem = inputs.secret("signing-key");
	const passphrase = inputs.secret("signing-key-passphrase");
	const keyless = readKeylessInputs(inputs);
	if (mode === "none") return { kind: "nobody" };
	if (mode === "later") return { kind: "later" };
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
	const names = steeringNames(environment);
	if (names.length === 0) return;
	runner.annotate("warning", "Unusual environment", `${names.join(", ")} is set for this action. If an earlier workflow step set it through GITHUB_ENV, that step could watch what is signed.`);
}
/** Writes the link, signed as it is to be. `signedBy` is a key id or an identity. */
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
export { report as a, linkOutputs as i, signAndWrite as n, warnOfEnvironment as r, readSigning as t };
