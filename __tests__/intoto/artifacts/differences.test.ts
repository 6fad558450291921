// SPDX-License-Identifier: Apache-2.0
import { expect, test } from '@jest/globals'
import type { ArtifactPath, Artifacts, DigestSet } from '../../../src/intoto/artifacts/artifacts.ts'
import { artifactsOf } from '../../../src/intoto/artifacts/build-artifacts.ts'
import { differencesOf } from '../../../src/intoto/artifacts/differences.ts'

const set = (files: Readonly<Record<string, string>>): Artifacts =>
  artifactsOf(Object.entries(files) as [ArtifactPath, DigestSet][])

test.each<[string, Record<string, string>, Record<string, string>, unknown]>([
  ['nothing', {}, {}, undefined],
  ['equal sets in another order', { a: '1', b: '2' }, { b: '2', a: '1' }, undefined],
  ['a file less', { a: '1', b: '2' }, { a: '1' }, { missing: ['b'], added: [], changed: [] }],
  ['a file more', { a: '1' }, { a: '1', b: '2' }, { missing: [], added: ['b'], changed: [] }],
  ['other bytes', { a: '1' }, { a: '2' }, { missing: [], added: [], changed: ['a'] }],
  ['another name', { a: '1' }, { A: '1' }, { missing: ['a'], added: ['A'], changed: [] }]
])('%s', (_what, expected, found, differences) => expect(differencesOf(set(expected), set(found))).toEqual(differences))
