// SPDX-License-Identifier: Apache-2.0
import { Buffer } from 'node:buffer'
import { createHash } from 'node:crypto'
import { describe, expect, test } from '@jest/globals'
import { type ArtifactPath, type DigestSet } from '../../../src/intoto/artifacts/artifacts.ts'
import { artifactsOf, NO_ARTIFACTS } from '../../../src/intoto/artifacts/build-artifacts.ts'
import { keyIdOf } from '../../../src/intoto/keys/derive-key-id.ts'
import type { Failure } from '../../../src/intoto/verification/failure.ts'
import { checkProducts } from '../../../src/intoto/verification/check-products.ts'
import { checkRuns } from '../../../src/intoto/verification/check-runs.ts'
import { isNormalised } from '../../../src/intoto/verification/check-link.ts'
import { withModes } from '../../../src/intoto/link/file-modes.ts'
import type { Verification } from '../../../src/intoto/verification/verification.ts'
import {
  ALICE,
  BOB,
  codes,
  digest,
  file,
  goodStore,
  inspections,
  keyObject,
  LAYOUT,
  layoutOf,
  linkOf,
  MALLORY,
  MemoryStore,
  NOW,
  OWNER,
  PACK,
  step,
  text,
  verifyChain,
  WRITE
} from '../../support/chain.ts'
import { rejectionOf } from '../../support/errors.ts'
import { plain } from '../../support/json.ts'

const DISALLOW_ALL = ['DISALLOW', '*']
const FROM_WRITE = ['MATCH', '*', 'WITH', 'PRODUCTS', 'FROM', 'write']
const [WRITE_STEP, PACK_STEP] = LAYOUT['steps'] as [Record<string, unknown>, Record<string, unknown>]
const withSteps = (...steps: Record<string, unknown>[]) => file(layoutOf(steps), [OWNER])
const both = async (request: Parameters<typeof verifyChain>[0]): Promise<[strict: string[], reference: string[]]> => [
  codes(await verifyChain(request)),
  codes(await verifyChain({ ...request, compatibility: 'reference' }))
]
const summaryProducts = (verification: Verification): unknown =>
  verification.outcome === 'passed' ? [...verification.summary.products] : undefined

describe('a good chain', () => {
  test.each(['dsse', 'metablock'] as const)('verifies in %s, with its summary', async (format) => {
    const links = new MemoryStore().put('write', ALICE, WRITE, [ALICE], format).put('pack', BOB, PACK, [BOB], format)
    const seen: number[] = []
    const verification = await verifyChain({
      layout: file(LAYOUT, [OWNER], format),
      links,
      summaryName: 'sum',
      onProgress: (done, all) => seen.push(done, all)
    })
    expect(codes(verification)).toEqual([])
    expect(verification).toMatchObject({
      outcome: 'passed',
      warnings: [],
      summary: {
        name: 'sum',
        command: ['make', 'pack'],
        materials: NO_ARTIFACTS
      },
      items: [
        { name: 'write', kind: 'step', functionaries: [ALICE.keyId], materials: 0, products: 1 },
        { name: 'pack', kind: 'step', functionaries: [BOB.keyId], materials: 1, products: 1 }
      ]
    })
    expect(summaryProducts(verification)).toEqual([['app.tgz', `sha256:${'b'.repeat(64)}`]])
    expect(seen).toEqual([0, 2, 1, 2])
  })
  test('verifies as the reference does, with a warning that says so', async () => {
    const verification = await verifyChain({ compatibility: 'reference' })
    expect([verification.outcome, verification.warnings.map(({ code }) => code)]).toEqual([
      'passed',
      ['REFERENCE_COMPATIBLE']
    ])
  })
  test('may differ in its command, which is a warning', async () => {
    const links = goodStore()
      .put('write', ALICE, { ...WRITE, command: ['make', 'it'] })
      .put('pack', BOB, { ...PACK, command: [] })
    const { outcome, warnings } = await verifyChain({ links })
    expect([outcome, warnings.map(({ code }) => code)]).toEqual(['passed', ['COMMAND_DIFFERS', 'COMMAND_DIFFERS']])
  })
  test.each<[string, readonly string[], string | undefined]>([
    ['a word more', ['make', 'write', '--eval=evil'], 'make write --eval=evil'],
    ['a word less', ['make'], 'make'],
    ['a word before', ['sudo', 'make', 'write'], 'sudo make write'],
    ['its words in one', ['make write'], '"make write"'],
    ['its words in another order', ['write', 'make'], 'write make'],
    ['an empty word more', ['make', 'write', ''], 'make write ""'],
    ['no word', [], undefined]
  ])('is warned of when the command has %s', async (_what, command, shown) => {
    const links = goodStore().put('write', ALICE, { ...WRITE, command })
    for (const compatibility of ['strict', 'reference'] as const) {
      const { outcome, warnings } = await verifyChain({ links, compatibility })
      const differs = warnings.filter(({ code }) => code === 'COMMAND_DIFFERS')
      expect([outcome, differs.map(({ step: of }) => of)]).toEqual(['passed', ['write']])
      const told = shown === undefined ? 'its link names no command (`record`' : `ran \`${shown}\``
      for (const part of [told, '`make write`']) expect(differs[0]?.message).toContain(part)
    }
  })
  test.each<[what: string, members: object, shown: string[]]>([
    ['in another directory', { working_directory: 'elsewhere' }, ['"elsewhere/"']],
    ['in another directory, with a slash', { working_directory: 'elsewhere/' }, ['"elsewhere/"']],
    ['after a setup', { setup: 'cp evil.mk Makefile' }, ['"cp evil.mk Makefile"']],
    ['in another directory after a setup', { working_directory: 'a b/c', setup: 'x\ny' }, ['"a b/c/"', '"x\\u{a}y"']],
    ['in a directory that is no text', { working_directory: ['elsewhere'] }, ['unreadable: a list']],
    ['in a directory that is null', { working_directory: null }, ['unreadable: null']],
    ['in a directory without a name', { working_directory: '' }, ['in ""']],
    ['after a setup that is no text', { setup: { run: 'evil' } }, ['unreadable: an object']],
    ['after a setup that is 0', { setup: 0 }, ['unreadable: the integer 0']],
    ['after an empty setup', { setup: '' }, ['setup ""']],
    ['after a long setup', { setup: 'x'.repeat(1000) }, ['(1000 characters)']]
  ])('may run the command that is expected %s, which is a warning', async (_what, members, shown) => {
    const links = goodStore().put('write', ALICE, {
      ...WRITE,
      environment: { ...(WRITE['environment'] as object), ...members }
    })
    const { outcome, warnings } = await verifyChain({ links })
    expect(outcome).toBe('passed')
    expect(warnings.map(({ code, step: of }) => [code, of])).toEqual(shown.map(() => ['COMMAND_DIFFERS', 'write']))
    for (const [index, { message }] of warnings.entries())
      for (const part of [shown[index], '`make write`']) expect(message).toContain(part)
    // The reference looks at words alone, and nobody is warned of what no command is expected for.
    const alike = await verifyChain({ links, compatibility: 'reference' })
    expect(alike.warnings.map(({ code }) => code)).toEqual(['REFERENCE_COMPATIBLE'])
    const layout = withSteps({ ...WRITE_STEP, expected_command: [] }, PACK_STEP)
    expect((await verifyChain({ links, layout })).warnings).toEqual([])
  })
  test('differs in words, place and setup by a warning each, so that none pushes another out of sight', async () => {
    const links = goodStore().put('write', ALICE, {
      ...WRITE,
      command: ['\u200b'.repeat(2000)],
      environment: { ...(WRITE['environment'] as object), working_directory: '\u200b'.repeat(2000), setup: 'evil' }
    })
    const { warnings } = await verifyChain({ links })
    expect(warnings.map(({ code }) => code)).toEqual(['COMMAND_DIFFERS', 'COMMAND_DIFFERS', 'COMMAND_DIFFERS'])
    expect(warnings[2]?.message.slice(0, 300)).toContain('"evil"')
  })
  test.each(['.', undefined])('at the top of the workspace is as the layout expects (%j)', async (place) => {
    const links = goodStore().put('write', ALICE, {
      ...WRITE,
      environment: { ...(WRITE['environment'] as object), ...(place === undefined ? {} : { working_directory: place }) }
    })
    expect((await verifyChain({ links })).warnings).toEqual([])
  })
  test('warns when its layout expires within two weeks', async () => {
    const { outcome, warnings } = await verifyChain({ now: Date.parse('2029-12-25T00:00:00Z') })
    expect([outcome, warnings.map(({ code }) => code)]).toEqual(['passed', ['LAYOUT_EXPIRES_SOON']])
  })
})

