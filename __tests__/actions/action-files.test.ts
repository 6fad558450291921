// SPDX-License-Identifier: Apache-2.0
// The action.yml files themselves, since neither the local runner nor actionlint looks into composites as GitHub does.
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { describe, expect, test } from '@jest/globals'
import { parse } from 'yaml'
import { SHELLS } from '../../src/stages/inputs/shell-inputs.ts'
import { renderSelfReferences } from '../../.github/scripts/render-actions.ts'

const ROOT = resolve(import.meta.dirname, '../..')

interface WorkflowStep {
  readonly id?: string
  readonly name?: string
  readonly if?: string
  readonly uses?: string
  readonly with?: Readonly<Record<string, unknown>>
  readonly run?: string
  readonly shell?: string
  readonly 'working-directory'?: string
  readonly env?: Readonly<Record<string, unknown>>
}

interface ActionFile {
  readonly name: string
  readonly description: string
  readonly inputs?: Readonly<Record<string, { description: string; required?: boolean; default?: unknown }>>
  readonly outputs?: Readonly<Record<string, { description: string; value?: string }>>
  readonly runs: { readonly using: string; readonly main?: string; readonly steps?: readonly WorkflowStep[] }
}

const texts = new Map(
  ['action.yml', ...readdirSync(join(ROOT, 'actions')).map((name) => `actions/${name}/action.yml`)].map((path) => [
    path,
    readFileSync(join(ROOT, path), 'utf8')
  ])
)
const actions = new Map([...texts].map(([path, text]) => [path, parse(text) as ActionFile]))
const composites = [...actions].filter(([, { runs }]) => runs.using === 'composite')
/** Those that record a stage; `source` only checks out. */
const stages = composites.filter(([path]) => path !== 'actions/source/action.yml')
const scripts = [...actions].filter(([, { runs }]) => runs.using === 'node24')

/** The contexts that expressions of an action may use. */
const CONTEXTS = /^(inputs|steps|github|job|matrix|runner|strategy)\b/

/** The expressions in a text. */
const expressions = (text: string): string[] =>
  [...text.matchAll(/\$\{\{(.*?)\}\}/gs)].map(([, inside = '']) => inside.trim())

