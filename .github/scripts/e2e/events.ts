// SPDX-License-Identifier: Apache-2.0
// What GitHub tells a run of its cause.
import { REPOSITORY } from './project.ts'

export type EventName = 'push' | 'pull_request' | 'merge_group'

/** Who caused a run: a member, somebody's fork, or Dependabot on a branch of the repository itself. */
export type Author = 'member' | 'fork' | 'dependabot'

export interface RunEvent {
  readonly payload: unknown
  readonly ref: string
  readonly actor: string
}

const ACTORS: Readonly<Record<Author, string>> = { member: 'alice', fork: 'mallory', dependabot: 'dependabot[bot]' }

const REPOSITORY_FACTS = { id: 4711, full_name: REPOSITORY, default_branch: 'main' }

/**
 * @param ref in place of the one that such a run mostly has
 * @param onto the branch that a pull request or a merge queue is for
 */
export function runEvent(
  event: EventName,
  {
    author,
    sha,
    base,
    ref,
    onto = 'main'
  }: { author: Author; sha: string; base: string; ref?: string | undefined; onto?: string | undefined }
): RunEvent {
  const actor = ACTORS[author]
  if (event === 'push') {
    const pushed = ref ?? 'refs/heads/main'
    return { payload: { ref: pushed, after: sha, repository: REPOSITORY_FACTS }, ref: pushed, actor }
  }
  if (event === 'merge_group') {
    const queue = ref ?? `refs/heads/gh-readonly-queue/${onto}/pr-7-${base}`
    const group = { head_sha: sha, head_ref: queue, base_sha: base, base_ref: `refs/heads/${onto}` }
    return {
      payload: { action: 'checks_requested', merge_group: group, repository: REPOSITORY_FACTS },
      ref: queue,
      actor
    }
  }
  const head = author === 'fork' ? { id: 4712, full_name: 'mallory/greeter' } : REPOSITORY_FACTS
  return {
    payload: {
      action: 'synchronize',
      number: 7,
      repository: REPOSITORY_FACTS,
      pull_request: {
        number: 7,
        base: { ref: onto, sha: base, repo: REPOSITORY_FACTS },
        head: { ref: 'change', sha, repo: head }
      }
    },
    ref: ref ?? 'refs/pull/7/merge',
    actor
  }
}
