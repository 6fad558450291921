// SPDX-License-Identifier: Apache-2.0
// The layout that the text of a pipeline builds, with two functionaries.
import type { KeyIdForm } from '../../../src/intoto/keys/derive-key-id.ts'
import { buildLayout, type BuiltLayout } from '../../../src/layouts/build-layout.ts'
import { ALICE, BOB, NOW } from '../chain.ts'
import type { PlainPipeline } from './plain-pipeline.ts'

/** Who signs links: the first of each step, and the second where the threshold is two. */
export const FUNCTIONARIES = [ALICE, BOB] as const

const HEAD = `expires: 1 year
functionaries:
  ci: { key: ci.pub }
  second: { key: second.pub }
by: ci
`

/** A layout source of the pipeline. */
export const layoutSource = ({ text }: PlainPipeline): string => `${HEAD}${text}`

export function builtLayout(pipeline: PlainPipeline, keyIdForm: KeyIdForm = 'current'): BuiltLayout {
  return buildLayout({
    text: layoutSource(pipeline),
    source: 'layout.yml',
    readKey: (path) => (path === 'ci.pub' ? ALICE : BOB).signer.publicKey,
    now: NOW,
    keyIdForm
  })
}
