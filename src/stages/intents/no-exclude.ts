// SPDX-License-Identifier: Apache-2.0
import { RecordingError } from '../../recording/codes.ts'
import type { StepRecorder } from '../step-recorder.ts'

const NO_EXCLUDE =
  'A step in intents excludes nothing but its `scratch`, and that leaves out nothing that fits `adds` or `may-add`: let the command remove what is named, or write a plain file in its place; what nothing of this fits, name under `scratch` and sign the layout again.'

/** Records as another does; what would say that something is to be excluded says what there is in its place. */
export function withoutExclude(recorder: StepRecorder): StepRecorder {
  return {
    record: async (request) => {
      try {
        return await recorder.record(request)
      } catch (error) {
        if (!(error instanceof RecordingError) || error.hint === undefined || !/\bexclude\b/i.test(error.hint))
          throw error
        const { code, message, at, cause, hint } = error
        // Where that is all, it is no way out.
        const rest = hint.startsWith('Exclude') ? '' : `${hint} `
        throw new RecordingError(code, message, { at, cause, hint: `${rest}${NO_EXCLUDE}` })
      }
    }
  }
}
