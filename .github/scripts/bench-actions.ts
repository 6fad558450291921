// SPDX-License-Identifier: Apache-2.0
// How long the actions take beside bare Node: the bundles as the runner starts them, with GitHub on loopback.
import { execFileSync } from 'node:child_process'
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { CLI, ROOT } from './harness/repository.ts'
import { median, ms, runAction, timeNode, type ActionProcess, type Values } from './action-process.ts'
import { GitHubServer, runtimeToken } from './e2e/github-server.ts'

const ROUNDS = 9
const LAYOUT = `expires: 1 year
functionaries: { ci: { key: ci.pub } }
steps:
  - { name: build, by: ci, products: [REQUIRE a.txt, DISALLOW evil] }
inspections: []
`

/** @param work an empty directory */
export async function benchActions(work: string): Promise<void> {
  const bench = new ActionBench(work)
  await bench.start()
  try {
    const bare: number[] = []
    const times = { begin: [] as number[], end: [] as number[], verify: [] as number[] }
    for (let round = 0; round < ROUNDS; round += 1) {
      bare.push(await timeNode(['-e', '0'], {}))
      times.begin.push(await bench.begin(round))
      times.end.push(await bench.end(round))
      times.verify.push(await bench.verify(round))
    }
    const node = median(bare)
    console.log(`\nactions, cold, beside bare Node (${ms(node)}); medians of ${ROUNDS}`)
    for (const [name, target] of [
      ['begin', 150],
      ['end', 350],
      ['verify', 250]
    ] as const) {
      const beside = median(times[name]) - node
      console.log(
        `  ${name.padEnd(7)} ${ms(beside).padStart(8)}  target ${target} ms ${beside <= target ? 'met' : 'NOT met'}`
      )
    }
  } finally {
    await bench.stop()
  }
}

/** A workspace of one file, a layout of one step, and a run for each round. */
class ActionBench {
  readonly #work: string
  readonly #server = new GitHubServer()
  readonly #keys: { readonly private: string; readonly owner: string }
  #head = ''
  #recording: Readonly<Record<string, string>> = {}

  constructor(work: string) {
    this.#work = work
    const cli = (...words: string[]): Buffer =>
      execFileSync(process.execPath, [CLI, ...words], { cwd: work, stdio: 'pipe' })
    for (const name of ['ci', 'owner']) cli('key', 'generate', '-o', name)
    writeFileSync(join(work, 'layout.yml'), LAYOUT)
    for (const directory of ['workspace', 'temp', 'repository/.in-toto'])
      mkdirSync(join(work, directory), { recursive: true })
    cli('layout', 'sign', 'layout.yml', '-k', 'owner', '-o', 'repository/.in-toto/root.layout')
    writeFileSync(join(work, 'workspace/a.txt'), 'a')
    writeFileSync(join(work, 'event.json'), '{"repository":{"default_branch":"main"}}')
    this.#keys = {
      private: readFileSync(join(work, 'ci'), 'utf8'),
      owner: readFileSync(join(work, 'owner.pub'), 'utf8')
    }
  }

  async start(): Promise<void> {
    const repository = join(this.#work, 'repository')
    const git = (...words: string[]): string =>
      execFileSync('git', ['-c', 'user.name=b', '-c', 'user.email=b@localhost', '-C', repository, ...words], {
        encoding: 'utf8'
      }).trim()
    git('init', '--quiet')
    git('add', '--all')
    git('commit', '--quiet', '-m', 'layout')
    this.#head = git('rev-parse', 'HEAD')
    this.#server.repositories.set('o/r', repository)
    this.#server.tokens.set('token', 'read')
    await this.#server.start()
  }

  stop(): Promise<void> {
    return this.#server.stop()
  }

  async #action(name: ActionProcess['name'], round: number, inputs: Values): Promise<number> {
    const run = String(round + 1)
    const variables = {
      GITHUB_REPOSITORY: 'o/r',
      GITHUB_RUN_ID: run,
      GITHUB_RUN_ATTEMPT: '1',
      GITHUB_JOB: 'build',
      GITHUB_EVENT_NAME: 'push',
      GITHUB_EVENT_PATH: join(this.#work, 'event.json'),
      GITHUB_REF: 'refs/heads/main',
      GITHUB_SHA: this.#head,
      GITHUB_WORKSPACE: join(this.#work, 'workspace'),
      GITHUB_API_URL: this.#server.origin,
      GITHUB_SERVER_URL: 'https://github.com',
      RUNNER_TEMP: join(this.#work, 'temp'),
      ACTIONS_RESULTS_URL: `${this.#server.origin}/`,
      ACTIONS_RUNTIME_TOKEN: runtimeToken(run, 'build')
    }
    const { time, outputs } = await runAction({ suite: ROOT, name, inputs, variables, directory: this.#work })
    this.#recording = outputs
    return time
  }

  begin(round: number): Promise<number> {
    return this.#action('begin', round, { 'step-name': 'build', shell: 'bash', materials: '.' })
  }

  end(round: number): Promise<number> {
    const { recording = '', 'recording-digest': digest = '' } = this.#recording
    return this.#action('end', round, {
      'step-name': 'none',
      recording,
      'recording-digest': digest,
      products: '.',
      'product-source': 'paths',
      'signing-key': this.#keys.private,
      'key-id': 'current',
      sign: 'auto',
      summary: 'never',
      'retention-days': '0',
      'job-status': 'success'
    })
  }

  verify(round: number): Promise<number> {
    return this.#action('verify', round, {
      layout: '.in-toto/root.layout',
      'layout-ref': 'base',
      'layout-keys': this.#keys.owner,
      links: 'run',
      'fork-policy': 'fail',
      inspections: 'never',
      summary: 'never',
      'check-run': 'never',
      'alert-issue': 'never',
      'github-token': 'token'
    })
  }
}
