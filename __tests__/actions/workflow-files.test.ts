// SPDX-License-Identifier: Apache-2.0
// The reusable workflow of isolated stages, and what workflows and documents do with the outputs of composites.
import { readdirSync, readFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { describe, expect, test } from '@jest/globals'
import { parse } from 'yaml'
import { LIMITS } from '../../src/base/limits.ts'

const ROOT = resolve(import.meta.dirname, '../..')
const read = (path: string): string => readFileSync(join(ROOT, path), 'utf8')

interface WorkflowStep {
  readonly id?: string
  readonly if?: string
  readonly uses?: string
  readonly run?: string
  readonly env?: unknown
  readonly with?: Readonly<Record<string, unknown>>
}

interface Job {
  readonly if?: string
  readonly needs?: string
  readonly 'runs-on'?: string
  readonly 'timeout-minutes'?: number
  readonly env?: unknown
  readonly permissions?: Readonly<Record<string, string>>
  readonly outputs?: Readonly<Record<string, string>>
  readonly steps?: readonly WorkflowStep[]
}

interface Workflow {
  readonly env?: unknown
  readonly permissions: Readonly<Record<string, string>>
  readonly on: {
    readonly workflow_call: {
      readonly inputs: Readonly<Record<string, { description: string; default?: unknown }>>
      readonly secrets?: unknown
    }
  }
  readonly jobs: Readonly<Record<string, Job>>
}

const inputsOf = (action: string): string[] =>
  Object.keys((parse(read(`actions/${action}/action.yml`)) as { inputs: object }).inputs)

describe('the workflow of isolated stages', () => {
  const workflow = parse(read('.github/workflows/stage.yml')) as Workflow
  const { work = {}, sign = {} } = workflow.jobs
  const steps = { work: work.steps ?? [], sign: sign.steps ?? [] }
  const inputs = Object.keys(workflow.on.workflow_call.inputs)

  test('has two jobs, of which only the one that runs no code of the caller has an identity', () => {
    expect(Object.keys(workflow.jobs)).toEqual(['work', 'sign'])
    expect([workflow.permissions, work.permissions, sign.permissions]).toEqual([
      {},
      { contents: 'read' },
      { contents: 'read', 'id-token': 'write' }
    ])
    expect([workflow.on.workflow_call.secrets, workflow.env, work.env, sign.env]).toEqual([
      undefined,
      undefined,
      undefined,
      undefined
    ])
  })
  test('signs in a job that uses the checkout of both and the signing action, and starts nothing else', () => {
    expect(steps.sign.map(({ uses, run, env }) => [uses, run, env])).toEqual([
      ['$/actions/source', undefined, undefined],
      ['$/actions/sign', undefined, undefined]
    ])
    expect(sign['runs-on']).toBe('ubuntu-24.04')
    // Reading the largest hand-over fits, with an hour for the rest at most.
    const rest = 60_000 * (sign['timeout-minutes'] ?? 0) - LIMITS.handOverReadMs
    expect([rest > 0, rest < 60 * 60_000]).toEqual([true, true])
    expect(JSON.stringify(sign)).not.toMatch(/secrets\.|github\.token|\$\{\{ *env\./)
  })
  test('checks out in both jobs by one action, under one condition', () => {
    expect(steps.work[0]).toMatchObject({ uses: '$/actions/source', if: '${{ inputs.checkout }}' })
    expect(steps.sign[0]).toMatchObject({
      uses: '$/actions/source',
      if: "${{ inputs.checkout || inputs.run == 'none' }}"
    })
    expect(steps.sign[1]?.with?.['checkout']).toBe("${{ inputs.checkout || inputs.run == 'none' }}")
    for (const step of [steps.work[0], steps.sign[0]]) expect(step?.with).toBeUndefined()
  })
  test('signs after the work was a success, or where there is none', () => {
    expect(work.if).toBe("${{ inputs.run != 'none' }}")
    expect(sign.needs).toBe('work')
    expect(sign.if).toBe("${{ !cancelled() && needs.work.result == (inputs.run == 'none' && 'skipped' || 'success') }}")
  })
  test('takes nothing from the work but the place of its record', () => {
    const text = JSON.stringify(sign)
    expect([...text.matchAll(/needs\.work\.(?:outputs\.)?([a-z-]+)/g)].map(([, name]) => name)).toEqual([
      'result',
      'link-artifact-id',
      'link-artifact-digest'
    ])
    expect(Object.keys(work.outputs ?? {})).toEqual(['link-artifact-id', 'link-artifact-digest'])
    for (const value of Object.values(sign.outputs ?? {}))
      expect(value).toMatch(/^\$\{\{ steps\.sign\.outputs\.[a-z-]+ \}\}$/)
  })
  test('tells both jobs the same of the stage', () => {
    const [recorded = {}, signed = {}] = [steps.work[1]?.with, steps.sign[1]?.with]
    for (const [name, value] of Object.entries(recorded)) {
      if (name === 'sign') continue
      expect(inputsOf('sign')).toContain(name)
      expect([name, signed[name]]).toEqual([name, value])
    }
    expect(recorded['sign']).toBe('later')
    expect(signed['sign']).toBe('keyless')
    for (const [action, given] of [
      ['step', recorded],
      ['sign', signed]
    ] as const)
      expect(Object.keys(given).filter((name) => !inputsOf(action).includes(name))).toEqual([])
    // Every input of the workflow reaches an action or the runner.
    const used = new Set(read('.github/workflows/stage.yml').match(/inputs\.[a-z-]+/g))
    expect(inputs.filter((name) => !used.has(`inputs.${name}`))).toEqual([])
  })
  test('describes an input as the action does that it goes to', () => {
    const step = (parse(read('actions/step/action.yml')) as { inputs: Record<string, { description: string }> }).inputs
    const own = ['run']
    const shared = Object.entries(workflow.on.workflow_call.inputs).filter(
      ([name]) => step[name] !== undefined && !own.includes(name)
    )
    expect(shared.length).toBeGreaterThan(15)
    for (const [name, { description }] of shared)
      expect([name, description.trim()]).toEqual([name, step[name]?.description.trim()])
  })
  test('believes by default no other version of itself', () =>
    expect(workflow.on.workflow_call.inputs['take-over-identities']?.default).toBe('own-workflow'))
})

test('examples write public keys out, since a variable that is not defined is empty', () => {
  const examples = ['examples', 'docs'].flatMap((folder) =>
    readdirSync(join(ROOT, folder), { recursive: true, encoding: 'utf8' })
      .map((name) => `${folder}/${name}`)
      .filter((name) => /\.(?:yml|md)$/.test(name))
  )
  expect(examples.length).toBeGreaterThan(20)
  expect([...examples, 'README.md'].filter((path) => /\$\{\{[^}]*\bvars\./.test(read(path)))).toEqual([])
})

describe('stages between begin and end, in workflows and examples', () => {
  const found = ['.github/workflows', 'examples/workflows'].flatMap((directory) =>
    readdirSync(join(ROOT, directory))
      .filter((name) => name.endsWith('.yml'))
      .flatMap((name) => {
        const { jobs } = parse(read(`${directory}/${name}`)) as Pick<Workflow, 'jobs'>
        const steps = Object.values(jobs).flatMap((job) => job.steps ?? [])
        return steps
          .filter(({ uses = '' }) => /\/actions\/end(@|$)/.test(uses))
          .map((end) => ({ place: `${directory}/${name}`, end, steps }))
      })
  )
  test('are there', () =>
    expect(found.map(({ place }) => place)).toEqual(['.github/workflows/e2e.yml', 'examples/workflows/wrap-uses.yml']))
  test.each(found)('of $place end the step that began, and tell its outcome', ({ end, steps }) => {
    const id = /steps\.(\w+)\.outputs\.recording /.exec(String(end.with?.['recording']))?.[1]
    const begin = steps.find((step) => step.id === id)
    expect(begin?.with?.['run']).toMatch(/./)
    expect(end.with?.['recording-digest']).toBe(`\${{ steps.${id ?? ''}.outputs.recording-digest }}`)
    expect(end.with?.['step-name']).toBe(begin?.with?.['step-name'])
    const command = /^\$\{\{ steps\.(\w+)\.outcome \}\}$/.exec(String(end.with?.['outcomes']))?.[1]
    expect(steps.filter((step) => step.id === command)).toHaveLength(1)
  })
})

describe('outputs of composites that run the code of the user', () => {
  const files = (folder: string): string[] =>
    readdirSync(join(ROOT, folder), { recursive: true, encoding: 'utf8' })
      .map((name) => `${folder}/${name}`)
      .filter((name) => /\.(?:yml|yaml|md)$/.test(name))
  const all = ['.github/workflows', 'examples', 'docs', 'actions'].flatMap(files).concat('README.md', 'action.yml')

  /** Places that read an output of a step by which a composite runs a command. */
  function believed(text: string): string[] {
    const ids = new Set(
      [...text.matchAll(/^( *)- [\s\S]*?(?=^\1- |^ {0,4}\w|(?![\s\S]))/gm)].flatMap(([step]) => {
        const runs = /uses: *\S*actions\/(?:build|test|package|step)(?:@|\s|$)/m.test(step)
        const id = /^[ -]*id: *([\w-]+)/m.exec(step)?.[1]
        return runs && id !== undefined ? [id] : []
      })
    )
    return [...text.matchAll(/steps\.([\w-]+)\.outputs\.[\w-]+/g)].flatMap(([place, id = '']) =>
      ids.has(id) ? [place] : []
    )
  }

  test('are found by this search', () => {
    const step = (uses: string): string =>
      `    steps:\n      - name: x\n        uses: ${uses}\n        id: made\n      - run: x\n        env: { A: "\${{ steps.made.outputs.link-digest }}" }\n`
    expect(believed(step('o/r/actions/build@v1'))).toEqual(['steps.made.outputs.link-digest'])
    expect(believed(step('$/actions/step'))).toEqual(['steps.made.outputs.link-digest'])
    expect(believed(step('o/r/actions/checkout@v1'))).toEqual([])
  })
  test('are believed nowhere', () => {
    expect(all.length).toBeGreaterThan(30)
    const found = all.flatMap((path) => believed(read(path)).map((place) => `${path}: ${place}`))
    expect(found).toEqual([
      // A test that compares them with what the service stored.
      '.github/workflows/e2e.yml: steps.package.outputs.link-artifact-id',
      '.github/workflows/e2e.yml: steps.package.outputs.product-count',
      '.github/workflows/e2e.yml: steps.failing.outputs.link-artifact-id',
      // The place of a record whose products are the word of that job anyway.
      '.github/workflows/stage.yml: steps.stage.outputs.link-artifact-id',
      '.github/workflows/stage.yml: steps.stage.outputs.link-artifact-digest',
      // The same, in the example of a signing job of your own.
      'docs/keyless.md: steps.build.outputs.link-artifact-id',
      'docs/keyless.md: steps.build.outputs.link-artifact-digest'
    ])
  })
})
