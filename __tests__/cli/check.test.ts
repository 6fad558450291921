// SPDX-License-Identifier: Apache-2.0
// The check of intents as a program that other verifiers run, and `verify` beside it.
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from '@jest/globals'
import { encodeKeylessIdentity, identityOf, keylessKeyId } from '../../src/intoto/keys/keyless-identity.ts'
import { keyObject, layoutOf, NOW, step } from '../support/chain.ts'
import { cli, type Ran } from '../support/console.ts'
import { directoryWith } from '../support/directory.ts'
import {
  ALICE,
  BUILD,
  BUILT,
  claimOf,
  file,
  inspection,
  layoutWith,
  OWNER,
  PACKAGE,
  recorded,
  SOURCE,
  STEPS,
  store,
  TEST,
  WORDS,
  type Files,
  type MemoryStore,
  type Recorded
} from '../support/intents-chain.ts'
import { plain } from '../support/json.ts'

const LAYOUT_YML = `expires: 1 year
steps:
  - name: build
    takes: source
    adds: dist/**
    scratch: node_modules/
  - name: test
    takes: build
    may-add: coverage/**
  - { name: package, takes: build, adds: '*.tgz' }
release: package
`
const THREE = { IN_TOTO_LAYOUT: 'root.layout', IN_TOTO_LAYOUT_KEYS: 'owner.pub', IN_TOTO_LINK_DIR: 'links' }

interface Given {
  readonly links?: MemoryStore
  readonly value?: object
  readonly more?: Readonly<Record<string, string>>
}

/** A directory with a signed layout in intents, its keys and links. */
function place({ links = store(), value = layoutWith(), more = {} }: Given = {}): string {
  const files = Object.fromEntries([...links.files].map(([name, bytes]) => [`links/${name}`, bytes]))
  return directoryWith({
    'links/.keep': '',
    ...files,
    'root.layout': file(value, [OWNER]),
    'owner.pub': OWNER.signer.publicKey.pem,
    ...more
  })
}

const check = (
  directory: string,
  { words = WORDS, ...variables }: { words?: readonly string[] } & Record<string, unknown> = {}
): Promise<Ran> =>
  cli(directory, ['check', 'v1', ...words], {
    environment: { ...THREE, ...(variables as Record<string, string | undefined>) },
    now: NOW
  })

const bad = (changes: Readonly<Record<string, Recorded | undefined>>): string => place({ links: store(changes) })

