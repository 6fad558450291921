// SPDX-License-Identifier: Apache-2.0
// The check of a run whose links are tables: what it says, and that a file in which nothing differs costs it nothing. Work
// is counted, and no clock asked.
import { describe, expect, jest, test } from '@jest/globals'
import { ArtifactTable } from '../../../src/intoto/artifacts/artifact-table.ts'
import type { Artifacts } from '../../../src/intoto/artifacts/artifacts.ts'
import { checkIntents } from '../../../src/intoto/intents/check-intents.ts'
import type { AcceptedEvidence, IntentsVerdict } from '../../../src/intoto/intents/intents-evidence.ts'
import { readStatements } from '../../../src/intoto/intents/read-statements.ts'
import { TablesOf } from '../../support/artifact-forms.ts'
import {
  claimOf,
  evidenceOf,
  filesOf,
  told,
  type Contents,
  type Run,
  type StepLink
} from '../../support/intents-run.ts'

type Form = (artifacts: Artifacts) => Artifacts

const TABLES = new TablesOf(() => true)
const inTables: Form = (artifacts) => TABLES.of(artifacts)
const inMaps: Form = (artifacts) => artifacts

function checkIn(form: Form, { words, links, known }: Run): IntentsVerdict {
  const steps = Object.entries(links)
  const evidence = (step: string, one: StepLink): AcceptedEvidence => {
    const { link, ...rest } = evidenceOf(step, one)
    return { ...rest, link: { ...link, materials: form(link.materials), products: form(link.products) } }
  }
  return checkIntents({
    intents: readStatements(words),
    layoutSteps: steps.map(([step]) => step),
    accepted: new Map(steps.map(([step, one]) => [step, [one].flat().map((link) => evidence(step, link))])),
    unknownSteps: [],
    known: { commit: undefined, files: undefined, ref: undefined, ...known }
  })
}

const plain = ({ released, ...rest }: IntentsVerdict): unknown => ({ ...rest, released: released && [...released] })

/** In both forms the same. */
function toldOf(run: Run): string[] {
  const verdict = checkIn(inTables, run)
  expect(plain(verdict)).toEqual(plain(checkIn(inMaps, run)))
  return told(verdict)
}

const SOURCE: Contents = { 'README.md': 'r', 'src/a.js': 'a', 'src/b.js': 'b' }
const BUILT: Contents = { ...SOURCE, 'dist/a.js': 'x' }
const CLAIM = claimOf(SOURCE)

