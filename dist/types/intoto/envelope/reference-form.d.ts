import { JsonAt } from '../json/json-at.js';
import { type JsonObject } from '../json/json-value.js';
/** The payload of a Metablock as in-toto-python would write it again. */
export declare function referenceForm(payload: JsonObject): JsonObject;
/**
 * A payload as in-toto-python reads it, in any wrapper. It does not look at the names of links and inspections, so one that
 * is absent is read as `None`, its word for nothing.
 *
 * @throws METADATA_MEMBER_MISSING for a key that does not name its id, METADATA_TYPE_WRONG
 */
export declare function referencePayload(payload: JsonAt): JsonAt;
