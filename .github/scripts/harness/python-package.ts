// SPDX-License-Identifier: Apache-2.0
// Programs of others that pip installs, each in an environment of its own.
import { execFileSync } from 'node:child_process'
import { existsSync, mkdirSync, rmSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { cacheDirectory } from './cache-directory.ts'

export interface PythonPackage {
  /** What pip is asked for, as `name==version`. */
  readonly requirement: string
  /** The directory of the cache that holds it. */
  readonly directory: string
}

/** The directory of the programs of a package once it is installed. */
export function pythonPrograms({ directory }: PythonPackage): string {
  return join(cacheDirectory(directory), 'bin')
}

/** Installs a package where it is kept between runs, unless it is there already; returns the directory of its programs. */
export function installPythonPackage(wanted: PythonPackage): string {
  const programs = pythonPrograms(wanted)
  const environment = dirname(programs)
  const complete = join(environment, 'complete')
  if (existsSync(complete)) return programs
  rmSync(environment, { recursive: true, force: true })
  mkdirSync(dirname(environment), { recursive: true })
  console.error(`Installing ${wanted.requirement}`)
  execFileSync('python3', ['-m', 'venv', environment], { stdio: ['ignore', 2, 2] })
  execFileSync(join(programs, 'pip'), ['install', '--quiet', '--disable-pip-version-check', wanted.requirement], {
    stdio: ['ignore', 2, 2]
  })
  writeFileSync(complete, '')
  return programs
}
