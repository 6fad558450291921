import { K as RoomError } from "./base.mjs";
// src/sigstore/codes.ts
const SIGSTORE_CODES = {
	TRUSTED_ROOT_INVALID: "A trusted root cannot be read, or lacks something that it must have.",
	TRUSTED_ROOT_UNAVAILABLE: "A trusted root could not be fetched.",
	TRUSTED_ROOT_REFUSED: "A trusted root that was fetched is not signed, expired, or older than one seen before.",
	KEYLESS_TOKEN_INVALID: "An identity token is not of the form that such tokens have.",
	KEYLESS_TOKEN_AUDIENCE: "An identity token is for another audience than the Sigstore instance that would get it.",
	KEYLESS_INSTANCE_REFUSED: "A repository that is not public would be named in a public log.",
	KEYLESS_INSTANCE_INCOMPLETE: "A Sigstore of your own lacks an address or its trusted root.",
	KEYLESS_CERTIFICATE_FAILED: "The certificate authority gave no certificate.",
	KEYLESS_LOG_FAILED: "The transparency log took no entry.",
	KEYLESS_TIMESTAMP_FAILED: "The timestamp authority gave no timestamp."
};
/** A signature by identity that cannot be made, or a trusted root that cannot be used. */
var SigstoreError = class extends RoomError {};
export { SigstoreError as n, SIGSTORE_CODES as t };
