// SPDX-License-Identifier: Apache-2.0
import { PASSPHRASE_VARIABLE } from '../../signing/key-signer.ts'
import { cpSync, existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { basename, dirname, join, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import { PassThrough } from 'node:stream'
import { DirectoryLinkStore } from '../../gate/directory-link-store.ts'
import { InTotoError } from '../../base/errors.ts'
import { escapeUntrusted } from '../../base/escape-untrusted.ts'
import type { Link } from '../../intoto/link/link.ts'
import type { Verification } from '../../intoto/verification/verification.ts'
import { verifySupplyChain } from '../../intoto/verification/verify-supply-chain.ts'
import { withProducts } from '../../intoto/verification/with-products.ts'
import { splitWords } from '../../intoto/rules/rule-text.ts'
import { Recorder } from '../../recording/record-artifacts.ts'
import { failureLines } from '../../reporting/verdict-text.ts'
import { readPublicKeyFile } from '../../signing/key-files.ts'
import { runCommand } from '../../commands/run-command.ts'
import { defaultSettings } from '../../stages/step-recording.ts'
import { usage, type Arguments } from '../arguments.ts'
import { EXIT, type Command } from '../command.ts'
import { pathFrom, print, type Console } from '../console.ts'
import { tryAttacks, type AttackResult, type Attempt } from '../demo/attacks.ts'
import { cleanEnvironment, Pipeline, STAGES, type PipelineRequest, type Stage } from '../demo/pipeline.ts'
import { NODE_PORTS } from '../../signing/node-ports.ts'

export const demo: Command = {
  spec: {
    name: 'demo',
    summary: 'record, verify and attack a real project, in ten seconds',
    description:
      'Takes a small npm package from git through checkout, build, test and package with fresh keys, verifies the links\n' +
      'against a signed layout, then tampers with the evidence in six ways and shows how each is refused.\n' +
      'With --project it records and verifies your own project (a git repository) and attacks nothing.',
    flags: [
      { long: 'project', takes: 'one', value: 'DIR', help: 'a git repository to take in place of the example' },
      {
        long: 'layout',
        takes: 'one',
        value: 'FILE',
        help: 'its layout source, with the steps checkout, build, test, package'
      },
      { long: 'build', takes: 'one', value: 'COMMAND', help: 'how it is built' },
      { long: 'test', takes: 'one', value: 'COMMAND', help: 'how it is tested' },
      {
        long: 'package',
        takes: 'one',
        value: 'COMMAND',
        help: 'how it is packaged; the files that this makes are the products'
      },
      { long: 'keep', takes: 'one', value: 'DIR', help: 'leave layout, keys, links and product there' },
      { long: 'json', takes: 'nothing', help: 'print the result as JSON' }
    ],
    examples: [
      'in-toto-actions demo',
      'in-toto-actions demo --project . --layout .in-toto/layout.yml --build "npm run build" --test "npm test" --package "npm pack"'
    ]
  },
  run: async (parsed, console) => {
    const keep = parsed.one('keep')
    const keepAt = keep === undefined ? undefined : emptyDirectory(pathFrom(console, keep))
    const work = mkdtempSync(join(tmpdir(), 'in-toto-demo-'))
    const recorder = new Recorder()
    try {
      return await runDemo({ parsed, console, work, recorder, keepAt })
    } finally {
      await recorder.close()
      rmSync(work, { recursive: true, force: true })
    }
  }
}

interface DemoContext {
  readonly parsed: Arguments
  readonly console: Console
  readonly work: string
  readonly recorder: Recorder
  readonly keepAt: string | undefined
}

interface StageReport {
  readonly name: string
  readonly materials: number
  readonly products: number
  readonly seconds: number
}

async function runDemo(context: DemoContext): Promise<number> {
  const { parsed, console, work, recorder, keepAt } = context
  const json = parsed.has('json')
  const say = (text: string): void => {
    if (!json) print(console, text)
  }
  const request = await pipelineRequest(context)
  const pipeline = new Pipeline(request)
  const stages: StageReport[] = []
  const report = (name: string, start: number, link: Link): Link => {
    const stage = {
      name,
      materials: link.materials.size,
      products: link.products.size,
      seconds: Math.round((performance.now() - start) / 100) / 10
    }
    stages.push(stage)
    say(`  ${name.padEnd(9)} ${stage.materials} materials, ${stage.products} products, signed (${stage.seconds} s)`)
    return link
  }
  say('The pipeline, each stage recorded and signed by its own key:')
  let start = performance.now()
  const { link: checkout, run } = await pipeline.checkout()
  report('checkout', start, checkout)
  const checkedOut = join(work, 'checked-out')
  if (!parsed.has('project')) cpSync(pipeline.workspace, checkedOut, { recursive: true })
  const links = new Map<Stage, Link>()
  for (const stage of STAGES.slice(1) as Exclude<Stage, 'checkout'>[]) {
    start = performance.now()
    links.set(stage, report(stage, start, await pipeline.stage(stage, request.commands[stage], run)))
  }
  const products = pipeline.keepProducts(links.get('package') as Link)
  start = performance.now()
  const verify = async ({ layout, links: directory, products: files }: Attempt): Promise<Verification> =>
    verifyWithProducts(pipeline, layout, directory, files, recorder, console.now())
  const verification = await verify({ layout: pipeline.layoutPath, links: pipeline.links, products: pipeline.products })
  stages.push({
    name: 'verify',
    materials: checkout.products.size,
    products: products.length,
    seconds: Math.round((performance.now() - start) / 100) / 10
  })
  say(`  verify    ${pipeline.layout.steps.length} links against the signed layout`)
  say('')
  if (verification.outcome === 'passed') {
    say('PASSED: the supply chain verifies. Final products:')
    for (const [path, digests] of verification.summary.products)
      say(`  ${escapeUntrusted(path)}  ${escapeUntrusted(digests)}`)
  } else {
    say('FAILED: the supply chain does not verify.')
    for (const failure of verification.failures) for (const line of failureLines(failure)) say(`  ${line}`)
  }
  const attacks =
    parsed.has('project') || verification.outcome === 'failed'
      ? []
      : await attack(context, { pipeline, run, links, checkedOut, products, verify }, say)
  if (keepAt !== undefined) keepEvidence(pipeline, keepAt, say)
  if (json) print(console, JSON.stringify({ stages, verdict: verification.outcome, attacks }, null, 2))
  const allRefused = attacks.every(({ refused }) => refused)
  if (!parsed.has('project') && !json) say(allRefused ? 'All six attacks were refused.' : 'An attack was NOT refused.')
  return verification.outcome === 'passed' && allRefused ? EXIT.yes : EXIT.no
}

interface GoodRunParts {
  readonly pipeline: Pipeline
  readonly run: Awaited<ReturnType<Pipeline['checkout']>>['run']
  readonly links: ReadonlyMap<Stage, Link>
  readonly checkedOut: string
  readonly products: readonly string[]
  readonly verify: (attempt: Attempt) => Promise<Verification>
}

async function attack({ work }: DemoContext, good: GoodRunParts, say: (text: string) => void): Promise<AttackResult[]> {
  say('')
  say('Now the same evidence, tampered with in six ways:')
  const [build, test] = [good.links.get('build'), good.links.get('test')] as [Link, Link]
  return tryAttacks({ ...good, links: { build, test } }, work, (result) => {
    say('')
    say(`${result.refused ? 'REFUSED' : 'NOT REFUSED'}: ${result.name}`)
    say(`  check:    ${result.code ?? 'none'}${result.rule === undefined ? '' : ` by the rule ${result.rule}`}`)
    say(`  step:     ${result.step ?? 'none'}`)
    say(`  artifact: ${escapeUntrusted(result.artifact)}`)
    if (result.message !== undefined) say(`  reason:   ${result.message}`)
    if (result.remedy !== undefined) say(`  remedy:   ${result.remedy}`)
  })
}

async function verifyWithProducts(
  pipeline: Pipeline,
  layout: string,
  links: string,
  products: string,
  recorder: Recorder,
  now: number
): Promise<Verification> {
  const verification = await verifySupplyChain({
    ports: NODE_PORTS,
    layout: readFileSync(layout),
    layoutSource: basename(layout),
    layoutKeys: [readPublicKeyFile(pipeline.ownerKeyPath)],
    links: new DirectoryLinkStore(links),
    now,
    compatibility: 'strict'
  })
  if (verification.outcome === 'failed') return verification
  const { artifacts } = await recorder.record({ ...defaultSettings(products), exclude: [], paths: ['.'] })
  return withProducts(verification, artifacts)
}

async function pipelineRequest({ parsed, console, work, recorder }: DemoContext): Promise<PipelineRequest> {
  const directory = join(work, 'pipeline')
  mkdirSync(directory)
  const common = { directory, environment: console.environment, recorder, now: console.now() }
  const project = parsed.one('project')
  if (project === undefined) {
    for (const flag of ['layout', 'build', 'test', 'package'])
      if (parsed.has(flag)) throw usage(`--${flag} goes with --project.`)
    const example = exampleProject()
    const repository = join(work, 'upstream')
    await makeRepository(example, repository, console)
    const layoutPath = join(example, '.in-toto', 'layout.yml')
    return {
      ...common,
      repository,
      layoutText: readFileSync(layoutPath, 'utf8'),
      layoutSource: 'examples/greeter/.in-toto/layout.yml',
      commands: { build: ['npm', 'run', 'build'], test: ['npm', 'test'], package: ['npm', 'pack'] }
    }
  }
  const layout = parsed.required('layout')
  return {
    ...common,
    repository: pathFrom(console, project),
    layoutText: readFileSync(pathFrom(console, layout), 'utf8'),
    layoutSource: layout,
    commands: {
      build: splitWords(parsed.required('build')),
      test: splitWords(parsed.required('test')),
      package: splitWords(parsed.required('package'))
    }
  }
}

/** The example lies beside the bundle; it is found from the bundle, from one of its chunks and from the source. */
function exampleProject(): string {
  const here = dirname(fileURLToPath(import.meta.url))
  const found = ['..', '../..', '../../..']
    .map((up) => resolve(here, up, 'examples/greeter'))
    .find((path) => existsSync(join(path, 'package.json')))
  if (found === undefined)
    throw new InTotoError('FILE_UNREADABLE', 'The example project is missing beside the program.', {
      hint: 'Install the program again.'
    })
  return found
}

async function makeRepository(source: string, target: string, console: Console): Promise<void> {
  cpSync(source, target, { recursive: true })
  const identity = [
    '-c',
    'user.name=demo',
    '-c',
    'user.email=demo@example.invalid',
    '-c',
    'core.autocrlf=false',
    '-c',
    'commit.gpgsign=false'
  ]
  for (const words of [
    ['init', '--quiet', '--initial-branch=main'],
    [...identity, 'add', '--all', '--force'],
    [...identity, 'commit', '--quiet', '--message=The greeter']
  ]) {
    const output = new PassThrough()
    output.resume()
    const result = await runCommand({
      command: ['git', ...words],
      directory: target,
      environment: cleanEnvironment(console.environment),
      withheld: [PASSPHRASE_VARIABLE],
      streams: 'record',
      stdout: output,
      stderr: output
    })
    if (result.ended !== 'exited' || result.status !== 0) {
      throw new InTotoError(
        'COMMAND_FAILED',
        `git ${words.at(-1)} failed: ${result.ended === 'exited' ? escapeUntrusted(result.stderr) : result.ended}`,
        { hint: 'The demo needs git 2.28 or later.' }
      )
    }
  }
}

/** @throws FILE_EXISTS when it holds anything */
function emptyDirectory(path: string): string {
  mkdirSync(path, { recursive: true })
  if (readdirSync(path).length > 0) {
    throw new InTotoError('FILE_EXISTS', 'The directory to keep the evidence in is not empty.', {
      at: escapeUntrusted(path),
      hint: 'Name a new directory.'
    })
  }
  return path
}

function keepEvidence(pipeline: Pipeline, directory: string, say: (text: string) => void): void {
  for (const name of ['root.layout', 'keys', 'links', 'product'])
    cpSync(join(pipeline.directory, name), join(directory, name), { recursive: true })
  const shown = escapeUntrusted(directory)
  say('')
  say(`Kept in ${shown}. Verify it again with:`)
  say(
    `  in-toto-actions verify -l ${shown}/root.layout --verification-keys ${shown}/keys/owner.pub --link-dir ${shown}/links --base-path ${shown}/product -p .`
  )
}
