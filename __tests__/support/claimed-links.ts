// SPDX-License-Identifier: Apache-2.0
// Links that say what the source was, as those of stages that saw a checkout do.
import { unzip, zip } from '../../.github/scripts/e2e/zip.ts'
import { sha256 } from '../../.github/scripts/e2e/github-server.ts'
import { keyIdOf } from '../../src/intoto/keys/derive-key-id.ts'
import { commitFiles } from '../../src/recording/source/commit-files.ts'
import { loadPrivateKey } from '../../src/signing/key-signer.ts'
import { file } from './chain.ts'
import { CI } from './two-steps.ts'

export type Claim = Record<string, unknown>

const signer = loadPrivateKey({ pem: CI.privatePem, source: 'test' })
const IDENTITY = { signer, keyId: keyIdOf(signer.publicKey, 'current') }

/** What is true of a commit. */
export async function trueClaim(directory: string, commit: string): Promise<Claim> {
  const { tree, files, digest } = await commitFiles({ directory, commit, environment: process.env })
  return { commit, tree, files, digest }
}

/** Stores the link in a workflow artifact anew, with a claim, and signed by its functionary unless nobody did before. */
export function claimSource(
  artifact: { zip: Buffer; digest: string | undefined },
  source: Claim,
  signed: 'signed' | 'unsigned' = 'signed'
): void {
  const [entry] = unzip(artifact.zip)
  const envelope = JSON.parse(Buffer.from(entry?.content ?? []).toString()) as { payload: string }
  const link = JSON.parse(Buffer.from(envelope.payload, 'base64').toString()) as { environment: Claim }
  link.environment['source'] = source
  const payload = Buffer.from(JSON.stringify(link)).toString('base64')
  const content = signed === 'signed' ? file(link, [IDENTITY]) : Buffer.from(JSON.stringify({ ...envelope, payload }))
  artifact.zip = zip([{ name: entry?.name ?? '', content: Buffer.from(content) }])
  artifact.digest = sha256(artifact.zip)
}
