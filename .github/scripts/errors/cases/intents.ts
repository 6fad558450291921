// SPDX-License-Identifier: Apache-2.0
// Runs that are not what a layout in intents says, and statements that nobody can hold a run to.
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { COMMIT } from '../../../../src/layouts/self-test/run-links.ts'
import { ROOT } from '../../harness/repository.ts'
import type { RunOfExample } from '../../intents/wrong-run.ts'
import { linkFileName } from '../../../../src/intoto/link/link-file-name.ts'
import { who, type Bench } from '../bench.ts'
import { layoutOf, linkOf, stepOf, workflow } from '../chain.ts'
import type { ErrorCase, Json } from '../error-case.ts'

const VERIFY = ['verify', '-l', 'root.layout', '--verification-keys', 'owner.pub', '--commit', COMMIT]

const BUILD_AND_TEST = `steps:
  - { name: build, takes: source, adds: dist/** }
  - { name: test, takes: build }
release: build
`
const TWO_BUILDS = `steps:
  - { name: linux, takes: source, adds: app }
  - { name: macos, takes: source, adds: app }
`
const CHECK_ENVIRONMENT = { IN_TOTO_LAYOUT: 'root.layout', IN_TOTO_LAYOUT_KEYS: 'owner.pub', IN_TOTO_LINK_DIR: '.' }

const built = { adds: { build: ['dist/index.js'] }, what: '' }
const NOTHING_WRONG: RunOfExample['wrong'] = { step: '', says: {} }

function example(name: string): string {
  return readFileSync(join(ROOT, 'examples/intents', name, 'good.yml'), 'utf8')
}

/** A run of a layout in which one thing is wrong. */
function broken(code: string, layout: string, run: Partial<RunOfExample>, ...flags: string[]): ErrorCase {
  const whole = { ...built, wrong: NOTHING_WRONG, ...run }
  return { code, prepare: (bench) => bench.run(layout, whole), words: [...VERIFY, ...flags] }
}

/** A run in which nothing is wrong but what a change makes of it. */
function changed(code: string, layout: string, change: (bench: Bench) => void, ...flags: string[]): ErrorCase {
  return {
    code,
    prepare: async (bench) => {
      await bench.run(layout, { ...built, wrong: NOTHING_WRONG }, true)
      change(bench)
    },
    words: [...VERIFY, ...flags]
  }
}

const test = (place: 'before' | 'inside') => ({ step: 'test', place }) as const

