// SPDX-License-Identifier: Apache-2.0
// Where files are compared, nothing is passed over that nobody asked to pass over, whatever it is called.
import {
  copyFileSync,
  linkSync,
  mkdirSync,
  readFileSync,
  readdirSync,
  renameSync,
  symlinkSync,
  writeFileSync
} from 'node:fs'
import { join } from 'node:path'
import { beforeAll, describe, expect, test } from '@jest/globals'
import { readSignedMetadata } from '../../src/intoto/envelope/signed-metadata.ts'
import { LIMITS } from '../../src/base/limits.ts'
import { NODE_PORTS } from '../../src/signing/node-ports.ts'
import { cli, type Ran } from '../support/console.ts'
import { directoryWith } from '../support/directory.ts'

const STEP = `expires: 1 year
functionaries: { ci: { key: ci.pub } }
steps:
  - { name: package, by: ci, materials: [DISALLOW "*"], products: [CREATE dist/*, CREATE dir:dist, DISALLOW "*"] }
`
const LOOK = `inspections:
  - { name: look, run: "true", materials: [REQUIRE l.yml, ALLOW "*.pub", ALLOW "*.yml", ALLOW owner, ALLOW ci, MATCH dist/* WITH PRODUCTS FROM package, DISALLOW "*"], products: [REQUIRE l.yml] }
`
const VERIFY = ['verify', '-l', 'root.layout', '--verification-keys', 'owner.pub', '--link-dir', 'links']
const SIGN = ['--signing-key', 'ci', '-d', 'links', '-q']

let good: string
let inspected: string
const chain = async (yaml: string): Promise<string> => {
  const directory = directoryWith({ 'l.yml': yaml, 'dist/app.tgz': 'app' })
  for (const name of ['owner', 'ci']) await cli(directory, ['key', 'generate', '-o', name])
  const signed = await cli(directory, ['layout', 'sign', 'l.yml', '-o', 'root.layout', '-k', 'owner'])
  const ran = await cli(directory, ['run', '-n', 'package', '-p', 'dist', 'dir:dist', ...SIGN, '--', 'true'])
  expect([signed.status, ran.status]).toEqual([0, 0])
  return directory
}
beforeAll(async () => {
  good = await chain(STEP)
  inspected = await chain(STEP + LOOK)
})

function copy(of: string, files: Readonly<Record<string, string>> = {}): string {
  const directory = directoryWith(files)
  for (const folder of ['.', 'dist', 'links']) {
    mkdirSync(join(directory, folder), { recursive: true })
    for (const entry of readdirSync(join(of, folder), { withFileTypes: true }))
      if (entry.isFile()) copyFileSync(join(of, folder, entry.name), join(directory, folder, entry.name))
  }
  return directory
}

const verdict = ({ status, stdout }: Ran): unknown => [status, ...new Set(/^[A-Z]+_[A-Z_]+/m.exec(stdout) ?? [])]
const verify = async (directory: string, ...words: string[]): Promise<unknown> =>
  verdict(await cli(directory, [...VERIFY, ...words]))

