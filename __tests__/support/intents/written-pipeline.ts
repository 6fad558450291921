// SPDX-License-Identifier: Apache-2.0
// A pipeline as somebody writes it, with its matrices, as text and as plain data.
import { stringify } from 'yaml'
import {
  SOURCE,
  type PlainInstalls,
  type PlainPipeline,
  type PlainRelease,
  type PlainStep,
  type PlainTake
} from './plain-pipeline.ts'

/** Values by dimension. */
export type Matrix = Readonly<Record<string, readonly string[]>>

export interface WrittenStep extends PlainStep {
  readonly matrix?: Matrix
}

export interface WrittenPipeline extends Omit<PlainPipeline, 'text' | 'steps'> {
  readonly steps: readonly WrittenStep[]
}

type Leg = Readonly<Record<string, string>>

function legsOf(matrix: Matrix | undefined): readonly Leg[] {
  let legs: readonly Leg[] = [{}]
  for (const [dimension, values] of Object.entries(matrix ?? {}))
    legs = legs.flatMap((leg) => values.map((value) => ({ ...leg, [dimension]: value })))
  return legs
}

const legName = (name: string, leg: Leg): string => [name, ...Object.values(leg)].join('-')

/** A text with the values of a leg. */
const filled = (text: string, leg: Leg): string =>
  text.replace(/\$\{\{ matrix\.(\w+) \}\}/g, (expression, dimension: string) => leg[dimension] ?? expression)

/** The pipeline as plain data, each leg a step. */
export function plainPipeline(written: WrittenPipeline): PlainPipeline {
  const named = new Map(written.steps.map((step) => [step.name, step]))
  const legsFor = (name: string): readonly string[] => legsOf(named.get(name)?.matrix).map((leg) => legName(name, leg))
  return {
    ...written,
    text: textOf(written),
    steps: written.steps.flatMap((step) => legsOf(step.matrix).map((leg) => plainStep(step, leg, named))),
    release: written.release.flatMap(({ step, ...rest }) => legsFor(step).map((leg) => ({ ...rest, step: leg })))
  }
}

function plainStep(step: WrittenStep, leg: Leg, named: ReadonlyMap<string, WrittenStep>): PlainStep {
  const { matrix, ...rest } = step
  const all = (texts: readonly string[]): readonly string[] => texts.map((text) => filled(text, leg))
  const plain: Record<string, unknown> = { ...rest, name: legName(step.name, leg) }
  for (const key of ['adds', 'mayAdd', 'changes', 'removes', 'mayRemove'] as const) {
    const texts = step[key]
    if (texts !== undefined) plain[key] = all(texts)
  }
  const takes = step.takes.flatMap((take) => takenLegs(take, matrix, leg, named))
  return { ...(plain as unknown as PlainStep), takes }
}

/** The same leg of the same matrix, else every leg. */
function takenLegs(
  take: PlainTake,
  matrix: Matrix | undefined,
  own: Leg,
  named: ReadonlyMap<string, WrittenStep>
): readonly PlainTake[] {
  const theirs = take.step === SOURCE ? undefined : named.get(take.step)?.matrix
  if (theirs === undefined) return [takeOfLeg(take, take.step, own)]
  const legs = JSON.stringify(theirs) === JSON.stringify(matrix) ? [own] : legsOf(theirs)
  return legs.map((leg) => takeOfLeg(take, legName(take.step, leg), { ...own, ...leg }))
}

function takeOfLeg({ only, from, into }: PlainTake, step: string, leg: Leg): PlainTake {
  return {
    step,
    ...(only === undefined ? {} : { only: only.map((text) => filled(text, leg)) }),
    ...(from === undefined ? {} : { from: filled(from, leg) }),
    ...(into === undefined ? {} : { into: filled(into, leg) })
  }
}

/** As it stands in `layout.yml`. */
export function textOf({ steps, release, branches, tags, submodules }: Omit<WrittenPipeline, 'text'>): string {
  const document = {
    ...(branches === undefined ? {} : { branches }),
    ...(tags === undefined ? {} : { tags }),
    ...(submodules === undefined ? {} : { source: { submodules } }),
    steps: steps.map(writtenStep),
    release: release.length === 0 ? 'nothing' : writtenRelease(release)
  }
  return stringify(document, { aliasDuplicateObjects: false })
}

function writtenStep(step: WrittenStep): unknown {
  const { name, takes, addsSource, mayAdd, mayRemove, installs, matrix, threshold, ...rest } = step
  return {
    name,
    ...(matrix === undefined ? {} : { matrix }),
    takes: takes.length === 0 ? 'nothing' : takes.map(writtenTake),
    ...rest,
    ...(addsSource === true ? { adds: 'source' } : {}),
    ...(mayAdd === undefined ? {} : { 'may-add': mayAdd }),
    ...(mayRemove === undefined ? {} : { 'may-remove': mayRemove }),
    ...(threshold === undefined ? {} : { threshold, by: ['ci', 'second'] }),
    ...(installs === undefined ? {} : { 'installs-into': writtenInstalls(installs) })
  }
}

const writtenInstalls = (installs: readonly PlainInstalls[]): unknown =>
  installs.every(({ mayChange }) => mayChange === undefined)
    ? installs.map(({ directory }) => directory)
    : Object.fromEntries(installs.map(({ directory, mayChange = [] }) => [directory, { 'may-change': mayChange }]))

const writtenTake = ({ step, ...part }: PlainTake): unknown =>
  Object.keys(part).length === 0 ? step : { [step]: part }

const writtenRelease = (release: readonly PlainRelease[]): unknown =>
  release.every(({ only }) => only === undefined)
    ? release.map(({ step }) => step)
    : Object.fromEntries(release.map(({ step, only }) => [step, only]))
