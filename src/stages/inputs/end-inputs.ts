// SPDX-License-Identifier: Apache-2.0
import { StagesError } from '../codes.ts'
import { quoteUntrusted } from '../../base/escape-untrusted.ts'
import { FILE_NONE, Inputs, NONE, type InputSource } from '../../base/inputs.ts'
import { readOutcomes, type Outcome } from './outcome-inputs.ts'
import { readSigning, type Signing, type SigningFacts } from './signing-inputs.ts'
import { PATTERN_NONE } from './stage-inputs.ts'
import { readStoring, type StoringInputs } from './storing-inputs.ts'

export interface EndInputs extends StoringInputs {
  /** The step that ends; undefined where the recording alone says which. */
  readonly step: string | undefined
  readonly recording: string
  readonly digest: string
  readonly outcomes: readonly Outcome[]
  readonly products: readonly string[]
  readonly productSource: 'paths' | 'git'
  readonly signing: Signing
  readonly handOver: readonly string[]
}

/** @throws INPUT_, KEY_ and SIGNING_ codes, JOB_NOT_SUCCESSFUL */
export function readEndInputs(source: InputSource, facts: SigningFacts): EndInputs {
  const inputs = new Inputs(source)
  const signing = readSigning(inputs, facts)
  checkJobStatus(inputs.text('job-status'))
  return {
    step: inputs.control('step-name', NONE),
    recording: inputs.required('recording', NOT_BEGUN),
    digest: inputs.required('recording-digest', NOT_BEGUN),
    outcomes: readOutcomes(inputs),
    products: inputs.controlLines('products', { itself: FILE_NONE }),
    productSource: inputs.choice('product-source', ['paths', 'git']),
    signing,
    ...readStoring(inputs),
    handOver: readHandOver(inputs)
  }
}

function checkJobStatus(status: string): void {
  if (status === 'success') return
  if (status === '')
    throw new StagesError(
      'JOB_NOT_SUCCESSFUL',
      'The input job-status is empty, which does not say that the job is a success, so no link is made.',
      { at: 'input job-status', hint: 'Leave job-status away: its default is the status of the job.' }
    )
  throw new StagesError('JOB_NOT_SUCCESSFUL', `The job is ${quoteUntrusted(status)}, so no link is made.`, {
    hint: 'Look at the workflow step that failed. Only what succeeded is signed.'
  })
}

const NOT_BEGUN =
  'Call the begin action first, give it an `id:`, and check that `steps.ID.outputs` names this id: `recording: ${{ steps.begin.outputs.recording }}`. A begin that was skipped gives nothing, either.'

/** An empty input hands nothing over, which a later job that takes over finds out: it is no control. */
function readHandOver(inputs: Inputs): string[] {
  const lines = inputs.lines('hand-over')
  return lines.length === 0 ? [] : inputs.controlLines('hand-over', { itself: PATTERN_NONE })
}
