import { type Curve } from './curves.js';
import { type PssHash } from './pss-restrictions.js';
interface RsaNumbers {
    readonly bits: number;
    readonly exponent: bigint;
    /** Both numbers in the form of PKCS #1. */
    readonly pkcs1: Uint8Array;
}
/** A public key of a type that a scheme uses, or the name of one that none does. */
export type SpkiKey = ({
    readonly type: 'rsa';
} & RsaNumbers) | ({
    readonly type: 'rsa-pss';
    readonly hash: PssHash;
} & RsaNumbers) | {
    readonly type: 'ec';
    readonly curve: Curve;
    readonly point: Uint8Array;
} | {
    readonly type: 'ed25519';
    readonly raw: Uint8Array;
} | {
    readonly type: 'other';
    readonly name: string;
};
/**
 * Reads a SubjectPublicKeyInfo.
 *
 * @throws KEY_UNREADABLE
 */
export declare function readSpki(der: Uint8Array, where: string): SpkiKey;
/** The one form of each key: curves by name, points uncompressed, RSA without the mark "for PSS". */
export declare function writeSpki(key: Exclude<SpkiKey, {
    type: 'other';
}>): Uint8Array;
/** A key in words, for messages. */
export declare function describeSpki(key: SpkiKey): string;
export {};
