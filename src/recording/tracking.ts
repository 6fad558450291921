// SPDX-License-Identifier: Apache-2.0
import type { HashOptions } from './hash-file.ts'
import type { FileToHash } from './hash-run.ts'
import type { KnownFiles } from './known-file.ts'

/** Somebody who knows files of the request, and says what digests they are recorded by. */
export interface Tracking {
  readonly known: KnownFiles
  /** Files to hash beside those that are recorded, which are given by their names. */
  readonly beside: (recorded: ReadonlySet<string>) => readonly FileToHash[]
  /** How git makes ids, for somebody who asks for them. */
  readonly gitId?: HashOptions['gitId']
  /**
   * Takes the SHA-256 of all files, and the ids that git gives to their bytes, by their names as the walk writes them, and
   * gives other digests that files are recorded by instead.
   */
  readonly settle: (
    disk: ReadonlyMap<string, string>,
    gitIds?: ReadonlyMap<string, string>
  ) => Promise<ReadonlyMap<string, string>>
}
