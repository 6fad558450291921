// SPDX-License-Identifier: Apache-2.0
import { ArtifactTable } from '../artifacts/artifact-table.ts'
import type { ArtifactPath, Artifacts } from '../artifacts/artifacts.ts'
import { escapeUntrusted, quoteUntrusted } from '../../base/escape-untrusted.ts'
import type { Link } from '../link/link.ts'
import type { ArtifactKind } from '../rules/artifact-rule.ts'
import type { Failure } from './failure.ts'

/** A link and the functionary who signed it. */
export interface AttributedLink {
  readonly keyId: string
  readonly link: Link
}

/** Links of one step must report the same materials and products (in-toto v1.0, 5.2). */
export function compareLinks(
  stepName: string,
  stepPath: string,
  first: AttributedLink,
  other: AttributedLink
): Failure[] {
  const lists: readonly ArtifactKind[] = ['materials', 'products']
  return lists.flatMap((list) => {
    if (sameArtifacts(first.link[list], other.link[list])) return []
    const paths = differingPaths(first.link[list], other.link[list])
    const shown = paths.slice(0, 100).map((path) => escapeUntrusted(path))
    return [
      {
        code: 'LINKS_DISAGREE',
        step: stepPath,
        list,
        artifacts: shown,
        message: `Functionaries ${first.keyId} and ${other.keyId} report different ${list} for step ${quoteUntrusted(stepName)}: ${paths.length} ${paths.length === 1 ? 'differs' : 'differ'}.`,
        details: shown,
        hint: 'Find out whose machine differs. Only a reproducible step can have several functionaries.'
      } satisfies Failure
    ]
  })
}

/** Whether both have the same paths with the same digests. */
export function sameArtifacts(one: Artifacts, other: Artifacts): boolean {
  if (one.size !== other.size) return false
  if (one instanceof ArtifactTable && other instanceof ArtifactTable) return one.equals(other)
  for (const [path, digests] of one) if (other.get(path) !== digests) return false
  return true
}

function differingPaths(a: Artifacts, b: Artifacts): ArtifactPath[] {
  const differing: ArtifactPath[] = []
  for (const [path, digests] of a) if (b.get(path) !== digests) differing.push(path)
  for (const path of b.paths()) if (!a.has(path)) differing.push(path)
  return differing
}
