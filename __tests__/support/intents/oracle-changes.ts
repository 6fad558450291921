// SPDX-License-Identifier: Apache-2.0
// A step ends with exactly what it began with, plus and minus what it says.
import type { Wrong } from './oracle.ts'
import { fitsAny, pathFits } from './path-fits.ts'
import type { PlainStep } from './plain-pipeline.ts'
import { isDirectory, type Files, type PlainLink } from './plain-run.ts'
import { installationOf } from './taken-files.ts'

export function changesWrong(step: PlainStep, link: PlainLink, source: Files | undefined): readonly Wrong[] {
  if (link.kind !== 'link' && step.delegated !== true) return []
  const wrong = (codes: string | readonly string[], file?: string): Wrong => ({
    codes: typeof codes === 'string' ? [codes] : codes,
    step: step.name,
    rank: 'changes',
    ...(file === undefined ? {} : { file })
  })
  if (step.addsSource === true) return checkoutWrong(link, source, wrong)
  const { materials, products } = link
  const wrongs: Wrong[] = []
  for (const path of products.keys()) {
    if (materials.has(path)) continue
    const expected = isDirectory(path)
      ? installationOf(step, path) !== undefined
      : fitsAny(step.adds, path) || fitsAny(step.mayAdd, path)
    if (!expected) wrongs.push(wrong('ADDED_UNEXPECTED', path))
  }
  for (const [path, before] of materials) {
    if (isDirectory(path)) continue
    const after = products.get(path)
    if (after === undefined) {
      if (!fitsAny(step.removes, path) && !fitsAny(step.mayRemove, path)) wrongs.push(wrong('REMOVED_UNEXPECTED', path))
    } else if (fitsAny(step.removes, path)) wrongs.push(wrong('NOT_REMOVED', path))
    else if (after !== before && !fitsAny(step.changes, path)) wrongs.push(wrong('CHANGED_UNEXPECTED', path))
  }
  return [...wrongs, ...nothingFits(step, link).map(() => wrong('TOOK_NOTHING'))]
}

/** Patterns that need a file and have none. */
function nothingFits(step: PlainStep, { materials, products }: PlainLink): readonly string[] {
  const fresh = [...products.keys()].filter((path) => !materials.has(path))
  const none = (patterns: readonly string[] | undefined, paths: readonly string[]): readonly string[] =>
    (patterns ?? []).filter((pattern) => !paths.some((path) => pathFits(pattern, path)))
  const installed = fresh.filter(isDirectory).map((path) => path.slice('dir:'.length))
  const empty = (step.installs ?? []).filter(
    ({ directory }) => !installed.some((path) => path === directory || pathFits(directory, path))
  )
  const taken = [...materials.keys()]
  return [
    ...none(step.adds, fresh),
    ...none(step.changes, taken),
    ...none(step.removes, taken),
    ...empty.map(({ directory }) => directory)
  ]
}

/** A checkout ends with the files of the commit. */
function checkoutWrong(
  { products }: PlainLink,
  source: Files | undefined,
  wrong: (codes: readonly string[], file?: string) => Wrong
): readonly Wrong[] {
  if (source === undefined) return [wrong(['SOURCE_AMBIGUOUS'])]
  const wrongs: Wrong[] = []
  for (const path of products.keys()) if (!source.has(path)) wrongs.push(wrong(['ADDED_UNEXPECTED'], path))
  for (const [path, content] of source) {
    const there = products.get(path)
    if (there === undefined) wrongs.push(wrong(['REMOVED_UNEXPECTED'], path))
    else if (there !== content) wrongs.push(wrong(['CHANGED_UNEXPECTED'], path))
  }
  return wrongs
}
