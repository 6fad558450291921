// SPDX-License-Identifier: Apache-2.0
import { hintOr } from '../../base/general-hint.ts'
import { CoreError } from '../codes.ts'
import type { Intents } from '../intents/intents.ts'
import { intentsOf, isIntentsInspection } from '../intents/intents-of-layout.ts'
import type { Inspection, Layout } from '../layout/layout.ts'
import type { Failure } from './failure.ts'

/** What a layout says in intents, as it was signed; a failure where that cannot be read. */
export function readSignedIntents(layout: Layout): Intents | Failure | undefined {
  try {
    return intentsOf(layout)
  } catch (error) {
    if (!(error instanceof CoreError)) throw error
    const { code, message } = error
    return {
      code: 'LAYOUT_INTENTS_INVALID',
      errorCode: code,
      message,
      details: [],
      hint: hintOr(error, 'Let the owners of the layout build it again from `layout.yml`, and sign it.')
    }
  }
}

/** The words that carry what a layout says in intents, of one that says something. */
export function intentsWords({ inspections }: Pick<Layout, 'inspections'>): readonly string[] {
  return (inspections.find(isIntentsInspection) as Inspection).run
}
