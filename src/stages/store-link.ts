// SPDX-License-Identifier: Apache-2.0
// The last act of a stage: its link is signed and stored, and everybody is told.
import { basename } from 'node:path'
import { setImmediate as immediate } from 'node:timers/promises'
import type { Link } from '../intoto/link/link.ts'
import type { Signing } from './inputs/signing-inputs.ts'
import { linkOutputs, report, type SummaryChoice } from './link-report.ts'
import { artifactsDigest } from './products-digest.ts'
import { signAndWrite } from './sign-and-write.ts'
import type { WorkflowSigningPorts } from './sign-as-workflow.ts'
import type { WorkflowArtifacts } from './workflow-artifacts.ts'

export interface StoreLinkRequest {
  readonly link: Link
  /** How many products were handed over. */
  readonly handedOver: number
  readonly signing: Signing
  /** Of the workflow artifact. */
  readonly name: string
  readonly retentionDays: number
  readonly summary: SummaryChoice
  /** Where the link lies until it is stored. */
  readonly directory: string
  readonly artifacts: Pick<WorkflowArtifacts, 'upload'>
}

/** @throws KEYLESS_, BUNDLE_, TRUSTED_ROOT_ and FILE_ codes, STEP_NAME_UNSAFE, ARTIFACT_UPLOAD_FAILED */
export async function storeLink(request: StoreLinkRequest, ports: WorkflowSigningPorts): Promise<void> {
  const { link, handedOver, signing, name, retentionDays, summary, directory, artifacts } = request
  const { path, signedBy } = await signAndWrite(signing, link, directory, ports)
  const [stored, products] = await Promise.all([
    artifacts.upload({ name, files: [path], root: directory, retentionDays }),
    // While the service answers, which all else waits for.
    immediate().then(() => artifactsDigest(link.products))
  ])
  const outputs = linkOutputs(link, path, stored, products)
  for (const [output, value] of Object.entries(outputs)) ports.runner.output(output, value)
  const told = { linkFile: basename(path), signedBy, handedOver, outputs }
  await report(ports.runner, link, { signing, summary }, told)
}
