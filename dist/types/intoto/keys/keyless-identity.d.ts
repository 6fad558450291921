import type { JsonAt } from '../json/json-at.js';
import { type JsonObject } from '../json/json-value.js';
import type { KeyId } from './key-id.js';
import type { KeyFingerprint } from './public-key.js';
/**
 * What Fulcio writes into certificates of workflows, by our names and the last number of the extension's identifier
 * (1.3.6.1.4.1.57264.1.N).
 */
export declare const CERTIFICATE_EXTENSIONS: {
    readonly build_signer_uri: 9;
    readonly build_signer_digest: 10;
    readonly runner_environment: 11;
    readonly source_repository_uri: 12;
    readonly source_repository_digest: 13;
    readonly source_repository_ref: 14;
    readonly source_repository_id: 15;
    readonly source_repository_owner_uri: 16;
    readonly source_repository_owner_id: 17;
    readonly build_config_uri: 18;
    readonly build_config_digest: 19;
    readonly build_trigger: 20;
    readonly run_invocation_uri: 21;
    readonly source_repository_visibility: 22;
    readonly deployment_environment: 23;
    readonly token_subject: 24;
};
export type CertificateExtension = keyof typeof CERTIFICATE_EXTENSIONS;
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
}
/**
 * Reads the key object of a keyless functionary: `{keytype, scheme, keyval: {issuer, identity | identity_pattern,
 * <extension>: [value…]}}`.
 *
 * @throws METADATA_TYPE_WRONG, METADATA_MEMBER_MISSING, KEY_UNSUPPORTED, KEY_UNREADABLE
 */
export declare function parseKeylessIdentity(at: JsonAt): KeylessIdentity;
/** Makes a functionary by identity. */
export declare function identityOf(issuer: string, subject: KeylessIdentity['subject'], constraints: KeylessIdentity['constraints']): KeylessIdentity;
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
