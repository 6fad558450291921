import type { Link } from '../link/link.js';
import { type HiddenFiles } from '../link/recording-notes.js';
import type { Warning } from './failure.js';
/** What a step left out, to show: patterns are escaped and cut, and the first of them stand for a long list. */
export declare function hiddenFilesOf({ environment }: Link): HiddenFiles[];
/** Files that a step had before it and left out: rules see none of them, so somebody should have a look. */
export declare function warnOfHiddenFiles(step: string, { environment }: Link, prefix: string): Warning[];
/** What one pattern hid, in words. */
export declare function hiddenFilesText({ materials, products }: Omit<HiddenFiles, 'pattern'>): string;
