// SPDX-License-Identifier: Apache-2.0
// A link is read once on its way from download to verdict, whatever its format. Who counts is the port that every JSON
// document passes.
import { Buffer } from 'node:buffer'
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from '@jest/globals'
import { collectRunLinks } from '../../src/gate/collect-run-links.ts'
import { decide } from '../../src/gate/decide.ts'
import { FilesLinkStore } from '../../src/gate/files-link-store.ts'
import { PAYLOAD_TYPE } from '../../src/intoto/envelope/payload-type.ts'
import { WRAPPER_NAMES } from '../../src/intoto/envelope/wrappers.ts'
import { writeJson } from '../../src/intoto/json/write-json.ts'
import { encodeKeylessIdentity, identityOf, keylessKeyId } from '../../src/intoto/keys/keyless-identity.ts'
import { writeWorkflowArtifactName } from '../../src/intoto/link/link-artifact-name.ts'
import { linkBundleName, linkFileName, unsignedLinkFileName } from '../../src/intoto/link/link-file-name.ts'
import { parseLink } from '../../src/intoto/link/parse-link.ts'
import { encodeStatement } from '../../src/intoto/link/statement.ts'
import type { CorePorts } from '../../src/intoto/verification/core-ports.ts'
import type { KnownLinks } from '../../src/intoto/verification/known-links.ts'
import { LINK_FORMAT_NAMES, type LinkFormatName } from '../../src/intoto/verification/link-formats.ts'
import type { KeylessVerifier } from '../../src/intoto/verification/verification.ts'
import { NODE_PORTS } from '../../src/signing/node-ports.ts'
import { ALICE, digest, file, keyObject, layoutOf, linkOf, NOW, OWNER, step } from '../support/chain.ts'
import { directoryWith } from '../support/directory.ts'
import { plain, valueAt } from '../support/json.ts'

/** Stands in the payload of the link and nowhere else. */
const PRODUCT = 'only/in/the/link'

const run = { id: '1', repository: 'o/r', commit: 'c' }
const LINK = linkOf('write', {
  products: { [PRODUCT]: digest('a') },
  environment: { run: { ...run, job: 'write', attempt: '1' } }
})
const [ISSUER, CI] = ['https://issuer.example', 'https://example/ci.yml']
const IDENTITY = identityOf(ISSUER, { kind: 'exact', text: CI }, new Map())
const IDENTITY_ID = keylessKeyId(IDENTITY)
const STATEMENT = Buffer.from(writeJson(encodeStatement(parseLink(valueAt(LINK)).link, 'https://github.com')))
const BUNDLE = Buffer.from(
  JSON.stringify({ dsseEnvelope: { payload: STATEMENT.toString('base64'), payloadType: PAYLOAD_TYPE, signatures: [] } })
)

/** Believes every bundle. */
const KEYLESS: KeylessVerifier = {
  verify: async () => ({
    certificate: { issuer: ISSUER, subject: CI, extensions: new Map() },
    trustedRoots: ['public-good'],
    payloadType: PAYLOAD_TYPE,
    payload: STATEMENT
  })
}

const LAYOUT = file(
  layoutOf([step('write', [ALICE], { pubkeys: [ALICE.keyId, IDENTITY_ID] })], {
    keys: { [ALICE.keyId]: keyObject(ALICE), [IDENTITY_ID]: plain(encodeKeylessIdentity(IDENTITY)) }
  }),
  [OWNER]
)

/** Ports, and how often the payload of the link was read. */
function countingPorts(): { readonly ports: CorePorts; readonly reads: () => number } {
  let reads = 0
  const { bytes } = NODE_PORTS
  const isUtf8 = (document: Uint8Array): boolean => {
    if (Buffer.from(document).includes(PRODUCT)) reads += 1
    return bytes.isUtf8(document)
  }
  return { ports: { ...NODE_PORTS, bytes: { ...bytes, isUtf8 } }, reads: () => reads }
}

function decideOver(
  ports: CorePorts,
  files: ReadonlyMap<string, string>,
  known?: KnownLinks
): ReturnType<typeof decide> {
  return decide({
    verification: {
      ports,
      layout: LAYOUT,
      layoutSource: 'root.layout',
      layoutKeys: [OWNER.signer.publicKey],
      links: new FilesLinkStore(files),
      known,
      keyless: KEYLESS,
      now: NOW,
      compatibility: 'strict',
      run
    },
    products: undefined,
    blocking: [],
    identity: 'unavailable'
  })
}

const FILES: Readonly<Record<LinkFormatName, readonly (readonly [name: string, bytes: Uint8Array])[]>> = {
  signed: WRAPPER_NAMES.map((wrapper) => [linkFileName('write', ALICE.keyId), file(LINK, [ALICE], wrapper)]),
  bundle: [[linkBundleName('write', IDENTITY_ID), BUNDLE]],
  unsigned: WRAPPER_NAMES.map((wrapper) => [unsignedLinkFileName('write'), file(LINK, [], wrapper)])
}
const CASES = LINK_FORMAT_NAMES.flatMap((format) => FILES[format].map(([name, bytes]) => ({ format, name, bytes })))

test.each(CASES)('a link of the format $format is read once ($#)', async ({ format, name, bytes }) => {
  const { ports, reads } = countingPorts()
  const directory = directoryWith()
  writeFileSync(join(directory, name), bytes)
  const artifact = writeWorkflowArtifactName({ kind: 'link', step: 'write', job: 'write', matrix: '0', attempt: 1 })
  const source = {
    list: async () => [{ id: '1', name: artifact, size: 1, digest: undefined }],
    unpack: async () => ({ directory, files: [name] })
  }
  const { files, known, failures } = await collectRunLinks({ source, attempt: 1, ports })
  expect([[...files.keys()], failures, reads()]).toEqual([[name], [], 1])
  const decision = await decideOver(ports, files, known)
  expect([decision.verdict, decision.items.map(({ products }) => products), reads()]).toEqual([
    format === 'unsigned' ? 'advisory' : 'passed',
    [1],
    1
  ])
})

test.each(FILES.unsigned)('%s in a directory gets advice by one reading (%#)', async (name, bytes) => {
  const { ports, reads } = countingPorts()
  const path = join(directoryWith(), name)
  writeFileSync(path, bytes)
  const { verdict } = await decideOver(ports, new Map([[name, path]]))
  expect([verdict, reads()]).toEqual(['advisory', 1])
})
