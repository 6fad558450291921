// SPDX-License-Identifier: Apache-2.0
// Which tests can notice that a source changed: those that import it, by whatever way.
import { posix } from 'node:path'

/** From a file to those that it imports, all from the top of the repository. */
export type ImportGraph = ReadonlyMap<string, readonly string[]>

const OF_TYPES = /\b(?:import|export)\s+type\b[^'"]*?\bfrom\s*['"][^'"]+['"]/g
/** Any path to a source: threads are started by a path that stands in a list. */
const IMPORT = /['"](\.\.?\/[^'"\s]+\.ts)['"]/g

/** The imports of files by their texts. Types are gone when a test runs, so they count for nothing. */
export function importGraph(texts: ReadonlyMap<string, string>): ImportGraph {
  return new Map(
    [...texts].map(([file, text]) => {
      const targets = [...text.replace(OF_TYPES, '').matchAll(IMPORT)].map(([, target = '']) =>
        posix.join(posix.dirname(file), target)
      )
      return [file, [...new Set(targets)].filter((target) => texts.has(target)).sort()]
    })
  )
}

/** Tests of a source. */
export interface RelatedTests {
  /** Those of the same name, of those near. They kill most. */
  readonly first: readonly string[]
  /** Those that try every mutant, the first of them first. */
  readonly near: readonly string[]
  /** Those that may try what is left. */
  readonly far: readonly string[]
}

/** Bundles are not made of the mutant, or slowly; the map of the house only reads it, and random tests take too long. */
const NEVER = /^__tests__\/(?:dist|deep)\/|\/core-bundle\.test\.ts$|^__tests__\/[^/]*$/

/**
 * The tests that import a file. Near are those of its own directory; where there are none, of its room; where there are
 * none either, those with the fewest imports in between.
 */
export function relatedTests(graph: ImportGraph, file: string): RelatedTests {
  const importers = new Map<string, string[]>()
  for (const [from, targets] of graph)
    for (const target of targets) importers.set(target, [...(importers.get(target) ?? []), from])
  // How many imports lie between the file and what imports it.
  const distances = new Map([[file, 0]])
  for (const [each, distance] of distances)
    for (const importer of importers.get(each) ?? [])
      if (!distances.has(importer)) distances.set(importer, distance + 1)
  const tests = [...distances.keys()].filter((each) => each.endsWith('.test.ts') && !NEVER.test(each)).sort()
  const nearest = Math.min(...tests.map((test) => distances.get(test) ?? 0))
  const own = posix.dirname(file).replace(/^src/, '__tests__')
  const room = own.split('/').slice(0, 2).join('/')
  const rings = [
    ...[`${own}/`, `${room}/`].map((ring) => tests.filter((test) => test.startsWith(ring))),
    tests.filter((test) => distances.get(test) === nearest)
  ]
  const near = rings.find((ring) => ring.length > 0) ?? []
  const first = near.filter((test) => posix.basename(test) === posix.basename(file).replace(/\.ts$/, '.test.ts'))
  const ordered = [...first, ...near.filter((test) => !first.includes(test))]
  return { first, near: ordered, far: tests.filter((test) => !near.includes(test)) }
}

/** The tests to ask where there is time for few: those of the same name, else those near. */
export function quickestTests({ first, near }: Pick<RelatedTests, 'first' | 'near'>): readonly string[] {
  return first.length > 0 ? first : near
}
