import type { SignedMetadata } from '../envelope/signed-metadata.js';
import type { KeyId } from '../keys/key-id.js';
import type { CertificateIdentity } from '../keys/keyless-identity.js';
import type { PublicKey } from '../keys/public-key.js';
import type { ParsedLink } from '../link/parse-link.js';
interface EvidenceFacts {
    readonly keyId: KeyId;
    /** Of whoever signed: key material, or issuer and identity of the certificate. */
    readonly functionary: string;
    /** The functionaries that this may be. */
    readonly keyIds: readonly KeyId[];
    /** The file name, escaped. */
    readonly at: string;
}
/** Metadata whose signature by an authorised key has been checked. */
export interface SignedEvidence extends EvidenceFacts {
    readonly kind: 'signed';
    readonly key: PublicKey;
    readonly metadata: SignedMetadata;
    /** What was read from it before, if it was. */
    readonly known: ParsedLink | undefined;
    /** To be called when its payload was read, or is not going to be. */
    release(): void;
}
/** A link that an authorised identity signed. */
export interface KeylessEvidence extends EvidenceFacts {
    readonly kind: 'keyless';
    readonly parsed: ParsedLink;
    readonly certificate: CertificateIdentity;
}
export type Evidence = SignedEvidence | KeylessEvidence;
export {};
