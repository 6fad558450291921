// SPDX-License-Identifier: Apache-2.0
// Files that somebody knows before they are recorded: those of a commit.
import { relative, sep } from 'node:path'
import { quoteUntrusted } from '../base/escape-untrusted.ts'
import type { FileMode } from '../intoto/link/file-modes.ts'
import { RecordingError } from './codes.ts'
import type { Excludes } from './excludes.ts'

/** What is known of a file before the walk comes by: an ordinary one, or a link that is recorded by its target's name. */
export type KnownFile =
  | { readonly kind: 'file'; readonly mode: FileMode | undefined; readonly bytes: number }
  | { readonly kind: 'link'; readonly sha256: string }

/** The file of a path as the walk writes it; undefined where nothing is known. */
export type KnownFiles = (path: string) => KnownFile | undefined

/** What is recorded of a directory, and what is not. */
interface Recorded {
  readonly base: string
  readonly excludes: Excludes
  /** Directories that are recorded as one artifact each. */
  readonly apart?: ReadonlySet<string> | undefined
  /** Files that are recorded although a pattern leaves them out; where it is given, those that are known are, too. */
  readonly also?: ((path: string) => boolean) | undefined
  readonly known?: KnownFiles | undefined
}

/**
 * Beside the files of a commit a link to what is excluded would bring in what nobody records.
 *
 * @param path of the link
 * @param real where it leads to, without any link
 * @throws RECORD_EXCLUDED
 */
export function demandRecorded(
  path: string,
  real: string,
  kind: 'file' | 'directory',
  { base, excludes, apart, also, known }: Recorded
): void {
  const target = relative(base, real).replaceAll(sep, '/')
  const whole = [...(apart ?? [])].find((directory) => target === directory || target.startsWith(`${directory}/`))
  if (whole !== undefined)
    throw new RecordingError(
      'RECORD_EXCLUDED',
      `The symbolic link ${quoteUntrusted(path)} leads to ${quoteUntrusted(target)}, in a directory that is recorded as one artifact.`,
      { hint: `Exclude the link; what it leads to is part of ${quoteUntrusted(`dir:${whole}`)}.` }
    )
  const pattern = target === '' ? undefined : excludes.path(target, kind === 'directory')
  if (pattern === undefined) return
  if (kind === 'file' && also !== undefined && (also(target) || known?.(target) !== undefined)) return
  throw new RecordingError(
    'RECORD_EXCLUDED',
    `The symbolic link ${quoteUntrusted(path)} leads to ${quoteUntrusted(target)}, which the pattern ${quoteUntrusted(pattern)} leaves out.`,
    { hint: 'Exclude the link as well, or record what it leads to.' }
  )
}
