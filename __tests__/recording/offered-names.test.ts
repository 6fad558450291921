// SPDX-License-Identifier: Apache-2.0
// What to do about a file that cannot be recorded by its name, whatever its step is written in.
import { expect, test } from '@jest/globals'
import { InTotoError } from '../../src/base/errors.ts'
import { ArtifactNames } from '../../src/recording/artifact-names.ts'
import { compileExcludes } from '../../src/recording/excludes.ts'
import { buildIntents, stepsText } from '../support/intents-source.ts'

const hintOf = (path: string): string => {
  try {
    new ArtifactNames([]).name({ scheme: '', path })
  } catch (error) {
    if (error instanceof InTotoError) return error.hint ?? ''
    throw error
  }
  return 'no error'
}

test.each(['dir:x', 'file:x', 'file:a b/c', 'a\\b', 'sub/a\\b', 'dir:[x]*', "file:it's\n", '!\\x'])(
  '%j is left out by the line that is offered for a step in intents',
  (path) => {
    const [, key = ''] = /`(scratch: .*)`/.exec(hintOf(path)) ?? []
    const { steps } = buildIntents(stepsText([`name: s, takes: source, ${key}`])).intents?.intents ?? {}
    expect(compileExcludes(steps?.get('s')?.scratch ?? []).path(path, false)).toBeDefined()
    expect(hintOf(path)).toMatch(/^Rename the file\. .* no commit holds/)
  }
)
