// SPDX-License-Identifier: Apache-2.0
// Runs that were decided by hand, sentence by sentence of the language, so that the oracle itself is judged by somebody.
import { expect, test } from '@jest/globals'
import { judgeRun } from '../support/intents/oracle.ts'
import { commitOf } from '../support/intents/honest-plan.ts'
import type { PlainPipeline, PlainStep, PlainTake } from '../support/intents/plain-pipeline.ts'
import { KNOWS_ALL, KNOWS_COMMIT, type PlainHalf, type PlainLink, type PlainRun } from '../support/intents/plain-run.ts'

type Contents = Readonly<Record<string, string>>
type Example = readonly [
  what: string,
  step: Partial<PlainStep>,
  begun: Contents,
  ended: Contents,
  wanted: readonly string[]
]

const SOURCE: Contents = { 'a.js': 'a', 'lib/b.js': 'b', 'dist/old.js': 'old' }
const BUILD_TAKES: readonly PlainTake[] = [{ step: 'source' }]

const HALF: PlainHalf = { paths: ['.'], leftOut: new Map(), directories: new Map(), unrecorded: [] }

const files = (contents: Contents): Map<string, string> => new Map(Object.entries(contents))

function linkOf(name: string, begun: Contents, ended: Contents, claims: boolean): PlainLink {
  return {
    name,
    kind: 'link',
    materials: files(begun),
    products: files(ended),
    recording: { before: HALF, after: HALF, scratch: 'none at begin', others: {} },
    claim: claims ? commitOf(files(SOURCE)) : undefined,
    command: [],
    definition: undefined
  }
}

/** A pipeline of `base`, which takes source and adds `out/x` and `out/deep/y`, and of a step that is judged. */
function codes(step: Partial<PlainStep>, begun: Contents, ended: Contents, known = KNOWS_ALL): string[] {
  const base: PlainStep = { name: 'base', takes: BUILD_TAKES, adds: ['out/**'] }
  const judged: PlainStep = { name: 'judged', takes: BUILD_TAKES, ...step }
  const pipeline: PlainPipeline = { name: 'by hand', text: '', steps: [base, judged], release: [], source: [] }
  const claims = judged.takes.some(({ step }) => step === 'source')
  const links = [linkOf('base', SOURCE, { ...SOURCE, ...OUT }, true), linkOf('judged', begun, ended, claims)]
  const run: PlainRun = {
    truth: commitOf(files(SOURCE)),
    ref: 'refs/heads/main',
    links: new Map(links.map((link) => [link.name, [link]])),
    strangers: []
  }
  return judgeRun(pipeline, run, known)
    .wrongs.map(({ codes: [code = ''], file = '' }) => `${code} ${file}`.trim())
    .sort()
}

const OUT: Contents = { 'out/x': 'x', 'out/deep/y': 'y' }
const ALL: Contents = { ...SOURCE, ...OUT }
const { 'a.js': _, ...WITHOUT_A } = SOURCE

