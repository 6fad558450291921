// SPDX-License-Identifier: Apache-2.0
// A workflow artifact by its id, which its name and digest must fit. Any job of the run can store under any name, so a
// name alone finds nothing.
import { readWorkflowArtifactName, type WorkflowArtifactName } from '../intoto/link/link-artifact-name.ts'
import type { StoredArtifact } from './workflow-artifacts.ts'

/** What a stage was told of a workflow artifact. */
export interface ArtifactReference {
  /** Decimal digits, as the service gives them. */
  readonly id: string
  /** `sha256:<hex>` of the bytes as stored. */
  readonly digest: string
}

/** The parts of its name that are known. */
export type ExpectedName = Pick<WorkflowArtifactName, 'kind' | 'step'> & Partial<WorkflowArtifactName>

export type FoundArtifact =
  | { readonly kind: 'found'; readonly stored: StoredArtifact; readonly name: WorkflowArtifactName }
  | { readonly kind: 'missing' }
  | { readonly kind: 'other name'; readonly stored: StoredArtifact }
  | { readonly kind: 'other digest'; readonly stored: StoredArtifact }

/** Looks a workflow artifact up among those that the service lists. */
export function findArtifact(
  listed: readonly StoredArtifact[],
  { id, digest }: ArtifactReference,
  expected: ExpectedName
): FoundArtifact {
  const stored = listed.find((candidate) => candidate.id === id)
  if (stored === undefined) return { kind: 'missing' }
  const name = readWorkflowArtifactName(stored.name)
  const parts = Object.keys(expected) as (keyof WorkflowArtifactName)[]
  if (name === undefined || parts.some((part) => name[part] !== expected[part])) return { kind: 'other name', stored }
  if (stored.digest !== digest) return { kind: 'other digest', stored }
  return { kind: 'found', stored, name }
}
