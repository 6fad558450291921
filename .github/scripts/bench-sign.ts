// SPDX-License-Identifier: Apache-2.0
// What the signing job of an isolated stage costs, beside the one that believed the working job: the new one checks the
// commit out and records. Both are bundles as the runner starts them, over one source tree, with GitHub on loopback.
import { execFileSync, spawnSync } from 'node:child_process'
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { CLI, ROOT } from './harness/repository.ts'
import { ms, runAction, type ActionProcess, type Values } from './action-process.ts'
import { median } from './bench/measure.ts'
import { GitHubServer, runtimeToken } from './e2e/github-server.ts'

/** The last commit whose signing job believed the working job. */
const BEFORE = 'c2daad1ebce8d325f7e178693c950d1e94521acf'
const ROUNDS = 5

/** A suite on this disk: where its bundles and action.yml files lie. */
interface Suite {
  readonly directory: string
  /** Whether its signing job checks out. */
  readonly checksOut: boolean
}

/** @param work an empty directory */
export async function benchSign(work: string, count: number): Promise<void> {
  const bench = new SignBench(work, count)
  await bench.start()
  try {
    const before = bench.suiteBefore()
    const times = { before: [] as number[], checkout: [] as number[], sign: [] as number[] }
    for (let round = 0; round < ROUNDS; round += 1) {
      if (before !== undefined) times.before.push((await bench.signingJob(before)).sign)
      const { checkout, sign } = await bench.signingJob({ directory: ROOT, checksOut: true })
      times.checkout.push(checkout)
      times.sign.push(sign)
    }
    const [checkout, sign] = [median(times.checkout), median(times.sign)]
    const all = checkout + sign
    console.log(`\nthe signing job of an isolated stage, ${count} files of source; medians of ${ROUNDS}`)
    console.log(`  now      ${ms(all)}: checkout ${ms(checkout)}, take-over, recording and signature ${ms(sign)}`)
    console.log(
      before === undefined
        ? `  before   not in this clone: fetch the commit ${BEFORE}`
        : `  before   ${ms(median(times.before))}; now takes ${(all / median(times.before)).toFixed(1)} times that`
    )
  } finally {
    await bench.stop()
  }
}

class SignBench {
  readonly #work: string
  readonly #server = new GitHubServer()
  readonly #source: string
  #run = 0
  #key = ''
  #head = ''

  constructor(work: string, count: number) {
    this.#work = work
    this.#source = join(work, 'source')
    for (let index = 0; index < count; index += 1) {
      const directory = join(this.#source, `src/${index % 100}`)
      if (index < 100) mkdirSync(directory, { recursive: true })
      writeFileSync(join(directory, `${index}.js`), `export const value = ${index}\n`.repeat(40))
    }
  }

  async start(): Promise<void> {
    const git = (...words: string[]): string =>
      execFileSync('git', ['-c', 'user.name=b', '-c', 'user.email=b@localhost', '-C', this.#source, ...words], {
        encoding: 'utf8'
      }).trim()
    git('init', '--quiet')
    git('add', '--all')
    git('commit', '--quiet', '-m', 'source')
    this.#head = git('rev-parse', 'HEAD')
    execFileSync(process.execPath, [CLI, 'key', 'generate', '-o', 'ci'], { cwd: this.#work })
    this.#key = readFileSync(join(this.#work, 'ci'), 'utf8')
    writeFileSync(join(this.#work, 'event.json'), '{"repository":{"default_branch":"main"}}')
    await this.#server.start()
  }

  stop(): Promise<void> {
    return this.#server.stop()
  }

  /** Undefined where the history does not reach back. */
  suiteBefore(): Suite | undefined {
    const directory = join(this.#work, 'before')
    mkdirSync(directory)
    const { status, stdout } = spawnSync('git', ['archive', BEFORE, 'dist', 'actions'], {
      cwd: ROOT,
      maxBuffer: 1 << 28
    })
    if (status !== 0) return undefined
    execFileSync('tar', ['x', '-C', directory], { input: stdout })
    return { directory, checksOut: false }
  }

  /** Milliseconds of a signing job for a stage that a working job has just recorded. */
  async signingJob(suite: Suite): Promise<{ readonly checkout: number; readonly sign: number }> {
    this.#run += 1
    const workspace = this.#checkout()
    const begun = await this.#action(suite, 'begin', 'work', workspace.directory, {
      'step-name': 'build',
      run: 'make',
      command: 'required',
      materials: '.'
    })
    const ended = await this.#action(suite, 'end', 'work', workspace.directory, {
      'step-name': 'build',
      recording: begun.outputs['recording'] ?? '',
      'recording-digest': begun.outputs['recording-digest'] ?? '',
      outcomes: 'success',
      products: '.',
      sign: 'later'
    })
    rmSync(workspace.directory, { recursive: true })
    const place = ['link-artifact-id', 'link-artifact-digest'].map((name) => [name, ended.outputs[name] ?? ''])
    const fresh = suite.checksOut ? this.#checkout() : { directory: join(this.#work, 'empty'), time: 0 }
    mkdirSync(fresh.directory, { recursive: true })
    const { time } = await this.#action(suite, 'sign', 'sign', fresh.directory, {
      'step-name': 'build',
      run: 'make',
      'signing-key': this.#key,
      ...(suite.checksOut ? { checkout: 'true' } : { 'begun-digest': begun.outputs['begun-digest'] ?? '' }),
      ...(Object.fromEntries(place) as Values)
    })
    rmSync(fresh.directory, { recursive: true })
    return { checkout: fresh.time, sign: time }
  }

  #checkout(): { readonly directory: string; readonly time: number } {
    const directory = join(this.#work, `workspace-${this.#run}-${Math.random()}`)
    const start = performance.now()
    execFileSync('git', ['clone', '--quiet', '--depth', '1', `file://${this.#source}`, directory])
    return { directory, time: performance.now() - start }
  }

  #action(
    { directory: suite }: Suite,
    name: ActionProcess['name'],
    job: string,
    workspace: string,
    inputs: Values
  ): ReturnType<typeof runAction> {
    const directory = join(this.#work, 'temp')
    mkdirSync(directory, { recursive: true })
    const run = String(this.#run)
    const variables = {
      GITHUB_REPOSITORY: 'o/r',
      GITHUB_RUN_ID: run,
      GITHUB_RUN_ATTEMPT: '1',
      GITHUB_JOB: job,
      GITHUB_EVENT_NAME: 'push',
      GITHUB_EVENT_PATH: join(this.#work, 'event.json'),
      GITHUB_REF: 'refs/heads/main',
      GITHUB_SHA: this.#head,
      GITHUB_WORKSPACE: workspace,
      GITHUB_SERVER_URL: 'https://github.com',
      RUNNER_TEMP: directory,
      ACTIONS_RESULTS_URL: `${this.#server.origin}/`,
      ACTIONS_RUNTIME_TOKEN: runtimeToken(run, job)
    }
    return runAction({ suite, name, inputs, variables, directory })
  }
}
