// SPDX-License-Identifier: Apache-2.0
// Pipelines that chance wrote, of names and patterns that somebody might read in another way: what is special in patterns
// as itself, leading dashes, blanks, quotes, colons, words of rules, and characters that nobody sees.
import type { Chance } from '../cases.ts'
import type { PlainPipeline } from './plain-pipeline.ts'
import { honestPipeline, type Vocabulary } from './random-pipeline.ts'

const CHARACTERS = [
  ...'abx-?*[]!\'":#& {}$%~^=@,;+.`()|<>',
  'é',
  'ß',
  '日',
  '😀',
  '\n',
  '\t',
  '\u007f',
  '\u00a0',
  '\u2028'
]

const FRESH = [
  '?x',
  '-dash',
  "it's",
  'odd [[]1]',
  'odd ?2',
  'odd [[]*',
  '[[]x',
  '[[]]',
  '[*]',
  '[?]?',
  '[*]*',
  '[!a]',
  '[![]*',
  '[!*]?',
  '[ -~]',
  '[!é]',
  '[a-cé]*',
  '[日-本]',
  '日*',
  '😀?',
  '-*',
  '--',
  '-?/**',
  ' *',
  '* ',
  'a b/*',
  '"*"',
  '#*',
  '&x',
  '~x',
  '*:*',
  '?:?',
  'ab:c',
  'https:x',
  'WITH',
  'IN',
  'FROM/*',
  'x]*',
  ']',
  '^*',
  '%41',
  '[[]*/**',
  '**/[[]*',
  '**/-*',
  '**/*:*',
  '**/?',
  '*/?',
  '.?',
  '*.*',
  'x=*'
]

/** A letter and a colon at the beginning are a drive to some, and no recorded name has them: these fit others, too. */
const DRIVES = ['?:*', '[!a]:*', '*:x', '[a-c1]:?', '?:/*', '[!c]:/**/y', '*:/x']

const DIRECTORIES = ['-d', "it's d", 'a b', 'x]d', 'ab:d', '日d', '#d', '~d', 'a b/-d']

const WORDS: Vocabulary = {
  fresh: FRESH,
  old: [...FRESH, '**', '*', 'a b/**', '-d/**', '**/x'],
  files: [
    '-dash',
    "it's",
    'odd [1]',
    '[x',
    'a b/c d',
    '-d/-',
    'x]/y',
    'ab:c/d',
    '日/本',
    '#/x',
    'x',
    'IN',
    'q?',
    '*',
    '😀a'
  ],
  directories: DIRECTORIES,
  parts: [...FRESH, 'a b/**', '**/-*', '*'],
  targets: [...DIRECTORIES, 'art'],
  installed: ['-deps', 'a b/deps', '**/[[]deps', '日-deps', "it's/deps"],
  scratch: ['-tmp/', 'a tmp/', "it's-tmp", '*.tmp ~x', '日tmp/'],
  submodules: [['vendor/lib'], ['-d/sub'], ['a b/sub', 'x]/-'], ["it's lib/sub"], ['日sub']],
  characters: CHARACTERS
}

/** A pipeline of such names. */
export const hostilePipeline = (chance: Chance, name: string): PlainPipeline => honestPipeline(chance, name, WORDS)

/** The same with patterns that fit a drive, among other names. */
export const drivePipeline = (chance: Chance, name: string): PlainPipeline =>
  honestPipeline(chance, name, {
    ...WORDS,
    fresh: [...DRIVES, ...DRIVES, ...FRESH],
    old: [...DRIVES, ...WORDS.old],
    parts: [...DRIVES, ...WORDS.parts]
  })
