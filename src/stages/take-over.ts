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
import { artifactsOf } from '../intoto/artifacts/build-artifacts.ts'
import { isSha256Digest } from '../files/sha256-digest.ts'
import type { JsonValue } from '../intoto/json/json-value.ts'
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
import { newestLinkArtifact, type LinkArtifact } from './newest-link-artifact.ts'
import { placeFile, refuseGit, unsafe } from './place-file.ts'
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

/**
 * Fetches the products of a step, compares them with its link, and puts them into the workspace.
 *
 * @throws every TAKE_OVER_, ARTIFACT_ and RECORD_ code, FILE_UNWRITABLE; BUNDLE_ codes and TRUSTED_ROOT_MISSING for a
 * link that a workflow signed; JSON_ and METADATA_ codes for a malformed link
 */
export async function takeOver(request: TakeOverRequest): Promise<TakenOver> {
  const { artifacts, step, run, temporary } = request
  // One list serves both: what a link hands over is stored before the link is.
  const listed = await artifacts.list(LINKS, PRODUCTS)
  const startingWith = (prefix: string): StoredArtifact[] => listed.filter(({ name }) => name.startsWith(prefix))
  const source = newestLinkArtifact(step, run, startingWith(LINKS))
  const { link, signed, digest } = await fetchLink(request, source)
  const note = demandNote(step, link)
  const stored = handedOverArtifact(step, note, {
    listed: startingWith(PRODUCTS),
    attempt: Number(run.attempt ?? Infinity)
  })
  const directory = join(temporary, 'products')
  makeDirectory(directory)
  const bounds = { packedBytes: LIMITS.productArtifactBytes, bytes: LIMITS.productBytes, files: LIMITS.productFiles }
  await artifacts.unpack(stored, directory, bounds)
  const found = await recordDirectory(request.recorder, directory)
  const converted = compare(step, link, { directory, found }, note)
  refuseGit(found.paths())
  place(request.workspace, directory, found, readModes(link.environment, 'products'))
  const tookOver = { step, attempt: String(source.name.attempt), digest }
  return { files: found.size, signed, link, tookOver, converted }
}

/** Symbolic links of the workspace can lead two names to one file; then it must be the same for both. */
function place(
  workspace: string,
  directory: string,
  found: Artifacts,
  modes: ReadonlyMap<string, JsonValue> | undefined
): void {
  const placed = new Map<string, DigestSet>()
  for (const [path, digests] of found) {
    const real = placeFile(workspace, directory, path, isExecutable(modes?.get(path)))
    if ((placed.get(real) ?? digests) !== digests)
      throw unsafe(path, 'would replace another file that is taken over, since a symbolic link leads there', real)
    placed.set(real, digests)
  }
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

function demandNote(step: string, { environment }: Link): HandOver {
  const note = readHandOver(environment)
  if (note === undefined) {
    throw new StagesError('TAKE_OVER_NOT_FOUND', `Step ${quoteUntrusted(step)} handed no products over.`, {
      hint: 'Give the step that makes them the input hand-over, and let this job need its job.'
    })
  }
  if (note === 'malformed') {
    throw new CoreError(
      'METADATA_VALUE_INVALID',
      `What the link of step ${quoteUntrusted(step)} says of the products that it handed over cannot be read.`,
      {
        at: 'environment.hand_over',
        hint: 'Let both jobs use one version of this suite. If they do, find out who made that link.'
      }
    )
  }
  return note
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

function isExecutable(mode: unknown): boolean {
  return mode === 'executable' || mode === 'executable symlink'
}
