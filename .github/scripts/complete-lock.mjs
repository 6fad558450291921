// SPDX-License-Identifier: Apache-2.0
// `npm install` leaves packages of other platforms out of package-lock.json when the registry at hand does not serve
// them, and `npm ci` then refuses the lock. This adds the entries that are missing. Run it after each change of
// dependencies; __tests__/lockfile.test.ts notices when it was forgotten.
//   node .github/scripts/complete-lock.mjs
import { readFileSync, writeFileSync } from 'node:fs'

const FILE = 'package-lock.json'
const SYSTEMS = ['darwin', 'win32', 'linux', 'freebsd', 'netbsd', 'openbsd', 'android', 'openharmony', 'sunos', 'aix']
const PROCESSORS = ['x64', 'arm64', 'arm', 'ia32', 'ppc64', 's390x', 'riscv64', 'loong64', 'mips64el', 'wasm32']

/** What the name of a platform package says of the platform. */
function platformOf(name) {
  const words = name.split(/[-/]/).map((word) => (word === 'win' ? 'win32' : word))
  const os = SYSTEMS.find((system) => words.includes(system))
  const cpu = PROCESSORS.find((processor) => words.includes(processor))
  return { ...(cpu === undefined ? {} : { cpu: [cpu] }), ...(os === undefined ? {} : { os: [os] }) }
}

const lock = JSON.parse(readFileSync(FILE, 'utf8'))
const added = []
for (const [parent, entry] of Object.entries(lock.packages)) {
  for (const [name, version] of Object.entries(entry.optionalDependencies ?? {})) {
    const path = `node_modules/${name}`
    if (lock.packages[path] !== undefined || lock.packages[`${parent}/${path}`] !== undefined) continue
    if (!/^\d+\.\d+\.\d+(-[\w.]+)?$/.test(version)) throw new Error(`${name}: "${version}" is not an exact version`)
    lock.packages[path] = { version, ...(entry.dev === true ? { dev: true } : {}), optional: true, ...platformOf(name) }
    added.push(path)
  }
}
lock.packages = Object.fromEntries(Object.entries(lock.packages).sort(([a], [b]) => (a < b ? -1 : 1)))
writeFileSync(FILE, `${JSON.stringify(lock, null, 2)}\n`)
console.log(`${added.length} entries added`)
