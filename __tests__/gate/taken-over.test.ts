// SPDX-License-Identifier: Apache-2.0
// Links by which steps took products over, against the links that count.
import { expect, test } from '@jest/globals'
import type { StoredLink } from '../../src/gate/run-jobs-claims.ts'
import { checkTakenOver } from '../../src/gate/taken-over.ts'

const [OLD, NEW] = ['a'.repeat(64), 'b'.repeat(64)]
const linkOf = (step: string, attempt: number, digest: string, tookOver: StoredLink['tookOver'] = []): StoredLink =>
  ({ listed: { name: step }, name: { step, job: step, attempt }, digest, tookOver }) as unknown as StoredLink
const taking = (attempt: string, digest: string): StoredLink =>
  linkOf('pack', 1, 'c'.repeat(64), [{ step: 'write', attempt, digest }])

test.each<[string, readonly StoredLink[], string[]]>([
  ['the link that counts', [linkOf('write', 1, NEW), taking('1', NEW)], []],
  ['one of two that count', [linkOf('write', 1, OLD), linkOf('write', 1, NEW), taking('1', NEW)], []],
  ['a link of other bytes', [linkOf('write', 1, NEW), taking('1', OLD)], ['TAKE_OVER_OLD']],
  ['a link of another attempt', [linkOf('write', 2, NEW), taking('1', NEW)], ['TAKE_OVER_OLD']],
  ['a link that is not there', [taking('1', NEW)], ['TAKE_OVER_OLD']],
  ['nobody can read which link', [linkOf('write', 1, NEW), linkOf('pack', 1, OLD, 'malformed')], ['LINK_UNREADABLE']]
])('a step that took over by %s', (_what, links, codes) =>
  expect(checkTakenOver(links).map(({ code }) => code)).toEqual(codes)
)
test('both links are told by attempt and digest', () => {
  const [failure] = checkTakenOver([linkOf('write', 2, NEW), taking('1', OLD)])
  expect(failure).toMatchObject({
    step: 'pack',
    details: [expect.stringContaining(OLD), expect.stringMatching(`attempt 2.*${NEW}`)]
  })
})
