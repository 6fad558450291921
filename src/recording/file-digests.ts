// SPDX-License-Identifier: Apache-2.0
// By which digests files are recorded: those of their bytes, or what somebody who knows a file says instead.
import { lstatSync } from 'node:fs'
import { digestSet, type DigestSet } from '../intoto/artifacts/artifacts.ts'
import { DIGEST_BYTES } from '../intoto/json/digest-section.ts'
import type { HashAlgorithm, HashOptions } from './hash-file.ts'
import { WORKER_PAYS, type Digests, type FileToHash, type HashRun } from './hash-run.ts'
import type { DigestsOf, PlannedFile } from './plan.ts'
import type { Tracking } from './tracking.ts'

const SHA256: readonly HashAlgorithm[] = ['sha256']

/** Files of a plan, however they are kept. */
type List<File> = Iterable<File> & { readonly length: number; readonly bytes?: number | undefined }

/** What a recording says of its digests. */
interface Hashing {
  readonly algorithms?: readonly HashAlgorithm[]
  readonly lineEndings: HashOptions['lineEndings']
  readonly onProgress?: ((files: number) => void) | undefined
}

/** What a recording needs of a run. */
export type Run = Pick<HashRun, 'add' | 'end' | 'stop' | 'free'>

/** What is computed of each file. With tracking these are SHA-256, and git's id where it is asked for. */
export function hashOptions(
  { algorithms = SHA256, lineEndings }: Hashing,
  tracking: Tracking | undefined
): HashOptions {
  if (tracking === undefined) return { algorithms, lineEndings }
  const { gitId } = tracking
  return { algorithms: SHA256, lineEndings: 'as-is', ...(gitId === undefined ? {} : { gitId }) }
}

export interface FileDigests {
  readonly of: DigestsOf
  /** Copies the SHA-256 of some files, from one on, where that is all that is computed. */
  readonly copySha256: ((file: number, files: number, into: Buffer, at: number) => void) | undefined
  /** Those of the bytes on the disk, where some files are recorded by others. */
  readonly onDisk: DigestsOf | undefined
}

/**
 * The digests of the files of a recording, once all of them were added to the run.
 *
 * @param plans all of them, those too whose digests are known
 * @throws RECORD_UNREADABLE, RECORD_FILE_CHANGED, RECORD_WORKER_FAILED
 */
export async function digestsOfFiles(
  run: Run,
  plans: readonly List<PlannedFile>[],
  request: Hashing,
  tracking: Tracking | undefined
): Promise<FileDigests> {
  if (tracking !== undefined) return settle(run, plans, request, tracking)
  const { algorithms = SHA256, onProgress } = request
  const digests = await run.end(aboutSize(plans), onProgress)
  const ofFile = (file: number): DigestSet =>
    digestSet(digests.of(file).map((hex, index) => [algorithms[index] as HashAlgorithm, hex] as const))
  const copySha256 = algorithms.join() === 'sha256' ? digests.copy : undefined
  return { of: ofFile, copySha256, onDisk: undefined }
}

/** The digests of files of which some are known: whoever knows them compares, and says by what they are recorded. */
async function settle(
  run: Run,
  plans: readonly List<PlannedFile>[],
  request: Hashing,
  tracking: Tracking
): Promise<FileDigests> {
  const files = plans.flatMap((list) => [...list])
  const beside = tracking.beside(new Set(files.map(({ name }) => name)))
  for (const file of beside) run.add(file)
  const hashed = [...files.filter(({ sha256 }) => sha256 === undefined), ...beside]
  const digests = await run.end(aboutSize([...plans, beside]), request.onProgress)
  const { disk, gitIds } = byName(hashed, digests)
  for (const { name, sha256 } of files) if (sha256 !== undefined) disk.set(name, sha256)
  const settled = await tracking.settle(disk, gitIds)
  const onDisk = (file: number): string => disk.get((files[file] as PlannedFile).name) as string
  const recorded = (file: number): string => settled.get((files[file] as PlannedFile).name) ?? onDisk(file)
  return {
    of: (file) => digestSet([['sha256', recorded(file)]]),
    copySha256: (file, count, into, at) => {
      for (let index = 0; index < count; index += 1)
        into.write(recorded(file + index), at + index * DIGEST_BYTES, 'hex')
    },
    onDisk: settled.size === 0 ? undefined : (file) => digestSet([['sha256', onDisk(file)]])
  }
}

/** The SHA-256 of files and the ids that git gives to their bytes, by their names. */
function byName(files: readonly FileToHash[], digests: Digests): Record<'disk' | 'gitIds', Map<string, string>> {
  const [disk, gitIds] = [new Map<string, string>(), new Map<string, string>()]
  for (const [index, { name }] of files.entries()) {
    const [sha256, id] = digests.of(index) as readonly [string, string?]
    disk.set(name, sha256)
    if (id !== undefined) gitIds.set(name, id)
  }
  return { disk, gitIds }
}

/** How many bytes files hold together, as far as that decides whether threads pay. What cannot be looked at is told by who reads it. */
function aboutSize(lists: readonly List<FileToHash>[]): number {
  let bytes = 0
  if (lists.reduce((sum, { length }) => sum + length, 0) >= WORKER_PAYS.files) return bytes
  for (const files of lists) {
    if (files.bytes !== undefined) bytes += files.bytes
    else
      for (const { path } of files) {
        bytes += sizeOf(path)
        if (bytes >= WORKER_PAYS.bytes) break
      }
  }
  return bytes
}

function sizeOf(path: string): number {
  try {
    return lstatSync(path, { throwIfNoEntry: false })?.size ?? 0
  } catch {
    return 0
  }
}
