// SPDX-License-Identifier: Apache-2.0
import { expect, test } from '@jest/globals'
import { unholdable } from '../../src/stages/unholdable-names.ts'

test.each<[string, readonly string[], readonly string[], RegExp]>([
  ['letter case', ['README'], ['README', 'readme'], /README.*readme.*one name/],
  ['letter case of a directory', ['Src/a'], ['Src/a', 'src/a'], /one name/],
  ['Unicode form', ['e\u0301'], ['e\u0301', '\u00e9'], /one name/],
  ['a colon', ['a:b'], ['a:b'], /Windows cannot hold/],
  ['a device', ['docs/aux.txt'], ['docs/aux.txt'], /Windows cannot hold/],
  ['a dot at the end', ['a./b'], ['a./b'], /Windows cannot hold/],
  ['a line break', ['a\nb'], ['a\nb'], /Windows cannot hold/]
])('tells of %s', (_what, missing, all, sentence) => expect(unholdable(missing, all)).toMatch(sentence))

test.each<[string, readonly string[], readonly string[]]>([
  ['nothing is missing', [], ['README', 'readme']],
  ['the name is an ordinary one', ['a'], ['a', 'b']],
  ['the twin is elsewhere', ['x/a'], ['x/a', 'A']],
  ['a device is only part of the name', ['console.log'], ['console.log']]
])('says nothing when %s', (_what, missing, all) => expect(unholdable(missing, all)).toBeUndefined())
