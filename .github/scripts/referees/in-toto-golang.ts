// SPDX-License-Identifier: Apache-2.0
// in-toto-golang judges what we write, and we judge what it writes.
import assert from 'node:assert/strict'
import { execFileSync } from 'node:child_process'
import { cpSync, readdirSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import type { RanProgram } from '../harness/run-program.ts'
import { expectStatus, FORMATS, KEY_TYPES, tamper, VERIFY, type Court } from './court.ts'

export async function goVerifiesOurs(court: Court, go: string): Promise<void> {
  const verify = ['verify', '--layout', 'root.layout', '--layout-keys', 'owner.pub', '--link-dir', '.']
  for (const type of KEY_TYPES) {
    for (const format of FORMATS) {
      await court.tally.check(`in-toto-golang verifies our ${type} ${format} chain`, async () => {
        const at = court.directory(`go-ours-${type}-${format}`)
        await court.chain(at, type, format)
        await expectStatus(court.run(go, verify, at), 0)
        tamper(at)
        const refused = await court.run(go, verify, at)
        assert.notEqual(refused.status, 0)
      })
    }
  }
  await court.tally.check(
    'in-toto-golang verifies our chain with packages, and refuses it without their installer',
    async () => {
      const at = court.directory('packages-go')
      await court.packages(at)
      await expectStatus(court.run(go, verify, at), 0)
      tamper(at, 'install')
      assert.notEqual((await court.run(go, verify, at)).status, 0)
    }
  )
  await court.tally.check('we verify links of in-toto-golang', async () => {
    const at = court.directory('go-links')
    await court.chain(at, 'ed25519', 'dsse')
    for (const name of readdirSync(at)) if (name.endsWith('.link')) rmSync(join(at, name))
    await expectStatus(
      court.ours(['layout', 'sign', 'layout.yml', '-o', 'root.layout', '-k', 'owner', '--keyid', 'legacy'], at),
      0
    )
    const stage = court.directory('go-links-stage')
    await expectStatus(
      court.run(
        go,
        ['run', '-n', 'write', '-p', 'foo.txt', '-k', join(at, 'writer'), '-d', at, '--', 'touch', 'foo.txt'],
        stage
      ),
      0
    )
    await expectStatus(
      court.run(
        go,
        [
          'run',
          '-n',
          'pack',
          '-m',
          'foo.txt',
          '-p',
          'foo.txt',
          '-p',
          'foo.pack',
          '-k',
          join(at, 'packer'),
          '-d',
          at,
          '--',
          'cp',
          'foo.txt',
          'foo.pack'
        ],
        stage
      ),
      0
    )
    await expectStatus(court.ours(['verify', ...VERIFY], at), 0)
  })
}

/** Signed files that in-toto-golang ships for its own tests; layouts valid until 2030. */
export async function goldenFiles(court: Court, source: string): Promise<void> {
  const data = join(source, 'test/data')
  const judge = (layout: string, key: string, ...words: string[]): Promise<RanProgram> => {
    const at = court.directory(`golden-${layout}`)
    cpSync(data, at, { recursive: true, mode: 0 })
    execFileSync('chmod', ['-R', 'u+w', at])
    const files = ['-l', layout, '--verification-keys', key, '--link-dir', '.']
    return court.ours(['verify', ...files, '--at', '2026-01-01T00:00:00Z', ...words], at)
  }
  const golden = (layout: string, key: string): Promise<RanProgram> => judge(layout, key, '--compat', 'reference')
  await court.tally.check('golden file dsse-only.root.layout verifies', () =>
    expectStatus(golden('dsse-only.root.layout', 'alice.pub'), 0)
  )
  // Members that only in-toto-golang knows are signed there; in-toto-python signs what is left of them, and refuses.
  await court.tally.check('golden file demo.layout (Metablock with certificate members) is signed', async () => {
    const { stdout } = await judge('demo.layout', 'alice.pub')
    assert.match(stdout, /^LAYOUT_MEMBER_UNKNOWN$/m)
    assert.doesNotMatch(stdout, /LAYOUT_(SIGNATURE|UNSIGNED)/)
  })
  await court.tally.check(
    'golden file demo.layout is refused where the verdict is that of in-toto-python',
    async () => {
      const ran = await golden('demo.layout', 'alice.pub')
      assert.equal(ran.status, 1)
      assert.match(ran.stdout, /^LAYOUT_SIGNATURE_INVALID$/m)
    }
  )
  await court.tally.check('golden file demo.dsse.layout verifies', () =>
    expectStatus(golden('demo.dsse.layout', 'alice.pub'), 0)
  )
  await court.tally.check('a golden layout with a foreign key does not verify', () =>
    expectStatus(golden('dsse-only.root.layout', 'carol.pub'), 1)
  )
}
