// SPDX-License-Identifier: Apache-2.0
// What layouts in the place of a link give away that the layout around them does not.
import { quoteUntrusted } from '../../base/escape-untrusted.ts'
import { LIMITS } from '../../base/limits.ts'
import { listed } from '../../base/listed.ts'
import { installsOf } from './installed-directories.ts'
import type { StepIntents } from './intents.ts'
import type { StepRecord } from './step-record.ts'

/** A sentence for each thing that such a layout says more loosely. @param outer what the layout around it says of the step */
export function givenAway({ name, accepted }: StepRecord, outer: StepIntents): string[] {
  return accepted.flatMap((evidence) => {
    if (evidence.kind === 'link' || evidence.intents === undefined) return []
    const where = `The layout ${evidence.at}, which stands in the place of the link of step "${name}",`
    return looserIn([...evidence.intents.steps.values()], outer).map(
      ([what, names]) => `${where} ${what}${listed(names, LIMITS.sentenceNames, (text) => quoteUntrusted(text))}.`
    )
  })
}

/** What is looser, to stand behind the layout, and the names of which it is said. */
function looserIn(
  inner: readonly StepIntents[],
  outer: StepIntents
): (readonly [what: string, names: readonly string[]])[] {
  const any = inner.filter(({ recording }) => recording === 'any').map((step) => step.name)
  const scratch = new Set(outer.scratch)
  const lines = new Set(inner.flatMap((step) => step.scratch).filter((line) => !scratch.has(line)))
  const delegated = inner.filter((step) => step.delegated).map((step) => step.name)
  const all = [
    ['takes links that do not say what they left out (`recording: any`), of ', outer.recording === 'any' ? [] : any],
    ['lets its steps leave files behind that the step itself does not have as scratch: ', [...lines]],
    [
      'lets files differ in directories that its steps install, where the step itself does not have them as `may-change`: ',
      changingIn(inner, outer)
    ],
    ['lets further layouts stand in the place of links, of ', delegated]
  ] as const
  return all.filter(([, names]) => names.length > 0)
}

/** Lines of what may differ inside of installed directories, each with its directory before it. */
function changingIn(inner: readonly StepIntents[], outer: StepIntents): string[] {
  const installs = installsOf(outer)
  const changing = inner.flatMap((step) =>
    step.installs.flatMap(({ directory, mayChange }) => {
      const same = outer.installs.find((one) => one.directory === directory)
      const there = same === undefined ? installs(`dir:${directory}`) : [same]
      const allowed = new Set(there.flatMap((one) => one.mayChange))
      return mayChange.filter((line) => !allowed.has(line)).map((line) => `${directory}: ${line}`)
    })
  )
  return [...new Set(changing)]
}
