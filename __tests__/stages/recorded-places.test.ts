// SPDX-License-Identifier: Apache-2.0
import { mkdirSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { describe, expect, test } from '@jest/globals'
import { recordedPlaces } from '../../src/stages/recorded-places.ts'
import { directoryWith } from '../support/directory.ts'
import { recordOnce } from '../support/record-once.ts'

describe('a name could be recorded', () => {
  test.each<[string, readonly string[], readonly string[], string, boolean]>([
    ['anywhere', ['.'], [], 'a/b', true],
    ['below a directory', ['dist'], [], 'dist/a', true],
    ['as the file that is named', ['a.tgz'], [], 'a.tgz', true],
    ['below another directory', ['dist', 'out/'], [], 'out/a', true],
    ['beside a directory', ['dist'], [], 'dist2/a', false],
    ['above a directory', ['a/b'], [], 'a/c', false],
    ['when nothing is recorded', [], [], 'a', false],
    ['by a path that is not the shortest', ['./dist/../out'], [], 'out/a', true],
    ['under a scheme', ['file:dist'], [], 'file:dist/a', true],
    ['without the scheme', ['file:dist'], [], 'dist/a', false],
    ['under a scheme that no path has', ['.'], [], 'file:dist/a', false],
    ['as a whole directory that no path names', ['.'], [], 'dir:dist', false],
    // As many letters as the scheme has, which are not it.
    ['with other letters for the scheme', ['file:dist'], [], 'evil:dist/a', false],
    ['with the start of a path for the scheme', ['file:dist'], [], 'a/b/cdist/a', false],
    ['under another scheme', ['dir:dist'], [], 'src:dist', false],
    ['under the scheme of another path', ['dir:out', 'file:dist'], [], 'dir:dist', false],
    ['with other letters for the scheme of all', ['file:.'], [], 'abcd:x', false],
    ['as a whole directory', ['dir:dist'], [], 'dir:dist', true],
    ['as a whole directory that is excluded by its name', ['dir:dist'], ['dist/'], 'dir:dist', true],
    ['as a directory that is excluded by its name', ['dist'], ['dist/'], 'dist/a', false],
    ['as a file that is named, though a pattern for directories fits', ['a.tgz'], ['a.tgz/'], 'a.tgz', true],
    ['as a file of a whole directory', ['dir:dist'], [], 'dir:dist/a', false],
    ['although excluded', ['.'], ['tmp/'], 'tmp/a', false],
    ['although excluded further up', ['.'], ['tmp/'], 'a/tmp/b/c', false],
    ['although excluded by name', ['.'], ['*.log'], 'a/x.log', false],
    ['a file under a pattern for directories', ['.'], ['tmp/'], 'tmp', true],
    ['included again', ['.'], ['*.log', '!keep.log'], 'keep.log', true],
    ['included again below what is excluded', ['.'], ['tmp/', '!tmp/a'], 'tmp/a', false],
    ['as an address', ['.'], [], 'https://example.com/x', false],
    ['from the root', ['.'], [], '/etc/x', false],
    ['from the root, under a scheme', ['file:.'], [], 'file:/etc/x', false],
    ['above the workspace', ['.'], [], '../x', false],
    ['the directory above', ['.'], [], '..', false],
    ['by a name with dots', ['.'], [], '..x', true],
    ['with two slashes', ['.'], [], 'a//b', false],
    ['through a parent', ['.'], [], 'a/../b', false],
    ['with a zero byte', ['.'], [], 'a\0b', false],
    ['very deep', ['.'], [], `${'a/'.repeat(300)}b`, false],
    ['of git', ['.'], ['.git'], '.git/config', false],
    ['of git further down', ['.'], ['.git'], 'sub/.git/config', false]
  ])('%s', (_what, paths, exclude, name, expected) => expect(recordedPlaces(paths, exclude)(name)).toBe(expected))

  test('exactly when a recording names it', async () => {
    const files = ['a.log', 'dist/a.js', 'dist/tmp/b', 'tmp', 'out/x.log', 'out/keep.log', 'src/a/b/c']
    const directory = directoryWith()
    for (const file of files) {
      mkdirSync(dirname(join(directory, file)), { recursive: true })
      writeFileSync(join(directory, file), file)
    }
    for (const paths of [['.'], ['dist'], ['dist', 'out', 'a.log'], ['file:src']])
      for (const exclude of [[], ['*.log', '!keep.log'], ['tmp/'], ['/out'], ['src/*/b'], ['**/c']]) {
        const { artifacts } = await recordOnce({
          paths,
          baseDirectory: directory,
          exclude,
          lstripPaths: [],
          lineEndings: 'as-is',
          symlinkedDirectories: 'within',
          named: 'by-listing'
        })
        const scheme = paths[0]?.startsWith('file:') === true ? 'file:' : ''
        const possible = files.map((file) => `${scheme}${file}`).filter(recordedPlaces(paths, exclude))
        expect([paths, exclude, possible.sort()]).toEqual([paths, exclude, [...artifacts.paths()].sort()])
      }
  })
})
