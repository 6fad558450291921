import type { Wrapper } from './wrapper.js';
export declare const METABLOCK: Wrapper;
