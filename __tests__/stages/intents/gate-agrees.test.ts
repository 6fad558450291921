// SPDX-License-Identifier: Apache-2.0
// Honest pipelines in intents, from the first stage to the gate: what the stages record is what the check demands. And
// what somebody does beside them is refused.
import { createHash } from 'node:crypto'
import { rmSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from '@jest/globals'
import { commitAll, CommitJob, git } from '../../support/commit-job.ts'
import { directoryWith } from '../../support/directory.ts'
import { jobWith, nextCheckout, nextJob, verdict } from '../../support/intents-layout.ts'
import type { MemoryJob, Ran } from '../../support/memory-job.ts'
import { CI } from '../../support/two-steps.ts'

type Act = (job: MemoryJob) => void

const nothing: Act = () => undefined

/** Files that a command makes. */
const makes =
  (...paths: readonly string[]): Act =>
  (job) => {
    for (const path of paths) job.write(path, path)
  }

async function stage(job: MemoryJob, step: string, act: Act = nothing, from = 'none'): Promise<void> {
  const ran = await job.stage(
    step,
    () => act(job),
    {},
    { 'take-over': from, 'signing-key': CI.privatePem, matrix: step }
  )
  expect([step, ran.codes]).toEqual([step, []])
}

const PASSED = [[], 'true']
const outcomeOf = ({ codes, outputs }: Ran): unknown => [codes, outputs['verified']]

/** The names that the gate says are released. */
const released = ({ outputs }: Ran): string[] =>
  (JSON.parse(outputs['subjects'] ?? '[]') as { name: string }[]).map(({ name }) => name)

const NPM = [
  'checkout takes nothing',
  'checkout adds source',
  'install takes checkout',
  'install installs "node_modules" may-change .cache/',
  'build takes install',
  'build adds dist/**',
  'test takes build',
  'package takes build',
  'package adds *.tgz',
  'release package'
]

async function npm(between: Partial<Record<string, Act>> = {}): Promise<CommitJob> {
  const job = jobWith(NPM)
  await job.checkoutStage()
  for (const [step, act] of [
    ['install', makes('node_modules/x/index.js', 'node_modules/.bin/x')],
    ['build', makes('dist/app.js', 'node_modules/.cache/built')],
    ['test', makes('node_modules/.cache/tested')],
    ['package', makes('app.tgz')]
  ] as const) {
    between[step]?.(job)
    await stage(job, step, act)
  }
  return job
}

/** Jobs that take source, of which some check out a submodule. @param then further stages in the last job */
async function submodules(
  words: readonly string[],
  having: readonly string[],
  then: (job: MemoryJob) => Promise<void> = async () => undefined
): Promise<CommitJob> {
  const inner = directoryWith({ 'inner.js': 'inner', 'deep/x.js': 'deep' })
  commitAll(inner)
  const job = jobWith(words)
  git(job.origin, 'submodule', '--quiet', 'add', `file://${inner}`, 'sub')
  const commit = commitAll(job.origin)
  job.facts['GITHUB_SHA'] = commit
  const at = Object.assign(job, { commit })
  const initialise = (next: MemoryJob, step: string): void => {
    if (having.includes(step)) git(next.workspace, 'submodule', '--quiet', 'update', '--init')
  }
  at.checkOut(commit)
  initialise(at, 'build')
  await stage(at, 'build', makes('dist/a'))
  if (words.includes('test adds source')) {
    const next = nextJob(at, 'test')
    const there = Object.assign(next, { origin: at.origin, commit }) as unknown as CommitJob
    await CommitJob.prototype.checkoutStage.call(
      there,
      () => {
        CommitJob.prototype.checkOut.call(there, commit)
        initialise(next, 'test')
      },
      {},
      'test'
    )
    await then(next)
    return at
  }
  const next = nextCheckout(at, 'test')
  initialise(next, 'test')
  await stage(next, 'test')
  await then(next)
  return at
}

describe('an honest pipeline passes', () => {
  test('of stages in one job, two of which use what one installed', async () => {
    const ran = await verdict(await npm())
    expect(outcomeOf(ran)).toEqual(PASSED)
    expect(released(ran)).toEqual(['app.tgz'])
  })
  test('of one step a job, with legs and coverage', async () => {
    const job = jobWith([
      'build takes source',
      'build adds dist/**',
      'build scratch node_modules/',
      ...['test-20', 'test-22'].flatMap((leg) => [
        `${leg} takes build`,
        `${leg} may-add coverage/**`,
        `${leg} scratch node_modules/`
      ]),
      'package takes build',
      'package adds *.tgz',
      'package scratch node_modules/',
      'release package'
    ])
    job.checkOut()
    await stage(job, 'build', makes('dist/app.js', 'node_modules/x'))
    for (const leg of ['test-20', 'test-22'])
      await stage(
        nextCheckout(job, leg),
        leg,
        makes('node_modules/x', ...(leg === 'test-20' ? ['coverage/x'] : [])),
        'build'
      )
    await stage(nextCheckout(job, 'package'), 'package', makes('app.tgz', 'node_modules/y'), 'build')
    const ran = await verdict(job)
    expect(outcomeOf(ran)).toEqual(PASSED)
    expect(released(ran)).toEqual(['app.tgz'])
  })
  test('of legs whose archives come together in a job without a checkout', async () => {
    const legs = ['build-linux', 'build-darwin']
    const job = jobWith([
      ...legs.flatMap((leg) => [`${leg} takes source`, `${leg} adds dist/app_${leg}_*`]),
      ...legs.map((leg) => `checksums takes ${leg} from "dist"`),
      'checksums adds checksums.txt',
      ...legs.map((leg) => `release ${leg}`),
      'release checksums'
    ])
    for (const leg of legs) await stage(nextCheckout(job, leg), leg, makes(`dist/app_${leg}_1`))
    await stage(nextJob(job, 'checksums'), 'checksums', makes('checksums.txt'), 'build-*')
    const ran = await verdict(job)
    expect(outcomeOf(ran)).toEqual(PASSED)
    expect(released(ran).sort()).toEqual(['checksums.txt', 'dist/app_build-darwin_1', 'dist/app_build-linux_1'])
  })
  test('of a version bump that commits, a committed dist that is rebuilt, and files that go', async () => {
    const job = jobWith(
      [
        'checkout takes nothing',
        'checkout adds source',
        'bump takes checkout',
        'bump changes package.json',
        'build takes bump',
        'build may-add dist/**',
        'build changes dist/**',
        'build may-remove dist/**',
        'sign takes build',
        'sign changes dist/app.js',
        'sign removes src/b.js',
        'publish takes sign',
        'publish adds out/*',
        'release publish'
      ],
      { 'package.json': '1', 'dist/app.js': 'old', 'dist/old.js': 'old' }
    )
    await job.checkoutStage()
    await stage(job, 'bump', () => {
      job.write('package.json', '2')
      git(job.workspace, 'commit', '--quiet', '--all', '-m', 'bump')
    })
    await stage(job, 'build', () => {
      makes('dist/app.js', 'dist/new.js')(job)
      rmSync(join(job.workspace, 'dist/old.js'))
    })
    const signing = nextCheckout(job, 'sign')
    await stage(
      signing,
      'sign',
      () => {
        signing.write('dist/app.js', 'signed')
        rmSync(join(signing.workspace, 'src/b.js'))
      },
      'bump\nbuild'
    )
    await stage(nextCheckout(job, 'publish'), 'publish', makes('out/x'), 'bump\nbuild\nsign')
    expect(outcomeOf(await verdict(job))).toEqual(PASSED)
  })
  test('with what a tool makes under a line of scratch, and what the commit has there', async () => {
    const job = jobWith(
      [
        'build takes source',
        'build adds target/release/app',
        'build scratch target/',
        'test takes build',
        'release build'
      ],
      { 'target/README': 'tracked' }
    )
    job.checkOut()
    await stage(job, 'build', makes('target/release/app', 'target/debug/app'))
    rmSync(join(job.workspace, 'target/debug'), { recursive: true })
    await stage(job, 'test')
    expect(outcomeOf(await verdict(job))).toEqual(PASSED)
    await stage(nextCheckout(job, 'other'), 'other')
    expect((await verdict(job)).codes).toEqual(['STEP_UNKNOWN'])
  })
  const IN_SOME = ['build takes source', 'build adds dist/**', 'test takes source', 'release build']
  test.each([
    ['the first', ['build']],
    ['the second', ['test']],
    ['both', ['build', 'test']],
    ['none', []]
  ])('with a submodule in some jobs, if the layout says so: %s', async (_which, having) => {
    expect(outcomeOf(await verdict(await submodules([...IN_SOME, 'source submodules "sub"'], having)))).toEqual(PASSED)
  })
  test('with a submodule in the job of one checkout, and taken on from there', async () => {
    const words = [
      'build takes source',
      'build adds dist/**',
      'source submodules "sub"',
      'test takes nothing',
      'test adds source',
      'pack takes test',
      'pack adds *.tgz',
      'release pack'
    ]
    const job = await submodules(words, ['test'], async (at) => stage(at, 'pack', makes('a.tgz')))
    expect(outcomeOf(await verdict(job))).toEqual(PASSED)
  })
  test('with a submodule in all jobs, of which the layout says nothing', async () => {
    expect(outcomeOf(await verdict(await submodules(IN_SOME, ['build', 'test'])))).toEqual(PASSED)
  })
  test('not with one in a single job, unless the layout says so: it is told what to write', async () => {
    const ran = await verdict(await submodules(IN_SOME, ['build']))
    expect(new Set(ran.codes)).toEqual(new Set(['RULE_ARTIFACT_DISALLOWED']))
    expect(ran.words).toContain('source: { submodules: [sub] }')
  })
  test.each([
    ['which takes the first', 'test takes build', 'build'],
    ['which checks out itself', 'test takes source', 'none']
  ])('with line ends of Windows in one job, and what Git LFS keeps in another, %s', async (_which, takes, from) => {
    const content = 'large'
    const oid = createHash('sha256').update(content).digest('hex')
    const job = jobWith(['build takes source', 'build adds dist/**', takes, 'release build'], {
      '.gitattributes': '*.bin filter=lfs diff=lfs merge=lfs -text\n',
      'x.bin': `version https://git-lfs.github.com/spec/v1\noid sha256:${oid}\nsize ${content.length}\n`
    })
    job.checkOut(job.commit, '.', 'core.autocrlf=true', 'core.eol=crlf')
    await stage(job, 'build', makes('dist/a'))
    const next = nextCheckout(job, 'test')
    next.write('x.bin', content)
    await stage(next, 'test', nothing, from)
    expect(outcomeOf(await verdict(job))).toEqual(PASSED)
  })
  test('when failed jobs run again', async () => {
    const job = jobWith(['build takes source', 'build adds dist/**', 'test takes build', 'release build'])
    job.checkOut()
    await stage(job, 'build', makes('dist/a'))
    const failed = nextCheckout(job, 'test')
    await failed.begin({ 'step-name': 'test', run: 'make', 'take-over': 'build', 'signing-key': CI.privatePem })
    job.facts['GITHUB_RUN_ATTEMPT'] = '2'
    await stage(nextCheckout(job, 'test'), 'test', nothing, 'build')
    expect(outcomeOf(await verdict(job))).toEqual(PASSED)
  })
  test('where the workspace is kept from run to run', async () => {
    const job = await npm()
    for (const path of ['node_modules', 'dist', 'app.tgz']) rmSync(join(job.workspace, path), { recursive: true })
    job.facts['GITHUB_RUN_ID'] = '11'
    await job.checkoutStage(() => job.checkOut())
    await stage(job, 'install', makes('node_modules/x/index.js'))
    for (const [step, act] of [
      ['build', makes('dist/app.js')],
      ['test', nothing],
      ['package', makes('app.tgz')]
    ] as const)
      await stage(job, step, act)
    expect(outcomeOf(await verdict(job))).toEqual(PASSED)
  })
  test('with a deeper .git that a step says it adds', async () => {
    const job = jobWith(['build takes source', 'build adds dist/**', 'release nothing'])
    job.checkOut()
    await stage(job, 'build', makes('dist/.git/config', 'dist/a'))
    expect(outcomeOf(await verdict(job))).toEqual(PASSED)
  })
})

describe('what somebody does beside the steps is refused', () => {
  test.each<[string, string, string, Act]>([
    ['a file that comes between two stages', 'test', 'TAKES_EXTRA', makes('extra.js')],
    ['a file that goes between two stages', 'test', 'TAKES_MISSING', (job) => rmSync(join(job.workspace, 'a.js'))],
    ['other bytes between two stages', 'package', 'TAKES_DIFFERS', (job) => job.write('src/b.js', 'evil')],
    [
      'a package that changes between two stages',
      'test',
      'TAKES_DIFFERS',
      makes('node_modules/x/index.js', 'node_modules/z')
    ],
    ['a deeper .git', 'test', 'TAKES_EXTRA', makes('src/.git/config')]
  ])('%s', async (_what, step, code, act) => {
    const ran = await verdict(await npm({ [step]: act }))
    expect([ran.codes[0], ran.hasFailed]).toEqual([code, true])
  })
  test('scratch that is named by the workflow alone, where no layout is at hand', async () => {
    const job = jobWith(['make takes nothing', 'make adds a.txt', 'release make'])
    const alone = nextJob(job, 'make')
    const made = makes('a.txt', 'junk/x')
    const ran = await alone.stage('make', () => made(alone), {}, { scratch: 'junk/' })
    expect(ran.codes).toEqual([])
    expect((await verdict(job)).codes).toEqual(['EXCLUDED_UNEXPECTED'])
  })
  test('and passes where it hid nothing', async () => {
    const job = jobWith(['make takes nothing', 'make adds a.txt', 'release make'])
    const alone = nextJob(job, 'make')
    await alone.stage('make', () => makes('a.txt')(alone), {}, { scratch: 'none' })
    expect(outcomeOf(await verdict(job))).toEqual(PASSED)
  })
})

test('what a checkout finds beside the commit is named', async () => {
  const job = jobWith(['checkout takes nothing', 'checkout adds source', 'build takes checkout', 'release nothing'])
  job.write('dist/left.js', 'of a former run')
  await job.checkoutStage()
  await stage(job, 'build')
  const ran = await verdict(job)
  expect([ran.outputs['verified'], ran.codes[0], ran.words.includes('dist/left.js')]).toEqual([
    'false',
    'ADDED_UNEXPECTED',
    true
  ])
})

describe('jobs that check nothing out go by the layout', () => {
  const STEPS = ['build takes checkout', 'build adds dist/**', 'package takes build', 'package adds *.tgz']
  const STATEMENTS = ['checkout takes nothing', 'checkout adds source', ...STEPS, 'package scratch node_modules/']

  async function piped(all: string, ...between: string[]): Promise<Ran> {
    const job = jobWith([...STATEMENTS, 'release package'])
    await job.checkoutStage(undefined, { 'hand-over': all })
    const more = async (step: string, from: string, ...paths: string[]): Promise<void> => {
      const next = nextJob(job, step)
      const begin = { 'take-over': from, 'signing-key': CI.privatePem }
      const ran = await next.stage(step, () => makes(...paths)(next), { 'hand-over': all }, begin)
      expect([step, ran.codes]).toEqual([step, []])
    }
    await more('build', 'checkout', 'dist/app.js', ...between)
    await more('package', 'build', 'app.tgz', 'node_modules/x')
    return verdict(job)
  }

  test.each(['**', '*'])('that comes with all of a checkout, handed over as %s', async (all) => {
    const ran = await piped(all)
    expect([ran.codes, ran.outputs['verified']]).toEqual([[], 'true'])
  })
  test('and what they record beside it is refused', async () => {
    const ran = await piped('**', 'evil.js')
    expect([ran.codes[0], ran.outputs['verified']]).toEqual(['ADDED_UNEXPECTED', 'false'])
  })
})
