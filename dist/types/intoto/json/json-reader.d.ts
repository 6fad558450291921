import type { Bytes } from '../bytes/bytes.js';
import { type JsonTokens } from './json-tokens.js';
import type { JsonValue } from './json-value.js';
import { type Skimmed } from './skim-json.js';
import type { StringCache } from './string-cache.js';
/** See `ReadJsonOptions`. */
interface ReaderOptions {
    readonly later?: ((name: string) => boolean) | undefined;
    readonly artifactMemory?: number | undefined;
    /** Looks for sections of digests in the usual spelling, by these; undefined reads every object with care. */
    readonly sections?: Bytes | undefined;
    /** At which depth members are those of a link, as a number of objects around them. */
    readonly linkDepth?: number | undefined;
    readonly resources?: true | undefined;
}
/** Reads one document, and remembers which members of its outermost object are canonical JSON already. */
export declare class JsonReader {
    #private;
    constructor(tokens: JsonTokens, strings: StringCache, { later, artifactMemory, sections, linkDepth, resources }?: ReaderOptions);
    /** The whole document. @throws JSON_ codes */
    document(): JsonValue;
    /** See `JsonDocument.later`. */
    skimmed(name: string): Skimmed | undefined;
    /** A value that was stepped over, built now. @throws JSON_TOO_MANY_VALUES */
    build({ start }: Skimmed, memory: number, artifactMemory?: number): JsonValue;
    /** See `JsonDocument.canonicalMember`. */
    canonicalMember(name: string): Uint8Array | undefined;
}
export {};
