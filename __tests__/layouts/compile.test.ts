// SPDX-License-Identifier: Apache-2.0
// What intents become as rules: the expansions that people read, and rules that refuse no honest run.
import { describe, expect, test } from '@jest/globals'
import { readStatements } from '../../src/intoto/intents/read-statements.ts'
import type { Step } from '../../src/intoto/layout/layout.ts'
import { analysisBudget } from '../../src/intoto/rules/analyse-list.ts'
import { canFail } from '../../src/intoto/rules/can-fail.ts'
import { parseRuleTokens } from '../../src/intoto/rules/parse-rule.ts'
import { compileIntents, type CompiledStep } from '../../src/layouts/compile/compile-intents.ts'
import { TooIntricate } from '../../src/layouts/compile/too-intricate.ts'
import { refusalOf } from '../../src/layouts/intents/emit-intents.ts'
import { explainedRules } from '../../src/layouts/compile/explained-rules.ts'
import { Chance, seed } from '../support/cases.ts'
import { disagreementText } from '../support/intents/print-scores.ts'
import { holdAgainst } from '../support/intents/harness.ts'
import { rulesJudge, type Compile } from '../support/intents/judge-rules.ts'
import { NAMED_PIPELINES } from '../support/intents/named-pipelines.ts'
import { intentsOfPlain } from '../support/intents/plain-intents.ts'
import { randomPipeline } from '../support/intents/random-pipeline.ts'

function compiled(statements: readonly string[], inRules: readonly string[] = []): ReadonlyMap<string, CompiledStep> {
  const intents = readStatements([...statements, 'release nothing', 'steps only'])
  return compileIntents({ intents, steps: [...inRules, ...intents.steps.keys()], inRules: new Set(inRules) })
}

/** A list in one text, by step and side, `build.M`. */
function lists(statements: readonly string[], inRules: readonly string[] = []): Record<string, string> {
  const text = (rules: CompiledStep['materials']): string => rules.map(({ words }) => words.join(' ')).join(', ')
  return Object.fromEntries(
    [...compiled(statements, inRules)].flatMap(([step, { materials, products }]) => [
      [`${step}.M`, text(materials)],
      [`${step}.P`, text(products)]
    ])
  )
}

const CHECKOUT = ['checkout takes nothing', 'checkout adds source']

describe('patterns that are too intricate altogether', () => {
  const PLACES = new Map([
    ['build adds x/**', { line: 4, column: 9 }],
    ['build adds *a*b?c', { line: 5, column: 11 }]
  ])

  test.each([
    ['of one step', ['s1 takes source', 's1 adds x/**', `s1 adds ${'*a*b'.repeat(100)}`], '*a*b'.repeat(100)],
    ['of a take', ['s1 takes source', 's2 takes s1 only *a?????/**', 's2 adds y', 's2 may-remove z'], '*a?????/**'],
    [
      'of several steps',
      ['s1 takes source', 's1 adds x/**', 's2 takes s1', 's2 changes *a*b*c*d*e*f*g'],
      '*a*b*c*d*e*f*g'
    ]
  ])('%s are told, that which costs most by itself', (_, statements, pattern) => {
    const intents = readStatements([...statements, 'release nothing', 'steps only'])
    const request = { intents, steps: [...intents.steps.keys()], inRules: new Set<string>(), mostWork: 500 }
    expect(() => compileIntents(request)).toThrow(expect.objectContaining({ pattern }))
    expect(compileIntents({ ...request, mostWork: 1_000_000 }).size).toBe(intents.steps.size)
  })

  test('it is said where it stands', () => {
    expect(refusalOf(new TooIntricate('*a*b?c'), PLACES, 'layout.yml')).toMatchObject({
      code: 'LAYOUT_SOURCE_VALUE',
      at: 'layout.yml:5:11',
      message: expect.stringContaining('"*a*b?c" costs the most.'),
      hint: expect.stringContaining('dist/**')
    })
    expect(refusalOf(new TooIntricate(undefined), PLACES, 'layout.yml')).toMatchObject({ at: 'layout.yml' })
  })
})

