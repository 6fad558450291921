// SPDX-License-Identifier: Apache-2.0
// The report of the gate, to everybody who wants it: log, summary, annotations, a JSON file, and where asked for SARIF,
// a check run and an issue. What GitHub does not permit is a warning; the verdict stands without it.
import { randomUUID } from 'node:crypto'
import { mkdirSync } from 'node:fs'
import { dirname, join, posix, resolve } from 'node:path'
import { GATE_FAILURE_CODES } from '../gate/gate-failure.ts'
import { publishCheckRun, CHECK_RUN_CHARACTERS } from '../github/check-run.ts'
import { ISSUE_CHARACTERS, raiseAlert } from '../github/alert-issue.ts'
import type { Rest } from '../github/rest.ts'
import type { RunContext } from '../github/run-context.ts'
import type { Runner } from '../base/runner.ts'
import { fetchFile, type LayoutRef } from '../github/trusted-layout.ts'
import { ERROR_CODES } from '../base/error-codes.ts'
import { InTotoError } from '../base/errors.ts'
import { escapeUntrusted } from '../base/escape-untrusted.ts'
import { FAILURE_CODES } from '../intoto/verification/failure.ts'
import { stepLines } from '../layouts/step-lines.ts'
import { annotations, type LayoutPlace } from '../reporting/annotations.ts'
import { byImportance, type GateReport } from '../reporting/gate-report.ts'
import { jsonText } from '../reporting/json-text.ts'
import { cutAtLine } from '../reporting/markdown.ts'
import { sarifLog } from '../reporting/sarif.ts'
import { summaryMarkdown } from '../reporting/summary-markdown.ts'
import { failureLines } from '../reporting/verdict-text.ts'
import { writeFileAtomically } from '../files/write-file-atomically.ts'
import type { VerifyInputs } from './verify-inputs.ts'

export interface PublishRequest {
  readonly report: GateReport
  /** Whether the action succeeds: a required check must not say yes where it says no. */
  readonly allowed: boolean
  readonly inputs: VerifyInputs
  readonly context: RunContext
  readonly runner: Runner
  readonly rest: Rest | undefined
  readonly layoutSource: { readonly ref: LayoutRef; readonly commit: string } | undefined
}

const MOST_LOGGED = 50

/** @throws FILE_UNWRITABLE for the report or the SARIF file */
export async function publishReport(request: PublishRequest): Promise<void> {
  const { report, inputs, context, runner } = request
  writeLog(report, runner)
  const path = join(context.temporary, `in-toto-report-${randomUUID()}.json`)
  writeFileAtomically(path, `${jsonText(report)}\n`)
  runner.output('report', path)
  const markdown = summaryMarkdown(report)
  if (inputs.summary === 'always') await runner.summary(markdown)
  const place = await layoutPlace(request)
  const marks = annotations(report, place)
  for (const { level, title, message, file, line } of marks) runner.annotate(level, title, message, { file, line })
  if (inputs.sarifFile !== undefined) writeSarif(request, inputs.sarifFile, place)
  const { rest } = request
  if (rest === undefined) return
  const { owner, name: repo } = context
  const commit = checkedCommit(report, context)
  if (inputs.checkRun === 'auto' && commit === undefined) {
    runner.annotate('warning', 'No check run', 'GitHub does not tell the commit of the run that was verified.')
  } else if (inputs.checkRun === 'auto' && commit !== undefined) {
    await whenPermitted(runner, 'check run', () =>
      publishCheckRun(rest, {
        owner,
        repo,
        commit,
        // GitHub takes neutral for good in a required check.
        conclusion: !request.allowed ? 'failure' : report.verdict === 'passed' ? 'success' : 'neutral',
        title: TITLES[report.verdict],
        summary: cutAtLine(markdown, CHECK_RUN_CHARACTERS, '*The rest is in the summary of the run.*'),
        annotations: marks
      })
    )
  }
  const branch = context.event.text('repository.default_branch')
  // What strangers propose is no alarm, whichever event brought it here.
  const proposed = [context.eventName, report.run.event ?? ''].some((event) => event.startsWith('pull_request'))
  const onDefaultBranch = branch !== undefined && context.ref === `refs/heads/${branch}` && !proposed
  if (inputs.alertIssue === 'on-failure' && report.verdict === 'failed' && onDefaultBranch) {
    const body = cutAtLine(markdown, ISSUE_CHARACTERS, '*The rest is in the summary of the run.*')
    await whenPermitted(runner, 'issue', async () => {
      runner.log(`Issue ${await raiseAlert(rest, { owner, repo, body })} tells of the failure.`)
    })
  }
}

