// SPDX-License-Identifier: Apache-2.0
// Signs what another job recorded. That job ran the user's code and had no identity; this one has an identity and runs
// nothing but this. What comes from there is compared with what came another way: through outputs that were written
// before the user's code ran, and through what this job itself was asked to do.
import { randomUUID } from 'node:crypto'
import { mkdirSync, readFileSync, rmSync } from 'node:fs'
import { basename, join } from 'node:path'
import { InTotoError } from '../intoto/errors.ts'
import { escapeUntrusted, quoteUntrusted } from '../intoto/escape-untrusted.ts'
import { readSignedMetadata } from '../intoto/envelope/signed-metadata.ts'
import { isJsonObject } from '../intoto/json/json-value.ts'
import type { Link } from '../intoto/link/link.ts'
import {
  readWorkflowArtifactName,
  workflowArtifactPrefix,
  writeWorkflowArtifactName,
  type WorkflowArtifactName
} from '../intoto/link/link-artifact-name.ts'
import { unsignedLinkFileName } from '../intoto/link/link-file-name.ts'
import { parseLink } from '../intoto/link/parse-link.ts'
import { readRunBinding, type RunBinding, type RunFact } from '../intoto/link/run-binding.ts'
import { LIMITS } from '../intoto/limits.ts'
import { checkLink } from '../intoto/verification/check-link.ts'
import { begunDigest } from '../stages/begun-digest.ts'
import { commandWords } from '../stages/stage-settings.ts'
import type { WorkflowArtifacts } from '../stages/workflow-artifacts.ts'
import { checkStepName } from '../stages/write-link.ts'
import { Inputs } from '../github/inputs.ts'
import { readRunContext, runBindingOf, type Environment, type RunContext } from '../github/run-context.ts'
import type { Runner } from '../github/runner.ts'
import { SHELLS } from './begin-stage.ts'
import { linkOutputs, report } from './stage-report.ts'
import { readSigning, signAndWrite, warnOfEnvironment } from './stage-signing.ts'

interface SignInputs {
  readonly step: string
  readonly command: readonly string[]
  readonly artifactId: string
  readonly artifactDigest: string
  readonly begunDigest: string
  readonly retentionDays: number
  readonly summary: 'auto' | 'always' | 'never'
}

const LONGEST_RETENTION_DAYS = 400
/** The job differs, and what only the other one knew. */
const SHARED_FACTS: readonly RunFact[] = [
  'id',
  'attempt',
  'repository',
  'repository_id',
  'commit',
  'ref',
  'workflow',
  'event'
]

/** @throws INPUT_, RUNNER_, SIGNING_, KEY_, KEYLESS_, BUNDLE_ and ARTIFACT_ codes, SIGN_REFUSED */
export async function signStage(runner: Runner, environment: Environment): Promise<void> {
  const context = readRunContext(environment)
  const reader = new Inputs(runner)
  const signing = readSigning(reader, context, environment)
  if (signing.kind === 'later') {
    throw new InTotoError('INPUT_INVALID', 'The input sign cannot be used: this action is the one that signs.', {
      at: 'input sign',
      hint: 'Say keyless, key or auto.'
    })
  }
  const inputs = readInputs(reader)
  warnOfEnvironment(runner, environment)
  const directory = join(context.temporary, `in-toto-${randomUUID()}`)
  const unpacked = join(directory, 'unsigned')
  mkdirSync(unpacked, { recursive: true })
  try {
    const { RunArtifacts } = await import('../github/run-artifacts.ts')
    const artifacts = new RunArtifacts(directory)
    const { link, name } = await fetchUnsigned(inputs, artifacts, unpacked)
    checkRecorded(link, name, inputs, context)
    const { path, signedBy } = await signAndWrite(signing, link, directory, { context, environment, runner })
    const stored = await artifacts.upload({
      name: writeWorkflowArtifactName({ ...name, kind: 'link' }),
      files: [path],
      root: directory,
      retentionDays: inputs.retentionDays
    })
    const outputs = linkOutputs(link, path, stored)
    for (const [output, value] of Object.entries(outputs)) runner.output(output, value)
    await report(
      runner,
      link,
      { signing, summary: inputs.summary },
      { linkFile: basename(path), signedBy, handedOver: 0, outputs }
    )
  } finally {
    rmSync(directory, { recursive: true, force: true })
  }
}

