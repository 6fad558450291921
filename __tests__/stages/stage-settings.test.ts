// SPDX-License-Identifier: Apache-2.0
import { mkdirSync, symlinkSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from '@jest/globals'
import { secretKindIn } from '../../src/stages/secret-shapes.ts'
import {
  commandWords,
  isRecordableVariable,
  recordedVariables,
  stageSettings
} from '../../src/stages/stage-settings.ts'
import { directoryWith } from '../support/directory.ts'
import { rejectionOf } from '../support/errors.ts'
import { recordOnce } from '../support/record-once.ts'

describe('the command of a link', () => {
  test.each([
    ['npm run build', ['npm', 'run', 'build']],
    ['  make "two words"\n', ['make', 'two words']],
    ['', []],
    ['  \n ', []],
    ['one\ntwo', ['bash', '-c', 'one\ntwo']],
    ['echo "open', ['bash', '-c', 'echo "open']],
    ['npm ci && npm test\n', ['bash', '-c', 'npm ci && npm test']],
    ["npm ci '&&' npm test", ['bash', '-c', "npm ci '&&' npm test"]],
    ['npm ci \\&\\& npm test', ['bash', '-c', 'npm ci \\&\\& npm test']],
    ["npm test -- --grep 'a|true'", ['bash', '-c', "npm test -- --grep 'a|true'"]],
    ['npm test\u00a0', ['bash', '-c', 'npm test\u00a0']],
    ['\u00a0 ', []],
    ['sh -c "npm ci && npm test"', ['sh', '-c', 'npm ci && npm test']]
  ])('for %j', (script, words) => expect(commandWords('bash', script)).toEqual(words))
  test.each([
    ['sh', 'make; make test', ['sh', '-c', 'make; make test']],
    ['pwsh', "'make'", ['pwsh', '-c', "'make'"]],
    ['pwsh', 'npm test', ['npm', 'test']],
    ['python', 'make', ['python', '-c', 'make']]
  ])('by %s for %j', (shell, script, words) => expect(commandWords(shell, script)).toEqual(words))
})

describe('variables', () => {
  test.each([
    'CI',
    'NODE_ENV',
    'ImageVersion',
    'RUNNER_OS',
    'GITHUB_SHA',
    'MONKEY',
    'KEYBOARD',
    'COMPASS_'.replace('PASS', 'AS')
  ])('%s may go into a link', (name) => expect(isRecordableVariable(name)).toBe(true))
  test.each([
    'GITHUB_TOKEN',
    'NPM_TOKEN',
    'npm_token',
    'SIGNING_KEY',
    'KEY',
    'API_KEYS',
    'DB_PASSWORD',
    'PASSPHRASE',
    'AWS_SECRET_ACCESS_KEY',
    'MY_PAT',
    'INPUT_X',
    'ACTIONS_RUNTIME_URL',
    'SSH_AUTH_SOCK',
    'A B',
    'A=B',
    '',
    '__proto__ '
  ])('%j may not', (name) => expect(isRecordableVariable(name)).toBe(false))
  test('that are not set are left out', () =>
    expect([...recordedVariables(['A', 'B'], { A: '1' })]).toEqual([['A', '1']]))
})

test.each([[[]], [['dist/']], [['!.git']], [['!.git', '!/.git/', '!**']]])(
  'excludes %j leave out what they say, and .git always',
  async (exclude) => {
    const directory = directoryWith({
      '.git/config': '[core]',
      'sub/.git/x': 'x',
      'dist/a': 'a',
      'm.pyc': 'm',
      'x.link.js': 'x',
      'a~': 'a'
    })
    const { artifacts } = await recordOnce({ ...stageSettings(directory, exclude), paths: ['.'] })
    const all = ['a~', ...(exclude.includes('dist/') ? [] : ['dist/a']), 'm.pyc', 'x.link.js']
    expect([...artifacts.paths()]).toEqual(all)
  }
)

describe('symbolic links in a stage', () => {
  const record = async (directory: string, ...paths: string[]): Promise<string[]> => {
    const { artifacts } = await recordOnce({ ...stageSettings(directory, []), paths })
    return [...artifacts.paths()]
  }
  test('to directories of the workspace are followed', async () => {
    const directory = directoryWith({ 'src/a': 'a' })
    symlinkSync('src', join(directory, 'link'))
    expect(await record(directory, '.')).toEqual(['link/a', 'src/a'])
  })
  test.each(['.git', '.git/hooks', 'sub/.git'])('to %s are refused', async (target) => {
    const directory = directoryWith({ '.git/hooks/x': 'x', 'sub/.git/config': 'x', a: 'a' })
    symlinkSync(target, join(directory, 'notes'))
    expect((await rejectionOf(record(directory, '.'))).code).toBe('RECORD_OUTSIDE')
  })
  test('to directories that are excluded are not followed', async () => {
    const directory = directoryWith({ 'tmp/x': 'x', a: 'a' })
    symlinkSync('tmp', join(directory, 'link'))
    const { artifacts } = await recordOnce({ ...stageSettings(directory, ['tmp']), paths: ['.'] })
    expect([...artifacts.paths()]).toEqual(['a'])
  })
  test.each([
    ['found below', ['.']],
    ['named', ['link']],
    ['below a link', ['inner/up']]
  ])('to directories elsewhere are refused, %s', async (_how, paths) => {
    const [directory, elsewhere] = [directoryWith({ 'inner/a': 'a' }), directoryWith({ id_rsa: 'secret' })]
    symlinkSync(elsewhere, join(directory, 'link'))
    symlinkSync('../link', join(directory, 'inner/up'))
    expect((await rejectionOf(record(directory, ...paths))).code).toBe('RECORD_OUTSIDE')
  })
  test.each([
    ['found below', ['.']],
    ['named', ['link']],
    ['named through a link', ['inner/up']],
    ['of a directory that stands for one artifact', ['dir:inner']]
  ])('to files elsewhere are refused, %s', async (_how, paths) => {
    const [directory, elsewhere] = [directoryWith({ 'inner/a': 'a' }), directoryWith({ id_rsa: 'secret' })]
    symlinkSync(join(elsewhere, 'id_rsa'), join(directory, 'link'))
    symlinkSync('../link', join(directory, 'inner/up'))
    expect((await rejectionOf(record(directory, ...paths))).code).toBe('RECORD_OUTSIDE')
  })
  test.each([
    ['found below', ['.']],
    ['named', ['link']]
  ])('to files of .git are refused, %s', async (_how, paths) => {
    const directory = directoryWith({ 'sub/.git/config': 'secret', a: 'a' })
    symlinkSync('sub/.git/config', join(directory, 'link'))
    expect((await rejectionOf(record(directory, ...paths))).code).toBe('RECORD_OUTSIDE')
  })
  test('that are excluded may lead anywhere', async () => {
    const directory = directoryWith({ '.git/config': 'secret', a: 'a' })
    for (const [name, target] of [
      ['x1', '.git/config'],
      ['x2', '/etc/hostname'],
      ['x3', 'nowhere']
    ] as const)
      symlinkSync(target, join(directory, name))
    const { artifacts } = await recordOnce({ ...stageSettings(directory, ['x?']), paths: ['.'] })
    expect([...artifacts.paths()]).toEqual(['a'])
  })
  test('to files of the workspace count by what they lead to', async () => {
    const directory = directoryWith({ 'src/a': 'a' })
    symlinkSync('src/a', join(directory, 'link'))
    expect(await record(directory, '.')).toEqual(['link', 'src/a'])
    expect(await record(directory, 'link')).toEqual(['link'])
  })
  test.each(['/etc/hostname', '..', '../x', 'file:/etc/hostname', 'dir:../x', 'a/../../x'])(
    'and the path %s are no way out',
    async (path) => {
      expect((await rejectionOf(record(directoryWith({ 'a/b': '' }), path))).code).toBe('RECORD_OUTSIDE')
    }
  )
  test('to a directory of many files are counted by these files', async () => {
    const directory = directoryWith(Object.fromEntries(Array.from({ length: 600 }, (_, index) => [`d/${index}`, ''])))
    for (let index = 0; index < 850; index += 1) symlinkSync('d', join(directory, `link${index}`))
    const error = await rejectionOf(record(directory, '.'))
    expect([error.code, error.message]).toEqual(['RECORD_TOO_MANY_LINKS', expect.stringContaining('500000 files')])
  })
  test('that fan out are counted', async () => {
    const directory = directoryWith({ 'd0/a': 'a' })
    for (let level = 1; level < 24; level += 1) {
      mkdirSync(join(directory, `d${level}`))
      for (const name of ['x', 'y']) symlinkSync(`../d${level - 1}`, join(directory, `d${level}`, name))
    }
    expect((await rejectionOf(record(directory, '.'))).code).toBe('RECORD_TOO_MANY_LINKS')
  })
})

describe('a secret by its form', () => {
  test.each([
    ['npm publish --token npm_' + 'a1'.repeat(18), 'a token of npm'],
    ['curl -H "Authorization: Bearer ghp_' + 'A1b2'.repeat(9) + '"', 'a token of GitHub'],
    ['echo "-----BEGIN PRIVATE KEY-----"', 'a private key'],
    ['psql postgres://me:hunter2@db/x', 'a password in an address'],
    ['AWS_ACCESS_KEY_ID=AKIA' + 'A'.repeat(16) + ' aws s3 ls', 'a key of AWS']
  ])('%#', (command, kind) => expect(secretKindIn(command)).toBe(kind))
  test.each([
    'npm ci && npm run build',
    'curl https://$USER:$PASSWORD@host',
    'git clone https://host:443/x',
    'npm_config_x=1 npm ci'
  ])('is not seen in %s', (command) => expect(secretKindIn(command)).toBeUndefined())
})
