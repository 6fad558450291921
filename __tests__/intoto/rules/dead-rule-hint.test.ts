// SPDX-License-Identifier: Apache-2.0
// A hint is worth something only where it ends the complaint: what it says to paste is tried here.
import { describe, expect, test } from '@jest/globals'
import {
  analyseList,
  analysisBudget,
  type ListAnalysis,
  type RuleList
} from '../../../src/intoto/rules/analyse-list.ts'
import type { ArtifactKind } from '../../../src/intoto/rules/artifact-rule.ts'
import { deadRuleHint, neverFailingHint } from '../../../src/intoto/rules/dead-rule-hint.ts'
import { parseRuleTokens } from '../../../src/intoto/rules/parse-rule.ts'
import { splitWords } from '../../../src/intoto/rules/rule-text.ts'

const listOf = (kind: ArtifactKind, rules: readonly string[]): RuleList => ({
  owner: 'own',
  kind,
  rules: rules.map((rule) => parseRuleTokens(splitWords(rule), 'x'))
})
const analysed = (list: RuleList): ListAnalysis => analyseList(list) as ListAnalysis
const never = (...rules: string[]): string => {
  const list = listOf('products', rules)
  const analysis = analysed(list)
  expect(analysis.failing).toBeUndefined()
  return neverFailingHint(list, analysis, 'leave it empty', analysisBudget())
}
const dead = (index: number, ...rules: string[]): string => {
  const list = listOf('products', rules)
  const analysis = analysed(list)
  expect(analysis.dead[index]).toBeDefined()
  return deadRuleHint(list, index, analysis, analysisBudget())
}

describe('a list that can never fail', () => {
  test.each<[string[], string]>([
    [['ALLOW *'], 'End the list with DISALLOW *, or leave it empty.'],
    [['CREATE dist/*', 'MODIFY x'], 'End the list with DISALLOW *, or leave it empty.'],
    [['ALLOW *', 'DISALLOW *'], '"DISALLOW *" comes too late: narrow or remove "ALLOW *", or leave it empty.'],
    [
      ['CREATE x', 'ALLOW src/*', 'ALLOW *', 'DISALLOW *'],
      '"DISALLOW *" comes too late: narrow or remove "ALLOW *", or leave it empty.'
    ],
    [
      ['ALLOW a*', 'ALLOW [!a]*', 'DISALLOW *'],
      '"DISALLOW *" comes too late: narrow or remove the rules before it, such as "ALLOW a*", or leave it empty.'
    ]
  ])('%j', (rules, hint) => expect(never(...rules)).toBe(hint))
  test.each<[string, string]>([
    ['DISALLOW ./*', 'DISALLOW *'],
    ['DISALLOW /*', 'DISALLOW *'],
    ['DISALLOW /src/*', 'DISALLOW src/*'],
    ['DISALLOW dist//*', 'DISALLOW dist/*'],
    ['DISALLOW dist/', 'DISALLOW dist/*']
  ])('for %s is told the rule that is meant', (rule, meant) => {
    const hint = never('CREATE x', rule)
    expect(hint).toContain(`No path that can be recorded fits "${rule}"`)
    expect(hint).toMatch(new RegExp(` Write ${JSON.stringify(meant).replace(/[*]/g, '\\*')}\\.$`))
    expect(analysed(listOf('products', ['CREATE x', meant])).failing).toBeDefined()
  })
  test.each(['DISALLOW ../*', 'DISALLOW ./[/]./x', `DISALLOW ./${'a'.repeat(1_100)}`])(
    'for %s is told no other one, where none can be told',
    (rule) => expect(never('CREATE x', rule)).not.toContain('Write')
  )
  test('is told no other one where the budget is spent', () => {
    const list = listOf('products', ['CREATE x', 'DISALLOW ./*'])
    expect(neverFailingHint(list, analysed(list), '', { states: 0, moves: 0 })).not.toContain('Write')
  })
})

describe('a rule that takes nothing', () => {
  test('is put before another one only where that helps', () => {
    const list = ['CREATE dist/*', 'CREATE dist/a', 'DISALLOW *'] as const
    expect(dead(1, ...list)).toBe('Put it before "CREATE dist/*", or leave this one out.')
    expect(dead(1, 'DISALLOW *', 'ALLOW x')).toBe('Put it before "DISALLOW *", or leave this one out.')
    expect(dead(1, 'ALLOW *', 'DISALLOW *')).toBe('Narrow or remove "ALLOW *".')
    expect(dead(1, 'ALLOW src/*', 'DISALLOW src/x', 'REQUIRE y')).toContain('Put it before "ALLOW src/*"')
    expect(dead(1, 'ALLOW dist/*', 'CREATE dist/*', 'DISALLOW *')).toContain('Put it before "ALLOW dist/*"')
    expect(dead(1, 'CREATE dist/*', 'CREATE dist/*', 'DISALLOW *')).toBe(
      'Narrow or remove "CREATE dist/*", or leave this one out.'
    )
    expect(dead(3, 'ALLOW a/*', 'ALLOW b/*', 'ALLOW a/x', 'ALLOW b/x', 'DISALLOW *')).toContain(
      'Put it before "ALLOW b/*"'
    )
  })
  test('is left out where it asks the same again', () =>
    expect(dead(1, 'MATCH * WITH PRODUCTS FROM s', 'MATCH a* WITH PRODUCTS FROM s', 'DISALLOW *')).toBe(
      'Leave it out.'
    ))
  test('is written as files are recorded, with its prefixes', () => {
    expect(dead(0, 'MATCH * IN ./dist/ WITH PRODUCTS IN ./a FROM s', 'DISALLOW *')).toMatch(
      /Write "MATCH \* IN dist WITH PRODUCTS IN a FROM s"\.$/
    )
    expect(dead(0, 'MATCH ./x WITH PRODUCTS IN ./a FROM s', 'DISALLOW *')).toMatch(
      /Write "MATCH x WITH PRODUCTS IN a FROM s"\.$/
    )
    expect(dead(0, 'ALLOW a[\\\\]b', 'DISALLOW *')).toMatch(/Write "ALLOW a\/b"\.$/)
  })
  test('belongs to the other list', () => expect(dead(0, 'DELETE x', 'DISALLOW *')).toContain('DELETE to materials'))
})
