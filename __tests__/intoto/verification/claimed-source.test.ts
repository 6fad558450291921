// SPDX-License-Identifier: Apache-2.0
// What a link claims of the commit's files must be what it recorded as a checkout of that commit.
import { describe, expect, jest, test } from '@jest/globals'
import { parseLink } from '../../../src/intoto/link/parse-link.ts'
import { claimedSource } from '../../../src/intoto/verification/claimed-source.ts'
import { valueAt } from '../../support/json.ts'
import {
  checkoutLink,
  checkoutOf,
  claimOf,
  FILES,
  filesOf,
  OTHER_COMMIT,
  type Contents
} from '../../support/source-claims.ts'

const wrongs = (environment: object, products: Contents = FILES): readonly string[] =>
  claimedSource(parseLink(valueAt(checkoutLink('write', { environment, products }))).link, {
    step: 'write',
    run: undefined
  }).contradictions
const within = (directory: string, contents: Contents): Contents =>
  Object.fromEntries(Object.entries(contents).map(([path, content]) => [`${directory}/${path}`, content]))
const recorded = (paths: readonly unknown[], leftOut: object = {}): object => ({
  recording: { exclude: ['/.git'], products: { paths, left_out: leftOut } }
})
const many = (number: number, nameOf: (index: number) => string = (index) => `f${index}`): Contents =>
  Object.fromEntries(Array.from({ length: number }, (_, index) => [nameOf(index), String(index)]))
const LIBRARY: Contents = { 'a.c': '1', 'z.c': '2' }
const INNER: Contents = { x: '3' }
const submodule = (contents: Contents): object => ({ commit: OTHER_COMMIT, ...filesOf(contents) })

describe('a checkout whose link says what it recorded is in agreement with itself', () => {
  const modules = { lib: submodule(LIBRARY), 'lib/inner': submodule(INNER) }
  test.each<[string, object, Contents?]>([
    ['at the top of the workspace', checkoutOf(claimOf())],
    ['that names the top in another way', checkoutOf(claimOf(), recorded(['./']))],
    ['whose link does not say what was recorded', checkoutOf(claimOf(), { recording: {} })],
    ['in a directory', checkoutOf(claimOf(FILES, { path: 'app' }), recorded(['./app/'])), within('app', FILES)],
    [
      'in a directory of several levels',
      checkoutOf(claimOf(FILES, { path: 'a/b' }), recorded(['a/b'])),
      within('a/b', FILES)
    ],
    [
      'with submodules within each other',
      checkoutOf(claimOf(FILES, { submodules: modules })),
      { ...FILES, ...within('lib', LIBRARY), ...within('lib/inner', INNER) }
    ],
    [
      'with submodules in a directory',
      checkoutOf(claimOf(FILES, { path: 'app', submodules: modules }), recorded(['app'])),
      within('app', { ...FILES, ...within('lib', LIBRARY), ...within('lib/inner', INNER) })
    ],
    ['of more files than are hashed at once', checkoutOf(claimOf(many(2500))), many(2500)],
    [
      'of names of every kind',
      checkoutOf(claimOf({ 'ä b': '1', '𐀀': '2', '\uffee': '3', __proto__x: '4' })),
      { 'ä b': '1', '𐀀': '2', '\uffee': '3', __proto__x: '4' }
    ],
    ['of no file at all', checkoutOf(claimOf({})), {}]
  ])('%s', (_what, environment, products = FILES) => expect(wrongs(environment, products)).toEqual([]))
})

