// SPDX-License-Identifier: Apache-2.0
// The commands as their users call them, on real files, in one process.
import { spawn } from 'node:child_process'
import { createHash } from 'node:crypto'
import {
  appendFileSync,
  chmodSync,
  copyFileSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  symlinkSync,
  writeFileSync
} from 'node:fs'
import { dirname, join } from 'node:path'
import { beforeAll, describe, expect, test } from '@jest/globals'
import { readSignedMetadata } from '../../src/intoto/envelope/signed-metadata.ts'
import { canonicalJson } from '../../src/intoto/json/canonical-json.ts'
import { cli, type Ran } from '../support/console.ts'
import { directoryWith } from '../support/directory.ts'

const LAYOUT = `expires: 1 year
functionaries:
  writer: { key: writer.pub }
  packer: { key: packer.pub }
steps:
  - name: write
    by: writer
    run: touch foo.txt
    materials: [DISALLOW *]
    products: [CREATE foo.txt, DISALLOW *]
  - name: pack
    by: packer
    run: cp foo.txt foo.pack
    materials: [MATCH foo.txt WITH PRODUCTS FROM write, DISALLOW *]
    products: [CREATE foo.pack, MATCH foo.txt WITH PRODUCTS FROM write, DISALLOW *]
`
const VERIFY = ['verify', '-l', 'root.layout', '--verification-keys', 'owner.pub', '--link-dir', 'links']
const links = (directory: string): string[] => readdirSync(join(directory, 'links')).sort()
const json = (ran: Ran): Record<string, unknown> => JSON.parse(ran.stdout) as Record<string, unknown>

/** Keys, a signed layout, and links of both steps. */
async function chain(): Promise<string> {
  const directory = directoryWith({ 'layout.yml': LAYOUT })
  mkdirSync(join(directory, 'links'))
  mkdirSync(join(directory, 'work'))
  for (const name of ['owner', 'writer', 'packer', 'mallory'])
    expect((await cli(directory, ['key', 'generate', '-o', name])).status).toBe(0)
  expect((await cli(directory, ['layout', 'sign', 'layout.yml', '-o', 'root.layout', '-k', 'owner'])).status).toBe(0)
  const work = join(directory, 'work')
  const sign = (name: string): string[] => ['--signing-key', `../${name}`, '-d', '../links', '--run-id', '7', '-q']
  expect((await cli(work, ['run', '-n', 'write', '-p', '.', ...sign('writer'), '--', 'touch', 'foo.txt'])).status).toBe(
    0
  )
  expect(
    (await cli(work, ['run', '-n', 'pack', '-m', '.', '-p', '.', ...sign('packer'), '--', 'cp', 'foo.txt', 'foo.pack']))
      .status
  ).toBe(0)
  return directory
}

let good: string
beforeAll(async () => {
  good = await chain()
})

/** A copy of the good chain to break. */
function copy(): string {
  const directory = directoryWith()
  for (const name of [
    'root.layout',
    'owner',
    'owner.pub',
    'writer',
    'writer.pub',
    'packer',
    'mallory',
    'layout.yml',
    'packer.pub'
  ])
    copyFileSync(join(good, name), join(directory, name))
  for (const folder of ['links', 'work']) {
    mkdirSync(join(directory, folder))
    for (const name of readdirSync(join(good, folder)))
      copyFileSync(join(good, folder, name), join(directory, folder, name))
  }
  return directory
}

