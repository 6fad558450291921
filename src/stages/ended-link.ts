// SPDX-License-Identifier: Apache-2.0
// The link of a stage at its end: its products are what lies there, or a checkout.
import { jsonObject } from '../intoto/json/json-value.ts'
import type { Link } from '../intoto/link/link.ts'
import type { Recorder } from '../recording/record-artifacts.ts'
import { endDirectories } from './begun-directories.ts'
import { checkedOutCommit } from './checked-out-commit.ts'
import { placeOfCheckout, recordCheckout } from './checkout-recording.ts'
import { besideWorkspace, knownAtEnd, productsRecorder } from './commit-recorder.ts'
import { checkCommit, isOwnRepository } from './expected-commit.ts'
import type { CheckoutInputs } from './inputs/checkout-inputs.ts'
import type { EndInputs } from './inputs/end-inputs.ts'
import { keptInGit, tellKept } from './kept-in-git.ts'
import type { StagePorts } from './stage-ports.ts'
import type { StageRecording } from './stage-recording.ts'
import { stageSettings } from './stage-settings.ts'
import { demandFiles, endStep, type EndRequest } from './step-recording.ts'
import type { StepRecorder } from './step-recorder.ts'
import { withCheckout, type CheckedOut } from './with-checkout.ts'

type EndedPorts = Pick<StagePorts, 'runner' | 'run' | 'environment'>

/**
 * @throws RECORD_ and SOURCE_ codes, SCRATCH_PRESENT, INSTALLED_NOTHING, DEPENDENCY_NOT_DIRECTORY, RECORDING_NOTHING,
 * CHECKOUT_DIFFERS, CHECKOUT_COMMIT_OTHER, INPUT_INVALID, GIT_FAILED
 */
export async function endedLink(
  recording: StageRecording,
  inputs: EndInputs,
  ports: EndedPorts,
  recorder: Recorder
): Promise<Link> {
  const { exclude, link, commit } = recording
  const { runner, environment, run } = ports
  const directories = await endDirectories(recorder, recording.directories, {
    workspace: run.workspace,
    isCheckout: inputs.checkout !== undefined
  })
  const request: EndRequest = {
    products: inputs.products,
    settings: stageSettings(run.workspace, exclude),
    directories,
    byproducts: jsonObject(inputs.outcomes.length > 0 ? { 'return-value': 0 } : {})
  }
  const { source, takenOver } = commit
  const { workspace } = run
  const known = knownAtEnd(takenOver, link)
  const beside = besideWorkspace(workspace, environment)
  const below = { environment, commit: run.binding.commit }
  const ended =
    inputs.checkout === undefined
      ? await endStep(productsRecorder({ recorder, workspace, source, known, runner, beside, below }), link, request)
      : await endedCheckout(inputs.checkout, { link, request }, ports, recorder)
  demandFiles(ended)
  return ended
}

interface CheckoutToEnd {
  readonly link: Link
  readonly request: EndRequest
}

async function endedCheckout(
  inputs: CheckoutInputs,
  { link, request }: CheckoutToEnd,
  { runner, environment, run }: EndedPorts,
  recorder: Recorder
): Promise<Link> {
  const { encodings, sparse, repository } = inputs
  const place = placeOfCheckout(run.workspace, request.products)
  const commit = await checkedOutCommit(place.directory, environment)
  const isOwn = isOwnRepository(inputs, run)
  if (isOwn) checkCommit(commit, inputs, run, place.directory)
  const kept = keptInGit(place.directory, run.binding.ref)
  tellKept(kept, runner, 'warning')
  const beside: StepRecorder = {
    record: async (listing) => {
      const recorded = await recordCheckout(recorder, listing, { place, commit, environment, encodings, sparse })
      for (const news of recorded.told) runner.log(news)
      // The commits of another repository are none that the run could be compared with.
      return isOwn ? recorded : { ...recorded, claim: undefined }
    }
  }
  const ended = await endStep(beside, link, { ...request, products: [place.name] })
  const checkout: CheckedOut = {
    commit,
    repository: isOwn ? undefined : repository,
    kept: kept.map(({ name }) => name)
  }
  return { ...ended, environment: withCheckout(ended.environment, checkout) }
}
