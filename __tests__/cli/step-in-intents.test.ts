// SPDX-License-Identifier: Apache-2.0
// `run` and `record` for steps in intents: what they record, what they refuse, and where links go.
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from '@jest/globals'
import { commitAll } from '../support/commit-job.ts'
import { cli } from '../support/console.ts'
import { directoryWith } from '../support/directory.ts'
import { LAYOUT, layoutText } from '../support/intents-layout.ts'
import { CI } from '../support/two-steps.ts'

const STATEMENTS = [
  'checkout takes nothing',
  'checkout adds source',
  'install takes checkout',
  'install installs "vendor"',
  'build takes install',
  'build adds dist/**',
  'build scratch tmp/',
  'other takes source',
  'other adds *.txt'
]
const NODE = process.execPath

interface Place {
  readonly top: string
  /** Beside the work tree. */
  readonly key: string
  readonly commit: string
}

function place(files: Readonly<Record<string, string>> = {}): Place {
  const outer = directoryWith({ 'ci.pem': CI.privatePem })
  const top = join(outer, 'tree')
  mkdirSync(join(top, '.in-toto'), { recursive: true })
  writeFileSync(join(top, LAYOUT), layoutText(STATEMENTS, ['ruled']))
  for (const [name, text] of Object.entries({ 'a.js': 'alpha', ...files })) writeFileSync(join(top, name), text)
  return { top, key: join(outer, 'ci.pem'), commit: commitAll(top) }
}

interface LinkValue {
  readonly materials: Readonly<Record<string, unknown>>
  readonly products: Readonly<Record<string, unknown>>
  readonly environment: Readonly<Record<string, Readonly<Record<string, unknown>>>>
}

function linkOf({ top }: Place, step: string, directory = join(top, '.git/in-toto')): LinkValue {
  const file = readdirSync(directory).find((name) => name.startsWith(`${step}.`)) ?? ''
  const { payload } = JSON.parse(readFileSync(join(directory, file), 'utf8')) as { payload: string }
  return JSON.parse(Buffer.from(payload, 'base64').toString('utf8')) as LinkValue
}

const script = (text: string): string[] => ['--', NODE, '-e', `const fs = require('fs'); ${text}`]

