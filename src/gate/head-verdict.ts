// SPDX-License-Identifier: Apache-2.0
import { InTotoError } from '../base/errors.ts'
import type { GateReport } from '../reporting/report.ts'
import type { GateRequest } from './decide.ts'
import type { TrustedLayout } from './findings.ts'
import type { GateRun } from './gate-run.ts'
import type { GateServer } from './gate-server.ts'
import { headRef } from './layout-ref.ts'
import { decideOnSource } from './source-check.ts'
import type { VerifyInputs } from './verify-inputs.ts'

export interface HeadQuestion {
  readonly inputs: Pick<VerifyInputs, 'layout' | 'layoutRef'>
  readonly run: GateRun
  readonly server: GateServer
  /** The layout that decides. */
  readonly layout: TrustedLayout
  /** What was decided on. */
  readonly request: GateRequest
}

/** What the layout of the change itself would say, when it is another one. It decides nothing, and its commands do not run. */
export async function headVerdict(question: HeadQuestion): Promise<GateReport['headLayout']> {
  const { inputs, run, server, layout, request } = question
  const head = headRef(run)
  if (head === undefined || inputs.layoutRef !== 'base') return undefined
  try {
    const { bytes, blob } = await server.fetchFile(head, head.ref, inputs.layout)
    if (blob === layout.report.blob) return undefined
    const verification = { ...request.verification, layout: bytes, inspections: undefined }
    const nobody = (): void => undefined
    const { decision } = await decideOnSource({ ...request, verification }, nobody, nobody)
    const codes = decision.verdict === 'failed' ? [...new Set(decision.failures.map(({ code }) => code))] : []
    return { commit: head.ref, verdict: decision.verdict, codes }
  } catch (error) {
    if (!(error instanceof InTotoError)) throw error
    return { commit: head.ref, verdict: 'failed', codes: [error.code] }
  }
}
