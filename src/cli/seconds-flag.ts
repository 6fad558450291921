// SPDX-License-Identifier: Apache-2.0
import { usage, type Arguments } from './arguments.ts'

/** What a timer can wait for, some 24 days; one that shall wait for more does not wait at all. */
const MOST_SECONDS = Math.floor((2 ** 31 - 1) / 1000)

/** A number of seconds, in milliseconds. @throws USAGE */
export function secondsFlag(parsed: Arguments, flag: string): number | undefined {
  const text = parsed.one(flag)
  if (text === undefined) return undefined
  const seconds = Number(text)
  if (!/^\d+(\.\d+)?$/.test(text) || seconds <= 0 || seconds > MOST_SECONDS)
    throw usage(`--${flag} takes a number of seconds above 0, at most ${MOST_SECONDS}.`)
  return seconds * 1000
}
