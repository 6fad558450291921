// SPDX-License-Identifier: Apache-2.0
// A key that lives for one signature, and a certificate for it. The signer of the library follows redirections, and
// would hand the identity token to whatever place one names; this one goes where it was told and nowhere else.
import { Buffer } from 'node:buffer'
import { generateKeyPairSync, sign, type KeyObject } from 'node:crypto'
import type { Signer } from '@sigstore/sign'
import { messageOf } from './message-of.ts'
import { postJson, type ServicePlace } from './post-json.ts'

/** A service did not answer as it should. */
export class ServiceFault extends Error {
  readonly status: number | undefined

  constructor(message: string, status: number | undefined) {
    super(message)
    this.status = status
  }
}

export interface FulcioSettings extends ServicePlace {
  /** The identity token. */
  readonly token: string
  /** What the key signs to show that it is there: the subject of the token, or its mail address. */
  readonly challenge: string
}

const MAX_ANSWER_BYTES = 256 * 1024

export class FulcioSigner implements Signer {
  readonly #settings: FulcioSettings

  constructor(settings: FulcioSettings) {
    this.#settings = settings
  }

  /** @throws ServiceFault */
  async sign(data: Buffer): Promise<Awaited<ReturnType<Signer['sign']>>> {
    const { publicKey, privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' })
    const certificate = await this.#certificateFor(publicKey, privateKey)
    return { signature: sign('sha256', data, privateKey), key: { $case: 'x509Certificate', certificate } }
  }

  async #certificateFor(publicKey: KeyObject, privateKey: KeyObject): Promise<string> {
    const { token, challenge } = this.#settings
    const value = {
      credentials: { oidcIdentityToken: token },
      publicKeyRequest: {
        publicKey: { algorithm: 'ECDSA', content: publicKey.export({ type: 'spki', format: 'pem' }) },
        proofOfPossession: sign('sha256', Buffer.from(challenge), privateKey).toString('base64')
      }
    }
    const sent = postJson(this.#settings, '/api/v2/signingCert', { value, maxBytes: MAX_ANSWER_BYTES })
    const answer = await sent.catch((cause: unknown) => {
      throw new ServiceFault(cause instanceof Error ? cause.message : 'no answer', undefined)
    })
    if (answer.status !== 200 && answer.status !== 201) throw new ServiceFault(messageOf(answer.body), answer.status)
    return leafOf(answer.body)
  }
}

interface FulcioAnswer {
  readonly signedCertificateEmbeddedSct?: { readonly chain?: { readonly certificates?: readonly unknown[] } }
  readonly signedCertificateDetachedSct?: { readonly chain?: { readonly certificates?: readonly unknown[] } }
}

function leafOf(text: string): string {
  let leaf: unknown
  try {
    const answer = JSON.parse(text) as FulcioAnswer | null
    leaf = (answer?.signedCertificateEmbeddedSct ?? answer?.signedCertificateDetachedSct)?.chain?.certificates?.[0]
  } catch {
    // Said below.
  }
  if (typeof leaf === 'string' && leaf.startsWith('-----BEGIN CERTIFICATE-----')) return leaf
  throw new ServiceFault('the answer holds no certificate', 200)
}
