// SPDX-License-Identifier: Apache-2.0
// Whom an input makes trusted: the roots that it names, all of them, and no other.
import { describe, expect, test } from '@jest/globals'
import { embeddedRoot, embeddedRootFile, EMBEDDED_ROOTS, type EmbeddedRoot } from '../../src/sigstore/embedded-roots.ts'
import { fetchByTuf, trustedRoots } from '../../src/sigstore/roots-of-input.ts'
import type { TrustDomain } from '../../src/sigstore/trusted-root.ts'
import { TUF_REPOSITORIES } from '../../src/sigstore/tuf-repositories.ts'
import { rejectionOf } from '../support/errors.ts'

const FILE = Buffer.from(embeddedRootFile('github'))
/** The certificates that may issue others, which tell roots apart. */
const authorities = (roots: readonly TrustDomain[]): unknown =>
  roots.map(({ material }) =>
    material.certificateAuthorities.map(({ certChain }) => certChain.map(({ root }) => root.toDER().toString('base64')))
  )
const of = (...names: readonly EmbeddedRoot[]): unknown => authorities(names.map(embeddedRoot))
const nobody = (): Promise<Uint8Array> => Promise.reject(new Error('asked'))

describe('the input trusted-root', () => {
  test('that is empty means the roots that the suite carries', async () => {
    expect(EMBEDDED_ROOTS.length).toBeGreaterThan(1)
    expect(authorities(await trustedRoots('', nobody, nobody))).toEqual(of(...EMBEDDED_ROOTS))
  })
  test('may be a root itself, of many lines too, and adds none to it', async () => {
    expect(authorities(await trustedRoots(FILE.toString(), undefined, nobody))).toEqual(of('github'))
    expect(authorities(await trustedRoots(JSON.stringify(JSON.parse(FILE.toString())), undefined, nobody))).toEqual(
      of('github')
    )
  })
  test('names roots one a line, whatever white space stands around them', async () =>
    expect(authorities(await trustedRoots('\n  github \r\n\n\tpublic-good\n', undefined, nobody))).toEqual(
      of('github', 'public-good')
    ))
  test('names paths where they are read from a place that is trusted', async () => {
    const read: string[] = []
    const roots = await trustedRoots(
      ' a/root{.json \npublic-good\n./b ',
      (path) => {
        read.push(path)
        return Promise.resolve(FILE)
      },
      nobody
    )
    expect([read, authorities(roots)]).toEqual([['a/root{.json', './b'], of('github', 'public-good', 'github')])
  })
  test.each(['trusted_root.json', 'Github', 'tuf:', 'xtuf:github', 'tuf:github.x', 'toString', 'x {', 'tuf:toString'])(
    '%j is no name, and no path is read where none is trusted',
    async (text) => {
      const error = await rejectionOf(trustedRoots(`github\n${text}`, undefined, nobody))
      expect([error.code, error.message]).toEqual(['INPUT_INVALID', expect.stringContaining(`"${text}"`)])
    }
  )
  test.each([
    ['{', 'JSON_SYNTAX'],
    ['{}', 'TRUSTED_ROOT_INVALID'],
    ['{"mediaType":"a","mediaType":"b"}', 'JSON_MEMBER_DUPLICATE']
  ])('%j is no root', async (text, code) =>
    expect((await rejectionOf(trustedRoots(text, nobody, nobody))).code).toBe(code)
  )
  test('takes no file and no answer for a root that is none, though another line names one', async () => {
    const empty = (): Promise<Uint8Array> => Promise.resolve(Buffer.from('{}'))
    for (const text of ['github\nroot.json', 'github\ntuf:github']) {
      const error = await rejectionOf(trustedRoots(text, empty, empty))
      expect([error.code, error.at]).toEqual(['TRUSTED_ROOT_INVALID', text.split('\n')[1]])
    }
  })
})

describe('a root is called', () => {
  const github = FILE.toString()
  /** GitHub's, with authorities of another. */
  const other = (): string => {
    const ours = JSON.parse(github) as { certificateAuthorities: unknown[] }
    const theirs = JSON.parse(Buffer.from(embeddedRootFile('public-good')).toString()) as typeof ours
    return JSON.stringify({
      ...ours,
      certificateAuthorities: [...ours.certificateAuthorities, ...theirs.certificateAuthorities]
    })
  }
  const named = async (text: string, file = github): Promise<string[]> =>
    (
      await trustedRoots(
        text,
        () => Promise.resolve(Buffer.from(file)),
        () => Promise.resolve(FILE)
      )
    ).map(({ name }) => name)
  test('by its own name where the suite knows it, carried or fetched', async () => {
    expect(await named('')).toEqual(EMBEDDED_ROOTS)
    expect(await named('github\ntuf:github')).toEqual(['github', 'github'])
  })
  test('like the one whose authorities it has, and custom where it has any other', async () => {
    expect(await named('./root.json')).toEqual(['github'])
    expect(await named(github)).toEqual(['github'])
    expect(await named('./github.json', other())).toEqual(['custom'])
    expect(await named(other())).toEqual(['custom'])
  })
  test('as whoever gives it says', async () => {
    expect(await named('mine=./root.json\ngithub')).toEqual(['mine', 'github'])
    expect(await named(`mine=${github}`)).toEqual(['mine'])
    expect(await named('public-good=a=b.json', other())).toEqual(['public-good'])
    // No name stands there.
    expect(await named('./a=b.json', other())).toEqual(['custom'])
    expect(await named('A=b.json', other())).toEqual(['custom'])
  })
  test.each(['mine=github', 'mine=tuf:github', 'github=public-good'])(
    'and %s would give a known one another',
    async (text) => expect((await rejectionOf(named(text))).code).toBe('INPUT_INVALID')
  )
})

test.each(EMBEDDED_ROOTS)('the root of %s is fetched from its owners', async (name) => {
  const asked: string[] = []
  const fetchRoot = fetchByTuf(({ url }) => {
    asked.push(url)
    return Promise.resolve({ status: 404, body: Buffer.from('') })
  })
  const error = await rejectionOf(trustedRoots(`tuf:${name}`, undefined, fetchRoot))
  const { url } = TUF_REPOSITORIES[name]()
  expect([error.code, error.at]).toEqual(['TRUSTED_ROOT_REFUSED', url])
  expect(asked.length).toBeGreaterThan(0)
  expect(asked.filter((each) => !each.startsWith(`${url}/`))).toEqual([])
})
