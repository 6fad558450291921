// SPDX-License-Identifier: Apache-2.0
import { StagesError } from '../codes.ts'
import { quoteUntrusted } from '../../base/escape-untrusted.ts'
import { Inputs, NONE, type InputSource } from '../../base/inputs.ts'
import { readSigning, type Signing, type SigningFacts } from './signing-inputs.ts'
import { readStoring, type StoringInputs } from './storing-inputs.ts'

export interface EndInputs extends StoringInputs {
  /** The step that ends; undefined where the recording alone says which. */
  readonly step: string | undefined
  readonly recording: string
  readonly digest: string
  readonly outcomes: readonly string[]
  readonly products: readonly string[]
  readonly productSource: 'paths' | 'git'
  readonly signing: Signing
  readonly handOver: readonly string[]
}

/** @throws INPUT_, KEY_ and SIGNING_ codes, JOB_NOT_SUCCESSFUL */
export function readEndInputs(source: InputSource, facts: SigningFacts): EndInputs {
  const inputs = new Inputs(source)
  const signing = readSigning(inputs, facts)
  const status = inputs.text('job-status')
  if (status !== 'success') {
    throw new StagesError('JOB_NOT_SUCCESSFUL', `The job is ${quoteUntrusted(status)}, so no link is made.`, {
      hint: 'Look at the workflow step that failed. Only what succeeded is signed.'
    })
  }
  return {
    step: inputs.control('step-name', NONE),
    recording: inputs.required('recording', NOT_BEGUN),
    digest: inputs.required('recording-digest', NOT_BEGUN),
    outcomes: inputs.control('outcomes', NONE)?.match(/\S+/g) ?? [],
    products: inputs.controlLines('products'),
    productSource: inputs.choice('product-source', ['paths', 'git']),
    signing,
    ...readStoring(inputs),
    handOver: readHandOver(inputs)
  }
}

const NOT_BEGUN =
  'Call the begin action first, give it an `id:`, and check that `steps.ID.outputs` names this id: `recording: ${{ steps.begin.outputs.recording }}`. A begin that was skipped gives nothing, either.'

/** An empty input hands nothing over, which a later job that takes over finds out: it is no control. */
function readHandOver(inputs: Inputs): string[] {
  const lines = inputs.lines('hand-over')
  return lines.length === 0 ? [] : inputs.controlLines('hand-over')
}
