// SPDX-License-Identifier: Apache-2.0
// Links of a run through the REST interface: it pages, it serves other runs, and it needs no more than `actions: read`.
import { randomUUID } from 'node:crypto'
import { rmSync } from 'node:fs'
import { join } from 'node:path'
import { isSha256Digest } from '../files/sha256-digest.ts'
import { makeDirectory } from '../files/make-directory.ts'
import type { LinkSource, ListedArtifact } from '../gate/link-source.ts'
import { BaseError } from '../base/codes.ts'
import { GateError } from '../gate/codes.ts'
import { quoteUntrusted } from '../base/escape-untrusted.ts'
import { LIMITS } from '../base/limits.ts'
import { checkArtifactCount } from './artifact-count.ts'
import { download, DOWNLOAD_TIMING, type DownloadTiming } from './download.ts'
import type { Rest } from './rest.ts'
import { sinkInMemory } from './sink-in-memory.ts'
import { unzip } from './unzip.ts'

export interface RunPlace {
  readonly owner: string
  readonly repo: string
  readonly runId: string
}

const PAGE = 100
const PERMISSION = 'actions: read'
/** How often a list is read that does not stay the same. */
const LISTINGS = 3
/** Files in one workflow artifact with a link. A stage stores one. */
const LINK_FILES = 16

export class RestLinkSource implements LinkSource {
  readonly #rest: Rest
  readonly #run: RunPlace
  readonly #temporary: string
  readonly #timing: DownloadTiming

  /** @param temporary an empty directory for what is fetched */
  constructor(rest: Rest, run: RunPlace, temporary: string, timing: DownloadTiming = DOWNLOAD_TIMING) {
    this.#rest = rest
    this.#run = run
    this.#temporary = temporary
    this.#timing = timing
  }

  async list(...prefixes: readonly string[]): Promise<readonly ListedArtifact[]> {
    // A list that changes while it is read may skip some; then it is read again.
    for (let tried = 0; tried < LISTINGS; tried += 1) {
      const found = await this.#listOnce()
      if (found !== undefined)
        return [...found.values()].filter(({ name }) => prefixes.some((prefix) => name.startsWith(prefix)))
    }
    throw new BaseError(
      'ARTIFACT_LIST_FAILED',
      `GitHub's list of the workflow artifacts of run ${this.#run.runId} changed or broke off each time that it was read.`,
      {
        hint: 'Let this job need all jobs that store workflow artifacts, and find out what deletes some meanwhile.'
      }
    )
  }

  /** Every artifact by its id; undefined when the list did not stay the same from its first page to its last. */
  async #listOnce(): Promise<ReadonlyMap<string, ListedArtifact> | undefined> {
    const { owner, repo, runId } = this.#run
    const found = new Map<string, ListedArtifact>()
    for (let page = 1, seen = 0, expected: number | undefined; ; page += 1) {
      const { data } = await this.#rest.call({
        route: 'GET /repos/{owner}/{repo}/actions/runs/{run_id}/artifacts',
        parameters: { owner, repo, run_id: Number(runId), per_page: PAGE, page },
        what: `the workflow artifacts of run ${runId}`,
        permission: PERMISSION
      })
      const { artifacts, total_count: total } = (data ?? {}) as { artifacts?: unknown; total_count?: unknown }
      if (!Array.isArray(artifacts) || typeof total !== 'number') throw unreadable('the list of workflow artifacts')
      checkArtifactCount(total)
      expected ??= total
      for (const artifact of artifacts.map(readListed)) found.set(artifact.id, artifact)
      seen += artifacts.length
      if (total !== expected) return undefined
      if (seen >= total) return found.size === total ? found : undefined
      // A list that ends before its own count hides artifacts; that is no empty remainder.
      if (artifacts.length === 0) return undefined
    }
  }

  async unpack({ id, name, size, digest }: ListedArtifact): Promise<{ directory: string; files: readonly string[] }> {
    if (size > LIMITS.linkArtifactBytes) {
      throw new BaseError(
        'ARTIFACT_TOO_LARGE',
        `The workflow artifact ${quoteUntrusted(name)} has ${size} bytes; at most ${LIMITS.linkArtifactBytes} are read.`,
        {
          hint: 'No honest link is so large; find out which job stored it.'
        }
      )
    }
    if (digest === undefined) {
      throw new BaseError(
        'ARTIFACT_DIGEST_DIFFERS',
        `GitHub does not tell the digest of the workflow artifact ${quoteUntrusted(name)}.`,
        {
          hint: 'It was stored by something else than this suite. Find out which job stored it.'
        }
      )
    }
    const directory = join(this.#temporary, `link-${randomUUID()}`)
    const file = `${directory}.zip`
    makeDirectory(directory)
    const sink = sinkInMemory()
    const address = (): Promise<string> => this.#address(id, name)
    const maxBytes = LIMITS.linkArtifactBytes
    await download({ address, file, maxBytes, digest, name, openSink: sink.open }, this.#timing)
    const inMemory = sink.whole()
    const files = await unzip(inMemory ?? file, directory, { bytes: LIMITS.linkBytes, files: LINK_FILES }, name)
    if (inMemory === undefined) rmSync(file)
    return { directory, files }
  }

  async #address(id: string, name: string): Promise<string> {
    const { owner, repo } = this.#run
    const { status, headers } = await this.#rest.call({
      route: 'GET /repos/{owner}/{repo}/actions/artifacts/{artifact_id}/{archive_format}',
      parameters: { owner, repo, artifact_id: Number(id), archive_format: 'zip' },
      what: `the workflow artifact ${quoteUntrusted(name)}`,
      permission: PERMISSION,
      redirect: 'manual'
    })
    const { location } = headers
    if (status === 302 && typeof location === 'string') return location
    throw unreadable(`the address of ${quoteUntrusted(name)}`)
  }
}

function readListed(value: unknown): ListedArtifact {
  const { id, name, size_in_bytes: size, digest, expired } = (value ?? {}) as Record<string, unknown>
  if (!Number.isSafeInteger(id) || typeof name !== 'string' || typeof size !== 'number')
    throw unreadable('a workflow artifact')
  if (expired === true && name.startsWith('in-toto')) {
    throw new BaseError('ARTIFACT_DOWNLOAD_FAILED', `The workflow artifact ${quoteUntrusted(name)} has expired.`, {
      hint: 'Run the pipeline again, or keep links longer with retention-days.'
    })
  }
  return {
    id: String(id),
    name,
    size,
    digest: typeof digest === 'string' && isSha256Digest(digest) ? digest : undefined
  }
}

function unreadable(what: string): GateError {
  return new GateError(
    'GITHUB_UNAVAILABLE',
    `GitHub's answer for ${what} is not of the form that its documentation gives.`,
    {
      hint: 'Run the job again. If it lasts, something between this job and GitHub changes the answers.'
    }
  )
}
