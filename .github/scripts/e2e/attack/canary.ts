// SPDX-License-Identifier: Apache-2.0
// What an attack leaves when it came as far as it wanted: without this, a test could pass because the attack never ran.
import { appendFileSync, mkdirSync } from 'node:fs'
import { join } from 'node:path'

/** Notes that an attack took place, and in which job. */
export function leaveCanary(name: string): void {
  const directory = process.env['CANARIES'] ?? ''
  mkdirSync(directory, { recursive: true })
  appendFileSync(join(directory, name), `${process.env['GITHUB_JOB'] ?? ''}\n`)
}
