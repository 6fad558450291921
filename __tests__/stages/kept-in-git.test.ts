// SPDX-License-Identifier: Apache-2.0
// With repositories that git made, and with what an earlier job could leave in them.
import { execFileSync } from 'node:child_process'
import { appendFileSync, chmodSync, existsSync, mkdirSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { describe, expect, test } from '@jest/globals'
import { steersGit } from '../../src/stages/git-configuration.ts'
import { keptInGit, tellKept, type KeptInGit } from '../../src/stages/kept-in-git.ts'
import { CommitJob } from '../support/commit-job.ts'
import { directoryWith } from '../support/directory.ts'
import { FakeRunner } from '../support/fake-runner.ts'

function git(directory: string, ...words: string[]): string {
  return execFileSync('git', ['-c', 'user.name=t', '-c', 'user.email=t@localhost', '-C', directory, ...words], {
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'ignore'],
    env: { ...process.env, GIT_CONFIG_GLOBAL: '/dev/null', GIT_CONFIG_NOSYSTEM: '1' }
  }).trim()
}

function repository(): string {
  const directory = directoryWith({ 'a.txt': 'a' })
  git(directory, 'init', '--quiet')
  git(directory, 'add', '--all')
  git(directory, 'commit', '--quiet', '-m', 'all')
  return directory
}

const put = (directory: string, path: string, text: string): void => {
  mkdirSync(dirname(join(directory, '.git', path)), { recursive: true })
  writeFileSync(join(directory, '.git', path), text)
}
const namesOf = (directory: string, ref?: string): string[] => keptInGit(directory, ref).map(({ name }) => name)

/** As actions/checkout makes it: a commit of some depth, and settings of its own. */
function checkout(...words: string[]): string {
  const origin = repository()
  git(origin, 'tag', 'v1')
  const directory = directoryWith()
  git(directory, 'clone', '--quiet', ...words, `file://${origin}`, '.')
  git(directory, 'config', '--local', 'gc.auto', '0')
  git(directory, 'config', '--local', 'http.https://github.com/.extraheader', 'AUTHORIZATION: basic x')
  return directory
}

describe('a fresh checkout', () => {
  test('holds nothing that somebody must know', () => {
    for (const directory of [repository(), checkout(), checkout('--depth=1', '--no-tags')])
      expect(namesOf(directory)).toEqual([])
    expect(namesOf(directoryWith())).toEqual([])
  })
  test('of a tag has that tag', () => {
    const directory = checkout('--depth=1', '--branch=v1')
    expect([namesOf(directory, 'refs/tags/v1'), namesOf(directory, 'refs/heads/main')]).toEqual([[], ['refs/tags/v1']])
  })
  test('with Git LFS has its hooks and filters, as that installs them', () => {
    const directory = repository()
    const demand = "This repository is configured for Git LFS but 'git-lfs' was not found on your path."
    const hook = (name: string): string =>
      `#!/bin/sh\ncommand -v git-lfs >/dev/null 2>&1 || { printf >&2 "\\n%s\\n\\n" "${demand}"; exit 2; }\ngit lfs ${name} "$@"\n`
    for (const name of ['post-checkout', 'post-commit', 'post-merge', 'pre-push'])
      put(directory, `hooks/${name}`, hook(name))
    git(directory, 'config', 'filter.lfs.clean', 'git-lfs clean -- %f')
    git(directory, 'config', 'filter.lfs.smudge', 'git-lfs smudge -- %f')
    git(directory, 'config', 'filter.lfs.process', 'git-lfs filter-process')
    git(directory, 'config', 'filter.lfs.required', 'true')
    expect(namesOf(directory)).toEqual([])
    put(directory, 'hooks/pre-push', `${hook('pre-push')}curl evil\n`)
    put(directory, 'hooks/post-merge', hook('post-merge').replace(demand, '$(curl evil)'))
    git(directory, 'config', 'filter.lfs.smudge', 'git-lfs smudge -- %f; curl evil')
    expect(namesOf(directory)).toEqual(['hooks/post-merge', 'hooks/pre-push', 'config filter.lfs.smudge'])
  })
})

