// SPDX-License-Identifier: Apache-2.0
import { describe, expect, test } from '@jest/globals'
import { intentsInspection, intentsOf } from '../../../src/intoto/intents/intents-of-layout.ts'
import { readStatements } from '../../../src/intoto/intents/read-statements.ts'
import { writeStatements } from '../../../src/intoto/intents/write-statements.ts'
import { flawOfLine, isStepName } from '../../../src/intoto/intents/statements.ts'
import type { Layout } from '../../../src/intoto/layout/layout.ts'
import { errorOf } from '../../support/errors.ts'

/** One of everything. */
const WORDS = [
  'checkout takes nothing',
  'checkout adds source',
  'checkout scratch node_modules/',
  'install takes checkout',
  'install installs "node_modules"',
  'install installs "~/.cargo/registry" may-change .cache/',
  'install installs "~/.cargo/registry" may-change /index',
  'install installs "packages/*/node_modules"',
  'build takes install',
  'build takes source',
  'build adds dist/**',
  'build may-add *.tsbuildinfo',
  'build changes package.json',
  'build removes old name.txt',
  'build may-remove dist/**',
  'build scratch .venv/',
  'build scratch __pycache__/',
  'build command ["npm","run","a \\"b] in \\\\c"] in "packages/a" after "set -e\\nx"',
  `build definition sha256:${'a'.repeat(64)}`,
  'test-linux takes build from "dist" into "lib/x" only dist/a/**',
  'test-linux takes build from "dist" into "lib/x" only dist/b only c',
  'test-linux takes build from "src"',
  'test-linux takes ruled only **/[A-Z_]?.js',
  'test-linux takes ruled into "other"',
  'test-linux command ["x"]',
  'test-linux delegated',
  'test-linux recording any',
  'release build only *.tgz',
  'release build only *.zip',
  'release test-linux',
  'branches main',
  'branches release/**',
  'tags v*',
  'source commit head',
  'source submodules "vendor/lib"',
  'source submodules "a b"',
  'steps only',
  `layout 7 after sha256:${'b'.repeat(64)}`
]

const LEAST = ['a takes nothing', 'release nothing', 'steps only']

