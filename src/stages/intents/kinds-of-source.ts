// SPDX-License-Identifier: Apache-2.0
// A file in the place of a symbolic link of the commit that holds the name of its target has the digest of the link, and
// so has a link in the place of a file that leads to the same bytes: whoever reads the link of the step sees neither.
import { quoteUntrusted } from '../../base/escape-untrusted.ts'
import { StagesError } from '../codes.ts'
import { differencesText } from '../source-differences.ts'
import type { StepRecorder } from '../step-recorder.ts'
import type { PlannedTakes } from './recording-plan.ts'

/**
 * Records the beginning of a step, which has files and links where the commit has them if it takes source. It throws
 * CHECKOUT_DIFFERS where one is the other on a machine that keeps links.
 */
export function ofItsKinds(recorder: StepRecorder, step: string, takes: PlannedTakes | undefined): StepRecorder {
  if (takes?.source !== true) return recorder
  return {
    record: async (request) => {
      const recorded = await recorder.record(request)
      const unseen = (recorded.differences ?? []).filter((difference) => difference.hasDigest === true)
      const [first] = unseen
      if (first === undefined) return recorded
      throw new StagesError(
        'CHECKOUT_DIFFERS',
        `Step ${quoteUntrusted(step)} begins with source, and finds what no clean checkout of the commit writes, under the digest of the commit: ${differencesText(unseen)}. ${first.message}`,
        {
          at: quoteUntrusted(first.path),
          hint: 'Find out what changed it: a workflow step before this one, or `core.symlinks` of git, which must not be false where the system keeps links. Then check out again, into an empty workspace.'
        }
      )
    }
  }
}
