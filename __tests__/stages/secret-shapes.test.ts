// SPDX-License-Identifier: Apache-2.0
// Every shape at its shortest, and texts that miss it by one thing. They are put together here so that no scanner of
// repositories takes them for secrets.
import { describe, expect, test } from '@jest/globals'
import { secretKindIn } from '../../src/stages/secret-shapes.ts'

const x = (length: number): string => 'Ab3'.repeat(Math.ceil(length / 3)).slice(0, length)
const X = (length: number): string => x(length).toUpperCase()
const dots = (length: number): string => '.'.repeat(length)
const JWT = ['eyJ' + x(8), 'eyJ' + x(8), x(8)] as const

const SECRETS: readonly (readonly [kind: string, ...texts: string[]])[] = [
  ['a private key', '-----BEGIN PRIVATE KEY-----', '-----BEGIN RSA PRIVATE KEY-----', '-----BEGIN X9 PRIVATE KEY-----'],
  ['a token of GitHub', ...[...'pousr'].map((kind) => `gh${kind}_${x(30)}`), `github_pat_${x(20)}_${x(9)}`],
  ['a token of npm', `npm_${x(30)}`],
  ['a token of PyPI', `pypi-AgE${x(30)}`, `pypi-AgE${x(20)}-_${x(8)}`],
  ['a token of GitLab', `glpat-${x(20)}`, `glpat-${x(10)}-_${x(8)}`],
  ['a key of AWS', `AKIA${X(16)}`, `ASIA${X(16)}`],
  ['a key of Google', `AIza${x(35)}`, `AIza${x(20)}-_${x(13)}`],
  ['a token of Slack', ...[...'abeoprs'].map((kind) => `xox${kind}-${x(10)}`), `xoxb-${x(4)}-_${x(4)}`],
  ['a key of Stripe', `sk_live_${x(16)}`, `rk_live_${x(16)}`],
  ['an identity token', JWT.join('.'), `eyJ${x(2000)}.${JWT[1]}.${JWT[2]}`, `eyJ-_${x(6)}.eyJ-_${x(6)}.-_${x(6)}`],
  [
    'a password in an address',
    'https://user:secret@host',
    'HTTPS://u:p@host',
    'git+ssh://u:p:q@host',
    's://u:p@host',
    `a${'b'.repeat(30)}://u:p@host`
  ]
]

const MISSES: readonly (readonly [kind: string, ...texts: string[]])[] = [
  ['a private key', '-----BEGIN PUBLIC KEY-----', '-----BEGIN a PRIVATE KEY-----', '----BEGIN PRIVATE KEY-----'],
  [
    'a token of GitHub',
    `ghp_${x(29)}`,
    `ghp_${dots(30)}`,
    `ghx_${x(30)}`,
    `aghp_${x(30)}`,
    `github_pat_${x(29)}`,
    `github_pat_${dots(30)}`
  ],
  ['a token of npm', `npm_${x(29)}`, `npm_${dots(30)}`, `anpm_${x(30)}`],
  ['a token of PyPI', `pypi-AgE${x(29)}`, `pypi-AgE${dots(30)}`, `pypi-Age${x(30)}`, `apypi-AgE${x(30)}`],
  ['a token of GitLab', `glpat-${x(19)}`, `glpat-${dots(20)}`, `aglpat-${x(20)}`],
  ['a key of AWS', `AKIA${X(15)}`, `AKIA${X(17)}`, `AKIA${x(16)}`, `ABIA${X(16)}`, `aAKIA${X(16)}`, 'AKIAA'],
  ['a key of Google', `AIza${x(34)}`, `AIza${x(36)}`, `AIza${dots(34)}a`, `aAIza${x(35)}`, 'AIzaA'],
  ['a token of Slack', `xoxb-${x(9)}`, `xoxb-${dots(10)}`, `xoxc-${x(10)}`, `axoxb-${x(10)}`],
  ['a key of Stripe', `sk_live_${x(15)}`, `sk_live_${dots(16)}`, `pk_live_${x(16)}`, `sk_test_${x(16)}`],
  [
    'an identity token',
    `eyJ${x(7)}.${JWT[1]}.${JWT[2]}`,
    'eyJA.' + JWT.slice(1).join('.'),
    `eyJ${x(2001)}.${JWT[1]}.${JWT[2]}`,
    `${JWT[0]}.eyJ${x(7)}.${JWT[2]}`,
    `${JWT[0]}.${JWT[1]}.${x(7)}`,
    `${JWT[0]}.${JWT[1]}`,
    `${JWT[0]}-${JWT[1]}.${JWT[2]}`,
    `eyJ${'+'.repeat(8)}.${JWT[1]}.${JWT[2]}`,
    `${JWT[0]}.eyJ${'+'.repeat(8)}.${JWT[2]}`,
    `${JWT[0]}.${JWT[1]}.${'+'.repeat(8)}`,
    `a${JWT.join('.')}`
  ],
  [
    'a password in an address',
    'https://host/path',
    'https://user@host',
    'https://:secret@host',
    'https://user:@host',
    'https://user:secret/@host',
    'https://user:a secret@host',
    'https://a user:secret@host',
    'https://user:$SECRET@host',
    'https://$USER:secret@host',
    'https://user:%SECRET%@host',
    'https://user:{secret}@host',
    'https://host:443/a@b',
    'https:/user:secret@host',
    '1://user:secret@host',
    `a${'b'.repeat(31)}://u:p@host`
  ]
]

const flat = (table: typeof SECRETS): [string, string][] =>
  table.flatMap(([kind, ...texts]) => texts.map((text): [string, string] => [kind, text]))

describe('what has the form of a secret is noticed', () => {
  test.each(flat(SECRETS))('%s: %s', (kind, text) => {
    expect(secretKindIn(text)).toBe(kind)
    expect(secretKindIn(`run "${text}" \n`)).toBe(kind)
  })
})

describe('what only looks a little like it is not', () => {
  test.each(flat(MISSES))('%s: %s', (_kind, text) => expect(secretKindIn(text)).toBeUndefined())
})
