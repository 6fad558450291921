// SPDX-License-Identifier: Apache-2.0
// What the command line and the library run on, Node 20 included.
import { readdirSync, readFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { expect, test } from '@jest/globals'
import { groupBy } from '../../src/base/group-by.ts'

const SRC = resolve(import.meta.dirname, '../../src')

test('groups stand in the order of their first members', () => {
  expect([...groupBy([3, 1, 4, 5, 2], (one) => one % 2)]).toEqual([
    [1, [3, 1, 5]],
    [0, [4, 2]]
  ])
  expect(groupBy([], () => 1).size).toBe(0)
})

/** What Node has from 21 or 22 on. The actions run on Node 24, and their rooms may use it. */
const LATER =
  /\b(?:Map|Object)\.groupBy\b|\bPromise\.(?:withResolvers|try)\b|\bArray\.fromAsync\b|\bnew Set\([^()]*\)\.(?:union|intersection|difference)\(/

test('no room of the command line uses what Node 20 does not have', () => {
  const rooms = readdirSync(SRC).filter((room) => !['gate', 'github', 'actions'].includes(room))
  const files = rooms.flatMap((room) =>
    readdirSync(join(SRC, room), { recursive: true, encoding: 'utf8' })
      .filter((name) => name.endsWith('.ts'))
      .map((name) => join(room, name))
  )
  expect(files.length).toBeGreaterThan(100)
  const uses = files.filter((file) => LATER.test(readFileSync(join(SRC, file), 'utf8').replaceAll('`Map.groupBy`', '')))
  expect(uses).toEqual([])
})
