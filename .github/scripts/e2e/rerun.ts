// SPDX-License-Identifier: Apache-2.0
// "Re-run failed jobs". The local runner starts all jobs of a workflow, so what GitHub would not start again becomes a
// job that does nothing, ends well and says what it said before.
import assert from 'node:assert/strict'
import { parse, stringify } from 'yaml'

interface Workflow {
  readonly jobs: Record<string, Record<string, unknown>>
}

/** @param kept the outputs of each job that does not run again, by its name */
export function withoutJobs(
  workflow: string,
  kept: Readonly<Record<string, Readonly<Record<string, string>>>>
): string {
  const { jobs, ...rest } = parse(workflow) as Workflow
  for (const [name, outputs] of Object.entries(kept)) {
    const job = jobs[name]
    assert.ok(job !== undefined, `the workflow has a job ${name}`)
    jobs[name] = {
      'runs-on': 'ubuntu-latest',
      ...('needs' in job ? { needs: job['needs'] } : {}),
      outputs,
      steps: [{ run: 'true' }]
    }
  }
  return stringify({ ...rest, jobs }, { lineWidth: 0 })
}

/** Adds a workflow step to the end of a job. */
export function withLastStep(workflow: string, name: string, step: Readonly<Record<string, string>>): string {
  const { jobs, ...rest } = parse(workflow) as Workflow
  const job = jobs[name]
  assert.ok(job !== undefined, `the workflow has a job ${name}`)
  jobs[name] = { ...job, steps: [...(job['steps'] as readonly unknown[]), step] }
  return stringify({ ...rest, jobs }, { lineWidth: 0 })
}

/** Adds a workflow step to the beginning of a job. */
export function withStepBefore(workflow: string, name: string, step: Readonly<Record<string, string>>): string {
  const { jobs, ...rest } = parse(workflow) as Workflow
  const job = jobs[name]
  assert.ok(job !== undefined, `the workflow has a job ${name}`)
  jobs[name] = { ...job, steps: [step, ...(job['steps'] as readonly unknown[])] }
  return stringify({ ...rest, jobs }, { lineWidth: 0 })
}

/** Adds members to the first workflow step of a job. */
export function withFirstStep(workflow: string, name: string, members: Readonly<Record<string, unknown>>): string {
  const { jobs, ...rest } = parse(workflow) as Workflow
  const job = jobs[name]
  assert.ok(job !== undefined, `the workflow has a job ${name}`)
  const [first, ...steps] = job['steps'] as readonly Readonly<Record<string, unknown>>[]
  jobs[name] = { ...job, steps: [{ ...first, ...members }, ...steps] }
  return stringify({ ...rest, jobs }, { lineWidth: 0 })
}
