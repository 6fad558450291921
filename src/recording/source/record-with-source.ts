// SPDX-License-Identifier: Apache-2.0
// A recording beside a commit: what lies in the work tree is compared with what a clean checkout of the commit writes.
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { sha256In, type ArtifactPath } from '../../intoto/artifacts/artifacts.ts'
import type { SourceClaim } from '../../intoto/link/source-claim.ts'
import { compareCodePoints } from '../../intoto/json/canonical-json.ts'
import type { Recorded, Recorder, RecordRequest } from '../record-artifacts.ts'
import { filesOf, summary } from './commit-files.ts'
import type { Expectations } from './expected.ts'
import { SourceRecording } from './source-recording.ts'
import { readSourceTree, type SourceTree } from './source-tree.ts'
import { submoduleFiles } from './submodule-files.ts'
import type { RecordedSource, SourceDifference, SourceOptions } from './recorded-source.ts'

/**
 * Records, and compares every file of the commit that it comes by, byte for byte, with what a clean checkout of the commit
 * writes on this machine. A file that is exactly that is recorded by the digest that the commit has of it, whatever ends
 * of lines or encoding the checkout gave it; any other by its own bytes, and is a difference. Nothing of the repository
 * is believed but its objects, and no program of it is run.
 *
 * @param request `paths` are not looked at where all tracked files are recorded; digests are SHA-256 of bytes as they are
 * @throws GIT_FAILED, SOURCE_UNREADABLE, SOURCE_TOO_LARGE, every RECORD_ code
 */
export async function recordWithSource(
  recorder: Pick<Recorder, 'record'>,
  request: RecordRequest,
  source: SourceOptions
): Promise<RecordedSource> {
  if (request.lineEndings !== 'as-is' || (request.algorithms ?? ['sha256']).join() !== 'sha256')
    throw new TypeError('the files of a commit are recorded by SHA-256 of their bytes')
  const tree = await readSourceTree(source)
  const recording = new SourceRecording(tree, await besideSubmodules(request, tree, source), source)
  const recorded = await recorder.record(recording.request, recording.tracking)
  const { expectations, differences, told, ownBytes } = recording.outcome
  const known = withDigests(differences, tree, expectations, { recorded, prefix: source.prefix })
  const all = [...tree.differences, ...known].map((difference) => withHint(difference, source))
  return {
    ...recorded,
    claim: claimOf(tree, expectations, source.prefix),
    differences: all.sort((a, b) => compareCodePoints(a.path, b.path)),
    ownBytes,
    told
  }
}

/** The request without what ties submodules to their repository, where it is to be passed over. */
async function besideSubmodules(
  request: RecordRequest,
  tree: SourceTree,
  { directory, prefix }: SourceOptions
): Promise<RecordRequest> {
  if (request.submoduleFiles !== 'passed-over') return request
  const files = (await submoduleFiles(directory, tree)).map((path) => `${prefix}${path}`)
  return files.length === 0 ? request : { ...request, apart: new Set([...(request.apart ?? []), ...files]) }
}

/** Says of files and links in each other's place whether their digests tell it. */
function withDigests(
  differences: readonly SourceDifference[],
  { checkouts }: SourceTree,
  { digests }: Expectations,
  { recorded: { artifacts }, prefix }: { readonly recorded: Recorded; readonly prefix: string }
): SourceDifference[] {
  const ids = new Map<string, string>()
  if (differences.some(({ kind }) => kind === 'type'))
    for (const { above, tree } of checkouts)
      for (const { path, id } of filesOf(tree)) ids.set(`${prefix}${above}${path}`, id)
  return differences.map((difference) => {
    const digest = difference.kind === 'type' ? digests.get(ids.get(difference.path) ?? '') : undefined
    const lies = digest === undefined ? undefined : artifacts.get(difference.path as ArtifactPath)
    return lies !== undefined && sha256In(lies) === digest ? { ...difference, hasDigest: true } : difference
  })
}

/** What git itself would say: files that a sparse checkout leaves out are not missing, if it is one. */
function withHint(difference: SourceDifference, { directory, only }: SourceOptions): SourceDifference {
  const { kind, message } = difference
  const mayBeSparse =
    kind === 'missing' && only === undefined && existsSync(join(directory, '.git/info/sparse-checkout'))
  return mayBeSparse
    ? { ...difference, message: `${message} The checkout may be a sparse one; if so, say which patterns it has.` }
    : difference
}

function claimOf({ checkouts, only }: SourceTree, { digests }: Expectations, prefix: string): SourceClaim {
  const [own, ...submodules] = checkouts.map(({ tree, above }) => ({
    above,
    files: summary(tree, new Map(filesOf(tree).map(({ path, id }) => [path, digests.get(id) as string])))
  }))
  const { commit, tree, files, digest } = (own as NonNullable<typeof own>).files
  return {
    commit,
    tree,
    files,
    digest,
    ...(prefix === '' ? {} : { path: prefix.slice(0, -1) }),
    ...(only === undefined ? {} : { only }),
    submodules: new Map(
      submodules.map(({ above, files: { commit, files, digest } }) => [above.slice(0, -1), { commit, files, digest }])
    )
  }
}
