// SPDX-License-Identifier: Apache-2.0
// Numbers that servers give to what belongs to a run, as texts. Each has one spelling, so that equal ones are equal texts.

/** Whether a text is the attempt of a run, from 1. */
export function isAttempt(text: string): boolean {
  return /^[1-9]\d{0,8}$/.test(text)
}

/** Whether a text is the id that a server gave to a job or to a workflow artifact: 64 bits have 20 digits at most. */
export function isServerId(text: string): boolean {
  return /^[1-9]\d{0,19}$/.test(text)
}
