// SPDX-License-Identifier: Apache-2.0
// The report of the gate, to everybody who wants it: log, summary, annotations, a JSON file, and where asked for files of
// other formats, a check run and an issue. What the server does not permit is a warning; the verdict stands without it.
import { randomUUID } from 'node:crypto'
import { dirname, join, posix } from 'node:path'
import { InTotoError } from '../base/errors.ts'
import type { Runner } from '../base/runner.ts'
import { writeFileAtomically } from '../files/write-file-atomically.ts'
import { annotations, type LayoutPlace } from '../reporting/annotations.ts'
import { exactChain, exactSubjects, type GateReport } from '../reporting/report.ts'
import { jsonText } from '../reporting/json-text.ts'
import { summaryMarkdown } from '../reporting/summary-markdown.ts'
import type { Findings } from './findings.ts'
import type { GatePorts } from './gate-ports.ts'
import type { GateRun } from './gate-run.ts'
import { logReport } from './log-report.ts'
import type { PlacedReportFile } from './report-files.ts'
import { tellServer } from './tell-server.ts'
import type { VerifyInputs } from './verify-inputs.ts'
import { writeReportFile } from './write-report-file.ts'

export interface PublishRequest {
  readonly report: GateReport
  readonly findings: Findings
  /** Whether the action succeeds: a required check must not say yes where it says no. */
  readonly allowed: boolean
  readonly inputs: VerifyInputs
  /** Where the inputs ask for the report, beside the JSON file. */
  readonly files: readonly PlacedReportFile[]
  readonly run: GateRun
  readonly runner: Runner
  readonly stepLines: GatePorts['stepLines']
}

/** @throws FILE_UNWRITABLE for the report, or a file that was asked for */
export async function publishReport(request: PublishRequest): Promise<void> {
  const { report, findings, inputs, files, run, runner } = request
  logReport(report, runner)
  const path = join(run.temporary, `in-toto-report-${randomUUID()}.json`)
  writeFileAtomically(path, `${jsonText({ ...report, chain: exactChain(report), subjects: exactSubjects(report) })}\n`)
  runner.output('report', path)
  const markdown = summaryMarkdown(report)
  if (inputs.summary === 'always') await runner.summary(markdown)
  const place = await layoutPlace(request)
  const marks = annotations(report, place)
  for (const { level, title, message, file, line } of marks) runner.annotate(level, title, message, { file, line })
  for (const file of files) writeReportFile(report, file, place)
  const { server } = findings
  if (server !== undefined) await tellServer(server, { ...request, markdown, marks })
}

/** Annotations stand on the source of the layout where there is one, since nobody reads the signed file. */
async function layoutPlace({ report, findings, inputs, stepLines }: PublishRequest): Promise<LayoutPlace> {
  const { server, layout } = findings
  const nowhere = { file: inputs.layout, steps: new Map<string, number>() }
  const steps = [...report.failures, ...report.unsigned].some(({ step }) => step !== undefined)
  if (!steps || server === undefined || layout === undefined) return nowhere
  const file = posix.join(dirname(inputs.layout), 'layout.yml')
  try {
    const { bytes } = await server.fetchFile(layout.source, layout.report.commit, file)
    return { file, steps: stepLines(new TextDecoder().decode(bytes)) }
  } catch (error) {
    if (error instanceof InTotoError) return nowhere
    throw error
  }
}
