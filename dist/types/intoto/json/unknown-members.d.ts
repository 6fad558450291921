import type { JsonAt } from './json-at.js';
export interface UnknownMember {
    readonly at: string;
    /** The known member that it equals but for letter case. */
    readonly looksLike: string | undefined;
}
/** The members of `object` that are not in `known`, the first of them. */
export declare function unknownMembers(object: JsonAt, known: readonly string[]): UnknownMember[];
/** Adds what was found to a list, as long as that is short. */
export declare function addUnknown(list: UnknownMember[], found: readonly UnknownMember[]): void;
