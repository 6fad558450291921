// SPDX-License-Identifier: Apache-2.0
import { LIMITS } from '../../base/limits.ts'
import { ATTRIBUTES_FILE } from './attributes.ts'
import { readWhole, type CommitTree } from './commit-tree.ts'
import type { Repository } from './repository.ts'

/**
 * The contents of the attribute files of a commit, by their directories: empty for the top, else with a slash at its end.
 * They come from the whole commit, as far as they say something of files of `tree`: a partial clone has no others.
 *
 * @throws SOURCE_UNREADABLE, SOURCE_TOO_LARGE
 */
export async function attributeFiles(
  repository: Repository,
  whole: CommitTree,
  tree: CommitTree
): Promise<ReadonlyMap<string, Buffer>> {
  const directories = new Set<string>()
  for (const { path } of tree.entries)
    for (let slash = path.lastIndexOf('/'); ; slash = path.lastIndexOf('/', slash - 1)) {
      const directory = path.slice(0, slash + 1)
      if (directories.has(directory)) break
      directories.add(directory)
      if (slash < 0) break
    }
  const files = whole.entries.filter(
    ({ path, kind }) =>
      kind !== 'submodule' &&
      (path === ATTRIBUTES_FILE || path.endsWith(`/${ATTRIBUTES_FILE}`)) &&
      directories.has(path.slice(0, -ATTRIBUTES_FILE.length))
  )
  const ids = [...new Set(files.map(({ id }) => id))]
  const contents = await readWhole(repository, ids, 'blob', LIMITS.sourceTreeBytes)
  const byId = new Map(ids.map((id, index) => [id, contents[index] as Buffer]))
  return new Map(files.map(({ path, id }) => [path.slice(0, -ATTRIBUTES_FILE.length), byId.get(id) as Buffer]))
}
