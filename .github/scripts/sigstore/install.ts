// SPDX-License-Identifier: Apache-2.0
import { dirname } from 'node:path'
import { installGoProgram } from '../harness/go-program.ts'

const PROGRAMS = {
  fulcio: 'github.com/sigstore/fulcio@v1.8.8',
  'timestamp-server': 'github.com/sigstore/timestamp-authority/v2/cmd/timestamp-server@v2.1.3',
  posix: 'github.com/sigstore/rekor-tiles/v2/cmd/rekor-server/posix@v2.3.0'
}

/** Builds the servers once, with Go; returns the directory that holds them. */
export function installSigstore(): string {
  const paths = Object.entries(PROGRAMS).map(([name, source]) =>
    installGoProgram({ name, source, directory: 'sigstore-bin' })
  )
  return dirname(paths[0] ?? '')
}
