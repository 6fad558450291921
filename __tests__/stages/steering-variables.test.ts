// SPDX-License-Identifier: Apache-2.0
// What of the environment steers a stage, and what passes, judged by effect.
import { chmodSync, mkdirSync, renameSync, symlinkSync, utimesSync, writeFileSync } from 'node:fs'
import { delimiter, join, relative } from 'node:path'
import { describe, expect, test } from '@jest/globals'
import { findProgram } from '../../src/recording/git/find-program.ts'
import { steeringPrograms } from '../../src/stages/steering-programs.ts'
import { PASSING, STEERING } from '../../src/stages/steering-table.ts'
import {
  changedSteering,
  commandSteeringNames,
  isNamed,
  steeringNames,
  steeringOf,
  steeringVariables
} from '../../src/stages/steering-variables.ts'
import { warnOfCommandEnvironment, warnOfEnvironment } from '../../src/stages/warn-of-environment.ts'
import { directoryWith } from '../support/directory.ts'
import { FakeRunner } from '../support/fake-runner.ts'

type Variables = Readonly<Record<string, string>>

/** A git and a bash that are read quickly. */
const PATH = directoryWith({ git: '#!/bin/sh\n', bash: '#!/bin/sh\n:' })
for (const name of ['git', 'bash']) chmodSync(join(PATH, name), 0o755)

/** What differs when variables change, be it that they come, go or get another value. */
const changes = (before: Variables, after: Variables): string[] =>
  changedSteering(steeringVariables({ PATH, ...before }), { PATH, ...after })

