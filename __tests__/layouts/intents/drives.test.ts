// SPDX-License-Identifier: Apache-2.0
// A name that begins with a letter and a colon is no name that verification takes, whoever writes it.
import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from '@jest/globals'
import { commitAll } from '../../support/commit-job.ts'
import { cli } from '../../support/console.ts'
import { directoryWith } from '../../support/directory.ts'
import { buildIntents, problemsIn } from '../../support/intents-source.ts'
import { LAYOUT, layoutText } from '../../support/intents-layout.ts'
import { CI } from '../../support/two-steps.ts'

const steps = (members: string): string =>
  `steps:\n  - { name: a, takes: source, adds: x }\n  - { name: b, takes: a, ${members} }\nrelease: a\n`

describe('a line of layout.yml', () => {
  test.each([
    ["adds: 'c:out'", 'INTENT_PATTERN_INVALID'],
    ["adds: 'z:*'", 'INTENT_PATTERN_INVALID'],
    ["may-add: 'file:x'", 'INTENT_PATTERN_INVALID'],
    ["changes: '[a-z]:x'", 'INTENT_PATTERN_INVALID'],
    ["removes: '[CD]:/**'", 'INTENT_PATTERN_INVALID'],
    ["adds: '[A-Za-z]:'", 'INTENT_PATTERN_INVALID'],
    ["installs-into: 'c:x'", 'LAYOUT_SOURCE_VALUE'],
    ["command: x, working-directory: 'c:x'", 'LAYOUT_SOURCE_VALUE'],
    ["matrix: { m: ['c:'] }, adds: '${{ matrix.m }}/x'", 'INTENT_PATTERN_INVALID']
  ])('%s is refused there', (members, code) => {
    expect(problemsIn(steps(members))).toMatchObject([{ code, line: 3 }])
  })
  test.each([
    "adds: 'ab:x'",
    "adds: '*:x'",
    "adds: '?:x'",
    "adds: '[!a]:x'",
    "adds: '[0-9]:x'",
    "adds: 'lib/a:b'",
    "adds: '[a-z0]:x'"
  ])('%s fits names that are recorded', (members) => expect(() => buildIntents(steps(members))).not.toThrow())
})

describe('a file', () => {
  const key = { 'ci.pem': CI.privatePem }
  test.each([
    ['a:b', ['-m', '.']],
    ['z:', ['-m', 'z:']],
    ['Z:/deep', ['-p', '.']],
    ['q:b', ['-m', 'file:q:b']],
    ['x/c:d', ['-m', 'x', '--lstrip-paths', 'x/']]
  ])('%s is not recorded, with %j', async (name, flags) => {
    const top = directoryWith({ ...key, [name]: '1' })
    const { status, stderr } = await cli(top, ['run', '-n', 's', '--signing-key', 'ci.pem', ...flags, '-x'])
    expect([status, stderr]).toEqual([2, expect.stringContaining('#record_drive')])
    expect(stderr).toContain('Rename the file')
  })
  test.each([['a.b:c'], ['x/c:d'], ['1:b'], ['ab:c']])('%s is recorded', async (name) => {
    const top = directoryWith({ ...key, [name]: '1' })
    const { status } = await cli(top, ['run', '-n', 's', '--signing-key', 'ci.pem', '-m', '.', '-x'])
    expect(status).toBe(0)
  })
  test.each([
    ['run', '-x'],
    ['record', 'start']
  ])('of the commit is not recorded by %s of a step in intents', async (...words) => {
    const outer = directoryWith(key)
    const top = join(outer, 'tree')
    mkdirSync(join(top, '.in-toto'), { recursive: true })
    writeFileSync(join(top, LAYOUT), layoutText(['build takes source']))
    writeFileSync(join(top, 'a:b'), '1')
    commitAll(top)
    const { status, stderr } = await cli(top, [...words, '-n', 'build', '--signing-key', join(outer, 'ci.pem')])
    expect([status, stderr]).toEqual([2, expect.stringContaining('#record_drive')])
  })
})