describe('the layout', () => {
  test('without any key given does not verify', async () =>
    expect(await both({ layoutKeys: [] })).toEqual([['LAYOUT_KEYS_MISSING'], ['LAYOUT_KEYS_MISSING']]))
  test('must be signed by every key given', async () => {
    const layoutKeys = [OWNER.signer.publicKey, MALLORY.signer.publicKey]
    expect(await both({ layoutKeys })).toEqual([['LAYOUT_SIGNATURE_MISSING'], ['LAYOUT_SIGNATURE_MISSING']])
    expect(codes(await verifyChain({ layoutKeys, layout: file(LAYOUT, [OWNER, MALLORY]) }))).toEqual([])
  })
  test('without any signature does not verify', async () =>
    expect(await both({ layout: file(LAYOUT, []) })).toEqual([
      ['LAYOUT_SIGNATURE_MISSING'],
      ['LAYOUT_SIGNATURE_MISSING']
    ]))
  test.each(['dsse', 'metablock'] as const)('changed after signing does not verify (%s)', async (format) => {
    const document = JSON.parse(text(file(LAYOUT, [OWNER], format))) as Record<string, unknown>
    const other = JSON.parse(text(file({ ...LAYOUT, readme: 'changed' }, [OWNER], format))) as Record<string, unknown>
    const layout = Buffer.from(JSON.stringify({ ...other, signatures: document['signatures'] }))
    expect(await both({ layout })).toEqual([['LAYOUT_SIGNATURE_INVALID'], ['LAYOUT_SIGNATURE_INVALID']])
  })
  test("signed under a key id that is not the key's own verifies strictly, not as the reference does", async () => {
    const layout = file(LAYOUT, [{ ...OWNER, keyId: MALLORY.keyId }])
    expect(await both({ layout })).toEqual([[], ['LAYOUT_SIGNATURE_MISSING']])
  })
  test('signed under the legacy key id verifies', async () => {
    const layout = file(LAYOUT, [{ ...OWNER, keyId: keyIdOf(OWNER.signer.publicKey, 'legacy') }])
    expect(await both({ layout })).toEqual([[], []])
  })
  test('is expired at the very second of its expiry', async () => {
    const expires = Date.parse('2030-01-01T00:00:00Z')
    expect(await both({ now: expires })).toEqual([['LAYOUT_EXPIRED'], ['LAYOUT_EXPIRED']])
    expect(codes(await verifyChain({ now: expires - 1 }))).toEqual([])
  })
  test('can be pinned, so that an older one signed by the same key is refused', async () => {
    const layout = file(LAYOUT, [OWNER])
    const layoutDigest = createHash('sha256').update(layout).digest('hex')
    expect(await both({ layout, layoutDigest })).toEqual([[], []])
    expect(await both({ layout, layoutDigest: layoutDigest.toUpperCase() })).toEqual([[], []])
    const older = file({ ...LAYOUT, readme: 'older' }, [OWNER])
    expect(await both({ layout: older, layoutDigest })).toEqual([['LAYOUT_DIGEST_DIFFERS'], ['LAYOUT_DIGEST_DIFFERS']])
    expect(codes(await verifyChain({ layout: older }))).toEqual([])
  })
  test('that is no layout is an error', async () => {
    expect((await rejectionOf(verifyChain({ layout: file(WRITE, [OWNER]) }))).code).toBe('METADATA_TYPE_UNKNOWN')
    expect((await rejectionOf(verifyChain({ layout: Buffer.from('{') }))).code).toBe('JSON_SYNTAX')
  })
})