describe('statements', () => {
  test.each([
    ['all', WORDS],
    ['the least', LEAST],
    ['a first version', [...LEAST, 'layout 1']]
  ])('are written as they were read: %s', (_what, words) => {
    expect(writeStatements(readStatements(words))).toEqual(words)
  })
  test('say what they say', () => {
    const { steps, release, sourceCommit, submodules, version, branches } = readStatements(WORDS)
    expect(submodules).toEqual(['vendor/lib', 'a b'])
    expect([...steps.keys()]).toEqual(['checkout', 'install', 'build', 'test-linux'])
    expect(steps.get('checkout')).toMatchObject({
      takes: [],
      addsSource: true,
      adds: [],
      recording: 'whole',
      delegated: false
    })
    expect(steps.get('install')?.installs).toEqual([
      { directory: 'node_modules', mayChange: [] },
      { directory: '~/.cargo/registry', mayChange: ['.cache/', '/index'] },
      { directory: 'packages/*/node_modules', mayChange: [] }
    ])
    expect(steps.get('build')?.command).toEqual({
      words: ['npm', 'run', 'a "b] in \\c'],
      workingDirectory: 'packages/a',
      setup: 'set -e\nx'
    })
    expect(steps.get('test-linux')?.takes).toMatchObject([
      { step: 'build', from: 'dist', into: 'lib/x', only: [{ text: 'dist/a/**' }, { text: 'dist/b only c' }] },
      { step: 'build', from: 'src', into: undefined, only: [] },
      { step: 'ruled', from: undefined, into: undefined, only: [{ text: '**/[A-Z_]?.js' }] },
      { step: 'ruled', from: undefined, into: 'other', only: [] }
    ])
    expect(release).toMatchObject([
      { step: 'build', only: [{ text: '*.tgz' }, { text: '*.zip' }] },
      { step: 'test-linux', only: [] }
    ])
    expect(branches[0]?.matches('main')).toBe(true)
    expect({ sourceCommit, version }).toEqual({
      sourceCommit: 'head',
      version: { number: 7, after: `sha256:${'b'.repeat(64)}` }
    })
  })
  test.each([
    ['an unknown first word', ['layouts 1']],
    ['an unknown verb', ['a eats b']],
    ['no verb', ['a']],
    ['a step that takes nothing before', ['b adds x']],
    ['the same twice', ['a adds x', 'a adds x']],
    ['a step that takes itself', ['b takes b']],
    ['a step that takes a later one', ['b takes c', 'c takes nothing']],
    ['a reserved name', ['steps takes nothing']],
    ['a reserved name that is taken', ['b takes only']],
    ['a name that is none', ['ü takes nothing']],
    ['a taken name that is none', ['b takes ü']],
    ['something and nothing', ['a takes source']],
    ['source beside files', ['a adds source', 'a adds x']],
    ['source beside takes', ['b takes source', 'b adds source']],
    ['source beside installs', ['a adds source', 'a installs "x"']],
    ['a whole and a part', ['b takes a', 'b takes a only x']],
    ['a part and a whole', ['b takes a only x', 'b takes a']],
    ['a pattern outside of its directory', ['b takes a from "dist" only x']],
    ['a pattern that is a directory like it', ['b takes a from "dist" only dist2/x']],
    ['a directory without quotes', ['b takes a from dist']],
    ['a directory in other spelling', ['b takes a from "\\u0064ist"']],
    ['a directory that leads out', ['b takes a into "../x"']],
    ['a directory with a wildcard', ['b takes a into "x*"']],
    ['directories in another order', ['b takes a into "x" from "y"']],
    ['a pattern that is none', ['a adds x**']],
    ['no pattern', ['a adds']],
    ['a pattern that is a word', ['a changes source']],
    ['a brace', ['a adds x{y']],
    ['a brace in a command', ['a command ["x{y}"]']],
    ['half of a brace in a command', ['a command ["x}"]']],
    ['a control character in a command', ['a command ["x\u0080"]']],
    ['a commit and more', ['source commit header']],
    ['submodules without quotes', ['source submodules sub']],
    ['submodules in other spelling', ['source submodules "\\u0073ub"']],
    ['submodules outside', ['source submodules "../sub"']],
    ['submodules by a pattern', ['source submodules "sub/*"']],
    ['no submodules', ['source submodules']],
    ['a commit behind something', ['source x commit head']],
    ['a version and more', ['layout 1 or so']],
    ['a version behind something', ['layout v1']],
    ['a release and more', ['release a or so']],
    ['a control character', ['a adds x\ny']],
    ['scratch that includes', ['a scratch !x']],
    ['scratch that says nothing', ['a scratch #x']],
    ['scratch with blanks', ['a scratch x ']],
    ['empty scratch', ['a scratch ']],
    ['scratch with a backslash', ['a scratch x\\ ']],
    ['scratch without end', [`a scratch ${'x'.repeat(4097)}`]],
    ['installs without quotes', ['a installs node_modules']],
    ['installs into the home of others', ['a installs "~x/y"']],
    ['installs into a pattern of the home', ['a installs "~/*"']],
    ['installs below everything', ['a installs "x/**"']],
    ['installs into what is no path', ['a installs "/x"']],
    ['installs twice', ['a installs "x"', 'a installs "x" may-change y']],
    ['a change of all', ['a installs "x" may-change **/*']],
    ['a change of all that has a name', ['a installs "x" may-change ?*']],
    ['a change of all below', ['a installs "x" may-change /*?/*']],
    ['a change of nothing', ['a installs "x" may-change !y']],
    ['two commands', ['a command ["x"]', 'a command ["y"]']],
    ['a command of no words', ['a command []']],
    ['a command with a number', ['a command [1]']],
    ['a command that is not JSON', ['a command [x]']],
    ['a command with blanks', ['a command ["x", "y"]']],
    ['two definitions', [`a definition sha256:${'a'.repeat(64)}`, `a definition sha256:${'b'.repeat(64)}`]],
    ['another digest', ['a definition sha1:00']],
    ['something that is released beside nothing', ['release a']],
    ['a release of no step', ['release source']],
    ['a release of nothing that is named', ['release']],
    ['two commits', ['source commit head', 'source commit named']],
    ['the default commit', ['source commit run']],
    ['other steps', ['steps any']],
    ['a version zero', ['layout 0']],
    ['a first version after another', [`layout 1 after sha256:${'a'.repeat(64)}`]],
    ['a later version after none', ['layout 2']],
    ['a version after what is no digest', ['layout 2 after x']],
    ['two versions', ['layout 1', `layout 2 after sha256:${'a'.repeat(64)}`]]
  ])('are refused: %s', (_what, words) => {
    expect(errorOf(() => readStatements([...LEAST, ...words])).code).toBe('INTENTS_INVALID')
  })
  test.each([
    ['nothing about steps', ['release nothing', 'steps only']],
    ['nothing about release', ['a takes nothing', 'steps only']],
    ['nothing about other steps', ['a takes nothing', 'release nothing']],
    ['all of a step and a part', [...LEAST.slice(0, 1), 'release a', 'release a only x', 'steps only']],
    ['a part of a step and all', [...LEAST.slice(0, 1), 'release a only x', 'release a', 'steps only']]
  ])('are refused as a whole: %s', (_what, words) => {
    expect(errorOf(() => readStatements(words)).code).toBe('INTENTS_INVALID')
  })
  test('are not written with a brace', () => {
    const intents = readStatements(['a takes nothing', 'a command ["x"]', 'release nothing', 'steps only'])
    const [step] = intents.steps.values()
    const steps = new Map([['a', { ...(step as NonNullable<typeof step>), scratch: ['a{b'] }]])
    expect(errorOf(() => writeStatements({ ...intents, steps })).code).toBe('INTENTS_INVALID')
  })
})

