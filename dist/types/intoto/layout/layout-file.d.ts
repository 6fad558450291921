import type { Bytes } from '../bytes/bytes.js';
import { type SignedMetadata } from '../envelope/signed-metadata.js';
import { type ParsedLayout } from './parse-layout.js';
/**
 * A layout as it lies in a file, read when first asked and once, whoever asks: who looks at it before it is verified
 * and who verifies it see one value. Nothing that it says is believed before verification.
 */
export declare class LayoutFile {
    #private;
    readonly bytes: Uint8Array;
    /** Its name for messages, usually its path. */
    readonly source: string;
    /** @param bytes must not change any more */
    constructor(bytes: Uint8Array, source: string, port?: Bytes);
    /** @throws what `readSignedMetadata` throws */
    metadata(): SignedMetadata;
    /** @throws what `readSignedMetadata` and `parseLayout` throw */
    parsed(): ParsedLayout;
}
