// SPDX-License-Identifier: Apache-2.0
// A later job takes over the products of an earlier step. What lies in between (the artifact service, other jobs of the
// run) is not trusted: every file is compared with the signed link before anything runs (X41 finding TOTO-PT-23-05).
import { copyFileSync, chmodSync, lstatSync, mkdirSync, readFileSync, realpathSync, rmSync, statSync } from 'node:fs'
import { dirname, join } from 'node:path'
import type { Artifacts } from '../intoto/artifacts/artifacts.ts'
import { InTotoError } from '../intoto/errors.ts'
import { escapeUntrusted, quoteUntrusted } from '../intoto/escape-untrusted.ts'
import { readSignedMetadata } from '../intoto/envelope/signed-metadata.ts'
import { keyIdOf } from '../intoto/keys/derive-key-id.ts'
import type { PublicKey } from '../intoto/keys/public-key.ts'
import { readModes } from '../intoto/link/file-modes.ts'
import type { Link } from '../intoto/link/link.ts'
import {
  readWorkflowArtifactName,
  workflowArtifactPrefix,
  writeWorkflowArtifactName,
  type WorkflowArtifactName
} from '../intoto/link/link-artifact-name.ts'
import { isLinkBundleName } from '../intoto/link/link-file-name.ts'
import { parseLink, type ParsedLink } from '../intoto/link/parse-link.ts'
import { BINDING_FACTS, readRunBinding, type RunBinding } from '../intoto/link/run-binding.ts'
import { LIMITS } from '../intoto/limits.ts'
import { checkLink } from '../intoto/verification/check-link.ts'
import { matchesIdentityPattern } from '../intoto/keys/identity-pattern.ts'
import { certifiedRun, checkCertifiedRun, readKeylessLink } from '../intoto/verification/keyless-link.ts'
import type { KeylessVerifier } from '../intoto/verification/verification.ts'
import { SignatureChecker } from '../intoto/verification/check-signatures.ts'
import { isOutside } from '../recording/is-outside.ts'
import type { Recorder } from '../recording/record-artifacts.ts'
import { readHandOver } from './hand-over.ts'
import { artifactsDigest } from './products-digest.ts'
import type { StoredArtifact, WorkflowArtifacts } from './workflow-artifacts.ts'

export interface TakeOverRequest {
  readonly step: string
  readonly artifacts: WorkflowArtifacts
  /** One of these must have signed the link. */
  readonly keys: readonly PublicKey[]
  /** Where no stage has an identity (a fork), a link without any signature is taken, and said to be so. */
  readonly unsigned: 'refuse' | 'accept'
  /** The run that the link must belong to. */
  readonly run: RunBinding
  /** Workflows that may have signed the link where no key is given, as patterns of their identities. */
  readonly identities: readonly string[]
  /** Verifies links that workflows signed. */
  readonly keyless: KeylessVerifier
  /** Address of the server that runs belong to, like `https://github.com`. */
  readonly serverUrl: string
  readonly workspace: string
  /** An empty directory on this machine, not in the workspace. */
  readonly temporary: string
  readonly recorder: Recorder
}

/** What was put into the workspace. */
export interface TakenOver {
  readonly files: number
  readonly signed: boolean
}

interface NamedArtifact {
  readonly stored: StoredArtifact
  readonly name: WorkflowArtifactName
}

/**
 * Fetches the products of a step, compares them with its link, and puts them into the workspace.
 *
 * @throws every TAKE_OVER_ and ARTIFACT_ code; JSON_ and METADATA_ codes for a malformed link
 */
export async function takeOver(request: TakeOverRequest): Promise<TakenOver> {
  const { artifacts, step, temporary } = request
  const source = newest(request, await artifacts.list(workflowArtifactPrefix('link')))
  const { link, signed } = await fetchLink(request, source)
  const note = readHandOver(link.environment)
  const productsName = writeWorkflowArtifactName({ ...source.name, kind: 'products' })
  const [stored] = (await artifacts.list(productsName)).filter(({ name }) => name === productsName)
  if (note === undefined || stored === undefined) {
    throw new InTotoError(
      'TAKE_OVER_NOT_FOUND',
      note === undefined
        ? `Step ${quoteUntrusted(step)} handed no products over.`
        : `The products that step ${quoteUntrusted(step)} handed over are gone.`,
      { hint: 'Give the step that makes them the input hand-over, and let this job need its job.' }
    )
  }
  const directory = join(temporary, 'products')
  mkdirSync(directory)
  const bounds = { packedBytes: LIMITS.productArtifactBytes, bytes: LIMITS.productBytes, files: LIMITS.productFiles }
  await artifacts.unpack(stored, directory, bounds)
  const found = await recordAll(request.recorder, directory)
  compare(request, link, found, note)
  refuseGit(found.keys())
  const executable = readModes(link.environment, 'products')
  for (const path of found.keys()) place(request.workspace, directory, path, isExecutable(executable?.get(path)))
  return { files: found.size, signed }
}