describe('verify --products', () => {
  test('passes for what was recorded', async () => {
    expect(await verify(good, '-p', 'dist')).toEqual([0])
    expect(await verify(good, '-p', 'dir:dist', 'dist/app.tgz')).toEqual([0])
  })
  test.each(['evil.pyc', 'evil.js~', 'evil.link', 'evil.link.html', '.git/hooks/x', '.gitignore', '.evil'])(
    'compares dist/%s, in a directory and by its name',
    async (name) => {
      const directory = copy(good, { [`dist/${name}`]: 'evil' })
      expect(await verify(directory, '-p', 'dist')).toEqual([1, 'PRODUCT_UNKNOWN'])
      expect(await verify(directory, '-p', `dist/${name}`)).toEqual([1, expect.stringMatching(/^PRODUCT_/)])
      expect(await verify(directory, '-p', 'dir:dist')).toEqual([1, 'PRODUCT_DIFFERS'])
      const batch = [{ id: 1, args: [...VERIFY.slice(1), '-p', 'dist'] }].map((line) => JSON.stringify(line))
      const ran = await cli(directory, ['verify', '--batch', '-'], { input: batch.join('\n') })
      expect(JSON.parse(ran.stdout)).toMatchObject({ exit: 1, verdict: 'failed' })
    }
  )
  test('leaves out what -e says, and refuses to leave out what is named', async () => {
    const directory = copy(good, { 'dist/evil.pyc': '', 'only/evil.pyc': '' })
    const told = await cli(directory, [...VERIFY, '-p', 'dist', '-e', '*.pyc'])
    expect([told.status, told.stdout]).toEqual([0, expect.stringMatching(/FILES_EXCLUDED: .*"\*\.pyc" \(1 file\)/)])
    for (const path of ['dist/evil.pyc', 'only', 'file:dist/evil.pyc', 'dir:only'])
      expect(await verify(directory, '-p', 'dist/app.tgz', path, '-e', '*.pyc')).toEqual([1, 'PRODUCT_NONE'])
    expect(await verify(directory, '-p', 'dist', '-e', 'dist/')).toEqual([1, 'PRODUCT_NONE'])
  })
  test('refuses a path that holds no file, also beside one that holds some', async () => {
    const directory = copy(good)
    mkdirSync(join(directory, 'empty'))
    for (const paths of [['empty'], ['dist', 'empty'], ['dir:empty']])
      expect(await verify(directory, '-p', ...paths)).toEqual([1, 'PRODUCT_NONE'])
    expect((await cli(directory, [...VERIFY, '-p', 'dist', 'gone'])).status).toBe(2)
  })
  test.each<[string, (directory: string, outside: string) => void, string]>([
    ['a file elsewhere', (at, outside) => symlinkSync(join(outside, 'app.tgz'), join(at, 'dist/x')), 'dist'],
    ['a directory elsewhere', (at, outside) => symlinkSync(outside, join(at, 'dist/x')), 'dist'],
    [
      'a file elsewhere, through another link',
      (at, outside) => {
        symlinkSync(outside, join(at, 'way'))
        symlinkSync('../way/app.tgz', join(at, 'dist/x'))
      },
      'dist/x'
    ],
    [
      'a directory elsewhere, in which a file is named',
      (at, outside) => symlinkSync(outside, join(at, 'd')),
      'd/app.tgz'
    ],
    ['git', (at) => symlinkSync('../.git/config', join(at, 'dist/x')), 'dist']
  ])('refuses a link to %s', async (_what, link, path) => {
    const outside = directoryWith({ 'app.tgz': 'app' })
    const directory = copy(good, { '.git/config': 'app' })
    link(directory, outside)
    expect(await verify(directory, '-p', path)).toEqual([1, 'PRODUCT_OUTSIDE'])
  })
  test('takes files elsewhere that are named as such, and no link that leads out from there', async () => {
    const directory = copy(good)
    const elsewhere = directoryWith({ 'dist/app.tgz': 'app', 'other/app.tgz': 'app' })
    const strip = ['--lstrip-paths', `${elsewhere}/`]
    expect(await verify(directory, '-p', join(elsewhere, 'dist'), ...strip)).toEqual([0])
    expect(await verify(directory, '-p', join(elsewhere, 'dist/app.tgz'), ...strip)).toEqual([0])
    symlinkSync('../other/app.tgz', join(elsewhere, 'dist/x'))
    expect(await verify(directory, '-p', join(elsewhere, 'dist'), ...strip)).toEqual([1, 'PRODUCT_OUTSIDE'])
    expect(await verify(directory, '-p', join(elsewhere, 'dist/x'), ...strip)).toEqual([1, 'PRODUCT_OUTSIDE'])
    expect((await cli(directory, [...VERIFY, '-p', join(elsewhere, 'gone/x')])).status).toBe(2)
  })
})

describe('an inspection', () => {
  const look = (directory: string, ...words: string[]): Promise<unknown> =>
    verify(directory, '--allow-inspections', ...words)
  test('sees no file of the verification itself, and all else', async () => expect(await look(inspected)).toEqual([0]))
  test.each([
    'dist/evil.pyc',
    'evil~',
    'evil.link',
    'elsewhere/evil.link',
    'dist/root.layout',
    'sub/.git/hooks/x',
    '.github/x',
    'links.pyc/a'
  ])('sees %s', async (name) =>
    expect(await look(copy(inspected, { [name]: 'evil' }))).toEqual([1, 'RULE_ARTIFACT_DISALLOWED'])
  )
  test('sees what is only called like a file of the verification, or is the same by another name', async () => {
    const directory = copy(inspected)
    linkSync(join(directory, 'root.layout'), join(directory, 'other'))
    expect(await look(directory)).toEqual([1, 'RULE_ARTIFACT_DISALLOWED'])
    const linked = copy(inspected)
    symlinkSync('root.layout', join(linked, 'other'))
    expect(await look(linked)).toEqual([1, 'RULE_ARTIFACT_DISALLOWED'])
  })
  test("does not see git's own directory, nor a layout that was given through a link", async () => {
    const directory = copy(inspected, { '.git/config': '' })
    symlinkSync('root.layout', join(directory, 'current'))
    const words = ['verify', '-l', 'current', ...VERIFY.slice(3), '--allow-inspections']
    expect(verdict(await cli(directory, words))).toEqual([0])
  })
  test('sees what Python would see, with --compat reference', async () => {
    const directory = copy(inspected, { 'dist/evil.pyc': '', 'evil~': '', 'a.link': '', 'sub/.git/x': '' })
    renameSync(join(directory, 'root.layout'), join(directory, 'root.link'))
    const words = ['verify', '-l', 'root.link', ...VERIFY.slice(3), '--compat', 'reference']
    expect(verdict(await cli(directory, words))).toEqual([0])
    writeFileSync(join(directory, 'evil.js'), '')
    expect(verdict(await cli(directory, words))).toEqual([1, 'RULE_ARTIFACT_DISALLOWED'])
  })
})

