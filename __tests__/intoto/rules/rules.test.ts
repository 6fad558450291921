// SPDX-License-Identifier: Apache-2.0
import { describe, expect, test } from '@jest/globals'
import fc from 'fast-check'
import { digestPairs, digestSet, type ArtifactPath, type Artifacts } from '../../../src/intoto/artifacts/artifacts.ts'
import { artifactsOf } from '../../../src/intoto/artifacts/build-artifacts.ts'
import type { Link } from '../../../src/intoto/link/link.ts'
import { applyRules } from '../../../src/intoto/rules/apply-rules.ts'
import type { ArtifactKind } from '../../../src/intoto/rules/artifact-rule.ts'
import { analysisBudget } from '../../../src/intoto/rules/analyse-list.ts'
import { canFail } from '../../../src/intoto/rules/can-fail.ts'
import { parseRule, parseRuleTokens } from '../../../src/intoto/rules/parse-rule.ts'
import { compilePattern } from '../../../src/intoto/rules/pattern.ts'
import { joinWords, splitWords } from '../../../src/intoto/rules/rule-text.ts'
import { errorOf } from '../../support/errors.ts'
import { valueAt } from '../../support/json.ts'
import { readVectors } from '../../support/vectors.ts'

type Hashes = Record<string, Record<string, string>>

const artifacts = (hashes: Hashes): Artifacts =>
  artifactsOf(
    Object.entries(hashes).map(([path, digests]) => [path as ArtifactPath, digestSet(Object.entries(digests))])
  )
const link = (materials: Hashes, products: Hashes): Link => ({
  name: 'item',
  command: [],
  materials: artifacts(materials),
  products: artifacts(products),
  byproducts: new Map(),
  environment: new Map()
})
const rules = (...texts: string[]) => texts.map((text) => parseRuleTokens(splitWords(text), 'test'))

test('patterns match as fnmatch of CPython does', () => {
  const { rows } = readVectors<{ rows: [string, string, boolean][] }>('fnmatch')
  const wrong = rows.filter(([pattern, text, matches]) => compilePattern(pattern).matches(text) !== matches)
  expect(wrong).toEqual([])
  expect(rows.length).toBeGreaterThan(4000)
})

test('a pattern made to backtrack ends', () => {
  expect(compilePattern(`${'a*'.repeat(2000)}b?`).matches('a'.repeat(20_000))).toBe(false)
})

