// SPDX-License-Identifier: Apache-2.0
// What each key of the language means, as the statements that it becomes.
import { describe, expect, test } from '@jest/globals'
import { intentsOf } from '../../../src/intoto/intents/intents-of-layout.ts'
import { readStatements } from '../../../src/intoto/intents/read-statements.ts'
import { writeStatements } from '../../../src/intoto/intents/write-statements.ts'
import { buildIntents, problemsIn, statementsIn, stepsText } from '../../support/intents-source.ts'

const DIGEST = `sha256:${'0'.repeat(64)}`
/** The statements of the step `s`. */
const ofStep = (step: string, before: readonly string[] = []): string[] =>
  statementsIn(stepsText([...before, `name: s, ${step}`])).filter((word) => /^s[ -]/.test(word))

const NPM_ONE_JOB = `steps:
  - name: checkout
    takes: nothing
    adds: source
  - name: install
    takes: checkout
    installs-into: node_modules
  - { name: build, takes: install,
      adds: dist/** }
  - { name: test, takes: build }
  - { name: package, takes: build,
      adds: '*.tgz' }
release: package
`
const TYPESCRIPT = `steps:
  - name: build
    takes: source
    adds: dist/**
    scratch: node_modules/
  - name: test
    matrix: { node: ['20', '22', '24'] }
    takes: build
    may-add: coverage/**
    scratch: node_modules/
  - { name: package, takes: build, adds: '*.tgz',
      scratch: node_modules/ }
release: package
`
const GO = `steps:
  - name: test
    matrix: { os: [linux, macos, windows] }
    takes: source
  - name: build
    matrix: { goos: [linux, darwin, windows],
              goarch: [amd64, arm64] }
    takes: source
    adds: dist/app_\${{ matrix.goos }}_*
  - name: checksums
    takes: { build: { from: dist } }
    adds: checksums.txt
release: [build, checksums]
`
const PYTHON = `steps:
  - { name: sdist, takes: source, adds: dist/*.tar.gz }
  - name: wheel
    matrix: { os: [ubuntu-24.04, macos-15, windows-2025] }
    takes: source
    adds: wheelhouse/*.whl
  - name: test
    matrix: { os: [ubuntu-24.04, macos-15, windows-2025] }
    takes: wheel
    scratch: [.venv/, .pytest_cache/, __pycache__/]
  - name: publish
    takes: { sdist: { from: dist, into: dist },
             wheel: { from: wheelhouse, into: dist } }
release: [sdist, wheel]
`

describe('a whole layout', () => {
  test.each([
    ['of stages in one job', NPM_ONE_JOB, 11],
    ['of one step a job', TYPESCRIPT, 17],
    ['of legs with archives', GO, 30],
    ['with from and into', PYTHON, 29]
  ])('%s is built without a warning, and reads as it was written', (_what, text, statements) => {
    const { layout, intents, warnings } = buildIntents(text)
    expect(warnings).toEqual([])
    const words = intents === undefined ? [] : writeStatements(intents.intents)
    expect(words).toHaveLength(statements)
    expect(writeStatements(readStatements(words))).toEqual(words)
    expect([...(intents?.places.keys() ?? [])].toSorted()).toEqual(words.toSorted())
    const carried = intentsOf(layout)
    expect(carried === undefined ? [] : writeStatements(carried)).toEqual(words)
    expect(layout.steps.every((step) => step.expectedMaterials.length > 0 && step.expectedProducts.length > 0)).toBe(
      true
    )
  })
  test('has a step for each leg, whom the same functionaries may perform', () => {
    const { layout } = buildIntents(TYPESCRIPT)
    expect(layout.steps.map(({ name }) => name)).toEqual(['build', 'test-20', 'test-22', 'test-24', 'package'])
    expect(layout.steps.map(({ pubkeys }) => pubkeys.length)).toEqual([2, 2, 2, 2, 2])
    expect(layout.inspections.map(({ name, run }) => [name, ...run.slice(0, 4)])).toEqual([
      ['intents', 'in-toto-actions', 'check', 'v1', 'build takes source']
    ])
  })
})

