// SPDX-License-Identifier: Apache-2.0
import { describe, expect, test } from '@jest/globals'
import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { checkoutsBelow, NO_CHECKOUTS } from '../../src/stages/checkouts-below.ts'
import { scratchPresent, type ScratchRequest } from '../../src/stages/scratch-present.ts'
import { commitAll } from '../support/commit-job.ts'
import { directoryWith } from '../support/directory.ts'

/** What a stage begins with here; everything that is asked of git is none. */
function request(workspace: string, changes: Partial<ScratchRequest> = {}): ScratchRequest {
  const below = checkoutsBelow(workspace, { exclude: [] })
  const places = { workspace, home: '' }
  const nothing = { exclude: [], installs: [], apart: new Set<string>(), tracked: () => Promise.resolve([]) }
  return { step: 'build', ...nothing, places, linksByName: true, below, ...changes }
}

describe('nothing below', () => {
  test('is what is told of a checkout like any other, and no second look is taken', async () => {
    const workspace = directoryWith({ 'a/b/c': 'c', 'd/.github/e': 'e', '.gitignore': '' })
    commitAll(workspace)
    expect(checkoutsBelow(workspace, { exclude: [] })).toBe(NO_CHECKOUTS)
    mkdirSync(join(workspace, 'a/.git'))
    expect(await scratchPresent(request(workspace, { below: NO_CHECKOUTS }))).toBeUndefined()
  })
  test.each(['a/.git/x', 'a/b/.git', '.GIT/x', 'git~1/x', '.git /x', 'a/GIT~1', 'a/.Git.'])(
    'is not told where there is %s',
    (path) => {
      const workspace = directoryWith({ [path]: 'x', other: 'y' })
      expect(checkoutsBelow(workspace, { exclude: [] })).not.toBe(NO_CHECKOUTS)
    }
  )
  test('says nothing of what a pattern leaves out', async () => {
    const workspace = directoryWith({ 'out/x': 'x' })
    const error = await scratchPresent(request(workspace, { exclude: ['out/'] }))
    expect([error?.code, error?.at]).toEqual(['SCRATCH_PRESENT', 'exclude'])
  })
  test('says nothing of files of the commit where a step installs', async () => {
    const workspace = directoryWith({ other: 'y' })
    const tracked = (): Promise<readonly string[]> => Promise.resolve(['packages/a'])
    const installs = [{ text: 'packages', leftOut: [] }]
    const error = await scratchPresent(request(workspace, { installs, tracked }))
    expect([error?.code, error?.at]).toEqual(['SCRATCH_PRESENT', 'installs'])
  })
  test.each(['sub/.git/x', '.GIT/sub/.git/x'])('is not believed where there is %s', async (path) => {
    const workspace = directoryWith({ [path]: 'x' })
    const error = await scratchPresent(request(workspace))
    expect([error?.code, error?.message.includes(path.replace('/x', ''))]).toEqual(['SCRATCH_PRESENT', true])
  })
})
