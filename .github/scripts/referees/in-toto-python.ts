// SPDX-License-Identifier: Apache-2.0
// in-toto-python judges what we write, and we judge what it writes.
import assert from 'node:assert/strict'
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expectStatus, FORMATS, KEY_TYPES, tamper, VERIFY, type Court } from './court.ts'

export async function pythonVerifiesOurs(court: Court, bin: string): Promise<void> {
  for (const type of KEY_TYPES) {
    for (const format of FORMATS) {
      const at = court.directory(`ours-${type}-${format}`)
      await court.tally.check(`in-toto-python verifies our ${type} ${format} chain`, async () => {
        await court.chain(at, type, format)
        await expectStatus(court.ours(['verify', ...VERIFY], at), 0)
        await expectStatus(court.run(join(bin, 'in-toto-verify'), VERIFY, at), 0)
      })
      await court.tally.check(`in-toto-python and we refuse our ${type} ${format} chain without a link`, async () => {
        tamper(at)
        await expectStatus(court.ours(['verify', ...VERIFY], at), 1)
        await expectStatus(court.run(join(bin, 'in-toto-verify'), VERIFY, at), 1)
      })
    }
  }
}

/** What is one digest a directory is one name among others to everybody else. */
export async function pythonVerifiesPackages(court: Court, bin: string): Promise<void> {
  await court.tally.check(
    'in-toto-python verifies our chain with packages, and refuses it without their installer',
    async () => {
      const at = court.directory('packages-python')
      await court.packages(at)
      await expectStatus(court.ours(['verify', ...VERIFY], at), 0)
      await expectStatus(court.run(join(bin, 'in-toto-verify'), VERIFY, at), 0)
      tamper(at, 'install')
      await expectStatus(court.run(join(bin, 'in-toto-verify'), VERIFY, at), 1)
    }
  )
}

/** A layout made by the reference's own library. */
const PYTHON_LAYOUT = `
import sys
from securesystemslib.signer import CryptoSigner
from cryptography.hazmat.primitives.serialization import load_pem_private_key
from in_toto.models.layout import Layout, Step
from in_toto.models.metadata import Envelope, Metablock
dsse = sys.argv[1] == "dsse"
layout = Layout()
keys = layout.add_functionary_keys_from_paths(["writer.pub", "packer.pub"])
ids = {p: layout.add_functionary_key_from_path(p)["keyid"] for p in ["writer.pub", "packer.pub"]}
write = Step(name="write")
write.pubkeys = [ids["writer.pub"]]
write.set_expected_command_from_string("touch foo.txt")
write.add_material_rule_from_string("DISALLOW *")
write.add_product_rule_from_string("CREATE foo.txt")
write.add_product_rule_from_string("DISALLOW *")
pack = Step(name="pack")
pack.pubkeys = [ids["packer.pub"]]
pack.set_expected_command_from_string("cp foo.txt foo.pack")
pack.add_material_rule_from_string("MATCH foo.txt WITH PRODUCTS FROM write")
pack.add_material_rule_from_string("DISALLOW *")
pack.add_product_rule_from_string("CREATE foo.pack")
pack.add_product_rule_from_string("ALLOW foo.txt")
pack.add_product_rule_from_string("DISALLOW *")
layout.steps = [write, pack]
layout.set_relative_expiration(months=4)
metadata = Envelope.from_signable(layout) if dsse else Metablock(signed=layout)
with open("owner", "rb") as f:
    signer = CryptoSigner(load_pem_private_key(f.read(), None))
metadata.create_signature(signer)
metadata.dump("root.layout")
`

export async function weVerifyPython(court: Court, bin: string): Promise<void> {
  for (const type of KEY_TYPES) {
    for (const format of FORMATS) {
      const at = court.directory(`python-${type}-${format}`)
      await court.tally.check(`we verify the ${type} ${format} chain of in-toto-python`, async () => {
        await court.keys(at, type)
        writeFileSync(join(at, 'layout.py'), PYTHON_LAYOUT)
        await expectStatus(court.run(join(bin, 'python'), ['layout.py', format], at), 0)
        const stage = court.directory(`python-${type}-${format}-stage`)
        const dsse = format === 'dsse' ? ['--use-dsse'] : []
        const sign = (key: string): string[] => ['--signing-key', join(at, key), '-d', at, ...dsse]
        await expectStatus(
          court.run(
            join(bin, 'in-toto-run'),
            ['-n', 'write', '-p', '.', ...sign('writer'), '--', 'touch', 'foo.txt'],
            stage
          ),
          0
        )
        await expectStatus(
          court.run(
            join(bin, 'in-toto-run'),
            ['-n', 'pack', '-m', '.', '-p', '.', ...sign('packer'), '--', 'cp', 'foo.txt', 'foo.pack'],
            stage
          ),
          0
        )
        await expectStatus(court.run(join(bin, 'in-toto-verify'), VERIFY, at), 0)
        await expectStatus(court.ours(['verify', ...VERIFY], at), 0)
        await expectStatus(court.ours(['verify', ...VERIFY, '--compat', 'reference'], at), 0)
      })
      await court.tally.check(`we refuse that chain with a changed link`, async () => {
        const link = readdirSync(at).find((file) => file.startsWith('pack.') && file.endsWith('.link')) ?? ''
        const text = readFileSync(join(at, link), 'utf8')
        writeFileSync(
          join(at, link),
          text.replace(/(?<="sig": ?")./, (digit) => (digit === 'a' ? 'b' : 'a'))
        )
        await expectStatus(court.run(join(bin, 'in-toto-verify'), VERIFY, at), 1)
        await expectStatus(court.ours(['verify', ...VERIFY], at), 1)
      })
    }
  }
}

/** Recording must agree file by file, and a recording that one starts the other can check. */
export async function recordingAgrees(court: Court, bin: string): Promise<void> {
  await court.tally.check('in-toto-python records the same artifacts', async () => {
    const at = court.directory('recording')
    const tree = join(at, 'tree')
    for (const folder of ['a/b', '.git', 'c d', '__pycache__']) mkdirSync(join(tree, folder), { recursive: true })
    for (const name of [
      'a/b/x.txt',
      'a/y~',
      'a/z.pyc',
      '.git/config',
      'c d/ü.bin',
      'c d/__proto__',
      'top',
      'build.12345678.link',
      '😀',
      '\uFB01'
    ])
      writeFileSync(join(tree, name), name)
    await expectStatus(
      court.ours(
        ['run', '-n', 'r', '-p', 'tree', 'file:tree/top', 'dir:tree/a', '--unsigned', '-x', '--format', 'metablock'],
        at
      ),
      0
    )
    const script =
      'import json,sys;from in_toto.runlib import record_artifacts_as_dict as r;print(json.dumps(r(["tree","file:tree/top","dir:tree/a"],follow_symlink_dirs=True)))'
    const { stdout } = await expectStatus(court.run(join(bin, 'python'), ['-c', script], at), 0)
    const mine = JSON.parse(readFileSync(join(at, 'r.link'), 'utf8')) as { signed: { products: unknown } }
    assert.deepEqual(mine.signed.products, JSON.parse(stdout))
  })
}
