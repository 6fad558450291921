import { G as escapeUntrusted, V as LIMITS, h as serverUrlOf } from "./base.mjs";
import { It as encodeStatement, Mn as linkBundleName, Nn as linkFileName, Wn as parseLink, Yr as canonicalJson, ar as PAYLOAD_TYPE, c as signMetadata, cr as writeJson, lr as readJson, s as appendSignatures, tr as readSignedMetadata, yr as parseLayout } from "./intoto.mjs";
import { N as SignatureChecker, l as pemKeyIds } from "./intoto-verification.mjs";
import { a as writeFileAtomically, t as readFile } from "./every-action.mjs";
import { z as checkStepName } from "./every-stage.mjs";
import { c as print, i as usage, o as note, s as pathFrom, u as EXIT } from "./command-line.mjs";
import { n as KEYLESS_FLAGS, r as keylessSigning } from "./cli-keyless-flags.mjs";
import { _ as verificationKeys, d as keyIdForms, g as signers, n as LAYOUT_KEYID_FLAG, r as LAYOUT_SIGNING_FLAGS, t as FORMAT_FLAG, y as wrapperFormat } from "./cli-signing-flags.mjs";
import { p as shortKeyIds } from "./every-verification.mjs";
import { t as NODE_PORTS } from "./signing-node-ports.mjs";
import { basename, dirname, join } from "node:path";
// src/cli/commands/sign.ts
const sign = {
	spec: {
		name: "sign",
		summary: "sign a link or layout, or check its signatures",
		description: "Replaces the signatures of a file, or adds to them with --append. --verify changes nothing: exit status 1 when a key did not sign.\nA layout is signed as it is, also for other tools; `layout sign` refuses one that strict verification would refuse.",
		flags: [
			{
				long: "file",
				short: "f",
				takes: "one",
				value: "FILE",
				help: "the link or layout"
			},
			...LAYOUT_SIGNING_FLAGS,
			{
				long: "key",
				takes: "many",
				value: "FILE",
				help: "the same as --signing-key, as in-toto-sign calls it"
			},
			{
				long: "output",
				short: "o",
				takes: "one",
				value: "FILE",
				help: "where the result goes (default: the file itself; for a link, its name with the new key id)"
			},
			{
				long: "append",
				short: "a",
				takes: "nothing",
				help: "keep the signatures that are there"
			},
			{
				long: "verify",
				takes: "nothing",
				help: "check that each of --verification-keys signed the file"
			},
			{
				long: "verification-keys",
				takes: "many",
				value: "FILE",
				help: "public keys (PEM) for --verify"
			},
			...KEYLESS_FLAGS,
			FORMAT_FLAG,
			LAYOUT_KEYID_FLAG,
			{
				long: "quiet",
				short: "q",
				takes: "nothing",
				help: "print nothing"
			}
		],
		examples: [
			"in-toto-actions sign -f .in-toto/root.layout --append --signing-key bob",
			"in-toto-actions sign -f build.link --keyless",
			"in-toto-actions sign --verify -f root.layout --verification-keys alice.pub bob.pub"
		]
	},
	run: async (parsed, console) => {
		const source = parsed.required("file");
		const path = pathFrom(console, source);
		const bytes = readFile(path, LIMITS.linkBytes);
		const metadata = readSignedMetadata(bytes, {
			source,
			maxBytes: LIMITS.linkBytes,
			artifactMemory: LIMITS.artifactMemory,
			bytes: NODE_PORTS.bytes
		});
		keyIdForms(parsed);
		wrapperFormat(parsed);
		const name = checkPayload(metadata);
		if (parsed.has("verify")) return checkSignatures(metadata, parsed, console);
		if (parsed.has("verification-keys")) throw usage("--verification-keys goes with --verify.");
		if (parsed.has("keyless")) return signByIdentity(metadata, name, path, parsed, console);
		const identities = signers([...parsed.many("signing-key"), ...parsed.many("key")], parsed, console);
		if (identities.length === 0) throw usage("--signing-key is missing.");
		const signed = signFile(metadata, bytes, identities, parsed);
		const output = outputPath(path, name, identities, parsed, console);
		writeFileAtomically(output, signed);
		if (!parsed.has("quiet")) note(console, `${escapeUntrusted(output)}: signed by ${shortKeyIds(identities.map(({ keyId }) => keyId))}`);
		return EXIT.yes;
	}
};
/** Writes a bundle: of a link as a Statement, of a layout as it is. */
async function signByIdentity(metadata, linkName, path, parsed, console) {
	for (const flag of [
		"signing-key",
		"key",
		"append",
		"format"
	]) if (parsed.has(flag)) throw usage(`--keyless and --${flag} exclude each other.`);
	const [{ signKeyless }, { httpPost }, { bareIdentityId, checkSigningRun }] = await Promise.all([
		import("./load-sigstore-keyless-signer.mjs"),
		import("./load-github-http-post.mjs"),
		import("./stages-sign-link-keyless.mjs")
	]);
	const { token, instance } = await keylessSigning(parsed, console);
	const server = serverUrlOf(console.environment);
	const { bundle, certificate } = await signKeyless({
		payload: linkName === void 0 ? canonicalJson(metadata.payload.value) : Buffer.from(writeJson(encodeStatement(parseLink(metadata.payload).link, server))),
		payloadType: PAYLOAD_TYPE,
		token,
		instance,
		post: httpPost
	});
	if (!parsed.has("identity-token")) checkSigningRun(certificate, runOf(console.environment));
	const name = linkName === void 0 ? `${basename(path)}.sigstore.json` : linkBundleName(linkName, bareIdentityId(certificate.issuer, certificate.subject));
	const wanted = parsed.one("output");
	const output = wanted === void 0 ? join(dirname(path), name) : pathFrom(console, wanted);
	writeFileAtomically(output, bundle);
	if (!parsed.has("quiet")) note(console, `${escapeUntrusted(output)}: signed by ${escapeUntrusted(certificate.subject)}`);
	return EXIT.yes;
}
/** What the runner says of the run. */
function runOf(environment) {
	const facts = {
		id: environment["GITHUB_RUN_ID"],
		attempt: environment["GITHUB_RUN_ATTEMPT"],
		repository: environment["GITHUB_REPOSITORY"],
		repository_id: environment["GITHUB_REPOSITORY_ID"],
		commit: environment["GITHUB_SHA"]
	};
	return Object.fromEntries(Object.entries(facts).filter(([, value]) => (value ?? "") !== ""));
}
/** Nothing malformed is signed. Returns the name of a link. */
function checkPayload({ payload, kind }) {
	if (kind === "layout") {
		parseLayout(payload);
		return;
	}
	const { name } = parseLink(payload).link;
	checkStepName(name);
	return name;
}
function signFile(metadata, bytes, identities, parsed) {
	if (!parsed.has("append")) {
		const format = parsed.has("format") ? wrapperFormat(parsed) : metadata.wrapper;
		return signMetadata({
			payload: metadata.payload.object(),
			format,
			signers: identities,
			bytes: NODE_PORTS.bytes
		});
	}
	if (parsed.has("format")) throw usage("--append keeps the format of the file, so --format does not go with it.");
	if (metadata.container === "bundle") throw usage(`${escapeUntrusted(parsed.required("file"))} is a Sigstore bundle, which holds the one signature of its certificate. Leave out --append and give --output, to sign its payload in a file of its own.`);
	return appendSignatures(metadata, readJson(bytes, {
		source: parsed.required("file"),
		maxBytes: LIMITS.linkBytes,
		memory: LIMITS.artifactMemory
	}).object(), identities);
}
function outputPath(path, linkName, identities, parsed, console) {
	const output = parsed.one("output");
	if (output !== void 0) return pathFrom(console, output);
	const [first] = identities;
	if (linkName === void 0 || parsed.has("append") || first === void 0) return path;
	return join(dirname(path), linkFileName(linkName, first.keyId));
}
async function checkSignatures(metadata, parsed, console) {
	const keys = verificationKeys(parsed, console);
	if (keys.length === 0) throw usage("--verify needs --verification-keys.");
	if (parsed.has("signing-key") || parsed.has("key") || parsed.has("append") || parsed.has("output")) throw usage("--verify writes nothing, so --signing-key, --append and --output do not go with it.");
	const checker = new SignatureChecker(metadata, "strict", NODE_PORTS.signatures);
	let all = true;
	for (const key of keys) {
		const keyIds = pemKeyIds(key);
		const finding = await checker.check(key, keyIds, true);
		all &&= finding === "valid";
		if (!parsed.has("quiet")) print(console, finding === "valid" ? `signed by ${keyIds[0]}` : `NOT signed by ${keyIds[0]}`);
	}
	return all ? EXIT.yes : EXIT.no;
}
export { sign };