describe('the rule tables of in-toto-python', () => {
  interface Row {
    rule: string
    pattern: string
    queue: string[]
    expected: string[] | string | null
    materials?: Hashes
    products?: Hashes
    artifacts?: Hashes
    destination?: { materials: Hashes; products: Hashes } | null
    sourcePrefix?: string
    destinationType?: string
    destinationPrefix?: string
    from?: string
  }
  const vectors = readVectors<{
    rules: Row[]
    lists: { kind: ArtifactKind; rules: string[][]; materials: Hashes; products: Hashes; expected: string }[]
  }>('artifact-rules')
  const consumedBy = (row: Row): string[] | string => {
    const { rule, pattern, queue, sourcePrefix = '', destinationPrefix = '' } = row
    const prefix = (text: string): string[] => (text === '' ? [] : ['IN', text])
    const tokens =
      rule === 'MATCH'
        ? [
            rule,
            pattern,
            ...prefix(sourcePrefix),
            'WITH',
            row.destinationType ?? '',
            ...prefix(destinationPrefix),
            'FROM',
            row.from ?? ''
          ]
        : [rule, pattern]
    // The reference's functions take a queue of their own; here it is what the list starts with.
    const all: Hashes = row.artifacts ?? Object.fromEntries(queue.map((path) => [path, { sha256: '00' }]))
    const kind: ArtifactKind =
      queue.some((path) => !Object.hasOwn(row.materials ?? all, path)) || rule === 'CREATE' ? 'products' : 'materials'
    const empty = new Map<ArtifactPath, never>()
    const item = row.materials === undefined ? link(all, all) : link(row.materials, row.products ?? {})
    const queued = new Map([...item[kind]].filter(([path]) => queue.includes(path)))
    // CREATE, DELETE and MODIFY also look at the other list, so the queue is cut by a rule before instead of the list.
    const outside = [...item[kind].paths()]
      .filter((path) => !queue.includes(path))
      .map((path) => `ALLOW ${joinWords([path])}`)
    const links = new Map(
      row.destination === null || row.destination === undefined
        ? []
        : [[row.from ?? '', link(row.destination.materials, row.destination.products)]]
    )
    const applied = applyRules({ rules: [...rules(...outside), parseRuleTokens(tokens, 'test')], kind, item, links })
    expect(empty.size + queued.size).toBe(queue.filter((path) => item[kind].has(path as ArtifactPath)).length)
    return applied.failure === undefined
      ? [...(applied.trace.at(-1)?.consumedPaths ?? [])].sort()
      : 'RuleVerificationError'
  }

  test.each(vectors.rules.map((row, index) => [`${index}: ${row.rule} ${row.pattern}`, row] as const))(
    '%s',
    (_name, row) => {
      expect(consumedBy(row)).toEqual(row.expected ?? [])
    }
  )
  test.each(vectors.lists.map((list, index) => [`${index}: ${list.expected}`, list] as const))(
    'list %s',
    (_name, list) => {
      const item = link(list.materials, list.products)
      const { failure } = applyRules({
        rules: list.rules.map((tokens) => parseRuleTokens(tokens, 'test')),
        kind: list.kind,
        item,
        links: new Map([['item', item]])
      })
      expect(failure === undefined ? 'pass' : 'RuleVerificationError').toBe(list.expected)
    }
  )
  test('all rows are there', () => expect(vectors.rules).toHaveLength(55))
})

