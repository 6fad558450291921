// SPDX-License-Identifier: Apache-2.0
// Each sentence of the language broken by single changes of a run that keeps all of them.
import { describe, expect, test } from '@jest/globals'
import { checkIntents } from '../../../src/intoto/intents/check-intents.ts'
import { readStatements } from '../../../src/intoto/intents/read-statements.ts'
import {
  check,
  claimOf,
  COMMIT,
  filesOf,
  told,
  type Contents,
  type Run,
  type StepLink
} from '../../support/intents-run.ts'

const SOURCE: Contents = { 'package.json': '1', 'src/a.js': 'a', 'old.txt': 'o' }
const CLAIM = claimOf(SOURCE)
const INSTALLED: Contents = { ...SOURCE, 'dir:node_modules': 'n' }
const BUILT: Contents = { ...SOURCE, 'dist/a.js': 'A', 'dist/b.js': 'B' }
const BUMPED: Contents = { 'package.json': '2', 'src/a.js': 'a', 'dist/a.js': 'A', 'dist/b.js': 'B' }

const WORDS = [
  'checkout takes nothing',
  'checkout adds source',
  'install takes checkout',
  'install installs "node_modules" may-change .cache/',
  'build takes install',
  'build adds dist/**',
  'build scratch tmp/',
  'build command ["make"]',
  'test takes build',
  'test may-add coverage/**',
  'bump takes build from "dist" into "dist"',
  'bump takes source',
  'bump changes package.json',
  'bump removes *.txt',
  'bump may-remove src/**',
  'docs takes bump only dist/**',
  'docs adds docs/*.html',
  'release bump',
  'release docs',
  'branches main',
  'tags v*',
  'steps only'
]

const NODE_MODULES = { 'dir:node_modules': ['.cache/'] }
const TAKER = {
  materials: { directories: NODE_MODULES },
  products: { unrecorded: ['dir:node_modules'] }
} satisfies StepLink

const LINKS = {
  checkout: { ends: SOURCE, claim: CLAIM, scratch: 'checkout', materials: { paths: [] } },
  install: { begins: SOURCE, ends: INSTALLED, products: { directories: NODE_MODULES, leftOut: { '/.git': 9 } } },
  build: {
    ...TAKER,
    begins: INSTALLED,
    ends: BUILT,
    command: ['make'],
    products: { ...TAKER.products, leftOut: { 'tmp/': 2 } }
  },
  test: { ...TAKER, begins: { ...BUILT, 'dir:node_modules': 'n' }, ends: { ...BUILT, 'coverage/x': 'c' } },
  bump: { begins: BUILT, ends: BUMPED, claim: CLAIM },
  docs: {
    begins: { 'dist/a.js': 'A', 'dist/b.js': 'B' },
    ends: { 'dist/a.js': 'A', 'dist/b.js': 'B', 'docs/i.html': 'i' }
  }
} satisfies Record<string, StepLink>

type Links = Record<keyof typeof LINKS, StepLink>

const run = (changes: Partial<Record<keyof Links, StepLink>> = {}, more: Partial<Run> = {}): Run => {
  const links: Record<string, StepLink> = { ...LINKS }
  for (const [step, change] of Object.entries(changes)) links[step] = { ...links[step], ...change }
  return { words: WORDS, links, ...more }
}

const ALL = { commit: COMMIT, files: filesOf(SOURCE), ref: 'refs/heads/main' }
const { 'src/a.js': _a, ...WITHOUT_A } = SOURCE
const { 'dist/b.js': _b, ...BUILT_LESS } = BUILT
const { 'package.json': _p, ...BUMPED_LESS } = BUMPED

describe('an honest run', () => {
  test('passes, and says what is final and what nobody told', () => {
    const verdict = check(run())
    expect(verdict.failures).toEqual([])
    expect([...(verdict.released ?? [])].map(([path]) => path)).toEqual(['docs/i.html', 'package.json'])
    expect(verdict.warnings).toEqual([])
    expect(verdict.notEvaluated).toHaveLength(3)
  })
  test('leaves nothing open when all is known', () => {
    const { failures, notEvaluated } = check(run({}, { known: ALL }))
    expect({ failures, notEvaluated }).toEqual({ failures: [], notEvaluated: [] })
  })
  test('may leave out what it may', () => {
    expect(told(check(run({ test: { ends: BUILT } })))).toEqual([])
    expect(told(check(run({ bump: { ends: { ...BUMPED, 'src/a.js': 'a', 'package.json': '1' } } })))).toEqual([])
  })
  test('is told apart from one of which a step has no link', () => {
    const verdict = check(run({}, { links: { ...LINKS, build: [] } }))
    expect(verdict.notEvaluated.join()).toContain('"build"')
    expect(told(verdict)).toEqual([])
    expect(check(run({}, { links: { ...LINKS, docs: [] } })).released).toBeUndefined()
    const known = { commit: undefined, files: undefined, ref: undefined }
    const intents = readStatements(['a takes nothing', 'release nothing', 'steps only'])
    const nothing = { intents, accepted: new Map(), layoutSteps: ['a', 'ruled'], unknownSteps: [], known }
    expect(checkIntents(nothing).notEvaluated).toHaveLength(1)
  })
})

