// SPDX-License-Identifier: Apache-2.0
import { isAbsolute, sep } from 'node:path'
import { ArtifactTable } from '../intoto/artifacts/artifact-table.ts'
import type { Artifacts } from '../intoto/artifacts/artifacts.ts'
import { coverageOf } from '../intoto/artifacts/uri-schemes.ts'
import { RecordingError } from './codes.ts'
import { quoteUntrusted } from '../base/escape-untrusted.ts'
import { isUncounted, isUncountedAtTop } from '../base/uncounted.ts'
import type { ConvertedFiles } from '../intoto/link/converted-files.ts'
import { NameList } from '../intoto/json/digest-section.ts'
import type { FileModes } from '../intoto/link/file-modes.ts'
import { ArtifactNames, parseArtifactUri, type ArtifactUri } from './artifact-names.ts'
import { containerOf, isNamedWithin } from './container-of.ts'
import { COVERAGES } from './coverages.ts'
import { DEFAULT_EXCLUDES } from './default-excludes.ts'
import { Entered } from './entered.ts'
import { compileExcludes } from './excludes.ts'
import { digestsOfFiles, hashOptions, type Run } from './file-digests.ts'
import { gatherArtifacts } from './gather-artifacts.ts'
import { realPlace } from './follow.ts'
import type { HashAlgorithm, HashOptions } from './hash-file.ts'
import { HashPool } from './hash-pool.ts'
import { LeftOut } from './left-out.ts'
import type { Plan } from './plan.ts'
import type { Tracking } from './tracking.ts'
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
  /**
   * `contained` is `within` for paths that may lie elsewhere: each link stays within `baseDirectory`, or, where the path
   * itself lies outside of it, within the directory that is named or that holds the file.
   */
  readonly symlinkedDirectories: WalkOptions['symlinkedDirectories'] | 'contained'
  /** For directories as one artifact: a directory that links to directories may lead into, beside the one they lie in. */
  readonly linkedDirectoriesIn?: string
  /** Who named the paths; a caller unless it says otherwise. */
  readonly named?: WalkOptions['named']
  /**
   * Whether a path that holds no file is an error beside others that hold some: only for files that are compared, and not
   * recorded.
   */
  readonly emptyPath?: 'recorded' | 'refused'
  /** Paths, relative to the base, that every walk passes over, since something else stands for them. */
  readonly apart?: ReadonlySet<string>
  /** Files that are recorded although a pattern leaves them out; where it is given, those that are tracked are, too. */
  readonly also?: (path: string) => boolean
  /**
   * What becomes of the files `.git` that tie submodules of the commit to their repository, which differ from machine to
   * machine; they are recorded unless it is given, and where no commit is read.
   */
  readonly submoduleFiles?: 'recorded' | 'passed-over'
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
  /** How many files each of them hid, as far as they were counted. */
  readonly leftOut: ReadonlyMap<string, number>
  /** One thing that each of them hid. */
  readonly examples?: ReadonlyMap<string, string>
  /** Files that are executable or symbolic links; undefined when that was not asked for. */
  readonly modes: FileModes | undefined
  /** Files of a commit that are recorded by its digest and lie on the disk with other bytes. */
  readonly converted: ConvertedFiles
}

/** The patterns that a request means. */
export function excludesOf(exclude: RecordRequest['exclude']): readonly string[] {
  return exclude === 'default' ? DEFAULT_EXCLUDES : exclude
}

/** Where digests are computed. */
interface Pool {
  begin(options: HashOptions): Run
  close(): Promise<void>
}

/** Records artifacts, keeping threads between recordings until it is closed. */
export class Recorder {
  readonly #pool: Pool
  /** Names of the files that were recorded last. */
  #earlier = new NameList([])

  constructor(pool: Pool = new HashPool()) {
    this.#pool = pool
  }

