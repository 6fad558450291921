// SPDX-License-Identifier: Apache-2.0
// Readers of links have bounds, and a signed link beyond them is worth nothing: whoever records learns of it first, while
// the step can still be recorded in another way.
import { StagesError } from './codes.ts'
import { quoteUntrusted } from '../base/escape-untrusted.ts'
import { LIMITS } from '../base/limits.ts'
import { NO_ARTIFACTS } from '../intoto/artifacts/build-artifacts.ts'
import { CoreError } from '../intoto/codes.ts'
import { readJson } from '../intoto/json/read-json.ts'
import { writeJson } from '../intoto/json/write-json.ts'
import { encodeLink } from '../intoto/link/encode-link.ts'
import type { Link } from '../intoto/link/link.ts'
import { parseLink } from '../intoto/link/parse-link.ts'
import { parseStatement } from '../intoto/link/statement.ts'
import { NODE_BYTES } from '../signing/node-bytes.ts'

/** What a bundle holds beside the payload, with a margin: certificate, entries of logs, time stamps. */
const BESIDE_PAYLOAD = 256 * 1024

/**
 * Demands that a reader takes everything of a link but its artifacts, whose names are bounded when they are recorded: it is
 * read back.
 *
 * @param memory bytes of memory, estimated, that a reader has for it
 * @throws RECORDING_TOO_LARGE
 */
export function demandReadable(link: Link, memory: number = LIMITS.signedMemory): void {
  const rest = Buffer.from(writeJson(encodeLink({ ...link, materials: NO_ARTIFACTS, products: NO_ARTIFACTS })))
  readBack(link.name, () => parseLink(readJson(rest, { ...options(link.name), memory })))
}

/** Demands that a reader takes a link file of so many bytes. @throws RECORDING_TOO_LARGE */
export function demandFileSize(name: string, bytes: number, most: number = LIMITS.linkBytes): void {
  if (bytes > most) throw tooLarge(name, `The file would have ${bytes} bytes; at most ${most} are read.`, FEWER_FILES)
}

/**
 * Demands that a reader takes the Statement of a link from a bundle, before anybody signs it.
 *
 * @throws RECORDING_TOO_LARGE
 */
export function demandReadableStatement(name: string, payload: Uint8Array, most: number = LIMITS.bundleBytes): void {
  const bundleBytes = Math.ceil(payload.length / 3) * 4 + BESIDE_PAYLOAD
  demandFileSize(name, bundleBytes, most)
  const memory = LIMITS.signedMemory - bundleBytes
  readBack(name, () => parseStatement(readJson(payload, { ...options(name), memory })))
}

const options = (name: string): { source: string; maxBytes: number; bytes: typeof NODE_BYTES } => ({
  source: name,
  maxBytes: LIMITS.linkBytes,
  bytes: NODE_BYTES
})

function readBack(name: string, read: () => unknown): void {
  try {
    read()
  } catch (error) {
    if (!(error instanceof CoreError)) throw error
    throw tooLarge(name, error.message, hintFor(error.at ?? ''), error)
  }
}

const FEWER_FILES =
  'Record fewer files in one step: exclude what nobody needs, name a directory as one artifact (`dir:PATH`), or split the step.'

function hintFor(at: string): string {
  if (at.endsWith('directories'))
    return 'Each line that begins with `!` counts once for each directory. Give fewer of these lines, or name fewer directories: one that holds several of them.'
  if (/(exclude|left_out)$/.test(at))
    return 'Give fewer exclude patterns: one for a directory instead of one for each file.'
  return FEWER_FILES
}

function tooLarge(name: string, why: string, hint: string, cause?: unknown): StagesError {
  return new StagesError(
    'RECORDING_TOO_LARGE',
    `The link of step ${quoteUntrusted(name)} would hold more than is ever read of one, so nothing is signed. ${why}`,
    { hint, cause }
  )
}
