// SPDX-License-Identifier: Apache-2.0
import { CoreError } from '../codes.ts'
import { quoteUntrusted } from '../../base/escape-untrusted.ts'
import { LIMITS } from '../../base/limits.ts'
import { nearestName } from '../../base/nearest-name.ts'
import type { JsonAt } from '../json/json-at.ts'
import type { ArtifactKind, ArtifactRule } from './artifact-rule.ts'
import { compilePattern } from './pattern.ts'

const KEYWORDS = ['CREATE', 'DELETE', 'MODIFY', 'ALLOW', 'DISALLOW', 'REQUIRE', 'MATCH']
const GRAMMAR =
  'A rule is CREATE, DELETE, MODIFY, ALLOW or DISALLOW with a pattern, REQUIRE with a path, or ' +
  'MATCH <pattern> [IN <prefix>] WITH (MATERIALS|PRODUCTS) [IN <prefix>] FROM <step>.'

/** One rule of a layout's list (in-toto v1.0, 4.3.3). @throws METADATA_TYPE_WRONG, METADATA_VALUE_INVALID, METADATA_RULE_INVALID */
export function parseRule(at: JsonAt): ArtifactRule {
  return parseRuleTokens(at.strings(), at.where)
}

/**
 * A rule from its words. Keywords may be in any letter case.
 *
 * @param where where the rule stands, escaped, for messages
 * @throws METADATA_RULE_INVALID
 */
export function parseRuleTokens(tokens: readonly string[], where: string): ArtifactRule {
  const invalid = (message: string, near?: string): CoreError =>
    new CoreError('METADATA_RULE_INVALID', `${message} The rule is ${quoteUntrusted(tokens.join(' '))}.`, {
      at: where,
      hint: near === undefined ? GRAMMAR : `Did you mean ${near}? ${GRAMMAR}`
    })
  const [keyword, argument] = tokens
  if (keyword === undefined || argument === undefined)
    throw invalid(`A rule has at least two words, this one has ${tokens.length}.`)
  if (argument.length > LIMITS.patternLength)
    throw invalid(`A pattern has at most ${LIMITS.patternLength} characters, this one has ${argument.length}.`)
  const type = keyword.toUpperCase()
  switch (type) {
    case 'CREATE':
    case 'DELETE':
    case 'MODIFY':
    case 'ALLOW':
    case 'DISALLOW':
      if (tokens.length !== 2) throw invalid(`${type} takes one pattern, and ${tokens.length - 1} words follow it.`)
      return { type, pattern: compilePattern(argument), tokens }
    case 'REQUIRE':
      if (tokens.length !== 2) throw invalid(`REQUIRE takes one path, and ${tokens.length - 1} words follow it.`)
      return { type, path: argument, tokens }
    case 'MATCH':
      return { type, pattern: compilePattern(argument), ...parseMatch(tokens.slice(2), invalid), tokens }
    default:
      throw invalid(`There is no rule ${quoteUntrusted(keyword)}.`, nearestName(type, KEYWORDS))
  }
}

type MatchParts = Pick<
  Extract<ArtifactRule, { type: 'MATCH' }>,
  'sourcePrefix' | 'destinationKind' | 'destinationPrefix' | 'from'
>

/** What follows the pattern: `[IN prefix] WITH kind [IN prefix] FROM step`. */
function parseMatch(words: readonly string[], invalid: (message: string) => CoreError): MatchParts {
  let rest = words
  const prefix = (): string => {
    if (rest.length < 2 || rest[0]?.toUpperCase() !== 'IN') return ''
    const [, found = ''] = rest
    rest = rest.slice(2)
    return found
  }
  const expect = (keyword: string): string => {
    const [word, value] = rest
    if (word?.toUpperCase() !== keyword || value === undefined) {
      throw invalid(
        `MATCH needs ${keyword} and a word where ${word === undefined ? 'the rule ends' : `${quoteUntrusted(word)} stands`}.`
      )
    }
    rest = rest.slice(2)
    return value
  }
  const sourcePrefix = prefix()
  const destinationKind = expect('WITH').toLowerCase()
  if (!isArtifactKind(destinationKind)) throw invalid('MATCH … WITH takes MATERIALS or PRODUCTS.')
  const destinationPrefix = prefix()
  const from = expect('FROM')
  if (rest.length > 0) throw invalid('Words follow the step of a MATCH rule.')
  return { sourcePrefix, destinationKind, destinationPrefix, from }
}

function isArtifactKind(text: string): text is ArtifactKind {
  return text === 'materials' || text === 'products'
}
