import type { NameList } from '../json/digest-section.js';
import type { IntentPattern } from './intent-pattern.js';
/** Says of paths whether they are meant. Tests of one key say the same. */
export interface PathTest {
    readonly key: string;
    /** What each path that is meant begins with. */
    readonly head: string;
    matches(path: string): boolean;
}
export declare function testOfPattern(pattern: IntentPattern): PathTest;
/** All below a directory. No pattern ends with a slash. */
export declare function testOfDirectory(directory: string): PathTest;
/** Whether one path of a list is meant. */
export declare function fitsOneIn(list: NameList, test: PathTest): boolean;
/** The positions of all names that begin with a text: from the first up to the second. */
export declare function rangeOf({ names }: NameList, head: string): readonly [start: number, end: number];
/** Paths that some tests mean, and some by name. */
export declare class PathSelection {
    #private;
    constructor(tests: readonly PathTest[], names?: ReadonlySet<string>);
    get isEmpty(): boolean;
    has(path: string): boolean;
    /** By position in a list of names: 1 where it is one of them. Nobody changes it. */
    on(list: NameList): Uint8Array;
}
