// SPDX-License-Identifier: Apache-2.0
// The layout that decides: from a commit that the change under verification cannot have altered, and from the server,
// never from the workspace.
import { sha256Digest } from '../files/sha256-digest.ts'
import { LayoutFile } from '../intoto/layout/layout-file.ts'
import { NODE_BYTES } from '../signing/node-bytes.ts'
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
  const digest = sha256Digest(file.bytes)
  const document = new LayoutFile(file.bytes, path, NODE_BYTES)
  return { source, document, report: { path, repository: `${owner}/${repo}`, commit, blob: file.blob, digest, reason } }
}
