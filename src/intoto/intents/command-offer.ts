// SPDX-License-Identifier: Apache-2.0
// What to do where a step ran another command than is demanded: what could be pasted, for what a layout can demand.
import { quoteUntrusted } from '../../base/escape-untrusted.ts'
import type { JsonValue } from '../json/json-value.ts'
import { flawOfDirectory, holdsBrace } from './statements.ts'
import { yamlQuoted, yamlWhole } from './yaml-text.ts'

/** Characters that a hint offers to paste at most. */
const MOST_CHARACTERS = 1000

/** @param step its name; that of a leg ends with `-` and its values */
export function commandHint(step: string, command: readonly string[]): string {
  if (command.length === 0)
    return 'Let the stage run the command (input `run`), or take the command out of the layout, and sign it again.'
  const isWritable = command[0] !== '' && command.every((word) => !holdsBrace(word))
  return only(
    'command',
    isWritable && isShort(command.join(' '))
      ? `write \`command: [${command.map(yamlQuoted).join(', ')}]\` ${at(step)}`
      : `${INTO_SCRIPT}, which a layout can demand (\`command: sh scripts/build.sh\`), or take \`command\` out of the step`
  )
}

export function directoryHint(step: string, directory: JsonValue): string {
  if (typeof directory !== 'string') return unreadable('working-directory')
  if (directory === '.') return only('directory', 'take `working-directory` out of the step')
  return flawOfDirectory(directory) === undefined
    ? only('directory', `write \`working-directory: ${yamlWhole(directory)}\` ${at(step)}`)
    : 'Let the command run in a directory of the workspace that a layout can name, or take `command` out of the step, and sign the layout again.'
}

/** What to do about a link that does not say where its command ran. @param wanted by the layout */
export function unsaidDirectoryHint(wanted: string): string {
  const again = 'Record the step again by a stage, or by `in-toto-actions run`, which say it.'
  return wanted === '.'
    ? `${again} For links of another implementation write \`recording: any\` at the step, and sign the layout again.`
    : again
}

export function setupHint(step: string, setup: JsonValue): string {
  if (typeof setup !== 'string') return unreadable('setup')
  if (setup === '') return only('setup', 'take `setup` out of the step')
  return only(
    'setup',
    !holdsBrace(setup) && isShort(setup)
      ? `write \`setup: ${yamlWhole(setup)}\` ${at(step)}`
      : `${INTO_SCRIPT}, which a layout can demand (\`setup: . scripts/setup.sh\`)`
  )
}

const INTO_SCRIPT = 'put it into a script of the repository'

function only(what: string, action: string): string {
  return `Find out who changed the ${what} in the workflow. Only if it is meant, ${action}, and sign the layout again.`
}

/** The signed layout knows legs alone, and one line of the source may be of several. */
function at(step: string): string {
  return step.includes('-')
    ? `at ${quoteUntrusted(step)} (in a matrix, with \`\${{ matrix.NAME }}\` for what differs between its legs)`
    : 'at the step'
}

function unreadable(key: string): string {
  return `Record the step by the stages of this release, or take \`${key}\` out of the step, and sign the layout again.`
}

const isShort = (text: string): boolean => text.length <= MOST_CHARACTERS
