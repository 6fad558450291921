// SPDX-License-Identifier: Apache-2.0
import { COMMITTED } from './named/committed.ts'
import { MATRICES } from './named/matrices.ts'
import { OF_REFERENCE } from './named/of-reference.ts'
import { PATTERNS } from './named/patterns.ts'
import { SUBMODULES } from './named/submodules.ts'
import type { PlainPipeline } from './plain-pipeline.ts'

/** Pipelines that were written by hand, as people write them. */
export const NAMED_PIPELINES: readonly PlainPipeline[] = [
  ...OF_REFERENCE,
  ...COMMITTED,
  ...PATTERNS,
  ...MATRICES,
  ...SUBMODULES
]
