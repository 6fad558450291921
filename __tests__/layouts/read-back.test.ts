// SPDX-License-Identifier: Apache-2.0
// What is built is what verifications read: by the same reader, before it is written.
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from '@jest/globals'
import { INTENTS_COMMAND, intentsOf } from '../../src/intoto/intents/intents-of-layout.ts'
import { encodeLayout } from '../../src/intoto/layout/encode-layout.ts'
import { signMetadata } from '../../src/intoto/envelope/sign-metadata.ts'
import { LIMITS } from '../../src/base/limits.ts'
import { demandReadable } from '../../src/layouts/read-back.ts'
import { NODE_BYTES } from '../../src/signing/node-bytes.ts'
import { cli } from '../support/console.ts'
import { directoryWith } from '../support/directory.ts'
import { errorOf } from '../support/errors.ts'
import { buildIntents, problemsIn } from '../support/intents-source.ts'
import { CI } from '../support/two-steps.ts'

type Built = ReturnType<typeof buildIntents>

const bytesOf = (layout: Built['layout']): Uint8Array =>
  signMetadata({ payload: encodeLayout(layout), format: 'dsse', signers: [] })
const readBack = ({ layout, intents }: Built): void =>
  demandReadable({ bytes: bytesOf(layout), source: 'layout.yml', intents, port: NODE_BYTES })
const one = (members: string): string => `steps:\n  - { name: a, takes: source, ${members} }\nrelease: nothing\n`

describe('what is demanded is written so that it is read', () => {
  test.each([
    ['a word with a delete character', String.raw`command: [printf, "a\x7f"]`, ['printf', 'a\x7f']],
    ['a word with a next line', String.raw`command: [printf, "\N\x80"]`, ['printf', '\u0085\u0080']],
    ['a word with other control characters', String.raw`command: [a, "\0\e\n\x9f"]`, ['a', '\0\x1b\n\x9f']]
  ])('%s', (_what, members, words) => {
    const built = buildIntents(one(members))
    expect(() => readBack(built)).not.toThrow()
    expect(intentsOf(built.layout)?.steps.get('a')?.command?.words).toEqual(words)
  })
  test('a setup with a control character', () => {
    const built = buildIntents(one(String.raw`command: x, setup: "a\x9db\n"`))
    expect(() => readBack(built)).not.toThrow()
    expect(intentsOf(built.layout)?.steps.get('a')?.command?.setup).toBe('a\x9db\n')
  })
  test.each([
    ['working-directory', String.raw`command: x, working-directory: "a\x7f"`],
    ['installs-into', String.raw`installs-into: "a\x85"`],
    ['scratch', String.raw`scratch: "a\x9f"`],
    ['adds', String.raw`adds: "a\x80"`]
  ])('no name in %s holds one', (_key, members) => {
    expect(errorOf(() => buildIntents(one(members)))).toMatchObject({ at: expect.stringMatching(/:5:\d+$/) })
  })
})

describe('values that make two lines one', () => {
  const legs = (members: string): string => one(`matrix: { x: [p, q], y: [p, q] }, ${members}`)
  test.each([
    ['installs-into', "installs-into: ['${{ matrix.x }}/nm', '${{ matrix.y }}/nm']"],
    ['adds', "adds: ['${{ matrix.x }}/nm', '${{ matrix.y }}/nm']"],
    ['removes', "removes: ['${{ matrix.x }}/nm', '${{ matrix.y }}/nm']"],
    [
      'installs-into with lines',
      "installs-into: [{ '${{ matrix.x }}': { may-change: [a, b] } }, { '${{ matrix.y }}': { may-change: [b, a] } }]"
    ]
  ])('are one in %s', (_key, members) => {
    const built = buildIntents(legs(members))
    expect(() => readBack(built)).not.toThrow()
    expect(built.layout.steps).toHaveLength(4)
  })
  test.each([
    "installs-into: ['${{ matrix.x }}', { '${{ matrix.y }}': { may-change: a } }]",
    "installs-into: [{ '${{ matrix.x }}': { may-change: a } }, { '${{ matrix.y }}': { may-change: b } }]"
  ])('are refused where they say two things: %s', (members) => {
    expect(errorOf(() => buildIntents(legs(members)))).toMatchObject({ code: 'LAYOUT_SOURCE_AMBIGUOUS' })
  })
})

describe('more than is read', () => {
  const values = (most: number): string => Array.from({ length: most }, (_, index) => `v${index}`).join(', ')
  test('is refused at the line that says most, before rules are made', () => {
    const text = [
      'steps:',
      `  - { name: a, matrix: { x: [${values(101)}] }, takes: source }`,
      `  - { name: b, matrix: { y: [${values(100)}] }, takes: a }`,
      'release: nothing'
    ].join('\n')
    const error = errorOf(() => buildIntents(text))
    expect(error).toMatchObject({ code: 'LAYOUT_SOURCE_VALUE', at: expect.stringMatching(/:6:\d+$/) })
    expect(error.message).toContain(`${LIMITS.rulesPerList - INTENTS_COMMAND.length} are read`)
  })
  test('of words is neither written nor signed', async () => {
    const words = 'a, '.repeat(LIMITS.rulesPerList)
    const top = directoryWith({
      'ci.pem': CI.privatePem,
      'ci.pub': CI.publicPem,
      'layout.yml': `expires: 1 year\nfunctionaries: { ci: { key: ci.pub } }\nby: ci\nsteps:\n  - { name: a, run: [${words}a], materials: [DISALLOW *], products: [DISALLOW *] }\n`
    })
    for (const [command, ...flags] of [['build'], ['sign', '-k', 'ci.pem']]) {
      const { status, stderr } = await cli(top, ['layout', command ?? '', 'layout.yml', ...flags])
      expect([status, stderr]).toEqual([2, expect.stringContaining('#layout_unreadable')])
      expect(existsSync(join(top, 'root.layout'))).toBe(false)
    }
  })
})

test.each(['~', 'null', '', '""'])('nothing behind installs-into (%s) is no name to write in quotes', (value) => {
  const [problem] = problemsIn(one(`installs-into: ${value}`))
  expect(problem).toMatchObject({ code: 'LAYOUT_SOURCE_TYPE', hint: expect.stringContaining('`node_modules`') })
})
test.each(['takes', 'release'])('nothing behind %s is no name', (key) => {
  const text = key === 'release' ? 'steps: [{ name: a, takes: source }]\nrelease: ~\n' : one(`${key}: ~`)
  for (const { hint } of problemsIn(text)) expect(hint).not.toContain("'~'")
})

test('a statement that is not read is told at its line', () => {
  const built = buildIntents(one('adds: dist/**'))
  const [inspection] = built.layout.inspections
  const run = inspection?.run.map((word) => (word === 'a adds dist/**' ? 'a adds /dist' : word)) ?? []
  const layout = { ...built.layout, inspections: [{ ...inspection, run }] } as Built['layout']
  const places = new Map([['a adds /dist', { line: 2, column: 31 }]])
  expect(errorOf(() => readBack({ ...built, layout, intents: { ...built.intents, places } as never }))).toMatchObject({
    code: 'LAYOUT_UNREADABLE',
    at: 'layout.yml:2:31'
  })
})
