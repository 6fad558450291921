// SPDX-License-Identifier: Apache-2.0
// What the links of steps that take or add source claim of it: all the same, of the commit that is verified.
import { count } from '../../base/count.ts'
import { quoteUntrusted } from '../../base/escape-untrusted.ts'
import { sha256HexOfTexts } from '../hashing/sha256.ts'
import { compareCodePoints } from '../json/canonical-json.ts'
import { sourceLines, type CommitFiles, type SourceClaim } from '../link/source-claim.ts'
import { strangeSubmodules, submoduleOverFiles, submoduleText } from '../link/strange-submodules.ts'
import { claimsOf } from './claims-of-step.ts'
import type { Files } from './files.ts'
import { seesSource } from './intents.ts'
import type { KnownOfRun } from './intents-evidence.ts'
import type { SourceFiles } from './source-files.ts'
import type { StepRecord } from './step-record.ts'

/** What is wrong with the claim of a step. */
export interface ClaimFlaw {
  readonly code: 'SOURCE_UNKNOWN' | 'SOURCE_DIFFERS' | 'SOURCE_OTHER_COMMIT' | 'SOURCE_FALSE'
  /** What its link says, to stand behind "the link of step". */
  readonly says: string
  readonly at: string
}

export interface SourceClaims {
  /** By step, for those that take or add source. */
  readonly flaws: ReadonlyMap<string, ClaimFlaw>
  /** The one that holds; undefined where none does. */
  readonly agreed: SourceClaim | undefined
  /** The claim of each step with which nothing is wrong. */
  readonly good: ReadonlyMap<string, SourceClaim>
}

interface PlacedClaim {
  readonly step: string
  readonly at: string
  readonly claim: SourceClaim
}

/**
 * @param records all of them; those that see no source claim nothing that counts here
 * @param source which files a claim is about; whether some link has them decides between claims of equally many
 */
export function judgeClaims(
  records: Iterable<StepRecord>,
  known: KnownOfRun,
  source: Pick<SourceFiles, 'of' | 'own'>
): SourceClaims {
  const flaws = new Map<string, ClaimFlaw>()
  const placed: PlacedClaim[] = []
  const truth = known.files === undefined ? undefined : summaryOf(known.files)
  const over = new OverFiles(known, source)
  const note = (step: string, flaw: ClaimFlaw): void => {
    if (!flaws.has(step)) flaws.set(step, flaw)
  }
  for (const record of records) {
    if (!seesSource(record.intents)) continue
    for (const { at, claim } of claimsOf(record)) {
      const flaw = flawOf(claim, known, truth) ?? over.flawOf(claim as SourceClaim)
      if (flaw === undefined) placed.push({ step: record.name, at, claim: claim as SourceClaim })
      else note(record.name, { ...flaw, at })
    }
  }
  const agreed = majorityOf(placed, (claim) => source.of(claim) !== undefined)
  for (const { step, at, claim } of agreed === undefined ? [] : placed) {
    const says = differs(claim, agreed as SourceClaim)
    if (says !== undefined) note(step, { code: 'SOURCE_DIFFERS', says, at })
  }
  for (const { step, at, says } of submodulesDiffer(placed)) note(step, { code: 'SOURCE_DIFFERS', says, at })
  const good = new Map<string, SourceClaim>()
  for (const { step, claim } of placed) if (!flaws.has(step) && !good.has(step)) good.set(step, claim)
  return { flaws, agreed, good }
}

/** What is wrong with one claim, whatever others say. */
function flawOf(
  claim: SourceClaim | 'malformed' | undefined,
  known: KnownOfRun,
  truth: Omit<CommitFiles, 'commit'> | undefined
): Omit<ClaimFlaw, 'at'> | undefined {
  if (claim === undefined) return { code: 'SOURCE_UNKNOWN', says: 'claims no source' }
  if (claim === 'malformed')
    return { code: 'SOURCE_UNKNOWN', says: 'claims source in a way that the stages of this suite do not write' }
  if (claim.only !== undefined)
    return { code: 'SOURCE_UNKNOWN', says: 'claims a part of the commit alone, since its checkout is sparse' }
  if (claim.path !== undefined)
    return {
      code: 'SOURCE_UNKNOWN',
      says: `claims source in the directory ${quoteUntrusted(claim.path)}, not at the top of the workspace`
    }
  if (known.commit !== undefined && claim.commit !== known.commit)
    return {
      code: 'SOURCE_OTHER_COMMIT',
      says: `claims source of commit ${claim.commit}; the one that is verified is ${quoteUntrusted(known.commit, 80)}`
    }
  if (truth !== undefined && (claim.files !== truth.files || claim.digest !== truth.digest))
    return {
      code: 'SOURCE_FALSE',
      says: `claims ${filesText(claim)}; in the repository the commit has ${filesText(truth)}`
    }
  const [strange] = known.submodules === undefined ? [] : strangeSubmodules(claim.submodules, known.submodules)
  return strange === undefined
    ? undefined
    : { code: 'SOURCE_FALSE', says: `claims a submodule at ${submoduleText(strange)}` }
}

