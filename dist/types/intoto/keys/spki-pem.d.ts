/**
 * The bytes of the one public key (SPKI) in a PEM text. Text around the block and either form of line ending are allowed.
 *
 * @throws KEY_UNREADABLE, KEY_NOT_PUBLIC, KEY_UNSUPPORTED for a GPG key
 */
export declare function derOfPem(text: string, where: string): Uint8Array;
/** A PEM block as OpenSSL writes it: lines of 64 characters, LF, one at the end. */
export declare function pemOfDer(der: Uint8Array): string;