describe('one step', () => {
  const A = 'name: a, takes: source, adds: [x, dist/**]'
  const B = 'name: b, takes: nothing, adds: y'
  test.each<[string, string[]]>([
    ['takes: source', ['s takes source']],
    ['takes: nothing', ['s takes nothing']],
    ['takes: nothing, adds: source', ['s takes nothing', 's adds source']],
    ['takes: a', ['s takes a']],
    ['takes: [a, b]', ['s takes a', 's takes b']],
    ['takes: [source, { b: y }]', ['s takes source', 's takes b only y']],
    ["takes: { a: 'dist/*', b: [y, z] }", ['s takes a only dist/*', 's takes b only y', 's takes b only z']],
    ['takes: { a: { only: x } }', ['s takes a only x']],
    ['takes: { a: { from: dist } }', ['s takes a from "dist"']],
    ['takes: { a: { into: in/a } }', ['s takes a into "in/a"']],
    [
      'takes: { a: { from: dist, into: web, only: [dist/a, dist/b] } }',
      ['s takes a from "dist" into "web" only dist/a', 's takes a from "dist" into "web" only dist/b']
    ],
    [
      'takes: [{ a: { from: dist, into: web } }, { a: { only: x } }]',
      ['s takes a from "dist" into "web"', 's takes a only x']
    ],
    ['takes: a, adds: z', ['s takes a', 's adds z']],
    ['takes: a, may-add: [coverage/**, z]', ['s takes a', 's may-add coverage/**', 's may-add z']],
    ['takes: a, changes: package.json', ['s takes a', 's changes package.json']],
    ['takes: a, removes: test/**', ['s takes a', 's removes test/**']],
    [
      'takes: a, may-add: out/**, changes: out/**, may-remove: out/**',
      ['s takes a', 's may-add out/**', 's changes out/**', 's may-remove out/**']
    ],
    ['takes: a, scratch: [tmp/, "*.log"]', ['s takes a', 's scratch tmp/', 's scratch *.log']],
    ['takes: a, installs-into: node_modules', ['s takes a', 's installs "node_modules"']],
    [
      'takes: a, installs-into: ["**/node_modules", ~/.m2/repository]',
      ['s takes a', 's installs "**/node_modules"', 's installs "~/.m2/repository"']
    ],
    [
      'takes: a, installs-into: [deps, { node_modules: { may-change: [.cache/, x] } }]',
      [
        's takes a',
        's installs "deps"',
        's installs "node_modules" may-change .cache/',
        's installs "node_modules" may-change x'
      ]
    ],
    ['takes: a, command: npm run "a b"', ['s takes a', 's command ["npm","run","a b"]']],
    [
      'takes: a, command: [npm, test], working-directory: packages/a, setup: npm ci',
      ['s takes a', 's command ["npm","test"] in "packages/a" after "npm ci"']
    ],
    [`takes: a, definition: "${DIGEST}"`, ['s takes a', `s definition ${DIGEST}`]],
    ['takes: a, delegated: true', ['s takes a', 's delegated']],
    ['takes: a, recording: any', ['s takes a', 's recording any']]
  ])('with %s', (step, statements) => expect(ofStep(step, [A, B])).toEqual(statements))
  test('begins and ends as its sentences say, which its rules are made from', () => {
    const { intents } = buildIntents(NPM_ONE_JOB)
    const sentences = [...(intents?.compiled.values() ?? [])].flatMap(({ materials, products }) =>
      [...materials, ...products].flatMap(({ statements }) => statements)
    )
    expect(sentences).toContain('package adds *.tgz')
    expect(sentences.filter((one) => !(intents?.places.has(one) ?? false))).toEqual([])
  })
  test('has the command for other implementations where nobody else demands it, unless something comes before it', () => {
    const commands = (step: string, rest = `release: nothing\nelsewhere: rules-only\n`): unknown[] =>
      buildIntents(stepsText([`name: s, takes: source, ${step}`], rest)).layout.steps.map((one) => one.expectedCommand)
    expect(commands('command: npm test', 'release: nothing\n')).toEqual([[]])
    expect(commands('command: npm test')).toEqual([['npm', 'test']])
    expect(commands('command: npm test, setup: npm ci')).toEqual([[]])
    expect(commands('command: npm test, working-directory: a')).toEqual([[]])
  })
})

