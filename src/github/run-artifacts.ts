// SPDX-License-Identifier: Apache-2.0
// The workflow artifacts of the run that an action is part of, through the service that GitHub gives to actions only.
import { mkdtempSync, rmSync, statSync } from 'node:fs'
import { join } from 'node:path'
import type { Artifacts } from '../intoto/artifacts/artifacts.ts'
import { BaseError } from '../base/codes.ts'
import { CoreError } from '../intoto/codes.ts'
import { StagesError } from '../stages/codes.ts'
import { escapeUntrusted, quoteUntrusted } from '../base/escape-untrusted.ts'
import { fileUnwritable, type UnwritableDetails } from '../files/file-unwritable.ts'
import { digestOfHex, isSha256Digest } from '../files/sha256-digest.ts'
import { readWorkflowArtifactName } from '../intoto/link/link-artifact-name.ts'
import type { ArtifactUpload, HashingArtifacts, StoredArtifact, UnpackBounds } from '../stages/workflow-artifacts.ts'
import type { StoringClient } from './artifact-library.ts'
import type { DownloadTiming } from './download.ts'
import type { OpenSink } from './fill-file.ts'
import { withHarmlessLog } from './library-log.ts'
import type { Environment } from '../base/environment.ts'
import type { ResultsAnswer, ResultsPorts } from './results-service.ts'
import { RUN_AGAIN } from '../base/run-again.ts'
import { wholeCall } from './whole-call.ts'

export interface RunArtifactsPorts {
  /** Stores, and does nothing else: whatever it reads has no bound, and it dies of a full disk. */
  readonly client?: StoringClient
  readonly environment?: Environment
  readonly timing?: DownloadTiming
  readonly results?: ResultsPorts
  /** Time after which storing something small is given up, in milliseconds. */
  readonly uploadMs?: number
  readonly openSink?: OpenSink
}

/** Sizes are the word of whoever stored; the digest decides. This much more than the word is read. */
const SIZE_SLACK = 64 * 1024
/** What a large artifact may take beyond the time for a small one. */
const SLOWEST_BYTES_PER_MS = 4096
/** Time for storing something small; the library itself gives up after five minutes without progress. */
const UPLOAD_MS = 15 * 60_000

/** Loaded when it is needed, or not given. */
type Optional = 'client' | 'timing' | 'openSink'

export class RunArtifacts implements HashingArtifacts {
  readonly #temporary: string
  readonly #ports: Required<Omit<RunArtifactsPorts, Optional>> & Pick<RunArtifactsPorts, Optional>

  /** What the service listed last: it says which job stored what, and each address is asked for by that. */
  #listed: readonly ResultsAnswer[] | undefined

