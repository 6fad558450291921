// SPDX-License-Identifier: Apache-2.0
// What test files get as `@jest/globals` when they stay loaded: the same expectations, over a suite that keeps its tests.
import { createRequire } from 'node:module'
import { join } from 'node:path'
import { ResidentSuite } from './resident-suite.ts'

interface Expect {
  (value: unknown): unknown
  readonly setState: (state: Readonly<Record<string, unknown>>) => void
  readonly extractExpectedAssertionsErrors: () => readonly { readonly error: unknown }[]
}

type Each = (table: unknown, ...data: readonly unknown[]) => (name: string, body: (...row: never) => unknown) => void

interface Jest {
  readonly jestExpect: Expect
  readonly each: { readonly bind: (one: (name: string, body: () => unknown) => void) => Each }
  readonly SnapshotState: new (path: string, options: unknown) => unknown
  readonly ModuleMocker: new (global: unknown) => ModuleMocker
}

/** What stands in for methods, of all tests together: who puts one there takes it away again. */
interface ModuleMocker {
  readonly fn: (...words: never) => unknown
  readonly spyOn: (...words: never) => unknown
  readonly restoreAllMocks: () => void
}

/** Jest's own parts, which it installs beside itself. */
function loadJest(): Jest {
  const require = createRequire(join(process.cwd(), 'package.json'))
  const { jestExpect } = require('@jest/expect') as Pick<Jest, 'jestExpect'>
  const { bind } = require('jest-each') as { bind: Jest['each']['bind'] }
  const { SnapshotState } = require('jest-snapshot') as Pick<Jest, 'SnapshotState'>
  const { ModuleMocker } = require('jest-mock') as Pick<Jest, 'ModuleMocker'>
  return { jestExpect, each: { bind }, SnapshotState, ModuleMocker }
}

const { jestExpect, each, SnapshotState, ModuleMocker } = loadJest()
const mocker = new ModuleMocker(globalThis)
let suite = new ResidentSuite()

/** The suite that a file fills while `load` imports it. @throws what the file throws */
export async function collectSuite(load: () => Promise<unknown>): Promise<ResidentSuite> {
  const mine = (suite = new ResidentSuite())
  await load()
  return mine
}

/** Says to the expectations which test of which file runs. */
export function beginTest(testPath: string, currentTestName: string): void {
  const snapshots = join(testPath, '../__snapshots__', `${testPath.split('/').at(-1) ?? ''}.snap`)
  const options = { updateSnapshot: 'none', prettierPath: null, snapshotFormat: {}, rootDir: process.cwd() }
  const state = { assertionCalls: 0, expectedAssertionsNumber: null, isExpectingAssertions: false }
  jestExpect.setState({ ...state, testPath, currentTestName, snapshotState: new SnapshotState(snapshots, options) })
}

/** @throws when a test expected more than it saw */
export function endTest(): void {
  const [missing] = jestExpect.extractExpectedAssertionsErrors()
  if (missing !== undefined) throw missing.error
}

type Defining = ((name: string, body: () => unknown) => void) & { readonly each: Each }

const defining = (define: (name: string, body: () => unknown) => void): Defining =>
  Object.assign(define.bind(undefined), { each: each.bind(define) })

export const expect = jestExpect
export const describe = defining((name, body) => suite.describe(name, body))
export const test = defining((name, body) => suite.test(name, body))
export const it = test
export const beforeAll = (body: () => unknown): void => suite.hook('beforeAll', body)
export const afterAll = (body: () => unknown): void => suite.hook('afterAll', body)
export const beforeEach = (body: () => unknown): void => suite.hook('beforeEach', body)
export const afterEach = (body: () => unknown): void => suite.hook('afterEach', body)
export const jest = {
  fn: mocker.fn.bind(mocker),
  spyOn: mocker.spyOn.bind(mocker),
  restoreAllMocks: mocker.restoreAllMocks.bind(mocker)
}
