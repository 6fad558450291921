// SPDX-License-Identifier: Apache-2.0
// Nobody signs what no verification would pass with: neither from the source, nor a layout that was built elsewhere.
import { existsSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from '@jest/globals'
import { cli } from '../support/console.ts'
import { ALICE, file, layoutOf, OWNER, step } from '../support/chain.ts'
import { directoryWith } from '../support/directory.ts'

const NOW = Date.parse('2029-06-01T12:00:00Z')
const SIGN = ['layout', 'sign', 'x.layout', '-k', 'owner', '-o', 'signed.layout']

async function owner(files: Readonly<Record<string, string>> = {}): Promise<string> {
  const directory = directoryWith(files)
  for (const name of ['owner', 'ci']) await cli(directory, ['key', 'generate', '-o', name])
  return directory
}

const DISALLOW_ALL = ['DISALLOW', '*']
test.each<[string, unknown, string]>([
  ['has expired', layoutOf([step('a', [ALICE])], { expires: '2029-01-01T00:00:00Z' }), 'LAYOUT_EXPIRED'],
  ['demands too many', layoutOf([step('a', [ALICE], { threshold: 2 })]), 'LAYOUT_THRESHOLD_UNREACHABLE'],
  ['has no steps', layoutOf([]), 'LAYOUT_EMPTY'],
  [
    'compares with an unknown step',
    layoutOf([
      step('a', [ALICE], { expected_materials: [['MATCH', '*', 'WITH', 'PRODUCTS', 'FROM', 'b'], DISALLOW_ALL] })
    ]),
    'LAYOUT_MATCH_UNKNOWN_STEP'
  ],
  [
    'has a list that can never fail',
    layoutOf([step('a', [ALICE], { expected_products: [['ALLOW', '*'], DISALLOW_ALL] })]),
    'LAYOUT_RULES_CANNOT_FAIL'
  ],
  ['has an unknown member', layoutOf([step('a', [ALICE])], { constraint: 1 }), 'LAYOUT_MEMBER_UNKNOWN']
])('a built layout that %s is not signed', async (_what, layout, code) => {
  const directory = await owner()
  writeFileSync(join(directory, 'x.layout'), file(layout, [OWNER]))
  const ran = await cli(directory, SIGN, { now: NOW })
  expect([ran.status, ran.stderr]).toEqual([1, expect.stringContaining(code)])
  const asJson = await cli(directory, [...SIGN, '--json'], { now: NOW })
  expect(JSON.parse(asJson.stdout)).toMatchObject({ failures: [{ code }] })
  expect(existsSync(join(directory, 'signed.layout'))).toBe(false)
})
test('one that verification could pass with is signed', async () => {
  const directory = await owner()
  writeFileSync(join(directory, 'x.layout'), file(layoutOf([step('a', [ALICE])]), [OWNER]))
  expect((await cli(directory, SIGN, { now: NOW })).status).toBe(0)
  expect(existsSync(join(directory, 'signed.layout'))).toBe(true)
})
test.each(['build', 'sign'])('layout %s refuses a source about whose step nothing can fail', async (command) => {
  const source =
    'expires: 1 year\nfunctionaries: { ci: { key: ci.pub } }\nsteps: [{ name: a, by: ci, materials: anything }]\n'
  const directory = await owner({ 'layout.yml': source })
  const ran = await cli(directory, ['layout', command, 'layout.yml', '-k', 'owner', '-o', 'signed.layout'])
  expect([ran.status, ran.stderr]).toEqual([1, expect.stringContaining('LAYOUT_STEP_UNCONSTRAINED')])
  expect(existsSync(join(directory, 'signed.layout'))).toBe(false)
})

test.each<[string, string[]]>([
  ['verify', ['verify', '-l', 'layout.yml', '--verification-keys', 'owner.pub']],
  ['inspect', ['inspect', 'layout.yml']],
  ['sign', ['sign', '-f', 'layout.yml', '--signing-key', 'owner']],
  ['match-products', ['match-products', '-l', 'layout.yml']]
])('%s calls a layout source by its name, and says what to give', async (_command, words) => {
  const directory = await owner({ 'layout.yml': '# SPDX\nexpires: 1 year\nsteps: []\n' })
  const ran = await cli(directory, words)
  expect([ran.status, ran.stderr]).toEqual([2, expect.stringContaining('This is a layout source')])
})
