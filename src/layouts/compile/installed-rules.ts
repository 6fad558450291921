// SPDX-License-Identifier: Apache-2.0
// Rules for installed directories, `dir:D`: who takes the whole of the installer, directly or through others, begins with
// the digest that the installer left, and ends without it.
import { lineHides } from '../../intoto/intents/installed-directories.ts'
import { intentSegments, isFlaw } from '../../intoto/intents/intent-segments.ts'
import type { StepIntents } from '../../intoto/intents/intents.ts'
import { isLiteral, parseIntentPattern } from '../../intoto/intents/intent-pattern.ts'
import { installsStatements, takeStatements } from '../../intoto/intents/write-statements.ts'
import { SOURCE, type Pipeline, type SetNumber } from './pipeline.ts'
import type { CompiledList, CompiledRule } from './rule-list.ts'
import { escapedForRule, widened } from './widened.ts'
import { withoutBeginning } from './without-beginning.ts'

/** Directories that fit one of some texts, and no others. */
interface InstalledClass {
  readonly texts: ReadonlySet<string>
  /** In the dialect of rules. */
  readonly patterns: readonly string[]
}

/** Whose directories a set has: by installer, whether it has all of them. */
type Owners = ReadonlyMap<SetNumber, 'all' | 'some'>

const ANY = 'dir:*'

export class InstalledRules {
  readonly #pipeline: Pipeline
  readonly #classes: readonly InstalledClass[]
  readonly #owners = new Map<string, Owners>()

  constructor(pipeline: Pipeline) {
    this.#pipeline = pipeline
    const texts = pipeline.sets
      .flatMap((set) => pipeline.intentsOf(set)?.installs ?? [])
      .map(({ directory }) => directory)
    this.#classes = classesOf(new Set(texts), takesWholeOfRules(pipeline))
  }

