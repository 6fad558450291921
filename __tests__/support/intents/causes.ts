// SPDX-License-Identifier: Apache-2.0
// Runs in which one thing that is wrong could hide another: what nobody knows without a link, and what was found by links
// that are wrong themselves.
import { singleMutations } from './harness.ts'
import { evidenceMutations } from './mutate-evidence.ts'
import { lostLinks, type HonestRun, type Mutation } from './mutation.ts'

/** Tries of each run with two things that are wrong. */
const TRIES = 40

const ofLinksThere = (mutations: Iterable<Mutation>): readonly Mutation[] =>
  [...mutations].filter(({ whole }) => whole === undefined)

/** Links of one step that are missing, of two, and of some where something else is wrong already. */
export function* lossesOfLinks(honest: HonestRun): Generator<Mutation> {
  const { pipeline, run, chance } = honest
  const names = pipeline.steps.map(({ name }) => name)
  for (const name of names) {
    yield lostLinks(run, [name])
    const other = chance.pick(names)
    if (other !== name) yield lostLinks(run, [name, other])
  }
  const others = ofLinksThere(singleMutations(honest))
  for (let tries = 0; tries < TRIES; tries += 1) {
    const { what, place, step, run: changed } = chance.pick(others)
    const lost = new Set([chance.pick(names), ...(chance.once(3) ? [chance.pick(names)] : [])])
    yield lostLinks(changed(), [...lost], `${what}, ${place} ${step}; `)
  }
}

/** What the link of one step leaves out, says or does not say, where something is wrong with another step already. */
export function* twoWrongs(honest: HonestRun): Generator<Mutation> {
  const { chance } = honest
  const firsts = ofLinksThere(singleMutations(honest)).filter(({ step }) => step !== '')
  for (let tries = 0; tries < TRIES; tries += 1) {
    const one = chance.pick(firsts)
    const run = one.run()
    const seconds = ofLinksThere(evidenceMutations({ ...honest, run })).filter(
      ({ step, place }) => place === 'link' && step !== one.step
    )
    if (seconds.length === 0) continue
    const two = chance.pick(seconds)
    yield { ...two, what: `${one.what}, ${one.place} ${one.step}; ${two.what}` }
  }
}
