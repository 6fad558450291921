// SPDX-License-Identifier: Apache-2.0
// What a list of rules can do, whatever the links say: whether it can fail, and whether each rule can take anything. It is
// decided by trying every combination of patterns that a path can fit, every way in which a step can treat a file, and
// every answer of the steps that MATCH compares with; not by the words of the rules.
import type { ArtifactKind, ArtifactRule } from './artifact-rule.ts'
import { asDirectory } from './counterpart.ts'
import { atomsOf, type Budget } from './atoms.ts'
import { literalToken, patternTokens } from './pattern-tokens.ts'

/** A list, and the step or inspection that it belongs to. */
export interface RuleList {
  readonly owner: string
  readonly kind: ArtifactKind
  readonly rules: readonly ArtifactRule[]
}

/** How a step treated a file. */
export type Treatment = 'created' | 'deleted' | 'unchanged' | 'modified'

/** A file that shows something. */
export interface Example {
  readonly path: string
  readonly treatment: Treatment
}

/** Why a rule never takes anything. */
export type DeadRule =
  /** No path in its shortest form fits. */
  | { readonly because: 'fits-nothing' }
  /** An earlier rule takes, or forbids, all that fits; the example is one of them. */
  | { readonly because: 'taken'; readonly by: number; readonly example: Example }
  /** Files of this list are never treated so. */
  | { readonly because: 'treatment'; readonly example: Example }

export interface ListAnalysis {
  /** A file that makes the list fail. Undefined: it cannot fail. A list with REQUIRE fails without any file. */
  readonly failing: Example | 'without a file' | undefined
  /** A file that gets through, if any can: one that no rule takes for certain where there is one. */
  readonly passing: Example | undefined
  /** For each rule, a shortest file that it takes or forbids; undefined for those that never do, and for REQUIRE. */
  readonly taken: readonly (Example | undefined)[]
  /** For each rule that can never take anything, why; undefined for the others. */
  readonly dead: readonly (DeadRule | undefined)[]
}

const TREATMENTS: Readonly<Record<ArtifactKind, readonly Treatment[]>> = {
  materials: ['deleted', 'unchanged', 'modified'],
  products: ['created', 'unchanged', 'modified']
}

/** What the lists of a layout may cost: states for each list, moves for all together. */
export interface AnalysisBudget extends Budget {
  /** For proofs where the whole list costs too much. */
  readonly pairs: Budget
}

/** UTF-16 code units of all patterns of a list together; of more nothing is looked at as a whole. */
const MOST_TEXT = 100_000

/** Moves of one list, at most. */
const MOVES_OF_LIST = 1_000_000

/** Far above every list that people write, and a second at most. */
export function analysisBudget(): AnalysisBudget {
  return { states: 20_000, moves: 4_000_000, pairs: { states: 100_000, moves: 4_000_000 } }
}

/** Analyses a list. Undefined when the budget does not last: then nothing is known of it. */
export function analyseList(list: RuleList, budget: Budget = analysisBudget()): ListAnalysis | undefined {
  const { rules, kind } = list
  const patterns = new Map<string, number>()
  const used = rules.map((rule) => {
    if (rule.type === 'REQUIRE' || isPassedOver(rule)) return undefined
    const key = JSON.stringify([prefixOf(rule), rule.pattern.source])
    const number = patterns.get(key) ?? patterns.size
    patterns.set(key, number)
    return number
  })
  // A bound on the texts, before they become a hundred times as large.
  if ([...patterns.keys()].reduce((sum, key) => sum + key.length, 0) > MOST_TEXT) return undefined
  const tokens = [...patterns.keys()].map((key) => {
    const [prefix, source] = JSON.parse(key) as [string, string]
    return [...[...prefix].map(literalToken), ...patternTokens(source)]
  })
  // What one list may cost is bounded: one that is intricate does not leave the next unseen.
  const most = Math.min(budget.moves, MOVES_OF_LIST)
  const own = { states: budget.states, moves: most }
  const atoms = atomsOf(tokens, own)
  budget.moves -= most - own.moves
  if (atoms === undefined) return undefined
  budget.moves -= atoms.length * TREATMENTS[kind].length * rules.length
  if (budget.moves < 0) return undefined
  const findings = new ListFindings(list)
  for (const atom of atoms) {
    const fits = used.map((number) => number !== undefined && atom.fits[number] === true)
    for (const treatment of TREATMENTS[kind]) findings.tryFile(atom.path, fits, treatment)
  }
  return findings.analysis()
}

/** Whether a list fails for one path, whatever the steps that MATCH compares with have. */
export function failsFor(list: RuleList, path: string): boolean {
  const fits = list.rules.map((rule) => rule.type === 'REQUIRE' || fitsPath(rule, path))
  const findings = new ListFindings(list)
  for (const treatment of TREATMENTS[list.kind]) findings.tryFile(path, fits, treatment)
  return findings.analysis().failing !== undefined
}