function readInputs(inputs: Inputs): SignInputs {
  const step = inputs.required('step-name')
  checkStepName(step)
  return {
    step,
    command: commandWords(inputs.choice('shell', SHELLS), inputs.text('run')),
    artifactId: inputs.required('link-artifact-id'),
    artifactDigest: inputs.required('link-artifact-digest'),
    begunDigest: inputs.required('begun-digest'),
    retentionDays: inputs.number('retention-days', LONGEST_RETENTION_DAYS),
    summary: inputs.choice('summary', ['auto', 'always', 'never'])
  }
}

/** The one workflow artifact that the other job stored, by its id, and as its digest says. */
async function fetchUnsigned(
  { step, artifactId, artifactDigest }: SignInputs,
  artifacts: WorkflowArtifacts,
  directory: string
): Promise<{ link: Link; name: WorkflowArtifactName }> {
  const listed = await artifacts.list(workflowArtifactPrefix('unsigned'))
  const stored = listed.find(({ id }) => id === artifactId)
  const name = stored === undefined ? undefined : readWorkflowArtifactName(stored.name)
  if (stored === undefined || name === undefined)
    throw refused(step, `there is no workflow artifact ${quoteUntrusted(artifactId, 40)} with an unsigned link`)
  if (stored.digest !== artifactDigest)
    throw refused(step, `its workflow artifact has another digest than the job that recorded it told`)
  const bounds = { packedBytes: LIMITS.linkArtifactBytes, bytes: LIMITS.linkBytes, files: 1 }
  const [file, ...more] = await artifacts.unpack(stored, directory, bounds)
  if (file === undefined || more.length > 0 || file !== unsignedLinkFileName(step))
    throw refused(step, `its workflow artifact holds ${quoteUntrusted(file ?? 'nothing')} and not its link`)
  const metadata = readSignedMetadata(readFileSync(join(directory, file)), { source: file, maxBytes: LIMITS.linkBytes })
  if (metadata.signatures.length > 0) throw refused(step, 'its link is signed already')
  const parsed = parseLink(metadata.payload)
  const [flaw] = checkLink(parsed, step, escapeUntrusted(file))
  if (flaw !== undefined) throw refused(step, flaw.message)
  if (name.step !== step) throw refused(step, `its workflow artifact is named as one of ${quoteUntrusted(name.step)}`)
  return { link: parsed.link, name }
}

function checkRecorded(
  link: Link,
  name: WorkflowArtifactName,
  { step, command, begunDigest: begun }: SignInputs,
  context: RunContext
): void {
  if (JSON.stringify(link.command) !== JSON.stringify(command))
    throw refused(step, 'its link names another command than the one that this job was told')
  if (command.length > 0 && link.byproducts.get('return-value') !== 0)
    throw refused(step, 'its link does not say that its command succeeded')
  if (begunDigest(link) !== begun)
    throw refused(step, 'its link says something else of the time before the command ran than was recorded then')
  const claimed = readRunBinding(link.environment)
  const own = runBindingOf(context)
  const differs = SHARED_FACTS.filter(
    (fact) => claimed === undefined || claimed === 'malformed' || claimed[fact] !== own[fact]
  )
  if (differs.length > 0)
    throw refused(
      step,
      `its link is of another run (${differs.join(', ')}); if this job alone ran again, run all again`
    )
  // The name tells the gate where to look, so it may say nothing that was not recorded.
  const { job } = claimed as RunBinding
  if (name.job !== job || name.attempt !== context.attempt)
    throw refused(
      step,
      `its workflow artifact is named as one of job ${quoteUntrusted(name.job)}, attempt ${name.attempt}`
    )
  const checkout = link.environment.get('checkout')
  // Added at the end, so the digest does not cover it.
  if (checkout !== undefined && !(isJsonObject(checkout) && checkout.get('commit') === context.sha))
    throw refused(step, 'its link names another commit that was checked out than the one of the run')
}

function refused(step: string, what: string): InTotoError {
  return new InTotoError('SIGN_REFUSED', `Step ${quoteUntrusted(step)} is not signed: ${what}.`, {
    hint: 'Find out what the job that recorded it did. Nothing was signed.'
  })
}
