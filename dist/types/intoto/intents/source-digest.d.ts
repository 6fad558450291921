import type { Files } from './files.js';
/** SHA-256 in hex of what `sourceLines` writes. @param directory that all of them lie in, and are named from; '' for none */
export declare function digestOfSource(files: Files, directory: string): string;
