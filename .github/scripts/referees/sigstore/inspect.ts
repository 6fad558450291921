// SPDX-License-Identifier: Apache-2.0
import assert from 'node:assert/strict'
import { writeFileSync } from 'node:fs'
import { basename, join } from 'node:path'
import { IDENTITY, OFFLINE, type Judged } from './court.ts'

export async function inspectWritesALayout({ court, judged, bundles }: Judged): Promise<void> {
  await court.tally.check('inspect prints the identity and a layout that accepts it', async () => {
    const bundle = bundles[0] ?? ''
    const text = await court.ours(['inspect', bundle], judged.directory)
    const yaml = text.slice(text.indexOf('functionaries:'))
    assert.ok(text.includes(`identity: ${IDENTITY}`), text)
    const step = basename(bundle).split('.')[0] ?? ''
    writeFileSync(
      join(judged.directory, 'snippet.yml'),
      `expires: 1 year\n${yaml}steps:\n  - { name: ${step}, by: ci, products: [REQUIRE package.json, ALLOW *] }\ninspections: []\n`
    )
    await court.ours(['key', 'generate', '--output', 'owner'], judged.directory)
    await court.ours(['layout', 'sign', 'snippet.yml', '-k', 'owner', '-o', 'snippet.layout'], judged.directory)
    const words = ['verify', '-l', 'snippet.layout', '--verification-keys', 'owner.pub', '--link-dir', judged.links]
    // The links of the other steps lie there, too, and this layout is not about them.
    const others = ['--other-steps', '*', '--trusted-root', `public-good=${judged.root}`]
    const { status, text: said } = await court.cli([...words, ...others], judged.directory, OFFLINE)
    assert.equal(status, 0, said)
  })
}
