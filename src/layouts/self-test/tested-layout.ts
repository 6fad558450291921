// SPDX-License-Identifier: Apache-2.0
// Whether a layout may be signed by what was shown of it, and what is said of that.
import { count } from '../../base/count.ts'
import { escapeUntrusted, quoteUntrusted } from '../../base/escape-untrusted.ts'
import { listed } from '../../base/listed.ts'
import { isIntentsInspection } from '../../intoto/intents/intents-of-layout.ts'
import type { Intents } from '../../intoto/intents/intents.ts'
import type { Layout } from '../../intoto/layout/layout.ts'
import { LayoutsError } from '../codes.ts'
import type { CompiledNames } from './honest-plan.ts'
import { testLayout, type SelfTest } from './test-layout.ts'

/** Wrong runs that are named. */
const NAMED = 20
/** Those in one sentence. */
const EXAMPLES = 3

/**
 * What was shown of a layout.
 *
 * @param compiled where the layout was built just now, what became of its steps: the names of their files are not looked for again
 * @throws LAYOUT_UNPROVEN for one that is wholly in intents and carries the check, where the rules refuse an honest run or a
 * wrong one passes
 */
export function testedLayout(layout: Layout, intents: Intents, compiled?: CompiledNames): SelfTest {
  const carriesCheck = layout.inspections.some(isIntentsInspection)
  const selfTest = testLayout({ intents, steps: layout.steps, carriesCheck, compiled })
  if (!carriesCheck || layout.steps.some(({ name }) => !intents.steps.has(name))) return selfTest
  demandPassed(selfTest)
  return selfTest
}

/**
 * A run that the check refuses is none that was honest, and a search that finds no other proves nothing.
 *
 * @throws LAYOUT_UNPROVEN where the rules refuse an honest run, or a wrong one passes
 */
export function demandPassed({ refused, passed }: Pick<SelfTest, 'refused' | 'passed'>): void {
  if (refused?.by === 'rules')
    throw new LayoutsError(
      'LAYOUT_UNPROVEN',
      `The rules of the layout refuse a run that is what it says: ${refused.why}`,
      {
        hint: OURS
      }
    )
  if (passed.length === 0) return
  const examples = listed(passed.map(passedText), EXAMPLES, (list) => list)
  throw new LayoutsError(
    'LAYOUT_UNPROVEN',
    `${count(passed.length, 'wrong run')} would pass the layout: ${examples}.`,
    {
      hint: OURS
    }
  )
}

const OURS =
  'If somebody edited the rules, build the layout from its source again. Else this is a fault of in-toto-actions: please report it with the layout.'

/** What wrong runs mean that nothing refuses, in a sentence; undefined where there are none, or the check is there. */
export function passedWarning(
  { tried, passed }: Pick<SelfTest, 'tried' | 'passed'>,
  { inspections }: Layout
): string | undefined {
  if (passed.length === 0 || inspections.some(isIntentsInspection)) return undefined
  const examples = listed(passed.map(passedText), EXAMPLES, (list) => list)
  return `Rules are all that this layout carries, and ${passed.length} of ${count(tried, 'wrong run')} that were tried would pass it: ${examples}.`
}

/** What was shown, in lines, escaped. */
export function selfTestLines({ refused, known, tried, byRules, byCheck, passed }: SelfTest): string[] {
  if (refused !== undefined) return [`self-test: no honest run could be made up, so nothing was tried. ${refused.why}`]
  const of = tried === known ? count(tried, 'wrong one') : `${tried} of ${count(known, 'wrong one')}`
  const checked = byCheck === 0 ? '' : `, ${byCheck} by the check alone`
  const first = `self-test: an honest run passes; ${of} tried: ${byRules} refused by the rules${checked}, ${passed.length} passed`
  const rest = passed.length > NAMED ? [`  … and ${passed.length - NAMED} more`] : []
  return [first, ...passed.slice(0, NAMED).map((wrong) => `  passes: ${passedText(wrong)}`), ...rest]
}

function passedText({ step, what }: SelfTest['passed'][number]): string {
  return `${quoteUntrusted(step)}: ${escapeUntrusted(what)}`
}
