// SPDX-License-Identifier: Apache-2.0
// What the file system of a work tree can keep, tried out beside it. Nothing that is configured says so.
import { chmodSync, lstatSync, mkdtempSync, rmSync, statSync, symlinkSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Abilities } from './judge.ts'

/**
 * Tries in the repository, where nothing is recorded and git itself does so; at the top of the work tree where `.git` is a
 * file that leads elsewhere. Where nothing can be written the file system is taken to keep everything.
 */
export function probeAbilities(top: string, platform: NodeJS.Platform = process.platform): Abilities {
  // Windows has no such bits. It may have links, but git writes files for them unless it is told otherwise.
  if (platform === 'win32') return { executableBits: false, links: 'sometimes' }
  let directory: string | undefined
  try {
    const git = join(top, '.git')
    directory = mkdtempSync(join(lstatSync(git).isDirectory() ? git : top, '.in-toto-probe-'))
    return { executableBits: keepsBits(join(directory, 'file')), links: keepsLinks(join(directory, 'link')) }
  } catch {
    return { executableBits: true, links: 'always' }
  } finally {
    if (directory !== undefined) rmSync(directory, { recursive: true, force: true })
  }
}

function keepsBits(file: string): boolean {
  writeFileSync(file, '')
  chmodSync(file, 0o700)
  const set = (statSync(file).mode & 0o100) !== 0
  chmodSync(file, 0o600)
  return set && (statSync(file).mode & 0o100) === 0
}

function keepsLinks(link: string): Abilities['links'] {
  try {
    symlinkSync('target', link)
    return 'always'
  } catch {
    return 'never'
  }
}
