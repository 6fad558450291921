// SPDX-License-Identifier: Apache-2.0
import { mkdirSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { describe, expect, test } from '@jest/globals'
import type { JsonValue } from '../../src/intoto/json/json-value.ts'
import {
  checkRecordedDirectory,
  checkWorkingDirectory,
  parseWorkingDirectory,
  type PathForm
} from '../../src/stages/working-directory.ts'
import { directoryWith } from '../support/directory.ts'
import { errorOf } from '../support/errors.ts'

const OUTSIDE = 'WORKING_DIRECTORY_OUTSIDE'
const RECORDED = 'environment.working_directory of the recording'

describe('the input', () => {
  test.each<[input: string, shortest: string, form?: PathForm]>([
    ['', '.'],
    ['.', '.'],
    ['./', '.'],
    ['./.', '.'],
    ['sub', 'sub'],
    ['./sub/', 'sub'],
    ['a//b/./c', 'a/b/c'],
    ['a/../b', 'b'],
    ['a/..', '.'],
    ['a/b/../../c', 'c'],
    ['two words/and more', 'two words/and more'],
    ['...', '...'],
    ['..a/b..', '..a/b..'],
    ['~', '~'],
    ['-', '-'],
    ['__proto__', '__proto__'],
    ['gitlab/.github', 'gitlab/.github'],
    ['ünïcode/目录', 'ünïcode/目录'],
    ['packages\\app', 'packages/app', 'windows'],
    ['.\\packages\\app\\', 'packages/app', 'windows'],
    ['a\\..\\b', 'b', 'windows']
  ])('%j is %j', (input, shortest, form = 'posix') => {
    expect(parseWorkingDirectory(input, form)).toBe(shortest)
    // What stands in a link is read once more, on a machine of any kind.
    for (const again of ['posix', 'windows'] as const)
      if (shortest !== '...' && !shortest.endsWith('.')) expect(parseWorkingDirectory(shortest, again)).toBe(shortest)
  })

  test.each<[what: string, input: string, form?: PathForm]>([
    ['up', '..'],
    ['up, with a slash', '../'],
    ['far up', '../../..'],
    ['up and down again', '../workspace/sub'],
    ['up behind a name', 'sub/../..'],
    ['up behind a name, and down again', 'sub/../../workspace'],
    ['up behind dots', './.././sub'],
    ['absolute', '/tmp/x'],
    ['the root', '/'],
    ['a network path', '//server/share'],
    ['a drive', 'C:\\work', 'windows'],
    ['a drive with slashes', 'c:/work', 'windows'],
    ['a place on a drive', 'C:work', 'windows'],
    ['a drive where there are none', 'C:/work'],
    ['a network path of Windows', '\\\\server\\share', 'windows'],
    ['a device path of Windows', '\\\\?\\C:\\work', 'windows'],
    ['the root of the drive', '\\work', 'windows'],
    ['up with a backslash', 'sub\\..\\..', 'windows'],
    ['what git keeps', '.git'],
    ['below what git keeps', 'sub/.git/hooks'],
    ['what git keeps, in capitals', '.GIT/hooks'],
    ['what git keeps, as Windows knows it', 'git~1'],
    ['what git keeps, with dots behind it', '.git. .'],
    ['what git keeps, as a stream of NTFS', '.git::$INDEX_ALLOCATION'],
    ['below what git keeps, as a stream of NTFS', 'git~1::$INDEX_ALLOCATION/hooks'],
    ['what git keeps, left again', '.git/..']
  ])('that leads %s is refused: %j', (_what, input, form = 'posix') =>
    expect(refusal(input, form)).toEqual([OUTSIDE, 'input working-directory', true])
  )

  test.each<[what: string, input: string, form?: PathForm]>([
    ['up with a backslash where it is none', '..\\..'],
    ['a backslash where it is none', 'sub\\more'],
    ['up with a space that Windows drops', '.. \\x', 'windows'],
    ['more dots than Windows keeps', 'sub/...', 'windows'],
    ['a name that Windows shortens', 'sub./x', 'windows'],
    ['a stream of a file', 'sub::$INDEX_ALLOCATION', 'windows'],
    ['a wildcard', 'su?', 'windows'],
    ['a device', 'sub/con', 'windows'],
    ['a NUL', 'sub\0'],
    ['a line break', 'sub\n::error::x'],
    ['a colour', '\u001b[31msub'],
    ['a C1 control character', 'sub\u009b']
  ])('that cannot be a path is refused as such, with %s: %j', (_what, input, form = 'posix') =>
    expect(refusal(input, form)).toEqual(['INPUT_INVALID', 'input working-directory', true])
  )

  /** Code and place of the error, and whether it gives a hint. Its message never holds a control character. */
  function refusal(input: string, form: PathForm): unknown {
    const { code, at, hint, message } = errorOf(() => parseWorkingDirectory(input, form))
    expect(message).not.toMatch(/\p{Cc}/u)
    return [code, at, hint !== undefined]
  }
})

/** A workspace, and a directory beside it. */
function surroundings(): { readonly workspace: string; readonly elsewhere: string } {
  const top = directoryWith({ 'workspace/sub/inner/a': '', 'workspace/file': '', 'elsewhere/deep/a': '' })
  mkdirSync(join(top, 'workspace/.git/hooks'), { recursive: true })
  return { workspace: join(top, 'workspace'), elsewhere: join(top, 'elsewhere') }
}

describe('the disk', () => {
  const { workspace, elsewhere } = surroundings()
  for (const [name, target] of [
    ['inside', 'sub'],
    ['out', elsewhere],
    ['out-relative', '../elsewhere'],
    ['up', '..'],
    ['sub/out', elsewhere],
    ['chain', 'out-relative'],
    ['dangling', 'gone'],
    ['dangling-out', join(elsewhere, 'gone')],
    ['loop', 'loop'],
    ['to-file', 'file'],
    ['to-git', '.git/hooks'],
    ['device', '/dev/null']
  ] as const)
    symlinkSync(target, join(workspace, name))
  symlinkSync(join(workspace, 'sub'), join(elsewhere, 'back'))

  test.each([
    ['.', 'there'],
    ['sub', 'there'],
    ['sub/inner', 'there'],
    ['inside', 'there'],
    ['inside/inner', 'there'],
    ['gone', 'missing'],
    ['sub/gone/deeper', 'missing'],
    ['inside/gone', 'missing']
  ])('holds %s, which is %s', (directory, state) => expect(checkWorkingDirectory(workspace, directory)).toBe(state))

  test.each([
    ['a link outwards', 'out'],
    ['a relative link outwards', 'out-relative'],
    ['a link to what holds the workspace', 'up'],
    ['a link below', 'sub/out'],
    ['a link behind a link', 'inside/out'],
    ['a link to a link', 'chain'],
    ['what lies behind a link outwards', 'out/deep'],
    ['what is not there behind a link outwards', 'out/gone/deeper'],
    ['a way out and back in', 'out/back'],
    ['a way up and back in', 'up/workspace/sub'],
    ['a link that leads to nothing', 'dangling'],
    ['a link that leads to nothing outside', 'dangling-out'],
    ['what lies behind a link that leads to nothing', 'dangling/x'],
    ['a link to itself', 'loop'],
    ['what lies behind a link to itself', 'loop/x'],
    ['a file', 'file'],
    ['what lies below a file', 'file/x'],
    ['a link to a file', 'to-file'],
    ['a link to a device', 'device'],
    ['a link into what git keeps', 'to-git'],
    ['what is not there in what git keeps', 'to-git/gone'],
    // Windows says that there is no such name.
    ...(process.platform === 'win32' ? [] : [['a name that no file system has', 'x'.repeat(5000)] as const])
  ])('is refused where it has %s', (_what, directory) =>
    expect(errorOf(() => checkWorkingDirectory(workspace, directory)).code).toBe(OUTSIDE)
  )
  test('says where it leads, and escapes it', () => {
    // Windows has no such names, so there it is a harmless one.
    const [name, shown] = process.platform === 'win32' ? ['a b', 'a b'] : ['a\n::error::b', 'a\\u{a}::error::b']
    const hostile = join(elsewhere, name)
    mkdirSync(hostile)
    symlinkSync(hostile, join(workspace, 'hostile'))
    const { message } = errorOf(() => checkWorkingDirectory(workspace, 'hostile'))
    expect(message).toContain('"hostile"')
    expect(message).toContain(`"${join(elsewhere, shown)}"`)
  })
  test('is the same through a link to the workspace', () => {
    const link = join(dirname(workspace), 'link')
    symlinkSync(workspace, link)
    expect(checkWorkingDirectory(link, 'sub')).toBe('there')
    expect(errorOf(() => checkWorkingDirectory(link, 'out')).code).toBe(OUTSIDE)
  })
  test('without a workspace holds nothing', () =>
    expect(errorOf(() => checkWorkingDirectory(join(elsewhere, 'gone'), 'sub')).code).toBe(OUTSIDE))
})

describe('what is recorded', () => {
  const recorded = (value?: JsonValue): ReadonlyMap<string, JsonValue> =>
    new Map(value === undefined ? [] : [['working_directory', value]])
  test('holds while the directory is made, stays or is removed', () => {
    const { workspace } = surroundings()
    expect(checkWorkingDirectory(workspace, 'made/by/setup')).toBe('missing')
    mkdirSync(join(workspace, 'made/by/setup'), { recursive: true })
    checkRecordedDirectory(workspace, recorded('made/by/setup'))
    rmSync(join(workspace, 'made'), { recursive: true })
    checkRecordedDirectory(workspace, recorded('made/by/setup'))
    checkRecordedDirectory(workspace, recorded())
  })
  test.each<[string, (path: string, elsewhere: string) => void]>([
    ['a link outwards', (path, elsewhere) => symlinkSync(elsewhere, path)],
    ['a link to nothing', (path) => symlinkSync('gone', path)],
    ['a file', (path) => writeFileSync(path, '')]
  ])('does not hold when %s takes the place of the directory or of one above it', (_what, replace) => {
    for (const replaced of ['sub', 'sub/inner']) {
      const { workspace, elsewhere } = surroundings()
      checkRecordedDirectory(workspace, recorded('sub/inner'))
      rmSync(join(workspace, replaced), { recursive: true })
      replace(join(workspace, replaced), elsewhere)
      const { code, at } = errorOf(() => checkRecordedDirectory(workspace, recorded('sub/inner')))
      expect([code, at]).toEqual([OUTSIDE, RECORDED])
    }
  })
  test.each<[JsonValue, string]>([
    ['..', OUTSIDE],
    ['/tmp', OUTSIDE],
    ['.git/hooks', OUTSIDE],
    ['a\nb', 'INPUT_INVALID'],
    [null, 'INPUT_INVALID'],
    [7, 'INPUT_INVALID'],
    [['sub'], 'INPUT_INVALID'],
    [new Map(), 'INPUT_INVALID']
  ])('is never %j', (value, expected) => {
    const { code, at } = errorOf(() => checkRecordedDirectory(surroundings().workspace, recorded(value)))
    expect([code, at]).toEqual([expected, RECORDED])
  })
})
