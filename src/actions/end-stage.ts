// SPDX-License-Identifier: Apache-2.0
// The last workflow step of a stage: records products, signs the link, and stores it. Nothing is signed unless the job
// has been a success so far and the recording is the one that the stage began with.
import { createHash, randomUUID } from 'node:crypto'
import { mkdirSync, readFileSync, rmSync } from 'node:fs'
import { basename, join, posix } from 'node:path'
import { InTotoError } from '../intoto/errors.ts'
import { escapeUntrusted, quoteUntrusted } from '../intoto/escape-untrusted.ts'
import type { SigningIdentity } from '../intoto/envelope/sign-metadata.ts'
import { jsonObject } from '../intoto/json/json-value.ts'
import { keyIdOf } from '../intoto/keys/derive-key-id.ts'
import type { Link } from '../intoto/link/link.ts'
import { writeWorkflowArtifactName, type WorkflowArtifactKind } from '../intoto/link/link-artifact-name.ts'
import { readRunBinding } from '../intoto/link/run-binding.ts'
import { Recorder } from '../recording/record-artifacts.ts'
import { loadPrivateKey } from '../signing/key-signer.ts'
import { selectProducts, withHandOver } from '../stages/hand-over.ts'
import { artifactsDigest } from '../stages/products-digest.ts'
import { readStageRecording, type StageRecording } from '../stages/stage-recording.ts'
import { stageSettings } from '../stages/stage-settings.ts'
import { endStep, recordedNothing } from '../stages/step-recording.ts'
import type { WorkflowArtifacts } from '../stages/workflow-artifacts.ts'
import { writeLink } from '../stages/write-link.ts'
import { Inputs } from '../github/inputs.ts'
import { canIdentify, readRunContext, runBindingOf, type Environment, type RunContext } from '../github/run-context.ts'
import type { Runner } from '../github/runner.ts'
import { readKeylessInputs, signAsWorkflow, type KeylessInputs } from './keyless-inputs.ts'

/** Who signs; nobody where nothing is to be signed, or where a run without identity has no key. */
type Signing = ({ readonly kind: 'key' } & SigningIdentity) | KeylessInputs | { readonly kind: 'nobody' }

interface EndInputs {
  readonly recording: string
  readonly digest: string
  readonly products: readonly string[]
  readonly productSource: 'paths' | 'git'
  readonly signing: Signing
  readonly summary: 'auto' | 'always' | 'never'
  readonly retentionDays: number
  readonly handOver: readonly string[]
}

const LONGEST_RETENTION_DAYS = 400

/** @throws INPUT_, RUNNER_, RECORD_, RECORDING_, SIGNING_, KEY_, ARTIFACT_ codes, JOB_NOT_SUCCESSFUL, GIT_FAILED */
export async function endStage(runner: Runner, environment: Environment): Promise<void> {
  const context = readRunContext(environment)
  const inputs = readInputs(runner, context, environment)
  warnOfEnvironment(runner, environment)
  const recording = readStageRecording(inputs.recording, inputs.digest)
  checkRun(recording, context, inputs.recording)
  const recorder = new Recorder()
  const directory = join(context.temporary, `in-toto-${randomUUID()}`)
  mkdirSync(directory)
  try {
    const link = await completeLink(recording, inputs, context, environment, recorder)
    const { RunArtifacts } = await import('../github/run-artifacts.ts')
    const stored = await store({
      link,
      recording,
      inputs,
      surroundings: { context, environment, runner },
      directory,
      artifacts: new RunArtifacts(directory)
    })
    for (const [name, value] of Object.entries(stored.outputs)) runner.output(name, value)
    await report(runner, link, inputs, stored)
  } finally {
    await recorder.close()
    rmSync(directory, { recursive: true, force: true })
    rmSync(inputs.recording, { force: true })
  }
}

function readInputs(runner: Runner, context: RunContext, environment: Environment): EndInputs {
  const inputs = new Inputs(runner)
  const signing = readSigning(inputs, context, environment)
  const status = inputs.text('job-status')
  if (status !== 'success') {
    throw new InTotoError('JOB_NOT_SUCCESSFUL', `The job is ${quoteUntrusted(status)}, so no link is made.`, {
      hint: 'Look at the workflow step that failed. Only what succeeded is signed.'
    })
  }
  return {
    recording: inputs.required('recording'),
    digest: inputs.required('recording-digest'),
    products: inputs.lines('products'),
    productSource: inputs.choice('product-source', ['paths', 'git']),
    signing,
    summary: inputs.choice('summary', ['auto', 'always', 'never']),
    retentionDays: inputs.number('retention-days', LONGEST_RETENTION_DAYS),
    handOver: inputs.lines('hand-over')
  }
}