describe('of links in tables', () => {
  const words = [
    'build takes source',
    'build adds dist/*',
    'pack takes source',
    'pack takes build only dist/*',
    'pack removes src/**',
    'pack changes README.md',
    'release pack',
    'steps only'
  ]
  const ends: Contents = { 'README.md': 'new', 'dist/a.js': 'x' }
  const links = {
    build: { begins: SOURCE, ends: BUILT, claim: CLAIM },
    pack: { begins: BUILT, ends, claim: CLAIM }
  }
  const withPack = (pack: StepLink, known?: Run['known']): Run => ({
    words,
    links: { ...links, pack: { ...links.pack, ...pack } },
    ...(known === undefined ? {} : { known })
  })

  test('an honest run passes, whoever tells the files of source', () => {
    expect(toldOf({ words, links })).toEqual([])
    expect(toldOf(withPack({}, { files: filesOf(SOURCE) }))).toEqual([])
  })
  test.each<[string, StepLink, string[]]>([
    ['begins with more', { begins: { ...BUILT, q: '1' }, ends: { ...ends, q: '1' } }, ['TAKES_EXTRA pack q']],
    ['begins with other bytes', { begins: { ...BUILT, 'src/a.js': 'q' } }, ['TAKES_DIFFERS pack src/a.js']],
    ['leaves what it removes', { ends: { ...ends, 'src/b.js': 'b' } }, ['NOT_REMOVED pack src/b.js']],
    ['makes that anew', { ends: { ...ends, 'src/b.js': 'q' } }, ['NOT_REMOVED pack src/b.js']],
    ['changes what it takes', { ends: { ...ends, 'dist/a.js': 'q' } }, ['CHANGED_UNEXPECTED pack dist/a.js']],
    ['loses what it takes', { ends: { 'README.md': 'new' } }, ['REMOVED_UNEXPECTED pack dist/a.js']],
    ['adds more', { ends: { ...ends, q: '1' } }, ['ADDED_UNEXPECTED pack q']]
  ])('a step that %s fails', (_what, pack, wanted) => expect(toldOf(withPack(pack))).toEqual(wanted))

  test('of a source that two jobs tell with what they take besides, each file is told apart', () => {
    const both = [...words.slice(0, 2), 'next takes source', 'next takes build', 'release nothing', 'steps only']
    const next = { begins: BUILT, ends: BUILT, claim: CLAIM }
    // Of what it takes none is of source alone, so the first link tells.
    expect(toldOf({ words: both, links: { build: links.build, next } })).toEqual([])
    const wrong = { ...links.build, begins: { ...SOURCE, q: '1' }, ends: { ...BUILT, q: '1' } }
    expect(toldOf({ words: both, links: { build: wrong, next } })).toEqual(['SOURCE_AMBIGUOUS build'])
  })

  test('submodules are united with the files of the commit once for equal claims', () => {
    const claim = claimOf(SOURCE, { sub: { x: '1' } })
    const all = { ...SOURCE, 'sub/x': '1' }
    const three = ['a takes source', 'b takes source', 'c takes source', 'release nothing', 'steps only']
    const one = { begins: all, ends: all, claim }
    const run = (c: StepLink): Run => ({ words: three, links: { a: one, b: one, c: { ...one, ...c } } })
    expect(toldOf(run({}))).toEqual([])
    expect(toldOf(run({ begins: { ...all, 'sub/x': '2' } }))[0]).toBe('TAKES_DIFFERS c sub/x')
  })

  test('other claims have other submodules', () => {
    const one = (directory: string): StepLink => {
      const all = { ...SOURCE, [`${directory}/x`]: '1' }
      return { begins: all, ends: all, claim: claimOf(SOURCE, { [directory]: { x: '1' } }) }
    }
    const two = ['a takes source', 'b takes source', 'release nothing', 'steps only']
    expect(toldOf({ words: two, links: { a: one('sub'), b: one('other') } })).toEqual([])
  })

  test('where a submodule is claimed is looked for among the files of the commit once for equal claims', () => {
    const steps = Array.from({ length: 10 }, (_, step) => `s${step}`)
    const run = (files: Contents, claims: (step: number) => string): Run => ({
      words: [...steps.map((step) => `${step} takes source`), 'release nothing', 'steps only'],
      known: { files: filesOf(files) },
      links: Object.fromEntries(
        steps.map((step, index): [string, StepLink] => {
          const all = { ...files, [`${claims(index)}/x`]: '1' }
          return [step, { begins: all, ends: all, claim: claimOf(files, { [claims(index)]: { x: '1' } }) }]
        })
      )
    })
    expect(toldOf(run(SOURCE, () => 'sub'))).toEqual([])
    // Whatever was found of the claim before.
    expect(toldOf(run(SOURCE, (step) => (step === 5 ? 'src' : 'sub')))).toEqual(['SOURCE_FALSE s5 src/x sub/x'])
    const looks = (files: number): number => {
      const many = Object.fromEntries(Array.from({ length: files }, (_, index) => [`f${index}`, '1']))
      const spy = jest.spyOn(ArtifactTable.prototype, 'digestsAt')
      expect(
        told(
          checkIn(
            inTables,
            run(many, () => 'sub')
          )
        )
      ).toEqual([])
      const count = spy.mock.calls.length
      spy.mockRestore()
      return count
    }
    expect(looks(200)).toBeLessThan(3 * 200)
  })

  test('what a step removes and leaves as it was is not removed', () => {
    const removing = ['a takes nothing', 'a adds **', 'b takes a', 'b removes x/*', 'release nothing', 'steps only']
    const ends = { 'x/y': '1', z: '1' }
    expect(toldOf({ words: removing, links: { a: { ends }, b: { begins: ends, ends } } })).toEqual([
      'NOT_REMOVED b x/y'
    ])
  })

  test('what lies where a step installs is in the way, whatever its bytes', () => {
    const installing = [
      'a takes nothing',
      'a adds **',
      'b takes a',
      'b installs "lib/x"',
      'release nothing',
      'steps only'
    ]
    const a = { ends: { 'lib/x/y': '1', 'lib/xy': '1', z: '1' } }
    const b = { begins: a.ends, ends: { ...a.ends, 'dir:lib/x': '1' } }
    expect(toldOf({ words: installing, links: { a, b } })).toEqual(['SCRATCH_PRESENT b lib/x/y'])
  })

  test('a file in another form is told by its note', () => {
    const modes = (kind: string): Record<string, string> => ({ 'src/a.js': kind, q: kind })
    const environment = {
      modes: new Map([
        ['materials', new Map()],
        ['products', new Map(Object.entries(modes('symlink')))]
      ])
    }
    const words = ['a takes source', 'release nothing', 'steps only']
    const a = { begins: SOURCE, ends: SOURCE, claim: CLAIM, environment }
    expect(toldOf({ words, links: { a } })).toEqual(['CHANGED_UNEXPECTED a src/a.js'])
  })
})

