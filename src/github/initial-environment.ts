// SPDX-License-Identifier: Apache-2.0
// The block of memory that a process got its environment in. What JavaScript deletes from `process.env` no child
// inherits, but it stays in that block, and Linux shows the block to every process of the user, in /proc/PID/environ: a
// program that git is led to run could read a key there. The block is an ordinary part of this process's memory, which
// a process may write.
import { Buffer } from 'node:buffer'
import { closeSync, openSync, readFileSync, readSync, writeSync } from 'node:fs'

/** Where in /proc/PID/stat, counted behind the name of the program, the block begins and ends: fields 50 and 51. */
const [STARTS_AT, ENDS_AT] = [47, 48]
/** More than Linux takes for arguments and environment together. */
const MOST_BYTES = 8 * 1024 * 1024

/**
 * Overwrites variables in the block with zeros. Delete them from `process.env` before: what is still used would be
 * empty, too.
 *
 * @returns whether they are not there now; false where a system has no such file, or does not let it be written
 */
export function wipeFromInitialEnvironment(names: ReadonlySet<string>): boolean {
  if (process.platform !== 'linux') return false
  try {
    const [start, end] = placeOfBlock(readFileSync('/proc/self/stat', 'latin1'))
    if (!(start > 0 && end > start && end - start <= MOST_BYTES)) return false
    const memory = openSync('/proc/self/mem', 'r+')
    try {
      return wipe(memory, start, end - start, names)
    } finally {
      closeSync(memory)
    }
  } catch {
    // A sandbox may hide these files. The key is out of `process.env` all the same.
    return false
  }
}

/**
 * The same for variables that are still used: they are set anew before, which puts them elsewhere.
 *
 * @returns see `wipeFromInitialEnvironment`
 */
export function moveFromInitialEnvironment(names: readonly string[]): boolean {
  for (const name of names) {
    const value = process.env[name]
    if (value === undefined) continue
    // A value that is only replaced could be written where the old one was.
    delete process.env[name]
    process.env[name] = value
  }
  return wipeFromInitialEnvironment(new Set(names))
}

/** Addresses of user space have 47 bits, or 56, of which what is lost in a number would not be written to. */
function placeOfBlock(stat: string): [number, number] {
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ')
  const address = (index: number): number => {
    const value = Number(fields[index])
    return Number.isSafeInteger(value) ? value : 0
  }
  return [address(STARTS_AT), address(ENDS_AT)]
}

function wipe(memory: number, start: number, length: number, names: ReadonlySet<string>): boolean {
  const block = Buffer.alloc(length)
  if (readSync(memory, block, 0, length, start) !== length) return false
  for (let at = 0; at < length;) {
    const found = block.indexOf(0, at)
    const end = found < 0 ? length : found
    const equals = block.indexOf('=', at)
    if (equals >= 0 && equals < end && names.has(block.toString('utf8', at, equals))) {
      const zeros = Buffer.alloc(end - at)
      if (writeSync(memory, zeros, 0, zeros.length, start + at) !== zeros.length) return false
    }
    at = end + 1
  }
  return true
}
