// SPDX-License-Identifier: Apache-2.0
import { CoreError } from '../codes.ts'

const HINT =
  'This is a layout source, which people write. Sign it with `layout sign`, and give the file that this writes, .in-toto/root.layout.'
const LOOKED_AT = 10_000

/** The same error, with a remedy where what is no JSON is a layout source that nobody signed. */
export function withSourceGiven(error: unknown, bytes: Uint8Array): unknown {
  if (!(error instanceof CoreError) || error.code !== 'JSON_SYNTAX' || !looksLikeSource(bytes)) return error
  return new CoreError(error.code, error.message, { at: error.at, hint: HINT, cause: error })
}

/** Whether a file is YAML as people write it: some line begins with a member of a mapping. */
function looksLikeSource(bytes: Uint8Array): boolean {
  const text = new TextDecoder('utf-8', { ignoreBOM: true }).decode(bytes.subarray(0, LOOKED_AT))
  return text.split('\n').some((line) => /^(?:---|\w[\w-]*:)/.test(line))
}