describe('a variable that steers', () => {
  test.each(
    `LD_PRELOAD LD_AUDIT LD_LIBRARY_PATH LD_BIND_NOW LD_DEBUG_OUTPUT DYLD_INSERT_LIBRARIES DYLD_LIBRARY_PATH GLIBC_TUNABLES
    MALLOC_CHECK_ GCONV_PATH LOCPATH NODE_OPTIONS NODE_PATH NODE_COMPILE_CACHE NODE_COMPILE_CACHE_PORTABLE NODE_V8_COVERAGE
    NODE_REDIRECT_WARNINGS NODE_DEBUG NODE_DEBUG_NATIVE NODE_EXTRA_CA_CERTS NODE_TLS_REJECT_UNAUTHORIZED NODE_USE_SYSTEM_CA
    NODE_USE_ENV_PROXY NODE_ICU_DATA ICU_DATA NODE_CHANNEL_FD UV_THREADPOOL_SIZE OPENSSL_CONF OPENSSL_CONF_INCLUDE
    OPENSSL_MODULES OPENSSL_ENGINES SSL_CERT_FILE SSL_CERT_DIR SSLKEYLOGFILE HTTP_PROXY HTTPS_PROXY ALL_PROXY NO_PROXY
    SSL_CERT_PATH HOSTALIASES RES_OPTIONS GITHUB_API_URL GITHUB_SERVER_URL ACTIONS_RESULTS_URL ACTIONS_RUNTIME_TOKEN ACTIONS_RUNTIME_URL
    ACTIONS_ID_TOKEN_REQUEST_URL ACTIONS_ID_TOKEN_REQUEST_TOKEN ACTIONS_CACHE_URL ACTIONS_ARTIFACT_UPLOAD_CONCURRENCY
    ACTIONS_ALLOW_UNSECURE_COMMANDS AZURE_LOG_LEVEL BASH_ENV BASH_FUNC_git%% SHELLOPTS BASHOPTS PYTHONPATH PYTHONSTARTUP
    PERL5OPT RUBYOPT GIT_DIR GIT_WORK_TREE GIT_COMMON_DIR GIT_INDEX_FILE GIT_OBJECT_DIRECTORY GIT_NAMESPACE
    GIT_ALTERNATE_OBJECT_DIRECTORIES GIT_CONFIG GIT_CONFIG_COUNT GIT_CONFIG_KEY_0 GIT_CONFIG_GLOBAL GIT_CONFIG_SYSTEM
    GIT_CONFIG_PARAMETERS GIT_EXEC_PATH GIT_TEMPLATE_DIR GIT_EXTERNAL_DIFF GIT_SSH GIT_SSH_COMMAND GIT_PROXY_COMMAND
    GIT_ASKPASS GIT_ALLOW_PROTOCOL GIT_REPLACE_REF_BASE GIT_GRAFT_FILE GIT_ATTR_SOURCE GIT_TRACE2_EVENT GIT_SSL_NO_VERIFY`
      .trim()
      .split(/\s+/)
  )('%s is named when it comes, goes or changes, in whatever letters', (name) => {
    for (const spelled of [name, name.toLowerCase()]) {
      expect(changes({ [spelled]: 'x' }, { [spelled]: 'x' })).toEqual([])
      expect(changes({ [spelled]: 'x' }, { [spelled]: 'y' })).toEqual([spelled])
      expect(changes({}, { [spelled]: 'y' })).toEqual([spelled])
      expect(changes({ [spelled]: 'x' }, {})).toEqual([spelled])
    }
  })
  test.each(['HOME', 'TMPDIR', 'XDG_CONFIG_HOME', 'GITHUB_WORKSPACE', 'ENV', 'PS4'])(
    '%s is named, and a variable of that name in small letters is somebody else’s',
    (name) => {
      expect(changes({ [name]: 'x' }, { [name]: 'y' })).toEqual([name])
      expect(changes({}, { [name]: 'y' })).toEqual([name])
      expect(changes({}, { [name.toLowerCase()]: 'y' })).toEqual(
        process.platform === 'win32' ? [name.toLowerCase()] : []
      )
    }
  )
  test.each(['GITHUB_REF', 'GITHUB_ACTOR', 'GITHUB_WORKFLOW_REF', 'RUNNER_ENVIRONMENT', 'GITHUB_REPOSITORY_ID'])(
    '%s is a fact that a step can set where the service sent none',
    (name) => expect(changes({}, { [name]: 'x' })).toEqual([name])
  )
  test('has one letter case on Windows', () => {
    const entry = { names: ['HOME'], exact: true } as const
    expect([isNamed(entry, 'Home', 'linux'), isNamed(entry, 'Home', 'win32')]).toEqual([false, true])
  })
  test('is named in order, and its value nowhere', () => {
    const before = { LD_PRELOAD: '/a.so', HTTPS_PROXY: 'http://me:canary5f0c@proxy' }
    expect(steeringVariables(before)).not.toContain('canary')
    expect(changes(before, { LD_AUDIT: '/x.so', HTTPS_PROXY: 'http://other', DYLD_X: 'x' })).toEqual(
      'DYLD_X HTTPS_PROXY LD_AUDIT LD_PRELOAD'.split(' ')
    )
  })
  test('is named as it is, whatever its name holds', () => {
    for (const name of ['BASH_FUNC_a\nb=%%', 'LD_"quoted', 'LD_ü']) expect(changes({}, { [name]: 'x' })).toEqual([name])
  })
  test('that is empty steers nothing', () => expect(changes({ LD_PRELOAD: '' }, {})).toEqual([]))
  test('is found where nothing was told before', () =>
    expect(changedSteering('', { LD_AUDIT: 'x', PATH: '' })).toEqual(
      expect.arrayContaining(['LD_AUDIT', 'PATH bash', 'PATH git', 'program node'])
    ))
})