describe('strict verification refuses what the reference lets pass', () => {
  const write = (changes: object, signers = [ALICE]) =>
    goodStore().put('write', ALICE, { ...WRITE, ...changes }, signers)
  const duplicate = { ...(keyObject(ALICE) as object), keyid: 'ab' }
  test.each<[string, Parameters<typeof verifyChain>[0], string, (string | undefined)?]>([
    ['an empty layout', { layout: file(layoutOf([]), [OWNER]) }, 'LAYOUT_EMPTY'],
    ['a threshold of 0', { layout: withSteps({ ...WRITE_STEP, threshold: 0 }, PACK_STEP) }, 'LAYOUT_THRESHOLD_INVALID'],
    [
      'a negative threshold',
      { layout: withSteps({ ...WRITE_STEP, threshold: -1 }, PACK_STEP) },
      'LAYOUT_THRESHOLD_INVALID'
    ],
    [
      'rules that can never fail',
      { layout: withSteps(WRITE_STEP, { ...PACK_STEP, expected_materials: [FROM_WRITE] }) },
      'LAYOUT_RULES_CANNOT_FAIL'
    ],
    [
      'an inspection whose rules can never fail',
      {
        layout: file(
          {
            ...LAYOUT,
            inspect: [
              {
                _type: 'inspection',
                name: 'i',
                run: ['true'],
                expected_materials: [['ALLOW', 'a']],
                expected_products: []
              }
            ]
          },
          [OWNER]
        ),
        inspections: inspections({ i: { byproducts: { 'return-value': 0 } } })
      },
      'LAYOUT_RULES_CANNOT_FAIL'
    ],
    [
      'a step that nothing constrains',
      {
        layout: withSteps(
          WRITE_STEP,
          PACK_STEP,
          step('test', [BOB], { expected_materials: [], expected_products: [['ALLOW', '*']] })
        ),
        links: goodStore().put('test', BOB, linkOf('test'))
      },
      'LAYOUT_STEP_UNCONSTRAINED'
    ],
    [
      'a MATCH from an unknown step',
      {
        layout: withSteps(WRITE_STEP, {
          ...PACK_STEP,
          expected_products: [['MATCH', 'x', 'WITH', 'PRODUCTS', 'FROM', 'nowhere'], ['ALLOW', '*'], DISALLOW_ALL]
        })
      },
      'LAYOUT_MATCH_UNKNOWN_STEP'
    ],
    [
      'one key under two ids',
      {
        layout: file(layoutOf([WRITE_STEP, PACK_STEP], { keys: { ...(LAYOUT['keys'] as object), ab: duplicate } }), [
          OWNER
        ])
      },
      'LAYOUT_KEY_DUPLICATE'
    ],
    [
      'a key id that the layout does not define',
      { layout: withSteps({ ...WRITE_STEP, pubkeys: [ALICE.keyId, 'ab'] }, PACK_STEP) },
      'LAYOUT_KEY_UNKNOWN'
    ],
    [
      'a key that calls itself something else',
      {
        layout: file(
          layoutOf([WRITE_STEP, PACK_STEP], { keys: { ...(LAYOUT['keys'] as object), cd: keyObject(MALLORY) } }),
          [OWNER]
        )
      },
      'LAYOUT_KEY_ID_MISMATCH'
    ],
    ['an unknown member of the layout', { layout: file({ ...LAYOUT, rootcas: {} }, [OWNER]) }, 'LAYOUT_MEMBER_UNKNOWN'],
    [
      'certificate constraints that it cannot enforce',
      { layout: withSteps({ ...WRITE_STEP, cert_constraints: [{ common_name: 'nobody' }] }, PACK_STEP) },
      'LAYOUT_MEMBER_UNKNOWN'
    ],
    [
      'a member of the layout in another letter case',
      { layout: withSteps({ ...WRITE_STEP, Threshold: 2 }, PACK_STEP) },
      'LAYOUT_MEMBER_CASE'
    ],
    ['a link for another step', { links: write({ name: 'pack' }) }, 'LINK_NAME_MISMATCH'],
    ['a command that failed', { links: write({ byproducts: { 'return-value': 1 } }) }, 'LINK_COMMAND_FAILED'],
    ['a return value that is text', { links: write({ byproducts: { 'return-value': '0' } }) }, 'LINK_COMMAND_FAILED'],
    ['a return value that is null', { links: write({ byproducts: { 'return-value': null } }) }, 'LINK_COMMAND_FAILED'],
    ['a command without an outcome', { links: write({ byproducts: {} }) }, 'LINK_OUTCOME_MISSING'],
    [
      'a command with output alone',
      { links: write({ byproducts: { stdout: 'ok', stderr: '' } }) },
      'LINK_OUTCOME_MISSING'
    ],
    ['an outcome by another name', { links: write({ byproducts: { return_value: 0 } }) }, 'LINK_OUTCOME_MISSING'],
    [
      'an outcome elsewhere',
      {
        links: write({
          byproducts: {},
          environment: { 'return-value': 0, run: { id: '1', repository: 'o/r', commit: 'c' } }
        })
      },
      'LINK_OUTCOME_MISSING'
    ],
    ['a command of one empty word', { links: write({ command: [''], byproducts: {} }) }, 'LINK_OUTCOME_MISSING'],
    ['a member of a link in another letter case', { links: write({ Products: {} }) }, 'LINK_MEMBER_CASE'],
    ['an unknown member of a link', { links: write({ evil: 1 }) }, 'LINK_MEMBER_UNKNOWN'],
    [
      'a link of another run',
      { links: write({ environment: { run: { id: '2', repository: 'o/r', commit: 'c' } } }) },
      'LINKS_OF_DIFFERENT_RUNS'
    ],
    [
      'a link of another commit',
      { links: write({ environment: { run: { id: '1', repository: 'o/r', commit: 'd' } } }) },
      'LINKS_OF_DIFFERENT_RUNS'
    ],
    ['a link without a run beside one with', { links: write({ environment: {} }) }, 'LINKS_OF_DIFFERENT_RUNS'],
    [
      'a wildcard in a parameter',
      {
        layout: withSteps({ ...WRITE_STEP, expected_products: [['CREATE', '{p}'], DISALLOW_ALL] }, PACK_STEP),
        parameters: new Map([['p', '*']])
      },
      'PARAMETER_WILDCARD'
    ],
    [
      'functionaries who report different products at threshold 1',
      {
        layout: withSteps({ ...WRITE_STEP, pubkeys: [ALICE.keyId, BOB.keyId] }, PACK_STEP),
        links: goodStore().put('write', BOB, { ...WRITE, products: {} })
      },
      'LINKS_DISAGREE'
    ]
  ])('%s', async (_name, request, code) => {
    const [strict, reference] = await both(request)
    expect(strict).toContain(code)
    expect(reference).toEqual([])
  })
  test('but takes a link that names no command and tells of no outcome: it records files', async () => {
    const links = goodStore().put('write', ALICE, { ...WRITE, command: [], byproducts: {} })
    expect(await both({ links })).toEqual([[], []])
  })
  test.each(['return_value', 'returnValue', 'Return-Value', 'RETURN VALUE'])(
    'and shows the by-product %j that may be meant for the outcome',
    async (name) => {
      const links = goodStore().put('write', ALICE, { ...WRITE, byproducts: { stdout: '', [name]: 0 } })
      const verification = await verifyChain({ links })
      expect(verification).toMatchObject({
        failures: [{ code: 'LINK_OUTCOME_MISSING', step: 'write', details: [expect.stringContaining(`"${name}"`)] }]
      })
    }
  )

  test.each([
    'dir/../a',
    './a',
    'a/./b',
    'a//b',
    '/etc/passwd',
    'a/',
    'a\\b',
    'C:/a',
    'c:a',
    '',
    '..',
    'file:/a',
    'dir:./a',
    'https://x/../y',
    'file:a/../b'
  ])('the path %j', async (path) => {
    expect(isNormalised(path)).toBe(false)
    const links = goodStore().put('write', ALICE, {
      ...WRITE,
      products: { 'src/a.js': digest('a'), [path]: digest('a') }
    })
    expect(await both({ links })).toEqual([['LINK_PATH_NOT_NORMALISED'], []])
  })
  test.each([
    'a',
    'a/b.c',
    '.hidden',
    'a..b',
    '...',
    'file:a/b',
    'dir:a',
    'git+https://host/path@ref',
    'pkg:npm/foo@1',
    'a b\nc'
  ])('not the path %j', (path) => expect(isNormalised(path)).toBe(true))
  test.each([
    [{}],
    [{ sha256: 'abc' }],
    [{ sha256: 'a'.repeat(64), sha512: 'ab' }],
    [{ other: 'abc' }],
    [{ crc32: 'deadbeef' }],
    [{ sha265: '0'.repeat(64) }],
    [{ SHA256: '0'.repeat(64) }],
    [{ sha256: 'A'.repeat(64) }],
    [{ sha256: '0'.repeat(62) }],
    [{ sha256: '0'.repeat(64), none: '00' }],
    [{ sha1: '0'.repeat(64) }],
    [{ gitCommit: '0'.repeat(41) }],
    [{ constructor: '00' }]
  ])('the digest %j', async (digests) => {
    const links = goodStore().put('write', ALICE, { ...WRITE, products: { 'src/a.js': digest('a'), b: digests } })
    expect(await both({ links })).toEqual([['LINK_DIGEST_INVALID'], []])
  })
  test('not a digest of an algorithm that it does not know', async () => {
    const links = goodStore().put('write', ALICE, {
      ...WRITE,
      products: { 'src/a.js': digest('a'), b: { gitBlob: 'ab'.repeat(20) } }
    })
    expect(codes(await verifyChain({ links }))).toEqual([])
  })
  test('a name that leads out of the directory', async () => {
    const name = '../up'
    const layout = withSteps(
      { ...WRITE_STEP, name },
      { ...PACK_STEP, expected_materials: [['ALLOW', 'src/*'], DISALLOW_ALL] }
    )
    const links = goodStore().put(name, ALICE, { ...WRITE, name })
    expect(await both({ layout, links })).toEqual([['LAYOUT_NAME_UNSAFE', 'LINK_UNKNOWN_STEP'], []])
  })
  test.each([
    [{ sha1: 'a'.repeat(40) }],
    [{ md5: 'a'.repeat(32) }],
    [{ gitBlob: 'a'.repeat(64) }],
    [{ md5: 'a'.repeat(32), sha1: 'a'.repeat(40) }]
  ])('a match by %j alone', async (digests) => {
    const links = new MemoryStore()
      .put('write', ALICE, { ...WRITE, products: { 'src/a.js': digests } })
      .put('pack', BOB, { ...PACK, materials: { 'src/a.js': digests } })
    expect(await both({ links })).toEqual([['RULE_ARTIFACT_DISALLOWED'], []])
    const verification = await verifyChain({ links })
    expect(verification.outcome === 'failed' && verification.failures[0]?.details.join()).toContain('equal in step')
  })
  test.each([
    [{ sha512: 'a'.repeat(128) }],
    [{ sha3_256: 'a'.repeat(64) }],
    [{ md5: 'a'.repeat(32), sha256: 'a'.repeat(64) }],
    [{ blake2b: 'a'.repeat(128), sha1: 'a'.repeat(40) }]
  ])('not a match by %j', async (digests) => {
    const links = new MemoryStore()
      .put('write', ALICE, { ...WRITE, products: { 'src/a.js': digests } })
      .put('pack', BOB, { ...PACK, materials: { 'src/a.js': digests } })
    expect(await both({ links })).toEqual([[], []])
  })
  test('a weak digest that nothing compares is known', async () => {
    const links = goodStore().put('write', ALICE, {
      ...WRITE,
      products: { 'src/a.js': digest('a'), b: { sha1: 'a'.repeat(40) } }
    })
    expect(await both({ links })).toEqual([[], []])
  })
  test('brackets that are meant as they are, with the pattern that says so', async () => {
    const expected_products = [
      ['CREATE', 'src/[id]/a.js'],
      ['MATCH', '[...x].js', 'IN', 'app', 'WITH', 'MATERIALS', 'FROM', 'pack'],
      ['CREATE', 'lib/[name].js'],
      ['CREATE', '[Mm]ake'],
      DISALLOW_ALL
    ]
    const products = { 'src/[id]/a.js': digest('a'), 'app/[...x].js': digest('b') }
    const links = goodStore().put('write', ALICE, { ...WRITE, products })
    const verification = await verifyChain({
      layout: withSteps({ ...WRITE_STEP, expected_products }, PACK_STEP),
      links
    })
    const details = verification.outcome === 'failed' ? verification.failures.flatMap((failure) => failure.details) : []
    expect(details.join('\n')).toContain('write the rule in double quotes: "CREATE src/[[]id]/a.js"')
    expect(details.join('\n')).toContain('"MATCH [[]...x].js IN app WITH MATERIALS FROM pack"')
    expect(details.join('\n')).not.toContain('[[]name]')
  })
  test.each([
    [[['MATCH', '*', 'WITH', 'PRODUCTS', 'FROM', 'write']]],
    [[['ALLOW', '*'], DISALLOW_ALL]],
    [[['ALLOW', '*']]],
    [[['MATCH', '*', 'WITH', 'MATERIALS', 'FROM', 'pack'], DISALLOW_ALL]],
    [
      [
        ['MATCH', '*', 'WITH', 'PRODUCTS', 'FROM', 'write'],
        ['DISALLOW', './*']
      ]
    ],
    [
      [
        ['MATCH', '*', 'WITH', 'PRODUCTS', 'FROM', 'write'],
        ['DISALLOW', '[b-a]*']
      ]
    ],
    [
      [
        ['MATCH', '*', 'WITH', 'PRODUCTS', 'FROM', 'write'],
        ['DISALLOW', '\\*']
      ]
    ]
  ])(
    'a list that can never fail, %j, with a file that gets through or the rule that takes it',
    async (expected_materials) => {
      const layout = withSteps(WRITE_STEP, { ...PACK_STEP, expected_materials })
      const verification = await verifyChain({ layout })
      expect(codes(verification)).toEqual(['LAYOUT_RULES_CANNOT_FAIL'])
      const [failure] = verification.outcome === 'failed' ? verification.failures : []
      expect(`${failure?.message} ${failure?.details.join(' ')}`).toMatch(/"a" gets through/)
      expect(codes(await verifyChain({ layout, compatibility: 'reference' }))).toEqual([])
    }
  )
  test('empty lists only as a warning', async () => {
    const layout = withSteps(WRITE_STEP, { ...PACK_STEP, expected_products: [] })
    const { outcome, warnings } = await verifyChain({ layout })
    expect([outcome, warnings.map(({ code }) => code)]).toEqual(['passed', ['LAYOUT_LIST_EMPTY']])
    const many = layoutOf(
      Array.from({ length: 40 }, (_, index) => step(`s${index}`, [ALICE], { expected_products: [] }))
    )
    const told = (await verifyChain({ layout: file(many, [OWNER]) })).warnings.find(
      ({ code }) => code === 'LAYOUT_LIST_EMPTY'
    )
    expect(told?.message).toContain('and 20 more')
  })
  test('one key under two ids that signs for both at threshold 2', async () => {
    const second = { ...ALICE, keyId: 'abababab' as typeof ALICE.keyId }
    const layout = file(
      layoutOf([{ ...WRITE_STEP, threshold: 2, pubkeys: [ALICE.keyId, second.keyId] }, PACK_STEP], {
        keys: {
          ...(LAYOUT['keys'] as object),
          [second.keyId]: { ...(keyObject(ALICE) as object), keyid: second.keyId }
        }
      }),
      [OWNER]
    )
    const [strict, reference] = await both({ layout, links: goodStore().put('write', second, WRITE) })
    expect(strict).toEqual(['LAYOUT_KEY_DUPLICATE', 'LAYOUT_THRESHOLD_UNREACHABLE', 'LINK_THRESHOLD'])
    expect(reference).toEqual([])
  })
  test('a layout that demands more functionaries than it names', async () => {
    expect(await both({ layout: withSteps({ ...WRITE_STEP, threshold: 2 }, PACK_STEP) })).toEqual([
      ['LAYOUT_THRESHOLD_UNREACHABLE', 'LINK_MISSING'],
      ['LINK_MISSING']
    ])
  })
  test('unsigned unknown members of a Metablock, which the reference drops before it checks', async () => {
    const document = JSON.parse(text(file(WRITE, [ALICE], 'metablock'))) as { signed: object }
    const links = goodStore()
    links.files.set(
      [...links.files.keys()].find((name) => name.startsWith('write')) ?? '',
      Buffer.from(JSON.stringify({ ...document, signed: { ...document.signed, evil: 1 } }))
    )
    expect(await both({ links })).toEqual([['LINK_THRESHOLD'], []])
  })
})

