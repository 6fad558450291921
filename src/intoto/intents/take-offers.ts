// SPDX-License-Identifier: Apache-2.0
// What a step could take instead, so that it begins with what it takes: offered only where the same run would pass.
import type { ArtifactPath } from '../artifacts/artifacts.ts'
import type { BeginContext } from './begin-context.ts'
import { filesIn, isDirectory } from './files.ts'
import { parseIntentPattern } from './intent-pattern.ts'
import type { Take, TakeOfStep } from './intents.ts'
import { partNote } from './layout-lines.ts'
import { patternsFor, type OfferedPatterns } from './offered-patterns.ts'
import type { StepRecord } from './step-record.ts'
import { stepsAbove } from './steps-above.ts'
import { isWhole, placeInTaker } from './taken-files.ts'
import { takesText } from './yaml-text.ts'

/** A line in backquotes, and what is to be said behind it. */
export interface TakesOffer {
  readonly line: string
  readonly note: string
}

/** The first of some takes by which a step would begin with these files as it did. */
function firstThatHolds(
  { holds }: BeginContext,
  files: readonly string[],
  all: readonly Changed[]
): TakesOffer | undefined {
  for (const { takes, patterns } of all) {
    const note = patterns.map(partNote).join('')
    // Of patterns that fit a part it is said.
    if (takes.length > 0 && (note !== '' || holds(takes, files)))
      return { line: `\`takes: ${takesText(takes)}\``, note }
  }
  return undefined
}

interface Changed {
  readonly takes: readonly Take[]
  /** Those that were made. */
  readonly patterns: readonly OfferedPatterns[]
}

const whole = (step: string): TakeOfStep => ({ of: 'step', step, only: [], from: undefined, into: undefined })

/** Takes with those steps from which files come: all of them, else the files alone. @param origins their files */
export function takingMore(
  context: BeginContext,
  files: readonly string[],
  origins: ReadonlyMap<string, readonly string[]>
): TakesOffer | undefined {
  // With a part of a step none of its directories is taken.
  const part = files.some(isDirectory) ? [] : [takingFiles(context, origins)]
  return firstThatHolds(context, files, [takingWhole(context, [...origins.keys()]), ...part])
}

/** Whatever the others take themselves need not be said any more. */
function takingWhole({ step, records }: BeginContext, others: readonly string[]): Changed {
  const wholeOf = (name: string): readonly Take[] =>
    (records.get(name)?.intents?.takes ?? []).filter((take) => take.of === 'source' || isWhole(take))
  const through = new Set(others.flatMap((name) => [...stepsAbove(name, wholeOf)]))
  const hasSource = [...others, ...through].some((name) => wholeOf(name).some(({ of }) => of === 'source'))
  const rest = step.takes.filter((take) => {
    if (take.of === 'source') return !hasSource
    return !others.includes(take.step) && !(isWhole(take) && through.has(take.step))
  })
  return { takes: [...rest, ...others.filter((name) => !through.has(name)).map(whole)], patterns: [] }
}

function takingFiles({ step, records }: BeginContext, origins: ReadonlyMap<string, readonly string[]>): Changed {
  const patterns: OfferedPatterns[] = []
  let takes = step.takes
  for (const [name, files] of origins) {
    const own = new Set(files)
    const made = patternsFor(files, without(records.get(name) as StepRecord, own))
    // Without any pattern all would be taken.
    if (made.texts.length === 0) return { takes: [], patterns }
    patterns.push(made)
    const only = made.texts.map(parseIntentPattern)
    const isPart = (take: Take): take is TakeOfStep =>
      take.of === 'step' && take.step === name && take.from === undefined && take.into === undefined
    takes = takes.some(isPart)
      ? takes.map((take) => (isPart(take) ? { ...take, only: [...take.only, ...only] } : take))
      : [...takes, { ...whole(name), only }]
  }
  return { takes, patterns }
}

function without({ link }: StepRecord, own: ReadonlySet<string>): string[] {
  return Array.from(filesIn(link.products), ([path]): string => path).filter((path) => !own.has(path))
}

/** Takes without some of their files. @param isLess which of the takes are to have less */
export function takingLess(
  context: BeginContext,
  files: readonly string[],
  less: readonly ((take: TakeOfStep) => boolean)[]
): TakesOffer | undefined {
  const { step } = context
  const unwanted = new Set(files)
  return firstThatHolds(
    context,
    files,
    less.map((isLess) => {
      const patterns: OfferedPatterns[] = []
      const takes = step.takes.flatMap((take): readonly Take[] => {
        if (take.of === 'source' || !isLess(take)) return [take]
        const part = partWithout(context, take, unwanted)
        if (part === undefined) return []
        patterns.push(part)
        return [{ ...take, only: part.texts.map(parseIntentPattern) }]
      })
      return { takes, patterns }
    })
  )
}

/** Patterns, as they lie in the taken step, for all that is taken but some files; undefined where nothing is left. */
function partWithout(
  { records, record }: BeginContext,
  take: TakeOfStep,
  unwanted: ReadonlySet<string>
): OfferedPatterns | undefined {
  const wanted: string[] = []
  const others: string[] = []
  for (const [path] of filesIn((records.get(take.step) as StepRecord).link.products)) {
    const place = placeInTaker(take, path)
    const isWanted = place !== undefined && !unwanted.has(place) && record.link.materials.has(place as ArtifactPath)
    ;(isWanted ? wanted : others).push(path)
  }
  if (wanted.length === 0) return undefined
  const part = patternsFor(wanted, others)
  return part.texts.length === 0 ? undefined : part
}
