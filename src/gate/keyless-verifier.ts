// SPDX-License-Identifier: Apache-2.0
// Whom the gate believes that an identity signed: the trusted roots that its inputs name.
import { isKeyless } from '../intoto/keys/functionary-key.ts'
import type { KeylessVerifier } from '../intoto/verification/verification.ts'
import { readableLayout } from '../reporting/readable-layout.ts'
import type { HttpGet } from '../sigstore/http-get.ts'
import type { TrustedLayout } from './findings.ts'
import type { GateServer } from './gate-server.ts'
import type { VerifyInputs } from './verify-inputs.ts'

export interface TrustPlaces {
  readonly server: GateServer
  readonly get: HttpGet
}

/**
 * Verifies what identities signed; undefined where none do. Paths of trusted roots are read where the layout is, never
 * from the workspace.
 *
 * @throws TRUSTED_ROOT_ codes, INPUT_INVALID, JSON_ codes, LAYOUT_FILE_INVALID, GITHUB_ codes
 */
export async function keylessVerifier(
  inputs: VerifyInputs,
  layout: TrustedLayout,
  { server, get }: TrustPlaces
): Promise<KeylessVerifier | undefined> {
  // Sublayouts that links bring are not known yet.
  const identities = inputs.layoutIdentities.length > 0 || inputs.links.sublayouts === 'possible'
  if (!identities && !hasKeylessFunctionaries(layout)) return undefined
  // Loaded only where identities sign.
  const [{ BundleVerifier }, { fetchByTuf, trustedRoots }] = await Promise.all([
    import('../sigstore/bundle-verifier.ts'),
    import('../sigstore/roots-of-input.ts')
  ])
  const { source, report } = layout
  const readPath = async (path: string): Promise<Uint8Array> =>
    (await server.fetchFile(source, report.commit, path)).bytes
  // The layout is signed and the root beside it is not: at a commit that a pull request chooses, it is anybody's.
  const arePathsTrusted = inputs.layoutRef !== 'head'
  return new BundleVerifier(
    await trustedRoots(inputs.trustedRoot, arePathsTrusted ? readPath : undefined, fetchByTuf(get))
  )
}

function hasKeylessFunctionaries({ document }: TrustedLayout): boolean {
  return [...(readableLayout(document)?.keys.values() ?? [])].some(isKeyless)
}
