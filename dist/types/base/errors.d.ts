/** What an error carries beside its message; every part is shown to the user. */
export interface ErrorDetails {
    /** File and JSON path, flag or step: where the fault lies. Already escaped. */
    readonly at?: string | undefined;
    /** One sentence that says how to mend it. */
    readonly hint?: string | undefined;
    readonly cause?: unknown;
}
/** What every error of the suite is. The code is stable and documented in docs/errors.md. */
export declare abstract class InTotoError extends Error {
    readonly name = "InTotoError";
    abstract readonly code: string;
    abstract readonly at: string | undefined;
    abstract readonly hint: string | undefined;
}
/**
 * An error with a code of one room: each room has a class of its own in its `codes.ts`, and throws that or the class of a
 * room below it. `message` says what happened with the values found, escaped with `escapeUntrusted` where they come from
 * outside.
 */
export declare abstract class RoomError<Code extends string> extends InTotoError {
    readonly code: Code;
    readonly at: string | undefined;
    readonly hint: string | undefined;
    constructor(code: Code, message: string, details?: ErrorDetails);
}
