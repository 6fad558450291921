// SPDX-License-Identifier: Apache-2.0
import { GateError } from '../gate/codes.ts'

/** A member of an answer that must be there. @throws GITHUB_UNAVAILABLE */
export function answerText(data: unknown, member: string, what: string): string {
  const value = (data as Record<string, unknown> | null)?.[member]
  if (typeof value === 'string') return value
  throw new GateError('GITHUB_UNAVAILABLE', `GitHub's answer for ${what} has no text ${member}.`, {
    hint: 'Run the job again. If it lasts, something between this job and GitHub changes the answers.'
  })
}
