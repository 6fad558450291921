// SPDX-License-Identifier: Apache-2.0
// The workflow artifacts of the run that an action is part of, through the service that GitHub gives to actions only.
import { mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { DefaultArtifactClient, type ArtifactClient } from '@actions/artifact'
import type { Artifacts } from '../intoto/artifacts/artifacts.ts'
import type { ErrorCode } from '../intoto/error-codes.ts'
import { InTotoError } from '../intoto/errors.ts'
import { escapeUntrusted, quoteUntrusted } from '../intoto/escape-untrusted.ts'
import { readWorkflowArtifactName } from '../intoto/link/link-artifact-name.ts'
import type { ArtifactUpload, HashingArtifacts, StoredArtifact, UnpackBounds } from '../stages/workflow-artifacts.ts'
import { hashZip, unzip } from './unzip.ts'

export class RunArtifacts implements HashingArtifacts {
  readonly #client: ArtifactClient
  readonly #temporary: string

  /** @param temporary a directory for archives; emptied again after each */
  constructor(temporary: string, client: ArtifactClient = new DefaultArtifactClient()) {
    this.#temporary = temporary
    this.#client = client
  }

  async upload({ name, files, root, retentionDays }: ArtifactUpload): Promise<{ id: string; digest: string }> {
    const options = retentionDays > 0 ? { retentionDays } : {}
    const { id, digest } = await this.#translate(
      'ARTIFACT_UPLOAD_FAILED',
      `${quoteUntrusted(name)} could not be stored`,
      () => this.#client.uploadArtifact(name, [...files], root, options)
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
      () => this.#client.listArtifacts()
    )
    return artifacts
      .filter(({ name }) => name.startsWith(prefix))
      .map(({ id, name, size, digest }) => ({ id: String(id), name, size, digest }))
      .sort((a, b) => Number(b.id) - Number(a.id))
  }

  unpack(artifact: StoredArtifact, directory: string, bounds: UnpackBounds): Promise<readonly string[]> {
    return this.#withArchive(artifact, bounds, (file) => unzip(file, directory, bounds, artifact.name))
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
    // The library prints the name of the file that it fetches, which the service takes from this one, escapes undone.
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
    const archive = mkdtempSync(join(this.#temporary, 'archive-'))
    try {
      const { digestMismatch } = await this.#translate(
        'ARTIFACT_DOWNLOAD_FAILED',
        `${quoteUntrusted(name)} could not be fetched`,
        () => this.#client.downloadArtifact(Number(id), { path: archive, expectedHash: digest, skipDecompress: true })
      )
      // The library answers a wrong digest with a member of the result, not with an error.
      if (digestMismatch !== false) {
        throw new InTotoError(
          'ARTIFACT_DIGEST_DIFFERS',
          `${quoteUntrusted(name)} is not what was stored as ${digest}.`,
          {
            hint: 'It was replaced or damaged on its way. Run the job that stores it again.'
          }
        )
      }
      const [file = 'artifact'] = readdirSync(archive)
      return await read(join(archive, file))
    } finally {
      rmSync(archive, { recursive: true, force: true })
    }
  }

  async #translate<Value>(code: ErrorCode, what: string, call: () => Promise<Value>): Promise<Value> {
    try {
      return await call()
    } catch (cause) {
      const message = cause instanceof Error ? cause.message : String(cause)
      throw new InTotoError(code, `${what}: ${escapeUntrusted(message)}.`, { cause, hint: hintFor(message) })
    }
  }
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
