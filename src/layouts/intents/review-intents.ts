// SPDX-License-Identifier: Apache-2.0
// What can be said only when all of a layout is read: sentences that no honest run can be, and those that are allowed and
// hardly meant.
import { quoteUntrusted } from '../../base/escape-untrusted.ts'
import type { Intents } from '../../intoto/intents/intents.ts'
import { isLiteral } from '../../intoto/intents/intent-pattern.ts'
import type { YamlPlace, YamlReader } from '../yaml-reader.ts'
import { ArrivingFiles, canFit, canMeet, exampleOf, holdsFitting, type Files, type Origin } from './arriving-files.ts'
import { yamlText } from '../../intoto/intents/yaml-text.ts'
import type { PlacedPattern } from './read-top.ts'
import { reviewBeginnings } from './review-beginnings.ts'
import { reviewNames } from './review-names.ts'
import { reviewScratch } from './review-scratch.ts'
import type { WrittenLeg } from './write-step.ts'
import type { PlacedTake } from './write-takes.ts'

/** Notes each place once, whichever legs it is about. */
class Remarks {
  readonly #reader: YamlReader
  readonly #told = new Set<number>()

  constructor(reader: YamlReader) {
    this.#reader = reader
  }

  impossible(at: YamlPlace, message: string, hint: string): void {
    if (this.#isNew(at)) this.#reader.problem('LAYOUT_SOURCE_IMPOSSIBLE', at, message, hint)
  }

  warning(at: YamlPlace, message: string, hint: string): void {
    if (this.#isNew(at)) this.#reader.warning(at, message, hint)
  }

  isTold({ offset }: YamlPlace): boolean {
    return this.#told.has(offset)
  }

  #isNew(at: YamlPlace): boolean {
    const isNew = !this.isTold(at)
    this.#told.add(at.offset)
    return isNew
  }
}

/** Notes what is impossible, and warns of what is probably not meant, over all legs of a layout. */
export function reviewIntents(reader: YamlReader, legs: readonly WrittenLeg[], intents: Intents): void {
  const files = new ArrivingFiles(intents)
  const remarks = new Remarks(reader)
  reviewScratch(reader, legs, files)
  reviewNames(reader, legs, files)
  reviewBeginnings(reader, legs, files)
  for (const leg of legs) {
    refuseUnfitting(remarks, leg, files)
    refuseThere(remarks, leg, files)
    warnOfTakes(remarks, leg, files)
    warnOfReleased(remarks, leg, intents, files)
  }
}

/** Patterns that nothing the step takes can fit. */
function refuseUnfitting(remarks: Remarks, { intents, files: written, takes }: WrittenLeg, files: ArrivingFiles): void {
  const begin = files.begin(intents.name)
  const step = quoteUntrusted(intents.name)
  for (const key of ['changes', 'removes', 'may-remove'] as const)
    for (const { pattern, offset } of written[key]) {
      if (holdsFitting(begin, pattern)) continue
      const message = `Nothing that step ${step} takes can fit ${quoteUntrusted(pattern.text)}.`
      if (key === 'may-remove') remarks.warning({ offset }, message, likeThis(begin))
      else remarks.impossible({ offset }, message, likeThis(begin))
    }
  for (const { take, offset } of takes) {
    if (take.of === 'source') continue
    const end = files.end(take.step)
    for (const pattern of take.only)
      if (!holdsFitting(end, pattern))
        remarks.warning(
          { offset },
          `Nothing that ${quoteUntrusted(take.step)} ends with can fit ${quoteUntrusted(pattern.text)}, so step ${step} takes nothing by it.`,
          likeThis(end)
        )
  }
}

function likeThis({ origins }: Files): string {
  const names = origins.flatMap((origin) => exampleOf(origin) ?? []).map((name) => quoteUntrusted(name))
  return names.length === 0
    ? 'There are no files at all: take a step that has some, or remove the line.'
    : `There are files such as ${[...new Set(names)].slice(0, 3).join(', ')}: write a pattern that fits them, or take more.`
}

/** A file that a step above adds for certain is not new. */
function refuseThere(remarks: Remarks, { intents, files: written }: WrittenLeg, files: ArrivingFiles): void {
  const there = files.begin(intents.name).origins.filter((origin) => origin.isNeeded && origin.isLiteral)
  for (const { pattern, offset } of written.adds) {
    const origin = isLiteral(pattern) ? there.find(({ witnesses }) => witnesses.includes(pattern.text)) : undefined
    if (origin === undefined) continue
    remarks.impossible(
      { offset },
      `${quoteUntrusted(pattern.text)} is there when step ${quoteUntrusted(intents.name)} begins: ${quoteUntrusted(origin.step ?? '')} adds it.`,
      `Write \`changes: ${yamlText(pattern.text)}\`.`
    )
  }
}

/** Pairs of takes that cannot be united as one thinks. */
function warnOfTakes(remarks: Remarks, { intents, takes }: WrittenLeg, files: ArrivingFiles): void {
  const brought = takes.map((placed) => ({ placed, files: files.taken(placed.take) }))
  const owners = new Map<string, string>()
  for (const { placed, files: part } of brought) {
    for (const { step, isNeeded, isLiteral: isOne, witnesses } of part.origins) {
      const [name] = witnesses
      if (!isNeeded || !isOne || name === undefined || step === undefined) continue
      const other = owners.get(name) ?? step
      owners.set(name, other)
      if (other !== step) warnOfEqual(remarks, placed, name, [other, step])
    }
    for (const other of brought) {
      // Takes of all legs have one place, and are many.
      if (other.placed === placed || remarks.isTold(placed)) continue
      warnOfReturn(remarks, intents.name, placed, part, other.files)
      warnOfChanged(remarks, intents.name, placed, part, other)
    }
  }
}

function warnOfEqual(remarks: Remarks, placed: PlacedTake, name: string, [one, other]: [string, string]): void {
  remarks.warning(
    placed,
    `${quoteUntrusted(one)} and ${quoteUntrusted(other)} both add ${quoteUntrusted(name)}: unless its bytes are equal, no run passes.`,
    'Say with `only` from which of them it comes, or put them into directories of their own with `into`.'
  )
}

/** What one of the takes removed, and another one still has. */
function warnOfReturn(remarks: Remarks, step: string, { take, offset }: PlacedTake, part: Files, other: Files): void {
  for (const pattern of part.removed) {
    if (other.removed.includes(pattern) || !holdsFitting(other, pattern)) continue
    const taken = take.of === 'source' ? take.of : take.step
    remarks.warning(
      { offset },
      `What fits ${quoteUntrusted(pattern.text)} was removed in what step ${quoteUntrusted(step)} takes of ${quoteUntrusted(taken)}, and comes back with something else that it takes.`,
      'Take only one of them, or a part that does not have these files.'
    )
  }
}

/** What one of the takes changed, and another one has as it was, or changed in its own way. */
function warnOfChanged(
  remarks: Remarks,
  step: string,
  placed: PlacedTake,
  part: Files,
  other: { readonly placed: PlacedTake; readonly files: Files }
): void {
  for (const origin of part.origins) {
    const isSame = ({ step: by, text, does }: Origin): boolean =>
      by === origin.step && text === origin.text && does === origin.does
    if (origin.does !== 'changes' || origin.step === undefined || other.files.origins.some(isSame)) continue
    if (!other.files.hasSource && !other.files.origins.some((one) => canMeet(one, origin))) continue
    const { take } = other.placed
    remarks.warning(
      placed,
      `${quoteUntrusted(origin.step)} changes what fits ${quoteUntrusted(origin.text)}, and step ${quoteUntrusted(step)} takes the same names of ${quoteUntrusted(take.of === 'source' ? take.of : take.step)}: unless the bytes are equal, no run passes.`,
      'Take only one of the two, or parts that have no name in common.'
    )
  }
}

/** A released name that a later step, which is not released, may change. */
function warnOfReleased(remarks: Remarks, leg: WrittenLeg, { release }: Intents, files: ArrivingFiles): void {
  const { intents, files: written } = leg
  if (release.some(({ step }) => step === intents.name)) return
  const final = files.begin(intents.name).origins.filter(({ step }) => release.some((one) => one.step === step))
  const later: readonly PlacedPattern[] = [...written.changes, ...written.removes, ...written['may-remove']]
  for (const { pattern, offset } of later) {
    const origin = final.find((one) => canFit(one, pattern))
    if (origin?.step === undefined) continue
    remarks.warning(
      { offset },
      `Step ${quoteUntrusted(intents.name)} may change or remove what ${quoteUntrusted(origin.step)} releases, and is not released itself.`,
      `Write \`release: [${yamlText(origin.step)}, ${yamlText(intents.name)}]\` if what it makes of them is final.`
    )
  }
}
