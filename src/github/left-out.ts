// SPDX-License-Identifier: Apache-2.0
// Stands in the bundle for modules of GitHub's library for workflow artifacts that storing does not reach.

/** Something that fails with its name, whatever is done with it. */
export function leftOut(name: string): unknown {
  return standIn(name, () => refuse(name))
}

/** The same for a class: an instance may be made, and fails when it is used. */
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
