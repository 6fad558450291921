import type { Bytes } from '../bytes/bytes.js';
import type { JsonAt } from '../json/json-at.js';
import type { JsonObject } from '../json/json-value.js';
import type { JsonDocument, ReadJsonOptions } from '../json/read-json.js';
import type { KeyId } from '../keys/key-id.js';
import type { Signer } from '../signatures/signer.js';
/** One signature as it stands in the file. */
export interface WrittenSignature {
    /** Opaque, and in DSSE possibly empty. It selects a key and proves nothing. */
    readonly keyId: string;
    /** Undefined for a form that is not supported (GPG) or that cannot be decoded; such a signature never verifies. */
    readonly bytes: Uint8Array | undefined;
    /** What in-toto-python takes for the signature, where that differs: none, or one of no form that it reads. */
    readonly reference?: {
        readonly bytes: Uint8Array | undefined;
    } | 'malformed';
}
/** Who signs, and the key id that the signature is filed under. One signer may sign under several ids. */
export interface SigningIdentity {
    readonly signer: Signer;
    readonly keyId: KeyId;
}
/** What a wrapper holds, none of its signatures checked yet. */
export interface Wrapped {
    readonly signatures: readonly WrittenSignature[];
    /** Parsed from what the signatures cover and from nothing else. @throws JSON_ codes */
    payload(): JsonAt;
    /** The same once somebody who is trusted with it has signed it: it may hold more. @throws JSON_ codes */
    signedPayload(): JsonAt;
    /** What the signatures cover. */
    signedBytes(): Uint8Array;
    /** What the payload is read from; undefined where it is a part of the document and is read with it. */
    readonly payloadBytes: Uint8Array | undefined;
    /** Where the payload is a part of the document: how it stands there, unless it was read with the rest already. */
    readonly payloadPart?: Uint8Array | undefined;
}
export interface Wrapper {
    /** Its name for people. */
    readonly title: string;
    /** The same in a sentence, with its article. */
    readonly noun: string;
    /** The members of the document. The first is what tells it from others. */
    readonly members: readonly [string, ...string[]];
    /** @throws JSON_ and METADATA_ codes */
    readonly read: (document: JsonDocument, options: ReadJsonOptions) => Wrapped;
    /** The file of the document around a payload. @throws JSON_ codes for a payload that cannot be signed */
    readonly write: (payload: JsonObject, signers: readonly SigningIdentity[], bytes: Bytes) => Uint8Array;
    /** Signatures over a message, as the document lists them. */
    readonly sign: (message: Uint8Array, signers: readonly SigningIdentity[]) => JsonObject[];
    /** Whether a signature may leave open which key it is of. */
    readonly keyIds: 'optional' | 'required';
    /** What in-toto-python takes signatures to cover; undefined for what they do cover. */
    readonly referenceMessage: ((payload: JsonObject) => Uint8Array) | undefined;
}
