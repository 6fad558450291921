// SPDX-License-Identifier: Apache-2.0
import { existsSync, readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from '@jest/globals'
import { placeCopy } from '../../src/stages/place-file.ts'
import { fileUnwritable, isDiskFault } from '../../src/files/file-unwritable.ts'
import type { InTotoError } from '../../src/base/errors.ts'
import { FilesError } from '../../src/files/codes.ts'
import { directoryWith } from '../support/directory.ts'
import { errorOf } from '../support/errors.ts'

test('a file is put into the workspace', () => {
  const [workspace, directory] = [directoryWith(), directoryWith({ 'a/b': 'text' })]
  placeCopy(workspace, 'a/b', join(directory, 'a/b'), true)
  expect(readFileSync(join(workspace, 'a/b'), 'utf8')).toBe('text')
  expect(statSync(join(workspace, 'a/b')).mode & 0o111).not.toBe(0)
})

test('what the system refuses is an error for people', () => {
  const workspace = directoryWith()
  const error = errorOf(() => placeCopy(workspace, 'a/b', join(directoryWith(), 'a/b'), false))
  expect([error.code, error.at]).toEqual(['FILE_UNWRITABLE', join(workspace, 'a/b')])
  expect(existsSync(join(workspace, 'a/b'))).toBe(false)
})

test('a name that is too long for the disk is an error for people', () => {
  const name = 'x'.repeat(300)
  const error = errorOf(() => placeCopy(directoryWith(), name, join(directoryWith({ a: '' }), name), false))
  expect([error.code, error.message]).toEqual(['FILE_UNWRITABLE', expect.stringContaining('ENAMETOOLONG')])
})

const fault = (code: string): Error => Object.assign(new Error(code), { code })

test.each(['ENOSPC', 'EDQUOT', 'EROFS', 'EACCES', 'EIO', 'EMFILE'])('%s lies with the disk', (code) => {
  expect(isDiskFault(fault(code))).toBe(true)
  const error = fileUnwritable('It', fault(code), { room: 'room', access: 'access' }) as InTotoError
  const isFull = code === 'ENOSPC' || code === 'EDQUOT'
  expect([error.code, error.hint]).toEqual(['FILE_UNWRITABLE', isFull ? 'room' : 'access'])
  expect(error.message).toContain(code)
})

test.each([fault('EEXIST'), fault('ERR_INVALID_ARG_TYPE'), new Error('x'), new FilesError('FILE_EXISTS', 'x'), null])(
  '%s does not lie with the disk',
  (error) => expect(isDiskFault(error)).toBe(false)
)

test('a fault that is not of the system stays as it is', () => {
  const error = fault('ERR_INVALID_ARG_TYPE')
  expect(fileUnwritable('It', error, { room: 'x' })).toBe(error)
})
