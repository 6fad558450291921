// SPDX-License-Identifier: Apache-2.0
// Where there is no commit to compare with, a file of it that was checked out elsewhere is still known by the link that
// it came with; recorded by its own bytes it would differ from one platform to the next.
import type { ArtifactPath } from '../intoto/artifacts/artifacts.ts'
import { artifactsOf } from '../intoto/artifacts/build-artifacts.ts'
import { sha256Set, type ConvertedByName } from './converted-products.ts'
import type { StepRecorded, StepRecorder } from './step-recorder.ts'

/** Records as another does, and each file that is one of `known`, byte for byte, by the digest of the commit's. */
export function knowing(recorder: StepRecorder, known: ConvertedByName): StepRecorder {
  if (known.size === 0) return recorder
  return { record: async (request) => withKnown(await recorder.record(request), known) }
}

function withKnown(recorded: StepRecorded, known: ConvertedByName): StepRecorded {
  const converted = new Map<ArtifactPath, string>(recorded.converted)
  const artifacts = [...recorded.artifacts].map(([path, digests]) => {
    const file = known.get(path)
    if (file === undefined || digests !== sha256Set(file.disk)) return [path, digests] as const
    converted.set(path, file.disk)
    return [path, sha256Set(file.commit)] as const
  })
  return { ...recorded, artifacts: artifactsOf(artifacts), converted }
}
