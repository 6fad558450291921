// SPDX-License-Identifier: Apache-2.0
import type { Runner } from '../../base/runner.ts'
import type { Environment } from '../../base/environment.ts'
import type { LayoutInputs } from '../inputs/layout-inputs.ts'
import { layoutOfCommit, layoutOfFile, type SignedLayout } from './signed-layout.ts'

export interface LayoutPlaces {
  /** The top of the work tree. */
  readonly directory: string
  readonly workspace: string
  readonly environment: Environment
  readonly runner: Pick<Runner, 'annotate'>
  /** The copy that came with what was taken over. */
  readonly copy?: SignedLayout | undefined
}

/**
 * The signed layout by which a step is recorded: that of the commit, else the copy that travels with what was taken over,
 * else the file that the workflow names.
 *
 * @throws FILE_UNREADABLE for a file that is not there; for what is in one, JSON_, METADATA_, KEY_ and INTENT codes
 */
export async function findLayout(
  { layout, layoutFile }: Pick<LayoutInputs, 'layout' | 'layoutFile'>,
  { directory, workspace, environment, runner, copy }: LayoutPlaces
): Promise<SignedLayout | undefined> {
  const ofCommit = layout === undefined ? undefined : await layoutOfCommit(directory, layout, environment, runner)
  return ofCommit ?? copy ?? (layoutFile === undefined ? undefined : layoutOfFile(workspace, layoutFile))
}
