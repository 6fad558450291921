// SPDX-License-Identifier: Apache-2.0
// Where no layout tells what a step may leave behind, folders that tools fill are recorded like everything else. Somebody
// who did not mean that is told.
import { quoteUntrusted } from '../../base/escape-untrusted.ts'
import { listed } from '../../base/listed.ts'
import type { Runner } from '../../base/runner.ts'
import type { Artifacts } from '../../intoto/artifacts/artifacts.ts'
import { yamlText } from '../../intoto/intents/yaml-text.ts'

/** Names of directories that package managers, builds and tests fill, and nobody ships. */
const KNOWN_FOLDERS: ReadonlySet<string> = new Set([
  'node_modules',
  '.venv',
  'venv',
  '__pycache__',
  '.pytest_cache',
  '.mypy_cache',
  '.ruff_cache',
  '.tox',
  '.nox',
  'target',
  '.gradle',
  '.m2',
  '.cache',
  '.npm',
  '.pnpm-store',
  '.yarn',
  'bower_components',
  'vendor',
  'Pods',
  '.bundle',
  '.nuget',
  '.next',
  '.nuxt',
  '.turbo',
  '.parcel-cache',
  'coverage'
])

const MOST_FOLDERS = 10

/** Directories of files that are called like such a folder; of those within each other, the outermost. */
export function knownFolders(files: Iterable<string>): string[] {
  const found = new Set<string>()
  for (const path of files) {
    const parts = path.split('/').slice(0, -1)
    const at = parts.findIndex((part) => KNOWN_FOLDERS.has(part))
    if (at >= 0) found.add(parts.slice(0, at + 1).join('/'))
  }
  return [...found].sort()
}

/** Tells of such folders among what was recorded without a layout. */
export function tellKnownFolders(step: string, recorded: Pick<Artifacts, 'paths'>, runner: Pick<Runner, 'log'>): void {
  const folders = knownFolders(recorded.paths())
  if (folders.length === 0) return
  const [first = ''] = folders
  runner.log(
    `Step ${quoteUntrusted(step)}: no layout is at hand, so ${listed(folders, MOST_FOLDERS, (path) => quoteUntrusted(path))} ${folders.length === 1 ? 'is' : 'are'} recorded with all files. If the step only leaves that behind, write \`scratch: ${yamlText(`${first}/`)}\`, or name the signed layout in \`layout-file\`.`
  )
}
