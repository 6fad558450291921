// SPDX-License-Identifier: Apache-2.0
// Trusted roots as the command line names them: files, roots that this tool carries, and roots that are fetched.
import { homedir } from 'node:os'
import { join } from 'node:path'
import { LIMITS } from '../base/limits.ts'
import { readFile } from '../files/read-file.ts'
import type { TufRepository } from '../sigstore/tuf-repositories.ts'
import { pathFrom, type Console } from './console.ts'

/** The bytes of a root: of a file, of `public-good` or `github`, or fetched where `tuf:` stands before these. */
export async function trustedRootFile(name: string, console: Console): Promise<Uint8Array> {
  const { embeddedRootFile, isEmbeddedRoot, rootToFetch } = await import('../sigstore/embedded-roots.ts')
  if (isEmbeddedRoot(name)) return embeddedRootFile(name)
  const place = rootToFetch(name)
  if (place === undefined) return readFile(pathFrom(console, name), LIMITS.smallFileBytes)
  const { TUF_REPOSITORIES } = await import('../sigstore/tuf-repositories.ts')
  return fetchRoot(TUF_REPOSITORIES[place](), defaultCache(console))
}

export async function fetchRoot(repository: TufRepository, cacheDirectory: string): Promise<Uint8Array> {
  const [{ fetchTrustedRoot }, { httpGet }] = await Promise.all([
    import('../sigstore/fetch-trusted-root.ts'),
    import('../github/http-get.ts')
  ])
  return fetchTrustedRoot({ repository, get: httpGet, cacheDirectory })
}

/** Where programs of a user keep what they can fetch again (XDG Base Directory Specification; LOCALAPPDATA on Windows). */
export function defaultCache({ environment }: Console): string {
  const set = [environment['XDG_CACHE_HOME'], environment['LOCALAPPDATA']].find((path) => (path ?? '') !== '')
  return join(set ?? join(homedir(), '.cache'), 'in-toto-actions', 'tuf')
}
