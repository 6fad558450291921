// SPDX-License-Identifier: Apache-2.0
// A log with one entry, and the key that signs its checkpoint: for entries that no honest log would make.
import { createHash, generateKeyPairSync, sign, type KeyObject } from 'node:crypto'

const ORIGIN = 'fake-log.test'

export class FakeLog {
  readonly #key: KeyObject
  readonly #spki: Buffer
  readonly #id: Buffer

  constructor() {
    const { publicKey, privateKey } = generateKeyPairSync('ed25519')
    this.#key = privateKey
    this.#spki = publicKey.export({ type: 'spki', format: 'der' })
    const raw = this.#spki.subarray(-32)
    this.#id = createHash('sha256')
      .update(`${ORIGIN}\n`)
      .update(Buffer.from([1]))
      .update(raw)
      .digest()
  }

  /** Its place in a trusted root. */
  trusted(validFor: { readonly start?: string; readonly end?: string }): unknown {
    return {
      baseUrl: `https://${ORIGIN}`,
      hashAlgorithm: 'SHA2_256',
      publicKey: { rawBytes: this.#spki.toString('base64'), keyDetails: 'PKIX_ED25519', validFor },
      logId: { keyId: this.#id.toString('base64') }
    }
  }

  /** An entry of a body, proven as the only one. */
  entry(kind: string, version: string, body: unknown): Record<string, unknown> {
    const canonical = Buffer.from(JSON.stringify(body))
    const root = createHash('sha256')
      .update(Buffer.from([0]))
      .update(canonical)
      .digest('base64')
    const note = `${ORIGIN}\n1\n${root}\n`
    const signature = Buffer.concat([this.#id.subarray(0, 4), sign(null, Buffer.from(note), this.#key)])
    return {
      logIndex: '0',
      logId: { keyId: this.#id.toString('base64') },
      kindVersion: { kind, version },
      integratedTime: '0',
      inclusionProof: {
        logIndex: '0',
        rootHash: root,
        treeSize: '1',
        hashes: [],
        checkpoint: { envelope: `${note}\n— ${ORIGIN} ${signature.toString('base64')}\n` }
      },
      canonicalizedBody: canonical.toString('base64')
    }
  }
}
