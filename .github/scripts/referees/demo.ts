// SPDX-License-Identifier: Apache-2.0
// What the demo leaves is read by all.
import { readdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expectStatus, type Court } from './court.ts'

export async function demoIsReadByAll(court: Court, bin: string, go: string): Promise<void> {
  const kept = join(court.work, 'kept')
  await court.tally.check('what the demo keeps is verified by us, in-toto-python and in-toto-golang', async () => {
    await expectStatus(court.ours(['demo', '--keep', kept]), 0)
    const words = ['--layout', 'root.layout', '--verification-keys', 'keys/owner.pub', '--link-dir', 'links']
    await expectStatus(court.ours(['verify', ...words, '--base-path', 'product', '-p', '.'], kept), 0)
    await expectStatus(court.run(join(bin, 'in-toto-verify'), words, kept), 0)
    await expectStatus(
      court.run(
        go,
        ['verify', '--layout', 'root.layout', '--layout-keys', 'keys/owner.pub', '--link-dir', 'links'],
        kept
      ),
      0
    )
  })
  await court.tally.check('in-toto-python finds the product that the demo keeps, and a changed one', async () => {
    const link = readdirSync(join(kept, 'links')).find((name) => name.startsWith('package.')) ?? ''
    // The reference's match-products stops with an AttributeError on DSSE, so it gets the link as a Metablock.
    await expectStatus(
      court.ours(['sign', '-f', `links/${link}`, '-k', 'keys/package', '--format', 'metablock'], kept),
      0
    )
    const words = ['--link', join(kept, 'links', link), '--paths', '.']
    await expectStatus(court.run(join(bin, 'in-toto-match-products'), words, join(kept, 'product')), 0)
    await expectStatus(court.ours(['match-products', ...words], join(kept, 'product')), 0)
    const [file = ''] = readdirSync(join(kept, 'product'))
    writeFileSync(join(kept, 'product', file), 'changed')
    await expectStatus(court.run(join(bin, 'in-toto-match-products'), words, join(kept, 'product')), 1)
    await expectStatus(court.ours(['match-products', ...words], join(kept, 'product')), 1)
  })
}
