// SPDX-License-Identifier: Apache-2.0
import type { IntentPattern } from './intent-pattern.ts'
import type { DemandedCommand, Installs, StepIntents, TakeOfSource, TakeOfStep } from './intents.ts'
import {
  badStatement,
  flawOfDirectory,
  flawOfInstalled,
  flawOfLine,
  flawOfMayChange,
  isDefinition,
  isStepName,
  patternOf,
  readString,
  readWords,
  unknownStatement
} from './statements.ts'
import { PATTERN_LISTS } from './pattern-lists.ts'
import { addsSourceStatement, takesNothingStatement } from './write-statements.ts'

const STRING = String.raw`"(?:[^"\\]|\\.)*"`
const TAKES = new RegExp(`^([^ ]+)(?: from (${STRING}))?(?: into (${STRING}))?(?: only (.+))?$`, 'su')
const INSTALLS = new RegExp(`^(${STRING})(?: may-change (.+))?$`, 'su')
const COMMAND = new RegExp(String.raw`^(\[.+\])(?: in (${STRING}))?(?: after (${STRING}))?$`, 'su')

type List = (typeof PATTERN_LISTS)[keyof typeof PATTERN_LISTS]

type Takes = Omit<TakeOfStep, 'only'> & { readonly only: IntentPattern[] }

/** What statements have said of one step so far. */
export class StepDraft {
  readonly name: string
  #takesNothing = false
  readonly #takes: (TakeOfSource | Takes)[] = []
  /** By step and directories: their patterns are of one take. */
  readonly #parts = new Map<string, Takes>()
  #addsSource = false
  readonly #lists: Readonly<Record<List, IntentPattern[]>> = {
    adds: [],
    mayAdd: [],
    changes: [],
    removes: [],
    mayRemove: []
  }
  readonly #scratch: string[] = []
  readonly #installs = new Map<string, string[]>()
  #command: DemandedCommand | undefined
  #definition: string | undefined
  #delegated = false
  #recording: 'whole' | 'any' = 'whole'

  constructor(name: string) {
    this.name = name
  }

  /**
   * Takes one statement.
   *
   * @param rest what stands behind the name of the step
   * @throws INTENTS_INVALID
   */
  add(statement: string, rest: string): void {
    const space = rest.indexOf(' ')
    const [verb, said] = space < 0 ? [rest, ''] : [rest.slice(0, space), rest.slice(space + 1)]
    switch (verb) {
      case 'takes':
        return this.#addTake(statement, said)
      case 'adds':
      case 'may-add':
      case 'changes':
      case 'removes':
      case 'may-remove':
        if (verb === 'adds' && said === 'source') this.#addsSource = true
        else this.#lists[PATTERN_LISTS[verb]].push(patternOf(statement, said))
        return
      case 'scratch':
        this.#scratch.push(fit(statement, said, flawOfLine))
        return
      case 'installs':
        return this.#addInstalls(statement, said)
      case 'command':
        return this.#addCommand(statement, said)
      case 'definition':
        if (!isDefinition(said)) throw unknownStatement(statement)
        if (this.#definition !== undefined) throw badStatement(statement, 'contradicts an earlier one.')
        this.#definition = said
        return
      default:
        return this.#addWord(statement, rest)
    }
  }

  /** The steps that it takes. */
  taken(): string[] {
    return this.#takes.flatMap((take) => (take.of === 'source' ? [] : [take.step]))
  }

  /** @throws INTENTS_INVALID where statements contradict each other */
  finish(): StepIntents {
    const { adds, mayAdd, changes, removes, mayRemove } = this.#lists
    const files = [...adds, ...mayAdd, ...changes, ...removes, ...mayRemove]
    if (this.#takesNothing && this.#takes.length > 0)
      throw badStatement(takesNothingStatement(this.name), 'contradicts another one.')
    if (this.#addsSource && (this.#takes.length > 0 || files.length > 0 || this.#installs.size > 0))
      throw badStatement(addsSourceStatement(this.name), 'stands beside another one about files; it stands alone.')
    return {
      name: this.name,
      takes: this.#takes,
      addsSource: this.#addsSource,
      adds,
      mayAdd,
      changes,
      removes,
      mayRemove,
      scratch: this.#scratch,
      installs: [...this.#installs].map(([directory, mayChange]): Installs => ({ directory, mayChange })),
      command: this.#command,
      definition: this.#definition,
      delegated: this.#delegated,
      recording: this.#recording
    }
  }

  #addTake(statement: string, said: string): void {
    if (said === 'nothing') {
      this.#takesNothing = true
      return
    }
    if (said === 'source') {
      this.#takes.push({ of: said })
      return
    }
    const [, step = '', from, into, only] = TAKES.exec(said) ?? []
    if (!isStepName(step)) throw unknownStatement(statement)
    const take: Takes = {
      of: 'step',
      step,
      only: only === undefined ? [] : [patternOf(statement, only)],
      from: from === undefined ? undefined : fit(statement, stringIn(statement, from), flawOfDirectory),
      into: into === undefined ? undefined : fit(statement, stringIn(statement, into), flawOfDirectory)
    }
    if (take.from !== undefined && only?.startsWith(`${take.from}/`) === false)
      throw badStatement(statement, 'has a pattern that does not begin with its directory.')
    const key = JSON.stringify([step, take.from, take.into])
    const known = this.#parts.get(key)
    if (known === undefined) {
      this.#takes.push(take)
      this.#parts.set(key, take)
    } else if (known.only.length === 0 || take.only.length === 0)
      throw badStatement(statement, 'takes all of a step, and another one a part of it.')
    else known.only.push(...take.only)
  }

  #addInstalls(statement: string, said: string): void {
    const [, text, line] = INSTALLS.exec(said) ?? []
    if (text === undefined) throw unknownStatement(statement)
    const directory = fit(statement, stringIn(statement, text), flawOfInstalled)
    const known = this.#installs.get(directory)
    if (known !== undefined && (known.length === 0 || line === undefined))
      throw badStatement(statement, 'contradicts another one about what may change in there.')
    const lines = known ?? []
    if (line !== undefined) lines.push(fit(statement, line, flawOfMayChange))
    this.#installs.set(directory, lines)
  }

  #addCommand(statement: string, said: string): void {
    const [, text = '', directory, setup] = COMMAND.exec(said) ?? []
    const words = readWords(text)
    if (words === undefined) throw unknownStatement(statement)
    if (this.#command !== undefined) throw badStatement(statement, 'contradicts an earlier one.')
    this.#command = {
      words,
      workingDirectory:
        directory === undefined ? undefined : fit(statement, stringIn(statement, directory), flawOfDirectory),
      setup: setup === undefined ? undefined : stringIn(statement, setup)
    }
  }

  #addWord(statement: string, said: string): void {
    if (said === 'delegated') this.#delegated = true
    else if (said === 'recording any') this.#recording = 'any'
    else throw unknownStatement(statement)
  }
}

/** @throws INTENTS_INVALID for another spelling than ours */
function stringIn(statement: string, text: string): string {
  const value = readString(text)
  if (value !== undefined) return value
  throw badStatement(statement, 'has a JSON string that is not written as we write it.')
}

function fit(statement: string, text: string, flawOf: (text: string) => string | undefined): string {
  const flaw = flawOf(text)
  if (flaw === undefined) return text
  throw badStatement(statement, `names something that ${flaw}.`)
}
