import type { SignedMetadata } from '../envelope/signed-metadata.js';
import type { JsonAt } from '../json/json-at.js';
import type { Compatibility } from './verification.js';
/**
 * What metadata says that somebody signed who is trusted with it: as it is written, or as the reference reads it.
 *
 * @throws JSON_ and METADATA_ codes
 */
export declare function payloadOf({ signedPayload }: Pick<SignedMetadata, 'signedPayload'>, compatibility: Compatibility): JsonAt;
