// SPDX-License-Identifier: Apache-2.0
// Tests that stay loaded while mutants are tried: a mutant must be told from what the one before it left behind.
import { execFileSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, realpathSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join, resolve } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import { runResidentTest, ResidentSuite } from '../../.github/scripts/mutants/resident-suite.ts'

const REPOSITORY = resolve(import.meta.dirname, '../..')

describe('a resident suite', () => {
  test('gives each test a name of its own', () => {
    const suite = new ResidentSuite()
    suite.describe('a', () => {
      suite.test('b', () => undefined)
      suite.describe('c', () => suite.test('d', () => undefined))
      suite.test('b', () => undefined)
    })
    suite.test('b', () => undefined)
    expect(suite.tests.map(({ name }) => name)).toEqual(['a b', 'a c d', 'a b #1', 'b'])
  })
  test('runs what stands around a test, from the outside in and back', async () => {
    const suite = new ResidentSuite()
    const seen: string[] = []
    const say = (text: string) => (): number => seen.push(text)
    suite.hook('beforeAll', say('outer begins'))
    suite.hook('beforeEach', say('outer before'))
    suite.hook('afterEach', say('outer after'))
    suite.hook('afterAll', say('outer ends'))
    suite.describe('inner', () => {
      suite.hook('beforeAll', say('inner begins'))
      suite.hook('beforeEach', say('inner before'))
      suite.test('fails', () => {
        seen.push('body')
        throw new Error('of the body')
      })
      suite.hook('afterEach', say('inner after'))
      suite.hook('afterAll', say('inner ends'))
    })
    suite.describe('other', () => suite.hook('afterAll', say('never')))
    const [one] = suite.tests
    if (one === undefined) throw new Error('there is one')
    await suite.begin([one])
    await suite.begin([one])
    await expect(runResidentTest(one)).rejects.toThrow('of the body')
    await suite.end()
    expect(seen).toEqual([
      'outer begins',
      'inner begins',
      'outer before',
      'inner before',
      'body',
      'inner after',
      'outer after',
      'inner ends',
      'outer ends'
    ])
  })
})

/** A source as Stryker would write it, with what counts and what switches. */
const SOURCE = `
const context = globalThis.__stryker__
const cover = (id) => {
  const { static: always, perTest } = context.mutantCoverage
  const into = context.currentTestId === undefined ? always : (perTest[context.currentTestId] ??= {})
  into[id] = (into[id] ?? 0) + 1
}
const active = (id: string): boolean => {
  cover(id)
  if (context.activeMutant !== id) return false
  if (context.hitCount !== undefined && ++context.hitCount > context.hitLimit) throw new Error('limit')
  return true
}
export const table: readonly string[] = active('static') ? [] : ['x']
export const state = { broken: false }
export async function half(n: number): Promise<number> {
  if (active('waits')) await new Promise(() => {})
  if (active('breaks')) state.broken = true
  if (active('hangs')) for (let turns = 0; turns < 1e7; turns += 1) active('hangs')
  if (active('rejects')) void Promise.reject(new Error('nobody awaits'))
  if (active('idle')) return n / 2
  return active('runtime') ? n : n / 2
}
`
const TESTS = `
import { expect, jest, test } from '@jest/globals'
import { half, state, table } from '../src/half.ts'
test('halves', async () => {
  expect(state.broken).toBe(false)
  expect(await half(4)).toBe(2)
  expect(state.broken).toBe(false)
  await new Promise((done) => setImmediate(done))
})
test.each(Array.from('xyxyxyxyxy', (text, place) => [text, place]))('%s at %s has a place', (text, place) => {
  expect(table.indexOf(text)).toBe(text === 'x' ? 0 : -1)
  expect(place).toBeLessThan(10)
})
test('fails by itself', () => { expect.hasAssertions() })
test('watches a method', () => {
  const spy = jest.spyOn(Math, 'abs')
  expect(Math.abs(-1)).toBe(1)
  expect(spy).toHaveBeenCalledTimes(1)
  jest.restoreAllMocks()
})
`
const DRIVER = `
import { ResidentRunner } from ${JSON.stringify(join(REPOSITORY, '.github/scripts/mutants/resident-runner.ts'))}
const tests = { 'src/half.ts': ['__tests__/half.test.ts'] }
const runner = new ResidentRunner({ resident: { tests, patience: 500, budget: 60_000 } })
const dryRun = await runner.dryRun()
const covered = Object.keys(dryRun.mutantCoverage.perTest['__tests__/half.test.ts: halves'])
const outcomes = {}
for (const id of ['idle', 'runtime', 'breaks', 'idle', 'static', 'hangs', 'waits', 'rejects', 'idle']) {
  const run = { activeMutant: { id }, sandboxFileName: process.cwd() + '/src/half.ts', hitLimit: 1e9 }
  const filter = { testFilter: ['__tests__/half.test.ts: halves'], mutantActivation: 'runtime' }
  const { status } = await runner.mutantRun({ ...run, ...(id === 'static' ? { mutantActivation: 'static' } : filter) })
  outcomes[id] = [...(outcomes[id] ?? []), status]
}
await runner.dispose()
console.log(JSON.stringify({ tests: dryRun.tests.map(({ name, status }) => [name, status]), covered, outcomes }))
`

describe('the resident runner', () => {
  let directory = ''
  beforeAll(() => {
    directory = realpathSync(mkdtempSync(join(tmpdir(), 'resident-')))
    const files = { 'src/half.ts': SOURCE, '__tests__/half.test.ts': TESTS, 'driver.ts': DRIVER }
    for (const [name, text] of Object.entries({ ...files, 'package.json': '{ "type": "module" }' })) {
      mkdirSync(dirname(join(directory, name)), { recursive: true })
      writeFileSync(join(directory, name), text)
    }
    symlinkSync(join(REPOSITORY, 'node_modules'), join(directory, 'node_modules'))
  })
  afterAll(() => rmSync(directory, { recursive: true, force: true }))

  test('tells what tests notice, whatever an earlier mutant left behind', () => {
    const words = ['--disable-warning=ExperimentalWarning', 'driver.ts']
    const output = execFileSync(process.execPath, words, { cwd: directory, encoding: 'utf8' })
    expect(JSON.parse(output)).toEqual({
      tests: [
        ['__tests__/half.test.ts: halves', 0],
        ...Array.from('xyxyxyxyxy', (text, place) => [`__tests__/half.test.ts: ${text} at ${place} has a place`, 0]),
        ['__tests__/half.test.ts: fails by itself', 2],
        ['__tests__/half.test.ts: watches a method', 0]
      ],
      covered: ['waits', 'breaks', 'hangs', 'rejects', 'idle', 'runtime'],
      outcomes: {
        idle: ['survived', 'survived', 'survived'],
        runtime: ['killed'],
        breaks: ['killed'],
        static: ['killed'],
        hangs: ['timeout'],
        waits: ['timeout'],
        rejects: ['killed']
      }
    })
  })
})
