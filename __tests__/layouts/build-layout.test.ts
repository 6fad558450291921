// SPDX-License-Identifier: Apache-2.0
import { describe, expect, test } from '@jest/globals'
import { FilesError } from '../../src/files/codes.ts'
import { encodeLayout } from '../../src/intoto/layout/encode-layout.ts'
import { buildLayout } from '../../src/layouts/build-layout.ts'
import { parseExpiryText } from '../../src/layouts/expiry-text.ts'
import { LayoutSourceError } from '../../src/layouts/problem.ts'
import { generateKey } from '../../src/signing/generate-key.ts'
import { plain } from '../support/json.ts'

const NOW = Date.parse('2028-01-31T10:00:00Z')
const KEYS = new Map(['a.pub', 'b.pub'].map((name) => [name, generateKey({ type: 'ed25519' }).publicKey]))
const readKey = (path: string) => {
  const key = KEYS.get(path)
  if (key === undefined) throw new FilesError('FILE_UNREADABLE', 'There is no such file.')
  return key
}
const build = (text: string) => buildLayout({ text, source: 'layout.yml', readKey, now: NOW, keyIdForm: 'current' })
const problems = (text: string): [code: string, line: number, column: number][] => {
  try {
    build(text)
  } catch (error) {
    if (error instanceof LayoutSourceError) return error.problems.map(({ code, line, column }) => [code, line, column])
    throw error
  }
  return []
}
const GOOD = `expires: 1 year
functionaries:
  ann: { key: a.pub }
  bob: { key: b.pub }
steps:
  - name: checkout
    by: ann
    products: anything
  - name: build
    by: [ann, bob]
    threshold: 2
    run: npm run "build it"
    materials: [MATCH * WITH PRODUCTS FROM checkout, DISALLOW *]
    products:
      - [MATCH, '*', WITH, MATERIALS, FROM, build]
      - CREATE dist/*
      - DISALLOW *
inspections:
  - name: look
    run: [test, -f, x]
    products: [MATCH * WITH PRODUCTS FROM build, DISALLOW *]
`

test('a layout source becomes a layout', () => {
  const { layout, warnings } = build(GOOD)
  expect(warnings).toEqual([])
  expect(plain(encodeLayout(layout))).toMatchObject({
    expires: '2029-01-31T10:00:00Z',
    steps: [
      { name: 'checkout', threshold: 1, expected_products: [] },
      {
        name: 'build',
        threshold: 2,
        expected_command: ['npm', 'run', 'build it'],
        expected_products: [
          ['MATCH', '*', 'WITH', 'MATERIALS', 'FROM', 'build'],
          ['CREATE', 'dist/*'],
          ['DISALLOW', '*']
        ]
      }
    ],
    inspect: [{ name: 'look', run: ['test', '-f', 'x'] }]
  })
  expect(layout.keys.size).toBe(2)
})

