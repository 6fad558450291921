// SPDX-License-Identifier: Apache-2.0
// Somebody puts something else in the place of what was listed, before it is read.
import { execFileSync } from 'node:child_process'
import { chmodSync, mkdirSync, renameSync, rmSync, symlinkSync, utimesSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:net'
import { join } from 'node:path'
import { describe, expect, test } from '@jest/globals'
import { HashPool } from '../../src/recording/hash-pool.ts'
import type { FileToHash } from '../../src/recording/hash-run.ts'
import { Recorder, type Recorded, type RecordRequest } from '../../src/recording/record-artifacts.ts'
import { directoryWith } from '../support/directory.ts'
import { rejectionOf } from '../support/errors.ts'

type When = 'when one before it is listed' | 'when it is listed' | 'before it is read' | 'after it was read'

const LONG_AGO = 1_000_000

/** Records a directory in which something happens to `zz/last` in between. */
const record = (
  directory: string,
  when: When,
  change: () => unknown,
  changes: Partial<RecordRequest> = {}
): Promise<Recorded> => recordWhile(directory, { [when]: change }, changes)

async function recordWhile(
  directory: string,
  happens: Partial<Record<When, () => unknown>>,
  changes: Partial<RecordRequest>
): Promise<Recorded> {
  const pool = new HashPool(0)
  const recorder = new Recorder({
    begin: (options) => {
      const run = pool.begin(options)
      return {
        add: (file: FileToHash) => {
          run.add(file)
          if (file.name.endsWith('zz/first')) happens['when one before it is listed']?.()
          if (file.name.endsWith('zz/last')) happens['when it is listed']?.()
        },
        end: async (bytes, onProgress) => {
          await happens['before it is read']?.()
          const digests = await run.end(bytes, onProgress)
          await happens['after it was read']?.()
          return digests
        },
        stop: () => run.stop(),
        free: () => run.free()
      }
    },
    close: () => pool.close()
  })
  const request: RecordRequest = {
    paths: ['.'],
    baseDirectory: directory,
    exclude: [],
    lstripPaths: [],
    lineEndings: 'as-is',
    symlinkedDirectories: 'within',
    ...changes
  }
  return recorder.record(request)
}

function workspace(): { readonly directory: string; readonly outside: string; readonly last: string } {
  const directory = directoryWith({ 'a/f': 'a', 'zz/last': 'honest' })
  const last = join(directory, 'zz/last')
  utimesSync(last, LONG_AGO, LONG_AGO)
  return { directory, outside: directoryWith({ last: 'of the machine' }), last }
}

const WAYS: [string, Partial<RecordRequest>][] = [
  ['found by a walk', {}],
  ['found through any link', { symlinkedDirectories: 'follow' }],
  ['named', { paths: ['a', 'zz/last'] }],
  ['part of a directory as one artifact', { paths: ['dir:zz'] }],
  ['read for its lines', { lineEndings: 'normalise' }]
]

const REPLACEMENTS: [string, (last: string, outside: string) => unknown][] = [
  ['a symbolic link out of the workspace', (last, outside) => symlinkSync(join(outside, 'last'), last)],
  ['a symbolic link within the workspace', (last) => symlinkSync('../a/f', last)],
  ['a symbolic link to a device without an end', (last) => symlinkSync('/dev/zero', last)],
  ['a symbolic link to itself', (last) => symlinkSync('last', last)],
  ['a pipe', (last) => execFileSync('mkfifo', [last])],
  [
    'a socket',
    async (last) => {
      const server = createServer()
      await new Promise<void>((resolve) => void server.listen(last, resolve))
      server.unref()
    }
  ]
]

describe.each(WAYS)('a file that is %s', (_way, changes) => {
  test.each(REPLACEMENTS)('and that is now %s is refused', async (_what, replace) => {
    const { directory, outside, last } = workspace()
    const replaced = record(
      directory,
      'before it is read',
      () => {
        rmSync(last)
        return replace(last, outside)
      },
      changes
    )
    expect((await rejectionOf(replaced)).code).toBe('RECORD_FILE_CHANGED')
  })
  test('in a directory that is now a link out of the workspace is refused', async () => {
    const { directory, outside } = workspace()
    const replaced = record(
      directory,
      'before it is read',
      () => {
        renameSync(join(directory, 'zz'), join(outside, 'zz'))
        symlinkSync(outside, join(directory, 'zz'))
      },
      changes
    )
    expect((await rejectionOf(replaced)).code).toBe('RECORD_FILE_CHANGED')
  })
})

describe('a link that is followed', () => {
  const linked = (): ReturnType<typeof workspace> => {
    const made = workspace()
    mkdirSync(join(made.directory, 'links'))
    symlinkSync('../zz/last', join(made.directory, 'links/file'))
    symlinkSync('../zz', join(made.directory, 'links/directory'))
    return made
  }
  test('is recorded by what it leads to', async () => {
    const { artifacts } = await record(linked().directory, 'before it is read', () => undefined)
    const [plain, ...others] = ['zz/last', 'links/file', 'links/directory/last'].map((path) =>
      artifacts.get(path as never)
    )
    expect(plain).toBeDefined()
    expect(others).toEqual([plain, plain])
  })
  test.each(['file', 'directory'])('and leads elsewhere now is refused: %s', async (kind) => {
    const { directory, outside } = linked()
    const place = join(directory, 'links', kind)
    const replaced = record(directory, 'before it is read', () => {
      rmSync(place)
      symlinkSync(kind === 'file' ? join(outside, 'last') : outside, place)
    })
    expect((await rejectionOf(replaced)).code).toBe('RECORD_FILE_CHANGED')
  })
})

describe('a mode', () => {
  test('is that of the file as it was found', async () => {
    const { directory, last } = workspace()
    chmodSync(last, 0o755)
    symlinkSync('last', join(directory, 'zz/link'))
    const { modes, artifacts } = await record(directory, 'after it was read', () => chmodSync(last, 0o644), {
      modes: 'record'
    })
    expect(modes).toEqual(
      new Map([
        ['zz/last', 'executable'],
        ['zz/link', 'executable symlink']
      ])
    )
    expect(artifacts.size).toBe(3)
  })
  test('is asked again where it could not be seen at once, and has a code where it cannot be seen then either', async () => {
    const { directory, last } = workspace()
    writeFileSync(join(directory, 'zz/first'), 'x')
    chmodSync(last, 0o755)
    const [request, away] = [{ modes: 'record' } as const, `${directory}-away`]
    const hidden = {
      'when one before it is listed': () => renameSync(last, away),
      'before it is read': () => renameSync(away, last)
    }
    const { modes } = await recordWhile(directory, hidden, request)
    expect(modes).toEqual(new Map([['zz/last', 'executable']]))
    const gone = recordWhile(directory, { ...hidden, 'after it was read': () => rmSync(last) }, request)
    expect((await rejectionOf(gone)).code).toBe('RECORD_UNREADABLE')
  })
})

describe('what cannot be looked at any more has a code', () => {
  test('of a file that is a link to itself when its size is asked', async () => {
    const { directory, last } = workspace()
    const loop = record(directory, 'when it is listed', () => {
      rmSync(last)
      symlinkSync('last', last)
    })
    expect((await rejectionOf(loop)).code).toBe('RECORD_FILE_CHANGED')
  })
  test('of a link that leads in a circle when it was read', async () => {
    const { directory, last } = workspace()
    symlinkSync('zz/last', join(directory, 'link'))
    const loop = record(
      directory,
      'after it was read',
      () => {
        rmSync(last)
        symlinkSync('last', last)
      },
      { modes: 'record' }
    )
    expect((await rejectionOf(loop)).code).toBe('RECORD_FILE_CHANGED')
  })
  test('of a base directory that is not there', async () => {
    const nowhere = join(directoryWith(), 'nowhere')
    for (const symlinkedDirectories of ['within', 'contained', 'follow'] as const) {
      const refused = record(nowhere, 'before it is read', () => undefined, { symlinkedDirectories })
      expect((await rejectionOf(refused)).code).toMatch(/^RECORD_(NOT_FOUND|UNREADABLE)$/)
    }
  })
  test('of a path below a file', async () => {
    const { directory } = workspace()
    for (const symlinkedDirectories of ['within', 'contained', 'follow'] as const) {
      const refused = record(directory, 'before it is read', () => undefined, {
        paths: ['a/f/below'],
        symlinkedDirectories
      })
      expect((await rejectionOf(refused)).code).toMatch(/^RECORD_(NOT_FOUND|UNREADABLE)$/)
    }
  })
  test('of a path out of the base that leads in a circle, or that no system holds', async () => {
    const { directory, outside } = workspace()
    symlinkSync('loop', join(outside, 'loop'))
    for (const path of [join(outside, 'loop'), join(outside, 'loop/x'), join(outside, 'x'.repeat(300))]) {
      const refused = record(directory, 'before it is read', () => undefined, {
        paths: [path],
        symlinkedDirectories: 'contained'
      })
      expect((await rejectionOf(refused)).code).toMatch(/^RECORD_(SYMLINK_CYCLE|UNREADABLE)$/)
    }
  })
  test('and a file that is gone before its size is asked is no other news', async () => {
    const { directory, last } = workspace()
    writeFileSync(join(directory, 'zz/a'), '')
    const gone = record(directory, 'when it is listed', () => rmSync(last))
    expect((await rejectionOf(gone)).code).toBe('RECORD_UNREADABLE')
  })
})
