// SPDX-License-Identifier: Apache-2.0
import { describe, expect, test } from '@jest/globals'
import { PlainFiles } from '../../../src/recording/source/plain-files.ts'
import type { TrackedFile } from '../../../src/recording/source/tracked-file.ts'

const KEPT = { ends: 'kept', reads: 'whole' } as const
const CONVERSION = { actions: { 'as-is': KEPT, 'text-crlf': KEPT, 'all-crlf': KEPT }, ident: true, encoding: undefined }
const file = (name: string, changes: Partial<TrackedFile> = {}): TrackedFile => ({
  path: name,
  name,
  kind: 'file',
  id: 'id',
  look: { kind: 'file', executable: false, bytes: 1 },
  conversion: undefined,
  lfs: false,
  ...changes
})

/** Which of the files are plain, and the digests that are known then. */
function plainOf(
  files: readonly TrackedFile[],
  disk: Readonly<Record<string, string>>,
  gitIds: Readonly<Record<string, string>>
): unknown[] {
  const plain = new PlainFiles(files, new Map(Object.entries(disk)), new Map(Object.entries(gitIds)))
  return [files.filter((one) => plain.has(one)).map(({ name }) => name), Object.fromEntries(plain.digests)]
}

describe('plain files', () => {
  test('are those with the id and the mode of the commit', () => {
    const run = file('run', { kind: 'executable', look: { kind: 'file', executable: true, bytes: 1 }, id: 'other' })
    expect(plainOf([file('a'), run], { a: 'A', run: 'R' }, { a: 'id', run: 'other' })).toEqual([
      ['a', 'run'],
      { id: 'A', other: 'R' }
    ])
  })
  test('may be converted by a machine that is set so', () => {
    const actions = { ...CONVERSION.actions, 'all-crlf': { ends: 'crlf', reads: 'whole' } } as unknown
    const conversion = { ...CONVERSION, actions, ident: false } as TrackedFile['conversion']
    expect(plainOf([file('a', { conversion })], { a: 'A' }, { a: 'id' })[0]).toEqual(['a'])
  })
  test('may be one blob twice, and may belong to Git LFS', () => {
    const found = plainOf([file('a'), file('b', { lfs: true })], { a: 'A', b: 'A' }, { a: 'id', b: 'id' })
    expect(found).toEqual([['a', 'b'], { id: 'A' }])
  })
  test.each<[string, TrackedFile]>([
    ['executable, and not in the commit', file('a', { look: { kind: 'file', executable: true, bytes: 1 } })],
    ['not executable, but in the commit', file('a', { kind: 'executable' })],
    ['a link of the commit', file('a', { kind: 'link' })],
    ['a link on the disk', file('a', { look: { kind: 'link', target: { sha256: 'A', gitId: 'id' } } })],
    ['converted by every checkout', file('a', { conversion: CONVERSION })]
  ])('are none that are %s', (_what, one) => expect(plainOf([one], { a: 'A' }, { a: 'id' })[0]).toEqual([]))
  test.each<[string, Record<string, string>, Record<string, string>]>([
    ['other bytes', { a: 'A' }, { a: 'another' }],
    ['bytes that git was not asked for', { a: 'A' }, {}],
    ['no bytes', {}, {}]
  ])('are none that have %s', (_what, disk, gitIds) => expect(plainOf([file('a')], disk, gitIds)).toEqual([[], {}]))
  test.each(['plain', 'of another mode'])('are none where two contents have one id, and one of them is %s', (what) => {
    const look = { kind: 'file', executable: what !== 'plain', bytes: 1 } as const
    const files = [file('a'), file('b', { look }), file('c')]
    const found = plainOf(files, { a: 'A', b: 'B', c: 'A' }, { a: 'id', b: 'id', c: 'id' })
    expect(found).toEqual([[], {}])
  })
})
