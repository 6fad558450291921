// SPDX-License-Identifier: Apache-2.0
// What a clean checkout writes for each compared file, on each machine, from the blobs of the commits. Most files are
// just their blob, so that nothing is converted; what is not needed to tell machines apart is not computed.
import { hash } from 'node:crypto'
import { LIMITS } from '../../base/limits.ts'
import { checkoutBytes, isPinned, wayOf, type Machine } from './checkout-bytes.ts'
import { filesOf } from './commit-files.ts'
import { readWhole } from './commit-tree.ts'
import { readLfsPointer, type LfsPointer } from './lfs-pointer.ts'
import { likeliestMachine } from './machine.ts'
import { readBlobs } from './read-blobs.ts'
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
  /** SHA-256 by id of the blob. */
  readonly digests: ReadonlyMap<string, string>
  readonly facts: readonly Facts[]
  readonly machine: Machine
}

/**
 * Reads all blobs of the commits, and finds out how the machine is set.
 *
 * @param compared files by id of their blob
 * @param machines see `machinesOf`
 * @throws SOURCE_UNREADABLE, SOURCE_TOO_LARGE
 */
export async function readExpectations(
  checkouts: readonly Checkout[],
  compared: ReadonlyMap<string, readonly ComparedFile[]>,
  machines: readonly Machine[],
  most: number = LIMITS.sourceBytes
): Promise<Expectations> {
  const reader = new ExpectationReader(machines)
  const digests = new Map<string, string>()
  for (const { repository, tree } of checkouts) {
    const ids = [...new Set(filesOf(tree).map(({ id }) => id))].filter((id) => !digests.has(id))
    const large: string[] = []
    await readBlobs(repository, ids, most, ({ id, sha256, content }) => {
      digests.set(id, sha256)
      const files = compared.get(id) ?? []
      if (content === undefined && files.some((file) => reader.wants(file, sha256))) large.push(id)
      for (const file of files) reader.take(file, sha256, content)
    })
    for (const id of large) {
      const [content] = await readWhole(repository, [id], 'blob', LIMITS.convertedBytes)
      for (const file of compared.get(id) ?? []) reader.complete(file, content as Buffer)
    }
  }
  await reader.completeWhereItMatters(checkouts)
  return { digests, facts: [...reader.facts.values()], machine: likeliestMachine(machines, reader.witnesses()) }
}

interface OpenFacts extends Facts {
  /** Digests by way; undefined until the content was converted. */
  ways: ReadonlyMap<string, string> | undefined
}

class ExpectationReader {
  readonly facts = new Map<ComparedFile, OpenFacts>()
  readonly #machines: readonly Machine[]

  constructor(machines: readonly Machine[]) {
    this.#machines = machines
  }

  /** Whether the content must be converted to tell what is expected. */
  wants({ conversion, disk }: ComparedFile, blob: string): boolean {
    return conversion !== undefined && (isPinned(conversion) || disk !== blob)
  }

  /** @param content undefined where it is too large to be kept beside others */
  take(file: ComparedFile, blob: string, content: Buffer | undefined): void {
    const { conversion } = file
    const facts: OpenFacts = {
      file,
      blob,
      pointer: file.disk === blob || content === undefined ? undefined : readLfsPointer(content),
      ways: undefined,
      expected: (machine) => (conversion && facts.ways?.get(wayOf(conversion, machine))) ?? blob
    }
    this.facts.set(file, facts)
    if (content !== undefined && this.wants(file, blob)) this.complete(file, content)
  }

  complete(file: ComparedFile, content: Buffer): void {
    const facts = this.facts.get(file)
    const { conversion, id } = file
    if (facts === undefined || conversion === undefined) return
    const ways = new Map<string, string>()
    for (const machine of this.#machines) {
      const way = wayOf(conversion, machine)
      if (ways.has(way)) continue
      const bytes = checkoutBytes(content, id, conversion, machine)
      ways.set(way, bytes === content ? facts.blob : hash('sha256', bytes, 'hex'))
    }
    facts.ways = ways
  }

  /**
   * A file that is its blob speaks against machines that would convert it. That matters only where some file is not what a
   * machine without settings writes, and another machine explains it.
   */
  async completeWhereItMatters(checkouts: readonly Checkout[]): Promise<void> {
    const plain = this.#machines.filter(({ setting }) => setting === 'as-is')
    const all = [...this.facts.values()]
    const matters = all.some(
      ({ file, expected }) =>
        plain.every((machine) => expected(machine) !== file.disk) &&
        this.#machines.some((machine) => expected(machine) === file.disk)
    )
    if (!matters) return
    const open = Map.groupBy(
      all.filter(({ file, ways }) => file.conversion !== undefined && ways === undefined),
      ({ file }) => file.id
    )
    for (const { repository, tree } of checkouts) {
      const ids = [...new Set(filesOf(tree).map(({ id }) => id))].filter((id) => open.has(id))
      const large: string[] = []
      await readBlobs(repository, ids, LIMITS.sourceBytes, ({ id, content }) => {
        if (content === undefined) large.push(id)
        else for (const { file } of open.get(id) ?? []) this.complete(file, content)
      })
      for (const id of large) {
        const [content] = await readWhole(repository, [id], 'blob', LIMITS.convertedBytes)
        for (const { file } of open.get(id) ?? []) this.complete(file, content as Buffer)
      }
      for (const id of ids) open.delete(id)
    }
  }

  /** Files whose bytes can tell how the machine is set: neither links nor what Git LFS keeps. */
  *witnesses(): Generator<{ disk: string; expected: Facts['expected'] }> {
    for (const { file, expected } of this.facts.values())
      if (file.conversion !== undefined) yield { disk: file.disk, expected }
  }
}
