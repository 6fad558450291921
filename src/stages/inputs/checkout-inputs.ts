// SPDX-License-Identifier: Apache-2.0
// What the last workflow step of a checkout stage is told of the checkout. None of it comes from the checkout itself.
import { quoteUntrusted } from '../../base/escape-untrusted.ts'
import { isGitId } from '../../base/git-id.ts'
import { invalid, type Inputs } from '../../base/inputs.ts'
import type { SparseCheckout } from '../../recording/source/recorded-source.ts'
import { LIMITS } from '../../base/limits.ts'
import { canClaimOnly } from '../../intoto/link/source-claim.ts'
import { coneDirectory, sparsePatterns } from '../../recording/source/sparse.ts'

/** Which commit is to be checked out: that of the run, the tip of the pull request, or this one (40 or 64 digits). */
export type ExpectedCommit = { readonly kind: 'run' | 'head' } | { readonly kind: 'id'; readonly id: string }

export interface CheckoutInputs {
  readonly commit: ExpectedCommit
  /** Whether a file in an encoding that the suite does not know fails the stage. */
  readonly encodings: 'demanded' | 'told'
  /** What was asked of actions/checkout; empty for what it takes by itself. For messages alone. */
  readonly ref: string
  /** The repository that was asked for, owner/name; empty for that of the run. */
  readonly repository: string
  /** The lines of a sparse checkout; undefined for a whole one. */
  readonly sparse: SparseCheckout | undefined
}

/** @throws INPUT_MISSING, INPUT_INVALID */
export function readCheckoutInputs(inputs: Inputs): CheckoutInputs {
  return {
    commit: readExpectedCommit(inputs),
    encodings: inputs.choice('encodings', ['demanded', 'told']),
    ref: inputs.text('ref'),
    repository: inputs.text('repository'),
    sparse: readSparse(inputs)
  }
}

/** @throws INPUT_MISSING, INPUT_INVALID */
function readExpectedCommit(inputs: Inputs): ExpectedCommit {
  const value = inputs.control('commit', 'run')
  if (value === undefined) return { kind: 'run' }
  if (value === 'head') return { kind: 'head' }
  if (isGitId(value)) return { kind: 'id', id: value }
  throw invalid(
    'commit',
    `it takes run, head or the id of a commit, 40 or 64 digits in lower case, not ${quoteUntrusted(value, 100)}`,
    'A branch or tag may move, so it names no commit. Find out in a job before which commit it is (`git rev-parse`), and write `commit: ${{ needs.JOB.outputs.commit }}`.'
  )
}

/**
 * As actions/checkout reads them. Whether patterns are directories is asked only where there are some.
 *
 * @throws INPUT_INVALID
 */
function readSparse(inputs: Inputs): SparseCheckout | undefined {
  const patterns = inputs.lines('sparse-checkout')
  if (patterns.length === 0) return undefined
  const cone = /^(?:true)?$/i.test(inputs.text('sparse-checkout-cone-mode'))
  const odd = cone ? patterns.find((line) => coneDirectory(line) === undefined) : undefined
  if (odd === undefined) return bounded({ patterns, cone })
  throw invalid(
    'sparse-checkout',
    `${quoteUntrusted(odd, 200)} names no directory of the repository`,
    'Write each directory from the top of the repository, without `..` and without a dot at its end, like `src/lib`.'
  )
}

/** @throws INPUT_INVALID for more than a link may name */
function bounded(sparse: SparseCheckout): SparseCheckout {
  if (sparse.patterns.length <= LIMITS.sparsePatterns && canClaimOnly(sparsePatterns(sparse))) return sparse
  throw invalid(
    'sparse-checkout',
    `its patterns have more than ${LIMITS.sparsePatterns} lines, or more than ${LIMITS.sparseWildcards} characters behind their wildcards`,
    'Name directories further up, or leave the input away and check out all files.'
  )
}
