// SPDX-License-Identifier: Apache-2.0
import { invalid, NONE, type Inputs } from '../../base/inputs.ts'
import { BY_LAYOUT } from './layout-inputs.ts'

/** How to write a pattern for what is called like the word for "off". */
const PATTERN_NONE = `A pattern for that name is \`/${NONE}\`.`

/** Gitignore patterns of the products to hand over, none for nothing; or what the layout says. */
export type HandOverInput = readonly string[] | typeof BY_LAYOUT

/** What to hand over, of an input that is not empty. @throws INPUT_MISSING, INPUT_INVALID */
export function readHandOverLines(inputs: Inputs): HandOverInput {
  if (inputs.control('hand-over', BY_LAYOUT) === undefined) return BY_LAYOUT
  if (!inputs.lines('hand-over').includes(BY_LAYOUT)) return inputs.controlLines('hand-over', { itself: PATTERN_NONE })
  throw invalid('hand-over', `\`${BY_LAYOUT}\` stands among other lines`, `Write \`${BY_LAYOUT}\` alone, or patterns.`)
}
