// SPDX-License-Identifier: Apache-2.0
// The check of intents within a verification: nothing that it refuses passes, whatever the mode; it comes first, and what
// it explains is told once.
import { describe, expect, test } from '@jest/globals'
import type { Layout } from '../../../src/intoto/layout/layout.ts'
import type { Failure } from '../../../src/intoto/verification/failure.ts'
import type { Verification, VerificationRequest } from '../../../src/intoto/verification/verification.ts'
import { failureOf } from '../../../src/intoto/verification/judge-intents.ts'
import { readSignedIntents } from '../../../src/intoto/verification/read-signed-intents.ts'
import { SublayoutBounds } from '../../../src/intoto/verification/work.ts'
import { compilePattern } from '../../../src/intoto/rules/pattern.ts'
import { codes, inspections, step, verifyChain } from '../../support/chain.ts'
import {
  ALICE,
  artifacts,
  BOB,
  BUILD,
  BUILT,
  claimOf,
  COMMIT,
  file,
  inspection,
  layoutWith,
  MemoryStore,
  OWNER,
  PACKAGE,
  PACKED,
  recorded,
  RUN,
  SOURCE,
  STEPS,
  store,
  TEST,
  verifyIntents,
  WHOLE,
  WORDS
} from '../../support/intents-chain.ts'
import { plain } from '../../support/json.ts'

const MODES = ['strict', 'reference'] as const
const failuresOf = (verification: Verification): readonly Failure[] =>
  verification.outcome === 'failed' ? verification.failures : []
const warned = ({ warnings }: Verification, code: string): string[] =>
  warnings.filter((warning) => warning.code === code).map(({ message }) => message)

