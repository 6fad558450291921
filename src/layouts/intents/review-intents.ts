// SPDX-License-Identifier: Apache-2.0
import type { Intents } from '../../intoto/intents/intents.ts'
import type { YamlReader } from '../yaml-reader.ts'
import type { YamlValue } from '../yaml-source.ts'
import type { ReadStep } from './step-template.ts'
import type { WrittenLeg } from './write-step.ts'

/** All that was read. */
export interface IntentsToReview {
  readonly reader: YamlReader
  readonly legs: readonly WrittenLeg[]
  readonly steps: readonly ReadStep[]
  readonly intents: Intents
  readonly releaseAt: YamlValue | undefined
}

export function reviewIntents(_review: IntentsToReview): void {}
