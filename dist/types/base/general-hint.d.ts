import type { InTotoError } from './errors.js';
/** The remedy for all errors of a kind; undefined where each says its own. */
export declare function generalHint(code: string): string | undefined;
/** The remedy of an error; `instead` where it has none but the general one of its kind, for who knows the document. */
export declare function hintOr({ code, hint }: InTotoError, instead: string): string;
