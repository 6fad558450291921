// SPDX-License-Identifier: Apache-2.0
// The summary of a verification on the page of the run: the verdict first, then the chain, then what is wrong and how
// to mend it.
import { UNCOUNTED } from '../base/uncounted.ts'
import { hiddenFilesText } from '../intoto/verification/hidden-files.ts'
import type { ItemReport } from '../intoto/verification/verification.ts'
import { chainGraph } from './mermaid.ts'
import { count } from '../base/count.ts'
import { helpAddress } from '../base/home.ts'
import { byImportance, type AnyFailure, type Report, type ReportedError } from './report.ts'
import { code, cutAtLine, prose, row } from './markdown.ts'
import { shortKeyId } from './short-key-ids.ts'
import { sourceText } from './source-text.ts'

/** GitHub shows at most 1 MiB of a summary and drops longer ones. */
const MOST_CHARACTERS = 250_000
const MOST_FAILURES = 50
const MOST_DETAILS = 20
const MOST_ROWS = 200
/** Exclude patterns shown of one step. */
const MOST_PATTERNS = 5

const HEADLINES = {
  passed: '## ✅ Passed: the supply chain verifies',
  failed: '## ❌ Failed: the supply chain does not verify',
  advisory: '## ⚠️ Advisory: not verified, since nothing is signed'
} as const

/** The whole summary as Markdown, bounded. */
export function summaryMarkdown(report: Report): string {
  const parts = [
    report.error === undefined || report.failures.length > 0
      ? HEADLINES[report.verdict]
      : '## ❌ Failed: it could not be told whether the supply chain verifies',
    lead(report),
    chainGraph(report),
    ...failureParts(report),
    ...(report.failures.length > 0 ? errorParts(report) : []),
    stepTable(report),
    ...sourceParts(report),
    ...layoutParts(report),
    ...noteParts(report)
  ]
  const text = `${parts.filter((part) => part !== '').join('\n\n')}\n`
  return cutAtLine(text, MOST_CHARACTERS, '*The rest is in the report file.*')
}

function lead(report: Report): string {
  const { error, verdict, failures, items, subjects } = report
  const where = placeOf(report)
  if (error !== undefined && failures.length === 0)
    return [...errorLines(error), report.run === undefined ? '' : `${where}.`]
      .filter((line) => line !== '')
      .join('\n\n')
  if (verdict === 'passed') {
    const steps = items.length === 1 ? 'the one step' : `all ${items.length} steps and inspections`
    return `${where}: ${steps} followed the layout; ${count(subjects.length, 'final product')}.`
  }
  if (verdict === 'advisory') {
    return `${where} comes from a fork or from Dependabot, which get no identity. Every rule holds for what the stages recorded, **but nobody signed it**: whoever wrote the pull request could have written the links, too. Verify again where signing is possible, in a merge queue or after the merge.`
  }
  const codes = [...new Set(failures.map((failure) => failure.code))].slice(0, 8)
  const more = error === undefined ? '' : ` Beside that, something could not be told (${code(error.code)}).`
  return `${where}: ${count(failures.length, 'reason')} (${codes.map((text) => code(text)).join(', ')}).${more}`
}

function errorLines({ code: name, message, at, hint }: ReportedError): string[] {
  return [
    `**${code(name)}**: ${prose(message)}`,
    ...(at === undefined ? [] : [`Where: ${code(at)}`]),
    ...(hint === undefined ? [] : [`To fix it: ${prose(hint)}`]),
    `[What this means](${helpAddress(name)}).`
  ]
}

function errorParts({ error }: Report): string[] {
  return error === undefined ? [] : ['### What could not be told', ...errorLines(error)]
}

function placeOf({ run }: Report): string {
  if (run === undefined) return 'The links at hand'
  const what =
    run.id === undefined
      ? 'What lies in a directory,'
      : `Run ${code(run.id)}${run.attempt === undefined ? '' : `, attempt ${run.attempt}`},`
  return `${what} of ${code(run.repository)} at ${run.commit === undefined ? 'a commit that is not known' : code(run.commit.slice(0, 12))}`
}

function failureParts({ failures, unsigned, verdict }: Report): string[] {
  const list = byImportance(verdict === 'advisory' ? unsigned : failures)
  if (list.length === 0) return []
  const hidden = list.length - MOST_FAILURES
  return [
    verdict === 'advisory' ? '### Signatures that are missing' : '### What is wrong, and how to fix it',
    ...list
      .slice(0, MOST_FAILURES)
      .map((failure, index) => failureDetail(failure, index < 3 && verdict !== 'advisory')),
    hidden > 0 ? `The report file holds ${count(hidden, 'further failure')}.` : ''
  ]
}

