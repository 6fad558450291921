// SPDX-License-Identifier: Apache-2.0
// Two sets of files in tables side by side, by position: names were joined once for all that look at the same lists, digests
// are compared as words, and of one table nothing is looked at. Of 200 steps of 5000 files in which each adds one, it
// leaves a thirtieth of the time that paths and texts of digests take.
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
  const { table: other } = right
  const mask = also.isEmpty ? undefined : also.on(left.list)
  walkTables(left, right, (here, there) => {
    if (there < 0) visit(own.names[here] as ArtifactPath, 'left')
    else if (here < 0) visit(other.names[there] as ArtifactPath, 'right')
    else if (!own.isSame(here, other, there)) visit(own.names[here] as ArtifactPath, 'other')
    else if (mask?.[here] === 1) visit(own.names[here] as ArtifactPath, 'same')
  })
}

/** Looks at each file of both in their order, at one in both once. @param visit is told where it stands, -1 for nowhere */
export function walkTables(left: TableFiles, right: TableFiles, visit: (left: number, right: number) => void): void {
  const [lefts, rights] = [left.list.names, right.list.names]
  const pairs = left.list === right.list ? undefined : joinNames(right.list, left.list)
  let [here, there] = [0, 0]
  while (here < lefts.length || there < rights.length) {
    // Where the next name of the right stands on the left: here, further on, or nowhere.
    const pair = there === rights.length ? lefts.length : pairs === undefined ? there : (pairs[there] as number)
    if (pair === here && there < rights.length) {
      const [isLeft, isRight] = [!left.hides(here), !right.hides(there)]
      if (isLeft && isRight) visit(here, there)
      else if (isLeft) visit(here, -1)
      else if (isRight) visit(-1, there)
      here += 1
      there += 1
    } else if (pair > here || (here < lefts.length && (lefts[here] as string) < (rights[there] as string))) {
      if (!left.hides(here)) visit(here, -1)
      here += 1
    } else {
      if (!right.hides(there)) visit(-1, there)
      there += 1
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
  if (left.isSame(right)) return left
  let [lefts, rights, others] = [0, 0, 0]
  walkTables(left, right, (here, there) => {
    if (there < 0) lefts += 1
    else if (here < 0) rights += 1
    else if (!left.table.isSame(here, right.table, there)) {
      others += 1
      conflicts.add(left.table.names[here] as string)
    }
  })
  if (rights === 0) return left
  if (lefts + others === 0) return right
  const rows = new TableRows(left.size + rights)
  walkTables(left, right, (here, there) => {
    if (here >= 0) rows.add(left.table.names[here] as string, left.table, here)
    else rows.add(right.table.names[there] as string, right.table, there)
  })
  return rows.files()
}

/** Those on the left whose names the right does not have. */
export function lessTable(left: TableFiles, right: TableFiles): TableFiles {
  const rows = new TableRows(left.size)
  walkTables(left, right, (here, there) => {
    if (there < 0) rows.add(left.table.names[here] as string, left.table, here)
  })
  return rows.files()
}
