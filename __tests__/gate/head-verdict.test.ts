// SPDX-License-Identifier: Apache-2.0
import { expect, test } from '@jest/globals'
import type { TrustedLayout } from '../../src/gate/findings.ts'
import { headVerdict, type HeadQuestion } from '../../src/gate/head-verdict.ts'
import { GateError } from '../../src/gate/codes.ts'
import { gateRun } from '../support/gate-run.ts'
import { HEAD, MemoryGitHub } from '../support/memory-github.ts'

/** Asks for the layout of a pull request, which cannot be read for some reason. */
const asking = (reason: Error): ReturnType<typeof headVerdict> =>
  headVerdict({
    inputs: { layout: 'root.layout', layoutRef: 'base' },
    run: gateRun({ eventName: 'pull_request' }),
    server: { ...new MemoryGitHub().server(), fetchFile: () => Promise.reject(reason) },
    layout: {} as TrustedLayout,
    request: {} as HeadQuestion['request']
  })

test('a layout of the head that cannot be had fails by the code that says why', async () =>
  expect(await asking(new GateError('GITHUB_FORBIDDEN', 'x'))).toEqual({
    commit: HEAD,
    verdict: 'failed',
    codes: ['GITHUB_FORBIDDEN']
  }))
test('a fault of our own says nothing of that layout', async () =>
  expect(asking(new TypeError('canary'))).rejects.toThrow(TypeError))
