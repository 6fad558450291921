import { G as escapeUntrusted } from "./base.mjs";
import { i as readCertificateIdentity, r as leafCertificate, t as readBundle } from "./sigstore-read-bundle.mjs";
// src/sigstore/bundle-certificate.ts
/** What the certificate of a bundle claims. Nothing is verified: for looking at only. @throws BUNDLE_ and JSON_ codes */
function readUnverifiedCertificate(bytes, source) {
	return readBundle(bytes, {
		source,
		signer: "certificate"
	}, (bundle) => {
		const certificate = leafCertificate(bundle);
		if (certificate === void 0) throw new TypeError("there is no certificate");
		return readCertificateIdentity(certificate);
	});
}
// src/cli/bundle-lines.ts
/**
* @param tellsRunner whether the link says on which kind of runner its step ran; else no layout may demand one of it
* @throws BUNDLE_ and JSON_ codes
*/
function bundleLines(bytes, source, tellsRunner) {
	const certificate = readUnverifiedCertificate(bytes, source);
	const { issuer, subject, extensions } = certificate;
	return [
		"Sigstore bundle, not checked. Its certificate claims:",
		`  issuer: ${issuer === "" ? "(none)" : escapeUntrusted(issuer)}`,
		`  identity: ${escapeUntrusted(subject)}`,
		...[...extensions].map(([name, value]) => `  ${name}: ${escapeUntrusted(value)}`),
		...issuer === "" ? [] : [
			"",
			"A layout names this functionary so:",
			"",
			...snippet(certificate, tellsRunner)
		]
	];
}
const WORKFLOW = /^(https:\/\/[^/]+)\/([^/]+\/[^/]+)\/([^@]+)@(.+)$/;
/** YAML for `functionaries:` of a layout source. */
function snippet({ issuer, subject, extensions }, tellsRunner) {
	const [, server, repository, path, ref] = WORKFLOW.exec(extensions.get("build_config_uri") ?? "") ?? [];
	return [
		"functionaries:",
		"  ci:",
		...(server !== void 0 && repository !== void 0 && path !== void 0 && ref !== void 0 ? [
			["workflow", path],
			["repository", repository],
			["repository-ids", extensions.get("source_repository_id") ?? ""],
			["refs", ref],
			["runner", tellsRunner ? extensions.get("runner_environment") ?? "" : ""],
			["environments", extensions.get("deployment_environment") ?? ""],
			["through", subject === extensions.get("build_config_uri") ? "" : subject.replace(`${server}/`, "")],
			["issuer", issuer]
		] : [["identity", subject], ["issuer", issuer]]).filter(([, value]) => value !== "").map(([name, value]) => `    ${name}: ${quoted(value)}`)
	];
}
/** A double-quoted YAML text; JSON is one. */
function quoted(text) {
	return JSON.stringify(escapeUntrusted(text));
}
export { bundleLines };
