// SPDX-License-Identifier: Apache-2.0
// For each way in which a scheme covers files: what is hashed, and which names can come of it.
import { lstatSync, statSync } from 'node:fs'
import type { ArtifactPath } from '../intoto/artifacts/artifacts.ts'
import type { Coverage } from '../intoto/artifacts/uri-schemes.ts'
import type { FileMode } from '../intoto/link/file-modes.ts'
import type { ArtifactNames, ArtifactUri } from './artifact-names.ts'
import { unreadable } from './follow.ts'
import { PlannedFiles, type Plan, type PlannedFile } from './plan.ts'
import { findFiles, type WalkOptions } from './walk.ts'
import { planDirectory } from './whole-directory.ts'

interface Covering {
  /**
   * @param found takes each file of the plan, once it is known
   * @throws RECORD_ codes
   */
  readonly plan: (
    uri: ArtifactUri,
    walk: WalkOptions,
    names: ArtifactNames,
    found?: (file: PlannedFile) => void
  ) => Plan
  /**
   * Whether a recording of `root` could name something `path`; both without the scheme, in shortest form.
   *
   * @param isExcluded whether a path, or a directory above it, is
   */
  readonly couldName: (root: string, path: string, isExcluded: (path: string) => boolean) => boolean
  /** What becomes of a path that is named and excluded as a whole: whether patterns look at the path, or only below it. */
  readonly excludedRoot: 'left-out' | 'recorded'
}

export const COVERAGES: Readonly<Record<Coverage, Covering>> = {
  'each-file': {
    plan: planFiles,
    couldName: (root, path, isExcluded) =>
      (root === '.' || path === root || path.startsWith(`${root}/`)) && !isExcluded(path),
    excludedRoot: 'left-out'
  },
  'whole-directory': {
    plan: planDirectory,
    couldName: (root, path) => path === root,
    excludedRoot: 'recorded'
  }
}

function planFiles(
  { scheme, path: root }: ArtifactUri,
  walk: WalkOptions,
  names: ArtifactNames,
  found?: (file: PlannedFile) => void
): Plan {
  const files = new PlannedFiles(walk.resolve)
  const keys: ArtifactPath[] = []
  findFiles(root, walk, (path, real) => {
    const known = walk.known?.(path)
    const key = names.name({ scheme, path })
    keys.push(key)
    // Mostly both are one text, which is kept once.
    const file = files.add(key === path ? key : path, real, known?.kind === 'link' ? known.sha256 : undefined)
    found?.(file)
  })
  return {
    entries: files.length,
    files,
    artifacts: { kind: 'each', names: keys },
    modes: () =>
      keys.flatMap((key, index) => {
        const mode = modeOf(files.names[index] as string, walk)
        return mode === undefined ? [] : [[key, mode]]
      })
  }
}

/** @throws RECORD_UNREADABLE */
function modeOf(name: string, { known: knownFiles, resolve }: WalkOptions): FileMode | undefined {
  const known = knownFiles?.(name)
  if (known !== undefined) return known.kind === 'link' ? 'symlink' : known.mode
  const { symlink, executable } = look(resolve(name), name)
  if (symlink) return executable ? 'executable symlink' : 'symlink'
  return executable ? 'executable' : undefined
}

function look(path: string, name: string): Record<'symlink' | 'executable', boolean> {
  try {
    const stats = lstatSync(path)
    const symlink = stats.isSymbolicLink()
    return { symlink, executable: ((symlink ? statSync(path) : stats).mode & 0o111) !== 0 }
  } catch (error) {
    throw unreadable(name, error)
  }
}
