// SPDX-License-Identifier: Apache-2.0
// One step against what is said of it.
import { beginDifferences, takenFiles, type BeginDifferences, type TakenFiles } from './begin-differences.ts'
import type { BeginContext } from './begin-context.ts'
import { beginFindings, takeStatement } from './begin-findings.ts'
import { checkRecording, type RecordingFlaw } from './check-recording.ts'
import { checkoutChanges } from './checkout-changes.ts'
import { commandFindings } from './command-findings.ts'
import { filesIn, fitsOne, pathsOf, type Files } from './files.ts'
import type { Finding } from './finding.ts'
import type { IntentPattern } from './intent-pattern.ts'
import type { DirectoryCourse } from './installed-directories.ts'
import { seesSource, type Release, type StepIntents } from './intents.ts'
import type { LackedLinks } from './lacked-links.ts'
import type { SourceClaim } from '../link/source-claim.ts'
import { givenAway } from './given-away.ts'
import { linkFindings } from './link-findings.ts'
import { ownChanges, type OwnChanges } from './own-changes.ts'
import type { OwnContext } from './own-context.ts'
import { ownFindings } from './own-findings.ts'
import { comesBack } from './removed-again.ts'
import { claimFinding, sourceAmbiguous } from './source-findings.ts'
import type { SourceClaims } from './source-claims.ts'
import type { SourceFiles } from './source-files.ts'
import type { StepRecord } from './step-record.ts'
import { tookNothingOf } from './took-nothing.ts'

/** What is known of the run beside one step. */
export interface StepContext {
  readonly records: ReadonlyMap<string, StepRecord>
  readonly claims: SourceClaims
  readonly source: SourceFiles
  readonly directories: DirectoryCourse
  readonly lacked: LackedLinks
  /** What is final. */
  readonly release: readonly Release[]
}

export interface CheckedStep {
  /** About what is claimed of source, which explains what differs from it anywhere. */
  readonly claims: readonly Finding[]
  /** All others, the cause first. */
  readonly findings: readonly Finding[]
  /** What it was to begin with; nothing where that is not known. */
  readonly taken: readonly TakenFiles[]
  readonly warnings: readonly string[]
}

/** Looks at steps one by one, in the order of the layout. */
export class StepCheck {
  readonly #context: StepContext
  /** Of each step so far, the files that it took and did not hand on. */
  readonly #gone = new Map<string, readonly string[]>()
  #ambiguous = false
  #sourceUntold = false

  constructor(context: StepContext) {
    this.#context = context
  }

