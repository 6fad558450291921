// SPDX-License-Identifier: Apache-2.0
// Something goes on writing after the products were recorded: what is copied is what was recorded, or nothing is.
import { execFileSync } from 'node:child_process'
import {
  appendFileSync,
  chmodSync,
  copyFileSync,
  existsSync,
  linkSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync
} from 'node:fs'
import { dirname, join, relative } from 'node:path'
import { afterAll, describe, expect, test } from '@jest/globals'
import type { ArtifactPath, Artifacts, DigestSet } from '../../src/intoto/artifacts/artifacts.ts'
import { artifactsOf } from '../../src/intoto/artifacts/build-artifacts.ts'
import { parseLink } from '../../src/intoto/link/parse-link.ts'
import { Recorder } from '../../src/recording/record-artifacts.ts'
import {
  cloneFile,
  copyProducts,
  firstDifference,
  type CopyFile,
  type CopyRequest
} from '../../src/stages/copy-products.ts'
import { readHandOver } from '../../src/stages/hand-over.ts'
import { handOverProducts, type HandedOver } from '../../src/stages/hand-over-products.ts'
import { artifactsDigest } from '../../src/stages/products-digest.ts'
import { stageSettings } from '../../src/stages/stage-settings.ts'
import { endStep } from '../../src/stages/step-recording.ts'
import type { ArtifactUpload } from '../../src/stages/workflow-artifacts.ts'
import { linkOf } from '../support/chain.ts'
import { directoryWith } from '../support/directory.ts'
import { rejectionOf } from '../support/errors.ts'
import { valueAt } from '../support/json.ts'

const recorder = new Recorder()
afterAll(() => recorder.close())

const FILES = { 'dist/a.js': 'alpha', 'dist/deep/run.sh': 'beta', 'README.md': 'read me' }

interface Recorded {
  readonly workspace: string
  readonly selected: Artifacts
  readonly directory: string
}

/** A workspace whose files are recorded. */
async function recorded(prepare: (workspace: string) => void = () => undefined): Promise<Recorded> {
  const workspace = directoryWith(FILES)
  prepare(workspace)
  const { artifacts } = await recorder.record({ ...stageSettings(workspace, []), paths: ['.'] })
  return { workspace, selected: artifacts, directory: join(directoryWith(), 'copies') }
}

const copy = (what: Recorded, changes: Partial<CopyRequest> = {}): ReturnType<typeof copyProducts> =>
  copyProducts({ ...what, modes: new Map(), recorder, ...changes })

/** The code by which a copy is refused; nothing may be left of it. */
async function refusal(what: Recorded, changes: Partial<CopyRequest> = {}): Promise<string> {
  const { code, message } = await rejectionOf(copy(what, changes))
  expect(existsSync(what.directory)).toBe(false)
  if (code === 'HAND_OVER_CHANGED') expect(message).toMatch(/dist\/a\.js|evil/)
  return code
}

const filesOf = (directory: string): Record<string, string> =>
  Object.fromEntries(
    readdirSync(directory, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry) => join(entry.parentPath, entry.name))
      .map((path) => [relative(directory, path).replaceAll('\\', '/'), readFileSync(path, 'utf8')])
  )

describe('products', () => {
  test('are copied to where nobody else looks', async () => {
    const what = await recorded((workspace) => chmodSync(join(workspace, 'dist/deep/run.sh'), 0o755))
    const { root, files } = await copy(what)
    expect([root, files.length]).toEqual([what.directory, 3])
    expect(filesOf(root)).toEqual(FILES)
    expect(files.map((path) => relative(root, path).replaceAll('\\', '/'))).toEqual([...what.selected.paths()])
    if (process.platform === 'win32') return
    expect(statSync(root).mode & 0o777).toBe(0o700)
    expect(statSync(join(root, 'dist/deep/run.sh')).mode & 0o111).toBe(0o111)
    expect(statSync(join(root, 'dist/a.js')).mode & 0o111).toBe(0)
  })
  test('are copied through links that were recorded as such, and are plain files then', async () => {
    const what = await recorded((workspace) => symlinkSync('a.js', join(workspace, 'dist/link.js')))
    const modes = new Map([['dist/link.js', 'symlink']])
    const { root } = await copy(what, { modes })
    expect(filesOf(root)['dist/link.js']).toBe('alpha')
    expect(filesOf((await copy({ ...what, directory: `${root}2` }, { modes: undefined })).root)).toEqual(filesOf(root))
  })
  test('are copied from a workspace that is reached through a link', async () => {
    const what = await recorded()
    const workspace = join(directoryWith(), 'workspace')
    symlinkSync(what.workspace, workspace)
    expect(filesOf((await copy({ ...what, workspace })).root)).toEqual(FILES)
  })
  test('that are two names of one file become two files', async () => {
    const what = await recorded((workspace) => linkSync(join(workspace, 'dist/a.js'), join(workspace, 'twin.js')))
    const { root } = await copy(what)
    appendFileSync(join(what.workspace, 'twin.js'), 'evil')
    expect([filesOf(root)['dist/a.js'], filesOf(root)['twin.js']]).toEqual(['alpha', 'alpha'])
    appendFileSync(join(root, 'twin.js'), 'other')
    expect(readFileSync(join(root, 'dist/a.js'), 'utf8')).toBe('alpha')
  })
})

