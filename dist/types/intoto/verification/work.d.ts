import type { Failure } from './failure.js';
import { HeldValues } from './held-values.js';
import { WorkExceeded } from './work-exceeded.js';
/** Work that is left. */
export declare class Work {
    #private;
    constructor(units: number);
    /** Whether it never ends. */
    get isUnbounded(): boolean;
    /** @throws WorkExceeded */
    spend(units: number): void;
}
/** Of the root layout, which its owners answer for. */
export declare const UNBOUNDED: Work;
/** What layouts in the place of links may cause in one verification. */
export declare class SublayoutBounds {
    #private;
    readonly work: Work;
    /** What their links hold. */
    readonly held: HeldValues;
    /** Bytes of one of them. */
    readonly layoutBytes: number;
    constructor(layouts?: number, units?: number, layoutBytes?: number, held?: HeldValues);
    /** Whether there may be one more layout. */
    takeLayout(): boolean;
}
/** SUBLAYOUT_TOO_MANY. */
export declare function tooManyLayouts(step: string): Failure;
/** SUBLAYOUT_TOO_COSTLY. */
export declare function tooCostly(step: string, of: WorkExceeded['of']): Failure;
