// SPDX-License-Identifier: Apache-2.0
// What failures offer to paste, pasted: the layout is built again with it, and the same run must pass what it was offered
// for.
import { parse, stringify } from 'yaml'
import { checkIntents } from '../../../src/intoto/intents/check-intents.ts'
import type { IntentFailure } from '../../../src/intoto/intents/intent-failure.ts'
import { intentsOf } from '../../../src/intoto/intents/intents-of-layout.ts'
import type { Intents } from '../../../src/intoto/intents/intents.ts'
import { demandPassed } from '../../../src/layouts/self-test/tested-layout.ts'
import { testLayout } from '../../../src/layouts/self-test/test-layout.ts'
import type { Chance } from '../cases.ts'
import { builtLayout } from './built-layout.ts'
import { bulkMutations } from './mutate-in-bulk.ts'
import { honestRuns } from './harness.ts'
import { acceptedOf, knownOf } from './judge-check.ts'
import { evidenceMutations } from './mutate-evidence.ts'
import { fileMutations } from './mutate-files.ts'
import type { PlainPipeline } from './plain-pipeline.ts'
import { KNOWS_ALL, KNOWS_COMMIT, type Knowledge, type PlainRun } from './plain-run.ts'
import { textOf } from './written-pipeline.ts'

/** Lines that are to stand in the layout together, and those in whose place they stand. */
export interface Offer {
  readonly lines: readonly string[]
  readonly replaced: readonly string[]
  /** Another step than that of the failure. */
  readonly step: string | undefined
  /** What the text says behind it: that it is a part, or for a run that is recorded anew. */
  readonly promises: 'this run' | 'a part' | 'a new run'
}

const KEYS =
  'takes|adds|may-add|changes|removes|may-remove|scratch|installs-into|command|working-directory|setup|definition|delegated|recording|branches|tags|release'
const LINE = `\`((?:${KEYS}): [^\`]+)\``
/** A line that goes, whole or by its key. */
const OLD = `\`(?:${KEYS})(?:: [^\`]+)?\``
const OFFER = new RegExp(
  `(?:${LINE} and )?(?:${LINE} and )?${LINE}(?: in place of (${OLD}(?:, ${OLD})*))?(?: at step "([^"]+)")?`,
  'gu'
)

