// SPDX-License-Identifier: Apache-2.0
import { existsSync, readFileSync, rmSync } from 'node:fs'
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
  describe('whose earlier attempt was given up, and goes on when the next is over,', () => {
    const [first, second] = ['of the first attempt', 'of the second attempt']
    test('keeps what the next one wrote in memory', async () => {
      const [sink, file] = [sinkInMemory(100), join(directoryWith(), 'a')]
      const stalled = await sink.open(file)
      await stalled.writeFile(Buffer.from(first))
      await fill(sink, file, second)
      await stalled.writeFile(Buffer.from(first))
      await stalled.close()
      expect([sink.whole()?.toString(), existsSync(file)]).toEqual([second, false])
    })
    test('keeps what the next one wrote to its file', async () => {
      const [sink, file] = [sinkInMemory(10), join(directoryWith(), 'a')]
      const stalled = await sink.open(file)
      await stalled.writeFile(Buffer.from(first))
      rmSync(file)
      await fill(sink, file, second)
      await stalled.writeFile(Buffer.from(first))
      await stalled.close()
      expect([sink.whole(), readFileSync(file, 'utf8')]).toEqual([undefined, second])
    })
    test('does not close the file of the next one', async () => {
      const [sink, file] = [sinkInMemory(10), join(directoryWith(), 'a')]
      const stalled = await sink.open(file)
      await stalled.writeFile(Buffer.from('0'))
      const next = await sink.open(file)
      await next.writeFile(Buffer.from(second))
      await stalled.close()
      await next.writeFile(Buffer.from(', to its end'))
      await next.close()
      expect([sink.whole(), readFileSync(file, 'utf8')]).toEqual([undefined, `${second}, to its end`])
    })
    test('is in memory although the earlier one has a file', async () => {
      const [sink, directory] = [sinkInMemory(10), directoryWith()]
      const stalled = await sink.open(join(directory, 'a'))
      await stalled.writeFile(Buffer.from(first))
      await fill(sink, join(directory, 'b'), 'fits')
      await stalled.writeFile(Buffer.from(first))
      await stalled.close()
      expect(sink.whole()?.toString()).toBe('fits')
    })
    test('makes no file in its place', async () => {
      const [sink, file] = [sinkInMemory(10), join(directoryWith(), 'a')]
      const stalled = await sink.open(file)
      const next = await sink.open(file)
      await expect(stalled.writeFile(Buffer.from(first))).rejects.toThrow('opened again')
      await stalled.close()
      await next.writeFile(Buffer.from(second))
      await next.close()
      expect([sink.whole(), readFileSync(file, 'utf8')]).toEqual([undefined, second])
    })
  })
  test('takes no file that is there', async () => {
    const sink = sinkInMemory(1)
    await expect(fill(sink, directoryWith(), 'ab')).rejects.toThrow('EEXIST')
  })
})
