// SPDX-License-Identifier: Apache-2.0
// A Sigstore in memory: an authority that certifies every key it is asked to, and a log of version 1 with one entry.
import { Buffer } from 'node:buffer'
import { createHash, createPublicKey, generateKeyPairSync, sign, type KeyObject } from 'node:crypto'
import { der, sequence } from '../../.github/scripts/sigstore/der.ts'

const sha256 = (bytes: Uint8Array | string): Buffer => createHash('sha256').update(bytes).digest()
const oid = (hex: string): Buffer => der(0x06, Buffer.from(hex, 'hex'))
const ECDSA = sequence(oid('2a8648ce3d040302'))
const HOUR = 60 * 60 * 1000
const timeText = (ms: number): string => new Date(ms).toISOString().replace(/[-:T]|\.\d+/g, '')
const time = (ms: number): Buffer => der(0x17, Buffer.from(timeText(ms).slice(2)))
const nameOf = (text: string): Buffer => sequence(der(0x31, sequence(oid('550403'), der(0x0c, Buffer.from(text)))))
const extension = (id: string, value: Uint8Array): Buffer => sequence(oid(id), der(0x04, value))
const usage = (bits: readonly number[]): Buffer => extension('551d0f', der(0x03, Buffer.from(bits)))
const fact = (number: number, text: string): Buffer =>
  extension(`2b0601040183bf3001${number.toString(16).padStart(2, '0')}`, der(0x0c, Buffer.from(text)))
const toPem = (bytes: Buffer): string =>
  `-----BEGIN CERTIFICATE-----\n${bytes.toString('base64')}\n-----END CERTIFICATE-----\n`
const keyPair = (): { publicKey: Buffer; privateKey: KeyObject } => {
  const { publicKey, privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' })
  return { publicKey: publicKey.export({ type: 'spki', format: 'der' }), privateKey }
}

export const SUBJECT = 'https://github.com/o/r/.github/workflows/ci.yml@refs/heads/main'
export const ISSUER = 'https://token.actions.githubusercontent.com'

/** What a certificate says of its holder. */
export interface Holder {
  /** Names of the holder; one, where it is as it should be. */
  readonly subjects?: readonly string[]
  /** Further extensions of Fulcio: the last number of the identifier, and the text. */
  readonly facts?: Readonly<Record<number, string>>
}

export class SmallAuthority {
  readonly #now: number
  readonly #key = keyPair()
  readonly #own: Buffer

  /** @param now time around which its certificates count, in milliseconds */
  constructor(now = Date.now()) {
    this.#now = now
    this.#own = this.#certificate(
      'authority',
      this.#key.publicKey,
      extension('551d13', sequence(der(0x01, Buffer.from([0xff])))),
      usage([1, 0x06])
    )
  }

  /** PEM of a certificate for a key of which the PEM is given. */
  certify(key: string, { subjects = [SUBJECT], facts = {} }: Holder = {}): string {
    const spki = createPublicKey(key).export({ type: 'spki', format: 'der' })
    return toPem(
      this.#certificate(
        'holder',
        spki,
        usage([7, 0x80]),
        extension('551d25', sequence(oid('2b06010505070303'))),
        extension('551d11', sequence(...subjects.map((subject) => der(0x86, Buffer.from(subject))))),
        fact(8, ISSUER),
        ...Object.entries(facts).map(([number, text]) => fact(Number(number), text))
      )
    )
  }

  /** Of its own, in base64. */
  get certificate(): string {
    return this.#own.toString('base64')
  }

  /** Its place in a trusted root. */
  get trusted(): unknown {
    return {
      subject: { organization: 'small', commonName: 'authority' },
      uri: 'https://fulcio.test',
      certChain: { certificates: [{ rawBytes: this.certificate }] },
      validFor: { start: '2020-01-01T00:00:00Z' }
    }
  }

  #certificate(holder: string, spki: Buffer, ...extensions: readonly Buffer[]): Buffer {
    const body = sequence(
      der(0xa0, der(0x02, Buffer.from([2]))),
      der(0x02, Buffer.from([1])),
      ECDSA,
      nameOf('authority'),
      sequence(time(this.#now - HOUR), time(this.#now + HOUR)),
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
  readonly #now: () => number
  readonly #key = keyPair()
  readonly #id = sha256(this.#key.publicKey)

  /** @param now time of an entry, in milliseconds */
  constructor(now = () => Date.now()) {
    this.#now = now
  }

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
      integratedTime: Math.floor(this.#now() / 1000),
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

/** A timestamp authority that an authority certified. */
export class SmallTimestamps {
  readonly #now: number
  readonly #key = keyPair()
  readonly #certificates: readonly string[]

  /** @param now what it takes for the time, in milliseconds */
  constructor(authority: SmallAuthority, now: number) {
    this.#now = now
    const key = createPublicKey({ key: this.#key.publicKey, format: 'der', type: 'spki' })
    const leaf = authority.certify(key.export({ type: 'spki', format: 'pem' }) as string)
    this.#certificates = [leaf.replace(/-----[A-Z ]+-----|\n/g, ''), authority.certificate]
  }

  /** Its place in a trusted root. */
  get trusted(): unknown {
    return {
      subject: { organization: 'small', commonName: 'timestamps' },
      uri: 'https://timestamp.test',
      certChain: { certificates: this.#certificates.map((rawBytes) => ({ rawBytes })) },
      validFor: { start: '2020-01-01T00:00:00Z' }
    }
  }

  /** A timestamp of a signature (RFC 3161), DER in base64. */
  stamp(signature: Uint8Array): string {
    const algorithm = sequence(oid('608648016503040201'))
    const one = der(0x02, Buffer.from([1]))
    const info = sequence(
      one,
      oid('2a03'),
      sequence(algorithm, der(0x04, sha256(signature))),
      one,
      der(0x18, Buffer.from(timeText(this.#now)))
    )
    const attributes = sequence(oid('2a864886f70d010904'), der(0x31, der(0x04, sha256(info))))
    const signer = sequence(
      one,
      sequence(nameOf('authority'), one),
      algorithm,
      der(0xa0, attributes),
      ECDSA,
      der(0x04, sign('sha256', der(0x31, attributes), this.#key.privateKey))
    )
    const content = sequence(oid('2a864886f70d0109100104'), der(0xa0, der(0x04, info)))
    const signed = sequence(der(0x02, Buffer.from([3])), der(0x31, algorithm), content, der(0x31, signer))
    const token = sequence(oid('2a864886f70d010702'), der(0xa0, signed))
    return sequence(sequence(der(0x02, Buffer.from([0]))), token).toString('base64')
  }
}
