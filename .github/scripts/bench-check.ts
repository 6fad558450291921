// SPDX-License-Identifier: Apache-2.0
// A long chain in intents, to see what the check costs beside the rest of a verification: each step takes the one before it
// and adds a file. The same layout is signed twice, with the inspection and without it.
import { createHash } from 'node:crypto'
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { signMetadata } from '../../src/intoto/envelope/sign-metadata.ts'
import { jsonObject, type JsonObject, type JsonValue } from '../../src/intoto/json/json-value.ts'
import { keyIdOf } from '../../src/intoto/keys/derive-key-id.ts'
import { encodePublicKey } from '../../src/intoto/keys/public-key.ts'
import { sha256HexOfTexts } from '../../src/intoto/hashing/sha256.ts'
import { linkFileName } from '../../src/intoto/link/link-file-name.ts'
import { withSource } from '../../src/intoto/link/source-claim.ts'
import { generateKey } from '../../src/signing/generate-key.ts'
import { loadPrivateKey } from '../../src/signing/key-signer.ts'

/** Writes links, `intents.layout`, `rules.layout` and `owner.pub`; returns the words of the check. */
export function writeIntentsChain(directory: string, steps: number, files: number): string[] {
  const signer = loadPrivateKey({ pem: generateKey({ type: 'ed25519' }).privatePem, source: 'bench' })
  const keyId = keyIdOf(signer.publicKey, 'current')
  const signers = [{ signer, keyId }]
  const names = Array.from({ length: steps }, (_, step) => `s${String(step).padStart(4, '0')}`)
  writeFileSync(join(directory, 'owner.pub'), signer.publicKey.pem)
  const whole = jsonObject({ paths: ['.'] })
  const recording = jsonObject({ materials: whole, products: whole, scratch: 'none at begin' })
  const source = Array.from({ length: files }, (_, index) => fileOf(`src/module-${index % 50}/file-${index}.ts`))
  source.sort(([one], [other]) => (one < other ? -1 : 1))
  const claim = {
    commit: 'c'.repeat(40),
    tree: 'd'.repeat(40),
    files,
    digest: sha256HexOfTexts(source.map(([path, digest]) => `${digest}  ${path}\n`)),
    submodules: new Map()
  }
  let before = source
  for (const [step, name] of names.entries()) {
    const after = [...before, fileOf(`zz/${name}/out`)]
    const environment = new Map<string, JsonValue>([['recording', recording]])
    const link = jsonObject({
      _type: 'link',
      name,
      command: [],
      materials: artifacts(before),
      products: artifacts(after),
      byproducts: jsonObject({ 'return-value': 0 }),
      environment: step === 0 ? withSource(environment, claim) : environment
    })
    writeFileSync(join(directory, linkFileName(name, keyId)), signMetadata({ payload: link, format: 'dsse', signers }))
    before = after
  }
  const words = [
    ...names.flatMap((name, step) => [
      `${name} takes ${step === 0 ? 'source' : names[step - 1]}`,
      `${name} adds zz/${name}/*`
    ]),
    `release ${names.at(-1)}`,
    'steps only'
  ]
  const layout = (inspect: readonly JsonValue[]): JsonObject =>
    jsonObject({
      _type: 'layout',
      expires: '2039-01-01T00:00:00Z',
      readme: '',
      inspect,
      keys: new Map([[keyId, encodePublicKey(signer.publicKey, keyId)]]),
      steps: names.map((name, step) => stepOf(name, step === 0 ? undefined : names[step - 1], keyId))
    })
  const inspection = jsonObject({
    _type: 'inspection',
    name: 'intents',
    run: ['in-toto-actions', 'check', 'v1', ...words],
    expected_materials: [],
    expected_products: []
  })
  const sign = (payload: JsonObject): Uint8Array => signMetadata({ payload, format: 'dsse', signers })
  writeFileSync(join(directory, 'intents.layout'), sign(layout([inspection])))
  writeFileSync(join(directory, 'rules.layout'), sign(layout([])))
  return words
}

type File = readonly [path: string, digest: string]

const fileOf = (path: string): File => [path, createHash('sha256').update(path).digest('hex')]

const artifacts = (files: readonly File[]): JsonObject =>
  new Map(files.map(([path, digest]) => [path, new Map<string, JsonValue>([['sha256', digest]])]))

/** As rules say it who were written by hand. */
function stepOf(name: string, taken: string | undefined, keyId: string): JsonObject {
  const materials =
    taken === undefined
      ? [['REQUIRE', 'src/module-0/file-0.ts']]
      : [
          ['MATCH', '*', 'WITH', 'PRODUCTS', 'FROM', taken],
          ['DISALLOW', '*']
        ]
  return jsonObject({
    _type: 'step',
    name,
    threshold: 1,
    pubkeys: [keyId],
    expected_command: [],
    expected_materials: materials,
    expected_products: [
      ['CREATE', `zz/${name}/*`],
      ['MATCH', '*', 'WITH', 'MATERIALS', 'FROM', name],
      ['DISALLOW', '*']
    ]
  })
}
