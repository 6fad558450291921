// SPDX-License-Identifier: Apache-2.0
// Files that are compared with a link: a symbolic link of a commit stands there with the digest of its target's name, so
// the one at hand is not followed, either.
import { lstatSync } from 'node:fs'
import { isAbsolute, join } from 'node:path'
import type { ArtifactPath } from '../intoto/artifacts/artifacts.ts'
import type { RecordRequest, Tracking } from './record-artifacts.ts'
import { targetDigest } from './source/disk.ts'

/**
 * Takes those links at hand for links that are recorded so. Any other is followed, as it was when its step recorded it.
 *
 * @param targets SHA-256 of the targets' names, 64 digits, by the names of artifacts
 * @returns undefined where there are none, or where no file is compared byte for byte
 */
export function linksOfProducts(
  targets: ReadonlyMap<ArtifactPath, string>,
  { baseDirectory, lstripPaths, lineEndings }: Pick<RecordRequest, 'baseDirectory' | 'lstripPaths' | 'lineEndings'>
): Tracking | undefined {
  if (targets.size === 0 || lineEndings !== 'as-is') return undefined
  const nameOf = (path: string): ArtifactPath => {
    const prefix = lstripPaths.find((candidate) => path.startsWith(candidate)) ?? ''
    return path.slice(prefix.length) as ArtifactPath
  }
  return {
    known: (path) => {
      const target = targets.get(nameOf(path))
      if (target === undefined) return undefined
      const place = isAbsolute(path) ? path : join(baseDirectory, path)
      const isLink = lstatSync(place, { throwIfNoEntry: false })?.isSymbolicLink() === true
      return isLink && targetDigest(place) === target ? { kind: 'link', sha256: target } : undefined
    },
    beside: () => [],
    settle: async () => new Map()
  }
}
