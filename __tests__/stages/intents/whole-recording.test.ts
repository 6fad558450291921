// SPDX-License-Identifier: Apache-2.0
// Stages of steps in intents, as whole actions: what they record, refuse, and say of it.
import { rmSync, symlinkSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from '@jest/globals'
import { commitAll, git, type CommitJob, type LinkValue } from '../../support/commit-job.ts'
import { directoryWith } from '../../support/directory.ts'
import { jobWith, LAYOUT, layoutText } from '../../support/intents-layout.ts'
import { linkIn, MemoryGitHub } from '../../support/memory-github.ts'
import { MemoryJob, given, type Ran } from '../../support/memory-job.ts'
import { CI } from '../../support/two-steps.ts'

const INTENTS = ['checkout takes nothing', 'checkout adds source']
const SOURCE = ['.in-toto/root.layout', 'a.js', 'run.sh', 'src/b.js']

interface Recording {
  readonly exclude: readonly string[]
  readonly scratch?: string
  readonly materials: Readonly<Record<string, unknown>>
  readonly products: Readonly<Record<string, unknown>>
}

const recordingOf = ({ environment }: LinkValue): Recording => environment['recording'] as Recording
const materialsOf = (link: LinkValue): string[] => Object.keys(link.materials)
const productsOf = (link: LinkValue): string[] => Object.keys(link.products)

/** A job with the commit checked out, and one stage in it. */
async function stageOf(
  statements: readonly string[],
  {
    step = 'build',
    command = () => undefined,
    begin = {},
    end = {},
    files = {}
  }: {
    readonly step?: string
    readonly command?: (job: CommitJob) => void
    readonly begin?: Readonly<Record<string, string>>
    readonly end?: Readonly<Record<string, string>>
    readonly files?: Readonly<Record<string, string>>
  } = {}
): Promise<{ readonly job: CommitJob; readonly ran: Ran }> {
  const job = jobWith(statements, files)
  job.checkOut()
  return { job, ran: await job.stage(step, () => command(job), end, begin) }
}

describe('a step that takes source', () => {
  const BUILD = ['build takes source', 'build adds dist/**', 'build scratch node_modules/']

  test('records all but its scratch and .git at the top, and says so', async () => {
    const { job, ran } = await stageOf(BUILD, {
      command: (at) => {
        at.write('dist/app.js', 'made')
        at.write('node_modules/x/index.js', 'package')
      }
    })
    expect(ran.codes).toEqual([])
    const link = job.link('build')
    expect([materialsOf(link), productsOf(link)]).toEqual([
      SOURCE,
      [...SOURCE.slice(0, 2), 'dist/app.js', ...SOURCE.slice(2)]
    ])
    expect(recordingOf(link)).toEqual({
      exclude: ['node_modules/', '/.git'],
      scratch: 'none at begin',
      materials: { paths: ['.'] },
      products: { paths: ['.'], left_out: { 'node_modules/': 1 } }
    })
    expect(link.environment['source']).toMatchObject({ commit: job.commit, files: 4 })
  })
  test('does so by bare begin and end, whose defaults record nothing', async () => {
    const { job } = await stageOf(BUILD, {
      command: (at) => at.write('dist/app.js', 'made'),
      begin: { materials: 'none' },
      end: { products: 'none' }
    })
    expect(productsOf(job.link('build'))).toContain('dist/app.js')
  })
  test.each<[string, (job: CommitJob) => void]>([
    ['a file under a directory', (at) => at.write('node_modules/x/index.js', '')],
    ['a file further down', (at) => at.write('src/node_modules/y.js', '')],
    ['a symbolic link to a directory', (at) => symlinkSync('src', join(at.workspace, 'node_modules'))]
  ])('refuses scratch that lies there when it begins: %s', async (_what, put) => {
    const job = jobWith(BUILD)
    job.checkOut()
    put(job)
    const { codes, words } = await job.begin({ 'step-name': 'build', run: 'make', materials: '.' })
    expect(codes).toEqual(['SCRATCH_PRESENT'])
    expect(words).toContain('node_modules')
  })
  test('begins where an empty directory lies in the place of scratch', async () => {
    const job = jobWith(BUILD)
    job.checkOut()
    job.write('node_modules/x', '')
    rmSync(join(job.workspace, 'node_modules/x'))
    expect((await job.begin({ 'step-name': 'build', run: 'make', materials: '.' })).codes).toEqual([])
  })
  test('records tracked files under a line of scratch, and what it adds there', async () => {
    const { job, ran } = await stageOf(
      ['build takes source', 'build adds target/release/app', 'build may-add target/*.map', 'build scratch target/'],
      {
        files: { 'target/kept.txt': 'tracked' },
        command: (at) => {
          for (const name of ['release/app', 'app.map', 'debug/app', 'x']) at.write(`target/${name}`, name)
        }
      }
    )
    expect(ran.codes).toEqual([])
    const link = job.link('build')
    expect(materialsOf(link)).toContain('target/kept.txt')
    expect(productsOf(link).filter((path) => path.startsWith('target/'))).toEqual([
      'target/app.map',
      'target/kept.txt',
      'target/release/app'
    ])
    expect(recordingOf(link).products).toEqual({ paths: ['.'], left_out: { 'target/': 2 } })
  })
  describe.each(['.git', '.git/', '**/.git', 'src/.git', 'src/**', '.git*'])('whose scratch is %s', (line) => {
    const HIDDEN = ['build takes source', 'build adds dist/**', `build scratch ${line}`]
    test.each<[string, (job: CommitJob) => void]>([
      ['files of a directory', (at) => at.write('src/.git/evil.sh', '')],
      [
        'what looks like a repository',
        (at) => {
          at.write('src/.git/HEAD', 'ref: refs/heads/main\n')
          at.write('src/.git/objects/evil.sh', '')
        }
      ],
      ['a symbolic link', (at) => symlinkSync('../run.sh', join(at.workspace, 'src/.git'))],
      ['a directory within one', (at) => at.write('src/.git/deep/.git/evil.sh', '')]
    ])('refuses %s under a deeper .git', async (what, put) => {
      const job = jobWith(HIDDEN)
      job.checkOut()
      put(job)
      const { codes, words } = await job.begin({ 'step-name': 'build', run: 'make', materials: '.' })
      // A pattern for directories does not fit the link, which is recorded.
      const isRecorded = what === 'a symbolic link' && line === '.git/'
      expect(codes).toEqual(isRecorded ? [] : ['SCRATCH_PRESENT'])
      if (!isRecorded) expect(words).toContain('src/.git')
    })
    test('counts what it hides at the end, and nothing at the top', async () => {
      const { job, ran } = await stageOf(HIDDEN, {
        command: (at) => {
          at.write('dist/app.js', 'made')
          at.write('src/.git/x', '')
          at.write('src/.git/y', '')
        }
      })
      expect(ran.codes).toEqual([])
      expect(recordingOf(job.link('build'))).toMatchObject({
        materials: { paths: ['.'] },
        products: { paths: ['.'], left_out: { [line]: 2 } }
      })
      expect(recordingOf(job.link('build')).materials).toEqual({ paths: ['.'] })
    })
  })
  test('records a deeper .git, which nothing hides', async () => {
    const { job } = await stageOf(BUILD, { command: (at) => at.write('dist/.git/config', 'x') })
    expect(productsOf(job.link('build'))).toContain('dist/.git/config')
  })
  test('goes by the commit, not by the work tree', async () => {
    const job = jobWith(BUILD)
    job.checkOut()
    job.write(LAYOUT, layoutText(['build takes source', 'build adds dist/**', 'build scratch dist/']))
    await job.stage('build', () => job.write('dist/app.js', 'made'))
    expect(recordingOf(job.link('build')).exclude).toEqual(['node_modules/', '/.git'])
  })
  test('tells where no commit is checked out', async () => {
    const path = join(directoryWith({ 'x.layout': layoutText(['make takes source', 'make adds *.txt']) }), 'x.layout')
    const job = new MemoryJob(new MemoryGitHub(), {}, { 'a.js': '' })
    const ran = await job.begin({ 'step-name': 'make', run: 'x', 'layout-file': path })
    expect([ran.codes, ran.words.includes('SOURCE_UNKNOWN')]).toEqual([[], true])
  })
  test('tells where another commit is checked out than that of the run', async () => {
    for (const [more, told] of [
      [[], true],
      [['source commit named'], false]
    ] as const) {
      const job = jobWith([...BUILD, ...more])
      job.facts['GITHUB_SHA'] = '1'.repeat(40)
      job.checkOut()
      const { codes, words } = await job.begin({ 'step-name': 'build', run: 'x' })
      expect([codes, words.includes('SOURCE_OTHER_COMMIT')]).toEqual([[], told])
    }
  })
  test('claims nothing of a commit that it does not take', async () => {
    const { job } = await stageOf([...BUILD, 'test takes build'], { step: 'test' })
    expect(job.link('test').environment['source']).toBeUndefined()
  })
  test('tells what it leaves behind, and how to say what it is', async () => {
    const { ran } = await stageOf([...BUILD, 'test takes build'], {
      command: (at) => {
        at.write('dist/a', '')
        at.write('node_modules/x', '')
      }
    })
    expect(ran.words).toMatch(/"node_modules\/" \(1 file\)/)
    for (const offer of ['installs-into: node_modules', 'may-add: node_modules/**', 'Delete them at the end'])
      expect(ran.words).toContain(offer)
  })
  test.each([
    ['materials', { begin: { materials: 'src' } }, 'takes: source'],
    ['exclude', { begin: { exclude: 'tmp/' } }, 'scratch: tmp/'],
    ['installs', { begin: { installs: 'vendor' } }, 'installs-into: vendor'],
    ['dependencies', { begin: { dependencies: 'vendor' } }, 'installs-into: vendor'],
    ['source', { begin: { source: 'none' } }, 'takes: source'],
    ['products', { end: { products: 'dist' } }, 'adds: dist/**'],
    ['scratch', { begin: { scratch: 'tmp/' } }, 'scratch: tmp/'],
    ['scratch', { begin: { scratch: "it's/\non" } }, "scratch: ['it''s/', 'on']"]
  ])('refuses the input %s with the line of the layout', async (input, given, line) => {
    const { ran } = await stageOf(BUILD, given)
    expect(ran.codes).toEqual(['INPUT_INVALID'])
    expect(ran.words).toContain(`The input ${input} cannot be used`)
    expect(ran.words).toContain(line)
  })
})

describe('a step that adds source', () => {
  test('is a checkout, whatever lay there', async () => {
    const job = jobWith([...INTENTS, 'build takes checkout', 'build adds dist/**'])
    expect((await job.checkoutStage()).codes).toEqual([])
    const link = job.link()
    expect([materialsOf(link), productsOf(link)]).toEqual([[], SOURCE])
    expect(recordingOf(link)).toEqual({
      exclude: ['/.git'],
      scratch: 'checkout',
      materials: { paths: [] },
      products: { paths: ['.'] }
    })
    expect(link.environment['source']).toMatchObject({ commit: job.commit })
    // A kept workspace.
    job.facts['GITHUB_RUN_ATTEMPT'] = '2'
    job.write('left-over', '')
    const again = await job.checkoutStage(() => {
      rmSync(join(job.workspace, 'left-over'))
      job.checkOut()
    })
    expect(again.codes).toEqual([])
  })
  test('records what lies beside the commit, for the gate to refuse', async () => {
    const job = jobWith(INTENTS)
    await job.checkoutStage(() => {
      job.checkOut()
      job.write('extra.js', '')
    })
    expect(productsOf(job.link())).toContain('extra.js')
  })
  test('passes over the file of a submodule that ties it to its repository', async () => {
    const inner = directoryWith({ 'inner.js': 'inner' })
    commitAll(inner)
    const job = jobWith(INTENTS)
    git(job.origin, 'submodule', '--quiet', 'add', `file://${inner}`, 'sub')
    const commit = commitAll(job.origin)
    job.facts['GITHUB_SHA'] = commit
    const ran = await job.checkoutStage(() => {
      job.checkOut(commit)
      job.git('submodule', '--quiet', 'update', '--init')
    })
    expect(ran.codes).toEqual([])
    const products = productsOf(job.link())
    expect([products.includes('sub/inner.js'), products.includes('sub/.git')]).toEqual([true, false])
  })
  test.each([
    ['sparse-checkout', { 'sparse-checkout': 'src' }],
    ['products', { products: './elsewhere' }],
    ['repository', { repository: 'other/one' }]
  ])('refuses a checkout of another kind: %s', async (input, end) => {
    const job = jobWith(INTENTS)
    const path = input === 'products' ? 'elsewhere' : '.'
    const { codes, words } = await job.checkoutStage(() => job.checkOut(job.commit, path), end)
    expect([codes, words.includes(`The input ${input}`)]).toEqual([['INPUT_INVALID'], true])
  })
  test('refuses exclude, which the stage began with before there was a layout', async () => {
    const job = jobWith(INTENTS)
    const begun = await job.begin({ 'step-name': 'checkout', exclude: 'src/' })
    job.checkOut()
    const end = { ...given(begun), products: '.', 'product-source': 'git', 'signing-key': CI.privatePem }
    const { codes, words } = await job.end(end)
    expect([codes, words.includes('The input exclude')]).toEqual([['INPUT_INVALID'], true])
  })
  test('is refused where the stage is no checkout, and the other way round', async () => {
    const { ran } = await stageOf(INTENTS, { step: 'checkout' })
    expect([ran.codes, ran.words.includes('product-source')]).toEqual([['INPUT_INVALID'], true])
    const job = jobWith(['build takes source', 'build adds dist/**'])
    expect((await job.checkoutStage(() => job.checkOut(), {}, 'build')).codes).toEqual(['INPUT_INVALID'])
  })
})

describe('installed directories', () => {
  const STEPS = [
    ...INTENTS,
    'install takes checkout',
    'install installs "node_modules" may-change .cache/',
    'build takes install',
    'build adds dist/**',
    'test takes build',
    'fresh takes build',
    'fresh scratch node_modules/'
  ]
  async function installed(): Promise<CommitJob> {
    const job = jobWith(STEPS)
    await job.checkoutStage()
    const ran = await job.stage('install', () => job.write('node_modules/x/index.js', 'package'))
    expect(ran.codes).toEqual([])
    return job
  }
  test('are a product of their installer, and a material of all who take its whole', async () => {
    const job = await installed()
    const digest = job.link('install').products['dir:node_modules']
    expect(digest).toBeDefined()
    for (const step of ['build', 'test']) {
      const ran = await job.stage(step, () => {
        if (step === 'build') job.write('dist/a.js', 'made')
        job.write('node_modules/.cache/tool', step)
      })
      expect([step, ran.codes]).toEqual([step, []])
      const link = job.link(step)
      expect(link.materials['dir:node_modules']).toEqual(digest)
      expect(productsOf(link).filter((path) => path.includes('node_modules'))).toEqual([])
      expect(recordingOf(link).materials['directories']).toEqual({ 'dir:node_modules': ['.cache/'] })
      expect(recordingOf(link).products['unrecorded']).toEqual(['dir:node_modules'])
    }
  })
  test('whose files change are told, with no line that would allow all of it', async () => {
    const job = await installed()
    const ran = await job.stage('build', () => {
      job.write('dist/a.js', 'made')
      job.write('node_modules/.cache/tool', 'may change')
      job.write('node_modules/.vite/deps.js', 'must not')
      job.write('node_modules/x/index.js', 'other bytes')
    })
    expect(ran.words).toContain('".vite/deps.js", "x/index.js"')
    expect(ran.words).toContain('Find out what wrote into it')
    expect(ran.words).not.toContain('installs-into: {')
    expect(ran.words).not.toContain('.cache/tool')
  })
  test('are scratch for a step that says so, and must not lie there', async () => {
    const job = await installed()
    expect((await job.begin({ 'step-name': 'fresh', run: 'x' })).codes).toEqual(['SCRATCH_PRESENT'])
  })
  test('must lie there for whoever takes them, and must not for whoever installs them', async () => {
    const job = jobWith(STEPS)
    await job.checkoutStage()
    const missing = await job.begin({ 'step-name': 'build', run: 'x' })
    expect([missing.codes, missing.words.includes('scratch: "node_modules/"')]).toEqual([['DEPENDENCY_MISSING'], true])
    job.write('node_modules/x', '')
    expect((await job.begin({ 'step-name': 'install', run: 'x' })).codes).toEqual(['SCRATCH_PRESENT'])
  })
  test('with tracked files fit no pattern', async () => {
    const job = jobWith(['build takes source', 'build installs "**/node_modules"'], {
      'fixtures/node_modules/x.js': 'tracked'
    })
    job.checkOut()
    const ran = await job.stage('build', () => job.write('node_modules/y.js', 'package'))
    expect(ran.codes).toEqual([])
    const products = productsOf(job.link('build'))
    expect(products.filter((path) => path.includes('node_modules'))).toEqual([
      'dir:node_modules',
      'fixtures/node_modules/x.js'
    ])
  })
})

describe('where no layout speaks of the step', () => {
  test('the inputs mean what they meant', async () => {
    const rules = layoutText(['build takes source', 'build adds dist/**'], ['ruled'])
    for (const [files, step] of [
      [{ [LAYOUT]: rules }, 'ruled'],
      [{ [LAYOUT]: rules }, 'unknown']
    ] as const) {
      const job = jobWith([], files)
      job.checkOut()
      await job.stage(step, () => job.write('dist/x', ''), { products: 'dist' }, { materials: 'src', exclude: 'tmp/' })
      expect(recordingOf(job.link(step))).toEqual({
        exclude: ['tmp/', '.git'],
        materials: { paths: ['src'] },
        products: { paths: ['dist'] }
      })
    }
  })
  test('the input scratch records all but its lines, and well-known folders are told', async () => {
    const job = new MemoryJob(new MemoryGitHub(), {}, { 'a.js': 'alpha' })
    const ran = await job.stage(
      'make',
      () => {
        job.write('node_modules/x.js', '')
        job.write('tmp/y', '')
      },
      {},
      { scratch: 'tmp/' }
    )
    expect(ran.words).toContain('"node_modules"')
    const link = linkIn(job.github.storedAs('in-toto.make.', job.run)) as unknown as LinkValue
    expect(recordingOf(link)).toEqual({
      exclude: ['tmp/', '/.git'],
      scratch: 'none at begin',
      materials: { paths: ['.'] },
      products: { paths: ['.'], left_out: { 'tmp/': 1 } }
    })
  })
  test('a layout on the disk is read where the commit has none', async () => {
    const job = new MemoryJob(new MemoryGitHub(), {}, {})
    const path = join(
      directoryWith({ 'x.layout': layoutText(['make takes nothing', 'make adds *.txt', 'make scratch tmp/']) }),
      'x.layout'
    )
    const ran = await job.stage('make', () => job.write('a.txt', ''), {}, { 'layout-file': path })
    expect(ran.codes).toEqual([])
    const link = linkIn(job.github.storedAs('in-toto.make.', job.run)) as unknown as LinkValue
    expect(recordingOf(link).exclude).toEqual(['tmp/', '/.git'])
    expect((await job.begin({ 'step-name': 'make', run: 'x', 'layout-file': 'gone' })).codes).toEqual([
      'FILE_UNREADABLE'
    ])
  })
  test('a layout that cannot be read is told, and a step is recorded by the inputs', async () => {
    const job = jobWith([], { [LAYOUT]: '{"no": "layout"}' })
    job.checkOut()
    const begun = await job.begin({ 'step-name': 'build', run: 'x', materials: '.' })
    expect([begun.codes, begun.words.includes('The layout cannot be read')]).toEqual([[], true])
    expect(
      (await job.end({ ...given(begun), outcomes: 'success', products: 'src', 'signing-key': CI.privatePem })).codes
    ).toEqual([])
  })
  test('the input scratch holds to the end, though there is a layout, which does not know the step', async () => {
    const command = (at: CommitJob): void => {
      at.write('out/x', 'made')
      at.write('tmp/x', 'left')
    }
    const { job, ran } = await stageOf(['build takes source'], { step: 'lint', command, begin: { scratch: 'tmp/' } })
    expect(ran.codes).toEqual([])
    const link = job.link('lint')
    expect(productsOf(link)).toEqual([...SOURCE, 'out/x'].sort())
    expect(recordingOf(link)).toMatchObject({ exclude: ['tmp/', '/.git'], scratch: 'none at begin' })
  })
  test('lines of scratch are refused for a step in rules', async () => {
    const job = jobWith([], { [LAYOUT]: layoutText(['build takes source'], ['ruled']) })
    job.checkOut()
    const { codes, words } = await job.begin({ 'step-name': 'ruled', run: 'x', scratch: 'tmp/' })
    expect([codes, words.includes('exclude')]).toEqual([['INPUT_INVALID'], true])
  })
})