  step(record: StepRecord): CheckedStep {
    const { intents } = record
    const ofLinks = linkFindings(record)
    // Of a step in rules nothing is said here.
    if (intents === undefined) return { claims: [], findings: ofLinks, taken: [], warnings: [] }
    const { claims, ambiguous, source } = this.#sourceOf(record)
    const { directories, records } = this.#context
    const begins = directories.begin(intents)
    // A layout that may not stand there says nothing of the step.
    if (ofLinks.some(({ code }) => code === 'SUBLAYOUT_UNEXPECTED'))
      return { claims, findings: ofLinks, taken: [], warnings: [] }
    const taken = takenFiles(intents, records, source)
    const flaws = checkRecording(record, intents, { begins: begins.directories, taken, records })
    const began = taken === undefined ? NOTHING_DIFFERS : beginDifferences(record, intents, taken, begins)
    const changes = intents.addsSource ? checkoutChanges(record, source) : ownChanges(record, intents)
    this.#gone.set(record.name, changes.gone)
    const ofClaims = claims.map((finding) => withFiles(finding, began, changes, intents))
    return {
      claims: ofClaims,
      findings: [
        ...ofLinks,
        ...flaws.map((flaw) => flawFinding(flaw, intents, began, changes)),
        // Another command explains what the step did.
        ...commandFindings(record, intents),
        ...ambiguous,
        ...(taken === undefined || claims.length > 0
          ? []
          : beginFindings(began, {
              record,
              step: intents,
              records,
              taken,
              holds: this.#holds(record, intents, source, began)
            })),
        ...(intents.addsSource && claims.length > 0
          ? []
          : ownFindings(changes, intents, () => this.#ownContext(record)))
      ],
      taken: taken ?? [],
      warnings: [
        ...givenAway(record, intents),
        ...comesBack(intents, taken, this.#gone),
        ...tookNothingOf(intents, records)
      ]
    }
  }

  /** Whether a link is missing that could have told the files of source, and no other told them. */
  get isSourceUntold(): boolean {
    return this.#sourceUntold
  }

  /** Whether other takes would do: of what is to pass nothing may differ any more, and nothing else that did not. */
  #holds(
    record: StepRecord,
    intents: StepIntents,
    source: Files | undefined,
    began: BeginDifferences
  ): BeginContext['holds'] {
    const { directories, records } = this.#context
    return (takes, files) => {
      const changed = { ...intents, takes }
      const taken = takenFiles(changed, records, source)
      if (taken === undefined || ![...intents.changes, ...intents.removes].every((one) => fitsTaken(one, taken)))
        return false
      const differences = beginDifferences(record, changed, taken, directories.beginOf(changed))
      const passing = new Set(files)
      return DIFFERENCES.every((kind) => {
        const known = new Set(began[kind])
        return differences[kind].every((file) => known.has(file) && !passing.has(file))
      })
    }
  }

  #ownContext({ link }: StepRecord): OwnContext {
    const ends = pathsOf(filesIn(link.products))
    return { ends, made: ends.filter((path) => !link.materials.has(path)), release: this.#context.release }
  }

  /** The files of the commit, for a step that takes or adds them, and what is wrong with what it claims of them. */
  #sourceOf(record: StepRecord): SeenSource {
    const { claims, source } = this.#context
    if (!seesSource(record.intents)) return { claims: [], ambiguous: [], source: undefined }
    const flaw = claims.flaws.get(record.name)
    if (flaw !== undefined)
      return { claims: [claimFinding(record, flaw)], ambiguous: [], source: source.of(claims.agreed) }
    const claim = claims.good.get(record.name) as SourceClaim
    const files = source.of(claim)
    const lacks = this.#context.lacked.source !== undefined
    this.#sourceUntold ||= files === undefined && lacks
    if (files !== undefined || this.#ambiguous || lacks) return { claims: [], ambiguous: [], source: files }
    // What nobody can tell is told once.
    this.#ambiguous = true
    return { claims: [], ambiguous: [sourceAmbiguous(record, claim, source.untold(claim))], source: undefined }
  }
}

interface SeenSource {
  readonly claims: readonly Finding[]
  readonly ambiguous: readonly Finding[]
  readonly source: Files | undefined
}

const DIFFERENCES = ['extra', 'missing', 'differing', 'conflicts', 'inTheWay'] as const

const NOTHING_DIFFERS: BeginDifferences = { extra: [], missing: [], differing: [], conflicts: [], inTheWay: [] }

/** A claim that is wrong explains all in which the step differs from source. */
function withFiles(finding: Finding, began: BeginDifferences, changes: OwnChanges, step: StepIntents): Finding {
  const { extra, missing, differing } = began
  const { added, removed, changed } = changes
  return {
    ...finding,
    files: step.addsSource ? [...added, ...removed, ...changed] : [...extra, ...missing, ...differing]
  }
}

/** Whether something that is taken fits a pattern: without it the layout says what cannot be. */
function fitsTaken(pattern: IntentPattern, taken: readonly TakenFiles[]): boolean {
  return taken.some(({ files }) => fitsOne(files, pattern))
}

/** What a recording did not see explains what is missing in it. */
function flawFinding(
  { code, says, hint, statement, directory, hidden }: RecordingFlaw,
  step: StepIntents,
  { missing }: BeginDifferences,
  { removed }: OwnChanges
): Finding {
  return {
    code,
    step: step.name,
    statement: statement ?? takeStatement(step.name, step.takes[0]),
    follows: 'alone',
    files: [
      ...(directory === undefined ? [] : [directory]),
      ...(hidden === undefined ? [] : hidden.among(hidden.half === 'materials' ? missing : removed))
    ],
    say: () => ({ message: `The link of step "${step.name}" ${says}.`, hint })
  }
}