describe.each(MODES)('in the mode %s', (compatibility) => {
  const told = async (...[changes, request]: Parameters<typeof verifyIntents>): Promise<string[]> =>
    codes(await verifyIntents(changes, { compatibility, ...request }))

  test('a good run passes, and nobody has to allow anything', async () => {
    const verification = await verifyIntents({}, { compatibility })
    expect(codes(verification)).toEqual([])
    expect(verification.checks).toEqual([['in-toto-actions', 'check', 'v1', ...WORDS]])
  })
  test.each([
    ['a file that nothing has', { test: { ...TEST, materials: { ...BUILT, 'evil.js': '9' } } }, 'TAKES_EXTRA'],
    ['a file less', { test: { materials: SOURCE, products: SOURCE } }, 'TAKES_MISSING'],
    ['an addition', { test: { ...TEST, products: { ...BUILT, 'evil.js': '9' } } }, 'ADDED_UNEXPECTED'],
    ['a change', { test: { ...TEST, products: { ...BUILT, 'src/a.js': '9' } } }, 'CHANGED_UNEXPECTED'],
    ['nothing that is packed', { package: { ...PACKAGE, products: BUILT } }, 'TOOK_NOTHING'],
    [
      'files that were hidden',
      {
        test: {
          ...TEST,
          environment: { recording: { ...WHOLE, materials: { paths: ['.'], left_out: { 'src/': 1 } } } }
        }
      },
      'EXCLUDED_UNEXPECTED'
    ],
    [
      'narrow paths',
      { test: { ...TEST, environment: { recording: { ...WHOLE, products: { paths: ['dist'] } } } } },
      'RECORDING_UNKNOWN'
    ],
    ['silence', { test: { ...TEST, environment: { recording: undefined } } }, 'RECORDING_UNKNOWN'],
    ['no claim', { build: { ...BUILD, environment: {} } }, 'SOURCE_UNKNOWN'],
    ['a link of another step', { test: { ...TEST, name: 'package' } }, 'LINK_NAME']
  ])('%s does not pass, and that comes first', async (_what, changes, code) => {
    const verification = await verifyIntents(changes, { compatibility })
    const [first] = failuresOf(verification)
    expect(first).toMatchObject({ code, step: Object.keys(changes)[0] })
    expect(first?.statement).toBeDefined()
  })
  test('the branch counts where somebody says it', async () => {
    const value = layoutWith([...WORDS.slice(0, -1), 'branches main', 'steps only'])
    const ref = 'refs/heads/feature'
    expect(await told({}, { value, runFacts: {}, branch: ref })).toEqual(['BRANCH_OTHER'])
    expect(await told({}, { value, branch: 'refs/heads/main' })).toEqual([])
  })
  test('a step that the layout does not know has no link', async () => {
    const links = store().put('deploy', BOB, recorded('deploy', TEST))
    expect((await told({}, { links }))[0]).toBe('STEP_UNKNOWN')
    expect(await told({}, { links, otherSteps: [compilePattern('dep*')] })).toEqual([])
  })
  test.each([
    ['a link of one that is filed under a known step', `test.${BOB.keyId.slice(0, 8)}.link`],
    ['the same by nobody whom the layout has', 'test.0a1b2c3d.link'],
    ['an unsigned one', 'test.link']
  ])('a step that the layout does not know has no link: %s', async (_what, name) => {
    const links = store()
    const link = recorded('test', { ...TEST, name: 'deploy' })
    links.files.set(name, name === 'test.link' ? file(link, []) : file(link, [BOB]))
    expect((await told({}, { links }))[0]).toBe('STEP_UNKNOWN')
    expect(await told({}, { links, otherSteps: [compilePattern('dep*')] })).toEqual([])
  })
  test('a stage of one that is not finished is of a step that the layout does not know', async () => {
    const links = store()
    links.files.set('.deploy.0a1b2c3d.link-unfinished', file(recorded('deploy', TEST), [BOB]))
    expect((await told({}, { links }))[0]).toBe('STEP_UNKNOWN')
  })
  test('the unsigned link of the inspection is no link of a step', async () => {
    const links = store()
    const unsigned = {
      _type: 'link',
      name: 'intents',
      command: [],
      materials: {},
      products: {},
      byproducts: {},
      environment: {}
    }
    links.files.set('intents.link', new TextEncoder().encode(JSON.stringify({ signed: unsigned, signatures: [] })))
    expect(await told({}, { links })).toEqual([])
  })
  test.each([
    ['another version', inspection(WORDS, { run: ['in-toto-actions', 'check', 'v2', ...WORDS] })],
    ['an unknown statement', inspection([...WORDS, 'build eats src/**'])],
    ['an unknown step', inspection([...WORDS, 'deploy takes build'])],
    ['no word', inspection([])],
    ['another name', inspection(WORDS, { name: 'check' })],
    ['rules', inspection(WORDS, { expected_materials: [['DISALLOW', '*']] })]
  ])('an inspection with %s is a failure of the layout', async (_what, inspect) => {
    const runner = inspections({ intents: {}, check: {} })
    const verification = await verifyIntents(
      {},
      { compatibility, value: layoutWith(WORDS, { inspect: [inspect] }), inspections: runner }
    )
    expect(failuresOf(verification)[0]).toMatchObject({ code: 'LAYOUT_INTENTS_INVALID', errorCode: 'INTENTS_INVALID' })
    // Nor is it run in the place of the check.
    expect(runner.ran).toEqual([])
  })
  test('other inspections run after it, and not on what it refuses', async () => {
    const other = { _type: 'inspection', name: 'look', run: ['true'], expected_materials: [], expected_products: [] }
    const value = layoutWith(WORDS, { inspect: [inspection(WORDS), other] })
    const ends = { byproducts: { 'return-value': 0 }, command: [], materials: {}, products: {}, environment: {} }
    const [good, bad] = [inspections({ look: ends }), inspections({ look: ends })]
    expect(await told({}, { value, inspections: good })).toEqual([])
    expect(good.ran).toEqual(['look'])
    await told({ test: { ...TEST, products: { ...BUILT, x: '9' } } }, { value, inspections: bad })
    expect(bad.ran).toEqual([])
  })
  test('another verifier may run the others itself', async () => {
    const other = { _type: 'inspection', name: 'look', run: ['false'], expected_materials: [], expected_products: [] }
    const value = layoutWith(WORDS, { inspect: [inspection(WORDS), other] })
    expect(await told({}, { value, inspections: 'elsewhere' })).toEqual([])
    expect(await told({}, { value })).toEqual(['INSPECTION_NOT_ALLOWED'])
  })
})

