// SPDX-License-Identifier: Apache-2.0
// Packages on the command line: what `run` installs and uses is one digest a directory.
import { execFileSync } from 'node:child_process'
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from '@jest/globals'
import { cli, type Ran } from '../support/console.ts'
import { directoryWith } from '../support/directory.ts'

type Json = Record<string, unknown>

const EXCLUDE = ['-e', '*.link']
const INSTALL =
  "require('fs').mkdirSync('node_modules/.cache',{recursive:true});require('fs').writeFileSync('node_modules/a','1')"

const run = (at: string, step: string, flags: string[], script = '0'): Promise<Ran> =>
  cli(at, [
    'run',
    '-n',
    step,
    '-m',
    '.',
    '-p',
    '.',
    ...EXCLUDE,
    ...flags,
    '--unsigned',
    '-q',
    '--format',
    'metablock',
    '--',
    'node',
    '-e',
    script
  ])
const link = (at: string, step: string): { materials: Json; products: Json; environment: Json } =>
  (JSON.parse(readFileSync(join(at, `${step}.link`), 'utf8')) as { signed: never }).signed

test('are products of their installer and materials of their user', async () => {
  const at = directoryWith({ 'a.js': 'a' })
  const flags = ['node_modules', '!.cache/']
  expect(await run(at, 'install', ['--installs', ...flags], INSTALL)).toMatchObject({ status: 0 })
  writeFileSync(join(at, 'node_modules/.cache/x'), 'of a tool')
  expect(await run(at, 'test', ['--dependencies', ...flags])).toMatchObject({ status: 0 })
  const [installed, used] = [link(at, 'install'), link(at, 'test')]
  expect(Object.keys(installed.products)).toEqual(['a.js', 'dir:node_modules'])
  expect(used.materials['dir:node_modules']).toEqual(installed.products['dir:node_modules'])
  expect(Object.keys(used.products)).toEqual(['a.js'])
  expect(used.environment['recording']).toMatchObject({
    materials: { directories: { 'dir:node_modules': ['.cache/'] } },
    products: { unrecorded: ['dir:node_modules'] }
  })
  writeFileSync(join(at, 'node_modules/a'), 'poisoned')
  await run(at, 'again', ['--dependencies', ...flags])
  expect(link(at, 'again').materials).not.toEqual(used.materials)
})

test('that lie there before, or do not come, are told, and no link is written', async () => {
  const at = directoryWith({ 'a.js': 'a' })
  const codeOf = async (flags: string[], script?: string): Promise<string> =>
    /#([a-z_]+)/.exec((await run(at, 'x', flags, script)).stderr)?.[1] ?? ''
  expect(await codeOf(['--installs', 'node_modules'])).toBe('installed_nothing')
  expect(await codeOf(['--dependencies', 'node_modules'])).toBe('dependency_missing')
  mkdirSync(join(at, 'node_modules'))
  writeFileSync(join(at, 'node_modules/old'), '')
  const there = (await run(at, 'x', ['--installs', 'node_modules'], INSTALL)).stderr
  for (const part of ['--installs', ': rm -rf node_modules']) expect(there).toContain(part)
  expect(await codeOf(['--installs', 'node_modules'], INSTALL)).toBe('scratch_present')
  rmSync(join(at, 'node_modules'), { recursive: true })
  for (const flags of [['none'], ['node_modules', 'none']])
    for (const flag of ['--installs', '--dependencies']) expect(await codeOf([flag, ...flags])).toBe('usage')
  for (const flags of [['/etc'], ['!x'], ['a', 'a/b'], ['~x']])
    expect(await codeOf(['--installs', ...flags])).toBe('usage')
})

test('that are no packages are never offered for deletion', async () => {
  const at = directoryWith({ 'src/a.js': 'a', 'below/lib/b.js': 'b' })
  const git = (...words: string[]): unknown =>
    execFileSync('git', ['-c', 'user.name=t', '-c', 'user.email=t@example.com', ...words], { cwd: at })
  git('init', '-q')
  git('add', '.')
  git('commit', '-qm', 'all')
  const stderrOf = async (directory: string, base = '.'): Promise<string> =>
    (await run(at, 'x', ['--installs', directory, '--base-path', base], INSTALL)).stderr
  for (const said of [await stderrOf('src'), await stderrOf('lib', 'below')]) {
    expect(said).toContain('#scratch_present')
    expect(said).not.toContain('rm -rf')
  }
})

test('of the home need one', async () => {
  const at = directoryWith({ 'a.js': 'a' })
  const words = ['run', '-n', 'x', '--installs', '~/x', '--unsigned', '-x']
  expect((await cli(at, words, { environment: { HOME: '', USERPROFILE: '' } })).status).toBe(2)
})