function readSigning(inputs: Inputs, { origin }: RunContext, environment: Environment): Signing {
  const mode = inputs.choice('sign', ['auto', 'key', 'keyless', 'none'])
  const pem = inputs.secret('signing-key')
  const passphrase = inputs.secret('signing-key-passphrase')
  const keyless = readKeylessInputs(inputs)
  if (mode === 'none') return { kind: 'nobody' }
  if (mode === 'keyless') return canIdentify(environment) || origin === 'own' ? keyless : { kind: 'nobody' }
  if (pem === '') {
    if (mode === 'auto' && canIdentify(environment)) return keyless
    if (mode === 'auto' && origin !== 'own') return { kind: 'nobody' }
    throw new InTotoError('SIGNING_KEY_MISSING', 'The link is to be signed, and the input signing-key is empty.', {
      at: 'input signing-key',
      hint: 'Give the private key from a secret, or `permissions: id-token: write` to sign as the workflow. If the secret exists, see whether this job may read it (environments, Dependabot secrets). To store unsigned links on purpose, say `sign: none`; no gate accepts them.'
    })
  }
  const signer = loadPrivateKey({ pem, passphrase, source: 'input signing-key' })
  const wanted = inputs.text('key-id')
  const forms = (['current', 'legacy'] as const).map((form) => [form, keyIdOf(signer.publicKey, form)] as const)
  const found = forms.find(([form, keyId]) => wanted === form || wanted === keyId)
  if (found !== undefined) return { kind: 'key', signer, keyId: found[1] }
  throw new InTotoError(
    'SIGNING_KEY_UNEXPECTED',
    `The signing key has the ids ${forms.map(([, keyId]) => keyId).join(' and ')}, not ${quoteUntrusted(wanted, 80)}.`,
    { at: 'input key-id', hint: 'Give the key that belongs to the id, or say current or legacy.' }
  )
}

/** What an earlier workflow step can put into the environment of this one to make it talk to somebody else. */
function warnOfEnvironment(runner: Runner, environment: Environment): void {
  const names = ['LD_PRELOAD', 'NODE_EXTRA_CA_CERTS', 'NODE_TLS_REJECT_UNAUTHORIZED', 'SSL_CERT_FILE'].filter(
    (name) => (environment[name] ?? '') !== ''
  )
  if (names.length === 0) return
  runner.annotate(
    'warning',
    'Unusual environment',
    `${names.join(', ')} is set for this action. If an earlier workflow step set it through GITHUB_ENV, that step could watch what is signed.`
  )
}

/** The run that the stage began in must be the one that it ends in. */
function checkRun({ link }: StageRecording, context: RunContext, path: string): void {
  const begun = readRunBinding(link.environment)
  const ended = runBindingOf(context)
  const same =
    begun !== undefined &&
    begun !== 'malformed' &&
    (['id', 'attempt', 'repository', 'commit', 'job'] as const).every((fact) => begun[fact] === ended[fact])
  if (same) return
  throw new InTotoError('RECORDING_TAMPERED', 'The recording that the step began with belongs to another run or job.', {
    at: escapeUntrusted(path),
    hint: 'Call begin and end in one job, and hand the outputs of begin to end.'
  })
}

async function completeLink(
  recording: StageRecording,
  inputs: EndInputs,
  context: RunContext,
  environment: Environment,
  recorder: Recorder
): Promise<Link> {
  const settings = stageSettings(context.workspace, recording.exclude)
  const checkout = inputs.productSource === 'git' ? await checkedOut(inputs.products, context, environment) : undefined
  const ended = await endStep(recorder, recording.link, {
    products: checkout?.paths ?? inputs.products,
    settings,
    byproducts: jsonObject(recording.hasCommand ? { 'return-value': 0 } : {})
  })
  if (recordedNothing(ended)) {
    throw new InTotoError(
      'RECORDING_NOTHING',
      `Step ${quoteUntrusted(ended.name)} recorded no file at all, so its link would say nothing.`,
      {
        hint: 'Name files or directories in materials and products, and look at exclude.'
      }
    )
  }
  const noted =
    checkout === undefined
      ? ended.environment
      : new Map([...ended.environment, ['checkout', jsonObject({ commit: checkout.commit })]])
  return {
    ...ended,
    environment:
      inputs.handOver.length === 0 ? noted : withHandOver(noted, selectProducts(ended.products, inputs.handOver))
  }
}

