// SPDX-License-Identifier: Apache-2.0
// Values of parameters that look like a name and are none in the rule that they stand in.
import { describe, expect, test } from '@jest/globals'
import { ALICE, BOB, codes, file, goodStore, layoutOf, OWNER, step, verifyChain } from '../../support/chain.ts'

const DISALLOW_ALL = ['DISALLOW', '*']

/** The codes of a chain whose first step has these rules for its products. */
async function withRules(rules: string[][], p: string): Promise<string[]> {
  const layout = layoutOf([
    step('write', [ALICE], { expected_materials: [], expected_products: rules }),
    step('pack', [BOB], { expected_materials: [], expected_products: [['DISALLOW', 'evil']] })
  ])
  return codes(
    await verifyChain({ layout: file(layout, [OWNER]), links: goodStore(), parameters: new Map([['p', p]]) })
  )
}

describe('the value of a parameter', () => {
  test('is a name where it stands in a rule', async () => {
    expect(await withRules([['ALLOW', 'src/{p}'], DISALLOW_ALL], 'a.js')).toEqual([])
    expect(await withRules([['ALLOW', 'src/[{p}].js'], DISALLOW_ALL], 'a')).toEqual([])
    expect(await withRules([['ALLOW', '[s]rc/{p}'], DISALLOW_ALL], 'a.js')).toEqual([])
    expect(await withRules([['ALLOW', 'src/{p}'], DISALLOW_ALL], 'b c.js')).toEqual(['RULE_ARTIFACT_DISALLOWED'])
  })
  // Each would disarm the rule, or let it fit files that nobody named.
  test.each([' ', '\n', '\t', '\u00a0'])('is not white space alone: %j', async (p) =>
    expect(await withRules([['DISALLOW', '{p}']], p)).toEqual(['PARAMETER_EMPTY'])
  )
  test.each(['evil.exe\n', ' evil.exe', 'evil.exe ', '\tevil.exe', 'ev\u0000il', 'ev\u007fil'])(
    'has no white space around it and no control character: %j',
    async (p) => expect(await withRules([['DISALLOW', '{p}']], p)).toEqual(['PARAMETER_UNFIT'])
  )
  test.each(['!a', 'a-z', '^', ']x', 'ab', '-', '!'])('is no set of characters within brackets: %j', async (p) =>
    expect(await withRules([['ALLOW', '[{p}]*'], DISALLOW_ALL], p)).toEqual(['PARAMETER_WILDCARD'])
  )
})
