// SPDX-License-Identifier: Apache-2.0
// Command lines as the in-toto tools read them: a flag may take several values (`-m src lib -p dist`), may be repeated,
// and everything after `--` is the command to run.
import { CliError } from './codes.ts'
import { quoteUntrusted } from '../base/escape-untrusted.ts'
import { nearestName } from '../base/nearest-name.ts'

export interface FlagSpec {
  /** Long name without dashes. */
  readonly long: string
  readonly short?: string
  /** How many values follow: none, one, none or one, one or more. */
  readonly takes: 'nothing' | 'one' | 'optional' | 'many'
  /** What the value is called in the help. */
  readonly value?: string
  readonly help: string
}

export interface CommandSpec {
  /** The words that call it, such as `record start`. */
  readonly name: string
  /** One line for the list of commands. */
  readonly summary: string
  /** Further lines of the help. */
  readonly description?: string
  readonly flags: readonly FlagSpec[]
  /** Values without a flag. */
  readonly operands?: { readonly name: string; readonly least: number; readonly most: number }
  /** True when every word is an operand, whatever it begins with; `--help` alone is not. */
  readonly verbatim?: boolean
  /** True when a command may follow after `--`. */
  readonly takesCommand?: boolean
  readonly examples: readonly string[]
}

export const HELP_FLAG: FlagSpec = { long: 'help', short: 'h', takes: 'nothing', help: 'show this help' }

/** A command line, read. */
export class Arguments {
  readonly operands: readonly string[]
  /** What follows `--`; undefined when there is no `--`. */
  readonly command: readonly string[] | undefined
  readonly #values: ReadonlyMap<string, readonly string[]>

  constructor(
    values: ReadonlyMap<string, readonly string[]>,
    operands: readonly string[],
    command: readonly string[] | undefined
  ) {
    this.#values = values
    this.operands = operands
    this.command = command
  }

  has(flag: string): boolean {
    return this.#values.has(flag)
  }

  /** All values of a flag. */
  many(flag: string): readonly string[] {
    return this.#values.get(flag) ?? []
  }

  /** The one value of a flag. */
  one(flag: string): string | undefined {
    return this.#values.get(flag)?.at(0)
  }

  /** @throws USAGE */
  required(flag: string): string {
    const value = this.one(flag)
    if (value === undefined || value === '') throw usage(`--${flag} is missing.`)
    return value
  }

  /** One of several words. @throws USAGE */
  choice<Choice extends string>(flag: string, choices: readonly [Choice, ...Choice[]]): Choice {
    const value = this.one(flag)
    if (value === undefined) return choices[0]
    const found = choices.find((choice) => choice === value)
    if (found !== undefined) return found
    const near = nearestName(value, choices)
    throw usage(
      `--${flag} takes ${choices.join(', ')}, not ${quoteUntrusted(value)}.`,
      near === undefined ? undefined : `Did you mean ${near}?`
    )
  }
}

/** An error about how the program was called. */
export function usage(message: string, hint = 'Add --help to see how the command is called.'): CliError {
  return new CliError('USAGE', message, { hint })
}

