// SPDX-License-Identifier: Apache-2.0
// Workflow artifacts are zip archives that any job of the run may have made. Names, kinds and sizes are all looked at
// before the first byte is written, and sizes are checked again while it is.
import { createHash } from 'node:crypto'
import { mkdirSync } from 'node:fs'
import { dirname, join, posix } from 'node:path'
import yauzl, { type Entry, type ZipFile } from 'yauzl'
import { digestSet, type ArtifactPath, type Artifacts } from '../intoto/artifacts/artifacts.ts'
import { ArtifactsBuilder } from '../intoto/artifacts/build-artifacts.ts'
import { InTotoError } from '../base/errors.ts'
import { BaseError } from '../base/codes.ts'
import { quoteUntrusted } from '../base/escape-untrusted.ts'
import { LIMITS } from '../base/limits.ts'
import { foldName } from '../base/fold-name.ts'
import { fillFile, openNewFile, openNewFileAtOnce, throwDiskFault, type OpenSink } from './fill-file.ts'
import { wholeEntry } from './whole-entry.ts'

/** The path of an archive, or its bytes where it is small. */
type Archive = string | Buffer

export interface UnzipBounds {
  readonly bytes: number
  readonly files: number
}

/** Directories beyond the number of files; what stages store has none of its own. */
const SPARE_DIRECTORIES = 1000
const TYPE_MASK = 0o170000
const REGULAR = 0o100000
const DIRECTORY = 0o040000
const MADE_BY_UNIX = 3

/**
 * Unpacks an archive into an empty directory; returns the paths of its files, with forward slashes.
 *
 * @param name what the user knows the archive by
 * @throws ARTIFACT_ZIP_INVALID, ARTIFACT_TOO_LARGE, FILE_UNWRITABLE
 */
export function unzip(
  archive: Archive,
  directory: string,
  bounds: UnzipBounds,
  name: string,
  openSink: OpenSink = typeof archive === 'string' ? openNewFile : openNewFileAtOnce
): Promise<string[]> {
  const what = `The workflow artifact ${quoteUntrusted(name)} cannot be unpacked`
  return withEntries(archive, bounds, name, async (contentOf, entries) => {
    for (const entry of entries) {
      const target = join(directory, entry.fileName)
      try {
        mkdirSync(dirname(target), { recursive: true })
      } catch (cause) {
        throwDiskFault(what, cause)
      }
      await fillFile(target, contentOf(entry), what, openSink)
    }
    return entries.map(({ fileName }) => fileName)
  })
}

/**
 * The SHA-256 digests of the files in an archive, by their paths; nothing is written.
 *
 * @param name what the user knows the archive by
 * @param onRead called before every file and with every piece that is read; what it throws ends the reading
 * @throws ARTIFACT_ZIP_INVALID, ARTIFACT_TOO_LARGE
 */
export function hashZip(file: string, bounds: UnzipBounds, name: string, onRead: () => void): Promise<Artifacts> {
  return withEntries(file, bounds, name, async (contentOf, entries) => {
    const artifacts = new ArtifactsBuilder()
    for (const entry of entries) {
      const hash = createHash('sha256')
      // A file may be packed so that nothing comes of it, for as long as one likes.
      onRead()
      for await (const chunk of contentOf(entry)) {
        onRead()
        hash.update(chunk)
      }
      artifacts.add(entry.fileName as ArtifactPath, digestSet([['sha256', hash.digest('hex')]]))
    }
    return artifacts.build()
  })
}

type ContentOf = (entry: Entry) => AsyncIterable<Uint8Array>

/** Opened only when it is read: the error of a stream to which nobody listens yet ends the process. */
async function* streamOf(zip: ZipFile, entry: Entry): AsyncGenerator<Uint8Array> {
  yield* (await zip.openReadStreamPromise(entry)) as AsyncIterable<Uint8Array>
}

async function* contentInMemory(zip: ZipFile, archive: Buffer, entry: Entry): AsyncGenerator<Uint8Array> {
  const whole = await wholeEntry(zip, archive, entry)
  if (whole === undefined) yield* streamOf(zip, entry)
  else yield whole
}

