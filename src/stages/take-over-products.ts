// SPDX-License-Identifier: Apache-2.0
// Putting the products of an earlier step into the workspace, for the job that runs a step and for the one that signs it.
import { count } from '../base/count.ts'
import { quoteUntrusted } from '../base/escape-untrusted.ts'
import { withScratch } from '../files/with-scratch.ts'
import type { Recorder } from '../recording/record-artifacts.ts'
import type { TakenProducts } from './taken-products.ts'
import { expectedSigners } from './expected-signers.ts'
import type { TakeOverInputs } from './inputs/take-over-inputs.ts'
import type { StagePorts } from './stage-ports.ts'
import type { WorkflowArtifacts } from './workflow-artifacts.ts'

/** What is asked of the world outside. */
export type TakeOverPorts = Pick<StagePorts, 'runner' | 'run' | 'get'> & {
  readonly artifacts: (temporary: string) => Promise<WorkflowArtifacts>
}

/**
 * Fetches products of a step, puts them into the workspace, and tells what the step that takes them knows of them.
 *
 * @throws TRUSTED_ROOT_, INPUT_ and FILE_ codes for a trusted root; what `takeOver` throws: TAKE_OVER_, ARTIFACT_, RECORD_,
 * BUNDLE_, JSON_ and METADATA_ codes
 */
export async function takeOverProducts(
  { step, keys, canSign, trustedRoot, identities, jobWorkflowRef }: TakeOverInputs,
  recorder: Recorder,
  { runner, run, artifacts, get }: TakeOverPorts
): Promise<TakenProducts> {
  // Loaded only here: most stages take nothing over.
  const [{ takeOver }, { BundleVerifier }, { fetchByTuf, trustedRoots }] = await Promise.all([
    import('./take-over.ts'),
    import('../sigstore/bundle-verifier.ts'),
    import('../sigstore/roots-of-input.ts')
  ])
  // No path is trusted here: the code that is built could change the file.
  const roots = await trustedRoots(trustedRoot, undefined, fetchByTuf(get))
  return withScratch(run.temporary, async (temporary) => {
    runner.group(`Take over the products of step ${quoteUntrusted(step)}`)
    try {
      const { files, signed, ...taken } = await takeOver({
        step,
        artifacts: await artifacts(temporary),
        keys,
        unsigned: run.origin === 'own' || canSign ? 'refuse' : 'accept',
        run: run.binding,
        signers: expectedSigners(identities, jobWorkflowRef, run),
        keyless: new BundleVerifier(roots),
        serverUrl: run.serverUrl,
        workspace: run.workspace,
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
      runner.log(`Step ${quoteUntrusted(step)}: ${count(files, 'file')} taken over, as its link says.`)
      return taken
    } finally {
      runner.endGroup()
    }
  })
}
