// SPDX-License-Identifier: Apache-2.0
import { digestPairs, type Artifacts } from '../artifacts/artifacts.ts'
import { jsonObject, type JsonObject, type JsonValue } from '../json/json-value.ts'
import type { Link } from './link.ts'

/** A link as the payload of a file (in-toto v1.0, 4.4). */
export function encodeLink(link: Link): JsonObject {
  return jsonObject({
    _type: 'link',
    name: link.name,
    command: link.command,
    materials: encodeArtifacts(link.materials),
    products: encodeArtifacts(link.products),
    byproducts: link.byproducts,
    environment: link.environment
  })
}

function encodeArtifacts(artifacts: Artifacts): JsonObject {
  const object = new Map<string, JsonValue>()
  for (const [path, digests] of artifacts) object.set(path, new Map(digestPairs(digests)))
  return object
}
