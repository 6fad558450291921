// SPDX-License-Identifier: Apache-2.0
// A base path that is no directory is named, by every command that takes one.
import { mkdirSync, renameSync, symlinkSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from '@jest/globals'
import { cli } from '../support/console.ts'
import { directoryWith } from '../support/directory.ts'
import { CI, OWNER } from '../support/two-steps.ts'

const SOURCE = `expires: 1 year
functionaries: { ci: { key: ci.pub } }
steps: [{ name: a, by: ci, products: ['ALLOW x', 'DISALLOW *'] }]
`

const commands: Readonly<Record<string, readonly string[]>> = {
  verify: ['verify', '-l', 'root.layout', '--verification-keys', 'owner.pub', '-p', 'x'],
  'match-products': ['match-products', '-l', 'a.776a00e2.link', '-p', 'x'],
  run: ['run', '-n', 'b', '--signing-key', 'ci', '-m', 'x', '-x'],
  'record start': ['record', 'start', '-n', 'b', '--signing-key', 'ci', '-m', 'x'],
  'layout build': ['layout', 'build', 'layout.yml', '-o', 'other.layout']
}

/** Where a chain of one step verifies. */
async function place(): Promise<string> {
  const directory = directoryWith({
    ci: CI.privatePem,
    'ci.pub': CI.publicPem,
    owner: OWNER.privatePem,
    'owner.pub': OWNER.publicPem,
    x: '1',
    'layout.yml': SOURCE
  })
  await cli(directory, ['layout', 'sign', 'layout.yml', '-k', 'owner', '-o', 'root.layout'])
  const { stderr } = await cli(directory, ['run', '-n', 'a', '--signing-key', 'ci', '-p', 'x', '-x'])
  const link = /a\.[0-9a-f]{8}\.link/.exec(stderr)?.[0] ?? ''
  mkdirSync(join(directory, 'there'))
  writeFileSync(join(directory, 'there/x'), '1')
  writeFileSync(join(directory, 'there/ci.pub'), CI.publicPem)
  symlinkSync('loop', join(directory, 'loop'))
  renameSync(join(directory, link), join(directory, 'a.776a00e2.link'))
  return directory
}

describe.each(Object.keys(commands))('%s', (name) => {
  test.each(['nodir', 'nodir/below', 'x', 'loop', 'x/below'])('refuses %s', async (base) => {
    const { status, stderr } = await cli(await place(), [...(commands[name] ?? []), '--base-path', base])
    expect(stderr).toContain(`--base-path "${base}" is not a directory.`)
    expect(status).toBe(2)
  })
  test('takes a directory', async () => {
    const { stderr } = await cli(await place(), [...(commands[name] ?? []), '--base-path', 'there'])
    expect(stderr).not.toContain('--base-path')
  })
})
