// SPDX-License-Identifier: Apache-2.0
// Step 1 (in-toto v1.0, 5.2): a layout counts when those whom the caller trusts signed it.
import { InTotoError } from '../../base/errors.ts'
import { hintOr } from '../../base/general-hint.ts'
import { escapeUntrusted, quoteUntrusted } from '../../base/escape-untrusted.ts'
import { LIMITS } from '../../base/limits.ts'
import type { SignedMetadata } from '../envelope/signed-metadata.ts'
import { sha256HexOf } from '../hashing/sha256.ts'
import { readJson } from '../json/read-json.ts'
import { pemKeyIds } from '../keys/pem-key-ids.ts'
import { identityMismatches, type KeylessIdentity } from '../keys/keyless-identity.ts'
import { rootMismatches } from '../keys/vouching-root.ts'
import { LayoutFile } from '../layout/layout-file.ts'
import { parseLayout, type ParsedLayout } from '../layout/parse-layout.ts'
import { SignatureChecker } from './check-signatures.ts'
import type { Failure } from './failure.ts'
import { verifyBundle } from './keyless-link.ts'
import { payloadOf } from './payload-of.ts'
import type { VerificationRequest } from './verification.ts'

/** A layout that those signed whom the caller trusts, or why it does not count. */
export type OpenedLayout = { readonly parsed: ParsedLayout } | { readonly failures: readonly [Failure, ...Failure[]] }

/** Verifies the signatures of a layout. With failures, nothing of it is believed. @throws what `LayoutFile` throws */
export async function openLayout(request: VerificationRequest): Promise<OpenedLayout> {
  const file = layoutFileOf(request)
  const metadata = file.metadata()
  const [wrong] = await layoutOriginFailures(file, request)
  if (wrong !== undefined) return { failures: [wrong] }
  const identities = request.layoutIdentities ?? []
  if (identities.length > 0) return openBundle(file, identities, request)
  const [first, ...rest] = await layoutSignatureFailures(metadata, request)
  if (first !== undefined) return { failures: [first, ...rest] }
  const { compatibility } = request
  return { parsed: compatibility === 'strict' ? file.parsed() : parseLayout(payloadOf(metadata, compatibility)) }
}

/** What was verified counts; where it is what stands in the file, it was perhaps read before. */
async function openBundle(
  file: LayoutFile,
  identities: readonly KeylessIdentity[],
  request: VerificationRequest
): Promise<OpenedLayout> {
  const verified = await verifyLayoutBundle(file, identities, request)
  if ('failure' in verified) return { failures: [verified.failure] }
  const { payload } = verified
  const { bytes } = request.ports
  const inFile = file.metadata().payloadBytes
  if (inFile !== undefined && bytes.equal(inFile, payload)) return { parsed: file.parsed() }
  const source = `${file.source} (payload)`
  return { parsed: parseLayout(readJson(payload, { source, maxBytes: LIMITS.layoutBytes, bytes })) }
}

/** The layout of a request as a file. */
export function layoutFileOf({ layout, layoutSource, ports, compatibility }: VerificationRequest): LayoutFile {
  // The reference reads it in its own way, so what was read before does not count.
  if (layout instanceof LayoutFile)
    return compatibility === 'reference' ? new LayoutFile(layout.bytes, layout.source, ports.bytes) : layout
  return new LayoutFile(layout, layoutSource, ports.bytes)
}

/** What is wrong before any signature is looked at. */
async function layoutOriginFailures(file: LayoutFile, request: VerificationRequest): Promise<Failure[]> {
  const at = escapeUntrusted(request.layoutSource)
  const [keys, identities] = [request.layoutKeys.length, request.layoutIdentities?.length ?? 0]
  if ((keys === 0) === (identities === 0)) {
    return [
      {
        code: 'LAYOUT_KEYS_MISSING',
        at,
        message:
          keys === 0
            ? 'No key was given to verify the layout with, so anybody could have written it.'
            : 'Keys and identities were given to verify the layout with; one signature cannot be of both kinds.',
        details: [],
        hint: 'Give the public keys of the owners of the layout (`layoutKeys`), or the identities of which one signed it (`layoutIdentities`).'
      }
    ]
  }
  if (request.layoutDigest === undefined) return []
  const found = await sha256HexOf(file.bytes, request.ports.hasher)
  if (request.layoutDigest.toLowerCase() === found) return []
  return [
    {
      code: 'LAYOUT_DIGEST_DIFFERS',
      at,
      message: `The layout has the SHA-256 ${found}; ${quoteUntrusted(request.layoutDigest, 100)} was demanded.`,
      details: [],
      hint: 'An older layout that was signed once may have been put in its place. Use the one that was demanded.'
    }
  ]
}

/** The payload of a bundle that one of the identities signed. @throws TRUSTED_ROOT_MISSING */
async function verifyLayoutBundle(
  { bytes }: LayoutFile,
  identities: readonly KeylessIdentity[],
  { layoutSource, keyless }: VerificationRequest
): Promise<{ payload: Uint8Array } | { failure: Failure }> {
  const at = escapeUntrusted(layoutSource)
  try {
    const { certificate, trustedRoots, payload } = await verifyBundle(bytes, layoutSource, keyless)
    const reasons = identities.map((identity) => [
      ...identityMismatches(identity, certificate),
      ...rootMismatches(identity, trustedRoots)
    ])
    if (reasons.some((list) => list.length === 0)) return { payload }
    return {
      failure: {
        code: 'LAYOUT_IDENTITY_OTHER',
        at,
        message: `The layout is signed by ${quoteUntrusted(certificate.subject)}, and not by an identity that was demanded.`,
        details: reasons.map((list) => list.join(' and ')),
        hint: 'Give the identity of whom you trust to write the layout, or let its owner sign it.'
      }
    }
  } catch (error) {
    if (!(error instanceof InTotoError) || !/^(BUNDLE|JSON|METADATA)_/.test(error.code)) throw error
    return {
      failure: {
        code: 'LAYOUT_BUNDLE_REFUSED',
        errorCode: error.code,
        at,
        message: `The bundle around the layout is refused: ${error.message}`,
        details: [],
        hint: hintOr(error, 'Let the owners of the layout sign it again.')
      }
    }
  }
}

/** Every key that the caller gave must have signed the layout; there is no "m of n" (5.2). */
async function layoutSignatureFailures(metadata: SignedMetadata, request: VerificationRequest): Promise<Failure[]> {
  const at = escapeUntrusted(request.layoutSource)
  const checker = new SignatureChecker(metadata, request.compatibility, request.ports.signatures)
  const failures: Failure[] = []
  for (const key of request.layoutKeys) {
    const keyIds = pemKeyIds(key)
    if ((await checker.check(key, keyIds, true)) === 'valid') continue
    const named = metadata.signatures.some(({ keyId }) => keyIds.some((own) => own === keyId))
    failures.push(
      named
        ? {
            code: 'LAYOUT_SIGNATURE_INVALID',
            at,
            message: `The signature of key ${keyIds[0]} does not fit the layout: the layout was changed after it was signed.`,
            details: [],
            hint: 'Let the owners review the layout and sign it again.'
          }
        : {
            code: 'LAYOUT_SIGNATURE_MISSING',
            at,
            message: `The layout is not signed by key ${keyIds[0]}.`,
            details: metadata.signatures.map(({ keyId }) => `signed by ${escapeUntrusted(keyId, 100)}`),
            hint: 'Give the key of whom you trust to write the layout, or let its owner sign it.'
          }
    )
  }
  return failures
}
