// SPDX-License-Identifier: Apache-2.0
// The names of a step in intents: its own, and those of the legs of its matrix.
import { quoteUntrusted } from '../../base/escape-untrusted.ts'
import { foldName } from '../../base/fold-name.ts'
import { isStepName } from '../../intoto/intents/statements.ts'
import { isSafeName } from '../../intoto/link/link-file-name.ts'
import type { YamlReader } from '../yaml-reader.ts'
import { legName } from './matrix-legs.ts'
import { readMatrix } from './read-matrix.ts'
import type { WrittenStep } from './read-step.ts'
import { intentText } from './intent-text.ts'
import type { Leg } from './step-template.ts'

const NO_VALUES: Leg['values'] = new Map()

/**
 * The legs of a step; one without values where it has no matrix, none where its matrix cannot be read.
 *
 * @param names those that are taken, by `foldName`, the step's own among them; those of the legs are added
 */
export function readLegs(
  reader: YamlReader,
  { name, members }: Omit<WrittenStep, 'legs'>,
  names: Map<string, string>
): readonly Leg[] {
  const at = members.get('name')?.value
  // What is no name at all was told already.
  const isText = at === undefined || name === '' || intentText(reader, at, 'name') !== undefined
  if (at !== undefined && name !== '' && isText && !isStepName(name))
    reader.problem(
      'LAYOUT_SOURCE_NAME',
      at,
      /^[\w.-]+$/.test(name)
        ? `A step cannot be called ${quoteUntrusted(name)}: it is a word of the language.`
        : `${quoteUntrusted(name)} cannot be the name of a step in intents.`,
      `Use letters, digits, "-", "_" and ".": ${quoteUntrusted(nameLike(name))}.`
    )
  const matrix = members.get('matrix')
  if (matrix === undefined) return [{ name, values: NO_VALUES }]
  return (readMatrix(reader, matrix) ?? []).map((one) => {
    const leg = legName(name, one)
    const taken = names.get(foldName(leg))
    if (taken !== undefined || !isStepName(leg) || !isSafeName(leg))
      reader.problem(
        'LAYOUT_SOURCE_NAME',
        matrix.value,
        taken === undefined
          ? `A leg cannot be called ${quoteUntrusted(leg)}.`
          : taken === leg
            ? `Two legs, or a leg and a step, are called ${quoteUntrusted(leg)}.`
            : `${quoteUntrusted(taken)} and ${quoteUntrusted(leg)} differ in letter case alone, and are one file on Windows and macOS.`,
        'Give the step another name, or use other values.'
      )
    names.set(foldName(leg), leg)
    return { name: leg, values: one }
  })
}

function nameLike(name: string): string {
  const meant = name.replace(/[^\w.-]+/g, '-')
  return isStepName(meant) && isSafeName(meant) ? meant : `${meant}-step`
}