export const INTENT_CASES: readonly ErrorCase[] = [
  broken('TAKES_EXTRA', BUILD_AND_TEST, { wrong: { ...test('before'), adds: 'evil.js' } }),
  broken('TAKES_MISSING', BUILD_AND_TEST, { wrong: { ...test('before'), removes: 'test/index.test.js' } }),
  broken('TAKES_DIFFERS', BUILD_AND_TEST, { wrong: { ...test('before'), changes: 'dist/index.js' } }),
  broken('ADDED_UNEXPECTED', BUILD_AND_TEST, { wrong: { ...test('inside'), adds: 'evil.js' } }),
  broken('REMOVED_UNEXPECTED', BUILD_AND_TEST, { wrong: { ...test('inside'), removes: 'src/index.js' } }),
  broken('CHANGED_UNEXPECTED', BUILD_AND_TEST, { wrong: { ...test('inside'), changes: 'src/index.js' } }),
  broken('NOT_REMOVED', example('removes'), {
    adds: { build: ['dist/index.js', 'dist/index.js.map'] },
    wrong: { step: 'strip', place: 'inside', adds: 'dist/index.js.map' }
  }),
  broken('TOOK_NOTHING', BUILD_AND_TEST, { wrong: { step: 'build', place: 'inside', removes: 'dist/index.js' } }),
  broken('EXCLUDED_UNEXPECTED', BUILD_AND_TEST, { wrong: { step: 'build', hides: 'vendor/' } }),
  broken('RECORDING_UNKNOWN', BUILD_AND_TEST, { wrong: { step: 'build', silentOf: 'recording' } }),
  broken('COMMAND_DIFFERS', example('command'), { wrong: { step: 'test', runs: ['true'] } }),
  broken('DEFINITION_DIFFERS', example('definition'), {
    wrong: { step: 'test', says: { definition: `sha256:${'0'.repeat(64)}` } }
  }),
  broken('TAKES_CONFLICT', `${TWO_BUILDS}  - { name: pack, takes: [linux, macos], adds: app.zip }\nrelease: pack\n`, {
    adds: { linux: ['app'], macos: ['app'], pack: ['app.zip'] },
    wrong: { step: 'macos', place: 'inside', changes: 'app' }
  }),
  broken('RELEASE_CONFLICT', `${TWO_BUILDS}release: [linux, macos]\n`, {
    adds: { linux: ['app'], macos: ['app'] },
    wrong: { step: 'macos', place: 'inside', changes: 'app' }
  }),
  changed('SCRATCH_PRESENT', example('scratch'), (bench) => {
    bench.change('build', 'ci', (link) => {
      const { materials } = (link['environment'] as { recording: Record<string, Json> }).recording
      if (materials !== undefined) materials['left_out'] = { '.cache/': 2 }
    })
  }),
  broken('SOURCE_AMBIGUOUS', `steps:\n  - { name: lint, takes: source }\nrelease: nothing\n`, {
    wrong: { step: 'lint', place: 'before', adds: 'evil.js' }
  }),
  changed('BRANCH_OTHER', example('branches'), () => {}, '--ref', 'refs/heads/experiment'),
  changed('LINK_NAME', BUILD_AND_TEST, (bench) => {
    bench.change('test', 'ci', (link) => (link['name'] = 'build'))
  }),
  changed('SUBLAYOUT_UNEXPECTED', BUILD_AND_TEST, (bench) => {
    const place = linkFileName('test', who('ci').keyId)
    bench.sign(place, layoutOf([stepOf('unit', ['ann'])]), ['ci'])
    bench.sign(`${place.replace(/\.link$/, '')}/${linkFileName('unit', who('ann').keyId)}`, linkOf('unit'), ['ann'])
  }),
  changed('STEP_UNKNOWN', BUILD_AND_TEST, (bench) => {
    bench.change('test', 'ci', (link) => (link['name'] = 'deploy'), 'deploy')
  }),
  {
    code: 'CHECK_OTHER_LAYOUT',
    prepare: (bench) => bench.run(BUILD_AND_TEST, { ...built, wrong: NOTHING_WRONG }, true),
    words: ['check', 'v1', 'build takes source', 'release nothing', 'steps only'],
    environment: CHECK_ENVIRONMENT
  },
  { code: 'LAYOUT_INTENTS_INVALID', prepare: unreadable, words: VERIFY },
  {
    code: 'INTENTS_INVALID',
    prepare: unreadable,
    words: ['run', '-n', 'build', '--layout', 'root.layout', '--signing-key', 'ci', '--', 'true']
  },
  {
    code: 'CHECK_KEYLESS',
    prepare: (bench) => {
      const ci = workflow('https://github.com/octo-org/app/.github/workflows/ci.yml@refs/heads/main')
      const steps = [stepOf('build', [], { pubkeys: [ci.keyId] })]
      bench.sign(
        'root.layout',
        inIntents(['build takes source', 'release nothing', 'steps only'], { keys: ci.keys, steps }),
        ['owner']
      )
    },
    words: ['check', 'v1', 'build takes source', 'release nothing', 'steps only'],
    environment: CHECK_ENVIRONMENT
  },
  {
    code: 'CHECK_PARAMETERS',
    prepare: (bench) => {
      const words = ['build takes source', 'release nothing', 'steps only']
      const steps = [
        stepOf('build', ['ci'], {
          expected_products: [
            ['CREATE', '{product}'],
            ['DISALLOW', '*']
          ]
        })
      ]
      bench.sign('root.layout', inIntents(words, { steps }), ['owner'])
    },
    words: ['check', 'v1', 'build takes source', 'release nothing', 'steps only'],
    environment: CHECK_ENVIRONMENT
  }
]

/** A layout whose statements nobody can read. */
function unreadable(bench: Bench): void {
  bench.sign('root.layout', inIntents(['build takes everything', 'release nothing', 'steps only']), ['owner'])
}

function inIntents(statements: readonly string[], changes: Json = {}): Json {
  const run = ['in-toto-actions', 'check', 'v1', ...statements]
  const inspection = { _type: 'inspection', name: 'intents', run, expected_materials: [], expected_products: [] }
  return layoutOf([stepOf('build', ['ci'])], { inspect: [inspection], ...changes })
}
