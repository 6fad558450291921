// SPDX-License-Identifier: Apache-2.0
import { join } from 'node:path'
import { describe, expect, test } from '@jest/globals'
import { EventPayload } from '../../src/github/event.ts'
import type { Environment } from '../../src/base/environment.ts'
import { readRunContext, runBindingOf, type RunContext } from '../../src/github/run-context.ts'
import { directoryWith } from '../support/directory.ts'
import { errorOf } from '../support/errors.ts'

const FACTS: Environment = {
  GITHUB_REPOSITORY: 'o/r',
  GITHUB_RUN_ID: '7',
  GITHUB_RUN_ATTEMPT: '1',
  GITHUB_JOB: 'build',
  GITHUB_EVENT_NAME: 'push',
  GITHUB_SHA: 'a'.repeat(40),
  GITHUB_WORKSPACE: '/w',
  RUNNER_TEMP: '/t'
}
function context(event: unknown, facts: Environment = {}): RunContext {
  const directory = directoryWith({ 'event.json': typeof event === 'string' ? event : JSON.stringify(event) })
  return readRunContext({ ...FACTS, GITHUB_EVENT_PATH: join(directory, 'event.json'), ...facts })
}
const pull = (head: unknown, base: unknown): unknown => ({
  pull_request: { head: { repo: head }, base: { repo: base } }
})

describe('where a run comes from', () => {
  const own = { id: 1, full_name: 'o/r' }
  test.each<[string, string, unknown, Environment, string]>([
    ['a push', 'push', {}, {}, 'own'],
    ['a pull request of the same repository', 'pull_request', pull(own, own), {}, 'own'],
    ['a pull request of another repository', 'pull_request', pull({ id: 2, full_name: 'x/r' }, own), {}, 'fork'],
    ['one that claims the same name', 'pull_request', pull({ id: 2, full_name: 'o/r' }, own), {}, 'fork'],
    ['one whose head was deleted', 'pull_request', pull(null, own), {}, 'fork'],
    ['one without any repositories', 'pull_request', {}, {}, 'fork'],
    ['one with names only', 'pull_request', pull({ full_name: 'o/r' }, { full_name: 'o/r' }), {}, 'own'],
    ['a review of a fork', 'pull_request_review', pull({ id: 2 }, own), {}, 'fork'],
    ['Dependabot', 'pull_request', pull(own, own), { GITHUB_ACTOR: 'dependabot[bot]' }, 'dependabot'],
    ['a push by Dependabot', 'push', {}, { GITHUB_ACTOR: 'dependabot[bot]' }, 'dependabot'],
    ['a merge group of Dependabot', 'merge_group', {}, { GITHUB_ACTOR: 'dependabot[bot]' }, 'own'],
    ['pull_request_target, which has the identity of the base', 'pull_request_target', pull({ id: 2 }, own), {}, 'own'],
    ['a merge group', 'merge_group', {}, {}, 'own']
  ])('%s', (_what, eventName, event, facts, origin) =>
    expect(context(event, { GITHUB_EVENT_NAME: eventName, ...facts }).origin).toBe(origin)
  )
})

describe('facts that the runner must give', () => {
  test.each(Object.keys(FACTS))('%s', (name) => {
    for (const value of [undefined, ''])
      expect(errorOf(() => readRunContext({ ...FACTS, [name]: value })).code).toBe('RUNNER_VARIABLE_MISSING')
  })
  test.each([
    ['GITHUB_REPOSITORY', 'r'],
    ['GITHUB_REPOSITORY', '/r'],
    ['GITHUB_REPOSITORY', 'o/r/s'],
    ['GITHUB_RUN_ATTEMPT', '0'],
    ['GITHUB_RUN_ATTEMPT', 'one'],
    ['GITHUB_RUN_ATTEMPT', '1.5']
  ])('%s is not %j', (name, value) =>
    expect(errorOf(() => readRunContext({ ...FACTS, [name]: value })).code).toBe('RUNNER_VARIABLE_MISSING')
  )
  test.each(['{', '', '\ud800{'])('an event that can be read, not %j', (text) =>
    expect(errorOf(() => context(text)).code).toBe('EVENT_UNREADABLE')
  )
  test('a run without an event has an empty one', () =>
    expect(readRunContext(FACTS).event.has('pull_request')).toBe(false))
})

test.each([{}, { GITHUB_SERVER_URL: '', GITHUB_API_URL: '' }])('a run is of github.com where %j', (facts) =>
  expect(readRunContext({ ...FACTS, ...facts })).toMatchObject({
    serverUrl: 'https://github.com',
    apiUrl: 'https://api.github.com'
  })
)

describe('the run as a link names it', () => {
  test('leaves out what the runner does not tell', () =>
    expect(runBindingOf(readRunContext(FACTS))).toEqual({
      id: '7',
      attempt: '1',
      repository: 'o/r',
      commit: 'a'.repeat(40),
      job: 'build',
      event: 'push'
    }))
})

describe('the payload of an event', () => {
  const payload = new EventPayload({ a: { b: 'text', n: 1, f: 1.5, e: '', z: null } })
  test('gives what has the type asked for, and nothing else', () => {
    expect(payload.text('a.b')).toBe('text')
    expect(payload.number('a.n')).toBe(1)
    for (const path of ['a.n', 'a.e', 'a.z', 'a.x', 'x.y', 'a.b.length', 'constructor.name', '__proto__.x'])
      expect(payload.text(path)).toBeUndefined()
    for (const path of ['a.b', 'a.f', 'a.b.length']) expect(payload.number(path)).toBeUndefined()
    expect(payload.has('a.b')).toBe(true)
    expect(payload.has('a.z')).toBe(false)
    expect(payload.has('toString')).toBe(false)
  })
})
