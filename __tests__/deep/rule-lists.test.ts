// SPDX-License-Identifier: Apache-2.0
// The analysis of rule lists against brute force: every path of up to five characters of a small alphabet, every way to
// treat it, every answer of other steps, applied by the code that verification uses. What the analysis shows beyond those
// paths it must show by an example that verification confirms.
import { expect, test } from '@jest/globals'
import { digestSet, type ArtifactPath, type Artifacts } from '../../src/intoto/artifacts/artifacts.ts'
import { artifactsOf, NO_ARTIFACTS } from '../../src/intoto/artifacts/build-artifacts.ts'
import { analyseList, type RuleList, type Treatment } from '../../src/intoto/rules/analyse-list.ts'
import { applyRules } from '../../src/intoto/rules/apply-rules.ts'
import type { ArtifactKind, ArtifactRule } from '../../src/intoto/rules/artifact-rule.ts'
import { parseRuleTokens } from '../../src/intoto/rules/parse-rule.ts'
import { isNormalised } from '../../src/intoto/verification/check-link.ts'
import { caseCount, Chance, report, seed } from '../support/cases.ts'

const ALPHABET = [...'ab/.']
const LONGEST = 5
const TREATMENTS = {
  materials: ['deleted', 'unchanged', 'modified'],
  products: ['created', 'unchanged', 'modified']
} as const

const PATHS: readonly string[] = (() => {
  const all: string[] = []
  let layer = ['']
  for (let length = 1; length <= LONGEST; length += 1) {
    layer = layer.flatMap((path) => ALPHABET.map((character) => path + character))
    all.push(...layer.filter(isNormalised))
  }
  return all
})()

const [HERE, THERE] = ['a', 'b'].map((digit) => digestSet([['sha256', digit.repeat(64)]])) as [never, never]
const only = (path: string, digest: never): Artifacts => artifactsOf([[path as ArtifactPath, digest]])

type PatternRule = Exclude<ArtifactRule, { type: 'REQUIRE' }>
type MatchRule = Extract<ArtifactRule, { type: 'MATCH' }>
const directory = (prefix: string): string => (prefix === '' || prefix.endsWith('/') ? prefix : `${prefix}/`)
const prefixOf = (rule: PatternRule): string => (rule.type === 'MATCH' ? directory(rule.sourcePrefix) : '')
const fits = (rule: PatternRule, path: string): boolean =>
  path.startsWith(prefixOf(rule)) && rule.pattern.matches(path.slice(prefixOf(rule).length))

/** Which of all paths a rule fits, by its prefix and pattern. */
const FITTING = new Map<string, Uint8Array>()
function fitting(rule: PatternRule): Uint8Array {
  const key = `${prefixOf(rule)}\n${rule.pattern.source}`
  const known = FITTING.get(key) ?? Uint8Array.from(PATHS, (path) => Number(fits(rule, path)))
  FITTING.set(key, known)
  return known
}

/** Where a MATCH rule looks for a path. */
const placeOf = (rule: MatchRule, path: string): string =>
  JSON.stringify([
    rule.from,
    rule.destinationKind,
    directory(rule.destinationPrefix) + path.slice(prefixOf(rule).length)
  ])

