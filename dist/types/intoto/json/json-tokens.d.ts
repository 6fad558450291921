import { CoreError, type CoreCode } from '../codes.js';
import type { JsonValue } from './json-value.js';
import type { StringCache, TextSource } from './string-cache.js';
export declare const QUOTE = 34;
/** Reads token after token. What reads values moves `position` past the brackets that it knows. */
export declare class JsonTokens {
    #private;
    readonly bytes: Uint8Array;
    position: number;
    /** Bytes of white space passed so far. */
    spaces: number;
    /** Turns false at a string that is not spelled as canonical JSON spells it. */
    canonical: boolean;
    /** Whether the last string was ASCII. */
    ascii: boolean;
    /** Bytes of memory that values may still take, estimated. */
    memory: number;
    readonly texts: TextSource;
    constructor(texts: TextSource, source: string, strings: StringCache, memory?: number);
    /** Takes so many bytes of memory off the bound. @throws JSON_TOO_MANY_VALUES */
    spend(bytes: number): void;
    /** A string, at its quote. @throws JSON_SYNTAX, JSON_STRING_LONE_SURROGATE, JSON_TOO_MANY_VALUES */
    string(): string;
    /**
     * Steps over a string, at its quote, and keeps nothing of it. What it takes, `string` takes, too.
     *
     * @returns whether it holds an escape
     * @throws JSON_SYNTAX, JSON_STRING_LONE_SURROGATE
     */
    skipString(): boolean;
    /** The code unit of the escape at a place, after which the position is; of a string that was stepped over. */
    escapeAt(position: number): number;
    /** `true`, `false` or `null`. @throws JSON_SYNTAX */
    word<Value extends JsonValue>(word: string, value: Value): Value;
    /** An integer. @throws JSON_SYNTAX, JSON_NUMBER_NOT_INTEGER */
    number(): number | bigint;
    skipSpace(): void;
    /** Skips white space and the byte, when it comes next. */
    take(byte: number): boolean;
    /** An error that says what stands here instead. */
    syntax(expected: string): CoreError;
    /** An error about this place. Line and column are counted only now, when there is something to say. */
    error(code: CoreCode, message: string, hint?: string): CoreError;
}
/** The white space of JSON. */
export declare function isSpace(byte: number | undefined): boolean;
