/** Whether a text is the attempt of a run, from 1. */
export declare function isAttempt(text: string): boolean;
/** Whether a text is the id that a server gave to a job or to a workflow artifact: 64 bits have 20 digits at most. */
export declare function isServerId(text: string): boolean;
