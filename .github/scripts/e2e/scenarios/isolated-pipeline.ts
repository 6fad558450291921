// SPDX-License-Identifier: Apache-2.0
// Pipelines and layouts of stages in isolation.
import { keylessLayout, type Harness } from '../harness.ts'
import { SUITE } from '../project.ts'

const STAGE_WORKFLOW = `${SUITE}/.github/workflows/stage.yml`

/** As whom the signing jobs of such stages sign. */
export const STAGE_SIGNER = `${STAGE_WORKFLOW}@refs/tags/v1.0.0`

/** Inputs of stages by name; each stage needs the one before it. */
export type Stages = Readonly<Record<string, Readonly<Record<string, string>>>>

/** The inputs of a stage that checks out for the others. */
export const FIRST_STAGE = { run: 'none', 'hand-over': '*' }

/** Stages in isolation, and what else the workflow has. */
export function stagePipeline(e2e: Harness, stages: Stages, rest = ''): string {
  const names = Object.keys(stages)
  const jobs = names.map((name, index) => stageJob(e2e, name, stages[name] ?? {}, names[index - 1]))
  return `name: pipeline
on: [push, pull_request]
permissions: {}
jobs:
${jobs.join('')}${rest}`
}

/** The job that calls the workflow of a stage. @param strategy further lines of the job */
export function stageJob(
  { sigstoreInputs }: Harness,
  name: string,
  inputs: Readonly<Record<string, string>>,
  needs?: string,
  strategy = ''
): string {
  // The local runner does not tell a job which workflow it is in, so nothing can be the default.
  const identities =
    inputs['take-over'] === undefined ? {} : { 'take-over-identities': `https://github.com/${STAGE_SIGNER}` }
  const all = { 'step-name': name, ...identities, ...inputs, ...sigstoreInputs() }
  const lines = Object.entries(all).map(
    ([key, value]) => `      ${key}: ${value === 'true' && key === 'checkout' ? value : JSON.stringify(value)}\n`
  )
  return `  ${name}:
${needs === undefined ? '' : `    needs: ${needs}\n`}${strategy}    uses: ${STAGE_WORKFLOW}@e2e
    with:
${lines.join('')}`
}

/** What demands that all steps come from such stages. */
export function isolatedLayout(): string {
  return keylessLayout(STAGE_SIGNER).replace(/ {2}- name: test\n[\s\S]*?(?=inspections)/, '')
}

/** Two stages in isolation, the first of which checks out, and the gate. */
export function isolatedPipeline(e2e: Harness, build: string): string {
  return stagePipeline(
    e2e,
    {
      checkout: FIRST_STAGE,
      build: { run: build, setup: 'echo ready', 'take-over': 'checkout', 'hand-over': '*' }
    },
    gate(e2e, ['checkout', 'build'])
  )
}

/** The job that verifies what the others signed. */
export function gate({ project, sigstore }: Harness, needs: readonly string[]): string {
  return project.verifyJob(needs, { 'trusted-root': `public-good=${JSON.stringify(sigstore().trustedRoot)}` })
}
