// SPDX-License-Identifier: Apache-2.0
// Fetches a trusted root as its owners publish it: by The Update Framework, whose metadata says which file is the
// current one, until when, and by whose signatures.
import { Buffer } from 'node:buffer'
import { createHash } from 'node:crypto'
import { mkdirSync, mkdtempSync, readFileSync, realpathSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { BaseFetcher, Updater } from 'tuf-js'
import { DownloadHTTPError } from 'tuf-js/dist/error.js'
import { InTotoError } from '../base/errors.ts'
import { FilesError } from '../files/codes.ts'
import { SigstoreError } from './codes.ts'
import { escapeUntrusted, quoteUntrusted } from '../base/escape-untrusted.ts'
import { LIMITS } from '../base/limits.ts'
import type { HttpGet } from './http-get.ts'
import { readTrustedRoot } from './trusted-root.ts'
import type { TufRepository } from './tuf-repositories.ts'

export interface FetchRequest {
  readonly repository: TufRepository
  readonly get: HttpGet
  /** Where metadata is kept, so that a later call refuses older ones; undefined keeps nothing. */
  readonly cacheDirectory?: string | undefined
}

const TIMEOUT_MS = 30_000

/**
 * A trusted root, verified by the rules of the TUF specification 1.0, section 5: signed by keys of the root that is
 * given or of one that came after it, not expired, not older than what was seen before, and of the digest that is told.
 *
 * @returns the bytes of a trusted root that can be read
 * @throws TRUSTED_ROOT_UNAVAILABLE when the place cannot be reached, TRUSTED_ROOT_REFUSED when what it gave must not be
 * trusted; TRUSTED_ROOT_INVALID, JSON_ codes for a file that is no trusted root; FILE_UNWRITABLE
 */
export async function fetchTrustedRoot({ repository, get, cacheDirectory }: FetchRequest): Promise<Uint8Array> {
  const { name, url, root, target } = repository
  const scratch = mkdtempSync(join(realpathSync(tmpdir()), 'in-toto-tuf-'))
  const fetcher = new Fetcher(get)
  try {
    const metadata = metadataDirectory(cacheDirectory ?? scratch, url)
    // A cache may lie where others write. What is in it can only refuse; trust begins with the root that was given.
    writeFileSync(join(metadata, 'root.json'), root)
    const updater = new Updater({
      metadataDir: metadata,
      metadataBaseUrl: url,
      targetBaseUrl: `${url.replace(/\/$/, '')}/targets`,
      fetcher
    })
    await updater.refresh()
    const info = await updater.getTargetInfo(target)
    if (info === undefined) throw new Error(`there is no target ${quoteUntrusted(target, 100)}`)
    if (info.hashes['sha256'] === undefined && info.hashes['sha512'] === undefined)
      throw new Error(`nothing says which digest ${quoteUntrusted(target, 100)} has`)
    // Not into the cache: between the check and the reading nobody else may write.
    const bytes = readFileSync(await updater.downloadTarget(info, join(scratch, 'target')))
    readTrustedRoot(bytes, `${url}/${target}`)
    return bytes
  } catch (error) {
    throw explain(error, fetcher.fault, { name, url })
  } finally {
    rmSync(scratch, { recursive: true, force: true })
  }
}

/** One directory for each place: versions of one say nothing of another. */
function metadataDirectory(parent: string, url: string): string {
  const directory = join(parent, createHash('sha256').update(url).digest('hex').slice(0, 16))
  try {
    mkdirSync(directory, { recursive: true, mode: 0o700 })
  } catch (cause) {
    throw new FilesError(
      'FILE_UNWRITABLE',
      `The directory cannot be made: ${(cause as NodeJS.ErrnoException).code ?? 'unknown'}.`,
      { at: escapeUntrusted(directory), cause, hint: 'Name a directory for the cache that can be written to.' }
    )
  }
  return directory
}

class Fetcher extends BaseFetcher {
  readonly #get: HttpGet
  /** Why the place could not be reached; the library wraps it in errors of its own. */
  fault: Error | undefined

  constructor(get: HttpGet) {
    super()
    this.#get = get
  }

  override async fetch(url: string): Promise<ReadableStream<Uint8Array<ArrayBuffer>>> {
    const { status, body } = await this.#get({ url, timeoutMs: TIMEOUT_MS, maxBytes: LIMITS.tufFileBytes }).catch(
      (cause: unknown) => {
        this.fault = cause instanceof Error ? cause : new Error('no answer')
        throw this.fault
      }
    )
    // That the next root is not there is how a client learns that it has the newest.
    if (status === 200) return new Blob([Buffer.from(body)]).stream() as ReadableStream<Uint8Array<ArrayBuffer>>
    if (status !== 404 && status !== 403) this.fault = new Error(`status ${status}`)
    throw new DownloadHTTPError(`status ${status} for ${url}`, status)
  }
}

function explain(error: unknown, fault: Error | undefined, { name, url }: { name: string; url: string }): unknown {
  if (error instanceof InTotoError) return error
  if (fault !== undefined) {
    return new SigstoreError(
      'TRUSTED_ROOT_UNAVAILABLE',
      `The trusted root of ${escapeUntrusted(name)} could not be fetched: ${escapeUntrusted(fault.message, 200)}.`,
      {
        at: escapeUntrusted(url),
        cause: error,
        hint: 'Try again. If it lasts, look whether the place has an outage, or a firewall or proxy keeps it away. Roots that the suite carries need no network: name `public-good` or `github` without `tuf:`.'
      }
    )
  }
  const said = error instanceof Error ? error.message : String(error)
  return new SigstoreError(
    'TRUSTED_ROOT_REFUSED',
    `The trusted root of ${escapeUntrusted(name)} must not be trusted: ${escapeUntrusted(said, 300)}.`,
    {
      at: escapeUntrusted(url),
      cause: error,
      hint: 'Nothing was taken over. See that the clock is right and that nothing stands between you and the place. If it is your own repository, see that its metadata has not expired and that the root you gave is its own. Roots that the suite carries need no network: name `public-good` or `github` without `tuf:`.'
    }
  )
}