  /** @param temporary a directory for archives; emptied again after each */
  constructor(temporary: string, ports: RunArtifactsPorts = {}) {
    this.#temporary = temporary
    this.#ports = {
      environment: process.env,
      results: {},
      uploadMs: UPLOAD_MS,
      ...ports
    }
  }

  async upload({ name, files, root, retentionDays }: ArtifactUpload): Promise<{ id: string; digest: string }> {
    const options = retentionDays > 0 ? { retentionDays } : {}
    const { uploadMs } = this.#ports
    const client = this.#ports.client ?? (await import('./artifact-library.ts')).storingClient()
    const { id, digest } = await this.#uploaded(
      name,
      () => client.uploadArtifact(name, [...files], root, options),
      uploadMs + Math.ceil(sizeOf(files) / SLOWEST_BYTES_PER_MS)
    )
    // The library gives bare digits here and `sha256:` elsewhere.
    const prefixed = digestOfHex(digest ?? '')
    if (id !== undefined && isSha256Digest(prefixed)) return { id: String(id), digest: prefixed }
    throw new StagesError(
      'ARTIFACT_UPLOAD_FAILED',
      `The service stored ${quoteUntrusted(name)} and told neither id nor digest.`,
      {
        hint: 'Run the job again.'
      }
    )
  }

  async list(...prefixes: readonly string[]): Promise<readonly StoredArtifact[]> {
    const { environment, results } = this.#ports
    const { ResultsRefusal, ResultsService } = await import('./results-service.ts')
    const { readListed } = await import('./listed-artifacts.ts')
    try {
      const answers = await new ResultsService(environment, results).list()
      const listed = readListed(answers)
      this.#listed = answers
      return listed.filter(({ name }) => prefixes.some((prefix) => name.startsWith(prefix)))
    } catch (error) {
      if (!(error instanceof ResultsRefusal)) throw error
      const text = `The workflow artifacts of this run could not be listed: ${error.message}.`
      throw new BaseError('ARTIFACT_LIST_FAILED', text, { hint: error.hint })
    }
  }

  async unpack(artifact: StoredArtifact, directory: string, bounds: UnpackBounds): Promise<readonly string[]> {
    const { unzip } = await import('./unzip.ts')
    return this.#withArchive(artifact, bounds, (file) =>
      unzip(file, directory, bounds, artifact.name, this.#ports.openSink)
    )
  }

  async hash(artifact: StoredArtifact, bounds: UnpackBounds, onRead: () => void): Promise<Artifacts> {
    const { hashZip } = await import('./unzip.ts')
    return this.#withArchive(artifact, bounds, (file) => hashZip(file, bounds, artifact.name, onRead))
  }

  /** Fetches an archive, compares it with its digest, and has it read. */
  async #withArchive<Value>(
    { id, name, size, digest }: StoredArtifact,
    bounds: UnpackBounds,
    read: (file: string) => Promise<Value>
  ): Promise<Value> {
    // Any job of the run can store under any name; what no stage stores is not even asked for.
    if (readWorkflowArtifactName(name) === undefined) {
      throw new CoreError('ARTIFACT_NAME', `No stage stores a workflow artifact called ${quoteUntrusted(name)}.`, {
        hint: 'Find out which job stored it. It is not fetched.'
      })
    }
    if (size > bounds.packedBytes) {
      throw new BaseError(
        'ARTIFACT_TOO_LARGE',
        `The workflow artifact ${quoteUntrusted(name)} has ${size} bytes; at most ${bounds.packedBytes} are read.`,
        {
          hint: 'Let `hand-over` name fewer or smaller files, or hand them over in several steps.'
        }
      )
    }
    if (digest === undefined) {
      throw new BaseError(
        'ARTIFACT_DIGEST_DIFFERS',
        `The service does not tell the digest of ${quoteUntrusted(name)}.`,
        {
          hint: 'Only services that tell digests can be used.'
        }
      )
    }
    const { TEMPORARY } = await import('./fill-file.ts')
    const { download, DOWNLOAD_TIMING } = await import('./download.ts')
    const { signedArtifactUrl } = await import('./signed-artifact-url.ts')
    const directory = this.#makeDirectory(name, TEMPORARY)
    const file = join(directory, 'archive.zip')
    const { environment, timing = DOWNLOAD_TIMING, results, openSink } = this.#ports
    try {
      await download(
        {
          address: () => signedArtifactUrl({ id, name }, this.#listed, environment, results),
          file,
          maxBytes: Math.min(size + SIZE_SLACK, bounds.packedBytes),
          digest,
          name,
          openSink
        },
        { ...timing, totalMs: timing.totalMs + Math.ceil(size / SLOWEST_BYTES_PER_MS) }
      )
      return await read(file)
    } finally {
      rmSync(directory, { recursive: true, force: true })
    }
  }

  #makeDirectory(name: string, place: UnwritableDetails): string {
    try {
      return mkdtempSync(join(this.#temporary, 'archive-'))
    } catch (cause) {
      // Whatever it says, the name is ours: the directory is missing or full.
      throw fileUnwritable(`The workflow artifact ${quoteUntrusted(name)} cannot be kept`, cause, place)
    }
  }

  /** Calls the library, whose errors become ours. */
  async #uploaded<Value>(name: string, call: () => Promise<Value>, limitMs: number): Promise<Value> {
    try {
      return await withHarmlessLog(() => wholeCall(call, limitMs))
    } catch (cause) {
      const message = cause instanceof Error ? cause.message : String(cause)
      const text = `${quoteUntrusted(name)} could not be stored: ${escapeUntrusted(message)}.`
      throw new StagesError('ARTIFACT_UPLOAD_FAILED', text, { cause, hint: hintFor(message) })
    }
  }
}

function sizeOf(files: readonly string[]): number {
  return files.reduce((sum, file) => sum + (statSync(file, { throwIfNoEntry: false })?.size ?? 0), 0)
}

function hintFor(message: string): string {
  if (/already exists|conflict/i.test(message))
    return 'Another stage of this run stored a workflow artifact of that name before. Give each stage a step name of its own (`step-name`), also where two jobs of reusable workflows have one id.'
  if (/GHES/.test(message)) return 'GitHub Enterprise Server has no service for workflow artifacts of this kind.'
  if (/ACTIONS_RUNTIME_TOKEN|ACTIONS_RESULTS_URL/.test(message))
    return 'Only actions get what is needed to reach the service; call this one by `uses:`.'
  if (/quota|usage/i.test(message))
    return 'The storage quota is used up. Delete old workflow artifacts, or lower retention-days.'
  return RUN_AGAIN
}