function failureDetail(failure: AnyFailure, open: boolean): string {
  const { code: name, errorCode, step, rule, list, ruleIndex, statement, at, message, details, hint } = failure
  const hidden = details.length - MOST_DETAILS
  const where =
    rule === undefined ? [] : [`Rule: ${code(`expected_${list ?? 'artifacts'}[${ruleIndex ?? 0}]`)}, ${code(rule)}`]
  return [
    `<details${open ? ' open' : ''}><summary><b>${name}</b>${step === undefined ? '' : ` in step <b>${prose(step, 100)}</b>`}: ${prose(message, 400)}</summary>`,
    '',
    ...where.flatMap((line) => [line, '']),
    ...(statement === undefined ? [] : [`The layout says: ${code(statement)}`, '']),
    ...(at === undefined ? [] : [`Where: ${code(at)}`, '']),
    ...(errorCode === undefined ? [] : [`Error within: ${code(errorCode)}`, '']),
    ...details.slice(0, MOST_DETAILS).map((detail) => `- ${code(detail, 'text', 1000)}`),
    ...(hidden > 0 ? [`- … and ${count(hidden, 'more line')}`] : []),
    ...(details.length > 0 ? [''] : []),
    `**To fix it:** ${prose(hint)}`,
    '',
    `[What ${name} means](${helpAddress(name)})`,
    '',
    '</details>'
  ].join('\n')
}

function stepTable({ items }: Report): string {
  if (items.length === 0) return ''
  const hidden = items.length - MOST_ROWS
  return [
    '### Steps',
    '',
    row(['', 'Performed by', 'Threshold', 'Materials', 'Products', 'Rules applied', 'Left out']),
    row(['---', '---', '--:', '--:', '--:', '--:', '---']),
    ...items
      .slice(0, MOST_ROWS)
      .map(({ name, kind, functionaries, unsigned, threshold, materials, products, trace, excluded }) =>
        row([
          `${kind} ${code(name, 'table')}`,
          unsigned === true
            ? '(unsigned)'
            : functionaries.length === 0
              ? '(nobody)'
              : functionaries.map((keyId) => code(shortKeyId(keyId), 'table')).join(', '),
          String(threshold),
          String(materials),
          String(products),
          String(trace.length),
          excludedCell(excluded)
        ])
      ),
    ...(hidden > 0 ? ['', `The report file holds ${count(hidden, 'further step')}.`] : [])
  ].join('\n')
}

/** A long list is in the report file. */
function excludedCell(excluded: ItemReport['excluded'] = []): string {
  const shown = excluded
    .slice(0, MOST_PATTERNS)
    .map((hidden) =>
      hidden.pattern === UNCOUNTED
        ? code(UNCOUNTED, 'table')
        : `${code(hidden.pattern, 'table')}: ${hiddenFilesText(hidden)}`
    )
  const more = excluded.length - MOST_PATTERNS
  return [...shown, ...(more > 0 ? [`${more} more`] : [])].join(', ')
}

function sourceParts({ source }: Report): string[] {
  if (source === undefined) return []
  return ['### Source', `Commit ${code(source.commit)}: ${prose(sourceText(source))}.`]
}

function layoutParts({ layout, headLayout }: Report): string[] {
  if (layout === undefined) return []
  return [
    '### Layout',
    [
      `${code(layout.path)} of ${code(layout.repository)}, read ${prose(layout.reason)}:`,
      '',
      `- commit ${code(layout.commit)}`,
      `- git blob ${code(layout.blob)}`,
      `- ${code(layout.digest)}`
    ].join('\n'),
    headLayout === undefined
      ? ''
      : `> [!WARNING]\n> This change also changes the layout. By the layout at ${code(headLayout.commit.slice(0, 12))} the verdict would be **${headLayout.verdict}**${headLayout.codes.length === 0 ? '' : ` (${headLayout.codes.map((text) => code(text)).join(', ')})`}. The layout above decides, and a change that is worse by its own is refused unless the workflow says \`own-layout: told\`. Let the owners of the layout review the change.`
  ]
}

function noteParts({ warnings, notes }: Report): string[] {
  const lines = [
    ...warnings.map(({ code: name, message }) => `- **${name}**: ${prose(message)}`),
    ...notes.map((note) => `- ${prose(note)}`)
  ]
  if (lines.length === 0) return []
  return ['### Worth a look', lines.slice(0, 50).join('\n')]
}
