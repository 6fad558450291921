// SPDX-License-Identifier: Apache-2.0
// Claims about source in whole chains: against each other, the commit that is verified, and the repository.
import { describe, expect, jest, test } from '@jest/globals'
import { RecordingError } from '../../../src/recording/codes.ts'
import type { ExpectedSource, FilesOf, RepositoryFiles } from '../../../src/intoto/verification/expected-source.ts'
import type { Verification, VerificationRequest } from '../../../src/intoto/verification/verification.ts'
import {
  ALICE,
  BOB,
  codes,
  digest,
  file,
  inspections,
  LAYOUT,
  layoutOf,
  linkOf,
  MemoryStore,
  OWNER,
  step,
  verifyChain
} from '../../support/chain.ts'
import {
  artifacts,
  checkoutLink,
  checkoutOf,
  claimOf,
  COMMIT,
  FILES,
  filesOf,
  OTHER_COMMIT,
  TREE,
  type Contents
} from '../../support/source-claims.ts'

/** What a link says whose step began without a repository. */
const NONE = { repository: 'none' }
/** A step that only makes files. */
const FREE = {
  expected_materials: [['DISALLOW', '*']],
  expected_products: [
    ['CREATE', '*'],
    ['DISALLOW', '*']
  ]
}
const RUN = { id: '1', repository: 'o/r', commit: COMMIT }
const packOf = (source: unknown, changes: object = {}): Record<string, unknown> =>
  linkOf('pack', {
    materials: artifacts(FILES),
    products: { 'app.tgz': digest('b') },
    environment: { run: RUN, ...(source === undefined ? {} : { source }), ...changes }
  })
const PACK = packOf(claimOf())

/** Verifies a chain of a checkout and a step that packs. */
function verify(
  { write = checkoutLink('write'), pack = PACK }: { write?: object; pack?: object } = {},
  source?: ExpectedSource,
  changes: Partial<VerificationRequest> = {}
): Promise<Verification> {
  const links = new MemoryStore().put('write', ALICE, write).put('pack', BOB, pack)
  return verifyChain({ links, source, ...changes })
}

const lied = (source: unknown, changes: object = {}): { write: object; pack: object } => ({
  write: checkoutLink('write', { environment: checkoutOf(source, changes) }),
  pack: packOf(source)
})
/** A chain of a sparse checkout. */
const sparse = (contents: Contents, only: readonly string[]): { write: object; pack: object } => ({
  write: checkoutLink('write', { products: contents, environment: checkoutOf(claimOf(contents, { only })) }),
  pack: { ...packOf(claimOf(contents, { only })), materials: artifacts(contents) }
})
const failuresOf = (verification: Verification): readonly unknown[] =>
  verification.outcome === 'failed' ? verification.failures : []
const warningsOf = ({ warnings }: Verification): string[] => warnings.map(({ code }) => code)
const repository = (contents: Contents = FILES, changes: Partial<RepositoryFiles> = {}): RepositoryFiles => ({
  commit: COMMIT,
  tree: TREE,
  ...filesOf(contents),
  ...changes
})
interface Demands extends Pick<ExpectedSource, 'commit' | 'only'> {
  readonly files?: RepositoryFiles | FilesOf
  readonly checkedBy?: string
}
const demanded = ({ files = repository(), checkedBy = 'a test', ...changes }: Demands = {}): ExpectedSource => ({
  claims: 'demanded',
  commit: COMMIT,
  files,
  checkedBy,
  ...changes
})

