// SPDX-License-Identifier: Apache-2.0
// `verify` over a directory in which links of other steps lie, too.
import { beforeAll, expect, test } from '@jest/globals'
import { cli, type Ran } from '../support/console.ts'
import { directoryWith } from '../support/directory.ts'

const LAYOUT = `expires: 1 year
functionaries:
  ci: { key: ci.pub }
steps:
  - name: build-linux
    by: ci
    materials: [DISALLOW *]
    products: [CREATE app, DISALLOW *]
`
let directory: string
/** Runs a command that has to succeed. */
async function done(words: readonly string[]): Promise<void> {
  const { status, stderr } = await cli(directory, words)
  if (status !== 0) throw new Error(stderr)
}
beforeAll(async () => {
  directory = directoryWith({ 'layout.yml': LAYOUT, app: 'a' })
  for (const words of [
    ['key', 'generate', '-o', 'owner'],
    ['key', 'generate', '-o', 'ci'],
    ['layout', 'sign', 'layout.yml', '-o', 'root.layout', '-k', 'owner'],
    ['run', '-n', 'build-linux', '-p', 'app', '--signing-key', 'ci', '-d', 'links', '-q', '-x'],
    ['run', '-n', 'build-windows', '-p', 'app', '--signing-key', 'ci', '-d', 'links', '-q', '-x']
  ])
    await done(words)
})
const verify = (...words: string[]): Promise<Ran> =>
  cli(directory, ['verify', '-l', 'root.layout', '--verification-keys', 'owner.pub', '--link-dir', 'links', ...words])

test('a link of a leg that the layout does not have is refused', async () => {
  const ran = await verify()
  expect(ran.status).toBe(1)
  expect(ran.stdout).toContain('LINK_UNKNOWN_STEP')
  expect(ran.stdout).toContain('"build-linux"')
})
test('and passed over where --other-steps names it', async () => {
  for (const words of [['build-windows'], ['x', 'build-*']])
    expect((await verify('--other-steps', ...words)).status).toBe(0)
  expect((await verify('--other-steps', 'none')).status).toBe(1)
  expect((await verify('--compat', 'reference')).status).toBe(0)
})
test.each([['none', 'x'], ['']])('--other-steps is not %j', async (...words) => {
  const ran = await verify('--other-steps', ...words)
  expect([ran.status, ran.stderr]).toEqual([2, expect.stringContaining('--other-steps')])
})
test('a batch judges each line by its own', async () => {
  const words = ['-l', 'root.layout', '--verification-keys', 'owner.pub', '--link-dir', 'links']
  const lines = [words, [...words, '--other-steps', 'build-windows']].map((args) => JSON.stringify({ args }))
  const ran = await cli(directory, ['verify', '--batch', '-'], { input: lines.join('\n') })
  expect(
    ran.stdout
      .split('\n')
      .slice(0, 2)
      .map((line) => JSON.parse(line) as unknown)
  ).toEqual([
    { id: null, exit: 1, verdict: 'failed', failures: ['LINK_UNKNOWN_STEP'] },
    { id: null, exit: 0, verdict: 'passed', failures: [] }
  ])
})
