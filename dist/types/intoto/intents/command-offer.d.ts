import type { JsonValue } from '../json/json-value.js';
/** @param step its name; that of a leg ends with `-` and its values */
export declare function commandHint(step: string, command: readonly string[]): string;
export declare function directoryHint(step: string, directory: JsonValue): string;
/** What to do about a link that does not say where its command ran. @param wanted by the layout */
export declare function unsaidDirectoryHint(wanted: string): string;
export declare function setupHint(step: string, setup: JsonValue): string;
