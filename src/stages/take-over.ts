// SPDX-License-Identifier: Apache-2.0
// A later job takes over the products of an earlier step. What lies in between (the artifact service, other jobs of the
// run) is not trusted: every file is compared with the signed link before anything runs (X41 finding TOTO-PT-23-05).
import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { makeDirectory } from '../files/make-directory.ts'
import type { ArtifactPath, Artifacts, DigestSet } from '../intoto/artifacts/artifacts.ts'
import { count } from '../base/count.ts'
import { BaseError } from '../base/codes.ts'
import { CoreError } from '../intoto/codes.ts'
import { StagesError } from './codes.ts'
import { escapeUntrusted, quoteUntrusted } from '../base/escape-untrusted.ts'
import { artifactsOf, NO_ARTIFACTS } from '../intoto/artifacts/build-artifacts.ts'
import { isSha256Digest } from '../files/sha256-digest.ts'
import { readModes } from '../intoto/link/file-modes.ts'
import type { Link } from '../intoto/link/link.ts'
import { workflowArtifactPrefix } from '../intoto/link/link-artifact-name.ts'
import { LIMITS } from '../base/limits.ts'
import type { Recorder } from '../recording/record-artifacts.ts'
import {
  convertedProducts,
  isConvertedIn,
  sha256Set,
  type ConvertedByName,
  type ConvertedFile
} from './converted-products.ts'
import { readHandOver, type HandOver } from './hand-over.ts'
import type { TakenProducts } from './taken-products.ts'
import { handedOverArtifact } from './handed-over-artifact.ts'
import { mayHoldLayout, readLayoutCopy, withoutCopy } from './intents/layout-copy.ts'
import { newestLinkArtifact, type LinkArtifact } from './newest-link-artifact.ts'
import { refuseGit } from './place-file.ts'
import { placeProducts } from './place-products.ts'
import { artifactsDigest } from './products-digest.ts'
import { recordDirectory } from '../recording/record-directory.ts'
import { takeOverDiffers } from './take-over-differs.ts'
import { readTrustedLink, type LinkTrust } from './trusted-link.ts'
import type { StoredArtifact, WorkflowArtifacts } from './workflow-artifacts.ts'

const LINKS = workflowArtifactPrefix('link')
const PRODUCTS = workflowArtifactPrefix('products')

export interface TakeOverRequest extends LinkTrust {
  readonly artifacts: WorkflowArtifacts
  readonly workspace: string
  /** An empty directory on this machine, not in the workspace. */
  readonly temporary: string
  readonly recorder: Recorder
}

/** What was put into the workspace. */
export interface TakenOver extends TakenProducts {
  readonly files: number
  readonly signed: boolean
}

/** Products of a step that were fetched and compared with its link, and lie beside the workspace. */
export interface FetchedProducts extends Pick<TakenProducts, 'link' | 'tookOver'> {
  readonly signed: boolean
  /** Whether the link says that anything was handed over. */
  readonly handedOver: boolean
  /** Where the files lie, each by its name. */
  readonly directory: string
  /** With the digests that they have there. */
  readonly found: Artifacts
  readonly converted: ConvertedByName
  /** Symbolic links, which lie there as files with their target's name. */
  readonly links: readonly string[]
  /** The text of the signed layout that came with them. */
  readonly layout: string | undefined
}

/**
 * Fetches the products of a step, compares them with its link, and puts them into the workspace.
 *
 * @throws every TAKE_OVER_, ARTIFACT_ and RECORD_ code, FILE_UNWRITABLE; BUNDLE_ codes and TRUSTED_ROOT_MISSING for a
 * link that a workflow signed; JSON_ and METADATA_ codes for a malformed link
 */
export async function takeOver(request: TakeOverRequest): Promise<TakenOver> {
  const { signed, ...fetched } = await fetchProducts(request, await listHandedOver(request))
  return { files: fetched.found.size, signed, ...placeAsNamed(request.workspace, fetched) }
}

/** Puts products where they lay in the step that made them. @throws TAKE_OVER_NOT_FOUND, TAKE_OVER_UNSAFE, FILE_UNWRITABLE */
export function placeAsNamed(
  workspace: string,
  { link, tookOver, handedOver, directory, found, converted, links }: Omit<FetchedProducts, 'signed' | 'layout'>
): TakenProducts {
  if (!handedOver) throw nothingHandedOver(link.name)
  const modes = readModes(link.environment, 'products')
  return { link, tookOver, known: { converted, links: placeProducts(workspace, { directory, found, modes, links }) } }
}

/** The workflow artifacts of the run that hold links and products: what a link hands over is stored before the link is. */
export function listHandedOver({ artifacts }: Pick<TakeOverRequest, 'artifacts'>): Promise<readonly StoredArtifact[]> {
  return artifacts.list(LINKS, PRODUCTS)
}

/**
 * Fetches the products of a step, and compares them with its link.
 *
 * @param listed as `listHandedOver` gives them
 * @throws as `takeOver`
 */
