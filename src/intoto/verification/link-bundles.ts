// SPDX-License-Identifier: Apache-2.0
// `<step>.<8 of an id>.sigstore.json`: a Statement that an identity signed, in a Sigstore bundle.
import { CoreError } from '../codes.ts'
import { escapeUntrusted } from '../../base/escape-untrusted.ts'
import { firstOf } from '../../base/first-of.ts'
import { LIMITS } from '../../base/limits.ts'
import { isKeyless } from '../keys/functionary-key.ts'
import type { KeyId } from '../keys/key-id.ts'
import { identityMismatches, type KeylessIdentity } from '../keys/keyless-identity.ts'
import { rootMismatches } from '../keys/vouching-root.ts'
import { isLinkBundleName, stepOfLinkBundle } from '../link/link-file-name.ts'
import { collectFile } from './collect-file.ts'
import type { KeylessEvidence } from './evidence.ts'
import { runnerMismatches } from './check-runner.ts'
import { readKeylessLink, readUnverifiedBundle } from './keyless-link.ts'
import type { CollectRequest, Found, LinkFormat } from './link-format.ts'

export const LINK_BUNDLES: LinkFormat = {
  isNamed: isLinkBundleName,
  stepOf: stepOfLinkBundle,
  look: async (file, fileName, { known, bytes }) => {
    const { parsed, payload } = readUnverifiedBundle(file, fileName, { bytes, strings: known.strings })
    await known.keep('statement', fileName, payload, parsed)
    return parsed.link
  },
  collect
}

/** Every bundle of the step is verified, and is evidence for the first functionary whose identity it proves. */
async function collect(found: Found, request: CollectRequest): Promise<void> {
  const { step, links } = request
  const identities = identitiesOf(request)
  if (identities.size === 0) return
  // Which identity signed which bundle is not told by names.
  const names = (await links.names()).filter((name) => isLinkBundleName(name, step.name)).sort()
  if (names.length === 0) found.missing.push(`${escapeUntrusted(step.name)}.*.sigstore.json`)
  if (names.length > LIMITS.bundlesPerStep || names.length * identities.size > LIMITS.identityTrials) {
    await collectFile(found, request, `${step.name}.*.sigstore.json`, () => {
      throw new CoreError(
        'BUNDLE_TOO_MANY',
        `There are ${names.length} bundles of one step, for ${identities.size} identities.`,
        {
          hint: 'Find out what stores so many.'
        }
      )
    })
    return
  }
  for (const fileName of names) {
    await collectFile(found, request, fileName, async () => {
      const bytes = await links.read(fileName)
      return bytes === undefined ? undefined : readBundle(bytes, fileName, identities, request)
    })
  }
}

function identitiesOf({ step, layout }: CollectRequest): ReadonlyMap<KeyId, KeylessIdentity> {
  const identities = new Map<KeyId, KeylessIdentity>()
  for (const keyId of step.pubkeys) {
    const key = layout.keys.get(keyId)
    if (key !== undefined && isKeyless(key)) identities.set(keyId, key)
  }
  return identities
}

/** The evidence, or why it does not count. */
async function readBundle(
  bytes: Uint8Array,
  fileName: string,
  identities: ReadonlyMap<KeyId, KeylessIdentity>,
  request: CollectRequest
): Promise<KeylessEvidence | string> {
  const { parsed, certificate, trustedRoots } = await readKeylessLink(bytes, fileName, request)
  const reasons: string[] = []
  const keyIds: KeyId[] = []
  for (const [keyId, identity] of identities) {
    const mismatches = [
      ...identityMismatches(identity, certificate),
      ...rootMismatches(identity, trustedRoots),
      ...runnerMismatches(identity, parsed)
    ]
    if (mismatches.length === 0) keyIds.push(keyId)
    else reasons.push(`not ${keyId.slice(0, 8)}, since ${mismatches.join(' and ')}`)
  }
  const [keyId] = keyIds
  if (keyId === undefined) return `is signed by another identity: ${firstOf(reasons, LIMITS.sentenceNames).join('; ')}`
  const functionary = JSON.stringify([certificate.issuer, certificate.subject])
  return { kind: 'keyless', keyId, keyIds, functionary, at: escapeUntrusted(fileName), parsed, certificate }
}
