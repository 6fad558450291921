// SPDX-License-Identifier: Apache-2.0
// What functionaries may make a verification do. A layout in the place of a link is written by a functionary, and a few
// bytes of it can ask for work without end: a pattern of stars, a layout that stands in the place of its own links.
import { LIMITS } from '../../base/limits.ts'
import type { Failure } from './failure.ts'
import { HeldValues } from './held-values.ts'
import { WorkExceeded } from './work-exceeded.ts'

/** Work that is left. */
export class Work {
  #left: number

  constructor(units: number) {
    this.#left = units
  }

  /** Whether it never ends. */
  get isUnbounded(): boolean {
    return this.#left === Number.POSITIVE_INFINITY
  }

  /** @throws WorkExceeded */
  spend(units: number): void {
    this.#left -= units
    if (this.#left < 0) throw new WorkExceeded('work')
  }
}

/** Of the root layout, which its owners answer for. */
export const UNBOUNDED = new Work(Number.POSITIVE_INFINITY)

/** What layouts in the place of links may cause in one verification. */
export class SublayoutBounds {
  readonly work: Work
  /** What their links hold. */
  readonly held: HeldValues
  /** Bytes of one of them. */
  readonly layoutBytes: number
  #layouts: number

  constructor(
    layouts: number = LIMITS.sublayouts,
    units: number = LIMITS.sublayoutWork,
    layoutBytes: number = LIMITS.layoutBytes,
    held = new HeldValues()
  ) {
    this.held = held
    this.layoutBytes = layoutBytes
    this.#layouts = layouts
    this.work = new Work(units)
  }

  /** Whether there may be one more layout. */
  takeLayout(): boolean {
    this.#layouts -= 1
    return this.#layouts >= 0
  }
}

/** SUBLAYOUT_TOO_MANY. */
export function tooManyLayouts(step: string): Failure {
  return {
    code: 'SUBLAYOUT_TOO_MANY',
    step,
    message: `More than ${LIMITS.sublayouts} layouts stand in the place of links.`,
    details: [],
    hint: 'Find out who signed so many layouts, or flatten them.'
  }
}

/** SUBLAYOUT_TOO_COSTLY. */
export function tooCostly(step: string, of: WorkExceeded['of']): Failure {
  return {
    code: 'SUBLAYOUT_TOO_COSTLY',
    step,
    details: [],
    ...(of === 'work'
      ? {
          message: `The layouts in the place of links, up to that of step "${step}", would read and compare more than the bound of ${LIMITS.sublayoutWork} units of work.`,
          hint: 'Find out who signed the layout of that step: it has many rules with wildcards, or many or very large links.'
        }
      : {
          message: `The links of the layout in the place of the link of step "${step}" take more memory than may be held at one time: ${inMiB(LIMITS.sublayoutValues)} for by-products and environments, ${inMiB(LIMITS.sublayoutArtifacts)} for artifacts.`,
          hint: 'Find out who signed the layout of that step: its links record many files, or long outputs of commands.'
        })
  }
}

function inMiB(bytes: number): string {
  return `${bytes / (1024 * 1024)} MiB`
}
