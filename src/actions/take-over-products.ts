// SPDX-License-Identifier: Apache-2.0
// Putting the products of an earlier step into the workspace, for the job that runs a step and for the one that signs it.
import { randomUUID } from 'node:crypto'
import { mkdirSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { quoteUntrusted } from '../base/escape-untrusted.ts'
import type { PublicKey } from '../intoto/keys/public-key.ts'
import type { Recorder } from '../recording/record-artifacts.ts'
import type { WorkflowArtifacts } from '../stages/workflow-artifacts.ts'
import { invalid, type Inputs } from '../github/inputs.ts'
import { readPublicKeys } from '../github/public-keys.ts'
import { canIdentify, runBindingOf, type Environment, type RunContext } from '../github/run-context.ts'
import type { Runner } from '../github/runner.ts'
import { expectedSigners } from './expected-signers.ts'

export interface TakeOverInputs {
  readonly step: string
  readonly keys: readonly PublicKey[]
  /** Whether this stage can sign; then it takes over nothing that is unsigned. */
  readonly canSign: boolean
  readonly trustedRoot: string
  readonly identities: readonly string[]
  /** Of the workflow that the job belongs to; empty where the runner does not tell. */
  readonly jobWorkflowRef: string
}

/**
 * The inputs about a step to take over from.
 *
 * @param ownKey the public half of the signing key, if there is one
 * @throws INPUT_INVALID, KEY_ codes
 */
export function readTakeOver(
  inputs: Inputs,
  step: string,
  ownKey: PublicKey | undefined,
  environment: Environment
): TakeOverInputs {
  const keys = readPublicKeys('take-over-keys', inputs.text('take-over-keys'))
  return {
    step,
    keys: keys.length === 0 && ownKey !== undefined ? [ownKey] : keys,
    canSign: ownKey !== undefined || canIdentify(environment),
    trustedRoot: inputs.text('trusted-root'),
    identities: readIdentities(inputs),
    jobWorkflowRef: inputs.text('job-workflow-ref')
  }
}

/** Runs have addresses for identities; a reference as in `uses:` would fit none of them. */
function readIdentities(inputs: Inputs): string[] {
  const identities = inputs.lines('take-over-identities')
  const odd = identities.find((identity) => !identity.startsWith('https://'))
  if (odd === undefined) return identities
  throw invalid(
    'take-over-identities',
    `${quoteUntrusted(odd)} does not start with https://`,
    'Write identities as certificates have them, like https://github.com/OWNER/REPO/.github/workflows/FILE.yml@refs/heads/main.'
  )
}

/**
 * Fetches products of a step and puts them into the workspace.
 *
 * @param artifacts those of the run, unless others are given
 * @throws TRUSTED_ROOT_, INPUT_ and FILE_ codes for a trusted root; what `takeOver` throws: TAKE_OVER_, ARTIFACT_, RECORD_,
 * BUNDLE_, JSON_ and METADATA_ codes
 */
export async function takeOverProducts(
  { step, keys, canSign, trustedRoot, identities, jobWorkflowRef }: TakeOverInputs,
  context: RunContext,
  recorder: Recorder,
  runner: Runner,
  artifacts?: WorkflowArtifacts
): Promise<void> {
  const [{ takeOver }, { RunArtifacts }, { BundleVerifier }, { trustedRoots }] = await Promise.all([
    import('../stages/take-over.ts'),
    import('../github/run-artifacts.ts'),
    import('../sigstore/bundle-verifier.ts'),
    import('./trusted-roots.ts')
  ])
  const roots = await trustedRoots(trustedRoot, undefined)
  const temporary = join(context.temporary, `in-toto-${randomUUID()}`)
  mkdirSync(temporary)
  runner.group(`Take over the products of step ${quoteUntrusted(step)}`)
  try {
    const { files, signed } = await takeOver({
      step,
      artifacts: artifacts ?? new RunArtifacts(temporary),
      keys,
      unsigned: context.origin === 'own' || canSign ? 'refuse' : 'accept',
      run: runBindingOf(context),
      signers: expectedSigners(identities, jobWorkflowRef, context),
      keyless: new BundleVerifier(roots),
      serverUrl: context.serverUrl,
      workspace: context.workspace,
      temporary,
      recorder
    })
    if (!signed) {
      runner.annotate(
        'warning',
        'Products of an unsigned step',
        `The link of step ${quoteUntrusted(step)} is not signed, since this run has no identity; its products were compared with it all the same.`
      )
    }
    runner.log(`${files} files of step ${quoteUntrusted(step)} are what its link says.`)
  } finally {
    runner.endGroup()
    rmSync(temporary, { recursive: true, force: true })
  }
}
