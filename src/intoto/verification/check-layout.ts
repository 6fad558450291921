// SPDX-License-Identifier: Apache-2.0
// Strict checks of a layout: each finds a layout that demands less than its author thinks. The reference has none of
// them.
import { escapeUntrusted, quoteUntrusted } from '../../base/escape-untrusted.ts'
import { firstOf } from '../../base/first-of.ts'
import { LIMITS } from '../../base/limits.ts'
import { listed } from '../../base/listed.ts'
import { isIntentsInspection } from '../intents/intents-of-layout.ts'
import type { Intents } from '../intents/intents.ts'
import type { KeyFingerprint } from '../keys/public-key.ts'
import type { KeyId } from '../keys/key-id.ts'
import type { Inspection, Layout, Step } from '../layout/layout.ts'
import type { ParsedLayout } from '../layout/parse-layout.ts'
import { isSafeName } from '../link/link-file-name.ts'
import type { ArtifactKind, ArtifactRule } from '../rules/artifact-rule.ts'
import { analysisBudget, type AnalysisBudget, type Example, type RuleList } from '../rules/analyse-list.ts'
import { analysisIfNeverFailing, canFail } from '../rules/can-fail.ts'
import { neverFailingHint } from '../rules/dead-rule-hint.ts'
import { deadRuleText } from '../rules/dead-rule-text.ts'
import type { MatchingWork } from '../rules/pattern.ts'
import { joinWords } from '../rules/rule-text.ts'
import type { Failure, Warning } from './failure.ts'
import { wideIdentities } from './wide-identities.ts'

/**
 * Everything in a layout that strict verification refuses.
 *
 * @param work is told what the analysis of its lists cost
 * @param intents what it says in intents: steps there are constrained by the check, whatever their rules can do
 */
export function checkLayout(parsed: ParsedLayout, work?: MatchingWork, intents?: Intents): Failure[] {
  const { layout } = parsed
  const isChecked = ({ name }: Step | Inspection): boolean => intents?.steps.has(name) === true
  const items = [...layout.steps, ...layout.inspections]
  const names = new Set(items.map((item) => item.name))
  // One for the whole layout, whoever wrote it.
  const budget = analysisBudget()
  const left = (): number => budget.moves + budget.pairs.moves
  const before = left()
  const failures = [
    ...unknownMembers(parsed),
    ...duplicateKeys(parsed),
    ...wideIdentities(parsed),
    ...(layout.steps.length === 0 ? [emptyLayout()] : []),
    ...layout.steps.flatMap((step) => functionaries(step, parsed)),
    ...items.flatMap((item) => [
      ...unsafeName(item),
      ...(isChecked(item) ? [] : KINDS.flatMap((kind) => rulesThatCannotFail(item, kind, budget))),
      ...unknownSteps(item, 'materials', item.expectedMaterials, names),
      ...unknownSteps(item, 'products', item.expectedProducts, names)
    ]),
    ...unconstrainedSteps(
      layout.steps.filter((step) => !isChecked(step)),
      items,
      budget
    )
  ]
  work?.spend((before - left()) * WORK_OF_MOVE)
  return failures
}

/** A move of the analysis takes as long as so many units of work. */
const WORK_OF_MOVE = 25

function emptyLayout(): Failure {
  return {
    code: 'LAYOUT_EMPTY',
    message: 'The layout has no steps, so anything would verify.',
    details: [],
    hint: 'Add the steps of the pipeline to the layout and sign it again.'
  }
}

function unknownMembers({ unknownMembers: members }: ParsedLayout): Failure[] {
  return members.map(({ at, looksLike }) =>
    looksLike === undefined
      ? {
          code: 'LAYOUT_MEMBER_UNKNOWN',
          at,
          message: 'The layout has a member that this tool does not know and so cannot enforce.',
          details: [at],
          hint: 'Remove the member, or verify with a tool that enforces it.'
        }
      : {
          code: 'LAYOUT_MEMBER_CASE',
          at,
          message: `A member is spelled like "${looksLike}" in other letter case; tools that ignore case would read it in its place.`,
          details: [at],
          hint: `Spell it "${looksLike}" or remove it.`
        }
  )
}