const EXAMPLES: readonly Example[] = [
  ['does nothing', {}, SOURCE, SOURCE, []],
  ['adds what it says', { adds: ['dist/*'] }, SOURCE, { ...SOURCE, 'dist/new.js': '1' }, []],
  ['adds a hidden file', { adds: ['*'] }, SOURCE, { ...SOURCE, '.new': '1' }, []],
  [
    'adds below what one star fits',
    { adds: ['dist/*'] },
    SOURCE,
    { ...SOURCE, 'dist/n': '1', 'dist/d/n': '1' },
    ['ADDED_UNEXPECTED dist/d/n']
  ],
  ['adds nothing of a pattern', { adds: ['dist/*', '*.tgz'] }, SOURCE, { ...SOURCE, 'a.tgz': '1' }, ['TOOK_NOTHING']],
  ['has a taken file fit what it adds', { adds: ['dist/**'] }, SOURCE, SOURCE, ['TOOK_NOTHING']],
  ['may add, and does not', { mayAdd: ['dist/**'] }, SOURCE, SOURCE, []],
  [
    'may add, and changes',
    { mayAdd: ['dist/**'] },
    SOURCE,
    { ...SOURCE, 'dist/old.js': '2' },
    ['CHANGED_UNEXPECTED dist/old.js']
  ],
  ['changes what it says', { changes: ['dist/**'] }, SOURCE, { ...SOURCE, 'dist/old.js': '2' }, []],
  ['says it changes, and does not', { changes: ['dist/**'] }, SOURCE, SOURCE, []],
  ['says it changes what is not there', { changes: ['*.md'] }, SOURCE, SOURCE, ['TOOK_NOTHING']],
  ['removes what it may only change', { changes: ['a.js'] }, SOURCE, WITHOUT_A, ['REMOVED_UNEXPECTED a.js']],
  ['removes what it says', { removes: ['a.js'] }, SOURCE, WITHOUT_A, []],
  ['makes anew what it removes', { removes: ['a.js'] }, SOURCE, { ...SOURCE, 'a.js': '2' }, ['NOT_REMOVED a.js']],
  ['may remove, and does', { mayRemove: ['**/*.js'] }, SOURCE, WITHOUT_A, []],
  ['begins with a file more', {}, { ...SOURCE, evil: '1' }, { ...SOURCE, evil: '1' }, ['TAKES_EXTRA evil']],
  ['begins with a file less', {}, WITHOUT_A, WITHOUT_A, ['TAKES_MISSING a.js']],
  ['begins with other bytes', {}, { ...SOURCE, 'a.js': '2' }, { ...SOURCE, 'a.js': '2' }, ['TAKES_DIFFERS a.js']],
  ['takes another step', { takes: [{ step: 'base' }] }, ALL, ALL, []],
  [
    'takes a part, stripped',
    { takes: [{ step: 'base', from: 'out' }] },
    { x: 'x', 'deep/y': 'y' },
    { x: 'x', 'deep/y': 'y' },
    []
  ],
  [
    'takes a part elsewhere',
    { takes: [{ step: 'base', only: ['out/*'], from: 'out', into: 'in' }] },
    { 'in/x': 'x' },
    { 'in/x': 'x' },
    []
  ],
  ['takes two that agree', { takes: [{ step: 'source' }, { step: 'base' }] }, ALL, ALL, []],
  [
    'takes two that differ',
    { takes: [{ step: 'source' }, { step: 'base', only: ['out/x'], from: 'out', into: 'lib' }] },
    { ...SOURCE, 'lib/x': 'x' },
    { ...SOURCE, 'lib/x': 'x' },
    []
  ],
  ['takes nothing, and has something', { takes: [] }, { evil: '1' }, { evil: '1' }, ['TAKES_EXTRA evil']],
  [
    'has an installed directory that it does not install',
    { adds: ['**'] },
    SOURCE,
    { ...SOURCE, n: '1', 'dir:n_m': '1' },
    ['ADDED_UNEXPECTED dir:n_m']
  ],
  ['installs', { installs: [{ directory: 'n_m' }] }, SOURCE, { ...SOURCE, 'dir:n_m': '1' }, []],
  ['installs nothing', { installs: [{ directory: 'n_m' }] }, SOURCE, SOURCE, ['TOOK_NOTHING']],
  [
    'installs what lay there',
    { installs: [{ directory: 'n_m' }] },
    { ...SOURCE, 'dir:n_m': '1' },
    { ...SOURCE, 'dir:n_m': '1' },
    ['SCRATCH_PRESENT dir:n_m', 'TOOK_NOTHING']
  ]
]

test.each(EXAMPLES)('a step that %s', (_, step, begun, ended, wanted) => {
  expect(codes(step, begun, ended)).toEqual(wanted)
})

test('what differs from the commit is told apart only where another link or the repository tells', () => {
  const changed: Contents = { ...SOURCE, 'a.js': '2' }
  expect(codes({}, changed, changed, KNOWS_COMMIT)).toEqual(['TAKES_DIFFERS a.js'])
  expect(codes({ takes: [{ step: 'base' }] }, { ...ALL, 'a.js': '2' }, { ...ALL, 'a.js': '2' }, KNOWS_COMMIT)).toEqual([
    'TAKES_DIFFERS a.js'
  ])
})
