// SPDX-License-Identifier: Apache-2.0
// Directories of dependencies on their way through steps: whoever takes the whole of a step begins with what was installed
// before it, as the installer left it, whatever tools wrote in there since.
import { readGitignoreLine } from '../../base/gitignore-line.ts'
import type { DigestSet } from '../artifacts/artifacts.ts'
import { readDirectoryNotes } from '../link/recording-notes.ts'
import { areSameBytes } from './files.ts'
import { isLiteral, parseIntentPattern } from './intent-pattern.ts'
import type { Installs, StepIntents } from './intents.ts'
import type { LackedLinks } from './lacked-links.ts'
import { flawOfMayChange } from './statements.ts'
import type { StepRecord } from './step-record.ts'
import { isWhole } from './taken-files.ts'

/** A directory as a step begins or ends with it. */
export interface InstalledDirectory {
  readonly digests: DigestSet
  /** Gitignore lines: what may differ inside; undefined where a step that may say so has no link. */
  readonly mayChange: readonly string[] | undefined
  /** Who installed it; undefined for a step in rules. */
  readonly by: StepIntents | undefined
}

/** By the name of the artifact, `dir:D`. */
export type InstalledDirectories = ReadonlyMap<string, InstalledDirectory>

/** What a step begins with. */
export interface TakenDirectories {
  readonly directories: InstalledDirectories
  /** Those that two steps installed with other bytes. */
  readonly conflicts: ReadonlySet<string>
  /** Whether these are all: each step that has a say in them has a link that counts. */
  readonly isKnown: boolean
}

/** Whether a step installs a directory. @param name `dir:D` */
export function installsOf(step: Pick<StepIntents, 'installs'>): (name: string) => readonly Installs[] {
  const compiled = step.installs.map((installs) => ({ installs, fits: directoryTest(installs) }))
  return (name) => compiled.filter(({ fits }) => fits(name.slice('dir:'.length))).map(({ installs }) => installs)
}

/** Whether what is installed names one directory, and not those of a pattern. */
export function isOneDirectory({ directory }: Installs): boolean {
  return directory.startsWith('~/') || isLiteral({ text: directory })
}

/** A test of directories, without `dir:`. */
export function directoryTest(installs: Installs): (directory: string) => boolean {
  if (isOneDirectory(installs)) return (directory) => directory === installs.directory
  const pattern = parseIntentPattern(installs.directory)
  return (directory) => !directory.startsWith('~/') && pattern.matches(directory)
}

/** Whether a gitignore line hides a path, or a directory above it. @param path of the workspace, without a slash at its end */
export function lineHides(line: string): (path: string, kind: 'directory' | 'file') => boolean {
  const read = readGitignoreLine(line)
  if (read === undefined) return () => false
  const { directoriesOnly, fits } = read
  return (path, kind) => {
    if (path.startsWith('~/')) return false
    const parts = path.split('/')
    let way = ''
    return parts.some((part, index) => {
      way = way === '' ? part : `${way}/${part}`
      return (!directoriesOnly || kind === 'directory' || index < parts.length - 1) && fits(way, part)
    })
  }
}

/** Whoever recorded a step in rules chose its lines: what no layout in intents may say is not handed on. */
const isReadable = (line: string): boolean => flawOfMayChange(line) === undefined

/** Follows directories from step to step, in the order of the layout. */
export class DirectoryCourse {
  readonly #begins = new Map<string, TakenDirectories>()
  readonly #ends = new Map<string, InstalledDirectories>()
  readonly #lacked: Pick<LackedLinks, 'ofDirectories'>

  constructor(lacked: Pick<LackedLinks, 'ofDirectories'>) {
    this.#lacked = lacked
  }

  /** What a step must begin with. Those that it takes have to be known already. */
  begin(step: StepIntents): TakenDirectories {
    const taken = this.beginOf(step)
    this.#begins.set(step.name, taken)
    return taken
  }

  /** What a step would have to begin with. */
  beginOf(step: StepIntents): TakenDirectories {
    const directories = new Map<string, InstalledDirectory>()
    const conflicts = new Set<string>()
    const isKnown = this.#lacked.ofDirectories(step) === undefined
    const own = installsOf(step)
    const hidden = step.scratch.map(lineHides)
    for (const take of step.takes) {
      if (take.of === 'source' || !isWhole(take)) continue
      for (const [name, installed] of this.#ends.get(take.step) ?? []) {
        const directory = name.slice('dir:'.length)
        if (own(name).length > 0 || hidden.some((hides) => hides(directory, 'directory'))) continue
        const known = directories.get(name)
        if (known !== undefined && !areSameBytes(known.digests, installed.digests)) conflicts.add(name)
        if (known === undefined) directories.set(name, isKnown ? installed : { ...installed, mayChange: undefined })
      }
    }
    return { directories, conflicts, isKnown }
  }

  /** Notes what a step hands on. */
  end({ name, intents, link, endDirectories }: StepRecord): void {
    const ends = new Map(this.#begins.get(name)?.directories)
    const own = intents === undefined ? undefined : installsOf(intents)
    // A step in rules says in its link what it left out of them.
    const notes = readDirectoryNotes(link.environment, 'products')
    for (const [directory, digests] of endDirectories) {
      const installs = own?.(directory)
      if (installs?.length === 0) continue
      const mayChange = installs?.flatMap((one) => one.mayChange) ?? notes?.get(directory)?.filter(isReadable) ?? []
      ends.set(directory, { digests, mayChange, by: intents })
    }
    this.#ends.set(name, ends)
  }
}