describe('links', () => {
  test('that are missing are named', async () => {
    const links = goodStore()
    links.files.clear()
    const verification = await verifyChain({ links })
    expect(codes(verification)).toEqual(['LINK_MISSING', 'LINK_MISSING'])
    expect(verification).toMatchObject({
      failures: [
        {
          message: 'Step "write" needs 1 link and has 0.',
          details: [`not there: write.${ALICE.keyId.slice(0, 8)}.link`]
        },
        {}
      ]
    })
    const two = withSteps({ ...WRITE_STEP, threshold: 2, pubkeys: [ALICE.keyId, BOB.keyId] }, PACK_STEP)
    expect(await verifyChain({ layout: two })).toMatchObject({
      failures: [{ message: 'Step "write" needs 2 links and has 1.' }]
    })
    const others = goodStore().put('write', ALICE, WRITE, [MALLORY])
    expect(await verifyChain({ links: others })).toMatchObject({
      failures: [{ message: 'Step "write" needs 1 functionary; links of none were accepted.' }]
    })
    others.put('write', BOB, WRITE)
    expect(await verifyChain({ layout: two, links: others })).toMatchObject({
      failures: [{ message: 'Step "write" needs 2 functionaries; links of 1 were accepted.' }]
    })
  })
  test('by somebody who may not sign them do not count', async () => {
    expect(await both({ links: goodStore().put('write', ALICE, WRITE, [MALLORY]) })).toEqual([
      ['LINK_THRESHOLD'],
      ['LINK_THRESHOLD']
    ])
  })
  test('of a functionary for a step of another do not count', async () => {
    expect(await both({ links: goodStore().put('write', ALICE, WRITE, [BOB]) })).toEqual([
      ['LINK_THRESHOLD'],
      ['LINK_THRESHOLD']
    ])
  })
  test('with the right key id and a wrong signature do not count', async () => {
    expect(await both({ links: goodStore().put('write', ALICE, WRITE, [{ ...MALLORY, keyId: ALICE.keyId }]) })).toEqual(
      [['LINK_THRESHOLD'], ['LINK_THRESHOLD']]
    )
  })
  test('in DSSE may leave the key id away, strictly', async () => {
    const document = JSON.parse(text(file(WRITE, [ALICE]))) as { signatures: { sig: string }[] }
    const links = goodStore()
    const name = [...links.files.keys()].find((key) => key.startsWith('write')) ?? ''
    links.files.set(
      name,
      Buffer.from(JSON.stringify({ ...document, signatures: document.signatures.map(({ sig }) => ({ sig })) }))
    )
    expect(await both({ links })).toEqual([[], ['LINK_UNREADABLE']])
  })
  test('that are not counted are a warning when there are enough others', async () => {
    const layout = withSteps({ ...WRITE_STEP, pubkeys: [ALICE.keyId, BOB.keyId] }, PACK_STEP)
    const verification = await verifyChain({ layout, links: goodStore().put('write', BOB, WRITE, [MALLORY]) })
    expect([codes(verification), verification.warnings.map(({ code }) => code)]).toEqual([[], ['LINK_IGNORED']])
  })
  test.each<[string, string | Uint8Array, string]>([
    ['no JSON', '{', 'JSON_SYNTAX'],
    ['with a member twice', '{"payload":"","payload":""}', 'JSON_MEMBER_DUPLICATE'],
    ['no envelope', '{}', 'METADATA_ENVELOPE_UNKNOWN'],
    ['of another payload type', file({ _type: 'statement' }, [ALICE]), 'METADATA_TYPE_UNKNOWN'],
    ['with a bad digest', file({ ...WRITE, products: { a: { sha256: 'x' } } }, [ALICE]), 'METADATA_VALUE_INVALID']
  ])('that are malformed are refused, with the code of the fault: %s', async (_name, bytes, errorCode) => {
    const links = goodStore()
    links.files.set(
      [...links.files.keys()].find((name) => name.startsWith('write')) ?? '',
      Buffer.from(bytes as string)
    )
    const verification = await verifyChain({ links })
    expect(verification).toMatchObject({
      outcome: 'failed',
      failures: [{ code: 'LINK_UNREADABLE', errorCode, step: 'write' }]
    })
  })
  test('that the machine cannot read are an error, no verdict', async () => {
    const links = {
      read: () => {
        throw new TypeError('disk')
      },
      names: async () => [],
      sub: () => goodStore()
    }
    await expect(verifyChain({ links })).rejects.toThrow('disk')
  })
  test('of a functionary listed twice count once', async () => {
    const layout = withSteps({ ...WRITE_STEP, threshold: 2, pubkeys: [ALICE.keyId, ALICE.keyId] }, PACK_STEP)
    expect((await both({ layout }))[1]).toEqual(['LINK_MISSING'])
  })
  describe('at threshold 2', () => {
    const layout = withSteps({ ...WRITE_STEP, threshold: 2, pubkeys: [ALICE.keyId, BOB.keyId] }, PACK_STEP)
    test('pass when they agree', async () =>
      expect(await both({ layout, links: goodStore().put('write', BOB, WRITE) })).toEqual([[], []]))
    test.each([
      ['a product more', { products: { 'src/a.js': digest('a'), more: digest('b') } }],
      ['a product less', { products: {} }],
      ['another digest', { products: { 'src/a.js': digest('b') } }],
      ['another material', { materials: { m: digest('a') } }]
    ])('fail with %s', async (_name, changes) => {
      const [strict, reference] = await both({ layout, links: goodStore().put('write', BOB, { ...WRITE, ...changes }) })
      expect(strict).toContain('LINKS_DISAGREE')
      expect(reference).toContain('LINKS_DISAGREE')
    })
    test('fail when one of them is malformed', async () => {
      const verification = await verifyChain({ layout, links: goodStore().put('write', BOB, { _type: 'link' }) })
      expect(codes(verification)).toEqual(['LINK_UNREADABLE'])
    })
  })
  test('without a run are a warning when none names one', async () => {
    const links = new MemoryStore()
      .put('write', ALICE, { ...WRITE, environment: {} })
      .put('pack', BOB, { ...PACK, environment: {} })
    const { outcome, warnings } = await verifyChain({ links })
    expect([outcome, warnings.map(({ code }) => code)]).toEqual(['passed', ['RUN_UNBOUND']])
  })
})

