// SPDX-License-Identifier: Apache-2.0
import type { ParsedLayout } from '../layout/parse-layout.ts'
import { checkExpiry } from './check-expiry.ts'
import { checkLayout } from './check-layout.ts'
import type { Failure } from './failure.ts'

/**
 * What strict verification would refuse in a layout by itself, whatever the links say: whoever signs it is told before.
 * Parameters stand for themselves.
 *
 * @param source the name of the layout for messages
 * @param now milliseconds since the epoch
 */
export function layoutRefusals(parsed: ParsedLayout, source: string, now: number): readonly Failure[] {
  return [...checkExpiry(parsed.layout, '', { now, layoutSource: source }).failures, ...checkLayout(parsed)]
}
