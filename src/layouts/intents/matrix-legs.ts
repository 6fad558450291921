// SPDX-License-Identifier: Apache-2.0
// The legs of a matrix, in the order and with the values that GitHub gives them.
import type { MatrixValues } from './matrix-text.ts'

/** A matrix as it is written. */
export interface Matrix {
  readonly dimensions: ReadonlyMap<string, readonly string[]>
  readonly include: readonly MatrixValues[]
  readonly exclude: readonly MatrixValues[]
}

/**
 * The legs. All combinations come first, the last dimension changing fastest, but for those that an entry of `exclude`
 * fits. An entry of `include` is added to each of them whose own values it does not change, and is a leg of its own where
 * there is none.
 */
export function legsOf({ dimensions, include, exclude }: Matrix): MatrixValues[] {
  const combined = combinations(dimensions).filter((leg) => !exclude.some((entry) => agrees(leg, entry)))
  const legs = combined.map((leg) => new Map(leg))
  const more: MatrixValues[] = []
  for (const entry of include) {
    const fitting = combined.flatMap((leg, index) => (overwrites(leg, entry) ? [] : [index]))
    for (const index of fitting) for (const [name, value] of entry) legs[index]?.set(name, value)
    if (fitting.length === 0) more.push(entry)
  }
  return [...legs, ...more]
}

/** How many combinations there are before any is written out. */
export function combinationsOf(dimensions: Matrix['dimensions']): number {
  let all = dimensions.size === 0 ? 0 : 1
  for (const values of dimensions.values()) all *= values.length
  return all
}

function combinations(dimensions: Matrix['dimensions']): MatrixValues[] {
  if (dimensions.size === 0) return []
  let legs: MatrixValues[] = [new Map()]
  for (const [name, values] of dimensions)
    legs = legs.flatMap((leg) => values.map((value) => new Map([...leg, [name, value]])))
  return legs
}

/** Whether a leg has all values of an entry. */
function agrees(leg: MatrixValues, entry: MatrixValues): boolean {
  return [...entry].every(([name, value]) => leg.get(name) === value)
}

function overwrites(leg: MatrixValues, entry: MatrixValues): boolean {
  return [...entry].some(([name, value]) => leg.has(name) && leg.get(name) !== value)
}

/** What a leg of a step is called: `build-linux-amd64`. */
export function legName(step: string, values: MatrixValues): string {
  return [step, ...values.values()].join('-').replace(/[^A-Za-z0-9._-]/g, '-')
}

/** Whether two sets of legs have the same values, whatever their order is. */
export function isSameMatrix(one: readonly MatrixValues[], other: readonly MatrixValues[]): boolean {
  const [texts, others] = [one, other].map((legs) => new Set(legs.map(valuesText))) as [Set<string>, Set<string>]
  return texts.size === others.size && [...texts].every((text) => others.has(text))
}

/** One text for the same values in any order. */
export function valuesText(values: MatrixValues): string {
  return JSON.stringify([...values].sort(([a], [b]) => (a < b ? -1 : 1)))
}

/** The dimensions that legs of both have. */
export function sharedDimensions(one: readonly MatrixValues[], other: readonly MatrixValues[]): string[] {
  const names = new Set(one.flatMap((leg) => [...leg.keys()]))
  return [...new Set(other.flatMap((leg) => [...leg.keys()]))].filter((name) => names.has(name))
}
