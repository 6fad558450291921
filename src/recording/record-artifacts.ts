// SPDX-License-Identifier: Apache-2.0
import { createHash } from 'node:crypto'
import { lstatSync, realpathSync, statSync } from 'node:fs'
import { isAbsolute, resolve, sep } from 'node:path'
import { digestSet, type ArtifactPath, type Artifacts, type DigestSet } from '../intoto/artifacts/artifacts.ts'
import { InTotoError } from '../base/errors.ts'
import { quoteUntrusted } from '../base/escape-untrusted.ts'
import type { FileMode, FileModes } from '../intoto/link/file-modes.ts'
import { compareCodePoints } from '../intoto/json/canonical-json.ts'
import { ArtifactNames, parseArtifactUri, type ArtifactUri } from './artifact-names.ts'
import { DEFAULT_EXCLUDES } from './default-excludes.ts'
import { compileExcludes } from './excludes.ts'
import type { HashAlgorithm } from './hash-file.ts'
import { HashPool, type FileToHash } from './hash-pool.ts'
import { listFiles, type WalkOptions } from './walk.ts'

export interface RecordRequest {
  /** Files and directories, plain or as `file:` and `dir:` URIs (ITE-4). Nothing is recorded for none. */
  readonly paths: readonly string[]
  /** What relative paths are relative to. */
  readonly baseDirectory: string
  /** Gitignore patterns; a list replaces the default one. */
  readonly exclude: readonly string[] | 'default'
  /** Prefixes to cut off names; the first that fits is used. */
  readonly lstripPaths: readonly string[]
  readonly lineEndings: 'as-is' | 'normalise'
  readonly symlinkedDirectories: WalkOptions['symlinkedDirectories']
  readonly algorithms?: readonly HashAlgorithm[]
  /** Whether to look which files are executable or symbolic links. */
  readonly modes?: 'ignore' | 'record'
  readonly onProgress?: ((files: number) => void) | undefined
}

export interface Recorded {
  /** In order of code points. */
  readonly artifacts: Artifacts
  /** The exclude patterns that were in force. */
  readonly excluded: readonly string[]
  /** Files that are executable or symbolic links; undefined when that was not asked for. */
  readonly modes: FileModes | undefined
}

/** The patterns that a request means. */
export function excludesOf(exclude: RecordRequest['exclude']): readonly string[] {
  return exclude === 'default' ? DEFAULT_EXCLUDES : exclude
}

/** Records artifacts, keeping threads between recordings until it is closed. */
export class Recorder {
  readonly #pool: HashPool

  constructor(pool: HashPool = new HashPool()) {
    this.#pool = pool
  }

  /**
   * Hashes files and gives them their names (in-toto v1.0, 4.4.1).
   *
   * @throws every RECORD_ code
   */
  async record(request: RecordRequest): Promise<Recorded> {
    const excluded = excludesOf(request.exclude)
    const algorithms = request.algorithms ?? ['sha256']
    const names = new ArtifactNames(request.lstripPaths)
    const excludes = compileExcludes(excluded)
    const walk: WalkOptions = {
      excludes,
      symlinkedDirectories: request.symlinkedDirectories,
      base:
        request.symlinkedDirectories === 'within' ? realpathSync.native(request.baseDirectory) : request.baseDirectory,
      resolve: (path) => (isAbsolute(path) ? path : `${request.baseDirectory}${sep}${path}`)
    }
    const uris = request.paths.map((path) => parseArtifactUri(path, sep))
    if (request.symlinkedDirectories === 'within') uris.forEach(refuseOutside)
    const plans = uris.map((uri) =>
      uri.scheme === 'dir:' ? planDirectory(uri, walk, names) : planFiles(uri, walk, names)
    )
    const files = plans.flatMap(({ files: found }) => found)
    const bytes = files.length < 256 ? sizeOf(files) : 0
    const digests = await this.#pool.hash(
      files,
      bytes,
      { algorithms, lineEndings: request.lineEndings },
      request.onProgress
    )
    const sets = digests.map((hexes) =>
      digestSet(hexes.map((hex, index) => [algorithms[index] as HashAlgorithm, hex] as const))
    )
    const artifacts: [ArtifactPath, DigestSet][] = []
    let position = 0
    for (const plan of plans) {
      const mine = sets.slice(position, position + plan.files.length)
      position += plan.files.length
      // Not by spreading: there may be more of them than a call takes arguments.
      for (const artifact of plan.finish(mine)) artifacts.push(artifact)
    }
    artifacts.sort(([a], [b]) => compareCodePoints(a, b))
    artifacts.forEach((artifact, index) => refuseTaken(artifact, artifacts[index + 1]))
    const modes = request.modes === 'record' ? new Map(plans.flatMap((plan) => plan.modes())) : undefined
    return { artifacts: new Map(artifacts), excluded, modes }
  }

  /** Ends the threads, so that the process can end. */
  async close(): Promise<void> {
    await this.#pool.close()
  }
}