describe('one name for two things', () => {
  const scheme = (directory: string, ...words: string[]): Promise<Ran> =>
    cli(directory, [...words, '-n', 'package', ...SIGN])
  test.each<[string, Record<string, string>, string[]]>([
    ['a file called like a directory that is one artifact', { 'dir:dist': '' }, ['.']],
    ['one called like a file', { 'file:x': '' }, ['.']],
    ['one further down', { 'dir:a/b': '' }, ['.']],
    ['one that is named itself', { 'dir:dist': '' }, ['./dir:dist']],
    ['one whose prefix is stripped', { 'sub/dir:dist': '' }, ['sub', '--lstrip-paths', 'sub/']],
    ['one that comes first', { 'dir:dist': '' }, ['.', 'dir:dist']],
    ['one that comes last', { 'dir:dist': '' }, ['dir:dist', '.']]
  ])('is refused: %s', async (_what, files, paths) => {
    const directory = copy(good, files)
    const ran = await scheme(directory, 'run', '-x', '-p', ...paths)
    expect([ran.status, ran.stderr]).toEqual([2, expect.stringContaining('#record_name_taken')])
    const begun = await scheme(directory, 'record', 'start', '-m', ...paths)
    expect([begun.status, begun.stderr]).toEqual([2, expect.stringContaining('#record_name_taken')])
    const compared = await cli(directory, [...VERIFY, '-p', ...paths])
    expect([compared.status, compared.stderr]).toEqual([2, expect.stringContaining('#record_name_taken')])
  })
  test('is none for a file with another colon', async () =>
    expect((await scheme(copy(good, { 'dirs:x': '', 'a/dir:b': '' }), 'run', '-x', '-p', '.')).status).toBe(0))
})

describe('a link', () => {
  test('says which paths were recorded beside what was left out, and the verdict shows it', async () => {
    const directory = copy(good, { 'dist/a.pyc': '', 'tmp/x': '', 'tmp/y': '' })
    const words = ['run', '-n', 'package', '-p', 'dist', '-e', '*.pyc', 'tmp/', '.git', ...SIGN, '--', 'true']
    expect((await cli(directory, words)).status).toBe(0)
    const [name = ''] = readdirSync(join(directory, 'links'))
    const { payload } = readSignedMetadata(readFileSync(join(directory, 'links', name)), {
      source: name,
      maxBytes: LIMITS.linkBytes,
      bytes: NODE_PORTS.bytes
    })
    const recording = payload.member('environment').member('recording')
    expect(recording.member('materials').member('paths').strings()).toEqual([])
    expect(recording.member('products').member('paths').strings()).toEqual(['dist'])
    expect(recording.member('products').member('left_out').member('*.pyc').integer()).toBe(1)
    const { stdout } = await cli(directory, VERIFY)
    expect(stdout).toContain('; excluded "*.pyc" (1 product), "tmp/" (no file), ".git"')
    expect(stdout).toMatch(/warning FILES_EXCLUDED: .*"\*\.pyc" \(1 product\)/)
    const markdown = await cli(directory, [...VERIFY, '--format', 'markdown'])
    expect(markdown.stdout).toMatch(/Left out[^]*`\*\.pyc`: 1 product/)
  })
  test('of record stop refuses a product that is named and left out', async () => {
    const directory = copy(good)
    const words = ['-n', 'package', ...SIGN]
    expect((await cli(directory, ['record', 'start', ...words])).status).toBe(0)
    const ran = await cli(directory, ['record', 'stop', '-p', 'dist/app.tgz', '-e', 'dist/', ...words])
    expect([ran.status, ran.stderr]).toEqual([2, expect.stringContaining('#record_excluded')])
  })
})
