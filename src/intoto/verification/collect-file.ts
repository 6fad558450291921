// SPDX-License-Identifier: Apache-2.0
import { InTotoError } from '../../base/errors.ts'
import { hintOr } from '../../base/general-hint.ts'
import { escapeUntrusted } from '../../base/escape-untrusted.ts'
import type { Evidence } from './evidence.ts'
import type { Failure } from './failure.ts'
import type { CollectRequest, Found } from './link-format.ts'

/** Looks at one file: evidence, the reason why it is none, or undefined when there is no such file. */
export async function collectFile(
  { evidence, failures, missing, rejected }: Found,
  { stepPath }: Pick<CollectRequest, 'stepPath'>,
  fileName: string,
  read: () => Promise<Evidence | string | undefined>
): Promise<void> {
  const at = escapeUntrusted(fileName)
  try {
    const item = await read()
    if (item === undefined) missing.push(at)
    else if (typeof item === 'string') rejected.push(`${at} ${item}`)
    else evidence.push(item)
  } catch (error) {
    failures.push(unreadable(error, stepPath, at))
  }
}

/** Turns an error about one document into a failure. Faults of the machine or of this tool are no verdict: they are thrown on. */
export function unreadable(error: unknown, stepPath: string, at: string): Failure {
  if (!(error instanceof InTotoError) || !/^(JSON|METADATA|KEY|BUNDLE)_/.test(error.code)) throw error
  if (error.code.startsWith('BUNDLE_')) {
    return {
      code: 'LINK_BUNDLE_REFUSED',
      errorCode: error.code,
      step: stepPath,
      at,
      message: `The bundle ${at} is refused: ${error.message}`,
      details: [],
      hint: hintOr(error, 'Record the step again, and find out what made or changed the bundle.')
    }
  }
  return {
    code: 'LINK_UNREADABLE',
    errorCode: error.code,
    step: stepPath,
    // Errors about a document say where; `at` is the link that led to it, perhaps through a sublayout.
    at: String(error.at),
    message: `The link ${at} is malformed: ${error.message}`,
    details: [],
    hint: `Record the step again, and find out what damaged the file. ${hintOr(error, '')}`.trimEnd()
  }
}