describe('what the check explains', () => {
  test('is told once: the rule that refuses the same file, in whatever step', async () => {
    const verification = await verifyIntents({ test: { ...TEST, materials: { ...BUILT, 'evil.js': '9' } } })
    expect(codes(verification)).toEqual(['TAKES_EXTRA'])
    expect(failuresOf(verification)[0]).toMatchObject({
      step: 'test',
      statement: 'test takes build',
      artifacts: ['evil.js'],
      list: 'materials',
      details: expect.arrayContaining([expect.stringContaining('RULE_ARTIFACT_DISALLOWED: expected_materials[1]')])
    })
  })
  test('and other files of a rule stay', async () => {
    const value = layoutWith(WORDS, {
      steps: STEPS.map((one) =>
        one['name'] === 'test' ? { ...one, expected_products: [['DISALLOW', 'dist/*']] } : one
      )
    })
    const verification = await verifyIntents({ test: { ...TEST, products: { ...BUILT, 'evil.js': '9' } } }, { value })
    expect(codes(verification)).toEqual(['ADDED_UNEXPECTED', 'RULE_ARTIFACT_DISALLOWED'])
  })
  test.each([
    ['expected_materials', [['DISALLOW', 'dist/*']], '`takes`'],
    ['expected_products', [['DISALLOW', 'dist/*']], '`may-add`'],
    ['expected_products', [['REQUIRE', 'nowhere']], '`removes`']
  ])('with what can be done about it in intents, for a rule of %s', async (list, rules, key) => {
    const steps = STEPS.map((one) => (one['name'] === 'test' ? { ...one, [list]: rules } : one))
    const [failure] = failuresOf(await verifyIntents({}, { value: layoutWith(WORDS, { steps }) }))
    expect(failure).toMatchObject({ step: 'test', code: expect.stringMatching(/^RULE_/) })
    expect(failure?.hint).toContain(key)
    expect(failure?.hint).not.toMatch(/REQUIRE|MATCH|put a rule|one that takes/)
  })
  test('a link of an unknown step, one that was renamed and claims of source', async () => {
    const links = store().put('deploy', BOB, recorded('deploy', TEST))
    expect(codes(await verifyIntents({}, { links }))).toEqual(['STEP_UNKNOWN'])
    expect(codes(await verifyIntents({ test: { ...TEST, name: 'package' } }))).toEqual(['LINK_NAME'])
    const source = { commit: 'e'.repeat(40), claims: 'optional' } as const
    expect(codes(await verifyIntents({}, { source }))).toEqual(['SOURCE_OTHER_COMMIT'])
  })
  test('what is missing is not explained away', async () => {
    const verification = await verifyIntents({ test: undefined })
    expect(codes(verification)).toEqual(['LINK_MISSING'])
    expect(warned(verification, 'INTENTS_NOT_EVALUATED')).toContainEqual(expect.stringContaining('"test"'))
  })
  test('it is told first although much else is wrong', async () => {
    const value = layoutWith(WORDS, { expires: '2020-01-01T00:00:00Z' })
    const verification = await verifyIntents(
      { test: { ...TEST, products: { ...BUILT, 'evil.js': '9' } }, package: undefined },
      { value }
    )
    expect(codes(verification)).toEqual(['ADDED_UNEXPECTED', 'LAYOUT_EXPIRED', 'LINK_MISSING'])
  })
})

