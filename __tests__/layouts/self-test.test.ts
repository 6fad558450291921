// SPDX-License-Identifier: Apache-2.0
// Layouts that are shown to themselves before they are signed.
import { describe, expect, test } from '@jest/globals'
import { readStatements } from '../../src/intoto/intents/read-statements.ts'
import type { Layout, Step } from '../../src/intoto/layout/layout.ts'
import { parseRuleTokens } from '../../src/intoto/rules/parse-rule.ts'
import { demandPassed, selfTestLines, testedLayout } from '../../src/layouts/self-test/tested-layout.ts'
import { errorOf } from '../support/errors.ts'
import { buildIntents, stepsText } from '../support/intents-source.ts'
import { builtLayout } from '../support/intents/built-layout.ts'
import { NAMED_PIPELINES } from '../support/intents/named-pipelines.ts'

const BUILD = stepsText([
  'name: checkout, takes: nothing, adds: source',
  'name: install, takes: checkout, installs-into: node_modules',
  "name: build, takes: install, adds: 'dist/**', changes: package.json, removes: 'drafts/*', may-add: '*.log'",
  "name: pack, takes: { build: { only: 'dist/*.js', from: dist, into: lib } }, adds: '*.tgz', command: npm pack"
])

interface Built {
  readonly layout: Layout
  readonly intents: NonNullable<ReturnType<typeof buildIntents>['intents']>['intents']
}

function built(text: string): Built {
  const { layout, intents } = buildIntents(text)
  if (intents === undefined) throw new Error('no intents')
  return { layout, intents: intents.intents }
}

/** A layout with other rules in some lists. */
function withRules(layout: Layout, step: string, lists: Partial<Record<'materials' | 'products', string[][]>>): Layout {
  const read = (rules: string[][] | undefined, before: Step['expectedMaterials']): Step['expectedMaterials'] =>
    rules?.map((words) => parseRuleTokens(words, step)) ?? before
  const steps = layout.steps.map((one) =>
    one.name === step
      ? {
          ...one,
          expectedMaterials: read(lists.materials, one.expectedMaterials),
          expectedProducts: read(lists.products, one.expectedProducts)
        }
      : one
  )
  return { ...layout, steps }
}

describe('a layout wholly in intents', () => {
  test.each(
    NAMED_PIPELINES.filter(
      // Whoever signs is not what is shown.
      ({ steps, text }) => steps.every(({ inRules }) => inRules === undefined) && !text.includes('by:')
    ).map((pipeline) => [pipeline.name, pipeline.text] as const)
  )('%s passes an honest run and no wrong one', (_, text) => {
    const { layout, intents } = built(text)
    const selfTest = testedLayout(layout, intents)
    expect(selfTest).toMatchObject({ refused: undefined, passed: [] })
    expect(selfTest.byRules + selfTest.byCheck).toBe(selfTest.tried)
    expect(selfTest.byRules).toBeGreaterThan(selfTest.byCheck / 2)
    expect(selfTest.tried).toBeGreaterThan(40)
  })

  test('says how many were tried', () => {
    const { layout, intents } = built(BUILD)
    expect(selfTestLines(testedLayout(layout, intents))).toEqual([
      expect.stringMatching(
        /^self-test: an honest run passes; \d+ wrong ones tried: \d+ refused by the rules, \d+ by the check alone, 0 passed$/
      )
    ])
  })

  test.each([
    ['café', 'café/'],
    ['tools/ü', 'ü/']
  ])('passes its self-test where scratch hides a directory of other letters: %s', (directory, line) => {
    const { layout, intents } = built(
      stepsText([`name: i, takes: source, installs-into: '${directory}'`, `name: t, takes: i, scratch: '${line}'`])
    )
    expect(testedLayout(layout, intents)).toMatchObject({ refused: undefined, passed: [] })
  })

  test.each([
    [
      'a file that comes under the name of one it adds',
      ['build, takes: source, adds: dist/**', 'sums, takes: { build: { from: dist } }, adds: checksums.txt']
    ],
    ['a file of source', ['sums, takes: source, adds: SUMS', 'more, takes: { sums: { into: x } }, adds: x/README']],
    [
      'a file of a directory put elsewhere',
      [
        'build, takes: source, adds: out/**',
        'site, takes: { build: { from: out, into: public } }, adds: public/index.html'
      ]
    ],
    [
      'what comes by way of another',
      [
        'a, takes: source, adds: "o/**"',
        'b, takes: { a: { from: o, into: p } }, may-add: p/log',
        'c, takes: { b: { from: p } }, adds: [SUMS, a]'
      ]
    ],
    [
      'a file of a checkout',
      ['c, takes: nothing, adds: source', 'd, takes: { c: { only: docs/**, from: docs } }, adds: index.html']
    ],
    [
      'files of the commit that come to a step under one name',
      [
        's0, takes: source, adds: x',
        's1, takes: [source, { s0: { from: lib } }], adds: gen/version.js, changes: "gen/*.js"'
      ]
    ],
    [
      'a file that is to be new in the place of one to change',
      ['bump, takes: source, adds: CHANGELOG.md, changes: "*.md"', 'docs, takes: [source, { bump: { from: docs } }]']
    ],
    [
      'files of the commit that come into a directory of their own name',
      ['a, takes: source, changes: "b/*.c"', 'b, takes: [source, { a: { only: "*.c", into: b } }], changes: "b/*.c"']
    ],
    [
      'a file to remove under the name of one that is new',
      ['a, takes: source, adds: out/a.txt, removes: "out/*.txt"', 'b, takes: a, changes: "**/*.txt"']
    ],
    [
      'what two steps have of one name by other ways',
      [
        'a, takes: source, may-add: "lib/**"',
        'b, takes: source, changes: "lib/*.js"',
        'c, takes: [{ a: { from: lib, into: x } }, { b: { from: src, into: x } }], adds: x/new.js, changes: "x/*.js"'
      ]
    ],
    [
      'a name that two steps choose',
      [
        's, takes: source, adds: ["*.tgz", dist/**]',
        't, takes: { s: { from: out, into: art } }, adds: dist/*',
        'u, takes: [t, { s: { into: dist } }], adds: dist/*.tgz'
      ]
    ],
    [
      'a directory installed twice',
      [
        'a, takes: source, installs-into: { "**/deps": { may-change: .cache/ } }',
        'b, takes: source, adds: "*", installs-into: "**/deps"',
        'c, takes: [b, { a: { from: out } }]'
      ]
    ]
  ])('is shown an honest run without %s', (_what, steps) => {
    const { layout, intents } = built(stepsText(steps.map((step) => `name: ${step}`)))
    expect(testedLayout(layout, intents)).toMatchObject({ refused: undefined, passed: [] })
  })

  test('is refused when its rules refuse an honest run', () => {
    const { layout, intents } = built(BUILD)
    const edited = withRules(layout, 'build', { products: [['DISALLOW', '*']] })
    expect(errorOf(() => testedLayout(edited, intents))).toMatchObject({
      code: 'LAYOUT_UNPROVEN',
      message:
        'The rules of the layout refuse a run that is what it says: expected_products[0] of step "build" refuses it.'
    })
  })

  test('is not refused where the check refuses what was made up, which is told', () => {
    const { layout } = built(stepsText(['name: a, takes: source']))
    const intents = readStatements([
      'a takes source',
      'a changes d/x',
      'a installs "d"',
      'release nothing',
      'steps only'
    ])
    const selfTest = testedLayout(layout, intents)
    expect(selfTest.refused).toMatchObject({ by: 'check' })
    expect(selfTestLines(selfTest)[0]).toMatch(
      /^self-test: no honest run could be made up, so nothing was tried\. The check refuses what was tried: /
    )
  })

  test('is refused when a wrong run passes', () => {
    const passed = ['x', 'y', 'z', 'w'].map((file) => ({ step: 'a', what: `${file} is new` }))
    expect(errorOf(() => demandPassed({ refused: undefined, passed }))).toMatchObject({
      code: 'LAYOUT_UNPROVEN',
      message: '4 wrong runs would pass the layout: "a": x is new, "a": y is new, "a": z is new and 1 more.'
    })
    expect(() => demandPassed({ refused: undefined, passed: [] })).not.toThrow()
  })

  test('is not refused when nothing can be made up that is what it says, which is told', () => {
    const text = stepsText([
      'name: a, takes: source, changes: x',
      "name: b, takes: a, adds: 'y', removes: x",
      'name: c, takes: [a, b], adds: x'
    ])
    const { layout, intents } = built(text)
    const selfTest = testedLayout(layout, intents)
    expect(selfTest.refused).toMatchObject({ by: 'nobody' })
    expect(selfTestLines(selfTest)[0]).toMatch(/^self-test: no honest run could be made up, so nothing was tried\./)
  })
})

