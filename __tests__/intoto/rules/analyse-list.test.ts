// SPDX-License-Identifier: Apache-2.0
// What is said of a list: shortest examples, and why a rule is dead.
import { describe, expect, test } from '@jest/globals'
import { analyseList, type ListAnalysis } from '../../../src/intoto/rules/analyse-list.ts'
import type { ArtifactKind } from '../../../src/intoto/rules/artifact-rule.ts'
import { bracketsHint } from '../../../src/intoto/rules/brackets-hint.ts'
import { deadRuleText } from '../../../src/intoto/rules/dead-rule-text.ts'
import { isWholePath, nextPathState, PATH_START, type PathState } from '../../../src/intoto/rules/normal-paths.ts'
import { parseRuleTokens } from '../../../src/intoto/rules/parse-rule.ts'
import { splitWords } from '../../../src/intoto/rules/rule-text.ts'
import { isNormalised } from '../../../src/intoto/verification/check-link.ts'
import { Chance } from '../../support/cases.ts'

const analyse = (kind: ArtifactKind, ...texts: string[]): ListAnalysis =>
  analyseList({
    owner: 'own',
    kind,
    rules: texts.map((text) => parseRuleTokens(splitWords(text), 'test'))
  }) as ListAnalysis
const why = (kind: ArtifactKind, ...texts: string[]): (string | undefined)[] => {
  const rules = texts.map((text) => parseRuleTokens(splitWords(text), 'test'))
  return analyse(kind, ...texts).dead.map((dead, index) =>
    dead === undefined ? undefined : deadRuleText(dead, rules, index)
  )
}

describe('an analysis', () => {
  test('shows the shortest file that fails, and treats it as the list needs', () => {
    expect(analyse('products', 'CREATE *', 'DISALLOW dist/*').failing).toEqual({
      path: 'dist/a',
      treatment: 'unchanged'
    })
    expect(analyse('products', 'MODIFY *', 'MATCH * WITH MATERIALS FROM own', 'DISALLOW *').failing).toEqual({
      path: 'a',
      treatment: 'created'
    })
    expect(analyse('materials', 'ALLOW [a-y]*', 'DISALLOW ?').failing).toEqual({ path: 'z', treatment: 'deleted' })
    expect(analyse('products', 'REQUIRE x').failing).toBe('without a file')
  })
  test('shows a file that gets through', () => {
    expect(analyse('products', 'ALLOW a', 'CREATE b').passing?.path).toBe('b')
    expect(analyse('products', 'ALLOW *').passing?.path).toBe('a')
    expect(analyse('products', 'DISALLOW *').passing).toBeUndefined()
  })
  test('says why a rule is dead, and nothing of the others', () => {
    expect(why('products', 'ALLOW dist/*', 'CREATE dist/a*', 'DISALLOW *', 'REQUIRE x')).toEqual([
      undefined,
      '"ALLOW dist/*" before it takes all that it fits, "dist/a" for example',
      undefined,
      undefined
    ])
    expect(why('products', 'MATCH * WITH PRODUCTS FROM s', 'MATCH a* WITH PRODUCTS FROM s', 'DISALLOW *')[1]).toBe(
      '"MATCH * WITH PRODUCTS FROM s" before it asks the same of all that it fits, "a" for example'
    )
    expect(why('materials', 'CREATE a', 'DISALLOW *')[0]).toBe('CREATE never takes a material such as "a"')
    expect(why('materials', 'ALLOW a//b', 'DISALLOW *')[0]).toBe('no path that can be recorded fits it')
    expect(why('products', 'DELETE a', 'DISALLOW *')[0]).toBe('DELETE never takes a product such as "a"')
    // Both are true of the second; that it comes too late is what its author can change.
    expect(why('materials', 'ALLOW a', 'CREATE ?', 'CREATE a', 'DISALLOW *').slice(1, 3)).toEqual([
      'CREATE never takes a material such as "a"',
      'CREATE never takes a material such as "a"'
    ])
  })
  test('keeps apart what MATCH asks of different places', () => {
    for (const [one, other] of [
      ['MATCH * WITH PRODUCTS FROM s', 'MATCH * WITH PRODUCTS FROM t'],
      ['MATCH * WITH PRODUCTS FROM s', 'MATCH * WITH MATERIALS FROM s'],
      ['MATCH * WITH PRODUCTS FROM s', 'MATCH * WITH PRODUCTS IN a FROM s'],
      ['MATCH * IN a WITH PRODUCTS FROM s', 'MATCH * IN a WITH PRODUCTS IN b FROM s'],
      ['MATCH * WITH PRODUCTS IN a FROM own', 'MATCH * WITH PRODUCTS IN b FROM own']
    ] as const)
      expect(why('products', one, other, 'DISALLOW *')).toEqual([undefined, undefined, undefined])
    for (const [one, other] of [
      ['MATCH * WITH PRODUCTS FROM s', 'MATCH * IN a WITH PRODUCTS IN a/ FROM s'],
      ['MATCH * IN a WITH PRODUCTS IN b/a FROM s', 'MATCH * IN a/c WITH PRODUCTS IN b/a/c FROM s']
    ] as const)
      expect(why('products', one, other, 'DISALLOW *')[1]).toContain('asks the same')
  })
})

