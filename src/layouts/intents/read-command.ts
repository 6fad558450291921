// SPDX-License-Identifier: Apache-2.0
// `command:`, `working-directory:` and `setup:` of a step in intents: what it must run.
import { holdsBrace } from '../../intoto/intents/statements.ts'
import type { YamlMembers, YamlReader } from '../yaml-reader.ts'
import { programIn, readingsHint, type Readings } from '../shell-text.ts'
import type { YamlMember, YamlValue } from '../yaml-source.ts'
import { readDirectory } from './read-takes.ts'
import type { CommandTemplate } from './step-template.ts'

export function readCommand(reader: YamlReader, members: YamlMembers): CommandTemplate | undefined {
  const command = members.get('command')
  const workingDirectory = readDirectory(reader, members.get('working-directory'), 'working-directory')
  const setup = readSetup(reader, members.get('setup'))
  if (command === undefined) {
    for (const name of ['working-directory', 'setup']) demandCommand(reader, name, members.get(name))
    return undefined
  }
  const words = readWords(reader, command)
  return words === undefined ? undefined : { offset: command.value.offset, words, workingDirectory, setup }
}

function demandCommand(reader: YamlReader, name: string, member: YamlMember | undefined): void {
  if (member === undefined) return
  const hint = `Write the command that the step must run, \`command: npm test\`, or leave out "${name}".`
  reader.problem('LAYOUT_SOURCE_MISSING', member.key, `"${name}" stands without a command.`, hint)
}

function readWords(reader: YamlReader, { value }: YamlMember): readonly string[] | undefined {
  const words = reader.words(value, 'command')
  if (words === undefined) return undefined
  if (words.length === 0)
    return reader.problem(
      'LAYOUT_SOURCE_VALUE',
      value,
      '"command" is empty.',
      'Leave out "command" if any command will do.'
    )
  if (words.some(holdsBrace)) return refuseBrace(reader, { key: value, value }, 'command')
  const program = programIn(value)
  return program === undefined ? words : refuseProgram(reader, value, { program, words })
}

function refuseProgram(reader: YamlReader, at: YamlValue, readings: Readings): undefined {
  return reader.problem(
    'LAYOUT_SOURCE_AMBIGUOUS',
    at,
    'The text of "command" is more to a shell than its words, which forget quotes and operators.',
    readingsHint('command', readings)
  )
}

/** A script as `setup` of the stage has it; a list of words is one of a single command. */
function readSetup(reader: YamlReader, member: YamlMember | undefined): string | undefined {
  if (member === undefined) return undefined
  const { value } = member
  const words = value.kind === 'list' ? reader.words(value, 'setup') : undefined
  const text = value.kind === 'list' ? words?.join(' ') : reader.text(value, 'setup')
  if (text === '') return reader.problem('LAYOUT_SOURCE_VALUE', value, '"setup" is empty.', 'Leave out "setup".')
  return text === undefined || !holdsBrace(text) ? text : refuseBrace(reader, member, 'setup')
}

/** Other implementations take braces for parameters, so that what is signed would not be what they compare. */
function refuseBrace(reader: YamlReader, { value }: YamlMember, what: string): undefined {
  return reader.problem(
    'LAYOUT_SOURCE_VALUE',
    value,
    `The text of "${what}" holds a brace, which other implementations take for a parameter.`,
    `Put it into a script of the repository: \`${what}: sh scripts/build.sh\`.`
  )
}
