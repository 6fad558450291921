import { type ReadJsonOptions } from '../json/read-json.js';
import type { CertificateIdentity } from '../keys/keyless-identity.js';
import type { ParsedLink } from '../link/parse-link.js';
import { type RunBinding } from '../link/run-binding.js';
import type { Failure } from './failure.js';
import type { KeylessVerifier, VerificationRequest, VerifiedBundle } from './verification.js';
/** A link and who its certificate says that signed it. */
export interface KeylessLink {
    readonly parsed: ParsedLink;
    readonly certificate: CertificateIdentity;
    /** Names of the trusted roots that vouch for it. */
    readonly trustedRoots: readonly string[];
}
/**
 * Verifies a bundle with in-toto metadata in it. Whether its signer may have signed it is for the caller to say.
 *
 * @throws BUNDLE_, JSON_ and METADATA_ codes; TRUSTED_ROOT_MISSING when nothing can verify bundles
 */
export declare function verifyBundle(bundle: Uint8Array, source: string, verifier: KeylessVerifier | undefined): Promise<VerifiedBundle>;
/** Verifies a bundle and reads the link that it holds. @throws what `verifyBundle` throws */
export declare function readKeylessLink(bundle: Uint8Array, source: string, { keyless, ports, known, strings }: Pick<VerificationRequest, 'keyless' | 'ports' | 'known'> & StatementOptions): Promise<KeylessLink>;
/**
 * The link within a bundle, whoever signed it and whether the signature is good or not: for looking at, never for
 * deciding.
 *
 * @throws BUNDLE_NOT_ENVELOPE, JSON_ and METADATA_ codes
 */
export declare function readUnverifiedBundle(bundle: Uint8Array, source: string, { bytes, strings }?: StatementOptions): {
    readonly parsed: ParsedLink;
    readonly payload: Uint8Array;
};
/** `strings` are shared by all links of a verification. */
type StatementOptions = Pick<ReadJsonOptions, 'bytes' | 'strings'>;
/**
 * The run that a certificate names: undefined when it is not one of a workflow run (of a person, say), and `malformed`
 * when it names half of one, which equals no other.
 */
export declare function certifiedRun({ extensions }: CertificateIdentity): RunBinding | 'malformed' | undefined;
/** The link may name its run, too; what it names must be what the certificate names. */
export declare function checkCertifiedRun(parsed: ParsedLink, certified: ReturnType<typeof certifiedRun>, step: string): Failure[];
export {};
