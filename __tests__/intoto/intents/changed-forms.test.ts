// SPDX-License-Identifier: Apache-2.0
import { createHash } from 'node:crypto'
import { describe, expect, test } from '@jest/globals'
import { digestSet, type ArtifactPath } from '../../../src/intoto/artifacts/artifacts.ts'
import { artifactsOf } from '../../../src/intoto/artifacts/build-artifacts.ts'
import { changedForms } from '../../../src/intoto/intents/changed-forms.ts'
import type { AcceptedEvidence } from '../../../src/intoto/intents/intents-evidence.ts'
import { jsonObject, type JsonValue } from '../../../src/intoto/json/json-value.ts'
import { check, evidenceOf, type StepLink } from '../../support/intents-run.ts'

type Forms = Readonly<Record<string, Readonly<Record<string, string>>>>

const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex')
const member = (forms: Forms): JsonValue =>
  jsonObject(Object.fromEntries(Object.entries(forms).map(([half, files]) => [half, jsonObject(files)])))

const FILES = { a: 'a', b: 'b' }
const CONTENT = sha256('content')

function linkWith(environment: Readonly<Record<string, JsonValue>>, more: StepLink = {}): StepLink {
  return { begins: FILES, ends: FILES, ...more, environment }
}

const changed = (...links: readonly StepLink[]): string[] => [
  ...changedForms(links.map((link) => evidenceOf('build', link)))
]

describe('bytes on the disk', () => {
  test.each<[string, Forms, string[]]>([
    ['are no others where nothing was converted', {}, []],
    ['are the same in the same form', { materials: { a: CONTENT }, products: { a: CONTENT } }, []],
    ['are others where a form was given up', { materials: { a: CONTENT } }, ['a']],
    ['are others where a form was taken on', { products: { b: CONTENT } }, ['b']],
    ['are others in another form', { materials: { a: CONTENT }, products: { a: sha256('x') } }, ['a']],
    ['are those of the digest where a link says so twice', { materials: { a: sha256('a') } }, []],
    ['are nothing of a file that is not there', { materials: { c: CONTENT }, products: { d: CONTENT } }, []]
  ])('%s', (_what, forms, paths) => expect(changed(linkWith({ converted: member(forms) }))).toEqual(paths))
  test('are those of a file that is there on both sides', () => {
    const converted = member({ materials: { a: CONTENT, b: CONTENT } })
    expect(changed(linkWith({ converted }, { ends: { b: 'b' } }))).toEqual(['b'])
    expect(changed(linkWith({ converted }, { begins: { b: 'b' } }))).toEqual(['b'])
  })
  test.each([
    ['materials', { materials: { a: 'no digest' } }],
    ['products', { materials: { a: CONTENT }, products: { a: 'no digest' } }]
  ])('are not told by what cannot be read in %s, for which the link is refused', (_half, forms) =>
    expect(changed(linkWith({ converted: member(forms) }))).toEqual([])
  )
  test('are not known of another digest', () => {
    const evidence = evidenceOf('build', linkWith({ converted: member({ materials: { a: CONTENT } }) }))
    const materials = artifactsOf([['a' as ArtifactPath, digestSet([['sha512', '0'.repeat(128)]])]])
    const other = { ...evidence, link: { ...evidence.link, products: materials } } as AcceptedEvidence
    expect([...changedForms([other])]).toEqual([])
  })
})

describe('symbolic links', () => {
  test.each<[string, Forms, string[]]>([
    ['stay links', { materials: { a: 'symlink' }, products: { a: 'symlink' } }, []],
    [
      'stay links where what they lead to is executable',
      { materials: { a: 'symlink' }, products: { a: 'executable symlink' } },
      []
    ],
    ['become files', { materials: { a: 'symlink' }, products: {} }, ['a']],
    ['become executable files', { materials: { a: 'executable symlink' }, products: { a: 'executable' } }, ['a']],
    ['are made of files', { materials: { b: 'executable' }, products: { b: 'symlink' } }, ['b']],
    ['are not made by an executable bit', { materials: { b: 'executable' }, products: {} }, []],
    ['are not told where one half tells none', { materials: { a: 'symlink' } }, []],
    ['are not told where the other half tells none', { products: { a: 'symlink' } }, []],
    ['are nothing where there is no file', { materials: { c: 'symlink' }, products: {} }, []]
  ])('%s', (_what, forms, paths) => expect(changed(linkWith({ modes: member(forms) }))).toEqual(paths))
  test('may go and come', () => {
    const modes = member({ materials: { a: 'symlink' }, products: {} })
    expect(changed(linkWith({ modes }, { ends: { b: 'b' } }))).toEqual([])
    expect(changed(linkWith({ modes }, { begins: { b: 'b' } }))).toEqual([])
  })
})

test('each link that counts is looked at, and no layout in the place of one', () => {
  const converted = member({ materials: { a: CONTENT } })
  expect(changed(linkWith({}), linkWith({ converted }))).toEqual(['a'])
  expect(changed({ ...linkWith({ converted }), kind: 'sublayout in rules' })).toEqual([])
})

describe('the check', () => {
  const converted = member({ materials: { a: CONTENT, b: CONTENT } })

  test('says what happened, and what to do', () => {
    const [failure] = ofBuild({ converted })
    expect(failure).toMatchObject({ code: 'CHANGED_UNEXPECTED', artifacts: ['a', 'b'] })
    expect(failure?.message).toContain('in another form than it began with, and does not say it changes them. They are')
    expect(failure?.hint).toContain('git lfs pull')
    const [one] = ofBuild({ converted: member({ products: { a: CONTENT } }) })
    expect(one?.message).toContain('does not say it changes it. It is what the commit has')
  })
  test('tells other bytes first, and forms with them', () => {
    const [failure] = ofBuild({ converted }, { a: 'other', b: 'b' })
    expect(failure).toMatchObject({ code: 'CHANGED_UNEXPECTED', artifacts: ['a', 'b'] })
    expect(failure?.message).toContain('other bytes')
  })
  test('lets a step change what it says', () => expect(ofBuild({ converted }, FILES, ['build changes *'])).toEqual([]))

  function ofBuild(
    environment: Readonly<Record<string, JsonValue>>,
    ends: Readonly<Record<string, string>> = FILES,
    more: readonly string[] = []
  ): ReturnType<typeof check>['failures'] {
    const words = ['first takes nothing', 'first adds *', 'build takes first', ...more, 'release nothing', 'steps only']
    return check({ words, links: { first: { ends: FILES }, build: { begins: FILES, ends, environment } } }).failures
  }
})
