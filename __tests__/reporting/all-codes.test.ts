// SPDX-License-Identifier: Apache-2.0
// Each room has its codes, each code has one room, and none of them is forgotten or left over.
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { describe, expect, test } from '@jest/globals'
import { SCRATCH_PRESENT } from '../../src/base/scratch-present.ts'
import { RoomError } from '../../src/base/errors.ts'
import { FAILURE_CODES } from '../../src/intoto/verification/failure.ts'
import { ERROR_CODES, MEANINGS } from '../../src/reporting/all-codes.ts'

const SRC = resolve(import.meta.dirname, '../../src')

type Table = Readonly<Record<string, string>>

/** What the codes.ts of a room exports. */
interface RoomCodes {
  readonly room: string
  readonly tables: readonly (readonly [name: string, table: Table])[]
  readonly classes: readonly unknown[]
}

const rooms: readonly RoomCodes[] = await Promise.all(
  readdirSync(SRC)
    .filter((room) => existsSync(join(SRC, room, 'codes.ts')))
    .map(async (room) => {
      const exported = Object.entries((await import(join(SRC, room, 'codes.ts'))) as Record<string, unknown>)
      return {
        room,
        tables: exported.filter((entry): entry is [string, Table] => typeof entry[1] === 'object'),
        classes: exported.flatMap(([, value]) => (typeof value === 'function' ? [value] : []))
      }
    })
)

const allTables: readonly Table[] = [FAILURE_CODES, ...rooms.flatMap(({ tables }) => tables.map(([, table]) => table))]

/** The sources but for tables of codes, without comments. */
const code = readdirSync(SRC, { recursive: true, encoding: 'utf8' })
  .filter((name) => name.endsWith('.ts') && !name.endsWith('codes.ts'))
  .map((name) => readFileSync(join(SRC, name), 'utf8').replace(/^\s*(\/\/|\/?\*).*$/gm, ''))
  .join('\n')

/** Codes that no source gives to an error. A word that errors are only compared with is not given to any. */
function unused(codes: readonly string[], text: string): string[] {
  return codes.filter((name) => !new RegExp(String.raw`(?<![=!]== )'${name}'`).test(text))
}

/** Codes that stand in more than one table. */
function twice(tables: readonly Table[]): string[] {
  const all = tables.flatMap((table) => Object.keys(table))
  return all.filter((name, index) => all.indexOf(name) !== index)
}

describe('the codes', () => {
  test('have one room each, and but for one, of which both tables say the same, are not failures as well', () => {
    expect(twice(allTables)).toEqual(Object.keys(SCRATCH_PRESENT))
    expect(FAILURE_CODES).toMatchObject(SCRATCH_PRESENT)
    expect(ERROR_CODES).toMatchObject(SCRATCH_PRESENT)
    expect(twice([...allTables, { USAGE: 'again' }])).toContain('USAGE')
  })
  test('are all in the one table', () => {
    expect(MEANINGS).toEqual(Object.assign({}, ...allTables))
    const ofErrors = rooms.flatMap(({ tables }) => tables.filter(([name]) => !name.endsWith('_FAILURE_CODES')))
    expect(ERROR_CODES).toEqual(Object.assign({}, ...ofErrors.map(([, table]) => table)))
    expect(rooms.map(({ room }) => room)).toEqual(expect.arrayContaining(['base', 'intoto', 'gate', 'cli']))
  })
  test('have one class a room, which is an error', () => {
    for (const { room, classes } of rooms) {
      const prototypes = classes.map((one) => (one as typeof RoomError).prototype instanceof RoomError)
      expect([room, prototypes]).toEqual([room, [true]])
    }
  })
  test('are all used', () => {
    expect(unused(Object.keys(ERROR_CODES), code)).toEqual([])
    expect(unused(['USAGE', 'NOBODY_THROWS_THIS'], code)).toEqual(['NOBODY_THROWS_THIS'])
    expect(unused(['A_CODE'], "if (error.code === 'A_CODE') return")).toEqual(['A_CODE'])
  })
})
