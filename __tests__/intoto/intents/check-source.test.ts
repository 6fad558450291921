// SPDX-License-Identifier: Apache-2.0
// The files of source: who may say what they are, and what becomes of links that say otherwise.
import { describe, expect, test } from '@jest/globals'
import { digestSet } from '../../../src/intoto/artifacts/artifacts.ts'
import { artifactsOf } from '../../../src/intoto/artifacts/build-artifacts.ts'
import { checkIntents } from '../../../src/intoto/intents/check-intents.ts'
import type { AcceptedEvidence } from '../../../src/intoto/intents/intents-evidence.ts'
import { jsonObject } from '../../../src/intoto/json/json-value.ts'
import { readStatements } from '../../../src/intoto/intents/read-statements.ts'
import {
  check,
  claimOf,
  COMMIT,
  evidenceOf,
  filesOf,
  told,
  type Contents,
  type Run,
  type StepLink
} from '../../support/intents-run.ts'

const SOURCE: Contents = { 'b.js': 'b', 'a/é.js': 'é', '.hidden': 'h' }
const CLAIM = claimOf(SOURCE)
const BUILT: Contents = { ...SOURCE, 'dist/x': 'x' }
const EVIL: Contents = { ...SOURCE, evil: '1' }
const OTHER = 'f'.repeat(40)

const WORDS = [
  'build takes source',
  'build adds dist/*',
  'lint takes source',
  'pack takes source',
  'pack takes build',
  'release nothing',
  'steps only'
]
const LINKS: Record<'build' | 'lint' | 'pack', StepLink> = {
  build: { begins: SOURCE, ends: BUILT, claim: CLAIM },
  lint: { begins: SOURCE, ends: SOURCE, claim: CLAIM },
  pack: { begins: BUILT, ends: BUILT, claim: CLAIM }
}
const run = (changes: Partial<typeof LINKS> = {}, more: Partial<Run> = {}): Run => ({
  words: WORDS,
  links: Object.fromEntries(
    Object.entries(LINKS).map(([step, link]) => [step, { ...link, ...changes[step as 'lint'] }])
  ),
  ...more
})
const alone = (link: StepLink, known?: Run['known']): string[] =>
  told(
    check({
      words: ['lint takes source', 'release nothing', 'steps only'],
      links: { lint: { ...LINKS.lint, ...link } },
      ...(known === undefined ? {} : { known })
    })
  )

