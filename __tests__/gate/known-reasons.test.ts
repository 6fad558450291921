// SPDX-License-Identifier: Apache-2.0
// Reasons that are known are told, and first, whatever breaks off after them.
import { mkdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from '@jest/globals'
import { GateError } from '../../src/gate/codes.ts'
import type { GateServer } from '../../src/gate/gate-server.ts'
import { verifyRun } from '../../src/gate/verify-run.ts'
import { gatePorts } from '../../src/github/gate-ports.ts'
import { annotations } from '../../src/reporting/annotations.ts'
import { FORMAT_NAMES } from '../../src/reporting/format-names.ts'
import { REPORT_FORMATS } from '../../src/reporting/formats.ts'
import { FakeRunner } from '../support/fake-runner.ts'
import { gateReport } from '../support/gate-run.ts'
import { MemoryGitHub, rewriteLink } from '../support/memory-github.ts'
import { GATE, MemoryJob, reportOf, type Ran } from '../support/memory-job.ts'
import { pipeline } from '../support/memory-pipeline.ts'
import { TOKEN } from '../support/two-steps.ts'

const NEEDS = { needs: '{"write":{"result":"failure"}}' }
const FORK = {
  pull_request: { base: { ref: 'main', repo: { id: 1 } }, head: { sha: 'f'.repeat(40), repo: { id: 2 } } }
}
const FACTS = { GITHUB_EVENT_NAME: 'pull_request', GITHUB_REF: 'refs/pull/3/merge' }

/** The job that verifies the run of a fork, whose links nobody signed. */
async function ofFork(change: (github: MemoryGitHub) => void = () => undefined): Promise<MemoryJob> {
  const github = new MemoryGitHub()
  await pipeline(github, '10', { facts: FACTS, event: FORK, end: { 'signing-key': '' } })
  change(github)
  return new MemoryJob(github, { GITHUB_JOB: 'verify', ...FACTS }, {}, FORK)
}

/** The job that verifies a run of two stages. */
async function verifying(stored: boolean, event?: unknown, facts = {}): Promise<MemoryJob> {
  const github = new MemoryGitHub()
  if (stored) await pipeline(github, '10')
  return new MemoryJob(github, { GITHUB_JOB: 'verify', ...facts }, {}, event)
}

const serverWith = (job: MemoryJob, changes: Partial<GateServer>): void => {
  job.gate = { connect: () => Promise.resolve({ ...job.github.server(), ...changes }) }
}
const broken = (): Promise<never> => Promise.reject(new GateError('GITHUB_UNAVAILABLE', 'An outage.'))

/** A runner whose disk is full. */
class FullRunner extends FakeRunner {
  override summary(): Promise<void> {
    return Promise.reject(new Error('ENOSPC'))
  }
}

/** What stands before what in the annotations. */
const titles = ({ runner }: Ran): string[] => runner.annotations.map(({ title }) => title)

describe('a needed job that failed is told', () => {
  test('although its products are missing, which are not looked for then', async () => {
    const ran = await (await verifying(false)).verify({ ...NEEDS, products: 'dist' })
    expect(ran.codes).toEqual(['NEEDED_JOB_FAILED', 'LINK_MISSING', 'LINK_MISSING'])
    expect(titles(ran)[0]).toBe('NEEDED_JOB_FAILED')
  })
  test('by each link that is missing, too, as what to look at first', async () => {
    const hints = async (needs: string): Promise<(string | undefined)[]> =>
      reportOf(await (await verifying(false)).verify({ needs })).failures.map(({ hint }) => hint)
    const [, ...missing] = await hints('{"write":{"result":"failure"},"pack":{"result":"skipped"}}')
    expect(missing).toHaveLength(3)
    for (const hint of missing.slice(1)) expect(hint).toMatch(/needs\.write, needs\.pack/)
    for (const hint of await hints('{"write":{"result":"success"}}')) expect(hint).not.toMatch(/needs\./)
  })
  test.each<[string, (job: MemoryJob) => void, Readonly<Record<string, string>>, string]>([
    ['the layout cannot be fetched', (job) => serverWith(job, { resolveCommit: broken }), {}, 'GITHUB_UNAVAILABLE'],
    ['the layout is not there', () => undefined, { layout: 'gone' }, 'GITHUB_NOT_FOUND'],
    ['the links cannot be listed', (job) => serverWith(job, { links: broken }), {}, 'GITHUB_UNAVAILABLE'],
    [
      'the run of the links is not there',
      () => undefined,
      { links: '999', 'from-workflow': 'ci.yml' },
      'GITHUB_NOT_FOUND'
    ],
    [
      'the gate has a fault',
      (job) => serverWith(job, { links: () => Promise.reject(new TypeError('canary')) }),
      {},
      'INTERNAL_ERROR'
    ]
  ])('although %s', async (_what, prepare, inputs, code) => {
    const job = await verifying(true)
    prepare(job)
    const ran = await job.verify({ ...NEEDS, ...inputs })
    expect([ran.codes, ran.outputs['verdict']]).toEqual([['NEEDED_JOB_FAILED', code], 'failed'])
    expect(titles(ran).slice(0, 2)).toEqual(['NEEDED_JOB_FAILED', code])
    expect(ran.runner.summaries[0]).toMatch(/does not verify[\s\S]*NEEDED_JOB_FAILED[\s\S]*could not be told/)
  })
})

describe('what verification found is told', () => {
  test('although the layout of the change cannot be looked at for a fault', async () => {
    const job = await verifying(true, FORK, FACTS)
    rewriteLink(job.github.storedAs('in-toto.pack', '10'), (link) => (link['products'] = {}))
    const server = job.github.server()
    let asked = 0
    serverWith(job, {
      fetchFile: (...words) => {
        asked += 1
        return asked === 2 ? Promise.reject(new TypeError('canary')) : server.fetchFile(...words)
      }
    })
    const ran = await job.verify()
    expect(asked).toBeGreaterThan(1)
    expect(ran.codes).toEqual(['LINK_MISSING', 'LINK_MISSING', 'INTERNAL_ERROR'])
    expect(titles(ran).at(-1)).toBe('INTERNAL_ERROR')
  })
  test('although the files of a fork cannot be recorded', async () => {
    const ran = await (await ofFork()).verify({ products: 'gone' })
    expect(ran.codes).toEqual(['LINK_MISSING', 'LINK_MISSING', 'RECORD_NOT_FOUND'])
  })
  test('although there is no room for the report', async () => {
    const job = await verifying(true)
    job.github.remove(job.github.storedAs('in-toto.pack', '10'))
    mkdirSync(join(job.workspace, 'taken'))
    const ran = await job.verify({ 'report-files': 'json: taken\nmarkdown: out.md', 'check-run': 'auto' })
    expect([ran.codes, ran.hasFailed]).toEqual([['FILE_UNWRITABLE'], true])
    expect(titles(ran)).toContain('LINK_MISSING in step pack')
    expect(readFileSync(join(job.workspace, 'out.md'), 'utf8')).toContain('LINK_MISSING')
    expect(job.github.checkRuns).toMatchObject([{ conclusion: 'failure' }])
  })
  test('although the summary cannot be written', async () => {
    const job = await verifying(true)
    job.github.remove(job.github.storedAs('in-toto.pack', '10'))
    const runner = new FullRunner('action.yml', { ...GATE, 'github-token': TOKEN, 'report-files': 'text: out.txt' })
    const ports = { ...gatePorts(runner, job.facts), connect: () => Promise.resolve(job.github.server()) }
    await expect(verifyRun(ports)).rejects.toThrow('ENOSPC')
    expect(runner.annotations.map(({ title }) => title)).toContain('LINK_MISSING in step pack')
    expect(readFileSync(join(job.workspace, 'out.txt'), 'utf8')).toContain('LINK_MISSING')
    expect(runner.written).not.toContain('verified=true')
  })
})

test('a report that cannot be written leaves no check run that says success', async () => {
  const job = await verifying(true)
  mkdirSync(join(job.workspace, 'taken'))
  const ran = await job.verify({ 'report-files': 'json: taken', 'check-run': 'auto' })
  expect([ran.codes, job.github.checkRuns]).toEqual([['FILE_UNWRITABLE'], []])
})

describe('a report of reasons and of an error', () => {
  const PLACE = { file: 'a.yml', steps: new Map<string, number>() }
  const many = (count: number): ReturnType<typeof gateReport> =>
    gateReport({
      verdict: 'failed',
      failures: Array.from({ length: count }, () => ({
        code: 'NEEDED_JOB_FAILED',
        message: 'the reason',
        details: [],
        hint: 'mend'
      })),
      error: { code: 'RECORD_NOT_FOUND', message: 'the error' }
    })
  test.each(FORMAT_NAMES)('says both, the reasons first, as %s', (format) => {
    const text = REPORT_FORMATS[format].render(many(1), { colour: 'plain', place: PLACE })
    const [reason, error] = [text.indexOf('the reason'), text.indexOf('the error')]
    expect([reason >= 0, error >= 0]).toEqual([true, true])
    if (format !== 'json') expect(reason).toBeLessThan(error)
  })
  test('shows the error among ten annotations', () => {
    const list = annotations(many(40), PLACE)
    expect([list.length, list.at(-1)?.title, list[0]?.title]).toEqual([10, 'RECORD_NOT_FOUND', 'NEEDED_JOB_FAILED'])
  })
})

describe('advice on unsigned links names no signer', () => {
  const advise = async (change?: (github: MemoryGitHub) => void): Promise<Ran> =>
    (await ofFork(change)).verify({ 'report-files': 'text: a.txt' })
  test('in the log, the table, the graph and the report', async () => {
    const ran = await advise()
    expect(ran.outputs['verdict']).toBe('advisory')
    expect(reportOf(ran).items.map(({ functionaries, unsigned }) => [functionaries, unsigned])).toEqual([
      [[], true],
      [[], true]
    ])
    expect(ran.runner.lines.filter((line) => line.includes('(unsigned)'))).toHaveLength(2)
    expect(ran.words).not.toMatch(/signed by|by [0-9a-f]{8}\b/)
    const [summary = ''] = ran.runner.summaries
    expect(summary.match(/\(unsigned\)/g)).toHaveLength(2)
    expect(summary).toContain('<br>unsigned')
  })
  test.each<[string, (link: Record<string, unknown>) => void]>([
    ['a rule fails', (link) => (link['products'] = { evil: { sha256: 'e'.repeat(64) } })],
    ['a command failed', (link) => (link['byproducts'] = { 'return-value': 1 })],
    ['a link is malformed', (link) => (link['products'] = 7)],
    ['a link is of another step', (link) => (link['name'] = 'write')]
  ])('nor does the failure where %s', async (_what, change) => {
    const ran = await advise((github) => rewriteLink(github.storedAs('in-toto.pack', '10'), change))
    expect([ran.outputs['verdict'], ran.codes.length > 0]).toEqual(['failed', true])
    expect(ran.words).not.toMatch(/signed by|\bpack\.[0-9a-f]{8}\.link/)
    for (const { functionaries } of reportOf(ran).items) expect(functionaries).toEqual([])
  })
})
