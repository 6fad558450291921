/** The same error, with a remedy where what is no JSON is a layout source that nobody signed. */
export declare function withSourceGiven(error: unknown, bytes: Uint8Array): unknown;
