// SPDX-License-Identifier: Apache-2.0
import { existsSync, mkdirSync, readdirSync, readFileSync, statSync, symlinkSync, writeFileSync } from 'node:fs'
import { createHash } from 'node:crypto'
import { dirname, join } from 'node:path'
import { afterAll, describe, expect, test } from '@jest/globals'
import { linkFileName } from '../../src/intoto/link/link-file-name.ts'
import { writeWorkflowArtifactName, type WorkflowArtifactKind } from '../../src/intoto/link/link-artifact-name.ts'
import type { RunBinding } from '../../src/intoto/link/run-binding.ts'
import { LIMITS } from '../../src/base/limits.ts'
import { Recorder } from '../../src/recording/record-artifacts.ts'
import type { HandOver } from '../../src/stages/hand-over.ts'
import { newestLinkArtifact } from '../../src/stages/newest-link-artifact.ts'
import { handedOverArtifact } from '../../src/stages/handed-over-artifact.ts'
import { takeOver, type TakenOver, type TakeOverRequest } from '../../src/stages/take-over.ts'
import type { StoredArtifact, UnpackBounds, WorkflowArtifacts } from '../../src/stages/workflow-artifacts.ts'
import { ALICE, BOB, file, linkOf, MALLORY } from '../support/chain.ts'
import { directoryWith } from '../support/directory.ts'
import { errorOf, rejectionOf } from '../support/errors.ts'

const recorder = new Recorder()
afterAll(() => recorder.close())

const RUN: RunBinding = { id: '1', repository: 'o/r', commit: 'c', attempt: '2', job: 'test' }
const sha = (text: string): string => createHash('sha256').update(text).digest('hex')

const FILES = { 'dist/a.js': 'alpha', 'dist/run.sh': 'beta' }
type Files = Readonly<Record<string, string>>

const productsOf = (files: Files): Record<string, unknown> =>
  Object.fromEntries(Object.entries(files).map(([path, text]) => [path, { sha256: sha(text) }]))

const PRODUCTS: StoredArtifact = {
  id: '1001',
  name: 'in-toto-products.build.build.0.1',
  size: 1,
  digest: `sha256:${'e'.repeat(64)}`
}

function handOver(files: Files): { files: number; digest: string; artifact: { id: string; digest: unknown } } {
  const lines = Object.entries(files)
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([path, text]) => `${JSON.stringify([`sha256:${sha(text)}`, path])}\n`)
  const { id, digest } = PRODUCTS
  return { files: lines.length, digest: `sha256:${sha(lines.join(''))}`, artifact: { id, digest } }
}

interface World {
  /** What the artifact of products holds. */
  readonly files?: Files
  readonly link?: Record<string, unknown>
  readonly environment?: Record<string, unknown>
  readonly signers?: readonly (typeof ALICE)[]
  readonly without?: WorkflowArtifactKind
  readonly more?: readonly string[]
  readonly linkAttempt?: number
  /** What the service tells of the artifact of products that is not as it was stored. */
  readonly products?: Partial<StoredArtifact>
  /** Artifacts that are listed, too, and hold the same files. */
  readonly beside?: readonly StoredArtifact[]
}

