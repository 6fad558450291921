// SPDX-License-Identifier: Apache-2.0
// Layout sources in intents for tests: what stands before every one of them, and what comes of it.
import { writeStatements } from '../../src/intoto/intents/write-statements.ts'
import { buildLayout, type BuiltLayout } from '../../src/layouts/build-layout.ts'
import { LayoutSourceError, type Problem } from '../../src/layouts/problem.ts'
import { generateKey } from '../../src/signing/generate-key.ts'

const KEYS = new Map(['a.pub', 'b.pub'].map((name) => [name, generateKey({ type: 'ed25519' }).publicKey]))
const HEAD = 'expires: 1 year\nfunctionaries: { ann: { key: a.pub }, bob: { key: b.pub } }\nby: [ann, bob]\n'

/** Builds what stands below the functionaries. Its first line is line 1 of what `problemsIn` tells. */
export function buildIntents(text: string, submodules?: readonly string[]): BuiltLayout {
  return buildLayout({
    text: HEAD + text,
    source: 'layout.yml',
    readKey: (path) => {
      const key = KEYS.get(path)
      if (key === undefined) throw new Error(`no key ${path}`)
      return key
    },
    now: Date.parse('2028-01-31T10:00:00Z'),
    keyIdForm: 'current',
    submodules
  })
}

/** The statements of a source. */
export function statementsIn(text: string): string[] {
  const { intents } = buildIntents(text)
  return intents === undefined ? [] : writeStatements(intents.intents)
}

/** The problems of a source, their lines counted from its first one. */
export function problemsIn(text: string): Problem[] {
  try {
    buildIntents(text)
    return []
  } catch (error) {
    if (!(error instanceof LayoutSourceError)) throw error
    return error.problems.map((problem) => ({ ...problem, line: problem.line - HEAD.split('\n').length + 1 }))
  }
}

/** Steps, one a line in braces, and what is released. */
export function stepsText(steps: readonly string[], rest = 'release: nothing\n'): string {
  return `steps:\n${steps.map((step) => `  - { ${step} }\n`).join('')}${rest}`
}
