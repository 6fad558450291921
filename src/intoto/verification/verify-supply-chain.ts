// SPDX-License-Identifier: Apache-2.0
// Verification of a final product in the order of the specification (in-toto v1.0, 5.2), which the reference has in
// eleven steps. Failures that do not depend on each other are all collected; what depends on a failure is left out, so
// that one cause gives one report.
import { referenceBytes } from '../envelope/reference-base64.ts'
import type { Intents } from '../intents/intents.ts'
import { StringCache } from '../json/string-cache.ts'
import type { Layout } from '../layout/layout.ts'
import { parseLayout, type ParsedLayout } from '../layout/parse-layout.ts'
import { fillLayout, substituteLayout, unfilledLayout } from '../layout/substitute-layout.ts'
import type { Link } from '../link/link.ts'
import { acceptSteps, type AcceptedStep, type VerifiedLayout } from './accept-steps.ts'
import { checkExpiry } from './check-expiry.ts'
import { checkLayout, emptyLists } from './check-layout.ts'
import { checkRunFacts, EXPECTED_FACTS, runNotAsked } from './check-run-facts.ts'
import { checkRuns } from './check-runs.ts'
import { compareCheckout } from './compare-checkout.ts'
import { compareCommand } from './compare-command.ts'
import { compareModes } from './compare-modes.ts'
import type { Failure, Warning } from './failure.ts'
import { Findings } from './findings.ts'
import { warnOfHiddenFiles } from './hidden-files.ts'
import { judgeIntents, type JudgedIntents } from './judge-intents.ts'
import { judgeItem } from './judge-item.ts'
import { SourceJudge } from './judge-source.ts'
import type { LayoutPosition } from './layout-position.ts'
import { openLayout } from './open-layout.ts'
import { payloadOf } from './payload-of.ts'
import { intentsWords, readSignedIntents } from './read-signed-intents.ts'
import { runInspections } from './run-inspections.ts'
import { summaryLink } from './summary-link.ts'
import { unknownLinks } from './unknown-links.ts'
import type { Verification, VerificationRequest } from './verification.ts'
import { disarmedRules, unfitParameters } from './unfit-parameters.ts'
import { SublayoutBounds, UNBOUNDED } from './work.ts'

/**
 * Verifies a supply chain.
 *
 * A layout or a parameter that cannot be read is an error; everything that is wrong with the evidence is a failure in
 * the value returned.
 *
 * @throws every JSON_, METADATA_, KEY_ and PARAMETER_ code, for the layout; whatever the ports throw
 */
export async function verifySupplyChain(wanted: VerificationRequest): Promise<Verification> {
  const request = wanted.compatibility === 'strict' ? wanted : readAsReference(wanted)
  // 1. The signatures of the layout, 2. what it says.
  const opened = await openLayout(request)
  const failures: Failure[] = 'failures' in opened ? [...opened.failures] : []
  const findings = new Findings()
  if (request.compatibility === 'reference') {
    findings.warn([{ code: 'REFERENCE_COMPATIBLE', message: 'The strict checks were turned off.' }])
  }
  // 3. to 11.
  const { links, parameters, summaryName = '' } = request
  const root: LayoutPosition = {
    prefix: '',
    depth: 0,
    links,
    parameters,
    summaryName,
    ofRun: false,
    counted: new Set(),
    seen: new Map(),
    work: UNBOUNDED
  }
  const bounds = request.sublayoutBounds ?? new SublayoutBounds()
  const sources = new SourceJudge(request.source, request.run?.commit === undefined ? 'unknown' : 'known')
  const course = { request, findings, bounds, sources, strings: new StringCache('supply-chain') }
  const summary = 'failures' in opened ? undefined : (await verifyLayout(opened.parsed, root, course)).summary
  // In the way of the reference only links that identities signed are bound to a run.
  findings.fail('', runFailures(course))
  const claimed = request.compatibility === 'strict' || request.source !== undefined ? findings.sources : []
  const source = await sources.judge(claimed, 'all', findings.failed > 0)
  findings.failBeside(source.failures)
  findings.warn(source.warnings)
  failures.push(...findings.failures)
  if (request.compatibility === 'strict') findings.warn(warningsOfRuns(request, findings, failures))
  const facts = {
    items: findings.items,
    warnings: [...findings.warnings, ...findings.leftOut()],
    source: source.report,
    ...(findings.checks.length === 0 ? {} : { checks: findings.checks })
  }
  const [first, ...rest] = failures
  if (first !== undefined) return { ...facts, outcome: 'failed', failures: [first, ...rest] }
  return { ...facts, outcome: 'passed', summary: summary as Link }
}

