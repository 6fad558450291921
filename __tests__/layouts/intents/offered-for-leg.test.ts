// SPDX-License-Identifier: Apache-2.0
// What is offered for one leg of a matrix can stand in the source, where it is for all of them.
import { describe, expect, test } from '@jest/globals'
import { layoutLines } from '../../../src/layouts/step-lines.ts'
import { writeStatements } from '../../../src/intoto/intents/write-statements.ts'
import type { Intents } from '../../../src/intoto/intents/intents.ts'
import { failureOf } from '../../../src/intoto/verification/judge-intents.ts'
import { withLegLines } from '../../../src/reporting/leg-lines.ts'
import { withPlaces } from '../../../src/reporting/layout-line.ts'
import { gateReport } from '../../support/gate-run.ts'
import { buildIntents, stepsText } from '../../support/intents-source.ts'
import { check, told, type Run } from '../../support/intents-run.ts'
import { merged, offersIn } from '../../support/intents/offers.ts'

const intentsIn = (text: string): Intents => buildIntents(text).intents?.intents as Intents

/** The first failure of a run, as a report tells it that has the source at hand. */
function firstTold(text: string, links: Run['links'], source = text): { hint: string; at: string | undefined } {
  const verdict = check({ words: writeStatements(intentsIn(text)), links })
  expect(verdict.failures.length).toBeGreaterThan(0)
  const report = gateReport({ failures: verdict.failures.map(failureOf) })
  const [first] = withPlaces(report, { file: 'layout.yml', ...layoutLines(source) }).failures
  return { hint: first?.hint ?? '', at: first?.at }
}

const OS = 'matrix: { os: [linux, mac] }'

interface Offered {
  readonly steps: readonly string[]
  readonly links: Run['links']
  /** The first line that is offered, and the step of the source that it is for. */
  readonly line: string
  readonly step: string
}

const OFFERED: readonly (readonly [string, Offered])[] = [
  [
    'the pattern that the step has',
    {
      steps: [`name: b, takes: nothing, ${OS}, adds: 'out/\${{ matrix.os }}'`],
      links: { 'b-linux': { ends: { 'out/linux': '1', more: '1' } }, 'b-mac': { ends: { 'out/mac': '1', more: '1' } } },
      line: "adds: ['out/${{ matrix.os }}', more]",
      step: 'b'
    }
  ],
  [
    'a new file that is called like the value',
    {
      steps: [`name: b, takes: nothing, ${OS}, adds: x`],
      links: {
        'b-linux': { ends: { x: '1', 'app-linux.sig': '1' } },
        'b-mac': { ends: { x: '1', 'app-mac.sig': '1' } }
      },
      line: "adds: [x, 'app-${{ matrix.os }}.sig']",
      step: 'b'
    }
  ],
  [
    'the same leg of the same matrix',
    {
      steps: [
        `name: b, takes: nothing, ${OS}, adds: x`,
        `name: t, takes: b, ${OS}, adds: y`,
        `name: p, takes: b, ${OS}`
      ],
      links: {
        'b-linux': { ends: { x: '1' } },
        'b-mac': { ends: { x: '1' } },
        't-linux': { begins: { x: '1' }, ends: { x: '1', y: '1' } },
        't-mac': { begins: { x: '1' }, ends: { x: '1', y: '2' } },
        'p-linux': { begins: { x: '1', y: '1' }, ends: { x: '1', y: '1' } },
        'p-mac': { begins: { x: '1', y: '2' }, ends: { x: '1', y: '2' } }
      },
      line: "takes: 't-${{ matrix.os }}'",
      step: 'p'
    }
  ],
  [
    'a command',
    {
      steps: [`name: b, takes: nothing, ${OS}, command: "make \${{ matrix.os }}", adds: x`],
      links: {
        'b-linux': { command: ['make', 'all', 'linux'], ends: { x: '1' } },
        'b-mac': { command: ['make', 'all', 'mac'], ends: { x: '1' } }
      },
      line: 'command: ["make", "all", "${{ matrix.os }}"]',
      step: 'b'
    }
  ],
  [
    'a directory that is installed',
    {
      steps: [`name: b, takes: nothing, ${OS}, installs-into: 'deps/\${{ matrix.os }}'`],
      links: {
        'b-linux': { ends: { 'dir:deps/linux': '1', 'dir:more': '1' } },
        'b-mac': { ends: { 'dir:deps/mac': '1', 'dir:more': '1' } }
      },
      line: "installs-into: ['deps/${{ matrix.os }}', more]",
      step: 'b'
    }
  ]
]

