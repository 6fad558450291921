// SPDX-License-Identifier: Apache-2.0
// What `match-products` says besides yes and no: what it passed over, who named the step, and what to do.
import { mkdirSync, readdirSync, readFileSync, renameSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { Buffer } from 'node:buffer'
import { join } from 'node:path'
import { beforeEach, describe, expect, test } from '@jest/globals'
import { cli, type Ran } from '../support/console.ts'
import { directoryWith } from '../support/directory.ts'

let directory: string
let link: string
beforeEach(async () => {
  directory = directoryWith({ 'dist/app': 'a' })
  await cli(directory, ['key', 'generate', '-o', 'ci'])
  const words = ['run', '-n', 'package', '-p', 'dist', '--signing-key', 'ci', '-d', 'links', '-q', '--', 'true']
  const { status, stderr } = await cli(directory, words)
  if (status !== 0) throw new Error(stderr)
  const [name = ''] = readdirSync(join(directory, 'links'))
  link = `links/${name}`
})
const compare = (...words: string[]): Promise<Ran> =>
  cli(directory, ['match-products', '-l', link, '--verification-keys', 'ci.pub', ...words])
const named = (...words: string[]): Promise<Ran> => compare('-n', 'package', ...words)
const json = async (...words: string[]): Promise<unknown> =>
  JSON.parse((await compare(...words, '--json')).stdout) as unknown

describe('what -e hides', () => {
  beforeEach(() => {
    for (const name of ['evil.pyc', 'x.o', 'y.o']) writeFileSync(join(directory, 'dist', name), '')
  })
  test('is told, with its number and pattern', async () => {
    const ran = await named('-p', 'dist', '-e', '*.o', '*.pyc', '*.none')
    expect(ran.status).toBe(0)
    expect(ran.stderr).toMatch(/^warning FILES_EXCLUDED: .*"\*\.o" \(2 files\), "\*\.pyc" \(1 file\)\.$/m)
    expect(await json('-n', 'package', '-p', 'dist', '-e', '*.o', '*.pyc')).toMatchObject({
      matches: true,
      excluded: { '*.o': 2, '*.pyc': 1 },
      warnings: [{ code: 'FILES_EXCLUDED', message: expect.stringContaining('"*.o" (2 files)') as unknown }]
    })
  })
  test('is told of all paths together', async () => {
    mkdirSync(join(directory, 'more'))
    for (const name of ['z.o', 'app']) writeFileSync(join(directory, 'more', name), 'a')
    const words = ['-p', 'dist', 'more', '--lstrip-paths', 'more/', '-e', '*.o', '*.pyc']
    expect(await json(...words)).toMatchObject({ excluded: { '*.o': 3, '*.pyc': 1 } })
  })
  test('is told beside a no, too, and is nothing where nothing is hidden', async () => {
    const no = await named('-p', 'dist', '-e', '*.o')
    expect([no.status, no.stderr]).toEqual([1, expect.stringContaining('warning FILES_EXCLUDED')])
    expect(await json('-p', 'dist', '-e', '*.none')).toMatchObject({ excluded: {}, warnings: [] })
  })
})

describe('a path that gives no file', () => {
  test.each<[string, string[], RegExp, RegExp]>([
    ['a file', ['-p', 'dist', 'x.o', '-e', '*.o'], /"x\.o" is to be compared, .*"\*\.o"/, /Take the pattern away/],
    [
      'a directory',
      ['-p', 'dist', 'only', '-e', '*.o'],
      /Every file in "only" is left out, by "\*\.o"/,
      /Exclude less/
    ],
    ['one that is empty', ['-p', 'dist', 'empty'], /There is no file in "empty"/, /ran before/],
    ['links alone', ['-p', '.', '--base-path', 'links', '-e', '*.link*'], /Every file in "\."/, /Exclude less/]
  ])('has one code, and its own cause: %s', async (_what, words, message, hint) => {
    mkdirSync(join(directory, 'empty'))
    mkdirSync(join(directory, 'only'))
    for (const name of ['x.o', 'only/x.o']) writeFileSync(join(directory, name), '')
    const ran = await named(...words)
    expect([ran.status, ran.stdout, ran.stderr]).toEqual([2, '', expect.stringMatching(message)])
    expect(ran.stderr).toMatch(hint)
    expect(ran.stderr).toContain('#path_not_compared')
  })
})

describe('the step that the link must be of', () => {
  test('is the one of the file name before that of the link, in every answer', async () => {
    expect(await json()).toMatchObject({ step: 'package', stepSaidBy: 'file name' })
    expect((await compare('-p', 'dist')).stderr).toMatch(/the link's file name alone says that it is of step "package"/)
    const renamed = link.replace('package', 'test')
    renameSync(join(directory, link), join(directory, renamed))
    link = renamed
    expect(await json('-p', 'dist')).toMatchObject({
      matches: false,
      step: 'test',
      stepSaidBy: 'file name',
      codes: ['LINK_NAME_MISMATCH']
    })
    expect((await compare('-p', 'dist')).stderr).toMatch(/file name alone says that it is of step "test"/)
    renameSync(join(directory, link), join(directory, 'any.json'))
    link = 'any.json'
    expect(await json('-p', 'dist')).toMatchObject({ matches: true, step: 'package', stepSaidBy: 'link', codes: [] })
    expect((await compare('-p', 'dist')).stderr).toMatch(/the link itself says that it is of step "package"/)
    expect(await json('-n', 'package', '-p', 'dist')).toMatchObject({ stepSaidBy: 'flag' })
  })
  test('may be named wrongly', async () => {
    const ran = await compare('-n', 'pack', '-p', 'dist')
    expect([ran.status, ran.stdout]).toEqual([1, expect.stringContaining('or give --step-name package.')])
  })
})

test('every no has a remedy and an address', async () => {
  writeFileSync(join(directory, 'dist/app'), 'b')
  writeFileSync(join(directory, 'dist/new'), '')
  const ran = await named('-p', 'dist')
  expect(ran.status).toBe(1)
  expect(ran.stderr).toMatch(
    /^No match .*: PRODUCT_UNKNOWN, PRODUCT_DIFFERS\.\nPRODUCT_UNKNOWN:\n  fix: .*\n  see: .*#product_unknown\nPRODUCT_DIFFERS:\n  fix: .*\n/
  )
  expect(ran.stderr).toMatch(/#product_differs\n/)
  expect(await json('-p', 'dist')).toMatchObject({ codes: ['PRODUCT_UNKNOWN', 'PRODUCT_DIFFERS'] })
  await cli(directory, ['key', 'generate', '-o', 'other'])
  const other = await named('-p', 'dist', '--verification-keys', 'other.pub')
  expect(other.stderr).toContain('#link_signature_missing')
})

test('a link that leads out of the base directory is shown with its target', async () => {
  const outside = directoryWith({ app: 'a' })
  symlinkSync(join(outside, 'app'), join(directory, 'dist/x'))
  const words = ['-p', 'dist/x']
  const ran = await named(...words)
  expect([ran.status, ran.stderr]).toEqual([
    2,
    expect.stringContaining(`"dist/x" leads out of the base directory, to "${join(outside, 'app')}".`)
  ])
  expect(ran.stderr).toMatch(/fix: Give the file itself/)
  symlinkSync('/', join(outside, 'top'))
  const elsewhere = await named('-p', join(outside, 'top'))
  expect(elsewhere.stderr).not.toContain('workspace')
})

describe('files that are left out where nobody said so', () => {
  test.each([
    ['run', ['run', '-n', 's', '-p', 'a.pyc', '--unsigned', '--', 'true']],
    ['record start', ['record', 'start', '-n', 's', '-m', 'a.pyc', '--signing-key', 'ci']]
  ])('are left out by a default, which %s says', async (_command, words) => {
    writeFileSync(join(directory, 'a.pyc'), '')
    const ran = await cli(directory, words)
    expect(ran.stderr).toMatch(/the default exclude pattern "\*\.pyc" leaves it out/)
    expect(ran.stderr).toMatch(/`-e \.git` replaces the defaults/)
    const own = await cli(
      directory,
      words.flatMap((word) => (word === '-n' ? ['-e', '*.pyc', '-n'] : [word]))
    )
    expect(own.stderr).toMatch(/the exclude pattern "\*\.pyc" leaves it out/)
    expect(own.stderr).not.toContain('default')
  })
})

describe('a directory that the step installed', () => {
  const INSTALL = "const fs=require('fs');fs.mkdirSync('lib/.cache',{recursive:true});fs.writeFileSync('lib/a','1')"
  let at: string
  beforeEach(async () => {
    at = directoryWith({ 'src/a.js': 'a' })
    const recorded = ['-m', 'src', '-p', '.', '-e', '*.link', '--installs', 'lib', '!.cache/']
    const ran = await cli(at, ['run', '-n', 'build', ...recorded, '--unsigned', '-q', '--', 'node', '-e', INSTALL])
    if (ran.status !== 0) throw new Error(ran.stderr)
  })
  const judged = async (...words: string[]): Promise<{ status: number; found: unknown }> => {
    const { status, stdout } = await cli(at, ['match-products', '-l', 'build.link', '-e', '*.link', '--json', ...words])
    const { codes, compared } = JSON.parse(stdout) as { codes: unknown; compared: unknown }
    return { status, found: [codes, compared] }
  }
  test.each([[[]], [['-p', '.']], [['-p', 'src', 'lib']], [['-p', './src/', './lib/']]])(
    'is compared as a whole: %j',
    async (words) => {
      expect(await judged(...words)).toEqual({ status: 0, found: [[], 2] })
      writeFileSync(join(at, 'lib/.cache/x'), 'of a tool')
      symlinkSync('/usr/bin', join(at, 'lib/.cache/bin'))
      expect(await judged(...words)).toEqual({ status: 0, found: [[], 2] })
    }
  )
  test('and what its lines leave out of it is told', async () => {
    writeFileSync(join(at, 'lib/.cache/evil.js'), 'evil')
    const { status, stderr } = await cli(at, ['match-products', '-l', 'build.link', '-e', '*.link'])
    expect([status, stderr.includes('dir:lib/.cache/')]).toEqual([0, true])
  })
  test.each<[what: string, change: () => void]>([
    ['a file more', () => writeFileSync(join(at, 'lib/b'), '')],
    ['other bytes', () => writeFileSync(join(at, 'lib/a'), '2')],
    ['a link more', () => symlinkSync('a', join(at, 'lib/b'))],
    ['a file more that is excluded', () => writeFileSync(join(at, 'lib/b.link'), '')]
  ])('differs with %s', async (_what, change) => {
    change()
    expect(await judged()).toEqual({ status: 1, found: [['PRODUCT_DIFFERS'], 2] })
  })
  test('is compared where all else is left out, which is told', async () => {
    for (const words of [[], ['-p', '.']])
      expect(await judged(...words, '-e', '*.js')).toEqual({ status: 1, found: [['PRODUCT_MISSING'], 1] })
  })
  test('is missed where it is not there, or is a file', async () => {
    rmSync(join(at, 'lib'), { recursive: true })
    expect(await judged()).toEqual({ status: 1, found: [['PRODUCT_MISSING'], 1] })
    writeFileSync(join(at, 'lib'), '')
    expect(await judged()).toEqual({ status: 1, found: [['PRODUCT_MISSING', 'PRODUCT_UNKNOWN'], 2] })
  })
  test('is missed where no path holds it', async () =>
    expect(await judged('-p', 'src')).toEqual({ status: 1, found: [['PRODUCT_MISSING'], 1] }))
  test('is not read where a link names one elsewhere, or leaves all of it out', async () => {
    const link = JSON.parse(readFileSync(join(at, 'build.link'), 'utf8')) as { payload: string }
    const says = Buffer.from(link.payload, 'base64').toString('utf8')
    for (const other of ['dir:../lib', 'dir:/etc', 'dir:./lib', 'dir:lib/../lib', 'dir:.git']) {
      const payload = Buffer.from(says.replaceAll('dir:lib', other)).toString('base64')
      writeFileSync(join(at, 'build.link'), JSON.stringify({ ...link, payload }))
      const codes = expect.arrayContaining(['PRODUCT_MISSING', 'PRODUCT_UNKNOWN']) as unknown
      expect(await judged()).toEqual({ status: 1, found: [codes, 2] })
    }
    const whole = Buffer.from(says.replaceAll('.cache/', '**')).toString('base64')
    writeFileSync(join(at, 'build.link'), JSON.stringify({ ...link, payload: whole }))
    expect(await judged()).toEqual({ status: 1, found: [['PRODUCT_MISSING', 'PRODUCT_UNKNOWN'], 2] })
  })
})
