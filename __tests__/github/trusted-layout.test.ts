// SPDX-License-Identifier: Apache-2.0
import { createHash } from 'node:crypto'
import { describe, expect, test } from '@jest/globals'
import { EventPayload } from '../../src/github/event.ts'
import type { RunContext } from '../../src/github/run-context.ts'
import type { Rest, RestAnswer, RestCall } from '../../src/github/rest.ts'
import { fetchFile, headRef, layoutRef, resolveCommit } from '../../src/github/trusted-layout.ts'
import { LIMITS } from '../../src/base/limits.ts'
import { errorOf, rejectionOf } from '../support/errors.ts'

const [HEAD, BASE] = ['a'.repeat(40), 'b'.repeat(40)]
const context = (eventName: string, event: unknown, ref = 'refs/pull/3/merge', attempt = 1): RunContext =>
  ({ owner: 'o', name: 'r', eventName, event: new EventPayload(event), ref, sha: HEAD, attempt }) as RunContext

describe('where the layout is read', () => {
  const main = { repository: { default_branch: 'main' } }
  test.each<[string, string, unknown, string, string]>([
    [
      'a pull request',
      'pull_request',
      { pull_request: { base: { sha: BASE, ref: 'main' } } },
      'refs/pull/3/merge',
      'heads/main'
    ],
    [
      'pull_request_target',
      'pull_request_target',
      { pull_request: { base: { sha: BASE, ref: 'v1' } } },
      'refs/heads/main',
      'heads/v1'
    ],
    [
      'a merge group',
      'merge_group',
      { merge_group: { base_sha: BASE, base_ref: 'refs/heads/main' } },
      'refs/heads/gh-readonly-queue/main/x',
      'heads/main'
    ],
    ['a push to the default branch', 'push', main, 'refs/heads/main', HEAD],
    ['a push to another branch', 'push', main, 'refs/heads/feature', 'heads/main'],
    ['a tag', 'push', main, 'refs/tags/main', 'heads/main'],
    ['a run that tells no default branch', 'schedule', {}, 'refs/heads/main', 'HEAD']
  ])('base, for %s', (_what, eventName, event, ref, expected) =>
    expect(layoutRef('base', context(eventName, event, ref)).ref).toBe(expected)
  )

  test('base, for a push to the default branch that is run again: not that of long ago', () =>
    expect(layoutRef('base', context('push', main, 'refs/heads/main', 2)).ref).toBe('heads/main'))

  test.each([
    ['pull_request', {}],
    ['pull_request', { pull_request: { base: { sha: BASE, ref: '' } } }],
    ['merge_group', { merge_group: { base_sha: BASE, base_ref: 'refs/heads/main\n' } }]
  ])('is not guessed when %s tells no base: %j', (eventName, event) =>
    expect(errorOf(() => layoutRef('base', context(eventName, event))).code).toBe('LAYOUT_REF_INVALID')
  )

  test('head, only where asked for', () => expect(layoutRef('head', context('push', {})).ref).toBe(HEAD))
  test('another repository', () =>
    expect(layoutRef('x/policy@v1', context('push', {}))).toMatchObject({ owner: 'x', repo: 'policy', ref: 'v1' }))
  test.each([
    '',
    'Base',
    'x/policy',
    'x/policy@',
    'x@v1',
    'x/y/z@v1',
    'x/policy@a b',
    '../x@v1',
    'x/..@v1',
    './x@v1',
    'x/policy@v1\nhead'
  ])('%j is refused', (choice) =>
    expect(errorOf(() => layoutRef(choice, context('push', {}))).code).toBe('INPUT_INVALID')
  )

  test.each([
    ['pull_request', true],
    ['pull_request_review', true],
    ['merge_group', true],
    ['pull_request_target', false],
    ['push', false]
  ])('the head of %s has a layout of its own: %s', (eventName, differs) =>
    expect(headRef(context(eventName, {})) !== undefined).toBe(differs)
  )
})

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