describe('with the source at hand an offer keeps its expression', () => {
  test.each(OFFERED)('%s', (_, { steps, links, line, step }) => {
    const text = stepsText(steps)
    const [offer] = offersIn(firstTold(text, links).hint)
    expect(offer?.lines).toEqual([line])
    const changed = merged(text, { ...offer, step } as NonNullable<typeof offer>, step)
    expect(told(check({ words: writeStatements(intentsIn(changed)), links }))).toEqual([])
  })
  test('and says the place', () => {
    const [, { steps, links }] = OFFERED[0] as (typeof OFFERED)[number]
    expect(firstTold(stepsText(steps), links).at).toBe('layout.yml:2')
  })
  test('but for a source that says something else', () => {
    const [, { steps, links }] = OFFERED[0] as (typeof OFFERED)[number]
    const other = stepsText([`name: b, takes: nothing, ${OS}, adds: 'other/\${{ matrix.os }}'`])
    expect(firstTold(stepsText(steps), links, other)).toEqual({
      hint: expect.stringContaining('out/linux'),
      at: undefined
    })
  })
  test('and of a step without a matrix it is as it was', () => {
    const links = { 'b-linux': { ends: { x: '1', linux: '1' } } }
    expect(firstTold(stepsText(['name: b-linux, takes: nothing, adds: x']), links).hint).toContain('`adds: [x, linux]`')
  })
})

describe('a line of one leg', () => {
  const values = (pairs: Record<string, string>): ReadonlyMap<string, string> => new Map(Object.entries(pairs))
  const line = (text: string, pairs: Record<string, string>, written: Record<string, string> = {}): string =>
    withLegLines(`Write \`${text}\` at it; linux stays.`, { written: values(written), values: values(pairs) })
      .replace('Write `', '')
      .replace('` at it; linux stays.', '')

  test.each<[string, string, Record<string, string>, Record<string, string>, string]>([
    [
      'keeps what the source has as it is',
      'adds: dist/linux',
      { os: 'linux' },
      { 'dist/linux': 'dist/linux' },
      'adds: dist/linux'
    ],
    ['has no expression for a part of a word', 'adds: dist/linuxes', { os: 'linux' }, {}, 'adds: dist/linuxes'],
    ['has none for one character', 'adds: a/1', { v: '1' }, {}, 'adds: a/1'],
    ['has none where two are the same', 'adds: a/xx', { v: 'xx', w: 'xx' }, {}, 'adds: a/xx'],
    ['has none by a name that nobody can write', 'adds: a/xx', { 'v w': 'xx' }, {}, 'adds: a/xx'],
    ['has the longer one', 'adds: a-b-c', { v: 'a-b', w: 'a-b-c' }, {}, "adds: '${{ matrix.w }}'"],
    ['has several', "adds: 'x y-z z'", { v: 'x y', w: 'z z' }, {}, "adds: '${{ matrix.v }}-${{ matrix.w }}'"],
    ['has quotes as it should', "adds: 'it''s linux'", { os: 'linux' }, {}, "adds: 'it''s ${{ matrix.os }}'"],
    [
      'keeps words of takes',
      'takes: { b-only: { only: x, from: only, into: d } }',
      { v: 'only' },
      { 'b-only': 'b' },
      'takes: { b: { only: x, from: only, into: d } }'
    ],
    [
      'keeps what it cannot read',
      String.raw`command: ["a\U0000200dlinux"]`,
      { os: 'linux' },
      {},
      String.raw`command: ["a\U0000200dlinux"]`
    ],
    ['of another key is as it was', 'scratch: linux/', { os: 'linux' }, {}, 'scratch: linux/'],
    ['has signs of a pattern in values', 'adds: a/1.2', { v: '1.2', w: '1x2' }, {}, "adds: 'a/${{ matrix.v }}'"]
  ])('%s', (_, text, pairs, written, expected) => {
    expect(line(text, pairs, written)).toBe(expected)
  })
})
