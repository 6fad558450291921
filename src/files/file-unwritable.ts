// SPDX-License-Identifier: Apache-2.0
// What a system says when it cannot write, as an error for people: a full disk is not an outage, and not a forgery.
import type { ErrorDetails } from '../base/errors.ts'
import { FilesError } from './codes.ts'

/** What it says when the name that was asked for cannot be, or is taken. */
const OF_THE_NAME: readonly unknown[] = ['EEXIST', 'ENOTDIR', 'EISDIR', 'ENAMETOOLONG', 'EILSEQ', 'EINVAL', 'ENOENT']

/** Whether it was the disk that refused to be written, and not the name that was asked for. */
export function isDiskFault(cause: unknown): boolean {
  const code = codeOf(cause)
  return code !== undefined && !OF_THE_NAME.includes(code)
}

/** What to say beside the system's word. */
export interface UnwritableDetails extends Pick<ErrorDetails, 'at'> {
  /** What helps where the disk is full. */
  readonly room: string
  /** What helps otherwise. */
  readonly access?: string
}

const ACCESS = 'See that the runner may write there.'

/** FILE_UNWRITABLE; a fault that is not the system's word comes back as it is. */
export function fileUnwritable(
  what: string,
  cause: unknown,
  { at, room, access = ACCESS }: UnwritableDetails
): unknown {
  const code = codeOf(cause)
  if (code === undefined) return cause
  const full = code === 'ENOSPC' || code === 'EDQUOT'
  return new FilesError('FILE_UNWRITABLE', `${what}: ${full ? `the disk is full (${code})` : code}.`, {
    at,
    hint: full ? room : access,
    cause
  })
}

function codeOf(cause: unknown): string | undefined {
  const { code } = (cause ?? {}) as { readonly code?: unknown }
  // Node's own faults, like ERR_INVALID_ARG_TYPE, are ours and not the system's.
  return typeof code === 'string' && /^E[A-Z0-9]+$/.test(code) ? code : undefined
}
