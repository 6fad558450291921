// SPDX-License-Identifier: Apache-2.0
// Pipelines that chance wrote: stages in one job or each in its own, with patterns that overlap, parts of others that are
// moved, matrices, dependencies and scratch.
import type { Chance } from '../cases.ts'
import { honestRuns } from './harness.ts'
import { SOURCE, type PlainInstalls, type PlainPipeline, type PlainRelease, type PlainTake } from './plain-pipeline.ts'
import { plainPipeline, type Matrix, type WrittenStep } from './written-pipeline.ts'

const FILES = [
  'package.json',
  'README.md',
  'CHANGELOG.md',
  'src/a.js',
  'src/b.js',
  'src/lib/c.js',
  'src/lib/d.css',
  'docs/a.md',
  'docs/deep/b.md',
  'dist/.gitkeep',
  'dist/old.js',
  'dist/docs/i.html',
  '.github/ci.yml',
  'a.tgz'
]

const NEW = [
  'dist/**',
  'dist/*',
  'dist/*.js',
  'dist/docs/**',
  'out/**',
  'out/*',
  'out/*.map',
  '*.tgz',
  'dist/*.tgz',
  '**/*.map',
  '**/x',
  'a/**/b',
  '*',
  'app.bin',
  'out/[a-f]*',
  'out/[!a-f]?*',
  'report-?.xml',
  '*/*.sum',
  'coverage/**'
]

const OLD = [
  'src/*.js',
  'src/**',
  'package.json',
  '*.md',
  'docs/**',
  'dist/**',
  'dist/*',
  '**/*.js',
  '[A-Z]*.md',
  'out/**',
  '*.tgz',
  '**/b*',
  '**'
]

/** Patterns that few people write: each overlaps others in names that no other pattern tells apart. */
const ODD = [
  '?/?',
  '**/a/**',
  '*/**',
  '**/**',
  '**/*',
  '[a-c]',
  '[ab]*',
  '[!a]*',
  '[s]ource',
  '?',
  'a?',
  'd*',
  '.*',
  '**/.*',
  'x/**/y',
  'dist/*/x',
  'dist/**/x*',
  'a/b/c/d',
  'v[0-9].txt',
  'src/[a-b].js',
  '*-*',
  '[[]x'
]

/** What a random pipeline is made of. */
export interface Vocabulary {
  /** Patterns of what is new, and of what was there. */
  readonly fresh: readonly string[]
  readonly old: readonly string[]
  readonly files: readonly string[]
  /** What parts are taken from, and of which patterns without a directory. */
  readonly directories: readonly string[]
  readonly parts: readonly string[]
  readonly targets: readonly string[]
  readonly installed: readonly string[]
  readonly scratch: readonly string[]
  readonly submodules: readonly (readonly string[])[]
  /** Characters that names are made of where a pattern leaves them open; undefined: plain ones. */
  readonly characters?: readonly string[]
}

const DIRECTORIES = ['src', 'dist', 'out', 'docs', 'src/lib', 'dist/docs']
const TARGETS = ['art', 'art/deep', 'src', 'dist', 'vendor']
const USUAL: Vocabulary = {
  fresh: NEW,
  old: OLD,
  files: FILES,
  directories: DIRECTORIES,
  parts: ['dist/**', 'dist/*', '*.tgz', 'src/**', '**/*.js', '*'],
  targets: TARGETS,
  installed: ['node_modules', 'vendor/gems', '**/deps'],
  scratch: ['tmp/', '.cache/', 'node_modules/', '*.tmp'],
  submodules: [['vendor/lib'], ['src/sub'], ['out'], ['vendor/lib', 'ext']]
}
const MATRICES: readonly Matrix[] = [
  { os: ['linux', 'mac'] },
  { node: ['20', '22', '24'] },
  { arch: ['x64'] },
  { a: ['1', '2'], b: ['x', 'z'] }
]

/** Some of these, each once. */
function some<Value>(chance: Chance, values: readonly Value[], most: number): Value[] {
  const chosen = new Set<Value>()
  for (let count = chance.below(most + 1); count > 0; count -= 1) chosen.add(chance.pick(values))
  return [...chosen]
}

/** A pipeline that can be run honestly. */
export function randomPipeline(chance: Chance, name: string): PlainPipeline {
  return honestPipeline(chance, name, USUAL)
}

/** The same with patterns that few people write. */
export function oddPipeline(chance: Chance, name: string): PlainPipeline {
  return honestPipeline(chance, name, { ...USUAL, fresh: ODD, old: [...ODD, 'src/**', '*.md'] })
}

/** A pipeline of some words that can be run honestly. */
export function honestPipeline(chance: Chance, name: string, vocabulary: Vocabulary): PlainPipeline {
  for (;;) {
    const pipeline = anyPipeline(chance, name, vocabulary)
    if ([...honestRuns(pipeline, chance, 1)].length > 0) return pipeline
  }
}