/** For each rule, whether it takes or forbids the path in one way of treating it, for some answer of the others. */
function takenBy({ owner, kind, rules }: RuleList, path: string, treatment: Treatment): boolean[] {
  // REQUIRE takes nothing, and fails without its own file.
  const numbers = rules.flatMap((rule, index) => (rule.type === 'REQUIRE' ? [] : [index]))
  const applied = numbers.map((number) => rules[number] as PatternRule)
  const product = treatment === 'modified' ? THERE : HERE
  const item = {
    materials: treatment === 'created' ? NO_ARTIFACTS : only(path, HERE),
    products: treatment === 'deleted' ? NO_ARTIFACTS : only(path, product)
  }
  const own = kind === 'materials' ? HERE : product
  const places = [
    ...new Set(applied.flatMap((rule) => (rule.type === 'MATCH' && fits(rule, path) ? [placeOf(rule, path)] : [])))
  ].filter((place) => !['materials', 'products'].some((side) => place === JSON.stringify([owner, side, path])))
  const taken = rules.map(() => false)
  for (let answers = 0; answers < 2 ** places.length; answers += 1) {
    const sets = new Map<string, [ArtifactPath, never][]>()
    places.forEach((place, bit) => {
      if ((answers & (1 << bit)) === 0) return
      const [from, side, name] = JSON.parse(place) as [string, string, ArtifactPath]
      sets.set(`${from} ${side}`, [...(sets.get(`${from} ${side}`) ?? []), [name, own]])
    })
    const side = (from: string, name: ArtifactKind): Artifacts =>
      artifactsOf([...(from === owner ? item[name] : []), ...(sets.get(`${from} ${name}`) ?? [])])
    const names = [owner, ...applied.flatMap((rule) => (rule.type === 'MATCH' ? [rule.from] : []))]
    const links = new Map(
      names.map((from) => [from, { materials: side(from, 'materials'), products: side(from, 'products') }])
    )
    const { trace, failure } = applyRules({ rules: applied, kind, item, links })
    for (const { index, consumed } of trace) if (consumed > 0) taken[numbers[index] as number] = true
    if (failure !== undefined) taken[numbers[failure.index] as number] = true
  }
  return taken
}

interface Brute {
  /** For each rule, the length of a shortest path that it takes. */
  readonly shortest: (number | undefined)[]
  /** The same for one that a DISALLOW forbids. */
  failing: number | undefined
}

function byBruteForce(list: RuleList): Brute {
  const patterned = list.rules.map((rule) => (rule.type === 'REQUIRE' ? undefined : fitting(rule)))
  const found: Brute = { shortest: list.rules.map(() => undefined), failing: undefined }
  const matching = list.rules.flatMap((rule, index) => (rule.type === 'MATCH' ? [index] : []))
  const seen = new Set<string | number>()
  for (const [number, path] of PATHS.entries()) {
    let mask = 0
    for (const set of patterned) mask = mask * 2 + (set?.[number] ?? 0)
    // Paths that the same rules fit, and for which the same of them look at one place, or at the path itself, are alike.
    const places = matching.flatMap((index) =>
      patterned[index]?.[number] === 1 ? [placeOf(list.rules[index] as MatchRule, path)] : []
    )
    const own = `,${JSON.stringify(path)}]`
    const alike = places.map((place) => `${places.indexOf(place)}${place.endsWith(own) ? '=' : ''}`)
    const key = places.length === 0 ? mask : `${mask} ${alike.join(' ')}`
    if (seen.has(key)) continue
    seen.add(key)
    for (const treatment of TREATMENTS[list.kind]) {
      takenBy(list, path, treatment).forEach((taken, index) => {
        if (!taken) return
        found.shortest[index] ??= path.length
        if (list.rules[index]?.type === 'DISALLOW') found.failing ??= path.length
      })
    }
  }
  return found
}

const USUAL = ['a', 'b', '/', '*', '*', '?', '[ab]', '[!a]', '[./]', '.']
const ODD = ['[b-a]', '[!b-a]', '[', '\\', 'c', ':', 'dir:', '[!/]']
const text = (chance: Chance): string => {
  let made = ''
  for (let left = chance.below(6); left > 0; left -= 1) made += chance.pick(chance.once(12) ? ODD : USUAL)
  return made
}

