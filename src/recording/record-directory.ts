// SPDX-License-Identifier: Apache-2.0
import type { Artifacts } from '../intoto/artifacts/artifacts.ts'
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

async function recordAll(
  recorder: Recording,
  how: Pick<RecordRequest, 'baseDirectory' | 'exclude' | 'symlinkedDirectories'>
): Promise<Artifacts> {
  return (await recorder.record({ ...how, paths: ['.'], lstripPaths: [], lineEndings: 'as-is' })).artifacts
}