type Change = (workspace: string) => void
const at =
  (act: (path: string) => void): Change =>
  (workspace) =>
    act(join(workspace, 'dist/a.js'))
const instead = (make: (path: string) => void): Change =>
  at((path) => {
    rmSync(path)
    make(path)
  })
const CHANGES: readonly (readonly [string, Change])[] = [
  ['is written anew', at((path) => writeFileSync(path, 'evil!'))],
  ['is written to', at((path) => appendFileSync(path, 'evil'))],
  ['is emptied', at((path) => writeFileSync(path, ''))],
  ['is replaced', instead((path) => writeFileSync(path, 'evil!'))],
  ['is replaced by another product', instead((path) => linkSync(join(dirname(path), 'deep/run.sh'), path))],
  ['is replaced by a hard link to a file outside', instead((path) => linkSync(outside(), path))],
  ['is removed', instead(() => undefined)],
  ['becomes a pipe', instead((path) => execFileSync('mkfifo', [path]))],
  ['becomes a directory', instead((path) => mkdirSync(path))],
  ['becomes a link to another product', instead((path) => symlinkSync('deep/run.sh', path))],
  ['becomes a link to a file of the same content', instead((path) => symlinkSync(outside('alpha'), path))],
  ['gets another name', at((path) => renameSync(path, `${path}.old`))]
]

function removeParent(path: string): void {
  rmSync(dirname(path), { recursive: true })
}

function outside(text = 'secret'): string {
  return join(directoryWith({ outside: text }), 'outside')
}

