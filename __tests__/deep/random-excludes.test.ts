// SPDX-License-Identifier: Apache-2.0
// Excludes speak git's own dialect: over random trees, git leaves out what we leave out, and records what we record.
import { execFileSync } from 'node:child_process'
import { mkdirSync, symlinkSync, writeFileSync } from 'node:fs'
import { devNull } from 'node:os'
import { join } from 'node:path'
import { expect, test } from '@jest/globals'
import { Entered } from '../../src/recording/entered.ts'
import { compileExcludes } from '../../src/recording/excludes.ts'
import { LeftOut } from '../../src/recording/left-out.ts'
import { findFiles, type WalkOptions } from '../../src/recording/walk.ts'
import { caseCount, Chance, report, seed } from '../support/cases.ts'
import { directoryWith } from '../support/directory.ts'
import { randomPattern, randomTree, type Tree } from '../support/random-excludes.ts'

interface Case {
  readonly tree: Tree
  readonly patterns: readonly string[]
}

/** Git of no user, with its answers on the disk of one repository. */
function git(directory: string, words: readonly string[], input = ''): string {
  return execFileSync('git', ['-c', `core.excludesFile=${devNull}`, '-c', 'core.ignoreCase=false', ...words], {
    cwd: directory,
    input,
    encoding: 'utf8',
    maxBuffer: 1 << 28,
    env: { PATH: process.env['PATH'], GIT_CONFIG_NOSYSTEM: '1', GIT_CONFIG_GLOBAL: devNull, LC_ALL: 'C' }
  })
}

function makeCase({ tree, patterns }: Case, directory: string): void {
  mkdirSync(directory)
  for (const [path, kind] of tree) {
    if (kind === 'directory') mkdirSync(join(directory, path))
    else if (kind === 'file') writeFileSync(join(directory, path), '')
    else symlinkSync('..', join(directory, path))
  }
  writeFileSync(join(directory, '.gitignore'), `${patterns.join('\n')}\n`)
}

/** By case, the paths that git leaves out. */
function leftOutByGit(repository: string, cases: readonly Case[]): Set<string>[] {
  cases.forEach((each, index) => makeCase(each, join(repository, String(index))))
  const asked = cases.flatMap(({ tree }, index) => [...tree.keys()].map((path) => `${index}/${path}\0`))
  const words = ['check-ignore', '--no-index', '--stdin', '-z', '-v', '-n']
  const fields = git(repository, words, asked.join('')).split('\0')
  const found = cases.map(() => new Set<string>())
  for (let at = 0; at + 3 < fields.length; at += 4) {
    const [pattern = '', path = ''] = [fields[at + 2], fields[at + 3]]
    const slash = path.indexOf('/')
    // The pattern that decides is told whatever it says.
    if (pattern !== '' && !pattern.startsWith('!')) found[Number(path.slice(0, slash))]?.add(path.slice(slash + 1))
  }
  expect((fields.length - 1) / 4).toBe(asked.length)
  return found
}

const FEATURES: Readonly<Record<string, (pattern: string) => boolean>> = {
  negation: (pattern) => pattern.startsWith('!'),
  anchors: (pattern) => /^!?\//.test(pattern),
  '**': (pattern) => /(^|\/)\*\*(\/|$)/.test(pattern),
  classes: (pattern) => /\[.+\]/.test(pattern),
  escapes: (pattern) => pattern.includes('\\'),
  'trailing spaces': (pattern) => pattern.endsWith(' '),
  'directories only': (pattern) => pattern.endsWith('/')
}

test('excludes leave out what git leaves out', () => {
  const count = caseCount(10_000)
  const chance = new Chance(seed())
  const coverage: Record<string, number> = Object.fromEntries(Object.keys(FEATURES).map((name) => [name, 0]))
  let [paths, excluded] = [0, 0]
  for (let done = 0; done < count; done += 500) {
    const cases = Array.from({ length: Math.min(500, count - done) }, (): Case => {
      const tree = randomTree(chance)
      return { tree, patterns: Array.from({ length: 1 + chance.below(5) }, () => randomPattern(tree, chance)) }
    })
    const repository = directoryWith({})
    git(repository, ['init', '--quiet'])
    const expected = leftOutByGit(repository, cases)
    for (const [index, { tree, patterns }] of cases.entries()) {
      const ofGit = expected[index] as Set<string>
      const excludes = compileExcludes(patterns)
      const ours = [...tree].filter(([path, kind]) => excludes.path(path, kind === 'directory') !== undefined)
      expect({ patterns, leftOut: ours.map(([path]) => path) }).toEqual({
        patterns,
        leftOut: [...tree.keys()].filter((path) => ofGit.has(path))
      })
      const directory = join(repository, String(index))
      const listed: string[] = []
      const walk: WalkOptions = {
        excludes,
        entered: new Entered(),
        leftOut: new LeftOut(),
        named: 'by-listing',
        symlinkedDirectories: 'skip',
        base: directory,
        baseName: 'the workspace',
        lookingFor: { purpose: 'recorded', patterns: 'given' },
        resolve: (path) => join(directory, path)
      }
      findFiles('.', walk, (path) => listed.push(path))
      expect({ patterns, listed: listed.filter((path) => path !== '.gitignore').sort() }).toEqual({
        patterns,
        listed: [...tree].flatMap(([path, kind]) => (kind === 'file' && !ofGit.has(path) ? [path] : [])).sort()
      })
      paths += tree.size
      excluded += ofGit.size
      for (const [name, has] of Object.entries(FEATURES))
        if (patterns.some(has)) coverage[name] = (coverage[name] ?? 0) + 1
    }
  }
  const percent = Math.round((100 * excluded) / paths)
  report('random excludes', count, seed(), { ...coverage, paths, 'percent excluded': percent })
  for (const times of Object.values(coverage)) expect(times).toBeGreaterThan(count / 50)
  expect([percent >= 20, percent <= 80]).toEqual([true, true])
})
