// SPDX-License-Identifier: Apache-2.0
import { StagesError } from '../codes.ts'
import { quoteUntrusted } from '../../base/escape-untrusted.ts'
import { FILE_NONE, Inputs, invalid, NONE, type InputSource } from '../../base/inputs.ts'
import { readCheckoutInputs, type CheckoutInputs } from './checkout-inputs.ts'
import { readOutcomes, type Outcome } from './outcome-inputs.ts'
import { readSigning, type Signing, type SigningFacts } from './signing-inputs.ts'
import { readHandOverLines, type HandOverInput } from './hand-over-inputs.ts'
import { readStoring, type StoringInputs } from './storing-inputs.ts'

export interface EndInputs extends StoringInputs {
  /** The step that ends; undefined where the recording alone says which. */
  readonly step: string | undefined
  readonly recording: string
  readonly digest: string
  readonly outcomes: readonly Outcome[]
  readonly products: readonly string[]
  /** What was to be checked out, where the products are a checkout; else they are what `products` names. */
  readonly checkout: CheckoutInputs | undefined
  readonly signing: Signing
  readonly handOver: HandOverInput
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
    checkout: readCheckout(inputs),
    signing,
    ...readStoring(inputs),
    handOver: readHandOver(inputs)
  }
}

/** Both are read in any case: what is wrong with them would show as soon as the other word is written. */
function readCheckout(inputs: Inputs): CheckoutInputs | undefined {
  const source = inputs.choice('product-source', ['paths', 'git'])
  const checkout = readCheckoutInputs(inputs)
  if (source === 'git') return checkout
  if (checkout.commit.kind === 'run') return undefined
  throw invalid(
    'commit',
    'only a checkout has a commit that it expects',
    'Leave it away, or write `product-source: git` where the products are a checkout.'
  )
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
function readHandOver(inputs: Inputs): HandOverInput {
  return inputs.lines('hand-over').length === 0 ? [] : readHandOverLines(inputs)
}
