// SPDX-License-Identifier: Apache-2.0
// What runs an action, as the action sees it. `github` has the real one; tests give a plain object.
import type { InputSource } from './inputs.ts'

/** A place in a file of the repository, for annotations. */
export interface Place {
  readonly file: string
  /** From 1. */
  readonly line: number
}

export type AnnotationLevel = 'error' | 'warning' | 'notice'

export interface Runner extends InputSource {
  /** Hides a value wherever the log would show it. */
  mask(secret: string): void
  output(name: string, value: string): void
  log(text: string): void
  group(title: string): void
  endGroup(): void
  annotate(level: AnnotationLevel, title: string, message: string, place?: Place): void
  /** Makes the action fail when it ends. */
  fail(): void
  /** Adds Markdown to the summary of the job. */
  summary(markdown: string): Promise<void>
}
