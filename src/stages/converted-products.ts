// SPDX-License-Identifier: Apache-2.0
// Products of the commit stand in a link with the digest of the commit's bytes, and a checkout may have written others:
// whoever copies, stores or takes over files compares with what lay on the disk.
import { join } from 'node:path'
import { digestSet, type ArtifactPath, type Artifacts, type DigestSet } from '../intoto/artifacts/artifacts.ts'
import { artifactsOf } from '../intoto/artifacts/build-artifacts.ts'
import { CoreError } from '../intoto/codes.ts'
import { readConverted, type ConvertedFiles } from '../intoto/link/converted-files.ts'
import type { Link } from '../intoto/link/link.ts'
import { quoteUntrusted } from '../base/escape-untrusted.ts'
import { isCheckedOutForm } from '../recording/checked-out-form.ts'

/** A file of the commit that a checkout wrote with other bytes: both SHA-256, 64 digits. */
export interface ConvertedFile {
  readonly disk: string
  readonly commit: string
}

/** By the names of artifacts. */
export type ConvertedByName = ReadonlyMap<ArtifactPath, ConvertedFile>

export const NOTHING_CONVERTED: ConvertedByName = new Map()

/** The digest set of one SHA-256. */
export function sha256Set(hex: string): DigestSet {
  return digestSet([['sha256', hex]])
}

/** The same files with the digests of what lies on the disk. */
export function onDisk(artifacts: Artifacts, converted: ConvertedFiles): Artifacts {
  if (converted.size === 0) return artifacts
  return artifactsOf(
    [...artifacts].map(([path, digests]) => {
      const disk = converted.get(path)
      return [path, disk === undefined ? digests : sha256Set(disk)] as const
    })
  )
}

/** The converted products of a link. @throws METADATA_VALUE_INVALID */
export function convertedProducts({ name, environment }: Link): ConvertedFiles {
  const converted = readConverted(environment, 'products')
  if (converted !== 'malformed') return converted
  throw new CoreError(
    'METADATA_VALUE_INVALID',
    `What the link of step ${quoteUntrusted(name)} says of files that a checkout converted cannot be read.`,
    {
      at: 'environment.converted.products',
      hint: 'Let both jobs use one version of this suite. If they do, find out who made that link.'
    }
  )
}

/**
 * Whether the file that lies in a directory can be what a checkout made of the commit's: its link says so, and its link
 * alone could say that of any file.
 */
export function isConvertedIn(directory: string, path: ArtifactPath, { disk, commit }: ConvertedFile): boolean {
  return isCheckedOutForm(join(directory, path), disk, commit)
}
