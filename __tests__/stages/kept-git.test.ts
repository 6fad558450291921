// SPDX-License-Identifier: Apache-2.0
// What a kept `.git` holds beside what a fresh checkout has is named; what every checkout has is not.
import { execFileSync } from 'node:child_process'
import { mkdirSync, rmSync, symlinkSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from '@jest/globals'
import { unusualInGit } from '../../src/stages/kept-git.ts'
import { directoryWith } from '../support/directory.ts'
import { MemoryGitHub } from '../support/memory-github.ts'
import { given, MemoryJob } from '../support/memory-job.ts'
import { CI } from '../support/two-steps.ts'

type Files = Readonly<Record<string, string>>

const CONFIG = `[core]
\trepositoryformatversion = 0
\tfilemode = true
\tbare = false
[remote "origin"]
\turl = https://github.com/o/r
\tfetch = +refs/heads/*:refs/remotes/origin/*
[gc]
\tauto = 0
[http "https://github.com/"]
\textraheader = AUTHORIZATION: basic c2VjcmV0
; a comment
[branch "main"] remote = origin
[filter "lfs"]
\tclean = git-lfs clean -- %f
\tprocess = git-lfs filter-process
\trequired = true
[includeIf "gitdir:/work/r/.git"]
\tpath = /work/_temp/git-credentials-0b5c.config
`
const HOOK = `#!/bin/sh
command -v git-lfs >/dev/null 2>&1 || { printf "no git-lfs"; exit 2; }
git lfs post-checkout "$@"
`
const git = (files: Files): string => directoryWith({ config: CONFIG, 'hooks/pre-push.sample': 'x', ...files })

describe('nothing is named', () => {
  test.each<[string, Files]>([
    ['of a fresh checkout', {}],
    ['of one with Git LFS', { 'hooks/post-checkout': HOOK }],
    ['of all history with its tags', { 'packed-refs': `# pack-refs\n${'a'.repeat(40)} refs/tags/v1\n` }],
    ['of an empty file of attributes', { 'info/attributes': '\n' }],
    ['of the tag of the run', { shallow: 'a\n', 'refs/tags/v1': 'a' }]
  ])('%s', (_what, files) => expect(unusualInGit(git(files), 'refs/tags/v1')).toEqual([]))
  test('where there is no repository, or a file that leads to one', () => {
    expect(unusualInGit(join(directoryWith(), '.git'))).toEqual([])
    expect(unusualInGit(join(directoryWith({ '.git': 'gitdir: x' }), '.git'))).toEqual([])
  })
  test('of what git itself makes anew', () => {
    const directory = directoryWith()
    execFileSync('git', ['init', '--quiet', directory])
    expect(unusualInGit(join(directory, '.git'))).toEqual([])
  })
})

describe('its name is told', () => {
  const more = (lines: string): Files => ({ config: `${CONFIG}${lines}\n` })
  test.each<[string, Files, string[]]>([
    ['of a hook', { 'hooks/post-checkout': 'curl evil' }, ['hooks/post-checkout']],
    ['of a hook that says more than git-lfs', { 'hooks/pre-push': `${HOOK}curl evil\n` }, ['hooks/pre-push']],
    ['of a monitor', more('[core]\nfsmonitor = /tmp/evil'), ['core.fsmonitor']],
    ['of another spelling', more('[CORE]hooksPath=/tmp'), ['core.hooksPath']],
    ['of a filter', more('[filter "x"]\nsmudge = evil'), ['filter.smudge']],
    [
      'of a filter that is called like that of git-lfs',
      more('[filter "lfs"]\nsmudge = git-lfs smudge; evil'),
      ['filter.smudge']
    ],
    ['of a key without a value', more('[core]\nsymlinks\nsshCommand'), ['core.sshCommand']],
    ['of an include', more('[include]\npath = /tmp/x'), ['include.path']],
    ['of a conditional one', more('[includeIf "gitdir:/"]\npath = /tmp/x'), ['includeif.path']],
    [
      'of an address that leads elsewhere',
      more('[url "https://evil/"]\ninsteadOf = https://github.com/'),
      ['url.insteadOf']
    ],
    ['of a submodule that runs a command', more('[submodule "x"]\nupdate = !evil'), ['submodule.update']],
    ['of the file, where a line goes on', more('[core]\nx = \\\n y'), ['config']],
    ['of the file, for what is no setting', more('[core'), ['config']],
    ['of the file of a work tree', { 'config.worktree': '[core]\nfsmonitor = x' }, ['core.fsmonitor']],
    ['of attributes', { 'info/attributes': '* filter=x' }, ['info/attributes']],
    ['of other objects', { 'objects/info/alternates': '/tmp/o' }, ['objects/info/alternates']],
    ['of a replaced object', { [`refs/replace/${'b'.repeat(40)}`]: 'x' }, [`refs/replace/${'b'.repeat(40)}`]],
    ['of one that is packed', { 'packed-refs': `${'a'.repeat(40)} refs/replace/c\n` }, ['refs/replace/c']],
    [
      'of a tag that is not of the run',
      { shallow: 'a\n', 'refs/tags/v1': 'a', 'refs/tags/x/y': 'a' },
      ['refs/tags/x/y']
    ]
  ])('%s', (_what, files, expected) => {
    expect(unusualInGit(git(files), 'refs/tags/v1')).toEqual(expected)
  })
  test('of a file that is a link, since it is not read', () => {
    const directory = git({})
    rmSync(join(directory, 'config'))
    symlinkSync('/etc/hostname', join(directory, 'config'))
    mkdirSync(join(directory, 'info'))
    symlinkSync('/etc/hostname', join(directory, 'info/attributes'))
    expect(unusualInGit(directory)).toEqual(['config', 'info/attributes'])
  })
})

test('stages tell of it, and no secret', async () => {
  const job = new MemoryJob(new MemoryGitHub(), {}, { 'a.js': 'a' })
  const run = (...words: string[]): void =>
    void execFileSync('git', ['-C', job.workspace, '-c', 'user.name=t', '-c', 'user.email=t@t', ...words])
  run('init', '--quiet')
  run('add', '--all')
  run('commit', '--quiet', '-m', 'x')
  job.write('.git/hooks/post-checkout', 'curl evil')
  job.write('.git/config', `${CONFIG}[evil\n`)
  expect((await job.begin({ 'step-name': 'build', run: 'make', materials: '.' })).words).toMatch(
    /Kept \.git: .*hooks\/post-checkout/
  )
  const begun = await job.begin({ 'step-name': 'checkout' })
  expect(begun.words).not.toContain('Kept .git')
  job.write('.git/config', CONFIG)
  const ended = await job.end({ ...given(begun), products: '.', 'product-source': 'git', 'signing-key': CI.privatePem })
  expect([ended.codes, ended.words]).toEqual([[], expect.stringMatching(/Kept \.git: .*hooks\/post-checkout/)])
  expect(ended.words).not.toContain('c2VjcmV0')
})