export async function fetchProducts(
  request: TakeOverRequest,
  listed: readonly StoredArtifact[]
): Promise<FetchedProducts> {
  const { artifacts, step, run, temporary } = request
  const startingWith = (prefix: string): StoredArtifact[] => listed.filter(({ name }) => name.startsWith(prefix))
  const source = newestLinkArtifact(step, run, startingWith(LINKS))
  const { link, signed, digest } = await fetchLink(request, source)
  const tookOver = { step, attempt: String(source.name.attempt), digest }
  const note = readNote(step, link)
  const directory = join(temporary, 'products')
  makeDirectory(directory)
  const nothing = { found: NO_ARTIFACTS, converted: new Map(), links: [], layout: undefined }
  if (note === undefined) return { link, signed, tookOver, handedOver: false, directory, ...nothing }
  const stored = handedOverArtifact(step, note, {
    listed: startingWith(PRODUCTS),
    attempt: Number(run.attempt ?? Infinity)
  })
  const bounds = { packedBytes: LIMITS.productArtifactBytes, bytes: LIMITS.productBytes, files: LIMITS.productFiles }
  await artifacts.unpack(stored, directory, bounds)
  const layout = mayHoldLayout(link) ? readLayoutCopy(directory) : undefined
  const found = withoutCopy(await recordDirectory(request.recorder, directory), layout)
  const converted = compare(step, link, { directory, found }, note)
  refuseGit(found.paths())
  return { link, signed, tookOver, handedOver: true, directory, found, converted, links: note.links, layout }
}

async function fetchLink(
  request: TakeOverRequest,
  { stored, name }: LinkArtifact
): Promise<{ link: Link; signed: boolean; digest: string }> {
  const directory = join(request.temporary, 'link')
  makeDirectory(directory)
  const bounds = { packedBytes: LIMITS.linkArtifactBytes, bytes: LIMITS.linkBytes, files: 1 }
  const files = await request.artifacts.unpack(stored, directory, bounds)
  const [file, ...more] = files
  if (file === undefined || more.length > 0) {
    throw new BaseError(
      'ARTIFACT_ZIP_INVALID',
      `${quoteUntrusted(stored.name)} holds ${count(files.length, 'file')}; one link was expected.`
    )
  }
  const bytes = readFileSync(join(directory, file))
  const trusted = await readTrustedLink(request, { name: file, bytes, attempt: name.attempt })
  return { ...trusted, digest: createHash('sha256').update(bytes).digest('hex') }
}

function readNote(step: string, { environment }: Link): HandOver | undefined {
  const note = readHandOver(environment)
  if (note !== 'malformed') return note
  throw new CoreError(
    'METADATA_VALUE_INVALID',
    `What the link of step ${quoteUntrusted(step)} says of the products that it handed over cannot be read.`,
    {
      at: 'environment.hand_over',
      hint: 'Let both jobs use one version of this suite. If they do, find out who made that link.'
    }
  )
}

function nothingHandedOver(step: string): StagesError {
  return new StagesError('TAKE_OVER_NOT_FOUND', `Step ${quoteUntrusted(step)} handed no products over.`, {
    hint: 'Give the step that makes them the input hand-over, and let this job need its job.'
  })
}

interface Arrived {
  readonly directory: string
  readonly found: Artifacts
}

/** Every file that came must be a product, and together they must be those that went out. */
function compare(step: string, link: Link, { directory, found }: Arrived, note: HandOver): ConvertedByName {
  const claimed = convertedProducts(link)
  const converted = new Map<ArtifactPath, ConvertedFile>()
  const named: [ArtifactPath, DigestSet][] = []
  for (const [path, digests] of found) {
    const recorded = link.products.get(path)
    if (recorded === undefined)
      throw takeOverDiffers(step, `${quoteUntrusted(path)} is not among the products of its link`)
    const disk = claimed.get(path)
    const expected = disk === undefined ? recorded : sha256Set(disk)
    if (digests !== expected)
      throw takeOverDiffers(
        step,
        `${quoteUntrusted(path)} has ${digests}, and its link says ${escapeUntrusted(expected)}`
      )
    if (disk !== undefined) converted.set(path, demandConverted(step, directory, path, { disk, recorded }))
    named.push([path, recorded])
  }
  if (found.size === note.files && artifactsDigest(artifactsOf(named)) === note.digest) return converted
  throw takeOverDiffers(step, `${count(found.size, 'file')} came, and its link says that ${note.files} went out`)
}

/** A link can say of any file that it is the commit's; its bytes must show it. */
function demandConverted(
  step: string,
  directory: string,
  path: ArtifactPath,
  { disk, recorded }: { readonly disk: string; readonly recorded: DigestSet }
): ConvertedFile {
  const file = { disk, commit: recorded.slice('sha256:'.length) }
  if (isSha256Digest(recorded) && isConvertedIn(directory, path, file)) return file
  throw takeOverDiffers(
    step,
    `${quoteUntrusted(path)} stands in its link with ${escapeUntrusted(recorded)} as a file of the commit, and no checkout makes what came of that`
  )
}
