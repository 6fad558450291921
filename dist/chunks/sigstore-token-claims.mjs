import { g as SigstoreError } from "./every-verification.mjs";
import { K as quoteUntrusted } from "./base.mjs";
import { Buffer } from "node:buffer";
// src/sigstore/token-claims.ts
/**
* Reads a token, wherever it comes from. Nobody reads one without saying which audience it must have, and without its
* claims it is sent to nobody.
*
* @param audience of the instance that signs
* @throws KEYLESS_TOKEN_INVALID, KEYLESS_TOKEN_AUDIENCE
*/
function readTokenClaims(token, audience) {
	const [header, body, signature, ...more] = token.split(".");
	const parts = [
		header,
		body,
		signature
	];
	if (more.length > 0 || parts.some((part) => part === void 0 || !/^[\w-]+$/.test(part))) throw invalid();
	let claims;
	try {
		claims = JSON.parse(Buffer.from(body ?? "", "base64url").toString("utf8"));
	} catch {
		throw invalid();
	}
	if (typeof claims !== "object" || claims === null || Array.isArray(claims)) throw invalid();
	const text = (name) => {
		const value = claims[name];
		return typeof value === "string" && value !== "" ? value : void 0;
	};
	const challenge = ([true, "true"].includes(claims["email_verified"]) ? text("email") : void 0) ?? text("sub");
	if (challenge === void 0) throw invalid();
	checkAudience(claims["aud"], audience);
	return {
		challenge,
		issuer: text("iss"),
		visibility: text("repository_visibility")
	};
}
/** With a second audience, the token is good at a second place: who receives it here could use it there. */
function checkAudience(claim, audience) {
	const found = claim === void 0 ? [] : Array.isArray(claim) ? claim : [claim];
	if (found.length === 1 && found[0] === audience) return;
	throw new SigstoreError("KEYLESS_TOKEN_AUDIENCE", `The identity token is for ${audiencesIn(found)}, and this Sigstore instance gets tokens for ${quoteUntrusted(audience, 200)} alone.`, { hint: `Get a token whose only audience is ${quoteUntrusted(audience, 200)}: \`sigstore\` for public-good and github, the origin of fulcio-url for custom. If the runner gave this one, find out what answers for its token service. The token was sent to nobody.` });
}
function audiencesIn(found) {
	if (found.length === 0) return "no audience";
	const shown = found.slice(0, 3).map((each) => typeof each === "string" ? quoteUntrusted(each, 100) : "one that is not text");
	const more = found.length > shown.length ? ` and ${found.length - shown.length} more` : "";
	return `the ${found.length === 1 ? "audience" : "audiences"} ${shown.join(", ")}${more}`;
}
function invalid() {
	return new SigstoreError("KEYLESS_TOKEN_INVALID", "What came as identity token is no such token.", { hint: "A token has three parts with dots between them. Run the job again; if it lasts, look what stands between the job and the issuer." });
}
export { readTokenClaims as t };
