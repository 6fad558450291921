// SPDX-License-Identifier: Apache-2.0
// Which commit a checkout stage must have checked out: its link says "these are the files of this commit", and rules and
// people take that for the commit of the run.
import { BaseError } from '../base/codes.ts'
import { escapeUntrusted, quoteUntrusted } from '../base/escape-untrusted.ts'
import { StagesError } from './codes.ts'
import type { CheckoutInputs } from './inputs/checkout-inputs.ts'
import type { StageRun } from './stage-run.ts'

type CommitFacts = Pick<StageRun, 'binding' | 'headCommit'>

/** Whether the checkout is of the repository that the run belongs to; another one has commits of its own. */
export function isOwnRepository({ repository }: Pick<CheckoutInputs, 'repository'>, { binding }: CommitFacts): boolean {
  return repository === '' || repository.toLowerCase() === (binding.repository ?? '').toLowerCase()
}

/**
 * Demands that the commit which is checked out is the one that was expected.
 *
 * @param directory where it is checked out, for the message
 * @throws CHECKOUT_COMMIT_OTHER; INPUT_INVALID for `commit: head` in a run that is of no pull request
 */
export function checkCommit(found: string, inputs: CheckoutInputs, run: CommitFacts, directory: string): void {
  const expected = expectedCommit(inputs, run)
  if (found === expected) return
  throw new StagesError(
    'CHECKOUT_COMMIT_OTHER',
    `Commit ${quoteUntrusted(found, 80)} is checked out, and ${MEANINGS[inputs.commit.kind]} is ${quoteUntrusted(expected, 80)}.`,
    { at: escapeUntrusted(directory), hint: `${hintFor(found, inputs, run)} Nothing was signed.` }
  )
}

const MEANINGS = {
  run: 'the commit of the run',
  head: 'the tip of the pull request, which `commit: head` expects,',
  id: 'the commit that `commit` expects'
} as const

function expectedCommit({ commit }: CheckoutInputs, { binding, headCommit }: CommitFacts): string {
  if (commit.kind === 'id') return commit.id
  if (commit.kind === 'run') return binding.commit ?? ''
  if (headCommit !== '') return headCommit
  throw new BaseError(
    'INPUT_INVALID',
    'The input commit cannot be used: `head` is the tip of a pull request, and this run is of none.',
    {
      at: 'input commit',
      hint: "Write `commit: run`, or choose by event: `commit: ${{ github.event_name == 'pull_request' && 'head' || 'run' }}`."
    }
  )
}

function hintFor(found: string, { commit, ref }: CheckoutInputs, { headCommit }: CommitFacts): string {
  if (commit.kind === 'run' && found === headCommit)
    return 'It is the tip of the pull request. If that is what the pipeline builds, write `commit: head` at this stage and at the gate.'
  if (commit.kind !== 'id' && ref !== '')
    return `\`ref\` asks for ${quoteUntrusted(ref, 100)}. If that is what the pipeline builds, say so at this stage and at the gate: \`commit: ${escapeUntrusted(found, 80)}\`, or an expression that gives it, like \`commit: \${{ needs.JOB.outputs.commit }}\`. Else leave \`ref\` away.`
  if (commit.kind === 'id' && ref === '') return 'Give the checkout the same: `ref:` takes the id of a commit, too.'
  return `Most often actions/checkout checked nothing out, and what lay there before is there still: an earlier workflow step can make it skip its work (\`STATE_isPost\` through GITHUB_ENV), or moved HEAD. Put this stage before all others of the job, and look at what runs before it.`
}
