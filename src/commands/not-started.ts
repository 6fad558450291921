// SPDX-License-Identifier: Apache-2.0
import { closeSync, constants, openSync, readSync } from 'node:fs'
import { resolve } from 'node:path'
import { quoteUntrusted } from '../base/escape-untrusted.ts'
import { CommandsError } from './codes.ts'

/** Why a command could not be started. @param directory in which it was to run */
export function notStarted(program: string, cause: NodeJS.ErrnoException, directory: string): CommandsError {
  const line = cause.code === 'ENOENT' ? firstLineOf(program, directory) : undefined
  if (line !== undefined)
    return new CommandsError(
      'COMMAND_NOT_STARTED',
      `The command ${quoteUntrusted(program)} is there, and could not be started: the program that its first line names was not found.`,
      {
        cause,
        hint: line.endsWith('\r')
          ? `Its first line, ${quoteUntrusted(line, 100)}, ends with a carriage return, which belongs to the name: write the file with LF ends of lines (\`.gitattributes\`: \`*.sh text eol=lf\`).`
          : `Its first line is ${quoteUntrusted(line, 100)}: install that program, or name one that is there.`
      }
    )
  return new CommandsError(
    'COMMAND_NOT_STARTED',
    `The command ${quoteUntrusted(program)} could not be started: ${cause.code ?? 'unknown'}.`,
    {
      cause,
      hint: 'Check its spelling, the PATH, and that it may be executed. It is not run by a shell: for pipes write `sh -c "…"`.'
    }
  )
}

const MOST_BYTES = 1000

/** The first line of a script that is there, named by a path; undefined for what is none. */
function firstLineOf(program: string, directory: string): string | undefined {
  if (!program.includes('/')) return undefined
  try {
    // A pipe is not waited for.
    const file = openSync(resolve(directory, program), constants.O_RDONLY | constants.O_NONBLOCK)
    try {
      const bytes = Buffer.alloc(MOST_BYTES)
      const [line = ''] = bytes.subarray(0, readSync(file, bytes)).toString('latin1').split('\n')
      return line.startsWith('#!') ? line : undefined
    } finally {
      closeSync(file)
    }
  } catch {
    // What cannot be read tells nothing.
    return undefined
  }
}
