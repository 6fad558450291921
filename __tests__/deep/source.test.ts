// SPDX-License-Identifier: Apache-2.0
// Random commits: what git checks out cleanly is accepted, and gives one set of digests, however the machine is set.
import { afterAll, expect, test } from '@jest/globals'
import { commitFiles } from '../../src/recording/source/commit-files.ts'
import { recordWithSource } from '../../src/recording/source/record-with-source.ts'
import type { RecordedSource, SourceOptions } from '../../src/recording/source/source-types.ts'
import { Recorder } from '../../src/recording/record-artifacts.ts'
import { workspaceSettings } from '../../src/recording/workspace-settings.ts'
import { caseCount, Chance, report, seed } from '../support/cases.ts'
import { checkOut, MACHINES, pullLfs, randomRepository } from '../support/random-repository.ts'

const recorder = new Recorder()
afterAll(() => recorder.close())

const NAMES = Object.keys(MACHINES) as (keyof typeof MACHINES)[]

/** Two of them. */
function machines(chance: Chance): readonly (keyof typeof MACHINES)[] {
  const first = chance.below(NAMES.length)
  const second = (first + 1 + chance.below(NAMES.length - 1)) % NAMES.length
  return [NAMES[first], NAMES[second]] as (keyof typeof MACHINES)[]
}

function record(directory: string, more: Partial<SourceOptions> = {}): Promise<RecordedSource> {
  const request = { ...workspaceSettings(directory), exclude: ['.git'], paths: ['.'] }
  const options = { directory, prefix: '', environment: process.env, encodings: 'demanded', tracked: 'all' } as const
  return recorder.record === undefined
    ? Promise.reject(new Error())
    : recordWithSource(recorder, request, { ...options, ...more })
}

test('a clean checkout is accepted, and recorded by the digests of its commit, however the machine is set', async () => {
  const count = caseCount(1000)
  const chance = new Chance(seed())
  const coverage: Record<string, number> = { files: 0, converted: 0, submodules: 0, lfs: 0 }
  for (let each = 0; each < count; each += 1) {
    const repository = randomRepository(chance)
    const { directory, commit, submodules, files } = repository
    const expected = await commitFiles({ directory, commit, environment: process.env })
    const digests = new Map(expected.digests)
    for (const [path, submodule] of submodules) {
      const below = await commitFiles({ ...submodule, environment: process.env })
      for (const [name, digest] of below.digests) digests.set(`${path}/${name}`, digest)
    }
    for (const name of machines(chance)) {
      const settings = MACHINES[name]
      const work = checkOut(repository, settings)
      if (chance.once(2)) pullLfs(work, repository)
      const recorded = await record(work)
      const found = [...recorded.artifacts].map(([path, digest]) => [path, digest.slice('sha256:'.length)] as const)
      expect({ each, name, work, differences: recorded.differences }).toEqual({ each, name, work, differences: [] })
      expect(new Map(found)).toEqual(digests)
      expect(recorded.claim).toMatchObject({
        commit,
        tree: expected.tree,
        files: expected.files,
        digest: expected.digest
      })
      expect([...recorded.claim.submodules.keys()]).toEqual([...submodules.keys()])
      coverage['files'] = (coverage['files'] ?? 0) + found.length
      coverage['converted'] = (coverage['converted'] ?? 0) + recorded.converted.size
    }
    coverage['submodules'] = (coverage['submodules'] ?? 0) + submodules.size
    coverage['lfs'] = (coverage['lfs'] ?? 0) + [...files.values()].filter(({ lfs }) => lfs !== undefined).length
  }
  report('source, clean checkouts', count, seed(), coverage)
})
