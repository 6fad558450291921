/** Thrown when a bound is reached, up to where the outermost layout goes on without the step. Never to a caller. */
export declare class WorkExceeded extends Error {
    readonly of: 'work' | 'memory';
    constructor(of: 'work' | 'memory');
}
