// SPDX-License-Identifier: Apache-2.0
import { describe, expect, test } from '@jest/globals'
import {
  commandWords,
  isRecordableVariable,
  recordedVariables,
  stageSettings
} from '../../src/stages/stage-settings.ts'

describe('the command of a link', () => {
  test.each([
    ['npm run build', ['npm', 'run', 'build']],
    ['  make "two words"\n', ['make', 'two words']],
    ['', []],
    ['  \n ', []],
    ['one\ntwo', ['bash', '-c', 'one\ntwo']],
    ['echo "open', ['bash', '-c', 'echo "open']]
  ])('for %j', (script, words) => expect(commandWords('bash', script)).toEqual(words))
})

describe('variables', () => {
  test.each([
    'CI',
    'NODE_ENV',
    'ImageVersion',
    'RUNNER_OS',
    'GITHUB_SHA',
    'MONKEY',
    'KEYBOARD',
    'COMPASS_'.replace('PASS', 'AS')
  ])('%s may go into a link', (name) => expect(isRecordableVariable(name)).toBe(true))
  test.each([
    'GITHUB_TOKEN',
    'NPM_TOKEN',
    'npm_token',
    'SIGNING_KEY',
    'KEY',
    'API_KEYS',
    'DB_PASSWORD',
    'PASSPHRASE',
    'AWS_SECRET_ACCESS_KEY',
    'MY_PAT',
    'INPUT_X',
    'ACTIONS_RUNTIME_URL',
    'SSH_AUTH_SOCK',
    'A B',
    'A=B',
    '',
    '__proto__ '
  ])('%j may not', (name) => expect(isRecordableVariable(name)).toBe(false))
  test('that are not set are left out', () =>
    expect([...recordedVariables(['A', 'B'], { A: '1' })]).toEqual([['A', '1']]))
})

test('excludes are added to the default ones, which keep links out of links', () =>
  expect(stageSettings('/w', ['dist/']).exclude).toEqual(['*.link*', '.git', '*.pyc', '*~', 'dist/']))
