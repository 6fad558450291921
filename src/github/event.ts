// SPDX-License-Identifier: Apache-2.0
// The payload of the event that started the run. GitHub wrote its shape, and whoever opened the pull request chose many
// of its values; so members are asked for one by one, and nothing is assumed.
import { readFileSync } from 'node:fs'
import { BaseError } from '../base/codes.ts'
import { escapeUntrusted } from '../base/escape-untrusted.ts'

/** A value in a payload, asked for by path. */
export class EventPayload {
  readonly #value: unknown

  constructor(value: unknown) {
    this.#value = value
  }

  /** The value at a path of members; anything that is not there is undefined. */
  #at(path: string): unknown {
    return path.split('.').reduce<unknown>((value, name) => {
      if (typeof value !== 'object' || value === null || !Object.hasOwn(value, name)) return undefined
      return (value as Record<string, unknown>)[name]
    }, this.#value)
  }

  /** A string that is not empty. */
  text(path: string): string | undefined {
    const value = this.#at(path)
    return typeof value === 'string' && value !== '' ? value : undefined
  }

  /** A whole number. */
  number(path: string): number | undefined {
    const value = this.#at(path)
    return Number.isSafeInteger(value) ? (value as number) : undefined
  }

  /** Whether a member is there and not null. */
  has(path: string): boolean {
    return (this.#at(path) ?? null) !== null
  }
}

/** Reads the payload of the event. No path gives an empty payload, as in runs without one. @throws EVENT_UNREADABLE */
export function readEvent(path: string | undefined): EventPayload {
  if (path === undefined || path === '') return new EventPayload({})
  try {
    return new EventPayload(JSON.parse(readFileSync(path, 'utf8')))
  } catch (cause) {
    throw new BaseError('EVENT_UNREADABLE', 'The payload of the event cannot be read.', {
      at: escapeUntrusted(path),
      cause,
      hint: 'GITHUB_EVENT_PATH must name the file that the runner wrote.'
    })
  }
}