describe('on top', () => {
  const steps = stepsText(['name: a, takes: source, adds: x', 'name: b, takes: a, adds: y'], '')
  const top = (text: string): string[] =>
    statementsIn(`${steps}${text}`).filter((word) => !/^[ab] (?:takes|adds)/.test(word))
  test.each<[string, string[]]>([
    ['release: nothing', ['release nothing', 'steps only']],
    ['release: a', ['release a', 'steps only']],
    ['release: [a, b]', ['release a', 'release b', 'steps only']],
    [
      "release: { a: 'x', b: ['y', 'y*'] }",
      ['release a only x', 'release b only y', 'release b only y*', 'steps only']
    ],
    ['release: [a, { b: y }]', ['release a', 'release b only y', 'steps only']],
    ['release: a\nscratch: tmp/', ['a scratch tmp/', 'b scratch tmp/', 'release a', 'steps only']],
    [
      "release: a\nbranches: [main, 'release/**']\ntags: 'v*'",
      ['release a', 'branches main', 'branches release/**', 'tags v*', 'steps only']
    ],
    ['release: a\nsource: { commit: run }', ['release a', 'steps only']],
    ['release: a\nsource: { commit: head }', ['release a', 'source commit head', 'steps only']],
    ['release: a\nsource: { commit: named }', ['release a', 'source commit named', 'steps only']],
    ['release: a\nversion: 1', ['release a', 'steps only', 'layout 1']],
    [`release: a\nversion: 12\nafter: ${DIGEST}`, ['release a', 'steps only', `layout 12 after ${DIGEST}`]]
  ])('%j', (text, statements) => expect(top(text)).toEqual(statements))
  test('scratch is that of each step once, and not that of a checkout', () =>
    expect(
      statementsIn(
        stepsText(
          ['name: c, takes: nothing, adds: source', 'name: s, takes: c, scratch: [tmp/, x]'],
          'release: nothing\nscratch: tmp/\n'
        )
      )
    ).toEqual([
      'c takes nothing',
      'c adds source',
      's takes c',
      's scratch tmp/',
      's scratch x',
      'release nothing',
      'steps only'
    ]))
  test('threshold and by are defaults, in rules, too', () => {
    const { layout, warnings } = buildIntents(
      'threshold: 2\nsteps:\n  - { name: a, takes: source }\n  - { name: b, takes: a, by: bob, threshold: 1 }\n' +
        '  - { name: c, materials: [MATCH * WITH PRODUCTS FROM b, DISALLOW *] }\nrelease: nothing\n'
    )
    expect(layout.steps.map(({ threshold, pubkeys }) => [threshold, pubkeys.length])).toEqual([
      [2, 2],
      [1, 1],
      [2, 2]
    ])
    expect(warnings).toEqual([])
  })
  test('elsewhere: rules-only leaves the check out, and says what is lost', () => {
    const { layout, intents } = buildIntents(
      `${stepsText(
        [
          'name: a, takes: source, adds: dist/**, removes: t, command: npm test',
          `name: b, takes: a, definition: "${DIGEST}"`
        ],
        'release: a'
      )}\nbranches: main\ntags: v1\nelsewhere: rules-only\n`
    )
    expect(layout.inspections).toEqual([])
    expect(layout.steps[0]?.expectedProducts.length).toBeGreaterThan(0)
    expect(intents?.lost.join('\n')).toMatch(
      /commit[^]*scratch[^]*"dist\/\*\*"[^]*"t"[^]*`npm test`[^]*sha256:0[^]*"main"[^]*"v1"[^]*link[^]*layout[^]*"a"/
    )
    expect(buildIntents(NPM_ONE_JOB).intents?.lost).toEqual([])
  })
  test('very many words are a warning', () => {
    const many = Array.from({ length: 400 }, (_, index) => `'${'x'.repeat(60)}${index}/*'`).join(', ')
    expect(buildIntents(stepsText([`name: a, takes: source, scratch: [${many}]`])).warnings).toMatchObject([
      { message: expect.stringContaining('bytes of words') }
    ])
  })
})