describe('claims that are equal', () => {
  test('pass, and are told with the warning that nobody computed them', async () => {
    const verification = await verify()
    expect(verification).toMatchObject({
      outcome: 'passed',
      source: { commit: COMMIT, tree: TREE, ...filesOf(FILES), checkedBy: undefined },
      warnings: [{ code: 'SOURCE_UNCHECKED', message: 'The source claims were not checked against a repository.' }]
    })
  })
  test('pass against the repository, and nothing is left to warn of', async () => {
    const verification = await verify({}, demanded({ checkedBy: 'a test' }))
    expect(verification).toMatchObject({ outcome: 'passed', source: { checkedBy: 'a test' }, warnings: [] })
  })
  test.each([
    ['one link claims nothing', { pack: packOf(undefined) }],
    ['one work tree lies in a directory', { pack: packOf(claimOf(FILES, { path: 'app' })) }],
    [
      'one has submodules and the other has none',
      { pack: packOf(claimOf(FILES, { submodules: { lib: { commit: OTHER_COMMIT, ...filesOf({}) } } })) }
    ]
  ])('are so where %s', async (_what, links) => expect(codes(await verify(links))).toEqual([]))
  test.each<[string, unknown, unknown, ExpectedSource['claims'], string[], string[]]>([
    ['all say that there was no repository', NONE, NONE, 'where-possible', [], ['SOURCE_UNCLAIMED']],
    ['all say so, and claims are demanded', NONE, NONE, 'demanded', ['SOURCE_UNKNOWN'], []],
    ['all say so, and nobody wants claims', NONE, NONE, 'optional', [], []],
    ['one says nothing', NONE, undefined, 'where-possible', ['SOURCE_UNKNOWN'], []],
    ['none says anything', undefined, undefined, 'where-possible', ['SOURCE_UNKNOWN'], []],
    ['one claims', claimOf(), NONE, 'where-possible', [], ['SOURCE_UNCHECKED']],
    ['one says more than that', NONE, { ...NONE, commit: COMMIT }, 'where-possible', ['SOURCE_FALSE'], []],
    ['one says it otherwise', NONE, { repository: 'nothing' }, 'where-possible', ['SOURCE_FALSE'], []]
  ])('are held to what is wanted where %s', async (_what, first, second, claims, refused, warned) => {
    const write = linkOf('write', {
      products: artifacts(FILES),
      environment: { run: RUN, ...(first === undefined ? {} : { source: first }) }
    })
    const verification = await verify({ write, pack: packOf(second) }, { claims })
    expect([codes(verification), warningsOf(verification)]).toEqual([refused, warned])
  })
  test('are held to what is wanted of a checkout that says it began without a repository', async () => {
    const verification = await verify(lied(NONE), { claims: 'where-possible' })
    expect(codes(verification)).toEqual(['SOURCE_UNKNOWN'])
  })
  test.each<[ExpectedSource['claims'], string[]]>([
    ['where-possible', []],
    ['demanded', ['SOURCE_UNKNOWN']],
    ['optional', []]
  ])('are held to what is wanted of a checkout of another repository: %s', async (claims, refused) => {
    const checkout = { commit: OTHER_COMMIT, repository: 'o/other' }
    const write = checkoutLink('write', { environment: checkoutOf(undefined, { checkout, source: NONE }) })
    expect(codes(await verify({ write }, { claims }))).toEqual(refused)
  })
  test.each<[string, ExpectedSource['claims'], string]>([
    ['its own repository', 'where-possible', 'o/r'],
    ['its own repository in other letters', 'where-possible', 'O/R'],
    ['its own repository by its address', 'where-possible', 'https://github.com/o/r'],
    ['its own repository as git serves it', 'where-possible', 'o/r.git']
  ])('are held to what is wanted of a checkout that names %s', async (_what, claims, repository) => {
    const write = checkoutLink('write', {
      products: { ...FILES, 'src/a.js': 'evil()\n' },
      environment: checkoutOf(undefined, { checkout: { commit: COMMIT, repository } })
    })
    const pack = { ...PACK, materials: artifacts({ ...FILES, 'src/a.js': 'evil()\n' }) }
    expect(failuresOf(await verify({ write, pack }, { claims }))).toMatchObject([
      { code: 'SOURCE_UNKNOWN', step: 'write' }
    ])
  })
  test.each<[ExpectedSource['claims'], unknown, string[]]>([
    ['where-possible', claimOf(), ['SOURCE_UNCLAIMED', 'SOURCE_UNCHECKED']],
    ['where-possible', NONE, ['SOURCE_UNCLAIMED', 'SOURCE_UNCLAIMED']],
    ['optional', claimOf(), ['SOURCE_UNCLAIMED', 'SOURCE_UNCHECKED']],
    ['optional', undefined, []]
  ])('are missed in a checkout of another repository, which is told: %s', async (claims, source, warned) => {
    const checkout = { commit: COMMIT, repository: 'o/other' }
    const write = checkoutLink('write', { environment: checkoutOf(undefined, { checkout, source: NONE }) })
    expect(warningsOf(await verify({ write, pack: packOf(source) }, { claims }))).toEqual(warned)
  })
  test('are none where no link claims anything, and nothing is told of source', async () => {
    const verification = await verify(lied(undefined))
    expect(verification).toMatchObject({ outcome: 'passed', source: undefined, warnings: [] })
  })
  test('are not looked at in the way of the reference, unless somebody asks', async () => {
    const links = lied('no claim')
    expect(codes(await verify(links, undefined, { compatibility: 'reference' }))).toEqual([])
    expect(codes(await verify(links, undefined, { compatibility: 'reference', runFacts: {} }))).toEqual([])
    expect(codes(await verify(links, { claims: 'optional' }, { compatibility: 'reference' }))).toEqual([
      'SOURCE_FALSE',
      'SOURCE_FALSE'
    ])
  })
})