describe('run of a step in intents', () => {
  test('records the work tree whole, claims the commit, and leaves nothing in there', async () => {
    const at = place()
    const { status, stderr } = await cli(at.top, [
      'run',
      '-n',
      'other',
      '--signing-key',
      at.key,
      ...script(`fs.writeFileSync('b.txt', '')`)
    ])
    expect([status, stderr]).toEqual([0, expect.stringContaining('.git/in-toto/other.')])
    const link = linkOf(at, 'other')
    expect(Object.keys(link.materials)).toEqual([LAYOUT, 'a.js'])
    expect(Object.keys(link.products)).toEqual([LAYOUT, 'a.js', 'b.txt'])
    expect(link.environment['recording']).toEqual({
      exclude: ['/.git'],
      scratch: 'none at begin',
      materials: { paths: ['.'] },
      products: { paths: ['.'] }
    })
    expect(link.environment['source']).toMatchObject({ commit: at.commit, files: 2 })
  })
  test('goes through a pipeline of steps', async () => {
    const at = place()
    const run = (step: string, text: string): ReturnType<typeof cli> =>
      cli(at.top, ['run', '-n', step, '--signing-key', at.key, ...script(text)])
    expect((await run('checkout', '')).stderr).toContain('0 materials, 2 products')
    expect(linkOf(at, 'checkout').environment['recording']?.['scratch']).toBe('checkout')
    expect((await run('install', `fs.mkdirSync('vendor'); fs.writeFileSync('vendor/x', '')`)).status).toBe(0)
    const built = await run(
      'build',
      `for (const d of ['dist', 'tmp']) { fs.mkdirSync(d); fs.writeFileSync(d + '/y', '') }`
    )
    expect([built.status, built.stderr]).toEqual([0, expect.stringContaining('leaves scratch behind')])
    const link = linkOf(at, 'build')
    expect(Object.keys(link.materials)).toEqual([LAYOUT, 'a.js', 'dir:vendor'])
    expect(Object.keys(link.products)).toEqual([LAYOUT, 'a.js', 'dist/y'])
    expect(link.environment['source']).toBeUndefined()
    // What is left behind would come in unseen.
    expect((await run('build', '')).stderr).toContain('#scratch_present')
  })
  test.each([
    ['-m', 'src', 'takes:'],
    ['-p', 'dist', 'adds: dist/**'],
    ['-e', 'tmp/', 'scratch: tmp/'],
    ['-e', "it's/", "scratch: 'it''s/'"],
    ['--installs', 'vendor', 'installs-into: vendor'],
    ['--dependencies', 'vendor', 'takes:'],
    ['--lstrip-paths', 'src/', 'takes: { STEP: { from: src } }']
  ])('refuses %s, and names the line of the layout', async (flag, value, line) => {
    const at = place()
    const { status, stderr } = await cli(at.top, ['run', '-n', 'other', '--signing-key', at.key, flag, value, '-x'])
    expect([status, stderr]).toEqual([2, expect.stringContaining(line)])
    expect(stderr).toContain('#usage')
  })
  test.each([
    ['a key in the work tree', (at: Place) => ['--signing-key', join(at.top, 'ci.pem')]],
    ['links in the work tree', (at: Place) => ['--signing-key', at.key, '--metadata-directory', 'links']],
    ['links by a symbolic link into it', (at: Place) => ['--signing-key', at.key, '-d', join(at.top, '../way')]]
  ])('refuses %s', async (_what, flags) => {
    const at = place({ 'ci.pem': CI.privatePem })
    symlinkSync(at.top, join(at.top, '../way'))
    const { status, stderr } = await cli(at.top, ['run', '-n', 'other', '-x', ...flags(at)])
    expect([status, stderr]).toEqual([2, expect.stringContaining('lies in the work tree')])
    expect(existsSync(join(at.top, 'links'))).toBe(false)
  })
  test('puts links beside a work tree that is no repository', async () => {
    const at = place()
    rmSync(join(at.top, '.git'), { recursive: true })
    await cli(at.top, ['run', '-n', 'other', '--signing-key', at.key, '-x'])
    expect(Object.keys(linkOf(at, 'other', `${at.top}.in-toto`).materials)).toEqual([LAYOUT, 'a.js'])
  })
  test('reads another layout where one is named, which must have the step', async () => {
    const at = place()
    const other = join(at.top, '../other.layout')
    writeFileSync(other, layoutText(['mine takes source', 'mine adds *.txt']))
    const named = ['--layout', other, '--signing-key', at.key, '-x']
    expect((await cli(at.top, ['run', '-n', 'mine', ...named])).status).toBe(0)
    expect((await cli(at.top, ['run', '-n', 'yours', ...named])).stderr).toContain('no step "yours"')
    expect((await cli(at.top, ['run', '-n', 'mine', '--layout', 'gone', '--unsigned', '-x'])).stderr).toContain(
      '#file_unreadable'
    )
  })
})

describe('installed files that a later step changes', () => {
  const start = async (): Promise<Place> => {
    const at = place()
    const text = `fs.mkdirSync('vendor/lib', { recursive: true }); fs.writeFileSync('vendor/lib/x', '')`
    const { status } = await cli(at.top, ['run', '-n', 'install', '--signing-key', at.key, ...script(text)])
    expect(status).toBe(0)
    return at
  }
  const CHANGES = `fs.mkdirSync('dist'); fs.writeFileSync('dist/y', ''); fs.writeFileSync('vendor/.cache', '1')`
  test('are told by run, and not where it is quiet', async () => {
    const at = await start()
    const run = (...flags: string[]): ReturnType<typeof cli> =>
      cli(at.top, ['run', '-n', 'build', '--signing-key', at.key, ...flags, ...script(CHANGES)])
    expect((await run()).stderr).toContain(`{ may-change: /.cache }`)
    rmSync(join(at.top, 'dist'), { recursive: true })
    rmSync(join(at.top, 'vendor/.cache'))
    const { status, stderr } = await run('-q')
    expect([status, stderr.replace(/^warning: Others than[^]*?machine.\n/, '')]).toEqual([0, ''])
  })
  test.each([true, false])('are told by the two halves: %s', async (changes) => {
    const at = await start()
    const key = ['--signing-key', at.key]
    const begun = await cli(at.top, ['record', 'start', '-n', 'build', ...key])
    mkdirSync(join(at.top, 'dist'))
    writeFileSync(join(at.top, 'dist/y'), '')
    if (changes) writeFileSync(join(at.top, 'vendor/lib/x'), 'other')
    const { status, stderr } = await cli(at.top, [
      'record',
      'stop',
      '-n',
      'build',
      '--begun',
      begun.stdout.trim(),
      ...key
    ])
    expect([status, stderr.includes('changed files in "vendor"')]).toEqual([0, changes])
  })
  test('nothing is told where it is quiet, of scratch that is left behind either', async () => {
    const at = await start()
    const text = `for (const d of ['dist', 'tmp']) { fs.mkdirSync(d); fs.writeFileSync(d + '/y', '') }`
    const { status, stderr } = await cli(at.top, ['run', '-q', '-n', 'build', '--signing-key', at.key, ...script(text)])
    expect([status, stderr]).toEqual([0, expect.not.stringContaining('scratch behind')])
  })
})

