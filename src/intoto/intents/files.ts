// SPDX-License-Identifier: Apache-2.0
// The files among artifacts, and how two sets of them are compared: side by side in their order, so that a file costs the
// same however many there are. Where both are tables it is done by position, and only what differs has a name.
import { ArtifactTable } from '../artifacts/artifact-table.ts'
import { sha256In, type ArtifactPath, type Artifacts, type DigestSet } from '../artifacts/artifacts.ts'
import { areCollisionResistant } from '../artifacts/digest-algorithms.ts'
import { compareCodePoints } from '../json/canonical-json.ts'
import { compareTables, lessTable, uniteTables } from './compare-tables.ts'
import type { FileEntry, Standing } from './file-entry.ts'
import type { IntentPattern } from './intent-pattern.ts'
import { fitsOneIn, PathSelection, testOfPattern } from './path-test.ts'
import { directoriesOfTable, filesOfTable, TableFiles } from './table-files.ts'

/** Files in order of their paths by code point, each path once. */
export type Files = Iterable<FileEntry>

/** Files that are all there, so that they can be counted. */
export type HeldFiles = TableFiles | readonly FileEntry[]

const NO_FILES: Files = []

/** Whether an artifact is a whole directory, as installed ones are. */
export function isDirectory(path: string): boolean {
  return path.startsWith('dir:')
}

/** Artifacts without those that are whole directories. No generator: it would take longer than the comparison. */
export function filesIn(artifacts: Artifacts): Files {
  if (artifacts instanceof ArtifactTable) return filesOfTable(artifacts)
  return {
    [Symbol.iterator]: () => {
      const entries = artifacts[Symbol.iterator]()
      return {
        next: () => {
          let entry = entries.next()
          while (entry.done !== true && isDirectory(entry.value[0])) entry = entries.next()
          return entry
        }
      }
    }
  }
}

/** Those that are whole directories. */
export function directoriesIn(artifacts: Artifacts): FileEntry[] {
  if (artifacts instanceof ArtifactTable) return directoriesOfTable(artifacts)
  const found: FileEntry[] = []
  for (const entry of artifacts) {
    if (isDirectory(entry[0])) found.push(entry)
    // In their order no directory comes behind.
    else if (entry[0] > 'dir;') break
  }
  return found
}

/** The same files, all there. */
export function heldFiles(files: Files): HeldFiles {
  return files instanceof TableFiles ? files : [...files]
}

export function countOf(files: HeldFiles): number {
  return files instanceof TableFiles ? files.size : files.length
}

/** The paths alone. */
export function pathsOf(files: Files): readonly ArtifactPath[] {
  return files instanceof TableFiles ? files.paths() : Array.from(files, ([path]) => path)
}

/** Whether a path is one of the files. */
export function hasFile(files: Files, wanted: string): boolean {
  if (files instanceof TableFiles) return files.has(wanted)
  for (const [path] of files) if (path === wanted) return true
  return false
}

/** Whether a pattern fits one of the files. */
export function fitsOne(files: Files, pattern: IntentPattern): boolean {
  if (files instanceof TableFiles) return fitsOneIn(files.list, testOfPattern(pattern))
  for (const [path] of files) if (pattern.matches(path)) return true
  return false
}

const SHA256 = 'sha256:'
const SHA256_ALONE = SHA256.length + 64

/** Whether two digest sets are of the same bytes, by an algorithm of which nobody can make two files of one digest. */
export function areSameBytes(one: DigestSet, other: DigestSet): boolean {
  if (one === other) return areCollisionResistant(one)
  // Nearly all are of this form, and need not be taken apart.
  if (isSha256Alone(one) && isSha256Alone(other)) return false
  const sha256 = sha256In(one)
  return sha256 !== undefined && sha256 === sha256In(other)
}

function isSha256Alone(digests: DigestSet): boolean {
  return digests.length === SHA256_ALONE && digests.startsWith(SHA256)
}

/** Looks at each path of two sets once, in their order, with what either has of it. */
export function joinFiles(
  left: Files,
  right: Files,
  visit: (path: ArtifactPath, left: DigestSet | undefined, right: DigestSet | undefined) => void
): void {
  const [lefts, rights] = [left[Symbol.iterator](), right[Symbol.iterator]()]
  let [one, other] = [lefts.next(), rights.next()]
  while (one.done !== true && other.done !== true) {
    const order = one.value[0] === other.value[0] ? 0 : compareCodePoints(one.value[0], other.value[0])
    if (order === 0) visit(one.value[0], one.value[1], other.value[1])
    else if (order < 0) visit(one.value[0], one.value[1], undefined)
    else visit(other.value[0], undefined, other.value[1])
    if (order <= 0) one = lefts.next()
    if (order >= 0) other = rights.next()
  }
  for (; one.done !== true; one = lefts.next()) visit(one.value[0], one.value[1], undefined)
  for (; other.done !== true; other = rights.next()) visit(other.value[0], undefined, other.value[1])
}

const NOTHING_ELSE = new PathSelection([])

/**
 * Looks at what two sets differ in, path by path in their order. Of the same bytes are those whose digests `areSameBytes`.
 *
 * @param also paths that are looked at as well where both have them with the same bytes
 */
export function compareFiles(
  left: Files,
  right: Files,
  visit: (path: ArtifactPath, standing: Standing) => void,
  also: PathSelection = NOTHING_ELSE
): void {
  if (left instanceof TableFiles && right instanceof TableFiles) {
    compareTables(left, right, visit, also)
    return
  }
  joinFiles(left, right, (path, one, other) => {
    if (other === undefined) visit(path, 'left')
    else if (one === undefined) visit(path, 'right')
    else if (!areSameBytes(one, other)) visit(path, 'other')
    else if (also.has(path)) visit(path, 'same')
  })
}

/** Those of some files whose paths others do not have. */
export function lessFiles(files: Files, others: Files): Files {
  if (files instanceof TableFiles && others instanceof TableFiles) return lessTable(files, others)
  const less: FileEntry[] = []
  joinFiles(files, others, (path, own, other) => {
    if (own !== undefined && other === undefined) less.push([path, own])
  })
  return less
}

/** Several sets as one, and the names that two of them have with other bytes. */
export interface Union {
  readonly files: Files
  readonly conflicts: ReadonlySet<string>
}

/** Unites sets two by two, so that each file is looked at as often as the number of sets can be halved. */
export function uniteFiles(sets: readonly Files[]): Union {
  const conflicts = new Set<string>()
  let rest = sets
  while (rest.length > 1) {
    const pairs: Files[] = []
    for (let at = 0; at < rest.length; at += 2) {
      const [one, other] = [rest[at] as Files, rest[at + 1]]
      pairs.push(other === undefined ? one : unitePair(one, other, conflicts))
    }
    rest = pairs
  }
  return { files: rest[0] ?? NO_FILES, conflicts }
}

function unitePair(left: Files, right: Files, conflicts: Set<string>): Files {
  if (left instanceof TableFiles && right instanceof TableFiles) return uniteTables(left, right, conflicts)
  const united: FileEntry[] = []
  joinFiles(left, right, (path, one, other) => {
    if (one !== undefined && other !== undefined && !areSameBytes(one, other)) conflicts.add(path)
    united.push([path, (one ?? other) as DigestSet])
  })
  return united
}
