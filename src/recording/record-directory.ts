// SPDX-License-Identifier: Apache-2.0
import { realpathSync, statSync } from 'node:fs'
import { basename, dirname, join } from 'node:path'
import type { Artifacts } from '../intoto/artifacts/artifacts.ts'
import { artifactsOf } from '../intoto/artifacts/build-artifacts.ts'
import type { Recorder, RecordRequest } from './record-artifacts.ts'

type Recording = Pick<Recorder, 'record'>

/** Every file in a directory that holds plain files only, by its path in there. @throws every RECORD_ code */
export async function recordDirectory(recorder: Recording, directory: string): Promise<Artifacts> {
  return recordAll(recorder, { baseDirectory: directory, exclude: [], symlinkedDirectories: 'skip' })
}

/** What the reference records of a directory: through symbolic links, and without what it excludes by default. */
export async function recordAsReference(recorder: Recording, directory: string): Promise<Artifacts> {
  return recordAll(recorder, { baseDirectory: directory, exclude: 'default', symlinkedDirectories: 'follow' })
}

/**
 * What an inspection sees: everything but git's own directory at the top, and the files that the verification itself was
 * given. These are left out one by one, as the files that they are: whatever is only called like them is seen.
 *
 * @param given paths of the file system
 */
export async function recordForInspection(
  recorder: Recording,
  directory: string,
  given: readonly string[]
): Promise<Artifacts> {
  const artifacts = await recordAll(recorder, {
    baseDirectory: directory,
    exclude: ['/.git'],
    symlinkedDirectories: 'follow'
  })
  const own = new Set(given.flatMap((path) => placesOf(path)))
  const top = realpathSync.native(directory)
  return artifactsOf([...artifacts].filter(([path]) => !own.has(join(top, path))))
}

/** Where a file that was given lies: under the name that it was given by, and where that leads. */
function placesOf(path: string): string[] {
  if (statSync(path, { throwIfNoEntry: false }) === undefined) return []
  return [join(realpathSync.native(dirname(path)), basename(path)), realpathSync.native(path)]
}

async function recordAll(
  recorder: Recording,
  how: Pick<RecordRequest, 'baseDirectory' | 'exclude' | 'symlinkedDirectories'>
): Promise<Artifacts> {
  return (await recorder.record({ ...how, paths: ['.'], lstripPaths: [], lineEndings: 'as-is' })).artifacts
}
