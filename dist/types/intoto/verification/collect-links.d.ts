import type { CorePorts } from './core-ports.js';
import { type SignedMetadata } from '../envelope/signed-metadata.js';
import type { StringCache } from '../json/string-cache.js';
import type { KeyId } from '../keys/key-id.js';
import { type CertificateIdentity } from '../keys/keyless-identity.js';
import type { PublicKey } from '../keys/public-key.js';
import type { Layout, Step } from '../layout/layout.js';
import type { ParsedLink } from '../link/parse-link.js';
import type { Failure, Warning } from './failure.js';
import type { KnownLinks } from './known-links.js';
import type { Compatibility, KeylessVerifier, LinkStore } from './verification.js';
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
}
/** A link that an authorised identity signed. */
export interface KeylessEvidence extends EvidenceFacts {
    readonly kind: 'keyless';
    readonly parsed: ParsedLink;
    readonly certificate: CertificateIdentity;
}
export type Evidence = SignedEvidence | KeylessEvidence;
export interface CollectRequest {
    readonly step: Step;
    /** The step's name with those of outer layouts before it, escaped. */
    readonly stepPath: string;
    readonly layout: Layout;
    readonly links: LinkStore;
    readonly compatibility: Compatibility;
    /** Shared by all links of a verification. */
    readonly strings: StringCache;
    readonly keyless: KeylessVerifier | undefined;
    readonly known: KnownLinks | undefined;
    readonly ports: CorePorts;
}
/** What was found for a step; with failures, the evidence is not enough. */
export interface Collected {
    readonly evidence: readonly Evidence[];
    readonly failures: readonly Failure[];
    readonly warnings: readonly Warning[];
}
/** Loads the links of a step and keeps those that an authorised functionary signed. */
export declare function collectLinks(request: CollectRequest): Promise<Collected>;
/** Turns an error about one document into a failure. Faults of the machine or of this tool are no verdict: they are thrown on. */
export declare function unreadable(error: unknown, stepPath: string, at: string): Failure;
export {};
