// SPDX-License-Identifier: Apache-2.0
// A step in intents as it is written, before its matrix is written out.
import type { YamlMembers } from '../yaml-reader.ts'
import type { PlacedText } from './intent-text.ts'
import type { MatrixText, MatrixValues } from './matrix-text.ts'

/** What a step says of files, by the key that says it. */
export const FILE_KEYS = ['adds', 'may-add', 'changes', 'removes', 'may-remove'] as const

export type FileKey = (typeof FILE_KEYS)[number]

/** The keys of a step in intents, beside those that every step has. */
export const INTENT_KEYS = [
  'takes',
  ...FILE_KEYS,
  'scratch',
  'installs-into',
  'matrix',
  'command',
  'working-directory',
  'setup',
  'definition',
  'delegated',
  'recording'
] as const

export interface Leg {
  readonly name: string
  readonly values: MatrixValues
}

/** One thing that a step takes. */
export interface TakeTemplate {
  readonly offset: number
  /** A step, a leg of one, or `source`. */
  readonly step: MatrixText
  readonly only: readonly MatrixText[]
  readonly from: MatrixText | undefined
  readonly into: MatrixText | undefined
  readonly legs: 'all' | 'same' | undefined
}

export interface InstallsTemplate {
  readonly directory: MatrixText
  readonly mayChange: readonly PlacedText[]
}

export interface CommandTemplate {
  readonly offset: number
  /** The text in which values stand, of which each leg has its words; undefined of a list, and of a text without values. */
  readonly line: MatrixText | undefined
  readonly words: readonly MatrixText[]
  readonly workingDirectory: MatrixText | undefined
  readonly setup: MatrixText | undefined
}

export interface StepTemplate {
  /** As it is written, without the values of a leg. */
  readonly name: string
  /** Where the step stands. */
  readonly offset: number
  readonly hasMatrix: boolean
  /** Without a matrix one that is called like the step and has no values; none of a matrix that cannot be read. */
  readonly legs: readonly Leg[]
  /** Where `takes` stands. */
  readonly takesAt: number
  /** Empty: nothing. */
  readonly takes: readonly TakeTemplate[]
  /** Where `adds: source` stands. */
  readonly addsSourceAt: number | undefined
  readonly files: Readonly<Record<FileKey, readonly MatrixText[]>>
  readonly scratch: readonly PlacedText[]
  readonly installs: readonly InstallsTemplate[]
  readonly command: CommandTemplate | undefined
  readonly definition: PlacedText | undefined
  readonly delegatedAt: number | undefined
  readonly recordingAt: number | undefined
}

/** A step in rules, of which intents know the name alone. */
export interface StepInRules {
  readonly name: string
  readonly inRules: true
  /** Where the step stands. */
  readonly offset: number
  readonly members: YamlMembers
}

export type ReadStep = StepTemplate | StepInRules
