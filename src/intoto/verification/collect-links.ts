// SPDX-License-Identifier: Apache-2.0
// From the files of one step to the links that count: present, signed by an authorised key, readable, and enough of
// them (in-toto v1.0, 5.2). Bytes are dropped as soon as they are parsed; a supply chain may have gigabytes of them.
import type { CorePorts } from './core-ports.ts'
import { InTotoError } from '../../base/errors.ts'
import { CoreError } from '../codes.ts'
import { escapeUntrusted, quoteUntrusted } from '../../base/escape-untrusted.ts'
import { readSignedMetadata, type SignedMetadata } from '../envelope/signed-metadata.ts'
import type { StringCache } from '../json/string-cache.ts'
import { isKeyless } from '../keys/functionary-key.ts'
import type { KeyId } from '../keys/key-id.ts'
import { identityMismatches, type CertificateIdentity, type KeylessIdentity } from '../keys/keyless-identity.ts'
import type { PublicKey } from '../keys/public-key.ts'
import type { Layout, Step } from '../layout/layout.ts'
import { isLinkBundleName, linkFileName } from '../link/link-file-name.ts'
import type { ParsedLink } from '../link/parse-link.ts'
import { LIMITS } from '../../base/limits.ts'
import { countFunctionaries } from './count-functionaries.ts'
import { SignatureChecker } from './check-signatures.ts'
import type { Failure, Warning } from './failure.ts'
import type { KnownLinks } from './known-links.ts'
import { readKeylessLink, runnerMismatches } from './keyless-link.ts'
import type { Compatibility, KeylessVerifier, LinkStore } from './verification.ts'

interface EvidenceFacts {
  readonly keyId: KeyId
  /** Of whoever signed: key material, or issuer and identity of the certificate. */
  readonly functionary: string
  /** The functionaries that this may be. */
  readonly keyIds: readonly KeyId[]
  /** The file name, escaped. */
  readonly at: string
}

/** Metadata whose signature by an authorised key has been checked. */
export interface SignedEvidence extends EvidenceFacts {
  readonly kind: 'signed'
  readonly key: PublicKey
  readonly metadata: SignedMetadata
  /** What was read from it before, if it was. */
  readonly known: ParsedLink | undefined
}

/** A link that an authorised identity signed. */
export interface KeylessEvidence extends EvidenceFacts {
  readonly kind: 'keyless'
  readonly parsed: ParsedLink
  readonly certificate: CertificateIdentity
}

export type Evidence = SignedEvidence | KeylessEvidence

export interface CollectRequest {
  readonly step: Step
  /** The step's name with those of outer layouts before it, escaped. */
  readonly stepPath: string
  readonly layout: Layout
  readonly links: LinkStore
  readonly compatibility: Compatibility
  /** Shared by all links of a verification. */
  readonly strings: StringCache
  readonly keyless: KeylessVerifier | undefined
  readonly known: KnownLinks | undefined
  readonly ports: CorePorts
}

/** What was found for a step; with failures, the evidence is not enough. */
export interface Collected {
  readonly evidence: readonly Evidence[]
  readonly failures: readonly Failure[]
  readonly warnings: readonly Warning[]
}

/** Loads the links of a step and keeps those that an authorised functionary signed. */
export async function collectLinks(request: CollectRequest): Promise<Collected> {
  const { step, stepPath, layout, links, compatibility } = request
  const found: Found = { evidence: [], failures: [], missing: [], rejected: [] }
  const identities = new Map<KeyId, KeylessIdentity>()
  for (const keyId of new Set(step.pubkeys)) {
    const key = layout.keys.get(keyId)
    if (key === undefined) continue
    if (isKeyless(key)) {
      identities.set(keyId, key)
      continue
    }
    const fileName = linkFileName(step.name, keyId)
    await collect(found, request, fileName, async () => {
      const bytes = await links.read(fileName)
      return bytes === undefined ? undefined : readSigned(bytes, fileName, keyId, key, request)
    })
  }
  if (identities.size > 0) await collectBundles(found, request, identities)
  const { evidence, failures, missing, rejected } = found
  if (failures.length > 0) return { evidence, failures, warnings: [] }
  const functionaries = compatibility === 'strict' ? countFunctionaries(evidence) : countAsReference(evidence)
  if (functionaries < step.threshold || evidence.length === 0) {
    const failure =
      rejected.length === 0 && functionaries === evidence.length
        ? linksMissing(step, stepPath, evidence, missing)
        : thresholdNotMet(step, stepPath, functionaries, [
            ...rejected,
            ...missing.map((name) => `${name} is not there`)
          ])
    return { evidence, failures: [failure], warnings: [] }
  }
  const warnings = rejected.map((reason): Warning => ({
    code: 'LINK_IGNORED',
    step: stepPath,
    message: `${reason}; it was not counted.`
  }))
  return { evidence, failures, warnings }
}

/** The reference counts key ids. It knows no identities, so these are counted as ever. */
function countAsReference(evidence: readonly Evidence[]): number {
  const signed = evidence.filter(({ kind }) => kind === 'signed')
  const keyless = evidence.filter(({ kind }) => kind === 'keyless')
  return new Set(signed.map(({ keyId }) => keyId)).size + countFunctionaries(keyless)
}

interface Found {
  readonly evidence: Evidence[]
  readonly failures: Failure[]
  readonly missing: string[]
  /** Files that do not count, and why. */
  readonly rejected: string[]
}

