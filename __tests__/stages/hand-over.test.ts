// SPDX-License-Identifier: Apache-2.0
import { execFileSync, spawn } from 'node:child_process'
import { closeSync, existsSync, readFileSync, renameSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:net'
import { dirname, join } from 'node:path'
import { describe, expect, test } from '@jest/globals'
import { digestSet, type ArtifactPath, type Artifacts, type DigestSet } from '../../src/intoto/artifacts/artifacts.ts'
import { NO_ARTIFACTS, artifactsOf } from '../../src/intoto/artifacts/build-artifacts.ts'
import { jsonObject } from '../../src/intoto/json/json-value.ts'
import { checkHandOverNames, openProduct } from '../../src/stages/hand-over-files.ts'
import { readHandOver, selectProducts, withHandOver } from '../../src/stages/hand-over.ts'
import { artifactsDigest } from '../../src/stages/products-digest.ts'
import { directoryWith } from '../support/directory.ts'
import { errorOf } from '../support/errors.ts'
import { valueAt } from '../support/json.ts'

const artifacts = (...paths: string[]): Artifacts =>
  artifactsOf(paths.map((path, index) => [path as ArtifactPath, digestSet([['sha256', String(index).repeat(64)]])]))
const PRODUCTS = artifacts('README.md', 'dist/a.js', 'dist/deep/b.js', 'src/a.js')

describe('products to hand over', () => {
  test.each([
    [['dist/**'], ['dist/a.js', 'dist/deep/b.js']],
    [['dist/'], ['dist/a.js', 'dist/deep/b.js']],
    [['*.js'], ['dist/a.js', 'dist/deep/b.js', 'src/a.js']],
    [['*'], ['README.md', 'dist/a.js', 'dist/deep/b.js', 'src/a.js']],
    [['dist/*', '!dist/deep/'], ['dist/a.js']],
    [['/README.md'], ['README.md']]
  ])('by %j', (patterns, paths) => expect([...selectProducts(PRODUCTS, patterns).paths()]).toEqual(paths))
  test('none at all are an error', () =>
    expect(errorOf(() => selectProducts(PRODUCTS, ['out/**'])).code).toBe('HAND_OVER_NOTHING'))
})

describe('the note of what was handed over', () => {
  const DIGEST = `sha256:${'a'.repeat(64)}`
  const NOTE = { files: 2, digest: DIGEST, artifact: { id: '1001', digest: DIGEST } }
  const read = (note: unknown): unknown => readHandOver(valueAt({ hand_over: note }).object())
  test('says how many, which, and where they are stored', () => {
    const selected = selectProducts(PRODUCTS, ['dist/'])
    const environment = withHandOver(jsonObject({ a: 'b' }), selected, { id: '1001', digest: DIGEST })
    expect(readHandOver(environment)).toEqual({ ...NOTE, digest: artifactsDigest(selected), links: [] })
    expect(environment.get('a')).toBe('b')
    expect(read(NOTE)).toEqual({ ...NOTE, links: [] })
    const links = ['dist/a.js']
    const withLinks = withHandOver(jsonObject({}), selected, { id: '1001', digest: DIGEST }, links)
    expect(readHandOver(withLinks)).toMatchObject({ links })
  })
  test('may be missing', () => expect(readHandOver(jsonObject({}))).toBeUndefined())
  test.each<[string, unknown]>([
    ['a word', 'x'],
    ['a list', [NOTE]],
    ['null', null],
    ['empty', {}],
    ['without a number of files', { ...NOTE, files: undefined }],
    ['without a digest', { ...NOTE, digest: undefined }],
    ['without a workflow artifact', { ...NOTE, artifact: undefined }],
    ['of a workflow artifact without an id', { ...NOTE, artifact: { digest: DIGEST } }],
    ['of a workflow artifact without a digest', { ...NOTE, artifact: { id: '1001' } }],
    ['with links that are none', { ...NOTE, links: [] }],
    ['with links that are no names', { ...NOTE, links: [1] }],
    ['with links as a text', { ...NOTE, links: 'dist/a.js' }],
    ['with a member more', { ...NOTE, name: 'in-toto-products.build.build.0.1' }],
    ['of a workflow artifact with a member more', { ...NOTE, artifact: { ...NOTE.artifact, name: 'x' } }],
    ['of one file as text', { ...NOTE, files: '2' }],
    ['of no file', { ...NOTE, files: 0 }],
    ['of fewer than none', { ...NOTE, files: -1 }],
    ['with a digest of another kind', { ...NOTE, digest: `sha512:${'a'.repeat(64)}` }],
    ['with two digests', { ...NOTE, digest: `${DIGEST},sha512:${'a'.repeat(128)}` }],
    ['with a digest after another one', { ...NOTE, digest: `sha1:${'a'.repeat(40)},${DIGEST}` }],
    ['with a digest that goes on', { ...NOTE, digest: `${DIGEST}a` }],
    ['of a workflow artifact with two digests', { ...NOTE, artifact: { id: '1', digest: `${DIGEST},${DIGEST}` } }],
    ['with an id that goes on', { ...NOTE, artifact: { ...NOTE.artifact, id: '1001/../1' } }],
    ['with an id and something in front', { ...NOTE, artifact: { ...NOTE.artifact, id: '../1001' } }],
    ['with a digest that is too short', { ...NOTE, digest: DIGEST.slice(0, -1) }],
    ['with a digest in capitals', { ...NOTE, digest: DIGEST.toUpperCase() }],
    ['with a digest as a number', { ...NOTE, digest: 1 }],
    ['of a workflow artifact as text', { ...NOTE, artifact: '1001' }],
    ['with an id as a number', { ...NOTE, artifact: { ...NOTE.artifact, id: 1001 } }],
    ['with an id spelled otherwise', { ...NOTE, artifact: { ...NOTE.artifact, id: '01001' } }],
    ['with an id that is none', { ...NOTE, artifact: { ...NOTE.artifact, id: '1001\n' } }],
    ['of a workflow artifact with half a digest', { ...NOTE, artifact: { ...NOTE.artifact, digest: 'sha256:' } }]
  ])('is not taken for none when it is %s', (_what, note) => expect(read(note)).toBe('malformed'))
})

describe('one digest for all products', () => {
  test('does not depend on their order', () =>
    expect(artifactsDigest(PRODUCTS)).toBe(artifactsDigest(artifactsOf([...PRODUCTS].reverse()))))
  test('changes with a name, a digest and their number', () => {
    const digests = new Set(
      [
        PRODUCTS,
        artifacts('README.md'),
        artifacts('readme.md'),
        artifacts('a', 'b'),
        artifacts('b', 'a'),
        NO_ARTIFACTS
      ].map(artifactsDigest)
    )
    expect(digests.size).toBe(6)
  })
  test('tells a name with a line break from two names', () => {
    const [a, b] = [...artifacts('x', 'y')].map(([, digests]) => digests) as [DigestSet, DigestSet]
    const one = artifactsOf([[`a\n${b}  b` as ArtifactPath, a]])
    const two = artifactsOf([
      ['a' as ArtifactPath, a],
      ['b' as ArtifactPath, b]
    ])
    expect(artifactsDigest(one)).not.toBe(artifactsDigest(two))
  })
  test('has a form that stays', () =>
    expect(artifactsDigest(artifacts('a'))).toBe(
      'sha256:bffb699b3381c62ec208899d427ce99ce7eb4612b3ee22485572fc441dba1204'
    ))
})

describe('names of products to hand over', () => {
  test('are those that every system can have', () =>
    expect(() => checkHandOverNames(['dist/a', 'dist/b', '..a', 'a..', 'a/..b'])).not.toThrow())
  test.each([
    [['dist/a', 'dist/A']],
    [['dist/\u00e9', 'dist/e\u0301']],
    [['a:b']],
    [['a\nb']],
    [['..']],
    [['../a']],
    [['a/../../b']],
    [['a/./b']],
    [['/etc/hostname']]
  ])('are none like %j', (paths) => expect(errorOf(() => checkHandOverNames(paths)).code).toBe('HAND_OVER_UNSAFE'))
})

describe('files to hand over', () => {
  const open = (directory: string, path: string, as?: 'plain file' | 'symbolic link'): string => {
    const { descriptor } = openProduct(directory, path, as)
    try {
      return readFileSync(descriptor, 'utf8')
    } finally {
      closeSync(descriptor)
    }
  }
  const codeOf = (directory: string, path: string, as?: 'plain file' | 'symbolic link'): string =>
    errorOf(() => open(directory, path, as)).code
  const workspace = (): string =>
    directoryWith({
      '.git/config': 'x',
      'sub/.GIT/config': 'x',
      'git~1/config': 'x',
      'dist/a': 'alpha',
      'sub/b': 'beta'
    })

  test('are those of the workspace, through links that were recorded as such', () => {
    const directory = workspace()
    symlinkSync('a', join(directory, 'dist/link'))
    expect(open(directory, 'dist/a', 'plain file')).toBe('alpha')
    expect(open(directory, 'dist/link', 'symbolic link')).toBe('alpha')
    expect(open(directory, 'dist/link')).toBe('alpha')
  })
  test.each<[string, string, (directory: string) => void]>([
    ['through a link out of the workspace', 'x', (directory) => symlinkSync(outside(), join(directory, 'x'))],
    ['through a directory out of it', 'x/file', (directory) => symlinkSync(dirname(outside()), join(directory, 'x'))],
    ['through a link into .git', 'x', (directory) => symlinkSync('.git/config', join(directory, 'x'))],
    ['of .git', '.git/config', () => undefined],
    ['through a link into .git in capitals', 'x', (directory) => symlinkSync('sub/.GIT/config', join(directory, 'x'))],
    [
      'through a link into what Windows calls .git',
      'x',
      (directory) => symlinkSync('git~1/config', join(directory, 'x'))
    ],
    ['of .git in capitals', 'sub/.GIT/config', () => undefined]
  ])('are none %s', (_what, path, make) => {
    const directory = workspace()
    make(directory)
    expect(codeOf(directory, path)).toBe('HAND_OVER_UNSAFE')
  })
  test.each<[string, (directory: string) => void]>([
    ['is gone', (directory) => rmSync(join(directory, 'dist/a'))],
    ['is gone with its directory', (directory) => rmSync(join(directory, 'dist'), { recursive: true })],
    ['has another name', (directory) => renameSync(join(directory, 'dist/a'), join(directory, 'dist/b'))],
    [
      'lies below a file',
      (directory) => {
        rmSync(join(directory, 'dist'), { recursive: true })
        writeFileSync(join(directory, 'dist'), '')
      }
    ],
    ['became a directory', (directory) => replaceBy(directory, (path) => execFileSync('mkdir', [path]))],
    ['became a pipe', (directory) => replaceBy(directory, (path) => execFileSync('mkfifo', [path]))],
    ['became a link within', (directory) => replaceBy(directory, (path) => symlinkSync('../sub/b', path))],
    ['became a link outwards', (directory) => replaceBy(directory, (path) => symlinkSync(outside(), path))],
    ['became a link to nothing', (directory) => replaceBy(directory, (path) => symlinkSync('gone', path))],
    ['became a link to itself', (directory) => replaceBy(directory, (path) => symlinkSync('a', path))]
  ])('are none any more when one %s', (_what, change) => {
    const directory = workspace()
    change(directory)
    expect(codeOf(directory, 'dist/a', 'plain file')).toBe('HAND_OVER_CHANGED')
  })
  test('are told apart by letter case wherever the system does', () => {
    const directory = workspace()
    renameSync(join(directory, 'dist/a'), join(directory, 'dist/A'))
    if (existsSync(join(directory, 'dist/a'))) expect(open(directory, 'dist/a')).toBe('alpha')
    else expect(codeOf(directory, 'dist/a')).toBe('HAND_OVER_CHANGED')
  })
  test('are none any more when one became a socket', async () => {
    const directory = workspace()
    rmSync(join(directory, 'dist/a'))
    const server = createServer()
    await new Promise<void>((done) => server.listen(join(directory, 'dist/a'), done))
    expect(codeOf(directory, 'dist/a')).toBe('HAND_OVER_CHANGED')
    await new Promise((done) => server.close(done))
  })
  test('are not waited for when a pipe took the place of one', () => {
    const directory = workspace()
    const path = join(directory, 'dist/a')
    replaceBy(directory, (place) => execFileSync('mkfifo', [place]))
    // Whoever waits for a writer waits for this one.
    const writer = spawn('sh', ['-c', 'sleep 100; : > "$0"', path], { detached: true, stdio: 'ignore' })
    const start = Date.now()
    expect(codeOf(directory, 'dist/a')).toBe('HAND_OVER_CHANGED')
    const waited = Date.now() - start
    process.kill(-(writer.pid ?? 0))
    expect(waited).toBeLessThan(90_000)
  })
  test('that the system does not let us read are an error of their own', () =>
    expect(codeOf(workspace(), 'x'.repeat(300))).toBe('FILE_UNREADABLE'))
})

function outside(): string {
  return join(directoryWith({ file: 'secret' }), 'file')
}

function replaceBy(directory: string, make: (path: string) => void): void {
  const path = join(directory, 'dist/a')
  rmSync(path)
  make(path)
}
