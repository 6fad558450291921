// SPDX-License-Identifier: Apache-2.0
import { describe, expect, test } from '@jest/globals'
import { digestSet, type Artifacts } from '../../src/intoto/artifacts/artifacts.ts'
import { jsonObject } from '../../src/intoto/json/json-value.ts'
import type { Link } from '../../src/intoto/link/link.ts'
import { begunDigest } from '../../src/stages/begun-digest.ts'

const files = (...names: string[]): Artifacts =>
  new Map(names.map((name) => [name, digestSet([['sha256', 'a'.repeat(64)]])])) as unknown as Artifacts
const BEGUN: Link = {
  name: 'build',
  command: ['make'],
  materials: files('a', 'b'),
  products: new Map(),
  byproducts: new Map(),
  environment: jsonObject({
    recording: jsonObject({ exclude: ['*.pyc'] }),
    run: jsonObject({ id: '1', job: 'build', runner: 'github-hosted' }),
    variables: jsonObject({ CI: 'true' })
  })
}
const environment = (members: object): Pick<Link, 'environment'> => ({
  environment: new Map([...BEGUN.environment, ...jsonObject(members as never)])
})

describe('a digest over what was known before the command', () => {
  test('is the same when the step has ended', () => {
    const ended: Link = {
      ...BEGUN,
      products: files('out'),
      byproducts: jsonObject({ 'return-value': 0 }),
      ...environment({
        recording: jsonObject({ exclude: ['*.pyc'], products: jsonObject({ exclude: [] }) }),
        modes: jsonObject({ products: jsonObject({ out: 'executable' }) }),
        hand_over: jsonObject({ files: 1, digest: 'sha256:x' })
      })
    }
    expect(begunDigest(ended)).toBe(begunDigest(BEGUN))
  })
  test.each<[string, Partial<Link>]>([
    ['the name', { name: 'test' }],
    ['the command', { command: ['make', 'evil'] }],
    ['a word of the command split', { command: ['ma', 'ke'] }],
    ['a material more', { materials: files('a', 'b', 'c') }],
    ['a material less', { materials: files('a') }],
    ['two materials made one', { materials: files('a\nb') }],
    ['the excludes', environment({ recording: jsonObject({ exclude: [] }) })],
    ['the job', environment({ run: jsonObject({ id: '1', job: 'other', runner: 'github-hosted' }) })],
    ['the runner', environment({ run: jsonObject({ id: '1', job: 'build', runner: 'self-hosted' }) })],
    ['a variable', environment({ variables: jsonObject({ CI: 'false' }) })],
    ['modes of materials', environment({ modes: jsonObject({ materials: jsonObject({ a: 'symlink' }) }) })],
    ['anything else', environment({ note: 'x' })]
  ])('changes with %s', (_what, changes) => expect(begunDigest({ ...BEGUN, ...changes })).not.toBe(begunDigest(BEGUN)))
})
