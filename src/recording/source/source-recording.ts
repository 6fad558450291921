// SPDX-License-Identifier: Apache-2.0
// What a recorder is told about the files of commits, and what becomes of the digests that it finds.
import { join, relative, sep } from 'node:path'
import { parseArtifactUri } from '../artifact-names.ts'
import { compileExcludes } from '../excludes.ts'
import { realPlace } from '../follow.ts'
import { RecordingError } from '../codes.ts'
import { hashFile } from '../hash-file.ts'
import type { FileToHash } from '../hash-run.ts'
import type { KnownFile } from '../known-file.ts'
import { excludesOf, type RecordRequest } from '../record-artifacts.ts'
import type { Tracking } from '../tracking.ts'
import { probeAbilities } from './abilities.ts'
import type { LetterCase } from './attribute-lines.ts'
import { conversionOf } from './checkout-bytes.ts'
import { filesOf } from './commit-files.ts'
import { readExpectations, type Expectations, type Facts } from './expected.ts'
import { judge, judgeLook, type Abilities, type Judgement } from './judge.ts'
import { machinesOf } from './machine.ts'
import { PlainFiles } from './plain-files.ts'
import type { SourceTree } from './source-tree.ts'
import type { SourceDifference, SourceOptions } from './recorded-source.ts'
import type { ComparedFile, TrackedFile } from './tracked-file.ts'

interface Outcome {
  readonly expectations: Expectations
  readonly differences: readonly SourceDifference[]
  readonly told: readonly string[]
  /** Files that something is told of, by the names of artifacts. */
  readonly ownBytes: readonly string[]
}

/** Differences that other attributes may explain. */
const OF_ATTRIBUTES: ReadonlySet<string> = new Set(['content', 'lfs', 'encoding'])

const KEEPS_ALL: Abilities = { executableBits: true, links: 'always' }

export class SourceRecording {
  readonly request: RecordRequest
  readonly tracking: Tracking
  readonly #source: SourceOptions
  readonly #tree: SourceTree
  /** By name, that is with the prefix. */
  readonly #files = new Map<string, TrackedFile>()
  #outcome: Outcome | undefined

