// SPDX-License-Identifier: Apache-2.0
// The link of an earlier step, and whether somebody signed it whom this stage believes. What lies in between (the
// artifact service, other jobs of the run) is not trusted.
import { StagesError } from './codes.ts'
import { escapeUntrusted, quoteUntrusted } from '../base/escape-untrusted.ts'
import { readSignedMetadata } from '../intoto/envelope/signed-metadata.ts'
import { keyIdOf } from '../intoto/keys/derive-key-id.ts'
import { GITHUB_ISSUER } from '../intoto/keys/github-issuer.ts'
import { matchesIdentityPattern } from '../intoto/keys/identity-pattern.ts'
import type { PublicKey } from '../intoto/keys/public-key.ts'
import type { Link } from '../intoto/link/link.ts'
import { parseLink, type ParsedLink } from '../intoto/link/parse-link.ts'
import { BINDING_FACTS, readRunBinding, type RunBinding } from '../intoto/link/run-binding.ts'
import { LIMITS } from '../base/limits.ts'
import { checkLink } from '../intoto/verification/check-link.ts'
import { SignatureChecker } from '../intoto/verification/check-signatures.ts'
import { certifiedRun, checkCertifiedRun, readKeylessLink } from '../intoto/verification/keyless-link.ts'
import { linkFormatOf, type LinkFormatName } from '../intoto/verification/link-formats.ts'
import type { KeylessVerifier } from '../intoto/verification/verification.ts'
import { NODE_PORTS } from '../signing/node-ports.ts'
import { linkFlawed, linkNotOfRun } from './take-over-differs.ts'
import { pemKeyIds } from '../intoto/keys/pem-key-ids.ts'
import { shortKeyIds } from '../reporting/short-key-ids.ts'

/** Which workflows may have signed a link, by their identities: one letter by letter, or those that fit a pattern. */
export type ExpectedSigners =
  | { readonly kind: 'exact'; readonly identity: string }
  | { readonly kind: 'patterns'; readonly patterns: readonly string[] }
  | { readonly kind: 'unknown' }

/** Whose link of which step and run is believed. */
export interface LinkTrust {
  readonly step: string
  /** One of these must have signed the link. */
  readonly keys: readonly PublicKey[]
  /** Where no stage has an identity (a fork), a link without any signature is taken, and said to be so. */
  readonly unsigned: 'refuse' | 'accept'
  /** The run that the link must belong to. */
  readonly run: RunBinding
  /** Who may have signed the link where no key is given. */
  readonly signers: ExpectedSigners
  /** Verifies links that workflows signed. */
  readonly keyless: KeylessVerifier
  /** Address of the server that runs belong to, like `https://github.com`. */
  readonly serverUrl: string
}

/** A file that should hold a link. */
export interface LinkFile {
  readonly name: string
  readonly bytes: Uint8Array
  /** The attempt that it was stored as one of. */
  readonly attempt: number
}

/**
 * The link in a file, and whether it is signed.
 *
 * @throws TAKE_OVER_UNTRUSTED, TAKE_OVER_DIFFERS, BUNDLE_ codes; JSON_ and METADATA_ codes for a malformed link
 */
export async function readTrustedLink(trust: LinkTrust, file: LinkFile): Promise<{ link: Link; signed: boolean }> {
  // A file that is not named like a link of the step is read as one that a key signed, and needs that signature.
  const { parsed, signed } = await TRUSTED[linkFormatOf(file.name, trust.step) ?? 'signed'](trust, file)
  const [flaw] = checkLink(parsed, trust.step, escapeUntrusted(file.name))
  if (flaw !== undefined) throw linkFlawed(trust.step, flaw)
  checkRun(trust, parsed.link, file.attempt)
  return { link: parsed.link, signed }
}

type ReadTrusted = (trust: LinkTrust, file: LinkFile) => Promise<{ parsed: ParsedLink; signed: boolean }>

/** For each format of files with links, whose signature is believed. */
const TRUSTED: Readonly<Record<LinkFormatName, ReadTrusted>> = {
  signed: readByKeys,
  unsigned: readByKeys,
  bundle: async (trust, { name, bytes, attempt }) => {
    // Who names keys means keys; an identity is no way around them.
    if (trust.keys.length > 0) throw untrusted(trust, name)
    return { parsed: await readOwnBundle(trust, name, bytes, attempt), signed: true }
  }
}

