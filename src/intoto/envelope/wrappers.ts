// SPDX-License-Identifier: Apache-2.0
// The wrappers of layouts and links: the one table of them. Reading, signing, checking and the command line follow it.
import { DSSE } from './dsse.ts'
import { METABLOCK } from './metablock.ts'
import type { Wrapper } from './wrapper.ts'

/** In the order in which a document is held against them. The first is the one that is written by default. */
export const WRAPPERS = { dsse: DSSE, metablock: METABLOCK } as const satisfies Readonly<Record<string, Wrapper>>

export type WrapperFormat = keyof typeof WRAPPERS

/** Every name, the default first. */
export const WRAPPER_NAMES = Object.keys(WRAPPERS) as [WrapperFormat, ...WrapperFormat[]]
