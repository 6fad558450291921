// SPDX-License-Identifier: Apache-2.0
// One verification, from the first question to the decision. What is found on the way is one value, so that a report can
// be made of it wherever the verification breaks off.
import { InTotoError } from '../base/errors.ts'
import type { KeylessVerifier, VerificationRequest } from '../intoto/verification/verification.ts'
import { productForms } from '../intoto/link/on-disk.ts'
import { productsAtHand } from '../recording/products-at-hand.ts'
import type { Recorder } from '../recording/record-artifacts.ts'
import { workspaceSettings } from '../recording/workspace-settings.ts'
import { notCompared } from '../recording/left-out.ts'
import { NODE_PORTS } from '../signing/node-ports.ts'
import type { GateReport, RunReport } from '../reporting/report.ts'
import { readableLayout } from '../reporting/readable-layout.ts'
import type { Ahead } from './ahead.ts'
import { reportOfDecision, reportOfError, type Decided } from './build-report.ts'
import { withFailures, type GateRequest } from './decide.ts'
import { firstFindings, type Findings, type TrustedLayout } from './findings.ts'
import type { GatePorts } from './gate-ports.ts'
import type { GateRun } from './gate-run.ts'
import { inspectionsIn } from './inspections.ts'
import { keylessVerifier } from './keyless-verifier.ts'
import { layoutChangedSince } from './layout-changed-since.ts'
import type { CollectedLinks } from './link-place.ts'
import { checkNeededJobs, neededJobIds } from './needed-jobs.ts'
import { demandCommit } from './demand-commit.ts'
import { branchOfRun } from './run-branch.ts'
import { decideOnSource, expectedSource } from './source-check.ts'
import { commitOfLayout } from './source-commit.ts'
import { stepsOf } from './steps-that-count.ts'
import { judgeOwnLayout } from './own-layout.ts'
import type { VerifyInputs } from './verify-inputs.ts'

export interface Gate {
  readonly inputs: VerifyInputs
  readonly run: GateRun
  readonly ports: GatePorts
  /** An empty directory. */
  readonly temporary: string
  readonly ahead: Ahead
  readonly recorder: Recorder
}

export interface Judgement {
  readonly report: GateReport
  readonly findings: Findings
  /** What no code is for: a fault of our own. It is still to be told, after the reasons that were known before. */
  readonly fault?: { readonly error: unknown }
}

/** Never throws: what could not be told becomes a report that says so. */
export async function judgeRun(gate: Gate): Promise<Judgement> {
  let findings = firstFindings(gate.run)
  try {
    const decided = await decideRun(gate, (found) => {
      findings = { ...findings, ...found }
    })
    return { report: reportOfDecision(findings, decided), findings }
  } catch (error) {
    if (error instanceof InTotoError) return { report: reportOfError(findings, error), findings }
    const fault = { code: 'INTERNAL_ERROR', message: 'The gate has a fault; see the log.' }
    return { report: reportOfError(findings, fault), findings, fault: { error } }
  }
}

