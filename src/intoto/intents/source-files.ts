// SPDX-License-Identifier: Apache-2.0
// The files of source as a map: from the repository, or from a link whose files have the claim's digest. A link that takes
// other things beside it tells source apart only where these have none of its names; nothing is ever guessed.
import type { ArtifactPath, DigestSet } from '../artifacts/artifacts.ts'
import { artifactsOf } from '../artifacts/build-artifacts.ts'
import { withDirectories } from '../artifacts/with-directories.ts'
import type { CommitFiles, SourceClaim } from '../link/source-claim.ts'
import type { FileEntry } from './file-entry.ts'
import { countOf, filesIn, heldFiles, lessFiles, uniteFiles, type Files, type HeldFiles } from './files.ts'
import { seesSource, type StepIntents } from './intents.ts'
import { claimsOf } from './claims-of-step.ts'
import { digestOfSource } from './source-digest.ts'
import type { StepRecord } from './step-record.ts'
import { TableFiles, tableOfFiles } from './table-files.ts'
import { filesTaken } from './taken-files.ts'

/**
 * A link that may tell the files of source. Whether it claims what is looked for is not asked: its files have the digest, or
 * they have not.
 */
interface Candidate {
  readonly submodules: Iterable<string>
  /** Those of its files that nothing else gives, by the submodule that they lie in, of the commit itself by ''. */
  readonly files: () => ReadonlyMap<string, HeldFiles>
}

/** The files of one commit, of the work tree itself or of a submodule. */
type Part = Pick<CommitFiles, 'files' | 'digest'>

/** The files of source that a run began with, as far as its links or whoever verifies tell them. */
export class SourceFiles {
  /** By the submodule of which they may tell the files; all of them by ''. */
  readonly #told = new Map<string, ToldParts>()
  readonly #known: HeldFiles | undefined
  /** What was united last: the claims of nearly all links are one. */
  #united: { readonly key: string; readonly files: Files } | undefined

  /** @param known SHA-256 by path, from the repository */
  constructor(records: ReadonlyMap<string, StepRecord>, known: ReadonlyMap<string, string> | undefined) {
    for (const record of records.values()) {
      if (!seesSource(record.intents)) continue
      const one = candidate(record, records)
      for (const submodule of ['', ...one.submodules]) {
        const told = this.#told.get(submodule) ?? new ToldParts(submodule)
        this.#told.set(submodule, told)
        told.add(one)
      }
    }
    this.#known =
      known === undefined
        ? undefined
        : inTable([
            ...artifactsOf([...known].map(([path, hex]) => [path as ArtifactPath, `sha256:${hex}` as DigestSet]))
          ])
  }

  /**
   * The files that a claim is about, those of its submodules among them; undefined where no link tells them.
   *
   * @param claim undefined where none holds: then the repository alone can tell
   */
  of(claim: SourceClaim | undefined): Files | undefined {
    if (claim === undefined) return this.#known
    const own = this.own(claim)
    const parts = [...claim.submodules].map(([path, files]) => this.#part(path, files))
    if (own === undefined || parts.includes(undefined)) return undefined
    if (parts.length === 0) return own
    const key = JSON.stringify([keyOf(claim), ...[...claim.submodules].map(([path, files]) => [path, keyOf(files)])])
    if (this.#united?.key !== key) this.#united = { key, files: uniteFiles([own, ...(parts as Files[])]).files }
    return this.#united.files
  }

  /** The files of the commit itself that a claim is about, without those of its submodules; undefined where no link tells. */
  own(claim: SourceClaim): HeldFiles | undefined {
    return this.#known ?? this.#part('', claim)
  }

  /** A submodule of a claim whose files no link has, where those of the commit itself are known. */
  untold(claim: SourceClaim): string | undefined {
    if (this.own(claim) === undefined) return undefined
    return [...claim.submodules].find(([path, files]) => this.#part(path, files) === undefined)?.[0]
  }

  #part(submodule: string, wanted: Part): HeldFiles | undefined {
    return this.#told.get(submodule)?.find(wanted)
  }
}

/** What links tell of one submodule, or of the commit itself: each is looked at once, however many files are looked for. */
class ToldParts {
  readonly #submodule: string
  readonly #waiting: Candidate[] = []
  readonly #found = new Map<string, HeldFiles>()
  #next = 0

  constructor(submodule: string) {
    this.#submodule = submodule
  }

  add(one: Candidate): void {
    this.#waiting.push(one)
  }

  /** Those of the first link that has them. */
  find(wanted: Part): HeldFiles | undefined {
    const key = keyOf(wanted)
    while (!this.#found.has(key)) {
      const one = this.#waiting[this.#next]
      if (one === undefined) return undefined
      this.#next += 1
      const files = one.files().get(this.#submodule) ?? []
      const told = keyOf({ files: countOf(files), digest: digestOfSource(files, this.#submodule) })
      if (!this.#found.has(told)) this.#found.set(told, inTable(files))
    }
    return this.#found.get(key)
  }
}

const keyOf = ({ files, digest }: Part): string => `${files} ${digest}`

/** Where a table can hold them, so that they can be compared by position with those of links. */
function inTable(files: HeldFiles): HeldFiles {
  return files instanceof TableFiles ? files : (tableOfFiles(files) ?? files)
}

function candidate(record: StepRecord, records: ReadonlyMap<string, StepRecord>): Candidate {
  const submodules = new Set(
    claimsOf(record).flatMap(({ claim }) =>
      claim === undefined || claim === 'malformed' ? [] : [...claim.submodules.keys()]
    )
  )
  let groups: ReadonlyMap<string, HeldFiles> | undefined
  return {
    submodules,
    files: () => (groups ??= bySubmodule(ofNothingElse(record, records), submodules))
  }
}

function ofNothingElse({ link, ...record }: StepRecord, records: ReadonlyMap<string, StepRecord>): Files {
  const intents = record.intents as StepIntents
  if (intents.addsSource) return filesIn(link.products)
  const others: Files[] = []
  for (const take of intents.takes) {
    const taken = take.of === 'step' ? records.get(take.step) : undefined
    if (take.of === 'step' && taken !== undefined) others.push(filesTaken(take, taken.link.products))
  }
  const all = filesIn(link.materials)
  return others.length === 0 ? all : lessFiles(all, uniteFiles(others).files)
}

function bySubmodule(files: Files, submodules: ReadonlySet<string>): ReadonlyMap<string, HeldFiles> {
  if (submodules.size === 0) return new Map([['', heldFiles(files)]])
  const groups = new Map<string, FileEntry[]>()
  const directories = Array.from(submodules, (submodule) => `${submodule}/`)
  for (const [path, digests, directory = '/'] of withDirectories(files, directories)) {
    const submodule = directory.slice(0, -1)
    const group = groups.get(submodule)
    if (group === undefined) groups.set(submodule, [[path, digests]])
    else group.push([path, digests])
  }
  return groups
}
