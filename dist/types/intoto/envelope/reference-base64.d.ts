import type { Bytes } from '../bytes/bytes.js';
/** Bytes that decode base64 as in-toto-python does, and else as others do. */
export declare function referenceBytes(port: Bytes): Bytes;