describe('nothing is handed over when a product', () => {
  test.each(CHANGES)('%s after it was recorded', async (_what, change) => {
    const what = await recorded()
    change(what.workspace)
    expect(await refusal(what)).toBe('HAND_OVER_CHANGED')
  })
  test('differs from another one in letter case alone', async () => {
    const what = await recorded()
    const [path, digests] = [...what.selected][1] ?? []
    const selected = artifactsOf([...what.selected, [path?.toUpperCase() as ArtifactPath, digests as DigestSet]])
    expect(await refusal({ ...what, selected })).toBe('HAND_OVER_UNSAFE')
  })
  test('is a link that leads out of the workspace by now, to the very same bytes', async () => {
    const what = await recorded((workspace) => symlinkSync('../README.md', join(workspace, 'dist/link.js')))
    rmSync(join(what.workspace, 'dist/link.js'))
    symlinkSync(outside(FILES['README.md']), join(what.workspace, 'dist/link.js'))
    expect(await refusal(what, { modes: new Map([['dist/link.js', 'symlink']]) })).toBe('HAND_OVER_UNSAFE')
    expect(await refusal(what, { modes: undefined })).toBe('HAND_OVER_UNSAFE')
  })
  test('has a name that leads out of the copies', async () => {
    const what = await recorded()
    const name = `../${what.workspace.split('/').at(-1) ?? ''}/README.md`
    const selected = artifactsOf([[name as ArtifactPath, what.selected.get('README.md' as never) as DigestSet]])
    expect(await refusal({ ...what, selected })).toBe('HAND_OVER_UNSAFE')
  })
  test.each<[string, CopyFile]>([
    ['is written to', (source, target) => (appendFileSync(source.real, 'evil'), cloneFile(source, target))],
    ['is cut short', (source, target) => (writeFileSync(source.real, ''), cloneFile(source, target))],
    // Where it is opened again by its name, as on macOS and Windows, the system no longer finds it.
    ['is removed', (source, target) => (rmSync(source.real), copyFileSync(source.real, target))],
    [
      'gets a file in the place of its directory',
      (source, target) => {
        rmSync(dirname(source.real), { recursive: true })
        writeFileSync(dirname(source.real), '')
        copyFileSync(source.real, target)
      }
    ],
    [
      'becomes a link to itself',
      (source, target) => {
        rmSync(source.real)
        symlinkSync('a.js', source.real)
        copyFileSync(source.real, target)
      }
    ],
    ['loses the directory of its copy', (source, target) => (removeParent(target), cloneFile(source, target))],
    ['is copied in part', (_source, target) => writeFileSync(target, 'al')],
    ['is not copied', () => undefined]
  ])('%s while it is copied', async (_what, copyFile) => {
    const what = await recorded()
    expect(
      await refusal(what, {
        copyFile: (source, target) => (source.real.endsWith('a.js') ? copyFile : cloneFile)(source, target)
      })
    ).toBe('HAND_OVER_CHANGED')
  })
  test.each<[string, (copies: string) => void]>([
    ['is changed', (copies) => appendFileSync(join(copies, 'dist/a.js'), 'evil')],
    ['is removed', (copies) => rmSync(join(copies, 'dist/a.js'))],
    ['gets company', (copies) => writeFileSync(join(copies, 'evil.js'), 'evil')],
    [
      'becomes a link',
      (copies) => (rmSync(join(copies, 'dist/a.js')), symlinkSync('deep/run.sh', join(copies, 'dist/a.js')))
    ]
  ])('%s among the copies', async (_what, act) => {
    const what = await recorded()
    expect(
      await refusal(what, {
        recorder: {
          record: (request) => {
            act(what.directory)
            return recorder.record(request)
          }
        }
      })
    ).toBe('HAND_OVER_CHANGED')
  })
  test('is another file by the time that it is copied, unless the right one is', async () => {
    const what = await recorded()
    const copied = copy(what, {
      copyFile: (source, target) => {
        writeFileSync(`${source.real}.new`, 'evil!')
        renameSync(`${source.real}.new`, source.real)
        cloneFile(source, target)
      }
    })
    if (process.platform === 'linux') expect(filesOf((await copied).root)).toEqual(FILES)
    else expect((await rejectionOf(copied)).code).toBe('HAND_OVER_CHANGED')
  })
})

describe('a machine that cannot copy', () => {
  test.each(['ENOSPC', 'EDQUOT', 'EACCES', 'EROFS', 'EIO'])('says so (%s)', async (code) => {
    const what = await recorded()
    const copyFile = (): never => {
      throw Object.assign(new Error(`${code}: refused`), { code })
    }
    expect(await refusal(what, { copyFile })).toBe('FILE_UNWRITABLE')
  })
  test('for want of a directory says so, too', async () => {
    const what = await recorded()
    const { code, message } = await rejectionOf(copy({ ...what, directory: join(what.directory, 'not/there') }))
    expect([code, message]).toEqual(['FILE_UNWRITABLE', 'The directory for copies cannot be made: ENOENT.'])
  })
  test('does not take a directory that is there, and leaves it alone', async () => {
    const what = await recorded()
    mkdirSync(what.directory)
    writeFileSync(join(what.directory, 'mine'), '')
    expect((await rejectionOf(copy(what))).code).toBe('FILE_UNWRITABLE')
    expect(readdirSync(what.directory)).toEqual(['mine'])
  })
  test('is not taken for one because of a fault of ours', async () => {
    const what = await recorded()
    const copyFile = (): never => {
      throw new TypeError('a fault')
    }
    await expect(copy(what, { copyFile })).rejects.toThrow(TypeError)
    expect(existsSync(what.directory)).toBe(false)
  })
})

test('copies are told from products by name, digest and number', () => {
  const set = (...entries: readonly (readonly [string, string])[]): Artifacts =>
    artifactsOf(entries as [ArtifactPath, DigestSet][])
  const [a, b] = [['a', 'sha256:1'] as const, ['b', 'sha256:2'] as const]
  expect(firstDifference(set(a, b), set(b, a))).toBeUndefined()
  expect(firstDifference(set(a, b), set(a))?.path).toBe('b')
  expect(firstDifference(set(a), set(a, b))?.path).toBe('b')
  expect(firstDifference(set(a), set(['a', 'sha256:2']))?.path).toBe('a')
})