describe('a mistake is found with code, line and column', () => {
  const change = (from: string, to: string): string => {
    expect(GOOD).toContain(from)
    return GOOD.replace(from, to)
  }
  test.each<[string, string, [string, number, number][]]>([
    ['an empty file', '', [['YAML_SYNTAX', 1, 1]]],
    ['a comment alone', '# nothing\n', [['YAML_SYNTAX', 1, 1]]],
    ['a list', '- a\n', [['LAYOUT_SOURCE_TYPE', 1, 1]]],
    ['two documents', `${GOOD}---\na: 1\n`, [['YAML_SYNTAX', 22, 1]]],
    ['a key twice', change('    by: ann\n', '    by: ann\n    by: bob\n'), [['YAML_KEY_DUPLICATE', 8, 5]]],
    ['an open bracket', change('anything', '[CREATE *'), [['YAML_SYNTAX', 9, 3]]],
    ['an alias', change('anything', '[*x]'), [['YAML_FEATURE', 8, 16]]],
    ['an anchor', change('by: ann', 'by: &x ann'), [['YAML_FEATURE', 7, 12]]],
    ['a tag', change('by: ann', 'by: !!str ann'), [['YAML_FEATURE', 7, 9]]],
    ['no expiry', change('expires: 1 year\n', ''), [['LAYOUT_SOURCE_MISSING', 1, 1]]],
    ['an expiry that is none', change('1 year', 'soon'), [['LAYOUT_SOURCE_VALUE', 1, 10]]],
    ['an expiry in the past', change('1 year', '2020-01-01'), [['LAYOUT_SOURCE_EXPIRED', 1, 10]]],
    ['an expiry that is a number', change('1 year', '5'), [['LAYOUT_SOURCE_TYPE', 1, 10]]],
    ['an unknown key', change('steps:\n', 'step: 1\nsteps:\n'), [['LAYOUT_SOURCE_UNKNOWN', 5, 1]]],
    ['an unknown key of a step', change('    threshold: 2', '    treshold: 2'), [['LAYOUT_SOURCE_UNKNOWN', 11, 5]]],
    ['__proto__', change('    threshold: 2', '    __proto__: 2'), [['LAYOUT_SOURCE_UNKNOWN', 11, 5]]],
    [
      'no functionaries',
      change('functionaries:\n  ann: { key: a.pub }\n  bob: { key: b.pub }\n', ''),
      [
        ['LAYOUT_SOURCE_MISSING', 1, 1],
        ['LAYOUT_SOURCE_UNKNOWN', 4, 9],
        ['LAYOUT_SOURCE_UNKNOWN', 7, 10],
        ['LAYOUT_SOURCE_UNKNOWN', 7, 15]
      ]
    ],
    ['a functionary without a key', change('ann: { key: a.pub }', 'ann: {}'), [['LAYOUT_SOURCE_MISSING', 3, 8]]],
    ['a functionary without anything', change('ann: { key: a.pub }', 'ann:'), [['LAYOUT_SOURCE_TYPE', 3, 7]]],
    ['a key file that is missing', change('a.pub', 'c.pub'), [['FILE_UNREADABLE', 3, 15]]],
    ['one key for two', change('b.pub', 'a.pub'), [['LAYOUT_SOURCE_KEY_SHARED', 4, 3]]],
    [
      'a workflow as functionary',
      change('{ key: a.pub }', '{ workflow: .github/workflows/ci.yml }'),
      [['LAYOUT_SOURCE_MISSING', 3, 8]]
    ],
    ['a functionary who is not defined', change('by: ann', 'by: anne'), [['LAYOUT_SOURCE_UNKNOWN', 7, 9]]],
    ['nobody', change('by: ann', 'by: []'), [['LAYOUT_SOURCE_VALUE', 7, 9]]],
    ['a step without "by"', change('    by: ann\n', ''), [['LAYOUT_SOURCE_MISSING', 6, 5]]],
    ['a threshold of 0', change('threshold: 2', 'threshold: 0'), [['LAYOUT_SOURCE_VALUE', 11, 16]]],
    ['a threshold that is text', change('threshold: 2', 'threshold: two'), [['LAYOUT_SOURCE_VALUE', 11, 16]]],
    ['a threshold that cannot be met', change('threshold: 2', 'threshold: 3'), [['LAYOUT_SOURCE_VALUE', 11, 16]]],
    [
      'a step without a name',
      change('  - name: checkout\n    by: ann', '  - by: ann'),
      [
        ['LAYOUT_SOURCE_MISSING', 6, 5],
        ['LAYOUT_SOURCE_UNKNOWN', 12, 17]
      ]
    ],
    [
      'a name that is a number',
      change('name: checkout', 'name: 1.0'),
      [
        ['LAYOUT_SOURCE_TYPE', 6, 11],
        ['LAYOUT_SOURCE_UNKNOWN', 13, 17]
      ]
    ],
    ['a name that is a path', change('name: look', 'name: ../look'), [['LAYOUT_SOURCE_NAME', 19, 11]]],
    ['a name twice', change('name: look', 'name: build'), [['LAYOUT_SOURCE_NAME', 19, 11]]],
    ['an open quote in a command', change('npm run "build it"', 'npm run "build'), [['METADATA_RULE_INVALID', 12, 10]]],
    ['a rule that is none', change('CREATE dist/*', 'MAKE dist/*'), [['METADATA_RULE_INVALID', 16, 9]]],
    ['a rule that is a number', change('CREATE dist/*', '5'), [['LAYOUT_SOURCE_TYPE', 16, 9]]],
    ['rules that are text', change('anything', 'CREATE *'), [['LAYOUT_SOURCE_TYPE', 8, 15]]],
    ['rules that are another word', change('anything', 'Anything'), [['LAYOUT_SOURCE_TYPE', 8, 15]]],
    ['no rules at all', change('anything', '[]'), [['LAYOUT_SOURCE_VALUE', 8, 15]]],
    ['the word among rules', change('anything', '[anything]'), [['METADATA_RULE_INVALID', 8, 16]]],
    ['ALLOW * alone', change('anything', '[ALLOW *]'), [['LAYOUT_SOURCE_RULE', 8, 16]]],
    ['CREATE * alone', change('anything', '[CREATE *]'), [['LAYOUT_SOURCE_RULE', 8, 16]]],
    [
      'a DISALLOW that comes too late',
      change('- CREATE dist/*\n', '- ALLOW *\n'),
      [
        ['LAYOUT_SOURCE_RULE', 15, 9],
        ['LAYOUT_SOURCE_RULE', 17, 9]
      ]
    ],
    [
      'a rule that another takes all from',
      change('- CREATE dist/*\n', '- CREATE dist/*\n      - CREATE dist/a\n'),
      [['LAYOUT_SOURCE_RULE', 17, 9]]
    ],
    [
      'a MATCH that asks the same again',
      change('FROM checkout, ', 'FROM checkout, MATCH a* IN b WITH PRODUCTS IN b FROM checkout, '),
      [['LAYOUT_SOURCE_RULE', 13, 54]]
    ],
    ['a rule that fits no path', change('CREATE dist/*', 'CREATE dist//*'), [['LAYOUT_SOURCE_RULE', 16, 9]]],
    ['a backslash in a rule', change('CREATE dist/*', 'CREATE dist\\*'), [['LAYOUT_SOURCE_VALUE', 16, 9]]],
    ['a backslash in a quoted rule', change('CREATE dist/*', `"CREATE 'dist\\\\*'"`), [['LAYOUT_SOURCE_VALUE', 16, 9]]],
    ['a backslash before a bracket', change('CREATE dist/*', 'CREATE a\\[b'), [['LAYOUT_SOURCE_VALUE', 16, 9]]],
    [
      'a backslash in a prefix',
      change('FROM checkout, ', 'FROM checkout, MATCH * IN a\\b WITH PRODUCTS FROM checkout, '),
      [['LAYOUT_SOURCE_VALUE', 13, 54]]
    ],
    [
      'a backslash in a list of words',
      change('CREATE dist/*', '[CREATE, "dist\\\\*"]'),
      [['LAYOUT_SOURCE_RULE', 16, 9]]
    ],
    ...[
      'repository: o/r',
      'refs: [refs/heads/main]',
      'environments: [production]',
      'runner: github-hosted',
      'issuer: nonsense',
      'triggers: push',
      'through: x',
      "repository-ids: '1'",
      'server: https://example.org'
    ].map((constraint): [string, string, [string, number, number][]] => [
      `${constraint} beside a key`,
      change('{ key: a.pub }', `{ key: a.pub, ${constraint} }`),
      [['LAYOUT_SOURCE_UNKNOWN', 3, 22]]
    ]),
    [
      'a constraint beside an identity',
      change('{ key: a.pub }', '{ identity: https://github.com/o/*, refs: x }'),
      [['LAYOUT_SOURCE_UNKNOWN', 3, 44]]
    ],
    [
      'a MATCH from an unknown step',
      change('PRODUCTS FROM checkout', 'PRODUCTS FROM chekout'),
      [['LAYOUT_SOURCE_UNKNOWN', 13, 17]]
    ],
    [
      'a MATCH from an inspection in a step',
      change('PRODUCTS FROM checkout', 'PRODUCTS FROM look'),
      [['LAYOUT_SOURCE_UNKNOWN', 13, 17]]
    ],
    ['an inspection without a command', change('    run: [test, -f, x]\n', ''), [['LAYOUT_SOURCE_MISSING', 19, 5]]],
    [
      'no steps',
      'expires: 1 year\nfunctionaries: { ann: { key: a.pub } }\nsteps: []\n',
      [['LAYOUT_SOURCE_EMPTY', 3, 8]]
    ],
    [
      'steps that are a mapping',
      'expires: 1 year\nfunctionaries: {}\nsteps: {}\n',
      [
        ['LAYOUT_SOURCE_TYPE', 3, 8],
        ['LAYOUT_SOURCE_EMPTY', 3, 8]
      ]
    ],
    ['too much', `# ${'x'.repeat(1_100_000)}`, [['YAML_TOO_LARGE', 1, 1]]],
    [
      'several at once',
      change('expires: 1 year', 'expires: never').replace('threshold: 2', 'threshold: 9').replace('by: ann', 'by: eve'),
      [
        ['LAYOUT_SOURCE_VALUE', 1, 10],
        ['LAYOUT_SOURCE_UNKNOWN', 7, 9],
        ['LAYOUT_SOURCE_VALUE', 11, 16]
      ]
    ]
  ])('%s', (_name, text, expected) => expect(problems(text)).toEqual(expected))

  test('and shown with its line', () => {
    expect.hasAssertions()
    try {
      build(change('by: ann', 'by: anne'))
    } catch (error) {
      expect((error as LayoutSourceError).problems[0]).toMatchObject({
        hint: 'Did you mean "ann"?',
        excerpt: ['    by: anne', '        ^']
      })
      expect((error as LayoutSourceError).at).toBe('layout.yml:7:9')
    }
  })
})

