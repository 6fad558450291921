// SPDX-License-Identifier: Apache-2.0
// One file of a commit, from the objects of a repository alone.
import { LIMITS } from '../../base/limits.ts'
import { readWhole, treeOf, type TreeLimits } from './commit-tree.ts'
import type { Repository } from './repository.ts'
import { readTree } from './tree-entries.ts'

/**
 * The bytes of a file as a commit has it; undefined where the commit has no file there: nothing, a directory, a symbolic
 * link, a submodule.
 *
 * @param commit 40 or 64 hexadecimal digits
 * @param path relative to the top of the commit, with forward slashes
 * @param most bytes of the file
 * @throws SOURCE_UNREADABLE, SOURCE_TOO_LARGE, RECORD_NAME_NOT_UTF8, RECORD_NAME_CONTROL
 */
export async function readCommitFile(
  repository: Repository,
  commit: string,
  path: string,
  most: number,
  { sourceTreeBytes }: Pick<TreeLimits, 'sourceTreeBytes'> = LIMITS
): Promise<Buffer | undefined> {
  const parts = path.split('/')
  const name = parts.pop()
  let [id, above] = [await treeOf(repository, commit, { sourceTreeBytes }), '']
  for (const part of parts) {
    const entry = (await entriesOf(repository, { id, above, commit }, sourceTreeBytes)).find((one) => one.name === part)
    if (entry?.kind !== 'directory') return undefined
    ;[id, above] = [entry.id, `${above}${part}/`]
  }
  const file = (await entriesOf(repository, { id, above, commit }, sourceTreeBytes)).find((one) => one.name === name)
  if (file?.kind !== 'file' && file?.kind !== 'executable') return undefined
  const [content] = await readWhole(repository, [file.id], 'blob', most)
  return content
}

interface TreeOf {
  readonly id: string
  readonly above: string
  readonly commit: string
}

async function entriesOf(
  repository: Repository,
  { id, above, commit }: TreeOf,
  most: number
): Promise<ReturnType<typeof readTree>> {
  const [content] = await readWhole(repository, [id], 'tree', most)
  return readTree(content as Buffer, above, commit.length / 2)
}