describe('SOURCE_DIFFERS', () => {
  const other = (changes: object): object => packOf(claimOf(FILES, changes))
  const module = (contents: Contents): object => ({ submodules: { lib: { commit: COMMIT, ...filesOf(contents) } } })
  const sparse = (contents: Contents): object => ({ only: ['/src/'], ...filesOf(contents) })
  test.each<[string, object, object?]>([
    ['the commit', other({ commit: OTHER_COMMIT })],
    ['the tree', other({ tree: COMMIT })],
    ['the number of files', other({ files: 4 })],
    ['the digest', other({ digest: 'd'.repeat(64) })],
    ['the files in another directory', other({ path: 'app', files: 4 })],
    ['the files of a submodule', other(module({})), claimOf(FILES, module({ a: '' }))],
    ['the files of the same patterns', other(sparse({})), claimOf({}, sparse({ a: '' }))]
  ])('for %s', async (_what, pack, source = claimOf()) => {
    const write = linkOf('write', { products: artifacts(FILES), environment: { run: RUN, source } })
    expect(codes(await verify({ write, pack }))).toEqual(['SOURCE_DIFFERS'])
  })
  test('names who claims what, once', async () => {
    const verification = await verify({ pack: other({ commit: OTHER_COMMIT }) })
    expect(failuresOf(verification)).toMatchObject([
      {
        code: 'SOURCE_DIFFERS',
        details: [`commit: ${COMMIT} in the link of write`, `commit: ${OTHER_COMMIT} in the link of pack`]
      }
    ])
    expect(verification.source).toBeUndefined()
  })
  test('names the step that stands alone', async () => {
    const layout = layoutOf([step('write', [ALICE]), step('test', [ALICE], FREE), step('pack', [BOB], FREE)])
    const links = new MemoryStore()
      .put('write', ALICE, checkoutLink('write'))
      .put('test', ALICE, linkOf('test', { environment: { run: RUN, source: claimOf(FILES, { tree: COMMIT }) } }))
      .put('pack', BOB, { ...PACK, materials: {} })
    const verification = await verifyChain({ layout: file(layout, [OWNER]), links })
    expect(failuresOf(verification)).toMatchObject([{ code: 'SOURCE_DIFFERS', step: 'test' }])
  })
  test('names no step where several stand alone', async () => {
    const layout = layoutOf(['a', 'b', 'c'].map((name) => step(name, [ALICE], FREE)))
    const links = new MemoryStore()
    for (const [index, name] of ['a', 'b', 'c'].entries()) {
      const source = claimOf(FILES, { tree: String(index).repeat(40) })
      links.put(name, ALICE, linkOf(name, { environment: { run: RUN, source } }))
    }
    const [failure] = failuresOf(await verifyChain({ layout: file(layout, [OWNER]), links }))
    expect(failure).toMatchObject({ code: 'SOURCE_DIFFERS' })
    expect(failure).not.toHaveProperty('step')
  })
  test('counts what it does not name', async () => {
    const modules = Object.fromEntries([...'abcdef'].map((name) => [name, { commit: COMMIT, ...filesOf({}) }]))
    const others = Object.fromEntries([...'abcdef'].map((name) => [name, { commit: OTHER_COMMIT, ...filesOf({}) }]))
    const write = linkOf('write', {
      products: artifacts(FILES),
      environment: { run: RUN, source: claimOf(FILES, { submodules: modules }) }
    })
    const [failure] = failuresOf(await verify({ write, pack: other({ submodules: others }) }))
    expect(failure).toMatchObject({ code: 'SOURCE_DIFFERS', message: expect.stringContaining('and 3 more') as unknown })
  })
  test('is found between sublayouts, too', async () => {
    const inner = layoutOf([step('inner', [ALICE], FREE)])
    const layout = layoutOf([step('write', [ALICE]), step('pack', [BOB], FREE)])
    const links = new MemoryStore().put('write', ALICE, checkoutLink('write')).put('pack', BOB, inner, [BOB])
    links.of('pack', BOB).put('inner', ALICE, linkOf('inner', { environment: { run: RUN, source: claimOf({}) } }))
    const verification = await verifyChain({ layout: file(layout, [OWNER]), links })
    expect(failuresOf(verification)).toMatchObject([
      { code: 'SOURCE_DIFFERS', details: [expect.stringContaining('write'), expect.stringContaining('pack/inner')] }
    ])
  })
  test('is found between functionaries of one step', async () => {
    const layout = layoutOf([step('write', [ALICE, BOB], { threshold: 2 })])
    const links = new MemoryStore()
      .put('write', ALICE, checkoutLink('write'))
      .put('write', BOB, checkoutLink('write', { environment: checkoutOf(claimOf(FILES, { tree: COMMIT })) }))
    expect(codes(await verifyChain({ layout: file(layout, [OWNER]), links }))).toEqual(['SOURCE_DIFFERS'])
  })
})

