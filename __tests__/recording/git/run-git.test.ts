// SPDX-License-Identifier: Apache-2.0
// git, asked about repositories that would do harm. Each attack is first tried with git alone, so that the test proves
// that it is one; each leaves a file behind when it works.
import { execFileSync } from 'node:child_process'
import { chmodSync, existsSync, mkdirSync, rmSync, writeFileSync } from 'node:fs'
import { delimiter, dirname, join } from 'node:path'
import { describe, expect, test } from '@jest/globals'
import type { Environment } from '../../../src/base/environment.ts'
import { runGit as runKnownGit, streamGit, type GitPlace } from '../../../src/recording/git/run-git.ts'
import { directoryWith } from '../../support/directory.ts'
import { errorOf, rejectionOf } from '../../support/errors.ts'

/** Asked anything, beyond what the type allows: what ours sets must hold for commands that somebody adds, too. */
const runGit = runKnownGit as (directory: string, words: readonly string[], environment: Environment) => Promise<Buffer>

/** Without the settings of this machine, which may have the same remedies as ours. */
const ALONE = { ...process.env, GIT_CONFIG_NOSYSTEM: '1', GIT_CONFIG_GLOBAL: '/dev/null', LC_ALL: 'C' }

/** git as anybody calls it. */
const git = (directory: string, ...words: string[]): string =>
  execFileSync('git', ['-C', directory, ...words], {
    encoding: 'utf8',
    env: ALONE,
    stdio: ['ignore', 'pipe', 'ignore']
  }).trim()

/** What git prints of objects, while it is fed their names. */
async function streamed(place: GitPlace, names: readonly string[], environment: Environment): Promise<string> {
  const git = streamGit(place, ['cat-file', '--batch', '--buffer'], environment)
  git.stdin.end(names.map((name) => `${name}\n`).join(''))
  let printed = ''
  for await (const chunk of git.stdout) printed += (chunk as Buffer).toString('latin1')
  await git.ended
  return printed
}

function repository(): string {
  const directory = directoryWith({ 'a.txt': 'a' })
  git(directory, 'init', '--quiet')
  git(directory, 'add', '--all')
  git(directory, '-c', 'user.name=t', '-c', 'user.email=t@localhost', 'commit', '--quiet', '-m', 'all')
  return directory
}

/** A program that proves that it ran, and what proves it. */
function canary(path: string, after = ''): { readonly program: string; readonly proof: string } {
  const proof = join(directoryWith(), 'proof')
  mkdirSync(dirname(path), { recursive: true })
  writeFileSync(path, `#!/bin/sh\ntouch '${proof}'\n${after}`)
  chmodSync(path, 0o755)
  return { program: path, proof }
}

/** Whether a program ran; forgets that it did. */
function hasRun(proof: string): boolean {
  const ran = existsSync(proof)
  rmSync(proof, { force: true })
  return ran
}

describe('git runs no program of a repository', () => {
  // Writes the index, after which git calls a hook; this changes nothing else.
  const writing = ['update-index', '--force-write-index'] as const

  test('that is a hook', async () => {
    const directory = repository()
    const { proof } = canary(join(directory, '.git/hooks/post-index-change'))
    git(directory, ...writing)
    expect(hasRun(proof)).toBe(true)
    await runGit(directory, writing, process.env)
    expect(hasRun(proof)).toBe(false)
  })
  test('that is a hook in a directory which its configuration names', async () => {
    const directory = repository()
    const { proof } = canary(join(directory, 'hooks/post-index-change'))
    git(directory, 'config', 'core.hooksPath', join(directory, 'hooks'))
    git(directory, ...writing)
    expect(hasRun(proof)).toBe(true)
    await runGit(directory, writing, process.env)
    expect(hasRun(proof)).toBe(false)
  })
  test('that is a monitor', async () => {
    const directory = repository()
    const { program, proof } = canary(join(directory, '.git/monitor'), 'exit 1\n')
    git(directory, 'config', 'core.fsmonitor', program)
    git(directory, 'ls-files', '-t', '--cached')
    expect(hasRun(proof)).toBe(true)
    await runGit(directory, ['ls-files', '-t', '--cached'], process.env)
    expect(hasRun(proof)).toBe(false)
  })
  test.each([
    [
      'a remote',
      (directory: string, program: string): readonly string[] => {
        git(directory, 'config', 'remote.origin.url', directory)
        git(directory, 'config', 'remote.origin.uploadpack', program)
        return ['ls-remote', 'origin']
      }
    ],
    [
      'a command in an address',
      (directory: string, program: string): readonly string[] => {
        git(directory, 'config', 'remote.origin.url', `ext::${program}`)
        git(directory, 'config', 'protocol.ext.allow', 'always')
        return ['ls-remote', 'origin']
      }
    ]
  ])('that is %s, whatever protocols its configuration allows', async (_what, prepare) => {
    const directory = repository()
    const { program, proof } = canary(join(directory, '.git/evil'), 'exit 1\n')
    const words = prepare(directory, program)
    git(directory, 'config', 'protocol.file.allow', 'always')
    git(directory, 'config', 'protocol.allow', 'always')
    expect(() => git(directory, ...words)).toThrow('Command failed')
    expect(hasRun(proof)).toBe(true)
    expect((await rejectionOf(runGit(directory, words, process.env))).code).toBe('GIT_FAILED')
    expect(hasRun(proof)).toBe(false)
  })
})