/** Files would come in as those of a submodule that cannot be there. */
class OverFiles {
  readonly #known: KnownOfRun
  readonly #source: Pick<SourceFiles, 'own'>
  /** What was found last: nearly all links claim the same submodules of the same commit. */
  #last: { readonly own: Files; readonly paths: string; readonly over: string | undefined } | undefined

  constructor(known: KnownOfRun, source: Pick<SourceFiles, 'own'>) {
    this.#known = known
    this.#source = source
  }

  flawOf(claim: SourceClaim): Omit<ClaimFlaw, 'at'> | undefined {
    if (claim.submodules.size === 0) return undefined
    const path = this.#pathOf(claim, this.#source.own(claim) ?? NO_FILES)
    if (path === undefined) return undefined
    const says = `claims a submodule at ${quoteUntrusted(path)}`
    return this.#known.files === undefined
      ? { code: 'SOURCE_DIFFERS', says: `${says}, where by another link the commit has files of its own` }
      : { code: 'SOURCE_FALSE', says: `${says}; in the repository the commit has files of its own there` }
  }

  #pathOf({ submodules }: SourceClaim, own: Files): string | undefined {
    const paths = JSON.stringify([...submodules.keys()])
    if (this.#last?.own !== own || this.#last.paths !== paths)
      this.#last = { own, paths, over: submoduleOverFiles(submodules, own) }
    return this.#last.over
  }
}

const NO_FILES: Files = []

/** Number of files and the digest over them. */
export function summaryOf(files: ReadonlyMap<string, string>): Omit<CommitFiles, 'commit'> {
  const sorted = [...files].sort(([one], [other]) => compareCodePoints(one, other))
  return { files: files.size, digest: sha256HexOfTexts(sourceLines(sorted)) }
}

export function filesText({ files, digest }: Omit<CommitFiles, 'commit'>): string {
  return `${count(files, 'file')} with the digest ${digest}`
}

const KEYS = ['commit', 'tree', 'files', 'digest'] as const

const keyOf = (claim: SourceClaim): string => KEYS.map((key) => claim[key]).join(' ')

/** The claim of most links; of equally many the first whose files some link has. */
function majorityOf(
  placed: readonly PlacedClaim[],
  isRecorded: (claim: SourceClaim) => boolean
): SourceClaim | undefined {
  const votes = new Map<string, { claim: SourceClaim; votes: number }>()
  for (const { claim } of placed) {
    const known = votes.get(keyOf(claim)) ?? { claim, votes: 0 }
    known.votes += 1
    votes.set(keyOf(claim), known)
  }
  const most = Math.max(0, ...[...votes.values()].map((one) => one.votes))
  const best = [...votes.values()].filter((one) => one.votes === most).map(({ claim }) => claim)
  return best.length < 2 ? best[0] : (best.find(isRecorded) ?? best[0])
}

function differs(claim: SourceClaim, agreed: SourceClaim): string | undefined {
  const key = KEYS.find((one) => claim[one] !== agreed[one])
  if (key === undefined) return undefined
  const words = {
    commit: 'source of commit',
    tree: 'the tree',
    files: 'files of source:',
    digest: 'files with the digest'
  }
  return `claims ${words[key]} ${claim[key]}; most others claim ${agreed[key]}`
}

/** Submodules are compared where two claims have them. */
function submodulesDiffer(placed: readonly PlacedClaim[]): { step: string; at: string; says: string }[] {
  const first = new Map<string, CommitFiles>()
  return placed.flatMap(({ step, at, claim }) => {
    const wrong = [...claim.submodules].find(([path, files]) => {
      const known = first.get(path) ?? files
      first.set(path, known)
      return known.commit !== files.commit || known.files !== files.files || known.digest !== files.digest
    })
    return wrong === undefined
      ? []
      : [{ step, at, says: `claims other files of the submodule ${quoteUntrusted(wrong[0])} than an earlier link` }]
  })
}
