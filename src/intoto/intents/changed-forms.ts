// SPDX-License-Identifier: Apache-2.0
// Files that kept their digest within a step and lie in another form at its end. A link names a file of the commit by the
// commit's bytes, whatever a checkout made of them, so the digest alone does not tell a pointer of Git LFS from what it
// stands for, or a symbolic link from a file that holds the name of its target.
import { sha256In, type ArtifactPath, type Artifacts } from '../artifacts/artifacts.ts'
import { readConverted } from '../link/converted-files.ts'
import { isLinkMode, readModes } from '../link/file-modes.ts'
import type { Link } from '../link/link.ts'
import type { AcceptedEvidence } from './intents-evidence.ts'

/** Files that one of the links of a step began with and ended with, in another form. */
export function changedForms(accepted: readonly AcceptedEvidence[]): ReadonlySet<string> {
  const changed = new Set<string>()
  for (const { kind, link } of accepted) {
    // A layout has no bytes on a disk: its steps have.
    if (kind === 'sublayout') continue
    for (const path of otherBytes(link)) changed.add(path)
    for (const path of otherKind(link)) changed.add(path)
  }
  return changed
}

/** SHA-256 of what lay on the disk, where the link tells it. */
function diskOf(
  artifacts: Artifacts,
  converted: ReadonlyMap<ArtifactPath, string>,
  path: ArtifactPath
): string | undefined {
  const digests = artifacts.get(path)
  return digests && (converted.get(path) ?? sha256In(digests))
}

function otherBytes({ environment, materials, products }: Link): ArtifactPath[] {
  const [begun, ended] = [readConverted(environment, 'materials'), readConverted(environment, 'products')]
  // Such a link is refused for it.
  if (begun === 'malformed' || ended === 'malformed') return []
  return [...new Set([...begun.keys(), ...ended.keys()])].filter((path) => {
    const [before, after] = [diskOf(materials, begun, path), diskOf(products, ended, path)]
    return before !== undefined && after !== undefined && before !== after
  })
}

/** Files that became symbolic links, and links that became files. */
function otherKind({ environment, materials, products }: Link): ArtifactPath[] {
  const [begun, ended] = [readModes(environment, 'materials'), readModes(environment, 'products')]
  if (begun === undefined || ended === undefined) return []
  return ([...new Set([...begun.keys(), ...ended.keys()])] as ArtifactPath[]).filter(
    (path) => materials.has(path) && products.has(path) && isLinkMode(begun.get(path)) !== isLinkMode(ended.get(path))
  )
}
