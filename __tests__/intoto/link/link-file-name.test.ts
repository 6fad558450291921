// SPDX-License-Identifier: Apache-2.0
import { describe, expect, test } from '@jest/globals'
import {
  begunFileName,
  begunValueOf,
  foreignUnfinishedFileName,
  isLinkBundleName,
  isLinkFileName,
  isSafeName,
  isUnsignedLinkFileName,
  linkBundleName,
  linkFileName,
  linkNamedBy,
  stepOfUnfinishedLink,
  sublayoutDirectoryName,
  unsignedLinkFileName
} from '../../../src/intoto/link/link-file-name.ts'
import type { BegunValue } from '../../../src/intoto/link/begun.ts'
import type { KeyId } from '../../../src/intoto/keys/key-id.ts'

const KEY = `0123cdef${'9'.repeat(56)}` as KeyId
const VALUE = 'ab'.repeat(16) as BegunValue

test.each([
  ['.build.0123cdef.link-unfinished', 'build'],
  [`.build.0123cdef.${VALUE}.link-unfinished`, 'build'],
  ['.a.b.0123cdef.link-unfinished', 'a.b'],
  ['.build.0123cdef.link-unfinished.bak', undefined],
  ['build.0123cdef.link-unfinished', undefined],
  ['..0123cdef.link-unfinished', undefined],
  ['.0123cdef.link-unfinished', undefined],
  ['.a/b.0123cdef.link-unfinished', undefined],
  ['.a\\b.0123cdef.link-unfinished', undefined],
  ['.build.0123cdeg.link-unfinished', undefined]
])('%s is what step %j began', (name, step) => expect(stepOfUnfinishedLink(name)).toBe(step))

test('the names of a step', () => {
  expect({
    link: linkFileName('build', KEY),
    bundle: linkBundleName('build', KEY),
    unsigned: unsignedLinkFileName('build'),
    begun: begunFileName('build', KEY, VALUE),
    foreign: foreignUnfinishedFileName('build', KEY),
    sublayout: sublayoutDirectoryName('build', KEY)
  }).toEqual({
    link: 'build.0123cdef.link',
    bundle: 'build.0123cdef.sigstore.json',
    unsigned: 'build.link',
    begun: `.build.0123cdef.${VALUE}.link-unfinished`,
    foreign: '.build.0123cdef.link-unfinished',
    sublayout: 'build.0123cdef'
  })
})

/** What a file is taken for. */
const kinds = (fileName: string, step: string): string[] =>
  Object.entries({ link: isLinkFileName, bundle: isLinkBundleName, unsigned: isUnsignedLinkFileName })
    .filter(([, isNamed]) => isNamed(fileName, step))
    .map(([kind]) => kind)

describe.each(['build', 'build.linux', 'a+b', 'x (1)', 'ü', '$', '0123cdef'])('for the step %j', (step) => {
  test.each([
    ['link', linkFileName(step, KEY)],
    ['bundle', linkBundleName(step, KEY)],
    ['unsigned', unsignedLinkFileName(step)]
  ])('its %s is that and nothing else', (kind, fileName) => expect(kinds(fileName, step)).toEqual([kind]))
  test.each([begunFileName(step, KEY, VALUE), foreignUnfinishedFileName(step, KEY), sublayoutDirectoryName(step, KEY)])(
    '%j is none of them',
    (fileName) => expect(kinds(fileName, step)).toEqual([])
  )
  test('its beginning says its value, and no other file does', () => {
    expect(begunValueOf(begunFileName(step, KEY, VALUE), step, KEY)).toBe(VALUE)
    const others = [
      foreignUnfinishedFileName(step, KEY),
      begunFileName(`${step}x`, KEY, VALUE),
      begunFileName(step, `99${KEY.slice(2)}` as KeyId, VALUE),
      begunFileName(step, KEY, VALUE.toUpperCase() as BegunValue),
      begunFileName(step, KEY, `${VALUE}0` as BegunValue),
      begunFileName(step, KEY, '' as BegunValue),
      `${begunFileName(step, KEY, VALUE)}.bak`,
      linkFileName(step, KEY)
    ]
    expect(others.map((name) => begunValueOf(name, step, KEY))).toEqual(others.map(() => undefined))
  })
  test('its link names it', () => expect(linkNamedBy(linkFileName(step, KEY))).toBe(step))
})

