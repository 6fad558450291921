// SPDX-License-Identifier: Apache-2.0
// What PATH decides, and which program runs this action.
import { statSync } from 'node:fs'
import type { Environment } from '../base/environment.ts'
import { sha256OfFile } from '../files/sha256-digest.ts'
import { findProgram } from '../recording/git/find-program.ts'
import { FOUND_PROGRAMS } from './steering-table.ts'

/** Bytes of the largest program that is read; git and bash have a few million. */
const MOST_BYTES = 64 * 1024 * 1024

/**
 * Facts about programs as pairs of what and a text that differs when it does: where each program of the table is found,
 * and what it and our own are.
 */
export function steeringPrograms(
  environment: Environment,
  executable: string = process.execPath
): (readonly [what: string, fact: string])[] {
  const found = Object.keys(FOUND_PROGRAMS).flatMap((name) => {
    const path = findProgram(name, environment)
    return [
      [`PATH ${name}`, path ?? ''] as const,
      [`program ${name}`, path === undefined ? '' : contentOf(path)] as const
    ]
  })
  // The digest of Node takes a third of a second, twice a stage, and proves little: a Node that was exchanged reports
  // what it likes. Whoever replaces the file by mistake leaves another inode, size or time.
  return [...found, ['program node', `${executable} ${identityOf(executable)}`]]
}

function contentOf(path: string): string {
  try {
    return statSync(path).size > MOST_BYTES ? identityOf(path) : sha256OfFile(path)
  } catch (error) {
    // Some programs may be run and not read.
    return `${(error as NodeJS.ErrnoException).code ?? 'unreadable'} ${identityOf(path)}`
  }
}

function identityOf(path: string): string {
  try {
    const { dev, ino, size, mtimeNs, ctimeNs } = statSync(path, { bigint: true })
    return [dev, ino, size, mtimeNs, ctimeNs].join(' ')
  } catch (error) {
    return (error as NodeJS.ErrnoException).code ?? 'unreadable'
  }
}
