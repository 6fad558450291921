import { type JsonDocument, type ReadJsonOptions } from '../json/read-json.js';
import { type PayloadType } from './payload-type.js';
import type { Wrapped, Wrapper } from './wrapper.js';
export declare const DSSE: Wrapper;
/** The envelope of one type of payload that a document is. @throws JSON_ and METADATA_ codes */
export declare function readEnvelope({ root: at, later }: JsonDocument, { source, ...limits }: ReadJsonOptions, expected?: PayloadType): Wrapped;
