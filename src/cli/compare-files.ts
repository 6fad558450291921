// SPDX-License-Identifier: Apache-2.0
import { quoteUntrusted } from '../base/escape-untrusted.ts'
import type { ArtifactPath, DigestSet } from '../intoto/artifacts/artifacts.ts'
import { compareCodePoints } from '../intoto/json/canonical-json.ts'
import type { Link } from '../intoto/link/link.ts'
import { productForms } from '../intoto/link/on-disk.ts'
import { productsAtHand } from '../recording/products-at-hand.ts'
import { CliError } from './codes.ts'
import { holdsDirectory, installedAtHand } from './installed-at-hand.ts'
import { RecordingError } from '../recording/codes.ts'
import { Recorder, type Recorded, type RecordRequest } from '../recording/record-artifacts.ts'
import type { Tracking } from '../recording/tracking.ts'

/** Files at hand beside the products of a link. Names are in order of code points. */
export interface FilesAndProducts {
  /** Number of files. */
  readonly compared: number
  readonly onlyInProducts: readonly string[]
  readonly notInProducts: readonly string[]
  readonly differ: readonly string[]
  /** How many files each exclude pattern hid. */
  readonly leftOut: ReadonlyMap<string, number>
}

export interface CompareFilesOptions {
  readonly settings: Omit<RecordRequest, 'paths'>
  /** Whether somebody named the paths: then each must give something to compare. */
  readonly named: boolean
}

/**
 * @throws PATH_NOT_COMPARED for a path that is left out, or was named and gave no file; DEPENDENCY_NOT_DIRECTORY; every other
 * RECORD_ code
 */
export async function compareFiles(
  { products, environment }: Pick<Link, 'products' | 'environment'>,
  paths: readonly string[],
  { settings, named }: CompareFilesOptions
): Promise<FilesAndProducts> {
  const tracking = productsAtHand(productForms(environment, products), settings)
  const { files, twice, leftOut } = await filesAt({ products, environment }, paths, { settings, named, tracking })
  const names = [...files.keys()].sort(compareCodePoints)
  return {
    compared: files.size,
    leftOut,
    onlyInProducts: [...products.paths()].filter((path) => !files.has(path)),
    notInProducts: names.filter((path) => !products.has(path)),
    differ: names.filter((path) => products.has(path) && (twice.has(path) || files.get(path) !== products.get(path)))
  }
}

interface Files {
  readonly files: ReadonlyMap<ArtifactPath, DigestSet>
  /** Names under which two paths gave two contents, one of which differs from whatever is expected. */
  readonly twice: ReadonlySet<ArtifactPath>
  readonly leftOut: ReadonlyMap<string, number>
}

/** Each path by itself, so that one which gives nothing is noticed. */
async function filesAt(
  link: Pick<Link, 'products' | 'environment'>,
  paths: readonly string[],
  { settings, named, tracking }: CompareFilesOptions & { readonly tracking: Tracking | undefined }
): Promise<Files> {
  const twice = new Set<ArtifactPath>()
  const hidden = new Map<string, number>()
  const recorder = new Recorder()
  try {
    const installed = await installedAtHand(recorder, link, { ...settings, paths })
    const { paths: walked, apart } = installed
    for (const [line, number] of installed.leftOut) hidden.set(line, number)
    const files = new Map<ArtifactPath, DigestSet>(installed.artifacts)
    for (const path of walked) {
      // A path that holds such a directory gives something to compare, whatever else is left out of it.
      const holds = holdsDirectory(path, apart)
      const request = {
        ...settings,
        paths: [path],
        apart,
        named: holds ? ('by-listing' as const) : ('by-caller' as const)
      }
      const { artifacts, leftOut } = await recordPath(recorder, request, tracking)
      if (named && artifacts.size === 0 && !holds) throw nothingIn(path, leftOut)
      for (const [pattern, number] of leftOut) hidden.set(pattern, (hidden.get(pattern) ?? 0) + number)
      for (const [name, digests] of artifacts) {
        if ((files.get(name) ?? digests) !== digests) twice.add(name)
        files.set(name, digests)
      }
    }
    return { files, twice, leftOut: hidden }
  } finally {
    await recorder.close()
  }
}

/** What cannot be compared because it is left out is told under one code, by whichever way it is noticed. */
async function recordPath(
  recorder: Recorder,
  request: RecordRequest,
  tracking: Tracking | undefined
): Promise<Recorded> {
  try {
    return await recorder.record(request, tracking)
  } catch (error) {
    if (!(error instanceof RecordingError) || error.code !== 'RECORD_EXCLUDED') throw error
    throw new CliError('PATH_NOT_COMPARED', error.message, { at: error.at, hint: error.hint, cause: error })
  }
}

function nothingIn(path: string, leftOut: ReadonlyMap<string, number>): CliError {
  const patterns = [...leftOut.keys()].map((pattern) => quoteUntrusted(pattern))
  return patterns.length > 0
    ? new CliError(
        'PATH_NOT_COMPARED',
        `Every file in ${quoteUntrusted(path)} is left out, by ${patterns.join(', ')}.`,
        { hint: 'Exclude less, or do not name the directory.' }
      )
    : new CliError('PATH_NOT_COMPARED', `There is no file in ${quoteUntrusted(path)} to compare.`, {
        hint: 'Check the path, and whether what makes the files ran before; or do not name it.'
      })
}
