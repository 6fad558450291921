// SPDX-License-Identifier: Apache-2.0
// What one leg of a step takes: which legs of the taken step, and with whose values.
import { quoteUntrusted } from '../../base/escape-untrusted.ts'
import type { Take, TakeOfStep } from '../../intoto/intents/intents.ts'
import { isStepName } from '../../intoto/intents/statements.ts'
import type { YamlReader } from '../yaml-reader.ts'
import { legsOfFound, type Found, type StepNames } from './find-steps.ts'
import { yamlText } from '../../intoto/intents/yaml-text.ts'
import { isSameMatrix, sharedDimensions, valuesText } from './matrix-legs.ts'
import { withValues, type MatrixText, type MatrixValues } from './matrix-text.ts'
import { refuseFlawedDirectory } from './read-directory.ts'
import { takeText } from './read-takes.ts'
import { filePatternAt } from './file-pattern.ts'
import type { Leg, StepTemplate, TakeTemplate } from './step-template.ts'

/** A take of one leg and where it stands. */
export interface PlacedTake {
  readonly take: Take
  readonly offset: number
}

/** One leg of a step, and all steps. */
export interface LegOfStep {
  readonly step: StepTemplate
  /** Its place among the steps. */
  readonly place: number
  readonly leg: Leg
  readonly names: StepNames
}

/** What one leg takes, each with its place. Mistakes are noted in the reader. */
export function writeTakes(reader: YamlReader, of: LegOfStep): PlacedTake[] {
  const seen = new Map<string, Take>()
  const takes = of.step.takes.flatMap((template) =>
    writeTake(reader, of, template).map((take) => ({ take, offset: template.offset }))
  )
  // `[build-${{ matrix.os }}, build-linux]` is one take in the leg of linux.
  return takes.filter((placed) => {
    const key = takeKey(placed.take)
    const known = seen.get(key)
    seen.set(key, known ?? placed.take)
    if (known === undefined) return true
    if (onlyKey(known) !== onlyKey(placed.take)) refuseTwice(reader, placed, of.leg.name)
    return false
  })
}

function takeKey(take: Take): string {
  return JSON.stringify(take.of === 'source' ? 'source' : [take.step, take.from, take.into])
}

function onlyKey(take: Take): string {
  return take.of === 'source' ? '' : JSON.stringify(take.only.map(({ text }) => text))
}

function refuseTwice(reader: YamlReader, { take, offset }: PlacedTake, leg: string): void {
  const taken = take.of === 'source' ? take.of : take.step
  reader.problem(
    'LAYOUT_SOURCE_AMBIGUOUS',
    { offset },
    `${quoteUntrusted(leg)} takes ${quoteUntrusted(taken)} twice, once this part of it and once another.`,
    'Put all that is taken of it into one entry.'
  )
}

function writeTake(reader: YamlReader, of: LegOfStep, template: TakeTemplate): Take[] {
  if (template.step.text === 'source') return [{ of: 'source' }]
  const name = withValues(reader, template.step, [of.leg.values])
  if (name === undefined) return []
  const found = of.names.get(name)
  if (found === undefined) {
    of.names.refuseUnknown(reader, template, name, ['source', 'nothing'])
    return []
  }
  if (found.kind === 'rules' && !isStepName(name)) return refuseName(reader, template, name)
  if (found.place >= of.place) return refuseLater(reader, of, template, found)
  return takenLegs(reader, of, template, found).map((leg) => writePart(reader, of, template, leg))
}

/** A step in rules may be called as no statement could name it. */
function refuseName(reader: YamlReader, template: TakeTemplate, name: string): [] {
  const hint = 'Give that step a name of letters, digits, "-", "_" and ".".'
  reader.problem('LAYOUT_SOURCE_NAME', template, `${quoteUntrusted(name)} cannot be taken by its name.`, hint)
  return []
}

/** A step begins with what was there before it. */
function refuseLater(reader: YamlReader, { step, place, names }: LegOfStep, template: TakeTemplate, found: Found): [] {
  const other = nameOf(found)
  const own = quoteUntrusted(step.name)
  if (found.place === place) {
    const hint = 'Name a step above it, `source` or `nothing`.'
    reader.problem('LAYOUT_SOURCE_VALUE', template, `Step ${own} takes itself.`, hint)
  } else if (reaches(names, found.place, place)) {
    reader.problem(
      'LAYOUT_SOURCE_VALUE',
      template,
      `Step ${own} takes ${quoteUntrusted(other)}, which takes ${own}, so neither could begin.`,
      'Take one of the two from a step above both.'
    )
  } else {
    reader.problem(
      'LAYOUT_SOURCE_VALUE',
      template,
      `Step ${own} takes ${quoteUntrusted(other)}, which stands below it.`,
      `Move ${quoteUntrusted(other)} above ${own}: steps stand in the order in which they run.`
    )
  }
  return []
}

/** Whether one step takes another, directly or through others. */
function reaches(names: StepNames, from: number, to: number, seen = new Set<number>()): boolean {
  if (from === to) return true
  if (seen.has(from)) return false
  seen.add(from)
  const step = names.steps[from]
  if (step === undefined || 'inRules' in step) return false
  return step.takes.some(({ step: { text } }) => {
    const next = names.get(text)?.place
    return next !== undefined && reaches(names, next, to, seen)
  })
}

function nameOf(found: Found): string {
  return found.kind === 'rules' ? found.name : found.step.name
}