describe('file modes', () => {
  const modes = (link: object, value: unknown) => ({
    ...link,
    environment: { run: { id: '1', repository: 'o/r', commit: 'c' }, modes: value }
  })
  test.each<[string, unknown, unknown, string[]]>([
    [
      'a file made executable between steps',
      { products: {} },
      { materials: { 'src/a.js': 'executable' } },
      ['"src/a.js" left step "write" as a plain file and came to step "pack" as executable.']
    ],
    [
      'a file replaced by a symbolic link',
      { products: { 'src/a.js': 'executable' } },
      { materials: { 'src/a.js': 'symlink' } },
      ['"src/a.js" left step "write" as executable and came to step "pack" as symlink.']
    ],
    [
      'a mode that is no word',
      { products: { 'src/a.js': 5 } },
      { materials: {} },
      ['"src/a.js" left step "write" as something else and came to step "pack" as a plain file.']
    ],
    ['no change', { products: { 'src/a.js': 'executable' } }, { materials: { 'src/a.js': 'executable' } }, []],
    ['modes in one link only', { products: {} }, {}, []],
    ['modes that are malformed', 5, { materials: [] }, []]
  ])('report %s', async (_name, write, pack, messages) => {
    const links = new MemoryStore().put('write', ALICE, modes(WRITE, write)).put('pack', BOB, modes(PACK, pack))
    const { outcome, warnings } = await verifyChain({ links })
    expect([outcome, warnings.filter(({ code }) => code === 'MODE_CHANGED').map(({ message }) => message)]).toEqual([
      'passed',
      messages
    ])
  })
  test('are written for materials and products', () => {
    const environment = withModes(
      withModes(new Map([['modes', 5]]), 'materials', new Map([['a' as ArtifactPath, 'symlink']])),
      'products',
      new Map()
    )
    expect(plain(environment)).toEqual({ modes: { materials: { a: 'symlink' }, products: {} } })
  })
})

describe('runs', () => {
  const bound = (step: string, run: Parameters<typeof checkRuns>[0][number]['run']) => ({ step, run })
  test('name the one stranger', () => {
    const [failure] = checkRuns([bound('a', { id: '1' }), bound('b', { id: '1' }), bound('c', { id: '2' })])
    expect(failure).toMatchObject({ step: 'c', details: ['a: id "1"', 'b: id "1"', 'c: id "2"'] })
  })
  test('name none when there are several', () => {
    const [failure] = checkRuns([
      bound('a', { id: '1' }),
      bound('b', 'malformed'),
      bound('c', undefined),
      bound('d', {})
    ])
    expect(failure?.step).toBeUndefined()
    expect(failure?.details).toEqual([
      'a: id "1"',
      'b: names a run in a form that cannot be read',
      'c: names no run',
      'd: names a run without id, repository and commit'
    ])
  })
  test('that are malformed in all links are refused', () =>
    expect(checkRuns([bound('a', 'malformed'), bound('b', 'malformed')])).toHaveLength(1))
  test('that are the same pass', () =>
    expect(checkRuns([bound('a', { id: '1', job: 'x' }), bound('b', { id: '1', job: 'y' })])).toEqual([]))
  test('of no link pass', () => expect(checkRuns([])).toEqual([]))
})

describe('rules', () => {
  test('name the artifact, the rule and the reason', async () => {
    const links = goodStore().put('pack', BOB, {
      ...PACK,
      materials: { 'src/a.js': digest('c'), 'evil\n::error': digest('d') }
    })
    expect(await verifyChain({ links })).toMatchObject({
      failures: [
        {
          code: 'RULE_ARTIFACT_DISALLOWED',
          step: 'pack',
          list: 'materials',
          ruleIndex: 1,
          rule: 'DISALLOW *',
          artifacts: ['evil\\u{a}::error', 'src/a.js'],
          details: [
            'evil\\u{a}::error: not there in step "write" (by expected_materials[0])',
            'src/a.js: differs from step "write" (by expected_materials[0]): sha256 cccccccccccc here, sha256 aaaaaaaaaaaa there'
          ]
        }
      ]
    })
  })
  test.each([
    ['lies in one', { 'lib/x': digest('d'), 'lib/y/z': digest('d') }, true],
    ['lies elsewhere, too', { 'lib/x': digest('d'), other: digest('d') }, false],
    ['is called nearly so', { library: digest('d') }, false]
  ])('name the directory that a step installed where what is forbidden %s', async (_what, found, told) => {
    const links = goodStore()
      .put('write', ALICE, { ...WRITE, products: { 'src/a.js': digest('a'), 'dir:lib': digest('c') } })
      .put('pack', BOB, { ...PACK, materials: { 'src/a.js': digest('a'), ...found } })
    const { failures } = (await verifyChain({ links })) as { failures: readonly Failure[] }
    const ofPack = failures.filter(({ step, list }) => step === 'pack' && list === 'materials')
    expect(ofPack.map(({ hint }) => hint.includes('Name "lib" in `dependencies`'))).toEqual([told])
  })
  test('say how a product came about', async () => {
    const links = goodStore().put('pack', BOB, { ...PACK, products: { 'app.tgz': digest('b'), more: digest('c') } })
    expect(await verifyChain({ links })).toMatchObject({ failures: [{ details: ['more: created by the step'] }] })
  })
  test('say of a material without any MATCH only its name', async () => {
    const links = goodStore().put('write', ALICE, { ...WRITE, materials: { m: digest('a') } })
    expect(await verifyChain({ links })).toMatchObject({ failures: [{ step: 'write', details: ['m'] }] })
  })
  test('count what they do not name', async () => {
    const many = Object.fromEntries(Array.from({ length: 130 }, (_, index) => [`f${index}`, digest('a')]))
    const verification = await verifyChain({ links: goodStore().put('write', ALICE, { ...WRITE, materials: many }) })
    expect(verification.outcome === 'failed' ? verification.failures[0].details.at(-1) : '').toBe('… and 30 more')
  })
  test('demand what they require', async () => {
    expect(await verifyChain({ links: goodStore().put('pack', BOB, { ...PACK, products: {} }) })).toMatchObject({
      failures: [
        {
          code: 'RULE_ARTIFACT_REQUIRED',
          artifacts: ['app.tgz'],
          message: expect.stringContaining('is not among the products') as unknown
        }
      ]
    })
    const layout = withSteps(WRITE_STEP, {
      ...PACK_STEP,
      expected_products: [['CREATE', '*'], ['REQUIRE', 'app.tgz'], DISALLOW_ALL]
    })
    expect(await verifyChain({ layout })).toMatchObject({
      failures: [{ message: expect.stringContaining('an earlier rule of the list has taken it') as unknown }]
    })
  })
  test('that compare with a step whose link failed are left out', async () => {
    const links = goodStore()
    links.files.delete([...links.files.keys()].find((name) => name.startsWith('write')) ?? '')
    expect(codes(await verifyChain({ links }))).toEqual(['LINK_MISSING'])
  })
  test('that compare with an inspection from a step take nothing, and the list is judged', async () => {
    const layout = file(
      {
        ...LAYOUT,
        steps: [
          WRITE_STEP,
          { ...PACK_STEP, expected_materials: [['MATCH', '*', 'WITH', 'PRODUCTS', 'FROM', 'look'], DISALLOW_ALL] }
        ],
        inspect: [{ _type: 'inspection', name: 'look', run: ['true'], expected_materials: [], expected_products: [] }]
      },
      [OWNER]
    )
    const [strict, reference] = await both({ layout, inspections: inspections({}) })
    expect(strict).toEqual(['RULE_ARTIFACT_DISALLOWED'])
    expect(reference).toEqual(['RULE_ARTIFACT_DISALLOWED'])
  })
  test('tell a missing link, several digests and odd names apart', async () => {
    const layout = withSteps(
      { ...WRITE_STEP, expected_products: [['MATCH', '*', 'WITH', 'PRODUCTS', 'FROM', 'nowhere'], DISALLOW_ALL] },
      PACK_STEP
    )
    expect(await verifyChain({ layout, compatibility: 'reference' })).toMatchObject({
      failures: [
        {
          details: [
            'src/a.js: step "nowhere" (by expected_products[0]) has no link to compare with; created by the step'
          ]
        }
      ]
    })
  })
})

