// SPDX-License-Identifier: Apache-2.0
// What a recorder is told about the files of commits, and what becomes of the digests that it finds.
import { realpathSync } from 'node:fs'
import { join, relative, sep } from 'node:path'
import { parseArtifactUri } from '../artifact-names.ts'
import { compileExcludes } from '../excludes.ts'
import type { FileToHash } from '../hash-pool.ts'
import type { KnownFile } from '../known-file.ts'
import { excludesOf, type RecordRequest, type Tracking } from '../record-artifacts.ts'
import { probeAbilities } from './abilities.ts'
import { conversionOf } from './checkout-bytes.ts'
import { filesOf } from './commit-files.ts'
import type { Disk } from './disk.ts'
import { readExpectations, type Expectations, type Facts } from './expected.ts'
import { judge, judgeLook, type Abilities, type Judgement } from './judge.ts'
import { machinesOf } from './machine.ts'
import type { SourceTree } from './source-tree.ts'
import type { SourceDifference, SourceOptions } from './source-types.ts'
import type { ComparedFile, TrackedFile } from './tracked-file.ts'

interface Outcome {
  readonly expectations: Expectations
  readonly differences: readonly SourceDifference[]
  readonly told: readonly string[]
  /** Files that something is told of, below the top of the work tree. */
  readonly ownBytes: readonly string[]
}

const KEEPS_ALL: Abilities = { executableBits: true, links: 'always' }

export class SourceRecording {
  readonly request: RecordRequest
  readonly tracking: Tracking
  readonly #source: SourceOptions
  readonly #tree: SourceTree
  /** By name, that is with the prefix. */
  readonly #files = new Map<string, TrackedFile>()
  #outcome: Outcome | undefined

