// SPDX-License-Identifier: Apache-2.0
// The programs that are measured, and how each is told to do the same.
import { join } from 'node:path'
import { goProgramPath } from '../harness/go-program.ts'
import { pythonPrograms } from '../harness/python-package.ts'
import { CLI } from '../harness/repository.ts'
import { IN_TOTO_GOLANG, IN_TOTO_PYTHON } from '../referees/judges.ts'
import type { Contender } from './race.ts'

const python = pythonPrograms(IN_TOTO_PYTHON)
const go = goProgramPath(IN_TOTO_GOLANG)

/** Our command line, as users start it. */
export const OURS: readonly string[] = [process.execPath, CLI]

/** How many times as fast as others ours is to be. */
export interface Targets {
  readonly python: number
  readonly go: number
}

/** What is recorded: paths for `-m`, or none, and paths for `-p`. */
export interface Recorded {
  readonly materials?: string
  readonly products: string
}

function runWords({ materials, products }: Recorded, keyFlag: string): string[] {
  const before = materials === undefined ? [] : ['-m', materials]
  return ['run', '-n', 's', ...before, '-p', products, keyFlag, 'key', '-x']
}

/** Recording, signed with the file `key`. */
export const ourRun = (recorded: Recorded): string[] => [...OURS, ...runWords(recorded, '--signing-key'), '-q']

export function othersRun(recorded: Recorded, targets: Targets): Contender[] {
  const [, ...words] = runWords(recorded, '--signing-key')
  return [
    { name: 'in-toto-python', command: [join(python, 'in-toto-run'), ...words], target: targets.python },
    { name: 'in-toto-golang', command: [go, ...runWords(recorded, '-k')], target: targets.go }
  ]
}

const VERIFIED = ['--layout', 'root.layout', '--verification-keys', 'owner.pub', '--link-dir', '.']

/** The words of `verify` for a chain that lies in the working directory. */
export const VERIFY_WORDS: readonly string[] = VERIFIED
export const OUR_VERIFY: readonly string[] = [...OURS, 'verify', ...VERIFIED, '-q']

export function pythonVerify(target: number): Contender {
  return { name: 'in-toto-python', command: [join(python, 'in-toto-verify'), ...VERIFIED], target }
}

export function othersVerify(targets: Targets): Contender[] {
  const words = ['--layout', 'root.layout', '--layout-keys', 'owner.pub', '--link-dir', '.']
  return [
    pythonVerify(targets.python),
    { name: 'in-toto-golang', command: [go, 'verify', ...words], target: targets.go }
  ]
}
