// SPDX-License-Identifier: Apache-2.0
import { truncateSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from '@jest/globals'
import { digestsOfFiles, type Run } from '../../src/recording/file-digests.ts'
import { directoryWith } from '../support/directory.ts'

const MiB = 1024 * 1024
const MUCH = 32 * MiB

/** How many bytes a run is told, of files of one size. */
async function toldBytes(count: number, size: number): Promise<number> {
  const path = join(directoryWith({ file: '' }), 'file')
  truncateSync(path, size)
  const told: number[] = []
  const run: Run = {
    add: () => undefined,
    stop: () => undefined,
    free: () => undefined,
    end: (bytes) => {
      told.push(bytes)
      return Promise.resolve({ files: count, of: () => [''], copy: () => undefined })
    }
  }
  const files = Array.from({ length: count }, (_, index) => ({ path, name: `n${index}` }))
  await digestsOfFiles(run, [files], { lineEndings: 'as-is' }, undefined)
  return told[0] ?? -1
}

test.each<[count: number, size: number]>([
  [256, MiB],
  [300, 1024 * MiB],
  [1499, 22_500]
])('%i files of %i bytes are known to be much', async (count, size) =>
  expect(await toldBytes(count, size)).toBeGreaterThanOrEqual(MUCH)
)
test('few bytes are few, however many files hold them', async () => {
  expect(await toldBytes(255, 7)).toBe(255 * 7)
  expect(await toldBytes(1499, 7)).toBe(1499 * 7)
})
test('nobody looks further where there is enough', async () => expect(await toldBytes(300, MUCH)).toBe(MUCH))
