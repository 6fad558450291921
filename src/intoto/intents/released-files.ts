// SPDX-License-Identifier: Apache-2.0
// What is final: of each released step what is new or differs, and fits what it adds or changes.
import { quoteUntrusted } from '../../base/escape-untrusted.ts'
import type { ArtifactPath, Artifacts, DigestSet } from '../artifacts/artifacts.ts'
import { artifactsOf } from '../artifacts/build-artifacts.ts'
import { namesOf } from './begin-findings.ts'
import { areSameBytes, compareFiles, filesIn } from './files.ts'
import type { Finding } from './finding.ts'
import type { IntentPattern } from './intent-pattern.ts'
import type { Intents, Release } from './intents.ts'
import { textsOf } from './layout-lines.ts'
import { patternsFor } from './offered-patterns.ts'
import type { StepRecord } from './step-record.ts'
import { stepsAbove } from './steps-above.ts'
import { releaseStatements } from './write-statements.ts'
import { yamlText, yamlTexts } from './yaml-text.ts'

export interface Released {
  readonly findings: readonly Finding[]
  readonly warnings: readonly string[]
  /** Undefined where it could not be told. */
  readonly files: Artifacts | undefined
}

/** A step that has a file last, as far as is known. */
interface Holder {
  readonly step: string
  readonly digests: DigestSet
}

/** The files that are final, and conflicts among released steps. */
export function releasedFiles({ release, steps }: Intents, records: ReadonlyMap<string, StepRecord>): Released {
  const holders = new Map<ArtifactPath, Holder[]>()
  const warnings: string[] = []
  let complete = true
  for (const one of inLayoutOrder(release, records)) {
    const record = records.get(one.step)
    if (record === undefined) {
      complete = false
      continue
    }
    const before = stepsAbove(one.step, (name) => steps.get(name)?.takes ?? [])
    const fits = patternsOf(one, record)
    const unmet = new Set<IntentPattern>(one.only)
    let some = false
    const { materials, products } = record.link
    compareFiles(filesIn(materials), filesIn(products), (path, standing) => {
      const known = holders.get(path)?.filter(({ step }) => !before.has(step))
      if (standing === 'left') {
        // Whoever had it before has it no more.
        if (known !== undefined) holders.set(path, known)
        return
      }
      if (!fits(path)) return
      some = true
      for (const pattern of unmet) if (pattern.matches(path)) unmet.delete(pattern)
      holders.set(path, [...(known ?? []), { step: one.step, digests: products.get(path) as DigestSet }])
    })
    warnings.push(...warningsOf(one, [...unmet], some))
  }
  const conflicts = [...holders].filter(([, all]) =>
    all.some(({ digests }) => !areSameBytes(digests, (all[0] as Holder).digests))
  )
  return {
    // Whoever lacks a link may have had the last word.
    findings: complete ? conflictFindings(conflicts, release, holders) : [],
    warnings,
    files: complete && conflicts.length === 0 ? filesOf(holders) : undefined
  }
}

/** Whoever takes another stands below it. */
function inLayoutOrder(release: readonly Release[], records: ReadonlyMap<string, StepRecord>): readonly Release[] {
  const places = new Map([...records.keys()].map((name, place) => [name, place]))
  const place = ({ step }: Release): number => places.get(step) ?? -1
  return [...release].sort((one, other) => place(one) - place(other))
}

/** What only `may-add` allows is released where a pattern names it. A step in rules says nothing of what it adds. */
function patternsOf({ only }: Release, { intents }: StepRecord): (path: string) => boolean {
  const all = intents === undefined || intents.addsSource
  const patterns = only.length > 0 ? only : all ? undefined : [...intents.adds, ...intents.changes]
  return (path) => patterns === undefined || patterns.some((pattern) => pattern.matches(path))
}

function warningsOf(release: Release, unmet: readonly IntentPattern[], some: boolean): string[] {
  const { step } = release
  if (unmet.length > 0)
    return unmet.map(
      ({ text }) => `Nothing that step "${step}" made fits ${quoteUntrusted(text)}, which is to be released.`
    )
  return some ? [] : [`Step "${step}" is to be released, and made nothing that it says it adds or changes.`]
}

function conflictFindings(
  conflicts: readonly (readonly [ArtifactPath, readonly Holder[]])[],
  release: readonly Release[],
  all: ReadonlyMap<ArtifactPath, readonly Holder[]>
): Finding[] {
  const [first] = conflicts
  if (first === undefined) return []
  const [, holders] = first
  const steps = [...new Set(holders.map(({ step }) => step))]
  const last = steps.at(-1) as string
  const statement = releaseStatements(release.find(({ step }) => step === last) as Release)[0] as string
  return [
    {
      code: 'RELEASE_CONFLICT',
      step: last,
      statement,
      follows: 'begins',
      files: conflicts.map(([path]) => path),
      say: (files) => ({
        message: `Steps ${steps.map((step) => `"${step}"`).join(' and ')} are released, and have other bytes of ${namesOf(files)}.`,
        hint: `Say which one is final, and release of the others only what is their own: for the files of "${last}" write ${releaseLine(conflicts, release, all)}. Or let one step take the other and have the last word.`
      })
    }
  ]
}

/** Of names that several have, only the last is released. */
function releaseLine(
  conflicts: readonly (readonly [ArtifactPath, readonly Holder[]])[],
  release: readonly Release[],
  all: ReadonlyMap<ArtifactPath, readonly Holder[]>
): string {
  const lost = new Map<string, Set<string>>()
  for (const [path, holders] of conflicts)
    for (const { step } of holders.slice(0, -1)) lost.set(step, (lost.get(step) ?? new Set()).add(path))
  const items = release.flatMap(({ step, only }) => {
    const unwanted = lost.get(step)
    const texts = unwanted === undefined ? textsOf(only) : ownPatterns(step, unwanted, all)
    if (texts.length > 0) return [`{ ${yamlText(step)}: ${yamlTexts(texts)} }`]
    return unwanted === undefined ? [yamlText(step)] : []
  })
  return `\`release: ${items.length === 1 ? items.join('') : `[${items.join(', ')}]`}\``
}

function ownPatterns(
  step: string,
  unwanted: ReadonlySet<string>,
  all: ReadonlyMap<ArtifactPath, readonly Holder[]>
): readonly string[] {
  const own: string[] = []
  for (const [path, holders] of all)
    if (!unwanted.has(path) && holders.some((holder) => holder.step === step)) own.push(path)
  return own.length === 0 ? [] : patternsFor(own, unwanted).texts
}

function filesOf(holders: ReadonlyMap<ArtifactPath, readonly Holder[]>): Artifacts {
  return artifactsOf(
    [...holders].flatMap(([path, [first]]) => (first === undefined ? [] : [[path, first.digests] as const]))
  )
}
