/** A class, and where the pattern goes on behind it. */
export interface CharacterClass {
    /** By byte, 1 for those that it holds. */
    readonly holds: Uint8Array;
    readonly end: number;
}
/**
 * Reads the class whose `[` stands at a place of a pattern. Undefined for one that does not end or that names a class
 * that there is not: git lets such a pattern match nothing.
 *
 * @param pattern one character for each byte
 */
export declare function readCharacterClass(pattern: string, open: number): CharacterClass | undefined;
