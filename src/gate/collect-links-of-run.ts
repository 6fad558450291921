// SPDX-License-Identifier: Apache-2.0
import { count } from '../base/count.ts'
import { quoteUntrusted } from '../base/escape-untrusted.ts'
import { NODE_PORTS } from '../signing/node-ports.ts'
import { collectRunLinks } from './collect-run-links.ts'
import type { FoundRun } from './found-run.ts'
import { FilesLinkStore } from './files-link-store.ts'
import type { CollectedLinks, CollectTools } from './link-place.ts'
import type { LinkSource } from './link-source.ts'
import { askRunJobs } from './run-jobs.ts'
import { counts } from './steps-that-count.ts'

/** A run, and where what it stored is read. */
interface StoredRun extends FoundRun {
  readonly source: Promise<LinkSource>
}

/** @throws what listing and unpacking throw; GITHUB_ and ARTIFACT_ codes */
export async function collectLinksOfRun(
  { runId, attempt, binding, own, job, failures: before, source: asked }: StoredRun,
  { server, runner, needs, steps, otherSteps, checkRunId }: CollectTools
): Promise<CollectedLinks> {
  const source = await asked
  runner.group('Collect links')
  try {
    const { files, known, failures, notes, recorded, stored, records } = await collectRunLinks({
      source,
      attempt,
      isCounted: (step) => counts(step, { steps, otherSteps }),
      ports: NODE_PORTS,
      onProgress: (done, all) => {
        if (done % 50 === 0) runner.log(`Fetching link ${done + 1} of ${all}`)
      }
    })
    for (const name of files.keys()) runner.log(`Found ${quoteUntrusted(name)}`)
    runner.log(`${count(files.size, 'link')} collected.`)
    const asks = own ? { own: { job, checkRunId }, needs } : { own: undefined, needs: undefined }
    const jobs = await askRunJobs(stored, { server, runId, attempt, records, steps, otherSteps, ...asks })
    return {
      store: new FilesLinkStore(files),
      known,
      recorded,
      nobodysLinks: 'refused',
      run: binding,
      failures: [...before, ...failures, ...jobs.failures],
      notes: [...notes, ...jobs.notes],
      jobs
    }
  } finally {
    runner.endGroup()
  }
}