  /** Whether a list needs them: it does not where whatever its other rules take of directories stands in no set. */
  isNeeded(set: SetNumber, list: CompiledList | undefined): boolean {
    if (!this.#isAbsent(set)) return true
    return [...(list?.asked ?? [])].some(([pattern, tie]) => {
      if (tie.kind === 'none' || withoutBeginning(pattern, 'dir:').length === 0) return false
      if (tie.kind !== 'held') return true
      // A ring of sets that all have none is no way in where nobody installs.
      if (this.#classes.length === 0) return false
      return tie.by.some((other) => other.set >= set || !this.#isAbsent(other.set))
    })
  }

  /** Whether no honest run has an installed directory in a set. */
  #isAbsent(set: SetNumber): boolean {
    return this.#classes.every((one) => this.#ownersOf(one, set).size === 0)
  }

  /** The rules of a set; they come before all others, whose patterns may fit the names of directories. */
  rulesOf(set: SetNumber): CompiledRule[] {
    const matches = this.#classes.flatMap((one) => this.#rulesOfClass(one, set))
    return [...matches, { words: ['DISALLOW', ANY], statements: this.#statements(set) }]
  }

  #rulesOfClass(one: InstalledClass, set: SetNumber): CompiledRule[] {
    const owners = this.#ownersOf(one, set)
    if (owners.size === 0) return []
    const group = this.#groupOf(one, owners)
    const at = group.indexOf(set)
    const statements = this.#statements(set)
    if (at >= 0 && group.length > 1)
      return one.patterns.map((pattern) => this.#match(pattern, group.at(at - 1) as SetNumber, set))
    if (owners.has(set))
      return (this.#pipeline.intentsOf(set)?.installs ?? [])
        .filter(({ directory }) => one.texts.has(directory))
        .flatMap(({ directory }) => patternsOf(directory))
        .map((pattern) => ({ words: ['CREATE', pattern], statements }))
    return one.patterns.flatMap((pattern) => [...owners.keys()].map((owner) => this.#match(pattern, owner, set)))
  }

  #match(pattern: string, other: SetNumber, set: SetNumber): CompiledRule {
    const kind = this.#pipeline.kindOf(other).toUpperCase()
    const words = ['MATCH', pattern, 'WITH', kind, 'FROM', this.#pipeline.stepOf(other)]
    return { words, statements: this.#statements(set) }
  }

  /** All sets that have exactly what one installer left. */
  #groupOf(one: InstalledClass, owners: Owners): readonly SetNumber[] {
    const [only, ...others] = [...owners]
    if (only === undefined || others.length > 0 || only[1] === 'some') return []
    return this.#pipeline.sets.filter((set) => {
      const [first, ...rest] = [...this.#ownersOf(one, set)]
      return first?.[0] === only[0] && first[1] === 'all' && rest.length === 0
    })
  }

  #statements(set: SetNumber): readonly string[] {
    const step = this.#pipeline.intentsOf(set)
    if (step === undefined) return []
    if (this.#pipeline.kindOf(set) === 'products' && step.installs.length > 0)
      return step.installs.flatMap((one) => installsStatements(step.name, one))
    return step.takes.length === 0
      ? [`${step.name} takes nothing`]
      : step.takes.flatMap((take) => takeStatements(step.name, take))
  }

  #ownersOf(one: InstalledClass, set: SetNumber): Owners {
    const key = `${this.#classes.indexOf(one)} ${set}`
    const known = this.#owners.get(key)
    if (known !== undefined) return known
    const step = this.#pipeline.intentsOf(set)
    const owners =
      step === undefined
        ? new Map()
        : this.#pipeline.kindOf(set) === 'products'
          ? installs(step, one)
            ? new Map([[set, 'all']])
            : new Map()
          : this.#taken(one, set, step)
    this.#owners.set(key, owners)
    return owners
  }

  #taken(one: InstalledClass, set: SetNumber, step: StepIntents): Owners {
    const left = leftBy(step, one)
    const owners = new Map<SetNumber, 'all' | 'some'>()
    if (left === 'none') return owners
    for (const { taken, take } of this.#pipeline.waysTo(set)) {
      if (taken === SOURCE || take.of === 'source' || take.only.length > 0) continue
      if (take.from !== undefined || take.into !== undefined) continue
      if (this.#pipeline.intentsOf(taken) === undefined) {
        // Of a step in rules whatever it names counts.
        owners.set(taken, 'some').set(taken - 1, 'some')
        continue
      }
      for (const there of [taken, taken - 1])
        for (const [owner, share] of this.#ownersOf(one, there))
          if (owners.get(owner) !== 'all') owners.set(owner, left === 'all' ? share : 'some')
    }
    return owners
  }
}

function installs({ installs: all }: StepIntents, { texts }: InstalledClass): boolean {
  return all.some(({ directory }) => texts.has(directory))
}

/** What of the directories that come to a step it takes: its own, and those that its scratch hides, it does not. */
function leftBy(step: StepIntents, one: InstalledClass): 'all' | 'some' | 'none' {
  const [text = ''] = one.texts
  if (one.texts.size > 1 || text === ANY) return installs(step, one) || step.scratch.length > 0 ? 'some' : 'all'
  if (installs(step, one)) return 'none'
  if (step.scratch.length === 0 || text.startsWith('~/')) return 'all'
  if (isPattern(text)) return 'some'
  return step.scratch.some((line) => lineHides(line)(text, 'directory')) ? 'none' : 'all'
}

/** Whether a step in intents begins with all of one in rules, which may have any directories. */
function takesWholeOfRules(pipeline: Pipeline): boolean {
  return pipeline.sets.some((set) =>
    pipeline.waysTo(set).some((way) => {
      const isWhole = way.take.of === 'step' && way.only.length === 0 && way.from === '' && way.into === ''
      return isWhole && pipeline.intentsOf(way.taken) === undefined
    })
  )
}

/** Texts that may name the same directory are of one class. */
function classesOf(texts: ReadonlySet<string>, hasAny: boolean): InstalledClass[] {
  if (hasAny) return [{ texts: new Set([...texts, ANY]), patterns: [ANY] }]
  const all = [...texts]
  const groups = all.some(isPattern) ? [all] : all.map((text) => [text])
  return groups.map((group) => ({ texts: new Set(group), patterns: group.flatMap(patternsOf) }))
}

function patternsOf(text: string): string[] {
  if (!isPattern(text) || isFlaw(intentSegments(text))) return [`dir:${escapedForRule(text)}`]
  return widened(parseIntentPattern(text)).patterns.map((pattern) => `dir:${pattern}`)
}

/** Whether a text names more than one directory. */
export function isPattern(text: string): boolean {
  return !isLiteral({ text })
}
