// SPDX-License-Identifier: Apache-2.0
import { reportedError } from '../reporting/reported-error.ts'
import { errorLines } from '../reporting/error-text.ts'
import { jsonText } from '../reporting/json-text.ts'
import { quoteUntrusted } from '../base/escape-untrusted.ts'
import { nearestName } from '../base/nearest-name.ts'
import { parseArguments, usage } from './arguments.ts'
import { EXIT } from './command.ts'
import { COMMANDS, commandSpecs, type CommandEntry } from './commands.ts'
import { note, print, type Console } from './console.ts'
import { commandHelp, programHelp } from './help.ts'
import { VERSION } from './version.ts'

/** Runs a command line; returns the exit status and never throws. */
export async function runProgram(words: readonly string[], console: Console): Promise<number> {
  try {
    return await dispatch(words, console)
  } catch (error) {
    if (beforeCommand(words).includes('--json'))
      print(console, jsonText({ verdict: 'error', error: reportedError(error) }))
    for (const line of errorLines(error)) note(console, line)
    if ((console.environment['IN_TOTO_DEBUG'] ?? '') !== '') note(console, String((error as Error).stack))
    return EXIT.unknown
  }
}

/** What follows `--` belongs to somebody else. */
function beforeCommand(words: readonly string[]): readonly string[] {
  const end = words.indexOf('--')
  return end === -1 ? words : words.slice(0, end)
}

async function dispatch(words: readonly string[], console: Console): Promise<number> {
  const [first] = words
  if (first === '--version') {
    print(console, VERSION)
    return EXIT.yes
  }
  if (first === undefined || first === '--help' || first === '-h' || first === 'help') {
    const output = first === undefined ? console.stderr : console.stdout
    output.write(programHelp(await commandSpecs()))
    return first === undefined ? EXIT.unknown : EXIT.yes
  }
  const { entry, rest } = findCommand(words)
  if (entry.hashes === true)
    (await import('../recording/spare-thread.ts')).startSpareThread(beforeCommand(rest), console.directory)
  const command = await entry.load(rest)
  const parsed = parseArguments(command.spec, rest)
  if (parsed.has('help')) {
    console.stdout.write(commandHelp(command.spec))
    return EXIT.yes
  }
  return command.run(parsed, console)
}

function findCommand(words: readonly string[]): { entry: CommandEntry; rest: readonly string[] } {
  for (const length of [2, 1]) {
    const name = words.slice(0, length).join(' ')
    const entry = COMMANDS.find((candidate) => candidate.name === name)
    if (entry !== undefined) return { entry, rest: words.slice(length) }
  }
  const [first = ''] = words
  const group = COMMANDS.filter(({ name }) => name.startsWith(`${first} `)).map(({ name }) => name)
  if (group.length > 0)
    throw usage(
      `${first} is followed by one of: ${group.map((name) => name.slice(first.length + 1)).join(', ')}.`,
      `Try: ${group.join(' or ')}.`
    )
  const near = nearestName(
    first,
    COMMANDS.map(({ name }) => name)
  )
  throw usage(
    `There is no command ${quoteUntrusted(first)}.`,
    near === undefined ? `The commands are: ${COMMANDS.map(({ name }) => name).join(', ')}.` : `Did you mean ${near}?`
  )
}