describe('classes that stand in another order in each set', () => {
  /** Two groups are next to each other, or one is next to itself. */
  test.each([
    [
      'files that come under other names',
      ['s2 takes source', 's3 takes source', 's4 takes s2 from "src"', 's4 takes s3 into "q"'],
      ['s4 may-add ?/?', 's4 may-add **/a/**']
    ],
    [
      'two ways to the same',
      ['s2 takes source', 's3 takes source', 's3 takes s2 into "a/b"', 's4 takes source'],
      ['s4 adds **/a/**', 's4 may-remove ?/?']
    ],
    [
      'one step after the other',
      ['s1 takes source', 's2 takes s1', 's3 takes s1 from "a" into "b"', 's3 takes s2 into "q/r"'],
      ['s3 adds ?/*/?', 's3 may-remove */b*']
    ],
    [
      'files that are changed',
      ['s1 takes source', 's2 takes s1', 's3 takes s2 into "q/r"', 's3 takes s1 from "a" into "b"'],
      ['s3 changes ?/*/?', 's3 changes */*']
    ],
    [
      'files that may be removed',
      ['s1 takes source', 's2 takes source', 's3 takes s1 from "a" into "b"', 's3 takes s2 into "q/r"'],
      ['s3 may-add ?/*/?', 's3 may-remove *.js']
    ]
  ])('%s', (_, takes, does) => {
    const rules = compiled([...takes, ...does])
    expect([...rules.values()].every(({ materials, products }) => materials.length > 0 && products.length > 0)).toBe(
      true
    )
  })

  test('a chain of classes can be long', () => {
    const nested = Array.from({ length: 60 }, (_, at) => `s1 may-add ${'a'.repeat(at + 1)}*`)
    expect(compiled(['s1 takes source', ...nested, 's2 takes s1']).size).toBe(2)
  })
})