test.each([
  ['build', 'Build'],
  ['Étape', 'étape'],
  ['e\u0301', '\u00e9'],
  ['app.A', 'app.a']
])('steps %j and %j are one file on some systems', (one, other) => {
  const step = (name: string): string => `  - { name: ${JSON.stringify(name)}, by: ann, products: anything }\n`
  const text = `expires: 1 year\nfunctionaries: { ann: { key: a.pub } }\nsteps:\n${step(one)}${step(other)}`
  expect(problems(text).map(([code, line]) => [code, line])).toEqual([['LAYOUT_SOURCE_NAME', 5]])
})

describe('what is allowed and hardly meant is a warning', () => {
  test.each([
    ["'npm ci && npm test'", ['npm', 'ci', '&&', 'npm', 'test'], ["[bash, -c, 'npm ci && npm test']"]],
    [`"npm test -- --grep 'a|b'"`, ['npm', 'test', '--', '--grep', 'a|b'], ["'--grep', 'a|b']"]],
    ["'make $X'", ['make', '$X'], ["[bash, -c, 'make $X']"]],
    ["'make {version}'", ['make', '{version}'], []],
    ["[npm, ci, '&&', npm, test]", ['npm', 'ci', '&&', 'npm', 'test'], []],
    ['sh -c "a && b"', ['sh', '-c', 'a && b'], []]
  ])('such as the command %s of a step', (run, words, hints) => {
    const built = build(
      `expires: 1 year\nfunctionaries: { ann: { key: a.pub } }\nsteps:\n  - name: s\n    by: ann\n    run: ${run}\n    products: [DISALLOW *]\n`
    )
    expect(built.layout.steps.map(({ expectedCommand }) => expectedCommand)).toEqual([words])
    const told = built.warnings.filter(({ message }) => message.includes('shell'))
    expect(told.map(({ hint }) => hint)).toEqual(hints.map((hint) => expect.stringContaining(hint)))
  })
  const source = (list: 'materials' | 'products', rules: readonly string[]): string =>
    `expires: 1 year\nfunctionaries: { ann: { key: a.pub } }\nsteps:\n  - { name: s, by: ann, ${list}: ${JSON.stringify(rules)} }\n`
  const warn = (list: 'materials' | 'products', ...rules: string[]): string[] =>
    build(source(list, rules)).warnings.map(({ message }) => message)
  test.each<[string, string[], RegExp]>([
    ['REQUIRE with a pattern', ['REQUIRE *.js', 'DISALLOW x'], /REQUIRE takes a path/],
    ['REQUIRE with a question mark', ['REQUIRE a?', 'DISALLOW x'], /REQUIRE takes a path/],
    ['REQUIRE too late', ['ALLOW x*', 'REQUIRE x'], /before REQUIRE looks/],
    ['two stars', ['ALLOW src/**', 'DISALLOW *'], /\*\* is the same as \*/],
    ['braces', ['ALLOW {a,b}', 'DISALLOW *'], /Braces mean themselves/],
    ['a backslash that is meant', ['ALLOW a[\\]b', 'DISALLOW *'], /never take anything/],
    ['a name in brackets', ['ALLOW src/[id]/page.tsx', 'DISALLOW *'], /fits one of the characters/],
    ['dots in brackets', ['ALLOW app/[...slug].astro', 'DISALLOW *'], /fits one of the characters/],
    ['two pairs of brackets', ['ALLOW app/[[...slug]]/page.js', 'DISALLOW *'], /fits one of the characters/]
  ])('%s', (_name, rules, message) => expect(warn('materials', ...rules).join('\n')).toMatch(message))
  test.each<[string, 'materials' | 'products', string[], string]>([
    ['a list that can never fail', 'materials', ['MATCH * WITH PRODUCTS FROM s'], '"a" gets through'],
    ['a DISALLOW of no path', 'products', ['CREATE dist/*', 'DISALLOW ./*'], 'can never fail'],
    ['a rule after ALLOW *', 'materials', ['ALLOW *', 'DISALLOW *'], '"ALLOW *" before it takes all that it fits, "a"'],
    ['CREATE in materials', 'materials', ['CREATE x', 'DISALLOW *'], 'CREATE never takes a material such as "x"'],
    ['DELETE in products', 'products', ['DELETE x', 'DISALLOW *'], 'DELETE never takes a product such as "x"'],
    ['a leading ./', 'materials', ['ALLOW ./a', 'DISALLOW *'], 'no path that can be recorded fits it']
  ])('but not %s, which is refused with an example', (_name, list, rules, message) => {
    try {
      build(source(list, rules))
    } catch (error) {
      expect((error as LayoutSourceError).problems.map((problem) => problem.message).join('\n')).toContain(message)
    }
    expect(problems(source(list, rules)).map(([code]) => code)).toContain('LAYOUT_SOURCE_RULE')
  })
  test.each([
    ['[a-z]'],
    ['[!a]'],
    ['[ab]/x'.replace('ab', 'a')],
    ['v[0-9]'],
    ['[*]'],
    ['[[]id]'],
    ['[.]x'],
    ['[0123]'],
    ['[Mm]akefile']
  ])('not %s', (pattern) => expect(warn('materials', `ALLOW ${pattern}`, 'DISALLOW *')).toEqual([]))
  test('with the pattern that is meant', () =>
    expect(build(source('materials', ['ALLOW app/[[...slug]]/[id].js', 'DISALLOW *'])).warnings).toMatchObject([
      { hint: 'To mean the brackets, write the rule in double quotes: "ALLOW app/[[][[]...slug]]/[[]id].js".' }
    ]))
  test('not a name with brackets after REQUIRE', () =>
    expect(warn('materials', 'REQUIRE src/[id]/page.tsx', 'DISALLOW x')).toEqual([]))
  test('a functionary who does nothing', () => {
    expect(build(GOOD.replace('by: [ann, bob]\n    threshold: 2', 'by: ann')).warnings).toMatchObject([
      { line: 4, column: 3, message: 'The functionary "bob" performs no step.' }
    ])
  })
})