  constructor(tree: SourceTree, disk: Disk, request: RecordRequest, source: SourceOptions) {
    this.#tree = tree
    this.#source = source
    for (const file of trackedFiles(tree, disk)) this.#files.set(`${source.prefix}${file.path}`, file)
    this.request = source.tracked === 'all' ? { ...request, named: 'by-listing', paths: this.#listed() } : request
    this.tracking = {
      known: (path) => knownFile(this.#files.get(path)),
      beside: (recorded) => this.#beside(recorded),
      settle: (found) => this.#settle(found)
    }
  }

  /** What the comparison found, once everything was recorded. */
  get outcome(): Outcome {
    if (this.#outcome === undefined) throw new TypeError('nothing was recorded')
    return this.#outcome
  }

  /** Files that can be recorded. A leading "./" keeps a file that is named like a scheme a file. */
  #listed(): string[] {
    return [...this.#files].filter(([, { look }]) => isComparable(look)).map(([name]) => `./${name}`)
  }

  /** Where all files of the commit are recorded, those that are excluded are compared all the same. */
  #beside(recorded: ReadonlySet<string>): FileToHash[] {
    if (this.#source.tracked !== 'all') return []
    return [...this.#files]
      .filter(([name, { look }]) => look.kind === 'file' && !recorded.has(name))
      .map(([name]) => ({ name, path: join(this.request.baseDirectory, name) }))
  }

  async #settle(disk: ReadonlyMap<string, string>): Promise<ReadonlyMap<string, string>> {
    const compared = new Map<string, ComparedFile>()
    for (const [name, file] of this.#files) {
      const sha256 = isComparable(file.look) ? (disk.get(name) ?? this.#linkBeside(file)) : undefined
      if (sha256 !== undefined) compared.set(name, { ...file, disk: sha256 })
    }
    const machines = machinesOf(process.platform)
    const byId = Map.groupBy(compared.values(), ({ id }) => id)
    const expectations = await readExpectations(this.#tree.checkouts, byId, machines)
    const judgements = this.#judgeAll(expectations, machines)
    this.#outcome = { expectations, ...this.#outcomeOf(judgements) }
    const settled = new Map<string, string>()
    for (const [name, { disk: onDisk }] of compared) {
      const recorded = judgements.get(this.#pathOf(name))?.recorded
      if (recorded !== undefined && recorded !== onDisk) settled.set(name, recorded)
    }
    return this.#throughLinks(disk, settled)
  }

  /** A link that is excluded was read when it was looked at. */
  #linkBeside({ look }: TrackedFile): string | undefined {
    return this.#source.tracked === 'all' && look.kind === 'link' ? look.sha256 : undefined
  }

  #pathOf(name: string): string {
    return name.slice(this.#source.prefix.length)
  }

  /** What a file system cannot keep is tried out only where that matters, so that nothing is written on ordinary days. */
  #judgeAll({ facts, machine }: Expectations, machines: readonly Expectations['machine'][]): Map<string, Judgement> {
    const all = (abilities: Abilities): Map<string, Judgement> => {
      const options = { encodings: this.#source.encodings, machine, machines, abilities }
      return new Map(facts.map((each: Facts) => [each.file.path, judge(each, options)]))
    }
    const judgements = all(KEEPS_ALL)
    const doubtful = [...judgements.values()].some(({ findings }) =>
      findings.some(({ kind }) => kind === 'mode' || kind === 'type')
    )
    return doubtful ? all(probeAbilities(this.#source.directory)) : judgements
  }

  #outcomeOf(judgements: ReadonlyMap<string, Judgement>): Omit<Outcome, 'expectations'> {
    const differences = new Map<string, SourceDifference>()
    const [told, ownBytes]: [string[], string[]] = [[], []]
    for (const [path, { findings, told: what }] of judgements) {
      if (what !== undefined) {
        told.push(what)
        ownBytes.push(path)
      }
      for (const finding of findings) differences.set(`${path}\0${finding.kind}`, { path, ...finding })
    }
    for (const difference of this.#unseen()) differences.set(`${difference.path}\0${difference.kind}`, difference)
    return { differences: [...differences.values()], told, ownBytes }
  }

  /** Files that are not there, or no files, as far as they were to be recorded. */
  *#unseen(): Generator<SourceDifference> {
    const isAsked = this.#source.tracked === 'all' ? () => true : askedFor(this.request)
    for (const [name, file] of this.#files) {
      const difference = judgeLook(file)
      if (difference !== undefined && isAsked(name)) yield difference
    }
  }

  /** A link that is not of the commit is recorded by what the file is recorded by that it leads to. */
  #throughLinks(disk: ReadonlyMap<string, string>, settled: Map<string, string>): ReadonlyMap<string, string> {
    const convertedBytes = new Set([...settled.keys()].map((name) => disk.get(name)))
    if (convertedBytes.size === 0) return settled
    const base = realpathSync.native(this.request.baseDirectory)
    for (const [name, sha256] of disk) {
      if (!convertedBytes.has(sha256) || settled.has(name)) continue
      const target = relative(base, realpathSync.native(join(base, name))).replaceAll(sep, '/')
      const recorded = target === name ? undefined : settled.get(target)
      if (recorded !== undefined) settled.set(name, recorded)
    }
    return settled
  }
}

const isComparable = ({ kind }: TrackedFile['look']): boolean => kind === 'file' || kind === 'link'

function* trackedFiles({ checkouts }: SourceTree, disk: Disk): Generator<TrackedFile> {
  for (const { above, tree, attributes } of checkouts) {
    for (const { path: within, kind, id } of filesOf(tree)) {
      const path = `${above}${within}`
      const of = kind === 'link' ? undefined : attributes.of(within)
      const filter = of?.get('filter')
      yield {
        path,
        kind,
        id,
        look: disk.look(path),
        conversion: of && conversionOf(of),
        lfs: typeof filter === 'object' && filter.text === 'lfs'
      }
    }
  }
}

function knownFile(file: TrackedFile | undefined): KnownFile | undefined {
  if (file === undefined) return undefined
  const { look } = file
  if (look.kind === 'link') return { kind: 'link', sha256: look.sha256 }
  return look.kind === 'file' ? { kind: 'file', mode: look.executable ? 'executable' : undefined } : undefined
}

/** Whether a request names a path and does not exclude it. */
function askedFor({ paths, exclude }: RecordRequest): (name: string) => boolean {
  const roots = paths.map((path) => parseArtifactUri(path, sep).path)
  const excludes = compileExcludes(excludesOf(exclude))
  return (name) =>
    roots.some((root) => root === '.' || name === root || name.startsWith(`${root}/`)) &&
    excludes.path(name, false) === undefined
}