describe('parameters', () => {
  const layout = withSteps({ ...WRITE_STEP, expected_products: [['CREATE', 'src/{file}'], DISALLOW_ALL] }, PACK_STEP)
  test('are put into rules', async () =>
    expect(await both({ layout, parameters: new Map([['file', 'a.js']]) })).toEqual([[], []]))
  test('that are wrong make the rules fail', async () =>
    expect(codes(await verifyChain({ layout, parameters: new Map([['file', 'b.js']]) }))).toEqual([
      'RULE_ARTIFACT_DISALLOWED'
    ]))
  const failuresOf = async (request: Parameters<typeof verifyChain>[0]) => {
    const verification = await verifyChain(request)
    return verification.outcome === 'failed' ? verification.failures : []
  }
  test('that nobody gave are refused, and nothing that follows of it is told', async () =>
    expect(await both({ layout })).toEqual([['PARAMETER_NOT_GIVEN'], ['RULE_ARTIFACT_DISALLOWED']]))
  test('that a file lacks are the same failure, and an error to the reference alone', async () => {
    const parameters = new Map([['x', 'y']])
    expect(codes(await verifyChain({ layout, parameters }))).toEqual(['PARAMETER_NOT_GIVEN'])
    expect((await rejectionOf(verifyChain({ layout, parameters, compatibility: 'reference' }))).code).toBe(
      'PARAMETER_MISSING'
    )
  })
  test('that are missing are all named, with their places and the names that were given instead', async () => {
    const rules = (count: number) => Array.from({ length: count }, (_, index) => ['ALLOW', `{p${index}}`])
    const many = withSteps({ ...WRITE_STEP, expected_products: [...rules(30), DISALLOW_ALL] }, PACK_STEP)
    const [all] = await failuresOf({ layout: many })
    expect(all?.message).toContain('30 parameters without a value: {p0}, {p1}')
    expect(all?.message).toContain('{p9} and 20 more.')
    expect(all?.details).toHaveLength(20)
    expect(all?.hint).toContain('Give a value for each: {"p0": "…", "p1": "…"')
    const required = withSteps({ ...WRITE_STEP, expected_products: [['require', '{x}'], DISALLOW_ALL] }, PACK_STEP)
    expect((await failuresOf({ layout: required }))[0]?.hint).toBe('Give a value for it: {"x": "…"}.')
    expect(all).toMatchObject({ step: 'write', list: 'products', ruleIndex: 0, rule: 'ALLOW {p0}' })
    const [near] = await failuresOf({
      layout,
      parameters: new Map([
        ['flie', 'a.js'],
        ['q'.repeat(100), '']
      ])
    })
    expect(near?.message).toBe('The layout has 1 parameter without a value: {file}.')
    expect(near?.details).toEqual(['{file} in expected_products[0] of step "write": CREATE src/{file}'])
    expect(near?.hint).toContain('A value was given for flie; did you mean file? ')
    expect(near?.hint).toContain(
      'Give a value for it: {"file": "…"}. Where the rule means the braces, write "CREATE src/[{]file}".'
    )
    const long = withSteps(
      { ...WRITE_STEP, expected_products: [['ALLOW', `{${'x'.repeat(70)}}`], DISALLOW_ALL] },
      PACK_STEP
    )
    expect((await failuresOf({ layout: long, parameters: new Map([['x'.repeat(60), 'y']]) }))[0]?.hint).not.toContain(
      'did you mean'
    )
  })
  test.each([
    [
      'a rule',
      {
        expected_products: [
          ['REQUIRE', 'src/{x_1-b}'],
          ['ALLOW', '*'],
          ['DISALLOW', 'y']
        ]
      }
    ],
    ['the step of a MATCH', { expected_materials: [['MATCH', '*', 'WITH', 'PRODUCTS', 'FROM', '{x}'], DISALLOW_ALL] }],
    [
      'a list that could not fail',
      {
        expected_products: [
          ['ALLOW', '*'],
          ['DISALLOW', '{x}']
        ]
      }
    ]
  ])('that nobody gave are refused in %s, and nothing else', async (_what, changes) =>
    expect(codes(await verifyChain({ layout: withSteps({ ...WRITE_STEP, ...changes }, PACK_STEP) }))).toEqual([
      'PARAMETER_NOT_GIVEN'
    ])
  )
  const running = (...words: string[]) => withSteps({ ...WRITE_STEP, expected_command: words }, PACK_STEP)
  const ran = (...words: string[]) => goodStore().put('write', ALICE, { ...WRITE, command: words })
  test.each([
    [['curl', '-w', '%{http_code}', 'https://example.org']],
    [['awk', '{print}', 'go.mod']],
    [['git', 'rev-parse', '@{upstream}']],
    [['xargs', '-I{x}', 'cp', '{x}', 'dist']],
    [['sh', '-c', 'echo {x} ${y}']],
    [['docker', 'inspect', '-f', '{{.Id}}', 'a']]
  ])('are none in the command of a step, which is as it was recorded: %j', async (words) => {
    for (const parameters of [undefined, new Map([['other', 'y']])]) {
      const { outcome, warnings } = await verifyChain({
        layout: running(...words),
        links: ran(...words),
        ...(parameters === undefined ? {} : { parameters })
      })
      expect([outcome, warnings]).toEqual(['passed', []])
    }
  })
  test('mean one brace by two in the command of a step, with values and without', async () => {
    for (const parameters of [undefined, new Map(), new Map([['print', 'x']])]) {
      const request = {
        layout: running('awk', '{{print}}', 'go.mod'),
        ...(parameters === undefined ? {} : { parameters })
      }
      expect((await verifyChain({ ...request, links: ran('awk', '{print}', 'go.mod') })).warnings).toEqual([])
      expect((await verifyChain({ ...request, links: ran('awk', '{exit}', 'go.mod') })).warnings).toMatchObject([
        { code: 'COMMAND_DIFFERS', message: expect.not.stringContaining('has no value') as unknown }
      ])
    }
  })
  test('are put into the command of a step, where one without a value explains a difference', async () => {
    const layout = running('make', '--target={x}', '{y}')
    const links = ran('make', '--target=all', 'z')
    const parameters = new Map([['x', 'all']])
    expect((await verifyChain({ layout, links, parameters: new Map([...parameters, ['y', 'z']]) })).warnings).toEqual(
      []
    )
    expect((await verifyChain({ layout, links, parameters })).warnings).toMatchObject([
      {
        code: 'COMMAND_DIFFERS',
        message: expect.stringContaining('; if {y} is a parameter, it has no value') as unknown
      }
    ])
    const reference = { layout: running('awk', '{print}'), links: ran('awk', 'x'), compatibility: 'reference' } as const
    expect((await verifyChain(reference)).warnings[1]?.message).not.toContain('has no value')
  })
  const inspecting = (...run: string[]) => {
    const look = { _type: 'inspection', name: 'look', run, expected_materials: [], expected_products: [] }
    return file({ ...LAYOUT, inspect: [look] }, [OWNER])
  }
  /** What an inspection ran, or why it was refused. */
  const inspected = async (run: string[], parameters?: ReadonlyMap<string, string>): Promise<unknown> => {
    const good = inspections({ look: { byproducts: { 'return-value': 0 } } })
    let started: readonly string[] = []
    const verification = await verifyChain({
      layout: inspecting(...run),
      inspections: {
        run: (inspection) => {
          started = inspection.run
          return good.run(inspection)
        }
      },
      ...(parameters === undefined ? {} : { parameters })
    })
    return verification.outcome === 'failed' ? codes(verification) : started
  }
  test.each([
    [['test', '{version}', '=', '1']],
    [['grep', '--file={version}', 'x']],
    [['sh', '-c', 'test "$(cat version)" = {version}']]
  ])('that nobody gave are refused in what an inspection would run: %j', async (run) => {
    expect(await inspected(run)).toEqual(['PARAMETER_NOT_GIVEN'])
    expect(await inspected(run, new Map([['other', '1']]))).toEqual(['PARAMETER_NOT_GIVEN'])
    expect(await inspected(run, new Map([['version', '']]))).toEqual(['PARAMETER_EMPTY'])
    expect(await inspected(run, new Map([['version', '2']]))).toEqual(run.map((word) => word.replace('{version}', '2')))
    const [failure] = await failuresOf({ layout: inspecting(...run), inspections: inspections({}) })
    expect(failure?.hint).toContain('Where the command means the braces, write {{version}}.')
  })
  test.each([
    [
      ['awk', '{{print}}', 'a'],
      ['awk', '{print}', 'a']
    ],
    [
      ['sh', '-c', 'awk "{{print}}" ${HOME}/a'],
      ['sh', '-c', 'awk "{print}" ${HOME}/a']
    ],
    [['awk', '{ print }', '{a,b}'], undefined]
  ])('are none in other braces of an inspection, with values and without: %j', async (run, expected) => {
    for (const parameters of [undefined, new Map(), new Map([['print', 'x']])])
      expect(await inspected(run, parameters)).toEqual(expected ?? run)
  })
  test('leave the templates of another language as they are, where none are given', async () => {
    const run = ['docker', 'inspect', '-f', '{{if .State.Paused}}no{{end}}', 'a']
    expect(await inspected(run)).toEqual(run)
  })
  test.each([
    ['doubled', { expected_products: [['ALLOW', '{{x}}*'], ['CREATE', 'src/*'], DISALLOW_ALL] }],
    ['an alternative', { expected_products: [['ALLOW', '{a,b}'], ['CREATE', 'src/*'], DISALLOW_ALL] }],
    ['a class', { expected_products: [['ALLOW', '[{]x}'], ['CREATE', 'src/*'], DISALLOW_ALL] }],
    ['an open one', { expected_products: [['ALLOW', '{'], ['ALLOW', '{}'], ['CREATE', 'src/*'], DISALLOW_ALL] }]
  ])('other braces are text: %s', async (_what, changes) => {
    const braces = withSteps({ ...WRITE_STEP, ...changes }, PACK_STEP)
    expect(codes(await verifyChain({ layout: braces }))).toEqual([])
  })
  test('other braces are text with parameters, too, but to the reference', async () => {
    const braces = withSteps(
      { ...WRITE_STEP, expected_products: [['ALLOW', '{a,b}'], ['CREATE', 'src/{file}'], DISALLOW_ALL] },
      PACK_STEP
    )
    const parameters = new Map([['file', 'a.js']])
    expect(codes(await verifyChain({ layout: braces, parameters }))).toEqual([])
    expect((await rejectionOf(verifyChain({ layout: braces, parameters, compatibility: 'reference' }))).code).toBe(
      'PARAMETER_SYNTAX'
    )
  })
  test('that are empty are refused where something uses them, with the places', async () => {
    expect(await both({ layout, parameters: new Map([['file', '']]) })).toEqual([
      ['PARAMETER_EMPTY'],
      ['RULE_ARTIFACT_DISALLOWED']
    ])
    const twice = withSteps(
      {
        ...WRITE_STEP,
        expected_command: ['make', '{file}'],
        expected_products: [['CREATE', 'src/{file}'], ['DISALLOW', '{file}{file}'], DISALLOW_ALL]
      },
      PACK_STEP
    )
    expect(await failuresOf({ layout: twice, parameters: new Map([['file', '']]) })).toMatchObject([
      {
        step: 'write',
        list: 'products',
        ruleIndex: 0,
        message:
          'The parameter "file" is empty, so expected_products[0] of step "write" would fit other files than it says, or none: CREATE src/{file}.',
        details: [
          'also in expected_products[1] of step "write": DISALLOW {file}{file}',
          'also in the command of step "write": make {file}'
        ]
      }
    ])
    expect(await failuresOf({ layout: running('make', '{x}'), parameters: new Map([['x', '']]) })).toMatchObject([
      { step: 'write', message: expect.stringContaining('would be another command: make {x}') as unknown }
    ])
    const more = new Map([
      ['file', 'a.js'],
      ['other', '']
    ])
    expect(await both({ layout, parameters: more })).toEqual([[], []])
  })
  test.each([
    ['./a.js', 'shortest form, like "a.js"'],
    ['../a.js', 'without ..'],
    ['/a.js', 'relative to the top of the workspace, like "a.js"'],
    ['C:/a.js', 'relative to the top'],
    ['a.js/', 'shortest form, like "a.js"'],
    ['a\\b', 'with / between directories, like "a/b"'],
    ['.', 'shortest form.'],
    ['file:/a', 'Give']
  ])('that no file can be called are refused: %s', async (value, hint) => {
    const forbidding = withSteps(
      { ...WRITE_STEP, expected_products: [['DISALLOW', '{file}'], ['CREATE', 'src/*'], DISALLOW_ALL] },
      PACK_STEP
    )
    const parameters = new Map([['file', value]])
    expect(await both({ layout: forbidding, parameters })).toEqual([['PARAMETER_UNFIT'], []])
    const [failure] = await failuresOf({ layout: forbidding, parameters })
    expect(failure).toMatchObject({ step: 'write', list: 'products', ruleIndex: 0, rule: 'DISALLOW {file}' })
    expect(failure?.message).toContain(
      `With the value of the parameter "file" ("${value}"), expected_products[0] of step "write" fits no file: DISALLOW `
    )
    expect(failure?.hint).toContain(hint)
  })
  test('that no file can be called are refused by where they stand, too', async () => {
    const layout = withSteps(
      {
        ...WRITE_STEP,
        expected_materials: [['DISALLOW', 'C{a}b'], DISALLOW_ALL],
        expected_products: [['REQUIRE', '{a}'], ['CREATE', 'src/*'], DISALLOW_ALL]
      },
      PACK_STEP
    )
    const [failure, more] = await failuresOf({ layout, parameters: new Map([['a', ':']]) })
    expect([failure?.list, failure?.hint, more]).toEqual([
      'materials',
      expect.stringContaining('Give values as files are recorded'),
      undefined
    ])
  })
  test('of which a rule becomes too long to tell are judged by what the links say', async () => {
    const allowing = withSteps(
      { ...WRITE_STEP, expected_products: [['ALLOW', '{file}'], ['CREATE', 'src/*'], DISALLOW_ALL] },
      PACK_STEP
    )
    expect(codes(await verifyChain({ layout: allowing, parameters: new Map([['file', 'a'.repeat(3_000)]]) }))).toEqual(
      []
    )
  })
  test('that make a list harmless are refused', async () => {
    const one = withSteps({ ...WRITE_STEP, expected_products: [['DISALLOW', '{file}']] }, PACK_STEP)
    expect(codes(await verifyChain({ layout: one, parameters: new Map([['file', './evil']]) }))).toEqual([
      'PARAMETER_UNFIT'
    ])
  })
})

