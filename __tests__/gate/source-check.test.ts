// SPDX-License-Identifier: Apache-2.0
// What the links of a run say of the commit's files, held against the repository itself.
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { beforeAll, describe, expect, test } from '@jest/globals'
import { unzip } from '../../.github/scripts/e2e/zip.ts'
import { GateError } from '../../src/gate/codes.ts'
import type { GateServer } from '../../src/gate/gate-server.ts'
import { RecordingError } from '../../src/recording/codes.ts'
import { claimedFiles, claimSources, trueClaim, trueFiles, type Claim, type Files } from '../support/claimed-links.ts'
import { TestRepository } from '../support/git-server.ts'
import { HEAD, LAYOUT, MemoryGitHub, rewriteLink, runState } from '../support/memory-github.ts'
import { MemoryJob, reportOf, type Ran } from '../support/memory-job.ts'
import { pipeline } from '../support/memory-pipeline.ts'
import { commandLayoutFile, layoutFile } from '../support/two-steps.ts'

type Texts = Readonly<Record<string, string>>
type Change = (claim: Claim) => void

const repository = new TestRepository({ 'a.txt': 'alpha', 'd/b.txt': 'beta' })
const parent = repository.head
writeFileSync(join(repository.directory, 'c.txt'), 'gamma')
const head = repository.commit('second')
const claims = new Map<string, Claim>()
const committed = new Map<string, Files>()
beforeAll(async () => {
  for (const commit of [parent, head]) {
    claims.set(commit, await trueClaim(repository.directory, commit))
    committed.set(commit, await trueFiles(repository.directory, commit))
  }
})
const claimOf = (commit: string): Claim => ({ ...claims.get(commit) })

interface Told {
  /** What each link claims, by its step; by default what is true of the commit of the run. */
  readonly claim?: (step: string) => Claim | 'silent' | undefined
  /** What the first link recorded; by default the files of the commit that it claims. */
  readonly files?: Files
  /** Whether that link says that it is of a checkout, which it does by default. */
  readonly says?: 'checkout' | 'nothing of it'
  readonly facts?: Texts
  readonly event?: unknown
  readonly signed?: boolean
  /** What the command of the second step does besides. */
  readonly pack?: (job: MemoryJob) => void
}

/** The job that verifies a run of the commit, whose links claim something. */
async function verifying({
  claim = () => claimOf(head),
  files,
  says,
  facts = {},
  event,
  signed = true,
  pack
}: Told = {}): Promise<MemoryJob> {
  const github = new MemoryGitHub()
  const all = { GITHUB_SHA: head, ...facts }
  github.refs.set('o/r@heads/main', HEAD)
  for (const commit of [parent, head]) {
    github.commits.set(commit, { outcome: 'fetched', repository: repository.directory })
    github.files.set(`${commit}:${LAYOUT}`, layoutFile)
  }
  await pipeline(github, '10', {
    facts: all,
    event,
    ...(signed ? {} : { end: { 'signing-key': '' } }),
    ...(pack === undefined ? {} : { pack })
  })
  github.runs.set('10', runState({ head, attempt: 1, event: 'push', status: 'completed', conclusion: 'success' }))
  const links = github.storedIn('10').filter(({ name }) => /^in-toto\.|^in-toto-unsigned\./.test(name))
  const filesOf = ({ commit }: Claim): Files => files ?? committed.get(String(commit)) ?? {}
  claimSources(links, claim, signed ? 'signed' : 'unsigned', filesOf, says)
  return new MemoryJob(github, { GITHUB_JOB: 'verify', ...all }, {}, event)
}

const verify = (job: MemoryJob, inputs: Texts = {}): Promise<Ran> => job.verify({ source: 'demanded', ...inputs })

/** The same claim in every link, changed. */
const lying = (change: Change): Told => ({
  claim: () => {
    const claim = claimOf(head)
    change(claim)
    return claim
  }
})

/** A lie that every link tells of the files of the commit, and that the checkout recorded, too. */
function lyingOfFiles(changes: Readonly<Record<string, string | undefined>>, only?: readonly string[]): Told {
  const all = { ...committed.get(head), ...changes }
  const files = Object.fromEntries(
    Object.entries(all).filter((pair): pair is [string, string] => pair[1] !== undefined)
  )
  const claim = { ...claimOf(head), ...claimedFiles(files), ...(only === undefined ? {} : { only }) }
  return { claim: () => claim, files }
}
const EVIL = 'e'.repeat(64)

