// SPDX-License-Identifier: Apache-2.0
// An isolated stage, seen from the job that signs. Another job ran the caller's code and may be hostile from its first
// moment to its last, so this one finds out by itself all that can be found out without running that code: it works the
// materials out anew, and it takes from the other job only what no one else knows (see `WorkRecord`).
import { mkdirSync, readdirSync, readFileSync } from 'node:fs'
import { join, posix } from 'node:path'
import type { Artifacts } from '../intoto/artifacts/artifacts.ts'
import { InTotoError } from '../intoto/errors.ts'
import { quoteUntrusted } from '../intoto/escape-untrusted.ts'
import { jsonObject, type JsonObject } from '../intoto/json/json-value.ts'
import { withModes } from '../intoto/link/file-modes.ts'
import type { Link } from '../intoto/link/link.ts'
import {
  readWorkflowArtifactName,
  workflowArtifactPrefix,
  writeWorkflowArtifactName,
  type WorkflowArtifactKind
} from '../intoto/link/link-artifact-name.ts'
import { unsignedLinkFileName } from '../intoto/link/link-file-name.ts'
import { withRecordedBy } from '../intoto/link/recorded-by.ts'
import type { RunBinding } from '../intoto/link/run-binding.ts'
import { LIMITS } from '../intoto/limits.ts'
import type { Recorder } from '../recording/record-artifacts.ts'
import { beginEnvironment } from './begin-environment.ts'
import { compareBeginning } from './compare-beginning.ts'
import { handOverProducts } from './hand-over-products.ts'
import { checkHandOverArchive } from './hand-over-archive.ts'
import { selectProducts, withHandOver } from './hand-over.ts'
import { signRefused } from './sign-refused.ts'
import { stageSettings } from './stage-settings.ts'
import { beginStep, endStep, recordedNothing } from './step-recording.ts'
import type { TrackedFiles } from './tracked-files.ts'
import { readWorkRecord, type WorkRecord } from './work-record.ts'
import type { HashingArtifacts } from './workflow-artifacts.ts'

/** What was checked out in the workspace of this job, before anything of this ran. */
export interface Checkout {
  /** The commit of HEAD. @throws GIT_FAILED */
  commit(): Promise<string>
  /** The files that git tracks. @throws GIT_FAILED, RECORD_ codes */
  tracked(): Promise<TrackedFiles>
}

/** What the job that signs knows of the stage: its own inputs, and its own run. */
export interface StageToSign {
  readonly step: string
  readonly command: readonly string[]
  readonly setup: string
  /** `.` for the workspace itself. */
  readonly workingDirectory: string
  readonly materials: readonly string[]
  readonly products: readonly string[]
  readonly exclude: readonly string[]
  readonly variables: readonly string[]
  /** Gitignore patterns; none hands nothing over. */
  readonly handOver: readonly string[]
  /** Whether the job checked the commit of the run out; else its workspace must be empty. */
  readonly source: 'commit' | 'nothing'
  /** Where the record of the working job is; undefined for a stage that only checks out. */
  readonly record: { readonly artifactId: string; readonly artifactDigest: string } | undefined
  /** Tells the legs of a matrix apart. */
  readonly matrix: string
  readonly run: RunBinding
  readonly retentionDays: number
}

export interface SignStagePorts {
  readonly workspace: string
  /** An empty directory on this machine, not in the workspace, that is removed afterwards. */
  readonly temporary: string
  readonly recorder: Recorder
  readonly artifacts: HashingArtifacts
  readonly checkout: Checkout
  /** Puts products of an earlier step into the workspace, compared with its link; undefined where none are taken over. */
  readonly takeOver: (() => Promise<void>) | undefined
  /** Values of variables of this job, for a stage that has no other. */
  readonly variables: JsonObject
  /** Milliseconds of a clock. */
  readonly now: () => number
}

/** A link that is ready to be signed. */
export interface LinkToSign {
  readonly link: Link
  readonly handedOver: number
}

/**
 * The link of an isolated stage. Whatever the job that ran the caller's code says, the link has the step, command,
 * materials, run and settings that this job knows, or there is none.
 *
 * @throws SIGN_REFUSED, SIGN_MATERIALS_DIFFER, SIGN_TIME_LIMIT, SIGN_WORKSPACE_NOT_EMPTY, SIGN_COMMIT_DIFFERS,
 * RECORDING_NOTHING, RECORD_, TAKE_OVER_, HAND_OVER_, ARTIFACT_, JSON_ and METADATA_ codes, GIT_FAILED
 */
export async function linkToSign(stage: StageToSign, ports: SignStagePorts): Promise<LinkToSign> {
  await checkSource(stage, ports)
  if (ports.takeOver !== undefined) await ports.takeOver()
  return stage.record === undefined ? linkOfCheckout(stage, ports) : linkOfWork(stage, stage.record, ports)
}

/** Nothing but the commit of the run may lie where materials are recorded. */
async function checkSource({ source, run }: StageToSign, { checkout, workspace }: SignStagePorts): Promise<void> {
  if (source === 'nothing') {
    const [entry] = readdirSync(workspace)
    if (entry === undefined) return
    throw new InTotoError(
      'SIGN_WORKSPACE_NOT_EMPTY',
      `The workspace of the job that signs holds ${quoteUntrusted(entry)} before anything was put into it.`,
      { hint: 'Use a fresh runner for it. If the job checks out the commit on purpose, say `checkout: true`.' }
    )
  }
  const commit = await checkout.commit()
  if (commit === run.commit) return
  throw new InTotoError(
    'SIGN_COMMIT_DIFFERS',
    `The job that signs has commit ${quoteUntrusted(commit, 80)} checked out; the run is of commit ${quoteUntrusted(run.commit ?? '', 80)}.`,
    { hint: 'Check out the commit of the run there, with no other ref. Nothing is signed.' }
  )
}

