// SPDX-License-Identifier: Apache-2.0
// What a clean checkout writes for each file, on each machine. Most files on a disk are just the blob of their commit, as
// git's id of their bytes shows, so that only blobs of others are read.
import { groupBy } from '../../base/group-by.ts'
import { hash } from 'node:crypto'
import { LIMITS } from '../../base/limits.ts'
import { checkoutBytes, isPinned, wayOf, type Machine } from './checkout-bytes.ts'
import { filesOf } from './commit-files.ts'
import { readWhole } from './commit-tree.ts'
import { readLfsPointer, type LfsPointer } from './lfs-pointer.ts'
import { likeliestMachine } from './machine.ts'
import { readBlobs, type Blob } from './read-blobs.ts'
import type { Checkout } from './source-tree.ts'
import type { ComparedFile } from './tracked-file.ts'

/** A compared file and what its blob says of it. */
export interface Facts {
  readonly file: ComparedFile
  /** SHA-256 of the blob. */
  readonly blob: string
  readonly pointer: LfsPointer | undefined
  /** SHA-256 of what a machine writes. */
  readonly expected: (machine: Machine) => string
}

export interface Expectations {
  /** SHA-256 by id of the blob, for all files of the commits. */
  readonly digests: ReadonlyMap<string, string>
  readonly facts: readonly Facts[]
  readonly machine: Machine
}

export interface ExpectedFiles {
  readonly odd: readonly ComparedFile[]
  /** Those that are what a machine without settings writes. */
  readonly plain: () => readonly ComparedFile[]
}

/**
 * Reads the blobs that are needed, and finds out how the machine is set.
 *
 * @param files whose bytes on the disk are known; facts of plain ones are only told where they decide about the machine
 * @param glanced SHA-256 by git's id of other bytes that lie on the disk, plain files of the commit among them
 * @param machines see `machinesOf`
 * @throws SOURCE_UNREADABLE, SOURCE_TOO_LARGE
 */
export async function readExpectations(
  checkouts: readonly Checkout[],
  files: ExpectedFiles,
  glanced: ReadonlyMap<string, string>,
  machines: readonly Machine[]
): Promise<Expectations> {
  const reader = new ExpectationReader(checkouts, files, machines)
  reader.take(glanced)
  await reader.readNeeded()
  const machine = await reader.findMachine()
  return { digests: reader.digests, facts: reader.facts, machine }
}

class FileFacts implements Facts {
  readonly file: ComparedFile
  readonly blob: string
  pointer: LfsPointer | undefined
  /** Digests by the ways in which machines differ; undefined until the content was converted. */
  ways: ReadonlyMap<string, string> | undefined

  constructor(file: ComparedFile, blob: string) {
    this.file = file
    this.blob = blob
  }

  readonly expected = (machine: Machine): string => {
    const { conversion } = this.file
    return (
      (this.ways !== undefined && conversion !== undefined ? this.ways.get(wayOf(conversion, machine)) : undefined) ??
      this.blob
    )
  }

  convert(content: Buffer, machines: readonly Machine[]): void {
    const { conversion, id } = this.file
    if (conversion === undefined) return
    const ways = new Map<string, string>()
    for (const machine of machines) {
      const way = wayOf(conversion, machine)
      if (ways.has(way)) continue
      const bytes = checkoutBytes(content, id, conversion, machine)
      ways.set(way, bytes === content ? this.blob : hash('sha256', bytes, 'hex'))
    }
    this.ways = ways
  }
}

class ExpectationReader {
  readonly digests = new Map<string, string>()
  readonly facts: FileFacts[] = []
  readonly #checkouts: readonly Checkout[]
  readonly #files: readonly ComparedFile[]
  readonly #plain: ExpectedFiles['plain']
  readonly #machines: readonly Machine[]

  constructor(checkouts: readonly Checkout[], { odd, plain }: ExpectedFiles, machines: readonly Machine[]) {
    this.#checkouts = checkouts
    this.#files = odd
    this.#plain = plain
    this.#machines = machines
  }

