// SPDX-License-Identifier: Apache-2.0
// The report of the gate, to everybody who wants it: log, summary, annotations, a JSON file, and where asked for files of
// other formats, a check run and an issue. What the server does not permit is a warning; the verdict stands without it.
import { randomUUID } from 'node:crypto'
import { dirname, join, posix } from 'node:path'
import { InTotoError } from '../base/errors.ts'
import { reportError } from '../base/report-error.ts'
import type { Runner } from '../base/runner.ts'
import { writeFileAtomically } from '../files/write-file-atomically.ts'
import { annotations, type LayoutPlace } from '../reporting/annotations.ts'
import { sourceMember } from '../reporting/source-text.ts'
import { withPlaces } from '../reporting/layout-line.ts'
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
  readonly layoutLines: GatePorts['layoutLines']
}

/**
 * Tells everybody, and first of all those who can always be told: one that cannot, a full disk say, hides the reasons
 * from nobody else.
 *
 * @throws FILE_UNWRITABLE for the report, or a file that was asked for, when all others have been told; of several
 * errors the first is thrown, and the others are annotations
 */
export async function publishReport(request: PublishRequest): Promise<void> {
  const { report, findings, inputs, files, run, runner } = request
  logReport(report, runner)
  const errors: unknown[] = []
  const place = await layoutPlace(request).catch((error: unknown) => {
    errors.push(error)
    return placeWithoutSource(inputs)
  })
  const placed = withPlaces(report, place)
  const marks = annotations(placed, place)
  for (const { level, title, message, file, line } of marks) runner.annotate(level, title, message, { file, line })
  const markdown = summaryMarkdown(placed)
  const { server } = findings
  const acts = [
    async () => {
      if (inputs.summary === 'always') await runner.summary(markdown)
    },
    async () => {
      const path = join(run.temporary, `in-toto-report-${randomUUID()}.json`)
      const all = {
        ...placed,
        ...sourceMember(report.source),
        chain: exactChain(report),
        subjects: exactSubjects(report)
      }
      writeFileAtomically(path, `${jsonText(all)}\n`)
      runner.output('report', path)
    },
    ...files.map((file) => async () => writeReportFile(placed, file, place))
  ]
  for (const act of acts) await act().catch((error: unknown) => errors.push(error))
  // The job fails for such an error, so nobody is told of a pass.
  if (server !== undefined && (errors.length === 0 || report.verdict === 'failed'))
    await tellServer(server, { ...request, markdown, marks }).catch((error: unknown) => errors.push(error))
  // One is thrown, and ends the action; each of the others may be the one that somebody looks for.
  for (const error of errors.slice(1)) reportError(runner, error)
  if (errors.length > 0) throw errors[0]
}

function placeWithoutSource({ layout }: Pick<VerifyInputs, 'layout'>): LayoutPlace {
  return { file: layout, steps: new Map() }
}

/** Annotations stand on the source of the layout where there is one, since nobody reads the signed file. */
async function layoutPlace({ report, findings, inputs, layoutLines }: PublishRequest): Promise<LayoutPlace> {
  const { server, layout } = findings
  const nowhere = placeWithoutSource(inputs)
  const steps = [...report.failures, ...report.unsigned].some(
    ({ step, statement }) => step !== undefined || statement !== undefined
  )
  if (!steps || server === undefined || layout === undefined) return nowhere
  const file = posix.join(dirname(inputs.layout), 'layout.yml')
  try {
    const { bytes } = await server.fetchFile(layout.source, layout.report.commit, file)
    return { file, ...(await layoutLines(new TextDecoder().decode(bytes))) }
  } catch (error) {
    if (error instanceof InTotoError) return nowhere
    throw error
  }
}
