/**
 * How far a path has been read: `=` and the beginning of a scheme of ours; `letter` or `word`, which may still become the
 * scheme of an address; `word:` and `word:/`; `body`, the beginning of what follows a scheme; `drive`, its first letter;
 * else the segment: begun, one dot, two dots, or a name.
 */
export type PathState = `=${string}` | 'letter' | 'word' | 'word:' | 'word:/' | 'body' | 'drive' | Segment;
type Segment = 'segment' | 'dot' | 'dots' | 'name';
export declare const PATH_START: PathState;
/** Characters at which what `nextPathState` says may change: it says the same of all from one to the next. */
export declare const PATH_CUTS: readonly number[];
/** Whether a path may end here. */
export declare function isWholePath(state: PathState): boolean;
/** The state after one more character; undefined when no such path is in its shortest form. No backslashes are asked for. */
export declare function nextPathState(state: PathState, character: string): PathState | undefined;
export {};
