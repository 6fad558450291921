// SPDX-License-Identifier: Apache-2.0
// What travels from job to job for steps in intents, and where it lies there.
import { existsSync, readFileSync, readlinkSync, rmSync, symlinkSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from '@jest/globals'
import { unzip } from '../../../.github/scripts/e2e/zip.ts'
import { commitAll, git, type CommitJob, type LinkValue } from '../../support/commit-job.ts'
import { jobWith, LAYOUT, layoutText, nextCheckout, nextJob } from '../../support/intents-layout.ts'
import { linkIn } from '../../support/memory-github.ts'
import type { MemoryJob, Ran } from '../../support/memory-job.ts'
import { CI } from '../../support/two-steps.ts'

const COPY = '.in-toto-handed-over.layout'

const linkOf = (job: MemoryJob, step: string): LinkValue =>
  linkIn(job.github.storedAs(`in-toto.${encodeURIComponent(step)}.`, job.run)) as unknown as LinkValue
const materialsOf = (job: MemoryJob, step: string): string[] => Object.keys(linkOf(job, step).materials)
const productsOf = (job: MemoryJob, step: string): string[] => Object.keys(linkOf(job, step).products)

/** Names of the files that a step stored; undefined for none. */
function storedBy(job: MemoryJob, step: string): string[] | undefined {
  const found = job.github.storedIn(job.run).find(({ name }) => name.startsWith(`in-toto-products.${step}.`))
  return (
    found &&
    unzip(found.zip)
      .map(({ name }) => name)
      .sort()
  )
}

/** A stage that takes over. */
function taking(job: MemoryJob, step: string, from: string, command: () => void = () => undefined): Promise<Ran> {
  return job.stage(step, command, {}, { 'take-over': from, 'signing-key': CI.privatePem })
}

const BUILD = ['build takes source', 'build adds dist/**', 'build may-add *.map', 'build scratch tmp/']

async function built(
  statements: readonly string[],
  end: Readonly<Record<string, string>> = {}
): Promise<{ job: CommitJob; ran: Ran }> {
  const job = jobWith(statements)
  job.checkOut()
  const ran = await job.stage(
    'build',
    () => {
      for (const path of ['dist/app.js', 'dist/deep/x.js', 'one.map', 'tmp/y']) job.write(path, path)
      job.write('dist/.git/config', 'x')
      job.write('a.js', 'changed')
    },
    end
  )
  expect(ran.codes).toEqual([])
  return { job, ran }
}

describe('a stage hands over', () => {
  test('what its step adds, may add and changes, where a later step takes it, and tells how much', async () => {
    const { job, ran } = await built([...BUILD, 'build changes a.js', 'test takes build'])
    expect(storedBy(job, 'build')).toEqual([COPY, 'a.js', 'dist/app.js', 'dist/deep/x.js', 'one.map'])
    expect(ran.words).toMatch(/hands over 4 files with \d+ bytes/)
    expect(ran.words).toContain('hand-over: none')
  })
  test('only what is taken', async () => {
    const { job } = await built([...BUILD, 'test takes build from "dist" only dist/*.js'])
    expect(storedBy(job, 'build')).toEqual([COPY, 'dist/app.js'])
  })
  test('nothing where nobody takes it, or where the workflow says none', async () => {
    expect(storedBy((await built(BUILD)).job, 'build')).toBeUndefined()
    const { job } = await built([...BUILD, 'test takes build'], { 'hand-over': 'none' })
    expect(storedBy(job, 'build')).toBeUndefined()
  })
  test('what patterns say, but for what git keeps for itself', async () => {
    const { job } = await built([...BUILD, 'test takes build'], { 'hand-over': 'dist/' })
    expect(storedBy(job, 'build')).toEqual([COPY, 'dist/app.js', 'dist/deep/x.js'])
  })
  test('nothing of a checkout, and no installed directory', async () => {
    const job = jobWith([
      'checkout takes nothing',
      'checkout adds source',
      'install takes checkout',
      'install installs "vendor"',
      'install adds lock.json',
      'build takes install'
    ])
    await job.checkoutStage()
    await job.stage('install', () => {
      job.write('vendor/x', '')
      job.write('lock.json', '')
    })
    expect([storedBy(job, 'checkout'), storedBy(job, 'install')]).toEqual([undefined, [COPY, 'lock.json']])
  })
  test('a product that is called like the copy of the layout', async () => {
    const job = jobWith(['build takes source', `build adds ${COPY}`, 'test takes build'])
    job.checkOut()
    await job.stage('build', () => job.write(COPY, 'mine'))
    const next = nextCheckout(job, 'test')
    expect((await taking(next, 'test', 'build')).codes).toEqual([])
    expect(readFileSync(join(next.workspace, COPY), 'utf8')).toBe('mine')
  })
})

describe('a stage takes over', () => {
  test('on top of its own checkout', async () => {
    const { job } = await built([...BUILD, 'build changes a.js', 'test takes build', 'test scratch tmp/'])
    const next = nextCheckout(job, 'test')
    rmSync(join(job.workspace, 'dist/.git'), { recursive: true })
    const ran = await taking(next, 'test', 'build')
    expect(ran.codes).toEqual([])
    const missing = productsOf(job, 'build').filter((path) => !materialsOf(next, 'test').includes(path))
    expect(missing).toEqual(['dist/.git/config'])
    expect(linkOf(next, 'test').materials['a.js']).toEqual(linkOf(job, 'build').products['a.js'])
    expect(existsSync(join(next.workspace, COPY))).toBe(false)
  })
  test('by from, into and only, in a job without a checkout, by the layout that travels along', async () => {
    const { job } = await built([
      ...BUILD,
      'sums takes build from "dist" into "art/js" only dist/*.js',
      'sums adds sums.txt',
      'sums scratch junk/'
    ])
    const next = nextJob(job, 'sums')
    const ran = await taking(next, 'sums', 'build', () => {
      next.write('sums.txt', '')
      next.write('junk/x', '')
    })
    expect(ran.codes).toEqual([])
    expect([materialsOf(next, 'sums'), productsOf(next, 'sums')]).toEqual([
      ['art/js/app.js'],
      ['art/js/app.js', 'sums.txt']
    ])
    expect(linkOf(next, 'sums').environment['recording']).toMatchObject({ exclude: ['junk/', '/.git'] })
  })
  test('of every leg that fits a name, into a directory for each', async () => {
    const legs = ['wheel-linux', 'wheel-macos']
    const job = jobWith([
      ...legs.flatMap((leg) => [`${leg} takes source`, `${leg} adds out/*.whl`]),
      ...legs.map((leg) => `all takes ${leg} from "out" into "art/${leg}"`)
    ])
    job.checkOut()
    for (const leg of legs) {
      await job.stage(leg, () => job.write('out/x.whl', leg), {}, { matrix: leg })
      rmSync(join(job.workspace, 'out'), { recursive: true })
    }
    const next = nextJob(job, 'all')
    expect((await taking(next, 'all', 'wheel-*')).codes).toEqual([])
    expect(materialsOf(next, 'all')).toEqual(['art/wheel-linux/x.whl', 'art/wheel-macos/x.whl'])
    const nobody = await taking(nextJob(job, 'more'), 'all', 'sdist-*')
    expect(nobody.codes).toEqual(['TAKE_OVER_NOT_FOUND'])
  })
  test('through a step between, whose changes and removals count', async () => {
    const { job } = await built([
      ...BUILD,
      'build changes a.js',
      'sign takes build',
      'sign changes dist/app.js',
      'sign removes one.map',
      'sign removes src/b.js',
      'publish takes sign'
    ])
    const second = nextCheckout(job, 'sign')
    const signed = await taking(second, 'sign', 'build', () => {
      second.write('dist/app.js', 'signed')
      for (const path of ['one.map', 'src/b.js']) rmSync(join(second.workspace, path))
    })
    expect(signed.codes).toEqual([])
    expect(storedBy(second, 'sign')).toEqual([COPY, 'dist/app.js'])
    const third = nextCheckout(job, 'publish')
    const ran = await taking(third, 'publish', 'build\nsign')
    expect(ran.codes).toEqual([])
    expect(linkOf(third, 'publish').materials).toEqual(linkOf(second, 'sign').products)
    expect(existsSync(join(third.workspace, 'src/b.js'))).toBe(false)
    // Without the step that made them, files are missing.
    const alone = await taking(nextCheckout(job, 'publish'), 'publish', 'sign')
    expect([alone.codes, alone.words.includes('dist/deep/x.js')]).toEqual([['TAKE_OVER_NOT_FOUND'], true])
  })
  test('keeps what source has where it takes that, too', async () => {
    const job = jobWith(['tidy takes source', 'tidy removes src/b.js', 'build takes source', 'build takes tidy'])
    job.checkOut()
    await job.stage('tidy', () => rmSync(join(job.workspace, 'src/b.js')))
    const next = nextCheckout(job, 'build')
    expect((await taking(next, 'build', 'tidy')).codes).toEqual([])
    expect(materialsOf(next, 'build')).toContain('src/b.js')
  })
  test('a symbolic link of the commit as the same link, where it is taken', async () => {
    const job = jobWith(['build takes source', 'build changes d/x', 'test takes build from "d" into "e"'], {
      'd/x': 'old'
    })
    symlinkSync('x', join(job.origin, 'd/way'))
    const commit = commitAll(job.origin)
    job.facts['GITHUB_SHA'] = commit
    job.checkOut(commit)
    await job.stage('build', () => job.write('d/x', 'new'), { 'hand-over': 'd/' })
    const next = nextJob(job, 'test')
    expect((await taking(next, 'test', 'build')).codes).toEqual([])
    expect(readlinkSync(join(next.workspace, 'e/way'))).toBe('x')
    const [built, taken] = [linkOf(job, 'build').products, linkOf(next, 'test').materials]
    expect(taken).toEqual({ 'e/way': built['d/way'], 'e/x': built['d/x'] })
  })
  test('of a step that only removes', async () => {
    const job = jobWith(['tidy takes source', 'tidy removes src/b.js', 'build takes tidy'])
    job.checkOut()
    await job.stage('tidy', () => rmSync(join(job.workspace, 'src/b.js')))
    const next = nextCheckout(job, 'build')
    expect((await taking(next, 'build', 'tidy')).codes).toEqual([])
    expect(materialsOf(next, 'build')).not.toContain('src/b.js')
  })
  test('without what a step further up removed', async () => {
    const job = jobWith([
      'tidy takes source',
      'tidy removes src/b.js',
      'build takes tidy',
      'build adds x',
      'test takes build'
    ])
    job.checkOut()
    await job.stage('tidy', () => rmSync(join(job.workspace, 'src/b.js')))
    await job.stage('build', () => job.write('x', ''))
    const next = nextCheckout(job, 'test')
    expect((await taking(next, 'test', 'build')).codes).toEqual([])
    expect(linkOf(next, 'test').materials).toEqual(linkOf(job, 'build').products)
  })
  test('and records that at both ends, also under a line of scratch in a job without a checkout', async () => {
    const job = jobWith(
      ['build takes source', 'build changes vendor/x', 'test takes build only vendor/x', 'test scratch vendor/'],
      { 'vendor/x': 'old' }
    )
    job.checkOut()
    await job.stage('build', () => job.write('vendor/x', 'new'))
    const next = nextJob(job, 'test')
    expect((await taking(next, 'test', 'build', () => next.write('vendor/y', ''))).codes).toEqual([])
    expect([materialsOf(next, 'test'), productsOf(next, 'test')]).toEqual([['vendor/x'], ['vendor/x']])
  })
  test('nothing of a step that its own does not take', async () => {
    const { job } = await built([...BUILD, 'test takes build', 'other takes source'])
    const ran = await taking(nextCheckout(job, 'other'), 'other', 'build')
    expect([ran.codes, ran.words.includes('`takes: [source, build]`')]).toEqual([['INPUT_INVALID'], true])
  })
  test('tells of names that two steps have with other bytes', async () => {
    const job = jobWith([
      'one takes source',
      'one adds x.txt',
      'two takes source',
      'two adds x.txt',
      'both takes one',
      'both takes two'
    ])
    job.checkOut()
    for (const step of ['one', 'two']) {
      await job.stage(step, () => job.write('x.txt', step))
      rmSync(join(job.workspace, 'x.txt'))
    }
    const from = { 'take-over': 'one\ntwo', 'signing-key': CI.privatePem }
    const ran = await nextCheckout(job, 'both').begin({ 'step-name': 'both', run: 'x', ...from })
    expect([ran.codes, ran.words.includes('TAKES_CONFLICT')]).toEqual([[], true])
  })
  test('records what it took under a line of its scratch', async () => {
    const job = jobWith(['build takes source', 'build adds out/x', 'test takes build', 'test scratch src/'])
    job.checkOut()
    await job.stage('build', () => job.write('out/x', ''))
    const next = nextCheckout(job, 'test')
    expect((await taking(next, 'test', 'build')).codes).toEqual([])
    expect(materialsOf(next, 'test')).toContain('src/b.js')
  })
  test('by the names of its steps for a step in rules, whatever a layout says', async () => {
    const statements = [...BUILD, 'test takes build']
    const job = jobWith(statements, { [LAYOUT]: layoutText(statements, ['ruled']) })
    job.checkOut()
    await job.stage('build', () => job.write('dist/a', ''))
    const next = nextCheckout(job, 'ruled')
    expect((await taking(next, 'ruled', 'build')).codes).toEqual([])
    expect(existsSync(join(next.workspace, 'dist/a'))).toBe(true)
    expect(git(next.workspace, 'status', '--porcelain')).toContain('dist/')
  })
})

describe('the layout travels on', () => {
  const STEPS = [
    'build takes source',
    'build adds dist/**',
    'last takes ruled',
    'last adds sums.txt',
    'last scratch junk/'
  ]
  const RULED = ['ruled', 'more']

  /** One stage with a checkout, and others without that take over from one another. */
  async function through(between: readonly string[], begin: Readonly<Record<string, string>> = {}): Promise<CommitJob> {
    const job = jobWith(STEPS, { [LAYOUT]: layoutText(STEPS, RULED) })
    job.checkOut()
    await job.stage('build', () => job.write('dist/app.js', 'made'), { 'hand-over': 'dist/' })
    let from = 'build'
    for (const step of between) {
      const given = { 'take-over': from, 'signing-key': CI.privatePem, ...begin }
      const ran = await nextJob(job, step).stage(step, () => undefined, { 'hand-over': 'dist/' }, given)
      expect(ran.codes).toEqual([])
      expect(storedBy(job, step)).toEqual([COPY, 'dist/app.js'])
      from = step
    }
    return job
  }

  test.each([[['ruled']], [['more', 'ruled']]])('behind steps in rules, %j', async (between) => {
    const job = await through(between)
    const last = nextJob(job, 'last')
    const ran = await taking(last, 'last', 'ruled', () => {
      last.write('sums.txt', '')
      last.write('junk/x', '')
    })
    expect(ran.codes).toEqual([])
    expect(productsOf(last, 'last')).toEqual(['dist/app.js', 'sums.txt'])
  })
  test.each<[string, Readonly<Record<string, string>>]>([
    ['as inputs say', {}],
    ['whole, but for the scratch of the input', { scratch: 'tmp/' }]
  ])('behind a step that the layout does not know, and that is recorded %s', async (_what, begin) => {
    expect(storedBy(await through(['stranger'], begin), 'stranger')).toContain(COPY)
  })
  test('behind a checkout in rules', async () => {
    const job = jobWith(STEPS, { [LAYOUT]: layoutText(STEPS, ['checkout', ...RULED]) })
    expect((await job.checkoutStage(undefined, { 'hand-over': 'src/' })).codes).toEqual([])
    expect(storedBy(job, 'checkout')).toEqual([COPY, 'src/b.js'])
  })
})