/** The one artifact of the newest attempt that claims the step. */
function newest({ step, run }: TakeOverRequest, listed: readonly StoredArtifact[]): NamedArtifact {
  const named = listed.flatMap((stored) => {
    const name = readWorkflowArtifactName(stored.name)
    // What claims an attempt that there was not yet would win for ever.
    const claims = name?.kind === 'link' && name.step === step && name.attempt <= Number(run.attempt ?? Infinity)
    return claims ? [{ stored, name }] : []
  })
  const attempt = Math.max(...named.map(({ name }) => name.attempt))
  const [first, second] = named.filter(({ name }) => name.attempt === attempt)
  if (first === undefined) {
    throw new InTotoError('TAKE_OVER_NOT_FOUND', `There is no link of step ${quoteUntrusted(step)} in this run.`, {
      hint: 'Let this job need the job of that step, and check the name of the step.'
    })
  }
  if (second !== undefined) {
    throw new InTotoError(
      'TAKE_OVER_AMBIGUOUS',
      `Two workflow artifacts claim step ${quoteUntrusted(step)}: ${quoteUntrusted(first.stored.name)} and ${quoteUntrusted(second.stored.name)}.`,
      { hint: 'Give each leg of a matrix, and each job, a step name of its own.' }
    )
  }
  return first
}

async function fetchLink(
  request: TakeOverRequest,
  { stored, name }: NamedArtifact
): Promise<{ link: Link; signed: boolean }> {
  const directory = join(request.temporary, 'link')
  mkdirSync(directory)
  const bounds = { packedBytes: LIMITS.linkArtifactBytes, bytes: LIMITS.linkBytes, files: 1 }
  const [file, ...more] = await request.artifacts.unpack(stored, directory, bounds)
  if (file === undefined || more.length > 0) {
    throw new InTotoError(
      'ARTIFACT_ZIP_INVALID',
      `${quoteUntrusted(stored.name)} holds ${more.length} files; one link was expected.`
    )
  }
  const { parsed, signed } = readLinkFile(request, {
    file,
    bytes: readFileSync(join(directory, file)),
    attempt: name.attempt
  })
  const [flaw] = checkLink(parsed, request.step, escapeUntrusted(file))
  if (flaw !== undefined) throw differs(request.step, flaw.message)
  checkRun(request, parsed.link, name.attempt)
  return { link: parsed.link, signed }
}

function untrusted({ step, keys }: TakeOverRequest, file: string): InTotoError {
  return new InTotoError(
    'TAKE_OVER_UNTRUSTED',
    keys.length === 0
      ? `There is no key to check the link of step ${quoteUntrusted(step)} with.`
      : `The link of step ${quoteUntrusted(step)} is not signed by ${keys.map((key) => keyIdOf(key, 'current').slice(0, 8)).join(' or ')}.`,
    {
      at: escapeUntrusted(file),
      hint: 'Give the public key of whoever performs that step in the input take-over-keys.'
    }
  )
}

/** The link, and whether somebody signed it whom this stage believes. */
function readLinkFile(
  request: TakeOverRequest,
  { file, bytes, attempt }: { readonly file: string; readonly bytes: Uint8Array; readonly attempt: number }
): { parsed: ParsedLink; signed: boolean } {
  if (isLinkBundleName(file, request.step)) {
    // Who names keys means keys; an identity is no way around them.
    if (request.keys.length > 0) throw untrusted(request, file)
    return { parsed: readOwnBundle(request, file, bytes, attempt), signed: true }
  }
  const metadata = readSignedMetadata(bytes, { source: file, maxBytes: LIMITS.linkBytes })
  const checker = new SignatureChecker(metadata, 'strict')
  const signed = request.keys.some(
    (key) => checker.check(key, [keyIdOf(key, 'current'), keyIdOf(key, 'legacy')], true) === 'valid'
  )
  if (!signed && (request.unsigned === 'refuse' || metadata.signatures.length > 0)) throw untrusted(request, file)
  return { parsed: parseLink(metadata.payload), signed }
}

/**
 * A bundle needs no key: its certificate says which workflow of which run and attempt signed it. Other jobs of the run
 * may have identities, too, so the workflow counts and not the run alone.
 */
function readOwnBundle(request: TakeOverRequest, file: string, bytes: Uint8Array, attempt: number): ParsedLink {
  const { keyless, run, step, serverUrl, identities } = request
  const { parsed, certificate } = readKeylessLink(bytes, file, keyless)
  const certified = certifiedRun(certificate)
  const facts = [...BINDING_FACTS, 'repository_id'] as const
  const same =
    certified !== undefined &&
    certified !== 'malformed' &&
    certified.attempt === String(attempt) &&
    isIssuerOfRuns(certificate.issuer, serverUrl) &&
    certificate.extensions.get('run_invocation_uri')?.startsWith(`${serverUrl}/`) === true &&
    facts.every((fact) => run[fact] === undefined || certified[fact] === run[fact]) &&
    identities.some((pattern) => matchesIdentityPattern(pattern, certificate.subject)) &&
    checkCertifiedRun(parsed, certified, step).length === 0
  if (same) return parsed
  throw new InTotoError(
    'TAKE_OVER_UNTRUSTED',
    `The link of step ${quoteUntrusted(step)} is signed by ${quoteUntrusted(certificate.subject)} in ${quoteUntrusted(certificate.extensions.get('run_invocation_uri') ?? 'no run')}, which is not the signer that this stage expects.`,
    {
      at: escapeUntrusted(file),
      hint: `Expected: ${identities.map((pattern) => escapeUntrusted(pattern)).join(' or ')}, in this run and attempt ${attempt}. Name another one in take-over-identities.`
    }
  )
}

