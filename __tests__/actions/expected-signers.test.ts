// SPDX-License-Identifier: Apache-2.0
import { describe, expect, test } from '@jest/globals'
import { expectedSigners } from '../../src/actions/expected-signers.ts'

const CALLER = 'o/r/.github/workflows/ci.yml@refs/heads/main'
const CALLED = 'in-toto-actions/in-toto-actions/.github/workflows/stage.yml@refs/tags/v1.0.0'
const SERVER = { serverUrl: 'https://github.com' }

describe('a link that is taken over is expected from', () => {
  test.each([
    ['the workflow called', CALLED, CALLER, `https://github.com/${CALLED}`],
    ['the one workflow that there is', CALLER, CALLER, `https://github.com/${CALLER}`],
    ['the workflow started, where nothing else is told', '', CALLER, `https://github.com/${CALLER}`],
    ['nobody, where nothing is told', '', '', undefined]
  ])('%s', (_what, told, workflowRef, exactIdentity) =>
    expect(expectedSigners([], told, { ...SERVER, workflowRef })).toEqual({ identities: [], exactIdentity })
  )
  test('a workflow of the server of the run', () =>
    expect(expectedSigners([], CALLED, { serverUrl: 'https://acme.ghe.com', workflowRef: '' }).exactIdentity).toBe(
      `https://acme.ghe.com/${CALLED}`
    ))
  test('those named and nobody else', () =>
    expect(expectedSigners(['https://x/**'], CALLED, { ...SERVER, workflowRef: CALLER })).toEqual({
      identities: ['https://x/**'],
      exactIdentity: undefined
    }))
})