describe('what was left in .git is named', () => {
  test.each<[string, (directory: string) => void, string]>([
    ['a hook', (at) => put(at, 'hooks/post-checkout', '#!/bin/sh\n'), 'hooks/post-checkout'],
    ['a filter', (at) => git(at, 'config', 'filter.x.smudge', 'sed s/a/b/'), 'config filter.x.smudge'],
    ['a filter of one process', (at) => git(at, 'config', 'filter.x.process', 'x'), 'config filter.x.process'],
    ['a monitor', (at) => git(at, 'config', 'core.fsmonitor', './evil'), 'config core.fsmonitor'],
    ['a place of hooks', (at) => git(at, 'config', 'core.hooksPath', '/tmp/hooks'), 'config core.hookspath'],
    ['attributes elsewhere', (at) => git(at, 'config', 'core.attributesFile', '/tmp/a'), 'config core.attributesfile'],
    ['more configuration', (at) => git(at, 'config', 'include.path', '/tmp/more'), 'config include.path'],
    [
      'more configuration for some place',
      (at) => git(at, 'config', 'includeIf.gitdir:/.path', '/tmp/more'),
      'config includeif.gitdir:/.path'
    ],
    ['an alias that runs a program', (at) => git(at, 'config', 'alias.st', '!evil'), 'config alias.st'],
    ['another address', (at) => git(at, 'config', 'url.https://e/.insteadOf', 'https://g/'), 'config url.*.insteadof'],
    ['a helper for credentials', (at) => git(at, 'config', 'credential.helper', '!evil'), 'config credential.helper'],
    ['a program that converts', (at) => git(at, 'config', 'diff.x.textconv', 'evil'), 'config diff.x.textconv'],
    [
      'a program that fetches',
      (at) => git(at, 'config', 'remote.origin.uploadpack', 'evil'),
      'config remote.origin.uploadpack'
    ],
    [
      'configuration of the work tree',
      (at) => put(at, 'config.worktree', '[core]\n\tsshCommand = evil\n'),
      'config.worktree core.sshcommand'
    ],
    ['a program for archives', (at) => git(at, 'config', 'tar.tar.gz.command', 'evil'), 'config tar.tar.gz.command'],
    ['what any address may run', (at) => git(at, 'config', 'protocol.allow', 'always'), 'config protocol.allow'],
    [
      'an address that runs',
      (at) => git(at, 'config', 'remote.origin.url', 'ext::evil %S'),
      'config remote.origin.url'
    ],
    [
      'a setting behind a comment',
      (at) => put(at, 'config', '# a \\\n[core] fsmonitor = evil\n'),
      'config core.fsmonitor'
    ],
    ['a setting behind a heading', (at) => put(at, 'config', '[a] [core] fsmonitor = evil\n'), 'config core.fsmonitor'],
    [
      'a setting behind a value with a backslash',
      (at) => put(at, 'config', '[a]\nb = c:\\\\\n[core] fsmonitor = evil\n'),
      'config core.fsmonitor'
    ],
    [
      'a configuration that is longer than is read',
      (at) => appendFileSync(join(at, '.git/config'), `#${'x'.repeat(1024 * 1024)}\n[core] fsmonitor = evil\n`),
      'config that is too long to read'
    ],
    [
      'a hook like that of LFS with more behind it',
      (at) =>
        put(
          at,
          'hooks/pre-push',
          `#!/bin/sh\ncommand -v git-lfs >/dev/null 2>&1 || { printf >&2 "x"; exit 2; }\ngit lfs pre-push "$@"\n${'\n'.repeat(1024 * 1024)}evil\n`
        ),
      'hooks/pre-push'
    ],
    [
      'a hook of a submodule within a submodule',
      (at) => {
        put(at, 'modules/a/b/HEAD', 'ref: refs/heads/main\n')
        put(at, 'modules/a/b/modules/c/HEAD', 'ref: refs/heads/main\n')
        put(at, 'modules/a/b/modules/c/hooks/post-checkout', '#!/bin/sh\n')
      },
      'modules/a/b/modules/c/hooks/post-checkout'
    ],
    [
      'a configuration of a submodule',
      (at) => {
        put(at, 'modules/a/HEAD', 'ref: refs/heads/main\n')
        put(at, 'modules/a/config', '[core]\n\tworktree = ../../../a\n\tfsmonitor = evil\n')
      },
      'modules/a/config core.fsmonitor'
    ],
    [
      'a replaced object behind many references',
      (at) =>
        put(
          at,
          'packed-refs',
          `${`${'a'.repeat(40)} refs/heads/main\n`.repeat(22_000)}${'b'.repeat(40)} refs/replace/1\n`
        ),
      'refs/replace/1'
    ],
    ['attributes', (at) => put(at, 'info/attributes', '*.mjs eol=crlf\n'), 'info/attributes'],
    ['grafts', (at) => put(at, 'info/grafts', `${'a'.repeat(40)}\n`), 'info/grafts'],
    ['objects elsewhere', (at) => put(at, 'objects/info/alternates', '/tmp/objects\n'), 'objects/info/alternates'],
    [
      'a replaced object',
      (at) => git(at, 'replace', git(at, 'rev-parse', 'HEAD:a.txt'), git(at, 'hash-object', '-w', '--stdin')),
      'refs/replace/2e65efe2a145dda7ee51d1741299f848e5bf752e'
    ],
    [
      'a replaced object in a pack of references',
      (at) => {
        git(at, 'replace', git(at, 'rev-parse', 'HEAD:a.txt'), git(at, 'hash-object', '-w', '--stdin'))
        git(at, 'pack-refs', '--all')
      },
      'refs/replace/2e65efe2a145dda7ee51d1741299f848e5bf752e'
    ]
  ])('%s', (_what, leave, name) => {
    const directory = repository()
    leave(directory)
    expect(namesOf(directory)).toEqual([name])
  })
  test('tags that a checkout of some depth does not bring', () => {
    const directory = checkout('--depth=1', '--no-tags')
    git(directory, 'tag', 'v9')
    git(directory, 'tag', 'a/b')
    git(directory, 'pack-refs', '--all')
    git(directory, 'tag', 'v10')
    expect(namesOf(directory)).toEqual(['refs/tags/a/b', 'refs/tags/v10', 'refs/tags/v9'])
  })
  test('a .git that is no directory', () => {
    for (const put of [
      (path: string) => writeFileSync(path, 'gitdir: /tmp/other\n'),
      (path: string) => symlinkSync('/tmp', path)
    ]) {
      const directory = directoryWith()
      put(join(directory, '.git'))
      expect(namesOf(directory)).toEqual(['.git that leads elsewhere'])
    }
  })
})

