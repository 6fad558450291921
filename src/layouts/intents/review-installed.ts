// SPDX-License-Identifier: Apache-2.0
// Files that a step is to add below an installed directory: that is recorded as one digest, and no file of it by its name.
import { quoteUntrusted } from '../../base/escape-untrusted.ts'
import { directoryTest, lineHides } from '../../intoto/intents/installed-directories.ts'
import type { IntentPattern } from '../../intoto/intents/intent-pattern.ts'
import type { Installs, StepIntents } from '../../intoto/intents/intents.ts'
import { isWhole } from '../../intoto/intents/taken-files.ts'
import { yamlText } from '../../intoto/intents/yaml-text.ts'
import type { YamlReader } from '../yaml-reader.ts'
import { witnessesOf, witnessesOfText } from './witnesses.ts'
import type { WrittenLeg } from './write-step.ts'

/** Notes patterns of `adds` and `may-add` all of whose files would lie in an installed directory. */
export function reviewInstalled(reader: YamlReader, legs: readonly WrittenLeg[]): void {
  const ends = new Map<string, readonly Installs[]>()
  const told = new Set<number>()
  for (const { intents, files } of legs) {
    const installed = [...intents.installs, ...takenOf(intents, ends)]
    ends.set(intents.name, installed)
    for (const key of ['adds', 'may-add'] as const)
      for (const { pattern, offset } of files[key]) {
        const below = installed.find((one) => isBelow(pattern, one))
        if (below === undefined || told.has(offset)) continue
        told.add(offset)
        const message = `${quoteUntrusted(pattern.text)} lies in ${quoteUntrusted(below.directory)}, which is recorded as one digest, so no file of it counts as added.`
        const hint = `Write it elsewhere, such as ${yamlText(elsewhere(pattern))}.`
        if (key === 'adds') reader.problem('LAYOUT_SOURCE_IMPOSSIBLE', { offset }, message, hint)
        else reader.warning({ offset }, message, hint)
      }
  }
}

/** Whoever takes the whole of a step takes what it installed, unless scratch hides it. */
export function takenOf({ takes, scratch }: StepIntents, ends: ReadonlyMap<string, readonly Installs[]>): Installs[] {
  const hidden = scratch.map(lineHides)
  const taken = takes.flatMap((take) => (take.of === 'step' && isWhole(take) ? (ends.get(take.step) ?? []) : []))
  return taken.filter(
    (one) => !witnessesOfText({ text: one.directory }).every((name) => hidden.some((hides) => hides(name, 'directory')))
  )
}

/** Whether all that fits a pattern lies in a directory. One of the home lies in no workspace. */
function isBelow(pattern: IntentPattern, installs: Installs): boolean {
  if (installs.directory.startsWith('~')) return false
  const fits = directoryTest(installs)
  return witnessesOf(pattern).every((name) => {
    const parts = name.split('/')
    return parts.some((_, index) => index > 0 && fits(parts.slice(0, index).join('/')))
  })
}

function elsewhere({ text }: IntentPattern): string {
  return `dist/${text.split('/').at(-1) ?? ''}`
}
