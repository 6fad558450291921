// SPDX-License-Identifier: Apache-2.0
// For each way in which a scheme covers files: what is hashed, and which names can come of it.
import { lstatSync, statSync } from 'node:fs'
import type { ArtifactPath } from '../intoto/artifacts/artifacts.ts'
import type { Coverage } from '../intoto/artifacts/uri-schemes.ts'
import type { FileMode } from '../intoto/link/file-modes.ts'
import type { ArtifactNames, ArtifactUri } from './artifact-names.ts'
import { unreadable } from './follow.ts'
import type { KnownFile } from './known-file.ts'
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
  const looks = walk.looks === true ? new Looks(walk) : undefined
  findFiles(root, walk, (path, real) => {
    const known = walk.known?.(path)
    const key = names.name({ scheme, path })
    keys.push(key)
    // Mostly both are one text, which is kept once.
    const file = files.add(key === path ? key : path, real, known?.kind === 'link' ? known.sha256 : undefined)
    looks?.take(path, key, known)
    found?.(file)
  })
  files.bytes = looks?.bytes
  return {
    entries: files.length,
    files,
    artifacts: { kind: 'each', names: keys },
    modes: () =>
      looks?.modes ??
      keys.flatMap((key, index) => {
        const mode = modeOf(files.names[index] as string, walk)
        return mode === undefined ? [] : [[key, mode]]
      })
  }
}

/**
 * One look at each file while it is found, for its mode and its bytes. Two looks, at bytes before files are hashed and at modes
 * afterwards, take 5 ms more for 2000 files. Where a file cannot be looked at, nothing is told: whoever asks again says why.
 */
class Looks {
  readonly #walk: WalkOptions
  readonly #modes: [ArtifactPath, FileMode][] = []
  #bytes = 0
  #isWhole = true

  constructor(walk: WalkOptions) {
    this.#walk = walk
  }

  take(path: string, key: ArtifactPath, known: KnownFile | undefined): void {
    if (!this.#isWhole) return
    try {
      const { mode, bytes } = known === undefined ? lookAt(this.#walk.resolve(path)) : lookOf(known)
      this.#bytes += bytes
      if (mode !== undefined) this.#modes.push([key, mode])
    } catch {
      this.#isWhole = false
    }
  }

  get modes(): [ArtifactPath, FileMode][] | undefined {
    return this.#isWhole ? this.#modes : undefined
  }

  /** Of all files together; undefined where one could not be looked at. */
  get bytes(): number | undefined {
    return this.#isWhole ? this.#bytes : undefined
  }
}

interface LookedAt {
  readonly mode: FileMode | undefined
  readonly bytes: number
}

function lookOf(known: KnownFile): LookedAt {
  return known.kind === 'link' ? { mode: 'symlink', bytes: 0 } : known
}

function lookAt(path: string): LookedAt {
  const stats = lstatSync(path)
  const symlink = stats.isSymbolicLink()
  const { mode, size } = symlink ? statSync(path) : stats
  const executable = (mode & 0o111) !== 0
  if (symlink) return { mode: executable ? 'executable symlink' : 'symlink', bytes: size }
  return { mode: executable ? 'executable' : undefined, bytes: size }
}

/** @throws RECORD_UNREADABLE */
function modeOf(name: string, { known: knownFiles, resolve }: WalkOptions): FileMode | undefined {
  const known = knownFiles?.(name)
  if (known !== undefined) return lookOf(known).mode
  try {
    return lookAt(resolve(name)).mode
  } catch (error) {
    throw unreadable(name, error)
  }
}
