// SPDX-License-Identifier: Apache-2.0
// The layout that decides: from a commit that the change under verification cannot have altered, and from the server,
// never from the workspace.
import { createHash } from 'node:crypto'
import { InTotoError } from '../base/errors.ts'
import { LIMITS } from '../base/limits.ts'
import { readSignedMetadata } from '../intoto/envelope/signed-metadata.ts'
import type { Layout } from '../intoto/layout/layout.ts'
import { parseLayout } from '../intoto/layout/parse-layout.ts'
import type { TrustedLayout } from './findings.ts'
import type { GateRun } from './gate-run.ts'
import type { GateServer } from './gate-server.ts'
import { layoutRef } from './layout-ref.ts'
import type { VerifyInputs } from './verify-inputs.ts'

/** @throws INPUT_INVALID, LAYOUT_REF_INVALID, LAYOUT_FILE_INVALID, GITHUB_ codes */
export async function fetchLayout(
  { layout: path, layoutRef: choice }: Pick<VerifyInputs, 'layout' | 'layoutRef'>,
  run: GateRun,
  server: GateServer
): Promise<TrustedLayout> {
  const source = layoutRef(choice, run)
  const commit = await server.resolveCommit(source)
  const file = await server.fetchFile(source, commit, path)
  const { owner, repo, reason } = source
  const digest = `sha256:${createHash('sha256').update(file.bytes).digest('hex')}`
  return { source, file, report: { path, repository: `${owner}/${repo}`, commit, blob: file.blob, digest, reason } }
}

/** A layout as far as it can be read, whoever signed it: for looking at only. */
export function readableLayout(bytes: Uint8Array): Layout | undefined {
  try {
    const metadata = readSignedMetadata(bytes, { source: 'layout', maxBytes: LIMITS.layoutBytes })
    return parseLayout(metadata.payload).layout
  } catch (error) {
    if (error instanceof InTotoError) return undefined
    throw error
  }
}
