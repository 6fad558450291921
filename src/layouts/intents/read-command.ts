// SPDX-License-Identifier: Apache-2.0
// `command:`, `working-directory:` and `setup:` of a step in intents: what it must run.
import { holdsBrace } from '../../intoto/intents/statements.ts'
import { shellLine } from '../../intoto/rules/shell-line.ts'
import type { YamlMembers, YamlReader } from '../yaml-reader.ts'
import { programIn, readingsHint, type Readings } from '../shell-text.ts'
import type { YamlMember, YamlValue } from '../yaml-source.ts'
import { isEmpty } from './intent-text.ts'
import { holdsDimension, matrixText, replaceExpressions, type MatrixText } from './matrix-text.ts'
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
  if (words === undefined) return undefined
  return { offset: command.value.offset, line: readLine(reader, command.value), words, workingDirectory, setup }
}

/** A text with values, which a workflow fills in before a shell finds words in it. */
function readLine(reader: YamlReader, value: YamlValue): MatrixText | undefined {
  if (value.kind !== 'scalar' || typeof value.value !== 'string') return undefined
  const line = matrixText(reader, { text: shellLine(value.value), offset: value.offset })
  return line !== undefined && holdsDimension(line) ? line : undefined
}

function demandCommand(reader: YamlReader, name: string, member: YamlMember | undefined): void {
  if (member === undefined) return
  const hint = `Write the command that the step must run, \`command: npm test\`, or leave out "${name}".`
  reader.problem('LAYOUT_SOURCE_MISSING', member.key, `"${name}" stands without a command.`, hint)
}

function readWords(reader: YamlReader, member: YamlMember): readonly MatrixText[] | undefined {
  const { value } = member
  const words = isEmpty(member) ? [] : reader.words(withoutBlanks(value), 'command')
  if (words === undefined) return undefined
  if (words.length === 0)
    return reader.problem(
      'LAYOUT_SOURCE_VALUE',
      value,
      '"command" is empty.',
      'Leave out "command" if any command will do.'
    )
  const texts = words.map((word) => readText(reader, value, word, 'command'))
  if (texts.includes(undefined)) return undefined
  const program = programIn(value, (text) => replaceExpressions(text, () => ''))
  return program === undefined ? (texts as MatrixText[]) : refuseProgram(reader, value, { program, words })
}

/** An expression is no two words, whatever blanks it holds. */
function withoutBlanks(value: YamlValue): YamlValue {
  if (value.kind !== 'scalar' || typeof value.value !== 'string') return value
  return {
    ...value,
    value: replaceExpressions(value.value, ({ text, inner }) =>
      /\s/.test(inner.trim()) ? text : `\${{${inner.trim()}}}`
    )
  }
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
function readSetup(reader: YamlReader, member: YamlMember | undefined): MatrixText | undefined {
  if (member === undefined) return undefined
  const { value } = member
  if (isEmpty(member)) return reader.problem('LAYOUT_SOURCE_VALUE', value, '"setup" is empty.', 'Leave out "setup".')
  const text = value.kind === 'list' ? reader.words(value, 'setup')?.join(' ') : reader.text(value, 'setup')
  return text === undefined ? undefined : readText(reader, value, text, 'setup')
}

/** A text with values of the matrix, and no other brace. */
function readText(reader: YamlReader, value: YamlValue, text: string, what: string): MatrixText | undefined {
  const written = matrixText(reader, { text, offset: value.offset })
  const hasBrace = written?.parts.some((part) => typeof part === 'string' && holdsBrace(part)) === true
  return hasBrace ? refuseBrace(reader, value, what) : written
}

/** Other implementations take braces for parameters, so that what is signed would not be what they compare. */
function refuseBrace(reader: YamlReader, value: YamlValue, what: string): undefined {
  return reader.problem(
    'LAYOUT_SOURCE_VALUE',
    value,
    `The text of "${what}" holds a brace, which other implementations take for a parameter.`,
    `Put it into a script of the repository: \`${what}: sh scripts/build.sh\`.`
  )
}