describe('verify', () => {
  test('passes on a good chain, with its products', async () => {
    const ran = await cli(good, VERIFY)
    expect([ran.status, ran.stdout]).toEqual([
      0,
      expect.stringMatching(/^PASSED: the supply chain verifies \(2 steps, 2 final products\)/)
    ])
    expect(json(await cli(good, [...VERIFY, '--json']))).toMatchObject({
      verdict: 'passed',
      failures: [],
      products: { 'foo.pack': {}, 'foo.txt': {} },
      steps: [{ name: 'write' }, { name: 'pack' }]
    })
    expect(await cli(good, [...VERIFY, '--quiet'])).toMatchObject({ status: 0, stdout: '' })
  })
  test('compares files with the final products', async () => {
    const directory = copy()
    const words = [...VERIFY, '-p', 'foo.pack', 'foo.txt', '--base-path', 'work']
    expect((await cli(directory, words)).status).toBe(0)
    appendFileSync(join(directory, 'work/foo.pack'), 'x')
    const ran = await cli(directory, words)
    expect([ran.status, ran.stdout]).toEqual([
      1,
      expect.stringContaining('"foo.pack" differs from the final product of that name')
    ])
    expect((await cli(directory, [...VERIFY, '-p', 'owner.pub'])).stdout).toContain('PRODUCT_UNKNOWN')
    expect((await cli(directory, [...VERIFY, '-p', 'work', '-e', '*'])).stdout).toContain('PRODUCT_NONE')
    expect((await cli(directory, [...VERIFY, '-p', 'nowhere'])).status).toBe(2)
  })
  test('writes the summary link when asked', async () => {
    const directory = copy()
    expect((await cli(directory, [...VERIFY, '--summary', 'summary.json'])).status).toBe(0)
    expect(JSON.parse(readFileSync(join(directory, 'summary.json'), 'utf8'))).toMatchObject({
      _type: 'link',
      command: ['cp', 'foo.txt', 'foo.pack']
    })
  })
  test.each<[string, (directory: string) => void, string[], number, string]>([
    ['no key', () => undefined, ['verify', '-l', 'root.layout', '--link-dir', 'links'], 2, 'USAGE'],
    [
      'a foreign key',
      (directory) => copyFileSync(join(directory, 'writer.pub'), join(directory, 'owner.pub')),
      VERIFY,
      1,
      'LAYOUT_SIGNATURE_MISSING'
    ],
    [
      'a directory without links',
      (directory) => {
        rmSync(join(directory, 'links'), { recursive: true })
        mkdirSync(join(directory, 'links'))
      },
      VERIFY,
      1,
      'LINK_MISSING'
    ],
    [
      'no directory where links should be',
      (directory) => rmSync(join(directory, 'links'), { recursive: true }),
      VERIFY,
      2,
      'FILE_UNREADABLE'
    ],
    [
      'a file where links should be',
      (directory) => {
        rmSync(join(directory, 'links'), { recursive: true })
        writeFileSync(join(directory, 'links'), '')
      },
      VERIFY,
      2,
      'FILE_UNREADABLE'
    ],
    ['no layout', (directory) => rmSync(join(directory, 'root.layout')), VERIFY, 2, 'FILE_UNREADABLE'],
    [
      'an empty layout file',
      (directory) => writeFileSync(join(directory, 'root.layout'), ''),
      VERIFY,
      2,
      'JSON_SYNTAX'
    ],
    [
      'a layout cut short',
      (directory) =>
        writeFileSync(join(directory, 'root.layout'), readFileSync(join(directory, 'root.layout')).subarray(0, 100)),
      VERIFY,
      2,
      'JSON_SYNTAX'
    ],
    [
      'a key that is none',
      (directory) => writeFileSync(join(directory, 'owner.pub'), 'x'),
      VERIFY,
      2,
      'KEY_UNREADABLE'
    ],
    [
      'a private key in place of a public one',
      (directory) => copyFileSync(join(directory, 'owner'), join(directory, 'owner.pub')),
      VERIFY,
      2,
      'KEY_NOT_PUBLIC'
    ],
    ['an unknown compatibility', () => undefined, [...VERIFY, '--compat', 'none'], 2, 'USAGE'],
    ['a time that is none', () => undefined, [...VERIFY, '--at', 'tomorrow'], 2, 'USAGE'],
    ['no layout named', () => undefined, ['verify'], 2, 'USAGE'],
    [
      'a link renamed for another step',
      (directory) => {
        const [pack = '', write = ''] = links(directory)
        renameSync(join(directory, 'links', pack), join(directory, 'links', write))
      },
      VERIFY,
      1,
      'LINK_MISSING'
    ],
    [
      'parameters that are a list',
      (directory) => writeFileSync(join(directory, 'p.json'), '[]'),
      [...VERIFY, '--parameters', 'p.json'],
      2,
      'METADATA_TYPE_WRONG'
    ]
  ])('says no or cannot tell with %s', async (_name, change, words, status, code) => {
    const directory = copy()
    change(directory)
    const ran = await cli(directory, words)
    expect([ran.status, ran.stdout + ran.stderr]).toEqual([status, expect.stringMatching(new RegExp(code, 'i'))])
  })
  test('takes only the layout whose digest is given', async () => {
    const digest = createHash('sha256')
      .update(readFileSync(join(good, 'root.layout')))
      .digest('hex')
    expect((await cli(good, [...VERIFY, '--layout-digest', digest])).status).toBe(0)
    expect((await cli(good, [...VERIFY, '--layout-digest', '0'.repeat(64)])).stdout).toContain('LAYOUT_DIGEST_DIFFERS')
  })
  test('verifies as of another time, loudly', async () => {
    const ran = await cli(good, [...VERIFY, '--at', '2020-01-01T00:00:00Z'])
    expect([ran.status, ran.stdout]).toEqual([0, expect.stringContaining('VERIFIED_AT_OTHER_TIME')])
    expect((await cli(good, [...VERIFY, '--at', '2090-01-01T00:00:00Z'])).stdout).toContain('LAYOUT_EXPIRED')
  })
  test('runs inspections only when allowed', async () => {
    const directory = copy()
    writeFileSync(join(directory, 'layout.yml'), LAYOUT + 'inspections:\n  - { name: look, run: test -f foo.pack }\n')
    expect((await cli(directory, ['layout', 'sign', 'layout.yml', '-o', 'root.layout', '-k', 'owner'])).status).toBe(0)
    const words = ['verify', '-l', '../root.layout', '--verification-keys', '../owner.pub', '--link-dir', '../links']
    expect((await cli(join(directory, 'work'), words)).stdout).toContain('INSPECTION_NOT_ALLOWED')
    expect((await cli(join(directory, 'work'), [...words, '--allow-inspections'])).status).toBe(0)
    expect(readdirSync(join(directory, 'work'))).not.toContain('look.link')
    expect((await cli(join(directory, 'work'), [...words, '--compat', 'reference'])).status).toBe(0)
    expect(readdirSync(join(directory, 'work'))).toContain('look.link')
    expect((await cli(join(directory, 'links'), [...words, '--allow-inspections'])).stdout).toContain(
      'INSPECTION_FAILED'
    )
  })
  test('ends an inspection that takes too long', async () => {
    const directory = copy()
    writeFileSync(join(directory, 'layout.yml'), LAYOUT + 'inspections:\n  - { name: look, run: sleep 30 }\n')
    await cli(directory, ['layout', 'sign', 'layout.yml', '-o', 'root.layout', '-k', 'owner'])
    expect((await cli(directory, [...VERIFY, '--allow-inspections', '--inspection-timeout', '0.2'])).stdout).toContain(
      'INSPECTION_TIMED_OUT'
    )
  })
})

