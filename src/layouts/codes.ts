// SPDX-License-Identifier: Apache-2.0
import { RoomError } from '../base/errors.ts'

export const LAYOUTS_CODES = {
  YAML_SYNTAX: 'A layout source is not YAML, or not one document.',
  YAML_KEY_DUPLICATE: 'A layout source has the same key twice in one mapping.',
  YAML_FEATURE: 'A layout source uses anchors, aliases or tags.',
  YAML_TOO_LARGE: 'A layout source is too large, or nested too deep.',
  LAYOUT_SOURCE_MISSING: 'A layout source lacks something that every layout needs.',
  LAYOUT_SOURCE_UNKNOWN: 'A layout source names something that does not exist.',
  LAYOUT_SOURCE_TYPE: 'A value in a layout source has the wrong type.',
  LAYOUT_SOURCE_VALUE: 'A value in a layout source is not allowed.',
  LAYOUT_SOURCE_NAME: 'A step or inspection of a layout source has a name that is taken or cannot be a file name.',
  LAYOUT_SOURCE_EMPTY: 'A layout source has no steps.',
  LAYOUT_SOURCE_EXPIRED: 'A layout source expires in the past.',
  LAYOUT_SOURCE_RULE: 'A list of rules in a layout source can never fail, or one of its rules can never take anything.',
  LAYOUT_SOURCE_AMBIGUOUS: 'A sentence of a layout source can be read in two ways.',
  LAYOUT_SOURCE_IMPOSSIBLE: 'No honest run can be what a layout source says.',
  LAYOUT_UNREADABLE: 'A layout that was built is not written, since no verification would read it.',
  LAYOUT_UNPROVEN: 'A layout in intents refuses an honest run that was made up of it, or lets a wrong one pass.',
  LAYOUT_SOURCE_KEY_SHARED: 'Two functionaries of a layout source have one key.'
} as const

export type LayoutsCode = keyof typeof LAYOUTS_CODES

/** A mistake in a layout source whose place in the file is not known. */
export class LayoutsError extends RoomError<LayoutsCode> {}