const READING = { lazyEntries: true, autoClose: false, strictFileNames: true }

async function withEntries<Value>(
  archive: Archive,
  bounds: UnzipBounds,
  name: string,
  read: (contentOf: ContentOf, entries: readonly Entry[]) => Promise<Value>
): Promise<Value> {
  let opened: ZipFile | undefined
  try {
    const isFile = typeof archive === 'string'
    const zip = await (isFile ? yauzl.openPromise(archive, READING) : yauzl.fromBufferPromise(archive, READING))
    opened = zip
    const contentOf = (entry: Entry): AsyncIterable<Uint8Array> =>
      isFile ? streamOf(zip, entry) : contentInMemory(zip, archive, entry)
    return await read(contentOf, await readEntries(zip, bounds, name))
  } catch (error) {
    if (error instanceof InTotoError) throw error
    throw invalid(name, `it cannot be unpacked (${quoteUntrusted((error as Error).message, 200)})`, error)
  } finally {
    opened?.close()
  }
}

/** The files of an archive, all of them looked at. */
async function readEntries(zip: ZipFile, bounds: UnzipBounds, name: string): Promise<Entry[]> {
  const files: Entry[] = []
  const taken = new Set<string>()
  let bytes = 0
  let packed = 0
  let described = 0
  let directories = 0
  for await (const entry of zip.eachEntry()) {
    described += entry.fileNameLength + entry.extraFieldLength + entry.fileCommentLength
    if (entry.fileNameLength > LIMITS.nameLength || described > LIMITS.archiveDirectoryBytes)
      throw tooLarge(name, 'names or comments beyond every bound')
    const kind = kindOf(entry)
    if (kind === 'other') throw invalid(name, `${quoteUntrusted(entry.fileName)} is neither a file nor a directory`)
    if (kind === 'directory') {
      directories += 1
      if (directories > bounds.files + SPARE_DIRECTORIES) throw tooLarge(name, 'far more directories than files')
      continue
    }
    const path = entry.fileName
    if (path === '' || posix.normalize(path) !== path || /[\\\0]/.test(path))
      throw invalid(name, `${quoteUntrusted(path)} is not a normalised path`)
    // Two names that one file system takes for the same file would let the second replace the first.
    const folded = foldName(path)
    if (taken.has(folded)) throw invalid(name, `${quoteUntrusted(path)} is in it twice, perhaps in other letter case`)
    taken.add(folded)
    if (!entry.canDecodeFileData())
      throw invalid(name, `${quoteUntrusted(path)} is packed in a way that is not supported`)
    files.push(entry)
    bytes += entry.uncompressedSize
    packed += entry.compressedSize
    // Several files may share their bytes, and each would cost the time to read them.
    if (packed > zip.fileSize) throw invalid(name, 'its files have more bytes packed than the archive')
    if (files.length > bounds.files) throw tooLarge(name, `more files than the bound of ${bounds.files}`)
    if (bytes > bounds.bytes) throw tooLarge(name, `more than ${bounds.bytes} bytes unpacked`)
  }
  return files
}

function kindOf({ fileName, externalFileAttributes, versionMadeBy }: Entry): 'file' | 'directory' | 'other' {
  const type = versionMadeBy >>> 8 === MADE_BY_UNIX ? (externalFileAttributes >>> 16) & TYPE_MASK : 0
  if (fileName.endsWith('/')) return type === 0 || type === DIRECTORY ? 'directory' : 'other'
  return type === 0 || type === REGULAR ? 'file' : 'other'
}

function invalid(name: string, what: string, cause?: unknown): BaseError {
  return new BaseError(
    'ARTIFACT_ZIP_INVALID',
    `The workflow artifact ${quoteUntrusted(name)} cannot be used: ${what}.`,
    {
      cause,
      hint: 'It was damaged or made by something else than this suite. Run the job that stores it again.'
    }
  )
}

function tooLarge(name: string, what: string): BaseError {
  return new BaseError('ARTIFACT_TOO_LARGE', `The workflow artifact ${quoteUntrusted(name)} holds ${what}.`, {
    hint: 'It holds more than a stage stores; find out which job stored it.'
  })
}