describe('verify --batch', () => {
  test('answers each line on its own', async () => {
    const args = VERIFY.slice(1)
    const lines = [
      JSON.stringify({ id: 1, args }),
      '',
      'no json',
      JSON.stringify({ id: 'missing', args: ['-l', 'nowhere', '--verification-keys', 'owner.pub'] }),
      JSON.stringify({ id: 'no args' }),
      JSON.stringify({ id: 'nested', args: [...args, '--batch', 'x'] }),
      JSON.stringify({ id: 'flag', args: ['--nope'] }),
      JSON.stringify({ id: { a: 'line\n' }, args: args.slice(0, 2) }),
      JSON.stringify({ id: 'number', args: [1] }),
      JSON.stringify({ args })
    ]
    const ran = await cli(good, ['verify', '--batch', '-'], { input: lines.join('\n') })
    expect(ran.status).toBe(0)
    expect(
      ran.stdout
        .trim()
        .split('\n')
        .map((line) => JSON.parse(line) as unknown)
    ).toEqual([
      { id: 1, exit: 0, verdict: 'passed', failures: [] },
      { id: null, exit: 2, verdict: 'error', failures: ['JSON_SYNTAX'] },
      { id: 'missing', exit: 2, verdict: 'error', failures: ['FILE_UNREADABLE'] },
      { id: 'no args', exit: 2, verdict: 'error', failures: ['METADATA_MEMBER_MISSING'] },
      { id: 'nested', exit: 2, verdict: 'error', failures: ['USAGE'] },
      { id: 'flag', exit: 2, verdict: 'error', failures: ['USAGE'] },
      { id: { a: 'line\n' }, exit: 2, verdict: 'error', failures: ['USAGE'] },
      { id: 'number', exit: 2, verdict: 'error', failures: ['METADATA_TYPE_WRONG'] },
      { id: null, exit: 0, verdict: 'passed', failures: [] }
    ])
  })
  test('reads a file, and says when there is none', async () => {
    const directory = copy()
    writeFileSync(join(directory, 'batch.jsonl'), `${JSON.stringify({ id: 1, args: VERIFY.slice(1) })}\r\n`)
    expect((await cli(directory, ['verify', '--batch', 'batch.jsonl'])).stdout).toBe(
      '{"id":1,"exit":0,"verdict":"passed","failures":[]}\n'
    )
    expect((await cli(directory, ['verify', '--batch', 'none'])).status).toBe(2)
  })
  test('says for people which line was lost, to what bound, and what helps', async () => {
    const directory = copy()
    writeFileSync(join(directory, 'batch.jsonl'), `\n${JSON.stringify({ id: 1, args: VERIFY.slice(1) })}\n`)
    const ran = await cli(directory, ['verify', '--batch', 'batch.jsonl', '--batch-timeout', '0.001'])
    expect([ran.status, ran.stdout]).toEqual([0, '{"id":1,"exit":2,"verdict":"error","failures":["VERIFY_TIME"]}\n'])
    for (const part of ['0.001 seconds', 'batch.jsonl, line 2', '--batch-timeout', 'errors.md#verify_time'])
      expect(ran.stderr).toContain(part)
  })
})