/** The offers of a hint. */
export function offersIn(hint: string): Offer[] {
  const found = [...hint.matchAll(OFFER)]
  return found.map((match, at) => {
    const [all, one, two, three, replaced, step] = match
    // Up to the next one.
    const behind = hint.slice(match.index + all.length, found[at + 1]?.index)
    const isLater = /\bin a new run\b/.test(behind)
    return {
      lines: [one, two, three].filter((line) => line !== undefined),
      replaced: [...(replaced ?? '').matchAll(/`([^`]+)`/gu)].map(([, line]) => line as string),
      step,
      promises: hint.includes('part of them') ? 'a part' : isLater ? 'a new run' : 'this run'
    }
  })
}

export interface WrongOffer {
  readonly pipeline: string
  readonly mutation: string
  readonly failure: string
  readonly hint: string
  readonly why: string
}

export interface OfferScore {
  readonly held: Map<string, number>
  readonly parts: Map<string, number>
  readonly later: Map<string, number>
  readonly wrong: WrongOffer[]
  wrongs: number
}

export const newOfferScore = (): OfferScore => ({
  held: new Map(),
  parts: new Map(),
  later: new Map(),
  wrong: [],
  wrongs: 0
})

export interface OfferCourse {
  readonly pipeline: PlainPipeline
  readonly chance: Chance
  readonly runs: number
  readonly oneIn: number
  /** Of the merged layouts one in so many goes through what `layout sign` does before it signs. */
  readonly proveOneIn: number
}

type Members = Record<string, unknown>

interface Document extends Members {
  readonly steps: Members[]
}

/** The pipeline as somebody writes it, each leg of a matrix as a step of its own. */
function documentOf(pipeline: PlainPipeline): string {
  return pipeline.text.includes('matrix') ? textOf(pipeline) : pipeline.text
}

function intentsIn(pipeline: PlainPipeline, text: string, prove: boolean): Intents {
  const { layout } = builtLayout({ ...pipeline, text })
  const intents = intentsOf(layout) as Intents
  if (prove && layout.steps.every(({ name }) => intents.steps.has(name)))
    demandPassed(testLayout({ intents, steps: layout.steps, carriesCheck: true }))
  return intents
}

/** The text with an offer at its step. */
export function merged(text: string, offer: Offer, step: string | undefined): string {
  const document = parse(text) as Document
  const target = (key: string): Members =>
    ['branches', 'tags', 'release'].includes(key)
      ? document
      : (document.steps.find(({ name }) => name === (offer.step ?? step)) as Members)
  for (const line of offer.replaced) {
    const [key = ''] = line.split(':')
    if (!(key in target(key))) throw new Error(`there is no ${key} in whose place the line could stand`)
    delete target(key)[key]
  }
  for (const line of offer.lines) {
    const [[key, value]] = Object.entries(parse(line) as Members) as [[string, unknown]]
    target(key)[key] = value
  }
  return stringify(document, { aliasDuplicateObjects: false })
}

/** Failures of one step and sort, for which an offer could be of no help. */
const about = (one: IntentFailure, other: IntentFailure): boolean =>
  one.code === other.code &&
  one.step === other.step &&
  (one.artifacts.some((file) => other.artifacts.includes(file)) ||
    (one.artifacts.length === 0 && other.artifacts.length === 0 && one.message === other.message))

export class OfferTrial {
  readonly #course: OfferCourse
  readonly #score: OfferScore
  readonly #text: string

  constructor(course: OfferCourse, score: OfferScore) {
    this.#course = course
    this.#score = score
    this.#text = documentOf(course.pipeline)
  }

  run(): void {
    const { pipeline, chance, runs, oneIn } = this.#course
    const intents = intentsIn(pipeline, this.#text, false)
    for (const honest of honestRuns(pipeline, chance, runs))
      for (const mutation of [...bulkMutations(honest), ...fileMutations(honest), ...evidenceMutations(honest)])
        if (chance.once(oneIn)) {
          const known = chance.pick([KNOWS_ALL, KNOWS_COMMIT])
          this.#tryAll(intents, mutation.run(), known, `${mutation.what}, ${mutation.place} ${mutation.step}`)
        }
  }

  #check(intents: Intents, run: PlainRun, known: Knowledge): readonly IntentFailure[] {
    const layoutSteps = this.#course.pipeline.steps.map(({ name }) => name)
    return checkIntents({
      intents,
      layoutSteps,
      accepted: acceptedOf(run),
      unknownSteps: run.strangers,
      known: knownOf(run, known)
    }).failures
  }

  #tryAll(intents: Intents, run: PlainRun, known: Knowledge, mutation: string): void {
    const failures = this.#check(intents, run, known)
    for (const failure of failures)
      for (const offer of offersIn(failure.hint)) {
        const why = this.#flawOf(offer, failure, failures, (changed) => this.#check(changed, run, known))
        if (why === undefined) {
          const { held, parts, later } = this.#score
          const counts = offer.promises === 'this run' ? held : offer.promises === 'a part' ? parts : later
          counts.set(failure.code, (counts.get(failure.code) ?? 0) + 1)
          continue
        }
        this.#score.wrongs += 1
        if (this.#score.wrong.length < 400)
          this.#score.wrong.push({
            pipeline: this.#course.pipeline.name,
            mutation,
            failure: `${failure.code} ${failure.message} [${failure.artifacts.slice(0, 12).join(' ')}]`,
            hint: failure.hint,
            why
          })
      }
  }

  /** Why an offer is none. */
  #flawOf(
    offer: Offer,
    failure: IntentFailure,
    before: readonly IntentFailure[],
    check: (intents: Intents) => readonly IntentFailure[]
  ): string | undefined {
    let after: readonly IntentFailure[]
    try {
      const { chance, proveOneIn, pipeline } = this.#course
      after = check(intentsIn(pipeline, merged(this.#text, offer, failure.step), chance.once(proveOneIn)))
    } catch (error) {
      return `does not build: ${(error as Error).message}`
    }
    if (offer.promises !== 'this run') return undefined
    const same = after.find((one) => about(one, failure))
    if (same !== undefined) return `the same again: ${same.message}`
    // Of a step in whose place a layout stands nothing else was looked at before.
    if (failure.code === 'SUBLAYOUT_UNEXPECTED') return undefined
    const takes = ({ code }: IntentFailure): boolean => /^(?:TAKES_|TOOK_NOTHING|NOT_REMOVED)/.test(code)
    const instead = after.find(
      (one) => one.step === failure.step && takes(one) && !before.some((old) => about(one, old))
    )
    return instead === undefined ? undefined : `in its place: ${instead.code} ${instead.message}`
  }
}
