// SPDX-License-Identifier: Apache-2.0
// GitHub as stages and gate ask for it, in memory: workflow artifacts, files at commits, runs, check runs and issues.
// Everything can be changed in between, as any job of a run could.
import { createHash } from 'node:crypto'
import { mkdirSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs'
import { join, relative } from 'node:path'
import { unzip as entriesOf, zip } from '../../.github/scripts/e2e/zip.ts'
import { StagesError } from '../../src/stages/codes.ts'
import { GateError } from '../../src/gate/codes.ts'
import type { LinkSource } from '../../src/gate/link-source.ts'
import type { CheckRun, FetchedCommit, GateServer, RunJob, RunState } from '../../src/gate/gate-server.ts'
import { hashZip, unzip } from '../../src/github/unzip.ts'
import type { ArtifactUpload, HashingArtifacts, StoredArtifact } from '../../src/stages/workflow-artifacts.ts'
import { commandLayoutFile, layoutFile } from './two-steps.ts'

export const HEAD = 'a'.repeat(40)
export const LAYOUT = '.in-toto/root.layout'
const LAYOUT_SOURCE = 'steps:\n  - name: write\n  - name: pack\n'

export const sha256 = (bytes: Uint8Array | string): string =>
  `sha256:${createHash('sha256').update(bytes).digest('hex')}`

/** A push to the default branch that is over and a success, but for what is given. */
export function runState(changes: Partial<RunState> = {}): RunState {
  return {
    head: HEAD,
    attempt: 1,
    event: 'push',
    status: 'completed',
    conclusion: 'success',
    from: { path: '.github/workflows/ci.yml', branch: 'main', isOwn: true, repository: 'o/r' },
    ...changes
  }
}

export interface MemoryArtifact {
  readonly id: string
  readonly run: string
  name: string
  zip: Buffer
  digest: string
  /** What the service calls the job that stored it. */
  by: string
}

export class MemoryGitHub {
  artifacts: MemoryArtifact[] = []
  readonly runs = new Map<string, RunState>()
  /** Every execution of every job. */
  jobs: (RunJob & { readonly run: string })[] = []
  tellsJobs = true
  tellsUploaders = true
  /** By `commit:path`. */
  readonly files = new Map<string, Uint8Array>([
    [`${HEAD}:${LAYOUT}`, layoutFile],
    [`${HEAD}:.in-toto/make.layout`, commandLayoutFile],
    [`${HEAD}:.in-toto/layout.yml`, Buffer.from(LAYOUT_SOURCE)]
  ])
  /** From `owner/repo@ref` to a commit. */
  readonly refs = new Map<string, string>([['o/r@heads/main', HEAD]])
  /** By commit, what comes of fetching it. */
  readonly commits = new Map<string, FetchedCommit>()
  /** Commits that the gate fetched. */
  readonly fetchedCommits: string[] = []
  /** Files that the gate asked for, as `commit:path`. */
  readonly fetched: string[] = []
  readonly checkRuns: CheckRun[] = []
  readonly alerts: string[] = []
  /** What the token may not do. */
  refused: 'check runs and issues' | 'nothing' = 'nothing'
  /** Called before the first byte of an upload is read. */
  onUpload: (name: string) => void = () => undefined
  #nextId = 1

  /** Stores an archive, whoever does it. */
  add(run: string, name: string, archive: Buffer, by = 'somebody'): MemoryArtifact {
    const artifact = { id: String(this.#nextId++), run, name, zip: archive, digest: sha256(archive), by }
    this.artifacts.push(artifact)
    return artifact
  }

  /** A job of an attempt as it went; new ones are a success. */
  ran(run: string, name: string, attempt: number, changes: Partial<RunJob> = {}): RunJob {
    const before = this.jobs.find((job) => job.run === run && job.name === name && job.attempt === attempt)
    const id = before?.id ?? 7000 + this.jobs.length
    const times = { started: `began ${id}`, completed: `ended ${id}` }
    const job = before ?? { run, id, name, attempt, status: 'completed', conclusion: 'success', ...times }
    this.jobs = [...this.jobs.filter((other) => other !== before), { ...job, ...changes }]
    return { ...job, ...changes }
  }

  remove(artifact: MemoryArtifact): void {
    this.artifacts = this.artifacts.filter((other) => other !== artifact)
  }

  storedIn(run: string): MemoryArtifact[] {
    return this.artifacts.filter((artifact) => artifact.run === run)
  }

  namesIn(run: string): string[] {
    return this.storedIn(run).map(({ name }) => name)
  }

  /** The first of a run whose name begins so. */
  storedAs(prefix: string, run: string): MemoryArtifact {
    const found = this.storedIn(run).find(({ name }) => name.startsWith(prefix))
    if (found === undefined) throw new Error(`run ${run} stored nothing as ${prefix}`)
    return found
  }

  /** The workflow artifacts of a run, for its stages. */
  artifactsOf(run: string, temporary: string, by?: string): HashingArtifacts {
    const archiveOf = ({ id }: StoredArtifact): string => {
      const file = join(mkdtempSync(join(temporary, 'archive-')), 'archive.zip')
      writeFileSync(file, this.storedIn(run).find((artifact) => artifact.id === id)?.zip ?? '')
      return file
    }
    return {
      upload: (request) => this.#upload(run, request, by),
      list: (...prefixes) => Promise.resolve(this.#list(run, prefixes).reverse()),
      unpack: (artifact, directory, bounds) => unzip(archiveOf(artifact), directory, bounds, artifact.name),
      hash: (artifact, bounds, onRead) => hashZip(archiveOf(artifact), bounds, artifact.name, onRead)
    }
  }

  /** What the gate asks. */
  server(): GateServer {
    return {
      hasCommit: (commit) => Promise.resolve(this.commits.has(commit)),
      fetchCommit: (commit) => {
        this.fetchedCommits.push(commit)
        const outcome = this.commits.get(commit)
        if (outcome === undefined)
          return Promise.reject(new GateError('SOURCE_COMMIT_UNKNOWN', `There is no commit ${commit}.`))
        return Promise.resolve(outcome)
      },
      resolveCommit: ({ owner, repo, ref }) => {
        const commit = /^[0-9a-f]{40}$/.test(ref) ? ref : this.refs.get(`${owner}/${repo}@${ref}`)
        return commit === undefined ? notFound(ref) : Promise.resolve(commit)
      },
      fetchFile: (_place, commit, path) => {
        this.fetched.push(`${commit}:${path}`)
        const bytes = this.files.get(`${commit}:${path}`)
        return bytes === undefined ? notFound(path) : Promise.resolve({ bytes, commit, blob: sha256(bytes) })
      },
      runState: (runId) => {
        const state = this.runs.get(runId)
        return state === undefined ? notFound(runId) : Promise.resolve(state)
      },
      jobs: (runId) => {
        const jobs = this.jobs.filter(({ run }) => run === runId)
        return Promise.resolve(this.tellsJobs ? { kind: 'told', jobs, read: 'all' } : { kind: 'untold' })
      },
      uploaders: (artifacts) => {
        const told = artifacts.map(({ id }) => [id, this.artifacts.find((other) => other.id === id)?.by ?? ''] as const)
        return Promise.resolve(this.tellsUploaders ? new Map(told) : undefined)
      },
      links: (runId, temporary) => Promise.resolve(this.#links(runId, temporary)),
      publishCheckRun: (check) => this.#publish(() => void this.checkRuns.push(check)),
      raiseAlert: (body) => this.#publish(() => this.alerts.push(body))
    }
  }

  #links(run: string, temporary: string): LinkSource {
    return {
      list: (...prefixes) => Promise.resolve(this.#list(run, prefixes)),
      unpack: async (listed) => {
        const directory = join(mkdtempSync(join(temporary, 'link-')), 'files')
        mkdirSync(directory)
        const bounds = { packedBytes: 1e6, bytes: 1e6, files: 16 }
        return { directory, files: await this.artifactsOf(run, temporary).unpack(listed, directory, bounds) }
      }
    }
  }

  #list(run: string, prefixes: readonly string[]): StoredArtifact[] {
    return this.storedIn(run)
      .filter(({ name }) => prefixes.some((prefix) => name.startsWith(prefix)))
      .map(({ id, name, zip: { length }, digest }) => ({ id, name, size: length, digest }))
  }

  #upload(run: string, { name, files, root }: ArtifactUpload, by?: string): Promise<{ id: string; digest: string }> {
    this.onUpload(name)
    if (this.namesIn(run).includes(name))
      return Promise.reject(new StagesError('ARTIFACT_UPLOAD_FAILED', 'The name is taken.'))
    const entries = files.map((path) => ({ name: relative(root, path), content: readFileSync(path) }))
    return Promise.resolve(this.add(run, name, zip(entries), by))
  }

  async #publish<Value>(publish: () => Value): Promise<Value> {
    if (this.refused === 'nothing') return publish()
    throw new GateError('GITHUB_FORBIDDEN', 'GitHub refused it.', { hint: 'Give the permission.' })
  }
}

/** A question that the server never answers; it fails when whoever asked gives it up. */
export function untilAborted(signal: AbortSignal): Promise<never> {
  return new Promise((_resolve, reject) => {
    signal.addEventListener('abort', () => reject(new GateError('GITHUB_UNAVAILABLE', 'It was given up.')))
  })
}

function notFound(what: string): Promise<never> {
  return Promise.reject(new GateError('GITHUB_NOT_FOUND', `GitHub does not have ${what}.`))
}

/** What the link in a workflow artifact says. */
export function linkIn({ zip: archive }: MemoryArtifact): Record<string, unknown> {
  return JSON.parse(Buffer.from(envelopeIn(archive).payload, 'base64').toString()) as Record<string, unknown>
}

/** Stores the link in a workflow artifact anew, changed, and with the signatures that it had, as anybody could. */
export function rewriteLink(artifact: MemoryArtifact, change: (link: Record<string, unknown>) => void): void {
  const link = linkIn(artifact)
  change(link)
  const envelope = { ...envelopeIn(artifact.zip), payload: Buffer.from(JSON.stringify(link)).toString('base64') }
  artifact.zip = zip([{ name: fileIn(artifact), content: Buffer.from(JSON.stringify(envelope)) }])
  artifact.digest = sha256(artifact.zip)
}

/** The name of the one file in a workflow artifact. */
export function fileIn({ zip: archive }: MemoryArtifact): string {
  return entriesOf(archive)[0]?.name ?? ''
}

function envelopeIn(archive: Buffer): { payload: string } {
  return JSON.parse(Buffer.from(entriesOf(archive)[0]?.content ?? []).toString()) as { payload: string }
}