describe('expansions', () => {
  test('a chain is a ring of all that stays, and each addition a ring of its own', () => {
    const chain = [
      ...CHECKOUT,
      'build takes checkout',
      'build adds dist/**',
      'test takes build',
      'package takes test',
      'package adds out.tar'
    ]
    expect(lists(chain)).toEqual({
      'checkout.M': 'DISALLOW *',
      'checkout.P': 'MATCH * WITH PRODUCTS FROM package, DISALLOW *',
      'build.M': 'MATCH * WITH PRODUCTS FROM checkout, DISALLOW *',
      'build.P':
        'MATCH dist/* WITH PRODUCTS FROM package, DISALLOW dist/*, MATCH * WITH MATERIALS FROM build, DISALLOW *',
      'test.M': 'MATCH * WITH PRODUCTS FROM build, DISALLOW *',
      'test.P': 'MATCH * WITH MATERIALS FROM test, DISALLOW *',
      'package.M': 'MATCH * WITH PRODUCTS FROM test, DISALLOW *',
      'package.P': 'REQUIRE out.tar, CREATE out.tar, MATCH * WITH MATERIALS FROM package, DISALLOW *'
    })
  })

  test('what one of two branches adds is asked of that branch', () => {
    const fan = [
      ...CHECKOUT,
      'build takes checkout',
      'build adds dist/**',
      'test takes checkout',
      'package takes build'
    ]
    expect(lists(fan)).toMatchObject({
      'test.M': 'MATCH dist/* WITH MATERIALS FROM build, DISALLOW dist/*, MATCH * WITH PRODUCTS FROM build, DISALLOW *',
      'package.M': 'MATCH dist/* WITH PRODUCTS FROM build, DISALLOW dist/*, MATCH * WITH PRODUCTS FROM test, DISALLOW *'
    })
  })

  test('legs whose files are taken into directories are asked below them', () => {
    const legs = ['a', 'b'].flatMap((leg) => [`${leg} takes checkout`, `${leg} adds out/**`])
    const takes = ['a', 'b'].map((leg) => `package takes ${leg} from "out" into "art/${leg}"`)
    expect(lists([...CHECKOUT, ...legs, ...takes])).toMatchObject({
      'a.P':
        'MATCH * IN out WITH PRODUCTS IN art/a FROM package, DISALLOW out/*, MATCH * WITH MATERIALS FROM a, DISALLOW *',
      'package.M':
        'MATCH * IN art/a WITH PRODUCTS IN out FROM a, DISALLOW art/a/*, MATCH * IN art/b WITH PRODUCTS IN out FROM b, DISALLOW *'
    })
  })

  test('a changed file is no longer that of the steps before', () => {
    const bump = [...CHECKOUT, 'bump takes checkout', 'bump changes package.json', 'package takes bump']
    expect(lists(bump)).toMatchObject({
      'checkout.P':
        'MATCH package.json WITH MATERIALS FROM bump, DISALLOW package.json, MATCH * WITH PRODUCTS FROM package, DISALLOW *',
      'bump.M': 'REQUIRE package.json, MATCH * WITH PRODUCTS FROM checkout, DISALLOW *',
      'bump.P':
        'REQUIRE package.json, MATCH package.json WITH PRODUCTS FROM package, DISALLOW package.json, MATCH * WITH MATERIALS FROM bump, DISALLOW *'
    })
  })

  test('a part is followed back to the whole, and what is not taken is nowhere', () => {
    expect(lists(['build takes source', 'build adds dist/**', 'deploy takes build only dist/*.js'])).toMatchObject({
      'deploy.M': 'DISALLOW dist/*/*.js, MATCH dist/*.js WITH PRODUCTS FROM build, DISALLOW *',
      'deploy.P': 'MATCH dist/*.js WITH MATERIALS FROM deploy, DISALLOW *'
    })
  })

  test('several that are taken together are asked one after the other, and each of them whether all came', () => {
    const united = lists([
      'a takes nothing',
      'a adds out/**',
      'b takes nothing',
      'b adds out/**',
      'c takes a',
      'c takes b'
    ])
    expect(united).toMatchObject({
      'a.P': 'MATCH out/* WITH MATERIALS FROM c, DISALLOW *',
      'c.M': 'MATCH out/* WITH PRODUCTS FROM c, DISALLOW *',
      'c.P': 'MATCH out/* WITH PRODUCTS FROM a, MATCH out/* WITH PRODUCTS FROM b, DISALLOW *'
    })
  })

  test('what one list asks of a wider class than the first of its ring is held by what that comes from', () => {
    const moved = lists([
      ...CHECKOUT,
      'a takes checkout from "docs"',
      'a adds dist/**',
      'a may-remove dist/*',
      'b takes a into "src" only **/*.js',
      'b may-add dist/*.js',
      'c takes b',
      'c adds out/*'
    ])
    expect(moved['a.P']).toBe(
      'MATCH dist/*.js WITH MATERIALS IN src FROM b, DISALLOW dist/*.js, MATCH *.js WITH PRODUCTS IN src FROM c, DISALLOW *.js, CREATE dist/*, MATCH * WITH MATERIALS FROM a, DISALLOW *'
    )
    expect(moved['b.M']).toBe('MATCH *.js IN src WITH PRODUCTS FROM a, DISALLOW *')
    // Files that `a` adds are among them, which its materials never have.
    for (const list of Object.values(moved)) expect(list).not.toMatch(/IN src WITH MATERIALS FROM a, DISALLOW src/)
  })

  test('an installed directory goes to who takes the whole, and no further than it is hidden', () => {
    const installed = lists([
      ...CHECKOUT,
      'install takes checkout',
      'install installs "node_modules"',
      'build takes install',
      'lint takes install',
      'lint scratch node_modules/'
    ])
    expect(installed['install.P']).toMatch(
      /^REQUIRE dir:node_modules, MATCH dir:node_modules WITH MATERIALS FROM build, DISALLOW dir:\*, /
    )
    expect(installed['build.M']).toMatch(/^MATCH dir:node_modules WITH PRODUCTS FROM install, DISALLOW dir:\*, /)
    expect(installed['build.P']).toMatch(/^DISALLOW dir:\*, /)
    expect(installed['lint.M']).not.toContain('node_modules')
  })

  test.each([
    ['café', 'café/', true],
    ['tools/ü/lib', 'ü/', true],
    ['日本/node_modules', '/日本/', true],
    ['naïve', 'na*ve', true],
    ['café', 'cafe/', false],
    ['a/café', '/café/', false]
  ])('a directory is hidden by its name, whatever letters it has: %s by %s', (directory, line, isHidden) => {
    const installed = lists(['i takes source', `i installs "${directory}"`, 't takes i', `t scratch ${line}`])
    const match = `MATCH dir:${directory} WITH PRODUCTS FROM i, `
    expect(installed['t.M']?.startsWith(match)).toBe(!isHidden)
  })

  test('of a step in rules nothing is known but what it hands on', () => {
    expect(lists(['pack takes legacy', 'pack adds a.tar'], ['legacy'])).toEqual({
      'pack.M':
        'MATCH dir:* WITH PRODUCTS FROM legacy, MATCH dir:* WITH MATERIALS FROM legacy, DISALLOW dir:*, MATCH a.tar WITH PRODUCTS FROM legacy, DISALLOW a.tar, MATCH * WITH PRODUCTS FROM pack, DISALLOW *',
      'pack.P':
        'REQUIRE a.tar, CREATE a.tar, MATCH a.tar WITH MATERIALS FROM pack, DISALLOW a.tar, MATCH * WITH PRODUCTS FROM legacy, DISALLOW *'
    })
  })

  test('names with special characters mean themselves', () => {
    expect(lists(['a takes nothing', 'a adds x[*]y', 'a adds [[]z b/?'])['a.P']).toBe(
      'REQUIRE x*y, CREATE x[*]y, CREATE [[]z b/[!/], DISALLOW *'
    )
  })

  test('a step that may do anything has rules that can fail nevertheless', () => {
    const any = compiled(['a takes source', 'a may-add **', 'a changes **', 'a may-remove **']).get('a')
    for (const kind of ['materials', 'products'] as const) {
      const rules = (any?.[kind] ?? []).map(({ words }) => parseRuleTokens(words, 'a'))
      expect(canFail({ owner: 'a', kind, rules }, analysisBudget())).toBe(true)
    }
  })

  test('patterns that are too intricate to be told apart give rules that refuse nothing honest', () => {
    const wild = Array.from({ length: 14 }, (_, index) => `a may-add **/*${'abcdefghijklmn'[index]}?*x*`)
    expect(lists(['a takes source', ...wild])).toEqual({ 'a.M': 'DISALLOW .git/*', 'a.P': 'DISALLOW .git/*' })
  })
})

