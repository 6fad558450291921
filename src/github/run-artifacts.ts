// SPDX-License-Identifier: Apache-2.0
// The workflow artifacts of the run that an action is part of, through the service that GitHub gives to actions only.
import { mkdtempSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { DefaultArtifactClient, type ArtifactClient } from '@actions/artifact'
import type { Artifacts } from '../intoto/artifacts/artifacts.ts'
import type { ErrorCode } from '../base/error-codes.ts'
import { InTotoError } from '../base/errors.ts'
import { escapeUntrusted, quoteUntrusted } from '../base/escape-untrusted.ts'
import { fileUnwritable } from '../files/file-unwritable.ts'
import { LIMITS } from '../base/limits.ts'
import { readWorkflowArtifactName } from '../intoto/link/link-artifact-name.ts'
import type { ArtifactUpload, HashingArtifacts, StoredArtifact, UnpackBounds } from '../stages/workflow-artifacts.ts'
import { download, DOWNLOAD_TIMING, type DownloadTiming } from './download.ts'
import { TEMPORARY, type OpenSink } from './fill-file.ts'
import { withHarmlessLog } from './library-log.ts'
import type { Environment } from '../base/environment.ts'
import { signedArtifactUrl, type SignedUrlPorts } from './signed-artifact-url.ts'
import { hashZip, unzip } from './unzip.ts'

export interface RunArtifactsPorts {
  /** Stores and lists. It never fetches: its download has no bound on bytes and dies of a full disk. */
  readonly client?: Pick<ArtifactClient, 'uploadArtifact' | 'listArtifacts'>
  readonly environment?: Environment
  readonly timing?: DownloadTiming
  readonly signedUrl?: SignedUrlPorts
  readonly openSink?: OpenSink
}

/** Sizes are the word of whoever stored; the digest decides. This much more than the word is read. */
const SIZE_SLACK = 64 * 1024
/** What a large artifact may take beyond the time for a small one. */
const SLOWEST_BYTES_PER_MS = 4096
/**
 * The service gives one list without pages, and in silence leaves out what it has beyond some count; the library and
 * GitHub speak of 1 000. So a list that is just so long may be the beginning of a longer one.
 */
const LIST_CUT = 1000

export class RunArtifacts implements HashingArtifacts {
  readonly #temporary: string
  readonly #ports: Required<Omit<RunArtifactsPorts, 'openSink'>> & Pick<RunArtifactsPorts, 'openSink'>

  /** @param temporary a directory for archives; emptied again after each */
  constructor(temporary: string, ports: RunArtifactsPorts = {}) {
    this.#temporary = temporary
    this.#ports = {
      client: new DefaultArtifactClient(),
      environment: process.env,
      timing: DOWNLOAD_TIMING,
      signedUrl: {},
      ...ports
    }
  }

  async upload({ name, files, root, retentionDays }: ArtifactUpload): Promise<{ id: string; digest: string }> {
    const options = retentionDays > 0 ? { retentionDays } : {}
    const { id, digest } = await this.#translate(
      'ARTIFACT_UPLOAD_FAILED',
      `${quoteUntrusted(name)} could not be stored`,
      () => this.#ports.client.uploadArtifact(name, [...files], root, options)
    )
    // The library gives bare digits here and `sha256:` elsewhere.
    if (id !== undefined && digest !== undefined && /^[0-9a-f]{64}$/.test(digest))
      return { id: String(id), digest: `sha256:${digest}` }
    throw new InTotoError(
      'ARTIFACT_UPLOAD_FAILED',
      `The service stored ${quoteUntrusted(name)} and told neither id nor digest.`,
      {
        hint: 'Run the job again.'
      }
    )
  }

  async list(prefix: string): Promise<readonly StoredArtifact[]> {
    const { artifacts } = await this.#translate(
      'ARTIFACT_LIST_FAILED',
      'The workflow artifacts of this run could not be listed',
      () => this.#ports.client.listArtifacts()
    )
    checkList(artifacts)
    return artifacts
      .filter(({ name }) => name.startsWith(prefix))
      .map(({ id, name, size, digest }) => ({ id: String(id), name, size, digest }))
      .sort((a, b) => Number(b.id) - Number(a.id))
  }

  unpack(artifact: StoredArtifact, directory: string, bounds: UnpackBounds): Promise<readonly string[]> {
    return this.#withArchive(artifact, bounds, (file) =>
      unzip(file, directory, bounds, artifact.name, this.#ports.openSink)
    )
  }

  hash(artifact: StoredArtifact, bounds: UnpackBounds, onRead: () => void): Promise<Artifacts> {
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
      throw new InTotoError('ARTIFACT_NAME', `No stage stores a workflow artifact called ${quoteUntrusted(name)}.`, {
        hint: 'Find out which job stored it. It is not fetched.'
      })
    }
    if (size > bounds.packedBytes) {
      throw new InTotoError(
        'ARTIFACT_TOO_LARGE',
        `${quoteUntrusted(name)} has ${size} bytes; at most ${bounds.packedBytes} are read.`,
        {
          hint: 'Hand over less, in several steps if need be.'
        }
      )
    }
    if (digest === undefined) {
      throw new InTotoError(
        'ARTIFACT_DIGEST_DIFFERS',
        `The service does not tell the digest of ${quoteUntrusted(name)}.`,
        {
          hint: 'Only services that tell digests can be used.'
        }
      )
    }
    const directory = this.#makeDirectory(name)
    const file = join(directory, 'archive.zip')
    const { environment, timing, signedUrl, openSink } = this.#ports
    try {
      await download(
        {
          address: () => signedArtifactUrl({ id, name }, environment, signedUrl),
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

  #makeDirectory(name: string): string {
    try {
      return mkdtempSync(join(this.#temporary, 'archive-'))
    } catch (cause) {
      // Whatever it says, the name is ours: the directory is missing or full.
      throw fileUnwritable(`The workflow artifact ${quoteUntrusted(name)} cannot be kept`, cause, TEMPORARY)
    }
  }

  /** Calls the library, whose errors become ours. */
  async #translate<Value>(code: ErrorCode, what: string, call: () => Promise<Value>): Promise<Value> {
    try {
      return await withHarmlessLog(call)
    } catch (cause) {
      const message = cause instanceof Error ? cause.message : String(cause)
      throw new InTotoError(code, `${what}: ${escapeUntrusted(message)}.`, { cause, hint: hintFor(message) })
    }
  }
}

/** A list that may lack some would let an older link, or none, stand for the newest. */
function checkList(artifacts: readonly { readonly id: number }[]): void {
  const { length } = artifacts
  if (length > LIMITS.workflowArtifacts || (length > 0 && length % LIST_CUT === 0)) {
    throw new InTotoError(
      'ARTIFACT_TOO_MANY',
      length > LIMITS.workflowArtifacts
        ? `The run has ${length} workflow artifacts; at most ${LIMITS.workflowArtifacts} are looked through.`
        : `The service lists ${length} workflow artifacts of this run, and may have left out more: it stops at round counts.`,
      { hint: 'Store fewer in one run, or delete some that no later job needs. Find out which job stores so many.' }
    )
  }
  if (artifacts.every(({ id }) => Number.isSafeInteger(id) && id > 0)) return
  throw new InTotoError('ARTIFACT_LIST_FAILED', 'The service lists a workflow artifact under an id that is not one.', {
    hint: 'Find out what answers in the place of the service.'
  })
}

function hintFor(message: string): string {
  if (/already exists|conflict/i.test(message))
    return 'Another job of this run stored a workflow artifact of that name. Give each job, and each leg of a matrix, a step name of its own.'
  if (/GHES/.test(message)) return 'GitHub Enterprise Server has no service for workflow artifacts of this kind.'
  if (/ACTIONS_RUNTIME_TOKEN|ACTIONS_RESULTS_URL/.test(message))
    return 'Only actions get what is needed to reach the service; call this one by `uses:`.'
  if (/quota|usage/i.test(message))
    return 'The storage quota is used up. Delete old workflow artifacts, or lower retention-days.'
  return 'Run the job again. If it lasts, look whether the service has an outage, or a firewall keeps it away.'
}