const GITHUB_ISSUER = 'https://token.actions.githubusercontent.com'

/** Whether an issuer speaks for runs of a server. Enterprises on github.com may have a name of their own behind a slash. */
function isIssuerOfRuns(issuer: string, serverUrl: string): boolean {
  const { host } = new URL(serverUrl)
  if (host !== 'github.com') return issuer === `https://token.actions.${host}`
  if (!issuer.startsWith(GITHUB_ISSUER)) return false
  return /^(?:\/[\w-]+)?$/.test(issuer.slice(GITHUB_ISSUER.length))
}

function checkRun({ step, run }: TakeOverRequest, link: Link, attempt: number): void {
  const claimed = readRunBinding(link.environment)
  if (claimed === undefined || claimed === 'malformed') throw differs(step, 'its link names no run')
  for (const fact of BINDING_FACTS) {
    if (claimed[fact] !== run[fact])
      throw differs(
        step,
        `its link claims the ${fact} ${quoteUntrusted(claimed[fact] ?? '')}, and this run has ${quoteUntrusted(run[fact] ?? '')}`
      )
  }
  if (claimed.attempt !== String(attempt))
    throw differs(
      step,
      `its link is of attempt ${quoteUntrusted(claimed.attempt ?? '')} and was stored as one of attempt ${attempt}`
    )
}

async function recordAll(recorder: Recorder, directory: string): Promise<Artifacts> {
  const { artifacts } = await recorder.record({
    paths: ['.'],
    baseDirectory: directory,
    exclude: [],
    lstripPaths: [],
    lineEndings: 'as-is',
    symlinkedDirectories: 'skip'
  })
  return artifacts
}

function compare(
  { step }: TakeOverRequest,
  link: Link,
  found: Artifacts,
  note: { files: number; digest: string }
): void {
  for (const [path, digests] of found) {
    const recorded = link.products.get(path)
    if (recorded === digests) continue
    throw differs(
      step,
      recorded === undefined
        ? `${quoteUntrusted(path)} is not among the products of its link`
        : `${quoteUntrusted(path)} has ${digests}, and its link says ${escapeUntrusted(recorded)}`
    )
  }
  if (found.size !== note.files || artifactsDigest(found) !== note.digest)
    throw differs(step, `${found.size} files came, and its link says that ${note.files} were handed over`)
}

function differs(step: string, what: string): InTotoError {
  return new InTotoError(
    'TAKE_OVER_DIFFERS',
    `What step ${quoteUntrusted(step)} handed over is not what it made: ${what}.`,
    {
      hint: 'Something between the two jobs changed it. Find out what; nothing was put into the workspace.'
    }
  )
}

function isExecutable(mode: unknown): boolean {
  return mode === 'executable' || mode === 'executable symlink'
}

/** Below a file there is nothing, and the system says so in words of its own. */
function isThere(path: string): boolean {
  try {
    return lstatSync(path, { throwIfNoEntry: false }) !== undefined
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOTDIR') return false
    throw error
  }
}

function unsafe(path: string, what: string, at: string): InTotoError {
  return new InTotoError('TAKE_OVER_UNSAFE', `${quoteUntrusted(path)} ${what}.`, {
    at: escapeUntrusted(at),
    hint: 'Remove what stands in its way, or take over into an empty workspace.'
  })
}

/** No stage records what git keeps for itself, and git runs what its configuration says. */
function refuseGit(paths: Iterable<string>): void {
  for (const path of paths)
    if (path.split('/').some((part) => /^(?:\.git|git~\d+)[ .]*$/i.test(part)))
      throw new InTotoError('TAKE_OVER_UNSAFE', `${quoteUntrusted(path)} would steer git.`, {
        hint: 'Hand over products only; nothing of .git is one.'
      })
}

/** Puts one file into the workspace, wherever symbolic links of the workspace may point. */
function place(workspace: string, directory: string, path: string, executable: boolean): void {
  const root = realpathSync(workspace)
  const target = join(root, path)
  let existing = dirname(target)
  while (!isThere(existing)) existing = dirname(existing)
  const real =
    statSync(existing, { throwIfNoEntry: false })?.isDirectory() === true ? realpathSync(existing) : undefined
  if (real === undefined || isOutside(root, real)) throw unsafe(path, 'would land outside the workspace', existing)
  if (lstatSync(target, { throwIfNoEntry: false })?.isDirectory() === true)
    throw unsafe(path, 'would take the place of a directory', target)
  mkdirSync(dirname(target), { recursive: true })
  rmSync(target, { force: true })
  copyFileSync(join(directory, path), target)
  if (executable) chmodSync(target, 0o755)
}
