// SPDX-License-Identifier: Apache-2.0
import { escapeUntrusted, quoteUntrusted } from '../base/escape-untrusted.ts'
import type { GateFailure } from './gate-failure.ts'
import type { NamedArtifact } from './named-artifacts.ts'

/** Two artifacts with links of one name: which is meant nobody can tell. */
export function collide(file: string, first: NamedArtifact, second: NamedArtifact): GateFailure {
  return {
    code: 'LINKS_COLLIDE',
    step: escapeUntrusted(first.name.step),
    message: `Two workflow artifacts hold the link ${quoteUntrusted(file)}.`,
    details: [first, second].map(({ listed }) => `${quoteUntrusted(listed.name)} (id ${listed.id})`),
    hint: 'Give each leg of a matrix, and each job, a step name of its own, or a key of its own.'
  }
}
