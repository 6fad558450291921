// SPDX-License-Identifier: Apache-2.0
// A job that runs the actions in this process, with GitHub in memory and everything else as it is: the disk, git, the
// reading of inputs and of the facts of the run.
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { InTotoError } from '../../src/base/errors.ts'
import { StagesError } from '../../src/stages/codes.ts'
import type { GatePorts } from '../../src/gate/gate-ports.ts'
import type { RunJob } from '../../src/gate/gate-server.ts'
import { verifyRun } from '../../src/gate/verify-run.ts'
import { gatePorts } from '../../src/github/gate-ports.ts'
import type { FetchToken } from '../../src/github/identity-token.ts'
import { stagePorts } from '../../src/github/stage-ports.ts'
import { workflowIdentity } from '../../src/github/workflow-identity.ts'
import type { GateReport } from '../../src/reporting/report.ts'
import { beginStage } from '../../src/stages/begin-stage.ts'
import { endStage } from '../../src/stages/end-stage.ts'
import { signStage } from '../../src/stages/sign-stage.ts'
import type { StagePorts } from '../../src/stages/stage-ports.ts'
import { directoryWith } from './directory.ts'
import { FakeRunner } from './fake-runner.ts'
import { HEAD, type MemoryGitHub } from './memory-github.ts'
import { CI, OWNER, TOKEN } from './two-steps.ts'

const WORKFLOW = 'o/r/.github/workflows/ci.yml@refs/heads/main'

type Texts = Readonly<Record<string, string>>

export interface Ran {
  /** What it says is wrong: the code of the error that it ended with, or those of the report of the gate. */
  readonly codes: readonly string[]
  readonly hasFailed: boolean
  /** What it ended with, where the gate did not report it. */
  readonly error: InTotoError | undefined
  readonly outputs: Texts
  readonly runner: FakeRunner
  /** All that anybody can read. */
  readonly words: string
}

/** What the expressions of the defaults stand for. */
const EXPRESSIONS: Texts = {
  'job-status': 'success',
  'job-workflow-ref': WORKFLOW,
  'github-token': TOKEN,
  matrix: 'null',
  needs: 'none'
}

/** Inputs of a gate over the two steps, whose stages check nothing out. */
export const GATE: Texts = {
  'layout-keys': OWNER.publicPem,
  needs: '{"write":{"result":"success"}}',
  source: 'none'
}

export class MemoryJob {
  readonly github: MemoryGitHub
  readonly workspace: string
  readonly temporary = directoryWith()
  readonly facts: Record<string, string>
  /** Addresses that were asked for anything: a token, a signature, a trusted root. */
  readonly asked: string[] = []
  /** Changes of what the gate asks of the world. */
  gate: Partial<GatePorts> = {}
  /** Changes of what a stage asks of the world. */
  world: Partial<StagePorts> = {}

  constructor(
    github: MemoryGitHub,
    facts: Texts = {},
    files: Texts = {},
    event: unknown = { repository: { default_branch: 'main' } }
  ) {
    this.github = github
    this.workspace = directoryWith(files)
    this.facts = {
      GITHUB_REPOSITORY: 'o/r',
      GITHUB_REPOSITORY_ID: '1',
      GITHUB_RUN_ID: '10',
      GITHUB_RUN_ATTEMPT: '1',
      GITHUB_JOB: 'build',
      GITHUB_EVENT_NAME: 'push',
      GITHUB_EVENT_PATH: join(directoryWith({ 'event.json': JSON.stringify(event) }), 'event.json'),
      GITHUB_REF: 'refs/heads/main',
      GITHUB_SHA: HEAD,
      GITHUB_WORKFLOW_REF: WORKFLOW,
      GITHUB_WORKSPACE: this.workspace,
      RUNNER_TEMP: this.temporary,
      ...facts
    }
  }

  get run(): string {
    return this.facts['GITHUB_RUN_ID'] ?? ''
  }

  begin(inputs: Texts, variables: Texts = {}): Promise<Ran> {
    return this.#stage('begin', beginStage, inputs, variables)
  }

  end(inputs: Texts, variables: Texts = {}): Promise<Ran> {
    return this.#stage('end', endStage, inputs, variables)
  }

  sign(inputs: Texts, variables: Texts = {}): Promise<Ran> {
    return this.#stage('sign', signStage, inputs, variables)
  }

