// SPDX-License-Identifier: Apache-2.0
import type { Rest } from './rest.ts'
import type { Place } from '../base/runner.ts'

/** The Checks interface takes at most 65 535 characters of a summary. */
export const CHECK_RUN_CHARACTERS = 60_000
const MOST_ANNOTATIONS = 50

export interface CheckRunRequest {
  readonly owner: string
  readonly repo: string
  /** The commit that the check is shown on: the head of a pull request, not its merge commit. */
  readonly commit: string
  readonly conclusion: 'success' | 'failure' | 'neutral'
  readonly title: string
  readonly summary: string
  readonly annotations: readonly (Place & {
    readonly title: string
    readonly message: string
    readonly level: 'error' | 'warning'
  })[]
}

/** Publishes a completed check run. @throws GITHUB_ codes */
export async function publishCheckRun(rest: Rest, request: CheckRunRequest): Promise<void> {
  const { owner, repo, commit, conclusion, title, summary } = request
  await rest.call({
    route: 'POST /repos/{owner}/{repo}/check-runs',
    parameters: {
      owner,
      repo,
      name: 'in-toto',
      head_sha: commit,
      status: 'completed',
      conclusion,
      output: {
        title,
        summary,
        annotations: request.annotations.slice(0, MOST_ANNOTATIONS).map((annotation) => ({
          path: annotation.file,
          start_line: annotation.line,
          end_line: annotation.line,
          annotation_level: annotation.level === 'error' ? 'failure' : 'warning',
          title: annotation.title.slice(0, 255),
          message: annotation.message
        }))
      }
    },
    what: 'a check run',
    permission: 'checks: write'
  })
}
