// SPDX-License-Identifier: Apache-2.0
// A job that starts the bundles of the actions as the runner does: inputs and facts in the environment, outputs in files.
import { spawn } from 'node:child_process'
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { parse } from 'yaml'
import { runtimeToken, type ServedJob } from '../../.github/scripts/e2e/github-server.ts'
import { directoryWith } from './directory.ts'
import { CI, head, server, TOKEN } from './served-repository.ts'

const ROOT = resolve(import.meta.dirname, '../..')
const WORKFLOW = 'o/r/.github/workflows/ci.yml@refs/heads/main'

export interface Ran {
  readonly status: number
  readonly log: string
  readonly outputs: Readonly<Record<string, string>>
  readonly summary: string
}

/** The defaults that the runner fills in, but for expressions. */
function defaultsOf(path: string, id: number): Record<string, string> {
  const { inputs } = parse(readFileSync(join(ROOT, path), 'utf8')) as { inputs: Record<string, { default?: string }> }
  return Object.fromEntries(
    Object.entries(inputs).flatMap(([name, { default: value }]) =>
      value === undefined
        ? []
        : [
            [
              name,
              value
                .replace('${{ job.status }}', 'success')
                .replace(/\$\{\{ toJSON.*/, 'null')
                .replace('${{ github.token }}', TOKEN)
                .replace('${{ job.workflow_ref }}', WORKFLOW)
                .replace('${{ job.check_run_id }}', String(id))
            ]
          ]
    )
  )
}

/** A job: a workspace, a temporary directory, and the facts of a run. */
export class Job {
  readonly workspace: string
  readonly directory: string
  readonly facts: Record<string, string>

  constructor(
    facts: Record<string, string> = {},
    files: Readonly<Record<string, string>> = {},
    event: unknown = { repository: { default_branch: 'main' } }
  ) {
    this.directory = directoryWith({ 'event.json': JSON.stringify(event) })
    this.workspace = directoryWith(files)
    mkdirSync(join(this.directory, 'temp'))
    this.facts = {
      GITHUB_ACTIONS: 'true',
      GITHUB_REPOSITORY: 'o/r',
      GITHUB_REPOSITORY_ID: '1',
      GITHUB_RUN_ID: '10',
      GITHUB_RUN_ATTEMPT: '1',
      GITHUB_JOB: 'build',
      GITHUB_EVENT_NAME: 'push',
      GITHUB_EVENT_PATH: join(this.directory, 'event.json'),
      GITHUB_REF: 'refs/heads/main',
      GITHUB_SHA: head,
      GITHUB_WORKFLOW_REF: WORKFLOW,
      GITHUB_WORKSPACE: this.workspace,
      GITHUB_API_URL: server.origin,
      GITHUB_SERVER_URL: 'https://github.com',
      RUNNER_TEMP: join(this.directory, 'temp'),
      ...facts
    }
  }

  async run(
    action: 'begin' | 'end' | 'sign' | 'verify',
    inputs: Readonly<Record<string, string>>,
    variables: Readonly<Record<string, string>> = {}
  ): Promise<Ran> {
    const [output, summary] = [join(this.directory, 'output'), join(this.directory, 'summary')]
    writeFileSync(output, '')
    writeFileSync(summary, '')
    const job = this.#listed(null)
    const file = action === 'verify' ? 'action.yml' : `actions/${action}/action.yml`
    const all = { ...defaultsOf(file, job.id), ...inputs }
    const environment = {
      PATH: process.env['PATH'],
      HOME: process.env['HOME'],
      ...this.facts,
      GITHUB_OUTPUT: output,
      GITHUB_STEP_SUMMARY: summary,
      ACTIONS_RESULTS_URL: `${server.origin}/`,
      ACTIONS_RUNTIME_TOKEN: runtimeToken(this.facts['GITHUB_RUN_ID'] ?? '', this.facts['GITHUB_JOB'] ?? ''),
      ...Object.fromEntries(Object.entries(all).map(([name, value]) => [`INPUT_${name.toUpperCase()}`, value])),
      ...variables
    }
    const child = spawn(process.execPath, [join(ROOT, `dist/${action}.mjs`)], {
      env: environment,
      stdio: ['ignore', 'pipe', 'pipe']
    })
    const chunks: Buffer[] = []
    for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk: Buffer) => chunks.push(chunk))
    const status = await new Promise<number>((done) => child.on('close', (code) => done(code ?? -1)))
    this.#listed(status === 0 ? 'success' : 'failure')
    return {
      status,
      log: Buffer.concat(chunks).toString('utf8'),
      outputs: readOutputs(readFileSync(output, 'utf8')),
      summary: readFileSync(summary, 'utf8')
    }
  }

  /** The job as the server lists it. */
  #listed(conclusion: ServedJob['conclusion']): ServedJob {
    const { GITHUB_RUN_ID: run = '', GITHUB_RUN_ATTEMPT: attempt = '1', GITHUB_JOB: name = '' } = this.facts
    return server.ran(run, Number(attempt), name, { conclusion })
  }

  /** A whole stage, with what its command does. */
  async stage(
    step: string,
    command: () => void,
    end: Readonly<Record<string, string>> = {},
    begin: Readonly<Record<string, string>> = {}
  ): Promise<Ran> {
    const begun = await this.run('begin', { 'step-name': step, run: `make ${step}`, materials: '.', ...begin })
    if (begun.status !== 0) return begun
    command()
    const { recording = '', 'recording-digest': digest = '' } = begun.outputs
    return this.run('end', {
      recording,
      'recording-digest': digest,
      outcomes: 'success',
      products: '.',
      'signing-key': CI.privatePem,
      ...end
    })
  }

  write(path: string, text: string): void {
    mkdirSync(join(this.workspace, path, '..'), { recursive: true })
    writeFileSync(join(this.workspace, path), text)
  }
}

function readOutputs(text: string): Record<string, string> {
  return Object.fromEntries(
    [...text.matchAll(/^([\w-]+)<<(\S+)\n([\s\S]*?)\n\2$/gm)].map(
      ([, name = '', , value = '']) => [name, value] as const
    )
  )
}
