// SPDX-License-Identifier: Apache-2.0
// Which files a step can begin and end with, as far as a layout tells: those of source, and those that steps add.
import { isLiteral, type IntentPattern } from '../../intoto/intents/intent-pattern.ts'
import type { Intents, StepIntents, Take, TakeOfStep } from '../../intoto/intents/intents.ts'
import { automatonOfIntent, automatonOfMoved, automatonOfPrefix, type Automaton } from '../compile/automaton.ts'
import { kindsOfPath } from '../compile/kinds-of-path.ts'
import { witnessesOf } from './witnesses.ts'

/** Files that one step adds or changes, where they lie in the set in question. */
export interface Origin {
  readonly does: 'adds' | 'changes'
  /** The pattern as it is written; empty for a part of source. */
  readonly text: string
  /** Undefined: of source, a part of which was taken. */
  readonly step: string | undefined
  /** Whether a run that is as the layout says has at least one of them. */
  readonly isNeeded: boolean
  /** Whether it is one file. */
  readonly isLiteral: boolean
  /** Each of them fits all of these. */
  readonly automata: readonly Automaton[]
  /** Some of them. */
  readonly witnesses: readonly string[]
}

/** What a set of files can hold. */
export interface Files {
  /** Anything at all, because source is taken whole, or what a step in rules has. */
  readonly isOpen: boolean
  /** Whether source is there whole. */
  readonly hasSource: boolean
  readonly origins: readonly Origin[]
  /** What was removed on the way. */
  readonly removed: readonly IntentPattern[]
}

/** Origins of one set, of which nothing is said when there are more. */
const MOST_ORIGINS = 300
/** Combinations that are looked at for one question. */
const BOUNDS = { mostStates: 3000 }

const NOTHING: Files = { isOpen: false, hasSource: false, origins: [], removed: [] }
const ANYTHING: Files = { ...NOTHING, isOpen: true }
const SOURCE: Files = { ...ANYTHING, hasSource: true }

/** The files of all steps. */
export class ArrivingFiles {
  readonly #begins = new Map<string, Files>()
  readonly #ends = new Map<string, Files>()

  constructor({ steps }: Intents) {
    for (const step of steps.values()) {
      const begin = united(step.takes.map((take) => this.taken(take)))
      this.#begins.set(step.name, begin)
      this.#ends.set(step.name, endOf(step, begin))
    }
  }

  begin(step: string): Files {
    return this.#begins.get(step) ?? ANYTHING
  }

  /** Of a step in rules nothing is known. */
  end(step: string): Files {
    return this.#ends.get(step) ?? ANYTHING
  }

  /** What one take brings, where it lies for the taker. */
  taken(take: Take): Files {
    if (take.of === 'source') return SOURCE
    return partOf(this.end(take.step), take)
  }
}

function endOf(step: StepIntents, begin: Files): Files {
  if (step.addsSource) return SOURCE
  const gone = [...step.removes, ...step.mayRemove]
  const kept = begin.origins.map((origin) => {
    const mayBeGone = origin.witnesses.some((name) => gone.some((pattern) => pattern.matches(name)))
    return mayBeGone ? { ...origin, isNeeded: false } : origin
  })
  const added = [
    ...step.adds.map((pattern) => originOf(step, pattern, 'adds', true)),
    ...step.mayAdd.map((pattern) => originOf(step, pattern, 'adds', false)),
    ...step.changes.map((pattern) => originOf(step, pattern, 'changes', false))
  ]
  return bounded({
    ...begin,
    origins: [...kept, ...added],
    removed: [...begin.removed, ...step.removes]
  })
}

function originOf({ name }: StepIntents, pattern: IntentPattern, does: Origin['does'], isNeeded: boolean): Origin {
  return {
    does,
    text: pattern.text,
    step: name,
    isNeeded,
    isLiteral: isLiteral(pattern),
    automata: [automatonOfIntent(pattern)],
    witnesses: witnessesOf(pattern)
  }
}

/** Whatever source has, a part of which is taken. */
const OF_SOURCE: Origin = {
  does: 'adds',
  text: '',
  step: undefined,
  isNeeded: false,
  isLiteral: false,
  automata: [],
  witnesses: []
}

/** What is taken of a set, at its new place. */
function partOf(files: Files, take: TakeOfStep): Files {
  const isWhole = take.only.length === 0 && take.from === undefined
  if (isWhole && take.into === undefined) return files
  const origins = files.isOpen ? [...files.origins, OF_SOURCE] : files.origins
  return bounded({
    isOpen: false,
    hasSource: false,
    origins: origins.flatMap((origin) => movedOrigins(origin, take)),
    // What was removed lies at another place, and nothing is said of it.
    removed: take.from === undefined && take.into === undefined ? files.removed : []
  })
}

function movedOrigins(origin: Origin, { only, from, into }: TakeOfStep): Origin[] {
  const [old, now] = [from, into].map((directory) => (directory === undefined ? '' : `${directory}/`)) as [
    string,
    string
  ]
  const below = from === undefined ? [] : [automatonOfPrefix(old)]
  const cuts = only.length === 0 ? [[]] : only.map((pattern) => [automatonOfIntent(pattern)])
  const inside = origin.witnesses.filter((name) => name.startsWith(old))
  return cuts.map((cut, index): Origin => {
    const pattern = only[index]
    const names = inside.filter((name) => pattern === undefined || pattern.matches(name))
    return {
      ...origin,
      // Of several patterns one is enough, and a cut may leave nothing.
      isNeeded: origin.isNeeded && names.length > 0 && names.length === origin.witnesses.length,
      automata: [...origin.automata, ...below, ...cut].map((automaton) => automatonOfMoved(automaton, now, old)),
      witnesses: names.map((name) => now + name.slice(old.length))
    }
  })
}

function united(parts: readonly Files[]): Files {
  if (parts.length === 0) return NOTHING
  return bounded({
    isOpen: parts.some(({ isOpen }) => isOpen),
    hasSource: parts.some(({ hasSource }) => hasSource),
    origins: [...new Set(parts.flatMap(({ origins }) => origins))],
    removed: [...new Set(parts.flatMap(({ removed }) => removed))]
  })
}

function bounded(files: Files): Files {
  return files.origins.length > MOST_ORIGINS ? { ...files, isOpen: true, origins: [] } : files
}

/** Whether a file of an origin can fit a pattern; also true where that takes too long to see. */
export function canFit(origin: Origin, pattern: IntentPattern): boolean {
  if (origin.witnesses.some((name) => pattern.matches(name))) return true
  const kinds = kindsOfPath([...origin.automata, automatonOfIntent(pattern)], BOUNDS)
  return kinds === undefined || kinds.some(({ fits }) => fits.every(Boolean))
}

/** Whether two origins can have a file of one name; also true where that takes too long to see. */
export function canMeet(one: Origin, other: Origin): boolean {
  const kinds = kindsOfPath([...one.automata, ...other.automata], BOUNDS)
  return kinds === undefined || kinds.some(({ fits }) => fits.every(Boolean))
}

/** A file of an origin; undefined where there can be none, or where that takes too long to see. */
export function exampleOf({ witnesses, automata }: Origin): string | undefined {
  const [name] = witnesses
  return name ?? kindsOfPath(automata, BOUNDS)?.find(({ fits }) => fits.every(Boolean))?.path
}

/** Whether anything in a set can fit a pattern. */
export function holdsFitting(files: Files, pattern: IntentPattern): boolean {
  return files.isOpen || files.origins.some((origin) => canFit(origin, pattern))
}
