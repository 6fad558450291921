// SPDX-License-Identifier: Apache-2.0
// A small TUF repository in memory, whose owner can be made to err and whose keys can be stolen.
import { Buffer } from 'node:buffer'
import { createHash, generateKeyPairSync, sign, type KeyObject } from 'node:crypto'
import { canonicalJson } from '../../src/intoto/json/canonical-json.ts'
import type { HttpGet } from '../../src/sigstore/http-get.ts'
import { valueAt } from './json.ts'

type Json = Record<string, unknown>

export class TufKey {
  readonly #private: KeyObject
  readonly json: Json
  readonly id: string

  constructor() {
    const { publicKey, privateKey } = generateKeyPairSync('ed25519')
    const raw = publicKey.export({ type: 'spki', format: 'der' }).subarray(-32)
    this.#private = privateKey
    this.json = { keytype: 'ed25519', scheme: 'ed25519', keyval: { public: raw.toString('hex') } }
    this.id = createHash('sha256').update(raw).digest('hex')
  }

  sign(bytes: Uint8Array): Json {
    return { keyid: this.id, sig: sign(null, bytes, this.#private).toString('hex') }
  }
}

export const FOREVER = '2999-01-01T00:00:00Z'
const sha256 = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex')

function metadata(signed: Json, keys: readonly TufKey[]): Buffer {
  const bytes = canonicalJson(valueAt(signed).value)
  return Buffer.from(JSON.stringify({ signed, signatures: keys.map((key) => key.sign(bytes)) }))
}

export interface Publication {
  readonly version?: number
  readonly timestampExpires?: string
  readonly targets?: Json
  /** Who signs timestamp, snapshot and targets. */
  readonly signer?: TufKey
}

export class TufRepository {
  readonly rootKey = new TufKey()
  onlineKey = new TufKey()
  readonly files = new Map<string, Buffer>()
  readonly asked: string[] = []

  /** Version `version` of the root, signed by `signers`. */
  root(version: number, signers: readonly TufKey[] = [this.rootKey], changes: Json = {}): Buffer {
    const role = (key: TufKey): Json => ({ keyids: [key.id], threshold: 1 })
    return metadata(
      {
        _type: 'root',
        spec_version: '1.0.31',
        version,
        expires: FOREVER,
        consistent_snapshot: true,
        keys: { [this.rootKey.id]: this.rootKey.json, [this.onlineKey.id]: this.onlineKey.json },
        roles: {
          root: role(this.rootKey),
          timestamp: role(this.onlineKey),
          snapshot: role(this.onlineKey),
          targets: role(this.onlineKey)
        },
        ...changes
      },
      signers
    )
  }

  /** Puts one file among the targets, and metadata that lead to it. */
  publish(
    content: Buffer,
    { version = 1, timestampExpires = FOREVER, targets, signer = this.onlineKey }: Publication = {}
  ): this {
    const common = { spec_version: '1.0.31', version, expires: FOREVER }
    const digest = sha256(content)
    const listed = targets ?? { 'trusted_root.json': { length: content.length, hashes: { sha256: digest } } }
    this.files.set(`${version}.targets.json`, metadata({ _type: 'targets', ...common, targets: listed }, [signer]))
    this.files.set(
      `${version}.snapshot.json`,
      metadata({ _type: 'snapshot', ...common, meta: { 'targets.json': { version } } }, [signer])
    )
    this.files.set(
      'timestamp.json',
      metadata({ _type: 'timestamp', ...common, expires: timestampExpires, meta: { 'snapshot.json': { version } } }, [
        signer
      ])
    )
    this.files.set(`targets/${digest}.trusted_root.json`, content)
    return this
  }

  get get(): HttpGet {
    return ({ url, maxBytes }) => {
      const path = new URL(url).pathname.slice(1)
      this.asked.push(path)
      const body = this.files.get(path)
      if (body === undefined) return Promise.resolve({ status: 404, body: Buffer.from('no') })
      return body.length > maxBytes ? Promise.reject(new Error('too large')) : Promise.resolve({ status: 200, body })
    }
  }
}