/** The artifacts of a run in which the step build was performed. */
function artifactsOf(world: World = {}): WorkflowArtifacts {
  const { files = FILES, link = {}, signers = [ALICE], environment = {}, linkAttempt = 1 } = world
  const name = (kind: WorkflowArtifactKind): string =>
    writeWorkflowArtifactName({ kind, step: 'build', job: 'build', matrix: '0', attempt: linkAttempt })
  const run = { id: '1', repository: 'o/r', commit: 'c', attempt: '1', job: 'build' }
  const written = linkOf('build', {
    products: productsOf({ ...FILES, 'src/a.js': 'source' }),
    environment: {
      run,
      hand_over: handOver(FILES),
      modes: { products: { 'dist/run.sh': 'executable' } },
      ...environment
    },
    ...link
  })
  const linkFile = signers.length === 0 ? 'build.link' : linkFileName('build', ALICE.keyId)
  const contents = new Map<string, Readonly<Record<string, string | Uint8Array>>>()
  const listed: StoredArtifact[] = []
  const store = (artifact: StoredArtifact, content: Readonly<Record<string, string | Uint8Array>>): void => {
    listed.push(artifact)
    contents.set(artifact.id, content)
  }
  if (world.without !== 'link')
    store({ id: '1002', name: name('link'), size: 1, digest: 'sha256:' }, { [linkFile]: file(written, signers) })
  if (world.without !== 'products') store({ ...PRODUCTS, ...world.products }, files)
  for (const artifact of world.beside ?? []) store(artifact, files)
  for (const [index, other] of (world.more ?? []).entries())
    store({ id: String(2000 + index), name: other, size: 1, digest: 'sha256:' }, { x: 'y' })
  return {
    upload: () => Promise.reject(new Error('nothing is stored')),
    list: (...prefixes) =>
      Promise.resolve(listed.filter(({ name: text }) => prefixes.some((prefix) => text.startsWith(prefix)))),
    unpack: ({ id }, directory) => {
      const found = contents.get(id) ?? {}
      for (const [path, content] of Object.entries(found)) {
        mkdirSync(dirname(join(directory, path)), { recursive: true })
        writeFileSync(join(directory, path), content)
      }
      return Promise.resolve(Object.keys(found))
    }
  }
}

async function take(
  world: World = {},
  changes: Partial<TakeOverRequest> = {}
): Promise<TakenOver & { workspace: string }> {
  const workspace = changes.workspace ?? directoryWith()
  const taken = await takeOver({
    step: 'build',
    keyless: {
      verify: () => {
        throw new TypeError('no bundle is expected')
      }
    },
    signers: { kind: 'unknown' },
    serverUrl: 'https://github.com',
    artifacts: artifactsOf(world),
    keys: [ALICE.signer.publicKey],
    unsigned: 'refuse',
    run: RUN,
    workspace,
    temporary: directoryWith(),
    recorder,
    ...changes
  })
  return { ...taken, workspace }
}

const codeOf = async (world: World, changes: Partial<TakeOverRequest> = {}): Promise<string> => {
  const workspace = directoryWith()
  const { code } = await rejectionOf(take(world, { workspace, ...changes }))
  expect(existsSync(join(workspace, 'dist'))).toBe(false)
  return code
}

describe('products of an earlier step', () => {
  test('come into the workspace, executable where they were', async () => {
    const { files, signed, workspace } = await take()
    expect([files, signed]).toEqual([2, true])
    expect(readFileSync(join(workspace, 'dist/a.js'), 'utf8')).toBe('alpha')
    if (process.platform !== 'win32')
      expect([
        statSync(join(workspace, 'dist/run.sh')).mode & 0o111,
        statSync(join(workspace, 'dist/a.js')).mode & 0o111
      ]).toEqual([0o111, 0])
  })
  test('replace what is there', async () => {
    const workspace = directoryWith({ 'dist/a.js': 'old' })
    await take({}, { workspace })
    expect(readFileSync(join(workspace, 'dist/a.js'), 'utf8')).toBe('alpha')
  })
  test('are read within bounds, and so is their link', async () => {
    const asked: [string, UnpackBounds][] = []
    const artifacts = artifactsOf()
    const watched: WorkflowArtifacts = {
      ...artifacts,
      unpack: (artifact, directory, bounds) => {
        asked.push([artifact.name, bounds])
        return artifacts.unpack(artifact, directory, bounds)
      }
    }
    await take({}, { artifacts: watched })
    expect(asked).toEqual([
      ['in-toto.build.build.0.1', { packedBytes: LIMITS.linkArtifactBytes, bytes: LIMITS.linkBytes, files: 1 }],
      [
        PRODUCTS.name,
        { packedBytes: LIMITS.productArtifactBytes, bytes: LIMITS.productBytes, files: LIMITS.productFiles }
      ]
    ])
  })
  test('may be signed by any of the keys given', async () =>
    expect((await take({}, { keys: [BOB.signer.publicKey, ALICE.signer.publicKey] })).signed).toBe(true))
  test('without a signature are taken only where nobody can sign', async () => {
    expect((await take({ signers: [] }, { keys: [], unsigned: 'accept' })).signed).toBe(false)
    expect(await codeOf({ signers: [] })).toBe('TAKE_OVER_UNTRUSTED')
  })
})

