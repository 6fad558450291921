import { type JsonObject } from '../json/json-value.js';
/** The payload of a Metablock as in-toto-python would write it again. */
export declare function referenceForm(payload: JsonObject): JsonObject;
