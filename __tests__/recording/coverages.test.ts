// SPDX-License-Identifier: Apache-2.0
import { createHash } from 'node:crypto'
import { chmodSync, symlinkSync } from 'node:fs'
import { isAbsolute, join } from 'node:path'
import { describe, expect, test } from '@jest/globals'
import { digestSet, type DigestSet } from '../../src/intoto/artifacts/artifacts.ts'
import type { Coverage } from '../../src/intoto/artifacts/uri-schemes.ts'
import { ArtifactNames, type ArtifactUri } from '../../src/recording/artifact-names.ts'
import { COVERAGES } from '../../src/recording/coverages.ts'
import { Entered } from '../../src/recording/entered.ts'
import { compileExcludes } from '../../src/recording/excludes.ts'
import type { Plan, PlannedArtifacts } from '../../src/recording/plan.ts'
import { LeftOut } from '../../src/recording/left-out.ts'
import { directoryWith } from '../support/directory.ts'
import { errorOf } from '../support/errors.ts'

const sha = (content: string): string => createHash('sha256').update(content).digest('hex')
/** The digest of a directory whose files have these digests. */
function wholeDigest(artifacts: PlannedArtifacts, digests: readonly DigestSet[]): DigestSet {
  if (artifacts.kind !== 'one') throw new Error('one artifact was expected')
  return artifacts.digests((file) => digests[file] as DigestSet)
}
const nameOf = (artifacts: PlannedArtifacts): string => (artifacts.kind === 'one' ? artifacts.name : '')

const digestsOf = (...hexes: string[]): DigestSet[] => hexes.map((hex) => digestSet([['sha256', hex]]))

function plan(coverage: Coverage, directory: string, uri: ArtifactUri, exclude: readonly string[] = []): Plan {
  return COVERAGES[coverage].plan(
    uri,
    {
      excludes: compileExcludes(exclude),
      entered: new Entered(),
      leftOut: new LeftOut(),
      named: 'by-caller',
      symlinkedDirectories: 'within',
      base: directory,
      baseName: 'the workspace',
      lookingFor: { purpose: 'recorded', patterns: 'given' },
      resolve: (path) => (isAbsolute(path) ? path : join(directory, path))
    },
    new ArtifactNames([])
  )
}

describe('each file', () => {
  const directory = directoryWith({ 'd/plain': '', 'd/run': '' })
  chmodSync(join(directory, 'd/plain'), 0o644)
  symlinkSync('plain', join(directory, 'd/to-plain'))
  symlinkSync('run', join(directory, 'd/to-run'))
  test('has its own name, place and digest', () => {
    const { files: found, artifacts } = plan('each-file', directory, { scheme: 'file:', path: 'd' })
    const files = [...found]
    const listed = files.map(({ name }) => name)
    expect(listed.toSorted()).toEqual(['d/plain', 'd/run', 'd/to-plain', 'd/to-run'])
    expect(files.map(({ path }) => path)).toEqual(listed.map((name) => join(directory, name.replace('to-', ''))))
    expect(artifacts).toEqual({ kind: 'each', names: listed.map((name) => `file:${name}`) })
  })
  test.each([
    [0o644, { 'd/to-plain': 'symlink', 'd/to-run': 'symlink' }],
    [0o755, { 'd/run': 'executable', 'd/to-plain': 'symlink', 'd/to-run': 'executable symlink' }],
    [0o645, { 'd/run': 'executable', 'd/to-plain': 'symlink', 'd/to-run': 'executable symlink' }],
    [0o654, { 'd/run': 'executable', 'd/to-plain': 'symlink', 'd/to-run': 'executable symlink' }]
  ])('has a mode when it is a link, or can be run by anyone: %o', (mode, expected) => {
    chmodSync(join(directory, 'd/run'), mode)
    expect(Object.fromEntries(plan('each-file', directory, { scheme: '', path: 'd' }).modes())).toStrictEqual(expected)
  })
})

describe('a whole directory', () => {
  const uri: ArtifactUri = { scheme: 'dir:', path: 'd' }
  test('has the digest of a text in order of code points, however its files were found', () => {
    // In order of UTF-16 the first of these two comes last.
    const directory = directoryWith({ 'd/\ufb01': '', 'd/\u{1f600}': '', 'd/b': '', 'd/a/z': '', 'd/a.': '' })
    const { files: found, artifacts, modes } = plan('whole-directory', directory, uri)
    const files = [...found]
    const text = ['a.', 'a/z', 'b', '\ufb01', '\u{1f600}'].map((name) => `${sha(name)}  ${name}\n`).join('')
    const names = files.map(({ name }) => name.slice('d/'.length))
    expect([nameOf(artifacts), wholeDigest(artifacts, digestsOf(...names.map(sha)))]).toEqual([
      'dir:d',
      `sha256:${sha(text)}`
    ])
    expect(modes()).toEqual([])
    expect(files.map(({ path }) => path)).toEqual(names.map((name) => join(directory, 'd', name)))
  })
  test('is made of SHA-256 alone, and of nothing less', () => {
    const { artifacts } = plan('whole-directory', directoryWith({ 'd/a': '' }), uri)
    const both = digestSet([
      ['sha512', '5'],
      ['sha256', '2']
    ])
    expect(wholeDigest(artifacts, [both])).toEqual(wholeDigest(artifacts, digestsOf('2')))
    expect(() => wholeDigest(artifacts, [digestSet([['sha512', '5']])])).toThrow('SHA-256')
  })
  test('is refused when it is a file, or not there', () => {
    const directory = directoryWith({ d: '' })
    for (const path of ['d', 'gone']) {
      const error = errorOf(() => plan('whole-directory', directory, { scheme: 'dir:', path }))
      expect([error.code, error.hint]).toEqual(['RECORD_NOT_FOUND', expect.stringMatching(/\w/)])
    }
  })
  test.each(['a\nb', 'a\rb', 'a\\b'])('is refused for the name %j, unless that is excluded', (name) => {
    const directory = directoryWith({ [`d/${name}`]: '', 'd/x': '' })
    const error = errorOf(() => plan('whole-directory', directory, uri))
    expect([error.code, error.hint]).toEqual(['RECORD_NAME_AMBIGUOUS', expect.stringMatching(/\w/)])
    expect(plan('whole-directory', directory, uri, ['a*']).files).toHaveLength(1)
  })
})

describe('what a recording could name', () => {
  const never = (): boolean => false
  test.each([
    ['.', 'a/b', true],
    ['a', 'a', true],
    ['a', 'a/b', true],
    ['a', 'ab', false],
    ['a/b', 'a', false]
  ])('file by file, below %s: %s is %s', (root, path, expected) => {
    expect(COVERAGES['each-file'].couldName(root, path, never)).toBe(expected)
    expect(COVERAGES['each-file'].couldName(root, path, () => true)).toBe(false)
  })
  test.each([
    ['a', 'a', true],
    ['a', 'a/b', false],
    ['.', 'a', false]
  ])('as a whole, at %s: %s is %s, whatever is excluded', (root, path, expected) => {
    expect(COVERAGES['whole-directory'].couldName(root, path, () => true)).toBe(expected)
  })
})
