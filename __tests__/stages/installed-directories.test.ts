// SPDX-License-Identifier: Apache-2.0
// Packages are what a build reads, so they are recorded: by the stage that installs them and by those that use them. Whole
// actions are run, and a gate judges, over what a hostile cache does before, between and after.
import { execFileSync } from 'node:child_process'
import { chmodSync, mkdirSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { describe, expect, test } from '@jest/globals'
import { step } from '../support/chain.ts'
import { HEAD, linkIn, MemoryGitHub } from '../support/memory-github.ts'
import { given, MemoryJob, type Ran } from '../support/memory-job.ts'
import { CI, layoutWith, signingIdentity } from '../support/two-steps.ts'
import { directoryWith } from '../support/directory.ts'

type Texts = Readonly<Record<string, string>>
type Json = Record<string, unknown>

interface Recorded extends Json {
  readonly materials: Json
  readonly products: Json
  readonly environment: { readonly recording: Record<'materials' | 'products', Json>; readonly caches?: Json }
}

const key = { 'signing-key': CI.privatePem }

class Packages extends MemoryJob {
  constructor(files: Texts = {}, facts: Texts = {}) {
    super(new MemoryGitHub(), facts, { 'a.js': 'alpha', ...files })
  }

  link(of: string): Recorded {
    const stored = this.github.storedIn(this.run).filter(({ name }) => name.startsWith(`in-toto.${of}.`))
    return linkIn(stored.at(-1) ?? this.github.storedAs(`in-toto.${of}.`, this.run)) as Recorded
  }

  install(directories: string, command: () => void, begin: Texts = {}): Promise<Ran> {
    return this.stage('install', command, {}, { installs: directories, ...begin })
  }

  use(directories: string, begin: Texts = {}): Promise<Ran> {
    return this.stage('test', () => undefined, {}, { dependencies: directories, ...begin })
  }

  put(path: string, text = ''): void {
    this.write(path, text)
  }

  /** The verdict over install and test, by the rules of the documentation. */
  judge(): Promise<Ran> {
    const none = { expected_command: [] }
    const steps = [
      step('install', [signingIdentity], {
        ...none,
        expected_materials: [
          ['ALLOW', 'a.js'],
          ['DISALLOW', '*']
        ],
        expected_products: [
          ['CREATE', 'dir:*'],
          ['ALLOW', 'a.js'],
          ['DISALLOW', '*']
        ]
      }),
      step('test', [signingIdentity], {
        ...none,
        expected_materials: [
          ['MATCH', 'dir:*', 'WITH', 'PRODUCTS', 'FROM', 'install'],
          ['MATCH', '*', 'WITH', 'PRODUCTS', 'FROM', 'install'],
          ['DISALLOW', '*']
        ],
        expected_products: [
          ['MATCH', '*', 'WITH', 'PRODUCTS', 'FROM', 'install'],
          ['DISALLOW', '*']
        ]
      })
    ]
    this.github.files.set(`${HEAD}:.in-toto/packages.layout`, layoutWith({ steps }))
    return this.verify({ layout: '.in-toto/packages.layout' })
  }
}

/** What installs where, in the ecosystems that there are. */
const ECOSYSTEMS: readonly (readonly [string, string, Texts])[] = [
  ['node_modules of npm', 'node_modules', { 'node_modules/a/index.js': 'a', 'node_modules/.bin/a': 'a' }],
  ['a virtual environment of Python', '.venv', { '.venv/lib/python3.12/site-packages/a.py': 'a', '.venv/bin/a': 'a' }],
  ['vendor of Go', 'vendor', { 'vendor/modules.txt': '# a v1', 'vendor/example.org/a/a.go': 'package a' }],
  ['target of Rust', 'target/deps', { 'target/deps/liba.rlib': 'a' }],
  ['gems', 'vendor/bundle', { 'vendor/bundle/ruby/3.4.0/gems/a/a.rb': 'a' }]
]

function fill(job: Packages, files: Texts): void {
  for (const [path, text] of Object.entries(files)) job.put(path, text)
}

describe.each(ECOSYSTEMS)('%s', (_what, directory, files) => {
  const poison = Object.keys(files)[0] ?? ''
  test('is one product of its installer, one material of its user, and nothing else', async () => {
    const job = new Packages()
    expect((await job.install(directory, () => fill(job, files))).codes).toEqual([])
    expect((await job.use(directory)).codes).toEqual([])
    const [installed, used] = [job.link('install'), job.link('test')]
    const name = `dir:${directory}`
    expect([Object.keys(installed.materials), Object.keys(installed.products)]).toEqual([['a.js'], ['a.js', name]])
    expect([Object.keys(used.materials), Object.keys(used.products)]).toEqual([['a.js', name], ['a.js']])
    expect(used.materials[name]).toEqual(installed.products[name])
    expect(installed.environment.recording.products['directories']).toEqual({ [name]: [] })
    expect(used.environment.recording.materials['directories']).toEqual({ [name]: [] })
    expect(used.environment.recording.products['unrecorded']).toEqual([name])
    expect((await job.judge()).outputs['verdict']).toBe('passed')
  })
  test('that lies there before its installer begins is no way in', async () => {
    for (const begin of [{ installs: directory }, { exclude: `${directory}/` }, { exclude: `/${directory}` }]) {
      const job = new Packages({ [poison]: 'poisoned' })
      const ran = await job.stage('install', () => fill(job, files), {}, begin)
      expect(ran.codes).toEqual(['SCRATCH_PRESENT'])
      expect(ran.words).toContain(directory)
      expect(job.github.namesIn(job.run)).toEqual([])
    }
  })
  test('that is changed between two stages fails by its digest', async () => {
    for (const change of [poison, `${directory}/more`]) {
      const job = new Packages()
      await job.install(directory, () => fill(job, files))
      job.put(change, 'poisoned')
      expect((await job.use(directory)).codes).toEqual([])
      const verdict = await job.judge()
      expect([verdict.outputs['verdict'], verdict.codes]).toEqual(['failed', ['RULE_ARTIFACT_DISALLOWED']])
      expect(verdict.words).toContain(`dir:${directory}`)
    }
  })
  test('that is put there afterwards is recorded file by file, or refused', async () => {
    const job = new Packages()
    await job.stage('install', () => undefined)
    fill(job, files)
    expect((await job.stage('test', () => undefined)).codes).toEqual([])
    expect((await job.judge()).codes).toEqual(expect.arrayContaining(['RULE_ARTIFACT_DISALLOWED']))
    expect((await job.stage('late', () => undefined, {}, { exclude: directory })).codes).toEqual(['SCRATCH_PRESENT'])
  })
})

describe('installing', () => {
  test('finds every directory that a pattern fits, the outermost of each', async () => {
    const job = new Packages()
    const ran = await job.install('**/node_modules\n!.cache/', () =>
      fill(job, {
        'node_modules/a/node_modules/b/x': '1',
        'packages/c/node_modules/d/x': '2',
        'packages/c/node_modules/.cache/x': '3',
        'packages/c/index.js': '4'
      })
    )
    expect(ran.codes).toEqual([])
    const { products, environment } = job.link('install')
    expect(Object.keys(products)).toEqual([
      'a.js',
      'dir:node_modules',
      'dir:packages/c/node_modules',
      'packages/c/index.js'
    ])
    expect(environment.recording.products['directories']).toEqual({
      'dir:node_modules': ['.cache/'],
      'dir:packages/c/node_modules': ['.cache/']
    })
    job.put('packages/c/node_modules/.cache/y', 'of a tool')
    expect((await job.use('**/node_modules\n!.cache/')).codes).toEqual([])
    expect((await job.judge()).codes).toEqual(['RULE_ARTIFACT_DISALLOWED'])
    expect(job.link('test').materials).toMatchObject({
      'dir:packages/c/node_modules': products['dir:packages/c/node_modules']
    })
  })
  test.each<[string, string, (job: Packages) => void, string]>([
    ['nothing', 'node_modules', () => undefined, 'INSTALLED_NOTHING'],
    ['an empty directory', 'd', (job) => mkdirSync(join(job.workspace, 'd')), 'INSTALLED_NOTHING'],
    ['what is left out', 'd\n!*.log\n!x', (job) => fill(job, { 'd/a.log': '', 'd/x': '' }), 'INSTALLED_NOTHING'],
    ['nothing that a pattern fits', '**/d', (job) => job.put('e/x'), 'INSTALLED_NOTHING'],
    ['one of two', 'd\ne', (job) => job.put('d/x'), 'INSTALLED_NOTHING'],
    ['a file', 'd', (job) => job.put('d'), 'DEPENDENCY_NOT_DIRECTORY'],
    [
      'a link',
      'd',
      (job) => symlinkSync(directoryWith({ x: '' }), join(job.workspace, 'd')),
      'DEPENDENCY_NOT_DIRECTORY'
    ],
    ['a link that fits', '**/d', (job) => symlinkSync('.', join(job.workspace, 'd')), 'DEPENDENCY_NOT_DIRECTORY'],
    [
      'behind a link',
      'd/e',
      (job) => {
        job.put('f/e/x')
        symlinkSync('f', join(job.workspace, 'd'))
      },
      'DEPENDENCY_NOT_DIRECTORY'
    ]
  ])('%s is told', async (_what, directories, command, code) => {
    const job = new Packages()
    expect((await job.install(directories, () => command(job))).codes).toEqual([code])
    expect(job.github.namesIn(job.run)).toEqual([])
  })
  test.each([
    ['outside of the workspace', (): string => directoryWith({ 'six.py': 'good' })],
    [
      'in what git keeps',
      (job: Packages): string => (job.put('.git/store/six.py', 'good'), join(job.workspace, '.git/store'))
    ],
    [
      'above the workspace',
      (job: Packages): string => (writeFileSync(join(job.workspace, '../six.py'), 'good'), dirname(job.workspace))
    ]
  ])('sees a file change that a link leads to %s', async (_where, storeOf) => {
    for (const change of [false, true]) {
      const job = new Packages()
      const store = storeOf(job)
      const ran = await job.install('.venv', () => {
        mkdirSync(join(job.workspace, '.venv'))
        symlinkSync(join(store, 'six.py'), join(job.workspace, '.venv/six.py'))
      })
      if (change) writeFileSync(join(store, 'six.py'), 'EVIL')
      expect([ran.codes, (await job.use('.venv')).codes]).toEqual([[], []])
      const [installed, used] = [job.link('install').products['dir:.venv'], job.link('test').materials['dir:.venv']]
      expect(JSON.stringify(used) === JSON.stringify(installed)).toBe(!change)
    }
  })
  test('leaves links alone that lead to nothing, to a name that is too long, and to devices', async () => {
    const job = new Packages()
    const ran = await job.install('.venv', () => {
      mkdirSync(join(job.workspace, '.venv'))
      symlinkSync('n'.repeat(300), join(job.workspace, '.venv/long'))
      symlinkSync('nowhere', join(job.workspace, '.venv/nothing'))
      symlinkSync('/dev/null', join(job.workspace, '.venv/null'))
    })
    expect(ran.codes).toEqual([])
  })
  test('may be an empty directory before', async () => {
    const job = new Packages()
    mkdirSync(join(job.workspace, 'node_modules'))
    expect((await job.install('node_modules', () => job.put('node_modules/x', '1'))).codes).toEqual([])
  })
  test('leaves links as they are, round in circles and outwards', async () => {
    const job = new Packages()
    const ran = await job.install('node_modules', () => {
      fill(job, { 'node_modules/.pnpm/a@1/node_modules/a/x': '1' })
      symlinkSync('.pnpm/a@1/node_modules/a', join(job.workspace, 'node_modules/a'))
      symlinkSync('..', join(job.workspace, 'node_modules/.pnpm/a@1/node_modules/up'))
      symlinkSync('/usr/bin/python3', join(job.workspace, 'node_modules/python'))
    })
    expect([ran.codes, Object.keys(job.link('install').products)]).toEqual([[], ['a.js', 'dir:node_modules']])
    rmSync(join(job.workspace, 'node_modules/python'))
    symlinkSync('/tmp/evil', join(job.workspace, 'node_modules/python'))
    expect((await job.use('node_modules')).codes).toEqual([])
    expect((await job.judge()).codes).toEqual(['RULE_ARTIFACT_DISALLOWED'])
  })
  test('records what is called .git in there, since it can be loaded', async () => {
    const digests = []
    for (const text of ['1', '2']) {
      const job = new Packages()
      await job.install('node_modules', () =>
        fill(job, { 'node_modules/a/x': '', 'node_modules/a/.git/evil.js': text })
      )
      digests.push(JSON.stringify(job.link('install').products['dir:node_modules']))
    }
    expect(digests[0]).not.toBe(digests[1])
  })
  test('in the home of the user is named by it, and must not be there before, either', async () => {
    const home = directoryWith()
    const job = new Packages({}, { HOME: home })
    const registry = (text: string): void => {
      const path = join(home, '.cargo/registry/a.crate')
      mkdirSync(dirname(path), { recursive: true })
      writeFileSync(path, text)
    }
    expect((await job.install('~/.cargo/registry', () => registry('1'))).codes).toEqual([])
    expect((await job.use('~/.cargo/registry')).codes).toEqual([])
    expect(Object.keys(job.link('test').materials)).toEqual(['a.js', 'dir:~/.cargo/registry'])
    expect((await job.judge()).outputs['verdict']).toBe('passed')
    expect((await job.install('~/.cargo/registry', () => undefined)).codes).toEqual(['SCRATCH_PRESENT'])
    registry('2')
    expect((await job.stage('again', () => undefined, {}, { dependencies: '~/.cargo/registry' })).codes).toEqual([])
    expect(job.link('again').materials).not.toEqual(job.link('test').materials)
  })
  test('is left out of what is handed over', async () => {
    const job = new Packages()
    const command = (): void => fill(job, { 'node_modules/a/x': '1', 'dist/a': '2' })
    const ran = await job.stage('install', command, { 'hand-over': '**' }, { installs: 'node_modules' })
    expect([ran.codes, ran.words]).toEqual([[], expect.stringContaining('2 of them handed over')])
  })
})

describe('using', () => {
  test('what is not there, or holds nothing, is told when the stage begins', async () => {
    const job = new Packages({ 'e/x.log': '' })
    mkdirSync(join(job.workspace, 'd'))
    for (const [directories, code] of [
      ['gone', 'DEPENDENCY_MISSING'],
      ['d', 'DEPENDENCY_MISSING'],
      ['**/gone', 'DEPENDENCY_MISSING'],
      ['e\n!*.log', 'DEPENDENCY_MISSING'],
      ['a.js', 'DEPENDENCY_NOT_DIRECTORY']
    ] as const)
      expect([directories, (await job.use(directories)).codes]).toEqual([directories, [code]])
  })
  test('records what appears in a place that the pattern fits only while the stage runs', async () => {
    const job = new Packages()
    await job.install('**/node_modules', () => job.put('node_modules/a/x'))
    await job.stage('test', () => job.put('p/node_modules/evil'), {}, { dependencies: '**/node_modules' })
    expect(Object.keys(job.link('test').products)).toEqual(['a.js', 'p/node_modules/evil'])
  })
})

describe('lines', () => {
  test.each([
    '/etc',
    '..',
    '.',
    './',
    'a/../..',
    '../x',
    '~',
    '~root/x',
    '~/',
    '~/*',
    '~/../x',
    './~/x',
    '.git',
    'a/.git/b',
    'a\\b',
    'C:/x',
    '!.cache/',
    'a\n!',
    'a\n!*',
    'a\n!/**',
    'a\n!**/*/',
    'a\n!!x',
    'a\n!#x',
    'a\na/',
    'a\na/b',
    'none\na',
    'a\n!x\\y'
  ])('%j are refused', async (lines) => {
    const job = new Packages({ 'a/x': '' })
    for (const name of ['installs', 'dependencies'])
      expect((await job.begin({ 'step-name': 'x', [name]: lines })).codes).toEqual(['INPUT_INVALID'])
  })
  test('that a stage both installs and uses are refused', async () =>
    expect((await new Packages().begin({ 'step-name': 'x', installs: 'a/', dependencies: './a' })).codes).toEqual([
      'INPUT_INVALID'
    ]))
  test('of the home need one', async () => {
    const job = new Packages()
    const ran = await job.begin({ 'step-name': 'x', installs: '~/x' }, { HOME: '', USERPROFILE: '' })
    expect(ran.codes).toEqual(['INPUT_INVALID'])
  })
  test('name a directory called like the word for off', async () => {
    const job = new Packages()
    expect((await job.install('./none', () => job.put('none/x'))).codes).toEqual([])
    expect(Object.keys(job.link('install').products)).toEqual(['a.js', 'dir:none'])
  })
})

describe('what an exclude pattern fits', () => {
  const begin = (job: Packages, exclude: string, more: Texts = {}): Promise<Ran> =>
    job.begin({ 'step-name': 'build', run: 'make', materials: '.', exclude, ...more })
  test.each<[string, string, (job: Packages) => void]>([
    ['in a directory', 'tmp/', (job) => job.put('x/tmp/y')],
    ['by its name', '*.pyc', (job) => job.put('x/y.pyc')],
    ['anchored', '/dist', (job) => job.put('dist/a')],
    ['further down', 'a/**/b', (job) => job.put('a/c/d/b')],
    ['as a link', 'cache', (job) => symlinkSync(directoryWith({ x: '' }), join(job.workspace, 'cache'))],
    ['as a link to nothing', 'cache', (job) => symlinkSync('/nowhere', join(job.workspace, 'cache'))],
    ['beside what is included again', '*.log\n!keep.log', (job) => fill(job, { 'keep.log': '', 'x.log': '' })],
    [
      'in a directory that cannot be read',
      'tmp/',
      (job) => mkdirSync(join(job.workspace, 'tmp/a'), { recursive: true, mode: 0 })
    ],
    ['hidden by a pattern for all', '*\n!a.js', (job) => job.put('evil/x')]
  ])('and lies there is told, %s', async (what, exclude, make) => {
    const job = new Packages()
    make(job)
    const ran = await begin(job, exclude)
    if (what.includes('cannot be read')) {
      chmodSync(join(job.workspace, 'tmp/a'), 0o755)
      // Whoever may read everything sees that it is empty.
      if (process.getuid?.() === 0) return
    }
    expect(ran.codes).toEqual(['SCRATCH_PRESENT'])
    expect(ran.words).toContain(exclude.split('\n')[0])
    expect(ran.words).toMatch(/restore|cache/)
  })
  test.each<[string, string, Texts]>([
    ['what git keeps at the top', '.git', { '.git/config': '' }],
    ['that, by another pattern', '.*', { '.git/config': '' }],
    ['what is not there', 'node_modules/', {}],
    ['what is included again', '*.log\n!keep.log', { 'keep.log': '' }],
    [
      'a submodule',
      '',
      { 'sub/.git': 'gitdir: ../.git/modules/sub\n', '.git/modules/sub/HEAD': `${'a'.repeat(40)}\n` }
    ],
    ['a checkout into a directory', '', { 'sub/.git/HEAD': 'ref: refs/heads/main\n', 'sub/.git/objects/x': '' }]
  ])('does not mean %s', async (_what, exclude, files) =>
    expect((await begin(new Packages(files), exclude)).codes).toEqual([])
  )
  test('does not mean an empty directory, or what is named in dependencies', async () => {
    const job = new Packages({ 'node_modules/a/x.log': '' })
    mkdirSync(join(job.workspace, 'tmp/a'), { recursive: true })
    expect((await begin(job, 'tmp/\n*.log', { dependencies: 'node_modules' })).codes).toEqual([])
    expect((await begin(job, 'node_modules/')).codes).toEqual(['SCRATCH_PRESENT'])
  })
  test('is also what nobody excludes by a pattern: .git further down that belongs to no checkout', async () => {
    for (const files of [
      { 'src/.git/evil.js': '' },
      { 'src/.git': 'module.exports = 1' },
      { 'src/.git/HEAD': '', 'src/.git/objects/evil.js': '' },
      { 'src/.git/HEAD': 'evil()', 'src/.git/objects/evil.js': '' },
      { 'src/.git/HEAD': 'ref: refs/heads/main\n', 'src/.git/objects': 'evil()' },
      { 'src/.git': 'gitdir: console.log("evil")\n' },
      { 'src/.git': 'gitdir: ../b\nevil()\n', 'b/HEAD': 'ref: refs/heads/main\n' },
      { 'src/.git': 'gitdir: ../b\n', 'b/x': '' }
    ] as Texts[])
      expect((await begin(new Packages(files), '')).codes).toEqual(['SCRATCH_PRESENT'])
  })
  test('and git tracks is told by its name, also where it was taken away', async () => {
    const job = new Packages({ 'src/gen.js': '' })
    const git = (...words: string[]): void =>
      void execFileSync('git', ['-C', job.workspace, '-c', 'user.name=t', '-c', 'user.email=t@t', ...words])
    git('init', '--quiet')
    git('add', '--all')
    git('commit', '--quiet', '-m', 'x')
    for (const inputs of [
      { exclude: 'gen.js' },
      { exclude: 'none/', installs: 'src' },
      { exclude: '', installs: '**/src' }
    ]) {
      const { exclude, ...more } = inputs
      const ran = await begin(job, exclude, more)
      expect([ran.codes, ran.words]).toEqual([['SCRATCH_PRESENT'], expect.stringContaining('Git tracks it.')])
    }
    rmSync(join(job.workspace, 'src'), { recursive: true })
    const ran = await begin(job, 'gen.js')
    expect([ran.codes, ran.words]).toEqual([['SCRATCH_PRESENT'], expect.stringContaining('src/gen.js')])
    expect((await begin(job, '', { installs: 'src' })).codes).toEqual(['SCRATCH_PRESENT'])
  })
  test('is found out at the end where a stage begins with nothing, unless it checks out', async () => {
    const job = new Packages({ 'tmp/x': '' })
    const begun = await job.begin({ 'step-name': 'build', exclude: 'tmp/' })
    expect(begun.codes).toEqual([])
    expect((await job.end({ ...given(begun), ...key, products: '.' })).codes).toEqual(['SCRATCH_PRESENT'])
    const git = (...words: string[]): void =>
      void execFileSync('git', ['-C', job.workspace, '-c', 'user.name=t', '-c', 'user.email=t@t', ...words])
    git('init', '--quiet')
    git('add', 'a.js')
    git('commit', '--quiet', '-m', 'x')
    const head = execFileSync('git', ['-C', job.workspace, 'rev-parse', 'HEAD'], { encoding: 'utf8' }).trim()
    job.facts['GITHUB_SHA'] = head
    const checkout = await job.begin({ 'step-name': 'checkout', exclude: 'tmp/' })
    const ended = await job.end({ ...given(checkout), ...key, products: '.', 'product-source': 'git' })
    expect([checkout.codes, ended.codes]).toEqual([[], []])
  })
})

describe('the caches of a job', () => {
  test.each([
    ['none', { mode: 'none' }],
    ['write-only', { mode: 'write-only' }],
    ['read', { mode: 'read' }],
    ['', undefined],
    ['everything', undefined]
  ])('are in the link as the runner tells them: %s', async (mode, expected) => {
    const job = new Packages({}, mode === '' ? {} : { ACTIONS_CACHE_MODE: mode })
    await job.stage('build', () => undefined)
    expect(job.link('build').environment.caches).toEqual(expected)
  })
})

describe('a link in a directory that is recorded as a whole', () => {
  const outside = (): string => directoryWith({ 'index.js': 'good' })
  test.each<[string, string, string, (at: (path: string) => string) => void]>([
    ['to a package elsewhere', 'node_modules', 'node_modules/m', (at) => symlinkSync(outside(), at('node_modules/m'))],
    [
      'further down',
      '.venv',
      '.venv/lib/site-packages',
      (at) => {
        mkdirSync(at('.venv/lib'))
        symlinkSync(outside(), at('.venv/lib/site-packages'))
      }
    ],
    [
      'into what git keeps',
      'vendor',
      'vendor/m',
      (at) => {
        mkdirSync(at('.git/m'), { recursive: true })
        symlinkSync('../.git/m', at('vendor/m'))
      }
    ],
    [
      'by another link',
      'node_modules',
      'node_modules/m',
      (at) => {
        symlinkSync(outside(), at('node_modules/.m'))
        symlinkSync('.m', at('node_modules/m'))
      }
    ]
  ])('leads to no directory that nobody sees: %s', async (_what, directory, _name, make) => {
    const job = new Packages()
    const fillIt = (): void => {
      mkdirSync(join(job.workspace, directory))
      make((path) => join(job.workspace, path))
    }
    expect((await job.install(directory, fillIt)).codes).toEqual(['RECORD_OUTSIDE'])
    expect((await job.use(directory)).codes).toEqual(['RECORD_OUTSIDE'])
  })
  test('may lead to a package of the workspace, to itself, to a file, and to nothing', async () => {
    const job = new Packages({ 'packages/p/index.js': '' })
    const file = join(outside(), 'index.js')
    const ran = await job.install('node_modules', () => {
      fill(job, { 'node_modules/.pnpm/a/index.js': '1', 'node_modules/.git/b/index.js': '1' })
      const links = {
        a: '.pnpm/a',
        b: '.git/b',
        p: '../packages/p',
        python: file,
        gone: '/nowhere',
        round: 'round',
        up: '..'
      }
      for (const [name, target] of Object.entries(links)) symlinkSync(target, join(job.workspace, 'node_modules', name))
    })
    expect(ran.codes).toEqual([])
    expect((await job.use('node_modules')).codes).toEqual([])
  })
  test('may lead into the home for a directory there', async () => {
    const home = directoryWith()
    const job = new Packages({}, { HOME: home })
    const make = (target: string): void => {
      mkdirSync(join(home, '.cargo/registry/a'), { recursive: true })
      writeFileSync(join(home, '.cargo/registry/a/x'), '')
      symlinkSync(target, join(home, '.cargo/registry/b'))
    }
    expect((await job.install('~/.cargo/registry', () => make('a'))).codes).toEqual([])
    rmSync(join(home, '.cargo'), { recursive: true })
    expect((await job.install('~/.cargo/registry', () => make(outside()))).codes).toEqual(['RECORD_OUTSIDE'])
  })
  test('may be left out', async () => {
    const job = new Packages()
    const ran = await job.install('node_modules\n!/m', () => {
      fill(job, { 'node_modules/a/x': '' })
      symlinkSync(outside(), join(job.workspace, 'node_modules/m'))
    })
    expect(ran.codes).toEqual([])
  })
})
