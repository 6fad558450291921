// SPDX-License-Identifier: Apache-2.0
import { createHash } from 'node:crypto'
import { describe, expect, test } from '@jest/globals'
import { GateError, type GateCode } from '../../src/gate/codes.ts'
import type { Rest, RestAnswer, RestCall } from '../../src/github/rest.ts'
import { fetchFile, hasCommit, resolveCommit } from '../../src/github/repository-files.ts'
import { LIMITS } from '../../src/base/limits.ts'
import { rejectionOf } from '../support/errors.ts'

const [HEAD, BASE] = ['a'.repeat(40), 'b'.repeat(40)]

const PLACE = { owner: 'o', repo: 'r', ref: BASE, reason: '' }
const CONTENT = Buffer.from('{"layout":1}')
const blobId = (bytes: Buffer, algorithm = 'sha1'): string =>
  createHash(algorithm).update(`blob ${bytes.length}\0`).update(bytes).digest('hex')
const fileAnswer = (changes: object = {}): object => ({
  type: 'file',
  encoding: 'base64',
  size: CONTENT.length,
  sha: blobId(CONTENT),
  content: CONTENT.toString('base64'),
  ...changes
})

class Answers implements Rest {
  readonly calls: RestCall[] = []
  readonly #data: Readonly<Record<string, unknown>>
  constructor(data: Readonly<Record<string, unknown>>) {
    this.#data = data
  }
  call(call: RestCall): Promise<RestAnswer> {
    this.calls.push(call)
    const last = call.route.split('/').at(-1) ?? ''
    return Promise.resolve({ status: 200, data: this.#data[last], headers: {} })
  }
}

describe('a file at a commit', () => {
  const fetch = (answer: unknown, blob?: unknown): ReturnType<typeof fetchFile> =>
    fetchFile(new Answers({ '{path}': answer, '{file_sha}': blob }), PLACE, BASE, '.in-toto/root.layout')

  test('comes with its id, by the commit and not by a name', async () => {
    const rest = new Answers({ '{path}': fileAnswer() })
    expect(await fetchFile(rest, PLACE, BASE, 'x')).toMatchObject({ commit: BASE, blob: blobId(CONTENT) })
    expect(rest.calls[0]?.parameters['ref']).toBe(BASE)
  })
  test('may have SHA-256 as git id', async () =>
    expect((await fetch(fileAnswer({ sha: blobId(CONTENT, 'sha256') }))).bytes).toEqual(CONTENT))
  test('above 1 MiB comes as a blob', async () =>
    expect(
      (await fetch(fileAnswer({ encoding: 'none', content: '' }), { content: CONTENT.toString('base64') })).bytes
    ).toEqual(CONTENT))

  test.each<[string, unknown, string]>([
    ['a directory', [fileAnswer()], 'LAYOUT_FILE_INVALID'],
    ['a symbolic link', fileAnswer({ type: 'symlink', target: '/etc/passwd' }), 'LAYOUT_FILE_INVALID'],
    ['a submodule', fileAnswer({ type: 'submodule' }), 'LAYOUT_FILE_INVALID'],
    ['too large', fileAnswer({ size: LIMITS.layoutBytes + 1 }), 'LAYOUT_FILE_INVALID'],
    ['of no size', fileAnswer({ size: undefined }), 'LAYOUT_FILE_INVALID'],
    [
      'other than its id',
      fileAnswer({ content: Buffer.from('{"layout":2}').toString('base64') }),
      'LAYOUT_FILE_INVALID'
    ],
    ['without an id', fileAnswer({ sha: null }), 'GITHUB_UNAVAILABLE'],
    ['without content', fileAnswer({ content: undefined }), 'GITHUB_UNAVAILABLE'],
    ['nothing', null, 'GITHUB_UNAVAILABLE']
  ])('that is %s is refused', async (_what, answer, code) => expect((await rejectionOf(fetch(answer))).code).toBe(code))

  test.each<[string, unknown, string, string]>([
    ['a directory', [fileAnswer()], 'is a directory', 'Name the file in it, like ".in-toto/root.layout/root.layout".'],
    ['a link', fileAnswer({ type: 'symlink' }), 'is of the type "symlink"', 'symbolic links nor submodules'],
    [
      'too large',
      fileAnswer({ size: LIMITS.layoutBytes + 1 }),
      `has ${LIMITS.layoutBytes + 1} bytes; at most ${LIMITS.layoutBytes} are read`,
      'some kilobytes'
    ],
    ['of no size', fileAnswer({ size: null }), 'has an unknown number of bytes', 'some kilobytes'],
    ['other than its id', fileAnswer({ content: 'eA==' }), `git's id "${blobId(CONTENT)}"`, 'such as a proxy']
  ])('that is %s is told with its own remedy', async (_what, answer, told, remedy) =>
    expect(await rejectionOf(fetch(answer))).toMatchObject({
      message: expect.stringContaining(
        `".in-toto/root.layout" of o/r at bbbbbbbbbbbb ${told.startsWith('git') ? `is not what ${told}` : told}`
      ),
      hint: expect.stringContaining(remedy)
    })
  )
  test('whose blob is another is refused', async () =>
    expect((await rejectionOf(fetch(fileAnswer({ encoding: 'none' }), { content: 'eA==' }))).code).toBe(
      'LAYOUT_FILE_INVALID'
    ))
})

describe('the commit of a ref', () => {
  test('is asked for once, and must be one', async () => {
    expect(await resolveCommit(new Answers({}), PLACE)).toBe(BASE)
    expect(await resolveCommit(new Answers({ '{ref}': { sha: HEAD } }), { ...PLACE, ref: 'heads/main' })).toBe(HEAD)
    for (const sha of ['main', HEAD.slice(1), `${HEAD}0`])
      expect(
        (await rejectionOf(resolveCommit(new Answers({ '{ref}': { sha } }), { ...PLACE, ref: 'heads/main' }))).code
      ).toBe('LAYOUT_REF_INVALID')
  })
})

describe('whether a repository has a commit', () => {
  const refusing = (code: GateCode): Rest => ({ call: () => Promise.reject(new GateError(code, 'x')) })
  test('is asked for by its whole id, and believed of that id alone', async () => {
    const rest = new Answers({ '{commit_sha}': { sha: HEAD } })
    expect([await hasCommit(rest, PLACE, HEAD), await hasCommit(rest, PLACE, BASE)]).toEqual([true, false])
    expect(rest.calls[0]).toMatchObject({ parameters: { owner: 'o', repo: 'r', commit_sha: HEAD } })
  })
  test('is no where the server does not find it, and not told where it does not answer', async () => {
    expect(await hasCommit(refusing('GITHUB_NOT_FOUND'), PLACE, HEAD)).toBe(false)
    for (const code of ['GITHUB_FORBIDDEN', 'GITHUB_UNAVAILABLE'] as const)
      expect((await rejectionOf(hasCommit(refusing(code), PLACE, HEAD))).code).toBe(code)
    expect((await rejectionOf(hasCommit(new Answers({ '{commit_sha}': {} }), PLACE, HEAD))).code).toBe(
      'GITHUB_UNAVAILABLE'
    )
  })
})