function takenLegs(reader: YamlReader, of: LegOfStep, template: TakeTemplate, found: Found): readonly Leg[] {
  const all = legsOfFound(found)
  if (found.kind !== 'step' || !found.step.hasMatrix) {
    if (template.legs === undefined) return all
    const hint = 'Leave out "legs".'
    const what = found.kind === 'leg' ? 'is one leg' : 'has no matrix'
    reader.problem('LAYOUT_SOURCE_VALUE', template, `${quoteUntrusted(nameOf(found))} ${what}.`, hint)
    return []
  }
  if (template.legs === 'all') return all
  const [own, others] = [of.step.legs, all].map((legs) => legs.map(({ values }) => values)) as [
    MatrixValues[],
    MatrixValues[]
  ]
  if (of.step.hasMatrix && isSameMatrix(own, others)) {
    const text = valuesText(of.leg.values)
    return all.filter(({ values }) => valuesText(values) === text)
  }
  const shared = of.step.hasMatrix ? sharedDimensions(own, others) : []
  if (template.legs === 'same') return sameLegs(reader, of, template, all, shared)
  if (shared.length === 0) return all
  return refuseShared(reader, of, template, all, shared)
}

/** The legs that agree in the dimensions of both. */
function sameLegs(
  reader: YamlReader,
  { step, leg }: LegOfStep,
  template: TakeTemplate,
  all: readonly Leg[],
  shared: readonly string[]
): readonly Leg[] {
  const taken = quoteUntrusted(template.step.text)
  if (shared.length === 0) {
    const message = `No dimension is in the matrix of ${quoteUntrusted(step.name)} and in that of ${taken}.`
    reader.problem('LAYOUT_SOURCE_VALUE', template, message, 'Leave out "legs": all legs are taken.')
    return []
  }
  const same = all.filter((one) => agreesIn(shared, leg, one))
  if (same.length === 0) {
    const message = `No leg of ${taken} agrees with ${quoteUntrusted(leg.name)} in ${shared.join(', ')}.`
    reader.problem('LAYOUT_SOURCE_VALUE', template, message, 'Add the leg, or name the one that is meant.')
  }
  return same
}

function agree(one: MatrixValues, other: MatrixValues, name: string): boolean {
  return !one.has(name) || !other.has(name) || one.get(name) === other.get(name)
}

function refuseShared(
  reader: YamlReader,
  { step, names }: LegOfStep,
  template: TakeTemplate,
  all: readonly Leg[],
  shared: readonly string[]
): [] {
  const [dimension] = shared
  const isMet = step.legs.every((leg) => all.some((one) => agreesIn(shared, leg, one)))
  const byName = nameOfOne(step, names, template, all, shared)
  const offers = [
    ...(isMet ? [`\`{ ${takeText(template, 'same')} }\` for the legs that agree`] : []),
    `\`{ ${takeText(template, 'all')} }\` for all`,
    ...(byName === undefined ? [] : [`${yamlText(byName)} for one`])
  ]
  const others = offers.length === 1 ? ['give both steps the same matrix'] : []
  reader.problem(
    'LAYOUT_SOURCE_AMBIGUOUS',
    template,
    `The matrices of ${quoteUntrusted(step.name)} and ${quoteUntrusted(template.step.text)} share ${quoteUntrusted(dimension ?? '')} and are not the same: each leg may be meant to take the legs that agree in it, or all ${all.length}.`,
    `Write ${listedOr([...offers, ...others])}.`
  )
  return []
}

function listedOr(texts: readonly string[]): string {
  return [texts.slice(0, -1).join(', '), ...texts.slice(-1)].join(', or ')
}

function agreesIn(shared: readonly string[], one: Leg, other: Leg): boolean {
  return shared.every((name) => agree(one.values, other.values, name))
}

/** A name with the own value in the place of that of a shared dimension, which is one of a leg for each of the own. */
function nameOfOne(
  step: StepTemplate,
  names: StepNames,
  template: TakeTemplate,
  all: readonly Leg[],
  shared: readonly string[]
): string | undefined {
  for (const { values } of all) {
    const nameFor = (own: MatrixValues | undefined): string =>
      [
        template.step.text,
        ...[...values].map(([name, value]) =>
          shared.includes(name) ? (own === undefined ? `\${{ matrix.${name} }}` : (own.get(name) ?? '')) : value
        )
      ].join('-')
    const isLeg = (name: string): boolean => all.some((one) => one.name === name) && names.get(name)?.kind === 'leg'
    if (step.legs.every((leg) => isLeg(nameFor(leg.values)))) return nameFor(undefined)
  }
  return undefined
}

/** A part of one taken leg. In it an expression is of the taken leg, else of the own. */
function writePart(reader: YamlReader, { leg }: LegOfStep, template: TakeTemplate, taken: Leg): TakeOfStep {
  const values = [taken.values, leg.values]
  const only = template.only.map((pattern) => {
    const text = withValues(reader, pattern, values)
    return text === undefined ? undefined : filePatternAt(reader, { text, offset: pattern.offset })
  })
  const from = writeDirectory(reader, template.from, values, 'from')
  const into = writeDirectory(reader, template.into, values, 'into')
  return { of: 'step', step: taken.name, only: withoutTwice(only.flatMap((one) => one ?? [])), from, into }
}

/** What stands once for all legs may be the same for two of them. */
export function withoutTwice<One extends { readonly text: string }>(texts: readonly One[]): One[] {
  const seen = new Set<string>()
  return texts.filter(({ text }) => {
    const isFirst = !seen.has(text)
    seen.add(text)
    return isFirst
  })
}

function writeDirectory(
  reader: YamlReader,
  written: MatrixText | undefined,
  values: readonly MatrixValues[],
  what: string
): string | undefined {
  const text = written === undefined ? undefined : withValues(reader, written, values)
  if (written !== undefined && text !== undefined) refuseFlawedDirectory(reader, written, text, what)
  return text
}
