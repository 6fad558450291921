import type { ErrorCode } from './error-codes.js';
/** What an error carries beside its message; every part is shown to the user. */
export interface ErrorDetails {
    /** File and JSON path, flag or step: where the fault lies. Already escaped. */
    readonly at?: string | undefined;
    /** One sentence that says how to mend it. */
    readonly hint?: string | undefined;
    readonly cause?: unknown;
}
/**
 * The one error class of the suite. The code is stable and documented in docs/errors.md; `message` says what
 * happened with the values found, escaped with `escapeUntrusted` where they come from outside.
 */
export declare class InTotoError extends Error {
    readonly name = "InTotoError";
    readonly code: ErrorCode;
    readonly at: string | undefined;
    readonly hint: string | undefined;
    constructor(code: ErrorCode, message: string, details?: ErrorDetails);
}
