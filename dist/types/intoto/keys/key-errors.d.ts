import { InTotoError } from '../../base/errors.js';
/** KEY_UNREADABLE. */
export declare function unreadableKey(message: string, at: string, hint?: string, cause?: unknown): InTotoError;
/** KEY_UNSUPPORTED. */
export declare function unsupportedKey(message: string, at: string, hint?: string): InTotoError;
/** The same for GPG keys, which come as PEM-like files and as key objects. */
export declare function gpgKey(at: string): InTotoError;