async function readByKeys(
  trust: LinkTrust,
  { name, bytes }: LinkFile
): Promise<{ parsed: ParsedLink; signed: boolean }> {
  const metadata = readSignedMetadata(bytes, { source: name, maxBytes: LIMITS.linkBytes, bytes: NODE_PORTS.bytes })
  const checker = new SignatureChecker(metadata, 'strict', NODE_PORTS.signatures)
  const findings = trust.keys.map((key) => checker.check(key, pemKeyIds(key), true))
  const signed = (await Promise.all(findings)).includes('valid')
  if (!signed && (trust.unsigned === 'refuse' || metadata.signatures.length > 0)) throw untrusted(trust, name)
  return { parsed: parseLink(signed ? metadata.signedPayload : metadata.payload), signed }
}

function untrusted({ step, keys }: LinkTrust, file: string): StagesError {
  return new StagesError(
    'TAKE_OVER_UNTRUSTED',
    keys.length === 0
      ? `No key was given to check the link of step ${quoteUntrusted(step)} with.`
      : `The link of step ${quoteUntrusted(step)} is not signed by ${shortKeyIds(
          keys.map((key) => keyIdOf(key, 'current')),
          ' or '
        )}.`,
    {
      at: escapeUntrusted(file),
      hint: 'Give the public key of whoever performs that step in the input take-over-keys.'
    }
  )
}

/**
 * A bundle needs no key: its certificate says which workflow of which run and attempt signed it. Other jobs of the run
 * may have identities, too, so the workflow counts and not the run alone.
 */
async function readOwnBundle(trust: LinkTrust, file: string, bytes: Uint8Array, attempt: number): Promise<ParsedLink> {
  const { keyless, run, step, serverUrl } = trust
  const { parsed, certificate } = await readKeylessLink(bytes, file, { keyless, ports: NODE_PORTS })
  const certified = certifiedRun(certificate)
  const facts = [...BINDING_FACTS, 'repository_id'] as const
  const same =
    certified !== undefined &&
    certified !== 'malformed' &&
    certified.attempt === String(attempt) &&
    isIssuerOfRuns(certificate.issuer, serverUrl) &&
    certificate.extensions.get('run_invocation_uri')?.startsWith(`${serverUrl}/`) === true &&
    facts.every((fact) => run[fact] === undefined || certified[fact] === run[fact]) &&
    isExpected(trust.signers, certificate.subject) &&
    checkCertifiedRun(parsed, certified, step).length === 0
  if (same) return parsed
  throw new StagesError(
    'TAKE_OVER_UNTRUSTED',
    `The link of step ${quoteUntrusted(step)} is signed by ${quoteUntrusted(certificate.subject)} in ${quoteUntrusted(certificate.extensions.get('run_invocation_uri') ?? 'no run')}, which is not the signer that this stage expects.`,
    { at: escapeUntrusted(file), hint: hintOfExpected(trust.signers, attempt) }
  )
}

function isExpected(signers: ExpectedSigners, subject: string): boolean {
  switch (signers.kind) {
    case 'exact':
      return subject === signers.identity
    case 'patterns':
      return signers.patterns.some((pattern) => matchesIdentityPattern(pattern, subject))
    case 'unknown':
      return false
  }
}

function hintOfExpected(signers: ExpectedSigners, attempt: number): string {
  if (signers.kind === 'unknown')
    return 'Nobody is expected, since the runner does not tell which workflow runs. Name the identity of the workflow that performs that step in take-over-identities.'
  const expected =
    signers.kind === 'exact'
      ? `exactly ${escapeUntrusted(signers.identity)}`
      : signers.patterns.map((pattern) => escapeUntrusted(pattern)).join(' or ')
  return `Expected: ${expected}, in this run and attempt ${attempt}. If another workflow, or another version of it, performs that step, name its identity in take-over-identities.`
}

/** Whether an issuer speaks for runs of a server. Enterprises on github.com may have a name of their own behind a slash. */
function isIssuerOfRuns(issuer: string, serverUrl: string): boolean {
  const { host } = new URL(serverUrl)
  if (host !== 'github.com') return issuer === `https://token.actions.${host}`
  if (!issuer.startsWith(GITHUB_ISSUER)) return false
  return /^(?:\/[\w-]+)?$/.test(issuer.slice(GITHUB_ISSUER.length))
}

function checkRun({ step, run }: LinkTrust, link: Link, attempt: number): void {
  const claimed = readRunBinding(link.environment)
  if (claimed === undefined || claimed === 'malformed') throw linkNotOfRun(step, 'it names no run')
  for (const fact of BINDING_FACTS) {
    if (claimed[fact] !== run[fact])
      throw linkNotOfRun(
        step,
        `it claims ${fact === 'id' ? 'run id' : fact} ${quoteUntrusted(claimed[fact] ?? '')}, and this run has ${quoteUntrusted(run[fact] ?? '')}`
      )
  }
  if (claimed.attempt !== String(attempt))
    throw linkNotOfRun(
      step,
      `it claims attempt ${quoteUntrusted(claimed.attempt ?? '')}, and it was stored as one of attempt ${attempt}`
    )
}