describe('run', () => {
  const key = (): string => {
    const directory = directoryWith({ 'src/a': 'a' })
    copyFileSync(join(good, 'writer'), join(directory, 'key'))
    return directory
  }
  const linkIn = (directory: string): Record<string, unknown> => {
    const name = readdirSync(directory).find((file) => file.endsWith('.link')) ?? ''
    const { payload } = JSON.parse(readFileSync(join(directory, name), 'utf8')) as { payload: string }
    return JSON.parse(Buffer.from(payload, 'base64').toString('utf8')) as Record<string, unknown>
  }
  const SIGN = ['--signing-key', 'key']

  test('passes on streams and status, and records them when asked', async () => {
    const directory = key()
    const ran = await cli(directory, [
      'run',
      '-n',
      's',
      '-m',
      'src',
      '-s',
      ...SIGN,
      '--',
      'sh',
      '-c',
      'printf "\\377out\\033"; echo err >&2; exit 3'
    ])
    expect([ran.status, ran.stdoutBytes.toString('latin1'), ran.stderr]).toEqual([
      3,
      '\u00ffout\u001b',
      expect.stringMatching(/^err\n/)
    ])
    expect(linkIn(directory)).toMatchObject({
      byproducts: { 'return-value': 3, stdout: '\ufffdout\u001b', stderr: 'err\n' },
      materials: { 'src/a': {} },
      command: ['sh', '-c', expect.anything()]
    })
  })
  test('writes run and excludes into the link', async () => {
    const directory = key()
    await cli(directory, [
      'run',
      '-n',
      's',
      '-p',
      'src',
      '-e',
      '*.o',
      '--lstrip-paths',
      'src/',
      '--normalize-line-endings',
      '--run-id',
      '7',
      '--commit',
      'a'.repeat(40),
      '-x',
      ...SIGN
    ])
    expect(linkIn(directory)).toMatchObject({
      products: { a: {} },
      byproducts: {},
      environment: {
        run: { id: '7', commit: 'a'.repeat(40) },
        recording: { exclude: ['*.o'], lstrip_paths: ['src/'], line_endings: 'normalised' }
      }
    })
  })
  test('writes modes into the link when asked', async () => {
    const directory = key()
    chmodSync(join(directory, 'src/a'), 0o755)
    symlinkSync('a', join(directory, 'src/b'))
    writeFileSync(join(directory, 'src/c'), '')
    await cli(directory, [
      'run',
      '-n',
      's',
      '-m',
      'src',
      'dir:src',
      '--record-modes',
      ...SIGN,
      '--',
      'chmod',
      '-x',
      'src/a'
    ])
    expect(linkIn(directory)).toMatchObject({
      environment: { modes: { materials: { 'src/a': 'executable', 'src/b': 'executable symlink' }, products: {} } }
    })
  })
  test('reads no configuration from where it runs (CVE-2023-32076)', async () => {
    const directory = key()
    for (const name of ['.in_totorc', '.npmrc', '.in-totorc', 'in-toto.json'])
      writeFileSync(join(directory, name), '[settings]\nARTIFACT_EXCLUDE_PATTERNS = *\nexclude = *\n')
    const environment = {
      IN_TOTO_ARTIFACT_EXCLUDE_PATTERNS: '*',
      IN_TOTO_ARTIFACT_BASE_PATH: '/',
      IN_TOTO_EXCLUDE: '*'
    }
    await cli(directory, ['run', '-n', 's', '-m', 'src', ...SIGN, '-x'], { environment })
    expect(linkIn(directory)).toMatchObject({ materials: { 'src/a': {} } })
  })
  test('does not pass the passphrase on', async () => {
    const directory = directoryWith()
    const environment = { IN_TOTO_KEY_PASSPHRASE: 'CANARY' }
    expect((await cli(directory, ['key', 'generate', '-o', 'key'], { environment })).status).toBe(0)
    const ran = await cli(directory, ['run', '-n', 's', '-s', ...SIGN, '--', 'env'], { environment })
    expect([ran.status, ran.stdout.includes('PATH='), ran.stdout.includes('CANARY')]).toEqual([0, true, false])
    expect(JSON.stringify(linkIn(directory))).not.toContain('CANARY')
  })
  test.each<[string, string[], number, RegExp]>([
    ['a command that does not exist', ['--', './nope'], 2, /could not be started: ENOENT/],
    ['a command that kills itself', ['--', 'sh', '-c', 'kill -TERM $$'], 143, /was killed by SIGTERM/],
    ['a command that takes too long', ['--run-timeout', '0.2', '--', 'sleep', '30'], 124, /ran out of time/],
    ['a path that is not there', ['-m', 'nowhere', '--', 'true'], 2, /There is no file or directory "nowhere"/],
    ['a product that was not made', ['-p', 'nowhere', '--', 'true'], 2, /There is no file or directory "nowhere"/],
    ['no command', [], 2, /There is no command to run/],
    ['a command with --no-command', ['-x', '--', 'true'], 2, /contradict/],
    ['a time-out that is none', ['--run-timeout', '0', '--', 'true'], 2, /number of seconds/],
    ['a step name that is a path', ['-n', '../up', '--', 'true'], 2, /cannot be a file name|given twice/],
    ['two formats', ['--use-dsse', '--format', 'metablock', '--', 'true'], 2, /contradict/],
    ['a key and none', ['--unsigned', '--', 'true'], 2, /contradict/]
  ])('leaves no link with %s', async (_name, words, status, message) => {
    const directory = key()
    const ran = await cli(directory, ['run', '-n', 's', ...SIGN, ...words])
    expect([ran.status, ran.stderr]).toEqual([status, expect.stringMatching(message)])
    expect(readdirSync(directory).sort()).toEqual(['key', 'src'])
  })
  test('needs a key or the word that there is none', async () => {
    const directory = key()
    expect((await cli(directory, ['run', '-n', 's', '--', 'true'])).status).toBe(2)
    expect((await cli(directory, ['run', '-n', 's', '--unsigned', '--format', 'metablock', '--', 'true'])).status).toBe(
      0
    )
    expect(JSON.parse(readFileSync(join(directory, 's.link'), 'utf8'))).toMatchObject({
      signatures: [],
      signed: { name: 's' }
    })
  })
  test('says when nothing was recorded, and what was', async () => {
    const directory = key()
    expect((await cli(directory, ['run', '-n', 's', ...SIGN, '-q', '--', 'true'])).stderr).toMatch(
      /recorded no file at all/
    )
    expect(
      JSON.parse((await cli(directory, ['run', '-n', 's', '-m', 'src', ...SIGN, '--json', '-x'])).stderr)
    ).toMatchObject({ materials: 1, products: 0 })
  })
  test('does not let a name speak for itself', async () => {
    const directory = key()
    writeFileSync(join(directory, 'src', 'x\\y'), '')
    expect((await cli(directory, ['run', '-n', 's', '-m', 'src', ...SIGN, '-x'])).stderr).toMatch(/holds a backslash/)
    const ran = await cli(directory, ['run', '-n', 's', '-m', 'no\n::error::x', ...SIGN, '-x'])
    expect(ran.stderr).toContain('no\\u{a}::error::x')
    expect(ran.stderr).not.toContain('\n::error')
  })
  test('that is interrupted forwards the signal and leaves no link', async () => {
    const directory = key()
    const main = new URL('../../dist/cli.mjs', import.meta.url).pathname
    const child = spawn(
      process.execPath,
      [main, 'run', '-n', 's', '-m', 'src', ...SIGN, '--', 'sh', '-c', 'echo ready; exec sleep 30'],
      { cwd: directory }
    )
    const status = await new Promise((resolve) => {
      child.stdout.once('data', () => child.kill('SIGTERM'))
      child.once('exit', (code) => resolve(code))
    })
    expect([status, readdirSync(directory).sort()]).toEqual([143, ['key', 'src']])
  })
})