describe('a stage that hands over', () => {
  const STORED = { id: '1001', digest: `sha256:${'d'.repeat(64)}` }
  interface Service {
    readonly upload: (request: ArtifactUpload) => Promise<typeof STORED>
    readonly stored: Record<string, string>[]
    readonly requests: ArtifactUpload[]
  }
  /** Keeps what the files hold when it comes to store them. */
  function service(meanwhile: () => void = () => undefined): Service {
    const [stored, requests]: [Record<string, string>[], ArtifactUpload[]] = [[], []]
    return {
      stored,
      requests,
      upload: (request) => {
        meanwhile()
        requests.push(request)
        stored.push(
          Object.fromEntries(
            request.files.map((path) => [
              relative(request.root, path).replaceAll('\\', '/'),
              readFileSync(path, 'utf8')
            ])
          )
        )
        return Promise.resolve(STORED)
      }
    }
  }
  interface Stage {
    readonly workspace: string
    readonly directory: string
    readonly hand: (artifacts: Pick<Service, 'upload'>, patterns?: readonly string[]) => Promise<HandedOver>
  }
  async function stage(): Promise<Stage> {
    const workspace = directoryWith(FILES)
    const { link: begun } = parseLink(valueAt(linkOf('build')))
    const link = await endStep(recorder, begun, { products: ['.'], settings: stageSettings(workspace, []) })
    const directory = join(directoryWith(), 'copies')
    const rest = { workspace, directory, recorder, name: 'in-toto-products.build.build.0.1', retentionDays: 3 }
    return {
      workspace,
      directory,
      hand: (artifacts, patterns = ['dist/']) => handOverProducts({ ...rest, link, patterns, artifacts })
    }
  }
  const DIST = { 'dist/a.js': 'alpha', 'dist/deep/run.sh': 'beta' }

  test('stores what it recorded, notes where, and cleans up', async () => {
    const { hand, directory, workspace } = await stage()
    const artifacts = service()
    const { link, files } = await hand(artifacts)
    expect([files, artifacts.stored]).toEqual([2, [DIST]])
    const selected = artifactsOf([...link.products].filter(([path]) => path.startsWith('dist/')))
    expect(readHandOver(link.environment)).toEqual({
      files: 2,
      digest: artifactsDigest(selected),
      artifact: STORED,
      links: []
    })
    expect(link.environment.get('run')).toBeDefined()
    expect(artifacts.requests[0]).toMatchObject({ name: 'in-toto-products.build.build.0.1', retentionDays: 3 })
    expect(existsSync(directory)).toBe(false)
    expect(filesOf(workspace)).toEqual(FILES)
  })
  test.each(CHANGES)('stores what it recorded when a product %s while it is stored', async (_what, change) => {
    const { hand, workspace } = await stage()
    const artifacts = service(() => change(workspace))
    await hand(artifacts)
    expect(artifacts.stored).toEqual([DIST])
  })
  test.each(CHANGES)('stores nothing when a product %s before', async (_what, change) => {
    const { hand, workspace, directory } = await stage()
    change(workspace)
    const artifacts = service()
    expect((await rejectionOf(hand(artifacts))).code).toBe('HAND_OVER_CHANGED')
    expect([artifacts.stored, existsSync(directory)]).toEqual([[], false])
  })
  test('does not mind what happens to a product that it keeps', async () => {
    const { hand, workspace } = await stage()
    rmSync(join(workspace, 'dist/a.js'))
    expect((await hand(service(), ['/README.md'])).files).toBe(1)
  })
  test('cleans up when nothing could be stored', async () => {
    const { hand, directory } = await stage()
    const upload = (): Promise<never> => Promise.reject(new Error('the service is gone'))
    await expect(hand({ upload })).rejects.toThrow('the service is gone')
    expect(existsSync(directory)).toBe(false)
  })
  test('stores nothing when no product fits', async () => {
    const { hand } = await stage()
    const artifacts = service()
    expect((await rejectionOf(hand(artifacts, ['out/']))).code).toBe('HAND_OVER_NOTHING')
    expect(artifacts.stored).toEqual([])
  })
})
