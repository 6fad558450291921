import type { JsonAt } from './json-at.js';
/** Checks the member `_type`, by which in-toto metadata says what it is. @throws METADATA_TYPE_UNKNOWN */
export declare function expectType(at: JsonAt, expected: string): void;
