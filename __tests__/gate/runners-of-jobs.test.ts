// SPDX-License-Identifier: Apache-2.0
// What a link says of its runner against what the server says of its job.
import { expect, test } from '@jest/globals'
import type { RunJob } from '../../src/gate/gate-server.ts'
import type { StoredLink } from '../../src/gate/run-jobs-claims.ts'
import { checkRunners } from '../../src/gate/runners-of-jobs.ts'

const jobOn = (runnerGroup: string | undefined, labels?: readonly string[]): RunJob =>
  ({ id: 1, name: 'build', attempt: 1, runnerGroup, labels }) as RunJob
const HOSTED = jobOn('GitHub Actions', ['ubuntu-latest'])
const OWN = jobOn('Default', ['self-hosted', 'linux'])
const UNKNOWN = jobOn('large')
const linkOf = (runner: string | undefined, recordedBy?: StoredLink['recordedBy']): StoredLink =>
  ({
    file: 'build.0a0a0a0a.link',
    name: { step: 'build' },
    run: runner === undefined ? {} : { runner },
    recordedBy
  }) as unknown as StoredLink
const by = (runner: string | undefined): StoredLink['recordedBy'] => ({ job: 'work', attempt: '1', runner })

const codesOf = (link: StoredLink, stored: readonly RunJob[], recorded: readonly RunJob[] = []): string[] =>
  checkRunners([link], new Map([[link.file, { stored, recorded }]])).map(({ code }) => code)

test.each<[string, string[], StoredLink, RunJob, RunJob | undefined]>([
  ['fits', [], linkOf('github-hosted'), HOSTED, undefined],
  ['fits, too', [], linkOf('self-hosted'), OWN, undefined],
  ['is not that of the job that stored it', ['LINK_RUNNER_OTHER'], linkOf('github-hosted'), OWN, undefined],
  ['is not that of the job, the other way round', ['LINK_RUNNER_OTHER'], linkOf('self-hosted'), HOSTED, undefined],
  [
    'is not that of the job that worked',
    ['LINK_RUNNER_OTHER'],
    linkOf('github-hosted', by('github-hosted')),
    HOSTED,
    OWN
  ],
  ['is neither', ['LINK_RUNNER_OTHER', 'LINK_RUNNER_OTHER'], linkOf('github-hosted', by('github-hosted')), OWN, OWN],
  ['is told by nobody', [], linkOf(undefined, by(undefined)), OWN, OWN],
  ['cannot be read', [], linkOf('self-hosted', 'malformed'), OWN, HOSTED],
  ['is on a server that does not tell', [], linkOf('github-hosted', by('self-hosted')), UNKNOWN, UNKNOWN]
])('what a link says of its runner %s', (_what, codes, link, stored, recorded) =>
  expect(codesOf(link, [stored], recorded === undefined ? [] : [recorded])).toEqual(codes)
)
test.each<[string, string[], string, readonly RunJob[]]>([
  ['they run alike', [], 'github-hosted', [HOSTED, HOSTED]],
  ['of one nobody tells', [], 'github-hosted', [HOSTED, UNKNOWN]],
  ['one of them runs elsewhere', ['LINK_RUNNER_OTHER'], 'github-hosted', [HOSTED, OWN]],
  ['one of them runs elsewhere, the other way round', ['LINK_RUNNER_OTHER'], 'self-hosted', [HOSTED, OWN]],
  ['one runs elsewhere, and of one nobody tells', ['LINK_RUNNER_OTHER'], 'github-hosted', [UNKNOWN, OWN]],
  ['each of them runs elsewhere', ['LINK_RUNNER_OTHER'], 'github-hosted', [OWN, OWN]]
])('where a link may mean several jobs and %s, their order does not matter', (_what, codes, claimed, jobs) => {
  for (const order of [jobs, jobs.toReversed()]) {
    expect(codesOf(linkOf(claimed), order)).toEqual(codes)
    expect(codesOf(linkOf(undefined, by(claimed)), [HOSTED], order)).toEqual(codes)
  }
})
test('links whose jobs are not known are not asked', () =>
  expect(checkRunners([linkOf('github-hosted')], new Map())).toEqual([]))
test('a contradiction names file, job and both runners', () => {
  const [failure] = checkRunners(
    [linkOf('github-hosted')],
    new Map([['build.0a0a0a0a.link', { stored: [OWN], recorded: [] }]])
  )
  expect(failure?.message).toMatch(/build\.0a0a0a0a\.link.*"build".*"github-hosted".*self-hosted/)
})
