// SPDX-License-Identifier: Apache-2.0
// Runs workflows with act on this machine, without containers: composites, needs, matrix and outputs are the runner's
// own; what GitHub adds (the service for workflow artifacts, tokens for actions alone) comes from here.
import { createHash } from 'node:crypto'
import { chmodSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { delimiter, dirname, join } from 'node:path'
import { parse as load } from 'yaml'
import { installGoProgram } from '../harness/go-program.ts'
import { runProgram } from '../harness/run-program.ts'
import { findProgram, writeJobTools } from './job-tools.ts'

const ACT_VERSION = 'v0.2.89'

/** Installs act where it is kept between runs; returns its path. */
export function installAct(): string {
  const source = `github.com/nektos/act@${ACT_VERSION}`
  return installGoProgram({ name: 'act', source, directory: `act-${ACT_VERSION}` })
}

export interface WorkflowRun {
  /** A work tree. */
  readonly tree: string
  /** Name of its workflow's file without its ending. */
  readonly workflow: string
  readonly event: string
  readonly payload: unknown
  readonly actor: string
  readonly runId: string
  readonly attempt: number
  readonly repository: string
  readonly sha: string
  readonly ref: string
  /** Bare repositories as `owner/name`, which stand for those at github.com. */
  readonly repositories: string
  /** Where GitHub is played. */
  readonly service: string
  readonly secrets: Readonly<Record<string, string>>
  /** Further environment variables for all workflow steps. */
  readonly variables: Readonly<Record<string, string>>
  /** Directories with further programs for all workflow steps. */
  readonly programs: readonly string[]
  /** From `owner/repo@ref` to directories. */
  readonly actions: ReadonlyMap<string, string>
  /** Goes into every token that actions get. */
  readonly canary: string
  /** Told of jobs as they begin and end. */
  readonly onJob?: (job: JobNews) => void
  /** Where jobs ask for identity tokens; jobs that are not named get none, as without `id-token: write`. */
  readonly identity?: {
    /** The last part of the token that asks. */
    readonly token: string
    readonly urls: Readonly<Record<string, string>>
    /** What node loads first, so that these addresses are reached. */
    readonly preload: string
  }
}

/** A job that began, or ended. */
export interface JobNews {
  /** As GitHub lists it. */
  readonly name: string
  readonly jobId: string
  /** The number that actions of the job get for its id; undefined for legs of a matrix and in workflows that are called. */
  readonly id: number | undefined
  /** Undefined while it goes on. */
  readonly result: string | undefined
}

export interface StepSummary {
  readonly job: string
  readonly content: string
}

export interface RanWorkflow {
  /** Results by job; a leg of a matrix has a number behind its name. */
  readonly jobs: ReadonlyMap<string, string>
  readonly outputs: ReadonlyMap<string, ReadonlyMap<string, string>>
  readonly summaries: readonly StepSummary[]
  /** What workflow steps printed, line by line, with their jobs. */
  readonly printed: string
  /** Annotations as `level: message`. */
  readonly annotations: readonly string[]
  /** Everything that act printed. */
  readonly raw: string
}

/**
 * Actions get tokens, and commands do not, as on GitHub: every `node` that act starts goes through this. act does not
 * wait for the output of what failed, so a failure ends a moment later than it came. For the gate the server is the one
 * that plays GitHub, since it fetches from there; act itself knows actions by `github.com` alone.
 */
const SHIM = `#!/usr/bin/env bash
if [ "$1" = "--no-warnings" ]; then echo "$0"; exit 0; fi
job=$(basename "$(dirname "\${RUNNER_TEMP:-/none/none}")")
payload=$(printf '{"scp":"Actions.Results:%s:%s","secret":"%s"}' "$GITHUB_RUN_ID" "$job" "@CANARY@" | base64 -w0 | tr '+/' '-_' | tr -d '=')
export ACTIONS_RESULTS_URL="@SERVICE@/" ACTIONS_RUNTIME_URL="@SERVICE@/" ACTIONS_RUNTIME_TOKEN="eyJhbGciOiJub25lIn0.$payload.signature"
@IDENTITY@@TOOLS@unset ACT
case "$1" in */verify.mjs) export GITHUB_SERVER_URL="@GIT_SERVER@" ;; esac
id=()
case "$GITHUB_JOB" in @SINGLE@)
  # The local runner gives no job an id.
  id=(env "INPUT_CHECK-RUN-ID=$((16#$(printf '%s' "$GITHUB_RUN_ID $GITHUB_RUN_ATTEMPT $GITHUB_JOB" | sha256sum | cut -c1-8)))") ;;
esac
"\${id[@]}" "@NODE@" "\${preload[@]}" "$@"
code=$?
[ "$code" = 0 ] || sleep 0.3
exit "$code"
`

/** What jobs ask for; this machine stands for all of them. */
const LABELS = ['ubuntu-latest', 'ubuntu-24.04', 'macos-15', 'windows-2025']

const LIMIT_MS = 180_000

/** Runs a workflow in a directory of its own. */
export async function runWorkflow(act: string, directory: string, run: WorkflowRun): Promise<RanWorkflow> {
  const at = (name: string): string => join(directory, name)
  for (const name of ['home', 'cache', 'shim']) mkdirSync(at(name), { recursive: true })
  const node = process.execPath
  const path = `${dirname(node)}:${process.env['PATH'] ?? ''}`
  const tools = writeJobTools({
    directory: at('shim'),
    real: { node, git: findProgram('git', path) },
    actions: run.actions.keys()
  })
  writeFileSync(
    at('shim/node'),
    SHIM.replaceAll('@SERVICE@', run.service)
      // By its host a server tells whether it is one of an enterprise, which has no service for workflow artifacts.
      .replaceAll('@GIT_SERVER@', run.service.replace('127.0.0.1', 'github.localhost'))
      .replaceAll('@NODE@', '$tools/node')
      .replaceAll('@CANARY@', run.canary)
      .replace('@IDENTITY@', identityLines(run))
      .replace('@SINGLE@', ['none', ...singleJobs(run)].join('|'))
      .replace('@TOOLS@', () => tools.lines)
  )
  chmodSync(at('shim/node'), 0o755)
  writeFileSync(at('event.json'), JSON.stringify(run.payload))
  writeFileSync(
    at('secrets.yml'),
    Object.entries(run.secrets)
      .map(([name, value]) => `${name}: ${JSON.stringify(value)}\n`)
      .join('')
  )
  writeFileSync(
    at('home/.gitconfig'),
    `[user]\nname = e2e\nemail = e2e@localhost\n[protocol "file"]\nallow = always\n[url "file://${run.repositories}/"]\ninsteadOf = https://github.com/\n[safe]\ndirectory = *\n`
  )
  const variables: Record<string, string> = {
    PATH: [tools.programs, ...run.programs, path].join(delimiter),
    HTTPS_PROXY: '',
    GITHUB_RUN_ID: run.runId,
    GITHUB_RUN_ATTEMPT: String(run.attempt),
    GITHUB_REPOSITORY: run.repository,
    GITHUB_REPOSITORY_ID: '4711',
    GITHUB_REF: run.ref,
    SHA_REF: run.sha,
    GITHUB_API_URL: run.service,
    GITHUB_SERVER_URL: 'https://github.com',
    GITHUB_WORKFLOW_REF: `${run.repository}/.github/workflows/${run.workflow}.yml@${run.ref}`,
    GITHUB_RETENTION_DAYS: '90',
    RUNNER_ENVIRONMENT: 'github-hosted',
    GIT_PAGER: 'cat',
    NO_COLOR: '1',
    ...run.variables
  }
  const words = [
    run.event,
    '--json',
    '-C',
    run.tree,
    '-W',
    `.github/workflows/${run.workflow}.yml`,
    '-e',
    at('event.json'),
    ...LABELS.flatMap((label) => ['-P', `${label}=-self-hosted`]),
    '--concurrent-jobs',
    '2',
    '--actor',
    run.actor,
    '--action-cache-path',
    at('cache'),
    '--no-cache-server',
    '--no-skip-checkout',

    '--secret-file',
    at('secrets.yml'),
    '--env-file',
    '/dev/null',
    '--input-file',
    '/dev/null',
    '--var-file',
    '/dev/null',
    ...[...run.actions].flatMap(([name, place]) => ['--local-repository', `${name}=${place}`]),
    ...Object.entries(variables).flatMap(([name, value]) => ['--env', `${name}=${value}`])
  ]
  const { text } = await runProgram(act, words, {
    env: {
      HOME: at('home'),
      PATH: `${at('shim')}:${path}`,
      LC_ALL: 'C.UTF-8',
      ACT_DISABLE_VERSION_CHECK: '1',
      HTTPS_PROXY: 'http://127.0.0.1:9'
    },
    limitMs: LIMIT_MS,
    onOutput: jobNews(run)
  })
  return readLog(text)
}

/** Removes the copies of programs and of the suite that a run leaves, which are by far the most of it. */
export function forgetCopies(directory: string): void {
  rmSync(join(directory, 'cache'), { recursive: true, force: true })
}

/** Shell that gives the jobs with an identity the address to ask for it, and the job's own token to ask with. */
function identityLines({ identity }: WorkflowRun): string {
  if (identity === undefined) return 'preload=()\n'
  const cases = Object.entries(identity.urls).map(
    ([job, url]) =>
      `${job}) export ACTIONS_ID_TOKEN_REQUEST_URL="${url}" ACTIONS_RUNTIME_TOKEN="\${ACTIONS_RUNTIME_TOKEN%.*}.${identity.token}"\nexport ACTIONS_ID_TOKEN_REQUEST_TOKEN="$ACTIONS_RUNTIME_TOKEN" ;;\n`
  )
  return `preload=(--import "${identity.preload}")\ncase "$GITHUB_JOB" in\n${cases.join('')}esac\n`
}

/** Ids of the jobs that are one job each: no action learns from the local runner of which leg of a matrix it is. */
function singleJobs({ tree, workflow }: WorkflowRun): string[] {
  const { jobs } = load(readFileSync(join(tree, `.github/workflows/${workflow}.yml`), 'utf8')) as {
    jobs: Readonly<Record<string, object>>
  }
  return Object.entries(jobs).flatMap(([id, job]) => ('strategy' in job || 'uses' in job ? [] : [id]))
}

/** Reads what the runner prints as it comes, and tells of jobs. */
function jobNews(run: WorkflowRun): (piece: string) => void {
  const { runId, attempt, onJob } = run
  const single = singleJobs(run)
  let rest = ''
  const begun = new Set<string>()
  return (piece) => {
    const lines = `${rest}${piece}`.split('\n')
    rest = lines.pop() ?? ''
    for (const line of lines.flatMap((text) => parse(text) ?? [])) {
      const { job = '', jobID: jobId = '', matrix = {}, jobResult: result } = line
      if (jobId === '' || (begun.has(job) && result === undefined)) continue
      begun.add(job)
      const values = Object.values(matrix).join(', ')
      const [, ...parts] = job.trim().split('/')
      const listed = parts.join(' / ')
      const name = values === '' ? listed : `${listed.replace(/-\d+$/, '')} (${values})`
      const digest = createHash('sha256').update(`${runId} ${attempt} ${jobId}`).digest('hex')
      onJob?.({ name, jobId, id: single.includes(jobId) ? Number.parseInt(digest.slice(0, 8), 16) : undefined, result })
    }
  }
}

interface LogLine {
  readonly matrix?: Readonly<Record<string, unknown>>
  readonly jobID?: string
  readonly job?: string
  readonly jobResult?: string
  readonly command?: string
  readonly name?: string
  readonly arg?: string
  readonly content?: string
  readonly raw_output?: boolean
  readonly msg?: string
  readonly stepID?: readonly string[]
}

function readLog(raw: string): RanWorkflow {
  const jobs = new Map<string, string>()
  const outputs = new Map<string, Map<string, string>>()
  const summaries: StepSummary[] = []
  const seen = new Set<string>()
  const annotations: string[] = []
  const printed: string[] = []
  for (const text of raw.split('\n')) {
    const line = parse(text)
    if (line === undefined) continue
    const name = (line.job ?? line.jobID ?? '').replace(/^.*\//, '').trim()
    if (line.jobResult !== undefined) jobs.set(name, line.jobResult)
    if (line.command === 'set-output') {
      const mine = outputs.get(name) ?? new Map<string, string>()
      outputs.set(name, mine.set(`${(line.stepID ?? []).join('.')}.${line.name ?? ''}`, line.arg ?? ''))
    }
    if (line.command === 'summary' && (line.content ?? '') !== '') {
      const key = `${name} ${line.content ?? ''}`
      if (!seen.has(key)) summaries.push({ job: name, content: line.content ?? '' })
      seen.add(key)
    }
    if (line.command === 'error' || line.command === 'warning' || line.command === 'notice')
      annotations.push(`${line.command}: ${line.arg ?? line.msg ?? ''}`)
    if (line.raw_output === true) printed.push(`${name}| ${(line.msg ?? '').replace(/\n$/, '')}`)
  }
  return { jobs, outputs, summaries, annotations, printed: printed.join('\n'), raw }
}

function parse(text: string): LogLine | undefined {
  try {
    return JSON.parse(text) as LogLine
  } catch {
    return undefined
  }
}
