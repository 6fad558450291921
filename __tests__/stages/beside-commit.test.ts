// SPDX-License-Identifier: Apache-2.0
// Stages that work on a checkout, and those that only take files of one over: the commit's files stand in every link with
// the digests of the commit, whatever bytes a platform has of them.
import { execFileSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import {
  appendFileSync,
  existsSync,
  readdirSync,
  readFileSync,
  readlinkSync,
  realpathSync,
  rmSync,
  symlinkSync,
  writeFileSync
} from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from '@jest/globals'
import { unzip, zip } from '../../.github/scripts/e2e/zip.ts'
import { checkoutsBelow } from '../../src/stages/checkouts-below.ts'
import { placeLink } from '../../src/stages/named-links.ts'
import { commitAll, CommitJob, git, type LinkValue } from '../support/commit-job.ts'
import { errorOf } from '../support/errors.ts'
import { directoryWith } from '../support/directory.ts'
import { linkIn, MemoryGitHub, sha256 as digestOf } from '../support/memory-github.ts'
import { MemoryJob, type Ran } from '../support/memory-job.ts'
import { CI } from '../support/two-steps.ts'

const sha256 = (text: string | Uint8Array): string => createHash('sha256').update(text).digest('hex')
const CRLF = { '.gitattributes': '*.txt text eol=crlf\n', 'a.txt': 'one\ntwo\n', 'b.js': 'beta\n' }
const DISK = 'one\r\ntwo\r\n'
const BLOB = { sha256: sha256(CRLF['a.txt']) }
const nothing = (): void => undefined

/** A job that has the files of a commit and nothing of git. */
const without = (of: CommitJob, job = 'test'): MemoryJob =>
  new MemoryJob(of.github, { GITHUB_SHA: of.commit, GITHUB_JOB: job })
const linkOf = (of: MemoryJob, step: string): LinkValue =>
  linkIn(of.github.storedAs(`in-toto.${step}.`, of.run)) as unknown as LinkValue
const taking = { 'take-over': 'checkout', 'signing-key': CI.privatePem }

describe('a stage that works on a checkout', () => {
  test('claims the commit that it saw, and has its files by their digests', async () => {
    const of = new CommitJob(CRLF)
    of.checkOut()
    const ran = await of.stage('build', () => of.write('dist/x', 'made'))
    expect([ran.codes, ran.runner.annotations]).toEqual([[], []])
    const { materials, products, environment } = of.link('build')
    expect([materials['a.txt'], products['a.txt'], Object.keys(products)]).toEqual([
      BLOB,
      BLOB,
      ['.gitattributes', 'a.txt', 'b.js', 'dist/x']
    ])
    expect(environment['source']).toMatchObject({ commit: of.commit, files: 3 })
    expect(environment['converted']).toEqual({
      materials: { 'a.txt': sha256(DISK) },
      products: { 'a.txt': sha256(DISK) }
    })
  })
  test('agrees with the checkout stage before it, in one job and two stages that change tracked files', async () => {
    const of = new CommitJob({ ...CRLF, 'dist/x.txt': 'old\n' })
    await of.checkoutStage()
    const first = await of.stage('build', () => of.write('dist/x.txt', 'new\n'))
    const second = await of.stage('test', nothing)
    expect([first.codes, second.codes]).toEqual([[], []])
    const [checkout, build, check] = ['checkout', 'build', 'test'].map((step) => of.link(step)) as [
      LinkValue,
      LinkValue,
      LinkValue
    ]
    expect(build.materials).toEqual(checkout.products)
    expect(build.products['dist/x.txt']).toEqual({ sha256: sha256('new\n') })
    expect(check.materials).toEqual(build.products)
    expect(check.environment['source']).toEqual(checkout.environment['source'])
  })
  test('tells what differs, and has it by its own bytes', async () => {
    const of = new CommitJob()
    of.checkOut()
    appendFileSync(join(of.workspace, 'a.js'), '// more\n')
    rmSync(join(of.workspace, 'run.sh'))
    const ran = await of.stage('build', nothing)
    expect([ran.codes, ran.runner.annotations]).toEqual([[], []])
    expect(of.link('build').materials).toEqual({
      'a.js': { sha256: sha256('alpha\n// more\n') },
      'src/b.js': { sha256: sha256('beta\n') }
    })
    expect(of.link('build').environment['source']).toMatchObject({ commit: of.commit, files: 3 })
  })
  test.each([
    ['a file of the workspace', 'a.js', sha256('alpha\n')],
    ['a file below', 'src/b.js', sha256('beta\n')]
  ])('has a link in the place of a file by what it leads to: %s', async (_what, target, digest) => {
    const of = new CommitJob({ 'a.js': 'alpha\n', 'src/b.js': 'beta\n', VERSION: target })
    of.checkOut()
    rmSync(join(of.workspace, 'VERSION'))
    symlinkSync(target, join(of.workspace, 'VERSION'))
    expect((await of.stage('build', nothing)).codes).toEqual([])
    const { materials, products } = of.link('build')
    expect([materials['VERSION'], products['VERSION']]).toEqual([{ sha256: digest }, { sha256: digest }])
  })
  test.each([
    ['nowhere', 'RECORD_SYMLINK_BROKEN', 'ignore-scripts=true\n'],
    ['outside', 'RECORD_OUTSIDE', join(directoryWith({ evil: 'EVIL' }), 'evil')]
  ])('refuses a link in the place of a file that leads %s', async (_what, code, target) => {
    const of = new CommitJob({ 'a.js': 'alpha\n', '.npmrc': target })
    of.checkOut()
    rmSync(join(of.workspace, '.npmrc'))
    symlinkSync(target, join(of.workspace, '.npmrc'))
    expect((await of.stage('build', nothing)).codes).toEqual([code])
  })
  test.each([
    ['an encoding', '*.py working-tree-encoding=UTF-16LE\n', 'a.py', 'check()\n', Buffer.from('check()\n', 'utf16le')],
    ['ends of lines', '*.py text eol=crlf\n', 'a.py', 'a\nb\n', Buffer.from('a\r\nb\r\n')],
    ['a keyword', '*.py ident\n', 'a.py', '$Id$\n', undefined]
  ])(
    'is not led astray by a repository that somebody put into a directory: %s',
    async (_what, attributes, name, text, bytes) => {
      const of = new CommitJob({ 'a.js': 'alpha\n', [`src/${name}`]: text })
      of.checkOut()
      const below = join(of.workspace, 'src')
      commitAll(below)
      writeFileSync(join(below, '.gitattributes'), attributes)
      git(below, 'add', '.gitattributes')
      git(below, 'commit', '--quiet', '-m', 'attributes')
      rmSync(join(below, name))
      git(below, 'checkout', '--', name)
      rmSync(join(below, '.gitattributes'))
      const found = readFileSync(join(below, name))
      if (bytes !== undefined) expect(found).toEqual(bytes)
      expect(found.toString()).not.toBe(text)
      expect((await of.stage('build', nothing)).codes).toEqual([])
      expect(of.link('build').materials[`src/${name}`]).toEqual({ sha256: sha256(found) })
    }
  )
  test('starts over once for each commit below that cannot be read, and for no other', async () => {
    const of = new CommitJob({ f: 'f\n', g: 'g\n' })
    const names = ['a', 'b', 'c', 'd', 'e', 'f']
    for (const name of names) of.checkOut(of.commit, name)
    for (const name of ['b', 'd', 'f']) {
      const blob = git(join(of.workspace, name), 'rev-parse', 'HEAD:f')
      rmSync(join(of.workspace, name, '.git/objects', blob.slice(0, 2), blob.slice(2)), { force: true })
      writeFileSync(join(of.workspace, name, 'f'), `changed ${name}\n`)
    }
    const ran = await of.stage('build', nothing)
    const told = ran.runner.annotations.filter((one) => JSON.stringify(one).includes('The commit cannot be read'))
    expect([ran.codes, told.length]).toEqual([[], 3])
  })
  test.each([
    ['a monitor', '[core]\n\tfsmonitor = evil\n', 'lib/.git/config core.fsmonitor'],
    ['a file that git does not put there', '', 'lib/.git/evil.js']
  ])('names what a repository below holds: %s', async (_what, config, name) => {
    const of = new CommitJob()
    of.checkOut()
    of.write('lib/.git/HEAD', 'ref: refs/heads/main\n')
    of.write('lib/.git/objects/x', '')
    of.write('lib/.git/config', config)
    of.write('lib/.git/evil.js', 'evil')
    expect((await of.begin({ 'step-name': 'build', materials: '.' })).words).toContain(name)
    const honest = new CommitJob()
    honest.checkOut()
    honest.checkOut(honest.commit, 'lib')
    expect((await honest.begin({ 'step-name': 'build', materials: '.' })).words).not.toContain('lib/.git/')
  })
  test('takes a name that the system cannot hold for a file that is missing', async () => {
    const of = new CommitJob({ 'a.js': 'alpha\n' })
    const blob = git(of.origin, 'hash-object', '-w', 'a.js')
    git(of.origin, 'update-index', '--add', '--cacheinfo', `100644,${blob},${'n'.repeat(300)}`)
    git(of.origin, 'commit', '--quiet', '-m', 'long')
    const commit = git(of.origin, 'rev-parse', 'HEAD')
    of.checkOut()
    of.git('fetch', '--quiet', '--depth=1', `file://${of.origin}`, commit)
    of.git('update-ref', '--no-deref', 'HEAD', commit)
    const ran = await of.stage('build', nothing)
    expect(ran.codes).toEqual([])
    expect(of.link('build').environment['source']).toMatchObject({ commit, files: 2 })
  })
  test('claims nothing where it is told so, or records nothing', async () => {
    const of = new CommitJob(CRLF)
    of.checkOut()
    await of.stage('build', nothing, {}, { source: 'none' })
    const { materials, products, environment } = of.link('build')
    expect([materials['a.txt'], products['a.txt']]).toEqual([{ sha256: sha256(DISK) }, { sha256: sha256(DISK) }])
    expect(['source' in environment, 'converted' in environment]).toEqual([false, false])
    await of.stage('none', () => of.write('x', ''), { products: 'x' }, { materials: 'none' })
    expect('source' in of.link('none').environment).toBe(false)
  })
  test('claims nothing where the commit cannot be read, and says so', async () => {
    const of = new CommitJob()
    of.checkOut()
    const blob = of.git('rev-parse', 'HEAD:a.js')
    rmSync(join(of.workspace, '.git/objects', blob.slice(0, 2), blob.slice(2)))
    appendFileSync(join(of.workspace, 'a.js'), '// more\n')
    const ran = await of.stage('build', nothing)
    expect([ran.codes, ran.words.includes('source: none')]).toEqual([[], true])
    expect('source' in of.link('build').environment).toBe(false)
  })
  test('says of a name that cannot be claimed that it is to be another', async () => {
    const of = new CommitJob({ 'a\nb': 'x' })
    of.checkOut()
    const { words } = await of.stage('build', nothing)
    expect([words.includes('Rename the file'), words.includes('source: none')]).toEqual([true, false])
  })
  /** A work tree that lacks a file of the commit, in the repository as well. */
  const lacking = (): CommitJob => {
    const of = new CommitJob()
    of.checkOut()
    const [pack] = readdirSync(join(of.workspace, '.git/objects/pack')).filter((name) => name.endsWith('.pack'))
    if (pack !== undefined) {
      const bytes = readFileSync(join(of.workspace, '.git/objects/pack', pack))
      rmSync(join(of.workspace, '.git/objects/pack'), { recursive: true })
      execFileSync('git', ['-C', of.workspace, 'unpack-objects', '-q'], { input: bytes })
    }
    const blob = of.git('rev-parse', 'HEAD:src/b.js')
    rmSync(join(of.workspace, '.git/objects', blob.slice(0, 2), blob.slice(2)))
    of.write('src/b.js', 'EVIL')
    return of
  }
  test('warns where patterns that somebody wrote say which files of the commit are compared', async () => {
    const of = lacking()
    of.write('.git/info/sparse-checkout', '/a.js\n/run.sh\n')
    const { codes, words } = await of.begin({ 'step-name': 'build', run: 'make', materials: '.' })
    expect([codes, words]).toEqual([[], expect.stringContaining('A part of the commit is compared')])
    expect(words).toContain('/run.sh')
  })
  test.each([
    ['many', '/a.js\n'.repeat(100_000)],
    ['long', `/a.js\n/${'*a'.repeat(400_000)}z\n`],
    ['beyond what is read', `/a.js\n/${'*a'.repeat(800_000)}z\n`]
  ])('claims nothing by patterns that are too %s to be tried', async (_what, patterns) => {
    const of = lacking()
    of.write('.git/info/sparse-checkout', patterns)
    const { codes, words } = await of.stage('build', nothing)
    expect([codes, words]).toEqual([[], expect.stringContaining('The commit cannot be read')])
    expect('source' in of.link('build').environment).toBe(false)
  })
  test('needs no git where nothing is checked out, and none that works where it is', async () => {
    const bare = new MemoryJob(new MemoryGitHub(), { PATH: directoryWith() }, { 'a.js': 'alpha' })
    expect((await bare.stage('build', nothing)).runner.annotations).toEqual([])
    const of = new CommitJob()
    of.checkOut()
    of.facts['PATH'] = directoryWith()
    const ran = await of.stage('build', nothing)
    expect([ran.codes, 'source' in of.link('build').environment]).toEqual([[], false])
    expect(ran.words).toContain('The commit cannot be read')
  })
  test('is of no commit that lies above the workspace', async () => {
    const above = directoryWith({ 'workspace/a.js': 'alpha\n' })
    commitAll(above)
    const of = new MemoryJob(new MemoryGitHub(), { GITHUB_WORKSPACE: join(above, 'workspace') })
    await of.stage('build', nothing)
    expect(linkOf(of, 'build').environment['source']).toEqual({ repository: 'none' })
  })
  test('has what it began with as it began, when the command breaks the repository', async () => {
    const of = new CommitJob(CRLF)
    of.checkOut()
    const ran = await of.stage('build', () => rmSync(join(of.workspace, '.git/objects'), { recursive: true }))
    const { materials, products } = of.link('build')
    expect([ran.codes, products]).toEqual([[], materials])
  })
  test('names in its log what was kept in .git', async () => {
    const of = new CommitJob()
    of.checkOut()
    of.git('config', 'core.hooksPath', '/tmp/hooks')
    const ran = await of.stage('build', nothing)
    const begun = await of.begin({ 'step-name': 'x', materials: '.' })
    expect([ran.codes, begun.words.includes('core.hookspath'), begun.runner.annotations]).toEqual([[], true, []])
  })
})

describe('a stage that works on a checkout in a directory', () => {
  /** With what a checkout converts, and a link that leads to nothing. */
  const linked = (files: Readonly<Record<string, string>> = CRLF): { of: CommitJob; commit: string } => {
    const of = new CommitJob(files)
    symlinkSync('nowhere', join(of.origin, 'dangling'))
    const commit = commitAll(of.origin)
    of.facts['GITHUB_SHA'] = commit
    return { of, commit }
  }
  test('has its files as the checkout stage has them, and claims its commit', async () => {
    const { of, commit } = linked()
    expect((await of.checkoutStage(() => of.checkOut(commit, 'app'), { products: 'app' })).codes).toEqual([])
    expect((await of.stage('build', () => of.write('app/dist/x', 'made'))).codes).toEqual([])
    expect((await of.stage('test', nothing)).codes).toEqual([])
    const { products, environment } = of.link('checkout')
    expect(of.link('build').materials).toEqual(products)
    expect(of.link('test').materials).toEqual(of.link('build').products)
    expect(of.link('build').environment['source']).toEqual(environment['source'])
    expect(environment['source']).toMatchObject({ commit, path: 'app', files: 4 })
    expect(of.link('build').environment['converted']).toEqual({
      materials: { 'app/a.txt': sha256(DISK) },
      products: { 'app/a.txt': sha256(DISK) }
    })
  })
  test('converts for each of several, at the top and below, and claims the top', async () => {
    const { of, commit } = linked()
    of.checkOut(commit)
    of.checkOut(commit, 'tools/one')
    of.checkOut(commit, 'two')
    expect((await of.stage('build', nothing)).codes).toEqual([])
    const { materials, environment } = of.link('build')
    for (const path of ['a.txt', 'tools/one/a.txt', 'two/a.txt']) expect(materials[path]).toEqual(BLOB)
    expect(environment['source']).toMatchObject({ commit, files: 4 })
    expect(environment['source']).not.toHaveProperty('path')
  })
  test.each<[string, (of: CommitJob, commit: string) => void]>([
    ['two of the commit', (of, commit) => (of.checkOut(commit, 'a'), of.checkOut(commit, 'b'))],
    ['one of another commit', (of) => of.checkOut(of.commit, 'a')],
    [
      'one that cannot be read',
      (of, commit) => {
        of.checkOut(commit, 'a')
        rmSync(join(of.workspace, 'a/.git/objects'), { recursive: true })
        rmSync(join(of.workspace, 'a/dangling'))
        of.write('a/.git/objects/x', '')
      }
    ]
  ])('claims nothing beside %s, and never that there is none', async (_what, make) => {
    const { of, commit } = linked()
    make(of, commit)
    expect((await of.stage('build', nothing)).codes).toEqual([])
    expect('source' in of.link('build').environment).toBe(false)
    const begun = await of.begin({ 'step-name': 'late', run: 'make' })
    expect(begun.codes).toEqual([])
  })
  test('looks into nothing that is excluded or recorded as a whole, and takes a submodule for none', async () => {
    const { of, commit } = linked()
    const library = directoryWith({ 'lib.js': 'lib' })
    commitAll(library)
    git(of.origin, 'submodule', 'add', '--quiet', `file://${library}`, 'lib')
    const withLibrary = commitAll(of.origin)
    of.checkOut(withLibrary)
    of.git('submodule', 'update', '--init', '--quiet')
    of.checkOut(commit, 'node_modules/m')
    const { checkouts } = checkoutsBelow(of.workspace, { exclude: [], apart: new Set(['node_modules']) })
    expect(checkouts).toEqual([])
    expect(checkoutsBelow(of.workspace, { exclude: ['node_modules/'] }).checkouts).toEqual([])
    expect(checkoutsBelow(of.workspace, { exclude: [] }).checkouts).toEqual(['node_modules/m'])
    expect((await of.stage('build', nothing, {}, { dependencies: 'node_modules' })).codes).toEqual([])
  })
})

describe('files of a checkout that are handed over', () => {
  async function handedOver(
    files: Readonly<Record<string, string>> = CRLF,
    checkOut?: (of: CommitJob) => void
  ): Promise<CommitJob> {
    const of = new CommitJob(files)
    const make = checkOut === undefined ? undefined : (): void => checkOut(of)
    const ran = await of.checkoutStage(make, { 'hand-over': '*' })
    expect(ran.codes).toEqual([])
    return of
  }

  test('are the bytes of the disk, and stand in the next link as they stood in the first', async () => {
    const of = await handedOver()
    const [products] = of.github.storedIn(of.run)
    const stored = unzip(products?.zip ?? Buffer.alloc(0)).find(({ name }) => name === 'a.txt')
    expect(stored?.content.toString()).toBe(DISK)
    const next = without(of)
    const ran = await next.stage('test', () => next.write('made', 'x'), {}, taking)
    expect(ran.codes).toEqual([])
    expect(readFileSync(join(next.workspace, 'a.txt'), 'utf8')).toBe(DISK)
    const { materials, products: made, environment } = linkOf(next, 'test')
    expect(materials).toEqual(of.link().products)
    expect(made).toEqual({ ...of.link().products, made: { sha256: sha256('x') } })
    expect(environment['converted']).toEqual({
      materials: { 'a.txt': sha256(DISK) },
      products: { 'a.txt': sha256(DISK) }
    })
    expect(environment['source']).toEqual({ repository: 'none' })
  })
  test('go from job to job, of which none has a repository', async () => {
    const of = await handedOver()
    const second = without(of)
    await second.stage('build', () => second.write('made', 'x'), { 'hand-over': '*' }, taking)
    const third = without(of, 'pack')
    const ran = await third.stage('pack', nothing, {}, { ...taking, 'take-over': 'build' })
    expect([ran.codes, linkOf(third, 'pack').materials]).toEqual([[], linkOf(second, 'build').products])
  })
  test('give the same link on a platform with other line ends', async () => {
    const links = await Promise.all(
      ['false', 'true'].map(async (autocrlf) => {
        const files = { '.gitattributes': '* text=auto\n', 'a.txt': 'one\n', 'b.js': 'beta\n' }
        const of = await handedOver(files, (job) => job.checkOut(job.commit, '.', `core.autocrlf=${autocrlf}`))
        const next = without(of)
        await next.stage('test', nothing, {}, taking)
        const { materials, products } = linkOf(next, 'test')
        return { materials, products }
      })
    )
    expect(links[1]).toEqual(links[0])
  })
  test('that the command changes are no longer those of the commit', async () => {
    const of = await handedOver()
    const next = without(of)
    await next.stage('test', () => appendFileSync(join(next.workspace, 'a.txt'), 'x'), {}, taking)
    const { products, environment } = linkOf(next, 'test')
    expect(products['a.txt']).toEqual({ sha256: sha256(`${DISK}x`) })
    expect(environment['converted']).toEqual({ materials: { 'a.txt': sha256(DISK) } })
  })
  test('are recorded by their own bytes where that is asked for', async () => {
    const of = await handedOver()
    const next = without(of)
    await next.stage('test', nothing, {}, { ...taking, source: 'none' })
    expect(linkOf(next, 'test').materials['a.txt']).toEqual({ sha256: sha256(DISK) })
  })
  test('are put on top of a checkout, and compared with it', async () => {
    const of = await handedOver()
    const next = new CommitJob(CRLF, { github: of.github, facts: { GITHUB_JOB: 'test' } })
    next.facts['GITHUB_SHA'] = of.commit
    next.checkOut()
    const ran = await next.stage('test', nothing, {}, taking)
    expect([ran.codes, linkOf(next, 'test').materials]).toEqual([[], of.link().products])
  })

  describe("and that a link only calls the commit's are refused", () => {
    /** A stage whose link says of evil bytes that they are a file of the commit, signed as that stage signs. */
    async function lying(bytes: string | Buffer, claimed: string): Promise<Ran> {
      const of = new CommitJob({ ...CRLF, 'a.txt': claimed })
      const begun = await of.begin({ 'step-name': 'checkout' })
      of.checkOut()
      // A recording that says the file was taken over so, as an honest one could.
      const path = begun.outputs['recording'] ?? ''
      const recording = JSON.parse(readFileSync(path, 'utf8')) as { commit: { taken_over: object } }
      recording.commit.taken_over = { 'evil.txt': { disk: sha256(bytes), commit: sha256(claimed) } }
      writeFileSync(path, JSON.stringify(recording))
      writeFileSync(join(of.workspace, 'evil.txt'), bytes)
      const ended = await of.end({
        recording: path,
        'recording-digest': digestOf(readFileSync(path)),
        products: '.',
        'hand-over': '*',
        'signing-key': CI.privatePem
      })
      expect([ended.codes, of.link().products['evil.txt']]).toEqual([[], { sha256: sha256(claimed) }])
      return without(of).begin({ 'step-name': 'test', materials: '.', ...taking })
    }

    test.each<[string, string | Buffer, string]>([
      ['other bytes', 'evil\r\n', 'one\n'],
      ['a line more', 'one\r\nevil\r\n', 'one\n'],
      ['an ident that says something', '$Id: evil $\n', '$Id$\n'],
      ['another encoding of something else', Buffer.from('evil\n', 'utf16le'), 'one\n'],
      [
        'content that no pointer names',
        'evil',
        `version https://git-lfs.github.com/spec/v1\noid sha256:${sha256('good')}\nsize 4\n`
      ]
    ])('%s', async (_what, bytes, claimed) => {
      const ran = await lying(bytes, claimed)
      expect(ran.codes).toEqual(['TAKE_OVER_DIFFERS'])
    })
    test('while a true one is taken', async () => expect((await lying('one\r\n', 'one\n')).codes).toEqual([]))
  })

  test('must be the bytes that the link lists, not those of the commit', async () => {
    const of = await handedOver()
    const [products] = of.github.storedIn(of.run)
    if (products === undefined) throw new Error('nothing was handed over')
    products.zip = zip(
      unzip(products.zip).map(({ name, content }) => ({
        name,
        content: name === 'a.txt' ? Buffer.from(CRLF['a.txt']) : content
      }))
    )
    products.digest = digestOf(products.zip)
    const ran = await without(of).begin({ 'step-name': 'test', materials: '.', ...taking })
    expect(ran.codes[0]).toMatch(/^TAKE_OVER_/)
  })
})

describe('symbolic links of a commit', () => {
  const links = (of: CommitJob): void => {
    symlinkSync('b.js', join(of.origin, 'link.js'))
    symlinkSync('../b.js', join(of.origin, 'src/up.js'))
    symlinkSync('src', join(of.origin, 'directory'))
  }

  test('are links again where they are taken over, and stand by the name of their target all the way', async () => {
    const of = new CommitJob({ 'b.js': 'beta\n', 'src/c.js': 'gamma\n' })
    links(of)
    const commit = commitAll(of.origin)
    of.facts['GITHUB_SHA'] = commit
    const first = await of.checkoutStage(() => of.checkOut(commit), { 'hand-over': '*' })
    expect(first.codes).toEqual([])
    const { products, environment } = of.link()
    expect(products).toMatchObject({
      'link.js': { sha256: sha256('b.js') },
      'src/up.js': { sha256: sha256('../b.js') },
      directory: { sha256: sha256('src') }
    })
    expect(environment['hand_over']).toMatchObject({ files: 5, links: ['directory', 'link.js', 'src/up.js'] })
    const second = new MemoryJob(of.github, { GITHUB_SHA: commit, GITHUB_JOB: 'build' })
    const built = await second.stage('build', () => second.write('made', 'x'), { 'hand-over': '*' }, taking)
    expect([built.codes, built.runner.annotations]).toEqual([[], []])
    expect(readlinkSync(join(second.workspace, 'src/up.js'))).toBe('../b.js')
    expect(readFileSync(join(second.workspace, 'directory/c.js'), 'utf8')).toBe('gamma\n')
    expect(linkOf(second, 'build').materials).toEqual(products)
    const third = new MemoryJob(of.github, { GITHUB_SHA: commit, GITHUB_JOB: 'test' })
    await third.stage('test', nothing, {}, { ...taking, 'take-over': 'build' })
    expect(linkOf(third, 'test').materials).toEqual(linkOf(second, 'build').products)
  })
  test('that lead elsewhere after that are no longer those of the commit', async () => {
    const of = new CommitJob({ 'b.js': 'beta\n', 'src/c.js': 'gamma\n' })
    links(of)
    const commit = commitAll(of.origin)
    of.facts['GITHUB_SHA'] = commit
    await of.checkoutStage(() => of.checkOut(commit), { 'hand-over': '*' })
    const next = new MemoryJob(of.github, { GITHUB_SHA: commit, GITHUB_JOB: 'test' })
    const turn = (): void => {
      rmSync(join(next.workspace, 'link.js'))
      symlinkSync('src/c.js', join(next.workspace, 'link.js'))
    }
    await next.stage('test', turn, {}, taking)
    expect(linkOf(next, 'test').products['link.js']).toEqual({ sha256: sha256('gamma\n') })
  })
  test.each(['/etc/passwd', '../x', 'src/../../x', '.git/config', 'src/.GIT/x', 'C:x', '..', ''])(
    'to %j are not made',
    (target) => {
      const root = realpathSync(directoryWith({ 'src/a': '' }))
      expect(errorOf(() => placeLink(root, 'link', target)).code).toBe('TAKE_OVER_UNSAFE')
      expect(existsSync(join(root, 'link'))).toBe(false)
    }
  )
  test('lead no further up than they lie, wherever a directory on their way really is', () => {
    const root = realpathSync(directoryWith({ 'a/b/c': '' }))
    symlinkSync('.', join(root, 'here'))
    placeLink(root, 'a/b/l', '../../x')
    expect(errorOf(() => placeLink(root, 'a/b/m', '../../../x')).code).toBe('TAKE_OVER_UNSAFE')
    expect(errorOf(() => placeLink(root, 'here/l', '../x')).code).toBe('TAKE_OVER_UNSAFE')
    expect(readlinkSync(join(root, 'a/b/l'))).toBe('../../x')
  })
  test('of the commit that lead out of the workspace are not put into another one', async () => {
    const of = new CommitJob({ 'b.js': 'beta\n' })
    symlinkSync('../../etc/passwd', join(of.origin, 'out'))
    const commit = commitAll(of.origin)
    of.facts['GITHUB_SHA'] = commit
    const first = await of.checkoutStage(() => of.checkOut(commit), { 'hand-over': '*' })
    expect(first.codes).toEqual([])
    const ran = await new MemoryJob(of.github, { GITHUB_SHA: commit, GITHUB_JOB: 'test' }).begin({
      'step-name': 'test',
      materials: '.',
      ...taking
    })
    expect(ran.codes).toEqual(['TAKE_OVER_UNSAFE'])
  })
})
