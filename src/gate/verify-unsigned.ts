// SPDX-License-Identifier: Apache-2.0
// Forks and Dependabot have no identity, so their links are unsigned. What can still be checked is everything else:
// the layout with its signatures, and every rule. That gives advice, never a verdict: the result has a type of its own.
import type { CorePorts } from '../intoto/verification/core-ports.ts'
import { InTotoError } from '../base/errors.ts'
import { signMetadata, type SigningIdentity } from '../intoto/envelope/sign-metadata.ts'
import { readSignedMetadata } from '../intoto/envelope/signed-metadata.ts'
import { keyIdOf } from '../intoto/keys/derive-key-id.ts'
import { encodeLayout } from '../intoto/layout/encode-layout.ts'
import { linkFileName, unsignedLinkFileName } from '../intoto/link/link-file-name.ts'
import { LIMITS } from '../base/limits.ts'
import type { LinkStore, Verification, VerificationRequest } from '../intoto/verification/verification.ts'
import { layoutFileOf } from '../intoto/verification/open-layout.ts'
import { verifySupplyChain } from '../intoto/verification/verify-supply-chain.ts'
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
 * No inspection runs: nobody signed what its commands would work on.
 *
 * The layout is signed anew with a key that lives for this call, and so is each unsigned link, and both are verified as
 * any other: there is no verification without signatures that something could fall into.
 */
export async function adviseOnUnsigned(request: VerificationRequest): Promise<Advice> {
  const identity = passingIdentity()
  const { layout } = layoutFileOf(request).parsed()
  const { publicKey } = identity.signer
  const relaxed = signMetadata({
    payload: encodeLayout({
      ...layout,
      keys: new Map([[identity.keyId, publicKey]]),
      steps: layout.steps.map((step) => ({ ...step, threshold: 1, pubkeys: [identity.keyId] })),
      inspections: []
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
    links: new ResigningStore(
      request.links,
      identity,
      layout.steps.map(({ name }) => name),
      request.ports
    )
  })
  return { kind: 'advice', verification }
}

function passingIdentity(): SigningIdentity {
  const signer = loadPrivateKey({ pem: generateKey({ type: 'ed25519' }).privatePem, source: 'passing key' })
  return { signer, keyId: keyIdOf(signer.publicKey, 'current') }
}

/** Unsigned links, as if the passing identity had signed them. */
class ResigningStore implements LinkStore {
  readonly #links: LinkStore
  readonly #identity: SigningIdentity
  readonly #ports: CorePorts
  readonly #steps: ReadonlyMap<string, string>

  constructor(links: LinkStore, identity: SigningIdentity, steps: readonly string[], ports: CorePorts) {
    this.#links = links
    this.#ports = ports
    this.#identity = identity
    this.#steps = new Map(steps.map((name) => [linkFileName(name, identity.keyId), unsignedLinkFileName(name)]))
  }

  async read(fileName: string): Promise<Uint8Array | undefined> {
    const unsigned = this.#steps.get(fileName)
    const file = unsigned === undefined ? undefined : await this.#links.read(unsigned)
    if (file === undefined) return undefined
    const { bytes } = this.#ports
    try {
      const { payload, kind } = readSignedMetadata(file, { source: fileName, maxBytes: LIMITS.linkBytes, bytes })
      return kind === 'link'
        ? signMetadata({ payload: payload.object(), format: 'dsse', signers: [this.#identity], bytes })
        : undefined
    } catch (error) {
      // Verification reads the same bytes and reports what is wrong with them.
      if (error instanceof InTotoError) return file
      throw error
    }
  }

  async names(): Promise<readonly string[]> {
    return []
  }

  sub(): LinkStore {
    return { read: async () => undefined, names: async () => [], sub: () => this.sub() }
  }
}
