// SPDX-License-Identifier: Apache-2.0
// Inputs of actions, each read once into a value that cannot be wrong. An unknown word is refused, never taken for the
// default.
import { BaseError } from './codes.ts'
import { quoteUntrusted } from './escape-untrusted.ts'

/** Where the texts of inputs come from. */
export interface InputSource {
  /** The value of an input, trimmed; empty when it was not given. */
  input(name: string): string
  /** A secret input. It is masked in the log and taken out of the environment, so that nothing inherits it. */
  secretInput(name: string): string
}

export class Inputs {
  readonly #source: InputSource

  constructor(source: InputSource) {
    this.#source = source
  }

  text(name: string): string {
    return this.#source.input(name)
  }

  /** @throws INPUT_MISSING */
  required(name: string): string {
    const value = this.text(name)
    if (value !== '') return value
    throw missing(
      name,
      'Give it in `with:`. A secret is empty in workflows from forks and from Dependabot; a variable is empty where it is not defined.'
    )
  }

  secret(name: string): string {
    return this.#source.secretInput(name)
  }

  /** The lines that are not empty. */
  lines(name: string): string[] {
    return this.text(name)
      .split('\n')
      .map((line) => line.trim())
      .filter((line) => line !== '')
  }

  /** @throws INPUT_INVALID */
  choice<Word extends string>(name: string, words: readonly Word[]): Word {
    const value = this.text(name)
    const word = words.find((candidate) => candidate === value)
    if (word !== undefined) return word
    throw invalid(name, `${quoteUntrusted(value)} is none of ${words.join(', ')}`)
  }

  /** A whole number of 0 or more. @throws INPUT_INVALID */
  number(name: string, most: number): number {
    const value = this.text(name)
    if (/^\d{1,9}$/.test(value) && Number(value) <= most) return Number(value)
    throw invalid(name, `${quoteUntrusted(value)} is not a number from 0 to ${most}`)
  }
}

/** An error about an input that is empty. */
export function missing(name: string, hint: string): BaseError {
  return new BaseError('INPUT_MISSING', `The input ${name} is empty.`, { at: `input ${name}`, hint })
}

/** An error about the value of an input. */
export function invalid(name: string, what: string, hint = 'Correct it in `with:`.'): BaseError {
  return new BaseError('INPUT_INVALID', `The input ${name} cannot be used: ${what}.`, { at: `input ${name}`, hint })
}
