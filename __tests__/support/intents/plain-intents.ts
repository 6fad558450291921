// SPDX-License-Identifier: Apache-2.0
// The intents of a pipeline as the product has them.
import { parseIntentPattern, type IntentPattern } from '../../../src/intoto/intents/intent-pattern.ts'
import type { Intents, StepIntents, Take } from '../../../src/intoto/intents/intents.ts'
import { SOURCE, type PlainPipeline, type PlainStep, type PlainTake } from './plain-pipeline.ts'

const patterns = (texts: readonly string[] | undefined): readonly IntentPattern[] =>
  (texts ?? []).map(parseIntentPattern)

export function intentsOfPlain(pipeline: PlainPipeline): Intents {
  const inIntents = pipeline.steps.filter(({ inRules }) => inRules === undefined)
  return {
    steps: new Map(inIntents.map((step) => [step.name, stepIntents(step)])),
    release: pipeline.release.map(({ step, only }) => ({ step, only: patterns(only) })),
    branches: patterns(pipeline.branches),
    tags: patterns(pipeline.tags),
    sourceCommit: 'run',
    submodules: pipeline.submodules ?? [],
    version: undefined
  }
}

function stepIntents(step: PlainStep): StepIntents {
  return {
    name: step.name,
    takes: step.takes.map(takeOf),
    addsSource: step.addsSource === true,
    adds: patterns(step.adds),
    mayAdd: patterns(step.mayAdd),
    changes: patterns(step.changes),
    removes: patterns(step.removes),
    mayRemove: patterns(step.mayRemove),
    scratch: step.scratch ?? [],
    installs: (step.installs ?? []).map(({ directory, mayChange = [] }) => ({ directory, mayChange })),
    command:
      step.command === undefined
        ? undefined
        : { words: step.command, workingDirectory: step.workingDirectory, setup: step.setup },
    definition: step.definition,
    delegated: step.delegated === true,
    recording: step.recording === 'any' ? 'any' : 'whole'
  }
}

function takeOf({ step, only, from, into }: PlainTake): Take {
  if (step === SOURCE) return { of: 'source' }
  return { of: 'step', step, only: patterns(only), from, into }
}
