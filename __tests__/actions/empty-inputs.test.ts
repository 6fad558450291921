// SPDX-License-Identifier: Apache-2.0
// What an empty input means, of every input of every action: an expression that is misspelt gives nothing, and must not
// switch off a control. A new input has to be entered here.
import { readdirSync, readFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { describe, expect, test } from '@jest/globals'
import { parse } from 'yaml'
import { MemoryGitHub } from '../support/memory-github.ts'
import { given, MemoryJob, type Ran } from '../support/memory-job.ts'
import { CI } from '../support/two-steps.ts'

const ROOT = resolve(import.meta.dirname, '../..')

type Meaning =
  /** A control: its default is this word, and an empty value is refused. */
  | { readonly word: string }
  /** Always has a value, of its own default or of the caller; an empty one is refused. */
  | 'refused'
  /** No control: what an empty value means, which takes away nothing that is checked. */
  | { readonly empty: string }

const none: Meaning = { word: 'none' }
const carried: Meaning = { word: 'carried' }
const unsigned: Meaning = { empty: 'unsigned, as in workflows from forks and Dependabot; sign: key refuses it' }
const ofRunner: Meaning = { empty: 'the runner does not tell; nobody writes it into a workflow' }
const excludesNothing: Meaning = { empty: 'excludes nothing, so that more is recorded and compared' }
const recordsNoVariables: Meaning = { empty: 'records no variables, which no rule looks at' }
const ofCheckout: Meaning = { empty: 'what actions/checkout takes it for; the link names commit and files' }
const HAND_OVER: Meaning = { empty: 'hands over nothing, as none does, and whoever takes it over fails' }

const signing = {
  'signing-key': unsigned,
  'signing-key-passphrase': unsigned,
  'key-id': 'refused',
  sign: 'refused',
  sigstore: 'refused',
  'publish-private-names': none,
  'fulcio-url': none,
  'rekor-url': none,
  'rekor-version': 'refused',
  'timestamp-url': none,
  'trusted-root': carried,
  summary: 'refused',
  'retention-days': 'refused'
} as const satisfies Record<string, Meaning>

const takingOver = {
  'take-over': none,
  'take-over-keys': { word: 'own-key' },
  'take-over-identities': { word: 'own-workflow' }
} as const satisfies Record<string, Meaning>

const source = 'refused'
const layout = { layout: { word: '.in-toto/root.layout' }, 'layout-file': none } as const satisfies Record<
  string,
  Meaning
>
const whole = { ...layout, scratch: { word: 'by-layout' } } as const satisfies Record<string, Meaning>
const expected = { commit: { word: 'run' }, encodings: 'refused' } as const satisfies Record<string, Meaning>
const place = { shell: 'refused', 'working-directory': { word: '.' } } as const satisfies Record<string, Meaning>

const step: Record<string, Meaning> = {
  'step-name': 'refused',
  run: 'refused',
  setup: none,
  ...place,
  materials: 'refused',
  products: 'refused',
  ...whole,
  exclude: excludesNothing,
  source,
  installs: none,
  dependencies: none,
  'environment-variables': recordsNoVariables,
  'hand-over': HAND_OVER,
  ...signing,
  ...takingOver
}
const { setup: _setup, ...namedStep } = step

const MEANINGS: Readonly<Record<string, Readonly<Record<string, Meaning>>>> = {
  'action.yml': {
    layout: 'refused',
    'layout-ref': 'refused',
    'own-layout': 'refused',
    'layout-keys': none,
    'layout-identities': none,
    'trusted-root': carried,
    'layout-digest': none,
    links: 'refused',
    'from-workflow': none,
    'from-branch': { word: 'default-branch' },
    'from-event': { word: 'any-but-pull-requests' },
    'run-binding': 'refused',
    commit: { word: 'run' },
    source: 'refused',
    'source-patterns': 'refused',
    'source-check': 'refused',
    'other-steps': none,
    parameters: none,
    products: none,
    exclude: excludesNothing,
    needs: none,
    'fork-policy': 'refused',
    inspections: 'refused',
    summary: 'refused',
    'check-run': 'refused',
    'sarif-file': none,
    'report-files': none,
    'alert-issue': 'refused',
    'github-token': 'refused',
    'check-run-id': ofRunner
  },
  'actions/begin/action.yml': {
    'step-name': 'refused',
    run: { empty: 'a step of workflow steps; refused with command: required' },
    command: 'refused',
    setup: none,
    ...place,
    materials: none,
    ...whole,
    exclude: excludesNothing,
    source,
    installs: none,
    dependencies: none,
    'environment-variables': recordsNoVariables,
    ...takingOver,
    'trusted-root': carried,
    'signing-key': { empty: 'nothing unsigned is believed for it: take-over-keys must be given where keys sign' },
    'signing-key-passphrase': unsigned,
    matrix: ofRunner,
    'job-workflow-ref': ofRunner,
    'check-run-id': ofRunner
  },
  'actions/end/action.yml': {
    recording: 'refused',
    'recording-digest': 'refused',
    'step-name': none,
    outcomes: none,
    products: none,
    'product-source': 'refused',
    ...expected,
    ref: { empty: 'nothing was asked for; it stands in messages alone' },
    repository: { empty: 'that of the run, whose commit is compared' },
    'sparse-checkout': { empty: 'a whole checkout, so that every file is demanded' },
    'sparse-checkout-cone-mode': { empty: 'true, as actions/checkout takes it' },
    ...signing,
    'hand-over': HAND_OVER,
    'job-status': { empty: 'no success: nothing is signed' }
  },
  'actions/sign/action.yml': {
    'step-name': 'refused',
    run: { empty: 'no command; a record with one is refused' },
    setup: none,
    ...place,
    checkout: 'refused',
    materials: 'refused',
    products: 'refused',
    ...whole,
    exclude: excludesNothing,
    source,
    installs: none,
    dependencies: none,
    'environment-variables': recordsNoVariables,
    'hand-over': { word: 'by-layout' },
    ...takingOver,
    'link-artifact-id': none,
    'link-artifact-digest': none,
    ...signing,
    matrix: ofRunner,
    'job-workflow-ref': ofRunner,
    'check-run-id': ofRunner
  },
  'actions/step/action.yml': step,
  'actions/build/action.yml': namedStep,
  'actions/test/action.yml': namedStep,
  'actions/package/action.yml': namedStep,
  'actions/checkout/action.yml': {
    'step-name': 'refused',
    ...Object.fromEntries(
      [
        'repository',
        'ref',
        'token',
        'ssh-key',
        'ssh-known-hosts',
        'path',
        'clean',
        'filter',
        'sparse-checkout',
        'sparse-checkout-cone-mode',
        'fetch-depth',
        'fetch-tags',
        'lfs',
        'submodules'
      ].map((name) => [name, ofCheckout])
    ),
    ...expected,
    ...layout,
    exclude: excludesNothing,
    'environment-variables': recordsNoVariables,
    'hand-over': HAND_OVER,
    ...signing
  },
  'actions/source/action.yml': {}
}

/** The workflow of isolated stages has the inputs of a step, but for keys. */
const WORKFLOW: Readonly<Record<string, Meaning>> = {
  ...Object.fromEntries(
    Object.entries(step).filter(
      ([name]) =>
        !['signing-key', 'signing-key-passphrase', 'key-id', 'sign', 'summary', 'take-over-keys'].includes(name)
    )
  ),
  checkout: 'refused',
  'runs-on': 'refused',
  'timeout-minutes': 'refused'
}

interface Declared {
  readonly default?: unknown
  readonly required?: boolean
}
interface Steps {
  readonly steps?: readonly { readonly uses?: string; readonly with?: Readonly<Record<string, unknown>> }[]
}

const read = (path: string): unknown => parse(readFileSync(join(ROOT, path), 'utf8'))
const actionOf = (path: string): { inputs?: Record<string, Declared>; runs: Steps } =>
  read(path) as { inputs?: Record<string, Declared>; runs: Steps }
const workflow = read('.github/workflows/stage.yml') as {
  on: { workflow_call: { inputs: Record<string, Declared> } }
  jobs: Record<string, Steps>
}

const declared: [string, Record<string, Declared>, Readonly<Record<string, Meaning>>][] = [
  ...['action.yml', ...readdirSync(join(ROOT, 'actions')).map((name) => `actions/${name}/action.yml`)].map(
    (path): [string, Record<string, Declared>, Readonly<Record<string, Meaning>>] => [
      path,
      actionOf(path).inputs ?? {},
      MEANINGS[path] ?? {}
    ]
  ),
  ['.github/workflows/stage.yml', workflow.on.workflow_call.inputs, WORKFLOW]
]

describe.each(declared)('%s', (_path, inputs, meanings) => {
  test('has no input of which nobody said what an empty one means', () =>
    expect(Object.keys(meanings).toSorted()).toEqual(Object.keys(inputs).toSorted()))
  test('has the word for off as the default of every control, and no empty default of what is refused', () => {
    const found = Object.entries(inputs).map(([name, { default: value, required }]) => {
      const meaning = meanings[name]
      if (meaning === 'refused') return [name, required === true || (value ?? '') !== '' ? meaning : 'empty by default']
      return [name, meaning !== undefined && 'word' in meaning ? { word: value } : meaning]
    })
    expect(Object.fromEntries(found)).toEqual(meanings)
  })
})

describe('composites and the workflow of stages', () => {
  /** What is worked out from an input, and why an empty one stays what it is. */
  const WORKED_OUT = new Set([
    // For a take-over alone, so that nothing else gets the key.
    ...['signing-key', 'signing-key-passphrase'].map((name) => `begin:${name}`),
    // The workspace is the place of a checkout that names none.
    'end:products',
    'end:outcomes',
    // `run: none` checks out, and has no record.
    ...['checkout', 'link-artifact-id', 'link-artifact-digest'].map((name) => `sign:${name}`)
  ])
  const users = [
    ...Object.keys(MEANINGS).map((path) => actionOf(path).runs.steps ?? []),
    ...Object.values(workflow.jobs).map(({ steps = [] }) => steps)
  ].flat()

  test('hand words on unchanged', () => {
    let seen = 0
    for (const { uses = '', with: inputs = {} } of users) {
      const sibling = /^\$\/actions\/(\w+)$/.exec(uses)?.[1]
      if (sibling === undefined) continue
      for (const [name, value] of Object.entries(inputs)) {
        if (WORKED_OUT.has(`${sibling}:${name}`) || !String(value).includes('inputs.')) continue
        expect([sibling, name, value]).toEqual([sibling, name, `\${{ inputs.${name} }}`])
        seen += 1
      }
    }
    expect(seen).toBeGreaterThan(100)
  })
})

describe('an empty input', () => {
  const BEGIN = { 'step-name': 'write', run: 'make write', materials: '.' }
  const SIGN = { 'step-name': 'write', run: 'none', checkout: 'true', 'signing-key': CI.privatePem }

  const acts: Record<string, (job: MemoryJob, inputs: Readonly<Record<string, string>>) => Promise<Ran>> = {
    'action.yml': (job, inputs) => job.verify(inputs),
    'actions/begin/action.yml': (job, inputs) => job.begin({ ...BEGIN, ...inputs }),
    'actions/end/action.yml': async (job, inputs) =>
      job.end({ ...given(await job.begin(BEGIN)), 'signing-key': CI.privatePem, ...inputs }),
    'actions/sign/action.yml': (job, inputs) => job.sign({ ...SIGN, ...inputs })
  }
  const refused = Object.entries(MEANINGS).flatMap(([path, meanings]) =>
    acts[path] === undefined
      ? []
      : Object.entries(meanings).flatMap(([name, meaning]) =>
          meaning === 'refused' || 'word' in meaning ? [[path, name] as const] : []
        )
  )

  test('is one of many', () => expect(refused.length).toBeGreaterThan(60))
  test.each(refused)('of %s is refused: %s', async (path, name) => {
    // Spaces and empty lines are what a block of expressions leaves that give nothing.
    for (const empty of ['', ' \n \n\t']) {
      const ran = await acts[path]?.(new MemoryJob(new MemoryGitHub(), {}, { 'a.js': 'alpha' }), { [name]: empty })
      expect([ran?.codes, ran?.outputs['verified'] ?? 'false']).toEqual([['INPUT_MISSING'], 'false'])
      expect(ran?.words).toContain(`The input ${name} is empty.`)
    }
  })
  test('that is no control is taken', async () => {
    const job = new MemoryJob(new MemoryGitHub(), {}, { 'a.js': 'alpha' })
    const ended = await job.stage('write', () => undefined, { 'hand-over': '' }, { run: '', exclude: ' \n' })
    expect(ended.codes).toEqual([])
    expect(
      (await job.end({ ...given(await job.begin(BEGIN)), 'job-status': '', 'signing-key': CI.privatePem })).codes
    ).toEqual(['JOB_NOT_SUCCESSFUL'])
  })
  test('of a stage that begins nothing is told by its name', async () => {
    const inputs = { ...given({ outputs: {} } as Ran), 'signing-key': CI.privatePem }
    const { words } = await new MemoryJob(new MemoryGitHub()).end(inputs)
    expect(words).toMatch(/begin action first.*id/)
  })
})
