// SPDX-License-Identifier: Apache-2.0
// In which form files lay where a command ran. The signing job checks out by itself, perhaps on another system or without
// Git LFS; what the command did to a file shows only beside what lay there before, in the same job.
import type { ArtifactPath } from '../intoto/artifacts/artifacts.ts'
import type { JsonObject } from '../intoto/json/json-value.ts'
import { readConverted, withConverted } from '../intoto/link/converted-files.ts'
import { FILE_MODES, isLinkMode, readModes, withModes, type FileMode } from '../intoto/link/file-modes.ts'
import type { Link } from '../intoto/link/link.ts'

/**
 * The environment of a beginning, with the forms that the materials had in the working job: converted files, and whether
 * symbolic links were links.
 *
 * @param mine the beginning as the signing job found it
 * @param claimed the record of the working job, with the same materials
 */
export function withFormsOfWork(mine: Link, claimed: Link): JsonObject {
  const environment = new Map(mine.environment)
  environment.delete('converted')
  const converted = readConverted(claimed.environment, 'materials')
  const own = [...(converted === 'malformed' ? [] : converted)].filter(([path]) => mine.materials.has(path))
  return withLinksOfWork(withConverted(environment, 'materials', new Map(own)), claimed)
}

/** Which files may be executed is what the signing job sees. */
function withLinksOfWork(environment: JsonObject, claimed: Link): JsonObject {
  const [seen, worked] = [readModes(environment, 'materials'), readModes(claimed.environment, 'materials')]
  if (seen === undefined || worked === undefined) return environment
  const modes = new Map<ArtifactPath, FileMode>()
  for (const path of claimed.materials.paths()) {
    const [own, other] = [seen.get(path), worked.get(path)]
    const mode = FILE_MODES.find((one) => one === (isLinkMode(own) === isLinkMode(other) ? own : other))
    if (mode !== undefined) modes.set(path, mode)
  }
  return withModes(environment, 'materials', modes)
}