describe('looking', () => {
  test('runs nothing, opens nothing that is named, and does not wait', () => {
    const directory = repository()
    const proof = join(directoryWith(), 'proof')
    const program = join(directoryWith(), 'program')
    writeFileSync(program, `#!/bin/sh\ntouch '${proof}'\n`)
    chmodSync(program, 0o755)
    for (const name of ['core.fsmonitor', 'filter.x.clean', 'core.pager']) git(directory, 'config', name, program)
    git(directory, 'config', 'include.path', '../pipe')
    rmSync(join(directory, '.git/info/attributes'), { force: true })
    execFileSync('mkfifo', [join(directory, 'pipe'), join(directory, '.git/info/attributes')])
    expect(namesOf(directory).toSorted()).toEqual([
      'config core.fsmonitor',
      'config core.pager',
      'config filter.x.clean',
      'config include.path'
    ])
    expect(existsSync(proof)).toBe(false)
  })
  test('ends, however much there is', () => {
    const directory = repository()
    for (let index = 0; index < 200; index += 1) {
      put(directory, `hooks/h${index}`, '')
      put(directory, `refs/replace/${index}`, '')
    }
    appendFileSync(join(directory, '.git/config'), `[a "${'\\"'.repeat(200_000)}\n${' '.repeat(200_000)}x\n`)
    expect(keptInGit(directory, undefined).length).toBe(100)
  })
})

