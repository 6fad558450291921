// SPDX-License-Identifier: Apache-2.0
// What lies in a `.git` that no fresh checkout leaves there: a workspace that is kept, or an earlier workflow step, may
// have put it there, and git obeys it in the commands of later steps. Files are read here as texts; git is not asked,
// since it would obey them.
import { lstatSync, readdirSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { count } from '../base/count.ts'
import { quoteUntrusted } from '../base/escape-untrusted.ts'
import { listed } from '../base/listed.ts'
import type { Runner } from '../base/runner.ts'
import type { CheckoutsBelow } from './checkouts-below.ts'
import { LIMITS } from '../base/limits.ts'
import { steersGit } from './git-configuration.ts'
import { isCut, textOf } from './text-in-git.ts'

/** One thing that was kept. */
export interface KeptInGit {
  /** What it is, as a link names it: `hooks/post-checkout`, `config filter.x.smudge`, `refs/tags/v1`. */
  readonly name: string
  /** What is expected of a repository that somebody works with; nobody has to be warned. */
  readonly usual: boolean
}

/** Names of one message. */
const MOST_NAMES = 10
/** Names of one kind; a thousand hooks are as bad as one. */
const MOST_OF_A_KIND = 50

/**
 * What a `.git` holds that steers git or stands in for something else.
 *
 * @param directory the top of a work tree
 * @param ref of the run: a fresh checkout of a tag has that tag
 */
export function keptInGit(directory: string, ref: string | undefined): readonly KeptInGit[] {
  const git = join(directory, '.git')
  const stats = lstatSync(git, { throwIfNoEntry: false })
  if (stats === undefined) return []
  if (!stats.isDirectory()) return [kept('.git that leads elsewhere')]
  const packed = textOf(join(git, 'packed-refs'), LIMITS.packedRefsBytes).split('\n')
  return [
    ...steeringIn(git, ''),
    ...modulesIn(git),
    ...(isCut(join(git, 'packed-refs'), LIMITS.packedRefsBytes) ? [kept('packed-refs that is too long to read')] : []),
    ...['info/attributes', 'info/grafts', 'objects/info/alternates', 'objects/info/http-alternates']
      .filter((name) => hasContent(join(git, name)))
      .map((name) => kept(name)),
    ...refsIn(git, packed, 'refs/replace').map((name) => kept(name)),
    ...tagsIn(git, packed, ref)
  ]
}

/**
 * The same of checkouts further down, with what git does not put into such a directory: nothing in there is recorded.
 *
 * @param below what lies there, as far as a recording comes by
 */
export function keptBelow(workspace: string, { checkouts }: CheckoutsBelow): readonly KeptInGit[] {
  return checkouts.flatMap((path) => {
    const odd = namesIn(join(workspace, path, '.git')).filter((name) => !OF_GIT.test(name))
    const all = [
      ...keptInGit(join(workspace, path), undefined),
      ...odd.slice(0, MOST_OF_A_KIND).map((name) => kept(name))
    ]
    return all.filter(({ usual }) => !usual).map(({ name, usual }) => ({ usual, name: `${path}/.git/${name}` }))
  })
}

/** What git itself puts into `.git`, of versions since 2.18. */
const OF_GIT =
  /^(?:(?:[A-Z]+_)?HEAD|AUTO_MERGE|COMMIT_EDITMSG|MERGE_(?:MODE|MSG|RR)|branches|common(?:dir)?|config(?:\.worktree)?|description|gc\.(?:log|pid)|gitdir|hooks|index|info|lfs|logs|modules|objects|packed-refs|refs|rr-cache|shallow|worktrees)$/

/** Hooks and settings of one repository. @param prefix of their names */
function steeringIn(git: string, prefix: string): KeptInGit[] {
  // Git writes down where the work tree of a submodule lies.
  const usual = prefix === '' ? [] : ['core.worktree']
  return [
    ...hooksIn(join(git, 'hooks')),
    ...configuredIn(git, 'config', usual),
    ...configuredIn(git, 'config.worktree', usual)
  ].map(({ name, ...rest }) => ({ ...rest, name: `${prefix}${name}` }))
}

/** What repositories of submodules hold; their names may have slashes, and each may have submodules of its own. */
function modulesIn(git: string): KeptInGit[] {
  const found: KeptInGit[] = []
  const open = ['modules']
  let seen = 0
  for (let at = open.pop(); at !== undefined && found.length < MOST_OF_A_KIND; at = open.pop()) {
    seen += 1
    if (seen > LIMITS.installedDirectories) return [...found, kept('modules that are too many to read')]
    const directory = join(git, at)
    if (textOf(join(directory, 'HEAD')) !== '') {
      found.push(...steeringIn(directory, `${at}/`))
      open.push(`${at}/modules`)
    } else
      for (const name of namesIn(directory))
        if (lstatSync(join(directory, name), { throwIfNoEntry: false })?.isDirectory() === true)
          open.push(`${at}/${name}`)
  }
  return found
}

/** Tells of what was kept: loudly where a clean checkout was expected. */
export function tellKept(
  all: readonly KeptInGit[],
  runner: Pick<Runner, 'log' | 'annotate'>,
  level: 'warning' | 'log'
): void {
  const names = (found: readonly KeptInGit[]): string =>
    listed(
      found.map(({ name }) => name),
      MOST_NAMES,
      (name) => quoteUntrusted(name)
    )
  const odd = all.filter(({ usual }) => level === 'log' || !usual)
  const rest = all.filter((one) => !odd.includes(one))
  if (rest.length > 0) runner.log(`In \`.git\` there is more than the commit needs: ${names(rest)}.`)
  if (odd.length === 0) return
  const text = `In \`.git\` there is what no fresh checkout leaves there, and git obeys it in this job: ${names(odd)}. Files of the commit were compared without it.`
  if (level === 'log') return runner.log(text)
  runner.annotate(
    'warning',
    `${count(odd.length, 'thing')} kept in .git`,
    `${text} A workspace that is kept from job to job, or an earlier workflow step, put it there. Empty the workspace before the checkout.`
  )
}

function kept(name: string, usual = false): KeptInGit {
  return { name, usual }
}

function hooksIn(directory: string): KeptInGit[] {
  return namesIn(directory)
    .filter((name) => !name.endsWith('.sample') && !isHookOfLfs(join(directory, name), name))
    .slice(0, MOST_OF_A_KIND)
    .map((name) => kept(`hooks/${name}`))
}

/** As `git lfs install` writes them: these lines and no others. */
function isHookOfLfs(path: string, name: string): boolean {
  const [shell, demand, call, ...more] = textOf(path).trim().split('\n')
  return (
    !isCut(path) &&
    shell === '#!/bin/sh' &&
    more.length === 0 &&
    call === `git lfs ${name} "$@"` &&
    /^command -v git-lfs >\/dev\/null 2>&1 \|\| \{ (?:printf|echo) >&2(?: "[^"$`]*"){1,2}; exit 2; \}$/.test(
      demand ?? ''
    )
  )
}

function configuredIn(git: string, name: string, usual: readonly string[]): KeptInGit[] {
  const path = join(git, name)
  const steering = steersGit(textOf(path)).filter((key) => !usual.includes(key))
  return [
    ...steering.slice(0, MOST_OF_A_KIND).map((key) => kept(`${name} ${key}`)),
    ...(isCut(path) ? [kept(`${name} that is too long to read`)] : [])
  ]
}

/** A checkout of some depth has no tags but the one that it is of; with all history come all tags. */
function tagsIn(git: string, packed: readonly string[], ref: string | undefined): KeptInGit[] {
  if (!hasContent(join(git, 'shallow'))) return []
  return refsIn(git, packed, 'refs/tags')
    .filter((name) => name !== ref)
    .map((name) => kept(name, true))
}

/** Names of references below a prefix, loose and packed. */
function refsIn(git: string, packed: readonly string[], prefix: string): string[] {
  const loose: string[] = []
  const open = [prefix]
  for (let at = open.pop(); at !== undefined && loose.length < MOST_OF_A_KIND; at = open.pop()) {
    for (const name of namesIn(join(git, at))) {
      const path = `${at}/${name}`
      if (statSync(join(git, path), { throwIfNoEntry: false })?.isDirectory() === true) open.push(path)
      else loose.push(path)
    }
  }
  const listedThere = packed.flatMap((line) => /^[0-9a-f]{40,64} (\S.*)$/.exec(line)?.[1] ?? [])
  const below = listedThere.filter((name) => name.startsWith(`${prefix}/`))
  return [...new Set([...loose, ...below])].sort().slice(0, MOST_OF_A_KIND)
}

function namesIn(directory: string): string[] {
  try {
    return readdirSync(directory).sort()
  } catch {
    // What is not there, or is no directory, holds nothing.
    return []
  }
}

function hasContent(path: string): boolean {
  return textOf(path).trim() !== ''
}