/** What is wrong with the runs that the links claim. */
function runFailures({ request, findings }: Pick<Course, 'request' | 'findings'>): Failure[] {
  const { run, runFacts = {} } = request
  return [...checkRuns(findings.claims, run), ...checkRunFacts(findings.sources, runFacts)]
}

/** What a chain leaves open about its run. */
function warningsOfRuns(
  { run, runFacts, source }: VerificationRequest,
  { claims }: Findings,
  failures: readonly Failure[]
): Warning[] {
  if (claims.length > 0 && claims.every((claim) => claim.run === undefined)) {
    return [
      {
        code: 'RUN_UNBOUND',
        message: 'No link names the run that it belongs to, so links of different runs could be mixed.'
      }
    ]
  }
  const asked = run !== undefined || source?.commit !== undefined
  const nothing = runFacts !== undefined && EXPECTED_FACTS.every((fact) => runFacts[fact] === undefined)
  return asked || !nothing || failures.length > 0 ? [] : runNotAsked(claims)
}

/** The same request, with base64 as the reference decodes it, and nothing of what others read. */
function readAsReference(request: VerificationRequest): VerificationRequest {
  const { ports } = request
  return { ...request, ports: { ...ports, bytes: referenceBytes(ports.bytes) }, known: undefined }
}

/** One verification, whatever layout it is at. */
interface Course {
  readonly request: VerificationRequest
  readonly findings: Findings
  readonly bounds: SublayoutBounds
  readonly sources: SourceJudge
  readonly strings: StringCache
}

/** Steps 3 to 11 for one layout whose signatures are verified. There is a summary link also when something failed. */
async function verifyLayout(parsed: ParsedLayout, position: LayoutPosition, course: Course): Promise<VerifiedLayout> {
  const { request, findings } = course
  const { prefix } = position
  const strict = request.compatibility === 'strict'
  const [failuresBefore, kept] = [findings.failed, findings.failures.length]
  // As it was signed: a parameter is no part of a statement.
  const read = readSignedIntents(parsed.layout)
  const intents = read !== undefined && 'steps' in read ? read : undefined
  if (read !== undefined && 'code' in read) findings.fail(prefix, [read])
  // 3. Whether it is still valid; and, strictly, whether it demands what its author thinks.
  const expiry = checkExpiry(parsed.layout, prefix, request)
  findings.fail(prefix, expiry.failures)
  findings.warn(expiry.warnings)
  // 4. Parameters. What the layout demands is seen when they are in their places.
  const { layout, says } = withParameters(parsed.layout, position, course)
  if (strict) {
    const refused = checkLayout({ ...parsed, layout }, position.work, intents)
    findings.fail(prefix, says === 'all' ? refused : refused.filter(({ code }) => !OF_RULES.has(code)))
    findings.warn(emptyLists(layout, prefix, intents))
  }
  for (const { name } of layout.steps) findings.steps.add(name)
  for (const { name } of layout.inspections) findings.inspections.add(name)
  // 5. Links, 6. their signatures, 7. layouts in the place of links, 9. agreement of those who performed a step.
  const accepted = await acceptSteps({
    ...course,
    layout,
    intents,
    position,
    verifySublayout: (sublayout, below) =>
      verifyLayout(parseLayout(payloadOf(sublayout, request.compatibility)), below, course)
  })
  // No links of steps that no layout has. Those below are known by now.
  const unknownSteps = await unknownStepsHere(new Set(accepted.keys()), { intents, position }, course)
  // 8. Commands, 10. rules.
  const links = new Map([...accepted].map(([name, { link }]) => [name, link]))
  judgeSteps(says === 'all' ? layout : withoutRules(layout), accepted, { links, intents, position }, course)
  findings.warn(compareModes(links, prefix))
  // What rules cannot say, and first of all that is told, because it explains what rules say.
  const judged =
    intents === undefined
      ? undefined
      : await judgeIntents({ ...course, intents, layout, accepted, position, unknownSteps })
  if (judged !== undefined) tellOfIntents(judged, { layout: parsed.layout, kept, prefix }, findings)
  // 11. Inspections. The reference looks at this layout alone; a chain that is known to be bad runs nothing here.
  const failed = async (): Promise<boolean> =>
    strict ? isKnownBad(position, course) : findings.failed > failuresBefore
  await runInspections({ layout, chain: links, position, failed, request, findings })
  // What stands for a step ends with all that the step ended with; what is final is for whoever takes the products.
  const final = position.depth === 0 ? judged?.final : undefined
  return {
    summary: summaryLink(layout, accepted, position.summaryName, final),
    // One step in rules among them is enough to let in what the layout around it forbids.
    inIntents: intents !== undefined && layout.steps.every(({ name }) => intents.steps.has(name)),
    intents,
    claims: judged?.claims ?? []
  }
}

