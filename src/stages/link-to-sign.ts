// SPDX-License-Identifier: Apache-2.0
// An isolated stage, seen from the job that signs. The working job ran the caller's code and may be hostile throughout,
// so the signing job finds out by itself all that can be found out without running that code.
import { readdirSync } from 'node:fs'
import { StagesError } from './codes.ts'
import { escapeUntrusted, quoteUntrusted } from '../base/escape-untrusted.ts'
import { linkOfCheckout } from './checkout-link.ts'
import type { LinkToSign, SignPlaces, SignPorts, StageToSign } from './stage-to-sign.ts'
import { NOTHING_TAKEN } from './taken-products.ts'
import { linkOfWork } from './worked-link.ts'

/**
 * The link of an isolated stage. Whatever the working job says, the link has the step, command, materials, run and
 * settings that this job knows, or there is none.
 *
 * @throws SIGN_REFUSED, SIGN_MATERIALS_DIFFER, SIGN_TIME_LIMIT, SIGN_WORKSPACE_NOT_EMPTY, SIGN_COMMIT_DIFFERS,
 * CHECKOUT_DIFFERS, RECORDING_NOTHING, RECORD_, SOURCE_, TAKE_OVER_, HAND_OVER_, FILE_, ARTIFACT_, JSON_ and METADATA_ codes, GIT_FAILED
 */
export async function linkToSign(stage: StageToSign, places: SignPlaces, ports: SignPorts): Promise<LinkToSign> {
  await checkSource(stage, places, ports)
  const taken = await ports.takeOver?.()
  return stage.kind === 'checkout'
    ? linkOfCheckout(stage, places, ports, taken)
    : linkOfWork(stage, taken ?? NOTHING_TAKEN, places, ports)
}

/**
 * HEAD must be the commit of the run, or the workspace must be empty. Files beside a checkout are not looked for: they
 * become materials, and the working job must have them, too.
 */
async function checkSource(stage: StageToSign, { workspace }: SignPlaces, { checkout }: SignPorts): Promise<void> {
  if (stage.kind === 'worked' && stage.source === 'nothing') {
    const [entry] = readdirSync(workspace)
    if (entry === undefined) return
    throw new StagesError(
      'SIGN_WORKSPACE_NOT_EMPTY',
      `The workspace of the signing job is not empty: it holds ${quoteUntrusted(entry)}.`,
      {
        at: escapeUntrusted(workspace),
        hint: 'Use a fresh runner. If this job checks out the commit, set `checkout: true`.'
      }
    )
  }
  const [commit, expected = ''] = [await checkout.commit(), stage.run.commit]
  if (commit === expected) return
  throw new StagesError(
    'SIGN_COMMIT_DIFFERS',
    `The signing job has commit ${quoteUntrusted(commit, 80)} checked out, and the run is of commit ${quoteUntrusted(expected, 80)}.`,
    {
      at: escapeUntrusted(workspace),
      hint: 'Use `actions/source` in the signing job, and let nothing move HEAD before `sign`.'
    }
  )
}
