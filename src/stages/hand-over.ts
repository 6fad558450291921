// SPDX-License-Identifier: Apache-2.0
// Which products a stage hands to a later job. The link says how many and under which digest, so that the later job
// sees when one was taken away, too.
import type { Artifacts } from '../intoto/artifacts/artifacts.ts'
import { InTotoError } from '../intoto/errors.ts'
import { quoteUntrusted } from '../intoto/escape-untrusted.ts'
import { isJsonObject, jsonObject, type JsonObject } from '../intoto/json/json-value.ts'
import { compileExcludes } from '../recording/excludes.ts'
import { artifactsDigest } from './products-digest.ts'

/** What a link says of the products handed over. */
export interface HandOver {
  readonly files: number
  readonly digest: string
}

/** The products that gitignore patterns name. @throws HAND_OVER_NOTHING */
export function selectProducts(products: Artifacts, patterns: readonly string[]): Artifacts {
  const selected = compileExcludes(patterns)
  const found = new Map([...products].filter(([path]) => selected.path(path)))
  if (found.size > 0) return found
  throw new InTotoError(
    'HAND_OVER_NOTHING',
    `None of the ${products.size} products fits ${patterns.map((pattern) => quoteUntrusted(pattern)).join(', ')}.`,
    { hint: 'Check the input hand-over against what the step makes, and that products names these files too.' }
  )
}

/** The environment of a link with the note of what is handed over. */
export function withHandOver(environment: JsonObject, selected: Artifacts): JsonObject {
  const note = jsonObject({ files: selected.size, digest: artifactsDigest(selected) })
  return new Map([...environment, ['hand_over', note]])
}

/** Undefined when the link says nothing about a hand-over, or nothing that can be read. */
export function readHandOver(environment: JsonObject): HandOver | undefined {
  const note = environment.get('hand_over')
  if (note === undefined || !isJsonObject(note)) return undefined
  const [files, digest] = [note.get('files'), note.get('digest')]
  return typeof files === 'number' && typeof digest === 'string' ? { files, digest } : undefined
}
