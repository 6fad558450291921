// SPDX-License-Identifier: Apache-2.0
// The gate. The outputs say failed from the first moment on, so that nothing that goes wrong later can look like a pass;
// `verified` becomes true in one place, for the verdict passed alone.
import { recordAsReference } from '../recording/record-directory.ts'
import { PASSPHRASE_VARIABLE } from '../signing/key-signer.ts'
import { createHash, randomUUID } from 'node:crypto'
import { mkdirSync, rmSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { inspectionEnvironment } from '../commands/inspection-environment.ts'
import { CommandInspectionRunner } from '../commands/command-inspection-runner.ts'
import { collectRunLinks } from '../gate/collect-run-links.ts'
import { decide, type GateDecision, type GateRequest } from '../gate/decide.ts'
import { DirectoryLinkStore } from '../gate/directory-link-store.ts'
import { FilesLinkStore } from '../gate/files-link-store.ts'
import type { GateFailure } from '../gate/gate-failure.ts'
import { checkNeededJobs } from '../gate/needed-jobs.ts'
import type { Rest } from '../github/rest.ts'
import { reportError } from '../base/report-error.ts'
import type { Environment } from '../base/environment.ts'
import { readRunContext, runBindingOf, type RunContext } from '../github/run-context.ts'
import type { Runner } from '../base/runner.ts'
import { headRef, layoutRef, type FetchedFile, type LayoutRef } from '../github/trusted-layout.ts'
import { digestPairs } from '../intoto/artifacts/artifacts.ts'
import { InTotoError } from '../base/errors.ts'
import { quoteUntrusted } from '../base/escape-untrusted.ts'
import { readSignedMetadata } from '../intoto/envelope/signed-metadata.ts'
import { isKeyless } from '../intoto/keys/functionary-key.ts'
import type { Layout } from '../intoto/layout/layout.ts'
import { parseLayout } from '../intoto/layout/parse-layout.ts'
import type { RunBinding } from '../intoto/link/run-binding.ts'
import { LIMITS } from '../base/limits.ts'
import type {
  InspectionRunner,
  KeylessVerifier,
  LinkStore,
  VerificationRequest
} from '../intoto/verification/verification.ts'
import { Recorder } from '../recording/record-artifacts.ts'
import { chainOf, type GateReport, type LayoutReport, type Subject } from '../reporting/gate-report.ts'
import { exitStatusOf, runCommand } from '../commands/run-command.ts'
import { stageSettings } from '../stages/stage-settings.ts'
import { publishReport } from './publish-report.ts'
import { readVerifyInputs, type LinksInput, type VerifyInputs } from './verify-inputs.ts'

/** Time for the command of one inspection, in milliseconds. */
const INSPECTION_MS = 10 * 60_000

/** @throws INPUT_, KEY_ and RUNNER_ codes; what comes later is reported with the verdict */
export async function verifyRun(runner: Runner, environment: Environment): Promise<void> {
  runner.output('verified', 'false')
  runner.output('verdict', 'failed')
  const inputs = readVerifyInputs(runner)
  const context = readRunContext(environment)
  const temporary = join(context.temporary, `in-toto-${randomUUID()}`)
  mkdirSync(temporary)
  const recorder = new Recorder()
  const gate = new Gate({ inputs, context, runner, environment, temporary, recorder })
  try {
    const report = await gate.report()
    const allowed = report.verdict === 'passed' || (report.verdict === 'advisory' && inputs.forkPolicy === 'advisory')
    if (!allowed) runner.fail()
    await publishReport({ report, allowed, inputs, context, runner, rest: gate.rest, layoutSource: gate.layoutSource })
    // Last, so that a report that cannot be written leaves no pass behind; and whatever the verdict, since a program
    // that an inspection started may have written to the file of the outputs. One that hides from its end may write
    // later still: what inspections look at is trusted like the gate (docs/releases.md).
    if (report.layout !== undefined) runner.output('layout-digest', report.layout.digest)
    runner.output('subjects', JSON.stringify(report.subjects))
    runner.output('verdict', report.verdict)
    runner.output('verified', report.verdict === 'passed' ? 'true' : 'false')
  } finally {
    await recorder.close()
    rmSync(temporary, { recursive: true, force: true })
  }
}

interface GateSettings {
  readonly inputs: VerifyInputs
  readonly context: RunContext
  readonly runner: Runner
  readonly environment: Environment
  readonly temporary: string
  readonly recorder: Recorder
}

interface RunTarget {
  readonly kind: 'run'
  readonly own: boolean
  readonly runId: string
  /** Its newest attempt. */
  readonly attempt: number
  readonly event: string
  readonly run: RunBinding
  readonly failures: readonly GateFailure[]
}

type Target =
  RunTarget | { readonly kind: 'directory'; readonly directory: string; readonly run: RunBinding | undefined }

interface CollectedLinks {
  readonly store: LinkStore
  readonly run: RunBinding | undefined
  readonly failures: readonly GateFailure[]
  readonly notes: readonly string[]
}

/** One verification, and what is known of it when it breaks off. */
class Gate {
  readonly #settings: GateSettings
  #rest: Rest | undefined
  #layout: { readonly file: FetchedFile; readonly report: LayoutReport } | undefined
  #notes: readonly string[] = []
  #source: LayoutRef | undefined
  /** The run whose links are verified; facts that are not known are left out. */
  #run: Partial<GateReport['run']> = {}

  constructor(settings: GateSettings) {
    this.#settings = settings
  }

  /** Undefined when it broke off before GitHub was asked anything. */
  get rest(): Rest | undefined {
    return this.#rest
  }

  /** Where the layout was read; its source may lie beside it. */
  get layoutSource(): { readonly ref: LayoutRef; readonly commit: string } | undefined {
    return this.#layout === undefined || this.#source === undefined
      ? undefined
      : { ref: this.#source, commit: this.#layout.report.commit }
  }

  /** Never throws an error of ours: what could not be told becomes a report that says so. */
  async report(): Promise<GateReport> {
    try {
      return await this.#verify()
    } catch (error) {
      if (!(error instanceof InTotoError)) {
        reportError(this.#settings.runner, error)
        return this.#reportOf({ code: 'INTERNAL_ERROR', message: 'The gate has a fault; see the log.' })
      }
      return this.#reportOf(error)
    }
  }

  async #verify(): Promise<GateReport> {
    const { inputs, context, runner } = this.#settings
    const { restClient } = await import('../github/rest.ts')
    const rest = restClient({ apiUrl: context.apiUrl, token: inputs.token })
    // First of all, so that an error can still be told to whoever watches check runs.
    this.#rest = rest
    const blocking = inputs.needs === undefined ? [] : checkNeededJobs(inputs.needs)
    const target = await this.#target(rest)
    const layout = await this.#fetchLayout(rest)
    const links = await this.#links(rest, target)
    this.#notes = [
      ...links.notes,
      ...(inputs.needs === undefined
        ? ['The input needs was not given, so the results of the jobs before were not looked at.']
        : []),
      ...(inputs.products.length === 0
        ? ['The input products was not given, so no file was compared with the final products.']
        : []),
      ...(inputs.runBinding === 'any'
        ? ['The links were not held to this run (run-binding: any); they only have to agree with one another.']
        : [])
    ]
    const request: GateRequest = {
      verification: this.#request(layout.file, layout.report, links, await this.#verifier(rest, layout.file)),
      products: this.#products(),
      blocking: [...blocking, ...links.failures],
      identity: context.origin === 'own' ? 'available' : 'unavailable'
    }
    runner.log(`Verifying ${nameOf(target)} against ${layout.report.path} at ${layout.report.commit.slice(0, 12)}.`)
    const decision = await decide(request)
    return this.#decided(decision, await this.#headVerdict(rest, request))
  }

  async #fetchLayout(rest: Rest): Promise<{ file: FetchedFile; report: LayoutReport }> {
    const { inputs, context } = this.#settings
    const { fetchFile, resolveCommit } = await import('../github/trusted-layout.ts')
    const source = layoutRef(inputs.layoutRef, context)
    const commit = await resolveCommit(rest, source)
    const file = await fetchFile(rest, source, commit, inputs.layout)
    const report = {
      path: inputs.layout,
      repository: `${source.owner}/${source.repo}`,
      commit,
      blob: file.blob,
      digest: sha256(file.bytes),
      reason: source.reason
    }
    this.#source = source
    this.#layout = { file, report }
    return this.#layout
  }

  /** What is verified: a directory, or a run. */
  async #target(rest: Rest): Promise<Target> {
    const { inputs, context } = this.#settings
    const { repository, sha: commit } = context
    if (inputs.links.kind === 'directory') {
      const run = inputs.runBinding === 'any' ? undefined : { repository, commit }
      this.#run = { repository, id: undefined, attempt: undefined, event: undefined, commit: run?.commit }
      return { kind: 'directory', directory: resolve(context.workspace, inputs.links.path), run }
    }
    const own = inputs.links.kind === 'this-run' || inputs.links.runId === context.runId
    if (!own) this.#run = { id: inputs.links.runId, attempt: undefined, event: undefined, commit: undefined }
    const target = own ? this.#ownRun() : await this.#otherRun(rest, inputs.links)
    this.#run = {
      repository,
      id: target.runId,
      attempt: target.attempt,
      event: target.event,
      commit: target.run.commit
    }
    return target
  }

  async #links(rest: Rest, target: Target): Promise<CollectedLinks> {
    const { inputs, context, runner, temporary } = this.#settings
    if (target.kind === 'directory')
      return { store: new DirectoryLinkStore(target.directory), run: target.run, failures: [], notes: [] }
    const { RestLinkSource } = await import('../github/rest-link-source.ts')
    const { runId, attempt, run } = target
    const place = { owner: context.owner, repo: context.name, runId }
    runner.group('Collect links')
    try {
      const { files, failures, notes, older } = await collectRunLinks({
        source: new RestLinkSource(rest, place, temporary),
        attempt,
        onProgress: (done, all) => {
          if (done % 50 === 0) runner.log(`Fetching link ${done + 1} of ${all}`)
        }
      })
      for (const name of files.keys()) runner.log(`Found ${quoteUntrusted(name)}`)
      runner.log(`${files.size} links collected.`)
      const unknown = target.own && inputs.needs === undefined && older.length > 0
      const all = [...target.failures, ...failures, ...(unknown ? [ofOlderAttempt(older, attempt)] : [])]
      return { store: new FilesLinkStore(files), run, failures: all, notes }
    } finally {
      runner.endGroup()
    }
  }

  #ownRun(): RunTarget {
    const { context } = this.#settings
    const {
      id,
      commit,
      repository_id: repositoryId
    } = runBindingOf(context) as { id: string; commit: string; repository_id?: string }
    const known = repositoryId === undefined ? {} : { repository_id: repositoryId }
    const run = { id, repository: context.repository, commit, ...known }
    const { runId, attempt, eventName: event } = context
    return { kind: 'run', own: true, runId, attempt, event, run, failures: [] }
  }

  /** Another run: nothing in the `needs` of this one speaks of its jobs, so it must be a success as a whole. */
  async #otherRun(rest: Rest, { runId }: Extract<LinksInput, { kind: 'other-run' }>): Promise<RunTarget> {
    const { context } = this.#settings
    const { repository } = context
    const { data } = await rest.call({
      route: 'GET /repos/{owner}/{repo}/actions/runs/{run_id}',
      parameters: { owner: context.owner, repo: context.name, run_id: Number(runId) },
      what: `run ${runId}`,
      permission: 'actions: read'
    })
    const { head_sha: head, run_attempt: attempt, event, status, conclusion } = (data ?? {}) as Record<string, unknown>
    if (typeof attempt !== 'number' || typeof head !== 'string' || typeof event !== 'string') {
      throw new InTotoError(
        'GITHUB_UNAVAILABLE',
        `GitHub's answer for run ${runId} lacks what its documentation promises.`,
        {
          hint: 'Run the job again.'
        }
      )
    }
    // The links of a pull request name its merge commit, which the interface does not tell; they must still agree.
    const commit = event.startsWith('pull_request') ? {} : { commit: head }
    const succeeded = status === 'completed' && conclusion === 'success'
    const failures = succeeded ? [] : [runNotSuccessful(runId, attempt, status, conclusion)]
    return { kind: 'run', own: false, runId, attempt, event, run: { id: runId, repository, ...commit }, failures }
  }

  #products(): GateRequest['products'] {
    const { inputs, context, recorder } = this.#settings
    if (inputs.products.length === 0) return undefined
    // What stages leave out by default is no excuse here: whatever lies beside the products could be released with them.
    const settings = { ...stageSettings(context.workspace, []), exclude: inputs.exclude }
    return async () => (await recorder.record({ ...settings, paths: inputs.products })).artifacts
  }

  /** Verifies what identities signed. Paths of trusted roots are read where the layout is, never from the workspace. */
  async #verifier(rest: Rest, { bytes }: FetchedFile): Promise<KeylessVerifier | undefined> {
    // Loaded only where identities sign. Links in directories may bring sublayouts, which are not known yet.
    const { inputs } = this.#settings
    const identities = inputs.layoutIdentities.length > 0 || inputs.links.kind === 'directory'
    if (!identities && !hasKeylessFunctionaries(bytes)) return undefined
    const [{ BundleVerifier }, { fetchByTuf, trustedRoots }, { fetchFile }] = await Promise.all([
      import('../sigstore/bundle-verifier.ts'),
      import('../sigstore/roots-of-input.ts'),
      import('../github/trusted-layout.ts')
    ])
    const source = this.layoutSource
    // The layout is signed and the root beside it is not: at a commit that a pull request chooses, it is anybody's.
    const trusted = source !== undefined && inputs.layoutRef !== 'head'
    const roots = await trustedRoots(
      inputs.trustedRoot,
      trusted ? async (path) => (await fetchFile(rest, source.ref, source.commit, path)).bytes : undefined,
      fetchByTuf(async (request) => (await import('../github/http-get.ts')).httpGet(request))
    )
    return new BundleVerifier(roots)
  }

  #request(
    file: FetchedFile,
    report: LayoutReport,
    links: CollectedLinks,
    keyless: KeylessVerifier | undefined
  ): VerificationRequest {
    const { inputs } = this.#settings
    return {
      layout: file.bytes,
      layoutSource: report.path,
      layoutKeys: inputs.layoutKeys,
      layoutIdentities: inputs.layoutIdentities,
      keyless,
      layoutDigest: inputs.layoutDigest,
      links: links.store,
      now: Date.now(),
      parameters: inputs.parameters,
      compatibility: 'strict',
      run: links.run,
      inspections: this.#inspections(),
      // The owners signed the root layout; whoever performs a step could hand in a layout with commands of his own.
      inspectionsOf: 'root'
    }
  }

  #inspections(): InspectionRunner | undefined {
    const { inputs, context, recorder, environment } = this.#settings
    if (inputs.inspections === 'never') return undefined
    // What the runner and the workflow give to this action is not for the commands of a layout.
    const kept = inspectionEnvironment(environment)
    return new CommandInspectionRunner({
      directory: context.workspace,
      record: (directory) => recordAsReference(recorder, directory),
      runProgram: async (command, directory) =>
        exitStatusOf(
          await runCommand({
            command,
            directory,
            environment: kept,
            withheld: [PASSPHRASE_VARIABLE],
            streams: 'discard',
            timeoutMs: INSPECTION_MS,
            leaveNothing: true
          })
        )
    })
  }

  /** What the layout of the change itself would say, when it is another one. It decides nothing. */
  async #headVerdict(rest: Rest, request: GateRequest): Promise<GateReport['headLayout']> {
    const { inputs, context } = this.#settings
    const head = headRef(context)
    if (head === undefined || inputs.layoutRef !== 'base' || this.#layout === undefined) return undefined
    const { fetchFile } = await import('../github/trusted-layout.ts')
    try {
      const { bytes, blob } = await fetchFile(rest, head, head.ref, inputs.layout)
      if (blob === this.#layout.report.blob) return undefined
      const verification = { ...request.verification, layout: bytes, inspections: undefined }
      const decision = await decide({ ...request, verification })
      const codes = decision.verdict === 'failed' ? [...new Set(decision.failures.map(({ code }) => code))] : []
      return { commit: head.ref, verdict: decision.verdict, codes }
    } catch (error) {
      if (!(error instanceof InTotoError)) throw error
      return { commit: head.ref, verdict: 'failed', codes: [error.code] }
    }
  }

  #decided(decision: GateDecision, headLayout: GateReport['headLayout']): GateReport {
    return {
      ...this.#facts(),
      verdict: decision.verdict,
      failures: decision.verdict === 'failed' ? decision.failures : [],
      unsigned: decision.verdict === 'advisory' ? decision.unsigned : [],
      error: undefined,
      items: decision.items,
      warnings: decision.warnings,
      headLayout,
      subjects: decision.verdict === 'passed' ? subjectsOf(decision.summary) : []
    }
  }

  #reportOf({ code, message, at, hint }: Pick<InTotoError, 'code' | 'message'> & Partial<InTotoError>): GateReport {
    return {
      ...this.#facts(),
      verdict: 'failed',
      failures: [],
      unsigned: [],
      error: { code, message, at, hint },
      items: [],
      warnings: [],
      headLayout: undefined,
      subjects: []
    }
  }

  #facts(): Pick<GateReport, 'run' | 'layout' | 'chain' | 'notes'> {
    const { repository, runId, attempt, sha, eventName } = this.#settings.context
    return {
      run: { repository, id: runId, attempt, commit: sha, event: eventName, ...this.#run },
      layout: this.#layout?.report,
      chain: this.#chain(),
      notes: this.#notes
    }
  }

  /** The steps for the graph. A layout that cannot be read has none; that is reported elsewhere. */
  #chain(): GateReport['chain'] {
    const layout = this.#layout === undefined ? undefined : readableLayout(this.#layout.file.bytes)
    return layout === undefined ? [] : chainOf(layout)
  }
}