/** The commit that a check run belongs to: what was verified, or the head of the pull request that it was merged from. */
function checkedCommit({ run }: GateReport, context: RunContext): string | undefined {
  // pull_request_target runs the base; its pull request was not looked at.
  const merged = /^pull_request(?:_review|_review_comment)?$/.test(context.eventName)
  const head = merged ? context.event.text('pull_request.head.sha') : undefined
  return run.commit === context.sha ? (head ?? context.sha) : run.commit
}

const TITLES = {
  passed: 'The supply chain verifies',
  failed: 'The supply chain does not verify',
  advisory: 'Not verified: nothing is signed'
} as const

function writeLog({ verdict, error, failures, unsigned, items, warnings, notes }: GateReport, runner: Runner): void {
  for (const { name, kind, functionaries, materials, products } of items) {
    const by =
      functionaries.length === 0 ? '' : `, signed by ${functionaries.map((keyId) => keyId.slice(0, 8)).join(', ')}`
    runner.log(`  ${kind} "${name}": ${materials} materials, ${products} products${by}`)
  }
  for (const { code, message } of warnings) runner.log(`  warning ${code}: ${message}`)
  for (const note of notes) runner.log(`  note: ${note}`)
  for (const failure of byImportance([...failures, ...unsigned]).slice(0, MOST_LOGGED))
    runner.log(failureLines(failure).join('\n'))
  if (error !== undefined) {
    runner.log(`ERROR ${error.code}: ${error.message}`)
    if (error.at !== undefined) runner.log(`  at:  ${error.at}`)
    if (error.hint !== undefined) runner.log(`  fix: ${error.hint}`)
  }
  const codes = error === undefined ? [...new Set(failures.map(({ code }) => code))] : [error.code]
  runner.log(`Verdict: ${verdict}${codes.length === 0 ? '' : ` (${codes.join(', ')})`}`)
}

/** Annotations stand on the source of the layout where there is one, since nobody reads the signed file. */
async function layoutPlace({ report, inputs, rest, layoutSource }: PublishRequest): Promise<LayoutPlace> {
  const nowhere = { file: inputs.layout, steps: new Map<string, number>() }
  const steps = report.failures.some(({ step }) => step !== undefined)
  if (!steps || rest === undefined || layoutSource === undefined) return nowhere
  const file = posix.join(dirname(inputs.layout), 'layout.yml')
  try {
    const { bytes } = await fetchFile(rest, layoutSource.ref, layoutSource.commit, file)
    return { file, steps: stepLines(new TextDecoder().decode(bytes)) }
  } catch (error) {
    if (error instanceof InTotoError) return nowhere
    throw error
  }
}

function writeSarif({ report, context }: PublishRequest, file: string, place: LayoutPlace): void {
  const path = resolve(context.workspace, file)
  try {
    mkdirSync(dirname(path), { recursive: true })
  } catch (cause) {
    throw new InTotoError(
      'FILE_UNWRITABLE',
      `The directory for the SARIF file cannot be made: ${(cause as NodeJS.ErrnoException).code ?? 'unknown'}.`,
      { at: escapeUntrusted(path), cause, hint: 'Check the input sarif-file.' }
    )
  }
  const meanings = { ...ERROR_CODES, ...FAILURE_CODES, ...GATE_FAILURE_CODES }
  writeFileAtomically(path, `${jsonText(sarifLog(report, place, meanings))}\n`)
}

async function whenPermitted(runner: Runner, what: string, publish: () => Promise<void>): Promise<void> {
  try {
    await publish()
  } catch (error) {
    if (!(error instanceof InTotoError)) throw error
    runner.annotate('warning', `No ${what}`, [error.message, error.hint ?? ''].filter((part) => part !== '').join('\n'))
  }
}
