// SPDX-License-Identifier: Apache-2.0
// Files that somebody adds, removes, changes, renames or moves before, inside or after a step, of which later steps know
// no better; and such as stand in one link alone.
import { collides } from './honest-plan.ts'
import { withLinks, type HonestRun, type Mutation } from './mutation.ts'
import { oddPath, pathFor } from './path-for.ts'
import type { PlainPipeline, PlainStep } from './plain-pipeline.ts'
import { isDirectory, type Files } from './plain-run.ts'
import { simulate, type Place } from './simulate.ts'

const PLACES: readonly Place[] = ['before', 'inside', 'after']

type Tamper = (files: Map<string, string>) => void

export function* fileMutations(honest: HonestRun): Generator<Mutation> {
  const { pipeline, plan, run } = honest
  for (const one of pipeline.steps) {
    const step = one.name
    const [link] = run.links.get(step) ?? []
    if (link === undefined) continue
    for (const place of PLACES) {
      if (rulesSee(pipeline, one, place)) continue
      const files = place === 'before' ? link.materials : link.products
      for (const [what, change] of tamperings(honest, files, one))
        yield { kind: 'artifacts', what, step, place, run: () => simulate(pipeline, plan, { step, place, change }) }
    }
    for (const [what, change] of tamperings(honest, link.materials, one)) {
      if (honest.chance.once(3) && one.inRules === undefined) {
        const changed = new Map(link.materials)
        change(changed)
        yield inLink(honest, step, `${what}, in the materials alone`, { materials: changed })
      }
    }
  }
}

/** Whether rules that somebody wrote would tell: those are nobody's business here. */
const rulesSee = ({ steps }: PlainPipeline, { name, inRules }: PlainStep, place: Place): boolean =>
  place === 'before'
    ? inRules !== undefined
    : place === 'after' &&
      steps.some(({ inRules, takes }) => inRules !== undefined && takes.some(({ step }) => step === name))

/** In the link of one step, and nowhere else. */
function inLink({ run }: HonestRun, step: string, what: string, files: { readonly materials: Files }): Mutation {
  return {
    kind: 'artifacts',
    what,
    step,
    place: 'link',
    run: () => withLinks(run, step, (link) => ({ ...link, ...files }))
  }
}

/** Files of every sort, tampered with in every way. */
function tamperings(
  { pipeline, run, chance }: HonestRun,
  files: Files,
  step: PlainStep
): readonly (readonly [string, Tamper])[] {
  const all = [...files.keys()].filter((path) => !isDirectory(path))
  const directories = [...files.keys()].filter(isDirectory)
  const fresh = (path: string): string | undefined => (collides(path, all) ? undefined : path)
  const patterns = patternsOf(pipeline)
  const fitting =
    patterns.length === 0
      ? undefined
      : pathFor(chance.pick(patterns), chance, (path) => collides(path, all), pipeline.characters)
  // A name that another step has, with other bytes.
  const others = [...run.links.values()]
    .flat()
    .flatMap(({ products }) => [...products.keys()].filter((path) => !run.truth.files.has(path)))
  const elsewhere = others.length === 0 ? 'evil' : chance.pick(others)
  const added = [
    fresh('evil.txt'),
    fresh(chance.pick(['.evil', 'very/deep/er/evil.js'])),
    fresh(oddPath(chance, pipeline.characters)),
    fitting,
    fresh(elsewhere)
  ]
  const tampers: (readonly [string, Tamper])[] = added
    .filter((path) => path !== undefined)
    .filter((path) => !isDirectory(path))
    .map((path) => [`added ${path}`, (files) => files.set(path, 'evil')])
  // A file of each pattern that fits some, and any other.
  const pattern = patterns.length === 0 ? undefined : chance.pick(patterns)
  const special = all.filter((path) => pattern !== undefined && pathFitsLoosely(pattern, path))
  for (const some of [all, special]) {
    if (some.length === 0) continue
    const path = chance.pick(some)
    tampers.push([`removed ${path}`, (files) => files.delete(path)])
    tampers.push([`changed ${path}`, (files) => files.set(path, 'evil')])
  }
  if (all.length > 0) tampers.push(...movings(chance.pick(all), fresh))
  if (directories.length > 0) {
    const name = chance.pick(directories)
    tampers.push(
      [`removed ${name}`, (files) => files.delete(name)],
      [`changed ${name}`, (files) => files.set(name, 'evil')]
    )
  }
  // What neither takes files nor records whole has no directories of its own to tell.
  if (chance.once(4) && step.inRules === undefined && step.addsSource !== true)
    tampers.push(['added dir:evil_modules', (files) => files.set('dir:evil_modules', 'evil')])
  return tampers
}

function movings(path: string, fresh: (path: string) => string | undefined): readonly (readonly [string, Tamper])[] {
  const slash = path.lastIndexOf('/')
  const [directory, name] = [path.slice(0, slash + 1), path.slice(slash + 1)]
  const places = [
    ['renamed', `${directory}r-${name}`],
    ['moved', slash < 0 ? `moved/${path}` : `moved-${path}`]
  ] as const
  return places.flatMap(([what, to]) => {
    if (fresh(to) === undefined) return []
    const move: Tamper = (files) => {
      const content = files.get(path)
      if (content === undefined) return
      files.delete(path)
      files.set(to, content)
    }
    return [[`${what} ${path} to ${to}`, move] as const]
  })
}

/** All patterns of a pipeline, whoever's they are. */
export function patternsOf({ steps }: PlainPipeline): readonly string[] {
  return steps.flatMap(({ adds = [], mayAdd = [], changes = [], removes = [], mayRemove = [], takes }) => [
    ...[adds, mayAdd, changes, removes, mayRemove].flat(),
    ...takes.flatMap(({ only = [] }) => only)
  ])
}

/** By the literal text before the first wildcard. */
function pathFitsLoosely(pattern: string, path: string): boolean {
  return path.startsWith(pattern.replace(/[*?[].*$/, ''))
}
