// SPDX-License-Identifier: Apache-2.0
import { cpSync, readFileSync } from 'node:fs'
import { basename, join } from 'node:path'
import { count } from '../../base/count.ts'
import { escapeUntrusted } from '../../base/escape-untrusted.ts'
import { DirectoryLinkStore } from '../../gate/directory-link-store.ts'
import type { Link } from '../../intoto/link/link.ts'
import type { Verification } from '../../intoto/verification/verification.ts'
import { verifySupplyChain } from '../../intoto/verification/verify-supply-chain.ts'
import { failureLines } from '../../reporting/verdict-text.ts'
import { NODE_PORTS } from '../../signing/node-ports.ts'
import { readPublicKeyFile } from '../../signing/key-files.ts'
import { defaultSettings } from '../../stages/step-recording.ts'
import { EXIT } from '../command.ts'
import { print } from '../console.ts'
import { withFilesAtHand } from '../files-at-hand.ts'
import { tryAttacks, type AttackResult, type Attempt, type GoodRun } from './attacks.ts'
import type { DemoContext } from './demo-context.ts'
import { keepEvidence } from './keep-evidence.ts'
import { Pipeline } from './pipeline.ts'
import { pipelineRequest } from './project.ts'

type Say = (text: string) => void

interface StageReport {
  readonly name: string
  readonly materials: number
  readonly products: number
  readonly seconds: number
}

/** Runs the pipeline, verifies it and attacks it; returns the exit status. */
export async function runDemo(context: DemoContext): Promise<number> {
  const { parsed, console, keepAt } = context
  const [json, ownProject] = [parsed.has('json'), parsed.has('project')]
  const say = (text: string): void => {
    if (!json) print(console, text)
  }
  const stages: StageReport[] = []
  const good = await runPipeline(context, stages, say)
  const { pipeline, checkout, products } = good
  const start = performance.now()
  const { layoutPath: layout, links, products: directory } = pipeline
  const verification = await good.verify({ layout, links, products: directory })
  stages.push({
    name: 'verify',
    materials: checkout.products.size,
    products: products.length,
    seconds: secondsSince(start)
  })
  say(`  verify    ${pipeline.layout.steps.length} links against the signed layout`)
  say('')
  sayVerdict(verification, say)
  const attacks = ownProject || verification.outcome === 'failed' ? [] : await attack(good, context.work, say)
  if (keepAt !== undefined) keepEvidence(pipeline, keepAt, say)
  if (json) print(console, JSON.stringify({ stages, verdict: verification.outcome, attacks }, null, 2))
  const allRefused = attacks.every(({ refused }) => refused)
  if (!ownProject && !json) say(allRefused ? 'All six attacks were refused.' : 'An attack was NOT refused.')
  return verification.outcome === 'passed' && allRefused ? EXIT.yes : EXIT.no
}

/** Every stage once; each is reported when it is done. */
async function runPipeline(
  context: DemoContext,
  stages: StageReport[],
  say: Say
): Promise<GoodRun & { readonly checkout: Link }> {
  const { parsed, console, work, recorder } = context
  const request = await pipelineRequest(context)
  const pipeline = new Pipeline(request)
  const report = (name: string, start: number, { materials, products }: Link): void => {
    const stage = { name, materials: materials.size, products: products.size, seconds: secondsSince(start) }
    stages.push(stage)
    say(
      `  ${name.padEnd(9)} ${count(stage.materials, 'material')}, ${count(stage.products, 'product')}, signed (${stage.seconds} s)`
    )
  }
  say('The pipeline, each stage recorded and signed by its own key:')
  const start = performance.now()
  const { link: checkout, run } = await pipeline.checkout()
  report('checkout', start, checkout)
  const checkedOut = join(work, 'checked-out')
  if (!parsed.has('project')) cpSync(pipeline.workspace, checkedOut, { recursive: true })
  const perform = async (stage: keyof typeof request.commands): Promise<Link> => {
    const begun = performance.now()
    const link = await pipeline.stage(stage, request.commands[stage], run)
    report(stage, begun, link)
    return link
  }
  const build = await perform('build')
  const test = await perform('test')
  const products = pipeline.keepProducts(await perform('package'))
  const verify = async (attempt: Attempt): Promise<Verification> =>
    verifyAttempt(pipeline, attempt, recorder, console.now())
  return { pipeline, run, links: { build, test }, checkedOut, products, verify, checkout }
}

function secondsSince(start: number): number {
  return Math.round((performance.now() - start) / 100) / 10
}

async function verifyAttempt(
  pipeline: Pipeline,
  { layout, links, products }: Attempt,
  recorder: DemoContext['recorder'],
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
  return withFilesAtHand(verification, recorder, { ...defaultSettings(products), exclude: [], paths: ['.'] })
}

function sayVerdict(verification: Verification, say: Say): void {
  if (verification.outcome === 'passed') {
    say('PASSED: the supply chain verifies. Final products:')
    for (const [path, digests] of verification.summary.products)
      say(`  ${escapeUntrusted(path)}  ${escapeUntrusted(digests)}`)
  } else {
    say('FAILED: the supply chain does not verify.')
    for (const failure of verification.failures) for (const line of failureLines(failure)) say(`  ${line}`)
  }
}

async function attack(good: GoodRun, work: string, say: Say): Promise<AttackResult[]> {
  say('')
  say('Now the same evidence, tampered with in six ways:')
  return tryAttacks(good, work, (result) => {
    say('')
    say(`${result.refused ? 'REFUSED' : 'NOT REFUSED'}: ${result.name}`)
    say(`  check:    ${result.code ?? 'none'}${result.rule === undefined ? '' : ` by the rule ${result.rule}`}`)
    say(`  step:     ${result.step ?? 'none'}`)
    say(`  artifact: ${escapeUntrusted(result.artifact)}`)
    if (result.message !== undefined) say(`  reason:   ${result.message}`)
    if (result.remedy !== undefined) say(`  remedy:   ${result.remedy}`)
  })
}
