// SPDX-License-Identifier: Apache-2.0
// What the demo takes through its pipeline: the example that lies beside the program, or a project of yours.
import { cpSync, existsSync, mkdirSync, readFileSync } from 'node:fs'
import { dirname, join, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import { FilesError } from '../../files/codes.ts'
import { CliError } from '../codes.ts'
import { escapeUntrusted } from '../../base/escape-untrusted.ts'
import { splitWords } from '../../intoto/rules/rule-text.ts'
import { usage } from '../arguments.ts'
import { pathFrom, type Console } from '../console.ts'
import type { DemoContext } from './demo-context.ts'
import type { PipelineRequest } from './pipeline.ts'
import { runKept } from './quiet-command.ts'

/** The pipeline that the flags ask for. @throws USAGE, COMMAND_FAILED, FILE_UNREADABLE */
export async function pipelineRequest({ parsed, console, work, recorder }: DemoContext): Promise<PipelineRequest> {
  const directory = join(work, 'pipeline')
  mkdirSync(directory)
  const common = { directory, console, recorder, now: console.now() }
  const project = parsed.one('project')
  if (project === undefined) {
    for (const flag of ['layout', 'build', 'test', 'package'])
      if (parsed.has(flag)) throw usage(`--${flag} goes with --project.`)
    const example = exampleProject()
    const repository = join(work, 'upstream')
    await makeRepository(example, repository, console)
    const layoutPath = join(example, '.in-toto', 'layout.yml')
    return {
      ...common,
      repository,
      layoutText: readFileSync(layoutPath, 'utf8'),
      layoutSource: 'examples/greeter/.in-toto/layout.yml',
      commands: { build: ['npm', 'run', 'build'], test: ['npm', 'test'], package: ['npm', 'pack'] }
    }
  }
  const layout = parsed.required('layout')
  return {
    ...common,
    repository: pathFrom(console, project),
    layoutText: readFileSync(pathFrom(console, layout), 'utf8'),
    layoutSource: layout,
    commands: {
      build: splitWords(parsed.required('build')),
      test: splitWords(parsed.required('test')),
      package: splitWords(parsed.required('package'))
    }
  }
}

/** The example lies beside the bundle; it is found from the bundle, from one of its chunks and from the source. */
function exampleProject(): string {
  const here = dirname(fileURLToPath(import.meta.url))
  const found = ['..', '../..', '../../..']
    .map((up) => resolve(here, up, 'examples/greeter'))
    .find((path) => existsSync(join(path, 'package.json')))
  if (found === undefined)
    throw new FilesError('FILE_UNREADABLE', 'The example project is missing beside the program.', {
      hint: 'Install the program again.'
    })
  return found
}

const IDENTITY = ['user.name=demo', 'user.email=demo@example.invalid', 'core.autocrlf=false', 'commit.gpgsign=false']

async function makeRepository(source: string, target: string, console: Console): Promise<void> {
  cpSync(source, target, { recursive: true })
  const identity = IDENTITY.flatMap((setting) => ['-c', setting])
  for (const words of [
    ['init', '--quiet', '--initial-branch=main'],
    [...identity, 'add', '--all', '--force'],
    [...identity, 'commit', '--quiet', '--message=The greeter']
  ]) {
    const result = await runKept(['git', ...words], target, console.environment)
    if (result.ended !== 'exited' || result.status !== 0) {
      throw new CliError(
        'COMMAND_FAILED',
        `git ${words.at(-1)} failed: ${result.ended === 'exited' ? escapeUntrusted(result.stderr) : result.ended}`,
        { hint: 'The demo needs git 2.28 or later.' }
      )
    }
  }
}
