// SPDX-License-Identifier: Apache-2.0
// A directory for what lives for seconds. Suites make and remove so many small files that on a disk most of their time
// goes into its bookkeeping, so it lies in memory where that has room.
import { spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync, statfsSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

const MEMORY = '/dev/shm'
/** The suites together leave two at once, and their programs need memory, too. */
const NEEDED_BYTES = 6 * 2 ** 30

/** What is known of a place. */
export interface Place {
  readonly freeBytes: number
  readonly canRunPrograms: boolean
}

/** Whether a place in memory may be used: one that is full, or whose programs cannot be run, is none. */
export function isRoomy({ freeBytes, canRunPrograms }: Place): boolean {
  return canRunPrograms && freeBytes >= NEEDED_BYTES
}

/** The directory under which scratch directories are made. The variable TMPDIR has the last word. */
export function scratchRoot(environment: NodeJS.ProcessEnv = process.env, memory = MEMORY): string {
  if ((environment['TMPDIR'] ?? '') !== '') return tmpdir()
  const place = lookAt(memory)
  return place !== undefined && isRoomy(place) ? memory : tmpdir()
}

/** Makes a directory; what it is for stands in its name. */
export function scratchDirectory(purpose: string): string {
  return mkdtempSync(join(scratchRoot(), `in-toto-${purpose}-`))
}

function lookAt(directory: string): Place | undefined {
  let probe: string
  try {
    probe = mkdtempSync(join(directory, 'in-toto-probe-'))
  } catch {
    return undefined
  }
  try {
    const { bavail, bsize } = statfsSync(directory)
    const program = join(probe, 'program')
    writeFileSync(program, '#!/bin/sh\nexit 0\n', { mode: 0o755 })
    const freeBytes = Math.min(bavail * bsize, process.availableMemory())
    return { freeBytes, canRunPrograms: spawnSync(program).status === 0 }
  } finally {
    rmSync(probe, { recursive: true, force: true })
  }
}
