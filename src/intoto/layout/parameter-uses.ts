// SPDX-License-Identifier: Apache-2.0
import { escapeUntrusted, quoteUntrusted } from '../../base/escape-untrusted.ts'
import type { ArtifactKind } from '../rules/artifact-rule.ts'
import { joinWords } from '../rules/rule-text.ts'
import type { Inspection, Layout, Step } from './layout.ts'
import { placeholders } from './parameters.ts'

/** A rule or a command that holds names in braces. */
export interface ParameterUse {
  readonly item: Step | Inspection
  /** The list and the index of the rule; undefined for a command. */
  readonly rule: { readonly list: ArtifactKind; readonly index: number } | undefined
  readonly words: readonly string[]
  /** All names in braces. */
  readonly names: readonly string[]
  /** Those that must have a value. */
  readonly demanded: readonly string[]
}

/**
 * Where rules and commands hold names in braces, in order.
 *
 * A rule decides, and the command of an inspection runs, so each name there must have a value; but for the variables of a
 * shell, like `${HOME}`. The expected command of a step is only compared: without a value its braces are text, as in
 * `curl -w %{http_code}`.
 */
export function parameterUses({ steps, inspections }: Layout): ParameterUse[] {
  return [...steps, ...inspections].flatMap((item) => [...usesInRules(item), ...useInCommand(item)])
}

/** Where a use stands, for people; escaped. */
export function describeUse({ item, rule }: ParameterUse): string {
  const owner = `${item.kind} ${quoteUntrusted(item.name)}`
  return rule === undefined ? `the command of ${owner}` : `expected_${rule.list}[${rule.index}] of ${owner}`
}

/** A use as text; escaped. */
export function useText({ words }: ParameterUse): string {
  return escapeUntrusted(joinWords(words))
}

function usesInRules(item: Step | Inspection): ParameterUse[] {
  const lists = { materials: item.expectedMaterials, products: item.expectedProducts }
  return (['materials', 'products'] as const).flatMap((list) =>
    lists[list].flatMap(({ tokens }, index) => {
      const names = tokens.flatMap(placeholders)
      return names.length === 0 ? [] : [{ item, rule: { list, index }, words: tokens, names, demanded: names }]
    })
  )
}

function useInCommand(item: Step | Inspection): ParameterUse[] {
  const words = item.kind === 'step' ? item.expectedCommand : item.run
  const names = words.flatMap(placeholders)
  if (names.length === 0) return []
  const demanded = item.kind === 'step' ? [] : words.flatMap((word) => placeholders(word.replaceAll('${', '')))
  return [{ item, rule: undefined, words, names, demanded }]
}