describe('git runs no program of a repository', () => {
  /** What is asked of a checkout. */
  const ASKED = [
    ['rev-parse', '--verify', 'HEAD^{commit}'],
    ['ls-files', '-z', '-t', '--cached', '--recurse-submodules']
  ] as const

  /** Asks all of it, and for an object, as whoever compares with a commit does. */
  async function ask(directory: string, environment: Environment = process.env): Promise<void> {
    for (const words of ASKED) await runGit(directory, words, environment)
    expect(await streamed({ directory }, ['HEAD:a.txt'], environment)).toContain(' blob 1\na\n')
  }

  /** Whether a program runs when plain git is asked something, and when we ask what a stage asks. */
  async function runs(directory: string, proof: string, plain: readonly string[]): Promise<unknown> {
    try {
      git(directory, ...plain)
    } catch {
      // The program stands in for another one, and does nothing of its work.
    }
    const byPlain = hasRun(proof)
    await ask(directory)
    return { byPlain, byOurs: hasRun(proof) }
  }
  const IS_HELD = { byPlain: true, byOurs: false }
  function withCanary(after = ''): { directory: string; program: string; proof: string } {
    const directory = repository()
    return { directory, ...canary(join(directory, '.git/evil'), after) }
  }

  test('that is to bring what a partial clone lacks', async () => {
    const { directory, program, proof } = withCanary('exit 1\n')
    mkdirSync(join(directory, 'sub'))
    writeFileSync(join(directory, 'sub/b.txt'), 'b')
    git(directory, 'add', '--all')
    git(directory, '-c', 'user.name=t', '-c', 'user.email=t@localhost', 'commit', '--quiet', '-m', 'sub')
    const tree = git(directory, 'rev-parse', 'HEAD:sub')
    git(directory, 'sparse-checkout', 'set', '--cone', '--sparse-index', 'other')
    git(directory, 'config', 'remote.origin.url', directory)
    git(directory, 'config', 'remote.origin.promisor', 'true')
    git(directory, 'config', 'remote.origin.uploadpack', program)
    git(directory, 'config', 'extensions.partialClone', 'origin')
    git(directory, 'config', 'protocol.file.allow', 'always')
    rmSync(join(directory, '.git/objects', tree.slice(0, 2), tree.slice(2)))
    // Only files that are not there lie below that tree, so git lists the others.
    expect(await runs(directory, proof, ASKED[1])).toEqual(IS_HELD)
  })
  test('that a file names which its configuration includes', async () => {
    const { directory, program, proof } = withCanary('exit 1\n')
    writeFileSync(join(directory, '.git/more'), `[core]\n\tfsmonitor = ${program}\n`)
    git(directory, 'config', 'include.path', join(directory, '.git/more'))
    expect(await runs(directory, proof, ['ls-files', '-t', '--cached'])).toEqual(IS_HELD)
  })
  test('that is named for one work tree', async () => {
    const { directory, program, proof } = withCanary('exit 1\n')
    git(directory, 'config', 'extensions.worktreeConfig', 'true')
    git(directory, 'config', '--worktree', 'core.fsmonitor', program)
    expect(await runs(directory, proof, ['ls-files', '-t', '--cached'])).toEqual(IS_HELD)
  })
  test('that is an alias, also of the name of a command', async () => {
    const { directory, program, proof } = withCanary()
    for (const name of ['lf', 'ls-files', 'rev-parse']) git(directory, 'config', `alias.${name}`, `!${program}`)
    expect(await runs(directory, proof, ['lf'])).toEqual(IS_HELD)
  })
  test('that filters what its attributes name', async () => {
    const { directory, program, proof } = withCanary('cat\n')
    writeFileSync(join(directory, '.git/info/attributes'), '* filter=evil diff=evil\n')
    for (const way of ['clean', 'smudge', 'process']) git(directory, 'config', `filter.evil.${way}`, program)
    writeFileSync(join(directory, 'a.txt'), 'changed')
    expect(await runs(directory, proof, ['add', '--renormalize', '.'])).toEqual(IS_HELD)
  })
  test('that converts what is compared', async () => {
    const { directory, program, proof } = withCanary('cat "$1"\n')
    writeFileSync(join(directory, '.gitattributes'), '* diff=evil\n')
    git(directory, 'config', 'diff.evil.textconv', program)
    writeFileSync(join(directory, 'a.txt'), 'changed')
    expect(await runs(directory, proof, ['diff'])).toEqual(IS_HELD)
  })
  test('that compares', async () => {
    const { directory, program, proof } = withCanary()
    git(directory, 'config', 'diff.external', program)
    writeFileSync(join(directory, 'a.txt'), 'changed')
    expect(await runs(directory, proof, ['diff'])).toEqual(IS_HELD)
  })
  test('that knows passwords', async () => {
    const { directory, program, proof } = withCanary()
    for (const name of ['credential.helper', 'credential.https://example.com.helper'])
      git(directory, 'config', name, `!${program}`)
    const asked = ['-c', 'core.askPass=true', 'credential', 'fill']
    const input = 'protocol=https\nhost=example.com\n\n'
    execFileSync('git', ['-C', directory, ...asked], { env: ALONE, input, stdio: ['pipe', 'ignore', 'ignore'] })
    expect(hasRun(proof)).toBe(true)
    const given = await runGit(directory, ['config', '--get-all', 'credential.helper'], process.env)
    // The empty one comes last, and forgets those before it.
    expect(given.toString()).toBe(`!${program}\n\n`)
    await ask(directory)
    expect(hasRun(proof)).toBe(false)
  })
  test('that is named in a home', async () => {
    const { directory, program, proof } = withCanary('exit 1\n')
    const home = directoryWith({ '.gitconfig': `[core]\n\tfsmonitor = ${program}\n`, 'git/config': '' })
    const environment = { ...process.env, HOME: home, XDG_CONFIG_HOME: home }
    execFileSync('git', ['-C', directory, 'ls-files', '-t', '--cached'], { env: environment, stdio: 'ignore' })
    expect(hasRun(proof)).toBe(true)
    await ask(directory, environment)
    expect(hasRun(proof)).toBe(false)
  })
  test('that variables of git name', async () => {
    const { directory, program, proof } = withCanary('exit 1\n')
    const environment = {
      ...process.env,
      GIT_CONFIG_COUNT: '1',
      GIT_CONFIG_KEY_0: 'core.fsmonitor',
      GIT_CONFIG_VALUE_0: program
    }
    execFileSync('git', ['-C', directory, 'ls-files', '-t', '--cached'], { env: environment, stdio: 'ignore' })
    expect(hasRun(proof)).toBe(true)
    await ask(directory, environment)
    expect(hasRun(proof)).toBe(false)
  })
  test('that is its own git, found by an entry of PATH that is not absolute', async () => {
    const directory = repository()
    const { proof } = canary(join(directory, 'git'))
    for (const entry of ['', '.', './']) {
      const PATH = `${entry}${delimiter}${process.env['PATH'] ?? ''}`
      execFileSync('sh', ['-c', 'git status'], { cwd: directory, env: { ...process.env, PATH }, stdio: 'ignore' })
      expect(hasRun(proof)).toBe(true)
      await ask(directory, { ...process.env, PATH })
      expect(hasRun(proof)).toBe(false)
    }
  })
  test('whose files were committed into a directory that looks like a repository', async () => {
    const outer = repository()
    const inner = join(outer, 'inner')
    mkdirSync(join(inner, 'objects'), { recursive: true })
    mkdirSync(join(inner, 'refs'))
    writeFileSync(join(inner, 'HEAD'), 'ref: refs/heads/main\n')
    writeFileSync(join(inner, 'config'), '[core]\n\tbare = true\n')
    expect(git(inner, 'rev-parse', '--is-bare-repository')).toBe('true')
    const error = await rejectionOf(runGit(inner, ['rev-parse', '--is-bare-repository'], process.env))
    expect([error.code, error.message]).toEqual(['GIT_FAILED', expect.stringContaining('bare')])
  })
})

