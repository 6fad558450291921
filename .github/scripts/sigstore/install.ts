// SPDX-License-Identifier: Apache-2.0
import { execFileSync } from 'node:child_process'
import { existsSync, mkdirSync } from 'node:fs'
import { homedir } from 'node:os'
import { join } from 'node:path'

const PROGRAMS = {
  fulcio: 'github.com/sigstore/fulcio@v1.8.8',
  'timestamp-server': 'github.com/sigstore/timestamp-authority/v2/cmd/timestamp-server@v2.1.3',
  posix: 'github.com/sigstore/rekor-tiles/v2/cmd/rekor-server/posix@v2.3.0'
}

/** Builds the servers once, with Go; returns the directory that holds them. */
export function installSigstore(): string {
  const cache = join(process.env['XDG_CACHE_HOME'] ?? join(homedir(), '.cache'), 'in-toto-actions', 'sigstore-bin')
  mkdirSync(cache, { recursive: true })
  for (const [name, source] of Object.entries(PROGRAMS)) {
    if (existsSync(join(cache, name))) continue
    console.error(`Building ${source}`)
    execFileSync('go', ['install', source], {
      env: { ...process.env, GOBIN: cache, CGO_ENABLED: '0' },
      stdio: 'inherit'
    })
  }
  return cache
}
