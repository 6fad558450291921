// SPDX-License-Identifier: Apache-2.0
import { describe, expect, test } from '@jest/globals'
import type { ArtifactKind, ArtifactRule } from '../../../src/intoto/rules/artifact-rule.ts'
import { analysisBudget, type AnalysisBudget, type RuleList } from '../../../src/intoto/rules/analyse-list.ts'
import { analysisIfNeverFailing, canFail } from '../../../src/intoto/rules/can-fail.ts'
import { neverFailsByPairs } from '../../../src/intoto/rules/never-fails-by-pairs.ts'
import { parseRuleTokens } from '../../../src/intoto/rules/parse-rule.ts'
import { splitWords } from '../../../src/intoto/rules/rule-text.ts'

const rules = (texts: readonly string[]): ArtifactRule[] =>
  texts.map((text) => parseRuleTokens(splitWords(text), 'test'))
const list = (texts: readonly string[], kind: ArtifactKind = 'products'): RuleList => ({
  owner: 'own',
  kind,
  rules: rules(texts)
})
const can = (texts: readonly string[], kind?: ArtifactKind): boolean => canFail(list(texts, kind), analysisBudget())
const MATCH = 'MATCH * WITH PRODUCTS FROM build'

describe('a list of rules', () => {
  test.each([
    [['DISALLOW *']],
    [['REQUIRE a']],
    [['DISALLOW *', 'ALLOW *']],
    [[MATCH, 'REQUIRE a', 'CREATE *']],
    [['CREATE *', 'DISALLOW *']],
    [['MODIFY *', 'CREATE *', 'DISALLOW *']],
    [['ALLOW *?', 'DISALLOW x', 'REQUIRE ./x']],
    [['ALLOW ?*/*', 'DISALLOW dir:*']],
    [['DISALLOW https://*']],
    [['DISALLOW [!a-z]']],
    [['MATCH * WITH MATERIALS FROM own', 'DISALLOW *']],
    [['MATCH * IN a WITH PRODUCTS FROM own', 'DISALLOW a/*']],
    [['ALLOW *a*', 'ALLOW *b*', 'DISALLOW c']]
  ])('%j can fail', (texts) => expect(can(texts)).toBe(true))
  // A layout of these alone looks strict and lets everything through.
  test.each([
    [[]],
    [['ALLOW *']],
    [['ALLOW a']],
    [['CREATE a']],
    [['DELETE a']],
    [['MODIFY a']],
    [[MATCH]],
    [[MATCH, 'CREATE a', 'DELETE a', 'MODIFY a', 'ALLOW a']],
    [['ALLOW *', 'DISALLOW *']],
    [['CREATE *', 'MODIFY *', 'MATCH * WITH MATERIALS FROM own', 'DISALLOW *']],
    [['MATCH * WITH PRODUCTS FROM own', 'DISALLOW *']],
    [['MATCH * IN a WITH PRODUCTS IN a/ FROM own', 'DISALLOW a/*']],
    [[MATCH, 'DISALLOW ./*']],
    [[MATCH, 'DISALLOW /*']],
    [[MATCH, 'DISALLOW a/../*']],
    [[MATCH, 'DISALLOW */']],
    [[MATCH, 'DISALLOW C:*']],
    [[MATCH, 'DISALLOW dir:/*']],
    [[MATCH, 'DISALLOW [b-a]*']],
    [['ALLOW ?*', 'DISALLOW *']],
    [['ALLOW *a*', 'ALLOW *[!a]*', 'DISALLOW *']]
  ])('%j cannot fail', (texts) => expect(can(texts)).toBe(false))
})

describe('the other side of a step', () => {
  test('keeps what is unchanged, and no more', () => {
    expect(can(['MATCH * WITH PRODUCTS FROM own', 'DISALLOW *'], 'materials')).toBe(true)
    expect(can(['MATCH * WITH PRODUCTS FROM own', 'DELETE *', 'MODIFY *', 'DISALLOW *'], 'materials')).toBe(false)
    expect(can(['CREATE *', 'DISALLOW x'], 'materials')).toBe(true)
  })
})

const small = (states: number, moves: number): AnalysisBudget => ({ states, moves, pairs: { states, moves } })
/** Only together do the first two take all. */
const TOGETHER = ['ALLOW *a*', 'ALLOW *[!a]*', 'DISALLOW *']

