// SPDX-License-Identifier: Apache-2.0
// The formats of a report: what each name of `FORMAT_NAMES` stands for. The command line offers every one, and the gate writes
// every one.
import { annotations, type LayoutPlace } from './annotations.ts'
import type { FormatName } from './format-names.ts'
import { jsonText } from './json-text.ts'
import type { Report } from './report.ts'
import { sarifLog } from './sarif.ts'
import { summaryMarkdown } from './summary-markdown.ts'
import { verdictReport } from './verdict-json.ts'
import { verdictText, type Colour } from './verdict-text.ts'
import { workflowCommand } from './workflow-commands.ts'

/** What a format may need beside the report. */
export interface FormatSettings {
  readonly colour: Colour
  readonly place: LayoutPlace
}

export interface ReportFormat {
  /** For whom it is, for the help. */
  readonly audience: string
  /** The whole text, with the line break at its end. */
  readonly render: (report: Report, settings: FormatSettings) => string
}

export const REPORT_FORMATS: Readonly<Record<FormatName, ReportFormat>> = {
  text: {
    audience: 'people',
    render: (report, { colour }) => verdictText(report, colour)
  },
  json: {
    audience: 'programs',
    render: (report) => `${jsonText(verdictReport(report))}\n`
  },
  markdown: {
    audience: 'a page of GitHub',
    render: (report) => summaryMarkdown(report)
  },
  sarif: {
    audience: 'code scanning',
    render: (report, { place }) => `${jsonText(sarifLog(report, place))}\n`
  },
  annotations: {
    audience: 'the log of a workflow',
    render: (report, { place }) =>
      annotations(report, place)
        .map((annotation) => `${workflowCommand(annotation)}\n`)
        .join('')
  }
}