/** Records once. See `Recorder.record`. */
export async function recordArtifacts(request: RecordRequest): Promise<Recorded> {
  const recorder = new Recorder()
  try {
    return await recorder.record(request)
  } finally {
    await recorder.close()
  }
}

/** @throws RECORD_OUTSIDE */
function refuseOutside({ path }: ArtifactUri): void {
  if (!isAbsolute(path) && path !== '..' && !path.startsWith('../')) return
  throw new InTotoError('RECORD_OUTSIDE', `${quoteUntrusted(path)} does not lie in the workspace.`, {
    hint: 'Name files and directories relative to the top of the workspace.'
  })
}

/** One file may be named in two ways; two things of one name, a file `dir:a` and the directory `a`, may not be. */
function refuseTaken([name, digests]: [ArtifactPath, DigestSet], next: [ArtifactPath, DigestSet] | undefined): void {
  if (next === undefined || next[0] !== name || next[1] === digests) return
  throw new InTotoError(
    'RECORD_NAME_TAKEN',
    `Two things would be recorded as ${quoteUntrusted(name)}, with different digests.`,
    { hint: 'Rename the file that is called like a scheme and a path, or exclude it.' }
  )
}

/** Files to hash, and what becomes of their digests. */
interface Plan {
  readonly files: readonly FileToHash[]
  finish(digests: readonly DigestSet[]): [ArtifactPath, DigestSet][]
  modes(): [ArtifactPath, FileMode][]
}

function planFiles({ scheme, path: root }: ArtifactUri, walk: WalkOptions, names: ArtifactNames): Plan {
  const files: FileToHash[] = []
  const keys: ArtifactPath[] = []
  for (const path of listFiles(root, walk)) {
    files.push({ path: walk.resolve(path), name: path })
    keys.push(names.name({ scheme, path }))
  }
  return {
    files,
    finish: (digests) => keys.map((key, index) => [key, digests[index] as DigestSet]),
    modes: () =>
      keys.flatMap((key, index) => {
        const mode = modeOf(files[index]?.path ?? '')
        return mode === undefined ? [] : [[key, mode]]
      })
  }
}

/** One artifact for a whole directory: the SHA-256 of a text with one line a file, as `sha256sum` prints it (ITE-4). */
function planDirectory(uri: ArtifactUri, walk: WalkOptions, names: ArtifactNames): Plan {
  const directory = resolve(walk.resolve(uri.path))
  if (statSync(directory, { throwIfNoEntry: false })?.isDirectory() !== true) {
    throw new InTotoError('RECORD_NOT_FOUND', `${quoteUntrusted(`dir:${uri.path}`)} is not a directory.`, {
      hint: 'Name a directory after "dir:".'
    })
  }
  const paths = listFiles('.', { ...walk, resolve: (path) => `${directory}${sep}${path}` })
  const key = names.name(uri)
  return {
    modes: () => [],
    files: paths.map((path) => ({ path: `${directory}${sep}${path}`, name: `${uri.path}/${path}` })),
    finish: (digests) => {
      const lines = paths.map((path, index) => [path, `${sha256Of(digests[index] as DigestSet)}  ${path}\n`] as const)
      lines.sort(([a], [b]) => compareCodePoints(a, b))
      const text = lines.map(([, line]) => line).join('')
      return [[key, digestSet([['sha256', createHash('sha256').update(text).digest('hex')]])]]
    }
  }
}

function modeOf(path: string): FileMode | undefined {
  const symlink = lstatSync(path).isSymbolicLink()
  const executable = (statSync(path).mode & 0o111) !== 0
  if (symlink) return executable ? 'executable symlink' : 'symlink'
  return executable ? 'executable' : undefined
}

function sha256Of(digests: DigestSet): string {
  return /sha256:([0-9a-f]+)/.exec(digests)?.[1] ?? ''
}

function sizeOf(files: readonly FileToHash[]): number {
  return files.reduce((sum, { path }) => sum + (statSync(path, { throwIfNoEntry: false })?.size ?? 0), 0)
}