describe('SOURCE_OTHER_COMMIT', () => {
  test('for every link that claims another commit than the one that is verified', async () => {
    const verification = await verify({}, { claims: 'optional', commit: OTHER_COMMIT })
    expect(failuresOf(verification)).toMatchObject([
      { code: 'SOURCE_OTHER_COMMIT', step: 'write', message: expect.stringContaining(OTHER_COMMIT) as unknown },
      { code: 'SOURCE_OTHER_COMMIT', step: 'pack' }
    ])
  })
  test('where the repository was asked for another one', async () =>
    expect(
      codes(await verify({}, demanded({ commit: undefined, files: repository(FILES, { commit: OTHER_COMMIT }) })))
    ).toEqual(['SOURCE_OTHER_COMMIT', 'SOURCE_OTHER_COMMIT']))
  test('where somebody demands source, names no commit, and the run is of another', async () => {
    const links = lied(claimOf(FILES, { commit: OTHER_COMMIT }), { checkout: { commit: OTHER_COMMIT } })
    const source = demanded({ commit: undefined, files: async (commit) => repository(FILES, { commit }) })
    expect(codes(await verify(links, source))).toEqual(['SOURCE_OTHER_COMMIT', 'SOURCE_OTHER_COMMIT'])
    expect(codes(await verify(links, { ...source, commit: OTHER_COMMIT }))).toEqual([])
  })
  test.each([
    ['names no run', undefined],
    ['names a run that cannot be read', 'x']
  ])('not where the link %s, and nobody names a commit', async (_what, run) => {
    const environment = checkoutOf(claimOf(), { run })
    const write = checkoutLink('write', { environment: JSON.parse(JSON.stringify(environment)) as object })
    const pack = packOf(claimOf(), JSON.parse(JSON.stringify({ run })) as object)
    const found = codes(await verify({ write, pack }, { claims: 'demanded' }))
    expect(found.filter((code) => code.startsWith('SOURCE'))).toEqual([])
  })
})

describe('a commit that is expected of links without claims', () => {
  const links = lied(undefined)
  test('is that of their run', async () =>
    expect(codes(await verify(links, { claims: 'optional', commit: COMMIT }))).toEqual([]))
  test('is not another one', async () =>
    expect(codes(await verify(links, { claims: 'optional', commit: OTHER_COMMIT }))).toEqual([
      'SOURCE_OTHER_COMMIT',
      'SOURCE_OTHER_COMMIT'
    ]))
  test.each([
    ['no run', undefined],
    ['no commit', { id: '1', repository: 'o/r' }],
    ['a run that cannot be read', 'x']
  ])('is not one of links that name %s', async (_what, run) => {
    const bound = (link: object): object => ({ ...link, environment: JSON.parse(JSON.stringify({ run })) as object })
    const unbound = { write: bound(checkoutLink('write')), pack: bound(PACK) }
    const found = codes(await verify(unbound, { claims: 'optional', commit: COMMIT }))
    expect(found.filter((code) => code === 'SOURCE_OTHER_COMMIT')).toHaveLength(2)
  })
  test('is left to the run where that is known', async () =>
    expect(codes(await verify(links, { claims: 'optional', commit: OTHER_COMMIT }, { run: RUN }))).toEqual([]))
})

describe('SOURCE_FALSE', () => {
  const lies: readonly (readonly [string, Contents])[] = [
    ['a file more', { ...FILES, evil: '' }],
    ['a file less', { 'README.md': 'greets\n' }],
    ['other bytes', { ...FILES, 'src/a.js': 'evil()\n' }]
  ]
  test.each(lies)('for the same lie in every link, and in all that they recorded: %s', async (_what, contents) => {
    const environment = checkoutOf(claimOf(contents))
    const write = checkoutLink('write', { environment, products: contents })
    const pack = { ...packOf(claimOf(contents)), materials: artifacts(contents) }
    expect(codes(await verify({ write, pack }))).toEqual([])
    const found = failuresOf(await verify({ write, pack }, demanded()))
    expect(found).toMatchObject([
      { code: 'SOURCE_FALSE', step: 'write' },
      { code: 'SOURCE_FALSE', step: 'pack' }
    ])
    expect(JSON.stringify(found)).toContain(filesOf(FILES).digest)
    expect(JSON.stringify(found)).toContain(filesOf(contents).digest)
  })
  test.each(lies)('for a link that recorded otherwise: %s', async (_what, contents) =>
    expect(codes(await verify(lied(claimOf(contents))))).toEqual(['SOURCE_FALSE'])
  )
  test.each([
    ['number', { files: 4 }],
    ['digest', { digest: 'd'.repeat(64) }]
  ])('for another %s alone', async (_what, changes) => {
    const source = claimOf(FILES, changes)
    const write = linkOf('write', { products: artifacts(FILES), environment: { run: RUN, source } })
    const found = codes(await verify({ write, pack: packOf(source) }, demanded()))
    expect(found).toEqual(['SOURCE_FALSE', 'SOURCE_FALSE'])
  })
  test('for another tree than the commit has', async () =>
    expect(codes(await verify(lied(claimOf(FILES, { tree: COMMIT })), demanded()))).toEqual([
      'SOURCE_FALSE',
      'SOURCE_FALSE'
    ]))
  test.each([
    ['text', 'x'],
    ['a number as text', claimOf(FILES, { files: '3' })],
    ['a member too much', claimOf(FILES, { dirty: 1 })]
  ])('for a claim that cannot be read: %s', async (_what, claim) => {
    const verification = await verify({ pack: packOf(claim) })
    expect(failuresOf(verification)).toMatchObject([{ code: 'SOURCE_FALSE', step: 'pack' }])
  })
  test('where the repository speaks of another commit than was asked for', async () =>
    expect(codes(await verify({}, demanded({ files: repository(FILES, { commit: OTHER_COMMIT }) })))).toEqual([
      'SOURCE_FALSE',
      'SOURCE_FALSE'
    ]))
})

