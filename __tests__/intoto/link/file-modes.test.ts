// SPDX-License-Identifier: Apache-2.0
import { describe, expect, test } from '@jest/globals'
import type { ArtifactPath } from '../../../src/intoto/artifacts/artifacts.ts'
import { readModes, withModes, type FileMode, type FileModes } from '../../../src/intoto/link/file-modes.ts'
import type { JsonObject } from '../../../src/intoto/json/json-value.ts'
import { plain, valueAt } from '../../support/json.ts'

const environment = (members: unknown): JsonObject => valueAt(members).object()
const modesOf = (members: Record<string, FileMode>): Map<ArtifactPath, FileMode> =>
  new Map(Object.entries(members) as [ArtifactPath, FileMode][])
const SCRIPT: FileModes = modesOf({ 'run.sh': 'executable' })

describe('modes', () => {
  test('are read as they were written, each kind for itself', () => {
    const links = modesOf({ latest: 'symlink', tool: 'executable symlink' })
    const both = withModes(withModes(new Map(), 'materials', SCRIPT), 'products', links)
    expect([readModes(both, 'materials'), readModes(both, 'products')]).toEqual([SCRIPT, links])
  })
  test('take the place of earlier ones of their kind', () => {
    const again = withModes(withModes(new Map(), 'products', modesOf({ old: 'symlink' })), 'products', SCRIPT)
    expect(plain(again)).toEqual({ modes: { products: { 'run.sh': 'executable' } } })
  })
  test('leave the rest of the environment alone, and the given one as it was', () => {
    const before = environment({ workdir: '/x', modes: { other: 1 } })
    expect(plain(withModes(before, 'products', SCRIPT))).toEqual({
      workdir: '/x',
      modes: { other: 1, products: { 'run.sh': 'executable' } }
    })
    expect(plain(before)).toEqual({ workdir: '/x', modes: { other: 1 } })
  })
  test('do not change with the recording that goes on', () => {
    const growing = modesOf({ a: 'symlink' })
    const written = withModes(new Map(), 'products', growing)
    growing.set('b' as ArtifactPath, 'symlink')
    expect(plain(written)).toEqual({ modes: { products: { a: 'symlink' } } })
  })
  test('of no file are an empty list, which is not silence', () => {
    const none = withModes(new Map(), 'products', new Map())
    expect([readModes(none, 'products'), readModes(none, 'materials')]).toEqual([new Map(), undefined])
  })
  test('of a file of any name stand under that name', () => {
    const odd = new Map([['__proto__' as ArtifactPath, 'symlink' as FileMode]])
    expect(readModes(withModes(new Map(), 'products', odd), 'products')?.get('__proto__')).toBe('symlink')
  })
})

describe('an environment that someone else wrote', () => {
  test.each([[1], [true], ['text'], [null], [['a']], [[]], [[['products', {}]]]])(
    'with %j for modes says nothing, and gets modes',
    (modes) => {
      const before = environment({ modes })
      expect(readModes(before, 'products')).toBeUndefined()
      expect(plain(withModes(before, 'products', SCRIPT))).toEqual({ modes: { products: { 'run.sh': 'executable' } } })
    }
  )
  test.each([[1], [true], ['text'], [null], [['a']]])('with %j for modes of products says nothing', (products) => {
    const before = environment({ modes: { products, materials: { a: 'symlink' } } })
    expect(readModes(before, 'products')).toBeUndefined()
    expect(readModes(before, 'materials')?.get('a')).toBe('symlink')
  })
  test('with modes that we do not know hands them on as they are', () => {
    const values = { a: 'setuid', b: 1 }
    expect(readModes(environment({ modes: { products: values } }), 'products')).toEqual(new Map(Object.entries(values)))
  })
  test('without modes says nothing', () => {
    expect(readModes(environment({ products: { a: 'symlink' } }), 'products')).toBeUndefined()
    expect(readModes(environment({}), 'materials')).toBeUndefined()
  })
})
