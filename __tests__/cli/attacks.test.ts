// SPDX-License-Identifier: Apache-2.0
// What a hostile or clumsy world does to the command line.
import { execFileSync, spawnSync } from 'node:child_process'
import { chmodSync, mkdirSync, readdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals'
import { parseArguments, type CommandSpec } from '../../src/cli/arguments.ts'
import { readFile } from '../../src/files/read-file.ts'
import { cli, type Ran } from '../support/console.ts'
import { directoryWith } from '../support/directory.ts'
import { errorOf } from '../support/errors.ts'
import { FaultyService } from '../support/faulty-service.ts'

const SOURCE = `expires: 1 year
functionaries:
  ci: { key: ec.pub }
steps:
  - { name: build, by: ci, materials: [DISALLOW x], products: [CREATE dist/*, DISALLOW *] }
`
let keys: string
beforeAll(async () => {
  keys = directoryWith({ 'layout.yml': SOURCE })
  const layout = ['layout', 'sign', 'layout.yml', '-k', 'owner', '-q']
  for (const words of [
    ['key', 'generate', '-o', 'owner'],
    ['key', 'generate', '-o', 'ec', '--type', 'ecdsa'],
    [...layout, '-o', 'root.layout'],
    [...layout, '-o', 'metablock.layout', '--format', 'metablock']
  ]) {
    const { status, stderr } = await cli(keys, words)
    if (status !== 0) throw new Error(stderr)
  }
})

const key = (name: string): string => join(keys, name)
const signing = (): string[] => ['-n', 'build', '--signing-key', key('ec')]
const linksIn = (directory: string): string[] => readdirSync(directory).filter((name) => name.includes('.link'))
function environmentOf(directory: string): unknown {
  const envelope = JSON.parse(readFileSync(join(directory, linksIn(directory)[0] ?? ''), 'utf8')) as { payload: string }
  return (JSON.parse(Buffer.from(envelope.payload, 'base64').toString('utf8')) as { environment: unknown }).environment
}

describe('short flags', () => {
  const spec: CommandSpec = {
    name: 'test',
    summary: '',
    takesCommand: true,
    flags: [
      { long: 'no-command', short: 'x', takes: 'nothing', help: '' },
      { long: 'streams', short: 's', takes: 'nothing', help: '' },
      { long: 'name', short: 'n', takes: 'one', help: '' }
    ],
    examples: []
  }
  test('may stand in one word, a value last', () => {
    const parsed = parseArguments(spec, ['-xsnNAME', '--', '-xs'])
    expect([parsed.has('no-command'), parsed.has('streams'), parsed.one('name'), parsed.command]).toEqual([
      true,
      true,
      'NAME',
      ['-xs']
    ])
  })
  test.each([['-xz'], ['-x=1'], ['-zx'], ['-sx-n']])('are refused as %s', (word) =>
    expect(errorOf(() => parseArguments(spec, [word])).code).toBe('USAGE')
  )
})

describe('files named on the command line', () => {
  const directory = directoryWith({ a: 'abc', folder: '' })
  test('are read up to a bound, whatever they say of their size', () => {
    expect(Buffer.from(readFile(join(directory, 'a'), 3)).toString()).toBe('abc')
    expect(errorOf(() => readFile(join(directory, 'a'), 2)).code).toBe('JSON_TOO_LARGE')
    // A device may never end, and nobody may ever write into a pipe.
    execFileSync('mkfifo', [join(directory, 'pipe')])
    for (const path of ['/dev/zero', '/dev/null', join(directory, 'pipe')])
      expect(errorOf(() => readFile(path, 1_000_000)).code).toBe('FILE_UNREADABLE')
    expect(errorOf(() => readFile(directory, 10)).code).toBe('FILE_UNREADABLE')
    expect(errorOf(() => readFile(join(directory, 'none'), 10)).code).toBe('FILE_UNREADABLE')
  })
  test('may be pipes', () => {
    const ran = spawnSync('bash', [
      '-c',
      'exec 3< <(cat "$1"); exec "$2" "$3" inspect /dev/fd/3',
      '-',
      key('root.layout'),
      process.execPath,
      new URL('../../dist/cli.mjs', import.meta.url).pathname
    ])
    expect([ran.status, ran.stdout.toString()]).toEqual([0, expect.stringMatching(/^layout, expires/)])
  })
})

test('a layout with keys in PEM form is a layout, not a key', async () => {
  const ran = await cli(keys, ['inspect', 'metablock.layout'])
  expect([ran.status, ran.stdout]).toEqual([
    0,
    expect.stringMatching(/^layout, expires[\s\S]*Metablock with 1 signature/)
  ])
})

test('a token in the place of its file is not quoted', async () => {
  const token = ['eyJhbGciOiJSUzI1NiJ9', 'eyJzdWIiOiJjYW5hcnkifQ', 'c2lnbmF0dXJl'].join('.')
  const ran = await cli(keys, ['sign', '--keyless', '--identity-token', token, '-f', 'root.layout'])
  expect([ran.status, ran.stderr]).toEqual([2, expect.stringContaining('looks like a token')])
  for (const part of [...token.split('.'), token]) expect(ran.stdout + ran.stderr).not.toContain(part)
})

test('an identity token is requested only from the server of the run', async () => {
  const service = new FaultyService()
  await service.start()
  try {
    const ran = await cli(keys, ['sign', '--keyless', '-f', 'root.layout', '-o', 'signed-by-nobody'], {
      environment: {
        ACTIONS_ID_TOKEN_REQUEST_URL: `${service.origin}/?canary5f0c1d7e9b`,
        ACTIONS_ID_TOKEN_REQUEST_TOKEN: 'canary5f0c1d7e9b'
      }
    })
    expect([ran.status, ran.stderr]).toEqual([2, expect.stringContaining('#keyless_token_url_refused')])
    expect([service.asked, ran.stderr.includes('canary')]).toEqual([[], false])
    expect(readdirSync(keys)).not.toContain('signed-by-nobody')
  } finally {
    await service.stop()
  }
})

describe('an identity token for sign --keyless', () => {
  const service = new FaultyService()
  beforeAll(() => service.start())
  afterAll(() => service.stop())
  beforeEach(() => {
    service.asked.length = 0
    service.received = ''
    service.answer = (_request, response) => response.writeHead(400).end()
  })
  const CANARY = 'canary5f0c1d7e9b'
  const part = (value: unknown): string => Buffer.from(JSON.stringify(value)).toString('base64url')
  const tokenFor = (aud: unknown): string => `${part({ alg: 'x' })}.${part({ sub: 's', aud })}.${CANARY}`
  const sign = (aud: unknown, words: readonly string[]): Promise<Ran> => {
    writeFileSync(join(keys, 'token'), `${tokenFor(aud)}\n`)
    const output = ['-f', 'root.layout', '-o', 'signed-by-nobody']
    return cli(keys, ['sign', '--keyless', '--identity-token', 'token', ...output, ...words])
  }
  const custom = (): string[] => [
    '--sigstore=custom',
    `--fulcio-url=${service.origin}`,
    `--timestamp-url=${service.origin}/api/v1/timestamp`,
    '--trusted-root=github'
  ]
  test('goes to an address of your own where it is for that address', async () => {
    const ran = await sign(service.origin, custom())
    expect([ran.status, ran.stderr]).toEqual([2, expect.stringContaining('#keyless_certificate_failed')])
    expect([service.asked, service.received.includes(tokenFor(service.origin))]).toEqual([
      ['/api/v2/signingCert'],
      true
    ])
    expect(ran.stderr).not.toContain(CANARY)
  })
  test.each<[unknown]>([['sigstore'], [undefined], ['https://fulcio.example.org']])(
    'does not where it is for %j',
    async (aud) => {
      const ran = await sign(aud, custom())
      expect([ran.status, ran.stderr]).toEqual([2, expect.stringContaining('#keyless_token_audience')])
      expect([service.asked, service.received, ran.stderr.includes(CANARY)]).toEqual([[], '', false])
    }
  )
  test('does not where it is for a second audience, too', async () => {
    const ran = await sign([service.origin, 'sigstore'], custom())
    expect([ran.status, ran.stderr, service.asked]).toEqual([2, expect.stringContaining('#keyless_token_audience'), []])
  })
  test.each(['public-good', 'github'])('for an address of your own does not go to %s', async (choice) => {
    const ran = await sign('https://fulcio.example.org', [`--sigstore=${choice}`, '--publish-private-names'])
    expect([ran.status, ran.stderr]).toEqual([2, expect.stringContaining('#keyless_token_audience')])
  })
})

describe('run', () => {
  test.each<[string, (directory: string) => void]>([
    ['cannot be made', (directory) => symlinkSync('/dev/null/x', join(directory, 'links'))],
    ['is a file', (directory) => writeFileSync(join(directory, 'links'), '')]
  ])('runs nothing when the directory for links %s', async (_name, prepare) => {
    const directory = directoryWith()
    prepare(directory)
    const ran = await cli(directory, ['run', ...signing(), '-d', 'links', '--', 'touch', 'ran'])
    expect([ran.status, ran.stderr]).toEqual([2, expect.stringContaining('#file_unwritable')])
    expect(readdirSync(directory)).not.toContain('ran')
  })
  test('makes the directory for links', async () => {
    const directory = directoryWith()
    expect((await cli(directory, ['run', ...signing(), '-q', '-d', 'a/links', '--', 'true'])).status).toBe(0)
    expect(linksIn(join(directory, 'a/links'))).toHaveLength(1)
  })
  test.each([
    ['0600', 0o600, false],
    ['0644', 0o644, true]
  ])('says who else may read a key of mode %s', async (text, mode, warned) => {
    const directory = directoryWith({ key: readFileSync(key('ec')).toString() })
    chmodSync(join(directory, 'key'), mode)
    const ran = await cli(directory, ['run', '-n', 'x', '--signing-key', 'key', '-q', '--', 'true'])
    expect([ran.status, ran.stderr.includes(`its mode is ${text}`)]).toEqual([0, warned])
  })
  test('does not follow a link that the command laid where its own link goes', async () => {
    const directory = directoryWith({ precious: 'precious', 'out/a': '' })
    const name = linksIn(await linked())[0] ?? ''
    const ran = await cli(directory, ['run', ...signing(), '-p', 'out', '-q', '--', 'ln', '-s', 'precious', name])
    expect([ran.status, readFileSync(join(directory, 'precious'), 'utf8')]).toEqual([0, 'precious'])
    expect(readFileSync(join(directory, name), 'utf8')).toContain('"payload"')
  })
  test('keeps the link of an earlier run when it fails itself', async () => {
    const directory = await linked()
    const before = readFileSync(join(directory, linksIn(directory)[0] ?? ''))
    for (const words of [
      ['-p', 'nowhere', '--', 'true'],
      ['--', 'sh', '-c', 'kill -KILL $$'],
      ['--', './none']
    ]) {
      expect((await cli(directory, ['run', ...signing(), ...words])).status).not.toBe(0)
      expect([linksIn(directory).length, readFileSync(join(directory, linksIn(directory)[0] ?? ''))]).toEqual([
        1,
        before
      ])
    }
  })
  test('takes --json after -- for a word of the command', async () => {
    const ran = await cli(directoryWith(), ['run', '-n', 'x', '--', 'jest', '--json'])
    expect([ran.status, ran.stdout]).toEqual([2, ''])
  })
  async function linked(): Promise<string> {
    const directory = directoryWith({ a: 'a' })
    expect((await cli(directory, ['run', ...signing(), '-m', 'a', '-q', '--', 'true'])).status).toBe(0)
    return directory
  }
})

describe('what is empty', () => {
  test.each([['--run-id'], ['--commit']])('is no value for %s', async (flag) => {
    const ran = await cli(directoryWith({ a: '' }), ['run', ...signing(), '-m', 'a', flag, '', '--', 'true'])
    expect([ran.status, ran.stderr]).toEqual([2, expect.stringContaining(`${flag} is empty`)])
  })
  test.each([
    ['run', '-m'],
    ['run', '-p'],
    ['run', '-e'],
    ['run', '--installs'],
    ['record start', '-m'],
    ['record stop', '-p'],
    ['verify', '-p'],
    ['verify', '--exclude'],
    ['verify', '--verification-keys'],
    ['verify', '--trusted-root'],
    ['match-products', '-p'],
    ['layout sign', '-k']
  ])('is no value of many: %s %s', async (command, flag) => {
    for (const words of [
      [flag, ''],
      [flag, 'a', ''],
      [flag, 'a', flag, '']
    ]) {
      const ran = await cli(directoryWith({ a: '' }), [...command.split(' '), ...words, '--quiet'])
      expect([ran.status, ran.stderr]).toEqual([2, expect.stringMatching(/ is empty\.[^]*variable of the shell/)])
    }
  })
  test('matches no products, not even none', async () => {
    const directory = directoryWith()
    await cli(directory, ['run', ...signing(), '-q', '--', 'true'])
    mkdirSync(join(directory, 'empty'))
    const words = ['match-products', '-l', linksIn(directory)[0] ?? '', '--base-path', 'empty']
    const ran = await cli(directory, words)
    expect([ran.status, ran.stdout]).toEqual([1, 'There is no file and no product to compare.\n'])
    expect(JSON.parse((await cli(directory, [...words, '--json'])).stdout)).toMatchObject({
      matches: false,
      compared: 0,
      signatureChecked: false
    })
  })
})

test('a layout source that is not UTF-8 is refused, and nothing written', async () => {
  const directory = directoryWith({
    'ec.pub': readFileSync(key('ec.pub')),
    'layout.yml': Buffer.from(SOURCE.replace('DISALLOW x', 'DISALLOW \u00ff'), 'latin1')
  })
  const ran = await cli(directory, ['layout', 'build', 'layout.yml'])
  expect([ran.status, ran.stderr]).toEqual([2, expect.stringMatching(/not UTF-8[\s\S]*layout\.yml[\s\S]*#yaml_syntax/)])
  expect(readdirSync(directory)).not.toContain('root.layout')
})

test('a layout source that is too large is refused as one, by its size', async () => {
  const directory = directoryWith({ 'layout.yml': '# comment\n'.repeat(120_000) })
  const ran = await cli(directory, ['layout', 'build', 'layout.yml'])
  expect([ran.status, ran.stderr]).toEqual([1, expect.stringMatching(/1200000 characters[\s\S]*#yaml_too_large/)])
  expect(readdirSync(directory)).not.toContain('root.layout')
})

describe('record', () => {
  const stop = async (...words: string[]): Promise<{ ran: Ran; directory: string }> => {
    const directory = directoryWith({ 'dist/a': 'a', 'dist/a.map': 'a' })
    expect((await cli(directory, ['record', 'start', ...signing(), '-e', '*.o', '--run-id', '7'])).status).toBe(0)
    return { ran: await cli(directory, ['record', 'stop', ...signing(), ...words]), directory }
  }
  test('writes into the link what the second half left out, when it is something else', async () => {
    const { directory } = await stop('-p', 'dist', '-e', '*.map')
    expect(environmentOf(directory)).toEqual({
      recording: {
        exclude: ['*.o'],
        materials: { paths: [] },
        products: { exclude: ['*.map'], paths: ['dist'], left_out: { '*.map': 1 } }
      },
      run: { id: '7' }
    })
  })
  test('says it once when both halves agree', async () => {
    const { directory } = await stop('-p', 'dist', '-e', '*.o')
    expect(environmentOf(directory)).toEqual({
      recording: { exclude: ['*.o'], materials: { paths: [] }, products: { paths: ['dist'] } },
      run: { id: '7' }
    })
  })
  test('says when no file was recorded in either half', async () =>
    expect((await stop('-q')).ran.stderr).toMatch(/recorded no file at all/))
  test('keeps the first half when the second fails', async () => {
    const { ran, directory } = await stop('-p', 'nowhere')
    expect([ran.status, linksIn(directory)]).toEqual([2, [expect.stringMatching(/^\.build\..*link-unfinished$/)]])
  })
  test('cannot tell when the first half is no file', async () => {
    const { directory } = await stop('-p', 'nowhere')
    const [name = ''] = linksIn(directory)
    const other = directoryWith()
    mkdirSync(join(other, name))
    expect((await cli(other, ['record', 'stop', ...signing()])).stderr).toContain('#file_unreadable')
  })
})

describe('verify', () => {
  const words = (): string[] => ['-l', key('root.layout'), '--verification-keys', key('owner.pub'), '--link-dir', '.']
  test('puts no name of a file on a line of its own, nor colour or direction', async () => {
    const evil = 'dist/\u001b[2J\u009b1m\u202e\u2028\n::set-output name=x::y'
    const directory = directoryWith({ [evil.replace('dist/', 'other/')]: 'x', 'dist/a': 'a' })
    expect((await cli(directory, ['run', ...signing(), '-p', '.', '-q', '--', 'true'])).status).toBe(0)
    for (const more of [[], ['--json']]) {
      const { status, stdout, stderr } = await cli(directory, ['verify', ...words(), ...more])
      expect(status).toBe(1)
      expect(stdout).toContain('RULE_ARTIFACT_DISALLOWED')
      expect(stdout + stderr).not.toMatch(/[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u202e\u2028]|^\s*::/m)
    }
  })
  test('does not wait for a pipe among the links', async () => {
    const directory = directoryWith({ a: '' })
    await cli(directory, ['run', ...signing(), '-m', 'a', '-q', '--', 'true'])
    const [name = ''] = linksIn(directory)
    const trap = directoryWith()
    symlinkSync('/dev/zero', join(trap, name))
    expect((await cli(trap, ['verify', ...words()])).status).toBe(2)
  })
  test('--sublayout-inspections alone allows nothing', async () =>
    expect((await cli(directoryWith(), ['verify', ...words(), '--sublayout-inspections'])).status).toBe(2))
  test('--batch goes on after a case that cannot be told, and escapes what it gives back', async () => {
    const good = directoryWith({ 'dist/a': 'a' })
    await cli(good, ['run', ...signing(), '-q', '-m', 'dist', '--', 'true'])
    const lines = [
      { id: '\u009b\u2028', args: words() },
      { id: 2, args: ['-l', '/dev/zero', '--identity', 'x'] },
      { id: 3, args: [...words(), '--link-dir'] },
      { id: 4, args: [...words(), '--summary', '/dev/null'] },
      { id: 5, args: words().map((word) => (word === '.' ? 'none' : word)) }
    ]
    const ran = await cli(good, ['verify', '--batch', '-'], {
      input: lines.map((line) => JSON.stringify(line)).join('\n')
    })
    expect(ran.status).toBe(0)
    expect(ran.stdout.split('\n', 1)[0]).toBe('{"id":"\\u009b\\u2028","exit":0,"verdict":"passed","failures":[]}')
    expect(
      ran.stdout
        .trim()
        .split('\n')
        .map((line) => JSON.parse(line) as unknown)
    ).toMatchObject([
      { exit: 0 },
      { id: 2, exit: 2, failures: ['FILE_UNREADABLE'] },
      { id: 3, exit: 2, failures: ['USAGE'] },
      { id: 4, exit: 2, failures: ['FILE_UNWRITABLE'] },
      { id: 5, exit: 2, failures: ['FILE_UNREADABLE'] }
    ])
  })
})
