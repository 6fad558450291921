// SPDX-License-Identifier: Apache-2.0
// What the commands of inspections get, and what is recorded around them.
import { existsSync, mkdirSync, readFileSync, symlinkSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { describe, expect, test } from '@jest/globals'
import { inspectionsIn } from '../../src/gate/inspections.ts'
import type { Artifacts } from '../../src/intoto/artifacts/artifacts.ts'
import type { Link } from '../../src/intoto/link/link.ts'
import { Recorder } from '../../src/recording/record-artifacts.ts'
import { PASSPHRASE_VARIABLE } from '../../src/base/passphrase-variable.ts'
import { directoryWith } from '../support/directory.ts'

const SECRETS = { [PASSPHRASE_VARIABLE]: 'canary', GITHUB_TOKEN: 'canary', 'INPUT_GITHUB-TOKEN': 'canary' }

async function inspect(workspace: string, script: string, given: readonly string[] = []): Promise<Link> {
  const recorder = new Recorder()
  try {
    const environment = { PATH: process.env['PATH'], ...SECRETS }
    const run = ['sh', '-c', script] as const
    const link = await inspectionsIn(workspace, environment, recorder, () => given).run({
      kind: 'inspection',
      name: 'look',
      run,
      expectedMaterials: [],
      expectedProducts: []
    })
    if (link === 'timed-out') throw new Error('it did not end')
    return link
  } finally {
    await recorder.close()
  }
}

describe('an inspection', () => {
  test('runs in the workspace, and everything there is recorded before and after', async () => {
    const workspace = directoryWith({ 'a.js': 'alpha', 'b/c.js': 'beta', '.git/config': 'x', 'm.pyc': 'x' })
    mkdirSync(join(workspace, 'd'))
    symlinkSync('../b', join(workspace, 'd/alias'))
    const { materials, products, byproducts } = await inspect(workspace, 'cp a.js made && exit 3')
    // Through symbolic links, as the reference records, and nothing is left out but git's own directory.
    const before = ['a.js', 'b/c.js', 'd/alias/c.js', 'm.pyc']
    const paths = (artifacts: Artifacts): string[] => [...artifacts].map(([path]) => path).sort()
    expect(paths(materials)).toEqual(before)
    expect(paths(products)).toEqual([...before, 'made'])
    expect(byproducts.get('return-value')).toBe(3)
  })
  test('does not see the files of the verification itself, and sees all that is called like them', async () => {
    const files = {
      'links/a.0123abcd.link': '',
      'links/b.link': '',
      'sub/a.0123abcd.link': '',
      'sub/.git/x': '',
      'x~': ''
    }
    const workspace = directoryWith(files)
    const given = [join(workspace, 'links/a.0123abcd.link'), join(workspace, 'gone')]
    const { materials } = await inspect(workspace, 'true', given)
    expect([...materials.paths()]).toEqual(['links/b.link', 'sub/.git/x', 'sub/a.0123abcd.link', 'x~'])
  })
  test('has time for its command, which is told no secret', async () => {
    const workspace = directoryWith()
    const { byproducts } = await inspect(workspace, 'sleep 0.3 && env > seen')
    expect(byproducts.get('return-value')).toBe(0)
    expect(readFileSync(join(workspace, 'seen'), 'utf8')).not.toContain('canary')
  })
  test('leaves no program behind that could write to the outputs after the verdict', async () => {
    const workspace = directoryWith()
    const { byproducts } = await inspect(workspace, '(sleep 1 && touch late) >/dev/null 2>&1 &')
    expect(byproducts.get('return-value')).toBe(0)
    await pause(1500)
    expect(existsSync(join(workspace, 'late'))).toBe(false)
  })
})
