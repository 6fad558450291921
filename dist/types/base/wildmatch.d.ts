/** The bytes of a text as UTF-8, one character for each. */
export declare function asBytes(text: string): string;
/**
 * Compiles a pattern.
 *
 * @param pattern one character for each byte
 * @param slashes `apart`: only `**` between slashes takes them; `alike`: they are like any other byte
 */
export declare function compileWildmatch(pattern: string, slashes: 'apart' | 'alike'): (bytes: string) => boolean;
