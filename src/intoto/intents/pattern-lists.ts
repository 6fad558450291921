// SPDX-License-Identifier: Apache-2.0

/** Where a step keeps the patterns of each word that names files by patterns. */
export const PATTERN_LISTS = {
  adds: 'adds',
  'may-add': 'mayAdd',
  changes: 'changes',
  removes: 'removes',
  'may-remove': 'mayRemove'
} as const

/** A word that names files by patterns. */
export type PatternWord = keyof typeof PATTERN_LISTS

/** All of them, in the order in which statements have them. */
export const PATTERN_WORDS = Object.keys(PATTERN_LISTS) as readonly PatternWord[]
