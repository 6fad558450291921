// SPDX-License-Identifier: Apache-2.0
// Processes that outlive the command of the stage. On GitHub they end with the machine of the job; here, whoever attacked
// ends those that are named in PROCESSES.
import { spawn } from 'node:child_process'
import { appendFileSync, existsSync, readdirSync, readFileSync } from 'node:fs'
import { setTimeout as wait } from 'node:timers/promises'
import { leaveCanary } from './canary.ts'
import { job } from './own-tools.ts'

const LIMIT_MS = 60_000

const processes = process.env['PROCESSES'] ?? ''

/**
 * Does something again and again in a process of its own, until the job is over. Where it is called, it returns when that
 * was done once.
 */
export async function goOn(script: string, pauseMs: number, act: () => void): Promise<void> {
  if (process.env['GOES_ON'] === 'yes') return untilTheJobIsOver(pauseMs, act)
  const env = { ...process.env, GOES_ON: 'yes' }
  const options = { detached: true, stdio: 'ignore', env } as const
  const child = spawn(process.execPath, [script, ...process.argv.slice(2)], options)
  child.unref()
  const limit = Date.now() + LIMIT_MS
  while (!goingOn().includes(String(child.pid)) && child.exitCode === null && Date.now() < limit) await wait(10)
}

/** Ids of the processes that go on. */
function goingOn(): string[] {
  return existsSync(processes) ? readFileSync(processes, 'utf8').split('\n') : []
}

async function untilTheJobIsOver(pauseMs: number, act: () => void): Promise<void> {
  process.on('SIGHUP', () => {})
  const limit = Date.now() + LIMIT_MS
  act()
  appendFileSync(processes, `${process.pid}\n`)
  let seen = false
  while (existsSync(process.env['RUNNER_TEMP'] ?? '') && Date.now() < limit) {
    act()
    if (!seen && endOfStage().length > 0) {
      leaveCanary('went on until the end of the stage')
      seen = true
    }
    await wait(pauseMs)
  }
}

/** The processes that end the stage, while they run: node, and the program that stands in for it. */
export function endOfStage(): number[] {
  return readdirSync('/proc')
    .map(Number)
    .filter((id) => {
      try {
        return id > 0 && readFileSync(`/proc/${id}/cmdline`, 'utf8').split('\0').some(isEnd)
      } catch {
        return false
      }
    })
}

function isEnd(word: string): boolean {
  return word.startsWith(job) && word.endsWith('/dist/end.mjs')
}