describe('no file of the step "build" is', () => {
  test.each([
    // Of steps whose names begin, end or read like it.
    'test.0123cdef.link',
    'builds.0123cdef.link',
    'buil.0123cdef.link',
    'xbuild.0123cdef.link',
    'Build.0123cdef.link',
    'build.linux.0123cdef.link',
    'build.linux.0123cdef.sigstore.json',
    'build.linux.link',
    'build0123cdef.link',
    'build-0123cdef.link',
    // Of ids that are none, or are cut elsewhere.
    'build..link',
    'build.0.link',
    'build.0123cde.link',
    'build.0123cdef0.link',
    'build.0123cdeg.link',
    'build.ghijklmn.link',
    'build.0123CDEF.link',
    'build.0123cde.sigstore.json',
    'build.0123cdef0.sigstore.json',
    'build.0123CDEF.sigstore.json',
    // With more before, between or after.
    'build.0123cdef.link.bak',
    'build.0123cdef.link\n',
    'build.0123cdef.links',
    'build.0123cdef-link',
    'build.0123cdef.LINK',
    'build.0123cdef.sigstore.json.bak',
    'build.0123cdef.sigstore.json\n',
    'build.0123cdef.sigstore-json',
    'build.0123cdef.sigstore.jsonl',
    'build.sigstore.json',
    'build.\n0123cdef.link',
    'build.x/0123cdef.link',
    '../build.0123cdef.link',
    'build.link.bak',
    'build',
    'build.',
    ''
  ])('%j', (fileName) => expect(kinds(fileName, 'build')).toEqual([]))
})

test('a step whose name is a pattern takes no files of others', () => {
  expect(['.*', 'b.ild', '[a-z]+', '(', 'build|test'].map((step) => kinds('build.0123cdef.link', step))).toEqual(
    Array.from({ length: 5 }, () => [])
  )
})

describe('a step name', () => {
  test.each([
    'build',
    'build.linux',
    'build linux',
    'a',
    '-',
    '_',
    "it's (1) + {2}",
    'über',
    '日本',
    '🚀',
    'a..b',
    '~'
  ])('%j is one file name everywhere', (name) => expect(isSafeName(name)).toBe(true))
  test.each(['', '.', '..', '...', '../x', 'a/b', '/a', 'a/', 'a\\b', '.hidden'])('%j is refused as a path', (name) =>
    expect(isSafeName(name)).toBe(false)
  )
  test.each(['*', 'a*', 'a?b', '[a]', 'a[', ']a'])('%j is refused as a pattern', (name) =>
    expect(isSafeName(name)).toBe(false)
  )
  test.each(['c:', 'a:b', 'a"b', '<a', 'a>', 'a|b', 'a.', 'a ', ' a', 'a\u00a0', '\u3000a', '\ufeffa'])(
    '%j is refused for systems that cannot keep it',
    (name) => expect(isSafeName(name)).toBe(false)
  )
  test.each(['a\u0000b', 'a\nb', '\na', 'a\n', '\ta', 'a\u001b[31m', 'a\u007fb', 'a\u0085b'])(
    '%j is refused for its control characters',
    (name) => expect(isSafeName(name)).toBe(false)
  )
})

test.each([
  'build.link',
  '.0123cdef.link',
  'build.0123cdeg.link',
  'build.0123cdef.link.bak',
  'build.0123cdef.sigstore.json'
])('%j names no step', (fileName) => expect(linkNamedBy(fileName)).toBeUndefined())