  /**
   * Hashes files and gives them their names (in-toto v1.0, 4.4.1).
   *
   * @param tracking for files of a commit, whose digest is SHA-256 of their bytes
   * @throws every RECORD_ code
   */
  async record(request: RecordRequest, tracking?: Tracking): Promise<Recorded> {
    const excluded = excludesOf(request.exclude)
    const names = new ArtifactNames(request.lstripPaths, this.#earlier.names)
    const excludes = compileExcludes(excluded)
    // Where files are recorded whatever leaves them out, somebody else chose the lines.
    const leftOut = new LeftOut(undefined, request.also === undefined ? isUncounted : isUncountedAtTop)
    const entered = new Entered()
    const walkOf = walks(request, {
      entered,
      excludes,
      leftOut,
      named: request.named ?? 'by-caller',
      known: tracking?.known,
      apart: request.apart,
      also: request.also,
      linkedDirectoriesIn: request.linkedDirectoriesIn,
      looks: request.modes === 'record',
      lookingFor: {
        purpose: request.emptyPath === undefined ? 'recorded' : 'compared',
        patterns: request.exclude === 'default' ? 'default' : 'given'
      }
    })
    const uris = request.paths.map((path) => parseArtifactUri(path, sep))
    if (request.symlinkedDirectories === 'within') uris.forEach(refuseOutside)
    const run = this.#pool.begin(hashOptions(request, tracking))
    const { plans, digests } = await stopped(run, async () => {
      const plans = uris.map((uri) =>
        COVERAGES[coverageOf(uri.scheme)].plan(uri, walkOf(uri), names, (file) => {
          if (file.sha256 === undefined) run.add(file)
        })
      )
      if (request.emptyPath === 'refused') refuseEmpty(uris, plans)
      const files = plans.map((plan) => plan.files)
      return { plans, digests: await digestsOfFiles(run, files, request, tracking) }
    })
    const modes = request.modes === 'record' ? new Map(plans.flatMap((plan) => plan.modes())) : undefined
    entered.demandUnchanged()
    const { artifacts, converted } = gatherArtifacts(plans, digests, this.#earlier)
    run.free()
    if (artifacts instanceof ArtifactTable) this.#earlier = artifacts.list
    return {
      artifacts,
      excluded,
      leftOut: leftOut.files,
      examples: leftOut.examples,
      modes,
      converted
    }
  }

  /** Ends the threads, so that the process can end. */
  async close(): Promise<void> {
    await this.#pool.close()
  }
}

/** Whatever goes wrong, no thread goes on. */
async function stopped<T>(run: Run, work: () => Promise<T>): Promise<T> {
  try {
    return await work()
  } catch (error) {
    run.stop()
    throw error
  }
}

/** How each path is walked. */
function walks(
  { symlinkedDirectories, baseDirectory }: RecordRequest,
  common: Omit<WalkOptions, 'symlinkedDirectories' | 'base' | 'baseName' | 'resolve'>
): (uri: ArtifactUri) => WalkOptions {
  const below = `${baseDirectory}${sep}`
  // All that is found below a path that is not absolute starts like that path.
  const resolverOf = (root: string): WalkOptions['resolve'] =>
    isAbsolute(root) ? (path) => (isAbsolute(path) ? path : below + path) : (path) => below + path
  const base = symlinkedDirectories === 'within' ? realPlace(baseDirectory, baseDirectory) : baseDirectory
  if (symlinkedDirectories !== 'contained')
    return ({ path }) => ({
      ...common,
      symlinkedDirectories,
      base,
      baseName: 'the workspace',
      resolve: resolverOf(path)
    })
  return ({ path }) => {
    const resolve = resolverOf(path)
    const container = containerOf(resolve(path), baseDirectory)
    const baseName = isNamedWithin(resolve(path), baseDirectory) ? 'the base directory' : quoteUntrusted(container)
    return { ...common, symlinkedDirectories: 'within', base: container, baseName, resolve }
  }
}

/**
 * One path that finds no file is overlooked where others find some; of none at all, the comparison itself speaks.
 *
 * @throws RECORD_NOTHING
 */
function refuseEmpty(uris: readonly ArtifactUri[], plans: readonly Plan[]): void {
  const some = plans.some(({ entries }) => entries > 0)
  for (const [index, { scheme, path }] of uris.entries()) {
    if (plans[index]?.entries !== 0 || (!some && coverageOf(scheme) === 'each-file')) continue
    throw new RecordingError(
      'RECORD_NOTHING',
      `There is no file in ${quoteUntrusted(`${scheme}${path}`)} to compare.`,
      {
        hint: 'Check the path, and whether what makes the files ran before; or do not name it.'
      }
    )
  }
}

/** @throws RECORD_OUTSIDE */
function refuseOutside({ path }: ArtifactUri): void {
  if (!isAbsolute(path) && path !== '..' && !path.startsWith('../')) return
  throw new RecordingError('RECORD_OUTSIDE', `${quoteUntrusted(path)} does not lie in the workspace.`, {
    hint: 'Name files and directories relative to the top of the workspace.'
  })
}