describe('nothing comes when', () => {
  test.each<[string, World]>([
    ['a file was changed', { files: { ...FILES, 'dist/a.js': 'evil' } }],
    ['a file was added', { files: { ...FILES, 'dist/evil.js': 'x' } }],
    ['a file was taken away', { files: { 'dist/a.js': 'alpha' } }],
    ['all were taken away', { files: {} }],
    ['a file was swapped for another product', { files: { 'dist/a.js': 'alpha', 'src/a.js': 'source' } }],
    ['a file was renamed', { files: { 'dist/b.js': 'alpha', 'dist/run.sh': 'beta' } }],
    ['the link is of another step', { link: { name: 'test' } }],
    ['the command failed', { link: { byproducts: { 'return-value': 1 } } }],
    ['the link does not say whether its command succeeded', { link: { byproducts: {} } }],
    ['the link names no run', { environment: { run: undefined } }],
    ['the link is of another run', { environment: { run: { id: '2', repository: 'o/r', commit: 'c', attempt: '1' } } }],
    [
      'the link is of another commit',
      { environment: { run: { id: '1', repository: 'o/r', commit: 'd', attempt: '1' } } }
    ],
    [
      'the link is of another repository',
      { environment: { run: { id: '1', repository: 'o/x', commit: 'c', attempt: '1' } } }
    ],
    ['the link names no commit', { environment: { run: { id: '1', repository: 'o/r', attempt: '1' } } }],
    ['the link is of another attempt than its name says', { linkAttempt: 2 }],
    ['the link names a path that leads out', { link: { products: { '../x': { sha256: 'a'.repeat(64) } } } }]
  ])('%s', async (_what, world) => expect(await codeOf(world)).toBe('TAKE_OVER_DIFFERS'))
  test.each<[string, World, RegExp, RegExp]>([
    ['files', { files: { ...FILES, 'dist/a.js': 'evil' } }, /handed over.*"dist\/a\.js"/, /changed it/],
    [
      'the run of a link',
      { environment: { run: { id: '1', repository: 'o/r', commit: 'd', attempt: '1' } } },
      /^The link of step "build" is not one of this run: .*"d".*"c"/,
      /^Run the job/
    ],
    ['the attempt of a link', { linkAttempt: 2 }, /^The link .*is not one of this run: .*"1".*2/, /^Run the job/],
    ['the step of a link', { link: { name: 'test' } }, /^The link .*"test"\.$/, /renamed/]
  ])('what differs is told by the error: %s', async (_what, world, what, remedy) => {
    const { message, hint } = await rejectionOf(take(world))
    expect([message, hint]).toEqual([expect.stringMatching(what), expect.stringMatching(remedy)])
  })
  test.each<[string, World, Partial<TakeOverRequest>]>([
    ['somebody else signed the link', { signers: [MALLORY] }, {}],
    ['there is no key', {}, { keys: [] }],
    ['there is no key, and it is signed, where nobody can sign', {}, { keys: [], unsigned: 'accept' }],
    ['somebody else signed it, where nobody can sign', { signers: [MALLORY] }, { unsigned: 'accept' }]
  ])('%s', async (_what, world, changes) => expect(await codeOf(world, changes)).toBe('TAKE_OVER_UNTRUSTED'))
  test.each<[string, World]>([
    ['there is no link', { without: 'link' }],
    ['there are no products', { without: 'products' }],
    ['the link tells of no hand-over', { environment: { hand_over: undefined } }]
  ])('%s', async (_what, world) => expect(await codeOf(world)).toBe('TAKE_OVER_NOT_FOUND'))
  test.each([
    ['another job', 'in-toto.build.other.0.1'],
    ['another leg', 'in-toto.build.build.ab.1']
  ])('%s claims the step, too', async (_what, more) =>
    expect(await codeOf({ more: [more] })).toBe('TAKE_OVER_AMBIGUOUS')
  )
  test.each(['3', '99', '999999999'])('a link claims attempt %s, which is yet to come', async (attempt) => {
    const run = { id: '1', repository: 'o/r', commit: 'c', attempt, job: 'build' }
    // Else it would win for ever.
    expect(await codeOf({ linkAttempt: Number(attempt), environment: { run } })).toBe('TAKE_OVER_NOT_FOUND')
    expect((await take({ more: [`in-toto.build.build.0.${attempt}`] })).files).toBe(2)
  })
  test.each<[string, readonly string[]]>([
    ['no file', []],
    ['a file beside the link', [linkFileName('build', ALICE.keyId), 'evil.link']]
  ])('the workflow artifact of the link holds %s', async (_what, files) => {
    const honest = artifactsOf()
    const artifacts: WorkflowArtifacts = {
      ...honest,
      unpack: async (artifact, directory, bounds) => {
        const found = await honest.unpack(artifact, directory, bounds)
        return artifact.id === PRODUCTS.id ? found : files
      }
    }
    expect(await codeOf({}, { artifacts })).toBe('ARTIFACT_ZIP_INVALID')
    const { message } = await rejectionOf(take({}, { artifacts, workspace: directoryWith() }))
    expect(message).toContain(` holds ${files.length} file`)
  })
  test('an older attempt lies beside the newest, which decides', async () => {
    const environment = { run: { id: '1', repository: 'o/r', commit: 'c', attempt: '2', job: 'build' } }
    expect((await take({ linkAttempt: 2, environment, more: ['in-toto.build.other.0.1'] })).files).toBe(2)
  })
})

