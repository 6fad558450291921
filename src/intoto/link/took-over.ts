// SPDX-License-Identifier: Apache-2.0
// Which links a step took products over by. Whoever has all links of a run sees by it whether those were the ones that
// count.
import { isAttempt } from '../../base/run-numbers.ts'
import { isSha256Hex } from '../../base/sha256-text.ts'
import { isJsonObject, jsonObject, type JsonObject, type JsonValue } from '../json/json-value.ts'

/** A link by which products were taken over. */
export interface TookOver {
  readonly step: string
  /** The attempt of the run that the link is of, from 1. */
  readonly attempt: string
  /** SHA-256 of the file that held the link, 64 digits. */
  readonly digest: string
}

/** An environment with the links that were taken over from. */
export function withTookOver(environment: JsonObject, taken: readonly TookOver[]): JsonObject {
  const members = taken.map(({ step, attempt, digest }) => jsonObject({ step, attempt, digest }))
  return new Map<string, JsonValue>([...environment, ['took_over', members]])
}

/** None for a link that says nothing of it; `malformed` where it is not written as we write it. */
export function readTookOver(environment: JsonObject): readonly TookOver[] | 'malformed' {
  const value = environment.get('took_over')
  if (value === undefined) return []
  if (!Array.isArray(value)) return 'malformed'
  const taken = value.map(readOne)
  return taken.every((one) => one !== undefined) ? taken : 'malformed'
}

function readOne(value: JsonValue): TookOver | undefined {
  if (!isJsonObject(value)) return undefined
  const [step, attempt, digest] = [value.get('step'), value.get('attempt'), value.get('digest')]
  if (typeof step !== 'string' || typeof attempt !== 'string' || typeof digest !== 'string') return undefined
  return isAttempt(attempt) && isSha256Hex(digest) ? { step, attempt, digest } : undefined
}
