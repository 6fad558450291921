// SPDX-License-Identifier: Apache-2.0
// The formats of files with links: the one table of them. Whoever treats formats differently has a table with the same
// names, so that a new one is not overlooked.
import { LINK_BUNDLES } from './link-bundles.ts'
import type { LinkFormat } from './link-format.ts'
import { SIGNED_LINKS } from './signed-links.ts'
import { UNSIGNED_LINKS } from './unsigned-links.ts'

/** In the order in which the files of a step are looked through. */
export const LINK_FORMATS = {
  signed: SIGNED_LINKS,
  bundle: LINK_BUNDLES,
  unsigned: UNSIGNED_LINKS
} as const satisfies Readonly<Record<string, LinkFormat>>

export type LinkFormatName = keyof typeof LINK_FORMATS

export const LINK_FORMAT_NAMES = Object.keys(LINK_FORMATS) as readonly LinkFormatName[]

/** The format that a file is named like; undefined for a file that is not named like a link of the step. */
export function linkFormatOf(fileName: string, step: string): LinkFormatName | undefined {
  return LINK_FORMAT_NAMES.find((name) => LINK_FORMATS[name].isNamed(fileName, step))
}
