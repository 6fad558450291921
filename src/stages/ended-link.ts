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
import { planOfBegun } from './intents/begun-layout.ts'
import { endWhole } from './intents/end-whole.ts'
import { findLayout } from './intents/find-layout.ts'
import { tellInstalledChanges } from './intents/installed-changes.ts'
import { tellKnownFolders } from './intents/known-folders.ts'
import { tellLeftBehind } from './intents/left-behind.ts'
import { holdsOne } from './intents/planned-directories.ts'
import { refuseInputs } from './intents/refuse-inputs.ts'
import { addsSource, endedWholeCheckout } from './intents/whole-checkout.ts'
import { keptInGit, tellKept } from './kept-in-git.ts'
import type { StagePorts } from './stage-ports.ts'
import type { StageRecording } from './stage-recording.ts'
import { stageSettings } from './stage-settings.ts'
import { demandFiles, endStep, type EndRequest } from './step-recording.ts'
import type { StepRecorder } from './step-recorder.ts'
import { withCheckout, type CheckedOut } from './with-checkout.ts'

type EndedPorts = Pick<StagePorts, 'runner' | 'run' | 'environment'>

export interface EndedLink {
  readonly link: Link
  /** The layout in intents that was found, as it travels with what is handed over. */
  readonly layout: string | undefined
}

/**
 * @throws RECORD_ and SOURCE_ codes, SCRATCH_PRESENT, INSTALLED_NOTHING, DEPENDENCY_NOT_DIRECTORY, RECORDING_NOTHING,
 * CHECKOUT_DIFFERS, CHECKOUT_COMMIT_OTHER, INPUT_INVALID, GIT_FAILED
 */
export async function endedLink(
  recording: StageRecording,
  inputs: EndInputs,
  ports: EndedPorts,
  recorder: Recorder
): Promise<EndedLink> {
  const { exclude, link, layout } = recording
  const { workspace } = ports.run
  const planned = planOfBegun(layout, link.name)
  const isTracked = planned && holdsOne(link.materials.paths())
  const directories = await endDirectories(recorder, recording.directories, {
    workspace,
    isCheckout: inputs.checkout !== undefined,
    isTracked
  })
  const request: EndRequest = {
    products: inputs.products,
    settings: stageSettings(workspace, exclude),
    directories,
    byproducts: jsonObject(inputs.outcomes.length > 0 ? { 'return-value': 0 } : {})
  }
  const ended =
    inputs.checkout === undefined
      ? { link: await endedStep({ link, request, recording, planned }, ports, recorder), layout: layout?.found?.text }
      : await endedCheckout(inputs.checkout, { link, request, recording }, ports, recorder)
  demandFiles(ended.link)
  return ended
}

interface StepToEnd {
  readonly link: Link
  readonly request: EndRequest
  readonly recording: StageRecording
  /** For a step that is recorded whole. */
  readonly planned: ReturnType<typeof planOfBegun>
}

async function endedStep(
  { link, request, recording, planned }: StepToEnd,
  { runner, environment, run }: EndedPorts,
  recorder: Recorder
): Promise<Link> {
  const { source, takenOver } = recording.commit
  const { workspace } = run
  const known = knownAtEnd(takenOver, link)
  const beside = besideWorkspace(workspace, environment)
  const below = { environment, commit: run.binding.commit }
  if (planned === undefined)
    return endStep(productsRecorder({ recorder, workspace, source, known, runner, beside, below }), link, request)
  const products = productsRecorder({ recorder, workspace, source: 'auto', known, runner, beside })
  const ended = await endWhole(products, link, { ...planned, workspace, request })
  tellLeftBehind(ended, planned.plan, runner)
  const { home } = recording.directories
  tellInstalledChanges(link, recording.layout?.installed ?? new Map(), { workspace, home }, runner)
  if (planned.plan.takes === undefined) tellKnownFolders(link.name, ended.products, runner)
  return ended
}

interface CheckoutToEnd {
  readonly link: Link
  readonly request: EndRequest
  readonly recording: StageRecording
}

async function endedCheckout(
  inputs: CheckoutInputs,
  { link, request, recording }: CheckoutToEnd,
  { runner, environment, run }: EndedPorts,
  recorder: Recorder
): Promise<EndedLink> {
  const { encodings, sparse, repository } = inputs
  const { workspace } = run
  const place = placeOfCheckout(workspace, request.products)
  const { directory } = place
  const commit = await checkedOutCommit(directory, environment)
  const isOwn = isOwnRepository(inputs, run)
  if (isOwn) checkCommit(commit, inputs, run, directory)
  const kept = keptInGit(directory, run.binding.ref)
  tellKept(kept, runner, 'warning')
  // What is checked out now is what the stage is about; when it began, another commit may have lain there, or none.
  const { path: layout, file: layoutFile } = recording.layout ?? { path: undefined, file: undefined }
  const found = await findLayout({ layout, layoutFile }, { directory, workspace, environment, runner })
  const isWhole = addsSource(link.name, found, { place, isOwn, sparse })
  const tracked = isWhole ? 'recorded' : 'all'
  const beside: StepRecorder = {
    record: async (listing) => {
      const recorded = await recordCheckout(recorder, listing, {
        place,
        commit,
        environment,
        encodings,
        sparse,
        tracked
      })
      for (const news of recorded.told) runner.log(news)
      // The commits of another repository are none that the run could be compared with.
      return isOwn ? recorded : { ...recorded, claim: undefined }
    }
  }
  if (isWhole) refuseInputs({ step: link.name, takes: undefined, from: found?.from ?? '' }, recording)
  const ended = isWhole
    ? await endedWholeCheckout(beside, link, { workspace, request })
    : await endStep(beside, link, { ...request, products: [place.name] })
  const checkout: CheckedOut = {
    commit,
    repository: isOwn ? undefined : repository,
    kept: kept.map(({ name }) => name)
  }
  // Jobs that check nothing out go by the layout of this commit.
  const travels = found?.intents === undefined ? undefined : found.text
  return { link: { ...ended, environment: withCheckout(ended.environment, checkout) }, layout: travels }
}
