// SPDX-License-Identifier: Apache-2.0
import { quoteUntrusted } from '../base/escape-untrusted.ts'
import type { GateFailure } from './gate-failure.ts'
import { collide } from './links-collide.ts'
import type { NamedArtifact } from './named-artifacts.ts'

/** A job that ran again replaces what it stored before. */
export function newestOfEachLeg(
  named: readonly NamedArtifact[],
  notes: string[],
  failures: GateFailure[]
): NamedArtifact[] {
  const newest = new Map<string, NamedArtifact>()
  for (const artifact of [...named].sort((a, b) => Number(a.listed.id) - Number(b.listed.id))) {
    const leg = JSON.stringify([artifact.name.step, artifact.name.job, artifact.name.matrix])
    const other = newest.get(leg)
    if (other === undefined) {
      newest.set(leg, artifact)
      continue
    }
    if (other.name.attempt === artifact.name.attempt) failures.push(collide(artifact.listed.name, other, artifact))
    const [kept, dropped] = other.name.attempt > artifact.name.attempt ? [other, artifact] : [artifact, other]
    newest.set(leg, kept)
    notes.push(
      `${quoteUntrusted(dropped.listed.name)} (id ${dropped.listed.id}) was passed over for ${quoteUntrusted(kept.listed.name)} (id ${kept.listed.id}).`
    )
  }
  return [...newest.values()]
}