/** Whether anything is wrong with the chain as far as it is known. @throws what the port throws that knows the source */
async function isKnownBad({ depth }: LayoutPosition, course: Course): Promise<boolean> {
  const { findings, sources } = course
  if (findings.failed > 0 || runFailures(course).length > 0) return true
  const { failures } = await sources.judge(findings.sources, depth === 0 ? 'all' : 'so far', false)
  return failures.length > 0
}

/** @param kept how many failures there were before this layout was looked at */
function tellOfIntents(
  { failures, warnings, steps }: JudgedIntents,
  { layout, kept, prefix }: { readonly layout: Layout; readonly kept: number; readonly prefix: string },
  findings: Findings
): void {
  findings.checks.push(intentsWords(layout))
  findings.explain(kept, prefix, failures, steps)
  findings.warn(warnings)
}

/**
 * Steps of which there are links here, and that no layout has; strictly each is a failure. The reference looks for none but
 * by intents.
 *
 * @throws what the store throws
 */
async function unknownStepsHere(
  accepted: ReadonlySet<string>,
  { intents, position }: Pick<Judged, 'intents' | 'position'>,
  { request, findings }: Course
): Promise<readonly string[]> {
  const { links, counted, seen, depth, prefix, work } = position
  const { steps, inspections } = findings
  const { otherSteps = [], nobodysLinks = 'told', ports } = request
  const strict = request.compatibility === 'strict'
  if (!strict && intents === undefined) return []
  const complete = nobodysLinks === 'refused' ? accepted : new Set<string>()
  // What was read and recorded before is about the links of the root layout.
  const { known, recorded = [] } = depth === 0 && strict ? request : {}
  const wanted = { links, counted, seen, recorded, steps, inspections, complete, otherSteps, known, ports, work }
  const unknown = await unknownLinks(wanted)
  if (strict) {
    findings.fail(prefix, unknown.failures)
    findings.warn(unknown.warnings)
  }
  return unknown.steps
}

/** What failures say that follow from rules. */
const OF_RULES: ReadonlySet<string> = new Set([
  'LAYOUT_RULES_CANNOT_FAIL',
  'LAYOUT_STEP_UNCONSTRAINED',
  'LAYOUT_MATCH_UNKNOWN_STEP'
])

/** A layout with its parameters; where something is wrong with them, its rules are not what its owners meant. */
interface Filled {
  readonly layout: Layout
  readonly says: 'all' | 'all but its rules'
}

/** @throws PARAMETER_ codes, METADATA_RULE_INVALID */
function withParameters(layout: Layout, { parameters, prefix }: LayoutPosition, { request, findings }: Course): Filled {
  if (request.compatibility === 'reference')
    return { layout: parameters === undefined ? layout : substituteLayout(layout, parameters), says: 'all' }
  const unfit = unfitParameters(layout, parameters)
  findings.fail(prefix, unfit)
  if (unfit.length > 0) return { layout, says: 'all but its rules' }
  if (parameters === undefined) return { layout: unfilledLayout(layout), says: 'all' }
  const filled = fillLayout(layout, parameters)
  const disarmed = disarmedRules(layout, filled, parameters)
  findings.fail(prefix, disarmed)
  return disarmed.length > 0 ? { layout, says: 'all but its rules' } : { layout: filled, says: 'all' }
}

/** The steps without what depends on parameters. */
function withoutRules(layout: Layout): Layout {
  const nothing = { expectedMaterials: [], expectedProducts: [] }
  return { ...layout, steps: layout.steps.map((step) => ({ ...step, ...nothing, expectedCommand: [] })) }
}

interface Judged {
  readonly links: ReadonlyMap<string, Link>
  readonly intents: Intents | undefined
  readonly position: LayoutPosition
}

/** Looks at each step that has a link. */
function judgeSteps(
  layout: Layout,
  accepted: ReadonlyMap<string, AcceptedStep>,
  { links, intents, position: { prefix, work } }: Judged,
  { request, findings }: Course
): void {
  const { compatibility } = request
  const unavailable = new Set(layout.steps.map(({ name }) => name).filter((name) => !accepted.has(name)))
  for (const step of layout.steps) {
    const found = accepted.get(step.name)
    if (found === undefined) continue
    findings.warn(compareCommand(step, found.link, { prefix, compatibility }))
    findings.warn(compareCheckout(step, found.link, { prefix, request }))
    // The check says whether each line that hid something may.
    if (intents?.steps.get(step.name)?.recording !== 'whole')
      findings.warn(warnOfHiddenFiles(step.name, found.link, prefix))
    const isInIntents = intents?.steps.has(step.name) === true
    const facts = { ...found, threshold: step.threshold, isInIntents }
    judgeItem(step, facts, { links, unavailable, compatibility, work }, { findings, prefix })
  }
}
