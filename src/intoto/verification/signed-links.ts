// SPDX-License-Identifier: Apache-2.0
// `<step>.<first 8 of keyid>.link`, signed by a key of the layout, in any wrapper.
import { escapeUntrusted } from '../../base/escape-untrusted.ts'
import { LIMITS } from '../../base/limits.ts'
import { kindOf, readSignedMetadata } from '../envelope/signed-metadata.ts'
import { readJsonDocument, type ReadJsonOptions } from '../json/read-json.ts'
import { isKeyless } from '../keys/functionary-key.ts'
import type { KeyId } from '../keys/key-id.ts'
import type { PublicKey } from '../keys/public-key.ts'
import { isLinkFileName, linkFileName, stepOfLinkFile } from '../link/link-file-name.ts'
import { parseLink } from '../link/parse-link.ts'
import { SignatureChecker } from './check-signatures.ts'
import { collectFile } from './collect-file.ts'
import type { SignedEvidence } from './evidence.ts'
import type { CollectRequest, Found, LinkFormat, LookedAt, Looking } from './link-format.ts'
import { readLinkFile } from './read-link-file.ts'

export const SIGNED_LINKS: LinkFormat = { isNamed: isLinkFileName, stepOf: stepOfLinkFile, look: lookAtLink, collect }

/** The link in a wrapper. A large one is not kept: nobody has signed it as far as is known here. */
export async function lookAtLink(
  file: Uint8Array,
  fileName: string,
  { known, bytes, keptBytes = LIMITS.keptLinkBytes }: Looking
): Promise<LookedAt | undefined> {
  const { strings } = known
  const options = { source: fileName, maxBytes: LIMITS.linkBytes, bytes, strings }
  const metadata = readSignedMetadata(file, options)
  const payload = metadata.payloadBytes ?? metadata.payloadPart
  if (file.length > keptBytes && payload !== undefined) {
    const facts = lookAtFacts(payload, options)
    if (facts !== undefined) known.keepName(fileName, facts.name)
    return facts
  }
  if (metadata.kind !== 'link') return undefined
  const parsed = parseLink(metadata.payload)
  await known.keepFile(fileName, file, metadata, parsed)
  return parsed.link
}

const GROWING: readonly string[] = ['materials', 'products', 'byproducts']

/** The name and the environment of a link, without its artifacts. */
function lookAtFacts(payload: Uint8Array, options: ReadJsonOptions): LookedAt | undefined {
  const { root } = readJsonDocument(payload, { ...options, later: (name) => GROWING.includes(name) })
  if (kindOf(root) !== 'link') return undefined
  return { name: root.member('name').string(), environment: root.optional('environment')?.object() ?? new Map() }
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

/** The evidence, or why it does not count. Bytes are given back as soon as nobody needs them. */
async function readSigned(
  bytes: Uint8Array,
  fileName: string,
  keyId: KeyId,
  key: PublicKey,
  request: CollectRequest
): Promise<SignedEvidence | string> {
  const { strings, known, links, ports, signedValues } = request
  const options = { source: fileName, maxBytes: LIMITS.linkBytes, strings, bytes: ports.bytes, signedValues }
  let release = (): void => links.release?.(bytes)
  let found: SignedEvidence | string | undefined
  try {
    const { metadata, parsed } = await readLinkFile(bytes, fileName, known, options)
    const { payloadBytes } = metadata
    if (payloadBytes !== undefined) {
      // It has bytes of its own, and nothing else of the file is asked for.
      release()
      release = () => ports.bytes.release?.(payloadBytes)
    }
    found = await evidenceOf({ metadata, known: parsed, at: escapeUntrusted(fileName), release }, keyId, key, request)
    return found
  } finally {
    if (typeof found !== 'object') release()
  }
}

async function evidenceOf(
  facts: Pick<SignedEvidence, 'metadata' | 'known' | 'at' | 'release'>,
  keyId: KeyId,
  key: PublicKey,
  { compatibility, ports }: CollectRequest
): Promise<SignedEvidence | string> {
  const checker = new SignatureChecker(facts.metadata, compatibility, ports.signatures)
  const finding = await checker.check(key, [keyId], false)
  if (finding === 'missing') return `has no signature by key ${keyId}`
  if (finding === 'invalid') return `has a signature by key ${keyId} that does not verify`
  return { kind: 'signed', keyId, keyIds: [keyId], key, functionary: key.fingerprint, ...facts }
}