test('variables of git and settings of a home do not say which repository is asked about, or what it holds', async () => {
  const [directory, other] = [repository(), repository()]
  git(other, '-c', 'user.name=t', '-c', 'user.email=t@localhost', 'commit', '--quiet', '--allow-empty', '-m', 'more')
  const home = directoryWith({ '.gitconfig': '[evil]\n\tsetting = 1\n', 'git/config': '[evil]\n\tsetting = 1\n' })
  const environment = {
    ...process.env,
    HOME: home,
    XDG_CONFIG_HOME: home,
    GIT_DIR: join(other, '.git'),
    GIT_INDEX_FILE: join(other, '.git/none'),
    GIT_CONFIG_PARAMETERS: "'evil.setting=1'"
  }
  const plain = execFileSync('git', ['-C', directory, 'rev-parse', 'HEAD'], { env: environment, encoding: 'utf8' })
  expect(plain.trim()).toBe(git(other, 'rev-parse', 'HEAD'))
  const asked = await runGit(directory, ['rev-parse', 'HEAD'], environment)
  expect(asked.toString().trim()).toBe(git(directory, 'rev-parse', 'HEAD'))
  expect((await runGit(directory, ['ls-files'], environment)).toString()).toBe('a.txt\n')
  expect((await rejectionOf(runGit(directory, ['config', '--get', 'evil.setting'], environment))).code).toBe(
    'GIT_FAILED'
  )
})

