// SPDX-License-Identifier: Apache-2.0
import { StagesError } from '../codes.ts'
import { quoteUntrusted } from '../../base/escape-untrusted.ts'
import { Inputs, type InputSource } from '../../base/inputs.ts'
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
  const step = inputs.required('step-name')
  return {
    step: step === 'none' ? undefined : step,
    recording: inputs.required('recording'),
    digest: inputs.required('recording-digest'),
    outcomes: inputs.text('outcomes').match(/\S+/g) ?? [],
    products: inputs.lines('products'),
    productSource: inputs.choice('product-source', ['paths', 'git']),
    signing,
    ...readStoring(inputs),
    handOver: inputs.lines('hand-over')
  }
}