/** Rules that refer to one another often enough that some are dead. */
function randomList(chance: Chance, patterns: readonly string[]): RuleList {
  const used: string[] = []
  const pattern = (): string => {
    const made = used.length > 0 && chance.once(3) ? chance.pick(used) : chance.once(4) ? '*' : chance.pick(patterns)
    used.push(made)
    return made
  }
  const prefix = (): string[] => (chance.once(3) ? ['IN', chance.pick(['a', 'b/', 'a/b', 'b/a/', '.', 'c'])] : [])
  const rule = (): string[] => {
    const type = chance.pick([
      'CREATE',
      'DELETE',
      'MODIFY',
      'ALLOW',
      'DISALLOW',
      'DISALLOW',
      'REQUIRE',
      'MATCH',
      'MATCH',
      'MATCH',
      'MATCH'
    ])
    if (type === 'REQUIRE') return [type, chance.pick(['a', 'a/b', './a', 'b'])]
    if (type !== 'MATCH') return [type, pattern()]
    const side = chance.pick(['MATERIALS', 'PRODUCTS'])
    return [type, pattern(), ...prefix(), 'WITH', side, ...prefix(), 'FROM', chance.pick(['own', 's', 's', 't'])]
  }
  const rules = Array.from({ length: chance.below(7) }, () => parseRuleTokens(rule(), 'random'))
  return { owner: 'own', kind: chance.pick(['materials', 'products'] as const), rules }
}

/** What is wrong with an analysis; undefined when nothing is. */
function disagreement(list: RuleList, coverage: Record<string, number>): string | undefined {
  const analysis = analyseList(list)
  if (analysis === undefined) return undefined
  coverage['exact'] = (coverage['exact'] ?? 0) + 1
  const note = (what: string): void => void (coverage[what] = (coverage[what] ?? 0) + 1)
  const brute = byBruteForce(list)
  const { failing, taken, dead } = analysis
  note(failing === undefined ? 'cannot fail' : 'can fail')
  if (failing === undefined && list.rules.some(({ type }) => type === 'REQUIRE')) return 'REQUIRE can fail'
  if (failing === undefined && brute.failing !== undefined) return 'it fails'
  if (failing !== undefined && failing !== 'without a file') {
    const forbids = takenBy(list, failing.path, failing.treatment).some(
      (yes, index) => yes && list.rules[index]?.type === 'DISALLOW'
    )
    if (!isNormalised(failing.path) || !forbids) return `it does not fail for ${failing.path}`
    if (failing.path.length > (brute.failing ?? Infinity)) return `a shorter path than ${failing.path} fails`
  }
  for (const [index, rule] of list.rules.entries()) {
    const [example, why] = [taken[index], dead[index]]
    if (rule.type === 'REQUIRE') {
      if (example !== undefined || why !== undefined) return 'REQUIRE takes nothing'
      continue
    }
    if ((example === undefined) !== (why !== undefined)) return `rule ${index} is dead, or takes something`
    if (example !== undefined) {
      note('live')
      if (!isNormalised(example.path) || takenBy(list, example.path, example.treatment)[index] !== true)
        return `rule ${index} does not take ${example.path}`
      if (example.path.length > (brute.shortest[index] ?? Infinity))
        return `rule ${index} takes less than ${example.path}`
    } else if (brute.shortest[index] !== undefined) {
      return `rule ${index} is not dead`
    }
    if (why === undefined) continue
    note(why.because)
    if (why.because === 'fits-nothing') continue
    if (!fits(rule, why.example.path)) return `rule ${index} does not fit ${why.example.path}`
    const before = why.because === 'taken' ? list.rules[why.by] : undefined
    if (before !== undefined && !(before.type !== 'REQUIRE' && fits(before, why.example.path)))
      return `rule ${index} has ${why.example.path} taken by another`
  }
  return undefined
}

test('the analysis of rule lists is what brute force finds', () => {
  const count = caseCount(100_000)
  const chance = new Chance(seed())
  const patterns = Array.from({ length: 2_000 }, () => text(chance))
  const coverage: Record<string, number> = {}
  for (let index = 0; index < count; index += 1) {
    const list = randomList(chance, patterns)
    const found = disagreement(list, coverage)
    if (found !== undefined)
      throw new Error(
        `case ${index}: ${found}: ${list.kind} ${list.rules.map(({ tokens }) => tokens.join(' ')).join(', ')}`
      )
  }
  report('rule lists', count, seed(), coverage)
  expect(coverage['exact']).toBeGreaterThanOrEqual(count * 0.99)
  for (const what of ['cannot fail', 'can fail', 'live', 'taken', 'treatment', 'fits-nothing'])
    expect([what, (coverage[what] ?? 0) > count / 100]).toEqual([what, true])
}, 1_800_000)
