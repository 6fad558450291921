// SPDX-License-Identifier: Apache-2.0
// Fetches what a signed address names, within bounds: bytes, silence and time. The library's own download has no bound
// on bytes, dies of a full disk, and tells of a wrong digest only to those who ask.
//
// A signed address is as good as a token for its artifact, and the client's own errors quote its path; so no error here
// repeats more of a fault than its code.
import { createHash } from 'node:crypto'
import { rmSync } from 'node:fs'
import type { IncomingMessage } from 'node:http'
import type { HttpClient } from '@actions/http-client'
import { InTotoError } from '../base/errors.ts'
import { BaseError } from '../base/codes.ts'
import { escapeUntrusted, quoteUntrusted } from '../base/escape-untrusted.ts'
import { digestOfHex } from '../files/sha256-digest.ts'
import { httpClient } from './bounded-exchange.ts'
import { fillFile, type OpenSink } from './fill-file.ts'
import { isPassingStatus } from '../base/retry.ts'
import { RetryableFault, retryAfterMs, withRetries, type RetryPolicy } from './retry.ts'

export interface DownloadRequest {
  /** A new address for each attempt, because signed ones expire. */
  readonly address: () => Promise<string>
  readonly file: string
  readonly maxBytes: number
  /** `sha256:<hex>` that the bytes must have. */
  readonly digest: string
  /** What the user knows it by. */
  readonly name: string
  readonly openSink?: OpenSink | undefined
}

export interface DownloadTiming extends RetryPolicy {
  /** Silence after which an attempt is given up, in milliseconds. */
  readonly stallMs: number
  /** Time after which an attempt is given up, in milliseconds. */
  readonly totalMs: number
}

/** @throws ARTIFACT_DOWNLOAD_FAILED, ARTIFACT_DIGEST_DIFFERS, ARTIFACT_TOO_LARGE, FILE_UNWRITABLE; what `address` throws */
export async function download(request: DownloadRequest, timing: DownloadTiming): Promise<void> {
  try {
    await withRetries(() => attempt(request, timing), timing)
  } catch (error) {
    if (!(error instanceof RetryableFault)) throw error
    throw new BaseError(
      'ARTIFACT_DOWNLOAD_FAILED',
      `The workflow artifact ${quoteUntrusted(request.name)} could not be fetched in ${timing.attempts} attempts: ${escapeUntrusted(error.message)}.`,
      {
        cause: error,
        hint: 'Run the job again. If it lasts, see whether https://www.githubstatus.com tells of an outage, or a firewall keeps the runner from the storage.'
      }
    )
  }
}

async function attempt(request: DownloadRequest, { stallMs, totalMs }: DownloadTiming): Promise<void> {
  const url = await request.address()
  const client = httpClient(stallMs, 'refuse')
  const timers: NodeJS.Timeout[] = []
  const late = new Promise<never>((_resolve, reject) => {
    const after = (ms: number, reason: string): number =>
      timers.push(setTimeout(() => reject(new RetryableFault(reason)), ms))
    after(stallMs, `nothing came for ${stallMs} ms`)
    after(totalMs, `it took longer than ${totalMs} ms`)
  })
  let message: IncomingMessage | undefined
  try {
    message = await Promise.race([answerOf(client, url), late])
    // Of the two, the first tells of silence.
    await Promise.race([keep(request, message, () => timers[0]?.refresh()), late])
  } finally {
    timers.forEach(clearTimeout)
    message?.destroy()
    client.dispose()
  }
}

async function answerOf(client: HttpClient, url: string): Promise<IncomingMessage> {
  const { message } = await client.get(url).catch((cause: unknown) => {
    throw new RetryableFault(`the connection failed (${codeOf(cause)})`)
  })
  const status = message.statusCode ?? 0
  if (status === 200) return message
  message.destroy()
  // A signed address that expired in between gives 403 once.
  throw new RetryableFault(
    `the storage answered with status ${status}`,
    isPassingStatus(status) ? retryAfterMs(message.headers['retry-after']) : undefined
  )
}

async function keep(
  { file, maxBytes, digest, name, openSink }: DownloadRequest,
  message: IncomingMessage,
  onBytes: () => void
): Promise<void> {
  const length = message.headers['content-length']
  if (Number(length ?? 0) > maxBytes) throw tooLarge(name, maxBytes)
  const hash = createHash('sha256')
  let bytes = 0
  async function* metered(): AsyncGenerator<Uint8Array> {
    try {
      for await (const chunk of message as AsyncIterable<Buffer>) {
        onBytes()
        bytes += chunk.length
        if (bytes > maxBytes) throw tooLarge(name, maxBytes)
        hash.update(chunk)
        yield chunk
      }
    } catch (error) {
      if (error instanceof InTotoError) throw error
      throw new RetryableFault(`the connection broke (${codeOf(error)})`)
    }
  }
  rmSync(file, { force: true })
  await fillFile(file, metered(), `The workflow artifact ${quoteUntrusted(name)} cannot be kept`, openSink)
  if (length !== undefined && Number(length) !== bytes) throw new RetryableFault(`${bytes} of ${length} bytes came`)
  const found = digestOfHex(hash.digest('hex'))
  if (found === digest) return
  throw new BaseError(
    'ARTIFACT_DIGEST_DIFFERS',
    `The workflow artifact ${quoteUntrusted(name)} has the digest ${found}; ${quoteUntrusted(digest, 100)} was stored.`,
    { hint: 'It was replaced or damaged on its way. Run the job that stores it again, and find out why if it lasts.' }
  )
}

function codeOf(cause: unknown): string {
  const { code } = (cause ?? {}) as { readonly code?: unknown }
  return typeof code === 'string' && /^[A-Z][A-Z0-9_]+$/.test(code) ? code : 'unknown reason'
}

function tooLarge(name: string, maxBytes: number): BaseError {
  return new BaseError(
    'ARTIFACT_TOO_LARGE',
    `The workflow artifact ${quoteUntrusted(name)} has more than ${maxBytes} bytes.`,
    {
      hint: 'It is larger than the service says, or than any honest one of its kind. Find out which job stored it.'
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
