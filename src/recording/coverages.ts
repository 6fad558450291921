// SPDX-License-Identifier: Apache-2.0
// For each way in which a scheme covers files: what is hashed, and which names can come of it.
import { createHash } from 'node:crypto'
import { lstatSync, statSync } from 'node:fs'
import { resolve, sep } from 'node:path'
import { RecordingError } from './codes.ts'
import { quoteUntrusted } from '../base/escape-untrusted.ts'
import { digestPairs, digestSet, type ArtifactPath, type DigestSet } from '../intoto/artifacts/artifacts.ts'
import type { Coverage } from '../intoto/artifacts/uri-schemes.ts'
import { compareCodePoints } from '../intoto/json/canonical-json.ts'
import type { FileMode } from '../intoto/link/file-modes.ts'
import type { ArtifactNames, ArtifactUri } from './artifact-names.ts'
import type { FileToHash } from './hash-pool.ts'
import type { KnownFile, KnownFiles } from './known-file.ts'
import { follow, listFiles, type WalkOptions } from './walk.ts'

/** A file to hash, or a link whose digest is known. */
export interface PlannedFile extends FileToHash {
  readonly sha256?: string
}

/** Files to hash, and what becomes of their digests. */
export interface Plan {
  readonly files: readonly PlannedFile[]
  readonly finish: (digests: readonly DigestSet[]) => [ArtifactPath, DigestSet][]
  readonly modes: () => [ArtifactPath, FileMode][]
}

interface Covering {
  /** @throws RECORD_ codes */
  readonly plan: (uri: ArtifactUri, walk: WalkOptions, names: ArtifactNames) => Plan
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

function planFiles({ scheme, path: root }: ArtifactUri, walk: WalkOptions, names: ArtifactNames): Plan {
  const files: PlannedFile[] = []
  const keys: ArtifactPath[] = []
  for (const path of listFiles(root, walk)) {
    files.push(planned(path, walk.resolve(path), walk.known?.(path)))
    keys.push(names.name({ scheme, path }))
  }
  return {
    files,
    finish: (digests) => keys.map((key, index) => [key, digests[index] as DigestSet]),
    modes: () =>
      keys.flatMap((key, index) => {
        const { name, path } = files[index] as PlannedFile
        const mode = modeOf(path, walk.known?.(name))
        return mode === undefined ? [] : [[key, mode]]
      })
  }
}

function planned(name: string, path: string, known: KnownFile | undefined): PlannedFile {
  return known?.kind === 'link' ? { path, name, sha256: known.sha256 } : { path, name }
}

/** One artifact for a whole directory: the SHA-256 of a text with one line a file, as `sha256sum` prints it (ITE-4). */
function planDirectory(uri: ArtifactUri, walk: WalkOptions, names: ArtifactNames): Plan {
  const directory = resolve(walk.resolve(uri.path))
  if (!isDirectory(uri.path, walk)) {
    throw new RecordingError('RECORD_NOT_FOUND', `${quoteUntrusted(`${uri.scheme}${uri.path}`)} is not a directory.`, {
      hint: `Name a directory after "${uri.scheme}".`
    })
  }
  const known: KnownFiles | undefined = walk.known && ((path) => walk.known?.(`${uri.path}/${path}`))
  const paths = listFiles('.', { ...walk, known, resolve: (path) => `${directory}${sep}${path}` })
  paths.forEach((path) => refuseAmbiguous(uri, path))
  const key = names.name(uri)
  return {
    modes: () => [],
    files: paths.map((path) => planned(`${uri.path}/${path}`, `${directory}${sep}${path}`, known?.(path))),
    finish: (digests) => {
      const lines = paths.map((path, index) => [path, `${sha256Of(digests[index] as DigestSet)}  ${path}\n`] as const)
      lines.sort(([a], [b]) => compareCodePoints(a, b))
      const text = lines.map(([, line]) => line).join('')
      return [[key, digestSet([['sha256', createHash('sha256').update(text).digest('hex')]])]]
    }
  }
}

/** @throws RECORD_ codes */
function isDirectory(path: string, walk: WalkOptions): boolean {
  try {
    return follow(path, walk).isDirectory()
  } catch (error) {
    // Nothing lies below a file.
    if (((error as Error).cause as NodeJS.ErrnoException | undefined)?.code === 'ENOTDIR') return false
    throw error
  }
}

/** The text has no way of saying where such a name ends, so two directories would have one digest. */
function refuseAmbiguous({ scheme, path: root }: ArtifactUri, path: string): void {
  if (!/[\n\r\\]/.test(path)) return
  throw new RecordingError(
    'RECORD_NAME_AMBIGUOUS',
    `${quoteUntrusted(`${root}/${path}`)} has a line break or a backslash in its name, so the digest of ${quoteUntrusted(`${scheme}${root}`)} could mean other files.`,
    { hint: 'Rename the file or exclude it, or record the files of the directory one by one.' }
  )
}

function modeOf(path: string, known: KnownFile | undefined): FileMode | undefined {
  if (known !== undefined) return known.kind === 'link' ? 'symlink' : known.mode
  const symlink = lstatSync(path).isSymbolicLink()
  const executable = (statSync(path).mode & 0o111) !== 0
  if (symlink) return executable ? 'executable symlink' : 'symlink'
  return executable ? 'executable' : undefined
}

function sha256Of(digests: DigestSet): string {
  const pair = digestPairs(digests).find(([algorithm]) => algorithm === 'sha256')
  // Without it the text would hold names alone, and directories of any content would be one.
  if (pair === undefined) throw new TypeError('a directory has a digest only where SHA-256 is computed')
  return pair[1]
}
