// SPDX-License-Identifier: Apache-2.0
// The runner as an action sees it. Tests give a plain object instead.
import * as core from '@actions/core'
import { logLine } from './log-line.ts'

/** A place in a file of the repository, for annotations. */
export interface Place {
  readonly file: string
  /** From 1. */
  readonly line: number
}

export type AnnotationLevel = 'error' | 'warning' | 'notice'

export interface Runner {
  /** The value of an input, trimmed; empty when it was not given. */
  input(name: string): string
  /** A secret input. It is masked in the log and taken out of the environment, so that nothing inherits it. */
  secretInput(name: string): string
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

const ANNOTATE = { error: core.error, warning: core.warning, notice: core.notice } as const

/** The real one. */
export function actionsRunner(): Runner {
  return {
    input: (name) => core.getInput(name),
    secretInput: (name) => {
      const value = core.getInput(name)
      delete process.env[`INPUT_${name.replaceAll(' ', '_').toUpperCase()}`]
      // The runner masks what it prints line by line, so each line of a key must be known to it.
      for (const line of new Set([value, ...value.split('\n')].map((text) => text.trim())))
        if (line.length >= (line === value.trim() ? 3 : 8) && !/^-----[A-Z0-9 ]+-----$/.test(line)) core.setSecret(line)
      return value
    },
    mask: (secret) => core.setSecret(secret),
    output: (name, value) => core.setOutput(name, value),
    log: (text) => text.split('\n').forEach((line) => core.info(logLine(line))),
    group: (title) => core.startGroup(logLine(title)),
    endGroup: () => core.endGroup(),
    annotate: (level, title, message, place) =>
      ANNOTATE[level](message, {
        title,
        ...(place === undefined ? {} : { file: place.file, startLine: place.line })
      }),
    fail: () => {
      process.exitCode = core.ExitCode.Failure
    },
    summary: async (markdown) => {
      await core.summary.addRaw(markdown, true).write()
    }
  }
}
