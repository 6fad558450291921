// SPDX-License-Identifier: Apache-2.0
// The files of a commit with their digests, from its objects alone: whatever lies in a work tree, an index or a
// configuration is not asked.
import { sha256OfLines } from '../../files/sha256-digest.ts'
import { LIMITS } from '../../base/limits.ts'
import type { Environment } from '../../base/environment.ts'
import { sourceLines } from '../../intoto/link/source-claim.ts'
import type { RepositoryFiles } from '../../intoto/verification/expected-source.ts'
import { attributeFiles } from './attribute-files.ts'
import { Attributes } from './attributes.ts'
import { readCommitTree, tooLarge, type CommitTree, type SourceEntry, type TreeLimits } from './commit-tree.ts'
import { encodingOf } from './encodings.ts'
import { readBlobs } from './read-blobs.ts'
import { openRepository, type Repository } from './repository.ts'
import { sparseTree } from './sparse.ts'

export interface CommitRequest {
  /** The top of a work tree, or a repository without one. */
  readonly directory: string
  /** 40 or 64 hexadecimal digits. */
  readonly commit: string
  readonly environment: Environment
  /**
   * Patterns of a sparse checkout, for which alone files are counted: lines of gitignore, as a claim has them.
   * `sparsePatterns` makes them of what actions/checkout is given.
   */
  readonly only?: readonly string[]
  readonly onProgress?: ((files: number) => void) | undefined
}

export type CommitLimits = TreeLimits & Readonly<Record<'sourceBytes' | 'attributeTrials', number>>

/**
 * Reads the files of a commit from the objects of a repository, each of which is held against its id.
 *
 * @throws GIT_FAILED without a repository or git, SOURCE_UNREADABLE, SOURCE_TOO_LARGE, RECORD_NAME_NOT_UTF8,
 * RECORD_NAME_CONTROL
 */
export async function commitFiles(
  request: CommitRequest,
  limits: CommitLimits = LIMITS
): Promise<Required<RepositoryFiles>> {
  const repository = openRepository(request.directory, request.environment)
  const whole = await readCommitTree(repository, request.commit, limits)
  const tree = request.only === undefined ? whole : sparseTree(whole, request.only)
  const digests = await digestsOf(repository, filesOf(tree), limits.sourceBytes, request.onProgress)
  const attributes = await attributeFiles(repository, whole, tree)
  return { ...summary(tree, digests), unknownEncodings: unknownEncodings(tree, attributes, limits.attributeTrials) }
}

/** Most commits have no encodings at all, so that no attribute is looked up. */
function unknownEncodings(tree: CommitTree, attributeFiles: ReadonlyMap<string, Buffer>, most: number): Set<string> {
  const unknown = new Set<string>()
  if (![...attributeFiles.values()].some((content) => content.includes('working-tree-encoding'))) return unknown
  const attributes = new Attributes(attributeFiles)
  let trials = 0
  for (const { path, kind } of filesOf(tree)) {
    if (kind === 'link') continue
    trials += attributes.linesFor(path)
    if (trials > most)
      throw tooLarge(
        `more than ${most} lines of attributes to be tried on its files`,
        'Write fewer lines into .gitattributes.'
      )
    if (encodingOf(attributes.of(path)) === 'unknown') unknown.add(path)
  }
  return unknown
}

/** What a commit has but for its submodules. */
export function filesOf({ entries }: CommitTree): readonly SourceEntry[] {
  return entries.filter(({ kind }) => kind !== 'submodule')
}

/** Number and digest over the lines of a claim. */
export function summary(
  { commit, tree, entries }: CommitTree,
  digests: ReadonlyMap<string, string>
): Required<Omit<RepositoryFiles, 'unknownEncodings'>> {
  const submodules = entries.flatMap(({ path, kind, id }) => (kind === 'submodule' ? [[path, id] as const] : []))
  return {
    commit,
    tree,
    files: digests.size,
    digest: sha256OfLines(sourceLines(digests)),
    digests,
    submodules: new Map(submodules)
  }
}

async function digestsOf(
  repository: Repository,
  files: readonly SourceEntry[],
  most: number,
  onProgress: ((files: number) => void) | undefined
): Promise<Map<string, string>> {
  const byId = new Map<string, string>()
  await readBlobs(repository, [...new Set(files.map(({ id }) => id))], most, ({ id, sha256 }) => {
    byId.set(id, sha256)
    onProgress?.(byId.size)
  })
  return new Map(files.map(({ path, id }) => [path, byId.get(id) as string]))
}
