// SPDX-License-Identifier: Apache-2.0
// Within a minute: mutants of what has changed since a commit. Known survivors come first and fail the run when they
// survive; of the others a few are tried, in an order that the seed decides, and survivors are only told. The tests have
// passed without any mutant before: `.ci/run` sees to that.
import { execFileSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { findNamed } from './find-named.ts'
import { importGraph, quickestTests, relatedTests } from './import-graph.ts'
import type { TextMutant } from './mutant.ts'
import { NAMED } from './named.ts'
import { ownMutants } from './own-operators.ts'
import { code } from './report.ts'
import { ROOT } from '../harness/repository.ts'
import { Copy, git, readText, repositoryFiles, sourcesAndTests } from './repository.ts'
import { tryMutant } from './run-tests.ts'
import { seededOrder } from './seeded-order.ts'

const SINCE = '.ci/mutants-since'

interface Trial {
  readonly name: string
  readonly mutant: TextMutant
  readonly tests: readonly string[]
  readonly isKnown: boolean
}

/** The sources that differ from the commit that `.ci/mutants-since` names; all, where it is not at hand. */
function changedSources(sources: readonly string[]): { since: string; changed: readonly string[] } {
  const since = existsSync(join(ROOT, SINCE)) ? readText(SINCE).trim() : ''
  if (!/^[0-9a-f]{40}$/.test(since)) throw new Error(`${SINCE} must hold a commit, as 40 hexadecimal digits.`)
  try {
    execFileSync('git', ['cat-file', '-e', `${since}^{commit}`], { cwd: ROOT, stdio: 'ignore' })
  } catch {
    console.log(`The commit ${since} is not at hand, so every file counts as changed.`)
    return { since, changed: sources }
  }
  const untracked = git('ls-files', '--others', '--exclude-standard', 'src').split('\n')
  const names = new Set([...git('diff', '--name-only', since, '--', 'src').split('\n'), ...untracked])
  return { since, changed: sources.filter((file) => names.has(file)) }
}

/** @returns false when a known survivor survives, or the code that it changes is not there any more */
export async function runChanged(seconds: number, seed: string | undefined): Promise<boolean> {
  const until = Date.now() + seconds * 1000
  const files = repositoryFiles()
  const texts = sourcesAndTests(files)
  const sources = [...texts.keys()].filter((file) => file.startsWith('src/') && !file.endsWith('.d.ts'))
  const { since, changed } = changedSources(sources)
  const found = NAMED.map((named) => ({ named, where: findNamed(named, texts) }))
  const gone = found.filter(({ where }) => where.problem !== undefined)
  for (const { named, where } of gone) console.log(`FAIL ${named.name}: ${where.problem}`)
  let failed = gone.length
  let passed = found.length - gone.length
  console.log(`${passed} of ${found.length} known survivors still have their code.`)
  if (changed.length === 0) {
    console.log(`no file changed since ${since}`)
  } else {
    const order = seed ?? git('rev-parse', 'HEAD')
    console.log(`${changed.length} files changed since ${since}; ${seconds} s for their mutants, seed ${order}.`)
    const known = found.flatMap(({ named, where }): Trial[] =>
      where.problem === undefined && changed.includes(where.mutant.file)
        ? [{ name: named.name, mutant: where.mutant, tests: where.tests, isKnown: true }]
        : []
    )
    const graph = importGraph(texts)
    const own = changed.flatMap((file): Trial[] => {
      const tests = quickestTests(relatedTests(graph, file))
      if (tests.length === 0) return []
      return ownMutants(file, texts.get(file) ?? '').map((mutant) => {
        const name = `${mutant.by}, ${code(mutant.before)}`
        return { name, mutant, tests, isKnown: false }
      })
    })
    const name = ({ mutant }: Trial): string => `${mutant.file} ${mutant.start} ${mutant.by}`
    const trials = [...seededOrder(known, order, name), ...seededOrder(own, order, name)]
    const tried = await tryUntil(until, trials, files)
    failed += tried.failed
    passed += tried.passed
  }
  console.log(`${passed} passed, ${failed} failed`)
  return failed === 0
}

async function tryUntil(
  until: number,
  trials: readonly Trial[],
  files: readonly string[]
): Promise<{ passed: number; failed: number }> {
  const copy = new Copy(files)
  let [passed, failed, tried] = [0, 0, 0]
  try {
    for (const { name, mutant, tests, isKnown } of trials) {
      const left = until - Date.now()
      if (left < 5000) break
      const { fate, by } = await tryMutant(copy, mutant, tests, left)
      // Out of time, or a mutant without an end: nobody can tell, and the room run says it.
      if (fate === 'timeout') break
      tried += 1
      const place = `${mutant.file}:${mutant.line}`
      if (fate === 'killed') passed += 1
      else if (isKnown) failed += 1
      if (fate === 'killed') console.log(`ok   ${place} ${name}\n     killed by ${by}`)
      else console.log(`${isKnown ? 'FAIL' : 'note'} ${place} ${name}: ${fate}${by === '' ? '' : `, ${by}`}`)
    }
  } finally {
    copy.remove()
  }
  console.log(`${tried} of ${trials.length} mutants tried.`)
  return { passed, failed }
}
