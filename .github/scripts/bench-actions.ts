// SPDX-License-Identifier: Apache-2.0
// How long the command line and the actions take beside bare Node: the bundles as the runner starts them, in a checkout of
// 2 000 files, with GitHub on loopback. A machine that does other things makes times longer; what the processor did for a
// process, and for the programs that it started, stands beside them.
import { execFileSync } from 'node:child_process'
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { CLI, ROOT } from './harness/repository.ts'
import { measureNode, ms, runAction, type ActionProcess, type ProcessCost, type Values } from './action-process.ts'
import { median } from './bench/measure.ts'
import { writeSourceFiles } from './bench-source.ts'
import { GitHubServer, runtimeToken } from './e2e/github-server.ts'

const ROUNDS = 11
const FILES = 2000
const STEPS = ['build', 'test', 'lint', 'scan', 'package']
const LAYOUT = `expires: 1 year
functionaries: { ci: { key: ci.pub } }
steps:
${STEPS.map((name) => `  - { name: ${name}, by: ci, products: [REQUIRE d1/f1.txt, DISALLOW evil] }`).join('\n')}
inspections: []
`

/** The run whose five links the gate looks at. */
const GATED = '1'

/** Each with its target in milliseconds, beside bare Node. */
const ROWS: readonly { readonly name: Row; readonly what: string; readonly target: number }[] = [
  { name: 'start', what: 'command line, --version', target: 25 },
  { name: 'begin', what: 'begin', target: 60 },
  { name: 'compared', what: 'begin, compared with the commit', target: 120 },
  { name: 'end', what: 'end, compared, without hand-over', target: 200 },
  { name: 'gate', what: 'gate of five links, no fetch', target: 150 }
]
type Row = 'start' | 'begin' | 'compared' | 'end' | 'gate'

/** @param work an empty directory */
export async function benchActions(work: string): Promise<void> {
  const bench = new ActionBench(work)
  await bench.start()
  try {
    const bare: ProcessCost[] = []
    const costs: Record<Row, ProcessCost[]> = { start: [], begin: [], compared: [], end: [], gate: [] }
    await bench.runOfAllSteps()
    for (let round = 0; round < ROUNDS; round += 1) {
      // An open stage of the same run would be told at the end of another one.
      const [run, other] = [String(1000 + round), String(2000 + round)]
      bare.push(await measureNode(['-e', '0'], {}))
      costs.start.push(await measureNode([CLI, '--version'], {}))
      costs.begin.push(await bench.begin(other, 'build', { source: 'none' }))
      const begun = await bench.begin(run, 'build')
      costs.compared.push(begun)
      costs.end.push(await bench.end(run, begun.outputs))
      costs.gate.push(await bench.gate())
    }
    tell(bare, costs)
  } finally {
    await bench.stop()
  }
}

function tell(bare: readonly ProcessCost[], costs: Readonly<Record<Row, readonly ProcessCost[]>>): void {
  const [time, processor] = [medianOf(bare, 'time'), medianOf(bare, 'processor')]
  console.log(
    `\ncommand line and actions over ${FILES} files, cold, beside bare Node (${ms(time)}, processor ${ms(processor)}); medians of ${ROUNDS}`
  )
  for (const { name, what, target } of ROWS) {
    const beside = medianOf(costs[name], 'time') - time
    const used = medianOf(costs[name], 'processor') - processor
    console.log(
      `  ${what.padEnd(33)} ${ms(beside).padStart(7)}, processor ${ms(used).padStart(7)}; target ${ms(target)} ${beside <= target ? 'met' : 'NOT met'}`
    )
  }
}

function medianOf(costs: readonly ProcessCost[], which: keyof ProcessCost): number {
  return median(costs.map((cost) => cost[which]))
}

/** A checkout with a layout of five steps, and GitHub beside it. */
class ActionBench {
  readonly #work: string
  readonly #server = new GitHubServer()
  readonly #workspace: string
  readonly #keys: { readonly private: string; readonly owner: string }
  #head = ''

