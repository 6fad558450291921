// SPDX-License-Identifier: Apache-2.0
// Checkouts further down in a workspace, as `path` of actions/checkout makes them. Nothing of them is believed here but
// where they are: programs read what lies in a `.git`, and the recording does not.
import { lstatSync, readdirSync, statSync, type Dirent } from 'node:fs'
import { dirname, join, resolve, sep } from 'node:path'
import { LIMITS } from '../base/limits.ts'
import { compileExcludes } from '../recording/excludes.ts'
import { isGitName } from '../recording/git-name.ts'
import { excludesOf, type RecordRequest } from '../recording/record-artifacts.ts'
import { textOf as textInGit } from './text-in-git.ts'

const HEAD = /^(?:ref: refs\/[^\s]+|[0-9a-f]{40}|[0-9a-f]{64})\n?$/

/** Whether a `.git` further down is what git makes of a submodule, or of a checkout into a directory. @param path of the file system */
export function isOfCheckout(path: string): boolean {
  const stats = lstatSync(path, { throwIfNoEntry: false })
  if (stats?.isDirectory() === true) return isGitDirectory(path) && isDirectory(join(path, 'objects'))
  if (stats?.isFile() !== true) return false
  const target = gitDirectoryOf(path)
  return target !== undefined && isGitDirectory(target)
}

/** Where a file `.git` leads to; undefined where it is not one line, as git writes it. */
function gitDirectoryOf(path: string): string | undefined {
  const named = /^gitdir: ([^\n\r]+)\n?$/.exec(textOf(path))?.[1]
  return named === undefined ? undefined : resolve(dirname(path), named)
}

const isGitDirectory = (path: string): boolean => isDirectory(path) && HEAD.test(textOf(join(path, 'HEAD')))

const isDirectory = (path: string): boolean => statSync(path, { throwIfNoEntry: false })?.isDirectory() === true

/** Of a file itself, not of what a link leads to. */
function textOf(path: string): string {
  return lstatSync(path, { throwIfNoEntry: false })?.isFile() === true ? textInGit(path) : ''
}

/** What of a request says where its walk comes by. */
type Walked = Pick<RecordRequest, 'exclude' | 'apart'>

export interface CheckoutsBelow {
  /** Directories of checkouts, relative to the workspace. Submodules are no checkouts of their own. */
  readonly checkouts: readonly string[]
  /** Whether there is any `.git` further down at all, whatever it is, or more of them than are looked at. */
  readonly some: boolean
}

/** A workspace in which nothing is called like what git keeps for itself, but for the `.git` at its top. */
export const NO_CHECKOUTS: CheckoutsBelow = { checkouts: [], some: false }

/** The checkouts below a workspace, as far as a recording comes by; no link is followed. */
export function checkoutsBelow(workspace: string, { exclude, apart }: Walked): CheckoutsBelow {
  const excludes = compileExcludes(excludesOf(exclude))
  const found: string[] = []
  let [some, oddAtTop] = [false, false]
  const open = ['']
  for (let at = open.pop(); at !== undefined; at = open.pop()) {
    // Both parts are in their shortest form, so there is nothing for `join` to do.
    for (const entry of entriesOf(`${workspace}${sep}${at}`)) {
      if (isGitName(entry.name)) {
        if (at === '') {
          oddAtTop ||= entry.name !== '.git'
          continue
        }
        some = true
        if (found.length < LIMITS.checkoutsBelow && isOfCheckout(join(workspace, at, entry.name))) found.push(at)
      } else if (entry.isDirectory()) {
        const path = at === '' ? entry.name : `${at}/${entry.name}`
        if (apart?.has(path) !== true && excludes.entry(path, entry.name, true) === undefined) open.push(path)
      }
    }
  }
  if (!some && !oddAtTop) return NO_CHECKOUTS
  found.sort()
  return { checkouts: found.filter((path) => !isSubmodule(workspace, path, found)), some }
}

/** Git keeps a submodule in the repository that it belongs to. */
function isSubmodule(workspace: string, path: string, others: readonly string[]): boolean {
  const file = join(workspace, path, '.git')
  if (!lstatSync(file).isFile()) return false
  const target = gitDirectoryOf(file)
  return ['', ...others].some(
    (outer) =>
      (outer === '' || path.startsWith(`${outer}/`)) &&
      target?.startsWith(`${join(workspace, outer, '.git', 'modules')}${sep}`) === true
  )
}

/** What cannot be read is for the recording to tell. */
function entriesOf(directory: string): Dirent[] {
  try {
    return readdirSync(directory, { withFileTypes: true })
  } catch {
    return []
  }
}
