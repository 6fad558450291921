// SPDX-License-Identifier: Apache-2.0
// A step that no layout at hand has: recorded as flags say it would have a link that nothing asks for, and without flags an
// empty one.
import { existsSync } from 'node:fs'
import { dirname, join, relative } from 'node:path'
import { InTotoError } from '../base/errors.ts'
import { escapeUntrusted, quoteUntrusted } from '../base/escape-untrusted.ts'
import { LIMITS } from '../base/limits.ts'
import { listed } from '../base/listed.ts'
import { nearestName } from '../base/nearest-name.ts'
import { readPlainFile } from '../files/read-file.ts'
import { LAYOUT_PATH } from '../stages/inputs/layout-inputs.ts'
import { readSignedLayout, type SignedLayout } from '../stages/intents/signed-layout.ts'
import { usage } from './arguments.ts'
import { shellWord } from './shell-word.ts'

const MOST_NAMES = 5

/**
 * What is wrong with a name that a layout does not have; its hint names the step that is probably meant.
 *
 * @param source beside the layout, where that names the step: it was changed since
 */
export function unknownStep(
  step: string,
  { from, steps }: SignedLayout,
  source: string | undefined
): ReturnType<typeof usage> {
  const legs = steps.filter((name) => name.startsWith(`${step}-`))
  const names = legs.length > 0 ? legs : steps
  const meant = legs[0] ?? nearestName(step, steps)
  const message = `The layout ${from} has no step ${quoteUntrusted(step)}; its ${legs.length > 0 ? 'legs' : 'steps'} are ${listed(names, MOST_NAMES, plain)}.`
  if (source !== undefined)
    return usage(
      `${message} ${quoteUntrusted(source)} has it, and is not what ${from} was signed from: what was signed decides.`,
      `Let an owner of the layout sign it again: \`in-toto-actions layout sign ${escapeUntrusted(shellWord(source))} -o ${from} --signing-key OWNER-KEY\`.`
    )
  const write = meant === undefined ? 'Name one of them' : `Write \`-n ${plain(meant)}\``
  return usage(message, `${write}, or the layout that has the step: \`--layout FILE\`.`)
}

/**
 * Refuses to record a step in a directory of a repository whose layout, at the top, has the step in intents: there it is
 * recorded whole, and here it would be empty.
 *
 * @param directory in which there is no layout
 * @throws USAGE
 */
export function refuseBelowTop(step: string, directory: string): void {
  for (let at = directory; !existsSync(join(at, '.git')); at = dirname(at)) {
    const above = dirname(at)
    if (above === at) return
    const layout = layoutIn(above)
    if (layout?.intents?.steps.has(step) !== true) continue
    const top = quoteUntrusted(relative(directory, above)).slice(1, -1)
    throw usage(
      `Step ${quoteUntrusted(step)} is in intents and recorded whole, at the top of the repository: the layout lies at ${top}/${LAYOUT_PATH}.`,
      `Run it at the top, \`cd ${top}\`; let its command enter the directory itself.`
    )
  }
}

function layoutIn(directory: string): SignedLayout | undefined {
  try {
    const bytes = readPlainFile(join(directory, LAYOUT_PATH), LIMITS.layoutBytes)
    return bytes && readSignedLayout(Buffer.from(bytes).toString('utf8'), LAYOUT_PATH, LAYOUT_PATH)
  } catch (error) {
    // Whoever runs a step at the top is told.
    if (error instanceof InTotoError) return undefined
    throw error
  }
}

const plain = (name: string): string => quoteUntrusted(name, 100).slice(1, -1)