describe('check', () => {
  test('says yes to a good run, on standard error alone', async () => {
    const ran = await check(place())
    expect([ran.status, ran.stdout, ran.stderr]).toEqual([0, '', expect.stringContaining('PASSED')])
  })
  test.each<[string, Readonly<Record<string, Recorded | undefined>>, string]>([
    ['a file more', { test: { ...TEST, products: { ...BUILT, x: '9' } } }, 'ADDED_UNEXPECTED'],
    ['a step less', { test: undefined }, 'LINK_MISSING'],
    ['a lie about source', { build: { ...BUILD, environment: { source: claimOf(BUILT) } } }, 'SOURCE_AMBIGUOUS']
  ])('says no to %s, and writes a report', async (_what, changes, code) => {
    const directory = bad(changes)
    const ran = await check(directory, { IN_TOTO_REPORT: 'report.json' })
    expect([ran.status, ran.stderr]).toEqual([1, expect.stringContaining(code)])
    expect(JSON.parse(readFileSync(join(directory, 'report.json'), 'utf8'))).toMatchObject({
      verdict: 'failed',
      failures: expect.arrayContaining([expect.objectContaining({ code })])
    })
  })
  test.each(Object.keys(THREE))('without %s it teaches which to set', async (name) => {
    const ran = await check(place(), { [name]: undefined })
    expect(ran.status).toBe(2)
    for (const variable of Object.keys(THREE)) expect(ran.stderr).toContain(variable)
  })
  test.each([
    ['an empty path among the keys', { IN_TOTO_LAYOUT_KEYS: 'owner.pub:' }],
    ['no directory of links', { IN_TOTO_LINK_DIR: 'nowhere' }],
    ['no layout', { IN_TOTO_LAYOUT: 'nowhere' }],
    ['a report that cannot be written', { IN_TOTO_REPORT: 'nowhere/report.json' }],
    ['what is no key', { IN_TOTO_LAYOUT_KEYS: 'root.layout' }]
  ])('with %s it cannot tell', async (_what, variables) => {
    const ran = await check(place(), variables)
    expect([ran.status, ran.stderr]).toEqual([2, expect.stringMatching(/^error: /m)])
  })
  test('takes several keys, of which each must have signed', async () => {
    const directory = place({ more: { 'alice.pub': ALICE.signer.publicKey.pem } })
    const ran = await check(directory, { IN_TOTO_LAYOUT_KEYS: 'owner.pub:alice.pub' })
    expect([ran.status, ran.stderr]).toEqual([1, expect.stringContaining('LAYOUT_SIGNATURE_MISSING')])
  })
  test.each([
    ['a statement less', WORDS.slice(1)],
    ['one more', [...WORDS, 'test adds **']],
    ['another order', [...WORDS].reverse()]
  ])('speaks for exactly its own words: %s', async (_what, words) => {
    const ran = await check(place(), { words })
    expect([ran.status, ran.stderr]).toEqual([2, expect.stringContaining('IN_TOTO_LAYOUT')])
  })
  test('speaks for a layout in the place of a link, too', async () => {
    const own = ['build takes source', 'build adds dist/**', 'release build', 'steps only']
    const links = store({ build: undefined })
    links.put('build', ALICE, layoutWith(own, { steps: [STEPS[0]] }))
    links.of('build', ALICE).put('build', ALICE, recorded('build', BUILD))
    const all = [...WORDS, 'build delegated']
    const directory = place({ links, value: layoutWith(all) })
    for (const words of [own, all]) expect((await check(directory, { words })).status).toBe(0)
    expect((await check(directory)).status).toBe(2)
  })
  test('names `verify` for functionaries without keys', async () => {
    const text = 'https://github.com/o/r/.github/workflows/ci.yml@refs/heads/main'
    const issuer = 'https://token.actions.githubusercontent.com'
    const identity = identityOf(issuer, { kind: 'exact', text }, new Map())
    const who = plain(encodeKeylessIdentity(identity))
    const value = layoutWith(WORDS, { keys: { [keylessKeyId(identity)]: who, [ALICE.keyId]: keyObject(ALICE) } })
    const ran = await check(place({ value }))
    expect([ran.status, ran.stderr]).toEqual([2, expect.stringContaining('in-toto-actions verify')])
  })
  test('does not guess parameters', async () => {
    const steps = [
      ...STEPS,
      step('sign', [ALICE], {
        expected_products: [
          ['CREATE', '{x}'],
          ['DISALLOW', '*']
        ]
      })
    ]
    const ran = await check(place({ value: layoutWith(WORDS, { steps }) }))
    expect([ran.status, ran.stderr]).toEqual([2, expect.stringContaining('--parameters')])
  })
  test('runs nothing, and leaves other inspections to whoever asks', async () => {
    const other = {
      _type: 'inspection',
      name: 'look',
      run: ['touch', 'ran'],
      expected_materials: [],
      expected_products: []
    }
    const directory = place({ value: layoutWith(WORDS, { inspect: [other, inspection(WORDS)] }) })
    expect((await check(directory)).status).toBe(0)
    expect(existsSync(join(directory, 'ran'))).toBe(false)
  })
  test('fills no pipe that nobody empties', async () => {
    const many: Files = Object.fromEntries(
      Array.from({ length: 3000 }, (_, index) => [`x/${index}${'y'.repeat(150)}`, '9'])
    )
    const links = store({
      test: { ...TEST, materials: { ...BUILT, ...many } },
      package: { ...PACKAGE, materials: SOURCE, products: many }
    })
    for (let index = 0; index < 60; index += 1) links.put(`s${index}${'z'.repeat(100)}`, ALICE, recorded('x', TEST))
    const ran = await check(place({ links }))
    expect(ran.status).toBe(1)
    expect(Buffer.byteLength(ran.stderr)).toBeLessThanOrEqual(32 * 1024)
    expect(ran.stderr).toContain('IN_TOTO_REPORT')
  })
  test('takes words as they are, whatever they begin with', async () => {
    const words = ['--json takes source', 'release nothing', 'steps only']
    const value = layoutOf([step('--json', [ALICE])], { inspect: [inspection(words)] })
    expect((await check(place({ value }), { words })).status).toBe(1)
    expect((await cli('.', ['check', '--help'])).stdout).toContain('IN_TOTO_LAYOUT_KEYS')
    expect((await cli('.', ['check', 'v2', 'x'])).stderr).toContain('v1')
    expect((await cli('.', ['check', 'v1'])).status).toBe(2)
  })
})