describe('SOURCE_UNKNOWN', () => {
  test('for claims where no link records a checkout, so that they say nothing of what was built', async () => {
    const write = linkOf('write', { products: artifacts(FILES), environment: { run: RUN, source: claimOf() } })
    for (const source of [demanded(), { claims: 'demanded' } as const])
      expect(failuresOf(await verify({ write }, source))).toMatchObject([
        { code: 'SOURCE_UNKNOWN', message: expect.stringContaining('No link records a checkout') as unknown }
      ])
    expect(codes(await verify({ write }, { claims: 'where-possible' }))).toEqual([])
  })
  describe('for a claim about some files of the commit only', () => {
    const only = ['/*', '!/src/b.js']
    const links = sparse({ 'README.md': 'greets\n', 'src/a.js': 'a()\n' }, only)
    const files: FilesOf = (commit, part) =>
      Promise.resolve(
        repository(part === undefined ? FILES : { 'README.md': 'greets\n', 'src/a.js': 'a()\n' }, { commit })
      )
    test('where nobody names its patterns', async () =>
      expect(failuresOf(await verify(links, demanded({ files })))).toMatchObject([
        {
          code: 'SOURCE_UNKNOWN',
          step: 'write',
          hint: expect.stringContaining("--source-pattern '!/src/b.js'") as unknown
        },
        { code: 'SOURCE_UNKNOWN', step: 'pack' }
      ]))
    test.each([
      ['fewer', ['/*']],
      ['more', [...only, '/docs/']],
      ['in another order', only.toReversed()],
      ['none', []]
    ])('where other ones are named: %s', async (_what, named) =>
      expect(codes(await verify(links, demanded({ files, only: named })))).toEqual(['SOURCE_UNKNOWN', 'SOURCE_UNKNOWN'])
    )
    test('not where these are named, and it is told', async () => {
      const verification = await verify(links, demanded({ files, only }))
      expect([codes(verification), warningsOf(verification)]).toEqual([[], ['SOURCE_PARTIAL', 'SOURCE_PARTIAL']])
    })
    test.each(['where-possible', 'optional'] as const)('not where claims are %s, and it is told', async (claims) => {
      const verification = await verify(links, { claims, files, checkedBy: 'a test' })
      expect([codes(verification), warningsOf(verification)]).toEqual([[], ['SOURCE_PARTIAL', 'SOURCE_PARTIAL']])
    })
    test('of a link that checked nothing out, too', async () => {
      const pack = packOf(claimOf({}, { only: ['nope'] }))
      expect(failuresOf(await verify({ pack }, demanded()))).toMatchObject([{ code: 'SOURCE_UNKNOWN', step: 'pack' }])
    })
  })
  test('for a checkout without a claim', async () =>
    expect(
      failuresOf(await verify({ write: checkoutLink('write', { environment: checkoutOf(undefined) }) }, demanded()))
    ).toMatchObject([{ code: 'SOURCE_UNKNOWN', step: 'write' }]))
  test('for a chain without any', async () => {
    const write = linkOf('write', { products: artifacts(FILES), environment: { run: RUN } })
    const [failure] = failuresOf(await verify({ write, pack: packOf(undefined) }, demanded()))
    expect(failure).toMatchObject({
      code: 'SOURCE_UNKNOWN',
      message: expect.stringContaining('None of the 2 links') as unknown
    })
    expect(failure).not.toHaveProperty('step')
  })
  test('for a chain of one link without any', async () => {
    const layout = layoutOf([step('write', [ALICE])])
    const links = new MemoryStore().put('write', ALICE, linkOf('write', { environment: { run: RUN } }))
    const [failure] = failuresOf(await verifyChain({ layout: file(layout, [OWNER]), links, source: demanded() }))
    expect(failure).toMatchObject({ code: 'SOURCE_UNKNOWN', message: expect.stringMatching(/^The link /) as unknown })
  })
  test('not where no link was accepted: then that is the reason', async () =>
    expect(codes(await verifyChain({ links: new MemoryStore(), source: demanded() }))).toEqual([
      'LINK_MISSING',
      'LINK_MISSING'
    ]))
})

