import type { JsonAt } from '../json/json-at.js';
import { type ReadJsonOptions } from '../json/read-json.js';
/** The payload type of in-toto metadata in DSSE. */
export declare const PAYLOAD_TYPE = "application/vnd.in-toto+json";
/** One signature as it stands in the file. */
export interface WrittenSignature {
    /** Opaque, and in DSSE possibly empty. It selects a key and proves nothing. */
    readonly keyId: string;
    /** Undefined for a form that is not supported (GPG) or that cannot be decoded; such a signature never verifies. */
    readonly bytes: Uint8Array | undefined;
}
/** A layout or link with its signatures, none of them checked yet. */
export interface SignedMetadata {
    readonly wrapper: 'dsse' | 'metablock';
    readonly signatures: readonly WrittenSignature[];
    /** Parsed when first asked for, so that a caller can check signatures before it reads what they cover. */
    readonly payload: JsonAt;
    /** By the member `_type` of the payload. */
    readonly kind: 'layout' | 'link' | 'other';
    /** What the signatures cover. */
    signedBytes(): Uint8Array;
    /** In DSSE, what the payload is read from. */
    readonly payloadBytes: Uint8Array | undefined;
}
/**
 * Reads either wrapper.
 *
 * @throws every JSON_ code, METADATA_ENVELOPE_UNKNOWN, METADATA_PAYLOAD_TYPE, METADATA_BASE64, METADATA_MEMBER_MISSING,
 * METADATA_TYPE_WRONG, METADATA_VALUE_INVALID
 */
export declare function readSignedMetadata(bytes: Uint8Array, options: ReadJsonOptions): SignedMetadata;
