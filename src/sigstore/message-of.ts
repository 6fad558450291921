// SPDX-License-Identifier: Apache-2.0

/** The reason that a service of Sigstore gives in the body of an answer. */
export function messageOf(text: string): string {
  try {
    const { message } = JSON.parse(text) as { message?: unknown }
    if (typeof message === 'string' && message !== '') return message
  } catch {
    // Not every answer is of the service itself.
  }
  return 'no reason given'
}