/** The beginning of the step, as this job sees it. */
async function begin(
  stage: StageToSign,
  { recorder, workspace }: SignStagePorts,
  variables: JsonObject
): Promise<Link> {
  const begun = await beginStep(recorder, {
    name: stage.step,
    materials: stage.materials,
    settings: stageSettings(workspace, stage.exclude),
    run: stage.run
  })
  const { command, setup, workingDirectory } = stage
  const { environment } = begun
  return { ...begun, command, environment: beginEnvironment({ environment, setup, workingDirectory, variables }) }
}

async function linkOfWork(
  stage: StageToSign,
  place: NonNullable<StageToSign['record']>,
  ports: SignStagePorts
): Promise<LinkToSign> {
  const record = await fetchRecord(stage, place, ports)
  // The values of variables are the other job's.
  const begun = await begin(stage, ports, record.variables)
  compareBeginning(begun, record.claimed)
  const link = completed(begun, record)
  checkNotEmpty(link)
  if (stage.handOver.length === 0) {
    if (record.handOver !== undefined)
      throw signRefused(stage.step, 'its record hands products over, and this job was told of none')
    return { link, handedOver: 0 }
  }
  const selected = selectProducts(record.products, stage.handOver)
  if (record.handOver === undefined) throw signRefused(stage.step, 'its record hands no products over')
  const { artifacts, now } = ports
  const handOver = await checkHandOverArchive({
    step: stage.step,
    selected,
    note: record.handOver,
    storedBy: record.recordedBy,
    artifacts,
    now
  })
  return {
    link: { ...link, environment: withHandOver(link.environment, selected, handOver.artifact) },
    handedOver: selected.size
  }
}

/** The beginning that this job found, and of the rest what only the other one knows. */
function completed(begun: Link, { products, modes, byproducts, recordedBy }: WorkRecord): Link {
  const environment = withRecordedBy(withModes(begun.environment, 'products', modes), recordedBy)
  return { ...begun, products, byproducts, environment }
}

/** The one workflow artifact that the working job names, by its id, and as its digest says. */
async function fetchRecord(
  stage: StageToSign,
  { artifactId, artifactDigest }: NonNullable<StageToSign['record']>,
  { artifacts, temporary }: SignStagePorts
): Promise<WorkRecord> {
  const { step } = stage
  const stored = (await artifacts.list(workflowArtifactPrefix('unsigned'))).find(({ id }) => id === artifactId)
  const name = stored === undefined ? undefined : readWorkflowArtifactName(stored.name)
  if (stored === undefined || name === undefined)
    throw signRefused(
      step,
      `the run has no workflow artifact ${quoteUntrusted(artifactId, 40)} with an unsigned record`
    )
  if (stored.digest !== artifactDigest)
    throw signRefused(step, 'its workflow artifact has another digest than the job that recorded it told')
  const bounds = { packedBytes: LIMITS.linkArtifactBytes, bytes: LIMITS.linkBytes, files: 1 }
  const directory = join(temporary, 'unsigned')
  mkdirSync(directory)
  const [file] = await artifacts.unpack(stored, directory, bounds)
  if (file !== unsignedLinkFileName(step))
    throw signRefused(step, `its workflow artifact holds ${quoteUntrusted(file ?? 'nothing')} and not its record`)
  const record = readWorkRecord(readFileSync(join(directory, file)), file, stage)
  const { job, attempt } = record.recordedBy
  if (name.kind !== 'unsigned' || name.step !== step || name.job !== job || String(name.attempt) !== attempt)
    throw signRefused(step, `its workflow artifact is named ${quoteUntrusted(stored.name)}, which its record is not`)
  return record
}

/** A stage that runs nothing: its products are the files of the commit, and no other job has a say. */
async function linkOfCheckout(stage: StageToSign, ports: SignStagePorts): Promise<LinkToSign> {
  const { recorder, workspace, checkout, artifacts, temporary, variables } = ports
  const begun = await begin({ ...stage, materials: [] }, ports, variables)
  const { commit, paths } = await checkout.tracked()
  const ended = await endStep(recorder, begun, {
    // A leading "./" keeps a file that is named like a scheme a file.
    products: paths.map((path) => `./${posix.normalize(path)}`),
    settings: stageSettings(workspace, stage.exclude)
  })
  checkNotEmpty(ended)
  const link = { ...ended, environment: new Map([...ended.environment, ['checkout', jsonObject({ commit })]]) }
  if (stage.handOver.length === 0) return { link, handedOver: 0 }
  const handedOver = await handOverProducts({
    link,
    patterns: stage.handOver,
    workspace,
    directory: join(temporary, 'products'),
    recorder,
    artifacts,
    name: artifactNameOf(stage, 'products'),
    retentionDays: stage.retentionDays
  })
  return { link: handedOver.link, handedOver: handedOver.files }
}

/** The name of a workflow artifact of the job that signs. @throws ARTIFACT_NAME */
export function artifactNameOf({ step, matrix, run }: StageToSign, kind: WorkflowArtifactKind): string {
  return writeWorkflowArtifactName({ kind, step, job: run.job ?? '', matrix, attempt: Number(run.attempt) })
}

function checkNotEmpty(link: {
  readonly name: string
  readonly materials: Artifacts
  readonly products: Artifacts
}): void {
  if (!recordedNothing(link)) return
  throw new InTotoError(
    'RECORDING_NOTHING',
    `Step ${quoteUntrusted(link.name)} recorded no file at all, so its link would say nothing.`,
    { hint: 'Name files or directories in materials and products, and look at exclude.' }
  )
}
