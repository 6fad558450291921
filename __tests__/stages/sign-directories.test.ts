// SPDX-License-Identifier: Apache-2.0
// Directories of packages of an isolated stage: what it installs by the word of the working job, what it uses by the link
// of the step that installed it.
import { readdirSync } from 'node:fs'
import { describe, expect, test } from '@jest/globals'
import { linkIn, MemoryGitHub, rewriteLink } from '../support/memory-github.ts'
import { given, MemoryJob, type Ran } from '../support/memory-job.ts'
import { CI } from '../support/two-steps.ts'

type Texts = Readonly<Record<string, string>>
type Json = Record<string, unknown>

const BUILD: Texts = { 'step-name': 'build', run: 'make build', materials: '.' }
const KEY: Texts = { 'signing-key': CI.privatePem }
const products = (link: Json): Json => link['products'] as Json
const recordingOf = (link: Json, half: string): Json =>
  ((link['environment'] as Json)['recording'] as Record<string, Json>)[half] as Json

interface Worked {
  readonly github: MemoryGitHub
  readonly ran: Ran
  readonly inputs: Texts
}

/** What a working job recorded, without a checkout; `change` is what code in it could do to the record. */
async function worked(
  begin: Texts,
  command: (job: MemoryJob) => void,
  change: (link: Json) => void = () => undefined,
  github = new MemoryGitHub(),
  files: Texts = {}
): Promise<Worked> {
  const job = new MemoryJob(github, { GITHUB_JOB: 'work', ACTIONS_CACHE_MODE: 'none' }, files)
  const begun = await job.begin({ ...BUILD, ...begin, ...KEY, command: 'required' })
  if (begun.codes.length > 0) return { github, ran: begun, inputs: {} }
  command(job)
  const end = { outcomes: 'success', products: '.', sign: 'later', 'hand-over': begin['hand-over'] ?? 'none' }
  const ran = await job.end({ ...given(begun), ...end })
  if (ran.codes.length > 0) throw new Error(ran.words)
  const record = github.storedAs('in-toto-unsigned.', '10')
  rewriteLink(record, change)
  const place = { 'link-artifact-id': record.id, 'link-artifact-digest': record.digest }
  return { github, ran, inputs: { ...BUILD, ...begin, ...place, checkout: 'false', products: '.', ...KEY } }
}

async function signed({ github, inputs }: Worked, changes: Texts = {}): Promise<{ ran: Ran; link: Json | undefined }> {
  const job = new MemoryJob(github, { GITHUB_JOB: 'sign' })
  const ran = await job.sign({ ...inputs, ...changes })
  expect(readdirSync(job.temporary)).toEqual([])
  return { ran, link: ran.codes.length > 0 ? undefined : linkIn(github.storedAs('in-toto.build.', '10')) }
}

const install = (job: MemoryJob): void => {
  job.write('node_modules/a/x', '1')
  job.write('dist/a', '2')
}

describe('what an isolated stage installs', () => {
  test('is a product of its link, with the caches that the working job had', async () => {
    const work = await worked({ installs: 'node_modules\n!.cache/', 'hand-over': '**' }, install)
    const { ran, link = {} } = await signed(work)
    expect(ran.codes).toEqual([])
    expect(Object.keys(products(link))).toEqual(['dir:node_modules', 'dist/a'])
    expect(recordingOf(link, 'products')['directories']).toEqual({ 'dir:node_modules': ['.cache/'] })
    expect(link['environment']).toMatchObject({ caches: { mode: 'none' }, hand_over: { files: 1 } })
  })
  test.each<[string, Texts, (link: Json) => void]>([
    ['that the signing job knows nothing of', { installs: 'none' }, () => undefined],
    ['with other lines', { installs: 'node_modules\n!.bin/' }, () => undefined],
    ['without lines that the signing job has', { installs: 'node_modules' }, () => undefined],
    ['beside one that is missing', { installs: 'node_modules\n!.cache/\nvendor' }, () => undefined],
    ['and takes away', {}, (link) => delete products(link)['dir:node_modules']],
    ['under another name', {}, (link) => (products(link)['dir:evil'] = products(link)['dir:node_modules'])],
    ['in part of it', {}, (link) => (products(link)['dir:node_modules/a'] = products(link)['dir:node_modules'])],
    ['and hides in', {}, (link) => (recordingOf(link, 'products')['directories'] = { 'dir:node_modules': ['*.js'] })],
    ['with a cache of its own', {}, (link) => ((link['environment'] as Json)['caches'] = { mode: 'all' })],
    ['with more to say of caches', {}, (link) => ((link['environment'] as Json)['caches'] = { mode: 'none', x: '1' })]
  ])('is not signed %s', async (_what, changes, change) => {
    const { ran } = await signed(await worked({ installs: 'node_modules\n!.cache/' }, install, change), changes)
    expect(ran.codes).toEqual(['SIGN_REFUSED'])
  })
})

