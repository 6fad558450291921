import { i as invalid, p as quoteUntrusted } from "./base.mjs";
import { r as withScratch } from "./github-run-context.mjs";
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
// src/stages/inputs/take-over-inputs.ts
/**
* The inputs about a step to take over from.
*
* @throws INPUT_INVALID, KEY_ codes
*/
function readTakeOver(inputs, step, { ownKey, canIdentify }) {
	const keys = readPublicKeys("take-over-keys", inputs.text("take-over-keys"));
	return {
		step,
		keys: keys.length === 0 && ownKey !== void 0 ? [ownKey] : keys,
		canSign: ownKey !== void 0 || canIdentify,
		trustedRoot: inputs.text("trusted-root"),
		identities: readIdentities(inputs),
		jobWorkflowRef: inputs.text("job-workflow-ref")
	};
}
/** Runs have addresses for identities; a reference as in `uses:` would fit none of them. */
function readIdentities(inputs) {
	const identities = inputs.lines("take-over-identities");
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
			runner.log(`${files} files of step ${quoteUntrusted(step)} are what its link says.`);
		} finally {
			runner.endGroup();
		}
	});
}
export { readTakeOver as n, beginEnvironment as r, takeOverProducts as t };
