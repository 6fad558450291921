import { ByteWriter } from '../bytes/byte-writer.js';
import type { Bytes } from '../bytes/bytes.js';
import { type JsonObject } from '../json/json-value.js';
import { type PayloadType } from './payload-type.js';
import type { SigningIdentity } from './wrapper.js';
/** Room for what signatures cover before a payload of any length. */
export declare const PAE_HEADER_ROOM = 128;
/** The bytes of a file, one part after the other, each of which is made when it is asked for. */
export interface FileParts extends Iterable<Uint8Array> {
    /** Bytes of all parts. */
    readonly size: number;
}
/**
 * Signs a payload (DSSE protocol 1.0.2) and returns the bytes of the envelope's file, with a line feed at the end: those of
 * the document written as any JSON. The payload must not change before the last part was taken.
 *
 * @param payload written behind `PAE_HEADER_ROOM`
 * @throws what a signer throws
 */
export declare function envelopeParts(payload: ByteWriter, signers: readonly SigningIdentity[], bytes?: Bytes, payloadType?: PayloadType): FileParts;
/** Those bytes in one piece. @throws what a signer throws */
export declare function signedEnvelope(...request: Parameters<typeof envelopeParts>): Uint8Array;
/** A payload to sign, of bytes that are there already. */
export declare function payloadOf(bytes: Uint8Array): ByteWriter;
/** Signatures over a message, as an envelope lists them. @throws what a signer throws */
export declare function signEnvelope(message: Uint8Array, signers: readonly SigningIdentity[]): JsonObject[];
