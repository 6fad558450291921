// SPDX-License-Identifier: Apache-2.0
// What a `.git` holds that a fresh checkout by actions/checkout would not have. A runner that keeps its workspace keeps it,
// and git obeys it in every command of the step. It is named and no more: all of it may be somebody's intention.
import { Buffer } from 'node:buffer'
import { readdirSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { escapeUntrusted } from '../base/escape-untrusted.ts'
import { InTotoError } from '../base/errors.ts'
import { LIMITS } from '../base/limits.ts'
import { listed } from '../base/listed.ts'
import type { Runner } from '../base/runner.ts'
import { readPlainFile } from '../files/read-file.ts'

const MOST_NAMES = 10

/** Settings that git and actions/checkout write. Names of sections in quotes are left out. */
const USUAL = [
  /^core\.(?:repositoryformatversion|filemode|bare|logallrefupdates|symlinks|ignorecase|precomposeunicode)$/,
  /^core\.sparsecheckout(?:cone)?$/,
  /^index\.sparse$/,
  /^remote\.(?:url|fetch|promisor|partialclonefilter|tagopt)$/,
  /^branch\.(?:remote|merge)$/,
  /^submodule\.(?:url|active)$/,
  /^extensions\.(?:worktreeconfig|partialclone|objectformat)$/,
  /^gc\.auto$/,
  /^lfs\.(?:repositoryformatversion|access|locksverify)$/,
  /^http\.extraheader$/
]
/** What git-lfs installs into a repository, by the value. */
const LFS_FILTER = /^(?:git-lfs (?:clean|smudge|filter-process)\b[ \w%-]*|true)$/
const LFS_HOOK = /^#!\/bin\/sh\ncommand -v git-lfs >\/dev\/null 2>&1 \|\| [^\n]*\ngit lfs [a-z-]+ "\$@"\n?$/
/** Where newer versions of actions/checkout keep a token beside the workspace. */
const CREDENTIALS = /git-credentials-[0-9a-f-]+\.config"?$/

/** Warns of what a kept `.git` at the top of the workspace holds. @param tag the tag that the run is of, else empty */
export function warnOfKeptGit(runner: Pick<Runner, 'annotate'>, workspace: string, tag: string): void {
  const names = unusualInGit(join(workspace, '.git'), tag)
  if (names.length === 0) return
  runner.annotate(
    'warning',
    'Kept .git',
    `.git holds what a fresh checkout would not: ${listed(names, MOST_NAMES, (name) => escapeUntrusted(name, 100))}. Git obeys it in every command, and no link shows it. If no step of yours puts it there, remove .git before the checkout.`
  )
}

/** Hooks, settings, attributes, replaced objects and tags that a fresh checkout would not have, each by its name. */
export function unusualInGit(git: string, tag = ''): string[] {
  if (statSync(git, { throwIfNoEntry: false })?.isDirectory() !== true) return []
  return [...hooksIn(git), ...settingsIn(git), ...filesIn(git), ...refsIn(git, tag)]
}

function hooksIn(git: string): string[] {
  return namesIn(join(git, 'hooks'))
    .filter((name) => !name.endsWith('.sample') && !LFS_HOOK.test(textOf(join(git, 'hooks', name))))
    .map((name) => `hooks/${name}`)
}

function settingsIn(git: string): string[] {
  return ['config', 'config.worktree'].flatMap((file) => {
    const text = textOf(join(git, file))
    // A line that goes on could hide what the next one is.
    if (text.includes('\\\n')) return [file]
    let section = ''
    return text.split('\n').flatMap((raw) => {
      const line = raw.trim()
      const header = /^\[\s*([\w.-]+)(?:\s+"(?:[^"\\]|\\.)*")?\s*\](.*)$/.exec(line)
      if (header !== null) section = (header[1] ?? '').toLowerCase()
      const rest = (header === null ? line : (header[2] ?? '')).trim()
      if (rest === '' || rest.startsWith('#') || rest.startsWith(';')) return []
      const [, key = '', value = ''] = /^([A-Za-z][\w-]*)\s*(?:=(.*))?$/.exec(rest) ?? []
      // What is no setting is not repeated: it may be a part of a secret.
      if (key === '') return [file]
      return isUsual(`${section}.${key.toLowerCase()}`, value.trim()) ? [] : [`${section}.${key}`]
    })
  })
}

function isUsual(setting: string, value: string): boolean {
  if (setting === 'includeif.path') return CREDENTIALS.test(value)
  if (setting.startsWith('filter.')) return LFS_FILTER.test(value)
  return USUAL.some((usual) => usual.test(setting))
}

function filesIn(git: string): string[] {
  return ['info/attributes', 'info/grafts', 'objects/info/alternates'].filter(
    (file) => textOf(join(git, file)).trim() !== ''
  )
}

/** A shallow checkout has the tag that it is of, and no others unless it was told to fetch them. */
function refsIn(git: string, tag: string): string[] {
  const packed = textOf(join(git, 'packed-refs')).match(/(?<= )refs\/\S+/g) ?? []
  const refs = new Set([
    ...packed,
    ...['refs/replace', 'refs/tags'].flatMap((folder) =>
      namesIn(join(git, folder), true).map((name) => `${folder}/${name}`)
    )
  ])
  const isShallow = textOf(join(git, 'shallow')) !== ''
  return [...refs].filter(
    (ref) => ref.startsWith('refs/replace/') || (isShallow && ref.startsWith('refs/tags/') && ref !== tag)
  )
}

function namesIn(directory: string, recursive = false): string[] {
  try {
    return readdirSync(directory, { recursive, withFileTypes: true })
      .filter((entry) => !entry.isDirectory())
      .map((entry) => join(entry.parentPath, entry.name).slice(directory.length + 1))
      .map((name) => name.replaceAll('\\', '/'))
      .sort()
  } catch {
    return []
  }
}

/** Empty for what is not there. What cannot be read is named where it is looked for by its name. */
function textOf(path: string): string {
  try {
    const bytes = readPlainFile(path, LIMITS.smallFileBytes, 'refuse')
    return bytes === undefined ? '' : Buffer.from(bytes).toString('utf8')
  } catch (error) {
    if (error instanceof InTotoError) return '?'
    throw error
  }
}
