// SPDX-License-Identifier: Apache-2.0
import { describe, expect, test } from '@jest/globals'
import type { ArtifactKind, ArtifactRule } from '../../../src/intoto/rules/artifact-rule.ts'
import { analysisBudget, type RuleList } from '../../../src/intoto/rules/analyse-list.ts'
import { analysisIfNeverFailing, canFail } from '../../../src/intoto/rules/can-fail.ts'
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

describe('a budget', () => {
  const costly = [
    'ALLOW *',
    ...Array.from({ length: 16 }, (_, index) => `ALLOW *${'xy'.repeat(index + 1)}*z`),
    'DISALLOW *'
  ]
  test('that does not last is no reason to refuse', () => {
    expect(canFail(list(['ALLOW *', 'DISALLOW *']), { states: 3, moves: 1_000 })).toBe(true)
    expect(canFail(list(['ALLOW *', 'DISALLOW *']), { states: 1_000, moves: 3 })).toBe(true)
    expect(can(['ALLOW *', `DISALLOW ${'?'.repeat(3_000)}`])).toBe(true)
    expect(can(['ALLOW *', 'MATCH * IN https: WITH PRODUCTS FROM s', 'DISALLOW *'])).toBe(true)
  })
  test('is spent by what is looked at, and is enough for all that people write', () => {
    const budget = analysisBudget()
    expect(analysisIfNeverFailing(list(['ALLOW dist/*', 'ALLOW *', 'DISALLOW *']), budget)?.failing).toBeUndefined()
    expect(analysisBudget().states - budget.states).toBeLessThan(1_000)
    expect(can(costly)).toBe(false)
  })
  test('is spent by the rules that are held against each example, too', () => {
    const many = list(['ALLOW *', ...Array.from({ length: 5000 }, () => 'MATCH * WITH PRODUCTS FROM s'), 'DISALLOW *'])
    expect(canFail(many, { states: 1000, moves: 10_000 })).toBe(true)
    expect(canFail(many, analysisBudget())).toBe(false)
  })
  test('ends the analysis of patterns that multiply', () => {
    const budget = analysisBudget()
    const many = Array.from('abcdefghijklmnop', (letter) => `ALLOW *${letter}x*`)
    expect(canFail(list(['ALLOW *', ...many, 'DISALLOW *']), budget)).toBe(true)
    expect(Math.min(budget.states, budget.moves)).toBeLessThan(0)
  })
})
