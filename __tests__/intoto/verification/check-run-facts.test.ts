// SPDX-License-Identifier: Apache-2.0
// What a consumer expects of the run must stand in every link; what a link does not tell is not as expected.
import { describe, expect, test } from '@jest/globals'
import type { RunFacts } from '../../../src/intoto/verification/check-run-facts.ts'
import { ALICE, BOB, codes, goodStore, linkOf, MemoryStore, PACK, verifyChain, WRITE } from '../../support/chain.ts'

const WORKFLOW = 'o/r/.github/workflows/release.yml@refs/heads/main'
const RUN = { id: '1', repository: 'o/r', commit: 'c', ref: 'refs/heads/main', workflow: WORKFLOW, event: 'push' }
const chainOf = (run: unknown, other: unknown = run): MemoryStore => {
  const environment = (of: unknown): object => (of === undefined ? {} : { run: of })
  return new MemoryStore()
    .put('write', ALICE, { ...WRITE, environment: environment(run) })
    .put('pack', BOB, { ...PACK, environment: environment(other) })
}

test.each<[RunFacts]>([
  [{}],
  [{ id: '1' }],
  [{ repository: 'o/r' }],
  [{ ref: 'refs/heads/main' }],
  [{ workflow: WORKFLOW }],
  [{ workflow: '.github/workflows/release.yml' }],
  [{ event: 'push' }],
  [{ id: '1', repository: 'o/r', ref: 'refs/heads/main', workflow: WORKFLOW, event: 'push' }]
])('a run is as %j', async (runFacts) =>
  expect(codes(await verifyChain({ links: chainOf(RUN), runFacts }))).toEqual([])
)

describe('LINK_OF_OTHER_RUN for every link', () => {
  test.each<[RunFacts]>([
    [{ id: '2' }],
    [{ repository: 'o/other' }],
    [{ ref: 'refs/heads/evil' }],
    [{ workflow: '.github/workflows/evil.yml' }],
    [{ workflow: 'release.yml' }],
    [{ workflow: '.github/workflows/release.yml@x.yml' }],
    [{ workflow: 'o/r/.github/workflows/release.yml@refs/heads/evil' }],
    [{ event: 'pull_request' }]
  ])('where %j is expected', async (runFacts) =>
    expect(codes(await verifyChain({ links: chainOf(RUN), runFacts }))).toEqual([
      'LINK_OF_OTHER_RUN',
      'LINK_OF_OTHER_RUN'
    ])
  )
  test.each([
    ['names no run', undefined],
    ['names one that cannot be read', 'x'],
    ['does not tell the fact', { id: '1', repository: 'o/r', commit: 'c' }]
  ])('whose link %s', async (_what, run) => {
    const found = codes(await verifyChain({ links: chainOf(run), runFacts: { workflow: WORKFLOW } }))
    expect(found.filter((code) => code === 'LINK_OF_OTHER_RUN')).toHaveLength(2)
  })
  test.each([
    ['that is not written as GitHub does', 'release.yml'],
    ['whose file is called like another one with an @', 'o/r/.github/workflows/release.yml@x.yml@refs/heads/main'],
    ['read at no ref', 'o/r/.github/workflows/release.yml@x.yml']
  ])('with a workflow %s', async (_what, workflow) =>
    expect(
      codes(
        await verifyChain({
          links: chainOf({ ...RUN, workflow }),
          runFacts: { workflow: '.github/workflows/release.yml' }
        })
      )
    ).toHaveLength(2)
  )
  test('one alone names the step, the fact, and both values', async () => {
    const verification = await verifyChain({
      links: chainOf(RUN, { ...RUN, event: 'pull_request', ref: 'x' }),
      runFacts: { event: 'push', ref: 'refs/heads/main' }
    })
    expect(verification).toMatchObject({
      failures: [
        {
          code: 'LINK_OF_OTHER_RUN',
          step: 'pack',
          hint: expect.stringMatching(/--ref and --event\.$/) as unknown,
          details: ['ref: expected "refs/heads/main", found "x"', 'event: expected "push", found "pull_request"']
        }
      ]
    })
  })
  test('in the way of the reference, too, which knows no runs otherwise', async () => {
    const links = chainOf(RUN)
    expect(
      codes(await verifyChain({ links, compatibility: 'reference', runFacts: { event: 'release' } }))
    ).toHaveLength(2)
    expect(codes(await verifyChain({ links, compatibility: 'reference', runFacts: {} }))).toEqual([])
  })
})

describe('a chain that is bound to some run', () => {
  const warnings = async (changes: object): Promise<unknown> =>
    (await verifyChain({ links: chainOf(RUN), ...changes })).warnings
  test('passes with a warning that names it where nothing is expected', async () =>
    expect(await warnings({ runFacts: {} })).toMatchObject([
      { code: 'RUN_NOT_ASKED', message: expect.stringMatching(/id "1", repository "o\/r", commit "c"/) as unknown }
    ]))
  test.each([
    ['anything is expected of it', { runFacts: { event: 'push' } }],
    ['the run is known', { runFacts: {}, run: { id: '1' } }],
    ['its commit is expected', { runFacts: {}, source: { claims: 'optional', commit: 'c' } }],
    ['nobody asks for the warning', {}],
    ['it fails', { runFacts: {}, links: chainOf(RUN, { ...RUN, id: '2' }) }],
    ['no link is there', { runFacts: {}, links: new MemoryStore() }]
  ])('is not told where %s', async (_what, changes) => {
    const told = (await warnings(changes)) as readonly { code: string }[]
    expect(told.map(({ code }) => code)).not.toContain('RUN_NOT_ASKED')
  })
  test('is told apart from one that is bound to none', async () => {
    const links = goodStore().put('write', ALICE, linkOf('write', { products: WRITE['products'], environment: {} }))
    links.put('pack', BOB, { ...PACK, environment: {} })
    expect(await warnings({ links, runFacts: {} })).toMatchObject([{ code: 'RUN_UNBOUND' }])
  })
})
