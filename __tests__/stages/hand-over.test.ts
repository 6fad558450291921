// SPDX-License-Identifier: Apache-2.0
import { symlinkSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from '@jest/globals'
import { digestSet, type ArtifactPath, type Artifacts } from '../../src/intoto/artifacts/artifacts.ts'
import { jsonObject } from '../../src/intoto/json/json-value.ts'
import { filesToHandOver } from '../../src/stages/hand-over-files.ts'
import { readHandOver, selectProducts, withHandOver } from '../../src/stages/hand-over.ts'
import { artifactsDigest } from '../../src/stages/products-digest.ts'
import { directoryWith } from '../support/directory.ts'
import { errorOf } from '../support/errors.ts'

const artifacts = (...paths: string[]): Artifacts =>
  new Map(paths.map((path, index) => [path as ArtifactPath, digestSet([['sha256', String(index).repeat(64)]])]))
const PRODUCTS = artifacts('README.md', 'dist/a.js', 'dist/deep/b.js', 'src/a.js')

describe('products to hand over', () => {
  test.each([
    [['dist/**'], ['dist/a.js', 'dist/deep/b.js']],
    [['dist/'], ['dist/a.js', 'dist/deep/b.js']],
    [['*.js'], ['dist/a.js', 'dist/deep/b.js', 'src/a.js']],
    [['*'], ['README.md', 'dist/a.js', 'dist/deep/b.js', 'src/a.js']],
    [['dist/*', '!dist/deep/'], ['dist/a.js']],
    [['/README.md'], ['README.md']]
  ])('by %j', (patterns, paths) => expect([...selectProducts(PRODUCTS, patterns).keys()]).toEqual(paths))
  test('none at all are an error', () =>
    expect(errorOf(() => selectProducts(PRODUCTS, ['out/**'])).code).toBe('HAND_OVER_NOTHING'))
  test('are noted in the link', () => {
    const selected = selectProducts(PRODUCTS, ['dist/'])
    const environment = withHandOver(jsonObject({ a: 'b' }), selected)
    expect(readHandOver(environment)).toEqual({ files: 2, digest: artifactsDigest(selected) })
    expect(environment.get('a')).toBe('b')
  })
  test.each([
    ['no note', {}],
    ['a word', { hand_over: 'x' }],
    ['a note without digest', { hand_over: jsonObject({ files: 1 }) }],
    ['a note with a text for a number', { hand_over: jsonObject({ files: '1', digest: 'sha256:' }) }]
  ])('are not read from %s', (_what, members) => expect(readHandOver(jsonObject(members))).toBeUndefined())
})

describe('one digest for all products', () => {
  test('does not depend on their order', () =>
    expect(artifactsDigest(PRODUCTS)).toBe(artifactsDigest(new Map([...PRODUCTS].reverse()))))
  test('changes with a name, a digest and their number', () => {
    const digests = new Set(
      [
        PRODUCTS,
        artifacts('README.md'),
        artifacts('readme.md'),
        artifacts('a', 'b'),
        artifacts('b', 'a'),
        new Map()
      ].map(artifactsDigest)
    )
    expect(digests.size).toBe(6)
  })
  test('tells a name with a line break from two names', () => {
    const [a, b] = [...artifacts('x', 'y').values()]
    const one = new Map([[`a\n${b}  b`, a]]) as unknown as Artifacts
    const two = new Map([
      ['a', a],
      ['b', b]
    ]) as unknown as Artifacts
    expect(artifactsDigest(one)).not.toBe(artifactsDigest(two))
  })
  test('has a form that stays', () =>
    expect(artifactsDigest(artifacts('a'))).toBe(
      'sha256:bffb699b3381c62ec208899d427ce99ce7eb4612b3ee22485572fc441dba1204'
    ))
})

describe('files to hand over', () => {
  test('are those of the workspace', () => {
    const directory = directoryWith({ 'dist/a': 'a' })
    symlinkSync('a', join(directory, 'dist/b'))
    expect(filesToHandOver(directory, ['dist/a', 'dist/b'])).toEqual([
      join(directory, 'dist/a'),
      join(directory, 'dist/b')
    ])
  })
  test.each<[string, (directory: string) => string[]]>([
    ['through a link out of the workspace', (directory) => (symlinkSync('/etc/hostname', join(directory, 'x')), ['x'])],
    ['through a directory out of it', (directory) => (symlinkSync('/etc', join(directory, 'x')), ['x/hostname'])],
    ['through a link into .git', (directory) => (symlinkSync('.git/config', join(directory, 'x')), ['x'])],
    ['of .git', () => ['.git/config']],
    ['that are directories', () => ['dist']],
    ['whose names differ in letter case alone', () => ['dist/a', 'dist/A']],
    ['with a colon in the name', () => ['a:b']],
    ['with a line break in the name', () => ['a\nb']]
  ])('are none %s', (_what, make) => {
    const directory = directoryWith({ '.git/config': 'x', 'dist/a': 'a', 'dist/A': 'a', 'a:b': '', 'a\nb': '' })
    expect(errorOf(() => filesToHandOver(directory, make(directory))).code).toBe('HAND_OVER_UNSAFE')
  })
})
