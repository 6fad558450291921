// SPDX-License-Identifier: Apache-2.0
// What scenarios of layouts in intents share: layouts and workflows of a few stages, all signed with one key.
import type { Harness, Results } from './harness.ts'
import { SUITE } from './project.ts'

/** @param steps the lines from `steps:` on */
export const layoutOf = (steps: string): string => `expires: 1 year
functionaries:
  ci: { key: keys/build.pub }
by: ci
${steps}`

/** A stage of a job. */
export function stage(action: string, inputs: Readonly<Record<string, string>> = {}): string {
  const lines = Object.entries({ 'signing-key': '${{ secrets.BUILD_KEY }}', ...inputs })
  return `      - uses: ${SUITE}/actions/${action}@e2e
        with:
${lines.map(([name, value]) => `          ${name}: ${name === 'signing-key' ? value : JSON.stringify(value)}\n`).join('')}`
}

/** A workflow step that runs a command, and records nothing. */
export const command = (run: string): string => `      - run: ${JSON.stringify(run)}\n`

/** @param more further lines of the job */
export const job = (name: string, steps: readonly string[], more = ''): string => `  ${name}:
    runs-on: ubuntu-latest
${more}    steps:
${steps.join('')}`

/** A checkout that is no stage, for a step that takes source. */
export const CHECK_OUT = `      - uses: ${SUITE}/actions/source@e2e\n`

export const ONE_JOB: Results = { stages: 'success', verify: 'success' }
export const REFUSED: Results = { ...ONE_JOB, verify: 'failure' }

export interface IntentsProject {
  /** A workflow with a gate that demands claims about source. */
  readonly workflowOf: (jobs: string, needs: readonly string[], gate?: Readonly<Record<string, string>>) => string
  /** Commits layout and workflow. */
  readonly bring: (layout: string, workflow: string) => void
  /** Commits layout and workflow, and makes them the default branch's. */
  readonly use: (layout: string, workflow: string) => void
}

export function intentsProject({ project }: Pick<Harness, 'project'>): IntentsProject {
  const bring: IntentsProject['bring'] = (layout, workflow) => {
    project.writeLayout(layout)
    project.write('.github/workflows/pipeline.yml', workflow)
    project.commit('Layout and workflow')
  }
  return {
    workflowOf: (jobs, needs, gate = {}) =>
      `name: pipeline\non: [push, pull_request, merge_group]\npermissions: {}\njobs:\n${jobs}${project.verifyJob(needs, { source: 'demanded', ...gate })}`,
    bring,
    use: (layout, workflow) => {
      bring(layout, workflow)
      project.publish()
    }
  }
}
