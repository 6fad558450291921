// SPDX-License-Identifier: Apache-2.0
// Where the report goes. Whatever the server does, the report is written, and its annotations stand on a file that exists.
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from '@jest/globals'
import type { Findings, TrustedLayout } from '../../src/gate/findings.ts'
import type { GateServer } from '../../src/gate/gate-server.ts'
import { publishReport } from '../../src/gate/publish-report.ts'
import type { PlacedReportFile } from '../../src/gate/report-files.ts'
import { readVerifyInputs } from '../../src/gate/verify-inputs.ts'
import type { AnnotationLevel, Place } from '../../src/base/runner.ts'
import { LayoutFile } from '../../src/intoto/layout/layout-file.ts'
import { layoutLines } from '../../src/layouts/step-lines.ts'
import type { AnyFailure, GateReport } from '../../src/reporting/report.ts'
import { NODE_BYTES } from '../../src/signing/node-bytes.ts'
import { directoryWith } from '../support/directory.ts'
import { FakeRunner } from '../support/fake-runner.ts'
import { gateReport, gateRun } from '../support/gate-run.ts'
import { HEAD, LAYOUT, MemoryGitHub } from '../support/memory-github.ts'
import { GATE } from '../support/memory-job.ts'
import { layoutFile, TOKEN } from '../support/two-steps.ts'

/** A runner that keeps where annotations stand, too. */
class PlacingRunner extends FakeRunner {
  readonly placed: [string, string | undefined, number | undefined][] = []

  override annotate(level: AnnotationLevel, title: string, message: string, place?: Place): void {
    super.annotate(level, title, message)
    this.placed.push([title, place?.file, place?.line])
  }
}

const SOURCE = '.in-toto/layout.yml'
const layout: TrustedLayout = {
  source: { owner: 'o', repo: 'r', ref: 'heads/main', reason: '' },
  document: new LayoutFile(layoutFile, LAYOUT, NODE_BYTES),
  report: { path: LAYOUT, repository: 'o/r', commit: HEAD, blob: '', digest: '', reason: '' }
}
const missing = (step: string): AnyFailure => ({ code: 'LINK_MISSING', step, message: 'm', details: [], hint: 'h' })
const NEEDED: AnyFailure = { code: 'NEEDED_JOB_FAILED', message: 'm', details: [], hint: 'h' }
const failed = (...failures: AnyFailure[]): Partial<GateReport> => ({ verdict: 'failed', failures })

interface Published {
  readonly runner: PlacingRunner
  readonly github: MemoryGitHub
}

async function publish(
  report: Partial<GateReport>,
  found: Partial<Findings> = {},
  server: Partial<GateServer> = {},
  inputs: Readonly<Record<string, string>> = {},
  {
    runner = new PlacingRunner('action.yml', { ...GATE, 'github-token': TOKEN, ...inputs }),
    files = []
  }: { readonly runner?: PlacingRunner; readonly files?: readonly PlacedReportFile[] } = {}
): Promise<Published> {
  const github = new MemoryGitHub()
  await publishReport({
    report: gateReport(report),
    findings: {
      server: { ...github.server(), ...server },
      run: gateReport().run,
      layout,
      failures: [],
      notes: [],
      ...found
    },
    allowed: report.verdict === undefined,
    inputs: readVerifyInputs(runner),
    files,
    run: gateRun({ temporary: directoryWith() }),
    runner,
    layoutLines: async (source) => layoutLines(source)
  })
  return { runner, github }
}

describe('annotations of a report', () => {
  test('stand on the steps in the source of the layout that decided', async () => {
    const { runner, github } = await publish(failed(NEEDED, missing('pack')))
    expect(runner.placed).toEqual([
      ['NEEDED_JOB_FAILED', SOURCE, 1],
      ['LINK_MISSING in step pack', SOURCE, 3]
    ])
    expect(github.fetched).toEqual([`${HEAD}:${SOURCE}`])
  })
  test('of advice do, too', async () => {
    const { runner } = await publish({ verdict: 'advisory', unsigned: [missing('write')] })
    expect(runner.placed).toContainEqual(['LINK_MISSING in step write', SOURCE, 2])
  })
  test.each<[string, Partial<GateReport>]>([
    ['there is none', {}],
    ['none is of a step', failed(NEEDED)]
  ])('need no source where %s, and the server is not asked', async (_what, report) => {
    const { runner, github } = await publish(report)
    expect(github.fetched).toEqual([])
    expect(runner.placed.map(([, file]) => file)).toEqual(report.failures === undefined ? [] : [LAYOUT])
  })
  test.each<[string, Partial<Findings>]>([
    ['the server', { server: undefined }],
    ['the layout', { layout: undefined }]
  ])('stand on the layout where it broke off before %s was known', async (_what, found) => {
    const { runner, github } = await publish(failed(missing('pack')), found)
    expect(runner.placed).toEqual([['LINK_MISSING in step pack', LAYOUT, 1]])
    expect(github.fetched).toEqual([])
  })
  test('stand on the layout where it has no source', async () => {
    const elsewhere = { ...layout, report: { ...layout.report, commit: '1'.repeat(40) } }
    const { runner } = await publish(failed(missing('pack')), { layout: elsewhere })
    expect(runner.placed).toEqual([['LINK_MISSING in step pack', LAYOUT, 1]])
  })
})

test('a fault on the way to the source of the layout is not taken for a layout without one', async () => {
  const fetchFile = (): Promise<never> => Promise.reject(new Error('canary'))
  await expect(publish(failed(missing('pack')), {}, { fetchFile })).rejects.toThrow('canary')
})

test('what cannot be told first is told as the error, whatever the server does after it', async () => {
  const publishCheckRun = (): Promise<never> => Promise.reject(new Error('second'))
  const fetchFile = (): Promise<never> => Promise.reject(new Error('first'))
  const server = { fetchFile, publishCheckRun }
  await expect(publish(failed(missing('pack')), {}, server, { 'check-run': 'auto' })).rejects.toThrow('first')
  const told = publish(failed(NEEDED), {}, server, { 'check-run': 'auto' })
  await expect(told).rejects.toThrow('second')
})

test('of several errors one is thrown, and every other one is told', async () => {
  const fetchFile = (): Promise<never> => Promise.reject(new Error('first'))
  const unwritable = (path: string): PlacedReportFile => ({
    input: 'report-files',
    format: 'json',
    path,
    absolutePath: join(directoryWith({ file: '' }), 'file', path)
  })
  const runner = new PlacingRunner('action.yml', { ...GATE, 'github-token': TOKEN })
  const told = publish(
    failed(missing('pack')),
    {},
    { fetchFile },
    {},
    { runner, files: [unwritable('a'), unwritable('b')] }
  )
  await expect(told).rejects.toThrow('first')
  expect(runner.annotations.map(({ title }) => title)).toEqual([
    'LINK_MISSING in step pack',
    'FILE_UNWRITABLE',
    'FILE_UNWRITABLE'
  ])
})

test('the report is written where the output says, with the exact names of products', async () => {
  const name = 'a\u200db'
  const { runner } = await publish({ subjects: [{ name: 'a\\u{200d}b', exactName: name, digest: { sha256: '0' } }] })
  const written = JSON.parse(readFileSync(runner.outputs.get('report') ?? '', 'utf8')) as unknown
  expect(written).toMatchObject({ verdict: 'passed', subjects: [{ name, digest: { sha256: '0' } }] })
})