test('an object that a reference replaces is asked about as it was', async () => {
  const directory = repository()
  const [head, tree] = [git(directory, 'rev-parse', 'HEAD'), git(directory, 'rev-parse', 'HEAD^{tree}')]
  const as = ['-c', 'user.name=t', '-c', 'user.email=t@localhost'] as const
  git(directory, ...as, 'commit', '--quiet', '--allow-empty', '-m', 'other')
  writeFileSync(join(directory, 'a.txt'), 'changed')
  git(directory, ...as, 'commit', '--quiet', '--all', '-m', 'changed')
  git(directory, 'replace', head, 'HEAD')
  expect(git(directory, 'rev-parse', `${head}^{tree}`)).not.toBe(tree)
  expect((await runGit(directory, ['rev-parse', `${head}^{tree}`], process.env)).toString().trim()).toBe(tree)
})

test('a filter or a conversion of text is not applied to an object', async () => {
  const directory = repository()
  const { program, proof } = canary(join(directory, '.git/evil'), 'echo evil\n')
  writeFileSync(join(directory, '.git/info/attributes'), '* filter=evil diff=evil eol=crlf\n')
  git(directory, 'config', 'filter.evil.smudge', program)
  git(directory, 'config', 'diff.evil.textconv', program)
  for (const word of ['--filters', '--textconv']) {
    git(directory, 'cat-file', word, 'HEAD:a.txt')
    expect(hasRun(proof)).toBe(true)
  }
  expect(await streamed({ directory }, ['HEAD:a.txt'], process.env)).toMatch(/^[0-9a-f]{40} blob 1\na\n$/)
  expect(hasRun(proof)).toBe(false)
})

test('the repository that is asked is the one that is named, and none above it', async () => {
  const [directory, other] = [repository(), repository()]
  git(other, '-c', 'user.name=t', '-c', 'user.email=t@localhost', 'commit', '--quiet', '--allow-empty', '-m', 'more')
  const inner = join(directory, 'inner')
  mkdirSync(inner)
  const gitDirectory = join(other, '.git')
  const head = await runKnownGit({ directory: inner, gitDirectory }, ['rev-parse', 'HEAD'], process.env)
  expect(head.toString().trim()).toBe(git(other, 'rev-parse', 'HEAD'))
  expect(await streamed({ directory: inner, gitDirectory }, ['HEAD'], process.env)).toContain(
    `${head.toString().trim()} commit`
  )
  const none = { directory: inner, gitDirectory: join(inner, '.git') }
  expect((await rejectionOf(runKnownGit(none, ['rev-parse', 'HEAD'], process.env))).code).toBe('GIT_FAILED')
  expect((await rejectionOf(streamed(none, ['HEAD'], process.env))).code).toBe('GIT_FAILED')
})

