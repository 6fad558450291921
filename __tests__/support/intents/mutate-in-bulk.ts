// SPDX-License-Identifier: Apache-2.0
// Many files at once, which an offer cannot name one by one: logs, a directory, what is scattered; of the files that are
// there some of each.
import { collides } from './honest-plan.ts'
import type { HonestRun, Mutation } from './mutation.ts'
import { withLinks } from './mutation.ts'
import { isDirectory, type Files, type PlainLink } from './plain-run.ts'
import { simulate, type Place } from './simulate.ts'

type Tamper = (files: Map<string, string>) => void

const numbered = (count: number, name: (index: number) => string): string[] =>
  Array.from({ length: count }, (_, index) => name(index + 1))

/** Names that come together, some with what patterns cannot hold. */
const SHAPES: readonly (readonly string[])[] = [
  ['one.log', 'two.log'],
  numbered(4, (index) => `log${index}.txt`),
  numbered(13, (index) => `log${index}.txt`),
  numbered(13, (index) => `logs/deep/${index}.txt`),
  numbered(29, (index) => `p${String.fromCodePoint(96 + (index % 25))}/${index}.js`),
  numbered(12, (index) => `${String.fromCodePoint(96 + index)}${index}`),
  numbered(5, (index) => `src/made${index}.js`),
  ['odd [1]', 'odd \u200b2', "it's", '-dash', 'a: b', '!x'],
  ['source', `${'long/'.repeat(80)}x`]
]

export function* bulkMutations({ pipeline, plan, run, chance }: HonestRun): Generator<Mutation> {
  for (const step of pipeline.steps) {
    if (step.inRules !== undefined) continue
    const [link] = run.links.get(step.name) ?? []
    if (link === undefined) continue
    for (const place of ['before', 'inside', 'after'] as const) {
      const files = place === 'before' ? link.materials : link.products
      for (const [what, change] of tamperings(files, chance.pick(SHAPES), chance.below(7)))
        yield tampered(what, place, change)
    }
    const scratch = (line: string, half: 'before' | 'after'): Mutation => ({
      kind: 'evidence',
      what: `hid by ${line} ${half}`,
      step: step.name,
      place: 'link',
      run: () => withLinks(run, step.name, (one) => hiding(one, line, half))
    })
    for (const line of ['vendor/', '*.o', '# x', '!keep', '**'])
      for (const half of ['before', 'after'] as const) yield scratch(line, half)
    function tampered(what: string, place: Place, change: Tamper): Mutation {
      const run = (): ReturnType<Mutation['run']> => simulate(pipeline, plan, { step: step.name, place, change })
      return { kind: 'artifacts', what, step: step.name, place, run }
    }
  }
}

function hiding(link: PlainLink, line: string, half: 'before' | 'after'): PlainLink {
  const { recording } = link
  if (recording === 'silent' || recording[half] === undefined) return link
  const { leftOut } = recording[half]
  return {
    ...link,
    recording: { ...recording, [half]: { ...recording[half], leftOut: new Map([...leftOut, [line, 2]]) } }
  }
}

/** @param turn which of the files that are there are meant */
function tamperings(files: Files, shape: readonly string[], turn: number): (readonly [string, Tamper])[] {
  const all = [...files.keys()].filter((path) => !isDirectory(path))
  const some = (every: number): string[] => all.filter((_, index) => (index + turn) % every === 0)
  const fresh = shape.filter((path) => !collides(path, all))
  const each = (paths: readonly string[], change: (files: Map<string, string>, path: string) => void): Tamper => {
    return (files) => {
      for (const path of paths) if (files.has(path) || fresh.includes(path)) change(files, path)
    }
  }
  return [
    [`added ${fresh.length} like ${fresh[0]}`, each(fresh, (files, path) => files.set(path, 'evil'))],
    ...[1, 2, 3].flatMap((every): (readonly [string, Tamper])[] => [
      [`removed one in ${every}`, each(some(every), (files, path) => files.delete(path))],
      [`changed one in ${every}`, each(some(every), (files, path) => files.set(path, `evil ${path}`))]
    ])
  ]
}
