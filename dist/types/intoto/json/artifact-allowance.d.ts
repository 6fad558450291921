import { type JsonTokens } from './json-tokens.js';
import type { JsonValue } from './json-value.js';
/**
 * Decides for each member of a document which of two bounds its value is taken off. Off that of artifacts are taken, once
 * `_type` said that this is a link: `materials` and `products`; in them, what maps a path to digests; in that, digests.
 */
export declare class ArtifactAllowance {
    #private;
    constructor(tokens: JsonTokens, top: number, artifactMemory: number);
    /** Before the value of a member. Returns whether the bound was changed, which `leave` wants to know. */
    enter(depth: number, name: string): boolean;
    /** After it. */
    leave(depth: number, name: string, value: JsonValue, changed: boolean): void;
}
