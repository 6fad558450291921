import { CoreError } from '../codes.js';
/** KEY_UNREADABLE. */
export declare function unreadableKey(message: string, at: string, hint?: string, cause?: unknown): CoreError;
/** KEY_UNSUPPORTED. */
export declare function unsupportedKey(message: string, at: string, hint?: string): CoreError;
/** The same for GPG keys, which come as PEM-like files and as key objects. */
export declare function gpgKey(at: string): CoreError;