describe('source', () => {
  test('is what a link has beside what it takes of others', () => {
    expect(told(check(run()))).toEqual([])
    // The first that could tell it is the one that was tampered with.
    const changed = { begins: EVIL, ends: { ...EVIL, 'dist/x': 'x' } }
    expect(told(check(run({ build: changed })))).toEqual(['TAKES_EXTRA build evil'])
  })
  test('is never told by a link that has nothing to tell it by', () => {
    const words = ['ruled-taker takes ruled', 'pack takes source', 'pack takes ruled', 'release nothing', 'steps only']
    const links = { ruled: { ends: BUILT }, 'ruled-taker': { begins: BUILT, ends: BUILT }, pack: LINKS.pack }
    expect(told(check({ words, links }))).toEqual(['SOURCE_AMBIGUOUS pack'])
    expect(told(check({ words, links, known: { files: filesOf(SOURCE) } }))).toEqual([])
    // Names that the others do not have are told apart.
    const apart = {
      ...links,
      ruled: { ends: { 'dist/x': 'x' } },
      'ruled-taker': { begins: { 'dist/x': 'x' }, ends: { 'dist/x': 'x' } }
    }
    expect(told(check({ words, links: apart }))).toEqual([])
  })
  test('is told as unknown once, however many see it', () => {
    const link = { begins: EVIL, ends: EVIL, claim: CLAIM }
    const words = ['one takes source', 'two takes source', 'release nothing', 'steps only']
    expect(told(check({ words, links: { one: link, two: link } }))).toEqual(['SOURCE_AMBIGUOUS one'])
    expect(alone({ begins: {}, ends: {} })).toEqual(['SOURCE_AMBIGUOUS lint'])
  })
  test.each<[string, StepLink, string]>([
    ['more', { begins: EVIL, ends: EVIL }, 'began with 4 files, and claims 3'],
    ['fewer', { begins: { 'b.js': 'b' }, ends: { 'b.js': 'b' } }, 'began with 1 file, and claims 3'],
    ['other', { begins: { ...SOURCE, 'b.js': 'x' }, ends: SOURCE }, 'began with 3 files, as many as it claims']
  ])('is told as unknown by numbers, where a step has %s files', (_what, link, says) => {
    const words = ['lint takes source', 'release nothing', 'steps only']
    const [failure] = check({ words, links: { lint: { ...LINKS.lint, ...link } } }).failures
    expect([failure?.code, failure?.message, failure?.hint]).toEqual([
      'SOURCE_AMBIGUOUS',
      expect.stringContaining(says),
      expect.stringContaining('`verify --source .`')
    ])
  })
  test('of a checkout and of its submodules is counted, too', () => {
    const words = ['lint takes nothing', 'lint adds source', 'release nothing', 'steps only']
    const claim = claimOf(SOURCE, { sub: { x: 'x', y: 'y' } })
    const link: StepLink = { ends: EVIL, claim, scratch: 'checkout' }
    expect(check({ words, links: { lint: link } }).failures[0]?.message).toContain('ended with 4 files, and claims 5')
  })
  test('has a SHA-256 of each file', () => {
    const words = ['lint takes source', 'release nothing', 'steps only']
    const evidence = evidenceOf('lint', { ...LINKS.lint })
    const weak = artifactsOf(
      [...evidence.link.materials].map(([path]) => [path, digestSet([['sha512', 'a'.repeat(128)]])])
    )
    const link = { ...evidence.link, materials: weak, products: weak }
    const { failures } = checkIntents({
      intents: readStatements(words),
      accepted: new Map([['lint', [{ ...evidence, link } as AcceptedEvidence]]]),
      layoutSteps: ['lint'],
      unknownSteps: [],
      known: { commit: undefined, files: undefined, ref: undefined }
    })
    expect(failures.map(({ code }) => code)).toEqual(['SOURCE_AMBIGUOUS'])
  })
  test('of the repository names what differs', () => {
    const known = { files: filesOf(SOURCE), commit: COMMIT }
    expect(alone({ begins: EVIL, ends: EVIL }, known)).toEqual(['TAKES_EXTRA lint evil'])
    expect(alone({ begins: EVIL, ends: EVIL, claim: claimOf(EVIL) }, known)).toEqual(['SOURCE_FALSE lint evil'])
    expect(alone({ begins: EVIL, ends: EVIL, claim: claimOf(EVIL) })).toEqual([])
    const lies = {
      build: { begins: EVIL, ends: { ...EVIL, 'dist/x': 'x' }, claim: claimOf(EVIL) },
      lint: { begins: EVIL, ends: EVIL, claim: claimOf(EVIL) }
    }
    const more = {
      pack: { begins: { ...EVIL, 'dist/x': 'x' }, ends: { ...EVIL, 'dist/x': 'x' }, claim: claimOf(EVIL) }
    }
    const [failure, ...others] = check(run({ ...lies, ...more }, { known })).failures
    expect([failure?.code, failure?.step, failure?.artifacts, others]).toEqual(['SOURCE_FALSE', 'build', ['evil'], []])
    expect(failure?.details.join()).toContain('steps "lint"')
  })
  test('of the repository has both the number and the digest that are claimed', () => {
    const known = { files: filesOf(SOURCE) }
    expect(alone({ claim: { ...CLAIM, files: 4 } }, known)).toEqual(['SOURCE_FALSE lint'])
    expect(alone({ claim: { ...CLAIM, digest: '0'.repeat(64) } }, known)).toEqual(['SOURCE_FALSE lint'])
  })
  test('is of the commit that is verified', () => {
    const claim = { ...CLAIM, commit: OTHER }
    expect(alone({ claim }, { commit: COMMIT })).toEqual(['SOURCE_OTHER_COMMIT lint'])
    expect(alone({ claim })).toEqual([])
  })
  test.each<[string, StepLink, string]>([
    ['nothing', { claim: undefined }, 'SOURCE_UNKNOWN'],
    ['what cannot be read', { claim: undefined, environment: { source: 1 } }, 'SOURCE_UNKNOWN'],
    ['a part', { claim: { ...CLAIM, only: ['/a/'] } }, 'SOURCE_UNKNOWN'],
    ['a directory', { claim: { ...CLAIM, path: 'sub' } }, 'SOURCE_UNKNOWN'],
    ['another commit', { claim: { ...CLAIM, commit: OTHER } }, 'SOURCE_DIFFERS'],
    ['another tree', { claim: { ...CLAIM, tree: OTHER } }, 'SOURCE_DIFFERS'],
    ['more files', { claim: { ...CLAIM, files: 4 } }, 'SOURCE_DIFFERS'],
    ['another digest', { claim: { ...CLAIM, digest: '0'.repeat(64) } }, 'SOURCE_DIFFERS']
  ])('is claimed by every link that sees it: one claims %s', (_what, link, code) => {
    expect(told(check(run({ lint: link })))).toEqual([`${code} lint`])
    expect(told(check(run({ build: link })))).toEqual([`${code} build`])
  })
  test('is claimed by all functionaries', () => {
    const words = ['lint takes source', 'release nothing', 'steps only']
    const links = { lint: [LINKS.lint, { ...LINKS.lint, claim: undefined }] }
    expect(told(check({ words, links }))).toEqual(['SOURCE_UNKNOWN lint'])
  })
  test('of two that differ is that which some link recorded', () => {
    const words = ['one takes source', 'two takes source', 'release nothing', 'steps only']
    const lie = { ...LINKS.lint, claim: { ...CLAIM, digest: '0'.repeat(64) } }
    expect(told(check({ words, links: { one: lie, two: LINKS.lint } }))).toEqual(['SOURCE_DIFFERS one'])
    expect(told(check({ words, links: { one: LINKS.lint, two: lie } }))).toEqual(['SOURCE_DIFFERS two'])
    const both = { one: lie, two: { ...lie, claim: { ...CLAIM, digest: '1'.repeat(64) } } }
    expect(told(check({ words, links: both }))).toEqual(['SOURCE_DIFFERS two', 'SOURCE_AMBIGUOUS one'])
  })
})

