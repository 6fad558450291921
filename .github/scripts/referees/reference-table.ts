// SPDX-License-Identifier: Apache-2.0
// The table of verdicts that the tests hold `--compat reference` to, asked of in-toto-python itself, and of our command
// line.
import assert from 'node:assert/strict'
import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expectStatus, type Court } from './court.ts'
import { OWNER_PEM, referenceCases } from './reference-cases.ts'

/** Prints what in-toto-python says of each chain in a directory, as JSON from names of folders to verdicts. */
const JUDGE = `
import json, os, sys
from in_toto.models._signer import load_public_key_from_file
from in_toto.models.metadata import Metadata
from in_toto.verifylib import in_toto_verify

root, work = sys.argv[1:3]
key = load_public_key_from_file(os.path.join(root, "owner.pub"))
verdicts = {}
for name in os.listdir(root):
    chain = os.path.join(root, name)
    if not os.path.isdir(chain):
        continue
    os.chdir(work)
    try:
        layout = Metadata.load(os.path.join(chain, "root.layout"))
        in_toto_verify(layout, {key["keyid"]: key}, link_dir_path=chain)
        verdicts[name] = "passes"
    except Exception:  # Whatever it ends with is no pass; in-toto-verify exits with 1 for it.
        verdicts[name] = "fails"
with open(sys.argv[3], "w") as answer:
    json.dump(verdicts, answer)
`

export async function verdictTableIsTrue(court: Court, bin: string): Promise<void> {
  const at = court.directory('reference-table')
  const cases = referenceCases()
  const chainOf = (index: number): string => join(at, String(index))
  writeFileSync(join(at, 'owner.pub'), OWNER_PEM)
  for (const [index, { files }] of cases.entries()) {
    mkdirSync(chainOf(index))
    for (const [name, text] of files) writeFileSync(join(chainOf(index), name), text)
  }
  await court.tally.check('in-toto-python says of changed metadata what the table says', async () => {
    const answer = join(at, 'answer.json')
    const words = ['-c', JUDGE, at, court.directory('reference-table-python'), answer]
    await expectStatus(court.run(join(bin, 'python'), words), 0)
    const said = (await import(answer, { with: { type: 'json' } })) as { default: Record<string, string> }
    const other = cases.filter(({ python }, index) => said.default[String(index)] !== python)
    assert.deepEqual(
      other.map(({ name }) => name),
      []
    )
  })
  await court.tally.check('verify --compat reference says of changed metadata what the table says', async () => {
    const key = join(at, 'owner.pub')
    const lines = cases.map((_one, index) => {
      const chain = chainOf(index)
      const place = ['--layout', join(chain, 'root.layout'), '--link-dir', chain]
      return JSON.stringify({ id: index, args: [...place, '--verification-keys', key, '--compat', 'reference'] })
    })
    const batch = join(at, 'batch')
    writeFileSync(batch, `${lines.join('\n')}\n`)
    const ran = await expectStatus(court.ours(['verify', '--batch', batch], court.directory('reference-table-ours')), 0)
    const verdicts = new Map(
      [...ran.text.matchAll(/^\{"id":(\d+),"exit":\d,"verdict":"(\w+)"/gm)].map(([, id, verdict]) => [
        Number(id),
        verdict
      ])
    )
    assert.equal(verdicts.size, cases.length)
    const other = cases.filter(({ python }, index) => (verdicts.get(index) === 'passed') !== (python === 'passes'))
    assert.deepEqual(
      other.map(({ name }) => name),
      []
    )
  })
}