describe('what an isolated stage uses', () => {
  const USES: Texts = { dependencies: 'node_modules', 'take-over': 'install' }
  async function installed(lines = 'node_modules'): Promise<MemoryGitHub> {
    const github = new MemoryGitHub()
    const job = new MemoryJob(github, { GITHUB_JOB: 'install' })
    const ran = await job.stage('install', () => install(job), { 'hand-over': 'dist/**' }, { installs: lines })
    expect(ran.codes).toEqual([])
    return github
  }
  const use = async (
    text: string,
    github: MemoryGitHub,
    begin = USES,
    change?: (link: Json) => void
  ): Promise<Worked> => worked(begin, () => undefined, change, github, { 'node_modules/a/x': text })

  test('has the digest of the link of its installer', async () => {
    const work = await use('1', await installed())
    const { ran, link = {} } = await signed(work)
    expect(ran.codes).toEqual([])
    const from = linkIn(work.github.storedAs('in-toto.install.', '10'))
    expect(link['materials']).toMatchObject({ 'dir:node_modules': products(from)['dir:node_modules'] })
    expect(recordingOf(link, 'products')['unrecorded']).toEqual(['dir:node_modules'])
  })
  test('is told at once where it is not what was installed, or leaves out something else', async () => {
    expect((await use('2', await installed())).ran.codes).toEqual(['TAKE_OVER_DIFFERS'])
    expect((await use('1', await installed('node_modules\n!.cache/'))).ran.codes).toEqual(['TAKE_OVER_DIFFERS'])
  })
  test.each<[string, Texts, string, (link: Json) => void]>([
    ['where the signing job knows no installer', { 'take-over': 'none' }, 'SIGN_REFUSED', () => undefined],
    ['of something that nobody installed', { dependencies: 'vendor' }, 'SIGN_REFUSED', () => undefined],
    ['with other lines', { dependencies: 'node_modules\n!x' }, 'SIGN_REFUSED', () => undefined],
    [
      'with other lines than its installer, in both jobs',
      { dependencies: 'node_modules\n!x' },
      'SIGN_REFUSED',
      (link) => (recordingOf(link, 'materials')['directories'] = { 'dir:node_modules': ['x'] })
    ],
    [
      'with another digest',
      {},
      'SIGN_MATERIALS_DIFFER',
      (link) => ((link['materials'] as Json)['dir:node_modules'] = { sha256: '0'.repeat(64) })
    ],
    ['without it', {}, 'SIGN_MATERIALS_DIFFER', (link) => delete (link['materials'] as Json)['dir:node_modules']]
  ])('is not signed %s', async (_what, changes, code, change) => {
    const { ran } = await signed(await use('1', await installed(), USES, change), changes)
    expect(ran.codes).toEqual([code])
  })
})

test('a stage that only checks out installs and uses nothing', async () => {
  for (const name of ['installs', 'dependencies']) {
    const job = new MemoryJob(new MemoryGitHub(), { GITHUB_JOB: 'sign' })
    const ran = await job.sign({ 'step-name': 'x', run: 'none', checkout: 'true', ...KEY, [name]: 'node_modules' })
    expect(ran.codes).toEqual(['INPUT_INVALID'])
  }
})
