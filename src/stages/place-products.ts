// SPDX-License-Identifier: Apache-2.0
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { ArtifactPath, Artifacts, DigestSet } from '../intoto/artifacts/artifacts.ts'
import type { JsonValue } from '../intoto/json/json-value.ts'
import { placeCopy, placeNamedLink, unsafe } from './place-file.ts'

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

/** One product on its way into a workspace. */
export interface ProductToPlace {
  /** Where it goes, relative to the workspace. */
  readonly path: ArtifactPath
  /** Where it lies now. */
  readonly file: string
  readonly digests: DigestSet
  readonly mode: JsonValue | undefined
  readonly isLink: boolean
}

/** See `placeEach`, for products that keep their names. */
export function placeProducts(
  workspace: string,
  { directory, found, modes, links }: ProductsToPlace
): ReadonlyMap<ArtifactPath, string> {
  const isLink = new Set(links)
  return placeEach(
    workspace,
    [...found].map(([path, digests]) => ({
      path,
      file: join(directory, path),
      digests,
      mode: modes?.get(path),
      isLink: isLink.has(path)
    }))
  )
}

/**
 * Puts products into a workspace. Symbolic links of the workspace can lead two names to one file; then it must be the
 * same for both. Links of the products come last, so that no file is put through one.
 *
 * @returns the links, each with the SHA-256 of its target's name
 * @throws TAKE_OVER_UNSAFE, FILE_UNWRITABLE
 */
export function placeEach(workspace: string, products: readonly ProductToPlace[]): ReadonlyMap<ArtifactPath, string> {
  const placed = new Map<string, DigestSet>()
  for (const { path, file, digests, mode, isLink } of products) {
    if (isLink) continue
    const real = placeCopy(workspace, path, file, isExecutable(mode))
    if ((placed.get(real) ?? digests) !== digests)
      throw unsafe(path, 'would replace another file that is taken over, since a symbolic link leads there', real)
    placed.set(real, digests)
  }
  const known = new Map<ArtifactPath, string>()
  for (const { path, file, digests, isLink } of products) {
    if (!isLink) continue
    const target = readFileSync(file)
    if (target.length > LONGEST_TARGET) throw unsafe(path, 'is a symbolic link to a name that no file has', path)
    placeNamedLink(workspace, path, target.toString('utf8'))
    known.set(path, digests.slice('sha256:'.length))
  }
  return known
}

function isExecutable(mode: unknown): boolean {
  return mode === 'executable' || mode === 'executable symlink'
}
