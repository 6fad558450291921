import type { JsonAt } from './json-at.js';
export interface UnknownMember {
    readonly at: string;
    /** The known member that it equals but for letter case. */
    readonly looksLike: string | undefined;
}
/** The members of `object` that are not in `known`. */
export declare function unknownMembers(object: JsonAt, known: readonly string[]): UnknownMember[];
