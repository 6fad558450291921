// SPDX-License-Identifier: Apache-2.0
// The URI schemes of artifacts (ITE-4): the one table of them. Recording, names and verification follow it.

/** What a path with a scheme is recorded as: each file at or below it, or all files below it as one artifact. */
export type Coverage = 'each-file' | 'whole-directory'

export const URI_SCHEMES = {
  'file:': 'each-file',
  'dir:': 'whole-directory'
} as const satisfies Readonly<Record<`${string}:`, Coverage>>

export type UriScheme = keyof typeof URI_SCHEMES

const SCHEMES = Object.keys(URI_SCHEMES) as readonly UriScheme[]

/** The scheme that a text starts with; empty for none. An unknown scheme is part of a file's name, as in the reference. */
export function schemeOf(text: string): UriScheme | '' {
  return SCHEMES.find((scheme) => text.startsWith(scheme)) ?? ''
}

/** What a scheme covers; a plain path, each file. */
export function coverageOf(scheme: UriScheme | ''): Coverage {
  return scheme === '' ? 'each-file' : URI_SCHEMES[scheme]
}
