// SPDX-License-Identifier: Apache-2.0
// A file that the last step did not make, or made otherwise, is named with what was recorded and what was found.
import { describe, expect, test } from '@jest/globals'
import {
  digestSet,
  type ArtifactPath,
  type Artifacts,
  type DigestSet
} from '../../../src/intoto/artifacts/artifacts.ts'
import { NO_ARTIFACTS, artifactsOf } from '../../../src/intoto/artifacts/build-artifacts.ts'
import type { Link } from '../../../src/intoto/link/link.ts'
import { checkProducts } from '../../../src/intoto/verification/check-products.ts'

const sha256 = (digit: string): DigestSet => digestSet([['sha256', digit.repeat(64)]])
const files = (...entries: readonly (readonly [path: string, digit: string])[]): Artifacts =>
  artifactsOf(entries.map(([path, digit]) => [path as ArtifactPath, sha256(digit)]))
const SUMMARY: Link = {
  name: 'pack',
  command: [],
  materials: files(['source.ts', 'c']),
  products: files(['app.tgz', 'b'], ['app.txt', 'd']),
  byproducts: new Map(),
  environment: new Map()
}

describe('a file at hand', () => {
  test('with other bytes is refused, with both digests', () => {
    const [failure, ...others] = checkProducts(SUMMARY, files(['app.tgz', 'c'], ['app.txt', 'd']))
    expect(others).toEqual([])
    expect(failure).toMatchObject({ code: 'PRODUCT_DIFFERS', artifacts: ['app.tgz'] })
    expect(failure?.details).toEqual([
      expect.stringMatching(new RegExp(`^recorded: +${sha256('b')}$`)),
      expect.stringMatching(new RegExp(`^found: +${sha256('c')}$`))
    ])
  })
  test('that the last step did not make is refused, and nothing recorded is claimed', () => {
    const [failure, ...others] = checkProducts(SUMMARY, files(['evil.tgz', 'b']))
    expect(others).toEqual([])
    expect(failure).toMatchObject({ code: 'PRODUCT_UNKNOWN', artifacts: ['evil.tgz'], details: [] })
  })
  test.each(['source.ts', './app.tgz', 'APP.tgz', 'app.tgz/', ''])('is not excused by the path %j', (path) =>
    expect(checkProducts(SUMMARY, files([path, 'b']))).toMatchObject([{ code: 'PRODUCT_UNKNOWN', artifacts: [path] }])
  )
  test('with a digest more than was recorded is refused', () => {
    const more = digestSet([
      ['sha256', 'b'.repeat(64)],
      ['sha512', 'b'.repeat(128)]
    ])
    expect(checkProducts(SUMMARY, artifactsOf([['app.tgz' as ArtifactPath, more]]))).toMatchObject([
      { code: 'PRODUCT_DIFFERS' }
    ])
  })
  test('can start no line of its own in a report', () => {
    const [failure] = checkProducts(SUMMARY, files(['a\n::error::b', 'b']))
    expect(failure?.artifacts).toEqual(['a\\u{a}::error::b'])
    expect(failure?.message).not.toContain('\n')
  })
})

test('each of the wrong files is told with its own advice', () => {
  const failures = checkProducts(SUMMARY, files(['app.tgz', 'c'], ['app.txt', 'd'], ['evil.tgz', 'b']))
  expect(failures.map(({ code, artifacts }) => [code, artifacts])).toEqual([
    ['PRODUCT_DIFFERS', ['app.tgz']],
    ['PRODUCT_UNKNOWN', ['evil.tgz']]
  ])
  expect(failures[0]?.message).toMatch(/"app\.tgz".* differs /)
  expect(failures[1]?.message).toMatch(/"evil\.tgz".* not among the 2 final products/)
  expect(failures[0]?.hint).toContain('Do not use the file')
  expect(failures[1]?.hint).toContain('Give the path')
})

test('the one product is told as one', () => {
  const one = { ...SUMMARY, products: files(['app.tgz', 'b']) }
  expect(checkProducts(one, files(['evil.tgz', 'b']))[0]?.message).toBe(
    '"evil.tgz" is not the one final product, "app.tgz".'
  )
})

test('no file at all is a failure of no file', () => {
  const [failure, ...others] = checkProducts(SUMMARY, NO_ARTIFACTS)
  expect(others).toEqual([])
  expect(failure).toMatchObject({ code: 'PRODUCT_NONE', details: [] })
  expect(failure?.artifacts).toBeUndefined()
})

test('the very files pass, all or some of them', () => {
  expect(checkProducts(SUMMARY, SUMMARY.products)).toEqual([])
  expect(checkProducts(SUMMARY, files(['app.txt', 'd']))).toEqual([])
})

describe('a file of a name that products have', () => {
  const products = files(
    ['app.tgz', 'b'],
    ['dist/x.whl', 'b'],
    ...['1', '2', '3', '4', '5', '6'].map((n) => [`l${n}/x`, 'b'] as const)
  )
  const told = (path: string): string => {
    const [failure] = checkProducts({ ...SUMMARY, products }, files([path, 'b']))
    return `${failure?.details.join(' ')} ${failure?.hint}`
  }
  test.each([
    ['dist/app.tgz', 'of that name is: "app.tgz"', '`--lstrip-paths dist/`'],
    ['downloads/dist/x.whl', 'of that name is: "dist/x.whl"', '`--lstrip-paths downloads/`'],
    ['x.whl', 'of that name is: "dist/x.whl"', 'Put it where it was made, at "dist/x.whl"'],
    ['other/x', '"l1/x" of that name is: "l2/x"', 'Give the path as the link spells it'],
    ['evil', '', 'Give the path']
  ])('is told by what it is called: %s', (path, name, cure) => {
    expect(told(path)).toContain(name)
    expect(told(path)).toContain(cure)
    expect(told(path)).not.toContain('l6/x')
  })
  test('offers nothing for a name that ends alike', () =>
    expect(told('my-app.tgz')).not.toMatch(/lstrip|of that name|Put it/))
})
