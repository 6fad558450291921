// SPDX-License-Identifier: Apache-2.0
// What caches a job may read or write. The service enforces it; the runner tells it in a variable that an earlier step can
// change, so a link has it by its own word.
import type { Environment } from '../base/environment.ts'
import { isJsonObject, jsonObject, type JsonObject } from '../intoto/json/json-value.ts'

/** The words of `cache-mode`. */
const MODES = ['none', 'read', 'write', 'write-only'] as const

export type CacheMode = (typeof MODES)[number]

/** The mode that the environment tells; undefined where it tells none, or none that there is. */
export function cacheMode(environment: Environment): CacheMode | undefined {
  return asCacheMode(environment['ACTIONS_CACHE_MODE'])
}

/** An environment of a link with the mode. */
export function withCacheMode(environment: JsonObject, mode: CacheMode | undefined): JsonObject {
  return mode === undefined ? environment : new Map([...environment, ['caches', jsonObject({ mode })]])
}

/** The mode that a link claims; `malformed` for a claim that is not written as we write it. */
export function readCacheMode(environment: JsonObject): CacheMode | 'malformed' | undefined {
  const caches = environment.get('caches')
  if (caches === undefined) return undefined
  if (!isJsonObject(caches) || caches.size !== 1) return 'malformed'
  return asCacheMode(caches.get('mode')) ?? 'malformed'
}

function asCacheMode(text: unknown): CacheMode | undefined {
  return MODES.find((mode) => mode === text)
}
