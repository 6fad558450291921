// SPDX-License-Identifier: Apache-2.0
import type { Artifacts } from '../intoto/artifacts/artifacts.ts'
import type { Recorder } from './record-artifacts.ts'

/** Every file in a directory that holds plain files only, by its path in there. @throws every RECORD_ code */
export async function recordDirectory(recorder: Pick<Recorder, 'record'>, directory: string): Promise<Artifacts> {
  const { artifacts } = await recorder.record({
    paths: ['.'],
    baseDirectory: directory,
    exclude: [],
    lstripPaths: [],
    lineEndings: 'as-is',
    symlinkedDirectories: 'skip'
  })
  return artifacts
}

/** What the reference records of a directory: through symbolic links, and without what it excludes by default. */
export async function recordAsReference(recorder: Pick<Recorder, 'record'>, directory: string): Promise<Artifacts> {
  const { artifacts } = await recorder.record({
    paths: ['.'],
    baseDirectory: directory,
    exclude: 'default',
    lstripPaths: [],
    lineEndings: 'as-is',
    symlinkedDirectories: 'follow'
  })
  return artifacts
}
