// SPDX-License-Identifier: Apache-2.0
// Two sets of files in tables side by side, by position: names were joined once for all that look at the same lists, digests
// are compared as words, and of one table nothing is looked at. Of 200 steps of 5000 files in which each adds one, it
// leaves a tenth of the time that paths and texts of digests take.
import { joinNames } from '../artifacts/artifact-table.ts'
import type { ArtifactPath } from '../artifacts/artifacts.ts'
import type { Standing } from './file-entry.ts'
import type { PathSelection } from './path-test.ts'
import { TableRows, type TableFiles } from './table-files.ts'

/** As `compareFiles` says. */
export function compareTables(
  left: TableFiles,
  right: TableFiles,
  visit: (path: ArtifactPath, standing: Standing) => void,
  also: PathSelection
): void {
  if (also.isEmpty && left.isSame(right)) return
  const { table: own } = left
  const { table: others } = right
  const mask = also.isEmpty ? undefined : also.on(left.list)
  walkTables(left, right, (here, there, count) => {
    if (there < 0) for (let at = here; at < here + count; at += 1) visit(own.names[at] as ArtifactPath, 'left')
    else if (here < 0) visit(others.names[there] as ArtifactPath, 'right')
    else
      for (let at = 0; at < count; at += 1) {
        const from = here + at
        at += own.countSame(from, others, there + at, count - at)
        if (mask !== undefined)
          for (let same = from; same < here + at; same += 1)
            if (mask[same] === 1) visit(own.names[same] as ArtifactPath, 'same')
        if (at < count) visit(own.names[here + at] as ArtifactPath, 'other')
      }
  })
}

/** Is told where some files stand, one behind the other: in both, or -1 for nowhere. Of those on the right alone each is told. */
type Walk = (left: number, right: number, count: number) => void

/** Looks at the files of both in their order, at those in both once. */
export function walkTables(left: TableFiles, right: TableFiles, visit: Walk): void {
  const [lefts, rights] = [left.list.names, right.list.names]
  const pairs = left.list === right.list ? undefined : joinNames(right.list, left.list)
  const tell = left.hidesSome || right.hidesSome ? onlyFiles(left, right, visit) : visit
  let [here, there] = [0, 0]
  while (here < lefts.length || there < rights.length) {
    // Where the next name of the right stands on the left: here, further on, or nowhere.
    const pair = there === rights.length ? lefts.length : pairs === undefined ? there : (pairs[there] as number)
    let count = 1
    if (pair === here && there < rights.length) {
      if (pairs === undefined) count = rights.length
      else while (there + count < rights.length && pairs[there + count] === here + count) count += 1
      tell(here, there, count)
      here += count
      there += count
    } else if (pair > here || (here < lefts.length && (lefts[here] as string) < (rights[there] as string))) {
      count = Math.max(count, pair - here)
      tell(here, -1, count)
      here += count
    } else {
      tell(-1, there, count)
      there += count
    }
  }
}

/** Passes over what is no file, whatever stands on the other side. */
function onlyFiles(left: TableFiles, right: TableFiles, visit: Walk): Walk {
  return (here, there, count) => {
    for (let at = 0; at < count; at += 1) {
      const isLeft = here >= 0 && !left.hides(here + at)
      const isRight = there >= 0 && !right.hides(there + at)
      if (isLeft || isRight) visit(isLeft ? here + at : -1, isRight ? there + at : -1, 1)
    }
  }
}

/**
 * The files of both, those of the left where they differ. It is one of the two where that says the same, so that what it
 * is compared with may be the same table.
 *
 * @param conflicts is told the names that differ
 */
export function uniteTables(left: TableFiles, right: TableFiles, conflicts: Set<string>): TableFiles {
  let [lefts, rights, others] = [0, 0, 0]
  walkTables(left, right, (here, there, count) => {
    if (there < 0) lefts += count
    else if (here < 0) rights += count
    else
      for (let at = 0; at < count; at += 1) {
        at += left.table.countSame(here + at, right.table, there + at, count - at)
        if (at === count) break
        others += 1
        conflicts.add(left.table.names[here + at] as string)
      }
  })
  if (rights === 0) return left
  if (lefts + others === 0) return right
  const rows = new TableRows(left.size + rights)
  walkTables(left, right, (here, there, count) => {
    if (here >= 0) rows.add(left.table, here, count)
    else rows.add(right.table, there, count)
  })
  return rows.files()
}

/** Those on the left whose names the right does not have. */
export function lessTable(left: TableFiles, right: TableFiles): TableFiles {
  const rows = new TableRows(left.size)
  walkTables(left, right, (here, there, count) => {
    if (there < 0) rows.add(left.table, here, count)
  })
  return rows.files()
}
