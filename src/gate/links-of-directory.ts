// SPDX-License-Identifier: Apache-2.0
// Links that lie in a directory of the machine. Which run they are of, nobody tells but they themselves.
import { resolve } from 'node:path'
import { quoteUntrusted } from '../base/escape-untrusted.ts'
import { DirectoryLinkStore } from './directory-link-store.ts'
import { checkLinkDirectory } from './link-directory.ts'
import type { LinkPlaceKind } from './link-place.ts'
import { ownRunReport } from './own-run-report.ts'

export const LINKS_OF_DIRECTORY: LinkPlaceKind = {
  takes: ['a directory'],
  hint: 'Begin the path of a directory with "./".',
  read: (text) => {
    if (!/^(?:\.{0,2}\/|[A-Za-z]:[/\\])/.test(text)) return undefined
    return {
      sublayouts: 'possible',
      namesOtherRun: false,
      namedRun: ownRunReport,
      find: async ({ run, runBinding }) => {
        const { repository, sha: commit, workspace } = run
        const directory = resolve(workspace, text)
        const binding = runBinding === 'any' ? undefined : { repository, commit }
        const store = new DirectoryLinkStore(directory)
        return {
          name: `the links in ${quoteUntrusted(directory)}`,
          run: { repository, id: undefined, attempt: undefined, event: undefined, commit: binding?.commit },
          collect: async () => {
            checkLinkDirectory(directory, 'the input links')
            return {
              store,
              filesRead: () => store.filesRead,
              known: undefined,
              recorded: [],
              nobodysLinks: 'told',
              run: binding,
              failures: [],
              notes: []
            }
          }
        }
      }
    }
  }
}