describe('a repository that is asked', () => {
  const asked = (): jest.Mock<FilesOf> =>
    jest.fn<FilesOf>((commit, only) =>
      Promise.resolve(repository(only === undefined ? FILES : { 'src/a.js': 'a()\n' }, { commit }))
    )
  test('is asked once, for the commit that all claims name', async () => {
    const files = asked()
    const layout = file({ ...LAYOUT, inspect: [INSPECTION] }, [OWNER])
    const runner = inspections({ look: { byproducts: { 'return-value': 0 } } })
    const verification = await verify({}, demanded({ commit: undefined, files }), { layout, inspections: runner })
    expect([verification.outcome, files.mock.calls, runner.ran]).toEqual(['passed', [[COMMIT, undefined]], ['look']])
  })
  test('is not asked where the claims differ, or there is none', async () => {
    const files = asked()
    expect(
      codes(
        await verify(
          { pack: packOf(claimOf(FILES, { commit: OTHER_COMMIT }), { run: undefined }) },
          { claims: 'optional', files, checkedBy: 'a test' }
        )
      )
    ).toContain('SOURCE_DIFFERS')
    expect(codes(await verify(lied(undefined), { claims: 'optional', files, checkedBy: 'a test' }))).toEqual([])
    expect(files).not.toHaveBeenCalled()
  })
  test('is asked for each part of the commit that is claimed', async () => {
    const files = asked()
    const only = ['/src/', '!/src/b.js']
    const verification = await verify(sparse({ 'src/a.js': 'a()\n' }, only), demanded({ files, only }))
    expect(verification).toMatchObject({
      outcome: 'passed',
      warnings: [
        { code: 'SOURCE_PARTIAL', step: 'write', message: expect.stringContaining('"!/src/b.js"') as unknown },
        { code: 'SOURCE_PARTIAL', step: 'pack' }
      ],
      source: { files: undefined, digest: undefined, checkedBy: 'a test' }
    })
    expect(files.mock.calls).toEqual([
      [COMMIT, undefined],
      [COMMIT, only]
    ])
  })
  test('finds a lie about a part of the commit', async () => {
    const links = lied(claimOf({ 'src/a.js': 'evil()\n' }, { only: ['/src/'] }))
    const found = failuresOf(await verify(links, demanded({ files: asked(), only: ['/src/'] })))
    expect(found).toMatchObject([{ code: 'SOURCE_FALSE' }, { code: 'SOURCE_FALSE' }])
    expect(JSON.stringify(found)).toContain('for these patterns')
  })
  test('is asked for a bounded number of parts, and the rest is told', async () => {
    const names = Array.from({ length: 21 }, (_, index) => `s${index}`)
    const layout = layoutOf(names.map((name) => step(name, [ALICE], FREE)))
    const links = new MemoryStore()
    for (const name of names)
      links.put(
        name,
        ALICE,
        linkOf(name, { environment: { run: RUN, source: claimOf({ 'src/a.js': 'a()\n' }, { only: [name] }) } })
      )
    const files = asked()
    const source: ExpectedSource = { claims: 'where-possible', files, checkedBy: 'a test' }
    const verification = await verifyChain({ layout: file(layout, [OWNER]), links, source })
    expect(files).toHaveBeenCalledTimes(21)
    expect(verification.outcome).toBe('passed')
    expect(warningsOf(verification).filter((code) => code === 'SOURCE_PARTIAL')).toHaveLength(21)
    expect(verification.warnings).toContainEqual({
      code: 'SOURCE_UNCHECKED',
      message: expect.stringContaining('"s20"') as unknown
    })
  })
  test('that cannot tell is no pass', async () => {
    const files = (): Promise<never> => Promise.reject(new RecordingError('SOURCE_UNREADABLE', 'gone'))
    await expect(verify({}, demanded({ files }))).rejects.toMatchObject({ code: 'SOURCE_UNREADABLE' })
  })
  test('that cannot tell hides no reason', async () => {
    const files = (): Promise<never> => Promise.reject(new RecordingError('SOURCE_UNREADABLE', 'gone'))
    const pack = { ...PACK, products: {} }
    expect(codes(await verify({ pack }, demanded({ files })))).toEqual(['RULE_ARTIFACT_REQUIRED'])
  })
  test('that was asked for a whole says nothing of submodules and parts, which is told', async () => {
    const modules = { submodules: { lib: { commit: COMMIT, ...filesOf({}) } } }
    const pack = packOf(claimOf({}, { only: ['/docs/'], ...modules }))
    const verification = await verify({ pack }, demanded({ only: ['/docs/'] }))
    expect(verification).toMatchObject({
      outcome: 'passed',
      warnings: [
        { code: 'SOURCE_PARTIAL', step: 'pack' },
        { code: 'SOURCE_UNCHECKED', message: expect.stringMatching(/"\/docs\/".*"lib"/) as unknown }
      ]
    })
  })
  test('says nothing of what a checkout recorded by its own bytes, which is told', async () => {
    const write = checkoutLink('write', {
      products: { ...FILES, 'src/a.js': 'in another encoding' },
      environment: checkoutOf(claimOf(), { own_bytes: ['src/a.js'] })
    })
    const pack = { ...PACK, materials: {} }
    const verification = await verify({ write, pack }, demanded())
    expect(verification).toMatchObject({
      outcome: 'passed',
      warnings: [{ code: 'SOURCE_UNCHECKED', message: expect.stringContaining('"write"') as unknown }]
    })
  })
  test('that was asked for a whole checked nothing where all claims are of parts', async () => {
    const verification = await verify(sparse({}, ['/docs/']), demanded({ only: ['/docs/'] }))
    expect(verification).toMatchObject({ outcome: 'passed', source: { checkedBy: undefined } })
  })
})

