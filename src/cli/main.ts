#!/usr/bin/env node
// SPDX-License-Identifier: Apache-2.0
import { PASSPHRASE_VARIABLE } from '../base/passphrase-variable.ts'
import { EXIT } from './command.ts'
import { note, PROCESS_CONSOLE } from './console.ts'
import { runProgram } from './program.ts'

for (const stream of [process.stdout, process.stderr]) {
  stream.on('error', (error: NodeJS.ErrnoException) => {
    // A reader that has seen enough (`| head`) is no fault.
    if (error.code === 'EPIPE') return
    // What nobody could read is no answer, and 1 would be one: a verdict of "no".
    if (stream === process.stdout) note(PROCESS_CONSOLE, `error: Standard output cannot be written: ${error.code}.`)
    process.exit(EXIT.unknown)
  })
}
// Commands, inspections and git do not inherit it, and could still read it in `/proc/PID/environ` of this process.
if (process.env[PASSPHRASE_VARIABLE] !== undefined)
  (await import('../github/initial-environment.ts')).moveFromInitialEnvironment([PASSPHRASE_VARIABLE])
process.exitCode = await runProgram(process.argv.slice(2), PROCESS_CONSOLE)