function fitsPath(rule: PatternRule, path: string): boolean {
  const prefix = prefixOf(rule)
  return path.startsWith(prefix) && rule.pattern.matches(path.slice(prefix.length))
}

/** What trying files has shown. */
class ListFindings {
  readonly #list: RuleList
  readonly #taken: (Example | undefined)[]
  readonly #dead: (DeadRule | undefined)[]
  #failing: ListAnalysis['failing']
  #untaken: Example | undefined
  #kept: Example | undefined

  constructor(list: RuleList) {
    this.#list = list
    this.#taken = list.rules.map(() => undefined)
    this.#dead = list.rules.map(() => undefined)
    if (list.rules.some(({ type }) => type === 'REQUIRE')) this.#failing = 'without a file'
  }

  /** One file, past all rules that fit it. */
  tryFile(path: string, fits: readonly boolean[], treatment: Treatment): void {
    const example = { path, treatment }
    /** By which rule the answer of each other step was asked for, and was no. */
    const missed = new Map<string, number>()
    let by: number | undefined
    for (const [index, rule] of this.#list.rules.entries()) {
      if (rule.type === 'REQUIRE' || fits[index] !== true) continue
      const effect = effectOf(rule, this.#list, treatment)
      const before = by ?? missed.get(effect)
      if (effect === 'never') this.#dead[index] ??= { because: 'treatment', example }
      else if (before !== undefined) this.#blocked(index, before, example)
      else {
        this.#taken[index] ??= example
        if (effect === 'takes' || effect === 'forbids') by = index
        else missed.set(effect, index)
        if (effect === 'forbids') this.#failing ??= example
        if (effect === 'takes') this.#kept ??= example
      }
    }
    if (by === undefined) this.#untaken ??= example
  }

  analysis(): ListAnalysis {
    const dead = this.#list.rules.map(({ type }, index) =>
      type === 'REQUIRE' || this.#taken[index] !== undefined || isPassedOver(this.#list.rules[index])
        ? undefined
        : (this.#dead[index] ?? ({ because: 'fits-nothing' } as const))
    )
    return { failing: this.#failing, passing: this.#untaken ?? this.#kept, taken: this.#taken, dead }
  }

  /** An earlier rule says more than that files are not treated so. */
  #blocked(index: number, by: number, example: Example): void {
    const known = this.#dead[index]
    if (known === undefined || known.because === 'treatment') this.#dead[index] = { because: 'taken', by, example }
  }
}

/**
 * What a rule does with a file that it fits: takes it, forbids it, never takes it; else the answer of another set of
 * artifacts decides, and rules with the same text here get the same answer.
 */
function effectOf(rule: PatternRule, list: RuleList, treatment: Treatment): string {
  const when = (wanted: Treatment): string => (treatment === wanted ? 'takes' : 'never')
  switch (rule.type) {
    case 'ALLOW':
      return 'takes'
    case 'DISALLOW':
      return 'forbids'
    case 'CREATE':
      return when('created')
    case 'DELETE':
      return when('deleted')
    case 'MODIFY':
      return when('modified')
    case 'MATCH':
      return matchEffect(rule, list, when)
  }
}

type MatchRule = Extract<ArtifactRule, { type: 'MATCH' }>

function matchEffect(rule: MatchRule, { owner, kind }: RuleList, when: (wanted: Treatment) => string): string {
  const prefixes = shortened(asDirectory(rule.sourcePrefix), asDirectory(rule.destinationPrefix))
  if (rule.from !== owner || prefixes[0] !== prefixes[1])
    return JSON.stringify([rule.from, rule.destinationKind, prefixes])
  return rule.destinationKind === kind ? 'takes' : when('unchanged')
}

/** Two prefixes without what both end with: `a/` for `b/a/` maps a path as nothing for `b/` does. */
function shortened(source: string, destination: string): readonly [string, string] {
  let same = 0
  while (same < Math.min(source.length, destination.length) && source.at(-1 - same) === destination.at(-1 - same))
    same += 1
  return [source.slice(0, source.length - same), destination.slice(0, destination.length - same)]
}

/**
 * Behind the scheme of an address the path could go on with a slash, where MATCH does not follow it. What such a rule takes
 * is not looked at: without it the others take and forbid no less, so nothing that is said of them is said in vain.
 */
function isPassedOver(rule: ArtifactRule | undefined): boolean {
  return rule?.type === 'MATCH' && asDirectory(rule.sourcePrefix).endsWith(':/')
}

type PatternRule = Exclude<ArtifactRule, { type: 'REQUIRE' }>

function prefixOf(rule: PatternRule): string {
  return rule.type === 'MATCH' ? asDirectory(rule.sourcePrefix) : ''
}