test('each rule says what it comes from', () => {
  const rules = compiled([...CHECKOUT, 'build takes checkout', 'build adds dist/**', 'test takes build'])
  expect(rules.get('build')?.products.map(({ statements }) => statements)).toEqual([
    ['build adds dist/**', 'test takes build'],
    ['build adds dist/**'],
    ['build takes checkout'],
    ['build takes checkout']
  ])
  expect(explainedRules(rules).filter((line) => /build adds/.test(line))).toEqual([
    '    MATCH dist/* WITH PRODUCTS FROM test  build adds dist/**; test takes build'
  ])
})

const compile: Compile = (pipeline) => {
  const steps = pipeline.steps.map(({ name }) => name)
  const inRules = new Set(pipeline.steps.filter((step) => step.inRules !== undefined).map(({ name }) => name))
  const rules = compileIntents({ intents: intentsOfPlain(pipeline), steps, inRules })
  return pipeline.steps.map(({ name, inRules: own }): Step => {
    const read = (list: readonly (readonly string[])[] = []): Step['expectedMaterials'] =>
      list.map((words) => parseRuleTokens(words, name))
    const made = rules.get(name)
    const { materials, products } = own ?? {
      materials: made?.materials.map(({ words }) => words),
      products: made?.products.map(({ words }) => words)
    }
    return {
      kind: 'step',
      name,
      threshold: 1,
      pubkeys: [],
      expectedCommand: [],
      expectedMaterials: read(materials),
      expectedProducts: read(products)
    }
  })
}

describe('rules alone', () => {
  const judge = rulesJudge(compile)

  test.each(NAMED_PIPELINES.map((pipeline) => [pipeline.name, pipeline] as const))(
    'refuse no honest run of %s',
    async (_, pipeline) => {
      const score = await holdAgainst({ pipeline, judge, chance: new Chance(seed()), runs: 1, oneIn: 6 })
      expect(score.disagreements.filter(({ sort }) => sort === 'good refused').map(disagreementText)).toEqual([])
      expect(score.refused).toBe(0)
      expect(score.artifacts.passed).toBeLessThan(score.artifacts.bad / 2)
    }
  )

  test('refuse no honest run of random pipelines', async () => {
    const first = seed()
    for (let index = 0; index < 8; index += 1) {
      const chance = new Chance(first + index)
      const pipeline = randomPipeline(chance, `random ${first + index}`)
      const score = await holdAgainst({ pipeline, judge, chance, runs: 1, oneIn: 12 })
      expect(score.disagreements.filter(({ sort }) => sort === 'good refused').map(disagreementText)).toEqual([])
      expect(score.good).toBeGreaterThan(0)
    }
  })
})
