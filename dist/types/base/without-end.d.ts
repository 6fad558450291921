/**
 * A text without all that one character at its end. An expression like `/x+$/` looks at each run of the character from
 * each of its places, which takes the square of its length.
 */
export declare function withoutEnd(text: string, character: string): string;
