// SPDX-License-Identifier: Apache-2.0
import type { JsonAt } from '../json/json-at.ts'

const UTC_SECONDS = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}Z$/

/**
 * Reads `YYYY-MM-DDTHH:MM:SSZ` into milliseconds since the epoch, or undefined when it is not a real time: Date.parse
 * alone turns 30 February into 2 March.
 */
export function parseUtcSeconds(text: string): number | undefined {
  if (!UTC_SECONDS.test(text)) return undefined
  const milliseconds = Date.parse(text)
  if (Number.isNaN(milliseconds)) return undefined
  return formatUtcSeconds(milliseconds) === text ? milliseconds : undefined
}

/** The specification's form of a time, seconds cut off. */
export function formatUtcSeconds(milliseconds: number): string {
  return `${new Date(milliseconds).toISOString().slice(0, 19)}Z`
}

/** The member `expires` of a layout. @throws METADATA_TYPE_WRONG, METADATA_VALUE_INVALID */
export function parseExpiry(at: JsonAt): number {
  const milliseconds = parseUtcSeconds(at.string())
  if (milliseconds !== undefined) return milliseconds
  throw at.invalid(
    'Expected a real UTC time of the form YYYY-MM-DDTHH:MM:SSZ.',
    'Write for example "2030-01-31T00:00:00Z".'
  )
}