test('git that is fed is not there', () => {
  const directory = directoryWith()
  const start = (): unknown => streamGit({ directory }, ['cat-file', '--batch', '--buffer'], { PATH: directory })
  expect(errorOf(start)).toMatchObject({ code: 'GIT_FAILED', cause: { code: 'ENOENT' } })
})

describe('a setting of a repository does not count against ours', () => {
  // What git believes; some of these are held twice, by a variable of the environment, too.
  test.each([
    ['core.hooksPath', 'hooks', '/dev/null'],
    ['core.fsmonitor', 'true', 'false'],
    ['core.attributesFile', 'attributes', '/dev/null'],
    ['core.excludesFile', 'excludes', '/dev/null'],
    ['core.sshCommand', 'evil', 'false'],
    ['core.gitProxy', 'evil', 'none'],
    ['core.askPass', 'evil', ''],
    ['credential.helper', 'evil', ''],
    ['protocol.allow', 'always', 'never']
  ])('%s', async (name, theirs, ours) => {
    const directory = repository()
    git(directory, 'config', name, theirs)
    expect(git(directory, 'config', '--get', name)).toBe(theirs)
    expect((await runGit(directory, ['config', '--get', name], process.env)).toString().trim()).toBe(ours)
  })
})

test('a work tree that belongs to somebody else is asked about, as it is in the container of a job', async () => {
  const directory = repository()
  // git has this variable for its own tests: it takes every work tree for one of another user.
  const real = execFileSync('sh', ['-c', 'command -v git'], { encoding: 'utf8' }).trim()
  const shims = directoryWith()
  writeFileSync(join(shims, 'git'), `#!/bin/sh\nGIT_TEST_ASSUME_DIFFERENT_OWNER=1 exec '${real}' "$@"\n`)
  chmodSync(join(shims, 'git'), 0o755)
  const head = git(directory, 'rev-parse', 'HEAD')
  expect(() =>
    execFileSync(join(shims, 'git'), ['-C', directory, 'rev-parse', 'HEAD'], { stdio: 'pipe', env: ALONE })
  ).toThrow('dubious ownership')
  const environment = { ...process.env, PATH: `${shims}${delimiter}${process.env['PATH'] ?? ''}` }
  expect((await runGit(directory, ['rev-parse', 'HEAD'], environment)).toString().trim()).toBe(head)
})

