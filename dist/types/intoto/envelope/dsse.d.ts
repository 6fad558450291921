import type { Bytes } from '../bytes/bytes.js';
import type { JsonAt } from '../json/json-at.js';
import { type JsonObject } from '../json/json-value.js';
import { type ReadJsonOptions } from '../json/read-json.js';
import { type PayloadType } from './payload-type.js';
import type { SigningIdentity, Wrapped, Wrapper } from './wrapper.js';
export declare const DSSE: Wrapper;
/** The envelope of one type of payload at a place of a document. @throws JSON_ and METADATA_ codes */
export declare function readEnvelope(at: JsonAt, { source, ...limits }: ReadJsonOptions, expected?: PayloadType): Wrapped;
/** The envelope around a payload, whose bytes stay as they are. */
export declare function writeEnvelope(payload: Uint8Array, signers: readonly SigningIdentity[], bytes?: Bytes, payloadType?: PayloadType): JsonObject;
