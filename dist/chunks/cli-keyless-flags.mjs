import { t as readFile } from "./every-action.mjs";
import { Ur as GITHUB_ISSUER, kr as isKeyless, n as readWrittenIdentities } from "./intoto.mjs";
import { V as LIMITS } from "./base.mjs";
import { n as readableLayout } from "./every-verification.mjs";
import { s as INSTANCE_CHOICES } from "./end-and-sign.mjs";
import { i as usage, s as pathFrom } from "./command-line.mjs";
import { r as trustedRootFile } from "./cli-trusted-root-files.mjs";
// src/cli/keyless-flags.ts
const TRUSTED_ROOT_FLAG = {
	long: "trusted-root",
	takes: "many",
	value: "FILE|NAME|NAME=FILE",
	help: "trusted roots for signatures by identity: files, public-good and github, which this tool carries, or tuf:public-good and tuf:github, which are fetched. NAME= before a file says what a layout calls it (default: custom)"
};
const IDENTITY_FLAGS = [
	{
		long: "identity",
		takes: "many",
		value: "IDENTITY",
		help: "instead of keys: identities of which one must have signed the layout, as its certificate has them; behind one what else that must say, like runner-environment=github-hosted or trusted-root=custom"
	},
	{
		long: "issuer",
		takes: "one",
		value: "URL",
		help: `who vouches for --identity (default: ${GITHUB_ISSUER})`
	},
	TRUSTED_ROOT_FLAG
];
const KEYLESS_FLAGS = [
	{
		long: "keyless",
		takes: "nothing",
		help: "sign by identity; writes a Sigstore bundle"
	},
	{
		long: "identity-token",
		takes: "one",
		value: "FILE",
		help: "identity token; its only audience must be sigstore, or the origin of --fulcio-url with custom (default: the one of the workflow that runs)"
	},
	{
		long: "sigstore",
		takes: "one",
		value: INSTANCE_CHOICES.join("|"),
		help: "whose Sigstore signs (default: auto, by the visibility of the repository)"
	},
	{
		long: "publish-private-names",
		takes: "nothing",
		help: "let public-good write the names of a repository that is not public into its public log"
	},
	{
		long: "fulcio-url",
		takes: "one",
		value: "URL",
		help: "certificate authority, for custom; it must take tokens for the audience that is its origin"
	},
	{
		long: "rekor-url",
		takes: "one",
		value: "URL",
		help: "transparency log, for custom; none by default"
	},
	{
		long: "rekor-version",
		takes: "one",
		value: "1|2",
		help: "version of that log (default: 2)"
	},
	{
		long: "timestamp-url",
		takes: "one",
		value: "URL",
		help: "timestamp authority, for custom"
	},
	TRUSTED_ROOT_FLAG
];
/** The identities that `--identity` names, each with what follows it. With a `*` one is a pattern. @throws USAGE */
function layoutIdentities(parsed) {
	if (!parsed.has("identity")) {
		if (parsed.has("issuer")) throw usage("--issuer goes with --identity.");
		return;
	}
	if (parsed.has("verification-keys")) throw usage("--identity and --verification-keys exclude each other.");
	const words = parsed.many("identity").map((word) => word.trim());
	const identities = words.includes("") ? {
		problem: "an identity is empty",
		hint: "Name whom you trust to write the layout."
	} : readWrittenIdentities(words, parsed.one("issuer"));
	if ("problem" in identities) throw usage(`--identity: ${identities.problem}.`, identities.hint);
	return identities;
}
/** Verifies signatures by identity, where there may be some; it is not loaded for nothing. */
async function keylessVerifier(layout, parsed, console) {
	if (!parsed.has("identity") && !parsed.has("trusted-root") && !namesIdentities(layout)) return void 0;
	const { BundleVerifier } = await import("./load-sigstore-bundle-verifier.mjs");
	return new BundleVerifier(await trustedRootsOf(parsed, console));
}
/** The trusted roots of `--trusted-root`; all that this tool carries without the flag. */
async function trustedRootsOf(parsed, console) {
	const [{ EMBEDDED_ROOTS, embeddedRoot, isEmbeddedRoot, rootToFetch }, { readNamedRoot, readWrittenRoot }] = await Promise.all([import("./load-sigstore-embedded-roots.mjs"), import("./load-sigstore-root-name.mjs")]);
	const wanted = parsed.many("trusted-root");
	if (wanted.length === 0) return EMBEDDED_ROOTS.map(embeddedRoot);
	const roots = [];
	for (const text of wanted) {
		const known = isEmbeddedRoot(text) ? text : rootToFetch(text);
		const { name, rest } = known === void 0 ? readWrittenRoot(text) : {
			name: known,
			rest: text
		};
		if (known === void 0 && (isEmbeddedRoot(rest) || rootToFetch(rest) !== void 0)) throw usage(`--trusted-root: ${rest} has a name already.`, `Write --trusted-root ${rest}.`);
		roots.push(readNamedRoot(await trustedRootFile(rest, console), rest, name));
	}
	return roots;
}
/** A token, and the instance that signs for it. @throws KEYLESS_ codes */
async function keylessSigning(parsed, console) {
	const [{ audienceOf, chooseInstance }, { readTokenClaims }] = await Promise.all([import("./sigstore-instance.mjs"), import("./load-sigstore-token-claims.mjs")]);
	const choice = parsed.choice("sigstore", INSTANCE_CHOICES);
	const trust = parsed.has("trusted-root") ? await trustedRootsOf(parsed, console) : [];
	const settings = {
		choice,
		publishPrivateNames: parsed.has("publish-private-names"),
		fulcioUrl: parsed.one("fulcio-url") ?? "",
		logUrl: parsed.one("rekor-url") ?? "",
		logVersion: parsed.choice("rekor-version", ["2", "1"]) === "1" ? 1 : 2,
		timestampUrl: parsed.one("timestamp-url") ?? "",
		trust
	};
	const audience = audienceOf(settings);
	const token = await identityToken(audience, parsed, console);
	return {
		token,
		instance: chooseInstance(settings, readTokenClaims(token, audience).visibility)
	};
}
async function identityToken(audience, parsed, console) {
	const path = parsed.one("identity-token");
	if (path !== void 0 && /^[\w-]{8,}\.[\w-]{8,}\.[\w-]*$/.test(path)) throw usage("--identity-token takes a file, and what was given looks like a token.", "Give the token in a file, or through a pipe: --identity-token <(command).");
	if (path !== void 0) return Buffer.from(readFile(pathFrom(console, path), LIMITS.smallFileBytes)).toString("utf8").trim();
	const { requestIdentityToken } = await import("./github-identity-token.mjs");
	return requestIdentityToken(audience, console.environment, () => void 0);
}
function namesIdentities(layout) {
	return [...readableLayout(layout)?.keys.values() ?? []].some(isKeyless);
}
export { layoutIdentities as a, keylessVerifier as i, KEYLESS_FLAGS as n, keylessSigning as r, IDENTITY_FLAGS as t };
