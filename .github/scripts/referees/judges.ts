// SPDX-License-Identifier: Apache-2.0
// The implementations of others that judge ours, at fixed versions.
import { execFileSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { GoProgram } from '../harness/go-program.ts'
import type { PythonPackage } from '../harness/python-package.ts'

const GOLANG_VERSION = 'v0.11.0'
const GOLANG_MODULE = `github.com/in-toto/in-toto-golang@${GOLANG_VERSION}`

export const IN_TOTO_GOLANG: GoProgram = {
  name: 'in-toto-golang',
  source: GOLANG_MODULE,
  directory: `in-toto-golang-${GOLANG_VERSION}`
}
export const IN_TOTO_PYTHON: PythonPackage = { requirement: 'in-toto==3.1.0', directory: 'in-toto-python-3.1.0' }
export const SIGSTORE_PYTHON: PythonPackage = { requirement: 'sigstore==4.5.1', directory: 'sigstore-python-4.5.1' }

/** The source of in-toto-golang, with the files that it ships for its own tests. */
export function golangSource(): string {
  const modules = execFileSync('go', ['env', 'GOMODCACHE'], { encoding: 'utf8' }).trim()
  const source = join(modules, GOLANG_MODULE)
  if (!existsSync(source))
    execFileSync('go', ['mod', 'download', GOLANG_MODULE], { stdio: ['ignore', 2, 2], cwd: tmpdir() })
  return source
}
