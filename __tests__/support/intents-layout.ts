// SPDX-License-Identifier: Apache-2.0
// A signed layout whose steps are in intents, by its statements.
import { Buffer } from 'node:buffer'
import { execFileSync } from 'node:child_process'
import { CoreError } from '../../src/intoto/codes.ts'
import { readStatements } from '../../src/intoto/intents/read-statements.ts'
import { compileIntents } from '../../src/layouts/compile/compile-intents.ts'
import type { CompiledRule } from '../../src/layouts/compile/rule-list.ts'
import { keyObject, layoutOf, step } from './chain.ts'
import { CommitJob, FILES } from './commit-job.ts'
import { HEAD } from './memory-github.ts'
import { MemoryJob, type Ran } from './memory-job.ts'
import { CI, KEY_ID, signedLayout, signingIdentity } from './two-steps.ts'

/** Where the layout lies in a repository. */
export const LAYOUT = '.in-toto/root.layout'

/**
 * The text of a signed layout.
 *
 * @param statements as the check has them; steps stand in the order of their first statement
 * @param rules names of steps that are written in rules, which stand above the others
 */
export function layoutText(statements: readonly string[], rules: readonly string[] = []): string {
  const named = statements.flatMap((text) => (/^(?:release|source) /.test(text) ? [] : [text.split(' ')[0] ?? '']))
  const steps = [...rules, ...new Set(named)]
  const release = statements.some((text) => text.startsWith('release ')) ? [] : ['release nothing']
  const inspect = {
    _type: 'inspection',
    name: 'intents',
    run: ['in-toto-actions', 'check', 'v1', ...statements, ...release, 'steps only'],
    expected_materials: [],
    expected_products: []
  }
  const lists = compiledLists(inspect.run.slice(3), steps, rules)
  const layout = layoutOf(
    steps.map((name) => step(name, [signingIdentity], lists(name))),
    {
      keys: { [KEY_ID]: keyObject(signingIdentity) },
      inspect: [inspect],
      expires: '2999-01-01T00:00:00Z'
    }
  )
  return Buffer.from(signedLayout(layout)).toString('utf8')
}

const ANYTHING = { expected_command: [], expected_materials: [['ALLOW', '*']], expected_products: [['ALLOW', '*']] }

/** The rules that statements become; of steps in rules, and where the statements are none, nothing is asked. */
function compiledLists(
  statements: readonly string[],
  steps: readonly string[],
  rules: readonly string[]
): (name: string) => typeof ANYTHING {
  let compiled: ReturnType<typeof compileIntents>
  try {
    compiled = compileIntents({ intents: readStatements(statements), steps, inRules: new Set(rules) })
  } catch (error) {
    if (!(error instanceof CoreError) || error.code !== 'INTENTS_INVALID') throw error
    return () => ANYTHING
  }
  const words = (list: readonly CompiledRule[]): string[][] => list.map((rule) => [...rule.words])
  return (name) => {
    const own = compiled.get(name)
    if (own === undefined) return ANYTHING
    return { expected_command: [], expected_materials: words(own.materials), expected_products: words(own.products) }
  }
}

/** A job of a commit that has such a layout. */
export function jobWith(statements: readonly string[], files: Readonly<Record<string, string>> = {}): CommitJob {
  return new CommitJob({ ...FILES, [LAYOUT]: layoutText(statements), ...files })
}

/** Another job of the same run, with an empty workspace. */
export function nextJob(job: CommitJob, name: string): MemoryJob {
  const { GITHUB_WORKSPACE: _workspace, RUNNER_TEMP: _temporary, ...facts } = job.facts
  return new MemoryJob(job.github, { ...facts, GITHUB_JOB: name })
}

/** The same with the commit checked out. */
export function nextCheckout(job: CommitJob, name: string): MemoryJob {
  const next = nextJob(job, name)
  CommitJob.prototype.checkOut.call(Object.assign(next, { origin: job.origin }) as unknown as CommitJob, job.commit)
  return next
}

/** The signing job of an isolated stage takes what its work stored. */
export function signWork(
  signing: MemoryJob,
  worked: Ran,
  more: Readonly<Record<string, string>> = {}
): ReturnType<MemoryJob['sign']> {
  return signing.sign({
    'step-name': 'build',
    run: 'make build',
    checkout: 'true',
    'link-artifact-id': worked.outputs['link-artifact-id'] ?? '',
    'link-artifact-digest': worked.outputs['link-artifact-digest'] ?? '',
    'signing-key': CI.privatePem,
    ...more
  })
}

/** What the gate says of all that the jobs stored, by the layout of the commit. */
export function verdict(job: CommitJob, inputs: Readonly<Record<string, string>> = {}): Promise<Ran> {
  const { github, commit, origin } = job
  const text = execFileSync('git', ['-C', origin, 'show', `${commit}:${LAYOUT}`])
  github.refs.set('o/r@heads/main', HEAD)
  for (const at of [HEAD, commit]) github.files.set(`${at}:${LAYOUT}`, text)
  github.commits.set(commit, { outcome: 'fetched', repository: origin })
  return nextJob(job, 'verify').verify({ source: 'auto', needs: '{"stages":{"result":"success"}}', ...inputs })
}