  constructor(tree: SourceTree, request: RecordRequest, source: SourceOptions) {
    this.#tree = tree
    this.#source = source
    for (const file of trackedFiles(tree, source.prefix)) this.#files.set(file.name, file)
    this.request = source.tracked === 'all' ? { ...request, named: 'by-listing', paths: this.#listed() } : request
    this.tracking = {
      known: (path) => knownFile(this.#files.get(path), source.tracked),
      beside: (recorded) => this.#beside(recorded),
      gitId: tree.gitId,
      settle: (found, gitIds) => this.#settle(found, gitIds)
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
    return this.#source.tracked === 'all' ? this.#others(recorded) : []
  }

  #others(recorded: { has(name: string): boolean }): FileToHash[] {
    return [...this.#files]
      .filter(([name, { look }]) => look.kind === 'file' && !recorded.has(name))
      .map(([name]) => ({ name, path: join(this.request.baseDirectory, name) }))
  }

  /** Digests by git's ids of files that nobody asked for: they are read faster from the disk than from git, if they can be. */
  #glanceAtOthers(recorded: { has(name: string): boolean }): Map<string, string> {
    const digests = new Map<string, string>()
    for (const { name, path } of this.#others(recorded)) {
      try {
        const [sha256, id] = hashFile(path, name, {
          algorithms: ['sha256'],
          lineEndings: 'as-is',
          gitId: this.#tree.gitId
        })
        if (sha256 !== undefined && id !== undefined) digests.set(id, sha256)
      } catch (error) {
        if (!(error instanceof RecordingError)) throw error
      }
    }
    return digests
  }

  async #settle(
    disk: ReadonlyMap<string, string>,
    gitIds: ReadonlyMap<string, string> = new Map()
  ): Promise<ReadonlyMap<string, string>> {
    const told = await this.#compare(this.#files, disk, gitIds)
    // Where a clean checkout would write other bytes, another setting of git may explain it: all of one checkout have it.
    const folded = told.outcome.differences.some(({ kind }) => OF_ATTRIBUTES.has(kind))
      ? this.#ignoringCase()
      : undefined
    const other = folded && (await this.#compare(folded, disk, gitIds))
    const isOther = other !== undefined && other.outcome.differences.length < told.outcome.differences.length
    const { outcome, settled } = isOther ? other : told
    this.#outcome = outcome
    return this.#throughLinks(disk, settled)
  }

  /** The files with the attributes that they have where patterns ignore the case of letters; undefined where these are the same. */
  #ignoringCase(): ReadonlyMap<string, TrackedFile> | undefined {
    const files = new Map<string, TrackedFile>()
    let differ = false
    for (const file of trackedFiles(this.#tree, this.#source.prefix, 'ignored')) {
      const told = this.#files.get(file.name) as TrackedFile
      differ ||= told.lfs !== file.lfs || JSON.stringify(told.conversion) !== JSON.stringify(file.conversion)
      files.set(file.name, { ...file, look: told.look })
    }
    return differ ? files : undefined
  }

  async #compare(
    tracked: ReadonlyMap<string, TrackedFile>,
    disk: ReadonlyMap<string, string>,
    gitIds: ReadonlyMap<string, string>
  ): Promise<{ readonly outcome: Outcome; readonly settled: Map<string, string> }> {
    const plain = new PlainFiles(tracked.values(), disk, gitIds)
    const filesThat = (arePlain: boolean): ComparedFile[] =>
      [...tracked].flatMap(([name, file]): ComparedFile[] => {
        if (plain.has(file) !== arePlain) return []
        if (file.look.kind === 'link') return [compared(file, file.look.target.sha256, file.look.target.gitId)]
        const sha256 = disk.get(name)
        return sha256 === undefined ? [] : [compared(file, sha256, gitIds.get(name))]
      })
    const machines = machinesOf(process.platform)
    const isAsked = this.#isAsked()
    const known = new Map([...this.#glanceAtOthers(disk), ...plain.digests])
    const files = { odd: filesThat(false), plain: () => filesThat(true) }
    const expectations = await readExpectations(this.#tree.checkouts, files, known, machines)
    const facts = expectations.facts.filter(({ file }) => isAsked(file.name))
    const judgements = this.#judgeAll({ ...expectations, facts }, machines)
    const outcome = { expectations, ...this.#outcomeOf(judgements, isAsked) }
    const settled = new Map<string, string>()
    for (const { file } of facts) {
      const recorded = judgements.get(file.name)?.recorded
      if (recorded !== undefined && recorded !== file.disk) settled.set(file.name, recorded)
    }
    return { outcome, settled }
  }

  #isAsked(): (name: string) => boolean {
    return this.#source.tracked === 'all' ? () => true : askedFor(this.request)
  }

  /** What a file system cannot keep is tried out only where that matters, so that nothing is written on ordinary days. */
  #judgeAll({ facts, machine }: Expectations, machines: readonly Expectations['machine'][]): Map<string, Judgement> {
    const all = (abilities: Abilities): Map<string, Judgement> => {
      const options = { encodings: this.#source.encodings, machine, machines, abilities }
      return new Map(facts.map((each: Facts) => [each.file.name, judge(each, options)]))
    }
    const judgements = all(KEEPS_ALL)
    const doubtful = [...judgements.values()].some(({ findings }) =>
      findings.some(({ kind }) => kind === 'mode' || kind === 'type')
    )
    return doubtful ? all(probeAbilities(this.#source.directory)) : judgements
  }

  #outcomeOf(
    judgements: ReadonlyMap<string, Judgement>,
    isAsked: (name: string) => boolean
  ): Omit<Outcome, 'expectations'> {
    const differences = new Map<string, SourceDifference>()
    const [told, ownBytes]: [string[], string[]] = [[], []]
    for (const [path, { findings, told: what }] of judgements) {
      if (what !== undefined) {
        told.push(what)
        ownBytes.push(path)
      }
      for (const finding of findings) differences.set(`${path}\0${finding.kind}`, { path, ...finding })
    }
    for (const difference of this.#unseen(isAsked))
      differences.set(`${difference.path}\0${difference.kind}`, difference)
    return { differences: [...differences.values()], told, ownBytes }
  }

  /** Files that are not there, or no files, as far as they were to be recorded. */
  *#unseen(isAsked: (name: string) => boolean): Generator<SourceDifference> {
    for (const [name, file] of this.#files) {
      const difference = judgeLook(file)
      if (difference !== undefined && isAsked(name)) yield difference
    }
  }

  /** A link that is not of the commit is recorded by what the file is recorded by that it leads to. */
  #throughLinks(disk: ReadonlyMap<string, string>, settled: Map<string, string>): ReadonlyMap<string, string> {
    const convertedBytes = new Set([...settled.keys()].map((name) => disk.get(name)))
    if (convertedBytes.size === 0) return settled
    const base = realPlace(this.request.baseDirectory, this.request.baseDirectory)
    for (const [name, sha256] of disk) {
      if (!convertedBytes.has(sha256) || settled.has(name)) continue
      const target = relative(base, realPlace(join(base, name), name)).replaceAll(sep, '/')
      const recorded = target === name ? undefined : settled.get(target)
      if (recorded !== undefined) settled.set(name, recorded)
    }
    return settled
  }
}

const isComparable = ({ kind }: TrackedFile['look']): boolean => kind === 'file' || kind === 'link'

function compared(file: TrackedFile, disk: string, diskId: string | undefined): ComparedFile {
  const { path, name, kind, id, look, conversion, lfs } = file
  return { path, name, kind, id, look, conversion, lfs, disk, diskId }
}

function* trackedFiles(
  { checkouts, disk }: SourceTree,
  prefix: string,
  letterCase: LetterCase = 'told-apart'
): Generator<TrackedFile> {
  for (const { above, tree, attributes } of checkouts) {
    for (const { path: within, kind, id } of filesOf(tree)) {
      const path = `${above}${within}`
      const of = kind === 'link' ? undefined : attributes.of(within, letterCase)
      const filter = of?.get('filter')
      yield {
        path,
        name: `${prefix}${path}`,
        kind,
        id,
        look: disk.look(path),
        conversion: of && conversionOf(of),
        lfs: typeof filter === 'object' && filter.text === 'lfs'
      }
    }
  }
}

/**
 * A link in the place of a file is one that nobody knows: the digest of its target's name could be that of the file. Where
 * all must be as in the commit it is refused anyway, and nothing that it leads to is looked at.
 */
function knownFile(file: TrackedFile | undefined, tracked: SourceOptions['tracked']): KnownFile | undefined {
  if (file === undefined) return undefined
  const { look, kind } = file
  if (look.kind === 'link')
    return kind === 'link' || tracked === 'all' ? { kind: 'link', sha256: look.target.sha256 } : undefined
  if (look.kind !== 'file') return undefined
  return { kind: 'file', mode: look.executable ? 'executable' : undefined, bytes: look.bytes }
}

/** Whether a request names a path and does not exclude it. */
function askedFor({ paths, exclude, also }: RecordRequest): (name: string) => boolean {
  const roots = paths.map((path) => parseArtifactUri(path, sep).path)
  // A file of the commit is recorded then, whatever leaves it out.
  const excludes = compileExcludes(also === undefined ? excludesOf(exclude) : [])
  return (name) =>
    roots.some((root) => root === '.' || name === root || name.startsWith(`${root}/`)) &&
    excludes.path(name, false) === undefined
}
