// SPDX-License-Identifier: Apache-2.0
// `<step>.<first 8 of keyid>.link`, signed by a key of the layout, in any wrapper.
import { escapeUntrusted } from '../../base/escape-untrusted.ts'
import { LIMITS } from '../../base/limits.ts'
import { readSignedMetadata } from '../envelope/signed-metadata.ts'
import { isKeyless } from '../keys/functionary-key.ts'
import type { KeyId } from '../keys/key-id.ts'
import type { PublicKey } from '../keys/public-key.ts'
import { isLinkFileName, linkFileName, stepOfLinkFile } from '../link/link-file-name.ts'
import type { Link } from '../link/link.ts'
import { parseLink } from '../link/parse-link.ts'
import { SignatureChecker } from './check-signatures.ts'
import { collectFile } from './collect-file.ts'
import type { SignedEvidence } from './evidence.ts'
import type { CollectRequest, Found, LinkFormat, Looking } from './link-format.ts'
import { readLinkFile } from './read-link-file.ts'

export const SIGNED_LINKS: LinkFormat = { isNamed: isLinkFileName, stepOf: stepOfLinkFile, look: lookAtLink, collect }

/** The link in a wrapper. */
export async function lookAtLink(
  file: Uint8Array,
  fileName: string,
  { known, bytes }: Looking
): Promise<Link | undefined> {
  const { strings } = known
  const metadata = readSignedMetadata(file, { source: fileName, maxBytes: LIMITS.linkBytes, bytes, strings })
  if (metadata.kind !== 'link') return undefined
  const parsed = parseLink(metadata.payload)
  await known.keepFile(fileName, file, metadata, parsed)
  return parsed.link
}

async function collect(found: Found, request: CollectRequest): Promise<void> {
  const { step, layout, links } = request
  for (const keyId of new Set(step.pubkeys)) {
    const key = layout.keys.get(keyId)
    if (key === undefined || isKeyless(key)) continue
    const fileName = linkFileName(step.name, keyId)
    await collectFile(found, request, fileName, async () => {
      const bytes = await links.read(fileName)
      return bytes === undefined ? undefined : readSigned(bytes, fileName, keyId, key, request)
    })
  }
}

/** The evidence, or why it does not count. */
async function readSigned(
  bytes: Uint8Array,
  fileName: string,
  keyId: KeyId,
  key: PublicKey,
  { compatibility, strings, known, ports }: CollectRequest
): Promise<SignedEvidence | string> {
  const options = { source: fileName, maxBytes: LIMITS.linkBytes, strings, bytes: ports.bytes }
  const { metadata, parsed } = await readLinkFile(bytes, fileName, known, options)
  const finding = await new SignatureChecker(metadata, compatibility, ports.signatures).check(key, [keyId], false)
  if (finding === 'missing') return `has no signature by key ${keyId}`
  if (finding === 'invalid') return `has a signature by key ${keyId} that does not verify`
  return {
    kind: 'signed',
    keyId,
    keyIds: [keyId],
    key,
    functionary: key.fingerprint,
    at: escapeUntrusted(fileName),
    metadata,
    known: parsed
  }
}
