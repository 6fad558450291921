// SPDX-License-Identifier: Apache-2.0
import type { Artifacts } from '../intoto/artifacts/artifacts.ts'
import type { Recorder } from '../recording/record-artifacts.ts'

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
