import type { JsonAt } from '../json/json-at.js';
import { type JsonObject } from '../json/json-value.js';
/** @throws METADATA_TYPE_WRONG, METADATA_VALUE_INVALID for a recording that names more than anybody left out */
export declare function parseEnvironment(at: JsonAt | undefined): JsonObject;
