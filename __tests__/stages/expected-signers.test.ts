// SPDX-License-Identifier: Apache-2.0
import { describe, expect, test } from '@jest/globals'
import { expectedSigners } from '../../src/stages/expected-signers.ts'

const CALLER = 'o/r/.github/workflows/ci.yml@refs/heads/main'
const CALLED = 'in-toto-actions/in-toto-actions/.github/workflows/stage.yml@refs/tags/v1.0.0'
const SERVER = { serverUrl: 'https://github.com' }

describe('a link that is taken over is expected from', () => {
  test.each([
    ['the workflow called', CALLED, CALLER, CALLED],
    ['the one workflow that there is', CALLER, CALLER, CALLER],
    ['the workflow started, where nothing else is told', '', CALLER, CALLER]
  ])('%s', (_what, told, workflowRef, ref) =>
    expect(expectedSigners([], told, { ...SERVER, workflowRef })).toEqual({
      kind: 'exact',
      identity: `https://github.com/${ref}`
    })
  )
  test('nobody, where nothing is told', () =>
    expect(expectedSigners([], '', { ...SERVER, workflowRef: '' })).toEqual({ kind: 'unknown' }))
  test('a workflow of the server of the run', () =>
    expect(expectedSigners([], CALLED, { serverUrl: 'https://acme.ghe.com', workflowRef: '' })).toEqual({
      kind: 'exact',
      identity: `https://acme.ghe.com/${CALLED}`
    }))
  test.each([CALLED, ''])('those named and nobody else, where %j is told', (told) =>
    expect(expectedSigners(['https://x/**'], told, { ...SERVER, workflowRef: CALLER })).toEqual({
      kind: 'patterns',
      patterns: ['https://x/**']
    })
  )
})