function duplicateKeys({ layout, keyIdMismatches }: ParsedLayout): Failure[] {
  const failures: Failure[] = keyIdMismatches.map(({ keyId, inside }) => ({
    code: 'LAYOUT_KEY_ID_MISMATCH',
    message: `The key that stands in the layout under ${keyId} says that its id is ${quoteUntrusted(inside, 100)}.`,
    details: [],
    hint: `Write ${keyId} as its "keyid", too, or take that member away; then sign the layout again.`
  }))
  const idOf = new Map<KeyFingerprint, KeyId>()
  for (const [keyId, key] of layout.keys) {
    const other = idOf.get(key.fingerprint)
    if (other === undefined) {
      idOf.set(key.fingerprint, keyId)
      continue
    }
    failures.push({
      code: 'LAYOUT_KEY_DUPLICATE',
      message: `One key stands in the layout as ${other} and as ${keyId}; one person could meet a threshold of two.`,
      details: [],
      hint: 'Keep one of the two key ids.'
    })
  }
  return failures
}

function functionaries(step: Step, { layout }: ParsedLayout): Failure[] {
  const at = { step: escapeUntrusted(step.name) }
  const failures: Failure[] = step.pubkeys
    .filter((keyId) => !layout.keys.has(keyId))
    .map((keyId) => ({
      ...at,
      code: 'LAYOUT_KEY_UNKNOWN',
      message: `Step ${quoteUntrusted(step.name)} authorises the key id ${keyId}, which the layout does not define.`,
      details: [],
      hint: 'Add the key to the layout, or remove the id from the step.'
    }))
  const distinct = new Set(step.pubkeys.map((keyId) => layout.keys.get(keyId)?.fingerprint ?? keyId)).size
  if (step.threshold < 1) {
    failures.push({
      ...at,
      code: 'LAYOUT_THRESHOLD_INVALID',
      message: `Step ${quoteUntrusted(step.name)} has the threshold ${step.threshold}; at least one functionary must have performed it.`,
      details: [],
      hint: 'Set the threshold to 1 or more.'
    })
  } else if (step.threshold > distinct) {
    failures.push({
      ...at,
      code: 'LAYOUT_THRESHOLD_UNREACHABLE',
      message: `Step ${quoteUntrusted(step.name)} demands ${step.threshold} functionaries and authorises ${distinct}.`,
      details: [],
      hint: 'Authorise more functionaries, or lower the threshold.'
    })
  }
  return failures
}

function unsafeName(item: Step | Inspection): Failure[] {
  if (isSafeName(item.name)) return []
  return [
    {
      code: 'LAYOUT_NAME_UNSAFE',
      step: escapeUntrusted(item.name),
      message: `The ${item.kind} ${quoteUntrusted(item.name)} has a name that is not one plain file name on every system.`,
      details: [],
      hint: 'Use letters, digits, "-", "_", "." and spaces, and do not start with a dot.'
    }
  ]
}

function listOf(item: Step | Inspection, kind: ArtifactKind): RuleList {
  const rules = kind === 'materials' ? item.expectedMaterials : item.expectedProducts
  return { owner: item.name, kind, rules }
}

/**
 * Every list ends with an implicit `ALLOW *`, so one that forbids and demands nothing passes whatever it is given, and so
 * does one whose DISALLOW comes too late or fits no path. Only the empty list says that on purpose.
 */
