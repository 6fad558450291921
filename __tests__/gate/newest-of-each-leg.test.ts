// SPDX-License-Identifier: Apache-2.0
import { expect, test } from '@jest/globals'
import type { GateFailure } from '../../src/gate/gate-failure.ts'
import type { NamedArtifact } from '../../src/gate/named-artifacts.ts'
import { newestOfEachLeg } from '../../src/gate/newest-of-each-leg.ts'

const stored = (id: string, attempt: number): NamedArtifact => ({
  listed: { id, name: `artifact ${id}`, size: 1, digest: undefined },
  name: { kind: 'link', step: 'build', job: 'build', matrix: '0', attempt }
})
const [FIRST, SECOND, NEWEST] = [stored('9', 1), stored('10', 1), stored('3', 2)]

test.each([[[FIRST, SECOND]], [[SECOND, FIRST]]])(
  'of one attempt, two are a failure that names both in the order in which they were stored, however they are listed',
  (named) => {
    const failures: GateFailure[] = []
    const notes: string[] = []
    expect(newestOfEachLeg(named, notes, failures)).toEqual([SECOND])
    expect(failures).toMatchObject([
      { code: 'LINKS_COLLIDE', details: [expect.stringContaining('(id 9)'), expect.stringContaining('(id 10)')] }
    ])
    expect(notes).toEqual([expect.stringMatching(/\(id 9\).*\(id 10\)/)])
  }
)
test('of several attempts, the newest counts, whenever it was stored', () => {
  const failures: GateFailure[] = []
  expect(newestOfEachLeg([FIRST, NEWEST], [], failures)).toEqual([NEWEST])
  expect(newestOfEachLeg([NEWEST, FIRST], [], failures)).toEqual([NEWEST])
  expect(failures).toEqual([])
})
