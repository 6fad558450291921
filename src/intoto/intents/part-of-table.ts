// SPDX-License-Identifier: Apache-2.0
// The part of a table that a step takes, as a table. Of 100 legs that each take source and 5000 files of one step, the check
// takes a third of the time that it takes path by path: patterns are held against the list once.
import type { TakeOfStep } from './intents.ts'
import { PathSelection, rangeOf, testOfPattern } from './path-test.ts'
import { isAscii } from '../artifacts/is-ascii.ts'
import { TableRows, type TableFiles } from './table-files.ts'

/** The files that are taken, by where they lie in the taker; undefined where no table can name that. */
export function partOfTable(
  files: TableFiles,
  { only, from, into }: Pick<TakeOfStep, 'only' | 'from' | 'into'>
): TableFiles | undefined {
  if (into !== undefined && !isAscii(into)) return undefined
  const { list, table } = files
  const source = from === undefined ? '' : `${from}/`
  const target = into === undefined ? '' : `${into}/`
  const mask = only.length === 0 ? undefined : new PathSelection(only.map(testOfPattern)).on(list)
  const [start, end] = rangeOf(list, source)
  const isTaken = (position: number): boolean => mask?.[position] !== 0 && !files.hides(position)
  const isMoved = source !== target
  const rows = new TableRows(mask === undefined ? end - start : countIn(mask, start, end))
  for (let position = start, count: number; position < end; position += count) {
    count = 1
    if (!isTaken(position)) continue
    // What all have in front changes no order.
    if (isMoved) rows.add(table, position, 1, target + (list.names[position] as string).slice(source.length))
    else {
      while (position + count < end && isTaken(position + count)) count += 1
      rows.add(table, position, count)
    }
  }
  return rows.files()
}

function countIn(mask: Uint8Array, start: number, end: number): number {
  let count = 0
  for (let position = start; position < end; position += 1) count += mask[position] as number
  return count
}
