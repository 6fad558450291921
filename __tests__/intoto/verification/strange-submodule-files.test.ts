// SPDX-License-Identifier: Apache-2.0
// The remedy for files of a submodule that some jobs checked out and others did not: all of them in one list.
import { expect, test } from '@jest/globals'
import { jsonObject } from '../../../src/intoto/json/json-value.ts'
import { withSource, type CommitFiles } from '../../../src/intoto/link/source-claim.ts'
import { ALICE, BOB, digest, goodStore, linkOf, verifyChain } from '../../support/chain.ts'

const COMMIT: CommitFiles = { commit: 'a'.repeat(40), files: 1, digest: 'b'.repeat(64) }
const environment = (paths: readonly string[]): unknown => {
  const submodules = new Map(paths.map((path) => [path, COMMIT]))
  const claim = withSource(jsonObject({}), { ...COMMIT, tree: 'c'.repeat(40), submodules }).get('source')
  return { source: plain(claim) }
}
const plain = (value: unknown): unknown =>
  value instanceof Map ? Object.fromEntries([...value].map(([key, inner]) => [key, plain(inner)])) : value

async function hintFor(
  paths: readonly string[],
  extra: readonly string[],
  of: unknown = environment([])
): Promise<string> {
  const a = { 'src/a.js': digest('a') }
  const materials = { ...a, ...Object.fromEntries(extra.map((path) => [path, digest('e')])) }
  const links = goodStore()
    .put('write', ALICE, linkOf('write', { products: a, environment: of }))
    .put(
      'pack',
      BOB,
      linkOf('pack', { materials, products: { 'app.tgz': digest('b') }, environment: environment(paths) })
    )
  const result = await verifyChain({ links })
  const [failure] = result.outcome === 'failed' ? result.failures : []
  expect(failure?.code).toBe('RULE_ARTIFACT_DISALLOWED')
  return failure?.hint ?? ''
}

test.each<[string, readonly string[], readonly string[], string]>([
  ['one', ['vendor/lib'], ['vendor/lib/x'], '`source: { submodules: [vendor/lib] }`'],
  ['one within it', ['vendor/lib', 'vendor/lib/deep'], ['vendor/lib/deep/x'], 'submodules: [vendor/lib] }'],
  ['two', ['m', 'o'], ['m/x'], 'submodules: [m, o] }']
])('%s', async (_what, paths, extra, says) => expect(await hintFor(paths, extra)).toContain(says))

test.each<[string, readonly string[], readonly string[], unknown]>([
  ['another file lies beside', ['m'], ['m/x', 'evil'], undefined],
  ['the name only begins alike', ['m'], ['mm/x'], undefined],
  ['all have it', ['m'], ['m/x'], environment(['m'])],
  ['nobody else claims source', ['m'], ['m/x'], {}],
  ['what others claim cannot be read', ['m'], ['m/x'], { source: 1 }]
])('is another one where %s', async (_what, paths, extra, of) =>
  expect(await hintFor(paths, extra, of)).not.toContain('submodules')
)
