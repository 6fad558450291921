// SPDX-License-Identifier: Apache-2.0
// What a link says of the commit that a step saw: its files as the commit has them, whatever lies in the work tree.
// Materials and products say what lay there.
import { isGitId } from '../../base/git-id.ts'
import { LIMITS } from '../../base/limits.ts'
import { isSha256Hex } from '../../base/sha256-text.ts'
import { isJsonObject, jsonObject, type JsonObject, type JsonValue } from '../json/json-value.ts'

/** The files of one commit. */
export interface CommitFiles {
  /** Git's id of the commit, 40 or 64 digits. */
  readonly commit: string
  /** How many there are. Links count by the name of their target, submodules do not count. */
  readonly files: number
  /** SHA-256, 64 digits, over the lines that `sourceLines` writes. */
  readonly digest: string
}

/** The member `source` of a link's environment. */
export interface SourceClaim extends CommitFiles {
  /** Git's id of the commit's tree. */
  readonly tree: string
  /** Where the work tree lies in the workspace; undefined for the workspace itself. */
  readonly path?: string
  /** The patterns of a sparse checkout, for which alone the files count; undefined for a whole one. */
  readonly only?: readonly string[]
  /** The submodules that were checked out, by their paths in the work tree, those within submodules, too. */
  readonly submodules: ReadonlyMap<string, CommitFiles>
}

/** An environment with the claim. */
export function withSource(
  environment: JsonObject,
  { commit, tree, files, digest, path, only, submodules }: SourceClaim
): JsonObject {
  const source = jsonObject({
    commit,
    tree,
    files,
    digest,
    ...(path === undefined ? {} : { path }),
    ...(only === undefined ? {} : { only }),
    ...(submodules.size === 0 ? {} : { submodules: encodeSubmodules(submodules) })
  })
  return new Map<string, JsonValue>([...environment, ['source', source]])
}

/** An environment that says why nothing is claimed: where the step began there was no repository. */
export function withoutRepository(environment: JsonObject): JsonObject {
  return new Map<string, JsonValue>([...environment, ['source', jsonObject({ repository: 'none' })]])
}

/** Whether a link says that there was no repository where its step began. */
export function saysNoRepository(environment: JsonObject): boolean {
  const value = environment.get('source')
  return value !== undefined && isJsonObject(value) && value.size === 1 && value.get('repository') === 'none'
}

/** Undefined for a link that claims nothing; `malformed` for a claim that is not written as we write it. */
export function readSource(environment: JsonObject): SourceClaim | 'malformed' | undefined {
  const value = environment.get('source')
  if (value === undefined || saysNoRepository(environment)) return undefined
  if (!isJsonObject(value)) return 'malformed'
  const own = readCommitFiles(value, ['commit', 'tree', 'files', 'digest', 'path', 'only', 'submodules'])
  const [tree, path, only] = [value.get('tree'), value.get('path'), value.get('only')]
  const submodules = readSubmodules(value.get('submodules'))
  if (own === undefined || submodules === undefined || !isId(tree)) return 'malformed'
  if (path !== undefined && !isPath(path)) return 'malformed'
  if (only !== undefined && (!isTexts(only) || !canClaimOnly(only))) return 'malformed'
  return {
    ...own,
    tree,
    submodules,
    ...(path === undefined ? {} : { path }),
    ...(only === undefined ? {} : { only })
  }
}

/**
 * Whether a claim may name these patterns. Whoever verifies tries each of them with every file of the commit; what stands
 * behind the first special character of one costs as many steps as it is long, for each character of a path.
 */
export function canClaimOnly(patterns: readonly string[]): boolean {
  if (patterns.length > LIMITS.sparsePatterns || patterns.some(({ length }) => length > LIMITS.nameLength)) return false
  const special = patterns.map((pattern) => (/[*?[\\].*/s.exec(pattern)?.[0] ?? '').length)
  return special.reduce((sum, length) => sum + length, 0) <= LIMITS.sparseWildcards
}

/**
 * The text whose SHA-256 is the digest of a claim: `<64 hex><two spaces><path><LF>` for each file.
 *
 * @param files SHA-256 in hex by path, in order of the paths' UTF-8 bytes, which is that of their code points
 */
export function* sourceLines(files: Iterable<readonly [path: string, sha256: string]>): Generator<string> {
  for (const [path, sha256] of files) yield `${sha256}  ${path}\n`
}

function encodeSubmodules(submodules: ReadonlyMap<string, CommitFiles>): JsonObject {
  return new Map(
    [...submodules].map(([path, { commit, files, digest }]) => [path, jsonObject({ commit, files, digest })])
  )
}

function readSubmodules(value: JsonValue | undefined): ReadonlyMap<string, CommitFiles> | undefined {
  const submodules = new Map<string, CommitFiles>()
  if (value === undefined) return submodules
  if (!isJsonObject(value) || value.size > LIMITS.claimedSubmodules) return undefined
  for (const [path, member] of value) {
    if (!isPath(path)) return undefined
    const files = isJsonObject(member) ? readCommitFiles(member, ['commit', 'files', 'digest']) : undefined
    if (files === undefined) return undefined
    submodules.set(path, files)
  }
  return submodules
}

/** A member that nobody knows could change what the others mean. */
function readCommitFiles(object: JsonObject, known: readonly string[]): CommitFiles | undefined {
  const [commit, files, digest] = [object.get('commit'), object.get('files'), object.get('digest')]
  if ([...object.keys()].some((name) => !known.includes(name)) || !isId(commit)) return undefined
  if (typeof files !== 'number' || !Number.isSafeInteger(files) || files < 0) return undefined
  return typeof digest === 'string' && isSha256Hex(digest) ? { commit, files, digest } : undefined
}

const isId = (value: JsonValue | undefined): value is string => typeof value === 'string' && isGitId(value)

const isPath = (value: JsonValue): value is string =>
  typeof value === 'string' && value !== '' && value.length <= LIMITS.nameLength

const isTexts = (value: JsonValue): value is string[] =>
  Array.isArray(value) && value.length > 0 && value.every((text) => typeof text === 'string')
