// SPDX-License-Identifier: Apache-2.0
// Commands of the demo. What they print is kept back, and shown only when they fail.
import { Buffer } from 'node:buffer'
import { PassThrough } from 'node:stream'
import { CliError } from '../codes.ts'
import { escapeUntrusted, quoteUntrusted } from '../../base/escape-untrusted.ts'
import { byproductsOf, runCommand, type CommandRequest, type CommandResult } from '../../commands/run-command.ts'
import type { Link } from '../../intoto/link/link.ts'
import { PASSPHRASE_VARIABLE } from '../../base/passphrase-variable.ts'

type Environment = CommandRequest['environment']

/** npm and node set variables for their children that would change how another npm or node behaves. */
function cleanEnvironment(environment: Environment): Record<string, string | undefined> {
  return Object.fromEntries(
    Object.entries(environment).filter(
      ([name]) => !/^(npm_|NODE_TEST_|NODE_OPTIONS$|INIT_CWD$|GIT_DIR$|GIT_WORK_TREE$|GIT_INDEX_FILE$)/i.test(name)
    )
  )
}

/** Runs a command; `printed` is told what it prints on either stream. */
async function runApart(
  request: Pick<CommandRequest, 'command' | 'directory' | 'environment' | 'streams'>,
  printed: (chunk: Buffer) => void
): Promise<CommandResult> {
  const output = new PassThrough()
  output.on('data', printed)
  return runCommand({
    ...request,
    environment: cleanEnvironment(request.environment),
    withheld: [PASSPHRASE_VARIABLE],
    stdout: output,
    stderr: output
  })
}

/** Runs the command of a stage; returns its by-products. @throws COMMAND_FAILED with the end of what it printed */
export async function runStageCommand(
  command: readonly string[],
  directory: string,
  environment: Environment
): Promise<Link['byproducts']> {
  const chunks: Buffer[] = []
  const [program = '', ...words] = process.platform === 'win32' ? ['cmd', '/d', '/s', '/c', ...command] : command
  const result = await runApart({ command: [program, ...words], directory, environment, streams: 'pass' }, (chunk) =>
    chunks.push(chunk)
  )
  if (result.ended === 'exited' && result.status === 0) return byproductsOf(result)
  const printed = Buffer.concat(chunks).toString('utf8').trimEnd()
  const failed = `The command ${quoteUntrusted(command.join(' '))} ${howItFailed(result)}`
  if (printed === '')
    throw new CliError('COMMAND_FAILED', `${failed} and printed nothing.`, {
      hint: 'Run it yourself in the project, and make it succeed.'
    })
  const tail = printed.split('\n').slice(-15)
  throw new CliError(
    'COMMAND_FAILED',
    `${failed}. It printed:\n${tail.map((line) => `    ${escapeUntrusted(line)}`).join('\n')}`,
    { hint: 'Fix what the command reports.' }
  )
}

function howItFailed(result: CommandResult): string {
  if (result.ended === 'exited') return `failed with status ${result.status}`
  return result.ended === 'killed' ? `was ended by ${result.signal}` : 'took too long'
}

/** Runs a command and keeps what it prints. */
export async function runKept(
  command: CommandRequest['command'],
  directory: string,
  environment: Environment
): Promise<CommandResult> {
  return runApart({ command, directory, environment, streams: 'record' }, () => undefined)
}