describe('what is wrong with links comes before what follows from it', () => {
  const OTHER = { ...BUILT, 'dist/a.js': '9' }
  test.each([
    ['of another run', { run: RUN }, 'LINK_OF_OTHER_RUN'],
    ['of different runs', {}, 'LINKS_OF_DIFFERENT_RUNS']
  ])('a link %s', async (_what, request, code) => {
    const environment = { ...BUILD.environment, run: { ...RUN, id: '2' } }
    const verification = await verifyIntents({ build: { ...BUILD, products: OTHER, environment } }, request)
    const [first, second] = failuresOf(verification)
    expect([first, second]).toMatchObject([
      { code, step: 'build' },
      { code: 'TAKES_DIFFERS', step: 'test' }
    ])
  })
  test('links that do not agree', async () => {
    const [build, ...others] = [step('build', [ALICE, BOB], { ...STEPS[0], threshold: 2 }), ...STEPS.slice(1)]
    const value = layoutWith(WORDS, {
      steps: [{ ...build, pubkeys: [ALICE.keyId, BOB.keyId], threshold: 2 }, ...others]
    })
    const links = store({ build: { ...BUILD, products: OTHER }, test: TEST, package: PACKAGE })
    links.put('build', BOB, recorded('build', BUILD))
    const [first, second] = failuresOf(await verifyIntents({}, { value, links }))
    expect([first, second]).toMatchObject([{ code: 'LINKS_DISAGREE', step: 'build' }, { step: 'test' }])
  })
  test('a link that is missing, though its installed directories show further down', async () => {
    const words = ['install takes source', 'install installs "deps"', 'build takes install', 'test takes build']
    const names = ['install', 'build', 'test']
    const value = layoutWith([...words, 'release nothing', 'steps only'], {
      steps: names.map((name) => step(name, [ALICE], { expected_products: [['ALLOW', '*']] }))
    })
    const begun = { ...SOURCE, 'dir:deps': '7' }
    const recording = { ...WHOLE, products: { paths: ['.'], unrecorded: ['dir:deps'] } }
    const link = { materials: begun, products: SOURCE, environment: { recording } }
    const verification = await verifyIntents(
      {},
      { value, links: store({ build: link, test: link, package: undefined }) }
    )
    expect(failuresOf(verification)[0]).toMatchObject({ code: 'LINK_MISSING', step: 'install' })
    expect(codes(verification)).not.toContain('TAKES_EXTRA')
    expect(warned(verification, 'INTENTS_NOT_EVALUATED')[0]).toContain('"test"')
  })
})

