// SPDX-License-Identifier: Apache-2.0
// Forks and Dependabot have no identity, so their links are unsigned. What can still be checked is everything else:
// the layout with its signatures, and every rule. That gives advice, never a verdict: the result has a type of its own.
import { escapeUntrusted } from '../base/escape-untrusted.ts'
import type { CorePorts } from '../intoto/verification/core-ports.ts'
import { signMetadata, signPayload, type SigningIdentity } from '../intoto/envelope/sign-metadata.ts'
import { isIntentsInspection } from '../intoto/intents/intents-of-layout.ts'
import { writeJson } from '../intoto/json/write-json.ts'
import { keyIdOf } from '../intoto/keys/derive-key-id.ts'
import { encodeLayout } from '../intoto/layout/encode-layout.ts'
import { encodeLink } from '../intoto/link/encode-link.ts'
import { linkFileName, unsignedLinkFileName } from '../intoto/link/link-file-name.ts'
import type { Layout } from '../intoto/layout/layout.ts'
import { parseLink } from '../intoto/link/parse-link.ts'
import { LIMITS } from '../base/limits.ts'
import type { Failure, Warning } from '../intoto/verification/failure.ts'
import type { LinkStore, Verification, VerificationRequest } from '../intoto/verification/verification.ts'
import { KnownLinks } from '../intoto/verification/known-links.ts'
import { layoutFileOf } from '../intoto/verification/open-layout.ts'
import { readLinkFile } from '../intoto/verification/read-link-file.ts'
import { verifySupplyChain } from '../intoto/verification/verify-supply-chain.ts'
import { NO_LINKS } from './no-links.ts'
import { generateKey } from '../signing/generate-key.ts'
import { loadPrivateKey } from '../signing/key-signer.ts'

/** What verification says when nothing but signatures of links is missing. */
export interface Advice {
  readonly kind: 'advice'
  /** Of the links as if somebody had signed them. */
  readonly verification: Verification
}

const MISSING_SIGNATURES = new Set<string>(['LINK_MISSING', 'LINK_THRESHOLD'])

/** Whether a verification failed for nothing but links that no functionary signed. */
export function onlySignaturesAreMissing(verification: Verification): boolean {
  return verification.outcome === 'failed' && verification.failures.every(({ code }) => MISSING_SIGNATURES.has(code))
}

/**
 * Applies the layout to unsigned links. Call it only when `onlySignaturesAreMissing`, which says that the layout itself
 * was verified.
 *
 * No inspection runs: nobody signed what its commands would work on. The check of intents is made, since it runs nothing.
 *
 * The layout is signed anew with a key that lives for this call, and so is each unsigned link, and both are verified as
 * any other: there is no verification without signatures that something could fall into.
 */
export async function adviseOnUnsigned(request: VerificationRequest): Promise<Advice> {
  const identity = passingIdentity()
  const { layout } = layoutFileOf(request).parsed()
  const { publicKey } = identity.signer
  const known = request.known ?? new KnownLinks(request.ports.hasher)
  const relaxed = signMetadata({
    payload: encodeLayout({
      ...layout,
      keys: new Map([[identity.keyId, publicKey]]),
      steps: layout.steps.map((step) => ({ ...step, threshold: 1, pubkeys: [identity.keyId] })),
      inspections: layout.inspections.filter(isIntentsInspection)
    }),
    format: 'dsse',
    signers: [identity]
  })
  const verification = await verifySupplyChain({
    ...request,
    layout: relaxed,
    layoutDigest: undefined,
    inspections: undefined,
    layoutKeys: [publicKey],
    layoutIdentities: undefined,
    known,
    links: new ResigningStore(
      request.links,
      known,
      identity,
      layout.steps.map(({ name }) => name),
      request.ports
    )
  })
  return { kind: 'advice', verification: withoutSigner(verification, identity, layout) }
}

/** Nobody signed, so nobody is named: neither the passing key, nor a file name that is made with it. */
function withoutSigner(verification: Verification, { keyId }: SigningIdentity, { steps }: Layout): Verification {
  const names = steps.map(({ name }) => [linkFileName(name, keyId), unsignedLinkFileName(name)] as const)
  const plain = (text: string): string =>
    names.reduce((all, [signed, unsigned]) => all.replaceAll(escapeUntrusted(signed), escapeUntrusted(unsigned)), text)
  const told = <News extends Failure | Warning>(news: News): News => ({
    ...news,
    message: plain(news.message),
    ...('at' in news && news.at !== undefined ? { at: plain(news.at) } : {}),
    ...('details' in news ? { details: news.details.map(plain) } : {})
  })
  const items = verification.items.map((item) => ({ ...item, functionaries: [], unsigned: true as const }))
  const warnings = verification.warnings.map(told)
  if (verification.outcome === 'passed') return { ...verification, items, warnings }
  const [first, ...rest] = verification.failures
  return { ...verification, items, warnings, failures: [told(first), ...rest.map(told)] }
}

function passingIdentity(): SigningIdentity {
  const signer = loadPrivateKey({ pem: generateKey({ type: 'ed25519' }).privatePem, source: 'passing key' })
  return { signer, keyId: keyIdOf(signer.publicKey, 'current') }
}

/** Unsigned links, as if the passing identity had signed them. What is read of them here is not read again. */
class ResigningStore implements LinkStore {
  readonly #links: LinkStore
  readonly #known: KnownLinks
  readonly #identity: SigningIdentity
  readonly #ports: CorePorts
  readonly #steps: ReadonlyMap<string, string>

  constructor(
    links: LinkStore,
    known: KnownLinks,
    identity: SigningIdentity,
    steps: readonly string[],
    ports: CorePorts
  ) {
    this.#links = links
    this.#known = known
    this.#ports = ports
    this.#identity = identity
    this.#steps = new Map(steps.map((name) => [linkFileName(name, identity.keyId), unsignedLinkFileName(name)]))
  }

  async read(fileName: string): Promise<Uint8Array | undefined> {
    const unsigned = this.#steps.get(fileName)
    const file = unsigned === undefined ? undefined : await this.#links.read(unsigned)
    return unsigned === undefined || file === undefined ? undefined : this.#signAgain(fileName, unsigned, file)
  }

  /** @throws JSON_ and METADATA_ codes, which verification takes for a flaw of the link like those of its own reading */
  async #signAgain(fileName: string, unsigned: string, file: Uint8Array): Promise<Uint8Array | undefined> {
    const { bytes } = this.#ports
    const { strings } = this.#known
    const options = { source: unsigned, maxBytes: LIMITS.linkBytes, bytes, strings }
    const { metadata, parsed: before } = await readLinkFile(file, unsigned, this.#known, options)
    if (before === undefined && metadata.kind !== 'link') return undefined
    const parsed = before ?? parseLink(metadata.payload)
    const payload = UTF8.encode(writeJson(encodeLink(parsed.link)))
    await this.#known.keep('link', fileName, payload, parsed)
    return signPayload(payload, [this.#identity], bytes)
  }

  async names(): Promise<readonly string[]> {
    return []
  }

  sub(): LinkStore {
    return NO_LINKS
  }
}

const UTF8 = new TextEncoder()
