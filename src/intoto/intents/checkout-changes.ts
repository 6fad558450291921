// SPDX-License-Identifier: Apache-2.0
import { compareFiles, filesIn, type Files } from './files.ts'
import type { OwnChanges } from './own-changes.ts'
import type { StepRecord } from './step-record.ts'

/**
 * What a checkout did beside adding the files of the commit.
 *
 * @param source undefined where nobody can tell them
 */
export function checkoutChanges({ link, endDirectories }: StepRecord, source: Files | undefined): OwnChanges {
  const added: string[] = []
  const removed: string[] = []
  const changed: string[] = []
  if (source !== undefined)
    compareFiles(source, filesIn(link.products), (path, standing) => {
      if (standing === 'right') added.push(path)
      else if (standing === 'left') removed.push(path)
      else changed.push(path)
    })
  return {
    added: [...added, ...endDirectories.map(([name]) => name)],
    removed,
    changed,
    notRemoved: [],
    reshaped: new Set(),
    unmet: [],
    gone: []
  }
}
