// SPDX-License-Identifier: Apache-2.0
// Stands in the bundle for a function of the storage's client that takes forms apart. Asking whether a body is one makes
// Node load its fetch, 13 ms, and what is stored is never a form.

/** Undefined, for a body that is no form. @throws for a form */
export function noFormData(body: unknown): undefined {
  if (Object.prototype.toString.call(body) === '[object FormData]') throw new Error('Forms are not sent.')
  return undefined
}
