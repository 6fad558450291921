// SPDX-License-Identifier: Apache-2.0
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from '@jest/globals'
import { sinkInMemory, type MemorySink } from '../../src/github/sink-in-memory.ts'
import { directoryWith } from '../support/directory.ts'

async function fill({ open }: MemorySink, file: string, ...chunks: string[]): Promise<void> {
  const sink = await open(file)
  for (const chunk of chunks) await sink.writeFile(Buffer.from(chunk))
  await sink.close()
}

describe('a sink in memory', () => {
  test('keeps what is small, and makes no file', async () => {
    const [sink, file] = [sinkInMemory(10), join(directoryWith(), 'a')]
    await fill(sink, file, '01234', '56789')
    expect([sink.whole()?.toString(), existsSync(file)]).toEqual(['0123456789', false])
  })
  test('writes all of what grows beyond its bound, and whatever follows', async () => {
    const [sink, file] = [sinkInMemory(10), join(directoryWith(), 'a')]
    await fill(sink, file, '01234', '567890', 'more')
    expect([sink.whole(), readFileSync(file, 'utf8')]).toEqual([undefined, '01234567890more'])
  })
  test('forgets what came before it was opened again', async () => {
    const [sink, directory] = [sinkInMemory(10), directoryWith()]
    await fill(sink, join(directory, 'a'), 'far more than fits')
    await fill(sink, join(directory, 'b'), 'fits')
    expect(sink.whole()?.toString()).toBe('fits')
  })
  test('takes no file that is there', async () => {
    const sink = sinkInMemory(1)
    await expect(fill(sink, directoryWith(), 'ab')).rejects.toThrow('EEXIST')
  })
})
