// SPDX-License-Identifier: Apache-2.0
// Random commits: what git checks out cleanly is accepted, and gives one set of digests, however the machine is set.
import { chmodSync, existsSync, readFileSync, rmSync, symlinkSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, expect, test } from '@jest/globals'
import type { ArtifactPath } from '../../src/intoto/artifacts/artifacts.ts'
import { compareCodePoints } from '../../src/intoto/json/canonical-json.ts'
import { commitFiles } from '../../src/recording/source/commit-files.ts'
import { recordWithSource } from '../../src/recording/source/record-with-source.ts'
import type { RecordedSource, SourceOptions } from '../../src/recording/source/recorded-source.ts'
import { Recorder } from '../../src/recording/record-artifacts.ts'
import { workspaceSettings } from '../../src/recording/workspace-settings.ts'
import { caseCount, Chance, report, seed } from '../support/cases.ts'
import { directoryWith } from '../support/directory.ts'
import { rejectionOf } from '../support/errors.ts'
import {
  checkOut,
  MACHINES,
  pullLfs,
  plainGit,
  randomRepository,
  randomSparse,
  repositoryWith,
  sha256
} from '../support/random-repository.ts'
import { CHANGES, WITNESSES, type Named } from '../support/source-changes.ts'

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
}, 1_800_000)

test('a sparse checkout is accepted for what its patterns fit, and claims no more than that', async () => {
  const count = caseCount(600)
  const chance = new Chance(seed() + 2)
  const coverage = { cone: 0, files: 0, there: 0 }
  for (let each = 0; each < count; each += 1) {
    const repository = randomRepository(chance, 0)
    const { directory, commit } = repository
    const only = randomSparse(chance)
    const work = checkOut(repository, [], { sparse: only })
    const { claim, differences, artifacts } = await record(work, { only })
    const what = { each, only, work }
    expect({ ...what, differences }).toEqual({ ...what, differences: [] })
    // What git left out is marked so in the index.
    const listed = plainGit(work, ['ls-files', '-z', '-t'])
      .split('\0')
      .filter((line) => line.startsWith('H '))
    expect({ ...what, paths: [...artifacts.paths()] }).toEqual({
      ...what,
      paths: listed.map((line) => line.slice(2)).sort(compareCodePoints)
    })
    const again = await commitFiles({ directory, commit, environment: process.env, only: claim.only ?? [] })
    expect(claim).toMatchObject({ files: again.files, digest: again.digest })
    coverage.cone += only.cone ? 1 : 0
    coverage.files += repository.files.size
    coverage.there += artifacts.size
  }
  report('source, sparse checkouts', count, seed() + 2, coverage)
}, 1_800_000)

/** A checkout with a change; of random ones, the first that has something to change in that way. */
async function changedCheckout(name: string, chance: Chance, program: string): Promise<Changed> {
  for (;;) {
    const random = randomRepository(chance)
    const repository = repositoryWith(new Map([...random.files, ...WITNESSES]), random.submodules)
    const settings = MACHINES[chance.pick(NAMES)]
    const work = checkOut(repository, settings)
    const clean = await record(work)
    const named = CHANGES[name]?.({ work, repository, chance, program, settings })
    if (named !== undefined) return { work, commit: repository.commit, settings, clean, named }
  }
}

interface Changed {
  readonly work: string
  readonly commit: string
  readonly settings: readonly string[]
  readonly clean: RecordedSource
  readonly named: Named
}

test('every single change is named, whatever the repository says of it, and nothing of it runs', async () => {
  const count = caseCount(600)
  const chance = new Chance(seed() + 1)
  const coverage: Record<string, number> = Object.fromEntries(Object.keys(CHANGES).map((name) => [name, 0]))
  const proof = join(directoryWith(), 'proof')
  const program = join(directoryWith({ evil: `#!/bin/sh\ntouch '${proof}'\nexit 1\n` }), 'evil')
  chmodSync(program, 0o755)
  for (const hook of ['post-index-change', 'post-checkout']) symlinkSync(program, join(program, '..', hook))
  for (let each = 0; each < count; each += 1) {
    const name = Object.keys(CHANGES)[each % Object.keys(CHANGES).length] as string
    const changed = await changedCheckout(name, chance, program)
    rmSync(proof, { force: true })
    const { work, commit, settings, clean, named } = changed
    coverage[name] = (coverage[name] ?? 0) + 1
    const what = { each, name, settings, work }
    if (named === 'SOURCE_UNREADABLE') {
      expect({ ...what, code: (await rejectionOf(record(work, { commit }))).code }).toEqual({ ...what, code: named })
    } else {
      const { differences, claim, artifacts } = await record(work, { commit })
      expect({ ...what, paths: [...new Set(differences.map(({ path }) => path))] }).toEqual({
        ...what,
        paths: [named.path]
      })
      expect(named.kinds).toEqual(expect.arrayContaining([differences.at(-1)?.kind]))
      expect(claim).toEqual(clean.claim)
      const paths = new Set(clean.artifacts.paths())
      expect([...artifacts.paths()].filter((path) => !paths.has(path))).toEqual([])
      if (['content', 'lfs'].includes(differences.at(-1)?.kind ?? ''))
        expect(artifacts.get(named.path as ArtifactPath)).toBe(`sha256:${sha256(readFileSync(join(work, named.path)))}`)
    }
    expect(existsSync(proof)).toBe(false)
  }
  report('source, single changes', count, seed() + 1, coverage)
  for (const times of Object.values(coverage)) expect(times).toBeGreaterThan(count / 60)
}, 1_800_000)
