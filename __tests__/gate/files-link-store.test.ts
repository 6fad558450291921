// SPDX-License-Identifier: Apache-2.0
import { join } from 'node:path'
import { expect, test } from '@jest/globals'
import { FilesLinkStore } from '../../src/gate/files-link-store.ts'
import { directoryWith } from '../support/directory.ts'

test('links by file name hold nothing beside them, and no links of sublayouts', async () => {
  const directory = directoryWith({ 'a.link': 'a', 'b.link': 'b', 'sub.12345678/c.link': 'c' })
  const store = new FilesLinkStore(new Map([['a.link', join(directory, 'a.link')]]))
  expect(Buffer.from((await store.read('a.link')) ?? '').toString()).toBe('a')
  expect([await store.read('b.link'), await store.names()]).toEqual([undefined, ['a.link']])
  for (const below of [store.sub(), store.sub().sub('sub.12345678')])
    expect([await below.read('c.link'), await below.read('a.link'), await below.names()]).toEqual([
      undefined,
      undefined,
      []
    ])
})
