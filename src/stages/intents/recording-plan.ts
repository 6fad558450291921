// SPDX-License-Identifier: Apache-2.0
// What a layout in intents means for whoever records one of its steps. Nothing of it is believed: the gate holds the link
// against the layout that it trusts.
import type { IntentPattern } from '../../intoto/intents/intent-pattern.ts'
import {
  takesSource,
  type Installs,
  type Intents,
  type StepIntents,
  type TakeOfStep
} from '../../intoto/intents/intents.ts'
import { stepsAbove } from '../../intoto/intents/steps-above.ts'
import { isWhole, placeInTaker } from '../../intoto/intents/taken-files.ts'
import { compileExcludes } from '../../recording/excludes.ts'
import { compileDirectoryLine, isPattern, type DirectoryLine } from '../directory-lines.ts'

/** How one step is recorded, which is whole on both sides. */
export interface RecordingPlan {
  /** Gitignore lines of what it may leave behind unrecorded, and must not begin with. */
  readonly scratch: readonly string[]
  readonly installs: readonly DirectoryLine[]
  /** Directories that it begins with, since steps that it takes the whole of installed them. */
  readonly dependencies: readonly DirectoryLine[]
  /** Whether a file is recorded although a line of scratch fits it, by what the step may add. */
  readonly isAdded: (path: string) => boolean
  /** The patterns of these files. */
  readonly added: readonly string[]
  /** Undefined where no layout tells it. */
  readonly takes: PlannedTakes | undefined
  /** Whether a product is stored for later jobs unless the workflow says otherwise. */
  readonly isHandedOver: (path: string) => boolean
  /** Whether no step stands further down in the layout, which could begin with what this one leaves behind. */
  readonly isLast: boolean
}

export interface PlannedTakes {
  readonly source: boolean
  readonly steps: readonly TakeOfStep[]
  /** A checkout, which takes nothing. */
  readonly addsSource: boolean
  /** Which commit source is, as the layout says. */
  readonly commit: Intents['sourceCommit']
  /** Steps that it takes from, directly or through others. */
  readonly above: ReadonlySet<string>
  /** Whether the links of all that it takes say exactly what it begins with: they are of steps in intents. */
  readonly isExact: boolean
}

/** The plan of a step; undefined for one that the intents do not speak of. */
export function recordingPlan(intents: Intents, name: string): RecordingPlan | undefined {
  const step = intents.steps.get(name)
  if (step === undefined) return undefined
  const steps = step.takes.filter((take) => take.of === 'step')
  const later = [...intents.steps.values()].flatMap(({ takes }) =>
    takes.filter((take): take is TakeOfStep => take.of === 'step' && take.step === name)
  )
  const own = [...step.adds, ...step.mayAdd, ...step.changes]
  return {
    scratch: step.scratch,
    installs: step.installs.map(lineOfInstalls),
    dependencies: dependenciesOf(intents, step),
    isAdded: fitsOne([...step.adds, ...step.mayAdd]),
    added: [...step.adds, ...step.mayAdd].map(({ text }) => text),
    takes: {
      source: takesSource(step),
      steps,
      addsSource: step.addsSource,
      commit: intents.sourceCommit,
      above: stepsAbove(name, (other) => intents.steps.get(other)?.takes ?? []),
      isExact: steps.every((take) => intents.steps.has(take.step))
    },
    isHandedOver: (path) =>
      !step.addsSource && fitsOne(own)(path) && later.some((take) => placeInTaker(take, path) !== undefined),
    isLast: [...intents.steps.keys()].at(-1) === name
  }
}

/** The plan of a step of which no layout is at hand: all is recorded but these lines, and nobody knows what it takes. */
export function planWithoutLayout(scratch: readonly string[]): RecordingPlan {
  return {
    scratch,
    installs: [],
    dependencies: [],
    isAdded: () => false,
    added: [],
    takes: undefined,
    isHandedOver: () => false,
    isLast: false
  }
}

const fitsOne =
  (patterns: readonly IntentPattern[]) =>
  (path: string): boolean =>
    patterns.some((pattern) => pattern.matches(path))

const lineOfInstalls = ({ directory, mayChange }: Installs): DirectoryLine => ({ text: directory, leftOut: mayChange })

/**
 * Whoever takes the whole of a step takes what it installed, too, and what it began with itself. What a step installs
 * itself, or may leave behind as scratch, it does not take.
 */
function dependenciesOf(intents: Intents, step: StepIntents): DirectoryLine[] {
  const begins = new Map<string, readonly DirectoryLine[]>()
  // Steps take those above them alone, so one way down the layout knows all.
  for (const other of intents.steps.values()) {
    begins.set(other.name, taken(other, intents, begins))
    if (other.name === step.name) break
  }
  return [...(begins.get(step.name) ?? [])]
}

function taken(
  { takes, installs, scratch }: StepIntents,
  { steps }: Intents,
  begins: ReadonlyMap<string, readonly DirectoryLine[]>
): readonly DirectoryLine[] {
  const lines = new Map<string, DirectoryLine>()
  for (const take of takes) {
    if (take.of !== 'step' || !isWhole(take)) continue
    const installed = (steps.get(take.step)?.installs ?? []).map(lineOfInstalls)
    for (const line of [...installed, ...(begins.get(take.step) ?? [])])
      if (!lines.has(line.text)) lines.set(line.text, line)
  }
  const own = installs.map((one) => compileDirectoryLine(lineOfInstalls(one)))
  const ownTexts = new Set(installs.map(({ directory }) => directory))
  const excludes = compileExcludes(scratch)
  return [...lines.values()].filter(
    (line) =>
      !ownTexts.has(line.text) &&
      !own.some((fits) => !isPattern(line) && fits(line.text)) &&
      !examples(line).every((path) => excludes.path(path, true) !== undefined)
  )
}

/** Directories that fit a line: that which it names, or at the top and further down what a pattern of directories fits. */
function examples(line: DirectoryLine): string[] {
  if (!isPattern(line)) return [line.text]
  const filled = line.text.replace(/\[!?(.)[^\]]*\]/g, '$1').replaceAll('?', 'x')
  const fill = (any: string): string => filled.replaceAll('**/', any).replaceAll('/**', '/x').replaceAll('*', 'x')
  return [fill(''), fill('x/'), fill('x/y/')]
}