describe('a step that the layout does not have', () => {
  const whole = (top: string): void =>
    writeFileSync(
      join(top, LAYOUT),
      layoutText(['build-x86 takes source', 'build-x86 adds *.x', 'build-arm takes source', 'test takes source'])
    )
  test.each([
    ['tets', ['run'], 'Write `-n test`'],
    ['Test', ['record', 'start'], 'Write `-n test`'],
    ['build', ['run'], 'its legs are build-x86, build-arm'],
    ['zzzzzzzz', ['run'], 'its steps are build-x86, build-arm, test']
  ])('refuses %s of a layout wholly in intents', async (step, command, says) => {
    const at = place()
    whole(at.top)
    const last = command[0] === 'run' ? ['-x'] : []
    const { status, stderr } = await cli(at.top, [...command, '-n', step, '--signing-key', at.key, ...last])
    expect([status, stderr]).toEqual([2, expect.stringContaining(says)])
    expect(stderr).toContain(`The layout ${LAYOUT} has no step "${step}"`)
    expect(existsSync(join(at.top, '.git/in-toto'))).toBe(false)
  })
  test('warns where the layout has steps in rules', async () => {
    const at = place()
    const { status, stderr } = await cli(at.top, ['run', '-n', 'biuld', '--signing-key', at.key, '-m', 'a.js', '-x'])
    expect([status, stderr]).toEqual([0, expect.stringContaining('warning: The layout')])
  })
  test('refuses a directory below the top, which would be recorded empty', async () => {
    const at = place()
    mkdirSync(join(at.top, 'sub/deep'), { recursive: true })
    const run = (directory: string, step: string): ReturnType<typeof cli> =>
      cli(directory, ['run', '-n', step, '--signing-key', at.key, '-x'])
    const { status, stderr } = await run(join(at.top, 'sub/deep'), 'other')
    expect([status, stderr]).toEqual([2, expect.stringContaining('`cd ../..`')])
    expect((await run(join(at.top, 'sub'), 'ruled')).status).toBe(0)
    // A repository of its own is none of the one above.
    mkdirSync(join(at.top, 'sub/.git'))
    expect((await run(join(at.top, 'sub/deep'), 'other')).status).toBe(0)
  })
})

describe('run of a step that no layout speaks of in intents', () => {
  test.each(['ruled', 'unknown'])('records what flags name: %s', async (step) => {
    const at = place()
    const { status } = await cli(at.top, ['run', '-n', step, '--signing-key', at.key, '-m', 'a.js', '-x'])
    expect([status, Object.keys(linkOf(at, step, at.top).materials)]).toEqual([0, ['a.js']])
  })
  test('tells of a file in the place of the layout that is none', async () => {
    const at = place()
    writeFileSync(join(at.top, LAYOUT), 'nothing')
    const { status, stderr } = await cli(at.top, ['run', '-n', 'other', '--signing-key', at.key, '-m', 'a.js', '-x'])
    expect([status, stderr]).toEqual([0, expect.stringContaining('is not a signed layout')])
  })
})

