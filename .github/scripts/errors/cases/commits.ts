// SPDX-License-Identifier: Apache-2.0
// Checkouts of commits that are too large, or that hold names which nobody can record.
import { execFileSync } from 'node:child_process'
import { CommitJob, FILES } from '../../../../__tests__/support/commit-job.ts'
import { LIMITS } from '../../../../src/base/limits.ts'
import type { ActionCase } from '../error-case.ts'

/** A checkout stage of a commit whose tree git is given by its objects, so that nothing of it lies on the disk. */
function checksOut(
  code: string,
  treeOf: (tree: (lines: readonly string[]) => string, file: string) => string
): ActionCase {
  return {
    code,
    action: 'actions/end',
    act: () => {
      const job = new CommitJob(FILES)
      job.checkOut()
      const tree = (lines: readonly string[]): string =>
        execFileSync('git', ['-C', job.workspace, 'mktree', '-z'], {
          input: lines.map((line) => `${line}\0`).join(''),
          encoding: 'utf8'
        }).trim()
      const commit = job.git('commit-tree', '-m', 'another', treeOf(tree, job.git('rev-parse', 'HEAD:a.js')))
      job.facts['GITHUB_SHA'] = commit
      return job.checkoutStage(() => void job.git('update-ref', '--no-deref', 'HEAD', commit))
    }
  }
}

const LONG = 'deep-'.repeat(50)

export const COMMIT_CASES: readonly ActionCase[] = [
  checksOut('RECORD_NAME_CONTROL', (tree, file) => tree([`100644 blob ${file}\tnotes\t2026.txt`])),
  checksOut('SOURCE_TOO_LARGE', (tree, file) => {
    const levels = Array.from({ length: Math.ceil(LIMITS.nameLength / LONG.length) })
    return levels.reduce<string>(
      (below) => tree([`040000 tree ${below}\t${LONG}`]),
      tree([`100644 blob ${file}\ta.js`])
    )
  })
]