describe('paths in their shortest form', () => {
  const accepts = (path: string): boolean => {
    let state: PathState | undefined = PATH_START
    for (const character of path) {
      state = nextPathState(state, character)
      if (state === undefined) return false
    }
    return isWholePath(state)
  }
  test.each([
    [
      '',
      'a',
      '/',
      '.',
      '..',
      '...',
      'a/',
      'a/b',
      'a//b',
      './a',
      'a/.',
      'a/..b',
      'C:x',
      'C:',
      'd:',
      'f:x',
      'dir:',
      'dir:a'
    ],
    [
      'dir:/a',
      'dir:C:x',
      'dir:a/',
      'file:a/b',
      'file:..',
      'fil:a',
      'dire:a',
      'di',
      'git+https://h/p',
      'https://',
      'a://b'
    ],
    [
      'ab:/c',
      'ab:/./c',
      'ab://./c',
      'ab:///c',
      'ab://C:x',
      'ab://dir:x',
      '1ab://x',
      'a b://x',
      'pkg:npm/x',
      '.a://b',
      'x:y'
    ]
  ])('are the same to the automaton and to verification: %j', (...paths) => {
    for (const path of paths) expect([path, accepts(path)]).toEqual([path, isNormalised(path)])
  })
  test('of 20 000 random texts, too', () => {
    const chance = new Chance(7)
    let accepted = 0
    for (let count = 0; count < 20_000; count += 1) {
      let path = ''
      for (let left = chance.below(9); left > 0; left -= 1)
        path += chance.pick(['a', 'C', '1', '/', '/', '.', '.', ':', '+', ' ', 'dir:', 'file:', 'd', 'ir', '://', 'é'])
      if (accepts(path)) accepted += 1
      if (accepts(path) !== isNormalised(path)) throw new Error(path)
    }
    expect(accepted).toBeGreaterThan(2_000)
  })
})

describe('brackets', () => {
  test.each([
    ['src/[id]/page.tsx', 'src/[[]id]/page.tsx'],
    ['[...slug]', '[[]...slug]'],
    ['app/[[...all]]/[x_1].js', 'app/[[][[]...all]]/[[]x_1].js'],
    ['[Mm]ake/[id]', '[Mm]ake/[[]id]']
  ])('that are probably a name in %s', (source, meant) => expect(bracketsHint(['ALLOW', source])?.meant).toBe(meant))
  test.each(['a', '[a]', '[a-z]', '[!ab]', '[*]', '[Mm]ake', '[[]id]', '[0-9]', '[123]', '[id', 'id]'])(
    'that mean a class in %s',
    (source) => expect(bracketsHint(['ALLOW', source])).toBeUndefined()
  )
})
