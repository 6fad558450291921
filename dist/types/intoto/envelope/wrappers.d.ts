import type { Wrapper } from './wrapper.js';
/** In the order in which a document is held against them. The first is the one that is written by default. */
export declare const WRAPPERS: {
    readonly dsse: Wrapper;
    readonly metablock: Wrapper;
};
export type WrapperFormat = keyof typeof WRAPPERS;
/** Every name, the default first. */
export declare const WRAPPER_NAMES: [WrapperFormat, ...WrapperFormat[]];
