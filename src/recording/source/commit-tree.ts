// SPDX-License-Identifier: Apache-2.0
// The names that a commit has, from its objects alone.
import { RecordingError } from '../codes.ts'
import { LIMITS } from '../../base/limits.ts'
import { quoteUntrusted } from '../../base/escape-untrusted.ts'
import { compareCodePoints } from '../../intoto/json/canonical-json.ts'
import { readObjects, type ObjectSink, type ObjectType } from './read-objects.ts'
import { demandGitId, type Repository } from './repository.ts'
import { readTree, type TreeEntry } from './tree-entries.ts'

/** A file, a symbolic link or a submodule of a commit. */
export interface SourceEntry {
  /** Relative to the top of the commit, with forward slashes. */
  readonly path: string
  readonly kind: Exclude<TreeEntry['kind'], 'directory'>
  readonly id: string
}

export interface CommitTree {
  readonly commit: string
  readonly tree: string
  /** In order of code points. */
  readonly entries: readonly SourceEntry[]
}

export type TreeLimits = Readonly<Record<'sourceFiles' | 'sourceTreeBytes' | 'pathDepth' | 'nameLength', number>>

/** Reads the names of a commit, as `readCommitTree` does. */
export type ReadTree = (repository: Repository, commit: string) => Promise<CommitTree>

/** Reads each commit once, however many want it. It tells of a repository what it told first. */
export function readTreesOnce(read: ReadTree = readCommitTree): ReadTree {
  const known = new Map<string, Promise<CommitTree>>()
  return (repository, commit) => {
    const key = `${commit} ${repository.gitDirectory}`
    const tree = known.get(key) ?? read(repository, commit)
    known.set(key, tree)
    return tree
  }
}

/** @throws SOURCE_UNREADABLE, SOURCE_TOO_LARGE, RECORD_NAME_NOT_UTF8, RECORD_NAME_CONTROL */
export async function readCommitTree(
  repository: Repository,
  commit: string,
  limits: TreeLimits = LIMITS
): Promise<CommitTree> {
  const tree = await treeOf(repository, commit, limits)
  const entries: SourceEntry[] = []
  const known = new Map<string, Buffer>()
  let bytes = 0
  let level: readonly { readonly above: string; readonly id: string }[] = [{ above: '', id: tree }]
  for (let depth = 0; level.length > 0; depth += 1) {
    if (depth > limits.pathDepth) throw tooLarge(`directories within more than ${limits.pathDepth} others`)
    const wanted = [...new Set(level.map(({ id }) => id))].filter((id) => !known.has(id))
    const trees = await readWhole(repository, wanted, 'tree', limits.sourceTreeBytes - bytes)
    trees.forEach((content, index) => {
      bytes += content.length
      known.set(wanted[index] as string, content)
    })
    const below: { above: string; id: string }[] = []
    for (const { above, id } of level) {
      for (const { name, kind, id: entry } of readTree(known.get(id) as Buffer, above, commit.length / 2)) {
        const path = `${above}${name}`
        if (path.length > limits.nameLength) throw tooLarge(`a path of more than ${limits.nameLength} characters`)
        if (kind === 'directory') below.push({ above: `${path}/`, id: entry })
        else entries.push({ path, kind, id: entry })
        if (entries.length + below.length > limits.sourceFiles) throw tooLarge(`more than ${limits.sourceFiles} files`)
      }
    }
    level = below
  }
  entries.sort((a, b) => compareCodePoints(a.path, b.path))
  return { commit, tree, entries }
}

/** Git's id of the tree of a commit. @throws SOURCE_UNREADABLE, SOURCE_TOO_LARGE */
export async function treeOf(
  repository: Repository,
  commit: string,
  { sourceTreeBytes }: Pick<TreeLimits, 'sourceTreeBytes'> = LIMITS
): Promise<string> {
  const [text] = await readWhole(repository, [demandGitId(commit)], 'commit', sourceTreeBytes)
  const tree = /^tree ([0-9a-f]+)\n/.exec((text as Buffer).toString('latin1'))?.[1]
  if (tree?.length === commit.length) return tree
  throw new RecordingError('SOURCE_UNREADABLE', `The commit ${quoteUntrusted(commit)} names no tree.`)
}

/**
 * Objects as a whole.
 *
 * @param most bytes of all together
 * @throws SOURCE_UNREADABLE, SOURCE_TOO_LARGE
 */
export async function readWhole(
  repository: Repository,
  ids: readonly string[],
  type: ObjectType,
  most: number
): Promise<Buffer[]> {
  const contents: Buffer[] = []
  let pieces: Buffer[] = []
  let sum = 0
  const sink: ObjectSink = {
    begin: (_id, size) => {
      sum += size
      if (sum > most)
        throw tooLarge(`more than ${most} bytes of names, attributes or other things that are kept in memory`)
      pieces = []
    },
    // A piece is a part of a larger chunk, which it would keep.
    data: (bytes) => void pieces.push(Buffer.from(bytes)),
    end: () => void contents.push(pieces.length === 1 ? (pieces[0] as Buffer) : Buffer.concat(pieces))
  }
  await readObjects(repository, ids, type, sink)
  return contents
}

/** @internal shared with the files of a commit */
export function tooLarge(what: string): RecordingError {
  return new RecordingError('SOURCE_TOO_LARGE', `The commit has ${what}.`, {
    hint: 'Nothing of that size is compared with its commit. Keep large files elsewhere, with Git LFS for example.'
  })
}
