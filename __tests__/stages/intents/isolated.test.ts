// SPDX-License-Identifier: Apache-2.0
// Isolated stages of steps in intents: what the signing job reads and writes itself, and what it takes from the work.
import { rmSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from '@jest/globals'
import { unzip, zip } from '../../../.github/scripts/e2e/zip.ts'
import { CommitJob, type LinkValue } from '../../support/commit-job.ts'
import { jobWith, LAYOUT, layoutText, nextCheckout, signWork } from '../../support/intents-layout.ts'
import { linkIn } from '../../support/memory-github.ts'
import type { MemoryJob, Ran } from '../../support/memory-job.ts'
import { CI } from '../../support/two-steps.ts'

const COPY = '.in-toto-handed-over.layout'

type Texts = Readonly<Record<string, string>>
type Json = Record<string, unknown>

const STEPS = [
  'build takes source',
  'build adds dist/**',
  'build scratch node_modules/',
  'build installs "vendor"',
  'test takes build only dist/**',
  'test takes source'
]

const linkOf = (job: MemoryJob, step: string): LinkValue =>
  linkIn(job.github.storedAs(`in-toto.${step}.`, job.run)) as unknown as LinkValue
const productsOf = (link: LinkValue): string[] => Object.keys(link.products)

interface Isolated {
  readonly job: CommitJob
  readonly worked: Ran
  /** Signs in a job with a checkout of its own. */
  readonly sign: (inputs?: Texts, change?: (signing: MemoryJob) => void) => Promise<Ran>
}

function make(job: CommitJob): void {
  for (const path of ['dist/app.js', 'node_modules/x.js', 'vendor/y']) job.write(path, path)
}

async function isolated(
  {
    statements = STEPS,
    command = make,
    inputs = {}
  }: {
    readonly statements?: readonly string[]
    readonly command?: (job: CommitJob) => void
    readonly inputs?: Texts
  } = {},
  work: Texts = {}
): Promise<Isolated> {
  const job = jobWith(statements)
  job.facts['GITHUB_JOB'] = 'work'
  job.checkOut()
  const worked = await job.stage('build', () => command(job), { sign: 'later', 'signing-key': '', ...work }, inputs)
  return {
    job,
    worked,
    sign: async (more = {}, change = () => undefined) => {
      const signing = nextCheckout(job, 'sign')
      change(signing)
      return signWork(signing, worked, { ...inputs, ...more })
    }
  }
}

describe('the signing job of a step in intents', () => {
  test('writes recording, scratch and source itself, and takes the products from the work', async () => {
    const { job, worked, sign } = await isolated()
    expect([worked.codes, (await sign()).codes]).toEqual([[], []])
    const link = linkOf(job, 'build')
    expect(link.environment['recording']).toEqual({
      exclude: ['node_modules/', '/.git'],
      scratch: 'none at begin',
      materials: { paths: ['.'] },
      products: {
        paths: ['.'],
        left_out: { 'node_modules/': 1 },
        directories: { 'dir:vendor': [] }
      }
    })
    expect(link.environment['source']).toMatchObject({ commit: job.commit, files: 4 })
    expect(productsOf(link)).toEqual([LAYOUT, 'a.js', 'dir:vendor', 'dist/app.js', 'run.sh', 'src/b.js'])
    expect(link.environment['hand_over']).toMatchObject({ files: 1 })
    // A later stage takes it over by the layout.
    const next = nextCheckout(job, 'test')
    expect(
      (await next.stage('test', () => undefined, {}, { 'take-over': 'build', 'signing-key': CI.privatePem })).codes
    ).toEqual([])
    expect(Object.keys(linkOf(next, 'test').materials)).toContain('dist/app.js')
  })
  test('reads the layout in its own checkout, whatever the work was told', async () => {
    const other = layoutText(['build takes source', 'build adds dist/**', 'build scratch dist/'])
    const { sign, worked } = await isolated({
      command: (job) => job.write('dist/app.js', ''),
      statements: ['build takes source', 'build adds dist/**'],
      inputs: {}
    })
    expect(worked.codes).toEqual([])
    const refused = await sign({}, (signing) => {
      // The commit decides, so what lies in the work tree changes nothing but the materials.
      signing.write(LAYOUT, other)
    })
    expect(refused.codes).toEqual(['SIGN_MATERIALS_DIFFER'])
  })
  test.each<[string, string, (signing: MemoryJob) => void]>([
    ['scratch that lies in its checkout', 'SCRATCH_PRESENT', (signing) => signing.write('node_modules/x', '')],
    ['another file', 'SIGN_MATERIALS_DIFFER', (signing) => signing.write('extra', '')],
    ['a file less', 'SIGN_MATERIALS_DIFFER', (signing) => rmSync(join(signing.workspace, 'a.js'))]
  ])('refuses %s', async (_what, code, change) => {
    const { sign } = await isolated()
    expect((await sign({}, change)).codes).toEqual([code])
  })
  test.each<[string, (record: Json) => void]>([
    ['a line of its own among what it left out', (record) => left(record, { 'dist/': 2 })],
    ['other words about scratch', (record) => Object.assign(recording(record), { scratch: 'checkout' })],
    ['other lines of scratch', (record) => Object.assign(recording(record), { exclude: ['/.git'] })],
    ['narrow materials', (record) => Object.assign(recording(record), { materials: { paths: ['src'] } })]
  ])('refuses a record that says %s', async (_what, change) => {
    const { job, worked, sign } = await isolated()
    const stored = job.github.storedAs('in-toto-unsigned.', job.run)
    const [entry] = unzip(stored.zip)
    const envelope = JSON.parse(Buffer.from(entry?.content ?? '').toString('utf8')) as { payload: string }
    const record = JSON.parse(Buffer.from(envelope.payload, 'base64').toString('utf8')) as Json
    change(record)
    envelope.payload = Buffer.from(JSON.stringify(record)).toString('base64')
    job.github.remove(stored)
    const archive = zip([{ name: entry?.name ?? '', content: Buffer.from(JSON.stringify(envelope)) }])
    const forged = job.github.add(job.run, stored.name, archive)
    expect(worked.codes).toEqual([])
    const signed = await sign({ 'link-artifact-id': forged.id, 'link-artifact-digest': forged.digest })
    expect(signed.codes).toEqual(['SIGN_REFUSED'])
  })
  test('refuses a copy of another layout among what the work handed over', async () => {
    const { job, sign } = await isolated()
    const stored = job.github.storedAs('in-toto-products.', job.run)
    const entries = unzip(stored.zip).map(({ name, content }) => ({
      name,
      content: name.endsWith('.layout') ? Buffer.from(layoutText(['build takes nothing'])) : content
    }))
    job.github.remove(stored)
    const forged = job.github.add(job.run, stored.name, zip(entries))
    job.github.artifacts = job.github.artifacts.map((one) =>
      one === forged ? { ...one, id: stored.id, digest: stored.digest } : one
    )
    expect((await sign()).codes).toEqual(['SIGN_REFUSED'])
  })
  test('lets the copy of the layout lie beside what a step in rules hands over', async () => {
    const job = jobWith(STEPS, { [LAYOUT]: layoutText(STEPS, ['ruled']) })
    job.facts['GITHUB_JOB'] = 'work'
    job.checkOut()
    const make = (): void => job.write('dist/app.js', '')
    const handOver = { 'hand-over': 'dist/' }
    const worked = await job.stage('ruled', make, { sign: 'later', 'signing-key': '', ...handOver })
    const stored = job.github.storedAs('in-toto-products.', job.run)
    expect([worked.codes, unzip(stored.zip).map(({ name }) => name)]).toEqual([[], ['dist/app.js', COPY]])
    const signed = await signWork(nextCheckout(job, 'sign'), worked, {
      'step-name': 'ruled',
      run: 'make ruled',
      materials: '.',
      ...handOver
    })
    expect(signed.codes).toEqual([])
  })
  test('refuses inputs that say what the layout says', async () => {
    const { sign } = await isolated()
    for (const [input, value] of [
      ['materials', 'src'],
      ['products', 'dist'],
      ['exclude', 'tmp/'],
      ['installs', 'vendor'],
      ['source', 'none']
    ] as const) {
      const { codes, words } = await sign({ [input]: value })
      expect([codes, words.includes(`The input ${input}`)]).toEqual([['INPUT_INVALID'], true])
    }
  })
  test('may hand over nothing, where both jobs are told so', async () => {
    const { sign } = await isolated({ inputs: {} }, { 'hand-over': 'none' })
    expect((await sign({ 'hand-over': 'none' })).codes).toEqual([])
    expect((await sign()).codes).toEqual(['SIGN_REFUSED'])
  })
})

describe('an isolated checkout of a step in intents', () => {
  const CHECKOUT = { 'step-name': 'checkout', run: 'none', checkout: 'true', 'signing-key': CI.privatePem }

  test('adds source', async () => {
    const job = jobWith(['checkout takes nothing', 'checkout adds source'])
    job.checkOut()
    expect((await job.sign(CHECKOUT)).codes).toEqual([])
    const link = linkOf(job, 'checkout')
    expect([link.materials, link.environment['recording']]).toEqual([
      {},
      { exclude: ['/.git'], scratch: 'checkout', materials: { paths: [] }, products: { paths: ['.'] } }
    ])
    expect(link.environment['source']).toMatchObject({ commit: job.commit })
  })
  test('is refused for a step that adds no source, and so is a command for one that does', async () => {
    const job = jobWith(['checkout takes source', 'build takes nothing', 'build adds source'])
    job.checkOut()
    const { codes, words } = await job.sign(CHECKOUT)
    expect([codes, words.includes('adds: source')]).toEqual([['INPUT_INVALID'], true])
    const work = {
      ...CHECKOUT,
      'step-name': 'build',
      run: 'make',
      'link-artifact-id': '1',
      'link-artifact-digest': 'x'
    }
    expect((await job.sign(work)).codes).toEqual(['INPUT_INVALID'])
  })
})

function recording({ environment }: Json): Json {
  return (environment as Record<string, Json>)['recording'] ?? {}
}

function left(record: Json, lines: Readonly<Record<string, number>>): void {
  Object.assign(recording(record)['products'] as object, { left_out: lines })
}
