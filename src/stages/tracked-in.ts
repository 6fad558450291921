// SPDX-License-Identifier: Apache-2.0
import type { Environment } from '../base/environment.ts'
import { InTotoError } from '../base/errors.ts'
import { readCommitTree, type ReadTree } from '../recording/source/commit-tree.ts'
import { withChannel } from '../recording/source/object-channel.ts'
import { hasRepository, headOf, openWorkTree } from '../recording/source/repository.ts'
import { UNREADABLE } from './commit-recorder.ts'

/**
 * Paths of the files of the commit that is checked out at the top of a workspace, whatever an index says; none where there
 * is no commit that can be read. What lies there is looked at in any case; the commit only knows what was taken away.
 */
export async function trackedIn(
  workspace: string,
  environment: Environment,
  readTree: ReadTree = readCommitTree
): Promise<readonly string[]> {
  if (!hasRepository(workspace)) return []
  try {
    const { entries } = await withChannel(openWorkTree(workspace, environment), async (repository) =>
      readTree(repository, await headOf(repository))
    )
    return entries.flatMap(({ path, kind }) => (kind === 'submodule' ? [] : [path]))
  } catch (error) {
    if (error instanceof InTotoError && UNREADABLE.includes(error.code)) return []
    throw error
  }
}
