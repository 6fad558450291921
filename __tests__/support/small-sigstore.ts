// SPDX-License-Identifier: Apache-2.0
// A Sigstore in memory: an authority that certifies every key it is asked to, and a log of version 1 with one entry.
import { Buffer } from 'node:buffer'
import { createHash, createPublicKey, generateKeyPairSync, sign, type KeyObject } from 'node:crypto'
import { der, sequence } from '../../.github/scripts/sigstore/der.ts'

const sha256 = (bytes: Uint8Array | string): Buffer => createHash('sha256').update(bytes).digest()
const oid = (hex: string): Buffer => der(0x06, Buffer.from(hex, 'hex'))
const ECDSA = sequence(oid('2a8648ce3d040302'))
const HOUR = 60 * 60 * 1000
const time = (offset: number): Buffer =>
  der(
    0x17,
    Buffer.from(
      new Date(Date.now() + offset)
        .toISOString()
        .replace(/[-:T]|\.\d+/g, '')
        .slice(2)
    )
  )
const nameOf = (text: string): Buffer => sequence(der(0x31, sequence(oid('550403'), der(0x0c, Buffer.from(text)))))
const extension = (id: string, value: Uint8Array): Buffer => sequence(oid(id), der(0x04, value))
const usage = (bits: readonly number[]): Buffer => extension('551d0f', der(0x03, Buffer.from(bits)))
const toPem = (bytes: Buffer): string =>
  `-----BEGIN CERTIFICATE-----\n${bytes.toString('base64')}\n-----END CERTIFICATE-----\n`
const keyPair = (): { publicKey: Buffer; privateKey: KeyObject } => {
  const { publicKey, privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' })
  return { publicKey: publicKey.export({ type: 'spki', format: 'der' }), privateKey }
}

export const SUBJECT = 'https://github.com/o/r/.github/workflows/ci.yml@refs/heads/main'
export const ISSUER = 'https://token.actions.githubusercontent.com'

export class SmallAuthority {
  readonly #key = keyPair()
  readonly #own = this.#certificate(
    'authority',
    this.#key.publicKey,
    extension('551d13', sequence(der(0x01, Buffer.from([0xff])))),
    usage([1, 0x06])
  )

  /** PEM of a certificate for a key of which the PEM is given. */
  certify(key: string): string {
    const spki = createPublicKey(key).export({ type: 'spki', format: 'der' })
    return toPem(
      this.#certificate(
        'holder',
        spki,
        usage([7, 0x80]),
        extension('551d25', sequence(oid('2b06010505070303'))),
        extension('551d11', sequence(der(0x86, Buffer.from(SUBJECT)))),
        extension('2b0601040183bf300108', der(0x0c, Buffer.from(ISSUER)))
      )
    )
  }

  /** Its place in a trusted root. */
  get trusted(): unknown {
    return {
      subject: { organization: 'small', commonName: 'authority' },
      uri: 'https://fulcio.test',
      certChain: { certificates: [{ rawBytes: this.#own.toString('base64') }] },
      validFor: { start: '2020-01-01T00:00:00Z' }
    }
  }

  #certificate(holder: string, spki: Buffer, ...extensions: readonly Buffer[]): Buffer {
    const body = sequence(
      der(0xa0, der(0x02, Buffer.from([2]))),
      der(0x02, Buffer.from([1])),
      ECDSA,
      nameOf('authority'),
      sequence(time(-HOUR), time(HOUR)),
      nameOf(holder),
      spki,
      der(0xa3, sequence(...extensions))
    )
    return sequence(body, ECDSA, der(0x03, Buffer.from([0]), sign('sha256', body, this.#key.privateKey)))
  }
}

interface Proposal {
  readonly spec: { readonly proposedContent: { readonly envelope: string; readonly verifiers: readonly string[] } }
}

export class SmallLog {
  readonly #key = keyPair()
  readonly #id = sha256(this.#key.publicKey)

  /** Its place in a trusted root. */
  get trusted(): unknown {
    return {
      baseUrl: 'https://log.test',
      hashAlgorithm: 'SHA2_256',
      publicKey: {
        rawBytes: this.#key.publicKey.toString('base64'),
        keyDetails: 'PKIX_ECDSA_P256_SHA_256',
        validFor: { start: '2020-01-01T00:00:00Z' }
      },
      logId: { keyId: this.#id.toString('base64') }
    }
  }

  /** What it answers when it is asked to enter something: the entry with number 0, promised and proven. */
  enter(request: string): Record<string, unknown> {
    const { envelope, verifiers } = (JSON.parse(request) as Proposal).spec.proposedContent
    const { payload, signatures } = JSON.parse(envelope) as { payload: string; signatures: { sig: string }[] }
    const hash = (bytes: Uint8Array | string): unknown => ({
      algorithm: 'sha256',
      value: sha256(bytes).toString('hex')
    })
    const canonical = JSON.stringify({
      apiVersion: '0.0.1',
      kind: 'dsse',
      spec: {
        envelopeHash: hash(envelope),
        payloadHash: hash(Buffer.from(payload, 'base64')),
        signatures: signatures.map(({ sig }, index) => ({ signature: sig, verifier: verifiers[index] }))
      }
    })
    const root = sha256(Buffer.concat([Buffer.from([0]), Buffer.from(canonical)]))
    const note = `log.test\n1\n${root.toString('base64')}\n`
    const promised = {
      body: Buffer.from(canonical).toString('base64'),
      integratedTime: Math.floor(Date.now() / 1000),
      logID: this.#id.toString('hex'),
      logIndex: 0
    }
    const signature = Buffer.concat([this.#id.subarray(0, 4), this.#sign(note)])
    return {
      uuid0: {
        ...promised,
        verification: {
          signedEntryTimestamp: this.#sign(JSON.stringify(promised)).toString('base64'),
          inclusionProof: {
            logIndex: 0,
            treeSize: 1,
            rootHash: root.toString('hex'),
            hashes: [],
            checkpoint: `${note}\n— log.test ${signature.toString('base64')}\n`
          }
        }
      }
    }
  }

  #sign(text: string): Buffer {
    return sign('sha256', Buffer.from(text), this.#key.privateKey)
  }
}
