// SPDX-License-Identifier: Apache-2.0
// Rules do the same to tables as to any other form of artifacts: the same effects, failures and work.
import { expect, test } from '@jest/globals'
import { ArtifactTable } from '../../../src/intoto/artifacts/artifact-table.ts'
import type { ArtifactPath, Artifacts, DigestSet } from '../../../src/intoto/artifacts/artifacts.ts'
import { artifactsOf } from '../../../src/intoto/artifacts/build-artifacts.ts'
import { NameList } from '../../../src/intoto/json/digest-section.ts'
import { applyRules } from '../../../src/intoto/rules/apply-rules.ts'
import type { ArtifactKind, ArtifactRule } from '../../../src/intoto/rules/artifact-rule.ts'
import { parseRuleTokens as parse } from '../../../src/intoto/rules/parse-rule.ts'
import { UNBOUNDED, Work } from '../../../src/intoto/verification/work.ts'
import { caseCount, Chance, report, seed } from '../../support/cases.ts'

const parseRuleTokens = (tokens: readonly string[]): ArtifactRule => parse(tokens, 'rule')
const NAMES = ['a', 'b', 'lib/a', 'lib/b', 'lib/src/x', 'src/a', 'src/b', 'src//x', 'src/x\\y', ...'cdefghijklmn']
const PATTERNS = ['*', 'src/*', '*b', '*/*', 'a', '?', '[a-m]', '[!s]*x', 'lib/?', '*src*']

/** The same artifacts in both forms; lists of the same names are mostly shared. */
interface Both {
  readonly map: Artifacts
  readonly table: Artifacts
}

const LISTS = new Map<string, NameList>()

function some(chance: Chance): Both {
  const often = chance.pick([2, 3, 100])
  const names = NAMES.filter(() => !chance.once(often)).sort()
  const key = chance.once(4) ? String(chance.below(1e9)) : names.join('\n')
  const list = LISTS.get(key) ?? new NameList(names)
  LISTS.set(key, list)
  const numbers = names.map(() => chance.below(3))
  const digests = Uint8Array.from(numbers.flatMap((number) => Array.from({ length: 32 }, () => number)))
  const pairs = names.map(
    (name, index) => [name as ArtifactPath, `sha256:${`0${numbers[index]}`.repeat(32)}` as DigestSet] as const
  )
  return { map: artifactsOf(pairs), table: new ArtifactTable({ list, digests }) }
}

function rule(chance: Chance): ArtifactRule {
  const pattern = chance.pick(PATTERNS)
  if (chance.once(9)) return parseRuleTokens(['REQUIRE', chance.pick(NAMES)])
  if (chance.once(9)) return parseRuleTokens(['DISALLOW', pattern])
  if (chance.once(2)) {
    const tail = ['WITH', chance.pick(['PRODUCTS', 'MATERIALS'])]
    const from = ['FROM', chance.pick(['one', 'other', 'nowhere'])]
    const prefixes = [[], ['IN', 'src'], ['IN', 'lib/'], ['IN', 'lib/src']]
    return parseRuleTokens(['MATCH', pattern, ...chance.pick(prefixes), ...tail, ...chance.pick(prefixes), ...from])
  }
  return parseRuleTokens([chance.pick(['ALLOW', 'CREATE', 'DELETE', 'MODIFY']), pattern])
}

class Counted {
  steps = 0
  spend(steps: number): void {
    this.steps += steps
  }
}

test('rules decide the same in both forms', () => {
  const count = caseCount(40_000)
  const chance = new Chance(seed())
  let failed = 0
  for (let index = 0; index < count; index += 1) {
    const [materials, products, there, elsewhere] = [some(chance), some(chance), some(chance), some(chance)]
    const rules = Array.from({ length: 1 + chance.below(4) }, () => rule(chance))
    const kind: ArtifactKind = chance.pick(['materials', 'products'])
    const digests = chance.pick(['any', 'collision-resistant'] as const)
    // What a rule is held against may have another form.
    const mixed = chance.pick<keyof Both>(['map', 'table', 'table'])
    const applied = (form: keyof Both, other: keyof Both, work?: Counted | Work): unknown => {
      const forms = { own: form, other }
      const own = (both: Both, its: ArtifactKind): Artifacts => both[its === kind ? forms.own : forms.other]
      const item = { materials: own(materials, 'materials'), products: own(products, 'products') }
      const links = new Map([
        ['one', { materials: there[other], products: elsewhere[other] }],
        ['other', item]
      ])
      return applyRules({ rules, kind, item, links, digests, work })
    }
    const [byPaths, byPositions] = [new Counted(), new Counted()]
    const expected = applied('map', 'map', byPaths)
    expect([index, applied('table', mixed, byPositions)]).toEqual([index, expected])
    expect(applied('table', mixed)).toEqual(expected)
    expect(applied('table', mixed, UNBOUNDED)).toEqual(expected)
    // The first to match by a pattern pays for taking it to pieces.
    expect(byPositions.steps).toBeLessThanOrEqual(byPaths.steps)
    const again = new Counted()
    applied('map', 'map', again)
    expect([index, byPositions.steps]).toEqual([index, again.steps])
    if (JSON.stringify(expected).includes('"failure"')) failed += 1
  }
  expect(failed).toBeGreaterThan(count / 10)
  report('rules on positions', count, seed(), { failed })
})

test('a table that has more masks than are kept is matched all the same', () => {
  const names = Array.from({ length: 30_000 }, (_, index) => `f${10_000 + index}`)
  const own = new ArtifactTable({ list: new NameList(names), digests: new Uint8Array(names.length * 32) })
  const item = { materials: own, products: own }
  for (const digit of '1234123412') {
    const rules = [parseRuleTokens(['ALLOW', `f${digit}*`])]
    const { trace } = applyRules({ rules, kind: 'products', item, links: new Map() })
    expect(trace[0]?.consumed).toBe(names.filter((name) => name.startsWith(`f${digit}`)).length)
  }
})
