// SPDX-License-Identifier: Apache-2.0
import { quoteUntrusted } from '../base/escape-untrusted.ts'
import { readWorkflowArtifactName, type WorkflowArtifactName } from '../intoto/link/link-artifact-name.ts'
import type { GateFailure } from './gate-failure.ts'
import type { ListedArtifact } from './link-source.ts'

/** A workflow artifact that claims to hold links, with what its name tells. */
export interface NamedArtifact {
  readonly listed: ListedArtifact
  readonly name: WorkflowArtifactName
}

/** Reads the names of artifacts with links; one that no stage can have written up to an attempt is a failure. */
export function readNames(
  listed: readonly ListedArtifact[],
  attempt: number,
  failures: GateFailure[]
): NamedArtifact[] {
  return listed.flatMap((artifact) => {
    const name = readWorkflowArtifactName(artifact.name)
    if (name?.kind === 'link' && name.attempt <= attempt) return [{ listed: artifact, name }]
    failures.push({
      code: 'LINK_ARTIFACT_INVALID',
      message:
        name === undefined
          ? `The workflow artifact ${quoteUntrusted(artifact.name)} is named like one with a link, and no stage names its own so.`
          : `The workflow artifact ${quoteUntrusted(artifact.name)} claims attempt ${name.attempt} of a run whose newest attempt is ${attempt}.`,
      details: [],
      hint: 'Find out which job stored it; names that start with "in-toto." belong to the stages.'
    })
    return []
  })
}
