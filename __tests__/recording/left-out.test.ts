// SPDX-License-Identifier: Apache-2.0
import { join } from 'node:path'
import { expect, test } from '@jest/globals'
import { LeftOut, leftOutByName, notCompared, refuseAllLeftOut } from '../../src/recording/left-out.ts'
import { directoryWith } from '../support/directory.ts'
import { errorOf } from '../support/errors.ts'

test('is counted up to a bound, and known to be something beyond it', () => {
  const directory = directoryWith({ 'd/a': '', 'd/b': '', 'd/c': '', 'e/a': '' })
  const leftOut = new LeftOut(2)
  expect(leftOut.hiding(() => leftOut.directory('d/', join(directory, 'd')))).toEqual(['d/'])
  const more = leftOut.hiding(() => {
    leftOut.directory('e/', join(directory, 'e'))
    leftOut.file('f')
  })
  expect([more, [...leftOut.files]]).toEqual([['e/', 'f'], [['d/', 2]]])
})

test('is no file where a directory holds none, or cannot be read', () => {
  const leftOut = new LeftOut()
  const nothing = leftOut.hiding(() => {
    leftOut.directory('d/', directoryWith())
    leftOut.directory('e/', join(directoryWith(), 'gone'))
  })
  expect([nothing, leftOut.files.size]).toEqual([[], 0])
})

test('is told as what it is to be, and by whose pattern', () => {
  const given = leftOutByName('a.o', '*.o', { purpose: 'compared', patterns: 'given' })
  expect([given.message, given.hint]).toEqual([
    '"a.o" is to be compared, and the exclude pattern "*.o" leaves it out.',
    expect.stringContaining('Take the pattern away')
  ])
  const byDefault = leftOutByName('a.pyc', '*.pyc', { purpose: 'recorded', patterns: 'default' })
  expect([byDefault.message, byDefault.hint]).toEqual([
    '"a.pyc" is to be recorded, and the default exclude pattern "*.pyc" leaves it out.',
    'This is a default pattern; `-e .git` replaces the defaults.'
  ])
  // What keeps `.git` out would keep it out still.
  const git = leftOutByName('.git/config', '.git', { purpose: 'recorded', patterns: 'default' })
  expect(git.hint).toMatch(/^Do not name it/)
})

test('is told of a whole directory, too', () => {
  const hint = (hiding: string[], patterns: 'given' | 'default'): string | undefined =>
    errorOf(() => refuseAllLeftOut('d', hiding, { purpose: 'recorded', patterns })).hint
  expect(hint(['*~', '*.pyc'], 'default')).toBe('These are default patterns; `-e .git` replaces the defaults.')
  expect(hint(['*~'], 'given')).toBe('Exclude less, or do not name the directory.')
})

test('is told with its number where files are compared', () =>
  expect(notCompared(new Map([['*.o', 1]]), 'the products')).toBe(
    'Files beside the products were not compared, because they are excluded: "*.o" (1 file).'
  ))
