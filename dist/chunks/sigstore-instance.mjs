import { g as SigstoreError } from "./every-verification.mjs";
import { K as quoteUntrusted } from "./base.mjs";
import { n as embeddedRoot } from "./sigstore-embedded-roots.mjs";
// src/sigstore/instance.ts
/** What the public authorities take, and so what no other one may get. */
const PUBLIC_AUDIENCE = "sigstore";
/**
* The audience of the identity token to get for these settings. It belongs to the instance and nothing else sets it: who
* chooses the address chooses who reads the token, so a token for an address that was chosen is good there alone.
*
* @throws KEYLESS_INSTANCE_INCOMPLETE, so that no token is requested for an address that is refused
*/
function audienceOf(settings) {
	return settings.choice === "custom" ? customInstance(settings).audience : PUBLIC_AUDIENCE;
}
/**
* The instance to sign with.
*
* @param visibility of the repository, as the identity token tells it; undefined when it does not
* @throws KEYLESS_INSTANCE_REFUSED, KEYLESS_INSTANCE_INCOMPLETE
*/
function chooseInstance(settings, visibility) {
	const { choice, publishPrivateNames } = settings;
	if (choice === "custom") return customInstance(settings);
	const isPublic = visibility === "public";
	if (choice === "github" || choice === "auto" && !isPublic) return github(settings);
	if (!isPublic && !publishPrivateNames) throw new SigstoreError("KEYLESS_INSTANCE_REFUSED", `The repository is ${visibility === void 0 ? "of a visibility that is not told" : quoteUntrusted(visibility, 40)}, and the public-good instance would publish its name, workflow and commit for ever.`, { hint: "Use GitHub's own instance (sigstore: github), one of your own (custom), or allow it with `publish-private-names: yes, publish`." });
	return publicGood(settings);
}
function publicGood({ trust }) {
	return {
		name: "public-good",
		audience: PUBLIC_AUDIENCE,
		fulcioUrl: "https://fulcio.sigstore.dev",
		log: {
			url: "https://rekor.sigstore.dev",
			version: 1
		},
		timestampUrl: "https://timestamp.sigstore.dev/api/v1/timestamp",
		trust: trust.length > 0 ? trust : [embeddedRoot("public-good")]
	};
}
function github({ trust }) {
	return {
		name: "github",
		audience: PUBLIC_AUDIENCE,
		fulcioUrl: "https://fulcio.githubapp.com",
		log: void 0,
		timestampUrl: "https://timestamp.githubapp.com/api/v1/timestamp",
		trust: trust.length > 0 ? trust : [embeddedRoot("github")]
	};
}
function customInstance({ fulcioUrl, logUrl, logVersion, timestampUrl, trust }) {
	const missing = [
		...fulcioUrl === "" ? ["fulcio-url"] : [],
		...trust.length === 0 ? ["trusted-root"] : [],
		...timestampUrl === "" && (logUrl === "" || logVersion === 2) ? ["timestamp-url"] : []
	];
	if (missing.length > 0) throw new SigstoreError("KEYLESS_INSTANCE_INCOMPLETE", `A Sigstore of your own also needs ${inWords(missing)}.`, { hint: `Set ${missing.length === 1 ? "it as an input" : "them as inputs"}, or pass ${inWords(missing.map((name) => `\`--${name}\``))}.` });
	for (const url of [
		fulcioUrl,
		logUrl,
		timestampUrl
	].filter((text) => text !== "")) checkAddress(url);
	return {
		name: "custom",
		audience: new URL(fulcioUrl).origin,
		fulcioUrl,
		log: logUrl === "" ? void 0 : {
			url: logUrl,
			version: logVersion
		},
		timestampUrl: timestampUrl === "" ? void 0 : timestampUrl,
		trust
	};
}
/** "a", "a and b", "a, b and c". */
function inWords(names) {
	return names.join(", ").replace(/, (?=[^,]*$)/, " and ");
}
/** The identity token goes there, so nobody on the way may read it. */
function checkAddress(text) {
	const url = URL.canParse(text) ? new URL(text) : void 0;
	if (url !== void 0 && (url.username !== "" || url.password !== "")) throw new SigstoreError("KEYLESS_INSTANCE_INCOMPLETE", `The address at ${quoteUntrusted(url.host, 200)} names a user or a password.`, { hint: "Give the address without them; services of Sigstore take none." });
	const loopback = url !== void 0 && [
		"127.0.0.1",
		"[::1]",
		"localhost"
	].includes(url.hostname);
	if (url?.protocol === "https:" || url?.protocol === "http:" && loopback) return;
	throw new SigstoreError("KEYLESS_INSTANCE_INCOMPLETE", `${quoteUntrusted(text, 200)} is not an address by https.`, { hint: "Give an address that starts with https://." });
}
export { audienceOf, chooseInstance };
