// SPDX-License-Identifier: Apache-2.0
import { jsonObject, type JsonObject } from '../json/json-value.ts'
import type { Link } from './link.ts'
import { encodeArtifacts } from './write-artifacts.ts'

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
