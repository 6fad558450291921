// SPDX-License-Identifier: Apache-2.0
import { createHash } from 'node:crypto'
import { canonicalJson } from '../intoto/json/canonical-json.ts'
import { isJsonObject, type JsonObject, type JsonValue } from '../intoto/json/json-value.ts'
import { encodeLink } from '../intoto/link/encode-link.ts'
import type { Link } from '../intoto/link/link.ts'

/** What the end of a step adds to the environment. */
const ADDED_AT_THE_END = ['hand_over', 'checkout']
/** Members that have one part for materials and one, added at the end, for products. */
const HALVES = ['modes', 'recording']

/**
 * One digest, `sha256:<hex>`, over everything of a link that was known before the command of its step ran: name,
 * command, materials, run, excludes, variables. It is the same for the link that begins and for the one that ends, so
 * whoever learns it before the command runs can tell whether the command rewrote any of that.
 */
export function begunDigest(link: Link): string {
  const begun = encodeLink({
    ...link,
    products: new Map(),
    byproducts: new Map(),
    environment: begunEnvironment(link.environment)
  })
  return `sha256:${createHash('sha256').update(canonicalJson(begun)).digest('hex')}`
}

function begunEnvironment(environment: JsonObject): JsonObject {
  const members = [...environment].filter(([name]) => !ADDED_AT_THE_END.includes(name))
  return new Map(
    members.flatMap(([name, value]): [string, JsonValue][] => {
      if (!HALVES.includes(name) || !isJsonObject(value)) return [[name, value]]
      const rest = new Map([...value].filter(([half]) => half !== 'products'))
      return rest.size === 0 ? [] : [[name, rest]]
    })
  )
}