describe('what nobody says', () => {
  test('is told', async () => {
    const verification = await verifyIntents()
    expect(verification.outcome).toBe('passed')
    expect(warned(verification, 'INTENTS_NOT_EVALUATED')).toHaveLength(2)
  })
  test('and what somebody says is held against the links', async () => {
    const files = async (): Promise<{
      commit: string
      tree: string
      files: number
      digest: string
      digests: Map<string, string>
    }> => ({
      ...(claimOf(SOURCE) as { commit: string; tree: string; files: number; digest: string }),
      digests: new Map(Object.entries(SOURCE).map(([path, digit]) => [path, digit.repeat(64)]))
    })
    const source = { commit: COMMIT, claims: 'demanded', files, checkedBy: 'a test' } as const
    const good = await verifyIntents({}, { source })
    expect([codes(good), warned(good, 'INTENTS_NOT_EVALUATED')]).toEqual([[], []])
    const lie = { ...SOURCE, 'src/evil.js': '9' }
    const [built, packed] = [
      { ...BUILT, 'src/evil.js': '9' },
      { ...PACKED, 'src/evil.js': '9' }
    ]
    const lies = {
      build: { materials: lie, products: built, environment: { source: claimOf(lie) } },
      test: { materials: built, products: built },
      package: { materials: built, products: packed }
    }
    expect(codes(await verifyIntents(lies))).toEqual([])
    expect(codes(await verifyIntents(lies, { source }))[0]).toBe('SOURCE_FALSE')
  })
  test('the commit of the run counts, unless the layout wants another', async () => {
    const run = { ...RUN, commit: 'e'.repeat(40) }
    const links = (commit: string): MemoryStore => {
      const environment = { run: { ...RUN, commit } }
      const of = <Link extends { readonly environment?: object }>(link: Link): Link => ({
        ...link,
        environment: { ...link.environment, ...environment }
      })
      return store({ build: of(BUILD), test: of(TEST), package: of(PACKAGE) })
    }
    const request = { run, links: links(run.commit) }
    expect(codes(await verifyIntents({}, request))).toEqual(['SOURCE_OTHER_COMMIT'])
    const value = layoutWith([...WORDS.slice(0, -1), 'source commit named', 'steps only'])
    expect(codes(await verifyIntents({}, { ...request, value }))).toEqual([])
  })
  test.each([
    ['refs/heads/gh-readonly-queue/main/pr-12-0a1b', 'merge_group', [], false],
    ['refs/heads/gh-readonly-queue/other/pr-12-0a1b', 'merge_group', ['BRANCH_OTHER'], false],
    ['refs/heads/gh-readonly-queue/main/pr-12-0a1b', 'push', ['BRANCH_OTHER'], false],
    ['refs/heads/gh-readonly-queue/main/pr-12-0a1b', 'workflow_dispatch', ['BRANCH_OTHER'], false],
    ['refs/heads/gh-readonly-queue/main/pr-12-0a1b', undefined, [], true],
    ['refs/heads/gh-readonly-queue/main/x', undefined, ['BRANCH_OTHER'], false],
    ['refs/pull/5/merge', undefined, [], true]
  ])('the run of %s, started by %s, is for a branch', async (ref, event, expected, isOpen) => {
    const value = layoutWith([...WORDS.slice(0, -1), 'branches main', 'steps only'])
    const run = event === undefined ? { ...RUN, ref } : { ...RUN, ref, event }
    const environment = { run }
    const links = store({
      build: { ...BUILD, environment: { ...BUILD.environment, ...environment } },
      test: { ...TEST, environment },
      package: { ...PACKAGE, environment }
    })
    const verification = await verifyIntents(
      {},
      { value, links, runFacts: event === undefined ? { ref } : { ref, event } }
    )
    expect(codes(verification)).toEqual(expected)
    const open = verification.warnings.filter(({ code }) => code === 'INTENTS_NOT_EVALUATED')
    expect(open.some(({ message }) => message.includes('branch'))).toBe(isOpen)
  })
})

describe('what is final', () => {
  const summary = async (...given: Parameters<typeof verifyIntents>): Promise<string[]> => {
    const verification = await verifyIntents(...given)
    return verification.outcome === 'passed' ? [...verification.summary.products.paths()] : codes(verification)
  }
  test('is what the layout releases, and not all that the last step has', async () =>
    expect(await summary()).toEqual(['app.tgz']))
  test('of several steps, the union', async () => {
    const words = WORDS.flatMap((word) => (word === 'release package' ? ['release build', 'release package'] : [word]))
    expect(await summary({}, { value: layoutWith(words) })).toEqual(['app.tgz', 'dist/a.js'])
  })
  test('or nothing', async () => {
    const words = WORDS.map((word) => (word === 'release package' ? 'release nothing' : word))
    expect(await summary({}, { value: layoutWith(words) })).toEqual([])
  })
  test('with what its steps say of it on a disk', async () => {
    const words = WORDS.flatMap((word) => (word === 'release package' ? ['release build', 'release package'] : [word]))
    const source = { 'src/a.js': 'b'.repeat(64) }
    const all = { 'dist/a.js': 'a'.repeat(64), ...source }
    const modes = { products: { 'dist/a.js': 'symlink' } }
    const environment = { converted: { materials: all, products: all }, modes }
    const ofBuild = { converted: { materials: source, products: all }, modes }
    const build = { ...BUILD, environment: { ...BUILD.environment, ...ofBuild } }
    const onDisk = async (changes: Parameters<typeof verifyIntents>[0]): Promise<unknown> => {
      const verification = await verifyIntents(changes, { value: layoutWith(words) })
      return verification.outcome === 'passed'
        ? JSON.stringify(plain(verification.summary.environment))
        : codes(verification)
    }
    // Package has the file, too, and says nothing of it.
    expect(await onDisk({ build })).toBe('{}')
    expect(await onDisk({ build, package: { ...PACKAGE, environment } })).toBe(
      JSON.stringify({
        converted: { products: { 'dist/a.js': 'a'.repeat(64) } },
        modes: { products: { 'dist/a.js': 'symlink' } }
      })
    )
  })
})

