// SPDX-License-Identifier: Apache-2.0
import { expect, test } from '@jest/globals'
import { count } from '../../src/base/count.ts'
import { helpAddress, helpPage } from '../../src/base/home.ts'
import { linesBelow, type NewsStyle } from '../../src/base/news-lines.ts'

const NEWS = { code: 'FILE_UNREADABLE', at: 'where', details: ['a', 'b'], hint: 'how' }
const PAGE = 'docs/errors.md#file_unreadable'
const ADDRESS = `https://github.com/in-toto-actions/in-toto-actions/blob/main/${PAGE}`

test.each<[NewsStyle, readonly string[]]>([
  ['terminal', ['    - a', '    - b', '  at:  where', '  fix: how', `  see: ${PAGE}`]],
  ['annotation', ['a', 'b', 'at: where', 'fix: how', `see: ${ADDRESS}`]],
  ['remark', ['a', 'b', 'at: where', 'how', ADDRESS]]
])('%s: details, place, remedy and address stand below a message', (style, lines) => {
  expect(linesBelow(NEWS, style)).toEqual(lines)
  expect(linesBelow({}, style)).toEqual([])
  expect(linesBelow({ hint: 'how' }, style)).toEqual([lines[3]])
})

test('help has a page, and an address', () =>
  expect([helpPage('FILE_UNREADABLE'), helpAddress('FILE_UNREADABLE')]).toEqual([PAGE, ADDRESS]))

test.each([
  [0, '0 links'],
  [1, '1 link'],
  [2, '2 links']
])('%i is counted as %s', (number, text) => expect(count(number, 'link')).toBe(text))