describe('a git that only tells how it was called', () => {
  /** A program of that name, in a directory of its own. */
  function standIn(script: string): { readonly PATH: string } {
    const directory = directoryWith({ git: `#!/bin/sh\n${script}\n` })
    chmodSync(join(directory, 'git'), 0o755)
    return { PATH: `${directory}${delimiter}${process.env['PATH'] ?? ''}` }
  }

  test('gets what programs need to start, and our settings', async () => {
    const given = { ...standIn('env'), Path: 'p', SystemRoot: 's', TEMP: 't', TMPDIR: 'd' }
    const told = (await runGit(directoryWith(), ['status'], { ...given, GIT_DIR: '/elsewhere', HOME: '/home/x' }))
      .toString()
      .split('\n')
    expect(told).toEqual(expect.arrayContaining(Object.entries(given).map(([name, value]) => `${name}=${value}`)))
    expect(told).toEqual(
      expect.arrayContaining([
        'GIT_CONFIG_NOSYSTEM=1',
        'GIT_CONFIG_SYSTEM=/dev/null',
        'GIT_CONFIG_GLOBAL=/dev/null',
        'GIT_ATTR_NOSYSTEM=1',
        'GIT_NO_REPLACE_OBJECTS=1',
        'GIT_NO_LAZY_FETCH=1',
        'GIT_ALLOW_PROTOCOL=',
        'GIT_OPTIONAL_LOCKS=0',
        'GIT_TERMINAL_PROMPT=0',
        'LC_ALL=C'
      ])
    )
    expect(told.filter((line) => /^(GIT_DIR|HOME)=/.test(line))).toEqual([])
  })
  test('gets no variable that is not set', async () => {
    const told = (await runGit(directoryWith(), [], { ...standIn('env'), TEMP: undefined })).toString()
    expect(told).not.toMatch(/^(TEMP|TMPDIR|Path|SystemRoot)=/m)
  })
  test('gets our settings before the words, in the directory', async () => {
    const directory = directoryWith()
    const told = await runGit(directory, ['log', '-1'], standIn('pwd; printf "%s\\n" "$@"'))
    expect(told.toString().trim().split('\n')).toEqual([
      directory,
      '--no-pager',
      ...[
        'core.fsmonitor=false',
        'core.hooksPath=/dev/null',
        'core.attributesFile=/dev/null',
        'core.excludesFile=/dev/null',
        'core.sshCommand=false',
        'core.gitProxy=none',
        'core.askPass=',
        'credential.helper=',
        'protocol.allow=never',
        'safe.bareRepository=explicit',
        'safe.directory=*'
      ].flatMap((setting) => ['-c', setting]),
      'log',
      '-1'
    ])
  })
  test('gets the same while it is fed', async () => {
    const directory = directoryWith()
    const PATH = standIn('cat >/dev/null; env; printf "%s\\n" "$@"').PATH
    const told = (await streamed({ directory, gitDirectory: '/g' }, [], { PATH, HOME: '/h', GIT_DIR: '/x' })).split(
      '\n'
    )
    expect(told).toEqual(
      expect.arrayContaining([
        'GIT_DIR=/g',
        'GIT_NO_REPLACE_OBJECTS=1',
        'GIT_NO_LAZY_FETCH=1',
        'GIT_ALLOW_PROTOCOL=',
        'protocol.allow=never'
      ])
    )
    expect(told.slice(-4, -1)).toEqual(['cat-file', '--batch', '--buffer'])
    expect(told).not.toContain('HOME=/h')
  })
  test('that fails while it is fed is quoted', async () => {
    const given = standIn('head -c 30000 /dev/zero | tr "\\0" x >&2; exit 3')
    const error = await rejectionOf(streamed({ directory: directoryWith() }, ['a'], given))
    expect(error).toMatchObject({ code: 'GIT_FAILED', cause: { code: '3' } })
    expect(error.message.length).toBeLessThan(100_000)
  })
  test('that is killed while it is fed has failed', async () => {
    const error = await rejectionOf(streamed({ directory: directoryWith() }, [], standIn('kill -9 $$')))
    expect(error).toMatchObject({ code: 'GIT_FAILED', cause: { code: 'SIGKILL' } })
  })
  test('may print much, of any bytes', async () => {
    const told = await runGit(directoryWith(), [], standIn('head -c 2000000 /dev/zero; printf "\\377"'))
    expect(told).toHaveLength(2_000_001)
    expect(told.at(-1)).toBe(0xff)
  })
  test('is quoted when it fails, without the line break that it ends with', async () => {
    const error = await rejectionOf(runGit(directoryWith(), ['log', '-1'], standIn('echo "bad thing" >&2; exit 3')))
    expect(error).toMatchObject({ code: 'GIT_FAILED', message: 'git log failed: "bad thing".', cause: { code: 3 } })
    expect(error.hint).toContain('Check out the repository')
  })
  test('that fails in silence is told by how it ended', async () => {
    const error = await rejectionOf(runGit(directoryWith(), [], standIn('exit 3')))
    expect(error.message).toBe('git  failed: "it could not be run (3)".')
  })
})

describe('a git that does not end is stopped', () => {
  const stuck = (): string => {
    const directory = repository()
    git(directory, 'config', 'include.path', 'pipe')
    execFileSync('mkfifo', [join(directory, '.git/pipe')])
    return directory
  }
  test('when it is asked', async () => {
    const error = await rejectionOf(runKnownGit(stuck(), ['rev-parse', 'HEAD'], ALONE, { gitAskedMs: 200 }))
    expect([error.code, error.message]).toEqual(['GIT_FAILED', expect.stringContaining('0.2 s')])
  })
  test('when it is fed', async () => {
    const { stdin, ended } = streamGit({ directory: stuck() }, ['cat-file', '--batch', '--buffer'], ALONE, {
      gitReadMs: 200
    })
    stdin.end('HEAD\n')
    const error = await rejectionOf(ended)
    expect([error.code, error.message]).toEqual(['GIT_FAILED', expect.stringContaining('0.2 s')])
  })
})

test('a git that is not there is told from one that fails', async () => {
  const directory = directoryWith()
  const error = await rejectionOf(runGit(directory, ['log'], { PATH: directory }))
  expect(error).toMatchObject({ code: 'GIT_FAILED', at: directory, cause: { code: 'ENOENT' } })
  expect(error.message).toContain('(ENOENT)')
})
