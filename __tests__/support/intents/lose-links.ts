// SPDX-License-Identifier: Apache-2.0
import { singleMutations } from './harness.ts'
import { lostLinks, type HonestRun, type Mutation } from './mutation.ts'

/** Tries of each run with something else that is wrong. */
const BESIDE = 40

/** Links of one step that are missing, of two, and of some where something else is wrong already. */
export function* lossesOfLinks(honest: HonestRun): Generator<Mutation> {
  const { pipeline, run, chance } = honest
  const names = pipeline.steps.map(({ name }) => name)
  for (const name of names) {
    yield lostLinks(run, [name])
    const other = chance.pick(names)
    if (other !== name) yield lostLinks(run, [name, other])
  }
  const others = [...singleMutations(honest)].filter(({ whole }) => whole === undefined)
  for (let tries = 0; tries < BESIDE; tries += 1) {
    const { what, place, step, run: changed } = chance.pick(others)
    const lost = new Set([chance.pick(names), ...(chance.once(3) ? [chance.pick(names)] : [])])
    yield lostLinks(changed(), [...lost], `${what}, ${place} ${step}; `)
  }
}