  /** Begin, a command, and end, which is told of a success and signs by key unless told otherwise. */
  async stage(step: string, command: () => void, end: Texts = {}, begin: Texts = {}): Promise<Ran> {
    const begun = await this.begin({ 'step-name': step, run: `make ${step}`, materials: '.', ...begin })
    if (begun.hasFailed) return begun
    command()
    return this.end({ ...given(begun), outcomes: 'success', products: '.', 'signing-key': CI.privatePem, ...end })
  }

  verify(inputs: Texts = {}, variables: Texts = {}): Promise<Ran> {
    const id = { 'check-run-id': this.#jobId({ status: 'in_progress', conclusion: null, completed: undefined }) }
    const runner = new FakeRunner('action.yml', { ...EXPRESSIONS, ...id, ...GATE, ...inputs })
    return outcome(runner, () =>
      verifyRun({
        ...gatePorts(runner, this.#environment(variables)),
        connect: () => Promise.resolve(this.github.server()),
        get: ({ url }) => this.#refuse(url),
        ...this.gate
      })
    )
  }

  write(path: string, text: string): void {
    mkdirSync(dirname(join(this.workspace, path)), { recursive: true })
    writeFileSync(join(this.workspace, path), text)
  }

  #stage(action: string, body: (ports: StagePorts) => Promise<void>, inputs: Texts, variables: Texts): Promise<Ran> {
    const id = { 'check-run-id': this.#jobId() }
    const runner = new FakeRunner(`actions/${action}/action.yml`, { ...EXPRESSIONS, ...id, ...inputs })
    const environment = this.#environment(variables)
    const send: FetchToken = (url) => this.#refuse(url)
    return outcome(runner, () =>
      body({
        ...stagePorts(runner, environment),
        identity: workflowIdentity(environment, (secret) => runner.mask(secret), send),
        artifacts: (temporary) => Promise.resolve(this.github.artifactsOf(this.run, temporary, id['check-run-id'])),
        post: ({ url }) => this.#refuse(url),
        get: ({ url }) => this.#refuse(url),
        now: () => 0,
        ...this.world
      })
    )
  }

  /** The id that the server gives the job, which is listed as a success unless something else is said. */
  #jobId(changes: Partial<RunJob> = {}): string {
    const { GITHUB_JOB: job = '', GITHUB_RUN_ATTEMPT: attempt = '1' } = this.facts
    return String(this.github.ran(this.run, job, Number(attempt), changes).id)
  }

  #environment(variables: Texts): Record<string, string | undefined> {
    return { PATH: process.env['PATH'], HOME: process.env['HOME'], ...this.facts, ...variables }
  }

  #refuse(url: string): Promise<never> {
    this.asked.push(url)
    return Promise.reject(new StagesError('KEYLESS_TOKEN_UNAVAILABLE', 'Nothing is reached from here.'))
  }
}

/** What the outputs of begin are to end. */
export function given({ outputs }: Ran): Texts {
  return { recording: outputs['recording'] ?? '', 'recording-digest': outputs['recording-digest'] ?? '' }
}

/** The report that a gate wrote. */
export function reportOf({ outputs }: Ran): GateReport {
  return JSON.parse(readFileSync(outputs['report'] ?? '', 'utf8')) as GateReport
}

async function outcome(runner: FakeRunner, act: () => Promise<void>): Promise<Ran> {
  let error: InTotoError | undefined
  try {
    await act()
  } catch (thrown) {
    if (!(thrown instanceof InTotoError)) throw thrown
    error = thrown
  }
  const outputs = Object.fromEntries(runner.outputs)
  const told = runner.annotations.map(({ level, title, message }) => `${level} ${title}: ${message}`)
  return {
    codes: error === undefined ? codesIn(outputs['report']) : [error.code],
    hasFailed: runner.hasFailed || error !== undefined,
    error,
    outputs,
    runner,
    words: [...runner.lines, ...told, ...runner.summaries, ...runner.written, error?.message, error?.hint].join('\n')
  }
}

function codesIn(report: string | undefined): string[] {
  if (report === undefined) return []
  const { failures, error } = JSON.parse(readFileSync(report, 'utf8')) as {
    failures: { code: string }[]
    error?: { code: string } | null
  }
  return [...failures.map(({ code }) => code), ...(error === undefined || error === null ? [] : [error.code])]
}
