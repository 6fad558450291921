// SPDX-License-Identifier: Apache-2.0
import { expect, test } from '@jest/globals'
import { jsonObject } from '../../src/intoto/json/json-value.ts'
import { beginEnvironment } from '../../src/stages/begin-environment.ts'
import { plain } from '../support/json.ts'

const USUAL = {
  environment: jsonObject({ recording: jsonObject({ exclude: [] }) }),
  setup: '',
  workingDirectory: '.',
  variables: jsonObject({})
}

test.each([
  ['nothing', {}, {}],
  ['a setup', { setup: 'npm ci' }, { setup: 'npm ci' }],
  ['another place', { workingDirectory: 'a/b' }, { working_directory: 'a/b' }],
  ['variables', { variables: jsonObject({ CI: 'true' }) }, { variables: { CI: 'true' } }],
  [
    'all of that',
    { setup: 's', workingDirectory: 'w', variables: jsonObject({ CI: '' }) },
    { setup: 's', working_directory: 'w', variables: { CI: '' } }
  ]
])('names %s beside the recording', (_what, changes, members) =>
  expect(plain(beginEnvironment({ ...USUAL, ...changes }))).toEqual({ recording: { exclude: [] }, ...members })
)
