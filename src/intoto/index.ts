// SPDX-License-Identifier: Apache-2.0
// The core as a library: verification, the readers, and the ports through which it asks for what the language does not
// have. It runs wherever ECMAScript and TextEncoder do.
export { verifySupplyChain } from './verification/verify-supply-chain.ts'
export { withProducts } from './verification/with-products.ts'
export type { Failure, FailureCode, Warning } from './verification/failure.ts'
export type { ExpectedSource, FilesOf, RepositoryFiles, SourceReport } from './verification/expected-source.ts'
export type { RunFacts } from './verification/check-run-facts.ts'
export type { CommitFiles } from './link/source-claim.ts'
export type {
  Compatibility,
  InspectionRunner,
  ItemReport,
  KeylessVerifier,
  LinkStore,
  Verification,
  VerificationRequest,
  VerifiedBundle
} from './verification/verification.ts'

export { readSignedMetadata, type Container, type SignedMetadata } from './envelope/signed-metadata.ts'
export type { WrapperFormat } from './envelope/wrappers.ts'
export { preAuthenticationEncoding } from './envelope/pae.ts'
export { readJson, type ReadJsonOptions } from './json/read-json.ts'
export type { JsonAt } from './json/json-at.ts'
export { LayoutFile } from './layout/layout-file.ts'
export { parseLayout } from './layout/parse-layout.ts'
export type { Layout } from './layout/layout.ts'
export { parseLink } from './link/parse-link.ts'
export { parseStatement } from './link/statement.ts'
export type { Link } from './link/link.ts'
export { parsePublicKey, publicKeyFromPem, publicKeyFromSpki, type PublicKey } from './keys/public-key.ts'
export { keyIdOf } from './keys/derive-key-id.ts'
export { SCHEMES, type Scheme, type SchemeParameters } from './keys/schemes.ts'
export { identityOf, type CertificateIdentity, type KeylessIdentity } from './keys/keyless-identity.ts'
export { CoreError as InTotoError, type CoreCode as ErrorCode } from './codes.ts'
export { LIMITS } from '../base/limits.ts'

export { KnownLinks } from './verification/known-links.ts'
export type { CorePorts } from './verification/core-ports.ts'
export type { SignatureVerifier } from './signatures/signature-verifier.ts'
export type { LargeHasher } from './hashing/sha256.ts'
export type { Bytes } from './bytes/bytes.ts'
export { PORTABLE_BYTES } from './bytes/portable-bytes.ts'
