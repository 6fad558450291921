// SPDX-License-Identifier: Apache-2.0
// The files of a commit, from repositories that lie, lack something, or hold what git would not take.
import { execFileSync } from 'node:child_process'
import { chmodSync, existsSync, mkdirSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { deflateSync } from 'node:zlib'
import { createHash } from 'node:crypto'
import { describe, expect, test } from '@jest/globals'
import { LIMITS } from '../../../src/base/limits.ts'
import { commitFiles, type CommitLimits, type CommitRequest } from '../../../src/recording/source/commit-files.ts'
import { sparsePatterns } from '../../../src/recording/source/sparse.ts'
import { directoryWith } from '../../support/directory.ts'
import { rejectionOf } from '../../support/errors.ts'
import { plainGit, repositoryWith, sha256, type RandomFile } from '../../support/random-repository.ts'

const FILES = new Map<string, RandomFile>([
  ['b', { mode: '100644', content: Buffer.from('b') }],
  ['a/c', { mode: '100755', content: Buffer.from('c') }],
  ['a.b', { mode: '100644', content: Buffer.from('b') }],
  ['é', { mode: '120000', content: Buffer.from('b') }],
  ['module', { mode: '160000', content: Buffer.from('1'.repeat(40)) }],
  ['\u{1f600}', { mode: '100644', content: Buffer.alloc(0) }],
  ['\uff5e', { mode: '100644', content: Buffer.alloc(5_000_000, 'x') }]
])

const files = (request: Omit<CommitRequest, 'environment'>, limits: Partial<CommitLimits> = {}) =>
  commitFiles({ environment: process.env, ...request }, { ...LIMITS, ...limits })

/** A bare repository with objects, loose ones, that git would not make; the last one is a commit of the tree before it. */
function repositoryOf(entries: readonly (readonly [mode: string, name: string | Buffer, content: string])[]): {
  directory: string
  commit: string
} {
  const directory = directoryWith()
  plainGit(directory, ['init', '--quiet', '--bare', '--template='])
  const rows = entries.map(([mode, name, content]) =>
    Buffer.concat([
      Buffer.from(`${mode} `),
      Buffer.from(name),
      Buffer.from([0]),
      Buffer.from(writeObject(directory, 'blob', content), 'hex')
    ])
  )
  const tree = writeObject(directory, 'tree', Buffer.concat(rows))
  return { directory, commit: commitOf(directory, tree) }
}

const commitOf = (directory: string, tree: string): string =>
  writeObject(directory, 'commit', `tree ${tree}\nauthor t <t> 0 +0000\ncommitter t <t> 0 +0000\n\n`)

function writeObject(directory: string, type: string, content: string | Buffer, id?: string): string {
  const object = Buffer.concat([Buffer.from(`${type} ${Buffer.from(content).length}\0`), Buffer.from(content)])
  const name = id ?? createHash('sha1').update(object).digest('hex')
  mkdirSync(join(directory, 'objects', name.slice(0, 2)), { recursive: true })
  writeFileSync(join(directory, 'objects', name.slice(0, 2), name.slice(2)), deflateSync(object))
  return name
}

describe('the files of a commit', () => {
  test('are counted and summed up as a claim has them, in order of their bytes', async () => {
    const repository = repositoryWith(FILES)
    let progress = 0
    const found = await files({ ...repository, onProgress: (done) => (progress = done) })
    const lines = ['a.b', 'a/c', 'b', 'é', '\uff5e', '\u{1f600}'].map(
      (path) => `${sha256(FILES.get(path)?.content ?? '')}  ${path}\n`
    )
    expect([...found.digests].map(([path, digest]) => `${digest}  ${path}\n`)).toEqual(lines)
    expect(found).toMatchObject({
      commit: repository.commit,
      tree: plainGit(repository.directory, ['rev-parse', 'main^{tree}']),
      files: 6,
      digest: sha256(lines.join(''))
    })
    // Those that are alike are read once.
    expect(progress).toBe(4)
  })
  test('may be none', async () => {
    expect(await files(repositoryOf([]))).toMatchObject({ files: 0, digest: sha256('') })
  })
  test('may be those of a sparse checkout alone', async () => {
    const repository = repositoryWith(FILES)
    const found = await files({ ...repository, only: sparsePatterns({ patterns: ['a'], cone: true }) })
    expect([...found.digests.keys()]).toEqual(['a.b', 'a/c', 'b', 'é', '\uff5e', '\u{1f600}'])
    expect([...(await files({ ...repository, only: ['a'] })).digests.keys()]).toEqual(['a/c'])
  })
  test('name those in an encoding that only git itself knows', async () => {
    const attributes = [
      '[attr]old working-tree-encoding=ISO-8859-1',
      'a/* old',
      'a/plain -working-tree-encoding',
      'a/other !working-tree-encoding',
      '*.u16 working-tree-encoding=UTF-16LE'
    ]
    const texts = {
      '.gitattributes': `${attributes.join('\n')}\n`,
      'd/.gitattributes': 'x working-tree-encoding=KOI8-R\n'
    }
    const names = ['a/c', 'a/plain', 'a/other', 'a/d.u16', 'd/x', 'd/y', 'e/x']
    const all = [...Object.entries(texts), ...names.map((name) => [name, 'x'] as const)]
    const repository = repositoryWith(
      new Map(all.map(([name, text]) => [name, { mode: '100644', content: Buffer.from(text) }]))
    )
    const unknown = async (only?: readonly string[], limits?: Partial<CommitLimits>): Promise<string[]> => [
      ...(await files({ ...repository, ...(only === undefined ? {} : { only }) }, limits)).unknownEncodings
    ]
    expect(await unknown()).toEqual(['a/c', 'a/plain', 'd/x'])
    expect(await unknown(['d/'])).toEqual(['d/x'])
    // Four lines for each of nine files, and one more for those in a directory that has a line of its own.
    const lines = 4 * 9 + 3
    expect(await unknown(undefined, { attributeTrials: lines })).toHaveLength(3)
    expect((await rejectionOf(unknown(undefined, { attributeTrials: lines - 1 }))).code).toBe('SOURCE_TOO_LARGE')
  })
  test('need no look at attributes where no encoding is named', async () => {
    const texts = { '.gitattributes': '*.txt text\n'.repeat(100), 'a.txt': 'x' }
    const repository = repositoryWith(
      new Map(Object.entries(texts).map(([name, text]) => [name, { mode: '100644', content: Buffer.from(text) }]))
    )
    expect((await files(repository, { attributeTrials: 0 })).unknownEncodings.size).toBe(0)
  })
  test('are those of a work tree, too', async () => {
    const { directory, commit } = repositoryWith(FILES)
    const work = directoryWith()
    plainGit(work, ['clone', '--quiet', '--no-checkout', directory, 'copy'])
    expect((await files({ directory: join(work, 'copy'), commit })).files).toBe(6)
  })
  test('are asked for where there is a repository', async () => {
    expect((await rejectionOf(files({ directory: directoryWith(), commit: '1'.repeat(40) }))).code).toBe('GIT_FAILED')
  })
  test.each(['main', 'HEAD', '1234567', '--help', '', 'A'.repeat(40), `${'1'.repeat(40)}\n${'1'.repeat(40)}`])(
    'are those of an id: %j',
    async (commit) => {
      const { directory } = repositoryWith(FILES)
      expect((await rejectionOf(files({ directory, commit }))).code).toBe('SOURCE_UNREADABLE')
    }
  )
})

describe('an object', () => {
  const row = ['100644', 'a', 'content'] as const
  test.each(['blob', 'tree', 'commit'])('that is not there cannot be read: a %s', async (type) => {
    const { directory, commit } = repositoryOf([row])
    const id =
      {
        commit,
        tree: plainGit(directory, ['rev-parse', `${commit}^{tree}`]),
        blob: plainGit(directory, ['rev-parse', `${commit}:a`])
      }[type] ?? ''
    rmSync(join(directory, 'objects', id.slice(0, 2), id.slice(2)))
    const error = await rejectionOf(files({ directory, commit }))
    const helps = type === 'commit' ? `fetch origin ${id}` : 'filter'
    expect([error.code, error.message.includes(id), error.hint?.includes(helps)]).toEqual([
      'SOURCE_UNREADABLE',
      true,
      true
    ])
    expect(error.at).toBe(type === 'commit' ? directory : undefined)
  })
  test.each([
    ['blob', 'other content'],
    ['tree', Buffer.concat([Buffer.from('100644 b\0'), Buffer.alloc(20, 1)])],
    ['commit', `tree ${'1'.repeat(40)}\n`]
  ])('that is kept under the id of another is refused: a %s', async (type, content) => {
    const { directory, commit } = repositoryOf([row])
    const id =
      {
        commit,
        tree: plainGit(directory, ['rev-parse', `${commit}^{tree}`]),
        blob: plainGit(directory, ['rev-parse', `${commit}:a`])
      }[type] ?? ''
    writeObject(directory, type, content, id)
    const error = await rejectionOf(files({ directory, commit }))
    expect([error.code, error.message.includes(id)]).toEqual(['SOURCE_UNREADABLE', true])
  })
  test('that is damaged cannot be read', async () => {
    const { directory, commit } = repositoryOf([row])
    const id = plainGit(directory, ['rev-parse', `${commit}:a`])
    writeFileSync(join(directory, 'objects', id.slice(0, 2), id.slice(2)), 'nonsense')
    expect((await rejectionOf(files({ directory, commit }))).code).toBe('SOURCE_UNREADABLE')
  })
  test('of another type is refused', async () => {
    const { directory, commit } = repositoryOf([row])
    const [tree, blob] = [`${commit}^{tree}`, `${commit}:a`].map((name) => plainGit(directory, ['rev-parse', name]))
    const tag = writeObject(directory, 'tag', `object ${commit}\ntype commit\ntag v1\n\n`)
    for (const id of [tree, blob, tag])
      expect((await rejectionOf(files({ directory, commit: id ?? '' }))).message).toContain('no commit')
    expect((await rejectionOf(files({ directory, commit: commitOf(directory, blob ?? '') }))).message).toContain(
      'no tree'
    )
    const directoryIsBlob = writeObject(
      directory,
      'tree',
      Buffer.concat([Buffer.from('40000 d\0'), Buffer.from(blob ?? '', 'hex')])
    )
    expect((await rejectionOf(files({ directory, commit: commitOf(directory, directoryIsBlob) }))).message).toContain(
      'no tree'
    )
    const fileIsTree = writeObject(
      directory,
      'tree',
      Buffer.concat([Buffer.from('100644 f\0'), Buffer.from(tree ?? '', 'hex')])
    )
    expect((await rejectionOf(files({ directory, commit: commitOf(directory, fileIsTree) }))).message).toContain(
      'no blob'
    )
  })
  test('that names no tree is refused', async () => {
    const { directory } = repositoryOf([row])
    const commit = writeObject(directory, 'commit', `parent ${'1'.repeat(40)}\n`)
    expect((await rejectionOf(files({ directory, commit }))).message).toContain('names no tree')
  })
  test('that another one replaces is read as it was', async () => {
    const { directory, commit } = repositoryOf([row])
    const other = writeObject(directory, 'blob', 'evil')
    plainGit(directory, ['update-ref', `refs/replace/${plainGit(directory, ['rev-parse', `${commit}:a`])}`, other])
    expect(plainGit(directory, ['cat-file', 'blob', `${commit}:a`])).toBe('evil')
    expect((await files({ directory, commit })).digests.get('a')).toBe(sha256('content'))
  })
  test('that a partial clone lacks is not fetched', async () => {
    const { directory, commit } = repositoryWith(FILES)
    plainGit(directory, ['config', 'uploadpack.allowFilter', 'true'])
    const clone = join(directoryWith(), 'clone')
    plainGit(directory, ['clone', '--quiet', '--no-checkout', '--filter=blob:none', `file://${directory}`, clone])
    const proof = join(directoryWith(), 'proof')
    const program = join(directoryWith({ evil: `#!/bin/sh\ntouch '${proof}'\nexit 1\n` }), 'evil')
    chmodSync(program, 0o755)
    plainGit(clone, ['config', 'remote.origin.uploadpack', program])
    plainGit(clone, ['config', 'protocol.file.allow', 'always'])
    const input = `${plainGit(clone, ['rev-parse', 'HEAD:b'])}\n`
    expect(() =>
      execFileSync('git', ['-C', clone, 'cat-file', '--batch'], { input, stdio: ['pipe', 'pipe', 'ignore'] })
    ).toThrow('failed')
    expect(existsSync(proof)).toBe(true)
    rmSync(proof)
    const error = await rejectionOf(files({ directory: clone, commit }))
    expect([error.code, existsSync(proof)]).toEqual(['SOURCE_UNREADABLE', false])
  })
})

describe('a name', () => {
  test.each<readonly [name: string | Buffer, code: string]>([
    ['.', 'SOURCE_UNREADABLE'],
    ['..', 'SOURCE_UNREADABLE'],
    ['', 'SOURCE_UNREADABLE'],
    ['a/b', 'SOURCE_UNREADABLE'],
    ['../a', 'SOURCE_UNREADABLE'],
    ['.git', 'SOURCE_UNREADABLE'],
    ['.GIT', 'SOURCE_UNREADABLE'],
    ['git~1', 'SOURCE_UNREADABLE'],
    ['.g\u200cit', 'SOURCE_UNREADABLE'],
    ['a\nb', 'RECORD_NAME_CONTROL'],
    ['a\u007f', 'RECORD_NAME_CONTROL'],
    ['a\u0085', 'RECORD_NAME_CONTROL'],
    ['\u0001', 'RECORD_NAME_CONTROL'],
    [Buffer.from([0x61, 0xff]), 'RECORD_NAME_NOT_UTF8']
  ])('that is refused: %j', async (name, code) => {
    expect((await rejectionOf(files(repositoryOf([['100644', name, 'x']])))).code).toBe(code)
  })
  test('that stands twice is refused', async () => {
    const error = await rejectionOf(
      files(
        repositoryOf([
          ['100644', 'a', 'x'],
          ['100755', 'a', 'y']
        ])
      )
    )
    expect([error.code, error.message]).toEqual(['SOURCE_UNREADABLE', expect.stringContaining('twice')])
  })
  test.each([
    ['abc', 'a'],
    ['999999', 'a'],
    ['644', 'a'],
    ['1006440', 'a']
  ])('with the mode %s is refused', async (mode, name) => {
    expect((await rejectionOf(files(repositoryOf([[mode, name, 'x']])))).code).toBe('SOURCE_UNREADABLE')
  })
  test('with a mode that git once wrote is a file', async () => {
    expect((await files(repositoryOf([['100664', 'a', 'x']]))).files).toBe(1)
  })
  test('of a tree that ends too early is refused', async () => {
    const { directory } = repositoryOf([])
    for (const content of ['100644', '100644 a', '100644 a\0short', '100644a\0'.concat('x'.repeat(20))]) {
      const commit = commitOf(directory, writeObject(directory, 'tree', content))
      expect((await rejectionOf(files({ directory, commit }))).code).toBe('SOURCE_UNREADABLE')
    }
  })
})

describe('more than is compared is an error', () => {
  const large = 'SOURCE_TOO_LARGE'
  test.each<readonly [what: string, limits: Partial<CommitLimits>, code: string | undefined]>([
    ['files', { sourceFiles: 2 }, large],
    ['as many files', { sourceFiles: 3 }, undefined],
    ['bytes', { sourceBytes: 14 }, large],
    ['as many bytes', { sourceBytes: 15 }, undefined],
    ['directories', { sourceTreeBytes: 50 }, large],
    ['depth', { pathDepth: 1 }, large],
    ['as much depth', { pathDepth: 2 }, undefined],
    ['length', { nameLength: 4 }, large],
    ['as much length', { nameLength: 5 }, undefined]
  ])('%s', async (_what, limits, code) => {
    const content = (text: string): RandomFile => ({ mode: '100644', content: Buffer.from(text) })
    const repository = repositoryWith(
      new Map([
        ['a', content('12345')],
        ['b', content('1234567890')],
        ['c/d/e', content('12345')]
      ])
    )
    const outcome = await files(repository, limits).then(
      () => undefined,
      (error: { code?: string }) => error.code
    )
    expect(outcome).toBe(code)
  })
  test('directories that fan out are not followed to their end', async () => {
    const { directory } = repositoryOf([])
    let id = writeObject(
      directory,
      'tree',
      Buffer.concat([Buffer.from('100644 f\0'), Buffer.from(writeObject(directory, 'blob', 'x'), 'hex')])
    )
    for (let depth = 0; depth < 10; depth += 1) {
      const rows = Array.from({ length: 10 }, (_, index) =>
        Buffer.concat([Buffer.from(`40000 ${index}\0`), Buffer.from(id, 'hex')])
      )
      id = writeObject(directory, 'tree', Buffer.concat(rows))
    }
    expect((await rejectionOf(files({ directory, commit: commitOf(directory, id) }, { sourceFiles: 2000 }))).code).toBe(
      large
    )
  })
})
