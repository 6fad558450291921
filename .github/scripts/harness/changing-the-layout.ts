// SPDX-License-Identifier: Apache-2.0
// The page on changing a layout, as data: what lies in the repository before and after each step of it.
import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { parse } from 'yaml'
import { ROOT } from './repository.ts'

export interface Use {
  readonly uses: string
  readonly with?: Readonly<Record<string, string>>
}

/** What lies in a repository. */
export interface LayoutState {
  /** The layout from `steps:` on. */
  readonly layout: string
  readonly stages: readonly Use[]
  /** Inputs of the gate. */
  readonly gate: Readonly<Record<string, string>>
}

/** One kind of change. */
export interface LayoutChange {
  readonly title: string
  /** What all of it in one pull request fails with. */
  readonly code: string
  /** After each step. */
  readonly states: readonly LayoutState[]
  /** Whether the first step changes the layout. */
  readonly isLayoutFirst: boolean
}

export interface LayoutChanges {
  readonly start: LayoutState
  readonly changes: readonly LayoutChange[]
}

const BLOCK = /^```yaml\n# (.+)\n([\s\S]*?)^```$/gm
const STEP = /^(?=\*\*\d\.\*\*)/m

/** Reads `docs/changing-the-layout.md`. */
export function changingTheLayout(): LayoutChanges {
  const page = readFileSync(join(ROOT, 'docs/changing-the-layout.md'), 'utf8')
  const [introduction = '', ...sections] = page.split(/^## /m)
  const start = changed({ layout: '', stages: [], gate: {} }, introduction)
  const changes = sections
    .filter((text) => STEP.test(text))
    .map((text): LayoutChange => {
      const title = text.split('\n')[0] ?? ''
      const [, code = ''] = /In one pull request this fails with\s+`([A-Z_]+)`/.exec(text) ?? []
      const [, ...steps] = text.split(STEP)
      const states = steps.reduce<LayoutState[]>((made, step) => [...made, changed(made.at(-1) ?? start, step)], [])
      assert.ok(code !== '' && states.length > 1, `the page says a code and several steps of ${title}`)
      return { title, code, states, isLayoutFirst: /^# .*layout\.yml$/m.test(steps[0] ?? '') }
    })
  return { start, changes }
}

/** A state with what some blocks of the page say. */
function changed(state: LayoutState, text: string): LayoutState {
  let next = state
  for (const [, place = '', body = ''] of text.matchAll(BLOCK)) {
    if (place === '.in-toto/layout.yml') next = { ...next, layout: body }
    else if (place.endsWith(', the stages')) next = { ...next, stages: parse(body) as Use[] }
    else if (place.endsWith(', the gate')) next = { ...next, gate: (parse(body) as Use[])[0]?.with ?? {} }
    else throw new Error(`a block of ${place}`)
  }
  return next
}
