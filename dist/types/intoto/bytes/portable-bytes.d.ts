import { type Bytes } from './bytes.js';
export declare const PORTABLE_BYTES: Bytes;