/** A layout as far as it can be read, whoever signed it: for looking at only. */
function readableLayout(bytes: Uint8Array): Layout | undefined {
  try {
    const metadata = readSignedMetadata(bytes, { source: 'layout', maxBytes: LIMITS.layoutBytes })
    return parseLayout(metadata.payload).layout
  } catch (error) {
    if (error instanceof InTotoError) return undefined
    throw error
  }
}

function nameOf(target: Target): string {
  return target.kind === 'directory' ? `the links in ${quoteUntrusted(target.directory)}` : `run ${target.runId}`
}

function runNotSuccessful(runId: string, attempt: number, status: unknown, conclusion: unknown): GateFailure {
  const state = status === 'completed' ? conclusion : status
  return {
    code: 'RUN_NOT_SUCCESSFUL',
    message: `Run ${runId}, attempt ${attempt}, is ${quoteUntrusted(String(state), 60)} and not a success, so its links may be of jobs that failed later.`,
    details: [],
    hint: 'Wait for the run, mend what failed in it, and verify then.'
  }
}

function ofOlderAttempt(names: readonly string[], attempt: number): GateFailure {
  return {
    code: 'LINK_OF_OLDER_ATTEMPT',
    message: `${names.length} links are of older attempts than ${attempt}. Their jobs may have run again and failed, and the input needs was not given.`,
    details: names.slice(0, 20).map((name) => quoteUntrusted(name)),
    hint: 'Let the gate need the jobs of all stages, and give it needs: ${{ toJSON(needs) }}.'
  }
}

function hasKeylessFunctionaries(bytes: Uint8Array): boolean {
  return [...(readableLayout(bytes)?.keys.values() ?? [])].some(isKeyless)
}

function subjectsOf({ products }: (GateDecision & { verdict: 'passed' })['summary']): Subject[] {
  return [...products].map(([name, digests]) => ({ name, digest: Object.fromEntries(digestPairs(digests)) }))
}

function sha256(bytes: Uint8Array): string {
  return `sha256:${createHash('sha256').update(bytes).digest('hex')}`
}
