// SPDX-License-Identifier: Apache-2.0
// The links of what is verified, wherever they are.
import { quoteUntrusted } from '../base/escape-untrusted.ts'
import type { Runner } from '../base/runner.ts'
import type { RunBinding } from '../intoto/link/run-binding.ts'
import type { LinkStore } from '../intoto/verification/verification.ts'
import { collectRunLinks } from './collect-run-links.ts'
import { DirectoryLinkStore } from './directory-link-store.ts'
import { FilesLinkStore } from './files-link-store.ts'
import type { GateFailure } from './gate-failure.ts'
import type { GateServer } from './gate-server.ts'
import type { RunTarget, Target } from './run-target.ts'

export interface CollectedLinks {
  readonly store: LinkStore
  /** What they must name; undefined where they only have to agree with one another. */
  readonly run: RunBinding | undefined
  readonly failures: readonly GateFailure[]
  readonly notes: readonly string[]
}

export interface LinkPlaces {
  readonly server: GateServer
  /** An empty directory for what is fetched. */
  readonly temporary: string
  readonly runner: Pick<Runner, 'group' | 'endGroup' | 'log'>
  /** Whether somebody tells which of this run's jobs succeeded. */
  readonly jobsAreKnown: boolean
}

/** @throws what `collectRunLinks` throws */
export async function linksOf(target: Target, places: LinkPlaces): Promise<CollectedLinks> {
  if (target.kind === 'run') return linksOfRun(target, places)
  return { store: new DirectoryLinkStore(target.directory), run: target.run, failures: [], notes: [] }
}

async function linksOfRun(
  { runId, attempt, run, own, failures: before }: RunTarget,
  { server, temporary, runner, jobsAreKnown }: LinkPlaces
): Promise<CollectedLinks> {
  const source = await server.links(runId, temporary)
  runner.group('Collect links')
  try {
    const { files, failures, notes, older } = await collectRunLinks({
      source,
      attempt,
      onProgress: (done, all) => {
        if (done % 50 === 0) runner.log(`Fetching link ${done + 1} of ${all}`)
      }
    })
    for (const name of files.keys()) runner.log(`Found ${quoteUntrusted(name)}`)
    runner.log(`${files.size} links collected.`)
    const unknown = own && !jobsAreKnown && older.length > 0
    const all = [...before, ...failures, ...(unknown ? [ofOlderAttempt(older, attempt)] : [])]
    return { store: new FilesLinkStore(files), run, failures: all, notes }
  } finally {
    runner.endGroup()
  }
}

function ofOlderAttempt(names: readonly string[], attempt: number): GateFailure {
  return {
    code: 'LINK_OF_OLDER_ATTEMPT',
    message: `${names.length} links are of older attempts than ${attempt}. Their jobs may have run again and failed, and the input needs was not given.`,
    details: names.slice(0, 20).map((name) => quoteUntrusted(name)),
    hint: 'Let the gate need the jobs of all stages, and give it needs: ${{ toJSON(needs) }}.'
  }
}
