// SPDX-License-Identifier: Apache-2.0
// The checkout stage with git itself: its link says that these are the files of the commit, so whatever makes that untrue
// must fail it, and whatever a clean checkout may look like must not.
import { createHash } from 'node:crypto'
import {
  appendFileSync,
  chmodSync,
  mkdirSync,
  readFileSync,
  renameSync,
  rmSync,
  symlinkSync,
  writeFileSync
} from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from '@jest/globals'
import { isJsonObject } from '../../src/intoto/json/json-value.ts'
import { readSource } from '../../src/intoto/link/source-claim.ts'
import { commitAll, CommitJob, FILES, git } from '../support/commit-job.ts'
import { directoryWith } from '../support/directory.ts'
import { valueAt } from '../support/json.ts'
import type { Ran } from '../support/memory-job.ts'

const sha256 = (text: string | Uint8Array): string => createHash('sha256').update(text).digest('hex')
const evil = (of: CommitJob, path = 'a.js'): void => appendFileSync(join(of.workspace, path), '// evil\n')
const put = (of: CommitJob, path: string, text: string): void => {
  mkdirSync(join(of.workspace, path, '..'), { recursive: true })
  writeFileSync(join(of.workspace, path), text)
}
const hashObject = (of: CommitJob, text: string): string => {
  const file = join(directoryWith({ text }), 'text')
  return of.git('hash-object', '-w', file)
}
/** The digest over files that a claim has. */
const digestOf = (files: Readonly<Record<string, string>>): string =>
  sha256(
    Object.keys(files)
      .toSorted()
      .map((path) => `${sha256(files[path] ?? '')}  ${path}\n`)
      .join('')
  )

describe('a clean checkout', () => {
  test('is recorded as the files of the commit, which the link claims', async () => {
    const of = new CommitJob()
    const ran = await of.checkoutStage()
    expect([ran.codes, ran.runner.annotations]).toEqual([[], []])
    const { products, environment } = of.link()
    expect(products).toEqual(
      Object.fromEntries(Object.entries(FILES).map(([path, text]) => [path, { sha256: sha256(text) }]))
    )
    expect(environment['checkout']).toEqual({ commit: of.commit })
    expect(environment['source']).toEqual({
      commit: of.commit,
      tree: git(of.origin, 'rev-parse', 'HEAD^{tree}'),
      files: 3,
      digest: digestOf(FILES)
    })
    expect('converted' in environment).toBe(false)
  })
  test('is no more than the files of the commit, whatever lies beside', async () => {
    const of = new CommitJob()
    await of.checkoutStage(() => {
      of.checkOut()
      put(of, 'planted.js', 'evil')
    })
    expect(Object.keys(of.link().products)).toEqual(Object.keys(FILES).toSorted())
  })
  test('leaves out what is excluded, and claims the whole commit all the same', async () => {
    const of = new CommitJob()
    const begun = await of.begin({ 'step-name': 'checkout', exclude: 'src/' })
    of.checkOut()
    const { recording = '', 'recording-digest': digest = '' } = begun.outputs
    const ran = await of.end({
      recording,
      'recording-digest': digest,
      products: '.',
      'product-source': 'git',
      sign: 'none'
    })
    expect(ran.codes).toEqual([])
  })
})

