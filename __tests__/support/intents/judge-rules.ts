// SPDX-License-Identifier: Apache-2.0
// Compiled rules as a judge, without the check: all that other implementations have.
import type { Step } from '../../../src/intoto/layout/layout.ts'
import { checkRules } from '../../../src/intoto/verification/check-rules.ts'
import type { Compatibility } from '../../../src/intoto/verification/verification.ts'
import type { Judge, Told } from './judge.ts'
import type { PlainPipeline } from './plain-pipeline.ts'
import { firstLinks } from './run-links.ts'

/** The steps of a layout in intents with their rules, in its order. */
export type Compile = (pipeline: PlainPipeline) => readonly Step[]

const NO_WORK = { spend: (): void => undefined }

export const rulesJudge = (compile: Compile, compatibility: Compatibility = 'strict'): Judge => ({
  name: `rules, ${compatibility}`,
  reasons: 'none',
  of: (pipeline) => {
    const steps = compile(pipeline)
    return (run) => {
      const links = firstLinks(run)
      const unavailable = new Set(steps.filter(({ name }) => !links.has(name)).map(({ name }) => name))
      const told = [...unavailable].map((step): Told => ({ code: 'LINK_MISSING', step, files: [] }))
      for (const step of steps) {
        const link = links.get(step.name)
        if (link === undefined) continue
        const { failures } = checkRules({
          item: step,
          link,
          links,
          unavailable,
          compatibility,
          work: NO_WORK
        })
        for (const { code, artifacts } of failures) told.push({ code, step: step.name, files: artifacts ?? [] })
      }
      return { told }
    }
  }
})