describe('where a step has no link', () => {
  test('nobody is told that the files of source are unknown, which follows from that', () => {
    const words = ['lint takes nothing', 'lint adds source', 'pack takes lint', 'test takes source', 'test takes pack']
    const link = { begins: SOURCE, ends: SOURCE }
    const links = { lint: [], pack: link, test: { ...link, claim: CLAIM } }
    const all = { words: [...words, 'release nothing', 'steps only'], links }
    expect(told(check(all))).toEqual([])
    expect(check(all).notEvaluated[0]).toContain('"lint" has no link')
    const lint: StepLink = { ends: EVIL, claim: CLAIM, scratch: 'checkout' }
    expect(told(check({ ...all, links: { ...links, lint } }))).toContain('SOURCE_AMBIGUOUS lint')
  })
})

describe('submodules', () => {
  const inner: Contents = { x: 'x', 'deep/y': 'y' }
  const innermost: Contents = { z: 'z' }
  const CLAIM_WITH = claimOf(SOURCE, { sub: inner, 'sub/mod': innermost })
  const WITH: Contents = { ...SOURCE, 'sub/x': 'x', 'sub/deep/y': 'y', 'sub/mod/z': 'z' }
  const words = ['one takes source', 'two takes source', 'release nothing', 'steps only']
  const link = { begins: WITH, ends: WITH, claim: CLAIM_WITH }

  test('are there in one job and not in another', () => {
    expect(told(check({ words, links: { one: link, two: LINKS.lint } }))).toEqual([])
    expect(told(check({ words, links: { one: LINKS.lint, two: link } }))).toEqual([])
    expect(told(check({ words, links: { one: link, two: link }, known: { files: filesOf(SOURCE) } }))).toEqual([])
  })
  test('in some jobs alone are told, unless the layout names them: rules refuse that', () => {
    const both = { one: link, two: LINKS.lint }
    const warned = (said: readonly string[], links: Run['links'] = both): readonly string[] =>
      check({ words: [...words, ...said], links }).warnings
    expect(warned([])).toEqual([
      expect.stringMatching(
        /"one" has the submodule "sub" and step "two" has not, nor do all jobs have "sub\/mod".*`source: { submodules: \[sub\] }`/
      )
    ])
    expect(warned(['source submodules "other"'])[0]).toContain('`source: { submodules: [other, sub] }`')
    expect(warned(['source submodules "sub/mod"'])).toEqual([expect.stringContaining('submodule "sub" and')])
    expect(warned(['source submodules "sub"'])).toEqual([])
    expect(warned([], { one: link, two: link })).toEqual([])
    expect(warned([], { one: link, two: { ...LINKS.lint, claim: undefined } })).toHaveLength(1)
    const claim = claimOf(SOURCE, { sub: { x: 'x' }, other: { y: 'y' } })
    const [all, ...more] = warned([], { one: { ...link, claim }, two: LINKS.lint })
    expect([all, more]).toEqual([expect.stringContaining('`source: { submodules: [sub, other] }`'), []])
  })
  describe('at another commit, or not checked out', () => {
    const OLD: Contents = { ...SOURCE, 'sub/x': 'older', 'sub/mod/z': 'z' }
    const old: StepLink = { begins: OLD, ends: OLD, claim: claimOf(SOURCE) }
    const hintsOf = (run: Run): string[] => check(run).failures.map(({ code, hint }) => `${code} ${hint}`)
    const AT =
      /^TAKES_EXTRA "sub(?:\/mod)?" is a submodule, which step "one" has at commit d{40}; step "two" began with files there/
    test('are named', () => {
      const run = { words, links: { one: link, two: old } }
      expect(hintsOf(run)).toEqual([expect.stringMatching(AT)])
      expect(hintsOf(run)[0]).not.toContain('restored cache')
      expect(hintsOf(run)[0]).toContain('`git submodule update --init --recursive`')
    })
    test('are named beside other files, which are told as well', () => {
      const begins = { ...OLD, zz: 'zz' }
      const [hint = ''] = hintsOf({ words, links: { one: link, two: { ...old, begins, ends: begins } } })
      expect(hint).toMatch(AT)
      expect(hint).toContain('Of the other files: ')
    })
    test('are named by the repository where no link claims them', () => {
      const known = { files: filesOf(SOURCE), submodules: new Map([['sub', OTHER]]) }
      const [hint = ''] = hintsOf({ words, links: { one: LINKS.lint, two: old }, known })
      expect(hint).toContain(`"sub" is a submodule, which the repository has at commit ${OTHER}`)
    })
    test('are not told as if the step had none', () => {
      const { warnings } = check({ words, links: { one: link, two: old } })
      expect(warnings).toEqual([])
      const three = { one: link, two: old, three: LINKS.lint }
      const said = ['one takes source', 'two takes source', 'three takes source', 'release nothing', 'steps only']
      expect(check({ words: said, links: three }).warnings).toEqual([
        expect.stringContaining('"one" has the submodule "sub" and step "three" has not')
      ])
    })
    test('a checkout that adds source is looked at by what it ends with', () => {
      const said = ['one takes source', 'two takes nothing', 'two adds source', 'release nothing', 'steps only']
      const two: StepLink = { ends: OLD, claim: claimOf(SOURCE), scratch: 'checkout' }
      expect(check({ words: said, links: { one: link, two } }).warnings).toEqual([])
    })
    test('is checked out first where another step has it', () => {
      const both = ['one takes source', 'two takes source', 'two takes one', 'release nothing', 'steps only']
      const { failures } = check({ words: both, links: { one: link, two: LINKS.lint } })
      const [failure] = failures
      expect(failure?.code).toBe('TAKES_MISSING')
      expect(failure?.hint).toMatch(
        /^"sub(\/mod)?" is a submodule, which step "one" has, and step "two" began without it\. Check it out/
      )
      expect(failure?.message).toContain('takes from step "one"')
      expect(failure?.statement).toBe('two takes one')
      const took = ['one takes source', 'two takes one', 'release nothing', 'steps only']
      const taken = { ...LINKS.lint, claim: undefined }
      expect(check({ words: took, links: { one: link, two: taken } }).failures[0]?.hint).toContain('is a submodule')
      // Whoever takes no source claims none of it.
      const begins = { ...SOURCE, 'sub/new': 'n' }
      const other = check({ words: took, links: { one: link, two: { begins, ends: begins } } })
      expect(other.failures.map(({ hint }) => hint).join()).not.toContain('another one was checked out')
    })
    test('is at another commit where a step above has it, too', () => {
      const both = ['one takes source', 'two takes source', 'two takes one', 'release nothing', 'steps only']
      const { failures } = check({ words: both, links: { one: link, two: old } })
      for (const code of ['TAKES_MISSING', 'TAKES_DIFFERS'])
        expect(failures.find((one) => one.code === code)?.hint).toContain('another one was checked out')
    })
  })
  test('are held by nobody where a repository was asked, which is told', () => {
    const many = claimOf(SOURCE, { one: { x: 'x' }, two: { y: 'y' } })
    const files = { ...SOURCE, 'one/x': 'x', 'two/y': 'y' }
    const job = (id: string, claim: StepLink['claim'], begins: Contents): StepLink => ({
      begins,
      ends: begins,
      claim,
      name: id
    })
    const unaskedOf = (claim: StepLink['claim'], begins: Contents, paths: readonly string[]): readonly string[] => {
      const known = {
        commit: undefined,
        files: filesOf(SOURCE),
        submodules: new Map(paths.map((path) => [path, 'd'.repeat(40)]))
      }
      const links = { one: job('one', claim, begins), two: job('two', claim, begins) }
      return check({ words, links, known }).notEvaluated.filter((text) => text.includes('submodule'))
    }
    expect(unaskedOf(many, files, ['one', 'two'])).toEqual([
      'The files of the submodules "one", "two" are what the recorders say, all of them alike: the repository that was asked names their commits, as the links do, and has no files of them.'
    ])
    expect(unaskedOf(CLAIM_WITH, WITH, ['sub']).join()).toContain('sub')
    expect(unaskedOf(claimOf(SOURCE, { one: { x: 'x' } }), { ...SOURCE, 'one/x': 'x' }, ['one'])).toEqual([
      expect.stringContaining('names its commit, as the links do, and has no files of it.')
    ])
  })
  test('the line that is quoted is that of the step that is named', () => {
    const both = ['one takes source', 'two takes one', 'two takes source', 'release nothing', 'steps only']
    const begins = { ...SOURCE, [Object.keys(SOURCE)[0] as string]: 'changed' }
    const { failures } = check({
      words: both,
      links: { one: LINKS.lint, two: { begins, ends: begins, claim: claimOf(SOURCE) } }
    })
    const [failure] = failures
    expect([failure?.code, failure?.statement]).toEqual(['TAKES_DIFFERS', 'two takes one'])
    expect(failure?.message).toContain('step "one"')
  })
  test('are told by a step of which one functionary alone claims them', () => {
    const known = { files: filesOf(SOURCE) }
    const silent = { ...link, claim: CLAIM }
    const evil = { ...WITH, 'sub/evil': '1' }
    const changed = { ...link, begins: evil, ends: evil }
    for (const one of [
      [silent, link],
      [link, silent]
    ])
      expect(told(check({ words, links: { one, two: changed }, known }))).toContain('TAKES_EXTRA two sub/evil')
  })
  test('that nobody can tell are nothing to a step without them, whose causes are told', () => {
    const evil = { ...WITH, 'sub/evil': '1' }
    const { 'b.js': moved, ...others } = SOURCE
    const files = { ...others, 'moved.js': moved as string }
    const links = {
      one: { ...link, begins: evil, ends: evil },
      two: { begins: files, ends: files, claim: CLAIM }
    }
    const { failures } = check({ words, links, known: { files: filesOf(SOURCE) } })
    expect(failures.map(({ code }) => code)).toEqual(['SOURCE_AMBIGUOUS', 'TAKES_EXTRA', 'TAKES_MISSING'])
    expect(failures[1]?.hint).toContain(
      '"moved.js" has the bytes of "b.js", which is missing: was it renamed or moved?'
    )
    expect(failures[2]?.hint).toContain('The bytes of "b.js" lie at "moved.js"')
  })
  test('hold what is claimed of them', () => {
    const evil = { ...WITH, 'sub/evil': '1' }
    const changed = { ...link, begins: evil, ends: evil }
    expect(told(check({ words, links: { one: link, two: changed } }))).toEqual(['TAKES_EXTRA two sub/evil'])
    expect(told(check({ words, links: { one: LINKS.lint, two: changed } }))).toEqual(['SOURCE_AMBIGUOUS two'])
  })
  test('whose files no link has are told with a file, and nobody is sent to ask a repository again', () => {
    const evil: Contents = { ...WITH, 'sub/a-evil': '1' }
    const changed = { ...link, begins: evil, ends: evil }
    const known = { files: filesOf(SOURCE) }
    const saidOf = (run: Run): readonly (string | undefined)[] => {
      const [failure] = check(run).failures
      return [failure?.code, failure?.message, failure?.hint]
    }
    for (const more of [{}, { known }])
      expect(saidOf({ words, links: { one: LINKS.lint, two: changed }, ...more })).toEqual([
        'SOURCE_AMBIGUOUS',
        expect.stringMatching(
          /^Step "two" began with \d files, such as "sub\/a-evil", in the submodule "sub", and claims/
        ),
        expect.not.stringContaining('Verify again')
      ])
    const alike = claimOf(SOURCE, { sub: { x: 'x' } })
    const one = (files: Contents): StepLink => ({ begins: files, ends: files, claim: alike })
    expect(saidOf({ words, links: { one: LINKS.lint, two: one({ ...SOURCE, 'sub/x': 'y' }) }, known })[1]).toContain(
      'with 1 file, "sub/x", in the submodule'
    )
    expect(saidOf({ words, links: { one: LINKS.lint, two: one(SOURCE) }, known })[1]).toContain('with no file in the')
    const adding = ['lint takes nothing', 'lint adds source', 'release nothing', 'steps only']
    const ends = { ...SOURCE, 'sub/x': 'y' }
    const checkout: StepLink = { ends, claim: alike, scratch: 'checkout' }
    expect(saidOf({ words: adding, links: { lint: checkout }, known })[1]).toContain('ended with 1 file, "sub/x"')
  })
  test.each([{ commit: OTHER }, { files: 9 }, { digest: '0'.repeat(64) }])('are claimed alike: %j', (change) => {
    const sub = CLAIM_WITH.submodules.get('sub') ?? { commit: '', files: 0, digest: '' }
    const claim = { ...CLAIM_WITH, submodules: new Map([...CLAIM_WITH.submodules, ['sub', { ...sub, ...change }]]) }
    expect(told(check({ words, links: { one: link, two: { ...link, claim } } }))).toEqual(['SOURCE_DIFFERS two'])
  })
  test('are alike where two claim them', () => {
    const claim = claimOf(SOURCE, { sub: { x: 'other' } })
    const files = { ...SOURCE, 'sub/x': 'other' }
    const other = { begins: files, ends: files, claim }
    expect(told(check({ words, links: { one: link, two: other } }))).toEqual([
      expect.stringMatching(/^SOURCE_DIFFERS two/)
    ])
  })
})

