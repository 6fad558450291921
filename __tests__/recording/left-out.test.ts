// SPDX-License-Identifier: Apache-2.0
import { join } from 'node:path'
import { expect, test } from '@jest/globals'
import { LeftOut } from '../../src/recording/left-out.ts'
import { directoryWith } from '../support/directory.ts'

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
