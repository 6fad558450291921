// SPDX-License-Identifier: Apache-2.0
import { describe, expect, test } from '@jest/globals'
import { NO_ARTIFACTS } from '../../src/intoto/artifacts/build-artifacts.ts'
import { jsonObject, type JsonValue } from '../../src/intoto/json/json-value.ts'
import type { BegunValue } from '../../src/intoto/link/begun.ts'
import { checkOutcomes, checkSameRun, checkSameStep, checkSteering } from '../../src/stages/check-end.ts'
import type { Outcome } from '../../src/stages/inputs/outcome-inputs.ts'
import type { StageRecording } from '../../src/stages/stage-recording.ts'
import { steeringVariables } from '../../src/stages/steering-variables.ts'
import { errorOf } from '../support/errors.ts'

const RUN = { id: '7', attempt: '1', repository: 'o/r', commit: 'c'.repeat(40), job: 'build' }
const recordingOf = (run: JsonValue | undefined, changes: Partial<StageRecording> = {}): StageRecording => ({
  value: 'ab'.repeat(16) as BegunValue,
  link: {
    name: 'build',
    command: [],
    materials: NO_ARTIFACTS,
    products: NO_ARTIFACTS,
    byproducts: new Map(),
    environment: jsonObject({ run })
  },
  exclude: [],
  directories: { installs: [], used: [], home: '', scratch: '' },
  matrix: '',
  demandsOutcome: false,
  steering: '',
  commit: { source: 'auto', takenOver: { converted: new Map(), links: new Map() } },
  ...changes
})

describe('the run that a stage ends in', () => {
  test('is the one that it began in', () => {
    expect(() => checkSameRun(recordingOf(jsonObject(RUN)), RUN, 'path')).not.toThrow()
  })
  test('may know more of itself', () => {
    expect(() => checkSameRun(recordingOf(jsonObject(RUN)), { ...RUN, ref: 'refs/heads/main' }, 'path')).not.toThrow()
  })
  test.each(['id', 'attempt', 'repository', 'commit', 'job'] as const)('has the same %s', (fact) => {
    const error = errorOf(() => checkSameRun(recordingOf(jsonObject(RUN)), { ...RUN, [fact]: 'other' }, 'a\nb'))
    expect(error).toMatchObject({ code: 'RECORDING_OTHER', at: 'a\\u{a}b' })
    expect(error.hint).toContain('one job')
  })
  // No fact of such a run is known, and neither is any of the other.
  test.each<[string, JsonValue | undefined]>([
    ['is not named', undefined],
    ['is malformed', 'seven'],
    ['has a malformed fact', jsonObject({ id: 7 })]
  ])('is not taken for one that %s', (_what, run) => {
    expect(errorOf(() => checkSameRun(recordingOf(run), {}, 'path')).code).toBe('RECORDING_OTHER')
  })
})

describe('the variables that steer actions', () => {
  const BEFORE = {
    PATH: process.env['PATH'],
    LD_PRELOAD: '/a.so',
    ACTIONS_ID_TOKEN_REQUEST_URL: 'https://a',
    CI: 'true'
  }
  const recording = recordingOf(undefined, { steering: steeringVariables(BEFORE) })
  const hintOf = (environment: Record<string, string>): string => {
    const error = errorOf(() => checkSteering(recording, { ...BEFORE, ...environment }))
    expect(error.code).toBe('ENVIRONMENT_CHANGED')
    return error.hint ?? ''
  }

  test('may stay as they were, while others change', () => {
    expect(() => checkSteering(recording, { ...BEFORE, CI: 'false' })).not.toThrow()
  })
  test.each<[string, Record<string, string>, string[]]>([
    ['libraries', { LD_LIBRARY_PATH: '/opt/python/lib' }, ['setup-python', 'before begin']],
    ['code', { NODE_V8_COVERAGE: '/tmp/coverage' }, ['that workflow step alone', 'before begin']],
    ['a service of the runner', { ACTIONS_ID_TOKEN_REQUEST_URL: 'https://b' }, ['Only the runner', 'id-token: write']],
    ['a fact of the run', { GITHUB_REF: 'refs/heads/x' }, ['Only the runner', 'GITHUB_ENV']],
    ['a proxy', { https_proxy: 'http://me:canary5f0c@proxy' }, ['for the whole job']],
    ['a command', { BASH_ENV: '/tmp/env' }, ['before begin']],
    ['git', { GIT_DIR: '/tmp/git' }, ['that workflow step alone']],
    ['a place', { HOME: '/tmp/home' }, ['that workflow step alone']],
    ['a program', { PATH: '' }, ['GITHUB_PATH', 'before begin']]
  ])('that steer %s are told with what they do and what to do', (_what, changes, told) => {
    const hint = hintOf(changes)
    const [name = ''] = Object.keys(changes)
    if (name !== 'PATH') expect(hint).toMatch(new RegExp(`^${name} (?!steers these)`))
    for (const words of told) expect(hint).toContain(words)
    expect(hint).toMatch(/Nothing was signed\.$/)
    expect(hint).not.toMatch(/canary|undefined/)
  })
  test('are told apart when several kinds change, in whatever case', () => {
    const hint = hintOf({ LD_PRELOAD: '/b.so', actions_id_token_request_token: 't' })
    expect(hint).toContain('setup-python')
    expect(hint).toContain('Only the runner may set it')
  })
  test('are all named', () => {
    const changed = { ...BEFORE, LD_PRELOAD: '/b.so', NODE_OPTIONS: '--require x' }
    expect(errorOf(() => checkSteering(recording, changed)).message).toContain('LD_PRELOAD, NODE_OPTIONS')
  })
  test('are counted where there are many, and their names are escaped', () => {
    const functions = Array.from({ length: 40 }, (_, index) => [`BASH_FUNC_${index}\n::error::%%`, 'x'])
    const { message, hint } = errorOf(() =>
      checkSteering(recording, { ...BEFORE, ...(Object.fromEntries(functions) as Record<string, string>) })
    )
    expect(message).toContain(' and 30 more changed')
    expect([message.length < 1000, (hint ?? '').length < 1000, `${message}${hint ?? ''}`.includes('\n')]).toEqual([
      true,
      true,
      false
    ])
  })
})

