// SPDX-License-Identifier: Apache-2.0
// What all scenarios share: GitHub on loopback, a project with a pipeline, the runner, and how a scenario is told to have
// gone well.
import assert from 'node:assert/strict'
import { mkdirSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { scratchDirectory } from '../harness/scratch-directory.ts'
import { countsLine, Tally } from '../harness/tally.ts'
import { installSigstore } from '../sigstore/install.ts'
import { startSigstore, type SigstoreStack } from '../sigstore/stack.ts'
import { GitHubServer, sha256, type ServedArtifact } from './github-server.ts'
import { forgetCopies, installAct, runWorkflow, type RanWorkflow, type WorkflowRun } from './local-runner.ts'
import { runEvent, type Author, type EventName } from './events.ts'
import { otherActions, realCheckout } from './other-actions.ts'
import { LAYOUT, Project, REPOSITORY, SUITE } from './project.ts'
import { unzip, zip, type ZipEntry } from './zip.ts'

export const CANARY = 'canary-5f0c1d7e9b'
export const API_TOKEN = `ghs_${CANARY}-api`

/** How a run comes about. */
export interface Scenario {
  readonly event?: EventName
  readonly author?: Author
  readonly secrets?: Readonly<Record<string, string>>
  readonly runId?: string
  readonly attempt?: number
  /** Ids of jobs that GitHub would not start again, whatever the local runner does. */
  readonly kept?: readonly string[]
  readonly ref?: string
  /** The branch that a pull request or a merge queue is for; main unless told otherwise. */
  readonly onto?: string
  readonly variables?: Readonly<Record<string, string>>
  /** Name of the workflow's file without its ending. */
  readonly workflow?: string
  /** Directories with further programs for all workflow steps. */
  readonly programs?: readonly string[]
  /** Jobs that have an identity, and as which workflow they sign. */
  readonly identities?: Readonly<Record<string, string>>
}

export type RanScenario = RanWorkflow & { readonly runId: string }

export type Results = Readonly<Record<string, 'success' | 'failure'>>

/** The jobs of the pipeline, all well. */
export const ALL: Results = {
  checkout: 'success',
  build: 'success',
  test: 'success',
  package: 'success',
  verify: 'success'
}
export const BLOCKED: Results = { ...ALL, verify: 'failure' }

export type Harness = Awaited<ReturnType<typeof startHarness>>

export async function startHarness() {
  const work = scratchDirectory('e2e')
  const only = process.env['E2E_ONLY'] ?? ''
  const act = installAct()
  const server = new GitHubServer()
  const service = await server.start()
  const project = new Project(join(work, 'project'))
  server.repositories.set(REPOSITORY, project.bare)
  server.tokens.set(API_TOKEN, 'write')
  const base = project.git('rev-parse', 'HEAD')

  const actions = new Map([
    [`${SUITE}@e2e`, project.rendered],
    ...otherActions(join(work, 'other-actions')),
    ...realCheckout()
  ])

  const tally = new Tally(120)
  let runNumber = 100
  let scenario = ''
  /** A Sigstore on loopback, from the first scenario that needs one. */
  let stack: SigstoreStack | undefined
  /** Where the last run left its files. */
  let lastRun: string | undefined

  function sigstore(): SigstoreStack {
    if (stack === undefined) throw new Error('there is no Sigstore')
    return stack
  }

  /** Runs a scenario while there is a Sigstore; one serves all, since it keeps nothing that a scenario could see. */
  async function withSigstore(body: () => Promise<void>): Promise<void> {
    stack ??= await startSigstore({
      programs: installSigstore(),
      issuer: 'https://token.actions.githubusercontent.com'
    })
    await body()
  }

  /** How stages reach the Sigstore on loopback, and what it is verified with. */
  function sigstoreInputs(): Record<string, string> {
    const { fulcioUrl, logUrl, timestampUrl, trustedRoot } = sigstore()
    return {
      sigstore: 'custom',
      'fulcio-url': fulcioUrl,
      'rekor-url': logUrl,
      'timestamp-url': timestampUrl,
      'trusted-root': JSON.stringify(trustedRoot)
    }
  }

  function identityOf(
    jobs: Readonly<Record<string, string>>,
    { sha, runId, attempt, event, ref, workflow }: Omit<WorkflowRun, 'identity'>
  ): NonNullable<WorkflowRun['identity']> {
    const own = `${REPOSITORY}/.github/workflows/${workflow}.yml@${ref}`
    const claims = {
      repository: REPOSITORY,
      repository_id: '4711',
      repository_visibility: 'private',
      ref,
      sha,
      run_id: runId,
      run_attempt: String(attempt),
      event_name: event,
      workflow_ref: own,
      workflow_sha: sha
    }
    const urls = Object.entries(jobs).map(([job, signer]) => [
      job,
      stack?.requestUrl({
        ...claims,
        job_workflow_ref: signer === '' ? own : signer,
        job_workflow_sha: /@([0-9a-f]{40})$/.exec(signer)?.[1] ?? sha
      }) ?? ''
    ])
    const { requestToken: token = '', preload = '' } = stack?.issuer ?? {}
    return { token, urls: Object.fromEntries(urls) as Record<string, string>, preload }
  }

  /** Runs what is committed in the tree. */
  async function run(how: Scenario = {}): Promise<RanScenario> {
    runNumber += 1
    const { event = 'push', author = 'member', attempt = 1 } = how
    const runId = how.runId ?? String(runNumber)
    const directory = join(work, `run-${runId}-${attempt}`)
    mkdirSync(directory)
    if (lastRun !== undefined) forgetCopies(lastRun)
    lastRun = directory
    const sha = project.git('rev-parse', 'HEAD')
    server.runs.set(runId, { id: runId, attempt, head: sha, event })
    const started: Omit<WorkflowRun, 'identity'> = {
      tree: project.tree,
      workflow: how.workflow ?? 'pipeline',
      repositories: project.repositories,
      event,
      ...runEvent(event, { author, sha, base, ref: how.ref, onto: how.onto }),
      runId,
      attempt,
      repository: REPOSITORY,
      sha,
      service,
      secrets: {
        GITHUB_TOKEN: API_TOKEN,
        API_TOKEN,
        ...(author === 'member' ? project.secrets() : {}),
        ...how.secrets
      },
      variables: how.variables ?? {},
      programs: how.programs ?? [],
      actions,
      canary: CANARY,
      onJob: ({ name, jobId, id, result }) => {
        if (how.kept?.includes(jobId) === true) return
        const conclusion = result === undefined ? null : result === 'success' ? 'success' : 'failure'
        server.ran(runId, attempt, name, { conclusion, id })
      }
    }
    const identities = stack === undefined ? undefined : how.identities
    const ran = await runWorkflow(
      act,
      directory,
      identities === undefined ? started : { ...started, identity: identityOf(identities, started) }
    )
    writeFileSync(join(directory, 'act.log'), ran.raw)
    return { ...ran, runId }
  }

  function keepSummary(summary: string): void {
    const folder = process.env['E2E_SUMMARIES']
    if (folder === undefined) return
    mkdirSync(folder, { recursive: true })
    writeFileSync(join(folder, `${scenario.replaceAll(/[^a-z]+/g, '-')}.md`), summary)
  }

  /** @param parts names of what the scenario consists of, by which it can be asked for, too */
  async function check(name: string, body: () => Promise<void>, ...parts: string[]): Promise<void> {
    if (![name, ...parts].some((text) => text.includes(only))) return
    scenario = name
    server.stored = () => {}
    server.fault = () => false
    project.git('checkout', '--quiet', '--force', base)
    project.publish()
    await tally.check(name, body)
  }

  /** The exact jobs that ran and how they ended, and what the gate said. */
  function expectRun(
    ran: RanWorkflow,
    results: Results,
    verdict: 'passed' | 'failed' | 'advisory',
    ...codes: string[]
  ): void {
    const context = (): string => `${ran.printed.split('\n').slice(-30).join('\n')}\n${ran.annotations.join('\n')}`
    assert.deepEqual(Object.fromEntries(ran.jobs), { ...results }, `the jobs that ran\n${context()}`)
    const outputs = ran.outputs.get('verify')
    assert.equal(outputs?.get('gate.verdict'), verdict, context())
    assert.equal(outputs?.get('gate.verified'), String(verdict === 'passed'), context())
    const summary = ran.summaries.find(({ job }) => job === 'verify')?.content ?? ''
    const headline = { passed: '✅ Passed', failed: '❌ Failed', advisory: '⚠️ Advisory' }[verdict]
    assert.ok(summary.startsWith(`## ${headline}`), `the summary begins with ${summary.slice(0, 80)}`)
    for (const code of codes) {
      assert.ok(summary.includes(code), `the summary lacks ${code}\n${context()}`)
      assert.match(ran.printed, new RegExp(`Verdict: ${verdict}[^\\n]*${code}`), context())
    }
    keepSummary(summary)
    if (verdict === 'passed') assert.match(summary, /```mermaid\nflowchart LR/)
  }

  /** Commits a workflow, and leaves the default branch alone. */
  function useWorkflow(text: string): string {
    project.write('.github/workflows/pipeline.yml', text)
    return project.commit('The workflow of a scenario')
  }

  /** Commits layout and workflow, and makes them the default branch's. */
  function useKeyless(layout: string, workflow: string): void {
    project.writeLayout(layout)
    project.write('.github/workflows/pipeline.yml', workflow)
    project.commit('Sign by identity')
    project.publish()
  }

  /** The steps of which an attempt stored links; names of workflow artifacts escape their dots. */
  function stepsStored(runId: string, attempt: number): string[] {
    return server.artifacts
      .filter(({ run: id, name }) => id === runId && name.startsWith('in-toto.') && name.endsWith(`.${attempt}`))
      .map(({ name }) => decodeURIComponent(name.split('.')[1] ?? ''))
      .sort()
  }

  /** Says how many scenarios went well, and ends what runs. */
  async function end(): Promise<void> {
    console.log(countsLine(tally))
    await stack?.close()
    await server.stop()
    if (tally.failed === 0) rmSync(work, { recursive: true, force: true })
    else console.log(`What the runs left is in ${work}.`)
    // A part of which nothing was asked for has not failed.
    process.exitCode = tally.failed === 0 ? 0 : 1
  }

  return {
    /** A directory for what scenarios leave. */
    work,
    /** What the names of the scenarios to run have in common. */
    only,
    server,
    project,
    sigstore,
    withSigstore,
    sigstoreInputs,
    run,
    check,
    expectRun,
    useWorkflow,
    useKeyless,
    stepsStored,
    end
  }
}

/** The layout of the pipeline with an identity in place of keys. */
export function keylessLayout(through = ''): string {
  return LAYOUT.replace(
    /functionaries:\n[\s\S]*?steps:/,
    `functionaries:\n  ci: { workflow: .github/workflows/pipeline.yml, repository: ${REPOSITORY}, refs: refs/heads/main, runner: github-hosted${through === '' ? '' : `, through: ${through}`} }\nsteps:`
  ).replace(/by: \w+/g, 'by: ci')
}

/** Changes files of a workflow artifact, with a digest that fits, as any job of a run could. */
export function replace(artifact: ServedArtifact, change: (entry: ZipEntry) => Uint8Array): void {
  const content = zip(unzip(artifact.zip).map((entry) => ({ ...entry, content: change(entry) })))
  Object.assign(artifact, { zip: content, digest: sha256(content) })
}
