// SPDX-License-Identifier: Apache-2.0

/** Every name of a report format, the default first. `REPORT_FORMATS`, which renders them, is loaded by whoever renders. */
export const FORMAT_NAMES = ['text', 'json', 'markdown', 'sarif', 'annotations'] as const

export type FormatName = (typeof FORMAT_NAMES)[number]
