// SPDX-License-Identifier: Apache-2.0
// Files at hand that are compared with the products of a link. What a checkout converted stands there with the digest of
// the commit's bytes, and a symbolic link of the commit with that of its target's name.
import { isAbsolute, join } from 'node:path'
import type { ArtifactPath } from '../intoto/artifacts/artifacts.ts'
import type { ProductForms } from '../intoto/link/on-disk.ts'
import { isCheckedOutForm } from './checked-out-form.ts'
import type { RecordRequest } from './record-artifacts.ts'
import type { Tracking } from './tracking.ts'
import { targetDigest } from './source/disk.ts'

/**
 * Gives files at hand the digests that they would have as products: a file with the bytes that a link says a checkout
 * wrote, if these can be what a checkout writes of the commit's, since a link alone could say so of any file; and a
 * symbolic link whose target has the name that was recorded. Any other link is followed.
 *
 * @returns undefined where nothing stands there in another form, or where files are not compared byte for byte
 */
export function productsAtHand(
  { targets, converted }: ProductForms,
  { baseDirectory, lstripPaths, lineEndings }: Pick<RecordRequest, 'baseDirectory' | 'lstripPaths' | 'lineEndings'>
): Tracking | undefined {
  if (targets.size + converted.size === 0 || lineEndings !== 'as-is') return undefined
  const nameOf = (path: string): ArtifactPath => {
    const prefix = lstripPaths.find((candidate) => path.startsWith(candidate)) ?? ''
    return path.slice(prefix.length) as ArtifactPath
  }
  const placeOf = (path: string): string => (isAbsolute(path) ? path : join(baseDirectory, path))
  return {
    known: (path) => {
      const target = targets.get(nameOf(path))
      return target !== undefined && targetDigest(placeOf(path)) === target
        ? { kind: 'link', sha256: target }
        : undefined
    },
    beside: () => [],
    settle: async (disk) => {
      const settled = new Map<string, string>()
      for (const [path, sha256] of disk) {
        const form = converted.get(nameOf(path))
        if (form?.disk === sha256 && isCheckedOutForm(placeOf(path), form.disk, form.commit))
          settled.set(path, form.commit)
      }
      return settled
    }
  }
}
