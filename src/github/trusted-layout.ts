// SPDX-License-Identifier: Apache-2.0
// The layout that decides comes from a commit that the change under verification cannot have altered, through GitHub's
// interface and never from the workspace.
import { Buffer } from 'node:buffer'
import { createHash } from 'node:crypto'
import { InTotoError } from '../base/errors.ts'
import { quoteUntrusted } from '../base/escape-untrusted.ts'
import { LIMITS } from '../base/limits.ts'
import { invalid } from '../base/inputs.ts'
import { answerText } from './rest-answer.ts'
import type { Rest } from './rest.ts'
import type { RunContext } from './run-context.ts'

/** A commit of a repository, or a name that leads to one. */
export interface LayoutRef {
  readonly owner: string
  readonly repo: string
  readonly ref: string
  /** Why this one: "from the base of the pull request". */
  readonly reason: string
}

export interface FetchedFile {
  readonly bytes: Uint8Array
  readonly commit: string
  /** Git's id of the content. */
  readonly blob: string
}

const COMMIT = /^(?:[0-9a-f]{40}|[0-9a-f]{64})$/
/** Neither name may be `.` or `..`, which a path of the interface would follow. */
const OTHER = /^(?!\.\.?\/)([\w.-]+)\/(?!\.\.?@)([\w.-]+)@(\S+)$/
const PERMISSION = 'contents: read'

/**
 * Where the layout that decides is read.
 *
 * @param choice `base`, `head` or `owner/repo@ref`
 * @throws INPUT_INVALID, LAYOUT_REF_INVALID
 */
export function layoutRef(choice: string, context: RunContext): LayoutRef {
  const { owner, name: repo } = context
  if (choice === 'head')
    return { owner, repo, ref: context.sha, reason: 'at the commit of the run, which a pull request can change' }
  if (choice === 'base') return { owner, repo, ...baseOf(context) }
  const [, otherOwner, otherRepo, ref] = OTHER.exec(choice) ?? []
  if (otherOwner === undefined || otherRepo === undefined || ref === undefined)
    throw invalid('layout-ref', `${quoteUntrusted(choice)} is neither base, nor head, nor owner/repo@ref`)
  return { owner: otherOwner, repo: otherRepo, ref, reason: 'from the repository that the workflow names' }
}

/** The layout of the change itself, where it can differ from the one that decides. */
export function headRef(context: RunContext): LayoutRef | undefined {
  const { owner, name: repo, sha } = context
  const differs = /^(pull_request(_review|_review_comment)?|merge_group)$/.test(context.eventName)
  return differs ? { owner, repo, ref: sha, reason: 'at the commit of the run' } : undefined
}

function baseOf({ eventName, event, ref, sha, attempt }: RunContext): Pick<LayoutRef, 'ref' | 'reason'> {
  const branchOf = (path: string, reason: string): Pick<LayoutRef, 'ref' | 'reason'> => {
    const value = event.text(path)?.replace(/^refs\/heads\//, '')
    if (value !== undefined && /^[^\s\p{Cc}]+$/u.test(value)) return { ref: `heads/${value}`, reason }
    throw new InTotoError(
      'LAYOUT_REF_INVALID',
      `The payload of the event ${quoteUntrusted(eventName)} does not tell ${path}.`,
      {
        hint: 'Name the layout by owner/repo@ref in the input layout-ref.'
      }
    )
  }
  // The branch as it is now, not as the event knew it: a run that is started again has the event of long ago, and the
  // base of a merge group may be a change that is queued before it.
  if (eventName.startsWith('pull_request'))
    return branchOf('pull_request.base.ref', 'from the branch that the pull request is for')
  if (eventName === 'merge_group')
    return branchOf('merge_group.base_ref', 'from the branch that the merge group is for')
  const branch = event.text('repository.default_branch')
  // A first attempt is as new as the branch was when it began; a later one may be of long ago.
  if (branch !== undefined && ref === `refs/heads/${branch}` && attempt === 1)
    return { ref: sha, reason: 'at the commit of the run, on the default branch' }
  // Without a name, HEAD stands for the default branch.
  return { ref: branch === undefined ? 'HEAD' : `heads/${branch}`, reason: 'from the default branch' }
}

/** The commit that a ref leads to. @throws GITHUB_ codes */
export async function resolveCommit(rest: Rest, { owner, repo, ref }: LayoutRef): Promise<string> {
  if (COMMIT.test(ref)) return ref
  const what = `the commit that ${quoteUntrusted(ref)} names`
  const { data } = await rest.call({
    route: 'GET /repos/{owner}/{repo}/commits/{ref}',
    parameters: { owner, repo, ref },
    what,
    permission: PERMISSION
  })
  const commit = answerText(data, 'sha', what)
  if (COMMIT.test(commit)) return commit
  throw new InTotoError('LAYOUT_REF_INVALID', `GitHub gives no commit for ${quoteUntrusted(ref)}.`, {
    hint: 'Check the input layout-ref.'
  })
}

/**
 * A file at a commit. What comes is compared with git's id of it.
 *
 * @throws GITHUB_ codes, LAYOUT_FILE_INVALID
 */
export async function fetchFile(
  rest: Rest,
  { owner, repo }: LayoutRef,
  commit: string,
  path: string
): Promise<FetchedFile> {
  const what = `${quoteUntrusted(path)} of ${owner}/${repo} at ${commit.slice(0, 12)}`
  const wrong = (message: string): InTotoError =>
    new InTotoError('LAYOUT_FILE_INVALID', `${what} ${message}.`, {
      at: `${owner}/${repo}@${commit}`,
      hint: 'Check the inputs layout and layout-ref.'
    })
  const { data } = await rest.call({
    route: 'GET /repos/{owner}/{repo}/contents/{path}',
    parameters: { owner, repo, path, ref: commit },
    what,
    permission: PERMISSION
  })
  if (Array.isArray(data)) throw wrong('is a directory')
  if (answerText(data, 'type', what) !== 'file') throw wrong('is no plain file')
  const blob = answerText(data, 'sha', what)
  const size = (data as { size?: unknown }).size
  if (typeof size !== 'number' || size > LIMITS.layoutBytes) throw wrong(`has more than ${LIMITS.layoutBytes} bytes`)
  // Above 1 MiB this interface tells the id and leaves the content out.
  const content =
    answerText(data, 'encoding', what) === 'base64' ? data : await fetchBlob(rest, { owner, repo }, blob, what)
  const bytes = Buffer.from(answerText(content, 'content', what), 'base64')
  if (gitBlobId(bytes, blob.length) !== blob) throw wrong(`is not what git's id ${quoteUntrusted(blob, 80)} stands for`)
  return { bytes, commit, blob }
}

async function fetchBlob(
  rest: Rest,
  { owner, repo }: Pick<LayoutRef, 'owner' | 'repo'>,
  blob: string,
  what: string
): Promise<unknown> {
  const { data } = await rest.call({
    route: 'GET /repos/{owner}/{repo}/git/blobs/{file_sha}',
    parameters: { owner, repo, file_sha: blob },
    what,
    permission: PERMISSION
  })
  return data
}

/** Git's id of a file's content: SHA-1, or SHA-256 in repositories of that kind. */
function gitBlobId(bytes: Uint8Array, digits: number): string {
  return createHash(digits === 64 ? 'sha256' : 'sha1')
    .update(`blob ${bytes.length}\0`)
    .update(bytes)
    .digest('hex')
}
