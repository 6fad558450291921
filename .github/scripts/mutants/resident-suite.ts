// SPDX-License-Identifier: Apache-2.0
// The tests of one file, as its calls of `describe` and `test` tell them, to be run as often as there are mutants.

type Body = () => unknown
type Hook = 'beforeAll' | 'afterAll' | 'beforeEach' | 'afterEach'

interface Group {
  readonly name: string
  readonly parent: Group | undefined
  readonly hooks: Readonly<Record<Hook, Body[]>>
  /** What `beforeAll` gave. It runs once, since `afterAll` removes for good what a file made while it was loaded. */
  begun?: Promise<void>
}

/** A test, under a name that no other test of its file has. */
export interface ResidentTest {
  readonly name: string
  readonly group: Group
  readonly body: Body
}

/** What one file defines. */
export class ResidentSuite {
  readonly tests: ResidentTest[] = []
  readonly #groups: Group[] = []
  #current: Group

  constructor() {
    this.#current = this.#open('', undefined)
  }

  #open(name: string, parent: Group | undefined): Group {
    const group = { name, parent, hooks: { beforeAll: [], afterAll: [], beforeEach: [], afterEach: [] } }
    this.#groups.push(group)
    return group
  }

  describe(name: string, body: Body): void {
    const parent = this.#current
    this.#current = this.#open(name, parent)
    body()
    this.#current = parent
  }

  test(name: string, body: Body): void {
    const group = this.#current
    const full = [...ancestry(group).map((each) => each.name), name].filter((part) => part !== '').join(' ')
    const twins = this.tests.filter((other) => other.name.replace(/ #\d+$/, '') === full).length
    this.tests.push({ name: twins === 0 ? full : `${full} #${twins}`, group, body })
  }

  hook(kind: Hook, body: Body): void {
    this.#current.hooks[kind].push(body)
  }

  /** Runs what must run once before any of these tests. @throws what a hook throws */
  async begin(tests: readonly ResidentTest[]): Promise<void> {
    for (const { group } of tests) for (const each of ancestry(group)) await (each.begun ??= runAll(each, 'beforeAll'))
  }

  /** Runs what must run once after all tests of groups that were begun. */
  async end(): Promise<void> {
    for (const group of this.#groups.toReversed()) if (group.begun !== undefined) await runAll(group, 'afterAll')
  }
}

/** Runs one test with what belongs around it. @throws what it throws */
export async function runResidentTest({ group, body }: ResidentTest): Promise<void> {
  const groups = ancestry(group)
  try {
    for (const each of groups) await runAll(each, 'beforeEach')
    await body()
  } finally {
    for (const each of groups.toReversed()) await runAll(each, 'afterEach')
  }
}

async function runAll(group: Group, kind: Hook): Promise<void> {
  for (const body of group.hooks[kind]) await body()
}

/** From the outermost group to this one. */
function ancestry(group: Group): Group[] {
  return group.parent === undefined ? [group] : [...ancestry(group.parent), group]
}
