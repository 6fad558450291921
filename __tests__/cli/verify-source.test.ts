// SPDX-License-Identifier: Apache-2.0
// `verify` with what a consumer expects of the source and of the run, against repositories that git made.
import { execFileSync } from 'node:child_process'
import { mkdirSync, symlinkSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { beforeAll, describe, expect, test } from '@jest/globals'
import { linkFileName } from '../../src/intoto/link/link-file-name.ts'
import { encodeLink } from '../../src/intoto/link/encode-link.ts'
import { parseLink } from '../../src/intoto/link/parse-link.ts'
import { ALICE, BOB, digest, file, layoutOf, linkOf, OWNER, step } from '../support/chain.ts'
import { cli, type Ran } from '../support/console.ts'
import { directoryWith } from '../support/directory.ts'
import { plain, valueAt } from '../support/json.ts'
import { artifacts, FILES, filesOf, sha256, type Contents } from '../support/source-claims.ts'

interface Commit {
  readonly commit: string
  readonly tree: string
}

const ENVIRONMENT = { PATH: process.env['PATH'], GIT_CONFIG_GLOBAL: '/dev/null', GIT_CONFIG_NOSYSTEM: '1' }
const git = (directory: string, ...words: string[]): string =>
  execFileSync('git', ['-c', 'user.name=t', '-c', 'user.email=t@example.org', ...words], {
    cwd: directory,
    env: ENVIRONMENT,
    encoding: 'utf8'
  }).trim()
function commitAll(directory: string): Commit {
  git(directory, 'add', '-A')
  git(directory, 'commit', '-qm', 'x')
  return { commit: git(directory, 'rev-parse', 'HEAD'), tree: git(directory, 'rev-parse', 'HEAD^{tree}') }
}

let repository: string
let first: Commit
let second: Commit
beforeAll(() => {
  repository = directoryWith(FILES)
  git(repository, 'init', '-q', '-b', 'main')
  first = commitAll(repository)
  writeFileSync(join(repository, 'src/a.js'), 'a(2)\n')
  second = commitAll(repository)
  git(repository, 'clone', '-q', '--bare', '.', `${repository}.git`)
})

const WORKFLOW = 'o/r/.github/workflows/release.yml@refs/heads/main'
const runOf = ({ commit }: Commit, changes: object = {}): object => ({
  id: '42',
  repository: 'o/r',
  commit,
  ref: 'refs/heads/main',
  workflow: WORKFLOW,
  event: 'push',
  ...changes
})

interface Chain {
  readonly contents: Contents
  readonly claim: object | undefined
  readonly run: object
  readonly checkout: object
}
const honest = (): Chain => ({
  contents: FILES,
  claim: { ...first, ...filesOf(FILES) },
  run: runOf(first),
  checkout: { commit: first.commit }
})

/** A directory with the layout, the owner's key and the links of a checkout and a step that packs. */
function chainOf(changes: Partial<Chain> = {}): string {
  const { contents, claim, run, checkout } = { ...honest(), ...changes }
  const source = claim === undefined ? {} : { source: claim }
  const layout = layoutOf(
    [
      step('checkout', [ALICE]),
      step('pack', [BOB], {
        expected_materials: [
          ['MATCH', '*', 'WITH', 'PRODUCTS', 'FROM', 'checkout'],
          ['DISALLOW', '*']
        ]
      })
    ],
    { expires: '2099-01-01T00:00:00Z' }
  )
  const links = {
    [`links/${linkFileName('checkout', ALICE.keyId)}`]: file(
      linkOf('checkout', {
        products: artifacts(contents),
        environment: { run, checkout, recording: { exclude: [], products: { paths: ['.'] } }, ...source }
      }),
      [ALICE]
    ),
    [`links/${linkFileName('pack', BOB.keyId)}`]: file(
      linkOf('pack', {
        materials: artifacts(contents),
        products: { 'app.tgz': digest('b') },
        environment: { run, ...source }
      }),
      [BOB]
    )
  }
  return directoryWith({ 'root.layout': file(layout, [OWNER]), 'owner.pub': OWNER.signer.publicKey.pem, ...links })
}

const ARGUMENTS = ['-l', 'root.layout', '--verification-keys', 'owner.pub', '--link-dir', 'links']
const verify = (directory: string, ...words: string[]): Promise<Ran> =>
  cli(directory, ['verify', ...ARGUMENTS, ...words])
async function judged(
  directory: string,
  ...words: string[]
): Promise<{ status: number; codes: string[]; warnings: string[]; source: unknown }> {
  const { status, stdout } = await verify(directory, '--json', ...words)
  const { failures, warnings, source } = JSON.parse(stdout) as Record<'failures' | 'warnings', { code: string }[]> & {
    source: unknown
  }
  const of = (news: { code: string }[]): string[] => [...new Set(news.map(({ code }) => code))]
  return { status, codes: of(failures), warnings: of(warnings), source }
}

describe('an honest chain', () => {
  test('passes with warnings where nobody says which run, and nobody computes the files', async () =>
    expect(await judged(chainOf())).toMatchObject({
      status: 0,
      warnings: ['SOURCE_UNCHECKED', 'RUN_NOT_ASKED'],
      source: { commit: first.commit, files: 3, checked: false }
    }))
  test.each([
    ['a clone', () => repository],
    ['a bare one', () => `${repository}.git`]
  ])('passes against %s', async (_what, where) => {
    const found = await judged(chainOf(), '--source', where(), '--commit', first.commit)
    expect(found).toMatchObject({
      status: 0,
      warnings: [],
      source: { checked: true, ...filesOf(FILES), tree: first.tree }
    })
  })
  test('passes without the commit, which is then that of the run', async () =>
    expect(await judged(chainOf(), '--source', repository)).toMatchObject({ status: 0, warnings: ['RUN_NOT_ASKED'] }))
  test('passes with a commit in capitals', async () =>
    expect(await judged(chainOf(), '--commit', first.commit.toUpperCase())).toMatchObject({ status: 0 }))
  test('passes with all that is expected of it', async () => {
    const words = ['--repository', 'o/r', '--ref', 'refs/heads/main', '--run-id', '42', '--event', 'push']
    expect(await judged(chainOf(), ...words, '--workflow', WORKFLOW)).toMatchObject({
      status: 0,
      warnings: ['SOURCE_UNCHECKED']
    })
    expect(await judged(chainOf(), ...words, '--workflow', '.github/workflows/release.yml')).toMatchObject({
      status: 0
    })
  })
  test('tells people who computed the files', async () => {
    const { stdout } = await verify(chainOf(), '--source', repository)
    expect(stdout).toContain(`source: commit ${first.commit}, 3 files, held against the repository by verify --source`)
    expect(await verify(chainOf(), '--source', repository, '--format', 'markdown')).toMatchObject({
      stdout: expect.stringContaining('### Source') as unknown
    })
    expect(JSON.parse((await verify(chainOf(), '--format', 'sarif')).stdout)).toMatchObject({
      runs: [{ properties: { source: { commit: first.commit, checked: false } } }]
    })
  })
  test('of another commit on purpose passes where that commit is named, and not otherwise', async () => {
    const chain = chainOf({ run: runOf(second) })
    expect(await judged(chain)).toMatchObject({
      status: 0,
      warnings: ['CHECKOUT_OF_OTHER_COMMIT', 'SOURCE_UNCHECKED', 'RUN_NOT_ASKED']
    })
    expect(await judged(chain, '--source', repository)).toMatchObject({ status: 1, codes: ['SOURCE_OTHER_COMMIT'] })
    expect(await judged(chain, '--source', repository, '--commit', first.commit)).toMatchObject({
      status: 0,
      warnings: []
    })
  })
})

describe('the same lie in every link is refused with --source', () => {
  const lies: readonly (readonly [string, () => Partial<Chain>, string])[] = [
    ['a file more', () => lie({ ...FILES, evil: '' }), 'SOURCE_FALSE'],
    ['a file less', () => lie({ 'README.md': 'greets\n' }), 'SOURCE_FALSE'],
    ['other bytes', () => lie({ ...FILES, 'src/a.js': 'evil()\n' }), 'SOURCE_FALSE'],
    ['another tree', () => ({ claim: { commit: first.commit, tree: second.tree, ...filesOf(FILES) } }), 'SOURCE_FALSE'],
    [
      'another real commit',
      () => {
        const contents = { ...FILES, 'src/a.js': 'a(2)\n' }
        return { contents, claim: { ...second, ...filesOf(contents) }, checkout: { commit: second.commit } }
      },
      'SOURCE_OTHER_COMMIT'
    ],
    ['no claim', () => ({ claim: undefined }), 'SOURCE_UNKNOWN']
  ]
  const lie = (contents: Contents): Partial<Chain> => ({ contents, claim: { ...first, ...filesOf(contents) } })
  test.each(lies)('%s', async (_what, changes, code) => {
    const chain = chainOf(changes())
    for (const words of [[], ['--commit', first.commit]])
      expect(await judged(chain, '--source', repository, ...words)).toMatchObject({ status: 1, codes: [code] })
  })
  test('in a batch as well', async () => {
    const chain = chainOf({ claim: undefined })
    const lines = [[], ['--source', repository]].map((words) => JSON.stringify({ args: [...ARGUMENTS, ...words] }))
    const { stdout } = await cli(chain, ['verify', '--batch', '-'], { input: lines.join('\n') })
    expect(
      stdout
        .trim()
        .split('\n')
        .map((line) => JSON.parse(line) as unknown)
    ).toMatchObject([{ exit: 0 }, { exit: 1, failures: ['SOURCE_UNKNOWN'] }])
  })
  test('in the way of the reference, too', async () => {
    const chain = chainOf(lie({ ...FILES, evil: '' }))
    expect(await judged(chain, '--compat', 'reference')).toMatchObject({ status: 0, codes: [] })
    expect(await judged(chain, '--compat', 'reference', '--source', repository)).toMatchObject({
      status: 1,
      codes: ['SOURCE_FALSE']
    })
  })
})

describe('a sparse checkout', () => {
  const PART = { 'README.md': 'greets\n', 'src/a.js': 'a()\n' }
  const ONLY = ['/*', '!/src/b.js']
  const chain = (): string => chainOf({ contents: PART, claim: { ...first, ...filesOf(PART), only: ONLY } })
  test('is refused with --source, unless its patterns are named', async () => {
    expect(await judged(chain(), '--source', repository)).toMatchObject({ status: 1, codes: ['SOURCE_UNKNOWN'] })
    expect(await judged(chain(), '--source', repository, '--source-pattern', ...ONLY)).toMatchObject({
      status: 0,
      warnings: ['SOURCE_PARTIAL', 'RUN_NOT_ASKED']
    })
    const each = ONLY.flatMap((pattern) => ['--source-pattern', pattern])
    expect(await judged(chain(), '--source', repository, ...each)).toMatchObject({ status: 0 })
    expect(await judged(chain(), '--source', repository, '--source-pattern', '/*')).toMatchObject({ status: 1 })
  })
  test('is told without --source', async () =>
    expect((await judged(chain())).warnings).toEqual(['SOURCE_PARTIAL', 'SOURCE_UNCHECKED', 'RUN_NOT_ASKED']))
  test('has patterns for --source alone', async () => {
    const { status, stderr } = await verify(chain(), '--source-pattern', '/*')
    expect([status, stderr]).toEqual([2, expect.stringContaining('--source')])
  })
})

describe('links that note no commit', () => {
  test('are told apart from those of another commit', async () => {
    const chain = chainOf({ claim: undefined, run: { id: '42', repository: 'o/r' } })
    const { status, stdout } = await verify(chain, '--commit', first.commit)
    expect([status, stdout]).toEqual([1, expect.stringContaining('record with `run --commit "$(git rev-parse HEAD)"`')])
    const other = await verify(chainOf({ claim: undefined }), '--commit', second.commit)
    expect([other.status, other.stdout]).toEqual([1, expect.not.stringContaining('rev-parse')])
  })
})

describe('it could not be told', () => {
  test('where the repository has not the commit', async () => {
    const other = directoryWith({ x: '' })
    git(other, 'init', '-q')
    const { status, stdout } = await verify(chainOf(), '--source', other, '--json')
    const hint = expect.stringContaining(`git -C '${other}' fetch origin ${first.commit}`) as unknown
    expect([status, JSON.parse(stdout)]).toMatchObject([2, { error: { code: 'SOURCE_UNREADABLE', at: other, hint } }])
  })
  test.each([
    ['is not there', () => join(directoryWith(), 'none')],
    ['holds no repository', () => directoryWith({ 'a.js': 'a' })]
  ])('where the directory of the source %s, whatever the links claim', async (_what, where) => {
    for (const chain of [chainOf(), chainOf({ claim: undefined })]) {
      const { status, stdout } = await verify(chain, '--source', where(), '--json')
      expect([status, JSON.parse(stdout)]).toMatchObject([2, { error: { code: 'GIT_FAILED' } }])
    }
  })
  test.each([
    ['--commit', 'main'],
    ['--commit', 'a'.repeat(39)],
    ['--repository', 'r'],
    ['--ref', 'main'],
    ['--workflow', 'release.yml'],
    ['--run-id', 'latest'],
    ['--event', 'on push']
  ])('for %s %s', async (flag, value) => {
    const { status, stderr } = await verify(chainOf(), flag, value)
    expect([status, stderr]).toEqual([2, expect.stringContaining(`${flag} takes`)])
  })
})

describe('a run that is not as expected', () => {
  test.each([
    ['--repository', 'o/other'],
    ['--ref', 'refs/heads/other'],
    ['--workflow', '.github/workflows/other.yml'],
    ['--run-id', '43'],
    ['--event', 'pull_request']
  ])('is refused with %s', async (flag, value) =>
    expect(await judged(chainOf(), flag, value)).toMatchObject({ status: 1, codes: ['LINK_OF_OTHER_RUN'] })
  )
  test('is refused where the links do not tell the fact', async () => {
    const chain = chainOf({ run: { id: '42', repository: 'o/r', commit: first.commit } })
    expect(await judged(chain, '--event', 'push')).toMatchObject({ status: 1, codes: ['LINK_OF_OTHER_RUN'] })
  })
  test('is refused by its commit', async () => {
    expect(await judged(chainOf(), '--commit', second.commit)).toMatchObject({
      status: 1,
      codes: ['SOURCE_OTHER_COMMIT']
    })
    expect(await judged(chainOf({ claim: undefined }), '--commit', second.commit)).toMatchObject({
      status: 1,
      codes: ['SOURCE_OTHER_COMMIT']
    })
    expect(await judged(chainOf({ claim: undefined }), '--commit', first.commit)).toMatchObject({ status: 0 })
  })
})

describe('files of the last step that a checkout converts', () => {
  const CRLF = 'a\r\n'
  const NAMES = { 'a.txt': 'a\n', link: 'elsewhere/a b', 'dir-link': 'docs' }
  const PRODUCTS = artifacts(NAMES)
  const MODES = { products: { link: 'symlink', 'dir-link': 'symlink' } }
  /** A chain of a checkout alone, with a directory that holds what a checkout writes. */
  function checkout(changes: object, environment: object = {}): string {
    const layout = layoutOf([step('checkout', [ALICE])], { expires: '2099-01-01T00:00:00Z' })
    const link = linkOf('checkout', {
      products: PRODUCTS,
      environment: { modes: MODES, converted: { products: { 'a.txt': sha256(CRLF) } }, ...environment }
    })
    const directory = directoryWith({
      'root.layout': file(layout, [OWNER]),
      'owner.pub': OWNER.signer.publicKey.pem,
      'alice.pub': ALICE.signer.publicKey.pem,
      [`links/${linkFileName('checkout', ALICE.keyId)}`]: file(link, [ALICE])
    })
    const { text = CRLF, target = 'elsewhere/a b', directoryTarget = 'docs' } = changes as Record<string, string>
    mkdirSync(join(directory, 'out/docs'), { recursive: true })
    writeFileSync(join(directory, 'out/a.txt'), text)
    symlinkSync(target, join(directory, 'out/link'))
    symlinkSync(directoryTarget, join(directory, 'out/dir-link'))
    return directory
  }
  const verifyFiles = (directory: string, ...words: string[]): Promise<{ status: number; codes: string[] }> =>
    judged(directory, '--base-path', 'out', '-p', '.', ...words)
  async function match(directory: string): Promise<{ status: number; codes: unknown }> {
    const link = `links/${linkFileName('checkout', ALICE.keyId)}`
    const words = ['match-products', '-l', link, '--verification-keys', 'alice.pub', '--base-path', 'out', '--json']
    const { status, stdout } = await cli(directory, words)
    return { status, codes: (JSON.parse(stdout) as { codes: unknown }).codes }
  }

  test.each([
    ['as they lie there', {}],
    ['as the commit has them', { text: 'a\n' }]
  ])('are products %s', async (_what, changes) => {
    const directory = checkout(changes)
    expect(await verifyFiles(directory)).toMatchObject({ status: 0, codes: [] })
    expect(await match(directory)).toEqual({ status: 0, codes: [] })
  })
  test.each([
    ['other bytes', { text: 'a\r\n\r\n' }, 'PRODUCT_DIFFERS'],
    ['bytes that are converted in another way', { text: 'a\r' }, 'PRODUCT_DIFFERS']
  ])('are none with %s', async (_what, changes, code) => {
    const directory = checkout(changes)
    expect(await verifyFiles(directory)).toMatchObject({ status: 1, codes: [code] })
    expect(await match(directory)).toMatchObject({ status: 1, codes: [code] })
  })
  test('are none with bytes that no checkout writes, whatever the link says', async () => {
    const evil = { converted: { products: { 'a.txt': sha256('evil\r\n') } } }
    const directory = checkout({ text: 'evil\r\n' }, evil)
    expect(await verifyFiles(directory)).toMatchObject({ status: 1, codes: ['PRODUCT_DIFFERS'] })
    expect(await match(directory)).toMatchObject({ status: 1, codes: ['PRODUCT_DIFFERS'] })
  })
  test('are none where a link leads elsewhere', async () => {
    const directory = checkout({ target: 'a.txt' })
    expect(await verifyFiles(directory)).toMatchObject({ status: 1, codes: ['PRODUCT_DIFFERS'] })
    expect(await match(directory)).toMatchObject({ status: 1, codes: ['PRODUCT_DIFFERS'] })
  })
  test('are none where a link is one that the step did not record as such', async () => {
    const directory = checkout({ target: 'a.txt' }, { modes: { products: { 'dir-link': 'symlink' } } })
    expect(await verifyFiles(directory)).toMatchObject({ status: 1, codes: ['PRODUCT_DIFFERS'] })
  })
  test('are missing where they are not there', async () => {
    const directory = checkout({})
    execFileSync('rm', [join(directory, 'out/a.txt')])
    expect(await match(directory)).toMatchObject({ status: 1, codes: ['PRODUCT_MISSING'] })
  })
  test.each([
    ['text', 'x'],
    ['a list', { products: [] }],
    ['a digest that is none', { products: { 'a.txt': 'x' } }]
  ])('are none where the link names them in a way that nobody can read: %s', async (_what, converted) => {
    const directory = checkout({ text: 'a\n' }, { converted })
    expect(await verifyFiles(directory)).toMatchObject({ status: 1, codes: ['LINK_UNREADABLE'] })
    expect(await match(directory)).toMatchObject({ status: 1, codes: ['LINK_UNREADABLE'] })
    expect(await verifyFiles(directory, '--compat', 'reference')).toMatchObject({
      status: 1,
      codes: ['LINK_UNREADABLE']
    })
  })
  test('stand in the summary link, and inspect counts them', async () => {
    const directory = checkout({})
    await verify(directory, '--summary', 'summary.json')
    const { stdout } = await cli(directory, ['inspect', `links/${linkFileName('checkout', ALICE.keyId)}`])
    expect(stdout).toContain('converted by the checkout: 1 of the products')
    const summary = execFileSync('cat', [join(directory, 'summary.json')], { encoding: 'utf8' })
    const { link } = parseLink(valueAt(JSON.parse(summary)))
    expect(plain(encodeLink(link).get('environment') as never)).toEqual({
      converted: { products: { 'a.txt': sha256(CRLF) } },
      modes: MODES
    })
  })
})

describe('inspect shows the claim', () => {
  const shown = async (changes: Partial<Chain>): Promise<string> => {
    const directory = chainOf(changes)
    return (await cli(directory, ['inspect', `links/${linkFileName('pack', BOB.keyId)}`])).stdout
  }
  test('of a whole checkout', async () => {
    const text = await shown({})
    expect(text).toContain(
      `source: commit ${first.commit}\n  tree ${first.tree}\n  3 files, sha256 of the list ${filesOf(FILES).digest}\n`
    )
    expect(text).not.toContain('converted')
  })
  test('of a part with submodules in a directory', async () => {
    const module = { commit: second.commit, ...filesOf({}) }
    const submodules = Object.fromEntries(Array.from({ length: 12 }, (_, index) => [`lib${index}`, module]))
    const claim = { ...first, ...filesOf(FILES), path: 'app', only: ['/src/'], submodules }
    const text = await shown({ claim })
    for (const part of [
      ', in "app"',
      '  only "/src/"',
      `  submodule lib0: commit ${second.commit}, 0 files`,
      '… and 2 more submodules'
    ])
      expect(text).toContain(part)
  })
  test('that cannot be read', async () => expect(await shown({ claim: { x: 1 } })).toContain('source: malformed'))
})
