// SPDX-License-Identifier: Apache-2.0
import { describe, expect, test } from '@jest/globals'
import type { RunBinding } from '../../../src/intoto/link/run-binding.ts'
import { ALICE, BOB, codes, goodStore, linkOf, verifyChain, type MemoryStore } from '../../support/chain.ts'

const RUN: RunBinding = { id: '1', repository: 'o/r', commit: 'c' }

const writtenIn = (environment: unknown): MemoryStore =>
  goodStore().put(
    'write',
    ALICE,
    linkOf('write', { products: { 'src/a.js': { sha256: 'a'.repeat(64) } }, environment })
  )

describe('links against the run that is verified', () => {
  test('pass when all claim it', async () => expect(codes(await verifyChain({ run: RUN }))).toEqual([]))
  test.each([
    ['id', { ...RUN, id: '2' }],
    ['repository', { ...RUN, repository: 'o/other' }],
    ['commit', { ...RUN, commit: 'd' }]
  ])('are all of another run when the %s differs', async (_fact, run) => {
    const verification = await verifyChain({ run })
    expect(codes(verification)).toEqual(['LINK_OF_OTHER_RUN', 'LINK_OF_OTHER_RUN'])
  })
  test.each([
    ['of another run', { run: { ...RUN, id: '2' } }],
    ['that names none', {}],
    ['that names one in a form that cannot be read', { run: 'mine' }],
    ['that leaves a fact out', { run: { id: '1', repository: 'o/r' } }],
    ['that gives a number for a text', { run: { ...RUN, id: 1 } }]
  ])('show the one %s', async (_what, environment) => {
    const verification = await verifyChain({ run: RUN, links: writtenIn(environment) })
    expect(verification).toMatchObject({ outcome: 'failed', failures: [{ code: 'LINK_OF_OTHER_RUN', step: 'write' }] })
  })
  test('need not name what the run does not demand', async () =>
    expect(codes(await verifyChain({ run: { id: '1', repository: 'o/r' } }))).toEqual([]))
  test.each([
    ['need not tell the id of the repository', {}, []],
    ['may tell it', { repository_id: '7' }, []],
    ['must not tell another one', { repository_id: '8' }, ['LINK_OF_OTHER_RUN']]
  ])('%s', async (_what, facts, expected) => {
    const links = writtenIn({ run: { ...RUN, ...facts } })
    expect(codes(await verifyChain({ run: { ...RUN, repository_id: '7' }, links }))).toEqual(expected)
  })
  test.each([
    ['must tell a ref that is demanded', {}, ['LINK_OF_OTHER_RUN']],
    ['must not tell the tag that is called like it', { ref: 'refs/tags/main' }, ['LINK_OF_OTHER_RUN']],
    ['tell the ref that is demanded', { ref: 'refs/heads/main' }, []]
  ])('%s', async (_what, facts, expected) => {
    const links = writtenIn({ run: { ...RUN, ...facts } })
    const pack = linkOf('pack', {
      materials: { 'src/a.js': { sha256: 'a'.repeat(64) } },
      products: { 'app.tgz': { sha256: 'b'.repeat(64) } },
      environment: { run: { ...RUN, ref: 'refs/heads/main' } }
    })
    links.put('pack', BOB, pack)
    expect(codes(await verifyChain({ run: { ...RUN, ref: 'refs/heads/main' }, links }))).toEqual(expected)
  })
  test('say what was claimed and what was expected', async () => {
    const verification = await verifyChain({ run: { ...RUN, id: '99' } })
    const details = verification.outcome === 'failed' ? verification.failures[0].details.join('\n') : ''
    expect(details).toContain('id "1"')
    expect(details).toContain('id "99"')
  })
})