describe('what was checked out', () => {
  const warned = async (checkout: unknown, run: unknown = { id: '1', repository: 'o/r', commit: 'c' }) => {
    const environment = { run, ...(checkout === undefined ? {} : { checkout }) }
    const links = new MemoryStore()
      .put('write', ALICE, { ...WRITE, environment })
      .put('pack', BOB, { ...PACK, environment: { run } })
    const { warnings } = await verifyChain({ links })
    return warnings.filter(({ code }) => code === 'CHECKOUT_OF_OTHER_COMMIT').map(({ step: name }) => name)
  }
  test.each([
    ['the commit of the run', { commit: 'c' }, []],
    ['not told', undefined, []],
    ['another commit', { commit: 'd' }, ['write']],
    ['told in another form', 'c', ['write']],
    ['told without a commit', {}, ['write']]
  ])('is warned of when it is %s', async (_what, checkout, expected) =>
    expect(await warned(checkout)).toEqual(expected)
  )
  test('cannot be compared without a run', async () => expect(await warned({ commit: 'd' }, {})).toEqual([]))
})

describe('inspections', () => {
  const inspect = (...names: string[]) =>
    names.map((name) => ({
      _type: 'inspection',
      name,
      run: ['check', name],
      expected_materials: [['MATCH', 'app.tgz', 'WITH', 'PRODUCTS', 'FROM', 'pack'], DISALLOW_ALL],
      expected_products: []
    }))
  const layout = file({ ...LAYOUT, inspect: inspect('one', 'two') }, [OWNER])
  const good = { byproducts: { 'return-value': 0 }, materials: { 'app.tgz': digest('b') } }

  test('are not run unless allowed, and then the layout does not verify', async () =>
    expect(await both({ layout })).toEqual([['INSPECTION_NOT_ALLOWED'], ['INSPECTION_NOT_ALLOWED']]))
  test('pass when they succeed and their rules hold', async () => {
    const runner = inspections({ one: good, two: good })
    const verification = await verifyChain({ layout, inspections: runner })
    expect([codes(verification), runner.ran]).toEqual([[], ['one', 'two']])
    expect(verification.items.map(({ kind }) => kind)).toEqual(['step', 'step', 'inspection', 'inspection'])
  })
  test.each<[string, object, string]>([
    ['fails', { ...good, byproducts: { 'return-value': 1 } }, 'its command returned the integer 1'],
    ['has no command', { ...good, byproducts: {} }, 'it has no command'],
    ['ended without a value', { ...good, byproducts: { 'return-value': null } }, 'its command returned null'],
    ['returned text', { ...good, byproducts: { 'return-value': '0\n' } }, 'its command returned the string "0\\u{a}"']
  ])('fail when one %s, and no other is run', async (_name, result, message) => {
    const runner = inspections({ one: result as Record<string, unknown>, two: good })
    const verification = await verifyChain({ layout, inspections: runner })
    expect(verification).toMatchObject({
      failures: [{ code: 'INSPECTION_FAILED', step: 'one', message: expect.stringContaining(message) as unknown }]
    })
    expect(runner.ran).toEqual(['one'])
  })
  test('fail when their rules do', async () => {
    const runner = inspections({ one: good, two: { ...good, materials: { 'app.tgz': digest('c') } } })
    expect(codes(await verifyChain({ layout, inspections: runner }))).toEqual(['RULE_ARTIFACT_DISALLOWED'])
  })
  test('are not run on a chain that failed already', async () => {
    const runner = inspections({ one: good, two: good })
    expect(codes(await verifyChain({ layout, inspections: runner, now: NOW + 10 ** 12 }))).toEqual(['LAYOUT_EXPIRED'])
    expect(runner.ran).toEqual([])
  })
  test('are not run on links of another run', async () => {
    const runner = inspections({ one: good, two: good })
    const run = { id: '9', repository: 'o/r', commit: 'c' }
    expect(codes(await verifyChain({ layout, inspections: runner, run }))).toEqual([
      'LINK_OF_OTHER_RUN',
      'LINK_OF_OTHER_RUN'
    ])
    expect(runner.ran).toEqual([])
  })
  test('that are withheld fail the layout, and are nobody’s business without any', async () => {
    expect(codes(await verifyChain({ layout, inspections: 'withheld' }))).toEqual(['INSPECTION_WITHHELD'])
    expect(codes(await verifyChain({ inspections: 'withheld' }))).toEqual([])
  })
})

