import type { JsonValue } from '../json/json-value.js';
/** @param step its name; that of a leg ends with `-` and its values */
export declare function commandHint(step: string, command: readonly string[]): string;
export declare function directoryHint(step: string, directory: JsonValue): string;
export declare function setupHint(step: string, setup: JsonValue): string;