describe('a link that contradicts itself is found out', () => {
  test.each<[string, object, Contents?]>([
    ['that claims a file more', checkoutOf(claimOf({ ...FILES, 'src/c.js': 'c()\n' }))],
    ['that claims a file less', checkoutOf(claimOf({ 'README.md': 'greets\n' }))],
    ['that claims other bytes', checkoutOf(claimOf({ ...FILES, 'src/a.js': 'evil()\n' }))],
    [
      'that claims another name',
      checkoutOf(claimOf({ 'README.md': 'greets\n', 'src/A.js': 'a()\n', 'src/b.js': 'b()\n' }))
    ],
    ['that recorded a file more', checkoutOf(claimOf()), { ...FILES, evil: '' }],
    ['that checked out another commit', checkoutOf(claimOf(), { checkout: { commit: OTHER_COMMIT } })],
    ['that names no commit of the checkout', checkoutOf(claimOf(), { checkout: {} })],
    ['whose checkout is no object', checkoutOf(claimOf(), { checkout: 'x' })],
    ['that recorded a directory of the checkout alone', checkoutOf(claimOf(), recorded(['src']))],
    ['that recorded something beside the checkout', checkoutOf(claimOf(), recorded(['.', 'x']))],
    ['that recorded the directory above', checkoutOf(claimOf(), recorded(['./', '..']))],
    [
      'that recorded a directory within the one that it claims, and left files out',
      checkoutOf(claimOf(FILES, { path: 'app' }), recorded(['app/src'], { '*.log': 1 })),
      within('app', FILES)
    ],
    [
      'that recorded beside the directory that it claims',
      checkoutOf(claimOf(FILES, { path: 'app' })),
      { ...within('app', FILES), evil: '' }
    ],
    ['that has a submodule that it does not claim', checkoutOf(claimOf()), { ...FILES, ...within('lib', LIBRARY) }],
    [
      'that claims other files of a submodule',
      checkoutOf(claimOf(FILES, { submodules: { lib: submodule(INNER) } })),
      { ...FILES, ...within('lib', LIBRARY) }
    ]
  ])('one %s', (_what, environment, products = FILES) => expect(wrongs(environment, products)).toHaveLength(1))
  test('by what it claims and by what it recorded', () => {
    const [said] = wrongs(checkoutOf(claimOf({ ...FILES, evil: '' })))
    expect(said).toContain(filesOf(FILES).digest)
    expect(said).toContain(filesOf({ ...FILES, evil: '' }).digest)
    expect(said).toContain('4 files')
    expect(wrongs(checkoutOf(claimOf({ evil: '' })))[0]).toContain('claims 1 file with')
  })
  test('by both, the commit and the files', () =>
    expect(wrongs(checkoutOf(claimOf({}), { checkout: { commit: OTHER_COMMIT } }))).toHaveLength(2))
  test('also where files have digests of another kind', () => {
    const link = { ...checkoutLink('write'), products: { 'README.md': { sha512: 'a'.repeat(128) } } }
    const { contradictions } = claimedSource(parseLink(valueAt(link)).link, { step: 'write', run: undefined })
    expect(contradictions).toHaveLength(1)
  })
})

describe('files in an encoding that nobody can check, recorded by their own bytes', () => {
  const own = (names: unknown): object =>
    checkoutOf(claimOf({ ...FILES, 'src/a.js': 'in the commit' }), { own_bytes: names })
  test('are no contradiction where the link names them', () => expect(wrongs(own(['src/a.js']))).toEqual([]))
  test('still count', () => expect(wrongs(own(['src/a.js']), { 'src/a.js': 'a()\n' })).toHaveLength(1))
  test.each([
    ['a file that was not recorded', ['src/c.js']],
    ['no file', []],
    ['text', 'src/a.js'],
    ['numbers', [1]]
  ])('are none where it names %s', (_what, names) => expect(wrongs(own(names))).toHaveLength(1))
  test('excuse no other work tree', () => {
    const modules = { lib: submodule(INNER) }
    const environment = checkoutOf(claimOf(FILES, { submodules: modules }), { own_bytes: ['src/a.js'] })
    expect(wrongs(environment, { ...FILES, ...within('lib', LIBRARY) })).toHaveLength(1)
  })
})

