// SPDX-License-Identifier: Apache-2.0
import { usage, type Arguments } from './arguments.ts'

/** A number of seconds, in milliseconds. @throws USAGE */
export function secondsFlag(parsed: Arguments, flag: string): number | undefined {
  const text = parsed.one(flag)
  if (text === undefined) return undefined
  const seconds = Number(text)
  if (!/^\d+(\.\d+)?$/.test(text) || seconds <= 0) throw usage(`--${flag} takes a number of seconds above 0.`)
  return seconds * 1000
}
