// SPDX-License-Identifier: Apache-2.0
// Stores what is small, and most often one link, as the library does: the same three calls of the service and of its
// storage. The library brings 2.3 MB of code for it, of which loading takes 100 ms, half of what `end` takes without it.
// Whatever is unusual before something is stored is left to the library, which says what is wrong.
import { createHash, randomUUID } from 'node:crypto'
import { lstatSync } from 'node:fs'
import { relative, sep } from 'node:path'
import { Readable } from 'node:stream'
import type { Environment } from '../base/environment.ts'
import { isPassingStatus } from '../base/retry.ts'
import { readPlainFile } from '../files/read-file.ts'
import type { ArtifactUpload } from '../stages/workflow-artifacts.ts'
import { boundedExchange, type ExchangeBounds } from './bounded-exchange.ts'
import { memberOf, ResultsRefusal, ResultsService, RUN_AGAIN, type ResultsPorts } from './results-service.ts'
import { RETRY_POLICY, RetryableFault, retryAfterMs, withRetries } from './retry.ts'
import { smallZip, type ZippedFile } from './small-zip.ts'

export interface Stored {
  readonly id: string
  /** `sha256:<hex>` of the archive. */
  readonly digest: string
}

const MOST_FILES = 32
const MOST_BYTES = 32 * 1024 * 1024
/** As the library cuts what it stores. */
const BLOCK_BYTES = 8 * 1024 * 1024
/** What the service calls archives of this kind. */
const ARCHIVE = { version: 7, mime_type: 'application/zip' } as const
const STORAGE_VERSION = '2021-12-02'
const BLOCK_BOUNDS: ExchangeBounds = { timeoutMs: 10 * 60_000, maxBytes: 64 * 1024 }
/** What the library refuses in a path, and says so. */
const ODD_NAME = /[":<>|*?\r\n\\]/
const DAY_MS = 24 * 60 * 60_000

/**
 * Stores files as a workflow artifact; undefined where that is for the library: they are large or odd, or the service does
 * not take an artifact of this name.
 *
 * @throws ResultsRefusal for what went wrong after the service took it
 */
export async function storeSmall(
  upload: ArtifactUpload,
  environment: Environment,
  ports: ResultsPorts = {}
): Promise<Stored | undefined> {
  const files = filesOf(upload)
  if (files === undefined || upload.retentionDays > retentionBound(environment)) return undefined
  const place = await placeFor(upload, environment, ports)
  if (place === undefined) return undefined
  const { service, url } = place
  const archive = smallZip(files)
  const digest = `sha256:${createHash('sha256').update(archive).digest('hex')}`
  await storeBlocks(url, archive, ports)
  const { name } = upload
  const size = String(archive.length)
  const answer = await service.call('FinalizeArtifact', { ...service.ids, name, size, hash: digest })
  const id = memberOf(answer, 'artifact_id')
  if (answer['ok'] === true && typeof id === 'string' && id !== '') return { id, digest }
  throw new ResultsRefusal('the service told no id of what was stored', RUN_AGAIN)
}

/** Undefined for files that are not all plain, few and small. */
function filesOf({ files, root }: ArtifactUpload): ZippedFile[] | undefined {
  if (files.length === 0 || files.length > MOST_FILES) return undefined
  const found: ZippedFile[] = []
  let left = MOST_BYTES
  for (const path of files) {
    const name = relative(root, path).replaceAll(sep, '/')
    const stats = lstatSync(path, { throwIfNoEntry: false })
    if (stats?.isFile() !== true || stats.size > left) return undefined
    if (ODD_NAME.test(name) || name.split('/').includes('..')) return undefined
    const bytes = readPlainFile(path, left, 'refuse')
    if (bytes === undefined) return undefined
    left -= bytes.length
    found.push({ name, bytes })
  }
  return found
}

/** How long the repository keeps workflow artifacts at most, in days. */
function retentionBound({ GITHUB_RETENTION_DAYS: days = '' }: Environment): number {
  return /^\d{1,5}$/.test(days) ? Number(days) : Infinity
}

interface Place {
  readonly service: ResultsService
  /** Where the bytes go. It is a secret. */
  readonly url: string
}

/** Asks once for a place; undefined where there is none. */
async function placeFor(
  { name, retentionDays }: ArtifactUpload,
  environment: Environment,
  ports: ResultsPorts
): Promise<Place | undefined> {
  try {
    const once = { ...(ports.policy ?? RETRY_POLICY), attempts: 1 }
    const expiry = new Date(Date.now() + retentionDays * DAY_MS).toISOString()
    const keep = retentionDays > 0 ? { expires_at: expiry } : {}
    const first = new ResultsService(environment, { ...ports, policy: once })
    const answer = await first.call('CreateArtifact', { ...first.ids, name, ...ARCHIVE, ...keep })
    const url = memberOf(answer, 'signed_upload_url')
    if (answer['ok'] !== true || typeof url !== 'string' || !/^https?:/.test(url)) return undefined
    return URL.canParse(url) ? { service: new ResultsService(environment, ports), url } : undefined
  } catch (error) {
    if (error instanceof ResultsRefusal) return undefined
    throw error
  }
}

/** Sends the archive in blocks, and then the list of them, which makes it whole. */
async function storeBlocks(url: string, archive: Buffer, ports: ResultsPorts): Promise<void> {
  const upload = randomUUID()
  const ids: string[] = []
  for (let start = 0; start < archive.length; start += BLOCK_BYTES) {
    // All ids of a list have one length.
    const id = Buffer.from(`${upload}-${String(ids.length).padStart(6, '0')}`).toString('base64')
    const body = archive.subarray(start, start + BLOCK_BYTES)
    await put(url, { parameters: { comp: 'block', blockid: id }, body, headers: BLOCK }, ports)
    ids.push(id)
  }
  const list = ids.map((id) => `<Latest>${id}</Latest>`).join('')
  const whole = Buffer.from(`<?xml version="1.0" encoding="utf-8"?><BlockList>${list}</BlockList>`)
  await put(url, { parameters: { comp: 'blocklist' }, body: whole, headers: LIST }, ports)
}

interface Put {
  /** Beside those that the address has. */
  readonly parameters: Readonly<Record<string, string>>
  readonly body: Buffer
  readonly headers: Readonly<Record<string, string>>
}

const BLOCK = { 'content-type': 'application/octet-stream' }
const LIST = { 'content-type': 'application/xml; charset=UTF-8', 'x-ms-blob-content-type': ARCHIVE.mime_type }

/** @throws ResultsRefusal */
async function put(
  place: string,
  { parameters, body, headers }: Put,
  { policy = RETRY_POLICY }: ResultsPorts
): Promise<void> {
  const url = new URL(place)
  for (const [name, value] of Object.entries(parameters)) url.searchParams.append(name, value)
  try {
    await withRetries(() => putOnce(url.href, body, headers), policy)
  } catch (error) {
    if (!(error instanceof RetryableFault)) throw error
    throw new ResultsRefusal(`${error.message}, ${policy.attempts} times`, RUN_AGAIN)
  }
}

async function putOnce(url: string, body: Buffer, given: Put['headers']): Promise<void> {
  const headers = { ...given, 'content-length': String(body.length), 'x-ms-version': STORAGE_VERSION }
  const { message } = await boundedExchange(
    (client) => client.request('PUT', url, Readable.from(body), headers),
    BLOCK_BOUNDS
  ).catch((cause: unknown) => {
    throw new RetryableFault('the storage gave no whole answer', undefined, cause)
  })
  const status = message.statusCode ?? 0
  if (status === 201) return
  const text = `the storage answered with status ${status}`
  if (!isPassingStatus(status)) throw new ResultsRefusal(text, RUN_AGAIN, status)
  throw new RetryableFault(text, retryAfterMs(message.headers['retry-after']))
}