function rulesThatCannotFail(item: Step | Inspection, kind: ArtifactKind, budget: AnalysisBudget): Failure[] {
  const list = listOf(item, kind)
  const { rules } = list
  const analysis = rules.length === 0 ? undefined : analysisIfNeverFailing(list, budget)
  if (analysis === undefined) return []
  const { passing, dead } = analysis
  // What no list forbids gets through, so there is an example.
  const through = quoteUntrusted((passing as Example).path)
  return [
    {
      code: 'LAYOUT_RULES_CANNOT_FAIL',
      step: escapeUntrusted(item.name),
      list: kind,
      message: `The rules for the ${kind} of ${item.kind} ${quoteUntrusted(item.name)} can never fail, whatever the links say: ${through} gets through, for example.`,
      details: firstOf(
        rules.map((rule, index) => {
          const why = dead[index]
          const text = escapeUntrusted(joinWords(rule.tokens))
          return why === undefined ? text : `${text}: ${deadRuleText(why, rules, index)}`
        })
      ),
      hint: neverFailingHint(list, analysis, 'leave it empty if nothing is to be checked', budget)
    }
  ]
}

/** Lists that say nothing at all: allowed, and worth a look. */
export function emptyLists({ steps, inspections }: Layout, prefix: string, intents?: Intents): Warning[] {
  const inRules = [
    ...steps.filter(({ name }) => intents?.steps.has(name) !== true),
    ...inspections.filter((inspection) => !isIntentsInspection(inspection))
  ]
  const empty = inRules.flatMap((item) =>
    KINDS.filter((kind) => listOf(item, kind).rules.length === 0).map(
      (kind) => `${kind} of ${quoteUntrusted(`${prefix}${item.name}`)}`
    )
  )
  if (empty.length === 0) return []
  const named = listed(empty, NAMED, (list) => list)
  return [{ code: 'LAYOUT_LIST_EMPTY', message: `Empty lists of rules let everything pass: ${named}.` }]
}

const KINDS: readonly ArtifactKind[] = ['materials', 'products']
/** How many empty lists are named. */
const NAMED = 20

function unknownSteps(
  item: Step | Inspection,
  list: ArtifactKind,
  rules: readonly ArtifactRule[],
  names: ReadonlySet<string>
): Failure[] {
  return rules.flatMap((rule, ruleIndex) =>
    rule.type === 'MATCH' && !names.has(rule.from)
      ? [
          {
            code: 'LAYOUT_MATCH_UNKNOWN_STEP',
            step: escapeUntrusted(item.name),
            list,
            ruleIndex,
            rule: escapeUntrusted(rule.tokens.join(' ')),
            message: `A MATCH rule names ${quoteUntrusted(rule.from)}, and the layout has no such step.`,
            details: [],
            hint: `Change FROM ${escapeUntrusted(rule.from)} to ${oneOf(names)}, or add the step ${quoteUntrusted(rule.from)}; then sign the layout again.`
          } satisfies Failure
        ]
      : []
  )
}

/** Which name may stand there, in one sentence. */
function oneOf(names: ReadonlySet<string>): string {
  const shown = listed([...names], LIMITS.sentenceNames, (name) => quoteUntrusted(name))
  return names.size === 1 ? shown : `one of ${shown}`
}

/** Steps whose own lists cannot fail and to which no other item compares anything. */
function unconstrainedSteps(
  steps: readonly Step[],
  items: readonly (Step | Inspection)[],
  budget: AnalysisBudget
): Failure[] {
  const matchedByOthers = new Set(
    items.flatMap((item) =>
      [...item.expectedMaterials, ...item.expectedProducts].flatMap((rule) =>
        rule.type === 'MATCH' && rule.from !== item.name ? [rule.from] : []
      )
    )
  )
  return steps
    .filter((step) => !matchedByOthers.has(step.name) && KINDS.every((kind) => !canFail(listOf(step, kind), budget)))
    .map((step) => ({
      code: 'LAYOUT_STEP_UNCONSTRAINED',
      step: escapeUntrusted(step.name),
      message: `Nothing about the artifacts of step ${quoteUntrusted(step.name)} can fail, and no other step compares with them.`,
      details: [],
      hint: 'Tie the step to the chain, for example with "MATCH * WITH PRODUCTS FROM <earlier step>" and "DISALLOW *".'
    }))
}
