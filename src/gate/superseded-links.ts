// SPDX-License-Identifier: Apache-2.0
import { escapeUntrusted, quoteUntrusted } from '../base/escape-untrusted.ts'
import { readWorkflowArtifactName } from '../intoto/link/link-artifact-name.ts'
import type { GateFailure } from './gate-failure.ts'
import type { ListedArtifact } from './link-source.ts'
import type { NamedArtifact } from './named-artifacts.ts'

/**
 * A step that was recorded again and not signed yet: its older link speaks of products that are no longer the ones. One
 * job records and another one signs, so their names do not count.
 */
export function supersededLinks(current: readonly NamedArtifact[], unsigned: readonly ListedArtifact[]): GateFailure[] {
  const recorded = unsigned.flatMap((listed) => {
    const name = readWorkflowArtifactName(listed.name)
    return name?.kind === 'unsigned' ? [{ listed, name }] : []
  })
  return current.flatMap(({ listed, name }) => {
    const newer = recorded.find(
      ({ name: other }) => other.step === name.step && other.matrix === name.matrix && other.attempt > name.attempt
    )
    if (newer === undefined) return []
    return [
      {
        code: 'LINK_SUPERSEDED' as const,
        step: escapeUntrusted(name.step),
        message: `The link in ${quoteUntrusted(listed.name)} is of attempt ${name.attempt}, and the step was recorded again in attempt ${newer.name.attempt} without being signed.`,
        details: [],
        hint: 'Run all jobs of the stage again, the one that signs included.'
      }
    ]
  })
}
