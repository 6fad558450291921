// SPDX-License-Identifier: Apache-2.0
// The layout that a pull request or a merge group brings. The one of the base decides; but what is merged becomes the
// base, and a layout that is gone, that nobody signed, or by which nothing verifies would stop everybody after it. So it
// is held to the same signatures, and to a verdict that is no worse. None of its commands run.
import { InTotoError } from '../base/errors.ts'
import { escapeUntrusted } from '../base/escape-untrusted.ts'
import { HOME } from '../base/home.ts'
import { LayoutFile } from '../intoto/layout/layout-file.ts'
import type { KeylessVerifier } from '../intoto/verification/verification.ts'
import { NODE_BYTES } from '../signing/node-bytes.ts'
import type { GateReport } from '../reporting/report.ts'
import { GateError } from './codes.ts'
import type { GateDecision, GateRequest } from './decide.ts'
import type { TrustedLayout } from './findings.ts'
import type { GateFailure } from './gate-failure.ts'
import type { GateRun } from './gate-run.ts'
import type { FetchedFile, GateServer } from './gate-server.ts'
import { headRef, type LayoutRef } from './layout-ref.ts'
import { decideOnSource } from './source-check.ts'
import type { VerifyInputs } from './verify-inputs.ts'

export interface OwnLayoutQuestion {
  readonly inputs: Pick<VerifyInputs, 'layout' | 'layoutRef' | 'ownLayout'>
  readonly run: GateRun
  readonly server: Pick<GateServer, 'fetchFile'>
  /** The layout that decides. */
  readonly layout: TrustedLayout
  /** What was decided on, and what was decided. */
  readonly request: GateRequest
  readonly decision: GateDecision
  /** Verifies what identities signed, where a layout names some; trusted as the layout that decides says. */
  readonly keyless: (document: LayoutFile) => Promise<KeylessVerifier | undefined>
}

export interface OwnLayout {
  /** Undefined where there is none, or it is the one that decides. */
  readonly report: GateReport['headLayout']
  /** Why it may not be merged. */
  readonly failures: readonly GateFailure[]
  /** Why it was not looked at, escaped. */
  readonly note?: string
}

const NOTHING: OwnLayout = { report: undefined, failures: [] }

/**
 * Judges the layout of the change itself, where it is another one than decides.
 *
 * @throws GITHUB_ codes, and what `decideOnSource` throws, unless the workflow says that it is only told
 */
export async function judgeOwnLayout(question: OwnLayoutQuestion): Promise<OwnLayout> {
  const { inputs, run, layout } = question
  const head = headRef(run)
  if (head === undefined || inputs.layoutRef === 'head') return NOTHING
  if (!isOwn(layout.source, head)) return { ...NOTHING, note: notLookedAt(layout) }
  const { report, failures } = await judge(question, head)
  return { report, failures: inputs.ownLayout === 'told' ? [] : failures }
}

/** Names of repositories are the same in any letter case. */
function isOwn(source: LayoutRef, head: LayoutRef): boolean {
  const nameOf = ({ owner, repo }: LayoutRef): string => `${owner}/${repo}`.toLowerCase()
  return nameOf(source) === nameOf(head)
}

function notLookedAt({ report }: TrustedLayout): string {
  return `The layout is read in ${escapeUntrusted(report.repository)}, so nobody looked at one that this change may bring.`
}

async function judge(question: OwnLayoutQuestion, head: LayoutRef): Promise<OwnLayout> {
  const { inputs, server, layout, decision } = question
  const report = (verdict: string, codes: readonly string[]): GateReport['headLayout'] => ({
    commit: head.ref,
    verdict,
    codes
  })
  try {
    const file = await server.fetchFile(head, head.ref, inputs.layout)
    if (file.blob === layout.report.blob) return NOTHING
    const own = await decideBy(file, question)
    const codes = own.verdict === 'failed' ? [...new Set(own.failures.map(({ code }) => code))] : []
    return { report: report(own.verdict, codes), failures: failuresOf(own, question) }
  } catch (error) {
    if (!(error instanceof InTotoError)) throw error
    const known = refusalOf(error, question)
    // What could not be told is no answer. Where the verdict is failed already, it must not hide why.
    if (known === undefined && inputs.ownLayout === 'demanded' && decision.verdict !== 'failed') throw error
    return { report: report('failed', [error.code]), failures: known === undefined ? [] : [known] }
  }
}

