// SPDX-License-Identifier: Apache-2.0
// Inputs of actions, each read once into a value that cannot be wrong. An unknown word is refused, never taken for the
// default.
import { BaseError } from './codes.ts'
import { quoteUntrusted } from './escape-untrusted.ts'

/** Where the texts of inputs come from. */
export interface InputSource {
  /** The value of an input, trimmed; empty when it was not given. */
  input(name: string): string
  /**
   * Whether there is such an input at all. A runner sets every input that an action declares, an empty one, too; only who
   * starts a bundle without a runner leaves some unset.
   */
  isSet(name: string): boolean
  /** A secret input. It is masked in the log and taken out of the environment, so that nothing inherits it. */
  secretInput(name: string): string
}

/** What a control of lines says beside its name. */
export interface LinesOfControl {
  /** The word for "off"; without it, `none`. */
  readonly word?: string
  /** A sentence that says how to write what is called like the word, where such a thing may be. */
  readonly itself?: string
  /** As for `control`. */
  readonly remedy?: string
}

export class Inputs {
  readonly #source: InputSource

  constructor(source: InputSource) {
    this.#source = source
  }

  text(name: string): string {
    return this.#source.input(name)
  }

  /** The text, which must not be empty. @throws INPUT_MISSING */
  required(name: string, hint?: string): string {
    const value = this.text(name)
    if (value !== '') return value
    throw missing(name, hint ?? `${GAVE_NOTHING} Correct it, or give a value in \`with:\`.`)
  }

  /**
   * The text of a control; undefined for the word that switches it off, or that stands for what is so without it. An
   * empty text is neither: a control that an expression without a value could switch off would be none. An input that
   * nobody declared is as its default, since no expression gave it.
   *
   * @param remedy what to do where it is empty; without it, to correct it or to write the word
   * @throws INPUT_MISSING, INPUT_INVALID for another spelling of the word
   */
  control(
    name: string,
    word: string,
    remedy = `Correct it, or write \`${word}\` ${meaningOf(word)}.`
  ): string | undefined {
    if (!this.#source.isSet(name)) return undefined
    const value = this.required(name, `${GAVE_NOTHING} ${remedy}`)
    if (value === word) return undefined
    if (value.toLowerCase() !== word) return value
    throw invalid(name, `it is ${quoteUntrusted(value)}`, `Write \`${word}\` in these very letters.`)
  }

  /** The lines of a control that are not empty; none for the word alone. @throws INPUT_MISSING, INPUT_INVALID */
  controlLines(name: string, { word = NONE, itself, remedy }: LinesOfControl = {}): string[] {
    if (this.control(name, word, remedy) === undefined) return []
    const lines = this.lines(name)
    if (!lines.includes(word)) return lines
    throw invalid(
      name,
      `\`${word}\` stands among other lines`,
      `Leave that line away, or write \`${word}\` alone.${itself === undefined ? '' : ` ${itself}`}`
    )
  }

  secret(name: string): string {
    return this.#source.secretInput(name)
  }

  /** The lines that are not empty. An input without any is no control: its table says what that means. */
  lines(name: string): string[] {
    return this.text(name)
      .split('\n')
      .map((line) => line.trim())
      .filter((line) => line !== '')
  }

  /** @param unset what an input means that no runner sets at all @throws INPUT_MISSING, INPUT_INVALID */
  choice<Word extends string>(name: string, words: readonly Word[], unset?: Word): Word {
    if (unset !== undefined && !this.#source.isSet(name)) return unset
    const value = this.required(name, `${GAVE_NOTHING} Correct it, or write ${oneOf(words)}.`)
    const word = words.find((candidate) => candidate === value)
    if (word !== undefined) return word
    throw invalid(name, `it takes ${oneOf(words)}, not ${quoteUntrusted(value)}`)
  }

  /** A whole number of 0 or more. @throws INPUT_MISSING, INPUT_INVALID */
  number(name: string, most: number): number {
    const value = this.required(name)
    if (/^\d{1,9}$/.test(value) && Number(value) <= most) return Number(value)
    throw invalid(name, `${quoteUntrusted(value)} is not a number from 0 to ${most}`)
  }
}

/** The word for "off" of most controls. */
export const NONE = 'none'

/** The word for the trusted roots that the suite carries. */
export const CARRIED = 'carried'

/** The usual causes of an input that is empty although somebody wrote it. */
export const GAVE_NOTHING =
  'Most often an expression gave nothing: a misspelt name, `vars.X` that is not defined, `secrets.X` in a workflow from a fork or from Dependabot, the output of a step or job that did not run, or an output that the runner dropped since it may contain a secret.'

/** How to write a file that is called like the word, for inputs whose lines are paths. */
export const FILE_NONE = `A file of that name is \`./${NONE}\`.`

/** Words to choose from, as people write them: "auto, always or never". */
export function oneOf(words: readonly string[]): string {
  const last = words.at(-1) ?? ''
  return words.length < 2 ? last : `${words.slice(0, -1).join(', ')} or ${last}`
}

function meaningOf(word: string): string {
  return word === NONE ? 'to do without it' : 'for what is so by default'
}

/** An error about an input that is empty. */
export function missing(name: string, hint: string): BaseError {
  return new BaseError('INPUT_MISSING', `The input ${name} is empty.`, { at: `input ${name}`, hint })
}

/** An error about the value of an input. */
export function invalid(name: string, what: string, hint = 'Correct it in `with:`.'): BaseError {
  return new BaseError('INPUT_INVALID', `The input ${name} cannot be used: ${what}.`, { at: `input ${name}`, hint })
}