describe('a run is refused, the cause first', () => {
  test.each<[what: string, changes: Parameters<typeof run>[0], wanted: string[]]>([
    ['a checkout begins with a file', { checkout: { begins: { x: '1' } } }, ['TAKES_EXTRA checkout x']],
    ['a file comes with the checkout', { checkout: { ends: { ...SOURCE, x: '1' } } }, ['ADDED_UNEXPECTED checkout x']],
    ['a file is lost in the checkout', { checkout: { ends: WITHOUT_A } }, ['REMOVED_UNEXPECTED checkout src/a.js']],
    [
      'a file is changed in the checkout',
      { checkout: { ends: { ...SOURCE, 'src/a.js': 'b' } } },
      ['CHANGED_UNEXPECTED checkout src/a.js']
    ],
    [
      'a directory comes with the checkout',
      { checkout: { ends: { ...SOURCE, 'dir:x': '1' } } },
      ['ADDED_UNEXPECTED checkout dir:x']
    ],
    [
      'a file appears between two steps',
      { build: { begins: { ...INSTALLED, 'src/x': '1' }, ends: { ...BUILT, 'src/x': '1' } } },
      ['TAKES_EXTRA build src/x']
    ],
    ['a file is lost between two steps', { install: { begins: WITHOUT_A } }, ['TAKES_MISSING install src/a.js']],
    [
      'a file changes between two steps',
      { docs: { begins: { 'dist/a.js': 'X', 'dist/b.js': 'B' } } },
      ['TAKES_DIFFERS docs dist/a.js']
    ],
    ['a step adds what it does not say', { test: { ends: { ...BUILT, x: '1' } } }, ['ADDED_UNEXPECTED test x']],
    ['a step removes what it does not say', { test: { ends: BUILT_LESS } }, ['REMOVED_UNEXPECTED test dist/b.js']],
    [
      'a step changes what it may add',
      { test: { begins: { ...BUILT, 'dir:node_modules': 'n' }, ends: { ...BUILT, 'dist/a.js': 'X' } } },
      ['CHANGED_UNEXPECTED test dist/a.js']
    ],
    ['a step keeps what it removes', { bump: { ends: { ...BUMPED, 'old.txt': 'o' } } }, ['NOT_REMOVED bump old.txt']],
    [
      'a step makes anew what it removes',
      { bump: { ends: { ...BUMPED, 'old.txt': 'new' } } },
      ['NOT_REMOVED bump old.txt']
    ],
    ['a step adds nothing of a pattern', { docs: { ends: LINKS.docs.begins } }, ['TOOK_NOTHING docs']],
    ['a step installs nothing', { install: { ends: SOURCE, products: {} } }, ['TOOK_NOTHING install dir:node_modules']],
    [
      'a directory is another than was installed',
      { build: { begins: { ...SOURCE, 'dir:node_modules': 'x' } } },
      ['TAKES_DIFFERS build dir:node_modules']
    ],
    [
      'an installed directory is not there',
      { build: { begins: SOURCE, materials: {}, products: {} } },
      ['TAKES_MISSING build dir:node_modules']
    ],
    [
      'an installed directory is not there, and is spoken of',
      { build: { begins: SOURCE } },
      ['TAKES_MISSING build dir:node_modules']
    ],
    [
      'a directory that is installed is spoken of alone',
      { install: { ends: SOURCE } },
      ['TOOK_NOTHING install dir:node_modules']
    ],
    [
      'a directory lies where a step installs',
      { install: { begins: INSTALLED } },
      ['SCRATCH_PRESENT install dir:node_modules']
    ],
    [
      'a taker records what it took',
      { build: { ends: { ...BUILT, 'dir:node_modules': 'n' } } },
      ['ADDED_UNEXPECTED build dir:node_modules']
    ],
    [
      'a line hides files of source',
      {
        install: {
          begins: WITHOUT_A,
          ends: { 'dir:node_modules': 'n', ...WITHOUT_A },
          materials: { leftOut: { 'src/': 1 } }
        }
      },
      ['EXCLUDED_UNEXPECTED install src/a.js']
    ],
    [
      'a line of the recorder hides what lies deeper',
      { install: { recording: { exclude: ['.git'] } } },
      ['EXCLUDED_UNEXPECTED install', 'EXCLUDED_UNEXPECTED install']
    ],
    [
      'a line hides more of an installed directory',
      { install: { products: { directories: { 'dir:node_modules': ['bin/'] } } } },
      ['EXCLUDED_UNEXPECTED install dir:node_modules']
    ],
    [
      'a taker hides more of an installed directory',
      { build: { materials: { directories: { 'dir:node_modules': ['bin/'] } } } },
      ['EXCLUDED_UNEXPECTED build dir:node_modules']
    ],
    [
      'a directory is passed over at the end',
      { test: { products: { unrecorded: ['dir:node_modules', 'dir:evil'] } } },
      ['EXCLUDED_UNEXPECTED test dir:evil']
    ],
    [
      'a directory is passed over at the beginning',
      { docs: { materials: { unrecorded: ['dir:evil'] } } },
      ['EXCLUDED_UNEXPECTED docs dir:evil']
    ],
    [
      'a directory is noted and not recorded',
      { docs: { materials: { directories: { 'dir:evil': ['*.js'] } } } },
      ['EXCLUDED_UNEXPECTED docs dir:evil']
    ],
    [
      'a directory that a step installs lies there at the beginning by its note alone',
      { install: { materials: { directories: { 'dir:node_modules': ['.cache/'] } } } },
      ['EXCLUDED_UNEXPECTED install dir:node_modules']
    ],
    [
      'a link does not say what it left out of a directory',
      { build: { materials: { directories: {} }, recording: { materials: new Map([['paths', ['.']]]) } } },
      ['RECORDING_UNKNOWN build']
    ],
    [
      'scratch lay there',
      { build: { materials: { ...TAKER.materials, leftOut: { 'tmp/': 1 } } } },
      ['SCRATCH_PRESENT build']
    ],
    ['a link says that something lay there', { build: { scratch: 'tmp/x' } }, ['SCRATCH_PRESENT build']],
    ['a link of a step without scratch says so', { docs: { scratch: 'x' } }, ['SCRATCH_PRESENT docs']],
    ['nobody looked for scratch', { docs: { scratch: undefined } }, ['RECORDING_UNKNOWN docs']],
    ['a step says it is a checkout', { docs: { scratch: 'checkout' } }, ['RECORDING_UNKNOWN docs']],
    ['a checkout says it is none', { checkout: { scratch: 'none at begin' } }, ['RECORDING_UNKNOWN checkout']],
    [
      'a step records some files alone',
      { test: { ends: { 'dist/a.js': 'A', 'dist/b.js': 'B' }, products: { ...TAKER.products, paths: ['dist'] } } },
      ['RECORDING_UNKNOWN test old.txt package.json src/a.js']
    ],
    [
      'a step records one file twice, and all',
      { docs: { products: { paths: ['.', 'dist'] } } },
      ['RECORDING_UNKNOWN docs']
    ],
    [
      'a checkout says that it ended with nothing',
      { checkout: { products: { paths: [] } } },
      ['RECORDING_UNKNOWN checkout']
    ],
    [
      'a step records one file alone',
      { docs: { begins: { 'dist/a.js': 'A' }, ends: { ...LINKS.docs.ends }, materials: { paths: ['dist/a.js'] } } },
      ['RECORDING_UNKNOWN docs dist/b.js']
    ],
    [
      'a step records nothing',
      { docs: { begins: {}, materials: { paths: [] } } },
      ['RECORDING_UNKNOWN docs dist/a.js dist/b.js']
    ],
    ['a step ran something else', { build: { command: ['make', 'evil'] } }, ['COMMAND_DIFFERS build']],
    ['a link is one of another step', { docs: { name: 'test' } }, ['LINK_NAME docs']],
    ['a layout stands for a step', { docs: { kind: 'sublayout in intents' } }, ['SUBLAYOUT_UNEXPECTED docs']],
    ['a link claims nothing', { bump: { claim: undefined } }, ['SOURCE_UNKNOWN bump']],
    ['a released step lost what it had', { bump: { ends: BUMPED_LESS } }, ['REMOVED_UNEXPECTED bump package.json']]
  ])('%s', (_what, changes, wanted) => {
    const verdict = check(run(changes))
    expect(told(verdict)).toEqual(wanted)
    for (const { message, hint, statement, step } of verdict.failures) {
      expect([message, hint]).toEqual([expect.stringMatching(/^[A-Z].*\.$/), expect.stringMatching(/^[A-Z].*\.$/)])
      if (step !== undefined) expect(message).toContain(`"${step}"`)
      expect(WORDS).toContain(statement)
    }
  })
})