describe('verify, of a layout in intents', () => {
  const verify = (directory: string, ...words: string[]): Promise<Ran> =>
    cli(
      directory,
      ['verify', '-l', 'root.layout', '--verification-keys', 'owner.pub', '--link-dir', 'links', ...words],
      { now: NOW }
    )
  const added = { test: { ...TEST, products: { ...BUILT, 'evil.js': '9' } } }

  test.each([[], ['--compat', 'reference']])('needs no permission and no program (%j)', async (...words) => {
    expect((await verify(place(), ...words)).status).toBe(0)
    const ran = await verify(bad(added), ...words)
    expect([ran.status, ran.stdout]).toEqual([1, expect.stringContaining('ADDED_UNEXPECTED')])
  })
  test('points at the sentence, where the source lies beside the layout', async () => {
    const beside = place({ links: store(added), more: { 'layout.yml': LAYOUT_YML } })
    const text = (await verify(beside)).stdout
    expect(text).toContain('the layout says: test takes build')
    expect(text).toContain('layout.yml:8')
    const sarif = JSON.parse((await verify(beside, '--format', 'sarif')).stdout) as unknown
    expect(JSON.stringify(sarif)).toContain('"startLine":8')
    expect((await verify(bad(added), '--format', 'json')).stdout).toContain('"statement":')
    expect((await verify(beside, '--format', 'markdown')).stdout).toContain('The layout says: `test takes build`')
    expect((await verify(beside, '--format', 'annotations')).stdout).toContain('line=8')
  })
  test('draws what steps take', async () => {
    const { stdout } = await verify(place(), '--format', 'markdown')
    expect(stdout.split('\n').filter((line) => line.includes('-->'))).toEqual(['  s0 --> s1', '  s0 --> s2'])
    const broken = await verify(bad({ test: { ...TEST, materials: { ...BUILT, x: '9' } } }), '--format', 'markdown')
    expect(broken.stdout).toContain('s0 -. broken .-> s1')
    expect((await verify(bad(added), '--format', 'markdown')).stdout).not.toContain('broken .->')
  })
  test('compares files with what is released', async () => {
    const directory = place()
    writeFileSync(join(directory, 'src.js'), 'x')
    const ran = await verify(directory, '-p', 'src.js')
    expect([ran.status, ran.stdout]).toEqual([1, expect.stringContaining('PRODUCT_UNKNOWN')])
    expect(JSON.parse((await verify(directory, '--json')).stdout)).toMatchObject({
      products: { 'app.tgz': { sha256: '4'.repeat(64) } }
    })
  })
  test('and says so line by line', async () => {
    const [good, evil] = [place(), bad(added)]
    const lines = [good, evil].map((directory) =>
      JSON.stringify({
        args: [
          '-l',
          `${directory}/root.layout`,
          '--verification-keys',
          `${directory}/owner.pub`,
          '--link-dir',
          `${directory}/links`
        ]
      })
    )
    const ran = await cli(good, ['verify', '--batch', '-'], { input: lines.join('\n'), now: NOW })
    expect(
      ran.stdout
        .trim()
        .split('\n')
        .map((line) => JSON.parse(line) as unknown)
    ).toEqual([
      { id: null, exit: 0, verdict: 'passed', failures: [] },
      { id: null, exit: 1, verdict: 'failed', failures: ['ADDED_UNEXPECTED'] }
    ])
  })
})