  /** Digests of blobs that need not be read for theirs. */
  take(known: ReadonlyMap<string, string>): void {
    for (const { tree } of this.#checkouts)
      for (const { id } of filesOf(tree)) {
        const sha256 = known.get(id)
        if (sha256 !== undefined) this.digests.set(id, sha256)
      }
  }

  async readNeeded(): Promise<void> {
    // Two contents under one id are no accident: which of them git has, its objects must say.
    const torn = new Set<string>()
    for (const { id, disk, diskId } of this.#files) {
      if (id !== diskId) continue
      if ((this.digests.get(id) ?? disk) !== disk) torn.add(id)
      this.digests.set(id, disk)
    }
    for (const id of torn) this.digests.delete(id)
    const known = new Set(this.digests.keys())
    const needed = new Map<string, ComparedFile[]>()
    for (const file of this.#files) {
      const { id, disk, conversion } = file
      const isBlob = this.digests.get(id) === disk
      if (isBlob && (conversion === undefined || !isPinned(conversion))) {
        this.facts.push(new FileFacts(file, disk))
        known.add(id)
      } else needed.set(id, [...(needed.get(id) ?? []), file])
    }
    const wants = (id: string): boolean => !known.has(id) || needed.has(id)
    await this.#read(
      wants,
      ({ id, sha256, content }) => {
        this.digests.set(id, sha256)
        for (const file of needed.get(id) ?? []) {
          const facts = new FileFacts(file, sha256)
          this.facts.push(facts)
          facts.pointer = readLfsPointer(content)
          facts.convert(content, this.#machines)
        }
      },
      (id) => needed.get(id)?.some(({ conversion }) => conversion !== undefined) === true
    )
  }

  /**
   * A file that is its blob speaks against machines that would convert it. That matters only where some file is not what a
   * machine without settings writes, and another machine explains it; then those files are read, too.
   */
  async findMachine(): Promise<Machine> {
    const plain = this.#machines.filter(({ setting }) => setting === 'as-is')
    const read = this.facts.filter(({ ways }) => ways !== undefined)
    const explains = (machines: readonly Machine[], { file, expected }: Facts): boolean =>
      machines.some((machine) => expected(machine) === file.disk)
    if (!read.some((facts) => !explains(plain, facts) && explains(this.#machines, facts)))
      return likeliestMachine(plain, read.map(witness))
    for (const file of this.#plain()) this.facts.push(new FileFacts(file, file.disk))
    const open = groupBy(
      this.facts.filter(({ file, ways }) => file.conversion !== undefined && ways === undefined),
      ({ file }) => file.id
    )
    const pending = new Set(open.keys())
    await this.#read(
      (id) => pending.delete(id),
      ({ id, content }) => {
        for (const facts of open.get(id) ?? []) facts.convert(content, this.#machines)
      },
      () => true
    )
    return likeliestMachine(this.#machines, this.facts.filter(({ ways }) => ways !== undefined).map(witness))
  }

  /** @param needsContent whether one that is too large to be kept beside others is read as a whole */
  async #read(
    wants: (id: string) => boolean,
    take: (blob: Blob & { readonly content: Buffer }) => void,
    needsContent: (id: string) => boolean
  ): Promise<void> {
    const seen = new Set<string>()
    for (const { repository, tree } of this.#checkouts) {
      const ids = [...new Set(filesOf(tree).map(({ id }) => id))].filter((id) => !seen.has(id) && wants(id))
      for (const id of ids) seen.add(id)
      const large: Blob[] = []
      await readBlobs(repository, ids, LIMITS.sourceBytes, (blob) => {
        if (blob.content !== undefined) take({ ...blob, content: blob.content })
        else if (needsContent(blob.id)) large.push(blob)
        // Nothing of a large file is looked at but its digest.
        else take({ ...blob, content: NOTHING })
      })
      for (const blob of large) {
        const [content] = await readWhole(repository, [blob.id], 'blob', LIMITS.convertedBytes)
        take({ ...blob, content: content as Buffer })
      }
    }
  }
}

const NOTHING = Buffer.alloc(0)

const witness = ({ file, expected }: Facts): { disk: string; expected: Facts['expected'] } => ({
  disk: file.disk,
  expected
})
