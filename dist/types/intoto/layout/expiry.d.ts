import type { JsonAt } from '../json/json-at.js';
/**
 * Reads `YYYY-MM-DDTHH:MM:SSZ` into milliseconds since the epoch, or undefined when it is not a real time: Date.parse
 * alone turns 30 February into 2 March.
 */
export declare function parseUtcSeconds(text: string): number | undefined;
/** The specification's form of a time, seconds cut off. */
export declare function formatUtcSeconds(milliseconds: number): string;
/** The member `expires` of a layout. @throws METADATA_TYPE_WRONG, METADATA_VALUE_INVALID */
export declare function parseExpiry(at: JsonAt): number;
