// SPDX-License-Identifier: Apache-2.0
import { describe, expect, test } from '@jest/globals'
import type { ArtifactRule } from '../../../src/intoto/rules/artifact-rule.ts'
import { allowsOpenly, canFail } from '../../../src/intoto/rules/can-fail.ts'
import { parseRuleTokens } from '../../../src/intoto/rules/parse-rule.ts'
import { splitWords } from '../../../src/intoto/rules/rule-text.ts'

const rules = (texts: readonly string[]): ArtifactRule[] =>
  texts.map((text) => parseRuleTokens(splitWords(text), 'test'))
const MATCH = 'MATCH * WITH PRODUCTS FROM build'

describe('a list of rules', () => {
  test.each([
    [['DISALLOW *']],
    [['REQUIRE a']],
    [['ALLOW *', 'DISALLOW *']],
    [['DISALLOW *', 'ALLOW *']],
    [[MATCH, 'REQUIRE a', 'CREATE *']]
  ])('%j can fail', (texts) => expect(canFail(rules(texts))).toBe(true))
  // A layout of these alone looks strict and lets everything through.
  test.each([
    [[]],
    [['ALLOW *']],
    [['ALLOW a']],
    [['CREATE a']],
    [['DELETE a']],
    [['MODIFY a']],
    [[MATCH]],
    [[MATCH, 'CREATE a', 'DELETE a', 'MODIFY a', 'ALLOW a']]
  ])('%j cannot fail', (texts) => expect(canFail(rules(texts))).toBe(false))
})

describe('openness', () => {
  test.each([['ALLOW *'], ['CREATE *'], ['allow *']])('is what "%s" says', (text) =>
    expect(allowsOpenly(rules([text]))).toBe(true)
  )
  test.each([
    [[]],
    [['ALLOW **']],
    [['ALLOW dist/*']],
    [['ALLOW ?']],
    [['CREATE a']],
    [['DISALLOW *']],
    [['DELETE *']],
    [['MODIFY *']],
    [['REQUIRE *']],
    [[MATCH]],
    [['ALLOW *', 'DISALLOW *']],
    [['ALLOW *', 'ALLOW *']],
    [['DISALLOW *', 'ALLOW *']]
  ])('is not what %j says', (texts) => expect(allowsOpenly(rules(texts))).toBe(false))
})
