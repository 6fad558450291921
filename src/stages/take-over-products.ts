// SPDX-License-Identifier: Apache-2.0
// Putting the products of an earlier step into the workspace, for the job that runs a step and for the one that signs it.
import { join } from 'node:path'
import { count } from '../base/count.ts'
import { quoteUntrusted } from '../base/escape-untrusted.ts'
import { makeDirectory } from '../files/make-directory.ts'
import { withScratch } from '../files/with-scratch.ts'
import { readWorkflowArtifactName } from '../intoto/link/link-artifact-name.ts'
import type { Recorder } from '../recording/record-artifacts.ts'
import type { AllTaken } from './taken-products.ts'
import { StagesError } from './codes.ts'
import { expectedSigners } from './expected-signers.ts'
import type { TakeOverInputs } from './inputs/take-over-inputs.ts'
import type { StagePorts } from './stage-ports.ts'
import type { FetchedProducts } from './take-over.ts'
import type { StoredArtifact, WorkflowArtifacts } from './workflow-artifacts.ts'

/** What is asked of the world outside. */
export type TakeOverPorts = Pick<StagePorts, 'runner' | 'run' | 'get'> & {
  readonly artifacts: (temporary: string) => Promise<WorkflowArtifacts>
}

/** Puts what was fetched into the workspace. */
export type PlaceFetched = (fetched: readonly FetchedProducts[]) => Promise<AllTaken>

/**
 * Fetches products of steps, puts them into the workspace, and tells what the step that takes them knows of them.
 *
 * @param place how they are put there; each by its name, unless it says otherwise
 * @throws TRUSTED_ROOT_, INPUT_ and FILE_ codes for a trusted root; what `takeOver` throws: TAKE_OVER_, ARTIFACT_, RECORD_,
 * BUNDLE_, JSON_ and METADATA_ codes
 */
export async function takeOverProducts(
  { steps, keys, canSign, trustedRoot, identities, jobWorkflowRef }: TakeOverInputs,
  recorder: Recorder,
  { runner, run, artifacts, get }: TakeOverPorts,
  place?: PlaceFetched
): Promise<AllTaken> {
  // Loaded only here: most stages take nothing over.
  const [{ fetchProducts, listHandedOver }, { BundleVerifier }, { fetchByTuf, trustedRoots }] = await Promise.all([
    import('./take-over.ts'),
    import('../sigstore/bundle-verifier.ts'),
    import('../sigstore/roots-of-input.ts')
  ])
  // No path is trusted here: the code that is built could change the file.
  const roots = await trustedRoots(trustedRoot, undefined, fetchByTuf(get))
  return withScratch(run.temporary, async (temporary) => {
    const request = {
      artifacts: await artifacts(temporary),
      keys,
      unsigned: run.origin === 'own' || canSign ? 'refuse' : 'accept',
      run: run.binding,
      signers: expectedSigners(identities, jobWorkflowRef, run),
      keyless: new BundleVerifier(roots),
      serverUrl: run.serverUrl,
      workspace: run.workspace,
      recorder
    } as const
    const listed = await listHandedOver(request)
    const fetched: FetchedProducts[] = []
    for (const [index, step] of namedSteps(steps, listed).entries()) {
      runner.group(`Take over the products of step ${quoteUntrusted(step)}`)
      try {
        const own = join(temporary, String(index))
        makeDirectory(own)
        const one = await fetchProducts({ ...request, step, temporary: own }, listed)
        if (!one.signed)
          runner.annotate(
            'warning',
            'Products of an unsigned step',
            `The link of step ${quoteUntrusted(step)} is not signed, since this run has no identity; its products were compared with it all the same.`
          )
        runner.log(`Step ${quoteUntrusted(step)}: ${count(one.found.size, 'file')} taken over, as its link says.`)
        fetched.push(one)
      } finally {
        runner.endGroup()
      }
    }
    return place === undefined ? allAsNamed(run.workspace, fetched) : place(fetched)
  })
}

/** Puts all products where they lay in the steps that made them; of two of one name, the later one stays. */
export async function allAsNamed(workspace: string, fetched: readonly FetchedProducts[]): Promise<AllTaken> {
  const { placeAsNamed } = await import('./take-over.ts')
  const taken = fetched.map((one) => placeAsNamed(workspace, one))
  return {
    links: taken.map(({ link }) => link),
    tookOver: taken.map(({ tookOver }) => tookOver),
    known: {
      converted: new Map(taken.flatMap(({ known }) => [...known.converted])),
      links: new Map(taken.flatMap(({ known }) => [...known.links]))
    },
    placed: new Set(fetched.flatMap(({ found }) => [...found.paths()]))
  }
}

/** Steps by their names; a `*` stands for any part of the name of a step that stored a link. @throws TAKE_OVER_NOT_FOUND */
function namedSteps(names: readonly string[], listed: readonly StoredArtifact[]): string[] {
  const stored = listed.flatMap(({ name }) => {
    const of = readWorkflowArtifactName(name)
    return of?.kind === 'link' ? [of.step] : []
  })
  return [
    ...new Set(
      names.flatMap((name) => {
        if (!name.includes('*')) return [name]
        const parts = name.split('*').map((part) => part.replace(/[\\^$.*+?()[\]{}|]/g, '\\$&'))
        const fits = new RegExp(`^${parts.join('.*')}$`, 'u')
        const found = stored.filter((step) => fits.test(step)).sort()
        if (found.length > 0) return found
        throw new StagesError(
          'TAKE_OVER_NOT_FOUND',
          `This run has stored no link of a step whose name fits ${quoteUntrusted(name)}.`,
          { hint: 'Let this job need the jobs of those steps, and check the name.' }
        )
      })
    )
  ]
}
