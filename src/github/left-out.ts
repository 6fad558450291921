// SPDX-License-Identifier: Apache-2.0
// Stands in the bundle for modules of GitHub's library for workflow artifacts that nothing reaches who only stores.

/** Fails with its name, whatever is done with it. */
export function leftOut(name: string): unknown {
  return standIn(name, () => refuse(name))
}

/** The same for a class: making one is nothing, using one fails. */
export function madeLeftOut(name: string): unknown {
  return standIn(name, () => leftOut(name) as object)
}

function standIn(name: string, construct: () => object): unknown {
  const get = (): never => refuse(name)
  return new Proxy(function () {}, { apply: get, get, set: get, has: get, construct })
}

function refuse(name: string): never {
  throw new Error(`${name} is left out of the bundle, which only stores workflow artifacts.`)
}