describe('sublayouts', () => {
  const inner = (changes: object = {}) =>
    layoutOf([step('inner', [ALICE], { expected_products: [['CREATE', 'app.tgz'], DISALLOW_ALL] })], changes)
  const outer = layoutOf([
    WRITE_STEP,
    step('pack', [BOB], { expected_command: [], expected_products: [['CREATE', 'app.tgz'], DISALLOW_ALL] })
  ])
  const chain = (
    layout: object = inner(),
    signers = [BOB],
    link: object = linkOf('inner', { products: { 'app.tgz': digest('b') } })
  ) => {
    const links = new MemoryStore().put('write', ALICE, WRITE).put('pack', BOB, layout, signers)
    links.of('pack', BOB).put('inner', ALICE, link)
    return links
  }
  const layout = file(outer, [OWNER])
  const allowWrite = file(
    layoutOf([
      { ...WRITE_STEP, expected_products: [['CREATE', 'src/*'], DISALLOW_ALL] },
      (outer['steps'] as object[])[1] as Record<string, unknown>
    ]),
    [OWNER]
  )

  test('stand for a link, with their summary', async () => {
    const verification = await verifyChain({ layout: allowWrite, links: chain() })
    expect(codes(verification)).toEqual([])
    expect(verification).toMatchObject({
      items: [{ name: 'pack/inner' }, { name: 'write' }, { name: 'pack', kind: 'sublayout' }]
    })
    expect(summaryProducts(verification)).toEqual([['app.tgz', `sha256:${'b'.repeat(64)}`]])
  })
  test('bring no inspections of their own where only those of the root layout are meant', async () => {
    const look = { _type: 'inspection', name: 'look', run: ['true'], expected_materials: [], expected_products: [] }
    const links = chain(inner({ inspect: [{ ...look, expected_materials: [DISALLOW_ALL] }] }))
    const runner = inspections({ look: { byproducts: { 'return-value': 0 } } })
    const request = { layout: allowWrite, links, inspections: runner }
    for (const inspectionsOf of ['root', undefined] as const)
      expect(codes(await verifyChain({ ...request, inspectionsOf }))).toEqual(['INSPECTION_OF_SUBLAYOUT'])
    expect(runner.ran).toEqual([])
    // Nor in the way of the reference, which runs them unasked.
    const reference = { ...request, compatibility: 'reference' } as const
    expect(codes(await verifyChain(reference))).toEqual(['INSPECTION_OF_SUBLAYOUT'])
    expect(runner.ran).toEqual([])
    expect(codes(await verifyChain({ ...request, inspectionsOf: 'all' }))).toEqual([])
    expect(runner.ran).toEqual(['look'])
  })
  test('report failures under the names of both steps', async () => {
    const verification: Verification = await verifyChain({
      layout,
      links: chain(inner(), [BOB], linkOf('inner', { products: { evil: digest('b') } }))
    })
    expect(verification).toMatchObject({
      outcome: 'failed',
      failures: [
        { code: 'RULE_ARTIFACT_DISALLOWED', step: 'pack/inner' },
        { code: 'RULE_ARTIFACT_DISALLOWED', step: 'pack' }
      ]
    })
  })
  test('by somebody else do not count', async () =>
    expect(codes(await verifyChain({ layout, links: chain(inner(), [MALLORY]) }))).toEqual(['LINK_THRESHOLD']))
  test('that expired fail', async () => {
    const verification = await verifyChain({ layout, links: chain(inner({ expires: '2029-01-01T00:00:00Z' })) })
    expect(verification).toMatchObject({
      failures: [{ code: 'LAYOUT_EXPIRED', message: expect.stringContaining('step "pack"') as unknown }]
    })
  })
  test('that are malformed fail', async () =>
    expect(codes(await verifyChain({ layout, links: chain({ _type: 'layout' }) }))).toEqual(['LINK_UNREADABLE']))
  test('find their links only in their own directory', async () => {
    const links = chain()
    links.files.delete([...links.files.keys()].find((name) => name.includes('inner')) ?? '')
    expect(codes(await verifyChain({ layout, links: links.put('inner', ALICE, linkOf('inner')) }))).toContain(
      'LINK_MISSING'
    )
  })
  test('must belong to the same run', async () => {
    const other = linkOf('inner', { products: { 'app.tgz': digest('b') }, environment: { run: { id: '2' } } })
    expect(codes(await verifyChain({ layout, links: chain(inner(), [BOB], other) }))).toEqual([
      'LINKS_OF_DIFFERENT_RUNS'
    ])
  })
  test('get no parameters', async () => {
    const templated = layoutOf([step('inner', [ALICE], { expected_products: [['CREATE', '{x}'], DISALLOW_ALL] })])
    const links = chain(templated, [BOB], linkOf('inner', { products: { '{x}': digest('b') } }))
    expect(codes(await verifyChain({ layout, links, parameters: new Map([['x', 'app.tgz']]) }))).toEqual([
      'PARAMETER_NOT_GIVEN',
      'RULE_ARTIFACT_DISALLOWED'
    ])
  })
  test('nest only so deep', async () => {
    const nested = layoutOf([step('pack', [BOB], { expected_products: [['CREATE', '*'], DISALLOW_ALL] })])
    const files = new MemoryStore()
    let place = files
    for (let depth = 0; depth < 12; depth += 1) {
      place.put('pack', BOB, nested)
      place = place.of('pack', BOB)
    }
    const verification = await verifyChain({ layout: file(nested, [OWNER]), links: files })
    expect(codes(verification)).toEqual(['SUBLAYOUT_TOO_DEEP'])
    expect(verification).toMatchObject({ failures: [{ step: Array.from({ length: 9 }, () => 'pack').join('/') }] })
  })
})

describe('final products', () => {
  const local = (entries: [string, string][]) =>
    artifactsOf(entries.map(([path, digests]) => [path as ArtifactPath, digests as DigestSet]))
  const summary = {
    name: '',
    command: [],
    materials: NO_ARTIFACTS,
    products: local([['app.tgz', 'sha256:bb']]),
    byproducts: new Map(),
    environment: new Map()
  }
  test.each<[string, [string, string][], string[]]>([
    ['pass when they are the same', [['app.tgz', 'sha256:bb']], []],
    ['fail when one differs', [['app.tgz', 'sha256:cc']], ['PRODUCT_DIFFERS']],
    ['fail when one is unknown', [['other', 'sha256:bb']], ['PRODUCT_UNKNOWN']],
    ['fail when there is none to compare', [], ['PRODUCT_NONE']]
  ])('%s', (_name, files, expected) =>
    expect(checkProducts(summary, local(files)).map(({ code }) => code)).toEqual(expected)
  )
})
