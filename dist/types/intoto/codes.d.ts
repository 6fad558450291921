import { RoomError, type ErrorDetails } from '../base/errors.js';
export declare const CORE_CODES: {
    readonly JSON_TOO_LARGE: 'A document is larger than the bound for its kind.';
    readonly JSON_TOO_MANY_VALUES: 'A document holds more values than the bound: read into memory, they would take many times its size.';
    readonly JSON_NOT_UTF8: 'A document is not valid UTF-8.';
    readonly JSON_BYTE_ORDER_MARK: 'A document starts with a byte order mark.';
    readonly JSON_SYNTAX: 'A document is not JSON.';
    readonly JSON_TRAILING_DATA: 'Something follows the end of a JSON document.';
    readonly JSON_TOO_DEEP: 'A document nests deeper than the bound.';
    readonly JSON_MEMBER_DUPLICATE: 'An object has the same member twice, possibly spelled with escapes.';
    readonly JSON_NUMBER_NOT_INTEGER: 'A number is a fraction, has an exponent or is negative zero; signed metadata has integers only.';
    readonly JSON_STRING_LONE_SURROGATE: 'A string holds half of a surrogate pair, which has no UTF-8 form.';
    readonly METADATA_MEMBER_MISSING: 'A member that the specification requires is absent.';
    readonly METADATA_TYPE_WRONG: 'A member has a value of the wrong JSON type.';
    readonly METADATA_VALUE_INVALID: 'A member has a value that the specification does not allow.';
    readonly METADATA_TYPE_UNKNOWN: 'The document is neither a layout nor a link, or not the one expected here.';
    readonly METADATA_ENVELOPE_UNKNOWN: 'The document is neither a DSSE envelope nor a Metablock.';
    readonly METADATA_PAYLOAD_TYPE: 'A DSSE envelope has a payload type that is not in-toto.';
    readonly METADATA_BASE64: 'A value is not base64.';
    readonly METADATA_RULE_INVALID: 'An artifact rule does not follow the grammar of the specification.';
    readonly METADATA_NAME_DUPLICATE: 'Two steps or inspections of a layout have one name.';
    readonly INTENT_PATTERN_INVALID: 'A pattern of intents can be read in two ways, or no file can fit it.';
    readonly INTENTS_INVALID: 'What a layout says in intents is not known, is said twice, or cannot be said there.';
    readonly KEY_UNREADABLE: 'A key is not in a form that can be read.';
    readonly KEY_UNSUPPORTED: 'A key has a type, scheme or size that is not supported.';
    readonly KEY_NOT_PUBLIC: 'A public key is needed and a private key was given.';
    readonly PARAMETER_INVALID: 'A substitution parameter has a name or value that is not allowed.';
    readonly PARAMETER_MISSING: 'With the strict checks turned off: the layout uses a parameter that was not given.';
    readonly PARAMETER_SYNTAX: 'A brace in the layout is neither a parameter nor doubled.';
    readonly ARTIFACT_NAME: 'A workflow artifact cannot have the name that its step would give it.';
    readonly STATEMENT_WITHOUT_SUBJECT: 'A keyless link would be about nothing: no products, and no commit.';
    readonly TRUSTED_ROOT_MISSING: 'A keyless signature is to be verified and no trusted root was given.';
    readonly BUNDLE_MALFORMED: 'A Sigstore bundle cannot be read.';
    readonly BUNDLE_MEDIA_TYPE: 'A Sigstore bundle has a media type that is not known.';
    readonly BUNDLE_MEMBER_UNKNOWN: 'A Sigstore bundle has a member that is not known.';
    readonly BUNDLE_NOT_ENVELOPE: 'A Sigstore bundle holds no DSSE envelope.';
    readonly BUNDLE_PAYLOAD_TYPE: 'The envelope in a Sigstore bundle has a payload type that is not in-toto.';
    readonly BUNDLE_SIGNATURE_COUNT: 'The envelope in a Sigstore bundle has not exactly one signature.';
    readonly BUNDLE_KEY_ID: 'The signature in a Sigstore bundle names a key, although a certificate signed.';
    readonly BUNDLE_WITHOUT_CERTIFICATE: 'A Sigstore bundle was signed by a key and not by a certificate.';
    readonly BUNDLE_WITHOUT_KEY: 'A Sigstore bundle was signed by a certificate and not by the key that was given.';
    readonly BUNDLE_TOO_MANY: 'A Sigstore bundle has more log entries or timestamps than the bound.';
    readonly BUNDLE_SIGNATURE: 'The signature in a Sigstore bundle does not verify.';
    readonly BUNDLE_CERTIFICATE: 'The certificate of a Sigstore bundle is not one of the trusted root, or not one for signing code.';
    readonly BUNDLE_IDENTITY: 'The certificate of a Sigstore bundle does not tell an identity in the way that Fulcio does.';
    readonly BUNDLE_TIMESTAMP: 'A Sigstore bundle has no timestamp that can be trusted.';
    readonly BUNDLE_LOG: 'The log entry of a Sigstore bundle does not verify, or there is none.';
    readonly BUNDLE_LOG_ENTRY_OTHER: 'The log entry of a Sigstore bundle is about another certificate, signature or digest.';
    readonly BUNDLE_LOG_KEY_TIME: 'The key of the log was not valid when the entry was made.';
    readonly BUNDLE_LOG_KIND: 'The log entry of a Sigstore bundle is of a kind that is not known.';
    readonly BUNDLE_UNVERIFIED: 'A Sigstore bundle does not verify.';
};
/** The closed set of the codes of the core. */
export type CoreCode = keyof typeof CORE_CODES;
/**
 * "Could not tell", said by the core, or to it through a port. The code is stable and documented in docs/errors.md;
 * `message` says what happened with the values found, escaped where they come from outside.
 */
export declare class CoreError extends RoomError<CoreCode> {
    constructor(code: CoreCode, message: string, details?: ErrorDetails);
}