describe('a matrix', () => {
  const legs = (matrix: string): string[] =>
    buildIntents(stepsText([`name: s, takes: source, matrix: { ${matrix} }`])).layout.steps.map(({ name }) => name)
  test.each<[string, string[]]>([
    ['os: [a, b]', ['s-a', 's-b']],
    [
      'goos: [linux, darwin], goarch: [amd64, arm64]',
      ['s-linux-amd64', 's-linux-arm64', 's-darwin-amd64', 's-darwin-arm64']
    ],
    ['node: [20, 22]', ['s-20', 's-22']],
    ['node: [\'3.10\', "3.9"]', ['s-3.10', 's-3.9']],
    ['image: ["a/b:1", "c d"]', ['s-a-b-1', 's-c-d']],
    ['os: [a, b], v: [1, 2], exclude: [{ os: a, v: 1 }]', ['s-a-2', 's-b-1', 's-b-2']],
    ['os: [a, b], v: [1, 2], exclude: [{ os: a }]', ['s-b-1', 's-b-2']],
    ['include: [{ os: a, v: 1 }, { os: b }]', ['s-a-1', 's-b']],
    // The example of GitHub's documentation.
    [
      'fruit: [apple, pear], animal: [cat, dog], include: [{ color: green }, { color: pink, animal: cat }, { fruit: apple, shape: circle }, { fruit: banana }, { fruit: banana, animal: cat }]',
      [
        's-apple-cat-pink-circle',
        's-apple-dog-green-circle',
        's-pear-cat-pink',
        's-pear-dog-green',
        's-banana',
        's-banana-cat'
      ]
    ],
    ['os: [a], exclude: [{ os: a }], include: [{ os: a, v: 1 }]', ['s-a-1']]
  ])('of %s', (matrix, names) => expect(legs(matrix)).toEqual(names))

  const BUILD = 'name: build, matrix: { os: [a, b], v: [1, 2] }, takes: source, adds: "dist/${{ matrix.os }}/**"'
  test.each<[string, string, string[]]>([
    [
      'the same matrix, whatever its order is, takes the same leg',
      'matrix: { v: [2, 1], os: [b, a] }, takes: build',
      ['s-2-b takes build-b-2', 's-2-a takes build-a-2', 's-1-b takes build-b-1', 's-1-a takes build-a-1']
    ],
    [
      'the same legs, otherwise written, take the same leg',
      'matrix: { include: [{ os: a, v: 1 }, { os: a, v: 2 }, { os: b, v: 1 }, { os: b, v: 2 }] }, takes: build',
      ['s-a-1 takes build-a-1', 's-a-2 takes build-a-2', 's-b-1 takes build-b-1', 's-b-2 takes build-b-2']
    ],
    [
      'no matrix takes all legs',
      'takes: build',
      ['s takes build-a-1', 's takes build-a-2', 's takes build-b-1', 's takes build-b-2']
    ],
    [
      'another matrix takes all legs',
      'matrix: { node: [20] }, takes: build',
      ['s-20 takes build-a-1', 's-20 takes build-a-2', 's-20 takes build-b-1', 's-20 takes build-b-2']
    ],
    [
      'legs: same takes those that agree',
      'matrix: { os: [a, b] }, takes: { build: { legs: same } }',
      ['s-a takes build-a-1', 's-a takes build-a-2', 's-b takes build-b-1', 's-b takes build-b-2']
    ],
    [
      'legs: same takes those that agree in all that both have',
      'matrix: { os: [a, b], v: [1] }, takes: { build: { legs: same } }',
      ['s-a-1 takes build-a-1', 's-b-1 takes build-b-1']
    ],
    [
      'legs: same leaves open what one of the legs does not have',
      'matrix: { include: [{ os: a }, { os: b, v: 2 }] }, takes: { build: { legs: same } }',
      ['s-a takes build-a-1', 's-a takes build-a-2', 's-b-2 takes build-b-2']
    ],
    [
      'legs: all takes all of them',
      'matrix: { v: [1] }, takes: { build: { legs: all } }',
      ['s-1 takes build-a-1', 's-1 takes build-a-2', 's-1 takes build-b-1', 's-1 takes build-b-2']
    ],
    [
      'legs: all with the same matrix, too',
      'matrix: { os: [a], v: [1], include: [{ os: a, v: 2 }, { os: b, v: 1 }, { os: b, v: 2 }] }, takes: { build: { legs: all, only: "dist/${{ matrix.os }}/x" } }',
      [
        's-a-1 takes build-a-1 only dist/a/x',
        's-a-1 takes build-a-2 only dist/a/x',
        's-a-1 takes build-b-1 only dist/b/x'
      ]
    ],
    [
      'an expression names one leg',
      'matrix: { os: [a, b] }, takes: "build-${{ matrix.os }}-1"',
      ['s-a takes build-a-1', 's-b takes build-b-1']
    ],
    ['one leg can be named', 'takes: build-a-2', ['s takes build-a-2']],
    [
      'in a take an expression is of the taken leg, else of the own',
      'matrix: { node: [20] }, takes: { build: { from: "dist/${{ matrix.os }}", into: "in/${{ matrix.node }}" } }',
      [
        's-20 takes build-a-1 from "dist/a" into "in/20"',
        's-20 takes build-a-2 from "dist/a" into "in/20"',
        's-20 takes build-b-1 from "dist/b" into "in/20"'
      ]
    ],
    [
      'one leg that is named twice is taken once',
      'matrix: { os: [a, b] }, takes: ["build-${{ matrix.os }}-1", build-a-1]',
      ['s-a takes build-a-1', 's-b takes build-b-1', 's-b takes build-a-1']
    ],
    [
      'values stand in commands',
      'matrix: { os: [a] }, takes: source, command: "sh build.sh ${{ matrix.os }} --out=x/${{matrix.os}}", setup: "get ${{ matrix.os }}"',
      ['s-a takes source', 's-a command ["sh","build.sh","a","--out=x/a"] after "get a"']
    ],
    [
      'values stand in the words of a command',
      'matrix: { os: ["a b"] }, takes: source, command: [make, "${{ matrix.os }}"]',
      ['s-a-b takes source', 's-a-b command ["make","a b"]']
    ],
    [
      'values stand in patterns and directories',
      'matrix: { os: [a] }, takes: source, adds: ["${{matrix.os}}/*", a/*], installs-into: "${{ matrix.os }}/deps", command: x, working-directory: "p/${{ matrix.os }}"',
      ['s-a takes source', 's-a adds a/*', 's-a installs "a/deps"', 's-a command ["x"] in "p/a"']
    ]
  ])('%s', (_what, step, statements) => {
    const found = ofStep(step, [BUILD])
    const whole = step.includes('legs: all') || step.includes('into') ? found.slice(0, statements.length) : found
    expect(whole).toEqual(statements)
  })
  test('is released leg by leg', () =>
    expect(
      statementsIn(stepsText([BUILD], "release: { build: 'dist/${{ matrix.os }}/x' }")).filter((word) =>
        word.startsWith('release')
      )
    ).toEqual([
      'release build-a-1 only dist/a/x',
      'release build-a-2 only dist/a/x',
      'release build-b-1 only dist/b/x',
      'release build-b-2 only dist/b/x'
    ]))
})

test('steps in rules stay possible beside, and can be taken and released', () => {
  const text =
    'steps:\n  - { name: old, run: make, products: [CREATE x, DISALLOW *] }\n' +
    '  - { name: new, takes: old, adds: y }\n  - { name: last, materials: [MATCH * WITH PRODUCTS FROM new, DISALLOW *] }\n' +
    'release: [new, { old: x }]\n'
  const { layout } = buildIntents(text)
  expect(statementsIn(text)).toEqual(['new takes old', 'new adds y', 'release new', 'release old only x', 'steps only'])
  expect(layout.steps.map(({ name }) => name)).toEqual(['old', 'new', 'last'])
  expect(layout.steps[0]?.expectedCommand).toEqual(['make'])
})
test('a layout of rules alone has nothing of this', () => {
  const { layout, intents } = buildIntents('steps:\n  - { name: a, products: [CREATE x, DISALLOW *] }\n')
  expect(intents).toBeUndefined()
  expect(layout.inspections).toEqual([])
  expect(problemsIn('steps:\n  - { name: a, products: [CREATE x, DISALLOW *] }\n')).toEqual([])
})
