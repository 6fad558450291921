/**
 * Makes text from outside safe to show on one line: control characters, line breaks, bidirectional marks and
 * invisible characters become `\u{hex}`, so that a file name can neither start a workflow command on a line of its
 * own nor recolour or reorder a terminal. Text longer than `limit` UTF-16 code units is cut, and says so.
 */
export declare function escapeUntrusted(text: string, limit?: number): string;
/** The same within double quotes, for values in messages. */
export declare function quoteUntrusted(text: string, limit?: number): string;
