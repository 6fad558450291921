// SPDX-License-Identifier: Apache-2.0
// The environment of a link is anybody's, and most of it nobody reads. What is read of the recording is copied, sorted and
// held against files more than once, so it has a bound of its own, far above what recorders write.
import { LIMITS } from '../../base/limits.ts'
import type { JsonAt } from '../json/json-at.ts'
import { isJsonObject, type JsonObject, type JsonValue } from '../json/json-value.ts'

const NO_MEMBERS: JsonObject = new Map()

/** @throws METADATA_TYPE_WRONG, METADATA_VALUE_INVALID for a recording that names more than anybody left out */
export function parseEnvironment(at: JsonAt | undefined): JsonObject {
  if (at === undefined) return NO_MEMBERS
  const environment = at.object()
  const recording = childOf(at, 'recording')
  for (const part of [recording, childOf(recording, 'materials'), childOf(recording, 'products')]) {
    refuseMore(childOf(part, 'left_out'), LIMITS.leftOutLines, 'lines')
    refuseMore(childOf(part, 'exclude'), LIMITS.leftOutLines, 'lines')
    refuseMore(childOf(part, 'directories'), LIMITS.directoryNotes, 'directories and lines')
  }
  return environment
}

/** A member, where there is one: what is no object has none. */
function childOf(at: JsonAt | undefined, name: string): JsonAt | undefined {
  const value = at !== undefined && isJsonObject(at.value) ? at.value.get(name) : undefined
  return value === undefined ? undefined : at?.child(name, value)
}

function refuseMore(at: JsonAt | undefined, most: number, what: string): void {
  if (at === undefined) return
  const size = sizeOf(at.value)
  if (size > most)
    throw at.invalid(
      `The recording names ${size} ${what} of what it left out; at most ${most} are read.`,
      'Find out who wrote the link: a step has as many lines as its layout or its workflow has for it. Record the step again.'
    )
}

/** Members or items, and the items of lists within. */
function sizeOf(value: JsonValue): number {
  if (Array.isArray(value)) return value.length
  if (!isJsonObject(value)) return 0
  let size = value.size
  for (const [, inner] of value) if (Array.isArray(inner)) size += inner.length
  return size
}