describe('record of a step in intents', () => {
  test('records both halves whole', async () => {
    const at = place()
    const key = ['--signing-key', at.key]
    const begun = await cli(at.top, ['record', 'start', '-n', 'other', ...key])
    writeFileSync(join(at.top, 'b.txt'), '')
    const ended = await cli(at.top, ['record', 'stop', '-n', 'other', '--begun', begun.stdout.trim(), ...key])
    expect([begun.status, ended.status]).toEqual([0, 0])
    const link = linkOf(at, 'other')
    expect([Object.keys(link.materials), Object.keys(link.products)]).toEqual([
      [LAYOUT, 'a.js'],
      [LAYOUT, 'a.js', 'b.txt']
    ])
    expect(readdirSync(at.top).filter((name) => name.includes('link'))).toEqual([])
  })
  test('refuses paths, and an end by another layout', async () => {
    const at = place()
    const key = ['--signing-key', at.key]
    expect((await cli(at.top, ['record', 'start', '-n', 'other', ...key, '-m', 'a.js'])).stderr).toContain('takes:')
    const { stdout } = await cli(at.top, ['record', 'start', '-n', 'other', ...key])
    writeFileSync(join(at.top, LAYOUT), layoutText(['mine takes source'], ['other']))
    const stop = ['record', 'stop', '-n', 'other', '--begun', stdout.trim(), ...key, '-d', '.git/in-toto']
    expect((await cli(at.top, stop)).stderr).toContain('the same --layout')
  })
})

describe('what is not committed when a step begins that takes source alone', () => {
  const words = (at: Place, step: string, ...command: string[]): string[] =>
    ['run', '-n', step, '--signing-key', at.key].concat(command)
  test('is told with its names, and what it is', async () => {
    const at = place({ 'b.js': 'b' })
    writeFileSync(join(at.top, 'layout.yml'), 'not committed')
    writeFileSync(join(at.top, 'a.js'), 'changed')
    rmSync(join(at.top, 'b.js'))
    const { status, stderr } = await cli(at.top, words(at, 'other', ...script("fs.writeFileSync('x.txt', 'x')")))
    expect(status).toBe(0)
    expect(stderr).toContain(
      '3 files differ from the commit: "a.js" (changed), "b.js" (missing), "layout.yml" (not committed)'
    )
    expect(stderr).toContain('commit them, or remove them')
  })
  test('is told by `record start`, too', async () => {
    const at = place()
    mkdirSync(join(at.top, 'tools'))
    writeFileSync(join(at.top, 'tools/run.sh'), 'x')
    const { stderr } = await cli(at.top, ['record', 'start', '-n', 'other', '--signing-key', at.key])
    expect(stderr).toContain('1 file differs from the commit: "tools/run.sh" (not committed)')
  })
  test('is not told of a clean work tree, nor where something else is taken', async () => {
    const at = place()
    const clean = await cli(at.top, words(at, 'other', ...script("fs.writeFileSync('x.txt', 'x')")))
    expect(clean.stderr).not.toContain('from the commit')
    mkdirSync(join(at.top, 'vendor'))
    writeFileSync(join(at.top, 'vendor/v'), 'v')
    const built = await cli(at.top, words(at, 'build', ...script("fs.mkdirSync('dist')")))
    expect(built.stderr).not.toContain('Not committed')
  })
})

describe('what the layout says is the way out', () => {
  const run = (at: Place, step: string, text: string): ReturnType<typeof cli> =>
    cli(at.top, ['run', '-n', step, '--signing-key', at.key, ...script(text)])
  test('of a link that leads outside, below what is added: there is nothing to exclude', async () => {
    const at = place()
    const { status, stderr } = await run(at, 'other', "fs.symlinkSync('/etc/hostname', 'x.txt')")
    expect([status, stderr]).toEqual([
      2,
      expect.stringContaining('A step in intents excludes nothing but its `scratch`')
    ])
    expect(stderr).not.toContain('Exclude it,')
  })
  test('of a step that layout.yml has and the signed layout has not', async () => {
    const at = place({ '.in-toto/layout.yml': 'steps:\n  - { name: compile, takes: source, adds: x }\n' })
    writeFileSync(join(at.top, LAYOUT), layoutText(STATEMENTS))
    const { status, stderr } = await run(at, 'compile', '')
    expect(status).toBe(2)
    expect(stderr).toContain('".in-toto/layout.yml" has it, and is not what .in-toto/root.layout was signed from')
    expect(stderr).toContain('layout sign .in-toto/layout.yml -o .in-toto/root.layout')
    expect((await run(at, 'compil', '')).stderr).not.toContain('was signed from')
  })
})