const INSPECTION = {
  _type: 'inspection',
  name: 'look',
  run: ['true'],
  expected_materials: [['DISALLOW', '*']],
  expected_products: [['DISALLOW', '*']]
}

describe('no inspection runs', () => {
  const look = { byproducts: { 'return-value': 0 } }
  test.each<[string, Partial<VerificationRequest>, object]>([
    ['where source is false', {}, lied('x')],
    ['where the run is not as expected', { runFacts: { event: 'push' } }, {}]
  ])('%s', async (_what, changes, links) => {
    const runner = inspections({ look })
    const layout = file({ ...LAYOUT, inspect: [INSPECTION] }, [OWNER])
    const { outcome } = await verify(links, undefined, { layout, inspections: runner, ...changes })
    expect([outcome, runner.ran]).toEqual(['failed', []])
  })
  test('of a sublayout where source is false so far, and none is missed there', async () => {
    const inner = { ...layoutOf([step('inner', [ALICE], FREE)]), inspect: [INSPECTION] }
    const layout = file(layoutOf([step('first', [BOB], FREE), step('last', [ALICE], FREE)]), [OWNER])
    const chain = (source: unknown): MemoryStore => {
      const links = new MemoryStore()
        .put('first', BOB, inner, [BOB])
        .put('last', ALICE, linkOf('last', { environment: { run: RUN, source: claimOf() } }))
      links
        .of('first', BOB)
        .put(
          'inner',
          ALICE,
          linkOf('inner', { environment: JSON.parse(JSON.stringify({ run: RUN, source })) as object })
        )
      return links
    }
    for (const [source, ran] of [
      ['x', []],
      [undefined, ['look']]
    ] as const) {
      const runner = inspections({ look })
      await verifyChain({
        layout,
        links: chain(source),
        inspections: runner,
        inspectionsOf: 'all',
        source: { claims: 'demanded' }
      })
      expect(runner.ran).toEqual(ran)
    }
  })
})

describe('a checkout of another commit than the run has', () => {
  const links = lied(claimOf(FILES, { commit: OTHER_COMMIT }), { checkout: { commit: OTHER_COMMIT } })
  test('is told for every link that claims it', async () =>
    expect(warningsOf(await verify(links))).toEqual([
      'CHECKOUT_OF_OTHER_COMMIT',
      'CHECKOUT_OF_OTHER_COMMIT',
      'SOURCE_UNCHECKED'
    ]))
  test('is not told where that commit is expected', async () =>
    expect(warningsOf(await verify(links, { claims: 'demanded', commit: OTHER_COMMIT }))).toEqual(['SOURCE_UNCHECKED']))
  test('is told of a link without a claim all the same', async () => {
    const write = checkoutLink('write', { environment: checkoutOf(undefined, { checkout: { commit: OTHER_COMMIT } }) })
    expect(warningsOf(await verify({ write }, { claims: 'optional', commit: COMMIT }))).toEqual([
      'CHECKOUT_OF_OTHER_COMMIT',
      'SOURCE_UNCLAIMED',
      'SOURCE_UNCHECKED'
    ])
  })
})

