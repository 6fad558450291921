// SPDX-License-Identifier: Apache-2.0
import { describe, expect, test } from '@jest/globals'
import { headRef, layoutRef } from '../../src/gate/layout-ref.ts'
import { EventPayload } from '../../src/github/event.ts'
import type { RunContext } from '../../src/github/run-context.ts'
import { errorOf } from '../support/errors.ts'

const [HEAD, BASE] = ['a'.repeat(40), 'b'.repeat(40)]
const context = (eventName: string, event: unknown, ref = 'refs/pull/3/merge'): RunContext =>
  ({ owner: 'o', name: 'r', eventName, event: new EventPayload(event), ref, sha: HEAD }) as RunContext

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
    ['a push to the default branch', 'push', main, 'refs/heads/main', 'heads/main'],
    ['a schedule', 'schedule', main, 'refs/heads/main', 'heads/main'],
    ['a dispatch', 'workflow_dispatch', main, 'refs/heads/main', 'heads/main'],
    ['a release', 'release', main, 'refs/tags/v1', 'heads/main'],
    ['a push to another branch', 'push', main, 'refs/heads/feature', 'heads/main'],
    ['a tag', 'push', main, 'refs/tags/main', 'heads/main'],
    ['a run that tells no default branch', 'schedule', {}, 'refs/heads/main', 'HEAD'],
    ['that on a branch of any name', 'schedule', {}, 'refs/heads/undefined', 'HEAD'],
    [
      'a base that is named like the ref of another branch',
      'merge_group',
      { merge_group: { base_sha: BASE, base_ref: 'x/refs/heads/main' } },
      'refs/heads/gh-readonly-queue/main/x',
      'heads/x/refs/heads/main'
    ]
  ])('base, for %s', (_what, eventName, event, ref, expected) =>
    expect(layoutRef('base', context(eventName, event, ref)).ref).toBe(expected)
  )

  test.each([
    ['pull_request', {}],
    ['pull_request', { pull_request: { base: { sha: BASE, ref: '' } } }],
    ['pull_request', { pull_request: { base: { sha: BASE, ref: 'evil main' } } }],
    ['merge_group', { merge_group: { base_sha: BASE, base_ref: 'refs/heads/main\n' } }]
  ])('is not guessed when %s tells no base: %j', (eventName, event) =>
    expect(errorOf(() => layoutRef('base', context(eventName, event)))).toMatchObject({
      code: 'LAYOUT_REF_INVALID',
      hint: expect.stringContaining('`layout-ref: o/r@')
    })
  )

  test('head, only where asked for', () => expect(layoutRef('head', context('push', {})).ref).toBe(HEAD))
  test.each([
    ['x/policy@v1', { owner: 'x', repo: 'policy', ref: 'v1' }],
    ['acme-2/.github@refs/tags/v1', { owner: 'acme-2', repo: '.github', ref: 'refs/tags/v1' }]
  ])('another repository: %s', (choice, expected) =>
    expect(layoutRef(choice, context('push', {}))).toMatchObject(expected)
  )
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
    'x/.@v1',
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
    ['after_merge_group', false],
    ['push', false]
  ])('the head of %s has a layout of its own: %s', (eventName, differs) =>
    expect(headRef(context(eventName, {})) !== undefined).toBe(differs)
  )
})