function expectPassed(ran: Ran): void {
  expect([ran.codes, ran.hasFailed, ran.outputs['verified']]).toEqual([[], false, 'true'])
}

function expectFailed(ran: Ran, ...codes: string[]): void {
  expect([ran.codes, ran.hasFailed]).toEqual([codes, true])
  expect(ran.runner.written).not.toContain('verified=true')
  expect(ran.runner.written).not.toContain('verdict=passed')
}

const warningsOf = (ran: Ran): string[] => reportOf(ran).warnings.map(({ code }) => code)

describe('claims that are true', () => {
  test('pass, and the commit is fetched once', async () => {
    const job = await verifying()
    const ran = await verify(job)
    expectPassed(ran)
    expect([job.github.fetchedCommits, warningsOf(ran)]).toEqual([[head], []])
    expect(ran.words).toContain(String(claimOf(head)['digest']))
  })
  test('pass where one link claims and the others do not, as without a checkout', async () => {
    const job = await verifying({ claim: (step) => (step === 'write' ? claimOf(head) : undefined) })
    expectPassed(await verify(job))
    expect(job.github.fetchedCommits).toEqual([head])
  })
})

describe('a lie that every link tells', () => {
  const LIES: readonly (readonly [string, Change, string])[] = [
    ['another tree', (claim) => Object.assign(claim, { tree: claimOf(parent)['tree'] }), 'SOURCE_FALSE'],
    ['another commit that there is', (claim) => Object.assign(claim, claimOf(parent)), 'SOURCE_OTHER_COMMIT'],
    ['a commit that there is not', (claim) => Object.assign(claim, { commit: 'b'.repeat(40) }), 'SOURCE_OTHER_COMMIT'],
    [
      'the files of another commit',
      (claim) => Object.assign(claim, { ...claimOf(parent), commit: head }),
      'SOURCE_FALSE'
    ],
    ['a claim with a member more', (claim) => Object.assign(claim, { checked: true }), 'SOURCE_FALSE']
  ]
  test.each<[string, Readonly<Record<string, string | undefined>>]>([
    ['a file more', { evil: EVIL }],
    ['a file less', { 'a.txt': undefined }],
    ['other bytes', { 'a.txt': EVIL }]
  ])('is refused where the checkout recorded it: %s', async (_what, changes) => {
    const job = await verifying(lyingOfFiles(changes))
    for (const source of ['demanded', 'auto', 'none']) {
      const ran = await verify(job, { source })
      expect([new Set(ran.codes), ran.hasFailed]).toEqual([new Set(['SOURCE_FALSE']), true])
    }
    expect(job.github.fetchedCommits).toEqual([head, head, head])
  })
  describe('is told of all files but those that a sparse checkout leaves out', () => {
    const PATTERNS = ['/*', '!/a.txt']
    const part = (): Told => lyingOfFiles({ 'a.txt': undefined }, PATTERNS)
    test('and is refused where claims are demanded, and nobody names the patterns', async () => {
      const job = await verifying(part())
      expectFailed(await verify(job), 'SOURCE_UNKNOWN', 'SOURCE_UNKNOWN')
      expectFailed(await verify(job, { 'source-patterns': '/*' }), 'SOURCE_UNKNOWN', 'SOURCE_UNKNOWN')
    })
    test.each([{ 'source-patterns': PATTERNS.join('\n') }, { source: 'auto' }, { source: 'none' }])(
      'and is a warning with %j',
      async (inputs) => {
        const ran = await verify(await verifying(part()), inputs)
        expectPassed(ran)
        expect(warningsOf(ran)).toEqual(['SOURCE_PARTIAL', 'SOURCE_PARTIAL'])
      }
    )
    test('and is refused where the patterns fit other files', async () => {
      const ran = await verify(await verifying(lyingOfFiles({}, PATTERNS)), { 'source-patterns': PATTERNS.join('\n') })
      expect([new Set(ran.codes), ran.hasFailed]).toEqual([new Set(['SOURCE_FALSE']), true])
    })
  })
  test('is refused where it claims what is true, and no link says that it is of a checkout', async () => {
    const job = await verifying({ files: { ...committed.get(head), evil: EVIL }, says: 'nothing of it' })
    expectFailed(await verify(job, { source: 'auto' }), 'SOURCE_FALSE')
    const honest = await verifying({ says: 'nothing of it' })
    expectPassed(await verify(honest, { source: 'auto' }))
    expectFailed(await verify(honest), 'SOURCE_UNKNOWN')
  })
  test.each(LIES)('is refused: %s', async (_what, change, code) => {
    const job = await verifying(lying(change))
    expect(new Set((await verify(job)).codes)).toEqual(new Set([code]))
    expectFailedOf(await verify(job, { source: 'none' }))
  })
  test('is refused: no claim at all', async () => {
    const job = await verifying({ claim: () => undefined })
    expectFailed(await verify(job), 'SOURCE_UNKNOWN')
    expectPassed(await verify(job, { source: 'none' }))
    // There is nothing that could be held against it.
    expect(job.github.fetchedCommits).toEqual([])
  })
  test('is a warning only where each link says that its stage began without a repository', async () => {
    const job = await verifying({ claim: () => undefined })
    const ran = await verify(job, { source: 'auto' })
    expectPassed(ran)
    expect(warningsOf(ran)).toEqual(['SOURCE_UNCLAIMED'])
    expect(job.github.fetchedCommits).toEqual([])
  })
  test.each<[string, (step: string) => 'silent' | undefined]>([
    ['says nothing at all', () => 'silent'],
    ['says it of one link only', (step) => (step === 'write' ? 'silent' : undefined)]
  ])('is refused where a run %s', async (_what, claim) => {
    const job = await verifying({ claim })
    expectFailed(await verify(job, { source: 'auto' }), 'SOURCE_UNKNOWN')
  })
  test('passes where nobody fetches, and the verdict says so', async () => {
    const job = await verifying(lyingOfFiles({ evil: EVIL }))
    const ran = await verify(job, { 'source-check': 'none' })
    expectPassed(ran)
    expect([warningsOf(ran), job.github.fetchedCommits]).toEqual([['SOURCE_UNCHECKED'], []])
    expect(ran.words).toContain('SOURCE_UNCHECKED')
  })
  test('is not told by one link alone, whoever fetches', async () => {
    const claim = (step: string): Claim => ({ ...claimOf(head), ...(step === 'pack' ? { files: 4 } : {}) })
    expectFailed(await verify(await verifying({ claim }), { 'source-check': 'none' }), 'SOURCE_DIFFERS')
  })
})

