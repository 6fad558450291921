// SPDX-License-Identifier: Apache-2.0
// The list of workflow artifacts as the service gives it, read into values that stages use.
import { BaseError } from '../base/codes.ts'
import type { StoredArtifact } from '../stages/workflow-artifacts.ts'
import { checkArtifactCount, tooManyArtifacts } from './artifact-count.ts'
import { memberOf, type ResultsAnswer } from './results-service.ts'

/**
 * The service gives one list without pages, and in silence leaves out what it has beyond some count; the library and
 * GitHub speak of 1 000. So a list that is just so long may be the beginning of a longer one, and a list that lacks some
 * would let an older link, or none, stand for the newest.
 */
const LIST_CUT = 1000

/** Newest first. @throws ARTIFACT_TOO_MANY, ARTIFACT_LIST_FAILED */
export function readListed(answers: readonly ResultsAnswer[]): readonly StoredArtifact[] {
  const { length } = answers
  checkArtifactCount(length)
  if (length > 0 && length % LIST_CUT === 0)
    throw tooManyArtifacts(
      `The service lists ${length} workflow artifacts of this run, and may have left out more: it stops at round counts.`
    )
  return answers.map(readOne).sort((a, b) => Number(b.id) - Number(a.id))
}

/** Numbers of 64 bits come as text. */
function readOne(answer: ResultsAnswer): StoredArtifact {
  const [id, size] = [Number(memberOf(answer, 'database_id')), Number(answer['size'] ?? 0)]
  const { name } = answer
  if (!Number.isSafeInteger(id) || id <= 0 || !Number.isSafeInteger(size) || size < 0 || typeof name !== 'string')
    throw new BaseError('ARTIFACT_LIST_FAILED', 'The service lists a workflow artifact in a form that is not known.', {
      hint: 'Find out what answers in the place of the service.'
    })
  return { id: String(id), name, size, digest: digestIn(answer['digest']) }
}

function digestIn(value: unknown): string | undefined {
  const text = typeof value === 'object' && value !== null ? (value as { readonly value?: unknown }).value : value
  return typeof text === 'string' && text !== '' ? text : undefined
}
