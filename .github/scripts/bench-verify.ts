// SPDX-License-Identifier: Apache-2.0
// Long chains in rules, to verify beside others: each step takes what the one before it made, and changes some of it.
import { createHash } from 'node:crypto'
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { signMetadata, type WrapperFormat } from '../../src/intoto/envelope/sign-metadata.ts'
import { jsonObject, type JsonObject, type JsonValue } from '../../src/intoto/json/json-value.ts'
import { keyIdOf } from '../../src/intoto/keys/derive-key-id.ts'
import { encodePublicKey } from '../../src/intoto/keys/public-key.ts'
import { linkFileName } from '../../src/intoto/link/link-file-name.ts'
import { generateKey } from '../../src/signing/generate-key.ts'
import { loadPrivateKey } from '../../src/signing/key-signer.ts'
import { NODE_BYTES } from '../../src/signing/node-bytes.ts'

export interface ChainSize {
  readonly format: WrapperFormat
  readonly steps: number
  readonly artifacts: number
  /** The part of the files that each step changes, from 0 to 1. */
  readonly changed: number
}

/** A row of the table: what is verified, and how much faster than others that is to be. */
export interface VerifyRow extends ChainSize {
  /** Times as fast as in-toto-python and in-toto-golang. */
  readonly python: number
  readonly go: number
  /** Megabytes. */
  readonly memory: number
}

export const VERIFY_ROWS: readonly VerifyRow[] = [
  { format: 'dsse', steps: 200, artifacts: 5000, changed: 0, python: 20, go: 16, memory: 150 },
  { format: 'dsse', steps: 200, artifacts: 5000, changed: 0.02, python: 20, go: 16, memory: 150 },
  { format: 'dsse', steps: 200, artifacts: 5000, changed: 1, python: 12, go: 10, memory: 200 },
  { format: 'metablock', steps: 200, artifacts: 5000, changed: 1, python: 4, go: 3, memory: 250 },
  { format: 'dsse', steps: 1000, artifacts: 1000, changed: 0.02, python: 20, go: 16, memory: 200 }
]

/** How many chains a batch holds, and how many processes of Python's each, run one after the other, it is to outrun. */
export const BATCH = { chains: 1000, python: 100 } as const
export const SMALL_CHAIN: ChainSize = { format: 'dsse', steps: 4, artifacts: 10, changed: 0.3 }

/** Writes the links of a chain, `root.layout` and `owner.pub`; returns the bytes of all links. */
export function writeRulesChain(directory: string, { format, steps, artifacts, changed }: ChainSize): number {
  const signer = loadPrivateKey({ pem: generateKey({ type: 'ed25519' }).privatePem, source: 'bench' })
  const [keyId, current] = [keyIdOf(signer.publicKey, 'legacy'), keyIdOf(signer.publicKey, 'current')]
  const signers = [{ signer, keyId }]
  writeFileSync(join(directory, 'owner.pub'), signer.publicKey.pem)
  const versions = new Uint32Array(artifacts)
  let [bytes, before] = [0, sectionOf(versions)]
  for (let step = 0; step < steps; step += 1) {
    const changes = step === 0 ? 0 : artifacts * changed
    for (let index = 0; index < changes; index += 1) {
      // Spread over all of them, others in each step.
      const at = (index * 37 + step * 101) % artifacts
      versions[at] = (versions[at] as number) + 1
    }
    const products = changed === 0 ? before : sectionOf(versions)
    const link = jsonObject({
      _type: 'link',
      name: `s${step}`,
      command: [],
      materials: step === 0 ? new Map() : before,
      products,
      byproducts: jsonObject({ 'return-value': 0 }),
      environment: new Map()
    })
    const file = signMetadata({ payload: link, format, signers, bytes: NODE_BYTES })
    writeFileSync(join(directory, linkFileName(`s${step}`, keyId)), file)
    bytes += file.length
    before = products
  }
  const layout = jsonObject({
    _type: 'layout',
    expires: '2039-01-01T00:00:00Z',
    readme: '',
    inspect: [],
    keys: new Map([[keyId, encodePublicKey(signer.publicKey, keyId)]]),
    steps: Array.from({ length: steps }, (_, step) => stepOf(step, keyId))
  })
  const owners = [{ signer, keyId: current }, ...signers]
  writeFileSync(join(directory, 'root.layout'), signMetadata({ payload: layout, format, signers: owners }))
  return bytes
}

function sectionOf(versions: Uint32Array): JsonObject {
  const entries = [...versions].map((version, index): [string, JsonValue] => {
    const digest = createHash('sha256').update(`${version}:${index}`).digest('hex')
    return [`src/module-${index % 50}/package/file-number-${index}.ts`, new Map([['sha256', digest]])]
  })
  return new Map(entries)
}

function stepOf(step: number, keyId: string): JsonObject {
  return jsonObject({
    _type: 'step',
    name: `s${step}`,
    threshold: 1,
    pubkeys: [keyId],
    expected_command: [],
    expected_materials: [
      ...(step === 0 ? [] : [['MATCH', '*', 'WITH', 'PRODUCTS', 'FROM', `s${step - 1}`]]),
      ['DISALLOW', '*']
    ],
    expected_products: [
      ['CREATE', '*'],
      ['MODIFY', '*'],
      ['ALLOW', 'src/*'],
      ['DISALLOW', '*']
    ]
  })
}
