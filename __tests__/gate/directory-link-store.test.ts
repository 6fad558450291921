// SPDX-License-Identifier: Apache-2.0
import { execFileSync } from 'node:child_process'
import { mkdirSync, symlinkSync, truncateSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from '@jest/globals'
import { DirectoryLinkStore } from '../../src/gate/directory-link-store.ts'
import { LIMITS } from '../../src/base/limits.ts'
import { directoryWith } from '../support/directory.ts'
import { rejectionOf } from '../support/errors.ts'

const directory = directoryWith({
  'links/a.link': 'a',
  'links/sub.12345678/b.link': 'b',
  'links/large.link': '',
  outside: 'secret'
})
symlinkSync('a.link', join(directory, 'links/alias.link'))
symlinkSync('loop.link', join(directory, 'links/loop.link'))
symlinkSync('nowhere', join(directory, 'links/dangling.link'))
mkdirSync(join(directory, 'links/folder.link'))
execFileSync('mkfifo', [join(directory, 'links/pipe.link')])
truncateSync(join(directory, 'links/large.link'), LIMITS.linkBytes + 1)

const store = new DirectoryLinkStore(join(directory, 'links'))
const text = (bytes: Uint8Array | undefined): string | undefined => bytes && Buffer.from(bytes).toString('utf8')

describe('a directory of links', () => {
  test.each<[string, string | undefined]>([
    ['a.link', 'a'],
    ['alias.link', 'a'],
    ['none.link', undefined],
    ['dangling.link', undefined],
    ['folder.link', undefined],
    ['a.link/x', undefined],
    ['../outside', undefined],
    ['..\\outside', undefined],
    ['/etc/passwd', undefined],
    ['a.link\u0000', undefined],
    [`${'x'.repeat(300)}.link`, undefined]
  ])('holds for %j: %j', async (name, content) => expect(text(await store.read(name))).toBe(content))
  test.each<[string, string]>([
    ['pipe.link', 'FILE_UNREADABLE'],
    ['loop.link', 'FILE_UNREADABLE'],
    ['large.link', 'JSON_TOO_LARGE']
  ])('cannot tell for %s, and says where: %s', async (name, code) =>
    expect(await rejectionOf(store.read(name))).toMatchObject({ code, at: join(directory, 'links', name) })
  )
  test('holds the links of sublayouts below it, and never leads out', async () => {
    expect(text(await store.sub('sub.12345678').read('b.link'))).toBe('b')
    expect(await store.sub('../links').read('a.link')).toBeUndefined()
    expect(await store.sub('..').sub('links').read('../outside')).toBeUndefined()
    expect(await store.sub('none').read('b.link')).toBeUndefined()
  })
  test('lists its names but those of directories, and those of sublayouts apart', async () => {
    const names = ['a.link', 'alias.link', 'dangling.link', 'large.link', 'loop.link', 'pipe.link']
    expect([...(await store.names())].sort()).toEqual(names)
    expect(await store.sub('sub.12345678').names()).toEqual(['b.link'])
    expect(await store.sub('../links').names()).toEqual([])
  })
  test('that is not there holds nothing', async () => {
    const none = new DirectoryLinkStore(join(directory, 'none'))
    expect([await none.read('a.link'), await none.names()]).toEqual([undefined, []])
  })
  test('that is a file holds nothing', async () => {
    const outside = new DirectoryLinkStore(join(directory, 'outside'))
    expect([await outside.read('a.link'), await outside.names()]).toEqual([undefined, []])
  })
  test('that cannot be listed is an error', async () =>
    expect((await rejectionOf(new DirectoryLinkStore(join(directory, 'links/loop.link')).names())).code).toBe(
      'FILE_UNREADABLE'
    ))
})