test.each(['', 'x'.repeat(4097), '!x', '#x', ' x', 'x ', 'x\\', '$x', 'x}', 'x\ny'])(
  'no line of scratch is %j',
  (line) => expect(flawOfLine(line)).toMatch(/^[a-z]/)
)

test.each(['x!y', 'x#y', 'a b', 'x'.repeat(4096), '**/*.tmp', '/x/'])('a line of scratch is %.20j', (line) =>
  expect(flawOfLine(line)).toBeUndefined()
)

test.each([
  ['a', true],
  ['a'.repeat(4096), true],
  ['a'.repeat(4097), false],
  ['', false],
  ['a b', false],
  ['release', false]
])('the name of a step in intents: %.20j, %j', (name, isOne) => expect(isStepName(name)).toBe(isOne))

describe('intents of a layout', () => {
  const step = (name: string): Layout['steps'][number] => ({
    kind: 'step',
    name,
    threshold: 1,
    pubkeys: [],
    expectedCommand: [],
    expectedMaterials: [],
    expectedProducts: []
  })
  const intents = readStatements(['b takes ruled', 'release b', 'steps only'])
  const inspection = intentsInspection(intents)
  const steps = ['ruled', 'b'].map(step)

  test('are those of its inspection', () => {
    const read = intentsOf({ steps, inspections: [{ ...inspection, name: 'other', run: ['x'] }, inspection] })
    expect(read === undefined ? [] : writeStatements(read)).toEqual(['b takes ruled', 'release b', 'steps only'])
  })
  test.each([
    ['no inspection', []],
    ['a program of that name', [{ ...inspection, run: ['in-toto-actions', 'check', 'dist.tgz'] }]],
    ['no word', [{ ...inspection, run: [] }]],
    ['a file with a version in its name', [{ ...inspection, run: ['in-toto-actions', 'check', 'app-v1.tgz'] }]],
    ['another command', [{ ...inspection, run: ['in-toto-actions', 'verify', 'v1'] }]],
    ['too few words', [{ ...inspection, run: ['in-toto-actions', 'check'] }]]
  ])('are none: %s', (_what, inspections) =>
    expect(intentsOf({ steps: [step('intents')], inspections })).toBeUndefined()
  )
  test.each([
    ['two inspections', { steps, inspections: [inspection, { ...inspection, name: 'other' }] }],
    ['another name', { steps, inspections: [{ ...inspection, name: 'other' }] }],
    ['a step of that name', { steps: [...steps, step('intents')], inspections: [inspection] }],
    [
      'rules about materials',
      { steps, inspections: [{ ...inspection, expectedMaterials: [{ type: 'REQUIRE', path: 'x' }] }] }
    ],
    [
      'rules about products',
      { steps, inspections: [{ ...inspection, expectedProducts: [{ type: 'REQUIRE', path: 'x' }] }] }
    ],
    ['another version', { steps, inspections: [{ ...inspection, run: ['in-toto-actions', 'check', 'v2'] }] }],
    ['no statement', { steps, inspections: [{ ...inspection, run: inspection.run.slice(0, 3) }] }],
    ['a step that is not there', { steps: [step('ruled')], inspections: [inspection] }],
    ['a taken step that is not there', { steps: [step('b')], inspections: [inspection] }],
    ['a taken step that stands below', { steps: [step('b'), step('ruled')], inspections: [inspection] }],
    [
      'a released step that is not there',
      {
        steps,
        inspections: [
          { ...inspection, run: [...inspection.run.slice(0, 3), 'b takes nothing', 'release c', 'steps only'] }
        ]
      }
    ]
  ])('are refused: %s', (_what, layout) =>
    expect(errorOf(() => intentsOf(layout as unknown as Layout)).code).toBe('INTENTS_INVALID')
  )
})