describe('record', () => {
  const start = (directory: string, ...words: string[]) =>
    cli(directory, ['record', 'start', '-n', 's', '-m', 'src', '--signing-key', 'key', ...words])
  const stop = (directory: string, ...words: string[]) =>
    cli(directory, ['record', 'stop', '-n', 's', '-p', 'src', '--signing-key', 'key', ...words])
  const place = (): string => {
    const directory = directoryWith({ 'src/a': 'a' })
    copyFileSync(join(good, 'writer'), join(directory, 'key'))
    copyFileSync(join(good, 'mallory'), join(directory, 'other'))
    return directory
  }
  const unfinished = (directory: string): string =>
    join(directory, readdirSync(directory).find((name) => name.endsWith('link-unfinished')) ?? 'none')

  test('gives one link of two halves', async () => {
    const directory = place()
    expect((await start(directory, '--run-id', '1')).status).toBe(0)
    writeFileSync(join(directory, 'src/b'), 'b')
    expect((await stop(directory)).stderr).toMatch(/: 1 material, 2 products/)
    expect(readdirSync(directory).filter((name) => name.includes('link'))).toEqual([
      expect.stringMatching(/^s\.[0-9a-f]{8}\.link$/)
    ])
    expect((await stop(directory)).stderr).toMatch(/was started here/)
  })
  test.each<[string, (path: string, directory: string) => Promise<unknown> | undefined, RegExp]>([
    [
      'was changed',
      (path) => {
        const text = readFileSync(path, 'utf8')
        writeFileSync(
          path,
          text.replace(/"payload":"(.)/, (_all, first: string) => `"payload":"${first === 'e' ? 'f' : 'e'}`)
        )
        return undefined
      },
      /not signed by this key|JSON|UTF-8/
    ],
    [
      'was cut short',
      (path) => {
        writeFileSync(path, readFileSync(path).subarray(0, 50))
        return undefined
      },
      /JSON|ends/
    ],
    [
      'is of another step',
      (path, directory) =>
        cli(directory, ['record', 'start', '-n', 't', '--signing-key', 'key']).then(() =>
          renameSync(join(directory, readdirSync(directory).find((name) => name.startsWith('.t.')) ?? ''), path)
        ),
      /one of step "t"/
    ],
    [
      'is of another key',
      (path, directory) =>
        cli(directory, ['record', 'start', '-n', 's', '--signing-key', 'other']).then(() =>
          renameSync(
            join(
              directory,
              readdirSync(directory).find((name) => name.endsWith('unfinished') && !path.endsWith(name)) ?? ''
            ),
            path
          )
        ),
      /not signed by this key/
    ]
  ])('is refused when the first half %s', async (_name, change, message) => {
    const directory = place()
    await start(directory)
    await change(unfinished(directory), directory)
    const ran = await stop(directory)
    expect([ran.status, ran.stderr]).toEqual([2, expect.stringMatching(message)])
    expect(readdirSync(directory).filter((name) => name.endsWith('.link'))).toEqual([])
  })
  test('prints a new value each time, which the end may demand', async () => {
    const directory = place()
    const [first, second] = [await start(directory, '--run-id', '1'), await start(directory, '--run-id', '2')]
    expect(first.stdout).toMatch(/^[0-9a-f]{32}\n$/)
    expect(second.stdout).not.toBe(first.stdout)
    const refused = await stop(directory)
    expect([refused.status, refused.stderr]).toEqual([
      2,
      expect.stringMatching(/--begun VALUE[\s\S]*#recording_ambiguous/)
    ])
    const value = second.stdout.trim()
    expect((await stop(directory, '--begun', value, '--run-id', '1')).stderr).toContain('#recording_other')
    expect((await stop(directory, '--begun', value, '--run-id', '2')).status).toBe(0)
    expect((await stop(directory, '--begun', value)).stderr).toContain('#recording_not_started')
    expect((await stop(directory)).stderr).toMatch(/Ends the only recording of step "s"/)
  })
  test('says the same as JSON', async () => {
    const directory = place()
    const started = json(await start(directory, '--json'))
    expect(started).toMatchObject({ begun: expect.stringMatching(/^[0-9a-f]{32}$/) as unknown, materials: 1 })
    expect(json(await stop(directory, '--json'))).toMatchObject({ begun: started['begun'], materials: 1, products: 1 })
  })
  test('prints the value alone when it is to be quiet', async () => {
    const directory = place()
    const ran = [await start(directory, '-q'), await stop(directory, '-q')]
    expect(ran.map(({ status, stdout, stderr }) => [status, stdout, stderr])).toEqual([
      [0, expect.stringMatching(/^[0-9a-f]{32}\n$/), ''],
      [0, '', '']
    ])
  })
  test.each(['', ' ', 'x', '0'.repeat(31), 'A'.repeat(32), `../${'0'.repeat(29)}`])(
    'takes no other value than such: %j',
    async (value) => {
      const directory = place()
      await start(directory)
      const ran = await stop(directory, '--begun', value)
      expect([ran.status, ran.stderr]).toEqual([2, expect.stringContaining('#usage')])
    }
  )
  test.each(['dsse', 'metablock'])(
    'leaves a half that no verification takes for a link, with --format %s',
    async (format) => {
      const directory = copy()
      const words = ['-n', 'write', '--signing-key', '../writer', '-d', '../half', '--format', format]
      const work = join(directory, 'work')
      expect((await cli(work, ['record', 'start', '-m', 'foo.txt', ...words])).status).toBe(0)
      const [half = ''] = readdirSync(join(directory, 'half'))
      const [, write = ''] = links(directory)
      renameSync(join(directory, 'half', half), join(directory, 'links', write))
      for (const compat of ['strict', 'reference']) {
        const ran = await cli(directory, [...VERIFY, '--compat', compat])
        expect([ran.status, ran.stdout]).toEqual([1, expect.stringContaining('LINK_UNREADABLE in step "write"')])
      }
    }
  )
  test('needs a key', async () => expect((await cli(place(), ['record', 'start', '-n', 's'])).status).toBe(2))
})

describe('sign', () => {
  test('replaces, adds and checks signatures', async () => {
    const directory = copy()
    expect(
      (await cli(directory, ['sign', '--verify', '-f', 'root.layout', '--verification-keys', 'owner.pub'])).status
    ).toBe(0)
    expect((await cli(directory, ['sign', '-f', 'root.layout', '-a', '-k', 'writer'])).status).toBe(0)
    expect(
      await cli(directory, ['sign', '--verify', '-f', 'root.layout', '--verification-keys', 'owner.pub', 'writer.pub'])
    ).toMatchObject({ status: 0, stdout: expect.stringMatching(/^signed by .*\nsigned by .*\n$/) as unknown })
    expect(
      (await cli(directory, ['sign', '-f', 'root.layout', '-k', 'writer', '--keyid', 'both', '--format', 'metablock']))
        .status
    ).toBe(0)
    const ran = await cli(directory, ['sign', '--verify', '-f', 'root.layout', '--verification-keys', 'owner.pub'])
    expect([ran.status, ran.stdout]).toEqual([1, expect.stringMatching(/^NOT signed by/)])
  })
  test('takes keys under the name that in-toto-sign gives them', async () => {
    const directory = copy()
    expect((await cli(directory, ['sign', '-f', 'root.layout', '--key', 'writer'])).status).toBe(0)
    expect(
      (await cli(directory, ['sign', '--verify', '-f', 'root.layout', '--verification-keys', 'writer.pub'])).status
    ).toBe(0)
  })
  test('is what layout sign does with a layout that was built already', async () => {
    const directory = copy()
    expect((await cli(directory, ['layout', 'build', 'layout.yml', '-o', 'built.layout'])).status).toBe(0)
    expect(
      (
        await cli(directory, [
          'layout',
          'sign',
          'built.layout',
          '-k',
          'owner',
          '--keyid',
          'both',
          '-o',
          'signed.layout'
        ])
      ).status
    ).toBe(0)
    expect(
      (
        await cli(
          directory,
          VERIFY.map((word) => (word === 'root.layout' ? 'signed.layout' : word))
        )
      ).status
    ).toBe(0)
  })
  test('files a link under the key id of its signer', async () => {
    const directory = copy()
    const [pack = ''] = links(directory)
    expect((await cli(directory, ['sign', '-f', `links/${pack}`, '-k', 'mallory'])).status).toBe(0)
    expect(links(directory)).toHaveLength(3)
  })
  test.each<[string, string[], RegExp]>([
    ['no key', ['-f', 'root.layout'], /--signing-key is missing/],
    ['no file', ['-k', 'owner'], /--file is missing/],
    ['a file that is no metadata', ['-f', 'layout.yml', '-k', 'owner'], /JSON/i],
    ['--verify without keys', ['--verify', '-f', 'root.layout'], /needs --verification-keys/],
    [
      '--verify with a private key',
      ['--verify', '-f', 'root.layout', '--verification-keys', 'owner.pub', '-k', 'owner'],
      /do not go with it/
    ],
    [
      'public keys without --verify',
      ['-f', 'root.layout', '--verification-keys', 'owner.pub', '-k', 'owner'],
      /goes with --verify/
    ],
    ['--append with another format', ['-f', 'root.layout', '-a', '-k', 'owner', '--format', 'dsse'], /keeps the format/]
  ])('is refused with %s, and changes nothing', async (_name, words, message) => {
    const directory = copy()
    const before = readFileSync(join(directory, 'root.layout'))
    const ran = await cli(directory, ['sign', ...words])
    expect([ran.status, ran.stderr]).toEqual([2, expect.stringMatching(message)])
    expect(readFileSync(join(directory, 'root.layout'))).toEqual(before)
  })
  test('adds nothing to a Sigstore bundle, which holds one signature', async () => {
    const directory = copy()
    const layout = readSignedMetadata(readFileSync(join(directory, 'root.layout')), {
      source: 'root.layout',
      maxBytes: 1e6
    })
    const payload = Buffer.from(canonicalJson(layout.payload.value)).toString('base64')
    const signatures = [{ keyid: '', sig: 'AAAA' }]
    const bundle = { dsseEnvelope: { payload, payloadType: 'application/vnd.in-toto+json', signatures } }
    writeFileSync(join(directory, 'bundle.json'), JSON.stringify(bundle))
    const ran = await cli(directory, ['sign', '-f', 'bundle.json', '--append', '-k', 'owner'])
    expect([ran.status, ran.stderr]).toEqual([2, expect.stringMatching(/Sigstore bundle.*Leave out --append/)])
    expect(readFileSync(join(directory, 'bundle.json'), 'utf8')).toBe(JSON.stringify(bundle))
    const out = ['--output', 'fresh.layout']
    expect((await cli(directory, ['sign', '-f', 'bundle.json', '-k', 'owner', ...out])).status).toBe(0)
    const verify = ['sign', '--verify', '-f', 'fresh.layout', '--verification-keys', 'owner.pub']
    expect((await cli(directory, verify)).stdout).toMatch(/^signed by /)
  })
})

describe('match-products', () => {
  const NAMED = ['-n', 'pack', '--verification-keys', '../packer.pub']

  test('compares, and checks the signature when it has a key', async () => {
    const directory = copy()
    const [pack = ''] = links(directory)
    const words = ['match-products', '-l', `../links/${pack}`]
    const work = join(directory, 'work')
    const bare = await cli(work, words)
    expect(bare.status).toBe(0)
    expect(bare.stderr).toMatch(/was not checked[\s\S]*of step "pack"; demand it with --step-name/)
    expect(await cli(work, [...words, ...NAMED])).toMatchObject({ status: 0, stderr: '' })
    const other = await cli(work, [...words, '--verification-keys', '../owner.pub'])
    expect([other.status, other.stdout, other.stderr]).toEqual([
      1,
      expect.stringMatching(/not signed by key/),
      expect.stringContaining('LINK_SIGNATURE_MISSING')
    ])
    appendFileSync(join(work, 'foo.txt'), 'x')
    rmSync(join(work, 'foo.pack'))
    writeFileSync(join(work, 'new'), '')
    const ran = await cli(work, words)
    expect([ran.status, ran.stdout]).toEqual([
      1,
      'Only in products: foo.pack\nNot in products: new\nHashes differ: foo.txt\n'
    ])
    expect(ran.stderr).toContain('PRODUCT_MISSING, PRODUCT_UNKNOWN, PRODUCT_DIFFERS')
    expect(json(await cli(work, [...words, '--json']))).toMatchObject({
      matches: false,
      step: 'pack',
      onlyInProducts: ['foo.pack'],
      notInProducts: ['new'],
      differ: ['foo.txt'],
      linkFailures: []
    })
    expect((await cli(work, ['match-products', '-l', 'nowhere'])).status).toBe(2)
  })

  /** A link of the packer over the two files of work, as `change` makes it, under the name of one of `pack`. */
  async function forged(change: (link: Record<string, unknown>) => void): Promise<string> {
    const directory = copy()
    const [pack = ''] = links(directory)
    const path = join(directory, 'links', pack)
    const { payload } = JSON.parse(readFileSync(path, 'utf8')) as { payload: string }
    const link = JSON.parse(Buffer.from(payload, 'base64').toString()) as Record<string, unknown>
    change(link)
    writeFileSync(path, JSON.stringify({ signed: link, signatures: [] }))
    expect((await cli(directory, ['sign', '-f', path, '-k', 'packer', '-o', path])).status).toBe(0)
    return directory
  }
  test.each<[string, (link: Record<string, unknown>) => void, string]>([
    ['of another step', (link) => (link['name'] = 'fetch'), 'LINK_NAME_MISMATCH'],
    ['of a command that failed', (link) => (link['byproducts'] = { 'return-value': 1 }), 'LINK_COMMAND_FAILED'],
    [
      'of a command that ended with text',
      (link) => (link['byproducts'] = { 'return-value': '0' }),
      'LINK_COMMAND_FAILED'
    ],
    ['of a command whose outcome is not told', (link) => (link['byproducts'] = {}), 'LINK_OUTCOME_MISSING'],
    ['with a member that verification does not know', (link) => (link['expires'] = 'never'), 'LINK_MEMBER_UNKNOWN']
  ])('takes no link %s, whatever is signed', async (_what, change, code) => {
    const directory = await forged(change)
    const [pack = ''] = links(directory)
    const words = ['match-products', '-l', `../links/${pack}`]
    const work = join(directory, 'work')
    for (const more of [NAMED, []]) {
      const ran = await cli(work, [...words, ...more])
      expect([ran.status, ran.stdout, ran.stderr]).toEqual([
        1,
        expect.stringContaining(code),
        expect.stringContaining(code)
      ])
    }
    const answer = json(await cli(work, [...words, ...NAMED, '--json']))
    expect(answer).toMatchObject({ matches: false, notInProducts: [], linkFailures: [{ code }] })
  })
  test('takes a link of any name when nobody says which step it must be of', async () => {
    const directory = await forged((link) => (link['name'] = 'fetch'))
    const [pack = ''] = links(directory)
    copyFileSync(join(directory, 'links', pack), join(directory, 'of-fetch.link'))
    const ran = await cli(join(directory, 'work'), ['match-products', '-l', '../of-fetch.link'])
    expect([ran.status, ran.stdout]).toEqual([0, 'The 2 files are the products of step "fetch".\n'])
  })
  test('takes no half of a recording', async () => {
    const directory = copy()
    const work = join(directory, 'work')
    await cli(work, ['record', 'start', '-n', 'pack', '--signing-key', '../packer', '-d', '../half'])
    const [half = ''] = readdirSync(join(directory, 'half'))
    const ran = await cli(work, ['match-products', '-l', `../half/${half}`, ...NAMED])
    expect([ran.status, ran.stderr]).toEqual([2, expect.stringContaining('#metadata_payload_type')])
  })

  describe('leaves nothing out', () => {
    const inWork = async (put: Readonly<Record<string, string>>, ...words: string[]): Promise<Ran> => {
      const directory = copy()
      const work = join(directory, 'work')
      for (const [name, content] of Object.entries(put)) {
        mkdirSync(dirname(join(work, name)), { recursive: true })
        writeFileSync(join(work, name), content)
      }
      const [pack = ''] = links(directory)
      return cli(work, ['match-products', '-l', `../links/${pack}`, ...NAMED, ...words])
    }
    const nowhereElse = ['x.pyc', 'x~', 'x.link', 'x.linked.sh', '.x.link-unfinished', '.gitignore']
    const inGit = ['.git/hooks/x', 'sub/.git/config']
    test.each([...nowhereElse, ...inGit])('not %s', async (name) => {
      for (const words of [[], ['-p', '.']])
        expect(await inWork({ [name]: 'x' }, ...words)).toMatchObject({
          status: 1,
          stdout: `Not in products: ${name}\n`
        })
    })
    test.each(nowhereElse)('not %s that is named', async (name) =>
      expect((await inWork({ [name]: 'x' }, '-p', 'foo.txt', 'foo.pack', name)).stdout).toBe(
        `Not in products: ${name}\n`
      )
    )
    test.each(inGit)('and compares no %s that is named', async (name) => {
      const ran = await inWork({ [name]: 'x' }, '-p', 'foo.txt', 'foo.pack', name)
      expect([ran.status, ran.stdout, ran.stderr]).toEqual([2, '', expect.stringContaining('#record_outside')])
    })
    test('but what --exclude says', async () =>
      expect((await inWork({ 'x.pyc': 'x', '.git/x': 'x' }, '-e', '*.pyc', '.git')).status).toBe(0))
    test.each<[string, string[], string]>([
      ['a file that is left out', ['-p', 'foo.txt', 'foo.pack', 'x.pyc', '-e', '*.pyc'], 'path_not_compared'],
      ['a directory that is left out', ['-p', 'foo.txt', 'foo.pack', 'sub', '-e', 'sub'], 'path_not_compared'],
      [
        'a directory of which everything is left out',
        ['-p', 'foo.txt', 'foo.pack', 'sub', '-e', '*.o'],
        'path_not_compared'
      ],
      ['everything', ['-p', '.', '-e', '*'], 'path_not_compared'],
      ['an empty directory', ['-p', 'foo.txt', 'foo.pack', 'empty/none'], 'path_not_compared']
    ])('and a path that gives nothing to compare is an error: %s', async (_what, words, code) => {
      const directory = copy()
      const work = join(directory, 'work')
      mkdirSync(join(work, 'empty/none'), { recursive: true })
      mkdirSync(join(work, 'sub'))
      writeFileSync(join(work, 'sub/a.o'), '')
      writeFileSync(join(work, 'x.pyc'), '')
      const [pack = ''] = links(directory)
      const ran = await cli(work, ['match-products', '-l', `../links/${pack}`, ...NAMED, ...words])
      expect([ran.status, ran.stdout, ran.stderr]).toEqual([2, '', expect.stringContaining(`#${code}`)])
    })
    test('nor one of two contents of one name', async () => {
      const directory = copy()
      const work = join(directory, 'work')
      mkdirSync(join(work, 'sub'))
      writeFileSync(join(work, 'sub/foo.txt'), 'evil')
      const [pack = ''] = links(directory)
      const words = ['match-products', '-l', `../links/${pack}`, ...NAMED, '--lstrip-paths', 'sub/']
      for (const paths of [
        ['foo.txt', 'sub', 'foo.pack'],
        ['sub', 'foo.txt', 'foo.pack']
      ])
        expect(await cli(work, [...words, '-p', ...paths])).toMatchObject({
          status: 1,
          stdout: 'Hashes differ: foo.txt\n'
        })
    })
  })
})

describe('inspect and key', () => {
  test.each([
    [
      'a layout',
      'root.layout',
      /layout, expires .*\nkey [0-9a-f]{64}: ed25519[\s\S]*step "write": 1 of[\s\S]*DSSE with 1 signature, not checked/
    ],
    ['a key', 'owner.pub', /type: {9}ed25519 \(ed25519\)\nkey id: /]
  ])('show what %s says', async (_name, file, pattern) => {
    expect((await cli(good, ['inspect', file])).stdout).toMatch(pattern)
    expect(() => JSON.parse('{}') as unknown).not.toThrow()
    expect(typeof json(await cli(good, ['inspect', file, '--json']))).toBe('object')
  })
  test('show what a link says, and do not let it speak for itself', async () => {
    const directory = directoryWith({
      'x.link': JSON.stringify({
        signatures: [{ keyid: '\u001b[31m', sig: 'zz' }],
        signed: {
          _type: 'link',
          name: 'a\n::error',
          command: ['x y'],
          materials: Object.fromEntries(Array.from({ length: 25 }, (_, index) => [`f${index}\n`, { sha256: 'aa' }]))
        }
      })
    })
    const { status, stdout } = await cli(directory, ['inspect', 'x.link'])
    expect([status, stdout]).toEqual([0, expect.stringContaining('link of step "a\\u{a}::error"')])
    expect(stdout).toContain('… and 5 more')
    expect(stdout).not.toMatch(/\n::error|\u001b/)
  })
  test('refuse what is neither', async () => {
    expect((await cli(directoryWith({ a: '{"signed":{},"signatures":[]}' }), ['inspect', 'a'])).status).toBe(2)
    expect((await cli(directoryWith({ a: '-----BEGIN RSA PRIVATE KEY-----' }), ['inspect', 'a'])).status).toBe(2)
  })
  test('show both ids of a key', async () => {
    expect(json(await cli(good, ['key', 'show', 'owner.pub', '--json']))).toMatchObject({
      type: 'ed25519',
      keyid: expect.stringMatching(/^[0-9a-f]{64}$/) as unknown,
      legacyKeyid: expect.stringMatching(/^[0-9a-f]{64}$/) as unknown
    })
  })
  test.each<[string, string[], RegExp]>([
    ['bits for a curve', ['--type', 'ecdsa', '--bits', '2048'], /--bits does not apply to ecdsa/],
    ['a curve for rsa', ['--type', 'rsa', '--curve', 'P-256'], /--curve does not apply to rsa/],
    ['an unknown type', ['--type', 'dsa'], /--type takes/],
    ['a key that exists', [], /exists already/]
  ])('refuse to make a key with %s', async (_name, words, message) => {
    const directory = directoryWith({ key: 'mine' })
    const ran = await cli(directory, ['key', 'generate', '-o', 'key', ...words])
    expect([ran.status, ran.stderr, readFileSync(join(directory, 'key'), 'utf8')]).toEqual([
      2,
      expect.stringMatching(message),
      'mine'
    ])
  })
  test('make keys of every type', async () => {
    for (const words of [
      ['--type', 'ecdsa', '--curve', 'P-384'],
      ['--type', 'rsa', '--bits', '2048']
    ]) {
      expect(json(await cli(directoryWith(), ['key', 'generate', '-o', 'k', '--json', ...words]))).toMatchObject({
        private: 'k',
        public: 'k.pub',
        encrypted: false
      })
    }
  })
})