  constructor(work: string) {
    this.#work = work
    this.#workspace = join(work, 'workspace')
    const cli = (...words: string[]): Buffer =>
      execFileSync(process.execPath, [CLI, ...words], { cwd: work, stdio: 'pipe' })
    for (const name of ['ci', 'owner']) cli('key', 'generate', '-o', name)
    writeFileSync(join(work, 'layout.yml'), LAYOUT)
    for (const directory of ['temp', 'workspace/.in-toto']) mkdirSync(join(work, directory), { recursive: true })
    cli('layout', 'sign', 'layout.yml', '-k', 'owner', '-o', 'workspace/.in-toto/root.layout')
    writeSourceFiles(this.#workspace, FILES - 1)
    writeFileSync(join(work, 'event.json'), '{"repository":{"default_branch":"main"}}')
    this.#keys = {
      private: readFileSync(join(work, 'ci'), 'utf8'),
      owner: readFileSync(join(work, 'owner.pub'), 'utf8')
    }
  }

  /** The workspace is a clone of depth one, as actions/checkout makes it. */
  async start(): Promise<void> {
    const [repository, source] = [join(this.#work, 'repository'), this.#workspace]
    const git = (...words: string[]): string =>
      execFileSync('git', ['-c', 'user.name=b', '-c', 'user.email=b@localhost', ...words], { encoding: 'utf8' }).trim()
    git('-C', source, 'init', '--quiet', '--initial-branch=main')
    git('-C', source, 'add', '--all')
    git('-C', source, 'commit', '--quiet', '-m', 'all')
    git('clone', '--quiet', '--bare', source, repository)
    this.#head = git('-C', repository, 'rev-parse', 'HEAD')
    execFileSync('rm', ['-rf', source])
    git('clone', '--quiet', '--depth', '1', `file://${repository}`, source)
    this.#server.repositories.set('o/r', repository)
    this.#server.tokens.set('token', 'read')
    await this.#server.start()
  }

  stop(): Promise<void> {
    return this.#server.stop()
  }

  async #action(name: ActionProcess['name'], run: string, inputs: Values): ReturnType<typeof runAction> {
    const variables = {
      GITHUB_REPOSITORY: 'o/r',
      GITHUB_RUN_ID: run,
      GITHUB_RUN_ATTEMPT: '1',
      GITHUB_JOB: 'build',
      GITHUB_EVENT_NAME: 'push',
      GITHUB_EVENT_PATH: join(this.#work, 'event.json'),
      GITHUB_REF: 'refs/heads/main',
      GITHUB_SHA: this.#head,
      GITHUB_WORKSPACE: this.#workspace,
      GITHUB_API_URL: this.#server.origin,
      GITHUB_SERVER_URL: 'https://github.com',
      RUNNER_TEMP: join(this.#work, 'temp'),
      ACTIONS_RESULTS_URL: `${this.#server.origin}/`,
      ACTIONS_RUNTIME_TOKEN: runtimeToken(run, 'build')
    }
    return runAction({ suite: ROOT, name, inputs, variables, directory: this.#work })
  }

  /** A link of each step. */
  async runOfAllSteps(): Promise<void> {
    this.#server.runs.set(GATED, { id: GATED, attempt: 1, head: this.#head, event: 'push' })
    this.#server.ran(GATED, 1, 'build', { conclusion: 'success' })
    for (const step of STEPS) await this.end(GATED, (await this.begin(GATED, step)).outputs)
  }

  begin(run: string, step: string, more: Values = {}): ReturnType<typeof runAction> {
    return this.#action('begin', run, { 'step-name': step, shell: 'bash', materials: '.', ...more })
  }

  end(run: string, { recording = '', 'recording-digest': digest = '' }: Values): ReturnType<typeof runAction> {
    return this.#action('end', run, {
      recording,
      'recording-digest': digest,
      products: '.',
      'signing-key': this.#keys.private
    })
  }

  gate(): Promise<ProcessCost> {
    return this.#action('verify', GATED, {
      'layout-keys': this.#keys.owner,
      'source-check': 'none',
      'github-token': 'token'
    })
  }
}
