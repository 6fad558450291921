// SPDX-License-Identifier: Apache-2.0
// What the beginning of a stage tells its end of the layout. The end does not look for one again: the command of the step
// may have changed the repository since.
import type { JsonAt } from '../../intoto/json/json-at.ts'
import { jsonObject, type JsonObject } from '../../intoto/json/json-value.ts'
import type { InstalledFiles } from './installed-changes.ts'
import { planWithoutLayout, recordingPlan, type RecordingPlan } from './recording-plan.ts'
import { readSignedLayout, type SignedLayout } from './signed-layout.ts'

export interface BegunLayout {
  /** The layout in intents, whether it speaks of the step or not, and where it was found, escaped. */
  readonly found: Pick<SignedLayout, 'text' | 'from'> | undefined
  /** Lines of scratch of a step that is recorded whole without a layout. */
  readonly scratch: readonly string[] | undefined
  /** Where a checkout finds the layout of the commit; as the inputs of the beginning. */
  readonly path: string | undefined
  readonly file: string | undefined
  /** What lay in each installed directory that the step began with. */
  readonly installed?: ReadonlyMap<string, InstalledFiles>
}

/** How a step that began is recorded; undefined for one that is recorded as inputs say. */
export function planOfBegun(
  begun: BegunLayout | undefined,
  step: string
): { readonly plan: RecordingPlan; readonly from: string } | undefined {
  if (begun === undefined) return undefined
  const { found, scratch } = begun
  if (found !== undefined) {
    const { intents } = readSignedLayout(found.text, 'layout', found.from)
    const plan = intents && recordingPlan(intents, step)
    if (plan !== undefined) return { plan, from: found.from }
  }
  // The beginning refused lines of scratch for a step that the layout knows.
  return scratch && { plan: planWithoutLayout(scratch), from: 'none' }
}

/** What a stage that began keeps of its layout until it ends, as JSON. */
export function encodeBegunLayout({ found, scratch, path, file, installed = new Map() }: BegunLayout): JsonObject {
  return jsonObject({
    installed,
    ...(found === undefined ? {} : { found: jsonObject({ text: found.text, from: found.from }) }),
    ...(scratch === undefined ? {} : { scratch }),
    ...(path === undefined ? {} : { path }),
    ...(file === undefined ? {} : { file })
  })
}

/** @throws METADATA_ codes */
export function parseBegunLayout(at: JsonAt): BegunLayout {
  const found = at.optional('found')
  return {
    found: found && { text: found.member('text').string(), from: found.member('from').string() },
    scratch: at.optional('scratch')?.strings(),
    path: at.optional('path')?.string(),
    file: at.optional('file')?.string(),
    installed: new Map(
      [...at.member('installed').members()].map(([directory, files]) => [
        directory,
        new Map([...files.members()].map(([name, facts]) => [name, facts.string()]))
      ])
    )
  }
}
