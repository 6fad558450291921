// SPDX-License-Identifier: Apache-2.0
// Files at a commit, through GitHub's interface.
import { Buffer } from 'node:buffer'
import { createHash } from 'node:crypto'
import { GateError } from '../gate/codes.ts'
import { quoteUntrusted } from '../base/escape-untrusted.ts'
import { isGitId } from '../base/git-id.ts'
import { LIMITS } from '../base/limits.ts'
import type { FetchedFile } from '../gate/gate-server.ts'
import type { LayoutRef } from '../gate/layout-ref.ts'
import { answerText } from './rest-answer.ts'
import type { Rest } from './rest.ts'

const PERMISSION = 'contents: read'

/** The commit that a ref leads to. @throws GITHUB_ codes */
export async function resolveCommit(rest: Rest, { owner, repo, ref }: LayoutRef): Promise<string> {
  if (isGitId(ref)) return ref
  const what = `the commit that ${quoteUntrusted(ref)} names`
  const { data } = await rest.call({
    route: 'GET /repos/{owner}/{repo}/commits/{ref}',
    parameters: { owner, repo, ref },
    what,
    permission: PERMISSION
  })
  const commit = answerText(data, 'sha', what)
  if (isGitId(commit)) return commit
  throw new GateError('LAYOUT_REF_INVALID', `GitHub gives no commit for ${quoteUntrusted(ref)}.`, {
    hint: 'Let layout-ref name a branch, a tag or a commit of that repository.'
  })
}

/** Whether a repository has a commit, by its whole id. @throws GITHUB_ codes */
export async function hasCommit(
  rest: Rest,
  { owner, repo }: Pick<LayoutRef, 'owner' | 'repo'>,
  commit: string
): Promise<boolean> {
  const what = `commit ${commit.slice(0, 12)}`
  try {
    const { data } = await rest.call({
      route: 'GET /repos/{owner}/{repo}/git/commits/{commit_sha}',
      parameters: { owner, repo, commit_sha: commit },
      what,
      permission: PERMISSION
    })
    return answerText(data, 'sha', what) === commit
  } catch (error) {
    if (error instanceof GateError && error.code === 'GITHUB_NOT_FOUND') return false
    throw error
  }
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
  const wrong = (message: string, hint: string): GateError =>
    new GateError('LAYOUT_FILE_INVALID', `${what} ${message}.`, { at: `${owner}/${repo}@${commit}`, hint })
  const { data } = await rest.call({
    route: 'GET /repos/{owner}/{repo}/contents/{path}',
    parameters: { owner, repo, path, ref: commit },
    what,
    permission: PERMISSION
  })
  if (Array.isArray(data))
    throw wrong('is a directory', `Name the file in it, like ${quoteUntrusted(`${path}/root.layout`)}.`)
  const type = answerText(data, 'type', what)
  if (type !== 'file')
    throw wrong(
      `is of the type ${quoteUntrusted(type, 40)} and not a plain file`,
      'Name the file itself, at the path where it is committed: neither symbolic links nor submodules are followed.'
    )
  const blob = answerText(data, 'sha', what)
  const size = (data as { size?: unknown }).size
  if (typeof size !== 'number' || size > LIMITS.layoutBytes)
    throw wrong(
      `has ${typeof size === 'number' ? String(size) : 'an unknown number of'} bytes; at most ${LIMITS.layoutBytes} are read`,
      'Name the signed layout or trusted root itself, which has some kilobytes.'
    )
  // Above 1 MiB this interface tells the id and leaves the content out.
  const content =
    answerText(data, 'encoding', what) === 'base64' ? data : await fetchBlob(rest, { owner, repo }, blob, what)
  const bytes = Buffer.from(answerText(content, 'content', what), 'base64')
  if (gitBlobId(bytes, blob.length) !== blob)
    throw wrong(
      `is not what git's id ${quoteUntrusted(blob, 80)} stands for`,
      'Run the job again. If it lasts, something between GitHub and this runner changes what is fetched, such as a proxy: find it.'
    )
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