describe('a submodule that the commit does not have', () => {
  const words = ['one takes source', 'two takes source', 'release nothing', 'steps only']
  /** A run in which one job says that files of its own are those of a submodule at a path. */
  const runWith = (path: string, files: Contents, known?: Run['known']): Run => {
    const below = Object.fromEntries(Object.entries(files).map(([name, text]) => [`${path}/${name}`, text]))
    const all = { ...SOURCE, ...below }
    const lie: StepLink = { begins: all, ends: all, claim: claimOf(SOURCE, { [path]: files }) }
    return { words, links: { one: lie, two: LINKS.lint }, ...(known === undefined ? {} : { known }) }
  }
  const evil = { 'evil.js': '1' }
  const files = filesOf(SOURCE)
  const sub = 'd'.repeat(40)

  test.each<[string, Run, string]>([
    ['is none there', runWith('vendor/x', evil, { files, submodules: new Map() }), 'SOURCE_FALSE one vendor/x/evil.js'],
    [
      'is another one there',
      runWith('vendor/x', evil, { files, submodules: new Map([['vendor/x', OTHER]]) }),
      'SOURCE_FALSE one vendor/x/evil.js'
    ],
    [
      'is one elsewhere',
      runWith('vendor/x', evil, { files, submodules: new Map([['vendor', sub]]) }),
      'SOURCE_FALSE one vendor/x/evil.js'
    ],
    ['are files of its own there', runWith('a', { ...evil, 'é.js': 'é' }, { files }), 'SOURCE_FALSE one a/evil.js'],
    [
      'is a file in the place of the directory above',
      runWith('b.js/x', evil, { files }),
      'SOURCE_FALSE one b.js/x/evil.js'
    ],
    ['is a file in its place', runWith('b.js', evil, { files }), 'SOURCE_FALSE one b.js/evil.js'],
    [
      'are by another link files of its own there',
      runWith('a', { ...evil, 'é.js': 'é' }),
      'SOURCE_DIFFERS one a/evil.js'
    ],
    ['is by another link a file there', runWith('b.js/x', evil), 'SOURCE_DIFFERS one b.js/x/evil.js']
  ])('brings nothing in: there %s', (_what, wrong, expected) => {
    expect(told(check(wrong))).toEqual([expected])
  })
  test('brings nothing in by a second functionary, or by a layout in the place of a link', () => {
    const { links } = runWith('vendor/x', evil)
    const known = { files, submodules: new Map<string, string>() }
    const lie = links['one'] as StepLink
    const two = ['two takes source', 'two delegated', 'release nothing', 'steps only']
    expect(told(check({ words: two, links: { two: [LINKS.lint, lie] }, known }))).toEqual(['SOURCE_FALSE two'])
    const layout: StepLink = { ...lie, kind: 'sublayout in intents' }
    expect(told(check({ words: two, links: { two: layout }, known }))).toEqual(['SOURCE_FALSE two vendor/x/evil.js'])
  })
  test('is told apart from one that it has, also within another', () => {
    const inner = { ...runWith('sub', { x: 'x' }).links['one'] } as StepLink
    const claim = claimOf(SOURCE, { sub: { x: 'x' }, 'sub/mod': { z: 'z' } })
    const all = { ...inner.begins, 'sub/mod/z': 'z' }
    const links = { one: { begins: all, ends: all, claim }, two: LINKS.lint }
    expect(told(check({ words, links, known: { files, submodules: new Map([['sub', sub]]) } }))).toEqual([])
  })
  const unasked = (run: Run): string[] => check(run).notEvaluated.filter((text) => text.includes('submodule'))
  test('is what one job alone says, and that is told', () => {
    expect(unasked(runWith('vendor/x', evil))).toEqual([
      expect.stringContaining(
        'The files of the submodule "vendor/x" are what one job alone says, and no other job or functionary confirms'
      )
    ])
    expect(unasked({ words, links: { one: LINKS.lint, two: LINKS.lint } })).toEqual([])
  })
  test('is confirmed by another job, not by another stage of the same one', () => {
    const lie = runWith('vendor/x', evil).links['one'] as StepLink
    const inJob = (job: string): StepLink => ({ ...lie, environment: { run: jsonObject({ job }) } })
    const alone = [expect.stringContaining('what one job alone says')]
    const agreed = ['The files of the submodule "vendor/x" are what the recorders say, all of them alike.']
    expect(unasked({ words, links: { one: inJob('ci'), two: inJob('ci') } })).toEqual(alone)
    expect(unasked({ words, links: { one: inJob('ci'), two: inJob('test') } })).toEqual(agreed)
    expect(unasked({ words, links: { one: lie, two: { ...lie, environment: { run: 7 } } } })).toEqual(agreed)
    const silent = { ...LINKS.lint, claim: undefined }
    expect(unasked({ words, links: { one: lie, two: silent } })).toEqual(alone)
  })
  test('are several, which are told together', () => {
    const claim = claimOf(SOURCE, { one: { x: 'x' }, two: { y: 'y' } })
    const all = { ...SOURCE, 'one/x': 'x', 'two/y': 'y' }
    const link: StepLink = { begins: all, ends: all, claim }
    expect(unasked({ words, links: { one: link, two: LINKS.lint } })[0]).toContain('the submodules "one", "two"')
  })
})