/** Looks at one file: evidence, the reason why it is none, or undefined when there is no such file. */
async function collect(
  { evidence, failures, missing, rejected }: Found,
  { stepPath }: CollectRequest,
  fileName: string,
  read: () => Promise<Evidence | string | undefined>
): Promise<void> {
  const at = escapeUntrusted(fileName)
  try {
    const item = await read()
    if (item === undefined) missing.push(at)
    else if (typeof item === 'string') rejected.push(`${at} ${item}`)
    else evidence.push(item)
  } catch (error) {
    failures.push(unreadable(error, stepPath, at))
  }
}

/** Every bundle of the step is verified, and is evidence for the first functionary whose identity it proves. */
async function collectBundles(
  found: Found,
  request: CollectRequest,
  identities: ReadonlyMap<KeyId, KeylessIdentity>
): Promise<void> {
  const { step, links } = request
  // Which identity signed which bundle is not told by names.
  const names = (await links.names()).filter((name) => isLinkBundleName(name, step.name)).sort()
  if (names.length === 0) found.missing.push(`${escapeUntrusted(step.name)}.*.sigstore.json`)
  if (names.length > LIMITS.bundlesPerStep) {
    await collect(found, request, `${step.name}.*.sigstore.json`, () => {
      throw new CoreError('BUNDLE_TOO_MANY', `There are ${names.length} bundles of one step.`, {
        hint: 'Find out what stores so many.'
      })
    })
    return
  }
  for (const fileName of names) {
    await collect(found, request, fileName, async () => {
      const bytes = await links.read(fileName)
      return bytes === undefined ? undefined : readBundle(bytes, fileName, identities, request)
    })
  }
}

/** The evidence, or why it does not count. */
async function readSigned(
  bytes: Uint8Array,
  fileName: string,
  keyId: KeyId,
  key: PublicKey,
  { compatibility, strings, known, ports }: CollectRequest
): Promise<SignedEvidence | string> {
  const metadata = readSignedMetadata(bytes, {
    source: fileName,
    maxBytes: LIMITS.linkBytes,
    strings,
    bytes: ports.bytes
  })
  const finding = await new SignatureChecker(metadata, compatibility, ports.signatures).check(key, [keyId], false)
  if (finding === 'missing') return `has no signature by key ${keyId}`
  if (finding === 'invalid') return `has a signature by key ${keyId} that does not verify`
  return {
    kind: 'signed',
    keyId,
    keyIds: [keyId],
    key,
    functionary: key.fingerprint,
    at: escapeUntrusted(fileName),
    metadata,
    known: metadata.payloadBytes === undefined ? undefined : await known?.find('link', fileName, metadata.payloadBytes)
  }
}

/** The same for a bundle. */
async function readBundle(
  bytes: Uint8Array,
  fileName: string,
  identities: ReadonlyMap<KeyId, KeylessIdentity>,
  request: CollectRequest
): Promise<KeylessEvidence | string> {
  const { parsed, certificate } = await readKeylessLink(bytes, fileName, request)
  const reasons: string[] = []
  const keyIds: KeyId[] = []
  for (const [keyId, identity] of identities) {
    const mismatches = [...identityMismatches(identity, certificate), ...runnerMismatches(identity, parsed)]
    if (mismatches.length === 0) keyIds.push(keyId)
    else reasons.push(`not ${keyId.slice(0, 8)}, since ${mismatches.join(' and ')}`)
  }
  const [keyId] = keyIds
  if (keyId === undefined) return `is signed by another identity: ${reasons.join('; ')}`
  const functionary = JSON.stringify([certificate.issuer, certificate.subject])
  return { kind: 'keyless', keyId, keyIds, functionary, at: escapeUntrusted(fileName), parsed, certificate }
}

/** Turns an error about one document into a failure. Faults of the machine or of this tool are no verdict: they are thrown on. */
export function unreadable(error: unknown, stepPath: string, at: string): Failure {
  if (!(error instanceof InTotoError) || !/^(JSON|METADATA|KEY|BUNDLE)_/.test(error.code)) throw error
  if (error.code.startsWith('BUNDLE_')) {
    return {
      code: 'LINK_BUNDLE_REFUSED',
      errorCode: error.code,
      step: stepPath,
      at,
      message: `The bundle ${at} is refused: ${error.message}`,
      details: [],
      hint: error.hint ?? 'Record the step again, and find out what made or changed the bundle.'
    }
  }
  return {
    code: 'LINK_UNREADABLE',
    errorCode: error.code,
    step: stepPath,
    // Errors about a document say where; `at` is the link that led to it, perhaps through a sublayout.
    at: String(error.at),
    message: `The link ${at} is malformed: ${error.message}`,
    details: [],
    hint: [
      'Record the step again, and find out what damaged the file.',
      ...(error.hint === undefined ? [] : [error.hint])
    ].join(' ')
  }
}

function linksMissing(
  step: Step,
  stepPath: string,
  evidence: readonly Evidence[],
  missing: readonly string[]
): Failure {
  return {
    code: 'LINK_MISSING',
    step: stepPath,
    message: `Step ${quoteUntrusted(step.name)} needs ${step.threshold} link(s) and has ${evidence.length}.`,
    details: missing.map((name) => `not there: ${name}`),
    hint: 'Run the step with recording, and hand its link to verification. The file name holds the key id: both forms of a key id differ.'
  }
}

function thresholdNotMet(step: Step, stepPath: string, functionaries: number, reasons: readonly string[]): Failure {
  return {
    code: 'LINK_THRESHOLD',
    step: stepPath,
    message: `Step ${quoteUntrusted(step.name)} needs ${step.threshold} functionaries; links of ${functionaries} were accepted.`,
    details: reasons,
    hint: 'The step must be performed and signed by a functionary whom the layout authorises for it.'
  }
}
