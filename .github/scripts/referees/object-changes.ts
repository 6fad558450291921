// SPDX-License-Identifier: Apache-2.0
// Changes of one JSON object.

export type Json = Record<string, unknown>

export type Change = (object: Json) => void

export const add =
  (name: string, value: unknown): Change =>
  (object) => {
    object[name] = value
  }
export const remove =
  (name: string): Change =>
  (object) => {
    delete object[name]
  }
/** The same member in other letters. */
export const rename =
  (name: string): Change =>
  (object) => {
    object[name.charAt(0).toUpperCase() + name.slice(1)] = object[name]
    delete object[name]
  }
/** A second one in other letters, beside it. */
export const shadow =
  (name: string, value: unknown): Change =>
  (object) => {
    object[name.charAt(0).toUpperCase() + name.slice(1)] = value
  }
