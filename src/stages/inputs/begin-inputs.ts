// SPDX-License-Identifier: Apache-2.0
import type { Environment } from '../../base/environment.ts'
import { FILE_NONE, Inputs, NONE, type InputSource } from '../../base/inputs.ts'
import type { PublicKey } from '../../intoto/keys/public-key.ts'
import { writeWorkflowArtifactName } from '../../intoto/link/link-artifact-name.ts'
import { loadPrivateKey } from '../../signing/key-signer.ts'
import type { SourceMode } from '../commit-notes.ts'
import { commandWords } from '../stage-settings.ts'
import type { RunBinding } from '../../intoto/link/run-binding.ts'
import type { StageRun } from '../stage-run.ts'
import { parseWorkingDirectory } from '../working-directory.ts'
import { checkStepName } from '../write-link.ts'
import { readDependencies, type DependencyInputs } from './dependency-inputs.ts'
import { withCheckRunId } from './job-inputs.ts'
import { readLayoutInputs, type LayoutInputs } from './layout-inputs.ts'
import { readShell } from './shell-inputs.ts'
import { checkCommand, checkVariables, matrixKey } from './stage-inputs.ts'
import { readTakeOver, type TakeOverInputs } from './take-over-inputs.ts'

export interface BeginInputs extends DependencyInputs, LayoutInputs {
  readonly step: string
  readonly shell: string
  readonly setup: string
  /** In its shortest form. */
  readonly workingDirectory: string
  readonly command: readonly string[]
  /** Whether the command is one that must run and succeed, and not only a name for other workflow steps. */
  readonly demandsOutcome: boolean
  readonly materials: readonly string[]
  readonly exclude: readonly string[]
  readonly variables: readonly string[]
  readonly matrix: string
  readonly takeOver: TakeOverInputs | undefined
  readonly source: SourceMode
  /** The run as the link names it, with the id of the job. */
  readonly run: RunBinding
}

/** What the inputs are held against. */
export interface BeginFacts {
  readonly run: Pick<StageRun, 'job' | 'attempt' | 'binding'>
  readonly environment: Environment
  /** Whether the job has an identity to sign with. */
  readonly canIdentify: boolean
}

/** @throws INPUT_ and KEY_ codes, STEP_NAME_UNSAFE, ARTIFACT_NAME, WORKING_DIRECTORY_OUTSIDE */
export function readBeginInputs(source: InputSource, { run, environment, canIdentify }: BeginFacts): BeginInputs {
  const inputs = new Inputs(source)
  const step = inputs.required('step-name')
  checkStepName(step)
  const matrix = matrixKey(inputs.text('matrix'))
  const { job, attempt } = run
  // A name that is too long is found out before the work, not after it.
  for (const kind of ['link', 'products'] as const) writeWorkflowArtifactName({ kind, step, job, matrix, attempt })
  const shell = readShell(inputs)
  const command = commandWords(shell, inputs.text('run'))
  // GitHub does not enforce `required`, and an expression that is misspelled gives an empty command, which succeeds.
  const demandsOutcome = inputs.choice('command', ['required', 'optional']) === 'required'
  if (demandsOutcome && command.length === 0) inputs.required('run')
  checkCommand('run', inputs.text('run'))
  const setup = inputs.control('setup', NONE) ?? ''
  checkCommand('setup', setup)
  const variables = inputs.lines('environment-variables')
  checkVariables(variables, environment)
  const from = inputs.control('take-over', NONE)
  const ownKey = readOwnKey(inputs)
  return {
    step,
    shell,
    setup,
    workingDirectory: parseWorkingDirectory(inputs.control('working-directory', '.') ?? '.'),
    command,
    demandsOutcome,
    materials: inputs.controlLines('materials', { itself: FILE_NONE }),
    exclude: inputs.lines('exclude'),
    ...readDependencies(inputs),
    ...readLayoutInputs(inputs),
    variables,
    matrix,
    source: inputs.choice('source', ['auto', 'none'], 'auto'),
    takeOver: readTakeOver(inputs, from, { ownKey, canIdentify }),
    run: withCheckRunId(inputs, run.binding)
  }
}

/** The public half of the signing key, which a stage that takes over is given at its beginning. */
function readOwnKey(inputs: Inputs): PublicKey | undefined {
  const pem = inputs.secret('signing-key')
  const passphrase = inputs.secret('signing-key-passphrase')
  return pem === '' ? undefined : loadPrivateKey({ pem, passphrase, source: 'input signing-key' }).publicKey
}
