// SPDX-License-Identifier: Apache-2.0
import type { Environment } from '../base/environment.ts'
import { headOf, openWorkTree } from '../recording/source/repository.ts'

/** The commit that is checked out in a directory, by its own repository and none above it. @throws GIT_FAILED */
export async function checkedOutCommit(directory: string, environment: Environment): Promise<string> {
  return headOf(openWorkTree(directory, environment))
}