describe('the remedy that is shown', () => {
  const of = (products: string): { code: string; message: string; hint: string }[] => {
    try {
      build(
        `expires: 1 year\nfunctionaries: { ann: { key: a.pub } }\nsteps:\n  - name: s\n    by: ann\n    products: ${products}\n`
      )
    } catch (error) {
      return [...(error as LayoutSourceError).problems]
    }
    return []
  }
  const hints = (products: string): string[] => of(products).map(({ hint }) => hint)
  test.each<[string, string[]]>([
    [
      '[ALLOW *, DISALLOW *]',
      [
        '"DISALLOW *" comes too late: narrow or remove "ALLOW *", or write "products: anything" if nothing is to be checked.',
        'Narrow or remove "ALLOW *".'
      ]
    ],
    ['[CREATE x]', ['End the list with DISALLOW *, or write "products: anything" if nothing is to be checked.']],
    ['[CREATE dist/*, CREATE dist/a, DISALLOW *]', ['Put it before "CREATE dist/*", or leave this one out.']],
    ['[REQUIRE ./go.mod, DISALLOW x]', ['Write "REQUIRE go.mod".']],
    ['[REQUIRE src/, DISALLOW x]', ['Write "REQUIRE src".']],
    ['[REQUIRE /a/./b, DISALLOW x]', ['Write "REQUIRE a/b".']],
    ['[REQUIRE ../a, DISALLOW x]', ['without ./ at the start and / at the end.']],
    ['["REQUIRE file:./a", DISALLOW x]', ['without ./ at the start and / at the end.']],
    ['[CREATE ./a, DISALLOW *]', ['Write "CREATE a".']],
    ['[ALLOW src/[id], DISALLOW *]', ['into double quotes: "ALLOW src/[id]".']],
    ['[ALLOW a, ALLOW src/[[]id]/page, DISALLOW *]', ['into double quotes: "ALLOW src/[[]id]/page".']],
    ['[ALLOW {a,b}, DISALLOW *]', ['into double quotes: "ALLOW {a,b}".']],
    ['[CREATE {name}]', ['into double quotes: "CREATE {name}".']],
    ['[MATCH [...x] WITH PRODUCTS FROM s, DISALLOW *]', ['into double quotes: "MATCH [...x] WITH PRODUCTS FROM s".']],
    ['\n      [CREATE x,\n       ALLOW src/[id],\n       DISALLOW *]', ['into double quotes: "ALLOW src/[id]".']],
    ['[ALLOW a,b, DISALLOW *]', ['In a list in brackets a comma ends a rule']],
    ['[anything]', ['Write "anything" in the place of the list']],
    ['["ALLOW *', ['See whether a quote or a bracket is open']],
    ['anything\n    products: anything', ['Remove one of the two']],
    ['nothing', ['"products: anything" if nothing is to be checked']],
    ['[ALOW *, DISALLOW *]', ['Did you mean ALLOW? A rule is CREATE']],
    ['[CRATE a, DISALLOW *]', ['Did you mean CREATE?']],
    ['[PERMIT a, DISALLOW *]', ['A rule is CREATE']],
    ['[ALLOW src\\foo, DISALLOW *]', ['Write "ALLOW src/foo".']],
    ['[ALLOW src\\\\a\\b, DISALLOW *]', ['Write "ALLOW src/a/b".']],
    ['[CREATE dist\\*, DISALLOW *]', ['Write "CREATE dist/*", or, to mean the character', 'DISALLOW']],
    ['[ALLOW a\\ b, DISALLOW *]', ['into quotes: ALLOW "a b".']]
  ])('%s', (products, expected) => {
    const found = hints(products)
    for (const [index, hint] of found.entries()) if (index < expected.length) expect(hint).toContain(expected[index])
    expect(found.length).toBeGreaterThan(0)
  })
  test.each([
    '[ALLOW src/[id], DISALLOW *]',
    '[ALLOW {a,b}, DISALLOW *]',
    '[REQUIRE ./go.mod, CREATE x, DISALLOW *]',
    '[ALLOW src\\foo, DISALLOW *]',
    '[CREATE dist\\*, DISALLOW *]',
    '[DISALLOW ./*]',
    '[CREATE /a/, DISALLOW *]'
  ])('can be pasted in the place of the rule: %s', (products) => {
    const rules = hints(products).flatMap((hint) =>
      [...hint.matchAll(/"(?:CREATE|ALLOW|DISALLOW|REQUIRE) [^"]*"/g)].slice(-1)
    )
    expect(rules.length).toBeGreaterThan(0)
    for (const [rule] of rules)
      expect(
        of(rule.startsWith('"DISALLOW') ? `[${rule}]` : `[${rule}, DISALLOW *]`).map(({ code, message }) => [
          code,
          message
        ])
      ).toEqual([])
  })
  test('never offers a backslash, and no list that is refused again', () => {
    for (const rule of ['ALLOW a\\b', 'ALLOW a\\*', 'ALLOW a\\[b', 'ALLOW a[\\]b\\c'])
      expect(hints(`['${rule}', DISALLOW *]`).join()).not.toContain('\\')
  })
  test.each([
    ['expires: soon', '"soon" does not say when'],
    ['threshold: 3', 'The threshold is 3, and 1 functionary may perform the step.']
  ])('names what is wrong with %s', (change, message) => {
    const text = `expires: ${change.startsWith('expires') ? 'soon' : '1 year'}\nfunctionaries: { ann: { key: a.pub } }\nsteps:\n  - name: s\n    by: ann\n    ${change.startsWith('t') ? change : 'threshold: 1'}\n    products: anything\n`
    expect(() => build(text)).toThrow(message)
  })
})

test.each<[string, string | undefined]>([
  ['1 hour', '2028-01-31T11:00:00Z'],
  ['2 weeks', '2028-02-14T10:00:00Z'],
  ['30 days', '2028-03-01T10:00:00Z'],
  ['1 month', '2028-02-29T10:00:00Z'],
  ['13 months', '2029-02-28T10:00:00Z'],
  ['1 year', '2029-01-31T10:00:00Z'],
  ['2030-01-31', '2030-01-31T00:00:00Z'],
  ['2030-01-31T12:00:00Z', '2030-01-31T12:00:00Z'],
  ['0 days', undefined],
  ['-1 days', undefined],
  ['1.5 years', undefined],
  ['99999 years', undefined],
  ['2030-02-30', undefined],
  ['tomorrow', undefined]
])('the expiry %j', (text, expected) => {
  const expires = parseExpiryText(text, NOW)
  expect(expires === undefined ? undefined : `${new Date(expires).toISOString().slice(0, 19)}Z`).toBe(expected)
})

describe('a functionary that is a workflow', () => {
  const STAGE = 'in-toto-actions/in-toto-actions/.github/workflows/stage.yml'
  const build = (members: object): ReturnType<typeof buildLayout> => {
    const ci = { workflow: '.github/workflows/ci.yml', repository: 'o/r', refs: 'refs/heads/main', ...members }
    const text = `expires: 1 year\nfunctionaries:\n  ci: ${JSON.stringify(ci)}\nsteps:\n  - { name: a, by: ci, products: [CREATE x, DISALLOW *] }\n`
    return buildLayout({
      text,
      source: 'layout.yml',
      readKey: () => {
        throw new Error('no key is read')
      },
      now: NOW,
      keyIdForm: 'current'
    })
  }
  test.each<[string, object]>([
    ['no refs', { refs: [] }],
    ['a branch without its ref', { refs: 'main' }],
    ['a ref with a blank', { refs: 'refs/heads/main ' }],
    ['a workflow without its directory', { workflow: 'ci.yml' }],
    ['a workflow with a ref', { workflow: '.github/workflows/ci.yml@refs/heads/main' }],
    ['any workflow at all', { workflow: '**' }],
    ['no repository', { repository: 'r' }],
    ['another kind of runner', { runner: 'hosted' }],
    ['a version for a ref', { through: `${STAGE}@v1.0.0` }],
    ['a workflow without a ref to go through', { through: STAGE }],
    ['everything to go through', { through: '*/*/**@**' }],
    ['a version for a digest', { 'through-digests': ['v1.0.0'] }],
    ['a digest cut off', { 'through-digests': ['a'.repeat(39)] }],
    ['a trigger in capitals', { triggers: ['Push'] }],
    ['a name for an id', { 'repository-ids': ['o/r'] }],
    ['a fraction for an id', { 'repository-ids': 1.5 }],
    ['something else', { branch: 'main' }]
  ])('is refused with %s', (_what, members) => expect(() => build(members)).toThrow(LayoutSourceError))
  test.each<[string, object, string[]]>([
    ['plain', {}, []],
    ['with ids as numbers', { 'repository-ids': [4711] }, []],
    ['through a commit', { through: `${STAGE}@${'a'.repeat(40)}` }, []],
    ['through a tag with its digest', { through: `${STAGE}@refs/tags/v1`, 'through-digests': 'a'.repeat(40) }, []],
    ['through a tag', { through: `${STAGE}@refs/tags/v1` }, ['tomorrow']],
    ['through any ref', { through: `${STAGE}@**` }, ['tomorrow']],
    ['with a slip in a trigger', { triggers: ['pull_requst'] }, ['is not known as an event']],
    [
      'with an environment of an isolated stage',
      { through: `${STAGE}@${'a'.repeat(40)}`, environments: 'release' },
      ['no deployment environment']
    ]
  ])('is built %s', (_what, members, warnings) => {
    const built = build(members)
    expect(built.layout.keys.size).toBe(1)
    expect(built.warnings.map(({ message }) => message)).toEqual(warnings.map((text) => expect.stringContaining(text)))
  })
  test.each(['a b', 'x\n', '', 'me@example.org'])('or an identity is refused that is %j', (identity) =>
    expect(() => build({ workflow: undefined, repository: undefined, refs: undefined, identity })).toThrow(
      LayoutSourceError
    )
  )
  const identified = (members: object): ReturnType<typeof build> =>
    build({ workflow: undefined, repository: undefined, refs: undefined, ...members })
  const ANYBODY = 'https://github.com/*/*/.github/workflows/ci.yml@refs/heads/main'
  test('or anybody is warned of', () =>
    expect(
      identified({ identity: '*/ci.yml@**', issuer: 'https://git.example/_services/token' }).warnings[0]?.message
    ).toContain('almost anybody'))
  test.each<[object]>([
    [{ identity: '*/ci.yml@**' }],
    [{ identity: ANYBODY }],
    [{ identity: `https://github.com/o/r/${STAGE}`, certificate: { 'build-config-uri': '**' } }],
    [
      {
        identity: `https://github.com/o/r/${STAGE}`,
        certificate: { 'source-repository-uri': 'https://github.com/*/*' }
      }
    ]
  ])('or whom anybody can be, or call, is refused: %j', (members) =>
    expect(() => identified(members)).toThrow('of any repository')
  )
  test('or of any repository of an owner is taken', () =>
    expect(identified({ identity: ANYBODY, certificate: { 'source-repository-owner-id': '7' } }).warnings).toEqual([]))
})