/** Reads the words after the command's name. @throws USAGE */
export function parseArguments(spec: CommandSpec, given: readonly string[]): Arguments {
  if (spec.verbatim === true) return verbatim(spec, given)
  const flags = [...spec.flags, HELP_FLAG]
  const end = given.indexOf('--')
  const mine = end === -1 ? given : given.slice(0, end)
  const words = mine.flatMap((word) => unbundle(word, flags))
  const values = new Map<string, string[]>()
  const operands: string[] = []
  const command = end === -1 ? undefined : given.slice(end + 1)
  for (let index = 0; index < words.length; index += 1) {
    const word = words[index] as string
    if (!isFlag(word)) {
      operands.push(word)
      continue
    }
    const { flag, attached } = findFlag(word, flags)
    const taken = attached === undefined ? [] : [attached]
    if (flag.takes === 'nothing' && attached !== undefined) throw usage(`--${flag.long} takes no value.`)
    const most =
      attached !== undefined || flag.takes === 'nothing' ? 0 : flag.takes === 'many' ? Number.POSITIVE_INFINITY : 1
    while (taken.length < most && index + 1 < words.length && !isFlag(words[index + 1] as string)) {
      index += 1
      taken.push(words[index] as string)
    }
    if (taken.length === 0 && (flag.takes === 'one' || flag.takes === 'many')) {
      throw usage(
        `--${flag.long} needs ${flag.takes === 'one' ? 'a value' : 'at least one value'}${flag.value === undefined ? '' : `: ${flag.value}`}.`
      )
    }
    if ((flag.takes === 'one' || flag.takes === 'many') && taken.includes(''))
      throw usage(
        flag.takes === 'one' ? `--${flag.long} is empty.` : `A value of --${flag.long} is empty.`,
        'Most often a variable of the shell is not set. Set it, or leave the flag out.'
      )
    const before = values.get(flag.long)
    if (before !== undefined && flag.takes === 'one') throw usage(`--${flag.long} is given twice.`)
    values.set(flag.long, [...(before ?? []), ...taken])
  }
  if (!values.has('help')) checkShape(spec, operands, command)
  return new Arguments(values, operands, command)
}

/** Words that come from a document and not from a person. @throws USAGE */
function verbatim(spec: CommandSpec, given: readonly string[]): Arguments {
  const [first, second] = given
  const asksHelp = second === undefined && (first === '--help' || first === '-h')
  if (!asksHelp) checkShape(spec, given, undefined)
  return new Arguments(new Map(asksHelp ? [['help', []]] : []), asksHelp ? [] : given, undefined)
}

function checkShape(spec: CommandSpec, operands: readonly string[], command: readonly string[] | undefined): void {
  const { name = '', least, most } = spec.operands ?? { least: 0, most: 0 }
  if (operands.length < least) throw usage(`${name} is missing.`)
  if (operands.length > most) {
    const extra = quoteUntrusted(operands[most] as string)
    throw usage(
      spec.takesCommand === true ? `${extra} belongs to no flag.` : `${extra} is one word too many.`,
      spec.takesCommand === true ? 'Write the command to run after "--".' : undefined
    )
  }
  if (command !== undefined && spec.takesCommand !== true)
    throw usage(`${spec.name} runs no command, so nothing may follow "--".`)
}

/** `-xsnNAME` is `-x -s -nNAME`. */
function unbundle(word: string, flags: readonly FlagSpec[]): string[] {
  if (!/^-[^-]./.test(word)) return [word]
  const first = flags.find(({ short }) => short === word[1])
  // `-x=1` stays whole: it is a value for a flag that takes none, and refused as such.
  if (first?.takes !== 'nothing' || word[2] === '=') return [word]
  return [word.slice(0, 2), ...unbundle(`-${word.slice(2)}`, flags)]
}

/** A lone `-` is a value: standard input. */
function isFlag(word: string): boolean {
  return word.length > 1 && word.startsWith('-')
}

function findFlag(word: string, flags: readonly FlagSpec[]): { flag: FlagSpec; attached: string | undefined } {
  if (word.startsWith('--')) {
    const equals = word.indexOf('=')
    const long = equals === -1 ? word.slice(2) : word.slice(2, equals)
    const flag = flags.find((candidate) => candidate.long === long)
    if (flag !== undefined) return { flag, attached: equals === -1 ? undefined : word.slice(equals + 1) }
    throw unknownFlag(`--${long}`, flags)
  }
  const flag = flags.find((candidate) => candidate.short === word[1])
  if (flag === undefined) throw unknownFlag(word, flags)
  return { flag, attached: word.length > 2 ? word.slice(2) : undefined }
}

function unknownFlag(word: string, flags: readonly FlagSpec[]): CliError {
  const near = nearestName(
    word.replace(/^-+/, ''),
    flags.map(({ long }) => long)
  )
  return usage(`There is no flag ${quoteUntrusted(word)}.`, near === undefined ? undefined : `Did you mean --${near}?`)
}
