// SPDX-License-Identifier: Apache-2.0
// All that a layout source says in intents, each matrix written out.
import { quoteUntrusted } from '../../base/escape-untrusted.ts'
import type { Intents, StepIntents } from '../../intoto/intents/intents.ts'
import { isStepName } from '../../intoto/intents/statements.ts'
import type { YamlMembers, YamlReader } from '../yaml-reader.ts'
import type { SourcePlace, YamlValue } from '../yaml-source.ts'
import { submodulesOf } from './submodules-of.ts'
import { StepNames } from './find-steps.ts'
import { readRelease } from './read-release.ts'
import { readTop, TOP_KEYS, type TopOfLayout } from './read-top.ts'
import { reviewInstalled } from './review-installed.ts'
import { reviewIntents } from './review-intents.ts'
import { reviewRelease, type PlacedRelease } from './review-release.ts'
import type { ReadStep, StepInRules } from './step-template.ts'
import { writeLeg, type StatementOffsets, type WrittenLeg } from './write-step.ts'

/** What a layout source says in intents. */
export interface ReadIntents {
  readonly intents: Intents
  /** Where each statement stands, as `writeStatements` writes them. */
  readonly places: ReadonlyMap<string, SourcePlace>
  /** Whether other implementations get the rules alone. */
  readonly elsewhere: 'check' | 'rules-only'
  /** The steps in intents, with the places of what they say. */
  readonly legs: readonly WrittenLeg[]
}

/**
 * What is in rules says nothing of this; undefined where the source says nothing in intents.
 *
 * @param found directories of submodules that the repository of the source has
 */
export function readIntents(
  reader: YamlReader,
  root: YamlValue,
  members: YamlMembers,
  steps: readonly ReadStep[],
  found: readonly string[] = []
): ReadIntents | undefined {
  if (steps.every((step) => 'inRules' in step)) {
    refuseLonely(reader, members)
    return undefined
  }
  const top = readTop(reader, members)
  const offsets: StatementOffsets = new Map()
  const { value, isFlawed } = reader.noting(() => writeIntents(reader, { root, members, steps, top, found }, offsets))
  const { intents, legs, released } = value
  if (!isFlawed) {
    reviewIntents(reader, legs, intents)
    reviewInstalled(reader, legs)
    reviewRelease(reader, released, intents)
  }
  const places = new Map([...offsets].map(([statement, offset]) => [statement, reader.place({ offset })]))
  return { intents, places, elsewhere: top.elsewhere, legs }
}

/** All that was read. */
interface LayoutInIntents {
  readonly root: YamlValue
  readonly members: YamlMembers
  readonly steps: readonly ReadStep[]
  readonly top: TopOfLayout
  /** Submodules of the repository. */
  readonly found: readonly string[]
}

interface WrittenIntents {
  readonly intents: Intents
  readonly legs: readonly WrittenLeg[]
  readonly released: readonly PlacedRelease[]
}

function writeIntents(
  reader: YamlReader,
  { root, members, steps, top, found }: LayoutInIntents,
  offsets: StatementOffsets
): WrittenIntents {
  for (const step of steps) if ('inRules' in step) refuseUnclear(reader, step)
  const names = new StepNames(steps)
  const legs = writeSteps(reader, names, top.scratch, offsets)
  const member = members.get('release')
  if (member === undefined) refuseNoRelease(reader, root, steps)
  const released: PlacedRelease[] = []
  const release = member === undefined ? [] : readRelease(reader, member, names, { offsets, placed: released })
  for (const { pattern, offset } of top.branches) offsets.set(`branches ${pattern.text}`, offset)
  for (const { pattern, offset } of top.tags) offsets.set(`tags ${pattern.text}`, offset)
  if (top.sourceAt !== undefined && top.sourceCommit !== 'run')
    offsets.set(`source commit ${top.sourceCommit}`, top.sourceAt)
  placeOthers(members, top, offsets)
  const intents: Intents = {
    steps: new Map(legs.map((leg): [string, StepIntents] => [leg.intents.name, leg.intents])),
    release,
    branches: top.branches.map(({ pattern }) => pattern),
    tags: top.tags.map(({ pattern }) => pattern),
    sourceCommit: top.sourceCommit,
    submodules: submodulesOf(reader, {
      said: top.submodules,
      found,
      legs,
      at: members.get('steps')?.key ?? root,
      offsets
    }),
    version: top.version
  }
  return { intents, legs, released }
}

function writeSteps(
  reader: YamlReader,
  names: StepNames,
  scratch: TopOfLayout['scratch'],
  offsets: StatementOffsets
): WrittenLeg[] {
  const legs: WrittenLeg[] = []
  for (const [place, step] of names.steps.entries()) {
    if ('inRules' in step) continue
    // What is wrong with one leg is mostly wrong with the others.
    for (const leg of step.legs) {
      const { value, isFlawed } = reader.noting(() => writeLeg(reader, { step, place, leg, names }, scratch, offsets))
      legs.push(value)
      if (isFlawed) break
    }
  }
  return legs
}

/** What is said of all steps stands where the steps begin. */
function placeOthers(members: YamlMembers, top: TopOfLayout, offsets: StatementOffsets): void {
  const steps = members.get('steps')
  if (steps !== undefined) offsets.set('steps only', steps.key.offset)
  if (top.version === undefined || top.versionAt === undefined) return
  const { number, after } = top.version
  offsets.set(`layout ${number}${after === undefined ? '' : ` after ${after}`}`, top.versionAt)
}

function refuseLonely(reader: YamlReader, members: YamlMembers): void {
  for (const key of TOP_KEYS) {
    const member = members.get(key)
    if (member === undefined) continue
    reader.problem(
      'LAYOUT_SOURCE_UNKNOWN',
      member.key,
      `"${key}" is about steps in intents, and no step says what it takes.`,
      `Write in a step what it takes, \`takes: source\`, or leave out "${key}".`
    )
  }
}

/** Beside steps in intents, one that says nothing may mean that nothing is checked, or that it takes nothing. */
function refuseUnclear(reader: YamlReader, { name, offset, members }: StepInRules): void {
  if (!members.has('materials') && !members.has('products'))
    reader.problem(
      'LAYOUT_SOURCE_AMBIGUOUS',
      { offset },
      `Step ${quoteUntrusted(name)} says neither what it takes nor rules for its files.`,
      'Write `takes: nothing`, `takes: source` or the step whose files it begins with; or `materials: anything` if nothing is to be checked.'
    )
  if (/^[\w.-]+$/.test(name) && !isStepName(name))
    reader.problem(
      'LAYOUT_SOURCE_NAME',
      { offset },
      `A step cannot be called ${quoteUntrusted(name)} beside steps in intents: it is a word of the language.`,
      `Give it another name: ${quoteUntrusted(`${name}-step`)}.`
    )
}

function refuseNoRelease(reader: YamlReader, root: YamlValue, steps: readonly ReadStep[]): void {
  const adding = steps.findLast((step) => !('inRules' in step) && step.files.adds.length > 0)
  reader.problem(
    'LAYOUT_SOURCE_MISSING',
    root,
    '"release" is missing: the layout does not say what is final.',
    adding === undefined
      ? 'Write `release: nothing`, or the step whose files are final.'
      : `Write \`release: ${adding.name}\`, or \`release: nothing\`.`
  )
}
