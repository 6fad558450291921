// SPDX-License-Identifier: Apache-2.0
import { parseUtcSeconds } from '../intoto/layout/expiry.ts'

const HOUR = 60 * 60 * 1000
const UNITS = { hour: HOUR, day: 24 * HOUR, week: 7 * 24 * HOUR } as const

/**
 * An expiry as people write it: `90 days`, `1 year`, `2030-01-31` (the start of that day, UTC) or
 * `2030-01-31T00:00:00Z`. Milliseconds since the epoch, or undefined when it is none of these.
 */
export function parseExpiryText(text: string, now: number): number | undefined {
  if (/^\d{4}-\d{2}-\d{2}$/.test(text)) return parseUtcSeconds(`${text}T00:00:00Z`)
  const match = /^(\d{1,5}) (hour|day|week|month|year)s?$/.exec(text)
  if (match === null) return parseUtcSeconds(text)
  const [, digits, unit] = match as unknown as [string, string, keyof typeof UNITS | 'month' | 'year']
  const amount = Number(digits)
  if (amount === 0) return undefined
  if (unit === 'month' || unit === 'year') return addMonths(now, unit === 'year' ? 12 * amount : amount)
  return now + amount * UNITS[unit]
}

/** Calendar months later; 31 January and one month is the last day of February. */
function addMonths(now: number, months: number): number | undefined {
  const date = new Date(now)
  const target = new Date(Date.UTC(date.getUTCFullYear(), date.getUTCMonth() + months + 1, 0))
  const day = Math.min(date.getUTCDate(), target.getUTCDate())
  const result = Date.UTC(
    target.getUTCFullYear(),
    target.getUTCMonth(),
    day,
    date.getUTCHours(),
    date.getUTCMinutes(),
    date.getUTCSeconds()
  )
  return target.getUTCFullYear() > 9999 ? undefined : result
}