function expectFailedOf(ran: Ran): void {
  expect([ran.hasFailed, ran.outputs['verified'], ran.codes.length > 0]).toEqual([true, 'false', true])
}

describe('what cannot be fetched', () => {
  const serverWith = (job: MemoryJob, fetchCommit: GateServer['fetchCommit']): void => {
    job.gate = { connect: () => Promise.resolve({ ...job.github.server(), fetchCommit }) }
  }
  test('since it has more bytes than the bound, is told, and the rest decides', async () => {
    const job = await verifying()
    job.github.commits.set(head, { outcome: 'too-large' })
    const ran = await verify(job)
    expectPassed(ran)
    expect(warningsOf(ran)).toEqual(['SOURCE_UNCHECKED'])
    expect(reportOf(ran).notes).toContainEqual(expect.stringMatching(/not checked against the repository: .*2 GiB/))
    expect(ran.words).toMatch(/note: .*not checked against the repository/)
    // What links tell of one another is still held against them.
    const claim = (step: string): Claim => ({ ...claimOf(head), ...(step === 'pack' ? { files: 4 } : {}) })
    const differing = await verifying({ claim })
    differing.github.commits.set(head, { outcome: 'too-large' })
    expectFailed(await verify(differing), 'SOURCE_DIFFERS')
  })
  test('since it has more files than are compared, likewise', async () => {
    const job = await verifying()
    serverWith(job, () => Promise.reject(new RecordingError('SOURCE_TOO_LARGE', 'More than a million files.')))
    const ran = await verify(job)
    expectPassed(ran)
    expect(warningsOf(ran)).toEqual(['SOURCE_UNCHECKED'])
    expect(reportOf(ran).notes).toContainEqual(expect.stringMatching(/repository: more than a million files\.$/))
  })
  test.each(['SOURCE_NOT_FETCHED', 'SOURCE_COMMIT_UNKNOWN'] as const)('could not be told: %s', async (code) => {
    const job = await verifying()
    serverWith(job, () => Promise.reject(new GateError(code, 'An outage.', { hint: 'Wait.' })))
    const ran = await verify(job, { 'check-run': 'auto' })
    expectFailed(ran, code)
    expect(reportOf(ran)).toMatchObject({ verdict: 'failed', failures: [], error: { code, hint: 'Wait.' } })
    expect(job.github.checkRuns).toMatchObject([{ conclusion: 'failure' }])
    expectFailed(await verify(job, { source: 'none' }), code)
  })
  test('hides no reason that is known without it, and no product is looked for', async () => {
    const job = await verifying()
    serverWith(job, () => Promise.reject(new GateError('SOURCE_NOT_FETCHED', 'An outage.')))
    rewriteLink(job.github.storedAs('in-toto.pack', '10'), (link) => (link['products'] = {}))
    expect((await verify(job, { products: 'gone' })).codes).toContain('LINK_THRESHOLD')
    const good = await verifying()
    serverWith(good, () => Promise.reject(new GateError('SOURCE_NOT_FETCHED', 'An outage.')))
    expectFailed(await verify(good, { products: 'gone' }), 'SOURCE_NOT_FETCHED')
  })
  test('is told of the layout of the head, too, where only that one comes so far', async () => {
    const job = await verifying({
      facts: { GITHUB_EVENT_NAME: 'pull_request', GITHUB_REF: 'refs/pull/3/merge' },
      event: { pull_request: { base: { ref: 'main', repo: { id: 1 } }, head: { sha: parent, repo: { id: 1 } } } }
    })
    // The layout of the base has one step less than the run.
    job.github.files.set(`${HEAD}:${LAYOUT}`, commandLayoutFile)
    serverWith(job, () => Promise.reject(new GateError('SOURCE_NOT_FETCHED', 'An outage.')))
    const ran = await verify(job)
    expectFailedOf(ran)
    expect(ran.codes).not.toContain('INTERNAL_ERROR')
    expect(reportOf(ran).headLayout).toMatchObject({ verdict: 'failed', codes: ['SOURCE_NOT_FETCHED'] })
  })
  test('hides no rule that is broken', async () => {
    const job = await verifying({ pack: (pack) => pack.write('evil.js', 'evil') })
    serverWith(job, () => Promise.reject(new GateError('SOURCE_NOT_FETCHED', 'An outage.')))
    expect((await verify(job)).codes).toContain('RULE_ARTIFACT_DISALLOWED')
  })
  test('by a fault of our own is no pass', async () => {
    const job = await verifying()
    serverWith(job, () => Promise.reject(new TypeError('canary')))
    expectFailed(await verify(job), 'INTERNAL_ERROR')
  })
  test('since the repository that came lacks objects', async () => {
    const job = await verifying()
    job.github.commits.set(head, { outcome: 'fetched', repository: new TestRepository().directory })
    expectFailedOf(await verify(job))
    expect((await verify(job)).codes).toEqual(['SOURCE_UNREADABLE'])
  })
})

