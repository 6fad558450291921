// SPDX-License-Identifier: Apache-2.0
// Renders the actions for where `$/` is not understood: GitHub Enterprise Server and local runners. What refers to
// "this repository at this commit" becomes OWNER/REPO/path@REF.
//
//   node .github/scripts/render-actions.ts OWNER/REPO@REF DIRECTORY
import { cpSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { dirname, join, relative, resolve } from 'node:path'
import { ROOT } from './harness/repository.ts'

const SELF = /(uses:\s*["']?)\$\/([^\s"'#,}\]]*)/g

/** The text of an action or workflow with every reference to its own repository spelled out. */
export function renderSelfReferences(text: string, place: string): string {
  const [repository = '', ref = ''] = place.split('@')
  return text.replace(
    SELF,
    (_all, before: string, path: string) => `${before}${repository}${path === '' ? '' : `/${path}`}@${ref}`
  )
}

/** Writes action.yml files and dist/ into a directory. */
export function renderActions(place: string, directory: string): void {
  const actions = readdirSync(join(ROOT, 'actions')).map((name) => `actions/${name}/action.yml`)
  for (const file of ['action.yml', '.github/workflows/stage.yml', ...actions]) {
    const target = join(directory, file)
    mkdirSync(dirname(target), { recursive: true })
    writeFileSync(target, renderSelfReferences(readFileSync(join(ROOT, file), 'utf8'), place))
  }
  const dist = join(ROOT, 'dist')
  // The declarations are for who uses the library; no action loads them.
  const isLoaded = (path: string): boolean => relative(dist, path) !== 'types'
  cpSync(dist, join(directory, 'dist'), { recursive: true, filter: isLoaded })
  cpSync(join(ROOT, 'LICENSE'), join(directory, 'LICENSE'))
}

if (process.argv[1] === import.meta.filename) {
  const [place, directory] = process.argv.slice(2)
  if (place === undefined || directory === undefined || !/^[\w.-]+\/[\w.-]+@\S+$/.test(place)) {
    console.error('Usage: node .github/scripts/render-actions.ts OWNER/REPO@REF DIRECTORY')
    process.exitCode = 2
  } else {
    renderActions(place, resolve(directory))
    console.log(`Rendered for ${place}.`)
  }
}
