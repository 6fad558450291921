// SPDX-License-Identifier: Apache-2.0
import * as core from '@actions/core'
import type { Runner } from '../base/runner.ts'
import { wipeFromInitialEnvironment } from './initial-environment.ts'
import { logLine } from './log-line.ts'

const ANNOTATE = { error: core.error, warning: core.warning, notice: core.notice } as const

/** The runner of GitHub. */
export function actionsRunner(): Runner {
  return {
    input: (name) => core.getInput(name),
    isSet: (name) => process.env[variableOf(name)] !== undefined,
    secretInput: (name) => {
      const value = core.getInput(name)
      const variable = variableOf(name)
      delete process.env[variable]
      wipeFromInitialEnvironment(new Set([variable]))
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

/** The variable in which the runner gives an input. */
function variableOf(input: string): string {
  return `INPUT_${input.replaceAll(' ', '_').toUpperCase()}`
}