describe('a delegated step', () => {
  const words = ['lint takes source', 'lint delegated', 'pack takes lint', 'release nothing', 'steps only']
  const pack = { begins: SOURCE, ends: SOURCE }
  test('may be done by a layout in intents, whose claims join the others', () => {
    const lint: StepLink = { ...LINKS.lint, kind: 'sublayout in intents' }
    expect(told(check({ words, links: { lint, pack } }))).toEqual([])
    const silent = { ...lint, claim: undefined }
    expect(told(check({ words, links: { lint: silent, pack } }))).toEqual(['SOURCE_UNKNOWN lint'])
  })
  test('is not done by a layout in rules', () => {
    const lint: StepLink = { ...LINKS.lint, kind: 'sublayout in rules' }
    expect(told(check({ words, links: { lint, pack } }))).toEqual(['SUBLAYOUT_UNEXPECTED lint'])
  })
  test('begins and ends as it says', () => {
    const lint: StepLink = { ...LINKS.lint, ends: EVIL, kind: 'sublayout in intents' }
    expect(told(check({ words, links: { lint, pack: { begins: EVIL, ends: EVIL } } }))).toEqual([
      'ADDED_UNEXPECTED lint evil'
    ])
  })
  test('may be one in rules, of which nothing is said', () => {
    const ruled: StepLink = { ends: SOURCE, kind: 'sublayout in rules', name: 'other' }
    expect(
      told(check({ words: ['pack takes ruled', 'release nothing', 'steps only'], links: { ruled, pack } }))
    ).toEqual([])
  })
})
