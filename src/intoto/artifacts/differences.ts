// SPDX-License-Identifier: Apache-2.0
import type { ArtifactPath, Artifacts } from './artifacts.ts'

/** How one set of artifacts differs from another; paths in the order of the sets. */
export interface Differences {
  /** Expected and not found. */
  readonly missing: readonly ArtifactPath[]
  /** Found and not expected. */
  readonly added: readonly ArtifactPath[]
  /** In both, with other digests. */
  readonly changed: readonly ArtifactPath[]
}

/** Compares two sets of artifacts: paths letter by letter, digest sets whole. Undefined when they are equal. */
export function differencesOf(expected: Artifacts, found: Artifacts): Differences | undefined {
  const names = [...expected.paths()]
  const missing = names.filter((name) => !found.has(name))
  const added = [...found.paths()].filter((name) => !expected.has(name))
  const changed = names.filter((name) => found.has(name) && found.get(name) !== expected.get(name))
  return missing.length + added.length + changed.length === 0 ? undefined : { missing, added, changed }
}
