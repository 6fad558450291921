// SPDX-License-Identifier: Apache-2.0
// Digests say nothing of whether a file may be executed or is a symbolic link (X41 finding TOTO-PT-23-01). Where it was
// asked for, a link's environment says so, and verification reports what changed between steps.
import type { ArtifactPath } from '../artifacts/artifacts.ts'
import { isJsonObject, jsonObject, type JsonObject, type JsonValue } from '../json/json-value.ts'
import type { ArtifactKind } from '../rules/artifact-rule.ts'

/** What can be remarkable about a file besides its content. */
export const FILE_MODES = ['executable', 'symlink', 'executable symlink'] as const
export type FileMode = (typeof FILE_MODES)[number]

/** Whether a mode, as an environment names it, is one of a symbolic link. */
export function isLinkMode(mode: JsonValue | undefined): boolean {
  return mode === 'symlink' || mode === 'executable symlink'
}

/** The remarkable files of a recording. A file that is not in it is plain. */
export type FileModes = ReadonlyMap<ArtifactPath, FileMode>

/** An environment with the modes of its materials or products. */
export function withModes(environment: JsonObject, kind: ArtifactKind, modes: FileModes): JsonObject {
  const before = environment.get('modes')
  const members = new Map<string, JsonValue>(before !== undefined && isJsonObject(before) ? before : [])
  return new Map<string, JsonValue>([...environment, ['modes', members.set(kind, new Map(modes))]])
}

/** The modes that an environment names; undefined when it names none, or not as we write them. */
export function readModes(environment: JsonObject, kind: ArtifactKind): ReadonlyMap<string, JsonValue> | undefined {
  const modes = environment.get('modes') ?? jsonObject({})
  const list = isJsonObject(modes) ? modes.get(kind) : undefined
  return list !== undefined && isJsonObject(list) ? list : undefined
}