/** What the layout says of the same links. */
async function decideBy(
  { bytes }: FetchedFile,
  { inputs, request, keyless }: OwnLayoutQuestion
): Promise<GateDecision> {
  const document = new LayoutFile(bytes, inputs.layout, NODE_BYTES)
  const { verification } = request
  const by: GateRequest = {
    ...request,
    onKnown: undefined,
    verification: {
      ...verification,
      layout: document,
      // A new layout has another digest, and a workflow that demands that of the old one is changed with it.
      layoutDigest: undefined,
      keyless: verification.keyless ?? (await keyless(document)),
      inspections: verification.inspections === undefined ? undefined : 'withheld'
    }
  }
  const nobody = (): void => undefined
  return (await decideOnSource(by, nobody, nobody)).decision
}

const RANK = { failed: 0, advisory: 1, passed: 2 } as const

const OF_SIGNATURES: readonly string[] = [
  'LAYOUT_SIGNATURE_MISSING',
  'LAYOUT_SIGNATURE_INVALID',
  'LAYOUT_IDENTITY_OTHER',
  'LAYOUT_BUNDLE_REFUSED'
]

function failuresOf(own: GateDecision, { inputs, decision, layout }: OwnLayoutQuestion): GateFailure[] {
  if (own.verdict !== 'failed') return RANK[own.verdict] < RANK[decision.verdict] ? [worse(own, [], decision)] : []
  const unsigned = own.failures.filter(({ code }) => OF_SIGNATURES.includes(code))
  if (unsigned.length > 0)
    return [
      {
        code: 'OWN_LAYOUT_UNSIGNED',
        message: `This change brings a layout that is not signed as the one of ${layout.report.commit.slice(0, 12)} is.`,
        details: textsOf(unsigned),
        hint: `Let the owners review ${escapeUntrusted(inputs.layout)} as it is in this change and sign it, or take the change of it back.`
      }
    ]
  // Commands of a layout run where it decides, and a failure before is told by then.
  const against = own.failures.filter(({ code }) => code !== 'INSPECTION_WITHHELD')
  return against.length > 0 && decision.verdict !== 'failed' ? [worse(own, against, decision)] : []
}

function worse(own: GateDecision, against: readonly GateFailure[], decision: GateDecision): GateFailure {
  return {
    code: 'OWN_LAYOUT_WORSE',
    message: `By the layout of this change the verdict would be ${own.verdict}; by the one that decides it is ${decision.verdict}.`,
    details: textsOf(against),
    hint: `Change layout and workflow in the order of ${HOME}/blob/main/docs/changing-the-layout.md, or bring the branch up to date if the layout was changed meanwhile. Where the layout has to go first: \`own-layout: told\`.`
  }
}

/** A layout that is not there, or cannot be read; undefined for what says nothing of it. */
function refusalOf(error: InTotoError, { inputs, layout }: OwnLayoutQuestion): GateFailure | undefined {
  const path = escapeUntrusted(inputs.layout)
  if (error instanceof GateError && error.code === 'GITHUB_NOT_FOUND')
    return {
      code: 'OWN_LAYOUT_MISSING',
      message: `There is no ${path} at the commit of the run, and there is one at ${layout.report.commit.slice(0, 12)}, which decides.`,
      details: [],
      hint: `Put it back: \`git checkout ${layout.report.commit} -- ${/^[\w./-]+$/.test(path) ? path : '<path of the layout>'}\`. If the branch is older than the layout, merge the base branch into it.`
    }
  if (!/^(?:JSON|METADATA|KEY|DSSE|LAYOUT_FILE)_/.test(error.code)) return undefined
  return {
    code: 'OWN_LAYOUT_INVALID',
    errorCode: error.code,
    message: `The layout of this change cannot be read: ${error.message}`,
    details: [],
    hint: `Sign it anew with \`in-toto-actions layout sign\`, or take the change of ${path} back.`
  }
}

function textsOf(failures: readonly GateFailure[]): string[] {
  return failures.slice(0, 10).map(({ code, message }) => `${code}: ${message}`)
}