describe('nothing is compared where the products are not the files of the commit', () => {
  test.each<[string, object]>([
    ['where excludes hid a file', checkoutOf(claimOf({}), recorded(['.'], { '*.log': 1 }))],
    ['in a stage that checked nothing out', checkoutOf(claimOf({}), { checkout: undefined })],
    ['without a claim', checkoutOf(undefined)],
    ['with a claim that cannot be read', checkoutOf('x')]
  ])('%s', (_what, environment) => {
    const whole = JSON.parse(JSON.stringify(environment)) as object
    expect(wrongs(whole)).toEqual([])
  })
  test('but the commit is', () =>
    expect(wrongs(checkoutOf(claimOf({}, { commit: OTHER_COMMIT }), recorded(['.'], { '*.log': 1 })))).toHaveLength(1))
})

test('a sparse checkout recorded the files of its patterns, and no others', () => {
  const part = { 'src/a.js': 'a()\n' }
  const environment = checkoutOf(claimOf(part, { only: ['/src/a.js'] }))
  expect([wrongs(environment, part), wrongs(environment).length]).toEqual([[], 1])
})

describe('the repository of a checkout is another one', () => {
  const of = (repository: unknown, run: object | undefined = { repository: 'o/r' }): string | undefined => {
    const environment = checkoutOf(undefined, { checkout: { commit: OTHER_COMMIT, repository } })
    return claimedSource(parseLink(valueAt(checkoutLink('write', { environment }))).link, { step: 'write', run })
      .otherRepository
  }
  test('where it is not that of the run', () => expect(of('o/other')).toBe('o/other'))
  test.each(['o/r', 'O/r', 'o/R', 'o/r.git', '', 'r', '/', 'o/r/', './o/r', 'https://github.com/o/r', ' o/r', 1, {}])(
    'and is not where it is %j',
    (repository) => expect(of(repository)).toBeUndefined()
  )
  test.each([
    ['no run', undefined],
    ['a run of no repository', {}]
  ])('and is not where the link names %s', (_what, run) => {
    const environment = checkoutOf(undefined, { checkout: { repository: 'o/other' } })
    const { link } = parseLink(valueAt(checkoutLink('write', { environment })))
    expect(claimedSource(link, { step: 'write', run }).otherRepository).toBeUndefined()
    expect(claimedSource(link, { step: 'write', run: 'malformed' }).otherRepository).toBeUndefined()
  })
})

describe('links that bring source', () => {
  const productsOf = (changes: object): unknown => {
    const link = {
      ...checkoutLink('write', { environment: checkoutOf(claimOf(), { checkout: undefined }) }),
      ...changes
    }
    return claimedSource(parseLink(valueAt(JSON.parse(JSON.stringify(link)))).link, { step: 'write', run: undefined })
      .products?.size
  }
  const environment = (changes: object): object => ({
    environment: checkoutOf(claimOf(), { checkout: undefined, ...changes })
  })
  test('claim it, and began with nothing', () => expect(productsOf({})).toBe(3))
  test('took over nothing, in whatever words', () => expect(productsOf(environment({ took_over: [] }))).toBe(3))
  test.each([
    ['began with a file', { materials: { x: { sha256: 'a'.repeat(64) } } }],
    ['took something over', environment({ took_over: [{ step: 'x', attempt: '1', digest: 'a'.repeat(64) }] })],
    ['claim nothing', environment({ source: undefined })]
  ])('are none that %s', (_what, changes) => expect(productsOf(changes)).toBeUndefined())
  test('are checkouts whatever they began with', () =>
    expect(productsOf({ materials: { x: { sha256: 'a'.repeat(64) } }, ...environment({ checkout: {} }) })).toBe(3))
})

test('files of many submodules are found by walking, not by holding each against all', () => {
  const module = submodule({ x: '' })
  const submodules = Object.fromEntries(Object.keys(many(5000, (index) => `s${index}`)).map((path) => [path, module]))
  const products = many(5000, (index) => `s${index}/x`)
  const environment = checkoutOf(claimOf({}, { submodules }))
  const asked = jest.spyOn(String.prototype, 'startsWith')
  const found = wrongs(environment, products)
  const calls = asked.mock.calls.length
  asked.mockRestore()
  // Each has other contents than is claimed, but for none.
  expect(found).toHaveLength(5000)
  expect(calls).toBeLessThan(60_000)
})