describe('where there is no link of a step', () => {
  const listed = (...names: string[]): StoredArtifact[] =>
    names.map((name, index) => ({ id: String(index + 1), name, size: 1, digest: undefined }))
  const hintOf = (...names: string[]): string =>
    errorOf(() => newestLinkArtifact('biuld', RUN, listed(...names))).hint ?? ''
  test('those are named that there are links of, each once, and no name that does harm', () => {
    const hint = hintOf(
      'in-toto.build.build.0.1',
      'in-toto.build.build.0.2',
      'in-toto.%0A%3A%3Aerror%3A%3A.x.0.1',
      'in-toto-products.packed.x.0.1',
      'in-toto-unsigned.worked.x.0.1',
      'other'
    )
    expect(hint.match(/"build"/g)).toHaveLength(1)
    for (const part of ['packed', 'worked', 'other', '\n', '::']) expect(hint).not.toContain(part)
  })
  test('few are named of many', () => {
    const hint = hintOf(...Array.from({ length: 1000 }, (_, index) => `in-toto.step${index}.x.0.1`))
    expect(hint.match(/"step\d+"/g)).toHaveLength(10)
    expect(hint).toContain('990')
  })
  test('none are named where there are none', () => {
    expect(hintOf()).not.toContain('"')
    expect(hintOf('in-toto-products.packed.x.0.1')).toBe(hintOf())
    expect(hintOf('in-toto.build.build.0.1')).not.toContain(hintOf())
  })
})