describe('a list of rules', () => {
  const a = { sha256: 'aa' }
  const b = { sha256: 'bb' }
  const item = link({ kept: a, changed: a, gone: a }, { kept: a, changed: b, made: a })
  const earlier = link({}, { kept: a, changed: b, 'sub/kept': a, 'out/kept': a })
  const links = new Map([['earlier', earlier]])
  const apply = (kind: ArtifactKind, ...texts: string[]) => applyRules({ rules: rules(...texts), kind, item, links })

  test('names what DISALLOW found, what the step did with it, and why MATCH did not take it', () => {
    const { failure, trace } = apply(
      'products',
      'MATCH * WITH PRODUCTS FROM earlier',
      'MATCH * WITH MATERIALS FROM earlier',
      'MATCH * WITH PRODUCTS FROM nowhere',
      'MATCH x IN sub WITH PRODUCTS FROM earlier',
      'DISALLOW *'
    )
    expect(failure).toEqual({
      type: 'disallowed',
      index: 4,
      rule: expect.objectContaining({ type: 'DISALLOW' }) as unknown,
      count: 1,
      artifacts: [
        {
          path: 'made',
          change: 'created',
          misses: [
            { ruleIndex: 0, from: 'earlier', because: 'absent' },
            { ruleIndex: 1, from: 'earlier', because: 'absent' },
            { ruleIndex: 2, from: 'nowhere', because: 'no-link' }
          ]
        }
      ]
    })
    expect(trace.map(({ before, consumed }) => [before, consumed])).toEqual([
      [3, 2],
      [1, 0],
      [1, 0],
      [1, 0],
      [1, 0]
    ])
  })
  test('tells a changed, a deleted and an unchanged artifact apart', () => {
    const { failure } = apply('materials', 'MATCH * WITH PRODUCTS FROM earlier', 'DISALLOW gone', 'DISALLOW *')
    expect(failure).toMatchObject({ index: 1, artifacts: [{ path: 'gone', change: 'deleted' }] })
    expect(apply('materials', 'MATCH changed WITH PRODUCTS FROM earlier', 'DISALLOW *').failure).toMatchObject({
      count: 3,
      artifacts: [
        {
          path: 'changed',
          change: 'modified',
          misses: [{ because: 'differs', here: 'sha256:aa', there: 'sha256:bb' }]
        },
        { change: 'deleted' },
        { path: 'kept', change: 'unchanged' }
      ]
    })
  })
  test('lets REQUIRE look only at what is left', () => {
    expect(apply('products', 'REQUIRE made', 'ALLOW made').failure).toBeUndefined()
    expect(apply('products', 'ALLOW made', 'REQUIRE made').failure).toMatchObject({
      type: 'required',
      path: 'made',
      alreadyConsumed: true
    })
    expect(apply('products', 'REQUIRE *').failure).toMatchObject({
      type: 'required',
      path: '*',
      alreadyConsumed: false
    })
  })
  test('allows what is left at its end', () => expect(apply('products').failure).toBeUndefined())
  test('keeps ten paths of a rule and counts all', () => {
    const many = link({}, Object.fromEntries(Array.from({ length: 30 }, (_, index) => [`f${index}`, a])))
    const { trace } = applyRules({ rules: rules('CREATE *'), kind: 'products', item: many, links })
    expect(trace[0]).toMatchObject({ before: 30, consumed: 30 })
    expect(trace[0]?.consumedPaths).toHaveLength(10)
  })
  test('does not follow an absolute or backslashed remainder after a prefix', () => {
    const odd = link({}, { 'sub//kept': a, 'sub/a\\b': a, 'sub/kept': a })
    const { trace } = applyRules({
      rules: rules('MATCH * IN sub WITH PRODUCTS IN out/ FROM earlier'),
      kind: 'products',
      item: odd,
      links
    })
    expect(trace[0]?.consumedPaths).toEqual(['sub/kept'])
  })
  test.each([
    ['an absolute', 'sub//etc/x', 'out//etc/x'],
    ['a backslashed', 'sub/a\\x', 'out/a\\x']
  ])('nor does it where the other step has a file of %s name', (_what, here, there) => {
    const earlier = new Map([['earlier', link({}, { [there]: a, 'out/kept': a })]])
    const { trace } = applyRules({
      rules: rules('MATCH * IN sub WITH PRODUCTS IN out FROM earlier'),
      kind: 'products',
      item: link({}, { [here]: a, 'sub/kept': a }),
      links: earlier
    })
    expect(trace[0]?.consumedPaths).toEqual(['sub/kept'])
  })
  test('compares digest sets as a whole', () => {
    const two = link({}, { kept: { sha256: 'aa', sha512: 'cc' } })
    const { trace } = applyRules({
      rules: rules('MATCH * WITH PRODUCTS FROM earlier'),
      kind: 'products',
      item: two,
      links
    })
    expect(trace[0]?.consumed).toBe(0)
  })
  test('never consumes with DISALLOW or a passed REQUIRE', () => {
    fc.assert(
      fc.property(
        fc.array(
          fc.constantFrom(
            'ALLOW k*',
            'CREATE *',
            'MODIFY *',
            'DISALLOW zzz',
            'REQUIRE made',
            'MATCH * WITH PRODUCTS FROM earlier'
          )
        ),
        (texts) => {
          const { trace, failure } = apply('products', ...texts)
          for (const effect of trace)
            if (effect.rule.type === 'DISALLOW' || effect.rule.type === 'REQUIRE') expect(effect.consumed).toBe(0)
          expect(trace.length).toBe(failure === undefined ? texts.length : failure.index + 1)
        }
      )
    )
  })
})

test.each([
  ['ALLOW *', false],
  ['MATCH * WITH PRODUCTS FROM a', false],
  ['DISALLOW x', true],
  ['REQUIRE x', true]
])('a list of %s can fail: %s', (text, expected) =>
  expect(canFail({ owner: 'own', kind: 'products', rules: rules(text) }, analysisBudget())).toBe(expected)
)

