// SPDX-License-Identifier: Apache-2.0
// What the flags of `verify` demand. All of them are read before a file is, so that a wrong one is refused whatever else is
// given.
import { quoteUntrusted } from '../base/escape-untrusted.ts'
import { LIMITS } from '../base/limits.ts'
import { readSha256 } from '../base/sha256-text.ts'
import { readFile } from '../files/read-file.ts'
import { readJson } from '../intoto/json/read-json.ts'
import type { KeylessIdentity } from '../intoto/keys/keyless-identity.ts'
import type { PublicKey } from '../intoto/keys/public-key.ts'
import { checkLinkDirectory } from '../gate/link-directory.ts'
import { parseUtcSeconds } from '../intoto/layout/expiry.ts'
import { parseParameters } from '../intoto/layout/parameters.ts'
import { compilePattern, type Pattern } from '../intoto/rules/pattern.ts'
import { usage, type Arguments } from './arguments.ts'
import { pathFrom, type Console } from './console.ts'
import { expectations, type Expectations } from './expectation-flags.ts'
import { layoutIdentities } from './keyless-flags.ts'
import { secondsFlag } from './seconds-flag.ts'
import { verificationKeys } from './signing-flags.ts'

export interface VerifyFlags extends Expectations {
  /** The layout as it was named, and its path. */
  readonly layoutSource: string
  readonly layoutPath: string
  readonly layoutDigest: string | undefined
  readonly layoutKeys: readonly PublicKey[]
  readonly layoutIdentities: readonly KeylessIdentity[] | undefined
  readonly otherSteps: readonly Pattern[]
  readonly compatibility: 'strict' | 'reference'
  /** As of when: milliseconds since the epoch, and the text of `--at`. */
  readonly time: number
  readonly at: string | undefined
  /** For one inspection, in milliseconds. */
  readonly inspectionTimeoutMs: number | undefined
}

/** @throws USAGE, FILE_UNREADABLE and KEY_ codes for a key */
export function verifyFlags(parsed: Arguments, console: Console): VerifyFlags {
  const layoutSource = parsed.required('layout')
  const compatibility = parsed.choice('compat', ['strict', 'reference'])
  const at = parsed.one('at')
  const time = at === undefined ? console.now() : parseUtcSeconds(at)
  if (time === undefined) throw usage('--at takes a time of the form YYYY-MM-DDTHH:MM:SSZ.')
  const inspectionTimeoutMs = secondsFlag(parsed, 'inspection-timeout')
  secondsFlag(parsed, 'batch-timeout')
  const identities = layoutIdentities(parsed)
  demandSigner(parsed)
  const expected = expectations(parsed, console)
  return {
    layoutSource,
    layoutPath: pathFrom(console, layoutSource),
    layoutDigest: layoutDigestOf(parsed),
    otherSteps: otherSteps(parsed),
    layoutIdentities: identities,
    compatibility,
    at,
    time,
    inspectionTimeoutMs,
    ...expected,
    layoutKeys: verificationKeys(parsed, console)
  }
}

/** @throws USAGE */
function layoutDigestOf(parsed: Arguments): string | undefined {
  const text = parsed.one('layout-digest')
  if (text === undefined) return undefined
  const digest = readSha256(text)
  if (digest !== undefined) return digest
  throw usage(
    `--layout-digest takes a SHA-256 of 64 hexadecimal digits, not ${quoteUntrusted(text, 100)}.`,
    'Give what `sha256sum FILE` prints first, or what the gate shows as the digest of the layout.'
  )
}

/** Without anybody to trust, no layout could ever verify. @throws USAGE */
function demandSigner(parsed: Arguments): void {
  if (parsed.has('verification-keys') || parsed.has('identity')) return
  throw usage(
    'Nothing says who must have signed the layout, so anybody could have written it.',
    'Give --verification-keys FILE with the public keys of its owners, or --identity IDENTITY where an identity signed it.'
  )
}

/** @throws FILE_UNREADABLE */
export function linkDirectory(parsed: Arguments, console: Console): string {
  const directory = pathFrom(console, parsed.one('link-dir') ?? '.')
  checkLinkDirectory(directory, '--link-dir')
  return directory
}

/** @throws USAGE */
function otherSteps(parsed: Arguments): readonly Pattern[] {
  const words = parsed.many('other-steps')
  if (words.includes('')) throw usage('--other-steps takes names of steps, and one is empty.')
  if (words.length === 1 && words[0] === 'none') return []
  if (words.includes('none')) throw usage('--other-steps takes none alone.', 'A step of that name is [n]one.')
  return words.map(compilePattern)
}

/** @throws FILE_UNREADABLE, PARAMETER_ and JSON_ codes */
export function parametersFrom(parsed: Arguments, console: Console): ReadonlyMap<string, string> | undefined {
  const path = parsed.one('parameters')
  if (path === undefined) return undefined
  const bytes = readFile(pathFrom(console, path), LIMITS.smallFileBytes)
  return parseParameters(readJson(bytes, { source: path, maxBytes: LIMITS.smallFileBytes }))
}
