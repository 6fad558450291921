// SPDX-License-Identifier: Apache-2.0
// A job of a commit that is there: a repository on the disk, and the checkout of it as actions/checkout makes one.
import { execFileSync } from 'node:child_process'
import { mkdirSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { directoryWith } from './directory.ts'
import { linkIn, MemoryGitHub } from './memory-github.ts'
import { given, MemoryJob, type Ran } from './memory-job.ts'
import { CI } from './two-steps.ts'

type Texts = Readonly<Record<string, string>>

/** Git without anything that the machine or its user configures. */
export function git(directory: string, ...words: string[]): string {
  return execFileSync(
    'git',
    [
      '-c',
      'user.name=t',
      '-c',
      'user.email=t@localhost',
      '-c',
      'protocol.file.allow=always',
      '-C',
      directory,
      ...words
    ],
    {
      encoding: 'utf8',
      stdio: ['ignore', 'pipe', 'ignore'],
      env: { ...process.env, GIT_CONFIG_GLOBAL: '/dev/null', GIT_CONFIG_NOSYSTEM: '1', GIT_LFS_SKIP_SMUDGE: '1' }
    }
  ).trim()
}

/** Commits all that lies in a directory; returns the commit. */
export function commitAll(directory: string): string {
  git(directory, 'init', '--quiet')
  git(directory, 'add', '--all')
  git(directory, 'commit', '--quiet', '--allow-empty', '-m', 'all')
  return git(directory, 'rev-parse', 'HEAD')
}

/** The files that most tests have. */
export const FILES: Texts = { 'a.js': 'alpha\n', 'src/b.js': 'beta\n', 'run.sh': '#!/bin/sh\n' }

export class CommitJob extends MemoryJob {
  readonly origin: string
  readonly commit: string

  constructor(
    files: Texts = FILES,
    { github = new MemoryGitHub(), facts = {}, event }: { github?: MemoryGitHub; facts?: Texts; event?: unknown } = {}
  ) {
    const origin = directoryWith(files)
    const commit = commitAll(origin)
    super(github, { GITHUB_SHA: commit, ...facts }, {}, event)
    this.origin = origin
    this.commit = commit
  }

  /** As actions/checkout: one commit without history, whatever was there before. */
  checkOut(commit: string = this.commit, path = '.', ...settings: string[]): void {
    const directory = join(this.workspace, path)
    rmSync(join(directory, '.git'), { recursive: true, force: true })
    const configured = settings.flatMap((setting) => ['-c', setting])
    mkdirSync(directory, { recursive: true })
    git(directory, 'init', '--quiet')
    git(directory, ...configured, 'fetch', '--quiet', '--depth=1', `file://${this.origin}`, commit)
    git(directory, ...configured, 'checkout', '--quiet', '--force', '--detach', 'FETCH_HEAD')
  }

  git(...words: string[]): string {
    return git(this.workspace, ...words)
  }

  /** The checkout stage: begin, whatever checks out, and end. */
  async checkoutStage(checkOut: () => void = () => this.checkOut(), end: Texts = {}, step = 'checkout'): Promise<Ran> {
    const begun = await this.begin({ 'step-name': step })
    checkOut()
    return this.end({
      ...given(begun),
      'step-name': step,
      products: '.',
      'product-source': 'git',
      'signing-key': CI.privatePem,
      ...end
    })
  }

  /** The link that a step stored. */
  link(step = 'checkout'): LinkValue {
    return linkIn(this.github.storedAs(`in-toto.${step}.`, this.run)) as unknown as LinkValue
  }
}

export interface LinkValue {
  readonly materials: Readonly<Record<string, { readonly sha256: string }>>
  readonly products: Readonly<Record<string, { readonly sha256: string }>>
  readonly environment: Readonly<Record<string, unknown>>
}
