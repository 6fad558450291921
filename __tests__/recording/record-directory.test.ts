// SPDX-License-Identifier: Apache-2.0
import { symlinkSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, expect, test } from '@jest/globals'
import { Recorder, type RecordRequest } from '../../src/recording/record-artifacts.ts'
import { recordAsReference, recordDirectory } from '../../src/recording/record-directory.ts'
import { directoryWith } from '../support/directory.ts'

const recorder = new Recorder()
afterAll(() => recorder.close())

function directoryToRecord(): string {
  const directory = directoryWith({ a: 'a', 'x.pyc': 'x', '.git/config': 'c', 'build.1.link': 'l', 'd/b': 'b' })
  symlinkSync('d', join(directory, 'link'))
  return directory
}

test('every file counts in a directory that was handed over, and no link is followed', async () => {
  const artifacts = await recordDirectory(recorder, directoryToRecord())
  expect([...artifacts.paths()]).toEqual(['.git/config', 'a', 'build.1.link', 'd/b', 'x.pyc'])
})
test('the reference leaves out its defaults and follows links, also out of the directory', async () => {
  const directory = directoryToRecord()
  symlinkSync(directoryWith({ c: 'c' }), join(directory, 'out'))
  expect([...(await recordAsReference(recorder, directory)).paths()]).toEqual(['a', 'd/b', 'link/b', 'out/c'])
})
test.each([recordDirectory, recordAsReference])('names are whole and bytes are as they are: %o', async (recorded) => {
  const requests: RecordRequest[] = []
  const directory = directoryWith({ a: '' })
  await recorded(
    {
      record: (request) => {
        requests.push(request)
        return recorder.record(request)
      }
    },
    directory
  )
  expect(requests).toEqual([
    expect.objectContaining({ baseDirectory: directory, paths: ['.'], lstripPaths: [], lineEndings: 'as-is' })
  ])
})
test('excludes are none for what was handed over', async () => {
  const excluded: unknown[] = []
  const spying = {
    record: (request: RecordRequest) => {
      excluded.push(request.exclude)
      return recorder.record(request)
    }
  }
  await recordDirectory(spying, directoryWith())
  await recordAsReference(spying, directoryWith())
  expect(excluded).toEqual([[], 'default'])
})
