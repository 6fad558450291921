// SPDX-License-Identifier: Apache-2.0
// Verdicts of in-toto-python and ours on the same chains.
import assert from 'node:assert/strict'
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expectStatus, type Court } from './court.ts'

type LayoutJson = Record<string, unknown> & { steps: Record<string, unknown>[] }

const CHANGES: readonly (readonly [name: string, change: (layout: LayoutJson) => void])[] = [
  ['unchanged', () => undefined],
  ['no steps', (layout) => void (layout.steps = [])],
  ['threshold 2 of 1', (layout) => void ((layout.steps[0] ?? {})['threshold'] = 2)],
  ['threshold 0', (layout) => void ((layout.steps[0] ?? {})['threshold'] = 0)],
  ['rule that forbids all', (layout) => void ((layout.steps[1] ?? {})['expected_products'] = [['DISALLOW', '*']])],
  [
    'rule that requires a pattern',
    (layout) => void ((layout.steps[1] ?? {})['expected_products'] = [['REQUIRE', '*']])
  ],
  [
    'rule after which nothing is left',
    (layout) =>
      void ((layout.steps[1] ?? {})['expected_products'] = [
        ['ALLOW', '*'],
        ['DISALLOW', '*']
      ])
  ],
  [
    'MATCH from an unknown step',
    (layout) =>
      void ((layout.steps[1] ?? {})['expected_materials'] = [
        ['MATCH', '*', 'WITH', 'PRODUCTS', 'FROM', 'nowhere'],
        ['DISALLOW', '*']
      ])
  ],
  [
    'MATCH from an unknown step without DISALLOW',
    (layout) =>
      void ((layout.steps[1] ?? {})['expected_materials'] = [['MATCH', '*', 'WITH', 'PRODUCTS', 'FROM', 'nowhere']])
  ],
  [
    'character class',
    (layout) =>
      void ((layout.steps[1] ?? {})['expected_products'] = [
        ['ALLOW', '[!a-e]oo.*'],
        ['DISALLOW', '*']
      ])
  ],
  ['an unknown rule', (layout) => void ((layout.steps[1] ?? {})['expected_products'] = [['PERMIT', '*']])],
  ['expired', (layout) => void (layout['expires'] = '2020-01-01T00:00:00Z')],
  ['an expiry with a fraction', (layout) => void (layout['expires'] = '2040-01-01T00:00:00.0Z')],
  ['an unknown member', (layout) => void (layout['evil'] = 1)],
  [
    'an inspection that succeeds',
    (layout) =>
      void (layout['inspect'] = [
        { _type: 'inspection', name: 'look', run: ['true'], expected_materials: [], expected_products: [] }
      ])
  ],
  [
    'an inspection that fails',
    (layout) =>
      void (layout['inspect'] = [
        { _type: 'inspection', name: 'look', run: ['false'], expected_materials: [], expected_products: [] }
      ])
  ],
  [
    'an inspection without a command',
    (layout) =>
      void (layout['inspect'] = [
        { _type: 'inspection', name: 'look', run: [], expected_materials: [], expected_products: [] }
      ])
  ]
]

/** Signs payloads with the reference's own library. */
const SIGN = `import sys, json
from securesystemslib.signer import CryptoSigner
from cryptography.hazmat.primitives.serialization import load_pem_private_key
from securesystemslib.dsse import Envelope
signer = CryptoSigner(load_pem_private_key(open("owner", "rb").read(), None))
for name in sys.argv[1:]:
    envelope = Envelope(open(name, "rb").read(), "application/vnd.in-toto+json", {})
    envelope.sign(signer)
    json.dump(envelope.to_dict(), open(name + ".layout", "w"))
`

/** Verdicts on chains that the two should judge alike, good and bad, with the strict checks off. */
export async function verdictsAgree(court: Court, bin: string): Promise<void> {
  const at = court.directory('verdicts')
  const changed = CHANGES.map(([name, change], index) => ({ name, change, payload: join(at, `changed-${index}`) }))
  await court.tally.check('a chain for comparing verdicts', async () => {
    await court.chain(at, 'ed25519', 'dsse')
    const envelope = JSON.parse(readFileSync(join(at, 'root.layout'), 'utf8')) as { payload: string }
    for (const { change, payload } of changed) {
      const layout = JSON.parse(Buffer.from(envelope.payload, 'base64').toString('utf8')) as LayoutJson
      change(layout)
      writeFileSync(payload, JSON.stringify(layout))
    }
    const words = ['-c', SIGN, ...changed.map(({ payload }) => payload)]
    await expectStatus(court.run(join(bin, 'python'), words, at), 0)
  })
  for (const { name, payload } of changed) {
    await court.tally.check(`same verdict as in-toto-python: ${name}`, async () => {
      const key = join(at, 'owner.pub')
      const words = ['--layout', `${payload}.layout`, '--verification-keys', key, '--link-dir', at]
      const theirs = await court.run(join(bin, 'in-toto-verify'), words, court.directory(`verdict-${name}-python`))
      const mine = await court.ours(
        ['verify', ...words, '--compat', 'reference'],
        court.directory(`verdict-${name}-ours`)
      )
      const said = `python ${theirs.status}, ours ${mine.status}\n${theirs.text}\n${mine.text}`
      assert.equal(mine.status === 0, theirs.status === 0, said)
    })
  }
}
