// SPDX-License-Identifier: Apache-2.0
// The commits that a work tree should show: its own, and those of the submodules that are checked out.
import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import { quoteUntrusted } from '../../base/escape-untrusted.ts'
import { unreadable } from '../follow.ts'
import { LIMITS } from '../../base/limits.ts'
import { attributeFiles } from './attribute-files.ts'
import { Attributes } from './attributes.ts'
import { readCommitTree, tooLarge, type CommitTree } from './commit-tree.ts'
import { Disk } from './disk.ts'
import { withChannel } from './object-channel.ts'
import { hasRepository, headOf, openWorkTree, type Repository } from './repository.ts'
import type { SourceDifference, SourceOptions } from './recorded-source.ts'
import { sparsePatterns, sparseTree } from './sparse.ts'

/** A commit, and where it should lie. */
export interface Checkout {
  readonly repository: Repository
  /** From the top of the work tree, with a slash at its end; empty for the top. */
  readonly above: string
  /** Files and links, of a sparse checkout only those that it has. */
  readonly tree: CommitTree
  readonly attributes: Attributes
}

export interface SourceTree {
  /** That of the work tree itself comes first. */
  readonly checkouts: readonly [Checkout, ...Checkout[]]
  readonly disk: Disk
  /** How the repositories make ids; those of submodules in the same way. */
  readonly gitId: 'sha1' | 'sha256'
  /** The lines of a sparse checkout. */
  readonly only: readonly string[] | undefined
  /** What is wrong with submodules. */
  readonly differences: readonly SourceDifference[]
}

/**
 * Reads the names of all commits.
 *
 * @throws GIT_FAILED, SOURCE_UNREADABLE, SOURCE_TOO_LARGE, RECORD_NAME_NOT_UTF8, RECORD_NAME_CONTROL
 */
export async function readSourceTree({
  directory,
  prefix,
  environment,
  commit,
  tracked,
  only: sparse,
  readTree = readCommitTree
}: SourceOptions): Promise<SourceTree> {
  const only = sparse && sparsePatterns(sparse)
  const repository = openWorkTree(directory, environment)
  const { whole, tree, attributes } = await withChannel(repository, async (opened) => {
    const all = await readTree(opened, commit ?? (await headOf(opened)))
    const part = only === undefined ? all : sparseTree(all, only)
    return { whole: all, tree: part, attributes: await attributesOf(opened, all, part) }
  })
  const gitId = tree.commit.length === 40 ? 'sha1' : 'sha256'
  const disk = new Disk(directory, gitId)
  const reader = new SubmoduleReader(directory, prefix, disk)
  const top: Checkout = { repository, above: '', tree, attributes }
  await reader.readBelow(top)
  const leftOver = tracked === 'all' && tree !== whole ? besideSparse(whole, tree, disk, prefix) : []
  const differences = [...reader.differences, ...leftOver]
  return { checkouts: [top, ...reader.checkouts], disk, gitId, only, differences }
}

/** What a sparse checkout has to leave out, and lies there: nobody compares it, and whatever runs later may read it. */
function* besideSparse(
  whole: CommitTree,
  { entries }: CommitTree,
  disk: Disk,
  prefix: string
): Generator<SourceDifference> {
  const has = new Set(entries.map(({ path }) => path))
  for (const { path, kind } of whole.entries) {
    if (has.has(path)) continue
    const look = disk.look(path)
    if (look.kind === 'missing') continue
    // Git leaves the directory of a submodule there.
    if (kind === 'submodule' && look.kind === 'directory' && disk.isEmpty(path)) continue
    const name = `${prefix}${path}`
    const message = `${quoteUntrusted(name)} lies there, and the patterns of the sparse checkout leave it out.`
    yield { path: name, kind: 'content', message }
  }
}

async function attributesOf(repository: Repository, whole: CommitTree, tree: CommitTree): Promise<Attributes> {
  return new Attributes(await attributeFiles(repository, whole, tree))
}

class SubmoduleReader {
  readonly checkouts: Checkout[] = []
  readonly differences: SourceDifference[] = []
  readonly #directory: string
  readonly #prefix: string
  readonly #disk: Disk

  constructor(directory: string, prefix: string, disk: Disk) {
    this.#directory = directory
    this.#prefix = prefix
    this.#disk = disk
  }

  async readBelow({ above, tree, repository }: Checkout, depth = 0): Promise<void> {
    if (depth > LIMITS.pathDepth)
      throw tooLarge(`submodules within more than ${LIMITS.pathDepth} others`, 'Nest submodules less deeply.')
    for (const { path, kind, id } of tree.entries)
      if (kind === 'submodule') await this.#read(`${above}${path}`, id, repository, depth)
  }

  async #read(path: string, commit: string, { environment }: Repository, depth: number): Promise<void> {
    const look = this.#disk.look(path)
    if (look.kind === 'missing') return
    if (look.kind !== 'directory') {
      const at = look.kind === 'behind' ? look.at : path
      this.#differ(at, 'type', `is not a directory, but the commit has a submodule at ${quoteUntrusted(path)}`)
      return
    }
    const place = join(this.#directory, path)
    if (!hasRepository(place)) {
      for (const name of namesIn(place, path))
        this.#differ(`${path}/${name}`, 'content', 'lies in a submodule that is not checked out')
      return
    }
    const checkout = await withChannel(openWorkTree(place, environment), (repository) =>
      this.#readCheckout(path, commit, repository)
    )
    if (checkout !== undefined) await this.readBelow(checkout, depth + 1)
  }

  /** Undefined for one that has another commit checked out. */
  async #readCheckout(path: string, commit: string, opened: Repository): Promise<Checkout | undefined> {
    const head = await headOf(opened)
    if (head !== commit) {
      this.#differ(
        path,
        'content',
        `is a submodule at ${quoteUntrusted(head)}, and the commit wants ${quoteUntrusted(commit)}`
      )
      return undefined
    }
    // A claim may not name more.
    if (this.checkouts.length >= LIMITS.claimedSubmodules || path.length > LIMITS.nameLength)
      throw tooLarge(
        `more than ${LIMITS.claimedSubmodules} submodules, or one at a path of more than ${LIMITS.nameLength} characters`,
        'Commit fewer submodules, at shorter paths.'
      )
    const tree = await readCommitTree(opened, commit)
    const attributes = await attributesOf(opened, tree, tree)
    const { channel: _channel, ...repository } = opened
    const checkout = { repository, above: `${path}/`, tree, attributes }
    this.checkouts.push(checkout)
    return checkout
  }

  #differ(path: string, kind: SourceDifference['kind'], what: string): void {
    const name = `${this.#prefix}${path}`
    this.differences.push({ path: name, kind, message: `${quoteUntrusted(name)} ${what}.` })
  }
}

/** The first names in a directory. @throws RECORD_UNREADABLE */
function namesIn(place: string, path: string): string[] {
  try {
    return readdirSync(place).slice(0, LIMITS.details)
  } catch (error) {
    throw unreadable(path, error)
  }
}
