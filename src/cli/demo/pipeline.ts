// SPDX-License-Identifier: Apache-2.0
// A pipeline on this machine: checkout, build, test and package of a git repository, each recorded and signed by its
// functionary as the actions do it.
import { PASSPHRASE_VARIABLE } from '../../signing/key-signer.ts'
import { Buffer } from 'node:buffer'
import { randomBytes } from 'node:crypto'
import { copyFileSync, mkdirSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { PassThrough } from 'node:stream'
import { InTotoError } from '../../base/errors.ts'
import { escapeUntrusted, quoteUntrusted } from '../../base/escape-untrusted.ts'
import { signMetadata } from '../../intoto/envelope/sign-metadata.ts'
import { keyIdOf } from '../../intoto/keys/derive-key-id.ts'
import { encodeLayout } from '../../intoto/layout/encode-layout.ts'
import type { Layout } from '../../intoto/layout/layout.ts'
import type { Link } from '../../intoto/link/link.ts'
import type { RunBinding } from '../../intoto/link/run-binding.ts'
import { buildLayout } from '../../layouts/build-layout.ts'
import { DEFAULT_EXCLUDES } from '../../recording/default-excludes.ts'
import type { Recorder } from '../../recording/record-artifacts.ts'
import { generateKey, type GeneratedKey } from '../../signing/generate-key.ts'
import { writeKeyPair } from '../../signing/key-files.ts'
import { loadPrivateKey } from '../../signing/key-signer.ts'
import { byproductsOf, runCommand } from '../../commands/run-command.ts'
import { beginStep, defaultSettings, endStep } from '../../stages/step-recording.ts'
import { writeLink } from '../../stages/write-link.ts'

export const STAGES = ['checkout', 'build', 'test', 'package'] as const
export type Stage = (typeof STAGES)[number]

/** Files of installed packages are not part of a project. */
const EXCLUDES = [...DEFAULT_EXCLUDES, 'node_modules']

export interface PipelineRequest {
  /** The git repository to clone from. */
  readonly repository: string
  readonly layoutText: string
  readonly layoutSource: string
  /** Commands after the checkout. */
  readonly commands: Readonly<Record<Exclude<Stage, 'checkout'>, readonly string[]>>
  /** An empty directory to work in. */
  readonly directory: string
  readonly environment: Readonly<Record<string, string | undefined>>
  readonly recorder: Recorder
  readonly now: number
}

/** A new identifier of a run. */
export function newRunId(): string {
  return `local-${randomBytes(6).toString('hex')}`
}

/** Keys, layout, workspace and links of one pipeline. */
export class Pipeline {
  readonly directory: string
  readonly workspace: string
  readonly links: string
  readonly products: string
  readonly #request: PipelineRequest
  readonly #keys = new Map<string, GeneratedKey>()
  readonly #owner = generateKey({ type: 'ed25519' })
  readonly layout: Layout

  /** Makes fresh keys, and builds and signs the layout. @throws LayoutSourceError, FILE_ codes */
  constructor(request: PipelineRequest) {
    this.#request = request
    this.directory = request.directory
    this.workspace = join(this.directory, 'workspace')
    this.links = join(this.directory, 'links')
    this.products = join(this.directory, 'product')
    for (const directory of [this.workspace, this.links, this.products, join(this.directory, 'keys')])
      mkdirSync(directory, { recursive: true })
    this.layout = this.#buildLayout(request.now)
    for (const [path, key] of this.#keys) writeKeyPair(join(this.directory, 'keys', keyName(path)), key)
    writeKeyPair(join(this.directory, 'keys', 'owner'), this.#owner)
    this.writeLayout(this.layoutPath)
  }

  get layoutPath(): string {
    return join(this.directory, 'root.layout')
  }

  get ownerKeyPath(): string {
    return join(this.directory, 'keys', 'owner.pub')
  }

  /** Signs the layout under both forms of the owner's key id, because other tools look for one or the other. */
  writeLayout(path: string, asOf: number = this.#request.now): void {
    const signer = loadPrivateKey({ pem: this.#owner.privatePem, source: 'owner' })
    const signers = (['current', 'legacy'] as const).map((form) => ({ signer, keyId: keyIdOf(signer.publicKey, form) }))
    const layout = asOf === this.#request.now ? this.layout : this.#buildLayout(asOf)
    writeFileSync(path, signMetadata({ payload: encodeLayout(layout), format: 'dsse', signers }))
  }

  /** A layout names keys by path; each path stands for a key that is made here, whatever file may lie there. */
  #buildLayout(now: number): Layout {
    const readKey = (path: string): GeneratedKey['publicKey'] => {
      const key = this.#keys.get(path) ?? generateKey({ type: 'ed25519' })
      this.#keys.set(path, key)
      return key.publicKey
    }
    const { layoutText: text, layoutSource: source } = this.#request
    return buildLayout({ text, source, readKey, now, keyIdForm: 'current' }).layout
  }

  /** The key of the first functionary of a step. */
  #functionary(stage: string): GeneratedKey {
    const [keyId] = this.layout.steps.find(({ name }) => name === stage)?.pubkeys ?? []
    const key = [...this.#keys.values()].find(({ publicKey }) => keyIdOf(publicKey, 'current') === keyId)
    if (key === undefined) {
      throw new InTotoError('USAGE', `The layout has no step ${quoteUntrusted(stage)}.`, {
        hint: `The pipeline has the steps ${STAGES.join(', ')}; the layout must have the same.`
      })
    }
    return key
  }

  /** Clones the repository; the link's products are all files of the commit. */
  async checkout(): Promise<{ link: Link; run: RunBinding }> {
    const { environment, repository } = this.#request
    const head = await capture(['git', 'rev-parse', 'HEAD'], repository, environment)
    const run: RunBinding = { id: newRunId(), commit: head.trim() }
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
    const { recorder, environment } = this.#request
    const settings = { ...defaultSettings(workspace), exclude: EXCLUDES }
    const begun = await beginStep(recorder, { name, materials: ['.'], settings, run })
    const result = await runQuietly(command, workspace, environment)
    const after = await recorder.record({ ...settings, paths: ['.'] })
    // What a package stage makes is the product; what lay there before is not.
    const products =
      name === 'package'
        ? [...after.artifacts].filter(([path, digests]) => begun.materials.get(path) !== digests).map(([path]) => path)
        : ['.']
    if (products.length === 0)
      throw new InTotoError('COMMAND_FAILED', `The package command ${quoteUntrusted(command.join(' '))} made no file.`)
    const link = await endStep(recorder, begun, { products, settings, command: [...command], byproducts: result })
    this.sign(link, name, links)
    return link
  }

  /** Writes a link, signed by the functionary of a step. */
  sign(link: Link, functionaryOf: string, links: string = this.links): string {
    const signer = loadPrivateKey({ pem: this.#functionary(functionaryOf).privatePem, source: functionaryOf })
    return writeLink({
      link,
      directory: links,
      format: 'dsse',
      signing: { signer, keyId: keyIdOf(signer.publicKey, 'current') }
    })
  }

  /** Copies the products of the last stage to where they are kept. */
  keepProducts(link: Link): string[] {
    return [...link.products.keys()].map((path) => {
      const target = join(this.products, path)
      mkdirSync(dirname(target), { recursive: true })
      copyFileSync(join(this.workspace, path), target)
      return target
    })
  }
}

function keyName(path: string): string {
  return (path.split(/[/\\]/).at(-1) ?? path).replace(/\.pub$/, '')
}

/** npm and node set variables for their children that would change how another npm or node behaves. */
export function cleanEnvironment(
  environment: Readonly<Record<string, string | undefined>>
): Record<string, string | undefined> {
  return Object.fromEntries(
    Object.entries(environment).filter(
      ([name]) => !/^(npm_|NODE_TEST_|NODE_OPTIONS$|INIT_CWD$|GIT_DIR$|GIT_WORK_TREE$|GIT_INDEX_FILE$)/i.test(name)
    )
  )
}

/** Runs a command and shows what it prints only when it fails. */
async function runQuietly(
  command: readonly string[],
  directory: string,
  environment: Readonly<Record<string, string | undefined>>
): Promise<Link['byproducts']> {
  const output = new PassThrough()
  const chunks: Buffer[] = []
  output.on('data', (chunk: Buffer) => chunks.push(chunk))
  const [program = '', ...words] = process.platform === 'win32' ? ['cmd', '/d', '/s', '/c', ...command] : command
  const result = await runCommand({
    command: [program, ...words],
    directory,
    environment: cleanEnvironment(environment),
    withheld: [PASSPHRASE_VARIABLE],
    streams: 'pass',
    stdout: output,
    stderr: output
  })
  if (result.ended === 'exited' && result.status === 0) return byproductsOf(result)
  const tail = Buffer.concat(chunks).toString('utf8').trimEnd().split('\n').slice(-15)
  throw new InTotoError(
    'COMMAND_FAILED',
    `The command ${quoteUntrusted(command.join(' '))} failed:\n${tail.map((line) => `    ${escapeUntrusted(line)}`).join('\n')}`,
    {
      hint: 'Mend what the command reports.'
    }
  )
}

async function capture(
  command: readonly [string, ...string[]],
  directory: string,
  environment: Readonly<Record<string, string | undefined>>
): Promise<string> {
  const output = new PassThrough()
  output.resume()
  const result = await runCommand({
    command,
    directory,
    environment: cleanEnvironment(environment),
    withheld: [PASSPHRASE_VARIABLE],
    streams: 'record',
    stdout: output,
    stderr: output
  })
  if (result.ended === 'exited' && result.status === 0) return result.stdout
  throw new InTotoError(
    'COMMAND_FAILED',
    `The command ${quoteUntrusted(command.join(' '))} failed in ${quoteUntrusted(directory)}.`,
    {
      hint: 'The project must be a git repository with at least one commit.'
    }
  )
}