describe('the commit that the source must be of', () => {
  const PULL_REQUEST = {
    repository: { default_branch: 'main' },
    pull_request: { base: { ref: 'main', repo: { id: 1 } }, head: { sha: parent, repo: { id: 1 } } }
  }
  /** The run is of the merge commit, and its stages checked out the tip. */
  const OF_TIP = {
    facts: { GITHUB_EVENT_NAME: 'pull_request', GITHUB_REF: 'refs/pull/3/merge' },
    event: PULL_REQUEST,
    claim: () => claimOf(parent)
  }

  test('is that of the run, whose links are bound to it', async () => {
    expect((await verify(await verifying(OF_TIP))).codes).toContain('SOURCE_OTHER_COMMIT')
    expectPassed(await verify(await verifying({ ...OF_TIP, claim: () => claimOf(head) })))
  })
  test('is the tip of the pull request for head, which the verdict says', async () => {
    const job = await verifying(OF_TIP)
    const ran = await verify(job, { commit: 'head' })
    expectPassed(ran)
    expect(job.github.fetchedCommits).toEqual([parent])
    expect(reportOf(ran).run.commit).toBe(head)
    expect(reportOf(ran).notes).toContainEqual(expect.stringMatching(new RegExp(`${parent}.*${head}`)))
    const lie = { ...OF_TIP, claim: () => ({ ...claimOf(parent), digest: '0'.repeat(64) }) }
    expect((await verify(await verifying(lie), { commit: 'head' })).codes).toContain('SOURCE_FALSE')
  })
  test('is no tip where there is no pull request', async () => {
    const ran = await verify(await verifying(), { commit: 'head' })
    expect([ran.codes, ran.hasFailed]).toEqual([['INPUT_INVALID'], true])
  })
  test('is the one that the caller gives, where this repository has it', async () => {
    const given = { claim: () => claimOf(parent) }
    const job = await verifying(given)
    const ran = await verify(job, { commit: parent })
    expectPassed(ran)
    expect(job.github.fetchedCommits).toEqual([parent])
    expect(reportOf(ran).notes).toContainEqual(expect.stringContaining(parent))
    job.github.commits.delete(parent)
    for (const check of ['fetch', 'none'])
      expectFailed(await verify(job, { commit: parent, 'source-check': check }), 'SOURCE_COMMIT_UNKNOWN')
    expectPassed(await verify(await verifying(given), { commit: parent, 'source-check': 'none' }))
    expect((await verify(await verifying(), { commit: parent })).codes).toContain('SOURCE_OTHER_COMMIT')
  })
  test.each([
    'main',
    'HEAD',
    'abc1234',
    'RUN',
    head.slice(0, 39),
    `${head}0`,
    head.toUpperCase(),
    `${head}^`,
    'refs/pull/3/head'
  ])('is not written %p', async (commit) => {
    const job = new MemoryJob(new MemoryGitHub())
    job.gate = { connect: () => Promise.reject(new Error('asked')) }
    expect((await verify(job, { commit })).codes).toEqual(['INPUT_INVALID'])
  })
  test('does not move the run that links are bound to', async () => {
    const job = await verifying({ claim: () => claimOf(parent) })
    job.facts['GITHUB_SHA'] = parent
    expect((await verify(job, { commit: parent })).codes).toContain('LINK_OF_OTHER_RUN')
  })
  test('is that of another run whose links are verified', async () => {
    const job = await verifying()
    Object.assign(job.facts, { GITHUB_RUN_ID: '11', GITHUB_SHA: parent })
    expectPassed(await verify(job, { links: '10', 'from-workflow': 'ci.yml' }))
    expect(job.github.fetchedCommits).toEqual([head])
    const lie = await verifying(lying((claim) => Object.assign(claim, { files: 4 })))
    Object.assign(lie.facts, { GITHUB_RUN_ID: '11', GITHUB_SHA: parent })
    expect((await verify(lie, { links: '10', 'from-workflow': 'ci.yml' })).codes).toContain('SOURCE_FALSE')
  })
  test('is the one that the links agree on, where nobody tells', async () => {
    const links = await verifying()
    const stored = links.github.storedIn('10').filter(({ name }) => name.startsWith('in-toto.'))
    const entries = stored.flatMap(({ zip: archive }) => unzip(archive))
    for (const { name, content } of entries) links.write(`links/${name}`, Buffer.from(content).toString())
    links.facts['GITHUB_SHA'] = parent
    expectPassed(await verify(links, { links: './links', 'run-binding': 'any' }))
    expect(links.github.fetchedCommits).toEqual([head])
    expect((await verify(links, { links: './links' })).codes).toContain('SOURCE_OTHER_COMMIT')
  })
})

describe('advice on a fork', () => {
  const FORK = {
    facts: { GITHUB_EVENT_NAME: 'pull_request', GITHUB_REF: 'refs/pull/3/merge' },
    event: {
      repository: { default_branch: 'main' },
      pull_request: { base: { ref: 'main', repo: { id: 1 } }, head: { sha: parent, repo: { id: 2 } } }
    },
    signed: false
  }
  test('holds claims against the repository likewise', async () => {
    const job = await verifying(FORK)
    const ran = await verify(job, { 'fork-policy': 'advisory' })
    expect([ran.codes, ran.outputs['verdict'], job.github.fetchedCommits]).toEqual([[], 'advisory', [head]])
    const lie = await verifying({ ...FORK, ...lying((claim) => Object.assign(claim, { files: 4 })) })
    expect((await verify(lie, { 'fork-policy': 'advisory' })).codes).toContain('SOURCE_FALSE')
    const without = await verifying({ ...FORK, claim: () => undefined })
    expect((await verify(without, { 'fork-policy': 'advisory' })).codes).toContain('SOURCE_UNKNOWN')
  })
})