describe('the workflow artifact with the products', () => {
  const other = (changes: Partial<StoredArtifact>): StoredArtifact => ({ ...PRODUCTS, id: '1009', ...changes })
  test('is the one that the link names, whichever else has its name', async () => {
    for (const id of ['1', '9999'])
      expect((await take({ beside: [{ ...PRODUCTS, id, digest: `sha256:${'f'.repeat(64)}` }] })).files).toBe(2)
  })
  test.each([
    ['another job', 'in-toto-products.build.work.0.1'],
    ['another attempt', 'in-toto-products.build.build.0.2'],
    ['another leg', 'in-toto-products.build.build.ab.1']
  ])('may be of %s than the link, which another job may have signed', async (_what, name) =>
    expect((await take({ products: { name } })).files).toBe(2)
  )
  test.each<[string, World]>([
    ['was removed', { without: 'products' }],
    ['was removed and stored again under its name', { without: 'products', beside: [other({})] }],
    ['was removed, and one with its digest is there', { without: 'products', beside: [other({ id: '10010' })] }],
    ['is named as a link', { products: { name: 'in-toto.test.build.0.1' } }],
    ['is named as none of ours', { products: { name: 'products' } }]
  ])('is not taken for another one when it %s', async (_what, world) =>
    expect(await codeOf(world)).toBe('TAKE_OVER_NOT_FOUND')
  )
  test.each<[string, Partial<StoredArtifact>]>([
    ['has another digest', { digest: `sha256:${'f'.repeat(64)}` }],
    ['has its digest in capitals', { digest: PRODUCTS.digest?.toUpperCase() }],
    ['has no digest', { digest: undefined }],
    ['is named as one of another step', { name: 'in-toto-products.test.build.0.1' }],
    ['is named as one of a step whose name begins alike', { name: 'in-toto-products.build2.build.0.1' }],
    ['has a name that this suite does not write', { name: 'in-toto-products.build' }],
    ['has a name that is spelled otherwise', { name: 'in-toto-products.%62uild.build.0.1' }]
  ])('is refused when it %s', async (_what, products) => expect(await codeOf({ products })).toBe('TAKE_OVER_DIFFERS'))
  test('is looked for in the one list that the link is in', async () => {
    const asked: (readonly string[])[] = []
    const artifacts = artifactsOf()
    const list = (...prefixes: readonly string[]): ReturnType<WorkflowArtifacts['list']> => {
      asked.push(prefixes)
      return asked.length === 1 ? artifacts.list(...prefixes) : Promise.resolve([])
    }
    expect((await take({}, { artifacts: { ...artifacts, list } })).files).toBe(2)
    expect(asked).toEqual([['in-toto.', 'in-toto-products.']])
  })
  const NOTE = handOver(FILES)
  test('is one of products, whatever a service lists', () => {
    const note = NOTE as HandOver
    const among = (...listed: StoredArtifact[]): StoredArtifact =>
      handedOverArtifact('build', note, { listed, attempt: 2 })
    expect(among(other({}), PRODUCTS)).toBe(PRODUCTS)
    for (const name of ['in-toto.build.build.0.1', 'in-toto-unsigned.build.build.0.1'])
      expect(errorOf(() => among({ ...PRODUCTS, name })).code).toBe('TAKE_OVER_DIFFERS')
  })
  test.each<[string, string, string | undefined]>([
    ['was handed over again since, without a link', 'in-toto-products.build.build.0.2', 'TAKE_OVER_SUPERSEDED'],
    ['is that of another leg than was handed over since', 'in-toto-products.build.build.aa.2', undefined],
    ['is that of another job than handed over since', 'in-toto-products.build.other.0.2', undefined],
    ['is that of another step than was handed over since', 'in-toto-products.test.build.0.2', undefined],
    ['stands beside one of an attempt that there was not yet', 'in-toto-products.build.build.0.3', undefined]
  ])('%s', (_what, name, code) => {
    const ask = (): StoredArtifact =>
      handedOverArtifact('build', NOTE as HandOver, { listed: [{ ...other({}), name }, PRODUCTS], attempt: 2 })
    if (code === undefined) expect(ask()).toBe(PRODUCTS)
    else expect(errorOf(ask).code).toBe(code)
  })
  test.each<[string, unknown]>([
    ['is none', 'dist/'],
    ['is null', null],
    ['names no workflow artifact, as of an older version', { files: NOTE.files, digest: NOTE.digest }],
    ['names half a workflow artifact', { ...NOTE, artifact: { id: '1001' } }],
    ['names it by a number', { ...NOTE, artifact: { ...NOTE.artifact, id: 1001 } }],
    ['says more', { ...NOTE, name: PRODUCTS.name }],
    ['has no number of files', { ...NOTE, files: undefined }]
  ])('is not looked for when the note in the link %s', async (_what, note) =>
    expect(await codeOf({ environment: { hand_over: note } })).toBe('METADATA_VALUE_INVALID')
  )
  test.each<[string, object]>([
    ['another number of files', { files: 3 }],
    ['another digest over them', { digest: `sha256:${'0'.repeat(64)}` }]
  ])('is refused when the link says %s', async (_what, changes) =>
    expect(await codeOf({ environment: { hand_over: { ...NOTE, ...changes } } })).toBe('TAKE_OVER_DIFFERS')
  )
})

