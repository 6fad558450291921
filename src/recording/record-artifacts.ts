// SPDX-License-Identifier: Apache-2.0
import { realpathSync, statSync } from 'node:fs'
import { isAbsolute, sep } from 'node:path'
import { digestSet, type ArtifactPath, type Artifacts, type DigestSet } from '../intoto/artifacts/artifacts.ts'
import { coverageOf } from '../intoto/artifacts/uri-schemes.ts'
import { RecordingError } from './codes.ts'
import { quoteUntrusted } from '../base/escape-untrusted.ts'
import type { FileModes } from '../intoto/link/file-modes.ts'
import { artifactsOf } from '../intoto/artifacts/build-artifacts.ts'
import { compareCodePoints } from '../intoto/json/canonical-json.ts'
import { ArtifactNames, parseArtifactUri, type ArtifactUri } from './artifact-names.ts'
import { COVERAGES } from './coverages.ts'
import { DEFAULT_EXCLUDES } from './default-excludes.ts'
import { compileExcludes } from './excludes.ts'
import type { HashAlgorithm } from './hash-file.ts'
import { HashPool, type FileToHash } from './hash-pool.ts'
import type { WalkOptions } from './walk.ts'

export interface RecordRequest {
  /** Files and directories, plain or as URIs with a scheme (ITE-4). Nothing is recorded for none. */
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

/** Where digests are computed. */
type Pool = Pick<HashPool, 'hash' | 'close'>

/** Records artifacts, keeping threads between recordings until it is closed. */
export class Recorder {
  readonly #pool: Pool

  constructor(pool: Pool = new HashPool()) {
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
    const plans = uris.map((uri) => COVERAGES[coverageOf(uri.scheme)].plan(uri, walk, names))
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
    return { artifacts: artifactsOf(artifacts), excluded, modes }
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
  throw new RecordingError('RECORD_OUTSIDE', `${quoteUntrusted(path)} does not lie in the workspace.`, {
    hint: 'Name files and directories relative to the top of the workspace.'
  })
}

/** One file may be named in two ways; two things of one name, a file `dir:a` and the directory `a`, may not be. */
function refuseTaken([name, digests]: [ArtifactPath, DigestSet], next: [ArtifactPath, DigestSet] | undefined): void {
  if (next === undefined || next[0] !== name || next[1] === digests) return
  throw new RecordingError(
    'RECORD_NAME_TAKEN',
    `Two things would be recorded as ${quoteUntrusted(name)}, with different digests.`,
    { hint: 'Rename the file that is called like a scheme and a path, or exclude it.' }
  )
}

function sizeOf(files: readonly FileToHash[]): number {
  return files.reduce((sum, { path }) => sum + (statSync(path, { throwIfNoEntry: false })?.size ?? 0), 0)
}
