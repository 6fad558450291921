// SPDX-License-Identifier: Apache-2.0
import { readFileSync } from 'node:fs'

/** Published test data; each file names its origin in the member `provenance`. */
export function readVectors<Vectors>(name: string): Vectors {
  return JSON.parse(readFileSync(new URL(`../fixtures/vectors/${name}.json`, import.meta.url), 'utf8')) as Vectors
}
