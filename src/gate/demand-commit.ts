// SPDX-License-Identifier: Apache-2.0
import { GateError } from './codes.ts'
import type { GateRun } from './gate-run.ts'
import type { GateServer } from './gate-server.ts'
import { choiceOf, sourceCommitOf, type LayoutCommit } from './source-commit.ts'
import type { VerifyInputs } from './verify-inputs.ts'

export interface CommitPlace {
  readonly server: GateServer
  /** The commit that the run of the links is of, where it is known. */
  readonly ofRun: string | undefined
  /** What the layout says that it is. */
  readonly layout: LayoutCommit
}

/**
 * The commit that the source must be of, with a note where it is not the commit of the run. One that the caller gives must
 * be in this repository: where it is fetched that shows by itself, and where it is not, the server is asked.
 *
 * @throws INPUT_INVALID, SOURCE_COMMIT_UNKNOWN, GITHUB_ codes
 */
export async function demandCommit(
  { commit: choice, sourceCheck }: Pick<VerifyInputs, 'commit' | 'sourceCheck'>,
  run: Pick<GateRun, 'event' | 'eventName'>,
  { server, ofRun, layout }: CommitPlace
): Promise<{ readonly commit: string | undefined; readonly notes: readonly string[] }> {
  const commit = sourceCommitOf(choiceOf(choice, layout), run, ofRun)
  if (commit === undefined || commit === ofRun) return { commit, notes: [] }
  if (sourceCheck === 'none' && !(await server.hasCommit(commit)))
    throw new GateError('SOURCE_COMMIT_UNKNOWN', `The repository does not have commit ${commit}.`, {
      at: 'input commit',
      hint: 'See whether the input commit names a commit of this repository.'
    })
  const says = layout === 'head' ? 'layout' : 'input commit'
  const instead = ofRun === undefined ? '' : `, not of ${ofRun}, which the run is of`
  return { commit, notes: [`The source must be of commit ${commit}, as the ${says} says${instead}.`] }
}
