import type { JsonAt } from '../json/json-at.js';
import type { Link } from './link.js';
/** Tells one beginning from every other: 32 hexadecimal digits, chosen at random. */
export type BegunValue = string & {
    readonly __brand: 'BegunValue';
};
export interface Begun {
    readonly value: BegunValue;
    /** Without products. */
    readonly link: Link;
}
/** Undefined for a text that is no value of a beginning. */
export declare function asBegunValue(text: string): BegunValue | undefined;
/** @throws METADATA_MEMBER_MISSING, METADATA_TYPE_WRONG, METADATA_VALUE_INVALID, METADATA_TYPE_UNKNOWN */
export declare function parseBegun(at: JsonAt): Begun;
/** @throws METADATA_TYPE_WRONG, METADATA_VALUE_INVALID */
export declare function parseBegunValue(at: JsonAt): BegunValue;