describe('a variable that passes', () => {
  test.each(
    `NODE_ENV NODE_AUTH_TOKEN NODE_VERSION NODE_HOME GIT_AUTHOR_NAME GIT_AUTHOR_DATE GIT_COMMITTER_EMAIL GIT_EDITOR GIT_COMMIT
    GIT_BRANCH GIT_TAG GIT_TOKEN UV_CACHE_DIR OPENSSL_DIR OPENSSL_ROOT_DIR LDFLAGS JAVA_HOME GOPATH CARGO_HOME pythonLocation
    PKG_CONFIG_PATH Python_ROOT_DIR CI DEBUG RUNNER_DEBUG LC_ALL TZ env debug MY_SETTING GITHUB_OUTPUT GITHUB_STEP_SUMMARY
    GITHUB_EVENT_PATH RUNNER_TEMP INPUT_PRODUCTS STATE_x XDG_CACHE_HOME SSH_AUTH_SOCK ENVIRONMENT HOMEBREW_PREFIX`
      .trim()
      .split(/\s+/)
  )('%s may come, go and change', (name) => {
    expect([changes({}, { [name]: 'x' }), changes({ [name]: 'x' }, { [name]: 'y' })]).toEqual([[], []])
  })
})

describe('the token of the run', () => {
  const token = (claims: unknown): string => `e30.${Buffer.from(JSON.stringify(claims)).toString('base64url')}.c2ln`
  const CLAIMS = { scp: 'Actions.Results:10:build', iat: 1, exp: 2, nbf: 0, jti: 'a' }
  const changed = (before: string, after: string): string[] =>
    changes({ ACTIONS_RUNTIME_TOKEN: before }, { ACTIONS_RUNTIME_TOKEN: after })

  test('may be made anew for each action', () =>
    expect(changed(token(CLAIMS), token({ ...CLAIMS, iat: 3, exp: 4, nbf: 5, jti: 'b' }))).toEqual([]))
  test.each([
    token({ ...CLAIMS, scp: 'Actions.Results:11:build' }),
    token({ ...CLAIMS, more: '' }),
    token(null),
    token('text'),
    'e30.!.c2ln',
    'other'
  ])('may not be one for something else: %s', (other) => {
    expect(changed(token(CLAIMS), other)).toEqual(['ACTIONS_RUNTIME_TOKEN'])
    expect(changed(other, other)).toEqual([])
  })
  test.each(['', 'other', 'e30.!.c2ln'])('is compared whole where it has no claims: %j', (other) =>
    expect(changed(other, `${other}2`)).toEqual(['ACTIONS_RUNTIME_TOKEN'])
  )
})

describe('PATH', () => {
  function program(directory: string, name: string, content = '#!/bin/sh\nexit 0\n'): void {
    writeFileSync(join(directory, name), content)
    chmodSync(join(directory, name), 0o755)
  }
  const first = (directory: string): Variables => ({ PATH: `${directory}${delimiter}${PATH}` })
  const changed = (directory: string): string[] => changedSteering(steeringVariables({ PATH }), first(directory))

  test.each(['git', 'bash'])('may not lead to another %s', (name) => {
    const directory = directoryWith()
    program(directory, name)
    expect(changed(directory)).toEqual([`PATH ${name}`])
  })
  test('may not lead to a git that is a link to the same one', () => {
    const directory = directoryWith()
    symlinkSync(findProgram('git', { PATH }) ?? '', join(directory, 'git'))
    expect(changed(directory)).toEqual(['PATH git'])
  })
  test('may not lead to none', () =>
    expect(changedSteering(steeringVariables({ PATH }), { PATH: directoryWith() })).toEqual(['PATH bash', 'PATH git']))
  test('may have more directories, first and last, whatever else they hold', () => {
    const directory = directoryWith({ 'a.txt': 'x', git: 'no program' })
    for (const name of ['node', 'python3', 'gitk']) program(directory, name)
    mkdirSync(join(directory, 'bash'))
    expect(changed(directory)).toEqual([])
    const last = directoryWith()
    program(last, 'git')
    expect(changedSteering(steeringVariables({ PATH }), { PATH: `${PATH}${delimiter}${last}` })).toEqual([])
  })
  test.each(['', '.', 'bin', relative(process.cwd(), PATH)])(
    'finds nothing by an entry that is not absolute: %j',
    (entry) => {
      expect(findProgram('git', { PATH: entry })).toBeUndefined()
      expect(changedSteering(steeringVariables({ PATH }), { PATH: `${entry}${delimiter}${PATH}` })).toEqual([])
    }
  )
  test('may lead to the same place, where another program lies now', () => {
    const directory = directoryWith()
    program(directory, 'git')
    const before = steeringVariables(first(directory))
    program(directory, 'git', '#!/bin/sh\nexit 1\n')
    expect(changedSteering(before, first(directory))).toEqual(['program git'])
  })
  test('is called Path on Windows', () => expect(findProgram('git', { Path: PATH })).toBe(findProgram('git', { PATH })))
})

