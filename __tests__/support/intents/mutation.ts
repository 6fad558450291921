// SPDX-License-Identifier: Apache-2.0
// One thing that is not as it was in an honest run. Whether it is wrong the oracle says: some of it a step may do.
import type { Chance } from '../cases.ts'
import type { PlainPipeline } from './plain-pipeline.ts'
import type { Files, PlainLink, PlainRun } from './plain-run.ts'
import type { Place, RunPlan } from './simulate.ts'

/** `artifacts`: of files, as somebody changes them; what else a link says, or that it is there, is `evidence`. */
export type MutationKind = 'artifacts' | 'evidence'

export interface Mutation {
  readonly kind: MutationKind
  /** In a few words, with the file. */
  readonly what: string
  readonly step: string
  readonly place: Place | 'link' | 'run'
  /** Made when somebody wants it: of most mutations only some are tried. */
  readonly run: () => PlainRun
  /** Where links are missing: the run with them. What is told beside that must hold of it. */
  readonly whole?: () => PlainRun
}

/** An honest run, and what led to it. */
export interface HonestRun {
  readonly pipeline: PlainPipeline
  readonly plan: RunPlan
  readonly run: PlainRun
  readonly chance: Chance
}

/** The run with other links of one step. */
export function withLinks(
  run: PlainRun,
  step: string,
  change: (link: PlainLink) => PlainLink,
  which: 'first' | 'all' = 'all'
): PlainRun {
  const links = (run.links.get(step) ?? []).map((link, index) => (which === 'all' || index === 0 ? change(link) : link))
  return { ...run, links: new Map([...run.links, [step, links]]) }
}

/** The run without any link of some steps. @param what was wrong with it already */
export function lostLinks(run: PlainRun, steps: readonly string[], what = ''): Mutation {
  return {
    kind: 'evidence',
    what: `${what}no link`,
    step: steps.join(' and '),
    place: 'link',
    run: () => ({ ...run, links: new Map([...run.links].filter(([name]) => !steps.includes(name))) }),
    whole: () => run
  }
}

export function withFile(files: Files, path: string, content: string | undefined): Files {
  const changed = new Map(files)
  if (content === undefined) changed.delete(path)
  else changed.set(path, content)
  return changed
}