describe('a budget', () => {
  const costly = [
    'ALLOW *',
    ...Array.from({ length: 16 }, (_, index) => `ALLOW *${'xy'.repeat(index + 1)}*z`),
    'DISALLOW *'
  ]
  const multiply = Array.from('abcdefghijklmnop', (letter) => `ALLOW *${letter}x*`)
  test('that does not last is no reason to refuse', () => {
    expect(can(TOGETHER)).toBe(false)
    expect(canFail(list(TOGETHER), small(3, 1_000))).toBe(true)
    expect(canFail(list(TOGETHER), small(1_000, 3))).toBe(true)
    expect(can([...multiply, ...TOGETHER])).toBe(true)
  })
  test('is spent by what is looked at, and is enough for all that people write', () => {
    const budget = analysisBudget()
    expect(analysisIfNeverFailing(list(['ALLOW dist/*', 'ALLOW *', 'DISALLOW *']), budget)?.failing).toBeUndefined()
    expect(analysisBudget().moves - budget.moves).toBeLessThan(2_000)
    expect(can(costly)).toBe(false)
  })
  test('is spent by the rules that are held against each example, too', () => {
    const many = list([...Array.from({ length: 5000 }, () => 'MATCH * WITH PRODUCTS FROM s'), ...TOGETHER])
    expect(canFail(many, { ...analysisBudget(), moves: 10_000 })).toBe(true)
    expect(canFail(many, analysisBudget())).toBe(false)
  })
  test('leaves the states of the next list alone', () => {
    const budget = analysisBudget()
    expect(canFail(list([...multiply, ...TOGETHER]), budget)).toBe(true)
    expect(canFail(list(TOGETHER), budget)).toBe(false)
  })
})

describe('a list that is too intricate to be looked at as a whole', () => {
  const intricate = Array.from('abcdefghijklmnop', (letter) => `ALLOW *${letter}x*`)
  const deep = `ALLOW *${'?'.repeat(40)}a*`
  test.each([
    ['no rule that forbids', [...intricate]],
    ['a rule that takes all', [...intricate, 'ALLOW *', 'DISALLOW *']],
    ['one that takes all of its own set', [...intricate, 'MATCH ** WITH PRODUCTS FROM own', 'DISALLOW *']],
    ['the same behind a deep pattern', [deep, 'MATCH ** WITH PRODUCTS FROM own', 'DISALLOW *']],
    [
      'patterns that are long together',
      [...Array.from({ length: 1_200 }, (_, index) => `ALLOW ${'x'.repeat(90)}${index}`), 'ALLOW *', 'DISALLOW *']
    ],
    ['a pattern that is long', [`ALLOW ${'x'.repeat(3_000)}`, 'ALLOW *', 'DISALLOW *']],
    ['what it forbids fits nothing', [...intricate, MATCH, 'DISALLOW ./*']],
    ['what it forbids was taken', [...intricate, 'ALLOW d*', 'DISALLOW dist/*']],
    ['what it forbids was forbidden nowhere', [...intricate, 'DISALLOW ./*', 'DISALLOW /*']]
  ])('cannot fail: %s', (_what, texts) => expect(can(texts)).toBe(false))
  test.each([
    ['a name that is demanded', [...intricate, 'ALLOW *', 'REQUIRE a']],
    ['one that takes a part of it', [...intricate, 'ALLOW dist/*', 'DISALLOW d*']],
    ['one that takes where it is unchanged', [...intricate, 'MATCH * WITH MATERIALS FROM own', 'DISALLOW d*']],
    ['one that takes below a directory', [...intricate, 'MATCH * IN a WITH PRODUCTS IN a FROM own', 'DISALLOW b*']],
    ['one of another step', [...intricate, MATCH, 'DISALLOW d*']]
  ])('may fail: %s', (_what, texts) => expect(can(texts)).toBe(true))
  test('may fail for a name that it demands, which needs no look at anything', () =>
    expect(neverFailsByPairs(list(['ALLOW *', 'REQUIRE a']), analysisBudget())).toBeUndefined())
  test('says which rule takes what another forbids', () => {
    const analysis = analysisIfNeverFailing(list([...intricate, 'ALLOW *', 'DISALLOW *']), analysisBudget())
    expect(analysis?.dead.at(-1)).toMatchObject({ because: 'taken', by: 16 })
    expect(analysis?.passing).toBeDefined()
  })
})

describe('a MATCH behind the scheme of an address', () => {
  test.each([['https:'], ['x:'], ['https:/']])('hides nothing that other rules do: IN %s', (prefix) => {
    const match = `MATCH * IN ${prefix} WITH PRODUCTS FROM s`
    for (const rest of [[], ['ALLOW *', 'DISALLOW *'], ['DISALLOW ./*']]) expect(can([match, ...rest])).toBe(false)
    for (const rest of [['DISALLOW *'], ['ALLOW a', 'DISALLOW *']]) expect(can([match, ...rest])).toBe(true)
  })
})