/** The files that git tracks, relative to the workspace. */
async function checkedOut(
  [directory = '.', ...more]: readonly string[],
  { workspace }: RunContext,
  environment: Environment
): Promise<{ commit: string; paths: readonly string[] }> {
  if (more.length > 0)
    throw new InTotoError('INPUT_INVALID', 'With product-source git, products names one directory.', {
      at: 'input products',
      hint: 'Name the directory of the checkout.'
    })
  const { trackedFiles } = await import('../stages/tracked-files.ts')
  const { commit, paths } = await trackedFiles(join(workspace, directory), environment)
  // A leading "./" keeps a file that is named like a scheme a file.
  return { commit, paths: paths.map((path) => `./${posix.join(directory.replaceAll('\\', '/'), path)}`) }
}

interface StoreRequest {
  readonly link: Link
  readonly recording: StageRecording
  readonly inputs: EndInputs
  readonly surroundings: { readonly context: RunContext; readonly environment: Environment; readonly runner: Runner }
  readonly directory: string
  readonly artifacts: WorkflowArtifacts
}

interface Stored {
  readonly linkFile: string
  /** Key id or identity; undefined when nobody signed. */
  readonly signedBy: string | undefined
  readonly handedOver: number
  readonly outputs: Readonly<Record<string, string>>
}

/** Stores products before the link, so that there is a link only for what is there. */
async function store({ link, recording, inputs, surroundings, directory, artifacts }: StoreRequest): Promise<Stored> {
  const { retentionDays, handOver, signing } = inputs
  const { context } = surroundings
  const nameOf = (kind: WorkflowArtifactKind): string =>
    writeWorkflowArtifactName({
      kind,
      step: link.name,
      job: context.job,
      matrix: recording.matrix,
      attempt: context.attempt
    })
  const handed = handOver.length === 0 ? undefined : selectProducts(link.products, handOver)
  if (handed !== undefined) {
    await artifacts.upload({
      name: nameOf('products'),
      files: [...handed.keys()].map((path) => join(context.workspace, path)),
      root: context.workspace,
      retentionDays
    })
  }
  const { path, signedBy } = await signAndWrite(signing, link, directory, surroundings)
  const { id, digest } = await artifacts.upload({ name: nameOf('link'), files: [path], root: directory, retentionDays })
  return {
    linkFile: basename(path),
    signedBy,
    handedOver: handed?.size ?? 0,
    outputs: {
      'link-artifact-id': id,
      'link-artifact-digest': digest,
      'link-digest': `sha256:${createHash('sha256').update(readFileSync(path)).digest('hex')}`,
      'products-digest': artifactsDigest(link.products),
      'product-count': String(link.products.size)
    }
  }
}

async function signAndWrite(
  signing: Signing,
  link: Link,
  directory: string,
  surroundings: StoreRequest['surroundings']
): Promise<{ path: string; signedBy: string | undefined }> {
  if (signing.kind === 'keyless') {
    const { path, certificate } = await signAsWorkflow(signing, link, directory, surroundings)
    return { path, signedBy: certificate.subject }
  }
  const key = signing.kind === 'key' ? signing : undefined
  return { path: writeLink({ link, directory, format: 'dsse', signing: key }), signedBy: key?.keyId }
}

async function report(runner: Runner, link: Link, { summary }: EndInputs, stored: Stored): Promise<void> {
  const { linkFile, handedOver, signedBy, outputs } = stored
  const by = signedBy === undefined ? 'nobody (unsigned)' : escapeUntrusted(signedBy)
  if (signedBy === undefined) {
    runner.annotate(
      'warning',
      'Unsigned link',
      `The link of step ${quoteUntrusted(link.name)} is not signed, so it proves nothing. The gate can give advice on it, and never passes it.`
    )
  }
  runner.log(
    `Step ${quoteUntrusted(link.name)}: ${link.materials.size} materials, ${link.products.size} products${handedOver > 0 ? `, ${handedOver} of them handed over` : ''}; signed by ${by}; stored as workflow artifact ${outputs['link-artifact-id'] ?? ''}.`
  )
  if (summary === 'never' || (summary === 'auto' && signedBy !== undefined)) return
  const { stageSummary } = await import('../reporting/stage-summary.ts')
  await runner.summary(
    stageSummary({
      step: link.name,
      linkFile,
      linkDigest: outputs['link-digest'] ?? '',
      materials: link.materials.size,
      products: link.products.size,
      signedBy
    })
  )
}
