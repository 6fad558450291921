import type { JsonObject } from '../json/json-value.js';
/** The bytes of the file that holds a document. @throws JSON_NUMBER_NOT_INTEGER, JSON_STRING_LONE_SURROGATE */
export declare function documentFile(document: JsonObject): Uint8Array;
