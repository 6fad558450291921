// SPDX-License-Identifier: Apache-2.0
import { join } from 'node:path'
import { describe, expect, test } from '@jest/globals'
import { sha256Digest, sha256OfFile } from '../../src/files/sha256-digest.ts'
import { directoryWith } from '../support/directory.ts'

/** A file is read in parts of so many bytes. */
const PART = 128 * 1024

describe('the digest of a file', () => {
  test.each([0, 1, PART, PART + 1, 3 * PART - 1])('of %i bytes is that of its content', (size) => {
    const content = Uint8Array.from({ length: size }, (_, index) => index % 251)
    expect(sha256OfFile(join(directoryWith({ file: content }), 'file'))).toBe(sha256Digest(content))
  })
  test('of a file that is not there is an error', () => {
    expect(() => sha256OfFile(join(directoryWith(), 'file'))).toThrow('ENOENT')
  })
})