describe('a repository that tells the digest of each file', () => {
  const EVIL = { ...FILES, 'src/a.js': 'evil()\n' }
  const LIBRARY = { 'evil.js': 'x' }
  const digests = new Map(Object.entries(artifacts(FILES)).map(([path, { sha256 }]) => [path, sha256]))
  const told = (changes: Partial<RepositoryFiles> = {}): RepositoryFiles =>
    repository(FILES, {
      digests,
      submodules: new Map([['vendor', OTHER_COMMIT]]),
      unknownEncodings: new Set(['src/a.js']),
      ...changes
    })
  const checkout = (products: Contents, claim: object, changes: object = {}): Promise<Verification> => {
    const write = checkoutLink('write', { products, environment: checkoutOf(claim, changes) })
    const pack = linkOf('pack', {
      materials: artifacts(products),
      products: { 'app.tgz': digest('b') },
      environment: { run: RUN, source: claimOf() }
    })
    return verify(
      { write, pack },
      demanded({ files: (_commit, only) => Promise.resolve(told(only && { ...filesOf(EVIL) })), only: ['/*'] })
    )
  }
  const submodule = (path: string, commit: string): object => ({ [path]: { commit, ...filesOf(LIBRARY) } })
  const within = (path: string): Contents => ({ ...FILES, [`${path}/evil.js`]: 'x' })

  test.each<[string, Contents, object, object, string]>([
    ['patterns that fit everything', EVIL, claimOf(EVIL, { only: ['/*'] }), {}, 'src/a.js'],
    [
      'narrow paths',
      EVIL,
      claimOf(),
      { recording: { exclude: [], products: { paths: ['src', 'README.md'] } } },
      'src/a.js'
    ],
    [
      'files left out',
      EVIL,
      claimOf(),
      { recording: { exclude: ['*.zip'], products: { paths: ['.'], left_out: { '*.zip': 1 } } } },
      'src/a.js'
    ],
    ['the encoding of another file', EVIL, claimOf(), { own_bytes: ['README.md'] }, 'src/a.js'],
    [
      'the encoding of a file that the commit lacks',
      { ...FILES, x: '' },
      claimOf({ ...FILES, x: '' }, filesOf(FILES)),
      { own_bytes: ['x'], recording: { exclude: [], products: { paths: ['x'] } } },
      'does not have: "x"'
    ],
    [
      'the encoding of a file that can be compared',
      { ...FILES, 'README.md': 'evil\n' },
      claimOf(),
      { own_bytes: ['README.md', 'src/a.js'] },
      'encoding is known: "README.md"'
    ],
    [
      'the encoding of a file that was not recorded',
      FILES,
      claimOf(),
      { own_bytes: ['src/c.js'] },
      'encoding is known: "src/c.js"'
    ],
    ['no word of a checkout: other bytes', EVIL, claimOf(), { checkout: undefined }, 'src/a.js'],
    ['no word of a checkout: a file more', { ...FILES, x: '' }, claimOf(), { checkout: undefined }, 'have: "x"'],
    [
      'no word of a checkout: a file less',
      { 'README.md': 'greets\n', 'src/a.js': 'a()\n' },
      claimOf(),
      { checkout: undefined },
      'did not record files that the commit has: "src/b.js"'
    ],
    [
      'narrow paths: a file less',
      { 'README.md': 'greets\n', 'src/a.js': 'a()\n' },
      claimOf(),
      { recording: { exclude: [], products: { paths: ['.', 'x'] } } },
      'did not record files that the commit has: "src/b.js"'
    ],
    [
      'a submodule in the place of a file',
      { 'README.md': 'greets\n', 'src/a.js': 'a()\n' },
      claimOf(
        { 'README.md': 'greets\n', 'src/a.js': 'a()\n' },
        { ...filesOf(FILES), submodules: submodule('src/b.js', COMMIT) }
      ),
      {},
      'did not record files that the commit has: "src/b.js"'
    ],
    [
      'a file elsewhere',
      { ...FILES, x: '' },
      claimOf(FILES, { path: 'app' }),
      { recording: { exclude: [], products: { paths: ['x'] } } },
      'does not have'
    ],
    [
      'a submodule that the commit does not have',
      within('lib'),
      claimOf(FILES, { submodules: submodule('lib', OTHER_COMMIT) }),
      {},
      'none there'
    ],
    [
      'another commit of a submodule',
      within('vendor'),
      claimOf(FILES, { submodules: submodule('vendor', COMMIT) }),
      {},
      OTHER_COMMIT
    ]
  ])('finds a lie behind %s', async (_what, products, claim, changes, says) => {
    const verification = await checkout(products, claim, changes)
    expect(failuresOf(verification)).toContainEqual(
      expect.objectContaining({
        code: 'SOURCE_FALSE',
        step: 'write',
        details: expect.arrayContaining([expect.stringContaining(says)]) as unknown
      })
    )
  })
  test.each<[string, Contents, object, object, RegExp | undefined]>([
    ['a checkout', FILES, claimOf(), {}, undefined],
    [
      'one into a directory',
      Object.fromEntries(Object.entries(FILES).map(([path, text]) => [`app/${path}`, text])),
      claimOf(FILES, { path: 'app' }),
      {},
      undefined
    ],
    [
      'an encoding that nobody can check',
      EVIL,
      claimOf(),
      { own_bytes: ['src/a.js'] },
      /1 file .*"write" in encodings/
    ],
    [
      'files that patterns leave out',
      { 'README.md': FILES['README.md'] ?? '' },
      claimOf(),
      { recording: { exclude: ['src/'], products: { paths: ['.'], left_out: { 'src/': 2 } } } },
      /2 files that exclude patterns .*"write"/
    ],
    [
      'submodules within each other',
      { ...within('vendor'), 'vendor/in/evil.js': 'x' },
      claimOf(FILES, { submodules: { ...submodule('vendor', OTHER_COMMIT), ...submodule('vendor/in', COMMIT) } }),
      {},
      /"vendor\/in"/
    ]
  ])('finds none in %s', async (_what, products, claim, changes, warns) => {
    const verification = await checkout(products, claim, changes)
    expect(codes(verification)).toEqual([])
    const unchecked = verification.warnings.filter(({ code }) => code === 'SOURCE_UNCHECKED')
    expect(unchecked).toEqual(
      warns === undefined ? [] : [expect.objectContaining({ message: expect.stringMatching(warns) })]
    )
  })
})
