// SPDX-License-Identifier: Apache-2.0
// Programs of others that Go builds.
import { execFileSync } from 'node:child_process'
import { existsSync, mkdirSync, mkdtempSync, renameSync, rmSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { cacheDirectory } from './cache-directory.ts'

export interface GoProgram {
  readonly name: string
  /** The package to build, with `@version`. */
  readonly source: string
  /** The directory of the cache that holds it. */
  readonly directory: string
}

/** Where a program lies once it is installed. */
export function goProgramPath({ name, directory }: GoProgram): string {
  return join(cacheDirectory(directory), name)
}

/** Builds a program where it is kept between runs, unless it is there already; returns its path. */
export function installGoProgram(program: GoProgram): string {
  const path = goProgramPath(program)
  if (existsSync(path)) return path
  mkdirSync(dirname(path), { recursive: true })
  // Whoever else installs it at this moment never sees half a program.
  const fresh = mkdtempSync(join(dirname(path), 'fresh-'))
  try {
    console.error(`Building ${program.source}`)
    execFileSync('go', ['install', program.source], {
      env: { ...process.env, GOBIN: fresh, CGO_ENABLED: '0' },
      stdio: ['ignore', 2, 2]
    })
    renameSync(join(fresh, program.name), path)
  } finally {
    rmSync(fresh, { recursive: true, force: true })
  }
  return path
}