test('what is released of a step without a link is not there', async () => {
  const words = WORDS.flatMap((word) => (word === 'release package' ? ['release build', 'release package'] : [word]))
  expect(codes(await verifyIntents({ package: undefined }, { value: layoutWith(words) }))).toEqual(['LINK_MISSING'])
})
test('what nobody can read of a disk is handed on as it is', async () => {
  const converted = { products: { 'app.tgz': 7 } }
  const verification = await verifyIntents(
    { package: { ...PACKAGE, environment: { converted } } },
    { compatibility: 'reference' }
  )
  expect(verification.outcome === 'passed' && plain(verification.summary.environment)).toEqual({ converted })
})
test('the claim of a step without a link is none', async () =>
  expect(codes(await verifyIntents({ build: undefined }))).toContain('LINK_MISSING'))
test('a failure without a sentence or a step has none', () => {
  const facts = { code: 'BRANCH_OTHER', artifacts: [], message: 'm', details: [], hint: 'h' } as const
  expect(failureOf({ ...facts, step: undefined, statement: undefined })).toEqual(facts)
})
test('a fault of our own is no answer', () => {
  const layout = {
    get inspections(): never {
      throw new TypeError('canary')
    }
  }
  expect(() => readSignedIntents(layout as unknown as Layout)).toThrow(TypeError)
})

describe('several functionaries', () => {
  const value = layoutWith(WORDS, {
    steps: STEPS.map((one) =>
      one['name'] === 'test' ? { ...one, threshold: 2, pubkeys: [ALICE.keyId, BOB.keyId] } : one
    )
  })
  test.each(MODES)('are each looked at (%s)', async (compatibility) => {
    const good = store().put('test', BOB, recorded('test', TEST))
    expect(codes(await verifyIntents({}, { value, links: good, compatibility }))).toEqual([])
    const hidden = { ...TEST, environment: { recording: { ...WHOLE, products: { paths: ['.'], left_out: { x: 1 } } } } }
    const bad = store().put('test', BOB, recorded('test', hidden))
    expect(failuresOf(await verifyIntents({}, { value, links: bad, compatibility }))[0]).toMatchObject({
      code: 'EXCLUDED_UNEXPECTED',
      step: 'test'
    })
  })
  test('and a second link that nobody demanded is, too', async () => {
    const steps = STEPS.map((one) => (one['name'] === 'test' ? { ...one, pubkeys: [ALICE.keyId, BOB.keyId] } : one))
    const other = { ...TEST, materials: SOURCE, products: SOURCE }
    const links = store().put('test', BOB, recorded('test', other))
    const verification = await verifyIntents(
      {},
      { value: layoutWith(WORDS, { steps }), links, compatibility: 'reference' }
    )
    // In-toto-python takes any one of them where one is enough, and the check all.
    expect(codes(verification)).toEqual(['LINKS_DISAGREE', 'LINKS_DISAGREE'])
  })
})

