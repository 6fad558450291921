// SPDX-License-Identifier: Apache-2.0
// Between `record start` and `record stop` the materials lie in a signed file. It is believed only when the same key
// signed it for the same step.
import { rmSync } from 'node:fs'
import { join } from 'node:path'
import { readPlainFile } from '../files/read-file.ts'
import { StagesError } from './codes.ts'
import { escapeUntrusted, quoteUntrusted } from '../base/escape-untrusted.ts'
import type { SigningIdentity } from '../intoto/envelope/sign-metadata.ts'
import { readSignedMetadata } from '../intoto/envelope/signed-metadata.ts'
import type { Link } from '../intoto/link/link.ts'
import { unfinishedLinkFileName } from '../intoto/link/link-file-name.ts'
import { parseLink } from '../intoto/link/parse-link.ts'
import { LIMITS } from '../base/limits.ts'
import { SignatureChecker } from '../intoto/verification/check-signatures.ts'
import { NODE_PORTS } from '../signing/node-ports.ts'

export interface UnfinishedLinkPlace {
  readonly name: string
  readonly directory: string
  readonly signing: SigningIdentity
}

/** @throws RECORDING_NOT_STARTED, RECORDING_TAMPERED, FILE_UNREADABLE, and what reading metadata throws */
export async function readUnfinishedLink({ name, directory, signing }: UnfinishedLinkPlace): Promise<Link> {
  const path = join(directory, unfinishedLinkFileName(name, signing.keyId))
  const at = escapeUntrusted(path)
  // Everybody who may write there could have put a pipe there, which nobody ever writes into.
  const bytes = readPlainFile(path, LIMITS.linkBytes)
  if (bytes === undefined) {
    throw new StagesError(
      'RECORDING_NOT_STARTED',
      `No recording of step ${quoteUntrusted(name)} with this key was started here.`,
      { at, hint: 'Call `record start` first, with the same step name, key and metadata directory.' }
    )
  }
  const metadata = readSignedMetadata(bytes, { source: path, maxBytes: LIMITS.linkBytes, bytes: NODE_PORTS.bytes })
  const tampered = (message: string): StagesError =>
    new StagesError('RECORDING_TAMPERED', message, {
      at,
      hint: 'Start the recording again, and find out who changed the file.'
    })
  const checker = new SignatureChecker(metadata, 'strict', NODE_PORTS.signatures)
  if ((await checker.check(signing.signer.publicKey, [signing.keyId], false)) !== 'valid') {
    throw tampered('The unfinished recording is not signed by this key: it was changed or comes from somebody else.')
  }
  const { link } = parseLink(metadata.signedPayload)
  if (link.name !== name) throw tampered(`The unfinished recording is one of step ${quoteUntrusted(link.name)}.`)
  return link
}

/** Removes the file of a recording that is complete. */
export function removeUnfinishedLink({ name, directory, signing }: UnfinishedLinkPlace): void {
  rmSync(join(directory, unfinishedLinkFileName(name, signing.keyId)), { force: true })
}