describe('a checkout that is not what a clean one writes fails, and is named', () => {
  const broken: [string, (of: CommitJob) => void][] = [
    [
      'a replaced blob',
      (of) => {
        of.checkOut()
        of.git('replace', of.git('rev-parse', 'HEAD:a.js'), hashObject(of, 'alpha\n// evil\n'))
        of.git('checkout', '--force', '--', '.')
        evil(of)
      }
    ],
    [
      'a replaced commit',
      (of) => {
        of.checkOut()
        evil(of)
        of.git('add', '--all')
        of.git('commit', '--quiet', '-m', 'evil')
        const other = of.git('rev-parse', 'HEAD')
        of.git('reset', '--hard', '--quiet', of.commit)
        of.git('replace', of.commit, other)
        of.git('reset', '--hard', '--quiet')
      }
    ],
    [
      'a smudge filter of .git/config',
      (of) => {
        of.checkOut()
        of.git('config', 'filter.x.smudge', "sed 's/$/ evil/'")
        put(of, '.git/info/attributes', '*.js filter=x\n')
        rmSync(join(of.workspace, 'a.js'))
        of.git('checkout', '--force', '--', '.')
      }
    ],
    [
      'a smudge filter whose clean filter hides it',
      (of) => {
        of.checkOut()
        of.git('config', 'filter.x.smudge', 'cat; echo evil')
        of.git('config', 'filter.x.clean', 'head -n 1')
        put(of, '.git/info/attributes', 'a.js filter=x\n')
        rmSync(join(of.workspace, 'a.js'))
        of.git('checkout', '--force', '--', '.')
        expect(of.git('status', '--porcelain')).toBe('')
      }
    ],
    [
      'a file that changed after it was checked out',
      (of) => {
        of.checkOut()
        evil(of)
      }
    ],
    [
      'a file that the index takes for unchanged',
      (of) => {
        of.checkOut()
        of.git('update-index', '--assume-unchanged', 'a.js')
        evil(of)
      }
    ],
    [
      'a file that the index says is not wanted',
      (of) => {
        of.checkOut()
        of.git('update-index', '--skip-worktree', 'a.js')
        evil(of)
      }
    ],
    [
      'a file that is not there, and not wanted by the index',
      (of) => {
        of.checkOut()
        of.git('update-index', '--skip-worktree', 'a.js')
        rmSync(join(of.workspace, 'a.js'))
      }
    ],
    [
      'a file that was staged',
      (of) => {
        of.checkOut()
        evil(of)
        of.git('add', '--all')
      }
    ],
    [
      'a sparse checkout that nobody asked for',
      (of) => {
        of.checkOut()
        of.git('sparse-checkout', 'set', '--no-cone', '/src/')
      }
    ],
    [
      'a file that became a link',
      (of) => {
        of.checkOut()
        renameSync(join(of.workspace, 'a.js'), join(of.workspace, 'c.js'))
        symlinkSync('c.js', join(of.workspace, 'a.js'))
      }
    ],
    [
      'a directory that became a link outwards',
      (of) => {
        of.checkOut()
        const outside = directoryWith({ 'b.js': 'beta\n' })
        rmSync(join(of.workspace, 'src'), { recursive: true })
        symlinkSync(outside, join(of.workspace, 'src'))
      }
    ],
    [
      'a file that may be executed',
      (of) => {
        of.checkOut()
        of.git('config', 'core.fileMode', 'false')
        chmodSync(join(of.workspace, 'a.js'), 0o755)
      }
    ],
    [
      'another work tree that the configuration names',
      (of) => {
        of.checkOut()
        of.git('config', 'core.worktree', directoryWith(FILES))
        evil(of)
      }
    ],
    [
      '$Id$ with other words',
      (of) => {
        of.checkOut()
        put(of, '.git/info/attributes', '*.js ident\n')
        writeFileSync(join(of.workspace, 'src/b.js'), '$Id: evil $\n')
      }
    ]
  ]
  test.each(broken)('%s', async (_what, make) => {
    const of = new CommitJob()
    const ran = await of.checkoutStage(() => make(of))
    expect([ran.codes, of.github.artifacts.length]).toEqual([['CHECKOUT_DIFFERS'], 0])
    expect(ran.words).toMatch(/"(?:a\.js|src|src\/b\.js)/)
  })
  test('runs nothing that the repository or the user configures', async () => {
    const of = new CommitJob()
    const directory = directoryWith({ seen: '' })
    const [seen, program] = [join(directory, 'seen'), join(directory, 'program')]
    writeFileSync(program, `#!/bin/sh\necho ran >> '${seen}'\ncat\n`)
    chmodSync(program, 0o755)
    const home = directoryWith({
      '.gitconfig': `[core]\n\tfsmonitor = ${program}\n[filter "x"]\n\tclean = ${program}\n`
    })
    const user = { HOME: home, XDG_CONFIG_HOME: home }
    const begun = await of.begin({ 'step-name': 'checkout' }, user)
    of.checkOut()
    for (const name of ['core.fsmonitor', 'filter.x.clean', 'filter.x.smudge', 'filter.x.process', 'core.sshCommand'])
      of.git('config', name, program)
    put(of, '.git/info/attributes', '*.js filter=x\n')
    put(of, '.git/hooks/post-index-change', readFileSync(program, 'utf8'))
    chmodSync(join(of.workspace, '.git/hooks/post-index-change'), 0o755)
    const { recording = '', 'recording-digest': digest = '' } = begun.outputs
    const inputs = { recording, 'recording-digest': digest, products: '.', 'product-source': 'git', sign: 'none' }
    const ran = await of.end(inputs, user)
    expect([ran.codes, readFileSync(seen, 'utf8')]).toEqual([[], ''])
    expect(ran.words).toMatch(/filter\.x\.clean/)
  })
})

describe('a checkout of another commit', () => {
  /** A repository whose branch went on, in a run of its first commit. */
  function moved(event?: unknown): { of: CommitJob; newer: string } {
    const of = new CommitJob(FILES, { event })
    writeFileSync(join(of.origin, 'a.js'), 'newer\n')
    return { of, newer: commitAll(of.origin) }
  }

  test('fails, and says what to write where it is meant', async () => {
    const { of, newer } = moved()
    const plain = await of.checkoutStage(() => of.checkOut(newer))
    expect([plain.codes, of.github.artifacts.length]).toEqual([['CHECKOUT_COMMIT_OTHER'], 0])
    expect(plain.words).toContain('STATE_isPost')
    const asked = await of.checkoutStage(() => of.checkOut(newer), { ref: 'v1.2' })
    expect(asked.words).toContain(`commit: ${newer}`)
  })
  test('that skipped its work over one that was kept fails', async () => {
    const { of, newer } = moved()
    of.checkOut(newer)
    // STATE_isPost=true: actions/checkout does its cleaning, and nothing else.
    expect((await of.checkoutStage(() => undefined)).codes).toEqual(['CHECKOUT_COMMIT_OTHER'])
  })
  test('that skipped its work over changed files of the same commit fails', async () => {
    const of = new CommitJob()
    of.checkOut()
    evil(of)
    expect((await of.checkoutStage(() => undefined)).codes).toEqual(['CHECKOUT_DIFFERS'])
  })
  test('that skipped its work where nothing was fails', async () => {
    const of = new CommitJob()
    expect((await of.checkoutStage(() => undefined)).codes).toEqual(['GIT_FAILED'])
  })
  test('passes where that commit is named', async () => {
    const { of, newer } = moved()
    const ran = await of.checkoutStage(() => of.checkOut(newer), { ref: 'v1.2', commit: newer })
    expect([ran.codes, of.link().environment['checkout']]).toEqual([[], { commit: newer }])
    expect((await of.checkoutStage(() => of.checkOut(), { commit: newer }, 'other')).codes).toEqual([
      'CHECKOUT_COMMIT_OTHER'
    ])
  })
  test('may be the tip of the pull request, as the event says', async () => {
    const event = { pull_request: { head: { sha: '' } } }
    const { of, newer } = moved(event)
    event.pull_request.head.sha = newer
    writeFileSync(of.facts['GITHUB_EVENT_PATH'] ?? '', JSON.stringify(event))
    const head = { commit: 'head' }
    expect((await of.checkoutStage(() => of.checkOut(newer), head)).codes).toEqual([])
    const told = await of.checkoutStage(() => of.checkOut(newer), {}, 'b')
    expect([told.codes, told.words.includes('`commit: head`')]).toEqual([['CHECKOUT_COMMIT_OTHER'], true])
    expect((await of.checkoutStage(() => of.checkOut(), head, 'c')).codes).toEqual(['CHECKOUT_COMMIT_OTHER'])
    const push = new CommitJob()
    expect((await push.checkoutStage(() => push.checkOut(), head)).codes).toEqual(['INPUT_INVALID'])
  })
  test.each(['main', 'v1.2', 'HEAD', 'RUN', 'abc123', 'A'.repeat(40), `${'a'.repeat(40)}\nrun`])(
    'is not named by %j',
    async (commit) => {
      const of = new CommitJob()
      expect((await of.checkoutStage(() => of.checkOut(), { commit })).codes).toEqual(['INPUT_INVALID'])
    }
  )
  test('is not believed by what a branch of that name says', async () => {
    const { of, newer } = moved()
    const ran = await of.checkoutStage(() => {
      of.checkOut(newer)
      // A reference that is called like the commit of the run.
      put(of, `.git/refs/heads/${of.commit}`, `${newer}\n`)
    })
    expect(ran.codes).toEqual(['CHECKOUT_COMMIT_OTHER'])
  })
  test('of another repository is compared and claims nothing', async () => {
    const { of, newer } = moved()
    const other = { repository: 'else/where' }
    const ran = await of.checkoutStage(() => of.checkOut(newer), other)
    expect(ran.codes).toEqual([])
    const { environment } = of.link()
    expect(environment['checkout']).toEqual({ commit: newer, ...other })
    expect(environment['source']).toEqual({ repository: 'none' })
    const changed = await of.checkoutStage(
      () => {
        of.checkOut(newer)
        evil(of)
      },
      other,
      'b'
    )
    expect(changed.codes).toEqual(['CHECKOUT_DIFFERS'])
    expect((await of.checkoutStage(() => of.checkOut(newer), { repository: 'O/R' }, 'c')).codes).toEqual([
      'CHECKOUT_COMMIT_OTHER'
    ])
  })
})

describe('honest days', () => {
  const CRLF = {
    '.gitattributes': '*.txt text eol=crlf\n*.id ident\n',
    'a.txt': 'one\ntwo\n',
    'b.id': '$Id$\n',
    c: 'c\n'
  }

  test('files that attributes convert stand with the digests of the commit, and are listed', async () => {
    const of = new CommitJob(CRLF)
    const ran = await of.checkoutStage()
    expect([ran.codes, readFileSync(join(of.workspace, 'a.txt'), 'utf8')]).toEqual([[], 'one\r\ntwo\r\n'])
    const { products, environment } = of.link()
    expect(products['a.txt']).toEqual({ sha256: sha256('one\ntwo\n') })
    expect(environment['source']).toMatchObject({ files: 4, digest: digestOf(CRLF) })
    expect(environment['converted']).toEqual({
      products: { 'a.txt': sha256('one\r\ntwo\r\n'), 'b.id': sha256(readFileSync(join(of.workspace, 'b.id'))) }
    })
  })
  test('line ends of the system give the same link as none', async () => {
    const links = await Promise.all(
      ['core.autocrlf=false', 'core.autocrlf=true', 'core.autocrlf=input'].map(async (setting) => {
        const of = new CommitJob({ '.gitattributes': '* text=auto\n', 'a.txt': 'one\ntwo\n' })
        expect((await of.checkoutStage(() => of.checkOut(of.commit, '.', setting))).codes).toEqual([])
        const { products, environment } = of.link()
        return { products, digest: (environment['source'] as { digest: string }).digest }
      })
    )
    expect(links[1]).toEqual(links[0])
    expect(links[2]).toEqual(links[0])
  })
  test('Git LFS may have brought the content, or not', async () => {
    const content = 'large\0file\n'
    const pointer = `version https://git-lfs.github.com/spec/v1\noid sha256:${sha256(content)}\nsize ${content.length}\n`
    const files = { '.gitattributes': '*.bin filter=lfs diff=lfs merge=lfs -text\n', 'a.bin': pointer }
    const of = new CommitJob(files)
    expect((await of.checkoutStage(() => of.checkOut(), {}, 'without')).codes).toEqual([])
    const ran = await of.checkoutStage(
      () => {
        of.checkOut()
        put(of, 'a.bin', content)
      },
      {},
      'with'
    )
    expect(ran.codes).toEqual([])
    expect(of.link('with').products).toEqual(of.link('without').products)
    expect(of.link('with').environment['converted']).toEqual({ products: { 'a.bin': sha256(content) } })
    const other = await of.checkoutStage(
      () => {
        of.checkOut()
        put(of, 'a.bin', 'another\0one\n')
      },
      {},
      'other'
    )
    expect(other.codes).toEqual(['CHECKOUT_DIFFERS'])
  })
  test('submodules may have been checked out, or not', async () => {
    const library = directoryWith({ 'lib.js': 'lib\n' })
    commitAll(library)
    const of = new CommitJob()
    git(of.origin, 'submodule', 'add', '--quiet', `file://${library}`, 'lib')
    const commit = commitAll(of.origin)
    const named = { commit }
    expect((await of.checkoutStage(() => of.checkOut(commit), named, 'without')).codes).toEqual([])
    const ran = await of.checkoutStage(
      () => {
        of.checkOut(commit)
        of.git('submodule', 'update', '--init', '--quiet')
      },
      named,
      'with'
    )
    expect(ran.codes).toEqual([])
    const [without, having] = [of.link('without'), of.link('with')]
    expect(Object.keys(without.products)).not.toContain('lib/lib.js')
    expect(having.products['lib/lib.js']).toEqual({ sha256: sha256('lib\n') })
    const { submodules, ...own } = having.environment['source'] as Record<string, unknown>
    expect([own, submodules]).toEqual([without.environment['source'], { lib: expect.objectContaining({ files: 1 }) }])
    const changed = await of.checkoutStage(
      () => {
        rmSync(join(of.workspace, 'lib'), { recursive: true })
        of.checkOut(commit)
        of.git('submodule', 'update', '--init', '--quiet')
        evil(of, 'lib/lib.js')
      },
      named,
      'changed'
    )
    expect(changed.codes).toEqual(['CHECKOUT_DIFFERS'])
  })
  test('a kept workspace passes, and what was kept is named', async () => {
    const of = new CommitJob()
    of.checkOut()
    put(of, '.git/hooks/post-checkout', '#!/bin/sh\n')
    of.git('config', 'alias.x', '!evil')
    put(of, 'left-over.o', 'object')
    const ran = await of.checkoutStage(() => of.git('reset', '--hard', '--quiet', of.commit))
    expect([ran.codes, ran.runner.annotations.map(({ level }) => level)]).toEqual([[], ['warning']])
    expect(of.link().environment['checkout']).toEqual({
      commit: of.commit,
      kept: ['hooks/post-checkout', 'config alias.x']
    })
  })
  test('two checkouts of one job, each in a directory of its own', async () => {
    const of = new CommitJob()
    const first = await of.checkoutStage(() => of.checkOut(of.commit, 'one'), { products: 'one' }, 'one')
    const second = await of.checkoutStage(() => of.checkOut(of.commit, 'b/two'), { products: 'b/two/' }, 'two')
    expect([first.codes, second.codes]).toEqual([[], []])
    expect(Object.keys(of.link('one').products)).toEqual(['one/a.js', 'one/run.sh', 'one/src/b.js'])
    expect(of.link('two').environment['source']).toMatchObject({ path: 'b/two', files: 3, digest: digestOf(FILES) })
    expect(of.link('one').environment['source']).toMatchObject({ path: 'one', files: 3, digest: digestOf(FILES) })
  })
  test('a sparse checkout that was asked for claims what it has', async () => {
    const of = new CommitJob()
    const sparse = (): void => {
      of.checkOut()
      of.git('sparse-checkout', 'set', '--no-cone', '/src/')
    }
    const asked = { 'sparse-checkout': '/src/', 'sparse-checkout-cone-mode': 'false' }
    expect((await of.checkoutStage(sparse, asked)).codes).toEqual([])
    expect(of.link().products).toEqual({ 'src/b.js': { sha256: sha256('beta\n') } })
    expect(of.link().environment['source']).toMatchObject({ files: 1, digest: digestOf({ 'src/b.js': 'beta\n' }) })
    const missing = await of.checkoutStage(
      () => {
        sparse()
        rmSync(join(of.workspace, 'src/b.js'))
      },
      asked,
      'b'
    )
    expect(missing.codes).toEqual(['CHECKOUT_DIFFERS'])
  })
  describe('a sparse checkout in cone mode', () => {
    const files = { top: 'top\n', 'src/a.js': 'a\n', 'src/lib/b.js': 'b\n', 'docs/d': 'd\n' }
    const sparse = (of: CommitJob, lines: readonly string[]): void => {
      git(of.workspace, 'init', '--quiet')
      git(of.workspace, 'fetch', '--quiet', '--depth=1', `file://${of.origin}`, of.commit)
      git(of.workspace, 'sparse-checkout', 'set', '--cone', ...lines)
      git(of.workspace, 'checkout', '--quiet', '--force', '--detach', 'FETCH_HEAD')
    }
    test.each([['./src'], ['src/'], ['src//lib'], ['docs/../src'], ['src/./lib', './docs//']])(
      'is compared, however its directories are spelt: %s',
      async (...lines) => {
        const of = new CommitJob(files)
        const asked = { 'sparse-checkout': lines.join('\n') }
        expect((await of.checkoutStage(() => sparse(of, lines), asked)).codes).toEqual([])
        expect(Object.keys(of.link().products)).toContain('src/lib/b.js')
        const changed = new CommitJob(files)
        const ran = await changed.checkoutStage(() => {
          sparse(changed, lines)
          writeFileSync(join(changed.workspace, 'src/lib/b.js'), 'EVIL')
        }, asked)
        expect(ran.codes).toEqual(['CHECKOUT_DIFFERS'])
      }
    )
    test.each(['..', '../src', 'src/lib/..', 'src/.'])('names directories of the repository, not %s', async (line) => {
      const of = new CommitJob(files)
      expect((await of.checkoutStage(() => of.checkOut(), { 'sparse-checkout': line })).codes).toEqual([
        'INPUT_INVALID'
      ])
    })
  })
  test.each([
    ['lines', Array.from({ length: 1001 }, (_, index) => `/d${index}`).join('\n'), 'false'],
    ['directories', Array.from({ length: 600 }, (_, index) => `d${index}/a/b`).join('\n'), 'true'],
    ['wildcards', `/${'*a'.repeat(1025)}`, 'false']
  ])('a sparse checkout has no more %s than whoever verifies tries', async (_what, patterns, cone) => {
    const asked = { 'sparse-checkout': patterns, 'sparse-checkout-cone-mode': cone }
    const of = new CommitJob()
    expect((await of.checkoutStage(() => of.checkOut(), asked)).codes).toEqual(['INPUT_INVALID'])
  })
  describe('beside a sparse checkout', () => {
    const asked = { 'sparse-checkout': '/src/', 'sparse-checkout-cone-mode': 'false' }
    test.each<[string, (at: (path: string) => string) => void]>([
      ['a file', (at) => writeFileSync(at('a.js'), 'EVIL')],
      ['a file as it was committed', (at) => writeFileSync(at('a.js'), FILES['a.js'] ?? '')],
      ['a link', (at) => symlinkSync('src/b.js', at('run.sh'))],
      ['a directory', (at) => mkdirSync(at('a.js'))],
      ['a link in the place of a directory', (at) => symlinkSync(directoryWith({ c: 'EVIL' }), at('docs'))]
    ])('lies no other file of the commit: %s', async (_what, put) => {
      const of = new CommitJob({ ...FILES, 'docs/c': 'c' })
      const ran = await of.checkoutStage(() => {
        of.checkOut()
        of.git('sparse-checkout', 'set', '--no-cone', '/src/')
        put((path) => join(of.workspace, path))
      }, asked)
      expect([ran.codes, ran.words]).toEqual([['CHECKOUT_DIFFERS'], expect.stringContaining('leave it out')])
    })
    test('may lie the empty directory of a submodule', async () => {
      const of = new CommitJob()
      const library = directoryWith({ 'lib.js': 'lib' })
      commitAll(library)
      git(of.origin, 'submodule', 'add', '--quiet', `file://${library}`, 'lib')
      const commit = commitAll(of.origin)
      const stage = (more: () => void, step: string): Promise<Ran> =>
        of.checkoutStage(
          () => {
            of.checkOut(commit)
            of.git('sparse-checkout', 'set', '--no-cone', '/src/')
            mkdirSync(join(of.workspace, 'lib'), { recursive: true })
            more()
          },
          { ...asked, commit },
          step
        )
      expect((await stage(() => undefined, 'a')).codes).toEqual([])
      expect((await stage(() => writeFileSync(join(of.workspace, 'lib/x'), ''), 'b')).codes).toEqual([
        'CHECKOUT_DIFFERS'
      ])
    })
  })
  test('a sparse checkout brings the files of its patterns alone, as actions/checkout fetches them', async () => {
    const of = new CommitJob({ 'a.js': 'alpha\n', 'src/b.js': 'beta\n', 'docs/c.md': 'gamma\n' })
    git(of.origin, 'config', 'uploadpack.allowFilter', 'true')
    git(of.origin, 'config', 'uploadpack.allowAnySHA1InWant', 'true')
    const partial = (): void => {
      git(of.workspace, 'clone', '--quiet', '--no-checkout', '--filter=blob:none', `file://${of.origin}`, '.')
      of.git('sparse-checkout', 'set', '--cone', 'src')
      of.git('checkout', '--quiet', '--detach', of.commit)
    }
    expect((await of.checkoutStage(partial, { 'sparse-checkout': 'src' })).codes).toEqual([])
    const { products, environment } = of.link()
    expect(Object.keys(products)).toEqual(['a.js', 'src/b.js'])
    expect(environment['source']).toMatchObject({ files: 2 })
    const built = await of.stage('build', () => undefined)
    expect([built.codes, of.link('build').environment['source']]).toEqual([[], environment['source']])
  })
  test('a partial clone that lacks a file passes where the file shows what it is, and cannot be told where not', async () => {
    const of = new CommitJob()
    const lacking = (): void => {
      of.checkOut()
      const blob = of.git('rev-parse', 'HEAD:a.js')
      rmSync(join(of.workspace, '.git/objects', blob.slice(0, 2), blob.slice(2)))
    }
    expect((await of.checkoutStage(lacking)).codes).toEqual([])
    expect(of.link().environment['source']).toMatchObject({ files: 3, digest: digestOf(FILES) })
    const changed = await of.checkoutStage(
      () => {
        lacking()
        evil(of)
      },
      {},
      'changed'
    )
    expect(changed.codes).toEqual(['SOURCE_UNREADABLE'])
    expect(of.github.artifacts.length).toBe(1)
  })
  test('an encoding that only git knows fails, unless it is to be told', async () => {
    const files = { '.gitattributes': 'a.txt text working-tree-encoding=ISO-8859-1\n', 'a.txt': 'ä\n', b: 'b\n' }
    const of = new CommitJob({ ...files, 'a.txt': '' })
    writeFileSync(join(of.origin, 'a.txt'), Buffer.from([0xe4, 0x0a]))
    const commit = commitAll(of.origin)
    const demanded = await of.checkoutStage(() => of.checkOut(commit), { commit })
    expect([demanded.codes, demanded.words.includes('encodings: told')]).toEqual([['CHECKOUT_DIFFERS'], true])
    const told = await of.checkoutStage(() => of.checkOut(commit), { commit, encodings: 'told' }, 'b')
    expect([told.codes, told.words.includes('a.txt')]).toEqual([[], true])
  })
  test('no git is told, where one is needed', async () => {
    const of = new CommitJob()
    of.facts['PATH'] = directoryWith()
    expect((await of.checkoutStage()).codes).toEqual(['GIT_FAILED'])
  })
})

test('a claim is one that whoever compares can read', async () => {
  const of = new CommitJob()
  await of.checkoutStage()
  const environment = valueAt(of.link().environment).value
  expect(isJsonObject(environment) && readSource(environment)).toMatchObject({ commit: of.commit, files: 3 })
})
