#!/usr/bin/env node
// SPDX-License-Identifier: Apache-2.0
import { PROCESS_CONSOLE } from './console.ts'
import { runProgram } from './program.ts'

// A reader that has seen enough (`| head`) is no fault.
for (const stream of [process.stdout, process.stderr]) {
  stream.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code !== 'EPIPE') throw error
  })
}
process.exitCode = await runProgram(process.argv.slice(2), PROCESS_CONSOLE)
