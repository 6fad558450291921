// SPDX-License-Identifier: Apache-2.0
// What is wrong with a command line is said at once, whether or not the flag would have had a say, and with the way out.
import { execFileSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { mkdirSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { beforeAll, describe, expect, test } from '@jest/globals'
import { cli } from '../support/console.ts'
import { directoryWith } from '../support/directory.ts'

const LAYOUT = `expires: 1 year
functionaries: { ci: { key: ci.pub } }
steps:
  - { name: build, by: ci, materials: [DISALLOW "*"], products: [CREATE app, DISALLOW "*"] }
`
const VERIFY = ['verify', '-l', 'root.layout', '--verification-keys', 'owner.pub', '--link-dir', 'links']

async function chain(): Promise<string> {
  const directory = directoryWith({ 'layout.yml': LAYOUT, app: 'a' })
  for (const words of [
    ['key', 'generate', '-o', 'owner'],
    ['key', 'generate', '-o', 'ci'],
    ['layout', 'sign', 'layout.yml', '-o', 'root.layout', '-k', 'owner'],
    ['run', '-n', 'build', '-p', 'app', '--signing-key', 'ci', '-d', 'links', '-q', '--', 'true']
  ])
    expect((await cli(directory, words)).status).toBe(0)
  return directory
}
let good: string
beforeAll(async () => {
  good = await chain()
})

/** What a command line says that is refused for the way it is called. */
async function refusal(words: readonly string[]): Promise<string> {
  const { status, stdout, stderr } = await cli(good, words)
  if (status !== 2 || stdout !== '' || !stderr.includes('#usage')) throw new Error(`${status}: ${stdout}${stderr}`)
  return stderr
}

describe('--layout-digest', () => {
  const digest = (): string =>
    createHash('sha256')
      .update(readFileSync(join(good, 'root.layout')))
      .digest('hex')
  test('takes what the gate prints', async () => {
    for (const text of [digest(), `sha256:${digest()}`, digest().toUpperCase()])
      expect((await cli(good, [...VERIFY, '--layout-digest', text])).status).toBe(0)
    const other = await cli(good, [...VERIFY, '--layout-digest', `sha256:${'0'.repeat(64)}`])
    expect([other.status, other.stdout]).toEqual([1, expect.stringContaining('LAYOUT_DIGEST_DIFFERS')])
  })
  test.each(['x', 'sha256:', '0'.repeat(63), `sha512:${'0'.repeat(64)}`, `${'0'.repeat(64)} root.layout`])(
    'takes no %j',
    async (text) =>
      expect(await refusal([...VERIFY, '--layout-digest', text])).toMatch(/--layout-digest takes a SHA-256 of 64/)
  )
})

describe('a flag that has no say here', () => {
  test.each<[string, string[], RegExp]>([
    ['verify', [...VERIFY, '--inspection-timeout', 'x'], /--inspection-timeout takes a number of seconds/],
    ['verify', ['verify', '--batch', 'x', '--batch-timeout', '0'], /--batch-timeout takes a number of seconds/],
    ['verify', [...VERIFY, '--batch-timeout', '5'], /--batch-timeout is for the lines of --batch/],
    ['verify', ['verify', '--batch', 'x', '--commit', 'a'], /--batch takes no --commit: each line has its own/],
    ['verify', ['verify', '--batch', 'x', '-q'], /--batch takes no --quiet: it answers/],
    ['verify', ['verify', '--batch', 'x', '--batch-timeout', '2147484'], /above 0, at most 2147483/],
    ['run', ['run', '-n', 's', '--unsigned', '--keyid', 'new', '--', 'true'], /--keyid takes/],
    ['record stop', ['record', 'stop', '-n', 's', '--signing-key', 'ci', '--format', 'x'], /--format takes/],
    [
      'sign --verify',
      ['sign', '--verify', '-f', 'root.layout', '--verification-keys', 'owner.pub', '--keyid', 'x'],
      /--keyid takes/
    ]
  ])('is refused all the same when it is wrong: %s', async (_command, words, message) =>
    expect(await refusal(words)).toMatch(message)
  )
})

describe('a word that is nearly right', () => {
  test.each<[string[], string]>([
    [[...VERIFY, '--compat', 'refernce'], 'reference'],
    [[...VERIFY, '--format', 'markdwon'], 'markdown'],
    [['key', 'generate', '-o', 'k', '--type', 'ecdsaa'], 'ecdsa'],
    [['sign', '-f', 'root.layout', '-k', 'owner', '--format', 'metablok'], 'metablock']
  ])('is answered with the right one: %j', async (words, right) =>
    expect(await refusal(words)).toContain(`Did you mean ${right}?`)
  )
  test('and one that is like none is not', async () => {
    const ran = await cli(good, [...VERIFY, '--compat', 'golang'])
    expect([ran.status, ran.stderr]).toEqual([2, expect.not.stringContaining('Did you mean')])
  })
})

describe('verify', () => {
  const PLACE = ['verify', '-l', 'root.layout', '--link-dir', 'links']
  test.each([[[]], [['--compat', 'reference']], [['--json']]])('wants to know whom to believe: %j', async (more) => {
    const ran = await cli(good, [...PLACE, ...more])
    expect([ran.status, ran.stderr]).toEqual([
      2,
      expect.stringMatching(/--verification-keys FILE.*--identity IDENTITY/)
    ])
    expect(ran.stderr).toContain('#usage')
  })
  test.each([
    ['that is not there', (): void => undefined],
    ['that is a file', (at: string): void => writeFileSync(at, '')]
  ])('says once that it has no directory of links: one %s', async (_what, put) => {
    const at = join(directoryWith(), 'gone')
    put(at)
    for (const compat of ['strict', 'reference']) {
      const ran = await cli(good, [...VERIFY.slice(0, -1), at, '--compat', compat])
      expect([ran.status, ran.stdout]).toEqual([2, ''])
      expect(ran.stderr.split(at)).toHaveLength(2)
      expect(ran.stderr).toMatch(/There is no directory of that name.*[^]*#file_unreadable/)
    }
  })
  test('looks into one that is empty', async () => {
    const empty = join(directoryWith(), 'empty')
    mkdirSync(empty)
    const ran = await cli(good, [...VERIFY.slice(0, -1), empty])
    expect([ran.status, ran.stdout]).toEqual([1, expect.stringContaining('LINK_MISSING')])
  })
})

describe('a pipe that nobody writes to', () => {
  test.each<[string, (pipe: string) => string[]]>([
    ['inspect', (pipe) => ['inspect', pipe]],
    ['match-products -l', (pipe) => ['match-products', '-l', pipe]],
    ['verify -l', (pipe) => ['verify', '-l', pipe, ...VERIFY.slice(3)]],
    ['verify --verification-keys', (pipe) => ['verify', '-l', 'root.layout', '--verification-keys', pipe]],
    ['verify --parameters', (pipe) => [...VERIFY, '--parameters', pipe]],
    ['verify --batch', (pipe) => ['verify', '--batch', pipe]],
    ['sign -f', (pipe) => ['sign', '-f', pipe, '-k', 'owner']],
    ['layout sign', (pipe) => ['layout', 'sign', pipe, '-k', 'owner']],
    ['key show', (pipe) => ['key', 'show', pipe]]
  ])('is refused at once: %s', async (_command, words) => {
    const pipe = join(directoryWith(), 'pipe')
    execFileSync('mkfifo', [pipe])
    const ran = await cli(good, words(pipe))
    expect([ran.status, ran.stderr]).toEqual([
      2,
      expect.stringMatching(/this is a pipe\.[^]*Give a file: [^]*#file_unreadable/)
    ])
  })
})

describe('numbers of things', () => {
  test('agree with their nouns', async () => {
    const directory = directoryWith({ 'layout.yml': LAYOUT, app: 'a' })
    for (const name of ['owner', 'ci']) await cli(directory, ['key', 'generate', '-o', name])
    expect((await cli(directory, ['layout', 'build', 'layout.yml'])).stdout).toContain(': 1 step, expires')
    const sign = ['-n', 'build', '--signing-key', 'ci']
    const ran = await cli(directory, ['run', '-p', 'app', ...sign, '--', 'true'])
    expect(ran.stderr).toContain(': 0 materials, 1 product\n')
    const started = await cli(directory, ['record', 'start', '-m', 'app', ...sign])
    expect(started.stderr).toContain(': 1 material\n')
    const stopped = await cli(directory, ['record', 'stop', '-p', 'app', ...sign, '--begun', started.stdout.trim()])
    expect(stopped.stderr).toContain(': 1 material, 1 product\n')
    const [link = ''] = readdirSync(directory).filter((name) => name.endsWith('.link'))
    expect((await cli(directory, ['inspect', link])).stdout).toContain('with 1 signature, not checked')
  })
})

test('a layout source with a mistake is a no, as one that verification would refuse', async () => {
  const directory = directoryWith({ 'layout.yml': 'expires: 1 year\nsteps: []\nnothing: 1\n' })
  await cli(directory, ['key', 'generate', '-o', 'owner'])
  for (const words of [
    ['layout', 'build'],
    ['layout', 'sign', '-k', 'owner']
  ]) {
    const ran = await cli(directory, [...words.slice(0, 2), 'layout.yml', ...words.slice(2)])
    expect([ran.status, ran.stderr]).toEqual([1, expect.stringMatching(/^layout\.yml:\d+:\d+: error: /)])
  }
  rmSync(join(directory, 'layout.yml'))
  expect((await cli(directory, ['layout', 'build', 'layout.yml'])).status).toBe(2)
})
