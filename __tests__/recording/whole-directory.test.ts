// SPDX-License-Identifier: Apache-2.0
// A directory as one artifact: two different trees never have one digest, and what holds plain files alone has the one
// that everybody computes.
import { createHash } from 'node:crypto'
import { mkdirSync, readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { describe, expect, test } from '@jest/globals'
import type { RecordRequest } from '../../src/recording/record-artifacts.ts'
import { cli } from '../support/console.ts'
import { directoryWith } from '../support/directory.ts'
import { rejectionOf } from '../support/errors.ts'
import { recordOnce } from '../support/record-once.ts'

type Make = (directory: string) => void

const sha = (content: string): string => createHash('sha256').update(content).digest('hex')
const file =
  (path: string, content = ''): Make =>
  (at) => {
    mkdirSync(dirname(join(at, path)), { recursive: true })
    writeFileSync(join(at, path), content)
  }
const link =
  (path: string, target: string): Make =>
  (at) => {
    mkdirSync(dirname(join(at, path)), { recursive: true })
    symlinkSync(target, join(at, path))
  }
const folder =
  (path: string): Make =>
  (at) =>
    void mkdirSync(join(at, path), { recursive: true })

function workspace(...tree: Make[]): string {
  const at = directoryWith({ 'out/a': 'a' })
  mkdirSync(join(at, 'd'))
  for (const make of tree) make(join(at, 'd'))
  return at
}

const record = async (baseDirectory: string, changes: Partial<RecordRequest> = {}): Promise<string | undefined> => {
  const { artifacts } = await recordOnce({
    paths: ['dir:d'],
    baseDirectory,
    exclude: [],
    lstripPaths: [],
    lineEndings: 'as-is',
    symlinkedDirectories: 'skip',
    ...changes
  })
  return [...artifacts].map(([, digest]) => digest)[0]
}

/** All of them differ. A line of one may look like something in another. */
const TREES: Readonly<Record<string, Make[]>> = {
  nothing: [],
  'a file': [file('a', 'a')],
  'another content': [file('a', 'b')],
  'another name': [file('b', 'a')],
  'a link to a file that has this content': [link('a', '../out/a')],
  'a link to the same by another way': [link('a', '../d/../out/a')],
  'a file that holds the name of the target': [file('a', '../out/a')],
  'a link to a directory': [link('a', '../out')],
  'files where that directory would be': [file('a/a', 'a')],
  'a link to nothing': [link('a', 'gone')],
  'a link to itself': [link('a', 'a')],
  'an empty directory': [folder('a')],
  'an empty directory in one': [folder('a/a')],
  'two empty directories': [folder('a'), folder('b')],
  'an empty file': [file('a')],
  'a file called like a line of another': [file(`${sha('a')}  a`, 'a')],
  'a file called like a line of an empty directory': [file('empty  a')],
  'a file called like a line of a link': [file(`link ${sha('gone')}  a`)],
  'a link whose target holds spaces': [link('c', 'a  b')],
  'a link whose name does': [link('b  c', 'a')],
  'a name with a space in front': [file(' a', 'a')],
  'a name with a space behind': [file('a ', 'a')]
}

describe('no two of these trees have one digest', () => {
  test.each(['skip', 'follow'] as const)('where links to directories are met with %s', async (symlinkedDirectories) => {
    const digests = new Map<string, string>()
    for (const [what, tree] of Object.entries(TREES)) {
      const digest = (await record(workspace(...tree), { symlinkedDirectories })) ?? ''
      expect([what, digests.get(digest)]).toEqual([what, undefined])
      digests.set(digest, what)
    }
    expect(digests.size).toBe(Object.keys(TREES).length)
  })
  test('and each has its own again in another place', async () => {
    for (const tree of Object.values(TREES))
      expect(await record(workspace(...tree))).toBe(await record(workspace(...tree)))
  })
})

describe('the text', () => {
  const digestOf = (...lines: string[]): string => `sha256:${sha(lines.map((line) => `${line}\n`).join(''))}`
  test('has one line for each thing, in order of its path', async () => {
    const tree = [file('b', '1'), link('a', 'x  y'), folder('c/d'), file('c/a', '2'), file('c.', '3')]
    expect(await record(workspace(...tree))).toBe(
      digestOf(`link ${sha('x  y')}  a`, `${sha('1')}  b`, `${sha('3')}  c.`, `${sha('2')}  c/a`, 'empty  c/d')
    )
  })
  test('does not call a directory empty because of what is left out of it', async () => {
    const tree = [file('a', '1'), file('cache/x')]
    expect(await record(workspace(...tree), { exclude: ['cache/x'] })).toBe(digestOf(`${sha('1')}  a`))
  })
  test('names a link that is left out no more than a file', async () => {
    const tree = [file('a', '1'), link('x', 'a')]
    expect(await record(workspace(...tree), { exclude: ['x'] })).toBe(digestOf(`${sha('1')}  a`))
  })
})

describe('a directory that is compared', () => {
  const compared = { emptyPath: 'refused' } as const
  test('is something with links, or with empty directories, alone', async () => {
    expect(await record(workspace(link('a', 'b')), compared)).toMatch(/^sha256:/)
    expect(await record(workspace(folder('a')), compared)).toMatch(/^sha256:/)
  })
  test('is nothing without an entry', async () =>
    expect((await rejectionOf(record(workspace(), compared))).code).toBe('RECORD_NOTHING'))
})

describe('links', () => {
  test('of pnpm, round in circles, count by their names', async () => {
    const tree = [
      file('.pnpm/a@1/node_modules/a/index.js', 'a'),
      link('.pnpm/a@1/node_modules/b', '../../b@1/node_modules/b'),
      file('.pnpm/b@1/node_modules/b/index.js', 'b'),
      link('.pnpm/b@1/node_modules/a', '../../a@1/node_modules/a'),
      link('a', '.pnpm/a@1/node_modules/a'),
      link('self', '.'),
      link('up', '..')
    ]
    for (const symlinkedDirectories of ['skip', 'follow', 'within'] as const)
      expect(await record(workspace(...tree), { symlinkedDirectories })).toBe(await record(workspace(...tree)))
    const changed = workspace(...tree)
    rmSync(join(changed, 'd/a'))
    link('a', '.pnpm/b@1/node_modules/a')(join(changed, 'd'))
    expect(await record(changed)).not.toBe(await record(workspace(...tree)))
  })
  test.each([
    ['outwards', '/etc', 'RECORD_OUTSIDE'],
    ['to a file elsewhere', '/etc/hostname', 'RECORD_OUTSIDE'],
    ['into .git', '../.git/config', 'RECORD_OUTSIDE'],
    ['to nothing', 'gone', 'RECORD_SYMLINK_BROKEN'],
    ['to themselves', 'a', 'RECORD_SYMLINK_CYCLE']
  ])('that must stay inside do not lead %s', async (_what, target, code) => {
    const at = workspace(link('a', target))
    file('.git/config')(at)
    expect((await rejectionOf(record(at, { symlinkedDirectories: 'within' }))).code).toBe(code)
    expect(await record(at)).toMatch(/^sha256:/)
  })
})

describe('the command line', () => {
  const trees: [string, Make[], Make[]][] = [
    ['a file, and a link to what it holds', [file('a', 'a')], [link('a', '../out/a')]],
    ['a directory that is empty, and none', [file('b'), folder('a')], [file('b')]],
    ['a link, and files where it led to', [file('b/a', 'a'), link('a', 'b')], [file('b/a', 'a'), file('a/a', 'a')]]
  ]
  const KEY = ['--signing-key', 'ci', '-q']
  const replace = (at: string, tree: Make[]): void => {
    rmSync(join(at, 'd'), { recursive: true })
    mkdirSync(join(at, 'd'))
    for (const make of tree) make(join(at, 'd'))
  }
  test.each(trees)('tells apart %s', async (_what, before, after) => {
    const at = workspace(...before)
    const status = async (...words: string[]): Promise<number> => (await cli(at, words)).status
    expect(await status('key', 'generate', '-o', 'ci')).toBe(0)
    expect(await status('run', '-n', 'build', '-p', 'dir:d', ...KEY, '-d', 'links', '--', 'true')).toBe(0)
    const name = readdirSync(join(at, 'links'))[0] ?? ''
    const match = ['match-products', '-l', `links/${name}`, '--verification-keys', 'ci.pub', '-p', 'dir:d']
    expect(await status(...match)).toBe(0)
    replace(at, after)
    expect(await status(...match)).toBe(1)
    replace(at, before)
    expect(await status('record', 'start', '-n', 'test', '-m', 'dir:d', ...KEY)).toBe(0)
    replace(at, after)
    expect(await status('record', 'stop', '-n', 'test', '-p', 'dir:d', ...KEY)).toBe(0)
    const linked = readdirSync(at).find((entry) => /^test\..*\.link$/.test(entry)) ?? ''
    const { payload } = JSON.parse(readFileSync(join(at, linked), 'utf8')) as { payload: string }
    const { materials, products } = JSON.parse(Buffer.from(payload, 'base64').toString()) as Record<string, unknown>
    expect(materials).not.toEqual(products)
  })
})
