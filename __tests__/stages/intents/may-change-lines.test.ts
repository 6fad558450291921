// SPDX-License-Identifier: Apache-2.0
// What is offered to be left unchecked in an installed directory: no more than what changed there needs.
import { describe, expect, test } from '@jest/globals'
import { flawOfMayChange } from '../../../src/intoto/intents/statements.ts'
import { areOfPython, mayChangeLines } from '../../../src/stages/intents/may-change-lines.ts'
import { compileExcludes } from '../../../src/recording/excludes.ts'

const site = 'lib/python3.11/site-packages'
const modules = ['a', 'b', 'c', 'd', 'e', 'f', 'g', 'h'].map((name) => `${site}/pk/${name}.py`)
const pyc = (name: string): string => `${site}/pk/__pycache__/${name}.cpython-311.pyc`

const offered = (changed: readonly string[], others: readonly string[] = modules): readonly string[] | undefined =>
  mayChangeLines(changed, new Set([...others, ...changed]))

describe('lines of `may-change`', () => {
  test.each<[string, readonly string[], readonly string[]]>([
    ['name the cache, not the top directory above it', [pyc('a')], ['__pycache__/']],
    ['name a cache of a tool', ['.cache/babel/x.json', '.cache/y'], ['.cache/']],
    ['name caches of two kinds', [pyc('a'), '.pytest_cache/v'], ['__pycache__/', '.pytest_cache/']],
    ['name an old cache file by its ending', [`${site}/a.pyc`, `${site}/b.pyc`], ['*.pyc']],
    ['name a file itself', ['bin/activate'], ['bin/activate']],
    ['name a file at the top alone', ['pyvenv.cfg'], ['/pyvenv.cfg']],
    ['name a cache and a file', [pyc('a'), 'bin/pip'], ['__pycache__/', 'bin/pip']]
  ])('%s', (_what, changed, lines) => expect(offered(changed)).toEqual(lines))
  test('name files where the cache is most of the directory', () => {
    const cached = ['a', 'b', 'c', 'd', 'e', 'f', 'g', 'h', 'i'].map(pyc)
    expect(offered([pyc('a')], [...cached, ...modules])).toEqual([pyc('a')])
  })
  test('are not offered for more than half of the directory', () => {
    expect(offered(['a', 'b'], ['c'])).toBeUndefined()
    expect(offered(['a', 'b'], ['c', 'd'])).toEqual(['/a', '/b'])
  })
  test('are not offered for many files', () => expect(offered(['1', '2', '3', '4', '5', '6'], modules)).toBeUndefined())
  test.each(['#x', '!x', 'a b', 'x ', 'a\\b', 'a*b', 'a[b', 'a?b', 'd/${x}', '\u0007'])(
    'are read, and cover the file %j',
    (file) => {
      const [line = ''] = offered([file]) ?? []
      expect(flawOfMayChange(line)).toBeUndefined()
      expect(compileExcludes([line]).path(file, false)).toBe(line)
    }
  )
  test('tell what Python wrote', () => {
    expect(areOfPython(['a', pyc('a')])).toBe(true)
    expect(areOfPython(['bin/python'])).toBe(false)
  })
})