describe('the outcomes of commands', () => {
  const check = (demandsOutcome: boolean, outcomes: readonly Outcome[]): void =>
    checkOutcomes(recordingOf(undefined, { demandsOutcome }), outcomes)

  test.each<[boolean, Outcome[]]>([
    [false, []],
    [false, ['success']],
    [false, ['success', 'skipped', 'success']],
    [true, ['success']],
    [true, ['skipped', 'success']]
  ])('are enough (demanded: %s): %j', (demanded, outcomes) => {
    expect(() => check(demanded, outcomes)).not.toThrow()
  })
  test.each<[boolean, Outcome[], string]>([
    [false, ['skipped'], '0 commands'],
    [true, ['skipped'], 'exactly one'],
    [true, ['success', 'success'], '2 commands'],
    [false, ['success', 'failure'], '"failure"'],
    [true, ['success', 'cancelled'], '"cancelled"']
  ])('are not enough (demanded: %s): %j', (demanded, outcomes, named) => {
    const error = errorOf(() => check(demanded, outcomes))
    expect(error.code).toBe('JOB_NOT_SUCCESSFUL')
    expect(error.message).toContain(named)
    expect(error.hint).toContain('workflow steps before')
  })

  describe('of a step that names its command', () => {
    const named = (command: readonly string[], demandsOutcome = false): StageRecording => {
      const recording = recordingOf(undefined, { demandsOutcome })
      return { ...recording, link: { ...recording.link, command } }
    }
    test.each<[Outcome[]]>([[['success']], [['skipped', 'success']], [['success', 'success']]])(
      'are enough: %j',
      (outcomes) => expect(() => checkOutcomes(named(['make']), outcomes)).not.toThrow()
    )
    test.each<[string, string[], Outcome[], boolean]>([
      ['a word', ['make'], [], false],
      ['a script', ['bash', '-c', 'make\nmake test'], [], false],
      ['a program without a name', [''], [], false],
      ['a word, of a stage that demands its outcome', ['make'], [], true],
      ['a word whose workflow step was skipped', ['make'], ['skipped'], false]
    ])('are missing: %s', (_what, command, outcomes, demanded) => {
      const error = errorOf(() => checkOutcomes(named(command, demanded), outcomes))
      expect(error.code).toBe('JOB_NOT_SUCCESSFUL')
      if (outcomes.length === 0) expect(error.hint).toContain('outcomes: ${{ steps.ID.outcome }}')
    })
  })
})

describe('the step that ends', () => {
  test.each([undefined, 'build'])('is the one that began: %j', (step) =>
    expect(() => checkSameStep(recordingOf(undefined), step, 'path')).not.toThrow()
  )
  test.each(['test', 'Build', 'build ', ''])('is no other one: %j', (step) => {
    const error = errorOf(() => checkSameStep(recordingOf(undefined), step, 'a\nb'))
    expect([error.code, error.at]).toEqual(['RECORDING_OTHER', 'a\\u{a}b'])
    expect(error.message).toContain('"build"')
  })
})
