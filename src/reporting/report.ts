// SPDX-License-Identifier: Apache-2.0
// Everything that is to be said about one verification, for people and for machines: the one type that every format
// takes, whoever verified. Its texts are escaped when it is made, and ready to show; what programs compare with files and
// layouts stays exact: `exactName`, `exactStep` and the `trace` of items, which JSON alone shows.
import { escapeUntrusted } from '../base/escape-untrusted.ts'
import type { Artifacts } from '../intoto/artifacts/artifacts.ts'
import type { Layout } from '../intoto/layout/layout.ts'
import type { ArtifactRule } from '../intoto/rules/artifact-rule.ts'
import { readSignedIntents } from '../intoto/verification/read-signed-intents.ts'
import { isOfLinks } from '../intoto/verification/links-first.ts'
import type { SourceReport } from '../intoto/verification/expected-source.ts'
import type { Failure, Warning } from '../intoto/verification/failure.ts'
import type { ItemReport } from '../intoto/verification/verification.ts'
import { digestMembers } from './digest-members.ts'

export type AnyFailure = Failure<string>

/** An error: it could not be told whether the supply chain verifies. */
export interface ReportedError {
  readonly code: string
  readonly message: string
  readonly at?: string | undefined
  readonly hint?: string | undefined
}

/** Which layout decided. */
export interface LayoutReport {
  readonly path: string
  readonly repository: string
  /** The commit at which it was read. */
  readonly commit: string
  /** Git's id of the file. */
  readonly blob: string
  /** `sha256:<hex>` */
  readonly digest: string
  /** Why that commit, in words. */
  readonly reason: string
}

/** A step as the layout has it, whether there is a link for it or not. */
export interface ChainStep {
  /** Escaped, as failures and items name it: nobody need have signed this layout. */
  readonly name: string
  /** As the layout has it, for programs that look for the step there. */
  readonly exactName: string
  readonly threshold: number
  /** The steps whose artifacts its rules match. */
  readonly from: readonly ChainSource[]
}

export interface ChainSource {
  /** Escaped. */
  readonly step: string
  /** As the layout has it. */
  readonly exactStep: string
  /** The lists of rules that do. */
  readonly lists: readonly ('materials' | 'products')[]
}

export interface Report {
  readonly verdict: 'passed' | 'failed' | 'advisory'
  readonly failures: readonly AnyFailure[]
  /** For the verdict advisory: the signatures that are missing. */
  readonly unsigned: readonly AnyFailure[]
  readonly error: ReportedError | undefined
  readonly warnings: readonly Warning[]
  /** Sentences about what was passed over, escaped. */
  readonly notes: readonly string[]
  readonly items: readonly ItemReport[]
  /** The source that the links claim; undefined where they claim none, or do not agree. */
  readonly source?: SourceReport | undefined
  readonly chain: readonly ChainStep[]
  readonly layout: LayoutReport | undefined
  /** The verdict by the layout of the head, where a pull request changes the layout. It can make a pass a failure only. */
  readonly headLayout:
    { readonly commit: string; readonly verdict: string; readonly codes: readonly string[] } | undefined
  /** Undefined where nobody knows of a run, as on the command line. */
  readonly run: RunReport | undefined
  readonly subjects: readonly Subject[]
}

/** The run whose links were verified, which need not be the one that verifies. */
export interface RunReport {
  readonly repository: string
  /** These are undefined where links of a directory were verified. */
  readonly id: string | undefined
  readonly attempt: number | undefined
  /** Undefined where links of another run were verified and GitHub does not tell what they were made from. */
  readonly commit: string | undefined
  readonly event: string | undefined
}

/** What the gate reports: it always knows of a run. */
export interface GateReport extends Report {
  readonly run: RunReport
}

/** A final product. */
export interface Subject {
  /** Its path, escaped. */
  readonly name: string
  /** Its path as the link has it, for programs that look for the file. */
  readonly exactName: string
  readonly digest: Readonly<Record<string, string>>
}

/** A final product as in-toto statements name it. */
export interface ExactSubject {
  readonly name: string
  readonly digest: Readonly<Record<string, string>>
}

/** Final products to show. */
export function subjectsOf(products: Artifacts): Subject[] {
  return [...products].map(([path, digests]) => ({
    name: escapeUntrusted(path),
    exactName: path,
    digest: digestMembers(digests)
  }))
}

/** Final products for programs. */
export function exactSubjects({ subjects }: Pick<Report, 'subjects'>): ExactSubject[] {
  return subjects.map(({ exactName, digest }) => ({ name: exactName, digest }))
}

/** The steps of a layout and who follows whom, for programs. */
export function exactChain({ chain }: Pick<Report, 'chain'>): unknown[] {
  return chain.map(({ exactName, threshold, from }) => ({
    name: exactName,
    threshold,
    from: from.map(({ exactStep, lists }) => ({ step: exactStep, lists }))
  }))
}

/** The steps of a layout and who follows whom, to show. */
export function chainOf(layout: Layout): ChainStep[] {
  const taken = takenSteps(layout)
  return layout.steps.map(({ name, threshold, expectedMaterials, expectedProducts }) => {
    const takes = taken.get(name)
    if (takes !== undefined) {
      const from = takes.map((step) => ({
        step: escapeUntrusted(step),
        exactStep: step,
        lists: ['materials'] as const
      }))
      return { name: escapeUntrusted(name), exactName: name, threshold: Number(threshold), from }
    }
    const sources = (rules: readonly ArtifactRule[]): ReadonlySet<string> =>
      new Set(rules.flatMap((rule) => (rule.type === 'MATCH' && rule.from !== name ? [rule.from] : [])))
    const [materials, products] = [sources(expectedMaterials), sources(expectedProducts)]
    return {
      name: escapeUntrusted(name),
      exactName: name,
      threshold: Number(threshold),
      from: [...new Set([...materials, ...products])].map((step) => ({
        step: escapeUntrusted(step),
        exactStep: step,
        lists: [
          ...(materials.has(step) ? (['materials'] as const) : []),
          ...(products.has(step) ? (['products'] as const) : [])
        ]
      }))
    }
  })
}

/** Of the steps in intents, the steps that each takes; rules that were made of them also match the other way round. */
function takenSteps(layout: Layout): ReadonlyMap<string, readonly string[]> {
  const intents = readSignedIntents(layout)
  if (intents === undefined || 'code' in intents) return new Map()
  return new Map(
    [...intents.steps.values()].map(({ name, takes }) => [
      name,
      [...new Set(takes.flatMap((take) => (take.of === 'step' ? [take.step] : [])))]
    ])
  )
}

const IMPORTANCE = ['NEEDED_JOB', 'LAYOUT_', 'LINK_ARTIFACT', 'LINKS_', 'LINK_', 'SOURCE_', 'RULE_', 'PRODUCT_']

/** The most important first: what explains the others. */
export function byImportance(failures: readonly AnyFailure[]): AnyFailure[] {
  const lastSaid = failures.findLastIndex(({ statement }) => statement !== undefined)
  const rank = ({ code, statement }: AnyFailure, place: number): number => {
    // The check of intents tells the cause of what others tell of the same links, but for what verification put before it.
    if (statement !== undefined || (place < lastSaid && isOfLinks(code))) return IMPORTANCE.indexOf('LAYOUT_') + 0.5
    const index = IMPORTANCE.findIndex((prefix) => code.startsWith(prefix))
    return index < 0 ? IMPORTANCE.length : index
  }
  return failures
    .map((failure, place) => ({ failure, rank: rank(failure, place) }))
    .sort((a, b) => a.rank - b.rank)
    .map(({ failure }) => failure)
}