/** What expressions name, like `inputs.run` and `steps.end.outputs.link-digest`; words in quotes are no names. */
const references = (text: string): string[] =>
  expressions(text).flatMap((inside) => inside.replace(/'[^']*'/g, '').match(/\b[a-z]+\.[A-Za-z0-9_.-]+/g) ?? [])

test('there are the actions that the documentation names', () =>
  expect([...actions.keys()].sort()).toEqual([
    'action.yml',
    'actions/begin/action.yml',
    'actions/build/action.yml',
    'actions/checkout/action.yml',
    'actions/end/action.yml',
    'actions/package/action.yml',
    'actions/sign/action.yml',
    'actions/source/action.yml',
    'actions/step/action.yml',
    'actions/test/action.yml'
  ]))

test('an input or output of one name has one description everywhere', () => {
  // `run` of begin is not run there; products and names have their own words where they mean less.
  const own = new Set([
    'begin:run',
    'end:step-name',
    ...['run', 'step-name', 'setup', 'hand-over', 'take-over', 'sign', 'signing-key'].map((name) => `sign:${name}`),
    // The gate records nothing: it compares products, and what links say of a commit.
    ':commit',
    ':exclude',
    ':layout',
    ':products',
    ':source',
    ':summary'
  ])
  const seen = new Map<string, string>()
  for (const [path, { inputs = {}, outputs = {} }] of actions) {
    const all: readonly (readonly [string, Readonly<Record<string, { readonly description: string }>>])[] = [
      ['inputs', inputs],
      ['outputs', outputs]
    ]
    for (const [kind, members] of all) {
      for (const [name, { description }] of Object.entries(members)) {
        if (own.has(`${path.split('/')[1] ?? ''}:${name}`)) continue
        const key = `${kind}:${name}`
        expect([key, description.trim()]).toEqual([key, seen.get(key) ?? description.trim()])
        seen.set(key, description.trim())
      }
    }
  }
  expect(seen.size).toBeGreaterThan(40)
})

describe.each([...actions])('%s', (_path, { name, description, inputs = {}, outputs = {} }) => {
  test('is described', () => {
    expect(name).not.toBe('')
    for (const part of [{ description }, ...Object.values(inputs), ...Object.values(outputs)]) {
      expect(part.description.trim().length).toBeGreaterThan(10)
      expect(part.description).not.toContain('${{')
    }
  })
  test('gives every input a default or demands it, since the runner enforces neither', () => {
    for (const input of Object.values(inputs)) expect(input.required === true).toBe(input.default === undefined)
  })
})

describe.each(scripts)('%s', (path, { inputs = {}, outputs = {}, runs }) => {
  const entry = resolve(ROOT, path, '..', runs.main ?? '')
  test('starts a bundle that is there', () => expect(existsSync(entry)).toBe(true))
  test('declares exactly the inputs and outputs that the source reads and writes', () => {
    const reading = (...of: string[]): string[] => of.map((name) => `stages/inputs/${name}-inputs`)
    const stage = {
      begin: ['stages/begin-stage', ...reading('begin', 'job', 'shell', 'take-over', 'dependency', 'layout')],
      end: [
        'stages/link-report',
        ...reading('end', 'checkout', 'outcome', 'storing', 'hand-over', 'signing', 'keyless')
      ],
      sign: [
        'stages/link-report',
        ...reading(
          'sign',
          'job',
          'shell',
          'storing',
          'take-over',
          'dependency',
          'layout',
          'hand-over',
          'signing',
          'keyless'
        )
      ],
      verify: ['gate/verify-run', 'gate/judge-and-tell', 'gate/verify-inputs', 'gate/run-origin', 'gate/publish-report']
    }
    const name = /(\w+)\.mjs$/.exec(entry)?.[1] as keyof typeof stage
    const source = stage[name].map((file) => readFileSync(join(ROOT, `src/${file}.ts`), 'utf8')).join('\n')
    const read = [
      ...source.matchAll(
        /\b(?:inputs\.(?:text|required|control|controlLines|lines|choice|number|secret)|fromOutput|readPaths)\((?:inputs, )?'([a-z-]+)'/g
      )
    ].map(([, input]) => input)
    expect(new Set(read)).toEqual(new Set(Object.keys(inputs)))
    const written = [...source.matchAll(/runner\.output\('([a-z-]+)'|^ {4}'([a-z-]+)':/gm)].map(
      ([, direct, listed]) => direct ?? listed
    )
    expect(new Set(written)).toEqual(new Set(Object.keys(outputs)))
  })
})

describe.each(composites)('%s', (path, { inputs = {}, runs }) => {
  const steps = runs.steps ?? []
  const text = texts.get(path) ?? ''
  test('has no expression inside run', () => {
    const commands = steps.filter(({ run }) => run !== undefined)
    expect(commands.map(({ run }) => run).join('\n')).not.toContain('${{')
    for (const { shell } of commands) expect(shell).toBeDefined()
  })
  test('uses only keys and contexts that a composite has', () => {
    for (const step of steps) {
      const allowed =
        step.uses === undefined
          ? ['id', 'if', 'run', 'env', 'shell', 'working-directory']
          : ['id', 'if', 'uses', 'with', 'env']
      expect(Object.keys(step).filter((key) => !allowed.includes(key))).toEqual([])
      // A failed command must end the stage, and nothing may sign after it.
      if (step.if !== undefined) expect(step.if).not.toMatch(/always|failure|cancelled|\|\| true/)
    }
    for (const reference of references(text)) expect(reference).toMatch(CONTEXTS)
  })
  test('refers to inputs and outputs that are declared', () => {
    const ids = new Map(steps.flatMap((step) => (step.id === undefined ? [] : [[step.id, step] as const])))
    for (const reference of references(text)) {
      const [context, name = '', kind, output = ''] = reference.split('.')
      if (context === 'inputs') expect(Object.keys(inputs)).toContain(name)
      if (context !== 'steps') continue
      expect([...ids.keys()]).toContain(name)
      if (kind === 'outcome') {
        expect(ids.get(name)?.run).toBeDefined()
        continue
      }
      expect(kind).toBe('outputs')
      const sibling = /^\$\/(actions\/\w+)$/.exec(ids.get(name)?.uses ?? '')?.[1]
      if (sibling !== undefined)
        expect(Object.keys(actions.get(`${sibling}/action.yml`)?.outputs ?? {})).toContain(output)
    }
    for (const name of Object.keys(inputs)) expect(references(text)).toContain(`inputs.${name}`)
  })
  test('gives its siblings inputs that they have, and all that they need', () => {
    for (const { uses = '', with: given = {} } of steps) {
      const sibling = /^\$\/(actions\/\w+)$/.exec(uses)?.[1]
      if (sibling === undefined) continue
      const theirs = actions.get(`${sibling}/action.yml`)?.inputs ?? {}
      expect(Object.keys(given).filter((name) => theirs[name] === undefined)).toEqual([])
      const needed = Object.entries(theirs).filter(([, { required }]) => required === true)
      for (const [name] of needed) expect(Object.keys(given)).toContain(name)
    }
  })
  test('pins what is not its own, and refers to its own by $/', () => {
    const uses = steps.flatMap((step) => (step.uses === undefined ? [] : [step.uses]))
    const good = /^\$\/actions\/(begin|end)$|^[\w.-]+\/[\w.-]+@[0-9a-f]{40}$/
    expect(uses.length).toBeGreaterThan(0)
    expect(uses.filter((use) => !good.test(use))).toEqual([])
  })
})

describe.each(stages)('%s', (path, { outputs = {}, runs }) => {
  const steps = runs.steps ?? []
  test('gives the signing key to the end, and to the beginning only for a take-over', () => {
    const users = steps.filter((step) => JSON.stringify(step).includes('inputs.signing-key'))
    expect(users.map(({ id }) => id)).toEqual(path.includes('checkout') ? ['end'] : ['begin', 'end'])
    const begin = users.find(({ id }) => id === 'begin')
    if (begin !== undefined)
      expect(String(begin.with?.['signing-key'])).toMatch(/^\$\{\{ inputs\.take-over != 'none' && /)
  })
  test('hands materials over by output, and outputs of end on', () => {
    const end = steps.find(({ id }) => id === 'end')
    expect(end?.with).toMatchObject({
      'step-name': '${{ inputs.step-name }}',
      recording: '${{ steps.begin.outputs.recording }}',
      'recording-digest': '${{ steps.begin.outputs.recording-digest }}'
    })
    for (const [name, { value }] of Object.entries(outputs)) {
      const from = name === 'commit' ? 'checkout' : name === 'materials-digest' ? 'begin' : 'end'
      expect(value).toBe(`\${{ steps.${from}.outputs.${name} }}`)
    }
  })
})

describe.each(stages.filter(([, { inputs = {} }]) => inputs['run'] !== undefined))('%s', (_path, { runs }) => {
  const steps = runs.steps ?? []
  const commands = steps.filter(({ id, run }) => run !== undefined && id !== 'setup')
  test('runs the command in exactly one step, whatever begin read as the shell', () => {
    for (const shell of SHELLS) {
      const running = commands.filter(({ if: condition = '' }) => {
        const named = [...condition.matchAll(/steps\.begin\.outputs\.shell == '(\w+)'/g)].map(([, name]) => name)
        expect(condition).toBe(named.map((name) => `steps.begin.outputs.shell == '${name}'`).join(' || '))
        return named.includes(shell)
      })
      expect(running).toHaveLength(1)
      expect([shell, '${{ steps.begin.outputs.shell }}']).toContain(running[0]?.shell)
    }
  })
  test('runs it where begin says that it does, and nothing anywhere else', () => {
    const begin = steps.find(({ id }) => id === 'begin')
    expect(begin?.with?.['working-directory']).toBe('${{ inputs.working-directory }}')
    for (const { id, run, 'working-directory': place } of steps) {
      const output = id === 'setup' ? 'setup-directory' : 'working-directory'
      expect(place).toBe(run === undefined ? undefined : `\${{ steps.begin.outputs.${output} }}`)
    }
  })
  test('demands the outcome of each of them', () => {
    const end = steps.find(({ id }) => id === 'end')
    expect(expressions(String(end?.with?.['outcomes']))).toEqual(commands.map(({ id }) => `steps.${id ?? ''}.outcome`))
    expect(steps.find(({ id }) => id === 'begin')?.with?.['command']).toBe('required')
  })
})

test('the checkout of isolated stages is one step that leaves nothing to the system', () => {
  const { runs } = actions.get('actions/source/action.yml') as ActionFile
  expect(runs.steps).toHaveLength(1)
  const { uses = '', with: given = {}, env = {} } = runs.steps?.[0] ?? {}
  const checkout = actions.get('actions/checkout/action.yml')?.runs.steps?.find(({ id }) => id === 'checkout')
  expect(uses).toBe(checkout?.uses)
  // Nothing but what turns something off: the commit of the run, in the workspace, whole.
  expect(given).toEqual({ 'persist-credentials': false, submodules: false, lfs: false })
  const settings = Array.from({ length: Number(env['GIT_CONFIG_COUNT']) }, (_, index) => [
    env[`GIT_CONFIG_KEY_${index}`],
    env[`GIT_CONFIG_VALUE_${index}`]
  ])
  expect(Object.keys(env)).toHaveLength(3 + 2 * settings.length)
  expect(Object.fromEntries(settings)).toEqual({
    'core.autocrlf': 'false',
    'core.eol': 'lf',
    'core.symlinks': 'true',
    'core.attributesFile': '/dev/null',
    'core.hooksPath': '/dev/null',
    'core.fsmonitor': 'false',
    'filter.lfs.smudge': '',
    'filter.lfs.clean': '',
    'filter.lfs.process': '',
    'filter.lfs.required': 'false'
  })
})

test('checkout never leaves credentials behind, whatever its caller says', () => {
  const { inputs = {}, runs } = actions.get('actions/checkout/action.yml') as ActionFile
  expect(Object.keys(inputs)).not.toContain('persist-credentials')
  const checkout = runs.steps?.find(({ id }) => id === 'checkout')
  expect(checkout?.with?.['persist-credentials']).toBe(false)
})

describe('the rendered variant', () => {
  const rendered = composites.map(([path]) => renderSelfReferences(texts.get(path) ?? '', 'octo/suite@v1'))
  test('has no self reference left and is the same otherwise', () => {
    for (const [index, text] of rendered.entries()) {
      expect(text).not.toMatch(/uses:.*\$\//)
      expect(text.replaceAll('octo/suite/', '$/').replaceAll('@v1', '')).toBe(texts.get(composites[index]?.[0] ?? ''))
    }
  })
  test.each([
    ['uses: $/actions/begin', 'uses: octo/suite/actions/begin@v1'],
    ['{ uses: "$/actions/end", id: x }', '{ uses: "octo/suite/actions/end@v1", id: x }'],
    ['uses: $/', 'uses: octo/suite@v1'],
    ['run: echo $/actions', 'run: echo $/actions']
  ])('turns %s into %s', (text, expected) => expect(renderSelfReferences(text, 'octo/suite@v1')).toBe(expected))
})
