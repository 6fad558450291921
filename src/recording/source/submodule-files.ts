// SPDX-License-Identifier: Apache-2.0
// The files `.git` that tie submodules to the repository they belong to. They differ from nothing that the commit says, so
// they are passed over; a file of that name that the commit does not account for is one like any other.
import { lstatSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { LIMITS } from '../../base/limits.ts'
import { readCommitFile } from './commit-file.ts'
import type { Checkout, SourceTree } from './source-tree.ts'

/**
 * The files `.git` of submodules that the commit names, each with exactly the line that git writes there.
 *
 * @param directory the top of the work tree
 * @returns paths relative to it
 * @throws SOURCE_UNREADABLE, SOURCE_TOO_LARGE
 */
export async function submoduleFiles(directory: string, { checkouts }: SourceTree): Promise<string[]> {
  const found: string[] = []
  // Where git keeps each repository, from the top of the work tree on; those outside come before those within.
  const kept = new Map([['', '.git']])
  for (const { above, tree, repository } of checkouts) {
    const own = kept.get(above)
    const places = tree.entries.filter(
      ({ path, kind }) => kind === 'submodule' && isFile(join(directory, above, path, '.git'))
    )
    if (own === undefined || places.length === 0) continue
    const names = await namesOf({ tree, repository })
    for (const { path } of places) {
      const place = `${above}${path}`
      const at = (names.get(path) ?? [])
        .map((name) => `${own}/modules/${name}`)
        .find((one) => isLine(join(directory, place, '.git'), lineOf(place, one)))
      if (at === undefined) continue
      kept.set(`${place}/`, at)
      found.push(`${place}/.git`)
    }
  }
  return found
}

const lineOf = (place: string, at: string): string => `gitdir: ${'../'.repeat(place.split('/').length)}${at}\n`

/** Names of submodules by their paths, as `.gitmodules` of the commit has them. */
async function namesOf({ tree, repository }: Pick<Checkout, 'tree' | 'repository'>): Promise<Map<string, string[]>> {
  const names = new Map<string, string[]>()
  const file = await readCommitFile(repository, tree.commit, '.gitmodules', LIMITS.sourceTreeBytes)
  let name: string | undefined
  for (const line of file?.toString('utf8').split(/\r?\n/) ?? []) {
    if (/^\s*\[/.test(line)) name = unescaped(/^\s*\[submodule "((?:[^"\\]|\\.)*)"\]\s*$/.exec(line)?.[1])
    const path = /^\s*path\s*=(.*)$/.exec(line)?.[1]?.trim()
    const meant = path?.startsWith('"') === true ? unescaped(/^"((?:[^"\\]|\\.)*)"$/.exec(path)?.[1]) : path
    if (name !== undefined && meant !== undefined) names.set(meant, [...(names.get(meant) ?? []), name])
  }
  return names
}

const unescaped = (text: string | undefined): string | undefined => text?.replace(/\\(.)/g, '$1')

function isFile(path: string): boolean {
  try {
    return lstatSync(path, { throwIfNoEntry: false })?.isFile() === true
  } catch {
    // What nobody can look at is no file that git wrote.
    return false
  }
}

/** Whether a file holds exactly a text. */
function isLine(path: string, line: string): boolean {
  try {
    const bytes = Buffer.byteLength(line)
    return lstatSync(path).size === bytes && readFileSync(path, 'utf8') === line
  } catch {
    return false
  }
}
