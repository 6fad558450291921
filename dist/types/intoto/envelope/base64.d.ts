import { type Bytes } from '../bytes/bytes.js';
import type { JsonAt } from '../json/json-at.js';
/**
 * Decodes standard or URL-safe base64 (DSSE 1.0.2 asks for both), padded or not, and nothing else: no white space, no
 * mixed alphabets, no spare bits. Most decoders skip what they do not know, which lets two texts mean one thing.
 *
 * @throws METADATA_TYPE_WRONG, METADATA_BASE64
 */
export declare function decodeBase64(at: JsonAt, port?: Bytes): Uint8Array;
/**
 * The same for a text that stands in a document, between its quotes and without escapes. The bytes come after as many
 * as `before` has, in one array.
 *
 * @throws METADATA_BASE64
 */
export declare function decodeBase64Bytes(written: Uint8Array, { where, before, port }: {
    where: string;
    before: (length: number) => Uint8Array;
    port?: Bytes | undefined;
}): {
    readonly all: Uint8Array;
    readonly decoded: Uint8Array;
};
