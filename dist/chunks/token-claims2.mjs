import { vt as InTotoError } from "./intoto.mjs";
import { Buffer } from "node:buffer";
// src/sigstore/token-claims.ts
/** @throws KEYLESS_TOKEN_INVALID */
function readTokenClaims(token) {
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
	return {
		challenge,
		issuer: text("iss"),
		visibility: text("repository_visibility")
	};
}
function invalid() {
	return new InTotoError("KEYLESS_TOKEN_INVALID", "What came as identity token is no such token.", { hint: "A token has three parts with dots between them. Run the job again; if it lasts, look what stands between the job and the issuer." });
}
export { readTokenClaims as t };