describe('the grammar of rules', () => {
  const { rows } = readVectors<{ rows: { tokens: unknown; valid: boolean }[] }>('rule-grammar')
  test.each(rows.map(({ tokens, valid }) => [JSON.stringify(tokens), tokens, valid] as const))(
    '%s',
    (_name, tokens, valid) => {
      if (valid) expect(parseRule(valueAt(tokens)).tokens).toEqual(tokens)
      else expect(errorOf(() => parseRule(valueAt(tokens))).code).toMatch(/^METADATA_(RULE_INVALID|TYPE_WRONG)$/)
    }
  )
  test.each([
    [[]],
    [['ALLOW']],
    [['ALLOW', 'a', 'b']],
    [['REQUIRE', 'a', 'b']],
    [['PERMIT', '*']],
    [['MATCH', 'a']],
    [['MATCH', 'a', 'WITH']],
    [['MATCH', 'a', 'IN', 'b']],
    [['MATCH', 'a', 'IN', 'b', 'FROM', 'c']],
    [['MATCH', 'a', 'WITH', 'PRODUCTS', 'IN', 'b']],
    [['MATCH', 'a', 'WITH', 'ARTIFACTS', 'FROM', 'c']],
    [['MATCH', 'a', 'WITH', 'PRODUCTS', 'FROM', 'c', 'd']],
    [['MATCH', 'a', 'WITH', 'PRODUCTS', 'OF', 'c']]
  ])('refuses %j', (tokens) => expect(errorOf(() => parseRuleTokens(tokens, 'x')).code).toBe('METADATA_RULE_INVALID'))
  test.each([
    ['ALOW', 'ALLOW'],
    ['disalow', 'DISALLOW'],
    ['MACTH', 'MATCH'],
    ['REQIURE', 'REQUIRE']
  ])('offers what is meant by %s', (keyword, meant) =>
    expect(errorOf(() => parseRuleTokens([keyword, 'a'], 'x')).hint).toContain(`Did you mean ${meant}? A rule is `)
  )
  test.each(['PERMIT', 'x'.repeat(5_000)])('offers nothing for a word that is near to no rule', (keyword) =>
    expect(errorOf(() => parseRuleTokens([keyword, 'a'], 'x')).hint).not.toContain('Did you mean')
  )
  test('reads keywords in any letter case and keeps the spelling', () => {
    expect(parseRuleTokens(['match', 'a', 'in', 's', 'With', 'materials', 'IN', 'd', 'from', 'x'], 'x')).toMatchObject({
      type: 'MATCH',
      sourcePrefix: 's',
      destinationKind: 'materials',
      destinationPrefix: 'd',
      from: 'x',
      tokens: ['match', 'a', 'in', 's', 'With', 'materials', 'IN', 'd', 'from', 'x']
    })
  })
})

describe('rules as text', () => {
  test.each([
    ['MATCH * WITH PRODUCTS FROM build', ['MATCH', '*', 'WITH', 'PRODUCTS', 'FROM', 'build']],
    ['  a\t b\n', ['a', 'b']],
    ['"a b" \'c "d\' e\\ f ""', ['a b', 'c "d', 'e f', '']],
    ['"a\\"b\\\\c\\d"', ['a"b\\c\\d']],
    ["'a\\b'", ['a\\b']],
    ['a"b"c', ['abc']],
    ['', []]
  ])('%j is split', (text, words) => expect(splitWords(text)).toEqual(words))
  test.each(['"a', "'a", 'a\\'])('%j is refused', (text) =>
    expect(errorOf(() => splitWords(text)).code).toBe('METADATA_RULE_INVALID')
  )
  test('joined words are split into the same words', () => {
    fc.assert(fc.property(fc.array(fc.string()), (words) => expect(splitWords(joinWords(words))).toEqual(words)))
  })
})

test('digest sets have one text, whatever the order', () => {
  expect(
    digestSet([
      ['sha512', 'bb'],
      ['sha256', 'aa']
    ])
  ).toBe('sha256:aa,sha512:bb')
  expect(
    digestPairs(
      digestSet([
        ['sha512', 'bb'],
        ['sha256', 'aa']
      ])
    )
  ).toEqual([
    ['sha256', 'aa'],
    ['sha512', 'bb']
  ])
  expect(digestPairs(digestSet([]))).toEqual([])
})
