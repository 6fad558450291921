// SPDX-License-Identifier: Apache-2.0
import { findNamed } from './find-named.ts'
import { NAMED } from './named.ts'
import { Copy, repositoryFiles, sourcesAndTests } from './repository.ts'
import { runTests, tryMutant } from './run-tests.ts'

/** Tests may take long on a machine that does ten other things. */
const LONGEST = 300_000

/** Applies every known survivor, or those whose name holds a word, and prints the test that kills it. */
export async function runNamed(words: readonly string[]): Promise<boolean> {
  const files = repositoryFiles()
  const texts = sourcesAndTests(files)
  const chosen = NAMED.filter(({ name }) => words.every((word) => name.includes(word)))
  const copy = new Copy(files)
  let passed = 0
  let failed = 0
  const say = (good: boolean, line: string): void => {
    if (good) passed += 1
    else failed += 1
    console.log(`${good ? 'ok  ' : 'FAIL'} ${line}`)
  }
  try {
    const found = chosen.map((named) => ({ named, found: findNamed(named, texts) }))
    const tests = [...new Set(found.flatMap(({ found }) => (found.problem === undefined ? found.tests : [])))].sort()
    // A test that fails anyway would seem to kill everything.
    if (tests.length > 0) {
      const healthy = await runTests(copy, tests, LONGEST * 2)
      if (healthy.fate !== 'survived') {
        say(false, `without any mutant: ${healthy.fate}, ${healthy.by}`)
        return false
      }
    }
    for (const { named, found: where } of found) {
      if (where.problem !== undefined) {
        say(false, `${named.name}: ${where.problem}`)
        continue
      }
      const { fate, by } = await tryMutant(copy, where.mutant, where.tests, LONGEST)
      const place = `${where.mutant.file}:${where.mutant.line}`
      if (fate === 'killed') say(true, `${named.name} (${place})\n     killed by ${by}`)
      else say(false, `${named.name} (${place}): ${fate}${by === '' ? '' : `, ${by}`}`)
    }
  } finally {
    copy.remove()
    console.log(`${passed} passed, ${failed} failed`)
  }
  return failed === 0 && passed > 0
}