async function decideRun(gate: Gate, find: (found: Partial<Findings>) => void): Promise<Decided> {
  const { inputs, run, ports, temporary, ahead } = gate
  const { runner, get } = ports
  const server = await ahead.server
  // First of all, so that an error can still be told to whoever watches check runs.
  find({ server })
  const needed = inputs.needs === undefined ? [] : checkNeededJobs(inputs.needs)
  find({ failures: needed })
  find({ run: inputs.links.namedRun(run) })
  const { runBinding, origin } = inputs
  const target = await inputs.links.find({ run, server, temporary, ahead, runBinding, origin })
  find({ run: target.run })
  const layout = await ahead.layout
  find({ layout })
  const saysOfCommit = commitOfLayout(readableLayout(layout.document))
  const commit = await demandCommit(inputs, run, { server, ofRun: target.run.commit, layout: saysOfCommit })
  const needs = inputs.needs === undefined ? undefined : neededJobIds(inputs.needs)
  const links = await target.collect({
    server,
    runner,
    needs,
    steps: stepsOf(layout.document),
    otherSteps: inputs.otherSteps,
    checkRunId: inputs.checkRunId
  })
  const blocking = [...needed, ...links.failures]
  let notes = [...links.notes, ...notesOn(inputs, links.jobs?.told === true), ...commit.notes]
  const say = (note: string): void => find({ notes: (notes = [...notes, note]) })
  find({ failures: blocking, notes })
  const keyless = await keylessVerifier(inputs, layout, { server, get })
  const source = expectedSource({
    ...gate,
    ...commit,
    server,
    environment: ports.environment,
    log: (line) => runner.log(line)
  })
  const asked: GateRequest = {
    verification: { ...verificationOf(gate, { layout, links, keyless }), source, branch: branchOf(target.run, run) },
    products: productsOf(gate, say),
    blocking,
    onKnown: (failures) => find({ failures: [...blocking, ...failures] }),
    identity: run.origin === 'own' ? 'available' : 'unavailable'
  }
  const { path, commit: at } = layout.report
  runner.log(`Verifying ${target.name} against ${path} at ${at.slice(0, 12)}.`)
  const { decision, request } = await decideOnSource(asked, say, (failures) => find({ failures }))
  if (decision.verdict === 'failed') find({ failures: decision.failures })
  const about = { inputs, run, server, layout, decision }
  const own = await judgeOwnLayout({
    ...about,
    request,
    keyless: (document) => keylessVerifier(inputs, { ...layout, document }, { server, get })
  })
  if (own.note !== undefined) say(own.note)
  const since = await layoutChangedSince({ ...about, blocking, commit: target.run.commit })
  const judged = withFailures(decision, [...own.failures, ...since])
  if (judged.verdict === 'failed') find({ failures: judged.failures })
  return { decision: judged, headLayout: own.report }
}

/** Of another run the event of this one says nothing. */
function branchOf(ofLinks: RunReport, run: GateRun): string | undefined {
  return ofLinks.id === run.runId ? branchOfRun(run) : undefined
}

/** What the inputs leave out. */
function notesOn({ needs, products, runBinding }: VerifyInputs, jobsAreTold: boolean): string[] {
  const others = jobsAreTold ? 'jobs that stored no link' : 'the jobs before'
  return [
    ...(needs === undefined ? [`The input needs was not given, so the results of ${others} were not looked at.`] : []),
    ...(products.length === 0
      ? ['The input products was not given, so no file was compared with the final products.']
      : []),
    ...(runBinding === 'any'
      ? ['The links were not held to this run (run-binding: any); they only have to agree with one another.']
      : [])
  ]
}

function productsOf({ inputs, run, recorder }: Gate, say: (note: string) => void): GateRequest['products'] {
  if (inputs.products.length === 0) return undefined
  // What stages leave out by default is no excuse here: whatever lies beside the products could be released with them.
  const settings = { ...workspaceSettings(run.workspace), exclude: inputs.exclude, emptyPath: 'refused' as const }
  return async ({ environment, products }) => {
    const tracking = productsAtHand(productForms(environment, products), settings)
    const { artifacts, leftOut } = await recorder.record({ ...settings, paths: inputs.products }, tracking)
    if (leftOut.size > 0) say(notCompared(leftOut))
    return artifacts
  }
}

interface Evidence {
  readonly layout: TrustedLayout
  readonly links: CollectedLinks
  readonly keyless: KeylessVerifier | undefined
}

function verificationOf(
  { inputs, run, ports, recorder }: Gate,
  { layout, links, keyless }: Evidence
): VerificationRequest {
  return {
    ports: NODE_PORTS,
    layout: layout.document,
    layoutSource: layout.report.path,
    layoutKeys: inputs.layoutKeys,
    layoutIdentities: inputs.layoutIdentities,
    keyless,
    layoutDigest: inputs.layoutDigest,
    links: links.store,
    known: links.known,
    otherSteps: inputs.otherSteps,
    nobodysLinks: links.nobodysLinks,
    recorded: links.recorded,
    now: ports.now(),
    parameters: inputs.parameters,
    compatibility: 'strict',
    run: links.run,
    inspections:
      inputs.inspections === 'never'
        ? undefined
        : inspectionsIn(run.workspace, ports.environment, recorder, links.filesRead ?? (() => [])),
    // The owners signed the root layout; whoever performs a step could hand in a layout with commands of his own.
    inspectionsOf: inputs.inspections === 'allow-sublayouts' ? 'all' : 'root'
  }
}
