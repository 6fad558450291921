// SPDX-License-Identifier: Apache-2.0
// Waits for the unsigned record, stops the end of the stage, and rewrites the file before it is stored. The end gets on
// for moments only, so that it cannot write the file and read it again between two looks, however busy the machine is.
import { globSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { leaveCanary } from './canary.ts'
import { forge } from './forgeries.ts'
import { endOfStage, goOn } from './going-on.ts'

const MOMENT_MS = 0.5

const temporary = process.env['RUNNER_TEMP'] ?? ''
let isDone = false

/** Whether there was a record to rewrite. */
function rewrite(): boolean {
  const [name] = globSync('in-toto-*/*.link', { cwd: temporary })
  if (name === undefined) return false
  const path = join(temporary, name)
  const forged = forge(readFileSync(path, 'utf8'), process.env['FORGERY'] ?? '')
  if (forged === undefined) return false
  writeFileSync(path, forged)
  leaveCanary('rewrote the record')
  return true
}

/** Whether any process was there to take the signal. */
function signal(processes: readonly number[], name: NodeJS.Signals): boolean {
  const taken = processes.filter((id) => {
    try {
      return process.kill(id, name)
    } catch {
      return false
    }
  })
  return taken.length > 0
}

/** Waits without sleeping: who sleeps is woken late on a busy machine. */
function spin(milliseconds: number): void {
  for (const end = performance.now() + milliseconds; performance.now() < end;);
}

await goOn(import.meta.filename, 1, () => {
  if (isDone) return
  let end = endOfStage()
  for (let round = 1; !isDone && signal(end, 'SIGSTOP'); round += 1) {
    if (round === 1) leaveCanary('went on until the end of the stage')
    isDone = rewrite()
    signal(end, 'SIGCONT')
    spin(MOMENT_MS)
    // What stands in for node starts it only now.
    if (round % 20 === 0) end = endOfStage()
  }
})
