// SPDX-License-Identifier: Apache-2.0
// Loaded before an action: writes the name of every variable that JavaScript reads, Node's own included, into the file
// that WATCHED_NAMES names. What is read by native code is not seen.
import { appendFileSync } from 'node:fs'

const real = process.env
const file = real['WATCHED_NAMES']
const seen = new Set(['WATCHED_NAMES'])
const see = (name) => {
  if (typeof name !== 'string' || seen.has(name)) return
  seen.add(name)
  appendFileSync(file, `${name}\n`)
}
process.env = new Proxy(real, {
  get: (variables, name) => {
    see(name)
    return variables[name]
  },
  has: (variables, name) => {
    see(name)
    return name in variables
  }
})