describe('a layout in the place of a link', () => {
  const inner = (words: readonly string[] | undefined): object =>
    layoutWith(words, {
      steps: [STEPS[0]],
      inspect: words === undefined ? [] : [inspection(words)]
    })
  const OWN = ['build takes source', 'build adds dist/**', 'release build', 'steps only']
  const outer = (...more: readonly string[]): Record<string, unknown> => layoutWith([...WORDS, ...more])
  const links = (layout: object, build = BUILD): MemoryStore => {
    const all = store({ build: undefined })
    all.put('build', ALICE, layout)
    all.of('build', ALICE).put('build', ALICE, recorded('build', build))
    return all
  }
  const run = (value: object, inside: MemoryStore, more: Partial<VerificationRequest> = {}): Promise<Verification> =>
    verifyChain({ layout: file(value, [OWNER]), links: inside, ...more })

  test.each(MODES)('passes in intents for a step that may be delegated (%s)', async (compatibility) => {
    const verification = await run(outer('build delegated'), links(inner(OWN)), { compatibility })
    expect(codes(verification)).toEqual([])
    expect(verification.checks).toHaveLength(2)
  })
  test('and for no other', async () =>
    expect(codes(await run(outer(), links(inner(OWN))))[0]).toBe('SUBLAYOUT_UNEXPECTED'))
  test('and not in rules', async () =>
    expect(codes(await run(outer('build delegated'), links(inner(undefined))))).toContain('SUBLAYOUT_UNEXPECTED'))
  test.each(MODES)('and not with one dummy step in intents beside a step in rules (%s)', async (compatibility) => {
    const all = [['ALLOW', '*']]
    const mixed = layoutWith(['dummy takes source', 'release nothing', 'steps only'], {
      steps: [
        step('dummy', [ALICE], { expected_materials: all, expected_products: all }),
        step('build', [ALICE], {
          expected_materials: [['REQUIRE', 'package.json']],
          expected_products: [['REQUIRE', 'dist/a.js']]
        })
      ],
      inspect: [inspection(['dummy takes source', 'release nothing', 'steps only'])]
    })
    const narrow = { materials: { paths: ['src'], left_out: { '*': 500 } }, products: { paths: ['dist'] } }
    const inside = links(mixed, { ...BUILD, environment: { ...BUILD.environment, recording: narrow } })
    const dummy = { materials: SOURCE, products: SOURCE, environment: { source: claimOf(SOURCE) } }
    inside.of('build', ALICE).put('dummy', ALICE, recorded('dummy', dummy))
    const verification = await run(outer('build delegated'), inside, { compatibility })
    expect(codes(verification)).toContain('SUBLAYOUT_UNEXPECTED')
  })
  test('is warned of where it gives away what the layout around it does not', async () => {
    const loose = async (own: readonly string[], more: readonly string[] = []): Promise<string[]> =>
      (await run(outer('build delegated', ...more), links(inner([...OWN, ...own])))).warnings
        .filter(({ code }) => code === 'INTENTS_LOOSE')
        .map(({ message }) => message)
    expect(await loose(['build scratch node_modules/'])).toEqual([])
    expect(await loose(['build recording any'])).toEqual([expect.stringContaining('(`recording: any`), of "build".')])
    expect(await loose(['build recording any'], ['build recording any'])).toEqual([])
    expect(await loose(['build scratch evil/', 'build scratch node_modules/'])).toEqual([
      expect.stringMatching(/^The layout .* in the place of the link of step "build", .* have as scratch: "evil\/"\.$/)
    ])
    expect(await loose(['build scratch evil/'], ['build scratch evil/'])).toEqual([])
    expect(await loose(['build delegated'])).toEqual([
      expect.stringContaining('lets further layouts stand in the place of links, of "build".')
    ])
  })
  test.each<[string, string[], string[]]>([
    ['"vendor" may-change .cache/', [], ['vendor: .cache/']],
    ['"vendor" may-change .cache/', ['build installs "vendor"'], ['vendor: .cache/']],
    ['"vendor" may-change .cache/', ['build installs "vendor" may-change .cache/'], []],
    ['"a/vendor" may-change .cache/', ['build installs "**/vendor" may-change .cache/'], []],
    ['"**/vendor" may-change *.so', ['build installs "**/vendor" may-change .cache/'], ['**/vendor: *.so']],
    ['"vendor" may-change .cache/', ['build installs "other" may-change .cache/'], ['vendor: .cache/']]
  ])('is warned of where more may change in what it installs: %s beside %j', async (installs, more, expected) => {
    const verification = await run(
      outer('build delegated', ...more),
      links(inner([...OWN, `build installs ${installs}`]))
    )
    const names = expected.map((name) => JSON.stringify(name)).join(', ')
    const told = warned(verification, 'INTENTS_LOOSE').filter((message) => message.includes('`may-change`'))
    expect(told).toEqual(expected.length === 0 ? [] : [expect.stringContaining(`as \`may-change\`: ${names}.`)])
  })
  test.each(['head', 'named'])('speaks for no other commit than the layout around it: %s', async (commit) => {
    // Of the outer layout the step sees no source, so what it claims joins no other claim.
    const words = ['build takes nothing', 'build adds **', 'build delegated', ...WORDS.slice(3)]
    const own = ['fetch takes nothing', 'fetch adds source', 'build takes fetch', 'build adds dist/**', 'release build']
    const all = { expected_materials: [['ALLOW', '*']], expected_products: [['ALLOW', '*']] }
    const steps = [step('fetch', [ALICE], all), step('build', [ALICE], all)]
    const ofRun = { ...RUN, commit: 'e'.repeat(40) }
    const environment = { run: ofRun }
    const inside = store({
      build: undefined,
      test: { ...TEST, environment },
      package: { ...PACKAGE, environment }
    })
    const said = [...own, `source commit ${commit}`, 'steps only']
    inside.put('build', ALICE, layoutWith(said, { steps, inspect: [inspection(said)] }))
    const recording = { ...WHOLE, scratch: 'checkout' }
    const fetch = {
      materials: {},
      products: SOURCE,
      environment: { ...environment, source: claimOf(SOURCE), recording }
    }
    inside.of('build', ALICE).put('fetch', ALICE, recorded('fetch', fetch))
    inside.of('build', ALICE).put('build', ALICE, recorded('build', { ...BUILD, environment }))
    const told = async (...more: string[]): Promise<string[]> =>
      codes(await run(layoutWith([...words, ...more]), inside, { run: ofRun }))
    expect(await told()).toEqual(['SOURCE_OTHER_COMMIT'])
    expect(await told(`source commit ${commit}`)).toEqual([])
  })
  test('is held to its own words', async () => {
    const build = { ...BUILD, products: { ...BUILT, 'evil.js': '9' } }
    const [first] = failuresOf(await run(outer('build delegated'), links(inner(OWN), build)))
    expect(first).toMatchObject({ code: 'ADDED_UNEXPECTED', step: 'build/build' })
  })
  test('comes before what the layout around it says of the same', async () => {
    const build = { ...BUILD, products: { ...BUILT, 'evil.js': '9' } }
    const all = failuresOf(await run(outer('build delegated'), links(inner(OWN), build)))
    expect(all.map((failure) => failure.step)[0]).toBe('build/build')
  })
  test('and cannot ask for work without end', async () => {
    const stars = Array.from({ length: 50 }, (_, index) => `build may-add ${'*a'.repeat(50)}${index}`)
    const bounds = new SublayoutBounds(10, 100_000)
    const verification = await run(outer('build delegated'), links(inner([...OWN, ...stars])), {
      sublayoutBounds: bounds
    })
    expect(codes(verification)).toContain('SUBLAYOUT_TOO_COSTLY')
  })
})

test('a layout without intents verifies as before, and says nothing of a check', async () => {
  const verification = await verifyChain()
  expect(verification).toMatchObject({ outcome: 'passed' })
  expect('checks' in verification).toBe(false)
})
test('steps in rules stand beside steps in intents, and are held to their rules', async () => {
  const steps = [...STEPS, step('sign', [ALICE], { expected_materials: [['DISALLOW', '*']] })]
  const value = layoutWith(WORDS, { steps })
  const good = store().put('sign', ALICE, { ...recorded('sign', { materials: {}, products: {} }) })
  expect(codes(await verifyIntents({}, { value, links: good }))).toEqual([])
  const bad = store().put('sign', ALICE, { ...recorded('sign', { materials: { x: '9' }, products: {} }) })
  expect(codes(await verifyIntents({}, { value, links: bad }))).toEqual(['RULE_ARTIFACT_DISALLOWED'])
  expect(artifacts({ x: '9' })).toEqual({ x: { sha256: '9'.repeat(64) } })
})