describe('a configuration', () => {
  test.each<[string, string[]]>([
    ['[core]\n\tfsmonitor = true\n', []],
    ['[core]\n\tfsmonitor\n', []],
    ['[alias]\n\tst = status\n[credential]\n\thelper =\n', []],
    ['[submodule "a"]\n\tupdate = checkout\n', []],
    ['[CORE] HooksPath = x # a comment\n', ['core.hookspath']],
    ['[core]hooksPath=x', ['core.hookspath']],
    ['[filter "a ] b"]\n\tclean = x\n', ['filter.a ] b.clean']],
    ['[filter "a\\"b"]\n\tclean = x\n', ['filter.a"b.clean']],
    ['[filter.x]\r\n  smudge = "x ; y"\r\n', ['filter.x.smudge']],
    ['[alias]\n\tst = "!evil"\n\tco = \\\n  !evil\n', ['alias.st', 'alias.co']],
    ['# [core]\n; fsmonitor = x\n[core\n\tfsmonitor = x\n', []],
    ['[filter "lfs"]\n\tclean = git-lfs clean -- %f\n', []],
    ['[filter "lfs"]\n\tclean = git-lfs clean -- %f\n\tclean = evil\n', ['filter.lfs.clean']]
  ])('of %j steers git by %j', (text, names) => expect(steersGit(text)).toEqual(names))
})

describe('addresses, which may hold a password, stand nowhere', () => {
  const SECRET = 'canary-of-a-password'
  const TOKEN = `ghp_${'x1'.repeat(18)}`
  const SETTINGS: readonly (readonly [key: string, value: string, name: string])[] = [
    [`url.https://x-access-token:${SECRET}@github.com/.insteadOf`, 'https://github.com/', 'url.*.insteadof'],
    [`url.https://github.com/${SECRET}/.pushInsteadOf`, 'https://github.com/', 'url.*.pushinsteadof'],
    [`url.${SECRET}@host:.insteadOf`, 'https://github.com/', 'url.*.insteadof'],
    [`url.${SECRET}%40host.insteadOf`, 'https://github.com/', 'url.*.insteadof'],
    [`url.${TOKEN}.insteadOf`, 'https://github.com/', 'url.*.insteadof'],
    [`credential.https://user:${SECRET}@example.com.helper`, 'store', 'credential.*.helper'],
    [`http.https://u:${SECRET}@h/.proxy`, 'p', 'http.*.proxy'],
    [`remote.https://u:${SECRET}@h/.proxy`, 'p', 'remote.*.proxy'],
    [`includeIf.hasconfig:remote.*.url:https://u:${SECRET}@h/**.path`, 'more', 'includeif.*.path'],
    [`filter.//${SECRET}.clean`, 'x', 'filter.*.clean']
  ]
  const canary = (text: string): boolean => text.includes(SECRET) || text.includes(TOKEN)
  test.each(SETTINGS)('%s', (key, value, name) => {
    const directory = repository()
    git(directory, 'config', key, value)
    expect(namesOf(directory)).toEqual([`config ${name}`])
  })
  test('in no link, log or summary', async () => {
    const job = new CommitJob()
    const leave = (): void => SETTINGS.forEach(([key, value]) => git(job.workspace, 'config', key, value))
    const ran = await job.checkoutStage(() => (job.checkOut(), leave()))
    const begun = await job.begin({ 'step-name': 'build', run: 'make', materials: '.' })
    expect([ran.codes, begun.codes]).toEqual([[], []])
    expect(ran.words).toContain('url.*.insteadof')
    const { environment } = job.link()
    expect(environment['checkout']).toMatchObject({
      kept: [...new Set(SETTINGS.map(([, , name]) => `config ${name}`))]
    })
    for (const text of [
      ran.words,
      begun.words,
      JSON.stringify([ran.outputs, begun.outputs]),
      JSON.stringify(job.link())
    ])
      expect(canary(text)).toBe(false)
  })
})

describe('what was kept is told', () => {
  const odd: KeptInGit = { name: 'hooks/x\n::error::', usual: false }
  const usual: KeptInGit = { name: 'refs/tags/v9', usual: true }
  test.each<[readonly KeptInGit[], 'warning' | 'log', number, number]>([
    [[], 'warning', 0, 0],
    [[odd], 'warning', 1, 0],
    [[usual], 'warning', 0, 1],
    [[odd, usual], 'warning', 1, 1],
    [[odd, usual], 'log', 0, 1]
  ])('%j as %s', (kept, level, annotations, lines) => {
    const runner = new FakeRunner('actions/end/action.yml', {})
    tellKept(kept, runner, level)
    expect([runner.annotations.length, runner.lines.length]).toEqual([annotations, lines])
    expect([...runner.lines, ...runner.annotations.map(({ message }) => message)].join('')).not.toContain('\n')
  })
})
