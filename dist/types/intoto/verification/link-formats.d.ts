import type { LinkFormat } from './link-format.js';
/** In the order in which the files of a step are looked through. */
export declare const LINK_FORMATS: {
    readonly signed: LinkFormat;
    readonly bundle: LinkFormat;
    readonly unsigned: LinkFormat;
};
export type LinkFormatName = keyof typeof LINK_FORMATS;
export declare const LINK_FORMAT_NAMES: readonly LinkFormatName[];
/** The format that a file is named like; undefined for a file that is not named like a link of the step. */
export declare function linkFormatOf(fileName: string, step: string): LinkFormatName | undefined;
