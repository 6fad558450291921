// SPDX-License-Identifier: Apache-2.0
// Whose links decide. A stage behind the gate stores links, too, of which no layout knows and which `other-steps` allows;
// what became of its jobs is nothing that the gate waits for.
import { InTotoError } from '../base/errors.ts'
import type { LayoutFile } from '../intoto/layout/layout-file.ts'
import type { Pattern } from '../intoto/rules/pattern.ts'
import { UNBOUNDED } from '../intoto/verification/work.ts'

export interface StepsThatCount {
  /** Names of the steps of the layout that decides; undefined where they are not known, so that no step is left out. */
  readonly steps: ReadonlySet<string> | undefined
  /** Steps besides that may have links. */
  readonly otherSteps: readonly Pattern[]
}

/** Whether verification may look at links of a step: it does not where `other-steps` alone allows that there are any. */
export function counts(step: string, { steps, otherSteps }: StepsThatCount): boolean {
  return steps === undefined || steps.has(step) || !otherSteps.some((other) => other.matches(step, UNBOUNDED))
}

/** Names of the steps of a layout; undefined for one that cannot be read, which verification tells. */
export function stepsOf(layout: LayoutFile): ReadonlySet<string> | undefined {
  try {
    return new Set(layout.parsed().layout.steps.map(({ name }) => name))
  } catch (error) {
    if (error instanceof InTotoError) return undefined
    throw error
  }
}
