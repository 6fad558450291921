// SPDX-License-Identifier: Apache-2.0
// Waits for the unsigned record, stops the end of the stage, and rewrites the file before it is stored.
import { readFileSync, writeFileSync } from 'node:fs'
import { globSync } from 'node:fs'
import { join } from 'node:path'
import { leaveCanary } from './canary.ts'
import { forge } from './forgeries.ts'
import { endOfStage, goOn } from './going-on.ts'

const temporary = process.env['RUNNER_TEMP'] ?? ''
const done = new Set<string>()

await goOn(import.meta.filename, 1, () => {
  for (const name of globSync('in-toto-*/*.link', { cwd: temporary }).filter((path) => !done.has(path))) {
    const end = endOfStage()
    if (end !== undefined) process.kill(end, 'SIGSTOP')
    const path = join(temporary, name)
    const forged = forge(readFileSync(path, 'utf8'), process.env['FORGERY'] ?? '')
    if (forged !== undefined) {
      writeFileSync(path, forged)
      leaveCanary('rewrote the record')
    }
    done.add(name)
    if (end !== undefined) process.kill(end, 'SIGCONT')
  }
})
