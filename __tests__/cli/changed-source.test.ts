// SPDX-License-Identifier: Apache-2.0
// A source beside the signed layout that says something else is told, whatever the verdict, and decides nothing.
import { mkdirSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, jest, test } from '@jest/globals'
import { ClassReader } from '../../src/layouts/compile/classes.ts'
import { cli, type Ran } from '../support/console.ts'
import { directoryWith } from '../support/directory.ts'
import { CI, OWNER } from '../support/two-steps.ts'

const SOURCE = `expires: 1 year
functionaries:
  ci: { key: ../ci.pub }
  other: { key: ../owner.pub }
by: ci
steps:
  - { name: make, takes: nothing, adds: x, command: make x }
  - { name: ruled, by: other, products: ['ALLOW y', 'DISALLOW *'] }
release: make
`
const NOTE = '.in-toto/layout.yml is not what .in-toto/root.layout was signed from; what was signed decides.'
const FIX = 'in-toto-actions layout sign .in-toto/layout.yml -o .in-toto/root.layout --signing-key OWNER-KEY'
const LAYOUT = '.in-toto/root.layout'

interface Work {
  readonly outer: string
  readonly top: string
}

async function work(text = SOURCE): Promise<Work> {
  const outer = directoryWith({
    ci: CI.privatePem,
    'ci.pub': CI.publicPem,
    owner: OWNER.privatePem,
    'owner.pub': OWNER.publicPem
  })
  const top = join(outer, 'tree')
  mkdirSync(join(top, '.in-toto'), { recursive: true })
  mkdirSync(join(outer, 'links'))
  write({ outer, top }, text)
  const signed = await cli(top, ['layout', 'sign', '--signing-key', '../owner'])
  expect(signed.stderr).not.toContain('error')
  return { outer, top }
}

const write = ({ top }: Work, text: string): void => writeFileSync(join(top, '.in-toto/layout.yml'), text)

const commands: Readonly<Record<string, readonly string[]>> = {
  run: ['run', '-n', 'make', '--signing-key', '../ci', '-x'],
  'record start': ['record', 'start', '-n', 'make', '--signing-key', '../ci'],
  verify: ['verify', '-l', LAYOUT, '--verification-keys', '../owner.pub', '--link-dir', '../links']
}
const ran = ({ top }: Work, name: string, more: readonly string[] = []): Promise<Ran> =>
  cli(top, [...(commands[name] ?? []), ...more])

describe.each(Object.keys(commands))('%s', (name) => {
  test.each<[string, (text: string) => string]>([
    ['a pattern', (text) => text.replace('adds: x', 'adds: other')],
    ['the command', (text) => text.replace('make x', 'make z')],
    ['a rule', (text) => text.replace('ALLOW y', 'ALLOW z')],
    ['who performs a step', (text) => text.replace('by: other', 'by: ci')],
    ['a date', (text) => text.replace('1 year', '2999-01-01')]
  ])('tells that %s was changed and not signed', async (_what, change) => {
    const at = await work()
    write(at, change(SOURCE))
    const { stderr } = await ran(at, name)
    expect(stderr).toContain(NOTE)
    expect(stderr).toContain(FIX)
  })
  test.each<[string, (text: string) => string]>([
    ['nothing but a comment was', (text) => `# of ours\n${text}`],
    ['the source cannot be built', (text) => `${text}x: [`],
    ['a key is not found from here', (text) => text.replace('../ci.pub', '../nokey.pub')]
  ])('tells nothing where %s', async (_what, change) => {
    const at = await work()
    write(at, change(SOURCE))
    expect((await ran(at, name)).stderr).not.toContain('signed from')
  })
  test('tells nothing where no source lies there, or it is not to', async () => {
    const at = await work()
    write(at, SOURCE.replace('adds: x', 'adds: other'))
    expect((await ran(at, name, ['--quiet'])).stderr).not.toContain('signed from')
    rmSync(join(at.top, '.in-toto/layout.yml'))
    expect((await ran(at, name)).stderr).not.toContain('signed from')
  })
})

test('a later day is no other source', async () => {
  const at = await work()
  const [first = '', ...words] = commands['verify'] ?? []
  const { stderr } = await cli(at.top, [first, ...words], { now: Date.now() + 9 * 86_400_000 })
  expect(stderr).not.toContain('signed from')
})
test('a layout that is signed under both forms of key ids is its own', async () => {
  const at = await work()
  await cli(at.top, ['layout', 'sign', '--signing-key', '../owner', '--keyid', 'legacy'])
  expect((await ran(at, 'verify')).stderr).not.toContain('signed from')
})

describe('a layout that carries rules alone', () => {
  const RULES_ALONE = SOURCE.replace("  - { name: ruled, by: other, products: ['ALLOW y', 'DISALLOW *'] }\n", '')
    .replace('  other: { key: ../owner.pub }\n', '')
    .concat('elsewhere: rules-only\n')

  test.each<[string, (text: string) => string]>([
    ['a pattern was changed', (text) => text.replace('adds: x', 'adds: other')],
    ['the check was added', (text) => text.replace('elsewhere: rules-only\n', '')]
  ])('is another one where %s', async (_what, change) => {
    const at = await work(RULES_ALONE)
    write(at, change(RULES_ALONE))
    expect((await ran(at, 'verify')).stderr).toContain(NOTE)
  })
  test('is its own', async () => {
    expect((await ran(await work(RULES_ALONE), 'verify')).stderr).not.toContain('signed from')
  })
})

test('to tell it, no rules are made where the check is carried', async () => {
  const at = await work()
  const asked = jest.spyOn(ClassReader.prototype, 'classesOf')
  write(at, SOURCE.replace('adds: x', 'adds: other'))
  expect((await ran(at, 'verify')).stderr).toContain(NOTE)
  expect(asked).not.toHaveBeenCalled()
  await cli(at.top, ['layout', 'sign', '--signing-key', '../owner'])
  // Once for materials and products of the one step in intents, and not again for the proof.
  expect(asked).toHaveBeenCalledTimes(2)
  asked.mockRestore()
})
