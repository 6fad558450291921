import { type JsonDocument, type ReadJsonOptions } from '../json/read-json.js';
/**
 * The document without the text of its payload, which is what `later` of it gives. That this text holds neither escapes nor
 * control characters is known once it was decoded, and not before.
 *
 * @returns undefined for a document whose payload is not where it usually is
 * @throws JSON_ codes for what is odd around the payload; a strict reader has yet to say what is wrong
 */
export declare function openEnvelope(bytes: Uint8Array, options: ReadJsonOptions): JsonDocument | undefined;
