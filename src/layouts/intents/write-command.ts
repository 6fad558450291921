// SPDX-License-Identifier: Apache-2.0
// The command of one leg, with its values in the place of expressions.
import { escapeUntrusted, quoteUntrusted } from '../../base/escape-untrusted.ts'
import type { DemandedCommand } from '../../intoto/intents/intents.ts'
import { plainWords, shellLine } from '../../intoto/rules/shell-line.ts'
import { readingsHint } from '../shell-text.ts'
import type { YamlReader } from '../yaml-reader.ts'
import { withValues, type MatrixText } from './matrix-text.ts'
import { refuseFlawedDirectory } from './read-directory.ts'
import type { CommandTemplate } from './step-template.ts'
import type { LegOfStep } from './write-takes.ts'

export function writeCommand(reader: YamlReader, of: LegOfStep): DemandedCommand | undefined {
  const { command } = of.step
  if (command === undefined) return undefined
  const { workingDirectory } = command
  const values = [of.leg.values]
  const words = writeWords(reader, of, command)
  const setup = command.setup && withValues(reader, command.setup, values)
  if (workingDirectory === undefined) return { words, workingDirectory, setup }
  const text = withValues(reader, workingDirectory, values)
  if (text !== undefined) refuseFlawedDirectory(reader, workingDirectory, text, 'working-directory')
  return { words, workingDirectory: text, setup }
}

/** No value of a matrix holds a brace. */
function writeWords(reader: YamlReader, of: LegOfStep, { line, words }: CommandTemplate): readonly string[] {
  const values = [of.leg.values]
  if (line === undefined) return words.map((word) => withValues(reader, word, values) ?? '')
  const text = withValues(reader, line, values)
  if (text === undefined) return []
  const found = plainWords(shellLine(text))
  if (found === undefined) return refuseProgram(reader, of, line, text)
  if (found.length > 0) return found
  const hint = 'Use values that are more than blanks, or leave out "command" if any command will do.'
  reader.problem('LAYOUT_SOURCE_VALUE', line, `The command of ${quoteUntrusted(of.leg.name)} is empty.`, hint)
  return found
}

/** A workflow puts values into the text before a shell reads it, so they may say more to it than words. */
function refuseProgram(reader: YamlReader, { step, leg }: LegOfStep, line: MatrixText, text: string): [] {
  const readings = { program: line.text, words: step.command?.words.map((word) => word.text) ?? [] }
  const isProgram = step.legs.every(({ values }) => {
    const one = reader.noting(() => withValues(reader, line, [values])).value
    return one !== undefined && shellLine(one) === one && plainWords(one) === undefined
  })
  reader.problem(
    'LAYOUT_SOURCE_AMBIGUOUS',
    line,
    `In ${quoteUntrusted(leg.name)} the text of "command" is \`${escapeUntrusted(text)}\`, which is more to a shell than its words.`,
    isProgram
      ? readingsHint('command', readings)
      : 'No one list fits all legs: put those with such values into a step of their own, without blanks at the ends of values, or leave out "command" if any command will do.'
  )
  return []
}