describe('work', () => {
  const manyFiles = (count: number): Contents =>
    Object.fromEntries(Array.from({ length: count }, (_, index) => [`src/${String(index).padStart(6, '0')}`, '1']))
  const STEPS = 20
  const chain = (files: Contents, change: (begins: Contents, step: number) => Contents, last: StepLink = {}): Run => {
    const names = Array.from({ length: STEPS }, (_, step) => `s${step}`)
    let begins = files
    const links = names.map((name, step): [string, StepLink] => {
      const link = { begins, ends: change(begins, step), claim: step === 0 ? claimOf(files) : undefined }
      begins = link.ends
      return [name, step === STEPS - 1 ? { ...link, ...last } : link]
    })
    return {
      words: [
        ...names.flatMap((name, step) => [
          `${name} takes ${step === 0 ? 'source' : `s${step - 1}`}`,
          `${name} adds zz/${name}`
        ]),
        'release nothing',
        'steps only'
      ],
      links: Object.fromEntries(links)
    }
  }
  /** How often a digest is put into a text meanwhile. */
  const textsOf = (run: Run): number => {
    // Tables are made before.
    checkIn(inTables, run)
    const spy = jest.spyOn(ArtifactTable.prototype, 'digestsAt')
    checkIn(inTables, run)
    const count = spy.mock.calls.length
    spy.mockRestore()
    return count
  }
  const adding = (begins: Contents, step: number): Contents => ({ ...begins, [`zz/s${step}`]: '1' })

  test.each([100, 500])('of a chain over %d files no digest becomes a text', (count) => {
    const run = chain(manyFiles(count), adding)
    expect(toldOf(run)).toEqual([])
    expect(textsOf(run)).toBe(0)
  })
  test('what is wrong in one step costs no other anything', () => {
    const files = manyFiles(500)
    const run = chain(files, adding, { ends: { 'zz/s19': '1' } })
    expect(toldOf(run)).toHaveLength(1)
    expect(textsOf(run)).toBe(0)
    const changed = chain(files, adding, { ends: adding({ ...files, 'src/000007': '2' }, STEPS - 1) })
    expect(toldOf(changed)).toContain('CHANGED_UNEXPECTED s19 src/000007')
    // Where a source file is told, it is looked for among those of the commit.
    expect(textsOf(changed)).toBeLessThan(600)
  })
})
