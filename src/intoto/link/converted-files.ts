// SPDX-License-Identifier: Apache-2.0
// Files of the commit that a clean checkout writes with other bytes than the commit has: line ends, `$Id$`, encodings,
// Git LFS. Links name them by the digest of the commit's bytes, so that platforms agree; whoever compares with a disk needs
// the digest of what lies there.
import { isSha256Hex } from '../../base/sha256-text.ts'
import type { ArtifactPath } from '../artifacts/artifacts.ts'
import { isJsonObject, type JsonObject, type JsonValue } from '../json/json-value.ts'
import type { ArtifactKind } from '../rules/artifact-rule.ts'

/** SHA-256 of the bytes on the disk, 64 digits, by the names of artifacts. */
export type ConvertedFiles = ReadonlyMap<ArtifactPath, string>

const NONE: ConvertedFiles = new Map()

/** An environment that names the converted files of one half; as it was where there are none. */
export function withConverted(environment: JsonObject, kind: ArtifactKind, converted: ConvertedFiles): JsonObject {
  if (converted.size === 0) return environment
  const before = environment.get('converted')
  const halves = new Map<string, JsonValue>(before !== undefined && isJsonObject(before) ? before : [])
  return new Map<string, JsonValue>([...environment, ['converted', halves.set(kind, new Map(converted))]])
}

/** Empty for a link that names none; `malformed` where it names some not as we write them. */
export function readConverted(environment: JsonObject, kind: ArtifactKind): ConvertedFiles | 'malformed' {
  const halves = environment.get('converted')
  if (halves === undefined) return NONE
  if (!isJsonObject(halves)) return 'malformed'
  const half = halves.get(kind)
  if (half === undefined) return NONE
  if (!isJsonObject(half)) return 'malformed'
  const converted = new Map<ArtifactPath, string>()
  for (const [path, digest] of half) {
    if (typeof digest !== 'string' || !isSha256Hex(digest)) return 'malformed'
    converted.set(path as ArtifactPath, digest)
  }
  return converted
}
