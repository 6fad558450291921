import { R as StagesError, a as writeFileAtomically } from "./every-action.mjs";
import { U as demandReadableStatement, z as checkStepName } from "./every-stage.mjs";
import { K as quoteUntrusted } from "./base.mjs";
import { It as encodeStatement, Lr as identityOf, Mn as linkBundleName, Rr as keylessKeyId, ar as PAYLOAD_TYPE, cr as writeJson } from "./intoto.mjs";
import { P as certifiedRun } from "./intoto-verification.mjs";
import { t as signKeyless } from "./sigstore-keyless-signer.mjs";
import { join } from "node:path";
import { Buffer } from "node:buffer";
// src/stages/sign-link-keyless.ts
/** What the certificate tells of a run, and what a run knows of itself. */
const COMPARED = [
	"id",
	"attempt",
	"repository",
	"repository_id",
	"commit"
];
/** @throws KEYLESS_ and BUNDLE_ codes, STATEMENT_WITHOUT_SUBJECT, STEP_NAME_UNSAFE, RECORDING_TOO_LARGE, FILE_UNWRITABLE */
async function signLinkKeyless(request) {
	const { link, directory, serverUrl, token, instance, post, run } = request;
	checkStepName(link.name);
	const payload = Buffer.from(writeJson(encodeStatement(link, serverUrl)));
	demandReadableStatement(link.name, payload);
	const { bundle, certificate } = await signKeyless({
		payload,
		payloadType: PAYLOAD_TYPE,
		token,
		instance,
		post
	});
	if (run !== void 0) checkSigningRun(certificate, run);
	const { issuer, subject } = certificate;
	const path = join(directory, linkBundleName(link.name, bareIdentityId(issuer, subject)));
	writeFileAtomically(path, bundle);
	return {
		path,
		certificate
	};
}
/** The id by which bundles are named: of the identity alone, without what a layout may demand besides. */
function bareIdentityId(issuer, subject) {
	return keylessKeyId(identityOf(issuer, {
		kind: "exact",
		text: subject
	}, /* @__PURE__ */ new Map()));
}
/** A certificate must name the run that signs with it. @throws KEYLESS_IDENTITY_UNEXPECTED */
function checkSigningRun(certificate, run) {
	const read = certifiedRun(certificate);
	const certified = read === "malformed" ? void 0 : read;
	const differences = COMPARED.flatMap((fact) => {
		const [expected, found] = [run[fact], certified?.[fact]];
		if (expected === void 0 || expected === found) return [];
		return [`${fact} ${quoteUntrusted(found ?? "none")} instead of ${quoteUntrusted(expected)}`];
	});
	if (differences.length === 0) return;
	throw new StagesError("KEYLESS_IDENTITY_UNEXPECTED", `The certificate of ${quoteUntrusted(certificate.subject)} names another run: ${differences.join(", ")}.`, { hint: "Something gave this job the identity of another run. Nothing was stored. Find the workflow step that sets ACTIONS_ID_TOKEN_REQUEST_URL or its token, or what answers at `fulcio-url` if you set it, and run the job again." });
}
export { bareIdentityId, checkSigningRun, signLinkKeyless };
