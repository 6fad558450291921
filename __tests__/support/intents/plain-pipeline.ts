// SPDX-License-Identifier: Apache-2.0
// A pipeline as plain data, for the oracle: texts as they stand in the layout, each leg of a matrix a step of its own.

/** Part of what a step begins with. `source` is the tree of the commit, any other name a step above. */
export interface PlainTake {
  readonly step: string
  readonly only?: readonly string[]
  readonly from?: string
  readonly into?: string
}

export interface PlainInstalls {
  readonly directory: string
  readonly mayChange?: readonly string[]
}

/** Rules as words. */
export interface PlainRules {
  readonly materials: readonly (readonly string[])[]
  readonly products: readonly (readonly string[])[]
}

export interface PlainStep {
  readonly name: string
  /** Empty: nothing. */
  readonly takes: readonly PlainTake[]
  readonly addsSource?: true
  readonly adds?: readonly string[]
  readonly mayAdd?: readonly string[]
  readonly changes?: readonly string[]
  readonly removes?: readonly string[]
  readonly mayRemove?: readonly string[]
  /** Those on top of the layout among them. */
  readonly scratch?: readonly string[]
  readonly installs?: readonly PlainInstalls[]
  readonly command?: readonly string[]
  /** Demanded with the command. */
  readonly workingDirectory?: string
  readonly setup?: string
  readonly definition?: string
  readonly delegated?: true
  readonly recording?: 'any'
  /** How many functionaries sign; one by default. */
  readonly threshold?: number
  /** In rules, not in intents: whatever it did counts. */
  readonly inRules?: PlainRules
}

export interface PlainRelease {
  readonly step: string
  readonly only?: readonly string[]
}

export interface PlainPipeline {
  readonly name: string
  /** The keys of `layout.yml` that speak of intents, without who signs what. */
  readonly text: string
  readonly steps: readonly PlainStep[]
  readonly release: readonly PlainRelease[]
  readonly branches?: readonly string[]
  readonly tags?: readonly string[]
  /** Directories of submodules that some jobs check out and others do not. */
  readonly submodules?: readonly string[]
  /** Files that each commit has, so that patterns find what they need. */
  readonly source: readonly string[]
  /** Characters that names are made of where a pattern leaves them open; undefined: letters and digits. */
  readonly characters?: readonly string[]
}

export const SOURCE = 'source'

/** Takes of whole steps. */
export const whole = (...steps: readonly string[]): PlainTake[] => steps.map((step) => ({ step }))

export const takesSource = (step: PlainStep): boolean => step.takes.some(({ step: taken }) => taken === SOURCE)

/** Whether the link of a step says which commit it saw. */
export const seesSource = (step: PlainStep): boolean =>
  step.inRules === undefined && (step.addsSource === true || takesSource(step))

/** The step of a name; the caller knows that there is one. */
export function stepNamed(pipeline: PlainPipeline, name: string): PlainStep {
  const found = pipeline.steps.find((step) => step.name === name)
  if (found === undefined) throw new Error(`${pipeline.name} has no step ${name}`)
  return found
}
