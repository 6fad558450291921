// SPDX-License-Identifier: Apache-2.0
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { ArtifactPath, Artifacts, DigestSet } from '../intoto/artifacts/artifacts.ts'
import type { JsonValue } from '../intoto/json/json-value.ts'
import { placeFile, placeNamedLink, unsafe } from './place-file.ts'

export interface ProductsToPlace {
  /** Where they lie, each by its name. */
  readonly directory: string
  readonly found: Artifacts
  /** As `readModes` tells them. */
  readonly modes: ReadonlyMap<string, JsonValue> | undefined
  /** Those that are symbolic links, and lie there as files with their target's name. */
  readonly links: readonly string[]
}

/** A name of a file that systems take has at most so many bytes. */
const LONGEST_TARGET = 4096

/**
 * Puts products into a workspace. Symbolic links of the workspace can lead two names to one file; then it must be the
 * same for both. Links of the products come last, so that no file is put through one.
 *
 * @returns the links, each with the SHA-256 of its target's name
 * @throws TAKE_OVER_UNSAFE, FILE_UNWRITABLE
 */
export function placeProducts(
  workspace: string,
  { directory, found, modes, links }: ProductsToPlace
): ReadonlyMap<ArtifactPath, string> {
  const isLink = new Set(links)
  const placed = new Map<string, DigestSet>()
  for (const [path, digests] of found) {
    if (isLink.has(path)) continue
    const real = placeFile(workspace, directory, path, isExecutable(modes?.get(path)))
    if ((placed.get(real) ?? digests) !== digests)
      throw unsafe(path, 'would replace another file that is taken over, since a symbolic link leads there', real)
    placed.set(real, digests)
  }
  const known = new Map<ArtifactPath, string>()
  for (const [path, digests] of found) {
    if (!isLink.has(path)) continue
    const target = readFileSync(join(directory, path))
    if (target.length > LONGEST_TARGET) throw unsafe(path, 'is a symbolic link to a name that no file has', path)
    placeNamedLink(workspace, path, target.toString('utf8'))
    known.set(path, digests.slice('sha256:'.length))
  }
  return known
}

function isExecutable(mode: unknown): boolean {
  return mode === 'executable' || mode === 'executable symlink'
}
