// SPDX-License-Identifier: Apache-2.0
// Attributes as git reads them from a commit. Each table is also put before git itself.
import { execFileSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { mkdirSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { deflateSync } from 'node:zlib'
import { describe, expect, test } from '@jest/globals'
import { Attributes } from '../../../src/recording/source/attributes.ts'
import { directoryWith } from '../../support/directory.ts'

type Files = Readonly<Record<string, string>>

const NAMES = ['text', 'eol', 'ident', 'filter', 'mine'] as const

function ours(files: Files, path: string): string[] {
  const contents = new Map(
    Object.entries(files).map(([name, content]) => [
      name.slice(0, -'.gitattributes'.length),
      Buffer.from(content, 'latin1')
    ])
  )
  const found = new Attributes(contents).of(Buffer.from(path, 'latin1').toString('utf8'))
  return NAMES.map((name) => {
    const value = found.get(name)
    if (value === undefined) return 'unspecified'
    return typeof value === 'boolean' ? (value ? 'set' : 'unset') : value.text
  })
}

const repository = directoryWith()
const git = (words: readonly string[], input = ''): string =>
  execFileSync('git', ['-C', repository, ...words], {
    encoding: 'latin1',
    env: {
      ...process.env,
      GIT_CONFIG_NOSYSTEM: '1',
      GIT_CONFIG_GLOBAL: '/dev/null',
      GIT_ATTR_NOSYSTEM: '1',
      HOME: repository
    },
    input,
    stdio: ['pipe', 'pipe', 'ignore']
  })
git(['init', '--quiet', '--template='])

function looseBlob(content: Buffer): string {
  const object = Buffer.concat([Buffer.from(`blob ${content.length}\0`), content])
  const id = createHash('sha1').update(object).digest('hex')
  mkdirSync(join(repository, '.git/objects', id.slice(0, 2)), { recursive: true })
  writeFileSync(join(repository, '.git/objects', id.slice(0, 2), id.slice(2)), deflateSync(object))
  return id
}

/** What git reads from the index. */
function gits(files: Files, path: string): string[] {
  rmSync(join(repository, '.git/index'), { force: true })
  const lines = Object.entries(files).map(
    ([name, content]) => `100644 ${looseBlob(Buffer.from(content, 'latin1'))}\t${name}\n`
  )
  git(['update-index', '--index-info'], lines.join(''))
  const printed = git(['check-attr', '-z', '--cached', ...NAMES, '--', Buffer.from(path, 'latin1').toString('utf8')])
  return printed.split('\0').filter((_, index) => index % 3 === 2)
}

/** One file at the top. */
const top = (content: string): Files => ({ '.gitattributes': content })

describe('what is said of a file is what git says', () => {
  test.each<readonly [what: string, files: Files, path: string, said: string]>([
    ['nothing', top(''), 'a', 'unspecified unspecified unspecified unspecified unspecified'],
    ['words of each kind', top('a text -eol !ident filter=x mine='), 'a', 'set unset unspecified x '],
    ['the last line', top('* text\na -text\n* eol=lf\n'), 'a', 'unset lf unspecified unspecified unspecified'],
    ['the last word', top('a text -text text=auto\n'), 'a', 'auto unspecified unspecified unspecified unspecified'],
    [
      'what is unspecified again',
      top('* text\na !text\n'),
      'a',
      'unspecified unspecified unspecified unspecified unspecified'
    ],
    [
      'a deeper file',
      { '.gitattributes': 'd/a text=top\n', 'd/.gitattributes': 'a text=deep\n' },
      'd/a',
      'deep unspecified unspecified unspecified unspecified'
    ],
    [
      'a file beside',
      { 'e/.gitattributes': 'a text\n' },
      'd/a',
      'unspecified unspecified unspecified unspecified unspecified'
    ],
    [
      'a file above',
      { '.gitattributes': '* text\n', 'd/.gitattributes': '* eol=lf\n' },
      'd/e/a',
      'set lf unspecified unspecified unspecified'
    ],
    [
      'a pattern with a slash, from its directory',
      { 'd/.gitattributes': '/a text\ne/a eol=lf\n' },
      'd/a',
      'set unspecified unspecified unspecified unspecified'
    ],
    [
      'a pattern with a slash, deeper',
      { 'd/.gitattributes': '/a text\ne/a eol=lf\n' },
      'd/e/a',
      'unspecified lf unspecified unspecified unspecified'
    ],
    [
      'a pattern for directories',
      top('d/ text\nd eol=lf\n'),
      'd/a',
      'unspecified unspecified unspecified unspecified unspecified'
    ],
    ['a pattern that says not', top('* text\n!a eol=lf\n'), 'a', 'set unspecified unspecified unspecified unspecified'],
    ['a comment', top('# text\n #a text\n'), 'a', 'unspecified unspecified unspecified unspecified unspecified'],
    ['blanks', top(' \ta\t text \r\n\r\n'), 'a', 'set unspecified unspecified unspecified unspecified'],
    ['quotes', top('"a b" text\n"c\\tq" eol=lf\n'), 'a b', 'set unspecified unspecified unspecified unspecified'],
    [
      'quotes with a number',
      top('"\\303\\251" text\n'),
      '\u00c3\u00a9',
      'set unspecified unspecified unspecified unspecified'
    ],
    ['quotes right before words', top('"a"text\n'), 'a', 'set unspecified unspecified unspecified unspecified'],
    ['quotes that do not end', top('"a text\n'), '"a', 'set unspecified unspecified unspecified unspecified'],
    [
      'quotes with an escape that there is not',
      top('"\\x" text\n'),
      'x',
      'unspecified unspecified unspecified unspecified unspecified'
    ],
    [
      'a quoted quote',
      top('"a\\"\\\\b" text\n'),
      'a"\\b',
      'unspecified unspecified unspecified unspecified unspecified'
    ],
    ['binary', top('* binary\n'), 'a', 'unset unspecified unspecified unspecified unspecified'],
    ['binary behind text', top('a text binary\n'), 'a', 'unset unspecified unspecified unspecified unspecified'],
    ['text behind binary', top('a binary text\n'), 'a', 'set unspecified unspecified unspecified unspecified'],
    ['binary that is not set', top('* text\na -binary\n'), 'a', 'set unspecified unspecified unspecified unspecified'],
    [
      'binary of another one',
      top('[attr]binary text eol=lf\na binary\n'),
      'a',
      'set lf unspecified unspecified unspecified'
    ],
    ['a macro', top('[attr]mine text -ident\na mine\n'), 'a', 'set unspecified unset unspecified set'],
    [
      'a macro in a macro',
      top('[attr]mine other\n[attr]other eol=lf\na mine\n'),
      'a',
      'unspecified lf unspecified unspecified set'
    ],
    [
      'the last macro of a name',
      top('[attr]mine text\n[attr]mine -text\na mine\n'),
      'a',
      'unset unspecified unspecified unspecified set'
    ],
    ['a macro that comes later', top('a mine\n[attr]mine text\n'), 'a', 'set unspecified unspecified unspecified set'],
    [
      'a macro of a deeper file',
      { '.gitattributes': '* mine\n', 'd/.gitattributes': '[attr]mine text\n' },
      'd/a',
      'unspecified unspecified unspecified unspecified set'
    ],
    ['a macro behind a blank', top('[attr] mine text\na mine\n'), 'a', 'set unspecified unspecified unspecified set'],
    [
      'a macro that is turned off above',
      top('[attr]mine text\n* mine\na !mine\n'),
      'a',
      'unspecified unspecified unspecified unspecified unspecified'
    ],
    ['a word that is none', top('a text b@d\na eol=lf\n'), 'a', 'unspecified lf unspecified unspecified unspecified'],
    ['a word with two signs', top('a --text\na eol=lf\n'), 'a', 'unspecified lf unspecified unspecified unspecified'],
    [
      'a word with a sign and a value',
      top('a -text=x !eol=y\n'),
      'a',
      'unset unspecified unspecified unspecified unspecified'
    ],
    ['a long line', top(`a text ${'x'.repeat(2040)}\na eol=lf\n`), 'a', 'set lf unspecified unspecified unspecified'],
    [
      'a line that is too long',
      top(`a text ${'x'.repeat(2041)}\na eol=lf\n`),
      'a',
      'unspecified lf unspecified unspecified unspecified'
    ],
    ['a zero byte', top('a text\n\0\na eol=lf\n'), 'a', 'set unspecified unspecified unspecified unspecified'],
    [
      'a byte order mark',
      top('\u00ef\u00bb\u00bfa text\nb eol=lf\n'),
      'a',
      'unspecified unspecified unspecified unspecified unspecified'
    ],
    [
      'bytes that no name has',
      top('\u00ff text\na eol=lf\n'),
      'a',
      'unspecified lf unspecified unspecified unspecified'
    ],
    ['stars', top('*.t text\nd/** eol=lf\n**/a.t ident\n'), 'd/e/a.t', 'set lf set unspecified unspecified'],
    [
      'the star of one directory',
      top('d/* text\n'),
      'd/e/a',
      'unspecified unspecified unspecified unspecified unspecified'
    ]
  ])('%s', (_what, files, path, said) => {
    expect(ours(files, path).join(' ')).toBe(said)
    expect(gits(files, path).join(' ')).toBe(said)
  })
})

test('a file that is too large says nothing', () => {
  const lines = Buffer.alloc(100 * 1024 * 1024, 'x')
  lines.write('a text\na text\n')
  expect(new Attributes(new Map([['', lines]])).of('a').size).toBe(0)
  expect(new Attributes(new Map([['', lines.subarray(0, -1)]])).of('a').size).toBe(1)
})
