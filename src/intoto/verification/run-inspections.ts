// SPDX-License-Identifier: Apache-2.0
// Step 11 (in-toto v1.0, 5.2): commands of the layout run only when allowed, and never on a product that failed already.
import { escapeUntrusted, quoteUntrusted } from '../../base/escape-untrusted.ts'
import { LIMITS } from '../../base/limits.ts'
import { listed } from '../../base/listed.ts'
import { isIntentsInspection } from '../intents/intents-of-layout.ts'
import { describe } from '../json/json-at.ts'
import type { JsonValue } from '../json/json-value.ts'
import type { Inspection, Layout } from '../layout/layout.ts'
import type { Link } from '../link/link.ts'
import type { Failure } from './failure.ts'
import type { Findings } from './findings.ts'
import { judgeItem } from './judge-item.ts'
import type { LayoutPosition } from './layout-position.ts'
import type { VerificationRequest } from './verification.ts'

const NOTHING: ReadonlySet<string> = new Set()

export interface RunInspectionsRequest {
  readonly layout: Layout
  /** The links of its steps. */
  readonly chain: ReadonlyMap<string, Link>
  readonly position: LayoutPosition
  /** Whether something is known to be wrong. Asked once, where an inspection would be run. */
  readonly failed: () => Promise<boolean>
  readonly request: VerificationRequest
  readonly findings: Findings
}

/** Runs the inspections of a layout one after the other, then applies their rules. @throws what the runner throws */
export async function runInspections(wanted: RunInspectionsRequest): Promise<void> {
  const { layout, chain, position, failed, request, findings } = wanted
  const { prefix } = position
  const { inspections: runner } = request
  // The built-in check is made here, and never as a program.
  const inspections = layout.inspections.filter((inspection) => !isIntentsInspection(inspection))
  const [first] = inspections
  if (first === undefined || runner === 'elsewhere') return
  const names = namesOf(inspections)
  if (runner === undefined) {
    findings.fail(prefix, [inspectionNotAllowed(names)])
    return
  }
  if (position.depth > 0 && request.inspectionsOf !== 'all') {
    findings.fail(prefix, [inspectionOfSublayout(names, prefix)])
    return
  }
  if (runner === 'withheld') {
    findings.fail(prefix, [inspectionWithheld(first)])
    return
  }
  if (await failed()) return
  const links = new Map(chain)
  for (const inspection of inspections) {
    const link = await runner.run(inspection)
    if (link === 'timed-out') {
      findings.fail(prefix, [inspectionTimedOut(inspection)])
      return
    }
    const value = link.byproducts.get('return-value')
    if (value !== 0) {
      findings.fail(prefix, [inspectionFailed(inspection, value)])
      return
    }
    links.set(inspection.name, link)
  }
  for (const inspection of inspections) {
    const link = links.get(inspection.name) as Link
    const facts = { link, kind: 'inspection', functionaries: [], threshold: 0 } as const
    const others = { links, unavailable: NOTHING, compatibility: request.compatibility, work: position.work }
    judgeItem(inspection, facts, others, { findings, prefix })
  }
}

/** The first of them. */
function namesOf(inspections: readonly Inspection[]): string {
  const names = inspections.map(({ name }) => name)
  return listed(names, LIMITS.sentenceNames, (name) => quoteUntrusted(name))
}

/** Owners answer for the commands of their layout; a functionary may write others into one of his own. */
function inspectionOfSublayout(names: string, prefix: string): Failure {
  return {
    code: 'INSPECTION_OF_SUBLAYOUT',
    message: `The layout in the place of the link of step "${prefix.slice(0, -1)}" demands inspections (${names}), which run commands that a functionary chose; that was not allowed.`,
    details: [],
    hint: 'If you trust the functionaries of that step to run commands here, allow the inspections of sublayouts, too: --sublayout-inspections on the command line, `inspections: allow-sublayouts` in the gate.'
  }
}

function inspectionNotAllowed(names: string): Failure {
  return {
    code: 'INSPECTION_NOT_ALLOWED',
    message: `The layout demands inspections (${names}), which run commands that the layout chooses; that was not allowed.`,
    details: [],
    hint: 'If you trust the layout to run commands here, pass `--allow-inspections` on the command line, or set `inspections: allow` in the gate.'
  }
}

function inspectionWithheld({ name }: Inspection): Failure {
  return {
    code: 'INSPECTION_WITHHELD',
    step: escapeUntrusted(name),
    message: `The inspection ${quoteUntrusted(name)} and those after it were not run, because something else is wrong already.`,
    details: [],
    hint: 'Correct the rest first.'
  }
}

function inspectionTimedOut({ name, run }: Inspection): Failure {
  return {
    code: 'INSPECTION_TIMED_OUT',
    step: escapeUntrusted(name),
    message: `The inspection ${quoteUntrusted(name)} did not end in the time for it, and was ended with all that it had started.`,
    details: [escapeUntrusted(run.join(' '))],
    hint: 'See why its command takes so long; on the command line --inspection-timeout gives it more time.'
  }
}

function inspectionFailed(inspection: Inspection, value: JsonValue | undefined): Failure {
  return {
    code: 'INSPECTION_FAILED',
    step: escapeUntrusted(inspection.name),
    message: `The inspection ${quoteUntrusted(inspection.name)} did not succeed: ${
      value === undefined ? 'it has no command' : `its command returned ${describe(value)}`
    }.`,
    details: [escapeUntrusted(inspection.run.join(' '))],
    hint: 'Look at what the inspection printed.'
  }
}