describe('files outside the workspace', () => {
  test.each([
    ['a directory that is a link', 'dist'],
    ['a link that leads nowhere', 'dist']
  ])('are not written through %s', async (what, name) => {
    const outside = directoryWith()
    const workspace = directoryWith({ '.git/config': '', 'sub/.GIT/config': '' })
    symlinkSync(what.includes('nowhere') ? join(outside, 'gone') : outside, join(workspace, name))
    expect((await rejectionOf(take({}, { workspace }))).code).toBe('TAKE_OVER_UNSAFE')
    expect(existsSync(join(outside, 'a.js'))).toBe(false)
  })
  test.each([['.git'], ['sub/.GIT'], ['./dist']])('are not written through a link to %s', async (target) => {
    const workspace = directoryWith({ '.git/config': '', 'sub/.GIT/config': '' })
    symlinkSync(target, join(workspace, 'dist'))
    expect((await rejectionOf(take({}, { workspace }))).code).toBe('TAKE_OVER_UNSAFE')
    expect(existsSync(join(workspace, '.git/a.js')) || existsSync(join(workspace, 'sub/.GIT/a.js'))).toBe(false)
  })
  test('are not written over one another through a link to a directory', async () => {
    const workspace = directoryWith({ 'real/x': '' })
    symlinkSync('real', join(workspace, 'dist'))
    const holding = (files: Files): World => ({
      files,
      link: { products: productsOf(files) },
      environment: { hand_over: handOver(files) }
    })
    const other = holding({ 'dist/a.js': 'alpha', 'real/a.js': 'other' })
    expect((await rejectionOf(take(other, { workspace }))).code).toBe('TAKE_OVER_UNSAFE')
    await take(holding({ 'dist/a.js': 'alpha', 'real/a.js': 'alpha' }), { workspace })
    expect(readFileSync(join(workspace, 'real/a.js'), 'utf8')).toBe('alpha')
  })
  test('are not written through a file that is a link: the link is replaced', async () => {
    const outside = directoryWith({ victim: 'mine' })
    const workspace = directoryWith({ 'dist/x': '' })
    symlinkSync(join(outside, 'victim'), join(workspace, 'dist/a.js'))
    await take({}, { workspace })
    expect(readFileSync(join(outside, 'victim'), 'utf8')).toBe('mine')
    expect(readFileSync(join(workspace, 'dist/a.js'), 'utf8')).toBe('alpha')
  })
  test.each([
    ['a file in the place of a directory above', { dist: 'a file' }],
    ['a directory in the place of a file', { 'dist/a.js/precious': 'mine' }]
  ])('are not made by removing %s', async (_what, files) => {
    const workspace = directoryWith(files)
    expect((await rejectionOf(take({}, { workspace }))).code).toBe('TAKE_OVER_UNSAFE')
    for (const [path, text] of Object.entries(files)) expect(readFileSync(join(workspace, path), 'utf8')).toBe(text)
  })
  test.each([
    '.git/config',
    'sub/.GIT/hooks/pre-commit',
    'sub/.git',
    '.git./config',
    'GIT~1/config',
    '.git::$INDEX_ALLOCATION/config',
    'sub/git~1:stream'
  ])('and %s, which would steer git, are not taken over', async (path) => {
    const files = { [path]: 'x' }
    const workspace = directoryWith()
    const world = { files, link: { products: productsOf(files) }, environment: { hand_over: handOver(files) } }
    expect((await rejectionOf(take(world, { workspace }))).code).toBe('TAKE_OVER_UNSAFE')
    expect(readdirSync(workspace)).toEqual([])
  })
  test('are not in the way either: a file in the place of a directory is refused', async () => {
    const workspace = directoryWith({ dist: 'a file' })
    expect((await rejectionOf(take({}, { workspace }))).code).toBe('TAKE_OVER_UNSAFE')
  })
})
