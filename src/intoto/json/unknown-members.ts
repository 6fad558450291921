// SPDX-License-Identifier: Apache-2.0
// Members that the specification does not name. The reference ignores them; a reader that knows more would enforce
// them, and one that ignores letter case would read them (X41 finding TOTO-PT-23-107). Collected while parsing, judged
// in verification.
import { LIMITS } from '../../base/limits.ts'
import type { JsonAt } from './json-at.ts'

export interface UnknownMember {
  readonly at: string
  /** The known member that it equals but for letter case. */
  readonly looksLike: string | undefined
}

/** The members of `object` that are not in `known`, the first of them. */
export function unknownMembers(object: JsonAt, known: readonly string[]): UnknownMember[] {
  const found: UnknownMember[] = []
  for (const [name, member] of object.members()) {
    if (known.includes(name)) continue
    if (found.length >= LIMITS.unknownMembers) break
    found.push({ at: member.where, looksLike: known.find((other) => other.toLowerCase() === name.toLowerCase()) })
  }
  return found
}

/** Adds what was found to a list, as long as that is short. */
export function addUnknown(list: UnknownMember[], found: readonly UnknownMember[]): void {
  for (const member of found) if (list.length < LIMITS.unknownMembers) list.push(member)
}
