// SPDX-License-Identifier: Apache-2.0
// Fetches what a signed address names, within bounds: bytes, silence and time. The library's own download has no bound
// on bytes, and tells of a wrong digest only to those who ask.
import { createHash } from 'node:crypto'
import { createWriteStream, rmSync } from 'node:fs'
import { Transform } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { HttpClient } from '@actions/http-client'
import { InTotoError } from '../intoto/errors.ts'
import { escapeUntrusted, quoteUntrusted } from '../intoto/escape-untrusted.ts'
import { isPassingStatus, RetryableFault, retryAfterMs, withRetries, type RetryPolicy } from './retry.ts'

export interface DownloadRequest {
  /** A new address for each attempt, because signed ones expire. */
  readonly address: () => Promise<string>
  readonly file: string
  readonly maxBytes: number
  /** `sha256:<hex>` that the bytes must have. */
  readonly digest: string
  /** What the user knows it by. */
  readonly name: string
}

export interface DownloadTiming extends RetryPolicy {
  /** Silence after which an attempt is given up, in milliseconds. */
  readonly stallMs: number
  /** Time after which an attempt is given up, in milliseconds. */
  readonly totalMs: number
}

/** @throws ARTIFACT_DOWNLOAD_FAILED, ARTIFACT_DIGEST_DIFFERS, ARTIFACT_TOO_LARGE; what `address` throws */
export async function download(request: DownloadRequest, timing: DownloadTiming): Promise<void> {
  try {
    await withRetries(() => attempt(request, timing), timing)
  } catch (error) {
    if (!(error instanceof RetryableFault)) throw error
    throw new InTotoError(
      'ARTIFACT_DOWNLOAD_FAILED',
      `The workflow artifact ${quoteUntrusted(request.name)} could not be fetched in ${timing.attempts} attempts: ${escapeUntrusted(error.message)}.`,
      {
        cause: error,
        hint: 'Run the job again. If it lasts, look whether the service has an outage, or a firewall keeps it away.'
      }
    )
  }
}

async function attempt(
  { address, file, maxBytes, digest, name }: DownloadRequest,
  timing: DownloadTiming
): Promise<void> {
  const client = new HttpClient('in-toto-actions', [], {
    allowRedirects: false,
    keepAlive: false,
    socketTimeout: timing.stallMs
  })
  const url = await address()
  const response = await client.get(url).catch((cause: unknown) => {
    throw new RetryableFault(`the connection failed (${(cause as Error).message})`, undefined, cause)
  })
  const { message } = response
  const status = message.statusCode ?? 0
  if (status !== 200) {
    message.destroy()
    const text = `the storage answered with status ${status}`
    const retryAfter = message.headers['retry-after']
    // A signed address that expired in between gives 403 once.
    throw new RetryableFault(text, isPassingStatus(status) ? retryAfterMs(retryAfter) : undefined)
  }
  const hash = createHash('sha256')
  let bytes = 0
  let late: string | undefined
  const giveUp = (reason: string) => () => {
    late = reason
    message.destroy(new Error(reason))
  }
  const stall = setTimeout(giveUp(`nothing came for ${timing.stallMs} ms`), timing.stallMs)
  const total = setTimeout(giveUp(`it took longer than ${timing.totalMs} ms`), timing.totalMs)
  const meter = new Transform({
    transform(chunk: Buffer, _encoding, done) {
      stall.refresh()
      bytes += chunk.length
      hash.update(chunk)
      done(bytes > maxBytes ? tooLarge(name, maxBytes) : null, chunk)
    }
  })
  rmSync(file, { force: true })
  try {
    await pipeline(message, meter, createWriteStream(file, { flags: 'wx' }))
  } catch (error) {
    if (error instanceof InTotoError) throw error
    throw new RetryableFault(late ?? `the connection broke (${(error as Error).message})`, undefined, error)
  } finally {
    clearTimeout(stall)
    clearTimeout(total)
  }
  const declared = Number(message.headers['content-length'] ?? bytes)
  if (declared !== bytes) throw new RetryableFault(`${bytes} of ${declared} bytes came`)
  const found = `sha256:${hash.digest('hex')}`
  if (found === digest) return
  throw new InTotoError(
    'ARTIFACT_DIGEST_DIFFERS',
    `The workflow artifact ${quoteUntrusted(name)} has the digest ${found}; ${quoteUntrusted(digest, 100)} was stored.`,
    { hint: 'It was replaced or damaged on its way. Run the job that stores it again, and find out why if it lasts.' }
  )
}

function tooLarge(name: string, maxBytes: number): InTotoError {
  return new InTotoError(
    'ARTIFACT_TOO_LARGE',
    `The workflow artifact ${quoteUntrusted(name)} has more than ${maxBytes} bytes.`,
    {
      hint: 'No honest artifact of its kind is so large; find out which job stored it.'
    }
  )
}

/** For storage on the other side of the world. */
export const DOWNLOAD_TIMING: DownloadTiming = {
  attempts: 4,
  firstWaitMs: 1000,
  longestWaitMs: 30_000,
  stallMs: 30_000,
  totalMs: 15 * 60_000
}
