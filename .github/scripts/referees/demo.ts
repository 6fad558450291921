// SPDX-License-Identifier: Apache-2.0
// What the demo leaves is read by all.
import { copyFileSync, readdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expectStatus, type Court } from './court.ts'
import { askJudge, expectVerdict, judgesOf, WHOLE_WORLD, type Judges } from './intents-judges.ts'

export async function demoIsReadByAll(court: Court, judges: Judges): Promise<void> {
  const kept = join(court.work, 'kept')
  await court.tally.check('what the demo keeps is verified by us, in-toto-python and in-toto-golang', async () => {
    await expectStatus(court.ours(['demo', '--keep', kept]), 0)
    const words = ['--layout', 'root.layout', '--verification-keys', 'keys/owner.pub', '--link-dir', 'links']
    await expectStatus(court.ours(['verify', ...words, '--base-path', 'product', '-p', '.'], kept), 0)
    copyFileSync(join(kept, 'keys/owner.pub'), join(kept, 'owner.pub'))
    for (const judge of judgesOf(kept, judges)) expectVerdict(await askJudge(court, judge, kept, WHOLE_WORLD), 'passed')
  })
  await court.tally.check('in-toto-python finds the product that the demo keeps, and a changed one', async () => {
    const product = join(kept, 'product')
    // The reference's match-products stops with an AttributeError on DSSE, so it gets a Metablock; of the directory alone,
    // since the step's own link has all that lay in its workspace.
    const step = ['-n', 'keep', '-p', '.', '--signing-key', '../keys/package', '-d', '..', '--format', 'metablock']
    await expectStatus(court.ours(['run', ...step, '--no-command'], product), 0)
    const link = readdirSync(kept).find((name) => name.startsWith('keep.')) ?? ''
    const words = ['--link', join(kept, link), '--paths', '.']
    await expectStatus(court.run(join(judges.python, 'in-toto-match-products'), words, product), 0)
    await expectStatus(court.ours(['match-products', ...words], product), 0)
    const [file = ''] = readdirSync(product)
    writeFileSync(join(product, file), 'changed')
    await expectStatus(court.run(join(judges.python, 'in-toto-match-products'), words, product), 1)
    await expectStatus(court.ours(['match-products', ...words], product), 1)
  })
}
