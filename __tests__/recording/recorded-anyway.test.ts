// SPDX-License-Identifier: Apache-2.0
// Files that are recorded although a pattern leaves them out, and what a pattern hid beside them.
import { chmodSync, mkdirSync, symlinkSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, describe, expect, test } from '@jest/globals'
import { Recorder, type Recorded, type RecordRequest } from '../../src/recording/record-artifacts.ts'
import type { Tracking } from '../../src/recording/tracking.ts'
import { directoryWith } from '../support/directory.ts'
import { rejectionOf } from '../support/errors.ts'

const recorder = new Recorder()
afterAll(() => recorder.close())

type Changes = Partial<RecordRequest> & { readonly tracked?: readonly string[] }

function record(baseDirectory: string, { tracked, ...changes }: Changes): Promise<Recorded> {
  const tracking: Tracking = {
    known: (path) => (tracked?.includes(path) === true ? { kind: 'file', mode: undefined, bytes: 0 } : undefined),
    beside: () => [],
    settle: () => Promise.resolve(new Map())
  }
  const request: RecordRequest = {
    baseDirectory,
    paths: ['.'],
    exclude: ['tmp/', '/.git'],
    lstripPaths: [],
    lineEndings: 'as-is',
    symlinkedDirectories: 'within',
    named: 'by-listing',
    also: (path) => path === 'tmp/kept/a' || path === 'tmp/link',
    ...changes
  }
  return recorder.record(request, tracked === undefined ? undefined : tracking)
}

const namesIn = ({ artifacts }: Recorded): string[] => [...artifacts.paths()]

const FILES = { b: 'b', 'tmp/kept/a': 'a', 'tmp/kept/x': 'x', 'tmp/y': 'y', '.git/config': '', 'sub/.git/config': '' }

describe('what a pattern leaves out', () => {
  test('is looked through, and what is to be recorded all the same is', async () => {
    const recorded = await record(directoryWith(FILES), {})
    expect(namesIn(recorded)).toEqual(['b', 'sub/.git/config', 'tmp/kept/a'])
    expect([...recorded.leftOut]).toEqual([['tmp/', 2]])
    expect(['tmp/kept/x', 'tmp/y']).toContain(recorded.examples?.get('tmp/'))
  })
  test('is recorded where it is known, too, but only where somebody says what else is', async () => {
    const directory = directoryWith(FILES)
    expect(namesIn(await record(directory, { tracked: ['tmp/y'] }))).toContain('tmp/y')
    const without = await recorder.record({
      baseDirectory: directory,
      paths: ['.'],
      exclude: ['tmp/', '.git'],
      lstripPaths: [],
      lineEndings: 'as-is',
      symlinkedDirectories: 'within'
    })
    expect(namesIn(without)).toEqual(['b'])
    expect([...(without.examples ?? [])]).toEqual([['tmp/', 'tmp']])
  })
  test('is not looked through where git keeps its own', async () =>
    expect((await record(directoryWith(FILES), { also: () => true })).artifacts.has('.git/config' as never)).toBe(
      false
    ))
  test('counts where it cannot be read', async () => {
    const directory = directoryWith(FILES)
    chmodSync(join(directory, 'tmp/kept'), 0)
    try {
      // Whoever may read everything reads it, and finds one file less.
      const { leftOut } = await record(directory, { also: () => false })
      expect([2, 3]).toContain(leftOut.get('tmp/'))
    } finally {
      chmodSync(join(directory, 'tmp/kept'), 0o755)
    }
  })
  test('hides nothing where it is empty', async () => {
    const directory = directoryWith({ b: 'b' })
    mkdirSync(join(directory, 'tmp/empty'), { recursive: true })
    expect([...(await record(directory, {})).leftOut]).toEqual([])
  })
  test('is passed over where something else stands for it', async () => {
    const recorded = await record(directoryWith(FILES), { apart: new Set(['tmp/kept', 'b', 'sub/.git/config']) })
    expect([namesIn(recorded), [...recorded.leftOut]]).toEqual([[], [['tmp/', 1]]])
  })
})

describe('a symbolic link', () => {
  test.each(['tmp/y', 'tmp/kept'])('into what is left out is refused: %s', async (target) => {
    const directory = directoryWith(FILES)
    symlinkSync(target, join(directory, 'way'))
    expect((await rejectionOf(record(directory, {}))).code).toBe('RECORD_EXCLUDED')
  })
  test('to a file there that is recorded all the same is followed', async () => {
    const directory = directoryWith(FILES)
    symlinkSync('tmp/kept/a', join(directory, 'way'))
    const { artifacts } = await record(directory, {})
    expect(artifacts.get('way' as never)).toBe(artifacts.get('tmp/kept/a' as never))
  })
  test('that is left out is recorded all the same, by what it leads to', async () => {
    const directory = directoryWith(FILES)
    symlinkSync('../b', join(directory, 'tmp/link'))
    const { artifacts } = await record(directory, {})
    expect(artifacts.get('tmp/link' as never)).toBe(artifacts.get('b' as never))
  })
})