function anyPipeline(chance: Chance, name: string, vocabulary: Vocabulary): PlainPipeline {
  const oneJob = chance.once(2)
  const steps: WrittenStep[] = oneJob ? [{ name: 'checkout', takes: [], addsSource: true }] : []
  const most = steps.length + 2 + chance.below(4)
  while (steps.length < most) steps.push(anyStep(chance, steps, oneJob, vocabulary))
  return plainPipeline({
    name,
    steps,
    release: anyRelease(chance, steps),
    source: vocabulary.files.filter(() => !chance.once(3)),
    ...(vocabulary.characters === undefined ? {} : { characters: vocabulary.characters }),
    ...(chance.once(5) ? { branches: ['main', 'release/**'] } : {}),
    ...(chance.once(8) ? { tags: ['v*'] } : {}),
    ...(chance.once(6) ? { submodules: chance.pick(vocabulary.submodules) } : {})
  })
}

function anyRelease(chance: Chance, steps: readonly WrittenStep[]): PlainRelease[] {
  const candidates = steps.filter(
    ({ adds, changes, inRules }) => (adds ?? changes) !== undefined && inRules === undefined
  )
  if (candidates.length === 0) return []
  const chosen = some(chance, candidates, 3)
  const withPatterns = chance.once(4)
  return chosen.map(({ name, adds = [], changes = [] }) => {
    // A pattern that nothing of the step can fit is refused, and here an expression has no value.
    const own = [...adds, ...changes].filter((pattern) => !pattern.includes('${{'))
    return { step: name, ...(withPatterns ? { only: [chance.pick(['**', ...own])] } : {}) }
  })
}

function anyStep(chance: Chance, before: readonly WrittenStep[], oneJob: boolean, vocabulary: Vocabulary): WrittenStep {
  const { fresh: news, old } = vocabulary
  const name = `s${before.length}`
  const matrix = chance.once(4) ? chance.pick(MATRICES) : undefined
  const [dimension] = Object.keys(matrix ?? {})
  const own = dimension === undefined ? [] : [`out/\${{ matrix.${dimension} }}/*`, `bin-\${{ matrix.${dimension} }}`]
  const fresh = own.length > 0 && !chance.once(3) ? own : [...news, ...own]
  const adds = some(chance, fresh, 2)
  const mayAdd = chance.once(3) ? some(chance, fresh, 2).filter((pattern) => !adds.includes(pattern)) : []
  const changes = chance.once(4) ? some(chance, old, 2) : []
  // A pattern that stands under two of these is refused: it could be meant in two ways.
  const other = old.filter((pattern) => ![...adds, ...mayAdd, ...changes].includes(pattern) && pattern !== '**')
  const removes = chance.once(6) ? some(chance, other, 1) : []
  const mayRemove = chance.once(6) ? some(chance, old, 1).filter((pattern) => !removes.includes(pattern)) : []
  const directory = chance.pick(vocabulary.installed)
  const mayChange = chance.once(3) ? { mayChange: ['.cache/'] } : {}
  const installs: PlainInstalls[] = chance.once(6) ? [{ directory, ...mayChange }] : []
  const scratch = chance.once(4) ? some(chance, vocabulary.scratch, 2) : []
  const free = scratch.filter((line) => !installs.some(({ directory }) => `${directory}/` === line))
  const filled = { adds, mayAdd, changes, removes, mayRemove, installs, scratch: free }
  return {
    name,
    takes: anyTakes(chance, before, oneJob, vocabulary),
    ...(matrix === undefined ? {} : { matrix }),
    ...Object.fromEntries(Object.entries(filled).filter(([, values]) => values.length > 0)),
    // What a layout ran in the end is nobody's command.
    ...(chance.once(12) ? { delegated: true } : chance.once(6) ? { command: ['make', name] } : {}),
    ...(chance.once(12) ? { recording: 'any' } : {}),
    ...(chance.once(12) ? { threshold: 2 } : {})
  }
}

function anyTakes(
  chance: Chance,
  before: readonly WrittenStep[],
  oneJob: boolean,
  vocabulary: Vocabulary
): PlainTake[] {
  if (before.length === 0 || (!oneJob && chance.once(3))) return chance.once(12) ? [] : [{ step: SOURCE }]
  const steps = new Set([chance.once(2) ? (before.at(-1) as WrittenStep).name : chance.pick(before).name])
  while (chance.once(4)) steps.add(chance.pick(before).name)
  const takes = [...steps].map((step): PlainTake => (chance.once(3) ? anyPart(chance, step, vocabulary) : { step }))
  return !oneJob && chance.once(5) ? [{ step: SOURCE }, ...takes] : takes
}

function anyPart(chance: Chance, step: string, { directories, parts, targets }: Vocabulary): PlainTake {
  const from = chance.once(2) ? chance.pick(directories) : undefined
  const inside = from === undefined ? parts : [`${from}/**`, `${from}/*`, `${from}/**/*.js`]
  const only = from === undefined || chance.once(3) ? some(chance, inside, 2) : []
  const into = chance.once(2) ? chance.pick(targets) : undefined
  if (only.length === 0 && from === undefined && into === undefined) return { step }
  return {
    step,
    ...(only.length === 0 ? {} : { only }),
    ...(from === undefined ? {} : { from }),
    ...(into === undefined ? {} : { into })
  }
}
