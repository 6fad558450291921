// SPDX-License-Identifier: Apache-2.0
// A step that takes source alone begins with the commit and nothing else. What is not committed is refused by whoever
// verifies, and told here first.
import type { Environment } from '../../base/environment.ts'
import { count } from '../../base/count.ts'
import { quoteUntrusted } from '../../base/escape-untrusted.ts'
import { listed } from '../../base/listed.ts'
import type { Runner } from '../../base/runner.ts'
import type { ReadTree } from '../../recording/source/commit-tree.ts'
import type { StepRecorded, StepRecorder } from '../step-recorder.ts'
import { trackedIn } from '../tracked-in.ts'
import type { PlannedTakes } from './recording-plan.ts'

export interface UncommittedToTell {
  readonly step: string
  readonly takes: Pick<PlannedTakes, 'source' | 'steps'> | undefined
  readonly workspace: string
  readonly environment: Environment
  readonly readTree: ReadTree
  readonly runner: Pick<Runner, 'annotate'>
}

/** Files that one message names. */
const MOST_NAMES = 10

/** Records as another does, and tells which files are not those of the commit, where nothing else is taken. */
export function tellingUncommitted(recorder: StepRecorder, told: UncommittedToTell): StepRecorder {
  if (told.takes?.source !== true || told.takes.steps.length > 0) return recorder
  return {
    record: async (request) => {
      const recorded = await recorder.record(request)
      const names = await uncommitted(recorded, told)
      if (names.length > 0)
        told.runner.annotate(
          'warning',
          'Not committed',
          `${count(names.length, 'file')} ${names.length === 1 ? 'differs' : 'differ'} from the commit: ${listed(names, MOST_NAMES, (name) => name)}. Step ${quoteUntrusted(told.step)} takes source and nothing else, so verification will refuse it (TAKES_EXTRA, TAKES_MISSING, TAKES_DIFFERS): commit them, or remove them and put back what was changed, before the step begins.`
        )
      return recorded
    }
  }
}

/** In words, in order of their paths; none where nothing is claimed. */
async function uncommitted(
  { artifacts, claim, differences = [] }: StepRecorded,
  { workspace, environment, readTree }: UncommittedToTell
): Promise<string[]> {
  if (claim === undefined || claim === 'no-repository') return []
  const changed = differences.map(({ path, kind }) => ({ path, what: kind === 'missing' ? 'missing' : 'changed' }))
  const missing = changed.filter(({ what }) => what === 'missing').length
  let files = missing
  for (const [path] of artifacts) if (!path.startsWith('dir:')) files += 1
  const claimed = [...claim.submodules.values()].reduce((sum, one) => sum + one.files, claim.files)
  // To read all names of the commit again takes time, which most steps need not.
  if (changed.length === 0 && files === claimed) return []
  const known = new Set<string>(await trackedIn(workspace, environment, readTree))
  const submodules = [...claim.submodules.keys()].map((path) => `${path}/`)
  const isCommitted = (path: string): boolean =>
    known.has(path) || submodules.some((submodule) => path.startsWith(submodule))
  const extra: { readonly path: string; readonly what: string }[] = []
  for (const [path] of known.size === 0 ? [] : artifacts)
    if (!path.startsWith('dir:') && !isCommitted(path)) extra.push({ path, what: 'not committed' })
  return [...changed, ...extra].map(({ path, what }) => `${quoteUntrusted(path)} (${what})`)
}
