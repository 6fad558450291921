// SPDX-License-Identifier: Apache-2.0
import type { RecordRequest } from './record-artifacts.ts'

/** How everything of a pipeline records alike: relative to the workspace, byte for byte, with modes. */
export function workspaceSettings(
  workspace: string
): Omit<RecordRequest, 'paths' | 'exclude' | 'algorithms' | 'onProgress'> {
  return {
    baseDirectory: workspace,
    lstripPaths: [],
    lineEndings: 'as-is',
    symlinkedDirectories: 'within',
    modes: 'record'
  }
}
