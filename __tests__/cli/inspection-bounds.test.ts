// SPDX-License-Identifier: Apache-2.0
// Commands that a layout chooses: which of them run, and that each has a time limit that nobody has to ask for. No clock is
// waited for; timers are noted.
import { mkdirSync, readdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, describe, expect, jest, test } from '@jest/globals'
import { LIMITS } from '../../src/base/limits.ts'
import { inspectionsIn } from '../../src/gate/inspections.ts'
import { linkFileName, sublayoutDirectoryName } from '../../src/intoto/link/link-file-name.ts'
import { parseLayout } from '../../src/intoto/layout/parse-layout.ts'
import { Recorder } from '../../src/recording/record-artifacts.ts'
import { ALICE, digest, file, layoutOf, linkOf, OWNER, step } from '../support/chain.ts'
import { cli } from '../support/console.ts'
import { directoryWith } from '../support/directory.ts'
import { BUILD_LAYOUT, verifyWords, writeHonestChain } from '../support/hostile-chains.ts'
import { valueAt } from '../support/json.ts'

const INSPECT = [
  { _type: 'inspection', name: 'x', run: ['touch', 'ran'], expected_materials: [], expected_products: [] }
]
const AT = ['--at', '2029-06-01T12:00:00Z']

afterEach(() => {
  jest.restoreAllMocks()
})

function delays(): number[] {
  const noted: number[] = []
  const { setTimeout: real } = globalThis
  jest.spyOn(globalThis, 'setTimeout').mockImplementation(((
    run: (value: unknown) => void,
    delay: number,
    value: unknown
  ) => {
    noted.push(delay)
    return real(run, delay, value)
  }) as never)
  return noted
}

describe('an inspection', () => {
  const chain = (): string => {
    const directory = directoryWith()
    writeHonestChain(directory)
    writeFileSync(
      join(directory, 'root.layout'),
      file({ ...(BUILD_LAYOUT as object), inspect: INSPECT } as never, [OWNER])
    )
    mkdirSync(join(directory, 'here'))
    return directory
  }
  const verify = async (directory: string, ...words: string[]) =>
    cli(join(directory, 'here'), ['verify', ...verifyWords(directory), ...AT, '--allow-inspections', ...words])
  test.each([
    ['of its own', [], LIMITS.inspectionMs],
    ['that was given', ['--inspection-timeout', '7'], 7000],
    ['as the reference has', ['--compat', 'reference'], 10_000]
  ])('has a time limit %s', async (_what, words, limit) => {
    const noted = delays()
    const directory = chain()
    await verify(directory, ...words)
    expect(readdirSync(join(directory, 'here'))).toContain('ran')
    expect(noted).toContain(limit)
  })
  test('has one in the gate', async () => {
    const noted = delays()
    const workspace = directoryWith()
    const { inspections } = parseLayout(valueAt({ ...(BUILD_LAYOUT as object), inspect: INSPECT })).layout
    const [first] = inspections
    if (first !== undefined) await inspectionsIn(workspace, process.env, new Recorder(), () => []).run(first)
    expect([readdirSync(workspace), noted]).toEqual([['ran'], expect.arrayContaining([LIMITS.inspectionMs])])
  })
})

describe('an inspection of a layout in the place of a link', () => {
  const chain = (): string => {
    const directory = directoryWith()
    writeHonestChain(directory)
    const rules = {
      expected_command: [],
      expected_products: [
        ['REQUIRE', 'app'],
        ['CREATE', 'app'],
        ['DISALLOW', '*']
      ]
    }
    const inner = layoutOf([step('inner', [ALICE], rules)], { inspect: INSPECT })
    writeFileSync(join(directory, 'links', linkFileName('build', ALICE.keyId)), file(inner, [ALICE]))
    const below = join(directory, 'links', sublayoutDirectoryName('build', ALICE.keyId))
    mkdirSync(below)
    const link = linkOf('inner', { products: { app: digest('a') } })
    writeFileSync(join(below, linkFileName('inner', ALICE.keyId)), file(link, [ALICE]))
    mkdirSync(join(directory, 'here'))
    return directory
  }
  test.each([
    ['does not run', ['--allow-inspections'], 'INSPECTION_OF_SUBLAYOUT', []],
    ['runs where that is said', ['--allow-inspections', '--sublayout-inspections'], undefined, ['ran']]
  ])('%s', async (_what, words, code, left) => {
    const directory = chain()
    const { status, stdout } = await cli(join(directory, 'here'), [
      'verify',
      ...verifyWords(directory),
      ...AT,
      ...words
    ])
    expect([status, readdirSync(join(directory, 'here'))]).toEqual([code === undefined ? 0 : 1, left])
    expect(stdout).toContain(code ?? 'PASSED')
  })
})
