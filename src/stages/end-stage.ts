// SPDX-License-Identifier: Apache-2.0
// The last workflow step of a stage: records products, signs the link, and stores it. Nothing is signed unless the job
// has been a success so far and the recording is the one that the stage began with.
import { rmSync } from 'node:fs'
import { join } from 'node:path'
import { withScratch } from '../files/with-scratch.ts'
import { writeWorkflowArtifactName, type WorkflowArtifactKind } from '../intoto/link/link-artifact-name.ts'
import { Recorder } from '../recording/record-artifacts.ts'
import { checkOutcomes, checkSameRun, checkSameStep, checkSteering } from './check-end.ts'
import { endedLink, type EndedLink } from './ended-link.ts'
import { handOverProducts, type HandedOver } from './hand-over-products.ts'
import { readEndInputs, type EndInputs } from './inputs/end-inputs.ts'
import { planOfBegun } from './intents/begun-layout.ts'
import { productsToHandOver, tellHandedOver } from './intents/products-to-hand-over.ts'
import { markEnded, tellOverlap } from './open-stages.ts'
import type { StagePorts } from './stage-ports.ts'
import { readStageRecording, type StageRecording } from './stage-recording.ts'
import type { StageRun } from './stage-run.ts'
import { storeLink } from './store-link.ts'
import type { WorkflowArtifacts } from './workflow-artifacts.ts'
import { checkRecordedDirectory } from './working-directory.ts'

/** What a stage ends with, of all that is outside. */
export type EndPorts = Omit<StagePorts, 'now'>

/**
 * @throws INPUT_, RECORD_, RECORDING_, SOURCE_, CHECKOUT_, HAND_OVER_, FILE_, SIGNING_, KEY_, KEYLESS_, BUNDLE_,
 * TRUSTED_ROOT_ and ARTIFACT_ codes, JOB_NOT_SUCCESSFUL, ENVIRONMENT_CHANGED, GIT_FAILED, WORKING_DIRECTORY_OUTSIDE,
 * SCRATCH_PRESENT, INSTALLED_NOTHING, DEPENDENCY_NOT_DIRECTORY
 */
export async function endStage(ports: EndPorts): Promise<void> {
  const { runner, run, identity } = ports
  const inputs = readEndInputs(runner, { run, canIdentify: identity.isAvailable })
  const recording = readStageRecording(inputs.recording, inputs.digest)
  try {
    checkEnd(recording, inputs, ports)
    await endRecording(recording, inputs, ports)
  } finally {
    // A stage that is refused, or breaks off, has ended, too.
    markEnded(recording, run)
  }
}

function checkEnd(recording: StageRecording, inputs: EndInputs, { run, environment }: EndPorts): void {
  checkSameRun(recording, run.binding, inputs.recording)
  checkSameStep(recording, inputs.step, inputs.recording)
  checkSteering(recording, environment)
  checkRecordedDirectory(run.workspace, recording.link.environment)
  checkOutcomes(recording, inputs.outcomes)
}

async function endRecording(recording: StageRecording, inputs: EndInputs, ports: EndPorts): Promise<void> {
  const { runner, run } = ports
  const recorder = new Recorder()
  try {
    await withScratch(run.temporary, async (directory) => {
      const ended = await endedLink(recording, inputs, ports, recorder)
      const { signing, retentionDays, summary } = inputs
      // From here on nothing is recorded, so a stage that begins meanwhile meets nobody.
      const others = markEnded(recording, run)
      await tellOverlap(runner, ended.link.name, others, { when: 'end', summary: summary !== 'never' })
      const artifacts = await ports.artifacts(directory)
      const place: StorePlace = { recording, inputs, run, directory, artifacts }
      // Products come before the link, which says where they are; so there is a link only for what is there.
      const { link, files } = await handOver(place, ended, recorder, runner)
      const name = artifactName(signing.kind === 'later' ? 'unsigned' : 'link', place)
      await storeLink({ link, handedOver: files, signing, name, retentionDays, summary, directory, artifacts }, ports)
    })
  } finally {
    await recorder.close()
    rmSync(inputs.recording, { force: true })
  }
}

/** What everything that this stage stores has in common. */
interface StorePlace {
  readonly recording: StageRecording
  readonly inputs: EndInputs
  readonly run: StageRun
  readonly directory: string
  readonly artifacts: WorkflowArtifacts
}

function artifactName(kind: WorkflowArtifactKind, { recording, run }: StorePlace): string {
  const { job, attempt } = run
  return writeWorkflowArtifactName({ kind, step: recording.link.name, job, matrix: recording.matrix, attempt })
}

async function handOver(
  place: StorePlace,
  { link, layout }: EndedLink,
  recorder: Recorder,
  runner: Pick<EndPorts['runner'], 'log'>
): Promise<HandedOver> {
  const { recording, inputs, run, directory, artifacts } = place
  const selected = productsToHandOver(link, inputs.handOver, planOfBegun(recording.layout, link.name)?.plan)
  if (selected === undefined) return { link, files: 0, bytes: 0 }
  const handedOver = await handOverProducts({
    link,
    patterns: selected,
    layout,
    workspace: run.workspace,
    directory: join(directory, 'products'),
    recorder,
    artifacts,
    name: artifactName('products', place),
    retentionDays: inputs.retentionDays
  })
  tellHandedOver(link.name, handedOver, inputs.handOver, runner)
  return handedOver
}