describe('what is not held by a check', () => {
  test('is named where a layout carries rules alone', () => {
    const { layout, intents } = built(`${BUILD}elsewhere: rules-only\n`)
    const { passed, byCheck } = testedLayout(layout, intents)
    expect(byCheck).toBe(0)
    const named = passed.map(({ step, what }) => `${step}: ${what}`)
    expect(named).toEqual(expect.arrayContaining(['pack: it ran another command', 'build: its link has another name']))
    // What a checkout adds beside the commit only its claim can tell.
    const ofFiles = named.filter((text) => /has other bytes|is changed|is new|lies there/.test(text))
    expect(ofFiles.filter((text) => !text.startsWith('checkout: '))).toEqual([])
  })

  test('more passes where rules are loosened', () => {
    const { layout, intents } = built(`${BUILD}elsewhere: rules-only\n`)
    const before = testedLayout(layout, intents).passed.length
    const loose = withRules(layout, 'build', {
      materials: [['DISALLOW', '.git/*']],
      products: [['DISALLOW', '.git/*']]
    })
    expect(testedLayout(loose, intents).passed.length).toBeGreaterThan(before)
  })

  test('a layout with a step in rules is shown as far as it goes', () => {
    const text = `steps:
  - { name: legacy, materials: anything, products: [DISALLOW secret] }
  - { name: pack, takes: legacy, adds: '*.tgz' }
release: pack
`
    const { layout, intents } = built(text)
    expect(testedLayout(layout, intents)).toMatchObject({ refused: undefined })
    const loose = withRules(layout, 'pack', { products: [['DISALLOW', 'other']] })
    const { passed } = testedLayout(loose, intents)
    expect(passed.length).toBe(0)
    expect(testedLayout({ ...loose, inspections: [] }, intents).passed.length).toBeGreaterThan(0)
  })
})

test('what was found when the rules were made shows the same as looking again', () => {
  for (const pipeline of NAMED_PIPELINES.slice(0, 8)) {
    const { layout, intents } = builtLayout(pipeline)
    if (intents === undefined) throw new Error('no intents')
    const again = testedLayout(layout, intents.intents)
    expect([pipeline.name, testedLayout(layout, intents.intents, intents.compiled)]).toEqual([pipeline.name, again])
  }
})
