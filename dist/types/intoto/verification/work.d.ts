import type { Failure } from './failure.js';
/** Thrown when the bound is reached, up to where the outermost layout goes on without the step. Never to a caller. */
export declare class WorkExceeded extends Error {
}
/** Work that is left. */
export declare class Work {
    #private;
    constructor(units: number);
    /** @throws WorkExceeded */
    spend(units: number): void;
}
/** Of the root layout, which its owners answer for. */
export declare const UNBOUNDED: Work;
/** What layouts in the place of links may cause in one verification. */
export declare class SublayoutBounds {
    #private;
    readonly work: Work;
    /** Bytes of one of them. */
    readonly layoutBytes: number;
    constructor(layouts?: number, units?: number, layoutBytes?: number);
    /** Whether there may be one more layout. */
    takeLayout(): boolean;
}
/** SUBLAYOUT_TOO_MANY. */
export declare function tooManyLayouts(step: string): Failure;
/** SUBLAYOUT_TOO_COSTLY. */
export declare function tooCostly(step: string): Failure;
