// SPDX-License-Identifier: Apache-2.0
// Links as values, of plain data; unsigned.
import { createHash } from 'node:crypto'
import { artifactsOf } from '../../../src/intoto/artifacts/build-artifacts.ts'
import {
  digestSet,
  type ArtifactPath,
  type Artifacts,
  type DigestSet
} from '../../../src/intoto/artifacts/artifacts.ts'
import { jsonObject, type JsonObject, type JsonValue } from '../../../src/intoto/json/json-value.ts'
import type { Link } from '../../../src/intoto/link/link.ts'
import { withRecordedHalf } from '../../../src/intoto/link/recording-notes.ts'
import { sourceLines, withSource, type CommitFiles, type SourceClaim } from '../../../src/intoto/link/source-claim.ts'
import {
  isDirectory,
  type Files,
  type PlainClaim,
  type PlainHalf,
  type PlainLink,
  type PlainRecording,
  type PlainRun
} from './plain-run.ts'

const gitId = (text: string): string => createHash('sha1').update(text).digest('hex')

const digests = new Map<string, DigestSet>()

/** SHA-256 in hex. */
export const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex')

function digestOf(content: string): DigestSet {
  const known = digests.get(content)
  if (known !== undefined) return known
  const digest = digestSet([['sha256', sha256(content)]])
  if (digests.size > 100_000) digests.clear()
  digests.set(content, digest)
  return digest
}

const artifactCache = new WeakMap<Files, Artifacts>()

export function artifactsOfFiles(files: Files): Artifacts {
  const known = artifactCache.get(files)
  if (known !== undefined) return known
  const artifacts = artifactsOf([...files].map(([path, content]) => [path as ArtifactPath, digestOf(content)] as const))
  artifactCache.set(files, artifacts)
  return artifacts
}

/** SHA-256 in hex by path, as a repository has them. */
export function filesOfCommit({ files }: Pick<PlainClaim, 'files'>): ReadonlyMap<string, string> {
  return new Map([...artifactsOfFiles(files)].map(([path, digest]) => [path, digest.slice('sha256:'.length)]))
}

const claimDigests = new WeakMap<Files, string>()

function digestOfClaim({ files }: Pick<PlainClaim, 'files'>): string {
  const known = claimDigests.get(files)
  if (known !== undefined) return known
  const pairs = [...artifactsOfFiles(files)].map(([path, digest]) => [path, digest.slice('sha256:'.length)] as const)
  const digest = sha256([...sourceLines(pairs)].join(''))
  claimDigests.set(files, digest)
  return digest
}

/** A submodule as the product has it: its files by their names below it. */
function submoduleOf([directory, files]: readonly [string, Files]): [string, CommitFiles] {
  const own = new Map([...files].map(([path, content]) => [path.slice(directory.length + 1), content]))
  const commit = gitId(`submodule ${JSON.stringify([...own])}`)
  return [directory, { commit, files: own.size, digest: digestOfClaim({ files: own }) }]
}

/** A claim as the product has it, without submodules. */
export function sourceOfClaim(claim: PlainClaim): Omit<SourceClaim, 'submodules'> {
  const { commit, tree, files } = claim
  return { commit, tree, files: files.size, digest: digestOfClaim(claim) }
}

export function linkOf(plain: PlainLink, run: PlainRun): Link {
  return {
    name: plain.name,
    command: plain.command,
    materials: artifactsOfFiles(plain.materials),
    products: artifactsOfFiles(plain.products),
    byproducts: jsonObject({ 'return-value': 0 }),
    environment: environmentOf(plain, run)
  }
}

/** Of every step the first of its links, as rules look at them. */
export function firstLinks(run: PlainRun): ReadonlyMap<string, Link> {
  const links = new Map<string, Link>()
  for (const [step, [first]] of run.links) if (first !== undefined) links.set(step, linkOf(first, run))
  return links
}

function environmentOf(plain: PlainLink, { truth, ref }: PlainRun): JsonObject {
  const { recording, claim, definition, workingDirectory, setup, materials, products } = plain
  const binding = jsonObject({ id: '77', repository: 'example/project', commit: truth.commit, ref })
  let environment = jsonObject({ run: binding, definition, setup, working_directory: workingDirectory })
  if (recording !== 'silent') environment = withRecording(environment, recording, { materials, products })
  if (claim === undefined) return environment
  if (claim === 'malformed') return new Map([...environment, ['source', jsonObject({ commit: truth.commit })]])
  return withSource(environment, {
    ...sourceOfClaim(claim === 'sparse' ? truth : claim),
    submodules: new Map(claim === 'sparse' ? [] : [...(claim.submodules ?? [])].map(submoduleOf)),
    ...(claim === 'sparse' ? { only: ['/src/'] } : {})
  })
}

function withRecording(
  environment: JsonObject,
  { before, after, scratch, others }: PlainRecording,
  { materials, products }: Pick<PlainLink, 'materials' | 'products'>
): JsonObject {
  let told = environment
  if (before !== undefined) told = withRecordedHalf(told, 'materials', half(before, materials))
  told = withRecordedHalf(told, 'products', half(after, products))
  const recording = new Map<string, JsonValue>([
    ...(told.get('recording') as JsonObject),
    ...Object.entries(others),
    ...(scratch === undefined ? [] : [['scratch', scratch] as const])
  ])
  return new Map([...told, ['recording', recording]])
}

/** A link says of each directory that it recorded what was left out, and of no other. */
function half({ directories, ...rest }: PlainHalf, files: Files): Parameters<typeof withRecordedHalf>[2] {
  const recorded = [...files.keys()].filter(isDirectory)
  return { ...rest, directories: new Map(recorded.map((name) => [name, directories.get(name) ?? []])) }
}
