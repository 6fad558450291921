// SPDX-License-Identifier: Apache-2.0
// The patterns that are asked of what lies below a directory of a set. Many relations lead to the same place, so each is
// read once.
import type { IntentPattern } from '../../intoto/intents/intent-pattern.ts'
import { automatonOfIntent, canBeginWith, type Automaton } from './automaton.ts'
import { SOURCE, type Pipeline, type SetNumber } from './pipeline.ts'
import { escapedForRule, widened, type Widened } from './widened.ts'
import { withoutBeginning } from './without-beginning.ts'

interface ExactTest {
  /** Of the pattern, as it is written. */
  readonly text: string
  readonly automaton: Automaton
}

/** What is asked of the files below a directory of a set, as automata. */
export class PatternsThere {
  readonly #pipeline: Pipeline
  readonly #exact = new Map<string, readonly ExactTest[]>()
  readonly #widened = new Map<string, Widened>()
  readonly #automata = new Map<string, Automaton>()

  constructor(pipeline: Pipeline) {
    this.#pipeline = pipeline
  }

  /** The patterns of intents that anything below the directory can fit, each once. */
  exactAt(set: SetNumber, directory: string): readonly ExactTest[] {
    const key = `${set} ${directory}`
    const known = this.#exact.get(key)
    if (known !== undefined) return known
    const byText = new Map(this.#patternsAt(set).map((pattern) => [pattern.text, pattern]))
    const tests = [...byText.values()]
      .map((pattern) => ({ text: pattern.text, automaton: this.#automatonOf(pattern) }))
      .filter(({ automaton }) => canBeginWith(automaton, directory))
    this.#exact.set(key, tests)
    return tests
  }

  /** Patterns of rules for what follows the directory in names of the set, in order, and those of what lies deeper. */
  widenedAt(set: SetNumber, directory: string): Widened {
    const key = `${set} ${directory}`
    const known = this.#widened.get(key)
    if (known !== undefined) return known
    const wide = [...new Map(this.#patternsAt(set).map((pattern) => [pattern.text, pattern])).values()].map(widened)
    const directories = [
      ...this.#pipeline.waysFrom(set).map(({ from }) => from),
      ...this.#pipeline.waysTo(set).map(({ into }) => into)
    ].filter((one) => one !== '')
    const below = [...new Set(directories)].map((one) => `${escapedForRule(one)}*`)
    const rests = (patterns: readonly string[]): string[] => [
      ...new Set(patterns.flatMap((pattern) => withoutBeginning(pattern, directory)))
    ]
    const found = {
      patterns: rests([...wide.flatMap(({ patterns }) => patterns), ...below]),
      deeper: rests(wide.flatMap(({ deeper }) => deeper))
    }
    this.#widened.set(key, found)
    return found
  }

  #automatonOf(pattern: IntentPattern): Automaton {
    const automaton = this.#automata.get(pattern.text) ?? automatonOfIntent(pattern)
    this.#automata.set(pattern.text, automaton)
    return automaton
  }

  /** The patterns of intents that are asked of the names of a set. */
  #patternsAt(set: SetNumber): IntentPattern[] {
    const taken = this.#pipeline.waysFrom(set).flatMap(({ only }) => only)
    if (set === SOURCE) return [...this.#pipeline.perJob]
    const step = this.#pipeline.intentsOf(set)
    if (step === undefined || this.#pipeline.kindOf(set) === 'materials') return taken
    const { adds, mayAdd, changes, removes, mayRemove } = step
    return [...adds, ...mayAdd, ...changes, ...removes, ...mayRemove, ...taken]
  }
}
