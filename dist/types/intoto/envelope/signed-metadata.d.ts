import type { JsonAt } from '../json/json-at.js';
import { type ReadJsonOptions } from '../json/read-json.js';
import type { WrittenSignature } from './wrapper.js';
import { type WrapperFormat } from './wrappers.js';
/** What a wrapper lies in: a file of its own, or a Sigstore bundle, whose certificate says who signed. */
export type Container = 'file' | 'bundle';
/** A layout or link with its signatures, none of them checked yet. */
export interface SignedMetadata {
    readonly wrapper: WrapperFormat;
    readonly container: Container;
    readonly signatures: readonly WrittenSignature[];
    /** Parsed when first asked for, so that a caller can check signatures before it reads what they cover. */
    readonly payload: JsonAt;
    /** The same once somebody who is trusted with it has signed it: then it may take more memory. */
    readonly signedPayload: JsonAt;
    /** By the member `_type` of the payload. */
    readonly kind: 'layout' | 'link' | 'other';
    /** What the signatures cover. */
    signedBytes(): Uint8Array;
    /** In DSSE, what the payload is read from. */
    readonly payloadBytes: Uint8Array | undefined;
    /** In a wrapper whose payload is a part of it: that part, for looking at it. */
    readonly payloadPart?: Uint8Array | undefined;
}
/**
 * Reads any wrapper.
 *
 * @throws every JSON_ code, METADATA_ENVELOPE_UNKNOWN, METADATA_PAYLOAD_TYPE, METADATA_BASE64, METADATA_MEMBER_MISSING,
 * METADATA_TYPE_WRONG, METADATA_VALUE_INVALID
 */
export declare function readSignedMetadata(bytes: Uint8Array, options: ReadJsonOptions): SignedMetadata;
/**
 * Reads the beginning of a step, which no reader of links takes for one, nor this a link for a beginning.
 *
 * @throws every JSON_ code, METADATA_PAYLOAD_TYPE, METADATA_BASE64, METADATA_MEMBER_MISSING, METADATA_TYPE_WRONG,
 * METADATA_VALUE_INVALID
 */
export declare function readSignedBegun(bytes: Uint8Array, options: ReadJsonOptions): SignedMetadata;
/** What a payload says that it is. @throws METADATA_TYPE_WRONG */
export declare function kindOf(payload: JsonAt): SignedMetadata['kind'];
