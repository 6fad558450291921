import type { JsonAt } from '../json/json-at.js';
import { type JsonObject } from '../json/json-value.js';
import { type CertificateExtension } from './certificate-extensions.js';
import type { KeyId } from './key-id.js';
import type { KeyFingerprint } from './public-key.js';
/** Who a certificate says that its holder is. Only a verified one may be turned into this. */
export interface CertificateIdentity {
    /** Empty when the certificate names none; then it fits no functionary. */
    readonly issuer: string;
    /** The only subject alternative name, a URI. */
    readonly subject: string;
    readonly extensions: ReadonlyMap<CertificateExtension, string>;
}
/** A functionary by identity. */
export interface KeylessIdentity {
    readonly keyType: 'sigstore-oidc';
    readonly scheme: 'Fulcio';
    /** Equal for equal key objects. Thresholds do not count these but the identities that signed. */
    readonly fingerprint: KeyFingerprint;
    readonly issuer: string;
    readonly subject: {
        readonly kind: 'exact' | 'pattern';
        readonly text: string;
    };
    /** Of each extension, the values or patterns of which one must fit. */
    readonly constraints: ReadonlyMap<CertificateExtension, readonly string[]>;
    /** Name of the trusted root that must vouch for it; undefined for those that may by default. */
    readonly trustedRoot: string | undefined;
}
/**
 * Reads the key object of a keyless functionary: `{keytype, scheme, keyval: {issuer, identity | identity_pattern,
 * <extension>: [value…], trusted_root?}}`.
 *
 * @throws METADATA_TYPE_WRONG, METADATA_MEMBER_MISSING, KEY_UNSUPPORTED, KEY_UNREADABLE
 */
export declare function parseKeylessIdentity(at: JsonAt): KeylessIdentity;
/** Makes a functionary by identity. @param trustedRoot name of the root that must vouch for it */
export declare function identityOf(issuer: string, subject: KeylessIdentity['subject'], constraints: KeylessIdentity['constraints'], trustedRoot?: string): KeylessIdentity;
/** SHA-256 of the canonical key object; the only id that a keyless functionary can have. */
export declare function keylessKeyId(identity: KeylessIdentity): KeyId;
/** The key object for a layout. */
export declare function encodeKeylessIdentity(identity: KeylessIdentity): JsonObject;
/**
 * Why a certificate is not the functionary's; empty when it is. The issuer and an exact identity must be equal, byte for
 * byte; of each constraint one value must fit, and an extension that is not there fits nothing.
 *
 * A reusable workflow has one identity whoever calls it, and everybody may. So where the constraints do not say which
 * workflow or repository calls, it must be the identity itself and its own repository.
 */
export declare function identityMismatches(identity: KeylessIdentity, certificate: CertificateIdentity): string[];
