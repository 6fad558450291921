// SPDX-License-Identifier: Apache-2.0
// The two halves of a step on the command line, whole for a step in intents.
import { escapeUntrusted } from '../base/escape-untrusted.ts'
import type { Link } from '../intoto/link/link.ts'
import { scratchNote, withScratchNote } from '../intoto/link/recording-notes.ts'
import type { RunBinding } from '../intoto/link/run-binding.ts'
import type { Recorder } from '../recording/record-artifacts.ts'
import { readTreesOnce, type ReadTree } from '../recording/source/commit-tree.ts'
import { endDirectories } from '../stages/begun-directories.ts'
import { checkedOutCommit } from '../stages/checked-out-commit.ts'
import { recordCheckout } from '../stages/checkout-recording.ts'
import {
  besideWorkspace,
  knownAtEnd,
  materialsRecorder,
  productsRecorder,
  type CommitRecording
} from '../stages/commit-recorder.ts'
import { homeIn } from '../stages/directory-lines.ts'
import { endWhole } from '../stages/intents/end-whole.ts'
import { tellInstalledChanges, tellOtherDigests, type InstalledFiles } from '../stages/intents/installed-changes.ts'
import { tellLeftBehind } from '../stages/intents/left-behind.ts'
import { tellingUncommitted } from '../stages/intents/uncommitted.ts'
import { beginPlannedDirectories, holdsOne } from '../stages/intents/planned-directories.ts'
import { endedWholeCheckout } from '../stages/intents/whole-checkout.ts'
import { beginningRecorder, WHOLE, wholeSettings } from '../stages/intents/whole-recording.ts'
import { NOTHING_KNOWN } from '../stages/known-of-commit.ts'
import { beginStep, type EndRequest } from '../stages/step-recording.ts'
import type { StepRecorder } from '../stages/step-recorder.ts'
import type { PlannedStep } from '../stages/taken-products.ts'
import { note, type Console } from './console.ts'

export interface WholeHalves {
  readonly step: string
  readonly planned: PlannedStep
  /** The top of what is recorded. */
  readonly base: string
  readonly console: Console
  /** What lay in installed directories when the step began; undefined where another process began it. */
  readonly installed?: ReadonlyMap<string, InstalledFiles>
  readonly onProgress: (files: number) => void
}

const DIRECTORY = 'dir:'

/** Records the beginning of a step in intents. @throws SCRATCH_PRESENT, CHECKOUT_DIFFERS, DEPENDENCY_ and RECORD_ codes */
export async function beginWholeStep(
  recorder: Recorder,
  { step, planned: { plan }, base, console, onProgress }: WholeHalves,
  run: RunBinding
): Promise<Link> {
  const { environment } = console
  const isCheckout = plan.takes?.addsSource === true
  const readTree = readTreesOnce()
  const places = { step, plan, workspace: base, environment, takenOver: [], readTree }
  const { recorded } = await beginPlannedDirectories(recorder, places)
  const recording = recordingOf(base, console, readTree)
  const whole = beginningRecorder(
    tellingUncommitted(materialsRecorder({ recorder, ...recording }), {
      step,
      takes: plan.takes,
      workspace: base,
      environment,
      readTree,
      runner: recording.runner
    }),
    { step, plan }
  )
  const link = await beginStep(told(whole, onProgress), {
    name: step,
    materials: isCheckout ? [] : WHOLE,
    settings: wholeSettings(base, plan, () => false),
    run,
    directories: recorded
  })
  return { ...link, environment: withScratchNote(link.environment, scratchNote(isCheckout)) }
}

/** Records its end. @throws INSTALLED_NOTHING, CHECKOUT_DIFFERS, DEPENDENCY_NOT_DIRECTORY, RECORD_ codes */
export async function endWholeStep(
  recorder: Recorder,
  begun: Link,
  { planned, base, console, installed, onProgress }: WholeHalves,
  rest: Pick<EndRequest, 'command' | 'byproducts'>
): Promise<Link> {
  const { environment } = console
  const { plan, from } = planned
  if (plan.takes?.addsSource === true) {
    const commit = await checkedOutCommit(base, environment)
    const place = { directory: base, name: '.' }
    const checkout: StepRecorder = {
      record: (request) =>
        recordCheckout(recorder, request, {
          place,
          commit,
          environment,
          encodings: 'demanded',
          sparse: undefined,
          tracked: 'recorded'
        })
    }
    return endedWholeCheckout(told(checkout, onProgress), begun, { workspace: base, request: rest })
  }
  const used = [...begun.materials.paths()].filter((path) => path.startsWith(DIRECTORY))
  const directories = await endDirectories(
    recorder,
    {
      installs: plan.installs,
      used: used.map((path) => path.slice(DIRECTORY.length)),
      home: homeIn(environment),
      scratch: ''
    },
    { workspace: base, isCheckout: false, isTracked: holdsOne(begun.materials.paths()) }
  )
  const products = productsRecorder({
    recorder,
    ...recordingOf(base, console),
    known: knownAtEnd(NOTHING_KNOWN, begun)
  })
  const request = { products: WHOLE, directories, ...rest }
  const link = await endWhole(told(products, onProgress), begun, { plan, from, workspace: base, request })
  const { runner } = recordingOf(base, console)
  tellLeftBehind(link, plan, runner)
  const places = { workspace: base, home: homeIn(environment) }
  if (installed === undefined) await tellOtherDigests(recorder, begun, places, runner)
  else tellInstalledChanges(begun, installed, places, runner)
  return link
}

function recordingOf(base: string, console: Console, readTree?: ReadTree): Omit<CommitRecording, 'recorder'> {
  const log = (text: string): void => note(console, text)
  return {
    workspace: base,
    source: 'auto',
    known: NOTHING_KNOWN,
    runner: { log, annotate: (_level, title, message) => log(`${escapeUntrusted(title)}: ${message}`) },
    beside: besideWorkspace(base, console.environment, readTree)
  }
}

function told(recorder: StepRecorder, onProgress: (files: number) => void): StepRecorder {
  return { record: (request) => recorder.record({ ...request, onProgress }) }
}
