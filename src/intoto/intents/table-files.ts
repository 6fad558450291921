// SPDX-License-Identifier: Apache-2.0
// The files of a table of artifacts: whatever compares them does it by position. What is no file is passed over where it
// stands, so that steps whose links hold the same section have the same table still.
import { DIGEST_BYTES, NameList } from '../json/digest-section.ts'
import { ArtifactTable } from '../artifacts/artifact-table.ts'
import { isAscii } from '../artifacts/is-ascii.ts'
import type { ArtifactPath } from '../artifacts/artifacts.ts'
import type { FileEntry } from './file-entry.ts'
import { rangeOf } from './path-test.ts'

export class TableFiles implements Iterable<FileEntry> {
  readonly table: ArtifactTable
  /** Positions in the table that are no files: from the first up to the second. */
  readonly hidden: readonly [start: number, end: number]

  constructor(table: ArtifactTable, hidden: readonly [start: number, end: number] = [0, 0]) {
    this.table = table
    this.hidden = hidden
  }

  get list(): NameList {
    return this.table.list
  }

  /** How many files there are. */
  get size(): number {
    const [start, end] = this.hidden
    return this.table.size - (end - start)
  }

  get hidesSome(): boolean {
    const [start, end] = this.hidden
    return start < end
  }

  hides(position: number): boolean {
    const [start, end] = this.hidden
    return position < end && position >= start
  }

  /** Whether both are the same files of the same table. */
  isSame({ table, hidden }: TableFiles): boolean {
    return table === this.table && hidden[0] === this.hidden[0] && hidden[1] === this.hidden[1]
  }

  has(path: string): boolean {
    const position = this.list.positionOf(path)
    return position >= 0 && !this.hides(position)
  }

  /** The paths in order. */
  paths(): readonly ArtifactPath[] {
    const [start, end] = this.hidden
    const { names } = this.table
    return this.hidesSome ? [...names.slice(0, start), ...names.slice(end)] : names
  }

  [Symbol.iterator](): Iterator<FileEntry> {
    const { table } = this
    const { names } = table
    const [start, end] = this.hidden
    let next = 0
    return {
      next: () => {
        if (next === start) next = end
        if (next >= names.length) return { done: true, value: undefined }
        const value: FileEntry = [names[next] as ArtifactPath, table.digestsAt(next)]
        next += 1
        return { done: false, value }
      }
    }
  }
}

/** Whole directories, `dir:D`, stand together in their order. */
const DIRECTORIES = 'dir:'

/** The files among the artifacts of a table. */
export function filesOfTable(table: ArtifactTable): TableFiles {
  return new TableFiles(table, rangeOf(table.list, DIRECTORIES))
}

/** The whole directories among the artifacts of a table. */
export function directoriesOfTable(table: ArtifactTable): FileEntry[] {
  const [start, end] = rangeOf(table.list, DIRECTORIES)
  return table.names.slice(start, end).map((name, index) => [name, table.digestsAt(start + index)])
}

const USUAL = /^sha256:[0-9a-f]{64}$/

/** The same files by position; undefined where a table cannot hold them. @param files in order */
export function tableOfFiles(files: readonly FileEntry[]): TableFiles | undefined {
  if (!files.every(([path, digests]) => USUAL.test(digests) && isAscii(path))) return undefined
  const digests = new Uint8Array(files.length * DIGEST_BYTES)
  let at = 0
  for (const [, text] of files)
    for (let digit = 'sha256:'.length; digit < text.length; digit += 2) {
      digests[at] = (valueOf(text, digit) << 4) | valueOf(text, digit + 1)
      at += 1
    }
  return new TableFiles(new ArtifactTable({ list: new NameList(files.map(([path]) => path)), digests }))
}

/** Of a digit in lower case. Numbers are read from texts of their own in fifty times its time. */
function valueOf(text: string, at: number): number {
  const code = text.charCodeAt(at)
  return code < 0x40 ? code - 0x30 : code - 0x57
}

/** A table that is made of others. */
export class TableRows {
  readonly #names: string[] = []
  readonly #digests: Uint8Array

  /** @param most rows at most */
  constructor(most: number) {
    this.#digests = new Uint8Array(most * DIGEST_BYTES)
  }

  /**
   * Takes rows that stand one behind the other, and behind all before them.
   *
   * @param renamed the name that one has here, where it is another
   */
  add({ names, digests }: ArtifactTable, position: number, count: number, renamed?: string): void {
    this.#digests.set(
      digests.subarray(position * DIGEST_BYTES, (position + count) * DIGEST_BYTES),
      this.#names.length * DIGEST_BYTES
    )
    if (renamed !== undefined) this.#names.push(renamed)
    else for (let at = position; at < position + count; at += 1) this.#names.push(names[at] as string)
  }

  files(): TableFiles {
    const digests = this.#digests.subarray(0, this.#names.length * DIGEST_BYTES)
    return new TableFiles(new ArtifactTable({ list: new NameList(this.#names), digests }))
  }
}