describe('the program that runs these actions', () => {
  const own = (path: string): string => new Map(steeringPrograms({ PATH }, path)).get('program node') ?? ''

  test('may not be exchanged, be it with all that is easy to forge', () => {
    const directory = directoryWith({ node: 'one', other: 'two' })
    const path = join(directory, 'node')
    for (const name of ['node', 'other']) utimesSync(join(directory, name), 1, 1)
    const before = own(path)
    expect(own(path)).toBe(before)
    renameSync(join(directory, 'other'), path)
    expect(own(path)).not.toBe(before)
  })
  test('may not be gone, or another one', () => {
    const directory = directoryWith({ node: 'one' })
    const before = own(join(directory, 'node'))
    expect([own(join(directory, 'none')), own(process.execPath)]).not.toContain(before)
    expect(own(join(directory, 'none'))).toContain('ENOENT')
  })
})

describe('what is told without comparing', () => {
  test('where nothing can be compared: what loads code, or believes others', () => {
    const set = { LD_PRELOAD: 'x', OPENSSL_CONF: 'x', SSL_CERT_FILE: 'x', LD_AUDIT: '', HTTPS_PROXY: 'x', HOME: 'x' }
    expect(steeringNames(set)).toEqual(['LD_PRELOAD', 'OPENSSL_CONF', 'SSL_CERT_FILE'])
    const runner = new FakeRunner('actions/sign/action.yml')
    warnOfEnvironment(runner, set)
    expect(runner.annotations).toMatchObject([{ level: 'warning', message: expect.stringContaining('LD_PRELOAD, ') }])
  })
  test('where a step begins: what changes its command', () => {
    const set = {
      BASH_ENV: 'x',
      ENV: 'x',
      'BASH_FUNC_echo%%': '() { :; }',
      PYTHONPATH: 'x',
      LD_PRELOAD: 'x',
      SHELLOPTS: ''
    }
    expect(commandSteeringNames({ ...set, LD_LIBRARY_PATH: 'x', NODE_OPTIONS: 'x', GIT_DIR: 'x' })).toEqual(
      'BASH_ENV BASH_FUNC_echo%% ENV LD_PRELOAD PYTHONPATH'.split(' ')
    )
  })
  test('but nothing where nothing is set, and not more than can be read', () => {
    const runner = new FakeRunner('actions/begin/action.yml')
    warnOfCommandEnvironment(runner, { PATH, LD_LIBRARY_PATH: 'x' })
    warnOfEnvironment(runner, { PATH })
    expect(runner.annotations).toEqual([])
    const many = Array.from({ length: 30 }, (_, index) => [`BASH_FUNC_${index}\n%%`, 'x'])
    warnOfCommandEnvironment(runner, Object.fromEntries(many) as Variables)
    const [{ message } = { message: '' }] = runner.annotations
    expect(message).toContain(' and 20 more')
    expect([message.includes('\n'), message.length < 1000]).toEqual([false, true])
  })
})

describe('the table', () => {
  test('has a reason for each entry, and names in capitals', () => {
    for (const { names, reason } of [...STEERING, ...PASSING]) {
      expect(reason).toMatch(/^[a-z].{10,}[^.]$/)
      for (const name of names) expect(name).toMatch(/^[A-Z_][A-Z0-9_]*\*?$/)
    }
  })
  test('has no entry that another one hides', () => {
    const hidden = STEERING.flatMap((entry) =>
      entry.names.filter((name) => steeringOf(name.replace('*', 'X')) !== entry && steeringOf(name) !== entry)
    )
    expect(hidden).toEqual([])
  })
})
