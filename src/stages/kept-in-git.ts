// SPDX-License-Identifier: Apache-2.0
// What lies in a `.git` that no fresh checkout leaves there: a workspace that is kept, or an earlier workflow step, may
// have put it there, and git obeys it in the commands of later steps. Files are read here as texts; git is not asked,
// since it would obey them.
import { Buffer } from 'node:buffer'
import { closeSync, constants, fstatSync, lstatSync, openSync, readdirSync, readSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { count } from '../base/count.ts'
import { quoteUntrusted } from '../base/escape-untrusted.ts'
import { LIMITS } from '../base/limits.ts'
import { listed } from '../base/listed.ts'
import type { Runner } from '../base/runner.ts'
import { steersGit } from './git-configuration.ts'

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
  const packed = textOf(join(git, 'packed-refs')).split('\n')
  return [
    ...hooksIn(join(git, 'hooks')),
    ...configuredIn(git, 'config'),
    ...configuredIn(git, 'config.worktree'),
    ...['info/attributes', 'info/grafts', 'objects/info/alternates', 'objects/info/http-alternates']
      .filter((name) => hasContent(join(git, name)))
      .map((name) => kept(name)),
    ...refsIn(git, packed, 'refs/replace').map((name) => kept(name)),
    ...tagsIn(git, packed, ref)
  ]
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
    shell === '#!/bin/sh' &&
    more.length === 0 &&
    call === `git lfs ${name} "$@"` &&
    /^command -v git-lfs >\/dev\/null 2>&1 \|\| \{ (?:printf|echo) >&2(?: "[^"$`]*"){1,2}; exit 2; \}$/.test(
      demand ?? ''
    )
  )
}

function configuredIn(git: string, name: string): KeptInGit[] {
  return steersGit(textOf(join(git, name)))
    .slice(0, MOST_OF_A_KIND)
    .map((key) => kept(`${name} ${key}`))
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

/** The beginning of a file, without waiting for a pipe; empty where there is none. */
function textOf(path: string): string {
  let descriptor: number | undefined
  try {
    descriptor = openSync(path, constants.O_RDONLY | (constants.O_NONBLOCK ?? 0))
    if (!fstatSync(descriptor).isFile()) return ''
    const bytes = Buffer.alloc(LIMITS.smallFileBytes)
    return bytes.toString('utf8', 0, readSync(descriptor, bytes, 0, bytes.length, 0))
  } catch {
    return ''
  } finally {
    if (descriptor !== undefined) closeSync(descriptor)
  }
}
