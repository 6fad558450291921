// SPDX-License-Identifier: Apache-2.0
// Names of the workflow artifacts that hold links and products. GitHub lets any job of a run store, delete and replace
// names, so a name tells where to look and is never evidence; what counts is the signed link inside.
import { CoreError } from '../codes.ts'
import { quoteUntrusted } from '../../base/escape-untrusted.ts'
import { LIMITS } from '../../base/limits.ts'
import { isAttempt } from '../../base/run-numbers.ts'
import { isSafeName } from './link-file-name.ts'

/** What a workflow artifact holds. Unsigned links wait for a job of their own that signs them; no gate reads those. */
export type WorkflowArtifactKind = 'link' | 'products' | 'unsigned'

/** What the name of a workflow artifact tells. */
export interface WorkflowArtifactName {
  readonly kind: WorkflowArtifactKind
  readonly step: string
  readonly job: string
  /** Tells the legs of a matrix apart; `0` without a matrix. */
  readonly matrix: string
  /** The attempt of the run, from 1. */
  readonly attempt: number
}

const PREFIX = { link: 'in-toto', products: 'in-toto-products', unsigned: 'in-toto-unsigned' } as const

const KINDS = Object.keys(PREFIX) as readonly WorkflowArtifactKind[]

/** Start of the names of all workflow artifacts of a kind. */
export function workflowArtifactPrefix(kind: WorkflowArtifactKind): string {
  return `${PREFIX[kind]}.`
}

/**
 * `in-toto.<step>.<job>.<matrix>.<attempt>`, each part encoded so that dots separate and nothing is forbidden.
 *
 * @throws ARTIFACT_NAME when the name would be too long
 */
export function writeWorkflowArtifactName({ kind, step, job, matrix, attempt }: WorkflowArtifactName): string {
  const name = [PREFIX[kind], encode(step), encode(job), encode(matrix), String(attempt)].join('.')
  if (name.length <= LIMITS.workflowArtifactName) return name
  throw new CoreError(
    'ARTIFACT_NAME',
    `Step ${quoteUntrusted(step, 80)} and job ${quoteUntrusted(job, 80)} give a workflow artifact a name of ${name.length} characters; at most ${LIMITS.workflowArtifactName} are possible.`,
    { hint: 'Choose a shorter step name, or one in ASCII letters.' }
  )
}

/** Ids of jobs are made of these, and so are keys of a matrix. */
const WORD = /^[\w-]+$/

/**
 * Undefined for a name that this suite does not write. Only the one spelling that it writes is read, and nothing that
 * could start a workflow command where a library prints a name with its escapes undone: any job of the run may choose
 * names.
 */
export function readWorkflowArtifactName(name: string): WorkflowArtifactName | undefined {
  const [prefix, step, job, matrix, attempt, ...more] = name.split('.')
  if (step === undefined || job === undefined || matrix === undefined || attempt === undefined || more.length > 0)
    return undefined
  const kind = KINDS.find((candidate) => PREFIX[candidate] === prefix)
  if (kind === undefined || !isAttempt(attempt)) return undefined
  const parts = [step, job, matrix].map(decode)
  if (parts.includes(undefined)) return undefined
  const [decodedStep, decodedJob, decodedMatrix] = parts as [string, string, string]
  if (!isSafeName(decodedStep) || !WORD.test(decodedJob) || !WORD.test(decodedMatrix)) return undefined
  return { kind, step: decodedStep, job: decodedJob, matrix: decodedMatrix, attempt: Number(attempt) }
}

function encode(part: string): string {
  return encodeURIComponent(part.toWellFormed()).replace(
    /[.!~*'()]/g,
    (character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`
  )
}

function decode(part: string): string | undefined {
  try {
    const decoded = decodeURIComponent(part)
    return decoded !== '' && encode(decoded) === part ? decoded : undefined
  } catch {
    return undefined
  }
}
