// SPDX-License-Identifier: Apache-2.0
// A pipeline on this machine: checkout, build, test and package of a git repository, each recorded and signed by its
// functionary as the actions do it.
import { randomBytes } from 'node:crypto'
import { copyFileSync, mkdirSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { CliError } from '../codes.ts'
import { quoteUntrusted } from '../../base/escape-untrusted.ts'
import { keyIdOf } from '../../intoto/keys/derive-key-id.ts'
import type { Layout } from '../../intoto/layout/layout.ts'
import type { Intents } from '../../intoto/intents/intents.ts'
import { intentsOf } from '../../intoto/intents/intents-of-layout.ts'
import type { Link } from '../../intoto/link/link.ts'
import type { RunBinding } from '../../intoto/link/run-binding.ts'
import { DEFAULT_EXCLUDES } from '../../recording/default-excludes.ts'
import type { Recorder } from '../../recording/record-artifacts.ts'
import { loadPrivateKey } from '../../signing/key-signer.ts'
import type { DirectoryLine } from '../../stages/directory-lines.ts'
import { findDirectories } from '../../stages/find-directories.ts'
import { recordDirectories, type RecordedDirectories } from '../../stages/installed-directories.ts'
import { recordingPlan, type RecordingPlan } from '../../stages/intents/recording-plan.ts'
import { beginStep, defaultSettings, endStep } from '../../stages/step-recording.ts'
import { writeLink } from '../../stages/write-link.ts'
import { withCommandDirectory } from '../command-directory.ts'
import type { Console } from '../console.ts'
import { beginWholeStep, endWholeStep } from '../step-halves.ts'
import { PipelineKeys, type LayoutText } from './pipeline-keys.ts'
import { runKept, runStageCommand } from './quiet-command.ts'
import type { Stage } from './stages.ts'

/** Packages that a command installs are one product each directory; tools keep caches in there. */
const PACKAGES: readonly DirectoryLine[] = [{ text: '**/node_modules', leftOut: ['.cache/'] }]

export interface PipelineRequest extends LayoutText {
  /** The git repository to clone from. */
  readonly repository: string
  /** Commands after the checkout. */
  readonly commands: Readonly<Record<Exclude<Stage, 'checkout'>, readonly string[]>>
  /** An empty directory to work in. */
  readonly directory: string
  readonly console: Console
  readonly recorder: Recorder
}

/** Keys, layout, workspace and links of one pipeline. */
export class Pipeline {
  readonly directory: string
  readonly workspace: string
  readonly links: string
  readonly products: string
  readonly #request: PipelineRequest
  readonly #keys: PipelineKeys
  readonly #intents: Intents | undefined

  /** Makes fresh keys, and builds and signs the layout. @throws LayoutSourceError, FILE_ codes */
  constructor(request: PipelineRequest) {
    this.#request = request
    this.directory = request.directory
    this.workspace = join(this.directory, 'workspace')
    this.links = join(this.directory, 'links')
    this.products = join(this.directory, 'product')
    const keys = join(this.directory, 'keys')
    for (const directory of [this.workspace, this.links, this.products, keys]) mkdirSync(directory, { recursive: true })
    this.#keys = new PipelineKeys(request)
    this.#keys.write(keys)
    this.#intents = intentsOf(this.layout)
    this.writeLayout(this.layoutPath)
  }

  get layout(): Layout {
    return this.#keys.layout
  }

  get layoutPath(): string {
    return join(this.directory, 'root.layout')
  }

  get ownerKeyPath(): string {
    return join(this.directory, 'keys', 'owner.pub')
  }

  /** @param asOf see `PipelineKeys.signedLayout` */
  writeLayout(path: string, asOf?: number): void {
    writeFileSync(path, this.#keys.signedLayout(asOf))
  }

  /** Clones the repository; the link's products are all files of the commit. */
  async checkout(): Promise<{ link: Link; run: RunBinding }> {
    const { console, repository } = this.#request
    const commit = await headOf(repository, console.environment)
    const run: RunBinding = { id: `local-${randomBytes(6).toString('hex')}`, commit }
    const link = await this.stage(
      'checkout',
      ['git', '-c', 'core.autocrlf=false', 'clone', '--quiet', '--no-hardlinks', repository, '.'],
      run
    )
    return { link, run }
  }

  /** Runs a stage in a workspace and writes its link. */
  async stage(
    name: Stage,
    command: readonly string[],
    run: RunBinding,
    workspace: string = this.workspace,
    links: string = this.links
  ): Promise<Link> {
    const { recorder, console } = this.#request
    const { environment } = console
    const plan = this.#intents === undefined ? undefined : recordingPlan(this.#intents, name)
    if (plan !== undefined) return this.#wholeStage({ step: name, plan, base: workspace }, command, run, links)
    const settings = { ...defaultSettings(workspace), exclude: DEFAULT_EXCLUDES }
    const before = await this.#packages(workspace)
    const recorded = await beginStep(recorder, { name, materials: ['.'], settings, run, directories: before })
    const begun = withCommandDirectory(recorded, workspace, workspace)
    const result = await runStageCommand(command, workspace, environment)
    const packages = await this.#packages(workspace)
    const directories = { recorded: newIn(before, packages), apart: packages.apart, unrecorded: [] }
    const after = await recorder.record({ ...settings, paths: ['.'], apart: packages.apart })
    // What a package stage makes is the product; what lay there before is not.
    const products =
      name === 'package'
        ? [...after.artifacts].filter(([path, digests]) => begun.materials.get(path) !== digests).map(([path]) => path)
        : ['.']
    if (products.length === 0)
      throw new CliError('COMMAND_FAILED', `The package command ${quoteUntrusted(command.join(' '))} made no file.`)
    const end = { products, settings, directories, command: [...command], byproducts: result }
    const link = await endStep(recorder, begun, end)
    this.sign(link, name, links)
    return link
  }

  /** A stage of a step in intents, which is recorded whole, as `run` does it. */
  async #wholeStage(
    { step, plan, base }: { readonly step: Stage; readonly plan: RecordingPlan; readonly base: string },
    command: readonly string[],
    run: RunBinding,
    links: string
  ): Promise<Link> {
    const { recorder, console, layoutSource } = this.#request
    const planned = { plan, from: layoutSource, layout: '' }
    const whole = { step, planned, base, console, onProgress: () => undefined }
    const begun = withCommandDirectory(await beginWholeStep(recorder, whole, run), base, base)
    const byproducts = await runStageCommand(command, base, console.environment)
    const link = await endWholeStep(recorder, begun, whole, { command: [...command], byproducts })
    this.sign(link, step, links)
    return link
  }

  async #packages(workspace: string): Promise<RecordedDirectories> {
    const places = { workspace, home: '' }
    return recordDirectories(this.#request.recorder, findDirectories(PACKAGES, places), places)
  }

  /** Writes a link, signed by the functionary of a step. */
  sign(link: Link, functionaryOf: string, links: string = this.links): string {
    const signer = loadPrivateKey({ pem: this.#keys.functionary(functionaryOf).privatePem, source: functionaryOf })
    return writeLink({
      link,
      directory: links,
      format: 'dsse',
      signing: { signer, keyId: keyIdOf(signer.publicKey, 'current') }
    })
  }

  /** Copies what the last stage made to where it is kept. */
  keepProducts({ materials, products }: Link): string[] {
    const made = [...products].filter(([path, digests]) => materials.get(path) !== digests)
    return made.map(([path]) => {
      const target = join(this.products, path)
      mkdirSync(dirname(target), { recursive: true })
      copyFileSync(join(this.workspace, path), target)
      return target
    })
  }
}

/** Directories that were installed, or installed anew with another content. */
function newIn(before: RecordedDirectories, after: RecordedDirectories): RecordedDirectories {
  const known = new Map(before.artifacts)
  const artifacts = after.artifacts.filter(([name, digest]) => known.get(name) !== digest)
  const notes = new Map([...after.notes].filter(([name]) => artifacts.some(([recorded]) => recorded === name)))
  return { ...after, artifacts, notes }
}

/** The commit of a repository. @throws COMMAND_FAILED */
async function headOf(repository: string, environment: Console['environment']): Promise<string> {
  const command = ['git', 'rev-parse', 'HEAD'] as const
  const result = await runKept(command, repository, environment)
  if (result.ended === 'exited' && result.status === 0) return result.stdout.trim()
  throw new CliError(
    'COMMAND_FAILED',
    `The command ${quoteUntrusted(command.join(' '))} failed in ${quoteUntrusted(repository)}.`,
    { hint: 'The project must be a git repository with at least one commit.' }
  )
}
